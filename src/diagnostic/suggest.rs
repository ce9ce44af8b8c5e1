//! "Did you mean …?"

/// The candidate nearest to what is written, if any is near enough to be a slip of the pen.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = written.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, candidate)| {
            *candidate != written && *distance <= reach(&word, candidate)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, candidate: &str) -> usize {
    strsim::osa_distance(word, &candidate.to_lowercase())
}

/// A third of the longer word may differ; in the shortest words, one letter.
fn reach(word: &str, candidate: &str) -> usize {
    let longer = word.chars().count().max(candidate.chars().count());
    (longer / 3).clamp(1, 4)
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let keys = ["title", "date", "topics"];
        assert_eq!(did_you_mean("titel", keys), Some("title"));
        assert_eq!(did_you_mean("Topic", keys), Some("topics"));
        assert_eq!(did_you_mean("Date", keys), Some("date"));
        assert_eq!(did_you_mean("date", ["date"]), None);
        assert_eq!(did_you_mean("weather", keys), None);
    }
}

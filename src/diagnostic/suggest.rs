//! "Did you mean …?"

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Bound;

/// Among how many words, on either side of where the written one would stand, the nearest is
/// looked for. A slip late in a word leaves it near the right one.
const AROUND: usize = 250;

/// What [`did_you_mean`] says of the words of a list that may be long, in a time that does not grow
/// with it: of a list of more than five hundred, the words that begin alike are looked at.
pub fn nearest<'a, K: Borrow<str> + Ord, T>(
    written: &str,
    known: &'a BTreeMap<K, T>,
) -> Option<&'a str> {
    // Ids are written in small letters.
    let place = written.to_lowercase();
    let before = known.range::<str, _>((Bound::Unbounded, Bound::Excluded(&*place)));
    let after = known.range::<str, _>((Bound::Included(&*place), Bound::Unbounded));
    // At an end of the list there is less on one side.
    let mut near: Vec<&str> = Vec::new();
    near.extend(before.rev().take(2 * AROUND).map(|(word, _)| word.borrow()));
    near.truncate((2 * AROUND).saturating_sub(after.clone().take(AROUND).count()));
    let room = 2 * AROUND - near.len();
    near.extend(after.take(room).map(|(word, _)| word.borrow()));
    did_you_mean(written, near)
}

/// The candidate nearest to what is written, if any is near enough to be a slip of the pen.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = written.to_lowercase();
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter(|candidate| {
            // What is much longer or shorter need not be compared.
            let other = candidate.chars().count();
            other.abs_diff(length) <= FURTHEST && *candidate != written
        })
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= reach(&word, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether a word is another but for its capitals and at most one slip: a letter too many, too few,
/// another, or two that changed places.
pub fn one_slip(written: &str, right: &str) -> bool {
    written.chars().count().abs_diff(right.chars().count()) <= 1
        && distance(&written.to_lowercase(), right) <= 1
}

fn distance(word: &str, candidate: &str) -> usize {
    strsim::osa_distance(word, &candidate.to_lowercase())
}

/// A third of the longer word may differ; in the shortest words, one letter.
fn reach(word: &str, candidate: &str) -> usize {
    let longer = word.chars().count().max(candidate.chars().count());
    (longer / 3).clamp(1, FURTHEST)
}

/// How many letters may differ at most.
const FURTHEST: usize = 4;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{did_you_mean, nearest};

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let keys = ["title", "date", "topics"];
        assert_eq!(did_you_mean("titel", keys), Some("title"));
        assert_eq!(did_you_mean("Topic", keys), Some("topics"));
        assert_eq!(did_you_mean("Date", keys), Some("date"));
        assert_eq!(did_you_mean("date", ["date"]), None);
        assert_eq!(did_you_mean("weather", keys), None);
    }

    #[test]
    fn in_a_long_list_the_nearest_is_found_among_what_begins_alike() {
        let words = (0..9_999).map(|at| (format!("{at:04} word"), ()));
        let known: BTreeMap<String, ()> = words.collect();
        for word in ["0000 wrod", "5000 wrod", "9998 wrod"] {
            let right = word.replace("wrod", "word");
            assert_eq!(nearest(word, &known), Some(&*right));
        }
        let few = BTreeMap::from([("title", ()), ("date", ())]);
        assert_eq!(nearest("zitle", &few), Some("title"));
    }
}

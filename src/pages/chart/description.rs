//! What can be seen in a chart, in a sentence or two.

use super::Number;
use crate::newsroom::figures::latest;
use crate::newsroom::series::Series;
use crate::pages::items::observations::{stands_alone, time};
use crate::pages::site::Here;

/// What can be seen, for those who do not see it.
pub fn of(here: &Here<'_>, series: &Series, shown: &[Number<'_>]) -> String {
    let language = here.language();
    let words = |number: Option<&Number<'_>>| {
        number.map_or_else(String::new, |number| {
            let as_of = &number.observed.observation.as_of;
            let date = time(here, number.observed).words;
            let key = match stands_alone(language, Some(series), as_of) {
                true if language.is_bare(&date) => "number_dated",
                true => "number_for",
                false => "number_as_of",
            };
            language.say(key, &[("number", &number.words), ("date", &date)])
        })
    };
    let disputed = shown.iter().filter(|number| number.kind == "disputed");
    let disputed = match disputed.count() {
        0 => String::new(),
        2 if shown.len() == 2 || series.conflicts.len() == 1 => language.text("chart_two_disputed"),
        _ => language.text("chart_some_disputed"),
    };
    let (from, to) = ends(shown);
    let (first, last) = (words(from), words(to));
    let values = [
        ("first", &*first),
        ("last", &*last),
        ("disputed", &*disputed),
    ];
    let key = match from.is_some() {
        true => "chart_description",
        false => "chart_of_numbers",
    };
    language.count(key, shown.len(), &values)
}

/// The first and the last of the numbers that say how things stand; none where the first
/// lasts as long as the last, or nobody knows which of two is the later.
fn ends<'n, 'a>(shown: &'n [Number<'a>]) -> (Option<&'n Number<'a>>, Option<&'n Number<'a>>) {
    let stands = |number: &&Number<'_>| !matches!(number.kind, "forecast" | "replaced");
    let mut states = shown.iter().filter(stands);
    let first = states.next();
    let ends = first.zip(states.next_back()).filter(|(first, last)| {
        let undecided = first.observed.undecided || last.observed.undecided;
        latest(first.observed) < latest(last.observed) && !undecided
    });
    ends.unzip()
}

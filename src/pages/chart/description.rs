//! What can be seen in a chart, in a sentence or two.

use super::Number;
use crate::content::declaration::Measure;
use crate::newsroom::figures::{lasts_as_long, latest};
use crate::newsroom::series::Series;
use crate::pages::items::numbers::behind_from;
use crate::pages::items::observations::{stands_alone, time};
use crate::pages::site::Here;

/// What can be seen, for those who do not see it.
pub fn of(here: &Here<'_>, series: &Series, shown: &[Number<'_>]) -> String {
    let language = here.language();
    let words = |number: Option<&Number<'_>>| {
        number.map_or_else(String::new, |number| {
            let as_of = &number.observed.observation.as_of;
            let date = time(here, number.observed).words;
            let words = behind_from(language, series, &number.observed.quantity);
            let key = match stands_alone(language, Some(series), as_of) {
                true if language.is_bare(&date) => "number_dated",
                true => "number_for",
                false => "number_as_of",
            };
            language.say(key, &[("number", &words), ("date", &date)])
        })
    };
    let disputed = shown.iter().filter(|number| number.kind == "disputed");
    let disputed = match disputed.count() {
        0 => String::new(),
        2 if shown.len() == 2 || series.conflicts.len() == 1 => language.text("chart_two_disputed"),
        _ => language.text("chart_some_disputed"),
    };
    let (from, to) = ends(series, shown);
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

/// The first and the last of the numbers of those whose number heads the series, for two speakers'
/// numbers are no movement; of what is counted for periods, those as long as the last. None where
/// the first lasts as long as the last, or nobody knows which of two is the later.
fn ends<'n, 'a>(
    series: &Series,
    shown: &'n [Number<'a>],
) -> (Option<&'n Number<'a>>, Option<&'n Number<'a>>) {
    let Some(head) = series.value() else {
        return (None, None);
    };
    let stands = |number: &&Number<'_>| {
        let said = &number.observed.voice.speakers;
        let mut speakers = head.voice.speakers.iter();
        !matches!(number.kind, "forecast" | "replaced")
            && speakers.all(|speaker| said.contains(speaker))
    };
    let mut states = shown.iter().filter(stands);
    let last = states.next_back();
    let first = last.and_then(|last| states.find(|first| may_follow(series, first, last)));
    let ends = first.zip(last).filter(|(first, last)| {
        let undecided = first.observed.undecided || last.observed.undecided;
        latest(first.observed) < latest(last.observed)
            && !undecided
            && [first, last]
                .iter()
                .all(|end| end.observed.quantity.takes_dash())
    });
    ends.unzip()
}

/// Whether two numbers tell a movement: what is counted for periods only where they last as long.
fn may_follow(series: &Series, first: &Number<'_>, last: &Number<'_>) -> bool {
    !series.measures(Measure::Period) || lasts_as_long(first.observed, last.observed)
}

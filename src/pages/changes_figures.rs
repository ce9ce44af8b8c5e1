//! What a number is to readers who follow its series: new, corrected, disputed, the same again.

use super::changes::{ChangeItem, label, reported, series_link};
use super::items::numbers;
use super::items::observations::{carrier, in_words};
use super::items::remarks::apart;
use super::items::sources::speaker;
use super::site::Here;
use crate::content::observation::Firmness;
use crate::newsroom::ids::SeriesId;
use crate::newsroom::series::News;

/// The change that the publication of a number was.
pub fn number(here: &Here<'_>, id: SeriesId, at: usize) -> ChangeItem {
    let series = here.newsroom().one_series(id);
    let observed = &series.observations[at];
    let language = here.language();
    let number = [in_words(here, observed, Some(series)).as_of(here)];
    let number = number.into_iter().chain(apart(here, series, observed));
    let number = language.joined("semicolon", &number.collect::<Vec<_>>());
    let short = |at: usize| {
        let quantity = &series.observations[at].quantity;
        numbers::short(language, series, quantity)
    };
    let (kind, words, other) = match observed.news {
        Some(News::Corrected(before)) => {
            let then = &series.observations[before];
            let from = numbers::behind_from(language, series, &then.quantity);
            let by = numbers::also_gave(here, observed, then);
            let key = match by {
                Some(_) => "number_corrected_of",
                None => "number_corrected",
            };
            let by = by.unwrap_or_default();
            let values = [("number", &*number), ("before", &*from), ("speakers", &*by)];
            let words = language.say(key, &values);
            ("revised", words, Some(before))
        }
        Some(News::Disputed(other)) => {
            let speaker = numbers::speakers(here, &series.observations[other]);
            let other_number = short(other);
            let values = [
                ("number", &*number),
                ("speaker", &*speaker),
                ("other", &*other_number),
            ];
            let words = language.say("number_disputed", &values);
            ("disputed", words, Some(other))
        }
        Some(News::Unchanged(before)) => ("unchanged", number, Some(before)),
        Some(News::ToCome) => (to_come(observed.observation.status), number, None),
        Some(News::Number) | None => ("number", number, None),
    };
    let other = other.map(|other| &series.observations[other]);
    ChangeItem {
        kind,
        label: label(here, kind),
        about: series_link(here, series),
        words: here.derived(kind, words, other.into_iter().chain([observed])),
        reported: reported(here, observed.reported(), observed.public.day),
        speakers: observed
            .voice
            .speakers
            .iter()
            .map(|who| speaker(here, who))
            .collect(),
        article: Some(carrier(here, observed)),
    }
}

fn to_come(status: Firmness) -> &'static str {
    match status {
        Firmness::Planned => "intended",
        Firmness::Target => "target",
        _ => "forecast",
    }
}

//! The tables of series and of the numbers given for them.

use rust_decimal::Decimal;

use super::facts;
use super::table::{Cell, Holds, Kind, derived, word, written};
use crate::content::declaration::Measure;
use crate::content::observation::Firmness;
use crate::content::quantity::Hedge;
use crate::content::term::TaxonomyKind;
use crate::language::Language;
use crate::newsroom::ids::{ArticleId, SeriesId};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::{Figure, Newsroom};
use crate::pages::items::observations::time_in_words;
use crate::pages::site::Site;

/// The series.
pub const SERIES: Kind<SeriesId> = Kind {
    name: "series",
    about: "something that is counted again and again",
    columns: &[
        written("series", Holds::Text, "its id", |site, id| {
            (&series(site, id).id).into()
        }),
        written("name", Holds::Text, "what it is called", |site, id| {
            (&series(site, id).name).into()
        }),
        written("unit", Holds::Text, "what one of them is", |site, id| {
            series(site, id).unit.as_ref().into()
        }),
        written(
            "measure",
            Holds::Word,
            "what its numbers measure: level (how something stands), total (a running total) or period (a count for a time by itself); empty where its file does not say",
            |site, id| {
                series(site, id)
                    .measure
                    .map_or(Cell::Empty, |measure| word(&Measure::ALL, &measure))
            },
        ),
        written(
            "scope",
            Holds::Text,
            "what exactly it counts",
            |site, id| series(site, id).scope.as_ref().into(),
        ),
        written(
            "topics",
            Holds::List,
            "the ids of its topics, primary first",
            |site, id| facts::terms(site, TaxonomyKind::Topics, &series(site, id).topics),
        ),
        written(
            "regions",
            Holds::List,
            "the ids of its regions, primary first",
            |site, id| facts::terms(site, TaxonomyKind::Regions, &series(site, id).regions),
        ),
        derived(
            "min",
            Holds::Number,
            "the least its current value can be, as stated; empty where its word leaves that open (up to 300)",
            |site, id| {
                let values = series(site, id).values();
                let values: Option<Vec<Decimal>> =
                    values.map(|value| value.quantity.least()).collect();
                values.and_then(|values| values.into_iter().min()).into()
            },
        ),
        derived(
            "max",
            Holds::Number,
            "the most its current value can be, as stated; empty where its word leaves that open (more than 300)",
            |site, id| {
                let values = series(site, id).values();
                let values: Option<Vec<Decimal>> =
                    values.map(|value| value.quantity.most()).collect();
                values.and_then(|values| values.into_iter().max()).into()
            },
        ),
        derived(
            "as_of",
            Holds::Edtf,
            "when its current value was true",
            |site, id| {
                series(site, id)
                    .value()
                    .map(|value| &value.observation.as_of)
                    .into()
            },
        ),
        derived(
            "out_of_date",
            Holds::Flag,
            "whether that is too long ago for the value to be shown as current",
            |site, id| series(site, id).stale.into(),
        ),
        derived(
            "disputed",
            Holds::Flag,
            "whether speakers give different numbers for the same day",
            |site, id| (!series(site, id).conflicts.is_empty()).into(),
        ),
        derived(
            "numbers",
            Holds::Count,
            "how many numbers were given for it",
            |site, id| series(site, id).numbers().into(),
        ),
        derived("url", Holds::Address, "its page", |site, id| {
            facts::series_address(site, series(site, id)).into()
        }),
    ],
};

/// The numbers: an article, and which of its figures.
pub const FIGURES: Kind<(ArticleId, usize)> = Kind {
    name: "figures",
    about: "a number that one or more speakers give, for a time",
    columns: &[
        written(
            "key",
            Holds::Text,
            "a short name for the row, for good: changes name it by this",
            |site, (article, at)| {
                facts::key(&facts::figure_key(
                    site,
                    article,
                    observed(site, (article, at)).index,
                ))
                .into()
            },
        ),
        written(
            "figure",
            Holds::Text,
            "where it stands: its article and its place there",
            |site, (article, at)| {
                facts::figure_key(site, article, observed(site, (article, at)).index).into()
            },
        ),
        written(
            "series",
            Holds::Text,
            "the series it is of; empty for a figure of one article alone",
            |site, key| of(site, key).map(|series| &series.id).into(),
        ),
        derived("name", Holds::Text, "what is counted", |site, key| {
            let own = observed(site, key).observation.label.as_ref();
            own.or(of(site, key).map(|series| &series.name)).into()
        }),
        written(
            "scope",
            Holds::Text,
            "what exactly it counts, if not what the series counts",
            |site, key| observed(site, key).scope.as_ref().into(),
        ),
        derived(
            "region",
            Holds::Text,
            "the id of the region where it was true",
            |site, key| {
                let region = observed(site, key)
                    .region
                    .or_else(|| of(site, key).and_then(Series::place));
                region.map(|id| &site.newsroom.regions.term(id).id).into()
            },
        ),
        written(
            "min",
            Holds::Number,
            "the least it can be, as stated; of an exact number, the number; empty where its hedge leaves that open",
            |site, key| observed(site, key).quantity.least().into(),
        ),
        written(
            "max",
            Holds::Number,
            "the most it can be, as stated; of an exact number, the number; empty where its hedge leaves that open",
            |site, key| observed(site, key).quantity.most().into(),
        ),
        written(
            "hedge",
            Holds::Word,
            "the word that loosens it: about, nearly, at-least, more-than, up-to or fewer-than; empty for none",
            |site, key| {
                observed(site, key)
                    .quantity
                    .hedge
                    .map_or(Cell::Empty, |hedge| word(&Hedge::ALL, &hedge))
            },
        ),
        written("unit", Holds::Text, "what one of them is", |site, key| {
            let observed = observed(site, key);
            let of_series = of(site, key).and_then(|series| series.unit.as_ref());
            let of_series = of_series.filter(|_| !observed.foreign);
            of_series.or(observed.observation.unit.as_ref()).into()
        }),
        written(
            "status",
            Holds::Word,
            "how firm it is: normal, estimate, provisional, planned, forecast or target",
            |site, key| word(&Firmness::ALL, &observed(site, key).observation.status),
        ),
        written("as_of", Holds::Edtf, "when it was true", |site, key| {
            (&observed(site, key).observation.as_of).into()
        }),
        written(
            "as_of_words",
            Holds::Text,
            "that in words, in the language of the site",
            |site, key| time_in_words(site.language, observed(site, key), Language::date).into(),
        ),
        written(
            "earliest",
            Holds::Day,
            "the first day that can be; empty where it has none",
            |site, key| facts::first_day(&observed(site, key).observation.as_of),
        ),
        written(
            "latest",
            Holds::Day,
            "the last day that can be; empty where it has none",
            |site, key| facts::last_day(&observed(site, key).observation.as_of),
        ),
        written("speakers", Holds::List, "who says so", |site, key| {
            facts::names(site, &observed(site, key).voice.speakers)
        }),
        written(
            "speaker_ids",
            Holds::List,
            "the ids of those speakers that are sources",
            |site, key| facts::speaker_ids(site, &observed(site, key).voice),
        ),
        written("persons", Holds::List, "who spoke for them", |site, key| {
            facts::names(site, &observed(site, key).voice.persons)
        }),
        written("via", Holds::Text, "who carried it", |site, key| {
            observed(site, key)
                .voice
                .via
                .as_ref()
                .map(|one| facts::name(site, one))
                .into()
        }),
        written(
            "source",
            Holds::Text,
            "the id of the source it is said in",
            |site, key| {
                observed(site, key)
                    .voice
                    .source
                    .map(|id| facts::source_id(site, id))
                    .into()
            },
        ),
        written(
            "source_url",
            Holds::Address,
            "where that can be read",
            |site, key| facts::source_address(site, observed(site, key).voice.source),
        ),
        written(
            "quote",
            Holds::Text,
            "the words it was said in",
            |site, key| {
                observed(site, key)
                    .observation
                    .attribution
                    .quote
                    .as_ref()
                    .into()
            },
        ),
        written(
            "sentence",
            Holds::Text,
            "the sentence of the article that it stands in: the site's words, not the speaker's",
            |site, key| {
                observed(site, key)
                    .observation
                    .attribution
                    .sentence
                    .as_ref()
                    .into()
            },
        ),
        written(
            "reported",
            Holds::Day,
            "the day on which it was said",
            |site, key| observed(site, key).reported().into(),
        ),
        written(
            "published",
            Holds::Day,
            "the day on which it became public here",
            |site, key| observed(site, key).public.day.into(),
        ),
        written(
            "article",
            Holds::Text,
            "the article that carries it",
            |site, (article, _)| facts::article_key(site, article).into(),
        ),
        derived(
            "repeats",
            Holds::Text,
            "the figure that it tells again from the same source; empty for none",
            |site, key| {
                let series = of(site, key);
                let first = observed(site, key).repeats.zip(series);
                let first = first.map(|(first, series)| &series.observations[first]);
                first
                    .map(|first| facts::figure_key(site, first.article, first.index))
                    .into()
            },
        ),
        derived(
            "current",
            Holds::Flag,
            "whether it gives the current value of its series",
            |site, key| {
                of(site, key)
                    .is_some_and(|series| series.is_current(observed(site, key)))
                    .into()
            },
        ),
        derived(
            "standing",
            Holds::Flag,
            "whether its speaker has put no other number in its place",
            |site, key| observed(site, key).standing.into(),
        ),
        written(
            "url",
            Holds::Address,
            "its place in its article",
            |site, (article, at)| {
                facts::figure_address(site, article, observed(site, (article, at)).index).into()
            },
        ),
    ],
};

/// The numbers of a series, in the order of the time they speak of: where each stands among its
/// article's figures.
pub fn of_series(newsroom: &Newsroom, id: SeriesId) -> impl Iterator<Item = (ArticleId, usize)> {
    let observations = newsroom.one_series(id).observations.iter().enumerate();
    observations.map(move |(at, observed)| {
        let mut figures = newsroom.entry(observed.article).figures.iter();
        let is_it = |figure: &Figure| matches!(figure, Figure::InSeries(of, place) if (*of, *place) == (id, at));
        let place = figures.position(is_it);
        (observed.article, place.unwrap_or(observed.index))
    })
}

/// The figures of an article alone.
pub fn alone(newsroom: &Newsroom, article: ArticleId) -> impl Iterator<Item = (ArticleId, usize)> {
    let figures = newsroom.entry(article).figures.iter().enumerate();
    let alone = figures.filter(|(_, figure)| matches!(figure, Figure::Alone(_)));
    alone.map(move |(at, _)| (article, at))
}

fn series<'a>(site: Site<'a>, id: SeriesId) -> &'a Series {
    site.newsroom.one_series(id)
}

fn of<'a>(site: Site<'a>, (article, at): (ArticleId, usize)) -> Option<&'a Series> {
    site.newsroom.figure(article, at).0
}

fn observed<'a>(site: Site<'a>, (article, at): (ArticleId, usize)) -> &'a Observed {
    site.newsroom.figure(article, at).1
}

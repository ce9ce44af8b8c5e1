//! Articles that speak of the same events and numbers as another.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::items;
use super::site::{DateView, Here, Link, at_most};
use crate::newsroom::Figure;
use crate::newsroom::events::Said;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId};

/// An article that shares events or series with another.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedItem {
    /// The article.
    pub article: Link,
    /// When it was published.
    pub date: DateView,
    /// What the two share: events, then series.
    pub shared: Vec<Link>,
}

/// Something two articles can share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Event(EventId),
    Series(SeriesId),
}

/// How many are shown where key figures have no bound.
const UNBOUNDED: usize = 8;

/// How far from an article's own words a long history is searched, each way.
const NEAR: usize = 50;

/// The articles that share most with this one, the newest of those that share as much first.
pub fn related(here: &Here<'_>, id: ArticleId) -> Vec<RelatedItem> {
    let newsroom = here.newsroom();
    let entry = newsroom.entry(id);
    let mut found: BTreeMap<ArticleId, Vec<Shared>> = BTreeMap::new();
    let mut note = |other: ArticleId, shared: Shared| {
        let held = found.entry(other).or_default();
        let same = newsroom.article(other).version_of == entry.article.version_of;
        if !same && !held.contains(&shared) {
            held.push(shared);
        }
    };
    for (event, at) in &entry.claims {
        for other in near(&newsroom.event(*event).history, *at)
            .iter()
            .flat_map(Said::articles)
        {
            note(other, Shared::Event(*event));
        }
    }
    for figure in &entry.figures {
        if let Figure::InSeries(series, at) = figure {
            for observed in near(&newsroom.one_series(*series).observations, *at) {
                note(observed.article, Shared::Series(*series));
            }
        }
    }
    let mut found: Vec<_> = found
        .into_iter()
        .filter(|(_, shared)| !shared.is_empty())
        .collect();
    found.sort_by_key(|(other, shared)| (Reverse(shared.len()), *other));
    let limit = match here.site.config.limits.figures {
        // Whoever wants all figures on a page wants no list of all that ever spoke of them.
        0 => UNBOUNDED,
        limit => limit,
    };
    at_most(&found, limit)
        .iter()
        .map(|(other, shared)| RelatedItem {
            article: items::articles::link(here, *other),
            date: here.on(newsroom.article(*other).date.day),
            shared: shared.iter().map(|shared| link(here, *shared)).collect(),
        })
        .collect()
}

fn near<T>(history: &[T], at: usize) -> &[T] {
    let end = history.len().min(at + NEAR + 1);
    &history[at.saturating_sub(NEAR)..end]
}

fn link(here: &Here<'_>, shared: Shared) -> Link {
    match shared {
        Shared::Event(id) => Link {
            href: items::events::href(here, id),
            text: here.newsroom().event(id).title.clone(),
        },
        Shared::Series(id) => {
            let series = here.newsroom().one_series(id);
            super::changes::series_link(here, series)
        }
    }
}

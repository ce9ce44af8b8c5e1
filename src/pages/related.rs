//! Articles that speak of the same events and numbers as another.

use std::cmp::Reverse;

use rustc_hash::FxHashMap as HashMap;
use serde::Serialize;

use super::items;
use super::site::{DateView, Here, Link};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    // What the article speaks of, each once, and who speaks of it too.
    let mut own: Vec<Shared> = Vec::new();
    let mut found: Vec<(ArticleId, usize)> = Vec::new();
    let mut add = |shared: Shared, others: &mut dyn Iterator<Item = ArticleId>| {
        let known = own.iter().position(|known| *known == shared);
        let at = known.unwrap_or_else(|| {
            own.push(shared);
            own.len() - 1
        });
        found.extend(others.map(|other| (other, at)));
    };
    for (event, at) in &entry.claims {
        let history = near(&newsroom.event(*event).history, *at);
        let others = &mut history.iter().flat_map(Said::articles);
        add(Shared::Event(*event), others);
    }
    for figure in &entry.figures {
        if let Figure::InSeries(series, at) = figure {
            let given = near(&newsroom.one_series(*series).observations, *at);
            let others = &mut given.iter().map(|observed| observed.article);
            add(Shared::Series(*series), others);
        }
    }
    // What several versions of a text share with it, the one that lists show does.
    let own_text = newsroom.text_of(id);
    found.retain(|(other, _)| newsroom.text_of(*other) != own_text);
    let texts = newsroom.each_text_once(found.iter().map(|(other, _)| *other));
    let texts = texts.into_iter().map(|id| (newsroom.text_of(id), id));
    let texts: HashMap<&str, ArticleId> = texts.collect();
    for (other, _) in &mut found {
        *other = texts
            .get(newsroom.text_of(*other))
            .copied()
            .unwrap_or(*other);
    }
    found.sort_unstable();
    found.dedup();
    let mut groups: Vec<&[(ArticleId, usize)]> = found
        .chunk_by(|(one, _), (other, _)| one == other)
        .collect();
    // Stable: the newest have the lowest numbers.
    groups.sort_by_key(|shared| Reverse(shared.len()));
    let limit = match here.site.config.limits.figures {
        // Whoever wants all figures on a page wants no list of all that ever spoke of them.
        0 => UNBOUNDED,
        limit => limit,
    };
    // Only of those that may be shown is anything else asked: the others do not make the page.
    let others = groups.into_iter().filter_map(|shared| {
        let (other, _) = *shared.first()?;
        Some(RelatedItem {
            article: items::articles::link(here, other),
            date: here.on(newsroom.article(other).date.day),
            shared: shared.iter().map(|(_, at)| link(here, own[*at])).collect(),
        })
    });
    others.take(limit).collect()
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

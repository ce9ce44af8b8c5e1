//! When a page's substance last changed, and when a date will change it next.
//!
//! Both follow from what the page shows, never from the day of the build.

use chrono::NaiveDate;

use super::View;
use super::body::BodyView;
use super::plan::{Page, Scope};
use super::scope;
use super::since::told_elsewhere;
use crate::newsroom::Newsroom;
use crate::newsroom::as_of::Reason;
use crate::newsroom::changes::Freshness;
use crate::newsroom::events::Event;
use crate::newsroom::ids::{ArticleId, EventId, SourceId};
use crate::newsroom::series::Series;

/// The freshness of a page; empty for pages whose words have no date.
pub fn of(newsroom: &Newsroom, page: &Page, view: &View) -> Freshness {
    let body = body(view).map(BodyView::freshness).unwrap_or_default();
    let mut freshness = shown(newsroom, page, view).and(body);
    if newsroom.as_of.reason == Reason::Pinned {
        // A closed edition changes by no date.
        freshness.due = None;
    }
    freshness
}

/// The body of a page, where it has one.
fn body(view: &View) -> Option<&BodyView> {
    match view {
        View::Article(view) => Some(&view.body),
        View::Standing(view) => Some(&view.body),
        View::Briefing(view) => Some(&view.body),
        View::Event(view) => Some(&view.body),
        View::Series(view) => Some(&view.body),
        _ => None,
    }
}

fn shown(newsroom: &Newsroom, page: &Page, view: &View) -> Freshness {
    let all = Scope::Site;
    match page {
        Page::Front => briefing(newsroom, all),
        Page::Article(id) => article(newsroom, *id, view),
        Page::Articles(scope, _) => articles(newsroom, scope::articles(newsroom, *scope).iter()),
        Page::Terms(..) | Page::Matrix => articles(newsroom, scope::articles(newsroom, all).iter()),
        Page::Term(kind, id) => briefing(newsroom, Scope::Term(*kind, *id)),
        Page::Cell(topic, region) => briefing(newsroom, Scope::Cell(*topic, *region)),
        Page::Timeline(scope, _) => events(newsroom, scope::events(newsroom, *scope).iter()),
        // What has left these lists changed them too.
        Page::Ahead(_) => all_events(newsroom, Event::was_to_come),
        Page::Event(id) => newsroom.event(*id).freshness,
        Page::Figures(_) => all_series(newsroom, |_| true),
        Page::Series(id) => newsroom.one_series(*id).freshness,
        Page::Sources(_) => articles(newsroom, scope::articles(newsroom, all).iter()),
        Page::Source(id, _) => source(newsroom, *id),
        Page::Corrections(_) => corrections(newsroom),
        Page::Disputed(_) => all_events(newsroom, |event| event.history.len() > 1)
            .and(all_series(newsroom, |series| series.observations.len() > 1)),
        _ => Freshness::default(),
    }
}

/// An article's own words, what became of its facts, and the days that change that.
fn article(newsroom: &Newsroom, id: ArticleId, view: &View) -> Freshness {
    let since: Freshness = match view {
        View::Article(article) => article.since.iter().map(|item| item.freshness).collect(),
        _ => Freshness::default(),
    };
    let claims = newsroom.entry(id).claims.iter();
    let turns = claims.flat_map(|(event, at)| turning_days(newsroom.event(*event), *at, id));
    let days = turns.map(|day| Freshness::of_date(day, newsroom.as_of.day));
    newsroom
        .article_freshness(id)
        .and(since)
        .and(days.collect())
}

/// The days on which an article tells something else of a claim, with no edit.
fn turning_days(event: &Event, at: usize, id: ArticleId) -> Vec<NaiveDate> {
    let told = |day: NaiveDate| told_elsewhere(event, at, id, &event.judgement_on(day));
    let days = event.told.turning_days(&event.history);
    days.filter(|day| day.pred_opt().is_some_and(|eve| told(eve) != told(*day)))
        .collect()
}

fn briefing(newsroom: &Newsroom, within: Scope) -> Freshness {
    let series = scope::series(newsroom, within);
    articles(newsroom, scope::articles(newsroom, within).iter())
        .and(events(newsroom, scope::events(newsroom, within).iter()))
        .and(all(series
            .iter()
            .map(|id| newsroom.one_series(*id).freshness)))
}

fn source(newsroom: &Newsroom, id: SourceId) -> Freshness {
    let source = newsroom.source(id);
    let claims = source.claims.iter().map(|(event, at)| {
        let said = &newsroom.event(*event).history[*at];
        Freshness::changed(newsroom.became_public(said))
    });
    let figures = source.figures.iter().map(|(article, _)| article);
    articles(newsroom, source.articles.iter().chain(figures)).and(all(claims))
}

fn corrections(newsroom: &Newsroom) -> Freshness {
    let articles = (0..newsroom.entries.len()).map(ArticleId::new);
    let made = articles.flat_map(|id| newsroom.corrections(id));
    made.map(|(_, correction)| Freshness::changed(correction.date))
        .collect()
}

fn articles<'a>(newsroom: &Newsroom, ids: impl Iterator<Item = &'a ArticleId>) -> Freshness {
    all(ids.map(|id| newsroom.article_freshness(*id)))
}

fn events<'a>(newsroom: &Newsroom, ids: impl Iterator<Item = &'a EventId>) -> Freshness {
    all(ids.map(|id| newsroom.event(*id).freshness))
}

fn all_events(newsroom: &Newsroom, shown: impl Fn(&Event) -> bool) -> Freshness {
    let events = newsroom.events.iter().filter(|event| shown(event));
    all(events.map(|event| event.freshness))
}

fn all_series(newsroom: &Newsroom, shown: impl Fn(&Series) -> bool) -> Freshness {
    let series = newsroom.series.iter().filter(|series| shown(series));
    all(series.map(|series| series.freshness))
}

fn all(parts: impl Iterator<Item = Freshness>) -> Freshness {
    parts.collect()
}

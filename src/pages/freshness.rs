//! When a page's substance last changed, and when a date will change it next.
//!
//! Both follow from what the page shows, never from the day of the build.

use chrono::NaiveDate;

use super::body::BodyView;
use super::cards::Card;
use super::plan::{Page, Scope};
use super::since::told_elsewhere;
use super::{View, turns};
use crate::newsroom::Newsroom;
use crate::newsroom::as_of::Reason;
use crate::newsroom::changes::Freshness;
use crate::newsroom::events::Event;
use crate::newsroom::ids::ArticleId;

/// The freshness of a page; empty for pages whose words have no date.
pub fn of(newsroom: &Newsroom, page: &Page, view: &View) -> Freshness {
    let body = body(view)
        .map(|body| body.freshness(newsroom))
        .unwrap_or_default();
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
    let site = || newsroom.freshness_in(Scope::Site);
    match page {
        Page::Front => briefing(newsroom, Scope::Site, view, turns::front(newsroom)),
        Page::Article(id) => article(newsroom, *id, view),
        Page::Articles(scope, _) => newsroom.freshness_in(*scope).articles,
        Page::Terms(..) | Page::Matrix | Page::Sources(_) => site().articles,
        Page::Term(kind, id) => {
            let brief = newsroom.taxonomy(*kind).term(*id).brief.as_ref();
            let written = brief.and_then(|brief| brief.as_of);
            let written = written.map(|day| Freshness::of_date(day, newsroom.as_of.day));
            let within = Scope::Term(*kind, *id);
            let turn = turns::briefing(newsroom, within);
            briefing(newsroom, within, view, turn).and(written.unwrap_or_default())
        }
        Page::Cell(topic, region) => {
            let within = Scope::Cell(*topic, *region);
            briefing(newsroom, within, view, turns::briefing(newsroom, within))
        }
        Page::Timeline(scope, _) => {
            let told = newsroom.freshness_in(*scope).told;
            listing(newsroom, told, view, turns::timeline(newsroom, *scope))
        }
        // What has left these lists changed them too.
        Page::Ahead(_) => listing(
            newsroom,
            newsroom.freshness_of_what_was_to_come(),
            view,
            turns::ahead(newsroom),
        ),
        Page::Event(id) => newsroom.event(*id).freshness,
        Page::Figures(_) => listing(newsroom, site().given, view, Freshness::default()),
        Page::Series(id) => newsroom.one_series(*id).freshness,
        Page::Source(id, _) => newsroom.freshness_of_source(*id),
        Page::Corrections(_) => corrections(newsroom),
        Page::Disputed(_) => {
            let told = newsroom.freshness_of_what_several_say();
            listing(newsroom, told, view, turns::disputed(newsroom))
        }
        _ => Freshness::default(),
    }
}

/// The freshness of a page of lists. All that was ever told of what they are chosen from changed
/// it. A date changes it where an item that it shows turns, or where the lists come out otherwise.
fn listing(newsroom: &Newsroom, told: Freshness, view: &View, turn: Freshness) -> Freshness {
    let events: Vec<&[Card]> = match view {
        View::Front(view) => vec![&view.overdue, &view.ahead, &view.any_day_now],
        View::Briefing(view) => {
            vec![&view.overdue, &view.ahead, &view.any_day_now, &view.past]
        }
        View::Ahead(view) => {
            vec![&view.overdue, &view.slipped, &view.ahead, &view.any_day_now]
        }
        View::Disputed(view) => vec![&view.events],
        View::Timeline(view) => {
            let groups = view.groups.iter().map(|group| &*group.events);
            let around: [&[Card]; 4] = [&view.overdue, &view.ahead, &view.any_day_now, &view.past];
            groups.chain(around).collect()
        }
        _ => Vec::new(),
    };
    let figures: &[Card] = match view {
        View::Front(view) => &view.figures,
        View::Briefing(view) => &view.figures,
        View::Figures(view) => &view.figures,
        _ => &[],
    };
    let cards = events.into_iter().flatten().chain(figures);
    let shown = cards.map(|card| card.freshness(newsroom));
    told.and(turn).and(all(shown))
}

/// An article's own words, what became of its facts, and the days that change that.
fn article(newsroom: &Newsroom, id: ArticleId, view: &View) -> Freshness {
    let since: Freshness = match view {
        View::Article(article) => article.since.iter().map(|item| item.freshness).collect(),
        _ => Freshness::default(),
    };
    let claims = newsroom.entry(id).claims.iter();
    let turns =
        claims.flat_map(|(event, at)| turning_days(newsroom, newsroom.event(*event), *at, id));
    let days = turns.map(|day| Freshness::of_date(day, newsroom.as_of.day));
    newsroom
        .article_freshness(id)
        .and(since)
        .and(days.collect())
}

/// The days on which an article tells something else of a claim, with no edit.
fn turning_days(newsroom: &Newsroom, event: &Event, at: usize, id: ArticleId) -> Vec<NaiveDate> {
    let told = |day: NaiveDate| {
        let judgement = event.judgement_of_claim(at, day);
        told_elsewhere(newsroom, event, at, id, &judgement)
    };
    let days = event.told.turning_days(&event.history);
    days.filter(|day| day.pred_opt().is_some_and(|eve| told(eve) != told(*day)))
        .collect()
}

fn briefing(newsroom: &Newsroom, within: Scope, view: &View, turn: Freshness) -> Freshness {
    let within = newsroom.freshness_in(within);
    let facts = listing(newsroom, within.told.and(within.given), view, turn);
    within.articles.and(facts)
}

fn corrections(newsroom: &Newsroom) -> Freshness {
    let articles = (0..newsroom.entries.len()).map(ArticleId::new);
    let made = articles.flat_map(|id| newsroom.corrections(id));
    made.map(|(_, correction)| Freshness::changed(correction.date))
        .collect()
}

fn all(parts: impl Iterator<Item = Freshness>) -> Freshness {
    parts.collect()
}

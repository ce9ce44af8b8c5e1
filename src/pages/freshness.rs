//! When a page's substance last changed, and when a date will change it next.
//!
//! Both follow from what the page shows, never from the day of the build.

use super::cards::Card;
use super::plan::Scope;
use crate::newsroom::Newsroom;
use crate::newsroom::as_of::Reason;
use crate::newsroom::freshness::Freshness;

/// What a page tells of the freshness of what it shows.
pub fn told(newsroom: &Newsroom, shown: Freshness) -> Freshness {
    match newsroom.as_of.reason {
        // A closed edition changes by no date.
        Reason::Pinned => Freshness { due: None, ..shown },
        Reason::Now | Reason::Asked => shown,
    }
}

/// The freshness of a page of lists. All that was ever told of what they are chosen from changed
/// it. A date changes it where an item that it shows turns, or where the lists come out otherwise.
pub fn listing(
    newsroom: &Newsroom,
    told: Freshness,
    shown: &[&[Card]],
    turn: Freshness,
) -> Freshness {
    let cards = shown.iter().copied().flatten();
    let shown = cards.map(|card| card.freshness(newsroom));
    told.and(turn).and(shown.collect())
}

/// The freshness of a page of the articles, events and figures of a scope.
pub fn briefing(
    newsroom: &Newsroom,
    within: Scope,
    shown: &[&[Card]],
    turn: Freshness,
) -> Freshness {
    let told = newsroom.freshness_of_events(within).told;
    let news = newsroom.freshness_of_series(within).news;
    let facts = listing(newsroom, told.and(news), shown, turn);
    newsroom.freshness_of_articles(within).and(facts)
}

//! An event as readers knew it on the day on which something of it became public: what was said before and
//! became public only later changes nothing of what they were told.

use chrono::NaiveDate;

use super::Newsroom;
use super::events::{Event, Said};
use super::judgement::{self, News};

/// Whether something that was said of an event became public after what was said later.
pub fn is_late(event: &Event, newsroom: &Newsroom) -> bool {
    let history = event.history.iter();
    !history.map(|said| newsroom.became_public(said)).is_sorted()
}

/// The event as it was known when a claim became public, and the claim's place there; `None` where
/// nothing that was said before it was still to become public.
pub fn then(newsroom: &Newsroom, event: &Event, at: usize) -> Option<(Event, usize)> {
    let public = |said: &Said| newsroom.became_public(said);
    let day: NaiveDate = public(&event.history[at]);
    let unknown = |said: &Said| public(said) > day;
    if !event.late || !event.history[..at].iter().any(unknown) {
        return None;
    }
    let before = event.history[..at].iter().filter(|said| !unknown(said));
    let place = before.count();
    let mut then = event.clone();
    then.history.retain(|said| !unknown(said));
    then.told = judgement::read(&then.history);
    then.judge(event.judgement.day);
    Some((then, place))
}

/// What a claim brought to those who knew what was public by then.
pub fn news(newsroom: &Newsroom, event: &Event, at: usize) -> News {
    match then(newsroom, event, at) {
        Some((then, place)) => then.told.news[place],
        None => event.told.news[at],
    }
}

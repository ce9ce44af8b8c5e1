//! When the site changes next by itself, with no edit.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::Newsroom;
use super::as_of::Reason;
use super::figures;
use crate::content::moment::start_of_day;

/// An instant at which pages change, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NextChange {
    /// The instant.
    pub instant: DateTime<Utc>,
    /// What happens then.
    pub cause: Cause,
}

/// What changes a site with no edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// An article becomes public.
    Publication,
    /// An article is not public any more.
    Expiry,
    /// A time that was named for an event has passed, or its term begins.
    Deadline,
    /// A figure is too old to be shown as a value, what was announced begins, or the time of a
    /// forecast is over.
    Staleness,
    /// A correction or an update is dated then.
    Revision,
    /// A claim or a figure of a public article is said then.
    Report,
    /// A brief is dated then.
    Brief,
}

impl Cause {
    /// The cause in words.
    pub fn words(self) -> &'static str {
        match self {
            Cause::Publication => "an article becomes public",
            Cause::Expiry => "an article expires",
            Cause::Deadline => "a day that was named for an event is reached or passed",
            Cause::Staleness => {
                "a figure goes out of date, one that was announced begins, or the time of a forecast is over"
            }
            Cause::Revision => "an article's correction or update is dated then",
            Cause::Report => "an article's claim or figure is reported then",
            Cause::Brief => "a topic's or region's brief is dated then",
        }
    }
}

/// The next change after the as-of instant; `None` where only an edit changes the site, as in a
/// closed edition.
pub fn next_change(newsroom: &Newsroom, zone: Tz) -> Option<NextChange> {
    let at = |instant, cause| NextChange { instant, cause };
    let as_of = newsroom.as_of;
    if as_of.reason == Reason::Pinned {
        // Until its day has come, what becomes public by then still does.
        let released = newsroom.withheld.iter().filter_map(|kept| kept.until);
        let opens = released.filter(|until| *until > as_of.gate && *until <= as_of.instant);
        return opens.min().map(|until| at(until, Cause::Publication));
    }
    let on = |day: NaiveDate, cause| at(start_of_day(day, zone), cause);
    let terms = [&newsroom.topics, &newsroom.regions]
        .into_iter()
        .flat_map(|taxonomy| &taxonomy.terms);
    let briefs = terms.filter_map(|term| term.brief.as_ref()?.as_of);
    let withheld = newsroom.withheld.iter().filter_map(|kept| kept.until);
    let expiries = newsroom
        .entries
        .iter()
        .filter_map(|entry| entry.article.expires)
        .chain(
            newsroom
                .pages
                .iter()
                .filter_map(|page| page.release.expires),
        );
    let deadlines = newsroom
        .events
        .iter()
        .filter_map(|event| event.freshness.due);
    // Until then calendars have what was called off.
    let called_off = newsroom.events.iter().filter_map(|event| {
        let last = event.called_off()?.latest().day()?;
        last.succ_opt()
    });
    let articles = || newsroom.entries.iter().map(|entry| &entry.article);
    let corrected = articles().flat_map(|article| &article.corrections);
    let updates = articles().filter_map(|article| article.updated);
    let stale = newsroom
        .series
        .iter()
        .flat_map(|series| figures::turns(series));
    let unsaid = newsroom.unsaid.iter().filter_map(|kept| kept.until);
    withheld
        .map(|until| at(until, Cause::Publication))
        .chain(unsaid.map(|until| at(until, Cause::Report)))
        .chain(expiries.map(|expires| at(expires.instant, Cause::Expiry)))
        .chain(deadlines.map(|day| on(day, Cause::Deadline)))
        .chain(called_off.map(|day| on(day, Cause::Deadline)))
        .chain(stale.map(|day| on(day, Cause::Staleness)))
        .chain(corrected.map(|correction| on(correction.date, Cause::Revision)))
        .chain(briefs.map(|day| on(day, Cause::Brief)))
        .chain(updates.map(|updated| at(updated.instant, Cause::Revision)))
        .filter(|change| change.instant > newsroom.as_of.instant)
        .min()
}

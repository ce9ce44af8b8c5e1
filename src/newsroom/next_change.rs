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
    let as_of = newsroom.as_of;
    // What is not public yet waits for the gate, and in an edition of a day to come only what is by then.
    let opens = opening(newsroom, zone).filter(|change| change.instant > as_of.gate);
    if as_of.reason == Reason::Pinned {
        return opens.filter(|change| change.instant <= as_of.instant).min();
    }
    let passes = passing(newsroom, zone).filter(|change| change.instant > as_of.instant);
    opens.chain(passes).min()
}

fn at(instant: DateTime<Utc>, cause: Cause) -> NextChange {
    NextChange { instant, cause }
}

/// What is said on a day to come, or becomes public then.
fn opening(newsroom: &Newsroom, zone: Tz) -> impl Iterator<Item = NextChange> + '_ {
    let on = move |day: NaiveDate, cause| at(start_of_day(day, zone), cause);
    let terms = [&newsroom.topics, &newsroom.regions]
        .into_iter()
        .flat_map(|taxonomy| &taxonomy.terms);
    let briefs = terms.filter_map(|term| term.brief.as_ref()?.as_of);
    let withheld = newsroom.withheld.iter().filter_map(|kept| kept.until);
    let unsaid = newsroom.unsaid.iter().filter_map(|kept| kept.until);
    let articles = || newsroom.entries.iter().map(|entry| &entry.article);
    let corrected = articles().flat_map(|article| &article.corrections);
    let updates = articles().filter_map(|article| article.updated);
    withheld
        .map(|until| at(until, Cause::Publication))
        .chain(unsaid.map(|until| at(until, Cause::Report)))
        .chain(corrected.map(move |correction| on(correction.date, Cause::Revision)))
        .chain(updates.map(|updated| at(updated.instant, Cause::Revision)))
        .chain(briefs.map(move |day| on(day, Cause::Brief)))
}

/// What a day ends or overtakes.
fn passing(newsroom: &Newsroom, zone: Tz) -> impl Iterator<Item = NextChange> + '_ {
    let on = move |day: NaiveDate, cause| at(start_of_day(day, zone), cause);
    let articles = newsroom.entries.iter();
    let articles = articles.filter_map(|entry| entry.article.expires);
    let pages = newsroom.pages.iter();
    let expiries = articles.chain(pages.filter_map(|page| page.release.expires));
    let deadlines = newsroom.events.iter();
    let deadlines = deadlines.filter_map(|event| event.freshness.due);
    // Until then calendars have what was called off.
    let called_off = newsroom.events.iter().filter_map(|event| {
        let last = event.called_off()?.latest().day()?;
        last.succ_opt()
    });
    let stale = newsroom.series.iter();
    let stale = stale.flat_map(|series| figures::turns(series));
    expiries
        .map(|expires| at(expires.instant, Cause::Expiry))
        .chain(
            deadlines
                .chain(called_off)
                .map(move |day| on(day, Cause::Deadline)),
        )
        .chain(stale.map(move |day| on(day, Cause::Staleness)))
}

//! The day a site is judged on.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::content::moment::start_of_day;

/// The day, and the instant within it, on which everything is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day in the site's zone.
    pub day: NaiveDate,
    /// What was published by this instant is public.
    pub instant: DateTime<Utc>,
    /// Why this day.
    pub reason: Reason,
}

/// Why a site is judged on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is now.
    Now,
    /// `dateline.toml` pins the site to it: a closed edition.
    Pinned,
    /// It was asked for on the command line.
    Asked,
}

impl AsOf {
    /// An instant, on its day in the site's zone.
    pub fn now(instant: DateTime<Utc>, zone: Tz) -> AsOf {
        AsOf {
            day: instant.with_timezone(&zone).date_naive(),
            instant,
            reason: Reason::Now,
        }
    }

    /// The end of a day in the site's zone.
    pub fn end_of(day: NaiveDate, zone: Tz, reason: Reason) -> AsOf {
        let next = day.succ_opt().unwrap_or(day);
        AsOf {
            day,
            instant: start_of_day(next, zone) - chrono::Duration::seconds(1),
            reason,
        }
    }
}

//! The day a site is judged on.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::content::moment::start_of_day;

/// The day, and the instant within it, on which everything is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day in the site's zone.
    pub day: NaiveDate,
    /// The site's zone.
    pub zone: Tz,
    /// The last instant of it that is judged: now, or the end of the day.
    pub instant: DateTime<Utc>,
    /// What was published by this instant is public: no later than now, unless somebody wants to
    /// see what is still to come.
    pub gate: DateTime<Utc>,
    /// What expires by this instant is gone: the instant of judgement or, where a reader has chosen an
    /// earlier day, the present.
    pub gone: DateTime<Utc>,
    /// The present, where the gate is lifted beyond it.
    pub revealed: Option<DateTime<Utc>>,
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
            zone,
            instant,
            gate: instant,
            gone: instant,
            revealed: None,
            reason: Reason::Now,
        }
    }

    /// The end of a day in the site's zone. A day to come is judged like any other, but opens
    /// the gate for nothing that is not public `now`, unless that is to be revealed.
    pub fn end_of(
        day: NaiveDate,
        zone: Tz,
        reason: Reason,
        now: DateTime<Utc>,
        reveal: bool,
    ) -> AsOf {
        let next = day.succ_opt().unwrap_or(day);
        let instant = start_of_day(next, zone) - chrono::Duration::seconds(1);
        let lifted = reveal && instant > now;
        AsOf {
            day,
            zone,
            instant,
            gate: if lifted { instant } else { instant.min(now) },
            gone: instant,
            revealed: lifted.then_some(now),
            reason,
        }
    }

    /// The day of the gate: what is dated later, nobody has said yet.
    pub fn gate_day(&self) -> NaiveDate {
        self.gate.with_timezone(&self.zone).date_naive()
    }

    /// The same day for readers, who choose it by themselves: what has expired at this instant was taken
    /// from them, whatever day they look at.
    pub fn for_readers(self, now: DateTime<Utc>) -> AsOf {
        AsOf {
            gone: self.gone.max(now),
            ..self
        }
    }

    /// Whether nothing becomes public any more: the gate stands at the end of a chosen day.
    pub fn is_closed(&self) -> bool {
        self.reason != Reason::Now && self.gate == self.instant
    }

    /// The same day with the gate as it is now.
    pub fn unrevealed(&self) -> AsOf {
        AsOf {
            gate: self.revealed.unwrap_or(self.gate),
            revealed: None,
            ..*self
        }
    }
}

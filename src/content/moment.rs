//! When something is published, withheld or corrected: a day, or an instant.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

/// A day in the site's zone and the instant it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The instant; for a bare day, the day's first in the site's zone.
    pub instant: DateTime<Utc>,
    /// The day in the site's zone.
    pub day: NaiveDate,
    /// Whether a time of day was given.
    pub exact: bool,
}

impl Moment {
    /// The first instant of a day in a zone.
    pub fn day(day: NaiveDate, zone: Tz) -> Moment {
        Moment {
            instant: start_of_day(day, zone),
            day,
            exact: false,
        }
    }

    /// Whether it is certainly after another: days tell, and within a day hours, where both are given.
    pub fn is_after(&self, other: &Moment) -> bool {
        match self.day == other.day {
            true => self.exact && other.exact && self.instant > other.instant,
            false => self.day > other.day,
        }
    }

    /// The instant as machines read it (RFC 3339); the bare day where no time was given.
    pub fn told(&self) -> String {
        match self.exact {
            true => self.instant.to_rfc3339(),
            false => self.day.to_string(),
        }
    }

    /// Reads `2024-09-09`, RFC 3339, and the looser forms other generators take, such as
    /// `2015-05-04 9:00:00 -0400`; without an offset the time is the zone's.
    pub fn parse(text: &str, zone: Tz) -> Option<Moment> {
        Moment::read(text, zone, Twice::First)
    }

    /// Reads when something becomes public. Where the clocks go back, an hour comes twice: what
    /// is held back until then stays back until the second.
    pub fn release(text: &str, zone: Tz) -> Option<Moment> {
        Moment::read(text, zone, Twice::Second)
    }

    /// What to write for a time of day that the clocks of a zone skip: the instant at which they are
    /// put forward.
    pub fn skipped(text: &str, zone: Tz) -> Option<String> {
        let time = without_offset(&text.trim().replacen(['T', 't'], " ", 1))?;
        let gap = GapInfo::new(&time, &zone)?;
        Some(gap.end?.to_rfc3339())
    }

    fn read(text: &str, zone: Tz, twice: Twice) -> Option<Moment> {
        let text = text.trim();
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            // Chrono also takes 2024-9-9, which sorts wrongly in file names and feeds.
            return (text.len() == 10).then(|| Moment::day(day, zone));
        }
        let text = text.replacen(['T', 't'], " ", 1);
        let instant = with_offset(&text).or_else(|| in_zone(&text, zone, twice))?;
        Some(Moment {
            instant,
            day: instant.with_timezone(&zone).date_naive(),
            exact: true,
        })
    }
}

/// The first instant of a day; where the clocks skip midnight, the first that exists.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    (0..4)
        .find_map(|hour| {
            let time = midnight + chrono::Duration::hours(hour);
            zone.from_local_datetime(&time).earliest()
        })
        .map_or_else(|| midnight.and_utc(), |instant| instant.with_timezone(&Utc))
}

fn with_offset(text: &str) -> Option<DateTime<Utc>> {
    let text = match text.strip_suffix(['Z', 'z']) {
        Some(text) => format!("{}+0000", text.trim_end()),
        None => text.to_string(),
    };
    [
        "%Y-%m-%d %H:%M:%S%.f%z",
        "%Y-%m-%d %H:%M:%S%.f %z",
        "%Y-%m-%d %H:%M%z",
        "%Y-%m-%d %H:%M %z",
    ]
    .iter()
    .find_map(|format| DateTime::<FixedOffset>::parse_from_str(&text, format).ok())
    .map(|time| time.with_timezone(&Utc))
}

/// Which of two is meant, where a time of day comes twice.
#[derive(Clone, Copy)]
enum Twice {
    First,
    Second,
}

fn in_zone(text: &str, zone: Tz, twice: Twice) -> Option<DateTime<Utc>> {
    without_offset(text)
        .map(|time| zone.from_local_datetime(&time))
        .and_then(|found| match twice {
            Twice::First => found.earliest(),
            Twice::Second => found.latest(),
        })
        .map(|time| time.with_timezone(&Utc))
}

fn without_offset(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> String {
        Moment::parse(text, Tz::Asia__Baghdad)
            .map_or("nothing".to_string(), |moment| moment.instant.to_rfc3339())
    }

    #[test]
    fn an_hour_that_comes_twice_is_over_once_it_has_come_twice() {
        let text = "2026-10-25 02:30";
        let berlin = Tz::Europe__Berlin;
        let utc = |moment: Option<Moment>| moment.map(|moment| moment.instant.to_rfc3339());
        let first = utc(Moment::parse(text, berlin));
        assert_eq!(first.as_deref(), Some("2026-10-25T00:30:00+00:00"));
        let second = utc(Moment::release(text, berlin));
        assert_eq!(second.as_deref(), Some("2026-10-25T01:30:00+00:00"));
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_told_with_the_instant_behind_it() {
        let berlin = Tz::Europe__Berlin;
        let text = "2026-03-29T02:30";
        assert_eq!(Moment::parse(text, berlin), None);
        let instead = Moment::skipped(text, berlin);
        assert_eq!(instead.as_deref(), Some("2026-03-29T03:00:00+02:00"));
        assert_eq!(Moment::skipped("2026-03-29T03:30", berlin), None);
        assert_eq!(Moment::skipped("soon", berlin), None);
    }

    #[test]
    fn days_and_instants_are_read_in_the_zone_of_the_site() {
        assert_eq!(utc("2024-09-09"), "2024-09-08T21:00:00+00:00");
        assert_eq!(utc("2024-09-09T12:00:00Z"), "2024-09-09T12:00:00+00:00");
        assert_eq!(
            utc("2024-09-09T12:00:00+03:00"),
            "2024-09-09T09:00:00+00:00"
        );
        assert_eq!(utc("2015-05-04 9:00:00 -0400"), "2015-05-04T13:00:00+00:00");
        assert_eq!(utc("2024-09-09 06:30"), "2024-09-09T03:30:00+00:00");
        assert_eq!(utc("2024-02-30"), "nothing");
        assert_eq!(utc("2024-9-9"), "nothing");
        assert_eq!(utc("9 September 2024"), "nothing");
    }
}

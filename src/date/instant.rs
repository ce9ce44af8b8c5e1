//! Date-times that say how they lie to UTC: instants, which are on one day here and on another there.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use edtf_core::{Edtf as Value, TimeShift};

use super::{Bound, Edtf};

impl Edtf {
    /// The same value on a site of this zone, whose days its own are compared with.
    #[must_use]
    pub fn in_zone(mut self, zone: Tz) -> Self {
        let instant = self.instant();
        self.1 = instant.map(|instant| instant.with_timezone(&zone).date_naive());
        self
    }

    /// The instant, where the value is one and says how it lies to UTC.
    pub(super) fn instant(&self) -> Option<DateTime<Utc>> {
        let Value::DateTime(moment) = &self.0 else {
            return None;
        };
        let minutes = match moment.time.shift? {
            TimeShift::Utc => 0,
            TimeShift::Offset { minutes, .. } => i64::from(minutes),
        };
        let (hour, minute) = (moment.time.hour.into(), moment.time.minute.into());
        let midnight = self.own_day()?.and_hms_opt(0, 0, 0)?;
        // A leap second has no number of its own here.
        let time = Duration::hours(hour)
            + Duration::minutes(minute)
            + Duration::seconds(moment.time.second.into())
            - Duration::minutes(minutes);
        Some(midnight.checked_add_signed(time)?.and_utc())
    }

    /// Whether both are one instant, in whatever zones they are written.
    #[must_use]
    pub fn is_one_instant_with(&self, other: &Self) -> bool {
        self.instant()
            .is_some_and(|own| other.instant() == Some(own))
    }

    /// The day that a date-time itself names.
    fn own_day(&self) -> Option<NaiveDate> {
        match &self.0 {
            Value::DateTime(moment) => Edtf::from(Value::Date(moment.date)).earliest().day(),
            _ => None,
        }
    }

    /// Whether it is an instant that is on one day in its own zone and on another in the site's, so
    /// that days are not counted from it.
    #[must_use]
    pub fn is_between_days(&self) -> bool {
        self.1.is_some() && self.1 != self.own_day()
    }

    /// Whether both are on one day, and known to be: two instants by the day that each is on for the
    /// site, a day by itself.
    #[must_use]
    pub fn is_on_the_day_of(&self, other: &Self) -> bool {
        if let Some((one, other)) = self.1.zip(other.1) {
            return one == other;
        }
        let only_day = |date: &Self| match (date.earliest(), date.latest()) {
            (Bound::Day(first), Bound::Day(last)) => Some(first).filter(|first| *first == last),
            _ => None,
        };
        only_day(self).is_some_and(|day| only_day(other) == Some(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timing;

    fn at(text: &str) -> Option<Edtf> {
        Some(Edtf::parse(text).ok()?.in_zone(Tz::Asia__Yerevan))
    }

    #[test]
    fn an_instant_is_over_when_it_is_over_on_the_site() {
        let evening = at("2026-11-26T23:30:00-05:00");
        let lies = |day: u32| {
            let day = NaiveDate::from_ymd_opt(2026, 11, day)?;
            Some(evening.as_ref()?.compared_to_day(day))
        };
        assert_eq!(
            lies(27),
            Some(Timing::Unclear),
            "half past eight in Yerevan"
        );
        assert_eq!(lies(28), Some(Timing::Before));
        assert_eq!(lies(25), Some(Timing::After));
    }

    #[test]
    fn instants_are_compared_as_instants() {
        let lie = |one: &str, other: &str| Some(at(one)?.compared_to(&at(other)?));
        let evening = "2026-12-24T23:30:00-05:00";
        assert_eq!(
            lie(evening, "2026-12-25T08:30:00+04:00"),
            Some(Timing::Unclear)
        );
        assert_eq!(lie(evening, "2026-12-25T04:29:59Z"), Some(Timing::After));
        assert_eq!(
            lie(evening, "2026-12-25T10:00:00+04:00"),
            Some(Timing::Before)
        );
        assert_eq!(lie(evening, "2026-12-24"), Some(Timing::Unclear));
        assert_eq!(lie(evening, "2026-12-26"), Some(Timing::Before));
    }
}

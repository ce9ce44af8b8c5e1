//! Parts of the calendar, with what is left out filled in.

use chrono::{Datelike, NaiveDate, Weekday};

use super::granule::{Granule, Unit, plus_days, weekday};
use super::story::Story;
use crate::prose::language::{Class, Slots};

/// How many days away a day without a year is hardly meant.
const FAR: i64 = 330;

/// Parts of the calendar as a text gives them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    pub weekday: Option<Weekday>,
    pub season: Option<u32>,
    pub quarter: Option<u32>,
    pub half: Option<u32>,
    pub holiday: Option<i64>,
    pub full: Option<NaiveDate>,
    /// The last two digits of a year.
    pub short: Option<i32>,
}

impl Parts {
    /// The parts that slots hold.
    pub fn of(slots: &Slots) -> Parts {
        let small = |class| slots.get(class).and_then(|value| u32::try_from(value).ok());
        let ordinal = small(Class::Ordinal);
        Parts {
            year: year(slots),
            month: small(Class::Month),
            day: small(Class::DayNum).or_else(|| day_in_words(slots, ordinal)),
            weekday: slots.get(Class::Weekday).and_then(weekday),
            season: small(Class::Season).filter(|season| (1..=4).contains(season)),
            quarter: small(Class::Quarter)
                .and_then(|quarter| {
                    if quarter == 0 {
                        last_or(slots, ordinal, 4)
                    } else {
                        Some(quarter)
                    }
                })
                .filter(|quarter| (1..=4).contains(quarter)),
            half: small(Class::Half)
                .and_then(|_| last_or(slots, ordinal, 2))
                .filter(|half| (1..=2).contains(half)),
            holiday: slots.get(Class::Holiday),
            full: slots.get(Class::IsoDate).and_then(full),
            short: slots.get(Class::ShortYear).map(|year| year as i32),
        }
    }

    /// The piece of the calendar in a year.
    pub fn in_year(&self, year: i32) -> Option<Granule> {
        if let Some(code) = self.holiday {
            return holiday(code, year);
        }
        if let Some(quarter) = self.quarter {
            return Some(Granule::Quarter(year, quarter));
        }
        if let Some(half) = self.half {
            return Some(Granule::Half(year, half));
        }
        if let Some(season) = self.season {
            // Readers of EDTF rarely know the seasons of negative years.
            return Some(match year < 0 {
                true => Granule::Year(year),
                false => Granule::Season(year, season),
            });
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => Granule::day(year, month, day),
            (Some(month), None) => Some(Granule::Month(year, month)),
            (None, _) => Some(Granule::Year(year)),
        }
    }

    /// What the parts mean where the story stands; `tense` is that of the clause.
    pub fn resolve(&self, story: &Story, tense: Option<i8>) -> Option<Granule> {
        if let Some(day) = self.full {
            return Some(Granule::of_day(day));
        }
        if let Some(year) = self.year.or_else(|| full_year(self.short?, story)) {
            return self.in_year(year);
        }
        let dated = self.month.is_some()
            || self.season.is_some()
            || self.quarter.is_some()
            || self.half.is_some()
            || self.holiday.is_some();
        if dated {
            return match story.narrative {
                true => self.in_story(story),
                false => self.near_publication(story, tense),
            };
        }
        match (self.weekday, self.day) {
            (Some(weekday), _) => self.on_weekday(story, tense, weekday),
            (None, Some(day)) => {
                let latest = story.latest()?;
                Granule::day(latest.year(), latest.month()?, day)
            }
            (None, None) => None,
        }
    }

    /// The year the story has come to; the next, where the months turn over.
    fn in_story(&self, story: &Story) -> Option<Granule> {
        let latest = story.latest()?;
        let own = self.in_year(latest.year())?;
        let turned = match (own.month(), latest.month()) {
            (Some(own), Some(latest)) => latest >= own + 8,
            _ => false,
        };
        match turned {
            true => self.in_year(latest.year() + 1),
            false => Some(own),
        }
    }

    /// The one nearest to the day of publication that the tense allows.
    fn near_publication(&self, story: &Story, tense: Option<i8>) -> Option<Granule> {
        let published = story.published?;
        let this = self.in_year(published.year());
        let around: Vec<Granule> = [-1, 0, 1]
            .into_iter()
            .filter_map(|by| self.in_year(published.year() + by))
            .collect();
        let begins = |granule: &Granule| granule.first().is_some_and(|first| first <= published);
        let covers = |granule: &Granule| {
            let unit = granule.unit();
            Granule::of_day(published).widened(unit) == Some(*granule)
        };
        let distance = |granule: &Granule| {
            granule
                .first()
                .map_or(i64::MAX, |first| (first - published).num_days().abs())
        };
        // Nobody says `Nov. 13` of a day eleven months away where another is near.
        let nearest = around.iter().copied().min_by_key(distance);
        let far = |day: &Granule| day.unit() == Unit::Day && distance(day) > FAR;
        match tense {
            Some(-1) => around.iter().rev().find(|granule| begins(granule)).copied(),
            Some(1) => around
                .iter()
                .find(|granule| covers(granule) || !begins(granule))
                .copied(),
            _ => nearest,
        }
        .filter(|day| !far(day))
        .or(nearest)
        .or(this)
    }

    fn on_weekday(&self, story: &Story, tense: Option<i8>, weekday: Weekday) -> Option<Granule> {
        // A funeral that is to be on Saturday is no part of what is told of a life.
        let from = match story.narrative && tense != Some(1) {
            true => story.latest()?.first()?,
            false => story.published?,
        };
        let back = days_back(from, weekday);
        let by = match tense {
            Some(1) => (7 - back) % 7,
            _ => -back,
        };
        Some(Granule::of_day(plus_days(from, by)?))
    }
}

/// The year that two digits mean: the one nearest to where the story is.
fn full_year(short: i32, story: &Story) -> Option<i32> {
    let latest = story.latest()?.year();
    let century = latest.div_euclid(100) * 100;
    let years = [
        century - 100 + short,
        century + short,
        century + 100 + short,
    ];
    years.into_iter().min_by_key(|year| (year - latest).abs())
}

/// How many days before a day the last such weekday is; 0 on the day itself.
pub(super) fn days_back(day: NaiveDate, weekday: Weekday) -> i32 {
    let own = day.weekday().num_days_from_monday() as i32;
    (own - weekday.num_days_from_monday() as i32).rem_euclid(7)
}

/// `January first`: an ordinal beside a month, where no quarter or half is counted.
fn day_in_words(slots: &Slots, ordinal: Option<u32>) -> Option<u32> {
    let counts = [Class::Quarter, Class::Half]
        .iter()
        .any(|class| slots.has(*class));
    ordinal.filter(|day| slots.has(Class::Month) && !counts && (1..=31).contains(day))
}

/// `last` counts from the end.
fn last_or(slots: &Slots, ordinal: Option<u32>, last: u32) -> Option<u32> {
    match slots.get(Class::Ordinal) {
        Some(-1) => Some(last),
        _ => ordinal,
    }
}

/// A year with its era; years before Christ count astronomically.
fn year(slots: &Slots) -> Option<i32> {
    let year = slots.any(&[Class::Year, Class::YearLike])?;
    let year = i32::try_from(year).ok()?;
    Some(match slots.get(Class::Era) {
        Some(-1) => 1 - year,
        _ => year,
    })
}

fn full(packed: i64) -> Option<NaiveDate> {
    let part = |value: i64| u32::try_from(value).ok();
    let year = i32::try_from(packed / 10_000).ok()?;
    NaiveDate::from_ymd_opt(year, part(packed / 100 % 100)?, part(packed % 100)?)
}

/// A day with a name, by its code in the data file.
pub(super) fn holiday(code: i64, year: i32) -> Option<Granule> {
    let part = |value: i64| u32::try_from(value).ok();
    match code {
        -99..=-1 => {
            let from_easter = [0, -2, 1].get(usize::try_from(-1 - code).ok()?)?;
            plus_days(easter(year)?, *from_easter).map(Granule::of_day)
        }
        ..=-100 => {
            let (month, nth) = (part(-code / 100)?, part(-code % 10)?);
            nth_weekday(year, month, weekday(-code / 10 % 10)?, nth)
        }
        code => Granule::day(year, part(code / 100)?, part(code % 100)?),
    }
}

/// The first to fourth such weekday of a month; 5 for the last.
fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: u32) -> Option<Granule> {
    let start = match nth {
        5 => u32::from(NaiveDate::from_ymd_opt(year, month, 1)?.num_days_in_month()) - 6,
        nth => (nth * 7).saturating_sub(6),
    };
    let first = NaiveDate::from_ymd_opt(year, month, start)?;
    let ahead = (7 - days_back(first, weekday)) % 7;
    plus_days(first, ahead).map(Granule::of_day)
}

/// Easter Sunday of the Gregorian calendar, by Gauss's rule as Lichtenberg mended it.
fn easter(year: i32) -> Option<NaiveDate> {
    let century = year.div_euclid(100);
    let moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let sun = 2 - (3 * century + 3) / 4;
    let lunar = year.rem_euclid(19);
    let seed = (19 * lunar + moon).rem_euclid(30);
    let mend = (seed + lunar / 11) / 29;
    let border = 21 + seed - mend;
    let first = 7 - (year + year / 4 + sun).rem_euclid(7);
    let distance = 7 - (border - first).rem_euclid(7);
    plus_days(NaiveDate::from_ymd_opt(year, 3, 1)?, border + distance - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_calendar_says() {
        let day = |year| easter(year).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day(1972), "1972-04-02");
        assert_eq!(day(2024), "2024-03-31");
        assert_eq!(day(2038), "2038-04-25");
    }
}

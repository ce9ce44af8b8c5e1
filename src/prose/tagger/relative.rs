//! Dates that are counted from another: `last week`, `the following day`, `two years ago`.

use super::calendar::{Parts, days_back};
use super::granule::{Granule, Unit, plus_days};
use super::story::Story;
use crate::prose::language::{Class, Slots};

/// What `last`, `this` and `next` count from the day of publication, with the period they go
/// with; in a narrative, from where the story is.
pub(super) fn deictic(
    slots: &Slots,
    offset: i32,
    story: &Story,
    tense: Option<i8>,
) -> Option<Granule> {
    let base = match story.narrative {
        true => story.latest()?,
        false => story.publication()?,
    };
    if let Some(by) = slots.get(Class::Today) {
        let day = story.publication()?.moved(Unit::Day, by as i32 + offset)?;
        return match slots.get(Class::Period) {
            Some(_) => day.moved(period(slots)?, offset),
            None => Some(day),
        };
    }
    let by = slots
        .any(&[Class::Last, Class::This, Class::Next])
        .map_or(offset, |by| by as i32 + offset);
    let parts = Parts::of(slots);
    let within = period(slots);
    if let Some(weekday) = parts.weekday {
        let first = base.first()?;
        if within.is_some() {
            // `Monday last week`
            let Granule::Week(monday) = base.moved(Unit::Week, by)? else {
                return None;
            };
            return Some(Granule::of_day(plus_days(
                monday,
                weekday.num_days_from_monday() as i32,
            )?));
        }
        let back = days_back(first, weekday);
        let days = match by {
            ..=-1 => -(if back == 0 { 7 } else { back }),
            0 if tense == Some(-1) => -back,
            0 => (7 - back) % 7,
            _ => 7 - back,
        };
        return Some(Granule::of_day(plus_days(first, days)?));
    }
    let dated = parts.month.is_some()
        || parts.season.is_some()
        || parts.quarter.is_some()
        || parts.half.is_some();
    if dated && within == Some(Unit::Year) {
        return parts.in_year(base.year() + by);
    }
    if dated {
        return nearest(&parts, base, by);
    }
    let weekend = slots.has(Class::Weekend);
    let unit = if weekend { Unit::Weekend } else { within? };
    let granule = base.moved(unit, by)?;
    // On a weekday `the weekend` is the last one, unless it is spoken of as to come.
    let ahead = weekend && tense != Some(1) && granule.first() > base.first();
    match ahead {
        true => base.moved(unit, by - 1),
        false => Some(granule),
    }
}

/// The last, this or next such month or season.
fn nearest(parts: &Parts, base: Granule, by: i32) -> Option<Granule> {
    let this = parts.in_year(base.year())?;
    let (start, now) = (this.first()?, base.first()?);
    let current = base.widened(this.unit()) == Some(this);
    let year = match by {
        ..=-1 if current || start >= now => base.year() - 1,
        1.. if current || start <= now => base.year() + 1,
        _ => base.year(),
    };
    parts.in_year(year)
}

/// What is counted from the day the story has come to.
pub(super) fn in_story(slots: &Slots, offset: i32, story: &Story) -> Option<Granule> {
    let by = slots
        .any(&[
            Class::Same,
            Class::Last,
            Class::Next,
            Class::Earlier,
            Class::Later,
        ])
        .map_or(0, |by| by as i32);
    let by = by + offset;
    let parts = Parts::of(slots);
    if let Some(weekday) = parts.weekday {
        let first = story
            .latest_within(Unit::Week)
            .or(story.latest())?
            .first()?;
        let back = days_back(first, weekday);
        let days = match by {
            ..=-1 => -(if back == 0 { 7 } else { back }),
            0 => -back,
            _ => 7 - back,
        };
        return Some(Granule::of_day(plus_days(first, days)?));
    }
    if parts.month.is_some() || parts.season.is_some() {
        let base = story.latest()?;
        if slots.has(Class::Period) {
            return parts.in_year(base.year() + by);
        }
        return match (by, base.month(), parts.in_year(base.year())?.month()) {
            (1.., Some(now), Some(own)) if own <= now => parts.in_year(base.year() + 1),
            (1.., None, _) => parts.in_year(base.year() + 1),
            (..=-1, Some(now), Some(own)) if own >= now => parts.in_year(base.year() - 1),
            (..=-1, None, _) => parts.in_year(base.year() - 1),
            _ => parts.in_year(base.year()),
        };
    }
    let unit = match slots.has(Class::Part) {
        true => Unit::Day,
        false => period(slots)?,
    };
    // `for the quarter`: the one that is reported on.
    let plain = slots
        .any(&[Class::Same, Class::Next, Class::Earlier, Class::Later])
        .is_none();
    if unit == Unit::Quarter && plain {
        return story.quarter();
    }
    story.latest_within(unit)?.moved(unit, by)
}

/// Some units before or after; `None` where the number is vague or the unit too short.
pub(super) fn shift(slots: &Slots, offset: i32, story: &Story) -> Option<Granule> {
    let unit = slots
        .get(Class::Unit)
        .and_then(Unit::from_code)
        .or(period(slots))?;
    let (amount, unit) = whole(amount(slots)?, unit)?;
    let ago = slots.any(&[Class::Ago, Class::Hence]);
    let sign = ago.or_else(|| slots.any(&[Class::Earlier, Class::Later]));
    let sign = sign.map_or(offset, |sign| sign as i32);
    if unit < Unit::Day {
        return None;
    }
    let base = match ago {
        Some(_) if story.narrative => return None,
        Some(_) => story.publication()?,
        None => story.latest_within(unit)?,
    };
    base.moved(unit, amount.checked_mul(sign)?)
}

/// How many of a unit are meant; `None` where only vaguely more than one.
pub(super) fn amount(slots: &Slots) -> Option<f64> {
    if let Some(number) = slots.number(Class::Num) {
        return Some(number);
    }
    match slots.number(Class::Vague) {
        Some(vague) if vague > 0.0 => return Some(vague),
        Some(_) => return None,
        None => {}
    }
    match slots.has(Class::One) {
        true => Some(if slots.has(Class::Half) { 0.5 } else { 1.0 }),
        false => slots.has(Class::Half).then_some(0.5),
    }
}

/// A number of units as a whole number, of smaller units if need be.
fn whole(amount: f64, unit: Unit) -> Option<(i32, Unit)> {
    let (amount, unit) = match (amount.fract() == 0.0, unit) {
        (true, unit) => (amount, unit),
        (false, Unit::Century) => (amount * 100.0, Unit::Year),
        (false, Unit::Decade) => (amount * 10.0, Unit::Year),
        (false, Unit::Year) => (amount * 12.0, Unit::Month),
        (false, unit) => (amount, unit),
    };
    let rounded = amount.round();
    (rounded.abs() < 10_000.0).then_some((rounded as i32, unit))
}

fn period(slots: &Slots) -> Option<Unit> {
    slots.get(Class::Period).and_then(Unit::from_code)
}

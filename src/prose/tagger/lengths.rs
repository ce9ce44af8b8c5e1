//! Times of day, lengths of time and what comes again and again, as ISO 8601 has them.

use super::granule::{Granule, Unit};
use super::relative;
use crate::prose::language::{Class, Slots};

/// The minutes of the day that a clock shows.
pub(super) fn minutes(slots: &Slots) -> Option<i64> {
    let minutes = slots.any(&[Class::Clock, Class::HourNum, Class::Hours])?;
    Some(match slots.get(Class::AmPm) {
        Some(12) if minutes < 720 => minutes + 720,
        Some(0) if minutes >= 720 => minutes - 720,
        _ => minutes,
    })
}

pub(super) fn century(slots: &Slots) -> Option<Granule> {
    let ordinal = slots
        .get(Class::Ordinal)
        .and_then(|ordinal| i32::try_from(ordinal).ok())?;
    let before_christ = slots.get(Class::Era) == Some(-1);
    let century = if before_christ { -ordinal } else { ordinal - 1 };
    (1..=99)
        .contains(&ordinal)
        .then_some(Granule::Century(century))
}

fn unit(slots: &Slots) -> Unit {
    let code = slots.any(&[Class::Unit, Class::Units, Class::Period]);
    code.and_then(Unit::from_code).unwrap_or(Unit::Day)
}

/// A length of time as ISO 8601 has it; `PXY` where the number is vague.
pub(super) fn duration(slots: &Slots) -> String {
    let (factor, letter, time) = unit(slots).iso();
    let mark = if time { "PT" } else { "P" };
    match relative::amount(slots) {
        Some(amount) => format!("{mark}{}{letter}", amount * factor),
        None => format!("{mark}X{letter}"),
    }
}

pub(super) fn repetition(slots: &Slots) -> String {
    if let Some(often) = slots.get(Class::Often).and_then(Unit::from_code) {
        let (factor, letter, time) = often.iso();
        return format!("{}{factor}{letter}", if time { "PT" } else { "P" });
    }
    if let Some(day) = slots
        .any(&[Class::Weekday, Class::Weekdays])
        .filter(|day| *day < 8)
    {
        return format!("XXXX-WXX-{day}");
    }
    match slots.has(Class::Num) {
        true => duration(slots),
        false => {
            let (factor, letter, time) = unit(slots).iso();
            format!("{}{factor}{letter}", if time { "PT" } else { "P" })
        }
    }
}

//! A small line beside a number: the same geometry as a chart, with words at its two ends alone.
//!
//! A line joins one speaker's numbers alone, for it says how a number moved. Several speakers'
//! numbers are dots, and only where they agree: else the ends would tell a dispute as a change.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::scale::{Named, Time, Values};
use super::{Drawing, Number, by_speaker, middle, round, shown};
use crate::content::declaration::Measure;
use crate::date::Edtf;
use crate::newsroom::series::{Observed, Series};
use crate::pages::items::numbers;
use crate::pages::site::Here;

/// A small line beside a number.
#[derive(Clone, Debug, Serialize)]
pub struct SparkView {
    /// The width of the drawing, in its own units.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The line through the numbers of the speaker whose number heads the series, as an SVG path;
    /// empty where each stands by itself.
    pub line: String,
    /// Numbers that stand by themselves, as dots in one SVG path: what is counted for a period, and
    /// numbers of speakers who do not contradict each other; empty where there are none.
    pub dots: String,
    /// The last number, which heads the series.
    pub head: SparkDot,
    /// The first number and its time in words, for the left end: `900 · 2024`.
    pub first: String,
    /// The last number and its time in words, for the right end: `about 2,000 · 2025`.
    pub last: String,
}

/// A number of a small line.
#[derive(Clone, Debug, Serialize)]
pub struct SparkDot {
    /// `current`, `counted` or `disputed`.
    pub kind: &'static str,
    /// The dot as an SVG path.
    pub path: String,
}

/// How wide a part of a small line is, in its units, of which it shows the last number alone: more
/// cannot be seen.
const PART: f64 = 2.0;

/// A small line beside a series' current number; `None` where there are fewer than two to draw.
pub fn spark(here: &Here<'_>, series: &Series) -> Option<SparkView> {
    let mut shown = shown(here.language(), series, Observed::counts)?;
    shown.retain(|number| number.kind != "forecast");
    let (numbers, joined) = of_the_head(series, &shown)?;
    let (width, height) = (120.0, 24.0);
    let drawing = Drawing {
        time: Time::of(numbers.iter().map(|number| number.days), 4.0, width - 4.0),
        values: Values::of(numbers.iter().map(|number| number.interval), 4).between(height, 4.0),
    };
    let drawn = drawing.thinned(&numbers);
    let [first, .., last] = drawn[..] else {
        return None;
    };
    let dots = if joined { &[] } else { &drawn[..] };
    let times = times(here, series, first, last);
    let end = |number: &Number<'_>, date: &str| {
        let values = [("number", number.words.as_str()), ("date", date)];
        here.language().say("spark_end", &values)
    };
    Some(SparkView {
        width,
        height,
        dots: dots.iter().map(|number| drawing.dot(number)).collect(),
        line: match joined {
            // A line goes out from where a number ends; here the first one is seen as well.
            true => drawing.dot(first) + &drawing.line(&drawn),
            false => String::new(),
        },
        head: SparkDot {
            kind: last.kind,
            path: drawing.dot(last),
        },
        first: end(first, &times[0]),
        last: end(last, &times[1]),
    })
}

/// The numbers of the speaker whose number heads the series, and whether a line may join them; of
/// several who say it together, of the one who has the most. Where that is a single number, those
/// of all who do not contradict each other, side by side. Of two numbers that may each be the later
/// one neither is an end.
fn of_the_head<'n, 'a>(
    series: &Series,
    shown: &'n [Number<'a>],
) -> Option<(Vec<&'n Number<'a>>, bool)> {
    let head = &series.observations[series.current?];
    let usable = |numbers: Vec<&'n Number<'a>>| {
        let decided = numbers
            .into_iter()
            .filter(|number| !number.observed.undecided);
        let numbers: Vec<&Number<'_>> = decided.collect();
        let heads = numbers
            .last()
            .is_some_and(|last| std::ptr::eq(last.observed, head));
        (numbers.len() > 1 && heads).then_some(numbers)
    };
    let own = by_speaker(shown).into_iter().filter_map(usable);
    if let Some(own) = own.max_by_key(Vec::len) {
        return Some((own, !series.measures(Measure::Period)));
    }
    let agreed = shown.iter().all(|number| number.kind != "disputed");
    let all = usable(shown.iter().collect()).filter(|_| agreed)?;
    Some((all, false))
}

/// The times of two numbers, as short as tells them apart: their years, else their months. The
/// time over which something was counted is told whole: of a quarter the year is another number.
fn times(here: &Here<'_>, series: &Series, first: &Number<'_>, last: &Number<'_>) -> [String; 2] {
    let dates = [first, last].map(|number| numbers::time(series, number.observed));
    if series.measures(Measure::Period) {
        return dates.map(|date| here.date_inside(&date).words);
    }
    let [years, months] =
        [Named::Year, Named::Month].map(|named| dates.each_ref().map(|date| within(date, named)));
    let named = match (years, months) {
        ([Some(one), Some(other)], _) if one.year() == other.year() => Named::Month,
        _ => Named::Year,
    };
    let same_month = matches!(months, [Some(one), Some(other)]
        if (one.year(), one.month()) == (other.year(), other.month()));
    dates.map(|date| match within(&date, named) {
        Some(day) if !same_month => named.text(here.language(), day),
        _ => here.date_inside(&date).words,
    })
}

/// The first day of a date that lies within one year or month; `None` of what lasts longer, has
/// no end, or is not sure.
fn within(date: &Edtf, named: Named) -> Option<NaiveDate> {
    let (first, last) = (date.earliest().day()?, date.latest().day()?);
    let one_year = first.year() == last.year();
    let fits = match named {
        Named::Year => one_year,
        Named::Month | Named::Day => one_year && first.month() == last.month(),
    };
    (fits && !date.is_doubtful()).then_some(first)
}

impl Drawing {
    /// The numbers without those of which another stands in the same part.
    fn thinned<'n, 'a>(&self, numbers: &[&'n Number<'a>]) -> Vec<&'n Number<'a>> {
        let part = |day: f64| (self.time.x(day) / PART) as i64;
        let kept: BTreeMap<_, &Number<'_>> = numbers
            .iter()
            .map(|number| ((part(number.days.0), part(number.days.1)), *number))
            .collect();
        kept.into_values().collect()
    }

    /// A number as a dot or, where it speaks of a longer time, a bar.
    fn dot(&self, number: &Number<'_>) -> String {
        let (x, end) = (self.time.x(number.days.0), self.time.x(number.days.1));
        let y = round(self.values.y(middle(number)));
        format!("M{} {y}h{}", round(x), round(end - x))
    }
}

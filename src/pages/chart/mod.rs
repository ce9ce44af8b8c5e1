//! A series over time as geometry: where a theme draws what.
//!
//! A number is drawn for the whole time it speaks of: a day is a dot, a month a bar as long as
//! the month. A range or a hedge has height. A line joins only one speaker's numbers; numbers that
//! count something else have no place on the axis, and what each stand for a period of their own
//! are not joined. Nothing is drawn that the table of the series does not say.

mod description;
mod label;
mod scale;
mod spark;

pub use spark::{SparkView, spark};

use std::collections::HashSet;

use serde::Serialize;

use super::frame::absolute;
use super::items::numbers;
use super::items::observations::time;
use super::site::Here;
use super::urls;
use crate::content::declaration::Measure;
use crate::content::quantity::Hedge;
use crate::language::Language;
use crate::newsroom::figures::Interval;
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scale::{Time, Values};

/// The drawing's size in its own units; a theme scales it.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 240.0;

/// A chart of a series.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// The width of the drawing, in its own units.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The part that shows data: its left, top, right and bottom.
    pub plot: [f64; 4],
    /// What it shows, in a few words.
    pub title: String,
    /// What can be seen in it, in a sentence or two.
    pub description: String,
    /// The lines for round numbers.
    pub values: Vec<Tick>,
    /// The days below the plot.
    pub times: Vec<Tick>,
    /// Lines from one number to the next, as SVG paths; a gap where two cannot be compared.
    pub steps: Vec<String>,
    /// The numbers.
    pub marks: Vec<Mark>,
    /// Which kinds of mark it has, in the order of a legend.
    pub kinds: Vec<&'static str>,
}

/// The chart of a series as a picture by itself: what its template sees beside `site`.
#[derive(Clone, Debug, Serialize)]
pub struct ChartPicture {
    /// The series over time, as geometry.
    pub chart: ChartView,
    /// The whole address of the series' page, where the site has a `base_url`: what the picture says of
    /// where it is from.
    pub page: Option<String>,
}

/// A number or a day on an axis.
#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    /// Where it is.
    pub at: f64,
    /// On the axis of time, where the middle of its words is, so that they are wholly in the
    /// drawing.
    pub middle: f64,
    /// What it says: `2,500`, `Jan 2025`; empty where it would touch its neighbours.
    pub text: String,
}

impl Tick {
    fn new(at: f64, text: String) -> Tick {
        Tick {
            at,
            middle: at,
            text,
        }
    }
}

/// A number in the chart.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// `current`, `counted`, `disputed`, `replaced` or `forecast`.
    pub kind: &'static str,
    /// Where the time it speaks of begins.
    pub x: f64,
    /// How long that is; 0 for a day.
    pub width: f64,
    /// The height of the number, or of a range's middle.
    pub y: f64,
    /// The top of what a range or a hedge leaves open.
    pub top: Option<f64>,
    /// The bottom of it.
    pub bottom: Option<f64>,
    /// Whether it may be more without bound (`at least`), which an arrow tells.
    pub open_above: bool,
    /// The number in words, and when, for a tooltip and for those who do not see it.
    pub words: String,
    /// A number to write into the chart, where there is room.
    pub label: Option<Label>,
}

/// A number written into the chart.
#[derive(Clone, Debug, Serialize)]
pub struct Label {
    /// The middle of the text.
    pub x: f64,
    /// Its base line.
    pub y: f64,
    /// The number with its hedge.
    pub text: String,
    /// Whether there is room for it only where letters are 12 units high at most, not 16.
    pub roomy: bool,
}

/// Whether a series has a chart: two numbers or more with a day.
pub fn has_chart(series: &Series) -> bool {
    let can_be_drawn =
        |observed: &&Observed| is_shown(observed) && scale::days(observed.span).is_some();
    series
        .observations
        .iter()
        .filter(can_be_drawn)
        .nth(1)
        .is_some()
}

/// The chart of a series as a picture by itself, where it has a chart.
pub fn picture(here: &Here<'_>, series: &Series) -> Option<ChartPicture> {
    let base = here.site.config.base_url.as_deref();
    Some(ChartPicture {
        chart: chart(here, series)?,
        page: base.map(|base| absolute(base, &urls::series(series))),
    })
}

/// Whether a number is on the axis of its series' chart, as far as it has a day.
fn is_shown(observed: &Observed) -> bool {
    observed.line == 0 && observed.repeats.is_none()
}

/// A chart of a series; `None` where there are fewer than two numbers with a day.
pub fn chart(here: &Here<'_>, series: &Series) -> Option<ChartView> {
    let language = here.language();
    let shown = shown(language, series, |_| true)?;
    let values = Values::of(shown.iter().map(|number| number.interval), 4);
    let left = 10.0 + values.widest(language);
    let plot = [left, 22.0, WIDTH - 14.0, HEIGHT - 28.0];
    let drawing = Drawing {
        time: Time::of(
            shown.iter().map(|number| number.days),
            plot[0] + 8.0,
            plot[2] - 8.0,
        ),
        values: values.between(plot[3], plot[1]),
    };
    let mut marks: Vec<Mark> = shown
        .iter()
        .map(|number| drawing.mark(here, number))
        .collect();
    let steps = drawing.steps(series, &shown);
    label::place(&mut marks, &shown, &steps, plot);
    let mut times = drawing.time.ticks(language);
    label::thin(&mut times);
    Some(ChartView {
        width: WIDTH,
        height: HEIGHT,
        plot: plot.map(round),
        title: series.name.clone(),
        description: description::of(here, series, &shown),
        values: drawing.values.ticks(language),
        times,
        steps,
        kinds: kinds(&marks),
        marks,
    })
}

/// A number that can be drawn.
#[derive(Clone)]
struct Number<'a> {
    /// Its place in the series.
    at: usize,
    observed: &'a Observed,
    /// It in words, with what belongs to it: `about 2,500`, `US$1.2 billion`.
    words: String,
    kind: &'static str,
    /// The days it speaks of, counted from the first day of the common era.
    days: (f64, f64),
    interval: (f64, f64),
}

fn shown<'a>(
    language: &Language,
    series: &'a Series,
    wanted: impl Fn(&Observed) -> bool,
) -> Option<Vec<Number<'a>>> {
    let observations = series.observations.iter().enumerate();
    let conflicts = series.conflicts.iter();
    let disputed: HashSet<usize> = conflicts
        .flat_map(|conflict| [conflict.earlier, conflict.later])
        .collect();
    let head = series.lines.first().map(|line| &line.head);
    let to_come = head.into_iter().flat_map(|head| &head.to_come);
    let to_come: HashSet<usize> = to_come.copied().collect();
    let numbers: Vec<Number<'_>> = observations
        .filter(|(_, observed)| is_shown(observed))
        .filter(|(_, observed)| wanted(observed))
        .filter_map(|(at, observed)| number(language, series, at, observed))
        .map(|number| Number {
            kind: match number.kind {
                "current" | "counted" if to_come.contains(&number.at) => "forecast",
                "current" | "counted" if disputed.contains(&number.at) => "disputed",
                kind => kind,
            },
            ..number
        })
        .collect();
    (numbers.len() > 1).then_some(numbers)
}

fn number<'a>(
    language: &Language,
    series: &Series,
    at: usize,
    observed: &'a Observed,
) -> Option<Number<'a>> {
    let days = scale::days(observed.span)?;
    let kind = match () {
        () if !observed.is_counted() => "forecast",
        () if !observed.standing => "replaced",
        () if series.is_current(observed) && !series.stale => "current",
        () => "counted",
    };
    let quantity = &observed.quantity;
    let (low, high) = Interval::narrow(quantity).bounds();
    let low = low.unwrap_or(quantity.min.min(Decimal::ZERO));
    Some(Number {
        at,
        observed,
        words: numbers::short(language, series, quantity),
        kind,
        days,
        interval: (place(low), place(high.unwrap_or(quantity.max))),
    })
}

/// The kinds of mark a legend has to explain.
fn kinds(marks: &[Mark]) -> Vec<&'static str> {
    let all = ["current", "counted", "disputed", "replaced", "forecast"];
    let there = |kind: &&str| marks.iter().any(|mark| mark.kind == *kind);
    all.into_iter().filter(there).collect()
}

/// Days and values, and where they lie.
struct Drawing {
    time: Time,
    values: Values,
}

impl Drawing {
    fn mark(&self, here: &Here<'_>, number: &Number<'_>) -> Mark {
        let quantity = &number.observed.quantity;
        let (low, high) = number.interval;
        let (x, end) = (self.time.x(number.days.0), self.time.x(number.days.1));
        let open = high - low > f64::EPSILON;
        Mark {
            kind: number.kind,
            x: round(x),
            width: round(end - x),
            y: round(self.values.y(middle(number))),
            top: open.then(|| round(self.values.y(high))),
            bottom: open.then(|| round(self.values.y(low))),
            open_above: matches!(quantity.hedge, Some(Hedge::AtLeast | Hedge::MoreThan)),
            words: here.language().say(
                "chart_mark",
                &[
                    ("number", &number.words),
                    ("date", &time(here, number.observed).words),
                ],
            ),
            label: None,
        }
    }

    /// Lines from each of a speaker's numbers that stand to the next.
    fn steps(&self, series: &Series, shown: &[Number<'_>]) -> Vec<String> {
        let each = |numbers: &[&Number<'_>]| {
            let pairs = numbers.windows(2);
            pairs.map(|pair| self.line(pair)).collect::<Vec<_>>()
        };
        each_once(
            joined(series, shown)
                .iter()
                .flat_map(|numbers| each(numbers)),
        )
    }

    /// A line: each number holds until the next one's time begins.
    fn line(&self, numbers: &[&Number<'_>]) -> String {
        let mut path = String::new();
        let mut at = 0.0;
        for (nth, number) in numbers.iter().enumerate() {
            let begins = round(self.time.x(number.days.0)).max(at);
            let ends = round(self.time.x(number.days.1));
            let level = round(self.values.y(middle(number)));
            match path.is_empty() {
                true => path = format!("M{ends} {level}"),
                false if ends > begins && nth + 1 < numbers.len() => {
                    path.push_str(&format!("H{begins}V{level}H{ends}"))
                }
                false => path.push_str(&format!("H{begins}V{level}")),
            }
            at = ends;
        }
        path
    }
}

/// The numbers that stand and that lines join: each speaker's, in their order.
fn joined<'n, 'a>(series: &Series, shown: &'n [Number<'a>]) -> Vec<Vec<&'n Number<'a>>> {
    match series.measures(Measure::Period) {
        true => Vec::new(),
        false => by_speaker(shown),
    }
}

/// The numbers that stand: each speaker's, in their order.
fn by_speaker<'n, 'a>(shown: &'n [Number<'a>]) -> Vec<Vec<&'n Number<'a>>> {
    let mut speakers: Vec<(&Speaker, Vec<&Number<'_>>)> = Vec::new();
    for number in shown.iter().filter(|number| number.observed.counts()) {
        for speaker in number.observed.holders() {
            match speakers.iter_mut().find(|(known, _)| *known == speaker) {
                Some((_, numbers)) => numbers.push(number),
                None => speakers.push((speaker, vec![number])),
            }
        }
    }
    speakers.into_iter().map(|(_, numbers)| numbers).collect()
}

/// What several say together is drawn once.
fn each_once(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Where a number is drawn: a range at its middle, what is open to a side at its end.
fn middle(number: &Number<'_>) -> f64 {
    let quantity = &number.observed.quantity;
    match quantity.hedge {
        None | Some(Hedge::About) => f64::midpoint(place(quantity.min), place(quantity.max)),
        Some(Hedge::AtLeast | Hedge::MoreThan) => place(quantity.min),
        Some(Hedge::UpTo | Hedge::FewerThan | Hedge::Nearly) => place(quantity.max),
    }
}

/// A number as a place in a drawing, where nearly right is right.
fn place(number: Decimal) -> f64 {
    number.to_f64().unwrap_or_default()
}

/// A place to a tenth of a unit, which is as fine as anybody sees.
fn round(at: f64) -> f64 {
    (at * 10.0).round() / 10.0
}

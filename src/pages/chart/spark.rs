//! A small line beside a number: the same geometry as a chart, without axes and words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::scale::{Time, Values};
use super::{Drawing, Number, each_once, joined, middle, round, shown};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;
use crate::pages::site::Here;

/// A small line beside a number: the same geometry without axes and words.
#[derive(Clone, Debug, Serialize)]
pub struct SparkView {
    /// The width of the drawing, in its own units.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The lines from one number to the next, as one SVG path; empty where none can be compared.
    pub line: String,
    /// The numbers that no line leads to, as dots in one SVG path; empty where there are none.
    pub dots: String,
    /// The number that heads the series, or else the last one.
    pub head: SparkDot,
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

/// A small line of a series' counted numbers; `None` where there are fewer than two.
pub fn spark(here: &Here<'_>, series: &Series) -> Option<SparkView> {
    let shown = shown(here.language(), series, Observed::counts)?;
    let (width, height) = (120.0, 32.0);
    let drawing = Drawing {
        time: Time::of(shown.iter().map(|number| number.days), 4.0, width - 4.0),
        values: Values::of(shown.iter().map(|number| number.interval), 4)
            .between(height - 4.0, 4.0),
    };
    let current = shown.iter().find(|number| number.kind == "current");
    let head = current.or(shown.last())?;
    let drawn = drawing.thinned(&shown);
    let line = drawing.lines(series, &drawn).concat();
    let unjoined = if line.is_empty() { &drawn[..] } else { &[] };
    Some(SparkView {
        width,
        height,
        dots: unjoined.iter().map(|number| drawing.dot(number)).collect(),
        line,
        head: SparkDot {
            kind: head.kind,
            path: drawing.dot(head),
        },
    })
}

impl Drawing {
    /// The numbers without those of which others of the same speakers stand in the same part.
    fn thinned<'a>(&self, shown: &[Number<'a>]) -> Vec<Number<'a>> {
        let part = |number: &Number<'_>| (self.time.x(number.days.1) / PART) as i64;
        let mut last: BTreeMap<(i64, &[Speaker]), usize> = BTreeMap::new();
        for (at, number) in shown.iter().enumerate() {
            last.insert((part(number), &number.observed.voice.speakers), at);
        }
        let mut kept: Vec<usize> = last.into_values().collect();
        kept.sort_unstable();
        kept.into_iter().map(|at| shown[at].clone()).collect()
    }

    /// A number as a dot or, where it speaks of a longer time, a bar.
    fn dot(&self, number: &Number<'_>) -> String {
        let (x, end) = (self.time.x(number.days.0), self.time.x(number.days.1));
        let y = round(self.values.y(middle(number)));
        format!("M{} {y}h{}", round(x), round(end - x))
    }

    /// For each speaker one line through all numbers that stand.
    fn lines(&self, series: &Series, shown: &[Number<'_>]) -> Vec<String> {
        let lines = joined(series, shown)
            .into_iter()
            .filter(|numbers| numbers.len() > 1);
        each_once(lines.map(|numbers| self.line(&numbers)))
    }
}

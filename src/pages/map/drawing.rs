//! From lines on the Earth to paths on the drawing: only what is seen, as fine as it is seen.

use std::cell::OnceCell;
use std::fmt::Write as _;

use super::frame::{Bounds, Frame, Point};
use super::shapes::{Line, Ring, Shapes};

/// What covers less than this is left out: islands smaller than about two pixels each way.
pub const ISLAND: f64 = 12.0;

/// How far beyond the edge things are still drawn, so that no stroke shows along it.
const MARGIN: f64 = 8.0;

/// The shapes as one map draws them.
pub struct Drawing<'a> {
    shapes: &'a Shapes,
    pub frame: Frame,
    /// Lines on the drawing, each made when it is first asked for: neighbours share them.
    lines: Vec<OnceCell<Vec<Point>>>,
}

impl<'a> Drawing<'a> {
    pub fn new(shapes: &'a Shapes, frame: Frame) -> Self {
        Drawing {
            shapes,
            frame,
            lines: shapes.lines.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    fn line(&self, at: usize) -> &[Point] {
        self.lines[at].get_or_init(|| {
            let line = &self.shapes.lines[at];
            // Of what is out of sight only the ends count: they keep the ring closed.
            match (line.points.first(), line.points.last()) {
                (Some(first), Some(last)) if !self.frame.may_see(&line.cap) => {
                    vec![self.frame.place(first), self.frame.place(last)]
                }
                _ => {
                    let points = line.points.iter().map(|place| self.frame.place(place));
                    simplified(points, self.frame.tolerance)
                }
            }
        })
    }

    /// What is seen of a ring; nothing where it is out of sight.
    pub fn ring(&self, ring: &Ring) -> Vec<Point> {
        if !self.frame.may_see(&ring.cap) {
            return Vec::new();
        }
        let mut points: Vec<Point> = Vec::new();
        for (line, backwards) in &ring.along {
            let line = self.line(*line);
            if *backwards {
                points.extend(line.iter().rev());
            } else {
                points.extend(line);
            }
        }
        let bounds = self.frame.bounds;
        // A map of the world has an edge; what lies on both sides of it has no outline there.
        let leaps = |world: f64| {
            let pairs = points.windows(2);
            pairs
                .map(|pair| pair[1].0 - pair[0].0)
                .any(|step| step.abs() > world / 2.0)
        };
        if self.frame.world_width().is_some_and(leaps) {
            return Vec::new();
        }
        clipped(points, &bounds.grown(MARGIN))
    }

    /// All land that is seen, as one path to be filled by the even-odd rule.
    pub fn land(&self) -> String {
        let bounds = self.frame.bounds.grown(MARGIN);
        let mut path = Path::default();
        let seen = |ring: &&Ring| self.frame.may_see(&ring.cap);
        for ring in self.shapes.coasts.iter().filter(seen) {
            let outline = self.ring(ring);
            if area(&outline) >= ISLAND {
                path.close(&outline);
            }
            // An outline around the far side of the Earth has its land on the outside.
            let far_side = self.frame.far_side();
            if far_side.is_some_and(|place| self.shapes.holds(ring, place)) {
                path.close(&bounds.corners());
            }
        }
        path.text
    }

    /// The lines between countries that are seen, as one path; or those that are disputed.
    pub fn borders(&self, disputed: bool) -> String {
        let seen = |line: &Line| self.frame.may_see(&line.cap);
        let wanted = |line: &Line| match line.sides.as_slice() {
            [one, other] => line.disputed == disputed && (disputed || one != other),
            _ => false,
        };
        let mut path = Path::default();
        for (at, line) in self.shapes.lines.iter().enumerate() {
            if wanted(line) && seen(line) {
                path.open(self.line(at), &self.frame.bounds.grown(MARGIN));
            }
        }
        path.text
    }
}

/// A path in whole units, each point as the step from the one before.
#[derive(Default)]
pub struct Path {
    pub text: String,
}

impl Path {
    /// Adds a closed outline.
    pub fn close(&mut self, points: &[Point]) {
        let whole = whole(points);
        if whole.len() > 2 {
            self.add(&whole);
            self.text.push('z');
        }
    }

    /// Adds the parts of a line that come near a rectangle.
    fn open(&mut self, points: &[Point], bounds: &Bounds) {
        let mut part: Vec<Point> = Vec::new();
        for pair in points.windows(2) {
            if bounds.touches(&Bounds::of(pair.iter().copied())) {
                if part.is_empty() {
                    part.push(pair[0]);
                }
                part.push(pair[1]);
            } else {
                self.add(&whole(&part));
                part.clear();
            }
        }
        self.add(&whole(&part));
    }

    fn add(&mut self, points: &[(i64, i64)]) {
        let [first, rest @ ..] = points else { return };
        if rest.is_empty() {
            return;
        }
        let mut before = *first;
        // Writing to a string cannot fail.
        let _ = write!(self.text, "M{} {}", before.0, before.1);
        for (nth, point) in rest.iter().enumerate() {
            let lead = if nth == 0 { "l" } else { " " };
            let step = (point.0 - before.0, point.1 - before.1);
            let lead = if nth > 0 && step.0 < 0 { "" } else { lead };
            let between = if step.1 < 0 { "" } else { " " };
            let _ = write!(self.text, "{lead}{}{between}{}", step.0, step.1);
            before = *point;
        }
    }
}

/// Points in whole units, without those that come to lie on the one before.
fn whole(points: &[Point]) -> Vec<(i64, i64)> {
    let mut whole: Vec<(i64, i64)> = points
        .iter()
        .map(|(x, y)| (x.round() as i64, y.round() as i64))
        .collect();
    whole.dedup();
    whole
}

/// The area within an outline.
pub fn area(points: &[Point]) -> f64 {
    let next = points.iter().cycle().skip(1);
    let pairs = points.iter().zip(next);
    let twice: f64 = pairs
        .map(|(one, next)| one.0 * next.1 - next.0 * one.1)
        .sum();
    twice.abs() / 2.0
}

/// A line without the points that nobody would miss (Douglas and Peucker).
fn simplified(points: impl Iterator<Item = Point>, tolerance: f64) -> Vec<Point> {
    let points: Vec<Point> = points.collect();
    let mut keep = vec![false; points.len()];
    let mut open = vec![(0, points.len().saturating_sub(1))];
    while let Some((first, last)) = open.pop() {
        let (Some(from), Some(to)) = (points.get(first), points.get(last)) else {
            continue;
        };
        keep[first] = true;
        keep[last] = true;
        let off = (first + 1..last).map(|at| (distance(points[at], *from, *to), at));
        let furthest = off.max_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((_, at)) = furthest.filter(|(off, _)| *off > tolerance) {
            open.extend([(first, at), (at, last)]);
        }
    }
    let kept = points.iter().zip(keep).filter(|(_, keep)| *keep);
    kept.map(|(point, _)| *point).collect()
}

/// How far a point is from a stretch of a line.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x * x + y * y;
    let along = if length > 0.0 {
        (((point.0 - from.0) * x + (point.1 - from.1) * y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point.0 - from.0 - along * x).hypot(point.1 - from.1 - along * y)
}

/// The part of an outline within a rectangle, side by side (Sutherland and Hodgman).
fn clipped(points: Vec<Point>, bounds: &Bounds) -> Vec<Point> {
    let inside = Bounds::of(points.iter().copied());
    if bounds.holds(&inside) {
        return points;
    }
    if !bounds.touches(&inside) {
        return Vec::new();
    }
    let swapped = |points: Vec<Point>| points.into_iter().map(|(x, y)| (y, x)).collect();
    let across = cut(cut(points, bounds.left, 1.0), bounds.right, -1.0);
    let down = cut(cut(swapped(across), bounds.top, 1.0), bounds.bottom, -1.0);
    swapped(down)
}

/// The part of an outline whose first coordinate is above a limit, or below where `side` is -1.
fn cut(points: Vec<Point>, limit: f64, side: f64) -> Vec<Point> {
    let depth = |point: &Point| (point.0 - limit) * side;
    let mut kept = Vec::with_capacity(points.len());
    let next = points.iter().cycle().skip(1);
    for (one, next) in points.iter().zip(next) {
        let (from, to) = (depth(one), depth(next));
        if from >= 0.0 {
            kept.push(*one);
        }
        if (from >= 0.0) != (to >= 0.0) {
            let share = from / (from - to);
            kept.push((limit, one.1 + (next.1 - one.1) * share));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SQUARE: [Point; 4] = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];

    fn bounds(left: f64, top: f64, right: f64, bottom: f64) -> Bounds {
        Bounds {
            left,
            top,
            right,
            bottom,
        }
    }

    #[test]
    fn a_path_is_written_in_steps() {
        let mut path = Path::default();
        path.close(&SQUARE);
        path.close(&[(3.2, 3.0), (3.4, 2.9), (3.0, 3.0)]);
        assert_eq!(path.text, "M0 0l10 0 0 10-10 0z", "specks are left out");
    }

    #[test]
    fn a_line_is_drawn_where_it_is_near() {
        let mut path = Path::default();
        let there_and_back = [
            (1.0, 1.0),
            (5.0, 1.0),
            (50.0, 1.0),
            (50.0, 5.0),
            (5.0, 5.0),
            (1.0, 5.0),
        ];
        path.open(&there_and_back, &bounds(0.0, 0.0, 10.0, 10.0));
        assert_eq!(path.text, "M1 1l4 0 45 0M50 5l-45 0-4 0");
    }

    #[test]
    fn points_that_nobody_would_miss_are_left_out() {
        let line = [(0.0, 0.0), (5.0, 0.4), (10.0, 0.0), (10.0, 9.0)];
        let kept = simplified(line.into_iter(), 1.0);
        assert_eq!(kept, [(0.0, 0.0), (10.0, 0.0), (10.0, 9.0)]);
        assert_eq!(simplified(std::iter::empty(), 1.0), []);
    }

    proptest! {
        #[test]
        fn clipping_leaves_nothing_outside_and_loses_nothing_inside(
            (left, top) in (-5.0..5.0, -5.0..5.0),
            (width, height) in (1.0..20.0, 1.0..20.0),
        ) {
            let bounds = bounds(left, top, left + width, top + height);
            let kept = clipped(SQUARE.to_vec(), &bounds);
            let shared = |from: f64, to: f64| (to.min(10.0) - from.max(0.0)).max(0.0);
            let expected = shared(left, left + width) * shared(top, top + height);
            prop_assert!((area(&kept) - expected).abs() < 1e-6);
            let within = Bounds::of(kept.iter().copied());
            prop_assert!(kept.is_empty() || bounds.grown(1e-9).holds(&within));
        }

        #[test]
        fn a_simpler_line_is_nowhere_far_off(
            line in prop::collection::vec((0.0..100.0, 0.0..100.0), 2..40),
        ) {
            let kept = simplified(line.iter().copied(), 2.0);
            for point in &line {
                let near = kept.windows(2).map(|pair| distance(*point, pair[0], pair[1]));
                prop_assert!(near.fold(f64::INFINITY, f64::min) <= 2.0 + 1e-9);
            }
        }
    }
}

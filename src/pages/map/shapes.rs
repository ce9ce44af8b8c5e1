//! The outlines of the world's countries: lines that neighbours share, and rings of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::sphere::{Cap, Place};

/// The outlines.
pub struct Shapes {
    /// Lines, each once, though two shapes may lie along it.
    pub lines: Vec<Line>,
    /// Shapes by id.
    pub by_id: BTreeMap<&'static str, Shape>,
}

/// A line from one point where shapes meet to another, or all around an island.
pub struct Line {
    /// Its points.
    pub points: Vec<Place>,
    /// Whether it is disputed.
    pub disputed: bool,
    /// Where it is.
    pub cap: Cap,
    /// The countries on its sides; the same twice where it lies within one.
    pub sides: Vec<&'static str>,
}

/// A country or area.
pub struct Shape {
    /// The country it is part of, where it has an outline of its own all the same.
    pub part_of: Option<&'static str>,
    /// Its outlines; a ring within another is a hole.
    pub rings: Vec<Ring>,
}

/// A closed outline.
pub struct Ring {
    /// The lines it goes along, and whether backwards.
    pub along: Vec<(usize, bool)>,
    /// Where it is.
    pub cap: Cap,
    /// How large it is, as a share of a sphere of radius 1.
    pub area: f64,
}

/// The table is parsed once; it is the same for every site, so it is no hidden input.
pub fn shapes() -> &'static Shapes {
    static SHAPES: OnceLock<Shapes> = OnceLock::new();
    SHAPES.get_or_init(|| parse(include_str!("shapes.tsv")))
}

impl Shapes {
    /// The country a shape belongs to: the one it is part of, or itself.
    pub fn country(&self, id: &'static str) -> &'static str {
        let part_of = self.by_id.get(id).and_then(|shape| shape.part_of);
        part_of.unwrap_or(id)
    }

    /// The id of a shape as the table has it.
    pub fn known(&self, id: &str) -> Option<&'static str> {
        self.by_id.get_key_value(id).map(|(id, _)| *id)
    }

    /// The countries that have a line in common with one, by id.
    pub fn neighbours(&self, country: &str) -> Vec<&'static str> {
        let lines = self.lines.iter();
        let mut found: Vec<&'static str> = lines
            .filter(|line| line.sides.contains(&country))
            .flat_map(|line| line.sides.iter().copied())
            .filter(|side| *side != country)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A ring's points in order.
    pub fn points<'a>(&'a self, ring: &'a Ring) -> impl Iterator<Item = &'a Place> {
        ring.along
            .iter()
            .flat_map(|(line, _)| &self.lines[*line].points)
    }
}

fn parse(table: &'static str) -> Shapes {
    let mut lines = Vec::new();
    let mut by_id = BTreeMap::new();
    for row in table.lines() {
        let mut columns = row.split('\t');
        match (
            columns.next(),
            columns.next(),
            columns.next(),
            columns.next(),
        ) {
            (Some("arc"), Some(mark), Some(steps), None) => lines.push(line(mark == "~", steps)),
            (Some("shape"), Some(id), Some(part_of), Some(rings)) => {
                let shape = Shape {
                    part_of: Some(part_of).filter(|id| *id != "-"),
                    rings: rings.split(' ').map(|along| ring(along, &lines)).collect(),
                };
                by_id.insert(id, shape);
            }
            _ => {}
        }
    }
    let mut shapes = Shapes { lines, by_id };
    for (line, country) in sides(&shapes) {
        shapes.lines[line].sides.push(country);
    }
    shapes
}

/// The first point in hundredths of a degree, then the steps from each to the next.
fn line(disputed: bool, steps: &str) -> Line {
    let mut at = (0, 0);
    let numbers = steps.split(' ').filter_map(|step| {
        let (x, y) = step.split_once(',')?;
        Some((x.parse::<i32>().ok()?, y.parse::<i32>().ok()?))
    });
    let points: Vec<Place> = numbers
        .map(|(x, y)| {
            at = (at.0 + x, at.1 + y);
            Place::new(f64::from(at.0) / 100.0, f64::from(at.1) / 100.0)
        })
        .collect();
    Line {
        disputed,
        cap: Cap::around(&points),
        points,
        sides: Vec::new(),
    }
}

fn ring(along: &str, lines: &[Line]) -> Ring {
    let numbers = along
        .split(',')
        .filter_map(|number| number.parse::<i32>().ok());
    let along: Vec<(usize, bool)> = numbers
        .map(|number| match usize::try_from(number) {
            Ok(line) => (line, false),
            Err(_) => ((-1 - number).unsigned_abs() as usize, true),
        })
        .filter(|(line, _)| *line < lines.len())
        .collect();
    let mut points = Vec::new();
    for (line, backwards) in &along {
        let part = &lines[*line].points;
        if *backwards {
            points.extend(part.iter().rev().copied());
        } else {
            points.extend(part.iter().copied());
        }
    }
    Ring {
        cap: Cap::around(&points),
        area: area(&points),
        along,
    }
}

/// The area within a ring: longitude against the sine of latitude keeps areas.
fn area(points: &[Place]) -> f64 {
    let next = points.iter().cycle().skip(1);
    let twice: f64 = points
        .iter()
        .zip(next)
        .map(|(one, next)| {
            let (a, b) = (one.longitude.to_radians(), next.longitude.to_radians());
            a * next.vector[2] - b * one.vector[2]
        })
        .sum();
    twice.abs() / 2.0
}

/// Each line with the country of each ring that goes along it.
fn sides(shapes: &Shapes) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for (id, shape) in &shapes.by_id {
        let along = shape.rings.iter().flat_map(|ring| &ring.along);
        found.extend(along.map(|(line, _)| (*line, shapes.country(id))));
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use super::*;
    use crate::content::world;

    #[test]
    fn every_shape_is_of_a_known_country_or_area_or_named_as_an_exception() {
        let unknown: Vec<&str> = shapes()
            .by_id
            .keys()
            .copied()
            .filter(|id| world::by_id(id).is_none())
            .collect();
        let exceptions = [
            "crimea",
            "golan-heights",
            "northern-cyprus",
            "siachen-glacier",
            "somaliland",
        ];
        assert_eq!(unknown, exceptions);
        assert_eq!(shapes().country("crimea"), "ukraine");
        assert_eq!(shapes().country("kosovo"), "kosovo");
    }

    #[test]
    fn every_country_has_a_shape_but_those_too_small_for_natural_earth() {
        let countries = world::names()
            .filter_map(world::by_id)
            .filter(|area| area.iso2.is_some());
        let mut missing: Vec<&str> = countries
            .map(|area| area.id)
            .filter(|id| shapes().known(id).is_none())
            .collect();
        missing.sort_unstable();
        assert_eq!(missing, ["bouvet-island", "us-outlying-islands"]);
    }

    #[test]
    fn rings_close_and_a_line_has_two_sides_at_most() {
        for (id, shape) in &shapes().by_id {
            for ring in &shape.rings {
                let ends = |(line, backwards): &(usize, bool)| {
                    let points = &shapes().lines[*line].points;
                    let (first, last) = (points[0], *points.last().unwrap());
                    if *backwards {
                        (last, first)
                    } else {
                        (first, last)
                    }
                };
                let next = ring.along.iter().cycle().skip(1);
                for (one, next) in ring.along.iter().zip(next) {
                    assert_eq!(ends(one).1, ends(next).0, "{id}");
                }
            }
        }
        for (at, line) in shapes().lines.iter().enumerate() {
            assert!((1..=2).contains(&line.sides.len()), "line {at}");
        }
    }

    #[test]
    fn neighbours_are_those_of_the_country_with_all_its_parts() {
        assert_eq!(
            shapes().neighbours("iraq"),
            [
                "iran",
                "jordan",
                "kuwait",
                "saudi-arabia",
                "syria",
                "turkiye"
            ]
        );
        assert_eq!(shapes().neighbours("bahrain"), Vec::<&str>::new());
        // Somaliland is part of Somalia here, so Djibouti is Somalia's neighbour.
        assert_eq!(
            shapes().neighbours("somalia"),
            ["djibouti", "ethiopia", "kenya"]
        );
    }

    #[test]
    fn areas_are_about_right() {
        let square_kilometres = |id: &str| {
            let rings = &shapes().by_id[id].rings;
            rings.iter().map(|ring| ring.area).sum::<f64>() * 6371.0 * 6371.0
        };
        for (id, area) in [
            ("iraq", 438_000.0),
            ("iceland", 103_000.0),
            ("brazil", 8_510_000.0),
        ] {
            let off = (square_kilometres(id) / area - 1.0f64).abs();
            assert!(off < 0.03, "{id}: {off}");
        }
    }
}

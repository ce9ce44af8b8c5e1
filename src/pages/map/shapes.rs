//! The outlines of the world's countries: lines that neighbours share, and rings of them.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::{PI, TAU};
use std::sync::OnceLock;

use super::sphere::{Cap, Place, Vector, degrees_between};

/// The outlines.
pub struct Shapes {
    /// Lines, each once, though two shapes may lie along it.
    pub lines: Vec<Line>,
    /// Shapes by id.
    pub by_id: BTreeMap<&'static str, Shape>,
    /// The coasts: all land without the lines between countries.
    pub coasts: Vec<Ring>,
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

    /// Whether a place lies within a ring: whether the way north from there crosses it an odd
    /// number of times, for no ring holds the north pole.
    pub fn holds(&self, ring: &Ring, place: Vector) -> bool {
        let here = place[1].atan2(place[0]).to_degrees();
        let crossed = |one: &Place, next: &Place| {
            let west = degrees_between(here, one.longitude);
            let east = degrees_between(here, next.longitude);
            let share = west / (west - east);
            (west > 0.0) != (east > 0.0)
                && (west - east).abs() < 180.0
                && one.vector[2] + (next.vector[2] - one.vector[2]) * share > place[2]
        };
        let lines = ring.along.iter().map(|(line, _)| &self.lines[*line].points);
        let pairs = lines.flat_map(|points| points.windows(2));
        pairs.filter(|pair| crossed(&pair[0], &pair[1])).count() % 2 == 1
    }

    /// Whether a ring lies on both sides of a longitude.
    pub fn is_over(&self, ring: &Ring, longitude: f64) -> bool {
        let lines = ring.along.iter().map(|(line, _)| &self.lines[*line].points);
        let mut pairs = lines.flat_map(|points| points.windows(2));
        pairs.any(|pair| {
            let [west, east] =
                [&pair[0], &pair[1]].map(|place| degrees_between(longitude, place.longitude));
            (west > 0.0) != (east > 0.0) && (west - east).abs() < 180.0
        })
    }

    /// A ring's points; the lines in order, each in its own direction.
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
    let mut shapes = Shapes {
        lines,
        by_id,
        coasts: Vec::new(),
    };
    for (line, country) in sides(&shapes) {
        shapes.lines[line].sides.push(country);
    }
    shapes.coasts = coasts(&shapes.lines);
    shapes
}

/// The lines with one side only, end to end. Where several meet, any two may follow each other:
/// filled by the even-odd rule, the land is the same.
fn coasts(lines: &[Line]) -> Vec<Ring> {
    let ends = |line: usize| {
        let points = &lines[line].points;
        let key = |place: &Place| place.vector.map(f64::to_bits);
        Some((key(points.first()?), key(points.last()?)))
    };
    let mut open: BTreeMap<[u64; 3], BTreeSet<usize>> = BTreeMap::new();
    let single = |line: &usize| lines[*line].sides.len() == 1;
    for line in (0..lines.len()).filter(single) {
        for end in ends(line)
            .into_iter()
            .flat_map(|(first, last)| [first, last])
        {
            open.entry(end).or_default().insert(line);
        }
    }
    let mut left: BTreeSet<usize> = open.values().flatten().copied().collect();
    let mut rings = Vec::new();
    while let Some(start) = left.pop_first() {
        let mut along = vec![(start, false)];
        let mut at = ends(start).map(|(_, last)| last);
        while let Some(here) = at {
            let next = open.get(&here).and_then(|lines| {
                let unused = |line: &&usize| left.contains(*line);
                lines.iter().find(unused).copied()
            });
            let Some(line) = next else { break };
            left.remove(&line);
            let backwards = ends(line).is_some_and(|(first, _)| first != here);
            along.push((line, backwards));
            at = ends(line).map(|(first, last)| if backwards { first } else { last });
        }
        rings.push(outline(along, lines));
    }
    rings
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
    outline(along, lines)
}

fn outline(along: Vec<(usize, bool)>, lines: &[Line]) -> Ring {
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

/// The area within a ring: longitude against the sine of latitude keeps areas. Around a pole
/// the longitudes come to a full turn, and the sum to what lies on the pole's other side.
fn area(points: &[Place]) -> f64 {
    let next = points.iter().cycle().skip(1);
    let (mut beside, mut turn) = (0.0, 0.0);
    for (one, next) in points.iter().zip(next) {
        let east = degrees_between(one.longitude, next.longitude).to_radians();
        turn += east;
        beside += east * f64::midpoint(one.vector[2], next.vector[2]);
    }
    if f64::abs(turn) < PI {
        f64::abs(beside)
    } else {
        TAU - f64::abs(beside)
    }
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
    fn the_coasts_hold_the_land_and_no_more() {
        let land = |longitude: f64, latitude: f64| {
            let place = Place::new(longitude, latitude).vector;
            let rings = shapes().coasts.iter();
            rings.filter(|ring| shapes().holds(ring, place)).count() % 2 == 1
        };
        assert!(land(44.0, 33.0), "Iraq");
        assert!(land(28.5, -29.5), "Lesotho, within South Africa");
        assert!(land(-100.0, 60.0), "Canada");
        assert!(!land(51.0, 42.0), "the Caspian Sea");
        assert!(!land(-30.0, 0.0), "the Atlantic");
        assert!(land(-175.0, 67.0), "Chukotka, beyond the date line");
        assert!(land(0.0, -90.0), "the South Pole");
        let area: f64 = shapes()
            .by_id
            .values()
            .flat_map(|shape| &shape.rings)
            .map(|ring| ring.area)
            .sum();
        let whole = area * 6371.0 * 6371.0;
        assert!((whole / 148_900_000.0 - 1.0f64).abs() < 0.03, "{whole}");
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
            ("russia", 17_000_000.0),
        ] {
            let off = (square_kilometres(id) / area - 1.0f64).abs();
            assert!(off < 0.03, "{id}: {off}");
        }
    }
}

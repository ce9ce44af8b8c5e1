//! Maps as geometry: where a theme draws which country.
//!
//! A map is drawn from outlines that are part of Dateline, at build time and without the
//! network. It shows nothing that the page does not also say in words and links, and takes no
//! position on any border: `shapes.mjs` says whose lines it shows.

mod coverage;
mod drawing;
mod frame;
mod label;
mod locator;
mod shapes;
mod sphere;
mod subject;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use coverage::Step;
pub use label::Label;
pub use locator::{block, coverage, locator};

use drawing::{Drawing, Path};
use frame::{Frame, Point};
use label::Wanted;
use shapes::{Ring, Shape, Shapes};

use crate::pages::derived::Derived;

/// The size of a map of some region, in its own units: about two to a pixel.
const SIZE: Point = (640.0, 480.0);

/// The size of a map of coverage, which is as wide as a page.
const WIDE: Point = (1000.0, 480.0);

/// As many countries have their names beside them where there is no room within.
const FEW: usize = 3;

/// How far a map reaches, in radii of the Earth and in radians: at least about 900 kilometres, so
/// that a small country is seen among its neighbours; at most so far that it is no map of the world.
const REACH: (f64, f64) = (0.14, 1.35);

/// The same for a map of coverage. It names no neighbours, so that they have to be known by their
/// outlines; and what is far around the Earth is known by its usual picture.
const WIDE_REACH: (f64, f64) = (0.6, 0.7);

/// A country is marked with a circle where its outline covers less than this; on a map as wide as
/// a page, which a phone shows at a third of its size, than the other.
const SPECK: f64 = 40.0;
const WIDE_SPECK: f64 = 120.0;

/// A map.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// `locator` or `coverage`: whether it shows where something is, or how many articles there
    /// are.
    pub kind: &'static str,
    /// The width of the drawing, in its own units.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What it shows, in a few words.
    pub title: String,
    /// What can be seen on it, in a sentence or two.
    pub description: String,
    /// What those who see it must know: that a region itself is not drawn.
    pub caption: Option<Derived>,
    /// All land, as an SVG path to be filled by the even-odd rule.
    pub land: String,
    /// The countries it is about.
    pub shapes: Vec<ShapeItem>,
    /// The lines between countries, as one SVG path.
    pub borders: String,
    /// The disputed ones among them, as one SVG path; empty where there are none.
    pub disputed: String,
    /// Names, where there is room for them.
    pub labels: Vec<Label>,
    /// What the shades of a map of coverage mean, the lightest first.
    pub steps: Vec<Step>,
}

/// A country that a map is about.
#[derive(Clone, Debug, Serialize)]
pub struct ShapeItem {
    /// Its name, and on a map of coverage how many articles it has.
    pub words: String,
    /// Its briefing, on a map of coverage.
    pub href: Option<String>,
    /// `here`; `within`, where a region lies in it but is not drawn itself; or the class of a step.
    pub class: String,
    /// Its outlines, as an SVG path to be filled by the even-odd rule.
    pub path: String,
    /// A circle where it is too small to see.
    pub marker: Option<Marker>,
}

/// A circle that marks a small country.
#[derive(Clone, Debug, Serialize)]
pub struct Marker {
    /// Its middle.
    pub x: f64,
    /// Its middle.
    pub y: f64,
    /// How large it is.
    pub radius: f64,
}

/// A country to be drawn, before it is.
struct Subjects {
    words: String,
    href: Option<String>,
    class: String,
}

/// What is to be in the picture.
#[derive(Clone, Copy)]
enum Extent {
    /// An area, without the specks far away from all the rest of it.
    Area,
    /// Every one of the countries.
    All,
    /// The same on a map as wide as a page.
    Wide,
}

impl Shapes {
    /// The outlines of a country with those of its parts that are not drawn by themselves.
    fn rings(&self, id: &str, drawn: &BTreeMap<&'static str, Subjects>) -> Vec<&Ring> {
        let own = |(part, shape): &(&&'static str, &Shape)| {
            **part == id || (shape.part_of == Some(id) && !drawn.contains_key(**part))
        };
        let shapes = self.by_id.iter().filter(own);
        shapes.flat_map(|(_, shape)| &shape.rings).collect()
    }
}

/// The geometry of a map of these countries; titles and legends are added by whoever asks.
fn draw(
    shapes: &Shapes,
    subjects: BTreeMap<&'static str, Subjects>,
    extent: Extent,
    name: &dyn Fn(&str) -> Option<String>,
) -> MapView {
    // Each country is in the picture, however small, but not all that is far away from it.
    let countries: Vec<Vec<&Ring>> = subjects
        .keys()
        .map(|id| frame::core(&shapes.rings(id, &subjects)))
        .collect();
    let rings = match extent {
        Extent::Area => frame::core(&countries.concat()),
        Extent::All | Extent::Wide => countries.concat(),
    };
    let (size, reach) = match extent {
        Extent::Area | Extent::All => (SIZE, REACH),
        Extent::Wide => (WIDE, WIDE_REACH),
    };
    let frame = Frame::around(shapes, &rings, size, reach)
        .unwrap_or_else(|| Frame::world(shapes, &countries, size.0));
    let drawing = Drawing::new(shapes, frame);
    let bounds = drawing.frame.bounds;

    let mut names = Vec::new();
    let mut items = Vec::new();
    for (id, subject) in &subjects {
        let outlines: Vec<Vec<Point>> = shapes
            .rings(id, &subjects)
            .into_iter()
            .map(|ring| drawing.ring(ring))
            .collect();
        names.extend(wanted(&outlines, name(id), true, subjects.len() <= FEW));
        items.push(ShapeItem {
            words: subject.words.clone(),
            href: subject.href.clone(),
            class: subject.class.clone(),
            path: path(&outlines),
            marker: match extent {
                Extent::Area | Extent::All => marker(&outlines, subjects.len() == 1, SPECK),
                Extent::Wide => marker(&outlines, false, WIDE_SPECK),
            },
        });
    }

    largest_first(&mut names);

    let mut others = Vec::new();
    for (id, shape) in &shapes.by_id {
        let drawn = |country: &str| subjects.contains_key(country);
        if drawn(id) || shape.part_of.is_some_and(drawn) {
            continue;
        }
        let outlines: Vec<Vec<Point>> = shape.rings.iter().map(|ring| drawing.ring(ring)).collect();
        others.extend(wanted(&outlines, name(id), false, false));
    }
    largest_first(&mut others);
    names.extend(others);

    MapView {
        kind: "locator",
        width: bounds.right,
        height: bounds.bottom,
        title: String::new(),
        description: String::new(),
        caption: None,
        land: drawing.land(),
        shapes: items,
        borders: drawing.borders(false),
        disputed: drawing.borders(true),
        labels: label::place(names, &bounds),
        steps: Vec::new(),
    }
}

/// The largest first: they are what a reader knows.
fn largest_first(names: &mut [Wanted]) {
    let size = |wanted: &Wanted| drawing::area(&wanted.outline);
    names.sort_by(|one, other| size(other).total_cmp(&size(one)));
}

/// Outlines as one path: those large enough to be seen, or else the largest.
fn path(outlines: &[Vec<Point>]) -> String {
    let mut path = Path::default();
    let seen = outlines
        .iter()
        .filter(|outline| drawing::area(outline) >= drawing::ISLAND);
    for outline in seen {
        path.close(outline);
    }
    if let (true, Some(largest)) = (path.text.is_empty(), largest(outlines)) {
        path.close(largest);
    }
    path.text
}

/// A country's name, to stand in the largest of its outlines.
fn wanted(
    outlines: &[Vec<Point>],
    name: Option<String>,
    here: bool,
    beside: bool,
) -> Option<Wanted> {
    Some(Wanted {
        outline: largest(outlines)?.clone(),
        text: name?,
        here,
        beside,
    })
}

fn largest(outlines: &[Vec<Point>]) -> Option<&Vec<Point>> {
    let seen = outlines.iter().filter(|outline| !outline.is_empty());
    seen.max_by(|one, other| drawing::area(one).total_cmp(&drawing::area(other)))
}

/// A circle around a country that is small on a map of its own, a dot for one among others.
fn marker(outlines: &[Vec<Point>], alone: bool, speck: f64) -> Option<Marker> {
    let covered: f64 = outlines.iter().map(|outline| drawing::area(outline)).sum();
    if covered >= if alone { speck * 30.0 } else { speck } {
        return None;
    }
    let outline = largest(outlines)?;
    let bounds = frame::Bounds::of(outline.iter().copied());
    let (x, y) = bounds.centre();
    let around = bounds.width().hypot(bounds.height()) / 2.0 + 10.0;
    Some(Marker {
        x: x.round(),
        y: y.round(),
        radius: if alone { around.round() } else { 6.0 },
    })
}

/// The countries that have a line in common with one of these.
fn neighbours(shapes: &Shapes, countries: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    let around = countries.iter().flat_map(|id| shapes.neighbours(id));
    around.filter(|id| !countries.contains(id)).collect()
}

//! The piece of the Earth that a map shows, and how large.

use super::shapes::{Ring, Shapes};
use super::sphere::{Cap, MIDDLE_OF_THE_WORLD, Place, Projection, Vector, middle, reach};

/// A place on the drawing, in its units.
pub type Point = (f64, f64);

/// A rectangle of the drawing: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Bounds {
    /// The smallest rectangle that holds all these points.
    pub fn of(points: impl Iterator<Item = Point>) -> Bounds {
        let none = Bounds {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        points.fold(none, |bounds, (x, y)| Bounds {
            left: bounds.left.min(x),
            top: bounds.top.min(y),
            right: bounds.right.max(x),
            bottom: bounds.bottom.max(y),
        })
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub fn centre(&self) -> Point {
        (
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }

    /// The same rectangle with a margin around it.
    pub fn grown(&self, margin: f64) -> Bounds {
        Bounds {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    pub fn corners(&self) -> [Point; 4] {
        [
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        ]
    }

    pub fn holds(&self, other: &Bounds) -> bool {
        other.left >= self.left
            && other.right <= self.right
            && other.top >= self.top
            && other.bottom <= self.bottom
    }

    pub fn touches(&self, other: &Bounds) -> bool {
        other.left <= self.right
            && other.right >= self.left
            && other.top <= self.bottom
            && other.bottom >= self.top
    }
}

/// What a map shows and how.
pub struct Frame {
    projection: Projection,
    /// Units of the drawing for the radius of the Earth.
    scale: f64,
    /// The place on the plane that comes to the upper left corner.
    corner: Point,
    /// How far a line may be off, in units of the drawing.
    pub tolerance: f64,
    /// The drawing.
    pub bounds: Bounds,
    /// A round piece of the Earth that holds all that is seen.
    seen: Cap,
}

/// The narrowest piece of the Earth that a map shows, in its radii: about 900 kilometres, so
/// that a small country is seen among its neighbours.
const NARROWEST: f64 = 0.14;

/// How far a line may be off: a map of a region is shown at about half its size, so that this is
/// less than a pixel; one of the world at its full size.
const SMALL_TOLERANCE: f64 = 1.25;
const WORLD_TOLERANCE: f64 = 0.7;

impl Frame {
    /// The picture in which these rings are well seen, with some of what surrounds them;
    /// `None` where they reach further than `widest`, in radians.
    pub fn around(
        shapes: &Shapes,
        rings: &[&Ring],
        (width, height): Point,
        widest: f64,
    ) -> Option<Frame> {
        let weighted = rings.iter().map(|ring| (ring.cap.centre, ring.area));
        let mut projection = Projection::around(middle(weighted));
        let mut found = extent(shapes, rings, &projection);
        for _ in 0..2 {
            projection = Projection::around(projection.direction(found.centre())?);
            found = extent(shapes, rings, &projection);
        }
        let span = found.width().max(found.height());
        // A country has its neighbours around it; a continent fills the map.
        let filled = (0.45 + span * 0.45).min(0.92);
        let scale = (filled * width / found.width())
            .min(filled * height / found.height())
            .min(width / NARROWEST);
        let (x, y) = found.centre();
        let radius = reach((width / 2.0).hypot(height / 2.0) / scale);
        let reaches = reach(span / 2.0);
        (reaches < widest).then_some(Frame {
            projection,
            scale,
            corner: (x - width / scale / 2.0, y - height / scale / 2.0),
            tolerance: SMALL_TOLERANCE,
            bounds: Bounds {
                left: 0.0,
                top: 0.0,
                right: width,
                bottom: height,
            },
            seen: Cap {
                centre: projection.direction((x, y))?,
                radius,
            },
        })
    }

    /// The whole world but for the Antarctic.
    pub fn world(width: f64) -> Frame {
        let projection = Projection::World;
        let edge =
            |longitude: f64, latitude: f64| projection.place(&Place::new(longitude, latitude));
        let (left, right) = (
            edge(MIDDLE_OF_THE_WORLD - 179.999, 0.0).0,
            edge(MIDDLE_OF_THE_WORLD + 179.999, 0.0).0,
        );
        let (top, bottom) = (edge(0.0, 84.0).1, edge(0.0, -57.0).1);
        let scale = width / (right - left);
        Frame {
            projection,
            scale,
            corner: (left, top),
            tolerance: WORLD_TOLERANCE,
            bounds: Bounds {
                left: 0.0,
                top: 0.0,
                right: width,
                bottom: ((bottom - top) * scale).round(),
            },
            seen: Cap {
                centre: [1.0, 0.0, 0.0],
                radius: std::f64::consts::PI,
            },
        }
    }

    /// Where a place is on the drawing.
    pub fn place(&self, place: &Place) -> Point {
        let (x, y) = self.projection.place(place);
        (
            (x - self.corner.0) * self.scale,
            (y - self.corner.1) * self.scale,
        )
    }

    /// The place on the far side of the Earth; `None` on a map of the whole world.
    pub fn far_side(&self) -> Option<Vector> {
        self.projection.far_side()
    }

    /// Whether anything of a piece of the Earth may be seen.
    pub fn may_see(&self, cap: &Cap) -> bool {
        self.seen.gap(cap) < 0.0
    }
}

/// The rings that a picture is fitted to: without specks far away from all the rest, such as
/// Easter Island beside Chile.
pub fn core<'a>(rings: &[&'a Ring]) -> Vec<&'a Ring> {
    let all: f64 = rings.iter().map(|ring| ring.area).sum();
    let (main, specks): (Vec<&Ring>, Vec<&Ring>) =
        rings.iter().partition(|ring| ring.area >= all * 0.01);
    let weighted = main.iter().map(|ring| (ring.cap.centre, ring.area));
    let mut cap = Cap {
        centre: middle(weighted),
        radius: 0.0,
    };
    let reaches = main
        .iter()
        .map(|ring| cap.gap(&ring.cap) + 2.0 * ring.cap.radius);
    cap.radius = reaches.fold(0.0, f64::max);
    let near = |ring: &&Ring| cap.gap(&ring.cap) < cap.radius * 0.1;
    main.iter()
        .copied()
        .chain(specks.into_iter().filter(near))
        .collect()
}

fn extent(shapes: &Shapes, rings: &[&Ring], projection: &Projection) -> Bounds {
    let points = rings.iter().flat_map(|ring| shapes.points(ring));
    Bounds::of(points.map(|place| projection.place(place)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use super::super::shapes::shapes;
    use super::*;

    fn frame(id: &str) -> (Frame, Bounds) {
        let rings = core(&shapes().by_id[id].rings.iter().collect::<Vec<_>>());
        let frame = Frame::around(shapes(), &rings, (640.0, 480.0), 1.35).unwrap();
        let points = rings.iter().flat_map(|ring| shapes().points(ring));
        let seen = Bounds::of(points.map(|place| frame.place(place)));
        (frame, seen)
    }

    #[test]
    fn every_country_is_wholly_in_its_picture_and_in_the_middle_of_it() {
        for id in shapes().by_id.keys() {
            let (frame, seen) = frame(id);
            assert!(frame.bounds.holds(&seen), "{id}: {seen:?}");
            let (x, y) = seen.centre();
            assert!(
                (x - 320.0).abs() < 20.0 && (y - 240.0).abs() < 20.0,
                "{id}: {x} {y}"
            );
        }
    }

    #[test]
    fn a_small_country_has_its_surroundings_and_a_large_one_fills_the_picture() {
        assert!(frame("bahrain").1.height() < 60.0);
        assert!(frame("russia").1.width() > 400.0);
        assert!(frame("fiji").1.width() > 150.0, "{:?}", frame("fiji").1);
    }
}

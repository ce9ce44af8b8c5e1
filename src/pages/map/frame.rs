//! The piece of the Earth that a map shows, and how large.

use super::shapes::{Ring, Shapes};
use super::sphere::{
    Cap, MIDDLES_OF_THE_WORLD, Place, Projection, Vector, degrees_between, middle, reach,
};

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

    pub fn contains(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
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

/// The share of a map of the world at each side that stays free of what it is fitted to.
const SURROUNDINGS: f64 = 0.05;

/// How high a part of the world is in its drawing, as shares of its width: from the flattest to
/// the highest.
const HEIGHTS: (f64, f64) = (0.42, 0.56);

/// How far a line may be off: a map of a region is shown at about half its size, so that this is
/// less than a pixel; one of the world at its full size.
const SMALL_TOLERANCE: f64 = 1.25;
const WORLD_TOLERANCE: f64 = 0.7;

impl Frame {
    /// The picture in which these rings are well seen, with some of what surrounds them: at
    /// least so much of the Earth, in its radii, as `narrowest` says. `None` where they reach
    /// further than `widest`, in radians.
    pub fn around(
        shapes: &Shapes,
        rings: &[&Ring],
        (width, height): Point,
        (narrowest, widest): (f64, f64),
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
            .min(width / narrowest);
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

    /// The part of the world in which these countries lie, each with its rings, or the whole of it
    /// where they lie all around.
    pub fn world(shapes: &Shapes, countries: &[Vec<&Ring>], width: f64) -> Frame {
        let [usual, pacific] = MIDDLES_OF_THE_WORLD
            .map(|middle| Window::around(shapes, countries, Projection::World { middle }));
        // What the edge of the other one runs through has no outline there.
        let torn = |window: &Window| {
            let edge = degrees_between(180.0, MIDDLES_OF_THE_WORLD[1]);
            let over = |ring: &&Ring| shapes.is_over(ring, edge);
            let points = shapes.coasts.iter().filter(over);
            points
                .flat_map(|ring| shapes.points(ring))
                .any(|place| window.bounds.contains(window.projection.place(place)))
        };
        let better = pacific.bounds.width() < usual.bounds.width() * 0.8 && !torn(&pacific);
        let Window { projection, bounds } = if better { pacific } else { usual };
        let scale = width / bounds.width();
        Frame {
            projection,
            scale,
            corner: (bounds.left, bounds.top),
            tolerance: WORLD_TOLERANCE,
            bounds: Bounds {
                left: 0.0,
                top: 0.0,
                right: width,
                bottom: (bounds.height() * scale).round(),
            },
            seen: Cap {
                centre: [1.0, 0.0, 0.0],
                radius: std::f64::consts::PI,
            },
        }
    }

    /// How wide the whole world would be in the drawing; `None` where the picture has no edge.
    pub fn world_width(&self) -> Option<f64> {
        match self.projection {
            Projection::World { .. } => Some(whole(&self.projection).width() * self.scale),
            Projection::Azimuthal { .. } => None,
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

/// A part of a map of the world.
struct Window {
    projection: Projection,
    /// The part on the plane.
    bounds: Bounds,
}

impl Window {
    /// The part in which these rings are seen, with what lies at their sides. It goes beyond the
    /// edges of the world no further than they do.
    fn around(shapes: &Shapes, countries: &[Vec<&Ring>], projection: Projection) -> Window {
        let world = whole(&projection);
        let near = countries.iter().flat_map(|rings| {
            let largest = rings
                .iter()
                .max_by(|one, other| one.area.total_cmp(&other.area));
            let bounds = |ring: &Ring| extent(shapes, &[ring], &projection);
            let main = largest.map_or(0.0, |ring| bounds(ring).centre().0);
            // The last of the Aleutians lie on the edge and beyond it, at the map's other end.
            rings.iter().copied().filter(move |ring| {
                let (bounds, half) = (bounds(ring), world.width() / 2.0);
                bounds.width() < half && (bounds.centre().0 - main).abs() < half
            })
        });
        let near: Vec<&Ring> = near.collect();
        let found = match near.is_empty() {
            true => world,
            false => extent(shapes, &near, &projection),
        };
        let width = found.width() / (1.0 - 2.0 * SURROUNDINGS);
        let height = found.height() / (1.0 - 2.0 * SURROUNDINGS);
        let width = width.max(height / HEIGHTS.1).min(world.width());
        let height = height.clamp(width * HEIGHTS.0, (width * HEIGHTS.1).max(height));
        let (x, y) = found.centre();
        let left = along(x, width, (world.left, world.right));
        let top = along(y, height, (world.top, world.bottom.max(found.bottom)));
        Window {
            projection,
            bounds: Bounds {
                left,
                top,
                right: left + width,
                bottom: top + height,
            },
        }
    }
}

/// Where a stretch of some length around a middle begins, so that it lies between two ends.
fn along(middle: f64, length: f64, (least, most): (f64, f64)) -> f64 {
    (middle - length / 2.0).clamp(least, (most - length).max(least))
}

/// The whole world on the plane, but for the Antarctic.
fn whole(projection: &Projection) -> Bounds {
    let Projection::World { middle } = projection else {
        return Bounds::of(std::iter::empty());
    };
    let edges = [(-179.999, 0.0), (179.999, 0.0), (0.0, 84.0), (0.0, -57.0)];
    let places = edges.map(|(east, north)| projection.place(&Place::new(middle + east, north)));
    Bounds::of(places.into_iter())
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
        let frame = Frame::around(shapes(), &rings, (640.0, 480.0), (0.14, 1.35)).unwrap();
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

    /// A part of the world around some countries, and how much of its width each covers.
    fn world(ids: &[&str]) -> (Frame, Vec<Bounds>) {
        let countries: Vec<Vec<&Ring>> = ids
            .iter()
            .map(|id| core(&shapes().by_id[id].rings.iter().collect::<Vec<_>>()))
            .collect();
        let frame = Frame::world(shapes(), &countries, 1000.0);
        let main = |rings: &Vec<&Ring>| {
            let largest = rings.iter().max_by(|a, b| a.area.total_cmp(&b.area));
            let points = shapes().points(largest.unwrap());
            Bounds::of(points.map(|place| frame.place(place)))
        };
        let seen = countries.iter().map(main).collect();
        (frame, seen)
    }

    #[test]
    fn a_map_of_the_world_is_fitted_to_its_countries_and_cuts_none() {
        let sets: [&[&str]; 5] = [
            &["iraq", "united-states"],
            &["russia", "fiji"],
            &["chile", "new-zealand"],
            &["greenland", "new-zealand"],
            &["canada", "australia", "brazil", "japan"],
        ];
        for ids in sets {
            let (frame, seen) = world(ids);
            for bounds in seen {
                let within = frame.bounds.holds(&bounds);
                assert!(within && bounds.width() < 600.0, "{ids:?}: {bounds:?}");
            }
        }
        let (_, seen) = world(&["iraq", "united-states"]);
        assert!(seen[0].width() > 35.0, "Iraq was 27 units wide: {seen:?}");
    }

    #[test]
    fn the_pacific_is_not_torn_where_the_usual_map_has_its_edge() {
        let (_, seen) = world(&["chile", "new-zealand"]);
        assert!(seen[1].right < seen[0].left, "{seen:?}");
    }
}

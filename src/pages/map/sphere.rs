//! Places on the Earth, and flat pictures of it that keep areas.

use std::f64::consts::PI;

/// A direction from the middle of the Earth, of length 1.
pub type Vector = [f64; 3];

/// A place on the Earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Degrees east.
    pub longitude: f64,
    /// The direction in which it lies; its third part is the sine of the latitude.
    pub vector: Vector,
}

impl Place {
    /// The place of a longitude and a latitude in degrees.
    pub fn new(longitude: f64, latitude: f64) -> Place {
        let (east, north) = (longitude.to_radians(), latitude.to_radians());
        Place {
            longitude,
            vector: [
                north.cos() * east.cos(),
                north.cos() * east.sin(),
                north.sin(),
            ],
        }
    }
}

/// How far east of a longitude another one is, in degrees from -180 to 180.
pub fn degrees_between(from: f64, to: f64) -> f64 {
    (to - from + 540.0).rem_euclid(360.0) - 180.0
}

/// The longitudes in the middle of a map of the world. The edge of the usual one runs through the
/// Bering Strait and so through no country; that of the other through the Atlantic and Greenland,
/// for what lies on both sides of the Pacific.
pub const MIDDLES_OF_THE_WORLD: [f64; 2] = [11.6, 148.0];

fn dot(one: Vector, other: Vector) -> f64 {
    one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
}

fn cross(one: Vector, other: Vector) -> Vector {
    [
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    ]
}

/// The same direction at length 1.
fn unit(vector: Vector) -> Option<Vector> {
    let length = dot(vector, vector).sqrt();
    (length > 1e-9).then(|| vector.map(|part| part / length))
}

/// The middle of some directions, each with its weight.
pub fn middle(weighted: impl Iterator<Item = (Vector, f64)>) -> Vector {
    let sum = weighted.fold([0.0; 3], |sum, (vector, weight)| {
        [0, 1, 2].map(|at| sum[at] + vector[at] * weight)
    });
    unit(sum).unwrap_or([1.0, 0.0, 0.0])
}

/// A round piece of the Earth.
#[derive(Clone, Copy, Debug)]
pub struct Cap {
    /// Its middle.
    pub centre: Vector,
    /// How far it reaches, in radians.
    pub radius: f64,
}

impl Cap {
    /// A piece that holds all these places.
    pub fn around(places: &[Place]) -> Cap {
        let centre = middle(places.iter().map(|place| (place.vector, 1.0)));
        let nearest = places
            .iter()
            .map(|place| dot(centre, place.vector))
            .fold(1.0, f64::min);
        Cap {
            centre,
            radius: nearest.clamp(-1.0, 1.0).acos(),
        }
    }

    /// How far two pieces are apart, in radians; below zero where they overlap.
    pub fn gap(&self, other: &Cap) -> f64 {
        let between = dot(self.centre, other.centre).clamp(-1.0, 1.0).acos();
        between - self.radius - other.radius
    }
}

/// A way to picture the Earth on a plane in units of its radius, with `y` downwards. Both keep
/// areas, so that a large country is no larger on one map than on another.
#[derive(Clone, Copy, Debug)]
pub enum Projection {
    /// Lambert's azimuthal equal-area projection: true around its centre. It has no seam, so
    /// it shows Russia and Fiji in one piece.
    Azimuthal {
        /// The place in its middle.
        centre: Vector,
        /// East as seen from there.
        east: Vector,
        /// North as seen from there.
        north: Vector,
    },
    /// The Equal Earth projection of Šavrič, Patterson and Jenny (2018), for the whole world.
    World {
        /// The longitude in its middle.
        middle: f64,
    },
}

impl Projection {
    /// The picture around a place, north above.
    pub fn around(centre: Vector) -> Projection {
        let east = unit(cross([0.0, 0.0, 1.0], centre)).unwrap_or([0.0, 1.0, 0.0]);
        Projection::Azimuthal {
            centre,
            east,
            north: cross(centre, east),
        }
    }

    /// Where a place is on the plane.
    pub fn place(&self, place: &Place) -> (f64, f64) {
        match self {
            Projection::Azimuthal {
                centre,
                east,
                north,
            } => {
                let (x, y) = (dot(*east, place.vector), dot(*north, place.vector));
                let factor = azimuthal_factor(dot(*centre, place.vector), x.hypot(y));
                (x * factor, -y * factor)
            }
            Projection::World { middle } => {
                let east = degrees_between(*middle, place.longitude);
                let (x, y) = equal_earth(east.to_radians(), place.vector[2]);
                (x, -y)
            }
        }
    }

    /// The place opposite to the centre, which has no place on the plane.
    pub fn far_side(&self) -> Option<Vector> {
        match self {
            Projection::Azimuthal { centre, .. } => Some(centre.map(|part| -part)),
            Projection::World { .. } => None,
        }
    }

    /// The direction of a place on the plane; `None` outside of the picture.
    pub fn direction(&self, (x, y): (f64, f64)) -> Option<Vector> {
        let Projection::Azimuthal {
            centre,
            east,
            north,
        } = self
        else {
            return None;
        };
        let squared = x * x + y * y;
        let (ahead, side) = (1.0 - squared / 2.0, (1.0 - squared / 4.0).sqrt());
        (squared <= 4.0)
            .then(|| [0, 1, 2].map(|at| centre[at] * ahead + (east[at] * x - north[at] * y) * side))
    }
}

/// How far a place moves outwards. What lies far behind the horizon stays at its edge, for the
/// far side of the Earth has no place on a plane.
fn azimuthal_factor(ahead: f64, aside: f64) -> f64 {
    const EDGE: f64 = -0.75;
    if ahead > EDGE {
        (2.0 / (1.0 + ahead)).sqrt()
    } else {
        (2.0 * (1.0 - EDGE)).sqrt() / aside.max(1e-9)
    }
}

fn equal_earth(longitude: f64, sine: f64) -> (f64, f64) {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let root = 3f64.sqrt();
    let angle = (root / 2.0 * sine).clamp(-1.0, 1.0).asin();
    let square = angle * angle;
    let sixth = square.powi(3);
    let slope = A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square);
    let height = A[0] + A[1] * square + sixth * (A[2] + A[3] * square);
    (
        2.0 * root * longitude * angle.cos() / (3.0 * slope),
        angle * height,
    )
}

/// The distance of a corner of a plane from its middle, as an angle on the Earth.
pub fn reach(distance: f64) -> f64 {
    if distance >= 2.0 {
        PI
    } else {
        2.0 * (distance / 2.0).asin()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
        (one.0 - other.0).hypot(one.1 - other.1)
    }

    /// The area of a small square of the Earth on the plane, as a share of its true area.
    fn kept(projection: &Projection, longitude: f64, latitude: f64) -> f64 {
        let at = |x: f64, y: f64| projection.place(&Place::new(longitude + x, latitude + y));
        let (a, b, c) = (at(0.0, 0.0), at(0.01, 0.0), at(0.0, 0.01));
        let on_plane = ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs();
        let step = 0.01f64.to_radians();
        on_plane / (step * step * latitude.to_radians().cos())
    }

    #[test]
    fn the_world_is_as_wide_and_as_high_as_its_authors_say() {
        let [middle, _] = MIDDLES_OF_THE_WORLD;
        let world = Projection::World { middle };
        let east = world.place(&Place::new(middle + 179.9999, 0.0));
        let north = world.place(&Place::new(middle, 90.0));
        assert!(distance(east, (2.706_63, 0.0)) < 1e-4, "{east:?}");
        assert!(distance(north, (0.0, -1.317_36)) < 1e-5, "{north:?}");
    }

    #[test]
    fn fiji_is_in_one_piece_where_the_date_line_runs_through_it() {
        let projection = Projection::around(Place::new(179.0, -17.0).vector);
        let (west, east) = (Place::new(179.9, -16.5), Place::new(-179.9, -16.5));
        assert!(distance(projection.place(&west), projection.place(&east)) < 0.01);
    }

    proptest! {
        #[test]
        fn areas_are_kept(
            (around, north) in (-179.0..179.0, -80.0..80.0),
            (longitude, latitude) in (-179.0..179.0, -80.0..80.0),
        ) {
            let [middle, _] = MIDDLES_OF_THE_WORLD;
            let edge = middle - 180.0;
            prop_assume!(degrees_between(edge, longitude).abs() > 0.1);
            let world = kept(&Projection::World { middle }, longitude, latitude);
            prop_assert!((world - 1.0).abs() < 0.01);
            let centre = Place::new(around, north).vector;
            let place = Place::new(longitude, latitude).vector;
            prop_assume!(dot(centre, place) > -0.7);
            let share = kept(&Projection::around(centre), longitude, latitude);
            prop_assert!((share - 1.0).abs() < 0.01, "{share}");
        }

        #[test]
        fn the_way_back_leads_to_the_same_place(
            (around, north) in (-179.0..179.0, -89.0..89.0),
            (longitude, latitude) in (-179.0..179.0, -89.0..89.0),
        ) {
            let centre = Place::new(around, north).vector;
            let place = Place::new(longitude, latitude);
            prop_assume!(dot(centre, place.vector) > -0.7);
            let projection = Projection::around(centre);
            let back = projection.direction(projection.place(&place)).unwrap();
            prop_assert!(dot(back, place.vector) > 1.0 - 1e-9);
        }
    }
}

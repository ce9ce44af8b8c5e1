//! Names on a map, where there is room for them.

use serde::Serialize;

use super::frame::{Bounds, Point};

/// A name on the map.
#[derive(Clone, Debug, Serialize)]
pub struct Label {
    /// The middle of the text.
    pub x: f64,
    /// Its base line.
    pub y: f64,
    /// The name: the site's own, or in English the built-in one.
    pub text: String,
    /// `here` on what the map is about, `beside` it where it has no room there, `around` on its
    /// neighbours.
    pub class: &'static str,
}

/// A name that wants a place.
pub struct Wanted {
    pub text: String,
    pub here: bool,
    /// Whether it may stand beside its outline where there is no room within.
    pub beside: bool,
    /// The outline it belongs to, as far as it is seen.
    pub outline: Vec<Point>,
}

/// How wide a letter is at most and how high a line is, in units of the drawing.
const LETTER: f64 = 13.0;
const LINE: f64 = 26.0;

/// Names that fit into their outlines and do not touch each other, the first before the rest.
pub fn place(wanted: Vec<Wanted>, bounds: &Bounds) -> Vec<Label> {
    let room = bounds.grown(-6.0);
    let mut taken: Vec<Bounds> = Vec::new();
    let mut labels = Vec::new();
    for name in wanted {
        let free = |label: &Bounds| {
            room.holds(label) && !taken.iter().any(|other| other.touches(&label.grown(4.0)))
        };
        let width = LETTER * name.text.chars().count() as f64;
        let within = || within(&name.outline, width, &free);
        let beside = || {
            beside(&Bounds::of(name.outline.iter().copied()), width, &room)
                .find(|at| free(&around(*at, width)))
        };
        let on_it = if name.here { "here" } else { "around" };
        let inside = within().map(|at| (at, on_it));
        let outside = || Some((beside()?, "beside")).filter(|_| name.beside);
        let Some(((x, y), class)) = inside.or_else(outside) else {
            continue;
        };
        taken.push(around((x, y), width));
        labels.push(Label {
            x: x.round(),
            y: (y + LINE * 0.27).round(),
            text: name.text,
            class,
        });
    }
    labels
}

/// The space of a text around its middle.
fn around((x, y): Point, width: f64) -> Bounds {
    Bounds {
        left: x - width / 2.0,
        top: y - LINE / 2.0,
        right: x + width / 2.0,
        bottom: y + LINE / 2.0,
    }
}

/// The place nearest to the middle of an outline at which a text is wholly within it.
fn within(outline: &[Point], width: f64, free: &dyn Fn(&Bounds) -> bool) -> Option<Point> {
    const STEPS: i32 = 16;
    let bounds = Bounds::of(outline.iter().copied());
    if outline.is_empty() || bounds.width() < width || bounds.height() < LINE {
        return None;
    }
    let middle = bounds.centre();
    let at = |step: i32, from: f64, size: f64| from + size * f64::from(step) / f64::from(STEPS);
    let places = (1..STEPS).flat_map(|row| (1..STEPS).map(move |column| (column, row)));
    let fits = |place: &Point| {
        let text = around(*place, width);
        let along = [text.left, f64::midpoint(text.left, place.0), place.0]
            .into_iter()
            .chain([f64::midpoint(place.0, text.right), text.right]);
        free(&text)
            && along
                .into_iter()
                .all(|x| holds(outline, (x, place.1 - 7.0)) && holds(outline, (x, place.1 + 7.0)))
    };
    let off = |place: &Point| (place.0 - middle.0).hypot((place.1 - middle.1) * 1.5);
    places
        .map(|(column, row)| {
            (
                at(column, bounds.left, bounds.width()),
                at(row, bounds.top, bounds.height()),
            )
        })
        .filter(fits)
        .min_by(|one, other| off(one).total_cmp(&off(other)))
}

/// Places around something, the best first.
fn beside(bounds: &Bounds, width: f64, room: &Bounds) -> impl Iterator<Item = Point> {
    let (x, y) = bounds.centre();
    let least = room.left + width / 2.0;
    let inward = x.clamp(least, (room.right - width / 2.0).max(least));
    let (gap, half) = (LINE * 0.75, width / 2.0 + 10.0);
    [
        (inward, bounds.bottom + gap),
        (inward, bounds.top - gap),
        (bounds.right + half, y),
        (bounds.left - half, y),
    ]
    .into_iter()
}

/// Whether a point lies within an outline.
pub fn holds(outline: &[Point], (x, y): Point) -> bool {
    let next = outline.iter().cycle().skip(1);
    let crossed = outline.iter().zip(next).filter(|(one, next)| {
        (one.1 > y) != (next.1 > y) && x < (next.0 - one.0) * (y - one.1) / (next.1 - one.1) + one.0
    });
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds {
        left: 0.0,
        top: 0.0,
        right: 640.0,
        bottom: 480.0,
    };

    fn wanted(text: &str, here: bool, left: f64, top: f64, side: f64) -> Wanted {
        let (right, bottom) = (left + side, top + side);
        Wanted {
            text: text.to_string(),
            here,
            beside: here,
            outline: vec![(left, top), (right, top), (right, bottom), (left, bottom)],
        }
    }

    fn places(wanted: Vec<Wanted>) -> Vec<(String, f64, f64)> {
        let labels = place(wanted, &BOUNDS).into_iter();
        labels.map(|label| (label.text, label.x, label.y)).collect()
    }

    #[test]
    fn a_name_stands_in_the_middle_where_it_fits() {
        let found = places(vec![wanted("Iraq", true, 200.0, 100.0, 160.0)]);
        assert_eq!(found, [("Iraq".to_string(), 280.0, 187.0)]);
    }

    #[test]
    fn a_name_without_room_is_left_out_but_for_what_the_map_is_about() {
        assert_eq!(places(vec![wanted("Qatar", false, 300.0, 200.0, 20.0)]), []);
        let found = places(vec![wanted("Qatar", true, 300.0, 200.0, 20.0)]);
        assert_eq!(found, [("Qatar".to_string(), 310.0, 247.0)]);
    }

    #[test]
    fn names_do_not_touch_each_other_nor_the_edge() {
        let found = places(vec![
            wanted("Bahrain", true, 300.0, 200.0, 20.0),
            wanted("Saudi Arabia", false, 200.0, 180.0, 220.0),
        ]);
        let heights: Vec<f64> = found.iter().map(|(.., y)| *y).collect();
        assert_eq!(found.len(), 2);
        assert!((heights[0] - heights[1]).abs() >= LINE, "{heights:?}");
        let edge = places(vec![wanted("Samoa", true, 630.0, 470.0, 8.0)]);
        assert!(
            edge.iter().all(|(_, x, y)| *x < 610.0 && *y < 470.0),
            "{edge:?}"
        );
    }
}

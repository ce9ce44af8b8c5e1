//! Numbers written into a chart, where there is room for them.

use super::{Label, Mark, Number, round};

/// The height of a line and the width of a letter, in the chart's units.
const LINE: f64 = 15.0;
const LETTER: f64 = 7.2;
/// How far the arrow on a mark that is open above reaches from it.
const ARROW: f64 = 16.0;

/// Labels what matters most first; what would cover another label, or a number, has none.
pub fn place(marks: &mut [Mark], numbers: &[Number<'_>], plot: [f64; 4]) {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|at| weight(marks[*at].kind));
    let mut taken: Vec<Area> = marks.iter().map(Area::of_mark).collect();
    for at in order {
        let text = numbers[at].words.clone();
        let mark = &marks[at];
        let half = text.chars().count() as f64 * LETTER / 2.0;
        let middle = mark.x + mark.width / 2.0;
        let x = middle.clamp(plot[0] + half, (plot[2] + 10.0 - half).max(plot[0] + half));
        let above = head(mark) - 9.0;
        let below = mark.bottom.unwrap_or(mark.y) + LINE + 4.0;
        let free = [above, below].into_iter().find(|y| {
            let area = Area::of_text(x, *y, half);
            let inside = y - LINE > 0.0 && *y < plot[3] - 2.0;
            inside && !taken.iter().any(|other| area.meets(other))
        });
        if let Some(y) = free {
            taken.push(Area::of_text(x, y, half));
            marks[at].label = Some(Label {
                x: round(x),
                y: round(y),
                text,
            });
        }
    }
}

fn weight(kind: &str) -> u8 {
    match kind {
        "current" => 0,
        "disputed" => 1,
        "forecast" => 2,
        "counted" => 3,
        _ => 4,
    }
}

/// The highest that a mark reaches, with the arrow that says how open it is.
fn head(mark: &Mark) -> f64 {
    let arrow = mark.open_above.then_some(mark.y - ARROW);
    let top = mark.top.unwrap_or(mark.y);
    arrow.map_or(top, |arrow| top.min(arrow))
}

/// A part of the drawing that something covers.
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of_mark(mark: &Mark) -> Area {
        Area {
            left: mark.x - 4.0,
            top: head(mark) - 4.0,
            right: mark.x + mark.width + 4.0,
            bottom: mark.bottom.unwrap_or(mark.y) + 4.0,
        }
    }

    fn of_text(x: f64, y: f64, half: f64) -> Area {
        Area {
            left: x - half,
            top: y - LINE + 4.0,
            right: x + half,
            bottom: y + 3.0,
        }
    }

    fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

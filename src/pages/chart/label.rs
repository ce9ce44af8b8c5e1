//! Numbers written into a chart, where there is room for them.
//!
//! On a narrow screen a theme draws the same chart with larger letters, so that they can be read.
//! Each label stands where the larger letters have room; a label that only the smaller ones have
//! room for is marked, so that a theme leaves it out where the letters are large.

use super::{Label, Mark, Number, Tick, WIDTH, round};

/// The size of letters on a narrow and on a wide screen, in the chart's units.
pub const LARGE: f64 = 16.0;
const SMALL: f64 = 12.0;
/// How far the arrow on a mark that is open above reaches from it.
const ARROW: f64 = 16.0;
/// What stays free between a text and the edge of the drawing.
const EDGE: f64 = 4.0;
/// Of how many numbers each has a label: more are read for their shape, the table has them all.
const FEW: usize = 12;

/// Labels what matters most first; what would cover another label, or a number, has none. On a
/// line stands only what has no place beside it and is more than one number of many.
pub fn place(marks: &mut [Mark], numbers: &[Number<'_>], steps: &[String], plot: [f64; 4]) {
    let mut order: Vec<(u8, usize)> = (0..marks.len()).map(|at| (weight(marks, at), at)).collect();
    order.sort_unstable();
    if marks.len() > FEW {
        order.retain(|(weight, _)| *weight < COMMON);
    }
    order.truncate(FEW);
    let drawn: Vec<Area> = marks.iter().map(Area::of_mark).collect();
    let lines: Vec<Area> = steps.iter().flat_map(|path| Area::of_line(path)).collect();
    let mut written: Vec<(f64, f64, &str)> = Vec::new();
    for size in [LARGE, SMALL] {
        for (weight, at) in &order {
            let mark = &mut marks[*at];
            if mark.label.is_some() {
                continue;
            }
            let text = numbers[*at].words.as_str();
            let is_free = |(x, y): &(f64, f64)| {
                let area = Area::of_text(*x, *y, text, size);
                let others = written
                    .iter()
                    .map(|(x, y, text)| Area::of_text(*x, *y, text, size));
                area.is_in_the_drawing(plot)
                    && !drawn.iter().any(|mark| area.meets(mark))
                    && !others.into_iter().any(|other| area.meets(&other))
            };
            let on_a_line = |(x, y): &(f64, f64)| {
                let area = Area::of_text(*x, *y, text, size);
                lines.iter().any(|line| area.meets(line))
            };
            let free = || places(mark, text, size).into_iter().filter(is_free);
            let beside = free().find(|place| !on_a_line(place));
            let found = beside.or_else(|| free().next().filter(|_| *weight < OF_NOTE));
            if let Some((x, y)) = found {
                written.push((x, y, text));
                mark.label = Some(Label {
                    x: round(x),
                    y: round(y),
                    text: text.to_string(),
                    roomy: size < LARGE,
                });
            }
        }
    }
}

/// Where a mark's label may stand, the best place first: the middle of the text and its base line.
fn places(mark: &Mark, text: &str, size: f64) -> [(f64, f64); 6] {
    let half = width(text, size) / 2.0;
    let middle = mark.x + mark.width / 2.0;
    let x = inside(middle, half);
    let above = head(mark) - 9.0;
    let below = mark.bottom.unwrap_or(mark.y) + size + 6.0;
    let beside = mark.y + size * 0.35;
    let aside = mark.width / 2.0 + half + 10.0;
    [
        (x, above),
        (x, below),
        (inside(middle - half, half), above),
        (inside(middle + half, half), above),
        (middle + aside, beside),
        (middle - aside, beside),
    ]
}

/// A middle of a text at which it is wholly in the drawing, if it can be.
pub fn inside(middle: f64, half: f64) -> f64 {
    let least = EDGE + half;
    middle.clamp(least, (WIDTH - EDGE - half).max(least))
}

/// How wide a text is at most, in fonts as wide as Verdana.
pub fn width(text: &str, size: f64) -> f64 {
    let letter = |letter: char| match letter {
        ' ' | '.' | ',' | '\u{a0}' | '\u{202f}' | '’' => 0.4,
        // Marks that stand on the letter before them, and what only orders letters.
        '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' => 0.0,
        'm' | 'w' | 'M' | 'W' | '%' => 1.0,
        'A'..='Z' => 0.8,
        '\u{1100}'.. => 1.0,
        _ => 0.68,
    };
    text.chars().map(letter).sum::<f64>() * size
}

/// Leaves out words of an axis of time so that those left do not touch each other, at regular
/// distances, and keeps the rest in the drawing.
pub fn thin(ticks: &mut [Tick]) {
    let half = |tick: &Tick| width(&tick.text, LARGE) / 2.0;
    for tick in &mut *ticks {
        tick.middle = round(inside(tick.at, half(tick)));
    }
    let apart = |every: usize| {
        let kept: Vec<&Tick> = ticks.iter().step_by(every).collect();
        kept.windows(2)
            .all(|pair| pair[0].middle + half(pair[0]) + 6.0 <= pair[1].middle - half(pair[1]))
    };
    let every = (1..=ticks.len()).find(|every| apart(*every)).unwrap_or(1);
    for (nth, tick) in ticks.iter_mut().enumerate() {
        if nth % every > 0 {
            tick.text.clear();
        }
    }
}

/// Weights from which on a number is one of many.
const OF_NOTE: u8 = 3;
const COMMON: u8 = 4;

/// What is labelled first: the current number, what is disputed and to come, then the ends, the
/// highest and the lowest of the rest.
fn weight(marks: &[Mark], at: usize) -> u8 {
    let mark = &marks[at];
    match mark.kind {
        "current" => 0,
        "disputed" => 1,
        "forecast" => 2,
        "counted" if at == 0 || at + 1 == marks.len() || is_extreme(marks, mark) => OF_NOTE,
        "counted" => COMMON,
        _ => COMMON + 1,
    }
}

fn is_extreme(marks: &[Mark], mark: &Mark) -> bool {
    let counted = || marks.iter().filter(|other| other.kind != "replaced");
    counted().all(|other| other.y >= mark.y) || counted().all(|other| other.y <= mark.y)
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

    /// The stretches of a path along the axes: `M10 20H30V40`.
    fn of_line(path: &str) -> Vec<Area> {
        let mut stretches = Vec::new();
        let (mut x, mut y) = (0.0, 0.0);
        for (at, _) in path.match_indices(['M', 'H', 'V']) {
            let rest = &path[at + 1..];
            let end = rest.find(['M', 'H', 'V']).unwrap_or(rest.len());
            let numbers = rest[..end].split(' ').filter_map(|part| part.parse().ok());
            let numbers: Vec<f64> = numbers.collect();
            let (from_x, from_y) = (x, y);
            match (&path[at..=at], numbers.as_slice()) {
                ("M", [to_x, to_y]) => (x, y) = (*to_x, *to_y),
                ("H", [to]) => x = *to,
                ("V", [to]) => y = *to,
                _ => {}
            }
            if !path[at..].starts_with('M') {
                stretches.push(Area {
                    left: x.min(from_x) - 1.0,
                    top: y.min(from_y) - 1.0,
                    right: x.max(from_x) + 1.0,
                    bottom: y.max(from_y) + 1.0,
                });
            }
        }
        stretches
    }

    fn of_text(x: f64, y: f64, text: &str, size: f64) -> Area {
        let half = width(text, size) / 2.0;
        Area {
            left: x - half,
            top: y - size * 0.9,
            right: x + half,
            bottom: y + size * 0.25,
        }
    }

    /// Whether it is between the edges and above the axis of time.
    fn is_in_the_drawing(&self, plot: [f64; 4]) -> bool {
        self.left >= plot[0] - 4.0
            && self.right <= WIDTH - EDGE + 0.1
            && self.top >= 1.0
            && self.bottom <= plot[3] - 1.0
    }

    fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_covers_its_stretches_and_not_where_it_begins() {
        let areas = Area::of_line("M10 20H30V5M50 50H60");
        let found: Vec<[f64; 4]> = areas
            .iter()
            .map(|area| [area.left, area.top, area.right, area.bottom])
            .collect();
        let expected = [
            [9.0, 19.0, 31.0, 21.0],
            [29.0, 4.0, 31.0, 21.0],
            [49.0, 49.0, 61.0, 51.0],
        ];
        assert_eq!(found, expected);
    }

    fn ticks(places: &[(f64, &str)]) -> Vec<(f64, String)> {
        let tick = |(at, text): &(f64, &str)| Tick {
            at: *at,
            middle: *at,
            text: (*text).to_string(),
        };
        let mut ticks: Vec<Tick> = places.iter().map(tick).collect();
        thin(&mut ticks);
        ticks
            .into_iter()
            .map(|tick| (tick.middle, tick.text))
            .collect()
    }

    #[test]
    fn words_of_an_axis_stay_in_the_drawing_and_do_not_touch() {
        let last = ticks(&[(100.0, "Oct 2024"), (470.0, "Apr 2025")]).pop();
        let (middle, text) = last.unwrap_or_default();
        assert!(middle + width(&text, LARGE) / 2.0 <= WIDTH, "{middle}");
        let near: Vec<(f64, &str)> = (0..6)
            .map(|at| (100.0 + 60.0 * f64::from(at), "Oct 2024"))
            .collect();
        let texts = ticks(&near).into_iter().map(|(_, text)| text);
        let expected = ["Oct 2024", "", "Oct 2024", "", "Oct 2024", ""];
        assert_eq!(texts.collect::<Vec<_>>(), expected);
    }
}

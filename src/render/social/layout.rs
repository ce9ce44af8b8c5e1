//! Where the words of a drawn picture stand.

use super::fonts::{FAMILY, Weight, width};
use crate::pages::legal;
use crate::pages::social::{HEIGHT, SocialView, WIDTH};

const MARGIN: f32 = 72.0;
const PAPER: &str = "#fdfcfa";
const INK: &str = "#15191f";
const QUIET: &str = "#4d5561";
const ACCENT: &str = "#0b4f6c";

/// How words are set.
#[derive(Clone, Copy)]
struct Style<'a> {
    size: f32,
    weight: Weight,
    colour: &'a str,
}

/// A picture as SVG: the site above, then the page's name and what comes first of it, and below what it
/// says as far as there is room.
pub fn svg(view: &SocialView) -> String {
    let accent = view.accent.as_deref().unwrap_or(ACCENT);
    let style = |size, weight, colour| Style {
        size,
        weight,
        colour,
    };
    let mut page = Page {
        rtl: view.rtl,
        at: MARGIN + 4.0,
        svg: String::new(),
    };
    page.set(&view.site, style(30.0, Weight::Regular, accent), 1);
    page.at += 26.0;
    let sizes = [68.0, 56.0, 46.0].into_iter().zip([2, 3, 4]);
    let fits = |(size, most): &(f32, usize)| {
        lines(&view.title, style(*size, Weight::Bold, INK)).len() <= *most
    };
    let (size, most) = sizes.clone().find(fits).unwrap_or((46.0, 4));
    page.set(&view.title, style(size, Weight::Bold, INK), most);
    page.at += 18.0;
    if let Some(highlight) = &view.highlight {
        page.set(highlight, style(40.0, Weight::Bold, accent), 2);
        page.at += 14.0;
    }
    if view.words != view.title {
        let words = style(30.0, Weight::Regular, QUIET);
        let room = HEIGHT as f32 - MARGIN * 0.75 - page.at;
        page.set(&view.words, words, (room / leading(words)) as usize);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"{FAMILY}\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{PAPER}\"/>\
         <rect width=\"{WIDTH}\" height=\"16\" fill=\"{accent}\"/>{}</svg>",
        page.svg
    )
}

/// A picture that is filled from above.
struct Page {
    rtl: bool,
    at: f32,
    svg: String,
}

impl Page {
    /// Sets a text in no more than so many lines.
    fn set(&mut self, text: &str, style: Style<'_>, most: usize) {
        let all = lines(text, style);
        let cut = all.len() > most;
        let (x, anchor) = match self.rtl {
            true => (WIDTH as f32 - MARGIN, "end"),
            false => (MARGIN, "start"),
        };
        let last = most.min(all.len());
        for (nth, line) in all.iter().take(most).enumerate() {
            let line = match cut && nth + 1 == last {
                true => shortened(line, style),
                false => line.clone(),
            };
            self.at += leading(style);
            let line = escaped(&match self.rtl {
                true => format!("\u{202b}{line}\u{202c}"),
                false => line,
            });
            self.svg.push_str(&format!(
                "<text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\">{line}</text>",
                self.at - 0.25 * style.size,
                style.size,
                style.weight.number(),
                style.colour,
            ));
        }
    }
}

fn leading(style: Style<'_>) -> f32 {
    style.size * 1.3
}

/// A text in lines that fit between the margins, without what no font has.
fn lines(text: &str, style: Style<'_>) -> Vec<String> {
    let known = |c: &char| c.is_whitespace() || width(*c, style.weight).is_some();
    let text: String = text.chars().filter(known).collect();
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (
            longer.filter(|longer| fits(longer, style)),
            lines.last_mut(),
        ) {
            (Some(longer), Some(line)) => *line = longer,
            _ if fits(word, style) => lines.push(word.to_string()),
            _ => lines.push(shortened(word, style)),
        }
    }
    lines
}

fn fits(line: &str, style: Style<'_>) -> bool {
    let widths = line.chars().filter_map(|c| width(c, style.weight));
    widths.sum::<f32>() * style.size <= WIDTH as f32 - 2.0 * MARGIN
}

/// A line that is not the last, though no more follow. A word too long for a line is cut too.
fn shortened(line: &str, style: Style<'_>) -> String {
    let mut line = line.to_string();
    while !fits(&format!("{line}…"), style) && line.pop().is_some() {}
    format!("{}…", line.trim_end_matches([' ', '.', ',', ';', '،', '؛']))
}

fn escaped(text: &str) -> String {
    legal::line(text).replace('&', "&amp;").replace('<', "&lt;")
}

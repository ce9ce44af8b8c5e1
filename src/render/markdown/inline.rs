//! What stands in a line: words, dates, links, emphasis.

use scraper::{ElementRef, Node};

use super::{APART, DEEPEST, Links, is_shown, plain};

/// A line that is being written.
pub struct Line<'a> {
    out: String,
    links: &'a Links,
    /// What parts two paragraphs in it.
    parted_by: &'static str,
    /// What is to stand before whatever comes next.
    before_next: Option<&'static str>,
    /// What is set off last, marks included, while nothing stands behind it.
    marked: Option<(usize, &'static str)>,
    /// Whether all of it is set off.
    set_off: bool,
}

/// Between what stands apart in a line: the paragraphs of a cell, which is one line.
pub const DOT: &str = " · ";

/// What sets words off. Beside another of them none does.
const MARKS: [char; 2] = ['*', '~'];

/// A new line within a paragraph.
pub const BREAK: &str = "\\\n";

impl<'a> Line<'a> {
    /// An empty one.
    pub fn new(links: &'a Links, parted_by: &'static str) -> Line<'a> {
        Line {
            out: String::new(),
            links,
            parted_by,
            before_next: None,
            marked: None,
            set_off: false,
        }
    }

    /// All that an element holds, as one line.
    pub fn of(element: ElementRef<'_>, links: &'a Links, parted_by: &'static str) -> String {
        let mut line = Line::new(links, parted_by);
        line.children(element, 0);
        line.finish()
    }

    /// What was written.
    pub fn finish(self) -> String {
        let mut line = self.out.trim_start().trim_end_matches(' ');
        while let Some(rest) = line.strip_suffix(BREAK) {
            line = rest.trim_end_matches(' ');
        }
        line.to_string()
    }

    /// Adds all that an element holds.
    fn children(&mut self, element: ElementRef<'_>, depth: usize) {
        if depth > DEEPEST {
            element.text().for_each(|text| self.text(text));
            return;
        }
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(text), _) => self.text(text),
                (_, Some(element)) => self.element(element, depth + 1),
                _ => {}
            }
        }
    }

    /// Adds words, with one space where there is any.
    pub fn text(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c.is_ascii_whitespace() {
                true => self.space(),
                false => {
                    self.begin(c);
                    plain::push(&mut self.out, c, chars.peek().copied());
                }
            }
        }
    }

    fn space(&mut self) {
        self.marked = None;
        if !self.out.ends_with([' ', '\n']) && self.before_next.is_none() {
            self.out.push(' ');
        }
    }

    /// Makes ready for what begins with a character.
    fn begin(&mut self, next: char) {
        if let Some(between) = self
            .before_next
            .take()
            .filter(|_| !self.out.trim().is_empty())
        {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str(between);
        }
        // `**so:**it` sets off nothing in Markdown, so it goes without its marks.
        if let Some((start, mark)) = self.marked.take()
            && let Some(inner) = self.out[start..].strip_suffix(mark)
            && next.is_alphanumeric()
            && !inner.ends_with(char::is_alphanumeric)
        {
            let end = self.out.len() - mark.len();
            self.out.truncate(end);
            self.out.replace_range(start..start + mark.len(), "");
        }
    }

    /// Adds what stands in an element, between marks; within others it needs none.
    fn set_off(&mut self, mark: &'static str, element: ElementRef<'_>, depth: usize) {
        if self.set_off {
            return self.children(element, depth);
        }
        let inner = self.inner(element, depth, true);
        let words = inner.trim();
        let Some(first) = words.chars().next() else {
            return self.text(&inner);
        };
        if inner.starts_with(' ') {
            self.space();
        }
        self.begin(first);
        self.part_code(first);
        let before = self.out.chars().next_back();
        let glued = before.is_some_and(|c| MARKS.contains(&c))
            || (before.is_some_and(char::is_alphanumeric) && !first.is_alphanumeric());
        if glued || words.ends_with(MARKS) {
            self.out.push_str(words);
        } else {
            let start = self.out.len();
            self.out.push_str(&format!("{mark}{words}{mark}"));
            self.marked = Some((start, mark));
        }
        if inner.ends_with(' ') {
            self.space();
        }
    }

    /// What stands in an element, by itself.
    fn inner(&self, element: ElementRef<'_>, depth: usize, set_off: bool) -> String {
        let mut inner = Line::new(self.links, self.parted_by);
        inner.set_off = set_off;
        inner.children(element, depth);
        inner.out
    }

    fn link(&mut self, element: ElementRef<'_>, depth: usize) {
        let inner = self.inner(element, depth, self.set_off);
        let href = element.value().attr("href");
        let words = inner.trim();
        let (Some(href), false) = (href, words.is_empty()) else {
            return self.children(element, depth);
        };
        if inner.starts_with(' ') {
            self.space();
        }
        self.begin('[');
        let address = self.links.whole(href);
        self.out.push_str(&format!("[{words}]({address})"));
        if inner.ends_with(' ') {
            self.space();
        }
    }

    /// Keeps two code spans from being read as one.
    fn part_code(&mut self, next: char) {
        if next == '`' && self.out.ends_with('`') {
            self.space();
        }
    }

    /// Adds a code span, whatever it holds.
    fn code(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // Within a link that would be read as the definition of one.
        if text.is_empty() || text.contains("]:") {
            return self.text(&text);
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if text.contains('`') { " " } else { "" };
        self.begin('`');
        self.part_code('`');
        let text = match self.parted_by == DOT {
            true => text.replace('|', "\\|"),
            false => text,
        };
        self.out
            .push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    /// Adds an element.
    pub fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        if !is_shown(element) {
            return;
        }
        let attribute = |name| element.value().attr(name);
        if attribute(APART).is_some() {
            self.before_next = Some(DOT);
        }
        match element.value().name() {
            "b" | "strong" => self.set_off("**", element, depth),
            "i" | "em" => self.set_off("*", element, depth),
            "del" | "s" => self.set_off("~~", element, depth),
            "a" => self.link(element, depth),
            "br" if self.parted_by == DOT => self.before_next = Some(self.parted_by),
            "br" if self.out.trim().is_empty() => {}
            "br" => self.out.push_str(BREAK),
            "code" | "kbd" | "samp" => self.code(&element.text().collect::<String>()),
            "q" => {
                self.begin('“');
                self.out.push('“');
                self.children(element, depth);
                self.out.push('”');
            }
            name @ ("sup" | "sub") => {
                self.begin('<');
                self.out.push_str(&format!("<{name}>"));
                self.children(element, depth);
                self.out.push_str(&format!("</{name}>"));
            }
            "img" => {
                let mut alt = Line::new(self.links, self.parted_by);
                alt.text(attribute("alt").unwrap_or_default());
                let alt = alt.finish();
                if let Some(src) = attribute("src").filter(|_| !alt.is_empty()) {
                    self.begin('!');
                    self.out
                        .push_str(&format!("![{alt}]({})", self.links.whole(src)));
                }
            }
            // A drawing says what it shows.
            "svg" => {
                let said = |name| {
                    let mut children = element.child_elements();
                    let child = children.find(|child| child.value().name() == name)?;
                    Some(child.text().collect::<String>())
                };
                let words = said("title").into_iter().chain(said("desc"));
                self.text(&words.collect::<Vec<_>>().join(": "));
            }
            _ if super::blocks::is_block(element) => {
                self.before_next = Some(self.parted_by);
                self.children(element, depth);
                self.before_next = Some(self.parted_by);
            }
            _ => self.children(element, depth),
        }
        if let Some(edtf) = attribute("data-edtf").filter(|edtf| says_more(edtf)) {
            self.text(" (");
            self.code(edtf);
            self.text(")");
        }
    }
}

/// Whether a date in EDTF says more exactly than words what is meant. A day, a month and a year
/// are the same in both.
fn says_more(edtf: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    let month = edtf.split('-').nth(1).and_then(|month| month.parse().ok());
    !edtf.split('-').all(plain) || month.is_some_and(|month: u32| month > 12)
}

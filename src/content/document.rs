//! A Markdown file as front matter and body.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::fence;
use super::markdown::{Anchors, anchors, kramdown, references};
use crate::date::Vocabularies;
use crate::diagnostic::{Checked, Diagnostic, Fix, Place, has_errors};
use crate::path::SourcePath;
use crate::value::{self, Slip, Table, Value};

/// A Markdown file, its front matter parsed and its body still Markdown.
#[derive(Clone, Debug)]
pub struct Document {
    /// The front matter; empty where there is none.
    pub front_matter: Arc<Table>,
    /// The text below it.
    pub body: Body,
    /// Whether the front matter could be parsed without an error.
    pub sound: bool,
}

impl Document {
    /// The same on a site with a language of its own.
    pub fn read_in(mut self, dates: &Vocabularies, site: &str) -> Document {
        let primary = |code: &str| code.split(['-', '_']).next().unwrap_or("").to_lowercase();
        let lang = self.front_matter.get("lang").map(|lang| &lang.node.value);
        self.body.dates = match lang {
            Some(Value::Scalar(lang)) if primary(&lang.text) != primary(site) => {
                dates.with_other_numbers()
            }
            _ => dates.clone(),
        };
        self
    }
}

/// The Markdown of a file.
#[derive(Clone, Debug)]
pub struct Body {
    /// The file it stands in.
    pub file: SourcePath,
    /// The file's whole text.
    text: Arc<str>,
    /// Where in the text the Markdown begins, in bytes.
    start: usize,
    /// Its anchors, once somebody has asked for them.
    anchors: OnceLock<Anchors>,
    /// What it refers to, likewise.
    references: OnceLock<Vec<String>>,
    /// What its dates and numbers are read in, those of its front matter too.
    dates: Vocabularies,
}

impl Body {
    /// A body without a word, for references that stand outside of one.
    pub fn empty(file: &SourcePath) -> Body {
        Body {
            file: file.clone(),
            text: Arc::from(""),
            start: 0,
            anchors: OnceLock::new(),
            references: OnceLock::new(),
            dates: Vocabularies::default(),
        }
    }

    /// The Markdown itself.
    pub fn markdown(&self) -> &str {
        &self.text[self.start..]
    }

    /// The text without the attributes that only kramdown knows; all else stays in its place.
    pub fn without_attributes(self) -> Body {
        if !self.markdown().contains("{:") {
            return self;
        }
        let (front_matter, markdown) = self.text.split_at(self.start);
        let text = format!("{front_matter}{}", kramdown::blanked(markdown));
        Body {
            text: Arc::from(text),
            anchors: OnceLock::new(),
            references: OnceLock::new(),
            ..self
        }
    }

    /// What its dates are read in.
    pub fn dates(&self) -> &Vocabularies {
        &self.dates
    }

    /// The whole file, its front matter too.
    pub fn whole(&self) -> &str {
        &self.text
    }

    /// What a link can lead to within the text. It is read once, however many links ask.
    pub fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(|| anchors(self.markdown()))
    }

    /// What its links and pictures lead to. It is read once, however often the site is put together.
    pub fn references(&self) -> &[String] {
        self.references.get_or_init(|| references(self.markdown()))
    }

    /// The place of some bytes of the Markdown in its file.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::span(&self.file, span.start + self.start..span.end + self.start)
    }

    /// The change of a reference to another, where it stands as it is behind a link's words.
    pub fn fix(&self, reference: &str, link: Range<usize>, instead: Option<&str>) -> Option<Fix> {
        let text = self.markdown().get(link.clone())?;
        let behind = text.rfind("](")? + 2;
        let bracket = usize::from(text[behind..].starts_with('<'));
        let start = link.start + behind + bracket + self.start;
        let fix = Fix {
            span: start..start + reference.len(),
            was: reference.to_string(),
            replacement: instead?.to_string(),
        };
        fix.fits(&self.text).then_some(fix)
    }

    /// What to say of an article that says nothing of itself, with the lines to begin it with.
    pub fn without_front_matter(&self) -> Diagnostic {
        let mut lines = self.markdown().lines().map(str::trim);
        let heading = lines.find_map(|line| line.strip_prefix("# "));
        let title = heading.map_or_else(|| "…".to_string(), |title| title.replace('"', "”"));
        let place = Place::span(&self.file, 0..0);
        let message = "an article without a title and a date";
        Diagnostic::error("front-matter/missing", message, place).help(format!(
            "begin the file with these lines:\n+++\ntitle = \"{title}\"\ndate = 2024-09-09\n+++"
        ))
    }

    /// Whether there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.markdown().trim().is_empty()
    }
}

/// Splits a file at its front matter (`+++` around TOML, `---` around YAML, or an object in JSON)
/// and parses that.
pub fn parse(path: &SourcePath, text: &Arc<str>) -> Checked<Document> {
    let mut diagnostics = Vec::new();
    let first = first_line(text);
    if let Some(end) = value::json::end(&text[first..]) {
        return json(path, text, first, end);
    }
    let Some((start, syntax)) = opening(text, first) else {
        let unread: Vec<Diagnostic> = fence::unread(path, text).into_iter().collect();
        let document = document(path, text, 0, Table::default(), unread.is_empty());
        return Checked::new(document, unread);
    };
    let fence = &text[first..first + 3];
    let Some((front_matter, start)) = closing(text, start, fence) else {
        let message = format!("the front matter opened by `{fence}` is never closed");
        let place = Place::span(path, first..first + 3);
        let help = match first_words(&text[start..]) {
            Some(line) => format!("close it with a line that holds only `{fence}`, above “{line}”"),
            None => format!("close it with a line that holds only `{fence}`"),
        };
        let unclosed = Diagnostic::error("front-matter/unclosed", message, place).help(help);
        let document = document(path, text, text.len(), Table::default(), false);
        return Checked::new(document, vec![unclosed]);
    };
    if first > 0 {
        let place = Place::span(path, first..first + 3);
        let message = "the front matter begins below an empty line";
        let late = Diagnostic::warning("front-matter/not-first", message, place);
        let late = late.help("let it begin in the first line, where other tools look");
        diagnostics.push(late.fix(Some(Fix {
            span: 0..first,
            was: text[..first].to_string(),
            replacement: String::new(),
        })));
    }
    let matter = &text[front_matter.clone()];
    let parsed = match syntax {
        Syntax::Toml => value::toml::parse(matter, front_matter.start, path, "front-matter/toml"),
        Syntax::Yaml => value::yaml::parse(matter, front_matter.start, path, "front-matter/yaml"),
    };
    let table = parsed.drain_into(&mut diagnostics);
    let second = fence::second(path, text, start);
    let sound = !has_errors(&diagnostics) && second.is_none();
    diagnostics.extend(second);
    Checked::new(document(path, text, start, table, sound), diagnostics)
}

/// The first line below an empty one that is no front matter, shortened: there the text begins.
fn first_words(text: &str) -> Option<String> {
    let (_, below) = text.split_once("\n\n")?;
    let line = below.lines().find(|line| !fence::is_matter(line))?.trim();
    let words: Vec<&str> = line.split_whitespace().take(6).collect();
    Some(words.join(" "))
}

/// Where the first line begins that is not empty.
fn first_line(text: &str) -> usize {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let start = text.len() - text.trim_start_matches(blank).len();
    // White space within the line is the line's own.
    text[..start].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Front matter in JSON, which YAML 1.2 holds all of.
fn json(
    path: &SourcePath,
    text: &Arc<str>,
    start: usize,
    end: Result<usize, Slip>,
) -> Checked<Document> {
    let end = match end {
        Ok(length) => start + length,
        Err(slip) => {
            let place = Place::span(path, slip.span.start + start..slip.span.end + start);
            let error = Diagnostic::error("front-matter/json", slip.message, place);
            let document = document(path, text, text.len(), Table::default(), false);
            return Checked::new(document, vec![error.help(slip.help)]);
        }
    };
    // A tab may part keys in JSON and not in YAML; within its texts there is none.
    let matter = text[start..end].replace('\t', " ");
    let mut parsed = value::yaml::parse(&matter, start, path, "front-matter/json");
    parsed.diagnostics.extend(fence::second(path, text, end));
    let sound = !has_errors(&parsed.diagnostics);
    let document = document(path, text, end, parsed.value, sound);
    Checked::new(document, parsed.diagnostics)
}

fn document(
    path: &SourcePath,
    text: &Arc<str>,
    start: usize,
    front_matter: Table,
    sound: bool,
) -> Document {
    Document {
        front_matter: Arc::new(front_matter),
        body: Body {
            file: path.clone(),
            text: text.clone(),
            start,
            anchors: OnceLock::new(),
            references: OnceLock::new(),
            dates: Vocabularies::default(),
        },
        sound,
    }
}

#[derive(Clone, Copy)]
enum Syntax {
    Toml,
    Yaml,
}

/// Where the line after the opening fence begins, which stands in the line from `first` on.
fn opening(text: &str, first: usize) -> Option<(usize, Syntax)> {
    let (line, _) = text[first..].split_once('\n')?;
    let syntax = match line.trim_end() {
        "+++" => Syntax::Toml,
        "---" => Syntax::Yaml,
        _ => return None,
    };
    Some((first + line.len() + 1, syntax))
}

/// The front matter's bytes and where the body begins, once the closing fence is found.
fn closing(text: &str, start: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

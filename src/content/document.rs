//! A Markdown file as front matter and body.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::markdown::{Anchors, anchors};
use crate::diagnostic::{Checked, Diagnostic, Place, has_errors};
use crate::path::SourcePath;
use crate::value::{self, Table};

/// A Markdown file, its front matter parsed and its body still Markdown.
#[derive(Clone, Debug)]
pub struct Document {
    /// The front matter; empty where there is none.
    pub front_matter: Table,
    /// The text below it.
    pub body: Body,
    /// Whether the front matter could be parsed without an error.
    pub sound: bool,
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
}

impl Body {
    /// A body without a word, for references that stand outside of one.
    pub fn empty(file: &SourcePath) -> Body {
        Body {
            file: file.clone(),
            text: Arc::from(""),
            start: 0,
            anchors: OnceLock::new(),
        }
    }

    /// The Markdown itself.
    pub fn markdown(&self) -> &str {
        &self.text[self.start..]
    }

    /// What a link can lead to within the text. It is read once, however many links ask.
    pub fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(|| anchors(self.markdown()))
    }

    /// The place of some bytes of the Markdown in its file.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::span(&self.file, span.start + self.start..span.end + self.start)
    }

    /// Whether there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.markdown().trim().is_empty()
    }
}

/// Splits a file at its front matter (`+++` around TOML, `---` around YAML) and parses that.
pub fn parse(path: &SourcePath, text: &Arc<str>) -> Checked<Document> {
    let Some((fence, syntax)) = opening(text) else {
        return Checked::clean(document(path, text, 0, Table::default(), true));
    };
    let Some((front_matter, start)) = closing(text, fence) else {
        let message = format!(
            "the front matter opened by `{}` is never closed",
            &text[..3]
        );
        let place = Place::span(path, 0..3);
        let help = format!("close it with a line that holds only `{}`", &text[..3]);
        let unclosed = Diagnostic::error("front-matter/unclosed", message, place).help(help);
        let document = document(path, text, text.len(), Table::default(), false);
        return Checked::new(document, vec![unclosed]);
    };
    let matter = &text[front_matter.clone()];
    let parsed = match syntax {
        Syntax::Toml => value::toml::parse(matter, front_matter.start, path, "front-matter/toml"),
        Syntax::Yaml => value::yaml::parse(matter, front_matter.start, path, "front-matter/yaml"),
    };
    let sound = !has_errors(&parsed.diagnostics);
    let document = document(path, text, start, parsed.value, sound);
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
        front_matter,
        body: Body {
            file: path.clone(),
            text: text.clone(),
            start,
            anchors: OnceLock::new(),
        },
        sound,
    }
}

#[derive(Clone, Copy)]
enum Syntax {
    Toml,
    Yaml,
}

/// Where the line after the opening fence begins.
fn opening(text: &str) -> Option<(usize, Syntax)> {
    let (line, _) = text.split_once('\n')?;
    let syntax = match line.trim_end() {
        "+++" => Syntax::Toml,
        "---" => Syntax::Yaml,
        _ => return None,
    };
    Some((line.len() + 1, syntax))
}

/// The front matter's bytes and where the body begins, once the closing fence is found.
fn closing(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let fence = &text[..3];
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

//! What Dateline has to say about a site, as data: gathered from every stage, shown at once.
//!
//! A [`Diagnostic`] names a stable code, what is wrong, where, and what to do. Stages return
//! a [`Checked`] value: what could be made, with everything that was noticed on the way. Only
//! the command line prints; how is decided in [`text`], [`json`], [`github`],
//! [`gitlab`] and [`sarif`].

mod dialect;
mod fix;
pub mod github;
pub mod gitlab;
pub mod json;
mod locate;
pub mod rules;
pub mod sarif;
mod suggest;
pub mod text;

pub use dialect::advice;
pub use fix::{Fix, mend};
pub use locate::{Located, Locator, Texts, floor, locate, position};
pub use suggest::{did_you_mean, nearest, one_slip};

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::path::SourcePath;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published, unless the build is strict.
    Warning,
    /// The site is published; `check` asks for something that would make it better.
    Note,
}

impl Severity {
    /// The word shown to people and machines.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A place in a file: which bytes of it are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the site's folder.
    pub file: SourcePath,
    /// The bytes meant, or `None` for the file as a whole.
    pub span: Option<Range<usize>>,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: &SourcePath) -> Self {
        Place {
            file: file.clone(),
            span: None,
        }
    }

    /// Some bytes of a file.
    pub fn span(file: &SourcePath, span: Range<usize>) -> Self {
        Place {
            file: file.clone(),
            span: Some(span),
        }
    }
}

/// One thing that is wrong, or likely to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable, readable code: `front-matter/unknown-key`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in lower case, without a final stop.
    pub message: String,
    /// Where; `None` where no file is to blame.
    pub place: Option<Place>,
    /// What to do about it.
    pub help: Option<String>,
    /// The same for a machine, where there is one thing to do and nobody need think it over.
    pub fix: Option<Box<Fix>>,
    /// Which others people are told of together with it.
    pub kind: Kind,
}

/// Which diagnostics are of one kind: of many, people see the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Those of one code.
    Code,
    /// Those of one code that say the same.
    Message,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, message: impl Into<String>, place: Place) -> Self {
        Diagnostic {
            code,
            severity: Severity::Error,
            message: message.into(),
            place: Some(place),
            help: None,
            fix: None,
            kind: Kind::Code,
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, message: impl Into<String>, place: Place) -> Self {
        Diagnostic {
            severity: Severity::Warning,
            ..Self::error(code, message, place)
        }
    }

    /// A question at a place, which never fails a build.
    pub fn note(code: &'static str, message: impl Into<String>, place: Place) -> Self {
        Diagnostic {
            severity: Severity::Note,
            ..Self::error(code, message, place)
        }
    }

    /// The same as a warning at most: what another generator let pass does not keep its site from being
    /// built.
    pub fn softened(self) -> Self {
        match self.severity {
            Severity::Error => Diagnostic {
                severity: Severity::Warning,
                ..self
            },
            _ => self,
        }
    }

    /// An error that no file of the site is to blame for, such as a full disk.
    pub fn outside(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: Severity::Error,
            message: message.into(),
            place: None,
            help: None,
            fix: None,
            kind: Kind::Code,
        }
    }

    /// The same diagnostic with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same diagnostic as one of those that say the same.
    #[must_use]
    pub fn as_said(mut self) -> Self {
        self.kind = Kind::Message;
        self
    }

    /// The same diagnostic with a change to its file that a machine can make.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.map(Box::new);
        self
    }
}

/// A byte order mark, which says nothing wherever it stands: what is pasted together has it within.
const MARK: char = '\u{feff}';

/// The text of a file as all stages read it, and as places in it are counted: without byte order
/// marks, its lines ended as everywhere, so that a checkout on Windows gives the same site.
pub fn normal(text: &str) -> Cow<'_, str> {
    match text.contains(['\r', MARK]) {
        true => Cow::Owned(
            text.replace(MARK, "")
                .replace("\r\n", "\n")
                .replace('\r', "\n"),
        ),
        false => Cow::Borrowed(text),
    }
}

/// A stage's value together with everything that was noticed while it was made.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// What could be made; with errors it may lack what was wrong.
    pub value: T,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value and what was noticed.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Checked { value, diagnostics }
    }

    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Checked::new(value, Vec::new())
    }

    /// Moves the diagnostics to `sink` and gives the value.
    pub fn drain_into(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}

/// Whether any of these keeps the site from being published.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Puts diagnostics in the order of files and places, each once.
pub fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    diagnostics.dedup();
    diagnostics
}

/// Of how many of one code people see each.
const FEW: usize = 3;

/// Diagnostics of one kind that people are told of as one.
#[derive(Clone, Debug)]
pub struct Gathered<'a> {
    /// The first.
    pub first: &'a Diagnostic,
    /// Those that are not shown.
    pub more: Vec<&'a Diagnostic>,
}

/// Every error, and of warnings of which there are many of one kind the first with all others
/// behind it: a thousand that say the same hide the one that says something else.
pub fn gathered(diagnostics: &[Diagnostic]) -> Vec<Gathered<'_>> {
    fn kind(found: &Diagnostic) -> (&str, Option<&str>) {
        let said = (found.kind == Kind::Message).then_some(found.message.as_str());
        (found.code, said)
    }
    let warnings = || {
        let all = diagnostics.iter();
        all.filter(|found| found.severity != Severity::Error)
    };
    let mut counts: HashMap<_, usize> = HashMap::new();
    for found in warnings() {
        *counts.entry(kind(found)).or_default() += 1;
    }
    let mut places: HashMap<_, usize> = HashMap::new();
    let mut all: Vec<Gathered<'_>> = Vec::new();
    for found in diagnostics {
        let few = if found.kind == Kind::Message { 1 } else { FEW };
        let many = counts.get(&kind(found)).is_some_and(|count| *count > few);
        if many && found.severity != Severity::Error {
            if let Some(at) = places.get(&kind(found)) {
                all[*at].more.push(found);
                continue;
            }
            places.insert(kind(found), all.len());
        }
        all.push(Gathered {
            first: found,
            more: Vec::new(),
        });
    }
    all
}

type SortKey<'a> = (Option<(&'a SourcePath, usize)>, Severity, &'a str, &'a str);

fn sort_key(diagnostic: &Diagnostic) -> SortKey<'_> {
    let place = diagnostic.place.as_ref().map(|place| {
        let start = place.span.as_ref().map_or(0, |span| span.start);
        (&place.file, start)
    });
    (
        place,
        diagnostic.severity,
        diagnostic.code,
        &diagnostic.message,
    )
}

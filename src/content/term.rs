//! Topics and regions as their files declare them.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use super::document::{Body, Document};
use super::reading::{self, TermRef};
use crate::diagnostic::{Checked, Place};
use crate::path::{SourcePath, slug};
use crate::value::{self, Fields};

/// One of the two ways articles are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TaxonomyKind {
    /// What it is about.
    Topics,
    /// Where it is.
    Regions,
}

impl TaxonomyKind {
    /// Both, in the order they are shown.
    pub const ALL: [TaxonomyKind; 2] = [TaxonomyKind::Topics, TaxonomyKind::Regions];

    /// The folder in `content/`, the segment in URLs and the key in front matter.
    pub fn folder(self) -> &'static str {
        match self {
            TaxonomyKind::Topics => "topics",
            TaxonomyKind::Regions => "regions",
        }
    }

    /// The file that declares a term, below the folders of others (each with a slash). In another
    /// generator's site (`foreign`) only the file of a folder is one: all others are texts.
    pub fn file(self, folders: &str, id: &str, foreign: bool) -> String {
        let end = if foreign { "/_index.md" } else { ".md" };
        format!("content/{}/{folders}{id}{end}", self.folder())
    }

    /// The word for one of its terms.
    pub fn singular(self) -> &'static str {
        match self {
            TaxonomyKind::Topics => "topic",
            TaxonomyKind::Regions => "region",
        }
    }
}

/// A term that has a file of its own.
#[derive(Clone, Debug)]
pub struct TermFile {
    /// Which taxonomy it is of.
    pub taxonomy: TaxonomyKind,
    /// The file it stands in.
    pub path: SourcePath,
    /// Its id, unique in its taxonomy: the file's name, or the folder's for `_index.md`.
    pub id: String,
    /// What it is called, if the file says so.
    pub name: Option<String>,
    /// The ids of the folders it lies in, the outermost first; none at the top.
    pub folders: Vec<String>,
    /// Former ids, which redirect, and other names it is known by.
    pub aliases: Vec<TermRef>,
    /// Further parents.
    pub also_in: Vec<TermRef>,
    /// A code others know it by, such as ISO 3166's.
    pub code: Option<String>,
    /// What its briefing opens with.
    pub summary: String,
    /// What is new, why it matters, what is next.
    pub brief: Option<Brief>,
    /// Anything a theme wants to know.
    pub extra: Json,
    /// Background, as Markdown.
    pub body: Body,
    /// Where it is declared.
    pub place: Place,
}

/// The three sentences a busy reader wants first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// What is new.
    pub new: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What is next.
    pub next: Option<String>,
    /// The day on which that was so.
    pub as_of: Option<NaiveDate>,
    /// Where the day is written.
    pub place: Place,
}

impl Brief {
    /// Whether it was written by a day; one without a day always was.
    pub fn is_known_on(&self, day: NaiveDate) -> bool {
        self.as_of.is_none_or(|written| written <= day)
    }
}

/// Reads a file below `content/topics/` or `content/regions/`.
pub fn read(taxonomy: TaxonomyKind, path: &SourcePath, document: Document) -> Checked<TermFile> {
    let sink = value::Sink::default();
    let dates = document.body.dates().clone();
    let fields = Fields::new(&document.front_matter, path, &sink, &dates);
    let (id, folders) = id_and_folders(path);
    let term = TermFile {
        taxonomy,
        path: path.clone(),
        id,
        name: fields.text("name").or_else(|| fields.text("title")),
        folders,
        aliases: reading::references(&fields, "aliases"),
        also_in: reading::references(&fields, "also_in"),
        code: fields.text("code"),
        summary: fields.text("summary").unwrap_or_default(),
        brief: fields.table("brief").and_then(|brief| read_brief(&brief)),
        extra: fields.node("extra").map_or(Json::Null, value::json),
        body: document.body,
        place: match fields.table.get("name") {
            Some(_) => fields.place_of("name"),
            None => Place::file(path),
        },
    };
    fields.ignore(&["title"]);
    if document.sound {
        fields.finish();
    }
    Checked::new(term, sink.into_inner())
}

/// A brief; `None` where none of its sentences says anything.
fn read_brief(fields: &Fields<'_>) -> Option<Brief> {
    let sentence = |key| fields.text(key).filter(|text| !text.trim().is_empty());
    let brief = Brief {
        new: sentence("new"),
        why: sentence("why"),
        next: sentence("next"),
        as_of: reading::day(fields, "as_of"),
        place: fields.place_of("as_of"),
    };
    fields.finish();
    let says = [&brief.new, &brief.why, &brief.next]
        .into_iter()
        .any(Option::is_some);
    says.then_some(brief)
}

/// `topics/a/_index.md` is `a`, `topics/a/b.md` is `b` in `a`.
fn id_and_folders(path: &SourcePath) -> (String, Vec<String>) {
    let mut folders: Vec<&str> = path.folder().split('/').skip(2).collect();
    let name = match path.stem() {
        "_index" | "index" => folders.pop().unwrap_or(""),
        stem => stem,
    };
    (slug(name), folders.into_iter().map(slug).collect())
}

//! Another id for an event, a series, a source or a term: wherever it is named. What has a file, or a
//! table of sources.toml, keeps the former one there, so that addresses and whatever was overlooked still lead to it.

use std::sync::Arc;

use super::Edits;
use super::former::{self, Syntax};
use super::links;
use super::places::{self, Thing};
use crate::config::Config;
use crate::content::Content;
use crate::content::document::{self, Document};
use crate::content::source::{SourceTree, is_markdown};
use crate::content::stray;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::{Diagnostic, Fix, did_you_mean, has_errors, sorted};
use crate::path::{SourcePath, slug};
use crate::value::toml;

pub use super::places::Thing as Renamed;

const SOURCES: &str = "content/sources.toml";

/// The changes that give something another id.
///
/// # Errors
///
/// Why it cannot be done: nothing has the old id, something has the new one, or a file cannot be read.
pub fn rename(
    tree: &SourceTree,
    content: &Content,
    config: &Config,
    thing: Thing,
    (old, new): (&str, &str),
) -> Result<Edits, String> {
    if slug(new) != new || new.is_empty() {
        let right = slug(new);
        return Err(format!(
            "`{new}` is no id\nhelp: small letters, digits and hyphens: `{right}`"
        ));
    }
    if let Some(path) = tree.unreadable.first() {
        return Err(format!("{path} cannot be read, so nothing is changed"));
    }
    known(content, thing, old, new)?;
    let mut edits = Edits::default();
    for (path, text) in content_texts(tree) {
        let document = sound(path, text)?;
        // What an article declares by this id itself is no source of sources.toml.
        if thing == Thing::Source && declares(&document, old) {
            continue;
        }
        for span in places::in_document(thing, old, &document, config) {
            edits.fix(path, replaced(text, span, old, new));
        }
        if let Some(file) = file_of(content, thing, old)
            && *path == file
        {
            let syntax = syntax_of(text);
            let table = &document.front_matter;
            let first = table.entries.iter().map(|entry| entry.key_span.start).min();
            let at = match syntax {
                Syntax::Inline => text.find('{').map_or(0, |at| at + 1),
                _ => first.map_or(table.span.start, |at| line_start(text, at)),
            };
            edits.fix(path, former::keep(text, table, syntax, at, old));
        }
    }
    if thing == Thing::Source {
        in_sources(tree, config, old, new, &mut edits)?;
    }
    if let Some(file) = file_of(content, thing, old) {
        edits.moves = links::moves(tree, &file, new);
        links::of_texts(tree, &mut edits)?;
        links::of_tables(tree, &mut edits)?;
    }
    Ok(edits)
}

/// Whether the former id is kept: it stands among the aliases of a file, or of a table of sources.toml.
pub fn is_kept(content: &Content, thing: Thing, old: &str) -> bool {
    thing == Thing::Source || file_of(content, thing, old).is_some()
}

/// Checks that something has the old id and nothing the new one.
fn known(content: &Content, thing: Thing, old: &str, new: &str) -> Result<(), String> {
    let ids = ids(content, thing);
    let word = thing.word();
    if !ids.iter().any(|id| id == old) {
        let near = did_you_mean(old, ids.iter().map(String::as_str));
        let help = near.map_or(String::new(), |near| {
            format!("\nhelp: did you mean `{near}`?")
        });
        return Err(format!("there is no {word} `{old}`{help}"));
    }
    if old == new {
        return Err(format!(
            "the {word} has the id `{new}` already: nothing is changed"
        ));
    }
    match ids.iter().any(|id| id == new) || places::is_named(content, thing, new) {
        true => Err(format!(
            "there is {} {word} `{new}` already\nhelp: if that is a former id of `{old}`, take it out of the \
             aliases first",
            if word == "event" { "an" } else { "a" }
        )),
        false => Ok(()),
    }
}

/// Every id and former id of a kind.
pub fn ids(content: &Content, thing: Thing) -> Vec<String> {
    let mut ids: Vec<String> = match thing {
        Thing::Event => {
            let claims = content.articles.iter().flat_map(|article| &article.claims);
            let claimed = claims.filter_map(|claim| claim.id.clone());
            let files = content.events.iter();
            let files = files.flat_map(|file| {
                let former = file.aliases.iter().map(|alias| slug(&alias.text));
                former.chain([file.id.clone()]).collect::<Vec<_>>()
            });
            claimed.chain(files).collect()
        }
        Thing::Series => {
            let figures = content
                .articles
                .iter()
                .flat_map(|article| &article.observations);
            let series = figures.filter_map(|figure| figure.series.as_ref());
            let named = series.map(|series| slug(&series.text));
            let files = content.series.iter();
            let files = files.flat_map(|file| {
                let former = file.aliases.iter().map(|alias| slug(&alias.text));
                former.chain([file.id.clone()]).collect::<Vec<_>>()
            });
            named.chain(files).collect()
        }
        Thing::Source => {
            let former = content.sources.values().flat_map(|source| &source.aliases);
            let former = former.map(|alias| alias.text.clone());
            content.sources.keys().cloned().chain(former).collect()
        }
        Thing::Term(kind) => {
            let terms = content.terms.iter().filter(|term| term.taxonomy == kind);
            let ids = terms.flat_map(|term| {
                let former = term.aliases.iter().map(|alias| slug(&alias.text));
                former.chain([term.id.clone()]).collect::<Vec<_>>()
            });
            ids.collect()
        }
    };
    ids.sort();
    ids.dedup();
    ids
}

/// The taxonomy that has a term of an id.
///
/// # Errors
///
/// That neither or both have one.
pub fn taxonomy_of(content: &Content, id: &str) -> Result<TaxonomyKind, String> {
    let has = |kind: &TaxonomyKind| {
        ids(content, Thing::Term(*kind))
            .iter()
            .any(|known| known == id)
    };
    let kinds: Vec<TaxonomyKind> = TaxonomyKind::ALL.into_iter().filter(has).collect();
    match kinds.as_slice() {
        [kind] => Ok(*kind),
        [] => {
            let all = TaxonomyKind::ALL
                .map(|kind| ids(content, Thing::Term(kind)))
                .concat();
            let near = did_you_mean(id, all.iter().map(String::as_str));
            let help = near.map_or_else(
                || "only a term with a file has an id to change".to_string(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(format!("there is no term `{id}`\nhelp: {help}"))
        }
        _ => Err(format!(
            "`{id}` is a topic and a region\nhelp: write `topic` or `region` for `term`"
        )),
    }
}

fn file_of(content: &Content, thing: Thing, id: &str) -> Option<SourcePath> {
    match thing {
        Thing::Event => {
            let mut files = content.events.iter();
            Some(files.find(|file| file.id == id)?.body.file.clone())
        }
        Thing::Series => {
            let mut files = content.series.iter();
            Some(files.find(|file| file.id == id)?.body.file.clone())
        }
        Thing::Source => None,
        Thing::Term(kind) => {
            let mut files = content.terms.iter();
            let file = files.find(|file| file.taxonomy == kind && file.id == id)?;
            Some(file.path.clone())
        }
    }
}

pub(super) fn content_texts(tree: &SourceTree) -> impl Iterator<Item = (&SourcePath, &Arc<str>)> {
    let texts = tree.texts.iter();
    texts.filter(|(path, _)| {
        path.as_str().starts_with("content/") && is_markdown(path) && stray::what(path).is_none()
    })
}

pub(super) fn sound(path: &SourcePath, text: &Arc<str>) -> Result<Document, String> {
    let document = document::parse(path, text).value;
    match document.sound {
        true => Ok(document),
        false => Err(format!(
            "the front matter of {path} cannot be read, so nothing is changed\nhelp: `dateline check` says why"
        )),
    }
}

/// Whether an article has a source of its own by this id.
fn declares(document: &Document, id: &str) -> bool {
    use crate::value::Value;
    let sources = document.front_matter.get("sources");
    let Some(Value::Array(items)) = sources.map(|entry| &entry.node.value) else {
        return false;
    };
    items.iter().any(|item| match &item.value {
        Value::Table(table) => table.get("id").is_some_and(
            |entry| matches!(&entry.node.value, Value::Scalar(scalar) if scalar.text == id),
        ),
        _ => false,
    })
}

/// A change of an id, within the quotation marks that are there.
fn replaced(text: &str, span: std::ops::Range<usize>, old: &str, new: &str) -> Fix {
    let written = &text[span.clone()];
    Fix {
        replacement: written.replace(old, new),
        was: written.to_string(),
        span,
    }
}

fn syntax_of(text: &str) -> Syntax {
    match text.trim_start() {
        text if text.starts_with("---") => Syntax::Yaml,
        text if text.starts_with('{') => Syntax::Inline,
        _ => Syntax::Toml,
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The heads of a source's tables in sources.toml, its former id, and the others that name it.
fn in_sources(
    tree: &SourceTree,
    config: &Config,
    old: &str,
    new: &str,
    edits: &mut Edits,
) -> Result<(), String> {
    let path = SourcePath::new(SOURCES);
    let text = tree
        .texts
        .get(&path)
        .ok_or("there is no content/sources.toml")?;
    let parsed = toml::parse(text, 0, &path, "source/toml");
    if has_errors(&parsed.diagnostics) {
        return Err(format!("{path} is not TOML, so nothing is changed"));
    }
    let table = &parsed.value;
    for span in places::in_table(Thing::Source, old, table, &path, config) {
        edits.fix(&path, replaced(text, span, old, new));
    }
    let mut start = 0;
    let mut head = None;
    for line in text.split_inclusive('\n') {
        let name = line.trim_start().trim_start_matches('[').trim_start();
        let name = name.trim_start_matches(['"', '\'']);
        let rest = name
            .strip_prefix(old)
            .filter(|_| line.trim_start().starts_with('['));
        if let Some(rest) = rest.filter(|rest| rest.trim_start().starts_with([']', '.', '"', '\'']))
        {
            let at = start + line.len() - rest.len() - old.len();
            edits.fix(&path, replaced(text, at..at + old.len(), old, new));
            let closes = rest.trim_start_matches(['"', '\'', ' ']).starts_with(']');
            head = head.or(closes.then_some(start + line.len()));
        }
        start += line.len();
    }
    let entry = table.get(old).and_then(|entry| match &entry.node.value {
        crate::value::Value::Table(inner) => Some(inner),
        _ => None,
    });
    match (head, entry) {
        (Some(at), Some(inner)) => {
            edits.fix(&path, former::keep(text, inner, Syntax::Toml, at, old));
            Ok(())
        }
        _ => Err(format!(
            "`{old}` has no table of its own in {path}\nhelp: write it as [{old}], with its keys below"
        )),
    }
}

/// The errors that changes bring with them, each once however many pages tell of it.
pub fn brought(before: &[Diagnostic], after: &[Diagnostic]) -> Vec<Diagnostic> {
    let errors = after
        .iter()
        .filter(|one| one.severity == crate::diagnostic::Severity::Error);
    let known = |one: &&Diagnostic| {
        before
            .iter()
            .any(|other| (other.code, &other.message) == (one.code, &one.message))
    };
    sorted(errors.filter(|one| !known(one)).cloned().collect())
}

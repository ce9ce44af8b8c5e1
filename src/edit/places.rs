//! Where the files of a site name an event, a series, a source or a term by its id.

use std::ops::Range;

use crate::config::Config;
use crate::content::Content;
use crate::content::document::Document;
use crate::content::in_text::{self, Named};
use crate::content::markdown::{self, Address, FactKind};
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::path::{SourcePath, slug};
use crate::value::{Node, Table, Value};

/// What has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// An event.
    Event,
    /// A series of key figures.
    Series,
    /// A source of sources.toml.
    Source,
    /// A topic or a region.
    Term(TaxonomyKind),
}

/// Keys whose values name sources and speakers.
const SOURCES: [&str; 8] = [
    "source",
    "sources",
    "by",
    "for",
    "via",
    "disputes",
    "speaker",
    "publisher",
];

impl Thing {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Thing::Event => "event",
            Thing::Series => "series",
            Thing::Source => "source",
            Thing::Term(kind) => kind.singular(),
        }
    }

    /// Whether a key holds its ids; `above` is the key of the table that it stands below.
    fn is_named_by(
        self,
        key: &str,
        above: Option<&str>,
        path: &SourcePath,
        config: &Config,
    ) -> bool {
        match self {
            Thing::Event => (above, key) == (Some("events"), "id"),
            Thing::Series => (above, key) == (Some("figures"), "series"),
            Thing::Source => SOURCES.contains(&key),
            Thing::Term(kind) => {
                let (fields, own) = match kind {
                    TaxonomyKind::Topics => (&config.taxonomies.topics, ["topics", "topics"]),
                    TaxonomyKind::Regions => (&config.taxonomies.regions, ["regions", "region"]),
                };
                let top = matches!(above, None | Some("taxonomies"));
                let tree = format!("content/{}/", kind.folder());
                own.contains(&key)
                    || (top && fields.iter().any(|field| field == key))
                    || (key == "also_in" && path.as_str().starts_with(&tree))
            }
        }
    }

    /// The key of a fenced block that holds its ids.
    fn block_key(self) -> &'static str {
        match self {
            Thing::Event => "events",
            Thing::Series => "series",
            Thing::Source => "",
            Thing::Term(kind) => kind.folder(),
        }
    }

    /// Whether it is what the facts of a kind are about.
    fn has_facts(self, kind: FactKind) -> bool {
        match kind {
            FactKind::Event => self == Thing::Event,
            FactKind::Figure => self == Thing::Series,
        }
    }

    /// Whether it is what a part of a fact names.
    fn is(self, named: Named) -> bool {
        match named {
            Named::Source => self == Thing::Source,
            Named::Region => self == Thing::Term(TaxonomyKind::Regions),
        }
    }
}

/// Whether articles name a term, declared or not: both would be one from then on, for good.
pub fn is_named(content: &Content, thing: Thing, id: &str) -> bool {
    let Thing::Term(kind) = thing else {
        return false;
    };
    let is = |term: &TermRef| slug(&term.text) == id;
    content.articles.iter().any(|article| {
        let own = match kind {
            TaxonomyKind::Topics => article.topics.as_deref(),
            TaxonomyKind::Regions => article.regions.as_deref(),
        };
        let of_claims = article.claims.iter().filter_map(|claim| match kind {
            TaxonomyKind::Topics => claim.topics.as_ref(),
            TaxonomyKind::Regions => claim.regions.as_ref(),
        });
        own.into_iter().flatten().chain(of_claims.flatten()).any(is)
    })
}

/// Where a table names an id, in bytes of its file.
pub fn in_table(
    thing: Thing,
    id: &str,
    table: &Table,
    path: &SourcePath,
    config: &Config,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    walk(table, None, &mut |above, key, node| {
        if thing.is_named_by(key, above, path, config) {
            found.extend(named(node, id));
        }
    });
    found
}

/// Where a document names an id: in its front matter, its blocks and the links of its text.
pub fn in_document(
    thing: Thing,
    id: &str,
    document: &Document,
    config: &Config,
) -> Vec<Range<usize>> {
    let body = &document.body;
    let mut found = in_table(thing, id, &document.front_matter, &body.file, config);
    for table in markdown::tables(body) {
        let entry = table.get(thing.block_key());
        found.extend(entry.into_iter().flat_map(|entry| named(&entry.node, id)));
    }
    let addresses = markdown::addresses(body.markdown()).into_iter();
    let facts = addresses.flat_map(|address| in_fact(thing, id, &address));
    found.extend(facts.filter_map(|span| body.place(span).span));
    found
}

/// Where a fact of the text names an id: what it is about, and who says it, carries it and where.
fn in_fact(thing: Thing, id: &str, address: &Address) -> Vec<Range<usize>> {
    let Some((kind, about)) = markdown::reference(&address.text) else {
        return Vec::new();
    };
    let end = address.at.end;
    let own = (thing.has_facts(kind) && about == id).then(|| end - id.len()..end);
    let parts = in_text::names(kind, about, &address.title).into_iter();
    let parts = parts.filter(|(named, part)| thing.is(*named) && part.text == id);
    let parts = parts.filter_map(|(_, part)| {
        let title = address.title_at.as_ref()?.start;
        Some(title + part.at.start..title + part.at.end)
    });
    own.into_iter().chain(parts).collect()
}

/// Calls a function for every key of a table and of those below it but `extra`, with the key at the top
/// that a table stands below.
fn walk<'a>(
    table: &'a Table,
    above: Option<&'a str>,
    see: &mut impl FnMut(Option<&'a str>, &'a str, &'a Node),
) {
    for entry in table.entries.iter().filter(|entry| entry.key != "extra") {
        see(above, &entry.key, &entry.node);
        let above = above.unwrap_or(&entry.key);
        match &entry.node.value {
            Value::Table(inner) => walk(inner, Some(above), see),
            Value::Array(items) => {
                for item in items {
                    if let Value::Table(inner) = &item.value {
                        walk(inner, Some(above), see);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Calls a function for every text and other scalar of a table and of all below it.
pub fn scalars(table: &Table, see: &mut impl FnMut(&Node, &str)) {
    fn below(node: &Node, see: &mut impl FnMut(&Node, &str)) {
        match &node.value {
            Value::Scalar(scalar) => see(node, &scalar.text),
            Value::Array(items) => items.iter().for_each(|item| below(item, see)),
            Value::Table(table) => scalars(table, see),
            Value::Null => {}
        }
    }
    for entry in &table.entries {
        below(&entry.node, see);
    }
}

/// Where a value is an id, or holds it.
fn named(node: &Node, id: &str) -> Vec<Range<usize>> {
    match &node.value {
        Value::Scalar(scalar) if scalar.text == id => vec![node.span.clone()],
        Value::Array(items) => items.iter().flat_map(|item| named(item, id)).collect(),
        _ => Vec::new(),
    }
}

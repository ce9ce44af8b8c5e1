//! Sources: who said it, and in which document.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::reading::{self, TermRef};
use crate::date::{Edtf, Vocabularies};
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::path::{SourcePath, slug};
use crate::value::{Fields, Table, Value};

/// A publisher, speaker or document that facts are taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Its id, unique in the site or in its article.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Former ids, in sources.toml.
    pub aliases: Vec<TermRef>,
    /// What it is, as the author puts it: publisher, document, person.
    pub kind: Option<String>,
    /// Who published it: an id of sources.toml or a name.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// When it was last looked at.
    pub retrieved: Option<Edtf>,
    /// Where a copy is kept.
    pub archived: Option<String>,
    /// The words that matter in it.
    pub quote: Option<String>,
    /// The language of its name and of what is quoted from it (BCP 47), if not the site's.
    pub lang: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What part a source can play: whether it speaks for itself, carries what others say, or is
/// where it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Carries what others say: a newspaper, a news agency. Its own word promises nothing.
    Publisher,
    /// Speaks for itself.
    Organisation,
    /// Speaks for himself or herself, or for a body.
    Person,
    /// Something that was published.
    Document,
}

impl Role {
    /// Every role with the word authors write as `kind`.
    pub const ALL: [(&'static str, Role); 4] = [
        ("publisher", Role::Publisher),
        ("organisation", Role::Organisation),
        ("person", Role::Person),
        ("document", Role::Document),
    ];
}

impl Citation {
    /// What part the source can play. What has a publisher or a day of publication and no
    /// `kind` is a document.
    pub fn role(&self) -> Role {
        let Some(word) = &self.kind else {
            let published = self.publisher.is_some() || self.published.is_some();
            return if published {
                Role::Document
            } else {
                Role::Organisation
            };
        };
        let known = Role::ALL.iter().find(|(known, _)| known == word);
        known.map_or(Role::Organisation, |(_, role)| *role)
    }
}

/// What an article lists as a source: one of sources.toml, or one of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// An id of sources.toml.
    Reference(TermRef),
    /// A table in the article.
    Own(Arc<Citation>),
}

impl Listed {
    /// The article's own source, if it is one.
    pub fn own(&self) -> Option<&Arc<Citation>> {
        match self {
            Listed::Own(citation) => Some(citation),
            Listed::Reference(_) => None,
        }
    }
}

/// The kinds of link that may leave the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// A web address, or one that opens a program readers know (`mailto:`, `tel:`).
    Safe,
    /// Anything else, such as `javascript:`.
    Unsafe,
    /// No scheme: a reference within the site.
    None,
}

/// The schemes of addresses that lead somewhere and run nothing: the web's, and of those that
/// [HTML](https://html.spec.whatwg.org/multipage/system-state.html#safelisted-scheme) lets a page
/// offer to open, the ones that lead to a person, a place, a calendar or a file. Every address of a
/// site is held to this one list: of links and sources, in raw HTML, of the publisher.
pub const SCHEMES: [&str; 17] = [
    "http", "https", "ftp", "geo", "irc", "ircs", "magnet", "mailto", "matrix", "news", "nntp",
    "sip", "sms", "tel", "urn", "webcal", "xmpp",
];

/// Tells what a link's scheme is (RFC 3986, 3.1).
pub fn scheme(url: &str) -> Scheme {
    match scheme_of(url) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => Scheme::Safe,
        Some(_) => Scheme::Unsafe,
        None if as_read(url).starts_with("//") => Scheme::Safe,
        None => Scheme::None,
    }
}

/// The name of a link's scheme, in small letters, if it has one (RFC 3986, 3.1).
pub fn scheme_of(url: &str) -> Option<String> {
    let url = as_read(url);
    let (scheme, _) = url.split_once(':')?;
    let follows = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let is_scheme =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(follows);
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// An address as it is read: browsers pass over white space and control characters before and within
/// a scheme, and feeds leave out what XML cannot hold.
fn as_read(url: &str) -> String {
    url.chars()
        .filter(|c| !c.is_control() && !c.is_whitespace() && !is_noncharacter(*c))
        .collect()
}

/// Characters that are none, such as U+FFFE.
pub fn is_noncharacter(c: char) -> bool {
    let c = u32::from(c);
    c & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&c)
}

/// Reads `sources.toml`: a table a source, its key the id.
pub fn sources(
    table: &Table,
    file: &SourcePath,
    sink: &crate::value::Sink,
    dates: &Vocabularies,
) -> BTreeMap<String, Arc<Citation>> {
    let whole = Fields::new(table, file, sink, dates);
    let mut sources = BTreeMap::new();
    for entry in &table.entries {
        let Value::Table(inner) = &entry.node.value else {
            let message = format!(
                "`{}` is {}, expected a table",
                entry.key,
                entry.node.value.kind()
            );
            let place = whole.place(&entry.key_span);
            whole.report(
                Diagnostic::error("source/not-a-table", message, place)
                    .help("write a source as [its-id] with name = \"…\" below"),
            );
            continue;
        };
        let fields = Fields::new(inner, file, sink, dates);
        let mut citation = citation(&fields, Some(entry.key.clone()));
        fields.finish();
        citation.place = whole.place(&entry.key_span);
        sources.insert(entry.key.clone(), Arc::new(citation));
    }
    sources
}

/// Reads an article's list of sources.
pub fn listed(fields: &Fields<'_>) -> Vec<Listed> {
    fields
        .items("sources", "a list of ids and tables")
        .iter()
        .filter_map(|item| match &item.value {
            Value::Scalar(scalar) => Some(Listed::Reference(TermRef {
                text: scalar.text.clone(),
                place: fields.place(&item.span),
            })),
            _ => {
                let inner = fields.item_table("sources", item)?;
                let id = inner.text("id");
                let citation = citation(&inner, id);
                inner.finish();
                Some(Listed::Own(Arc::new(citation)))
            }
        })
        .collect()
}

fn citation(fields: &Fields<'_>, id: Option<String>) -> Citation {
    let help = "say who or what it is: name = \"…\"";
    let name = fields.required_text("name", "source/no-name", help);
    let name = name.unwrap_or_default();
    Citation {
        id: id.unwrap_or_else(|| slug(&name)),
        name,
        aliases: reading::references(fields, "aliases"),
        kind: kind(fields),
        publisher: fields.text("publisher"),
        url: web_address(fields, "url"),
        published: fields.edtf("published", "source/bad-date"),
        retrieved: fields.edtf("retrieved", "source/bad-date"),
        archived: web_address(fields, "archived"),
        quote: fields.text("quote"),
        lang: fields.text("lang"),
        place: fields.place_of("name"),
    }
}

/// What a source is. Another word than the four is kept, and told of.
fn kind(fields: &Fields<'_>) -> Option<String> {
    let word = fields.text("kind")?;
    if !Role::ALL.iter().any(|(known, _)| *known == word) {
        let words: Vec<&str> = Role::ALL.iter().map(|(word, _)| *word).collect();
        let message = format!("unknown kind `{word}`; it counts as an organisation");
        let help = match did_you_mean(&word, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it can be {}", words.join(", ")),
        };
        let place = fields.place_of("kind");
        fields.report(Diagnostic::warning("source/unknown-kind", message, place).help(help));
    }
    Some(word)
}

fn web_address(fields: &Fields<'_>, key: &'static str) -> Option<String> {
    let address = reading::reference(fields, key)?;
    if scheme(&address.text) == Scheme::Safe {
        return Some(address.text);
    }
    let message = format!("`{}` is not a web address", address.text);
    fields.report(
        Diagnostic::error("source/bad-url", message, address.place)
            .help("write it whole, beginning with https://"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_no_link_however_it_is_dressed() {
        assert_eq!(scheme("https://example.org"), Scheme::Safe);
        assert_eq!(scheme("//example.org/x"), Scheme::Safe);
        assert_eq!(scheme("mailto:desk@example.org"), Scheme::Safe);
        assert_eq!(scheme("javascript:alert(1)"), Scheme::Unsafe);
        assert_eq!(scheme(" JaVa\tScript:alert(1)"), Scheme::Unsafe);
        assert_eq!(scheme("data:text/html,x"), Scheme::Unsafe);
        assert_eq!(scheme("../x.md#a:b"), Scheme::None);
        assert_eq!(scheme("x.md"), Scheme::None);
    }
}

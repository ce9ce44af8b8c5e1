//! Facts of the text that nobody has said yes to yet, and how a fact is written into a text.

use std::ops::Range;

use chrono_tz::Tz;

use super::parts::{self, What, parts};
use super::{Article, Fact};
use crate::content::claim::Claim;
use crate::content::document::Body;
use crate::content::markdown::{self, FactKind, FactLink};
use crate::content::moment::Moment;
use crate::content::observation::Observation;
use crate::diagnostic::Diagnostic;
use crate::value::{Entry, Kind, Node, Scalar, Sink, Table, Value};

/// The facts of a text, and what is wrong with them.
pub fn facts(
    body: &Body,
    published: Moment,
    zone: Tz,
) -> (Vec<Claim>, Vec<Observation>, Vec<Diagnostic>) {
    let sink = Sink::default();
    let facts = super::read(body, article(published, zone), &sink);
    (facts.claims, facts.observations, sink.into_inner())
}

/// The facts of a text that wait for a yes, each with the table that front matter would have for it.
pub fn proposed(body: &Body, published: Moment) -> Vec<(FactLink, Table)> {
    let sink = Sink::default();
    let links = markdown::facts(body.markdown()).links.into_iter();
    let waiting = links.filter(|link| parts(link).iter().any(|part| part.what == What::Review));
    let table = |link: FactLink| {
        let mut fact = Fact::new(body, &link, article(published, Tz::UTC), &sink);
        fact.fill();
        let table = fact.table;
        (link, table)
    };
    waiting.map(table).collect()
}

fn article(published: Moment, zone: Tz) -> Article<'static> {
    Article {
        published,
        as_of: None,
        zone,
    }
}

/// Notes that a fact waits for a yes, and how likely it is right where the mark says so.
pub(super) fn put(fact: &mut Fact<'_>, confidence: &str, span: &Range<usize>) {
    let span = fact.body.place(span.clone()).span.unwrap_or_default();
    let likely = (!confidence.is_empty()).then_some(("confidence", Kind::Number, confidence));
    let waits = ("review", Kind::Boolean, "true");
    for (key, kind, text) in likely.into_iter().chain([waits]) {
        fact.table.entries.push(Entry {
            key: key.to_string(),
            key_span: span.clone(),
            node: Node {
                value: Value::Scalar(Scalar {
                    kind,
                    text: text.to_string(),
                }),
                span: span.clone(),
            },
        });
    }
}

/// What stands between a link's first brackets, as it is written.
pub fn inner<'t>(markdown: &'t str, link: &FactLink) -> &'t str {
    let words = link.words_span.end.max(link.span.start + 1);
    let rest = markdown.get(words..link.span.end).unwrap_or("");
    let end = words + rest.find(']').unwrap_or(0);
    markdown.get(link.span.start + 1..end).unwrap_or("")
}

/// A fact as it is written into a text: what its quotation marks hold, key by key as in front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    kind: FactKind,
    id: String,
    parts: Vec<(What, String)>,
}

impl Written {
    /// One that says nothing yet beyond its words.
    pub fn new(kind: FactKind) -> Written {
        Written {
            kind,
            id: String::new(),
            parts: Vec::new(),
        }
    }

    /// What a link says, as one of which nobody waits for a yes any more.
    pub fn accepted(link: &FactLink) -> Written {
        let parts = parts(link).into_iter();
        let parts = parts.filter(|part| part.what != What::Review);
        Written {
            kind: link.kind,
            id: link.id.clone(),
            parts: parts.map(|part| (part.what, part.text)).collect(),
        }
    }

    /// Sets a key as front matter calls it; an empty value takes it out.
    ///
    /// # Errors
    ///
    /// That a mark in the text cannot hold it.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let event = self.kind == FactKind::Event;
        let what = match key {
            "id" if event => return self.named(value),
            "series" if !event => return self.named(value),
            "title" if event => What::Label,
            "label" if !event => What::Label,
            "date" if event => What::Value,
            "value" if !event => What::Value,
            "as_of" if !event => What::AsOf,
            "scope" if !event => What::Counts,
            "regions" if event => What::In,
            "region" if !event => What::In,
            "status" => What::Status,
            "by" => What::By,
            "via" => What::Via,
            "for" => What::For,
            "reported" => What::Said,
            "review" => What::Review,
            "min" | "max" | "hedge" | "unit" if !event => {
                return Err("write the whole of it: value = about 2,500 troops".to_string());
            }
            _ => {
                return Err(format!(
                    "a fact in the text has no `{key}`; drop it here, and write it into the front matter"
                ));
            }
        };
        if value.contains(['"', '\\', '\n']) || value.contains(", ") {
            return Err(format!(
                "in the text `{key}` has no comma and no quotation mark"
            ));
        }
        if what == What::Label && (value.contains(',') || value.contains(": ")) {
            return Err(format!("in the text `{key}` has no comma and no colon"));
        }
        self.parts.retain(|(known, _)| *known != what);
        match (value.trim(), what) {
            ("", _) => {}
            (value, What::Label) => self.parts.insert(0, (what, value.to_string())),
            (value, _) => self.parts.push((what, value.to_string())),
        }
        Ok(())
    }

    fn named(&mut self, id: &str) -> Result<(), String> {
        match id.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"')) {
            true => Err(format!("`{id}` is no id")),
            false => {
                self.id = id.to_string();
                Ok(())
            }
        }
    }

    /// The link, with words that stand in it as they are.
    pub fn link(&self, words: &str) -> String {
        let kind = match self.kind {
            FactKind::Event => "event",
            FactKind::Figure => "figure",
        };
        let label = self.parts.iter().find(|(what, _)| *what == What::Label);
        let rest = self.parts.iter().filter(|(what, _)| *what != What::Label);
        let rest: Vec<String> = rest
            .map(|(what, text)| parts::written(*what, text))
            .collect();
        let title = match (label, rest.join(", ")) {
            (Some((_, label)), rest) if rest.is_empty() && self.id.is_empty() => label.clone(),
            (Some((_, label)), rest) => format!("{label}: {rest}"),
            (None, rest) => rest,
        };
        match title.is_empty() {
            true => format!("[{words}]({kind}:{})", self.id),
            false => format!("[{words}]({kind}:{} \"{title}\")", self.id),
        }
    }
}

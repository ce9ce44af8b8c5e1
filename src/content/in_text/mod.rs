//! Facts that stand in the text. Each becomes the table that front matter would have for it, and is
//! read by the same reader: so nothing is said of the one that is not said of the other.

mod around;
mod article;
mod parts;
mod proposed;
mod when;

pub use article::{Stated, of_article};
pub use parts::{Named, names};
pub use proposed::{Written, facts, inner, proposed};

use std::ops::Range;

use chrono_tz::Tz;
use pulldown_cmark::LinkType;

use super::claim::{self, Claim, Status};
use super::document::Body;
use super::markdown::{self, FactKind, FactLink};
use super::moment::Moment;
use super::observation::{self, Firmness, Observation};
use super::reading::TermRef;
use crate::date::{Edtf, Near, Side, Vocabularies};
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::path::slug;
use crate::value::{Entry, Fields, Kind, Node, Scalar, Sink, Table, Value};
use around::Around;
use parts::{Part, What, is_name};

/// The facts of a text.
#[derive(Debug, Default)]
struct Facts {
    /// What it says of events.
    pub claims: Vec<Claim>,
    /// What it says of figures.
    pub observations: Vec<Observation>,
    /// Dates that would be others, were the article of another day.
    pub leaning: Vec<Leaning>,
}

/// A date of the text that was read beside the article's day: `on Sunday`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaning {
    /// The words for it.
    pub words: String,
    /// What they were read as.
    pub date: Edtf,
    /// Where they stand.
    pub place: Place,
}

/// What the facts of an article have from it.
#[derive(Clone, Copy)]
struct Article<'a> {
    /// When it is published.
    pub published: Moment,
    /// When its numbers are true that do not say.
    pub as_of: Option<&'a Edtf>,
    /// The site's zone.
    pub zone: Tz,
}

/// Reads the facts of an article's text.
fn read(body: &Body, article: Article<'_>, sink: &Sink) -> Facts {
    let marked = markdown::facts(body.markdown());
    let tell = |message: &str, help: &str, span: &Range<usize>| {
        let error = Diagnostic::error("fact/malformed", message, body.place(span.clone()));
        sink.borrow_mut().push(error.help(help));
    };
    for span in &marked.malformed {
        let message = "this is not read as a link";
        let help = "write [words](event:its-id \"…\") with straight quotation marks, on one line, without a space in the id, a link within, or a `|` in a table";
        tell(message, help, span);
    }
    for span in &marked.images {
        tell("an image is no fact", "take the `!` out", span);
    }
    let mut facts = Facts::default();
    for link in &marked.links {
        let help = "write [words](figure:its-id)";
        let no_fact = match link.form {
            LinkType::Inline | LinkType::Reference if link.words.is_empty() => {
                "a fact without words"
            }
            LinkType::Inline | LinkType::Reference => {
                one(body, link, article, sink, &mut facts);
                continue;
            }
            LinkType::Autolink => "an address in angle brackets is no fact",
            _ => {
                "the words alone do not name a fact: the same words elsewhere would be the same fact"
            }
        };
        tell(no_fact, help, &link.span);
    }
    facts
}

/// Reads one fact, and tells what is wrong with it.
fn one(body: &Body, link: &FactLink, article: Article<'_>, sink: &Sink, facts: &mut Facts) {
    let mut fact = Fact::new(body, link, article, sink);
    fact.fill();
    let Fact {
        table,
        named,
        leaning,
        sound,
        ..
    } = fact;
    if !sound {
        return;
    }
    facts.leaning.extend(leaning);
    let fields = Fields::new(&table, &body.file, sink, body.dates());
    let place = body.place(link.span.clone());
    match link.kind {
        FactKind::Event => {
            let claim = claim::read(&fields, article.published, article.zone);
            facts.claims.extend(claim.map(|mut claim| {
                claim.attribution.named = named;
                Claim { place, ..claim }
            }));
        }
        FactKind::Figure => {
            let observation =
                observation::read(&fields, article.published, article.as_of, article.zone);
            facts
                .observations
                .extend(observation.map(|mut observation| {
                    observation.attribution.named = named;
                    Observation {
                        place,
                        ..observation
                    }
                }));
        }
    }
}

/// A fact while its table is filled.
struct Fact<'a> {
    body: &'a Body,
    link: &'a FactLink,
    article: Article<'a>,
    sink: &'a Sink,
    table: Table,
    named: Vec<TermRef>,
    leaning: Vec<Leaning>,
    sound: bool,
}

impl<'a> Fact<'a> {
    fn new(body: &'a Body, link: &'a FactLink, article: Article<'a>, sink: &'a Sink) -> Self {
        let span = body.place(link.span.clone()).span.unwrap_or_default();
        Fact {
            body,
            link,
            article,
            sink,
            table: Table {
                entries: Vec::new(),
                span,
            },
            named: Vec::new(),
            leaning: Vec::new(),
            sound: true,
        }
    }

    fn fill(&mut self) {
        let link = self.link;
        let event = link.kind == FactKind::Event;
        if !link.id.is_empty() {
            let span = self.written_at(&link.id).unwrap_or(link.span.clone());
            self.put(if event { "id" } else { "series" }, &link.id, &span);
        }
        if !link.sentence.is_empty() {
            self.put("sentence", &link.sentence, &link.span);
        }
        let parts = parts::parts(link);
        let status = parts.iter().find(|part| part.what == What::Status);
        let status = status.map(|part| part.text.as_str());
        let value = parts.iter().find(|part| part.what == What::Value);
        for part in &parts {
            self.part(part, status);
        }
        let (text, span) = match value {
            Some(value) => (value.text.as_str(), self.title_at(&value.at)),
            None => {
                self.alone();
                (link.words.as_str(), link.words_span.clone())
            }
        };
        match event {
            true => self.date(text, &span, status, value.is_some()),
            false => self.put("value", text, &span),
        }
    }

    fn part(&mut self, part: &Part, status: Option<&str>) {
        let span = self.title_at(&part.at);
        let event = self.link.kind == FactKind::Event;
        let text = part.text.as_str();
        let key = match part.what {
            What::Value => return,
            What::Counts | What::AsOf if event => {
                return self.unread(text, &span, "only a figure has this part".to_string());
            }
            What::Label if event => "title",
            What::Label => "label",
            What::By => "by",
            What::Via => "via",
            What::For => "for",
            What::In if event => "regions",
            What::In => "region",
            What::Counts => "scope",
            What::Status => "status",
            What::Review => return proposed::put(self, text, &span),
            What::Said => return self.said(text, &span),
            What::AsOf => return self.as_of(text, &span, status),
            What::Bare if event || is_name(text, self.dates()) => return self.bare(text, &span),
            What::Bare => return self.as_of(text, &span, status),
        };
        self.put(key, text, &span);
    }

    /// A source, a speaker, or a date that looks like an id: `2026-10`.
    fn bare(&mut self, text: &str, span: &Range<usize>) {
        let figure = self.link.kind == FactKind::Figure;
        let is_date =
            Edtf::parse(text).is_ok() || !text.is_ascii() && !self.dates().names_no_day(text);
        if figure && is_date {
            return self.as_of(text, span, None);
        }
        if slug(text) == text {
            let text = text.to_string();
            let place = self.body.place(span.clone());
            return self.named.push(TermRef { text, place });
        }
        let help = match near_status(text) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.near(text, Side::Future).is_ok() => {
                format!("write `= {text}` for the date")
            }
            None => "a speaker by name is `by NAME`; a source is its id".to_string(),
        };
        self.unread(text, span, help);
    }

    fn said(&mut self, text: &str, span: &Range<usize>) {
        match self.read_date(text, span, Side::Past) {
            Ok(day) => self.put("reported", &day.to_string(), span),
            Err(help) => self.unread(text, span, help),
        }
    }

    fn as_of(&mut self, text: &str, span: &Range<usize>, status: Option<&str>) {
        let firmness = Firmness::ALL.iter().find(|(word, _)| Some(*word) == status);
        let side = match firmness.is_none_or(|(_, firmness)| firmness.is_counted()) {
            true => Side::Past,
            false => Side::Future,
        };
        match self.read_date(text, span, side) {
            Ok(date) => self.put("as_of", &date.to_string(), span),
            Err(help) => self.unread(text, span, help),
        }
    }

    /// A bare id that is nearly a status.
    fn slip(&self) -> Option<(TermRef, &'static str)> {
        self.named.iter().find_map(|id| {
            let near = near_status(&id.text)?;
            Some((id.clone(), near))
        })
    }

    fn near(&self, text: &str, side: Side) -> Result<Near, String> {
        self.dates()
            .read_near(text, self.article.published.day, side)
    }

    fn dates(&self) -> &'a Vocabularies {
        self.body.dates()
    }

    /// Reads a date beside the article's day, and notes whether it leans on it.
    fn read_date(&mut self, text: &str, span: &Range<usize>, side: Side) -> Result<Edtf, String> {
        let Near { date, leans } = self.near(text, side)?;
        if leans {
            self.leaning.push(Leaning {
                words: text.to_string(),
                date: date.clone(),
                place: self.body.place(span.clone()),
            });
        }
        Ok(date)
    }

    /// Tells of words before or behind the link that change what its own words say.
    fn alone(&mut self) {
        let Some(Around { side, word, whole }) = around::of(self.link, self.dates()) else {
            return;
        };
        let message = format!("`{word}` {side} the link changes the fact");
        let place = self.body.place(self.link.words_span.clone());
        let help = format!("let the link hold it: `[{whole}](…)`; or write the value after `=`");
        self.report(Diagnostic::error("fact/unread", message, place).help(help));
    }

    fn unread(&mut self, text: &str, span: &Range<usize>, help: String) {
        let place = self.body.place(span.clone());
        let message = format!("`{text}` is not read");
        self.report(Diagnostic::error("fact/unread", message, place).help(help));
    }

    fn report(&mut self, error: Diagnostic) {
        self.sound = false;
        // Where nothing is known of the words that dates are written in, that is what has to be told.
        if !(self.dates().is_unread() && error.code == "fact/unread") {
            self.sink.borrow_mut().push(error);
        }
    }

    fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    fn put(&mut self, key: &str, text: &str, span: &Range<usize>) {
        if self.has(key) {
            return self.unread(text, span, "each part stands once".to_string());
        }
        let span = self.body.place(span.clone()).span.unwrap_or_default();
        self.table.entries.push(Entry {
            key: key.to_string(),
            key_span: span.clone(),
            node: Node {
                value: Value::Scalar(Scalar {
                    kind: Kind::String,
                    text: text.to_string(),
                }),
                span,
            },
        });
    }

    /// Where some bytes of the title stand in the Markdown; the link, where that cannot be told.
    fn title_at(&self, part: &Range<usize>) -> Range<usize> {
        let title = self.written_at(&self.link.title);
        title.map_or(self.link.span.clone(), |title| {
            title.start + part.start..title.start + part.end
        })
    }

    /// Where a text stands within the link, counted from its end.
    fn written_at(&self, text: &str) -> Option<Range<usize>> {
        let link = self.body.markdown().get(self.link.span.clone())?;
        let start = self.link.span.start + link.rfind(text)?;
        Some(start..start + text.len())
    }
}

/// The status that a word may have been meant to be.
fn near_status(text: &str) -> Option<&'static str> {
    did_you_mean(text, Status::ALL.iter().map(|(word, _)| *word))
}

//! From raw news text to a reviewed draft.
//!
//! ```text
//! source      text, a saved page or Markdown -> metadata and the article's own text
//! prose       words, sentences and dates (`crate::prose`)
//! quantities  every number that counts or measures
//! propose     events, figures, topics and regions, each with its evidence
//! draft       the article as a file; json: the same for machines
//! ```
//!
//! What a language has of its own stands in the data files of `crate::prose::language`.

pub mod body;
mod byline;
pub mod draft;
pub mod embargo;
mod headline;
mod html;
pub mod json;
pub mod link;
mod markdown;
pub mod marks;
mod plain;
pub mod propose;
pub mod published;
pub mod quantities;
pub mod site;
pub mod source;
mod table;
mod unbroken;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use embargo::Embargo;
use link::Links;
use propose::{Evidence, Proposals, Vocabulary};
use quantities::Found;
use source::{Kind, Layout, Metadata, Source};

use crate::prose::language::{self, Language};
use crate::prose::tagger::{self, Portion, Prose, TimeKind};
use crate::prose::text;

/// An article as it was understood.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What kind of input it was.
    pub kind: Kind,
    /// What it says of itself.
    pub metadata: Metadata,
    /// The text that was searched.
    pub text: String,
    /// The bytes of it that are the article's paragraphs.
    pub body: Vec<Range<usize>>,
    /// Its paragraphs, each on one line.
    pub paragraphs: Vec<String>,
    /// Markdown's marks around paragraphs that are headings or parts of lists and tables, by the byte these
    /// begin at.
    pub layout: BTreeMap<usize, Layout>,
    /// What of the input was left out, line by line.
    pub left_out: Vec<String>,
    /// Every date and quantity found.
    pub mentions: Vec<Mention>,
    /// Until when it is not to be published, where it says so.
    pub embargo: Option<Embargo>,
    /// What is proposed.
    pub proposals: Proposals,
    /// What of the site that belongs to.
    pub links: Links,
    /// The language of the site.
    pub site_language: String,
}

/// A date or a quantity found in the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its first character in the input, if the input has it as it is read.
    pub start: Option<usize>,
    /// The character behind it.
    pub end: Option<usize>,
    /// Its words.
    pub text: String,
    /// What it says.
    pub means: Meaning,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// An expression of time.
    Time {
        /// Its kind.
        kind: TimeKind,
        /// Its value.
        value: String,
        /// Which part of its value is meant.
        portion: Option<Portion>,
    },
    /// A quantity.
    Quantity(Found),
}

/// What the caller knows of the day of publication.
#[derive(Clone, Copy, Debug, Default)]
pub struct Day {
    /// The day, which is right whatever the input says.
    pub named: Option<NaiveDate>,
    /// The day of the import: what is imported is no later.
    pub today: Option<NaiveDate>,
}

impl From<Option<NaiveDate>> for Day {
    fn from(named: Option<NaiveDate>) -> Day {
        Day { named, today: None }
    }
}

/// Reads an input and proposes what it states. It is read in a language, unless it shows to be in another of
/// which there are data files.
pub fn import(
    kind: Kind,
    input: &str,
    day: impl Into<Day>,
    language: &Language,
    vocabulary: &Vocabulary,
) -> Imported {
    let day = day.into();
    let mut source = Source::read(kind, input, language, day.today);
    let said = source.metadata.language.as_deref();
    let other = match said {
        Some(said) if said == language.code => None,
        said => language::told(&source.text, said),
    };
    let other = other.filter(|other| other.code != language.code);
    let language = other.unwrap_or(language);
    if other.is_some() {
        source = Source::read(kind, input, language, day.today);
    }
    let mut metadata = source.metadata.clone();
    if day.named.is_some() {
        (metadata.date, metadata.published) = (day.named, None);
    }
    let embargo = source.embargo(metadata.date);
    let readable = source.readable();
    let prose = Prose::read(&readable, language);
    let times = tagger::times(&prose, language, metadata.date);
    let quantities = quantities::quantities(&prose, language, &times);
    let calendar = propose::of_calendar(&prose, language, &times);
    let evidence = Evidence {
        prose: &prose,
        language,
        times: &calendar,
        quantities: &quantities,
        body: &source.body,
        title: metadata.title.as_deref().unwrap_or(""),
        published: metadata.date,
    };
    let proposals = propose::propose(&evidence, vocabulary);
    let mentions = mentions(&source, input, &prose, &times, quantities);
    Imported {
        kind,
        paragraphs: source.paragraphs(),
        layout: source.layout,
        left_out: source.left_out,
        text: source.text,
        body: source.body,
        metadata,
        mentions,
        embargo,
        proposals,
        links: Links::default(),
        site_language: "en".to_string(),
    }
}

fn mentions(
    source: &Source,
    input: &str,
    prose: &Prose<'_>,
    times: &[tagger::Time],
    quantities: Vec<Found>,
) -> Vec<Mention> {
    let characters = text::Characters::of(input);
    let place = |byte: usize| match &source.places {
        None => Some(characters.before(input, byte)),
        Some(places) => places.get(byte).copied().flatten(),
    };
    let last = |end: usize| {
        let c = source.text[..end].char_indices().next_back();
        c.and_then(|(at, _)| place(at)).map(|at| at + 1)
    };
    let mention = |tokens: &Range<usize>, means: Meaning| {
        let span = prose.span(tokens);
        let (start, end) = (place(span.start), last(span.end));
        let whole = start.is_some() && end.is_some();
        Mention {
            start: start.filter(|_| whole),
            end: end.filter(|_| whole),
            text: source.text[span].to_string(),
            means,
        }
    };
    let dates = times.iter().map(|time| {
        let means = Meaning::Time {
            kind: time.kind,
            value: time.value.clone(),
            portion: time.portion,
        };
        (time.tokens.start, mention(&time.tokens, means))
    });
    let counts = quantities.into_iter().map(|found| {
        let tokens = found.tokens.clone();
        (tokens.start, mention(&tokens, Meaning::Quantity(found)))
    });
    let mut all: Vec<(usize, Mention)> = dates.chain(counts).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, mention)| mention).collect()
}

impl Imported {
    /// The article's text, a blank line between paragraphs.
    pub fn body(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    /// What the input lacks that an article needs.
    pub fn missing(&self) -> BTreeSet<&'static str> {
        let mut missing = BTreeSet::new();
        if self.metadata.title.is_none() {
            missing.insert("title");
        }
        if self.metadata.date.is_none() {
            missing.insert("date");
        }
        if self.paragraphs.is_empty() {
            missing.insert("text");
        }
        missing
    }
}

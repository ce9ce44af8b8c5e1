//! Sentences that Dateline makes up by itself, each with the facts it follows from.
//!
//! What a speaker said is told as said; what Dateline concludes from several facts, or from a
//! fact and the day, is marked as its own (`data-derived` in the page), so that anybody can ask
//! why a page says it: `dateline why`.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::site::Here;
use crate::newsroom::events::Said;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::series::Observed;
use crate::path::UrlPath;

/// A sentence, or a part of one, that Dateline makes up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// Which kind of judgement it is: `overdue`, `put-off`, `unchanged` …
    pub kind: &'static str,
    /// The sentence.
    pub words: String,
}

/// A fact that a sentence follows from: a claim or a figure of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Which of the article's claims.
    Claim(ArticleId, usize),
    /// Which of the article's figures.
    Figure(ArticleId, usize),
}

impl From<&Said> for Fact {
    fn from(said: &Said) -> Fact {
        Fact::Claim(said.article, said.index)
    }
}

impl From<&Observed> for Fact {
    fn from(observed: &Observed) -> Fact {
        Fact::Figure(observed.article, observed.index)
    }
}

/// A sentence that stands on a page.
#[derive(Clone, Debug)]
pub struct Made {
    /// The page.
    pub url: UrlPath,
    /// The sentence.
    pub sentence: Derived,
    /// The facts that it follows from, in the order in which they were said.
    pub facts: Vec<Fact>,
}

/// Where sentences are noted down as pages are made, for `dateline why`.
#[derive(Debug, Default)]
pub struct Notes(Mutex<Vec<Made>>);

impl Notes {
    /// Everything noted so far; the notes are empty then.
    pub fn take(&self) -> Vec<Made> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, made: Made) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.push(made);
    }
}

impl Here<'_> {
    /// Makes up a sentence for this page that follows from these facts.
    pub fn derived<F: Into<Fact>>(
        &self,
        kind: &'static str,
        words: String,
        facts: impl IntoIterator<Item = F>,
    ) -> Derived {
        let sentence = Derived { kind, words };
        if let Some(notes) = self.site.notes {
            notes.note(Made {
                url: self.url.clone(),
                sentence: sentence.clone(),
                facts: facts.into_iter().map(Into::into).collect(),
            });
        }
        sentence
    }
}

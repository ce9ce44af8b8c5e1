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
    /// Which kind of judgement it is: `overdue`, `put-off`, `late`, `disputed`.
    pub kind: &'static str,
    /// The sentence.
    pub words: String,
}

/// Each kind of sentence, with the rule that it follows from.
const RULES: &[(&str, &str)] = &[
    (
        "answer",
        "somebody answered what was said before; a later claim that is no answer and no expectation overtakes it",
    ),
    (
        "brought-forward",
        "a speaker's next time lies wholly before the one named before, or has its form and an earlier end",
    ),
    (
        "called-off",
        "somebody called it off, and nobody has named a day since",
    ),
    (
        "changed",
        "the page's substance was last changed on that day, by what was published or by a day that came",
    ),
    (
        "disputed",
        "two times that are still to come exclude each other, or an author judges so",
    ),
    (
        "due",
        "on that day the page will say something else, with no edit",
    ),
    (
        "denied",
        "another speaker denies what was reported, or its own takes it back",
    ),
    (
        "early",
        "it happened before the first day that a speaker had named",
    ),
    ("ended", "what was in force was reported to have ended"),
    (
        "excluded",
        "two times excluded each other when the later one was named",
    ),
    ("expected", "a speaker who cannot bring it about thinks so"),
    ("extended", "a later term ends later, whoever names it"),
    (
        "happened",
        "somebody reports that it happened; that settles it",
    ),
    (
        "in-force",
        "the latest term named, whoever names it, has not passed",
    ),
    (
        "kept",
        "it happened within the time that a speaker had named",
    ),
    (
        "late",
        "it happened after the last day that a speaker had named",
    ),
    (
        "map",
        "the site's files of regions say what an area holds or lies in",
    ),
    (
        "moved",
        "the speaker had named more than one time; the first and the last count",
    ),
    ("no-day", "the speaker put it off and named no day"),
    (
        "no-report",
        "the time that was named has passed, and nothing in the site's articles tells of it",
    ),
    (
        "other",
        "another speaker names another day, and this one has passed or is contradicted",
    ),
    (
        "otherwise",
        "the speaker of an answer or a denial said otherwise later, or of a denial a third",
    ),
    (
        "overdue",
        "the last day of a promise or an order that stands has passed, and nothing settles it",
    ),
    (
        "past",
        "the time that was named has passed; nobody who names it can be overdue",
    ),
    (
        "put-off",
        "a speaker's next time lies wholly after the one named before, or has its form and a later end",
    ),
    (
        "renamed",
        "a speaker named another time, which neither lies apart from the one before nor has its form",
    ),
    (
        "renewed",
        "the same was said again after an answer, which it overtakes",
    ),
    (
        "reopened",
        "a day was named again after it had been settled",
    ),
    (
        "run-out",
        "the last day of the term has passed, and no claim reaches beyond it",
    ),
    ("shortened", "a later term ends sooner, whoever names it"),
    (
        "standing",
        "a word stands until its speaker names another time, or the event is settled",
    ),
    (
        "state",
        "the latest of the strongest words whose time has not passed",
    ),
    (
        "touching",
        "one names a last day and another a first, and both hold on one date alone",
    ),
    ("unclear", "what is known of the dates does not tell"),
    ("underway", "somebody reports that it is under way"),
    (
        "recap",
        "the same speaker, content and source in several articles is one claim",
    ),
    ("stale", "the number is older than the series allows"),
    ("number", "the number as its speaker gave it"),
    (
        "corrected",
        "the same speaker gave another number for the same time later, or an article was corrected",
    ),
    (
        "unchanged",
        "the same speaker gave the same exact number for a later time",
    ),
    (
        "up",
        "the same speaker's number for a later time is higher, and the two leave no number open in common",
    ),
    (
        "down",
        "the same speaker's number for a later time is lower, and the two leave no number open in common",
    ),
    (
        "was",
        "the same speaker's number before this one, where nothing more can be said of the two",
    ),
    (
        "period",
        "the same speaker's number for the period before; each stands for itself",
    ),
    ("before", "the same speaker's number before this one"),
    ("later", "the same speaker's next number, for a later time"),
    (
        "revised",
        "the same speaker gave another number for the same time later",
    ),
    ("gave", "another speaker's number, as that speaker's"),
    (
        "conflict",
        "two speakers' numbers for times that overlap leave no number open in common",
    ),
    (
        "outcome",
        "what was forecast, planned or aimed at, beside what came",
    ),
    ("forecast", "a number for a time to come"),
    ("intended", "a number that somebody plans"),
    ("target", "a number that somebody aims at"),
    (
        "current",
        "the number that heads the series: its own speaker's, else the latest",
    ),
    (
        "replaced",
        "the same speaker gave another number for that time later",
    ),
    (
        "retroactive",
        "another speaker had reported on that time before",
    ),
    (
        "repeated",
        "the same speaker, content and source in several articles is one observation",
    ),
    (
        "which-is-later",
        "one speaker gave two numbers on one day, and nothing tells which came later",
    ),
];

/// The rule that a kind of sentence follows from; empty for a kind that there is not.
pub fn rule(kind: &str) -> &'static str {
    let known = RULES.iter().find(|(known, _)| *known == kind);
    known.map_or("", |(_, rule)| rule)
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

//! The clauses of a sentence: who does what, and where it ends.

mod end;
mod subject;

use std::ops::Range;

use super::{Evidence, stated};
use crate::prose::verbs::{self, Verb};

/// A sentence as its clauses.
pub(super) struct Clauses {
    /// Its tokens, without the place and the agency that it opens with.
    pub sentence: Range<usize>,
    /// Its verbs.
    pub verbs: Vec<Verb>,
    /// For each verb the words for who or what does it; empty where it has none.
    pub subjects: Vec<Subject>,
    /// For each verb where its clause ends.
    pub ends: Vec<usize>,
    /// For each verb whether what it says is denied.
    pub denied: Vec<bool>,
}

/// Who or what does something.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Subject {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What of them is put in between, and leads away from what is said.
    pub aside: Range<usize>,
    /// Whether it stands before a `who` or `which`.
    pub relative: bool,
}

/// How many words a clause may have for what hangs on it to be told too.
const SHORT: usize = 17;

/// How many tokens a sentence may have; what is longer is a list or a table.
const LONGEST: usize = 160;

/// Reads a sentence.
pub(super) fn clauses(evidence: &Evidence<'_>, sentence: &Range<usize>) -> Clauses {
    let tokens = &evidence.prose.tokens;
    let sentence = opening(evidence, sentence)..sentence.end;
    let verbs = match sentence.len() <= LONGEST {
        true => verbs::verbs(tokens, sentence.clone(), evidence.language),
        false => Vec::new(),
    };
    let mut all = Clauses {
        sentence,
        verbs,
        subjects: Vec::new(),
        ends: Vec::new(),
        denied: Vec::new(),
    };
    for at in 0..all.verbs.len() {
        let subject = all.subject(evidence, at);
        all.subjects.push(subject);
    }
    all.ends = (0..all.verbs.len())
        .map(|at| all.end(evidence, at))
        .collect();
    all.denied = (0..all.verbs.len())
        .map(|at| stated::is_denied(evidence, &all, at))
        .collect();
    all
}

/// Behind `KARTA (SNA) –`.
fn opening(evidence: &Evidence<'_>, sentence: &Range<usize>) -> usize {
    const REACH: usize = 16;
    let tokens = &evidence.prose.tokens;
    let head = sentence.start..sentence.end.min(sentence.start + REACH);
    let place = tokens[head.start].capital && {
        let span = &evidence.prose.text[tokens[head.start].span.clone()];
        span.chars().count() > 2 && !span.chars().any(char::is_lowercase)
    };
    let bracket = head.clone().position(|at| tokens[at].is_sign('('));
    // `PORT SELBY, Ore. (AP) — A barge`: the sentence was parted behind the place.
    let agency = bracket == Some(0)
        && tokens
            .get(head.start + 2)
            .is_some_and(|close| close.is_sign(')'))
        && evidence
            .language
            .furniture
            .agencies
            .contains_key(&tokens[head.start + 1].lower);
    let dash = head.clone().skip(1).find(|at| {
        let sign = ['-', '–', '—', '_', ':']
            .iter()
            .any(|sign| tokens[*at].is_sign(*sign));
        let free = !tokens[*at].glued || tokens.get(at + 1).is_some_and(|next| !next.glued);
        sign && free
    });
    // `Visby, Sweden - 12 June 2026 - The firm said`: nothing but names and a day before its last dash.
    let dated = || {
        let sign = |at: usize| {
            [',', '.', '-', '–', '—']
                .iter()
                .any(|sign| tokens[at].is_sign(*sign))
        };
        let time = evidence.times_in(&head);
        let time = time.first().filter(|time| time.granule.is_some())?;
        let named = |at: usize| sign(at) || tokens[at].capital;
        let plain = (head.start..time.tokens.start).all(named) && tokens[head.start].is_word();
        let close = time.tokens.end;
        (plain && head.contains(&close) && is_dash(evidence, close)).then_some(close)
    };
    let dash = dated().or(dash.filter(|_| place || agency || bracket.is_some_and(|at| at > 0)));
    match dash {
        // `KARTA (SNA) -- `
        Some(dash) if dash + 2 < sentence.end && is_dash(evidence, dash + 1) => dash + 2,
        Some(dash) if dash + 1 < sentence.end => dash + 1,
        _ => sentence.start,
    }
}

/// Whether a token is a dash between words, not one within.
fn is_dash(evidence: &Evidence<'_>, at: usize) -> bool {
    let token = &evidence.prose.tokens[at];
    let long = matches!(&evidence.prose.text[token.span.clone()], "–" | "—");
    let free = !token.glued
        || evidence
            .prose
            .tokens
            .get(at + 1)
            .is_some_and(|next| !next.glued);
    long || (token.is_sign('-') && free)
}

impl Clauses {
    /// The tokens from a verb's subject, where it stands before, to the end of its clause.
    pub fn whole(&self, of: usize) -> Range<usize> {
        let subject = &self.subjects[of].tokens;
        let verb = self.verbs[of].tokens.start;
        let start = if subject.is_empty() {
            verb
        } else {
            subject.start.min(verb)
        };
        start..self.ends[of]
    }

    /// Whether a token is neither a word nor a number nor within a word.
    fn is_sign(&self, evidence: &Evidence<'_>, at: usize) -> bool {
        let token = &evidence.prose.tokens[at];
        let within = ['-', '%', '$', '€', '£', '/', '.', '\'', '’', '&'];
        !token.is_word()
            && token.number().is_none()
            && matches!(token.kind, crate::prose::text::Kind::Sign(sign) if !within.contains(&sign))
    }

    /// Behind the words that open a clause without being its subject: `And`, `on Monday`, `meanwhile,`.
    fn skip(&self, evidence: &Evidence<'_>, mut at: usize, end: usize) -> usize {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        while at < end {
            let lead = (at..end).take_while(|at| words.before_date.contains(&tokens[*at].lower));
            let dated = at + lead.count();
            let time = evidence.times_in(&(dated..dated + 1)).first();
            if let Some(time) = time
                .filter(|time| time.tokens.start == dated && dated < end && time.granule.is_some())
            {
                let names = tokens
                    .get(time.tokens.end)
                    .is_some_and(|next| next.is_possessive());
                if time.tokens.end < end && !names {
                    at = time.tokens.end;
                    continue;
                }
            }
            let loose = words.joins.contains(&tokens[at].lower)
                || evidence.language.events.openers.contains(&tokens[at].lower)
                || self.is_sign(evidence, at);
            if !loose {
                break;
            }
            at += 1;
        }
        at
    }
}

//! Whether a sentence states what one of its clauses says. What is denied, ruled out, only hoped for or told of as
//! a rumour is no news of this article.

use std::ops::Range;

use super::Evidence;
use super::clause::Clauses;
use super::status;
use crate::content::claim::Status;
use crate::import::quantities::Found;
use crate::prose::language::{HashSet, Mood};
use crate::prose::verbs::Verb;

/// Whether a sentence tells what an article once said: `an earlier version of this article said …`.
pub(super) fn is_withdrawn(evidence: &Evidence<'_>, sentence: &Range<usize>) -> bool {
    has(
        evidence,
        sentence.clone(),
        &evidence.language.events.withdrawn,
    )
}

/// Whether a clause tells what was to come once, and its sentence or the next tells that it is not so: `had been set
/// for October`, `were due to reopen in August and will now reopen in May`, `was set for October. It was moved to May`.
pub(super) fn is_superseded(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    of: usize,
    next: Option<&Clauses>,
) -> bool {
    let tokens = &evidence.prose.tokens;
    let verb = &clauses.verbs[of];
    let events = &evidence.language.events;
    let before = verb.tokens.start..verb.head;
    let words = &evidence.language.verbs;
    let first = &tokens[verb.tokens.start].lower;
    let perfect = words.have_past.contains(first);
    let ahead = verb.mood.is_some() || status::moves(evidence, verb);
    let was_to_come = ahead && (perfect || words.be_past.contains(first));
    let later = verb.tokens.end..clauses.sentence.end;
    was_to_come
        && (perfect
            || has(evidence, before, &events.superseded)
            || has(evidence, later, &events.superseding)
            || next.is_some_and(|next| next.supersedes(evidence)))
}

/// Whether a list has one of the words of some tokens, or two of them in a row.
fn has(evidence: &Evidence<'_>, mut tokens: Range<usize>, list: &HashSet<String>) -> bool {
    let all = &evidence.prose.tokens;
    let end = tokens.end;
    tokens.any(|at| {
        let word = &all[at].lower;
        list.contains(word)
            || (at + 1 < end && list.contains(&format!("{word} {}", all[at + 1].lower)))
    })
}

impl Clauses {
    /// Whether the first clause of a sentence tells what becomes of what the sentence before spoke of.
    fn supersedes(&self, evidence: &Evidence<'_>) -> bool {
        let tokens = &evidence.prose.tokens;
        let events = &evidence.language.events;
        let (Some(verb), Some(subject)) = (self.verbs.first(), self.subjects.first()) else {
            return false;
        };
        let who = tokens
            .get(subject.tokens.start)
            .map_or("", |who| &who.lower);
        let same = subject.tokens.len() == 1 && events.pronouns.contains(who);
        let open = self.sentence.start..verb.tokens.end;
        let off = matches!(
            status::shown(evidence, verb),
            Some(Status::Cancelled | Status::Postponed)
        );
        same && (off || (verb.mood.is_some() && has(evidence, open, &events.superseding)))
    }

    /// Whether the sentence states what the clause of a verb says.
    pub fn states(&self, evidence: &Evidence<'_>, of: usize) -> bool {
        self.is_upheld(evidence, of) && self.is_left_standing(evidence, of)
    }

    /// Whether what stands between a verb and one of its words takes that back: `denied reports of 60 deaths`.
    pub fn takes_back(&self, evidence: &Evidence<'_>, of: usize, at: usize) -> bool {
        let tokens = &evidence.prose.tokens;
        let events = &evidence.language.events;
        let verb = &self.verbs[of];
        let plain = events.rejecting.contains(&tokens[verb.head].lower);
        let own = has(evidence, verb.head..(verb.head + 2).min(at), &events.unsaid);
        // `rejected 60 requests`, but `rejected a plan for 60 flats`
        let own = own && !(plain && verb.tokens.end >= at);
        let that = &evidence.language.verbs.that;
        let of = &evidence.language.quantities.grammar.of;
        own || (verb.tokens.end..at).any(|word| {
            let next = &tokens[word + 1].lower;
            let opens = of.contains(next) || that.contains(next);
            opens && events.unsaid.contains(&tokens[word].lower)
        })
    }

    /// Whether a clause says of a number itself that it is not so: `75% is just absolutely incorrect`.
    pub fn contradicts(&self, evidence: &Evidence<'_>, of: usize, found: &Found) -> bool {
        let verb = &self.verbs[of];
        let subject = &self.subjects[of].tokens;
        // `The figure of 45 deaths is false`
        let labels = &evidence.language.labels;
        let counts = |at: usize| labels.counts.contains(&evidence.prose.tokens[at].lower);
        let counted = subject.clone().take(2).any(counts);
        let alone = subject.end <= found.tokens.end;
        let behind = verb.tokens.start.max(self.ends[of]);
        verb.copula
            && (found.measure || found.unit.is_empty() || counted)
            && alone
            && found.tokens.end <= verb.tokens.start
            && has(
                evidence,
                verb.tokens.start..behind,
                &evidence.language.events.turned_down,
            )
    }

    /// Whether what stands between a verb and the infinitive that a date belongs to takes that back: `voted to reject a
    /// plan to close the pool`, `will fall unless the budget, due on Friday, passes`.
    pub fn takes_back_what(&self, evidence: &Evidence<'_>, told: usize, own: usize) -> bool {
        let verb = &self.verbs[told];
        // `abandoned plans to close`
        let before = told.checked_sub(1).map(|at| &self.verbs[at].tokens);
        let before = before.filter(|before| before.end == verb.tokens.start);
        let start = before.map_or(verb.tokens.start, |before| before.start);
        let between = start..self.verbs[own].tokens.start;
        let events = &evidence.language.events;
        let has = |from: usize, list| from < between.end && has(evidence, from..between.end, list);
        let verbs = self.verbs[..own].iter();
        let mut dropped = verbs.filter(|verb| between.contains(&verb.tokens.start));
        dropped.any(|verb| status::shown(evidence, verb) == Some(Status::Cancelled))
            || has(between.start, &events.unsaid)
            || has(verb.tokens.end, &events.doubtful)
    }

    /// How the clause of a verb speaks of what is to come, with what it hangs on: `expects that it will open`.
    pub fn mood(&self, evidence: &Evidence<'_>, of: usize) -> Option<Mood> {
        let own = self.verbs[of].mood;
        let words = &evidence.language.verbs;
        let Some((above, false)) = self
            .above(evidence, of)
            .filter(|_| own == Some(Mood::Promised))
        else {
            return own;
        };
        let mut over = self.verbs[above].tokens.start..self.start(of);
        let known = |at: usize| {
            let word = &evidence.prose.tokens[at].lower;
            // Whoever is told that it will open is not told to open it.
            if evidence.language.events.saying.contains(word) {
                return None;
            }
            let lists = [&words.looks_ahead, &words.ahead, &words.ahead_to];
            let mut moods = lists.iter().filter_map(|list| list.get(word).copied());
            let weaker = [Mood::Expected, Mood::Proposed, Mood::Required];
            moods.find(|mood| weaker.contains(mood))
        };
        over.find_map(known).or(own)
    }

    /// The verb that the clause of a verb hangs on: `said` of `said that it would close`; with whether it is joined
    /// to that verb's clause and hangs on what that hangs on.
    pub fn above(&self, evidence: &Evidence<'_>, of: usize) -> Option<(usize, bool)> {
        let tokens = &evidence.prose.tokens;
        let words = &evidence.language.verbs;
        let start = self.start(of);
        // What is said of whom the clause is about is within it: `two men who refused to leave were held`.
        let before = |verb: &Verb| verb.finite && verb.tokens.start < start;
        let above = self.verbs[..of].iter().rposition(before)?;
        let between = self.verbs[above].tokens.end.min(start)..start;
        let is = |sign: char| between.clone().any(|at| tokens[at].is_sign(sign));
        let has =
            |list: &HashSet<String>| between.clone().any(|at| list.contains(&tokens[at].lower));
        if is(';') {
            return None;
        }
        let joined = has(&words.joins);
        // What is said besides hangs on the verb of saying.
        let opens = start.checked_sub(1).filter(|at| between.contains(at));
        if opens.is_some_and(|that| self.goes_on_saying(evidence, of, that)) {
            return self.above(evidence, above).or(Some((above, true)));
        }
        // What opens with `after` or `because` stands for itself.
        let apart = is(',') || is(':') || has(&words.parts) || has(&words.relatives);
        let hangs = has(&words.that) || !apart;
        match (hangs, joined && !is(',')) {
            (true, _) => Some((above, false)),
            (false, true) => Some((above, true)),
            (false, false) => None,
        }
    }

    /// The first token of a clause's own words.
    fn start(&self, of: usize) -> usize {
        let subject = &self.subjects[of].tokens;
        let verb = self.verbs[of].tokens.start;
        let shared = self.verbs[..of]
            .iter()
            .any(|verb| verb.finite && verb.tokens.start >= subject.end);
        match subject.is_empty() || shared {
            true => verb,
            false => subject.start.min(verb),
        }
    }

    /// Whether nothing that a clause hangs on takes it back: `denied that`, `no rumour that`.
    fn is_upheld(&self, evidence: &Evidence<'_>, of: usize) -> bool {
        let tokens = &evidence.prose.tokens;
        let events = &evidence.language.events;
        let start = self.start(of);
        match self.above(evidence, of) {
            Some((above, joined)) => {
                let verb = &self.verbs[above];
                let subject = &self.subjects[above].tokens;
                let over = verb.tokens.start.min(start)..start;
                let says = events.saying.contains(&tokens[verb.head].lower);
                // `Fears are growing that it would close`, but `The report said that it would close`
                let of_subject = !says && subject.end <= verb.tokens.start;
                let taken_back = self.denied[above]
                    || has(evidence, over, &events.unsaid)
                    || (of_subject && has(evidence, subject.clone(), &events.unsaid));
                (joined || !taken_back) && self.is_upheld(evidence, above)
            }
            // `The rumour that the bank would close`
            None => {
                let that = &evidence.language.verbs.that;
                let parted = |at: &usize| tokens[*at].is_sign(';') || tokens[*at].is_sign(',');
                let from = (self.sentence.start..start).rev().find(parted);
                let over = from.map_or(self.sentence.start, |at| at + 1)..start;
                let before = self.verbs[..of].iter().any(|verb| verb.finite);
                let hangs = over.clone().any(|at| that.contains(&tokens[at].lower));
                before || !hangs || !has(evidence, over, &events.unsaid)
            }
        }
    }

    /// Whether a clause tells what would come of its subject, and not what will: `a bill that would ban carts`. What
    /// became of the subject says whether it still will, in more words than anybody can list.
    fn depends(&self, evidence: &Evidence<'_>, of: usize) -> bool {
        let verb = &self.verbs[of];
        let first = &evidence.prose.tokens[verb.tokens.start].lower;
        let unreal = evidence.language.verbs.unreal.contains(first);
        let thought = matches!(
            verb.mood,
            Some(Mood::Expected | Mood::Possible | Mood::Proposed)
        );
        unreal || thought
    }

    /// Whether nothing behind a clause takes it back: `the plan, which the board rejected`, `the strike planned for
    /// Monday has been suspended`, `that it would close was false`, `the bill that would ban carts died`.
    fn is_left_standing(&self, evidence: &Evidence<'_>, of: usize) -> bool {
        let tokens = &evidence.prose.tokens;
        let words = &evidence.language.verbs;
        let events = &evidence.language.events;
        let own = self.verbs[of].tokens.start;
        let depends = self.depends(evidence, of);
        let later = (of + 1..self.verbs.len()).filter(|at| self.verbs[*at].finite);
        let mut later = later.filter(|at| {
            let verb = &self.verbs[*at];
            let said = verb.tokens.start..self.sentence.end.min(verb.tokens.end + 2);
            let turned = has(evidence, said, &events.turned_down) && !self.denied[*at];
            let gap = self.ends[of].min(verb.tokens.start)..verb.tokens.start;
            let word =
                |list: &HashSet<String>| gap.clone().any(|at| list.contains(&tokens[at].lower));
            let parted = gap.clone().any(|at| tokens[at].is_sign(';'));
            let told_of = turned
                && !parted
                && (word(&words.relatives) || has(evidence, gap.clone(), &events.unsaid));
            let subject = &self.subjects[*at].tokens;
            let inside = subject.contains(&own);
            let off = matches!(
                status::shown(evidence, verb),
                Some(Status::Cancelled | Status::Postponed)
            );
            let taken_up = has(evidence, verb.tokens.clone(), &events.taken_up);
            told_of || (inside && (turned || off || self.denied[*at] || (depends && !taken_up)))
        });
        later.next().is_none()
    }
}

/// Whether a clause is denied, by its verb or by who does it: `will not`, `never left`, `no one`, `is unlikely to`.
pub(super) fn is_denied(evidence: &Evidence<'_>, clauses: &Clauses, of: usize) -> bool {
    let tokens = &evidence.prose.tokens;
    let words = &evidence.language.verbs;
    let verb = &clauses.verbs[of];
    let denies = |at: usize| words.negations.contains(&tokens[at].lower);
    let subject = &clauses.subjects[of].tokens;
    let counted = |at: usize| {
        let next = evidence
            .quantities
            .partition_point(|found| found.tokens.end <= at);
        let found = evidence.quantities.get(next);
        let number = tokens.get(at + 1);
        found.is_some_and(|found| found.tokens.start <= at)
            || number.is_some_and(|next| next.number().is_some() || next.is_sign('.'))
    };
    let nobody = subject
        .clone()
        .next()
        .is_some_and(|at| denies(at) && !counted(at));
    verb.negated || nobody || adverbs(evidence, clauses, of).any(denies)
}

/// The word that denies a verb, where what it says without that word is so from a day on: `will not open before May`.
pub(super) fn negation(evidence: &Evidence<'_>, verb: &Range<usize>) -> Option<Range<usize>> {
    let words = &evidence.language.verbs;
    let mut tokens = verb.clone();
    let found = tokens.find(|at| {
        words
            .plain_negations
            .contains(&evidence.prose.tokens[*at].lower)
    });
    found.map(|at| at..at + 1)
}

/// The adverbs directly before a verb: `allegedly shot`, `never left`.
pub(super) fn adverbs(evidence: &Evidence<'_>, clauses: &Clauses, of: usize) -> Range<usize> {
    let tokens = &evidence.prose.tokens;
    let end = clauses.verbs[of].tokens.start;
    let mut start = end;
    while start > clauses.sentence.start
        && evidence.language.verbs.is_between(&tokens[start - 1].lower)
        && evidence.times_in(&(start - 1..start)).is_empty()
    {
        start -= 1;
    }
    start..end
}

/// Whether some words of a sentence have every word set apart in it that loosens what it says: `, allegedly`.
pub(super) fn keeps_doubts(evidence: &Evidence<'_>, clauses: &Clauses, kept: &[usize]) -> bool {
    let tokens = &evidence.prose.tokens;
    let sentence = &clauses.sentence;
    let free = |at: usize| !sentence.contains(&at) || !tokens[at].is_word();
    let doubts = &evidence.language.events.doubts;
    let mut left = sentence.clone().filter(|at| !kept.contains(at));
    !left.any(|at| {
        let apart = at == sentence.start || free(at - 1) || free(at + 1);
        apart && doubts.contains(&tokens[at].lower)
    })
}

/// Whether a sentence is a question, by its sign or by the letter before it: `Q: General, …`.
pub(super) fn asks(evidence: &Evidence<'_>, sentence: &Range<usize>) -> bool {
    let tokens = &evidence.prose.tokens;
    let labels = &evidence.language.events.asking;
    let paragraph = |number: usize| evidence.prose.sentences.paragraphs[number];
    let own = tokens[sentence.start].sentence;
    let first = (0..=own)
        .rev()
        .take_while(|number| paragraph(*number) == paragraph(own))
        .last();
    let first = evidence.prose.sentences.tokens[first.unwrap_or(own)].start;
    let label = tokens.get(first + 1).is_some_and(|next| next.is_sign(':'));
    let asked = label && labels.contains(&tokens[first].lower);
    asked
        || sentence
            .clone()
            .rev()
            .take(2)
            .any(|at| tokens[at].is_sign('?'))
}

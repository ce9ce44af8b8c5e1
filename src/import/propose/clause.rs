//! The clauses of a sentence: who does what, and where it ends.

use std::ops::Range;

use super::Evidence;
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
    };
    for at in 0..all.verbs.len() {
        let subject = all.subject(evidence, at);
        all.subjects.push(subject);
    }
    all.ends = (0..all.verbs.len()).map(|at| all.end(evidence, at)).collect();
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
    let dash = head.clone().skip(1).find(|at| {
        let sign = ['-', '–', '—', '_', ':'].iter().any(|sign| tokens[*at].is_sign(*sign));
        let free = !tokens[*at].glued || tokens.get(at + 1).is_some_and(|next| !next.glued);
        sign && free
    });
    match dash.filter(|_| place || bracket.is_some_and(|at| at > 0)) {
        Some(dash) if dash + 1 < sentence.end => dash + 1,
        _ => sentence.start,
    }
}

impl Clauses {
    /// The tokens from a verb's subject, where it stands before, to the end of its clause.
    pub fn whole(&self, of: usize) -> Range<usize> {
        let subject = &self.subjects[of].tokens;
        let verb = self.verbs[of].tokens.start;
        let start = if subject.is_empty() { verb } else { subject.start.min(verb) };
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
            if let Some(time) = time.filter(|time| time.tokens.start == dated && dated < end && time.granule.is_some()) {
                let names = tokens.get(time.tokens.end).is_some_and(|next| next.lower == "'s");
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

    fn subject(&self, evidence: &Evidence<'_>, of: usize) -> Subject {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let verb = &self.verbs[of];
        let start = self.sentence.start;
        let mut end = verb.tokens.start;
        while end > start && words.is_between(&tokens[end - 1].lower) {
            end -= 1;
        }
        let Some(prev) = end.checked_sub(1).filter(|prev| *prev >= start) else {
            return Subject::default();
        };
        if !verb.finite && !verb.passive {
            return self.subjects.last().cloned().unwrap_or_default();
        }
        let saying = |verb: &Verb| evidence.language.events.saying.contains(&tokens[verb.head].lower);
        let last = self.verbs[..of].iter().rposition(|verb| verb.finite);
        let after_saying = last.is_some_and(|last| saying(&self.verbs[last]) && self.verbs[last].tokens.end == prev);
        if words.relatives.contains(&tokens[prev].lower) && !after_saying && prev > start {
            let tokens = self.antecedent(evidence, prev);
            return Subject { tokens, relative: true, ..Subject::default() };
        }
        let comma = tokens[prev].is_sign(',');
        if (comma || words.joins.contains(&tokens[prev].lower)) && prev > start {
            let from = self.clause_start(evidence, of, prev);
            let first = (from..prev).find(|at| tokens[*at].is_sign(','));
            let free = |range: Range<usize>| !self.verbs.iter().any(|verb| verb.finite && range.contains(&verb.tokens.start));
            if let Some(first) = first.filter(|first| comma && *first > from && free(from..*first)) {
                let aside = match free(first..prev) {
                    // A second comma closes what stands in apposition.
                    true => prev..prev,
                    false => first..prev,
                };
                return Subject { tokens: from..prev, aside, relative: false };
            }
            let same = last.map(|last| self.subjects[last].clone());
            return same.unwrap_or_default();
        }
        if evidence.language.events.personal.contains(&tokens[prev].lower) {
            return Subject { tokens: prev..prev + 1, ..Subject::default() };
        }
        if !verb.finite {
            let tokens = self.antecedent(evidence, end);
            return Subject { tokens, relative: true, ..Subject::default() };
        }
        // `talks which were to resume in May have been put off`
        let relative = last.filter(|last| {
            let between = self.verbs[*last].tokens.end..end;
            let parted = between.clone().any(|at| self.is_sign(evidence, at) || words.joins.contains(&tokens[at].lower));
            self.subjects[*last].relative && !between.is_empty() && !parted
        });
        if let Some(relative) = relative {
            let whole = &self.subjects[relative].tokens;
            return Subject { tokens: whole.start..end, aside: whole.end..end, relative: false };
        }
        let from = self.clause_start(evidence, of, end);
        let opens = from.checked_sub(1).filter(|before| *before > start);
        let put_in = opens.is_some_and(|before| {
            let that = tokens[before].lower == words.that;
            words.relatives.contains(&tokens[before].lower) && !(that && last.is_some_and(|last| saying(&self.verbs[last])))
        });
        Subject { tokens: from..verb.tokens.start, relative: put_in, ..Subject::default() }
    }

    /// Where the clause of a verb begins, behind the clause before it and what opens it.
    fn clause_start(&self, evidence: &Evidence<'_>, of: usize, end: usize) -> usize {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let comma = tokens[end.min(tokens.len() - 1)].is_sign(',');
        // In a clause that is put in between, the clause began before it.
        let relative = |at: &usize| self.subjects[*at].relative;
        let last = (0..of).rev().find(|at| self.verbs[*at].finite && !(comma && relative(at)));
        let from = last.map_or(self.sentence.start, |last| self.verbs[last].tokens.end);
        let part = (from..end).rev().find(|at| {
            let token = &tokens[*at];
            let sub = words.parts.contains(&token.lower) && !words.joins.contains(&token.lower);
            let relative = words.relatives.contains(&token.lower) && comma && last.is_none();
            let clause = sub && !relative && evidence.times_in(&(at + 1..at + 2)).is_empty();
            clause || token.is_sign(';') || token.is_sign(':') || token.is_sign('“') || token.is_sign('–')
        });
        let from = part.map_or(from, |part| part + 1);
        let joined = (from..end).find(|at| {
            let next = tokens.get(at + 1);
            let opens = next.is_some_and(|next| {
                next.capital || next.number().is_some() || evidence.language.quantities.determiners.contains(&next.lower)
                    || words.describes_after.contains(&next.lower) || evidence.language.events.pronouns.contains(&next.lower)
            });
            last.is_some() && words.joins.contains(&tokens[*at].lower) && opens
        });
        let from = joined.map_or(from, |joined| joined + 1);
        // What opens with a preposition, a date or a verb leads in: `Under the accord, fighters are to …`.
        let mut commas = (from..end).filter(|at| tokens[*at].is_sign(','));
        let leads = |at: &usize| {
            let first = &tokens[self.skip(evidence, from, *at).min(*at)];
            let leads = evidence.language.events.leading.contains(&first.lower) || first.is_sign(',');
            leads || last.is_some() || self.verbs.iter().any(|verb| !verb.finite && verb.tokens.start == from)
        };
        // `…, Ida Brock, a spokeswoman, told`: the first comma parts the clauses, the others hold an apposition.
        let lead = if comma { commas.find(leads) } else { commas.rfind(leads) };
        let from = lead.map_or(from, |comma| comma + 1);
        self.skip(evidence, from, end)
    }

    /// The words that a `who` or `which` stands for.
    fn antecedent(&self, evidence: &Evidence<'_>, relative: usize) -> Range<usize> {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let mut end = relative;
        loop {
            let Some(before) = end.checked_sub(1).filter(|before| *before > self.sentence.start) else {
                break;
            };
            let times = evidence.times_in(&(before..end));
            match times.iter().find(|time| time.granule.is_some()) {
                Some(time) => end = time.tokens.start.max(self.sentence.start),
                None if tokens[before].is_sign(',') || words.before_date.contains(&tokens[before].lower) => end = before,
                None => break,
            }
        }
        let before = self.verbs.iter().any(|verb| verb.finite && verb.tokens.start < end);
        if !before && tokens[relative.saturating_sub(1)].is_sign(',') {
            let comma = (self.sentence.start..end).find(|at| tokens[*at].is_sign(','));
            return self.skip(evidence, self.sentence.start, end)..comma.unwrap_or(end);
        }
        let mut start = end;
        while start > self.sentence.start {
            let token = &tokens[start - 1];
            let verb = self.verbs.iter().any(|verb| verb.tokens.contains(&(start - 1)));
            let opens = evidence.language.events.leading.contains(&token.lower) && token.lower != evidence.language.labels.of;
            if verb || opens || words.parts.contains(&token.lower) || self.is_sign(evidence, start - 1) {
                break;
            }
            start -= 1;
        }
        start..end
    }

    /// Where the clause of a verb ends.
    fn end(&self, evidence: &Evidence<'_>, of: usize) -> usize {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let verb = &self.verbs[of];
        let begins = |at: usize| self.verbs.iter().enumerate().any(|(later, verb)| {
            later > of && verb.finite && {
                let subject = &self.subjects[later].tokens;
                let next = self.skip(evidence, at, verb.tokens.start);
                verb.tokens.start == next || (!self.subjects[later].relative && subject.start == next && !subject.is_empty())
            }
        });
        let mut at = verb.tokens.end;
        while at < self.sentence.end {
            let token = &tokens[at];
            let word = token.lower.as_str();
            let stop = token.is_sign('.') && at + 1 >= self.sentence.end.saturating_sub(1);
            let hard = token.is_sign(';') || token.is_sign(':') || token.is_sign('–') || token.is_sign('—') || token.is_sign('!') || token.is_sign('?');
            if stop || hard || (token.is_sign(',') && !self.lists(evidence, at)) {
                break;
            }
            let other = self.verbs.iter().zip(&self.subjects).skip(of + 1);
            let mut other = other.filter(|(later, _)| later.finite && later.tokens.start == at);
            if other.any(|(_, subject)| subject.tokens.start < verb.tokens.start) {
                break;
            }
            if words.relatives.contains(word) && at > verb.tokens.end {
                let preposition = evidence.language.events.leading.contains(&tokens[at - 1].lower);
                return if preposition { at - 1 } else { at };
            }
            if words.joins.contains(word) && begins(at + 1) {
                break;
            }
            if words.parts.contains(word) && !words.joins.contains(word) && word != words.that && begins(at + 1) {
                let rest = at..self.sentence.end;
                let dated = evidence.times_in(&rest).iter().any(|time| time.granule.is_some());
                let comma = rest.clone().find(|at| self.is_sign(evidence, *at) || (tokens[*at].is_sign('.'))).unwrap_or(rest.end);
                let length = self.subjects[of].tokens.len() + comma - verb.tokens.start;
                if dated || length > SHORT {
                    break;
                }
                return comma;
            }
            at += 1;
        }
        at
    }

    /// Whether a comma stands within a list: `tents, food and water`.
    fn lists(&self, evidence: &Evidence<'_>, comma: usize) -> bool {
        const REACH: usize = 5;
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let end = self.sentence.end.min(comma + REACH);
        let joint = (comma + 1..end).find(|at| words.joins.contains(&tokens[*at].lower));
        joint.is_some_and(|joint| {
            let span = comma + 1..(joint + 3).min(self.sentence.end);
            let verb = self.verbs.iter().any(|verb| span.contains(&verb.tokens.start));
            let going = evidence.language.verbs.going_endings.iter();
            let going = going.into_iter().any(|end| tokens[comma + 1].lower.ends_with(end.as_str()));
            joint > comma + 1 && !verb && !going && !(comma + 1..joint).any(|at| self.is_sign(evidence, at))
        })
    }
}

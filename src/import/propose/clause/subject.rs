//! Who or what a verb is about.

use std::ops::Range;

use super::super::Evidence;
use super::{Clauses, Subject};
use crate::prose::verbs::Verb;

impl Clauses {
    /// Who or what does what a verb says.
    pub(super) fn subject(&self, evidence: &Evidence<'_>, of: usize) -> Subject {
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
        let saying = |verb: &Verb| {
            evidence
                .language
                .events
                .saying
                .contains(&tokens[verb.head].lower)
        };
        let last = self.verbs[..of].iter().rposition(|verb| verb.finite);
        let after_saying = last
            .is_some_and(|last| saying(&self.verbs[last]) && self.verbs[last].tokens.end == prev);
        if words.relatives.contains(&tokens[prev].lower) && !after_saying && prev > start {
            let tokens = self.antecedent(evidence, prev);
            return Subject {
                tokens,
                relative: true,
                ..Subject::default()
            };
        }
        let comma = tokens[prev].is_sign(',');
        // `unless the budget, due on 3 May, is passed`
        if comma && verb.passive && verb.tokens.len() == 1 && !verb.finite {
            let tokens = self.antecedent(evidence, end);
            return Subject {
                tokens,
                relative: true,
                ..Subject::default()
            };
        }
        if saying(verb) && self.is_sign(evidence, prev) && self.is_turned(evidence, of) {
            return Subject::default();
        }
        if (comma || words.joins.contains(&tokens[prev].lower)) && prev > start {
            let from = self.clause_start(evidence, of, prev);
            let first = (from..prev).find(|at| tokens[*at].is_sign(','));
            let free = |range: Range<usize>| {
                !self
                    .verbs
                    .iter()
                    .any(|verb| verb.finite && range.contains(&verb.tokens.start))
            };
            if let Some(first) = first.filter(|first| comma && *first > from && free(from..*first))
            {
                let put_in = |verb: &Verb| (first..prev).contains(&verb.tokens.start);
                let aside = match !self.verbs.iter().any(put_in) {
                    // A second comma closes what stands in apposition.
                    true => prev..prev,
                    false => first..prev,
                };
                return Subject {
                    tokens: from..prev,
                    aside,
                    relative: false,
                };
            }
            if let Some(own) = last.and_then(|last| self.own_subject(evidence, last, prev)) {
                return own;
            }
            let same = last.map(|last| self.subjects[last].clone());
            return same.unwrap_or_default();
        }
        if evidence
            .language
            .events
            .personal
            .contains(&tokens[prev].lower)
        {
            return Subject {
                tokens: prev..prev + 1,
                ..Subject::default()
            };
        }
        if !verb.finite {
            let tokens = self.antecedent(evidence, end);
            return Subject {
                tokens,
                relative: true,
                ..Subject::default()
            };
        }
        // `talks which were to resume in May have been put off`
        let relative = last.filter(|last| {
            let mut between = self.verbs[*last].tokens.end..end;
            // `which is due to start work`: the object of a verb may look like one.
            let object = between.is_empty() && verb.tokens.len() == 1;
            let parted = between
                .any(|at| self.is_sign(evidence, at) || words.joins.contains(&tokens[at].lower));
            self.subjects[*last].relative && !parted && !object
        });
        if let Some(relative) = relative {
            let own = &self.subjects[relative].tokens;
            // `the ship that the navy sank was raised`
            let that = own.start.checked_sub(1).filter(|at| *at > start);
            let that = that.filter(|at| words.relatives.contains(&tokens[*at].lower));
            let whole = that.map_or(own.clone(), |at| self.antecedent(evidence, at));
            return Subject {
                tokens: whole.start..end,
                aside: whole.end..end,
                relative: false,
            };
        }
        let from = self.clause_start(evidence, of, end);
        let opens = from.checked_sub(1).filter(|before| *before > start);
        let put_in = opens.is_some_and(|before| {
            let that = words.that.contains(&tokens[before].lower);
            let said = last.is_some_and(|last| saying(&self.verbs[last]))
                || self.goes_on_saying(evidence, of, before);
            words.relatives.contains(&tokens[before].lower) && !(that && said)
        });
        // `a law which bans carts will take effect`: where nothing opens a noun, a verb that is not known may stand.
        let that = opens.is_some_and(|before| words.that.contains(&tokens[before].lower));
        if put_in && !(that && last.is_some()) && !self.opens_a_noun(evidence, from) {
            return Subject {
                relative: true,
                ..Subject::default()
            };
        }
        Subject {
            tokens: from..end.max(from),
            relative: put_in,
            ..Subject::default()
        }
    }

    /// The subject with commas within that stands between a verb and the comma before the next: `said repairs in Orra,
    /// Kent, ended`, `said that its board, with the union's help, will sell`, `opened and another, with 300 seats, will
    /// open`.
    fn own_subject(&self, evidence: &Evidence<'_>, last: usize, comma: usize) -> Option<Subject> {
        let tokens = &evidence.prose.tokens;
        let words = &evidence.language.verbs;
        if !tokens[comma].is_sign(',') {
            return None;
        }
        let verb = &self.verbs[last];
        let says = evidence
            .language
            .events
            .saying
            .contains(&tokens[verb.head].lower);
        let rest = verb.tokens.end..comma;
        let first = rest.clone().find(|at| tokens[*at].is_sign(','))?;
        let opener = |at: &usize| words.that.contains(&tokens[*at].lower);
        let joined = (rest.start..first).rfind(|at| words.joins.contains(&tokens[*at].lower));
        let from = match (
            rest.clone().take_while(|at| *at < first).find(opener),
            joined,
        ) {
            (Some(that), _) => that + 1,
            (None, Some(joined)) if !says => joined + 1,
            (None, _) if says && !self.subjects[last].relative => rest.start,
            _ => return None,
        };
        let start = self.skip(evidence, from, first);
        let word = tokens[start].is_word() || tokens[start].number().is_some();
        let leads = evidence
            .language
            .events
            .leading
            .contains(&tokens[start].lower);
        let clear = !self.verbs[..]
            .iter()
            .any(|verb| verb.finite && (start..comma).contains(&verb.tokens.start));
        (start < first && word && !leads && clear).then_some(Subject {
            tokens: start..comma,
            aside: comma..comma,
            relative: false,
        })
    }

    /// Whether a `that` opens what somebody says besides: `said that the port would close, and that the mill …`.
    pub fn goes_on_saying(&self, evidence: &Evidence<'_>, of: usize, that: usize) -> bool {
        let tokens = &evidence.prose.tokens;
        let words = &evidence.language.verbs;
        let saying = &evidence.language.events.saying;
        let mut before = self.verbs[..of].iter();
        let said = before.any(|verb| verb.finite && saying.contains(&tokens[verb.head].lower));
        let joined = that > self.sentence.start && words.joins.contains(&tokens[that - 1].lower);
        said && joined && words.that.contains(&tokens[that].lower)
    }

    /// Whether a token surely opens the words for somebody or something.
    fn opens_a_noun(&self, evidence: &Evidence<'_>, at: usize) -> bool {
        let token = &evidence.prose.tokens[at];
        let language = evidence.language;
        token.capital
            || token.number().is_some()
            || language.quantities.determiners.contains(&token.lower)
            || language.verbs.describes_after.contains(&token.lower)
            || language.events.pronouns.contains(&token.lower)
    }

    /// Whether the subject stands behind its verb: `, said Ada Hale`, `, a annoncé mardi le maire`.
    fn is_turned(&self, evidence: &Evidence<'_>, of: usize) -> bool {
        let at = self.verbs[of].tokens.end;
        // `, said the city would pay`: who stands behind does what the next verb says.
        let tokens = &evidence.prose.tokens;
        let relatives = &evidence.language.verbs.relatives;
        let next = self.verbs[of + 1..].iter().find(|verb| verb.finite);
        let goes_on = next.is_some_and(|next| {
            let mut between = at..next.tokens.start;
            !between.any(|at| !tokens[at].is_word() || relatives.contains(&tokens[at].lower))
        });
        if goes_on {
            return false;
        }
        let times = evidence.times_in(&(at..at + 1)).first();
        let at = times.map_or(at, |time| time.tokens.end);
        let next = evidence.prose.tokens.get(at);
        next.filter(|_| at < self.sentence.end).is_some_and(|next| {
            next.capital
                || evidence
                    .language
                    .quantities
                    .determiners
                    .contains(&next.lower)
        })
    }

    /// Where the clause of a verb begins, behind the clause before it and what opens it.
    fn clause_start(&self, evidence: &Evidence<'_>, of: usize, end: usize) -> usize {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let comma = tokens[end.min(tokens.len() - 1)].is_sign(',');
        // In a clause that is put in between, the clause began before it.
        let relative = |at: &usize| self.subjects[*at].relative;
        let last = (0..of)
            .rev()
            .find(|at| self.verbs[*at].finite && !(comma && relative(at)));
        let from = last.map_or(self.sentence.start, |last| self.verbs[last].tokens.end);
        let part = (from..end).rev().find(|at| {
            let token = &tokens[*at];
            let sub = words.parts.contains(&token.lower) && !words.joins.contains(&token.lower);
            let relative = words.relatives.contains(&token.lower) && comma && last.is_none();
            let clause = sub && !relative && evidence.times_in(&(at + 1..at + 2)).is_empty();
            clause
                || token.is_sign(';')
                || token.is_sign(':')
                || token.is_sign('“')
                || token.is_sign('–')
        });
        let from = part.map_or(from, |part| part + 1);
        let joined = (from..end).find(|at| {
            let opens = at + 1 < tokens.len() && self.opens_a_noun(evidence, at + 1);
            last.is_some() && words.joins.contains(&tokens[*at].lower) && opens
        });
        let from = joined.map_or(from, |joined| joined + 1);
        // What opens with a preposition, a date or a verb leads in: `Under the accord, fighters are to …`.
        let mut commas = (from..end).filter(|at| tokens[*at].is_sign(','));
        let leads = |at: &usize| {
            let first = &tokens[self.skip(evidence, from, *at).min(*at)];
            let leads =
                evidence.language.events.leading.contains(&first.lower) || first.is_sign(',');
            leads
                || words.parts.contains(&tokens[from].lower)
                || last.is_some()
                || self
                    .verbs
                    .iter()
                    .any(|verb| !verb.finite && verb.tokens.start == from)
        };
        // `…, Ida Brock, a spokeswoman, told`: the first comma parts the clauses, the others hold an apposition.
        let lead = if comma {
            commas.find(leads)
        } else {
            commas.rfind(leads)
        };
        let from = lead.map_or(from, |comma| comma + 1);
        self.skip(evidence, from, end)
    }

    /// The words that a `who` or `which` stands for.
    fn antecedent(&self, evidence: &Evidence<'_>, relative: usize) -> Range<usize> {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let mut end = relative;
        while let Some(before) = end
            .checked_sub(1)
            .filter(|before| *before > self.sentence.start)
        {
            let times = evidence.times_in(&(before..end));
            match times.iter().find(|time| time.granule.is_some()) {
                Some(time) => end = time.tokens.start.max(self.sentence.start),
                None if tokens[before].is_sign(',')
                    || words.before_date.contains(&tokens[before].lower) =>
                {
                    end = before
                }
                None => break,
            }
        }
        let before = self
            .verbs
            .iter()
            .any(|verb| verb.finite && verb.tokens.start < end);
        if !before && tokens[relative.saturating_sub(1)].is_sign(',') {
            let comma = (self.sentence.start..end).find(|at| tokens[*at].is_sign(','));
            let first = self.skip(evidence, self.sentence.start, end);
            // `Unlike Norway, which will vote in June, …`
            let leading = &evidence.language.events.leading;
            let led = usize::from(leading.contains(&tokens[first].lower));
            let end = comma.unwrap_or(end);
            return (first + led).min(end)..end;
        }
        let mut start = end;
        while start > self.sentence.start {
            let token = &tokens[start - 1];
            let verb = self
                .verbs
                .iter()
                .any(|verb| verb.tokens.contains(&(start - 1)));
            let opens = evidence.language.events.leading.contains(&token.lower)
                && !evidence
                    .language
                    .quantities
                    .grammar
                    .of
                    .contains(&token.lower);
            if verb
                || opens
                || words.parts.contains(&token.lower)
                || self.is_sign(evidence, start - 1)
            {
                break;
            }
            start -= 1;
        }
        start..end
    }
}

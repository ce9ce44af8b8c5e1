//! Where a clause ends.

use super::super::Evidence;
use super::{Clauses, SHORT, is_dash};

impl Clauses {
    /// Where the clause of a verb ends.
    pub(super) fn end(&self, evidence: &Evidence<'_>, of: usize) -> usize {
        let words = &evidence.language.verbs;
        let tokens = &evidence.prose.tokens;
        let verb = &self.verbs[of];
        let begins = |at: usize| {
            self.verbs.iter().enumerate().any(|(later, verb)| {
                later > of && verb.finite && {
                    let subject = &self.subjects[later].tokens;
                    let next = self.skip(evidence, at, verb.tokens.start);
                    verb.tokens.start == next
                        || (!self.subjects[later].relative
                            && subject.start == next
                            && !subject.is_empty())
                }
            })
        };
        let mut at = verb.tokens.end;
        while at < self.sentence.end {
            let token = &tokens[at];
            let word = token.lower.as_str();
            let stop = token.is_sign('.') && at + 1 >= self.sentence.end.saturating_sub(1);
            let hard = token.is_sign(';')
                || token.is_sign(':')
                || is_dash(evidence, at)
                || token.is_sign('!')
                || token.is_sign('?');
            if let Some(behind) = self.date_put_in(evidence, at) {
                at = behind;
                continue;
            }
            if stop || hard || (token.is_sign(',') && !self.lists(evidence, at)) {
                break;
            }
            let other = self.verbs.iter().zip(&self.subjects).skip(of + 1);
            let mut other = other.filter(|(later, _)| later.finite && later.tokens.start == at);
            if other.any(|(_, subject)| subject.tokens.start < verb.tokens.start) {
                break;
            }
            if words.relatives.contains(word) && at > verb.tokens.end {
                let preposition = evidence
                    .language
                    .events
                    .leading
                    .contains(&tokens[at - 1].lower);
                return if preposition { at - 1 } else { at };
            }
            if words.joins.contains(word) && begins(at + 1) {
                break;
            }
            if words.parts.contains(word)
                && !words.joins.contains(word)
                && !words.that.contains(word)
                && begins(at + 1)
            {
                let rest = at..self.sentence.end;
                let dated = evidence
                    .times_in(&rest)
                    .iter()
                    .any(|time| time.granule.is_some());
                let comma = rest
                    .clone()
                    .find(|at| self.is_sign(evidence, *at) || (tokens[*at].is_sign('.')))
                    .unwrap_or(rest.end);
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

    /// Behind the second comma of a date that is put in between: `rejected, on 27 February, the appeal`.
    fn date_put_in(&self, evidence: &Evidence<'_>, comma: usize) -> Option<usize> {
        let tokens = &evidence.prose.tokens;
        let words = &evidence.language.verbs;
        let is_comma = |at: usize| tokens.get(at).is_some_and(|token| token.is_sign(','));
        if !is_comma(comma) {
            return None;
        }
        let rest = evidence.times_in(&(comma + 1..self.sentence.end));
        let time = rest.first().filter(|time| time.granule.is_some())?;
        let mut leads = comma + 1..time.tokens.start;
        let led = leads.all(|at| words.before_date.contains(&tokens[at].lower));
        let end = time.tokens.end;
        let goes_on = tokens.get(end + 1).is_some_and(|next| {
            let determiners = &evidence.language.quantities.determiners;
            determiners.contains(&next.lower)
        });
        (led && is_comma(end) && goes_on && end < self.sentence.end).then_some(end + 1)
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
            let verb = self
                .verbs
                .iter()
                .any(|verb| span.contains(&verb.tokens.start));
            let going = evidence.language.verbs.going_endings.iter();
            let going = going
                .into_iter()
                .any(|end| tokens[comma + 1].lower.ends_with(end.as_str()));
            joint > comma + 1
                && !verb
                && !going
                && !(comma + 1..joint).any(|at| self.is_sign(evidence, at))
        })
    }
}

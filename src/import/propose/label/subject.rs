//! Who or what a number is of, as a label tells it behind other words: `cost of the strike`.

use super::super::clause::Subject;
use super::super::dates;
use super::super::title::joined;
use super::Reader;
use crate::prose::text::Token;

impl Reader<'_> {
    /// A subject without the day of its article or one put in between: `the strike`, of `Last year's strike, in May,`.
    fn undated(&self, subject: &Subject) -> (bool, Vec<usize>) {
        let evidence = self.evidence;
        let tokens = &evidence.prose.tokens;
        let own = subject.tokens.clone();
        let comma = |at: usize| tokens[at].is_sign(',');
        let dated = evidence.times_in(&own).iter();
        let dated = dated.filter(|time| time.granule.is_some());
        let (mut led, mut dropped) = (false, vec![subject.aside.clone()]);
        for time in dated {
            let phrase = dates::phrase(evidence, &self.clauses.sentence, &time.tokens);
            let start = phrase.start.max(own.start);
            let whose = tokens.get(phrase.end).is_some_and(Token::is_possessive);
            if start == own.start && whose && phrase.end + 1 < own.end {
                led = true;
                dropped.push(start..phrase.end + 1);
            } else if start > own.start && comma(start - 1) {
                let closes = phrase.end < own.end && comma(phrase.end);
                dropped.push(start - 1..phrase.end + usize::from(closes));
            }
        }
        let kept = own.filter(|at| !dropped.iter().any(|dropped| dropped.contains(at)));
        (led, kept.collect())
    }

    /// A subject with a small letter at its beginning, where the capital only opens the sentence.
    pub(super) fn lowered(&self, subject: &Subject) -> String {
        let evidence = self.evidence;
        let (led, tokens) = self.undated(subject);
        let text = joined(evidence, &tokens);
        if led {
            // Which year's it was its date says, and `last year` is soon another.
            return format!("{}{text}", self.evidence.language.labels.the);
        }
        let first = &evidence.prose.tokens[subject.tokens.start];
        let quantities = &evidence.language.quantities;
        let noun = tokens.len() == 1
            && quantities.is_plural(&first.lower)
            && subject.tokens.start == self.clauses.sentence.start;
        match text.strip_prefix(&evidence.prose.text[first.span.clone()]) {
            Some(rest) if noun || quantities.determiners.contains(&first.lower) => {
                format!("{}{rest}", first.lower)
            }
            _ => text,
        }
    }
}

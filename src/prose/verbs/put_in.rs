//! Participles between two commas, which only describe what stands before them.

use super::reader::Reader;
use super::{Verb, When};

impl Reader<'_> {
    /// `The bank, founded in 1987 and listed in 1999, closed`: what stands between two commas behind a subject
    /// describes it.
    pub(super) fn put_in(&self, verbs: &mut [Verb]) {
        let comma = |at: usize| at > self.sentence.start && self.tokens[at - 1].is_sign(',');
        let bare = |verb: &Verb| {
            let regular = self.ends(self.word(verb.head), &self.words.past_endings);
            verb.tokens.len() == 1 && verb.when == When::Past && regular
        };
        let opens = verbs
            .first()
            .is_some_and(|first| bare(first) && comma(first.tokens.start));
        let joined = |verb: &Verb| {
            let before = verb
                .tokens
                .start
                .checked_sub(1)
                .map_or("", |at| self.word(at));
            bare(verb) && self.words.joins.contains(before)
        };
        let more = verbs.iter().skip(1).take_while(|verb| joined(verb)).count();
        let main = verbs.get(1 + more);
        if opens && main.is_some_and(|main| main.finite && comma(main.tokens.start)) {
            for verb in &mut verbs[..=more] {
                (verb.finite, verb.passive) = (false, true);
            }
        }
    }

    /// `is to sign the bill, passed on Friday, by October`: behind a comma, and before one that no verb follows, a
    /// past form without its own subject describes the noun before it.
    pub(super) fn put_in_behind(&self, verbs: &mut [Verb]) {
        for at in 1..verbs.len() {
            let (before, verb) = (&verbs[at - 1], &verbs[at]);
            let start = verb.tokens.start;
            let word = self.word(verb.head);
            let shape = self.ends(word, &self.words.past_endings) || self.words.both.contains(word);
            let bare = verb.finite && verb.tokens.len() == 1 && verb.when == When::Past && shape;
            let opened = start > before.tokens.end && self.is_comma(start - 1);
            // `the mill closed in 1995, reopened in 1998, burned and was sold`
            let rest = verb.tokens.end..self.sentence.end;
            let next = verbs.get(at + 1).map_or(rest.end, |next| next.tokens.start);
            let close = rest.clone().find(|at| self.is_comma(*at));
            let closed = close.is_some_and(|close| {
                let follows = self.word(close + 1);
                close + 1 < next && !self.words.joins.contains(follows)
            });
            // `will sign the bill, passed on Friday`, but `the mayor, who is to retire, opened the bridge`
            let first = (self.sentence.start..start - 1).all(|at| !self.is_comma(at));
            let last = next == rest.end && close.is_none();
            let alone = first && last && before.when == When::Ahead;
            if bare && opened && (closed || alone) {
                (verbs[at].finite, verbs[at].passive) = (false, true);
            }
        }
    }

    fn is_comma(&self, at: usize) -> bool {
        self.sentence.contains(&at) && self.tokens[at].is_sign(',')
    }
}

//! Verbs that show by their form alone what others say with auxiliaries, and little words before a verb.

use super::reader::Reader;
use super::{Verb, When};
use crate::prose::language::Mood;

impl Reader<'_> {
    /// Where a group begins with the little words before its first verb: `ne s'est pas réuni`.
    pub fn with_clitics(&self, mut start: usize) -> usize {
        while start > self.sentence.start && self.words.clitics.contains(self.word(start - 1)) {
            start -= 1;
        }
        start
    }

    /// A form that by itself speaks of what is to come: `signera`, `sera signé`, `aura lieu`; with a participle,
    /// what is only said to have been: `aurait signé`.
    pub(super) fn ahead(&self, at: usize, mood: Mood) -> Verb {
        let words = self.words;
        let (mut next, negated) = self.next(at + 1);
        let be = words.be_ahead.contains(self.word(at));
        let been = words.been.contains(self.word(next));
        if been {
            next = self.next(next + 1).0;
        }
        let participle = self.is_participle(next);
        let moving = words.past_with_be.contains(self.word(next));
        let said = participle && !be && mood == Mood::Expected;
        let head = if participle { next } else { at };
        Verb {
            tokens: at..head + 1,
            head,
            when: if said { When::Past } else { When::Ahead },
            mood: (!said).then_some(mood),
            passive: (be || been) && participle && !moving,
            finite: true,
            negated,
            copula: be && !participle,
        }
    }
}

//! Verbs that show by their form alone what others say with auxiliaries, infinitives, and little words before a verb.

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

    /// Whether `have` and a participle stand behind a modal: `should have opened`.
    pub(super) fn has_been(&self, at: usize) -> bool {
        let (next, _) = self.next(at + 1);
        self.words.have_present.contains(self.word(at))
            && (self.words.been.contains(self.word(next)) || self.is_participle(next))
    }

    /// `to sell`, which is to come where the verb before looks ahead.
    pub(super) fn infinitive(&self, at: usize, before: &[Verb]) -> Option<Verb> {
        let (head, passive, copula) = self.main(at + 1)?;
        let governor = before.last()?;
        // `to sell flats and to build`
        let mood = self
            .words
            .looks_ahead
            .get(self.word(governor.head))
            .copied()
            .or(governor.mood);
        let ahead = mood.is_some() && governor.when != When::PastAhead;
        Some(Verb {
            tokens: at..head + 1,
            head,
            when: if ahead { When::Ahead } else { governor.when },
            mood,
            passive,
            finite: false,
            negated: governor.negated,
            copula,
        })
    }
}

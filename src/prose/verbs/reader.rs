//! From tokens to verb groups.

use std::ops::Range;

use super::{Verb, When};
use crate::prose::language::{HashSet, Language, Mood, VerbWords};
use crate::prose::text::{Kind, Token};

/// How many digits a year has: behind one, a verb describes no noun.
const YEAR: u8 = 4;

/// Reads the groups of one sentence.
pub(super) struct Reader<'a> {
    pub tokens: &'a [Token],
    pub words: &'a VerbWords,
    pub sentence: Range<usize>,
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        match self.sentence.contains(&at) {
            true => &self.tokens[at].lower,
            false => "",
        }
    }

    pub(super) fn ends(&self, word: &str, endings: &[String]) -> bool {
        endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// The first token from one on that is no adverb or negation, and whether there was a negation.
    pub(super) fn next(&self, mut at: usize) -> (usize, bool) {
        let mut negated = false;
        while self.sentence.contains(&at) {
            if self.is_both(&self.words.not_quite, at) {
                at += 2;
            } else if self.words.is_between(self.word(at)) {
                negated |= self.words.negations.contains(self.word(at));
                at += 1;
            } else {
                break;
            }
        }
        (at, negated)
    }

    /// Whether a list has the phrase of a token and the next.
    fn is_both(&self, phrases: &HashSet<String>, at: usize) -> bool {
        self.words
            .has_both(phrases, self.word(at), self.word(at + 1))
    }

    pub(super) fn is_participle(&self, at: usize) -> bool {
        let word = self.word(at);
        self.words.is_past(word) || self.words.is_participle(word)
    }

    fn is_base(&self, at: usize) -> bool {
        self.sentence.contains(&at)
            && self.tokens[at].is_word()
            && !self.tokens[at].capital
            && !self.words.no_infinitive.contains(self.word(at))
            && self.words.is_infinitive(self.word(at))
    }

    /// The group that begins at a token.
    pub fn group(&self, at: usize, before: &[Verb]) -> Option<Verb> {
        let words = self.words;
        let word = self.word(at);
        let last = at.checked_sub(1).filter(|at| self.sentence.contains(at));
        let hyphen = last.is_some_and(|at| self.tokens[at].is_sign('-'));
        let begins = !(hyphen && self.tokens[at].glued);
        // `from 8am`
        let counted =
            last.is_some_and(|last| self.tokens[at].glued && self.tokens[last].number().is_some());
        // `Vannes-Est` has no verb.
        if !self.tokens[at].is_word() || counted || (self.tokens[at].capital && !begins) {
            return None;
        }
        let fact = |head: usize, when: When, passive: bool| Verb {
            tokens: at..head + 1,
            head,
            when,
            mood: None,
            passive,
            finite: true,
            negated: words.is_negative(word),
            copula: false,
        };
        // `Theresa May resigned`
        let name = self.tokens[at].capital && at > self.sentence.start;
        if let Some(mood) = words.modals.get(word).filter(|_| !name) {
            let (main, negated) = self.next(at + 1);
            let (head, passive, copula) = self.main(main)?;
            let unreal = words.unreal.contains(word) && self.has_been(main);
            let past = words.past_modals.contains(word) || unreal;
            let when = if past { When::PastAhead } else { When::Ahead };
            return Some(Verb {
                mood: Some(*mood),
                negated: negated || words.negations.contains(word) || words.is_negative(word),
                copula,
                ..fact(head, when, passive)
            });
        }
        if let Some(mood) = words.ahead_form(word).filter(|_| !self.describes(at)) {
            return Some(self.ahead(at, mood));
        }
        let is = words.be_present.contains(word);
        if is || words.be_past.contains(word) {
            let when = if is { When::Present } else { When::Past };
            return Some(self.being(at, at, when, is));
        }
        let has = words.have_present.contains(word);
        // `a lieu`
        let placed = has && self.is_both(&words.arranged, at);
        if !placed && (has || words.have_past.contains(word)) {
            return Some(self.having(at, has));
        }
        let does = words.do_present.contains(word);
        if does || words.do_past.contains(word) {
            let (head, negated) = self.next(at + 1);
            let when = if does { When::Present } else { When::Past };
            let main = (negated || words.is_negative(word)) && self.is_base(head);
            return Some(Verb {
                negated: main,
                ..fact(if main { head } else { at }, when, false)
            });
        }
        if words.to.contains(word) && !before.is_empty() {
            return self.infinitive(at, before);
        }
        if let Some(mood) = words.ahead.get(word).filter(|_| !self.describes(at)) {
            // `talks due on Friday`
            let follows = self.word(at + 1);
            let open = words.moves.words.contains(follows) || words.on_date.contains(follows);
            if open && at > self.sentence.start {
                return Some(Verb {
                    mood: Some(*mood),
                    finite: false,
                    ..fact(at, When::Ahead, true)
                });
            }
        }
        // `to pay costs`
        let object = before
            .last()
            .is_some_and(|last| last.tokens.end == at && !last.finite);
        if !object && (words.present.contains(word) || self.is_both(&words.present, at)) {
            let ahead = words.arranged.contains(word);
            let arranged = ahead.then_some(Mood::Planned);
            let mood = words.looks_ahead.get(word).copied().or(arranged);
            let when = if mood.is_some() {
                When::Ahead
            } else {
                When::Present
            };
            let main = fact(at, when, false);
            let noun = self.describes(at) || self.tokens[at].capital || at == self.sentence.start;
            return (!noun).then_some(Verb { mood, ..main });
        }
        let noun = self.describes(at) || (self.tokens[at].capital && at != self.sentence.start);
        // `will stay shut`
        let behind = before.last().is_some_and(|last| last.tokens.end == at);
        if behind && self.is_participle(at) {
            return None;
        }
        // `the fourth to hit the coast`
        let infinitive = at > self.sentence.start && words.to.contains(self.word(at - 1));
        if words.is_past(word) && !noun && !infinitive {
            return Some(Verb {
                finite: at != self.sentence.start,
                ..fact(at, When::Past, false)
            });
        }
        (words.is_participle(word) && !noun).then_some(Verb {
            finite: false,
            ..fact(at, When::Past, true)
        })
    }

    /// The main verb behind a modal or `to`: its token, whether it is passive, whether it is `be`.
    pub(super) fn main(&self, at: usize) -> Option<(usize, bool, bool)> {
        let (at, _) = self.next(at);
        if self.words.have_present.contains(self.word(at)) {
            let (next, _) = self.next(at + 1);
            if self.words.been.contains(self.word(next)) || self.is_participle(next) {
                return self.main(next);
            }
            return Some((at, false, false));
        }
        if self.words.be.contains(self.word(at)) {
            let (next, _) = self.next(at + 1);
            return Some(match self.is_participle(next) {
                true => (next, true, false),
                false => (at, false, true),
            });
        }
        (self.is_base(at) || self.is_participle(at)).then_some((at, false, false))
    }

    /// Behind a form of `be` at `be`, of a group that begins at `at`.
    fn being(&self, at: usize, be: usize, when: When, present: bool) -> Verb {
        let words = self.words;
        let (next, negated) = self.next(be + 1);
        let negated = negated || self.words.is_negative(self.word(at));
        let verb = |head: usize, when, mood, passive| Verb {
            tokens: at..head + 1,
            head,
            when,
            mood,
            passive,
            finite: true,
            negated,
            copula: false,
        };
        let word = self.word(next);
        let lead = match words.to.contains(word) {
            true => Some((next, Mood::Planned)),
            false => {
                let mood = words.ahead.get(word).or(words.ahead_to.get(word));
                let (to, _) = self.next(next + 1);
                mood.filter(|_| words.to.contains(self.word(to)))
                    .map(|mood| (to, *mood))
            }
        };
        if let Some((to, mood)) = lead
            && let Some((head, passive, _)) = self.main(to + 1)
        {
            let plain = mood == Mood::Planned;
            let then = !present && plain && !words.still_ahead.contains(word);
            let when = if then { When::PastAhead } else { When::Ahead };
            return Verb {
                negated: negated || words.negations.contains(word),
                ..verb(head, when, Some(mood), passive)
            };
        }
        if let Some(mood) = words.ahead.get(word) {
            let when = if present {
                When::Ahead
            } else {
                When::PastAhead
            };
            return verb(next, when, Some(*mood), true);
        }
        // `est arrivé`, `s'est réuni`
        let itself = at.checked_sub(1).filter(|at| self.sentence.contains(at));
        let itself = itself.is_some_and(|at| words.reflexive.contains(self.word(at)));
        if self.is_participle(next) && (itself || words.past_with_be.contains(word)) {
            return verb(next, When::Past, None, false);
        }
        // `is being rebuilt`
        let next = match words.be.contains(word) {
            true => self.next(next + 1).0,
            false => next,
        };
        if self.is_participle(next) {
            return verb(next, when, None, true);
        }
        let goes_on = self.words.going_endings.iter();
        if goes_on.into_iter().any(|end| word.ends_with(end.as_str())) {
            return verb(next, when, None, false);
        }
        Verb {
            copula: true,
            ..verb(be, when, None, false)
        }
    }

    /// Behind a form of `have`.
    fn having(&self, at: usize, present: bool) -> Verb {
        let (next, negated) = self.next(at + 1);
        let verb = |head: usize| Verb {
            tokens: at..head + 1,
            head,
            when: When::Past,
            mood: None,
            passive: false,
            finite: true,
            negated: negated || self.words.is_negative(self.word(at)),
            copula: false,
        };
        if self.words.been.contains(self.word(next)) {
            let been = self.being(at, next, When::Past, present);
            let ahead = been.mood.is_some() && !present;
            return Verb {
                when: if ahead { When::PastAhead } else { been.when },
                negated,
                ..been
            };
        }
        if self.words.to.contains(self.word(next))
            && let Some((head, passive, _)) = self.main(next + 1)
        {
            return Verb {
                when: if present { When::Ahead } else { When::Past },
                mood: present.then_some(Mood::Required),
                passive,
                ..verb(head)
            };
        }
        match self.is_participle(next) {
            true => verb(next),
            false => Verb {
                when: if present { When::Present } else { When::Past },
                ..verb(at)
            },
        }
    }

    /// Whether a word stands where it describes a noun: `three planned outages`.
    fn describes(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|at| self.sentence.contains(at)) else {
            return false;
        };
        let token = &self.tokens[before];
        self.words.describes_after.contains(&token.lower)
            || matches!(token.kind, Kind::Number { digits, .. } if digits != YEAR)
            || (token.is_sign('-') && token.glued)
    }

    /// A past form before another verb, with nothing between that could begin a clause, is a participle: `a study
    /// published on Wednesday says`.
    pub fn reduced(&self, verbs: &mut [Verb], language: &Language) {
        self.put_in(verbs);
        self.put_in_behind(verbs);
        for at in 1..verbs.len() {
            let (first, second) = (&verbs[at - 1], &verbs[at]);
            let bare = first.finite && first.tokens.len() == 1 && first.when == When::Past;
            let saying = language.events.saying.contains(self.word(first.head));
            let other = |verb: &Verb| {
                let word = self.word(verb.head);
                let plain = verb.finite && verb.tokens.len() == 1 && verb.when == When::Past;
                plain
                    && (self.ends(word, &self.words.past_endings) || self.words.both.contains(word))
            };
            // `a bill that would ban carts died`: the second is what the whole is about.
            let opens = first.tokens.start.checked_sub(1);
            let relative = opens.is_some_and(|at| self.words.relatives.contains(self.word(at)));
            let finite = |verbs: &[Verb]| verbs.iter().any(|verb| verb.finite);
            let main = relative && !finite(&verbs[..at - 1]) && !finite(&verbs[at + 1..]);
            let object = first.finite && other(second) && !main;
            let between = first.tokens.end..second.tokens.start;
            let parted = between.clone().any(|at| {
                let token = &self.tokens[at];
                !token.is_word() && token.number().is_none()
                    || self.words.parts.contains(&token.lower)
            });
            let regular = self.ends(self.word(first.head), &self.words.past_endings);
            // `denied it would close`, `denied the dam would close`, but `a plan rejected by the board was`
            let led = self.word(first.tokens.end);
            let whole = language.events.unsaid.contains(self.word(first.head))
                && !language.events.leading.contains(led)
                || between
                    .clone()
                    .last()
                    .is_some_and(|at| language.events.personal.contains(self.word(at)));
            let reduced = match (
                saying || parted || (whole && !object),
                bare && second.finite && regular,
            ) {
                (true, _) => continue,
                (false, true) => at - 1,
                // `dropped a case brought in 2010`
                (false, false) if object => at,
                (false, false) => continue,
            };
            verbs[reduced].finite = false;
            verbs[reduced].passive = true;
        }
    }
}

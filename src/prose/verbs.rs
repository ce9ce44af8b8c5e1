//! Verb groups: what a clause says, with all its auxiliaries. `is due to be signed` is to come, though
//! its nearest verb is a participle.

use std::ops::Range;

use super::language::{Language, Mood, VerbWords};
use super::text::{Kind, Token};

/// How many digits a year has: behind one, a verb describes no noun.
const YEAR: u8 = 4;

/// When a clause says that something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It was.
    Past,
    /// It is.
    Present,
    /// It is to come.
    Ahead,
    /// It was to come then; whether it did is not said: `was to meet`.
    PastAhead,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug, PartialEq)]
pub struct Verb {
    /// The tokens from the first auxiliary to the main verb.
    pub tokens: Range<usize>,
    /// The main verb.
    pub head: usize,
    /// When it says that something is.
    pub when: When,
    /// How it speaks of what is to come; `None` where it states a fact.
    pub mood: Option<Mood>,
    /// Whether the subject is what something is done to.
    pub passive: bool,
    /// Whether it makes a clause of its own; an infinitive does not, nor does `killed` in `the men killed there`.
    pub finite: bool,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it is nothing but a form of `be`.
    pub copula: bool,
}

/// The verb groups of a sentence, in its order.
pub fn verbs(tokens: &[Token], sentence: Range<usize>, language: &Language) -> Vec<Verb> {
    let reader = Reader {
        tokens,
        words: &language.verbs,
        sentence: sentence.clone(),
    };
    let mut verbs: Vec<Verb> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        match reader.group(at, &verbs) {
            Some(verb) => {
                at = verb.tokens.end;
                verbs.push(verb);
            }
            None => at += 1,
        }
    }
    reader.reduced(&mut verbs, language);
    verbs
}

struct Reader<'a> {
    tokens: &'a [Token],
    words: &'a VerbWords,
    sentence: Range<usize>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        match self.sentence.contains(&at) {
            true => &self.tokens[at].lower,
            false => "",
        }
    }

    /// The first token from one on that is no adverb or negation, and whether there was a negation.
    fn next(&self, mut at: usize) -> (usize, bool) {
        let mut negated = false;
        while self.sentence.contains(&at) && self.words.is_between(self.word(at)) {
            negated |= self.words.negations.contains(self.word(at));
            at += 1;
        }
        (at, negated)
    }

    fn is_participle(&self, at: usize) -> bool {
        let word = self.word(at);
        self.words.is_past(word) || self.words.participle.contains(word)
    }

    fn is_base(&self, at: usize) -> bool {
        self.sentence.contains(&at)
            && self.tokens[at].is_word()
            && !self.tokens[at].capital
            && !self.words.no_infinitive.contains(self.word(at))
    }

    /// The group that begins at a token.
    fn group(&self, at: usize, before: &[Verb]) -> Option<Verb> {
        let words = self.words;
        let word = self.word(at);
        if !self.tokens[at].is_word() {
            return None;
        }
        let fact = |head: usize, when: When, passive: bool| Verb {
            tokens: at..head + 1,
            head,
            when,
            mood: None,
            passive,
            finite: true,
            negated: word.ends_with("n't"),
            copula: false,
        };
        if let Some(mood) = words.modals.get(word) {
            let (main, negated) = self.next(at + 1);
            let (head, passive, copula) = self.main(main)?;
            return Some(Verb {
                mood: Some(*mood),
                negated: negated || words.negations.contains(word) || word.ends_with("n't"),
                copula,
                ..fact(head, When::Ahead, passive)
            });
        }
        let is = words.be_present.contains(word);
        if is || words.be_past.contains(word) {
            let when = if is { When::Present } else { When::Past };
            return Some(self.being(at, at, when, is));
        }
        let has = words.have_present.contains(word);
        if has || words.have_past.contains(word) {
            return Some(self.having(at, has));
        }
        let does = words.do_present.contains(word);
        if does || words.do_past.contains(word) {
            let (head, negated) = self.next(at + 1);
            let when = if does { When::Present } else { When::Past };
            let main = (negated || word.ends_with("n't")) && self.is_base(head);
            return Some(Verb {
                negated: main,
                ..fact(if main { head } else { at }, when, false)
            });
        }
        if word == words.to && !before.is_empty() {
            return self.infinitive(at, before);
        }
        if let Some(mood) = words.ahead.get(word).filter(|_| !self.describes(at)) {
            // `talks due on Friday`
            let follows = self.word(at + 1);
            let open = words.moves.words.contains(follows)
                || matches!(follows, "on" | "in" | "by" | "at" | "from");
            if open && at > self.sentence.start {
                return Some(Verb {
                    mood: Some(*mood),
                    finite: false,
                    ..fact(at, When::Ahead, true)
                });
            }
        }
        let phrase = format!("{word} {}", self.word(at + 1));
        if words.present.contains(word) || words.present.contains(&phrase) {
            let ahead = words.arranged.contains(word);
            let arranged = ahead.then_some(Mood::Planned);
            let mood = words.looks_ahead.get(word).copied().or(arranged);
            let when = if mood.is_some() { When::Ahead } else { When::Present };
            let main = fact(at, when, false);
            let noun = self.describes(at) || self.tokens[at].capital || at == self.sentence.start;
            return (!noun).then_some(Verb { mood, ..main });
        }
        let noun = self.describes(at) || (self.tokens[at].capital && at != self.sentence.start);
        // `will stay shut`
        let behind = before.last().is_some_and(|last| last.tokens.end == at);
        if behind && (words.is_past(word) || words.participle.contains(word)) {
            return None;
        }
        if words.is_past(word) && !noun {
            return Some(Verb {
                finite: at != self.sentence.start,
                ..fact(at, When::Past, false)
            });
        }
        (words.participle.contains(word) && !noun).then_some(Verb {
            finite: false,
            ..fact(at, When::Past, true)
        })
    }

    /// The main verb behind a modal or `to`: its token, whether it is passive, whether it is `be`.
    fn main(&self, at: usize) -> Option<(usize, bool, bool)> {
        let (at, _) = self.next(at);
        if self.words.have_present.contains(self.word(at)) {
            let (next, _) = self.next(at + 1);
            if self.word(next) == "been" || self.is_participle(next) {
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
        let negated = negated || self.word(at).ends_with("n't");
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
        let lead = match word == words.to {
            true => Some((next, Mood::Planned)),
            false => {
                let mood = words.ahead.get(word).or(words.ahead_to.get(word));
                let (to, _) = self.next(next + 1);
                mood.filter(|_| self.word(to) == words.to)
                    .map(|mood| (to, *mood))
            }
        };
        if let Some((to, mood)) = lead
            && let Some((head, passive, _)) = self.main(to + 1)
        {
            let plain = word == words.to || words.ahead.get(word) == Some(&Mood::Planned);
            let then = !present && plain && word != "due" && word != "scheduled";
            let when = if then { When::PastAhead } else { When::Ahead };
            return verb(head, when, Some(mood), passive);
        }
        if let Some(mood) = words.ahead.get(word) {
            let when = if present { When::Ahead } else { When::PastAhead };
            return verb(next, when, Some(*mood), true);
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
            negated: negated || self.word(at).ends_with("n't"),
            copula: false,
        };
        if self.word(next) == "been" {
            let been = self.being(at, next, When::Past, present);
            let ahead = been.mood.is_some() && !present;
            return Verb {
                when: if ahead { When::PastAhead } else { been.when },
                negated,
                ..been
            };
        }
        if self.word(next) == self.words.to
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

    /// `to sell`, which is to come where the verb before looks ahead.
    fn infinitive(&self, at: usize, before: &[Verb]) -> Option<Verb> {
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
    fn reduced(&self, verbs: &mut [Verb], language: &Language) {
        for at in 1..verbs.len() {
            let (first, second) = (&verbs[at - 1], &verbs[at]);
            let bare = first.finite && first.tokens.len() == 1 && first.when == When::Past;
            let saying = language.events.saying.contains(self.word(first.head));
            let between = first.tokens.end..second.tokens.start;
            let parted = between.clone().any(|at| {
                let token = &self.tokens[at];
                !token.is_word() && token.number().is_none()
                    || self.words.parts.contains(&token.lower)
            });
            let own = self.words.past_endings.iter();
            let regular = own
                .into_iter()
                .any(|end| self.word(first.head).ends_with(end.as_str()));
            if bare && second.finite && !saying && !parted && regular {
                verbs[at - 1].finite = false;
                verbs[at - 1].passive = true;
            }
        }
    }
}

/// The verb that a date belongs to: the one before it, or the first behind where the date opens its clause
/// (`on Monday the council met`, `the vote, on Monday, was lost`).
pub fn governor(
    verbs: &[Verb],
    tokens: &[Token],
    sentence: &Range<usize>,
    date: &Range<usize>,
    language: &Language,
) -> Option<usize> {
    let words = &language.verbs;
    let behind = verbs
        .iter()
        .position(|verb| verb.finite && verb.tokens.start >= date.end);
    let before = verbs
        .iter()
        .rposition(|verb| verb.tokens.end <= date.start);
    let Some(before) = before else {
        return behind;
    };
    let phrase = phrase(tokens, sentence, date, language);
    let opener = phrase.start.checked_sub(1).filter(|at| *at >= sentence.start);
    let opens = opener.is_none_or(|at| {
        let joins = words.joins.contains(&tokens[at].lower);
        let sign = !tokens[at].is_word() && tokens[at].number().is_none();
        sign || (joins && at > sentence.start && !tokens[at - 1].is_word())
    });
    let fronted = behind.filter(|behind| {
        let mut at = date.end;
        if tokens[at].is_sign(',') {
            at += 1;
        }
        let clear = (at..verbs[*behind].tokens.start).all(|at| {
            tokens[at].is_word() || tokens[at].number().is_some() || tokens[at].is_sign('-')
        });
        opens && clear && !words.parts.contains(&tokens[at].lower)
    });
    fronted.or(Some(before))
}

/// A date with the prepositions before it: `by the end of June`.
pub fn phrase(
    tokens: &[Token],
    sentence: &Range<usize>,
    date: &Range<usize>,
    language: &Language,
) -> Range<usize> {
    let words = &language.verbs;
    let mut start = date.start;
    while start > sentence.start && words.before_date.contains(&tokens[start - 1].lower) {
        start -= 1;
    }
    start..date.end
}

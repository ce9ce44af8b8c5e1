//! Verb groups: what a clause says, with all its auxiliaries. `is due to be signed` is to come, though
//! its nearest verb is a participle.

mod forms;
mod put_in;
mod reader;

use std::ops::Range;

use super::language::{Language, Mood};
use super::text::Token;
use reader::Reader;

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
            Some(mut verb) => {
                at = verb.tokens.end;
                verb.tokens.start = reader.with_clitics(verb.tokens.start);
                verbs.push(verb);
            }
            None => at += 1,
        }
    }
    reader.reduced(&mut verbs, language);
    verbs
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
    let before = verbs.iter().rposition(|verb| verb.tokens.end <= date.start);
    let Some(before) = before else {
        return behind;
    };
    let phrase = phrase(tokens, sentence, date, language);
    let opener = phrase
        .start
        .checked_sub(1)
        .filter(|at| *at >= sentence.start);
    // `has put off the launch, which was due in May, until June`
    let relative = verbs[before].tokens.start.checked_sub(1);
    let relative = relative.filter(|at| {
        let put_in = *at > sentence.start && tokens[at - 1].is_sign(',');
        put_in && words.relatives.contains(&tokens[*at].lower)
    });
    let closed = opener.is_some_and(|at| tokens[at].is_sign(','));
    // `is to sign the bill, passed on Friday, by October`
    let inner = &verbs[before];
    let comma = inner.tokens.start.checked_sub(1);
    let described = !inner.finite && inner.passive && inner.tokens.len() == 1;
    let put_in =
        described && comma.is_some_and(|at| at > sentence.start && tokens[at].is_sign(','));
    let whole = before.checked_sub(1).filter(|_| put_in && closed);
    if whole.is_some() && behind.is_none() {
        return whole;
    }
    let outer = relative.filter(|_| closed).and_then(|at| {
        let outer = verbs
            .iter()
            .rposition(|verb| verb.tokens.end <= at && verb.finite)?;
        let until = &tokens[phrase.start].lower;
        let leads = words.moves.words.contains(until);
        leads.then_some(outer)
    });
    if outer.is_some() {
        return outer;
    }
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

/// Whether a word that could lead to a date belongs to the verb before it, as what stands behind shows: `let in before
/// August`, `move in in 2029`, `took over last week`, `be let in, she said`.
pub fn is_particle(tokens: &[Token], at: usize, language: &Language) -> bool {
    let Some(before) = language.verbs.particles.get(&tokens[at].lower) else {
        return false;
    };
    match tokens
        .get(at + 1)
        .filter(|next| next.sentence == tokens[at].sentence)
    {
        Some(next) if next.is_word() => before.contains(&next.lower),
        Some(next) => next.number().is_none() && !next.is_sign('-'),
        None => true,
    }
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
    while start > sentence.start
        && words.before_date.contains(&tokens[start - 1].lower)
        && !is_particle(tokens, start - 1, language)
    {
        start -= 1;
    }
    start..date.end
}

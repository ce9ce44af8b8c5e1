//! A title out of the words of a clause, in their own order.

use std::ops::Range;

use super::clause::Clauses;
use super::{Evidence, stated};
use crate::prose::text::capitalised;
use crate::prose::verbs;

/// How many words a title has at most.
const WORDS: usize = 24;

/// What a clause says, without its date, what is put in between, and some words that are dropped.
pub(super) fn of(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    verb: usize,
    date: &Range<usize>,
    subject: Option<&Range<usize>>,
    dropped: &Range<usize>,
) -> Option<String> {
    let own = &clauses.subjects[verb];
    let is_comma = |at: Option<usize>| {
        let token = at.and_then(|at| evidence.prose.tokens.get(at));
        token.is_some_and(|token| token.is_sign(','))
    };
    // `rejected, on 27 February, the appeal`
    let before = date.start.checked_sub(1);
    let put_in = is_comma(before) && is_comma(Some(date.end));
    let date = &match before.filter(|_| put_in) {
        Some(before) => before..date.end + 1,
        None => date.clone(),
    };
    let group = &clauses.verbs[verb];
    let next = clauses.verbs.get(verb + 1);
    let led = next.is_some_and(|next| !next.finite && next.tokens.start == group.tokens.end);
    let bare = group.tokens.len() == 1 && !group.finite && group.mood.is_some() && !led;
    let last = match bare {
        // `talks due on Friday`: the talks are the event.
        true => group.tokens.start,
        false => clauses.ends[verb],
    };
    let who = subject.unwrap_or(&own.tokens);
    let mut tokens: Vec<usize> = who.clone().collect();
    // The comma that closes what stands in apposition: `its last lander, Hermes, crashed`.
    let closes = evidence
        .prose
        .tokens
        .get(who.end)
        .is_some_and(|next| next.is_sign(','));
    let opens = who.clone().any(|at| evidence.prose.tokens[at].is_sign(','));
    if closes && opens && own.aside.is_empty() && subject.is_none() {
        tokens.push(who.end);
    }
    if subject.is_none() {
        tokens.retain(|at| !own.aside.contains(at));
    }
    // The words before a verb that loosen or deny what it says, whatever is put in before them.
    let adverbs = stated::adverbs(evidence, clauses, verb);
    tokens.extend(adverbs.filter(|at| !who.contains(at) && !own.tokens.contains(at)));
    tokens.extend(group.tokens.start..group.tokens.end.min(last));
    tokens.extend(part(evidence, clauses, group.tokens.end..last, date)?);
    tokens.retain(|at| !date.contains(at) && !dropped.contains(at));
    let tokens = without_brackets(evidence, tokens);
    let tokens = trimmed(evidence, &tokens);
    let whole = says_something(evidence, clauses, verb, tokens);
    if !whole || !stated::keeps_doubts(evidence, clauses, tokens) {
        return None;
    }
    let text = joined(evidence, tokens);
    (2..=WORDS)
        .contains(&text.split_whitespace().count())
        .then(|| capitalised(&text))
}

/// Whether a title says what happens by itself: not `the club did`, `the ministry put this back`, `the firm announced
/// that its board`.
fn says_something(evidence: &Evidence<'_>, clauses: &Clauses, of: usize, title: &[usize]) -> bool {
    let words = &evidence.language.verbs;
    let tokens = &evidence.prose.tokens;
    let word = |at: usize| tokens[at].lower.as_str();
    let verb = &clauses.verbs[of];
    let behind: Vec<usize> = title
        .iter()
        .copied()
        .filter(|at| *at >= verb.tokens.end)
        .collect();
    let does = verb.tokens.len() == 1
        && (words.do_past.contains(word(verb.head)) || words.do_present.contains(word(verb.head)));
    let empty = does
        && behind.iter().all(|at| {
            words.is_between(word(*at)) || evidence.language.quantities.stop.contains(word(*at))
        });
    // What `this` is stands in another sentence, unless a noun follows.
    let pointing = behind.iter().any(|at| {
        let next = tokens.get(at + 1);
        let noun = next.is_some_and(|next| {
            title.contains(&(at + 1))
                && (next.number().is_some()
                    || (next.is_word()
                        && !evidence.language.quantities.stop.contains(&next.lower)
                        && !words.is_between(&next.lower)))
        });
        evidence.language.events.pointing.contains(word(*at)) && !noun
    });
    // A clause that is cut off before its verb.
    let that = behind
        .iter()
        .rev()
        .find(|at| words.that.contains(word(**at)));
    let cut = that.is_some_and(|that| {
        let known = clauses
            .verbs
            .iter()
            .any(|verb| verb.tokens.start > *that && title.contains(&verb.head));
        let says = clauses
            .verbs
            .iter()
            .rev()
            .find(|verb| verb.tokens.end <= *that);
        let says =
            says.is_some_and(|verb| evidence.language.events.saying.contains(word(verb.head)));
        says && !known
    });
    !(empty || pointing || cut)
}

/// Who or what is a word for somebody: a name, an office, a body.
fn is_somebody(evidence: &Evidence<'_>, run: Range<usize>) -> bool {
    let events = &evidence.language.events;
    let mut run = run
        .map(|at| &evidence.prose.tokens[at])
        .take_while(|token| token.is_word());
    run.any(|token| {
        let known = [&events.titles, &events.bodies, &events.persons_by];
        token.capital || known.iter().any(|list| list.contains(&token.lower))
    })
}

/// What follows a verb, as far as it goes with one of its dates: `would leave the north by May and the south by June`.
fn part(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    rest: Range<usize>,
    date: &Range<usize>,
) -> Option<Vec<usize>> {
    let language = evidence.language;
    let dated = evidence
        .times_in(&rest)
        .iter()
        .filter(|time| time.granule.is_some());
    let others = dated.map(|time| super::dates::phrase(evidence, &clauses.sentence, &time.tokens));
    let others: Vec<Range<usize>> = others
        .filter(|other| other.end <= date.start || other.start >= date.end)
        .collect();
    let joins = |at: usize| {
        language
            .verbs
            .joins
            .contains(&evidence.prose.tokens[at].lower)
    };
    // Only a date behind which the clause goes on with `and` has a part of its own.
    let parts =
        |other: &&Range<usize>| (other.end.min(date.end)..other.start.max(date.start)).any(joins);
    let before = others
        .iter()
        .filter(parts)
        .rfind(|other| other.end <= date.start);
    let behind = others
        .iter()
        .filter(parts)
        .find(|other| other.start >= date.end);
    let from = before.map_or(rest.start, |other| other.end).max(rest.start);
    let to = behind.map_or(rest.end, |_| date.end.max(from));
    // `passed the bill on 21 May and the House on 28 May`: somebody else may have done the same.
    if let Some(before) = before {
        let led = (before.end..date.start).find(|at| joins(*at));
        let else_ = led.is_some_and(|led| is_somebody(evidence, led + 1..date.start));
        if else_ && !is_somebody(evidence, rest.start..before.start) {
            return None;
        }
    }
    let particle = before.is_some()
        && language
            .labels
            .particles
            .contains(&evidence.prose.tokens[rest.start].lower);
    let led = (from..to).skip_while(|at| {
        before.is_some() && (joins(*at) || evidence.prose.tokens[*at].is_sign(','))
    });
    let particle = particle.then_some(rest.start).into_iter();
    Some(particle.chain(led).collect())
}

/// Only what stands outside brackets, and no quotation marks.
fn without_brackets(evidence: &Evidence<'_>, tokens: Vec<usize>) -> Vec<usize> {
    let mut depth = 0;
    let kept = tokens.into_iter().filter(|at| {
        let token = &evidence.prose.tokens[*at];
        let opens = token.is_sign('(') || token.is_sign('[');
        let closes = token.is_sign(')') || token.is_sign(']');
        depth += i32::from(opens);
        let inside = depth > 0;
        depth -= i32::from(closes && depth > 0);
        let quote = ['"', '“', '”', '‘', '«', '»']
            .iter()
            .any(|sign| token.is_sign(*sign));
        !inside && !closes && !quote
    });
    kept.collect()
}

/// Cuts what hangs loose at both ends.
fn trimmed<'a>(evidence: &Evidence<'_>, tokens: &'a [usize]) -> &'a [usize] {
    let events = &evidence.language.events;
    let sign = |at: usize| {
        let token = &evidence.prose.tokens[at];
        !token.is_word()
            && token.number().is_none()
            && !token.is_sign('%')
            && !token.is_sign('$')
            && !token.is_sign('€')
            && !token.is_sign('£')
    };
    let word = |at: usize| evidence.prose.tokens[at].lower.as_str();
    let from = tokens
        .iter()
        .position(|at| !sign(*at))
        .unwrap_or(tokens.len());
    // `the bank reopened it` says what `the bank reopened` does not.
    let loose = |at: usize| events.loose.contains(word(at)) && !events.objects.contains(word(at));
    let of_verb = |at: usize| verbs::is_particle(&evidence.prose.tokens, at, evidence.language);
    let loose = |at: usize| loose(at) && !of_verb(at);
    let to = tokens.iter().rposition(|at| !(sign(*at) || loose(*at)));
    tokens
        .get(from..to.map_or(from, |to| to + 1))
        .unwrap_or_default()
}

/// Words as the text has them, with its spaces.
pub(super) fn joined(evidence: &Evidence<'_>, tokens: &[usize]) -> String {
    let mut text = String::new();
    let mut last = None;
    for at in tokens {
        let token = &evidence.prose.tokens[*at];
        let follows = last.is_some_and(|last: usize| last + 1 == *at && token.glued);
        // A comma or a percent sign stays at its word even where what stood between is gone.
        let sign = token.is_sign(',') || token.is_sign('%') || token.is_possessive();
        if !text.is_empty() && !follows && !sign {
            text.push(' ');
        }
        text.push_str(&evidence.prose.text[token.span.clone()]);
        last = Some(*at);
    }
    text
}

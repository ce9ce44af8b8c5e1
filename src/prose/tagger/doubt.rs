//! Tells dates from words and numbers that merely look like one: `1500 troops`, `may`, `Sun`.

use super::{Action, Prose};
use crate::prose::language::{Class, Entry, Found, Language, Mark};
use crate::prose::text::{Kind, Token};

/// Whether what matched a pattern is an expression of time.
pub(super) fn is_time(prose: &Prose<'_>, language: &Language, found: &Found) -> bool {
    let classes = &found.slots.0;
    let one = found.tokens.len() == 1;
    match (found.rule.action, classes.as_slice()) {
        (Action::Calendar, [(Class::Year, year, at)]) if one => {
            is_year(prose, language, *at, *year) && !is_labelled(prose, language, *at)
        }
        (Action::Calendar, [(Class::Weekday | Class::Month, _, at)]) if is_name(prose, *at) => {
            false
        }
        (Action::Calendar, [(Class::Weekday, _, at)]) if is_any_day(prose, *at) => false,
        (Action::Calendar, [(Class::Season, _, at)]) if is_any_season(prose, language, *at) => {
            false
        }
        (Action::Calendar, [(Class::Month | Class::Weekday | Class::Season, _, at)]) => {
            one_word(prose, language, *at, found.tokens.start)
        }
        (Action::Calendar, [(Class::DayNum, ..)]) => is_day_alone(prose, found),
        (Action::Calendar, _) if classes.is_empty() => false,
        (Action::Calendar, _) => day_fits(found) && !is_score(prose, found),
        (Action::Clock, [(Class::HourNum, ..), ..]) => !is_money(prose, found.tokens.start),
        (Action::Clock, [(Class::Hours, _, at), ..]) => is_hours(prose, language, found, *at),
        (Action::Shift, _) => !is_anchored(prose, language, found),
        (Action::Pair, _) => !is_money(prose, found.tokens.start),
        _ => true,
    }
}

/// `talked with May`, `gave $900 to Friday Club`: somebody has that name.
fn is_name(prose: &Prose<'_>, at: usize) -> bool {
    let marked = |mark| {
        let entry = at.checked_sub(1).and_then(|at| prose.readings.entries[at]);
        entry.is_some_and(|entry| entry.is(mark))
    };
    let named = prose.tokens.get(at + 1).is_some_and(|next| {
        let known = prose.readings.entries[at + 1].is_some();
        next.is_word() && next.capital && !known && next.sentence == prose.tokens[at].sentence
    });
    prose.tokens[at].capital && (marked(Mark::Persons) || (named && marked(Mark::Takers)))
}

/// `a Monday`, which is no Monday of the calendar; `the Sunday Times`.
fn is_any_day(prose: &Prose<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let entry = prose.readings.entries[before];
    let any = entry.is_some_and(|entry| entry.value(Class::One).is_some());
    let definite = entry.is_some_and(|entry| entry.is(Mark::Definite) && entry.literal.is_some());
    let next = prose.tokens.get(at + 1);
    let name = next.is_some_and(|next| {
        next.is_word() && next.capital && next.sentence == prose.tokens[at].sentence
    });
    let unknown = prose
        .readings
        .entries
        .get(at + 1)
        .is_none_or(Option::is_none);
    any || (definite && name && unknown && !prose.tokens[before].is_possessive())
}

/// `Winter storms`: what a season is like, not the season of a year.
fn is_any_season(prose: &Prose<'_>, language: &Language, at: usize) -> bool {
    let Some(next) = prose.tokens.get(at + 1) else {
        return false;
    };
    let unknown = prose.readings.entries[at + 1].is_none_or(|entry| entry.classes.is_empty());
    let plain = next.is_word() && !next.capital && unknown;
    let thing = plain && language.lexicon.tense(next).is_none();
    let said = |before: usize| {
        let entry = prose.readings.entries[before];
        entry.is_some_and(|entry| entry.is(Mark::Introduces) || entry.is(Mark::Definite))
    };
    thing && !at.checked_sub(1).is_some_and(said)
}

/// A day that its month has: there is no 31 June.
fn day_fits(found: &Found) -> bool {
    let days = |month: i64| match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (
        found.slots.get(Class::Month),
        found.slots.get(Class::DayNum),
    ) {
        (Some(month), Some(day)) => day <= days(month),
        _ => true,
    }
}

/// `May 2,500 people`: the number behind the month is no day.
fn is_score(prose: &Prose<'_>, found: &Found) -> bool {
    let next = prose.tokens.get(found.tokens.end);
    next.is_some_and(|next| next.is_sign('%') && found.slots.0.len() == 1)
}

/// `at 1530 the alarm was raised`, `1745 GMT`, but no `at 1200 points` and no `0802EST`.
fn is_hours(prose: &Prose<'_>, language: &Language, found: &Found, at: usize) -> bool {
    let glued = prose
        .tokens
        .get(at + 1)
        .is_some_and(|next| next.glued && next.is_word());
    let next = prose
        .tokens
        .get(found.tokens.end)
        .filter(|_| found.tokens.end == at + 1);
    let stop = &language.quantities.stop;
    let counts = |next: &Token| next.is_word() && !stop.contains(&next.lower);
    !glued && !next.is_some_and(|next| counts(next) || (next.glued && is_attached(next)))
}

fn is_money(prose: &Prose<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| prose.tokens.get(at));
    before.is_some_and(|token| matches!(token.kind, Kind::Sign('$' | '£' | '€' | '¥' | '#')))
}

/// A number of four digits that stands alone.
fn is_year(prose: &Prose<'_>, language: &Language, at: usize, year: f64) -> bool {
    let tokens = &prose.tokens;
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let next = tokens.get(at + 1);
    if is_money(prose, at) || next.is_some_and(|next| next.glued && is_attached(next)) {
        return false;
    }
    if before.is_some_and(|before| tokens[at].glued && is_model(prose, before, at)) {
        return false;
    }
    let marked = |mark| {
        let entry = at.checked_sub(1).and_then(|at| prose.readings.entries[at]);
        entry.is_some_and(|entry| entry.is(mark))
    };
    let introduced = marked(Mark::Introduces);
    let counts = next.is_some_and(|next| {
        next.is_word() && !next.capital && language.quantities.is_plural(&next.lower)
    });
    match year {
        // `2000 soldiers` counts, `1988 sales` does not.
        1900.0..2100.0 => {
            let round = counts && year % 100.0 == 0.0;
            !round || marked(Mark::Dates) || marked(Mark::Definite)
        }
        1500.0..1900.0 => {
            introduced
                || (!counts && !next.is_some_and(|next| next.glued && next.is_sign(',')))
                || before.is_none()
        }
        _ => introduced && !counts,
    }
}

/// `Route 1990`, `No. 2001`: a number that a name is made with.
fn is_labelled(prose: &Prose<'_>, language: &Language, at: usize) -> bool {
    let label = |back: usize| {
        let token = at.checked_sub(back).map(|before| &prose.tokens[before]);
        token.is_some_and(|token| language.quantities.labels.contains(&token.lower))
    };
    let stop = at
        .checked_sub(1)
        .is_some_and(|before| prose.tokens[before].is_sign('.'));
    label(1) || (stop && label(2))
}

/// A sign that makes a number part of something longer.
fn is_attached(token: &Token) -> bool {
    matches!(token.kind, Kind::Word if !token.is_possessive())
        || matches!(token.kind, Kind::Sign('%' | '°' | '_' | '@'))
}

/// `Su-2000`, `#2000`, `1.2000`: the number belongs to a name.
fn is_model(prose: &Prose<'_>, before: &Token, at: usize) -> bool {
    let further = at.checked_sub(2).map(|further| &prose.tokens[further]);
    match before.kind {
        Kind::Sign('-') if before.glued => further.is_some_and(|token| {
            let known =
                prose.readings.entries[at - 2].is_some_and(|entry| !entry.classes.is_empty());
            // `1-800-555-1990`
            let digits = matches!(token.kind, Kind::Number { digits: 1 | 3, .. });
            digits || (token.is_word() && token.capital && !known)
        }),
        Kind::Sign('.' | '#' | '_' | '@' | '=' | '&' | '+') => true,
        Kind::Word | Kind::Number { .. } => true,
        _ => false,
    }
}

fn introduces(prose: &Prose<'_>, at: usize) -> bool {
    prose.readings.entries[at].is_some_and(|entry| entry.is(Mark::Introduces))
}

/// A month, weekday or season without anything beside it.
fn one_word(prose: &Prose<'_>, language: &Language, at: usize, start: usize) -> bool {
    let entry = prose.readings.entries[at];
    if !entry.is_some_and(|entry| entry.is(Mark::Ambiguous)) {
        return true;
    }
    let known = |at: usize| prose.readings.entries[at];
    let is_month = entry.is_some_and(|entry| entry.value(Class::Month).is_some());
    let sentence = prose.tokens[at].sentence;
    let inside = |at: &usize| {
        prose
            .tokens
            .get(*at)
            .is_some_and(|token| token.sentence == sentence)
    };
    let before = at.checked_sub(1).filter(inside);
    let next = Some(at + 1).filter(inside);
    let dated = next.is_some_and(|next| {
        prose.tokens[next].is_sign('-')
            || known(next).is_some_and(|entry| !entry.classes.is_empty())
    });
    if !prose.tokens[at].capital {
        let is = |at: Option<usize>, mark| at.and_then(known).is_some_and(|entry| entry.is(mark));
        let verb = is(next, Mark::VerbalAfter) || is(before, Mark::VerbalBefore);
        return !verb && before.is_some() && !is_month;
    }
    let Some(before) = before else {
        // At the beginning of a sentence every word has a capital: `March sales rose`.
        let counted = |next: usize| {
            let token = &prose.tokens[next];
            let plural = token.is_word() && !token.capital;
            let plural = plural && language.quantities.is_plural(&token.lower);
            let sales = plural && known(next).is_none();
            prose.tokens[next].is_sign(',') || (is_month && sales)
        };
        return dated || next.is_some_and(counted);
    };
    let token = &prose.tokens[before];
    let title = token.is_sign('.') && token.glued && start == at;
    let name = title || token.is_word() && token.capital && known(before).is_none();
    let named = next.is_some_and(|next| {
        let token = &prose.tokens[next];
        token.is_word() && token.capital && known(next).is_none()
    });
    // `the mother of April Jones`, but `at the end of April President Hale left`
    let whose = named
        && is_month
        && prose.tokens[before].lower == language.labels.of
        && before
            .checked_sub(1)
            .and_then(known)
            .is_none_or(|entry| entry.classes.is_empty());
    let after = |entry: &Entry| entry.is(Mark::VerbalAfter);
    let verb = next.and_then(known).is_some_and(after);
    let stop = next.is_none_or(|next| !prose.tokens[next].is_word());
    (introduces(prose, before) || dated || (!name && !named && !verb && !stop) || start + 1 < at)
        && !title
        && !whose
}

/// `the 20th` alone, behind a preposition: a day unless something is counted by it.
fn is_day_alone(prose: &Prose<'_>, found: &Found) -> bool {
    let last = &prose.tokens[found.tokens.end - 1];
    let Some(next) = prose.tokens.get(found.tokens.end) else {
        return matches!(last.kind, Kind::Ordinal(_));
    };
    let verb = prose.readings.entries[found.tokens.end].is_some_and(|entry| entry.tense.is_some());
    let free = !next.is_word() && !next.glued || next.sentence != last.sentence;
    let stop = matches!(
        next.kind,
        Kind::Sign('.' | ',' | ';' | ':' | ')' | '"' | '”')
    );
    matches!(last.kind, Kind::Ordinal(_)) && (verb || free || stop)
}

/// `two days after the vote`: counted from something that no calendar tells.
fn is_anchored(prose: &Prose<'_>, language: &Language, found: &Found) -> bool {
    let last = found.tokens.end - 1;
    let anchors = prose.readings.entries[last].is_some_and(|entry| entry.is(Mark::Anchors));
    let next = prose.tokens.get(found.tokens.end);
    let sentence = prose.tokens[last].sentence;
    // `two years later than planned`
    let comparing = &language.events.comparing;
    if next.is_some_and(|next| comparing.contains(&next.lower) && next.lower != language.labels.of)
    {
        return true;
    }
    anchors && next.is_some_and(|next| next.is_word() && next.sentence == sentence)
}

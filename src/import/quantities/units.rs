//! What a number counts or measures.

use super::has_class;
use super::numbers::Number;
use crate::prose::language::{Class, HashMap, HashSet, Language, numeral};
use crate::prose::tagger::Prose;
use crate::prose::text::Kind;

/// A unit and the tokens it takes on both sides of the number.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    /// Its name; empty where there is none.
    pub name: String,
    /// Where it begins, if before the number.
    pub start: usize,
    /// Where it ends, if behind the number.
    pub end: usize,
    /// Words that say of what.
    pub concept: Vec<String>,
    /// Whether it is a measure.
    pub measure: bool,
    /// Whether it measures time.
    pub time: bool,
}

/// Finds the unit of a number; no word of a date belongs to one.
pub(super) fn find(
    prose: &Prose<'_>,
    language: &Language,
    number: &Number,
    dated: &[bool],
) -> Unit {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let mut unit = money_before(prose, language, number)
        .or_else(|| known(prose, language, behind_scale(prose, language, number)))
        .unwrap_or_else(|| noun(prose, language, number, dated));
    if unit.start == 0 {
        unit.start = start;
    }
    unit.end = unit.end.max(end);
    if unit.measure {
        rate(prose, language, &mut unit);
    }
    unit
}

/// Where the unit begins: behind the `d'` of `2,5 millions d'euros`.
fn behind_scale(prose: &Prose<'_>, language: &Language, number: &Number) -> usize {
    let end = number.tokens.end;
    let next = prose.tokens.get(end);
    let of = &language.quantities.grammar.scale_of;
    let scaled = number.scaled || number.loose;
    end + usize::from(scaled && next.is_some_and(|next| of.contains(&next.lower)))
}

/// `$`, `US$`, `EUR` before the number.
fn money_before(prose: &Prose<'_>, language: &Language, number: &Number) -> Option<Unit> {
    let start = number.tokens.start;
    let word = |back: usize| {
        start
            .checked_sub(back)
            .map(|at| prose.tokens[at].lower.as_str())
    };
    let currencies = &language.quantities.currencies;
    let sign = word(1)?;
    let code = sign.len() > 1 && prose.tokens[start - 1].is_word();
    // `paid euros 30` is rare; codes before a number are in capitals or stand at the beginning.
    if code && sign.len() > 3 {
        return None;
    }
    // `A$5m`, but `a $5m fine`
    let joined = prose.tokens[start - 1].glued || code;
    let double = word(2).filter(|_| joined);
    let double = double.map(|before| format!("{before} {sign}"));
    let double = double.and_then(|double| currencies.get(&double));
    let (name, back) = match (double, currencies.get(sign)) {
        (Some(name), _) => (name, 2),
        (None, Some(name)) => (name, 1),
        (None, None) => return None,
    };
    let mut end = number.tokens.end;
    // `$5 million dollars`, `US$100 USD`
    if known(prose, language, end).is_some_and(|unit| &unit.name == name) {
        end += 1;
    }
    Some(Unit {
        name: name.clone(),
        start: start - back,
        end,
        measure: true,
        ..Unit::default()
    })
}

/// A currency or a unit of measure behind the number, the longest name first.
fn known(prose: &Prose<'_>, language: &Language, end: usize) -> Option<Unit> {
    let words = &language.quantities;
    // `3-inch`, `20 (kg)`
    let mut at = end;
    while prose
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.kind, Kind::Sign('-' | '(' | '[')))
        && at - end < 1
    {
        at += 1;
    }
    for len in (1..=3).rev() {
        let Some(tokens) = prose.tokens.get(at..at + len) else {
            continue;
        };
        let text = tokens
            .iter()
            .map(|token| token.lower.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let found = |table: &HashMap<String, String>| {
            let singular = || table.get(&words.stem(&text));
            table.get(&text).or_else(singular).cloned()
        };
        let (currency, unit) = (found(&words.currencies), found(&words.units));
        let glued = || {
            let token = &tokens[0];
            let unit = words
                .glued_units
                .get(&text)
                .filter(|_| len == 1 && token.glued);
            unit.cloned().filter(|unit| unit != "-")
        };
        let is_currency = currency.is_some();
        // `the pound` weighs, unless money says otherwise; `mark` and `points` need no care.
        if let Some(name) = currency.or(unit).or_else(glued) {
            let time = !is_currency && len == 1 && has_class(prose, at, Class::Unit);
            let (name, end) = if time {
                aged(prose, language, at, name)
            } else {
                (name, at + len)
            };
            return Some(Unit {
                name: money_pounds(prose, language, end, name),
                end,
                measure: !time || is_currency,
                time,
                ..Unit::default()
            });
        }
    }
    None
}

/// Pounds are money or weight by what stands around them: nobody weighs 361 million pounds, but beef.
fn money_pounds(prose: &Prose<'_>, language: &Language, end: usize, name: String) -> String {
    let grammar = &language.quantities.grammar;
    if name != grammar.pounds {
        return name;
    }
    let words = &language.quantities.pounds;
    let word = |at: usize| {
        prose
            .tokens
            .get(at)
            .map_or("", |token| token.lower.as_str())
    };
    let sentence = end.checked_sub(1).and_then(|at| prose.tokens.get(at));
    let sentence = sentence.map_or(0..0, |unit| prose.sentences.tokens[unit.sentence].clone());
    let says = |list: &HashSet<String>| sentence.clone().any(|at| list.contains(word(at)));
    let before = end.checked_sub(2);
    let hyphen = before.is_some_and(|at| prose.tokens[at].is_sign('-'));
    let scaled = before.is_some_and(|at| has_class(prose, at, Class::Scale));
    let money = if grammar.of.contains(word(end)) {
        words.of.contains(word(end + 1))
    } else if hyphen {
        words.money.contains(word(end))
    } else {
        !says(&words.weight) && (scaled || says(&words.money))
    };
    match money {
        true => grammar.pounds_money.clone(),
        false => grammar.pounds_weight.clone(),
    }
}

/// `28-year-old`, `60 years old`, `3 years of age`: an age, not a length of time.
fn aged(prose: &Prose<'_>, language: &Language, at: usize, name: String) -> (String, usize) {
    let word = |at: usize| {
        prose
            .tokens
            .get(at)
            .map_or("", |token| token.lower.as_str())
    };
    let words = &language.quantities.grammar;
    let mut next = at + 1;
    if word(next) == "-" {
        next += 1;
    }
    let end = match (word(next), word(next + 1)) {
        (word, _) if words.old.contains(word) => next + 1,
        (of, age) if words.of.contains(of) && age == words.age => next + 2,
        _ => return (name, at + 1),
    };
    (format!("{name} {}", words.of_age), end)
}

/// The noun behind the number, with what describes it.
fn noun(prose: &Prose<'_>, language: &Language, number: &Number, dated: &[bool]) -> Unit {
    let words = &language.quantities;
    let sentence = prose.tokens[number.tokens.start].sentence;
    let mut at = number.tokens.end;
    let mut shared = false;
    let lower = |at: usize| {
        prose
            .tokens
            .get(at)
            .map_or("", |token| token.lower.as_str())
    };
    if lower(at) == "-" {
        at += 1;
    } else if words.grammar.of.contains(lower(at)) {
        // `one of the computers`, `dozens of homes`
        at += 1;
        while words.determiners.contains(lower(at)) {
            at += 1;
        }
        // `two of the three suspects`: both count suspects, and the second for itself.
        let other = numeral(&prose.tokens, &prose.readings.entries, at);
        at += other.map_or(0, |(_, len)| len);
        shared = other.is_some();
    }
    let (mut phrase, mut concept): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut end = number.tokens.end;
    while let Some(token) = prose.tokens.get(at) {
        if token.sentence != sentence || dated[at] || phrase.len() + concept.len() >= 5 {
            break;
        }
        if token.is_sign('-')
            && token.glued
            && !phrase.is_empty()
            && prose
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.glued && next.is_word())
        {
            at += 1;
            continue;
        }
        let stop = words.stop.contains(&token.lower) && !token.capital;
        let digits = number.tokens.end != at && !token.is_word();
        if !token.is_word()
            || token.is_possessive()
            || stop
            || digits
            || has_class(prose, at, Class::Month)
            || has_class(prose, at, Class::Weekday)
        {
            break;
        }
        let verb = !phrase.is_empty() && is_verb(prose, language, at);
        if verb {
            break;
        }
        if words.skip.contains(&token.lower) && !token.capital {
            at += 1;
            continue;
        }
        match token.capital && at > prose.sentences.tokens[sentence].start {
            true if phrase.is_empty() => concept.push(prose.text[token.span.clone()].to_string()),
            true => break,
            false => phrase.push(token.lower.clone()),
        }
        at += 1;
        end = at;
        if words.is_plural(&token.lower) && number.max != 1.0 {
            break;
        }
    }
    if phrase.is_empty() && !concept.is_empty() {
        // `900 New Yorkers`: a people's name is whole.
        let people = concept
            .last()
            .is_some_and(|last| words.is_plural(&last.to_lowercase()));
        let new = people
            && concept.len() > 1
            && words
                .within_peoples
                .contains(&concept[concept.len() - 2].to_lowercase());
        let name = concept.split_off(concept.len() - 1 - usize::from(new));
        phrase.push(name.join(" "));
    }
    // `of magnitude 6.3 killed twelve`: what was done is not counted.
    let done =
        |word: &String| has_ending(word, &language.verbs.past_endings) && !words.is_plural(word);
    if !shared && phrase.last().is_some_and(done) {
        phrase.pop();
        if phrase.is_empty() {
            end = number.tokens.end;
        }
    }
    // Only a plural shows for sure where the noun ends; else the first words must do.
    let plural = phrase.last().is_some_and(|last| words.is_plural(last));
    if !plural && phrase.len() > 2 {
        phrase.truncate(2);
    }
    Unit {
        name: phrase.join(" "),
        end: if shared { number.tokens.end } else { end },
        concept,
        ..Unit::default()
    }
}

fn is_verb(prose: &Prose<'_>, language: &Language, at: usize) -> bool {
    let token = &prose.tokens[at];
    let verbs = &language.verbs;
    let ends = |endings: &[String]| has_ending(&token.lower, endings);
    language.lexicon.tense(token).is_some() && !ends(&verbs.past_endings)
        || ends(&verbs.going_endings)
        || ends(&verbs.between_endings)
}

fn has_ending(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// `a barrel`, `per share`, `an hour` behind a measure.
fn rate(prose: &Prose<'_>, language: &Language, unit: &mut Unit) {
    let words = &language.quantities;
    let mut at = unit.end;
    let hyphen = |at: usize| prose.tokens.get(at).is_some_and(|token| token.is_sign('-'));
    if hyphen(at) {
        at += 1;
    }
    let Some(word) = prose
        .tokens
        .get(at)
        .filter(|token| words.rates.contains(&token.lower))
    else {
        return;
    };
    let per = word.lower == words.grammar.per;
    at += 1;
    if hyphen(at) {
        at += 1;
    }
    let Some(token) = prose
        .tokens
        .get(at)
        .filter(|token| token.is_word() && !token.capital)
    else {
        return;
    };
    // `$13 million a year earlier` is no rate.
    let counted_from = [Class::Earlier, Class::Ago, Class::Later];
    if counted_from
        .iter()
        .any(|class| has_class(prose, at + 1, *class))
    {
        return;
    }
    let known = words.per.get(&token.lower);
    if let Some(name) = known.or(per.then_some(&token.lower)) {
        unit.name = format!("{} {} {name}", unit.name, words.grammar.per);
        unit.end = at + 1;
    }
}

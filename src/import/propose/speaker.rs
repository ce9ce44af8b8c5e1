//! Who says what a sentence says.

use std::ops::Range;

use super::Evidence;
use super::clause::Clauses;
use crate::prose::text::Kind;

/// How many words a speaker's name has at most.
const WORDS: usize = 9;

/// The speaker of what stands at a token: the one who speaks last before it, or else next behind it.
///
/// Of a clause told before (`the bank cut rates and said …`), its own subject is no speaker, and neither is whom it
/// only describes (`the mayor, who took office in May, said`). Behind a semicolon somebody else may speak.
pub(super) fn of(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    at: usize,
    told: Option<usize>,
) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let parted = |at: &usize| tokens[*at].is_sign(';');
    let sentence = &clauses.sentence;
    let at = at.clamp(sentence.start, sentence.end);
    let start = (sentence.start..at).rev().find(parted);
    let part = start.map_or(sentence.start, |at| at + 1)
        ..(at..sentence.end).find(parted).unwrap_or(sentence.end);
    let all: Vec<usize> = part.filter(|said| says(evidence, *said)).collect();
    let own = told.map_or(at, |told| clauses.verbs[told].head);
    let (before, behind) = all.split_at(all.partition_point(|said| *said <= own));
    let mut all = before.iter().rev().chain(behind);
    all.find_map(|said| {
        let verb = clauses.verbs.iter().position(|verb| verb.head == *said);
        let free = match verb {
            Some(verb) => is_free(evidence, clauses, verb, at, told),
            None => !is_of_a_number(evidence, clauses, *said, at),
        };
        let name =
            || before_it(evidence, clauses, *said).or_else(|| behind_it(evidence, clauses, *said));
        free.then(name).flatten()
    })
}

/// Whether a word is a verb of saying, and not `added 254,000 jobs` or `ruled out`.
fn says(evidence: &Evidence<'_>, at: usize) -> bool {
    let events = &evidence.language.events;
    let word = &evidence.prose.tokens[at].lower;
    let next = evidence.prose.tokens.get(at + 1);
    let counted = next.is_some_and(|next| next.number().is_some());
    let unsaid = next.is_some_and(|next| events.unsaid.contains(&format!("{word} {}", next.lower)));
    events.saying.contains(word) && !(counted && events.changes.contains(word)) && !unsaid
}

/// Whether who speaks by a verb may have said what stands at a token.
fn is_free(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    verb: usize,
    at: usize,
    told: Option<usize>,
) -> bool {
    let subject = &clauses.subjects[verb].tokens;
    let own = told.is_some_and(|told| {
        let mine = &clauses.subjects[told].tokens;
        !subject.is_empty() && told < verb && mine.start == subject.start
    });
    // `…, and the mayor said` begins anew.
    let joins = &evidence.language.verbs.joins;
    let before = subject.start.checked_sub(1);
    let anew = !subject.is_empty()
        && at < subject.start
        && before.is_some_and(|at| joins.contains(&evidence.prose.tokens[at].lower));
    !(own || anew || subject.contains(&at))
}

/// `…, 1 200 selon la police`: who speaks gives that number alone, and not what stands before the comma.
fn is_of_a_number(evidence: &Evidence<'_>, clauses: &Clauses, said: usize, at: usize) -> bool {
    let tokens = &evidence.prose.tokens;
    let mut behind = at..said;
    let Some(comma) = behind.rfind(|at| tokens[*at].is_sign(',')) else {
        return false;
    };
    let own = comma + 1..said;
    let told = clauses.verbs.iter().any(|verb| own.contains(&verb.head));
    let number = own.clone().any(|at| tokens[at].number().is_some());
    number && !told
}

/// `the Iraqi defence minister said`, `Ida Brock, a spokeswoman, told`
fn before_it(evidence: &Evidence<'_>, clauses: &Clauses, said: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let at = clauses.verbs.iter().position(|verb| verb.head == said)?;
    let subject = &clauses.subjects[at];
    if subject.relative || clauses.verbs[at].passive {
        return None;
    }
    let named = subject.tokens.clone();
    let comma = named.clone().find(|at| tokens[*at].is_sign(','));
    // `Nils Oren, the island's mayor, said`: what is said first names the speaker.
    let first = named.start..comma.unwrap_or(named.end);
    apposed(evidence, &first, named.end).or_else(|| phrase(evidence, first))
}

/// The name that stands behind words for what somebody is: `the island's mayor, Nils Oren,`.
fn apposed(evidence: &Evidence<'_>, first: &Range<usize>, end: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let events = &evidence.language.events;
    let own = tokens.get(first.clone())?;
    let open = evidence.sentence(first.start).start;
    let named = own.iter().zip(first.clone());
    let mut named = named.filter(|(token, at)| token.capital && *at > open);
    let article = &evidence.language.quantities.determiners;
    // `a spokesman in the capital, Karta,` is somebody else than Karta.
    let led = own
        .iter()
        .any(|token| events.leading.contains(&token.lower));
    let plain = own
        .first()
        .is_some_and(|word| article.contains(&word.lower));
    if !tokens.get(first.end)?.is_sign(',') || !plain || led || named.next().is_some() {
        return None;
    }
    let name = first.end + 1..end;
    // `Prof. Edna Moss`
    let within = |at: usize| {
        let stop = tokens[at].is_sign('.') && tokens[at].glued;
        tokens[at].is_word() || (stop && at + 1 < name.end && tokens[at + 1].is_word())
    };
    let close = name.clone().find(|at| !within(*at));
    let name = name.start..close.unwrap_or(name.end);
    let mut words = tokens
        .get(name.clone())?
        .iter()
        .filter(|token| token.is_word());
    let capitals = words.all(|token| token.capital);
    let ends = tokens
        .get(name.end)
        .is_none_or(|next| !next.is_possessive());
    (capitals && ends).then(|| phrase(evidence, name)).flatten()
}

/// Where the name of a body ends of which some words are read: `the Institute for Ports`, `the Ministry of Ports,
/// Rivers and Ferries`.
fn body_end(evidence: &Evidence<'_>, name: &Range<usize>, limit: usize) -> usize {
    let tokens = &evidence.prose.tokens;
    let events = &evidence.language.events;
    let mut own = tokens[name.clone()].iter();
    let is_body = own.any(|token| token.capital && events.bodies.contains(&token.lower));
    let capitals = |from: usize| {
        let mut run = from..limit;
        let named = |at: &usize| tokens[*at].is_word() && tokens[*at].capital;
        run.find(|at| !named(at)).unwrap_or(limit)
    };
    let mut end = name.end;
    while is_body && end < limit {
        let joins = events.within_bodies.contains(&tokens[end].lower);
        let article = tokens.get(end + 1).is_some_and(|next| {
            let determiners = &evidence.language.quantities.determiners;
            determiners.contains(&next.lower)
        });
        let next = end + 1 + usize::from(article);
        let goes_on = match tokens[end].is_sign(',') {
            false => joins,
            // A list that `and` closes may be of one name or of several: a name with commas is none.
            true => {
                let mut rest = end;
                while rest < limit && tokens[rest].is_sign(',') && capitals(rest + 1) > rest + 1 {
                    rest = capitals(rest + 1);
                }
                rest < limit && events.within_bodies.contains(&tokens[rest].lower)
            }
        };
        let behind = capitals(next.min(limit));
        if !goes_on || behind <= next {
            break;
        }
        end = behind;
    }
    end
}

/// `, said Ada Hale, the mayor`; `according to the council`
fn behind_it(evidence: &Evidence<'_>, clauses: &Clauses, said: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let events = &evidence.language.events;
    // `they reported irregularities`: what stands behind is what they say.
    let verb = clauses.verbs.iter().position(|verb| verb.head == said);
    let own =
        verb.is_some_and(|at| clauses.verbs[at].passive || !clauses.subjects[at].tokens.is_empty());
    if own && !events.according.contains(&tokens[said].lower) {
        return None;
    }
    let according = events.according.contains(&tokens[said].lower);
    // `May said the channel could be shut`: only behind a comma or a quotation does a verb come before who speaks.
    let group = verb.map_or(said, |verb| clauses.verbs[verb].tokens.start);
    let before = group
        .checked_sub(1)
        .filter(|at| *at >= clauses.sentence.start);
    let named = group < said && tokens[group].capital;
    let sign = |at: usize| matches!(tokens[at].kind, Kind::Sign(sign) if sign != ')');
    let apart = !named && before.is_none_or(sign);
    if !according && !apart {
        return None;
    }
    let start = said + 1 + usize::from(according);
    // `a annoncé mardi le maire`
    let time = evidence.times_in(&(start..start + 1)).first();
    let start = time.map_or(start, |time| time.tokens.end);
    let mut end = start;
    while end < clauses.sentence.end && end - start < WORDS {
        let token = &tokens[end];
        let quantities = &evidence.language.quantities;
        // `the ministry of the interior`
        let leads = end == start || quantities.grammar.of.contains(&tokens[end - 1].lower);
        let opens = leads && quantities.determiners.contains(&token.lower);
        let stop = quantities.stop.contains(&token.lower)
            && !token.capital
            && !evidence
                .language
                .quantities
                .grammar
                .of
                .contains(&token.lower)
            && !opens;
        let verb = clauses.verbs.iter().any(|verb| verb.tokens.contains(&end));
        // `the teachers' union`
        let whose = token.glued && is_apostrophe(evidence, end);
        let word = token.is_word()
            || whose
            || token.is_sign('-')
            || (token.is_sign('.') && token.glued && end + 1 < clauses.sentence.end);
        if !word || stop || verb || is_dated(evidence, end) {
            break;
        }
        end += 1;
    }
    end = body_end(evidence, &(start..end), clauses.sentence.end);
    let rest = (end + 1).min(clauses.sentence.end)..clauses.sentence.end;
    let apposed = apposed(evidence, &(start..end), rest.end);
    let name = apposed.or_else(|| phrase(evidence, start..end));
    name.filter(|_| !according || is_somebody(evidence, &(start..end), rest.start))
}

/// Whether words behind `according to` name somebody, and not what somebody has found: `evidence`, `our estimates`, `a
/// Tern News/Echo poll`.
fn is_somebody(evidence: &Evidence<'_>, name: &Range<usize>, behind: usize) -> bool {
    let tokens = &evidence.prose.tokens;
    let events = &evidence.language.events;
    let Some(first) = tokens.get(name.start) else {
        return false;
    };
    let cut = tokens
        .get(behind.saturating_sub(1))
        .is_some_and(|next| next.is_sign('/'));
    let mut own = tokens[name.clone()].iter();
    let known = own.any(|token| {
        let lists = [&events.titles, &events.bodies, &events.persons_by];
        token.capital || lists.iter().any(|list| list.contains(&token.lower))
    });
    let article = evidence
        .language
        .quantities
        .determiners
        .contains(&first.lower);
    !cut && !events.speakers.contains(&first.lower) && (known || article)
}

/// Whether a token is an apostrophe between two words.
fn is_apostrophe(evidence: &Evidence<'_>, at: usize) -> bool {
    let token = &evidence.prose.tokens[at];
    let next = evidence.prose.tokens.get(at + 1);
    (token.is_sign('\'') || token.is_sign('’')) && next.is_some_and(|next| next.is_word())
}

fn is_dated(evidence: &Evidence<'_>, at: usize) -> bool {
    let entry = evidence.prose.readings.entries[at];
    entry.is_some_and(|entry| !entry.classes.is_empty())
        && evidence
            .times_in(&(at..at + 1))
            .iter()
            .any(|time| time.granule.is_some())
}

/// A phrase that can name somebody: no pronoun, date or clause.
fn phrase(evidence: &Evidence<'_>, tokens: Range<usize>) -> Option<String> {
    // `the refugee agency (RA)`
    let open = tokens
        .clone()
        .find(|at| evidence.prose.tokens[*at].is_sign('('));
    let closed = tokens.end > tokens.start && evidence.prose.tokens[tokens.end - 1].is_sign(')');
    let tokens = tokens.start..open.filter(|_| closed).unwrap_or(tokens.end);
    let run = evidence.prose.tokens.get(tokens.clone())?;
    let events = &evidence.language.events;
    let first = &run.first()?.lower;
    let pronoun = events.pronouns.contains(first) || events.vague.contains(first);
    let dated = tokens.clone().any(|at| is_dated(evidence, at));
    let sign = run.iter().any(|token| {
        let within = ['-', '.', '&', '\'', '’'];
        !token.is_word() && !within.iter().any(|sign| token.is_sign(*sign))
    });
    (run.len() <= WORDS && !pronoun && !dated && !sign).then(|| evidence.words(&tokens))
}

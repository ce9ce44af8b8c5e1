//! Who says what a sentence says.

use std::ops::Range;

use super::Evidence;
use super::clause::Clauses;

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
        let free = verb.is_none_or(|verb| is_free(evidence, clauses, verb, at, told));
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

/// `the Iraqi defence minister said`, `Ida Brock, a spokeswoman, told`
fn before_it(evidence: &Evidence<'_>, clauses: &Clauses, said: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let at = clauses.verbs.iter().position(|verb| verb.head == said)?;
    let subject = &clauses.subjects[at];
    if subject.relative || clauses.verbs[at].passive {
        return None;
    }
    let mut end = subject.tokens.end;
    if let Some(comma) = subject.tokens.clone().find(|at| tokens[*at].is_sign(',')) {
        // `The island's mayor, Nils Oren, said`: what is said first names the speaker.
        end = comma;
    }
    phrase(evidence, subject.tokens.start..end)
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
    let start = said + 1 + usize::from(events.according.contains(&tokens[said].lower));
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
    phrase(evidence, start..end)
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

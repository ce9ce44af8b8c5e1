//! Who says what a sentence says.

use std::ops::Range;

use super::Evidence;
use super::clause::Clauses;

/// How many words a speaker's name has at most.
const WORDS: usize = 9;

/// The speaker of a sentence: the words before a verb of saying, or behind it.
///
/// Of a clause told before (`the bank cut rates and said …`), its own subject is no speaker.
pub(super) fn of(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    told: Option<usize>,
) -> Option<String> {
    let events = &evidence.language.events;
    let tokens = &evidence.prose.tokens;
    let mut verbs = clauses
        .sentence
        .clone()
        .filter(|at| events.saying.contains(&tokens[*at].lower))
        .filter(|at| {
            // `added 254,000 jobs`
            let counted = tokens
                .get(at + 1)
                .is_some_and(|next| next.number().is_some());
            !(counted && events.changes.contains(&tokens[*at].lower))
        });
    let own = |said: usize| {
        let at = clauses.verbs.iter().position(|verb| verb.head == said);
        told.zip(at).is_some_and(|(told, at)| {
            let named = !clauses.subjects[at].tokens.is_empty();
            named
                && told < at
                && clauses.subjects[told].tokens.start == clauses.subjects[at].tokens.start
        })
    };
    verbs.find_map(|said| match own(said) {
        true => None,
        false => before(evidence, clauses, said).or_else(|| behind(evidence, clauses, said)),
    })
}

/// `the Iraqi defence minister said`, `Ida Brock, a spokeswoman, told`
fn before(evidence: &Evidence<'_>, clauses: &Clauses, said: usize) -> Option<String> {
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
fn behind(evidence: &Evidence<'_>, clauses: &Clauses, said: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let events = &evidence.language.events;
    // `they reported irregularities`: what stands behind is what they say.
    let verb = clauses.verbs.iter().position(|verb| verb.head == said);
    let own = verb.is_some_and(|at| {
        let subject = &clauses.subjects[at].tokens;
        clauses.verbs[at].passive
            || (!subject.is_empty() && subject.end == clauses.verbs[at].tokens.start)
    });
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
        let word = token.is_word()
            || token.is_sign('-')
            || (token.is_sign('.') && token.glued && end + 1 < clauses.sentence.end);
        if !word || stop || verb || is_dated(evidence, end) {
            break;
        }
        end += 1;
    }
    phrase(evidence, start..end)
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
        !token.is_word() && !token.is_sign('-') && !token.is_sign('.') && !token.is_sign('&')
    });
    (run.len() <= WORDS && !pronoun && !dated && !sign).then(|| evidence.words(&tokens))
}

//! Whom `she`, `it` and `they` mean: what the sentences before spoke of.

use std::ops::Range;

use super::Evidence;
use super::clause::{Clauses, Subject};

/// How many sentences a pronoun looks back.
const REACH: usize = 3;

/// The subjects of the sentences so far, with the number of their sentence and whether they do something to
/// something else there.
#[derive(Default)]
pub(super) struct Named(Vec<(usize, Range<usize>, bool)>);

impl Named {
    /// Notes what a sentence speaks of.
    pub fn read(&mut self, evidence: &Evidence<'_>, clauses: &Clauses, number: usize) {
        let tokens = &evidence.prose.tokens;
        let events = &evidence.language.events;
        let main = clauses
            .verbs
            .iter()
            .zip(&clauses.subjects)
            .enumerate()
            .find(|(_, (verb, subject))| {
                let said = events.saying.contains(&tokens[verb.head].lower);
                verb.finite && !subject.relative && !said && !subject.tokens.is_empty()
            });
        let Some((at, (verb, subject))) = main else {
            return;
        };
        let named = without_aside(evidence, &subject.tokens);
        let pronoun = named
            .clone()
            .any(|at| events.pronouns.contains(&tokens[at].lower));
        let named = match pronoun {
            true => self.meant(evidence, &named, &clauses.subjects[..at], false),
            false => Some(named).filter(|named| !named.is_empty()),
        };
        let object = verb.tokens.end..clauses.ends[at];
        let does = !verb.passive && !verb.copula && object.clone().any(|at| tokens[at].is_word());
        let direct = object.clone().next().is_some_and(|at| {
            let leads = events.leading.contains(&tokens[at].lower);
            !leads && evidence.times_in(&(at..at + 1)).is_empty()
        });
        self.0
            .extend(named.map(|named| (number, named, does && direct)));
    }

    /// The words that a subject stands for, where it is a pronoun and they are near. Of a `passive` verb it may as
    /// well be what somebody did something to: then nobody can tell.
    pub fn meant(
        &self,
        evidence: &Evidence<'_>,
        subject: &Range<usize>,
        before: &[Subject],
        passive: bool,
    ) -> Option<Range<usize>> {
        let tokens = &evidence.prose.tokens;
        let events = &evidence.language.events;
        if subject.len() != 1 {
            return None;
        }
        let sentence = tokens[subject.start].sentence;
        let pronoun = tokens[subject.start].lower.as_str();
        let before_it = self.0.partition_point(|(number, ..)| *number < sentence);
        let near = self.0[..before_it]
            .iter()
            .rev()
            .take_while(|(number, ..)| number + REACH >= sentence);
        let own = before
            .iter()
            .rev()
            .map(|subject| (without_aside(evidence, &subject.tokens), false))
            .filter(|(tokens, _)| tokens.len() > 1);
        // `Orlo, which has 400 shops, said it would`: by its name alone nobody can tell whether that is who is meant.
        let speaks = before.last().filter(|_| is_said(evidence, subject.start));
        if events.things.contains(pronoun)
            && speaks
                .is_some_and(|who| is_bare_name(evidence, &without_aside(evidence, &who.tokens)))
        {
            return None;
        }
        let mut near = own.chain(near.map(|(_, named, does)| (named.clone(), *does)));
        let genders = [&events.masculine, &events.feminine];
        let found = near.find(|(named, _)| {
            let person = is_person(evidence, named);
            let plural = is_plural(evidence, named);
            let first = &tokens[named.start].lower;
            let mut genders = genders.iter();
            let other = genders.any(|gender| gender.contains(pronoun) && !gender.contains(first));
            let told = events.masculine.contains(first) || events.feminine.contains(first);
            let fits = (events.persons.contains(pronoun) && person)
                || (events.things.contains(pronoun) && !person && !plural)
                || (events.several.contains(pronoun) && plural);
            fits && !(told && other)
        });
        let person = events.persons.contains(pronoun) && !events.things.contains(pronoun);
        found
            .filter(|(_, does)| person || !(passive && *does))
            .map(|(named, _)| named.clone())
    }
}

/// Whether a word opens what somebody says: `said it would`, `said that it would`.
fn is_said(evidence: &Evidence<'_>, at: usize) -> bool {
    let word = |back: usize| {
        at.checked_sub(back)
            .map(|at| &evidence.prose.tokens[at].lower)
    };
    let saying = |word: &String| evidence.language.events.saying.contains(word);
    let that = word(1).is_some_and(|word| evidence.language.verbs.that.contains(word));
    word(if that { 2 } else { 1 }).is_some_and(saying)
}

/// Whether some words are a name of which nothing shows what bears it.
fn is_bare_name(evidence: &Evidence<'_>, named: &Range<usize>) -> bool {
    let events = &evidence.language.events;
    let mut words = evidence.prose.tokens[named.clone()].iter();
    let named_only = words.all(|word| {
        word.capital
            && !events.pronouns.contains(&word.lower)
            && !events.persons_by.contains(&word.lower)
    });
    let first = evidence.prose.tokens.get(named.start);
    let articles = &evidence.language.labels.articles;
    let led = first.is_some_and(|first| articles.contains(&first.lower));
    !named.is_empty() && named_only && !led && !is_plural(evidence, named)
}

/// A subject up to what is put in behind it: `the company, which runs the ferry`.
fn without_aside(evidence: &Evidence<'_>, subject: &Range<usize>) -> Range<usize> {
    let mut all = subject.clone();
    let comma = all.find(|at| evidence.prose.tokens[*at].is_sign(','));
    subject.start..comma.unwrap_or(subject.end)
}

/// Whether some words name a person: two capitals in a row without an article, or an office.
pub(super) fn is_person(evidence: &Evidence<'_>, named: &Range<usize>) -> bool {
    let tokens = &evidence.prose.tokens[named.clone()];
    let events = &evidence.language.events;
    let office = tokens
        .iter()
        .any(|token| events.persons_by.contains(&token.lower));
    let article = tokens.first().is_some_and(|first| {
        evidence
            .language
            .quantities
            .determiners
            .contains(&first.lower)
    });
    let body = tokens
        .iter()
        .any(|token| events.bodies.contains(&token.lower));
    let capitals = tokens
        .iter()
        .filter(|token| token.is_word())
        .all(|token| token.capital);
    office
        || (!article
            && !body
            && capitals
            && (1..=3).contains(&tokens.len())
            && !is_plural(evidence, named))
}

fn is_plural(evidence: &Evidence<'_>, named: &Range<usize>) -> bool {
    let tokens = &evidence.prose.tokens[named.clone()];
    let noun = tokens.iter().position(|token| {
        evidence.language.quantities.stop.contains(&token.lower)
            && !evidence
                .language
                .quantities
                .determiners
                .contains(&token.lower)
            && !token.capital
    });
    let head = tokens[..noun.filter(|at| *at > 0).unwrap_or(tokens.len())].last();
    head.is_some_and(|head| {
        evidence.language.quantities.is_plural(&head.lower)
            && (!head.capital || noun == Some(1) || tokens.len() == 1)
    })
}

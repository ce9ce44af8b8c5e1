//! How likely a proposal is one that an editor takes.

use std::ops::Range;

use super::clause::Clauses;
use super::{Evidence, dates};
use crate::prose::language::{Class, HashSet, Mood};
use crate::prose::tagger::Unit;
use crate::prose::text::{Kind, Token};
use crate::prose::verbs::When;

/// Below this nothing is proposed unless everything is asked for.
pub const FLOOR: f64 = 0.5;

/// What is known of an event that may be one.
pub(super) struct Marks<'a> {
    pub evidence: &'a Evidence<'a>,
    pub clauses: &'a Clauses,
    /// The verb that the title is made about, and the one that the date belongs to.
    pub told: usize,
    pub own: usize,
    pub date: &'a Range<usize>,
    pub past: bool,
    /// Whether what is told is denied, and if so, whether only for the time before the date.
    pub denied: Option<bool>,
    pub fine: bool,
    /// How wide the date is.
    pub coarse: Unit,
    /// Whether it holds the day of publication.
    pub current: bool,
    /// Whether the subject was a pronoun that words before stand for.
    pub replaced: bool,
    /// Whether it was a speaker's own `I` or `we`.
    pub quoted: bool,
    pub title: &'a str,
}

impl Marks<'_> {
    /// From 0 to 1; `None` where the date says when somebody spoke, and nothing else.
    pub fn event(&self) -> Option<f64> {
        let evidence = self.evidence;
        let tokens = &evidence.prose.tokens;
        let events = &evidence.language.events;
        let verb = &self.clauses.verbs[self.told];
        let own = &self.clauses.verbs[self.own];
        let subject = &self.clauses.subjects[self.told];
        let word = |at: usize| tokens[at].lower.as_str();
        let saying = events.saying.contains(word(verb.head)) && !verb.passive;
        let bare = self.clauses.ends[self.told] <= self.date.end.max(verb.tokens.end);
        if saying
            && (bare || subject.tokens.is_empty() || !events.announcing.contains(word(verb.head)))
        {
            return None;
        }
        let first = subject.tokens.clone().next().map_or("", word);
        let clause = self.clauses.whole(self.told);
        let has = |list: &HashSet<String>, mut range: Range<usize>| {
            range.any(|at| list.contains(word(at)))
        };
        let sentence = self.clauses.sentence.clone();
        let pronoun =
            subject.tokens.len() == 1 && events.pronouns.contains(first) && !self.replaced;
        // `the last was made`
        let articles = &evidence.language.labels.articles;
        let head = usize::from(subject.tokens.len() == 2 && articles.contains(first));
        let head = subject.tokens.clone().nth(head).map_or("", word);
        let happening = has(&events.happening, subject.tokens.clone());
        let next = tokens
            .get(self.date.end)
            .filter(|_| self.date.end < sentence.end);
        // `Monday's vote`, `a confident 2010 appearance`, `the 2021 Corvo`
        let led = dates::phrase(evidence, &sentence, self.date).start < self.date.start;
        let verb_follows = self
            .clauses
            .verbs
            .iter()
            .any(|verb| verb.tokens.start == self.date.end);
        let hyphen = self.date.clone().any(|at| tokens[at].is_sign('-'));
        // `the winter games`
        let article = articles.contains(word(self.date.start));
        let compact = hyphen || self.date.len() == 1 + usize::from(article);
        let noun = |next: &Token| {
            let opens = evidence.language.quantities.stop.contains(&next.lower) && !next.capital;
            next.is_word()
                && !opens
                && !verb_follows
                && !led
                && self.coarse >= Unit::Month
                && compact
                && self.date.start > sentence.start
        };
        let attributive = next.is_some_and(|next| next.is_possessive() || noun(next));
        let before = self
            .date
            .start
            .checked_sub(1)
            .filter(|at| *at >= sentence.start)
            .map_or("", word);
        let ahead = matches!(own.when, When::Ahead | When::PastAhead);
        let mut own_words = sentence.clone();
        let spoken = !self.quoted && own_words.any(|at| events.speakers.contains(word(at)));
        let question = tokens[sentence.end - 1].is_sign('?');
        let rest = verb.tokens.end..self.clauses.ends[self.told];
        let counted = rest
            .clone()
            .any(|at| tokens[at].number().is_some() && !self.date.contains(&at));
        let subject_counts = subject
            .tokens
            .clone()
            .any(|at| tokens[at].number().is_some());
        // `expects 90,000 passengers by 2030` is a forecast.
        let events_expect = evidence
            .language
            .verbs
            .looks_ahead
            .contains_key(word(own.head));
        // `was nearly abandoned`: it was not.
        let not_quite = verb.tokens.start.saturating_sub(2)..verb.head;
        let not_quite = not_quite.clone().any(|at| {
            let list = &evidence.language.verbs.not_quite;
            let pair = || format!("{} {}", word(at), word(at + 1));
            at >= sentence.start && (list.contains(word(at)) || list.contains(&pair()))
        });
        // `its highest since March 2023`, `the third since September`
        let since = before_is_since(evidence, self.date);
        let ranked = since && {
            let from = self.date.start.saturating_sub(4).max(sentence.start);
            (from..self.date.start).any(|at| {
                let word = word(at);
                let mut endings = events.superlative_endings.iter();
                endings.any(|ending| word.len() > 4 && word.ends_with(ending.as_str()))
                    || events.superlatives.contains(word)
                    || matches!(tokens[at].kind, Kind::Ordinal(_))
                    || evidence
                        .language
                        .lexicon
                        .value(word, Class::Ordinal)
                        .is_some()
            })
        };
        // `Their first match is on 12 August`
        let phrase = dates::phrase(evidence, &sentence, self.date);
        let scheduled = verb.copula
            && verb.when == When::Present
            && phrase.start == verb.tokens.end
            && !self.past
            && !pronoun;
        // `hopes of a rate cut in March`
        let thought = has(
            &events.thought,
            clause.start..self.date.start.max(clause.start),
        );
        // `half a metre below the record set in 1962`
        let described = verb.tokens.len() == 1
            && phrase.start == verb.tokens.end
            && events.described.contains(word(verb.head));
        // `the storm, the fourth to hit the coast this year, is moving`
        let commas = subject.tokens.start..phrase.start.saturating_sub(1);
        let apposed = subject.tokens.contains(&self.date.start)
            && commas.clone().any(|at| tokens[at].is_sign(','))
            && !tokens[phrase.start - 1].is_sign(',');
        // `down from 51% four years ago`
        let next_to = evidence
            .quantities
            .partition_point(|found| found.tokens.end < phrase.start);
        let compared = evidence.quantities.get(next_to).is_some_and(|found| {
            let from = found.tokens.start.checked_sub(1).map_or("", word);
            let compares = &evidence.language.quantities.compares;
            found.tokens.end == phrase.start
                && (compares.contains(from) || events.comparing.contains(from))
        });
        // `if it launches in November`
        let condition = clause
            .start
            .checked_sub(1)
            .filter(|at| *at >= sentence.start)
            .map_or("", word);
        let condition = events.doubtful.contains(condition) || events.doubtful.contains(first);
        let length = self.title.split_whitespace().count();
        let marks = [
            (
                subject.tokens.is_empty() || events.according.contains(first),
                -0.4,
            ),
            (pronoun, -0.4),
            (self.replaced, -0.05),
            (saying, -0.35),
            (
                events.vague.contains(head)
                    && subject.tokens.len() <= 2
                    && !self.replaced
                    && !pronoun,
                -0.4,
            ),
            (events.stative.contains(word(verb.head)), -0.45),
            (
                verb.copula && verb.mood.is_none() && !happening && !scheduled,
                -0.45,
            ),
            (ranked, -0.5),
            (thought, -0.45),
            (described, -0.45),
            (apposed, -0.45),
            (compared, -0.5),
            (condition, -0.45),
            (own.mood.is_some() && counted && events_expect, -0.45),
            (events.changes.contains(word(verb.head)) && counted, -0.45),
            (spoken, -0.35),
            (question, -0.4),
            (not_quite, -0.6),
            (has(&events.doubtful, sentence.start..clause.end), -0.15),
            (attributive, -0.45),
            // What is not to happen is no event; what is not to happen before a day may be one from then on.
            (self.denied == Some(false), -0.45),
            (
                self.denied == Some(true),
                if own.when == When::Past { -0.45 } else { -0.1 },
            ),
            (self.coarse > Unit::Year, -0.3),
            (
                self.current
                    && own.when == When::Past
                    && self.coarse >= Unit::Year
                    && (counted || subject_counts),
                -0.45,
            ),
            (self.past && ahead || own.when == When::PastAhead, -0.5),
            (self.past && own.when == When::Present, -0.45),
            (
                !self.past && own.when == When::Past && own.mood.is_none() && !happening,
                -0.15,
            ),
            (own.mood == Some(Mood::Possible), -0.25),
            (events.comparing.contains(before), -0.45),
            (!self.fine, -0.05),
            (subject.relative, -0.05),
            (length > 16, -0.1),
            (length < 3, -0.1),
            (!verb.finite && verb.mood.is_none(), -0.5),
        ];
        let sum: f64 = marks
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, weight)| weight)
            .sum();
        Some(rounded(0.9 + sum))
    }
}

/// Whether a date is one since when.
fn before_is_since(evidence: &Evidence<'_>, date: &Range<usize>) -> bool {
    dates::relation(evidence, date) == Some("since")
}

/// Two decimals, between 0.05 and 0.95.
pub(super) fn rounded(confidence: f64) -> f64 {
    (confidence.clamp(0.05, 0.95) * 100.0).round() / 100.0
}

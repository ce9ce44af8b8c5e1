//! What a number counts, in the words of its clause: `people killed`, `cost of the dam`.

mod counted;
mod subject;

use std::ops::Range;

use super::clause::{Clauses, Subject};
use super::title::joined;
use super::{Evidence, Story, participle, when};
use crate::import::quantities::Found;
use crate::prose::text::capitalised;
use crate::prose::verbs::When;

/// How many words a label has at most.
const WORDS: usize = 10;

/// A label, and whether it says more than the unit.
pub(super) fn of(
    evidence: &Evidence<'_>,
    story: &Story,
    clauses: &Clauses,
    found: &Found,
) -> (String, bool) {
    let unit = found.unit.as_str();
    let reader = Reader {
        evidence,
        story,
        clauses,
        found,
        unit,
    };
    let label = reader.told().filter(|label| !label.trim().is_empty());
    let whole = label.is_some();
    let text = label.unwrap_or_else(|| reader.counted());
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let mut words = &words[..];
    while let [rest @ .., last] = words {
        let loose = evidence
            .language
            .events
            .loose
            .contains(&last.to_lowercase());
        if !loose {
            break;
        }
        words = rest;
    }
    match words.is_empty() {
        true => (capitalised(unit), false),
        false => (capitalised(&words.join(" ")), whole),
    }
}

struct Reader<'a> {
    evidence: &'a Evidence<'a>,
    story: &'a Story,
    clauses: &'a Clauses,
    found: &'a Found,
    unit: &'a str,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        match self.clauses.sentence.contains(&at) {
            true => &self.evidence.prose.tokens[at].lower,
            false => "",
        }
    }

    /// The noun phrase from a token on.
    fn phrase(&self, start: usize) -> String {
        let tokens = &self.evidence.prose.tokens;
        let quantities = &self.evidence.language.quantities;
        let mut end = start;
        while end < self.clauses.sentence.end && end - start < 6 {
            let token = &tokens[end];
            let opens = end == start && quantities.determiners.contains(&token.lower);
            let place = quantities.places.contains(&token.lower)
                && end > start
                && tokens.get(end + 1).is_some_and(|next| next.capital);
            let stop = quantities.stop.contains(&token.lower) && !token.capital && !opens && !place;
            let verb = self
                .clauses
                .verbs
                .iter()
                .any(|verb| verb.finite && verb.tokens.start == end);
            if stop || verb || !(token.is_word() || token.is_sign('-')) || self.dated(end) {
                break;
            }
            end += 1;
        }
        joined(self.evidence, &(start..end).collect::<Vec<_>>())
    }

    /// Whether no noun follows the number directly.
    fn ends_here(&self) -> bool {
        let next = self.word(self.found.tokens.end);
        next.is_empty() || self.evidence.language.quantities.stop.contains(next)
    }

    fn dated(&self, at: usize) -> bool {
        let times = self.evidence.times_in(&(at..at + 1));
        times.iter().any(|time| time.granule.is_some())
    }

    /// The noun phrase before a token, without its article.
    fn phrase_before(&self, end: usize) -> Range<usize> {
        let tokens = &self.evidence.prose.tokens;
        let quantities = &self.evidence.language.quantities;
        let mut start = end;
        while start > self.clauses.sentence.start && end - start < 6 {
            let token = &tokens[start - 1];
            let verb = self
                .clauses
                .verbs
                .iter()
                .any(|verb| verb.tokens.contains(&(start - 1)));
            let goes_on =
                start < end && self.evidence.language.labels.goes_on.contains(&token.lower);
            let stop = quantities.stop.contains(&token.lower) && !token.capital && !goes_on;
            let number = self.found.tokens.contains(&(start - 1));
            if stop
                || verb
                || number
                || !(token.is_word() || token.is_sign('-'))
                || self.dated(start - 1)
            {
                break;
            }
            start -= 1;
        }
        start..end
    }

    /// The words of some tokens without an article at their head, dates and asides.
    fn words(&self, tokens: Range<usize>, aside: &Range<usize>) -> String {
        let labels = &self.evidence.language.labels;
        let first = self.word(tokens.start);
        let opens = labels.articles.contains(first) || labels.possessives.contains(first);
        let skip = usize::from(tokens.len() > 1 && opens);
        let all = tokens
            .skip(skip)
            .filter(|at| !aside.contains(at) && !self.dated(*at));
        joined(self.evidence, &all.collect::<Vec<_>>())
    }

    /// What the clause says of the number.
    fn told(&self) -> Option<String> {
        let found = &self.found.tokens;
        let labels = &self.evidence.language.labels;
        // `a loss of 120 million`, `a contract worth 16 million`
        let before = self.word(found.start.wrapping_sub(1));
        let of = &self.evidence.language.quantities.grammar.of;
        let own = |at: usize| self.phrase_before(at);
        if labels.worth.contains(before) || (self.found.measure && of.contains(before)) {
            let noun = own(found.start - 1);
            if !noun.is_empty() {
                return Some(self.words(noun, &(0..0)));
            }
        }
        // `the $540 million mission`
        let articles = &self.evidence.language.labels.articles;
        if self.is_money() && articles.contains(before) && !self.ends_here() {
            let noun = self.phrase(found.end);
            let cost = format!("{} {} {}{noun}", labels.cost, labels.of, labels.the);
            return (!noun.is_empty()).then_some(cost);
        }
        let verbs = &self.clauses.verbs;
        let subject = |at: usize| &self.clauses.subjects[at];
        let doer = (0..verbs.len()).find(|at| {
            verbs[*at].finite
                && subject(*at).tokens.contains(&found.start)
                && verbs[*at].tokens.start >= found.end
        });
        if let Some(at) = doer {
            // `a convoy of 38 lorries reached`: what is done is done by the convoy.
            let heads = subject(at).tokens.start >= found.start.saturating_sub(1);
            return heads.then(|| self.as_subject(at)).flatten();
        }
        let at = verbs
            .iter()
            .rposition(|verb| verb.tokens.end <= found.start);
        // `killing 41 people`
        let done = participle::going(self.evidence, before);
        if let Some(done) = done.filter(|done| labels.done_to.contains(done)) {
            return Some(format!("{} {done}", self.counted()));
        }
        let price = at.and_then(|at| self.as_price(at));
        let object = price.or_else(|| at.and_then(|at| self.as_object(at)));
        // `1 200 personnes évacuées`
        let behind = || {
            let mut verbs = verbs.iter();
            let verb = verbs.find(|verb| verb.tokens.start == found.end)?;
            let done = !verb.finite && verb.passive && verb.tokens.len() == 1;
            done.then(|| format!("{} {}", self.counted(), self.word(verb.head)))
        };
        object.or_else(behind)
    }

    /// `agreed to sell the mill at Tarn to its rival for 310 million euros`
    fn as_price(&self, at: usize) -> Option<String> {
        let labels = &self.evidence.language.labels;
        let verb = &self.clauses.verbs[at];
        let before = self.word(self.found.tokens.start.wrapping_sub(1));
        let traded = labels.trades.contains(self.word(verb.head)) && !verb.passive;
        let noun = self.phrase(verb.tokens.end);
        let paid = self.is_money() && labels.priced.contains(before);
        (traded && paid && !noun.is_empty())
            .then(|| format!("{} {} {noun}", labels.price, labels.of))
    }

    /// `14 people were killed`, `half a million have fled to Teme`.
    fn as_subject(&self, at: usize) -> Option<String> {
        let verb = &self.clauses.verbs[at];
        let labels = &self.evidence.language.labels;
        let counted = self.counted();
        let end = self.clauses.ends[at];
        let rest = self.rest(verb.tokens.end, end);
        if verb.copula {
            return (!rest.is_empty() && rest.split(' ').count() <= 4)
                .then(|| format!("{counted} {rest}"));
        }
        // `312,000 people affected in four provinces`
        let next = self.word(verb.tokens.end);
        let object = !next.is_empty() && !self.evidence.language.events.leading.contains(next);
        let bare = verb.tokens.len() == 1 && labels.done_to.contains(self.word(verb.head));
        if verb.passive || (bare && !object) {
            let head = participle::of(self.evidence, self.clauses, verb)?;
            let particle = labels.particles.contains(self.word(verb.tokens.end));
            let rest = self.rest(verb.tokens.end + usize::from(particle), end);
            let ahead = verb.when == When::Ahead && verb.mood.is_some();
            let to_be = if ahead {
                format!("{} ", labels.to_be)
            } else {
                String::new()
            };
            return Some(format!("{counted} {to_be}{head} {rest}"));
        }
        let who = match self.found.measure {
            true => return Some(counted).filter(|counted| counted.contains(' ')),
            false => match labels
                .persons
                .contains(self.unit.rsplit(' ').next().unwrap_or_default())
            {
                true => &labels.who,
                false => &labels.that,
            },
        };
        let group = self.words(verb.tokens.clone(), &(0..0));
        Some(format!("{counted} {who} {group} {rest}"))
    }

    /// What follows a verb, up to a date or the end of its clause.
    fn rest(&self, from: usize, end: usize) -> String {
        let words = &self.evidence.language.verbs;
        let stop = (from..end).find(|at| {
            let token = &self.evidence.prose.tokens[*at];
            let sign = !token.is_word() && !token.is_sign('-');
            let sub = words.parts.contains(&token.lower);
            self.dated(*at) || sign || sub || token.number().is_some()
        });
        let end = stop.unwrap_or(end).min(from + 7);
        joined(self.evidence, &(from..end).collect::<Vec<_>>())
    }

    /// `killed 730 people`, `cost 5.8 billion`, `rose to 64`.
    fn as_object(&self, at: usize) -> Option<String> {
        let verb = &self.clauses.verbs[at];
        let labels = &self.evidence.language.labels;
        let events = &self.evidence.language.events;
        let head = self.word(verb.head);
        let found = &self.found.tokens;
        // `organisers said 20,000`
        if events.saying.contains(head) && !events.announcing.contains(head) {
            return None;
        }
        if self.clauses.ends[at] < found.start && !self.follows_on(at) {
            return None;
        }
        let mut subject = self.clauses.subjects[at].clone();
        let before = &self.clauses.subjects[..at];
        if let Some(meant) = self
            .story
            .named
            .meant(self.evidence, &subject.tokens, before, verb.passive)
            .filter(|meant| !verb.copula || self.is_near(meant))
        {
            subject = Subject {
                tokens: meant,
                ..Subject::default()
            };
        }
        let who = self.words(subject.tokens.clone(), &subject.aside);
        let told =
            !subject.relative && !events.pronouns.contains(&who.to_lowercase()) && !who.is_empty();
        if labels.costs.contains(head) && self.found.measure {
            return told
                .then(|| format!("{} {} {}", labels.cost, labels.of, self.lowered(&subject)));
        }
        let before = self.word(found.start.wrapping_sub(1));
        let level = labels.levels.contains(before);
        let level_of = events.changes.contains(head) || verb.copula;
        if level_of && (self.found.measure || self.found.unit.is_empty()) {
            // `left its rate at 4%`, `raised its tariff to 25%`
            return told.then_some(who);
        }
        if level && self.found.measure {
            let noun = self.words(verb.tokens.end..found.start - 1, &(0..0));
            let number = (verb.tokens.end..found.start)
                .any(|at| self.evidence.prose.tokens[at].number().is_some());
            // `closed down 0.6% at 8,412 points`
            return match noun.is_empty() || number {
                true => told.then_some(who),
                false => (noun.split(' ').count() <= 6).then_some(noun),
            };
        }
        if events.stative.contains(head) && !self.found.measure {
            return None;
        }
        // What stands behind a preposition is not what the verb is about.
        let direct = verb.tokens.end + 2 >= found.start || self.joins(verb.tokens.end, found.start);
        if !direct || self.evidence.language.events.leading.contains(before) || verb.passive {
            return None;
        }
        // `expects 9,000 passengers`: they are expected already.
        let foretells = when::foretells(self.evidence, verb);
        let ahead = verb.when == When::Ahead && verb.mood.is_some() && !foretells;
        let done = participle::of(self.evidence, self.clauses, verb).filter(|_| !verb.copula)?;
        // `invested 3 billion in farms`
        let placed = self.is_money() && labels.spending.contains(head);
        let counted = match placed {
            true => labels.money.clone(),
            false => self.counted(),
        };
        let done = self.agreed(&done, &counted);
        let to_be = if ahead {
            format!("{} ", labels.to_be)
        } else {
            String::new()
        };
        // `orders the firm to pay 210 million`: who is to pay is not who orders it.
        let before = at
            .checked_sub(1)
            .map(|at| self.clauses.verbs[at].tokens.end);
        let ordered = !verb.finite && before.is_some_and(|end| end < verb.tokens.start);
        let share = self.unit == labels.percent && !counted.contains(' ');
        let by = match told && !ordered && self.found.measure && (self.is_money() || share) {
            true => format!(" {} {}", labels.by, self.lowered(&subject)),
            false => String::new(),
        };
        Some(format!("{counted} {to_be}{done}{by}"))
    }

    /// Whether words stand in this sentence or the one before: what `it is 40%` is of is not farther away.
    fn is_near(&self, words: &Range<usize>) -> bool {
        let sentence = |at: usize| self.evidence.prose.tokens[at].sentence;
        let named = &self.evidence.prose.tokens[words.clone()];
        let is_number = named.first().is_some_and(|first| first.number().is_some());
        !is_number && sentence(words.start) + 1 >= sentence(self.found.tokens.start)
    }

    /// Whether only an object and a word such as `and` stand between a verb and the number.
    fn joins(&self, from: usize, to: usize) -> bool {
        let words = &self.evidence.language.verbs;
        let leading = &self.evidence.language.events.leading;
        to - from <= 8
            && words.joins.contains(self.word(to.wrapping_sub(1)))
            && !(from..to).any(|at| leading.contains(self.word(at)))
    }

    /// `rose to 64 from 41`: the number belongs to the clause though its end is before.
    fn follows_on(&self, at: usize) -> bool {
        let verb = &self.clauses.verbs[at];
        self.evidence
            .language
            .events
            .changes
            .contains(self.word(verb.head))
    }

    /// A participle in the form that goes with what is counted.
    fn agreed(&self, participle: &str, counted: &str) -> String {
        let quantities = &self.evidence.language.quantities;
        let noun = counted.split(' ').next().unwrap_or_default().to_lowercase();
        let plural = quantities.is_plural(&noun);
        let labels = &self.evidence.language.labels;
        labels.agreed(participle, &quantities.stem(&noun), plural)
    }
}

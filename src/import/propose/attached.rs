//! Whether a date surely belongs to the clause that it is told with. Where it may as well belong to something else,
//! nobody can say what happened on it.

use std::ops::Range;

use chrono::{Days, NaiveDate};

use super::clause::Clauses;
use super::{Evidence, dates, status};
use crate::content::claim::Status;
use crate::prose::tagger::{Granule, Time};
use crate::prose::verbs::{self, When};

/// How many days an article may come after what was said in it.
const RECENT: u64 = 31;

/// A date with the verb that it belongs to by its place, and the verb that the clause is told with.
pub(super) struct Attached<'a> {
    pub evidence: &'a Evidence<'a>,
    pub clauses: &'a Clauses,
    pub own: usize,
    pub told: usize,
    pub time: &'a Time,
    /// Its tokens with the words before it that only lead to it.
    pub phrase: &'a Range<usize>,
}

impl Attached<'_> {
    /// Whether it is the day of what the clause says, and of nothing else.
    pub fn is_clear(&self, moved: bool, relation: Option<&str>) -> bool {
        !(self.is_compared(relation)
            || self.is_perfect(moved, relation)
            || self.is_second()
            || self.is_narrowed()
            || self.is_of_a_circumstance()
            || self.is_beyond()
            || self.is_outer()
            || self.lacks_its_object()
            || self.is_given(relation)
            || self.is_of_what_a_noun_leads_to()
            || self.is_put_in_by_a_speaker()
            || self.was_said_long_ago())
    }

    /// `200,000 more than in 2024`, `9 percent, against 12 percent in March 2022`
    fn is_compared(&self, relation: Option<&str>) -> bool {
        let tokens = &self.evidence.prose.tokens;
        let language = self.evidence.language;
        let verb = self.clauses.verbs[self.own].tokens.end;
        let mut before = verb.min(self.phrase.start)..self.phrase.start;
        let with_a_number = before.any(|at| {
            let next = tokens.get(at + 1);
            language.quantities.compares.contains(&tokens[at].lower)
                && tokens[at - 1].is_sign(',')
                && next.is_some_and(|next| next.number().is_some())
        });
        if with_a_number {
            return true;
        }
        let mut led = self.phrase.start..self.time.tokens.start;
        relation.is_none()
            && led.any(|at| {
                let word = &tokens[at].lower;
                language.events.comparing.contains(word) && *word != language.labels.of
            })
    }

    /// `Police have banned cars on Saturday`: no day of the past stands with such a verb, and what is on a day to
    /// come is something else than what was done.
    fn is_perfect(&self, moved: bool, relation: Option<&str>) -> bool {
        let verb = &self.clauses.verbs[self.own];
        let first = &self.evidence.prose.tokens[verb.tokens.start].lower;
        let perfect = self.evidence.language.verbs.perfect.contains(first);
        let off = status::shown(self.evidence, verb) == Some(Status::Cancelled);
        let current = || {
            let day = self.evidence.published?;
            let granule = self.time.granule?;
            Some(granule.first()? <= day && day <= last(granule)?)
        };
        perfect
            && verb.when == When::Past
            && !(moved || off || relation == Some("since"))
            && !current().unwrap_or(false)
    }

    /// `is expected in early 2028, most likely in February`, `left at noon, and in May …`: of several dates of one verb
    /// only what `and` joins has a part of its own.
    fn is_second(&self) -> bool {
        let evidence = self.evidence;
        let tokens = &evidence.prose.tokens;
        let verb = &self.clauses.verbs[self.own];
        let joins = |at: usize| evidence.language.verbs.joins.contains(&tokens[at].lower);
        let before = verb.tokens.end..self.phrase.start.max(verb.tokens.end);
        let dated = evidence.times_in(&before).iter();
        let mut dated = dated.filter(|time| {
            time.granule.is_some()
                && time.tokens.end <= self.phrase.start
                && verbs::governor(
                    &self.clauses.verbs,
                    tokens,
                    &self.clauses.sentence,
                    &time.tokens,
                    evidence.language,
                ) == Some(self.own)
        });
        dated.any(|first| {
            let lead = dates::phrase(evidence, &self.clauses.sentence, &first.tokens);
            let mut between = first.tokens.end..self.phrase.start;
            let rest = between.clone().find(|at| joins(*at)).map(|joint| joint + 1);
            // `will be delivered in 2027 and the second in 2028`: somebody else does it.
            let other = lead.start <= verb.tokens.end
                && rest.is_some_and(|rest| rest < self.phrase.start && !self.leads(rest));
            !between.any(joins) || other
        })
    }

    /// `The strike last year, in May, closed the port`: the next date says which part of this one is meant.
    fn is_narrowed(&self) -> bool {
        let end = self.time.tokens.end;
        if end > self.clauses.verbs[self.own].tokens.start {
            return false;
        }
        let rest = self.evidence.times_in(&(end..self.clauses.sentence.end));
        let Some((next, granule)) = rest.first().and_then(|next| Some((next, next.granule?)))
        else {
            return false;
        };
        let inside = || {
            let whole = self.time.granule?;
            let first = granule.first()?;
            Some(granule != whole && whole.first()? <= first && last(granule)? <= last(whole)?)
        };
        let between = end..next.tokens.start.max(end);
        let comma = |at: usize| self.evidence.prose.tokens[at].is_sign(',');
        let mut verbs = self.clauses.verbs.iter();
        let parted = verbs.any(|verb| between.contains(&verb.tokens.start));
        !parted && between.clone().any(comma) && inside().unwrap_or(false)
    }

    /// `will build a farm, with construction starting in March`: what is put beside has a day of its own.
    fn is_of_a_circumstance(&self) -> bool {
        let tokens = &self.evidence.prose.tokens;
        let language = self.evidence.language;
        let verb = self.clauses.verbs[self.own].tokens.end;
        let mut before = verb..self.phrase.start.max(verb);
        let Some(comma) = before.rfind(|at| tokens[*at].is_sign(',')) else {
            return false;
        };
        let led = self.phrase.start > comma + 1
            && language
                .verbs
                .circumstances
                .contains(&tokens[comma + 1].lower);
        let goes = |at: usize| {
            let mut endings = language.verbs.going_endings.iter();
            endings.any(|ending| tokens[at].lower.ends_with(ending.as_str()))
        };
        led && (comma + 2..self.time.tokens.start).any(goes)
    }

    fn leads(&self, at: usize) -> bool {
        let word = &self.evidence.prose.tokens[at].lower;
        self.evidence.language.events.leading.contains(word)
    }

    /// `will be commissioned this year; the second line, of the same size, in 2029`: behind the end of its clause.
    fn is_beyond(&self) -> bool {
        let tokens = &self.evidence.prose.tokens;
        let end = self.clauses.ends[self.told];
        if end >= self.phrase.start || self.told != self.own {
            return false;
        }
        let mut gap = end..self.phrase.start;
        gap.any(|at| tokens[at].is_sign(';') || tokens[at].is_sign(':'))
    }

    /// `will vote on a bill that would ban plastics on Tuesday`: the day may be that of the vote.
    fn is_outer(&self) -> bool {
        let subject = &self.clauses.subjects[self.told];
        let verb = &self.clauses.verbs[self.told];
        let mut before = self.clauses.verbs[..self.told].iter();
        let outer = before.any(|outer| outer.finite && outer.tokens.end <= subject.tokens.start);
        let fine = matches!(self.time.granule, Some(Granule::Day(..) | Granule::Week(_)));
        subject.relative
            && !self.is_complement()
            && outer
            && fine
            && !self.time.explicit
            && self.phrase.start > verb.tokens.end
    }

    /// `the plan which the board rejected on Monday`: what was rejected stands before `which`.
    fn lacks_its_object(&self) -> bool {
        let tokens = &self.evidence.prose.tokens;
        let words = &self.evidence.language.verbs;
        let subject = &self.clauses.subjects[self.told];
        let verb = &self.clauses.verbs[self.told];
        let opens = subject.tokens.start.checked_sub(1);
        let relative = opens.is_some_and(|at| words.relatives.contains(&tokens[at].lower));
        let mut rest = verb.tokens.end..self.clauses.ends[self.told].max(verb.tokens.end);
        let said = rest.any(|at| {
            tokens[at].is_word() && !self.phrase.contains(&at) && {
                !self.time.tokens.contains(&at)
            }
        });
        subject.relative && relative && !said && !self.is_complement()
    }

    /// `The rebels have until Friday to leave`, `was given until Friday`: the day is what somebody is given, and nobody
    /// says what will be so until then.
    fn is_given(&self, relation: Option<&str>) -> bool {
        let head = self.clauses.verbs[self.own].head;
        let verb = &self.evidence.prose.tokens[head].lower;
        relation == Some("until") && self.evidence.language.events.giving.contains(verb)
    }

    /// `approved a plan to close the pool on 1 December`, `a plan to close the pool on 1 December was approved`: the
    /// day may be that of the closing.
    fn is_of_what_a_noun_leads_to(&self) -> bool {
        let clauses = self.clauses;
        let (own, told) = (&clauses.verbs[self.own], &clauses.verbs[self.told]);
        if self.phrase.end <= told.tokens.start {
            let subject = &clauses.subjects[self.told].tokens;
            let inside = subject.contains(&self.time.tokens.start);
            let mut before = subject.start + 1..self.phrase.start.max(subject.start + 1);
            // `the fair on 12 May was postponed`: nobody says when, nor until when.
            let put_off = status::shown(self.evidence, told) == Some(Status::Postponed);
            return inside && (put_off || before.any(|at| self.leads_to_a_verb(at)));
        }
        let noun = own.tokens.start.checked_sub(1);
        let noun = noun.filter(|at| *at >= told.tokens.end && self.own != self.told);
        let times = |tokens: &Range<usize>| {
            let times = self.evidence.times_in(tokens).iter();
            times.filter(|time| time.granule.is_some()).count()
        };
        let Some(noun) = noun.filter(|at| times(&(*at..*at + 1)) == 0) else {
            return false;
        };
        // `will vote on Friday on a plan to close the pool on 1 December`
        if times(&(told.tokens.end..noun)) > 0 {
            return true;
        }
        // A day that is near is rather the day of what was done: `signed a bill to ban carts on Monday`.
        let recent = self
            .evidence
            .published
            .and_then(|day| day.checked_sub_days(Days::new(RECENT)));
        let old = || Some(self.time.granule.and_then(last)? < recent?);
        own.when == When::Past && !self.time.explicit && old().unwrap_or(false)
    }

    /// Whether a token is a `to` before a verb.
    fn leads_to_a_verb(&self, at: usize) -> bool {
        let words = &self.evidence.language.verbs;
        let tokens = &self.evidence.prose.tokens;
        let next = tokens.get(at + 1).filter(|next| !next.capital);
        words.to.contains(&tokens[at].lower)
            && next.is_some_and(|next| {
                words.is_infinitive(&next.lower) && !words.no_infinitive.contains(&next.lower)
            })
    }

    /// `expects that it will open`, `is likely that it will open`: the clause is what is expected.
    fn is_complement(&self) -> bool {
        let clauses = self.clauses;
        let start = clauses.subjects[self.told].tokens.start;
        let tokens = &self.evidence.prose.tokens;
        let that = &self.evidence.language.verbs.that;
        let opened = start
            .checked_sub(1)
            .is_some_and(|at| that.contains(&tokens[at].lower));
        let mut before = clauses.verbs[..self.told].iter().rev();
        let above = before.find(|verb| verb.finite && verb.tokens.end < start);
        opened && above.is_some_and(|verb| verb.copula || verb.tokens.end + 1 == start)
    }

    /// `The company, the ministry said, dumped waste`: whose words are whose is not read.
    fn is_put_in_by_a_speaker(&self) -> bool {
        let tokens = &self.evidence.prose.tokens;
        let own = &self.clauses.subjects[self.told].tokens;
        let mut before = self.clauses.verbs[..self.told]
            .iter()
            .zip(&self.clauses.subjects);
        let comma = own.clone().any(|at| tokens[at].is_sign(','));
        before.any(|(verb, subject)| {
            let saying = &self.evidence.language.events.saying;
            saying.contains(&tokens[verb.head].lower)
                && subject.tokens == *own
                && comma
                && tokens
                    .get(verb.tokens.end)
                    .is_some_and(|next| next.is_sign(','))
        })
    }

    /// `said in March 2024 that it would open in June 2027`: the word is older than its article.
    fn was_said_long_ago(&self) -> bool {
        let evidence = self.evidence;
        let tokens = &evidence.prose.tokens;
        let clauses = self.clauses;
        let Some((above, _)) = clauses.above(evidence, self.told) else {
            return false;
        };
        let head = &tokens[clauses.verbs[above].head].lower;
        if !evidence.language.events.saying.contains(head)
            && !evidence.language.verbs.looks_ahead.contains_key(head)
        {
            return false;
        }
        let recent = evidence
            .published
            .and_then(|day| day.checked_sub_days(Days::new(RECENT)));
        let mut times = evidence.times_in(&clauses.sentence).iter();
        times.any(|time| {
            let last = time.granule.and_then(last);
            let old = last.zip(recent).is_some_and(|(last, recent)| last < recent);
            let governor = || {
                verbs::governor(
                    &clauses.verbs,
                    tokens,
                    &clauses.sentence,
                    &time.tokens,
                    evidence.language,
                )
            };
            time.tokens != self.time.tokens && old && governor() == Some(above)
        })
    }
}

/// The last day of a stretch of the calendar.
fn last(granule: Granule) -> Option<NaiveDate> {
    dates::related(granule, None)?.latest().day()
}

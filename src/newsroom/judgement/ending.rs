//! How a history ends: reports that it is under way, has happened or is called off, and what
//! then became of everybody's words.

use std::collections::BTreeMap;

use super::denials::is_repeated;
use super::first_day;
use super::history::{Reading, Track, only};
use super::kept::{self, Ended, Outcome};
use super::terms::{day_called_off, day_ended};
use super::told::{News, Told};
use crate::content::claim::{Act, Status};
use crate::date::{Bound, Edtf, Timing};
use crate::newsroom::events::Said;
use crate::newsroom::voice::Speaker;

impl Reading<'_> {
    pub(super) fn report(&mut self, at: usize) -> News {
        match (self.history[at].claim.status, self.told.settled) {
            (Status::Underway, None) => {
                self.overtake(at);
                self.told.underway = Some(at);
                News::Other
            }
            (Status::Underway, Some(settled)) => {
                // What was under way before its end is no word against the end.
                let end = self.day_settled(settled);
                let over = |date: &Edtf| date.compared_to(&end) == Timing::Before;
                if !self.date(at).is_some_and(over) {
                    self.told.after_all = Some(at);
                }
                News::Other
            }
            _ => self.end(at),
        }
    }

    /// A report that it has happened or is called off.
    fn end(&mut self, at: usize) -> News {
        let said = &self.history[at];
        if let Some(settled) = self.told.settled {
            return self.end_again(settled, at);
        }
        let contested = self.told.contested(&self.history[..at]);
        if let Some(report) = contested {
            let (reported, said) = (&self.history[report], &self.history[at]);
            if said.claim.status == Status::Cancelled && !said.shares_speaker(reported) {
                self.stands_against(report, at);
                return News::Other;
            }
            if is_repeated(reported, said) {
                return News::Repeated;
            }
            self.told.doubted.push(report);
        }
        if let Some(limit) = self.term_at(said) {
            if let Some(term) = begins(&self.history[limit], said) {
                self.overtake(at);
                self.settle_promises(at);
                match term {
                    Begins::Now => self.told.underway = Some(at),
                    // What happened before it is to be in force is not the term.
                    Begins::Later => self.told.reopened = Some(at),
                }
                return News::Other;
            }
            self.told.ended = self.ended(limit, at);
        }
        self.overtake(at);
        self.told.settled = Some(at);
        self.told.denials.clear();
        self.before = (self.tracks.clone(), self.terms.clone(), self.told.underway);
        self.settle_promises(at);
        let history = self.history;
        let open = |at: &usize| history[*at].act != Act::Limit;
        self.tracks
            .retain(|_, track| track.standing.iter().all(open));
        self.terms.clear();
        News::Other
    }

    /// Another report of an end: a third speaker's ends a denial, the same speaker's is a
    /// correction, and what happened after all was not called off.
    fn end_again(&mut self, settled: usize, at: usize) -> News {
        let (before, said) = (&self.history[settled], &self.history[at]);
        let own = self.speaks_for(at, settled);
        let (was, is) = (before.claim.status, said.claim.status);
        if is == Status::Cancelled && was == Status::Happened && !own {
            self.deny(at);
            return News::Other;
        }
        if is == was && !own {
            let history = self.history;
            let mut denials = self.told.denials.iter();
            let admits = denials.any(|denial| history[*denial].shares_speaker(said));
            // That it happened at another time is no report of what was denied.
            let same = !are_apart(before, said);
            // One of those who reported it is no third.
            let third = !before.shares_speaker(said);
            self.give_up_denials(at, |reading, denial| {
                same && (third || reading.speaks_for(at, denial))
            });
            let finer = before.claim.date.as_ref().zip(said.claim.date.as_ref());
            let finer = finer.is_some_and(|(old, new)| {
                let as_fine = new.names_days() || new.precision() >= old.precision();
                let sure = old.is_doubtful() && !new.is_doubtful() && as_fine;
                let meets = old.compared_to(new) == Timing::Unclear;
                old != new && (old.holds(new) == Some(true) || (sure && meets))
            });
            if !finer {
                let news = admits || !same;
                return if news { News::Other } else { News::Repeated };
            }
        }
        if is == was && before.claim.date == said.claim.date {
            return News::Repeated;
        }
        if is != was {
            self.told.reopened = Some(settled);
            self.told.reopened_term = self.told.ended.is_some();
            self.told.denials.clear();
            self.told.after_all = None;
        }
        self.settle_by(at);
        News::Other
    }

    /// Another report settles it: everybody's words are held against that one, and a term too. What
    /// is called off is held against nobody.
    pub(super) fn settle_by(&mut self, at: usize) {
        self.told.settled = Some(at);
        let ended = self.told.ended.take().map(|ended| ended.limit);
        let first = |at: &usize| self.date(*at).and_then(first_day);
        let limit = ended.or_else(|| self.before.1.iter().copied().max_by_key(first));
        self.told.ended = limit.and_then(|limit| self.ended(limit, at));
        let outcomes = std::mem::take(&mut self.told.outcomes);
        let happened = self.history[at].claim.status == Status::Happened;
        self.told.outcomes = outcomes
            .iter()
            .filter(|_| happened)
            .filter_map(|outcome| {
                self.outcome(outcome.speakers.clone(), outcome.first, outcome.last, at)
            })
            .collect();
    }

    /// The day on which it was over: of what was called off that of its calling-off.
    fn day_settled(&self, settled: usize) -> Edtf {
        let said = &self.history[settled];
        match said.claim.status == Status::Cancelled && self.told.ended.is_none() {
            true => day_called_off(said),
            false => day_ended(said),
        }
    }

    /// How a report ends a term. Of what is called off with a day still to come nobody knows whether
    /// it is to end on that day, or was to: it is called off, and no more.
    fn ended(&self, limit: usize, at: usize) -> Option<Ended> {
        let said = &self.history[at];
        let reported = said.claim.attribution.reported.day;
        let mut named = self.date(at).into_iter();
        if named.any(|date| date.compared_to_day(reported) == Timing::After) {
            return None;
        }
        let term = self.date(limit)?;
        let end = day_ended(said);
        let begun = match (first_day(term), end.earliest()) {
            (Some(first), Bound::Day(day)) => first < day,
            _ => true,
        };
        begun.then(|| Ended {
            limit,
            before_term: kept::before_term(term, &end),
        })
    }

    /// Holds every speaker's words against what happened; they stand no more. What was called off
    /// is held against nobody, and may yet happen: whoever called it off begins anew then, and
    /// the others' first days are remembered.
    fn settle_promises(&mut self, at: usize) {
        let history = self.history;
        let is_limit = |standing: &usize| history[*standing].act == Act::Limit;
        let tracks = std::mem::take(&mut self.tracks);
        let (limits, mut words): (BTreeMap<_, _>, BTreeMap<_, _>) = tracks
            .into_iter()
            .partition(|(_, track)| track.standing.iter().any(is_limit));
        self.tracks = limits;
        if history[at].claim.status == Status::Happened {
            self.told.outcomes = self.hold(&words, at);
            return;
        }
        words.retain(|speaker, _| !history[at].voice.speakers.contains(speaker));
        words.values_mut().for_each(|track| track.standing.clear());
        self.tracks.extend(words);
    }

    fn hold(&self, words: &BTreeMap<&Speaker, Track>, at: usize) -> Vec<Outcome> {
        let history = self.history;
        let mut outcomes: Vec<Outcome> = Vec::new();
        for (speaker, track) in words {
            let Some(last) = only(history, &track.last_dated) else {
                continue;
            };
            let first = only(history, &track.first).and(track.first.first().copied());
            if first.is_none() && !track.first.is_empty() {
                continue;
            }
            // Nobody is held to what was called off or taken back, and put off a promise alone is
            // one still.
            let stands = track.standing.contains(&last);
            // Who thinks or orders is held to the last word alone; who promised and only expects
            // it now, to the promise.
            let (first, last) = match (history[last].act, first) {
                _ if track.standing.is_empty() => continue,
                (Act::Promise, first) => (first.unwrap_or(last), last),
                (Act::Expectation, Some(first)) => (first, first),
                (Act::Order | Act::Expectation, _) if stands => (last, last),
                _ => continue,
            };
            let mut known = outcomes.iter_mut();
            match known.find(|known| (known.first, known.last) == (first, last)) {
                Some(known) => known.speakers.push((*speaker).clone()),
                None => outcomes.extend(self.outcome(vec![(*speaker).clone()], first, last, at)),
            }
        }
        outcomes.sort_by_key(|outcome| (outcome.first, outcome.last));
        outcomes
    }

    fn outcome(
        &self,
        speakers: Vec<Speaker>,
        first: usize,
        last: usize,
        at: usize,
    ) -> Option<Outcome> {
        let happened = self.date(at)?;
        // What was said when it had happened already foretold nothing.
        let foretold = |at: usize| {
            let said = self.history[at].claim.attribution.reported.day;
            happened.compared_to_day(said) != Timing::Before
        };
        if !foretold(first) {
            return None;
        }
        let last = if foretold(last) { last } else { first };
        Some(Outcome {
            speakers,
            first,
            last,
            against_first: kept::kept(self.date(first)?, happened),
            against_last: kept::kept(self.date(last)?, happened),
        })
    }

    pub(super) fn stands(&self, at: usize) -> bool {
        self.tracks
            .values()
            .any(|track| track.standing.contains(&at))
    }
}

/// When what is in force begins, by a report that it happened.
enum Begins {
    /// On the day of which it tells.
    Now,
    /// After that day.
    Later,
}

/// Whether a report that it happened tells of the beginning of what is in force or of what came
/// before, and not of its end.
fn begins(limit: &Said, report: &Said) -> Option<Begins> {
    let bounds = limit.claim.date.as_ref().zip(report.claim.date.as_ref());
    let (term, date) = bounds.filter(|_| report.claim.status == Status::Happened)?;
    match (first_day(term)?, date.latest()) {
        (first, Bound::Day(day)) if day == first => Some(Begins::Now),
        (first, Bound::Day(day)) if day < first => Some(Begins::Later),
        _ => None,
    }
}

/// Whether a word names a day again for what was settled: anything that names a day for what was
/// called off; for what has happened, only what lies after it, or what is in force beyond it.
pub(super) fn reopens(settled: &Said, word: &Said) -> bool {
    let Some(date) = &word.claim.date else {
        return false;
    };
    if settled.claim.status == Status::Cancelled {
        return true;
    }
    let Some(happened) = &settled.claim.date else {
        return false;
    };
    match word.act {
        Act::Limit => date.latest() > happened.latest(),
        _ => date.compared_to(happened) == Timing::After,
    }
}

/// Whether two reports name times that do not meet.
pub(super) fn are_apart(one: &Said, other: &Said) -> bool {
    let dates = one.claim.date.as_ref().zip(other.claim.date.as_ref());
    dates.is_some_and(|(a, b)| a.compared_to(b) != Timing::Unclear)
}

/// Others who report that it happened, for a time that does not go with the report that settles
/// it, and have not taken that back: the places of their claims.
pub fn other_reports<'a>(
    history: &'a [Said],
    told: &'a Told,
    settled: usize,
) -> impl Iterator<Item = usize> + 'a {
    let settles = &history[settled];
    let since = told.reopened.map_or(0, |before| before + 1);
    let reports = history.iter().enumerate().skip(since);
    let others = reports.filter(move |(at, said)| {
        let stands_by = || {
            let mut later = told.denials.iter().filter(|denial| *denial > at);
            !later.any(|denial| history[*denial].shares_speaker(said))
        };
        said.claim.status == Status::Happened
            && are_apart(settles, said)
            && said.voice.speakers != settles.voice.speakers
            && stands_by()
    });
    others.map(|(at, _)| at)
}

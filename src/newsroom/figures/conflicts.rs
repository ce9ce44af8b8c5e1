//! Conflicts: numbers of different speakers for one time that cannot both be true.
//!
//! A thousand sources that all disagree make a million pairs. For each number only the latest
//! word against it is kept, from before and from after, so that what is found grows with the
//! numbers. Numbers are looked for by their time, and blocks of them that leave no room for a
//! conflict are passed over whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Interval, are_for_one_time, other_speaker, reach};
use crate::date::Bound;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;

/// How many numbers are looked at, or passed over, together.
const BLOCK: usize = 64;

/// Two standing observations of different speakers, of which one must be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The one that was reported first.
    pub earlier: usize,
    /// The one that was reported later.
    pub later: usize,
}

/// A number with what the search compares.
struct Entry {
    at: usize,
    article: ArticleId,
    interval: Interval,
    days: Days,
}

/// The first and the last day that a number speaks of, as far as its bounds tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Days {
    from: NaiveDate,
    to: NaiveDate,
}

/// Numbers in the order in which they were said.
struct Entries {
    entries: Vec<Entry>,
    /// By the days that they speak of.
    times: Vec<Time>,
}

/// The numbers that speak of the same days.
struct Time {
    days: Days,
    /// The last day that these or any of an earlier time speak of.
    until: NaiveDate,
    /// Their places in the order.
    places: Vec<usize>,
    /// Of each so many of them, what they have in common.
    blocks: Vec<Block>,
}

/// What some numbers have in common.
struct Block {
    /// The least of their upper bounds, and the greatest of their lower bounds; `None` where no
    /// number has one.
    least_high: Option<Decimal>,
    greatest_low: Option<Decimal>,
    /// The article that gives them all, if one does.
    article: Option<ArticleId>,
}

/// Finds what is against each number, and what was known of its time when it was said.
pub fn find(series: &mut Series) {
    let mut conflicts: Vec<Conflict> = Vec::new();
    for line in 0..series.lines.len() {
        let of_line = |wanted: fn(&Observed) -> bool| {
            let mut own = series.lines[line].members.clone();
            own.retain(|at| wanted(&series.observations[*at]));
            own.sort_by_key(|at| (series.observations[*at].told(), *at));
            own
        };
        let standing = of_line(Observed::counts);
        let counted = of_line(|observed| observed.is_counted() && observed.repeats.is_none());
        against(series, &standing);
        retroactive(series, &counted);
        for at in standing {
            let observed = &series.observations[at];
            let earlier = observed.against_earlier.map(|earlier| (earlier, at));
            let later = observed.against_later.map(|later| (at, later));
            let pairs = earlier.into_iter().chain(later);
            conflicts.extend(pairs.map(|(earlier, later)| Conflict { earlier, later }));
        }
    }
    let key = |at: usize| (series.observations[at].told(), at);
    conflicts.sort_by_key(|conflict| (key(conflict.later), key(conflict.earlier)));
    conflicts.dedup();
    series.conflicts = conflicts;
}

fn entries(series: &Series, order: &[usize]) -> Entries {
    let entry = |at: &usize| {
        let observed = &series.observations[*at];
        Entry {
            at: *at,
            article: observed.article,
            interval: Interval::wide(&observed.quantity, series.tolerance),
            days: Days::of(observed.span.0, reach(observed)),
        }
    };
    Entries::new(order.iter().map(entry).collect())
}

/// Whether two numbers are different speakers' and cannot both be right.
fn are_apart(series: &Series, one: &Entry, other: &Entry) -> bool {
    let observed = |entry: &Entry| &series.observations[entry.at];
    one.interval.is_apart_from(&other.interval)
        && are_for_one_time(series, observed(one), observed(other))
        && other_speaker(observed(one), observed(other))
}

/// The last number before each one of an order that cannot be true as well, of those for which
/// something holds as the later one sees it.
pub fn before_each(
    series: &Series,
    order: &[usize],
    holds: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let all = entries(series, order);
    let of_each = all.entries.iter().enumerate().filter_map(|(nth, own)| {
        let room = |block: &Block| block.may_be_against(own);
        let is_against = |other: &Entry| are_apart(series, own, other) && holds(other.at, own.at);
        let other = all.latest(0..nth, own.days, room, is_against)?;
        Some((own.at, other.at))
    });
    of_each.collect()
}

/// Finds for each number of a line, in the order in which they were said, the latest word against
/// it.
fn against(series: &mut Series, order: &[usize]) {
    let all = entries(series, order);
    let mut found = Vec::new();
    for (nth, entry) in all.entries.iter().enumerate() {
        let is_against = |other: &Entry| are_apart(series, entry, other);
        let room = |block: &Block| block.may_be_against(entry);
        let earlier = all.latest(0..nth, entry.days, room, is_against);
        let elsewhere = |block: &Block| block.article != Some(entry.article) && room(block);
        let later = nth + 1..all.entries.len();
        let later = all.latest(later, entry.days, elsewhere, |other| {
            other.article != entry.article && is_against(other)
        });
        found.push((entry.at, earlier.map(|it| it.at), later.map(|it| it.at)));
    }
    for (at, earlier, later) in found {
        series.observations[at].against_earlier = earlier;
        series.observations[at].against_later = later;
    }
}

impl Days {
    fn of(first: Bound, last: Bound) -> Days {
        Days {
            from: first.day().unwrap_or(NaiveDate::MIN),
            to: last.day().unwrap_or(NaiveDate::MAX),
        }
    }
}

impl Entries {
    fn new(entries: Vec<Entry>) -> Entries {
        let mut by_days: BTreeMap<Days, Vec<usize>> = BTreeMap::new();
        for (nth, entry) in entries.iter().enumerate() {
            by_days.entry(entry.days).or_default().push(nth);
        }
        let mut until = NaiveDate::MIN;
        let time = |(days, places): (Days, Vec<usize>)| {
            until = until.max(days.to);
            let blocks = places.chunks(BLOCK);
            let blocks = blocks.map(|places| Block::of(places.iter().map(|nth| &entries[*nth])));
            Time {
                days,
                until,
                blocks: blocks.collect(),
                places,
            }
        };
        let times = by_days.into_iter().map(time).collect();
        Entries { entries, times }
    }

    /// The last number of a stretch that speaks of a day in common and that something holds for, in
    /// the blocks that have room for one.
    fn latest(
        &self,
        within: Range<usize>,
        days: Days,
        room: impl Fn(&Block) -> bool,
        holds: impl Fn(&Entry) -> bool,
    ) -> Option<&Entry> {
        let (mut latest, mut start) = (None, within.start);
        let begun = self.times.partition_point(|time| time.days.from <= days.to);
        let begun = self.times[..begun].iter().rev();
        let begun = begun.take_while(|time| time.until >= days.from);
        for time in begun.filter(|time| time.days.to >= days.from) {
            let found = time.latest(start..within.end, &room, |nth| holds(&self.entries[nth]));
            if let Some(nth) = found {
                (latest, start) = (Some(&self.entries[nth]), nth + 1);
            }
        }
        latest
    }
}

impl Time {
    /// The last place of a stretch that something holds for, in the blocks that have room for one.
    fn latest(
        &self,
        within: Range<usize>,
        room: impl Fn(&Block) -> bool,
        holds: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let first = self.places.partition_point(|nth| *nth < within.start);
        let mut end = self.places.partition_point(|nth| *nth < within.end);
        while end > first {
            let block = (end - 1) / BLOCK;
            let start = (block * BLOCK).max(first);
            if room(&self.blocks[block]) {
                let mut places = self.places[start..end].iter().rev();
                let found = places.find(|nth| holds(**nth));
                if found.is_some() {
                    return found.copied();
                }
            }
            end = start;
        }
        None
    }
}

impl Block {
    fn of<'e>(entries: impl Iterator<Item = &'e Entry> + Clone) -> Block {
        let bounds = || entries.clone().map(|entry| entry.interval.bounds());
        let article = entries.clone().map(|entry| entry.article).next();
        Block {
            least_high: bounds().filter_map(|(_, high)| high).min(),
            greatest_low: bounds().filter_map(|(low, _)| low).max(),
            article: article.filter(|first| entries.clone().all(|entry| entry.article == *first)),
        }
    }

    fn may_be_against(&self, own: &Entry) -> bool {
        let (low, high) = own.interval.bounds();
        let below = self
            .least_high
            .zip(low)
            .is_some_and(|(high, low)| high <= low);
        let above = self
            .greatest_low
            .zip(high)
            .is_some_and(|(low, high)| low >= high);
        below || above
    }
}

/// Finds which numbers speak of a time on which another speaker had reported before.
fn retroactive(series: &mut Series, order: &[usize]) {
    let entry = |at: &usize| {
        let observed = &series.observations[*at];
        // Nobody has reported on a time that had not come.
        let last = reach(observed).min(Bound::Day(observed.reported()));
        Entry {
            at: *at,
            article: observed.article,
            interval: Interval::narrow(&observed.quantity),
            days: Days::of(observed.span.0, last),
        }
    };
    let all = Entries::new(order.iter().map(entry).collect());
    let mut told: BTreeSet<(Speaker, (Bound, Bound))> = BTreeSet::new();
    for (nth, at) in order.iter().enumerate() {
        let own = &series.observations[*at];
        let days = Days::of(own.span.0, own.span.1);
        let any = |_: &Block| true;
        let known = all.latest(0..nth, days, any, |other| {
            let other = &series.observations[other.at];
            are_for_one_time(series, own, other)
                && own.is_later_than(other)
                && other_speaker(own, other)
        });
        let known = known.is_some();
        // Who had reported on that time already corrects the own number.
        let mut corrects = false;
        for speaker in &own.voice.speakers {
            corrects |= !told.insert((speaker.clone(), own.span));
        }
        series.observations[*at].retroactive = known && !corrects;
    }
}

/// Whether two numbers that conflict are for one and the same day; else only for one time, as
/// are totals that run to one day.
pub fn are_for_one_day(one: &Observed, other: &Observed) -> bool {
    let day = |observed: &Observed| {
        let as_of = &observed.observation.as_of;
        match (as_of.earliest(), as_of.latest()) {
            (Bound::Day(first), Bound::Day(last)) if first == last => Some(first),
            _ => None,
        }
    };
    day(one).is_some() && day(one) == day(other)
}

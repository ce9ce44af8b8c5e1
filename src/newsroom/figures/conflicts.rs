//! Conflicts: numbers of different speakers for one time that cannot both be true.
//!
//! A thousand sources that all disagree make a million pairs. For each number only the latest
//! word against it is kept, from before and from after, so that what is found grows with the
//! numbers. Blocks of numbers that leave no room for a conflict are passed over whole.

use std::collections::BTreeSet;

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
    span: (Bound, Bound),
}

/// What some numbers have in common.
struct Block {
    /// The least of their upper bounds, and the greatest of their lower bounds; `None` where no
    /// number has one.
    least_high: Option<Decimal>,
    greatest_low: Option<Decimal>,
    first: Bound,
    last: Bound,
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

fn entries(series: &Series, order: &[usize]) -> Vec<Entry> {
    let entry = |at: &usize| {
        let observed = &series.observations[*at];
        Entry {
            at: *at,
            article: observed.article,
            interval: Interval::wide(&observed.quantity, series.tolerance),
            span: (observed.span.0, reach(observed)),
        }
    };
    order.iter().map(entry).collect()
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
    let entries = entries(series, order);
    let blocks: Vec<Block> = entries.chunks(BLOCK).map(Block::of).collect();
    let of_each = entries.iter().enumerate().filter_map(|(nth, own)| {
        let room = |block: &Block| block.may_be_against(own);
        let is_against = |other: &Entry| are_apart(series, own, other) && holds(other.at, own.at);
        let other = latest_within(&entries, &blocks, 0..nth, room, is_against)?;
        Some((own.at, other))
    });
    of_each.collect()
}

/// Finds for each number of a line, in the order in which they were said, the latest word against
/// it.
fn against(series: &mut Series, order: &[usize]) {
    let entries = entries(series, order);
    let blocks: Vec<Block> = entries.chunks(BLOCK).map(Block::of).collect();
    let mut found = Vec::new();
    for (nth, entry) in entries.iter().enumerate() {
        let own = &series.observations[entry.at];
        let is_against = |other: &Entry| are_apart(series, entry, other);
        let room = |block: &Block| block.may_be_against(entry);
        let earlier = latest_within(&entries, &blocks, 0..nth, room, is_against);
        let elsewhere = |block: &Block| block.article != Some(own.article) && room(block);
        let later = nth + 1..entries.len();
        let later = latest_within(&entries, &blocks, later, elsewhere, |other| {
            other.article != own.article && is_against(other)
        });
        found.push((entry.at, earlier, later));
    }
    for (at, earlier, later) in found {
        series.observations[at].against_earlier = earlier;
        series.observations[at].against_later = later;
    }
}

/// The last number of a stretch that something holds for, in the blocks that have room for one.
fn latest_within(
    entries: &[Entry],
    blocks: &[Block],
    within: std::ops::Range<usize>,
    room: impl Fn(&Block) -> bool,
    holds: impl Fn(&Entry) -> bool,
) -> Option<usize> {
    let mut end = within.end;
    while end > within.start {
        let block = (end - 1) / BLOCK;
        let start = (block * BLOCK).max(within.start);
        if room(&blocks[block]) {
            let found = entries[start..end].iter().rev().find(|other| holds(other));
            if let Some(found) = found {
                return Some(found.at);
            }
        }
        end = start;
    }
    None
}

impl Block {
    fn of(entries: &[Entry]) -> Block {
        let bounds = || entries.iter().map(|entry| entry.interval.bounds());
        let first = entries.iter().map(|entry| entry.span.0).min();
        let last = entries.iter().map(|entry| entry.span.1).max();
        Block {
            least_high: bounds().filter_map(|(_, high)| high).min(),
            greatest_low: bounds().filter_map(|(low, _)| low).max(),
            first: first.unwrap_or(Bound::Past),
            last: last.unwrap_or(Bound::Unknown),
            article: entries
                .first()
                .map(|entry| entry.article)
                .filter(|first| entries.iter().all(|entry| entry.article == *first)),
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
        (below || above) && self.may_meet(own.span)
    }

    fn may_meet(&self, span: (Bound, Bound)) -> bool {
        let before = |last: Bound, first: Bound| {
            let days = last.day().zip(first.day());
            days.is_some_and(|(last, first)| last < first)
        };
        !before(self.last, span.0) && !before(span.1, self.first)
    }
}

/// Finds which numbers speak of a time on which another speaker had reported before.
fn retroactive(series: &mut Series, order: &[usize]) {
    let entries: Vec<Entry> = order
        .iter()
        .map(|at| {
            let observed = &series.observations[*at];
            // Nobody has reported on a time that had not come.
            let last = reach(observed).min(Bound::Day(observed.reported()));
            Entry {
                at: *at,
                article: observed.article,
                interval: Interval::narrow(&observed.quantity),
                span: (observed.span.0, last),
            }
        })
        .collect();
    let blocks: Vec<Block> = entries.chunks(BLOCK).map(Block::of).collect();
    let mut told: BTreeSet<(Speaker, (Bound, Bound))> = BTreeSet::new();
    for nth in 0..entries.len() {
        let own = &series.observations[entries[nth].at];
        let known = entries[..nth]
            .chunks(BLOCK)
            .zip(&blocks)
            .any(|(entries, block)| {
                let mut entries = entries.iter();
                block.may_meet(own.span)
                    && entries.any(|entry| {
                        let other = &series.observations[entry.at];
                        let ends = entry.span.1.day().zip(own.span.0.day());
                        let over = ends.is_some_and(|(last, first)| last < first);
                        !over
                            && are_for_one_time(series, own, other)
                            && own.is_later_than(other)
                            && other_speaker(own, other)
                    })
            });
        // Who had reported on that time already corrects the own number.
        let mut corrects = false;
        for speaker in &own.voice.speakers {
            corrects |= !told.insert((speaker.clone(), own.span));
        }
        series.observations[entries[nth].at].retroactive = known && !corrects;
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

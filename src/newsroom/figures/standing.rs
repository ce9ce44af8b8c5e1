//! Which numbers still hold: what repeats another, what a speaker has corrected, and until when
//! holds what holds until further notice.

use std::cmp::{self, Reverse};
use std::collections::BTreeMap;
use std::hash::Hash;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap as HashMap;

use super::{Interval, is_before, lasts_as_long, latest, same_speaker};
use crate::content::declaration::Measure;
use crate::content::moment::Moment;
use crate::content::observation::Firmness;
use crate::content::quantity::Quantity;
use crate::date::Bound;
use crate::newsroom::ids::SourceId;
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;

/// Settles what repeats what, which numbers stand, and which of a speaker's comes before which.
pub fn settle(series: &mut Series) {
    let total = series.measures(Measure::Total);
    let measure = series.measure;
    let observations = &mut series.observations;
    repetitions(observations);
    let groups = by_speaker(observations);
    for (_, group) in &groups {
        until_further_notice(observations, group);
    }
    let mut replaced = Replaced::default();
    for (speaker, group) in &groups {
        revisions(observations, speaker, group, &mut replaced);
    }
    replaced.note(observations);
    let groups = by_speaker(observations);
    for (speaker, group) in groups.iter().filter(|_| total) {
        corrected_totals(observations, speaker, group, &mut replaced);
    }
    replaced.note(observations);
    follow(observations, &groups, measure);
    repeated(observations);
}

/// What several articles carry stands, or stands no more, in all of them, and is public with the
/// first.
fn repeated(observations: &mut [Observed]) {
    let order = |moment: &Moment| (moment.day, moment.exact, moment.instant);
    for observed in observations.iter_mut() {
        observed.first_public = observed.public;
    }
    for at in 0..observations.len() {
        if let Some(first) = observations[at].repeats {
            let public = observations[at].public;
            let known = &mut observations[first].first_public;
            *known = cmp::min_by_key(*known, public, order);
            let first = &observations[first];
            let (span, standing, replaced) = (first.span, first.standing, first.replaced.clone());
            let own = &mut observations[at];
            (own.span, own.standing, own.replaced) = (span, standing, replaced);
        }
    }
}

/// The places of one speaker's numbers that can be compared and are no repetitions. What several
/// say together is in the list of each.
fn by_speaker(observations: &[Observed]) -> Vec<(Speaker, Vec<usize>)> {
    let mut groups: HashMap<(usize, Option<Firmness>, &Speaker), Vec<usize>> = HashMap::default();
    for (at, observed) in observations.iter().enumerate() {
        let status = (!observed.is_counted()).then_some(observed.observation.status);
        let speakers = observed.holders();
        for speaker in speakers.filter(|_| observed.repeats.is_none()) {
            let key = (observed.line, status, speaker);
            groups.entry(key).or_default().push(at);
        }
    }
    let groups = groups.into_iter();
    let mut groups: Vec<(Speaker, Vec<usize>)> = groups
        .map(|((_, _, speaker), group)| (speaker.clone(), group))
        .collect();
    groups.sort_unstable_by(|(one, first), (other, second)| (first, one).cmp(&(second, other)));
    groups
}

/// The numbers that their speakers have put others in the place of: who, and which.
#[derive(Default)]
struct Replaced(BTreeMap<usize, Vec<(Speaker, usize)>>);

impl Replaced {
    fn add(&mut self, at: usize, speaker: &Speaker, by: usize) {
        self.0.entry(at).or_default().push((speaker.clone(), by));
    }

    /// What nobody stands by any more stands no longer; of several who gave it, the others may.
    fn note(&mut self, observations: &mut [Observed]) {
        for (at, replaced) in std::mem::take(&mut self.0) {
            let own = &mut observations[at];
            own.replaced.extend(replaced);
            let mut speakers = own.voice.speakers.iter();
            own.standing = speakers.any(|who| own.replaced_for(who).is_none());
        }
    }
}

/// The values of a map in one order, whatever its own on this run.
pub(super) fn sorted<K: Hash + Eq>(groups: HashMap<K, Vec<usize>>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_unstable();
    groups
}

/// The same speaker, number and source in several articles is one observation: what was said
/// first. Where the speaker went back to it after another, it is a word of its own.
fn repetitions(observations: &mut [Observed]) {
    type Content<'a> = (
        (&'a [Speaker], Option<SourceId>),
        (Quantity, Firmness),
        (usize, String),
    );
    let mut known: HashMap<Content<'_>, Vec<usize>> = HashMap::default();
    for (at, observed) in observations.iter().enumerate() {
        let observation = &observed.observation;
        let content = (
            (&*observed.voice.speakers, observed.voice.source),
            (observed.quantity, observation.status),
            (observed.line, observation.as_of.to_string()),
        );
        known.entry(content).or_default().push(at);
    }
    let several = sorted(known).into_iter().filter(|alike| alike.len() > 1);
    let several: Vec<Vec<usize>> = several.collect();
    if several.is_empty() {
        return;
    }
    let mut times: HashMap<(usize, (Bound, Bound)), Vec<usize>> = HashMap::default();
    for (at, observed) in observations.iter().enumerate() {
        let time = (observed.line, observed.span);
        times.entry(time).or_default().push(at);
    }
    let mut repeats = Vec::new();
    for mut alike in several {
        alike.sort_by_key(|at| {
            let observed = &observations[*at];
            let place = (&observed.observation.place.file, observed.index);
            // What two versions of a text give is told by the one in the site's language.
            (observed.told(), observed.translated, place)
        });
        let mut first = alike[0];
        let time = &times[&(observations[first].line, observations[first].span)];
        for again in alike.into_iter().skip(1) {
            match goes_back(observations, time, first, again) {
                true => first = again,
                false => repeats.push((again, first)),
            }
        }
    }
    for (again, first) in repeats {
        observations[again].repeats = Some(first);
    }
}

/// Whether both say how things are, or both what is to come in one way.
fn of_one_kind(one: &Observed, other: &Observed) -> bool {
    let statuses = (one.observation.status, other.observation.status);
    statuses.0 == statuses.1 || (one.is_counted() && other.is_counted())
}

/// Whether a speaker gave another number for a time in between, and so goes back to the first. An
/// article that has both numbers tells what was said, and a document says a thing once.
fn goes_back(observations: &[Observed], time: &[usize], first: usize, again: usize) -> bool {
    let (first, again) = (&observations[first], &observations[again]);
    let others = time.iter().map(|at| &observations[*at]);
    let others = others.filter(|other| {
        other.quantity != again.quantity && of_one_kind(other, again) && same_speaker(other, again)
    });
    let mut in_between = others
        .clone()
        .filter(|other| other.is_later_than(first) && again.is_later_than(other));
    let tells_both = || others.clone().any(|other| other.article == again.article);
    !again.in_document && in_between.next().is_some() && !tells_both()
}

/// What goes on without an end holds until its speaker's next number begins.
fn until_further_notice(observations: &mut [Observed], group: &[usize]) {
    let start = |observed: &Observed| observed.span.0.day();
    let starts = group.iter().filter_map(|at| start(&observations[*at]));
    let mut starts: Vec<_> = starts.collect();
    starts.sort_unstable();
    for at in group {
        let observed = &mut observations[*at];
        if observed.observation.as_of.open_since().is_none() {
            continue;
        }
        let next = start(observed).and_then(|own| {
            let next = starts.partition_point(|start| *start <= own);
            starts.get(next)?.pred_opt()
        });
        if let Some(last) = next {
            // With others it may have ended sooner.
            observed.span.1 = observed.span.1.min(Bound::Day(last));
        }
    }
}

/// A speaker's later word on the same time takes the place of the earlier one.
fn revisions(
    observations: &mut [Observed],
    speaker: &Speaker,
    group: &[usize],
    replaced: &mut Replaced,
) {
    let mut times: HashMap<(Bound, Bound), Vec<usize>> = HashMap::default();
    for at in group {
        times.entry(observations[*at].span).or_default().push(*at);
    }
    for mut told in sorted(times).into_iter().filter(|told| told.len() > 1) {
        told.sort_by_key(|at| (observations[*at].told(), *at));
        for (nth, at) in told.iter().enumerate() {
            let own = &observations[*at];
            let before = told[..nth].iter().rev();
            let mut before = before.filter(|other| own.is_later_than(&observations[**other]));
            let before = before.next().copied();
            let before = before.filter(|at| observations[*at].quantity != own.quantity);
            // Of those who say it together, another may have said something later.
            let told = |at: usize| (observations[at].told(), at);
            let known = own.in_place_of.into_iter().chain(before);
            observations[*at].in_place_of = known.max_by_key(|at| told(*at));
        }
        let last = last_words(observations, &told);
        for at in &told {
            let own = &observations[*at];
            let differs = |other: &&usize| observations[**other].quantity != own.quantity;
            let mut differing = last.iter().filter(differs);
            let is_later = |other: &&usize| observations[**other].is_later_than(own);
            let by = differing.clone().find(is_later).copied();
            let undecided = by.is_none() && last.contains(at) && differing.next().is_some();
            if let Some(by) = by {
                replaced.add(*at, speaker, by);
            }
            observations[*at].undecided = undecided;
        }
    }
}

/// A speaker's last word on a time, or the last words where nobody says which came later, of the
/// words in the order in which they were said.
pub(super) fn last_words(observations: &[Observed], told: &[usize]) -> Vec<usize> {
    let Some(last) = told.last() else {
        return Vec::new();
    };
    let day = observations[*last].reported();
    let of_day = told.iter().copied();
    let of_day: Vec<usize> = of_day
        .filter(|at| observations[*at].reported() == day)
        .collect();
    let exact = |at: &&usize| observations[**at].observation.attribution.reported.exact;
    let last_exact = of_day.iter().rfind(exact).copied();
    let is_outdone = |at: &usize| {
        last_exact.is_some_and(|last| observations[last].is_later_than(&observations[*at]))
    };
    of_day
        .iter()
        .copied()
        .filter(|at| !is_outdone(at))
        .collect()
}

/// Totals do not fall: a lower one for a later time, said later, corrects those before.
fn corrected_totals(
    observations: &mut [Observed],
    speaker: &Speaker,
    group: &[usize],
    replaced: &mut Replaced,
) {
    let mut standing: Vec<usize> = group.to_vec();
    standing.retain(|at| observations[*at].counts());
    standing.sort_by_key(|at| latest(&observations[*at]));
    // By their least values: where a hedge leaves open whether one is above another, what is
    // above both is still lowered by a later one.
    let mut open: Vec<(Decimal, usize)> = Vec::new();
    for at in standing {
        let now = Interval::narrow(&observations[at].quantity);
        let (low, high) = now.bounds();
        let above = open.partition_point(|(low, _)| high.is_none_or(|high| *low < high));
        for (low, before) in open.split_off(above) {
            let (earlier, later) = (&observations[before], &observations[at]);
            let lower = now.is_below(&Interval::narrow(&earlier.quantity));
            if !(lower && later.is_later_than(earlier) && is_before(earlier, later)) {
                open.push((low, before));
                continue;
            }
            replaced.add(before, speaker, at);
            let known = observations[at].in_place_of;
            if known
                .is_none_or(|known| latest(&observations[known]) < latest(&observations[before]))
            {
                observations[at].in_place_of = Some(before);
            }
        }
        if let Some(low) = low {
            let place = open.partition_point(|(other, _)| *other <= low);
            open.insert(place, (low, at));
        }
    }
}

/// Finds for each number the one that its speaker gave for the time before. What several say
/// together follows what they gave before only where they gave the same.
fn follow(
    observations: &mut [Observed],
    groups: &[(Speaker, Vec<usize>)],
    measure: Option<Measure>,
) {
    let mut found: HashMap<usize, Option<usize>> = HashMap::default();
    for (speaker, group) in groups {
        for (at, before) in befores(observations, speaker, group, measure) {
            let known = found.entry(at).or_insert(Some(before));
            let own = &observations[before];
            *known = known.filter(|known| same_word(&observations[*known], own) && !own.undecided);
        }
    }
    for (at, before) in found {
        observations[at].before = before;
    }
}

/// Whether two numbers are the same for the same time.
pub(super) fn same_word(one: &Observed, other: &Observed) -> bool {
    (one.quantity, one.span) == (other.quantity, other.span)
}

/// The numbers of a speaker, each with the last one for the time before; of what is counted for a
/// period, the last of the same length.
fn befores(
    observations: &[Observed],
    speaker: &Speaker,
    group: &[usize],
    measure: Option<Measure>,
) -> Vec<(usize, usize)> {
    let holds = |at: &&usize| {
        let observed = &observations[**at];
        let by = observed.replaced_for(speaker).map(|by| &observations[by]);
        by.is_none_or(|by| by.span != observed.span)
    };
    let mut order: Vec<usize> = group.iter().filter(holds).copied().collect();
    order.sort_by_key(|at| {
        let observed = &observations[*at];
        (latest(observed), observed.span.0, observed.told())
    });
    let of_each = order.iter().enumerate().skip(1).filter_map(|(nth, at)| {
        let own = &observations[*at];
        let mut before = order[..nth].iter().rev();
        let before = before.find(|other| {
            let other = &observations[**other];
            let follows = measure != Some(Measure::Period) || lasts_as_long(other, own);
            latest(other) < latest(own) && begins_before(other, own) && follows
        });
        Some((*at, *before?))
    });
    of_each.collect()
}

/// Whether the time of a number begins before another's, as far as both have a first day: what was given
/// for May is not what was before May and June.
fn begins_before(one: &Observed, other: &Observed) -> bool {
    let firsts = one.span.0.day().zip(other.span.0.day());
    firsts.is_none_or(|(one, other)| one < other)
}

/// The numbers of which nobody says whether their speaker's other number came later, each with
/// the other one. The last of each time is told of.
pub fn undecided(series: &Series) -> Vec<(usize, Vec<usize>)> {
    type Time<'a> = (usize, (Bound, Bound), &'a [Speaker]);
    let mut groups: HashMap<Time<'_>, Vec<usize>> = HashMap::default();
    for (at, observed) in series.observations.iter().enumerate() {
        if observed.undecided && observed.standing && observed.repeats.is_none() {
            let key = (observed.line, observed.span, &*observed.voice.speakers);
            groups.entry(key).or_default().push(at);
        }
    }
    let groups = sorted(groups).into_iter();
    let groups = groups.filter(|group| group.len() > 1).map(|mut group| {
        // The greatest first: their order says nothing of what came later.
        group.sort_by_key(|at| Reverse(series.observations[*at].quantity));
        group
    });
    groups
        .filter_map(|group| Some((*group.first()?, group[1..].to_vec())))
        .collect()
}

//! Which numbers still hold: what repeats another, what a speaker has corrected, and until when
//! holds what holds until further notice.

use std::cmp::Reverse;
use std::hash::Hash;

use rustc_hash::FxHashMap as HashMap;

use super::{Interval, Kind, change, corrects, is_before, latest};
use crate::content::declaration::Measure;
use crate::content::observation::Firmness;
use crate::content::quantity::Quantity;
use crate::date::Bound;
use crate::newsroom::ids::SourceId;
use crate::newsroom::series::{News, Observed, Series};
use crate::newsroom::voice::Speaker;

/// Settles what repeats what, which numbers stand, and which of a speaker's comes before which.
pub fn settle(series: &mut Series) {
    let total = series.measures(Measure::Total);
    let observations = &mut series.observations;
    repetitions(observations);
    let groups = by_speaker(observations);
    for group in &groups {
        until_further_notice(observations, group);
    }
    for group in &groups {
        revisions(observations, group);
    }
    for group in &groups {
        if total {
            corrected_totals(observations, group);
        }
        follow(observations, group);
    }
}

/// The places of one speaker's numbers that can be compared and are no repetitions. What several
/// say together is in the list of each.
fn by_speaker(observations: &[Observed]) -> Vec<Vec<usize>> {
    let mut groups: HashMap<(usize, Option<Firmness>, &Speaker), Vec<usize>> = HashMap::default();
    for (at, observed) in observations.iter().enumerate() {
        let status = (!observed.is_counted()).then_some(observed.observation.status);
        let speakers = observed.voice.speakers.iter();
        for speaker in speakers.filter(|_| observed.repeats.is_none()) {
            let key = (observed.line, status, speaker);
            groups.entry(key).or_default().push(at);
        }
    }
    sorted(groups)
}

/// The values of a map in one order, whatever its own on this run.
fn sorted<K: Hash + Eq>(groups: HashMap<K, Vec<usize>>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_unstable();
    groups
}

/// The same speaker, number and source in several articles is one observation: what was said
/// first.
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
    for mut alike in sorted(known).into_iter().filter(|alike| alike.len() > 1) {
        alike.sort_by_key(|at| {
            let observation = &observations[*at].observation;
            let place = (&observation.place.file, observations[*at].index);
            (observation.attribution.reported.instant, place)
        });
        for at in &alike[1..] {
            observations[*at].repeats = alike.first().copied();
        }
    }
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
fn revisions(observations: &mut [Observed], group: &[usize]) {
    let mut times: HashMap<(Bound, Bound), Vec<usize>> = HashMap::default();
    for at in group {
        times.entry(observations[*at].span).or_default().push(*at);
    }
    for mut told in sorted(times).into_iter().filter(|told| told.len() > 1) {
        told.sort_by_key(|at| {
            (
                observations[*at].observation.attribution.reported.instant,
                *at,
            )
        });
        for (nth, at) in told.iter().enumerate() {
            let own = &observations[*at];
            let before = told[..nth].iter().rev();
            let mut before = before.filter(|other| own.is_later_than(&observations[**other]));
            if let Some(before) = before.next().copied() {
                let same = observations[before].quantity == own.quantity;
                let own = &mut observations[*at];
                own.known = same;
                own.in_place_of = (!same).then_some(before);
            }
        }
        let last = last_words(observations, &told);
        for at in &told {
            let own = &observations[*at];
            let differs = |other: &&usize| observations[**other].quantity != own.quantity;
            let mut differing = last.iter().filter(differs);
            let is_later = |other: &&usize| observations[**other].is_later_than(own);
            let by = differing.clone().find(is_later).copied();
            let undecided = by.is_none() && last.contains(at) && differing.next().is_some();
            let own = &mut observations[*at];
            own.replaced_by = by;
            own.standing = by.is_none();
            own.undecided = undecided;
        }
    }
}

/// A speaker's last word on a time, or the last words where nobody says which came later.
fn last_words(observations: &[Observed], told: &[usize]) -> Vec<usize> {
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
fn corrected_totals(observations: &mut [Observed], group: &[usize]) {
    let mut standing: Vec<usize> = group.to_vec();
    standing.retain(|at| observations[*at].counts());
    standing.sort_by_key(|at| latest(&observations[*at]));
    let mut open: Vec<usize> = Vec::new();
    for at in standing {
        let now = Interval::narrow(&observations[at].quantity);
        while let Some(before) = open.last().copied() {
            let (earlier, later) = (&observations[before], &observations[at]);
            let lower = now.is_below(&Interval::narrow(&earlier.quantity));
            if !(lower && later.is_later_than(earlier) && is_before(earlier, later)) {
                break;
            }
            observations[before].standing = false;
            observations[before].replaced_by = Some(at);
            observations[at].in_place_of.get_or_insert(before);
            open.pop();
        }
        open.push(at);
    }
}

/// Finds for each number the one that its speaker gave for the time before.
fn follow(observations: &mut [Observed], group: &[usize]) {
    let corrected = |observed: &Observed| {
        let by = observed.replaced_by.map(|by| observations[by].span);
        by.is_some_and(|span| span != observed.span)
    };
    let holds = |at: &&usize| observations[**at].standing || corrected(&observations[**at]);
    let mut order: Vec<usize> = group.iter().filter(holds).copied().collect();
    let key = |observations: &[Observed], at: usize| {
        let observed = &observations[at];
        (
            latest(observed),
            observed.span.0,
            observed.observation.attribution.reported.instant,
        )
    };
    order.sort_by_key(|at| key(observations, *at));
    for (nth, at) in order.iter().enumerate().skip(1) {
        let (own, before) = (latest(&observations[*at]), &order[..nth]);
        let before = before
            .iter()
            .rev()
            .find(|other| latest(&observations[**other]) < own);
        let Some(before) = before.copied() else {
            continue;
        };
        let better = observations[*at]
            .before
            .is_none_or(|known| key(observations, known) < key(observations, before));
        if better && !observations[before].undecided {
            observations[*at].before = Some(before);
        }
    }
}

/// Tells what each number was to those who knew the ones before.
pub fn tell_news(series: &mut Series) {
    let all = 0..series.observations.len();
    let told: Vec<Option<News>> = all.map(|at| news(series, at)).collect();
    for (observed, news) in series.observations.iter_mut().zip(told) {
        observed.news = news;
    }
}

fn news(series: &Series, at: usize) -> Option<News> {
    let own = &series.observations[at];
    if own.repeats.is_some() || own.known {
        return None;
    }
    if !own.is_counted() {
        return Some(News::ToCome);
    }
    let before = own.in_place_of;
    if let Some(before) = before.filter(|at| corrects(own, &series.observations[*at])) {
        return Some(News::Corrected(before));
    }
    let other = own.against_earlier;
    // What one article gives side by side is no news of a dispute.
    if let Some(other) = other.filter(|at| series.observations[*at].article != own.article) {
        return Some(News::Disputed(other));
    }
    Some(match change(series, at) {
        Some(change) if change.kind == Kind::Unchanged => News::Unchanged(change.before),
        _ => News::Number,
    })
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

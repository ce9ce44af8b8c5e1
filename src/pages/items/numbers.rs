//! What numbers of a series say of each other, in words.

use chrono_tz::Tz;

use super::sources;
use crate::content::declaration::Measure;
use crate::content::quantity::{Hedge, Quantity};
use crate::content::unit;
use crate::date::{Edtf, Precision};
use crate::language::Language;
use crate::newsroom::figures::{self, Change, Kind, Length};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;
use crate::pages::derived::Derived;
use crate::pages::site::Here;
use rust_decimal::Decimal;

/// How many of those who differ on what came of a forecast are named with their numbers.
pub const SIDES: usize = 4;

/// A number in the middle of a sentence: with its unit only where that belongs to the number, as
/// in `US$1.2 billion` and `2.2%`.
pub fn short(language: &Language, series: &Series, quantity: &Quantity) -> String {
    let unit = series.unit.as_deref();
    let unit = unit.filter(|unit| unit::is_share(unit) || unit::is_money_before(unit));
    quantity.words_with(language, unit)
}

/// The same behind the word "from", where a range would read as a rise.
pub fn behind_from(language: &Language, series: &Series, quantity: &Quantity) -> String {
    let unit = series.unit.as_deref();
    let unit = unit.filter(|unit| unit::is_share(unit) || unit::is_money_before(unit));
    quantity.words_behind_from(language, unit)
}

/// How a number lies to its speaker's number before.
pub fn trend(here: &Here<'_>, series: &Series, at: usize) -> Option<Derived> {
    let change = figures::change(series, at)?;
    let (own, then) = (
        &series.observations[at],
        &series.observations[change.before],
    );
    let number = short(here.language(), series, &then.quantity);
    let date = time(series, then);
    let (kind, words) = match change.kind {
        Kind::Unchanged => match since(here, own, &date) {
            Some(when) => (
                "unchanged",
                here.language().say("unchanged", &[("when", &when)]),
            ),
            None => ("was", was(here, &date, &number)),
        },
        Kind::Up | Kind::Down => match since(here, own, &date) {
            Some(when) if then.quantity.takes_dash() => {
                let kind = if change.kind == Kind::Up {
                    "up"
                } else {
                    "down"
                };
                (kind, moved(here, series, at, change, &when))
            }
            _ => ("was", was(here, &date, &number)),
        },
        Kind::Corrected => {
            let number = behind_from(here.language(), series, &then.quantity);
            let date = dated(here, own, then, &here.language().date_inside(&date));
            let values = [("number", &*number), ("date", &*date)];
            ("corrected", here.language().say("corrected_from", &values))
        }
        Kind::Period(Some(length)) => {
            let key = match length {
                Length::Day => "day_before",
                Length::Week => "week_before",
                Length::Month => "month_before",
                Length::Year => "year_before",
            };
            ("period", here.language().say(key, &[("number", &number)]))
        }
        Kind::Was if then.quantity.hedge == Some(Hedge::About) || !is_over(then, own) => {
            let date = here.language().date_inside(&date);
            let values = [("number", &*number), ("date", &*date)];
            ("was", here.language().say("number_before", &values))
        }
        Kind::Period(None) | Kind::Was => ("was", was(here, &date, &number)),
    };
    Some(here.derived(kind, words, [then, own]))
}

/// Whether the time that one number was given for had ended when the other's began.
fn is_over(then: &Observed, own: &Observed) -> bool {
    let ends = then.span.1.day().zip(own.span.0.day());
    ends.is_some_and(|(last, first)| last < first)
}

/// `Up 38 since September 2024, from 42`; from and to zero in words.
fn moved(here: &Here<'_>, series: &Series, at: usize, change: Change, when: &str) -> String {
    let language = here.language();
    let then = &series.observations[change.before];
    let up = change.kind == Kind::Up;
    let number = behind_from(here.language(), series, &then.quantity);
    let amount = change
        .amount
        .map(|amount| amount_words(here, series, amount));
    let zero = |quantity: &Quantity| quantity.is_exact() && quantity.min.is_zero();
    let own = &series.observations[at];
    let key = match (up, &amount) {
        (true, _) if zero(&then.quantity) => "moved_up_from_zero",
        (false, _) if zero(&then.quantity) => "moved_down_from_zero",
        (true, _) if zero(&own.quantity) => "moved_up_to_zero",
        (false, _) if zero(&own.quantity) => "moved_down_to_zero",
        (true, Some(_)) => "moved_up_by",
        (true, None) => "moved_up",
        (false, Some(_)) => "moved_down_by",
        (false, None) => "moved_down",
    };
    let amount = amount.unwrap_or_default();
    let values = [("amount", &*amount), ("when", when), ("number", &*number)];
    language.say(key, &values)
}

/// A difference: of shares in points, of money with its sign.
fn amount_words(here: &Here<'_>, series: &Series, amount: Decimal) -> String {
    let language = here.language();
    let number = language.numbers.number(amount);
    match series.unit.as_deref() {
        Some(unit) if unit::is_share(unit) => {
            let whole = amount.to_string().parse().ok();
            language.say_counted("points", whole, &[("n", &number)])
        }
        _ => short(here.language(), series, &Quantity::exact(amount)),
    }
}

/// The time of a number in a sentence: of a running total the day that it runs to.
pub fn time(series: &Series, observed: &Observed) -> Edtf {
    let as_of = &observed.observation.as_of;
    let end = as_of.runs_to();
    end.filter(|_| series.measures(Measure::Total))
        .or_else(|| as_of.open_since())
        .unwrap_or_else(|| as_of.clone())
}

/// Since when a number is another one. What holds until further notice changes on its own day.
/// `None` where the words of the date cannot stand behind the word.
fn since(here: &Here<'_>, own: &Observed, then: &Edtf) -> Option<String> {
    let language = here.language();
    match own.observation.as_of.open_since() {
        Some(day) => Some(language.at(&day)),
        None => {
            let date = language.date_inside(then);
            (!language.is_bare(&date)).then(|| language.say("moved_since", &[("date", &date)]))
        }
    }
}

/// What a number was before: `On 2 March 2026 it was 41.`
fn was(here: &Here<'_>, date: &Edtf, number: &str) -> String {
    let language = here.language();
    let words = language.date_inside(date);
    let key = match date.precision() {
        _ if language.is_bare(&words) => "was_before",
        _ if date.ends().is_some() || date.is_doubtful() => "was_for",
        Precision::Day | Precision::Instant => "was_on",
        Precision::Month | Precision::Year => "was_in",
        _ => "was_for",
    };
    language.say(key, &[("date", &words), ("number", number)])
}

/// What another speaker gave for an earlier time, as that speaker's.
pub fn earlier_of_another(here: &Here<'_>, series: &Series, line: usize) -> Option<Derived> {
    let head = &series.lines.get(line)?.head;
    let own = head.value.filter(|_| !head.stale)?;
    let earlier = figures::earlier_of_another(series, line)?;
    let other = &series.observations[earlier.at];
    let speaker = speakers(here, other);
    let date = here.language().date_inside(&time(series, other));
    let number = short(here.language(), series, &other.quantity);
    let key = match (earlier.same, here.language().is_bare(&date)) {
        (true, false) => "gave_the_same",
        (true, true) => "gave_the_same_dated",
        (false, false) => "gave_for",
        (false, true) => "gave_dated",
    };
    let values = [
        ("speaker", &*speaker),
        ("number", &*number),
        ("date", &*date),
    ];
    let words = here.language().say(key, &values);
    Some(here.derived("gave", words, [other, &series.observations[own]]))
}

/// What the speaker had given for the same time before: `the speaker had given 52 at 09:00`.
pub fn given_before(here: &Here<'_>, series: &Series, at: usize) -> Option<Derived> {
    let own = &series.observations[at];
    let before = &series.observations[own.in_place_of?];
    if before.span != own.span {
        return None;
    }
    let language = here.language();
    if !figures::corrects(own, before) {
        let number = short(language, series, &before.quantity);
        let date = dated(here, own, before, &here.on(before.reported()).words);
        let words = language.say("number_before", &[("number", &number), ("date", &date)]);
        return Some(here.derived("was", words, [before, own]));
    }
    let reported = before.observation.attribution.reported;
    let when = match reported.day == own.reported() {
        true => {
            let time = hours(here.site.config.timezone, before);
            language.say("at_time", &[("time", &language.numbers.digits(&time))])
        }
        false => language.say("on_day", &[("date", &here.on(reported.day).words)]),
    };
    let number = short(here.language(), series, &before.quantity);
    let names = names(here, own.also_gave(before));
    let key = match own.voice.speakers.len() {
        1 => "had_given",
        _ => "had_given_by",
    };
    let values = [
        ("number", &*number),
        ("when", &*when),
        ("speakers", &*names),
    ];
    let words = language.say(key, &values);
    Some(here.derived("corrected", words, [before, own]))
}

fn hours(zone: Tz, observed: &Observed) -> String {
    observed
        .told()
        .with_timezone(&zone)
        .format("%H:%M")
        .to_string()
}

/// Numbers that a speaker gave for one time on one day: `which came later is not recorded`.
pub fn together(here: &Here<'_>, series: &Series, all: &[usize]) -> Option<Derived> {
    let first = &series.observations[*all.first()?];
    let language = here.language();
    let number = |at: &usize| short(here.language(), series, &series.observations[*at].quantity);
    let numbers: Vec<String> = all.iter().map(number).collect();
    let values = [
        ("speaker", &*speakers(here, first)),
        ("numbers", &*language.list(&numbers)),
        ("date", &*here.on(first.reported()).words),
    ];
    let words = language.say("which_is_later", &values);
    let facts = all.iter().map(|at| &series.observations[*at]);
    Some(here.derived("which-is-later", words, facts))
}

/// That two speakers give different numbers for one day, or for one time.
pub fn conflict(here: &Here<'_>, one: &Observed, other: &Observed) -> Derived {
    let language = here.language();
    let several = [one, other].iter().any(|it| it.holders().count() > 1);
    let key = match (figures::are_for_one_day(one, other), several) {
        (true, false) => "conflict_day",
        (false, false) => "conflict_time",
        (true, true) => "conflict_sides_day",
        (false, true) => "conflict_sides_time",
    };
    let names = [speakers(here, one), speakers(here, other)];
    let values = [
        ("speakers", &*language.list(&names)),
        ("one", &*names[0]),
        ("other", &*names[1]),
    ];
    let words = language.say(key, &values);
    here.derived("conflict", words, [one, other])
}

/// Everybody whose word a number is: `A and B`.
pub fn speakers(here: &Here<'_>, observed: &Observed) -> String {
    names(here, observed.holders())
}

/// Speakers by their names: `A and B`.
pub fn names<'a>(here: &Here<'_>, speakers: impl Iterator<Item = &'a Speaker>) -> String {
    let names = speakers.map(|speaker| sources::speaker(here, speaker).name);
    here.language().list(&names.collect::<Vec<_>>())
}

/// Those of a number's speakers who gave an earlier one, where the others did not: a change is told
/// of nobody who did not give both.
pub fn also_gave(here: &Here<'_>, own: &Observed, before: &Observed) -> Option<String> {
    let both: Vec<&Speaker> = own.also_gave(before).collect();
    let named = both.len() < own.voice.speakers.len();
    named.then(|| names(here, both.into_iter()))
}

/// The day of an earlier number, behind the names of those who gave it where that needs to be said.
fn dated(here: &Here<'_>, own: &Observed, before: &Observed, date: &str) -> String {
    match also_gave(here, own, before) {
        Some(names) => here.language().joined("comma", &[names, date.to_string()]),
        None => date.to_string(),
    }
}

/// What came of a plan, a forecast or a target whose time has gone by; `None` before that.
pub fn outcome(here: &Here<'_>, series: &Series, at: usize) -> Option<Derived> {
    let own = &series.observations[at];
    if figures::gone_by(series, at)? > here.day() {
        return None;
    }
    let language = here.language();
    let Some(came) = figures::came_of(series, at) else {
        let words = language.text("nothing_came");
        return Some(here.derived("outcome", words, [own]));
    };
    let gave = |came: usize| {
        let came = &series.observations[came];
        let number = short(language, series, &came.quantity);
        let date = language.date_inside(&time(series, came));
        let values = [
            ("speaker", &*speakers(here, came)),
            ("number", &*number),
            ("date", &*date),
        ];
        let key = match language.is_bare(&date) {
            true => "gave_dated",
            false => "gave_for",
        };
        language.say(key, &values)
    };
    let others = figures::came_otherwise(series, at, came);
    let sides = [came].into_iter().chain(others);
    let sides: Vec<usize> = sides.collect();
    let more = (sides.len() > SIDES).then(|| language.text("others_differ"));
    let sentences = sides.iter().take(SIDES).map(|side| gave(*side));
    let words = sentences.chain(more);
    let words = words.reduce(|first, second| {
        language.say("sentences", &[("first", &first), ("second", &second)])
    });
    let facts = sides.iter().map(|side| &series.observations[*side]);
    Some(here.derived("outcome", words?, [own].into_iter().chain(facts)))
}

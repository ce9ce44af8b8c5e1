//! Generates the texts of every class of date in the profile.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;

use dateline::date::Edtf;

/// The classes that readers meet every day; [`super::reader`] reads their words back.
pub const EVERYDAY: [&str; 11] = [
    "day",
    "month",
    "year",
    "decade",
    "grouping",
    "qualified",
    "instant",
    "deadline",
    "choice",
    "list",
    "interval",
];

/// The classes beyond the everyday ones.
pub const RARE: [&str; 5] = [
    "far-year",
    "masked",
    "partly-qualified",
    "rare-set",
    "rare-interval",
];

/// Makes valid texts of a class.
pub fn of_class(class: &str) -> BoxedStrategy<String> {
    match class {
        "day" => day().boxed(),
        "month" => month().boxed(),
        "year" => year().boxed(),
        "decade" => (100..=999_u16).prop_filter_map("ambiguous", decade).boxed(),
        "grouping" => (year(), 21..=41_u8)
            .prop_map(|(y, code)| format!("{y}-{code}"))
            .boxed(),
        "qualified" => (plain(), qualifier())
            .prop_map(|(d, q)| format!("{d}{q}"))
            .boxed(),
        "instant" => instant().boxed(),
        "deadline" => plain().prop_map(|date| format!("[..{date}]")).boxed(),
        "choice" => choice(plain().boxed()).boxed(),
        "list" => list(plain()).boxed(),
        "interval" => interval(plain().boxed()).boxed(),
        "far-year" => far_year().boxed(),
        "masked" => masked().boxed(),
        "partly-qualified" => partly_qualified().boxed(),
        "rare-set" => prop_oneof![choice(rare().boxed()), list(rare()), mixed_set()].boxed(),
        "rare-interval" => interval(rare().boxed()).boxed(),
        _ => panic!("no class {class}"),
    }
    .prop_filter("not in the profile", |text| Edtf::parse(text).is_ok())
    .boxed()
}

/// Makes valid texts of every class.
pub fn any_text() -> BoxedStrategy<String> {
    let classes = [&EVERYDAY[..], &RARE[..]].concat();
    select(classes).prop_flat_map(of_class).boxed()
}

/// Makes values of every class.
pub fn any_value() -> impl Strategy<Value = Edtf> {
    any_text().prop_map(|text| super::edtf(&text))
}

/// Makes texts that are nearly dates: one character dropped, doubled, put in or swapped.
pub fn mutated() -> impl Strategy<Value = String> {
    let characters: Vec<char> = "0123456789-/.,[]{}?~%XYTZ:+ ".chars().collect();
    (
        any_text(),
        any::<prop::sample::Index>(),
        select(characters),
        0..4_u8,
    )
        .prop_map(|(text, place, new, how)| {
            let mut letters: Vec<char> = text.chars().collect();
            let place = place.index(letters.len());
            match how {
                0 => drop(letters.remove(place)),
                1 => letters.insert(place, letters[place]),
                2 => letters.insert(place, new),
                _ => letters[place] = new,
            }
            letters.into_iter().collect()
        })
}

/// Makes a day, month or year of four digits.
fn plain() -> impl Strategy<Value = String> {
    prop_oneof![3 => day(), 3 => month(), 2 => year()]
}

/// Makes single dates of every kind.
fn rare() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => plain(),
        1 => (plain(), qualifier()).prop_map(|(date, q)| format!("{date}{q}")),
        1 => (year(), 21..=41_u8).prop_map(|(year, code)| format!("{year}-{code}")),
        1 => far_year(),
        1 => masked(),
        1 => partly_qualified(),
    ]
}

fn calendar_day() -> impl Strategy<Value = NaiveDate> {
    // Mostly the years that news is about, from 1000 on; day 693 596 of the calendar is in 1900.
    prop_oneof![4 => 693_596..=766_645_i32, 1 => 364_878..=3_652_059_i32]
        .prop_filter_map("no such day", NaiveDate::from_num_days_from_ce_opt)
}

fn day() -> impl Strategy<Value = String> {
    calendar_day().prop_map(|day| day.to_string())
}

fn month() -> impl Strategy<Value = String> {
    calendar_day().prop_map(|day| format!("{:04}-{:02}", day.year(), day.month()))
}

fn year() -> impl Strategy<Value = String> {
    calendar_day().prop_map(|day| format!("{:04}", day.year()))
}

/// The decades with a name of their own: the 2020s, but not the 2000s.
fn decade(first: u16) -> Option<String> {
    (!first.is_multiple_of(10)).then(|| format!("{first}X"))
}

fn qualifier() -> impl Strategy<Value = char> {
    select(vec!['?', '~', '%'])
}

fn instant() -> impl Strategy<Value = String> {
    let shift = prop_oneof![
        Just("Z".to_owned()),
        Just(String::new()),
        (select(vec!['+', '-']), 1..=13, select(vec![0, 30, 45]))
            .prop_map(|(sign, hours, minutes)| format!("{sign}{hours:02}:{minutes:02}")),
    ];
    let second = prop_oneof![Just(0), 0..=59];
    (day(), 0..=23, 0..=59, second, shift)
        .prop_map(|(day, h, m, s, shift)| format!("{day}T{h:02}:{m:02}:{s:02}{shift}"))
}

fn choice(dates: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        dates.clone().prop_map(|date| format!("[{date}..]")),
        (dates.clone(), dates.clone()).prop_map(|(a, b)| format!("[{a}..{b}]")),
        prop::collection::vec(dates, 2..=4).prop_map(|dates| format!("[{}]", dates.join(","))),
    ]
}

fn list(dates: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(dates, 2..=4).prop_map(|dates| format!("{{{}}}", dates.join(",")))
}

fn interval(dates: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    let near =
        (calendar_day(), 0..=400_u64, select(vec![10, 7, 4])).prop_map(|(day, days, length)| {
            let end = day.checked_add_days(chrono::Days::new(days)).unwrap_or(day);
            format!(
                "{}/{}",
                &day.to_string()[..length],
                &end.to_string()[..length]
            )
        });
    prop_oneof![
        2 => near,
        2 => (dates.clone(), dates.clone()).prop_map(|(a, b)| format!("{a}/{b}")),
        1 => (dates, select(vec!["D/..", "../D", "D/", "/D"]))
            .prop_map(|(date, frame)| frame.replace('D', &date)),
    ]
}

fn mixed_set() -> impl Strategy<Value = String> {
    let element = prop_oneof![
        rare(),
        (plain(), plain()).prop_map(|(a, b)| format!("{a}..{b}")),
    ];
    let brackets = select(vec![('[', ']'), ('{', '}')]);
    let ends = (any::<bool>(), any::<bool>());
    (brackets, prop::collection::vec(element, 1..=3), ends).prop_map(
        |((open, close), elements, (before, after))| {
            let before = if before { ".." } else { "" };
            let after = if after { ".." } else { "" };
            format!("{open}{before}{}{after}{close}", elements.join(","))
        },
    )
}

fn far_year() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..=9999).prop_map(|year| format!("-{year:04}")),
        (0..=999).prop_map(|year| format!("{year:04}")),
        (1..=9999, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("-{y:04}-{m:02}-{d:02}")),
        (10_000..=250_000).prop_map(|year| format!("Y{year}")),
        (10_000..=250_000).prop_map(|year| format!("Y-{year}")),
    ]
}

/// Replaces digits of a date by `X`; not every result has a day that fits.
fn masked() -> impl Strategy<Value = String> {
    let date = prop_oneof![
        plain(),
        (year(), 21..=41_u8).prop_map(|(y, code)| format!("{y}-{code}"))
    ];
    (date, any::<u16>()).prop_map(|(date, mask)| {
        let digit = |(place, c): (usize, char)| match c {
            '0'..='9' if mask >> place & 1 == 1 => 'X',
            _ => c,
        };
        date.chars().enumerate().map(digit).collect()
    })
}

/// Puts qualifiers before or after any part of a date.
fn partly_qualified() -> impl Strategy<Value = String> {
    let mark = || prop_oneof![3 => Just(""), 1 => select(vec!["?", "~", "%"])];
    (plain(), prop::collection::vec((mark(), mark()), 3)).prop_map(|(date, marks)| {
        let parts = date.split('-').zip(marks);
        let parts: Vec<_> = parts
            .map(|(part, (a, b))| format!("{a}{part}{b}"))
            .collect();
        parts.join("-")
    })
}

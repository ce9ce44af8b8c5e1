//! What Dateline prints, it reads: dates and amounts, in every language that it has.

use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use dateline::content::amount;
use dateline::content::quantity::{Hedge, Quantity, Range};
use dateline::content::unit::{Shown, Unit};
use dateline::date::Edtf;
use dateline::language;

use crate::dates::any_value;

fn amounts() -> impl Strategy<Value = Quantity> {
    let number = || {
        let digits = prop_oneof![0..3000_i64, -99_999..99_999_999_999_i64];
        (digits, 0..4_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
    };
    let hedge = proptest::option::of(select(Hedge::ALL.map(|(_, hedge)| hedge).to_vec()));
    (number(), proptest::option::of(number()), hedge).prop_map(|(one, other, hedge)| {
        let other = other.unwrap_or(one);
        Quantity {
            min: one.min(other),
            max: one.max(other),
            hedge,
        }
    })
}

const UNITS: [&str; 14] = [
    "troops",
    "people a day",
    "children",
    "US$ billion",
    "million US$",
    "million €",
    "US$ a barrel",
    "USD billion",
    "USD",
    "%",
    "percent of households",
    "million people",
    "km²",
    "tonnes",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_date_that_is_printed_is_read(date in any_value()) {
        for language in language::built_in() {
            for words in [language.date(&date), language.date_inside(&date)] {
                prop_assert_eq!(Edtf::read(&words).ok(), Some(date.clone()), "{}", words);
            }
        }
    }

    #[test]
    fn every_amount_that_is_printed_is_read(quantity in amounts(), unit in select(&UNITS[..])) {
        for language in language::built_in() {
            let dash = Shown::of(&quantity, Some(unit), language, Range::Dash);
            let dash = format!("{} {}", quantity.hedged(language, &dash.number), dash.unit.unwrap_or_default());
            for words in [quantity.words_with(language, Some(unit)), dash] {
                let read = amount::read(&words);
                let read = read.map(|read| (read.quantity, Unit::read(&read.unit.unwrap_or_default())));
                prop_assert_eq!(read, Ok((quantity, Unit::read(unit))), "{}", words);
            }
            let words = quantity.words_in(language);
            let read = amount::read(&words).map(|read| read.quantity);
            prop_assert_eq!(read, Ok(quantity), "{}", words);
        }
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>(), near in "[0-9,.–%$€ a-zé()-]{0,24}") {
        for text in [text, near] {
            let _ = (amount::read(&text), Edtf::read(&text));
        }
    }
}

#[test]
fn a_date_is_also_read_from_words_that_dateline_would_not_print() {
    for (words, edtf) in [
        ("by the end of September 2025", "[..2025-09]"),
        ("by September 2025", "[..2025-09]"),
        ("by 9 September 2025", "[..2025-09-09]"),
        ("September 9th, 2024", "2024-09-09"),
        ("since 2014", "2014/.."),
        ("18-22 August 2025", "2025-08-18/2025-08-22"),
        ("26 October 2025 – 5 November 2025", "2025-10-26/2025-11-05"),
        ("early 2027", "2027-37~"),
        ("mid-2027", "2027-38~"),
        ("late 2027", "2027-39~"),
        ("by early 2027", "[..2027-37~]"),
        ("W46 of 2026", "2026-11-09/2026-11-15"),
        ("week 46, 2026", "2026-11-09/2026-11-15"),
        ("Q3 2025", "2025-35"),
        ("after 2026", "[2027..]"),
        ("circa 2014", "2014~"),
        ("بحلول نهاية سبتمبر 2025", "[..2025-09]"),
        ("مطلع ٢٠٢٧", "2027-37~"),
    ] {
        let read = Edtf::read(words).map(|date| date.to_string());
        assert_eq!(read.as_deref(), Ok(edtf), "{words}");
    }
}

#[test]
fn a_date_that_may_be_two_is_refused_with_both() {
    for (words, help) in [
        (
            "09/01/2026",
            "write `2026-01-09` or `2026-09-01`, whichever is meant",
        ),
        (
            "until 2025-12-31",
            "write `[..2025-12-31]` for one day no later than that, `../2025-12-31` for all the time until then",
        ),
        ("end of July 2025", "write `2025-07-31`"),
    ] {
        let refused = Edtf::read(words).err().and_then(|error| error.help);
        assert_eq!(refused.as_deref(), Some(help), "{words}");
    }
    for words in [
        "soon",
        "next week",
        "a year later",
        "9 2024",
        "May 2024 or so",
    ] {
        assert!(Edtf::read(words).is_err(), "{words}");
    }
}

#[test]
fn an_amount_is_read_from_words_with_all_that_belongs_to_it() {
    for (words, read) in [
        ("about 2,500", "about 2,500"),
        ("250-350", "250 to 350"),
        ("between 250 and 350 advisers", "250 to 350 advisers"),
        ("Between 250 and 350 advisers", "250 to 350 advisers"),
        ("US$1.2 billion", "US$1.2 billion"),
        ("$1.2 billion", "$1.2 billion"),
        ("12%", "12%"),
        ("34.4 percent", "34.4%"),
        ("Almost 900,000 people", "nearly 900,000 people"),
        ("2,500 or more", "at least 2,500"),
        ("well over 100", "more than 100"),
        ("twelve boats", "12 boats"),
        ("one person", "1 person"),
        ("two hundred and fifty", "250"),
        ("2.4 million people", "2.4 million people"),
        ("$1 billion to $2 billion", "$1 to 2 billion"),
        ("1.2 مليون", "1.2 million"),
    ] {
        let amount = amount::read(words).unwrap_or_else(|unread| panic!("{words}: {unread:?}"));
        let said = amount
            .quantity
            .words_with(language::english(), amount.unit.as_deref());
        assert_eq!(said, read, "{words}");
    }
}

#[test]
fn an_amount_that_is_not_read_wholly_is_refused() {
    for words in [
        "a third",
        "dozens",
        "1,20",
        "1.200,50",
        "12 of 30 villages",
        "350-250",
        "",
        "2,500 in 2024",
        "twice as many",
        "reportedly 2,500",
    ] {
        assert!(
            amount::read(words).is_err(),
            "{words}: {:?}",
            amount::read(words)
        );
    }
}

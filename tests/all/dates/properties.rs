//! What holds of every date, on generated ones.

use proptest::prelude::*;
use proptest::sample::select;

use dateline::date::{Bound, Edtf, Timing};

use super::generate::{EVERYDAY, any_text, any_value, mutated, of_class};
use super::reader;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn canonical_text_parses_to_the_same_value(text in any_text()) {
        let value = super::edtf(&text);
        let again = super::edtf(&value.to_string());
        prop_assert_eq!(&again, &value);
        prop_assert_eq!(again.to_string(), value.to_string());
    }

    #[test]
    fn words_of_everyday_dates_read_back(text in select(&EVERYDAY[..]).prop_flat_map(of_class)) {
        let value = super::edtf(&text);
        let words = value.words();
        prop_assert_eq!(reader::read(&words), Some(value.to_string()), "{}", words);
    }

    #[test]
    fn different_values_read_differently(a in any_text(), b in mutated()) {
        let a = super::edtf(&a);
        if let Ok(b) = Edtf::parse(&b) {
            prop_assert_eq!(a.words() == b.words(), a == b);
        }
    }

    #[test]
    fn a_small_change_changes_the_words(text in any_text(), place in any::<prop::sample::Index>(), new in "[0-9X?~%]") {
        let at = place.index(text.len());
        let near = format!("{}{new}{}", &text[..at], &text[at + 1..]);
        if let (a, Ok(b)) = (super::edtf(&text), Edtf::parse(&near)) {
            prop_assert_eq!(a.words() == b.words(), a == b, "{} {}", text, near);
        }
    }

    #[test]
    fn order_is_total(a in any_value(), b in any_value(), c in any_value()) {
        let [x, y, z] = [&a, &b, &c].map(Edtf::sort_key);
        prop_assert_eq!(x.cmp(&y), y.cmp(&x).reverse());
        prop_assert_eq!(x == y, a == b);
        prop_assert!(!(x <= y && y <= z) || x <= z);
    }

    #[test]
    fn comparison_mirrors(a in any_value(), b in any_value()) {
        let mirrored = match b.compared_to(&a) {
            Timing::Before => Timing::After,
            Timing::After => Timing::Before,
            Timing::Unclear => Timing::Unclear,
        };
        prop_assert_eq!(a.compared_to(&b), mirrored);
        prop_assert_eq!(a.compared_to(&a), Timing::Unclear);
    }

    #[test]
    fn what_is_before_sorts_before(a in any_value(), b in any_value()) {
        if a.compared_to(&b) == Timing::Before {
            prop_assert!(a.sort_key() < b.sort_key());
        }
    }

    #[test]
    fn a_day_compares_like_its_value(a in any_value(), b in of_class("day")) {
        prop_assert_eq!(a.compared_to_day(super::day(&b)), a.compared_to(&super::edtf(&b)));
    }

    #[test]
    fn the_latest_is_not_before_the_earliest(value in any_value()) {
        let (earliest, latest) = (value.earliest(), value.latest());
        prop_assert!(earliest <= latest || earliest == Bound::Unknown);
        let known = ![earliest, latest].contains(&Bound::Unknown);
        prop_assert_eq!(value.holds(&value), known.then_some(true));
    }

    #[test]
    fn days_parse_back(text in of_class("day")) {
        prop_assert_eq!(Edtf::from_day(super::day(&text)), super::edtf(&text));
    }

    #[test]
    fn html_takes_only_plain_text(value in any_value()) {
        if let Some(text) = value.html_datetime() {
            prop_assert!(text.bytes().all(|b| b.is_ascii_digit() || b"-:TZ+".contains(&b)));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in mutated(), odd in "[0-9XYEST:./\\[\\]{},?~%+ –a-z-]{0,16}") {
        for text in [text, near, odd] {
            match Edtf::parse(&text) {
                Ok(value) => prop_assert!(!value.words().is_empty()),
                Err(error) => prop_assert!(text.is_char_boundary(error.offset), "{}", text),
            }
        }
    }

    #[test]
    fn help_proposes_only_what_is_accepted(near in mutated(), odd in "[0-9]{1,4}[-./ ][0-9Qqx]{1,4}([-./ ][0-9]{1,4})?") {
        for text in [near, odd] {
            let help = Edtf::parse(&text).err().and_then(|error| error.help).unwrap_or_default();
            if let Some(proposal) = help.strip_prefix("write `").and_then(|it| it.split('`').next()) {
                prop_assert!(Edtf::parse(proposal).is_ok(), "{} for {}", proposal, text);
            }
        }
    }
}

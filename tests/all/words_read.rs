//! What Dateline prints, it reads: dates and amounts, in every language that it has.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use dateline::content::quantity::{Hedge, Quantity, Range};
use dateline::content::source::SourceTree;
use dateline::content::unit::{Shown, Unit};
use dateline::content::{Broken, amount};
use dateline::date::{Edtf, Side, Vocabularies};
use dateline::diagnostic::Checked;
use dateline::edition::{Standing, Update, evaluate};
use dateline::language::{self, Language};
use dateline::path::SourcePath;

use crate::dates::any_value;
use crate::support::{site, today};

/// What dates are read in on a site without a language of its own.
fn dates() -> Vocabularies {
    Vocabularies::default()
}

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

const ENGLISH: &str = include_str!("../../themes/default/languages/en.toml");

/// A language file of a theme, in French as far as dates are concerned.
fn french() -> String {
    let (_, rest) = ENGLISH.split_once("\n[numbers]").unwrap();
    // What is one in French may be none, so that the number is said.
    let rest = rest
        .replace("one = \"put off once\"", "one = \"put off {n} time\"")
        .replace("one = \"One text", "one = \"{n} text")
        .replace("one = \"The one article\"", "one = \"{n} article\"");
    format!("{}\n[numbers]{rest}", include_str!("words_read/fr.toml"))
}

/// One of a language that has its own digits, the year first, and other signs between two days.
fn year_first() -> String {
    let changes = [
        ("\"0123456789\"", "\"०१२३४५६७८९\""),
        ("day = \"{0} {1} {2}\"", "day = \"{2}. {1} {0}.\""),
        ("month = \"{0} {1}\"", "month = \"{1}. {0}\""),
        ("season = \"{0} {1}\"", "season = \"{1}. {0}\""),
        (
            "day_and_month = \"{0} {1}\"",
            "day_and_month = \"{1} {0}.\"",
        ),
        ("span = \"{0} – {1}\"", "span = \"{0} … {1}\""),
        ("short_span = \"{0}–{1}\"", "short_span = \"{0}~{1}\""),
        ("by = \"by {0}\"", "by = \"{0}-ig\""),
        ("since = \"since {0}\"", "since = \"{0} óta\""),
        ("\"early {0}\"", "\"{0} eleje\""),
    ];
    changes
        .iter()
        .fold(ENGLISH.to_string(), |file, (line, other)| {
            assert!(file.contains(line), "{line}");
            file.replacen(&format!("\n{line}"), &format!("\n{other}"), 1)
                .replacen(&format!(" {line}"), &format!(" {other}"), 1)
                .replacen(&format!("[{line}"), &format!("[{other}"), 1)
        })
}

/// What a site prints in and reads that has this language file.
fn site_in(code: &str, file: &str) -> (Language, Vocabularies) {
    (
        Language::parse(code, file).unwrap(),
        Vocabularies::with(file),
    )
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (2000..2050_i32, 1..=366_u32).prop_filter_map("no such day", |(year, day)| {
        NaiveDate::from_yo_opt(year, day)
    })
}

const UNITS: [&str; 20] = [
    "per 100,000 people",
    "/100,000",
    "lakh people",
    "US$/barrel",
    "€bn",
    "COVID-19 cases",
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

/// What stands between thousands and before a fraction in several languages.
const MARKS: [(&str, &str); 5] = [
    (".", ","),
    ("\u{202f}", ","),
    ("’", "."),
    ("", ","),
    (" ", "·"),
];

#[test]
fn what_is_said_alike_of_a_deadline_and_of_an_open_beginning_is_a_deadline() {
    let german = [
        ("\"late {0}\"", "\"Ende {0}\""),
        (
            "by_end = \"by the end of {0}\"",
            "by_end = \"bis Ende {0}\"",
        ),
        ("until = \"until {0}\"", "until = \"bis {0}\""),
    ];
    let german = german
        .into_iter()
        .fold(ENGLISH.to_string(), |file, (from, to)| {
            assert!(file.contains(from), "{from}");
            file.replace(from, to)
        });
    let (_, dates) = site_in("de", &german);
    for (typed, read) in [
        ("bis Ende March 2026", "[..2026-03]"),
        ("bis Ende 2027", "[..2027]"),
        ("bis 4 March 2026", "../2026-03-04"),
    ] {
        let date = dates.read(typed).map(|date| date.to_string());
        assert_eq!(date.as_deref(), Ok(read), "{typed}");
    }
}

#[test]
fn what_a_language_has_one_word_for_is_refused_with_each_that_it_may_be() {
    let german = ENGLISH
        .replace("\"by {0}\"", "\"bis {0}\"")
        .replace("\"by the end of {0}\"", "\"bis {0}\"")
        .replace("\"until {0}\"", "\"bis {0}\"")
        .replace("\"{0} or later\"", "\"ab {0}\"")
        .replace("\"since {0}\"", "\"ab {0}\"");
    let (_, dates) = site_in("de", &german);
    for (typed, help) in [
        (
            "bis 4 March 2026",
            "write `[..2026-03-04]` or `../2026-03-04`, whichever is meant",
        ),
        (
            "bis March 2026",
            "write `[..2026-03]` or `../2026-03`, whichever is meant",
        ),
        (
            "ab 2026",
            "write `2026/..` or `[2026..]`, whichever is meant",
        ),
    ] {
        let refused = dates.read(typed).map_err(|error| error.help);
        assert_eq!(refused, Err(Some(help.to_string())), "{typed}");
    }
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let near = dates.read_near("bis March 2026", day, Side::Future);
    let help = "write `[..2026-03]` or `../2026-03`, whichever is meant";
    assert_eq!(near.unwrap_err(), help);
    let until = dates
        .read("between 3 and 5 March 2026")
        .map(|date| date.to_string());
    assert_eq!(until.as_deref(), Ok("[2026-03-03..2026-03-05]"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_date_that_is_printed_is_read(date in any_value()) {
        for language in language::built_in() {
            for words in [language.date(&date), language.date_inside(&date)] {
                prop_assert_eq!(dates().read(&words).ok(), Some(date.clone()), "{}", words);
            }
        }
    }

    #[test]
    fn every_date_that_is_printed_in_a_language_of_a_theme_is_read(date in any_value()) {
        for (code, file) in [("fr", french()), ("hu", year_first())] {
            let (language, dates) = site_in(code, &file);
            for words in [language.date(&date), language.date_inside(&date)] {
                for words in [words.replace('’', "'"), words] {
                    prop_assert_eq!(dates.read(&words).ok(), Some(date.clone()), "{}", words);
                }
            }
        }
    }

    #[test]
    fn every_amount_that_is_printed_is_read(quantity in amounts(), unit in select(&UNITS[..])) {
        for language in language::built_in() {
            let dash = Shown::of(&quantity, Some(unit), language, Range::Dash);
            let dash = format!("{} {}", quantity.hedged(language, &dash.number, Some(unit)), dash.unit.unwrap_or_default());
            for words in [quantity.words_with(language, Some(unit)), dash] {
                let read = amount::read(&words, &dates());
                let read = read.map(|read| (read.quantity, Unit::read(&read.unit.unwrap_or_default())));
                prop_assert_eq!(read, Ok((quantity, Unit::read(unit))), "{}", words);
            }
            let words = quantity.words_in(language);
            let read = amount::read(&words, &dates()).map(|read| read.quantity);
            prop_assert_eq!(read, Ok(quantity), "{}", words);
        }
    }

    /// And so in a language of a theme, whatever marks that has in its numbers.
    #[test]
    fn every_number_is_read_in_the_marks_of_its_language(
        quantity in amounts(), (group, decimal) in select(&MARKS[..])
    ) {
        let file = ENGLISH
            .replace("group = \",\"", &format!("group = \"{group}\""))
            .replace("decimal = \".\"", &format!("decimal = \"{decimal}\""));
        let (language, dates) = site_in("de", &file);
        let words = quantity.words_in(&language);
        let read = amount::read(&words, &dates).map(|read| read.quantity);
        prop_assert_eq!(read, Ok(quantity), "{}", words);
    }

    /// A day or month without its year, past or to come, by whichever name it has.
    #[test]
    fn a_date_without_its_year_is_read_back_on_its_side(
        article in any_day(), apart in 0..250_u64, past in any::<bool>(), whole in any::<bool>(),
        name in 0..4_usize,
    ) {
        let apart = Days::new(apart);
        let (day, side) = match past {
            true => (article - apart, Side::Past),
            false => (article + apart, Side::Future),
        };
        let date = match whole {
            true => Edtf::from_day(day),
            false => Edtf::parse(&day.format("%Y-%m").to_string()).unwrap(),
        };
        for language in language::built_in() {
            let month = day.month0() as usize;
            let names = &language.dates().typed.months;
            let said = language.dates().months[month].clone();
            let named = names.get(month).and_then(|names| names.get(name)).unwrap_or(&said);
            let words = date.words_in(language.dates()).replace(&said, named);
            let words = words.replace(&format!(" {}", day.year()), "");
            let read = dates().read_near(&words, article, side).map(|near| (near.date, near.leans));
            prop_assert_eq!(read, Ok((date.clone(), true)), "{} on {}", words, article);
        }
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>(), near in "[0-9,.–%$€ a-zé()-]{0,24}") {
        for text in [text, near] {
            let day = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
            let near = dates().read_near(&text, day, Side::Past);
            let _ = (amount::read(&text, &dates()), dates().read(&text), near);
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
        ("W46 of 2026", "[2026-11-09..2026-11-15]"),
        ("week 46, 2026", "[2026-11-09..2026-11-15]"),
        ("Q3 2025", "2025-35"),
        ("after 2026", "[2027..]"),
        ("circa 2014", "2014~"),
        ("بحلول نهاية سبتمبر 2025", "[..2025-09]"),
        ("مطلع ٢٠٢٧", "2027-37~"),
        ("late April 2026", "2026-04-2X~"),
        ("mid-April 2026", "2026-04-1X~"),
        ("by early April 2026", "[..2026-04-0X~]"),
        ("from 3 to 5 March 2026", "2026-03-03/2026-03-05"),
        ("3–5 March 2026", "2026-03-03/2026-03-05"),
        ("3 March – 5 March 2026", "2026-03-03/2026-03-05"),
        ("28 February to 3 March 2026", "2026-02-28/2026-03-03"),
        ("between 3 and 5 March 2026", "[2026-03-03..2026-03-05]"),
        ("between March and May 2026", "[2026-03..2026-05]"),
        ("from December 2025 until February 2026", "2025-12/2026-02"),
        ("not before 15 March 2026", "[2026-03-15..]"),
        ("no later than March 2026", "[..2026-03]"),
        ("by end of November 2026", "[..2026-11]"),
        ("15 March 2026 at the latest", "[..2026-03-15]"),
        ("March 2026 at the earliest", "[2026-03..]"),
        ("until the end of 2026", "../2026-12-31"),
        ("حتى نهاية شباط 2026", "../2026-02-28"),
        ("آب 2026", "2026-08"),
        ("٣ كانون الثاني ٢٠٢٦", "2026-01-03"),
        ("بحلول نهاية تشرين الأول 2025", "[..2025-10]"),
        ("بحلول أيلول 2025", "[..2025-09]"),
        ("بين شباط وآذار 2026", "[2026-02..2026-03]"),
        ("من 3 إلى 5 آذار 2026", "2026-03-03/2026-03-05"),
        ("12 جويلية 2026", "2026-07-12"),
        ("أواخر نيسان 2026", "2026-04-2X~"),
    ] {
        let read = dates().read(words).map(|date| date.to_string());
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
        let refused = dates().read(words).err().and_then(|error| error.help);
        assert_eq!(refused.as_deref(), Some(help), "{words}");
    }
    for words in [
        "soon",
        "next week",
        "a year later",
        "9 2024",
        "May 2024 or so",
    ] {
        assert!(dates().read(words).is_err(), "{words}");
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
        ("two and a half million people", "2.5 million people"),
        ("about 3 and a half million", "about 3.5 million"),
        ("one and a half tonnes", "1.5 tonnes"),
        ("بين 250 و350", "250 to 350"),
        ("€-35 million", "−€35 million"),
        ("US$−5 billion", "−US$5 billion"),
        ("minus 3 percent", "−3%"),
        ("−5% to −3%", "−5 to −3%"),
        ("a thousand million people", "1,000 million people"),
        ("five hundred thousand million", "500,000 million"),
        ("2 dozen boats", "24 boats"),
        ("200 to 300 thousand", "200 to 300 thousand"),
        ("one to two million people", "1 to 2 million people"),
        ("1½ million", "1.5 million"),
        ("1’234’567", "1,234,567"),
        ("۲۵۰", "250"),
        ("3.5 per 100,000 live births", "3.5 per 100,000 live births"),
        ("12/100,000", "12 /100,000"),
        ("5 cases per million people", "5 cases per million people"),
        ("12 km²", "12 km²"),
        ("12 m3", "12 m3"),
        ("36°C", "36 °C"),
        ("250 COVID-19 cases", "250 COVID-19 cases"),
        ("3 two-bedroom homes", "3 two-bedroom homes"),
        ("€35m", "€35 million"),
        ("35 € million", "€35 million"),
        ("12 people at most", "up to 12 people"),
        ("5 على الأقل", "at least 5"),
    ] {
        let amount =
            amount::read(words, &dates()).unwrap_or_else(|unread| panic!("{words}: {unread:?}"));
        let said = amount
            .quantity
            .words_with(language::english(), amount.unit.as_deref());
        assert_eq!(said, read, "{words}");
    }
}

#[test]
fn what_is_read_of_many_is_read_of_one() {
    let english = dateline::prose::language::english().unwrap();
    let read = |words: String| amount::read(&words, &dates()).is_ok();
    // Those with a slash are put together by whoever reads prose.
    let units = english.quantities.units.iter();
    for (one, many) in units.filter(|(one, _)| !one.contains('/')) {
        assert!(
            !read(format!("12 {many}")) || read(format!("1 {one}")),
            "1 {one}"
        );
    }
    for one in [
        "1 point",
        "one point",
        "1 percentage point",
        "1 basis point",
        "1 second",
    ] {
        assert!(read(one.to_string()), "{one}");
    }
    for part in ["1 point 5", "one point five", "1 third", "1 quarter"] {
        assert!(!read(part.to_string()), "{part}");
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
        "tens of thousands",
        "a million and a half",
        "a hundred and a half",
        "250 and 350",
        // A sign, a currency or a share too many.
        "-$-5",
        "$5 €",
        "€35%",
        "€1 billion to $2 billion",
        // A number of which only the beginning would be read.
        "two point five million",
        "twelve thousand three hundred forty-five point six",
        "2 virgule cinq",
        "three quarters",
        "two thirds",
        "1 1/2 million",
        "1⅓ million",
        "5/12",
        "1e6",
        "12th",
        "1990s",
        "5k people",
        "40+",
        "50 ± 3",
        "40-odd people",
        "40 odd people",
        "twenty twenty-four",
        "12e",
        "0x10",
        "5 million-plus",
        "12 more people",
        "about 12 people at least",
        "0,500 tonnes",
        // Ranges that are none, or of two units.
        "fifty-fifty",
        "50-50",
        "900,000 to 1.2 million",
        "5 m to 10 mm",
        "5 km to 10 miles",
        "-5-3",
    ] {
        assert!(
            amount::read(words, &dates()).is_err(),
            "{words}: {:?}",
            amount::read(words, &dates())
        );
    }
}

#[test]
fn a_range_that_can_be_meant_in_two_ways_is_refused_with_both() {
    for (words, shared, apart) in [
        (
            "two to three hundred people",
            "200 to 300 people",
            "from 2 up to 300 people",
        ),
        (
            "between one and two thousand",
            "1,000 to 2,000",
            "from 1 up to 2,000",
        ),
        (
            "twenty to thirty thousand",
            "20,000 to 30,000",
            "from 20 up to 30,000",
        ),
        (
            "between two and three hundred thousand",
            "2,000 to 300,000",
            "from 2 up to 300,000",
        ),
        (
            "2 to 3 dozen boats",
            "24 to 36 boats",
            "from 2 up to 36 boats",
        ),
        (
            "3–4,000 people",
            "3,000 to 4,000 people",
            "from 3 up to 4,000 people",
        ),
        (
            "US$3-4,000,000",
            "US$3,000,000 to 4,000,000",
            "from US$3 up to 4,000,000",
        ),
        ("بين ٣ و٤٬٠٠٠", "٣٬٠٠٠ إلى ٤٬٠٠٠", "من ٣ وحتى ٤٬٠٠٠"),
    ] {
        let either = amount::Unread::Either([shared, apart].map(str::to_string));
        assert_eq!(amount::read(words, &dates()), Err(either), "{words}");
        for words in [shared, apart] {
            assert!(amount::read(words, &dates()).is_ok(), "{words}");
        }
    }
    for words in [
        "5–1,000 people",
        "3 people to 4,000 people",
        "five to ten",
        "ten to two hundred",
    ] {
        assert!(amount::read(words, &dates()).is_ok(), "{words}");
    }
}

#[test]
fn a_date_is_read_beside_the_day_of_its_article() {
    let article = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap();
    for (words, side, edtf) in [
        ("late January", Side::Future, "2026-01-2X~"),
        ("by late January", Side::Future, "[..2026-01-2X~]"),
        (
            "between 3 and 5 March",
            Side::Future,
            "[2026-03-03..2026-03-05]",
        ),
        ("3–5 March", Side::Future, "2026-03-03/2026-03-05"),
        ("from December to February", Side::Future, "2025-12/2026-02"),
        ("December to February", Side::Future, "2025-12/2026-02"),
        ("January or later", Side::Future, "[2026-01..]"),
        ("not before 15 January", Side::Future, "[2026-01-15..]"),
        ("July or August", Side::Past, "[2025-07,2025-08]"),
        ("in early 2026", Side::Future, "2026-37~"),
        ("early next year", Side::Future, "2026-37~"),
        ("by the end of next month", Side::Future, "[..2025-12]"),
        ("week 46", Side::Past, "[2025-11-10..2025-11-16]"),
        ("on Sunday", Side::Past, "2025-11-16"),
        ("by Sunday", Side::Future, "[..2025-11-23]"),
        ("Sunday, 16 November", Side::Past, "2025-11-16"),
        ("يوم الأحد", Side::Past, "2025-11-16"),
        ("الأحد 16 تشرين الثاني", Side::Past, "2025-11-16"),
        ("بحلول نهاية العام", Side::Future, "[..2025]"),
        ("الشهر المقبل", Side::Future, "2025-12"),
        ("بحلول كانون الثاني", Side::Future, "[..2026-01]"),
        ("until the end of the year", Side::Future, "../2025-12-31"),
        ("until the end of March", Side::Future, "../2026-03-31"),
        ("أمس", Side::Past, "2025-11-19"),
    ] {
        let read = dates()
            .read_near(words, article, side)
            .map(|near| near.date.to_string());
        assert_eq!(read.as_deref(), Ok(edtf), "{words}");
    }
    for (words, help) in [
        ("by then", "points to another sentence"),
        ("a year later", "points to another sentence"),
        ("next Sunday", "points to another sentence"),
        ("next week", "on Sunday for some"),
        ("in autumn", "hemisphere"),
        ("الأسبوع المقبل", "on Sunday for some"),
        ("في الخريف", "hemisphere"),
    ] {
        let told = dates().read_near(words, article, Side::Future).unwrap_err();
        assert!(told.contains(help), "{words}: {told}");
    }
}

const IN_FRENCH: [(&str, &str); 4] = [
    (
        "dateline.toml",
        "title = \"Desk\"\nlanguage = \"fr\"\nas_of = \"1 octobre 2025\"\n",
    ),
    (
        "content/sources.toml",
        "[caa]\nname = \"CAA\"\nkind = \"organisation\"\npublished = \"début 2025\"\n",
    ),
    (
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = \"9 septembre 2025\"\n[[events]]\nid = \"e\"\ntitle = \"E\"\nby = \"caa\"\nstatus = \"announced\"\ndate = \"d'ici à la fin de l’été 2026 (hémisphère nord)\"\n+++\n[D’ici au 9 février 2026](event:f \"F: announced, caa, said vendredi\").\n\n```timeline\nfrom = \"mi-2025\"\n```\n",
    ),
    (
        "content/articles/b.md",
        "+++\ntitle = \"B\"\ndate = 2025-09-09\n+++\nd’ici au [9 février 2026](event:f \"F: announced, caa\").\n",
    ),
];

#[test]
fn what_a_site_prints_in_its_own_language_it_reads_wherever_a_date_stands() {
    let file = french().replace("d’ici à la fin de {0}", "d’ici à la fin de l’{0}");
    let language = ("themes/default/languages/fr.toml", file.as_str());
    let site = site(IN_FRENCH.into_iter().take(3).chain([language]));
    assert_eq!(site.complaints(), "");
    assert!(site.words("/events/e/").contains("9 septembre 2025"));
    let event = site.page("/events/e/");
    assert!(event.contains("data-edtf=\"[..2026-26]\""), "{event}");
    let event = site.page("/events/f/");
    assert!(event.contains("data-edtf=\"[..2026-02-09]\""), "{event}");
    // The fifth of September was the last Friday before the article's day.
    assert!(event.contains("datetime=\"2025-09-05\""), "{event}");
    assert_eq!(
        site.edition.config.as_of,
        NaiveDate::from_ymd_opt(2025, 10, 1)
    );
}

#[test]
fn a_word_of_the_sites_own_language_left_outside_of_a_fact_is_told() {
    let file = french();
    let language = ("themes/default/languages/fr.toml", file.as_str());
    let files = [IN_FRENCH[0], IN_FRENCH[1], IN_FRENCH[3], language];
    let complaints = site(files).complaints();
    assert!(
        complaints.contains("let the link hold it: `[d’ici"),
        "{complaints}"
    );
}

#[test]
fn a_standing_site_reads_its_dates_anew_once_its_language_is_another() {
    let path = "themes/default/languages/fr.toml";
    let file = french();
    let all = || IN_FRENCH.into_iter().take(3);
    let options = today();
    let tree = |files: &mut dyn Iterator<Item = (&'static str, &str)>| {
        SourceTree::from_texts(files.collect::<Vec<_>>())
    };
    let before = Checked::clean(tree(&mut all()));
    let mut standing = Standing::new(before, options.clone(), Broken::LeftOut);
    let now = tree(&mut [(path, file.as_str())].into_iter());
    let parts = vec![(SourcePath::new(path), Checked::clean(now))];
    let update = Update {
        parts,
        ..Update::default()
    };
    standing.apply(update, options.now);
    let anew = evaluate(&tree(&mut all().chain([(path, file.as_str())])), &options);
    assert_eq!(standing.diagnostics(), anew.diagnostics);
    assert_eq!(standing.edition.config, anew.value.config);
}

//! How values read, and that no two different values read the same.

use std::collections::HashMap;

use dateline::date::Edtf;

use super::edtf;

#[test]
fn values_read_as_a_newspaper_would_write_them() {
    for (text, words) in [
        ("2024-09-09", "9 September 2024"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("[..2025-09]", "by the end of September 2025"),
        ("[..2025-09-15]", "by 15 September 2025"),
        ("[..2026]", "by the end of 2026"),
        ("[..2026-12]", "by the end of December 2026"),
        ("[..2025-35]", "by the end of the third quarter of 2025"),
        ("[..2026~]", "by about 2026"),
        ("[..2026?]", "by the end of 2026 (uncertain)"),
        ("[2026-09..]", "September 2026 or later"),
        (
            "[2025-09..2026-09]",
            "between September 2025 and September 2026",
        ),
        ("[2024-05-03,2024-05-04]", "3 May 2024 or 4 May 2024"),
        ("[2014,2016,2018]", "2014, 2016 or 2018"),
        ("[..2012,2014]", "by the end of 2012, or 2014"),
        ("{2014,2016}", "2014 and 2016"),
        ("{2014..2016,2018}", "all dates from 2014 to 2016, and 2018"),
        ("{..2014}", "all dates until 2014"),
        ("{2014..}", "all dates from 2014"),
        ("2014-06/2017-12", "June 2014 – December 2017"),
        ("2025-08-18/2025-08-22", "18–22 August 2025"),
        ("2025-08-18/2025-09-03", "18 August – 3 September 2025"),
        ("2025-12-18/2026-01-03", "18 December 2025 – 3 January 2026"),
        ("2025-03/2025-06", "March–June 2025"),
        ("2014/2016", "2014–2016"),
        ("2014/2014", "2014 – 2014"),
        ("2014~/2016", "about 2014 – 2016"),
        ("2014/2016-05", "2014 – May 2016"),
        ("2014/..", "since 2014"),
        ("../2014", "until 2014"),
        ("2014/", "from 2014, end unknown"),
        ("/2014", "until 2014, beginning unknown"),
        ("2025-35/..", "since the third quarter of 2025"),
    ] {
        assert_eq!(edtf(text).words(), words, "{text}");
    }
}

#[test]
fn qualified_values_read_honestly() {
    for (text, words) in [
        ("2025-09~", "about September 2025"),
        ("2025-09?", "September 2025 (uncertain)"),
        ("2025-09%", "about September 2025 (uncertain)"),
        (
            "2024-09~-09",
            "9 September 2024 (month and year approximate)",
        ),
        ("2024?-09", "September 2024 (year uncertain)"),
        (
            "2024?-~09-%09",
            "9 September 2024 (day and month approximate; day and year uncertain)",
        ),
        ("2025-35~", "about the third quarter of 2025"),
        ("2025-25?", "spring 2025 (northern hemisphere; uncertain)"),
        (
            "2025~-25",
            "spring 2025 (northern hemisphere; year approximate)",
        ),
        ("2024-XX~", "a month in 2024 (approximate)"),
    ] {
        assert_eq!(edtf(text).words(), words, "{text}");
    }
}

#[test]
fn unspecified_digits_read_honestly() {
    for (text, words) in [
        ("202X", "the 2020s"),
        ("200X", "the years 2000–2009"),
        ("20XX", "the years 2000–2099"),
        ("2XXX", "the years 2000–2999"),
        ("XXXX", "an unknown year"),
        ("000X", "a date written 000X (X: any digit)"),
        ("2X24", "a date written 2X24 (X: any digit)"),
        ("2024-XX", "a month in 2024"),
        ("2024-1X", "a month from October to December in 2024"),
        ("2024-X0", "a date written 2024-X0 (X: any digit)"),
        ("2024-09-XX", "a day in September 2024"),
        ("2024-09-1X", "a day from 10 to 19 September 2024"),
        ("2024-09-3X", "a date written 2024-09-3X (X: any digit)"),
        ("2023-02-2X", "a date written 2023-02-2X (X: any digit)"),
        ("2024-XX-XX", "a day in 2024"),
        ("2024-XX-09", "day 9 of a month in 2024"),
        ("202X-09", "a September in the 2020s"),
        ("202X-09-09", "a 9 September in the 2020s"),
        ("XXXX-12-25", "a 25 December in an unknown year"),
        ("202X-35", "third quarter of a year in the 2020s"),
    ] {
        assert_eq!(edtf(text).words(), words, "{text}");
    }
}

#[test]
fn seasons_years_and_instants_read_unambiguously() {
    for (text, words) in [
        ("2025-35", "third quarter of 2025"),
        ("2025-37", "first third of 2025"),
        ("2025-40", "first half of 2025"),
        ("2025-21", "spring 2025"),
        ("2025-24", "winter 2025"),
        ("2025-25", "spring 2025 (northern hemisphere)"),
        ("2025-28", "winter 2025–26 (northern hemisphere)"),
        ("2025-30", "summer 2025–26 (southern hemisphere)"),
        ("2025-32", "winter 2025 (southern hemisphere)"),
        ("1999-28", "winter 1999–2000 (northern hemisphere)"),
        ("-0043", "44 BC"),
        ("0000", "1 BC"),
        ("0800", "AD 800"),
        ("-0043-03-15", "15 March 44 BC"),
        ("Y17000", "the year 17000"),
        ("Y-17000", "17001 BC"),
        ("2024-09-09T12:00:00Z", "9 September 2024, 12:00 UTC"),
        ("2024-09-09T12:00:30Z", "9 September 2024, 12:00:30 UTC"),
        ("2024-09-09T12:00:00+03:00", "9 September 2024, 12:00 UTC+3"),
        (
            "2024-09-09T12:00:00-03:30",
            "9 September 2024, 12:00 UTC−3:30",
        ),
        ("2024-09-09T12:00:00", "9 September 2024, 12:00 local time"),
    ] {
        assert_eq!(edtf(text).words(), words, "{text}");
    }
}

/// Fails where two different values of the texts read the same.
fn assert_different_words(texts: impl Iterator<Item = String>) -> usize {
    let mut seen: HashMap<String, Edtf> = HashMap::new();
    for value in texts.filter_map(|text| Edtf::parse(&text).ok()) {
        let words = value.words();
        if let Some(other) = seen.insert(words.clone(), value.clone()) {
            assert_eq!(other, value, "both read as {words:?}");
        }
    }
    seen.len()
}

fn fields(numbers: impl Iterator<Item = u8>) -> Vec<String> {
    let masks = (0..=9).flat_map(|digit| [format!("X{digit}"), format!("{digit}X")]);
    numbers
        .map(|number| format!("{number:02}"))
        .chain(masks)
        .chain(["XX".to_owned()])
        .collect()
}

#[test]
fn no_two_dates_read_the_same() {
    let years = [
        "2024", "202X", "200X", "20XX", "2XXX", "XXXX", "2X24", "X024", "0024", "002X", "-0023",
        "0000", "Y20240", "Y-20240",
    ];
    let qualifiers = ["", "?", "~", "%"];
    let dates = years.iter().flat_map(|year| {
        let months = fields(1..=41).into_iter();
        let months = months.flat_map(|month| {
            let days = fields(1..=31).into_iter().map(|day| format!("-{day}"));
            let days: Vec<_> = days.chain([String::new()]).collect();
            days.into_iter().map(move |day| format!("-{month}{day}"))
        });
        months
            .chain([String::new()])
            .map(move |rest| format!("{year}{rest}"))
    });
    let qualified = dates.flat_map(|date| qualifiers.map(|symbol| format!("{date}{symbol}")));
    assert!(assert_different_words(qualified) > 40_000);
}

#[test]
fn no_two_qualifications_read_the_same() {
    let marks = ["", "?", "~", "%"];
    let texts = ["2024", "202X", "XXXX"].into_iter().flat_map(|year| {
        marks.into_iter().flat_map(move |a| {
            marks.into_iter().flat_map(move |b| {
                let months = ["09", "25", "35", "XX", "X1"].into_iter();
                months.flat_map(move |month| {
                    let days = ["", "-09", "-XX", "-1X"].into_iter();
                    days.flat_map(move |day| {
                        marks.map(|c| {
                            format!("{a}{year}-{b}{month}{}", day.replace('-', &format!("-{c}")))
                        })
                    })
                })
            })
        })
    });
    assert!(assert_different_words(texts) > 500);
}

#[test]
fn no_two_ranges_read_the_same() {
    let dates = [
        "2024",
        "2025",
        "2024-05",
        "2024-06",
        "2025-05",
        "2024-05-03",
        "2024-05-04",
        "2024-06-03",
        "2025-05-03",
        "202X",
        "2024~",
        "2024?",
        "2025%",
        "2024-05~",
        "2024-05-03?",
        "2024-XX",
        "2024-05-XX",
        "2024-21",
        "2024-25",
        "2024-28",
        "2024-35",
        "-0043",
        "0800",
        "0810",
        "Y20240",
        "XXXX",
        "2X24",
        "2024?-05",
    ];
    let singles = dates.into_iter().flat_map(|a| {
        [
            a.to_owned(),
            format!("{a}/.."),
            format!("../{a}"),
            format!("{a}/"),
            format!("/{a}"),
            format!("[..{a}]"),
            format!("[{a}..]"),
            format!("{{..{a}}}"),
            format!("{{{a}..}}"),
        ]
    });
    let pairs = dates.into_iter().flat_map(|a| {
        dates.into_iter().flat_map(move |b| {
            [
                format!("{a}/{b}"),
                format!("[{a},{b}]"),
                format!("{{{a},{b}}}"),
                format!("[{a}..{b}]"),
                format!("{{{a}..{b}}}"),
                format!("[..{a},{b}]"),
                format!("[{a},{b}..]"),
                format!("{{..{a},{b}}}"),
                format!("{{{a},{b}..}}"),
                format!("[{a},{b},2030]"),
                format!("[{a}..{b},2030]"),
                format!("[..{a},{b}..]"),
                format!("{{{a}..{b},2030}}"),
            ]
        })
    });
    assert!(assert_different_words(singles.chain(pairs)) > 5_000);
}

#[test]
fn a_week_by_its_number_is_one_of_its_days() {
    let words = |text: &str| {
        dateline::date::Edtf::parse(text)
            .map(|date| date.words())
            .ok()
    };
    assert_eq!(
        words("2024-W06").as_deref(),
        Some("between 5 February 2024 and 11 February 2024")
    );
    assert_eq!(
        words("2026-W53").as_deref(),
        Some("between 28 December 2026 and 3 January 2027")
    );
    assert_eq!(words("2024-W53"), None);
    assert_eq!(words("2024-W6"), None);
}

//! The rules, one example after another.

use dateline::date::{Bound, Edtf, Precision, Timing};

use super::{day, edtf};

/// Writes the span as `earliest..latest`.
fn span(text: &str) -> String {
    let value = edtf(text);
    let say = |bound| match bound {
        Bound::Past => "past".to_owned(),
        Bound::Day(day) => day.to_string(),
        Bound::Future => "future".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
    };
    format!("{}..{}", say(value.earliest()), say(value.latest()))
}

#[test]
fn spans_are_inclusive_days() {
    for (text, expected) in [
        ("2024-09-09", "2024-09-09..2024-09-09"),
        ("2024-02", "2024-02-01..2024-02-29"),
        ("2024-09-09T12:00:00Z", "2024-09-09..2024-09-09"),
        ("[..2025-09]", "past..2025-09-30"),
        ("[2026-09..]", "2026-09-01..future"),
        ("[2025-09..2026-09]", "2025-09-01..2026-09-30"),
        ("[2024-05-03,2024-05-04]", "2024-05-03..2024-05-04"),
        ("{2016,2014}", "2014-01-01..2016-12-31"),
        ("2014-06/2017-12", "2014-06-01..2017-12-31"),
        ("2014/..", "2014-01-01..future"),
        ("../2014", "past..2014-12-31"),
        ("2014/", "2014-01-01..unknown"),
        ("/2014", "unknown..2014-12-31"),
        ("202X", "2020-01-01..2029-12-31"),
        ("2024-02-XX", "2024-02-01..2024-02-29"),
        ("2025-35", "2025-07-01..2025-09-30"),
        ("2025-28", "2025-12-01..2026-02-28"),
        ("2025-41", "2025-07-01..2025-12-31"),
        ("-0043-03-15", "-0043-03-15..-0043-03-15"),
        ("Y17000", "+17000-01-01..+17000-12-31"),
        ("Y999999", "future..future"),
    ] {
        assert_eq!(span(text), expected, "{text}");
    }
}

#[test]
fn qualification_never_moves_bounds() {
    for text in ["2025-09", "2024-09-09", "202X", "2025-35"] {
        for symbol in ['~', '?', '%'] {
            assert_eq!(span(&format!("{text}{symbol}")), span(text));
        }
    }
    assert_eq!(span("2024-09~-09"), span("2024-09-09"));
}

#[test]
fn a_season_without_hemisphere_spans_its_year_and_says_so() {
    for code in 21..=24 {
        let text = format!("2025-{code}");
        assert_eq!(span(&text), span("2025"));
        assert!(
            edtf(&text)
                .caveat()
                .is_some_and(|it| it.contains("hemisphere"))
        );
    }
    assert_eq!(
        edtf("2025-21").caveat().as_deref(),
        Some(
            "season 21 (spring) does not say which hemisphere, so it counts as the whole year; \
             write 25 for the northern or 29 for the southern hemisphere, or a quarter, 33 to 36"
        )
    );
    assert_eq!(edtf("2025-25").caveat(), None);
    // Autumn comes first in the southern hemisphere, so this need not run backwards.
    assert_eq!(span("2024-23/2024-21"), span("2024"));
}

#[test]
fn lists_sort_by_anchor_and_coarse_before_fine() {
    let sorted = [
        "-0043-03-15",
        "[2020-01-01..]",
        "202X",
        "2023-12-31",
        "2024/",
        "2024/..",
        "2024/2025",
        "2024",
        "2024-01",
        "2024-01~",
        "2024-01-01",
        "2024-01-01T08:00:00+03:00",
        "2024-01-01T06:00:00Z",
        "2024-01-02",
        "[..2024-01]",
        "[..2024-01-31]",
        "2024-01-31",
        "2025-09-29",
        "[..2025-09]",
        "2025-09-30",
        "[..2024,2026..]",
    ];
    let mut values = sorted.map(edtf);
    values.reverse();
    values.sort_by_key(Edtf::sort_key);
    assert_eq!(values.map(|value| value.to_string()), sorted);
}

#[test]
fn comparison_with_a_day_is_certain_or_unclear() {
    for (text, other, expected) in [
        ("[..2025-09]", "2025-09-30", Timing::Unclear),
        ("[..2025-09]", "2025-10-01", Timing::Before),
        ("[2026-09..]", "2026-08-31", Timing::After),
        ("[2026-09..]", "2099-01-01", Timing::Unclear),
        ("2024-09-09", "2024-09-09", Timing::Unclear),
        ("2024-09-08", "2024-09-09", Timing::Before),
        ("2014/", "2099-01-01", Timing::Unclear),
        ("2014/", "2013-12-31", Timing::After),
        ("/2014", "1900-01-01", Timing::Unclear),
        ("{2014,2016}", "2015-06-01", Timing::Unclear),
    ] {
        assert_eq!(
            edtf(text).compared_to_day(day(other)),
            expected,
            "{text} {other}"
        );
    }
}

#[test]
fn comparison_with_a_value_is_certain_or_unclear() {
    for (text, other, expected) in [
        ("2024", "2025", Timing::Before),
        ("2025", "[..2024]", Timing::After),
        ("2024", "2024-06", Timing::Unclear),
        ("[..2026-09]", "[2026-09..]", Timing::Unclear),
        ("Y999999", "Y1000000", Timing::Before),
    ] {
        assert_eq!(
            edtf(text).compared_to(&edtf(other)),
            expected,
            "{text} {other}"
        );
    }
}

#[test]
fn a_wider_window_holds_a_narrower_one() {
    for (outer, inner, expected) in [
        ("[..2026]", "[..2026-09]", Some(true)),
        ("[..2026-09]", "[..2026]", Some(false)),
        ("[..2026-09]", "[2026-09..]", Some(false)),
        ("2026-09", "2026-09~", Some(true)),
        ("2014/", "2015", None),
    ] {
        assert_eq!(edtf(outer).holds(&edtf(inner)), expected, "{outer} {inner}");
    }
}

#[test]
fn deadlines_are_single_choices_on_or_before() {
    assert!(edtf("[..2025-09]").is_deadline());
    for text in [
        "2025-09",
        "[2026-09..]",
        "{..2025}",
        "../2025",
        "[..2024,2026]",
    ] {
        assert!(!edtf(text).is_deadline(), "{text}");
    }
}

#[test]
fn precision_is_what_is_known() {
    for (text, expected) in [
        ("2024-09-09T12:00:00Z", Precision::Instant),
        ("2024-09-09~", Precision::Day),
        ("2024-09", Precision::Month),
        ("2024-09-XX", Precision::Month),
        ("2025-35", Precision::Season),
        ("2025-21", Precision::Season),
        ("2024", Precision::Year),
        ("2024-XX-09", Precision::Year),
        ("202X-09", Precision::Decade),
        ("20XX", Precision::Century),
        ("XXXX", Precision::Span),
        ("2014/2016", Precision::Span),
        ("[..2025-09]", Precision::Month),
        ("[2024,2025]", Precision::Span),
    ] {
        assert_eq!(edtf(text).precision(), expected, "{text}");
    }
}

#[test]
fn the_year_is_that_of_the_anchor() {
    assert_eq!(edtf("[..2025-09]").year(), Some(2025));
    assert_eq!(edtf("2014-06/2017-12").year(), Some(2014));
    assert_eq!(edtf("-0043").year(), Some(-43));
    assert_eq!(edtf("[..2024,2026..]").year(), None);
}

#[test]
fn values_that_say_the_same_are_equal() {
    for (text, canonical) in [
        ("?2024-?09-?09", "2024-09-09?"),
        ("[2024]", "2024"),
        ("{2024-09}", "2024-09"),
        ("2024-09-09T12:00:00+00:00", "2024-09-09T12:00:00Z"),
        ("2024-09-09T12:00:00+03", "2024-09-09T12:00:00+03:00"),
    ] {
        assert_eq!(edtf(text).to_string(), canonical);
        assert_eq!(edtf(text), edtf(canonical));
    }
}

#[test]
fn days_of_the_calendar_become_values() {
    for (text, expected) in [
        ("2024-09-09", "2024-09-09"),
        ("0000-02-29", "0000-02-29"),
        ("-0043-03-15", "-0043-03-15"),
        ("+17000-01-01", "Y17000"),
    ] {
        assert_eq!(Edtf::from_day(day(text)), edtf(expected));
    }
}

#[test]
fn values_serialize_as_their_text() {
    let json = serde_json::to_string(&edtf("?2024")).expect("text always serializes");
    assert_eq!(json, "\"2024?\"");
}

#[test]
fn html_gets_only_what_it_allows() {
    for text in [
        "2024-09-09",
        "2024-09",
        "2024",
        "0800",
        "2024-09-09T12:00:00Z",
    ] {
        assert_eq!(edtf(text).html_datetime().as_deref(), Some(text));
    }
    assert_eq!(edtf("Y17000").html_datetime().as_deref(), Some("17000"));
    for text in [
        "2024~",
        "2024-09-09?",
        "202X",
        "2024-XX",
        "2025-21",
        "2025-35",
        "0000",
        "-0043",
        "[..2025]",
        "2014/2016",
        "{2014,2016}",
        "2016-12-31T23:59:60Z",
    ] {
        assert_eq!(edtf(text).html_datetime(), None, "{text}");
    }
}

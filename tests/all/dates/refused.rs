//! What is refused, and what the author is told to write instead.

use dateline::date::{DateError, Edtf};

fn refusal(text: &str) -> DateError {
    match Edtf::parse(text) {
        Ok(value) => panic!("{text} was read as {value}"),
        Err(error) => error,
    }
}

#[test]
fn common_mistakes_are_told_what_to_write() {
    for (text, help) in [
        ("2024-9-9", "write `2024-09-09`"),
        ("2024-9", "write `2024-09`"),
        ("2024/09/09", "write `2024-09-09`"),
        ("2024/9", "write `2024-09`"),
        ("20240909", "write `2024-09-09`"),
        ("09.09.2024", "write `2024-09-09`"),
        ("9.9.2024", "write `2024-09-09`"),
        (
            "09/10/2024",
            "write `2024-10-09` or `2024-09-10`, whichever is meant",
        ),
        ("9/30/2024", "write `2024-09-30`"),
        ("09/2024", "write `2024-09`"),
        ("9 September 2024", "write `2024-09-09`"),
        ("September 9th, 2024", "write `2024-09-09`"),
        ("Sept 2024", "write `2024-09`"),
        ("1er septembre 2024", "write `2024-09-01`"),
        ("d'ici septembre 2024", "write `[..2024-09]`"),
        ("d'ici la fin de septembre 2024", "write `[..2024-09-30]`"),
        ("circa 2014", "write `2014~`"),
        ("c. 2014", "write `2014~`"),
        ("about September 2025", "write `2025-09~`"),
        ("by September 2025", "write `[..2025-09]`"),
        ("since 2014", "write `2014/..`"),
        (
            "until 2025-12-31",
            "write `[..2025-12-31]` for one day no later than that, `../2025-12-31` for all the time until then",
        ),
        ("end of July 2025", "write `2025-07-31`"),
        ("by the end of 2025", "write `[..2025-12-31]`"),
        ("by 2025-09-01", "write `[..2025-09-01]`"),
        ("from 2026-01-01", "write `2026-01-01/..`"),
        ("after 2026", "write `[2027..]`"),
        ("before March 2026", "write `[..2026-02]`"),
        ("2025-Q3", "write `2025-35`"),
        ("Q3 2025", "write `2025-35`"),
        ("2025-H1", "write `2025-40`"),
        ("2010s", "write `201X`"),
        (
            "spring 2025",
            "write `2025-25` for the northern hemisphere, `2025-29` for the southern",
        ),
        ("201x", "write `201X`"),
        ("201u", "write `201X`"),
        ("y17000", "write `Y17000`"),
        ("2014-2017", "write `2014/2017`"),
        ("2014–2017", "write `2014/2017`"),
        ("2014/open", "write `2014/..`"),
        ("2014/unknown", "write `2014/`"),
        ("..2025-09", "write `[..2025-09]`"),
        ("2025-09..", "write `[2025-09..]`"),
        (
            "2025..2026",
            "write `[2025..2026]` for a date between the two, `2025/2026` for all that time",
        ),
        ("2024-09-09 12:00", "write `2024-09-09T12:00:00`"),
        ("2024-09-09T12:00Z", "write `2024-09-09T12:00:00Z`"),
        (
            "2024-09-09T12:00:00.5+0300",
            "write `2024-09-09T12:00:00+03:00`",
        ),
        (" 2024 ", "write `2024`"),
        (
            "2024-09-31",
            "September 2024 has 30 days: `2024-09-30` is the last, `2024-09` is all of it",
        ),
        (
            "[2023-02-29,2024]",
            "February 2023 has 28 days: `2023-02-28` is the last, `2023-02` is all of it",
        ),
        ("2025/2024", "the earlier date comes first"),
        ("[2025..2024]", "the earlier date comes first"),
        (
            "2024-13",
            "write a month from 01 to 12, a season from 25 to 32 or a quarter from 33 to 36",
        ),
        ("[..2025", "write `[..2025]`"),
        ("{2024,2025", "write `{2024,2025}`"),
        ("[..2025}", "close `[` with `]`, and `{` with `}`"),
        (
            "",
            "write a date, such as `2024-09-09`, `2024-09` or `2024`",
        ),
    ] {
        assert_eq!(refusal(text).help.as_deref(), Some(help), "{text}");
    }
}

#[test]
fn what_lies_outside_the_profile_is_told_what_to_write() {
    for (text, offset, help) in [
        ("1950S2", 4, "write `19XX`"),
        ("1950S4", 4, "write `1950`"),
        (
            "Y171010000S3",
            10,
            "write an interval of years, such as `1950/1959`",
        ),
        ("Y17E7", 3, "write `Y170000000`"),
        ("Y17E70", 3, "write a year of at most 18 digits after `Y`"),
        (
            "..2014/2016",
            0,
            "write `2014` for the latest beginning, or `..` for an open one",
        ),
        (
            "2014/2016..",
            9,
            "write `2016` for the earliest end, or `..` for an open one",
        ),
        ("[2012,1950S2]", 10, "write `19XX`"),
    ] {
        let error = refusal(text);
        assert_eq!(
            (error.offset, error.help.as_deref()),
            (offset, Some(help)),
            "{text}"
        );
    }
}

#[test]
fn what_cannot_be_is_refused() {
    for text in [
        "2024-02-30",
        "2023-02-29",
        "2024-00",
        "2024-42",
        "2024-21-01",
        "-0000",
        "Y2024",
        "..",
        "/",
        "../..",
        "{}",
        "[2024,]",
        "{[2024]}",
        "2024/2025/2026",
        "2024-09-09T24:00:00Z",
        "2024-09-09T12:00:00+15:00",
        "2024-09T12:00:00Z",
        "two",
        "2024-09-09é",
        "2025-06/2025-05",
        "-20XX",
        "2024-3X",
        "2024-02-3X",
    ] {
        let error = refusal(text);
        assert!(
            error.offset <= text.len() && text.is_char_boundary(error.offset),
            "{text}"
        );
    }
}

#[test]
fn nothing_outside_the_profile_is_proposed() {
    for text in ["y17e7", " 1950S2", "..1950S2", "-0043-02-30"] {
        assert_eq!(refusal(text).help, None, "{text}");
    }
}

#[test]
fn messages_say_what_is_wrong_and_where() {
    let error = refusal("2024-09-31");
    assert_eq!(error.message, "day is out of range for the month");
    assert_eq!(error.offset, 8);
    assert_eq!(
        error.to_string(),
        "day is out of range for the month (September 2024 has 30 days: `2024-09-30` is the last, `2024-09` is all of it)"
    );
    assert_eq!(
        refusal("2024-09-09é").message,
        "EDTF permits ASCII characters only"
    );
}

//! What was typed does not always carry a judgement: then what was said is told, and no more.

use crate::decision_table::{Story, article_on, site, story, told};
use crate::support::{noon_of, site_with};

/// A story of which the check says that nobody knows which of two words came later.
fn unordered(day: &str, claims: &[&str]) -> Story {
    let site = told(day, claims, "id = \"e\"\n");
    assert_eq!(site.codes(), ["event/which-is-later"]);
    Story(site)
}

#[test]
fn who_carries_what_others_do_has_not_done_it() {
    let off = story(
        "2026-03-01",
        &["2026-01-10 a planned 2026-12-12", "2026-02-01 w cancelled"],
    );
    assert_eq!(
        off.page(),
        "Called off, as reported by W, 1 February 2026. A had planned it for 12 December 2026."
    );
    assert_eq!(
        off.since(0),
        "W reported on 1 February 2026 that it was called off"
    );
    let term = story(
        "2026-03-01",
        &[
            "2026-01-10 a in-force [..2026-08-31]",
            "2026-02-01 w in-force [..2026-12-31]",
            "2026-02-03 a in-force [..2027-01-31]",
        ],
    );
    assert_eq!(
        term.moves(),
        "Extended from 31 August 2026 to 31 December 2026, as reported by W."
    );
    assert_eq!(
        term.page(),
        "In force until 31 January 2027 (A, 3 February 2026). Extended: W had reported 31 December 2026."
    );
    let order = story("2026-05-01", &["2026-01-10 w required [..2026-03]"]);
    assert_eq!(
        order.page(),
        "W reported it as required by the end of March 2026; there is no report of it here."
    );
    assert!(!order.is_ahead());
    let met = story(
        "2026-05-01",
        &[
            "2026-01-10 w required [..2026-03]",
            "2026-04-10 a happened 2026-04-05",
        ],
    );
    assert!(
        met.page()
            .ends_with("W had reported it as required by the end of March 2026: 5 days earlier."),
        "{}",
        met.page()
    );
    let refused = story(
        "2026-05-01",
        &["2026-01-10 a proposed 2026-12", "2026-02-01 w rejected"],
    );
    assert_eq!(
        refused.page(),
        "A proposed it for December 2026. W reported on 1 February 2026 that it was rejected."
    );
    assert!(
        refused.list().contains("rejected, as reported by W"),
        "{}",
        refused.list()
    );
    // The site itself is no other than a newspaper.
    let site = story(
        "2026-05-01",
        &["2026-01-10 a planned 2026-12-12", "2026-02-01 - cancelled"],
    );
    assert!(
        site.page().starts_with("Called off, as reported by "),
        "{}",
        site.page()
    );
}

#[test]
fn of_several_speakers_a_publisher_has_carried_what_the_others_promise() {
    let both = |more: &[&str]| {
        let mut files = vec![article_on(
            "2026-01-10",
            r#"["w", "a"]"#,
            "planned",
            "2026-06",
        )];
        files.extend(
            more.iter()
                .map(|day| article_on(day, r#""a""#, "planned", "2026-12")),
        );
        Story(crate::decision_table::site("2026-07-10", files))
    };
    assert_eq!(
        both(&[]).page(),
        "A planned it for June 2026. That time has passed; there is no report of it here."
    );
    assert!(
        both(&[]).history().contains("A , via W"),
        "{}",
        both(&[]).history()
    );
    assert_eq!(
        both(&["2026-02-01"]).page(),
        "Planned for December 2026 (A, 1 February 2026). A put it off: its last day moved from 30 June 2026 to 31 December 2026, 184 days."
    );
}

#[test]
fn one_instant_is_one_time_wherever_it_is_written() {
    let two = |by: &str| {
        let later = format!("2026-02-10 {by} planned 2026-12-25T08:30:00+04:00");
        story(
            "2026-03-01",
            &["2026-02-01 a planned 2026-12-24T23:30:00-05:00", &later],
        )
    };
    assert!(!two("b").is_disputed());
    assert!(
        !two("a").page().contains("put it off"),
        "{}",
        two("a").page()
    );
    let kept = story(
        "2026-11-01",
        &[
            "2026-02-01 a planned 2026-10-24T23:30:00-05:00",
            "2026-10-25 w happened 2026-10-25T04:30:00Z",
        ],
    );
    assert!(
        kept.page().ends_with("On the day that A had named."),
        "{}",
        kept.page()
    );
    let hours = story(
        "2026-03-01",
        &[
            "2026-02-01 a planned 2026-12-24T09:00:00Z",
            "2026-02-10 a planned 2026-12-24T18:00:00Z",
        ],
    );
    assert!(
        hours.page().ends_with(
            "A put it off: 24 December 2026, 09:00 UTC before, then 24 December 2026, 18:00 UTC."
        ),
        "{}",
        hours.page()
    );
}

#[test]
fn an_instant_is_overdue_once_its_day_is_over_on_the_site() {
    let (path, claim) = article_on(
        "2026-02-01",
        r#""a""#,
        "planned",
        "2026-11-26T23:30:00-05:00",
    );
    let config = "title = \"M\"\nbase_url = \"https://m.example/\"\ntimezone = \"Asia/Yerevan\"\n";
    let overdue = |day: &str| {
        let sources = ("content/sources.toml", crate::decision_table::SOURCES);
        let files = [("dateline.toml", config), sources, (&*path, &*claim)];
        let page = site_with(files, &noon_of(day)).words("/events/e/");
        page.contains("That time has passed")
    };
    assert!(
        !overdue("2026-11-27"),
        "half past eight of that day in Yerevan"
    );
    assert!(overdue("2026-11-28"));
}

#[test]
fn of_two_words_of_one_day_neither_is_first_or_last() {
    let happened = unordered(
        "2026-06-01",
        &[
            "2026-02-01 a planned 2026-05-01",
            "2026-02-01 a planned 2026-05-20",
            "2026-05-16 a happened 2026-05-15",
        ],
    );
    assert_eq!(happened.page(), "Happened on 15 May 2026 (A, 16 May 2026).");
    assert!(
        !happened.history().contains("No longer stands"),
        "{}",
        happened.history()
    );
    let open = |day: &str| {
        unordered(
            day,
            &[
                "2026-02-01 a planned 2026-05-10",
                "2026-03-01 a planned 2026-05-20",
                "2026-03-01 a planned 2026-06-20",
            ],
        )
    };
    assert_eq!(
        open("2026-04-01").since(0),
        "A planned it for 20 May 2026 / A planned it for 20 June 2026"
    );
    assert_eq!(open("2026-04-01").since(1), "");
    assert_eq!(open("2026-04-01").moves(), "");
    let between = open("2026-06-01");
    assert!(!between.page().contains("has passed"), "{}", between.page());
    let next = unordered(
        "2026-04-10",
        &[
            "2026-03-01 a planned 2026-05-20",
            "2026-03-01 a planned 2026-06-20",
            "2026-04-01 a planned 2026-06-25",
        ],
    );
    assert_eq!(next.page(), "Planned for 25 June 2026 (A, 1 April 2026).");
}

#[test]
fn one_of_two_days_is_not_kept_by_a_day_between() {
    let between = |date: &str| {
        let named = format!("2026-02-01 a planned {date}");
        story("2026-11-20", &[&named, "2026-10-06 w happened 2026-10-05"]).page()
    };
    assert_eq!(
        between("[2026-10-01,2026-10-10]"),
        "Happened on 5 October 2026 (W, 6 October 2026). A had named 1 October 2026 or 10 October 2026."
    );
    assert!(
        between("2026-1X-01").ends_with(" A had named a date written 2026-1X-01 (X: any digit)."),
        "{}",
        between("2026-1X-01")
    );
    let narrowed = story(
        "2026-03-01",
        &[
            "2026-02-01 a planned [2026-10-01,2026-10-10]",
            "2026-02-10 a planned 2026-10-05",
        ],
    );
    assert!(
        !narrowed.history().contains("More exact"),
        "{}",
        narrowed.history()
    );
}

#[test]
fn the_end_of_a_term_is_as_exact_as_it_was_told() {
    let ended = story(
        "2026-06-01",
        &[
            "2026-02-01 a in-force 2026-02-10/2026-06-30",
            "2026-05-11 w happened 2026-05",
        ],
    );
    assert_eq!(
        ended.page(),
        "Ended in May 2026, at least 30 days before its term (W)."
    );
    assert!(
        ended.since(0).starts_with("ended in May 2026 (W)"),
        "{}",
        ended.since(0)
    );
}

#[test]
fn a_term_after_a_gap_extends_nothing() {
    let terms = |day: &str| {
        story(
            day,
            &[
                "2026-02-01 a in-force 2026-02-10/2026-06-30",
                "2026-06-15 a in-force 2027-01-01/2027-06-30",
            ],
        )
    };
    assert_eq!(
        terms("2026-06-20").page(),
        "In force until 30 June 2026 (A, 1 February 2026). A set its term: from 1 January 2027 until 30 June 2027."
    );
    assert_eq!(
        terms("2026-06-20").since(0),
        "A set its term: from 1 January 2027 until 30 June 2027"
    );
    assert_eq!(
        terms("2026-07-20").page(),
        "To be in force from 1 January 2027 until 30 June 2027 (A, 15 June 2026)."
    );
    let lapsed = story(
        "2026-10-01",
        &[
            "2026-02-01 a in-force 2026-02-10/2026-06-30",
            "2026-08-15 a in-force 2026-09-01/2026-12-31",
        ],
    );
    assert_eq!(
        lapsed.page(),
        "In force until 31 December 2026 (A, 15 August 2026)."
    );
    let later = story(
        "2026-10-01",
        &[
            "2026-02-01 a in-force 2026-12-10/2027-06-30",
            "2026-08-15 a in-force 2027-01-10/2027-06-30",
        ],
    );
    assert_eq!(
        later.page(),
        "To be in force from 10 January 2027 until 30 June 2027 (A, 15 August 2026). Now 10 January – 30 June 2027; before: 10 December 2026 – 30 June 2027."
    );
    assert_eq!(
        later.since(0),
        "A set its term: from 10 January 2027 until 30 June 2027"
    );
    let doubted = story(
        "2026-10-01",
        &[
            "2026-02-01 a in-force 2026-02-10/2026-10~",
            "2026-08-15 a in-force 2026-02-10/2026-12?",
        ],
    );
    assert_eq!(
        doubted.page(),
        "In force until December 2026 (uncertain) (A, 15 August 2026). Extended: A had set about October 2026."
    );
    assert_eq!(
        doubted.since(0),
        "extended to December 2026 (uncertain) (A)"
    );
}

#[test]
fn a_term_without_an_end_is_told_without_one() {
    let terms = |claims: &[&str]| story("2026-03-01", claims);
    let open = terms(&[
        "2026-02-01 a in-force 2026-02-10/..",
        "2026-02-11 j in-force [..2026-05]",
        "2026-02-12 a in-force 2026-02-10/..",
    ]);
    assert_eq!(
        open.moves(),
        "J set its last day, 31 May 2026; none was named before."
    );
    assert_eq!(open.since(1), "extended, no last day named (A)");
    assert_eq!(
        terms(&["2026-02-01 a in-force 2027-01/.."]).page(),
        "To be in force from January 2027 on (A, 1 February 2026)."
    );
    assert_eq!(
        terms(&["2026-02-01 a in-force [2026-10..]"]).page(),
        "A set its term: October 2026 or later."
    );
}

#[test]
fn a_vaguer_day_is_no_move() {
    let vaguer = story(
        "2026-03-01",
        &[
            "2026-02-01 a planned 2026-12-1X",
            "2026-02-10 a planned 2026-12-XX",
        ],
    );
    assert_eq!(
        vaguer.page(),
        "Planned for a day in December 2026 (A, 10 February 2026). Now a day in December 2026; before: a day from 10 to 19 December 2026."
    );
}

#[test]
fn a_week_is_known_as_coarsely_as_a_month_is() {
    let late = story(
        "2026-11-01",
        &[
            "2026-02-01 a planned 2026-10-09",
            "2026-10-20 w happened 2026-W42",
        ],
    );
    assert_eq!(
        late.page(),
        "Happened between 12 October 2026 and 18 October 2026 (W, 20 October 2026). At least 3 days after the day that A had named, 9 October 2026."
    );
    let begun = story(
        "2026-11-01",
        &[
            "2026-02-01 a planned 2026-W40",
            "2026-09-28 w underway 2026-09-28",
        ],
    );
    assert!(
        begun.page().ends_with("that time has passed."),
        "{}",
        begun.page()
    );
}

#[test]
fn a_day_is_put_off_to_words_that_can_be_read() {
    let since = |one: &str, other: &str| {
        let claims = [
            format!("2026-02-01 a planned {one}"),
            format!("2026-02-10 a planned {other}"),
        ];
        let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
        story("2026-03-01", &claims).since(0)
    };
    assert_eq!(
        since("2031", "[..2030]"),
        "brought forward to 31 December 2030 at the latest (A)"
    );
    assert_eq!(
        since("[..2026-06~]", "[..2026-09~]"),
        "put off to about September 2026 at the latest (A)"
    );
    let first = story(
        "2026-03-01",
        &["2026-02-01 a postponed", "2026-02-10 a planned 2027"],
    );
    assert_eq!(
        first.page(),
        "Planned for 2027 (A, 10 February 2026). A had put it off on 1 February 2026, without a new day."
    );
    let carried = story("2026-03-01", &["2026-02-01 w postponed 2027-01"]);
    assert_eq!(
        carried.page(),
        "Postponed to January 2027, as reported by W, 1 February 2026."
    );
}

#[test]
fn an_end_reported_anew_is_held_against_its_term_anew() {
    let term = story(
        "2026-06-01",
        &[
            "2026-02-10 a in-force 2026-02-10/2026-04-30",
            "2026-04-11 w happened 2026-04-10~",
            "2026-04-22 b happened 2026-04-10",
        ],
    );
    assert_eq!(
        term.page(),
        "Ended on 10 April 2026, 20 days before its term (B)."
    );
}

#[test]
fn who_moves_together_is_held_to_a_first_day_of_its_own() {
    let bridge = story(
        "2026-06-01",
        &[
            "2026-01-10 a announced 2026-07-01",
            "2026-02-10 - announced 2026-08-01 | by = [\"a\", \"b\"]",
            "2026-03-10 - announced 2026-10-01 | by = [\"a\", \"b\"]",
        ],
    );
    assert_eq!(
        bridge.page(),
        "Announced for 1 October 2026 (A and B, 10 March 2026). A put it off from 1 August 2026 to 1 October 2026, 61 days. That is 92 days after the first day that A named, 1 July 2026. B put it off from 1 August 2026 to 1 October 2026, 61 days."
    );
}

#[test]
fn a_term_is_extended_though_its_speaker_had_planned_it_too() {
    let term = story(
        "2026-06-01",
        &[
            "2026-01-10 b in-force [..2026-04-30]",
            "2026-01-11 a planned 2026-05-31",
            "2026-01-12 a in-force [..2026-05-31]",
        ],
    );
    assert_eq!(term.since(0), "extended to 31 May 2026 (A)");
}

#[test]
fn who_denies_the_report_of_another_takes_back_no_word_of_its_own() {
    for report in ["underway 2026-02-01/..", "happened 2026-01-30"] {
        let report = format!("2026-02-01 b {report}");
        let claims = [
            "2026-01-02 a planned 2026-05-31",
            report.as_str(),
            "2026-02-05 b denied",
            "2026-02-06 a denied",
        ];
        let told = story("2026-04-20", &claims);
        assert!(told.is_ahead(), "{report}: {}", told.page());
    }
}

#[test]
fn what_is_put_off_by_who_does_not_promise_it_is_told_with_no_day() {
    let told = story(
        "2026-04-20",
        &["2026-02-05 w planned 2026-06-20", "2026-03-09 w postponed"],
    );
    assert_eq!(
        told.page(),
        "W reported on 9 March 2026 that it was put off, without a new day. W had reported it as planned for 20 June 2026."
    );
}

#[test]
fn a_calling_off_has_one_day_wherever_it_is_told() {
    let told = story(
        "2026-04-20",
        &[
            "2026-01-05 a planned 2026-06",
            "2026-03-07 a cancelled 2026-03-04",
            "2026-03-08 b denied",
        ],
    );
    for words in [told.page(), told.since(0), told.0.words("/changes/")] {
        assert!(!words.contains("called it off on 7 March"), "{words}");
        assert!(words.contains("4 March 2026"), "{words}");
    }
}

#[test]
fn nobody_is_held_to_a_day_that_was_lifted_or_called_off() {
    for claims in [
        [
            "2026-01-10 p required [..2026-03]",
            "2026-02-10 p postponed",
            "2026-04-15 w happened 2026-04-14",
        ],
        [
            "2026-01-10 c expected 2026-03",
            "2026-02-10 c postponed",
            "2026-04-15 w happened 2026-04-14",
        ],
    ] {
        let page = story("2026-05-01", &claims).page();
        assert!(
            !page.contains("earlier") && !page.contains("days"),
            "{page}"
        );
    }
    let again = story(
        "2026-10-01",
        &[
            "2026-01-10 a planned 2026-06",
            "2026-02-01 p cancelled",
            "2026-03-01 b planned 2026-09",
            "2026-09-20 w happened 2026-09-19",
        ],
    );
    let page = again.page();
    assert!(page.contains("the time that B had named"), "{page}");
    assert!(!page.contains("A had"), "{page}");
}

#[test]
fn what_began_after_its_last_day_is_no_beginning_of_that_time() {
    let late = story(
        "2026-06-20",
        &[
            "2026-01-10 a planned 2026-06-01/2026-06-03",
            "2026-06-05 w underway 2026-06-05/..",
        ],
    );
    assert_eq!(
        late.page(),
        "Under way, as W reported on 5 June 2026. A had planned it for 1–3 June 2026; that time has passed."
    );
}

#[test]
fn a_term_goes_on_for_those_who_deny_its_end() {
    let denied = story(
        "2026-06-20",
        &[
            "2026-01-10 a in-force 2026-01-10/2026-05-31",
            "2026-04-01 b happened 2026-04-01",
            "2026-04-03 a denied",
            "2026-05-10 a in-force 2026-01-10/2026-11-30",
        ],
    );
    assert_eq!(
        denied.page(),
        "In force until 30 November 2026 (A, 10 May 2026). Extended: A had set 31 May 2026. B had said that it ended on 1 April 2026. A denied it on 3 April 2026."
    );
    assert!(!denied.list().contains("earlier"), "{}", denied.list());
    assert_eq!(
        denied.since(1),
        "A denied it on 3 April 2026 / A set its term: from 10 January 2026 until 30 November 2026"
    );
}

#[test]
fn who_answers_anothers_word_has_not_answered_its_own() {
    let own = story(
        "2026-06-20",
        &[
            "2026-01-10 a planned 2026-12",
            "2026-02-10 b proposed 2026-11",
            "2026-03-01 a rejected",
        ],
    );
    assert_eq!(
        own.page(),
        "Planned for December 2026 (A, 10 January 2026)."
    );
    assert!(!own.list().contains("rejected by"), "{}", own.list());
    assert_eq!(own.since(0), "");
    assert_eq!(own.since(1), "A rejected it on 1 March 2026");
}

#[test]
fn a_term_is_not_in_force_before_its_first_day() {
    let term = |day: &str| story(day, &["2026-09-01 a in-force 2026-11-01/2027-01-31"]);
    let page = |day: &str| term(day).0.words("/events/e/");
    assert!(page("2026-10-31").contains("Not in force yet"));
    assert!(!page("2026-11-01").contains("Not in force yet"));
}

#[test]
fn what_is_early_in_a_year_has_no_last_day() {
    let put_off = story(
        "2026-06-20",
        &[
            "2026-01-10 a planned 2027-37~",
            "2026-03-01 a postponed 2027-09",
        ],
    );
    let page = put_off.0.words("/events/e/");
    assert!(page.contains("early 2027"), "{page}");
    assert!(!page.contains("April 2027"), "{page}");
}

#[test]
fn an_hour_is_not_kept_by_another_hour_of_its_day() {
    let late = story(
        "2026-06-20",
        &[
            "2026-01-10 a planned 2026-05-01T09:00:00Z",
            "2026-05-02 w happened 2026-05-01T20:30:00Z",
        ],
    );
    let since = late.since(0);
    assert!(since.ends_with("on the day given here"), "{since}");
}

#[test]
fn who_agrees_to_a_deadline_is_told_with_it() {
    let agreed = story(
        "2026-06-20",
        &[
            "2026-01-10 a proposed [..2026-09]",
            "2026-02-10 b accepted [..2026-07-31]",
        ],
    );
    let page = agreed.page();
    assert!(
        page.contains("B accepted on 10 February 2026, by 31 July 2026."),
        "{page}"
    );
}

#[test]
fn a_term_called_off_with_a_day_to_come_has_not_ended_yet() {
    let revoked = story(
        "2026-06-20",
        &[
            "2026-01-10 a in-force 2026-01-10/2026-09-30",
            "2026-06-01 p cancelled 2026-07-15",
        ],
    );
    assert_eq!(
        revoked.page(),
        "P called it off on 1 June 2026. A had set its term: from 10 January 2026 until 30 September 2026."
    );
    assert_eq!(revoked.since(0), "P called it off on 1 June 2026");
    let over = story(
        "2026-07-20",
        &[
            "2026-01-10 a in-force 2026-01-10/2026-09-30",
            "2026-06-01 p cancelled 2026-07-15",
            "2026-07-15 w happened 2026-07-15",
        ],
    );
    let page = over.page();
    assert!(
        page.contains("Ended on 15 July 2026, 77 days before its term (W)."),
        "{page}"
    );
}

#[test]
fn an_old_article_tells_each_thing_once() {
    let again = story(
        "2026-07-20",
        &[
            "2026-01-10 a proposed 2026-09",
            "2026-02-10 a cancelled",
            "2026-03-10 a planned 2026-05",
        ],
    );
    assert_eq!(
        again.since(0),
        "A called it off on 10 February 2026 / A planned it for May 2026. That time has passed; there is no report of it here."
    );
    let answered = story(
        "2026-04-20",
        &[
            "2026-01-10 b rejected",
            "2026-02-10 a cancelled",
            "2026-03-10 a planned 2026-05",
        ],
    );
    assert_eq!(
        answered.since(0),
        "A called it off on 10 February 2026 / A planned it for May 2026"
    );
}

#[test]
fn what_others_thought_of_a_time_that_has_passed_is_no_news() {
    let claims = [
        "2026-01-10 a planned 2026-05",
        "2026-02-10 c expected 2026-05",
        "2026-02-11 b expected 2026-08",
    ];
    let passed = "A planned it for May 2026. That time has passed; there is no report of it here.";
    let told = |day: &str| story(day, &claims).since(0);
    assert_eq!(
        told("2026-06-20"),
        format!("B expected it in August 2026 / {passed}")
    );
    assert_eq!(told("2026-09-20"), passed);
}

#[test]
fn of_two_words_of_one_day_neither_is_the_later() {
    let times = unordered(
        "2026-05-20",
        &[
            "2026-01-10 a planned 2026-04-01",
            "2026-01-10 a planned 2026-04-10",
            "2026-05-01 w happened 2026-04-20",
        ],
    );
    assert_eq!(times.since(0), "happened on 20 April 2026 (W)");
    assert_eq!(times.since(1), "happened on 20 April 2026 (W)");
    let answers = story(
        "2026-05-20",
        &[
            "2026-01-10 a proposed 2026-08-01",
            "2026-02-10 b accepted",
            "2026-02-10 b rejected",
        ],
    );
    assert_eq!(
        answers.page(),
        "A proposed it for 1 August 2026. B accepted on 10 February 2026. B rejected it on 10 February 2026."
    );
    assert_eq!(answers.since(1), "");
}

#[test]
fn what_had_begun_before_it_was_put_off_is_put_off() {
    let marked = |begun: &str| {
        let begun = format!("{begun} w underway {begun}/..");
        let mut claims = [
            "2026-01-10 a planned 2026-08",
            "2026-03-01 a postponed",
            begun.as_str(),
        ];
        claims.sort_unstable();
        story("2026-05-20", &claims).list().contains("Put off")
    };
    assert!(marked("2026-02-01"));
    assert!(!marked("2026-04-01"));
}

#[test]
fn a_sentence_begins_with_a_capital_whoever_speaks() {
    let page = |by: &str| {
        let text = article_on("2026-03-01", by, "cancelled", "2026-02-28");
        Story(site("2026-05-20", vec![text])).page()
    };
    assert_eq!(
        page("\"a spokesman\""),
        "A spokesman called it off on 28 February 2026."
    );
    assert_eq!(page("\"eBay\""), "eBay called it off on 28 February 2026.");
}

#[test]
fn search_engines_are_told_of_no_event_that_somebody_contradicts() {
    for (claims, told) in [
        (&["2026-01-10 a planned 2026-12-01"][..], true),
        (
            &["2026-01-10 a planned 2026-12-01", "2026-02-10 p rejected"],
            false,
        ),
        (
            &[
                "2026-05-10 a happened 2026-05-08",
                "2026-05-12 b happened 2026-05-09",
            ],
            false,
        ),
        (&["2026-05-10 a underway 2026-05-08"], false),
        (&["2026-05-10 a underway 2026-05-08/.."], true),
    ] {
        let page = story("2026-06-20", claims).0.page("/events/e/");
        assert_eq!(page.contains("\"startDate\""), told, "{claims:?}");
    }
}

#[test]
fn what_became_of_two_answers_of_one_article_is_told_once() {
    let site = site(
        "2026-08-01",
        vec![
            article_on("2026-02-01", "\"A\"", "proposed", "2026"),
            (
                "content/articles/b.md".to_string(),
                "+++\ntitle = \"B\"\ndate = 2026-02-20\n\
                 [[events]]\nid = \"e\"\nstatus = \"accepted\"\nby = \"M\"\n\
                 [[events]]\nid = \"e\"\nstatus = \"rejected\"\nby = \"P\"\n+++\n"
                    .to_string(),
            ),
            article_on("2026-07-05", "\"M\"", "announced", "2026-09-01"),
        ],
    );
    let page = site.page("/articles/b/");
    let note = "M announced it for 1 September 2026";
    assert_eq!(page.matches(note).count(), 1, "{page}");
}

#[test]
fn an_old_article_tells_the_last_word_of_its_own_speaker() {
    for (claims, article, note) in [
        (
            &[
                "2026-01-10 a planned 2026-06",
                "2026-02-10 b rejected",
                "2026-03-10 b expected 2026-09",
            ][..],
            1,
            "B expected it in September 2026",
        ),
        (
            &[
                "2026-01-10 b announced 2026-12",
                "2026-02-01 b cancelled",
                "2026-02-10 a accepted",
                "2026-02-20 a underway 2026-02-19/..",
            ],
            2,
            "A said on 20 February 2026 that it was under way",
        ),
        (
            &[
                "2026-01-10 b in-force 2026-01-12/2026-06-30",
                "2026-03-10 b confirmed 2026-09",
            ],
            0,
            "B confirmed it for September 2026",
        ),
        (
            &[
                "2026-01-10 a happened 2026-01-09",
                "2026-02-10 b planned 2026-06",
                "2026-03-10 a planned 2026-07",
            ],
            0,
            "A planned it for July 2026",
        ),
        // What was settled since is told with that alone.
        (
            &[
                "2026-01-10 a planned 2026-06",
                "2026-02-10 a expected 2026-05",
                "2026-04-10 b cancelled",
            ],
            0,
            "B called it off on 10 April 2026",
        ),
    ] {
        assert_eq!(
            story("2026-04-20", claims).since(article),
            note,
            "{claims:?}"
        );
    }
}

#[test]
fn an_answer_that_is_all_that_stands_is_told_whatever_it_answered() {
    let taken_back = story(
        "2026-01-16",
        &[
            "2026-01-05 a planned 2026-03",
            "2026-01-14 a rejected",
            "2026-01-15 b denied",
        ],
    );
    assert_eq!(
        taken_back.page(),
        "A rejected it on 14 January 2026. B denied it on 15 January 2026."
    );
}

#[test]
fn a_report_of_another_day_is_a_change_and_the_same_again_is_none() {
    let changes = |day: &str| {
        let again = format!("2026-03-08 w happened {day}");
        let claims = ["2026-02-11 b happened 2026-02-08", &again];
        story("2026-03-20", &claims).changes()
    };
    let other = changes("2026-03-07");
    assert!(
        other.contains("W said that it happened on 7 March 2026."),
        "{other}"
    );
    assert!(!changes("2026-02-08").contains("W said"));
}

#[test]
fn of_two_who_said_it_together_the_one_who_stands_by_it_is_named() {
    let history = |second: &str| {
        let articles = vec![
            article_on("2026-01-10", "[\"a\", \"b\"]", "confirmed", "2026-12-12"),
            article_on("2026-02-01", second, "confirmed", "2027-03-01"),
        ];
        Story(site("2026-03-01", articles)).history()
    };
    let one = history("\"a\"");
    assert!(one.contains("Still stands (B)"), "{one}");
    let both = history("[\"a\", \"b\"]");
    assert!(
        both.contains("No longer stands") && !both.contains("Still stands"),
        "{both}"
    );
}

#[test]
fn what_became_of_an_answer_and_a_word_of_one_article_is_told_once() {
    let site = site(
        "2026-08-01",
        vec![
            article_on("2026-02-01", "\"a\"", "proposed", "2026-09"),
            (
                "content/articles/b.md".to_string(),
                "+++\ntitle = \"B\"\ndate = 2026-02-20\n\
                 [[events]]\nid = \"e\"\nstatus = \"accepted\"\nby = \"b\"\n\
                 [[events]]\nid = \"e\"\nstatus = \"planned\"\ndate = \"2026-10\"\nby = \"a\"\n\
                 [[events]]\nid = \"e\"\nstatus = \"expected\"\ndate = \"2026-11\"\nby = \"p\"\n+++\n"
                    .to_string(),
            ),
            article_on("2026-06-16", "\"a\"", "cancelled", "2026-06-16"),
        ],
    );
    let page = site.page("/articles/b/");
    let note = "A called it off on 16 June 2026";
    assert_eq!(page.matches(note).count(), 1, "{page}");
    let words = site.words("/articles/b/");
    assert!(words.contains("(October 2026): A called it off"), "{words}");
}

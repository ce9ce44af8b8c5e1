//! Calendars: what is to come, moves in them as it is put off, and is called off in them too.

use chrono::{TimeZone, Utc};
use dateline::edition::Options;
use dateline::newsroom::next_change::next_change;

use crate::support::{Site, assert_in_order, noon_of, site, site_with};

/// An article of a day, with one claim of the bridge.
fn told(day: &str, claim: &str) -> (String, String) {
    let text = format!(
        "+++\ntitle = \"Of {day}\"\ndate = {day}\ntopics = [\"bridge\"]\nregions = [\"iraq\"]\n\
         [[events]]\nid = \"opens\"\ntitle = \"The bridge opens\"\nby = \"Ministry\"\n{claim}\n+++\n"
    );
    (format!("content/articles/{day}.md"), text)
}

/// A bridge that was put off twice, and called off.
fn bridge(options: &Options) -> Site {
    let files = [
        told("2025-01-10", "date = 2025-03-01\nstatus = \"announced\""),
        told("2025-02-20", "date = 2025-06-10\nstatus = \"postponed\""),
        told(
            "2025-05-01",
            "date = \"[..2025-09]\"\nstatus = \"planned\"\ncondition = \"the steel comes\"",
        ),
        told("2025-08-01", "status = \"cancelled\""),
    ];
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let config = (
        "dateline.toml",
        "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[output]\nwith = [\"cell-feeds\"]\n",
    );
    site_with(files.chain([config]), options)
}

/// A calendar with its folded lines put together.
fn calendar(site: &Site, url: &str) -> String {
    site.page(url).replace("\r\n ", "")
}

#[test]
fn an_event_that_slips_moves_under_the_same_name_and_with_a_higher_number() {
    let days = [
        ("2025-01-15", "20250301", 0, "20250110", "(1 March 2025)"),
        ("2025-02-25", "20250610", 1, "20250220", "(10 June 2025)"),
        (
            "2025-05-05",
            "20250930",
            2,
            "20250501",
            "(by the end of September 2025)",
        ),
        ("2025-08-05", "20250930", 3, "20250801", "(called off)"),
    ];
    for (day, start, sequence, stamp, when) in days {
        let site = bridge(&noon_of(day));
        for url in [
            "/ahead/",
            "/topics/bridge/",
            "/regions/iraq/",
            "/topics/bridge/iraq/",
        ] {
            if !site.has_page(&format!("{url}calendar.ics")) {
                // One article makes no cell.
                assert_eq!((day, url), ("2025-01-15", "/topics/bridge/iraq/"));
                continue;
            }
            assert_in_order(
                &calendar(&site, &format!("{url}calendar.ics")),
                &[
                    "BEGIN:VEVENT\r\n",
                    &format!("DTSTAMP:{stamp}T000000Z\r\n"),
                    &format!("DTSTART;VALUE=DATE:{start}\r\n"),
                    &format!("LAST-MODIFIED:{stamp}T000000Z\r\n"),
                    &format!("SEQUENCE:{sequence}\r\n"),
                    &format!("SUMMARY:The bridge opens {when}\r\n"),
                    "UID:opens@desk.example\r\n",
                    "URL:https://desk.example/events/opens/\r\n",
                    "END:VEVENT\r\nEND:VCALENDAR\r\n",
                ],
            );
        }
    }
}

#[test]
fn an_entry_says_whose_day_it_is_and_on_what_condition() {
    let calendar = calendar(&bridge(&noon_of("2025-05-05")), "/ahead/calendar.ics");
    let told = "DESCRIPTION:Planned by the end of September 2025 (Ministry\\, 1 May 2025)\\, on condition: the steel comes.";
    assert!(calendar.contains(told), "{calendar}");
    assert!(calendar.contains("STATUS:TENTATIVE"), "{calendar}");
}

#[test]
fn what_is_called_off_stays_until_its_time_would_have_passed() {
    let off = bridge(&noon_of("2025-09-30"));
    let ics = calendar(&off, "/ahead/calendar.ics");
    assert!(ics.contains("STATUS:CANCELLED"), "{ics}");
    assert!(ics.contains("Ministry called it off"), "{ics}");
    let next = next_change(&off.edition.newsroom, off.edition.config.timezone).unwrap();
    let gone = Utc.with_ymd_and_hms(2025, 10, 1, 0, 0, 0).unwrap();
    assert_eq!(next.instant, gone);
    let later = calendar(&bridge(&noon_of("2025-10-01")), "/ahead/calendar.ics");
    assert!(!later.contains("VEVENT"), "{later}");
}

#[test]
fn no_line_is_longer_than_75_octets_in_any_script() {
    for shift in 0..20 {
        let title = format!(
            "{}{}",
            "x".repeat(shift),
            "الجسر يُفتتح أمام المشاة ".repeat(9)
        );
        let article = format!(
            "+++\ntitle = \"A\"\ndate = 2025-09-01\n[[events]]\ntitle = \"{title}\"\ndate = 2026-03-01\nstatus = \"announced\"\n+++\n"
        );
        let site = site([("content/articles/a.md", article.as_str())]);
        let page = site.page("/ahead/calendar.ics");
        let longest = page.split("\r\n").map(str::len).max();
        assert!(longest <= Some(75), "{page}");
        assert!(calendar(&site, "/ahead/calendar.ics").contains(title.trim()));
    }
}

#[test]
fn an_entry_says_who_says_otherwise() {
    let claim = |by: &str, date: &str, status: &str| {
        format!(
            "[[events]]\nid = \"opens\"\ntitle = \"The bridge opens\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"{by}\"\n"
        )
    };
    let article = format!(
        "+++\ntitle = \"A\"\ndate = 2025-09-01\n{}{}+++\n",
        claim("Ministry", "2026-03", "confirmed"),
        claim("Union", "[2026-06..]", "expected"),
    );
    let site = site([("content/articles/a.md", article.as_str())]);
    let ics = calendar(&site, "/ahead/calendar.ics");
    assert_in_order(
        &ics,
        &[
            "DESCRIPTION:Confirmed for March 2026 (Ministry",
            "Union expected it",
            "DTEND;VALUE=DATE:20260401",
            "DTSTART;VALUE=DATE:20260301",
            "STATUS:TENTATIVE",
            "X-EDTF:2026-03",
        ],
    );
}

#[test]
fn events_of_like_paths_are_two_entries() {
    let article = "+++\ntitle = \"A\"\ndate = 2025-01-10\n[[events]]\ntitle = \"It opens\"\ndate = 2025-03-01\nstatus = \"planned\"\nby = \"Ministry\"\n+++\n";
    let files = [
        ("content/articles/a-b.md", article),
        ("content/articles/a/b.md", article),
    ];
    let calendar = site_with(files, &noon_of("2025-01-20")).page("/ahead/calendar.ics");
    let mut uids: Vec<&str> = calendar
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    assert_eq!(uids.len(), 2, "{calendar}");
    uids.dedup();
    assert_eq!(uids.len(), 2, "{calendar}");
}

/// The UIDs of a calendar, in its order.
fn uids(calendar: &str) -> Vec<String> {
    let lines = calendar.lines().filter(|line| line.starts_with("UID:"));
    lines.map(str::to_string).collect()
}

#[test]
fn an_entry_keeps_its_uid_where_its_article_moves_its_id_changes_or_another_comes_in_above() {
    let claim = |title: &str| {
        format!("[[events]]\n{title}\ndate = 2026-03-01\nstatus = \"planned\"\nby = \"Ministry\"\n")
    };
    let uids_of = |path: &str, head: &str, claims: &[&str], file: &str, aliases: &str| {
        let claims: String = claims.iter().map(|title| claim(title)).collect();
        let article = format!("+++\ntitle = \"A\"\ndate = 2025-09-01\n{head}{claims}+++\n");
        let event = format!("+++\ntitle = \"It opens\"\n{aliases}\n+++\n");
        let site = site([(path, &*article), (file, &*event)]);
        uids(&calendar(&site, "/ahead/calendar.ics"))
    };
    let closes = "title = \"It closes\"";
    let before = uids_of(
        "content/articles/a.md",
        "",
        &["id = \"opens\"", closes],
        "content/events/opens.md",
        "",
    );
    let after = uids_of(
        "content/articles/b.md",
        "aliases = [\"/articles/a/\"]\n",
        &["title = \"It begins\"", "id = \"reopens\"", closes, closes],
        "content/events/reopens.md",
        "aliases = [\"opens\"]",
    );
    assert_eq!((before.len(), after.len()), (2, 4), "{after:?}");
    assert!(
        before.iter().all(|uid| after.contains(uid)),
        "{before:?} {after:?}"
    );
    let unique: std::collections::BTreeSet<&String> = after.iter().collect();
    assert_eq!(unique.len(), 4, "{after:?}");
}

#[test]
fn two_sites_of_a_host_share_no_uid() {
    let (path, article) = told("2025-09-01", "date = 2026-03-01\nstatus = \"announced\"");
    let at = |base: &str| {
        let config = format!("title = \"Desk\"\nbase_url = \"{base}\"\n");
        let site = site([(&*path, &*article), ("dateline.toml", &*config)]);
        uids(&calendar(&site, "/ahead/calendar.ics"))
    };
    let one = at("https://desk.example/one/");
    assert_eq!(one, ["UID:opens@desk.example/one"]);
    assert_ne!(one, at("https://desk.example/two/"));
    assert_eq!(one, at("http://desk.example/one"));
}

#[test]
fn an_instant_takes_the_day_that_it_is_on_for_the_site_and_a_choice_no_day_between() {
    for (date, end) in [
        ("\"2026-03-01T23:30:00-05:00\"", "20260303"),
        ("\"[2026-03-02,2026-05-10]\"", "20260303"),
        ("\"[2026-03-02,2026-03-03]\"", "20260304"),
    ] {
        let (path, article) = told(
            "2025-09-01",
            &format!("date = {date}\nstatus = \"planned\""),
        );
        let site = site([(&*path, &*article)]);
        let days = [
            &*format!("DTEND;VALUE=DATE:{end}\r\n"),
            "DTSTART;VALUE=DATE:20260302\r\n",
        ];
        assert_in_order(&calendar(&site, "/ahead/calendar.ics"), &days);
        if date.contains('T') {
            let table = site.page("/data/events.csv");
            assert!(table.contains(",2026-03-02,2026-03-02,"), "{table}");
        }
    }
}

#[test]
fn a_calendar_with_nothing_in_it_still_holds_a_component() {
    let (path, article) = told("2025-09-01", "date = 2025-08-30\nstatus = \"happened\"");
    let calendar = calendar(&site([(&*path, &*article)]), "/ahead/calendar.ics");
    assert_in_order(
        &calendar,
        &["BEGIN:VTIMEZONE\r\n", "END:VTIMEZONE\r\nEND:VCALENDAR\r\n"],
    );
    assert!(!calendar.contains("VEVENT"), "{calendar}");
}

#[test]
fn the_number_of_an_entry_rises_when_an_article_expires() {
    let moved = told("2025-01-10", "date = 2026-03-01\nstatus = \"announced\"");
    let (path, later) = told("2025-02-20", "date = 2026-06-10\nstatus = \"postponed\"");
    let later = later.replacen("topics", "expires = 2025-09-01\ntopics", 1);
    let number = |day: &str| {
        let files = [(&*moved.0, &*moved.1), (&*path, &*later)];
        let calendar = calendar(&site_with(files, &noon_of(day)), "/ahead/calendar.ics");
        let number = calendar.split("SEQUENCE:").nth(1).unwrap();
        number.lines().next().unwrap().parse::<u32>().unwrap()
    };
    assert_eq!((number("2025-01-15"), number("2025-08-31")), (0, 1));
    assert!(number("2025-09-02") > 1);
}

#[test]
fn what_was_never_public_is_not_counted_in_the_number_of_an_entry() {
    let shown = told("2025-01-10", "date = 2026-03-01\nstatus = \"announced\"");
    let (path, never) = told("2025-02-20", "date = 2026-06-10\nstatus = \"postponed\"");
    for keys in [
        "expires = 2025-02-10",
        "embargo = 2025-04-01\nexpires = 2025-03-01",
    ] {
        let never = never.replacen("topics", &format!("{keys}\ntopics"), 1);
        let files = [(&*shown.0, &*shown.1), (&*path, &*never)];
        let calendar = calendar(
            &site_with(files, &noon_of("2025-09-02")),
            "/ahead/calendar.ics",
        );
        assert!(calendar.contains("SEQUENCE:0\r\n"), "{keys}: {calendar}");
    }
}

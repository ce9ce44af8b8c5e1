//! What pages say of change: what is new, what cannot be, what stands, and when.

use crate::support::{Site, as_of, assert_in_order, site, site_with};

/// An article of a day with these facts.
fn on(day: &str, facts: &str) -> String {
    format!("+++\ntitle = \"On {day}\"\ndate = {day}\n{facts}+++\n")
}

fn claim(date: &str, status: &str, by: &str) -> String {
    format!(
        "[[events]]\nid = \"handover\"\ntitle = \"The handover\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"{by}\"\n"
    )
}

fn articles(texts: &[String]) -> Site {
    judged(texts, "2025-10-01")
}

fn judged(texts: &[String], day: &str) -> Site {
    let names: Vec<String> = (0..texts.len())
        .map(|at| format!("content/articles/{at}.md"))
        .collect();
    let files = names
        .iter()
        .zip(texts)
        .map(|(name, text)| (name.as_str(), text.as_str()));
    site_with(files, &as_of(day))
}

#[test]
fn the_front_page_tells_by_day_what_changed() {
    let site = articles(&[
        on("2024-09-09", &claim("[..2025-06]", "announced", "Ministry")),
        on(
            "2025-02-01",
            &claim("[..2025-09-15]", "announced", "Ministry"),
        ),
        on(
            "2025-03-01",
            "[[corrections]]\ndate = 2025-03-05\ntext = \"The day was wrong.\"\n[[figures]]\nseries = \"advisers\"\nlabel = \"Advisers\"\nmin = 250\nmax = 350\nunit = \"advisers\"\n",
        ),
    ]);
    let front = site.words("/");
    assert_in_order(
        &front,
        &[
            "What changed",
            "16 September 2025",
            "Overdue: The handover Ministry announced it by 15 September 2025. That time has passed; there is no report of it here.",
            "5 March 2025",
            "Corrected: On 2025-03-01",
            "The day was wrong.",
            "1 March 2025",
            "New number: Advisers 250 to 350 advisers as of 1 March 2025",
            "1 February 2025",
            "Put off: The handover",
            "Ministry put it off: its last day moved from 30 June 2025 to 15 September 2025, 77 days.",
            "9 September 2024",
            "New: The handover",
            "Ministry announced it by the end of June 2025.",
        ],
    );
    let event = site.words("/events/handover/");
    assert!(
        event.contains(
            "Ministry announced it by 15 September 2025. That time has passed; there is no report of it here."
        ),
        "{event}"
    );
    assert!(event.contains("Changed 16 September 2025"), "{event}");
}

#[test]
fn another_time_that_is_no_move_is_told_with_whose_word_it_is() {
    let site = articles(&[
        on("2025-02-01", &claim("[..2025-11]", "proposed", "Council")),
        on("2025-09-01", &claim("[..2026-01]", "proposed", "Council")),
    ]);
    let front = site.words("/");
    let told =
        "Council proposed it by the end of January 2026; before: by the end of November 2025.";
    assert!(front.contains(told), "{front}");
}

#[test]
fn what_had_been_called_off_is_to_come_again_once_a_day_is_named() {
    let site = articles(&[
        on("2024-09-09", &claim("[..2025-06]", "announced", "Ministry")),
        on("2025-02-01", &claim("2025-02-01", "cancelled", "Ministry")),
        on("2025-03-01", &claim("[..2026-03]", "announced", "Ministry")),
        on("2025-04-01", &claim("[..2026-02]", "announced", "Army")),
    ]);
    assert_in_order(
        &site.words("/"),
        &[
            "Said: The handover Army announced it",
            "To come again: The handover Ministry announced it by the end of March 2026.",
            "Called off: The handover",
        ],
    );
}

#[test]
fn what_slipped_stands_before_the_rest_of_what_is_ahead() {
    let site = articles(&[
        on("2024-09-09", &claim("[..2025-06]", "announced", "Ministry")),
        on(
            "2025-02-01",
            &format!(
                "{}[[events]]\ntitle = \"The vote\"\ndate = \"2025-11\"\n",
                claim("[..2026-06]", "announced", "Ministry")
            ),
        ),
    ]);
    assert_in_order(
        &site.words("/ahead/"),
        &[
            "Moved later, still to come",
            "The handover",
            "Still to come",
            "The vote",
        ],
    );
    let event = site.words("/events/handover/");
    assert!(event.contains("Announced by the end of June 2026 (Ministry, 1 February 2025). Ministry put it off: its last day moved from 30 June 2025 to 30 June 2026, 365 days."), "{event}");
    assert!(
        event.contains("a date changes this page on 1 July 2026"),
        "{event}"
    );
}

#[test]
fn every_state_has_its_sentence() {
    let state = |claims: &[(&str, String)]| {
        let texts: Vec<String> = claims.iter().map(|(day, claim)| on(day, claim)).collect();
        articles(&texts).words("/events/handover/")
    };
    let cancelled = state(&[
        ("2025-01-01", claim("2025-12", "planned", "Ministry")),
        ("2025-02-01", claim("2025-12", "cancelled", "Ministry")),
    ]);
    assert!(
        cancelled.contains(
            "Ministry called it off on 1 February 2025. Ministry had planned it for December 2025."
        ),
        "{cancelled}"
    );
    let differ = state(&[
        ("2025-01-01", claim("[..2026-12]", "planned", "Ministry")),
        ("2025-02-01", claim("[..2026-09]", "planned", "Army")),
    ]);
    assert!(
        differ.contains("Planned by the end of September 2026 (Army, 1 February 2025).")
            && !differ.contains("Disputed"),
        "{differ}"
    );
    let late = state(&[
        ("2025-01-01", claim("[..2025-03]", "planned", "Ministry")),
        ("2025-04-20", claim("2025-04-20", "happened", "Army")),
    ]);
    assert!(
        late.contains("Happened on 20 April 2025 (Army, 20 April 2025). 20 days after the last day that Ministry had named, 31 March 2025."),
        "{late}"
    );
    let underway = state(&[("2025-01-01", claim("2025/..", "underway", "Army"))]);
    assert!(
        underway.contains("Under way, as Army said on 1 January 2025."),
        "{underway}"
    );
}

#[test]
fn a_history_that_cannot_be_is_told_and_a_dispute_is_not() {
    let codes = |claims: &[(&str, String)]| {
        let texts: Vec<String> = claims.iter().map(|(day, claim)| on(day, claim)).collect();
        articles(&texts).codes()
    };
    let happened = |by: &str| ("2025-02-01", claim("2025-01-17", "happened", by));
    assert_eq!(
        codes(&[
            happened("Army"),
            ("2025-03-01", claim("[..2025-06]", "planned", "Army"))
        ]),
        ["event/promised-too-late"]
    );
    assert_eq!(
        codes(&[
            happened("Army"),
            ("2025-03-01", claim("2025-06", "planned", "Ministry"))
        ]),
        [""; 0]
    );
    assert_eq!(
        codes(&[
            happened("Army"),
            ("2025-03-01", claim("2025-01-17", "cancelled", "Army"))
        ]),
        ["event/two-endings"]
    );
    let called_off = "[[events]]\nid = \"handover\"\ntitle = \"Handover\"\nstatus = \"cancelled\"\nby = \"Army\"\n";
    assert_eq!(
        codes(&[("2025-01-10", called_off.to_string()), happened("Army")]),
        [""; 0]
    );
    assert_eq!(
        codes(&[
            happened("Army"),
            ("2025-03-01", claim("2025-02-20", "happened", "Army"))
        ]),
        ["event/two-endings"]
    );
    assert_eq!(
        codes(&[
            happened("Army"),
            ("2025-03-01", claim("2025-01", "happened", "Army"))
        ]),
        [""; 0]
    );
    assert_eq!(
        codes(&[
            happened("Army"),
            ("2025-03-01", claim("2025-01-17", "cancelled", "Ministry"))
        ]),
        [""; 0]
    );
    assert_eq!(
        codes(&[
            ("2024-12-01", claim("2025-01", "planned", "Army")),
            happened("Army")
        ]),
        [""; 0]
    );
}

#[test]
fn numbers_that_count_other_things_stand_apart_and_are_no_change() {
    let number = |day: &str, value: &str| {
        on(
            day,
            &format!(
                "[[figures]]\nseries = \"troops\"\nlabel = \"Troops\"\n{value}as_of = \"{}\"\nby = \"Army\"\n",
                &day[..7]
            ),
        )
    };
    let series = |now: &str| {
        let texts = [
            number("2024-09-09", "value = 900\n"),
            number("2024-12-19", now),
        ];
        articles(&texts)
    };
    let site = series("value = 2000\nscope = \"all troops, those on rotation included\"\n");
    let page = site.words("/figures/troops/");
    assert_in_order(
        &page,
        &[
            "900",
            "Counted apart",
            "all troops, those on rotation included",
            "2,000",
        ],
    );
    assert!(!page.contains("Up "), "{page}");
    assert!(
        !site.page("/figures/troops/").contains("class=\"step\""),
        "no line leads from one to the other"
    );
    let same = series("value = 2000\n");
    assert!(
        same.words("/figures/troops/")
            .contains("Up 1,100 since September 2024, from 900")
    );
    assert!(same.page("/figures/troops/").contains("class=\"step\""));
}

#[test]
fn a_series_is_drawn_from_its_numbers_with_words_for_those_who_do_not_see_it() {
    let number = |day: &str, more: &str| {
        on(
            day,
            &format!("[[figures]]\nseries = \"troops\"\nlabel = \"Troops\"\n{more}"),
        )
    };
    let site = articles(&[
        number(
            "2024-09-09",
            "value = 900\nas_of = \"2024-09\"\nby = \"Agency\"\n",
        ),
        number(
            "2024-12-19",
            "value = 2000\nhedge = \"about\"\nas_of = \"2024-09/2024-12-19\"\nby = \"Pentagon\"\n",
        ),
        number(
            "2025-04-18",
            "value = 1000\nhedge = \"fewer-than\"\nas_of = \"2025-12\"\nstatus = \"forecast\"\nby = \"Pentagon\"\n",
        ),
    ]);
    let page = site.page("/figures/troops/");
    assert!(
        page.contains(
            "Chart of 3 numbers. Two of them contradict each other. The table has every number."
        ),
        "{page}"
    );
    assert_eq!(
        page.matches("class=\"dot disputed\" d=\"M").count(),
        3,
        "two numbers and the legend"
    );
    assert!(page.contains("<li class=\"forecast\">"));
    assert!(!page.contains("<script>"), "{page}");
    let alone = articles(&[number("2024-09-09", "value = 900\n")]);
    assert!(
        !alone
            .page("/figures/troops/")
            .contains("aria-labelledby=\"chart-")
    );
}

#[test]
fn what_is_dated_after_the_day_is_not_shown_on_it() {
    let text = on(
        "2024-09-09",
        "updated = 2024-11-01\n[[corrections]]\ndate = 2024-12-20\ntext = \"The day was wrong.\"\n",
    );
    let then = judged(std::slice::from_ref(&text), "2024-10-01");
    for url in ["/articles/0/", "/corrections/", "/"] {
        assert!(!then.words(url).contains("The day was wrong"), "{url}");
    }
    // On the day of its publication the article says no more than that.
    assert!(!then.words("/articles/0/").contains("Changed"));
    let now = judged(&[text], "2025-01-01");
    assert!(
        now.words("/articles/0/")
            .contains("Changed 20 December 2024")
    );
    assert!(now.words("/corrections/").contains("The day was wrong"));
}

#[test]
fn a_page_without_dated_substance_says_nothing_of_change() {
    let site = site([(
        "content/pages/about.md",
        "+++\ntitle = \"About\"\n+++\nWe.\n",
    )]);
    assert!(!site.words("/pages/about/").contains("changed"));
}

#[test]
fn two_ids_with_one_title_are_asked_about() {
    let event = |id: &str, date: &str, status: &str| {
        format!(
            "+++\ntitle = \"Article\"\ndate = 2024-09-09\n[[events]]\nid = \"{id}\"\n\
             title = \"The bridge opens\"\ndate = \"{date}\"\nstatus = \"{status}\"\n\
             by = \"Council\"\n+++\n"
        )
    };
    let complaints = |second: String| {
        let first = event("bridge-opens", "2024-12", "announced");
        let files = [
            ("content/articles/a.md", first.as_str()),
            ("content/articles/b.md", second.as_str()),
        ];
        site(files).complaints()
    };
    let twice = complaints(event("bridge-open", "2024-09-01", "happened"));
    assert!(twice.contains("event/same-title"), "{twice}");
    let yearly = complaints(event("bridge-opens-2025", "2025-12", "announced"));
    assert!(!yearly.contains("event/same-title"), "{yearly}");
    let once = complaints(event("bridge-opens", "2024-12", "confirmed"));
    assert!(!once.contains("event/same-title"), "{once}");
}

#[test]
fn an_event_with_a_file_has_its_name_whatever_a_claim_calls_it() {
    let article = on("2025-09-09", &claim("[..2025-12]", "announced", "Ministry"));
    let site = site_with(
        [
            ("content/articles/a.md", article.as_str()),
            (
                "content/events/handover.md",
                "+++\ntitle = \"The base is handed over\"\n+++\n",
            ),
        ],
        &as_of("2025-10-01"),
    );
    let words = site.words("/changes/");
    assert!(words.contains("New: The base is handed over"), "{words}");
}

#[test]
fn a_contradiction_stays_told_as_one_when_the_event_has_come_about() {
    let texts = [
        on("2026-01-01", &claim("[..2026-03]", "planned", "Union")),
        on("2026-02-10", &claim("2026-04-20", "planned", "Ministry")),
        on("2026-04-21", &claim("2026-04-20", "happened", "Ministry")),
    ];
    let told = "Contradiction: The handover Ministry planned it for 20 April 2026. Union had planned it by the end of March 2026.";
    for day in ["2026-03-01", "2026-05-01"] {
        let changes = judged(&texts, day).words("/changes/");
        assert!(changes.contains(told), "{day}: {changes}");
    }
}

#[test]
fn a_correction_made_before_its_article_was_public_is_filed_where_that_became_so() {
    let site = site([(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-09-01\nembargo = 2024-11-05\n\
         [[corrections]]\ndate = 2024-09-03\ntext = \"It was 4, not 5.\"\n+++\nText.\n",
    )]);
    assert!(site.has_page("/changes/2024-11/") && !site.has_page("/changes/2024-09/"));
    assert!(site.page("/changes/2024-11/").contains("It was 4, not 5."));
    let corrections = site.page("/corrections/");
    assert!(
        corrections.contains("datetime=\"2024-11-05\""),
        "{corrections}"
    );
}

/// The day on which a page says that it last changed.
fn changed(site: &Site, page: &str) -> String {
    let words = site.words(page);
    let after = words.split("Changed ").nth(1).unwrap_or_default();
    after.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_correction_changes_the_pages_that_show_it() {
    let corrected = "+++\ntitle = \"P\"\ndate = 2025-02-01\ntopics = [\"t\"]\nregions = [\"norway\"]\nsources = [\"lusa\"]\n\
        [[corrections]]\ndate = 2025-02-05\ntext = \"A name.\"\n+++\n";
    let updated = "+++\ntitle = \"U\"\ndate = 2024-02-01\nupdated = 2025-03-05\ntopics = [\"u\"]\nregions = [\"norway\"]\n+++\n";
    let site = site([
        ("content/articles/p.md", corrected),
        ("content/articles/u.md", updated),
        ("content/sources.toml", "[lusa]\nname = \"Lusa\"\n"),
    ]);
    for page in [
        "/matrix/",
        "/regions/",
        "/topics/",
        "/sources/",
        "/sources/lusa/",
        "/data/",
        "/topics/t/articles/",
    ] {
        if site.has_page(page) {
            assert_eq!(changed(&site, page), "1 February 2025", "{page}");
        }
    }
    assert_eq!(changed(&site, "/corrections/"), "5 February 2025");
    assert_eq!(changed(&site, "/articles/p/"), "5 February 2025");
    // The day of an update stands in lists.
    assert_eq!(changed(&site, "/articles/"), "5 March 2025");
}

#[test]
fn a_source_changes_when_what_was_taken_from_it_stands_no_more() {
    let site = site([
        (
            "content/articles/p.md",
            "+++\ntitle = \"P\"\ndate = 2025-02-01\n[[events]]\nid = \"clear\"\ntitle = \"Fields cleared\"\n\
             date = \"[..2027-04]\"\nstatus = \"planned\"\nby = \"ministry\"\nvia = \"lusa\"\n\
             [[figures]]\nseries = \"sick\"\nlabel = \"Sick\"\nvalue = 3\nas_of = 2025-01-31\nby = \"ministry\"\nvia = \"afp\"\n+++\n",
        ),
        (
            "content/articles/q.md",
            "+++\ntitle = \"Q\"\ndate = 2025-03-01\n[[events]]\nid = \"clear\"\n\
             date = \"[..2027-06]\"\nstatus = \"planned\"\nby = \"ministry\"\n\
             [[figures]]\nseries = \"sick\"\nvalue = 4\nas_of = 2025-01-31\nby = \"ministry\"\n+++\n",
        ),
        (
            "content/articles/r.md",
            "+++\ntitle = \"R\"\ndate = 2025-04-01\n[[events]]\nid = \"clear\"\n\
             status = \"underway\"\ndate = \"2025-03/..\"\nby = \"union\"\n+++\n",
        ),
        (
            "content/sources.toml",
            "[ministry]\nname = \"Ministry\"\nkind = \"organisation\"\n\
             [union]\nname = \"Union\"\nkind = \"organisation\"\n\
             [lusa]\nname = \"Lusa\"\n[afp]\nname = \"AFP\"\n",
        ),
    ]);
    for source in ["/sources/lusa/", "/sources/afp/"] {
        let words = site.words(source);
        assert!(words.contains("o longer stands"), "{source}: {words}");
        assert_eq!(changed(&site, source), "1 March 2025", "{source}");
    }
}

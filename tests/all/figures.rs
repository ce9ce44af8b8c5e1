//! Figures: what is said of a number, told as small stories and read on the pages.

use crate::support::{self, Site, assert_in_order, site_with};
use chrono::{TimeZone, Utc};
use dateline::edition::Options;
use proptest::prelude::*;

/// A number as an article of its own gives it: the day it is given, its lines, who says it.
#[derive(Clone, Debug)]
struct Given {
    on: &'static str,
    lines: String,
}

/// Several speakers have a comma between them.
fn given(on: &'static str, value: &str, as_of: &str, by: &str) -> Given {
    let by = match by.contains(", ") {
        true => format!("[\"{}\"]", by.replace(", ", "\", \"")),
        false => format!("\"{by}\""),
    };
    let lines = format!("{}\nas_of = \"{as_of}\"\nby = {by}\n", amount(value));
    Given { on, lines }
}

/// `about 2500`, `250-350` or `41` as keys of a figure.
fn amount(words: &str) -> String {
    let (hedge, number) = match words.rsplit_once(' ') {
        Some((hedge, number)) => (format!("hedge = \"{hedge}\"\n"), number),
        None => (String::new(), words),
    };
    match number.trim_start_matches('-').split_once('-') {
        Some((min, max)) => format!("{hedge}min = {min}\nmax = {max}"),
        None => format!("{hedge}value = {number}"),
    }
}

impl Given {
    fn with(mut self, more: &str) -> Given {
        self.lines.push_str(more);
        self.lines.push('\n');
        self
    }

    fn figure(&self) -> String {
        format!(
            "[[figures]]\nseries = \"count\"\nlabel = \"The count\"\n{}",
            self.lines
        )
    }
}

fn at_noon(day: &str) -> Options {
    let day: chrono::NaiveDate = day.parse().unwrap();
    Options::at(Utc.from_utc_datetime(&day.and_hms_opt(12, 0, 0).unwrap()))
}

/// A site of one series with these settings; each number is an article of its own.
fn told_on(day: &str, settings: &str, numbers: &[Given]) -> Site {
    let article = |given: &Given| {
        format!(
            "+++\ntitle = \"Article of {}\"\ndate = {}\ntopics = [\"t\"]\n{}+++\nWords.\n",
            &given.on[..10],
            given.on,
            given.figure()
        )
    };
    let articles: Vec<String> = numbers.iter().map(article).collect();
    of_articles(day, settings, &articles)
}

fn of_articles(day: &str, settings: &str, articles: &[String]) -> Site {
    let articles = articles.iter().enumerate();
    let mut files: Vec<(String, String)> = articles
        .map(|(at, text)| (format!("content/articles/{at}.md"), text.clone()))
        .collect();
    let topic = "+++\nname = \"T\"\n+++\n";
    files.push(("content/topics/t.md".to_string(), topic.to_string()));
    if !settings.is_empty() {
        let file = format!("+++\nname = \"The count\"\ntopics = [\"t\"]\n{settings}\n+++\n");
        files.push(("content/series/count.md".to_string(), file));
    }
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    site_with(files, &at_noon(day))
}

fn told(settings: &str, numbers: &[Given]) -> Site {
    let site = told_on("2026-12-31", settings, numbers);
    assert_eq!(site.complaints(), "");
    site
}

/// What the cards of a list say.
fn cards(site: &Site) -> String {
    let page = site.page("/topics/t/");
    let cards = page.split("id=\"section-figures\"").nth(1).unwrap_or("");
    support::words(cards.split("</section>").next().unwrap_or(""))
}

/// What a list says, and what the series' own page says.
fn pages(settings: &str, numbers: &[Given]) -> (String, String) {
    let site = told(settings, numbers);
    (cards(&site), site.words("/figures/count/"))
}

fn page(settings: &str, numbers: &[Given]) -> String {
    pages(settings, numbers).1
}

#[track_caller]
fn assert_says(words: &str, parts: &[&str]) {
    for part in parts {
        assert!(words.contains(part), "`{part}` is not in:\n{words}");
    }
}

#[track_caller]
fn assert_no_judgement(words: &str) {
    for word in ["Up ", "Down ", "Unchanged"] {
        assert!(!words.contains(word), "`{word}` is in:\n{words}");
    }
}

const LEVEL: &str = "measure = \"level\"";
const TOTAL: &str = "measure = \"total\"";
const PERIOD: &str = "measure = \"period\"";
const NONE: &str = "unit = \"people\"";

// Row 22: two speakers, one day.

fn two_speakers(second: &str) -> [Given; 4] {
    [
        given("2026-08-01", "9000000", "2026-07-31", "Xenia"),
        given("2026-08-01", "5200000", "2026-07-31", "Yard"),
        given("2026-11-05", "8700000", "2026-10-31", "Xenia"),
        given("2026-11-06", "fewer-than 5000000", second, "Yard"),
    ]
}

#[test]
fn two_speakers_who_differ_stand_side_by_side_each_with_its_own_change() {
    let (list, page) = pages(LEVEL, &two_speakers("2026-10-31"));
    for words in [&list, &page] {
        assert_in_order(
            words,
            &[
                "8,700,000",
                "Down 300,000 since 31 July 2026, from 9,000,000",
                "Xenia, 5 November 2026",
                "Xenia and Yard give different numbers for the same day.",
                "fewer than 5,000,000",
                "Down since 31 July 2026, from 5,200,000",
                "Yard, 6 November 2026",
            ],
        );
    }
    assert_says(&page, &["Where sources disagree"]);
}

#[test]
fn two_speakers_for_two_days_stand_side_by_side_and_are_no_conflict() {
    let (list, page) = pages(LEVEL, &two_speakers("2026-11-02"));
    for words in [&list, &page] {
        assert_in_order(words, &["fewer than 5,000,000", "8,700,000"]);
        assert!(
            !words.contains("different numbers for the same day") || words.contains("31 July 2026")
        );
    }
    let november: Vec<Given> = two_speakers("2026-11-02").into_iter().skip(2).collect();
    let page = page_of(LEVEL, november);
    assert!(!page.contains("different numbers"), "{page}");
    assert!(!page.contains("Where sources disagree"), "{page}");
}

fn page_of(settings: &str, numbers: Vec<Given>) -> String {
    page(settings, &numbers)
}

#[test]
fn the_speaker_of_the_series_heads_unless_its_number_is_out_of_date() {
    let own = format!("{LEVEL}\nspeaker = \"Yard\"\nmax_age = \"90d\"");
    let (list, _) = pages(&own, &two_speakers("2026-10-31"));
    assert_in_order(&list, &["fewer than 5,000,000", "8,700,000"]);
    let numbers = [
        given("2026-08-01", "5000000", "2026-07-31", "Yard"),
        given("2026-11-05", "8700000", "2026-10-31", "Xenia"),
    ];
    let (list, _) = pages(&own, &numbers);
    assert_says(&list, &["8,700,000"]);
    assert!(!list.contains("Beside it"), "{list}");
}

#[test]
fn a_number_that_is_too_old_stands_beside_nothing() {
    let numbers = || {
        [
            given("2026-08-01", "5000000", "2026-07-31", "Yard"),
            given("2026-11-05", "8700000", "2026-10-31", "Xenia"),
        ]
    };
    let (list, page) = pages(LEVEL, &numbers());
    assert!(!list.contains("Beside it"), "{list}");
    assert_says(&page, &["Yard gave 5,000,000 for 31 July 2026."]);
    let long = format!("{LEVEL}\nmax_age = \"1y\"");
    assert_says(&pages(&long, &numbers()).0, &["5,000,000"]);
}

#[test]
fn a_total_that_falls_behind_a_hedged_one_is_told_as_a_correction() {
    let site = told(
        "measure = \"total\"",
        &[
            given("2026-05-01", "100", "2026-05-01", "Xenia"),
            given("2026-05-02", "at-least 50", "2026-05-02", "Xenia"),
            given("2026-05-03", "60", "2026-05-03", "Xenia"),
        ],
    );
    assert_says(
        &site.words("/changes/"),
        &[
            "Corrected number",
            "60 as of 3 May 2026, corrected from 100",
        ],
    );
}

#[test]
fn of_several_against_one_it_is_said_who_is_against_whom() {
    let mut joint = given("2026-11-03", "700", "2026-10-31", "Yard");
    joint.lines = joint
        .lines
        .replace("by = \"Yard\"", "by = [\"Yard\", \"Zoe\"]");
    let site = told(
        LEVEL,
        &[given("2026-11-02", "900", "2026-10-31", "Xenia"), joint],
    );
    assert_says(
        &site.words("/figures/count/"),
        &["For the same day, the number of Xenia differs from that of Yard and Zoe."],
    );
    assert_says(
        &site.words("/articles/0/"),
        &["The count (900): Yard and Zoe gave another number for the same day: 700"],
    );
}

#[test]
fn an_old_article_hears_of_its_own_speakers_number_and_of_anothers_as_theirs() {
    let site = told(LEVEL, &two_speakers("2026-10-31"));
    let of_xenia = site.words("/articles/0/");
    assert_says(
        &of_xenia,
        &["The count (9,000,000): later: 8,700,000 as of 31 October 2026, Xenia"],
    );
    assert_says(
        &site.words("/articles/2/"),
        &[
            "The count (8,700,000): Yard gave another number for the same day: fewer than 5,000,000 as of 31 October 2026",
        ],
    );
    // Of two articles of one day without hours, nobody knows which came first.
    assert!(!of_xenia.contains("5,200,000"), "{of_xenia}");
}

#[test]
fn what_one_article_gives_side_by_side_is_no_news_to_it() {
    let figures: String = two_speakers("2026-10-31")
        .iter()
        .skip(2)
        .map(Given::figure)
        .collect();
    let article =
        format!("+++\ntitle = \"A\"\ndate = 2026-11-06\ntopics = [\"t\"]\n{figures}+++\n");
    let site = of_articles("2026-12-31", LEVEL, &[article]);
    assert_eq!(site.complaints(), "");
    assert!(
        !site
            .words("/articles/0/")
            .contains("Since this was written")
    );
    assert!(
        !site.words("/").contains("Contradicted"),
        "{}",
        site.words("/")
    );
    assert_says(
        &site.words("/figures/count/"),
        &["give different numbers for the same day."],
    );
}

// Row 23: one speaker, 41 and later 39, by measure.

fn fewer(as_of: [&str; 2]) -> [Given; 2] {
    [
        given("2026-03-02", "41", as_of[0], "Ministry"),
        given("2026-04-07", "39", as_of[1], "Ministry"),
    ]
}

#[test]
fn a_number_of_another_scope_is_told_with_it_among_the_changes() {
    let scoped =
        given("2026-03-02", "2900", "2026-03-01", "Union").with("scope = \"with agency posts\"");
    let front = told(
        LEVEL,
        &[given("2026-03-02", "2310", "2026-03-01", "Union"), scoped],
    )
    .words("/");
    assert_says(
        &front,
        &["2,900 as of 1 March 2026; counts: with agency posts"],
    );
}

#[test]
fn a_number_out_of_date_is_the_last_known_and_not_the_current_one() {
    let settings = "measure = \"level\"\nmax_age = \"90d\"";
    let site = told_on(
        "2026-11-20",
        settings,
        &[given("2026-03-02", "12", "2026-03-01", "Customs")],
    );
    let page = site.words("/figures/count/");
    assert_says(&page, &["Out of date", "last known"]);
    assert!(!page.to_lowercase().contains("current value"), "{page}");
}

#[test]
fn what_was_given_for_a_part_of_a_time_that_begins_alike_was_not_before_it() {
    for value in ["4.5", "5"] {
        let page = page(
            LEVEL,
            &[
                given("2026-05-03", "4.5", "2026-05-01/..", "Board"),
                given("2026-07-07", value, "2026-05-01/2026-06-30", "Board"),
            ],
        );
        assert!(!page.contains("before (1 May"), "{page}");
    }
}

#[test]
fn who_corrects_an_own_number_did_not_report_after_another() {
    let numbers = [
        given("2026-03-02", "6420", "2026-02", "Port"),
        given("2026-03-05", "6100", "2026-02", "Quay"),
        given("2026-03-20", "6240", "2026-02", "Port"),
    ];
    let page = told("measure = \"period\"", &numbers).words("/figures/count/");
    assert_eq!(page.matches("reported later").count(), 1, "{page}");
}

#[test]
fn a_level_goes_down() {
    let (list, page) = pages(LEVEL, &fewer(["2026-03-02", "2026-04-07"]));
    for words in [list, page] {
        assert_says(&words, &["39", "Down 2 since 2 March 2026, from 41"]);
    }
}

#[test]
fn a_total_of_the_same_start_that_is_lower_is_corrected() {
    let site = told(TOTAL, &fewer(["2026-01/2026-03-02", "2026-01/2026-04-07"]));
    for words in [cards(&site), site.words("/figures/count/")] {
        assert_says(&words, &["39", "Corrected from 41 (2 March 2026)"]);
        assert_no_judgement(&words);
    }
    assert_says(
        &site.words("/articles/0/"),
        &["The count (41): corrected by the same speaker to 39"],
    );
    assert_says(
        &site.words("/"),
        &[
            "Corrected number",
            "39 for January 2026 – 7 April 2026, corrected from 41",
        ],
    );
}

#[test]
fn a_total_of_the_same_start_that_grew_is_up_since_the_day_of_the_last() {
    let numbers = [
        given("2025-08-28", "102831", "2024-07/2025-08-27", "Ministry"),
        given("2026-05-01", "121300", "2024-07/2026-04-30", "Ministry"),
    ];
    let site = told(TOTAL, &numbers);
    let page = site.words("/figures/count/");
    assert_says(
        &page,
        &["121,300", "Up 18,469 since 27 August 2025, from 102,831"],
    );
    assert!(
        !page.contains("no longer stands") && !page.contains("reported later"),
        "{page}"
    );
}

#[test]
fn a_total_with_a_new_start_is_a_line_of_its_own() {
    let (list, page) = pages(TOTAL, &fewer(["2025/2026-03-02", "2026-04/2026-04-07"]));
    assert_says(&list, &["39"]);
    assert!(!list.contains("41"), "{list}");
    assert_in_order(&page, &["39", "Counted apart", "counted since 2025", "41"]);
    for words in [list, page] {
        assert_no_judgement(&words);
        assert!(!words.contains("Corrected"), "{words}");
    }
}

#[test]
fn without_a_measure_a_rise_is_told_and_a_fall_as_what_it_was() {
    let site = told(NONE, &fewer(["2026-03-02", "2026-04-07"]));
    for words in [cards(&site), site.words("/figures/count/")] {
        assert_says(&words, &["39 people", "On 2 March 2026 it was 41."]);
        assert_no_judgement(&words);
    }
    assert_says(
        &site.lints(),
        &["note[lint/measure]: nothing says what the numbers of `count` measure"],
    );
    let numbers = [
        given("2026-03-02", "39", "2026-03-02", "Ministry"),
        given("2026-04-07", "41", "2026-04-07", "Ministry"),
    ];
    assert_says(&page(NONE, &numbers), &["Up 2 since 2 March 2026, from 39"]);
    assert!(!told(LEVEL, &numbers).lints().contains("lint/measure"));
}

#[test]
fn each_period_stands_and_the_one_before_is_named_beside_it() {
    let numbers = [
        given("2026-11-05", "1204", "2026-10-19/2026-10-25", "Ministry"),
        given("2026-11-05", "1180", "2026-10-26/2026-11-01", "Ministry"),
    ];
    let site = told(PERIOD, &numbers);
    for words in [cards(&site), site.words("/figures/count/")] {
        assert_says(&words, &["1,180", "The week before: 1,204"]);
        assert_no_judgement(&words);
    }
    assert!(
        !site
            .words("/articles/0/")
            .contains("Since this was written")
    );
    let of = |first: &str, second: &str| {
        page(
            PERIOD,
            &[
                given("2026-11-05", "7", first, "Ministry"),
                given("2026-11-05", "9", second, "Ministry"),
            ],
        )
    };
    assert_says(&of("2026-08", "2026-09"), &["The month before: 7"]);
    assert_says(&of("2024", "2025"), &["The year before: 7"]);
    assert_says(&of("2026-08", "2026-10"), &["In August 2026 it was 7."]);
}

#[test]
fn a_decision_holds_until_the_next_and_changes_on_its_day() {
    let numbers = [
        given("2025-06-12", "5.0", "2025-06-12/..", "Bank"),
        given("2025-09-10", "4.5", "2025-09-10/..", "Bank"),
    ];
    let settings = format!("{LEVEL}\nunit = \"%\"");
    let site = told(&settings, &numbers);
    let page = site.words("/figures/count/");
    assert_says(
        &page,
        &[
            "4.5%",
            "Down 0.5 points on 10 September 2025, from 5.0%",
            "since 10 September 2025",
        ],
    );
    assert!(
        !page.contains("no longer stands") && !page.contains("reported later"),
        "{page}"
    );
    let article = site.words("/articles/0/");
    assert_says(
        &article,
        &["The count (5.0%): later: 4.5% (since 10 September 2025), Bank"],
    );
}

// Row 24: another speaker's earlier number.

#[test]
fn anothers_earlier_number_is_told_as_theirs() {
    let settings = format!("{LEVEL}\nmax_age = \"1y\"");
    let same = [
        given("2024-09-09", "about 2500", "2024-09", "AFP"),
        given("2026-01-20", "about 2500", "2026-01", "Reuters"),
    ];
    let site = told(&settings, &same);
    let (list, page) = (cards(&site), site.words("/figures/count/"));
    assert_says(&list, &["about 2,500"]);
    assert!(!list.contains("AFP"), "{list}");
    assert_says(&page, &["AFP gave the same for September 2024."]);
    assert!(
        !site
            .words("/articles/0/")
            .contains("Since this was written")
    );
    let other = [
        given("2024-09-09", "900", "2024-09", "AFP"),
        given("2026-01-20", "about 2000", "2026-01", "Pentagon"),
    ];
    let site = told(&settings, &other);
    let page = site.words("/figures/count/");
    assert_says(&page, &["about 2,000", "AFP gave 900 for September 2024."]);
    assert_says(
        &site.words("/articles/0/"),
        &["The count (900): Pentagon gave about 2,000 as of January 2026"],
    );
    for words in [list, page, site.words("/"), site.words("/articles/1/")] {
        assert_no_judgement(&words);
    }
}

// Row 25: one speaker, one day.

#[test]
fn with_hours_the_later_word_corrects_the_earlier() {
    let numbers = [
        given("2026-05-03T09:00:00Z", "52", "2026-05-03", "Governor"),
        given("2026-05-03T18:00:00Z", "25", "2026-05-03", "Governor"),
        given("2026-05-04", "25", "2026-05-03", "Governor"),
    ];
    let site = told(LEVEL, &numbers);
    let (list, page) = (cards(&site), site.words("/figures/count/"));
    for words in [&list, &page] {
        assert_in_order(
            words,
            &["25", "Corrected; the speaker had given 52 at 09:00."],
        );
        assert_no_judgement(words);
    }
    assert_says(&page, &["no longer stands"]);
    assert_says(
        &site.words("/articles/0/"),
        &["The count (52): corrected by the same speaker to 25"],
    );
    let front = site.words("/");
    assert_says(&front, &["25 as of 3 May 2026, corrected from 52"]);
    // The same number for the same time is no news.
    assert!(!front.contains("4 May 2026 New number"), "{front}");
}

#[test]
fn a_more_exact_word_on_the_same_time_corrects_nothing() {
    for (second, as_of) in [
        ("2026-05-03T18:00:00Z", "2026-05-03"),
        ("2026-06-03", "2026-06-03"),
    ] {
        let numbers = [
            given(
                "2026-05-03T09:00:00Z",
                "about 2500",
                "2026-05-03",
                "Governor",
            ),
            given(second, "2480", as_of, "Governor"),
        ];
        let site = told(LEVEL, &numbers);
        for words in [cards(&site), site.words("/figures/count/")] {
            assert_in_order(&words, &["2,480", "about 2,500 before (3 May 2026)"]);
            assert_no_judgement(&words);
        }
        assert!(!site.words("/").contains("orrected"), "{}", site.words("/"));
        assert_says(
            &site.words("/articles/0/"),
            &["The count (about 2,500): later: 2,480"],
        );
    }
}

#[test]
fn a_new_forecast_corrects_nothing() {
    let forecast = |on, value| given(on, value, "2027-12", "Bank").with("status = \"forecast\"");
    let site = told(
        LEVEL,
        &[forecast("2026-02-02", "700"), forecast("2026-06-02", "800")],
    );
    assert_says(&cards(&site), &["Forecast: 800"]);
    assert!(!cards(&site).contains("700"));
    assert_says(
        &site.words("/"),
        &["Forecast: The count 800 for December 2027"],
    );
    assert!(!site.words("/").contains("orrected"), "{}", site.words("/"));
    assert_says(
        &site.words("/articles/0/"),
        &["The count (700): now: 800 for December 2027, Bank"],
    );
}

#[test]
fn without_hours_both_stand_and_the_author_is_asked() {
    let numbers = [
        given("2026-05-03", "25", "2026-05-03", "Governor"),
        given("2026-05-03", "52", "2026-05-03", "Governor"),
    ];
    let site = told_on("2026-12-31", LEVEL, &numbers);
    assert_says(
        &site.complaints(),
        &[
            "warning[figure/which-is-later]: the same speaker gives 52 and 25 for one time on one day",
        ],
    );
    for words in [cards(&site), site.words("/figures/count/")] {
        assert_says(
            &words,
            &[
                "52 and 25",
                "Governor gave 52 and 25 on 3 May 2026; which came later is not recorded.",
            ],
        );
        assert_no_judgement(&words);
    }
}

#[test]
fn the_same_exact_number_for_a_later_time_is_unchanged() {
    let numbers = [
        given("2026-05-03", "25", "2026-05-03", "Governor"),
        given("2026-05-04", "25", "2026-05-04", "Governor"),
    ];
    let site = told(LEVEL, &numbers);
    assert_says(
        &site.words("/figures/count/"),
        &["Unchanged since 3 May 2026"],
    );
    assert_says(
        &site.words("/"),
        &["Unchanged: The count 25 as of 4 May 2026"],
    );
    assert!(
        !site
            .words("/articles/0/")
            .contains("Since this was written")
    );
}

#[test]
fn a_recap_is_one_observation_in_two_articles() {
    let source = "sources = [{ id = \"doc\", name = \"The report\", kind = \"document\" }]\n";
    let article = |day: &str| {
        let figure = given("2026-05-03", "25", "2026-05-03", "Governor")
            .with("source = \"doc\"")
            .figure();
        format!("+++\ntitle = \"On {day}\"\ndate = {day}\ntopics = [\"t\"]\n{source}{figure}+++\n")
    };
    let site = of_articles(
        "2026-12-31",
        LEVEL,
        &[article("2026-05-03"), article("2026-05-09")],
    );
    assert_eq!(site.complaints(), "");
    let page = site.words("/figures/count/");
    assert_eq!(page.matches("The report").count(), 1, "{page}");
    assert_says(
        &page,
        &["In On 2026-05-03 In two articles In On 2026-05-09"],
    );
    assert_no_judgement(&page);
    assert_eq!(
        site.words("/").matches("New number").count(),
        1,
        "{}",
        site.words("/")
    );
}

// Hedges.

#[test]
fn hedges_say_up_or_down_only_where_what_they_leave_open_does_not_meet() {
    let moved = |then: &str, now: &str| {
        let numbers = [
            given("2026-05-01", then, "2026-05-01", "Doctors"),
            given("2026-11-20", now, "2026-11-20", "Doctors"),
        ];
        page(LEVEL, &numbers)
    };
    for (then, now, sentence) in [
        (
            "at-least 60",
            "at-least 143",
            "On 1 May 2026 it was at least 60.",
        ),
        (
            "more-than 90000",
            "more-than 400000",
            "On 1 May 2026 it was more than 90,000.",
        ),
        (
            "up-to 7000",
            "up-to 3000",
            "On 1 May 2026 it was up to 7,000.",
        ),
        (
            "fewer-than 900",
            "fewer-than 200",
            "On 1 May 2026 it was fewer than 900.",
        ),
        (
            "nearly 900000",
            "880000",
            "On 1 May 2026 it was nearly 900,000.",
        ),
        ("250-350", "300", "On 1 May 2026 it was 250 to 350."),
        ("about 2500", "2480", "about 2,500 before (1 May 2026)"),
    ] {
        let page = moved(then, now);
        assert_says(&page, &[sentence]);
        assert_no_judgement(&page);
    }
    for (then, now, sentence) in [
        (
            "about 9020000",
            "about 8700000",
            "Down since 1 May 2026, from about 9,020,000",
        ),
        (
            "about 2500",
            "about 2700",
            "Up since 1 May 2026, from about 2,500",
        ),
        (
            "fewer-than 900000",
            "912300",
            "Up since 1 May 2026, from fewer than 900,000",
        ),
        (
            "nearly 900000",
            "912300",
            "Up since 1 May 2026, from nearly 900,000",
        ),
        (
            "at-least 60",
            "50",
            "Down since 1 May 2026, from at least 60",
        ),
        (
            "more-than 60",
            "60",
            "Down since 1 May 2026, from more than 60",
        ),
        ("up-to 50", "60", "Up since 1 May 2026, from up to 50"),
        (
            "3400-3500",
            "3750-3850",
            "Up since 1 May 2026, from 3,400–3,500",
        ),
        ("42", "4", "Down 38 since 1 May 2026, from 42"),
    ] {
        assert_says(&moved(then, now), &[sentence]);
    }
}

#[test]
fn a_tolerance_serves_conflicts_and_no_change() {
    let settings = format!("{LEVEL}\ntolerance = 0.05");
    let numbers = [
        given("2026-05-01", "100", "2026-05-01", "A"),
        given("2026-11-20", "104", "2026-11-20", "A"),
        given("2026-11-20", "101", "2026-11-20", "B"),
    ];
    let page = page(&settings, &numbers);
    assert_says(&page, &["Up 4 since 1 May 2026, from 100"]);
    assert!(!page.contains("different numbers"), "{page}");
}

// Zero, points, decimals.

#[test]
fn from_and_to_zero_is_said_in_words() {
    let moved = |then: &str, now: &str| {
        let numbers = [
            given("2026-05-01", then, "2026-05-01", "A"),
            given("2026-11-20", now, "2026-11-20", "A"),
        ];
        page(LEVEL, &numbers)
    };
    let words = moved("0", "7");
    assert_says(&words, &["7", "Up from zero since 1 May 2026"]);
    assert!(!words.contains('%'), "{words}");
    assert_says(
        &moved("42", "0"),
        &["Down to zero since 1 May 2026, from 42"],
    );
    assert_says(&moved("0", "-0.5"), &["Down from zero since 1 May 2026"]);
    assert_says(
        &moved("-2.5", "0.00"),
        &["Up to zero since 1 May 2026, from −2.5"],
    );
    assert_says(
        &moved("-0.3", "0.4"),
        &["Up 0.7 since 1 May 2026, from −0.3"],
    );
}

#[test]
fn numbers_are_the_decimals_that_were_typed() {
    let numbers = [
        given("2026-05-01", "1.9", "2026-05-01", "A"),
        given("2026-11-20", "2.20", "2026-11-20", "A"),
    ];
    assert_says(
        &page(LEVEL, &numbers),
        &["2.20 ", "Up 0.3 since 1 May 2026, from 1.9"],
    );
    let long = [given(
        "2026-05-01",
        "1234567890123456789012",
        "2026-05-01",
        "A",
    )];
    let site = told_on("2026-12-31", LEVEL, &long);
    assert_says(
        &site.complaints(),
        &[
            "front-matter/long-number",
            "has more digits than a figure can have",
        ],
    );
}

#[test]
fn shares_move_in_points() {
    let moved = |unit: &str, then: &str, now: &str| {
        let numbers = [
            given("2026-05-01", then, "2026-05-01", "A"),
            given("2026-11-20", now, "2026-11-20", "A"),
        ];
        page(&format!("{LEVEL}\nunit = \"{unit}\""), &numbers)
    };
    assert_says(
        &moved("percent", "22.1", "37"),
        &["37%", "Up 14.9 points since 1 May 2026, from 22.1%"],
    );
    assert_says(
        &moved("%", "3", "2"),
        &["2%", "Down 1 point since 1 May 2026, from 3%"],
    );
}

// Units.

#[test]
fn units_that_convert_are_told_in_the_unit_of_the_series() {
    let numbers = [
        given("2026-05-01", "400", "2026-05-01", "A").with("unit = \"hectares\""),
        given("2026-11-20", "4.5", "2026-11-20", "A").with("unit = \"square kilometres\""),
    ];
    let page = page(&format!("{LEVEL}\nunit = \"square kilometres\""), &numbers);
    assert_says(
        &page,
        &[
            "4.5 square kilometres",
            "Up 0.5 since 1 May 2026, from 4",
            "given as 400 hectares",
        ],
    );
}

#[test]
fn any_other_unit_is_an_error_that_says_what_to_do() {
    let numbers = [
        given("2026-05-01", "9", "2026-05-01", "A").with("unit = \"tonnes\""),
        given("2026-05-01", "8", "2026-04-01", "A").with("unit = \"tonnes\""),
        given("2026-11-20", "12", "2026-11-20", "A").with("unit = \"boats\""),
    ];
    for settings in ["", "unit = \"tonnes\"\nmeasure = \"level\""] {
        let site = told_on("2026-12-31", settings, &numbers);
        assert_says(
            &site.complaints(),
            &[
                "error[figure/other-unit]: the series `count` is counted in `tonnes`, this number in `boats`",
                "write the number in tonnes",
            ],
        );
        let page = site.words("/figures/count/");
        assert!(!page.contains("Up 3"), "{page}");
    }
}

#[test]
fn money_shares_and_single_things_are_written_as_people_write_them() {
    let written = |unit: &str, value: &str| {
        let numbers = [given("2026-05-01", value, "2026-05-01", "A")];
        page(&format!("{LEVEL}\nunit = \"{unit}\""), &numbers)
    };
    assert_says(
        &written("US$ billion", "about 1.2"),
        &["about US$1.2 billion"],
    );
    assert_says(&written("€ million", "12-15"), &["€12–15 million"]);
    assert_says(&written("USD", "5"), &["5 USD"]);
    assert_says(&written("%", "2.2"), &["2.2%"]);
    assert_says(&written("people", "1"), &["1 person"]);
    assert_says(
        &written("people", "nearly 900000"),
        &["nearly 900,000 people"],
    );
    let plain = written("pounds", "3500");
    assert!(!plain.contains("Counted"), "{plain}");
}

// Scopes and places.

#[test]
fn each_scope_has_a_line_of_its_own_and_the_main_one_heads() {
    let wider = |on, value, as_of| {
        given(on, value, as_of, "Army").with("scope = \"with those on rotation\"")
    };
    let numbers = [
        given("2026-01-02", "900", "2026-01-01", "Army"),
        given("2026-02-02", "800", "2026-02-01", "Army"),
        wider("2026-03-02", "2000", "2026-03-01"),
        wider("2026-04-02", "2200", "2026-04-01"),
    ];
    let site = told(LEVEL, &numbers);
    let (list, page) = (cards(&site), site.words("/figures/count/"));
    assert_says(&list, &["800", "Down 100 since 1 January 2026, from 900"]);
    assert!(!list.contains("2,200"), "{list}");
    assert_in_order(
        &page,
        &[
            "800",
            "Counted apart",
            "with those on rotation",
            "2,200",
            "Up 200 since 1 March 2026, from 2,000",
        ],
    );
    let chart = site.page("/figures/count/");
    assert_says(
        &chart,
        &["Chart of 2 numbers, from 900 as of 1 January 2026 to 800 as of 1 February 2026."],
    );
    assert!(
        !site.words("/articles/1/").contains("2,000"),
        "nothing is told across scopes"
    );
}

#[test]
fn a_small_line_names_its_two_ends() {
    let ends = |numbers: &[Given]| {
        let site = told(LEVEL, numbers);
        let page = site.page("/topics/t/");
        let (_, rest) = page.split_once("<p class=\"ends\">")?;
        let found = support::words(rest.split_once("</p>")?.0);
        assert!(page.contains("fill=\"none\" stroke=\"currentColor\""));
        Some(found.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let count = |value, as_of| given("2026-12-30", value, as_of, "Army");
    let (march, about) = (count("900", "2024-03"), count("about 2000", "2026-05-01"));
    assert_eq!(
        ends(&[march, about.clone()]).as_deref(),
        Some("900 · 2024 … about 2,000 · 2026")
    );
    let february = count("900", "2026-02-03");
    assert_eq!(
        ends(&[february.clone(), about.clone()]).as_deref(),
        Some("900 · Feb 2026 … about 2,000 · May 2026")
    );
    let doubtful = count("900", "2024~");
    assert_eq!(
        ends(&[doubtful, about.clone()]).as_deref(),
        Some("900 · about 2024 … about 2,000 · 2026")
    );
    let forecast = count("5000", "2026-12-31").with("status = \"forecast\"");
    assert_eq!(
        ends(&[february.clone(), about.clone(), forecast]).as_deref(),
        Some("900 · Feb 2026 … about 2,000 · May 2026"),
        "only what was counted"
    );
    let other = given("2026-12-30", "4000", "2026-01-01", "Navy");
    assert_eq!(
        ends(&[other, february, about.clone()]).as_deref(),
        Some("900 · Feb 2026 … about 2,000 · May 2026"),
        "one speaker's line has no end that is another's"
    );
    let against = given("2026-12-30", "4000", "2026-05-01", "Navy");
    assert_eq!(ends(&[against, about]), None, "a dispute is no change");
}

#[test]
fn each_place_has_a_line_of_its_own() {
    let numbers = [
        given("2026-01-02", "900", "2026-01-01", "Army"),
        given("2026-03-02", "30", "2026-03-01", "Army").with("region = \"jordan\""),
    ];
    let (list, page) = pages(&format!("{LEVEL}\nregion = \"iraq\""), &numbers);
    assert_says(&list, &["900"]);
    assert_in_order(&page, &["900", "Counted apart", "Jordan", "30"]);
    assert_no_judgement(&page);
}

// What is to come.

#[test]
fn forecasts_plans_and_targets_are_shown_as_such_with_their_speakers() {
    let to_come = |value: &str, by: &str, status: &str| {
        given("2026-02-02", value, "2027-12", by).with(&format!("status = \"{status}\""))
    };
    let numbers = [
        given("2026-02-02", "900", "2026-02-01", "Army"),
        to_come("500", "Army", "planned"),
        to_come("700", "Institute", "forecast"),
        to_come("800", "Bank", "forecast"),
        to_come("fewer-than 400", "Ministry", "target"),
    ];
    let (list, page) = pages(LEVEL, &numbers);
    for words in [&list, &page] {
        assert_says(
            words,
            &[
                "Planned: 500",
                "Forecast: 700",
                "Forecast: 800",
                "Target: fewer than 400",
                "Institute, 2 February 2026",
            ],
        );
        assert_no_judgement(words);
    }
    assert_in_order(&list, &["900", "Planned:"]);
}

#[test]
fn a_forecast_whose_time_has_gone_by_is_told_beside_what_came() {
    let numbers = [
        given("2026-02-02", "1300", "2026-06-30", "OCHA").with("status = \"forecast\""),
        given("2026-07-03", "641", "2026-06-30", "OCHA"),
    ];
    let site = told(LEVEL, &numbers);
    assert_in_order(
        &site.words("/figures/count/"),
        &[
            "641",
            "Was forecast: 1,300",
            "OCHA gave 641 for 30 June 2026.",
        ],
    );
    assert_says(
        &site.words("/articles/0/"),
        &["The count (1,300): OCHA gave 641 as of 30 June 2026"],
    );
    let before = told_on("2026-05-01", LEVEL, &numbers);
    assert_says(&before.words("/figures/count/"), &["Forecast: 1,300"]);
    let alone = told(LEVEL, &numbers[..1]);
    assert_says(
        &alone.words("/figures/count/"),
        &[
            "No current value",
            "Was forecast: 1,300",
            "There is no number for that time here.",
        ],
    );
}

#[test]
fn what_was_known_before_a_plan_began_answers_nothing() {
    let plan = given("2024-12-05", "2.35", "2025-01-01/..", "City").with("status = \"planned\"");
    let known = given("2023-02-01", "1.90", "2023-01-01/..", "City");
    let came = given("2025-01-10", "2.30", "2025-01-01", "City");
    let site = told_on("2024-12-10", LEVEL, &[plan.clone(), known.clone()]);
    let words = site.words("/articles/0/");
    assert!(!words.contains("City gave"), "{words}");
    let site = told_on("2025-02-01", LEVEL, &[plan, known, came]);
    assert_says(&site.words("/articles/0/"), &["City gave 2.30"]);
}

#[test]
fn what_was_said_before_it_began_is_told_from_its_day() {
    let numbers = [given("2025-11-10", "2.10", "2026-01-01/..", "City")];
    let site = told_on("2025-11-20", LEVEL, &numbers);
    assert_says(&site.words("/figures/count/"), &["from 1 January 2026"]);
    assert!(!site.words("/figures/count/").contains("since 1 January"));
    let site = told_on("2026-01-01", LEVEL, &numbers);
    assert_says(&site.words("/figures/count/"), &["from 1 January 2026"]);
    let begun = [given("2026-01-10", "2.10", "2026-01-01/..", "City")];
    assert_says(&page(LEVEL, &begun), &["since 1 January 2026"]);
    let later = given("2026-02-10", "2.20", "2026-03-01/..", "City");
    let words = page(LEVEL, &[numbers[0].clone(), later]);
    assert!(!words.contains("as of since"), "{words}");
}

#[test]
fn the_end_of_a_total_alone_will_do() {
    let numbers = [
        given("2024-09-11", "8400", "[..2024-09-10]", "Ministry"),
        given("2025-01-02", "9100", "../2024-12-31", "Courier"),
        given("2025-02-02", "9300", "[..2025-01-31]", "Ministry"),
    ];
    let words = page(TOTAL, &numbers);
    assert!(!words.contains("different numbers"), "{words}");
    assert_says(&words, &["Up 900 since 10 September 2024, from 8,400"]);
    let apart = [
        given("2024-09-11", "8400", "2023-05/2024-08-15", "Ministry"),
        given("2024-09-12", "9100", "2023-05/2024-08-15", "Courier"),
    ];
    assert_says(
        &page(TOTAL, &apart),
        &["give different numbers for the same time."],
    );
}

#[test]
fn a_date_with_its_own_preposition_has_no_other_before_it() {
    let numbers = [
        given("2025-05-01", "40", "[..2025-05-24]", "Bank").with("status = \"forecast\""),
        given("2025-05-24", "41", "[..2025-05-24]", "Army"),
    ];
    let words = page(LEVEL, &numbers);
    assert!(!words.contains("for by"), "{words}");
    assert_says(&words, &["Army gave 41 (by 24 May 2025)."]);
}

#[test]
fn a_forecast_that_newer_numbers_left_behind_is_no_leading_number() {
    let numbers = [
        given("2024-05-02", "55", "2024-06", "Bureau").with("status = \"forecast\""),
        given("2024-07-02", "61", "2024-06", "Bureau"),
        given("2025-07-02", "48", "2025-06", "Bureau"),
    ];
    let (list, page) = pages(PERIOD, &numbers);
    assert!(!list.contains("Was forecast"), "{list}");
    assert_says(&page, &["Was forecast: 55"]);
}

#[test]
fn without_a_file_a_number_has_a_place_only_where_all_agree() {
    let article = |regions: &str| {
        format!(
            "+++\ntitle = \"A\"\ndate = 2025-01-01\ntopics = [\"t\"]\n\
             regions = [{regions}]\n{}+++\nWords.\n",
            given("2025-01-01", "30", "2025-01-01", "Bank").figure()
        )
    };
    let place = |articles: &[String]| {
        let site = of_articles("2025-02-01", "", articles);
        let newsroom = &site.edition.newsroom;
        newsroom
            .series
            .first()
            .and_then(|series| series.place())
            .is_some()
    };
    assert!(place(&[article("\"iraq\"")]));
    assert!(!place(&[article("\"iraq\", \"syria\"")]));
}

// Age, order, speakers.

#[test]
fn a_number_that_is_out_of_date_is_told_as_the_last_known() {
    let numbers = [given("2026-09-09", "900", "2026-09", "AFP")];
    let settings = |age: &str| format!("{LEVEL}\nmax_age = \"{age}\"");
    let stale = page(&settings("30d"), &numbers);
    assert_says(&stale, &["Out of date", "Last known: 900"]);
    assert!(!page(&settings("92d"), &numbers).contains("Out of date"));
    assert!(!page(LEVEL, &numbers).contains("Out of date"));
}

#[test]
fn a_number_for_a_year_that_is_not_over_speaks_of_no_day_after_it_was_given() {
    let numbers = [
        given("2026-05-01", "100", "2026", "Doctors"),
        given("2026-11-20", "300", "2026-11-19", "Doctors"),
    ];
    let page = page(LEVEL, &numbers);
    assert_in_order(&page, &["300", "100 before (2026)"]);
    assert_no_judgement(&page);
}

#[test]
fn of_equal_times_who_said_it_first_heads() {
    let numbers = [
        given("2026-05-03", "52", "2026-05-01", "Zoe"),
        given("2026-05-04", "25", "2026-05-01", "Adam"),
    ];
    assert_in_order(&page(LEVEL, &numbers), &["52", "25"]);
    let [zoe, adam] = numbers;
    assert_in_order(&page(LEVEL, &[adam, zoe]), &["52", "25"]);
}

#[test]
fn a_number_about_a_time_that_another_had_reported_on_is_marked() {
    let numbers = [
        given("2026-09-09", "900", "2026-09-08", "AFP"),
        given("2026-12-19", "about 2000", "2026-09/2026-12-19", "Pentagon"),
    ];
    let page = page(LEVEL, &numbers);
    assert_says(
        &page,
        &[
            "reported later",
            "about 2,000",
            "AFP and Pentagon give different numbers for the same time.",
        ],
    );
    assert_no_judgement(&page);
}

#[test]
fn a_speakers_own_correction_is_neither_a_conflict_nor_late() {
    let numbers = [
        given("2026-09-09", "900", "2026-09-01", "AFP"),
        given("2026-09-20", "2000", "2026-09-01", "AFP"),
    ];
    let site = told(LEVEL, &numbers);
    let page = site.words("/figures/count/");
    assert_says(
        &page,
        &[
            "2,000",
            "Corrected; the speaker had given 900 on 9 September 2026.",
            "no longer stands",
        ],
    );
    assert!(
        !page.contains("reported later") && !page.contains("disagree"),
        "{page}"
    );
    assert_no_judgement(&page);
    assert!(!site.words("/disputed/").contains("The count"));
}

#[test]
fn one_name_in_two_publishers_is_neither_joined_nor_set_against_itself() {
    let article = |day: &str, value: &str, publisher: &str| {
        let figure = given("2026-05-03", value, "2026-05-01", "Officials")
            .with("source = \"s\"")
            .figure();
        format!(
            "+++\ntitle = \"{publisher}\"\ndate = {day}\ntopics = [\"t\"]\nsources = [{{ id = \"s\", name = \"{publisher}\", kind = \"publisher\" }}]\n{figure}+++\n"
        )
    };
    let articles = [
        article("2026-05-03", "52", "Wire"),
        article("2026-05-04", "25", "Gazette"),
    ];
    let site = of_articles("2026-12-31", LEVEL, &articles);
    assert_eq!(site.complaints(), "");
    let page = site.words("/figures/count/");
    assert!(
        !page.contains("different numbers") && !page.contains("no longer stands"),
        "{page}"
    );
    assert_no_judgement(&page);
}

#[test]
fn who_speaks_together_with_others_speaks_for_itself_too() {
    let numbers = [
        given("2026-05-03", "52", "2026-05-01", "Army"),
        Given {
            on: "2026-06-03",
            lines: "value = 25\nas_of = \"2026-06-01\"\nby = [\"Ministry\", \"Army\"]\n"
                .to_string(),
        },
    ];
    assert_says(
        &page(LEVEL, &numbers),
        &["Down 27 since 1 May 2026, from 52", "Ministry , Army"],
    );
}

#[test]
fn a_number_a_thousand_times_its_neighbours_is_asked_about() {
    let numbers = [
        given("2026-05-03", "2500", "2026-05-01", "A"),
        given("2026-06-03", "2600000", "2026-06-01", "A"),
        given("2026-07-03", "2700", "2026-07-01", "A"),
    ];
    let lints = told(LEVEL, &numbers).lints();
    assert_says(
        &lints,
        &["warning[lint/thousandfold]: 2,600,000 after 2,500"],
    );
    assert_eq!(lints.matches("lint/thousandfold").count(), 1, "{lints}");
}

#[test]
fn two_thousand_sources_that_disagree_make_a_page_of_bounded_size() {
    let figures: String = (0..2000)
        .map(|at| {
            format!("[[figures]]\nseries = \"count\"\nvalue = {at}\nas_of = \"2026-05-01\"\nby = \"Source {at}\"\n")
        })
        .collect();
    let article =
        format!("+++\ntitle = \"A\"\ndate = 2026-05-02\ntopics = [\"t\"]\n{figures}+++\n");
    let site = of_articles("2026-12-31", LEVEL, &[article]);
    let list = cards(&site);
    assert_says(&list, &["And 1,987 more"]);
    let conflicts = &site.edition.newsroom.series[0].conflicts;
    assert!(conflicts.len() <= 4000, "{}", conflicts.len());
    assert_eq!(
        site.page("/figures/count/")
            .split("class=\"numbers\"")
            .nth(1)
            .map_or(0, |part| part
                .split("</ul>")
                .next()
                .unwrap_or("")
                .matches("<li>")
                .count()),
        13
    );
}

// What stands, what is news, and when.

/// Several numbers in one article.
fn together(day: &str, numbers: &[Given]) -> String {
    let figures: String = numbers.iter().map(Given::figure).collect();
    format!(
        "+++\ntitle = \"Article of {day}\"\ndate = {day}\ntopics = [\"t\"]\n{figures}+++\nWords.\n"
    )
}

#[test]
fn a_speaker_who_goes_back_to_an_earlier_number_is_heard() {
    let numbers = [
        given("2026-02-10", "25", "2026-02-09", "Governor"),
        given("2026-02-11", "52", "2026-02-09", "Governor"),
        given("2026-02-12", "25", "2026-02-09", "Governor"),
    ];
    let site = told(LEVEL, &numbers);
    for words in [cards(&site), site.words("/figures/count/")] {
        assert_in_order(
            &words,
            &[
                "25",
                "Corrected; the speaker had given 52 on 11 February 2026.",
            ],
        );
    }
    assert_says(
        &site.words("/articles/1/"),
        &["The count (52): corrected by the same speaker to 25"],
    );
    assert_says(
        &site.words("/changes/"),
        &["corrected from 52", "corrected from 25"],
    );
    let forecast = |on, value| given(on, value, "2027-12", "Bank").with("status = \"forecast\"");
    let numbers = [
        forecast("2026-02-10", "8"),
        forecast("2026-04-11", "9.5"),
        forecast("2026-07-12", "8"),
    ];
    let site = told(LEVEL, &numbers);
    assert_says(&cards(&site), &["Forecast: 8 for December 2027"]);
    assert_says(
        &site.words("/articles/1/"),
        &["The count (9.5): now: 8 for December 2027"],
    );
}

#[test]
fn a_recap_that_tells_both_numbers_and_a_document_take_nothing_back() {
    let number = |on, value| given(on, value, "2026-02-09", "Governor");
    let articles = [
        together("2026-02-10", &[number("2026-02-10", "25")]),
        together("2026-02-11", &[number("2026-02-11", "52")]),
        together(
            "2026-02-12",
            &[number("2026-02-12", "25"), number("2026-02-12", "52")],
        ),
    ];
    let site = of_articles("2026-12-31", LEVEL, &articles);
    assert_eq!(site.complaints(), "");
    assert_says(&cards(&site), &["52", "the speaker had given 25"]);
    let report =
        "sources = [{ id = \"doc\", name = \"The report\", kind = \"document\" }]\n[[figures]]";
    let mut articles = articles;
    for at in [0, 2] {
        articles[at] = together("2026-02-10", &[number("2026-02-10", "25")])
            .replace("2026-02-10", ["2026-02-10", "", "2026-02-12"][at])
            .replace("[[figures]]", report);
    }
    let site = of_articles("2026-12-31", LEVEL, &articles);
    assert_says(&cards(&site), &["52", "the speaker had given 25"]);
}

#[test]
fn what_was_public_before_an_article_is_no_news_to_it() {
    let first = || given("2026-07-10", "10.3", "2026-06", "Bureau");
    let told_later = |by| given("2026-09-30", "14.2", "2026-01", by);
    let forecast = given("2026-09-30", "9", "2026-06", "Bank")
        .with("status = \"forecast\"\nreported = 2026-01-10");
    let retold = given("2026-09-30", "14.2", "2026-06", "Bureau").with("reported = 2026-07-01");
    for second in [told_later("Bureau"), told_later("Union"), forecast, retold] {
        let site = told(LEVEL, &[first(), second]);
        let words = site.words("/articles/1/");
        assert!(!words.contains("Since this was written"), "{words}");
    }
}

#[test]
fn of_two_articles_of_one_day_only_hours_tell_which_is_the_later() {
    let pair = |hours: [&'static str; 2]| {
        let numbers = [
            given(hours[0], "100", "2026-02-09", "Bureau"),
            given(hours[1], "170", "2026-02-09", "Union"),
        ];
        let site = told(LEVEL, &numbers);
        [0, 1].map(|at| {
            let words = site.words(&format!("/articles/{at}/"));
            words.contains("Since this was written")
        })
    };
    assert_eq!(pair(["2026-02-10", "2026-02-10"]), [false, false]);
    assert_eq!(
        pair(["2026-02-10T09:00:00Z", "2026-02-10T18:00:00Z"]),
        [true, false]
    );
}

#[test]
fn a_contradiction_is_told_to_an_article_that_quotes_the_other_on_something_else() {
    let forecast = given("2026-02-10", "500", "2026-12-31", "Union").with("status = \"forecast\"");
    let older = given("2026-02-10", "90", "2026-01-01", "Union");
    let own = given("2026-02-10", "100", "2026-02-09", "Bureau");
    let other = given("2026-04-10", "300", "2026-02-09", "Union");
    let articles = |quoted: Given| {
        [
            together("2026-02-10", &[own.clone(), quoted]),
            together("2026-04-10", std::slice::from_ref(&other)),
        ]
    };
    let site = of_articles("2026-12-01", LEVEL, &articles(forecast));
    assert_says(
        &site.words("/articles/0/"),
        &["The count (100): Union gave another number for the same day: 300"],
    );
    // What its speaker's own number hears is told once.
    let site = of_articles("2026-12-01", LEVEL, &articles(older.clone()));
    let words = site.words("/articles/0/");
    assert_says(&words, &["The count (90): later: 300"]);
    assert!(!words.contains("another number"), "{words}");
    let site = of_articles("2026-12-01", PERIOD, &articles(older));
    assert_says(&site.words("/articles/0/"), &["another number"]);
}

#[test]
fn a_later_word_about_an_earlier_time_does_not_rewrite_what_was_new() {
    let numbers = [
        given("2026-10-10", "10.3", "2026-09", "Bureau"),
        given("2026-11-10", "10.3", "2026-06", "Bureau"),
    ];
    let words = told(LEVEL, &numbers).words("/changes/");
    assert_eq!(words.matches("New number").count(), 2, "{words}");
    assert!(!words.contains("Unchanged"), "{words}");
}

#[test]
fn what_is_not_disputed_has_not_changed_what_is() {
    let day = |site: &Site| {
        let page = site.words("/disputed/");
        let (_, rest) = page.split_once("Changed ")?;
        Some(
            rest.split_whitespace()
                .take(3)
                .collect::<Vec<_>>()
                .join(" "),
        )
    };
    let mut numbers = vec![
        given("2026-02-10", "100", "2026-02-09", "Bureau"),
        given("2026-02-20", "100", "2026-02-10", "Union"),
        given("2026-03-10", "90", "2026-03-09", "Bureau"),
    ];
    assert_eq!(day(&told(LEVEL, &numbers)), None);
    numbers.push(given("2026-04-02", "80", "2026-03-09", "Union"));
    numbers.push(given("2026-05-02", "70", "2026-05-01", "Bureau"));
    assert_eq!(day(&told(LEVEL, &numbers)).as_deref(), Some("2 April 2026"));
    numbers.push(given("2026-06-02", "90", "2026-03-09", "Union"));
    numbers.push(given("2026-07-02", "60", "2026-07-01", "Bureau"));
    let over = told(LEVEL, &numbers);
    assert_says(&over.words("/disputed/"), &["No figure is disputed."]);
    assert_eq!(day(&over).as_deref(), Some("2 June 2026"));
}

#[test]
fn what_is_announced_is_no_value_before_its_day() {
    let numbers = [
        given("2026-01-10", "5", "2026-01-11/..", "Bank"),
        given("2026-04-10", "4", "2026-06-01/..", "Bank"),
    ];
    let settings = format!("{LEVEL}\nunit = \"%\"");
    let eve = told_on("2026-05-31", &settings, &numbers);
    for words in [cards(&eve), eve.words("/figures/count/")] {
        assert_in_order(&words, &["5%", "Announced: 4%", "from 1 June 2026"]);
        assert_no_judgement(&words);
    }
    assert_says(
        &eve.page("/figures/count/"),
        &["a date changes this page on <time datetime=\"2026-06-01\""],
    );
    assert!(!eve.lints().contains("figure-in-future"), "{}", eve.lints());
    assert_says(
        &eve.words("/articles/0/"),
        &["The count (5%): later: 4% (from 1 June 2026), Bank"],
    );
    let series = &eve.edition.newsroom.series[0];
    assert_eq!(
        series.value().map(|value| value.quantity.words()),
        Some("5".to_string())
    );
    let then = told_on("2026-06-01", &settings, &numbers);
    for words in [cards(&then), then.words("/figures/count/")] {
        assert_in_order(&words, &["4%", "Down 1 point on 1 June 2026, from 5%"]);
        assert!(!words.contains("Announced"), "{words}");
    }
}

#[test]
fn what_was_announced_is_told_with_the_same_words_before_and_after_its_day() {
    let numbers = [
        given("2026-01-10", "5", "2026-01-11/..", "Bank"),
        given("2026-04-10", "4", "2026-06-01/..", "Bank"),
        given("2026-04-11", "7", "2026-02-01/..", "Union"),
    ];
    let [eve, then] = ["2026-05-31", "2026-06-01"].map(|day| told_on(day, LEVEL, &numbers));
    for url in ["/articles/0/", "/articles/1/", "/articles/2/", "/changes/"] {
        assert_eq!(eve.page(url), then.page(url), "{url}");
    }
}

#[test]
fn a_number_for_another_place_is_told_with_it() {
    let north =
        |value, as_of| given("2026-03-10", value, as_of, "Bureau").with("region = \"jordan\"");
    let articles = [
        together(
            "2026-02-10",
            &[
                given("2026-02-10", "100", "2026-02-09", "Bureau"),
                north("40", "2026-02-09"),
            ],
        ),
        together(
            "2026-03-10",
            &[
                given("2026-03-10", "90", "2026-03-09", "Bureau"),
                north("45", "2026-03-09"),
            ],
        ),
    ];
    let site = of_articles("2026-12-31", LEVEL, &articles);
    assert_says(
        &site.words("/changes/"),
        &[
            "45 as of 9 March 2026; region: Jordan",
            "90 as of 9 March 2026",
        ],
    );
    assert_says(
        &site.words("/articles/0/"),
        &[
            "The count (40; region: Jordan): later: 45",
            "The count (100): later: 90",
        ],
    );
    let page = site.words("/figures/count/");
    let (_, table) = page.split_once("All numbers").unwrap();
    assert_eq!(table.matches("region: Jordan").count(), 2, "{table}");
}

#[test]
fn running_totals_stand_in_the_order_of_the_days_they_run_to() {
    let to = |on, value, end: &str| given(on, value, &format!("2026-01-01/{end}"), "Bureau");
    let numbers = [
        to("2026-02-10", "100", "2026-01-31"),
        to("2026-03-10", "250", "2026-02-28"),
        to("2026-04-10", "900", "2026-03-31"),
    ];
    let site = told(TOTAL, &numbers);
    let page = site.words("/figures/count/");
    let (_, table) = page.split_once("In the order of the time").unwrap();
    assert_in_order(table, &["100", "250", "900"]);
    assert_says(
        &site.page("/figures/count/"),
        &["from 100 for 1–31 January 2026 to 900 for 1 January – 31 March 2026"],
    );
}

#[test]
fn what_a_chart_shows_is_told_of_what_stands_alone() {
    let chart = |numbers: &[Given]| {
        let site = told_on("2026-12-31", LEVEL, numbers);
        let page = site.page("/figures/count/");
        let (_, rest) = page.split_once("Chart of ").unwrap();
        let (found, _) = rest.split_once(" The table").unwrap();
        found.to_string()
    };
    let number = |value, as_of| given("2026-03-02", value, as_of, "Bureau");
    let target = number("20", "2027-12").with("status = \"target\"");
    let (one, two) = (number("100", "2026-02-09"), number("90", "2026-03-01"));
    assert_eq!(chart(&[one.clone(), target.clone()]), "2 numbers.");
    assert_eq!(
        chart(&[one.clone(), two.clone(), target]),
        "3 numbers, from 100 as of 9 February 2026 to 90 as of 1 March 2026."
    );
    let withdrawn = given("2026-03-09", "95", "2026-03-01", "Bureau");
    assert_eq!(
        chart(&[one.clone(), two, withdrawn]),
        "3 numbers, from 100 as of 9 February 2026 to 95 as of 1 March 2026."
    );
    assert_eq!(chart(&[one, number("140", "2026-02-09")]), "2 numbers.");
}

#[test]
fn a_target_in_its_article_is_for_its_time() {
    let target = given("2026-03-02", "20", "2027-12", "Bureau").with("status = \"target\"");
    let words = told(LEVEL, &[target]).words("/articles/0/");
    assert_says(&words, &["For December 2027"]);
    assert!(!words.contains("As of"), "{words}");
}

#[test]
fn data_and_description_have_both_numbers_of_which_nobody_knows_the_later() {
    let numbers = [
        given("2026-02-10", "100", "2026-02-09", "Governor"),
        given("2026-02-10", "140", "2026-02-09", "Governor"),
    ];
    let site = told_on(
        "2026-12-31",
        "unit = \"people\"\nmeasure = \"level\"",
        &numbers,
    );
    let page = site.page("/figures/count/");
    assert_says(
        &page,
        &["content=\"140 and 100 people as of 9 February 2026 (Governor)\""],
    );
    let words = site.words("/figures/count/");
    assert_eq!(
        words.matches("one of the current values").count(),
        2,
        "{words}"
    );
    assert_says(&site.page("/data/series.csv"), &["100,140,2026-02-09"]);
    let numbers = site.page("/figures/count.csv");
    assert_eq!(numbers.matches(",true,true,").count(), 2, "{numbers}");
}

#[test]
fn what_is_out_of_date_is_as_disputed_as_it_was() {
    let numbers = [
        given("2026-02-10", "100", "2026-02-09", "Bureau"),
        given("2026-02-10", "140", "2026-02-09", "Union"),
        given("2026-02-10", "150", "2026-01-20", "Bank"),
    ];
    let settings = format!("{LEVEL}\nmax_age = \"30d\"");
    let site = told(&settings, &numbers);
    for words in [cards(&site), site.words("/figures/count/")] {
        assert_in_order(
            &words,
            &[
                "Out of date",
                "Last known: 100",
                "Bureau and Union give different numbers for the same day.",
                "Last known: 140",
                "Last known: 150",
            ],
        );
    }
}

#[test]
fn what_is_only_to_come_is_what_its_page_is_described_by() {
    let mut number = given("2026-02-12", "9", "2028", "Ministry");
    number.lines.push_str("status = \"forecast\"\n");
    let page = told(LEVEL, &[number]).page("/figures/count/");
    assert_says(&page, &["content=\"Forecast: 9 for 2028 (Ministry)\""]);
}

#[test]
fn what_stands_beside_a_value_stays_for_as_long_as_the_value_does() {
    let numbers = [
        given("2026-02-10", "140", "2026-02-09", "Union"),
        given("2026-02-10", "150", "2026-01-20", "Bank"),
    ];
    let settings = format!("{LEVEL}\nmax_age = \"30d\"");
    let words = |day| told_on(day, &settings, &numbers).words("/topics/t/");
    assert_says(&words("2026-02-19"), &["140 As of", "150 As of"]);
    assert_eq!(words("2026-02-19"), words("2026-02-21"));
}

#[test]
fn of_several_who_gave_a_number_one_may_correct_it_and_the_others_stand_by_it() {
    let mut numbers = vec![
        given("2026-06-16", "40", "2026-06-15", "Denmark"),
        given("2026-07-01", "36", "2026-06-15", "Denmark"),
    ];
    let both = "by = [\"Denmark\", \"Ghana\"]";
    numbers[0].lines = numbers[0].lines.replace("by = \"Denmark\"", both);
    let words = page(LEVEL, &numbers);
    assert_in_order(
        &words,
        &[
            "40 As of",
            "Ghana and Denmark give different numbers for the same day.",
            "36 As of",
            "at first also given by Denmark",
        ],
    );
    assert_says(
        &told(LEVEL, &numbers).words("/articles/0/"),
        &["Denmark gave it too, and has given another number since."],
    );
    numbers.push(given("2026-07-02", "36", "2026-06-15", "Ghana"));
    let settled = page(LEVEL, &numbers);
    assert!(!settled.contains("different numbers"), "{settled}");
    assert_in_order(&settled, &["40 no longer stands", "Denmark", "Ghana"]);
}

// One time and one speaker.

#[test]
fn a_quarter_says_nothing_against_the_year_that_holds_it() {
    let numbers = [
        given("2025-05-01", "6712", "2025-01/2025-03", "Statistics"),
        given("2026-02-01", "26900", "2025", "Ministry"),
    ];
    let words = page(PERIOD, &numbers);
    for judgement in ["disagree", "give different numbers", "reported later"] {
        assert!(!words.contains(judgement), "{words}");
    }
    let same = given("2026-02-01", "9900", "2025-01/2025-03", "Ministry");
    let [quarter, _] = numbers;
    assert_says(&page(PERIOD, &[quarter, same]), &["give different numbers"]);
}

#[test]
fn periods_of_one_length_follow_each_other_and_no_others() {
    let numbers = [
        given("2026-01-20", "36284", "2025", "Statistics"),
        given("2026-01-21", "7450", "2025-04/2025-06", "Statistics"),
        given("2026-05-01", "9012", "2026-01/2026-03", "Statistics"),
    ];
    let words = page(PERIOD, &numbers);
    assert_says(
        &words,
        &[
            "For April–June 2025 it was 7,450.",
            "from 7,450 for April–June 2025 to 9,012 for January–March 2026",
        ],
    );
    assert!(!words.contains("it was 36,284"), "{words}");
    let words = page(PERIOD, &numbers[..2]);
    assert!(!words.contains("it was"), "{words}");
}

#[test]
fn two_speakers_numbers_are_no_movement_of_a_chart() {
    let numbers = [
        given("2026-10-11", "220", "2026-10-11", "Army"),
        given("2026-10-18", "260", "2026-10-18", "Army"),
        given("2026-10-18T12:00:00Z", "190", "2026-10-18", "Doctors"),
    ];
    let ends = "from 220 as of 11 October 2026 to 260 as of 18 October 2026";
    assert_says(&page(LEVEL, &numbers), &[ends]);
    let [_, army, doctors] = numbers;
    let words = page(LEVEL, &[doctors, army]);
    assert_says(&words, &["Chart of 2 numbers."]);
}

#[test]
fn what_several_say_together_follows_only_what_they_agreed_on() {
    let joint = Given {
        on: "2026-10-18",
        lines: "value = 15\nas_of = \"2026-10-18\"\nby = [\"Alpha\", \"Gamma\"]\n".to_string(),
    };
    let of = |alpha: &str| {
        let gamma = given("2026-10-11", "20", "2026-10-11", "Gamma");
        let alpha = given("2026-10-11", alpha, "2026-10-11", "Alpha");
        told_on("2026-12-31", LEVEL, &[gamma, alpha, joint.clone()])
    };
    assert_no_judgement(&of("10").words("/figures/count/"));
    let site = of("20");
    let words = site.words("/figures/count/");
    assert_says(&words, &["Down 5 since 11 October 2026, from 20"]);
    assert_says(&site.page("/changes.csv"), &["Alpha and Gamma"]);
}

#[test]
fn an_article_hears_what_one_of_those_who_spoke_together_said_more_exactly() {
    let joint = Given {
        on: "2026-03-10",
        lines: "value = 22\nhedge = \"nearly\"\nas_of = \"2026-02\"\nby = [\"Alpha\", \"Gamma\"]\n"
            .to_string(),
    };
    let finer = given("2026-04-10", "21.5", "2026-02", "Gamma");
    let site = told_on("2026-12-31", LEVEL, &[joint, finer]);
    assert_says(
        &site.words("/articles/0/"),
        &["later: 21.5 as of February 2026, Gamma"],
    );
}

#[test]
fn a_decision_that_is_to_be_replaced_conflicts_until_then() {
    let numbers = [
        given("2026-01-10", "70", "2024-07-01/..", "Ministry"),
        given("2026-05-10", "64", "2026-08-01/..", "Ministry"),
        given("2026-06-10", "80", "2026-06-01/..", "Bank"),
    ];
    let site = told_on("2026-06-30", LEVEL, &numbers);
    let page = site.words("/figures/count/");
    let disagree = page.split("Where sources disagree").nth(1).unwrap_or("");
    assert_says(disagree, &["70 since 1 July 2024", "80 since 1 June 2026"]);
    assert_says(
        &site.words("/articles/0/"),
        &["Bank gave another number for the same time: 80"],
    );
}

#[test]
fn a_plan_from_a_day_on_is_told_with_the_first_number_from_then() {
    let plan = given("2025-10-11", "300", "2026-01-01/..", "Ministry");
    let numbers = [
        plan.with("status = \"planned\""),
        given("2026-01-05", "280", "2026-01-02", "Ministry"),
        given("2026-06-05", "350", "2026-06-02", "Ministry"),
    ];
    let site = told(LEVEL, &numbers);
    assert_says(
        &site.words("/figures/count/"),
        &["Was planned:", "Ministry gave 280 for 2 January 2026"],
    );
    assert_says(&site.words("/articles/0/"), &["Ministry gave 280 as of"]);
    let words = page(LEVEL, &numbers[..1]);
    assert!(!words.contains("Was planned"), "{words}");
}

#[test]
fn a_hedged_total_hides_no_correction_of_the_one_before() {
    let numbers = [
        given("2026-03-09", "100", "2026-03-09", "Ministry"),
        given("2026-04-09", "more-than 90", "2026-04-09", "Ministry"),
        given("2026-05-09", "95", "2026-05-09", "Ministry"),
    ];
    let site = told(TOTAL, &numbers);
    assert_says(&site.words("/articles/0/"), &["no longer stands"]);
    let words = site.words("/articles/1/");
    assert!(!words.contains("no longer stands"), "{words}");
}

#[test]
fn a_small_line_names_the_whole_of_the_time_counted() {
    let numbers = [
        given("2025-05-01", "6712", "2025-01/2025-03", "Statistics"),
        given("2026-05-01", "9012", "2026-01/2026-03", "Statistics"),
    ];
    let (list, _) = pages(PERIOD, &numbers);
    assert_says(&list, &["January–March 2025", "9,012 · January–March 2026"]);
}

#[test]
fn an_article_that_says_a_number_twice_is_one_article() {
    let figure = given("2026-05-03", "25", "2026-05-03", "Governor").figure();
    let article = format!(
        "+++\ntitle = \"On a day\"\ndate = 2026-05-03\ntopics = [\"t\"]\n{figure}{figure}+++\n"
    );
    let words = of_articles("2026-12-31", LEVEL, &[article]).words("/figures/count/");
    assert!(!words.contains("In two articles"), "{words}");
}

#[test]
fn a_range_behind_from_reads_as_no_rise() {
    let numbers = [
        given("2026-05-03", "1.8-2.1", "2026-05-01", "Bank"),
        given("2026-06-03", "1.5", "2026-06-01", "Bank"),
    ];
    let words = page("measure = \"level\"\nunit = \"%\"", &numbers);
    assert_says(&words, &["Down since 1 May 2026, from 1.8–2.1%"]);
}

#[test]
fn a_difference_of_money_has_the_places_of_its_numbers() {
    let numbers = [
        given("2026-05-03", "2010", "2026-05-01", "Bank"),
        given("2026-06-03", "2050.50", "2026-06-01", "Bank"),
    ];
    let words = page("measure = \"level\"\nunit = \"€\"", &numbers);
    assert_says(&words, &["Up €40.50 since 1 May 2026"]);
}

#[test]
fn of_a_share_and_of_money_it_is_less_and_not_fewer() {
    let number = [given("2026-05-03", "fewer-than 10", "2026-05-01", "Bank")];
    for (unit, said) in [("%", "less than 10%"), ("people", "fewer than 10 people")] {
        let words = page(&format!("measure = \"level\"\nunit = \"{unit}\""), &number);
        assert_says(&words, &[said]);
    }
}

#[test]
fn data_leave_open_what_a_word_leaves_open() {
    let csv = |value: &str| {
        let number = given("2026-02-10", value, "2026-02-09", "Governor");
        told_on("2026-12-31", LEVEL, &[number]).page("/data/series.csv")
    };
    assert_says(&csv("more-than 52000"), &[",52000,,2026-02-09"]);
    assert_says(&csv("up-to 52000"), &[",,52000,2026-02-09"]);
}

#[test]
fn a_correction_of_what_nobody_disputed_changes_nothing_disputed() {
    let numbers = |corrected: &[Given]| {
        let mut numbers = vec![
            given("2026-02-10", "100", "2026-02-09", "Governor"),
            given("2026-02-11", "140", "2026-02-09", "Army"),
            given("2026-03-10", "70", "2026-03-09", "Governor"),
        ];
        numbers.extend_from_slice(corrected);
        told_on("2026-12-31", LEVEL, &numbers).words("/disputed/")
    };
    let corrected = given("2026-04-10", "75", "2026-03-09", "Governor");
    assert_says(&numbers(&[]), &["Changed 11 February 2026"]);
    assert_says(&numbers(&[corrected]), &["Changed 11 February 2026"]);
}

// Laws.

/// Random numbers of few speakers and times, so that they meet.
fn random() -> impl Strategy<Value = Vec<Given>> {
    let values = [
        "25",
        "52",
        "about 50",
        "at-least 30",
        "fewer-than 40",
        "20-30",
        "0",
        "nearly 50",
    ];
    let times = [
        "2026-03-01",
        "2026-03",
        "2026-04-01",
        "2026-05-06",
        "2026-02/2026-04-30",
        "2026-03-01/..",
    ];
    let days = [
        "2026-05-06",
        "2026-05-07",
        "2026-05-07T09:00:00Z",
        "2026-05-07T18:00:00Z",
        "2026-06-01",
    ];
    let more = ["", "scope = \"wider\"", "status = \"forecast\"", ""];
    let one = (
        0..values.len(),
        0..times.len(),
        0..days.len(),
        0..more.len(),
        0..4usize,
    );
    let one = one.prop_map(move |(value, time, day, extra, by)| {
        given(
            days[day],
            values[value],
            times[time],
            ["Ada", "Ben", "Cem", "Ada, Ben"][by],
        )
        .with(more[extra])
    });
    prop::collection::vec(one, 1..7)
}

fn measures() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(LEVEL), Just(TOTAL), Just(PERIOD), Just(NONE)]
}

/// Every sentence that Dateline makes up on a page, with its kind, in order of the alphabet.
fn made(site: &Site, url: &str) -> Vec<(String, String)> {
    let page = site.page(url);
    let parts = page.split("data-derived=\"").skip(1);
    let mut made: Vec<(String, String)> = parts
        .map(|part| {
            let (kind, rest) = part.split_once('"').unwrap();
            let words = rest.split_once('>').unwrap().1.split("</").next().unwrap();
            (kind.to_string(), support::words(words))
        })
        .collect();
    made.sort();
    made
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_tables_changes_no_sentence(numbers in random(), settings in measures(), turn in 0..6usize) {
        let figures: Vec<String> = numbers.iter().map(|given| {
            let reported = format!("reported = {}\n", given.on);
            format!("{}{reported}", given.figure())
        }).collect();
        let site = |figures: &[String]| {
            let article = format!("+++\ntitle = \"A\"\ndate = 2026-06-02\ntopics = [\"t\"]\n{}+++\n", figures.concat());
            of_articles("2026-12-31", settings, &[article])
        };
        let mut other = figures.clone();
        let turn = turn % other.len();
        other.rotate_left(turn);
        other.reverse();
        let (one, other) = (site(&figures), site(&other));
        for url in ["/topics/t/", "/figures/count/", "/"] {
            prop_assert_eq!(made(&one, url), made(&other, url));
        }
        let value = |site: &Site| {
            let page = site.page("/topics/t/");
            let value = page.split("<p class=\"value").nth(1).map(|part| part.split("</p>").next().unwrap().to_string());
            value.map(|value| support::words(&value))
        };
        prop_assert_eq!(value(&one), value(&other));
    }

    #[test]
    fn the_order_of_files_changes_no_sentence(numbers in random(), settings in measures(), turn in 0..6usize) {
        let mut other = numbers.clone();
        let turn = turn % other.len();
        other.rotate_left(turn);
        other.reverse();
        let site = |numbers: &[Given]| told_on("2026-12-31", settings, numbers);
        let (one, other) = (site(&numbers), site(&other));
        for url in ["/topics/t/", "/figures/count/", "/"] {
            prop_assert_eq!(made(&one, url), made(&other, url));
        }
    }

    #[test]
    fn no_later_word_rewrites_what_a_number_was_on_its_day(numbers in random(), settings in measures()) {
        // What holds until further notice is ended by the next word.
        let open = |given: &Given| given.lines.contains("/..");
        let numbers: Vec<Given> = numbers.into_iter().filter(|given| !open(given)).collect();
        let days = ["2026-05-06", "2026-05-07", "2026-06-01"];
        let news = |day: &str, until: &str| {
            let site = told_on(day, settings, &numbers);
            let newsroom = &site.edition.newsroom;
            let observations = newsroom.series.iter().flat_map(|series| &series.observations);
            let told = observations.filter(|one| one.public.day.to_string().as_str() <= until);
            let told = told.map(|one| {
                let news = format!("{:?}", one.news.map(|news| std::mem::discriminant(&news)));
                (newsroom.article(one.article).path.to_string(), news)
            });
            let mut told: Vec<_> = told.collect();
            told.sort();
            told
        };
        for day in days {
            // At noon of the next day all of this one is public.
            let next = ["2026-05-07", "2026-05-08", "2026-06-02"];
            let at = next[days.iter().position(|other| *other == day).unwrap()];
            prop_assert_eq!(news(at, day), news("2026-12-31", day));
        }
    }

    #[test]
    fn up_down_and_unchanged_are_said_only_of_one_speakers_numbers_that_allow_it(numbers in random(), settings in measures()) {
        let site = told_on("2026-12-31", settings, &numbers);
        let series = &site.edition.newsroom.series[0];
        let sentences = made(&site, "/figures/count/");
        let judged = |kind: &str| sentences.iter().any(|(made, _)| made == kind);
        let mut allowed = std::collections::BTreeSet::new();
        for own in series.observations.iter().filter(|own| own.standing) {
            for then in &series.observations {
                let same = own.also_gave(then).next().is_some() && own.scope == then.scope;
                if !same || settings == PERIOD {
                    continue;
                }
                // The widest that each leaves open, worked out anew from what was typed.
                let bounds = |observed: &dateline::newsroom::series::Observed| {
                    let words = observed.observation.quantity.words();
                    match words.as_str() {
                        "about 50" | "nearly 50" => (45, 55),
                        "at least 30" => (30, i64::MAX),
                        "fewer than 40" => (i64::MIN, 40),
                        "20 to 30" => (20, 30),
                        exact => { let exact = exact.parse().unwrap(); (exact, exact) }
                    }
                };
                let (own, then) = (bounds(own), bounds(then));
                if own.0 >= then.1 { allowed.insert("up"); }
                if own.1 <= then.0 && settings == LEVEL { allowed.insert("down"); }
                if own == then && own.0 == own.1 { allowed.insert("unchanged"); }
            }
        }
        for kind in ["up", "down", "unchanged"] {
            prop_assert!(!judged(kind) || allowed.contains(kind), "{kind}: {sentences:?}");
        }
    }
}

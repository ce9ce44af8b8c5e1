//! What is said of an event in each situation, in lists, on its page and in old articles.
//!
//! A and B promise, C observes, W is a news agency, P has a say. Each article of a story carries
//! one claim.

use crate::support::{self, Site, noon_of, site_with};

/// Who may speak: publishers promise nothing.
pub const SOURCES: &str = r#"
[a]
name = "A"
kind = "organisation"
[b]
name = "B"
kind = "organisation"
[c]
name = "C"
kind = "organisation"
[j]
name = "J"
kind = "organisation"
[n]
name = "N"
kind = "organisation"
[p]
name = "P"
kind = "organisation"
[w]
name = "W"
kind = "publisher"
[the-plan]
name = "The plan"
kind = "document"
publisher = "a"
"#;

/// A claim in words, `2026-02-02 a announced [..2026-06]`: the day it was said, the speaker, the
/// status (or `-`) and the date (or nothing); further keys after a `|`.
fn article(at: usize, claim: &str, id: &str) -> (String, String) {
    let (claim, more) = claim.split_once(" | ").unwrap_or((claim, ""));
    let words: Vec<&str> = claim.split_whitespace().collect();
    let mut text = format!(
        "+++\ntitle = \"Article {at}\"\ndate = {}\ntopics = [\"t\"]\n[[events]]\n{id}title = \"The bridge opens\"\n",
        words[0]
    );
    if words[1] != "-" {
        text += &format!("by = \"{}\"\n", words[1]);
    }
    if words[2] != "-" {
        text += &format!("status = \"{}\"\n", words[2]);
    }
    if let Some(date) = words.get(3) {
        text += &format!("date = \"{date}\"\n");
    }
    text += &more.replace(" | ", "\n");
    (format!("content/articles/{at}.md"), text + "\n+++\n")
}

pub fn told(day: &str, claims: &[&str], id: &str) -> Site {
    let articles: Vec<(String, String)> = claims
        .iter()
        .enumerate()
        .map(|(at, claim)| article(at, claim, id))
        .collect();
    site(day, articles)
}

/// A claim of the event `e` in an article of its own, whoever speaks: `by` as TOML has it.
pub fn article_on(day: &str, by: &str, status: &str, date: &str) -> (String, String) {
    let text = format!(
        "+++\ntitle = \"Article\"\ndate = {day}\ntopics = [\"t\"]\n[[events]]\nid = \"e\"\ntitle = \"The bridge opens\"\nby = {by}\nstatus = \"{status}\"\ndate = \"{date}\"\n+++\n"
    );
    (format!("content/articles/on-{day}.md"), text)
}

/// A site of these articles.
pub fn site(day: &str, articles: Vec<(String, String)>) -> Site {
    let mut files: Vec<(&str, &str)> = articles
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    files.push(("content/topics/t.md", "+++\nname = \"T\"\n+++\n"));
    files.push(("content/sources.toml", SOURCES));
    site_with(files, &noon_of(day))
}

/// A story about one event, on a day.
pub struct Story(pub Site);

pub fn story(day: &str, claims: &[&str]) -> Story {
    let site = told(day, claims, "id = \"e\"\n");
    assert_eq!(site.complaints(), "");
    Story(site)
}

impl Story {
    /// The event's card in a list but for its title: its date, its marks, its line, and who says so.
    pub fn list(&self) -> String {
        let page = self.0.page("/topics/t/");
        let timeline = page.split("id=\"section-timeline\"").nth(1);
        let card = timeline.and_then(|part| part.split("<p class=\"when\">").nth(1));
        let card = card.and_then(|card| card.split("</li>").next());
        let card = card.unwrap_or("").replace("</h4>", "</p>");
        let lines = card.replace("</div>", "</p>");
        let lines = lines.split("</p>");
        let lines = lines.filter(|line| !line.contains("class=\"title\""));
        let words = |line| {
            support::words(line)
                .replace(" ; ", "; ")
                .replace("&nbsp;", "")
        };
        let told = lines.map(words);
        let told: Vec<String> = told.filter(|line| !line.is_empty()).collect();
        told.join(" | ")
    }

    /// The sentences on the event's page, but for the table.
    pub fn page(&self) -> String {
        let page = self.0.page("/events/e/");
        let state = page.split("<p class=\"state\">").nth(1).unwrap_or("");
        support::words(state.split("</p>").next().unwrap())
    }

    /// How the date changed, where the event's page has a list of it.
    pub fn moves(&self) -> String {
        let page = self.0.page("/events/e/");
        let moves = page.split("<ul class=\"moves\">").nth(1).unwrap_or("");
        support::words(moves.split("</ul>").next().unwrap())
    }

    pub fn history(&self) -> String {
        let page = self.0.page("/events/e/");
        support::words(
            page.split("<tbody>")
                .nth(1)
                .unwrap()
                .split("</tbody>")
                .next()
                .unwrap(),
        )
    }

    /// What an old article says since it was written.
    pub fn since(&self, at: usize) -> String {
        let page = self.0.page(&format!("/articles/{at}/"));
        let since = page.split("class=\"since\"").nth(1).unwrap_or("");
        let since = since.split("</ul>").next().unwrap();
        let items = since.split("<li>").skip(1).map(|item| {
            let words = item.split("<b>").nth(1).unwrap_or("");
            support::words(words.split("</b>").next().unwrap())
        });
        items.collect::<Vec<_>>().join(" / ")
    }

    /// What changed, as the page of all changes tells it.
    pub fn changes(&self) -> String {
        self.0.words("/changes/")
    }

    pub fn is_ahead(&self) -> bool {
        self.0.words("/ahead/").contains("The bridge opens")
    }

    pub fn is_disputed(&self) -> bool {
        self.0.words("/disputed/").contains("The bridge opens")
    }
}

#[test]
fn row_1_a_promise_is_overdue_once_its_time_has_passed() {
    let claims = ["2026-02-02 a announced [..2026-06]"];
    let before = story("2026-06-30", &claims);
    assert_eq!(
        before.list(),
        "by the end of June 2026 | Announced | A, 2 February 2026 · our report"
    );
    assert_eq!(
        before.page(),
        "Announced by the end of June 2026 (A, 2 February 2026)."
    );
    assert_eq!(before.since(0), "");
    assert!(before.is_ahead());
    let after = story("2026-07-01", &claims);
    assert_eq!(
        after.list(),
        "by the end of June 2026 | Overdue | overdue: by the end of June 2026 (A) | A, 2 February 2026 · our report"
    );
    assert_eq!(
        after.page(),
        "A announced it by the end of June 2026. That time has passed; there is no report of it here."
    );
    assert_eq!(
        after.since(0),
        "A announced it by the end of June 2026. That time has passed; there is no report of it here."
    );
}

#[test]
fn whose_other_word_is_of_the_same_day_is_not_set_against_the_former_one() {
    let claims = |hour: &str| {
        let b = format!(
            "2026-06-28 b expected 2026-07{}",
            hour.replace('@', "T08:00:00Z")
        );
        let a = format!(
            "2026-06-28 a announced [..2026-07]{}",
            hour.replace('@', "T18:00:00Z")
        );
        let first = "2026-02-02 a announced [..2026-06]".to_string();
        story("2026-06-29", &[first.as_str(), b.as_str(), a.as_str()])
    };
    let apart = "excluded each other";
    assert!(
        !claims("").history().contains(apart),
        "{}",
        claims("").history()
    );
    let by_hours = claims(" | reported = 2026-06-28@");
    assert!(by_hours.history().contains(apart), "{}", by_hours.history());
}

#[test]
fn row_2_another_speakers_later_day_is_that_speakers_alone() {
    let claims = [
        "2026-02-02 a announced [..2026-06]",
        "2026-06-28 b planned 2026-08-20",
    ];
    let told = story("2026-07-01", &claims);
    assert_eq!(
        told.list(),
        "20 August 2026 | Planned | overdue by A’s word: by the end of June 2026 | A: announced 2 February 2026 due 30 June 2026 no report of it here | B 20 August 2026 , planned said 28 June 2026 | A by the end of June 2026 , announced said 2 February 2026"
    );
    assert_eq!(
        told.page(),
        "Planned for 20 August 2026 (B, 28 June 2026). A announced it by the end of June 2026. That time has passed; there is no report of it here."
    );
    assert!(!told.is_disputed());
    assert!(
        told.history()
            .contains("When this was said, it and what A said excluded each other.")
    );
    assert_eq!(
        told.since(0),
        "B planned it for 20 August 2026 / A announced it by the end of June 2026. That time has passed; there is no report of it here."
    );
    assert_eq!(told.since(1), "");
    let before = story("2026-06-29", &claims);
    assert!(before.is_disputed());
    assert_eq!(before.since(0), "B planned it for 20 August 2026");
}

#[test]
fn row_3_what_is_under_way_can_be_overdue() {
    let told = story(
        "2026-07-01",
        &[
            "2026-02-02 a announced [..2026-06]",
            "2026-05-20 a underway 2026-05/..",
        ],
    );
    assert_eq!(
        told.list(),
        "since May 2026 | Under way | Overdue | overdue: by the end of June 2026 (A) | A since May 2026 , under way said 20 May 2026 | A by the end of June 2026 , announced said 2 February 2026"
    );
    assert_eq!(
        told.page(),
        "Under way, as A said on 20 May 2026. A had announced it by the end of June 2026; that time has passed."
    );
}

#[test]
fn row_4_a_time_that_has_begun_lasts_until_its_end_is_reported() {
    let begun = story(
        "2026-06-04",
        &[
            "2026-02-02 a announced 2026-06-01/2026-06-03",
            "2026-06-01 w underway 2026-06-01",
        ],
    );
    assert_eq!(
        begun.list(),
        "1–3 June 2026 | Announced | under way (W, 1 June 2026) | W 1 June 2026 , under way said 1 June 2026 | A 1–3 June 2026 , announced said 2 February 2026"
    );
    assert_eq!(
        begun.page(),
        "Announced for 1–3 June 2026 (A, 2 February 2026). Under way, as W reported on 1 June 2026; no report here of its end."
    );
    assert_eq!(begun.since(0), "under way, as W reported on 1 June 2026");
    let silent = story(
        "2026-06-04",
        &["2026-02-02 a announced 2026-06-01/2026-06-03"],
    );
    assert_eq!(
        silent.list(),
        "1–3 June 2026 | Overdue | overdue: 1–3 June 2026 (A) | A, 2 February 2026 · our report"
    );
}

#[test]
fn row_5_a_promise_put_off_is_told_with_its_days() {
    let told = story(
        "2026-03-20",
        &[
            "2026-01-10 a announced [..2026-03]",
            "2026-03-10 a announced [..2026-04-21]",
        ],
    );
    assert_eq!(
        told.list(),
        "by 21 April 2026 | Put off | put off once (A) | A: announced 10 January 2026 due 31 March 2026 now by 21 April 2026 | A, 10 March 2026 · our report"
    );
    assert_eq!(
        told.page(),
        "Announced by 21 April 2026 (A, 10 March 2026). A put it off: its last day moved from 31 March 2026 to 21 April 2026, 21 days."
    );
    assert_eq!(
        told.since(0),
        "now by 21 April 2026, put off by 21 days (A)"
    );
    let open = story(
        "2026-03-20",
        &[
            "2026-01-10 a announced 2026-05-01",
            "2026-03-10 a announced [2026-09..]",
        ],
    );
    assert!(
        open.page().ends_with(
            "A put it off from 1 May 2026 to September 2026 or later; no last day is named."
        ),
        "{}",
        open.page()
    );
    let halves = story(
        "2026-03-20",
        &[
            "2026-01-10 a announced 2026-33",
            "2026-03-10 a announced 2026-41",
        ],
    );
    assert!(
        halves.page().ends_with(
            "A put it off: its last day moved from 31 March 2026 to 31 December 2026, 275 days."
        ),
        "{}",
        halves.page()
    );
    let again = story(
        "2026-05-20",
        &[
            "2026-01-10 a announced 2026-05-03",
            "2026-03-10 a announced 2026-06-01",
            "2026-05-02 a announced 2026-06-28",
        ],
    );
    assert_eq!(
        again.list(),
        "28 June 2026 | Put off | put off twice (A) | A: announced 10 January 2026 first due 3 May 2026 now 28 June 2026 | A, 2 May 2026 · our report"
    );
    assert_eq!(
        again.moves(),
        "A put it off from 3 May 2026 to 1 June 2026, 29 days."
    );
    assert_eq!(again.since(0), "now 28 June 2026, put off by 56 days (A)");
}

#[test]
fn row_6_a_narrower_or_wider_time_is_no_move() {
    for (before, now, from, to) in [
        (
            "[2026-03-12..]",
            "2026-03-20",
            "12 March 2026 or later",
            "20 March 2026",
        ),
        ("2026", "2026-05", "2026", "May 2026"),
        ("2026-03-15", "2026", "15 March 2026", "2026"),
    ] {
        let told = story(
            "2026-03-01",
            &[
                &format!("2026-01-10 a announced {before}"),
                &format!("2026-02-10 a planned {now}"),
            ],
        );
        assert_eq!(
            told.list(),
            format!("{to} | Planned | A, 10 February 2026 · our report")
        );
        assert!(
            told.page().ends_with(&format!("Now {to}; before: {from}.")),
            "{}",
            told.page()
        );
        assert_eq!(told.since(0), format!("now {to} (A)"));
    }
}

#[test]
fn row_7_a_proposal_and_its_answers_settle_nothing() {
    let claims = [
        "2026-10-01 a proposed [..2026-10]",
        "2026-10-06 b accepted",
        "2026-10-09 p rejected",
    ];
    let open = story("2026-10-15", &claims);
    assert_eq!(
        open.list(),
        "by the end of October 2026 | Proposed | accepted by B; rejected by P | P rejected said 9 October 2026 | B accepted said 6 October 2026 | A by the end of October 2026 , proposed said 1 October 2026"
    );
    assert_eq!(
        open.page(),
        "A proposed it by the end of October 2026. B accepted on 6 October 2026. P rejected it on 9 October 2026."
    );
    assert!(!open.is_ahead() && !open.is_disputed());
    assert_eq!(
        open.since(0),
        "B accepted on 6 October 2026 / P rejected it on 9 October 2026"
    );
    let answered_anew = story(
        "2026-10-15",
        &[
            "2026-09-01 a proposed [..2026-09]",
            "2026-10-01 a proposed [..2026-10]",
            "2026-10-06 b accepted",
        ],
    );
    assert_eq!(
        answered_anew.since(0),
        "A proposed it by the end of October 2026",
        "what B accepted is the later proposal"
    );
    let taken_up = story(
        "2026-11-15",
        &[
            "2026-09-01 a proposed [..2026-10]",
            "2026-10-05 j confirmed 2027-03-01",
        ],
    );
    assert_eq!(
        taken_up.since(0),
        "J confirmed it for 1 March 2027",
        "what somebody promises for a later day is not without a report"
    );
    let changed_mind = story(
        "2026-10-15",
        &[
            "2026-09-01 a proposed [..2026-10]",
            "2026-09-05 b rejected",
            "2026-10-06 b accepted",
        ],
    );
    assert_eq!(changed_mind.since(1), "B accepted on 6 October 2026");
    let past = story("2026-11-01", &claims);
    assert_eq!(
        past.page(),
        "A proposed it by the end of October 2026. B accepted on 6 October 2026. P rejected it on 9 October 2026. There is no report of it here."
    );
}

#[test]
fn row_8_a_veto_stands_beside_the_promise_until_it_is_renewed() {
    let vetoed = story(
        "2026-04-01",
        &["2026-03-04 a confirmed 2026-07-01", "2026-03-18 p rejected"],
    );
    assert_eq!(
        vetoed.list(),
        "1 July 2026 | Confirmed | rejected by P | P rejected said 18 March 2026 | A 1 July 2026 , confirmed said 4 March 2026"
    );
    assert_eq!(
        vetoed.page(),
        "Confirmed for 1 July 2026 (A, 4 March 2026). P rejected it on 18 March 2026."
    );
    assert!(!vetoed.is_disputed());
    let renewed = story(
        "2026-05-01",
        &[
            "2026-03-04 a confirmed 2026-07-01",
            "2026-03-18 p rejected",
            "2026-04-22 a confirmed 2026-07-01",
        ],
    );
    assert_eq!(
        renewed.list(),
        "1 July 2026 | Confirmed | A, 22 April 2026 · our report"
    );
    assert_eq!(
        renewed.page(),
        "Confirmed for 1 July 2026 (A, 22 April 2026). P had rejected it on 18 March 2026."
    );
    assert_eq!(
        renewed.since(0),
        "P rejected it on 18 March 2026 / confirmed again by A on 22 April 2026"
    );
    assert_eq!(renewed.since(1), "confirmed again by A on 22 April 2026");
    let past = story(
        "2026-07-02",
        &["2026-03-04 a confirmed 2026-07-01", "2026-03-18 p rejected"],
    );
    assert_eq!(
        past.list(),
        "1 July 2026 | Overdue | overdue: 1 July 2026 (A); rejected by P | P rejected said 18 March 2026 | A 1 July 2026 , confirmed said 4 March 2026"
    );
}

#[test]
fn row_9_an_expectation_is_never_a_promise() {
    let past = story("2026-03-01", &["2026-01-10 c expected 2026-02"]);
    assert_eq!(
        past.list(),
        "February 2026 | was expected in February 2026 (C) | C, 10 January 2026 · our report"
    );
    assert_eq!(
        past.page(),
        "C expected it in February 2026; there is no report of it here."
    );
    assert!(!past.is_ahead());
    let came = story(
        "2026-03-20",
        &[
            "2026-01-10 c expected 2026-02",
            "2026-03-10 a happened 2026-03-09",
        ],
    );
    assert_eq!(
        came.page(),
        "Happened on 9 March 2026 (A, 10 March 2026). 9 days after the last day that C expected, 28 February 2026."
    );
    let again = story(
        "2026-02-01",
        &[
            "2026-01-10 c expected 2026-02",
            "2026-01-20 c expected 2026-03",
        ],
    );
    let words = format!("{} {}", again.page(), again.since(0));
    assert!(
        !words.contains("put it off") && words.contains("new forecast: March 2026 (C)"),
        "{words}"
    );
}

#[test]
fn row_10_what_is_in_force_is_extended_by_whomever() {
    let told = story(
        "2026-05-10",
        &[
            "2026-02-05 a in-force 2026-02-10/2026-04-30",
            "2026-04-28 b in-force 2026-02-10/2026-07-31",
        ],
    );
    assert_eq!(
        told.list(),
        "until 31 July 2026 | In force | in force until 31 July 2026 (B); extended | B, 28 April 2026 · our report"
    );
    assert_eq!(
        told.page(),
        "In force until 31 July 2026 (B, 28 April 2026). Extended: A had set 30 April 2026."
    );
    assert_eq!(told.since(0), "extended to 31 July 2026 (B)");
    assert!(told.is_ahead());
    let cut = story(
        "2026-05-10",
        &[
            "2026-02-05 a in-force 2026-02-10/2026-04-30",
            "2026-04-28 a in-force 2026-02-10/2026-07-31",
            "2026-05-06 j in-force 2026-02-10/2026-05-31",
        ],
    );
    assert_eq!(
        cut.since(0),
        "last set to end on 31 May 2026 (J)",
        "J has extended nothing"
    );
    assert_eq!(cut.since(1), "shortened to 31 May 2026 (J)");
    let before = story(
        "2026-02-07",
        &["2026-02-05 a in-force 2026-02-10/2026-04-30"],
    );
    assert_eq!(
        before.list(),
        "10 February – 30 April 2026 | Not in force yet | to be in force from 10 February 2026 (A) | A, 5 February 2026 · our report"
    );
    assert_eq!(
        before.page(),
        "To be in force from 10 February 2026 until 30 April 2026 (A, 5 February 2026)."
    );
}

#[test]
fn row_11_a_term_that_runs_out_without_a_word_is_not_under_way() {
    let told = story(
        "2026-08-01",
        &[
            "2026-02-05 a in-force 2026-02-10/2026-04-30",
            "2026-04-28 b in-force 2026-02-10/2026-07-31",
        ],
    );
    assert_eq!(
        told.list(),
        "until 31 July 2026 | was in force until 31 July 2026 (B) | B, 28 April 2026 · our report"
    );
    assert_eq!(
        told.page(),
        "Was in force until 31 July 2026 (B, 28 April 2026); no extension is reported here."
    );
    assert_eq!(
        told.since(1),
        "Was in force until 31 July 2026 (B, 28 April 2026); no extension is reported here."
    );
    assert!(!told.is_ahead());
}

#[test]
fn row_12_what_ends_before_its_term_is_neither_kept_nor_called_off() {
    for status in ["happened", "cancelled"] {
        let told = story(
            "2026-05-01",
            &[
                "2026-02-05 a in-force 2026-02-10/2026-04-30",
                &format!("2026-04-21 a {status} 2026-04-21"),
            ],
        );
        assert_eq!(
            told.list(),
            "21 April 2026 | ended (A) | A, 21 April 2026 · our report"
        );
        assert_eq!(
            told.page(),
            "Ended on 21 April 2026, 9 days before its term (A)."
        );
    }
}

#[test]
fn row_13_lateness_is_held_against_each_speakers_own_days() {
    let claims = [
        "2026-01-10 a announced 2026-05-03",
        "2026-05-02 a announced 2026-06-28",
        "2026-05-05 p required [..2026-05]",
        "2026-06-28 a happened 2026-06-28",
    ];
    let told = story("2026-07-01", &claims);
    assert_eq!(
        told.list(),
        "28 June 2026 | after a move | A: announced 10 January 2026 first due 3 May 2026 28 June 2026 (56 days after) | A, 28 June 2026 · our report"
    );
    assert_eq!(
        told.page(),
        "Happened on 28 June 2026 (A, 28 June 2026). On the day last named by A, 56 days after the first, 3 May 2026. P had required it by the end of May 2026: 28 days earlier."
    );
    assert_eq!(
        told.since(0),
        "happened on 28 June 2026 (A), 56 days after the day given here"
    );
    assert_eq!(
        told.since(1),
        "happened on 28 June 2026 (A), on the day given here"
    );
    assert_eq!(
        told.since(2),
        "happened on 28 June 2026 (A), 28 days after the last day given here"
    );
    let lasting = story(
        "2026-07-10",
        &[
            "2026-01-10 a announced [..2026-05]",
            "2026-05-20 a announced 2026-06-10/2026-06-12",
            "2026-06-16 a happened 2026-06-10/2026-06-15",
        ],
    );
    assert_eq!(
        lasting.page(),
        "Happened: 10–15 June 2026 (A, 16 June 2026). Ended 3 days after the end of the time last named by A, 12 June 2026; began 10 days after the first deadline, 31 May 2026."
    );
    assert_eq!(
        lasting.since(1),
        "happened 10–15 June 2026 (A), ended 3 days after the last day given here"
    );
    let between = story(
        "2026-07-10",
        &[
            "2026-01-10 a announced [..2026-04]",
            "2026-04-20 a announced 2026-07-01",
            "2026-06-28 a happened 2026-06-28",
        ],
    );
    assert_eq!(
        between.page(),
        "Happened on 28 June 2026 (A, 28 June 2026). 3 days before the day last named by A, 1 July 2026; 59 days after the first deadline, 30 April 2026."
    );
    let prolonged = story(
        "2026-05-10",
        &[
            "2026-03-01 a announced 2026-04-01/2026-06-30",
            "2026-05-02 a postponed 2026-04-01/2026-07-31",
        ],
    );
    assert_eq!(
        prolonged.page(),
        "Its end postponed to 31 July 2026 (A, 2 May 2026). Now 1 April – 31 July 2026; before: 1 April – 30 June 2026."
    );
    let by_deadlines = story(
        "2026-07-10",
        &[
            "2026-01-10 a announced [..2026-04]",
            "2026-04-20 a announced [..2026-06-15]",
            "2026-06-28 a happened 2026-06-28",
        ],
    );
    assert_eq!(
        by_deadlines.page(),
        "Happened on 28 June 2026 (A, 28 June 2026). 13 days after the deadline last named by A, 15 June 2026; 59 days after the first deadline, 30 April 2026."
    );
    let by_quarters = story(
        "2026-07-10",
        &[
            "2026-01-10 a announced 2026-33",
            "2026-03-20 a announced 2026-34",
            "2026-06-28 a happened 2026-06-28",
        ],
    );
    assert_eq!(
        by_quarters.page(),
        "Happened on 28 June 2026 (A, 28 June 2026). Within the time last named by A, the second quarter of 2026; 89 days after the end of the first time named, 31 March 2026."
    );
    let coarse = story(
        "2026-07-10",
        &[
            "2026-01-10 a announced 2026-05-03",
            "2026-07-02 a happened 2026-06",
        ],
    );
    assert_eq!(
        coarse.page(),
        "Happened in June 2026 (A, 2 July 2026). At least 29 days after the day that A had named, 3 May 2026."
    );
    let unknown = story(
        "2026-07-10",
        &[
            "2026-01-10 a announced 2026-06-10",
            "2026-07-02 a happened 2026-06",
        ],
    );
    assert!(
        unknown
            .page()
            .ends_with("A had named 10 June 2026: not known whether in time."),
        "{}",
        unknown.page()
    );
}

#[test]
fn row_14_what_happened_can_be_denied_until_a_third_reports_it() {
    let mut claims = vec![
        "2026-05-12 a happened 2026-05-12",
        "2026-05-13 n denied",
        "2026-05-20 a happened 2026-05-12",
    ];
    let denied = story("2026-05-25", &claims);
    assert_eq!(
        denied.list(),
        "12 May 2026 | Disputed | denied by N | N denied said 13 May 2026 | A 12 May 2026 , happened said 12 May 2026"
    );
    assert_eq!(
        denied.page(),
        "A says it happened on 12 May 2026; N denied it on 13 May 2026."
    );
    assert!(denied.is_disputed() && !denied.is_ahead());
    assert_eq!(denied.since(0), "N denied it on 13 May 2026");
    assert_eq!(denied.since(1), "");
    claims.push("2026-05-24 c happened 2026-05-12");
    let reported = story("2026-05-25", &claims);
    assert!(!reported.is_disputed());
    let another_day = story(
        "2026-07-10",
        &[
            "2026-05-12 a happened 2026-05-12",
            "2026-05-13 n denied",
            "2026-07-01 n happened 2026-06",
        ],
    );
    assert_eq!(
        another_day.page(),
        "A says it happened on 12 May 2026; N denied it on 13 May 2026. N said that it happened in June 2026.",
        "that it happened at another time takes no denial back"
    );
    assert_eq!(
        another_day.list(),
        "12 May 2026 | Disputed | denied by N; June 2026 according to N | N denied said 13 May 2026 | A 12 May 2026 , happened said 12 May 2026"
    );
    assert_eq!(
        another_day.since(0),
        "N denied it on 13 May 2026 / N said that it happened in June 2026",
        "who denied it and names another day has not fallen silent"
    );
    let own = story(
        "2026-07-10",
        &[
            "2026-05-12 a happened 2026-05-12",
            "2026-05-14 c happened 2026-05-14",
            "2026-05-16 a denied",
        ],
    );
    assert_eq!(
        own.page(),
        "C says it happened on 14 May 2026; A denied it on 16 May 2026.",
        "who took a report back says so no more"
    );
}

#[test]
fn row_14_a_denial_lasts_where_the_denier_names_another_day() {
    let mut claims = vec![
        "2026-01-05 n announced [..2026-06]",
        "2026-07-07 a happened 2026-07-06",
        "2026-09-05 n denied",
        "2026-10-20 n announced 2026-11-30",
    ];
    let both = "A says it happened on 6 July 2026; N denied it on 5 September 2026.";
    let ahead = story("2026-11-01", &claims);
    let put_off = "Announced for 30 November 2026 (N, 20 October 2026). N put it off: its last day moved from 30 June 2026 to 30 November 2026, 153 days.";
    assert_eq!(ahead.page(), format!("{put_off} {both}"));
    assert!(ahead.is_disputed() && ahead.is_ahead());
    assert_eq!(
        ahead.since(1),
        "N denied it on 5 September 2026 / N announced it for 30 November 2026"
    );
    assert_eq!(ahead.since(2), "N announced it for 30 November 2026");

    let passed = story("2026-12-05", &claims);
    assert_eq!(
        passed.page(),
        format!("N announced it for 30 November 2026; there is no newer report of it here. {both}"),
        "what is disputed is not overdue"
    );

    claims.push("2026-10-25 a happened 2026-07-06");
    let insists = story("2026-11-01", &claims);
    assert_eq!(insists.page(), ahead.page());

    claims.push("2026-10-28 n cancelled");
    let called_off = story("2026-11-01", &claims);
    assert_eq!(
        called_off.page(),
        "A says it happened on 6 July 2026; N denied it on 5 September 2026; N called it off on 28 October 2026."
    );
    assert_eq!(called_off.since(3), "N called it off on 28 October 2026");

    *claims.last_mut().unwrap() = "2026-10-28 c happened 2026-07-06";
    let reported = story("2026-11-01", &claims);
    assert_eq!(
        reported.page(),
        "Happened on 6 July 2026 (C, 28 October 2026). 6 days after the last day that N had named, 30 June 2026.",
        "a day that was named when it had happened foretold nothing"
    );
    assert!(!reported.is_disputed());
    assert_eq!(reported.since(3), "happened on 6 July 2026 (C)");
}

#[test]
fn a_surer_day_takes_the_place_of_one_known_about_and_a_month_does_not() {
    let claims = [
        "2026-05-12 a happened 2026-05-10~",
        "2026-05-13 w happened 2026-05",
    ];
    let coarser = story("2026-06-01", &claims);
    assert_eq!(
        coarser.page(),
        "Happened about 10 May 2026 (A, 12 May 2026)."
    );
    let claims = [claims[0], "2026-05-20 j happened [2026-05-10,2026-05-11]"];
    let surer = story("2026-06-01", &claims);
    assert_eq!(
        surer.page(),
        "Happened on 10 May 2026 or 11 May 2026 (J, 20 May 2026)."
    );
}

#[test]
fn row_15_what_was_called_off_comes_back_when_a_day_is_named() {
    let mut claims = vec![
        "2026-01-10 a announced 2026-06-07",
        "2026-02-01 j cancelled 2026-02-01",
    ];
    let off = story("2026-02-10", &claims);
    assert_eq!(
        off.list(),
        "1 February 2026 | Called off | called off (J) | J, 1 February 2026 · our report"
    );
    assert_eq!(
        off.page(),
        "J called it off on 1 February 2026. A had announced it for 7 June 2026."
    );
    assert!(!off.is_ahead());
    assert_eq!(off.since(0), "J called it off on 1 February 2026");
    claims.push("2026-03-03 b announced 2026-09-09");
    let on_again = story("2026-03-10", &claims);
    assert_eq!(
        on_again.list(),
        "9 September 2026 | Announced | called off before | B, 3 March 2026 · our report"
    );
    assert_eq!(
        on_again.page(),
        "Announced for 9 September 2026 (B, 3 March 2026). J had called it off on 1 February 2026."
    );
}

#[test]
fn row_16_what_is_put_off_without_a_day_names_none() {
    let told = story(
        "2026-05-10",
        &[
            "2026-01-10 a announced 2026-03-15 | reported = 2026-01-10",
            "2026-05-03 a postponed",
        ],
    );
    assert_eq!(
        told.list(),
        "No day named | Put off | put off, no day named (A) | A: announced 10 January 2026 due 15 March 2026 no day named | A, 3 May 2026 · our report"
    );
    assert_eq!(
        told.page(),
        "A put it off on 3 May 2026, without a new day; before: 15 March 2026."
    );
    assert_eq!(told.since(0), "put off, no day named (A)");
    let named = story(
        "2026-06-20",
        &[
            "2026-01-10 a announced 2026-03-15",
            "2026-02-03 a postponed",
            "2026-06-05 a announced 2026-07-01",
        ],
    );
    assert_eq!(
        named.list(),
        "1 July 2026 | Put off | put off once (A) | A: announced 10 January 2026 due 15 March 2026 now 1 July 2026 | A, 5 June 2026 · our report",
        "the new day is no second putting-off"
    );
    assert_eq!(
        named.page(),
        "Announced for 1 July 2026 (A, 5 June 2026). A named a new day, 1 July 2026, 108 days after the one before, 15 March 2026."
    );
}

#[test]
fn row_17_an_order_can_be_overdue_and_is_nobodys_promise() {
    let told = story("2026-06-01", &["2026-04-10 p required [..2026-05]"]);
    assert_eq!(
        told.list(),
        "by the end of May 2026 | Overdue | overdue: required by P by the end of May 2026 | P, 10 April 2026 · our report"
    );
    assert_eq!(
        told.page(),
        "P required it by the end of May 2026. That time has passed; there is no report of it here."
    );
}

#[test]
fn row_18_only_times_that_exclude_each_other_are_disputed() {
    let pair = |one: &str, other: &str| {
        story(
            "2026-02-01",
            &[
                &format!("2026-01-10 a {one}"),
                &format!("2026-01-20 b {other}"),
            ],
        )
    };
    let touching = pair("announced [..2026-09]", "announced [2026-09..]");
    assert!(
        touching.page().ends_with("A announced it by the end of September 2026; B announced it for September 2026 or later. Both are right only in September 2026."),
        "{}",
        touching.page()
    );
    assert!(!touching.is_disputed());
    let apart = pair("announced 2026-08-20", "planned [2026-10..]");
    assert!(apart.is_disputed());
    assert!(
        apart.page().ends_with(
            "Disputed: A announced it for 20 August 2026; B planned it for October 2026 or later."
        ),
        "{}",
        apart.page()
    );
    assert_eq!(apart.since(0), "B planned it for October 2026 or later");
    for (one, other) in [
        ("announced 2026-40", "announced [..2026-04]"),
        ("expected 2026-03", "expected 2026-06"),
        ("announced 2026-03", "proposed 2026-06"),
    ] {
        let both = pair(one, other);
        assert!(
            !both.is_disputed() && !both.page().contains("Disputed"),
            "{one}, {other}"
        );
    }
    let judged = pair(
        "announced [..2026-09]",
        "announced [2026-09..] | disputes = [\"a\"]",
    );
    assert!(judged.is_disputed());
    let moved_since = story(
        "2026-07-10",
        &[
            "2026-06-01 a announced [..2026-09]",
            "2026-06-02 b expected [2026-11..] | disputes = [\"a\"]",
            "2026-07-01 a announced [..2026-12]",
        ],
    );
    assert!(
        !moved_since.is_disputed(),
        "what the author judged was said of the time named before"
    );
}

#[test]
fn row_19_a_status_left_out_follows_from_the_date() {
    let to_come = story("2026-01-12", &["2026-01-10 w - 2026-01-20/2026-01-22"]);
    assert_eq!(
        to_come.page(),
        "Expected for 20–22 January 2026 (W, 10 January 2026)."
    );
    let past = story("2026-01-12", &["2026-01-10 w - 2026-01-09"]);
    assert_eq!(
        past.page(),
        "Happened on 9 January 2026 (W, 10 January 2026)."
    );
    let begun = story("2026-01-12", &["2026-01-10 w - 2014/.."]);
    assert_eq!(begun.page(), "Under way, as W reported on 10 January 2026.");
    let codes = |claims: &[&str]| told("2026-02-01", claims, "id = \"e\"\n").codes();
    assert_eq!(
        codes(&[
            "2025-12-01 a announced 2026-01-09",
            "2026-01-10 w - 2026-01-09"
        ]),
        ["event/no-status"]
    );
    assert_eq!(
        codes(&["2026-01-10 a confirmed 2026-01-05"]),
        ["event/promised-when-over"]
    );
}

#[test]
fn row_20_a_recap_is_one_claim_in_two_articles() {
    let told = story(
        "2026-03-01",
        &[
            "2026-01-10 - announced 2026-05-03 | source = \"the-plan\"",
            "2026-02-10 - announced 2026-05-03 | source = \"the-plan\"",
        ],
    );
    assert_eq!(
        told.page(),
        "Announced for 3 May 2026 (A, 10 January 2026)."
    );
    let history = told.history();
    assert!(history.contains("In Article 0 In Article 1"), "{history}");
    assert!(
        !told.0.words("/").contains("10 February 2026 Said"),
        "no news"
    );
    assert_eq!(told.since(0), "");
    let both = support_unordered();
    assert_eq!(both.codes(), ["event/which-is-later"]);
    let page = Story(both);
    assert!(!page.page().contains("put it off"), "{}", page.page());
    assert!(
        page.history().matches("Still stands").count()
            + page.history().matches("Gives the state").count()
            == 2
    );
}

#[test]
fn who_goes_back_to_an_earlier_time_within_a_day_is_heard() {
    let told = story(
        "2026-03-01",
        &[
            "2026-01-10T09:00:00Z a announced 2026-05-03",
            "2026-01-10T12:00:00Z a announced 2026-06-03",
            "2026-01-10T18:00:00Z a announced 2026-05-03",
        ],
    );
    assert!(told.list().starts_with("3 May 2026"), "{}", told.list());
    assert!(told.since(1).contains("3 May 2026"), "{}", told.since(1));
}

#[test]
fn of_two_articles_of_one_day_without_hours_neither_is_news_to_the_other() {
    let claims = |hours: [&str; 2]| {
        let told = story(
            "2026-03-01",
            &[
                &format!("2026-01-10{} a announced 2026-05-03", hours[0]),
                &format!("2026-01-10{} c denied", hours[1]),
            ],
        );
        [told.since(0), told.since(1)].map(|since| !since.is_empty())
    };
    assert_eq!(claims(["", ""]), [false, false]);
    assert_eq!(claims(["T09:00:00Z", "T18:00:00Z"]), [true, false]);
}

fn support_unordered() -> Site {
    told(
        "2026-03-01",
        &[
            "2026-01-10 a announced 2026-05-03",
            "2026-01-10 a announced 2026-06-03",
        ],
        "id = \"e\"\n",
    )
}

#[test]
fn row_21_the_word_of_a_publisher_and_what_nobody_follows_up_is_never_overdue() {
    let agency = story("2026-03-10", &["2026-01-10 w planned 2026-03-05"]);
    assert_eq!(
        agency.list(),
        "5 March 2026 | was planned for 5 March 2026 (W) | W, 10 January 2026 · our report"
    );
    assert_eq!(
        agency.page(),
        "W reported it as planned for 5 March 2026; there is no report of it here."
    );
    assert!(!agency.is_ahead());
    let about = story("2026-03-10", &["2026-01-10 a planned 2026-02~"]);
    assert_eq!(
        about.list(),
        "about February 2026 | was planned for about February 2026 (A) | A, 10 January 2026 · our report"
    );
    let alone = Story(told("2026-03-10", &["2026-01-10 a planned 2026-03-05"], ""));
    assert_eq!(
        alone.list(),
        "5 March 2026 | was planned for 5 March 2026 (A) | A, 10 January 2026"
    );
}

#[test]
fn a_report_that_its_own_speaker_takes_back_is_told_with_that() {
    let happened = story(
        "2026-03-10",
        &[
            "2026-02-01 a planned 2026-03-03",
            "2026-03-05 a happened 2026-03-03",
            "2026-03-07 a denied",
        ],
    );
    assert_eq!(
        happened.page(),
        "A planned it for 3 March 2026. That time has passed; there is no report of it here. A had said that it happened on 3 March 2026. A denied it on 7 March 2026."
    );
    assert_eq!(
        happened.since(0),
        "A said that it happened on 3 March 2026 / A denied it on 7 March 2026 / A planned it for 3 March 2026. That time has passed; there is no report of it here.",
        "what was taken back kept no promise"
    );
    assert_eq!(happened.since(1), "A denied it on 7 March 2026");
    assert!(
        happened
            .changes()
            .contains("Said: The bridge opens A said that it happened on 3 March 2026."),
        "{}",
        happened.changes()
    );
    let called_off = story(
        "2026-04-10",
        &[
            "2026-02-10 a in-force 2026-02-10/2026-12-30",
            "2026-04-01 j cancelled",
            "2026-04-03 j denied",
        ],
    );
    assert_eq!(
        called_off.page(),
        "In force until 30 December 2026 (A, 10 February 2026). J had called it off on 1 April 2026. J denied it on 3 April 2026."
    );
    assert_eq!(called_off.since(1), "J denied it on 3 April 2026");
    let begun = story(
        "2026-04-10",
        &[
            "2026-02-10 a planned 2026-03/2026-12",
            "2026-04-01 a underway 2026-03/..",
            "2026-04-03 a denied",
        ],
    );
    assert_eq!(
        begun.page(),
        "Planned for March–December 2026 (A, 10 February 2026). A had said on 1 April 2026 that it was under way. A denied it on 3 April 2026."
    );
    assert_eq!(begun.since(1), "A denied it on 3 April 2026");
    let another_says_so = story(
        "2026-04-10",
        &[
            "2026-02-10 a planned 2026-03",
            "2026-03-20 w happened 2026-03-19",
            "2026-04-01 a happened 2026-03-19",
            "2026-04-03 w denied",
        ],
    );
    assert_eq!(
        another_says_so.page(),
        "A says it happened on 19 March 2026; W denied it on 3 April 2026."
    );
    let together = story(
        "2026-04-10",
        &[
            "2026-03-20 - happened 2026-03-19 | by = [\"a\", \"b\"]",
            "2026-04-03 b denied",
        ],
    );
    assert_eq!(
        together.page(),
        "A says it happened on 19 March 2026; B denied it on 3 April 2026."
    );
}

#[test]
fn who_denies_an_end_a_beginning_or_a_calling_off_stands_beside_it_everywhere() {
    let ended = |status: &str| {
        story(
            "2026-04-10",
            &[
                "2026-02-10 a in-force 2026-02-10/2026-12-30",
                &format!("2026-04-01 j {status}"),
                "2026-04-03 a denied",
            ],
        )
    };
    let called_off = ended("cancelled");
    assert_eq!(
        called_off.page(),
        "J called it off on 1 April 2026; A denied it on 3 April 2026."
    );
    assert!(
        called_off.list().contains("ended (J); denied by A"),
        "{}",
        called_off.list()
    );
    assert!(called_off.is_disputed());
    assert_eq!(called_off.since(1), "A denied it on 3 April 2026");
    assert_eq!(
        ended("happened 2026-04-01").page(),
        "J says it ended on 1 April 2026; A denied it on 3 April 2026."
    );
    let underway = story(
        "2026-04-10",
        &[
            "2026-02-10 a planned 2026-03/2026-12",
            "2026-03-05 w underway 2026-03-05/..",
            "2026-03-07 a denied",
        ],
    );
    assert_eq!(underway.since(1), "A denied it on 7 March 2026");
    let repeated = story(
        "2026-07-10",
        &[
            "2026-05-12 a happened 2026-05-12",
            "2026-05-13 w happened 2026-05-12",
            "2026-05-14 n denied",
            "2026-05-20 n denied",
        ],
    );
    assert_eq!(
        repeated.page(),
        "A says it happened on 12 May 2026; N denied it on 14 May 2026."
    );
    assert_eq!(repeated.since(1), "N denied it on 14 May 2026");
}

#[test]
fn who_gives_up_a_denial_or_an_answer_is_told_with_it() {
    let admitted = story(
        "2026-10-01",
        &[
            "2026-06-20 w happened 2026-05-12",
            "2026-06-21 n denied",
            "2026-09-05 n happened 2026-05-12",
        ],
    );
    assert_eq!(admitted.since(1), "N said that it happened on 12 May 2026");
    assert!(
        admitted
            .history()
            .contains("denied The bridge opens Overtaken by what was said later"),
        "{}",
        admitted.history()
    );
    let refused = story(
        "2026-10-01",
        &[
            "2026-02-10 a proposed 2026-12",
            "2026-03-20 p accepted",
            "2026-04-01 p rejected",
        ],
    );
    assert!(
        refused
            .history()
            .contains("Overtaken by what was said later"),
        "{}",
        refused.history()
    );
    let refused_twice = story(
        "2026-10-01",
        &[
            "2026-02-10 a proposed 2026-12",
            "2026-03-20 p rejected",
            "2026-04-01 p rejected",
        ],
    );
    assert_eq!(refused_twice.since(1), "");
    assert!(!refused_twice.history().contains("Overtaken"));
    let after_all = story(
        "2026-05-01",
        &[
            "2026-02-10 a planned 2026-03",
            "2026-03-20 j cancelled",
            "2026-04-01 a denied",
            "2026-04-03 a happened 2026-03-30",
        ],
    );
    assert_eq!(
        after_all.page(),
        "Happened on 30 March 2026 (A, 3 April 2026). J had called it off on 20 March 2026.",
        "A denied the calling off, and not what A reports"
    );
}

#[test]
fn what_was_called_off_and_is_reported_under_way_is_told_as_both() {
    let told = story(
        "2026-05-01",
        &[
            "2026-02-01 a planned 2026-04",
            "2026-03-01 j cancelled",
            "2026-04-05 w underway 2026-04-02/..",
        ],
    );
    let report = "W said on 5 April 2026 that it was under way";
    assert_eq!(
        told.page(),
        format!("J called it off on 1 March 2026. A had planned it for April 2026. {report}.")
    );
    assert_eq!(
        told.since(0),
        format!("J called it off on 1 March 2026 / {report}")
    );
    assert_eq!(told.since(1), report);
    assert!(
        told.list()
            .contains("called off (J); under way (W, 5 April 2026)"),
        "{}",
        told.list()
    );
}

#[test]
fn a_move_is_told_once_its_time_has_passed() {
    let promised = story(
        "2026-11-27",
        &[
            "2026-02-01 a planned 2026-03",
            "2026-02-20 a postponed 2026-05",
        ],
    );
    assert_eq!(
        promised.moves(),
        "A put it off: its last day moved from 31 March 2026 to 31 May 2026, 61 days."
    );
    let drawn = promised.0.words("/events/e/");
    assert!(
        drawn.contains("A: planned 1 February 2026 first due 31 March 2026 no report of it here"),
        "{drawn}"
    );
    let term = story(
        "2026-11-27",
        &[
            "2026-02-01 a in-force [..2026-03]",
            "2026-02-20 j in-force [..2026-05]",
        ],
    );
    assert_eq!(
        term.moves(),
        "J extended it from 31 March 2026 (A) to 31 May 2026."
    );
    assert_eq!(term.since(0), "extended to 31 May 2026 (J)");
    for (status, moved) in [
        (
            "required",
            "P required it for May 2026; before: March 2026.",
        ),
        (
            "expected",
            "P gave a new forecast, May 2026; before: March 2026.",
        ),
    ] {
        let told = story(
            "2026-11-27",
            &[
                &format!("2026-02-01 p {status} 2026-03"),
                &format!("2026-02-20 p {status} 2026-05"),
            ],
        );
        assert_eq!(told.moves(), moved);
    }
}

#[test]
fn a_condition_stands_wherever_its_claim_is_told() {
    let condition = "on condition: parliament does not vote";
    let words = condition.split_once(": ").unwrap().1;
    for claims in [
        &["planned 2026-12", "cancelled"][..],
        &["planned 2026-12", "postponed"],
        &["planned 2026-12", "postponed 2027-02"],
        &["planned 2026-03", "postponed 2026-05"],
        &["planned 2026-12", "underway 2026-02/.."],
        &["planned 2026-12", "happened 2026-02-19"],
        &["planned 2026-12", "rejected"],
        &["in-force [..2026-12]", "in-force [..2027-02]"],
        &["in-force [..2026-12]", "in-force [..2026-05]"],
        &["in-force [..2026-12]", "cancelled"],
        &["expected 2026-03", "expected 2026-05"],
    ] {
        let told = story(
            "2026-11-27",
            &[
                &format!("2026-02-01 a {}", claims[0]),
                &format!("2026-02-20 a {} | condition = \"{words}\"", claims[1]),
            ],
        );
        let (page, list) = (told.page(), told.list());
        let (since, changes) = (told.since(0), told.changes());
        for place in [&page, &list, &since, &changes] {
            assert!(place.contains(condition), "{claims:?}: {place}");
        }
    }
    let put_off = story(
        "2026-11-27",
        &[
            &format!("2026-02-01 a planned 2026-12 | condition = \"{words}\""),
            "2026-02-20 a postponed",
        ],
    );
    assert!(put_off.page().contains(condition), "{}", put_off.page());
    let kept = story(
        "2026-11-27",
        &[
            &format!("2026-02-01 a planned 2026-03 | condition = \"{words}\""),
            "2026-04-02 a happened 2026-04-01",
        ],
    );
    assert!(
        kept.page().ends_with(&format!(
            "1 day after the last day that A had named, 31 March 2026, {condition}."
        )),
        "{}",
        kept.page()
    );
}

#[test]
fn who_put_it_off_together_after_words_of_their_own_is_told_each_by_the_own_day() {
    let told = story(
        "2026-04-01",
        &[
            "2026-02-01 a planned 2026-06",
            "2026-02-05 b planned 2026-07",
            "2026-03-25 - postponed 2026-12-24 | by = [\"a\", \"b\", \"c\"]",
        ],
    );
    assert!(
        told.changes().contains(
            "Put off: The bridge opens A, B and C postponed it to 24 December 2026. A put it off: its last day moved from 30 June 2026 to 24 December 2026, 177 days. B put it off: its last day moved from 31 July 2026 to 24 December 2026, 146 days."
        ),
        "{}",
        told.changes()
    );
    let drawn = told.0.words("/events/e/");
    for due in ["due 30 June 2026", "due 31 July 2026"] {
        assert!(drawn.contains(due), "{drawn}");
    }
}

#[test]
fn each_of_two_people_who_speak_for_a_body_is_named() {
    let told = story(
        "2026-04-01",
        &["2026-02-01 - planned 2026-06 | by = [\"b\", \"c\"] | for = \"a\""],
    );
    assert!(told.history().contains("A ( B , C )"), "{}", told.history());
    assert!(
        told.list().contains("A (B, C), 1 February 2026"),
        "{}",
        told.list()
    );
}

#[test]
fn a_time_takes_the_words_that_its_sentence_needs() {
    let pair = |one: &str, other: &str| {
        story(
            "2026-03-01",
            &[
                &format!("2026-02-01 a {one}"),
                &format!("2026-02-20 a {other}"),
            ],
        )
    };
    let since = |one: &str, other: &str| pair(one, other).since(0);
    assert_eq!(
        since("planned 2031", "planned [..2030]"),
        "brought forward to 31 December 2030 at the latest (A)"
    );
    assert_eq!(
        since("planned [..2026-06~]", "planned [..2026-09~]"),
        "put off to about September 2026 at the latest (A)"
    );
    assert_eq!(
        since("planned 2026-05", "planned [2026-09..2026-11]"),
        "put off to a time between September 2026 and November 2026 (A)"
    );
    assert_eq!(
        since("planned 2026-05", "planned 2026-09/.."),
        "put off to a time from September 2026 on (A)"
    );
    assert_eq!(
        pair("planned 2026-05-01", "planned 2026-09/..").page(),
        "Planned from September 2026 on (A, 20 February 2026). A put it off: 1 May 2026 before, then from September 2026 on; no last day is named."
    );
    let first = pair("postponed", "planned 2027");
    assert_eq!(
        first.page(),
        "Planned for 2027 (A, 20 February 2026). A had put it off on 1 February 2026, without a new day."
    );
    assert!(
        first.changes().contains(
            "A planned it for 2027. A had put it off on 1 February 2026, without a new day."
        ),
        "{}",
        first.changes()
    );
    let reported = story("2026-03-01", &["2026-02-01 w postponed 2027-01"]);
    assert_eq!(
        reported.page(),
        "Postponed to January 2027, as reported by W, 1 February 2026."
    );
    let past = story("2027-03-01", &["2026-02-01 w postponed 2027-01"]);
    assert!(
        past.list().contains("was postponed to January 2027 (W)"),
        "{}",
        past.list()
    );
}

#[test]
fn a_term_without_an_end_or_a_beginning_is_told_as_that() {
    let pair = |one: &str, other: &str| {
        story(
            "2026-03-01",
            &[
                &format!("2026-02-01 a in-force {one}"),
                &format!("2026-02-20 a in-force {other}"),
            ],
        )
    };
    let opened = pair("2026-02-01/2026-05-31", "2026-02-01/..");
    assert_eq!(opened.since(0), "extended, no last day named (A)");
    assert!(
        opened
            .changes()
            .contains("A extended it beyond 31 May 2026; no last day is named."),
        "{}",
        opened.changes()
    );
    let closed = pair("2026-02-01/..", "2026-02-01/2026-05-31");
    assert_eq!(
        closed.page(),
        "In force until 31 May 2026 (A, 20 February 2026). Before, A had set no end."
    );
    assert_eq!(closed.since(0), "last set to end on 31 May 2026 (A)");
    let about = pair("[..2026-05]", "[..2026-08~]");
    assert_eq!(about.since(0), "extended to about August 2026 (A)");
    assert!(
        about.0.words("/articles/0/").contains("(until May 2026)"),
        "a term is no deadline"
    );
    let to_come = story("2026-03-01", &["2026-02-01 a in-force 2026-06/.."]);
    assert_eq!(
        to_come.page(),
        "To be in force from June 2026 on (A, 1 February 2026)."
    );
    let vague = story("2026-03-01", &["2026-02-01 a in-force [2026-02..]"]);
    assert_eq!(vague.page(), "A set its term: February 2026 or later.");
}

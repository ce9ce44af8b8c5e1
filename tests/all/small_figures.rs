//! Small stories of one series of numbers, each with what one of its pages makes up: a sentence for its
//! name, what is measured, what was said, the page, the words. New stories of this kind go into the table.

use crate::decision_table::{Story, site};

/// Where to look.
enum Page {
    /// The sentences on the series' page.
    Series,
    /// What an article says since it was written.
    Since(usize),
    /// What changed, as the list of all changes tells it.
    Changes,
}

use Page::{Changes, Series, Since};

/// A story of numbers as `day speakers value as_of [status]`; several speakers with `+` between them.
fn story(day: &str, measure: &str, numbers: &[&str]) -> Story {
    let article = |(nth, number): (usize, &&str)| {
        let mut words = number.split(' ');
        let mut next = || words.next().unwrap_or_default();
        let (written, by, value, as_of, status) = (next(), next(), next(), next(), next());
        let by: Vec<String> = by.split('+').map(|name| format!("{name:?}")).collect();
        let status = match status {
            "" => String::new(),
            status => format!("status = {status:?}\n"),
        };
        let text = format!(
            "+++\ntitle = \"Article\"\ndate = {written}\ntopics = [\"t\"]\n[[figures]]\nseries = \"count\"\n\
             by = [{}]\nvalue = {value}\nas_of = {as_of:?}\n{status}+++\n",
            by.join(", "),
        );
        (format!("content/articles/{nth}.md"), text)
    };
    let articles = numbers.iter().enumerate().map(article);
    let series =
        format!("+++\nname = \"The count\"\ntopics = [\"t\"]\nmeasure = {measure:?}\n+++\n");
    let series = ("content/series/count.md".to_string(), series);
    Story(site(day, articles.chain([series]).collect()))
}

type Row<'a> = (&'a str, &'a str, &'a str, &'a [&'a str], Page, &'a str);

const TOLD: &[Row<'_>] = &[
    (
        "a correction is told of who gave the earlier number",
        "2026-11-27",
        "level",
        &["2026-06-16 b 52 2026-06-15", "2026-07-01 a+b 40 2026-06-15"],
        Series,
        "Corrected; B had given 52 on 16 June 2026.",
    ),
    (
        "among the changes a correction names who gave the earlier number",
        "2026-11-27",
        "level",
        &["2026-06-16 b 52 2026-06-15", "2026-07-01 a+b 40 2026-06-15"],
        Changes,
        "40 as of 15 June 2026, corrected from 52 (B)",
    ),
    (
        "who is the first to give a number corrects nothing by it",
        "2026-11-27",
        "level",
        &["2026-06-16 b 40 2026-06-15", "2026-07-01 a+b 40 2026-06-15"],
        Changes,
        "New number: The count 40 as of 15 June 2026",
    ),
    (
        "of several who gave different totals before, the one that was higher is corrected",
        "2026-11-27",
        "total",
        &[
            "2026-06-16 a 40 2026/2026-06-15",
            "2026-07-16 b 45 2026/2026-07-15",
            "2026-08-16 a+b 40 2026/2026-08-15",
        ],
        Changes,
        "corrected from 45 (B)",
    ),
    (
        "a total that one of several had given too high is corrected from that one's",
        "2026-11-27",
        "total",
        &[
            "2026-07-16 b 45 2026/2026-07-15",
            "2026-08-16 a+b 40 2026/2026-08-15",
        ],
        Series,
        "Corrected from 45 (B, 15 July 2026)",
    ),
    (
        "what is corrected for its time is not told as unchanged",
        "2026-11-27",
        "level",
        &[
            "2026-06-16 a+b 40 2026-06-15",
            "2026-07-16 a+b 40 2026-07-15",
            "2026-07-20 b 45 2026-07-15",
            "2026-07-25 a+b 40 2026-07-15",
        ],
        Series,
        "Corrected; B had given 45 on 20 July 2026. / Changed",
    ),
    (
        "of several who gave a number, each is told with the next of its own",
        "2026-11-27",
        "level",
        &[
            "2026-06-16 a+b 40 2026-06-15",
            "2026-07-16 a 36 2026-07-15",
            "2026-08-16 b 45 2026-08-15",
        ],
        Since(0),
        "later: 36 as of 15 July 2026, A / later: 45 as of 15 August 2026, B",
    ),
    (
        "of several who gave a number and say the same next, one sentence tells",
        "2026-11-27",
        "level",
        &[
            "2026-06-16 a+b 40 2026-06-15",
            "2026-07-16 a 36 2026-07-15",
            "2026-07-18 b 36 2026-07-15",
        ],
        Since(0),
        "later: 36 as of 15 July 2026, A and B",
    ),
    (
        "of several who gave a number, the correction of one is that one's",
        "2026-11-27",
        "level",
        &[
            "2026-06-16 a+b 40 2026-06-15",
            "2026-07-16 a 36 2026-06-15",
            "2026-08-16 b 45 2026-08-15",
        ],
        Since(0),
        "corrected by A to 36 as of 15 June 2026 / later: 45 as of 15 August 2026, B",
    ),
    (
        "of several who corrected a number differently, each is told",
        "2026-11-27",
        "level",
        &[
            "2026-06-16 a+b 40 2026-06-15",
            "2026-07-16 a 36 2026-06-15",
            "2026-08-16 b 45 2026-06-15",
        ],
        Since(0),
        "corrected by A to 36 as of 15 June 2026 / corrected by B to 45 as of 15 June 2026",
    ),
    (
        "a forecast of several is told with what each of them expects now",
        "2026-03-01",
        "level",
        &[
            "2026-01-16 a+b 8 2026-12 forecast",
            "2026-02-10 a 9 2026-12 forecast",
            "2026-02-16 b 7 2026-12 forecast",
        ],
        Since(0),
        "now: 9 for December 2026, A / now: 7 for December 2026, B",
    ),
    (
        "a joint total that one of them lowers is told with that one's",
        "2026-11-27",
        "total",
        &[
            "2026-06-16 a+b 40 2026/2026-06-15",
            "2026-07-16 a 36 2026/2026-07-15",
        ],
        Since(0),
        "corrected by A to 36 for 2026 – 15 July 2026",
    ),
    (
        "a joint total that all of them lower is corrected by all",
        "2026-11-27",
        "total",
        &[
            "2026-06-16 a+b 40 2026/2026-06-15",
            "2026-07-16 a+b 36 2026/2026-07-15",
        ],
        Since(0),
        "corrected by A and B to 36 for 2026 – 15 July 2026",
    ),
    (
        "what is announced hides nothing of what is in force",
        "2026-07-01",
        "level",
        &[
            "2026-01-10 a 5.5 2026-01-10/..",
            "2026-05-01 a 5 2026-05-01/..",
            "2026-06-10 a 4.5 2026-09-01/..",
        ],
        Since(0),
        "later: 5 (since 1 May 2026), A / later: 4.5 (from 1 September 2026), A",
    ),
    (
        "what was announced and has begun has taken the place of what was in force",
        "2026-09-01",
        "level",
        &[
            "2026-01-10 a 5.5 2026-01-10/..",
            "2026-05-01 a 5 2026-05-01/..",
            "2026-06-10 a 4.5 2026-09-01/..",
        ],
        Since(0),
        "later: 4.5 (from 1 September 2026), A",
    ),
    (
        "what another announces hides nothing of what that one has in force",
        "2026-07-01",
        "level",
        &[
            "2026-01-10 a 5.5 2026-01-10",
            "2026-05-01 b 5 2026-05-01/..",
            "2026-06-10 b 4.5 2026-09-01/..",
        ],
        Since(0),
        "B gave 5 (since 1 May 2026) / B gave 4.5 (from 1 September 2026)",
    ),
    (
        "what came of a forecast is told with all who differ on it",
        "2026-11-27",
        "level",
        &[
            "2026-01-16 a 8 2026-06 forecast",
            "2026-07-10 a 9 2026-06",
            "2026-07-12 b 7 2026-06",
        ],
        Series,
        "A and B give different numbers for the same time. / Was forecast: / A gave 9 for June 2026. B gave 7 for June 2026.",
    ),
    (
        "an article hears of all who differ on what came of its forecast",
        "2026-11-27",
        "level",
        &[
            "2026-01-16 a 8 2026-06 forecast",
            "2026-07-10 a 9 2026-06",
            "2026-07-12 b 7 2026-06",
        ],
        Since(0),
        "A gave 9 as of June 2026; B gave 7 as of June 2026",
    ),
    (
        "of many who differ on what came of a forecast, it is said that there are more",
        "2026-11-27",
        "level",
        &[
            "2026-01-16 a 8 2026-06 forecast",
            "2026-07-10 a 9 2026-06",
            "2026-07-12 b 7 2026-06",
            "2026-07-12 c 6 2026-06",
            "2026-07-12 d 5 2026-06",
            "2026-07-12 e 4 2026-06",
        ],
        Since(0),
        "A gave 9 as of June 2026; B gave 7 as of June 2026; C gave 6 as of June 2026; \
         d gave 5 as of June 2026; others gave different numbers",
    ),
];

#[test]
fn small_stories_of_numbers_are_told_as_they_were_said() {
    let mut wrong = Vec::new();
    for (name, day, measure, numbers, page, words) in TOLD {
        let story = story(day, measure, numbers);
        let told = match page {
            Series => {
                let sentences = story.0.sentences("/figures/count/").into_iter();
                let sentences = sentences.map(|sentence| sentence.made.words);
                sentences.collect::<Vec<_>>().join(" / ")
            }
            Since(at) => story.since(*at),
            Changes => story.changes(),
        };
        let told = told.replace("&nbsp;", "");
        let holds = match page {
            Series => told.starts_with(words),
            Since(_) => told == *words,
            Changes => told.contains(words),
        };
        if !holds {
            wrong.push(format!("{name}:\n  {told}\n  {words}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! Small stories of one event, each with what one of its pages says and does not say: a sentence for its
//! name, what was said, the page, the words. New stories of this kind go into the table.

use crate::decision_table::{Story, site};

/// Where to look.
enum Page {
    /// The sentences on the event's page.
    Event,
    /// The event's card in the list of its topic.
    Card,
    /// What an article says since it was written.
    Since(usize),
    /// All changes.
    Changes,
}

use Page::{Card, Changes, Event, Since};

/// A story of claims as `day speakers status [date [reported]]`; several speakers with `+` between them.
fn story(day: &str, claims: &[&str]) -> Story {
    let article = |(nth, claim): (usize, &&str)| {
        let mut words = claim.split(' ');
        let mut next = || words.next().unwrap_or_default();
        let (written, by, status, date, reported) = (next(), next(), next(), next(), next());
        let by: Vec<String> = by.split('+').map(|name| format!("{name:?}")).collect();
        let key = |key: &str, value: &str| match value {
            "" => String::new(),
            value => format!("{key} = {value:?}\n"),
        };
        let text = format!(
            "+++\ntitle = \"Article\"\ndate = {written}\ntopics = [\"t\"]\n[[events]]\nid = \"e\"\n\
             title = \"The bridge opens\"\nby = [{}]\nstatus = {status:?}\n{}{}+++\n",
            by.join(", "),
            key("date", date),
            key("reported", reported)
        );
        (format!("content/articles/{nth}.md"), text)
    };
    let articles = claims.iter().enumerate().map(article).collect();
    Story(site(day, articles))
}

type Row<'a> = (&'a str, &'a str, &'a [&'a str], Page, &'a str);

const TOLD: &[Row<'_>] = &[
    (
        "of two who moved it together, each is named with its own last word",
        "2026-11-27",
        &[
            "2026-01-10 a+b announced 2026-12-20",
            "2026-03-10 a+b postponed 2027-01-20",
            "2026-05-10 a postponed 2027-02-20",
        ],
        Since(0),
        "now 20 January 2027, put off by 31 days (B) / now 20 February 2027, put off by 62 days (A)",
    ),
    (
        "the bar of a joint promise is of those who stand by its new day",
        "2026-11-27",
        &[
            "2026-01-10 a+b announced 2026-12-20",
            "2026-03-10 a+b postponed 2027-01-20",
            "2026-05-10 a postponed 2027-02-20",
        ],
        Card,
        "20 February 2027 | Disputed among 2 speakers | Put off | put off twice (A) | \
         B: announced 10 January 2026 due 20 December 2026 now 20 January 2027 | \
         A 20 February 2027 , postponed said 10 May 2026 | B 20 January 2027 , postponed said 10 March 2026",
    ),
    (
        "the first day after a putting-off without one is no other day",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2026-12-20",
            "2026-03-10 a postponed",
            "2026-05-10 a confirmed 2026-12-20",
        ],
        Event,
        "Confirmed for 20 December 2026 (A, 10 May 2026).",
    ),
    (
        "what is put off stays so when its speaker says it again",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2026-12-20",
            "2026-03-10 a postponed",
            "2026-04-10 a postponed",
        ],
        Card,
        "No day named | Put off | put off, no day named (A) | \
         A: announced 10 January 2026 due 20 December 2026 no day named | A, 10 April 2026 · our report",
    ),
    (
        "what is put off stays so when its speaker confirms the new day",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2026-12-20",
            "2026-03-10 a postponed 2027-01-20",
            "2026-04-10 a confirmed 2027-01-20",
        ],
        Card,
        "20 January 2027 | Put off | put off once (A) | \
         A: announced 10 January 2026 due 20 December 2026 now 20 January 2027 | A, 10 April 2026 · our report",
    ),
    (
        "who denied a calling-off denies nothing of what is to come again",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2027-05",
            "2026-03-10 b cancelled",
            "2026-04-10 c denied",
            "2026-04-12 a confirmed 2027-05",
        ],
        Card,
        "May 2027 | Confirmed | called off before | A, 12 April 2026 · our report",
    ),
    (
        "a term that ends on one of two days keeps both",
        "2026-03-01",
        &["2026-01-10 b in-force [2026-06-01,2026-12-31]"],
        Event,
        "B set its term: 1 June 2026 or 31 December 2026.",
    ),
    (
        "what happened before a term begins is not its beginning",
        "2026-11-27",
        &[
            "2026-02-10 c in-force 2026-12-01/2027-02-28",
            "2026-02-21 a happened 2026-02-20",
        ],
        Event,
        "To be in force from 1 December 2026 until 28 February 2027 (C, 10 February 2026). \
         A had said that it happened on 20 February 2026.",
    ),
    (
        "what happened on a term's first day is its beginning",
        "2026-11-27",
        &[
            "2026-02-10 c in-force 2026-06-01/2027-02-28",
            "2026-06-02 a happened 2026-06-01",
        ],
        Event,
        "In force until 28 February 2027 (C, 10 February 2026). Under way, as A said on 2 June 2026.",
    ),
    (
        "who says it with others for the first time does not say it again",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2026-12-20",
            "2026-03-10 b rejected",
            "2026-05-10 a+c confirmed 2026-12-20",
        ],
        Since(1),
        "confirmed again by A on 10 May 2026",
    ),
    (
        "who refused a term hears of the one that is in force",
        "2026-11-27",
        &[
            "2026-02-20 c in-force 2026-02-01/2027-02-28",
            "2026-02-21 a rejected",
            "2026-04-10 c in-force [..2026-09-30]",
            "2026-09-10 b in-force 2026-02-01/2027-02-28",
        ],
        Since(1),
        "B set its term: from 1 February 2026 until 28 February 2027",
    ),
    (
        "an old article hears of answers and reports in the order of their days",
        "2026-06-27",
        &[
            "2026-01-10 a planned 2026-05-10/2026-12-20",
            "2026-05-12 c denied",
            "2026-05-14 n underway 2026-05-10",
        ],
        Since(0),
        "C denied it on 12 May 2026 / under way, as N said on 14 May 2026",
    ),
    (
        "what became public later changes nothing of what was told before",
        "2026-11-27",
        &[
            "2026-06-10 a planned 2027-09-10",
            "2026-07-10 a planned 2027-08-10 2026-05-01",
        ],
        Changes,
        "10 June 2026 New: The bridge opens A planned it for 10 September 2027.",
    ),
    (
        "a word that was overtaken when it became public had been said",
        "2026-11-27",
        &[
            "2026-06-10 a planned 2027-09-10",
            "2026-07-10 a planned 2027-08-10 2026-05-01",
        ],
        Changes,
        "10 July 2026 Said: The bridge opens A had planned it for 10 August 2027. · said on 1 May 2026",
    ),
    (
        "who denies the own report stands by it on no card",
        "2026-11-27",
        &["2026-01-10 a+b happened 2026-01-09", "2026-02-10 a denied"],
        Card,
        "9 January 2026 | Disputed | denied by A | \
         A denied said 10 February 2026 | B 9 January 2026 , happened said 10 January 2026",
    ),
    (
        "who refuses another's day does not stand by the own word for it",
        "2026-11-27",
        &[
            "2026-01-10 c planned 2027-03",
            "2026-02-10 a planned 2027-06",
            "2026-03-10 b confirmed 2027-03",
            "2026-04-10 c rejected",
        ],
        Event,
        "Confirmed for March 2027 (B, 10 March 2026). C rejected it on 10 April 2026. \
         Disputed: A planned it for June 2027; B confirmed it for March 2027.",
    ),
    (
        "a change names a day once",
        "2026-11-27",
        &[
            "2026-01-10 a planned 2027-05-10",
            "2026-06-12 c rejected  2026-06-10",
        ],
        Changes,
        "C rejected it on 10 June 2026. · our report",
    ),
    (
        "what goes on by the word of two goes on by that of one where the other denies it",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2027-06",
            "2026-02-10 b+c underway 2026-02-01",
            "2026-03-10 c denied",
        ],
        Event,
        "Announced for June 2027 (A, 10 January 2026). Under way, as B said on 10 February 2026. \
         C denied it on 10 March 2026.",
    ),
    (
        "what two reported happened by the word of the one who does not call it off",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2026-06",
            "2026-06-10 b+c happened 2026-06-05",
            "2026-07-10 c cancelled",
        ],
        Event,
        "B says it happened on 5 June 2026; C called it off on 10 July 2026.",
    ),
    (
        "of two who reported a day, one may report another",
        "2026-11-27",
        &[
            "2026-01-10 a announced 2026-06",
            "2026-06-10 b+c happened 2026-06-05",
            "2026-07-10 c happened 2026-06-07",
        ],
        Event,
        "Happened on 5 June 2026 (B, 10 June 2026). Within the time that A had named, June 2026. \
         C said that it happened on 7 June 2026.",
    ),
    (
        "of two who refused it, the one who accepts takes nothing from the other",
        "2026-11-27",
        &[
            "2026-01-10 a proposed 2027-06",
            "2026-06-10 b+c rejected",
            "2026-07-10 c accepted",
        ],
        Event,
        "A proposed it for June 2027. B rejected it on 10 June 2026. C accepted on 10 July 2026.",
    ),
    (
        "what two refused tells that one accepted",
        "2026-11-27",
        &[
            "2026-01-10 a proposed 2027-06",
            "2026-06-10 b+c rejected",
            "2026-07-10 c accepted",
        ],
        Since(1),
        "C accepted on 10 July 2026",
    ),
    (
        "a report is taken back once each of those who made it has denied it",
        "2026-11-27",
        &[
            "2026-06-10 a+b happened 2026-06-05",
            "2026-07-10 a denied",
            "2026-08-10 b denied",
        ],
        Event,
        "A and B had said that it happened on 5 June 2026. A denied it on 10 July 2026. B denied it on 10 August 2026.",
    ),
    (
        "who called it off stands by no day, though the report before was denied",
        "2026-03-21",
        &[
            "2026-02-16 a announced 2026-03-20",
            "2026-03-04 n happened 2026-03-03",
            "2026-03-05 b denied",
            "2026-03-14 a cancelled",
            "2026-03-19 c announced 2026-04-07",
        ],
        Event,
        "Announced for 7 April 2026 (C, 19 March 2026). N says it happened on 3 March 2026; \
         B denied it on 5 March 2026; A called it off on 14 March 2026.",
    ),
    (
        "who names another day after a denied report has put its own off",
        "2026-03-17",
        &[
            "2026-02-16 a announced 2026-03-02",
            "2026-03-04 n happened 2026-03-03",
            "2026-03-05 b denied",
            "2026-03-08 a postponed 2026-03-16",
            "2026-03-16 a happened 2026-03-16",
        ],
        Event,
        "Happened on 16 March 2026 (A, 16 March 2026). On the day last named by A, \
         14 days after the first, 2 March 2026.",
    ),
    (
        "a report that was denied is never told as what came about",
        "2026-03-17",
        &[
            "2026-02-16 a announced 2026-03-02",
            "2026-03-04 n happened 2026-03-03",
            "2026-03-05 b denied",
            "2026-03-08 a postponed 2026-03-16",
            "2026-03-16 a happened 2026-03-16",
        ],
        Changes,
        "N said that it happened on 3 March 2026.",
    ),
    (
        "what was called off had been what who called it off had ordered",
        "2026-08-13",
        &[
            "2026-01-10 a required 2027-01",
            "2026-07-06 b proposed [..2026-12]",
            "2026-08-06 a cancelled",
        ],
        Event,
        "A called it off on 6 August 2026. A had required it for January 2027.",
    ),
];

#[test]
fn small_stories_are_told_as_they_were_said() {
    for (name, day, claims, page, words) in TOLD {
        let story = story(day, claims);
        let told = match page {
            Event => story.page(),
            Card => story.list(),
            Since(at) => story.since(*at),
            Changes => story.changes().replace("&nbsp;", ""),
        };
        match page {
            Changes => assert!(told.contains(words), "{name}: {told}"),
            _ => assert_eq!(told, *words, "{name}"),
        }
    }
}

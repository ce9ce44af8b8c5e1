//! What holds for every history of an event: laws, tried on random ones.

use std::collections::BTreeSet;

use crate::support::{Site, noon_of, site_with};
use dateline::content::claim::{Act, Claim, Status};
use dateline::newsroom::ids::SourceId;
use dateline::newsroom::judgement::{self, Discord};
use dateline::newsroom::voice::Speaker;
use dateline::pages::derived::Fact;
use dateline::pages::since;
use proptest::prelude::*;

const SOURCES: &str = "[a]\nname = \"A\"\nkind = \"organisation\"\n[b]\nname = \"B\"\nkind = \"organisation\"\n[c]\nname = \"C\"\nkind = \"person\"\n[w]\nname = \"W\"\nkind = \"publisher\"\n";

/// What somebody says of the event: a day of 2024, who, what and when.
#[derive(Clone, Debug)]
struct Saying {
    day: u32,
    by: &'static str,
    status: Status,
    date: &'static str,
}

const DATES: [&str; 12] = [
    "[..2024-03]",
    "[..2024-04-21]",
    "2024-05-01",
    "2024-05",
    "[2024-06..]",
    "2024-33",
    "2024-41",
    "2024-06-01/2024-06-20",
    "2024-08-15",
    "2024-08~",
    "2024",
    "[2024-03..2024-05]",
];

fn saying() -> impl Strategy<Value = Saying> {
    let by = prop::sample::select(&["a", "b", "c", "w", "a\", \"b"]);
    let status = (0..Status::ALL.len()).prop_map(|at| Status::ALL[at].1);
    let date = prop::sample::select(&DATES[..]);
    (1..360u32, by, status, date).prop_map(|(day, by, status, date)| Saying {
        day,
        by,
        status,
        date,
    })
}

fn history() -> impl Strategy<Value = Vec<Saying>> {
    prop::collection::vec(saying(), 1..7)
}

/// The article that carries a saying; a promise of what is over when it is made is left out.
fn article(nth: usize, saying: &Saying) -> Option<String> {
    let day = chrono::NaiveDate::from_yo_opt(2024, saying.day)?;
    let date = dateline::date::Edtf::parse(saying.date).ok()?;
    let over = date.compared_to_day(day) == dateline::date::Timing::Before;
    if matches!(saying.status.act(), Act::Promise | Act::Order) && over {
        return None;
    }
    let date = match saying.status.act() {
        Act::Answer => String::new(),
        Act::Report if saying.status != Status::Underway => format!("date = {day}\n"),
        _ => format!("date = \"{}\"\n", saying.date),
    };
    Some(format!(
        "+++\ntitle = \"Saying {nth}\"\ndate = {day}\ntopics = [\"t\"]\n[[events]]\nid = \"e\"\ntitle = \"The bridge opens\"\nby = [\"{}\"]\nstatus = \"{}\"\n{date}+++\n",
        saying.by,
        saying.status.as_str()
    ))
}

/// A site of these sayings on a day, the files named in the order of `names`.
fn told(history: &[Saying], names: &[usize], day: &str) -> Option<Site> {
    let articles: Vec<(String, String)> = history
        .iter()
        .enumerate()
        .zip(names)
        .filter_map(|((nth, saying), name)| {
            Some((format!("content/articles/{name}.md"), article(nth, saying)?))
        })
        .collect();
    let mut files: Vec<(&str, &str)> = articles
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    files.push(("content/sources.toml", SOURCES));
    files.push(("content/topics/t.md", "+++\nname = \"T\"\n+++\n"));
    let site = site_with(files, &noon_of(day));
    site.has_page("/events/e/").then_some(site)
}

/// The words of everything made up on the pages of the event and its topic, and since each
/// article was written; articles by their titles, whatever their files are called.
fn words(site: &Site) -> BTreeSet<(String, String)> {
    let mut words = BTreeSet::new();
    for url in ["/events/e/", "/topics/t/", "/ahead/"] {
        for told in site.sentences(url) {
            words.insert((url.to_string(), told.made.words));
        }
    }
    for entry in &site.edition.newsroom.entries {
        for told in site.sentences(entry.article.url.as_str()) {
            words.insert((entry.article.title.clone(), told.made.words));
        }
    }
    words
}

fn claim(site: &Site, fact: Fact) -> (&Claim, Vec<Speaker>) {
    let Fact::Claim(article, index) = fact else {
        panic!("a figure where only claims are told");
    };
    let newsroom = &site.edition.newsroom;
    let (event, at) = newsroom.entry(article).claims[index];
    let speakers = newsroom.event(event).history[at].voice.speakers.clone();
    (&newsroom.article(article).claims[index], speakers)
}

/// Judgements about speakers, which may rest on nobody else's days.
const OF_SPEAKERS: [&str; 9] = [
    "overdue",
    "put-off",
    "brought-forward",
    "renamed",
    "no-day",
    "late",
    "early",
    "kept",
    "moved",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_names_of_files_change_no_sentence(history in history(), seed in any::<u64>()) {
        let names: Vec<usize> = (0..history.len()).collect();
        let mut other = names.clone();
        other.rotate_left(usize::try_from(seed % history.len() as u64).unwrap());
        other.reverse();
        for day in ["2024-04-22", "2024-09-01", "2025-06-01"] {
            let (one, two) = (told(&history, &names, day), told(&history, &other, day));
            if let (Some(one), Some(two)) = (one, two) {
                prop_assert_eq!(words(&one), words(&two));
            }
        }
    }

    #[test]
    fn a_judgement_about_a_speaker_rests_on_that_speakers_days(history in history()) {
        let names: Vec<usize> = (0..history.len()).collect();
        for day in ["2024-04-22", "2024-09-01", "2025-06-01"] {
            let Some(site) = told(&history, &names, day) else { continue };
            let urls = ["/events/e/", "/topics/t/"];
            for told in urls.iter().flat_map(|url| site.sentences(url)) {
                if !OF_SPEAKERS.contains(&told.made.kind) || told.made.words.len() < 12 {
                    continue;
                }
                let own: Vec<Vec<Speaker>> = told
                    .facts
                    .iter()
                    .map(|fact| claim(&site, *fact))
                    .filter(|(claim, _)| claim.status.act() != Act::Report && claim.status.act() != Act::Answer)
                    .map(|(_, speakers)| speakers)
                    .collect();
                // The word that is told is a word of all that it is held against: two who name a day together
                // may each have named another before.
                let shared = own.is_empty() || own.iter().any(|told| own.iter().all(|speakers| speakers.iter().any(|speaker| told.contains(speaker))));
                let together = ["late", "early", "kept", "moved"].contains(&told.made.kind);
                prop_assert!(shared || together, "{day}: {told:?}");
            }
        }
    }

    #[test]
    fn nothing_is_overdue_late_or_kept_that_was_not_promised_or_ordered(history in history()) {
        let names: Vec<usize> = (0..history.len()).collect();
        for day in ["2024-04-22", "2024-09-01", "2025-06-01"] {
            let Some(site) = told(&history, &names, day) else { continue };
            for told in site.sentences("/events/e/") {
                let acts: Vec<Act> = told.facts.iter().map(|fact| claim(&site, *fact).0.status.act()).collect();
                let firm = acts.iter().any(|act| matches!(act, Act::Promise | Act::Order));
                match told.made.kind {
                    "overdue" => {
                        prop_assert!(firm, "{told:?}");
                        let sources = site.edition.newsroom.sources.iter();
                        let agency = sources.clone().position(|source| source.id == "w");
                        let agency = agency.map(|at| Speaker::Source(SourceId::new(at)));
                        let own = told.facts.iter().map(|fact| claim(&site, *fact)).any(|(claim, speakers)| {
                            matches!(claim.status.act(), Act::Promise | Act::Order)
                                && speakers.iter().any(|speaker| Some(speaker) != agency.as_ref())
                        });
                        prop_assert!(own, "an agency carries promises and orders and makes none: {told:?}");
                    }
                    "late" | "early" | "kept" => {
                        let expected = told.made.words.contains("expected") || acts.contains(&Act::Expectation);
                        prop_assert!(firm || expected, "{told:?}");
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn what_was_said_never_disappears(history in history()) {
        let names: Vec<usize> = (0..history.len()).collect();
        let Some(site) = told(&history, &names, "2025-06-01") else { return Ok(()) };
        let page = site.page("/events/e/");
        let table = page.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        for entry in &site.edition.newsroom.entries {
            let place = format!("{}index.html#event-1", entry.article.url.as_str().trim_start_matches('/'));
            prop_assert!(table.contains(&place), "{place} is not in {table}");
        }
    }
    /// Where many speak, only the days are looked at that may change anything.
    #[test]
    fn no_day_that_changes_what_is_told_is_passed_over(history in history()) {
        let names: Vec<usize> = (0..history.len()).collect();
        let Some(site) = told(&history, &names, "2024-04-22") else { return Ok(()) };
        let newsroom = &site.edition.newsroom;
        let event = newsroom.event(newsroom.event_named("e").unwrap());
        let days = event.told.turning_days(&event.history);
        let ends = judgement::ends(&event.history, &event.told, &days);
        for day in &days {
            let eve = day.pred_opt().unwrap();
            for day in [eve, *day] {
                let disputes = event.judgement_on(day).disputes;
                let disputed = disputes.iter().any(|dispute| dispute.discord == Discord::Disputed);
                prop_assert_eq!(disputed, ends.is_none_or(|ends| day < ends), "{}", day);
            }
            for (at, said) in event.history.iter().enumerate() {
                let told = |day| since::told_elsewhere(newsroom, event, at, said.article, &event.judgement_of_claim(at, day));
                let looked_at = since::turning_days(newsroom, event, at, said.article).contains(day);
                prop_assert!(looked_at || told(eve) == told(*day), "{} of claim {}", day, at);
            }
        }
    }
}

#[test]
fn of_many_who_speak_in_one_article_each_has_only_its_own_days() {
    let days = (1..=28).map(|day| {
        format!("[[events]]\nid = \"e\"\ntitle = \"E\"\nby = \"Body {day}\"\nstatus = \"announced\"\ndate = 2024-02-{day:02}\n")
    });
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2024-01-10\n{}+++\n",
        days.collect::<String>()
    );
    let site = site_with([("content/articles/a.md", &*text)], &noon_of("2024-01-12"));
    let newsroom = &site.edition.newsroom;
    let event = newsroom.event(newsroom.event_named("e").unwrap());
    let claims = event.history.iter().enumerate();
    let days = claims.map(|(at, said)| since::turning_days(newsroom, event, at, said.article));
    assert_eq!(days.map(|days| days.len()).max(), Some(1));
}

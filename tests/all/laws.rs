//! What holds for every site: laws, tried on random ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::support::{Site, as_of, published, site_with, today};
use dateline::content::quantity::{Hedge, Quantity};
use dateline::content::source::SourceTree;
use dateline::edition::evaluate;
use dateline::newsroom::figures::Interval;
use dateline::path::UrlPath;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A claim in an article of a day. What is over by then is not promised.
fn claim_of(day: &str, (id, date, status, by): (i32, usize, usize, i32)) -> String {
    let (date, last_day) = [
        ("[..2024-09]", "2024-09-30"),
        ("2024-09", "2024-09-30"),
        ("[2024-09..]", "9999"),
        ("2025-01-31", "2025-01-31"),
        ("2023/..", "9999"),
    ][date];
    let status = match ["announced", "confirmed", "underway", "happened"][status] {
        "announced" | "confirmed" if last_day < day => "happened",
        status => status,
    };
    format!(
        "[[events]]\nid = \"event-{id}\"\ntitle = \"What is to come\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"Speaker {by}\"\n"
    )
}

/// An article with claims of few events and numbers of few series, so that they meet.
fn article() -> impl Strategy<Value = String> {
    let day = (2023..2026, 1u32..13, 1u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let claim = (0..3, 0..5usize, 0..4usize, 0..3);
    let figure = (0..2, 0..4000u32, 0..3usize, 0..3usize).prop_map(|(id, value, hedge, as_of)| {
        let hedge = ["", "hedge = \"about\"\n", "hedge = \"up-to\"\n"][hedge];
        let as_of = ["2023-05", "2024-09-01", "2024"][as_of];
        format!(
            "[[figures]]\nseries = \"series-{id}\"\nlabel = \"What is counted\"\nvalue = {value}\n{hedge}as_of = \"{as_of}\"\n"
        )
    });
    let claims = prop::collection::vec(claim, 0..3);
    let figures = prop::collection::vec(figure, 0..3);
    (day, 0..3, claims, figures).prop_map(|(day, topic, claims, figures)| {
        let claims: Vec<String> = claims.into_iter().map(|drawn| claim_of(&day, drawn)).collect();
        let mut text = format!("+++\ntitle = \"On {day}\"\ndate = {day}\ntopics = [\"t{topic}\"]\nregions = [\"iraq\"]\n");
        for fact in claims.iter().chain(&figures) {
            let _ = write!(text, "{fact}");
        }
        text + "+++\nSome words.\n"
    })
}

fn articles() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(article(), 1..7)
}

fn named(articles: &[String]) -> Vec<(String, String)> {
    let files = articles.iter().enumerate();
    files
        .map(|(at, text)| (format!("content/articles/{at}.md"), text.clone()))
        .collect()
}

fn evaluated(files: &[(String, String)], day: &str) -> Site {
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    site_with(files, &as_of(day))
}

/// Every page but the record of the build, which counts what is withheld.
fn pages(site: &Site) -> BTreeMap<UrlPath, Vec<u8>> {
    let mut pages = published(&site.edition).value;
    pages.retain(|url, _| url.as_str() != "/build.json");
    pages
}

/// How often each place of an article is linked to from the tables of some kind of page.
fn told(site: &Site, kind: &str) -> BTreeMap<String, usize> {
    let mut told = BTreeMap::new();
    for (url, page) in pages(site) {
        if !url.as_str().starts_with(kind) || url.as_str() == kind {
            continue;
        }
        let page = String::from_utf8(page).unwrap();
        let table = page
            .split("<tbody>")
            .nth(1)
            .unwrap_or("")
            .split("</tbody>")
            .next()
            .unwrap();
        for place in table.split("In <a href=\"").skip(1) {
            let place = place
                .split('"')
                .next()
                .unwrap()
                .rsplit("articles/")
                .next()
                .unwrap();
            *told.entry(place.to_string()).or_insert(0) += 1;
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_on_disk_never_matters(articles in articles(), seed in any::<u64>()) {
        let files = named(&articles);
        let read = |files: &[(String, String)]| {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir_all(folder.path().join("content/articles")).unwrap();
            std::fs::write(folder.path().join("dateline.toml"), "title = \"Desk\"\n").unwrap();
            for (path, text) in files {
                std::fs::write(folder.path().join(path), text).unwrap();
            }
            let tree = SourceTree::read(folder.path()).value;
            let evaluated = evaluate(&tree, &today());
            pages(&Site { tree, edition: evaluated.value, diagnostics: evaluated.diagnostics })
        };
        let mut other = files.clone();
        let turn = usize::try_from(seed % files.len() as u64).unwrap();
        other.rotate_left(turn);
        other.reverse();
        prop_assert!(read(&files) == read(&other));
    }

    #[test]
    fn an_article_published_after_the_day_changes_nothing(articles in articles(), later in article()) {
        let mut files = named(&articles);
        let before = pages(&evaluated(&files, "2024-12-31"));
        let later = later.replacen("date = 202", "date = 203", 1);
        files.push(("content/articles/later.md".to_string(), later));
        prop_assert!(before == pages(&evaluated(&files, "2024-12-31")));
    }

    #[test]
    fn every_claim_and_every_number_is_told_on_exactly_one_page(articles in articles()) {
        let site = evaluated(&named(&articles), "2026-12-31");
        let count = |what: &str| -> BTreeMap<String, usize> {
            let (table, anchor) = (format!("[[{what}s]]"), what);
            let places = articles.iter().enumerate().flat_map(|(at, text)| {
                (1..=text.matches(&table).count()).map(move |nth| (format!("{at}/index.html#{anchor}-{nth}"), 1))
            });
            places.collect()
        };
        prop_assert_eq!(told(&site, "/events/"), count("event"));
        prop_assert_eq!(told(&site, "/figures/"), count("figure"));
    }
}

proptest! {
    #[test]
    fn the_words_of_a_figure_mean_its_interval(
        low in -1_000_000_000i64..1_000_000_000_000,
        more in prop_oneof![Just(0i64), 1i64..1_000_000],
        cents in prop_oneof![Just(0i64), 0i64..100],
        hedge in prop_oneof![Just(None), (0..Hedge::ALL.len()).prop_map(|at| Some(Hedge::ALL[at].1))],
    ) {
        let min = Decimal::from(low) + Decimal::new(cents, 2);
        let quantity = Quantity { min, max: min + Decimal::from(more), hedge };
        let read = read(&quantity.words()).unwrap();
        prop_assert_eq!(read.hedge, quantity.hedge);
        prop_assert_eq!(Interval::narrow(&read), Interval::narrow(&quantity), "{}", quantity.words());
        prop_assert_eq!(Interval::wide(&read, None), Interval::wide(&quantity, None), "{}", quantity.words());
    }
}

/// A figure's words as a reader takes them: a hedge, a number, perhaps `to` another.
fn read(words: &str) -> Option<Quantity> {
    let hedges = [
        ("about ", Hedge::About),
        ("nearly ", Hedge::Nearly),
        ("at least ", Hedge::AtLeast),
        ("more than ", Hedge::MoreThan),
        ("up to ", Hedge::UpTo),
        ("fewer than ", Hedge::FewerThan),
    ];
    let hedge = hedges.into_iter().find(|(word, _)| words.starts_with(word));
    let rest = hedge.map_or(words, |(word, _)| &words[word.len()..]);
    let number = |text: &str| {
        let text = text.replace(',', "").replace('−', "-");
        text.parse::<Decimal>().ok()
    };
    let (min, max) = rest.split_once(" to ").unwrap_or((rest, rest));
    Some(Quantity {
        min: number(min)?,
        max: number(max)?,
        hedge: hedge.map(|(_, hedge)| hedge),
    })
}

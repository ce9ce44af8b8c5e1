//! A page that a build keeps from the last one is what it would have been made anew, after any edits and
//! on any day.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Utc};
use dateline::content::source::SourceTree;
use dateline::diagnostic::Diagnostic;
use dateline::edition::prints::{Files, Prints};
use dateline::edition::{Options, evaluate};
use dateline::lints::Clean;
use dateline::pages::plan::File;
use dateline::path::UrlPath;
use dateline::publish::pages::{Notes, Pages};
use dateline::publish::sums::Sums;
use dateline::reads;
use proptest::prelude::*;
use proptest::sample::select;

use crate::desk::{Article, Desk, Edit, Part, edit, read};
use crate::support::today;

/// Builds a site in memory beside what the last build kept of its pages. What a page that is kept should
/// hold instead, if anything; and how many were made.
fn build(tree: &SourceTree, options: &Options, before: Pages) -> (Pages, Option<String>, usize) {
    let evaluated = evaluate(tree, options);
    // Where two pages want one address nothing is published, and what was kept before stays.
    let doubled = |told: &Diagnostic| told.code == "page/duplicate-url";
    if evaluated.diagnostics.iter().any(doubled) {
        return (before, None, 0);
    }
    let edition = evaluated.value;
    let prints = Prints::of(&edition, tree, &held(tree), "the program");
    let standing = before.standing(&prints);
    let notes = Notes::new(&prints, standing);
    let clean = Some(&notes as &dyn Clean);
    let found = (edition.warnings(None), edition.warnings(clean));
    assert_eq!(
        found.0, found.1,
        "what is found is what would be found anew"
    );
    let renderer = edition.renderer();
    let mut sums = Sums::new();
    let mut made = 0;
    for (url, page) in edition.plan.pages.iter().filter(|(_, page)| page.is_kept()) {
        let (rendered, from) = reads::noting(|| renderer.render(url, page));
        let Some(bytes) = rendered.value else {
            continue;
        };
        sums.insert(url.file(), sum(&bytes));
        match notes.standing(url) {
            Some(_) => notes.kept(url),
            None if rendered.diagnostics.is_empty() => {
                made += 1;
                notes.made(url, None, vec![url.file()], &from);
            }
            None => made += 1,
        }
    }
    let wrong = notes.before().false_to(&sums).map(str::to_string);
    (notes.all(&sums), wrong, made)
}

fn held(tree: &SourceTree) -> Files {
    let texts = tree.texts.iter();
    let texts = texts.map(|(path, text)| (path.clone(), reads::hash(text)));
    let assets = tree.assets.iter();
    let assets = assets.map(|(path, asset)| (path.clone(), reads::hash(&format!("{asset:?}"))));
    texts.chain(assets).collect()
}

fn sum(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{}-{:x}", bytes.len(), hasher.finish())
}

/// Builds after each of these edits, each on its day. How many pages each build made.
fn holds_after(edits: &[(Edit, DateTime<Utc>)]) -> Vec<usize> {
    let mut desk = Desk::new(&today());
    let (mut pages, _, first) = build(&desk.standing.tree, &today(), Pages::default());
    let mut counts = vec![first];
    for (edit, now) in edits {
        desk.edit(edit, &today());
        let options = Options::at(*now);
        let anew = read(&desk.files, &options);
        let (next, wrong, made) = build(&anew.tree, &options, pages);
        assert_eq!(wrong, None, "is kept, but is another page after {edit:?}");
        pages = next;
        counts.push(made);
    }
    counts
}

/// Days and hours within them: an article may be updated, come or go at an hour.
const NOWS: [&str; 4] = [
    "2025-10-01T12:00:00Z",
    "2025-10-01T20:00:00Z",
    "2025-10-03T12:00:00Z",
    "2025-12-02T12:00:00Z",
];

fn now() -> impl Strategy<Value = DateTime<Utc>> {
    let often = prop_oneof![6 => Just(NOWS[0]), 4 => select(&NOWS[..])];
    often.prop_map(|now| now.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
    ))]

    #[test]
    fn after_any_edits_what_is_kept_is_what_would_be_made(
        edits in prop::collection::vec((edit(), now()), 1..12),
    ) {
        holds_after(&edits);
    }
}

#[test]
fn a_former_address_leads_to_whose_it_is_now() {
    let noon = NOWS[0].parse().unwrap();
    let earlier = Article {
        head: BTreeMap::from([
            ("title", "\"Ships at anchor\""),
            ("date", "2025-09-04"),
            ("aliases", "[\"/former/\"]"),
        ]),
        ..Article::default()
    };
    let edits = [
        Edit::Key(1, Part::Head, "aliases", Some("[\"/former/\"]")),
        Edit::Write(0, earlier),
    ];
    holds_after(&edits.map(|edit| (edit, noon)));
}

/// If every page were made anew each time, the law above would hold for nothing.
#[test]
fn an_everyday_edit_has_few_pages_made_anew() {
    let noon = NOWS[0].parse().unwrap();
    let other = Article {
        head: BTreeMap::from([
            ("title", "\"A quiet day\""),
            ("date", "2025-09-04"),
            ("topics", "[\"harbours\"]"),
        ]),
        ..Article::default()
    };
    let edits = [
        Edit::Write(4, other),
        Edit::Body(1, "More.".to_string()),
        Edit::Body(4, "More.".to_string()),
        Edit::Key(2, Part::Head, "title", Some("\"A crane falls\"")),
    ];
    let made = holds_after(&edits.map(|edit| (edit, noon)));
    let [first, term, body, alone, title] = made[..] else {
        panic!("{made:?}");
    };
    assert!(
        term >= first,
        "a term that is new is on every page: {made:?}"
    );
    assert!(body < first / 3 && alone < first / 3, "{made:?}");
    assert!(title < first * 9 / 10, "{made:?}");
}

#[test]
fn a_word_in_a_text_leaves_all_data_as_they_are() {
    let mut desk = Desk::new(&today());
    let (pages, ..) = build(&desk.standing.tree, &today(), Pages::default());
    desk.edit(&Edit::Body(1, "More.".to_string()), &today());
    let tree = read(&desk.files, &today()).tree;
    let edition = evaluate(&tree, &today()).value;
    let prints = Prints::of(&edition, &tree, &held(&tree), "the program");
    let notes = Notes::new(&prints, pages.standing(&prints));
    let pages = edition.plan.pages.iter();
    let data = pages.filter(|(_, page)| matches!(page.kind(), Err(File::Data(_))));
    let data = data
        .map(|(url, _)| url)
        .filter(|url| url.as_str() != "/changes.json");
    let anew: Vec<&UrlPath> = data.filter(|url| notes.standing(url).is_none()).collect();
    assert_eq!(anew, Vec::<&UrlPath>::new());
}

/// If every article were read by the lints each time, so would that law.
#[test]
fn an_article_in_which_nothing_was_found_is_not_read_again() {
    let desk = Desk::new(&today());
    let tree = &desk.standing.tree;
    let (pages, ..) = build(tree, &today(), Pages::default());
    let edition = evaluate(tree, &today()).value;
    let prints = Prints::of(&edition, tree, &held(tree), "the program");
    let notes = Notes::new(&prints, pages.standing(&prints));
    let found = edition.warnings(None).into_iter();
    let found: Vec<_> = found.filter_map(|found| Some(found.place?.file)).collect();
    let entries = edition.newsroom.entries.iter();
    let paths = entries.map(|entry| &entry.article.path);
    let clean: Vec<_> = paths.filter(|path| !found.contains(path)).collect();
    assert!(clean.len() > 1, "{found:?}");
    assert!(clean.into_iter().all(|path| notes.stands(path)));
}

/// One wrong number in it would have a page stand that should not.
#[test]
fn what_is_kept_is_read_whole_or_not_at_all() {
    let desk = Desk::new(&today());
    let (pages, ..) = build(&desk.standing.tree, &today(), Pages::default());
    let bytes = pages.written().unwrap();
    let made = |bytes: &[u8]| build(&desk.standing.tree, &today(), Pages::read(bytes)).2;
    assert_eq!(made(&bytes), 0);
    let all = made(b"");
    assert!(all > 20, "{all}");
    for at in [0, bytes.len() / 2, bytes.len() - 1] {
        let mut spoilt = bytes.clone();
        spoilt[at] ^= 1;
        assert_eq!(made(&spoilt), all, "{at}");
    }
    assert_eq!(made(&bytes[..bytes.len() - 1]), all);
}

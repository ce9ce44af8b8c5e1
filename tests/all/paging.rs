//! Lists that go on over several pages.

use std::collections::BTreeMap;

use dateline::edition::evaluate;
use dateline::path::SourcePath;

use crate::support::{self, Site, published};

/// Articles of one topic and source, one a day, each with an event of its own, two entries on a page.
fn days(count: usize) -> Site {
    let settings = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n\n[limits]\npage = 2\n";
    let articles = (1..=count).map(|day| {
        let text = format!(
            "+++\ntitle = \"Report {day}\"\ndate = 2024-03-{day:02}\ntopics = [\"tides\"]\nsources = [\"gauge\"]\n\n\
             [[events]]\nid = \"flood-{day}\"\ntitle = \"Flood {day}\"\ndate = 2024-03-{day:02}\n+++\n"
        );
        (format!("content/articles/report-{day:02}.md"), text)
    });
    let mut files: Vec<(String, String)> = articles.collect();
    files.push(("dateline.toml".to_string(), settings.to_string()));
    let sources = "[gauge]\nname = \"The gauge\"\nkind = \"organisation\"\n";
    files.push(("content/sources.toml".to_string(), sources.to_string()));
    let topic = "+++\nname = \"Tides\"\n+++\n";
    files.push(("content/topics/tides.md".to_string(), topic.to_string()));
    support::site(files.iter().map(|(path, text)| (&**path, &**text)))
}

/// The pages of a site below an address.
fn below(site: &Site, url: &str) -> BTreeMap<String, String> {
    let all = published(&site.edition).value.into_iter();
    let html = all.filter(|(at, _)| at.as_str().starts_with(url) && at.as_str().ends_with('/'));
    html.map(|(at, bytes)| (at.to_string(), String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn a_list_begins_with_the_newest_and_counts_its_pages_from_the_oldest() {
    let site = days(7);
    assert_eq!(site.complaints(), "");
    let first = site.words("/topics/tides/articles/");
    support::assert_in_order(
        &first,
        &["7 articles", "Report 7", "Newest", "Older", "Oldest"],
    );
    assert!(!first.contains("Report 6"));
    let older = site.page("/topics/tides/articles/page/2/");
    assert!(older.contains("<title>Tides: articles, page 2 · Desk</title>"));
    let older = site.words("/topics/tides/articles/page/2/");
    support::assert_in_order(
        &older,
        &["Report 4", "Report 3", "Newer", "Page 2 of 4", "Older"],
    );
    assert!(!older.contains("7 articles") && !older.contains("Changed"));
    let oldest = site.words("/topics/tides/articles/page/1/");
    support::assert_in_order(
        &oldest,
        &["Report 2", "Report 1", "Newest", "Newer", "Page 1 of 4"],
    );
    assert!(!site.has_page("/topics/tides/articles/page/4/"));
}

#[test]
fn a_new_article_leaves_the_later_pages_of_every_list_as_they_are() {
    for list in [
        "/articles/",
        "/topics/tides/",
        "/sources/gauge/",
        "/timeline/2024/",
        "/changes/2024-03/",
    ] {
        let (before, after) = (below(&days(6), list), below(&days(7), list));
        let later = before.iter().filter(|(url, _)| url.contains("/page/"));
        assert!(later.clone().count() > 0, "{list}");
        for (url, page) in later {
            assert_eq!(without_counts(page), without_counts(&after[url]), "{url}");
        }
    }
}

#[test]
fn a_new_month_leaves_the_pages_and_the_data_of_others_as_they_are() {
    let april = "+++\ntitle = \"Report 8\"\ndate = 2024-04-02\ntopics = [\"tides\"]\n+++\n";
    let before = days(7);
    let mut tree = before.tree.clone();
    let path = SourcePath::new("content/articles/report-08.md");
    tree.texts.insert(path, april.into());
    let after = evaluate(&tree, &support::today()).value;
    let files = [before.edition, after].map(|edition| published(&edition).value);
    let month = files[0]
        .iter()
        .filter(|(url, _)| url.as_str().starts_with("/changes/2024-03"));
    assert!(month.clone().count() > 3);
    for (url, bytes) in month {
        assert_eq!(files[1][url], *bytes, "{url}");
    }
}

/// A page of a list without the number of pages, which is another now and then.
fn without_counts(page: &str) -> String {
    let parts = page.split("<nav class=\"pager\"");
    let parts = parts.map(|part| part.split_once("</nav>").map_or(part, |(_, after)| after));
    parts.collect()
}

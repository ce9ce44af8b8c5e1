//! Pages as Markdown: what programs read there is what readers see on the page.

use std::path::Path;

use dateline::content::source::SourceTree;
use dateline::edition::{Edition, Options, evaluate};
use dateline::pages::plan::{File, Page};
use dateline::path::UrlPath;
use dateline::publish::{Folders, How, publish};
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, html};
use scraper::{ElementRef, Html, Selector};

use crate::support::{Site, as_of, assert_in_order, noon_of, site, site_with};

const BRIDGE: (&str, &str) = (
    "content/articles/bridge.md",
    r##"+++
title = "The bridge opens_late* [at last]"
date = 2025-05-01
summary = "It was to open in June."
topics = ["bridge"]

[[sources]]
id = "paper"
name = "Paper | with a bar"
url = "https://paper.example/a_(b)?x=1&y=2"

[[events]]
id = "opens"
title = "The bridge opens"
date = "[..2025-12]"
status = "announced"
by = "Ministry"
source = "paper"
quote = "Before | the year is out"

[[figures]]
series = "cost"
label = "Cost of the bridge"
value = 12.5
unit = "crowns"
as_of = "2025-04"
by = "Ministry"
+++
1. One
2. Two, see [the other](other.md#more) and [this](@/articles/other.md).

- [x] done

> 2024\. It began - <https://a.example/>

| a | b |
|---|---|
| 1 \| 2 | **x:**y |

![A *plan*](plan.svg) *so* `a|b`, H<sub>2</sub>O[^1]

```rust
fn main() {}
```

[^1]: A note.
"##,
);

const OTHER: (&str, &str) = (
    "content/articles/other.md",
    "+++\ntitle = \"Another\"\ndate = 2025-05-02\n+++\nText.\n\n## More\n\n## And\n\n## So\n\n## On\n",
);

const PLAN: (&str, &str) = (
    "content/articles/plan.svg",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"/>",
);

const SETTINGS: &str = "title = \"Desk\"\n[output]\nwith = [\"markdown\"]\n";

const BASE: &str = "base_url = \"https://desk.example/sub/\"\n";

fn desk_with(settings: &str, options: &Options) -> Site {
    let files = [BRIDGE, OTHER, PLAN, ("dateline.toml", settings)];
    let site = site_with(files, options);
    assert_eq!(site.codes(), ["taxonomy/undeclared"]);
    site
}

fn desk() -> Site {
    desk_with(&format!("{BASE}{SETTINGS}"), &noon_of("2025-10-01"))
}

fn extensions() -> Extensions {
    Extensions::ENABLE_GFM | Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH
}

#[test]
fn a_page_leads_to_itself_as_markdown_and_a_site_has_that_only_where_it_asks() {
    let desk = desk();
    let link = "<link rel=\"alternate\" type=\"text/markdown\" href=\"index.md\">";
    assert!(desk.page("/events/opens/").contains(link));
    for url in [
        "/index.md",
        "/articles/index.md",
        "/articles/bridge/index.md",
    ] {
        assert!(desk.has_page(url), "{url}");
    }
    assert!(!desk.page("/404.html").contains("text/markdown"));
    let plain = site([BRIDGE, OTHER, PLAN]);
    assert!(!plain.has_page("/index.md"));
    assert!(!plain.page("/events/opens/").contains("text/markdown"));
}

#[test]
fn what_a_program_asks_first_stands_above_the_text() {
    let settings = format!(
        "{BASE}{SETTINGS}[publisher]\nname = \"The: Desk\"\nlicense = \"https://l.example/\"\n"
    );
    let desk = desk_with(&settings, &noon_of("2025-10-01"));
    let text = desk.page("/events/opens/index.md");
    let head = "---\ntitle: \"The bridge opens\"\ndescription: \"Announced by the end of December 2025 (Ministry, 1 May 2025).\"\nurl: \"https://desk.example/sub/events/opens/\"\nlanguage: \"en\"\nchanged: \"2025-05-01\"\nchanges_next: \"2026-01-01\"\npublisher: \"The: Desk\"\nlicense: \"https://l.example/\"\n---\n\n# The bridge opens\n";
    assert!(text.starts_with(head), "{text}");
    let asked = desk_with(&settings, &as_of("2025-11-01"));
    assert!(
        asked
            .page("/events/opens/index.md")
            .contains("\nas_of: \"2025-11-01\"\n")
    );
}

#[test]
fn the_page_of_an_event_and_of_a_series_is_there_with_all_its_facts() {
    let desk = desk();
    let event = desk.page("/events/opens/index.md");
    assert_in_order(
        &event,
        &[
            "# The bridge opens\n",
            "Announced by the end of December 2025 (Ministry, 1 May 2025).",
            "\n## History\n\nEverything said of it, in the order it was said\n\n| Said on | By | What was said | Where |\n| --- | --- | --- | --- |\n| 1 May 2025 | Ministry | **by the end of December 2025 (`[..2025-12]`)**, announced",
            "“Before \\| the year is out”",
            "[Paper \\| with a bar]",
            "(https://paper.example/a_%28b%29?x=1&amp;y=2#:~:text=Before%20%7C%20the%20year%20is%20out)",
            "[The bridge opens_late\\* \\[at last\\]](https://desk.example/sub/articles/bridge/#event-1) |\n",
        ],
    );
    assert!(!event.contains("Cite"), "{event}");
    let series = desk.page("/figures/cost/index.md");
    assert_in_order(
        &series,
        &[
            "# Cost of the bridge\n",
            "12.5 crowns",
            "As of April 2025",
            "| As of | Number | Said by | Where |\n| --- | --- | --- | --- |\n| April 2025 | **12.5 crowns** · current value | Ministry · reported 1 May 2025 |",
        ],
    );
}

#[test]
fn the_text_of_an_article_is_there_as_it_was_written() {
    let text = desk().page("/articles/bridge/index.md");
    assert_in_order(
        &text,
        &[
            "# The bridge opens_late\\* \\[at last\\]\n",
            "It was to open in June.\n",
            "1. One\n2. Two, see [the other](https://desk.example/sub/articles/other/#more) and [this](https://desk.example/sub/articles/other/).\n",
            "- ☑ done\n",
            "> 2024\\. It began - [https://a.example/](https://a.example/)\n",
            "| a | b |\n| --- | --- |\n| 1 \\| 2 | \\*\\*x:\\*\\*y |\n",
            "![A plan](https://desk.example/sub/articles/plan.svg) *so* `a|b`, H<sub>2</sub>O",
            "```rust\nfn main() {}\n```\n",
            "A note.",
            "## Events in this article\n",
        ],
    );
    let other = desk().page("/articles/other/index.md");
    assert!(!other.contains("Contents"), "{other}");
}

#[test]
fn without_a_base_url_links_go_out_from_the_root() {
    let text = desk_with(SETTINGS, &noon_of("2025-10-01")).page("/articles/bridge/index.md");
    assert!(text.contains("\nurl: \"/articles/bridge/\"\n"), "{text}");
    assert!(
        text.contains("[the other](/articles/other/#more)"),
        "{text}"
    );
    assert!(!text.contains("invalid"), "{text}");
}

#[test]
fn a_site_is_published_with_the_markdown_that_its_preview_shows() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    std::fs::create_dir(&site).unwrap();
    let folders = Folders {
        site: &site,
        out: &out,
    };
    assert!(
        publish(&desk.edition, folders, &[], How::default(), &|_| ())
            .value
            .is_some()
    );
    let mut count = 0;
    for (url, _) in siblings(&desk.edition) {
        let written = std::fs::read_to_string(out.join(url.file())).unwrap();
        assert_eq!(written, desk.page(url.as_str()), "{url}");
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn another_day_without_a_change_gives_the_same_bytes() {
    let on = |day| {
        let desk = desk_with(SETTINGS, &noon_of(day));
        let texts = siblings(&desk.edition).map(|(url, _)| desk.page(url.as_str()));
        texts.collect::<Vec<_>>()
    };
    assert_eq!(on("2025-10-01"), on("2025-10-20"));
}

/// The pages that are there as Markdown: that file, and the page.
fn siblings(edition: &Edition) -> impl Iterator<Item = (&UrlPath, &UrlPath)> {
    edition
        .plan
        .pages
        .iter()
        .filter_map(|(url, page)| match page {
            Page::File(File::Markdown(of)) => Some((url, of)),
            _ => None,
        })
}

/// The words that readers see in the main part of a page.
fn seen(page: &Html) -> Vec<String> {
    let unseen = Selector::parse(
        "[hidden], [data-page-only], script, style, template, button, form, select, svg[aria-hidden], svg > :not(title, desc)",
    );
    let unseen = unseen.unwrap();
    let nodes = page.tree.root().descendants();
    let texts = nodes.filter_map(|node| {
        let text = node.value().as_text()?;
        let mut above = node.ancestors().filter_map(ElementRef::wrap);
        (!above.any(|above| unseen.matches(&above))).then(|| text.to_string())
    });
    words(&texts.collect::<Vec<_>>().join(" "))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

/// The parts of a page that a selector names.
fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn demonstration(options: &Options) -> Edition {
    let tree = SourceTree::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    evaluate(&tree.value, options).value
}

#[test]
fn every_word_of_the_demonstration_is_in_its_markdown_and_no_other() {
    for day in ["2024-12-25", "2025-10-02", "2026-01-25"] {
        let edition = demonstration(&as_of(day));
        let renderer = edition.renderer();
        let mut pages = 0;
        for (url, of) in siblings(&edition) {
            let page = renderer.render(of, &edition.plan.pages[of]).value.unwrap();
            let page = String::from_utf8(page).unwrap();
            let (beside, text) = renderer.markdown(of, page.as_bytes()).unwrap();
            assert_eq!(*url, beside);
            let text = String::from_utf8(text).unwrap();
            let page = &page[page.find("<main").unwrap()..page.rfind("</main>").unwrap()];
            let page = Html::parse_fragment(page);

            let body = text.splitn(3, "---\n").nth(2).unwrap();
            let mut shown = String::new();
            let events = Parser::new_ext(body, extensions());
            // The page has the words of a date alone.
            html::push_html(
                &mut shown,
                events.map(|event| match event {
                    Event::Code(code) if is_edtf(&page, &code) => Event::Text("".into()),
                    event => event,
                }),
            );
            let shown = Html::parse_fragment(&shown);
            assert_eq!(seen(&shown), seen(&page), "{url} on {day}\n{text}");

            let tables = all(&page, "table").len();
            assert_eq!(all(&shown, "table").len(), tables, "{url}");
            assert_eq!(cells(&shown), cells(&page), "{url}");
            for event in Parser::new_ext(body, extensions()) {
                if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) =
                    event
                {
                    let whole = dest_url.starts_with("https://") || dest_url.starts_with("mailto:");
                    assert!(whole, "{url} leads to {dest_url}");
                }
            }
            for date in all(&page, "[data-edtf]") {
                let edtf = date.attr("data-edtf").unwrap();
                let words = date.text().collect::<String>();
                assert!(
                    text.contains(&words) || text.contains(edtf),
                    "{url}: {edtf}"
                );
            }
            pages += 1;
        }
        assert!(pages > 100, "{pages}");
    }
}

/// The words of each cell, but for those that hold nothing.
fn cells(page: &Html) -> Vec<Vec<String>> {
    let cells = all(page, "td, th").into_iter();
    let words = cells.map(|cell| words(&cell.text().collect::<Vec<_>>().join(" ")));
    words.filter(|words| !words.is_empty()).collect()
}

fn is_edtf(page: &Html, code: &str) -> bool {
    let mut dates = all(page, "[data-edtf]").into_iter();
    dates.any(|date| date.attr("data-edtf") == Some(code))
}

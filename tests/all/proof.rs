//! What `check` finds in the pages that would be written.

use crate::support::{Site, assert_in_order, site};
use dateline::diagnostic::{Diagnostic, sorted, text};
use dateline::edition::AllTexts;
use dateline::proof;

fn found(site: &Site) -> Vec<Diagnostic> {
    let found = proof::read(&site.edition, &AllTexts(&site.tree));
    sorted(found)
}

/// What the proof of a site says, as people see it.
fn proofs(site: &Site) -> String {
    text::render(&found(site), &AllTexts(&site.tree), text::Style::Plain)
}

/// What the proof of a site of these files says, but for the files that no page leads to.
fn read(files: &[(&str, &str)]) -> String {
    let site = site(files.iter().copied());
    let mut found = found(&site);
    found.retain(|one| one.code != "page/orphan");
    text::render(&found, &AllTexts(&site.tree), text::Style::Plain)
}

fn article(body: &str) -> String {
    format!("+++\ntitle = \"Article\"\ndate = 2024-09-09\ntopics = [\"a\"]\n+++\n{body}\n")
}

const TOPIC: (&str, &str) = ("content/topics/a.md", "+++\nname = \"A\"\n+++\n");
const OTHER: (&str, &str) = (
    "content/articles/other.md",
    "+++\ntitle = \"Other\"\ndate = 2024-09-08\ntopics = [\"a\"]\n+++\n## Known\n",
);

#[test]
fn a_link_in_raw_html_that_leads_nowhere_is_told_at_its_line() {
    let text = article("One.\n\n<p>See <a href=\"../elsewhere/\">there</a>.</p>");
    let said = read(&[TOPIC, ("content/articles/x.md", &text)]);
    assert_in_order(
        &said,
        &[
            "warning[link/missing]: `../elsewhere/` leads to `/articles/elsewhere/`, where there is nothing, on `/articles/x/`",
            "content/articles/x.md:8:17",
            "mend the address, or take the link out",
        ],
    );
    assert_eq!(said.matches("warning").count(), 1, "{said}");
}

#[test]
fn a_link_in_raw_html_finds_pages_files_and_former_addresses() {
    let text = article(
        "<a href=\"../other/\">1</a> <a href=\"../other/index.html#known\">2</a> <a href=\"/articles/other\">3</a> \
         <a href=\"../old/\">4</a> <a href=\"../../articles/a.pdf?x\">5</a> <a href=\"https://desk.example/articles/other/\">6</a> \
         <a href=\"mailto:desk@desk.example\">7</a> <a href=\"#top\">8</a> <a href=\"../old/#known\">9</a>",
    );
    let other = OTHER
        .1
        .replace("topics", "aliases = [\"/articles/old/\"]\ntopics");
    let said = read(&[
        TOPIC,
        ("content/articles/other.md", &other),
        ("content/articles/a.pdf", "%PDF"),
        ("content/articles/x.md", &text),
    ]);
    assert_eq!(said, "");
}

#[test]
fn a_fragment_must_name_an_id_of_the_page_it_leads_to() {
    let text = article(
        "<a href=\"../other/#known\">1</a> <a href=\"../other/#unknown\">2</a> <a href=\"#nothing\">3</a>",
    );
    let said = read(&[TOPIC, OTHER, ("content/articles/x.md", &text)]);
    assert_in_order(
        &said,
        &[
            "link/missing-id",
            "`../other/#unknown` leads to `/articles/other/`, where nothing has the id `unknown`",
            "x.md:6:",
            "link/missing-id",
            "`#nothing` leads to `/articles/x/`, where nothing has the id `nothing`",
            "x.md:6:",
        ],
    );
    assert_eq!(said.matches("warning").count(), 2, "{said}");
}

#[test]
fn a_picture_in_any_size_must_be_there_and_have_an_alternative_text() {
    let text = article(
        "<img src=\"a.svg\" alt=\"\">\n<img src=\"b.svg\">\n\
         <picture><source srcset=\"a.svg 1x, c.svg 2x\"><img src=\"a.svg\" alt=\"A\"></picture>",
    );
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let said = read(&[
        TOPIC,
        ("content/articles/x/index.md", &text),
        ("content/articles/x/a.svg", svg),
        ("content/articles/x/b.svg", svg),
    ]);
    assert_in_order(
        &said,
        &[
            "page/no-alt",
            "the image `/articles/x/b.svg`",
            "index.md:7:11",
            "alt=\"\"",
            "link/missing",
            "`/articles/x/c.svg`",
            "index.md:8:",
        ],
    );
    assert_eq!(said.matches("warning").count(), 2, "{said}");
}

#[test]
fn an_id_that_stands_twice_is_told_at_its_second_place() {
    let text = article("<p id=\"one\">1</p>\n\n<p id=\"one\">2</p>");
    let said = read(&[TOPIC, ("content/articles/x.md", &text)]);
    assert_in_order(
        &said,
        &[
            "page/duplicate-id",
            "the id `one` stands twice on `/articles/x/`",
            "x.md:8:8",
        ],
    );
}

#[test]
fn what_is_wrong_in_the_theme_is_told_once_with_its_number_of_pages() {
    let page = "+++\ntitle = \"Page\"\n+++\nText.\n";
    let template = "<!doctype html><html><head><title>x</title></head><body>\
        <a href=\"{{ page.root }}nowhere.html\">x</a><img src=\"{{ page.root }}y.png\"></body></html>";
    let said = read(&[
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        ("themes/mine/templates/standing.html", template),
        ("content/pages/a.md", page),
        ("content/pages/b.md", page),
        ("content/pages/c.md", page),
        ("content/pages/d.md", page),
    ]);
    assert_in_order(
        &said,
        &[
            "`../../nowhere.html` leads to `/nowhere.html`, where there is nothing, on 4 pages, such as `/pages/a/`, `/pages/b/`, `/pages/c/`",
            "no text there has it, so look in the theme, from templates/standing.html on",
            "leads to `/y.png`",
            "the image `/y.png` has no alternative text, on 4 pages",
            "a page does not say which language it is in, on 4 pages",
        ],
    );
}

#[test]
fn an_id_that_a_template_leaves_out_is_told_with_that_template() {
    let said = read(&[
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        (
            "themes/mine/templates/article.html",
            "{% extends \"default:article.html\" %}{% block main %}<h1>{{ view.title }}</h1>{% endblock main %}",
        ),
        (
            "content/articles/x.md",
            "+++\ntitle = \"X\"\ndate = 2024-09-09\n[[events]]\nid = \"e\"\ntitle = \"E\"\ndate = \"2024-09-01\"\nby = \"A\"\n+++\n",
        ),
    ]);
    assert_in_order(
        &said,
        &[
            "where nothing has the id `event-1`",
            "templates/article.html makes the page that lacks the id, templates/",
        ],
    );
}

#[test]
fn what_a_style_sheet_of_the_theme_loads_must_be_there() {
    let css = "p { background: url(here.svg) } @font-face { src: url('fonts/gone.woff2') }";
    let said = read(&[
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        ("themes/mine/static/own.css", css),
        (
            "themes/mine/static/here.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    let gone = "`fonts/gone.woff2` leads to `/fonts/gone.woff2`, where there is nothing, on `/own.";
    assert!(said.contains(gone), "{said}");
    assert_eq!(said.matches("warning").count(), 1, "{said}");
}

#[test]
fn an_address_above_the_place_of_the_site_is_none_of_the_sites() {
    let text =
        article("<a href=\"/articles/other/\">1</a> <a href=\"/desk/articles/other/\">2</a>");
    let said = read(&[
        (
            "dateline.toml",
            "title = \"Desk\"\nbase_url = \"https://a.example/desk/\"\n",
        ),
        TOPIC,
        OTHER,
        ("content/articles/x.md", &text),
    ]);
    assert_in_order(
        &said,
        &[
            "link/outside",
            "`/articles/other/` leads out of the site, which lies below `https://a.example/desk/`",
            "x.md:6:10",
        ],
    );
    assert_eq!(said.matches("warning").count(), 1, "{said}");
}

#[test]
fn what_is_withheld_is_told_as_that() {
    let text = article("<a href=\"../later/\">1</a>");
    let later = OTHER.1.replace("+++\n##", "draft = true\n+++\n##");
    let said = read(&[
        TOPIC,
        ("content/articles/later.md", &later),
        ("content/articles/x.md", &text),
    ]);
    assert_in_order(
        &said,
        &[
            "link/withheld",
            "`/articles/later/`, which is not public",
            "x.md:6:10",
        ],
    );
}

#[test]
fn a_text_that_only_the_archive_leads_to_is_an_orphan() {
    let alone = "+++\ntitle = \"Alone\"\ndate = 2024-09-09\n+++\nText.\n";
    let page = "+++\ntitle = \"About\"\n+++\nSee [this](@/articles/named.md).\n";
    let said = proofs(&site([
        TOPIC,
        ("content/articles/alone.md", alone),
        ("content/articles/named.md", alone),
        ("content/articles/x.md", &*article("")),
        ("content/pages/about.md", page),
    ]));
    assert_in_order(
        &said,
        &[
            "note[page/orphan]: no page leads here but the front page and the lists of all articles",
            "content/articles/alone.md:2",
        ],
    );
    assert_eq!(said.matches("page/orphan").count(), 1, "{said}");
}

#[test]
fn many_orphans_are_one_message() {
    let alone = "+++\ntitle = \"Alone\"\ndate = 2024-09-09\n+++\nText.\n";
    let paths = ["a", "b", "c", "d", "e"].map(|name| format!("content/articles/{name}.md"));
    let said = proofs(&site(paths.iter().map(|path| (path.as_str(), alone))));
    let orphans = "no page leads to 5 texts but the front page and the lists of all articles, such as \
        `content/articles/a.md`, `content/articles/b.md`, `content/articles/c.md`";
    assert!(said.contains(orphans), "{said}");
    assert_eq!(said.matches("page/orphan").count(), 1, "{said}");
}

#[test]
fn a_file_beside_a_text_that_nothing_shows_is_told_of() {
    let text = article("![A](a.svg)\n\n[b](b.pdf)");
    let said = read(&[
        TOPIC,
        ("content/articles/x/index.md", &text),
        (
            "content/articles/x/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
        ("content/articles/x/b.pdf", "%PDF"),
        ("content/articles/x/c.pdf", "%PDF"),
        (
            "content/favicon.txt",
            "Beside no text, a file is there for its own sake.",
        ),
    ]);
    assert_in_order(&said, &["note[asset/unused]", "content/articles/x/c.pdf"]);
    assert_eq!(said.matches("asset/unused").count(), 1, "{said}");
}

#[test]
fn what_is_declared_for_nothing_is_told_of_unless_a_withheld_text_uses_it() {
    let text = article("")
        .replace("topics", "draft = true\nsources = [\"used\"]\ntopics")
        .replace(
            "+++\n\n",
            "[[events]]\nid = \"e\"\ntitle = \"E\"\ndate = 2024-09-09\nby = \"The Ministry\"\n\
         [[figures]]\nseries = \"s\"\nvalue = 1\nas_of = 2024-09-09\nvia = \"old-name\"\n+++\n",
        );
    let sources = "[used]\nname = \"Used\"\npublisher = \"house\"\n\n[house]\nname = \"House\"\n\n\
        [ministry]\nname = \"The Ministry\"\n\n[renamed]\nname = \"R\"\naliases = [\"old-name\"]\n\n\
        [idle]\nname = \"Idle\"\n";
    let site = site([
        TOPIC,
        ("content/articles/x.md", &*text),
        ("content/sources.toml", sources),
        ("content/series/s.md", "+++\nname = \"S\"\n+++\n"),
        ("content/series/t.md", "+++\nname = \"T\"\n+++\n"),
        ("content/events/e.md", "+++\ntitle = \"E\"\n+++\n"),
        ("content/events/f.md", "+++\ntitle = \"F\"\n+++\n"),
    ]);
    let said = site.lints();
    assert_in_order(
        &said,
        &[
            "note[event/unused]: no article says anything of the event `f`",
            "content/events/f.md",
            "note[series/unused]: no figure is of the series `t`",
            "content/series/t.md",
            "note[source/unused]: no text uses the source `idle`",
            "content/sources.toml:15",
        ],
    );
    assert_eq!(said.matches("note[").count(), 3, "{said}");
}

#[test]
fn a_picture_without_words_is_asked_for_some_and_an_article_can_allow_it() {
    let svg = (
        "content/articles/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    let text = article("![](a.svg)\n\n![*A*](a.svg) <img src=\"a.svg\" alt=\"\">");
    let said = site([TOPIC, svg, ("content/articles/x.md", &*text)]).lints();
    assert_in_order(
        &said,
        &["note[lint/no-alt]", "`a.svg`", "x.md:6:1", "![…](a.svg)"],
    );
    assert_eq!(said.matches("lint/no-alt").count(), 1, "{said}");
    let allowed = text.replace("+++\n!", "[allow]\n\"lint/no-alt\" = \"ornaments\"\n+++\n!");
    assert_eq!(
        site([TOPIC, svg, ("content/articles/x.md", &*allowed)]).lints(),
        ""
    );
}

//! Who wrote an article: persons, without their office, paper and place.

use super::imported;
use dateline::import::source::Kind;

fn authors(line: &str) -> Vec<String> {
    let text = format!(
        "Council to rebuild the mill bridge\n\n{line}\n\nThe council of Harrowmere will rebuild the mill bridge, which was closed on Friday after a beam broke, the mayor said.\n\nA contract for the work is to be signed on Monday, she told the people of the town.\n"
    );
    imported(Kind::Text, &text, Some("2024-03-05"))
        .metadata
        .authors
}

fn saved(head: &str, byline: &str) -> Vec<String> {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><title>Bridge closes</title><meta property=\"og:site_name\" content=\"The Gazette\">{head}</head><body><article><h1>Bridge closes to all traffic</h1>{byline}<p>The council of Harrowmere will rebuild the mill bridge, which was closed on Friday after a beam broke, the mayor said.</p><p>A contract for the work is to be signed on Monday, she told the people of the town.</p></article></body></html>"
    );
    imported(Kind::Html, &page, Some("2024-03-05"))
        .metadata
        .authors
}

#[test]
fn a_byline_names_persons_and_nothing_else() {
    for (line, names) in [
        (
            "By Ada Hale and Tom Reed, staff writers",
            vec!["Ada Hale", "Tom Reed"],
        ),
        (
            "By Ada Hale in Leyton and Tom Reed in Harrow",
            vec!["Ada Hale", "Tom Reed"],
        ),
        ("By ADA HALE, AP Science Writer", vec!["Ada Hale"]),
        ("By JANIE O'HALE Associated Press", vec!["Janie O'Hale"]),
        (
            "By Ada Hale | Harrow Post | March 5, 2024",
            vec!["Ada Hale"],
        ),
        ("By Ada Hale for The Harrow Post", vec!["Ada Hale"]),
        (
            "By Ada van der Hale, with Reuters",
            vec!["Ada van der Hale"],
        ),
        ("By The Associated Press", vec!["The Associated Press"]),
    ] {
        assert_eq!(authors(line), names, "{line}");
    }
    let reported = "The work will take a year and cost 2 million crowns, and buses will run through the old town until then, the council said.\n\n(Reporting by Ada Hale; Editing by Tom Reed)";
    assert_eq!(authors(reported), ["Ada Hale"]);
}

#[test]
fn a_saved_page_names_its_authors_where_it_can() {
    let graph = r#"<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Bridge closes", "author": {"@id": "/#p/1"}}, {"@type": "Person", "@id": "/#p/1", "name": "Ada Hale"}]}</script>"#;
    assert_eq!(saved(graph, ""), ["Ada Hale"]);
    let body = r#"<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "The Gazette"}}</script>"#;
    assert_eq!(
        saved(
            body,
            "<p class=\"c-byline\">By Ada Hale, Gazette reporter</p>"
        ),
        ["Ada Hale"]
    );
    assert_eq!(saved(body, ""), [""; 0]);
    assert_eq!(
        saved("", "<p>By Ada Hale and Tom Reed</p>"),
        ["Ada Hale", "Tom Reed"]
    );
}

#[test]
fn a_day_is_found_where_templates_leave_their_data_incomplete() {
    let page = "<html><head><title>Bridge closes</title><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": \"2024-03-05T10:00:00Z\", \"width\": }</script></head><body><p>The council of Harrowmere will rebuild the mill bridge, the mayor said to a crowd in the town hall.</p></body></html>";
    let date = imported(Kind::Html, page, None).metadata.date;
    assert_eq!(
        date.map(|day| day.to_string()).as_deref(),
        Some("2024-03-05")
    );
}

#[test]
fn a_menu_is_no_headline() {
    let text = "Home | World | Africa | Live\n\nBridge closes to all traffic\n\nMarch 5, 2024\n\nThe council of Harrowmere will rebuild the mill bridge, which was closed on Friday after a beam broke, the mayor said.\n";
    let title = imported(Kind::Text, text, None).metadata.title;
    assert_eq!(title.as_deref(), Some("Bridge closes to all traffic"));
}

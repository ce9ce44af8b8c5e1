//! Where a page says what: its text beside other articles' teasers, its day, what lies deep.

use std::fmt::Write as _;

use chrono::NaiveDate;
use dateline::content::source::SourceTree;
use dateline::import::draft::Facts;
use dateline::import::link::Site;
use dateline::import::propose::Vocabulary;
use dateline::import::source::Kind;
use dateline::import::{Day, Imported, draft, import};
use dateline::prose::language::Language;

use super::imported;

/// Imports a page that was saved in the summer of 2024.
fn saved(head: &str, body: &str) -> Imported {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><title>Bridge closes to all traffic</title>{head}</head><body>{body}</body></html>"
    );
    let language = Language::english().unwrap();
    let vocabulary = Vocabulary::new(&[]);
    let day = Day {
        named: None,
        today: NaiveDate::from_ymd_opt(2024, 7, 1),
    };
    import(Kind::Html, &page, day, &language, &vocabulary)
}

const STORY: &str = "<article><h1>Bridge closes to all traffic</h1><p>The council closed the bridge on Monday after a beam broke, and hundreds of people walked home along the river.</p><p>It will reopen next month, the council said, once the beam has been replaced by a new one of steel.</p></article>";

fn linked(day: &str) -> String {
    format!(
        "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closes to all traffic\",\"datePublished\":\"{day}\"}}</script>"
    )
}

#[test]
fn a_day_that_cannot_be_is_not_believed_where_another_place_tells_one() {
    let line = "<p>Published March 5, 2024</p>";
    for (head, body, day) in [
        (linked("0001-01-01T00:00:00Z"), line, "2024-03-05"),
        (linked("1970-01-01T00:00:00Z"), line, "2024-03-05"),
        (linked("2042-01-01"), line, "2024-03-05"),
        (linked("2001-01-01"), line, "2024-03-05"),
        (
            linked("2024-03-06T00:30:00Z"),
            "<time datetime=\"2024-03-05\" itemprop=\"datePublished\">5 March</time><p>March 5, 2024</p>",
            "2024-03-05",
        ),
        (
            "<link rel=\"canonical\" href=\"https://desk.example/news/2024/mar/05/bridge\">"
                .to_string(),
            "",
            "2024-03-05",
        ),
        (
            "<meta name=\"date\" content=\"2024-03-05\">".to_string(),
            "<p>Monday, July 1, 2024</p>",
            "2024-03-05",
        ),
    ] {
        let imported = saved(&head, &format!("{body}{STORY}"));
        let found = imported.metadata.date.map(|day| day.to_string());
        assert_eq!(found.as_deref(), Some(day), "{head} {body}");
    }
    let nothing = saved(&linked("1970-01-01"), STORY);
    assert_eq!(nothing.metadata.date, None);
}

#[test]
fn a_draft_says_where_its_day_is_from() {
    let head = linked("2024-03-05") + "<meta name=\"date\" content=\"2024-03-05\">";
    let body = format!("<time datetime=\"2024-06-30\">yesterday</time>{STORY}");
    let draft = draft::draft(&saved(&head, &body), Facts::InFrontMatter).unwrap();
    let said = "# The day is from: JSON-LD, meta; time: 2024-06-30.\ndate = 2024-03-05\n";
    assert!(draft.text.contains(said), "{}", draft.text);
}

#[test]
fn a_tag_ends_where_browsers_end_it() {
    let head = "<meta name=\"author\" content=\"Ada Hale\" data-x=\"a > b\"><meta content='2024-03-05' name=date><!-- <meta name=\"author\" content=\"Nobody\"> -->";
    let body = format!(
        "<div title=\"1 > 0\" class='byline'><span>By</span> <a rel=author>Tom Reed</a></div>{STORY}"
    );
    let metadata = saved(head, &body).metadata;
    assert_eq!(metadata.authors, ["Ada Hale"]);
    assert_eq!(metadata.date.unwrap().to_string(), "2024-03-05");
    assert_eq!(saved("", &body).metadata.authors, ["Tom Reed"]);
}

#[test]
fn every_mention_of_a_page_stands_where_it_is_said_to() {
    let body = "<article><h1>Bridge &amp; beam</h1><p title='a > b'>The council closed the bridge in May&nbsp;2021 &notit; on 3&#32;June 2022 after 340&#x20;cracks, AT&T said &ampand more, and nobody was hurt.</p><p>It reopened in\r\nOctober 2023 &lt;again> with 1,200 guests, all of whom had come to see the new beam of steel.</p></article>";
    let page = format!("\u{feff}<html><body>{body}</body></html>");
    let imported = imported(Kind::Html, &page, Some("2024-03-05"));
    let characters: Vec<char> = page.chars().collect();
    let placed = imported.mentions.iter().filter(|one| one.start.is_some());
    let mut count = 0;
    for mention in placed {
        let written = &characters[mention.start.unwrap()..mention.end.unwrap()];
        let written: String = written.iter().collect();
        let ends = [
            mention.text.chars().next(),
            mention.text.chars().next_back(),
        ];
        let found = [written.chars().next(), written.chars().next_back()];
        assert!(
            written.contains(['&', '\r']) || ends == found,
            "{written} for {}",
            mention.text
        );
        count += 1;
    }
    assert!(count >= 4, "{:?}", imported.mentions);
}

const SHORT: &str = "Home\nNews\nSport\nCounty Reports Sixth Case Of River Fever\nMarch 5, 2024 at 8:10 am\nHARROWMERE (AP) — Health officers in Harrowmere are reporting a sixth case of river fever.\nOfficers said Monday the patient is one of two people who fell ill after swimming in the mill pond.\nThe county had reported five cases since July.\n";

const TEASERS: &str = "Council Picks New Mayor After Long Night Of Votes\nThe council picked a new mayor on Monday after nine rounds of voting, and the losing side said that it would ask a court to look at the count of the last round.\nHarrow Rovers Lose Again As Keeper Limps Off\nThe Rovers lost their fourth game in a row on Sunday, and the keeper limped off after an hour with what the trainer called a bad knock on the left knee, their season now in doubt.\nBakery Burns Down In The Old Town, Nobody Is Hurt\nA bakery burned down in the old town early on Sunday, and the owner said that an oven had been left on by a new hand who did not know of the switch behind the door.\nFerry Line To Close In The Spring, Owner Says\nThe ferry line will close in the spring, its owner said, since the new bridge has taken most of its passengers and the boats are too old to be sold to anybody else.\n";

#[test]
fn a_short_story_is_found_beside_longer_teasers() {
    for page in [
        format!("{SHORT}Latest News\n{TEASERS}Follow Us\n"),
        format!("{SHORT}{TEASERS}"),
        format!("More for you\n{TEASERS}{SHORT}"),
    ] {
        let imported = imported(Kind::Text, &page, None);
        assert_eq!(imported.paragraphs.len(), 3, "{:?}", imported.paragraphs);
        assert!(imported.paragraphs[0].contains("sixth case of river fever"));
    }
}

#[test]
fn the_opening_of_an_article_is_kept_before_what_the_page_puts_in() {
    let page = "New York man pleads guilty to threats\nBreaking News Emails\nSUBSCRIBE\nNov. 19, 2019, 8:41 AM UTC\nBy Phil Hale\nA Harrow man pleaded guilty Monday to threatening a member of the council, prosecutors said.\nSign Up\nPrivacy Policy\nShare this\nThis site is protected by recaptcha\nThe man, 55, of Addison, pleaded guilty to threatening to assault a member of the council, and of owning a gun that he should not have had, prosecutors said.\nHe was arrested in April for a call to the offices of the council, in which he told a clerk that somebody ought to be afraid, the prosecutors said.\n";
    let imported = imported(Kind::Text, page, None);
    assert!(
        imported.body().starts_with("A Harrow man pleaded guilty"),
        "{}",
        imported.body()
    );
}

#[test]
fn proposals_are_matched_to_what_the_site_knows_and_to_nothing_else() {
    let claim = |title: &str, id: &str, date: &str| {
        format!(
            "+++\ntitle = \"Said\"\ndate = 2025-01-02\n[[events]]\nid = \"{id}\"\ntitle = \"{title}\"\ndate = \"{date}\"\nstatus = \"planned\"\nby = \"transport-ministry\"\n+++\n"
        )
    };
    let [close, bus] = [
        claim("The ferry line closes", "ferry-closes", "2025-09"),
        claim("A bus line opens", "bus-opens", "2025-09"),
    ];
    let tree = dateline::content::source::SourceTree::from_texts([
        ("content/articles/a.md", close.as_str()),
        ("content/articles/b.md", bus.as_str()),
        (
            "content/series/passengers.md",
            "+++\nname = \"Passengers of the ferry\"\nunit = \"passengers\"\n+++\n",
        ),
        (
            "content/series/boats.md",
            "+++\nname = \"Boats of the ferry\"\nunit = \"boats\"\n+++\n",
        ),
        (
            "content/sources.toml",
            "[transport-ministry]\nname = \"Transport ministry\"\nkind = \"organisation\"\n",
        ),
    ]);
    let content = dateline::content::load(&tree, &dateline::config::Config::default()).value;
    let text = "Ferry line to close for a year\n\nPublished 12 March 2025\n\nThe ferry line will close by October 2025, the transport ministry said, because both boats need new engines.\n\nSome 1,400 passengers use it in Harrow on a working day, and a shop will open in May 2025.\n";
    let mut imported = imported(Kind::Text, text, None);
    imported.links = Site::of(&content).link(&mut imported.proposals);
    let draft = draft::draft(&imported, Facts::InFrontMatter).unwrap().text;
    let id = "id = \"ferry-closes\"  # matched by words: closes, ferry, line; speaker: transport-ministry; time: near a day that was named for it\n";
    assert!(
        draft.contains(id) && draft.contains("by = \"transport-ministry\""),
        "{draft}"
    );
    assert!(
        draft.contains("series = \"passengers\"  # matched by words: Passengers"),
        "{draft}"
    );
    assert_eq!(draft.matches("# matched by").count(), 2, "{draft}");
}

#[test]
fn a_speaker_is_found_behind_an_article_of_any_language() {
    let file = "[port-board]\nname = \"Le Port\"\nkind = \"organisation\"\n";
    let tree = SourceTree::from_texts([("content/sources.toml", file)]);
    let content = dateline::content::load(&tree, &dateline::config::Config::default()).value;
    let text = "+++\nlang = \"fr\"\n+++\nLa ligne rouvrira en mai 2027, a annoncé le port.\n";
    for name in ["le port", "Port"] {
        let text = text.replace("le port", name);
        let mut imported = imported(Kind::Markdown, &text, Some("2026-03-12"));
        imported.links = Site::of(&content).link(&mut imported.proposals);
        let by = imported.proposals.events.iter().map(|event| &event.by);
        assert_eq!(by.collect::<Vec<_>>(), [&Some("port-board".to_string())]);
    }
}

#[test]
fn twenty_thousand_nested_tables_are_read_like_one() {
    let said = "<p>The council said on Monday that 2,000 people left in May 2020, and that nobody had asked them why they went.</p>";
    for (open, close) in [
        ("<table><tr><td>", "</td></tr></table>"),
        ("<table>", ""),
        ("<div><table>", ""),
        ("<table><caption>", "</caption></table>"),
        ("<b><i><table><tr><td>", ""),
    ] {
        let page = open.repeat(20_000) + said + &close.repeat(20_000);
        let imported = imported(Kind::Html, &page, Some("2024-03-05"));
        assert!(imported.body().contains("2,000 people"), "{open}");
    }
    // What a paragraph leaves open is opened again in the next, and so on.
    let mut page = String::new();
    for size in 0..300 {
        let _ = write!(page, "<font size={size}>");
    }
    page += &format!("<p>{said}").repeat(2_000);
    assert!(
        imported(Kind::Html, &page, Some("2024-03-05"))
            .body()
            .contains("2,000 people")
    );
}

#[test]
fn a_city_stands_for_its_country_unless_the_site_knows_it() {
    let text = "---\ntitle: Talks\ndate: 2024-09-09\n---\nTalks were held in Baghdad on Sunday.\n";
    let language = Language::english().unwrap();
    let region = |tree: SourceTree| {
        let content = dateline::content::load(&tree, &dateline::config::Config::default()).value;
        let vocabulary = Vocabulary::new(&content.terms);
        let imported = import(Kind::Markdown, text, None, &language, &vocabulary);
        imported.proposals.events[0].region.clone()
    };
    assert_eq!(region(SourceTree::default()).as_deref(), Some("iraq"));
    let own = SourceTree::from_texts([(
        "content/regions/baghdad-city.md",
        "+++\nname = \"Baghdad\"\n+++\n",
    )]);
    assert_eq!(region(own).as_deref(), Some("baghdad-city"));
}

//! Whole pages: pasted, saved and written in Markdown.

use dateline::content::claim::Status;
use dateline::import::draft::Facts;
use dateline::import::propose::Vocabulary;
use dateline::import::source::Kind;
use dateline::import::{Imported, draft, import};
use dateline::prose::language::Language;

use super::imported;

const PASTED: &str = "\
Donors and Kenya settle on return of aid staff in stages

.

Afp March 04, 2024

print-news
NAIROBI:

A group of donors and the state have settled on a return of foreign aid staff in stages, though nobody has put a name to it, the Kenyan aid minister said Sunday.

The donors keep some 1,200 workers in Kenya and 300 in Uganda for a programme that feeds schools along the border.

On Sunday, Kenyan Aid Minister Rose Atieno told the television station Ziwa that the staff would leave offices in Nairobi by June 2025 and the lake districts by June 2026.

Depots have been raided dozens of times, as anger over prices since early November has brought crowds onto the streets of many towns.

The programme began in 2011, was halted by the government four years later and resumed in 2017.

COMMENTS

Replying to Joan

Moderators read every comment first.

Read our rules for readers
";

fn dates(imported: &Imported) -> Vec<String> {
    let events = imported.proposals.events.iter();
    events.map(|event| event.date.to_string()).collect()
}

#[test]
fn a_pasted_page_becomes_an_article_with_its_facts() {
    let imported = imported(Kind::Text, PASTED, None);
    let metadata = &imported.metadata;
    assert_eq!(
        metadata.title.as_deref(),
        Some("Donors and Kenya settle on return of aid staff in stages")
    );
    assert_eq!(
        metadata.date.map(|day| day.to_string()).as_deref(),
        Some("2024-03-04")
    );
    assert_eq!(metadata.agency.as_deref(), Some("AFP"));
    assert_eq!(metadata.dateline.as_deref(), Some("NAIROBI"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(imported.paragraphs.len(), 5);
    assert_eq!(
        dates(&imported),
        ["[..2025-06]", "[..2026-06]", "2011", "2015", "2017"]
    );
    assert!(
        imported
            .left_out
            .iter()
            .any(|line| line == "Replying to Joan")
    );
    assert_eq!(imported.proposals.regions, ["kenya"]);
    let figures: Vec<(&str, String, Option<&str>)> = imported
        .proposals
        .figures
        .iter()
        .map(|figure| {
            let number = figure.min.to_string();
            (figure.unit.as_str(), number, figure.region.as_deref())
        })
        .collect();
    assert_eq!(
        figures,
        [
            ("workers", "1200".to_string(), Some("kenya")),
            ("workers", "300".to_string(), Some("uganda"))
        ]
    );
    let deadline = &imported.proposals.events[1];
    assert_eq!(deadline.status, Status::Announced);
    assert_eq!(
        deadline.by.as_deref(),
        Some("Kenyan Aid Minister Rose Atieno")
    );
}

#[test]
fn every_word_of_the_article_is_kept_as_it_was() {
    let imported = imported(Kind::Text, PASTED, None);
    for paragraph in &imported.paragraphs {
        assert!(PASTED.contains(paragraph.as_str()), "{paragraph}");
    }
}

#[test]
fn wrapped_lines_are_mended_to_paragraphs() {
    let wrapped = "The ferry line across the sound will close for the whole\nof next winter, its owner said, because the two boats need\nnew engines and the pier has to be made safe before anyone\nmay use it again.\n\nA bus will run in its place, the owner said, from the old\nstation to the market square and back, four times on every\nworking day until the boats return.\n";
    let imported = imported(Kind::Text, wrapped, Some("2025-03-12"));
    assert_eq!(imported.paragraphs.len(), 2);
    assert!(imported.paragraphs[0].contains("for the whole of next winter"));
}

const SAVED: &str = r#"<!doctype html><html lang="en"><head><title>Harbour wall fails | Coast News</title>
<meta property="og:site_name" content="Coast News"><link rel="canonical" href="https://coast.example/harbour-wall">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Harbour wall fails &amp; floods market",
"datePublished":"2024-11-05T07:00:00+02:00","author":[{"@type":"Person","name":"Ada Hale"}],"publisher":{"@type":"Organization","name":"Coast News"}}</script></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Harbour wall fails</h1>
<p>The old harbour wall gave way on Monday evening and sea water ran into the covered market, where traders lost most of what they had stored for the winter season.</p>
<p>Engineers had warned of the danger in 2021, when they counted 340 cracks along the northern side and asked the council for money to mend the worst of them.</p>
<p>The council said it would present a plan by January 2025, after talks with the traders and with the owners of the boats that lie in the inner basin.</p>
</article><footer>© 2024 Coast News. All rights reserved.</footer></body></html>"#;

#[test]
fn a_saved_page_tells_who_wrote_it_and_when() {
    let imported = imported(Kind::of("page.html", SAVED), SAVED, None);
    let metadata = &imported.metadata;
    assert_eq!(
        metadata.title.as_deref(),
        Some("Harbour wall fails & floods market")
    );
    assert_eq!(
        metadata.date.map(|day| day.to_string()).as_deref(),
        Some("2024-11-05")
    );
    assert_eq!(metadata.authors, ["Ada Hale"]);
    assert_eq!(metadata.publisher.as_deref(), Some("Coast News"));
    assert!(!imported.body().contains("All rights reserved"));
    let characters: Vec<char> = SAVED.chars().collect();
    let placed = imported
        .mentions
        .iter()
        .filter(|mention| mention.start.is_some());
    let mut count = 0;
    for mention in placed {
        count += 1;
        let text: String = characters[mention.start.unwrap()..mention.end.unwrap()]
            .iter()
            .collect();
        assert_eq!(text, mention.text);
    }
    assert!(count >= 4, "{:?}", imported.mentions);
    assert!(dates(&imported).contains(&"[..2025-01]".to_string()));
}

#[test]
fn markdown_keeps_its_text_and_gives_its_front_matter() {
    let text = "---\ntitle: A wall fails\ndate: 2024-11-05\nauthor: Ada Hale\n---\n\nThe wall *gave way* on Monday, and [some](x.md) 340 boats were lost.\n";
    let imported = imported(Kind::of("a.md", text), text, None);
    assert_eq!(imported.metadata.authors, ["Ada Hale"]);
    assert_eq!(
        imported.body(),
        "The wall *gave way* on Monday, and [some](x.md) 340 boats were lost."
    );
    assert_eq!(dates(&imported), ["2024-11-04"]);
}

#[test]
fn the_sites_own_terms_are_proposed_and_no_others() {
    let tree = dateline::content::source::SourceTree::from_texts([
        (
            "content/topics/school-meals.md",
            "+++\nname = \"School meals\"\naliases = [\"feeds schools\"]\n+++\n",
        ),
        (
            "content/topics/fishing.md",
            "+++\nname = \"Fishing\"\n+++\n",
        ),
        (
            "content/regions/kenya/lake-districts.md",
            "+++\nname = \"Lake Districts\"\n+++\n",
        ),
    ]);
    let content = dateline::content::load(&tree, &dateline::config::Config::default()).value;
    let language = Language::english().unwrap();
    let vocabulary = Vocabulary::new(&content.terms);
    let imported = import(
        Kind::Text,
        &PASTED.replace("the lake districts", "from the Lake Districts"),
        None,
        &language,
        &vocabulary,
    );
    assert_eq!(imported.proposals.topics, ["school-meals"]);
    assert_eq!(imported.proposals.regions, ["kenya", "lake-districts"]);
}

#[test]
fn a_draft_waits_for_a_yes_with_its_evidence() {
    let draft = draft::draft(&imported(Kind::Text, PASTED, None), Facts::InFrontMatter).unwrap();
    assert_eq!(
        draft.path,
        "content/articles/2024/donors-and-kenya-settle-on-return-of-aid-staff-in-stages.md"
    );
    assert_eq!(draft.text.matches("review = true").count(), 7);
    assert_eq!(draft.text.matches("quote = ").count(), 7);
    assert!(
        draft
            .text
            .contains("sources = [{ name = \"AFP\", published = 2024-03-04 }]")
    );
}

#[test]
fn a_text_without_a_day_or_a_body_says_so() {
    let nothing = draft::draft(&imported(Kind::Text, "", None), Facts::InFrontMatter).unwrap_err();
    assert!(nothing.contains("headline"), "{nothing}");
    let undated = draft::draft(&imported(Kind::Text, "A wall fails in the town\n\nThe wall of the old town gave way and nobody was hurt, the mayor said to a crowd.", None), Facts::InFrontMatter).unwrap_err();
    assert!(undated.contains("--date"), "{undated}");
}

const LISTED: &str = r#"<!doctype html><html lang="en"><head><title>Harbour wall fails</title></head><body><main><article>
<header><h1>Harbour wall fails</h1><p>By Ada Hale</p></header>
<p>KISUMU, Nov 4 (Reuters) - The old harbour wall gave way in the evening and sea water ran into the covered market, where traders lost most of what they had stored.</p>
<h2>What is closed</h2><p>The council has closed these parts of the town until the wall is mended, it said in a letter to all who live there:</p>
<ol><li>the market hall, with its stalls</li><li>the lower road, from the station to the pier</li></ol>
<ul><li>the inner basin, for boats of every kind</li></ul></article></main></body></html>"#;

#[test]
fn a_page_is_without_its_headline_and_has_its_headings_and_lists() {
    let imported = imported(Kind::of("page.html", LISTED), LISTED, Some("2024-11-05"));
    let metadata = &imported.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Harbour wall fails"));
    assert_eq!(metadata.authors, ["Ada Hale"]);
    assert_eq!(metadata.dateline.as_deref(), Some("KISUMU"));
    assert_eq!(metadata.agency.as_deref(), Some("Reuters"));
    assert!(imported.body().starts_with("KISUMU, Nov 4"));
    let draft = draft::draft(&imported, Facts::InText).unwrap().text;
    for line in [
        "## What is closed",
        "1. the market hall, with its stalls",
        "2. the lower road, from the station to the pier",
        "- the inner basin, for boats of every kind",
    ] {
        assert!(draft.contains(&format!("\n{line}\n")), "{line}: {draft}");
    }
}

#[test]
fn a_table_of_a_page_is_a_table_and_one_for_layout_is_its_paragraphs() {
    let page = |table: &str| {
        let html = format!(
            "<html><head><title>Floods in the north</title><meta property=\"article:published_time\" content=\"2024-09-10\"></head>\
             <body><article><h1>Floods in the north</h1><p>The council said on Tuesday that 2,500 people were moved from their homes in three towns of the north, the largest move in ten years.</p>\
             <p>Here is where they went, by town, as the council counted them on Monday evening, after the river had fallen by a metre:</p>\
             {table}<p>The council will count again by the end of October 2024, it said in its statement to the press on Tuesday afternoon.</p>\
             <p>Most of those who left are with their families, and few of them have asked for a bed in the halls that the towns have opened.</p></article></body></html>"
        );
        let imported = imported(Kind::Html, &html, None);
        draft::draft(&imported, Facts::InFrontMatter).unwrap().text
    };
    for (table, markdown) in [
        (
            "<table><thead><tr><th>Town</th><th>People | all</th></tr></thead><tr><td>Alpha</td><td>1,200</td></tr><tr><td>Beta</td><td></td></tr></table>",
            "\n\n| Town | People \\| all |\n| --- | --- |\n| Alpha | 1,200 |\n| Beta |   |\n\n",
        ),
        // Without a head the first row stays a row; a cell that spans others has empty ones beside it.
        (
            "<table><tr><td rowspan=2>Alpha</td><td>1,200<br>people</td></tr><tr><td>900</td></tr><tr><td colspan=2>None</td></tr></table>",
            "\n\n|   |   |\n| --- | --- |\n| Alpha | 1,200 people |\n|   | 900 |\n| None |   |\n\n",
        ),
        (
            "<table><tr><td>One column only</td></tr><tr><td>And a second row</td></tr></table>",
            "\n\nOne column only\n\nAnd a second row\n\n",
        ),
        (
            "<table><tr><td><h2>A heading</h2><p>A text beside others.</p></td><td>Other</td></tr><tr><td>x</td><td>y</td></tr></table>",
            "\n\nA text beside others.\n\nOther\n\n",
        ),
    ] {
        let text = page(table);
        assert!(text.contains(markdown), "{table}: {text}");
    }
}

#[test]
fn a_body_under_a_longer_and_a_shorter_name_is_one_speaker_where_no_other_is_called_so() {
    let speakers = |more: &str| {
        let text = format!(
            "Halls open in Alpha\n\n10 September 2024\n\n\
             The city council said on Tuesday that 2,500 people were moved from their homes in three towns of the north, the largest move in ten years.\n\n\
             The council will count them again by the end of October 2024, the council said in its statement to the press on Tuesday afternoon.\n\n\
             The council said 300 people had asked for a bed in the halls that the towns have opened for them since Monday.\n\n{more}\n"
        );
        let proposals = imported(Kind::Text, &text, None).proposals;
        let figures = proposals.figures.into_iter().map(|figure| figure.by);
        let events = proposals.events.into_iter().map(|event| event.by);
        let mut all: Vec<String> = events.chain(figures).flatten().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    assert_eq!(speakers(""), ["The city council"]);
    let other = "The security council said that 40 people were missed in the towns of the north on Monday evening.";
    assert!(speakers(other).contains(&"the council".to_string()));
    // What lies within a name is nobody's.
    let other =
        "The police of the council said that 40 people were missed in the towns on Monday evening.";
    assert!(speakers(other).contains(&"The city council".to_string()));
}

//! Facts in the text: what is recorded of them, what is refused, and what readers get.

use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{Site, everything, published, site, site_with, today, without_marks};

const SOURCES: &str = "[caa]\nname = \"Civil Aviation Authority\"\n\n[suna]\nname = \"SUNA\"\nkind = \"publisher\"\n\n[who]\nname = \"WHO\"\n\n[who-dashboard]\nname = \"Dashboard\"\npublisher = \"who\"\n\n[saf]\nname = \"Army\"\n\n[rsf]\nname = \"Rapid Support Forces\"\n";

/// A site of one article of a day with this text.
fn article(day: &str, body: &str) -> Site {
    let article = format!("+++\ntitle = \"An article\"\ndate = {day}\n+++\n{body}\n");
    site_of(&article)
}

fn site_of(article: &str) -> Site {
    site_with(
        [
            ("content/sources.toml", SOURCES),
            ("content/articles/a.md", article),
            (
                "content/events/airport.md",
                "+++\ntitle = \"The airport reopens\"\nspeaker = \"caa\"\n+++\n",
            ),
            ("content/events/truce.md", "+++\ntitle = \"Truce\"\n+++\n"),
            (
                "content/series/cases.md",
                "+++\nname = \"Cases\"\nunit = \"people\"\n+++\n",
            ),
            (
                "content/series/share.md",
                "+++\nname = \"Share\"\nunit = \"%\"\n+++\n",
            ),
            (
                "content/series/cost.md",
                "+++\nname = \"Cost\"\nunit = \"million US$\"\n+++\n",
            ),
        ],
        &today(),
    )
}

/// What is recorded of the facts of a text: of a claim its date, status, speaker and day; of a
/// figure its number, time and speaker.
fn recorded(site: &Site) -> Vec<String> {
    let newsroom = &site.edition.newsroom;
    let speaker = |voice: &dateline::newsroom::voice::Voice| match voice.speaker() {
        dateline::newsroom::voice::Speaker::Source(id) => newsroom.source(*id).id.clone(),
        dateline::newsroom::voice::Speaker::Name(name, _) => name.clone(),
        dateline::newsroom::voice::Speaker::Site => "site".to_string(),
    };
    let claims = newsroom.events.iter().flat_map(|event| &event.history);
    let claims = claims.map(|said| {
        let date = said
            .claim
            .date
            .as_ref()
            .map_or("no date".to_string(), ToString::to_string);
        let reported = said.claim.attribution.reported.day;
        format!(
            "{date} {} {} {reported}",
            said.claim.status.as_str(),
            speaker(&said.voice)
        )
    });
    let series = newsroom
        .series
        .iter()
        .flat_map(|series| &series.observations);
    let figures = series.map(|observed| {
        let observation = &observed.observation;
        let words = observed.quantity.words();
        format!("{words} {} {}", observation.as_of, speaker(&observed.voice))
    });
    claims.chain(figures).collect()
}

#[test]
fn the_words_of_a_link_are_the_fact() {
    for (day, text, fact) in [
        (
            "2025-06-12",
            "It is to reopen [by November](event:airport \"announced, caa, via suna\").",
            "[..2025-11] announced caa 2025-06-12",
        ),
        (
            "2025-06-12",
            "It is to reopen [by the end of the year](event:airport \"announced\").",
            "[..2025] announced caa 2025-06-12",
        ),
        (
            "2025-06-12",
            "It reopened [on Sunday](event:airport \"happened\").",
            "2025-06-08 happened caa 2025-06-12",
        ),
        (
            "2025-06-12",
            "It reopened on [Sunday, 8 June](#event:airport \"happened\").",
            "2025-06-08 happened caa 2025-06-12",
        ),
        (
            "2025-06-12",
            "It is to reopen in [July or August](EVENT:airport \"planned\").",
            "[2025-07,2025-08] planned caa 2025-06-12",
        ),
        (
            "2025-06-12",
            "It is to reopen [in early 2026](event:airport \"expected, by Ann Lee\").",
            "2026-37~ expected Ann Lee 2025-06-12",
        ),
        (
            "2025-06-12",
            "It is [back by then](event:airport \"planned, = by September 2025\").",
            "[..2025-09] planned caa 2025-06-12",
        ),
        (
            "2025-09-24",
            "The army rejected the text [on Sunday](event:truce \"rejected, saf\").",
            "no date rejected saf 2025-09-21",
        ),
        (
            "2025-04-20",
            "The army accepted it for [14 May](event:truce \"accepted, saf\").",
            "2025-05-14 accepted saf 2025-04-20",
        ),
        (
            "2025-04-20",
            "The army put it off [on 14 April 2025](event:truce \"postponed, saf\").",
            "no date postponed saf 2025-04-14",
        ),
        (
            "2025-04-20",
            "The army put it off [on Monday](event:truce \"postponed, saf, said Monday\").",
            "no date postponed saf 2025-04-14",
        ),
        (
            "2025-04-20",
            "The army put it off [until 14 May](event:truce \"postponed, saf\").",
            "2025-05-14 postponed saf 2025-04-20",
        ),
        (
            "2025-09-24",
            "The army [rejected it](event:truce \"rejected, saf\").",
            "no date rejected saf 2025-09-24",
        ),
        (
            "2025-09-24",
            "It agreed to [the truce](event:truce \"accepted, rsf, = November 2025, said 6 September 2025\").",
            "2025-11 accepted rsf 2025-09-06",
        ),
        (
            "2025-09-24",
            "A text with [a definition][f1].\n\n[f1]: event:truce \"proposed, who, = by 1 October\"",
            "[..2025-10-01] proposed who 2025-09-24",
        ),
        (
            "2025-09-24",
            "The WHO counted [133,742](figure:cases \"31 August 2025, who-dashboard\") so far.",
            "133,742 2025-08-31 who",
        ),
        (
            "2025-09-24",
            "| where | how many |\n|---|---|\n| here | [about 2,500 people](figure:cases \"31 August\") |",
            "about 2,500 2025-08-31 site",
        ),
        (
            "2025-09-24",
            "[A third](figure:share \"= 34.4 percent, 31 December 2024\") of it.",
            "34.4 2024-12-31 site",
        ),
        (
            "2025-09-24",
            "It costs [$1.43 billion](figure:cost \"= US$1.43 billion, by OCHA\").",
            "1,430 2025-09-24 OCHA",
        ),
        (
            "2025-09-24",
            "It may cost [two hundred million](figure:cost \"forecast, November, who\").",
            "200 2025-11 who",
        ),
        (
            "2025-09-24",
            "He gave [two and a half million](figure:cases \"who\").",
            "2,500,000 2025-09-24 who",
        ),
        (
            "2025-09-24",
            "It was [called off](event:airport \"called off, caa\").",
            "no date cancelled caa 2025-09-24",
        ),
        (
            "2025-09-24",
            "تُفتح [بحلول كانون الثاني](event:airport \"مخطط له، caa، عبر suna\").",
            "[..2026-01] planned caa 2025-09-24",
        ),
        (
            "2025-09-24",
            "قالت المنظمة إن العدد [نحو 2,500](figure:cases \"آب، who، تقدير\").",
            "about 2,500 2025-08 who",
        ),
        (
            "2025-09-24",
            "وافقت على [الهدنة](event:truce \"مقبول، على لسان rsf، قيل 6 أيلول\").",
            "no date accepted rsf 2025-09-06",
        ),
    ] {
        let site = article(day, text);
        assert_eq!(site.complaints(), "", "{text}");
        assert_eq!(recorded(&site), [fact], "{text}");
    }
}

#[test]
fn a_fact_without_an_id_is_its_article_s_alone_and_marked_there() {
    let site = article(
        "2025-09-24",
        "[More than 89,000 people](figure: \"People who fled: 26 October 2024 – 5 November 2024, who, in sudan\") fled.\n\n## Then\n\nThe road is to open [by October](event: \"The road opens: planned, saf\").",
    );
    let words = site.words("/articles/a/");
    assert_eq!(site.complaints(), "");
    assert!(
        words.contains("People who fled") && words.contains("The road opens"),
        "{words}"
    );
    let page = site.page("/articles/a/");
    assert!(
        page.contains("<a class=\"fact\" href=\"#figure-1\">More than 89,000 people</a>"),
        "{page}"
    );
    assert!(page.contains("<a class=\"fact\" href=\"#event-1\">by October</a>"));
}

#[test]
fn readers_see_a_mark_that_leads_to_the_event_and_never_the_fact_as_it_is_typed() {
    let site = article(
        "2025-06-12",
        "It is to reopen [by **November**](event:airport \"announced, caa\").\n\n<b>Raw</b> [2,500](figure:cases)",
    );
    let page = site.page("/articles/a/");
    assert!(
        page.contains(
            "<a class=\"fact\" href=\"../../events/airport/index.html\">by <strong>November</strong></a>"
        ),
        "{page}"
    );
    assert!(
        page.contains("<a class=\"fact\" href=\"../../figures/cases/index.html\">2,500</a>"),
        "{page}"
    );
    let all = everything(&site.edition);
    for typed in ["event:airport", "figure:cases", "announced, caa"] {
        assert!(!all.contains(typed), "{typed}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_write() {
    for (text, message, help) in [
        (
            "About [2,500](figure:cases)",
            "`about` before the link changes the fact",
            "`[about 2,500](…)`",
        ),
        (
            "by [September 2025](event:airport \"planned\")",
            "`by` before the link",
            "`[by September 2025](…)`",
        ),
        (
            "[2,500](figure:cases) or more",
            "`or more` behind the link",
            "`[2,500 or more](…)`",
        ),
        (
            "[by then](event:airport \"planned\")",
            "`by then` is not read",
            "points to another sentence",
        ),
        (
            "[2,500](figure:cases \"Ministry of Health\")",
            "`Ministry of Health` is not read",
            "a speaker by name is `by NAME`",
        ),
        (
            "[next week](event:airport \"planned\")",
            "`next week` is not read",
            "write the days after `=`",
        ),
        (
            "[in autumn](event:airport \"planned\")",
            "`in autumn` is not read",
            "hemisphere",
        ),
        (
            "[until November 2025](event:airport \"planned\")",
            "is not read",
            "is that day itself included?",
        ),
        (
            "[in September](event:airport)",
            "is not read",
            "the year is missing",
        ),
        (
            "[on 14 September](event:airport \"accepted\")",
            "is not read",
            "before the article or after it: write the year",
        ),
        (
            "[on Monday](event:airport \"postponed\")",
            "is not read",
            "is it the day on which it was put off, or the new one?",
        ),
        (
            "[a third](figure:share)",
            "`a third` is not a number",
            "about 33 percent",
        ),
        (
            "[tens of thousands](figure:cases)",
            "`tens of thousands` is not a number",
            "leave the words without a mark",
        ),
        (
            "[2,500 US troops](figure:cases)",
            "this number in `US troops`",
            "write the number in people",
        ),
        (
            "[by November](event:airport \"annonced\")",
            "`annonced` is no status, date or source",
            "did you mean `announced`?",
        ),
        (
            "[by November](event:airport \"planned, caa, suna\")",
            "`suna` would be a second speaker",
            "who carried it is `via suna`",
        ),
        (
            "[by November](event:airport \"planned, planned\")",
            "`planned` is not read",
            "each part stands once",
        ),
        (
            "[2,500](figure:cases “who”)",
            "this is not read as a link",
            "straight quotation marks",
        ),
        (
            "[2,500](figure:my cases)",
            "this is not read as a link",
            "without a space",
        ),
        ("![2,500](figure:cases)", "an image is no fact", "`!`"),
        (
            "[2,500]\n\n[2,500]: figure:cases",
            "the words alone do not name a fact",
            "figure:its-id",
        ),
        ("<figure:cases>", "in angle brackets", "figure:its-id"),
        ("[](figure:cases)", "a fact without words", "figure:its-id"),
        (
            "[Monday, 8 June 2025](event:airport \"happened\")",
            "is not read",
            "is no Mon",
        ),
    ] {
        let told = article("2025-06-12", text).complaints();
        assert!(
            told.contains(message) && told.contains(help),
            "{text}: {told}"
        );
    }
    let code = article(
        "2025-06-12",
        "`[x](event:y “z”)`\n\n    [x](figure:y “z”)\n",
    );
    assert_eq!(code.complaints(), "");
    let page = site([(
        "content/pages/about.md",
        "+++\ntitle = \"About\"\n+++\n[2,500](figure:cases)\n",
    )]);
    assert!(
        page.complaints().contains("only an article states facts"),
        "{}",
        page.complaints()
    );
}

#[test]
fn a_fact_in_the_text_and_in_the_front_matter_is_told_with_both_lines() {
    let site = site_of(
        "+++\ntitle = \"An article\"\ndate = 2025-06-12\n\n[[events]]\nid = \"airport\"\ndate = \"[..2025-11]\"\nstatus = \"planned\"\n+++\nIt reopens [by November](event:airport \"planned\").\n",
    );
    let told = site.complaints();
    assert!(
        told.contains("error[fact/twice]: this fact stands in the front matter too, in line 5"),
        "{told}"
    );
    assert!(told.contains("a.md:10:"), "{told}");
}

#[test]
fn what_an_embargoed_article_states_in_its_text_stays_back() {
    let site = site_of(
        "+++\ntitle = \"An article\"\ndate = 2025-06-12\nembargo = 2030-01-01\n+++\nIt is [by November](event:secret \"A secret thing: planned, by Mole\"), [777](figure:secret-count \"Secret count\").\n",
    );
    let all = everything(&site.edition);
    for secret in ["secret", "Secret", "Mole", "777"] {
        assert!(!all.contains(secret), "{secret}");
    }
}

#[test]
fn an_article_says_once_when_its_numbers_are_true() {
    let site = site_of(
        "+++\ntitle = \"An article\"\ndate = 2025-06-12\nas_of = \"May 2025\"\n\n[[figures]]\nseries = \"share\"\nvalue = \"12%\"\n+++\nSo far [2,500](figure:cases \"who\").\n",
    );
    assert_eq!(site.complaints(), "");
    assert_eq!(recorded(&site), ["2,500 2025-05 who", "12 2025-05 site"]);
}

/// A fact in the text and the same in front matter.
fn fact() -> impl Strategy<Value = (String, String)> {
    let claim = (
        select(vec!["airport", "truce"]),
        select(vec![
            "[..2025-11]",
            "2025-11-05",
            "2026-35",
            "[2026-01..]",
            "2027-37~",
        ]),
        select(vec!["planned", "announced", "expected", "required"]),
        select(vec!["caa", "saf", "who"]),
    );
    let claim = claim.prop_map(|(id, date, status, by)| {
        let words = dateline::date::Edtf::parse(date).unwrap().words();
        let sentence = format!("It is {words}, they say.");
        (
            format!("It is [{words}](event:{id} \"{status}, {by}\"), they say."),
            format!("[[events]]\nid = \"{id}\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"{by}\"\nsentence = \"{sentence}\"\n"),
        )
    });
    let hedges = vec![("", ""), ("about ", "about"), ("at least ", "at-least")];
    let figure = (
        0..99_999_u32,
        select(hedges),
        select(vec!["2025-05", "2025-05-31"]),
    );
    let figure = figure.prop_map(|(number, (hedge, key), as_of)| {
        let words = dateline::date::Edtf::parse(as_of).unwrap().words();
        let hedge_key = match key {
            "" => String::new(),
            key => format!("hedge = \"{key}\"\n"),
        };
        let sentence = format!("There were {hedge}{number} people.");
        (
            format!("There were [{hedge}{number} people](figure:cases \"{words}, who-dashboard\")."),
            format!("[[figures]]\nseries = \"cases\"\nvalue = {number}\n{hedge_key}unit = \"people\"\nas_of = \"{as_of}\"\nsource = \"who-dashboard\"\nsentence = \"{sentence}\"\n"),
        )
    });
    prop_oneof![claim, figure]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fact_in_the_text_gives_the_pages_that_it_gives_in_front_matter(
        facts in proptest::collection::vec(fact(), 1..4),
    ) {
        let words = |typed: &str| {
            let mut plain = typed.replacen('[', "", 1);
            if let (Some(from), Some(to)) = (plain.find("]("), plain.find("\")")) {
                plain.replace_range(from..to + 2, "");
            }
            plain
        };
        // One fact of each kind and id: what is said twice in a text is said once.
        let mut seen = std::collections::BTreeSet::new();
        let facts: Vec<_> = facts.into_iter().filter(|(_, matter)| {
            seen.insert(matter.lines().take(4).map(str::to_string).collect::<Vec<_>>())
        }).collect();
        let head = "+++\ntitle = \"An article\"\ndate = 2025-06-12\n";
        let body: Vec<String> = facts.iter().map(|(text, _)| text.clone()).collect();
        let matter: String = facts.iter().map(|(_, matter)| matter.as_str()).collect();
        let plain: Vec<String> = facts.iter().map(|(text, _)| words(text)).collect();
        let one = site_of(&format!("{head}+++\n{}\n", body.join("\n\n")));
        let other = site_of(&format!("{head}{matter}+++\n{}\n", plain.join("\n\n")));
        prop_assert_eq!(recorded(&one), recorded(&other));
        let (one, other) = (published(&one.edition).value, published(&other.edition).value);
        prop_assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (url, bytes) in &one {
            let (text, same) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[url]));
            // A text for other programs has its links as they are.
            if ["html", "/"].iter().any(|end| url.as_str().ends_with(end)) || url.as_str().ends_with(".json") && !url.as_str().contains("feed") {
                prop_assert_eq!(without_marks(&text), same, "{}", url);
            }
        }
    }
}

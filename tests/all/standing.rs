//! A site that is kept up as its files change is what it would be if it were read anew: the same
//! bytes on every page, the same words about what is wrong, after any edits.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dateline::content::Broken;
use dateline::content::source::SourceTree;
use dateline::diagnostic::{Checked, Diagnostic, sorted};
use dateline::edition::{Options, Standing, Update};
use dateline::path::{SourcePath, UrlPath};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{published, today};

/// The files of a small newsroom: terms, a series and an event with files, sources.
const FILES: [(&str, &str); 7] = [
    (
        "dateline.toml",
        "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[limits]\npage = 3\ntimeline = 2\nlatest = 2\n[output]\nwith = [\"cell-feeds\", \"event-data\"]\n",
    ),
    ("content/topics/ports.md", "+++\nname = \"Ports\"\n+++\n"),
    (
        "content/topics/ports/cranes.md",
        "+++\nname = \"Cranes\"\n+++\n",
    ),
    ("content/regions/iraq.md", "+++\nname = \"Iraq\"\n+++\n"),
    (
        "content/series/ships.md",
        "+++\nname = \"Ships\"\nunit = \"ships\"\nregion = \"iraq\"\nmax_age = \"1y\"\n+++\nCounted daily.\n",
    ),
    (
        "content/events/opens.md",
        "+++\ntitle = \"The port opens\"\ntopics = [\"ports\"]\n+++\nLong awaited.\n",
    ),
    (
        "content/sources.toml",
        "[wire]\nname = \"Wire\"\n[ministry]\nname = \"Ministry\"\n[paper]\nname = \"Paper\"\npublisher = \"ministry\"\n",
    ),
];

/// A key, how often it stands there, and what may stand there, spelled as TOML.
type Key = (&'static str, f64, &'static [&'static str]);

/// What an article says of itself. Today is the first of October 2025.
const HEAD: [Key; 23] = [
    (
        "title",
        1.0,
        &[
            r#""Ships at anchor""#,
            r#""A crane falls""#,
            r#""Who counts the ships, and why""#,
        ],
    ),
    (
        "date",
        1.0,
        &[
            "2025-09-03",
            "2025-09-04",
            "2025-09-05",
            "2025-09-05T18:00:00+03:00",
            "2025-09-06",
            "2025-10-05",
        ],
    ),
    ("updated", 0.2, &["2025-09-12", "2025-09-25T06:00:00Z"]),
    ("summary", 0.2, &[r#""In a line.""#, r#""In another.""#]),
    ("kind", 0.2, &[r#""analysis""#, r#""opinion""#]),
    ("importance", 0.2, &[r#""high""#, r#""low""#]),
    (
        "authors",
        0.2,
        &[r#"["Ann Lee"]"#, r#"["Bo Ray", "Ann Lee"]"#],
    ),
    ("dateline", 0.1, &[r#""BASRA""#]),
    ("as_of", 0.1, &[r#""2025-08""#, r#""July 2025""#]),
    (
        "topics",
        0.9,
        &[
            r#"["ports"]"#,
            r#"["cranes"]"#,
            r#"["ports", "cranes"]"#,
            r#"["harbours"]"#,
        ],
    ),
    (
        "regions",
        0.9,
        &[
            r#"["iraq"]"#,
            r#"["iraq"]"#,
            r#"["iraq", "jordan"]"#,
            r#"["nowhere"]"#,
        ],
    ),
    (
        "sources",
        0.3,
        &[
            r#"["wire", { id = "own", name = "Own" }]"#,
            r#"["wire", { id = "own", name = "Other" }]"#,
            r#"["paper"]"#,
        ],
    ),
    (
        "corrections",
        0.1,
        &[
            r#"[{ date = 2025-09-20, text = "A number was wrong." }]"#,
            r#"[{ date = 2025-09-21, text = "A name was.", was = "Bo", now = "Bob" }]"#,
        ],
    ),
    (
        "image",
        0.1,
        &[
            r#""crane.png""#,
            r#"{ file = "crane.png", alt = "A crane", credit = "Bo" }"#,
        ],
    ),
    (
        "allow",
        0.1,
        &[r#"{ "lint/similar-events" = "They are two." }"#],
    ),
    ("lang", 0.1, &[r#""en""#, r#""ar""#]),
    ("translation_key", 0.1, &[r#""one""#]),
    ("slug", 0.1, &[r#""elsewhere""#]),
    ("aliases", 0.1, &[r#"["/former/"]"#]),
    ("draft", 0.1, &["true", "false"]),
    ("embargo", 0.1, &["2025-09-20", "2025-10-03"]),
    ("expires", 0.1, &["2025-09-25", "2025-10-03", "2025-12-01"]),
    ("extra", 0.1, &[r#"{ note = "seen" }"#]),
];

/// What a fact says of its origin.
const ORIGIN: [Key; 9] = [
    (
        "by",
        0.4,
        &[
            r#""ministry""#,
            r#""Mr Nobody""#,
            r#""Wire""#,
            r#"["ministry", "Mr Nobody"]"#,
        ],
    ),
    ("for", 0.1, &[r#""ministry""#, r#""Harbour Board""#]),
    ("via", 0.1, &[r#""wire""#, r#""An agency""#]),
    (
        "source",
        0.8,
        &[
            r#""wire""#,
            r#""wire""#,
            r#""paper""#,
            r#""paper""#,
            r#""ministry""#,
            r#""own""#,
            r#""nothing""#,
        ],
    ),
    ("quote", 0.1, &[r#""Soon.""#, r#""As planned.""#]),
    ("sentence", 0.1, &[r#""It is said.""#, r#""It is not.""#]),
    (
        "reported",
        0.2,
        &["2025-07-15", "2025-08-20", "2025-09-05T10:00:00+03:00"],
    ),
    ("review", 0.1, &["true", "false"]),
    ("confidence", 0.1, &[r#""low""#]),
];

/// What a claim says besides.
const CLAIM: [Key; 9] = [
    (
        "title",
        0.9,
        &[r#""It comes to pass""#, r#""Another thing""#],
    ),
    ("id", 0.6, &[r#""opens""#, r#""closes""#, r#""strikes""#]),
    (
        "date",
        0.9,
        &[
            r#""2025-08""#,
            r#""by the end of September 2025""#,
            r#""2025-09-02""#,
            r#""[..2025-09]""#,
            r#""2025-10""#,
            r#""2025-11-20""#,
            r#""[2025-11..]""#,
            r#""2025-12/..""#,
            r#""[..2026-06]""#,
            r#""2026""#,
        ],
    ),
    (
        "status",
        0.8,
        &[
            r#""proposed""#,
            r#""announced""#,
            r#""announced""#,
            r#""planned""#,
            r#""confirmed""#,
            r#""postponed""#,
            r#""required""#,
            r#""expected""#,
            r#""in-force""#,
            r#""accepted""#,
            r#""rejected""#,
            r#""denied""#,
            r#""underway""#,
            r#""happened""#,
            r#""happened""#,
            r#""cancelled""#,
        ],
    ),
    ("condition", 0.1, &[r#""if it is calm""#]),
    (
        "disputes",
        0.1,
        &[r#"["ministry"]"#, r#"["Mr Nobody", "wire"]"#],
    ),
    (
        "topics",
        0.2,
        &[r#"["cranes"]"#, "[]", r#"["harbours", "ports"]"#],
    ),
    (
        "regions",
        0.2,
        &[r#"["iraq"]"#, r#"["jordan"]"#, r#"["IQ"]"#, "[]"],
    ),
    ("importance", 0.2, &[r#""high""#, r#""low""#]),
];

/// What a figure says besides.
const FIGURE: [Key; 10] = [
    (
        "series",
        0.8,
        &[
            r#""ships""#,
            r#""ships""#,
            r#""cranes-built""#,
            r#""shops""#,
        ],
    ),
    ("label", 0.8, &[r#""Ships""#, r#""Vessels""#]),
    (
        "value",
        0.8,
        &["10", "11", "12", "40", "40.5", r#""about 12 ships""#],
    ),
    ("min", 0.2, &["9", "30"]),
    ("max", 0.2, &["35", "41"]),
    (
        "hedge",
        0.3,
        &[
            r#""about""#,
            r#""nearly""#,
            r#""at-least""#,
            r#""more-than""#,
            r#""up-to""#,
            r#""fewer-than""#,
        ],
    ),
    (
        "unit",
        0.2,
        &[r#""ships""#, r#""boats""#, r#""US$ million""#],
    ),
    (
        "as_of",
        0.8,
        &[
            r#""2024""#,
            r#""2025-02""#,
            r#""2025-03""#,
            r#""2025-08""#,
            r#""2025-09-01""#,
            r#""2026""#,
        ],
    ),
    ("region", 0.2, &[r#""iraq""#, r#""jordan""#, r#""IQ""#]),
    ("scope", 0.2, &[r#""at anchor""#, r#""under way""#]),
];

/// A figure's words for how firm it is are others than a claim's.
const FIRMNESS: Key = (
    "status",
    0.3,
    &[
        r#""normal""#,
        r#""estimate""#,
        r#""provisional""#,
        r#""planned""#,
        r#""forecast""#,
        r#""target""#,
    ],
);

/// What a text may state.
const FACTS: [&str; 6] = [
    "It opens [by November](event:opens \"planned, ministry\").",
    "It opens [by 20 November](event:opens \"announced, paper\"), and [12 ships](figure:ships \"nobody\").",
    "There are [about 40 ships](figure:ships \"August, paper\") here.",
    "It [closed on Monday](event:closes \"happened\").",
    "[Twelve](figure: \"Vessels: own\") are here, [on 1 December](event: \"A feast: planned\").",
    "There are [12](figure:ships “paper”).",
];

/// A part of an article that keys stand in.
#[derive(Clone, Copy, Debug)]
enum Part {
    Head,
    Claim(usize),
    Figure(usize),
}

impl Part {
    fn keys(self) -> Vec<Key> {
        match self {
            Part::Head => HEAD.to_vec(),
            Part::Claim(_) => [&CLAIM[..], &ORIGIN].concat(),
            Part::Figure(_) => [&FIGURE[..], &[FIRMNESS], &ORIGIN].concat(),
        }
    }
}

/// Keys with what stands there.
type Table = BTreeMap<&'static str, &'static str>;

/// What an article of the test says.
#[derive(Clone, Debug, Default)]
struct Article {
    head: Table,
    claims: Vec<Table>,
    figures: Vec<Table>,
    body: String,
}

impl Article {
    fn text(&self) -> String {
        let mut text = "+++\n".to_string();
        let heads = [("", &self.head)].into_iter();
        let claims = self.claims.iter().map(|claim| ("[[events]]\n", claim));
        let figures = self.figures.iter().map(|figure| ("[[figures]]\n", figure));
        for (heading, table) in heads.chain(claims).chain(figures) {
            text += heading;
            for (key, value) in table {
                let _ = writeln!(text, "{key} = {value}");
            }
        }
        text + "+++\n\n" + &self.body + "\n"
    }

    /// The keys of a part, if there is such a part.
    fn table(&mut self, part: Part) -> Option<&mut Table> {
        match part {
            Part::Head => Some(&mut self.head),
            Part::Claim(at) => self.claims.get_mut(at),
            Part::Figure(at) => self.figures.get_mut(at),
        }
    }
}

fn table(part: Part) -> impl Strategy<Value = Table> {
    let key = |(key, share, values): Key| {
        let stands = match share < 1.0 {
            true => prop::bool::weighted(share).boxed(),
            false => Just(true).boxed(),
        };
        (stands, select(values)).prop_map(move |(stands, value)| stands.then_some((key, value)))
    };
    let keys: Vec<_> = part.keys().into_iter().map(key).collect();
    keys.prop_map(|keys| keys.into_iter().flatten().collect())
}

fn article() -> impl Strategy<Value = Article> {
    let fact = prop_oneof![4 => Just(""), 1 => select(&FACTS[..])];
    let body = ("[a-z ]{0,30}", fact, prop::bool::weighted(0.1));
    let body = body.prop_map(|(words, fact, image)| {
        let image = if image { "![A crane](crane.png)" } else { "" };
        format!("{words}\n\n{fact}\n\n{image}")
    });
    (
        table(Part::Head),
        prop::collection::vec(table(Part::Claim(0)), 0..4),
        prop::collection::vec(table(Part::Figure(0)), 0..3),
        body,
    )
        .prop_map(|(head, claims, figures, body)| Article {
            head,
            claims,
            figures,
            body,
        })
}

/// The articles that stand there at first.
fn articles() -> BTreeMap<usize, Article> {
    const DAYS: [&str; 4] = ["2025-09-03", "2025-09-04", "2025-09-05", "2025-09-06"];
    const MONTHS: [&str; 4] = [
        r#""2025-09""#,
        r#""2025-10""#,
        r#""2025-11""#,
        r#""2025-12""#,
    ];
    const TOPICS: [&str; 2] = [r#"["ports"]"#, r#"["cranes"]"#];
    const VALUES: [(&str, &str); 4] = [
        ("10", r#""2025-02""#),
        ("11", r#""2025-03""#),
        ("12", r#""2025-04""#),
        ("13", r#""2025-05""#),
    ];
    let article = |at: usize| Article {
        head: Table::from([
            ("title", r#""Ships at anchor""#),
            ("date", DAYS[at]),
            ("topics", TOPICS[at % 2]),
            ("regions", r#"["iraq"]"#),
        ]),
        claims: vec![Table::from([
            ("id", r#""opens""#),
            ("title", r#""It comes to pass""#),
            ("date", MONTHS[at]),
            ("status", r#""announced""#),
            ("source", r#""wire""#),
        ])],
        figures: vec![Table::from([
            ("series", r#""ships""#),
            ("label", r#""Ships""#),
            ("value", VALUES[at].0),
            ("as_of", VALUES[at].1),
            ("source", r#""paper""#),
        ])],
        body: String::new(),
    };
    (0..4).map(|at| (at, article(at))).collect()
}

/// Something that happens to the folder.
#[derive(Clone, Debug)]
enum Edit {
    /// An article is written anew, whole.
    Write(usize, Article),
    /// Words are added to its body.
    Body(usize, String),
    /// One key says something else, or is taken out.
    Key(usize, Part, &'static str, Option<&'static str>),
    Remove(usize),
    /// Any other file.
    Other(usize),
}

/// What is done to other files, in turn; each of these is a site that can be.
const OTHERS: [(&str, Option<&str>); 9] = [
    ("content/topics/ports/cranes.md", None),
    (
        "content/topics/ports/cranes.md",
        Some("+++\nname = \"Cranes\"\naliases = [\"lifts\"]\n+++\n"),
    ),
    (
        "content/events/opens.md",
        Some("+++\ntitle = \"It opens\"\nregions = [\"jordan\"]\n+++\n"),
    ),
    (
        "content/events/closes.md",
        Some("+++\ntitle = \"It closes\"\ntopics = [\"harbours\"]\n+++\n"),
    ),
    (
        "content/series/ships.md",
        Some("+++\nname = \"Vessels\"\ntolerance = 0.2\n+++\n"),
    ),
    (
        "content/sources.toml",
        Some(
            "[wire]\nname = \"Wire\"\n[ministry]\nname = \"Ministry of Ports\"\n[paper]\nname = \"Paper\"\n",
        ),
    ),
    ("content/articles/2025/crane.png", Some("not a picture")),
    (
        "themes/default/templates/article.html",
        Some(
            "{% extends \"base.html\" %}{% block main %}{{ page.title }}{{ <Body text={view.body} /> }}{% endblock main %}",
        ),
    ),
    (
        "dateline.toml",
        Some(
            "title = \"Desk\"\nbase_url = \"https://desk.example\"\ntimezone = \"Asia/Baghdad\"\n[limits]\npage = 4\n",
        ),
    ),
];

fn edit() -> impl Strategy<Value = Edit> {
    let part = prop_oneof![
        2 => Just(Part::Head),
        3 => (0..3usize).prop_map(Part::Claim),
        2 => (0..2usize).prop_map(Part::Figure),
    ];
    let key = part.prop_flat_map(|part| {
        let said = part.keys().into_iter().flat_map(|(key, share, values)| {
            let gone = (share < 1.0).then_some(None);
            let values = values.iter().copied().map(Some);
            values.chain(gone).map(move |value| (key, value))
        });
        (Just(part), select(Vec::from_iter(said)))
    });
    prop_oneof![
        3 => (0..5usize, article()).prop_map(|(at, article)| Edit::Write(at, article)),
        3 => (0..4usize, "[a-z ]{0,30}").prop_map(|(at, body)| Edit::Body(at, body)),
        10 => (0..4usize, key).prop_map(|(at, (part, (key, value)))| Edit::Key(at, part, key, value)),
        1 => (0..5usize).prop_map(Edit::Remove),
        1 => (0..OTHERS.len()).prop_map(Edit::Other),
    ]
}

/// The newsroom as a folder would hold it, and what stands in memory.
struct Desk {
    articles: BTreeMap<usize, Article>,
    files: BTreeMap<String, String>,
    standing: Standing,
    /// How much each edit had worked out anew.
    anew: Vec<usize>,
}

impl Desk {
    fn new(options: &Options) -> Desk {
        let articles = articles();
        let texts = articles
            .iter()
            .map(|(at, article)| (path(*at), article.text()));
        let others = FILES.map(|(path, text)| (path.to_string(), text.to_string()));
        let files = others.into_iter().chain(texts).collect();
        Desk {
            standing: read(&files, options),
            articles,
            files,
            anew: Vec::new(),
        }
    }

    fn edit(&mut self, edit: &Edit, options: &Options) {
        let path = match edit {
            Edit::Other(at) => OTHERS[*at].0.to_string(),
            Edit::Write(at, _) | Edit::Body(at, _) | Edit::Key(at, ..) | Edit::Remove(at) => {
                path(*at)
            }
        };
        let text = match edit {
            Edit::Other(at) => OTHERS[*at].1.map(str::to_string),
            Edit::Remove(at) => {
                self.articles.remove(at);
                None
            }
            Edit::Write(at, article) => {
                self.articles.insert(*at, article.clone());
                Some(article.text())
            }
            Edit::Body(at, words) => self.changed(*at, |article| {
                article.body += &format!("\n{words}\n");
            }),
            Edit::Key(at, part, key, value) => self.changed(*at, |article| {
                let Some(table) = article.table(*part) else {
                    return;
                };
                match value {
                    Some(value) => table.insert(key, value),
                    None => table.remove(key),
                };
            }),
        };
        match text {
            Some(text) => self.files.insert(path.clone(), text),
            None => self.files.remove(&path),
        };
        let part = self.files.get_key_value(&path);
        let part = tree(part.map(|(path, text)| (path.as_str(), text.as_str())));
        let update = Update {
            parts: vec![(SourcePath::new(&path), Checked::clean(part))],
            assets: Vec::new(),
        };
        self.anew
            .push(self.standing.apply(update, options.now).anew);
    }

    /// An article's text once something in it has changed; `None` if there is no such article.
    fn changed(&mut self, at: usize, change: impl FnOnce(&mut Article)) -> Option<String> {
        let article = self.articles.get_mut(&at)?;
        change(article);
        Some(article.text())
    }
}

fn path(at: usize) -> String {
    format!("content/articles/2025/a{at}.md")
}

fn tree<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> SourceTree {
    SourceTree::from_texts(files)
}

fn read(files: &BTreeMap<String, String>, options: &Options) -> Standing {
    let tree = tree(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    Standing::new(Checked::clean(tree), options.clone(), Broken::LeftOut)
}

/// Everything a site comes to: each page's bytes, and what is wrong on any stage or page.
fn everything(site: &Standing) -> (BTreeMap<UrlPath, Vec<u8>>, Vec<Diagnostic>) {
    let mut diagnostics = site.diagnostics();
    let pages = published(&site.edition).drain_into(&mut diagnostics);
    (pages, sorted(diagnostics))
}

fn assert_same(desk: &Desk, options: &Options, after: &str) {
    let fresh = read(&desk.files, options);
    let (kept, anew) = (everything(&desk.standing), everything(&fresh));
    assert_eq!(kept.1, anew.1, "what is wrong, after {after}");
    let urls = |pages: &BTreeMap<UrlPath, Vec<u8>>| Vec::from_iter(pages.keys().cloned());
    assert_eq!(urls(&kept.0), urls(&anew.0), "the pages, after {after}");
    for (url, bytes) in &kept.0 {
        let (kept, anew) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&anew.0[url]),
        );
        assert_eq!(kept, anew, "{url}, after {after}");
    }
    // To look too early costs a look; to look too late, or never, leaves yesterday's site standing.
    let (kept, anew) = (desk.standing.changes_at(), fresh.changes_at());
    let in_time = anew.is_none_or(|anew| kept.is_some_and(|kept| kept <= anew));
    assert!(
        in_time,
        "changes at {kept:?} instead of {anew:?}, after {after}"
    );
}

/// Makes these edits one after the other, and holds what stands against a fresh reading each time.
fn holds_after(edits: &[Edit]) -> Vec<usize> {
    let options = today();
    let mut desk = Desk::new(&options);
    for edit in edits {
        desk.edit(edit, &options);
        assert_same(&desk, &options, &format!("{edit:?}"));
    }
    desk.anew
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
    ))]

    #[test]
    fn after_any_edits_a_standing_site_is_what_it_would_be_anew(edits in prop::collection::vec(edit(), 1..12)) {
        holds_after(&edits);
    }
}

/// What an everyday edit does not touch is remembered, or all of this would be for nothing.
#[test]
fn only_what_an_edit_touches_is_worked_out_anew() {
    let key = |at, part, key, value| Edit::Key(at, part, key, Some(value));
    let anew = holds_after(&[
        Edit::Body(1, "More.".to_string()),
        key(1, Part::Claim(0), "date", r#""2026-02""#),
        key(2, Part::Head, "title", r#""A crane falls""#),
        key(2, Part::Figure(0), "value", "40"),
        Edit::Remove(1),
        Edit::Body(1, String::new()),
    ]);
    // An article whose facts are others or elsewhere, with the events and the series it speaks of.
    let [body, facts @ .., _, nothing] = &anew[..] else {
        panic!("{anew:?}");
    };
    assert_eq!((*body, *nothing), (0, 0), "{anew:?}");
    assert!(
        facts.iter().all(|worked| (1..=6).contains(worked)),
        "{anew:?}"
    );
}

/// Two articles may call their own sources alike, and a figure of one not be touched by the other.
#[test]
fn sources_of_one_id_in_two_articles_stay_apart() {
    let article = |sources, figures| Article {
        head: Table::from([
            ("title", r#""Ships at anchor""#),
            ("date", "2025-09-05"),
            ("topics", r#"["cranes"]"#),
            ("regions", r#"["iraq"]"#),
            ("sources", sources),
        ]),
        figures,
        ..Article::default()
    };
    let figure = Table::from([
        ("series", r#""shops""#),
        ("label", r#""Shops""#),
        ("value", "10"),
        ("source", r#""wire""#),
    ]);
    holds_after(&[
        Edit::Write(
            0,
            article(r#"["wire", { id = "own", name = "Other" }]"#, vec![figure]),
        ),
        Edit::Write(
            3,
            article(r#"["wire", { id = "own", name = "Own" }]"#, vec![]),
        ),
        Edit::Key(3, Part::Head, "title", Some(r#""A crane falls""#)),
    ]);
}

/// What a series may have been meant to be depends on the files that declare some, and on no article:
/// another one that no longer speaks of `ships` changes nothing of it.
#[test]
fn a_series_that_may_be_misspelt_is_told_whatever_else_is_spoken_of() {
    let silent = |date| Article {
        head: Table::from([("title", r#""Ships at anchor""#), ("date", date)]),
        ..Article::default()
    };
    let shops = Article {
        figures: vec![Table::from([
            ("series", r#""shops""#),
            ("value", "10"),
            ("source", r#""wire""#),
        ])],
        ..silent("2025-09-05")
    };
    holds_after(&[
        Edit::Write(3, silent("2025-09-03")),
        Edit::Write(0, silent("2025-09-03")),
        Edit::Write(2, shops),
        Edit::Write(1, silent("2025-09-03")),
    ]);
}

/// The keys in the first table below a heading of the documentation.
fn documented(text: &'static str, heading: &str) -> BTreeSet<&'static str> {
    let below = text.split(heading).nth(1).unwrap();
    let rows = below
        .lines()
        .skip_while(|line| !line.starts_with("| key |"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let keys = rows.flat_map(|row| row.split('|').nth(1).unwrap().split(','));
    keys.map(|key| key.trim().trim_matches('`')).collect()
}

#[test]
fn every_key_of_an_article_and_of_its_facts_is_tried() {
    let events = include_str!("../../docs/events.md");
    let figures = include_str!("../../docs/figures.md");
    let content = include_str!("../../docs/content.md");
    for (part, keys, least) in [
        (Part::Head, documented(content, "\n## Articles\n"), 20),
        (Part::Claim(0), documented(events, "\n## A claim\n"), 14),
        (
            Part::Figure(0),
            documented(figures, "\n## An observation\n"),
            16,
        ),
    ] {
        assert!(keys.len() >= least, "only {keys:?} were read");
        let tried: BTreeSet<&str> = part.keys().iter().map(|(key, ..)| *key).collect();
        let lacking: Vec<_> = keys.difference(&tried).collect();
        // The facts themselves are tables of their own.
        let lacking: Vec<_> = lacking
            .into_iter()
            .filter(|key| !["events", "figures"].contains(key))
            .collect();
        assert!(lacking.is_empty(), "{lacking:?} of {part:?} are not tried");
    }
}

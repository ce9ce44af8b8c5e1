//! A small newsroom whose articles say anything that an article can say, and what may happen to its
//! files: for laws that hold after any edits.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline::content::Broken;
use dateline::content::source::SourceTree;
use dateline::diagnostic::Checked;
use dateline::edition::{Options, Standing, Update};
use dateline::path::SourcePath;
use proptest::prelude::*;
use proptest::sample::select;

/// The files of a small newsroom: terms, a series and an event with files, sources.
pub const FILES: [(&str, &str); 7] = [
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
pub type Key = (&'static str, f64, &'static [&'static str]);

/// What an article says of itself. Today is the first of October 2025.
pub const HEAD: [Key; 23] = [
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
pub const ORIGIN: [Key; 9] = [
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
        &[
            "2025-07-15",
            "2025-08-20",
            "2025-09-05T10:00:00+03:00",
            "2025-10-01T18:00:00Z",
            "2025-10-02",
        ],
    ),
    ("review", 0.1, &["true", "false"]),
    ("confidence", 0.1, &[r#""low""#]),
];

/// What a claim says besides.
pub const CLAIM: [Key; 9] = [
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
pub const FIGURE: [Key; 10] = [
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
pub const FIRMNESS: Key = (
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
pub const FACTS: [&str; 8] = [
    "It opens [by November](event:opens \"planned, ministry\").",
    "It opens [by 20 November](event:opens \"announced, paper\"), and [12 ships](figure:ships \"nobody\").",
    "There are [about 40 ships](figure:ships \"August, paper\") here.",
    "It [closed on Monday](event:closes \"happened\").",
    "[Twelve](figure: \"Vessels: own\") are here, [on 1 December](event: \"A feast: planned\").",
    "There are [12](figure:ships “paper”).",
    "The port did not [open on 4 September 2025](event:opens \"happened\").",
    "It was counted on Monday, 9 September 2025: 14 ships.",
];

/// A part of an article that keys stand in.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    Head,
    Claim(usize),
    Figure(usize),
}

impl Part {
    pub fn keys(self) -> Vec<Key> {
        match self {
            Part::Head => HEAD.to_vec(),
            Part::Claim(_) => [&CLAIM[..], &ORIGIN].concat(),
            Part::Figure(_) => [&FIGURE[..], &[FIRMNESS], &ORIGIN].concat(),
        }
    }
}

/// Keys with what stands there.
pub type Table = BTreeMap<&'static str, &'static str>;

/// What an article of the test says.
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub head: Table,
    pub claims: Vec<Table>,
    pub figures: Vec<Table>,
    pub body: String,
}

impl Article {
    pub fn text(&self) -> String {
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
    pub fn table(&mut self, part: Part) -> Option<&mut Table> {
        match part {
            Part::Head => Some(&mut self.head),
            Part::Claim(at) => self.claims.get_mut(at),
            Part::Figure(at) => self.figures.get_mut(at),
        }
    }
}

pub fn table(part: Part) -> impl Strategy<Value = Table> {
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

pub fn article() -> impl Strategy<Value = Article> {
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
pub fn articles() -> BTreeMap<usize, Article> {
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
pub enum Edit {
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
pub const OTHERS: [(&str, Option<&str>); 9] = [
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

pub fn edit() -> impl Strategy<Value = Edit> {
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
pub struct Desk {
    pub articles: BTreeMap<usize, Article>,
    pub files: BTreeMap<String, String>,
    pub standing: Standing,
    /// How much each edit had worked out anew.
    pub anew: Vec<usize>,
}

impl Desk {
    pub fn new(options: &Options) -> Desk {
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

    pub fn edit(&mut self, edit: &Edit, options: &Options) {
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
    pub fn changed(&mut self, at: usize, change: impl FnOnce(&mut Article)) -> Option<String> {
        let article = self.articles.get_mut(&at)?;
        change(article);
        Some(article.text())
    }
}

pub fn path(at: usize) -> String {
    format!("content/articles/2025/a{at}.md")
}

pub fn tree<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> SourceTree {
    SourceTree::from_texts(files)
}

pub fn read(files: &BTreeMap<String, String>, options: &Options) -> Standing {
    let tree = tree(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    Standing::new(Checked::clean(tree), options.clone(), Broken::LeftOut)
}

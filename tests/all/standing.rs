//! A site that is kept up as its files change is what it would be if it were read anew: the same
//! bytes on every page, the same words about what is wrong, after any edits.

use std::collections::BTreeMap;

use crate::support::today;
use dateline::content::Broken;
use dateline::content::source::SourceTree;
use dateline::diagnostic::{Checked, Diagnostic, sorted};
use dateline::edition::{Options, Standing, Update, Work};
use dateline::path::SourcePath;
use proptest::prelude::*;

/// The files of a small newsroom: terms, a series and an event with files, sources, articles.
fn files() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = [
        ("dateline.toml", "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[limits]\npage = 3\ntimeline = 2\nlatest = 2\n"),
        ("content/topics/ports.md", "+++\nname = \"Ports\"\n+++\n"),
        ("content/topics/ports/cranes.md", "+++\nname = \"Cranes\"\n+++\n"),
        ("content/regions/iraq.md", "+++\nname = \"Iraq\"\n+++\n"),
        ("content/series/ships.md", "+++\nname = \"Ships\"\nunit = \"ships\"\nregion = \"iraq\"\nmax_age = \"1y\"\n+++\nCounted daily.\n"),
        ("content/events/opens.md", "+++\ntitle = \"The port opens\"\ntopics = [\"ports\"]\n+++\nLong awaited.\n"),
        ("content/sources.toml", "[wire]\nname = \"Wire\"\n[ministry]\nname = \"Ministry\"\n[paper]\nname = \"Paper\"\npublisher = \"ministry\"\n"),
    ]
    .map(|(path, text)| (path.to_string(), text.to_string()))
    .into();
    for at in 0..4 {
        let article = Article {
            title: format!("Article {at}"),
            day: 3 + at,
            topics: vec![["ports", "cranes"][at as usize % 2]],
            regions: vec!["iraq"],
            claims: vec![Claim {
                id: Some("opens"),
                month: 8 + at,
                status: "announced",
                by: None,
                source: "wire",
                regions: None,
            }],
            figures: vec![Figure {
                series: Some("ships"),
                value: 10 + at,
                month: at + 1,
                source: "paper",
            }],
            ..Article::default()
        };
        files.insert(path(at), article.text());
    }
    files
}

fn path(at: u32) -> String {
    format!("content/articles/2025/a{at}.md")
}

/// What an article of the test says.
#[derive(Clone, Debug, Default)]
struct Article {
    title: String,
    day: u32,
    topics: Vec<&'static str>,
    regions: Vec<&'static str>,
    draft: bool,
    alias: bool,
    corrected: bool,
    own_source: Option<&'static str>,
    image: bool,
    body: String,
    claims: Vec<Claim>,
    figures: Vec<Figure>,
}

#[derive(Clone, Debug)]
struct Claim {
    id: Option<&'static str>,
    month: u32,
    status: &'static str,
    by: Option<&'static str>,
    source: &'static str,
    regions: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Figure {
    series: Option<&'static str>,
    value: u32,
    month: u32,
    source: &'static str,
}

impl Article {
    fn text(&self) -> String {
        let mut text = format!(
            "+++\ntitle = \"{}\"\ndate = 2025-09-{:02}\ntopics = {:?}\nregions = {:?}\ndraft = {}\n",
            self.title, self.day, self.topics, self.regions, self.draft
        );
        if self.alias {
            text += "aliases = [\"/former/\"]\n";
        }
        if let Some(own) = self.own_source {
            text += &format!("sources = [\"wire\", {{ id = \"own\", name = \"{own}\" }}]\n");
        }
        if self.corrected {
            text += "[[corrections]]\ndate = 2025-09-20\ntext = \"A number was wrong.\"\n";
        }
        for claim in &self.claims {
            text += &format!(
                "[[events]]\ntitle = \"It comes to pass\"\ndate = \"2025-{:02}\"\nstatus = \"{}\"\nsource = \"{}\"\n",
                1 + claim.month % 12,
                claim.status,
                claim.source
            );
            text += &claim
                .id
                .map(|id| format!("id = \"{id}\"\n"))
                .unwrap_or_default();
            text += &claim
                .by
                .map(|by| format!("by = \"{by}\"\n"))
                .unwrap_or_default();
            let regions = claim
                .regions
                .map(|region| format!("regions = [\"{region}\"]\n"));
            text += &regions.unwrap_or_default();
        }
        for figure in &self.figures {
            text += &format!(
                "[[figures]]\nlabel = \"Ships\"\nvalue = {}\nas_of = \"2025-{:02}\"\nsource = \"{}\"\n",
                figure.value,
                1 + figure.month % 12,
                figure.source
            );
            let series = figure
                .series
                .map(|series| format!("series = \"{series}\"\n"));
            text += &series.unwrap_or_default();
        }
        let image = if self.image {
            "![A crane](crane.png)\n"
        } else {
            ""
        };
        text + "+++\n\n" + &self.body + "\n\n" + image
    }
}

fn article() -> impl Strategy<Value = Article> {
    let claim = (
        prop::option::weighted(
            0.6,
            prop::sample::select(vec!["opens", "closes", "strikes"]),
        ),
        0..12u32,
        prop::sample::select(vec![
            "announced",
            "planned",
            "happened",
            "cancelled",
            "postponed",
        ]),
        prop::option::weighted(
            0.4,
            prop::sample::select(vec!["ministry", "Mr Nobody", "Wire"]),
        ),
        prop::sample::select(vec![
            "wire", "wire", "paper", "paper", "ministry", "own", "nothing",
        ]),
        prop::option::weighted(0.2, prop::sample::select(vec!["iraq", "jordan", "IQ"])),
    );
    let claim = claim.prop_map(|(id, month, status, by, source, regions)| Claim {
        id,
        month,
        status,
        by,
        source,
        regions,
    });
    let figure = (
        prop::option::weighted(
            0.8,
            prop::sample::select(vec!["ships", "ships", "cranes-built", "shops"]),
        ),
        1..40u32,
        0..12u32,
        prop::sample::select(vec!["wire", "paper", "ministry"]),
    );
    let figure = figure.prop_map(|(series, value, month, source)| Figure {
        series,
        value,
        month,
        source,
    });
    let rare = || prop::bool::weighted(0.1);
    (
        ("[A-Z][a-z]{2,9}", 3..7u32, "[a-z ]{0,30}", rare()),
        (
            prop::sample::subsequence(vec!["ports", "cranes"], 1..=2),
            prop::sample::select(vec![
                vec!["iraq"],
                vec!["iraq"],
                vec!["iraq", "jordan"],
                vec!["nowhere"],
            ]),
        ),
        (
            rare(),
            rare(),
            rare(),
            prop::option::weighted(0.3, prop::sample::select(vec!["Own", "Other"])),
        ),
        (
            prop::collection::vec(claim, 0..4),
            prop::collection::vec(figure, 0..3),
        ),
    )
        .prop_map(
            |(
                (title, day, body, image),
                (topics, regions),
                (draft, alias, corrected, own_source),
                (claims, figures),
            )| Article {
                title,
                day,
                topics,
                regions,
                draft,
                alias,
                corrected,
                own_source,
                image,
                body,
                claims,
                figures,
            },
        )
}

/// Something that happens to the folder.
#[derive(Clone, Debug)]
enum Edit {
    /// An article is written anew, whole.
    Write(u32, Article),
    /// Only the body is.
    Body(u32, String),
    /// Only a claim's month is.
    Date(u32, u32),
    /// One of the article's headings moves everything below it.
    Title(u32, String),
    Remove(u32),
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
            "{% extends \"base.html\" %}{% block main %}{{ page.title }}{{ view.body.html }}{% endblock main %}",
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
    prop_oneof![
        3 => (0..5u32, article()).prop_map(|(at, article)| Edit::Write(at, article)),
        3 => (0..4u32, "[a-z ]{0,30}").prop_map(|(at, body)| Edit::Body(at, body)),
        6 => (0..4u32, 0..12u32).prop_map(|(at, month)| Edit::Date(at, month)),
        3 => (0..4u32, "[A-Z][a-z]{2,20}").prop_map(|(at, title)| Edit::Title(at, title)),
        1 => (0..5u32).prop_map(Edit::Remove),
        1 => (0..OTHERS.len()).prop_map(Edit::Other),
    ]
}

/// The newsroom as a folder would hold it, and what stands in memory.
struct Desk {
    files: BTreeMap<String, String>,
    standing: Standing,
    works: Vec<Work>,
}

impl Desk {
    fn new(files: BTreeMap<String, String>, options: &Options) -> Desk {
        let tree = Checked::clean(tree(&files));
        let standing = Standing::new(tree, options.clone(), Broken::LeftOut);
        Desk {
            files,
            standing,
            works: Vec::new(),
        }
    }

    fn edit(&mut self, edit: &Edit, options: &Options) {
        let (path, text) = match edit {
            Edit::Write(at, article) => (path(*at), Some(article.text())),
            Edit::Remove(at) => (path(*at), None),
            Edit::Other(at) => (OTHERS[*at].0.to_string(), OTHERS[*at].1.map(str::to_string)),
            Edit::Body(at, body) => (
                path(*at),
                self.changed(*at, |text| format!("{text}\n{body}\n")),
            ),
            Edit::Date(at, month) => {
                let dated = |text: String| {
                    let (before, after) = text.split_once("[[events]]")?;
                    let (title, rest) = after.split_once("date = \"2025-")?;
                    let month = 1 + month % 12;
                    Some(format!(
                        "{before}[[events]]{title}date = \"2025-{month:02}{}",
                        &rest[2..]
                    ))
                };
                (
                    path(*at),
                    self.changed(*at, |text| dated(text.clone()).unwrap_or(text)),
                )
            }
            Edit::Title(at, title) => {
                let titled =
                    |text: String| text.replacen("title = \"", &format!("title = \"{title} "), 1);
                (path(*at), self.changed(*at, titled))
            }
        };
        match text {
            Some(text) => self.files.insert(path.clone(), text),
            None => self.files.remove(&path),
        };
        let at = SourcePath::new(&path);
        let part = tree(&BTreeMap::from_iter(
            self.files
                .get_key_value(&path)
                .map(|(path, text)| (path.clone(), text.clone())),
        ));
        let update = Update {
            parts: vec![(at, Checked::clean(part))],
            assets: Vec::new(),
        };
        self.works
            .push(self.standing.apply(update, options.now).work);
    }

    fn changed(&self, at: u32, change: impl Fn(String) -> String) -> Option<String> {
        self.files.get(&path(at)).cloned().map(change)
    }
}

fn tree(files: &BTreeMap<String, String>) -> SourceTree {
    SourceTree::from_texts(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    )
}

/// Everything a site comes to: each page's bytes, and what is wrong on any stage or page.
fn everything(site: &Standing) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let renderer = site.edition.renderer();
    let mut diagnostics = site.diagnostics();
    let mut pages = BTreeMap::new();
    for (url, page) in &site.edition.plan.pages {
        let rendered = renderer.render(url, page);
        diagnostics.extend(rendered.diagnostics);
        pages.insert(url.to_string(), rendered.value.unwrap_or_default());
    }
    (pages, sorted(diagnostics))
}

fn assert_same(desk: &Desk, options: &Options, after: &str) {
    let fresh = Desk::new(desk.files.clone(), options);
    let (kept, anew) = (everything(&desk.standing), everything(&fresh.standing));
    assert_eq!(kept.1, anew.1, "what is wrong, after {after}");
    let urls = |pages: &BTreeMap<String, Vec<u8>>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(urls(&kept.0), urls(&anew.0), "the pages, after {after}");
    for (url, bytes) in &kept.0 {
        let (kept, anew) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&anew.0[url]),
        );
        assert_eq!(kept, anew, "{url}, after {after}");
    }
    assert_eq!(
        desk.standing.changes_at(),
        desk.standing.changes_at().min(fresh.standing.changes_at()),
        "after {after}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
    ))]

    #[test]
    fn after_any_edits_a_standing_site_is_what_it_would_be_anew(edits in prop::collection::vec(edit(), 1..12)) {
        let options = today();
        let mut desk = Desk::new(files(), &options);
        for edit in &edits {
            desk.edit(edit, &options);
            assert_same(&desk, &options, &format!("{edit:?}"));
        }
    }
}

/// The everyday edits do not assemble the whole newsroom, or all of this would be for nothing.
#[test]
fn what_one_article_says_is_put_in_its_place_alone() {
    let options = today();
    let mut desk = Desk::new(files(), &options);
    let edits = [
        Edit::Body(1, "More.".to_string()),
        Edit::Date(1, 10),
        Edit::Title(2, "Newly".to_string()),
        Edit::Date(2, 11),
    ];
    for edit in &edits {
        desk.edit(edit, &options);
        assert_same(&desk, &options, &format!("{edit:?}"));
    }
    assert_eq!(desk.works, [Work::Revised; 4]);
    desk.edit(&Edit::Remove(1), &options);
    assert_eq!(desk.works.last(), Some(&Work::Assembled));
    desk.edit(&Edit::Body(1, String::new()), &options);
    assert_eq!(desk.works.last(), Some(&Work::Nothing));
}

//! A word for every place of a text, and a text for every reason to hold one back: none of the words
//! is in what is published. Without the reasons all of them are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::support::{everything, today};
use assert_cmd::Command;
use dateline::content::source::SourceTree;
use dateline::edition::evaluate;
use dateline::import::site::{Generator, Old, Target, convert};
use dateline::path::SourcePath;

/// Where a word can hide in a text. `FACTS` are those of its facts, and need no more than them.
const PLACES: [&str; 36] = [
    "title",
    "summary",
    "author",
    "topic",
    "region",
    "alias",
    "slug",
    "source-name",
    "source-url",
    "picture-name",
    "picture-bytes",
    "picture-alt",
    "correction",
    "was",
    "extra-name",
    "extra-bytes",
    "body",
    "heading",
    "heading-id",
    "link-text",
    "link-address",
    "footnote",
    "cell",
    "code",
    "html-title",
    "html-picture-bytes",
    "beside-bytes",
    "event-file",
    "event-title",
    "event-id",
    "quote",
    "condition",
    "speaker",
    "series-id",
    "label",
    "unit",
];
const FACTS: [&str; 8] = [
    "event-title",
    "event-id",
    "quote",
    "condition",
    "speaker",
    "series-id",
    "label",
    "unit",
];

/// The words of one text.
#[derive(Clone, Copy)]
struct Words(usize);

impl Words {
    fn of(self, place: &str) -> String {
        let at = PLACES.iter().position(|known| *known == place).unwrap();
        format!("zq{:02}{at:02}", self.0)
    }
}

/// Whose front matter it is.
#[derive(Clone, Copy, PartialEq)]
enum Dialect {
    Toml,
    Yaml,
    /// A standing page's.
    Page,
    Hugo,
    Zola,
    Jekyll,
}

use Dialect::{Hugo, Jekyll, Page as StandingPage, Toml, Yaml, Zola};

impl Dialect {
    fn ours(self) -> bool {
        matches!(self, Toml | Yaml)
    }

    /// What stands around front matter, and between a key and its value.
    fn form(self) -> (&'static str, &'static str) {
        match self {
            Toml | StandingPage | Zola => ("+++", " = "),
            Yaml | Hugo | Jekyll => ("---", ": "),
        }
    }

    /// The places that a text of it has.
    fn places(self) -> Vec<&'static str> {
        let all = PLACES.iter().copied();
        let has = |place: &&str| match self {
            Toml | Yaml => true,
            StandingPage => *place != "topic" && !OURS.contains(place),
            Hugo | Zola | Jekyll => !OURS.contains(place),
        };
        all.filter(has).collect()
    }
}

fn table(joint: &str, pairs: &[(&str, String)]) -> String {
    let pairs = pairs
        .iter()
        .map(|(key, value)| format!("{key}{joint}\"{value}\""));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}

/// Why a text is held back: where it lies, and what stands in its front matter for its day, at its
/// head, and below all tables.
#[derive(Clone, Copy)]
struct Held {
    why: &'static str,
    path: &'static str,
    day: &'static str,
    head: &'static str,
    below: &'static str,
    /// A file that holds back others.
    other: Option<(&'static str, &'static str)>,
}

const HELD: Held = Held {
    why: "",
    path: "",
    day: "2024-09-09",
    head: "",
    below: "",
    other: None,
};

fn head(head: &'static str) -> Held {
    Held {
        why: head,
        head,
        ..HELD
    }
}

fn below(below: &'static str) -> Held {
    Held {
        why: below,
        below,
        ..HELD
    }
}

fn on(day: &'static str) -> Held {
    Held {
        why: day,
        day,
        ..HELD
    }
}

fn within(path: &'static str, other: Option<(&'static str, &'static str)>) -> Held {
    Held {
        why: path,
        path,
        other,
        ..HELD
    }
}

/// The keys of a text.
fn keys(dialect: Dialect, words: Words, day: &str) -> Vec<(&'static str, String)> {
    let w = |place: &str| words.of(place);
    let list = |place: &str| format!("[\"{}\"]", w(place));
    let quoted = |place: &str| format!("\"{}\"", w(place));
    let table = |pairs: &[(&str, String)]| table(dialect.form().1, pairs);
    let alias = format!("[\"/{}/\"]", w("alias"));
    let mut keys = vec![
        ("title", quoted("title")),
        ("date", day.to_string()),
        ("aliases", alias.clone()),
        ("slug", quoted("slug")),
    ];
    match dialect {
        StandingPage => {
            keys.push(("summary", quoted("summary")));
            return keys;
        }
        Zola => keys.push(("taxonomies", format!("{{tags = {}}}", list("topic")))),
        Hugo => keys.push(("tags", list("topic"))),
        Jekyll => keys.extend([("tags", list("topic")), ("redirect_from", alias)]),
        Toml | Yaml => keys.push(("topics", list("topic"))),
    }
    if !dialect.ours() {
        keys.push(("description", quoted("summary")));
        return keys;
    }
    let joint = dialect.form().1;
    let event = table(&[
        ("id", w("event-id")),
        ("title", w("event-title")),
        ("date", "2031".into()),
        ("status", "announced".into()),
        ("by", w("speaker")),
        ("quote", w("quote")),
        ("condition", w("condition")),
    ]);
    let figure = [
        ("series", w("series-id")),
        ("label", w("label")),
        ("unit", w("unit")),
        ("as_of", "2024".into()),
    ];
    let figure = table(&figure).replace('}', &format!(", value{joint}7}}"));
    let source = [
        ("name", w("source-name")),
        ("url", format!("https://x.example/{}", w("source-url"))),
    ];
    let correction = [
        ("text", w("correction")),
        ("was", w("was")),
        ("date", "2024-09-10".into()),
    ];
    let correction = table(&correction).replace("\"2024-09-10\"", "2024-09-10");
    keys.extend([
        ("summary", quoted("summary")),
        ("authors", list("author")),
        ("regions", list("region")),
        ("sources", format!("[{}]", table(&source))),
        (
            "image",
            table(&[
                ("file", format!("{}.svg", w("picture-name"))),
                ("alt", w("picture-alt")),
            ]),
        ),
        ("corrections", format!("[{correction}]")),
        ("events", format!("[{event}]")),
        ("figures", format!("[{figure}]")),
        (
            "extra",
            table(&[("hero", format!("{}.svg", w("extra-name")))]),
        ),
    ]);
    keys
}

/// The text with its words and its reason.
fn text(dialect: Dialect, words: Words, held: &Held) -> String {
    let w = |place: &str| words.of(place);
    let (fence, joint) = dialect.form();
    let keys = keys(dialect, words, held.day);
    let mut front: String = keys
        .iter()
        .map(|(key, value)| format!("{key}{joint}{value}\n"))
        .collect();
    front.push_str(held.below);
    format!(
        "{fence}\n{}\n{front}\n{fence}\n\n{} [{}](https://x.example/{})[^1]\n\n## {} {{#{}}}\n\n| {} |\n|---|\n| x |\n\n[^1]: {}\n\n\
         `{}` <b title=\"{}\">x</b> <img src=\"{}-html.svg\" alt=\"x\"> ![x]({}-beside.svg)\n",
        held.head,
        w("body"),
        w("link-text"),
        w("link-address"),
        w("heading"),
        w("heading-id"),
        w("cell"),
        w("footnote"),
        w("code"),
        w("html-title"),
        words.0,
        words.0,
    )
}

const FOREIGN: &str = "[foreign]\n[taxonomies]\ntopics = [\"tags\", \"taxonomies.tags\"]\n";

/// Where the articles of a site of our own lie.
const NATIVE: &str = "content/articles";

/// The places that only a text of our own has.
const OURS: [&str; 20] = [
    "author",
    "region",
    "source-name",
    "source-url",
    "picture-name",
    "picture-bytes",
    "picture-alt",
    "correction",
    "was",
    "extra-name",
    "extra-bytes",
    "event-file",
    "event-title",
    "event-id",
    "quote",
    "condition",
    "speaker",
    "series-id",
    "label",
    "unit",
];

type Files = BTreeMap<String, String>;

/// A text with what goes with it: its pictures, and the file of its event.
fn files(dialect: Dialect, folder: &str, at: usize, held: &Held, open: bool) -> Files {
    let words = Words(at);
    let w = |place: &str| words.of(place);
    let path = match held.path.is_empty() || open {
        true => format!("{folder}/text-{at}.md"),
        false => format!("{}/text-{at}.md", held.path),
    };
    let held = match open {
        true => &HELD,
        false => held,
    };
    let beside = path.rsplit_once('/').unwrap().0;
    let picture = |name: String, place: &str| {
        (
            format!("{beside}/{name}.svg"),
            format!("<svg>{}</svg>", w(place)),
        )
    };
    let mut files = Files::from([
        picture(format!("{at}-html"), "html-picture-bytes"),
        picture(format!("{at}-beside"), "beside-bytes"),
    ]);
    if dialect.ours() {
        let event = format!(
            "+++\ntitle = \"{}\"\n+++\n{}\n",
            w("event-title"),
            w("event-file")
        );
        files.insert(format!("content/events/{}.md", w("event-id")), event);
        files.extend([
            picture(w("picture-name"), "picture-bytes"),
            picture(w("extra-name"), "extra-bytes"),
        ]);
    }
    files.insert(path, text(dialect, words, held));
    if let Some((path, text)) = held.other {
        files.insert(path.to_string(), text.to_string());
    }
    files
}

/// All texts of a table in one site, with one that is public and holds nothing back.
fn site(dialect: Dialect, folder: &str, reasons: &[Held], open: bool) -> Files {
    let all = reasons.iter().enumerate();
    let mut all: Files = all
        .flat_map(|(at, held)| files(dialect, folder, at, held, open))
        .collect();
    let day = match folder.ends_with("_posts") {
        true => "2024-09-09-",
        false => "",
    };
    let folder = match dialect {
        StandingPage => NATIVE,
        _ => folder,
    };
    all.insert(
        format!("{folder}/{day}open.md"),
        "---\ntitle: Open\ndate: 2024-09-09\n---\nIn the open.\n".to_string(),
    );
    all
}

fn tree(files: &Files, config: &str) -> SourceTree {
    let mut tree = SourceTree::from_texts(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let config = format!("title = \"Desk\"\nbase_url = \"https://desk.example/\"\n{config}");
    tree.texts
        .insert(SourcePath::new("dateline.toml"), Arc::from(config));
    tree
}

/// Every byte and every address that a site publishes.
fn published(tree: &SourceTree) -> String {
    everything(&evaluate(tree, &today()).value).to_lowercase()
}

/// The words in a text: the number of the text they are of, and their place.
fn found(all: &str) -> BTreeSet<(usize, &'static str)> {
    let marks = all
        .match_indices("zq")
        .filter_map(|(at, _)| all.get(at + 2..at + 6));
    let numbers = marks.filter_map(|mark| mark.parse::<usize>().ok());
    numbers
        .filter_map(|number| Some((number / 100, *PLACES.get(number % 100)?)))
        .collect()
}

/// Nothing is out; without the reasons everything is, and how many words that is.
fn assert_held(
    what: &str,
    reasons: &[Held],
    dialect: Dialect,
    make: impl Fn(bool) -> SourceTree,
) -> usize {
    let all = published(&make(false));
    let out = found(&all);
    let told: Vec<String> = out
        .iter()
        .map(|(at, place)| format!("{}: {place}", reasons[*at].why))
        .collect();
    assert!(told.is_empty(), "{what}: {told:#?}");
    assert!(all.contains("in the open."), "{what}");
    let shown = found(&published(&make(true)));
    let all = (0..reasons.len())
        .flat_map(|at| dialect.places().into_iter().map(move |place| (at, place)));
    let missing: Vec<_> = all.filter(|found| !shown.contains(found)).collect();
    assert_eq!(missing, [], "{what}, without the reasons");
    shown.len()
}

fn toml_reasons() -> Vec<Held> {
    vec![
        head("draft = true"),
        head("draft = \"yes\""),
        head("Draft = true"),
        head("draft = true\ndraft = false"),
        head("published = false"),
        head("embargo = 2030-01-01"),
        head("embargo = 2025-10-01T12:00:01Z"),
        head("embargo = \"next year\""),
        head("publishDate = 2030-01-01"),
        head("embargo = 2020-01-01\npublishDate = 2030-01-01"),
        head("expires = 2025-01-01"),
        head("expires = 2030-01-01\nexpiryDate = 2025-01-01"),
        head("hidden = true"),
        head("isPrivate = true"),
        head("status = \"draft\""),
        on("2030-01-01"),
        on("2025-10-01T12:00:01Z"),
        below("[params]\ndraft = true\n"),
        below("[cover]\npublish_date = 2030-01-01\n"),
        below("[[resources]]\nembargo = 2030-01-01\n"),
        within("content/articles/_drafts", None),
        within(
            "content/articles/bundle/deep",
            Some((
                "content/articles/bundle/index.md",
                "+++\ntitle = \"B\"\ndate = 2024-09-09\nembargo = 2030-01-01\n+++\n",
            )),
        ),
        within(
            "content/articles/section",
            Some((
                "content/articles/section/_index.md",
                "+++\ndraft = true\n+++\n",
            )),
        ),
    ]
}

fn yaml_reasons() -> Vec<Held> {
    vec![
        head("draft: true"),
        head("draft: yes"),
        head("draft:"),
        head("DRAFT: true"),
        head("draft: true\ndraft: false"),
        head("published: false"),
        head("embargo: 2030-01-01"),
        head("publishDate: 2030-01-01"),
        head("expires: 2025-01-01"),
        head("hidden: true"),
        head("status: draft"),
        on("2030-01-01"),
        below("params:\n  draft: true\n"),
        below("cover:\n  - publish_date: 2030-01-01\n"),
        within("content/articles/deep/_Drafts", None),
    ]
}

fn page_reasons() -> Vec<Held> {
    vec![
        head("draft = true"),
        head("Draft = true"),
        head("published = false"),
        head("embargo = 2030-01-01"),
        head("expires = 2025-01-01"),
        head("hidden = true"),
        on("2030-01-01"),
        below("[params]\ndraft = true\n"),
        within("content/pages/_drafts", None),
        within(
            "content/pages/bundle",
            Some((
                "content/pages/bundle/index.md",
                "+++\ntitle = \"B\"\nembargo = 2030-01-01\n+++\n",
            )),
        ),
    ]
}

fn hugo_reasons() -> Vec<Held> {
    vec![
        head("draft: true"),
        head("Draft: TRUE"),
        head("draft: perhaps"),
        head("draft: true\ndraft: false"),
        head("publishDate: 2030-01-01"),
        head("publishdate: January 5, 2030"),
        head("expiryDate: 2025-01-01"),
        head("private: 1"),
        head("status: in review"),
        head("headless: true"),
        head("build:\n  render: never"),
        head("_build:\n  render: false"),
        on("2030-01-01"),
        below("params:\n  publishDate: 2030-01-01\n"),
        below("seo:\n  - private: true\n"),
        within(
            "content/posts/held",
            Some((
                "content/posts/held/_index.md",
                "---\ntitle: S\ncascade:\n  draft: true\n---\n",
            )),
        ),
    ]
}

fn zola_reasons() -> Vec<Held> {
    vec![
        head("draft = true"),
        head("draft = \"true\""),
        head("Draft = true"),
        head("render = false"),
        head("hidden = true"),
        on("2030-01-01"),
        below("[params]\ndraft = true\n"),
        within(
            "content/blog/held",
            Some((
                "content/blog/held/_index.md",
                "+++\ntitle = \"S\"\ndraft = true\n+++\n",
            )),
        ),
    ]
}

fn jekyll_reasons(drafts: &'static str) -> Vec<Held> {
    vec![
        head("published: false"),
        head("Published: no"),
        head("published: off"),
        head("draft: true"),
        head("hidden: y"),
        head("status: draft"),
        head("permalink: false"),
        on("2030-01-01 10:00:00 +0200"),
        below("seo:\n  draft: true\n"),
        within(drafts, None),
    ]
}

/// A site that `import --from` made of files.
fn imported(generator: Generator, files: &Files) -> SourceTree {
    let read =
        |path: &str| path.ends_with(".md") || path.ends_with(".yml") || path.ends_with(".toml");
    let list: Vec<Old> = files
        .iter()
        .map(|(path, text)| Old {
            path: path.clone(),
            text: read(path).then(|| text.clone()),
        })
        .collect();
    let target = Target {
        language: "en".to_string(),
        now: today().now,
    };
    let conversion = convert(generator, &list, &target);
    let mut new = conversion.texts;
    new.extend(
        conversion
            .copies
            .into_iter()
            .map(|(new, from)| (new, files[&from].clone())),
    );
    tree(&new, "")
}

#[test]
fn none_of_four_hundred_words_and_more_gets_out() {
    let mut canaries = 0;
    for (dialect, folder, reasons) in [
        (Toml, NATIVE, toml_reasons()),
        (Yaml, NATIVE, yaml_reasons()),
        (StandingPage, "content/pages", page_reasons()),
    ] {
        canaries += assert_held(folder, &reasons, dialect, |open| {
            tree(&site(dialect, folder, &reasons, open), "")
        });
    }
    println!("{canaries} words");
    assert!(canaries >= 400, "{canaries} words");
}

#[test]
fn nor_out_of_another_generators_folder_as_it_is() {
    let mut canaries = 0;
    for (dialect, folder, reasons) in [
        (Hugo, "content/posts", hugo_reasons()),
        (Zola, "content/blog", zola_reasons()),
        (Jekyll, "content/posts", jekyll_reasons("content/_drafts")),
    ] {
        canaries += assert_held(folder, &reasons, dialect, |open| {
            tree(&site(dialect, folder, &reasons, open), FOREIGN)
        });
    }
    println!("{canaries} words");
    assert!(canaries >= 400, "{canaries} words");
}

#[test]
fn nor_out_of_what_was_imported() {
    let mut canaries = 0;
    for (dialect, generator, folder, reasons) in [
        (Hugo, Generator::Hugo, "content/posts", hugo_reasons()),
        (Zola, Generator::Zola, "content/blog", zola_reasons()),
        (
            Jekyll,
            Generator::Jekyll,
            "_posts",
            jekyll_reasons("_drafts"),
        ),
    ] {
        canaries += assert_held(folder, &reasons, dialect, |open| {
            imported(generator, &site(dialect, folder, &reasons, open))
        });
    }
    println!("{canaries} words");
    assert!(canaries >= 400, "{canaries} words");
}

#[test]
fn facts_that_nobody_reviewed_stay_in_while_their_article_is_out() {
    let words = Words(0);
    let reviewed = text(Toml, words, &HELD);
    let waiting = reviewed
        .replace("value = 7}", "value = 7, review = true}")
        .replace("\"}]\nfigures", "\", review = true}]\nfigures");
    assert_eq!(waiting.matches("review = true").count(), 2);
    let out = |text: &str| {
        let files = Files::from([("content/articles/a.md".to_string(), text.to_string())]);
        let all = published(&tree(&files, ""));
        let found: BTreeSet<&str> = found(&all).into_iter().map(|(_, place)| place).collect();
        FACTS.map(|place| found.contains(place)).to_vec()
    };
    assert_eq!(out(&reviewed), [true; 8]);
    assert_eq!(out(&waiting), [false; 8]);
}

#[test]
fn the_program_writes_none_of_them_either() {
    let dir = tempfile::tempdir().unwrap();
    // What is not understood stops the build: those that are leave the site to be looked at.
    let understood: Vec<Held> = toml_reasons()
        .into_iter()
        .filter(|held| {
            [
                "draft = true",
                "published = false",
                "embargo = 2030-01-01",
                "expires = 2025-01-01",
                "2030-01-01",
            ]
            .contains(&held.why)
                || !held.path.is_empty()
        })
        .collect();
    let mut files = site(Toml, NATIVE, &understood, false);
    files.insert(
        "dateline.toml".to_string(),
        "title = \"Desk\"\n".to_string(),
    );
    for (path, text) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut command = Command::cargo_bin("dateline").unwrap();
    let command = command
        .arg("build")
        .arg(dir.path())
        .env("SOURCE_DATE_EPOCH", "1760000000");
    command.assert().success();
    let (mut open, mut all) = (vec![dir.path().join("public")], String::new());
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            all.push_str(&path.strip_prefix(dir.path()).unwrap().to_string_lossy());
            match path.is_dir() {
                true => open.push(path),
                false => all.push_str(&String::from_utf8_lossy(&std::fs::read(path).unwrap())),
            }
        }
    }
    assert_eq!(found(&all.to_lowercase()), BTreeSet::new());
    assert!(all.contains("In the open."));
}

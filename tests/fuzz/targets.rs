//! What is tried: each way in, with its seeds.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, TimeZone, Utc};
use dateline::config::Config;
use dateline::content::document;
use dateline::content::source::{Asset, SourceTree};
use dateline::date::Edtf;
use dateline::edition::{Options, evaluate};
use dateline::import::draft::{Facts, draft};
use dateline::import::propose::Vocabulary;
use dateline::import::site::{self, Generator, Old, convert, report};
use dateline::import::source::Kind;
use dateline::import::{self, json};
use dateline::path::SourcePath;
use dateline::prose::language::Language;
use dateline::prose::tagger::{Prose, times};
use dateline::publish::{Folders, How, publish};
use dateline::review;
use dateline::{config, content, newsroom};

use super::holds;
use super::input::Input;

pub struct Target {
    pub name: &'static str,
    /// The folder of its seeds.
    pub seeds: &'static str,
    run: fn(&Input),
}

impl Target {
    pub fn try_on(&self, input: &Input) {
        (self.run)(input);
    }
}

const fn target(name: &'static str, seeds: &'static str, run: fn(&Input)) -> Target {
    Target { name, seeds, run }
}

pub const TARGETS: &[Target] = &[
    target("front-matter", "front-matter", front_matter),
    target("markdown", "markdown", markdown),
    target("dates", "dates", dates),
    target("config", "config", config),
    target("manifest", "manifest", manifest),
    target("import-text", "import-text", |input| {
        import(Kind::Text, input)
    }),
    target("import-html", "import-html", |input| {
        import(Kind::Html, input)
    }),
    target("import-markdown", "front-matter", |input| {
        import(Kind::Markdown, input)
    }),
    target("import-hugo", "foreign", |input| {
        from(Generator::Hugo, input)
    }),
    target("import-zola", "foreign", |input| {
        from(Generator::Zola, input)
    }),
    target("import-jekyll", "foreign", |input| {
        from(Generator::Jekyll, input)
    }),
    target("foreign", "foreign", foreign),
    target("site", "site", site),
];

fn now() -> Options {
    Options::at(Utc.with_ymd_and_hms(2026, 1, 15, 12, 0, 0).unwrap())
}

const CONFIG: &str = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n";

fn tree(files: &BTreeMap<String, Vec<u8>>) -> SourceTree {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let texts: Vec<(&String, String)> = files
        .iter()
        .map(|(path, bytes)| (path, text(bytes)))
        .collect();
    let mut tree = SourceTree::from_texts(
        texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    // What is no text keeps its bytes.
    for (path, asset) in &mut tree.assets {
        *asset = Asset::Memory(Arc::from(files[path.as_str()].as_slice()));
    }
    tree
}

/// An article's front matter: read, judged and told of, without a page.
fn front_matter(input: &Input) {
    let text = input.text();
    for path in [
        "content/articles/a.md",
        "content/topics/a.md",
        "content/series/a.md",
        "content/events/a.md",
        "content/pages/a.md",
    ] {
        for map in ["", "[foreign]\n"] {
            let settings = format!("{CONFIG}{map}");
            let tree = SourceTree::from_texts([
                ("dateline.toml", settings.as_str()),
                (path, text.as_str()),
            ]);
            let settings = config::read(&settings).value;
            let loaded = content::load(&tree, &settings);
            holds::messages(&loaded.diagnostics, &tree);
            let as_of = newsroom::as_of::AsOf::now(now().now, settings.timezone);
            let assembled = newsroom::assemble(&loaded.value, &settings, as_of, now().passes);
            holds::messages(&assembled.diagnostics, &tree);
        }
    }
    // What `review` changes is the facts: the text stays whole, and is read again.
    let open = review::open(&text);
    let decided = review::decided(
        &text,
        &vec![review::Decision::Accept(Vec::new()); open.len()],
    );
    if let Ok(decided) = decided {
        assert!(review::open(&decided).len() <= open.len());
    }
}

/// A text with its facts and blocks, and the pages that come of it.
fn markdown(input: &Input) {
    let text = input.text();
    let declared = "+++\nname = \"Walkers\"\nunit = \"people\"\n+++\n";
    let event = "+++\ntitle = \"The bridge opens\"\n+++\n";
    let tree = SourceTree::from_texts([
        ("dateline.toml", CONFIG),
        ("content/articles/a.md", text.as_str()),
        (
            "content/articles/b.md",
            "+++\ntitle = \"B\"\ndate = 2025-01-01\ntopics = [\"bridge\"]\n+++\n## Two phases\n\nText.\n",
        ),
        ("content/topics/bridge.md", "+++\nname = \"Bridge\"\n+++\n"),
        ("content/series/walkers.md", declared),
        ("content/events/bridge-opens.md", event),
        (
            "content/articles/bridge.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    holds::site(&tree, &now());
}

thread_local! {
    static ENGLISH: OnceCell<(Language, Vocabulary)> = const { OnceCell::new() };
}

fn with_english(run: impl FnOnce(&Language, &Vocabulary)) {
    ENGLISH.with(|known| {
        let (language, vocabulary) = known.get_or_init(|| {
            let language = Language::english().unwrap();
            let vocabulary = Vocabulary::new(&[]);
            (language, vocabulary)
        });
        run(language, vocabulary);
    });
}

/// Each line as a partly known date, and the whole as prose that names some.
fn dates(input: &Input) {
    let text = input.text();
    let day = NaiveDate::from_ymd_opt(2024, 9, 9).unwrap();
    let mut known: Vec<Edtf> = Vec::new();
    for line in text.lines().take(200) {
        let Ok(date) = Edtf::parse(line.trim()) else {
            continue;
        };
        let again = Edtf::parse(&date.to_string());
        assert_eq!(again.as_ref(), Ok(&date), "{line:?} is written {date}");
        assert!(!date.words().is_empty(), "{line:?}");
        let (first, last) = (date.earliest().day(), date.latest().day());
        assert!(
            first.zip(last).is_none_or(|(first, last)| first <= last),
            "{line:?}: {first:?} to {last:?}"
        );
        let _ = (
            date.caveat(),
            date.html_datetime(),
            date.sort_key(),
            date.year(),
            date.month(),
            date.precision(),
        );
        let _ = (
            date.shape(),
            date.ends(),
            date.runs_to(),
            date.as_start(),
            date.as_end(),
            date.compared_to_day(day),
        );
        for other in known.iter().rev().take(3) {
            let _ = (
                date.compared_to(other),
                date.holds(other),
                other.holds(&date),
            );
        }
        known.push(date);
    }
    with_english(|language, _| {
        let prose = Prose::read(&text, language);
        for published in [None, Some(day), Some(NaiveDate::MAX), Some(NaiveDate::MIN)] {
            for time in times(&prose, language, published) {
                let span = prose.span(&time.tokens);
                assert!(text.get(span).is_some());
            }
        }
    });
}

/// The settings, for a site that has a little of everything.
fn config(input: &Input) {
    let text = input.text();
    let tree = SourceTree::from_texts([
        ("dateline.toml", text.as_str()),
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ndate = 2025-01-01\ntopics = [\"bridge\"]\nregions = [\"IQ\"]\n[[events]]\nid = \"e\"\ntitle = \"E\"\ndate = \"2026-05\"\nstatus = \"announced\"\nby = \"X\"\n\
             [[figures]]\nlabel = \"F\"\nvalue = 7\n+++\n[b](b.md)\n",
        ),
        (
            "content/articles/b.md",
            "---\ntitle: B\ndate: 2025-02-01\ntopics: [bridge]\nregions: [IQ]\n---\n\"Text\"\n",
        ),
    ]);
    holds::site(&tree, &now());
}

/// A manifest that no build wrote: nothing outside of the output folder is touched, and a build that
/// goes through leaves what a clean one leaves.
fn manifest(input: &Input) {
    let memory = PathBuf::from("/dev/shm");
    let desk = match memory.is_dir() {
        true => tempfile::tempdir_in(memory),
        false => tempfile::tempdir(),
    };
    let desk = desk.unwrap();
    let (out, outside) = (desk.path().join("out"), desk.path().join("mine.txt"));
    std::fs::create_dir_all(out.join("articles")).unwrap();
    std::fs::write(&outside, "mine").unwrap();
    std::fs::write(out.join(".dateline-manifest.json"), input.bytes()).unwrap();
    std::fs::write(out.join("articles/old.html"), "an old page").unwrap();
    let tree = SourceTree::from_texts([(
        "dateline.toml",
        "title = \"Desk\"\n[output]\nmaps = false\n",
    )]);
    let edition = evaluate(&tree, &now()).value;
    let folders = Folders {
        site: desk.path(),
        out: &out,
    };
    let done = publish(&edition, folders, &[], How::default(), &|_| {});
    holds::messages(&done.diagnostics, &tree);
    assert_eq!(std::fs::read(&outside).unwrap(), b"mine");
    match done.value {
        Some(_) => assert!(out.join("index.html").is_file()),
        None => assert!(done.diagnostics.iter().any(holds::is_error)),
    }
}

fn import(kind: Kind, input: &Input) {
    let text = input.text();
    with_english(|language, vocabulary| {
        for date in [None, NaiveDate::from_ymd_opt(2024, 9, 9)] {
            let imported = import::import(kind, &text, date, language, vocabulary);
            json::render(&imported, "x");
            let length = text.chars().count();
            for mention in &imported.mentions {
                let (start, end) = (mention.start.unwrap_or(0), mention.end.unwrap_or(length));
                assert!(start <= end && end <= length, "{mention:?}");
            }
            let Ok(draft) = draft(&imported, Facts::InText) else {
                continue;
            };
            // A draft is an article that nobody sees before its review is done.
            let path = SourcePath::new(&draft.path);
            let parsed = document::parse(&path, &Arc::from(draft.text.as_str()));
            assert!(
                !parsed.diagnostics.iter().any(holds::is_error),
                "{:?}\n{}",
                parsed.diagnostics,
                draft.text
            );
            let tree = SourceTree::from_texts([(draft.path.as_str(), draft.text.as_str())]);
            let loaded = content::load(&tree, &Config::default()).value;
            assert!(
                loaded
                    .articles
                    .iter()
                    .all(|article| article.draft || article.unclear),
                "{}",
                draft.text
            );
        }
    });
}

/// A site of another generator, taken over.
fn from(generator: Generator, input: &Input) {
    let files: Vec<Old> = input
        .0
        .iter()
        .map(|(path, bytes)| Old {
            path: path.clone(),
            text: std::str::from_utf8(bytes).ok().map(str::to_string),
        })
        .collect();
    let into = site::Target {
        language: "en".to_string(),
        now: now().now,
    };
    let conversion = convert(generator, &files, &into);
    report(&conversion);
    let mut ours: BTreeMap<String, Vec<u8>> =
        BTreeMap::from([("dateline.toml".to_string(), CONFIG.into())]);
    for (path, text) in conversion.texts {
        ours.insert(path, text.into_bytes());
    }
    for (path, old) in conversion.copies {
        ours.insert(path, input.0[&old].clone());
    }
    assert!(
        ours.keys()
            .all(|path| path == "dateline.toml" || path.starts_with("content/")),
        "{:?}",
        ours.keys()
    );
    holds::site(&tree(&ours), &now());
}

/// The same site, built as it is.
fn foreign(input: &Input) {
    let mut files = input.0.clone();
    files.insert(
        "dateline.toml".to_string(),
        format!("{CONFIG}[foreign]\n").into_bytes(),
    );
    holds::site(&tree(&files), &now());
}

/// A whole site.
fn site(input: &Input) {
    holds::site(&tree(&input.0), &now());
}

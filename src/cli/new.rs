//! `dateline new`: a file ready to be filled in.

use std::process::ExitCode;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use clap::ValueEnum;

use super::{Done, NewArgs, NewKind, fact, init, locate, output};
use crate::content::source::SourceTree;
use crate::content::term::TaxonomyKind;
use crate::content::{self, Content, world};
use crate::edit::rename::Renamed;
use crate::edition;
use crate::path::slug;

/// Writes a new file of content, one that exists stays as it is; or a new fact into an article.
pub fn run(args: &NewArgs, now: DateTime<Utc>) -> Done {
    let site = locate::site(args.site.as_deref())?;
    misplaced(args)?;
    if matches!(args.kind, NewKind::Claim | NewKind::Figure) {
        return fact::run(args, &site);
    }
    let id = match &args.id {
        Some(id) if *id == slug(id) && !id.is_empty() => id.clone(),
        Some(id) => {
            let help = format!("small letters, digits and hyphens: `{}`", slug(id));
            return Err(format!("`{id}` is no id\nhelp: {help}"));
        }
        None => known(args).map_or_else(|| slug(&args.title), |area| area.id.to_string()),
    };
    if id.is_empty() {
        return Err(format!(
            "`{}` has no letter or digit to make a file name of\nhelp: give it one: --id a-few-words",
            args.title
        ));
    }
    if id == "index" {
        let why = "`index.md` is the text of its folder, and speaks for all that lies in it";
        return Err(format!(
            "{why}\nhelp: give it another name: --id a-few-words"
        ));
    }
    let tree = SourceTree::read(&site).value;
    let config = edition::settings(&tree).value;
    let (content, _) = content::read(&tree, &config);
    for (kind, named) in [
        (TaxonomyKind::Topics, &args.topics),
        (TaxonomyKind::Regions, &args.regions),
    ] {
        for term in named {
            known_term(kind, term, &content)?;
        }
    }
    let today = match &args.date {
        // In figures or in the words that front matter takes for a day.
        Some(text) => config
            .dates
            .read_day(text)
            .ok_or_else(|| format!("`{text}` is not a day\nhelp: write it as 2024-12-01"))?,
        None => now.with_timezone(&config.timezone).date_naive(),
    };
    let path = path(args, &id, today, &content, config.foreign.is_some())?;
    if let Some(there) = of_term(args.kind, &id, &content).filter(|there| *there != path) {
        return Err(format!(
            "`{id}` is there already, in {there}\nhelp: give the new one another id: --id a-few-words"
        ));
    }
    init::write(&site.join(&path), text(args, today).as_bytes())?;
    output::print(&format!("{}\n", site.join(path).display()));
    Ok(ExitCode::SUCCESS)
}

/// The file of a topic or region of an id, wherever it lies.
fn of_term(kind: NewKind, id: &str, content: &Content) -> Option<String> {
    let kind = match kind {
        NewKind::Topic => TaxonomyKind::Topics,
        NewKind::Region => TaxonomyKind::Regions,
        _ => return None,
    };
    let mut terms = content.terms.iter();
    let there = terms.find(|term| term.taxonomy == kind && term.id == id);
    there.map(|term| term.path.to_string())
}

/// Refuses what has no meaning for the kind of file.
fn misplaced(args: &NewArgs) -> Result<(), String> {
    use NewKind::{Article, Claim, Event, Figure, Region, Series, Topic};
    let given: [(&str, bool, &[NewKind]); 10] = [
        (
            "--in",
            args.within.is_some(),
            &[Topic, Region, Claim, Figure],
        ),
        (
            "--id",
            args.id.is_some(),
            &[Article, Topic, Region, Series, Event],
        ),
        (
            "--topics",
            !args.topics.is_empty(),
            &[Article, Series, Event],
        ),
        (
            "--regions",
            !args.regions.is_empty(),
            &[Article, Series, Event],
        ),
        ("--date", args.date.is_some(), &[Article, Claim]),
        ("--title", args.heading.is_some(), &[Claim]),
        ("--status", args.status.is_some(), &[Claim]),
        ("--value", args.value.is_some(), &[Figure]),
        ("--as-of", args.as_of.is_some(), &[Figure]),
        (
            "--by",
            args.by.is_some() || args.source.is_some(),
            &[Claim, Figure],
        ),
    ];
    for (option, is_given, kinds) in given {
        if is_given && !kinds.contains(&args.kind) {
            let names = kinds.iter().filter_map(|kind| kind.to_possible_value());
            let names: Vec<String> = names.map(|name| name.get_name().to_string()).collect();
            return Err(format!("`{option}` goes with {}", names.join(", ")));
        }
    }
    Ok(())
}

/// Checks that there is a term of an id; every country has one.
fn known_term(kind: TaxonomyKind, id: &str, content: &Content) -> Result<(), String> {
    let area = kind == TaxonomyKind::Regions && world::find(id).is_some();
    let otherwise = format!("or make it: dateline new {} \"…\"", kind.singular());
    match area {
        true => Ok(()),
        false => fact::known(id, Renamed::Term(kind), content, &otherwise),
    }
}

fn path(
    args: &NewArgs,
    id: &str,
    today: NaiveDate,
    content: &Content,
    foreign: bool,
) -> Result<String, String> {
    let term = |kind: TaxonomyKind| Ok(kind.file(&folders(kind, args, content)?, id, foreign));
    match args.kind {
        NewKind::Topic => term(TaxonomyKind::Topics),
        NewKind::Region => term(TaxonomyKind::Regions),
        NewKind::Series => Ok(format!("content/series/{id}.md")),
        NewKind::Event => Ok(format!("content/events/{id}.md")),
        _ => Ok(format!("content/articles/{}/{id}.md", today.year())),
    }
}

/// The folders of the term that a new one lies in, each with a slash.
fn folders(kind: TaxonomyKind, args: &NewArgs, content: &Content) -> Result<String, String> {
    let Some(parent) = &args.within else {
        return Ok(String::new());
    };
    let parent = slug(parent);
    let area = world::find(&parent).filter(|_| kind == TaxonomyKind::Regions);
    let of_kind = content.terms.iter().filter(|term| term.taxonomy == kind);
    let called = |name: &str| {
        let mut aliases = of_kind.clone().flat_map(|term| {
            let aliases = term.aliases.iter().map(move |alias| (alias, term));
            aliases.filter(|(alias, _)| slug(&alias.text) == name)
        });
        let own = of_kind.clone().find(|term| term.id == name);
        own.or_else(|| aliases.next().map(|(_, term)| term))
    };
    let named = called(&parent).or_else(|| called(area.as_ref()?.id));
    let Some(term) = named else {
        known_term(kind, &parent, content)?;
        return Ok(format!("{}/", area.map_or(&*parent, |area| area.id)));
    };
    let parent = &term.id;
    let above = term.folders.iter().map(|folder| format!("{folder}/"));
    Ok(format!("{}{parent}/", above.collect::<String>()))
}

/// Only what was asked for is set; all else is a comment, so that a new file changes nothing that
/// the site says.
fn text(args: &NewArgs, today: NaiveDate) -> String {
    let title = toml_string(&args.title);
    let mark = if known(args).is_some() { "# " } else { "" };
    match args.kind {
        NewKind::Article => {
            let terms = terms(args, "regions");
            let article = without(ARTICLE, &terms);
            format!("+++\ntitle = {title}\ndate = {today}\ndraft = true\n{terms}{article}")
        }
        NewKind::Topic | NewKind::Region => {
            format!(
                "+++\n{mark}name = {title}\n{TERM}# as_of = {today}       # the day on which this is so\n+++\n\n"
            )
        }
        NewKind::Series => {
            let terms = terms(args, "region");
            format!("+++\nname = {title}\n{terms}{}", without(SERIES, &terms))
        }
        NewKind::Event => {
            let terms = terms(args, "regions");
            format!("+++\ntitle = {title}\n{terms}{}", without(EVENT, &terms))
        }
        // These are put into an article.
        NewKind::Claim | NewKind::Figure => String::new(),
    }
}

/// The lines that say which topics and regions a file belongs to. A series has one region.
fn terms(args: &NewArgs, regions: &str) -> String {
    let list = |ids: &[String]| {
        let ids: Vec<String> = ids.iter().map(|id| toml_string(id)).collect();
        ids.join(", ")
    };
    let mut lines = String::new();
    if !args.topics.is_empty() {
        lines.push_str(&format!("topics = [{}]\n", list(&args.topics)));
    }
    match (regions, args.regions.as_slice()) {
        (_, []) => {}
        ("region", [first, ..]) => lines.push_str(&format!("region = {}\n", toml_string(first))),
        (_, all) => lines.push_str(&format!("regions = [{}]\n", list(all))),
    }
    lines
}

/// A sample without the keys that are written above it.
fn without(sample: &str, written: &str) -> String {
    let key = |line: &str| line.split(" =").next().unwrap_or("").to_string();
    let keys: Vec<String> = written
        .lines()
        .map(|line| format!("# {}", key(line)))
        .collect();
    let lines = sample.split_inclusive('\n');
    lines.filter(|line| !keys.contains(&key(line))).collect()
}

/// The region of the built-in table that a title means; it has its name without a file.
fn known(args: &NewArgs) -> Option<world::Area> {
    let region = args.kind == NewKind::Region;
    region.then(|| world::find(&args.title)).flatten()
}

/// A text as TOML writes it.
fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

const ARTICLE: &str = r#"# summary = ""             # a sentence or two, for lists and previews
# topics = []              # ids of topics, the main one first
# regions = []             # ids of regions, or countries
# sources = []             # ids of sources.toml, or tables

# What the article says of an event, one table a claim:
# [[events]]
# id = ""                  # the same id in several articles makes one history
# title = ""
# date = "[..2025-09]"     # by the end of September 2025; see docs/dates.md
# status = "announced"     # what the speaker does, one of:
#                          # promise: announced, planned, confirmed, postponed
#                          # propose: proposed
#                          # order: required
#                          # expect: expected
#                          # limit: in-force
#                          # answer: accepted, rejected, denied
#                          # report: underway, happened, cancelled
# by = ""                  # who says so
# source = ""              # where

# And of a number:
# [[figures]]
# series = ""
# value = 0                # or min = 0 and max = 0
# hedge = "about"          # about, nearly, at-least, more-than, up-to, fewer-than
# as_of = "2025-09"        # when it was true
# source = ""
+++

"#;

const TERM: &str = r#"# summary = ""             # what its briefing opens with
#
# [brief]
# new = ""                 # what is new
# why = ""                 # why it matters
# next = ""                # what is next
"#;

const SERIES: &str = r#"# unit = ""                # what one of them is: people, USD
# topics = []              # whose briefings show it
# region = ""              # where it is true; its briefings show it
# scope = ""               # what exactly is counted, in a line
# speaker = ""             # whose numbers head the page: an id of sources.toml
# measure = "level"        # how it stands: troops, a price
# measure = "total"        # counted on since a start; it never falls
# measure = "period"       # a count for each week, month or year; each stands
# max_age = "1y"           # after this time a number is out of date
# tolerance = 0.05         # numbers no further apart do not contradict each other
#
# Below the next line, in Markdown: how the figure is counted, and by whom.
+++

"#;

const EVENT: &str = r#"# summary = ""             # what it is, in a sentence or two
# topics = []
# regions = []
# importance = "high"      # high, medium, low
# speaker = ""             # who says it, where a claim does not say: an id of sources.toml
#
# Below the next line, in Markdown: the background.
+++

"#;

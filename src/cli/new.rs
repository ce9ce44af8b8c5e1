//! `dateline new`: a file ready to be filled in.

use std::process::ExitCode;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{Done, NewArgs, NewKind, init, locate, output};
use crate::config;
use crate::content::world;
use crate::path::slug;

/// Writes a new file of content; one that exists stays as it is.
pub fn run(args: &NewArgs, now: DateTime<Utc>) -> Done {
    let site = locate::site(args.site.as_deref())?;
    let id = known(args).map_or_else(|| slug(&args.title), |area| area.id.to_string());
    if id.is_empty() {
        return Err(format!(
            "`{}` has no letter or digit to make a file name of",
            args.title
        ));
    }
    let settings = std::fs::read_to_string(site.join(config::FILE)).unwrap_or_default();
    let zone = config::read(&settings).value.timezone;
    let today = now.with_timezone(&zone).date_naive();
    let path = path(args, &id, today)?;
    init::write(&site.join(&path), text(args, today).as_bytes())?;
    output::print(&format!("{}\n", site.join(path).display()));
    Ok(ExitCode::SUCCESS)
}

fn path(args: &NewArgs, id: &str, today: NaiveDate) -> Result<String, String> {
    let parent = args.parent.as_deref().map(slug);
    let below = |folder: &str| match &parent {
        Some(parent) => format!("content/{folder}/{parent}/{id}.md"),
        None => format!("content/{folder}/{id}.md"),
    };
    match args.kind {
        NewKind::Topic => Ok(below("topics")),
        NewKind::Region => Ok(below("regions")),
        _ if parent.is_some() => Err("`--in` goes with a topic or a region".to_string()),
        NewKind::Article => Ok(format!("content/articles/{}/{id}.md", today.year())),
        NewKind::Series => Ok(format!("content/series/{id}.md")),
        NewKind::Event => Ok(format!("content/events/{id}.md")),
    }
}

/// Only what was asked for is set; all else is a comment, so that a new file changes nothing that
/// the site says.
fn text(args: &NewArgs, today: NaiveDate) -> String {
    let title = toml_string(&args.title);
    let mark = if known(args).is_some() { "# " } else { "" };
    match args.kind {
        NewKind::Article => {
            format!("+++\ntitle = {title}\ndate = {today}\ndraft = true\n{ARTICLE}")
        }
        NewKind::Topic | NewKind::Region => {
            format!(
                "+++\n{mark}name = {title}\n{TERM}# as_of = {today}       # the day on which this is so\n+++\n\n"
            )
        }
        NewKind::Series => format!("+++\nname = {title}\n{SERIES}"),
        NewKind::Event => format!("+++\ntitle = {title}\n{EVENT}"),
    }
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

//! `dateline new`: a file ready to be filled in.

use std::process::ExitCode;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{Done, NewArgs, NewKind, init, locate, output};
use crate::config;
use crate::path::slug;

/// Writes a new file of content; one that exists stays as it is.
pub fn run(args: &NewArgs, now: DateTime<Utc>) -> Done {
    let site = locate::site(args.site.as_deref())?;
    let id = slug(&args.title);
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

fn text(args: &NewArgs, today: NaiveDate) -> String {
    let title = toml_string(&args.title);
    match args.kind {
        NewKind::Article => {
            format!("+++\ntitle = {title}\ndate = {today}\ndraft = true\n{ARTICLE}")
        }
        NewKind::Topic | NewKind::Region => format!("+++\nname = {title}\n{TERM}"),
        NewKind::Series => format!("+++\nname = {title}\n{SERIES}"),
        NewKind::Event => format!("+++\ntitle = {title}\n{EVENT}"),
    }
}

/// A text as TOML writes it.
fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

const ARTICLE: &str = r#"summary = ""
topics = []
regions = []
sources = []

# What the article says of an event, one table a claim:
# [[events]]
# id = ""                  # the same id in several articles makes one history
# title = ""
# date = "[..2025-09]"     # by the end of September 2025; see docs/dates.md
# status = "announced"     # proposed, announced, planned, confirmed, underway,
#                          # happened, postponed, cancelled
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

const TERM: &str = r#"summary = ""

[brief]
new = ""
why = ""
next = ""
+++

"#;

const SERIES: &str = r#"unit = ""
scope = ""
# measure = "level"        # how it stands; "total" for a running total since a start,
#                          # "period" for a count per week, month or year
# speaker = ""             # whose numbers lead, if there is one
# max_age = "1y"           # how long a number is good
+++

How the figure is counted, and by whom.
"#;

const EVENT: &str = r#"summary = ""
topics = []
regions = []
+++

"#;

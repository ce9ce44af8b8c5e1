//! `dateline new claim` and `dateline new figure`: a further fact in an article.

use std::path::Path;
use std::process::ExitCode;

use super::{Done, NewArgs, NewKind, output, write};
use crate::config::Config;
use crate::content::amount::{self, Amount};
use crate::content::article::Article;
use crate::content::claim::Status;
use crate::content::source::SourceTree;
use crate::content::{self, Content, document};
use crate::date::Vocabularies;
use crate::diagnostic::{did_you_mean, position};
use crate::edit::Edits;
use crate::edit::insert::{self, Line, Written};
use crate::edit::rename::{self, Renamed};
use crate::edition;
use crate::path::{SourcePath, slug};

/// Puts a claim or a figure into an article, and shows it.
pub fn run(args: &NewArgs, site: &Path) -> Done {
    let tree = SourceTree::read(site).value;
    let config = edition::settings(&tree).value;
    let (content, _) = content::read(&tree, &config);
    let (list, lines) = match args.kind {
        NewKind::Figure => ("figures", figure(args, &content, &config.dates)?),
        _ => ("events", claim(args, &content, &config.dates)?),
    };
    let path = article(args, &content, &config)?;
    let text = tree
        .texts
        .get(&path)
        .ok_or_else(|| format!("{path} cannot be read"))?;
    let document = document::parse(&path, text).value;
    if !document.sound {
        return Err(format!(
            "the front matter of {path} cannot be read\nhelp: `dateline check` says why"
        ));
    }
    let fixes = insert::fact(text, &document, list, &lines)?;
    let fact = fixes.last();
    let (line, _) = position(text, fact.map_or(0, |fix| fix.span.start));
    let added = fact.map_or(String::new(), |fix| fix.replacement.clone());
    let (gap, added) = match added.strip_prefix('\n') {
        Some(below) => (1, below.to_string()),
        None => (0, added),
    };
    let mut edits = Edits::default();
    edits.fixes.insert(path.clone(), fixes);
    write::all(site, &tree, &edits)?;
    let shown: String = added.lines().map(|line| format!("  {line}\n")).collect();
    let place = site.join(path.as_str());
    output::print(&format!("{}:{}\n{shown}", place.display(), line + gap));
    Ok(ExitCode::SUCCESS)
}

/// The article that is named or, where none is, the newest.
fn article(args: &NewArgs, content: &Content, config: &Config) -> Result<SourcePath, String> {
    let articles = || content.articles.iter();
    let Some(named) = &args.within else {
        let newest = articles().max_by_key(|article| (article.date.instant, article.path.clone()));
        return newest
            .map(|article| article.path.clone())
            .ok_or_else(|| format!("`{}` has no article yet", config.title));
    };
    let named = named.replace('\\', "/");
    let ends = |article: &&&std::sync::Arc<Article>| {
        let path = article.path.as_str();
        named == path
            || named.ends_with(&format!("/{path}"))
            || path.ends_with(&format!("/{named}"))
            || path.ends_with(&format!("/{named}.md"))
            || path.ends_with(&format!("/{named}/index.md"))
    };
    let all: Vec<&std::sync::Arc<Article>> = content.articles.iter().collect();
    let found: Vec<_> = all.iter().filter(ends).collect();
    match found.as_slice() {
        [only] => Ok(only.path.clone()),
        [] => {
            let name = slug(
                named
                    .rsplit('/')
                    .next()
                    .unwrap_or("")
                    .trim_end_matches(".md"),
            );
            let near = did_you_mean(&name, articles().map(|article| article.path.stem()));
            let help = near.map_or(String::new(), |near| {
                format!("\nhelp: did you mean `{near}`?")
            });
            Err(format!("there is no article `{named}`{help}"))
        }
        several => {
            let paths: Vec<&str> = several
                .iter()
                .map(|article| article.path.as_str())
                .collect();
            Err(format!(
                "several articles are called that: {}",
                paths.join(", ")
            ))
        }
    }
}

fn claim(args: &NewArgs, content: &Content, dates: &Vocabularies) -> Result<Vec<Line>, String> {
    let id = slug(&args.title);
    let file = content
        .events
        .iter()
        .any(|file| file.id == id && file.title.is_some());
    if args.heading.is_none() {
        known(
            &id,
            Renamed::Event,
            content,
            "or say what happens: --title \"…\"",
        )?;
    }
    if let Some(status) = &args.status
        && !Status::ALL.iter().any(|(word, _)| word == status)
    {
        let words = Status::ALL.map(|(word, _)| word);
        let help = match did_you_mean(status, words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it can be {}", words.join(", ")),
        };
        return Err(format!("unknown status `{status}`\nhelp: {help}"));
    }
    let mut lines = vec![line("id", Some(Written::Text(id)), "")];
    match &args.heading {
        Some(title) => lines.push(line("title", text(Some(title)), "")),
        None if !file => lines.push(line("title", None, "\"…\"")),
        None => {}
    }
    lines.push(line(
        "date",
        date(args.date.as_deref(), dates)?,
        "\"[..2025-09]\"    # by the end of September 2025",
    ));
    lines.push(line(
        "status",
        text(args.status.as_ref()),
        "\"announced\"  # planned, expected, happened …",
    ));
    lines.extend(said(args, content)?);
    Ok(lines)
}

fn figure(args: &NewArgs, content: &Content, dates: &Vocabularies) -> Result<Vec<Line>, String> {
    let id = slug(&args.title);
    known(
        &id,
        Renamed::Series,
        content,
        "or make it: dateline new series \"…\"",
    )?;
    let value = match &args.value {
        None => None,
        Some(value) => Some(amount(value, dates)?),
    };
    let mut lines = vec![
        line("series", Some(Written::Text(id)), ""),
        line(
            "value",
            value,
            "2500             # or min = 250 and max = 350",
        ),
        line(
            "as_of",
            date(args.as_of.as_deref(), dates)?,
            "\"2025-09\"       # when it was true",
        ),
    ];
    lines.extend(said(args, content)?);
    Ok(lines)
}

/// Who says it, and where.
fn said(args: &NewArgs, content: &Content) -> Result<Vec<Line>, String> {
    let mut lines = Vec::new();
    if let Some(by) = &args.by {
        let ids = rename::ids(content, Renamed::Source);
        if let Some(near) = did_you_mean(by, ids.iter().map(String::as_str))
            && !ids.contains(by)
        {
            return Err(format!(
                "there is no source `{by}`\nhelp: did you mean `{near}`?"
            ));
        }
        lines.push(line("by", text(Some(by)), ""));
    }
    if let Some(source) = &args.source {
        known(
            source,
            Renamed::Source,
            content,
            "or declare it in content/sources.toml",
        )?;
    }
    if args.by.is_none() || args.source.is_some() {
        lines.push(line(
            "source",
            text(args.source.as_ref()),
            "\"…\"            # an id of the article's sources",
        ));
    }
    Ok(lines)
}

/// Checks that something has an id.
pub fn known(id: &str, thing: Renamed, content: &Content, otherwise: &str) -> Result<(), String> {
    let ids = rename::ids(content, thing);
    if ids.iter().any(|known| known == id) {
        return Ok(());
    }
    let help = match did_you_mean(id, ids.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? {otherwise}"),
        None => otherwise.to_string(),
    };
    Err(format!("there is no {} `{id}`\nhelp: {help}", thing.word()))
}

/// A number as it is written in front matter, or the words that front matter takes for one.
fn amount(text: &str, dates: &Vocabularies) -> Result<Written, String> {
    if let Ok(number) = text.parse::<rust_decimal::Decimal>() {
        return Ok(Written::Bare(number.to_string()));
    }
    match amount::read(text, dates) {
        Ok(Amount {
            quantity,
            unit: None,
        }) if quantity.is_exact() => Ok(Written::Bare(quantity.min.to_string())),
        Ok(_) => Ok(Written::Text(text.to_string())),
        Err(unread) => {
            let (message, help) = unread.told(text);
            Err(format!("{message}\nhelp: {help}"))
        }
    }
}

/// A date as it is written in front matter, or the words that front matter takes for one.
fn date(text: Option<&str>, dates: &Vocabularies) -> Result<Option<Written>, String> {
    let Some(text) = text else { return Ok(None) };
    let whole = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
    match dates.read(text) {
        Ok(_) if whole => Ok(Some(Written::Bare(text.to_string()))),
        Ok(_) => Ok(Some(Written::Text(text.to_string()))),
        Err(error) => {
            let help = error
                .help
                .map_or(String::new(), |help| format!("\nhelp: {help}"));
            Err(format!("`{text}` is not a date: {}{help}", error.message))
        }
    }
}

fn text(value: Option<&String>) -> Option<Written> {
    value.map(|text| Written::Text(text.clone()))
}

fn line(key: &'static str, value: Option<Written>, hint: &'static str) -> Line {
    Line { key, value, hint }
}

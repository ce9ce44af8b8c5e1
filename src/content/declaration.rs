//! What has a file of its own beside articles and terms: series, events, standing pages.

use chrono::Days;
use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::address::{self, Tongue};
use super::claim::Importance;
use super::document::{Body, Document};
use super::reading::{self, Release, TermRef};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::language;
use crate::path::{SourcePath, UrlPath, slug};
use crate::value::{self, Fields};

/// A series of key figures, `content/series/ID.md`.
#[derive(Clone, Debug)]
pub struct SeriesFile {
    /// Its id: the file's name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What one of them is.
    pub unit: Option<String>,
    /// Where it is true.
    pub region: Option<TermRef>,
    /// What it belongs to.
    pub topics: Vec<TermRef>,
    /// What exactly is counted, in a line.
    pub scope: Option<String>,
    /// Whose numbers head the series, and who gives a number that names nobody.
    pub speaker: Option<TermRef>,
    /// What its numbers measure, which says how they may be compared.
    pub measure: Option<Measure>,
    /// How long an observation is worth showing in bold.
    pub max_age: Option<Days>,
    /// Former ids, which redirect.
    pub aliases: Vec<TermRef>,
    /// How much it matters: what matters most heads lists.
    pub importance: Option<Importance>,
    /// Which share of a number another may differ by and still agree; 0.05 is five per cent.
    pub tolerance: Option<Decimal>,
    /// Anything a theme wants to know.
    pub extra: Json,
    /// The method, as Markdown.
    pub body: Body,
    /// Where it is declared.
    pub place: Place,
}

/// What the numbers of a series measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How something stands: troops in a country, an exchange rate.
    Level,
    /// A running total since a start: all cases so far.
    Total,
    /// A count for a week, a month or a year, each by itself.
    Period,
}

impl Measure {
    /// Every measure with the word authors write.
    pub const ALL: [(&'static str, Measure); 3] = [
        ("level", Measure::Level),
        ("total", Measure::Total),
        ("period", Measure::Period),
    ];
}

/// A long-lived milestone, `content/events/ID.md`.
#[derive(Clone, Debug)]
pub struct EventFile {
    /// Its id: the file's name.
    pub id: String,
    /// What it is called, over the claims' own titles.
    pub title: Option<String>,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// What it belongs to, beside its claims' topics.
    pub topics: Vec<TermRef>,
    /// Where it belongs, beside its claims' regions.
    pub regions: Vec<TermRef>,
    /// Who makes the claims that name nobody.
    pub speaker: Option<TermRef>,
    /// Former ids, which redirect.
    pub aliases: Vec<TermRef>,
    /// How much it matters.
    pub importance: Option<Importance>,
    /// Anything a theme wants to know.
    pub extra: Json,
    /// Background, as Markdown.
    pub body: Body,
    /// Where it is declared.
    pub place: Place,
}

/// A page that stands by itself, `content/pages/**.md`.
#[derive(Clone, Debug)]
pub struct StandingPage {
    /// The file it stands in.
    pub path: SourcePath,
    /// Where it is published.
    pub url: UrlPath,
    /// What it is called.
    pub title: String,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// Former addresses, which redirect.
    pub aliases: Vec<TermRef>,
    /// When it may be public; the later of its embargo and its date.
    pub release: Release,
    /// Its language, if not the site's.
    pub lang: Option<String>,
    /// What it has in common with itself in other languages.
    pub version_of: String,
    /// Whether the foot of every page leads to it.
    pub in_foot: bool,
    /// Anything a theme wants to know.
    pub extra: Json,
    /// Its Markdown.
    pub body: Body,
    /// Where its title stands.
    pub place: Place,
}

/// Reads a file below `content/series/`.
pub fn series(path: &SourcePath, document: Document) -> Checked<SeriesFile> {
    read(path, document, |fields, body| {
        let id = slug(path.stem());
        SeriesFile {
            name: fields
                .text("name")
                .or_else(|| fields.text("title"))
                .unwrap_or_else(|| id.clone()),
            id,
            unit: fields.text("unit"),
            region: reading::reference(fields, "region"),
            topics: reading::references(fields, "topics"),
            scope: fields.text("scope"),
            speaker: reading::reference(fields, "speaker"),
            measure: fields.choice("measure", &Measure::ALL, "series/measure"),
            max_age: max_age(fields),
            aliases: reading::references(fields, "aliases"),
            importance: fields.choice("importance", &Importance::ALL, "series/importance"),
            tolerance: tolerance(fields),
            extra: extra(fields),
            body,
            place: declared(fields, path, "name"),
        }
    })
}

/// Reads a file below `content/events/`.
pub fn event(path: &SourcePath, document: Document) -> Checked<EventFile> {
    read(path, document, |fields, body| EventFile {
        id: slug(path.stem()),
        title: fields.text("title").or_else(|| fields.text("name")),
        summary: fields.text("summary").unwrap_or_default(),
        topics: reading::references(fields, "topics"),
        regions: reading::references(fields, "regions"),
        speaker: reading::reference(fields, "speaker"),
        aliases: reading::references(fields, "aliases"),
        importance: fields.choice("importance", &Importance::ALL, "event/importance"),
        extra: extra(fields),
        body,
        place: declared(fields, path, "title"),
    })
}

/// Reads a file below `content/pages/`.
pub fn standing_page(
    path: &SourcePath,
    document: Document,
    config: &Config,
) -> Checked<StandingPage> {
    let sound = document.sound;
    read(path, document, |fields, body| {
        let help = "give it a headline: title = \"…\"";
        let title = match sound {
            true => fields.required_text("title", "page/no-title", help),
            false => fields.text("title"),
        };
        let lang = language::written(fields, "lang");
        let tongue = Tongue {
            lang: lang.as_deref(),
            site: &config.language,
        };
        StandingPage {
            path: path.clone(),
            url: address::article(path, fields.text("slug").as_deref(), tongue),
            version_of: reading::version_of(fields, path, tongue),
            title: title.unwrap_or_default(),
            summary: fields.text("summary").unwrap_or_default(),
            aliases: reading::references(fields, "aliases"),
            release: release(fields, path, config.timezone, sound),
            lang: lang.clone(),
            // Those of whole folders would make every page long.
            in_foot: fields.boolean("menu").unwrap_or(true) && path.folder() == "content/pages",
            extra: extra(fields),
            body,
            place: declared(fields, path, "title"),
        }
    })
}

fn read<T>(
    path: &SourcePath,
    document: Document,
    make: impl Fn(&Fields<'_>, Body) -> T,
) -> Checked<T> {
    let sink = value::Sink::default();
    let dates = document.body.dates().clone();
    let fields = Fields::new(&document.front_matter, path, &sink, &dates);
    let value = make(&fields, document.body);
    if document.sound {
        fields.ignore(&["name", "title"]);
        fields.finish();
    }
    Checked::new(value, sink.into_inner())
}

/// When a standing page may be public. It has no day of its own, but one that is given is kept;
/// and nobody knows what a front matter says that cannot be read.
fn release(fields: &Fields<'_>, path: &SourcePath, zone: Tz, sound: bool) -> Release {
    let release = reading::when_public(fields, path, zone);
    let date = reading::release(fields, "date", zone);
    let days = [release.embargo, date].into_iter().flatten();
    Release {
        unclear: !sound,
        embargo: days.max_by_key(|day| day.instant),
        ..release
    }
}

fn extra(fields: &Fields<'_>) -> Json {
    fields.node("extra").map_or(Json::Null, value::json)
}

fn declared(fields: &Fields<'_>, path: &SourcePath, key: &str) -> Place {
    match fields.table.get(key) {
        Some(_) => fields.place_of(key),
        None => Place::file(path),
    }
}

/// `90d`, `8w`, `6m` or `1y`; a bare number is days.
fn max_age(fields: &Fields<'_>) -> Option<Days> {
    let text = fields.text("max_age")?;
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let days = match unit.trim() {
        "" | "d" => Some(1),
        "w" => Some(7),
        // The mean month and year of the Gregorian calendar, to whole days.
        "m" => Some(30),
        "y" => Some(365),
        _ => None,
    };
    let age = days.and_then(|days: u64| number.parse::<u64>().ok()?.checked_mul(days));
    if age.is_none() {
        let message = format!("`{text}` is not an age");
        let place = fields.place_of("max_age");
        let help = "write days, weeks, months or years: 90d, 8w, 6m, 1y";
        fields.report(Diagnostic::error("series/max-age", message, place).help(help));
    }
    age.map(Days::new)
}

fn tolerance(fields: &Fields<'_>) -> Option<Decimal> {
    let share = fields.number("tolerance")?;
    if (Decimal::ZERO..Decimal::ONE).contains(&share) {
        return Some(share);
    }
    let message = format!("a tolerance of {share}");
    let place = fields.place_of("tolerance");
    let help = "write it as a share from 0 up to 1: 0.05 is five per cent";
    fields.report(Diagnostic::error("series/tolerance", message, place).help(help));
    None
}

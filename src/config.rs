//! `dateline.toml`: what a site says of itself.

mod address;
mod check;
pub mod deploy;
mod foreign;
mod misplaced;
mod output;
mod tokens;

pub use output::{Family, FeedText, LinkStyle, Output};
pub use tokens::{Token, read as tokens};

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::Value as Json;

use crate::date::Vocabularies;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::language;
use crate::path::SourcePath;
use crate::value::{self, Fields};

pub use address::normal_base_url;
pub use check::Check;
pub use foreign::Foreign;

/// The site's settings, with a default for everything but the title.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// One sentence about the site.
    pub description: String,
    /// Where the site is published, with a final slash; needed only for what must be
    /// absolute: canonical links, feeds, the sitemap.
    pub base_url: Option<String>,
    /// The language of the content, as BCP 47 has it.
    pub language: String,
    /// Where that is written.
    pub language_place: Place,
    /// The zone that days without a time are read in.
    pub timezone: Tz,
    /// The theme's name: a folder in `themes/`, or the built-in `default`.
    pub theme: String,
    /// Colours, fonts and sizes that it gives its theme.
    pub tokens: Vec<Token>,
    /// The day the site is pinned to for good.
    pub as_of: Option<NaiveDate>,
    /// What dates are read in: the words of the theme's own language file, and those of every site.
    pub dates: Vocabularies,
    /// Which front-matter keys feed which taxonomy.
    pub taxonomies: TaxonomyFields,
    /// How the content of another generator's site is read, if it is one.
    pub foreign: Option<Foreign>,
    /// Whether symbolic links may lead out of the site's folder.
    pub outside_links: bool,
    /// Whether quotation marks, dashes and dots are set as a text's language has them.
    pub smart_punctuation: bool,
    /// How links are written and what raw HTML is allowed.
    pub output: Output,
    /// How long listings may be; 0 is without bound.
    pub limits: Limits,
    /// What `check --external` passes over, and how long it waits.
    pub check: Check,
    /// Where `deploy` sends the site.
    pub deploy: Vec<deploy::Target>,
    /// Who publishes the site, and by which policies.
    pub publisher: Publisher,
    /// Anything a theme wants to know.
    pub extra: Json,
}

/// The front-matter keys that are read as topics and as regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxonomyFields {
    /// Keys whose values are topics.
    pub topics: Vec<String>,
    /// Keys whose values are regions.
    pub regions: Vec<String>,
}

/// How many entries a listing shows before it goes on elsewhere; 0 is without bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Articles on the front page and in a briefing.
    pub latest: usize,
    /// Entries on one page of a listing.
    pub page: usize,
    /// Events of each kind (overdue, ahead, so far) in a briefing and on the timeline.
    pub timeline: usize,
    /// Key figures in a briefing; key figures and milestones on the front page.
    pub figures: usize,
    /// What changed lately, on the front page.
    pub changes: usize,
    /// Entries in a feed.
    pub feed: usize,
    /// Articles that must meet in a topic and region to make a cell; 0 makes none.
    pub cell_minimum: usize,
}

/// Who publishes the site. Each policy is a text or a link to a standing page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publisher {
    /// The publisher's name; the site's title if empty.
    pub name: String,
    /// The publisher's own site.
    pub url: Option<String>,
    /// Where readers write to.
    pub email: Option<String>,
    /// The address of the licence that its facts can be reused under.
    pub license: Option<String>,
    /// Name and link of each policy: about, contact, ethics, corrections.
    pub policies: Vec<(String, String, Place)>,
}

impl Config {
    /// The path that the site is published at, with a slash at both ends: `/`, `/briefings/`.
    pub fn base_path(&self) -> &str {
        let rest = self
            .base_url
            .as_deref()
            .and_then(|url| url.split_once("://"));
        let path = rest.and_then(|(_, rest)| rest.find('/').map(|slash| &rest[slash..]));
        path.unwrap_or("/")
    }

    /// The name that the site itself speaks under: the publisher's, or else the site's own.
    pub fn publisher_name(&self) -> &str {
        match self.publisher.name.as_str() {
            "" => &self.title,
            name => name,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            title: "Untitled".to_string(),
            description: String::new(),
            base_url: None,
            language: "en".to_string(),
            language_place: Place::file(&SourcePath::new(FILE)),
            timezone: Tz::UTC,
            theme: "default".to_string(),
            tokens: Vec::new(),
            as_of: None,
            dates: Vocabularies::default(),
            taxonomies: TaxonomyFields {
                topics: vec!["topics".to_string()],
                regions: vec!["regions".to_string()],
            },
            foreign: None,
            outside_links: false,
            smart_punctuation: true,
            output: Output::default(),
            limits: Limits {
                latest: 12,
                page: 50,
                timeline: 8,
                figures: 8,
                changes: 12,
                feed: 30,
                cell_minimum: 2,
            },
            check: Check::default(),
            deploy: Vec::new(),
            publisher: Publisher::default(),
            extra: Json::Null,
        }
    }
}

/// The path of the configuration in every site.
pub const FILE: &str = "dateline.toml";

/// Reads the text of `dateline.toml`; what is missing or wrong takes its default. Its dates are read in
/// the words of every site alone.
pub fn read(text: &str) -> Checked<Config> {
    read_in(text, &Vocabularies::default())
}

/// Reads the text of `dateline.toml` on a site whose dates are read in these words.
pub fn read_in(text: &str, dates: &Vocabularies) -> Checked<Config> {
    let path = SourcePath::new(FILE);
    let parsed = value::toml::parse(text, 0, &path, "config/syntax");
    let broken = !parsed.diagnostics.is_empty();
    let sink = std::cell::RefCell::new(parsed.diagnostics);
    let config = read_fields(&Fields::new(&parsed.value, &path, &sink, dates), broken);
    let mut found = sink.into_inner();
    misplaced::tell(&parsed.value, &path, &mut found);
    // What a key says of its value is better advice than what TOML says of any.
    let day = found.iter().find(|found| found.code == AS_OF);
    if let Some(place) = day.and_then(|found| found.place.clone()) {
        found.retain(|found| found.code == AS_OF || found.place.as_ref() != Some(&place));
    }
    Checked::new(config, found)
}

/// What to say where there is no `dateline.toml`.
pub fn missing() -> Diagnostic {
    let place = Place::file(&SourcePath::new(FILE));
    Diagnostic::error("config/missing", "there is no dateline.toml", place)
        .help("name the site's folder, or make a site with `dateline init DIR`")
}

fn read_fields(fields: &Fields<'_>, broken: bool) -> Config {
    let default = Config::default();
    let title = if broken {
        fields.text("title")
    } else {
        fields.required_text(
            "title",
            "config/title",
            "say what the site is called: title = \"…\"",
        )
    };
    let config = Config {
        title: title.unwrap_or(default.title),
        description: fields.text("description").unwrap_or_default(),
        base_url: base_url(fields),
        language: language::written(fields, "language").unwrap_or(default.language),
        language_place: fields.place_of("language"),
        timezone: timezone(fields).unwrap_or(default.timezone),
        theme: fields.text("theme").unwrap_or(default.theme),
        tokens: tokens(fields),
        as_of: as_of(fields),
        dates: fields.dates().clone(),
        taxonomies: taxonomies(fields, default.taxonomies),
        foreign: foreign::read(fields),
        outside_links: outside_links(fields),
        smart_punctuation: fields
            .boolean("smart_punctuation")
            .unwrap_or(default.smart_punctuation),
        output: output::read(fields),
        limits: limits(fields, default.limits),
        check: check::read(fields),
        deploy: deploy::read(fields),
        publisher: publisher(fields),
        extra: fields.node("extra").map_or(Json::Null, value::json),
    };
    fields.finish();
    config
}

fn base_url(fields: &Fields<'_>) -> Option<String> {
    let url = fields.text("base_url")?;
    match normal_base_url(&url) {
        Ok(url) => Some(url),
        Err(help) => {
            let message = format!("`{url}` is not the address of a site");
            let place = fields.place_of("base_url");
            fields.report(Diagnostic::error("config/base-url", message, place).help(help));
            None
        }
    }
}

fn timezone(fields: &Fields<'_>) -> Option<Tz> {
    let name = fields.text("timezone")?;
    if let Ok(zone) = name.parse() {
        return Some(zone);
    }
    let near =
        crate::diagnostic::did_you_mean(&name, chrono_tz::TZ_VARIANTS.iter().map(|z| z.name()));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "use a name of the IANA database, such as Asia/Baghdad".to_string(),
    };
    let message = format!("unknown time zone `{name}`");
    let place = fields.place_of("timezone");
    fields.report(Diagnostic::error("config/timezone", message, place).help(help));
    None
}

/// The code of a day that is none.
const AS_OF: &str = "config/as-of";

/// An empty day is a slip and not none: without a day the site would show what it was pinned against.
fn as_of(fields: &Fields<'_>) -> Option<NaiveDate> {
    let is_scalar = |node: &value::Node| matches!(node.value, value::Value::Scalar(_));
    let entry = fields.table.get("as_of");
    let empty = || {
        entry
            .filter(|it| is_scalar(&it.node))
            .map(|_| String::new())
    };
    let text = fields.text("as_of").or_else(empty)?;
    match fields.dates().read_day(&text) {
        Some(day) => Some(day),
        None => {
            let message = format!("`{text}` is not a day");
            let place = fields.place_of("as_of");
            let help = "write a day as 2026-01-25";
            fields.report(Diagnostic::error(AS_OF, message, place).help(help));
            None
        }
    }
}

fn taxonomies(fields: &Fields<'_>, default: TaxonomyFields) -> TaxonomyFields {
    let Some(table) = fields.table("taxonomies") else {
        return default;
    };
    let keys = |key, default: Vec<String>| {
        let texts = table.texts(key);
        if table.table.get(key).is_none() {
            return default;
        }
        texts.into_iter().map(|(text, _)| text).collect()
    };
    let taxonomies = TaxonomyFields {
        topics: keys("topics", default.topics),
        regions: keys("regions", default.regions),
    };
    table.finish();
    taxonomies
}

/// The publisher's own site. It stands in links and for machines, so that it must run nothing.
fn web_address(fields: &Fields<'_>, key: &'static str) -> Option<String> {
    let url = fields.text(key)?;
    let lower = url.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return Some(url);
    }
    let message = format!("`{url}` is not a web address");
    let place = fields.place_of(key);
    let help = "write it whole, beginning with https://";
    fields.report(Diagnostic::error("config/bad-url", message, place).help(help));
    None
}

/// What the table `content` says of links that lead out of the site.
fn outside_links(fields: &Fields<'_>) -> bool {
    let Some(table) = fields.table("content") else {
        return false;
    };
    let allowed = table.boolean("outside_links").unwrap_or(false);
    table.finish();
    allowed
}

fn limits(fields: &Fields<'_>, default: Limits) -> Limits {
    let Some(table) = fields.table("limits") else {
        return default;
    };
    let limits = Limits {
        latest: table.count("latest").unwrap_or(default.latest),
        page: table.count("page").unwrap_or(default.page),
        timeline: table.count("timeline").unwrap_or(default.timeline),
        figures: table.count("figures").unwrap_or(default.figures),
        changes: table.count("changes").unwrap_or(default.changes),
        feed: table.count("feed").unwrap_or(default.feed),
        cell_minimum: table.count("cell_minimum").unwrap_or(default.cell_minimum),
    };
    table.finish();
    limits
}

fn publisher(fields: &Fields<'_>) -> Publisher {
    let Some(table) = fields.table("publisher") else {
        return Publisher::default();
    };
    let policies = ["about", "contact", "ethics", "corrections"]
        .into_iter()
        .filter_map(|key| Some((key.to_string(), table.text(key)?, table.place_of(key))))
        .collect();
    let publisher = Publisher {
        name: table.text("name").unwrap_or_default(),
        url: web_address(&table, "url"),
        email: table.text("email"),
        license: web_address(&table, "license"),
        policies,
    };
    table.finish();
    publisher
}

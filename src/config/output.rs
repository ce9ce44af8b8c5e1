//! `[output]`: how the output is written, and which pages a site does without.

use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::host::{HOSTS, Host};
use crate::path::SourcePath;
use crate::value::Fields;

/// How the output is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Who serves it, where that is said: the host's own files are written too.
    pub host: Option<&'static Host>,
    /// Where that is written.
    pub host_place: Place,
    /// The form of links between pages.
    pub links: LinkStyle,
    /// Whether raw HTML in articles is published as it stands.
    pub unsafe_html: bool,
    /// Whether pages have maps.
    pub maps: bool,
    /// Whether smaller pictures are made for smaller screens.
    pub images: bool,
    /// Whether pictures are drawn for what other sites show of links.
    pub social_images: bool,
    /// What feeds carry of an article.
    pub feed_text: FeedText,
    /// Whether files are compressed beforehand, for a server of one's own.
    pub precompress: bool,
    /// The families of pages that the site does without.
    pub without: Vec<Family>,
}

impl Output {
    /// Whether the site has a family of pages.
    pub fn has(&self, family: Family) -> bool {
        !self.without.contains(&family)
    }
}

impl Default for Output {
    fn default() -> Self {
        Output {
            host: None,
            host_place: Place::file(&SourcePath::new(super::FILE)),
            links: LinkStyle::Portable,
            unsafe_html: false,
            maps: true,
            images: true,
            without: Family::ON_DEMAND.to_vec(),
            social_images: false,
            feed_text: FeedText::Summary,
            precompress: false,
        }
    }
}

/// The form of links between pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// `../iraq/index.html`: opens on any host and from a folder on disk.
    Portable,
    /// `../iraq/`: shorter, but only for hosts.
    Clean,
}

/// What feeds carry of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedText {
    /// What it says in a sentence or two.
    Summary,
    /// All of its text.
    Full,
}

/// Pages of one kind, which a site can do without. Nothing leads to them then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The briefings of a topic in a region.
    Cells,
    /// Timelines of terms, cells, years and the whole site.
    Timelines,
    /// Lists of the articles of terms, cells and years.
    Lists,
    /// The table of topics and regions.
    Matrix,
    /// Milestones to come.
    Ahead,
    /// Calendars of milestones.
    Calendars,
    /// Feeds.
    Feeds,
    /// Feeds and calendars of a topic in a region.
    CellFeeds,
    /// The pages of events that have an id.
    Events,
    /// Key figures: their list and the page of each series.
    Figures,
    /// Sources: their list and the page of each.
    Sources,
    /// What is disputed.
    Disputed,
    /// The list of all corrections.
    Corrections,
    /// What changed, month by month.
    Changes,
    /// Facts as tables for programs: of the site, of series, timelines and terms.
    Data,
    /// The same beside the page of each event.
    EventData,
    /// What the marks on pages mean.
    Guide,
    /// The search, and the index that it needs.
    Search,
    /// Each page as Markdown beside it.
    Markdown,
}

impl Family {
    /// Each family by its name in dateline.toml.
    pub const ALL: [(&'static str, Family); 19] = [
        ("cells", Family::Cells),
        ("timelines", Family::Timelines),
        ("lists", Family::Lists),
        ("matrix", Family::Matrix),
        ("ahead", Family::Ahead),
        ("calendars", Family::Calendars),
        ("feeds", Family::Feeds),
        ("cell-feeds", Family::CellFeeds),
        ("events", Family::Events),
        ("figures", Family::Figures),
        ("sources", Family::Sources),
        ("disputed", Family::Disputed),
        ("corrections", Family::Corrections),
        ("changes", Family::Changes),
        ("data", Family::Data),
        ("event-data", Family::EventData),
        ("guide", Family::Guide),
        ("search", Family::Search),
        ("markdown", Family::Markdown),
    ];

    /// The families that a site has only where it asks for them, since they have a file for each of
    /// what there can be tens of thousands of; many hosts have a limit.
    pub const ON_DEMAND: [Family; 3] = [Family::CellFeeds, Family::EventData, Family::Markdown];
}

/// The families of pages that a key names.
fn families(table: &Fields<'_>, key: &str) -> Vec<Family> {
    let named = |(name, place): (String, Place)| {
        let found = Family::ALL.iter().find(|(known, _)| *known == name);
        if found.is_none() {
            let names = || Family::ALL.iter().map(|(name, _)| *name);
            let message = format!("`{name}` is no family of pages");
            let help = match did_you_mean(&name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", names().collect::<Vec<_>>().join(", ")),
            };
            table.report(Diagnostic::error("config/without", message, place).help(help));
        }
        found.map(|(_, family)| *family)
    };
    table.texts(key).into_iter().filter_map(named).collect()
}

/// Says that the program was built without what a key asks for.
fn not_built_in(table: &Fields<'_>, key: &str, feature: &str) {
    let message = format!("this Dateline was built without what `{key}` asks for");
    let help = format!("build it with `--features {feature}`, or take `{key}` out");
    let error = Diagnostic::error("config/not-built-in", message, table.place_of(key));
    table.report(error.help(help));
}

/// Reads the table `output`.
pub fn read(fields: &Fields<'_>) -> Output {
    let default = Output::default();
    let Some(table) = fields.table("output") else {
        return default;
    };
    let styles = [
        ("portable", LinkStyle::Portable),
        ("clean", LinkStyle::Clean),
    ];
    let wanted = families(&table, "with");
    let on_demand = Family::ON_DEMAND.into_iter();
    let mut without = families(&table, "without");
    without.extend(on_demand.filter(|family| !wanted.contains(family)));
    let feed_texts = [("summary", FeedText::Summary), ("full", FeedText::Full)];
    let mut output = Output {
        host: table.choice("host", HOSTS, "config/host"),
        host_place: table.place_of("host"),
        links: table
            .choice("links", &styles, "config/links")
            .unwrap_or(default.links),
        unsafe_html: table.boolean("unsafe_html").unwrap_or(default.unsafe_html),
        maps: table.boolean("maps").unwrap_or(default.maps),
        images: table.boolean("images").unwrap_or(default.images),
        without,
        social_images: table
            .boolean("social_images")
            .unwrap_or(default.social_images),
        feed_text: table
            .choice("feed_text", &feed_texts, "config/feed-text")
            .unwrap_or(default.feed_text),
        precompress: table.boolean("precompress").unwrap_or(default.precompress),
    };
    if output.social_images && !cfg!(feature = "social-images") {
        not_built_in(&table, "social_images", "social-images");
        output.social_images = false;
    }
    table.finish();
    output
}

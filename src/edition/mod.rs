//! The stages, one after the other: `site = f(content, theme, config, as-of day)`.
//!
//! An [`Edition`] is everything a page can be rendered from. `build` renders every page of
//! it; `serve` keeps one up as files change ([`Standing`]) and renders the pages that are asked
//! for.

mod noticed;
pub mod prints;
pub mod sentences;
mod standing;

pub use standing::{Applied, OtherDay, Standing, Update};

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::config::{self, Config, Family};
use crate::content::moment::start_of_day;
use crate::content::source::{Asset, SourceTree};
use crate::content::{self, Content};
use crate::diagnostic::{Checked, Diagnostic, Severity, Texts};
use crate::host::Rules;
use crate::lints::{self, Clean};
use crate::newsroom::as_of::{AsOf, Reason};
use crate::newsroom::gate::{self, Passes};
use crate::newsroom::ids::ArticleId;
use crate::newsroom::next_change::next_change;
use crate::newsroom::{Memory, Newsroom};
use crate::pages::derived::Notes;
use crate::pages::plan::{self, File, Lookup, Page, Plan};
use crate::pages::site::{Files, Shown, Site};
use crate::path::SourcePath;
use crate::profile::{Profile, stage};
use crate::render::Renderer;
use crate::render::host;
use crate::render::images::{Cache, NoCache};
use crate::render::theme::{self, Theme};
use crate::search;
use noticed::Noticed;

/// What is asked for beside the site itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The day to judge the site on, instead of now or the pinned day.
    pub as_of: Option<NaiveDate>,
    /// Whether a day to come shows what becomes public until then.
    pub reveal: bool,
    /// Where the site will be published, instead of where its configuration says.
    pub base_url: Option<String>,
    /// What passes the gate beside what is public.
    pub passes: Passes,
    /// Where the time is noted down, if anybody asks.
    pub profile: Option<Arc<Profile>>,
}

impl Options {
    /// The site as it is at an instant.
    pub fn at(now: DateTime<Utc>) -> Self {
        Options {
            now,
            as_of: None,
            reveal: false,
            base_url: None,
            passes: Passes::default(),
            profile: None,
        }
    }
}

/// A site evaluated for a day, ready to be rendered.
pub struct Edition {
    /// The settings.
    pub config: Config,
    /// The files.
    pub content: Content,
    /// The model.
    pub newsroom: Newsroom,
    /// The theme.
    pub theme: Theme,
    /// Which pages exist.
    pub plan: Plan,
    /// What their templates may ask for.
    pub shown: Shown,
    /// Where pictures are kept that were made; nowhere, unless somebody says where.
    pub cache: Box<dyn Cache>,
    passes: Passes,
    profile: Option<Arc<Profile>>,
}

/// Evaluates a site; what is wrong is reported, and the rest stands.
pub fn evaluate(tree: &SourceTree, options: &Options) -> Checked<Edition> {
    let mut noticed = Noticed::default();
    let edition = put_together(tree, options, &mut noticed, &mut Memory::default());
    let diagnostics = noticed.all(&edition);
    Checked::new(edition, diagnostics)
}

/// The stages, one after the other; side by side where one does not need another.
fn put_together(
    tree: &SourceTree,
    options: &Options,
    noticed: &mut Noticed,
    memory: &mut Memory,
) -> Edition {
    let config = configuration(tree, options).drain_into(&mut noticed.config);
    let profile = options.profile.as_deref();
    let (content, theme) = stage(profile, "content and theme", || {
        rayon::join(
            || content::read(tree, &config),
            || theme::load(tree, &config),
        )
    });
    let (content, in_content) = content;
    noticed.in_content(in_content);
    let theme = theme.drain_into(&mut noticed.theme);
    let as_of = as_of(&config, options);
    let mut newsroom = Newsroom::empty(as_of);
    noticed.newsroom = stage(profile, "newsroom", || {
        newsroom.assemble(&content, &config, as_of, options.passes, memory)
    });
    let plan = stage(profile, "plan", || {
        let none = Plan::default();
        plan::plan(&newsroom, &content, &config, theme.statics(), none)
    });
    let plan = plan.drain_into(&mut noticed.plan);
    Edition {
        shown: theme.shown(&plan),
        config,
        content,
        newsroom,
        theme,
        plan,
        cache: Box::new(NoCache),
        passes: options.passes,
        profile: options.profile.clone(),
    }
}

/// Reads the settings of a site, with the words that its dates are read in.
pub fn settings(tree: &SourceTree) -> Checked<Config> {
    let path = SourcePath::new(config::FILE);
    match tree.texts.get(&path) {
        Some(text) => {
            let config = config::read(text);
            // Which language file that is the settings themselves say.
            match theme::own_dates(tree, &config.value) {
                Some(dates) => config::read_in(text, &dates),
                None => config,
            }
        }
        // That it could not be read is reported already.
        None if tree.unreadable.contains(&path) => Checked::clean(Config::default()),
        None => Checked::new(Config::default(), vec![config::missing()]),
    }
}

fn configuration(tree: &SourceTree, options: &Options) -> Checked<Config> {
    let mut config = settings(tree);
    if let Some(base_url) = &options.base_url {
        config.value.base_url = Some(base_url.clone());
    }
    config
}

fn as_of(config: &Config, options: &Options) -> AsOf {
    let zone = config.timezone;
    let end_of = |day, reason| AsOf::end_of(day, zone, reason, options.now, options.reveal);
    match (options.as_of, config.as_of) {
        (Some(day), _) => end_of(day, Reason::Asked),
        (None, Some(day)) => end_of(day, Reason::Pinned),
        (None, None) => AsOf::now(options.now, zone),
    }
}

impl Edition {
    /// What reads like a slip of the pen in what is public.
    pub fn lints(&self) -> Vec<Diagnostic> {
        self.lints_down_to(Severity::Note, None)
    }

    /// The same without notes, and without reading again what is known to be clean.
    pub fn warnings(&self, clean: Option<&dyn Clean>) -> Vec<Diagnostic> {
        self.lints_down_to(Severity::Warning, clean)
    }

    fn lints_down_to(&self, least: Severity, clean: Option<&dyn Clean>) -> Vec<Diagnostic> {
        lints::check(&self.newsroom, &self.content, &self.config, least, clean)
    }

    /// What reads like a slip of the pen in one article, without notes.
    pub fn lints_of(&self, article: ArticleId) -> Vec<Diagnostic> {
        lints::of_article(&self.newsroom, &self.config, article)
    }

    /// The next instant at which the site may change with no edit: a date has come, or a new day has
    /// begun. A closed edition changes no more.
    pub fn changes_at(&self) -> Option<DateTime<Utc>> {
        let newsroom = &self.newsroom;
        if newsroom.as_of.is_closed() {
            return None;
        }
        let zone = self.config.timezone;
        let tomorrow = newsroom.as_of.day.succ_opt();
        let tomorrow = tomorrow.map(|day| start_of_day(day, zone));
        let change = next_change(newsroom, zone).map(|change| change.instant);
        tomorrow.into_iter().chain(change).min()
    }

    /// Where the time is noted down, if anybody asks.
    pub fn profile(&self) -> Option<&Profile> {
        self.profile.as_deref()
    }

    /// How many facts nobody has said yes to yet.
    pub fn unreviewed(&self) -> usize {
        gate::open_proposals(&self.content)
    }

    /// Whether facts that wait for a yes are shown all the same.
    pub fn shows_unreviewed(&self) -> bool {
        self.passes.unreviewed
    }

    /// What is looked up where a reference leads nowhere.
    pub fn lookup(&self) -> &Lookup {
        self.site(None).lookup()
    }

    /// The file that is published as it is, where a page is one.
    pub fn asset(&self, page: &Page) -> Option<&Asset> {
        match page.kind().err()? {
            File::Asset(path) => self.content.assets.get(path),
            File::Static(url) => self.theme.files.get(url),
            File::Feed(..) | File::Calendar(_) | File::Sitemap(_) | File::Robots => None,
            File::Data(_) | File::Chart(_) | File::Social(_) => None,
            File::Changes(_) | File::Markdown(_) | File::Host(_) => None,
            File::Image(..) | File::Record | File::Terms => None,
        }
    }

    /// What its host is told of it.
    pub fn rules(&self) -> Rules<'_> {
        host::rules(self.site(None), &self.theme)
    }

    /// How many pages and files would be planned without a family; nothing where there are none of it.
    pub fn planned_without(&self, family: Family) -> Option<usize> {
        let mut config = self.config.clone();
        if !config.output.has(family) {
            return None;
        }
        config.output.without.push(family);
        let (newsroom, content) = (&self.newsroom, &self.content);
        let none = Plan::default();
        let plan = plan::plan(newsroom, content, &config, self.theme.statics(), none);
        Some(plan.value.pages.len())
    }

    /// The renderer of its pages.
    pub fn renderer(&self) -> Renderer<'_> {
        Renderer::new(self.site(None), &self.theme, &*self.cache)
    }

    /// The renderer of its pages, which notes down the sentences that they make up.
    pub fn renderer_noting<'a>(&'a self, notes: &'a Notes) -> Renderer<'a> {
        Renderer::new(self.site(Some(notes)), &self.theme, &*self.cache)
    }

    /// What its search is made from.
    pub fn search(&self) -> search::Index {
        search::Index::of(self.site(None))
    }

    /// Everything its pages are made from; the sentences they make up are noted, if anybody asks.
    fn site<'a>(&'a self, notes: Option<&'a Notes>) -> Site<'a> {
        Site {
            config: &self.config,
            content: Files::new(&self.content),
            newsroom: &self.newsroom,
            plan: &self.plan,
            language: &self.theme.language,
            assets: &self.theme.assets,
            shown: &self.shown,
            passes: self.passes,
            notes,
            profile: self.profile.as_deref(),
        }
    }
}

/// The texts of a site and of the built-in theme, for showing the lines diagnostics mean.
pub struct AllTexts<'a>(pub &'a SourceTree);

impl Texts for AllTexts<'_> {
    fn text(&self, file: &SourcePath) -> Option<&str> {
        self.0.text(file).or_else(|| theme::built_in_text(file))
    }
}

//! Making the plan: every page finds its URL, or somebody is told that it is taken.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::ledger::{Ledger, fault, former_address};
use super::named;
use super::targets::targets;
use super::{Outline, Page, Plan, Scope, page_count};
use crate::config::{Config, Family, Output};
use crate::content::picture::Picture;
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::content::{Content, address};
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::newsroom::Newsroom;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, SourceId};
use crate::pages::disputed::Disputed;
use crate::pages::{scope, urls};
use crate::path::{SourcePath, UrlPath, decode, slug};

/// Plans the site, with the theme's files at `statics`; two pages with one URL are an error. The
/// plan of before holds where it follows from the same.
pub fn plan<'a>(
    newsroom: &Newsroom,
    content: &Content,
    config: &Config,
    statics: impl Iterator<Item = &'a UrlPath> + Clone,
    before: Plan,
) -> Checked<Plan> {
    let known = before.outline.as_ref();
    let outline = Outline::of(newsroom, content, config, statics.clone(), known);
    if before.outline.as_ref() == Some(&outline) {
        return Checked::clean(before.of(newsroom, outline));
    }
    drop(before);
    let mut planner = Planner {
        newsroom,
        output: &config.output,
        page_size: config.limits.page,
        absolute: config.base_url.is_some(),
        foreign: config.foreign.is_some(),
        pages: BTreeMap::new(),
        ledger: Ledger::default(),
        diagnostics: Vec::new(),
    };
    planner.written();
    planner.listings();
    planner.terms();
    planner.cells(&outline, config);
    planner.facts();
    planner.assets(statics);
    if config.output.images {
        planner.images(&content.pictures);
    }
    planner.redirects();
    planner.reserve(content);
    planner.diagnostics.extend(planner.ledger.noticed());
    let targets = targets(newsroom, content, &planner.pages);
    let plan = Plan {
        pages: planner.pages,
        targets,
        meetings: outline.cells.meetings.clone(),
        outline: planner.diagnostics.is_empty().then_some(outline),
        lookup: OnceLock::new(),
    };
    Checked::new(plan, planner.diagnostics)
}

struct Planner<'a> {
    newsroom: &'a Newsroom,
    output: &'a Output,
    page_size: usize,
    absolute: bool,
    /// Whether the content is another generator's, which let two pages want one address.
    foreign: bool,
    pages: BTreeMap<UrlPath, Page>,
    ledger: Ledger,
    diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    fn add(&mut self, url: UrlPath, page: Page, place: Option<Place>) {
        let taken = self.ledger.take(&url, place.as_ref());
        if self.told(taken) {
            self.pages.insert(url, page);
        }
    }

    /// What is withheld has its address too, so that a clash is told today and not on the day it
    /// becomes public. It comes last: it takes nothing from a page that is there.
    fn reserve(&mut self, content: &Content) {
        let kept: HashSet<&SourcePath> = self
            .newsroom
            .withheld
            .iter()
            .map(|kept| &kept.path)
            .collect();
        let articles = content
            .articles
            .iter()
            .filter(|article| kept.contains(&article.path));
        let articles = articles.map(|article| (&article.url, &article.aliases, &article.place));
        let pages = content
            .pages
            .iter()
            .filter(|page| kept.contains(&page.path));
        let pages = pages.map(|page| (&page.url, &page.aliases, &page.place));
        let mut former = Vec::new();
        for (url, aliases, place) in articles.chain(pages) {
            let taken = self.ledger.take(url, Some(place));
            self.told(taken);
            for alias in aliases {
                let address = former_address(&UrlPath::new(&decode(alias.text.trim())));
                former.extend(address.filter(|from| from != url).map(|from| (from, alias)));
            }
        }
        for (from, alias) in former {
            let taken = self.ledger.take(&from, Some(&alias.place));
            self.told(taken);
        }
    }

    /// Tells of an address that is taken or none; whether it could be had.
    fn told(&mut self, taken: Result<(), Diagnostic>) -> bool {
        match taken {
            Ok(()) => return true,
            Err(error) if self.foreign => self.diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                ..error
            }),
            Err(error) => self.diagnostics.push(error),
        }
        false
    }

    /// Articles and standing pages come first: what an author wrote has its URL before what
    /// Dateline makes.
    fn written(&mut self) {
        for (at, entry) in self.newsroom.entries.iter().enumerate() {
            let place = Some(entry.article.place.clone());
            self.add(
                entry.article.url.clone(),
                Page::Article(ArticleId::new(at)),
                place,
            );
        }
        for (at, page) in self.newsroom.pages.iter().enumerate() {
            self.add(
                page.url.clone(),
                Page::Standing(at),
                Some(page.place.clone()),
            );
        }
    }

    fn listings(&mut self) {
        self.add(urls::front(), Page::Front, None);
        self.add(urls::not_found(), Page::NotFound, None);
        self.feed(&urls::front(), Scope::Site);
        if self.absolute {
            self.add(UrlPath::new("/sitemap.xml"), Page::Sitemap, None);
        }
        if self.output.has(Family::Matrix) {
            self.add(urls::matrix(), Page::Matrix, None);
        }
        self.calendar(&urls::ahead(), Scope::Site);
        let newsroom = self.newsroom;
        let open = newsroom.overdue.len() + newsroom.milestones.len();
        self.paged(Family::Ahead, &urls::ahead(), open, Page::Ahead);
        self.articles(Scope::Site, newsroom.listed.len());
        for (year, articles) in &newsroom.article_years {
            self.articles(Scope::Year(*year), articles.len());
        }
        // The whole site's timeline shows what lies nearest, on one page.
        self.timeline(Scope::Site, 0);
        for (year, events) in &newsroom.event_years {
            self.timeline(Scope::Year(*year), events.len());
        }
        let disputed = Disputed::of(newsroom).longest_list();
        self.paged(
            Family::Disputed,
            &urls::disputed(),
            disputed,
            Page::Disputed,
        );
        let (series, sources) = (newsroom.series.len(), newsroom.sources.len());
        self.paged(Family::Figures, &urls::figures(), series, Page::Figures);
        self.paged(Family::Sources, &urls::sources(), sources, Page::Sources);
        let articles = (0..newsroom.entries.len()).map(ArticleId::new);
        let corrections = articles.map(|id| newsroom.corrections(id).count()).sum();
        let listing = urls::corrections();
        self.paged(
            Family::Corrections,
            &listing,
            corrections,
            Page::Corrections,
        );
    }

    /// The pages of a listing, if the site has their family.
    fn paged(
        &mut self,
        family: Family,
        listing: &UrlPath,
        count: usize,
        page: impl Fn(usize) -> Page,
    ) {
        if !self.output.has(family) {
            return;
        }
        for nth in 1..=page_count(count, self.page_size) {
            self.add(urls::nth(listing, nth), page(nth), None);
        }
    }

    fn articles(&mut self, scope: Scope, count: usize) {
        let listing = scope::articles_url(self.newsroom, scope);
        self.paged(Family::Lists, &listing, count, |page| {
            Page::Articles(scope, page)
        });
    }

    fn timeline(&mut self, scope: Scope, count: usize) {
        let listing = scope::timeline_url(self.newsroom, scope);
        self.paged(Family::Timelines, &listing, count, |page| {
            Page::Timeline(scope, page)
        });
    }

    fn calendar(&mut self, of: &UrlPath, scope: Scope) {
        if self.output.has(Family::Calendars) {
            self.add(urls::calendar(of), Page::Calendar(scope), None);
        }
    }

    /// A feed's addresses are absolute, so it needs to know where the site is.
    fn feed(&mut self, of: &UrlPath, scope: Scope) {
        if self.absolute && self.output.has(Family::Feeds) {
            self.add(urls::feed(of), Page::Feed(scope), None);
        }
    }

    fn terms(&mut self) {
        for kind in TaxonomyKind::ALL {
            let taxonomy = self.newsroom.taxonomy(kind);
            let named = named::first(self.newsroom, kind);
            let roots = taxonomy.roots().len();
            for nth in 1..=page_count(roots, self.page_size) {
                let url = urls::nth(&urls::terms(kind), nth);
                self.add(url, Page::Terms(kind, nth), None);
            }
            for id in taxonomy.ids() {
                let term = taxonomy.term(id);
                let url = urls::term(kind, term);
                let place = term.path.as_ref().map(Place::file);
                let place = place.or_else(|| named.get(&id).cloned());
                self.add(url.clone(), Page::Term(kind, id), place);
                // Once is enough for all that lies below it.
                if fault(&url).is_some() {
                    continue;
                }
                let scope = Scope::Term(kind, id);
                self.feed(&url, scope);
                self.calendar(&url, scope);
                self.articles(scope, term.articles.len());
                self.timeline(scope, term.events.len());
            }
        }
    }

    /// A cell has a page where enough articles meet, and lists of its own where its briefing
    /// cannot show all.
    fn cells(&mut self, outline: &Outline, config: &Config) {
        if !self.output.has(Family::Cells) {
            return;
        }
        let limits = &config.limits;
        let enough = |count: usize| limits.cell_minimum > 0 && count >= limits.cell_minimum;
        for (&(topic, region), &articles) in outline
            .cells
            .meetings
            .iter()
            .filter(|(_, count)| enough(**count))
        {
            let (topics, regions) = (&self.newsroom.topics, &self.newsroom.regions);
            let (one, other) = (topics.term(topic), regions.term(region));
            let url = urls::cell(one, other);
            if fault(&url).is_some() {
                continue;
            }
            let scope = Scope::Cell(topic, region);
            self.add(url, Page::Cell(topic, region), None);
            if limits.latest > 0 && articles > limits.latest {
                self.articles(scope, articles);
            }
            let timeline = outline.cells.timelines.get(&(topic, region)).copied();
            let shown = timeline.filter(|_| self.output.has(Family::Timelines));
            let listing = scope::timeline_url(self.newsroom, scope);
            for nth in 1..=shown.unwrap_or(0) {
                self.add(urls::nth(&listing, nth), Page::Timeline(scope, nth), None);
            }
        }
    }

    fn facts(&mut self) {
        let has_events = self.output.has(Family::Events);
        for (at, event) in self.newsroom.events.iter().enumerate() {
            if let Some(url) = urls::event(event).filter(|_| has_events) {
                let place = Some(event.history[0].claim.place.clone());
                self.add(url, Page::Event(EventId::new(at)), place);
            }
        }
        let has_figures = self.output.has(Family::Figures);
        let series = self.newsroom.series.iter().filter(|_| has_figures);
        for (at, series) in series.enumerate() {
            let place = series
                .observations
                .first()
                .map(|observed| observed.observation.place.clone());
            self.add(urls::series(series), Page::Series(SeriesId::new(at)), place);
        }
        for (at, source) in self.newsroom.sources.iter().enumerate() {
            let most = source.longest_list();
            self.paged(Family::Sources, &urls::source(source), most, |page| {
                Page::Source(SourceId::new(at), page)
            });
        }
    }

    /// The content's files come before the theme's: a site brings its own favicon.
    fn assets<'a>(&mut self, statics: impl Iterator<Item = &'a UrlPath>) {
        self.add(UrlPath::new("/build.json"), Page::Record, None);
        for path in self.newsroom.assets.keys() {
            self.add(
                address::asset(path),
                Page::Asset(path.clone()),
                Some(Place::file(path)),
            );
        }
        for url in statics {
            if !matches!(self.pages.get(url), Some(Page::Asset(_))) {
                self.add(url.clone(), Page::Static(url.clone()), None);
            }
        }
    }

    /// Pictures made of others. A page does without one whose address is taken, or is none.
    fn images(&mut self, pictures: &BTreeMap<SourcePath, Picture>) {
        for path in self.newsroom.assets.keys() {
            let widths = pictures.get(path).map(Picture::widths).unwrap_or_default();
            let published =
                self.pages.get(&address::asset(path)) == Some(&Page::Asset(path.clone()));
            for width in widths.into_iter().filter(|_| published) {
                let url = urls::image(path, width);
                if self.ledger.take(&url, None).is_ok() {
                    self.pages.insert(url, Page::Image(path.clone(), width));
                }
            }
        }
    }

    /// Former addresses come last: a page that exists is worth more than one that moved.
    fn redirects(&mut self) {
        for entry in &self.newsroom.entries {
            self.redirect_all(&entry.article.aliases, &entry.article.url, |alias| {
                UrlPath::new(alias)
            });
        }
        for page in &self.newsroom.pages {
            self.redirect_all(&page.aliases, &page.url, UrlPath::new);
        }
        for kind in TaxonomyKind::ALL {
            for term in &self.newsroom.taxonomy(kind).terms {
                let former = |alias: &str| urls::term_id(kind, &slug(alias));
                self.redirect_all(&term.aliases, &urls::term(kind, term), former);
            }
        }
    }

    fn redirect_all(&mut self, aliases: &[TermRef], to: &UrlPath, url: impl Fn(&str) -> UrlPath) {
        for alias in aliases {
            match former_address(&url(&decode(alias.text.trim()))) {
                Some(from) if from == *to => {}
                Some(from) => self.add(from, Page::Redirect(to.clone()), Some(alias.place.clone())),
                None => {
                    let message = format!("`{}` is not an address within the site", alias.text);
                    let error = Diagnostic::error("page/bad-alias", message, alias.place.clone());
                    let help = "write it from the site's root: /old/address/";
                    self.told(Err::<(), _>(error.help(help)));
                }
            }
        }
    }
}

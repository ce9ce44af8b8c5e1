//! Making the plan: every page finds its URL, or somebody is told that it is taken.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashSet as HashSet;

use super::cells::Meeting;
use super::ledger::{Ledger, fault, former_address};
use super::targets::targets;
use super::{File, Outline, Page, Plan};
use crate::config::{Config, Family};
use crate::content::Content;
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::newsroom::Newsroom;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::Term;
use crate::pages::kinds::{PageKind, Redirect};
use crate::pages::paging::{Order, Paging};
use crate::pages::urls;
use crate::path::{SourcePath, UrlPath, decode};
use crate::reads::{Node, Noted};

/// The address of a file of the theme, and where it stands in the site if it is not the built-in one.
pub type Static<'a> = (&'a UrlPath, Option<&'a SourcePath>);

/// Plans the site, with the theme's files at `statics`; two pages with one URL are an error. The
/// plan of before holds where it follows from the same.
pub fn plan<'a>(
    newsroom: &Newsroom,
    content: &Content,
    config: &Config,
    statics: impl Iterator<Item = Static<'a>> + Clone,
    before: Plan,
) -> Checked<Plan> {
    let known = before.outline.as_ref();
    let outline = Outline::of(newsroom, content, config, statics.clone(), known);
    if before.outline.as_ref() == Some(&outline) {
        return Checked::clean(before.of(newsroom, outline));
    }
    drop(before);
    let cells = outline.cells.clone();
    let terms = terms(newsroom);
    let meetings = cells.with_pages(newsroom, config);
    let mut planner = Planner {
        newsroom,
        content,
        config,
        terms: &terms,
        meetings: &meetings,
        pages: BTreeMap::new(),
        former: Vec::new(),
        ledger: Ledger::default(),
        diagnostics: Vec::new(),
    };
    Page::plan(&mut planner);
    File::plan(&mut planner, statics);
    for (from, to, place) in std::mem::take(&mut planner.former) {
        // A page may say twice where it was.
        if planner.pages.get(&from) == Some(&Page::from(to.clone())) {
            continue;
        }
        planner.add(from, to, Some(place));
    }
    planner.reserve(content);
    planner.diagnostics.extend(planner.ledger.noticed());
    let targets = targets(newsroom, content, &planner.pages);
    let plan = Plan {
        templates: planner.pages.values().map(Page::template).collect(),
        pages: Noted::new(Node::Whole, planner.pages),
        targets: Noted::new(Node::Whole, targets),
        meetings: Noted::new(Node::Facts, cells.meetings.clone()),
        outline: planner.diagnostics.is_empty().then_some(outline),
        lookup: OnceLock::new(),
    };
    Checked::new(plan, planner.diagnostics)
}

fn terms(newsroom: &Newsroom) -> Vec<(TaxonomyKind, TermId, &Term)> {
    let all = TaxonomyKind::ALL.into_iter().flat_map(|kind| {
        let taxonomy = newsroom.taxonomy(kind);
        taxonomy.ids().map(move |id| (kind, id, taxonomy.term(id)))
    });
    all.filter(|(kind, _, term)| fault(&urls::term(*kind, term)).is_none())
        .collect()
}

/// What kinds of pages ask for the addresses of theirs.
pub struct Planner<'a> {
    /// The model.
    pub newsroom: &'a Newsroom,
    /// The files.
    pub content: &'a Content,
    /// The settings.
    pub config: &'a Config,
    /// The terms that can have a page: of one that cannot it is told once, and not again for all that
    /// lies below it.
    pub terms: &'a [(TaxonomyKind, TermId, &'a Term)],
    /// Where enough articles meet for a page.
    pub meetings: &'a [Meeting],
    /// What has an address so far.
    pub pages: BTreeMap<UrlPath, Page>,
    former: Vec<(UrlPath, Redirect, Place)>,
    ledger: Ledger,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Planner<'a> {
    /// Asks for an address, for what stands at `place` or for a page of Dateline's own; somebody is
    /// told where it is taken.
    pub fn add(&mut self, url: UrlPath, page: impl Into<Page>, place: Option<Place>) {
        let taken = self.ledger.take(&url, place.as_ref());
        if self.told(taken) {
            self.pages.insert(url, page.into());
        }
    }

    /// Asks for an address that nobody misses where it is taken.
    pub fn add_quietly(&mut self, url: UrlPath, page: impl Into<Page>) {
        if self.ledger.take(&url, None).is_ok() {
            self.pages.insert(url, page.into());
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

    /// Tells of an address that is taken or none; whether it could be had. Other generators let two
    /// pages want one.
    fn told(&mut self, taken: Result<(), Diagnostic>) -> bool {
        match taken {
            Ok(()) => return true,
            Err(error) if self.config.foreign.is_some() => self.diagnostics.push(error.softened()),
            Err(error) => self.diagnostics.push(error),
        }
        false
    }

    /// Whether the site has a family of pages.
    pub fn has(&self, family: Family) -> bool {
        self.config.output.has(family)
    }

    /// The pages of a list of so many entries.
    pub fn paging(&self, order: Order, entries: usize) -> Paging {
        Paging::new(order, entries, self.config.limits.page)
    }

    /// Asks for the addresses of a list's pages.
    pub fn pages<P: Into<Page>>(
        &mut self,
        listing: &UrlPath,
        paging: Paging,
        page: impl Fn(usize) -> P,
    ) {
        for number in 1..=paging.pages {
            self.add(paging.url(listing, number), page(number), None);
        }
    }

    /// Asks for the addresses of the pages of a kind that is a list of the whole site, if the site has
    /// its family.
    pub fn list<K: PageKind + Into<Page>>(
        &mut self,
        family: Family,
        listing: &UrlPath,
        page: impl Fn(usize) -> K,
    ) {
        let paging = self.paging(K::order(), K::entries(self.newsroom));
        self.paged(family, listing, paging, page);
    }

    /// Asks for the addresses of a list's pages, if the site has its family.
    pub fn paged<P: Into<Page>>(
        &mut self,
        family: Family,
        listing: &UrlPath,
        paging: Paging,
        page: impl Fn(usize) -> P,
    ) {
        if self.has(family) {
            self.pages(listing, paging, page);
        }
    }

    /// Has former addresses lead on. They come last of all: a page that exists is worth more than
    /// one that moved.
    pub fn redirect_all(
        &mut self,
        aliases: &[TermRef],
        to: &UrlPath,
        url: impl Fn(&str) -> UrlPath,
    ) {
        for alias in aliases {
            let text = decode(alias.text.trim());
            let relative = text.starts_with("./") || text.starts_with("../");
            match former_address(&url(&text)).filter(|_| !relative) {
                Some(from) if from == *to => {}
                Some(from) => {
                    let former = (from, Redirect(to.clone()), alias.place.clone());
                    self.former.push(former);
                }
                None => {
                    let message = format!("`{}` is not an address within the site", alias.text);
                    let error = Diagnostic::error("page/bad-alias", message, alias.place.clone());
                    // One that is seen from the page itself.
                    let near = relative.then(|| former_address(&to.resolve(&text)));
                    let meant = near.flatten().unwrap_or(UrlPath::new("/old/address/"));
                    let help = format!("write it from the site's root: {meant}");
                    self.told(Err::<(), _>(error.help(help)));
                }
            }
        }
    }
}

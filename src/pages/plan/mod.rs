//! The plan: which pages exist. A page is a URL and a reference into the newsroom; nothing is
//! rendered yet.

mod cells;
mod ledger;
mod lookup;
mod outline;
mod planner;
mod targets;

pub use ledger::{fault, former_address};
pub use lookup::Lookup;
pub use outline::Outline;
pub use planner::{Planner, Static, plan};

pub use crate::newsroom::scope::Scope;
pub use crate::pages::kinds::{File, Page};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rustc_hash::FxHashMap as HashMap;

use crate::config::Family;
use crate::newsroom::Newsroom;
use crate::newsroom::ids::TermId;
use crate::pages::data;
use crate::pages::kinds::Event;
use crate::pages::urls;
use crate::path::{SourcePath, UrlPath};
use crate::reads::{self, Node, Noted};

/// Where a reference to a source file leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page or file of the site.
    Url(UrlPath),
    /// To something the gate keeps back.
    Withheld,
    /// To a file that could not be used; that is reported already.
    Broken,
}

/// Every page of the site.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The pages, by URL.
    pub pages: Noted<BTreeMap<UrlPath, Page>>,
    /// The templates that show them.
    pub templates: BTreeSet<&'static str>,
    /// Where each source file is published.
    pub targets: Noted<HashMap<SourcePath, Target>>,
    /// What it follows from; nothing where something is wrong with it.
    pub outline: Option<Outline>,
    /// How many articles meet in a topic and a region, where any do.
    pub meetings: Noted<BTreeMap<(TermId, TermId), usize>>,
    /// What is looked up where a reference leads nowhere.
    pub lookup: OnceLock<Lookup>,
}

impl Plan {
    /// The same plan for a newsroom of the same outline, in which events may have other numbers.
    fn of(mut self, newsroom: &Newsroom, outline: Outline) -> Plan {
        let before = self.outline.filter(|before| before.is_of(newsroom));
        if before.is_none() {
            for (name, id) in &newsroom.event_ids {
                self.pages.insert(urls::event_id(name), Event(*id).into());
            }
            if outline.has(Family::EventData) {
                let events = newsroom.event_ids.values();
                for (url, data) in events.flat_map(|id| data::of_event(newsroom, *id)) {
                    let page = self.pages.entry(url);
                    page.and_modify(|page| *page = File::Data(data).into());
                }
            }
        }
        Plan {
            outline: Some(outline),
            lookup: OnceLock::new(),
            ..self
        }
    }

    /// The page of an address, if it has one.
    pub fn page(&self, url: &UrlPath) -> Option<&Page> {
        reads::note_named(url.as_str(), Node::Address);
        self.pages.quietly().get(url)
    }

    /// Whether an address has a page or file.
    pub fn has(&self, url: &UrlPath) -> bool {
        self.page(url).is_some()
    }

    /// Where a file of the content leads, if there is one of this path.
    pub fn target(&self, file: &SourcePath) -> Option<(&SourcePath, &Target)> {
        reads::note_named(file.as_str(), Node::Target);
        self.targets.quietly().get_key_value(file)
    }

    /// Where a page is as Markdown, if it is.
    pub fn markdown(&self, of: &UrlPath) -> Option<UrlPath> {
        let url = urls::markdown(of);
        let found = self.page(&url)?;
        (*found == Page::File(File::Markdown(of.clone()))).then_some(url)
    }
}

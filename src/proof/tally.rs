//! What is kept of the pages that were read: little, however long they are.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};

use super::page::{self, Reference, Seen};
use super::style;
use super::ways::{Way, Ways};
use crate::diagnostic::Diagnostic;
use crate::pages::kinds::file::FeedFormat;
use crate::pages::kinds::{PageKind, Role};
use crate::pages::plan::{File, Page};
use crate::path::UrlPath;

/// Something that is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A reference to an address of the site at which nothing would be written.
    Missing(UrlPath),
    /// A reference to an address of the host that is none of the site's.
    Above(String),
    /// A reference to an id that its page does not have.
    NoId(UrlPath, String),
    /// An id that stands twice.
    Twice(String),
    /// An image without an alternative text.
    NoWords(String),
    /// A page that does not say its language.
    NoLanguage,
}

/// How many places are named of many.
pub const NAMED: usize = 3;

/// The pages that have a fault: how many, and the first of them, each with what is written there.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub count: usize,
    pub first: Vec<(UrlPath, String)>,
}

impl Places {
    fn add(&mut self, url: &UrlPath, written: String) {
        self.count += 1;
        self.first.push((url.clone(), written));
        self.cut();
    }

    fn with(&mut self, other: Places) {
        self.count += other.count;
        self.first.extend(other.first);
        self.cut();
    }

    /// Which page was read first is a matter of luck.
    fn cut(&mut self) {
        self.first.sort();
        self.first.truncate(NAMED);
    }
}

/// What is known of the pages that were read so far.
#[derive(Default)]
pub struct Tally {
    /// What there was to say while they were rendered.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with them.
    pub faults: BTreeMap<Fault, Places>,
    /// What other pages' fragments name: the page and the id.
    asked: BTreeMap<(UrlPath, String), Places>,
    /// The ids of all pages, as numbers, which are small: whether one is there, is all that is
    /// ever asked.
    ids: HashSet<u64>,
    /// The files and pages that anything refers to.
    pub referred: HashSet<UrlPath>,
    /// The pages that readers come to by a link of another page, lists of all articles left out.
    pub linked: HashSet<UrlPath>,
}

/// What is found on one page, with what is written there. What it has several times, it has.
#[derive(Default)]
struct Found {
    faults: BTreeMap<Fault, String>,
    asked: BTreeMap<(UrlPath, String), String>,
}

impl Found {
    fn fault(&mut self, fault: Fault, written: &str) {
        let written = || written.to_string();
        self.faults.entry(fault).or_insert_with(written);
    }
}

impl Tally {
    /// Takes in a page that was rendered.
    pub fn take_in(&mut self, ways: &Ways<'_>, url: &UrlPath, page: &Page, text: &str) {
        let seen = match page.kind() {
            Ok(_) | Err(File::Feed(_, FeedFormat::Atom) | File::Changes(_) | File::Sitemap(_)) => {
                page::read(text)
            }
            // It leads where the Atom feed leads.
            Err(File::Feed(_, FeedFormat::Json)) => return,
            Err(File::Static(_)) => Seen::loading(style::references(text)),
            Err(File::Calendar(_) | File::Asset(_) | File::Image(..) | File::Record) => return,
            Err(File::Data(_) | File::Chart(_) | File::Terms) => return,
            Err(File::Robots | File::Social(_) | File::Markdown(_) | File::Host(_)) => return,
        };
        let role = page.kind().ok().map(PageKind::role);
        let mut found = Found::default();
        let ids = ids(&seen, &mut found);
        if role.is_some() {
            look_at(ways, url, &seen, &mut found);
        }
        // A page may say from where its references are to be seen: one for missing pages is shown
        // at any address.
        let from = match seen.base.as_deref().map(|base| ways.lead(url, base)) {
            Some(Way::Inside(from, _)) => from,
            _ => url.clone(),
        };
        let leads = role == Some(Role::Page);
        for Reference { address, is_link } in &seen.references {
            let (to, id) = match ways.lead(&from, address) {
                Way::Outside => continue,
                Way::Above => {
                    found.fault(Fault::Above(address.clone()), address);
                    continue;
                }
                Way::Inside(to, id) => (to, id),
            };
            let Some((to, target)) = ways.find(&to) else {
                found.fault(Fault::Missing(to), address);
                continue;
            };
            if to != url {
                self.refer(to, leads && *is_link);
            }
            // A former address leads on to the page itself.
            let on = target.kind().ok().and_then(|kind| kind.role().leads_to());
            let (to, target) = on.and_then(|on| ways.find(on)).unwrap_or((to, target));
            match id.filter(|_| target.is_html()) {
                Some(id) if to == url && !ids.contains(id.as_str()) => {
                    found.fault(Fault::NoId(to.clone(), id), address);
                }
                Some(id) if to != url => {
                    let asked = found.asked.entry((to.clone(), id));
                    asked.or_insert_with(|| address.clone());
                }
                _ => {}
            }
        }
        self.ids.extend(ids.iter().map(|id| number(url, id)));
        for (fault, written) in found.faults {
            self.faults.entry(fault).or_default().add(url, written);
        }
        for (asked, written) in found.asked {
            self.asked.entry(asked).or_default().add(url, written);
        }
    }

    fn refer(&mut self, to: &UrlPath, leads: bool) {
        if !self.referred.contains(to) {
            self.referred.insert(to.clone());
        }
        if leads && !self.linked.contains(to) {
            self.linked.insert(to.clone());
        }
    }

    /// What is known of these pages and of others.
    pub fn with(mut self, mut other: Tally) -> Tally {
        self.diagnostics.append(&mut other.diagnostics);
        for (fault, places) in other.faults {
            self.faults.entry(fault).or_default().with(places);
        }
        for (asked, places) in other.asked {
            self.asked.entry(asked).or_default().with(places);
        }
        self.ids.extend(other.ids);
        self.referred.extend(other.referred);
        self.linked.extend(other.linked);
        self
    }

    /// Once every page was read: which ids are asked for and nowhere.
    pub fn settle(&mut self) {
        for ((to, id), places) in std::mem::take(&mut self.asked) {
            if !self.ids.contains(&number(&to, &id)) {
                let fault = self.faults.entry(Fault::NoId(to, id));
                fault.or_default().with(places);
            }
        }
    }
}

/// A page's ids; those that stand twice are a fault.
fn ids<'a>(seen: &'a Seen, found: &mut Found) -> HashSet<&'a str> {
    let mut ids = HashSet::with_capacity(seen.ids.len());
    for id in &seen.ids {
        if !ids.insert(id.as_str()) {
            found.fault(Fault::Twice(id.clone()), id);
        }
    }
    ids
}

/// What is wrong with a page by itself.
fn look_at(ways: &Ways<'_>, url: &UrlPath, seen: &Seen, found: &mut Found) {
    if !seen.has_language {
        found.fault(Fault::NoLanguage, "");
    }
    for image in &seen.without_words {
        // One image of the theme has another address on pages further down.
        let name = match ways.lead(url, image) {
            Way::Inside(to, _) => to.to_string(),
            _ => image.clone(),
        };
        found.fault(Fault::NoWords(name), image);
    }
}

fn number(url: &UrlPath, id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (url, id).hash(&mut hasher);
    hasher.finish()
}

//! The site in memory, shared by everybody who asks for a page of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use tokio::sync::broadcast;

use super::Setup;
use super::pending::Pending;
use super::review::Review;
use crate::content::source::{Asset, SourceTree};
use crate::diagnostic::{Checked, Diagnostic};
use crate::edition::{OtherDay, Standing, Update};
use crate::pages::plan::Target;
use crate::pages::urls;
use crate::path::{SourcePath, UrlPath};
use crate::search;

/// How long nothing more must change before a request takes in what did. A request waits for
/// somebody who is saving, but not for long.
const CALM: Duration = Duration::from_millis(4);

/// How long a request waits for that at most.
const PATIENCE: Duration = Duration::from_millis(60);

/// How many pages with mistakes are rendered again after each change.
const INSPECTED: usize = 16;

/// How many pages are kept as they last came out well.
const KEPT: usize = 64;

/// The site in memory.
pub struct Desk {
    /// What was asked for.
    pub setup: Setup,
    /// The port it is served on.
    pub port: u16,
    /// What may have changed.
    pub pending: Arc<Pending>,
    /// What is decided of proposals.
    pub review: Review,
    /// Where open pages hear of changes.
    pub news: broadcast::Sender<Arc<News>>,
    /// Where the terminal hears that a page could not be rendered.
    pub failed: broadcast::Sender<()>,
    state: RwLock<State>,
    applying: Mutex<Assets>,
    day: Mutex<Option<(u64, NaiveDate, Arc<OtherDay>)>>,
    kept: Mutex<Vec<(UrlPath, Arc<[u8]>)>>,
    search: Mutex<Option<Search>>,
    faulty: Mutex<BTreeMap<UrlPath, Vec<Diagnostic>>>,
}

struct State {
    site: Standing,
    version: u64,
}

/// The files of the search, with the change and the day that they are of.
struct Search {
    of: (u64, Option<NaiveDate>),
    files: search::Files,
}

/// The digests of files that are published as they are, once one has been seen to change.
type Assets = HashMap<SourcePath, [u8; 32]>;

/// A change that was taken in.
#[derive(Clone, Debug)]
pub struct News {
    /// The number of the change.
    pub version: u64,
    /// The files that changed.
    pub files: BTreeSet<SourcePath>,
    /// The page of the file that was edited.
    pub page: Option<UrlPath>,
    /// The published files that changed.
    pub assets: Vec<UrlPath>,
    /// How long it took.
    pub took: Duration,
}

impl Desk {
    /// Puts a site on the desk.
    pub fn new(setup: Setup, port: u16, site: Standing, pending: Arc<Pending>) -> Desk {
        Desk {
            setup,
            port,
            pending,
            review: Review::default(),
            news: broadcast::Sender::new(64),
            failed: broadcast::Sender::new(1),
            state: RwLock::new(State { site, version: 1 }),
            applying: Mutex::default(),
            day: Mutex::default(),
            kept: Mutex::default(),
            search: Mutex::default(),
            faulty: Mutex::default(),
        }
    }

    /// Whether nothing is to be told of what readers may not see.
    pub fn is_public(&self) -> bool {
        !self.setup.options.passes.unpublished
    }

    /// Looks at the site as it is.
    pub fn look<T>(&self, at: impl FnOnce(&Standing) -> T) -> T {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        at(&state.site)
    }

    /// Looks at the site as it is, and at its number.
    pub fn look_at<T>(&self, at: impl FnOnce(&Standing, u64) -> T) -> T {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        at(&state.site, state.version)
    }

    /// The whole address of a page, as it is told to people.
    pub fn address(&self, url: &str) -> String {
        let host = match self.setup.host {
            host if host.is_unspecified() || host.is_loopback() => match host.is_ipv6() {
                true => "[::1]".to_string(),
                false => "127.0.0.1".to_string(),
            },
            host if host.is_ipv6() => format!("[{host}]"),
            host => host.to_string(),
        };
        let path = UrlPath::new(url).encoded();
        let base = self.setup.base.trim_end_matches('/');
        format!("http://{host}:{}{base}{path}", self.port)
    }

    /// Takes in what has changed before a page is shown, so that nothing stale is.
    pub fn catch_up(&self) {
        if self.pending.settle(CALM, PATIENCE) || self.is_due() {
            self.apply();
        } else {
            // Somebody else may be taking a change in just now.
            drop(lock(&self.applying));
        }
    }

    /// Whether a date has come that changes the site.
    pub fn is_due(&self) -> bool {
        let now = (self.setup.clock)();
        self.look(|site| site.changes_at())
            .is_some_and(|at| at <= now)
    }

    /// Takes in everything that waits: one update, whatever it holds.
    pub fn apply(&self) {
        let mut assets = lock(&self.applying);
        let started = Instant::now();
        let paths = self.look(|site| site.affected(self.pending.take()));
        let read = |at: SourcePath| {
            let part = SourceTree::read_at(&self.setup.site, &at);
            (at, part)
        };
        let parts: Vec<_> = paths.into_iter().map(read).collect();
        let assets = changed_assets(&parts, &mut assets);
        let update = Update { parts, assets };
        let due = self.is_due();
        let news = {
            let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
            let files = state.site.apply(update, (self.setup.clock)()).files;
            if files.is_empty() && !due {
                return;
            }
            state.version += 1;
            news(&state, files, started)
        };
        self.inspect(news.page.as_ref());
        let _ = self.news.send(Arc::new(news));
    }

    /// Renders the page of what was edited, and those in which something was wrong before, for what
    /// is wrong with them now: whoever looks at another page is told as well.
    fn inspect(&self, edited: Option<&UrlPath>) {
        let mut faulty = lock(&self.faulty);
        let pages: BTreeSet<UrlPath> = faulty.keys().chain(edited).cloned().collect();
        *faulty = self.look(|site| {
            let renderer = site.edition.renderer();
            let rendered = pages.into_iter().filter_map(|url| {
                let page = site.edition.plan.pages.get(&url)?;
                let found = renderer.render(&url, page).diagnostics;
                (!found.is_empty()).then_some((url, found))
            });
            rendered.take(INSPECTED).collect()
        });
    }

    /// Notes why a page that somebody looks at could not be rendered: it is told of until it can be.
    pub fn failed(&self, url: &UrlPath, found: &[Diagnostic]) {
        let known = lock(&self.faulty).insert(url.clone(), found.to_vec());
        if known.as_deref() != Some(found) {
            // Nobody listens before the site is up; then all is told.
            let _ = self.failed.send(());
        }
    }

    /// What is wrong with pages that were edited or could not be rendered, but for the page of this address.
    pub fn faults(&self, but: Option<&UrlPath>) -> Vec<Diagnostic> {
        let faulty = lock(&self.faulty);
        let others = faulty.iter().filter(|(url, _)| Some(*url) != but);
        others.flat_map(|(_, found)| found.clone()).collect()
    }

    /// The site on another day; the last day asked for is kept until something changes.
    pub fn on(&self, site: &Standing, version: u64, day: NaiveDate) -> Arc<OtherDay> {
        let mut kept = lock(&self.day);
        match &*kept {
            Some((known, of, other)) if (*known, *of) == (version, day) => other.clone(),
            _ => {
                // The one before goes first: two at once would take twice the memory.
                *kept = None;
                let other = Arc::new(site.on(day));
                *kept = Some((version, day, other.clone()));
                other
            }
        }
    }

    /// A file of the search on a day. The index is made when a browser asks for the script that names
    /// all other files, and holds until the next does: whoever searches on while somebody edits has one
    /// index. While it is made, the site can change.
    pub fn search(&self, url: &UrlPath, day: Option<NaiveDate>) -> Option<Vec<u8>> {
        let name = url.as_str().strip_prefix(urls::search().as_str())?;
        let mut kept = lock(&self.search);
        let now = self.look_at(|_, version| (version, day));
        let stands = |made: &Search| made.of == now || made.of.1 == day && name != search::SCRIPT;
        if !kept.as_ref().is_some_and(stands) {
            let (index, version) = self.look_at(|site, version| match day {
                Some(day) => (site.search_on(&self.on(site, version, day)), version),
                None => (site.edition.search(), version),
            });
            *kept = Some(Search {
                of: (version, day),
                // What goes wrong is told where the site is built.
                files: index.files().unwrap_or_default(),
            });
        }
        kept.as_ref()?.files.get(url).cloned()
    }

    /// Keeps a page as it came out well.
    pub fn keep(&self, url: &UrlPath, bytes: &Arc<[u8]>) {
        let mut kept = lock(&self.kept);
        kept.retain(|(known, _)| known != url);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((url.clone(), bytes.clone()));
    }

    /// A page as it last came out well.
    pub fn last_good(&self, url: &UrlPath) -> Option<Arc<[u8]>> {
        let kept = lock(&self.kept);
        let found = kept.iter().find(|(known, _)| known == url);
        found.map(|(_, bytes)| bytes.clone())
    }

    /// A file's place on disk.
    pub fn on_disk(&self, path: &SourcePath) -> std::path::PathBuf {
        self.setup.site.join(Path::new(path.as_str()))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn news(state: &State, files: BTreeSet<SourcePath>, started: Instant) -> News {
    let plan = &state.site.edition.plan;
    let published = |path: &SourcePath| match plan.targets.get(path) {
        Some(Target::Url(url)) => Some(url.clone()),
        _ => None,
    };
    let tree = &state.site.tree;
    let is_page = |path: &&SourcePath| tree.texts.contains_key(*path);
    let is_asset = |path: &&SourcePath| tree.assets.contains_key(*path);
    News {
        version: state.version,
        page: files.iter().filter(is_page).find_map(published),
        assets: files
            .iter()
            .filter(is_asset)
            .filter_map(published)
            .collect(),
        files,
        took: started.elapsed(),
    }
}

/// The files published as they are whose bytes are others than when they were last looked at.
fn changed_assets(
    parts: &[(SourcePath, Checked<SourceTree>)],
    known: &mut Assets,
) -> Vec<SourcePath> {
    let found = parts.iter().flat_map(|(_, part)| &part.value.assets);
    found
        .filter(|(path, asset)| changed_asset(path, asset, known))
        .map(|(path, _)| path.clone())
        .collect()
}

fn changed_asset(path: &SourcePath, asset: &Asset, known: &mut Assets) -> bool {
    let Ok(bytes) = asset.bytes() else {
        return true;
    };
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    known.insert(path.clone(), digest) != Some(digest)
}

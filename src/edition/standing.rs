//! A site that stays evaluated while its files change.
//!
//! [`Standing::apply`] reads anew only what changed, and runs only the stages that see it. What
//! comes out is what [`super::evaluate`] makes of the same files; a property test holds it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::noticed::Noticed;
use super::{AllTexts, Edition, Options, as_of, configuration, put_together};
use crate::config;
use crate::content::Broken;
use crate::content::source::{SourceTree, TOPS};
use crate::diagnostic::{Checked, Diagnostic, has_errors};
use crate::newsroom::as_of::{AsOf, Reason};
use crate::newsroom::gate::Passes;
use crate::newsroom::{self, Memory, Newsroom};
use crate::pages::derived::Notes;
use crate::pages::plan::{self, Plan};
use crate::pages::site::{Files, Shown, Site};
use crate::path::SourcePath;
use crate::render::Renderer;
use crate::render::theme;
use crate::search;

/// A site evaluated, with its files, kept up as they change.
pub struct Standing {
    /// The files.
    pub tree: SourceTree,
    /// What they come to.
    pub edition: Edition,
    options: Options,
    broken: Broken,
    noticed: Noticed,
    memory: Memory,
    changes_at: Option<DateTime<Utc>>,
}

/// What may have changed on disk.
#[derive(Debug, Default)]
pub struct Update {
    /// Paths of the site, each with what lies at and below it now.
    pub parts: Vec<(SourcePath, Checked<SourceTree>)>,
    /// Files that are published as they are and whose bytes are others now.
    pub assets: Vec<SourcePath>,
}

/// What an update came to.
#[derive(Debug)]
pub struct Applied {
    /// The files that really changed.
    pub files: BTreeSet<SourcePath>,
    /// How many articles, shared events and series were worked out for it; the others were
    /// remembered.
    pub anew: usize,
}

/// A site on another day than its own.
pub struct OtherDay {
    /// What is public on that day.
    pub newsroom: Newsroom,
    /// Which pages exist on that day.
    pub plan: Plan,
    /// What their templates may ask for.
    pub shown: Shown,
}

impl Standing {
    /// Evaluates a site. `broken` tells what becomes of a file in which a later change breaks
    /// something.
    pub fn new(tree: Checked<SourceTree>, options: Options, broken: Broken) -> Standing {
        let mut noticed = Noticed {
            tree: tree.diagnostics,
            ..Noticed::default()
        };
        let tree = tree.value;
        let mut memory = Memory::default();
        let edition = put_together(&tree, &options, &mut noticed, &mut memory);
        Standing {
            tree,
            changes_at: edition.changes_at(),
            edition,
            options,
            broken,
            noticed,
            memory,
        }
    }

    /// Takes in what changed, as of an instant; and says what really did.
    pub fn apply(&mut self, update: Update, now: DateTime<Utc>) -> Applied {
        let mut changed: BTreeSet<SourcePath> = update.assets.into_iter().collect();
        for (at, part) in update.parts {
            self.replace(&at, part, &mut changed);
        }
        self.options.now = now;
        let due = self.changes_at().is_some_and(|instant| instant <= now);
        let anew = match changed.is_empty() && !due {
            true => 0,
            false => self.evaluate(&changed, due),
        };
        Applied {
            files: changed,
            anew,
        }
    }

    /// The paths to look at where these may have changed: a file whose very name is wrong can
    /// be told apart from no other.
    pub fn affected(&self, paths: BTreeSet<SourcePath>) -> BTreeSet<SourcePath> {
        let nameless = self.noticed.tree.iter().any(|found| found.place.is_none());
        match nameless {
            true => TOPS.map(SourcePath::new).into_iter().collect(),
            false => paths,
        }
    }

    fn replace(
        &mut self,
        at: &SourcePath,
        part: Checked<SourceTree>,
        changed: &mut BTreeSet<SourcePath>,
    ) {
        let was = self.tree.remove(at);
        let lies_there = |found: &Diagnostic| {
            let place = found.place.as_ref();
            place.is_none_or(|place| place.file.is_within(at))
        };
        self.noticed.tree.retain(|found| !lies_there(found));
        let is = part.drain_into(&mut self.noticed.tree);
        changed.extend(differing(&was.texts, &is.texts));
        changed.extend(differing(&was.assets, &is.assets));
        let unreadable = |tree: &SourceTree| tree.unreadable.iter().cloned().collect();
        let (before, after): (BTreeSet<SourcePath>, BTreeSet<SourcePath>) =
            (unreadable(&was), unreadable(&is));
        changed.extend(before.symmetric_difference(&after).cloned());
        self.tree.add(is);
    }

    /// Runs the stages that see a change, in their order.
    fn evaluate(&mut self, changed: &BTreeSet<SourcePath>, due: bool) -> usize {
        let configured = changed.iter().any(settles) && self.configure();
        let paths: Vec<SourcePath> = match configured {
            true => self
                .tree
                .paths()
                .into_iter()
                .chain(changed.iter().cloned())
                .collect(),
            false => changed.iter().cloned().collect(),
        };
        let Edition {
            content, config, ..
        } = &mut self.edition;
        let read = content.update(&self.tree, config, &paths, self.broken);
        let other = configured || due || !read.is_empty();
        self.noticed.in_content(read);
        let mut themes = changed.iter().map(SourcePath::as_str);
        let themed = configured || themes.any(|path| path.starts_with("themes/"));
        let templates = self.edition.plan.templates.clone();
        let other_files = themed && self.dress();
        let anew = if other { self.assemble() } else { 0 };
        if other || other_files {
            self.plan();
        }
        if themed || self.edition.plan.templates != templates {
            self.edition.shown = self.edition.theme.shown(&self.edition.plan);
        }
        anew
    }

    /// Whether there is a file that cannot be read, at a path that begins so.
    fn is_unread(&self, begin: &str) -> bool {
        let mut unreadable = self.tree.unreadable.iter();
        unreadable.any(|path| path.as_str().starts_with(begin))
    }

    /// Reads the configuration; whether it says something else.
    fn configure(&mut self) -> bool {
        let Checked { value, diagnostics } = configuration(&self.tree, &self.options);
        let unread = self.is_unread(config::FILE);
        let stands = self.broken == Broken::Stands && (unread || has_errors(&diagnostics));
        self.noticed.config = diagnostics;
        let other = !stands && value != self.edition.config;
        if other {
            self.edition.config = value;
        }
        other
    }

    /// Loads the theme; whether it has other files than before.
    fn dress(&mut self) -> bool {
        let config = &self.edition.config;
        let loaded = theme::load(&self.tree, config);
        let Checked { value, diagnostics } = loaded;
        let unread = self.is_unread("themes/");
        let stands = self.broken == Broken::Stands && (unread || !value.is_sound());
        self.noticed.theme = diagnostics;
        if stands {
            return false;
        }
        let before = std::mem::replace(&mut self.edition.theme, value);
        !before.statics().eq(self.edition.theme.statics())
    }

    /// Puts the newsroom together; how much of it had to be worked out.
    fn assemble(&mut self) -> usize {
        let as_of = as_of(&self.edition.config, &self.options);
        let Edition {
            content,
            config,
            newsroom,
            passes,
            ..
        } = &mut self.edition;
        let memory = &mut self.memory;
        self.noticed.newsroom = newsroom.assemble(content, config, as_of, *passes, memory);
        self.changes_at = self.edition.changes_at();
        self.memory.anew()
    }

    fn plan(&mut self) {
        let before = std::mem::take(&mut self.edition.plan);
        let Edition {
            newsroom,
            content,
            config,
            theme,
            ..
        } = &self.edition;
        let plan = plan::plan(newsroom, content, config, theme.statics(), before);
        self.noticed.plan = plan.diagnostics;
        self.edition.plan = plan.value;
    }

    /// Everything that was noticed before rendering, in the order of files.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.noticed.all(&self.edition)
    }

    /// The texts that diagnostics point into.
    pub fn texts(&self) -> AllTexts<'_> {
        AllTexts(&self.tree)
    }

    /// The next instant at which the site may change with no edit: a date has come, or a new
    /// day has begun.
    pub fn changes_at(&self) -> Option<DateTime<Utc>> {
        self.changes_at
    }

    /// The site as its readers would have seen it at the end of another day. Who may see what is
    /// not public yet sees a day to come as it will be.
    pub fn on(&self, day: NaiveDate) -> OtherDay {
        let Edition {
            config,
            content,
            theme,
            ..
        } = &self.edition;
        let Options { now, passes, .. } = self.options;
        let as_of = AsOf::end_of(day, config.timezone, Reason::Asked, now, passes.unpublished);
        let as_of = match passes.unpublished {
            true => as_of,
            false => as_of.for_readers(now),
        };
        let newsroom = newsroom::assemble(content, config, as_of, Passes::default()).value;
        let statics = theme.statics();
        let plan = plan::plan(&newsroom, content, config, statics, Plan::default()).value;
        OtherDay {
            shown: theme.shown(&plan),
            newsroom,
            plan,
        }
    }

    /// The renderer of the site's pages on another day; the sentences they make up are noted, if
    /// anybody asks.
    pub fn renderer_on<'a>(&'a self, day: &'a OtherDay, notes: Option<&'a Notes>) -> Renderer<'a> {
        let site = self.site_on(day, notes);
        Renderer::new(site, &self.edition.theme, &*self.edition.cache)
    }

    /// What the search is made from on another day.
    pub fn search_on(&self, day: &OtherDay) -> search::Index {
        search::Index::of(self.site_on(day, None))
    }

    fn site_on<'a>(&'a self, day: &'a OtherDay, notes: Option<&'a Notes>) -> Site<'a> {
        Site {
            config: &self.edition.config,
            content: Files::new(&self.edition.content),
            newsroom: &day.newsroom,
            plan: &day.plan,
            assets: &self.edition.theme.assets,
            language: &self.edition.theme.language,
            shown: &day.shown,
            passes: Passes::default(),
            notes,
            profile: None,
        }
    }
}

/// Whether the settings may follow from a file: their own, or the words that their dates are read in.
fn settles(path: &SourcePath) -> bool {
    path.as_str() == config::FILE || path.as_str().starts_with("themes/")
}

/// The paths at which two maps differ.
fn differing<T: PartialEq>(
    was: &BTreeMap<SourcePath, T>,
    is: &BTreeMap<SourcePath, T>,
) -> Vec<SourcePath> {
    let gone = was.keys().filter(|path| !is.contains_key(*path));
    let new = is
        .iter()
        .filter(|(path, file)| was.get(*path) != Some(*file));
    gone.chain(new.map(|(path, _)| path)).cloned().collect()
}

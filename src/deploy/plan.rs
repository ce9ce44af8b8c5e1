//! What a deploy is to do, worked out before it does anything.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Report;
use super::files::{Files, Turn, turn};
use super::manifest::{COMING, EITHER, Manifest};
use crate::host::is_lasting;
use crate::path::folded;

/// What is to be done, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files to remove before anything is sent, since they are in the way.
    pub first: Vec<String>,
    /// Files to send, one group after the other: what pages need; pages, new ones before those that
    /// may lead to them; what tells of pages.
    pub send: [Vec<String>; 4],
    /// Files to remove once all is sent: pages, and then what they needed.
    pub remove: [Vec<String>; 2],
    /// Files that are not needed any more and stay for a while, each with the second since 1970 in
    /// which it became so.
    pub obsolete: BTreeMap<String, u64>,
    /// What others who keep copies must be told of: what is another now, or gone.
    pub changed: BTreeSet<String>,
    /// Files to send that nobody is known to have sent before.
    pub new: BTreeSet<String>,
    /// How many files stand as they are.
    pub unchanged: usize,
}

impl Plan {
    /// What makes the site in a place into this one. `now` and `grace` are in seconds.
    pub fn new(files: &Files, there: &Manifest, now: u64, grace: u64) -> Plan {
        let mut plan = Plan {
            changed: there.changed.clone(),
            ..Plan::default()
        };
        for (path, file) in files {
            let sum = there.files.get(path);
            if sum == Some(&file.sum) {
                plan.unchanged += 1;
                continue;
            }
            // What a deploy was sending when it ended has perhaps never been there.
            let is_new = sum.is_none_or(|sum| sum == COMING) && !there.obsolete.contains_key(path);
            match is_new {
                true => plan.new.insert(path.clone()),
                false => plan.changed.insert(path.clone()),
            };
            let group = match (turn(path), is_new) {
                (Turn::Asset, _) => 0,
                (Turn::Page, true) => 1,
                (Turn::Page, false) => 2,
                (Turn::Told, _) => 3,
            };
            plan.send[group].push(path.clone());
        }
        let names: HashSet<_> = files.keys().map(|path| folded(path)).collect();
        let known = there.files.keys().chain(there.obsolete.keys());
        let known: BTreeSet<&String> = known.filter(|path| !files.contains_key(*path)).collect();
        for path in known {
            let since = there.obsolete.get(path).copied().unwrap_or(now);
            if is_in_the_way(path, files) || names.contains(&folded(path)) {
                plan.first.push(path.clone());
            } else if is_lasting(path) && since.saturating_add(grace) > now {
                plan.obsolete.insert(path.clone(), since);
                continue;
            } else {
                let group = usize::from(turn(path) != Turn::Page);
                plan.remove[group].push(path.clone());
            }
            plan.changed.insert(path.clone());
        }
        plan
    }

    /// How many files are sent.
    pub fn sent(&self) -> usize {
        self.send.iter().map(Vec::len).sum()
    }

    /// How many files are removed.
    pub fn removed(&self) -> usize {
        self.first.len() + self.remove.iter().map(Vec::len).sum::<usize>()
    }

    /// What is done once all of it is.
    pub fn report(&self, files: &Files) -> Report {
        let sent = self
            .send
            .iter()
            .flatten()
            .filter_map(|path| files.get(path));
        Report {
            sent: self.sent(),
            bytes: sent.map(|file| file.length).sum(),
            unchanged: self.unchanged,
            removed: self.removed(),
            waiting: self.obsolete.len(),
        }
    }

    /// The manifest for the time of the deploy: should it be killed, the next one knows all files as
    /// its own, and which of them may be either.
    pub fn under_way(&self, there: &Manifest) -> Manifest {
        let mut under_way = there.clone();
        let sent = self.send.iter().flatten();
        let removed = self.first.iter().chain(self.remove.iter().flatten());
        for path in sent.chain(removed) {
            let sum = match self.new.contains(path) {
                true => COMING,
                false => EITHER,
            };
            under_way.files.insert(path.clone(), sum.to_string());
        }
        under_way.changed.clone_from(&self.changed);
        under_way
    }

    /// The manifest of the site once it is sent.
    pub fn done(&self, files: &Files) -> Manifest {
        let sums = files.iter();
        Manifest {
            files: sums
                .map(|(path, file)| (path.clone(), file.sum.clone()))
                .collect(),
            obsolete: self.obsolete.clone(),
            changed: BTreeSet::new(),
        }
    }
}

/// Whether a path of the old site is a folder of the new one, or lies in what is a file now: in a
/// folder, both cannot be.
pub(super) fn is_in_the_way(path: &str, files: &Files) -> bool {
    let below = format!("{path}/");
    let mut next = files.range(below.clone()..);
    let has_below = next
        .next()
        .is_some_and(|(next, _)| next.starts_with(&below));
    let mut slashes = path.match_indices('/');
    has_below || slashes.any(|(slash, _)| files.contains_key(&path[..slash]))
}

//! What many files have in common, made once for all of them.

use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap as HashMap;

use crate::reads::{Node, note_all, noting};

/// Things that are made when somebody first asks, by what they are of, each with what it was made from.
pub struct Once<K, V>(RwLock<HashMap<K, Made<V>>>);

type Made<V> = (Arc<V>, Arc<[Node]>);

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Once(RwLock::default())
    }
}

impl<K: Eq + Hash, V> Once<K, V> {
    /// The thing of a key, made without holding up those who ask for others.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        let (made, reads) = self.made(key, make);
        note_all(&reads);
        made
    }

    /// The same for what two will ask for: who comes second has it, and it is forgotten.
    pub fn get_for_two(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let found = known.remove(&key);
        drop(known);
        match found {
            Some((made, reads)) => {
                note_all(&reads);
                made
            }
            None => self.get(key, make),
        }
    }

    fn made(&self, key: K, make: impl FnOnce() -> V) -> Made<V> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&key) {
            return found.clone();
        }
        drop(known);
        let (made, reads) = noting(make);
        let made = (Arc::new(made), reads.into());
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert(made).clone()
    }
}

//! What many files have in common, made once for all of them.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

/// Things that are made when somebody first asks, by what they are of.
pub struct Once<K, V>(RwLock<HashMap<K, Arc<V>>>);

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Once(RwLock::default())
    }
}

impl<K: Eq + Hash, V> Once<K, V> {
    /// The thing of a key, made without holding up those who ask for others.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&key) {
            return found.clone();
        }
        drop(known);
        let made = Arc::new(make());
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert(made).clone()
    }
}

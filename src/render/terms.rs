//! `terms.js`: what topics and regions are called, and what they lie in. It is the same for all pages:
//! they load it once a reader looks for something, and carry no names themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::newsroom::Newsroom;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::Taxonomy;
use crate::path::folded;

/// The names as a script, which can be loaded from a folder on disk too.
pub fn render(newsroom: &Newsroom) -> Vec<u8> {
    let events = || newsroom.events.iter();
    let terms = json!({
        "topics": terms(&newsroom.topics, events().flat_map(|event| &event.topics)),
        "regions": terms(&newsroom.regions, events().flat_map(|event| &event.regions)),
    });
    format!("var datelineTerms = {terms};\n").into_bytes()
}

/// The terms that events are filed under and the declared terms above them, by name: of each its id,
/// its name, and the places in this list of all that it lies in.
fn terms<'a>(taxonomy: &Taxonomy, filed: impl Iterator<Item = &'a TermId>) -> Vec<Value> {
    let filed: BTreeSet<TermId> = filed.copied().collect();
    let all = taxonomy.with_ancestors(&filed.iter().copied().collect::<Vec<_>>());
    let is_listed = |id: &TermId| filed.contains(id) || taxonomy.term(*id).path.is_some();
    let mut listed: Vec<TermId> = all.into_iter().filter(is_listed).collect();
    listed.sort_by_cached_key(|id| folded(&taxonomy.term(*id).name).into_owned());
    let places = listed.iter().enumerate().map(|(at, id)| (*id, at));
    let places: BTreeMap<TermId, usize> = places.collect();
    let terms = listed.iter().map(|id| {
        let term = taxonomy.term(*id);
        let above = taxonomy.with_ancestors(&[*id]);
        let above = above.iter().filter(|above| *above != id);
        let above: Vec<usize> = above.filter_map(|id| places.get(id).copied()).collect();
        json!([term.id, term.name, above])
    });
    terms.collect()
}

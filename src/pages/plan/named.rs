//! Where terms that no file declares are named.

use std::collections::HashMap;

use crate::content::term::TaxonomyKind;
use crate::diagnostic::Place;
use crate::newsroom::Newsroom;
use crate::newsroom::ids::TermId;

/// Where each such term is named first, in the order of files.
pub fn first(newsroom: &Newsroom, kind: TaxonomyKind) -> HashMap<TermId, Place> {
    let taxonomy = newsroom.taxonomy(kind);
    let mut places: HashMap<TermId, Place> = HashMap::new();
    for entry in &newsroom.entries {
        let references = match kind {
            TaxonomyKind::Topics => &entry.article.topics,
            TaxonomyKind::Regions => &entry.article.regions,
        };
        for reference in references {
            let undeclared = taxonomy.find(&reference.text);
            let undeclared = undeclared.filter(|id| taxonomy.term(*id).path.is_none());
            if let Some(id) = undeclared {
                let place = places.entry(id).or_insert_with(|| reference.place.clone());
                if reference.place.file < place.file {
                    *place = reference.place.clone();
                }
            }
        }
    }
    places
}

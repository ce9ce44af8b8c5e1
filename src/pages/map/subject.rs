//! Which countries a region is on a map: itself, those in it, or the one it lies in.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::shapes;
use crate::content::world;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::{Taxonomy, Term};

/// What a map is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A country with an outline of its own.
    Country(&'static str),
    /// The countries that lie in an area.
    Area(BTreeSet<&'static str>),
    /// The countries that a region lies in, which has no outline itself.
    Within(BTreeSet<&'static str>),
}

impl Subject {
    /// What a region is on a map; `None` where nobody can tell.
    pub fn of(regions: &Taxonomy, id: TermId) -> Option<Subject> {
        let term = regions.term(id);
        if let Some(country) = outline(term) {
            return Some(Subject::Country(country));
        }
        let mut countries = BTreeSet::new();
        collect_below(regions, id, &mut countries);
        if !countries.is_empty() {
            return Some(Subject::Area(countries));
        }
        collect_above(regions, id, &mut countries);
        (!countries.is_empty()).then_some(Subject::Within(countries))
    }

    /// The ids of its shapes.
    pub fn countries(&self) -> BTreeSet<&'static str> {
        match self {
            Subject::Country(country) => BTreeSet::from([*country]),
            Subject::Area(countries) | Subject::Within(countries) => countries.clone(),
        }
    }
}

/// The shape of a region that is a country: by its id, or by its code.
pub fn outline(term: &Term) -> Option<&'static str> {
    let by_code = || world::find(term.code.as_deref()?);
    shapes()
        .known(&term.id)
        .or_else(|| shapes().known(by_code()?.id))
}

/// The regions of a site that have a shape, by its id.
pub fn outlined(regions: &Taxonomy) -> BTreeMap<&'static str, TermId> {
    let with_shape = |id: TermId| Some((outline(regions.term(id))?, id));
    regions.ids().filter_map(with_shape).collect()
}

fn collect_below(regions: &Taxonomy, id: TermId, found: &mut BTreeSet<&'static str>) {
    let term = regions.term(id);
    if let Some(area) = world::by_id(&term.id) {
        let countries = shapes().by_id.keys().copied();
        found.extend(countries.filter(|country| lies_in(country, area.id)));
    }
    for child in &term.children {
        match outline(regions.term(*child)) {
            Some(country) => found.extend([country]),
            None => collect_below(regions, *child, found),
        }
    }
}

fn collect_above(regions: &Taxonomy, id: TermId, found: &mut BTreeSet<&'static str>) {
    for parent in &regions.term(id).parents {
        match outline(regions.term(*parent)) {
            Some(country) => found.extend([country]),
            // An area above says only that the region is somewhere in it.
            None => collect_above(regions, *parent, found),
        }
    }
}

/// Whether a country of the built-in table lies in one of its areas.
fn lies_in(country: &str, area: &str) -> bool {
    let mut at = world::by_id(country).and_then(|area| area.parent);
    while let Some(above) = at {
        if above == area {
            return true;
        }
        at = world::by_id(above).and_then(|area| area.parent);
    }
    false
}

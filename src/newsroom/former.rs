//! Former ids of events, series and sources: what is named by one is what has it now.

use std::collections::BTreeMap;

use crate::content::Content;
use crate::content::reading::TermRef;
use crate::path::slug;

/// The former ids that files of events and of series keep, and the sources of sources.toml.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Former {
    events: BTreeMap<String, Kept>,
    series: BTreeMap<String, Kept>,
    sources: BTreeMap<String, Kept>,
    first_events: BTreeMap<String, String>,
    first_series: BTreeMap<String, String>,
    first_sources: BTreeMap<String, String>,
}

/// What a former id is now, and where it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The id that it has now.
    pub id: String,
    /// The alias.
    pub alias: TermRef,
}

impl Former {
    /// Gathers them; one that is the id of another file is no former one.
    pub fn of(content: &Content) -> Former {
        let events = content.events.iter();
        let series = content.series.iter();
        let sources = content.sources.iter();
        let sources = sources.map(|(id, source)| (&**id, &*source.aliases));
        let (sources, first_sources) = kept(sources);
        let (events, first_events) = kept(events.map(|file| (&*file.id, &*file.aliases)));
        let (series, first_series) = kept(series.map(|file| (&*file.id, &*file.aliases)));
        Former {
            sources,
            events,
            series,
            first_events,
            first_series,
            first_sources,
        }
    }

    /// The id that an event of this id has now.
    pub fn event<'a>(&'a self, id: &'a str) -> &'a str {
        self.events.get(id).map_or(id, |kept| &kept.id)
    }

    /// The id that a series of this id has now.
    pub fn series<'a>(&'a self, id: &'a str) -> &'a str {
        self.series.get(id).map_or(id, |kept| &kept.id)
    }

    /// The id that an event had first.
    pub fn first_of_event<'a>(&'a self, id: &'a str) -> &'a str {
        self.first_events.get(id).map_or(id, String::as_str)
    }

    /// The id that a series had first.
    pub fn first_of_series<'a>(&'a self, id: &'a str) -> &'a str {
        self.first_series.get(id).map_or(id, String::as_str)
    }

    /// The id that a source had first.
    pub fn first_of_source<'a>(&'a self, id: &'a str) -> &'a str {
        self.first_sources.get(id).map_or(id, String::as_str)
    }

    /// The former ids of events, in order.
    pub fn events(&self) -> impl Iterator<Item = &Kept> {
        self.events.values()
    }

    /// The former ids of sources, in order.
    pub fn sources(&self) -> impl Iterator<Item = &Kept> {
        self.sources.values()
    }

    /// The former ids of series, in order.
    pub fn all_series(&self) -> impl Iterator<Item = &Kept> {
        self.series.values()
    }
}

/// What each former id is now, and the first that each id had.
fn kept<'a>(
    files: impl Iterator<Item = (&'a str, &'a [TermRef])> + Clone,
) -> (BTreeMap<String, Kept>, BTreeMap<String, String>) {
    let mut found: BTreeMap<String, Kept> = BTreeMap::new();
    let mut first = BTreeMap::new();
    for (id, aliases) in files.clone() {
        for alias in aliases {
            let former = slug(&alias.text);
            if !files.clone().any(|(other, _)| other == former) {
                let kept = found.entry(former.clone()).or_insert_with(|| Kept {
                    id: id.to_string(),
                    alias: alias.clone(),
                });
                if kept.id == id {
                    first.entry(id.to_string()).or_insert(former);
                }
            }
        }
    }
    (found, first)
}

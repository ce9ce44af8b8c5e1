//! The web addresses that a site's texts, sources and settings name, each with where it is typed.

use std::collections::BTreeMap;

use url::Url;

use super::ways::below;
use super::{find, page};
use crate::content::citation::{Citation, Listed};
use crate::content::document::Body;
use crate::content::markdown::{links, raw};
use crate::diagnostic::{Place, Texts};
use crate::edition::Edition;
use crate::path::SourcePath;

/// Where an address is typed, and where a copy of what is there is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// The places, in the order of the files.
    pub places: Vec<Place>,
    /// The copy that its source names.
    pub archived: Option<String>,
}

/// Every web address that what is public names, without its fragment: only browsers read that.
pub fn addresses(edition: &Edition, texts: &dyn Texts) -> BTreeMap<String, Address> {
    let mut found = Found {
        texts,
        base: edition
            .config
            .base_url
            .as_deref()
            .and_then(|base| Url::parse(base).ok()),
        addresses: BTreeMap::new(),
    };
    let Edition {
        newsroom,
        content,
        config,
        ..
    } = edition;
    for entry in &newsroom.entries {
        let article = &entry.article;
        found.body(&article.body);
        if let Some(image) = &article.image {
            found.add(&image.file.text, &image.file.place.file, &image.file.place);
        }
        for listed in &article.sources {
            if let Listed::Own(citation) = listed {
                found.citation(citation);
            }
        }
    }
    newsroom
        .pages
        .iter()
        .for_each(|page| found.body(&page.body));
    content.terms.iter().for_each(|term| found.body(&term.body));
    for file in &content.series {
        if newsroom.series_ids.contains_key(&file.id) {
            found.body(&file.body);
        }
    }
    for file in &content.events {
        if newsroom.event_ids.contains_key(&file.id) {
            found.body(&file.body);
        }
    }
    // What only withheld texts cite tells of them whoever runs the host that is asked.
    newsroom
        .sources
        .iter()
        .for_each(|source| found.citation(&source.citation));
    let settings = SourcePath::new(crate::config::FILE);
    let publisher = &config.publisher;
    if let Some(url) = &publisher.url {
        found.add(url, &settings, &Place::file(&settings));
    }
    for (_, reference, place) in &publisher.policies {
        found.add(reference, &settings, place);
    }
    for address in found.addresses.values_mut() {
        let key = |place: &Place| {
            (
                place.file.clone(),
                place.span.as_ref().map(|span| span.start),
            )
        };
        address.places.sort_by_key(key);
        address.places.dedup();
    }
    found.addresses
}

struct Found<'a> {
    texts: &'a dyn Texts,
    base: Option<Url>,
    addresses: BTreeMap<String, Address>,
}

impl Found<'_> {
    fn body(&mut self, body: &Body) {
        let place = Place::file(&body.file);
        for reference in links(body.markdown()) {
            self.add(&reference, &body.file, &place);
        }
        for reference in page::read(&raw(body.markdown())).references {
            self.add(&reference.address, &body.file, &place);
        }
    }

    fn citation(&mut self, citation: &Citation) {
        let place = &citation.place;
        if let Some(url) = &citation.url
            && let Some(address) = self.add(url, &place.file, place)
            && address.archived.is_none()
        {
            address.archived.clone_from(&citation.archived);
        }
        if let Some(copy) = &citation.archived {
            self.add(copy, &place.file, place);
        }
    }

    /// Takes in an address, if it is one of the web and not of the site itself; `near` is where it
    /// stands at least.
    fn add(&mut self, reference: &str, file: &SourcePath, near: &Place) -> Option<&mut Address> {
        let reference = reference.trim();
        let whole = reference.split('#').next().unwrap_or("");
        let is_web = ["https://", "http://"].iter().any(|scheme| {
            whole
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        let base = self.base.as_ref();
        let is_own = base.is_some_and(|base| below(base, whole).is_some());
        if !is_web || is_own || whole.contains(char::is_whitespace) {
            return None;
        }
        let from = near.span.as_ref().map_or(0, |span| span.start);
        let text = self.texts.text(file).and_then(|text| text.get(from..));
        let span = text.and_then(|text| find::first(text, reference));
        let place = match span {
            Some(span) => Place::span(file, span.start + from..span.end + from),
            None => near.clone(),
        };
        let address = self.addresses.entry(whole.to_string()).or_default();
        address.places.push(place);
        Some(address)
    }
}

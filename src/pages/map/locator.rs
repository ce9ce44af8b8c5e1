//! The maps that pages have: of a region, of some regions, of what a site covers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::coverage::{class, steps};
use super::shapes::shapes;
use super::subject::{self, Subject};
use super::{Extent, MapView, Subjects, draw, neighbours};
use crate::content::term::TaxonomyKind;
use crate::content::world;
use crate::language::Language;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::Taxonomy;
use crate::pages::derived::Fact;
use crate::pages::site::Here;
use crate::pages::urls;

/// How many names a description has before it goes on in a number.
const NAMES: usize = 30;

/// A map that shows where a region is; `None` where nobody can tell, or where the site has no
/// maps.
pub fn locator(here: &Here<'_>, id: TermId) -> Option<MapView> {
    let atlas = Atlas::new(here)?;
    let name = &atlas.regions.term(id).name;
    let subject = Subject::of(atlas.regions, id)?;
    let countries = subject.countries();
    let language = here.language();
    let names = language.list(&atlas.names(&countries));
    let lies = [("region", name.as_str()), ("country", &names)];
    // A country without a name in the site's language is shown, and not named.
    let within = |key| match names.is_empty() {
        true => None,
        false => Some(language.say(key, &lies)),
    };
    let (title, description) = match &subject {
        Subject::Country(_) => (name.clone(), atlas.surroundings(&countries)),
        Subject::Area(_) => (name.clone(), atlas.marked(&countries)),
        // What lies around the country need not lie around a part of it.
        Subject::Within(_) => (
            within("map_within").unwrap_or_else(|| name.clone()),
            language.say("map_not_drawn", &lies),
        ),
    };
    // An area of the site's own holds what the site files under it, and may well be wider.
    let own = || world::by_id(&atlas.regions.term(id).id).is_none();
    let filed = || language.count("map_filed", countries.len(), &lies[..1]);
    let (class, caption) = match subject {
        Subject::Within(_) => ("within", within("map_lies")),
        Subject::Area(_) => ("here", own().then(filed)),
        Subject::Country(_) => ("here", None),
    };
    Some(MapView {
        title,
        caption: caption.map(|words| here.derived("map", words, iter::empty::<Fact>())),
        description: description.trim().to_string(),
        ..atlas.draw(&countries, class, Extent::Area)
    })
}

/// A map of some regions.
pub fn block(here: &Here<'_>, ids: &[TermId]) -> Option<MapView> {
    let atlas = Atlas::new(here)?;
    let subjects = ids.iter().filter_map(|id| Subject::of(atlas.regions, *id));
    let countries: BTreeSet<&'static str> =
        subjects.flat_map(|subject| subject.countries()).collect();
    let names: Vec<String> = ids
        .iter()
        .map(|id| atlas.regions.term(*id).name.clone())
        .collect();
    (!countries.is_empty()).then(|| MapView {
        title: here.language().list(&names),
        description: atlas.marked(&countries),
        ..atlas.draw(&countries, "here", Extent::All)
    })
}

/// A map of the countries that have articles, shaded by how many.
pub fn coverage(here: &Here<'_>) -> Option<MapView> {
    let atlas = Atlas::new(here)?;
    let articles = |id: &TermId| atlas.regions.term(*id).articles.len();
    let covered: BTreeMap<&'static str, TermId> = atlas
        .outlined
        .iter()
        .filter(|(_, id)| articles(id) > 0)
        .map(|(shape, id)| (*shape, *id))
        .collect();
    let language = here.language();
    let steps = steps(language, covered.values().map(articles).max()?);
    let subjects = covered.iter().map(|(shape, id)| {
        let (term, count) = (atlas.regions.term(*id), articles(id));
        let articles = language.count("articles", count, &[]);
        let words = [("country", term.name.as_str()), ("articles", &articles)];
        let subject = Subjects {
            words: language.say("map_shape", &words),
            href: Some(here.href(&urls::term(TaxonomyKind::Regions, term))),
            class: class(&steps, count).unwrap_or_default().to_string(),
        };
        (*shape, subject)
    });
    let drawn = draw(shapes(), subjects.collect(), Extent::Wide, &|_| None);
    let mut most: Vec<TermId> = covered.values().copied().collect();
    most.sort_by_key(|id| Reverse(articles(id)));
    let leading = most.iter().take(3);
    let leading: Vec<String> = leading
        .map(|id| {
            let name = atlas.regions.term(*id).name.as_str();
            let articles = language.count("articles", articles(id), &[]);
            language.say("map_shape", &[("country", name), ("articles", &articles)])
        })
        .collect();
    Some(MapView {
        kind: "coverage",
        title: language.text("map_coverage"),
        description: language.count(
            "map_covered",
            covered.len(),
            &[("leading", &language.list(&leading))],
        ),
        steps,
        ..drawn
    })
}

/// The regions of a site, and which of them have an outline.
struct Atlas<'a> {
    regions: &'a Taxonomy,
    outlined: BTreeMap<&'static str, TermId>,
    /// Whether the built-in names, which are English, are in the site's language.
    english: bool,
    language: &'a Language,
}

impl<'a> Atlas<'a> {
    fn new(here: &'a Here<'_>) -> Option<Self> {
        let config = here.site.config;
        let regions = &here.newsroom().regions;
        config.output.maps.then(|| Atlas {
            regions,
            outlined: subject::outlined(regions),
            english: config.language.split('-').next() == Some("en"),
            language: here.language(),
        })
    }

    fn draw(&self, countries: &BTreeSet<&'static str>, class: &str, extent: Extent) -> MapView {
        let subject = |id: &&'static str| Subjects {
            words: self.name(id).unwrap_or_default(),
            href: None,
            class: class.to_string(),
        };
        let subjects = countries.iter().map(|id| (*id, subject(id))).collect();
        draw(shapes(), subjects, extent, &|id| self.name(id))
    }

    /// What the site calls a country; else its built-in name, where the site is in English.
    fn name(&self, id: &str) -> Option<String> {
        let term = self.outlined.get(id).map(|id| self.regions.term(*id));
        let own = term.filter(|term| self.english || term.path.is_some());
        own.map(|term| term.name.clone()).or_else(|| {
            let area = world::by_id(id).filter(|_| self.english)?;
            Some(area.name.to_string())
        })
    }

    fn names<'b>(&self, countries: impl IntoIterator<Item = &'b &'static str>) -> Vec<String> {
        let mut names: Vec<String> = countries
            .into_iter()
            .filter_map(|id| self.name(id))
            .collect();
        names.sort();
        names
    }

    /// Which countries are marked.
    fn marked(&self, countries: &BTreeSet<&'static str>) -> String {
        let names = self.names(countries);
        let shown = &names[..names.len().min(NAMES)];
        let countries_named = match names.len() - shown.len() {
            0 => self.language.list(shown),
            more => {
                let shown = self.language.joined("comma", shown);
                let words = [("countries", shown.as_str())];
                self.language.count("map_more", more, &words)
            }
        };
        let words = [("countries", countries_named.as_str())];
        self.language.count("map_marked", countries.len(), &words)
    }

    /// What lies around.
    fn surroundings(&self, countries: &BTreeSet<&'static str>) -> String {
        match self.names(&neighbours(shapes(), countries)).as_slice() {
            [] => String::new(),
            names => {
                let countries = self.language.list(names);
                self.language
                    .say("map_borders", &[("countries", &countries)])
            }
        }
    }
}

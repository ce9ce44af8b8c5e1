//! Briefings of topics and of regions.

use std::collections::HashMap;

use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner};
use super::{Place, Scope, SourcePath};
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::TermId;
use crate::pages::briefing::{self, BriefingView};
use crate::pages::data::Set;
use crate::pages::record::{self, Record};
use crate::pages::{items, scope, urls};

/// A term's briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term(TaxonomyKind, TermId);

impl PageKind for Term {
    type View = BriefingView;

    fn plan(planner: &mut Planner<'_>) {
        for kind in TaxonomyKind::ALL {
            let named = named_first(planner.newsroom, kind);
            let taxonomy = planner.newsroom.taxonomy(kind);
            for id in taxonomy.ids() {
                let term = taxonomy.term(id);
                let place = term.path.as_ref().map(Place::file);
                let place = place.or_else(|| named.get(&id).cloned());
                planner.add(urls::term(kind, term), Term(kind, id), place);
            }
        }
    }

    fn template(&self) -> &'static str {
        match self.0 {
            TaxonomyKind::Topics => "topic",
            TaxonomyKind::Regions => "region",
        }
    }

    fn view(&self, here: &Here<'_>, diagnostics: &mut Vec<Diagnostic>) -> BriefingView {
        briefing::term(here, self.0, self.1, diagnostics)
    }

    fn heading(&self, here: &Here<'_>, view: &BriefingView) -> Heading {
        view.heading(here)
    }

    fn freshness(&self, newsroom: &Newsroom, view: &BriefingView) -> Freshness {
        let Term(kind, id) = *self;
        let brief = newsroom.taxonomy(kind).term(id).brief.as_ref();
        let written = brief.and_then(|brief| brief.as_of);
        let as_of = newsroom.as_of;
        // What is only to be written by a day to come changes nothing on it.
        let known = |day: &_| *day <= as_of.gate_day() || *day > as_of.day;
        let written = written.filter(known);
        let written = written.map(|day| Freshness::of_date(day, as_of.day));
        view.freshness(newsroom, self.scope())
            .and(written.unwrap_or_default())
    }

    fn drawn_title<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a str> {
        Some(&newsroom.taxonomy(self.0).term(self.1).name)
    }

    fn highlight(&self, here: &Here<'_>, _: &BriefingView) -> Option<String> {
        let leading = *here.newsroom().series_in(self.scope()).first()?;
        let figure = items::figures::item(here, leading);
        let value = figure.undisputed()?;
        Some(format!("{}: {}", figure.name, value.words_as_of(here)))
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        scope::crumbs(here, self.scope())
    }

    fn scope(&self) -> Scope {
        Scope::Term(self.0, self.1)
    }

    fn feed(&self) -> Scope {
        self.scope()
    }

    fn data(&self) -> Option<Set> {
        Some(Set::Term(self.0, self.1))
    }

    fn record(&self, here: &Here<'_>) -> Option<Record> {
        let Term(kind, id) = *self;
        let term = here.newsroom().taxonomy(kind).term(id);
        let brief = briefing::brief(here, term);
        let brief = brief.map(|brief| [brief.new, brief.why, brief.next]);
        let body = record::prose(term.body.as_ref());
        let names = term.aliases.iter().map(|alias| alias.text.as_str());
        let words = [&*term.summary]
            .into_iter()
            .chain(brief.iter().flatten().flatten().map(String::as_str))
            .chain(body.iter().map(String::as_str))
            .chain(names);
        let record = Record::of(here, record::Kind::Term(kind), &term.name, words);
        Some(match kind {
            TaxonomyKind::Topics => record.filed(here, &[id], &[]),
            TaxonomyKind::Regions => record.filed(here, &[], &[id]),
        })
    }

    fn source<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a SourcePath> {
        newsroom.taxonomy(self.0).term(self.1).path.as_ref()
    }
}

/// Where each term that no file declares is named first, in the order of files.
fn named_first(newsroom: &Newsroom, kind: TaxonomyKind) -> HashMap<TermId, Place> {
    let taxonomy = newsroom.taxonomy(kind);
    let mut places: HashMap<TermId, Place> = HashMap::new();
    for entry in &newsroom.entries {
        let references = match kind {
            TaxonomyKind::Topics => &entry.article.topics,
            TaxonomyKind::Regions => &entry.article.regions,
        };
        for reference in references.iter().flatten() {
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

//! Putting the newsroom together, step by step.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::as_of::AsOf;
use super::events::{self, Event, Said};
use super::gate::{self, Passes, Withheld};
use super::ids::{ArticleId, EventId, SeriesId, TermId};
use super::series::{self, Observed, Series};
use super::sources::{Desk, Sources, SpeakerDraft};
use super::taxonomy::{Builder, Taxonomy};
use super::{Entry, Figure, Newsroom};
use crate::content::Content;
use crate::content::article::Article;
use crate::content::declaration::{EventFile, SeriesFile};
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::{Checked, Diagnostic, did_you_mean};
use crate::path::{SourcePath, slug};

/// Puts the newsroom together from what is public on the as-of day.
pub fn assemble(content: &Content, as_of: AsOf, passes: Passes) -> Checked<Newsroom> {
    let mut diagnostics = Vec::new();
    let (articles, withheld) = public_articles(content, &as_of, passes);
    let pages: Vec<_> = content.pages.iter().filter(|page| !page.draft || passes.drafts).cloned().collect();
    let mut terms = Terms::new(content);
    let mut desk = Desk::new(&content.sources, &articles);
    let facts: Vec<Facts> = articles
        .iter()
        .enumerate()
        .map(|(at, article)| Facts::read(ArticleId::new(at), article, &mut terms, &mut desk))
        .collect();
    let files = Files::read(content, &mut terms);
    let (topics, regions) = terms.finish(&mut diagnostics);
    let used: Vec<usize> = facts.iter().flat_map(Facts::sources).collect();
    let mut sources = desk.finish(&used, &mut diagnostics);

    let mut newsroom = Newsroom {
        as_of,
        entries: articles
            .iter()
            .zip(&facts)
            .zip(&sources.listed)
            .map(|((article, facts), listed)| entry(article, facts, listed.clone(), &topics, &regions))
            .collect(),
        pages,
        events: Vec::new(),
        milestones: Vec::new(),
        overdue: Vec::new(),
        series: Vec::new(),
        leading_series: Vec::new(),
        sources: std::mem::take(&mut sources.sources),
        event_ids: BTreeMap::new(),
        series_ids: BTreeMap::new(),
        assets: public_assets(content, &withheld),
        withheld,
        topics,
        regions,
    };
    place_claims(&mut newsroom, &facts, &files, &sources);
    place_observations(&mut newsroom, &facts, &files, &sources, &mut diagnostics);
    fill_terms(&mut newsroom);
    Checked::new(newsroom, diagnostics)
}

/// What passes the gate, newest first, and what does not.
fn public_articles(content: &Content, as_of: &AsOf, passes: Passes) -> (Vec<Arc<Article>>, Vec<Withheld>) {
    let mut public = Vec::new();
    let mut withheld = Vec::new();
    for article in &content.articles {
        match gate::article(article, as_of, passes) {
            Ok(()) => public.push(article.clone()),
            Err(kept) => withheld.push(kept),
        }
    }
    for page in content.pages.iter().filter(|page| page.draft && !passes.drafts) {
        withheld.push(Withheld { path: page.path.clone(), reason: gate::Reason::Draft, until: None });
    }
    withheld.sort_by(|a, b| a.path.cmp(&b.path));
    public.sort_by(|a, b| (b.date.instant, &a.path).cmp(&(a.date.instant, &b.path)));
    (public, withheld)
}

fn public_assets(
    content: &Content,
    withheld: &[Withheld],
) -> BTreeMap<SourcePath, crate::content::source::Asset> {
    let kept: BTreeSet<&SourcePath> = withheld.iter().map(|withheld| &withheld.path).collect();
    let everything = content
        .articles
        .iter()
        .map(|article| (&article.path, article.body.markdown()))
        .chain(content.pages.iter().map(|page| (&page.path, page.body.markdown())))
        .chain(content.articles.iter().filter_map(|article| Some((&article.path, article.image.as_ref()?.text.as_str()))));
    let (private, mut public): (Vec<_>, Vec<_>) = everything.partition(|(path, _)| kept.contains(path));
    public.extend(content.terms.iter().map(|term| (&term.path, term.body.markdown())));
    let hidden = gate::withheld_assets(content, &private, &public);
    content
        .assets
        .iter()
        .filter(|(path, _)| !hidden.contains(*path))
        .map(|(path, asset)| (path.clone(), asset.clone()))
        .collect()
}

/// The two taxonomies while they grow.
struct Terms<'a> {
    topics: Builder<'a>,
    regions: Builder<'a>,
}

impl<'a> Terms<'a> {
    fn new(content: &'a Content) -> Self {
        Terms {
            topics: Builder::new(TaxonomyKind::Topics, &content.terms),
            regions: Builder::new(TaxonomyKind::Regions, &content.terms),
        }
    }

    fn topics(&mut self, references: &[TermRef]) -> Vec<String> {
        resolve(&mut self.topics, references)
    }

    fn regions(&mut self, references: &[TermRef]) -> Vec<String> {
        resolve(&mut self.regions, references)
    }

    fn finish(self, diagnostics: &mut Vec<Diagnostic>) -> (Taxonomy, Taxonomy) {
        (self.topics.finish(diagnostics), self.regions.finish(diagnostics))
    }
}

/// The ids of terms, each once, in the order they are written.
fn resolve(builder: &mut Builder<'_>, references: &[TermRef]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for reference in references {
        ids.extend(builder.resolve(reference).filter(|id| !ids.contains(id)));
    }
    ids
}

/// What one article refers to, before terms and sources have their numbers.
struct Facts {
    topics: Vec<String>,
    regions: Vec<String>,
    claims: Vec<FactRefs>,
    observations: Vec<FactRefs>,
}

/// What one fact refers to.
struct FactRefs {
    speaker: SpeakerDraft,
    source: Option<usize>,
    topics: Vec<String>,
    regions: Vec<String>,
}

impl Facts {
    fn read(id: ArticleId, article: &Article, terms: &mut Terms<'_>, desk: &mut Desk) -> Facts {
        let topics = terms.topics(&article.topics);
        let regions = terms.regions(&article.regions);
        let mut refs = |by: Option<&str>, source: Option<&TermRef>, own_topics: Option<&[TermRef]>, own_regions: Option<&[TermRef]>| {
            let source = source.and_then(|source| desk.named(id, article, source));
            FactRefs {
                speaker: desk.speaker(by, source),
                source,
                topics: own_topics.map_or_else(|| topics.clone(), |own| terms.topics(own)),
                regions: own_regions.map_or_else(|| regions.clone(), |own| terms.regions(own)),
            }
        };
        let claims = article
            .claims
            .iter()
            .map(|claim| refs(claim.by.as_deref(), claim.source.as_ref(), claim.topics.as_deref(), claim.regions.as_deref()))
            .collect();
        let observations = article
            .observations
            .iter()
            .map(|observation| {
                let region = observation.region.as_ref().map(std::slice::from_ref);
                refs(observation.by.as_deref(), observation.source.as_ref(), None, region)
            })
            .collect();
        Facts { topics, regions, claims, observations }
    }

    fn sources(&self) -> impl Iterator<Item = usize> {
        self.claims.iter().chain(&self.observations).flat_map(|fact| {
            let speaker = match &fact.speaker {
                SpeakerDraft::Source(at) => Some(*at),
                _ => None,
            };
            [fact.source, speaker].into_iter().flatten()
        })
    }
}

/// The events and series that have files, with their terms.
struct Files<'a> {
    events: BTreeMap<&'a str, (&'a EventFile, Vec<String>, Vec<String>)>,
    series: BTreeMap<&'a str, (&'a SeriesFile, Vec<String>, Vec<String>)>,
}

impl<'a> Files<'a> {
    fn read(content: &'a Content, terms: &mut Terms<'_>) -> Self {
        let events = content.events.iter().map(|file| {
            let (topics, regions) = (terms.topics(&file.topics), terms.regions(&file.regions));
            (file.id.as_str(), (file, topics, regions))
        });
        let events = events.collect();
        let series = content.series.iter().map(|file| {
            let regions = terms.regions(file.region.as_slice());
            (file.id.as_str(), (file, terms.topics(&file.topics), regions))
        });
        Files { events, series: series.collect() }
    }
}

fn entry(
    article: &Arc<Article>,
    facts: &Facts,
    sources: Vec<super::ids::SourceId>,
    topics: &Taxonomy,
    regions: &Taxonomy,
) -> Entry {
    Entry {
        article: article.clone(),
        topics: ids(&facts.topics, topics),
        regions: ids(&facts.regions, regions),
        sources,
        claims: Vec::new(),
        figures: Vec::new(),
    }
}

fn ids(names: &[String], taxonomy: &Taxonomy) -> Vec<TermId> {
    names.iter().filter_map(|name| taxonomy.find(name)).collect()
}

/// Puts claims together into events and tells articles and sources where they went.
fn place_claims(newsroom: &mut Newsroom, facts: &[Facts], files: &Files<'_>, sources: &Sources) {
    let mut shared: BTreeMap<String, Event> = BTreeMap::new();
    let mut events: Vec<Event> = Vec::new();
    for (at, facts) in facts.iter().enumerate() {
        let article = newsroom.entries[at].article.clone();
        for (index, (claim, refs)) in article.claims.iter().zip(&facts.claims).enumerate() {
            let said = Said {
                article: ArticleId::new(at),
                index,
                speaker: sources.speaker(refs.speaker.clone()),
                source: refs.source.and_then(|source| sources.id(source)),
                claim: claim.clone(),
                standing: false,
            };
            let (topics, regions) = (ids(&refs.topics, &newsroom.topics), ids(&refs.regions, &newsroom.regions));
            match &claim.id {
                None => events.push(event(said, topics, regions)),
                Some(id) => match shared.get_mut(id) {
                    None => {
                        shared.insert(id.clone(), event(said, topics, regions));
                    }
                    Some(known) => {
                        known.history.push(said);
                        merge(&mut known.topics, topics);
                        merge(&mut known.regions, regions);
                    }
                },
            }
        }
    }
    events.extend(shared.into_iter().map(|(id, event)| finish_shared(event, files.events.get(id.as_str()), newsroom)));
    for event in &mut events {
        settle(event, newsroom.as_of.day);
    }
    newsroom.events = events::in_timeline_order(events);
    newsroom.event_ids = events::by_id(&newsroom.events);
    newsroom.milestones = events::ids_where(&newsroom.events, |event| event.ahead);
    newsroom.overdue = events::ids_where(&newsroom.events, |event| event.overdue);
    // The promise that failed last is the one readers ask about.
    newsroom.overdue.reverse();
    note_claims(newsroom);
}

fn event(said: Said, topics: Vec<TermId>, regions: Vec<TermId>) -> Event {
    Event {
        id: said.claim.id.clone(),
        title: said.claim.title.clone(),
        summary: String::new(),
        body: None,
        importance: said.claim.importance,
        topics,
        regions,
        history: vec![said],
        current: 0,
        ahead: false,
        overdue: false,
    }
}

fn finish_shared(
    mut event: Event,
    file: Option<&(&EventFile, Vec<String>, Vec<String>)>,
    newsroom: &Newsroom,
) -> Event {
    // In the order things were said; on one day, in the order they were published.
    event.history.sort_by_cached_key(|said| {
        let article = newsroom.article(said.article);
        (said.claim.reported, article.date.instant, article.path.clone(), said.index)
    });
    if let Some((file, topics, regions)) = file {
        event.summary = file.summary.clone();
        event.body = Some(file.body.clone()).filter(|body| !body.is_empty());
        event.importance = file.importance.unwrap_or(event.importance);
        let mut first = ids(topics, &newsroom.topics);
        merge(&mut first, std::mem::take(&mut event.topics));
        event.topics = first;
        let mut first = ids(regions, &newsroom.regions);
        merge(&mut first, std::mem::take(&mut event.regions));
        event.regions = first;
    }
    event.title = file.and_then(|(file, ..)| file.title.clone()).unwrap_or_default();
    event
}

fn settle(event: &mut Event, day: chrono::NaiveDate) {
    event.judge(day);
    let highest = event.history.iter().map(|said| said.claim.importance).max();
    event.importance = event.importance.max(highest.unwrap_or_default());
    if event.title.is_empty() {
        event.title = event.state().claim.title.clone();
    }
}

fn merge(terms: &mut Vec<TermId>, more: Vec<TermId>) {
    for term in more {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
}

fn note_claims(newsroom: &mut Newsroom) {
    let mut claims: Vec<Vec<(usize, (EventId, usize))>> = vec![Vec::new(); newsroom.entries.len()];
    for (at, event) in newsroom.events.iter().enumerate() {
        let id = EventId::new(at);
        for (place, said) in event.history.iter().enumerate() {
            claims[said.article.index()].push((said.index, (id, place)));
            for source in sources_of(said.source, &said.speaker) {
                newsroom.sources[source.index()].claims.push((id, place));
            }
        }
    }
    for (entry, mut claims) in newsroom.entries.iter_mut().zip(claims) {
        claims.sort_unstable();
        entry.claims = claims.into_iter().map(|(_, claim)| claim).collect();
    }
}

/// A fact's source and its speaker, each once.
fn sources_of(
    source: Option<super::ids::SourceId>,
    speaker: &super::sources::Speaker,
) -> Vec<super::ids::SourceId> {
    let mut sources: Vec<_> = source.into_iter().collect();
    if let super::sources::Speaker::Source(speaker) = speaker {
        if !sources.contains(speaker) {
            sources.push(*speaker);
        }
    }
    sources
}

/// Puts observations together into series and tells articles and sources where they went.
fn place_observations(
    newsroom: &mut Newsroom,
    facts: &[Facts],
    files: &Files<'_>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut shared: BTreeMap<String, Series> = BTreeMap::new();
    for (at, facts) in facts.iter().enumerate() {
        let article = newsroom.entries[at].article.clone();
        for (index, (observation, refs)) in article.observations.iter().zip(&facts.observations).enumerate() {
            let own_region = observation.region.as_ref().and(refs.regions.first());
            let observed = Observed {
                article: ArticleId::new(at),
                index,
                speaker: sources.speaker(refs.speaker.clone()),
                source: refs.source.and_then(|source| sources.id(source)),
                region: own_region.and_then(|region| newsroom.regions.find(region)),
                observation: observation.clone(),
                standing: true,
            };
            let Some(reference) = &observation.series else {
                newsroom.entries[at].figures.push(Figure::Alone(Box::new(observed)));
                continue;
            };
            let id = slug(&reference.text);
            let series = shared.entry(id).or_insert_with_key(|id| {
                let file = files.series.get(id.as_str());
                if file.is_none() {
                    diagnostics.extend(misspelt(id, reference, files));
                }
                new_series(id, file, newsroom)
            });
            if !series.declared {
                merge(&mut series.topics, ids(&refs.topics, &newsroom.topics));
                merge(&mut series.regions, ids(&refs.regions, &newsroom.regions));
            }
            series.observations.push(observed);
        }
    }
    newsroom.series = shared.into_values().collect();
    for series in &mut newsroom.series {
        series.current = series::judge(&mut series.observations);
        name_undeclared(series);
    }
    newsroom.series_ids = newsroom
        .series
        .iter()
        .enumerate()
        .map(|(at, series)| (series.id.clone(), SeriesId::new(at)))
        .collect();
    newsroom.leading_series = by_weight(&newsroom.series);
    note_observations(newsroom);
}

fn new_series(id: &str, file: Option<&(&SeriesFile, Vec<String>, Vec<String>)>, newsroom: &Newsroom) -> Series {
    let declared = file.map(|(file, ..)| *file);
    Series {
        id: id.to_string(),
        name: declared.map(|file| file.name.clone()).unwrap_or_default(),
        unit: declared.and_then(|file| file.unit.clone()),
        scope: declared.and_then(|file| file.scope.clone()),
        max_age: declared.and_then(|file| file.max_age),
        tolerance: declared.and_then(|file| file.tolerance).unwrap_or(0.0),
        body: declared.map(|file| file.body.clone()).filter(|body| !body.is_empty()),
        declared: file.is_some(),
        topics: file.map(|(_, topics, _)| ids(topics, &newsroom.topics)).unwrap_or_default(),
        regions: file.map(|(_, _, regions)| ids(regions, &newsroom.regions)).unwrap_or_default(),
        observations: Vec::new(),
        current: None,
    }
}

/// A series without a file takes its words from its latest observation.
fn name_undeclared(series: &mut Series) {
    let latest = series.observations.iter().max_by_key(|observed| observed.observation.reported);
    let Some(latest) = latest.map(|observed| observed.observation.clone()) else {
        return;
    };
    if series.name.is_empty() {
        series.name = latest.label.clone().unwrap_or_else(|| series.id.clone());
    }
    if series.unit.is_none() {
        series.unit = latest.unit.clone();
    }
}

fn misspelt(id: &str, reference: &TermRef, files: &Files<'_>) -> Option<Diagnostic> {
    let near = did_you_mean(id, files.series.keys().copied())?;
    let message = format!("the series `{}` is not declared", reference.text);
    let warning = Diagnostic::warning("figure/undeclared-series", message, reference.place.clone());
    Some(warning.help(format!("did you mean `{near}`? Otherwise declare it in content/series/{id}.md")))
}

fn note_observations(newsroom: &mut Newsroom) {
    let mut figures: HashMap<(ArticleId, usize), Figure> = HashMap::new();
    for (at, series) in newsroom.series.iter().enumerate() {
        let id = SeriesId::new(at);
        for (place, observed) in series.observations.iter().enumerate() {
            figures.insert((observed.article, observed.index), Figure::InSeries(id, place));
            for source in sources_of(observed.source, &observed.speaker) {
                newsroom.sources[source.index()].observations.push((id, place));
            }
        }
    }
    for (at, entry) in newsroom.entries.iter_mut().enumerate() {
        let mut alone = std::mem::take(&mut entry.figures).into_iter();
        entry.figures = (0..entry.article.observations.len())
            .filter_map(|index| figures.remove(&(ArticleId::new(at), index)).or_else(|| alone.next()))
            .collect();
    }
}

/// Gives every term what belongs to it and to all below it, each once and in order.
fn fill_terms(newsroom: &mut Newsroom) {
    for kind in TaxonomyKind::ALL {
        let mut taxonomy = newsroom.taxonomy(kind).clone();
        let articles: Vec<_> = newsroom.entries.iter().map(|entry| newsroom.terms_of(entry, kind)).collect();
        let articles = spread(&taxonomy, articles.into_iter());
        let events = spread(&taxonomy, newsroom.events.iter().map(|event| match kind {
            TaxonomyKind::Topics => event.topics.as_slice(),
            TaxonomyKind::Regions => event.regions.as_slice(),
        }));
        let leading = newsroom.leading_series.iter().map(|id| newsroom.one_series(*id));
        let series = spread(&taxonomy, leading.map(|series| match kind {
            TaxonomyKind::Topics => series.topics.as_slice(),
            TaxonomyKind::Regions => series.regions.as_slice(),
        }));
        for (at, term) in taxonomy.terms.iter_mut().enumerate() {
            term.articles = articles[at].iter().map(|at| ArticleId::new(*at)).collect();
            term.events = events[at].iter().map(|at| EventId::new(*at)).collect();
            term.series = series[at].iter().map(|at| newsroom.leading_series[*at]).collect();
        }
        match kind {
            TaxonomyKind::Topics => newsroom.topics = taxonomy,
            TaxonomyKind::Regions => newsroom.regions = taxonomy,
        }
    }
}

/// For every term, which of the things are its own or of a term below it, in their order.
fn spread<'a>(taxonomy: &Taxonomy, things: impl Iterator<Item = &'a [TermId]>) -> Vec<Vec<usize>> {
    let above: Vec<BTreeSet<TermId>> = taxonomy.ids().map(|id| taxonomy.with_ancestors(&[id])).collect();
    let mut belongs: Vec<Vec<usize>> = vec![Vec::new(); taxonomy.terms.len()];
    for (at, terms) in things.enumerate() {
        for term in terms.iter().flat_map(|term| &above[term.index()]) {
            let list = &mut belongs[term.index()];
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    belongs
}

/// Series in the order briefings show them: declared ones first, then the most observed.
fn by_weight(series: &[Series]) -> Vec<SeriesId> {
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by_key(|at| (!series[*at].declared, std::cmp::Reverse(series[*at].observations.len())));
    order.into_iter().map(SeriesId::new).collect()
}

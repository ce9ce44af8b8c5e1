//! An article's page: its text, and everything it states.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::Value as Json;

use super::{
    Diagnostic, Frame, Freshness, Heading, Here, Link, MadeOf, Newsroom, PageKind, Planner, Text,
};
use crate::config::Family;
use crate::content::article::{self, Correction, Kind};
use crate::content::claim::Importance;
use crate::content::markdown::{Links, Resolved};
use crate::content::term::TaxonomyKind;
use crate::newsroom::changes::released;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::{events, gate};
use crate::pages::body::{self, BodyView};
use crate::pages::items::{self, ClaimItem, ObservationItem, SourceItem};
use crate::pages::links::BodyLinks;
use crate::pages::pictures::{self, PictureView};
use crate::pages::record::{self, Record};
use crate::pages::related::{RelatedItem, related};
use crate::pages::schema::{self, Thing};
use crate::pages::since::{SinceItem, since, told_elsewhere, turning_days};
use crate::pages::site::DateView;
use crate::pages::{frame, since_figures, social, urls};

/// An article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article(pub ArticleId);

impl PageKind for Article {
    type View = ArticleView;

    fn plan(planner: &mut Planner<'_>) {
        for (at, entry) in planner.newsroom.entries.iter().enumerate() {
            let article = &entry.article;
            let page = Article(ArticleId::new(at));
            planner.add(article.url.clone(), page, Some(article.place.clone()));
        }
    }

    fn template(&self) -> &'static str {
        "article"
    }

    fn view(&self, here: &Here<'_>, diagnostics: &mut Vec<Diagnostic>) -> ArticleView {
        view(here, self.0, diagnostics)
    }

    fn heading(&self, here: &Here<'_>, view: &ArticleView) -> Heading {
        Heading {
            title: view.title.clone(),
            description: view.summary.clone(),
            lang: here.newsroom().article(self.0).lang.clone(),
        }
    }

    fn freshness(&self, newsroom: &Newsroom, view: &ArticleView) -> Freshness {
        newsroom
            .article_freshness(self.0)
            .and(view.turns)
            .and(view.body.freshness(newsroom))
    }

    fn schema(&self, here: &Here<'_>, view: &ArticleView, frame: &Frame) -> Option<Thing> {
        Some(schema::article::article(here, self.0, view, frame))
    }

    fn picture<'v>(&self, view: &'v ArticleView) -> Option<&'v PictureView> {
        view.image.as_ref()
    }

    fn drawn_title<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a str> {
        social::title_of(newsroom.article(self.0))
    }

    fn highlight(&self, _: &Here<'_>, view: &ArticleView) -> Option<String> {
        Some(view.date.words.clone())
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        let lists = frame::part(here, Family::Lists, &urls::articles(), "articles_page");
        lists.into_iter().collect()
    }

    fn made_of<'a>(&self, newsroom: &'a Newsroom) -> MadeOf<'a> {
        let entry = newsroom.entry(self.0);
        MadeOf {
            counts: vec![
                (entry.claims.len(), "event"),
                (entry.figures.len(), "figure"),
                (entry.sources.len(), "source"),
            ],
            to_review: gate::proposals(&entry.article),
            ..MadeOf::default()
        }
    }

    fn record(&self, here: &Here<'_>) -> Option<Record> {
        let newsroom = here.newsroom();
        let entry = newsroom.entry(self.0);
        let article = &entry.article;
        // Events with a page are found there.
        let events = entry.claims.iter().map(|(id, _)| newsroom.event(*id));
        let events = events.filter(|event| items::events::page(here, event).is_none());
        let body = record::prose(Some(&article.body));
        let words = [article.summary.as_str()]
            .into_iter()
            .chain(body.iter().map(String::as_str))
            .chain(events.map(|event| event.title.as_str()));
        let record = Record {
            label: items::articles::kind(here, article.kind),
            date: here.on(article.date.day).words,
            day: Some(article.date.day),
            lang: article.lang.clone(),
            years: BTreeSet::from([article.date.day.year()]),
            ..Record::of(here, record::Kind::Article, &article.title, words)
        };
        Some(record.filed(here, &entry.topics, &entry.regions))
    }

    fn text<'a>(&self, newsroom: &'a Newsroom) -> Option<Text<'a>> {
        let article = newsroom.article(self.0);
        Some(Text {
            path: &article.path,
            place: &article.place,
            version_of: &article.version_of,
            revised: Some(newsroom.revised(self.0)),
        })
    }
}

/// When an article tells something else of what it says, with no edit.
fn turns(here: &Here<'_>, id: ArticleId, since: &[SinceItem]) -> Freshness {
    let newsroom = here.newsroom();
    let claims = newsroom.entry(id).claims.iter();
    let turns = claims.map(|(event, at)| turns_of(newsroom, newsroom.event(*event), *at, id));
    turns
        .chain(since.iter().map(|item| item.freshness))
        .chain([since_figures::turns(here, id)])
        .collect()
}

/// When it tells something else of a claim.
fn turns_of(newsroom: &Newsroom, event: &events::Event, at: usize, id: ArticleId) -> Freshness {
    let told = |day: NaiveDate| {
        let judgement = event.judgement_of_claim(at, day);
        told_elsewhere(newsroom, event, at, id, &judgement)
    };
    let days = turning_days(newsroom, event, at, id);
    Freshness::among(&days, newsroom.as_of.day, |day| {
        day.pred_opt().is_some_and(|eve| told(eve) != told(day))
    })
}

/// An article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// Its headline.
    pub title: String,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// The place reported from.
    pub dateline: Option<String>,
    /// When it was published.
    pub date: DateView,
    /// The instant of publication (RFC 3339), where a time was given.
    pub instant: Option<String>,
    /// When it became public, for machines: a day, or an instant (RFC 3339). Later than its date where
    /// an embargo was.
    pub published: String,
    /// The day of its last update or correction since it became public, for machines.
    pub modified: Option<String>,
    /// When its substance last changed, if since.
    pub updated: Option<DateView>,
    /// The day its own words last changed: published, updated or corrected.
    pub revised: DateView,
    /// Which kind of text it is.
    pub kind: Kind,
    /// How much it matters.
    pub importance: Importance,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The picture that stands for it.
    pub image: Option<PictureView>,
    /// Its topics, primary first.
    pub topics: Vec<Link>,
    /// Its regions, primary first.
    pub regions: Vec<Link>,
    /// Its text.
    pub body: BodyView,
    /// What it says of events, in the order of their dates.
    pub events: Vec<ArticleEvent>,
    /// Its figures, in the order it gives them.
    pub figures: Vec<ArticleFigure>,
    /// What became of its promises and figures since it was written.
    pub since: Vec<SinceItem>,
    /// When that and its claims come to say something else, with no edit.
    #[serde(skip)]
    pub turns: Freshness,
    /// What it draws on.
    pub sources: Vec<SourceItem>,
    /// What was wrong in it, and is mended, the latest first.
    pub corrections: Vec<CorrectionItem>,
    /// Articles that speak of the same events and numbers, those that share most first; as many as
    /// `limits.figures`.
    pub related: Vec<RelatedItem>,
    /// Whether it is a draft, shown because of `--drafts`.
    pub draft: bool,
    /// Anything a theme wants to know.
    pub extra: Json,
}

/// What an article says of an event.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleEvent {
    /// The claim's anchor in the article.
    pub anchor: String,
    /// The claim.
    pub claim: ClaimItem,
}

/// A figure of an article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleFigure {
    /// The figure's anchor in the article.
    pub anchor: String,
    /// The number.
    pub observation: ObservationItem,
}

/// A correction as readers see it.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionItem {
    /// When it was mended.
    pub date: DateView,
    /// What the reader is told.
    pub text: String,
    /// What the article said.
    pub was: Option<String>,
    /// What it says.
    pub now: Option<String>,
}

/// The view of an article.
pub fn view(here: &Here<'_>, id: ArticleId, diagnostics: &mut Vec<Diagnostic>) -> ArticleView {
    let entry = here.newsroom().entry(id);
    let article = &*entry.article;
    let image = image(here, article, diagnostics);
    // What it tells in passing of its claims may be all that is told of them.
    let mut of_claims = ["since", "gone", "current", "contradicted"].into_iter();
    let told = of_claims.any(|name| here.names(name));
    let since = if told { since(here, id) } else { Vec::new() };
    let turns = told.then(|| turns(here, id, &since));
    ArticleView {
        title: article.title.clone(),
        summary: article.summary.clone(),
        dateline: article.dateline.clone(),
        date: here.on(article.date.day),
        instant: article
            .date
            .exact
            .then(|| article.date.instant.to_rfc3339()),
        published: released(article).told(),
        modified: modified(here, id).map(|day| day.to_string()),
        updated: here.newsroom().updated(id).map(|day| here.on(day)),
        revised: here.on(here.newsroom().revised(id)),
        kind: article.kind,
        importance: article.importance,
        authors: article.authors.clone(),
        image,
        topics: items::terms::links(here, TaxonomyKind::Topics, &entry.topics),
        regions: items::terms::links(here, TaxonomyKind::Regions, &entry.regions),
        body: body::view(here, &article.body, article.lang.as_deref(), diagnostics),
        events: events(here, id),
        figures: figures(here, id),
        since,
        turns: turns.unwrap_or_default(),
        sources: entry
            .sources
            .iter()
            .map(|source| items::sources::item(here, *source))
            .collect(),
        corrections: corrections(here, id),
        related: here.shown("related", || related(here, id)),
        draft: article.draft || article.unclear,
        extra: article.extra.clone(),
    }
}

/// The day on which an article that was public changed last, if it did.
fn modified(here: &Here<'_>, id: ArticleId) -> Option<NaiveDate> {
    let newsroom = here.newsroom();
    let corrected = newsroom.corrections(id).map(|(_, made)| made.date);
    let changed = newsroom.updated(id).into_iter().chain(corrected).max();
    changed.filter(|day| *day >= newsroom.published(id))
}

fn events(here: &Here<'_>, id: ArticleId) -> Vec<ArticleEvent> {
    let newsroom = here.newsroom();
    let mut claims: Vec<_> = newsroom
        .entry(id)
        .claims
        .iter()
        .filter_map(|(event, at)| {
            let event = newsroom.event(*event);
            let mut carried = std::iter::once(&event.history[*at]).chain(&event.history[*at].also);
            Some((event, *at, carried.find(|said| said.article == id)?))
        })
        .collect();
    claims.sort_by_cached_key(|(event, _, said)| {
        let date = said.claim.date.as_ref().unwrap_or(&event.place);
        date.sort_key()
    });
    claims
        .into_iter()
        .map(|(event, at, said)| ArticleEvent {
            anchor: items::events::claim_anchor(said.index),
            claim: items::events::carried(here, event, at, said),
        })
        .collect()
}

fn figures(here: &Here<'_>, id: ArticleId) -> Vec<ArticleFigure> {
    let newsroom = here.newsroom();
    let figures = (0..newsroom.entry(id).figures.len()).map(|at| newsroom.figure(id, at));
    figures
        .map(|(series, observed)| {
            let current = series.is_some_and(|series| series.is_current(observed));
            ArticleFigure {
                anchor: items::observations::anchor(observed.index),
                observation: items::observations::observation(here, observed, series, current),
            }
        })
        .collect()
}

/// An article's corrections for readers, the latest first.
pub fn corrections(here: &Here<'_>, id: ArticleId) -> Vec<CorrectionItem> {
    let made = here.newsroom().corrections(id);
    let mut corrections: Vec<&Correction> = made.map(|(_, correction)| correction).collect();
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
    corrections
        .into_iter()
        .map(|made| correction(here, made))
        .collect()
}

/// A correction for readers.
pub fn correction(here: &Here<'_>, correction: &Correction) -> CorrectionItem {
    CorrectionItem {
        date: here.on(correction.date),
        text: correction.text.clone(),
        was: correction.was.clone(),
        now: correction.now.clone(),
    }
}

/// An article's picture; one that is not there is reported.
fn image(
    here: &Here<'_>,
    article: &article::Article,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<PictureView> {
    let image = article.image.as_ref()?;
    let links = BodyLinks {
        here: *here,
        body: &article.body,
    };
    match links.resolve(&image.file.text) {
        Resolved::To(address) => Some(pictures::view(here, &links, image, address)),
        Resolved::Nowhere => None,
        Resolved::Wrong(problem) => {
            let message = format!("the image is not there: {}", problem.message);
            let error = Diagnostic::error("article/no-image", message, image.file.place.clone());
            let help = "put the file beside the article and name it as it lies there";
            diagnostics.push(error.help(help));
            None
        }
    }
}

//! An article's page: its text, and everything it states.

use serde::Serialize;
use serde_json::Value as Json;

use super::body::{self, BodyView};
use super::items::{self, ClaimItem, ObservationItem, SourceItem};
use super::links::BodyLinks;
use super::pictures::{self, PictureView};
use super::related::{RelatedItem, related};
use super::schema;
use super::since::{SinceItem, since};
use super::site::{DateView, Here, Link};
use crate::content::article::{Article, Correction, Kind};
use crate::content::claim::Importance;
use crate::content::markdown::{Links, Resolved};
use crate::content::term::TaxonomyKind;
use crate::diagnostic::Diagnostic;
use crate::newsroom::ids::ArticleId;

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
    /// When its substance last changed, if since.
    pub updated: Option<DateView>,
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
    /// What it says of events, in the order of the timeline.
    pub events: Vec<ArticleEvent>,
    /// Its figures.
    pub figures: Vec<ArticleFigure>,
    /// What became of its promises and figures since it was written.
    pub since: Vec<SinceItem>,
    /// What it draws on.
    pub sources: Vec<SourceItem>,
    /// What was wrong in it, and is mended, the latest first.
    pub corrections: Vec<CorrectionItem>,
    /// Articles that speak of the same events and numbers, those that share most first.
    pub related: Vec<RelatedItem>,
    /// What search engines and reading tools learn of it: JSON-LD.
    pub json_ld: String,
    /// Whether it is not public and shown all the same.
    pub draft: bool,
    /// Anything a theme wants to know.
    pub extra: Json,
}

/// What an article says of an event.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleEvent {
    /// The claim's anchor in the article.
    pub anchor: String,
    /// The event's own page, if it has one.
    pub href: Option<String>,
    /// The claim.
    pub claim: ClaimItem,
}

/// A figure of an article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleFigure {
    /// The figure's anchor in the article.
    pub anchor: String,
    /// The series' page, if it is of one.
    pub href: Option<String>,
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
    let mut view = ArticleView {
        title: article.title.clone(),
        summary: article.summary.clone(),
        dateline: article.dateline.clone(),
        date: here.on(article.date.day),
        instant: article
            .date
            .exact
            .then(|| article.date.instant.to_rfc3339()),
        updated: here.newsroom().updated(id).map(|day| here.on(day)),
        kind: article.kind,
        importance: article.importance,
        authors: article.authors.clone(),
        image,
        topics: items::terms::links(here, TaxonomyKind::Topics, &entry.topics),
        regions: items::terms::links(here, TaxonomyKind::Regions, &entry.regions),
        body: body::view(here, &article.body, article.lang.as_deref(), diagnostics),
        events: events(here, id),
        figures: figures(here, id),
        since: since(here, id),
        sources: entry
            .sources
            .iter()
            .map(|source| items::sources::item(here, *source))
            .collect(),
        corrections: corrections(here, id),
        related: related(here, id),
        json_ld: String::new(),
        draft: article.draft,
        extra: article.extra.clone(),
    };
    view.json_ld = schema::json_ld(here, id, &view);
    view
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
            href: items::events::page(here, event),
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
                href: series.and_then(|series| items::figures::page(here, series)),
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
    article: &Article,
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

//! The gate before the facts of public articles.

use std::sync::Arc;

use chrono::TimeDelta;

use super::{Passes, Reason, Withheld};
use crate::content::Content;
use crate::content::article::Article;
use crate::content::attribution::Attribution;
use crate::newsroom::as_of::AsOf;

/// How many facts nobody has said yes to yet.
pub fn open_proposals(content: &Content) -> usize {
    content
        .articles
        .iter()
        .map(|article| proposals(article))
        .sum()
}

/// How many facts of an article nobody has said yes to yet.
pub fn proposals(article: &Article) -> usize {
    let claims = article.claims.iter().filter(|claim| claim.review);
    let figures = article.observations.iter().filter(|figure| figure.review);
    claims.count() + figures.count()
}

/// Whether a fact of a public article is kept back: nobody has said yes to it yet, or it is said at an
/// instant to come. What is only to be said nobody has said.
pub fn keeps(review: bool, said: &Attribution, as_of: &AsOf, passes: Passes) -> bool {
    let to_be_said = said.reported.instant > as_of.gate;
    (review && !passes.unreviewed) || (to_be_said && !passes.unpublished)
}

/// What the gate asks of the facts of an article.
fn asked(article: &Article) -> impl Iterator<Item = (bool, &Attribution)> {
    let claims = article.claims.iter();
    let claims = claims.map(|claim| (claim.review, &claim.attribution));
    let figures = article.observations.iter();
    claims.chain(figures.map(|figure| (figure.review, &figure.attribution)))
}

/// An article without the facts that are kept back.
pub fn facts(article: &Arc<Article>, as_of: &AsOf, passes: Passes) -> Arc<Article> {
    let mut article = article.clone();
    if asked(&article).any(|(review, said)| keeps(review, said, as_of, passes)) {
        let article = Arc::make_mut(&mut article);
        let (claims, figures) = (&mut article.claims, &mut article.observations);
        claims.retain(|claim| !keeps(claim.review, &claim.attribution, as_of, passes));
        figures.retain(|figure| !keeps(figure.review, &figure.attribution, as_of, passes));
    }
    article
}

/// An article that is not public any more, with the facts that it had when it was: what was to be said
/// after its end nobody ever read there.
pub fn last_facts(article: &Arc<Article>, as_of: &AsOf, passes: Passes) -> Arc<Article> {
    let end = article
        .expires
        .map(|end| end.instant - TimeDelta::seconds(1));
    let gate = end.map_or(as_of.gate, |end| end.min(as_of.gate));
    facts(article, &AsOf { gate, ..*as_of }, passes)
}

/// The facts of an article that are kept back only until they are said.
pub fn to_be_said(article: &Article, as_of: &AsOf, passes: Passes) -> Vec<Withheld> {
    let waits = |review: bool| review && !passes.unreviewed;
    let said = asked(article)
        .filter(|(review, said)| !waits(*review) && keeps(*review, said, as_of, passes));
    let withheld = |(_, said): (bool, &Attribution)| Withheld {
        path: article.path.clone(),
        reason: Reason::Unsaid,
        until: Some(said.reported.instant),
    };
    said.map(withheld).collect()
}

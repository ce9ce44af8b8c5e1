//! Lints: what reads like a slip of the pen, though it may be meant.
//!
//! Nothing here changes what is published. A lint that is wrong costs more than one that is
//! silent, so each speaks only where it has good reason, and an article can allow it, with a
//! reason: `[allow] "lint/weekday" = "the statement has the day wrong"`.

mod alike;
mod backing;
mod briefs;
mod dates;
mod events;
mod far;
mod figures;
mod identity;
mod negated;
mod pictures;
mod text;
mod unused;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::Content;
use crate::content::article::Article;
use crate::content::markdown::prose;
use crate::diagnostic::{Diagnostic, Severity, did_you_mean};
use crate::newsroom::Newsroom;
use crate::newsroom::ids::ArticleId;
use crate::path::SourcePath;
use crate::prose::language;
use crate::reads::{self, Node};

/// Every lint by its code.
pub const CODES: [&str; 20] = [
    backing::QUOTE,
    backing::TEXT,
    briefs::FUTURE,
    briefs::OUTDATED,
    dates::FUTURE,
    dates::LEANING,
    dates::WEEKDAY,
    figures::DIFFERS,
    figures::FUTURE,
    figures::NO_SOURCE,
    figures::STALE,
    figures::THOUSANDFOLD,
    figures::MEASURE,
    figures::NO_UNIT,
    far::AHEAD,
    events::ONE_SOURCE,
    events::SIMILAR,
    identity::TWO_THINGS,
    negated::NEGATED,
    pictures::NO_ALT,
];

/// Something that a lint found, in an article that can allow it.
struct Finding {
    /// The articles any of which can allow it.
    articles: Vec<ArticleId>,
    diagnostic: Diagnostic,
}

impl Finding {
    fn new(article: ArticleId, diagnostic: Diagnostic) -> Finding {
        Finding {
            articles: vec![article],
            diagnostic,
        }
    }
}

/// The articles in which nothing was found, kept from one build to the next.
pub trait Clean: Sync {
    /// Whether nothing would be found in an article again.
    fn stands(&self, article: &SourcePath) -> bool;

    /// Takes that nothing was found in an article, and what that was seen from.
    fn note(&self, article: &SourcePath, from: &[Node]);
}

/// Everything the lints find in what is public, but for what its article allows and what weighs less
/// than asked for. Articles that are known to be clean are not read again; `clean` is always told of
/// one weight.
pub fn check(
    newsroom: &Newsroom,
    content: &Content,
    config: &Config,
    least: Severity,
    clean: Option<&dyn Clean>,
) -> Vec<Diagnostic> {
    let ids: Vec<ArticleId> = (0..newsroom.entries.len()).map(ArticleId::new).collect();
    let read = |id: &ArticleId| match clean {
        Some(clean) => unless_clean(newsroom, config, *id, least, clean),
        None => article(newsroom, config, *id, least),
    };
    let mut findings: Vec<Finding> = ids.par_iter().flat_map_iter(read).collect();
    findings.extend(figures::stale(newsroom, config.limits.figures));
    findings.extend(figures::thousandfold(newsroom));
    findings.extend(figures::unmeasured(newsroom));
    findings.extend(figures::without_unit(newsroom, content));
    findings.extend(events::disputed_by_one_source(newsroom));
    findings.extend(events::similar(newsroom));
    findings.extend(briefs::of_the_future(newsroom));
    findings.extend(briefs::outdated(newsroom, content));
    findings.extend(identity::two_things(newsroom, content, config));
    let misspelt = ids.iter().flat_map(|id| unknown(newsroom.article(*id)));
    // All of it is notes.
    let unused = (least >= Severity::Note).then(|| unused::declarations(content));
    open(newsroom, findings)
        .chain(misspelt)
        .chain(unused.into_iter().flatten())
        .chain(far::ahead(content, newsroom.as_of.day))
        .filter(|found| found.severity <= least)
        .collect()
}

/// What the lints find in one article by itself, without notes.
pub fn of_article(newsroom: &Newsroom, config: &Config, id: ArticleId) -> Vec<Diagnostic> {
    let findings = article(newsroom, config, id, Severity::Warning);
    let misspelt = unknown(newsroom.article(id));
    open(newsroom, findings).chain(misspelt).collect()
}

/// What is found in an article that is not known to be clean.
fn unless_clean(
    newsroom: &Newsroom,
    config: &Config,
    id: ArticleId,
    least: Severity,
    clean: &dyn Clean,
) -> Vec<Finding> {
    let path = &newsroom.article(id).path;
    if clean.stands(path) {
        return Vec::new();
    }
    let (findings, from) = reads::noting(|| {
        reads::note(Node::File(reads::hash(path.as_str())));
        article(newsroom, config, id, least)
    });
    if findings.is_empty() {
        clean.note(path, &from);
    }
    findings
}

/// What no article allows.
fn open(newsroom: &Newsroom, findings: Vec<Finding>) -> impl Iterator<Item = Diagnostic> {
    let allows = move |id: &ArticleId, code| {
        let allowed = &newsroom.article(*id).allowed;
        allowed.iter().any(|allowed| allowed.lint == code)
    };
    let open = findings.into_iter().filter(move |finding| {
        let mut articles = finding.articles.iter();
        !articles.any(|id| allows(id, finding.diagnostic.code))
    });
    open.map(|finding| finding.diagnostic)
}

fn article(newsroom: &Newsroom, config: &Config, id: ArticleId, least: Severity) -> Vec<Finding> {
    let entry = newsroom.entry(id);
    let article = &*entry.article;
    let mut found = dates::happened_in_the_future(article);
    found.extend(figures::of_the_future(article));
    found.extend(figures::without_source(newsroom, id));
    if least >= Severity::Note {
        found.extend(pictures::without_words(article));
        found.extend(dates::leaning(article));
    }
    let lang = article.lang.as_deref().unwrap_or(&config.language);
    if let Some(language) = language::of(lang) {
        let blocks = prose(article.body.markdown());
        let text = text::read(&article.body, &blocks, language, article.date.day);
        found.extend(dates::weekdays(article, &text));
        found.extend(figures::differing(article, &text));
        found.extend(backing::misquoted(newsroom, id, language));
        // How often it is wrong is known of English alone.
        if language.code == "en" {
            found.extend(negated::negated(article, language));
        }
        if least >= Severity::Note {
            // In another language than the site's, speakers may have other names.
            let own = language::of(&config.language).is_some_and(|own| own.code == language.code);
            let desk = own.then(|| config.publisher_name());
            found.extend(backing::untold(newsroom, id, language, desk));
        }
    }
    let found = found.into_iter().filter(|found| found.severity <= least);
    found
        .map(|diagnostic| Finding::new(id, diagnostic))
        .collect()
}

/// Codes that an article allows and no lint has.
fn unknown(article: &Article) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = CODES.into_iter().collect();
    let allowed = article.allowed.iter();
    allowed
        .filter(|allowed| !known.contains(allowed.lint.as_str()))
        .map(|allowed| {
            let message = format!("there is no lint `{}`", allowed.lint);
            let help = match did_you_mean(&allowed.lint, CODES) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the lints are {}", CODES.join(", ")),
            };
            Diagnostic::warning("lint/unknown", message, allowed.place.clone()).help(help)
        })
        .collect()
}

//! The tables of articles, sources and terms.

use chrono::SecondsFormat;

use super::facts;
use super::table::{Cell, Holds, Kind, derived, word, written};
use crate::config::Family;
use crate::content::article;
use crate::content::citation::Role;
use crate::content::claim::Importance;
use crate::content::moment::Moment;
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::{ArticleId, SourceId, TermId};
use crate::newsroom::sources::Source;
use crate::newsroom::taxonomy::Term;
use crate::pages::site::Site;
use crate::pages::urls;

/// The articles.
pub const ARTICLES: Kind<ArticleId> = Kind {
    name: "articles",
    about: "an article",
    columns: &[
        written(
            "key",
            Holds::Text,
            "a short name for the row, for good: changes name it by this",
            |site, id| facts::key(&facts::article_key(site, id)).into(),
        ),
        written("article", Holds::Text, "its path", |site, id| {
            facts::article_key(site, id).into()
        }),
        written("title", Holds::Text, "its headline", |site, id| {
            (&site.newsroom.article(id).title).into()
        }),
        written(
            "summary",
            Holds::Text,
            "what it says, in a sentence or two",
            |site, id| (&site.newsroom.article(id).summary).into(),
        ),
        written(
            "kind",
            Holds::Word,
            "news, analysis, background, explainer or opinion",
            |site, id| word(&article::Kind::ALL, &site.newsroom.article(id).kind),
        ),
        written(
            "importance",
            Holds::Word,
            "how much it matters: high, medium or low",
            |site, id| word(&Importance::ALL, &site.newsroom.article(id).importance),
        ),
        written(
            "date",
            Holds::Text,
            "when it was published: a day, or an instant where one is known",
            |site, id| moment(site.newsroom.article(id).date),
        ),
        written(
            "published",
            Holds::Day,
            "the day on which it became public here",
            |site, id| site.newsroom.published(id).into(),
        ),
        derived(
            "revised",
            Holds::Day,
            "the day on which its own words last changed",
            |site, id| site.newsroom.revised(id).into(),
        ),
        written("authors", Holds::List, "who wrote it", |site, id| {
            site.newsroom.article(id).authors.clone().into()
        }),
        written(
            "language",
            Holds::Text,
            "its language (BCP 47)",
            |site, id| {
                let own = site.newsroom.article(id).lang.as_ref();
                own.unwrap_or(&site.config.language).into()
            },
        ),
        written(
            "dateline",
            Holds::Text,
            "the place reported from",
            |site, id| site.newsroom.article(id).dateline.as_ref().into(),
        ),
        written(
            "topics",
            Holds::List,
            "the ids of its topics, primary first",
            |site, id| facts::terms(site, TaxonomyKind::Topics, &site.newsroom.entry(id).topics),
        ),
        written(
            "regions",
            Holds::List,
            "the ids of its regions, primary first",
            |site, id| {
                facts::terms(
                    site,
                    TaxonomyKind::Regions,
                    &site.newsroom.entry(id).regions,
                )
            },
        ),
        written(
            "sources",
            Holds::List,
            "the ids of what it draws on",
            |site, id| {
                let sources = site.newsroom.entry(id).sources.iter();
                sources
                    .map(|id| facts::source_id(site, *id))
                    .collect::<Vec<_>>()
                    .into()
            },
        ),
        derived(
            "corrections",
            Holds::Count,
            "how many corrections were made to it",
            |site, id| site.newsroom.corrections(id).count().into(),
        ),
        written("url", Holds::Address, "its page", |site, id| {
            facts::article_address(site, id).into()
        }),
    ],
};

/// The sources.
pub const SOURCES: Kind<SourceId> = Kind {
    name: "sources",
    about: "a publisher, speaker or document that facts are taken from",
    columns: &[
        written("source", Holds::Text, "its id", |site, id| {
            (&source(site, id).id).into()
        }),
        written("name", Holds::Text, "what it is called", |site, id| {
            (&source(site, id).citation.name).into()
        }),
        written(
            "role",
            Holds::Word,
            "what it is: publisher, organisation, person or document",
            |site, id| word(&Role::ALL, &source(site, id).citation.role()),
        ),
        written(
            "publisher",
            Holds::Text,
            "the id of the source that published it, or a name",
            |site, id| {
                let source = source(site, id);
                let listed = source.publisher.map(|id| facts::source_id(site, id));
                listed.or_else(|| source.citation.publisher.clone()).into()
            },
        ),
        written(
            "published",
            Holds::Edtf,
            "when it was published",
            |site, id| source(site, id).citation.published.as_ref().into(),
        ),
        written(
            "retrieved",
            Holds::Edtf,
            "when it was last looked at",
            |site, id| source(site, id).citation.retrieved.as_ref().into(),
        ),
        written(
            "language",
            Holds::Text,
            "its language (BCP 47); empty for the site's",
            |site, id| source(site, id).citation.lang.as_ref().into(),
        ),
        written(
            "source_url",
            Holds::Address,
            "where it can be read",
            |site, id| facts::source_address(site, Some(id)),
        ),
        written(
            "archived_url",
            Holds::Address,
            "where a copy is kept",
            |site, id| source(site, id).citation.archived.as_ref().into(),
        ),
        derived(
            "articles",
            Holds::Count,
            "how many articles list it or a document of it",
            |site, id| source(site, id).articles.len().into(),
        ),
        derived("url", Holds::Address, "its page", |site, id| {
            let has_page = site.config.output.has(Family::Sources);
            let url = has_page.then(|| urls::source(source(site, id)));
            url.map(|url| facts::address(site, &url)).into()
        }),
    ],
};

/// The topics and regions.
pub const TERMS: Kind<(TaxonomyKind, TermId)> = Kind {
    name: "terms",
    about: "a topic or a region",
    columns: &[
        written(
            "term",
            Holds::Text,
            "its taxonomy and its id",
            |site, (kind, id)| format!("{}/{}", kind.folder(), term(site, (kind, id)).id).into(),
        ),
        written(
            "taxonomy",
            Holds::Word,
            "topics or regions",
            |_, (kind, _)| kind.folder().into(),
        ),
        written("id", Holds::Text, "its id", |site, key| {
            (&term(site, key).id).into()
        }),
        written("name", Holds::Text, "what it is called", |site, key| {
            (&term(site, key).name).into()
        }),
        written(
            "code",
            Holds::Text,
            "a code that others know it by",
            |site, key| term(site, key).code.as_ref().into(),
        ),
        written(
            "summary",
            Holds::Text,
            "what its briefing opens with",
            |site, key| (&term(site, key).summary).into(),
        ),
        written(
            "parents",
            Holds::List,
            "the ids of the terms it lies in",
            |site, key| facts::terms(site, key.0, &term(site, key).parents),
        ),
        derived(
            "articles",
            Holds::Count,
            "how many articles it and all below it have",
            |site, key| term(site, key).articles.len().into(),
        ),
        derived(
            "events",
            Holds::Count,
            "how many events it and all below it have",
            |site, key| term(site, key).events.len().into(),
        ),
        derived(
            "series",
            Holds::Count,
            "how many series it and all below it have",
            |site, key| term(site, key).series.len().into(),
        ),
        written("url", Holds::Address, "its briefing", |site, key| {
            facts::address(site, &urls::term(key.0, term(site, key))).into()
        }),
    ],
};

fn moment(moment: Moment) -> Cell {
    match moment.exact {
        true => moment
            .instant
            .to_rfc3339_opts(SecondsFormat::Secs, true)
            .into(),
        false => moment.day.into(),
    }
}

fn source<'a>(site: Site<'a>, id: SourceId) -> &'a Source {
    site.newsroom.source(id)
}

fn term<'a>(site: Site<'a>, (kind, id): (TaxonomyKind, TermId)) -> &'a Term {
    site.newsroom.taxonomy(kind).term(id)
}

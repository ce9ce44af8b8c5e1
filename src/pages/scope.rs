//! What a scope is called and where it is.

use super::frame::part;
use super::items::terms;
use super::plan::Scope;
use super::site::{Here, Link, Site};
use super::urls;
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::path::UrlPath;

/// The page a scope's lists belong to.
pub fn home(newsroom: &Newsroom, scope: Scope) -> UrlPath {
    match scope {
        Scope::Site | Scope::Year(_) => urls::front(),
        Scope::Term(kind, term) => urls::term(kind, newsroom.taxonomy(kind).term(term)),
        Scope::Cell(topic, region) => {
            urls::cell(newsroom.topics.term(topic), newsroom.regions.term(region))
        }
    }
}

/// The list of a scope's articles.
pub fn articles_url(newsroom: &Newsroom, scope: Scope) -> UrlPath {
    match scope {
        Scope::Site => urls::articles(),
        Scope::Year(year) => urls::articles_of_year(year),
        _ => home(newsroom, scope).join("articles/"),
    }
}

/// A scope's timeline.
pub fn timeline_url(newsroom: &Newsroom, scope: Scope) -> UrlPath {
    match scope {
        Scope::Site => urls::timeline(),
        Scope::Year(year) => urls::timeline_of_year(year),
        _ => home(newsroom, scope).join("timeline/"),
    }
}

/// The feed of what changed in a scope.
pub fn changes_feed_url(newsroom: &Newsroom, scope: Scope) -> UrlPath {
    match scope {
        Scope::Site | Scope::Year(_) => urls::changes().join("feed.xml"),
        _ => home(newsroom, scope).join("changes.xml"),
    }
}

/// What a scope is called; `None` for the site.
pub fn name(site: Site<'_>, scope: Scope) -> Option<String> {
    let newsroom = site.newsroom;
    match scope {
        Scope::Site => None,
        Scope::Year(year) => Some(site.language.numbers.digits(&year.to_string())),
        Scope::Term(kind, term) => Some(newsroom.taxonomy(kind).term(term).name.clone()),
        Scope::Cell(topic, region) => {
            let (topic, region) = (newsroom.topics.term(topic), newsroom.regions.term(region));
            let values = [("topic", &*topic.name), ("region", &*region.name)];
            Some(site.language.say("cell", &values))
        }
    }
}

/// What a list is of, as a link; a year's leads to the list of all years.
pub fn of(here: &Here<'_>, scope: Scope, all: &UrlPath) -> Option<Link> {
    let newsroom = here.newsroom();
    let url = match scope {
        Scope::Year(_) => all.clone(),
        scope => home(newsroom, scope),
    };
    name(here.site, scope).map(|name| here.link(&url, name))
}

/// The way from the top of the site down to a scope's briefing, that included.
pub fn crumbs(here: &Here<'_>, scope: Scope) -> Vec<Link> {
    let newsroom = here.newsroom();
    let listing = |kind: TaxonomyKind| here.link(&urls::terms(kind), listing_name(here, kind));
    match scope {
        Scope::Site | Scope::Year(_) => Vec::new(),
        Scope::Term(kind, term) => {
            let above = newsroom.taxonomy(kind).path_to(term);
            let mut crumbs = vec![listing(kind)];
            crumbs.extend(terms::links(here, kind, &above));
            crumbs.push(terms::link(here, kind, term));
            crumbs
        }
        Scope::Cell(topic, region) => {
            let mut crumbs = crumbs(here, Scope::Term(TaxonomyKind::Topics, topic));
            let region = newsroom.regions.term(region);
            let url = urls::cell(newsroom.topics.term(topic), region);
            crumbs.push(here.link(&url, region.name.clone()));
            crumbs
        }
    }
}

/// The heading of a scope's list; `key` names the list.
pub fn heading(here: &Here<'_>, key: &str, scope: Scope) -> String {
    let Some(name) = name(here.site, scope) else {
        return here.language().text(key);
    };
    match scope {
        Scope::Year(_) => here
            .language()
            .say(&format!("{key}_of_year"), &[("year", &name)]),
        _ => here
            .language()
            .say(&format!("{key}_of"), &[("name", &name)]),
    }
}

/// The way down to a scope's list, where the whole site's list is one of a family.
pub fn crumbs_of_list(
    here: &Here<'_>,
    scope: Scope,
    (family, whole): (Family, UrlPath),
    (list, key): (UrlPath, &str),
) -> Vec<Link> {
    match scope {
        Scope::Site => Vec::new(),
        Scope::Year(_) => part(here, family, &whole, key).into_iter().collect(),
        Scope::Term(..) | Scope::Cell(..) => {
            let mut crumbs = crumbs(here, scope);
            crumbs.push(here.link(&list, here.language().text(key)));
            crumbs
        }
    }
}

/// The heading of a taxonomy's listing.
pub fn listing_name(here: &Here<'_>, kind: TaxonomyKind) -> String {
    here.language().text(match kind {
        TaxonomyKind::Topics => "topics",
        TaxonomyKind::Regions => "regions",
    })
}

//! What a page is: to readers who follow links, to its author, and as a text.

use super::Scope;
use crate::diagnostic::Place;
use crate::newsroom::Newsroom;
use crate::path::{SourcePath, UrlPath};

/// What a page is to a reader who follows links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'a> {
    /// A page of its own.
    Page,
    /// A page that lists articles because they are there, and not because it has to do with them.
    Archive,
    /// What is shown at any address where there is no page: no way leads to it, and search engines
    /// pass over it.
    StandIn,
    /// A former address, which leads on.
    Redirect(&'a UrlPath),
}

impl<'a> Role<'a> {
    /// Where a former address leads.
    pub fn leads_to(self) -> Option<&'a UrlPath> {
        match self {
            Role::Redirect(to) => Some(to),
            Role::Page | Role::Archive | Role::StandIn => None,
        }
    }

    /// Whether readers come to it by a link, and read what it shows.
    pub fn is_read(self) -> bool {
        matches!(self, Role::Page | Role::Archive)
    }
}

/// A text that somebody wrote, which is a page of its own.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Its file.
    pub path: &'a SourcePath,
    /// Where it begins.
    pub place: &'a Place,
    /// What its versions in other languages have in common with it.
    pub version_of: &'a str,
    /// The day on which search engines are told that it last changed.
    pub revised: Option<chrono::NaiveDate>,
}

/// What a page is made from.
#[derive(Clone, Debug, Default)]
pub struct MadeOf<'a> {
    /// How many of what, in the singular.
    pub counts: Vec<(usize, &'static str)>,
    /// How many of its facts nobody has said yes to yet.
    pub to_review: usize,
    /// Where its facts are written, the earliest first.
    pub places: Vec<&'a Place>,
}

impl MadeOf<'_> {
    /// Everything in a scope.
    pub fn scope(newsroom: &Newsroom, of: Scope) -> Self {
        let counts = vec![
            (newsroom.articles_in(of).len(), "article"),
            (newsroom.events_in(of).len(), "event"),
            (newsroom.series_in(of).len(), "key figure"),
        ];
        MadeOf {
            counts,
            ..MadeOf::default()
        }
    }
}

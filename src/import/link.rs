//! Proposals that belong to what the site knows: its open milestones, its series, its speakers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::propose::{Event, Figure, Proposals};
use crate::content::Content;
use crate::content::citation::Citation;
use crate::path::slug;
use crate::prose::language;
use crate::review::{Known, Match, Said};

/// What a site knows.
#[derive(Clone, Debug, Default)]
pub struct Site {
    known: Known,
    /// Ids of sources.toml by the slug of each of their names.
    speakers: BTreeMap<String, String>,
}

/// What the proposals of an article belong to, each at its place in their lists.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The milestone that an event is.
    pub events: Vec<Option<Match>>,
    /// The series of a figure.
    pub figures: Vec<Option<Match>>,
}

impl Site {
    /// What a site's files say.
    pub fn of(content: &Content) -> Site {
        let sources = content.sources.iter();
        Site {
            known: Known::of(content),
            speakers: sources.flat_map(|(id, source)| names(id, source)).collect(),
        }
    }

    /// Puts the ids of speakers in place of their names, and finds what the proposals belong to.
    pub fn link(&self, proposals: &mut Proposals) -> Links {
        for by in proposals
            .events
            .iter_mut()
            .map(|event| &mut event.by)
            .chain(proposals.figures.iter_mut().map(|figure| &mut figure.by))
        {
            *by = by.take().map(|by| self.speaker(&by).unwrap_or(by));
        }
        Links {
            events: proposals.events.iter().map(|one| self.event(one)).collect(),
            figures: proposals
                .figures
                .iter()
                .map(|one| self.figure(one))
                .collect(),
        }
    }

    /// The source that a speaker's words name: `the energy ministry`, `Energy Minister Ada Hale`.
    fn speaker(&self, words: &str) -> Option<String> {
        let slug = slug(words);
        let bare = without_article(&slug);
        if let Some(id) = self.speakers.get(bare) {
            return Some(id.clone());
        }
        // A person's name stands behind their office.
        let parts = bare.match_indices('-');
        let mut ends = parts
            .map(|(at, _)| &bare[at + 1..])
            .filter(|end| end.contains('-'));
        ends.find_map(|end| self.speakers.get(end).cloned())
    }

    fn event(&self, event: &Event) -> Option<Match> {
        let said = Said {
            title: &event.title,
            quote: &event.quote,
            date: Some(&event.date),
            by: event.by.as_deref().unwrap_or(""),
            regions: event.region.as_deref().into_iter().collect(),
            unit: "",
        };
        sure(self.known.events(&said))
    }

    fn figure(&self, figure: &Figure) -> Option<Match> {
        let said = Said {
            title: &figure.label,
            quote: &figure.quote,
            date: None,
            by: figure.by.as_deref().unwrap_or(""),
            regions: figure.region.as_deref().into_iter().collect(),
            unit: &figure.unit,
        };
        sure(self.known.series(&said))
    }
}

fn sure(matches: Vec<Match>) -> Option<Match> {
    matches.into_iter().next().filter(|first| first.sure)
}

fn names<'a>(
    id: &'a str,
    source: &'a Arc<Citation>,
) -> impl Iterator<Item = (String, String)> + 'a {
    let aliases = source.aliases.iter().map(|alias| alias.text.as_str());
    let written = [id, source.name.as_str()].into_iter().chain(aliases);
    let slugs = written.map(|name| without_article(&slug(name)).to_string());
    slugs
        .filter(|name| name.len() > 1)
        .map(move |name| (name, id.to_string()))
}

/// The slug of a name without the article before it, in whatever language: `the-port-board`, `le-port`.
fn without_article(slug: &str) -> &str {
    let articles = language::all().flat_map(|language| &language.quantities.grammar.the);
    let bare = |article: &String| {
        let article = article.trim_end_matches(['\'', '’']);
        slug.strip_prefix(article)?.strip_prefix('-')
    };
    let mut found = articles.filter_map(bare);
    found.next().unwrap_or(slug)
}

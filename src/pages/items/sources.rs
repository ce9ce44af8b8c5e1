//! Sources and speakers in lists and as citations.

use serde::Serialize;

use crate::config::Family;
use crate::content::citation::Role;
use crate::newsroom::ids::SourceId;
use crate::newsroom::voice::Speaker;
use crate::pages::site::{DateView, Here};
use crate::pages::urls;

/// A source as citations show it.
#[derive(Clone, Debug, Serialize)]
pub struct SourceItem {
    /// Its page on the site.
    pub href: Option<String>,
    /// What it is called.
    pub name: String,
    /// What it is, as the author puts it.
    pub kind: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<DateView>,
    /// When it was last looked at.
    pub retrieved: Option<DateView>,
    /// Where a copy is kept.
    pub archived: Option<String>,
    /// The words that matter in it.
    pub quote: Option<String>,
}

/// Somebody who says something.
#[derive(Clone, Debug, Serialize)]
pub struct SpeakerItem {
    /// What they are called.
    pub name: String,
    /// Their page on the site, if they have one.
    pub href: Option<String>,
}

/// A source for a citation on this page.
pub fn item(here: &Here<'_>, id: SourceId) -> SourceItem {
    let source = here.newsroom().source(id);
    let citation = &source.citation;
    let publisher = source
        .publisher
        .map(|id| here.newsroom().source(id).citation.name.clone());
    SourceItem {
        href: here.href_of(Family::Sources, &urls::source(source)),
        name: citation.name.clone(),
        kind: citation.kind.as_deref().map(|kind| kind_words(here, kind)),
        publisher: publisher.or_else(|| citation.publisher.clone()),
        url: citation.url.clone(),
        published: citation.published.as_ref().map(|date| here.date(date)),
        retrieved: citation.retrieved.as_ref().map(|date| here.date(date)),
        archived: citation.archived.clone(),
        quote: citation.quote.clone(),
    }
}

/// What a source is, in the site's language where that is one of the known roles.
fn kind_words(here: &Here<'_>, kind: &str) -> String {
    match Role::ALL.iter().any(|(known, _)| *known == kind) {
        true => here.language().text(&format!("role_{kind}")),
        false => kind.to_string(),
    }
}

/// A speaker for this page.
pub fn speaker(here: &Here<'_>, speaker: &Speaker) -> SpeakerItem {
    match speaker {
        Speaker::Source(id) => {
            let source = here.newsroom().source(*id);
            SpeakerItem {
                name: source.citation.name.clone(),
                href: here.href_of(Family::Sources, &urls::source(source)),
            }
        }
        Speaker::Name(name, _) => SpeakerItem {
            name: name.clone(),
            href: None,
        },
        Speaker::Site => SpeakerItem {
            name: here.site.config.publisher_name().to_string(),
            href: None,
        },
    }
}

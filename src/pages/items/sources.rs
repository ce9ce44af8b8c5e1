//! Sources and speakers in lists and as citations.

use chrono::NaiveDate;
use serde::Serialize;

use crate::config::Family;
use crate::content::citation::Role;
use crate::language::Direction;
use crate::newsroom::ids::SourceId;
use crate::newsroom::voice::{Speaker, Voice};
use crate::pages::fragment::at_words;
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
    /// Who published it, by name.
    pub publisher: Option<String>,
    /// Where it can be read; of a fact with a quote at the words quoted.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<DateView>,
    /// When it was last looked at.
    pub retrieved: Option<DateView>,
    /// Where a copy is kept.
    pub archived: Option<String>,
    /// The words that matter in it.
    pub quote: Option<String>,
    /// Its language, where that is not the language of the words around it.
    pub lang: Option<String>,
    /// `rtl` or `ltr`, where it has a language of its own.
    pub dir: Option<&'static str>,
}

/// Somebody who says something.
#[derive(Clone, Debug, Serialize)]
pub struct SpeakerItem {
    /// What they are called.
    pub name: String,
    /// Their page on the site, if they have one.
    pub href: Option<String>,
}

/// Who says something, and when, in a line that leads to where it is said.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OriginItem {
    /// The speakers, who spoke for them or carried it, and the day: `A (B), via W, 2 February`.
    pub words: String,
    /// The speakers alone, and who spoke for them or carried it.
    pub speakers: String,
    /// The words with the document behind them, where that has another name.
    pub label: Option<String>,
    /// The source's page; where it has none its address, or the first speaker's page.
    pub href: Option<String>,
}

/// Where a fact comes from, for this page.
pub fn origin(here: &Here<'_>, voice: &Voice, reported: NaiveDate) -> OriginItem {
    let language = here.language();
    let named = |one: &Speaker| speaker(here, one).name;
    let names: Vec<String> = voice.speakers.iter().map(named).collect();
    let mut parts = vec![language.joined("comma", &names)];
    let persons: Vec<String> = voice.persons.iter().map(named).collect();
    if !persons.is_empty() {
        parts[0] = format!("{} ({})", parts[0], language.joined("comma", &persons));
    }
    let via = voice.via.as_ref().map(named);
    parts.extend(via.map(|carrier| language.say("via", &[("carrier", &carrier)])));
    let speakers = language.joined("comma", &parts);
    let day = here.on(reported).words;
    let words = language.say("said_on", &[("speakers", &speakers), ("date", &day)]);
    let source = voice.source.map(|id| here.newsroom().source(id));
    let document = source.map(|source| &source.citation.name);
    let label = document.filter(|document| !names.contains(document));
    let page = source.and_then(|source| here.href_of(Family::Sources, &urls::source(source)));
    let address = || source.and_then(|source| source.citation.url.clone());
    OriginItem {
        label: label.map(|document| {
            language.say("origin_named", &[("words", &*words), ("source", document)])
        }),
        href: page
            .or_else(address)
            .or_else(|| speaker(here, voice.speaker()).href),
        speakers,
        words,
    }
}

/// A source for a citation on this page.
pub fn item(here: &Here<'_>, id: SourceId) -> SourceItem {
    let source = here.newsroom().source(id);
    let citation = &source.citation;
    let lang = citation.lang.as_deref();
    let lang = lang.filter(|lang| *lang != here.language().code);
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
        dir: lang.map(|lang| Direction::of(lang).as_str()),
        lang: lang.map(str::to_string),
    }
}

/// A source for a fact on this page: its address leads to the words that were quoted of it.
pub fn of_fact(here: &Here<'_>, id: SourceId, quote: Option<&str>) -> SourceItem {
    let item = item(here, id);
    let url = item.url.as_deref();
    let at_words = url.zip(quote).map(|(url, quote)| at_words(url, quote));
    SourceItem {
        url: at_words.or(item.url),
        ..item
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

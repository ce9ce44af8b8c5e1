//! The sentences that a page makes up, read from the page itself, with the facts that each
//! follows from.

use scraper::{Html, Selector};

use super::Edition;
use crate::diagnostic::Place;
use crate::newsroom::Newsroom;
use crate::newsroom::voice::Speaker;
use crate::pages::derived::{Derived, Fact, Notes};
use crate::pages::plan::Page;
use crate::path::UrlPath;
use crate::render::Renderer;

/// A sentence of a page that Dateline made up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its kind and its words.
    pub made: Derived,
    /// The facts that it follows from; none where it follows from a day alone.
    pub facts: Vec<Fact>,
}

impl Edition {
    /// The sentences that a page makes up, each once, in the order of the page.
    pub fn sentences(&self, url: &UrlPath, page: &Page) -> Vec<Sentence> {
        let notes = Notes::default();
        of_page(&self.renderer_noting(&notes), &notes, url, page)
    }
}

/// The sentences that a page makes up, each once, in the order of the page. The renderer writes
/// into the notes.
pub fn of_page(
    renderer: &Renderer<'_>,
    notes: &Notes,
    url: &UrlPath,
    page: &Page,
) -> Vec<Sentence> {
    let Some(bytes) = renderer.render(url, page).value else {
        return Vec::new();
    };
    let mut noted = notes.take();
    let mut sentences: Vec<Sentence> = Vec::new();
    for (kind, words) in marked(&String::from_utf8_lossy(&bytes)) {
        let known = |made: &Derived| made.kind == kind && folded(&made.words) == words;
        if sentences.iter().any(|told| known(&told.made)) {
            continue;
        }
        // What was made up and is not shown is no sentence of the page.
        let found = noted.iter().position(|made| known(&made.sentence));
        sentences.extend(found.map(|at| {
            let noted = noted.swap_remove(at);
            Sentence {
                made: noted.sentence,
                facts: noted.facts,
            }
        }));
    }
    sentences
}

/// The kind and the words of everything in a page that is marked as made up.
fn marked(html: &str) -> Vec<(String, String)> {
    let Ok(marks) = Selector::parse("[data-derived]") else {
        return Vec::new();
    };
    let page = Html::parse_document(html);
    let marks = page.select(&marks);
    marks
        .map(|mark| {
            let kind = mark.value().attr("data-derived").unwrap_or_default();
            (kind.to_string(), folded(&mark.text().collect::<String>()))
        })
        .collect()
}

/// Words with their white space folded.
fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fact as those who look into a sentence want to see it.
pub struct FactView {
    /// Where it is written.
    pub place: Place,
    /// Who says so, when it was said, and what.
    pub said: String,
}

/// A fact with its place and its words, in English.
pub fn fact(newsroom: &Newsroom, site_name: &str, fact: Fact) -> Option<FactView> {
    let (attribution, place, what, voice) = match fact {
        Fact::Claim(article, index) => {
            let claim = newsroom.article(article).claims.get(index)?;
            let (event, at) = newsroom.entry(article).claims.get(index)?;
            let date = claim
                .date
                .as_ref()
                .map(|date| format!(" {date}"))
                .unwrap_or_default();
            let what = format!("{}{date}", claim.status.as_str());
            let voice = newsroom.event(*event).history[*at].voice.clone();
            (&claim.attribution, &claim.place, what, voice)
        }
        Fact::Figure(article, index) => {
            let observation = newsroom.article(article).observations.get(index)?;
            let what = format!(
                "{} as of {}",
                observation.quantity.words(),
                observation.as_of
            );
            let (_, observed) = newsroom.figure(article, index);
            let voice = observed.voice.clone();
            (&observation.attribution, &observation.place, what, voice)
        }
    };
    let name = |speaker: &Speaker| match speaker {
        Speaker::Source(id) => newsroom.source(*id).citation.name.clone(),
        Speaker::Name(name, _) => name.clone(),
        Speaker::Site => site_name.to_string(),
    };
    let speakers: Vec<String> = voice.speakers.iter().map(name).collect();
    Some(FactView {
        place: place.clone(),
        said: format!(
            "{}, {}: {what}",
            speakers.join(", "),
            attribution.reported.day
        ),
    })
}

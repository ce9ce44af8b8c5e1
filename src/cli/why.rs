//! `dateline why`: why a page says what it says.

use std::process::ExitCode;

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::{Done, Format, WhyArgs, locate, now, output, report};
use crate::content::source::SourceTree;
use crate::diagnostic::{Severity, Texts, did_you_mean, position};
use crate::edition::sentences::{self, Sentence};
use crate::edition::{AllTexts, Edition, Options, evaluate};
use crate::newsroom::gate::Passes;
use crate::pages::derived::{Fact, rule};
use crate::pages::plan::Page;
use crate::pages::urls;
use crate::path::{UrlPath, slug};

/// Lists the sentences that the page of an event or series makes up, or those of all pages, each
/// with the rule and the facts that it follows from.
pub fn run(args: &WhyArgs) -> Done {
    let site = locate::site(args.site.as_deref())?;
    let mut diagnostics = Vec::new();
    let tree = SourceTree::read(&site).drain_into(&mut diagnostics);
    let options = Options {
        as_of: args.as_of,
        passes: Passes {
            unpublished: args.reveal,
            ..Passes::default()
        },
        ..Options::at(now()?)
    };
    let edition = evaluate(&tree, &options).drain_into(&mut diagnostics);
    let errors: Vec<_> = diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        report::show(&errors, &AllTexts(&tree), Format::Text, &site);
        return Ok(ExitCode::FAILURE);
    }
    let pages = match &args.id {
        Some(id) => vec![page_of(&edition, id)?],
        None => edition
            .plan
            .pages
            .iter()
            .filter(|(_, page)| page.is_html())
            .collect(),
    };
    let told: Vec<(&UrlPath, Vec<Sentence>)> = pages
        .par_iter()
        .map(|(url, page)| (*url, edition.sentences(url, page)))
        .collect();
    let teller = Teller {
        edition: &edition,
        texts: &AllTexts(&tree),
    };
    output::print(&match args.format {
        WhyFormat::Text => teller.text(&told, args.id.is_none()),
        WhyFormat::Json => format!("{:#}\n", teller.json(&told)),
    });
    Ok(ExitCode::SUCCESS)
}

/// How the sentences are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum WhyFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: a list of objects.
    Json,
}

/// The page of an event or a series.
fn page_of<'a>(edition: &'a Edition, id: &str) -> Result<(&'a UrlPath, &'a Page), String> {
    let newsroom = &edition.newsroom;
    let id = slug(id);
    let event = newsroom
        .event_named(&id)
        .and_then(|event| urls::event(newsroom.event(event)));
    let series = newsroom.series_named(&id);
    let series = series.map(|series| urls::series(newsroom.one_series(series)));
    let url = event.or(series);
    let page = url.and_then(|url| edition.plan.pages.get_key_value(&url));
    page.ok_or_else(|| {
        let known = newsroom.event_ids.keys().chain(newsroom.series_ids.keys());
        let help = match did_you_mean(&id, known.map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name an event or a series that a public article speaks of, or write --all"
                .to_string(),
        };
        format!("there is no event and no series `{id}`\nhelp: {help}")
    })
}

struct Teller<'a> {
    edition: &'a Edition,
    texts: &'a dyn Texts,
}

impl Teller<'_> {
    fn text(&self, told: &[(&UrlPath, Vec<Sentence>)], with_page: bool) -> String {
        let mut out = String::new();
        for (url, sentences) in told.iter().filter(|(_, sentences)| !sentences.is_empty()) {
            if with_page {
                out += &format!("{url}\n\n");
            }
            for sentence in sentences {
                out += &format!("“{}”\n", sentence.made.words);
                out += &format!("  {}: {}\n", sentence.made.kind, rule(sentence.made.kind));
                for fact in &sentence.facts {
                    if let Some((place, said)) = self.fact(*fact) {
                        out += &format!("  {place}  {said}\n");
                    }
                }
                out.push('\n');
            }
        }
        if out.is_empty() {
            return "nothing here is made up: the page tells what was said, and no more\n"
                .to_string();
        }
        out
    }

    fn json(&self, told: &[(&UrlPath, Vec<Sentence>)]) -> Json {
        let sentences = told.iter().flat_map(|(url, sentences)| {
            sentences.iter().map(move |sentence| {
                let facts = sentence.facts.iter().filter_map(|fact| self.fact(*fact));
                let facts: Vec<Json> = facts
                    .map(|(place, said)| json!({ "place": place, "said": said }))
                    .collect();
                json!({
                    "page": url.to_string(),
                    "kind": sentence.made.kind,
                    "words": sentence.made.words,
                    "rule": rule(sentence.made.kind),
                    "facts": facts,
                })
            })
        });
        Json::Array(sentences.collect())
    }

    /// Where a fact is written, and what it says.
    fn fact(&self, fact: Fact) -> Option<(String, String)> {
        let name = self.edition.config.publisher_name();
        let view = sentences::fact(&self.edition.newsroom, name, fact)?;
        let text = self.texts.text(&view.place.file).unwrap_or_default();
        let start = view.place.span.as_ref().map_or(0, |span| span.start);
        let (line, _) = position(text, start);
        Some((format!("{}:{line}", view.place.file), view.said))
    }
}

//! A briefing gives its answer first, and loses nothing: all that the pages of its events and
//! series say, of whomever and from whatever source, is on it or one link away.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{Site, noon_of, words};
use dateline::content::source::SourceTree;
use dateline::content::term::TaxonomyKind;
use dateline::edition::evaluate;
use dateline::newsroom::Newsroom;
use dateline::newsroom::scope::Scope;
use dateline::newsroom::voice::{Speaker, Voice};
use dateline::pages::urls;
use dateline::path::UrlPath;

fn read(folder: &str, day: &str) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let tree = SourceTree::read(&root).value;
    let evaluated = evaluate(&tree, &noon_of(day));
    Site {
        tree,
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    }
}

/// A page without what stands above and below every page.
fn main(site: &Site, url: &UrlPath) -> String {
    let page = site.page(url.as_str());
    let main = page.split("<main").nth(1).unwrap();
    main.split("</main>").next().unwrap().to_string()
}

/// The pages of the site that a page links to.
fn linked(site: &Site, url: &UrlPath, page: &str) -> BTreeSet<UrlPath> {
    let hrefs = page.split("href=\"").skip(1);
    let hrefs = hrefs.filter_map(|rest| rest.split(['"', '#']).next());
    let inside = hrefs.filter(|href| !href.contains(':') && !href.is_empty());
    let urls = inside.map(|href| url.resolve(href.trim_end_matches("index.html")));
    urls.filter(|url| url.as_str().ends_with('/') && site.edition.plan.pages.contains_key(url))
        .collect()
}

/// Who says something and where it is said, by name.
fn named(newsroom: &Newsroom, voice: &Voice) -> Vec<String> {
    let speakers = voice
        .speakers
        .iter()
        .chain(&voice.persons)
        .chain(&voice.via);
    let names = speakers.filter_map(|speaker| match speaker {
        Speaker::Source(id) => Some(newsroom.source(*id).citation.name.clone()),
        Speaker::Name(name, _) => Some(name.clone()),
        Speaker::Site => None,
    });
    let source = voice.source.map(|id| newsroom.source(id));
    names
        .chain(source.map(|source| source.citation.name.clone()))
        .collect()
}

/// What of the events and series that a briefing shows is neither on it nor one link away.
fn lost(site: &Site, url: &UrlPath, scope: Scope) -> Vec<String> {
    let newsroom = &site.edition.newsroom;
    let page = main(site, url);
    let near = linked(site, url, &page);
    let mut text = words(&page);
    for url in &near {
        text.push_str(&words(&main(site, url)));
    }
    let mut facts: Vec<String> = Vec::new();
    for id in newsroom.events_in(scope).iter() {
        let event = newsroom.event(*id);
        facts.push(event.title.clone());
        let shown = match urls::event(event) {
            Some(own) => near.contains(&own),
            None => near.contains(&newsroom.article(event.state().article).url),
        };
        for said in event.history.iter().filter(|_| shown) {
            facts.extend(named(newsroom, &said.voice));
            facts.extend(said.claim.attribution.quote.clone());
        }
    }
    for id in newsroom.series_in(scope).iter() {
        let series = newsroom.one_series(*id);
        if near.contains(&urls::series(series)) {
            for observed in &series.observations {
                facts.extend(named(newsroom, &observed.voice));
                facts.extend(observed.observation.attribution.quote.clone());
            }
        }
    }
    let text = text.replace("&#x27;", "'");
    facts.retain(|fact| !text.contains(&words(fact)));
    facts
        .into_iter()
        .map(|fact| format!("{url}: {fact}"))
        .collect()
}

#[test]
fn what_events_and_series_say_is_on_their_briefings_or_one_link_away() {
    for (folder, day) in [
        (".", "2026-01-26"),
        ("tests/stories/displacement", "2024-09-01"),
        ("tests/stories/economy", "2024-01-10"),
    ] {
        let site = read(folder, day);
        let newsroom = &site.edition.newsroom;
        let mut looked_at = 0;
        for kind in TaxonomyKind::ALL {
            let taxonomy = newsroom.taxonomy(kind);
            for id in taxonomy.ids() {
                let url = urls::term(kind, taxonomy.term(id));
                assert_eq!(
                    lost(&site, &url, Scope::Term(kind, id)),
                    Vec::<String>::new()
                );
                looked_at += 1;
            }
        }
        assert!(looked_at > 5, "{folder}: {looked_at}");
    }
}

//! What an open page is told of itself: what it was made from, and what is wrong.

use std::time::Duration;

use serde_json::{Value as Json, json};

use super::desk::Desk;
use super::missing;
use crate::content::markdown;
use crate::diagnostic::{Diagnostic, Located, Place, Severity, locate, position, sorted, text};
use crate::edition::Standing;
use crate::edition::sentences::{self, Sentence};
use crate::newsroom::Newsroom;
use crate::newsroom::as_of::Reason;
use crate::newsroom::gate::{self, Withheld};
use crate::pages::derived::{Fact, rule};
use crate::pages::kinds::{Article, MadeOf};
use crate::pages::plan::{Page, Target};
use crate::path::{SourcePath, UrlPath};
use crate::review;

/// How many problems an open page shows; the terminal has them all.
const SHOWN: usize = 100;

/// How many places a page names that its facts stand at.
const PLACES: usize = 12;

/// What a page was made from.
pub fn of_page(
    desk: &Desk,
    site: &Standing,
    other_day: bool,
    found: Option<(&UrlPath, &Page)>,
    took: Duration,
) -> Json {
    let newsroom = &site.edition.newsroom;
    let as_of = newsroom.as_of;
    // What stands in another day's newsroom has other numbers there.
    let of_today = found.filter(|_| !other_day);
    let page = of_today.map(|(_, page)| page);
    let source = page.and_then(|page| page.source(newsroom));
    let made_of = page.map(|page| page.made_of(newsroom));
    let unpublished = gate::unpublished(newsroom);
    json!({
        "kind": found.map(|(_, page)| page.template()),
        "source": source.map(|path| link(desk, path, (1, 1))),
        "template": found.map(|(_, page)| template(desk, site, page)),
        "facts": made_of.as_ref().map(counts),
        "facts_at": page.map(|page| facts_at(desk, site, page)),
        "missing": match page {
            Some(Page::Article(Article(id))) => missing::of_article(newsroom, *id),
            _ => Vec::new(),
        },
        "places": made_of.map(|made_of| places(desk, site, &made_of)),
        "took": took.as_secs_f64() * 1000.0,
        "day": as_of.day.to_string(),
        "pinned": as_of.reason == Reason::Pinned,
        "waiting": source.filter(|_| !desk.is_public()).and_then(|path| waiting(site, path)),
        "unpublished": unpublished.iter().find(|kept| Some(&kept.path) == source)
            .map(|kept| mark(site, kept)),
        "marks": marks(site, &unpublished),
    })
}

/// How many proposals wait in an article; nothing where none does and it is no draft for their sake.
fn waiting(site: &Standing, path: &SourcePath) -> Option<usize> {
    let text = site.tree.texts.get(path)?;
    let open = review::open(text).len();
    (open > 0 || review::waits(text)).then_some(open)
}

/// Everything that is wrong with the site, with the page itself and with pages edited before it.
pub fn wrong(
    desk: &Desk,
    site: &Standing,
    found: Option<(&UrlPath, &Page)>,
    of_page: Vec<Diagnostic>,
) -> Json {
    let mut all = site.diagnostics();
    all.extend(of_page);
    all.extend(desk.faults(found.map(|(url, _)| url)));
    if let Some((_, Page::Article(Article(id)))) = found {
        all.extend(site.edition.lints_of(*id));
    }
    if desk.is_public() {
        all.retain(|found| is_of_public(site, found));
    }
    // What stops the site comes first: warnings may be many.
    let mut all = sorted(all);
    all.sort_by_key(|diagnostic| diagnostic.severity);
    let errors = all
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count();
    let shown: Vec<Json> = all
        .iter()
        .take(SHOWN)
        .map(|diagnostic| problem(desk, site, diagnostic))
        .collect();
    json!({ "errors": errors, "warnings": all.len() - errors, "shown": shown })
}

/// Whether what is wrong stands in a text that readers may see, and names none that they may not.
fn is_of_public(site: &Standing, found: &Diagnostic) -> bool {
    let newsroom = &site.edition.newsroom;
    let Some(file) = found.place.as_ref().map(|place| &place.file) else {
        return false;
    };
    let public = match file.as_str().starts_with("content/") {
        true => matches!(site.edition.plan.targets.get(file), Some(Target::Url(_))),
        false => true,
    };
    let words = format!("{} {}", found.message, found.help.as_deref().unwrap_or(""));
    let named = |path: &SourcePath| words.contains(path.file_name()) || words.contains(path.stem());
    let hidden = site.edition.content.broken.iter();
    let mut hidden = hidden.chain(newsroom.withheld.iter().map(|kept| &kept.path));
    public && !hidden.any(named)
}

fn problem(desk: &Desk, site: &Standing, diagnostic: &Diagnostic) -> Json {
    let texts = site.texts();
    let Located { line, column, .. } = locate(diagnostic, &texts);
    let place = diagnostic.place.as_ref();
    let at = (line.unwrap_or(1), column.unwrap_or(1));
    let plain = text::render(std::slice::from_ref(diagnostic), &texts, text::Style::Plain);
    // The first line is the message, which is shown by itself.
    let lines = plain
        .trim_end()
        .split_once('\n')
        .map_or("", |(_, lines)| lines);
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
        "place": place.map(|place| link(desk, &place.file, at)),
        "lines": lines,
    })
}

/// A place as text and as a link that opens the editor there; a file of the built-in theme is
/// not on disk.
fn link(desk: &Desk, path: &SourcePath, (line, column): (usize, usize)) -> Json {
    let disk = desk.on_disk(path);
    let open = disk
        .exists()
        .then(|| desk.setup.editor.link(&disk, line, column));
    let text = match (line, column) {
        (1, 1) => path.to_string(),
        _ => format!("{path}:{line}:{column}"),
    };
    json!({ "text": text, "open": open })
}

fn template(desk: &Desk, site: &Standing, page: &Page) -> Json {
    let name = format!("{}.html", page.template());
    let theme = &site.edition.config.theme;
    let own = SourcePath::new(&format!("themes/{theme}/templates/{name}"));
    match site.tree.texts.contains_key(&own) {
        true => link(desk, &own, (1, 1)),
        false => json!({ "text": format!("{name} of the built-in theme"), "open": null }),
    }
}

/// The sentences that a page makes up, each with its rule and the facts it follows from.
pub fn why(desk: &Desk, site: &Standing, newsroom: &Newsroom, told: &[Sentence]) -> Json {
    let name = site.edition.config.publisher_name();
    let fact = |fact: &Fact| {
        let view = sentences::fact(newsroom, name, *fact)?;
        let text = site.tree.texts.get(&view.place.file)?;
        let start = view.place.span.as_ref().map_or(0, |span| span.start);
        let place = link(desk, &view.place.file, position(text, start));
        Some(json!({ "said": view.said, "place": place }))
    };
    let sentences = told.iter().map(|told| {
        json!({
            "words": told.made.words,
            "rule": rule(told.made.kind),
            "facts": told.facts.iter().filter_map(fact).collect::<Vec<Json>>(),
        })
    });
    Json::Array(sentences.collect())
}

/// How much a page is made from.
fn counts(made_of: &MadeOf<'_>) -> String {
    let counted = made_of.counts.iter().filter(|(number, _)| *number > 0);
    let counted = counted.map(|(number, what)| match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    });
    let open = Some(made_of.to_review).filter(|open| *open > 0);
    let counts = counted.chain(open.map(|open| format!("{open} to review")));
    counts.collect::<Vec<String>>().join(", ")
}

/// Where the facts of a page are written, the latest first.
fn places(desk: &Desk, site: &Standing, made_of: &MadeOf<'_>) -> Vec<Json> {
    let located = |place: &&Place| {
        let text = site.tree.texts.get(&place.file)?;
        let start = place.span.as_ref().map_or(0, |span| span.start);
        Some(link(desk, &place.file, position(text, start)))
    };
    let latest = made_of.places.iter().rev().take(PLACES);
    latest.filter_map(located).collect()
}

/// Where the facts that an article's text marks are written, in the order of the marks.
fn facts_at(desk: &Desk, site: &Standing, page: &Page) -> Vec<Json> {
    let Page::Article(Article(id)) = page else {
        return Vec::new();
    };
    let body = &site.edition.newsroom.article(*id).body;
    let links = markdown::facts(body.markdown()).links.into_iter();
    let places = links.filter_map(|fact| {
        let place = body.place(fact.span);
        let text = site.tree.texts.get(&place.file)?;
        let start = place.span.as_ref().map_or(0, |span| span.start);
        Some(link(desk, &place.file, position(text, start)))
    });
    places.collect()
}

/// What is shown though it is not public: the page's address, why, and until when.
fn marks(site: &Standing, unpublished: &[Withheld]) -> Vec<Json> {
    let targets = &site.edition.plan.targets;
    let marks = unpublished
        .iter()
        .filter_map(|kept| match targets.get(&kept.path) {
            Some(Target::Url(url)) => {
                Some(json!({ "url": url.encoded(), "mark": mark(site, kept) }))
            }
            _ => None,
        });
    marks.collect()
}

fn mark(site: &Standing, kept: &Withheld) -> String {
    let zone = site.edition.config.timezone;
    let until = kept.until.map(|until| {
        let until = until.with_timezone(&zone);
        format!(" until {}", until.format("%Y-%m-%d %H:%M"))
    });
    format!("{}{}", kept.reason.words(), until.unwrap_or_default())
}

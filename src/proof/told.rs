//! What is wrong with what would be written, in words: each thing once, at the place in an article
//! where it is typed, if it is typed in one.

use super::find;
use super::tally::{Fault, NAMED, Places, Tally};
use crate::content::address::is_bundle;
use crate::diagnostic::{Diagnostic, Place, Severity, Texts};
use crate::edition::Edition;
use crate::newsroom::as_of::Reason;
use crate::pages::plan::{File, Page};
use crate::path::{SourcePath, UrlPath};

/// Everything there is to say, of the rendering too.
pub fn all(edition: &Edition, texts: &dyn Texts, mut tally: Tally) -> Vec<Diagnostic> {
    tally.settle();
    let mut found = orphans(edition, &tally);
    found.extend(idle_assets(edition, &tally));
    found.extend(faults(edition, texts, tally));
    found
}

/// What there is to say of the pages alone that were read.
pub fn faults(edition: &Edition, texts: &dyn Texts, tally: Tally) -> Vec<Diagnostic> {
    let mut found = tally.diagnostics;
    let teller = Teller { edition, texts };
    let faults = tally.faults.iter();
    found.extend(faults.filter_map(|(fault, places)| teller.tell(fault, places)));
    found
}

struct Teller<'a> {
    edition: &'a Edition,
    texts: &'a dyn Texts,
}

impl Teller<'_> {
    fn tell(&self, fault: &Fault, places: &Places) -> Option<Diagnostic> {
        let on = on(places);
        let written = places.first.first().map_or("", |(_, written)| written);
        let (code, message, help) = match fault {
            Fault::Missing(to) if self.is_withheld(to) => {
                // As a site stood on an earlier day, what was published later was not there.
                if self.edition.newsroom.as_of.reason == Reason::Asked {
                    return None;
                }
                let message = format!("`{written}` leads to `{to}`, which is not public, {on}");
                (
                    "link/withheld",
                    message,
                    "link to the file instead: its words then stand without a link until it is",
                )
            }
            Fault::Missing(to) => (
                "link/missing",
                format!("`{written}` leads to `{to}`, where there is nothing, {on}"),
                "mend the address, or take the link out",
            ),
            Fault::Above(to) => (
                "link/outside",
                format!(
                    "`{to}` leads out of the site, which lies below `{}`, {on}",
                    self.base()
                ),
                "let the address begin without a slash, seen from the page",
            ),
            Fault::NoId(to, id) => (
                "link/missing-id",
                format!("`{written}` leads to `{to}`, where nothing has the id `{id}`, {on}"),
                "mend what stands behind the `#`, or give the element that is meant this id",
            ),
            Fault::Twice(id) => (
                "page/duplicate-id",
                format!("the id `{id}` stands twice {on}"),
                "give one of the two another id: a link to it leads to the first alone",
            ),
            Fault::NoWords(image) => (
                "page/no-alt",
                format!("the image `{image}` has no alternative text, {on}"),
                "say what can be seen in it, or that it says nothing that the text does not: `alt=\"\"`",
            ),
            Fault::NoLanguage => (
                "page/no-lang",
                format!("a page does not say which language it is in, {on}"),
                "say it at the beginning: `<html lang=\"{{ site.language }}\">`",
            ),
        };
        let place = places.first.iter().find_map(|(url, written)| {
            let file = self.file(url)?;
            let span = self.span(file, fault, written)?;
            Some(Place::span(file, span))
        });
        let from = places.first.first().and_then(|(url, _)| self.template(url));
        let help = match (&place, fault, from) {
            // The page with the link is right where the theme left out what it leads to.
            (None, Fault::NoId(to, _), Some(from)) => match self.template(to) {
                Some(template) if template != from => format!(
                    "{help}; no text has the link, so look in the theme: {template} makes the page that lacks \
                     the id, {from} the one with the link"
                ),
                _ => format!("{help}; no text has the link, so look in the theme, from {from} on"),
            },
            (None, _, Some(template)) => {
                format!("{help}; no text there has it, so look in the theme, from {template} on")
            }
            _ => help.to_string(),
        };
        Some(
            Diagnostic {
                place,
                severity: Severity::Warning,
                ..Diagnostic::outside(code, message)
            }
            .help(help),
        )
    }

    /// The template that makes a page.
    fn template(&self, url: &UrlPath) -> Option<String> {
        let template = self.edition.plan.pages.get(url)?.template();
        (!template.is_empty()).then(|| format!("templates/{template}.html"))
    }

    fn base(&self) -> &str {
        self.edition.config.base_url.as_deref().unwrap_or("/")
    }

    fn is_withheld(&self, to: &UrlPath) -> bool {
        let lookup = self.edition.lookup();
        [to.clone(), to.join("/")]
            .iter()
            .any(|url| lookup.is_article(url))
    }

    /// The file whose text a page shows.
    fn file(&self, url: &UrlPath) -> Option<&SourcePath> {
        let Edition { newsroom, plan, .. } = self.edition;
        plan.pages.get(url)?.words(newsroom)
    }

    /// Where in a file the fault is typed.
    fn span(
        &self,
        file: &SourcePath,
        fault: &Fault,
        written: &str,
    ) -> Option<std::ops::Range<usize>> {
        let text = self.texts.text(file)?;
        match fault {
            Fault::Twice(id) => find::last(text, id),
            Fault::NoId(_, id) => find::first(text, written)
                .or_else(|| find::first(text, &written.replace('&', "&amp;")))
                .or_else(|| find::first(text, id)),
            _ => find::first(text, written)
                .or_else(|| find::first(text, &written.replace('&', "&amp;"))),
        }
    }
}

/// Articles and standing pages that readers come to by no page but the lists of all articles.
fn orphans(edition: &Edition, tally: &Tally) -> Vec<Diagnostic> {
    let newsroom = &edition.newsroom;
    let places = edition.plan.pages.iter().filter_map(|(url, page)| {
        let text = page.text(newsroom)?;
        (!tally.linked.contains(url)).then_some(text.place)
    });
    let help = "give it a topic or a region, or link to it from a text that has to do with it";
    many("page/orphan", places.collect(), help, |count| match count {
        1 => "no page leads here but the front page and the lists of all articles".to_string(),
        count => format!(
            "no page leads to {count} texts but the front page and the lists of all articles"
        ),
    })
}

/// Files beside a bundle's text that nothing shows or links to.
fn idle_assets(edition: &Edition, tally: &Tally) -> Vec<Diagnostic> {
    let newsroom = &edition.newsroom;
    let articles = newsroom.entries.iter().map(|entry| &entry.article.path);
    let texts = articles.chain(newsroom.pages.iter().map(|page| &page.path));
    let bundles: std::collections::HashSet<&str> = texts
        .filter(|path| is_bundle(path))
        .map(SourcePath::folder)
        .collect();
    // A picture is shown in other widths, too.
    let shown: std::collections::HashSet<&SourcePath> = tally
        .referred
        .iter()
        .filter_map(|url| match edition.plan.pages.get(url) {
            Some(Page::File(File::Asset(path) | File::Image(path, _))) => Some(path),
            _ => None,
        })
        .collect();
    let pages = edition.plan.pages.values();
    let idle = pages.filter_map(|page| match page {
        Page::File(File::Asset(path)) => Some(path),
        _ => None,
    });
    let idle = idle.filter(|path| bundles.contains(path.folder()) && !shown.contains(path));
    let places: Vec<Place> = idle.map(Place::file).collect();
    let help = "show it or link to it, or take it out of the folder";
    many(
        "asset/unused",
        places.iter().collect(),
        help,
        |count| match count {
            1 => "no page shows this file or links to it".to_string(),
            count => format!("no page shows {count} files or links to them"),
        },
    )
}

/// A note for each of a few places; of many, one with their number and the first.
fn many(
    code: &'static str,
    mut places: Vec<&Place>,
    help: &str,
    message: impl Fn(usize) -> String,
) -> Vec<Diagnostic> {
    places.sort_by(|a, b| a.file.cmp(&b.file));
    if places.len() <= NAMED {
        let places = places.into_iter();
        return places
            .map(|place| Diagnostic::note(code, message(1), place.clone()).help(help))
            .collect();
    }
    let first: Vec<String> = places[..NAMED]
        .iter()
        .map(|place| format!("`{}`", place.file))
        .collect();
    let message = format!("{}, such as {}", message(places.len()), first.join(", "));
    vec![Diagnostic::note(code, message, places[0].clone()).help(help)]
}

/// Where something is, in words.
fn on(places: &Places) -> String {
    let first: Vec<String> = places
        .first
        .iter()
        .map(|(url, _)| format!("`{url}`"))
        .collect();
    let first = first.join(", ");
    match places.count {
        count if count <= NAMED => format!("on {first}"),
        count => format!("on {count} pages, such as {first}"),
    }
}

//! The proof: what would be written is read before anybody else does.
//!
//! Every page, feed, sitemap and style sheet is rendered and read page by page, side by side; of a page that was
//! read, only what other pages need is kept. Nothing here changes what is published.

mod addresses;
mod find;
mod page;
mod style;
mod tally;
mod told;
mod ways;

pub use addresses::{Address, addresses};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Texts};
use crate::edition::Edition;
use crate::pages::plan::{File, Page};
use crate::pages::sitemap::rounds;
use tally::Tally;
use ways::Ways;

/// Renders and reads all that an edition would write, and tells what is wrong with it.
pub fn read(edition: &Edition, texts: &dyn Texts) -> Vec<Diagnostic> {
    told::all(edition, texts, tally(edition, |_| true))
}

/// Renders and reads some of the pages, and tells what is wrong with each by itself.
pub fn read_some(
    edition: &Edition,
    texts: &dyn Texts,
    wanted: impl Fn(&Page) -> bool + Sync,
) -> Vec<Diagnostic> {
    told::faults(edition, texts, tally(edition, wanted))
}

fn tally(edition: &Edition, wanted: impl Fn(&Page) -> bool + Sync) -> Tally {
    let renderer = edition.renderer();
    let ways = Ways::new(&edition.plan, edition.config.base_url.as_deref());
    let tallies = rounds(&edition.plan.pages).map(|pages| {
        pages
            .par_iter()
            .filter(|(_, page)| wanted(page))
            .fold(Tally::default, |mut tally, (url, page)| {
                let rendered = renderer.render(url, page);
                let rendered = rendered.drain_into(&mut tally.diagnostics);
                // A file of the theme is published as it is.
                let file = || edition.theme.files.get(url)?.bytes().ok();
                let bytes = match page {
                    Page::File(File::Static(_)) if url.as_str().ends_with(".css") => {
                        file().map(|bytes| bytes.to_vec())
                    }
                    _ => rendered,
                };
                if let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
                    tally.take_in(&ways, url, page, &text);
                }
                tally
            })
            .reduce(Tally::default, Tally::with)
    });
    tallies.into_iter().fold(Tally::default(), Tally::with)
}

//! What the person who started the preview is told.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;

use super::desk::Desk;
use super::{Notice, Setup, Tell};
use crate::diagnostic::{Diagnostic, sorted};
use crate::edition::Standing;

/// Tells of the site, and then of every change that is taken in, beside the work itself: nobody
/// who asks for a page waits for the telling. `took` is how long it took to get the site up.
pub fn begin(desk: Arc<Desk>, tell: Arc<Tell>, took: Duration) {
    let mut news = desk.news.subscribe();
    let mut failed = desk.failed.subscribe();
    let (failing, teller) = (desk.clone(), tell.clone());
    std::thread::spawn(move || {
        while !matches!(failed.blocking_recv(), Err(RecvError::Closed)) {
            failing.look(|site| {
                teller(Notice::Failed {
                    diagnostics: everything(&failing, site),
                    texts: site.texts(),
                });
            });
        }
    });
    std::thread::spawn(move || {
        serving(&desk, &*tell, took);
        loop {
            let news = match news.blocking_recv() {
                Ok(news) => news,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return,
            };
            desk.look(|site| {
                tell(Notice::Updated {
                    files: news.files.iter().map(ToString::to_string).collect(),
                    page: news.page.as_ref().map(|page| desk.address(page.as_str())),
                    diagnostics: everything(&desk, site),
                    texts: site.texts(),
                    took: news.took,
                });
            });
        }
    });
}

fn serving(desk: &Desk, tell: &Tell, took: Duration) {
    let Setup { port: wanted, .. } = desk.setup;
    desk.look(|site| {
        tell(Notice::Serving {
            url: desk.address("/"),
            taken: Some(wanted).filter(|wanted| ![0, desk.port].contains(wanted)),
            site,
            took,
        });
    });
}

fn everything(desk: &Desk, site: &Standing) -> Vec<Diagnostic> {
    let mut all = site.diagnostics();
    all.extend(desk.faults(None));
    sorted(all)
}

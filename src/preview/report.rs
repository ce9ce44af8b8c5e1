//! What the person who started the preview is told.

use std::sync::Arc;

use tokio::sync::broadcast::error::RecvError;

use super::desk::Desk;
use super::{Notice, Tell};

/// Tells of every change that is taken in, beside the work itself.
pub fn news_to(desk: Arc<Desk>, tell: Arc<Tell>) {
    let mut news = desk.news.subscribe();
    std::thread::spawn(move || {
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
                    diagnostics: site.diagnostics(),
                    texts: site.texts(),
                    took: news.took,
                });
            });
        }
    });
}

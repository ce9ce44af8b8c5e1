//! Stage 5, while people write: bytes go to a browser, and change there as files change.
//!
//! Nothing is written, but for what somebody decides of a proposal (`review`). A page is rendered when it is asked for, from the site in memory
//! (`desk`), which `watch` keeps up with the disk. `server` speaks HTTP; the script in
//! `client/` holds open pages to what the server says, and only the preview adds it.
#![allow(
    clippy::disallowed_methods,
    reason = "the preview measures time: quiet after a change, how long a page took"
)]

mod assets;
mod desk;
pub mod editor;
mod facts;
mod missing;
mod pending;
mod reply;
mod report;
mod review;
mod server;
mod watch;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::content::Broken;
use crate::content::source::SourceTree;
use crate::diagnostic::Diagnostic;
use crate::edition::{AllTexts, Options, Standing};
use crate::render::images::Cache;
use desk::Desk;
use editor::Editor;

/// What a preview is asked for.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The site's folder.
    pub site: PathBuf,
    /// How to evaluate it.
    pub options: Options,
    /// The present instant.
    pub clock: fn() -> DateTime<Utc>,
    /// The address to listen on.
    pub host: IpAddr,
    /// The first port to try; 0 takes any.
    pub port: u16,
    /// The path the site lies at, with a slash at both ends.
    pub base: String,
    /// Names this machine is known by, beside `localhost` and plain addresses.
    pub names: Vec<String>,
    /// Look for changes this often, rather than wait to be told.
    pub poll: Option<Duration>,
    /// Whether open pages turn to what was edited.
    pub follow: bool,
    /// How links open a place in the editor.
    pub editor: Editor,
}

/// What the preview has to tell the person who started it.
pub enum Notice<'a> {
    /// It serves the site here.
    Serving {
        /// The front page.
        url: String,
        /// The port that was asked for and is taken.
        taken: Option<u16>,
        /// The site, for a first look at it.
        site: &'a Standing,
        /// How long it took to read and evaluate it.
        took: Duration,
    },
    /// Something changed, and the site with it.
    Updated {
        /// The files.
        files: Vec<String>,
        /// The page of the file that was edited.
        page: Option<String>,
        /// What is wrong now.
        diagnostics: Vec<Diagnostic>,
        /// The texts that is pointed out in.
        texts: AllTexts<'a>,
        /// How long it took to take the change in.
        took: Duration,
    },
    /// A page that somebody asked for could not be rendered.
    Failed {
        /// What is wrong now.
        diagnostics: Vec<Diagnostic>,
        /// The texts that is pointed out in.
        texts: AllTexts<'a>,
    },
    /// Changes are not told of here, so they are looked for this often.
    Polling(Duration),
}

/// Tells the person who started the preview.
pub type Tell = dyn Fn(Notice<'_>) + Send + Sync;

/// Serves a site until the process ends.
///
/// # Errors
///
/// Why the preview could not begin.
pub fn serve(setup: Setup, cache: Box<dyn Cache>, tell: Arc<Tell>) -> Result<(), String> {
    let started = std::time::Instant::now();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start the server: {error}"))?;
    let (listener, port) = runtime.block_on(server::listen(setup.host, setup.port))?;
    // Watching comes first: what changes while the site is read is then read again.
    let watch = watch::Watch::begin(&setup);
    let tree = SourceTree::read(&setup.site);
    let mut standing = Standing::new(tree, setup.options.clone(), Broken::Stands);
    standing.edition.cache = cache;
    let desk = Arc::new(Desk::new(setup, port, standing, watch.pending()));
    report::begin(desk.clone(), tell.clone(), started.elapsed());
    watch.run(desk.clone(), tell);
    runtime.block_on(server::run(listener, desk))
}

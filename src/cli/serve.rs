//! `dateline serve`: the site in a browser, as it is written.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{Local, Utc};

use super::{Done, Format, ServeArgs, locate, output, report};
use crate::cache;
use crate::diagnostic::{Diagnostic, Severity, Texts};
use crate::edition::{Options, Standing};
use crate::newsroom::gate::Passes;
use crate::preview::editor::Editor;
use crate::preview::{self, Notice, Setup};

/// How many changed files a line names.
const NAMED: usize = 3;

/// Serves a site until it is interrupted.
pub fn run(args: &ServeArgs) -> Done {
    let site = locate::site(args.site.as_deref())?;
    let site = site
        .canonicalize()
        .map_err(|error| format!("cannot open {}: {error}", site.display()))?;
    let editor = match args
        .editor
        .clone()
        .or(std::env::var("DATELINE_EDITOR").ok())
    {
        Some(editor) => Editor::parse(&editor)?,
        None => Editor::default(),
    };
    let mut options = Options::at(Utc::now());
    options.passes = Passes {
        drafts: false,
        unreviewed: !args.public,
        unpublished: !args.public,
    };
    let setup = Setup {
        site: site.clone(),
        options,
        clock: Utc::now,
        host: args.host,
        port: args.port,
        base: base(&args.base),
        names: args
            .allow_host
            .iter()
            .map(|name| name.to_ascii_lowercase())
            .collect(),
        poll: args.poll.map(Duration::from_millis),
        follow: args.follow,
        editor,
    };
    let teller = Teller {
        folder: site,
        open: args.open,
        told: Mutex::default(),
    };
    let cache = Box::new(cache::Folder::of(&setup.site));
    preview::serve(setup, cache, Arc::new(move |notice| teller.tell(notice)))?;
    Ok(ExitCode::SUCCESS)
}

/// A path with a slash at both ends.
fn base(path: &str) -> String {
    match path.trim_matches('/') {
        "" => "/".to_string(),
        path => format!("/{path}/"),
    }
}

/// Tells in the terminal what happens; what is wrong is told once, until it is something else.
struct Teller {
    folder: PathBuf,
    open: bool,
    told: Mutex<Vec<Diagnostic>>,
}

impl Teller {
    fn tell(&self, notice: Notice<'_>) {
        match notice {
            Notice::Serving {
                url,
                taken,
                site,
                took,
            } => {
                self.diagnostics(site.diagnostics(), &site.texts());
                output::print(&serving(&url, taken, site, took));
                if self.open && open::that_detached(&url).is_err() {
                    output::note("no browser could be opened\n");
                }
            }
            Notice::Updated {
                files,
                page,
                diagnostics,
                texts,
                took,
            } => {
                self.diagnostics(diagnostics, &texts);
                output::print(&updated(&files, page.as_deref(), took));
            }
            Notice::Failed { diagnostics, texts } => self.diagnostics(diagnostics, &texts),
            Notice::Polling(every) => output::note(&format!(
                "the system does not tell of changes here; looking for them every {} ms\n",
                every.as_millis()
            )),
        }
    }

    fn diagnostics(&self, diagnostics: Vec<Diagnostic>, texts: &dyn Texts) {
        let Ok(mut told) = self.told.lock() else {
            return;
        };
        if *told == diagnostics {
            return;
        }
        report::show(&diagnostics, texts, Format::Text, &self.folder);
        if !told.is_empty() || !diagnostics.is_empty() {
            output::note(&format!("{}\n", count(&diagnostics)));
        }
        *told = diagnostics;
    }
}

fn count(diagnostics: &[Diagnostic]) -> String {
    let number = |severity| {
        let found = diagnostics.iter();
        found.filter(|found| found.severity == severity).count()
    };
    match (number(Severity::Error), number(Severity::Warning)) {
        (0, 0) => "nothing is wrong any more".to_string(),
        (errors, warnings) => format!("errors: {errors}, warnings: {warnings}"),
    }
}

fn serving(url: &str, taken: Option<u16>, site: &Standing, took: Duration) -> String {
    let edition = &site.edition;
    let pages = edition.plan.pages.values();
    let mut text = format!(
        "{}: {} articles, {} pages, in {} ms\n",
        edition.config.title,
        edition.newsroom.entries.len(),
        pages.filter(|page| page.is_html()).count(),
        took.as_millis()
    );
    if let Some(taken) = taken {
        text += &format!("port {taken} is taken, so this is the next free one\n");
    }
    text + &format!("serving {url} (Ctrl-C ends it)\n")
}

fn updated(files: &[String], page: Option<&str>, took: Duration) -> String {
    let named = match files {
        [] => "a date has come".to_string(),
        files if files.len() <= NAMED => files.join(", "),
        files => format!(
            "{} and {} more",
            files[..NAMED].join(", "),
            files.len() - NAMED
        ),
    };
    let page = page.map(|page| format!(" → {page}")).unwrap_or_default();
    let time = Local::now().format("%H:%M:%S");
    format!("{time} {named} in {} ms{page}\n", took.as_millis())
}

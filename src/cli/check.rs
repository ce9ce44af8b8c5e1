//! `dateline check`: what is wrong with a site and what it holds, without writing anything.

use std::process::ExitCode;

use rayon::prelude::*;

use super::{CheckArgs, Done, Format, locate, now, output, report, summary};
use crate::content::{self, source::SourceTree};
use crate::diagnostic::{Severity, sorted};
use crate::edition::{AllTexts, Options, evaluate};
use crate::newsroom::gate::Passes;

/// Checks a site, every page included; exits with 1 if something is wrong.
pub fn run(args: &CheckArgs) -> Done {
    let site = locate::site(args.site.as_deref())?;
    let mut diagnostics = Vec::new();
    let tree = SourceTree::read(&site).drain_into(&mut diagnostics);
    let options = Options {
        now: now()?,
        as_of: args.as_of,
        reveal: args.reveal,
        base_url: None,
        passes: Passes {
            drafts: args.drafts,
            unreviewed: false,
            unpublished: false,
        },
    };
    let edition = evaluate(&tree, &options).drain_into(&mut diagnostics);
    if args.files {
        let listing = content::listing(&tree, &edition.content, &edition.config);
        output::print(&format!("{listing:#}\n"));
        return Ok(ExitCode::SUCCESS);
    }
    diagnostics.extend(edition.lints());
    let renderer = edition.renderer();
    let pages: Vec<_> = edition.plan.pages.iter().collect();
    let rendered: Vec<_> = pages
        .par_iter()
        .flat_map_iter(|(url, page)| renderer.render(url, page).diagnostics)
        .collect();
    diagnostics.extend(rendered);
    let diagnostics = sorted(diagnostics);
    report::show(&diagnostics, &AllTexts(&tree), args.format, &site);
    let text = summary::checked(&edition, &diagnostics);
    match args.format {
        Format::Text => output::print(&text),
        _ => output::note(&text),
    }
    let fails = |severity| severity == Severity::Error || args.strict;
    let failed = diagnostics
        .iter()
        .any(|diagnostic| fails(diagnostic.severity));
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

//! `dateline check`: what is wrong with a site and what it holds, without writing anything.

use std::collections::BTreeSet;
use std::process::ExitCode;

use rayon::prelude::*;

use super::{CheckArgs, Done, Format, locate, now, output, report, summary};
use crate::content::{self, source::SourceTree};
use crate::diagnostic::{Diagnostic, Severity, sorted};
use crate::edition::{AllTexts, Edition, Options, evaluate};
use crate::newsroom::gate::Passes;
use crate::pages::plan::source_of;
use crate::path::SourcePath;

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
    if !edition.newsroom.withheld.is_empty() {
        diagnostics.extend(to_come(&tree, &options, &edition, &diagnostics));
    }
    let diagnostics = sorted(diagnostics);
    report::show(&diagnostics, &AllTexts(&tree), args.format, &site);
    let text = summary::checked(&edition, &diagnostics);
    match args.format {
        Format::Text => output::print(&text),
        _ => output::note(&text),
    }
    let fails = |severity| match severity {
        Severity::Error => true,
        Severity::Warning => args.strict,
        Severity::Note => false,
    };
    let failed = diagnostics
        .iter()
        .any(|diagnostic| fails(diagnostic.severity));
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// What will be wrong once what has a day comes out: with the site, and with those texts' pages.
fn to_come(
    tree: &SourceTree,
    options: &Options,
    today: &Edition,
    known: &[Diagnostic],
) -> Vec<Diagnostic> {
    let passes = Passes {
        unpublished: true,
        ..options.passes
    };
    let options = Options {
        passes,
        ..options.clone()
    };
    let mut found = Vec::new();
    let edition = evaluate(tree, &options).drain_into(&mut found);
    let kept = today.newsroom.withheld.iter();
    let comes: BTreeSet<&SourcePath> = kept
        .filter(|kept| kept.until.is_some())
        .map(|kept| &kept.path)
        .collect();
    // What is wrong with a draft or with what is gone stops nothing.
    let idle: BTreeSet<&SourcePath> = today
        .newsroom
        .withheld
        .iter()
        .map(|kept| &kept.path)
        .filter(|path| !comes.contains(path))
        .collect();
    let renderer = edition.renderer();
    for (url, page) in &edition.plan.pages {
        let source = source_of(&edition.newsroom, page);
        if source.is_some_and(|source| comes.contains(source)) {
            found.extend(renderer.render(url, page).diagnostics);
        }
    }
    found.retain(|one| {
        let place = one.place.as_ref();
        // Which of two is blamed for a clash is a matter of order.
        let clash = one.code == "page/duplicate-url";
        let same = |other: &Diagnostic| {
            other == one || (clash && other.code == one.code && other.message == one.message)
        };
        !known.iter().any(same) && !place.is_some_and(|place| idle.contains(&place.file))
    });
    found.dedup();
    found
}

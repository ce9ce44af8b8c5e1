//! `dateline check`: what is wrong with a site and what it holds. It reads every page that would be
//! written, and writes nothing but what it is asked to mend.

mod ask;
mod external;
mod fix;
mod memory;
mod queue;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use super::{CheckArgs, Done, Format, locate, now, output, report, summary};
use crate::content::{self, source::SourceTree};
use crate::diagnostic::{Diagnostic, Severity, sorted};
use crate::edition::{AllTexts, Edition, Options, evaluate};
use crate::newsroom::gate::Passes;
use crate::path::SourcePath;
use crate::proof;

/// How often a site is mended and looked at again at most.
const ROUNDS: usize = 4;

/// Checks a site, every page included; exits with 1 if something is wrong.
pub fn run(args: &CheckArgs) -> Done {
    let site = locate::site(args.site.as_deref())?;
    let options = Options {
        as_of: args.as_of,
        reveal: args.reveal,
        passes: Passes {
            drafts: args.drafts,
            ..Passes::default()
        },
        ..Options::at(now()?)
    };
    if args.files {
        let tree = SourceTree::read(&site).value;
        let edition = evaluate(&tree, &options).value;
        let listing = content::listing(&tree, &edition.content, &edition.config);
        output::print(&format!("{listing:#}\n"));
        return Ok(ExitCode::SUCCESS);
    }
    let mut look = look(&site, &options);
    if args.fix {
        // What keeps a text from being read hides what else is to be mended in it.
        for _ in 0..ROUNDS {
            if !fix::mend(&site, &look, args.format)? {
                break;
            }
            look = self::look(&site, &options);
        }
    }
    let mut asked = None;
    if args.external {
        let (found, done) = external::check(&site, &look, options.now);
        look.diagnostics = sorted([look.diagnostics, found].concat());
        asked = Some(done);
    }
    let Look {
        tree,
        edition,
        diagnostics,
    } = look;
    report::show(&diagnostics, &AllTexts(&tree), args.format, &site);
    let mut text = summary::checked(&edition, &diagnostics) + &asked.unwrap_or_default();
    match fix::count(&tree, &diagnostics) {
        0 => {}
        count => text.push_str(&format!(
            "{count} can be mended by `dateline check --fix`\n"
        )),
    }
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

/// A site as it was found.
struct Look {
    tree: SourceTree,
    edition: Edition,
    diagnostics: Vec<Diagnostic>,
}

/// Looks at a site as it lies on disk, and at all that would be written.
fn look(site: &Path, options: &Options) -> Look {
    let mut diagnostics = Vec::new();
    let tree = SourceTree::read(site).drain_into(&mut diagnostics);
    let edition = evaluate(&tree, options).drain_into(&mut diagnostics);
    diagnostics.extend(edition.lints());
    diagnostics.extend(proof::read(&edition, &AllTexts(&tree)));
    if comes(&edition).next().is_some() {
        diagnostics.extend(to_come(&tree, options, &edition, &diagnostics));
    }
    let diagnostics = sorted(diagnostics);
    Look {
        tree,
        edition,
        diagnostics,
    }
}

/// The texts that come out by themselves or of which a fact does.
fn comes(edition: &Edition) -> impl Iterator<Item = &SourcePath> {
    let kept = edition.newsroom.withheld.iter();
    let kept = kept.chain(edition.newsroom.unsaid.iter());
    kept.filter(|kept| kept.until.is_some())
        .map(|kept| &kept.path)
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
    let comes: BTreeSet<&SourcePath> = comes(today).collect();
    // What is wrong with a draft or with what is gone stops nothing.
    let idle: BTreeSet<&SourcePath> = today
        .newsroom
        .withheld
        .iter()
        .map(|kept| &kept.path)
        .filter(|path| !comes.contains(path))
        .collect();
    let pages = proof::read_some(&edition, &AllTexts(tree), |page| {
        let source = page.source(&edition.newsroom);
        source.is_some_and(|source| comes.contains(source))
    });
    found.extend(pages);
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

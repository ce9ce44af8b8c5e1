//! `dateline rename`: another id, in all files.

use std::process::ExitCode;

use chrono::{DateTime, Utc};

use super::{Done, Format, RenameArgs, RenameKind, locate, output, report, write};
use crate::content;
use crate::content::source::SourceTree;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::edit::rename::{self, Renamed};
use crate::edition::{self, AllTexts, Options, evaluate};
use crate::newsroom::gate::Passes;
use crate::path::SourcePath;

/// Gives something another id wherever it is named, and says where.
pub fn run(args: &RenameArgs, now: DateTime<Utc>) -> Done {
    let site = locate::site(args.site.as_deref())?;
    let read = SourceTree::read(&site);
    if has_errors(&read.diagnostics) {
        report::show(
            &read.diagnostics,
            &AllTexts(&read.value),
            Format::Text,
            &site,
        );
        return Err("not every file can be read: nothing is changed".to_string());
    }
    let tree = read.value;
    let config = edition::settings(&tree).value;
    let (content, _) = content::read(&tree, &config);
    let thing = match args.kind {
        RenameKind::Event => Renamed::Event,
        RenameKind::Series => Renamed::Series,
        RenameKind::Source => Renamed::Source,
        RenameKind::Topic => Renamed::Term(TaxonomyKind::Topics),
        RenameKind::Region => Renamed::Term(TaxonomyKind::Regions),
        RenameKind::Term => Renamed::Term(rename::taxonomy_of(&content, &args.old)?),
    };
    let edits = rename::rename(&tree, &content, &config, thing, (&args.old, &args.new))?;
    let made = edits.made(&tree)?;
    let brought = rename::brought(&said(&tree, now), &said(&made, now));
    if !brought.is_empty() {
        report::show(&brought, &AllTexts(&made), Format::Text, &site);
        return Err("with the new id this would be wrong: nothing is changed".to_string());
    }
    let moved = edits.moves.iter().map(|(from, _)| from);
    let touched: Vec<&SourcePath> = edits.fixes.keys().chain(moved).collect();
    let dirty = match args.allow_dirty {
        true => Vec::new(),
        false => write::dirty(&site, &touched),
    };
    if !dirty.is_empty() {
        return Err(format!(
            "not committed to Git: {}\nhelp: commit first, so that you see what is changed; or write --allow-dirty",
            dirty.join(", ")
        ));
    }
    write::all(&site, &tree, &edits)?;
    for (path, fixes) in &edits.fixes {
        let places = if fixes.len() == 1 { "place" } else { "places" };
        output::print(&format!(
            "{} {places} in {}\n",
            fixes.len(),
            edits.path(path)
        ));
    }
    for (from, to) in &edits.moves {
        output::print(&format!("{from} is now {to}\n"));
    }
    if !rename::is_kept(&content, thing, &args.old) {
        output::print(&format!("{}\n", not_kept(args, thing)));
    }
    Ok(ExitCode::SUCCESS)
}

/// What has no file has no place for its former id.
fn not_kept(args: &RenameArgs, thing: Renamed) -> String {
    let (word, old, new) = (thing.word(), &args.old, &args.new);
    format!(
        "`{old}` is not kept, because the {word} has no file: its former address leads nowhere\n\
         help: make the file with `dateline new {word} \"…\" --id {new}`, and write into it: aliases = [\"{old}\"]"
    )
}

/// All that is said of a site, withheld texts and all.
fn said(tree: &SourceTree, now: DateTime<Utc>) -> Vec<Diagnostic> {
    let passes = Passes {
        drafts: true,
        unreviewed: true,
        unpublished: true,
    };
    let options = Options {
        passes,
        ..Options::at(now)
    };
    let evaluated = evaluate(tree, &options);
    let edition = evaluated.value;
    let renderer = edition.renderer();
    let pages = edition.plan.pages.iter();
    let rendered = pages.flat_map(|(url, page)| renderer.render(url, page).diagnostics);
    evaluated.diagnostics.into_iter().chain(rendered).collect()
}

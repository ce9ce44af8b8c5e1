//! `dateline review`: each open proposal with its evidence; a person says yes or no.

mod answer;
mod session;
mod show;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Done, ReviewArgs, locate, output};
use crate::content::source::{SourceTree, is_markdown};
use crate::review::{asked, file, open, released, unread, waits};
use session::Session;

/// Goes through the open proposals of some files, or of a site.
pub fn run(args: &ReviewArgs) -> Done {
    let site = match (&args.site, args.files.is_empty()) {
        (None, false) => locate::site(None).ok(),
        (named, _) => Some(locate::site(named.as_deref())?),
    };
    let files = match (&site, args.files.is_empty()) {
        (Some(site), true) => markdown(site),
        _ => args.files.clone(),
    };
    let mut waiting = Vec::new();
    let mut all_read = true;
    for path in files {
        let text = read(&path)?;
        if let Some(why) = unread(&text) {
            output::print(&format!("{}: {why}\n", path.display()));
            all_read = false;
        } else if !open(&text).is_empty() {
            waiting.push(path);
        } else if waits(&text) {
            without_proposals(args, &path, &text)?;
        }
    }
    if args.list {
        for path in &waiting {
            output::print(&show::list(path, &open(&read(path)?)));
        }
    } else if !waiting.is_empty() {
        Session::new(site.as_deref(), waiting.clone()).run()?;
    }
    let left: Result<usize, String> = waiting
        .iter()
        .map(|path| Ok(open(&read(path)?).len()))
        .sum();
    let left = left?;
    // Of a file that cannot be read nobody knows what waits in it.
    if left > 0 || all_read {
        output::print(&show::left(left));
    }
    Ok(ExitCode::SUCCESS)
}

/// Whoever names a file has looked at it, and there may be nothing in it to say yes to.
fn without_proposals(args: &ReviewArgs, path: &Path, text: &str) -> Result<(), String> {
    if let Some(question) = asked(text) {
        output::print(&show::held(path, &question));
        return Ok(());
    }
    let named = !args.files.is_empty() && !args.list;
    if named && !file::replace(path, text, &released(text))? {
        output::print(&format!("{} has changed meanwhile\n", path.display()));
        return Ok(());
    }
    output::print(&match named {
        true => format!("{}: no draft any more\n", path.display()),
        false => format!(
            "{}: a draft with no proposals; `dateline review` with its name releases it\n",
            path.display()
        ),
    });
    Ok(())
}

/// The Markdown files of a site's content.
fn markdown(site: &Path) -> Vec<PathBuf> {
    let tree = SourceTree::read(site).value;
    let texts = tree.texts.keys().filter(|path| is_markdown(path));
    texts.map(|path| site.join(path.as_str())).collect()
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

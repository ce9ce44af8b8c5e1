//! Files that come to lie in a content folder without being content: what editors, merges and
//! synchronised folders leave behind, other dialects of Markdown, and the settings of generators
//! and hosts. None of them is published.

use super::source::Asset;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::SourcePath;

/// Endings of copies that programs leave behind.
const LEFT_BEHIND: [&str; 13] = [
    "orig",
    "rej",
    "bak",
    "backup",
    "tmp",
    "temp",
    "save",
    "swp",
    "swo",
    "swn",
    "part",
    "crdownload",
    "lock",
];

/// The sides of a merge, as tools write them into names.
const SIDES: [&str; 4] = ["LOCAL", "REMOTE", "BASE", "BACKUP"];

/// Files that systems write into folders.
const SYSTEM: [&str; 4] = ["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"];

/// Texts that other generators make pages of, and Dateline does not.
const OTHER_TEXTS: [&str; 16] = [
    "mdx", "mkd", "mkdn", "mdown", "mdwn", "mdtxt", "mdtext", "rmd", "qmd", "org", "adoc",
    "asciidoc", "rst", "textile", "njk", "liquid",
];

/// Settings of generators, hosts and packages. Those that a host reads from the published folder
/// (`_headers`, `_redirects`, `CNAME`) are meant to be there.
const SETTINGS: [&str; 38] = [
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    "config.toml",
    "config.yml",
    "config.yaml",
    "hugo.toml",
    "hugo.yml",
    "hugo.yaml",
    "hugo.json",
    "zola.toml",
    "book.toml",
    "mkdocs.yml",
    "conf.py",
    "netlify.toml",
    "vercel.json",
    "now.json",
    "firebase.json",
    "wrangler.toml",
    "wrangler.json",
    "wrangler.jsonc",
    "render.yaml",
    "fly.toml",
    "amplify.yml",
    "staticwebapp.config.json",
    "package.json",
    "package-lock.json",
    "pnpm-lock.yaml",
    "composer.json",
    "docker-compose.yml",
    "web.config",
    "wp-config.php",
    "gemfile",
    "makefile",
    "dockerfile",
    "procfile",
    "rakefile",
    "cargo.toml",
];

/// Settings that are programs, before any ending: `astro.config.mjs`.
const PROGRAMS: [&str; 7] = [
    "eleventy.config.",
    "astro.config.",
    "next.config.",
    "docusaurus.config.",
    "vite.config.",
    "gatsby-config.",
    "gatsby-node.",
];

/// Folders of parts that pages are made of, never pages themselves.
const FOLDERS: [&str; 7] = [
    "_layouts",
    "_includes",
    "_sass",
    "_data",
    "_plugins",
    "_site",
    "node_modules",
];

/// What a file of the content folder is, if it is no content.
pub fn what(path: &SourcePath) -> Option<&'static str> {
    let written = path.file_name();
    let name = written.to_lowercase();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    if name.starts_with("~$") || SYSTEM.contains(&name.as_str()) {
        return Some("a file that a program or the system keeps for itself");
    }
    let side = |side: &&str| {
        written.split('.').any(|part| part == *side) || is_side(written, &format!("_{side}_"))
    };
    let copy = LEFT_BEHIND.contains(&ending)
        || stem.ends_with(".orig")
        || stem.ends_with(".bak")
        || name.contains("conflicted copy")
        || name.contains(".sync-conflict-")
        || SIDES.iter().any(side);
    if copy {
        return Some("a copy that a program left behind");
    }
    if OTHER_TEXTS.contains(&ending) {
        return Some("a text in a form that is not read");
    }
    let program = PROGRAMS.iter().any(|start| name.starts_with(start));
    if SETTINGS.contains(&name.as_str()) || program || name.contains(".11tydata.") {
        return Some("settings of a program");
    }
    let mut folders = path.folder().split('/');
    folders
        .any(|folder| FOLDERS.contains(&folder))
        .then_some("a part of another generator's pages")
}

/// The same for a file whose name says nothing: HTML that begins with a front matter, which
/// nobody reads here.
pub fn unread(path: &SourcePath, asset: &Asset) -> Option<&'static str> {
    if !matches!(path.extension().as_str(), "html" | "htm" | "xhtml") {
        return None;
    }
    let head = asset.head(64).ok()?;
    let head = String::from_utf8_lossy(&head);
    let first = head
        .trim_start_matches(['\u{feff}', '\n', '\r'])
        .lines()
        .next()?;
    ["---", "+++"]
        .contains(&first.trim_end())
        .then_some("a page of another generator, with a front matter")
}

/// Whether a name is that of one side of a merge: `a_LOCAL_1234.md`.
fn is_side(name: &str, side: &str) -> bool {
    let number = name.rsplit_once(side).map(|(_, rest)| rest);
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// What to say of such a file.
pub fn told(path: &SourcePath, what: &str) -> Diagnostic {
    let message = format!("{what}, so it is not published");
    Diagnostic::warning("file/not-content", message, Place::file(path))
        .help("move it out of content/, or give it another name if it is to be published")
}

//! What the settings of an old site keep out of it, though it lies among its content.

use std::fmt::Write;

use super::keys::texts;
use super::{Generator, Old};
use crate::content::holding::{self, Cascade};
use crate::path::{SourcePath, fits};
use crate::value::{Table, Value};

/// What settings say of which files are a part of their site.
#[derive(Default)]
pub(super) struct KeptOut {
    /// Patterns of files that are none, each with the key that names them.
    out: Vec<(String, Rule)>,
    /// The folders that Hugo mounts as its content; without any, its own.
    mounts: Vec<Mount>,
    /// What Hugo's settings say of some texts alone.
    pub cascades: Vec<Cascade>,
    /// What might keep texts out and cannot be followed, in words.
    pub unclear: Vec<String>,
    /// Whether that may be any text.
    pub all: bool,
}

/// How a pattern is read.
enum Rule {
    /// A path from this folder on, or what it begins with.
    Whole {
        folder: &'static str,
        pattern: String,
    },
    /// A line of a list of ignored files, from the folder where the list lies.
    Ignored { folder: String, line: String },
}

/// A folder that Hugo takes for content.
struct Mount {
    source: String,
    without: Vec<String>,
    only: Vec<String>,
}

impl KeptOut {
    /// Takes in settings.
    pub fn take(&mut self, generator: Generator, settings: &Table) {
        let keys = ["ignoreFiles", "cascade", "module", "mounts"];
        let settings = &settings.spelled(keys.into_iter());
        match generator {
            Generator::Jekyll => self.whole("exclude", "", texts(settings, "exclude")),
            Generator::Zola => {
                for (key, folder) in [
                    ("ignored_content", "content/"),
                    ("ignored_static", "static/"),
                ] {
                    self.whole(key, folder, texts(settings, key));
                }
            }
            Generator::Hugo => {
                for pattern in texts(settings, "ignoreFiles") {
                    match glob(&pattern) {
                        Some(pattern) => self.whole("ignoreFiles", "", vec![pattern]),
                        None => {
                            self.all = true;
                            let what = format!("`ignoreFiles = {pattern}` cannot be followed");
                            self.unclear
                                .push(format!("{what}, so all texts are drafts"));
                        }
                    }
                }
                if let Some(cascade) = settings.get("cascade") {
                    let found = holding::cascades(&cascade.node, chrono_tz::Tz::UTC);
                    self.cascades.extend(found);
                }
                if let Some(Value::Table(module)) =
                    settings.get("module").map(|entry| &entry.node.value)
                    && let Some(mounts) = module.spelled(keys.into_iter()).get("mounts")
                {
                    self.mounts.extend(mounts.node.tables().filter_map(mount));
                }
            }
            Generator::Eleventy | Generator::Astro => {}
        }
    }

    fn whole(&mut self, key: &str, folder: &'static str, patterns: Vec<String>) {
        let rules = patterns.into_iter().map(|pattern| {
            let pattern = pattern
                .trim_start_matches("./")
                .trim_start_matches('/')
                .to_string();
            (key.to_string(), Rule::Whole { folder, pattern })
        });
        self.out.extend(rules);
    }

    /// Takes in what Eleventy ignores: its lists, version control's, and what its program names.
    pub fn take_ignored(&mut self, files: &[Old]) {
        let program = files.iter().find(|file| is_program(&file.path));
        let program = program.and_then(|file| Some((&file.path, file.text.as_deref()?)));
        let git = program.is_none_or(|(_, text)| !text.contains("setUseGitIgnore(false)"));
        for file in files {
            let path = SourcePath::new(&file.path);
            let list = match path.file_name() {
                ".eleventyignore" => true,
                ".gitignore" => git && path.folder().is_empty(),
                _ => false,
            };
            let lines = file.text.as_deref().filter(|_| list).unwrap_or("").lines();
            for line in lines.map(str::trim) {
                if !line.is_empty() && !line.starts_with('#') {
                    self.ignore(path.file_name(), path.folder(), line);
                }
            }
        }
        let Some((path, text)) = program else {
            return;
        };
        let mut opaque = String::new();
        for rest in text.split("ignores.add(").skip(1) {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| "\"'`".contains(*c));
            let named = quote.and_then(|quote| rest[1..].split_once(quote));
            match named.filter(|(line, _)| !line.contains('$')) {
                Some((line, _)) => self.ignore(path, "", line),
                None => opaque.push_str(" `ignores.add`"),
            }
        }
        for word in [
            "addPreprocessor",
            "permalink",
            "eleventyComputed",
            "eleventyExcludeFromCollections",
        ] {
            if text.contains(word) {
                let _ = write!(opaque, " `{word}`");
            }
        }
        if !opaque.is_empty() {
            self.unclear.push(format!(
                "{path} is a program that may keep texts out ({}): see which before you publish",
                opaque.trim()
            ));
        }
    }

    fn ignore(&mut self, key: &str, folder: &str, line: &str) {
        let rule = Rule::Ignored {
            folder: folder.to_string(),
            line: line.trim_start_matches("./").to_string(),
        };
        self.out.push((key.to_string(), rule));
    }

    /// The settings that keep a file out, if any do.
    pub fn by(&self, path: &str) -> Option<&str> {
        let mut found = None;
        // A folder that is out keeps out whatever lies in it.
        for part in parts(path) {
            for (key, rule) in &self.out {
                match rule {
                    Rule::Whole { folder, pattern } if begins(part, folder, pattern) => {
                        return Some(key);
                    }
                    Rule::Ignored { folder, line } if is_ignored(part, folder, line) => {
                        found = (!line.starts_with('!')).then_some(key.as_str());
                    }
                    _ => {}
                }
            }
            if found.is_some() {
                return found;
            }
        }
        let mounted = self.mounts.is_empty() || !path.starts_with("content/");
        let mounted = mounted || self.mounts.iter().any(|mount| mount.has(path));
        (!mounted).then_some("module.mounts")
    }
}

impl Mount {
    fn has(&self, path: &str) -> bool {
        let Some(rest) = path.strip_prefix(&self.source) else {
            return false;
        };
        let rest = rest.trim_start_matches('/').to_lowercase();
        let named = |patterns: &[String]| {
            let mut patterns = patterns.iter();
            patterns.any(|pattern| parts(&rest).any(|part| fits(pattern, part)))
        };
        (self.only.is_empty() || named(&self.only)) && !named(&self.without)
    }
}

/// What Hugo says of a folder that it mounts, if it is one of content.
fn mount(table: &Table) -> Option<Mount> {
    let keys = ["source", "target", "includeFiles", "excludeFiles", "files"];
    let table = &table.spelled(keys.into_iter());
    let target = texts(table, "target");
    target.first()?.strip_prefix("content")?;
    let source = texts(table, "source");
    let source = source.first()?.trim_start_matches("./");
    let patterns = |key: &str| {
        let patterns = texts(table, key).into_iter();
        let patterns = patterns.map(|pattern| pattern.trim_start_matches('/').to_lowercase());
        patterns.collect::<Vec<_>>()
    };
    // Newer versions have one list, where `!` names what is not meant.
    let (not, yes): (Vec<_>, Vec<_>) = patterns("files")
        .into_iter()
        .partition(|pattern| pattern.starts_with('!'));
    let not = not.iter().map(|pattern| {
        let bare = pattern.trim_start_matches(['!', ' ']);
        bare.trim_start_matches('/').to_string()
    });
    Some(Mount {
        source: format!("{}/", source.trim_matches('/')),
        without: [patterns("excludeFiles"), not.collect()].concat(),
        only: [patterns("includeFiles"), yes].concat(),
    })
}

/// A path's folders from the top down, and the path itself.
pub(super) fn parts(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    ends.chain([path.len()]).map(|end| &path[..end])
}

/// Whether a path fits a pattern whose stars stand for folders too, or begins with it, below a
/// folder or in whatever lies above that.
fn begins(path: &str, folder: &str, pattern: &str) -> bool {
    let rest = path.strip_prefix(folder);
    let wide = wide(pattern);
    let whole = rest.is_some_and(|rest| rest.starts_with(pattern) || fits(&wide, rest));
    let named = path.starts_with(folder) && !folder.is_empty();
    whole || (named && fits(&format!("**/{wide}"), path))
}

fn wide(pattern: &str) -> String {
    let mut out = String::new();
    for c in pattern.chars() {
        match c {
            '*' if out.ends_with("**") => {}
            '*' => out.push_str("**"),
            c => out.push(c),
        }
    }
    out
}

/// Whether a line of a list of ignored files names a path.
fn is_ignored(path: &str, folder: &str, line: &str) -> bool {
    let line = line.trim_start_matches('!').trim_end_matches('/');
    let rest = match folder {
        "" => Some(path),
        folder => path
            .strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/')),
    };
    let Some(rest) = rest else {
        return false;
    };
    let line = line.strip_suffix("/**").unwrap_or(line);
    match line.contains('/') {
        true => fits(line.trim_start_matches('/'), rest),
        false => fits(line, rest.rsplit('/').next().unwrap_or(rest)),
    }
}

/// Whether a file is Eleventy's own settings, which are a program.
fn is_program(path: &str) -> bool {
    path == ".eleventy.js" || path.starts_with("eleventy.config.")
}

/// The pattern that a regular expression comes to, where it is a simple one.
fn glob(expression: &str) -> Option<String> {
    let from_start = expression.strip_prefix('^');
    let body = from_start.unwrap_or(expression);
    let to_end = body.strip_suffix('$').filter(|body| !body.ends_with('\\'));
    let mut rest = to_end.unwrap_or(body);
    let mut out = String::new();
    if from_start.is_none() {
        out.push_str("**");
    }
    while let Some(c) = rest.chars().next() {
        let wide = [".*", ".+"].iter().find_map(|any| rest.strip_prefix(any));
        let within = ["[^/]*", "[^/]+"]
            .iter()
            .find_map(|any| rest.strip_prefix(any));
        if let Some(after) = wide {
            out.push_str("**");
            rest = after;
        } else if let Some(after) = within {
            out.push('*');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\\') {
            let c = after.chars().next().filter(|c| !c.is_alphanumeric())?;
            out.push_str(&quoted(c));
            rest = &after[c.len_utf8()..];
        } else {
            match c {
                '.' => out.push('?'),
                '(' => out.push('{'),
                '|' => out.push(','),
                ')' => out.push('}'),
                '[' | ']' | '{' | '}' | '*' | '+' | '?' | '^' | '$' | ',' => return None,
                c => out.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    if to_end.is_none() {
        out.push_str("**");
    }
    // An alternative of the whole is none of braces.
    (out.contains(',') <= out.contains('{')).then_some(out)
}

fn quoted(c: char) -> String {
    match "*?[]{}\\,".contains(c) {
        true => format!("[{c}]"),
        false => c.to_string(),
    }
}

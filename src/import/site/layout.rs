//! Where the generators that are programs keep their content: Eleventy and Astro.

use std::collections::{BTreeMap, HashSet};

use super::Old;
use super::keys::text;
use crate::content::holding;
use crate::path::SourcePath;
use crate::value::{Entry, Kind, Node, Scalar, Table, Value, yaml};

/// Endings of programs and templates, which make pages and are none.
const PROGRAMS: [&str; 19] = [
    "js", "cjs", "mjs", "ts", "mts", "jsx", "tsx", "astro", "vue", "svelte", "njk", "liquid",
    "hbs", "ejs", "pug", "scss", "sass", "less", "json",
];

/// What only Eleventy's settings say.
#[derive(Default)]
pub(super) struct Eleventy {
    /// The folder of its content, with a final slash; empty for the site's own.
    input: String,
    /// Front matter of whole folders, which end in a slash, and of single texts, without their ending.
    data: BTreeMap<String, Table>,
}

impl Eleventy {
    /// Finds the content and what its folders have in common.
    pub fn read(files: &[Old]) -> Eleventy {
        let settings = |file: &&Old| {
            let name = file.path.as_str();
            name == ".eleventy.js" || name.starts_with("eleventy.config.")
        };
        let said = files
            .iter()
            .find(settings)
            .and_then(|file| input(file.text.as_deref()?));
        let holds = |folder: &&&str| files.iter().any(|file| is_text_in(&file.path, folder));
        let found = || ["src/", "content/"].iter().find(holds);
        let input = said.or_else(|| found().map(ToString::to_string));
        let mut eleventy = Eleventy {
            input: input.unwrap_or_default(),
            data: BTreeMap::new(),
        };
        let texts = files.iter().filter(|file| is_text(&file.path));
        let bare = |file: &Old| Some(file.path.rsplit_once('.')?.0.to_string());
        let texts: HashSet<String> = texts.filter_map(bare).collect();
        for file in files {
            eleventy.take(file, &texts);
        }
        eleventy
    }

    /// `posts/posts.json` and `posts/posts.11tydata.json` hold the front matter of all posts,
    /// `posts/x.json` that of `posts/x.md`.
    fn take(&mut self, file: &Old, texts: &HashSet<String>) {
        let path = SourcePath::new(&file.path);
        let (folder, name) = (path.folder(), path.file_name());
        let ending = name.find(".11tydata.").map(|at| &name[at..]);
        let ending = ending.or(name.ends_with(".json").then_some(".json"));
        let (Some(ending), Some(text)) = (ending, &file.text) else {
            return;
        };
        let stem = &file.path[..file.path.len() - ending.len()];
        let name = &name[..name.len() - ending.len()];
        let of_folder = folder.rsplit('/').next() == Some(name);
        let keys = [
            of_folder.then(|| format!("{folder}/")),
            texts.contains(stem).then(|| format!("{stem}.")),
        ];
        if keys.iter().all(Option::is_none) {
            return;
        }
        let table = match ending {
            ".json" | ".11tydata.json" => yaml::parse(text, 0, &path, "config/syntax").value,
            // A program says nothing that could be read; one that may hold texts back does.
            _ if holds_back(text) => Table {
                entries: vec![entry("draft", Kind::Boolean, "true")],
                ..Table::default()
            },
            _ => return,
        };
        for key in keys.into_iter().flatten() {
            let known = self.data.entry(key).or_default();
            known.entries.extend(table.entries.iter().cloned());
        }
    }

    /// Where a file goes below `content/`; `None` for what is no content.
    pub fn place(&self, path: &str) -> Option<String> {
        if let Some(rest) = path.strip_prefix("public/") {
            return Some(rest.to_string());
        }
        let rest = path.strip_prefix(&self.input)?;
        let own = !self.input.is_empty() || rest.contains('/');
        let settings = ["README.md", "LICENSE.md", "CHANGELOG.md", "CONTRIBUTING.md"];
        let is_content = own || is_text(rest) && !settings.contains(&rest);
        (is_content && !is_part(rest)).then(|| rest.to_string())
    }

    /// Fills in what the folders above a text say of it, the nearest first.
    pub fn complete(&self, path: &str, front_matter: &mut Table) {
        let own = path.rsplit_once('.').map_or("", |(stem, _)| stem);
        let own = self.data.get(&format!("{own}."));
        let folders = self.data.iter().rev();
        let above =
            folders.filter(|(folder, _)| folder.ends_with('/') && path.starts_with(*folder));
        for data in own.into_iter().chain(above.map(|(_, data)| data)) {
            for entry in &data.entries {
                if front_matter.get(&entry.key).is_none() {
                    front_matter.entries.push(entry.clone());
                }
            }
        }
    }

    /// The address of a text: what it says, or its path without a day.
    pub fn url(&self, path: &str, front_matter: &Table) -> String {
        let rest = path.strip_prefix(&self.input).unwrap_or(path);
        let stem = stem_without_day(rest);
        let name = stem.rsplit('/').next().unwrap_or("").to_string();
        let plain = match stem
            .strip_suffix("index")
            .map(|folder| folder.trim_matches('/'))
        {
            Some("") => "/".to_string(),
            Some(folder) if stem.ends_with("/index") => format!("/{folder}/"),
            _ => format!("/{stem}/"),
        };
        let Some(said) = text(front_matter, "permalink") else {
            return plain;
        };
        let filled = said
            .replace("{{ page.filePathStem }}", &format!("/{stem}"))
            .replace("{{ page.fileSlug }}", &name)
            .replace("{{ slug }}", &text(front_matter, "slug").unwrap_or(name));
        // What else a template says, only the program knows.
        if filled.contains(['{', '}']) || filled == "false" {
            return plain;
        }
        let whole = filled.replace("//", "/");
        let whole = whole.trim_end_matches("index.html");
        format!("/{}", whole.trim_start_matches('/'))
    }
}

/// The folder of the content that a program names: `input: "src"`.
fn input(program: &str) -> Option<String> {
    let rest = program.split("input").nth(1)?;
    let rest = rest.trim_start_matches(['"', '\'']).trim_start();
    let rest = rest.strip_prefix(':')?.trim_start();
    let quote = rest.chars().next().filter(|c| "\"'`".contains(*c))?;
    let folder = rest[1..].split(quote).next()?;
    let folder = folder.trim_start_matches("./").trim_matches('/');
    Some(match folder {
        "" | "." => String::new(),
        folder => format!("{folder}/"),
    })
}

fn holds_back(program: &str) -> bool {
    // What a program takes from elsewhere may be anything.
    const ELSEWHERE: [&str; 5] = ["require(", "import ", "import(", "process.", "readFile"];
    let words = program.split(|c: char| !(c.is_alphanumeric() || "_-$".contains(c)));
    let mut words = words.filter(|word| !word.is_empty());
    words.any(|word| holding::may_hold(word) || word == "permalink")
        || ELSEWHERE.iter().any(|part| program.contains(part))
}

/// Where a file of an Astro site goes below `content/`.
pub(super) fn astro_place(path: &str) -> Option<String> {
    let content = path.strip_prefix("src/content/");
    let page = path.strip_prefix("src/pages/").filter(|rest| is_text(rest));
    let public = path.strip_prefix("public/");
    let asset = path
        .strip_prefix("src/")
        .filter(|rest| rest.starts_with("assets/"));
    let rest = content.or(page).or(public).or(asset)?;
    (public.is_some() || !is_part(rest)).then(|| rest.to_string())
}

/// The address of a text of Astro: its collection and its name, or for a page its path.
pub(super) fn astro_url(path: &str, front_matter: &Table) -> String {
    let folders = ["src/content/", "src/pages/"];
    let rest = folders.iter().find_map(|folder| path.strip_prefix(folder));
    let rest = rest.unwrap_or(path).to_lowercase().replace(' ', "-");
    let stem = rest
        .rsplit_once('.')
        .map_or(rest.as_str(), |(stem, _)| stem);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let folder = stem.split_once('/').map(|(folder, _)| folder);
    match (text(front_matter, "slug"), folder) {
        (Some(slug), Some(folder)) => format!("/{folder}/{}/", slug.trim_matches('/')),
        (Some(slug), None) => format!("/{}/", slug.trim_matches('/')),
        _ if stem == "index" => "/".to_string(),
        _ => format!("/{stem}/"),
    }
}

/// A part of pages, a program or its settings, or a file that systems hide.
fn is_part(rest: &str) -> bool {
    let hidden = |part: &str| part.starts_with(['_', '.']) || part == "node_modules";
    let ending = SourcePath::new(rest).extension();
    rest.split('/').any(hidden) || PROGRAMS.contains(&ending.as_str())
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".markdown")
}

fn is_text_in(path: &str, folder: &str) -> bool {
    path.starts_with(folder) && is_text(path)
}

/// A path without its ending, and without a day before its name.
fn stem_without_day(rest: &str) -> String {
    let stem = rest.rsplit_once('.').map_or(rest, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let dated = crate::content::address::date_prefix(&SourcePath::new(&format!("{name}.md")));
    let name = match dated {
        Some(_) if name.len() > 11 => &name[11..],
        _ => name,
    };
    match folder {
        "" => name.to_string(),
        folder => format!("{folder}/{name}"),
    }
}

fn entry(key: &str, kind: Kind, text: &str) -> Entry {
    let text = text.to_string();
    Entry {
        key: key.to_string(),
        key_span: 0..0,
        node: Node {
            value: Value::Scalar(Scalar { kind, text }),
            span: 0..0,
        },
    }
}

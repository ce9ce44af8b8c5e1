//! Where every file of an old site goes.

use std::collections::HashMap;
use std::sync::Arc;

use super::address::Rules;
use super::keys::bare;
use super::references::Moves;
use super::{Generator, Old, Target, front_matter, layout};
use crate::content::address as ours;
use crate::content::{document, fence};
use crate::language::is_same;
use crate::newsroom::gate::{is_below, is_meant};
use crate::path::SourcePath;
use crate::value::Table;

/// What is known of a whole site before any file is converted.
pub(super) struct Places<'a> {
    pub generator: Generator,
    pub rules: Rules,
    language: &'a str,
    /// Where the file of each name goes, by its old path without folder of content and ending.
    pub names: HashMap<String, String>,
    /// Where everything goes, by old paths and addresses.
    pub moves: Moves,
    /// The folders that are held back, whole or, with a pattern, in part.
    held: Vec<(String, Option<String>)>,
}

impl<'a> Places<'a> {
    pub fn read(generator: Generator, files: &[Old], target: &'a Target) -> Places<'a> {
        let mut site = Places {
            generator,
            rules: Rules::read(generator, files),
            language: &target.language,
            names: HashMap::new(),
            moves: Moves::default(),
            held: Vec::new(),
        };
        let cascades = site.rules.kept_out.cascades.iter();
        let held = cascades.filter(|cascade| target.holds(&cascade.held));
        let held = held.map(|cascade| ("content".to_string(), cascade.pattern.clone()));
        site.held = held.collect();
        for file in files {
            match (site.place(file), &file.text) {
                (Some(place), Some(text)) if is_text(&place, text) => {
                    site.note(file, &place, text, target);
                }
                (Some(place), _) => {
                    site.moves.places.insert(file.path.clone(), place);
                }
                (None, _) => {}
            }
        }
        site
    }

    fn note(&mut self, file: &Old, place: &str, text: &str, target: &Target) {
        let path = SourcePath::new(place);
        let parsed = document::parse(&path, &Arc::from(fence::plain(text)));
        if ours::is_section(&path) {
            let folder = path.folder().to_string();
            let held = front_matter::held(&path, &parsed.value.front_matter, &parsed.diagnostics);
            let parts = held.cascades.iter();
            let parts = parts.filter(|cascade| target.holds(&cascade.held));
            let parts = parts.map(|cascade| (folder.clone(), cascade.pattern.clone()));
            self.held.extend(parts);
            if target.holds(&held) || !parsed.value.sound {
                self.held.push((folder, None));
            }
        }
        let mut document = parsed.value;
        document.front_matter = front_matter::spelled(&document.front_matter).into();
        self.complete(file, Arc::make_mut(&mut document.front_matter));
        let url = self.rules.url(&file.path, &document.front_matter);
        let owners = &mut self.moves.owners;
        owners.entry(url).or_insert_with(|| file.path.clone());
        if ours::is_section(&path) {
            return;
        }
        let place = match front_matter::date(&path, &document.front_matter) {
            Some(_) => place.to_string(),
            None => standing(place),
        };
        let places = &mut self.moves.places;
        places.insert(file.path.clone(), place.clone());
        let bare = bare(file.path.strip_prefix("content/").unwrap_or(&file.path));
        self.names.insert(bare.to_string(), place.clone());
        // A name alone does where no other file has it.
        if let Some((_, name)) = bare.rsplit_once('/') {
            self.names.entry(name.to_string()).or_insert(place);
        }
    }

    /// Where a file goes; `None` for templates, settings and what they keep out.
    pub fn place(&self, file: &Old) -> Option<String> {
        let kept_out = self.rules.kept_out.by(&file.path);
        kept_out.is_none().then(|| self.place_of(file))?
    }

    /// Whether the folders of a text or the settings hold it back.
    pub fn holds(&self, file: &Old, place: &SourcePath) -> bool {
        let old = SourcePath::new(&file.path);
        let mut held = self.held.iter();
        self.rules.kept_out.all
            || held.any(|(folder, pattern)| {
                let meant = |pattern: &String| is_meant(place, pattern) || is_meant(&old, pattern);
                is_below(place, folder) && pattern.as_ref().is_none_or(meant)
            })
    }

    /// The same, whatever the settings keep out.
    pub fn place_of(&self, file: &Old) -> Option<String> {
        let path = file.path.as_str();
        let made = |place: String| {
            let ending = file.text.as_deref().and_then(|text| ending(path, text));
            ending.map_or(place.clone(), |ending| {
                format!("{}.md", place.trim_end_matches(ending))
            })
        };
        let rest = match self.generator {
            Generator::Hugo | Generator::Zola => {
                let placed = self.rules.placed(path);
                let folder = placed.lang.filter(|_| placed.by_folder);
                match folder {
                    Some(lang) if is_same(&lang, self.language) => placed.plain,
                    Some(lang) => format!("{}/{}", lang.to_lowercase(), placed.plain),
                    None => path
                        .strip_prefix("content/")
                        .or_else(|| path.strip_prefix("static/"))?
                        .to_string(),
                }
            }
            Generator::Jekyll => made(self.rules.jekyll.place(path)?),
            Generator::Eleventy => made(self.rules.eleventy.place(path)?),
            Generator::Astro => layout::astro_place(path)?,
        };
        Some(format!("content/{}", beside(&rest)))
    }

    /// Fills in what a front matter leaves to the settings and to its folders.
    pub fn complete(&self, file: &Old, front_matter: &mut Table) {
        match self.generator {
            Generator::Jekyll => self.rules.jekyll.complete(&file.path, front_matter),
            Generator::Eleventy => self.rules.eleventy.complete(&file.path, front_matter),
            Generator::Hugo | Generator::Zola | Generator::Astro => {}
        }
    }
}

/// Whether a file that was read is a text, and not to be copied as it is.
pub(super) fn is_text(place: &str, text: &str) -> bool {
    place.ends_with(".md") || place.ends_with(".markdown") || text.starts_with("---")
}

/// A text without a date is a standing page.
pub(super) fn standing(place: &str) -> String {
    match place.strip_prefix("content/") {
        Some(rest) if !rest.starts_with("pages/") => format!("content/pages/{rest}"),
        _ => place.to_string(),
    }
}

/// The ending of a text that becomes Markdown: a page in HTML, where the front matter is read.
fn ending(path: &str, text: &str) -> Option<&'static str> {
    let read = text.starts_with("---");
    let endings = [".html", ".htm", ".markdown"];
    let found = endings.into_iter().find(|end| path.ends_with(end));
    found.filter(|end| read || *end == ".markdown")
}

/// Folders with a meaning of their own here must not swallow another generator's pages.
fn beside(rest: &str) -> String {
    const OWN: [&str; 5] = ["topics/", "regions/", "series/", "events/", "pages/"];
    match OWN.iter().any(|own| rest.starts_with(own)) {
        true => format!("articles/{rest}"),
        false => rest.to_string(),
    }
}

//! `dateline import --from`: a whole site of another generator.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use walkdir::WalkDir;

use super::write;
use crate::cli::{Done, Format, Generator, ImportArgs, locate, now, output, report};
use crate::config;
use crate::content::source::{Asset, SourceTree};
use crate::diagnostic::normal;
use crate::edition::AllTexts;
use crate::import::draft::Draft;
use crate::import::site::{self, Old, Target};
use crate::path::SourcePath;

/// Imports a site into the one at hand, and reports on its addresses.
pub fn run(args: &ImportArgs, generator: Generator) -> Done {
    let [from] = args.files.as_slice() else {
        return Err("`--from` takes one folder, that of the old site".to_string());
    };
    if !from.is_dir() {
        return Err(format!("there is no folder {}", from.display()));
    }
    let into = locate::site(args.site.as_deref())?;
    let generator = match generator {
        Generator::Hugo => site::Generator::Hugo,
        Generator::Zola => site::Generator::Zola,
        Generator::Jekyll => site::Generator::Jekyll,
        Generator::Eleventy => site::Generator::Eleventy,
        Generator::Astro => site::Generator::Astro,
    };
    let files = files(generator, from)?;
    let known = SourceTree::read(&into).value;
    let settings = known.texts.get(&SourcePath::new(config::FILE));
    let target = Target {
        language: config::read(settings.map_or("", |text| text))
            .value
            .language,
        now: now()?,
    };
    let mut conversion = site::convert(generator, &files, &target);
    let copies = conversion.copies.clone();
    let site = |texts: &BTreeMap<String, String>| {
        let mut tree = known.clone();
        for (path, text) in texts {
            let text = Arc::from(text.as_str());
            tree.texts.insert(SourcePath::new(path), text);
        }
        for (new, old) in &copies {
            let asset = Asset::Disk(from.join(old));
            tree.assets.insert(SourcePath::new(new), asset);
        }
        tree
    };
    let left = site::mend(&mut conversion, &site, target.now);
    let mut refused = Vec::new();
    for (path, text) in &conversion.texts {
        let draft = Draft {
            path: path.clone(),
            text: text.clone(),
        };
        refused.extend(write(&into, &draft, args.force).err());
    }
    for (new, old) in &conversion.copies {
        refused.extend(copy(&from.join(old), &into.join(new), args.force).err());
    }
    output::print(&site::report(&conversion));
    if !left.is_empty() {
        report::show(
            &left,
            &AllTexts(&site(&conversion.texts)),
            Format::Text,
            &into,
        );
    }
    for message in &refused {
        output::error(message);
    }
    Ok(if refused.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Every file of a site, the texts read; built output and version control are passed over.
fn files(generator: site::Generator, from: &Path) -> Result<Vec<Old>, String> {
    const PASSED_OVER: [&str; 6] = [
        ".git",
        "_site",
        "node_modules",
        "themes",
        "resources",
        "vendor",
    ];
    // There `public` is what goes in, and `dist` what comes out.
    let program = matches!(
        generator,
        site::Generator::Eleventy | site::Generator::Astro
    );
    let output = if program { "dist" } else { "public" };
    let wanted = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() != 1 || !(PASSED_OVER.contains(&&*name) || name == output)
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(from)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(wanted)
    {
        let entry = entry.map_err(|error| format!("cannot read {}: {error}", from.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(path) = relative(from, entry.path()) else {
            output::error(&format!(
                "the name of {} is not UTF-8; it is left out",
                entry.path().display()
            ));
            continue;
        };
        files.push(Old {
            text: is_read(generator, &path)
                .then(|| read(entry.path()))
                .transpose()?,
            path,
        });
    }
    Ok(files)
}

fn relative(from: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(from)
        .ok()?
        .iter()
        .map(|part| part.to_str())
        .collect();
    Some(parts?.join("/"))
}

fn is_read(generator: site::Generator, path: &str) -> bool {
    // Jekyll reads the front matter of whatever has one.
    const MADE: [&str; 6] = [".html", ".htm", ".xml", ".txt", ".css", ".json"];
    let jekyll = generator == site::Generator::Jekyll;
    let eleventy = generator == site::Generator::Eleventy;
    let ignored = [".eleventyignore", ".gitignore"];
    if eleventy && ignored.iter().any(|name| path.ends_with(name)) {
        return true;
    }
    let data = [".html", ".htm", ".json", ".js", ".cjs", ".mjs"];
    if eleventy && data.iter().any(|end| path.ends_with(end)) {
        return true;
    }
    if jekyll && MADE.iter().any(|end| path.ends_with(end)) {
        return true;
    }
    let markdown = path.ends_with(".md") || path.ends_with(".markdown");
    let settings = !path.starts_with("content/")
        && [".toml", ".yaml", ".yml"]
            .iter()
            .any(|end| path.ends_with(end));
    let json = ["hugo.json", "config.json"].contains(&path);
    let json = json || (path.starts_with("config/") && path.ends_with(".json"));
    markdown || settings || json
}

fn read(path: &Path) -> Result<String, String> {
    let bytes =
        std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(normal(&super::decoded(&bytes)).into_owned())
}

fn copy(old: &Path, new: &PathBuf, force: bool) -> Result<(), String> {
    let bytes =
        std::fs::read(old).map_err(|error| format!("cannot read {}: {error}", old.display()))?;
    match std::fs::read(new) {
        Ok(known) if known == bytes => return Ok(()),
        Ok(_) if !force => {
            return Err(format!(
                "{} exists and differs\nhelp: `--force` replaces it",
                new.display()
            ));
        }
        _ => {}
    }
    if let Some(parent) = new.parent() {
        std::fs::create_dir_all(parent)
            .map_err(|error| format!("cannot create {}: {error}", parent.display()))?;
    }
    std::fs::write(new, bytes).map_err(|error| format!("cannot write {}: {error}", new.display()))
}

//! `dateline import`: raw articles become drafts to review.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use super::{Done, ImportArgs, init, locate, output};
use crate::content::Content;
use crate::content::source::SourceTree;
use crate::import::draft::{self, Draft, Facts};
use crate::import::link::Site;
use crate::import::propose::{FLOOR, Vocabulary};
use crate::import::source::Kind;
use crate::import::{self, Day, Imported, json};
use crate::prose::language::{Language, english};
use crate::{content, edition};

mod site;

/// Imports files, standard input or a whole site.
pub fn run(args: &ImportArgs) -> Done {
    if let Some(generator) = args.from {
        return site::run(args, generator);
    }
    let language = english().ok_or("the rules of English are unsound")?;
    let site = match args.site.as_deref() {
        Some(named) => Some(locate::site(Some(named))?),
        None => locate::site(None).ok(),
    };
    let content = site.as_deref().map(content);
    let (content, site_language) =
        content.unwrap_or_else(|| (Content::default(), "en".to_string()));
    let vocabulary = Vocabulary::new(&content.terms);
    let known = Site::of(&content);
    let read = |file: &PathBuf| -> Result<Imported, String> {
        let name = file.display().to_string();
        let input = std::fs::File::open(file);
        let bytes = bounded(
            &name,
            input.map_err(|error| format!("cannot read {name}: {error}"))?,
        )?;
        understood(
            args,
            &file.to_string_lossy(),
            &bytes,
            language,
            &vocabulary,
            &known,
        )
    };
    let imported: Vec<(String, Result<Imported, String>)> = match args.files.is_empty() {
        true => {
            let bytes = bounded("standard input", std::io::stdin())?;
            let all = understood(args, "-", &bytes, language, &vocabulary, &known);
            vec![("-".to_string(), all)]
        }
        false => {
            let named = |file: &PathBuf| (file.display().to_string(), read(file));
            args.files.par_iter().map(named).collect()
        }
    };
    let mut failed = false;
    for (name, imported) in imported {
        let done = imported.and_then(|imported| {
            let site_language = site_language.clone();
            let imported = Imported {
                site_language,
                ..imported
            };
            show(args, site.as_deref(), &name, &imported)
        });
        if let Err(message) = done {
            output::error(&message);
            failed = true;
        }
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// How large an article may be. One takes a hundred times its size to understand; the whole of
/// *War and Peace* is smaller.
const LARGEST: usize = 4 * 1024 * 1024;

/// Reads what is no larger than an article can be, however large it is.
fn bounded(name: &str, input: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = input.take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot read {name}: {error}"))?;
    match bytes.len() > LARGEST {
        true => Err(format!(
            "{name} is larger than 4 MB, and no article\nhelp: cut out what is the article, and import that"
        )),
        false => Ok(bytes),
    }
}

/// What a site's files say.
/// What a site has, and its language.
fn content(site: &Path) -> (Content, String) {
    let tree = SourceTree::read(site).value;
    let config = edition::settings(&tree).value;
    (content::load(&tree, &config).value, config.language)
}

fn understood(
    args: &ImportArgs,
    name: &str,
    bytes: &[u8],
    language: &Language,
    vocabulary: &Vocabulary,
    known: &Site,
) -> Result<Imported, String> {
    let text = decoded(bytes);
    let kind = Kind::of(name, &text);
    // A page has most of its numbers in what is no text.
    if kind != Kind::Html && numbers(&text) > MOST_NUMBERS {
        return Err(format!(
            "{name} holds more than {MOST_NUMBERS} numbers, and is a table rather than an article\nhelp: cut out what is the article, and import that"
        ));
    }
    let day = Day {
        named: args.date,
        today: Some(super::now()?.date_naive()),
    };
    let mut imported = import::import(kind, &text, day, language, vocabulary);
    if !args.all {
        imported.proposals.keep(FLOOR);
    }
    imported.links = known.link(&mut imported.proposals);
    Ok(imported)
}

/// How many numbers an article may have: each is understood by itself, and takes a kilobyte.
const MOST_NUMBERS: usize = 200_000;

/// How many numbers in digits a text has.
fn numbers(text: &str) -> usize {
    let digits = text.as_bytes().split(|byte| !byte.is_ascii_digit());
    digits.filter(|digits| !digits.is_empty()).count()
}

/// Text in the encoding it says it has, or UTF-8, or else what old pages mostly are.
fn decoded(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_string();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let named = head.split_once("charset=").and_then(|(_, rest)| {
        let label: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        encoding_rs::Encoding::for_label(label.as_bytes())
    });
    let bom = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = bom
        .or(named)
        .filter(|encoding| *encoding != encoding_rs::UTF_8);
    encoding
        .unwrap_or(encoding_rs::WINDOWS_1252)
        .decode(bytes)
        .0
        .into_owned()
}

fn show(
    args: &ImportArgs,
    site: Option<&Path>,
    name: &str,
    imported: &Imported,
) -> Result<(), String> {
    if args.json {
        output::print(&(json::render(imported, name) + "\n"));
        return Ok(());
    }
    if args.diff {
        output::print(&difference(name, imported));
        return Ok(());
    }
    let site = site.ok_or_else(|| {
        "there is no dateline.toml here or above\nhelp: name the site with `--site DIR`, or make one with `dateline init DIR`".to_string()
    })?;
    let place = match args.front_matter {
        true => Facts::InFrontMatter,
        false => Facts::InText,
    };
    let draft = draft::draft(imported, place).map_err(|message| format!("{name}: {message}"))?;
    let done = write(site, &draft, args.force)?;
    output::print(&format!(
        "{done} {}: {} and {} to review\n",
        site.join(&draft.path).display(),
        count(imported.proposals.events.len(), "event"),
        count(imported.proposals.figures.len(), "figure"),
    ));
    Ok(())
}

fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}

/// Writes a draft; one that is there already, word for word, stays as it is.
fn write(site: &Path, draft: &Draft, force: bool) -> Result<&'static str, String> {
    let path = site.join(&draft.path);
    match std::fs::read_to_string(&path) {
        Ok(known) if known == draft.text => return Ok("unchanged"),
        Ok(_) if !force => {
            return Err(format!(
                "{} exists and differs\nhelp: `--force` replaces it, and with it all that was reviewed",
                path.display()
            ));
        }
        Ok(_) => {
            std::fs::write(&path, &draft.text)
                .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
            return Ok("replaced");
        }
        Err(_) => {}
    }
    init::write(&path, draft.text.as_bytes())?;
    Ok("wrote")
}

/// What was kept, and behind `-` what was left out.
fn difference(name: &str, imported: &Imported) -> String {
    let kept = imported.paragraphs.iter().map(|line| format!("  {line}\n"));
    let out = imported.left_out.iter().map(|line| format!("- {line}\n"));
    format!(
        "{name}: {} kept, {} left out\n{}{}",
        count(imported.paragraphs.len(), "paragraph"),
        count(imported.left_out.len(), "line"),
        kept.collect::<String>(),
        out.collect::<String>()
    )
}

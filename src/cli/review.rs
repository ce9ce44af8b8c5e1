//! `dateline review`: each open proposal with its evidence; a person says yes or no.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Done, ReviewArgs, locate, output};
use crate::content::source::{SourceTree, is_markdown};
use crate::date::Edtf;
use crate::import::review::{Decision, Proposal, decided, open, released, waits};

/// Goes through the open proposals of some files, or of a site.
pub fn run(args: &ReviewArgs) -> Done {
    let files = match args.files.is_empty() {
        true => files(&locate::site(args.site.as_deref())?),
        false => args.files.clone(),
    };
    let mut lines = std::io::stdin().lock().lines();
    let mut answers = || lines.next().and_then(Result::ok);
    let mut left = 0;
    for file in files {
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let proposals = open(&text);
        if proposals.is_empty() {
            // Whoever names the file has looked at it, and there is nothing to say yes to.
            if waits(&text) && !args.files.is_empty() && !args.list {
                replace(&file, &released(&text))?;
                output::print(&format!("{}: no draft any more\n", file.display()));
            } else if waits(&text) {
                output::print(&format!(
                    "{}: a draft with no proposals; `dateline review` with its name releases it\n",
                    file.display()
                ));
            }
            continue;
        }
        if args.list {
            output::print(&listed(&file, &proposals));
            left += proposals.len();
            continue;
        }
        let (decisions, stopped) = ask(&file, &text, &proposals, &mut answers);
        left += decisions
            .iter()
            .filter(|decision| **decision == Decision::Later)
            .count();
        save(&file, &text, &decisions)?;
        if stopped {
            break;
        }
    }
    output::print(&match left {
        0 => "nothing left to review\n".to_string(),
        1 => "1 proposal left to review\n".to_string(),
        left => format!("{left} proposals left to review\n"),
    });
    Ok(ExitCode::SUCCESS)
}

/// The Markdown files of a site's content.
fn files(site: &Path) -> Vec<PathBuf> {
    let tree = SourceTree::read(site).value;
    let texts = tree.texts.keys().filter(|path| is_markdown(path));
    texts.map(|path| site.join(path.as_str())).collect()
}

fn listed(file: &Path, proposals: &[Proposal]) -> String {
    let lines = proposals
        .iter()
        .map(|proposal| format!("  {}\n", line(proposal)));
    format!("{}\n{}", file.display(), lines.collect::<String>())
}

/// Writes a file back, whole or not at all.
fn save(file: &Path, text: &str, decisions: &[Decision]) -> Result<(), String> {
    if decisions
        .iter()
        .all(|decision| *decision == Decision::Later)
    {
        return Ok(());
    }
    let new =
        decided(text, decisions).map_err(|message| format!("{}: {message}", file.display()))?;
    replace(file, &new)
}

fn replace(file: &Path, new: &str) -> Result<(), String> {
    let aside = file.with_extension("md.review");
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", file.display());
    std::fs::write(&aside, new).map_err(failed)?;
    std::fs::rename(&aside, file).map_err(failed)
}

/// Asks for each proposal; says too whether the person wants to stop.
fn ask(
    file: &Path,
    text: &str,
    proposals: &[Proposal],
    answers: &mut dyn FnMut() -> Option<String>,
) -> (Vec<Decision>, bool) {
    output::print(&format!("\n{}\n", file.display()));
    let mut decisions = Vec::new();
    for (at, proposal) in proposals.iter().enumerate() {
        output::print(&shown(text, proposal, at + 1, proposals.len()));
        let Some(decision) = decision(proposal, answers) else {
            decisions.resize(proposals.len(), Decision::Later);
            return (decisions, true);
        };
        decisions.push(decision);
    }
    (decisions, false)
}

/// One answer; `None` for a wish to stop.
fn decision(proposal: &Proposal, answers: &mut dyn FnMut() -> Option<String>) -> Option<Decision> {
    loop {
        output::print("accept, edit, drop, later or quit? [a/e/d/l/q] ");
        let answer = answers()?;
        match answer.trim().to_lowercase().as_str() {
            "a" | "accept" | "y" | "yes" => return Some(Decision::Accept(Vec::new())),
            "e" | "edit" => return Some(Decision::Accept(edited(proposal, answers))),
            "d" | "drop" | "n" | "no" => return Some(Decision::Drop),
            "l" | "later" | "" => return Some(Decision::Later),
            "q" | "quit" => return None,
            other => output::print(&format!("`{other}` is none of them\n")),
        }
    }
}

/// Asks for every value in turn; an empty answer keeps it.
fn edited(
    proposal: &Proposal,
    answers: &mut dyn FnMut() -> Option<String>,
) -> Vec<(String, String)> {
    let mut changes = Vec::new();
    for (key, known) in &proposal.fields {
        loop {
            output::print(&format!("  {key} [{known}]: "));
            let Some(answer) = answers() else {
                return changes;
            };
            let answer = answer.trim();
            if answer.is_empty() || answer == known {
                break;
            }
            if matches!(key.as_str(), "date" | "as_of")
                && let Err(error) = Edtf::parse(answer)
            {
                output::print(&format!("  not a date: {}\n", error.message));
                continue;
            }
            changes.push((key.clone(), answer.to_string()));
            break;
        }
    }
    changes
}

fn line(proposal: &Proposal) -> String {
    let get = |key: &str| {
        proposal
            .fields
            .iter()
            .find(|(known, _)| known == key)
            .map_or("", |(_, value)| value)
    };
    match proposal.list {
        "events" => format!(
            "event   {}  {} ({})",
            get("date"),
            get("title"),
            get("status")
        ),
        _ => {
            let value = match get("value") {
                "" => format!("{} to {}", get("min"), get("max")),
                value => value.to_string(),
            };
            let hedge = get("hedge");
            let hedge = if hedge.is_empty() {
                String::new()
            } else {
                format!("{hedge} ")
            };
            format!("figure  {hedge}{value} {}: {}", get("unit"), get("label"))
        }
    }
}

/// A proposal with all it says, and its evidence marked in its paragraph.
fn shown(text: &str, proposal: &Proposal, number: usize, of: usize) -> String {
    let mut out = format!("\n{number}/{of}  {}\n", line(proposal));
    for (key, value) in &proposal.fields {
        if !matches!(
            key.as_str(),
            "title" | "date" | "status" | "value" | "min" | "max" | "unit" | "label" | "hedge"
        ) && !value.is_empty()
        {
            out.push_str(&format!("     {key}: {value}\n"));
        }
    }
    if let Some(confidence) = &proposal.confidence {
        out.push_str(&format!("     confidence: {confidence}\n"));
    }
    if let Some(quote) = &proposal.quote {
        out.push_str(&format!("\n{}\n\n", evidence(text, quote)));
    }
    out
}

/// The paragraph that holds a quotation, with the quotation marked.
fn evidence(text: &str, quote: &str) -> String {
    let (open, close) = match std::io::stdout().is_terminal() {
        true => ("\u{1b}[1;33m", "\u{1b}[0m"),
        false => (">>", "<<"),
    };
    let plain = |text: &str| {
        text.replace('\\', "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let body = text
        .splitn(3, &text[..text.len().min(3)])
        .last()
        .unwrap_or(text);
    let paragraph = body
        .split("\n\n")
        .map(plain)
        .find(|paragraph| paragraph.contains(quote));
    match paragraph {
        Some(paragraph) => paragraph.replacen(quote, &format!("{open}{quote}{close}"), 1),
        None => format!("{open}{quote}{close}"),
    }
}

//! How proposals are shown.

use std::io::IsTerminal;
use std::path::Path;

use crate::review::{Known, Match, Proposal, asked, open, paragraph, waits};

/// The proposals of a file, one a line.
pub(super) fn list(path: &Path, proposals: &[Proposal]) -> String {
    let lines = proposals
        .iter()
        .map(|proposal| format!("  {}\n", line(proposal)));
    format!("{}\n{}", path.display(), lines.collect::<String>())
}

/// A proposal in its paragraph, with all it says.
pub(super) fn proposal(
    text: &str,
    proposal: &Proposal,
    known: &Known,
    (number, of): (usize, usize),
) -> String {
    let mut out = format!("\n{number}/{of}  {}\n", line(proposal));
    if let Some(quote) = &proposal.quote {
        out += &format!("\n{}\n\n", evidence(text, quote));
    }
    for (key, value) in proposal
        .fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
    {
        out += &field(key, value);
    }
    let (key, matches) = known.matching(proposal);
    if let Some(found) = matches.iter().find(|found| found.id == proposal.get(key)) {
        out += &field("matched by", &found.why);
    }
    if let Some(confidence) = &proposal.confidence {
        out += &field("confidence", confidence);
    }
    out
}

/// What a proposal says with some values set.
pub(super) fn changed(proposal: &Proposal, changes: &[(String, String)]) -> String {
    let set = |key: &str| changes.iter().find(|(known, _)| known == key);
    let own = proposal.fields.iter().map(|(key, value)| match set(key) {
        Some((_, new)) => (key, new),
        None => (key, value),
    });
    let added = changes
        .iter()
        .filter(|(key, _)| proposal.get(key).is_empty());
    let all = own.chain(added.map(|(key, value)| (key, value)));
    let lines = all.filter(|(_, value)| !value.is_empty());
    lines.map(|(key, value)| field(key, value)).collect()
}

fn field(key: &str, value: &str) -> String {
    format!("     {key:<10}  {value}\n")
}

/// How much is left.
pub(super) fn left(count: usize) -> String {
    match count {
        0 => "nothing left to review\n".to_string(),
        1 => "1 proposal left to review\n".to_string(),
        left => format!("{left} proposals left to review\n"),
    }
}

/// A file before its proposals, with what a person has to clear up in it.
pub(super) fn head(path: &Path, text: &str) -> String {
    let question = asked(text).map_or(String::new(), |question| question + "\n");
    format!("\n{}\n{question}", path.display())
}

/// What a person has to clear up in a file before it is published.
pub(super) fn held(path: &Path, question: &str) -> String {
    format!("\n{}: stays a draft\n{question}\n", path.display())
}

/// What the last answer makes of a file.
pub(super) fn ended(path: &Path, before: &str, after: &str) -> String {
    let every = "every proposal is answered, and it is no draft any more";
    match asked(after).filter(|_| open(after).is_empty()) {
        Some(question) => held(path, &question),
        None if waits(before) && !waits(after) => format!("\n{}: {every}\n", path.display()),
        None => String::new(),
    }
}

/// Why a value cannot stand.
pub(super) fn refused(wrong: &[String]) -> String {
    let lines = wrong.iter().flat_map(|message| message.lines());
    lines.map(|line| format!("  {line}\n")).collect()
}

/// How many milestones or series are offered.
const OFFERED: usize = 9;

/// What a proposal may belong to.
pub(super) fn matches(key: &str, matches: &[Match]) -> String {
    let what = if key == "id" { "event" } else { "series" };
    if matches.is_empty() {
        return format!("  no {what} of the site shares a word with it\n");
    }
    let lines = matches.iter().take(OFFERED).enumerate();
    lines
        .map(|(at, found)| {
            format!(
                "  {}  {}  {} ({})\n",
                at + 1,
                found.id,
                found.title,
                found.why
            )
        })
        .collect()
}

fn line(proposal: &Proposal) -> String {
    let get = |key: &str| proposal.get(key);
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
            let hedge = match get("hedge") {
                "" => String::new(),
                hedge => format!("{hedge} "),
            };
            format!("figure  {hedge}{value} {}: {}", get("unit"), get("label"))
        }
    }
}

/// The paragraph that holds a quotation, with the quotation marked.
fn evidence(text: &str, quote: &str) -> String {
    let (open, close) = match std::io::stdout().is_terminal() {
        true => ("\u{1b}[1;33m", "\u{1b}[0m"),
        false => (">>", "<<"),
    };
    let (paragraph, marked) = paragraph(text, quote);
    let (before, rest) = paragraph.split_at(marked.start);
    let (quote, behind) = rest.split_at(marked.len());
    format!("{before}{open}{quote}{close}{behind}")
}

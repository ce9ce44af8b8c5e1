//! Every code that a message can have: what it means, what to do, and a wrong and a right example.
//!
//! The rules are Markdown, a family of codes a file in `rules/`: `dateline explain` prints them, and
//! docs/diagnostics.md is made of them. `tests/all/rules.rs` holds that each code in the sources has a
//! rule with its severity, and that each wrong example gives its code and no right one does.

use super::{Severity, did_you_mean};

/// The families, in the order of the documentation.
const FAMILIES: [&str; 17] = [
    include_str!("rules/front-matter.md"),
    include_str!("rules/articles.md"),
    include_str!("rules/terms.md"),
    include_str!("rules/events.md"),
    include_str!("rules/figures.md"),
    include_str!("rules/facts.md"),
    include_str!("rules/sources.md"),
    include_str!("rules/links.md"),
    include_str!("rules/pages.md"),
    include_str!("rules/lints.md"),
    include_str!("rules/configuration.md"),
    include_str!("rules/themes.md"),
    include_str!("rules/files.md"),
    include_str!("rules/output.md"),
    include_str!("rules/parts.md"),
    include_str!("rules/hosting.md"),
    include_str!("rules/deploying.md"),
];

/// What is to be known of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The code: `event/bad-date`.
    pub code: &'static str,
    /// What it means, what to do and examples, in Markdown.
    pub text: &'static str,
}

/// An example of a rule: a part of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whether it is how it should be.
    pub right: bool,
    /// The file that it is the whole of; else it is a part of an article, or of no site at all.
    pub file: Option<&'static str>,
    /// What it is written in: `toml` for front matter, `markdown` for an article's text, `text` for
    /// what can only be told.
    pub syntax: &'static str,
    /// The example itself.
    pub text: &'static str,
}

/// Every rule, in the order of the documentation.
pub fn all() -> impl Iterator<Item = Rule> {
    FAMILIES.into_iter().flat_map(|family| {
        let sections = family.split("\n### `").skip(1);
        sections.filter_map(|section| {
            let (code, text) = section.split_once("`\n")?;
            Some(Rule {
                code,
                text: text.trim(),
            })
        })
    })
}

/// The rule of a code.
///
/// # Errors
///
/// That there is no such code, with those that may be meant: one that is nearly the same, or all
/// whose last part this is.
pub fn find(code: &str) -> Result<Rule, String> {
    let code = code.trim();
    if let Some(rule) = all().find(|rule| rule.code == code) {
        return Ok(rule);
    }
    let last = |known: &str| known.split_once('/').is_some_and(|(_, name)| name == code);
    let mut ends: Vec<&str> = all().map(|rule| rule.code).collect();
    ends.retain(|known| last(known));
    let near = || {
        let whole = did_you_mean(code, all().map(|rule| rule.code));
        let name = |rule: &Rule| rule.code.split_once('/').map_or("", |(_, name)| name);
        let name_of = || {
            let meant = did_you_mean(code, all().map(|rule| name(&rule)))?;
            all().find(|rule| name(rule) == meant)
        };
        let meant = whole.or_else(|| name_of().map(|rule| rule.code));
        meant.map(str::to_string)
    };
    let message = format!("there is no code `{code}`");
    match ends.as_slice() {
        [only] => find(only),
        [] => Err(match near() {
            Some(near) => format!("{message}\nhelp: did you mean `{near}`?"),
            None => format!("{message}\nhelp: `dateline explain` lists those there are"),
        }),
        several => Err(format!("{message}\nhelp: there are {}", several.join(", "))),
    }
}

/// All rules as Markdown, a family after the other.
pub fn documentation() -> String {
    FAMILIES.map(str::trim_end).join("\n\n") + "\n"
}

impl Rule {
    /// How much messages with this code weigh.
    pub fn severities(&self) -> Vec<Severity> {
        let head = self.text.strip_prefix("**").unwrap_or("");
        let head = head.split(".**").next().unwrap_or("").to_lowercase();
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let named = |severity: &Severity| head.split(" or ").any(|word| word == severity.as_str());
        all.into_iter().filter(named).collect()
    }

    /// What it means, without links.
    pub fn meaning(&self) -> String {
        let first = self.text.split("\n\n").next().unwrap_or("");
        let meaning = first
            .split_once(".** ")
            .map_or(first, |(_, meaning)| meaning);
        plain(meaning)
    }

    /// Its examples, the wrong ones first.
    pub fn examples(&self) -> Vec<Example> {
        let mut found = Vec::new();
        let mut lines = self.text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let mut headed = None;
        while let Some((_, line)) = lines.next() {
            headed = heading(line).or(headed);
            let Some((marks, syntax)) = fence(line) else {
                continue;
            };
            let begin = lines
                .clone()
                .next()
                .map_or(self.text.len(), |(start, _)| start);
            let end = lines.find(|(_, line)| line.trim_end() == marks);
            let end = end.map_or(self.text.len(), |(start, _)| start);
            if let Some((right, file)) = headed {
                found.push(Example {
                    right,
                    file,
                    syntax,
                    text: &self.text[begin..end],
                });
            }
        }
        found
    }

    /// The rule as a terminal shows it: examples indented, links as their words.
    pub fn shown(&self) -> String {
        let mut shown = format!("{}\n\n", self.code);
        let mut open = None;
        for line in self.text.lines() {
            match (open, fence(line)) {
                (Some(marks), _) if line == marks => open = None,
                (Some(_), _) => {
                    shown.push_str(format!("    {line}").trim_end());
                    shown.push('\n');
                }
                (None, Some((marks, _))) => open = Some(marks),
                (None, None) => {
                    shown.push_str(&plain(line).replace("**", ""));
                    shown.push('\n');
                }
            }
        }
        shown
    }
}

/// Whether what follows a line is right or wrong, and which file it is.
fn heading(line: &'static str) -> Option<(bool, Option<&'static str>)> {
    let line = line.trim_end().strip_suffix(':')?;
    let (word, file) = match line.split_once(", in `") {
        Some((word, file)) => (word, Some(file.strip_suffix('`')?)),
        None => (line, None),
    };
    match word {
        "Wrong" => Some((false, file)),
        "Right" => Some((true, file)),
        _ => None,
    }
}

/// The marks of a fence that a line opens, and what is written within.
fn fence(line: &str) -> Option<(&str, &str)> {
    let syntax = line.trim_end().trim_start_matches('`');
    let marks = &line[..line.trim_end().len() - syntax.len()];
    (marks.len() >= 3 && !syntax.is_empty()).then_some((marks, syntax))
}

/// Markdown's links as their words.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after.split_once("](").and_then(|(words, behind)| {
            let (_, behind) = behind.split_once(')')?;
            (!words.contains(['[', ']'])).then_some((words, behind))
        });
        out.push_str(before);
        match link {
            Some((words, behind)) => {
                out.push_str(words);
                rest = behind;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

//! A language file held against English's: whether it has all tables and keys, and in each what can be
//! shown. What its phrases say is looked at in [`super::phrases`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::phrases::categories;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::path::SourcePath;
use crate::value::{self, Entry, Kind, Node, Scalar, Table, Value};

/// The tables that a language file has to have.
const TABLES: [&str; 3] = ["dates", "numbers", "words"];

/// Those that it may have: what is read and never said.
const TYPED: &str = "typed";

/// How the bounds of a date are said. Dates are read in the same words, so that two of them are two.
const BOUNDS: [&str; 14] = [
    "about",
    "by",
    "by_end",
    "or_later",
    "since",
    "until",
    "end_unknown",
    "beginning_unknown",
    "between",
    "or",
    "and",
    "all_until",
    "all_from",
    "all_from_to",
];

/// Those of them that a language may have one word for: what is so until then and what happens by then
/// are both true in it. A date that is typed so is asked about.
const ALIKE: [&[&str]; 2] = [
    &["by", "by_end", "until", "all_until"],
    &["since", "or_later", "all_from"],
];

/// What a language may have no words for.
const OPTIONAL: [&str; 2] = ["portions", TYPED];

/// The English file as a tree.
fn english_file() -> &'static Table {
    static FILE: LazyLock<Table> = LazyLock::new(|| {
        let text = include_str!("../../themes/default/languages/en.toml");
        let path = SourcePath::new("themes/default/languages/en.toml");
        value::toml::parse(text, 0, &path, "language/file").value
    });
    &FILE
}

/// What is wrong with a language file.
pub fn check(code: &str, file: &Table, text: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let mut check = Check {
        text,
        path,
        categories: categories(code),
        found: Vec::new(),
    };
    let tables = TABLES.into_iter().chain([TYPED]);
    let mut meant: Vec<&str> = Vec::new();
    let mut rest = file.clone();
    // Of a table whose head is missing all keys stand outside of it.
    for name in TABLES {
        let Some(english) = table(english_file(), name) else {
            continue;
        };
        let (stray, others) = rest
            .entries
            .into_iter()
            .partition(|entry| entry.key != TYPED && english.get(&entry.key).is_some());
        rest.entries = others;
        let stray: Vec<Entry> = stray;
        if let Some(first) = stray.first() {
            let message = format!("`{}` stands outside of [{name}]", first.key);
            let help =
                format!("write [{name}] on a line of its own above it, or it below that line");
            check.unread(first.key_span.clone(), message, &help);
            meant.push(name);
        }
    }
    meant.extend(check.unknown(&rest, "a language file has no table", tables));
    for name in TABLES {
        if meant.contains(&name) {
            continue;
        }
        let english = table(english_file(), name);
        match (table(file, name), english) {
            (Some(own), Some(english)) if name == "words" => check.words(own, english),
            (Some(own), Some(english)) => check.table(name, own, english),
            _ => check.no_table(file, name),
        }
    }
    if let Some(numbers) = table(file, "numbers") {
        check.numbers(numbers);
    }
    if let Some(dates) = table(file, "dates") {
        check.bounds(dates);
    }
    check.found
}

/// A language file that is being looked at.
pub(super) struct Check<'a> {
    text: &'a str,
    path: &'a SourcePath,
    /// The whole numbers of each plural category that the language has for them.
    pub(super) categories: BTreeMap<&'static str, Vec<usize>>,
    pub(super) found: Vec<Diagnostic>,
}

impl Check<'_> {
    /// Tells of keys that nothing is read from, and gives those that they look meant for.
    fn unknown<'k>(
        &mut self,
        own: &Table,
        has_none: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Vec<&'k str> {
        let mut meant = Vec::new();
        for entry in &own.entries {
            if known.clone().any(|known| known == entry.key) {
                continue;
            }
            let missing = known.clone().filter(|known| own.get(known).is_none());
            let near = did_you_mean(&entry.key, missing);
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out: a theme's own words stand below [words]".to_string(),
            };
            let message = format!("{has_none} `{}`", entry.key);
            self.unread(entry.key_span.clone(), message, &help);
            meant.extend(near);
        }
        meant
    }

    fn no_table(&mut self, file: &Table, name: &str) {
        let (span, message) = match file.get(name) {
            Some(entry) => (
                entry.node.span.clone(),
                format!("`{name}` is {}, expected a table", entry.node.value.kind()),
            ),
            None => (0..0, format!("the table [{name}] is missing")),
        };
        let help = "a language file has all tables of the built-in one: begin with `dateline theme copy languages/en.toml`";
        self.unread(span, message, help);
    }

    /// A table of which every key is needed.
    fn table(&mut self, name: &str, own: &Table, english: &Table) {
        let keys = english.entries.iter().map(|entry| entry.key.as_str());
        let has_none = format!("[{name}] of a language file has no key");
        let meant = self.unknown(own, &has_none, keys);
        for model in &english.entries {
            let key = &model.key;
            let Some(entry) = own.get(key) else {
                if !OPTIONAL.contains(&key.as_str()) && !meant.contains(&key.as_str()) {
                    let message = format!("`{key}` is missing in [{name}]");
                    let help = format!("add {key} = {}, in your language", written(&model.node));
                    self.unread(own.span.clone(), message, &help);
                }
                continue;
            };
            match (&entry.node.value, &model.node.value) {
                (Value::Array(own), Value::Array(models)) if own.len() == models.len() => {
                    self.names(key, own, models);
                }
                (Value::Array(own), Value::Array(models)) => {
                    let message = format!("`{key}` has {} names, not {}", own.len(), models.len());
                    let help = format!("English has {key} = {}", written(&model.node));
                    self.unread(entry.node.span.clone(), message, &help);
                }
                _ if string(&entry.node).is_some() && string(&model.node).is_some() => {
                    self.phrase(key, &entry.node, &model.node);
                }
                _ if key == TYPED => {}
                _ => self.wrong_kind(key, &entry.node, &written(&model.node)),
            }
        }
    }

    pub(super) fn wrong_kind(&mut self, key: &str, node: &Node, example: &str) {
        let message = format!("`{key}` is {}", node.value.kind());
        let word = key.split('.').next().unwrap_or(key);
        let help = format!("English has {word} = {example}");
        self.unread(node.span.clone(), message, &help);
    }

    /// Names of one kind, such as the months: two that are alike would be one to readers.
    fn names(&mut self, key: &str, own: &[Node], models: &[Node]) {
        let all_empty = own.iter().all(|node| string(node) == Some(""));
        if key == "portions" && all_empty {
            return;
        }
        for (at, (node, model)) in own.iter().zip(models).enumerate() {
            self.phrase(key, node, model);
            let twin = own.iter().take(at).find(|it| string(it) == string(node));
            if let (Some(_), Some(name)) = (twin, string(node).filter(|name| !name.is_empty())) {
                let message = format!("`{key}` has `{name}` twice");
                self.tell(node.span.clone(), message, "give each a name of its own");
            }
        }
    }

    /// How dates are bounded: of two that are alike one would be read as the other.
    fn bounds(&mut self, dates: &Table) {
        let said = BOUNDS.iter().filter_map(|key| {
            let node = &dates.get(key)?.node;
            let words: Vec<&str> = string(node)?.split_whitespace().collect();
            Some((*key, node.span.clone(), words.join(" ").to_lowercase()))
        });
        let said: Vec<(&str, Range<usize>, String)> = said.collect();
        for (at, (key, span, words)) in said.iter().enumerate() {
            let twin = said[..at].iter().find(|(other, _, known)| {
                let mut one = ALIKE.iter();
                known == words && !one.any(|one| one.contains(other) && one.contains(key))
            });
            if let Some((other, ..)) = twin.filter(|_| !words.is_empty()) {
                let message = format!(
                    "`{other}` and `{key}` are both `{words}`, so that a date said with one is read as the other"
                );
                self.tell(span.clone(), message, "say them in different words");
            }
        }
    }

    /// How numbers are written: a mark that is left out, or that is another's, gives another number.
    fn numbers(&mut self, numbers: &Table) {
        let get = |key| {
            let node = &numbers.get(key)?.node;
            Some((node.span.clone(), string(node)?))
        };
        if let Some((span, digits)) = get("digits") {
            let mut each: Vec<char> = digits.chars().collect();
            each.sort_unstable();
            each.dedup();
            if each.len() != 10 || digits.chars().count() != 10 {
                let message = "`digits` are not ten different characters";
                self.tell(
                    span,
                    message,
                    "write the ten digits, from zero: digits = \"0123456789\"",
                );
            }
        }
        for (key, example) in [("decimal", ","), ("minus", "−")] {
            if let Some((span, "")) = get(key) {
                let message = format!("`{key}` is empty, so that numbers would be others");
                self.tell(
                    span,
                    message,
                    &format!("write the mark: {key} = \"{example}\""),
                );
            }
        }
        if let (Some((_, group)), Some((span, decimal))) = (get("group"), get("decimal"))
            && group == decimal
            && !group.is_empty()
        {
            let message = format!("`group` and `decimal` are both `{group}`");
            let help = "write two marks, so that 1,500 is not 1.5";
            self.tell(span, message, help);
        }
    }

    /// What a site can be made with, and would not say what it should.
    pub(super) fn tell(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        let place = Place::span(self.path, span);
        self.found
            .push(Diagnostic::error("language/phrase", message, place).help(help));
    }

    fn unread(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        let place = Place::span(self.path, span);
        self.found
            .push(Diagnostic::error("language/file", message, place).help(help));
    }

    pub(super) fn warn(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: String,
        help: &str,
    ) {
        let place = Place::span(self.path, span);
        self.found
            .push(Diagnostic::warning(code, message, place).help(help));
    }

    /// Where something stands in a text of the file.
    pub(super) fn inside(&self, node: &Node, part: &str) -> Range<usize> {
        let source = self.text.get(node.span.clone()).unwrap_or("");
        let start = source.find(part).map(|at| node.span.start + at);
        start.map_or(node.span.clone(), |start| start..start + part.len())
    }
}

/// A value as it is typed.
pub(super) fn written(node: &Node) -> String {
    match &node.value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let entries = table.entries.iter();
            let entries: Vec<String> = entries
                .map(|entry| format!("{} = {}", entry.key, written(&entry.node)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        _ => format!("\"{}\"", string(node).unwrap_or("")),
    }
}

fn table<'t>(file: &'t Table, name: &str) -> Option<&'t Table> {
    match &file.get(name)?.node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

pub(super) fn string(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(Scalar {
            kind: Kind::String,
            text,
        }) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(code: &str, text: &str) -> Vec<String> {
        let path = SourcePath::new("languages/x.toml");
        let file = value::toml::parse(text, 0, &path, "language/file").value;
        let found = check(code, &file, text, &path);
        // What is held against English here is a part of a file.
        let found = found.into_iter();
        found
            .filter(|found| !found.message.ends_with("is missing"))
            .map(|found| format!("{}: {}", found.code, found.message))
            .collect()
    }

    #[test]
    fn the_built_in_languages_have_a_place_for_everything_and_a_form_for_each_number() {
        let none: Vec<String> = Vec::new();
        let english = include_str!("../../themes/default/languages/en.toml");
        assert_eq!(told("en", english), none);
        assert_eq!(told("de", english), none);
        let arabic = include_str!("../../themes/default/languages/ar.toml");
        assert_eq!(told("ar", arabic), none);
    }

    #[test]
    fn two_bounds_of_a_date_are_said_in_two_ways() {
        let english = include_str!("../../themes/default/languages/en.toml");
        let alike = english.replace("since = \"since {0}\"", "since = \"By  {0}\"");
        let wrong = [
            "language/phrase: `by` and `since` are both `by {0}`, so that a date said with one is read as the other",
        ];
        assert_eq!(told("de", &alike), wrong);
        // A day and what has an end may be told in the same words, and in many languages all up to it.
        let one = english
            .replace("by_end = \"by the end of {0}\"", "by_end = \"by {0}\"")
            .replace("until = \"until {0}\"", "until = \"by {0}\"");
        assert_eq!(told("de", &one), Vec::<String>::new());
    }

    #[test]
    fn a_form_leaves_out_its_number_only_where_it_is_for_that_alone() {
        let words = "[words]\nevents = { one = \"an event\", few = \"{n} events\", many = \"{n} events\", other = \"{n} events\" }\n";
        let of_one: Vec<String> = Vec::new();
        assert_eq!(told("en", words), of_one);
        // 21 and 31 are `one` in Russian.
        let many = ["language/phrase: `events.one` has no place for `{n}`"];
        assert_eq!(told("ru", words), many);
    }
}

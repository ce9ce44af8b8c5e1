//! Reading a table: each key with its type, everything that is wrong gathered.

mod dates;

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use rust_decimal::Decimal;

use super::{Entry, Kind, Node, Scalar, Table, Value, decimal, meant};
use crate::date::Vocabularies;
use crate::diagnostic::{Diagnostic, Fix, Place, did_you_mean, one_slip};
use crate::path::SourcePath;

/// What a list of problems is written to, by many readers of one file.
pub type Sink = RefCell<Vec<Diagnostic>>;

/// A table being read: every key asked for is known, every other is reported by
/// [`Fields::finish`].
pub struct Fields<'a> {
    /// The table itself.
    pub table: &'a Table,
    file: &'a SourcePath,
    sink: &'a Sink,
    dates: &'a Vocabularies,
    known: RefCell<Vec<Cow<'static, str>>>,
    /// What was said of keys that are missing: taken back where the key is there, misspelt.
    missing: RefCell<Vec<(&'static str, Diagnostic)>>,
}

impl<'a> Fields<'a> {
    /// Begins to read a table of `file`; problems go to `sink`, and its dates are in the words of
    /// `dates`.
    pub fn new(
        table: &'a Table,
        file: &'a SourcePath,
        sink: &'a Sink,
        dates: &'a Vocabularies,
    ) -> Self {
        Fields {
            table,
            file,
            sink,
            dates,
            known: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// The place of some bytes of the file.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::span(self.file, span.clone())
    }

    /// The place of a key's value, or of the table where the key is missing.
    pub fn place_of(&self, key: &str) -> Place {
        match self.table.get(key) {
            Some(entry) => self.place(&entry.node.span),
            // Its first line, so that a message about it does not show all of it.
            None => self.place(&(self.table.span.start..self.table.span.start)),
        }
    }

    /// Where problems go.
    pub fn sink(&self) -> &'a Sink {
        self.sink
    }

    /// Reports a problem.
    pub fn report(&self, diagnostic: Diagnostic) {
        if !self.is_undecided(&diagnostic) {
            self.sink.borrow_mut().push(diagnostic);
        }
    }

    /// Whether something is wrong only because the words that dates are written in cannot be read: that is
    /// told where it is to be mended, and stops the build.
    fn is_undecided(&self, diagnostic: &Diagnostic) -> bool {
        let code = diagnostic.code;
        self.dates.is_unread() && (code.ends_with("/bad-date") || code == "config/as-of")
    }

    /// Reports that a key is missing, unless it turns out to be misspelt, or to hold a list or a table,
    /// of which is told as that.
    pub fn missing(&self, key: &'static str, diagnostic: Diagnostic) {
        let value = self.table.get(key).map(|entry| &entry.node.value);
        if matches!(value, Some(Value::Array(_) | Value::Table(_))) {
            return;
        }
        self.missing.borrow_mut().push((key, diagnostic.clone()));
        self.report(diagnostic);
    }

    /// A key's node, if it stands there and holds something.
    pub fn node(&self, key: &'static str) -> Option<&'a Node> {
        self.known.borrow_mut().push(Cow::Borrowed(key));
        let entry = self.table.get(key)?;
        (entry.node.value != Value::Null).then_some(&entry.node)
    }

    /// A key's text: any scalar as it was written. An empty text is as good as none.
    pub fn text(&self, key: &'static str) -> Option<String> {
        let text = &self.scalar(key, "a string")?.text;
        (!text.trim().is_empty()).then(|| text.clone())
    }

    /// A key's text that must be there.
    pub fn required_text(
        &self,
        key: &'static str,
        code: &'static str,
        help: &str,
    ) -> Option<String> {
        let text = self.text(key);
        if text.is_none() {
            let missing =
                Diagnostic::error(code, format!("`{key}` is missing"), self.place_of(key));
            self.missing(key, missing.help(help));
        }
        text
    }

    /// A key that is true or false.
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        let scalar = self.scalar(key, "true or false")?;
        match scalar.text.as_str() {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => self.wrong_type(key, "true or false"),
        }
    }

    /// A key that is a number, digit for digit as it is written; digits may be grouped with `_`.
    pub fn number(&self, key: &'static str) -> Option<Decimal> {
        let scalar = self.scalar(key, "a number")?;
        match decimal::read(&scalar.text) {
            Ok(number) if scalar.kind == Kind::Number => Some(number),
            Err(decimal::Unfit::TooLong) if scalar.kind == Kind::Number => {
                let message = format!("`{}` has more digits than a figure can have", scalar.text);
                let error =
                    Diagnostic::error("front-matter/long-number", message, self.place_of(key));
                self.report(error.help(decimal::LIMITS));
                None
            }
            _ => self.not_a_number(key, scalar),
        }
    }

    /// Reports a number that is written as a text, or what is none.
    fn not_a_number(&self, key: &str, scalar: &Scalar) -> Option<Decimal> {
        let Some(number) = decimal::grouped(&scalar.text) else {
            return self.wrong_type(key, "a number");
        };
        let message = format!("`{key}` is {}, expected a number", scalar.kind.as_str());
        let error = Diagnostic::error("front-matter/wrong-type", message, self.place_of(key));
        self.report(error.help(format!(
            "without quotation marks or commas: {key} = {number}"
        )));
        None
    }

    /// A key that is a whole number from zero up.
    pub fn count(&self, key: &'static str) -> Option<usize> {
        let scalar = self.scalar(key, "a whole number")?;
        if let Ok(count) = scalar.text.replace('_', "").parse() {
            return Some(count);
        }
        let grouped =
            decimal::grouped(&scalar.text).filter(|number| number.parse::<usize>().is_ok());
        let help = match grouped {
            Some(number) => format!("write {key} = {number}"),
            None => meant::instead(key, "a whole number"),
        };
        let message = format!(
            "`{key}` is `{}`, expected a whole number from 0 up",
            scalar.text
        );
        let error = Diagnostic::error("front-matter/wrong-type", message, self.place_of(key));
        self.report(error.help(help));
        None
    }

    /// A key that is one of a few words; a wrong one is reported under `code`.
    pub fn choice<T: Copy>(
        &self,
        key: &'static str,
        choices: &[(&'static str, T)],
        code: &'static str,
    ) -> Option<T> {
        let text = self.text(key)?;
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(*choice);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let help = match did_you_mean(&text, words.iter().copied()) {
            Some(word) => format!("did you mean `{word}`? It can be {}", words.join(", ")),
            None => format!("it can be {}", words.join(", ")),
        };
        let message = format!("unknown {key} `{text}`");
        self.report(Diagnostic::error(code, message, self.place_of(key)).help(help));
        None
    }

    /// A list of names, or one: a number or `true` is none.
    pub fn names(&self, key: &str) -> Vec<String> {
        let literal = |node: &Node| matches!(&node.value, Value::Scalar(scalar) if scalar.kind != Kind::String);
        let mut all = self.table.get(key).into_iter().map(|entry| &entry.node);
        let wrong = all.any(|node| match &node.value {
            Value::Array(items) => items.iter().any(literal),
            _ => literal(node),
        });
        if wrong {
            self.ignore(&[key]);
            self.wrong_type::<()>(key, "a list of names");
            return Vec::new();
        }
        self.texts(key).into_iter().map(|(text, _)| text).collect()
    }

    /// A key that is a list of texts, or one text, each with the place it stands at.
    pub fn texts(&self, key: &str) -> Vec<(String, Place)> {
        self.known.borrow_mut().push(Cow::Owned(key.to_string()));
        let Some(entry) = self.table.get(key) else {
            return Vec::new();
        };
        match &entry.node.value {
            Value::Null => Vec::new(),
            Value::Scalar(scalar) => vec![(scalar.text.clone(), self.place(&entry.node.span))],
            Value::Array(items) => items
                .iter()
                .filter_map(|item| self.item_text(key, item))
                .collect(),
            Value::Table(_) => {
                self.wrong_type::<()>(key, "a list of texts");
                Vec::new()
            }
        }
    }

    /// A key that is a table.
    pub fn table(&self, key: &'static str) -> Option<Fields<'a>> {
        match &self.node(key)?.value {
            Value::Table(table) => Some(Fields::new(table, self.file, self.sink, self.dates)),
            _ => self.wrong_type(key, "a table"),
        }
    }

    /// A key that is a list of tables.
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'a>> {
        self.items(key, "a list of tables")
            .iter()
            .filter_map(|item| self.item_table(key, item))
            .collect()
    }

    /// A key's items, where it is a list.
    pub fn items(&self, key: &'static str, expected: &str) -> &'a [Node] {
        match self.node(key).map(|node| &node.value) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.wrong_type::<()>(key, expected);
                &[]
            }
        }
    }

    /// A list's item that must be a table.
    pub fn item_table(&self, key: &'static str, item: &'a Node) -> Option<Fields<'a>> {
        match &item.value {
            Value::Table(table) => Some(Fields::new(table, self.file, self.sink, self.dates)),
            other => {
                self.wrong_item(key, other, &item.span, "a table");
                None
            }
        }
    }

    /// Takes keys as known without reading them.
    pub fn ignore(&self, keys: &[&str]) {
        let keys = keys.iter().map(|key| Cow::Owned(key.to_string()));
        self.known.borrow_mut().extend(keys);
    }

    /// The entries nobody has asked for so far.
    pub fn unknown(&self) -> Vec<&'a Entry> {
        let known = self.known.borrow();
        let entries = self.table.entries.iter();
        let unknown = entries.filter(|entry| !known.iter().any(|key| *key == entry.key));
        unknown.collect()
    }

    /// Reports every key nobody has asked for: an error where it resembles a known key,
    /// since then a fact is about to be lost, else a warning.
    pub fn finish(&self) {
        let known = self.known.borrow();
        let unknown = self.unknown();
        for entry in &unknown {
            let message = format!("unknown key `{}`", entry.key);
            let place = self.place(&entry.key_span);
            let code = "front-matter/unknown-key";
            let near = did_you_mean(&entry.key, known.iter().map(|key| &**key));
            let missing = self.missing.borrow();
            let mut meant = missing.iter().filter(|(key, _)| Some(*key) == near);
            if let Some((_, told)) = meant.next() {
                self.sink.borrow_mut().retain(|known| known != told);
            }
            self.report(match near {
                Some(near) => Diagnostic::error(code, message, place)
                    .help(format!("did you mean `{near}`?"))
                    .fix(self.respelled(entry, &unknown, &known)),
                None => Diagnostic::warning(code, message, place)
                    .help("remove it, or put it below `extra` if it is meant for templates"),
            });
        }
    }

    /// The right spelling of a key, where one slip away there is one key alone, which does not
    /// stand there yet. A list of tables may have its name in several places.
    fn respelled(
        &self,
        entry: &Entry,
        unknown: &[&Entry],
        known: &[Cow<'static, str>],
    ) -> Option<Fix> {
        let mut near = known.iter().filter(|key| one_slip(&entry.key, key));
        let key = near.next().filter(|key| near.all(|other| other == *key))?;
        // Of two slips for one key, a person says which is meant.
        let same = |other: &&Entry| other.key != entry.key && one_slip(&other.key, key);
        if unknown.iter().any(same) {
            return None;
        }
        let is_table = |node: &Node| matches!(node.value, Value::Table(_));
        let several = match &entry.node.value {
            Value::Array(items) => items.iter().any(is_table),
            _ => is_table(&entry.node),
        };
        (self.table.get(key).is_none() && !several)
            .then(|| Fix {
                span: entry.key_span.clone(),
                was: entry.key.clone(),
                replacement: key.to_string(),
            })
            .filter(|fix| fix.span.len() == fix.was.len())
    }

    fn scalar(&self, key: &'static str, expected: &str) -> Option<&'a Scalar> {
        match &self.node(key)?.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => self.wrong_type(key, expected),
        }
    }

    fn item_text(&self, key: &str, item: &Node) -> Option<(String, Place)> {
        match &item.value {
            Value::Scalar(scalar) => Some((scalar.text.clone(), self.place(&item.span))),
            other => {
                self.wrong_item(key, other, &item.span, "a text");
                None
            }
        }
    }

    fn wrong_type<T>(&self, key: &str, expected: &str) -> Option<T> {
        if let Some(entry) = self.table.get(key) {
            let found = entry.node.value.kind();
            let message = format!("`{key}` is {found}, expected {expected}");
            let error = self.wrong(message, &entry.node.span);
            self.report(error.help(meant::instead(key, expected)));
        }
        None
    }

    fn wrong_item(&self, key: &str, found: &Value, span: &Range<usize>, expected: &str) {
        let message = format!("`{key}` holds {}, expected {expected}", found.kind());
        let help = match expected {
            "a table" => format!("begin each of them with `[[{key}]]`, or in YAML with `- `"),
            _ => format!("write one text after the other: {key} = [\"…\", \"…\"]"),
        };
        self.report(self.wrong(message, span).help(help));
    }

    fn wrong(&self, message: String, span: &Range<usize>) -> Diagnostic {
        Diagnostic::error("front-matter/wrong-type", message, self.place(span))
    }
}

//! TOML and YAML as one tree of values that know where they stand.
//!
//! [`toml`] and [`yaml`] make the tree, [`mod@json`] finds where an object ends for the latter; [`Fields`] reads it with the right type for each key
//! and gathers everything that is wrong, so that one run reports it all. Scalars keep the
//! text they were written with: an unquoted `2014` or `2024-09-09` is a partly known date
//! as well as a number or a day.

mod decimal;
mod fields;
pub mod flow;
pub mod json;
mod meant;
pub mod toml;
pub mod yaml;

pub use fields::{Fields, Sink};
pub use meant::Slip;

use std::ops::Range;

/// A value and the bytes of the file it stands at.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What is written.
    pub value: Value,
    /// Where, in bytes of the whole file.
    pub span: Range<usize>,
}

impl Node {
    /// The tables that a value is or holds in lists.
    pub fn tables(&self) -> Box<dyn Iterator<Item = &Table> + '_> {
        match &self.value {
            Value::Table(table) => Box::new(std::iter::once(table)),
            Value::Array(items) => Box::new(items.iter().flat_map(Node::tables)),
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// What can be written in TOML and YAML alike.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string, number, truth value or date.
    Scalar(Scalar),
    /// A sequence.
    Array(Vec<Node>),
    /// Keys with values.
    Table(Table),
    /// YAML's `null`, or a key with nothing behind it.
    Null,
}

impl Value {
    /// The kind in words for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Scalar(scalar) => scalar.kind.as_str(),
            Value::Array(_) => "a list",
            Value::Table(_) => "a table",
            Value::Null => "nothing",
        }
    }
}

/// A single value with the text it was written with.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// What the language takes it for.
    pub kind: Kind,
    /// A string's content, or the source text of anything else.
    pub text: String,
}

/// What a scalar is in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    String,
    /// An integer or a decimal number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A TOML date or date-time.
    Date,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::String => "a string",
            Kind::Number => "a number",
            Kind::Boolean => "true or false",
            Kind::Date => "a date",
        }
    }
}

/// Keys with values in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries; a key stands once.
    pub entries: Vec<Entry>,
    /// Where the table stands, in bytes of the whole file.
    pub span: Range<usize>,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The table with its keys as `names` spell them, where only capitals differ.
    pub fn spelled<'a>(&self, names: impl Iterator<Item = &'a str> + Clone) -> Table {
        let mut table = self.clone();
        for entry in &mut table.entries {
            let name = names
                .clone()
                .find(|name| name.eq_ignore_ascii_case(&entry.key));
            if let Some(name) = name.filter(|name| self.get(name).is_none()) {
                entry.key = name.to_string();
            }
        }
        table
    }

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// The number that a text is in digits, with no more of them than a figure can have.
pub fn number(text: &str) -> Option<rust_decimal::Decimal> {
    decimal::read(text).ok()
}

/// A value as JSON, for what only templates read.
pub fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Table(table) => table
            .entries
            .iter()
            .map(|entry| (entry.key.clone(), json(&entry.node)))
            .collect(),
        Value::Scalar(scalar) => scalar_json(scalar),
    }
}

fn scalar_json(scalar: &Scalar) -> serde_json::Value {
    let text = || serde_json::Value::String(scalar.text.clone());
    match scalar.kind {
        Kind::String | Kind::Date => text(),
        Kind::Boolean => (scalar.text.eq_ignore_ascii_case("true")).into(),
        Kind::Number => {
            serde_json::from_str(&scalar.text.replace('_', "")).unwrap_or_else(|_| text())
        }
    }
}

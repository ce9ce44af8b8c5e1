//! `[tokens]`: colours, fonts and sizes that a site gives its theme.

use crate::diagnostic::{Diagnostic, Place};
use crate::value::{Fields, Value};

/// A token's value, as a site or its theme gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its name, without dashes before it.
    pub name: String,
    /// Its value, which can be put into a style sheet as it is.
    pub value: String,
    /// Where its name is written.
    pub place: Place,
    /// Where its value is written.
    pub value_place: Place,
}

/// Reads the table `tokens`; a value that could do more than be a value is reported and left out.
pub fn read(fields: &Fields<'_>) -> Vec<Token> {
    let Some(table) = fields.table("tokens") else {
        return Vec::new();
    };
    let entries = table.table.entries.iter();
    entries
        .filter_map(|entry| {
            let value_place = fields.place(&entry.node.span);
            let value = match &entry.node.value {
                Value::Scalar(scalar) => scalar.text.trim(),
                _ => "",
            };
            match fault(value) {
                None => Some(Token {
                    name: entry.key.clone(),
                    value: value.to_string(),
                    place: fields.place(&entry.key_span),
                    value_place,
                }),
                Some(fault) => {
                    let message = format!("the value of `{}` {fault}", entry.key);
                    let error = Diagnostic::error("theme/bad-token", message, value_place);
                    let help = "write one value of CSS, such as \"#0b4f6c\", \"Georgia, serif\" or \"1.2rem\"";
                    fields.report(error.help(help));
                    None
                }
            }
        })
        .collect()
}

/// Why a value cannot stand in a style sheet: it could end its declaration, hide what follows, or
/// load something.
fn fault(value: &str) -> Option<String> {
    if value.is_empty() {
        return Some("is empty".to_string());
    }
    let mut quote = None;
    let mut open = Vec::new();
    for c in value.chars() {
        match (c, quote) {
            (';' | '{' | '}' | '<' | '>' | '\\' | '@' | '!' | '*', _) => {
                return Some(format!("has a `{c}`, which no token may have"));
            }
            (c, _) if c.is_control() => return Some("goes over several lines".to_string()),
            (c, Some(opened)) if c == opened => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('(', None) => open.push(')'),
            ('[', None) => open.push(']'),
            (')' | ']', None) if open.pop() != Some(c) => {
                return Some(format!("has a `{c}` too many"));
            }
            _ => {}
        }
    }
    if quote.is_some() {
        return Some("has a quotation mark too many".to_string());
    }
    if let Some(missing) = open.pop() {
        return Some(format!("lacks a `{missing}`"));
    }
    let lower = value.to_ascii_lowercase();
    let loads = ["url(", "src(", "image(", "image-set("];
    let loads = loads.into_iter().find(|word| lower.contains(word));
    loads.map(|word| format!("uses `{word}…)`, and a token may load nothing"))
}

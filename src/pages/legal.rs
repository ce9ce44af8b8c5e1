//! Characters that formats can hold. What people paste into a title has others: the vertical tab
//! of a word processor, the rest of a broken encoding.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::content::citation::is_noncharacter;

/// Text with only such characters as XML 1.0 allows: what ends a line there is a line's end or a
/// space, and the rest is left out.
pub fn xml(text: &str) -> Cow<'_, str> {
    // Nearly every text is: no need to take it apart.
    let is_plain = |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut legal = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        match c {
            '\n' if before == Some('\r') => {}
            '\r' => legal.push('\n'),
            '\u{b}' | '\u{c}' | '\u{85}' => legal.push(' '),
            '\n' | '\t' => legal.push(c),
            c if c.is_control() || is_noncharacter(c) => {}
            c => legal.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(legal)
}

/// The same for a value that stands in one line.
pub fn line(text: &str) -> String {
    xml(text).replace(['\n', '\t', '\u{2028}', '\u{2029}'], " ")
}

/// JSON of which every text is legal.
pub fn json(value: Json) -> Json {
    match value {
        Json::String(text) => Json::String(xml(&text).into_owned()),
        Json::Array(values) => values.into_iter().map(json).collect(),
        Json::Object(members) => {
            let members = members.into_iter();
            members.map(|(key, value)| (key, json(value))).collect()
        }
        value => value,
    }
}

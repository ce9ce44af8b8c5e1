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

/// A page of HTML with only such characters as a browser takes for text.
pub fn page(html: String) -> String {
    // Whole pages are read here: without branches, eight or more bytes are looked at in one step.
    let controls = |found, byte: &u8| {
        found | (*byte < b' ' && *byte != b'\n' && *byte != b'\t') | (*byte == 0x7F)
    };
    let beyond = |found, pair: (&u8, &u8)| {
        found
            | (*pair.0 == 0xC2 && *pair.1 < 0xA0)
            | (*pair.0 == 0xBF && *pair.1 >= 0xBE)
            | (*pair.0 == 0xEF && *pair.1 == 0xB7)
    };
    let bytes = html.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    match bytes.iter().fold(false, controls) || pairs.fold(false, beyond) {
        true => xml(&html).into_owned(),
        false => html,
    }
}

/// Text as XML can hold it, for a value that stands in one line.
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

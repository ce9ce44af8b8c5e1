//! What to do about a template that Tera cannot make sense of.

use std::collections::BTreeMap;

use super::written::Written;
use super::{filtered, tags};
use crate::diagnostic::did_you_mean;

/// Where a template's author finds what there is.
const LISTED: &str = "what a template may use is listed in docs/themes.md";

/// The filters that there are: Dateline's, and Tera's.
const FILTERS: &str = "cards digits isolated list made number t time safe default upper lower wordcount escape \
    escape_html escape_xml newlines_to_br pluralize trim trim_start trim_end replace capitalize title truncate \
    indent str int float length reverse split abs round first last nth join sort unique get values keys pairs \
    group_by";

/// What Tera can ask of a value.
const TESTS: &str = "string number map bool array integer float none iterable defined undefined odd even \
    divisible_by starting_with ending_with containing";

/// What Tera calls kinds of values, and what people call them.
const KINDS: [(&str, &str); 7] = [
    ("`u8`", "a whole number"),
    ("`usize`", "a whole number"),
    ("`u64`", "a whole number"),
    ("`i64`", "a whole number"),
    ("`&str`", "a text"),
    ("`string`", "a text"),
    ("`bytes`", "what `cards` gives"),
];

/// A message of Tera in people's words: in lower case, without a final stop.
pub fn message(text: &str) -> String {
    let mut characters = text.trim_end_matches('.').chars();
    let first = characters.next().into_iter();
    let text: String = first
        .flat_map(char::to_lowercase)
        .chain(characters)
        .collect();
    KINDS
        .iter()
        .fold(text, |text, (tera, said)| text.replace(tera, said))
}

/// What to do, by what Tera says and by what stands there in the template.
pub fn help(message: &str, written: &str, sources: &BTreeMap<String, Written>) -> String {
    let near = quoted(message).and_then(|name| {
        let near = |names: Vec<String>| {
            let near = did_you_mean(name, names.iter().map(String::as_str))?;
            Some(format!("did you mean `{near}`?"))
        };
        match message.split(' ').next()? {
            "block" => near(tags::named(sources, "block")),
            "field" => near(fields(message)),
            "unknown" if message.starts_with("unknown component") => {
                near(tags::named(sources, "component"))
            }
            "unknown" if message.starts_with("unknown template") => near(tags::templates(sources)),
            "unknown" => {
                let known = match message.starts_with("unknown test") {
                    true => TESTS,
                    false => FILTERS,
                };
                near(known.split_whitespace().map(str::to_string).collect())
            }
            _ => None,
        }
    });
    near.unwrap_or_else(|| general(message, written).to_string())
}

fn general(message: &str, written: &str) -> &'static str {
    match message {
        "unknown tag" if matches!(written, "import" | "macro") => {
            "Tera 2 has components in place of macros, which need no import: see docs/themes.md"
        }
        "unknown tag" if matches!(written, "elseif" | "else if" | "elsif") => "write {% elif … %}",
        "unknown tag" if written.starts_with("end") || written.starts_with("el") => {
            "an {% if %} or a {% for %} above it is not closed, or there is none that it could close"
        }
        "tried to render a variable that is undefined" if written.contains("assets") => {
            "`page.assets` has the files of static/, each by its path there: look for a slip in the name"
        }
        "tried to render a variable that is undefined" => {
            "there is nothing of this name here: docs/themes.md lists what a page has"
        }
        other if other.starts_with("field `") && written.contains("extra") => {
            "it is read below [extra], of the site or of the text: write it there, or ask first, {% if … %}"
        }
        other if other.starts_with("field `") && fields(other).is_empty() => {
            "what stands before it has no fields: cards, such as `view.latest`, are shown with the filter `cards`"
        }
        other if other.contains("what `cards` gives") => filtered::HELP,
        _ => LISTED,
    }
}

/// The fields that a message says there are.
fn fields(message: &str) -> Vec<String> {
    let listed = message.split_once("Available fields: ");
    let listed = listed.map_or("", |(_, listed)| listed);
    let names = listed.split(", ").filter(|name| !name.is_empty());
    names.map(str::to_string).collect()
}

/// The first name in a message.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

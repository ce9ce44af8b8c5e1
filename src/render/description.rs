//! What a theme says of itself, in its `theme.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::config::{self, Token};
use crate::date::Vocabularies;
use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};
use crate::path::SourcePath;
use crate::value::{self, Fields, Sink};

/// The version of what templates get and are asked for that this program has. It is one more
/// whenever a theme has to change; docs/themes.md says what with each.
const VERSION: u32 = 1;

/// What Dateline reads of a theme's description.
const KEYS: [&str; 3] = ["policy", "theme", "tokens"];

/// A theme's description of itself.
#[derive(Debug, Default)]
pub struct Description {
    /// The colours, fonts and sizes that it sets.
    pub tokens: Vec<Token>,
    /// Whether its pages bring a policy of their own, or none: `policy = false`.
    pub own_policy: bool,
}

/// Reads the description of a theme that has these texts. A theme that says it is made for another
/// version is refused: its pages would lack what is now found elsewhere.
pub fn read(texts: &BTreeMap<String, (SourcePath, Arc<str>)>) -> Checked<Description> {
    let Some((path, text)) = texts.get("theme.toml") else {
        return Checked::clean(Description::default());
    };
    let parsed = value::toml::parse(text, 0, path, "theme/toml");
    let sink = Sink::new(parsed.diagnostics);
    let dates = Vocabularies::default();
    let fields = Fields::new(&parsed.value, path, &sink, &dates);
    let description = Description {
        tokens: config::tokens(&fields),
        own_policy: fields.boolean("policy") == Some(false),
    };
    let is_name = |text: &String| text.parse::<Decimal>().is_err();
    let version = match fields.text("theme").filter(is_name) {
        Some(name) => {
            fields.report(named(&name, fields.place_of("theme")));
            None
        }
        None => fields.number("theme"),
    };
    if let Some(other) = version.filter(|version| *version != Decimal::from(VERSION)) {
        fields.report(unfit(other, fields.place_of("theme")));
    }
    // What else the file says is for those who look after the theme, but for slips of the pen.
    for entry in fields.unknown() {
        if let Some(near) = did_you_mean(&entry.key, KEYS) {
            fields.report(misspelt(&entry.key, near, fields.place(&entry.key_span)));
        }
    }
    Checked::new(description, sink.into_inner())
}

/// What dateline.toml has under this key, and not a theme itself.
fn named(name: &str, place: Place) -> Diagnostic {
    let message = format!("`theme` is `{name}`, expected the version that this theme is made for");
    let help = format!("write the number alone: theme = {VERSION}; a theme is named by its folder");
    Diagnostic::error("front-matter/wrong-type", message, place).help(help)
}

fn unfit(version: Decimal, place: Place) -> Diagnostic {
    let message =
        format!("this theme is made for version {version}, and templates are at {VERSION}");
    let help =
        format!("docs/themes.md says what each version changed; then write `theme = {VERSION}`");
    Diagnostic::error("theme/version", message, place).help(help)
}

fn misspelt(key: &str, near: &str, place: Place) -> Diagnostic {
    let message = format!("`{key}` in theme.toml does nothing");
    Diagnostic::warning("theme/unknown-key", message, place).help(format!("did you mean `{near}`?"))
}

//! What a theme says of itself, in its `theme.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{self, Token};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::path::SourcePath;
use crate::value::{self, Fields, Sink};

/// The version of what templates get and are asked for that this program has. It is one more
/// whenever a theme has to change; docs/themes.md says what with each.
const VERSION: usize = 1;

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
    // What else the file says is for those who look after the theme.
    let fields = Fields::new(&parsed.value, path, &sink);
    let description = Description {
        tokens: config::tokens(&fields),
        own_policy: fields.boolean("policy") == Some(false),
    };
    if let Some(other) = fields.count("theme").filter(|version| *version != VERSION) {
        fields.report(unfit(other, fields.place_of("theme")));
    }
    Checked::new(description, sink.into_inner())
}

fn unfit(version: usize, place: Place) -> Diagnostic {
    let message =
        format!("this theme is made for version {version}, and templates are at {VERSION}");
    let help =
        format!("docs/themes.md says what each version changed; then write `theme = {VERSION}`");
    Diagnostic::error("theme/version", message, place).help(help)
}

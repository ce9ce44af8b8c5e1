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

/// Reads the description of a theme that has these texts. A theme whose templates are made for another
/// version is refused: its pages would lack what is now found elsewhere.
pub fn read(texts: &BTreeMap<String, (SourcePath, Arc<str>)>) -> Checked<Description> {
    let templates = texts
        .iter()
        .find(|(path, _)| path.starts_with("templates/"));
    let templates = templates.map(|(_, (path, _))| path);
    let Some((path, text)) = texts.get("theme.toml") else {
        let unsaid = templates.map(|template| unsaid(&Place::file(template)));
        return Checked::new(Description::default(), unsaid.into_iter().collect());
    };
    let parsed = value::toml::parse(text, 0, path, "theme/toml");
    let sink = Sink::new(parsed.diagnostics);
    // What else the file says is for those who look after the theme.
    let fields = Fields::new(&parsed.value, path, &sink);
    let description = Description {
        tokens: config::tokens(&fields),
        own_policy: fields.boolean("policy") == Some(false),
    };
    match fields.count("theme") {
        Some(VERSION) => {}
        Some(other) => fields.report(unfit(other, fields.place_of("theme"))),
        None if fields.node("theme").is_some() => {}
        None => {
            if templates.is_some() {
                fields.report(unsaid(&Place::file(path)));
            }
        }
    }
    Checked::new(description, sink.into_inner())
}

fn unsaid(place: &Place) -> Diagnostic {
    let message = "this theme does not say for which version its templates are made";
    let help = format!(
        "write `theme = {VERSION}` into its theme.toml, if they show lists of events, figures and \
         articles with the filter `cards`; docs/themes.md says how"
    );
    Diagnostic::warning("theme/version", message, place.clone()).help(help)
}

fn unfit(version: usize, place: Place) -> Diagnostic {
    let message =
        format!("this theme is made for version {version}, and templates are at {VERSION}");
    let help =
        format!("docs/themes.md says what each version changed; then write `theme = {VERSION}`");
    Diagnostic::error("theme/version", message, place).help(help)
}

//! Words for templates: `{{ "latest" | t }}`, `{{ "articles" | t(n=3) }}`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::theme;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::language::{self, Language};
use crate::path::SourcePath;

/// The language file of a site's language: the theme's own, or the built-in one; English where
/// there is neither.
pub fn load(texts: &BTreeMap<String, (SourcePath, Arc<str>)>, code: &str) -> Checked<Language> {
    let primary = code.split(['-', '_']).next().unwrap_or(code);
    let names = [code, primary].map(|code| format!("languages/{code}.toml"));
    let own = names.iter().find_map(|name| texts.get(name).cloned());
    let built_in = || {
        names.iter().find_map(|name| {
            let path = SourcePath::new(&format!("themes/default/{name}"));
            Some((path.clone(), Arc::from(theme::built_in_text(&path)?)))
        })
    };
    let Some((path, text)) = own.or_else(built_in) else {
        return Checked::clean(language::english().clone());
    };
    let text: Arc<str> = text;
    match Language::parse(code, &text) {
        Ok(language) => {
            let missing = missing(&language, &path);
            Checked::new(language, missing.into_iter().collect())
        }
        Err(error) => {
            let place = Place {
                file: path,
                span: error.span(),
            };
            let message = error.message().trim_end_matches('.').to_string();
            let error = Diagnostic::error("language/file", message, place)
                .help("the built-in languages/en.toml has every table and key");
            Checked::new(language::english().clone(), vec![error])
        }
    }
}

/// Words that stay English for want of others.
fn missing(language: &Language, path: &SourcePath) -> Option<Diagnostic> {
    let missing = language.missing();
    let first: Vec<&str> = missing.iter().take(8).copied().collect();
    let more = match missing.len().saturating_sub(first.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "these words are missing and stay English: {}{more}",
        first.join(", ")
    );
    let warning = Diagnostic::warning("language/missing", message, Place::file(path));
    let help = "copy them from the built-in languages/en.toml and translate them";
    (!missing.is_empty()).then(|| warning.help(help))
}

/// Gives templates the filter `t`: the words behind a key, `n` choosing the plural, and every
/// other argument put in for its name.
pub fn register(tera: &mut Tera, language: Arc<Language>) {
    tera.register_filter(
        "t",
        move |key: &str, values: Kwargs, _: &State| -> TeraResult<String> {
            let named: Vec<(String, String)> = values
                .iter()
                .map(|(name, value)| (name.to_string(), text(value)))
                .collect();
            let named: Vec<(&str, &str)> = named
                .iter()
                .map(|(name, value)| (&**name, &**value))
                .collect();
            let count = values.get::<usize>("n")?;
            Ok(match count {
                Some(n) => {
                    let others: Vec<(&str, &str)> =
                        named.into_iter().filter(|(name, _)| *name != "n").collect();
                    language.count(key, n, &others)
                }
                None => language.say(key, &named),
            })
        },
    );
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_string)
}

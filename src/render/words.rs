//! Words for templates: `{{ "latest" | t }}`, `{{ "articles" | t(n=3) }}`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::theme;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::language::{self, Language};
use crate::path::SourcePath;

/// The language file of a site's language: the theme's own, or the built-in one; English where
/// there is neither.
pub fn load(
    texts: &BTreeMap<String, (SourcePath, Arc<str>)>,
    config: &Config,
) -> Checked<Language> {
    let code = config.language.as_str();
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
        return Checked::new(language::english().clone(), vec![none(config, primary)]);
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

fn none(config: &Config, primary: &str) -> Diagnostic {
    let message = format!(
        "there are no words of the interface in `{}`, so they are English",
        config.language
    );
    let help = format!(
        "copy the built-in languages/en.toml to themes/{}/languages/{primary}.toml and translate it",
        config.theme
    );
    Diagnostic::warning("language/none", message, config.language_place.clone()).help(help)
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

/// Gives templates the words of the interface: `t` says a key, `n` choosing the plural and every
/// other argument put in for its name; `number` and `digits` write numbers, with and without
/// marks between thousands; `list` joins texts;
/// `isolated` keeps the order of a text of the other direction.
pub fn register(tera: &mut Tera, language: Arc<Language>) {
    let words = language.clone();
    tera.register_filter("t", move |key: &str, values: Kwargs, state: &State| {
        say(&words, key, &values, state)
    });
    let words = language.clone();
    tera.register_filter("number", move |number: usize, _: Kwargs, _: &State| {
        words.numbers.whole(number)
    });
    let words = language.clone();
    tera.register_filter("digits", move |value: Value, _: Kwargs, _: &State| {
        words.numbers.digits(&plain(&value))
    });
    let words = language.clone();
    tera.register_filter("isolated", move |text: &str, _: Kwargs, _: &State| {
        words.direction.isolated(text).into_owned()
    });
    tera.register_filter("list", move |parts: Vec<String>, _: Kwargs, _: &State| {
        language.list(&parts)
    });
}

/// The words behind a key. Where one of the values is markup, so is what they make together, and
/// all else in it is escaped.
fn say(language: &Language, key: &str, values: &Kwargs, state: &State) -> TeraResult<Value> {
    let is_markup = |value: &Value| value.as_str().is_some() && value.is_safe();
    let markup = values.iter().any(|(_, value)| is_markup(value));
    let escaped = |text: &str| match markup {
        true => state.escape(text),
        false => Ok(text.to_string()),
    };
    let form = escaped(language.form(key, values.get::<usize>("n")?))?;
    let mut named: Vec<(&str, Cow<'_, str>)> = Vec::new();
    for (name, value) in values.iter() {
        let text = match (is_markup(value), value.as_u128()) {
            (true, _) => plain(value),
            (_, Some(number)) => language
                .numbers
                .whole(usize::try_from(number).unwrap_or(usize::MAX)),
            _ => escaped(&language.direction.isolated(&plain(value)))?,
        };
        named.push((name.as_str().unwrap_or_default(), Cow::Owned(text)));
    }
    let text = language::fill(&form, &named);
    Ok(match markup {
        true => Value::safe_string(&text),
        false => Value::from(text),
    })
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_string)
}

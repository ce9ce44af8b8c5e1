//! Words for templates: `{{ "latest" | t }}`, `{{ "articles" | t(n=3) }}`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::marks::UNDEFINED;
use super::theme;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Place, has_errors};
use crate::language::{self, Language};
use crate::path::SourcePath;
use crate::value;

/// The language file of a site's language: the theme's own, or the built-in one; English where
/// there is neither.
pub fn load(
    texts: &BTreeMap<String, (SourcePath, Arc<str>)>,
    config: &Config,
) -> Checked<Language> {
    let code = config.language.as_str();
    let primary = primary(code);
    let mut found = misnamed(texts);
    let language = match own_file(texts, config) {
        Some((path, text)) => own(code, path, text),
        None => built_in(code, primary).map_or_else(
            || {
                // What is no code of a language is told of as that.
                let none = language::is_code(code).then(|| none(config, primary));
                Checked::new(language::english().clone(), none.into_iter().collect())
            },
            Checked::clean,
        ),
    };
    let mut language = language.drain_into(&mut found);
    // What a theme says in English of its own is what its other languages stand on.
    let english = texts.get("languages/en.toml");
    if let Some((path, text)) = english.filter(|_| primary != "en") {
        language.stand_on(own("en", path, text).drain_into(&mut found));
    }
    Checked::new(language, found)
}

/// The language file that a theme has for a site's language.
pub fn own_file<'t>(
    texts: &'t BTreeMap<String, (SourcePath, Arc<str>)>,
    config: &Config,
) -> Option<(&'t SourcePath, &'t str)> {
    let code = config.language.as_str();
    [code, primary(code)].into_iter().find_map(|code| {
        let mut files = texts.iter();
        let is = |path: &str| named(path).is_some_and(|name| language::is_same(name, code));
        let (_, (path, text)) = files.find(|(path, _)| is(path))?;
        Some((path, &**text))
    })
}

/// A language without its region.
fn primary(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// The language that a file of a theme is named after.
fn named(path: &str) -> Option<&str> {
    path.strip_prefix("languages/")?.strip_suffix(".toml")
}

/// Files that no language can ask for.
fn misnamed(texts: &BTreeMap<String, (SourcePath, Arc<str>)>) -> Vec<Diagnostic> {
    let files = texts
        .iter()
        .filter_map(|(path, (source, _))| Some((named(path)?, source)));
    let misnamed = files.filter(|(name, _)| name.contains('/') || !language::is_code(name));
    let told = misnamed.map(|(name, source)| {
        let message =
            format!("`{name}.toml` is named after no code of a language, and nothing reads it");
        let last = name.rsplit('/').next().unwrap_or(name);
        let code = language::code_of(last).or(Some(last).filter(|last| language::is_code(last)));
        let help = match code {
            Some(code) => format!("name it languages/{code}.toml"),
            None => "name it after a code of BCP 47: languages/de.toml".to_string(),
        };
        Diagnostic::warning("language/unknown", message, Place::file(source)).help(help)
    });
    told.collect()
}

fn built_in(code: &str, primary: &str) -> Option<Language> {
    [code, primary].into_iter().find_map(|name| {
        let path = SourcePath::new(&format!("themes/default/languages/{name}.toml"));
        Language::parse(code, theme::built_in_text(&path)?).ok()
    })
}

/// A theme's own language file. Where anything in it is wrong, what is shown meanwhile is English.
fn own(code: &str, path: &SourcePath, text: &str) -> Checked<Language> {
    let english = |wrong| Checked::new(language::english().clone(), wrong);
    let file = value::toml::parse(text, 0, path, "language/file");
    if !file.diagnostics.is_empty() {
        return english(file.diagnostics);
    }
    let mut wrong = language::check(code, &file.value, text, path);
    let language = match Language::parse(code, text) {
        Ok(language) => language,
        Err(error) => {
            // What the check finds it says better.
            if !has_errors(&wrong) {
                wrong.push(unread(&error, path));
            }
            return english(wrong);
        }
    };
    let is_sound = !has_errors(&wrong);
    wrong.extend(missing(&language, path));
    match is_sound {
        true => Checked::new(language, wrong),
        false => english(wrong),
    }
}

/// Whether nothing is wrong in a language file.
pub fn is_sound(code: &str, path: &SourcePath, text: &str) -> bool {
    !has_errors(&own(code, path, text).diagnostics)
}

/// Why a language file cannot be read.
fn unread(error: &toml::de::Error, path: &SourcePath) -> Diagnostic {
    let place = Place {
        file: path.clone(),
        span: error.span(),
    };
    let message = error.message().trim_end_matches('.').to_string();
    Diagnostic::error("language/file", message, place)
        .help("the built-in languages/en.toml has every table and key")
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
        if value.is_undefined() {
            return Err(tera::Error::message(UNDEFINED));
        }
        Ok(words.numbers.digits(&plain(&value)))
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
///
/// A key that has no words would be shown itself, and what is not given would leave a gap: neither is
/// for readers.
fn say(language: &Language, key: &str, values: &Kwargs, state: &State) -> TeraResult<Value> {
    if !language.has(key) {
        return Err(Error::message(no_words(language, key)));
    }
    let is_markup = |value: &Value| value.as_str().is_some() && value.is_safe();
    let markup = values.iter().any(|(_, value)| is_markup(value));
    let escaped = |text: &str| match markup {
        true => state.escape(text),
        false => Ok(text.to_string()),
    };
    let number = values.get::<usize>("n");
    let number = number.map_err(|_| Error::message("the `n` of `t` is a whole number"))?;
    let form = language.form(key, number);
    let is_given = |name: &str| values.iter().any(|(given, _)| given.as_str() == Some(name));
    if let Some(name) = language::names(form).find(|name| !is_given(name)) {
        return Err(Error::message(format!(
            "`{key}` is \"{form}\", and nothing is given for `{name}`: write t({name}=…)"
        )));
    }
    let form = escaped(form)?;
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

fn no_words(language: &Language, key: &str) -> String {
    let meant = match language.near(key) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write them into the theme's language file, below [words]".to_string(),
    };
    format!("there are no words for `{key}`: {meant}")
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_string)
}

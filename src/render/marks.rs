//! Filters that mark words up for machines: dates, and what Dateline makes up. They stand in almost
//! every line of a page, so that they are no components.

use crate::language::Language;
use tera::value::Key;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Gives templates `{{ event.date | time }}`, a date in words as HTML's `time` (a `span` where that
/// cannot carry it), and `{{ event.line | made }}`, what Dateline makes up by itself, marked as such:
/// a sentence, or the parts of one with a semicolon between them. Words of no kind are somebody's own
/// and are not marked.
pub fn register(tera: &mut Tera, language: &Language) {
    let between = language.text("semicolon");
    tera.register_filter("time", |date: Value, _: Kwargs, state: &State| {
        if is_nothing(&date, "`time` shows a date, such as `view.date`")? {
            return Ok(Value::safe_string(""));
        }
        let words = member(&date, "words", state)?;
        let edtf = member(&date, "edtf", state)?;
        let datetime = member(&date, "datetime", state)?;
        let marked = match datetime.as_str() {
            "" => format!("<span data-edtf=\"{edtf}\">{words}</span>"),
            // Of a day, a month and a year both are the same.
            day if day == edtf && !day.contains('T') => {
                format!("<time datetime=\"{day}\">{words}</time>")
            }
            instant => {
                format!("<time datetime=\"{instant}\" data-edtf=\"{edtf}\">{words}</time>")
            }
        };
        Ok::<_, tera::Error>(Value::safe_string(&marked))
    });
    tera.register_filter("made", move |sentences: Value, _: Kwargs, state: &State| {
        let one = [sentences.clone()];
        let mut marked = String::new();
        for sentence in sentences.as_array().unwrap_or(&one) {
            if is_nothing(
                sentence,
                "`made` shows what Dateline makes up, such as `event.line`",
            )? {
                continue;
            }
            let words = member(sentence, "words", state)?;
            let kind = member(sentence, "kind", state)?;
            if !marked.is_empty() {
                marked.push_str(&between);
            }
            match kind.as_str() {
                "" => marked.push_str(&words),
                kind => marked.push_str(&format!("<span data-derived=\"{kind}\">{words}</span>")),
            }
        }
        Ok::<_, tera::Error>(Value::safe_string(&marked))
    });
}

/// What is wrong with a filter's field that is misspelt.
pub const UNDEFINED: &str = "the field before the filter does not exist";

/// Whether a field is nothing, which is written as nothing.
///
/// # Errors
///
/// That it is something else than what the filter shows, of which nothing would be left; and that there is
/// no such field.
fn is_nothing(value: &Value, shows: &str) -> TeraResult<bool> {
    if value.is_undefined() {
        return Err(tera::Error::message(UNDEFINED));
    }
    if value.is_none() {
        return Ok(true);
    }
    let has_words = |map: &tera::Map| map.contains_key(&Key::from("words"));
    match value.as_map().is_some_and(has_words) {
        true => Ok(false),
        false => Err(tera::Error::message(format!(
            "{shows}; this is something else"
        ))),
    }
}

/// A member of a value, escaped; empty where it has none of the name.
fn member(of: &Value, name: &'static str, state: &State) -> TeraResult<String> {
    let map = of.as_map();
    let value = map.and_then(|map| map.get(&Key::from(name)));
    state.escape(value.and_then(Value::as_str).unwrap_or_default())
}

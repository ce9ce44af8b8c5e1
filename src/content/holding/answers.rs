//! What a value answers to a key that asks whether, or until when, a text is public.

use super::scalar;
use super::words::{ALWAYS_HELD, all, plain};
use crate::content::moment::Moment;
use crate::value::{Node, Value};
use chrono_tz::Tz;

/// What a value answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes, in one of many languages.
    Yes,
    /// No, likewise.
    No,
    /// Never, which of a day says that it is not to come.
    Never,
    /// A day or an instant.
    Day,
    /// A state in which a text is not public.
    Kept,
    /// A state in which it is.
    Shown,
    /// Not yet: until something has happened, or from a day on that nobody can read.
    Later,
    /// Nothing.
    Nothing,
    /// An address, a list, a table: an answer to something else.
    Other,
    /// Words that nobody knows.
    Unknown,
}

/// What a value answers.
pub fn answer(node: &Node) -> Answer {
    match &node.value {
        Value::Null => Answer::Nothing,
        Value::Scalar(scalar) => of_text(&scalar.text),
        // Whatever else a list says, what holds back counts.
        Value::Array(items) => {
            let mut items = items.iter().filter_map(scalar);
            match items.any(|item| of_text(&item.text) == Answer::Kept) {
                true => Answer::Kept,
                false => Answer::Other,
            }
        }
        Value::Table(_) => Answer::Other,
    }
}

/// What a text answers.
pub fn of_text(text: &str) -> Answer {
    let text = text.trim();
    if text.is_empty() {
        return Answer::Nothing;
    }
    if Moment::release(text, Tz::UTC).is_some() {
        return Answer::Day;
    }
    let words = plain(text);
    let is = |list: &std::collections::HashSet<String>| list.contains(&words);
    let has =
        |list: &std::collections::HashSet<String>| words.split(' ').any(|one| list.contains(one));
    match truth(text) {
        Some(true) => Answer::Yes,
        Some(false) if is(&all().never) => Answer::Never,
        Some(false) => Answer::No,
        None if is(&all().kept) => Answer::Kept,
        None if is(&all().shown) => Answer::Shown,
        None if is_address(text) => Answer::Other,
        None if has(&all().later) || is_like_day(&words) => Answer::Later,
        None => Answer::Unknown,
    }
}

/// Yes or no in the words of other generators, of YAML and of many languages.
pub fn truth(text: &str) -> Option<bool> {
    all().truths.get(&plain(text)).copied()
}

/// Whether a text that names a state has a word for a draft in it: `Draft v2`.
pub fn has_draft(text: &str) -> bool {
    let words = plain(text);
    words.split(' ').any(|word| all().drafts.contains(word))
}

/// Whether a value holds a text back whatever key says it: `draft!`.
pub fn is_always_held(node: &Node) -> bool {
    // No word for it is longer, whatever signs stand around it.
    let says = |text: &str| text.len() < 64 && ALWAYS_HELD.contains(&plain(text).as_str());
    match &node.value {
        Value::Scalar(scalar) => says(&scalar.text),
        Value::Array(items) => items.iter().filter_map(scalar).any(|item| says(&item.text)),
        _ => false,
    }
}

/// Whether a text is the address of a page, a file or a mailbox.
fn is_address(text: &str) -> bool {
    let name = |(_, behind): (&str, &str)| behind.starts_with(char::is_alphabetic);
    let dotted = !text.contains(' ') && text.split_once('.').is_some_and(name);
    text.contains("://") || text.contains('@') || text.starts_with(['/', '.', '#']) || dotted
}

/// Whether words look like a day: a year, another number, and the name of a month or no word at all.
fn is_like_day(words: &str) -> bool {
    let (mut years, mut days, mut names, mut short) = (0, 0, 0, 0);
    for word in words.split(' ') {
        match word.trim_end_matches(char::is_alphabetic).parse::<u32>() {
            Ok(2000..2200) => years += 1,
            Ok(1..=31) => days += 1,
            Err(_) if word.chars().count() > 2 => names += 1,
            _ => short += 1,
        }
    }
    years == 1 && days > 0 && (names == 1 || names + short == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_answer_in_the_words_of_many_languages() {
        for (wanted, texts) in [
            (
                Answer::Yes,
                &[
                    "true", "Yes", "ON", "1", "ja", "oui", "sí", "SÌ", "sim", "tak", "evet",
                    "kyllä", "ano",
                ][..],
            ),
            (
                Answer::No,
                &[
                    "false", "no", "Off", "0", "nein", "non", "não", "nee", "nei", "nej", "nie",
                    "hayır", "ne", "ei",
                ],
            ),
            (Answer::Never, &["never", "jamais", "Nunca"]),
            (
                Answer::Day,
                &["2030-01-01", "2030-01-01 06:00", "2030-01-01T06:00:00Z"],
            ),
            (
                Answer::Kept,
                &[
                    "draft",
                    "Draft!",
                    "in review",
                    "In-Review",
                    "brouillon",
                    "En cours",
                    "geheim",
                    "em revisão",
                ],
            ),
            (
                Answer::Shown,
                &["published", "veröffentlicht", "veroeffentlicht", "publié"],
            ),
            (
                Answer::Later,
                &[
                    "until checked",
                    "soon",
                    "noch nicht",
                    "après le vote",
                    "1 January 2030",
                    "01.02.2030",
                    "2030-1",
                ],
            ),
            (Answer::Nothing, &["", "  "]),
            (
                Answer::Other,
                &[
                    "https://example.org/",
                    "/a/b/",
                    "example.org",
                    "a@b.example",
                    "#top",
                ],
            ),
            (
                Answer::Unknown,
                &[
                    "Texas",
                    "3",
                    "members",
                    "Windows 2019",
                    "no 3 of 2024",
                    "home",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(of_text(text), wanted, "{text}");
            }
        }
    }

    #[test]
    fn no_word_answers_both_yes_and_no() {
        let yes = |word: &&str| truth(word) == Some(true);
        let no = [
            "no", "nein", "non", "nao", "nee", "nei", "nej", "nie", "ne", "ei", "hayir",
        ];
        assert_eq!(no.iter().find(|word| yes(word)), None);
        let words = all().languages.iter().map(Vec::len);
        assert!(words.sum::<usize>() > 200 && all().truths.len() > 40);
    }
}

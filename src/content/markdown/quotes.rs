//! Quotation marks as the language of a text has them.
//!
//! Marks are typed straight. Which of them opens, which closes and which is none (an apostrophe,
//! Hebrew gershayim, an inch) follows from what stands beside it in its paragraph.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event};

use super::Spanned;
use super::cjk::is_cjk;
use super::prose::is_block;

/// The marks of languages, four each: outer and inner, opening and closing.
static LANGUAGES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let known: BTreeMap<String, String> =
        toml::from_str(include_str!("quotes.toml")).unwrap_or_default();
    let languages = known.into_iter();
    languages
        .map(|(code, marks)| (code.to_ascii_lowercase(), marks))
        .collect()
});

/// The marks of a language, or of what it is a variety of.
fn marks(language: &str) -> [&'static str; 4] {
    let code = language.to_ascii_lowercase().replace('_', "-");
    let ends = code.match_indices('-').map(|(end, _)| end);
    let mut names: Vec<&str> = ends.map(|end| &code[..end]).collect();
    names.push(&code);
    let known = names.iter().rev().find_map(|name| LANGUAGES.get(*name));
    let four = known.and_then(|known| {
        let marks: Vec<&'static str> = known.split(' ').collect();
        marks.try_into().ok()
    });
    four.unwrap_or(["“", "”", "‘", "’"])
}

/// A mark that was typed straight, and what stands beside it.
struct Typed {
    event: usize,
    double: bool,
    before: Option<char>,
    after: Option<char>,
}

/// What a mark is.
#[derive(Clone, Copy)]
enum Part {
    Opens,
    Closes,
    Apostrophe,
    AsTyped,
}

/// Sets the marks of a text in a language.
pub(super) fn set(events: &mut [Spanned<'_>], markdown: &str, language: &str) {
    let marks = marks(language);
    let mut paragraph: Vec<Typed> = Vec::new();
    let mut before = None;
    let mut set: Vec<(usize, &'static str)> = Vec::new();
    for (at, (event, span)) in events.iter().enumerate() {
        let text = match event {
            Event::Start(tag) if is_block(tag) => {
                close(&mut paragraph, &marks, &mut set);
                before = None;
                continue;
            }
            Event::Text(_) if matches!(markdown.get(span.clone()), Some("\"" | "'")) => {
                &markdown[span.clone()]
            }
            Event::Text(text) | Event::Code(text) => text.as_ref(),
            Event::SoftBreak | Event::HardBreak => " ",
            _ => continue,
        };
        let Some(first) = text.chars().next() else {
            continue;
        };
        if let Some(last) = paragraph.last_mut().filter(|last| last.after.is_none()) {
            last.after = Some(first);
        }
        if matches!(event, Event::Text(_)) && matches!(text, "\"" | "'") {
            let double = text == "\"";
            paragraph.push(Typed {
                event: at,
                double,
                before,
                after: None,
            });
        }
        before = text.chars().next_back();
    }
    close(&mut paragraph, &marks, &mut set);
    for (at, mark) in set {
        events[at].0 = Event::Text(CowStr::Borrowed(mark));
    }
}

/// Decides on the marks of a paragraph.
fn close(
    paragraph: &mut Vec<Typed>,
    marks: &[&'static str; 4],
    set: &mut Vec<(usize, &'static str)>,
) {
    let typed = std::mem::take(paragraph);
    let (mut double_open, mut single_open) = (false, false);
    for (at, mark) in typed.iter().enumerate() {
        let rest = &typed[at + 1..];
        let (part, open) = match mark.double {
            true => (mark.double(double_open, rest), &mut double_open),
            false => (mark.single(single_open, rest), &mut single_open),
        };
        match part {
            Part::Opens => *open = true,
            Part::Closes => *open = false,
            Part::Apostrophe | Part::AsTyped => {}
        }
        let written = match (part, mark.double) {
            (Part::Opens, true) => marks[0],
            (Part::Closes, true) => marks[1],
            (Part::Opens, false) => marks[2],
            (Part::Closes, false) => marks[3],
            (Part::Apostrophe, _) => "’",
            (Part::AsTyped, true) => "\"",
            (Part::AsTyped, false) => "'",
        };
        set.push((mark.event, written));
    }
}

impl Typed {
    fn double(&self, open: bool, rest: &[Typed]) -> Part {
        let digit = self.before.is_some_and(|c| c.is_numeric());
        match () {
            // Hebrew writes abbreviations so: צה"ל.
            () if self.is_within_word() => Part::AsTyped,
            // Of a number within quotation marks, the one that closes them comes after it.
            () if open && digit => match rest.iter().find(|mark| mark.double) {
                Some(next) if !next.begins() => Part::AsTyped,
                _ => Part::Closes,
            },
            () if digit => Part::AsTyped,
            () if open && !self.begins() && !is_space(self.before) => Part::Closes,
            () if !is_space(self.after) && !self.follows_word() => Part::Opens,
            // It closes what an earlier paragraph opened.
            () if !is_space(self.before) && !self.before.is_some_and(is_hebrew) => Part::Closes,
            () => Part::AsTyped,
        }
    }

    fn single(&self, open: bool, rest: &[Typed]) -> Part {
        let before = |is: fn(char) -> bool| self.before.is_some_and(is);
        let after = |is: fn(char) -> bool| self.after.is_some_and(is);
        let ends = |mark: &Typed| {
            let apart = !mark.after.is_some_and(char::is_alphanumeric);
            !mark.double && !is_space(mark.before) && apart
        };
        match () {
            () if before(is_hebrew) => Part::AsTyped,
            () if before(char::is_numeric) && (after(char::is_numeric) || !open) => {
                match after(char::is_alphabetic) {
                    true => Part::Apostrophe,
                    false => Part::AsTyped,
                }
            }
            () if self.is_within_word() => Part::Apostrophe,
            () if open && ends(self) => Part::Closes,
            () if self.follows_word() || is_space(self.after) || after(char::is_numeric) => {
                Part::Apostrophe
            }
            () if rest.iter().any(ends) => Part::Opens,
            () => Part::Apostrophe,
        }
    }

    /// Whether it can only open: nothing stands before it, or what opens itself.
    fn begins(&self) -> bool {
        let opens = |c: char| "([{—–/„«".contains(c);
        (is_space(self.before) || self.before.is_some_and(opens)) && !is_space(self.after)
    }

    fn is_within_word(&self) -> bool {
        self.follows_word() && self.after.is_some_and(is_word)
    }

    fn follows_word(&self) -> bool {
        self.before.is_some_and(is_word)
    }
}

/// Whether a character is of a word; Chinese, Japanese and Korean set no spaces between words.
fn is_word(c: char) -> bool {
    c.is_alphabetic() && !is_cjk(c)
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5F2}')
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn written(language: &str, markdown: &str) -> String {
        let mut events = parse(markdown, true);
        set(&mut events, markdown, language);
        let texts = events.iter().filter_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            Event::SoftBreak => Some(" "),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn each_language_has_its_marks() {
        for (language, text) in [
            ("en", "He said: “It’s ‘so’.”"),
            ("de", "He said: „It’s ‚so‘.“"),
            ("de-AT", "He said: „It’s ‚so‘.“"),
            (
                "fr",
                "He said: «\u{202f}It’s «\u{202f}so\u{202f}».\u{202f}»",
            ),
            ("pl", "He said: „It’s «so».”"),
            ("sv", "He said: ”It’s ’so’.”"),
            ("zh_TW", "He said: 「It’s 『so』.」"),
        ] {
            assert_eq!(written(language, "He said: \"It's 'so'.\""), text);
        }
    }

    #[test]
    fn what_is_no_quotation_mark_stays() {
        for text in [
            "צה\"ל אמר",
            "ב\"הארץ\" נכתב",
            "ג'ורג'",
            "A 12\" pipe, 6'2\" long",
            "24\"x36\"",
        ] {
            assert_eq!(written("he", text), text);
        }
        assert_eq!(written("en", "the 6\" pipe"), "the 6\" pipe");
        assert_eq!(written("en", "\"the 6\" pipe\""), "“the 6\" pipe”");
        assert_eq!(
            written("en", "\"in 2024\" and \"in 2025\""),
            "“in 2024” and “in 2025”"
        );
        assert_eq!(
            written("en", "the '90s, rock 'n' roll, dogs' bones, 1990's"),
            "the ’90s, rock ‘n’ roll, dogs’ bones, 1990’s"
        );
    }

    #[test]
    fn marks_are_seen_through_emphasis_links_and_code() {
        assert_eq!(
            written("de", "\"**So** `x`\" und \"[da](x.md)\""),
            "„So x“ und „da“"
        );
        assert_eq!(written("zh", "他说\"好\"了"), "他说“好”了");
        assert_eq!(written("en", "\"One.\n\n\"Two.\""), "“One.“Two.”");
    }
}

//! Emphasis in Chinese, Japanese and Korean.
//!
//! CommonMark tells where emphasis begins and ends by the spaces and the punctuation beside its
//! asterisks. Those languages set no spaces, so that in `は**「重要」**です` neither would hold. As
//! <https://github.com/tats-u/markdown-cjk-friendly> proposes, a character of theirs counts there as
//! whatever lets emphasis begin or end: for the parser, such a one stands between.

use std::ops::{Range, RangeInclusive};

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use pulldown_cmark::{CowStr, Event, Tag};

/// Letters and punctuation that hardly anybody writes, all of one length; the first that a text
/// lacks stands for what it does not hold.
const LETTERS: RangeInclusive<char> = '\u{A4D0}'..='\u{A4F7}';
const SIGNS: RangeInclusive<char> = '\u{2E00}'..='\u{2E2D}';

/// A text with marks put in, and how to see it without them.
pub(super) struct Eased {
    /// The text with the marks.
    pub text: String,
    marks: [char; 2],
    /// Where the marks are in it, in bytes.
    places: Vec<usize>,
}

/// The text with its marks; `None` where it needs none.
pub(super) fn eased(markdown: &str) -> Option<Eased> {
    if markdown.is_ascii() || !markdown.contains('*') {
        return None;
    }
    let free = |all: RangeInclusive<char>| all.into_iter().find(|mark| !markdown.contains(*mark));
    let (letter, sign) = (free(LETTERS)?, free(SIGNS)?);
    let mut eased = Eased {
        text: String::with_capacity(markdown.len() + 64),
        marks: [letter, sign],
        places: Vec::new(),
    };
    let mut rest = markdown;
    while let Some(start) = rest.find('*') {
        let run = &rest[start..];
        let end = start + run.len() - run.trim_start_matches('*').len();
        let before = markdown[..markdown.len() - rest.len() + start]
            .chars()
            .next_back();
        let after = rest[end..].chars().next();
        eased.text.push_str(&rest[..start]);
        eased.put(before, after);
        eased.text.push_str(&rest[start..end]);
        eased.put(after, before);
        rest = &rest[end..];
    }
    eased.text.push_str(rest);
    (!eased.places.is_empty()).then_some(eased)
}

impl Eased {
    /// Puts a mark beside asterisks where a character of those languages stands: punctuation where
    /// other punctuation stands across, which asks for that, and else a letter.
    fn put(&mut self, beside: Option<char>, across: Option<char>) {
        if beside.is_some_and(is_cjk) {
            let [letter, sign] = self.marks;
            let other = across.is_some_and(|c| is_sign(c) && !is_cjk(c));
            self.places.push(self.text.len());
            self.text.push(if other { sign } else { letter });
        }
    }

    /// Where bytes of the text with the marks are in the text without.
    pub fn span(&self, span: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let marks = self.places.partition_point(|place| *place < at);
            at - marks * self.marks[0].len_utf8()
        };
        place(span.start)..place(span.end)
    }

    /// An event without the marks.
    pub fn event(&self, event: Event<'_>) -> Event<'static> {
        let mut event = event.into_static();
        match &mut event {
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text) => self.clean(text),
            Event::Start(Tag::Link {
                dest_url,
                title,
                id,
                ..
            })
            | Event::Start(Tag::Image {
                dest_url,
                title,
                id,
                ..
            }) => [dest_url, title, id]
                .into_iter()
                .for_each(|text| self.clean(text)),
            Event::Start(Tag::FootnoteDefinition(name)) => self.clean(name),
            Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(info))) => {
                self.clean(info);
            }
            Event::Start(Tag::Heading { id, .. }) => id.iter_mut().for_each(|id| self.clean(id)),
            _ => {}
        }
        event
    }

    fn clean(&self, text: &mut CowStr<'static>) {
        if text.contains(self.marks) {
            *text = text.replace(self.marks, "").into();
        }
    }
}

/// Whether a character is punctuation or a sign.
fn is_sign(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.contains(category)
        || GeneralCategoryGroup::Symbol.contains(category)
}

/// Whether a character is of Chinese, Japanese or Korean writing, its punctuation included.
pub(super) fn is_cjk(c: char) -> bool {
    if c < '\u{1100}' {
        return false;
    }
    let script = CodePointMapData::<Script>::new().get(c);
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
        || [
            Script::Han,
            Script::Hiragana,
            Script::Katakana,
            Script::Hangul,
            Script::Bopomofo,
        ]
        .contains(&script)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// The stretches that are bold, each with what stands there in the Markdown.
    fn bold(markdown: &str) -> Vec<&str> {
        let events = parse(markdown, true).into_iter();
        let bold = events.filter(|(event, _)| matches!(event, Event::Start(Tag::Strong)));
        bold.map(|(_, span)| &markdown[span]).collect()
    }

    #[test]
    fn bold_is_as_its_writers_mean_it() {
        for (markdown, expected) in [
            ("これは**「重要」**です。", vec!["**「重要」**"]),
            ("**中文（括号）**后面", vec!["**中文（括号）**"]),
            ("**스크립트(script)**라고", vec!["**스크립트(script)**"]),
            (
                "前**「一」**中**「二」**后",
                vec!["**「一」**", "**「二」**"],
            ),
            ("**链接[x](a.md)**，后", vec!["**链接[x](a.md)**"]),
            ("가**나**다", vec!["**나**"]),
            ("**注意！**English", vec!["**注意！**"]),
            ("见**“a”**和**b。**c", vec!["**“a”**", "**b。**"]),
            ("文** 字 **文", vec![]),
            ("x `这*里*` y", vec![]),
        ] {
            assert_eq!(bold(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn no_mark_is_left() {
        let markdown = "## 标题**“x”**了 {#字*}\n\n`字*字` [**字**](字*.md \"字*\") <b title=\"字*\">**字。**字</b>\n\n```字*\n字*\n```\n";
        for (event, span) in parse(markdown, true) {
            let shown = format!("{event:?}");
            assert!(!shown.contains(['\u{2E00}', '\u{A4D0}']), "{shown}");
            assert!(markdown.get(span).is_some());
        }
    }
}

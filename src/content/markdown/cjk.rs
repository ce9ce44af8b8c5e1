//! Emphasis in Chinese, Japanese and Korean.
//!
//! CommonMark tells where emphasis begins and ends by the spaces and the punctuation beside its
//! asterisks. Those languages set no spaces, so that in `は**「重要」**です` neither would hold. As
//! <https://github.com/tats-u/markdown-cjk-friendly> proposes, a character of theirs counts as
//! punctuation there: for the parser, one of punctuation stands between it and the asterisks.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

/// Punctuation of medieval manuscripts; the first that a text lacks stands for what it does not
/// hold.
const RARE: std::ops::RangeInclusive<char> = '\u{2E00}'..='\u{2E2D}';

/// A text with marks put in, and how to see it without them.
pub(super) struct Eased {
    /// The text with the marks.
    pub text: String,
    mark: char,
    /// Where the marks are in it, in bytes.
    places: Vec<usize>,
}

/// The text with its marks; `None` where it needs none.
pub(super) fn eased(markdown: &str) -> Option<Eased> {
    if markdown.is_ascii() || !markdown.contains('*') {
        return None;
    }
    let mark = RARE.into_iter().find(|mark| !markdown.contains(*mark))?;
    let mut eased = Eased {
        text: String::with_capacity(markdown.len() + 64),
        mark,
        places: Vec::new(),
    };
    let mut before = None;
    for c in markdown.chars() {
        let beside = match (before, c) {
            (Some('*'), c) if c != '*' => is_cjk(c),
            (Some(before), '*') => before != '*' && is_cjk(before),
            _ => false,
        };
        if beside {
            eased.places.push(eased.text.len());
            eased.text.push(mark);
        }
        eased.text.push(c);
        before = Some(c);
    }
    (!eased.places.is_empty()).then_some(eased)
}

impl Eased {
    /// Where bytes of the text with the marks are in the text without.
    pub fn span(&self, span: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let marks = self.places.partition_point(|place| *place < at);
            at - marks * self.mark.len_utf8()
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
        if text.contains(self.mark) {
            *text = text.replace(self.mark, "").into();
        }
    }
}

/// Whether a character is of Chinese, Japanese or Korean writing, its punctuation included.
pub(super) fn is_cjk(c: char) -> bool {
    use icu_properties::CodePointMapData;
    use icu_properties::props::Script;
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
            assert!(!shown.contains('\u{2E00}'), "{shown}");
            assert!(markdown.get(span).is_some());
        }
    }
}

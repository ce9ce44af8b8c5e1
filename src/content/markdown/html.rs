//! The events of a body as HTML.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd, html};

use super::blocks::{self, Block, BlockKind};
use super::{Body, Spanned, parts};
use crate::diagnostic::Diagnostic;
use crate::language::Language;

/// The whole body as HTML, with a mark in place of each fenced block that later stages fill in.
pub fn written(
    events: Vec<Spanned<'_>>,
    body: &Body,
    language: &Language,
    kind: impl Fn(&str) -> Option<BlockKind>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (String, Vec<Block>) {
    let mut html: Vec<Event<'_>> = Vec::with_capacity(events.len());
    let mut blocks = Vec::new();
    let mut block: Option<(BlockKind, Range<usize>, String)> = None;
    // A block of code that is open: what it calls itself, and its text.
    let mut code: Option<(CowStr<'_>, String)> = None;
    for (event, span) in events {
        match (&event, &mut code) {
            (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), _) => {
                code = Some((info.clone(), String::new()));
            }
            (Event::Text(text), Some((_, source))) => source.push_str(text),
            (Event::End(TagEnd::CodeBlock), Some((info, source))) if kind(info).is_none() => {
                diagnostics.extend(match blocks::misnamed(info, source, body, &span) {
                    None => blocks::unclosed(body, &span),
                    misnamed => misnamed,
                });
                code = None;
            }
            (Event::End(TagEnd::CodeBlock), _) => code = None,
            _ => {}
        }
        match (event, &mut block) {
            (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), None)
                if kind(&info).is_some() =>
            {
                block = kind(&info).map(|kind| (kind, span, String::new()));
            }
            (Event::Text(text), Some((_, _, source))) => source.push_str(&text),
            (Event::End(TagEnd::CodeBlock), Some(_)) => {
                let found = block
                    .take()
                    .map(|(kind, span, source)| blocks::read(kind, &source, span, body))
                    .and_then(|checked| checked.drain_into(diagnostics));
                if let Some(block) = found {
                    html.push(Event::Html(parts::mark(blocks.len()).into()));
                    blocks.push(block);
                }
            }
            (event, _) => decorate(event, language, &mut html),
        }
    }
    // What each thing is that `tidy` is for; most texts have none, and it looks at all of a text.
    let untidy = |event: &Event<'_>| {
        use Event::{HardBreak, Html, InlineHtml, Rule, Start};
        matches!(
            event,
            HardBreak | Html(_) | InlineHtml(_) | Rule | Start(Tag::Image { .. } | Tag::Table(_))
        )
    };
    let is_untidy = html.iter().any(untidy);
    let mut out = String::new();
    html::push_html(&mut out, html.into_iter());
    let out = if is_untidy { tidy(&out) } else { out };
    (out, blocks)
}

/// Puts classes in place of the inline styles that align table cells, since a strict
/// Content-Security-Policy allows none, and leaves out XML's slashes.
fn tidy(html: &str) -> String {
    // Within text every quotation mark is escaped, so these can only be the ends of tags.
    let mut html = html
        .replace("\" />", "\">")
        .replace("<br />", "<br>")
        .replace("<hr />", "<hr>");
    for side in ["left", "center", "right"] {
        html = html.replace(
            &format!(" style=\"text-align: {side}\""),
            &format!(" class=\"{side}\""),
        );
    }
    // The corner of a table that heads nothing is no head: a screen reader would name it as one.
    for class in [
        "",
        " class=\"left\"",
        " class=\"center\"",
        " class=\"right\"",
    ] {
        html = html.replace(
            &format!("<thead><tr><th{class}></th>"),
            &format!("<thead><tr><td{class}></td>"),
        );
    }
    html
}

/// Adds what HTML needs beyond the events: names for alerts, room for wide tables.
fn decorate<'a>(event: Event<'a>, language: &Language, html: &mut Vec<Event<'a>>) {
    let ours = |text: String| Event::Html(CowStr::from(text));
    match event {
        Event::Start(Tag::BlockQuote(Some(kind))) => {
            let class = alert(kind);
            let name = escaped(&language.text(&format!("alert_{class}")));
            html.push(ours(format!(
                "<aside class=\"alert alert-{class}\" aria-label=\"{name}\">\n<p class=\"alert-title\">{name}</p>\n"
            )));
        }
        Event::End(TagEnd::BlockQuote(Some(_))) => html.push(ours("</aside>\n".to_string())),
        Event::Start(Tag::Table(_)) => {
            html.push(ours("<div class=\"scroll\" tabindex=\"0\">\n".to_string()));
            html.push(event);
        }
        Event::End(TagEnd::Table) => {
            html.push(event);
            html.push(ours("</div>\n".to_string()));
        }
        Event::TaskListMarker(done) => {
            let (mark, key) = match done {
                true => ("☑", "task_done"),
                false => ("☐", "task_open"),
            };
            let words = escaped(&language.text(key));
            html.push(ours(format!(
                "<span class=\"task\" role=\"img\" aria-label=\"{words}\">{mark}</span> "
            )));
        }
        event => html.push(event),
    }
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// Words of the interface as HTML.
pub fn escaped(words: &str) -> String {
    let mut html = String::new();
    html::push_html(&mut html, std::iter::once(Event::Text(words.into())));
    html
}

//! Footnotes: numbered in the order they are referred to, gathered at the end, linked back.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Spanned;

#[derive(Default)]
struct Notes<'a> {
    /// How often each name is referred to, with its number, in order of first reference.
    order: Vec<(CowStr<'a>, usize)>,
    texts: HashMap<CowStr<'a>, Vec<Spanned<'a>>>,
}

/// Takes the definitions out of the text and puts those that are referred to at its end.
pub fn gather(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    if !events
        .iter()
        .any(|(event, _)| matches!(event, Event::FootnoteReference(_)))
    {
        return events;
    }
    let mut notes = Notes::default();
    let mut text = notes.split(events);
    notes.number(&mut text);
    let mut at = 0;
    // A note may refer to further notes, which then follow it.
    while at < notes.order.len() {
        let name = notes.order[at].0.clone();
        if let Some(mut note) = notes.texts.remove(&name) {
            notes.number(&mut note);
            notes.texts.insert(name, note);
        }
        at += 1;
    }
    text.extend(notes.section());
    text
}

impl<'a> Notes<'a> {
    fn split(&mut self, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
        let mut text = Vec::with_capacity(events.len());
        let mut open: Option<CowStr<'a>> = None;
        for (event, span) in events {
            match (event, &open) {
                (Event::Start(Tag::FootnoteDefinition(name)), _) => open = Some(name),
                (Event::End(TagEnd::FootnoteDefinition), _) => open = None,
                (event, Some(name)) => self
                    .texts
                    .entry(name.clone())
                    .or_default()
                    .push((event, span)),
                (event, None) => text.push((event, span)),
            }
        }
        text
    }

    /// Turns each reference into a numbered link.
    fn number(&mut self, events: &mut [Spanned<'a>]) {
        for (event, _) in events {
            let Event::FootnoteReference(name) = event else {
                continue;
            };
            let at = self.order.iter().position(|(known, _)| known == name);
            let at = at.unwrap_or_else(|| {
                self.order.push((name.clone(), 0));
                self.order.len() - 1
            });
            self.order[at].1 += 1;
            let (number, time) = (at + 1, self.order[at].1);
            *event = Event::InlineHtml(CowStr::from(format!(
                "<sup class=\"footnote-reference\"><a href=\"#fn-{number}\" id=\"{}\">{number}</a></sup>",
                reference_id(number, time)
            )));
        }
    }

    fn section(self) -> Vec<Spanned<'a>> {
        let html = |text: String| (Event::Html(CowStr::from(text)), 0..0);
        let mut out = vec![html(
            "<section class=\"footnotes\" aria-label=\"Notes\">\n<ol>\n".to_string(),
        )];
        let mut texts = self.texts;
        for (at, (name, times)) in self.order.iter().enumerate() {
            let number = at + 1;
            out.push(html(format!("<li id=\"fn-{number}\">\n")));
            out.extend(texts.remove(name).unwrap_or_default());
            out.push(html(format!(
                "<p class=\"footnote-back\">{}</p>\n</li>\n",
                backlinks(number, *times)
            )));
        }
        out.push(html("</ol>\n</section>\n".to_string()));
        out
    }
}

fn backlinks(number: usize, times: usize) -> String {
    (1..=times)
        .map(|time| {
            let id = reference_id(number, time);
            format!("<a href=\"#{id}\" aria-label=\"Back to note {number} in the text\">↩</a>")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn reference_id(number: usize, time: usize) -> String {
    match time {
        1 => format!("fnref-{number}"),
        time => format!("fnref-{number}-{time}"),
    }
}

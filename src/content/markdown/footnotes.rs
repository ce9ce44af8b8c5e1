//! Footnotes: numbered in the order they are referred to, gathered at the end, linked back.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Spanned;
use super::html::escaped;
use crate::language::Language;

#[derive(Default)]
struct Notes<'a> {
    /// How often each name is referred to, with its number, in order of first reference.
    order: Vec<(CowStr<'a>, usize)>,
    texts: HashMap<CowStr<'a>, Vec<Spanned<'a>>>,
}

/// Takes the definitions out of the text and puts those that are referred to at its end.
pub fn gather<'a>(events: Vec<Spanned<'a>>, language: &Language) -> Vec<Spanned<'a>> {
    if !events
        .iter()
        .any(|(event, _)| matches!(event, Event::FootnoteReference(_)))
    {
        return events;
    }
    let mut notes = Notes::default();
    let mut text = notes.split(events);
    notes.number(&mut text, language);
    let mut at = 0;
    // A note may refer to further notes, which then follow it.
    while at < notes.order.len() {
        let name = notes.order[at].0.clone();
        if let Some(mut note) = notes.texts.remove(&name) {
            notes.number(&mut note, language);
            notes.texts.insert(name, note);
        }
        at += 1;
    }
    text.extend(notes.section(language));
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
    fn number(&mut self, events: &mut [Spanned<'a>], language: &Language) {
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
                "<sup class=\"footnote-reference\"><a href=\"#fn-{number}\" id=\"{}\">{}</a></sup>",
                reference_id(number, time),
                language.numbers.whole(number)
            )));
        }
    }

    fn section(self, language: &Language) -> Vec<Spanned<'a>> {
        let html = |text: String| (Event::Html(CowStr::from(text)), 0..0);
        let notes = escaped(&language.text("notes"));
        let mut out = vec![html(format!(
            "<section class=\"footnotes\" aria-label=\"{notes}\">\n<ol>\n"
        ))];
        let mut texts = self.texts;
        for (at, (name, times)) in self.order.iter().enumerate() {
            let number = at + 1;
            out.push(html(format!("<li id=\"fn-{number}\">\n")));
            out.extend(texts.remove(name).unwrap_or_default());
            out.push(html(format!(
                "<p class=\"footnote-back\">{}</p>\n</li>\n",
                backlinks(language, number, *times)
            )));
        }
        out.push(html("</ol>\n</section>\n".to_string()));
        out
    }
}

fn backlinks(language: &Language, number: usize, times: usize) -> String {
    let note = language.numbers.whole(number);
    let words = escaped(&language.say("back_to_note", &[("note", &note)]));
    (1..=times)
        .map(|time| {
            let id = reference_id(number, time);
            format!("<a href=\"#{id}\" aria-label=\"{words}\">↩</a>")
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

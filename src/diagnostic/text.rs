//! Diagnostics for people, in the style of rustc: the line itself, what is wrong, what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Located, Severity, Texts, locate};

/// Whether the output carries colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text, for files and pipes.
    Plain,
    /// ANSI colours, for terminals.
    Coloured,
}

/// Renders diagnostics one after the other, each closed by an empty line.
pub fn render(diagnostics: &[Diagnostic], texts: &dyn Texts, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    diagnostics
        .iter()
        .map(|diagnostic| render_one(&locate(diagnostic, texts), &renderer) + "\n\n")
        .collect()
}

fn render_one(located: &Located<'_>, renderer: &Renderer) -> String {
    let diagnostic = located.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(&*diagnostic.message)
        .id(diagnostic.code);
    let mut group = match (&located.text, &located.span) {
        (Some(text), Some(span)) => title.element(snippet(located, text, span.clone())),
        _ => match &diagnostic.place {
            Some(place) => title.element(Origin::path(place.file.as_str())),
            None => Group::with_title(title),
        },
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    renderer.render(&[group])
}

/// Shows only the lines meant: a whole article is long, and its text is not the point.
fn snippet<'a>(
    located: &Located<'a>,
    text: &'a str,
    span: std::ops::Range<usize>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let first = text[..span.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let last = text[span.end..]
        .find('\n')
        .map_or(text.len(), |newline| span.end + newline);
    let path = located
        .diagnostic
        .place
        .as_ref()
        .map_or("", |place| place.file.as_str());
    Snippet::source(&text[first..last])
        .line_start(located.line.unwrap_or(1))
        .path(path)
        .annotation(AnnotationKind::Primary.span(span.start - first..span.end - first))
}

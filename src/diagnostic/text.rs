//! Diagnostics for people, in the style of rustc: the line itself, what is wrong, what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use super::locate::floor;
use super::{Diagnostic, Located, Locator, Severity, Texts, gathered};

/// Whether the output carries colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text, for files and pipes.
    Plain,
    /// ANSI colours, for terminals.
    Coloured,
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
}

/// Renders diagnostics one after the other, each closed by an empty line.
pub fn render(diagnostics: &[Diagnostic], texts: &dyn Texts, style: Style) -> String {
    let renderer = renderer(style);
    let mut locator = Locator::new(texts);
    diagnostics
        .iter()
        .map(|diagnostic| render_one(&locator.locate(diagnostic), None, &renderer) + "\n\n")
        .collect()
}

/// Renders diagnostics likewise, many of one kind as one.
pub fn render_gathered(diagnostics: &[Diagnostic], texts: &dyn Texts, style: Style) -> String {
    let renderer = renderer(style);
    let mut locator = Locator::new(texts);
    let kinds = gathered(diagnostics).into_iter();
    let texts = kinds.map(|kind| {
        let more = more(&kind.more, texts);
        render_one(&locator.locate(kind.first), more.as_deref(), &renderer) + "\n\n"
    });
    texts.collect()
}

/// How many more there are of a kind, and where the next two are.
fn more(more: &[&Diagnostic], texts: &dyn Texts) -> Option<String> {
    let mut locator = Locator::new(texts);
    let places = more.iter().filter_map(|found| {
        let file = found.place.as_ref()?.file.to_string();
        let line = locator.locate(found).line;
        Some(line.map_or(file.clone(), |line| format!("{file}:{line}")))
    });
    // Several can stand at one place.
    let mut named: Vec<String> = Vec::new();
    for place in places {
        if !named.contains(&place) {
            named.push(place);
        }
        if named.len() == 2 {
            break;
        }
    }
    let count = more.len();
    let are = if count == 1 { "is" } else { "are" };
    // What no file is to blame for has no place.
    let at = match named.is_empty() {
        true => String::new(),
        false => format!(", such as at {}", named.join(" and ")),
    };
    (count > 0)
        .then(|| format!("there {are} {count} more of this kind{at}; `--format json` has them all"))
}

fn render_one(located: &Located<'_>, more: Option<&str>, renderer: &Renderer) -> String {
    let diagnostic = located.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(&*diagnostic.message)
        .id(diagnostic.code);
    let mut group = match (&located.text, &located.span, &diagnostic.place) {
        (Some(text), Some(span), Some(place)) => {
            shown(title, located, place.file.as_str(), text, span.clone())
        }
        (_, _, Some(place)) => title.element(Origin::path(place.file.as_str())),
        (_, _, None) => Group::with_title(title),
    };
    let help = located.help();
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    if let Some(more) = more {
        group = group.element(Level::NOTE.message(more));
    }
    renderer.render(&[group])
}

/// How much of a line is shown at most before and behind what is meant, in bytes. The rest of a
/// long line would be cut off anyhow, after it was read for every diagnostic in it.
const AROUND: usize = 400;

/// Shows only the lines meant: a whole article is long, and its text is not the point.
fn shown<'a>(
    title: Title<'a>,
    located: &Located<'a>,
    path: &'a str,
    text: &'a str,
    span: Range<usize>,
) -> Group<'a> {
    let from = floor(text, span.start.saturating_sub(AROUND));
    let to = floor(text, span.end.saturating_add(AROUND));
    let line_start = text[from..span.start].rfind('\n').map(|at| from + at + 1);
    let line_end = text[span.end..to].find('\n').map(|at| span.end + at);
    let (first, last) = (line_start.unwrap_or(from), line_end.unwrap_or(to));
    let line = located.line.unwrap_or(1);
    let snippet = Snippet::source(&text[first..last])
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(span.start - first..span.end - first));
    match first == 0 || line_start.is_some() {
        true => title.element(snippet.path(path)),
        // The column cannot be told from a line that is cut.
        false => {
            let column = located.column.unwrap_or(1);
            let origin = Origin::path(path).line(line).char_column(column);
            title.element(origin).element(snippet)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::SourcePath;

    struct NoTexts;

    impl Texts for NoTexts {
        fn text(&self, _: &SourcePath) -> Option<&str> {
            None
        }
    }

    #[test]
    fn many_of_one_kind_without_a_file_have_no_place() {
        let one = |nth: usize| Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::outside("link/missing-id", format!("number {nth}"))
        };
        let all: Vec<Diagnostic> = (0..4).map(one).collect();
        let told = render_gathered(&all, &NoTexts, Style::Plain);
        let more = "there are 3 more of this kind; `--format json` has them all";
        assert!(told.contains(more), "{told}");
    }
}

//! Tags that are not closed. Tera tells of them where something else ends; here it is told where they open.

use std::ops::Range;

use tera::ReportError;

use super::lexed::{Piece, pieces};
use super::written::Written;
use crate::diagnostic::Diagnostic;

/// A tag that is not closed.
#[derive(Debug, PartialEq)]
pub struct Unclosed<'t> {
    /// Where it stands.
    pub open: Range<usize>,
    /// What would close it.
    pub closer: String,
    /// What stands where that should, if not the end of the template: the tag that closes another.
    pub met: Option<(Range<usize>, &'t str)>,
}

/// An open tag: what closes it, its name if it has one, and where it stands.
struct Open<'t> {
    closer: &'static str,
    name: &'t str,
    span: Range<usize>,
}

/// The kinds of tags that have to be closed, and what closes them.
const CLOSERS: [(&str, &str); 8] = [
    ("if", "endif"),
    ("for", "endfor"),
    ("block", "endblock"),
    ("component", "endcomponent"),
    ("filter", "endfilter"),
    ("set", "endset"),
    ("set_global", "endset"),
    ("<", "</"),
];

/// How long a tag is shown.
const SHOWN: usize = 60;

/// The tag that is not closed, where that is what Tera stumbles over.
pub fn told(written: &Written, report: &ReportError) -> Option<Diagnostic> {
    let text = written.bare();
    let unclosed = first(text)?;
    let at = written.told(report.span().range.clone()).start;
    let is_that = match &unclosed.met {
        Some((met, _)) => (unclosed.open.start..met.end).contains(&at),
        None => unclosed.open.start <= at,
    };
    let message = report.message();
    // Anything else that is wrong behind it is another mistake.
    let is_structure = message.contains("end of input")
        || message.contains("annot be ")
        || message.starts_with("Unclosed")
        || unclosed
            .met
            .as_ref()
            .is_some_and(|(met, _)| met.contains(&at));
    if !is_that || !is_structure {
        return None;
    }
    let open = text.get(unclosed.open.clone())?;
    let open: String = match open.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}… %}}", &open[..end]),
        None => open.to_string(),
    };
    let before = match &unclosed.met {
        Some((met, tag)) => {
            let line = text[..met.start].matches('\n').count() + 1;
            format!(": `{tag}` in line {line} comes first")
        }
        None => String::new(),
    };
    let message = format!("`{open}` is not closed{before}");
    let help = format!("write {} where it is to end", unclosed.closer);
    let place = written.place(unclosed.open);
    Some(Diagnostic::error("template/syntax", message, place).help(help))
}

/// The first tag of a template that is not closed before another is, or at all. `None` also where a tag
/// closes what was never opened.
pub fn first(text: &str) -> Option<Unclosed<'_>> {
    let mut open: Vec<Open<'_>> = Vec::new();
    for piece in pieces(text).iter().filter(|piece| piece.is_tag) {
        if let Some(closer) = closer(piece) {
            open.push(Open {
                closer,
                name: name(piece),
                span: piece.span.clone(),
            });
        } else if CLOSERS.iter().any(|(_, closer)| *closer == piece.first()) {
            let last = open.pop()?;
            let closes = |it: &Open<'_>| {
                let name = name(piece);
                it.closer == piece.first() && (name.is_empty() || name == it.name)
            };
            if closes(&last) {
                continue;
            }
            // What closes nothing at all is another mistake.
            if !open.iter().any(closes) {
                return None;
            }
            let met = Some((piece.span.clone(), &text[piece.span.clone()]));
            return Some(unclosed(last, met));
        }
    }
    Some(unclosed(open.pop()?, None))
}

fn unclosed<'t>(open: Open<'t>, met: Option<(Range<usize>, &'t str)>) -> Unclosed<'t> {
    let closer = match (open.closer, open.name) {
        ("</", name) => format!("{{% </{name}> %}}"),
        ("endblock" | "endcomponent", name) => format!("{{% {} {name} %}}", open.closer),
        (closer, _) => format!("{{% {closer} %}}"),
    };
    Unclosed {
        open: open.span,
        closer,
        met,
    }
}

/// What closes a tag, if it has to be closed: `{% set x = 1 %}` has not.
fn closer(piece: &Piece<'_>) -> Option<&'static str> {
    let kind = piece.first();
    let is_assignment = kind.starts_with("set") && piece.tokens.iter().any(|it| it.text == "=");
    let closer = CLOSERS.iter().find(|(opener, _)| *opener == kind);
    closer
        .map(|(_, closer)| *closer)
        .filter(|_| !is_assignment || piece.tokens.get(2).is_some_and(|it| it.text == "|"))
}

/// What a tag names behind its kind, where openers and closers both do.
fn name<'t>(piece: &Piece<'t>) -> &'t str {
    let is_named = ["block", "component", "<", "endblock", "endcomponent", "</"];
    let named = piece.tokens.get(1).filter(|it| it.is_word());
    named
        .filter(|_| is_named.contains(&piece.first()))
        .map_or("", |it| it.text)
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_tag_is_found_that_is_not_closed() {
        let told = |text| {
            first(text).map(|it| {
                let met = it.met.map_or("", |(_, met)| met);
                format!("{} {} {met}", &text[it.open], it.closer)
            })
        };
        for (text, found) in [
            (
                "{% block a %}{% if b %}{% endblock a %}",
                "{% if b %} {% endif %} {% endblock a %}",
            ),
            (
                "{% if a %}{% for b in c %}{% endif %}",
                "{% for b in c %} {% endfor %} {% endif %}",
            ),
            (
                "{% if a %}{% <B c={d}> %}{% endif %}",
                "{% <B c={d}> %} {% </B> %} {% endif %}",
            ),
            (
                "{% block a %}{% block b %}{% endblock a %}",
                "{% block b %} {% endblock b %} {% endblock a %}",
            ),
            (
                "{% set a | upper(x=1) %}x",
                "{% set a | upper(x=1) %} {% endset %} ",
            ),
            ("{% if a %}{% if b %}{% endif %}", "{% if a %} {% endif %} "),
        ] {
            assert_eq!(told(text).as_deref(), Some(found), "{text}");
        }
        for sound in [
            "{% set a = 1 %}{% if a %}{% else %}{% endif %}{% <B> %}{% </B> %}{{ \"{% if %}\" }}",
            "{% if a %}{% endfor %}",
            "{% endif %}",
        ] {
            assert_eq!(told(sound), None, "{sound}");
        }
    }
}

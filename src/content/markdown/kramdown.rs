//! The attributes that kramdown, Jekyll's Markdown, hangs on what stands before them:
//! `{: .note #here width="300"}`, and its extensions `{::comment}`. CommonMark has none, so that
//! readers would see them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parse;

/// Something to be taken out of a text.
pub struct Attribute {
    /// Where it stands.
    pub span: Range<usize>,
    /// What is put in its place: the id of the heading above it, as CommonMark writes it.
    pub instead: String,
}

/// What kramdown alone understands in a text, in order; what code holds is code.
pub fn attributes(markdown: &str) -> Vec<Attribute> {
    let mut found: Vec<Attribute> = Vec::new();
    if !markdown.contains("{:") {
        return found;
    }
    let words = words(markdown);
    let is_words = |at: usize| {
        let before = words.partition_point(|span| span.start <= at);
        before > 0 && words[before - 1].contains(&at)
    };
    let mut from = 0;
    while let Some(at) = markdown[from..].find("{:").map(|at| from + at) {
        from = at + 2;
        let end = end(&markdown[at..]).filter(|_| is_words(at));
        if let Some(end) = end {
            from = at + end;
            found.push(attribute(markdown, at..at + end));
        }
    }
    found
}

/// The text with white space of the same length in place of them, so that all else stays in its
/// place.
pub fn blanked(markdown: &str) -> String {
    let mut out = markdown.to_string();
    for Attribute { span, instead } in attributes(markdown) {
        let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
        let rest = markdown[span.clone()].bytes().skip(instead.len());
        let text: String = instead.chars().chain(rest.map(blank)).collect();
        out.replace_range(span, &text);
    }
    out
}

/// The text without them, and how many there were; a line that held nothing else goes as well.
pub fn taken_out(markdown: &str) -> (String, usize) {
    let attributes = attributes(markdown);
    let mut out = markdown.to_string();
    for Attribute { span, instead } in attributes.iter().rev() {
        let line = out[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &out[span.end..];
        let end = rest.find('\n').unwrap_or(rest.len());
        let alone = out[line..span.start].trim().is_empty() && rest[..end].trim().is_empty();
        match alone && instead.is_empty() && line > 0 {
            // The line's own end stays where the one before it ended.
            true => out.replace_range(line - 1..span.end + end, ""),
            false => out.replace_range(span.clone(), instead),
        }
    }
    (out, attributes.len())
}

/// Where words stand that are no code.
fn words(markdown: &str) -> Vec<Range<usize>> {
    let mut code = false;
    let mut words = Vec::new();
    for (event, span) in parse(markdown, false) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => words.push(span),
            _ => {}
        }
    }
    words
}

/// Where what begins with `{:` ends, if it is what kramdown takes for its own.
fn end(rest: &str) -> Option<usize> {
    let close = rest.find('}')?;
    let inner = rest[2..close].trim_start_matches(':');
    let plain =
        |c: char| c.is_alphanumeric() || c.is_whitespace() || "-_.#=\"'/:;,%()|“”‘’".contains(c);
    let begins = |c: char| c.is_alphanumeric() || ".#/".contains(c);
    let begun = inner.trim_start().starts_with(begins);
    if !begun || inner.contains('\n') || !inner.chars().all(plain) {
        return None;
    }
    let comment = inner.trim() == "comment" && rest.starts_with("{::");
    let closing = |tag: &str| rest.find(tag).map(|at| at + tag.len());
    match comment {
        true => closing("{:/comment}").or_else(|| closing("{:/}")),
        false => Some(close + 1),
    }
}

fn attribute(markdown: &str, span: Range<usize>) -> Attribute {
    let text = &markdown[span.clone()];
    let before = &markdown[..span.start];
    let id = text[2..].split([' ', '\t', '.', '}']);
    let id = id.filter_map(|part| part.strip_prefix('#')).next();
    // Alone in its line below a heading it is the heading's, and links lead to its id.
    let heading = before
        .strip_suffix('\n')
        .filter(|above| !above.ends_with('}'))
        .and_then(|above| above.rsplit('\n').next())
        .is_some_and(|line| line.starts_with('#'));
    match id.filter(|id| heading && !id.is_empty()) {
        Some(id) => Attribute {
            span: span.start - 1..span.end,
            instead: format!(" {{#{id}}}"),
        },
        None => Attribute {
            span,
            instead: String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::headings;
    use super::*;

    #[test]
    fn what_kramdown_alone_understands_is_taken_out() {
        let markdown = "## Head\n{: #here .x}\n\nWords{: .lead}\n{: class=\"note\"}\n\n`{: .code}`\n\n    {: .code}\n\n{::comment}\nhidden\n{:/comment}\n\n1. a {: .b} c\n{:toc}\n";
        let blanked = blanked(markdown);
        assert_eq!(blanked.len(), markdown.len());
        for gone in ["lead", "note", "hidden", "toc", "comment", ".x"] {
            assert!(!blanked.contains(gone), "{blanked}");
        }
        assert_eq!(blanked.matches(".code}").count(), 2, "{blanked}");
        assert_eq!(headings(&blanked)[0].id, "here");
    }

    #[test]
    fn what_is_none_stays() {
        for text in ["{:", "{: a\nb}", "{:)}{ :", "a {: b & c}", "{:😀}"] {
            assert_eq!(blanked(text), text);
        }
    }
}

//! Text that means nothing in Markdown but itself.

/// Adds a character of a text, escaped where Markdown would read something into it; `next` is the one behind it.
pub fn push(out: &mut String, c: char, next: Option<char>) {
    let before = out.chars().next_back();
    let within_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let escaped = match c {
        '\\' | '`' | '*' | '~' | '[' | ']' | '|' => true,
        // Within a word it is one of its letters.
        '_' => !(within_word(before) && within_word(next)),
        '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
        '&' => next.is_none_or(|next| next.is_ascii_alphanumeric() || next == '#'),
        // Before a link it would make a picture of it.
        '!' => next.is_none(),
        _ => false,
    };
    if escaped {
        out.push('\\');
    }
    out.push(c);
}

/// A paragraph's text, so that no line of it begins as a heading, a list or a quotation does.
pub fn paragraph(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n")
}

fn line(text: &str) -> String {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let mark = rest.chars().next();
    let bare = rest.trim_start_matches(|c| Some(c) == mark);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let begins = match mark {
        Some('.' | ')') if digits > 0 => ends(&rest[1..]),
        Some('>') => digits == 0,
        Some('#' | '+' | '-' | '=') => digits == 0 && ends(bare),
        _ => false,
    };
    match begins {
        true => format!("{}\\{rest}", &text[..digits]),
        false => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{paragraph, push};

    #[test]
    fn what_means_something_in_markdown_is_escaped_and_nothing_else() {
        let plain = |text: &str| {
            let mut out = String::new();
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                push(&mut out, c, chars.peek().copied());
            }
            paragraph(&out)
        };
        assert_eq!(
            plain("a_b, _c and 2*3 | [x]"),
            "a_b, \\_c and 2\\*3 \\| \\[x\\]"
        );
        assert_eq!(
            plain("R&D, A & B < C <b> ~5 ~~"),
            "R\\&D, A & B < C \\<b> \\~5 \\~\\~"
        );
        assert_eq!(plain("2024. It began"), "2024\\. It began");
        assert_eq!(plain("-5 degrees, 2.5 more"), "-5 degrees, 2.5 more");
        assert_eq!(plain("2.5 more"), "2.5 more");
        assert_eq!(plain("- so"), "\\- so");
        assert_eq!(plain("#tag"), "#tag");
        assert_eq!(plain("## tag"), "\\## tag");
        assert_eq!(plain("> tag"), "\\> tag");
        assert_eq!(plain("Now!"), "Now\\!");
    }
}

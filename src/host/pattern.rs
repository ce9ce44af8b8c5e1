//! Which addresses a rule is of, as a regular expression that nginx, Apache, Caddy, RE2 and JavaScript
//! read alike.

use super::{Of, Rules};

/// The addresses, with what is before and behind.
pub fn regex(of: Of<'_>, rules: &Rules<'_>) -> String {
    let base = escape(&rules.plain(""));
    match of {
        Of::All => format!("^{base}"),
        Of::Below(at) => format!("^{}", escape(&rules.plain(at))),
        Of::Ending(ending) => match ending.strip_prefix('/') {
            Some(name) => format!("^{base}(.*/)?{}$", escape(name)),
            None => format!("^{base}.*{}$", escape(ending)),
        },
        Of::One(url) => format!("^{}$", escape(&rules.plain(url.as_str()))),
        Of::Lasting => format!(r"^{base}.*\.[0-9a-f]{{12}}\.(css|js|mjs)$"),
    }
}

/// A text that stands for itself, in whatever file the pattern is written. A file has meanings of its
/// own for some characters: they end a text there, begin a note or hold a variable, so they are named
/// by their number.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_control() || "\"#\\`{}".contains(c) {
            out.push_str(&format!("\\x{:02x}", u32::from(c)));
            continue;
        }
        if ".+*?()|[]^$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A pattern or a value between quotation marks, as nginx, Apache and Caddy read it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// A path between quotation marks, as nginx and Apache read it: there a backslash speaks for the
/// character behind it.
pub fn quoted_path(path: &str) -> String {
    quoted(&path.replace('\\', "\\\\"))
}

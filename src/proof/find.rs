//! Where in a source file something stands that a page shows.

use std::ops::Range;

/// What stands before and behind an address or an id, wherever one can be written.
const AROUND: &[char] = &['"', '\'', '(', ')', '<', '>', '=', '{', '}', '#', ',', ']'];

/// The first place in a text where something stands by itself.
pub fn first(text: &str, wanted: &str) -> Option<Range<usize>> {
    all(text, wanted).next()
}

/// The last one.
pub fn last(text: &str, wanted: &str) -> Option<Range<usize>> {
    all(text, wanted).last()
}

fn all<'a>(text: &'a str, wanted: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || AROUND.contains(&c));
    let found = text.match_indices(wanted).filter(|_| !wanted.is_empty());
    found
        .map(|(start, found)| start..start + found.len())
        .filter(move |span| {
            let before = text[..span.start].chars().next_back();
            ends(before) && ends(text[span.end..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::{first, last};

    #[test]
    fn a_name_is_found_where_it_stands_by_itself() {
        let text = "See [a](x.html), <b id=x>, <a href='x.html'> and ax.htmls.";
        assert_eq!(first(text, "x.html"), Some(8..14));
        assert_eq!(last(text, "x.html"), Some(36..42));
        assert_eq!(first(text, "x"), Some(23..24));
        assert_eq!(first(text, "tml"), None);
        assert_eq!(first(text, ""), None);
    }
}

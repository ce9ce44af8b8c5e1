//! The visible text of a page, and where in the page each of its characters stands.

use std::ops::Range;

/// Visible characters with the bytes they stand at.
pub(super) struct Visible {
    /// Each character and the byte of the page it begins at; blocks are parted by line breaks.
    pub characters: Vec<(char, usize)>,
}

impl Visible {
    /// The visible text, a line a block.
    pub fn lines(&self) -> String {
        self.characters.iter().map(|(c, _)| c).collect()
    }
}

/// Tags that do not part a line.
const INLINE: [&str; 18] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
];

/// Elements whose text nobody sees.
const HIDDEN: [&str; 6] = ["script", "style", "noscript", "template", "svg", "iframe"];

/// Reads the visible text of a page; every page, however broken, is read to its end.
pub(super) fn visible(page: &str) -> Visible {
    let mut characters = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let rest = &page[at..];
        if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(rest.len(), |end| end + 3);
        } else if rest.starts_with('<')
            && rest[1..]
                .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        {
            let len = rest.find('>').map_or(rest.len(), |end| end + 1);
            let name = tag_name(&rest[1..len]);
            if !INLINE.contains(&name.trim_start_matches('/')) {
                characters.push(('\n', at));
            }
            at += len;
            if HIDDEN.contains(&name.as_str()) {
                at += closing(&page[at..], &name);
            }
        } else if let Some((c, len)) = entity(rest) {
            characters.push((c, at));
            at += len;
        } else {
            let c = rest.chars().next().unwrap_or(' ');
            // In HTML a line break is a space like any other.
            characters.push((if c == '\n' || c == '\r' { ' ' } else { c }, at));
            at += c.len_utf8();
        }
    }
    Visible { characters }
}

fn tag_name(tag: &str) -> String {
    let name = tag
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '/');
    name.collect::<String>()
        .trim_end_matches('/')
        .to_ascii_lowercase()
}

/// How many bytes there are to the end of a hidden element.
fn closing(rest: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(found) = rest[from..].find("</") {
        let at = from + found;
        let behind = &rest.as_bytes()[at + 2..];
        if behind.len() >= name.len() && behind[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        {
            return at;
        }
        from = at + 2;
    }
    rest.len()
}

/// A character written as an entity, with the bytes it takes.
fn entity(rest: &str) -> Option<(char, usize)> {
    let behind = rest.strip_prefix('&')?;
    let end = behind.bytes().take(12).position(|byte| byte == b';')?;
    let name = behind.get(..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            "rsquo" => '’',
            "lsquo" => '‘',
            "rdquo" => '”',
            "ldquo" => '“',
            "ndash" => '–',
            "mdash" => '—',
            "hellip" => '…',
            "euro" => '€',
            "pound" => '£',
            "eacute" => 'é',
            _ => return None,
        },
    };
    Some((c, end + 2))
}

/// For each byte of a text the character of the page it stands at, found paragraph by paragraph;
/// `None` where the page does not have it so.
pub(super) fn places(page: &str, text: &str, paragraphs: &[Range<usize>]) -> Vec<Option<usize>> {
    let visible: Vec<(char, usize)> = visible(page)
        .characters
        .into_iter()
        .filter(|(c, _)| !c.is_whitespace())
        .collect();
    let ink: String = visible.iter().map(|(c, _)| *c).collect();
    // Where in `ink` each character begins, to come back from bytes to characters.
    let starts: Vec<usize> = ink.char_indices().map(|(at, _)| at).collect();
    let characters = crate::prose::text::Characters::of(page);
    let mut places = vec![None; text.len() + 1];
    let mut cursor = 0;
    for span in paragraphs {
        let wanted: Vec<(usize, char)> = text[span.clone()]
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace())
            .map(|(at, c)| (span.start + at, c))
            .collect();
        let head: String = wanted.iter().take(48).map(|(_, c)| *c).collect();
        let found = ink[cursor..]
            .find(&head)
            .map(|at| cursor + at)
            .or_else(|| ink.find(&head));
        let Some(found) = found.filter(|_| !head.is_empty()) else {
            continue;
        };
        let first = starts.partition_point(|start| *start < found);
        let mut last = first;
        for ((at, c), (shown, byte)) in wanted.iter().zip(&visible[first..]) {
            if c != shown {
                break;
            }
            places[*at] = Some(characters.before(page, *byte));
            last += 1;
        }
        cursor = starts.get(last).copied().unwrap_or(ink.len());
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_its_text_and_where_it_stands() {
        let page = "<p>One &amp; <b>two</b></p><script>var a = '<p>';</script><p>é three";
        let lines = visible(page).lines();
        assert_eq!(
            lines.split_whitespace().collect::<Vec<_>>(),
            ["One", "&", "two", "é", "three"]
        );
        let text = "One & two\né three";
        let places = places(page, text, &[0..9, 10..18]);
        let shown = |at: usize| places[at].and_then(|place| page.chars().nth(place));
        assert_eq!(shown(0), Some('O'));
        assert_eq!(shown(6), Some('t'));
        assert_eq!(shown(13), Some('t'));
    }

    #[test]
    fn broken_pages_are_read_to_their_end() {
        for page in [
            "<",
            "<p",
            "&",
            "&#xFFFFFFFF;",
            "<script>",
            "<!--",
            "</",
            "a<b c",
        ] {
            visible(page);
        }
    }
}

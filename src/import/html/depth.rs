//! Pages nested so deeply that no reader of HTML gets to their end.

use std::borrow::Cow;

/// How many elements may be open at once. Real pages have fewer than a hundred.
const DEEPEST: usize = 200;

/// Elements that have no end, or whose end is mostly left out.
const FLAT: [&str; 28] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option",
    "colgroup", "html", "body",
];

/// How deep what lies in an element lies below it: a parser puts in what is left out. A table counts
/// for more than the row and the part that its cells lie in: its rows are read once more for every
/// table around them.
fn levels(name: &str) -> usize {
    let is = |other: &&str| other.eq_ignore_ascii_case(name);
    match () {
        () if FLAT.iter().any(&is) => 0,
        () if is(&"table") => 10,
        () if ["ul", "ol", "dl", "menu"].iter().any(is) => 2,
        () => 1,
    }
}

/// The page with spaces in place of the tags that open too deeply, so that all else keeps its place.
pub(super) fn bounded(input: &str) -> Cow<'_, str> {
    let (mut depth, mut dropped) = (0usize, Vec::new());
    let mut until = 0;
    for (at, _) in input.match_indices('<') {
        if at < until {
            continue;
        }
        let rest = &input[at + 1..];
        let closing = rest.starts_with('/');
        let name = rest[usize::from(closing)..]
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        let levels = levels(name);
        if name.is_empty() || levels == 0 {
            continue;
        }
        // Where the element lies: a closing tag goes with the one that opened it.
        let place = match closing {
            true => depth.saturating_sub(levels),
            false => depth,
        };
        if place >= DEEPEST {
            let end = rest.find('>').map_or(input.len(), |end| at + end + 2);
            dropped.push(at..end);
            until = end;
        }
        depth = match closing {
            true => place,
            false => place + levels,
        };
    }
    if dropped.is_empty() {
        return Cow::Borrowed(input);
    }
    let (mut out, mut from) = (String::with_capacity(input.len()), 0);
    for tag in dropped {
        out.push_str(&input[from..tag.start]);
        // As many characters as before, since places are counted in them.
        out.extend(input[tag.clone()].chars().map(|_| ' '));
        from = tag.end;
    }
    out.push_str(&input[from..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_too_deep_is_flattened() {
        let page = "<div><p>a<br>b</p></div>".repeat(500);
        assert_eq!(bounded(&page), page);
        let deep = "<div>".repeat(1000) + "text" + &"</div>".repeat(1000);
        let flat = bounded(&deep);
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
        assert_eq!(flat.chars().count(), deep.chars().count());
        assert_eq!(flat.find("text"), deep.find("text"));
    }

    #[test]
    fn tables_within_tables_are_bounded_sooner() {
        let deep = "<div></div><table><tr><td>".repeat(100) + "text" + &"</table>".repeat(100);
        let flat = bounded(&deep);
        assert_eq!(flat.matches("<table>").count(), DEEPEST / 10);
        assert_eq!(flat.matches("</table>").count(), DEEPEST / 10);
    }
}

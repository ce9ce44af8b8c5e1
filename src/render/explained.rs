//! Marks that the guide explains. A template writes `<a data-explained="disputed">Disputed</a>`; on
//! each page the first of a kind becomes a link to its explanation, and the others plain words.

use memchr::memmem;

const OPEN: &str = "<a data-explained=\"";
const CLOSE: &str = "</a>";

/// A page with its links to the guide, which stands at this reference; with none where there is no
/// guide.
pub fn link(page: String, guide: Option<&str>) -> String {
    let marks = memmem::Finder::new(OPEN);
    if marks.find(page.as_bytes()).is_none() {
        return page;
    }
    let mut out = String::with_capacity(page.len());
    let mut explained: Vec<&str> = Vec::new();
    let mut rest = page.as_str();
    while let Some(at) = marks.find(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let after = &rest[at + OPEN.len()..];
        let Some((mark, after)) = after.split_once("\">") else {
            out.push_str(OPEN);
            rest = after;
            continue;
        };
        let (words, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        match guide.filter(|_| !explained.contains(&mark)) {
            Some(guide) => {
                explained.push(mark);
                out.push_str(&format!(
                    "<a class=\"explained\" href=\"{guide}#{mark}\">{words}</a>"
                ));
            }
            None => out.push_str(words),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_mark_of_a_kind_is_a_link_and_the_others_are_words() {
        let page = "<p><a data-explained=\"late\">Late</a></p><p><a data-explained=\"late\">Later</a> <a href=\"x\">x</a></p>";
        let linked = "<p><a class=\"explained\" href=\"../g/#late\">Late</a></p><p>Later <a href=\"x\">x</a></p>";
        assert_eq!(link(page.to_string(), Some("../g/")), linked);
        let plain = "<p>Late</p><p>Later <a href=\"x\">x</a></p>";
        assert_eq!(link(page.to_string(), None), plain);
    }
}

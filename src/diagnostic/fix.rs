//! Changes to files that a machine can make: what a diagnostic asks for, where there is one answer.

use std::ops::Range;

/// A change to the file of a diagnostic that mends what it tells of.
///
/// It says what it replaces, so that it is made only where that still stands: a file may have
/// changed, and a place may be known too roughly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace, in the text as stages read it: without a byte order mark, each line
    /// ended by a line feed.
    pub span: Range<usize>,
    /// What stands there, with or without quotation marks.
    pub was: String,
    /// What is to stand there.
    pub replacement: String,
}

impl Fix {
    /// Whether what it replaces stands where it says.
    pub fn fits(&self, text: &str) -> bool {
        let bare = |text: &str| text == self.was;
        let quoted = |text: &str, mark: char| {
            let inner = text
                .strip_prefix(mark)
                .and_then(|text| text.strip_suffix(mark));
            inner.is_some_and(bare)
        };
        let there = text.get(self.span.clone());
        there.is_some_and(|there| bare(there) || quoted(there, '"') || quoted(there, '\''))
    }
}

/// A file's bytes as text with these changes made, and which of them were made: those that fit, and
/// do not touch what another one changes. Everything else stays byte for byte, the ends of lines
/// too; a new line ends as the others do.
pub fn mend(raw: &str, fixes: &[&Fix]) -> (String, Vec<bool>) {
    let text = super::normal(raw);
    let mut order: Vec<usize> = (0..fixes.len()).collect();
    order.sort_by_key(|at| (fixes[*at].span.start, fixes[*at].span.end, *at));
    let newline = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    let mut made = vec![false; fixes.len()];
    let mut mended = String::with_capacity(raw.len());
    let mut cursor = Cursor::new(raw);
    let mut copied = 0;
    let mut last: Option<&Fix> = None;
    for at in order {
        let fix = fixes[at];
        if last == Some(fix) {
            made[at] = true;
            continue;
        }
        let apart = last
            .is_none_or(|last| fix.span.start >= last.span.end && fix.span.start > last.span.start);
        if !apart || !fix.fits(&text) {
            continue;
        }
        let (start, end) = (cursor.at(fix.span.start), cursor.at(fix.span.end));
        mended.push_str(&raw[copied..start]);
        mended.push_str(&fix.replacement.replace('\n', newline));
        copied = end;
        made[at] = true;
        last = Some(fix);
    }
    mended.push_str(&raw[copied..]);
    (mended, made)
}

/// Finds places of the text as stages read it in the text as it lies on disk, one after the other.
struct Cursor<'a> {
    raw: &'a str,
    /// How far it has come on disk.
    there: usize,
    /// How far that is as stages read it.
    here: usize,
}

impl<'a> Cursor<'a> {
    fn new(raw: &'a str) -> Self {
        let mark = raw.len() - raw.strip_prefix(super::MARK).unwrap_or(raw).len();
        Cursor {
            raw,
            there: mark,
            here: 0,
        }
    }

    fn at(&mut self, place: usize) -> usize {
        let bytes = self.raw.as_bytes();
        let mark = super::MARK.to_string();
        while self.here < place && self.there < bytes.len() {
            if bytes[self.there..].starts_with(mark.as_bytes()) {
                self.there += mark.len();
                continue;
            }
            let both = bytes[self.there..].starts_with(b"\r\n");
            self.there += if both { 2 } else { 1 };
            self.here += 1;
        }
        self.there
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fix, mend};
    use crate::diagnostic::normal;

    fn fix(start: usize, was: &str, replacement: &str) -> Fix {
        Fix {
            span: start..start + was.len(),
            was: was.to_string(),
            replacement: replacement.to_string(),
        }
    }

    #[test]
    fn a_change_leaves_the_mark_and_the_ends_of_lines_as_they_are() {
        let raw = "\u{feff}one\r\ntow\r\nthree\rfuor\n";
        let (two, four) = (fix(4, "tow", "two"), fix(14, "fuor", "four"));
        let (mended, made) = mend(raw, &[&four, &two, &two]);
        assert_eq!(mended, "\u{feff}one\r\ntwo\r\nthree\rfour\n");
        assert_eq!(made, [true, true, true]);
        let within = "one \u{feff}tow\u{feff} three";
        let (mended, _) = mend(within, &[&fix(8, "three", "four")]);
        assert_eq!(mended, "one \u{feff}tow\u{feff} four");
    }

    #[test]
    fn of_two_changes_to_one_place_the_first_is_made() {
        let (whole, part) = (fix(0, "tow", "two"), fix(1, "ow", "wo"));
        let (mended, made) = mend("tow", &[&part, &whole]);
        assert_eq!((mended.as_str(), made), ("two", vec![false, true]));
    }

    #[test]
    fn what_no_longer_stands_there_is_left_alone() {
        let stale = fix(0, "tow", "two");
        assert_eq!(mend("toe", &[&stale]), ("toe".to_string(), vec![false]));
        assert_eq!(mend("to", &[&stale]), ("to".to_string(), vec![false]));
    }

    proptest! {
        /// Whatever is written around them: what was not in a change is what it was, byte for byte,
        /// and a second time changes nothing more.
        #[test]
        fn what_is_not_in_a_change_stays_byte_for_byte(
            mark in prop::bool::ANY,
            parts in prop::collection::vec("[a-zé \r\n]{0,12}", 1..8),
        ) {
            let joined = |slip: &str| {
                let text = parts.join(slip);
                match mark {
                    true => format!("\u{feff}{text}"),
                    false => text,
                }
            };
            let raw = joined("<TOPCIS>");
            let text = normal(&raw).into_owned();
            let fixes: Vec<Fix> = text
                .match_indices("TOPCIS")
                .map(|(start, was)| fix(start, was, "TOPICS!"))
                .collect();
            let fixes: Vec<&Fix> = fixes.iter().collect();
            let (mended, made) = mend(&raw, &fixes);
            prop_assert_eq!(&mended, &joined("<TOPICS!>"));
            prop_assert!(made.iter().all(|made| *made));
            prop_assert_eq!(mend(&mended, &fixes).0, mended);
        }
    }
}

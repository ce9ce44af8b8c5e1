//! Dates that a language says in the same words.

use edtf_core::Edtf as Value;

use super::read::Reader;

/// What a language may have one word for: a day and all the time up to it, or from it on.
const ALIKE: [[&str; 3]; 2] = [["[..D]", "../D", "{..D}"], ["[D..]", "D/..", "{D..}"]];

impl Reader<'_> {
    /// A value, and what else is said in the words for it.
    pub(super) fn with_alike(&self, value: Value, text: &str) -> Vec<Value> {
        let written = value.to_string();
        let of = |frame: &str| {
            let (before, behind) = frame.split_once('D')?;
            let date = written.strip_prefix(before)?.strip_suffix(behind)?;
            (!date.contains(['.', '/', ',', '[', '{'])).then(|| date.to_owned())
        };
        let found = ALIKE.iter().find_map(|frames| {
            let (frame, date) = frames.iter().find_map(|frame| Some((frame, of(frame)?)))?;
            let others = frames.iter().filter(move |other| *other != frame);
            Some(others.map(move |other| other.replace('D', &date)))
        });
        let others = found.into_iter().flatten();
        let others = others.filter_map(|other| self.said(&other, text));
        std::iter::once(value).chain(others).collect()
    }
}

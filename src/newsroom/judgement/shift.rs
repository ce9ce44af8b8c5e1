//! How one word on a time lies to the word before it.

use crate::date::{Bound, Edtf, Shape, Timing};

/// How a speaker's next word on the time lies to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// It names the same time.
    Same,
    /// It lies later, by so many days from last day to last day; `None` where one has no last
    /// day, or is known only about.
    Later(Option<i64>),
    /// It lies earlier, likewise.
    Earlier(Option<i64>),
    /// It names another time that is neither: both could have been meant from the start.
    Other,
}

/// How a time lies to the one named before. Only what lies wholly after or before, or is of one
/// form with it (a day, a month, "by"), has moved: who says "12 March or later" and then "20
/// March" has moved nothing.
pub fn shift(before: &Edtf, now: &Edtf) -> Shift {
    let deadlines = [before, now].map(Edtf::shape) == [Shape::Deadline; 2];
    let one_end = deadlines && before.latest() == now.latest();
    let doubt = before.is_doubtful() != now.is_doubtful();
    let one_instant = before.is_one_instant_with(now);
    if before == now || one_instant || (one_end && !doubt) {
        return Shift::Same;
    }
    let days = || {
        // Whether what lasts is later by its beginning or by its end, nobody said.
        let alike = (before.shape() == Shape::Extent) == (now.shape() == Shape::Extent);
        let sure = |date: &Edtf| !date.is_doubtful() && !date.is_between_days();
        let sure = alike && sure(before) && sure(now);
        let (old, new) = before.latest().day().zip(now.latest().day())?;
        sure.then(|| (new - old).num_days())
    };
    match now.compared_to(before) {
        Timing::After => return Shift::Later(days().filter(|days| *days > 0)),
        Timing::Before => return Shift::Earlier(days().map(|days| -days).filter(|days| *days > 0)),
        Timing::Unclear => {}
    }
    let comparable = matches!(before.shape(), Shape::Day | Shape::Month | Shape::Deadline);
    if !comparable || before.shape() != now.shape() {
        return Shift::Other;
    }
    match (before.latest(), now.latest()) {
        (Bound::Day(old), Bound::Day(new)) if new > old => Shift::Later(days()),
        (Bound::Day(old), Bound::Day(new)) if new < old => Shift::Earlier(days().map(|days| -days)),
        _ => Shift::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(before: &str, now: &str) -> Option<Shift> {
        Some(shift(&Edtf::parse(before).ok()?, &Edtf::parse(now).ok()?))
    }

    #[test]
    fn only_what_lies_wholly_apart_or_has_one_form_has_moved() {
        assert_eq!(
            between("[..2026-03]", "[..2026-04-21]"),
            Some(Shift::Later(Some(21)))
        );
        assert_eq!(
            between("[..2026-04-21]", "[..2026-03]"),
            Some(Shift::Earlier(Some(21)))
        );
        assert_eq!(
            between("2026-05-01", "[2026-09..]"),
            Some(Shift::Later(None))
        );
        assert_eq!(between("2026-33", "2026-41"), Some(Shift::Later(Some(275))));
        assert_eq!(between("[2026-03-12..]", "2026-03-20"), Some(Shift::Other));
        assert_eq!(between("2026", "2026-05"), Some(Shift::Other));
        assert_eq!(between("2026-03-15", "2026"), Some(Shift::Other));
        assert_eq!(between("2026-05", "2026-05"), Some(Shift::Same));
        assert_eq!(
            between("[..2026-05]", "[..2026-05-31]"),
            Some(Shift::Same),
            "two words for one deadline"
        );
        assert_eq!(between("2026-05~", "2026-07~"), Some(Shift::Later(None)));
        assert_eq!(
            between("2026-05", "2026-07-01/2026-07-20"),
            Some(Shift::Later(None))
        );
    }
}

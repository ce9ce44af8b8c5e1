//! Where speakers who both stand by their word do not say the same.

use super::events::Said;
use crate::content::claim::Status;
use crate::date::Edtf;

/// How two standing claims of different speakers lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accord {
    /// They give the same time.
    Agree,
    /// The time one gives holds the other's: both can be right.
    Differ,
    /// Neither time holds the other, or one says that it is settled and the other that it is
    /// not: one of them must give way.
    Disputed,
}

/// How the standing claims of a history lie to each other at worst; `None` where fewer than two
/// speakers stand by a word.
pub fn accord(history: &[Said]) -> Option<Accord> {
    let standing: Vec<&Said> = history.iter().filter(|said| said.standing).collect();
    let pairs = standing.iter().enumerate().flat_map(|(at, one)| {
        standing[at + 1..]
            .iter()
            .map(move |other| between(one, other))
    });
    pairs.max()
}

fn between(one: &Said, other: &Said) -> Accord {
    let (a, b) = (&one.claim, &other.claim);
    if contradict(a.status, b.status) {
        return Accord::Disputed;
    }
    windows(&a.date, &b.date)
}

/// Whether one says that the matter is over and the other that it is not, or not so.
fn contradict(a: Status, b: Status) -> bool {
    a != b && (a.settles() || b.settles())
}

/// How two times lie to each other. Where a bound is not known, nothing is held against
/// anybody.
pub fn windows(a: &Edtf, b: &Edtf) -> Accord {
    match (a.holds(b), b.holds(a)) {
        (Some(true), Some(true)) => Accord::Agree,
        (Some(false), Some(false)) => Accord::Disputed,
        _ => Accord::Differ,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accord(a: &str, b: &str) -> Option<Accord> {
        Some(windows(&Edtf::parse(a).ok()?, &Edtf::parse(b).ok()?))
    }

    #[test]
    fn times_agree_differ_or_are_disputed() {
        assert_eq!(accord("[..2026-09]", "[..2026-09-30]"), Some(Accord::Agree));
        assert_eq!(accord("[..2026-09]", "[..2026-12]"), Some(Accord::Differ));
        assert_eq!(accord("[..2026-09]", "2026-09"), Some(Accord::Differ));
        assert_eq!(accord("[..2026-09]", "[2026-09..]"), Some(Accord::Disputed));
        assert_eq!(accord("2025-09", "2025-11"), Some(Accord::Disputed));
        assert_eq!(accord("2014/", "2015"), Some(Accord::Differ));
    }
}

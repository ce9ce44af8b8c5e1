//! Words that authors write as an event's status in place of those that there are.

/// What to write in place of a word that is no status; `None` for a word that nobody knows.
pub fn instead_of(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase().replace([' ', '_'], "-");
    let known = |(words, _): &&(&str, &str)| words.split(' ').any(|known| known == word);
    WORDS.iter().find(known).map(|(_, help)| *help)
}

/// Words, and what to write in their place.
const WORDS: [(&str, &str); 16] = [
    (
        "ended end over expired lapsed finished stopped closed",
        "write `happened` for what ran to its end, `cancelled` for what was called off",
    ),
    (
        "done completed complete took-place taken-place occurred held fulfilled opened signed passed \
         adopted delivered",
        "write `happened`",
    ),
    (
        "started began begun start ongoing on-going in-progress under-way running continuing",
        "write `underway`",
    ),
    (
        "delayed deferred put-off pushed-back moved rescheduled slipped",
        "write `postponed`, with the new date if one was named",
    ),
    (
        "suspended paused on-hold frozen halted",
        "write `postponed` where it is to come later, `cancelled` where it is not",
    ),
    (
        "scrapped called-off canceled abandoned dropped withdrawn revoked terminated aborted annulled",
        "write `cancelled`",
    ),
    (
        "extended prolonged renewed",
        "a term that is extended is `in-force` with its later end",
    ),
    (
        "valid effective in-effect in-place active binding",
        "write `in-force`, with the day it ends",
    ),
    (
        "brought-forward",
        "write `announced`, with the earlier date",
    ),
    ("promised pledged vowed", "write `announced`"),
    ("scheduled intended", "write `planned`"),
    (
        "forecast predicted likely estimated anticipated projected due",
        "write `expected`, or `planned` where those who are to do it say so",
    ),
    (
        "ordered mandated demanded obliged obligatory",
        "write `required`",
    ),
    ("suggested requested recommended urged", "write `proposed`"),
    (
        "approved agreed endorsed welcomed",
        "write `accepted` for an answer, `confirmed` where those who are to do it say so",
    ),
    (
        "refused declined opposed vetoed refuted contradicted",
        "write `rejected` for a no to what was asked, `denied` for what is said not to be so",
    ),
];

#[cfg(test)]
mod tests {
    use super::instead_of;

    #[test]
    fn what_is_over_is_not_taken_for_denied() {
        for (word, right) in [
            ("ended", "`happened`"),
            ("Took place", "`happened`"),
            ("started", "`underway`"),
            ("delayed", "`postponed`"),
            ("suspended", "`postponed`"),
            ("scrapped", "`cancelled`"),
            ("extended", "`in-force`"),
        ] {
            assert!(instead_of(word).is_some_and(|help| help.contains(right)));
        }
        assert_eq!(instead_of("anounced"), None);
    }
}

//! The participle of a verb: `sold`, of `sells`.

use super::Evidence;
use super::clause::Clauses;
use crate::prose::verbs::Verb;

/// The participle of a verb; `None` where nobody can tell how it is written.
pub(super) fn of(evidence: &Evidence<'_>, clauses: &Clauses, verb: &Verb) -> Option<String> {
    let words = &evidence.language.verbs;
    let word = |at: usize| match clauses.sentence.contains(&at) {
        true => evidence.prose.tokens[at].lower.as_str(),
        false => "",
    };
    let head = word(verb.head);
    let particle = word(verb.head + 1);
    let particle = match evidence.language.labels.particles.contains(particle) {
        true => format!(" {particle}"),
        false => String::new(),
    };
    if let Some(known) = words.participles.get(head) {
        return Some(known.clone() + &particle);
    }
    if words.is_past(head) || words.is_participle(head) {
        return Some(head.to_string() + &particle);
    }
    let mut made = words.made_participles.iter();
    let made = made.find_map(|(from, to)| Some((head.strip_suffix(&**from)?, to.as_str())));
    let (stem, ending) = made.unwrap_or((head, ""));
    // `ban` may double its last letter.
    let sound = !words.doubles || ending != "ed" || !is_short(stem);
    sound.then(|| format!("{stem}{ending}{particle}"))
}

/// The participle of a word that tells what goes on: `killed`, of `killing`.
pub(super) fn going(evidence: &Evidence<'_>, word: &str) -> Option<String> {
    let words = &evidence.language.verbs;
    let mut endings = words.going_endings.iter();
    let goes_on = endings.any(|ending| word.ends_with(ending.as_str()));
    let mut made = words.made_participles.iter().filter(|_| goes_on);
    made.find_map(|(from, to)| Some(format!("{}{to}", word.strip_suffix(&**from)?)))
}

/// Whether a stem is one syllable with a single vowel and a single consonant behind it: `ban`.
fn is_short(stem: &str) -> bool {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut letters = stem.chars().rev();
    let last = letters
        .next()
        .is_some_and(|c| !vowel(c) && !matches!(c, 'w' | 'x' | 'y'));
    let before = letters.next().is_some_and(vowel);
    last && before && !letters.any(vowel)
}

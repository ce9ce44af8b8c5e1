//! What a key asks of its text: one answer for Dateline's own front matter, for that of other
//! generators, and for what is imported.

use chrono_tz::Tz;

use super::scalar;
use super::words::{
    BOUNDS, JOINED, KeyWord, OF_THE_TEXT, OTHERS, PLAIN, Part, SEEN, STEMS, THINGS, WORDED, WORDS,
    all,
};
use crate::content::moment::Moment;
use crate::diagnostic::one_slip;
use crate::path::seen;
use crate::value::Entry;

/// What a key asks of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// A yes holds it back, and a day does until then.
    Held,
    /// A no holds it back, and a day does until then.
    Public,
    /// A day is its last.
    Expiry,
    /// One of some words tells.
    Status,
    /// It is the day of publication.
    Date,
}

/// How certain it is that a key asks that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Its name alone tells: whatever it says, it is about that.
    Sure,
    /// What is no answer holds back too, unless it is of another kind, such as an address.
    Likely,
    /// An answer tells.
    Perhaps,
    /// A day is asked for: yes and no are about something else.
    Day,
}

/// What a key asks, and how certain that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What it asks.
    pub sense: Sense,
    /// How certain it is.
    pub weight: Weight,
}

/// What a key asks, if it is about whether its text is public.
pub fn asks(key: &str) -> Option<Ask> {
    // Most keys of a site are these; the test holds that all below says the same of them.
    if PLAIN.contains(&key) {
        return None;
    }
    any_asked(key)
}

fn any_asked(key: &str) -> Option<Ask> {
    let by_words = by_all_words(key);
    let Some(sense) = any_sense(key) else {
        return by_words;
    };
    // `publish_until` and `hidden_from` have the word of the one and ask for the other.
    let ends = by_words.is_some_and(|ask| ask.sense == Sense::Expiry);
    Some(Ask {
        sense: match sense {
            Sense::Public | Sense::Held if ends => Sense::Expiry,
            sense => sense,
        },
        weight: Weight::Sure,
    })
}

/// Whether a key may hold a text back, whatever it says.
pub fn may_hold(key: &str) -> bool {
    sense(key).is_some()
}

/// What a key says that may hold a text back: in any capitals, with or without joints, with signs
/// that nobody sees and letters that look like others, and with one slip.
pub fn sense(key: &str) -> Option<Sense> {
    let sure = asks(key).filter(|ask| ask.weight == Weight::Sure);
    sure.map(|ask| ask.sense)
}

fn any_sense(key: &str) -> Option<Sense> {
    let own = own_words(key);
    match own.as_str() {
        "date" | "datetime" => return Some(Sense::Date),
        "status" => return Some(Sense::Status),
        _ => {}
    }
    let key = seen(key);
    let words: Vec<String> = words(&key).map(str::to_lowercase).collect();
    let joined = words.concat();
    if is_of_a_thing(&words) {
        return None;
    }
    let whole = |(known, sense): &(&str, Sense)| joined.contains(known).then_some(*sense);
    let bounds = |(bound, sense): &(&str, Sense)| {
        let before = own.strip_suffix(bound)?;
        SEEN.contains(&before).then_some(*sense)
    };
    let found = JOINED.iter().find_map(whole);
    let found = found.or_else(|| words.iter().find_map(|word| of_word(word)));
    let found = found.or_else(|| BOUNDS.iter().find_map(bounds))?;
    Some(match joined.contains("status") {
        true => Sense::Status,
        false => found,
    })
}

/// Whether the last word of a key makes it one about something else than its text.
fn is_of_a_thing(words: &[String]) -> bool {
    let thing = words.last().is_some_and(|word| {
        let one = word.strip_suffix('s').unwrap_or(word);
        THINGS.contains(&one) || THINGS.contains(&word.as_str())
    });
    thing && words.len() > 1 && !words.iter().any(|word| word.contains("embargo"))
}

/// What a key asks of which every word is known: `visible`, `goLive`, `nicht_veroeffentlichen`.
fn by_all_words(key: &str) -> Option<Ask> {
    let joined = own_words(key);
    if WORDED.contains(&joined.as_str()) || joined.len() > 40 {
        return None;
    }
    let parts = all().languages.iter().find_map(|words| {
        let mut parts = Vec::new();
        is_all_known(words, &joined, &mut parts).then_some(parts)
    })?;
    let has = |part: Part| parts.contains(&part);
    let mut asked = parts.iter().filter_map(|part| match part {
        Part::Asks(sense, weight) => Some((*sense, *weight)),
        _ => None,
    });
    let state = (Sense::Status, Weight::Perhaps);
    let work = has(Part::Work) && parts.iter().all(|part| *part == Part::Work);
    if work || asked.clone().any(|found| found == state) {
        let (sense, weight) = state;
        return Some(Ask { sense, weight });
    }
    let (sense, weight) = asked.next()?;
    let not = has(Part::Not);
    let (from, until) = (has(Part::From), has(Part::Until));
    let sense = match (sense, not) {
        (Sense::Held | Sense::Expiry, true) => Sense::Public,
        (Sense::Public, true) => Sense::Held,
        _ => sense,
    };
    let sense = match sense {
        Sense::Public if until => Sense::Expiry,
        Sense::Expiry if until => Sense::Held,
        Sense::Held if from && weight == Weight::Perhaps => Sense::Expiry,
        _ => sense,
    };
    let weight = match from || until || has(Part::Day) {
        true => Weight::Day,
        false => weight,
    };
    Some(Ask { sense, weight })
}

/// Whether a key is made of words of one language alone, and of which.
fn is_all_known(words: &[KeyWord], rest: &str, parts: &mut Vec<Part>) -> bool {
    if rest.is_empty() {
        return true;
    }
    for (word, open, part) in words {
        let Some(behind) = rest.strip_prefix(word.as_str()) else {
            continue;
        };
        parts.push(*part);
        // An ending has at most five letters.
        let ends = behind
            .char_indices()
            .map(|(at, _)| at)
            .chain([behind.len()]);
        for end in ends.take(if *open { 6 } else { 1 }) {
            if is_all_known(words, &behind[end..], parts) {
                return true;
            }
        }
        parts.pop();
    }
    false
}

fn of_word(word: &str) -> Option<Sense> {
    if word.len() < 4 || OTHERS.contains(&word) {
        return None;
    }
    let stem = STEMS.iter().find(|(stem, _)| word.contains(stem));
    let slip = || {
        let mut words = WORDS.iter();
        words.find(|(known, _)| may_be(word, known) && one_slip(word, known))
    };
    stem.or_else(slip).map(|(_, sense)| *sense)
}

/// Whether a word can be another with one slip: before it or behind it, all is the same. Most words
/// are told apart by that, without counting slips.
fn may_be(word: &str, known: &str) -> bool {
    let half = (known.len() / 2).saturating_sub(1);
    word.starts_with(&known[..half]) || word.ends_with(&known[known.len() - half..])
}

/// Whether a key says that its own text has no page, which for the text of a folder says nothing of
/// what lies in it: Zola's `render`, Hugo's `build`.
pub fn is_of_own_page(entry: &Entry) -> bool {
    matches!(own_words(&entry.key).as_str(), "render" | "build")
}

/// Whether a key is `date` with one slip, which says a day.
pub fn is_slipped_date(entry: &Entry) -> bool {
    let day = |text: &str| Moment::parse(text, Tz::UTC).is_some();
    let says = scalar(&entry.node).is_some_and(|scalar| day(&scalar.text));
    let key = own_words(&entry.key);
    says && key.len() > 3 && key != "data" && key != "update" && one_slip(&key, "date")
}

/// The words of a key that say more than whose it is, joined.
pub(super) fn own_words(key: &str) -> String {
    let key = seen(key);
    let words = words(&key).map(str::to_lowercase);
    words
        .filter(|word| !OF_THE_TEXT.contains(&word.as_str()))
        .collect()
}

/// The words of a key: split at signs and before capitals.
fn words(key: &str) -> impl Iterator<Item = &str> {
    let parts = key.split(|c: char| !c.is_alphanumeric());
    let words = parts.flat_map(|part| {
        let small = |at: usize| part[..at].ends_with(char::is_lowercase);
        let next = |at: usize| {
            let mut rest = part[at..].chars().skip(1);
            rest.next().is_some_and(char::is_lowercase)
        };
        let capitals = part
            .char_indices()
            .filter(|(at, c)| *at > 0 && c.is_uppercase() && (small(*at) || next(*at)));
        let cuts: Vec<usize> = capitals.map(|(at, _)| at).collect();
        let starts = std::iter::once(0).chain(cuts.clone());
        let ends = cuts.into_iter().chain([part.len()]);
        starts.zip(ends).map(|(from, to)| &part[from..to])
    });
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::holding::words::{ALWAYS_HELD, LONGEST};

    #[test]
    fn a_key_is_known_by_its_words_in_any_spelling() {
        for (wanted, keys) in [
            (
                Sense::Held,
                &[
                    "draft",
                    "Drafts",
                    "isDraft",
                    "isdraft",
                    "darft",
                    "draftt",
                    "dr\u{200b}aft",
                    "dr\u{430}ft",
                    "\u{ff44}raft",
                    "EMBARGOUNTIL",
                    "embrago",
                    "hiden",
                    "privat",
                    "is-private",
                    "noPublish",
                    "not_published",
                    "scheduled_for",
                    "hide-until",
                ][..],
            ),
            (
                Sense::Public,
                &[
                    "published",
                    "publised",
                    "publish_on",
                    "pubDate",
                    "pubdatetime",
                    "publicationDate",
                    "valid_from",
                    "showFrom",
                ],
            ),
            (
                Sense::Expiry,
                &[
                    "expirs",
                    "expirationDate",
                    "unpublishdate",
                    "EXPIRY-DAY",
                    "valid_until",
                    "displayTo",
                    "takedown_date",
                ],
            ),
            (
                Sense::Status,
                &["status", "post_status", "draftstatus", "visibility"],
            ),
            (Sense::Date, &["date", "Date", "post_date"]),
        ] {
            for key in keys {
                assert_eq!(sense(key), Some(wanted), "{key}");
            }
        }
    }

    #[test]
    fn what_is_said_at_once_of_our_own_keys_is_what_their_words_say() {
        let longest = ALWAYS_HELD.iter().map(|word| word.len()).max();
        assert_eq!(longest, Some(LONGEST));
        for key in PLAIN {
            assert_eq!(any_asked(key), None, "{key}");
        }
    }

    #[test]
    fn other_words_hold_nothing_back() {
        for key in [
            "publisher",
            "publishing_house",
            "craft",
            "empire",
            "public_health",
            "state",
            "title",
            "updated",
            "update",
            "layout",
            "data",
            "aircraft",
            "respiratory",
            "event_date",
            "review",
            "how_to",
            "validator",
        ] {
            assert_eq!(sense(key), None, "{key}");
        }
    }
}

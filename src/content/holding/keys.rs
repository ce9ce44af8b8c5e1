//! Which keys may hold a text back, and what they say of it: one answer for Dateline's own front
//! matter, for that of other generators, and for what is imported.

use chrono_tz::Tz;

use super::words::{
    ALWAYS_HELD, BOUNDS, DRAFTS, HELD, JOINED, LONGEST, NO_HOLDS, NO_IN_OTHERS, OF_THE_TEXT,
    OF_THE_WORK, OTHERS, PLAIN, SEEN, STATES, STEMS, WORDED, WORDS, YES_HOLDS,
};
use super::{scalar, truth};
use crate::content::moment::Moment;
use crate::diagnostic::one_slip;
use crate::path::seen;
use crate::value::{Entry, Value};

/// What a key says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Whether a key may hold a text back, whatever it says.
pub fn may_hold(key: &str) -> bool {
    sense(key).is_some()
}

/// What a key says that may hold a text back: in any capitals, with or without joints, with signs
/// that nobody sees and letters that look like others, and with one slip.
pub fn sense(key: &str) -> Option<Sense> {
    // Most keys of a site are these; the test holds that all below says the same of them.
    if PLAIN.contains(&key) {
        return None;
    }
    any_sense(key)
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

/// Whether a key may hold a text back, by its name or by what it says.
pub fn holds(entry: &Entry) -> bool {
    may_hold(&entry.key) || holds_by_value(entry)
}

/// Whether a key holds a text back by what it says: `visible: false`, `stage: draft`, `render: never`.
/// What else it says means something else.
pub fn holds_by_value(entry: &Entry) -> bool {
    if PLAIN.contains(&entry.key.as_str()) {
        let text = scalar(&entry.node).map(|scalar| scalar.text.trim());
        let says = |word: &&str| text.is_some_and(|text| text.to_lowercase() == **word);
        let short = text.is_some_and(|text| text.len() <= LONGEST);
        return short && !WORDED.contains(&entry.key.as_str()) && ALWAYS_HELD.iter().any(says);
    }
    holds_by_any_value(entry)
}

fn holds_by_any_value(entry: &Entry) -> bool {
    let key = own_words(&entry.key);
    let is = |keys: &[&str]| keys.contains(&key.as_str());
    match &entry.node.value {
        _ if is(&WORDED) => false,
        Value::Table(table) if is(&["build"]) => {
            let render = table.get("render").and_then(|entry| scalar(&entry.node));
            let text = render.map(|scalar| scalar.text.trim().to_lowercase());
            text.is_some_and(|text| is_no(&text) || text == "link")
        }
        Value::Scalar(scalar) => holds_by_text(&key, &scalar.text),
        // Whatever else a list says, what holds back counts.
        Value::Array(items) => {
            let mut items = items.iter().filter_map(scalar);
            items.any(|item| truth(&item.text).is_none() && is_held(&key, &item.text))
        }
        _ => false,
    }
}

fn holds_by_text(key: &str, text: &str) -> bool {
    let is = |keys: &[&str]| keys.contains(&key);
    let text = text.trim().to_lowercase();
    let no = is_no(&text);
    match truth(&text) {
        _ if is(&NO_HOLDS) => no,
        // A password is no yes, and is there to keep readers out.
        _ if is(&["password"]) => !text.is_empty() && !no,
        _ if is(&DRAFTS) => !text.is_empty() && !no && !NO_IN_OTHERS.contains(&text.as_str()),
        Some(yes) => yes && is(&YES_HOLDS),
        None => is_held(key, &text),
    }
}

/// Whether words say that a text is held back: `draft!` whatever the key, `Draft v2` of a state.
fn is_held(key: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    let all = words.clone().collect::<Vec<_>>().join(" ");
    let says = |known: &[&str]| known.contains(&all.as_str());
    says(&ALWAYS_HELD)
        || is_state(key) && (says(&HELD) || words.any(|word| ALWAYS_HELD.contains(&word)))
}

/// Whether a key names a state that a text may be in: `stage`, `review`, `approval_state`.
fn is_state(own_words: &str) -> bool {
    let mut of_the_work = OF_THE_WORK.iter();
    let behind = of_the_work.find_map(|word| own_words.strip_prefix(word));
    STATES.contains(&own_words)
        || behind.is_some_and(|rest| rest.is_empty() || STATES.contains(&rest))
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

fn is_no(text: &str) -> bool {
    truth(text) == Some(false) || text == "never"
}

/// The words of a key that say more than whose it is, joined.
fn own_words(key: &str) -> String {
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
    use crate::value::{Kind, Node, Scalar};

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
            assert_eq!(any_sense(key), None, "{key}");
            for text in [
                "draft",
                " Drafts ",
                "UNPUBLISHED",
                "yes",
                "no",
                "never",
                "private",
                "pending",
                "published",
                "",
                "link",
                "a text that says more than a word",
            ] {
                let entry = Entry {
                    key: key.to_string(),
                    key_span: 0..0,
                    node: Node {
                        value: Value::Scalar(Scalar {
                            kind: Kind::String,
                            text: text.to_string(),
                        }),
                        span: 0..0,
                    },
                };
                let said = (holds_by_value(&entry), holds_by_any_value(&entry));
                assert_eq!(said.0, said.1, "{key}: {text}");
            }
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

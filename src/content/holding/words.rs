//! The words by which a key may hold a text back whatever it says, and those by which it does not; and,
//! from a data file, what else keys ask and what is answered to them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::asks::{Sense, Weight};
use crate::path::seen;

/// What a word of a key adds to what the key asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// It asks.
    Asks(Sense, Weight),
    /// It names the work on a text, which has states.
    Work,
    /// It turns what is asked around.
    Not,
    /// A day from which on is asked for.
    From,
    /// A day until which is asked for.
    Until,
    /// A day is asked for.
    Day,
    /// It adds nothing.
    Beside,
}

/// A word of a key, whether anything may follow it, and what it adds.
pub(super) type KeyWord = (String, bool, Part);

/// What is known of all languages.
pub(super) struct Words {
    /// The words of keys, each language apart, English first: what two languages would make of a key
    /// together, nobody means.
    pub languages: Vec<Vec<KeyWord>>,
    /// Yes and no.
    pub truths: HashMap<String, bool>,
    /// The words for no that also say that something is never to come.
    pub never: HashSet<String>,
    /// Words by which it is not yet.
    pub later: HashSet<String>,
    /// States that are not public.
    pub kept: HashSet<String>,
    /// States that are.
    pub shown: HashSet<String>,
    /// Words for a draft.
    pub drafts: HashSet<String>,
}

/// The words of all languages in the data file.
pub(super) fn all() -> &'static Words {
    static ALL: LazyLock<Words> = LazyLock::new(read);
    &ALL
}

fn read() -> Words {
    let languages: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        ::toml::from_str(include_str!("words.toml")).unwrap_or_default();
    let mut words = Words {
        languages: Vec::new(),
        truths: HashMap::new(),
        never: HashSet::new(),
        later: HashSet::new(),
        kept: HashSet::new(),
        shown: HashSet::new(),
        drafts: HashSet::new(),
    };
    let mut languages: Vec<_> = languages.into_iter().collect();
    languages.sort_by_key(|(name, _)| name != "en");
    for (_, roles) in languages {
        let mut parts = Vec::new();
        for (role, list) in &roles {
            for word in list.iter().flat_map(|word| spellings(word)) {
                parts.extend(part(role).map(|part| key_word(&word, part)));
                words.add(role, word);
            }
        }
        // The longest first.
        parts.sort_by(|(a, _, one), (b, _, other)| (b.len(), one).cmp(&(a.len(), other)));
        parts.dedup();
        words.languages.push(parts);
    }
    words
}

/// What a word of a role adds to what a key asks.
fn part(role: &str) -> Option<Part> {
    Some(match role {
        "draft" | "hold" => Part::Asks(Sense::Held, Weight::Likely),
        "hide" => Part::Asks(Sense::Held, Weight::Perhaps),
        "public" => Part::Asks(Sense::Public, Weight::Likely),
        "open" => Part::Asks(Sense::Public, Weight::Perhaps),
        "gone" => Part::Asks(Sense::Expiry, Weight::Perhaps),
        "state" => Part::Asks(Sense::Status, Weight::Perhaps),
        "work" => Part::Work,
        "not" => Part::Not,
        "from" => Part::From,
        "until" => Part::Until,
        "day" => Part::Day,
        "beside" => Part::Beside,
        _ => return None,
    })
}

fn key_word(word: &str, part: Part) -> KeyWord {
    let joined = word.replace(' ', "");
    let stem = joined.trim_end_matches('*');
    (stem.to_string(), joined.len() > stem.len(), part)
}

impl Words {
    /// Takes in a word of a role, as an answer.
    fn add(&mut self, role: &str, word: String) {
        match role {
            "yes" => drop(self.truths.insert(word, true)),
            "no" => drop(self.truths.insert(word, false)),
            "never" => {
                self.truths.insert(word.clone(), false);
                self.never.insert(word);
            }
            "later" => drop(self.later.insert(word)),
            "shown" => drop(self.shown.insert(word)),
            "kept" => drop(self.kept.insert(word)),
            "draft" => {
                self.kept.insert(word.clone());
                self.drafts.insert(word);
            }
            _ => {}
        }
    }
}

/// A text as words are compared: small letters without their marks, single spaces.
pub(super) fn plain(text: &str) -> String {
    let text = seen(text).to_lowercase();
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '*'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A word in plain letters, and as those write it who have no marks.
fn spellings(word: &str) -> Vec<String> {
    const INSTEAD: [(char, &str); 7] = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('ß', "ss"),
        ('å', "aa"),
        ('ø', "oe"),
        ('æ', "ae"),
    ];
    let instead = INSTEAD
        .iter()
        .fold(word.to_string(), |word, (mark, letters)| {
            word.replace(*mark, letters)
        });
    match instead == word {
        true => vec![plain(word)],
        false => vec![plain(word), plain(&instead)],
    }
}

/// What makes a word one of these, wherever it stands in it: `isdraft`, `EMBARGOUNTIL`.
pub(super) const STEMS: [(&str, Sense); 9] = [
    ("unpublish", Sense::Expiry),
    ("expir", Sense::Expiry),
    ("embargo", Sense::Held),
    ("sperrfrist", Sense::Held),
    ("draft", Sense::Held),
    ("private", Sense::Held),
    ("hidden", Sense::Held),
    ("unlisted", Sense::Held),
    ("publish", Sense::Public),
];

/// The same of several words, however they are joined.
pub(super) const JOINED: [(&str, Sense); 19] = [
    ("nopublish", Sense::Held),
    ("notpublish", Sense::Held),
    ("dontpublish", Sense::Held),
    ("scheduled", Sense::Held),
    ("hideuntil", Sense::Held),
    ("holduntil", Sense::Held),
    ("pubdate", Sense::Public),
    ("publicationdate", Sense::Public),
    ("releasedate", Sense::Public),
    ("golive", Sense::Public),
    ("goeslive", Sense::Public),
    ("goinglive", Sense::Public),
    ("livedate", Sense::Public),
    ("liveon", Sense::Public),
    ("notbefore", Sense::Public),
    ("hideafter", Sense::Expiry),
    ("removeafter", Sense::Expiry),
    ("takedown", Sense::Expiry),
    ("visibility", Sense::Status),
];

/// Words that tell, before `from` or `until`, how long a text is to be seen.
pub(super) const SEEN: [&str; 8] = [
    "valid",
    "visible",
    "available",
    "show",
    "shown",
    "display",
    "online",
    "live",
];

/// What follows them, and what it says.
pub(super) const BOUNDS: [(&str, Sense); 5] = [
    ("from", Sense::Public),
    ("until", Sense::Expiry),
    ("till", Sense::Expiry),
    ("through", Sense::Expiry),
    ("to", Sense::Expiry),
];

/// Words that are often written with one slip: a letter too many, too few, another, or two that
/// changed places.
pub(super) const WORDS: [(&str, Sense); 13] = [
    ("draft", Sense::Held),
    ("embargo", Sense::Held),
    ("private", Sense::Held),
    ("hidden", Sense::Held),
    ("unlisted", Sense::Held),
    ("publish", Sense::Public),
    ("published", Sense::Public),
    ("pubdate", Sense::Public),
    ("expire", Sense::Expiry),
    ("expires", Sense::Expiry),
    ("expired", Sense::Expiry),
    ("expiry", Sense::Expiry),
    ("unpublish", Sense::Expiry),
];

/// Words that look like one of those and mean something else.
pub(super) const OTHERS: [&str; 22] = [
    "publisher",
    "publishers",
    "publishing",
    "republish",
    "republished",
    "craft",
    "crafts",
    "graft",
    "raft",
    "rafts",
    "daft",
    "drift",
    "drifts",
    "overdraft",
    "overdrafts",
    "empire",
    "empires",
    "privateer",
    "primate",
    "ridden",
    "bidden",
    "enlisted",
];

/// Words of a key that say only whose it is: `post_status`, `isPublic`.
pub(super) const OF_THE_TEXT: [&str; 12] = [
    "is", "post", "page", "article", "content", "entry", "item", "document", "doc", "text", "wp",
    "the",
];

/// Words that make a key one about that thing, where they stand last: `draft_number`,
/// `hidden_comments`. An embargo is one whatever stands behind it.
pub(super) const THINGS: [&str; 46] = [
    "author", "by", "caption", "category", "class", "color", "colour", "comment", "count",
    "editor", "email", "field", "file", "filename", "folder", "fund", "heading", "icon", "id",
    "image", "key", "label", "language", "layout", "link", "menu", "music", "name", "note",
    "number", "path", "picture", "place", "sector", "source", "tag", "template", "theme", "title",
    "token", "toc", "type", "uri", "url", "user", "version",
];

/// Keys whose words are the article's own, whatever they say.
pub(super) const WORDED: [&str; 23] = [
    "title",
    "subtitle",
    "name",
    "id",
    "slug",
    "summary",
    "description",
    "dateline",
    "kind",
    "author",
    "authors",
    "tag",
    "tags",
    "category",
    "categories",
    "topics",
    "regions",
    "keywords",
    "image",
    "alt",
    "caption",
    "translation_key",
    "translationkey",
];

/// Words that hold a text back whatever key says them.
pub(super) const ALWAYS_HELD: [&str; 4] = ["draft", "drafts", "unpublished", "embargoed"];

/// How long the longest of [`ALWAYS_HELD`] is, in bytes.
pub(super) const LONGEST: usize = 11;

/// Keys as Dateline reads them that hold nothing back by their names. They are looked up first.
pub(super) const PLAIN: [&str; 40] = [
    "title",
    "summary",
    "topics",
    "regions",
    "sources",
    "events",
    "figures",
    "corrections",
    "authors",
    "kind",
    "importance",
    "dateline",
    "image",
    "lang",
    "id",
    "by",
    "via",
    "for",
    "source",
    "label",
    "value",
    "unit",
    "series",
    "as_of",
    "min",
    "max",
    "hedge",
    "scope",
    "region",
    "quote",
    "sentence",
    "condition",
    "reported",
    "name",
    "url",
    "retrieved",
    "tags",
    "categories",
    "slug",
    "updated",
];

//! The words by which a key may hold a text back, and those by which it does not.

use super::Sense;

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

/// Keys whose plain no holds a text back, as those that give it no page do.
pub(super) const NO_HOLDS: [&str; 12] = [
    "public",
    "visible",
    "available",
    "live",
    "online",
    "active",
    "enabled",
    "approved",
    "listed",
    "ready",
    "render",
    "permalink",
];

/// Keys whose plain yes does.
pub(super) const YES_HOLDS: [&str; 25] = [
    "headless",
    "disabled",
    "inactive",
    "secret",
    "internal",
    "confidential",
    "restricted",
    "protected",
    "password",
    "offline",
    "hide",
    "wip",
    "unfinished",
    "trash",
    "trashed",
    "deleted",
    "withdrawn",
    "retracted",
    "archived",
    "unapproved",
    "unreviewed",
    "needsreview",
    "invisible",
    "hold",
    "onhold",
];

/// Words for a draft in other languages: as a key, all but a plain no holds, in their languages too.
pub(super) const DRAFTS: [&str; 9] = [
    "entwurf",
    "brouillon",
    "borrador",
    "bozza",
    "rascunho",
    "ontwerp",
    "utkast",
    "szkic",
    "taslak",
];

/// A plain no in these languages.
pub(super) const NO_IN_OTHERS: [&str; 8] =
    ["non", "nein", "não", "nee", "nei", "nej", "nie", "hayır"];

/// Keys that name a state, among other things.
pub(super) const STATES: [&str; 9] = [
    "status",
    "state",
    "stage",
    "phase",
    "workflow",
    "access",
    "audience",
    "sensitivity",
    "classification",
];

/// Words of a key by which a state is that of an editor's work, alone or before it: `review_status`.
pub(super) const OF_THE_WORK: [&str; 6] = [
    "review",
    "editorial",
    "approval",
    "moderation",
    "workflow",
    "release",
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

/// Words that a status has for what is public.
pub(super) const PUBLIC: [&str; 6] = [
    "publish",
    "published",
    "public",
    "live",
    "visible",
    "everyone",
];

/// Words that it has for what is not.
pub(super) const HELD: [&str; 20] = [
    "draft",
    "drafts",
    "private",
    "hidden",
    "pending",
    "future",
    "trash",
    "unpublished",
    "embargoed",
    "in review",
    "needs review",
    "in progress",
    "scheduled",
    "withdrawn",
    "unapproved",
    "unreviewed",
    "internal",
    "confidential",
    "restricted",
    "embargo",
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

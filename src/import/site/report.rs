//! What became of a site, for people.

use super::{Conversion, Fate};

/// The report on a conversion, for people.
pub fn report(conversion: &Conversion) -> String {
    let count = |wanted: fn(&Fate) -> bool| {
        conversion
            .addresses
            .iter()
            .filter(|address| wanted(&address.fate))
            .count()
    };
    let (kept, redirected, missing) = (
        count(|fate| *fate == Fate::Kept),
        count(|fate| matches!(fate, Fate::Redirected(_))),
        count(|fate| matches!(fate, Fate::Missing(_))),
    );
    let of = |number: usize, what: &str| match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    };
    let mut out = format!(
        "{} ({}), {}\naddresses: {kept} kept, {redirected} redirected, {missing} missing\n",
        of(conversion.texts.len(), "text"),
        of(conversion.drafts, "draft"),
        of(conversion.copies.len(), "other file")
    );
    for address in &conversion.addresses {
        if let Fate::Missing(reason) = &address.fate {
            out.push_str(&format!(
                "  missing {} ({}): {reason}\n",
                address.url, address.file
            ));
        }
    }
    if let Some(language) = &conversion.language {
        out.push_str(&format!("language: {language}\n"));
    }
    for (title, tags) in [
        ("tags turned into Markdown", &conversion.turned_tags),
        (
            "tags kept as they are, to be looked at",
            &conversion.kept_tags,
        ),
        ("taken out", &conversion.taken_out),
    ] {
        if !tags.is_empty() {
            out.push_str(&format!("{title}:\n"));
            for (tag, count) in tags {
                out.push_str(&format!("  {count:5}  {tag}\n"));
            }
        }
    }
    if !conversion.terms.is_empty() {
        let keys: Vec<String> = conversion
            .terms
            .iter()
            .map(|(key, count)| format!("{key} ({count})"))
            .collect();
        out.push_str(&format!("terms, now topics: {}\n", keys.join(", ")));
    }
    for (key, count) in &conversion.held {
        let what = "may hold a text back and is not understood";
        out.push_str(&format!("  `{key}` {what}: {count} made drafts\n"));
    }
    for what in &conversion.unclear {
        out.push_str(&format!("  {what}\n"));
    }
    if !conversion.unlinked.is_empty() {
        let count = conversion.unlinked.len();
        out.push_str(&format!(
            "{} led nowhere, or where no link may lead, and are to a whole page or words now:\n",
            of(count, "link")
        ));
        for link in &conversion.unlinked {
            out.push_str(&format!("  {link}\n"));
        }
    }
    for (file, reason) in &conversion.left_out {
        out.push_str(&format!("  left out {file}: {reason}\n"));
    }
    out
}

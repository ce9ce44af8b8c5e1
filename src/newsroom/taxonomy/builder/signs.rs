//! Two names of which an id keeps the same letters and digits: `C++` and `C#`.

use super::Builder;
use crate::content::reading::TermRef;
use crate::diagnostic::Diagnostic;
use crate::path::slug;

/// The signs that tell two names apart and that no id keeps, with a word for each.
const SIGNS: [(char, &str); 12] = [
    ('+', "plus"),
    ('#', "sharp"),
    ('*', "star"),
    ('@', "at"),
    ('%', "percent"),
    ('=', "equals"),
    ('$', "dollar"),
    ('€', "euro"),
    ('£', "pound"),
    ('!', "exclamation"),
    ('?', "question"),
    ('~', "tilde"),
];

impl Builder<'_> {
    /// Tells once of a name that only its signs tell apart from that of a term which grew before.
    pub(super) fn told_apart(&mut self, id: &str, reference: &TermRef) {
        let told = self.apart(id, reference);
        let known = |one: &Diagnostic| {
            self.diagnostics
                .iter()
                .any(|two| two.message == one.message)
        };
        let told = told.filter(|one| !known(one));
        self.diagnostics.extend(told);
    }

    /// What to say of a name that is taken for a term's only because an id keeps no signs.
    pub fn apart(&self, id: &str, reference: &TermRef) -> Option<Diagnostic> {
        let text = &reference.text;
        // Who writes the id means its term.
        let draft = self
            .drafts
            .get(id)
            .filter(|_| text != id && slug(text) == id)?;
        let aliases = draft.file.iter().flat_map(|file| &file.aliases);
        let mut names = aliases.map(|alias| &alias.text).chain([&draft.name]);
        let plain = draft.file.is_some() && signs(text).is_empty();
        if plain || names.any(|name| signs(name) == signs(text)) {
            return None;
        }
        let kind = self.kind.singular();
        let name = &draft.name;
        let message =
            format!("`{text}` is taken for the {kind} `{name}`: of both the id is `{id}`");
        let spelt = Some(spelt(text))
            .filter(|spelt| spelt != id)
            .unwrap_or(spelt(name));
        let help = format!(
            "an id keeps letters and digits alone; where two {kind}s are meant, write one of them as `{spelt}`, and give it a name in {}",
            self.kind.file("", &spelt, self.foreign)
        );
        let warning = Diagnostic::warning("taxonomy/same-id", message, reference.place.clone());
        Some(warning.help(help))
    }
}

fn signs(text: &str) -> Vec<char> {
    let told = |sign: &char| SIGNS.iter().any(|(known, _)| known == sign);
    text.chars().filter(told).collect()
}

/// The id of a name with words for its signs.
fn spelt(text: &str) -> String {
    let spelt = SIGNS.iter().fold(text.to_string(), |text, (sign, word)| {
        text.replace(*sign, &format!(" {word} "))
    });
    slug(&spelt)
}

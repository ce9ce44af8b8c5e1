//! The phrases of a language file, held against English's: whether what is put into them has a place in
//! each, and whether there is a form for each number. A slip in one would be on all pages.

use std::collections::BTreeMap;

use super::check::{Check, string, written};
use super::english;
use crate::diagnostic::did_you_mean;
use crate::value::{Entry, Node, Table, Value};

/// The plural categories of the Unicode CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// As many whole numbers show which categories a language has for them.
const NUMBERS: usize = 200;

/// Lists of words that a language need not have.
const MAY_BE_EMPTY: [&str; 3] = ["at_bare", "singulars", "when_bare"];

/// The whole numbers of each plural category that a language has for them.
pub(super) fn categories(code: &str) -> BTreeMap<&'static str, Vec<usize>> {
    let mut categories: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    // A language without rules has one form.
    let rules = super::plurals(code);
    for number in 0..=NUMBERS {
        let category = rules.as_ref();
        let category = category.map_or("other", |rules| super::name(rules.category_for(number)));
        categories.entry(category).or_default().push(number);
    }
    categories
}

/// A phrase in English: what is put into it, in any of its forms, and the form that has the most.
struct Model {
    names: Vec<String>,
    form: String,
}

impl Model {
    fn of(node: &Node) -> Option<Model> {
        let forms: Vec<&str> = match &node.value {
            Value::Table(forms) => forms
                .entries
                .iter()
                .filter_map(|it| string(&it.node))
                .collect(),
            _ => vec![string(node)?],
        };
        let mut names: Vec<String> = Vec::new();
        for name in forms.iter().flat_map(|form| parts(form).0) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_string());
            }
        }
        let form = forms.last()?.to_string();
        Some(Model { names, form })
    }
}

impl Check<'_> {
    pub(super) fn words(&mut self, own: &Table, english: &Table) {
        for entry in &own.entries {
            let model = english.get(&entry.key);
            if model.is_none() {
                self.misspelt(entry, own, english);
            }
            let example = model.map_or("\"…\"".to_string(), |model| written(&model.node));
            let model = model.and_then(|model| Model::of(&model.node));
            match &entry.node.value {
                Value::Table(forms) => self.forms(entry, forms, model.as_ref(), &example),
                _ if string(&entry.node).is_some() => {
                    self.form(&entry.key, &entry.node, model.as_ref(), &[]);
                }
                _ => self.wrong_kind(&entry.key, &entry.node, &example),
            }
        }
    }

    /// A phrase of one form, beside English's.
    pub(super) fn phrase(&mut self, key: &str, own: &Node, english: &Node) {
        self.form(key, own, Model::of(english).as_ref(), &[]);
    }

    /// A word that is none of English's is the theme's own, unless it looks like one that is missing.
    fn misspelt(&mut self, entry: &Entry, own: &Table, english: &Table) {
        let keys = english.entries.iter().map(|entry| entry.key.as_str());
        let missing = keys.filter(|key| own.get(key).is_none());
        let Some(near) = did_you_mean(&entry.key, missing) else {
            return;
        };
        let message = format!(
            "`{}` is none of Dateline's words, and `{near}` is missing",
            entry.key
        );
        let help = format!("did you mean `{near}`?");
        self.warn("language/missing", entry.key_span.clone(), message, &help);
    }

    fn forms(&mut self, entry: &Entry, forms: &Table, model: Option<&Model>, example: &str) {
        let key = &entry.key;
        for form in &forms.entries {
            if !CATEGORIES.contains(&form.key.as_str()) {
                let message = format!("`{key}` has a form `{}`, which no language has", form.key);
                let help = match did_you_mean(&form.key, CATEGORIES) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the forms are {}", CATEGORIES.join(", ")),
                };
                self.tell(form.key_span.clone(), message, &help);
                continue;
            }
            if string(&form.node).is_none() {
                self.wrong_kind(&format!("{key}.{}", form.key), &form.node, example);
                continue;
            }
            let may_lack = self.may_lack(&form.key, model);
            self.form(&format!("{key}.{}", form.key), &form.node, model, &may_lack);
        }
        if forms.get("other").is_none() {
            let message = format!("`{key}` has no form `other`, which all other numbers take");
            let help = match model {
                Some(model) => format!(
                    "add it to the table: other = \"…\", which in English is \"{}\"",
                    model.form
                ),
                None => "add it to the table: other = \"…\"".to_string(),
            };
            return self.tell(entry.key_span.clone(), message, &help);
        }
        let needed = self.categories.iter();
        let missing: Vec<String> = needed
            .filter(|(category, _)| forms.get(category).is_none())
            .map(|(category, numbers)| format!("`{category}` ({})", some(numbers)))
            .collect();
        if !missing.is_empty() {
            let message = format!("`{key}` has no form {}", missing.join(", "));
            let help = "such numbers get the form `other`: where all numbers have one form, write it as a text, \
                        without a table";
            self.warn("language/form", entry.key_span.clone(), message, help);
        }
    }

    /// What a form may leave out: the number where it is for one number alone, as in "two articles".
    /// Of one thing there is no last to be named beside the first, and where there is nothing, nothing
    /// need be named.
    fn may_lack(&self, category: &str, model: Option<&Model>) -> Vec<String> {
        let numbers = self.categories.get(category).map_or(&[][..], Vec::as_slice);
        let names: &[&str] = match numbers {
            // A form that whole numbers never take.
            [] => &["n"],
            [0] => return model.map_or_else(Vec::new, |model| model.names.clone()),
            [1] => &["n", "last"],
            [_] => &["n"],
            _ => &[],
        };
        names.iter().map(|name| name.to_string()).collect()
    }

    /// A phrase in one form. The theme's own are held against no other; what a template gives for
    /// them, its page tells.
    fn form(&mut self, key: &str, node: &Node, model: Option<&Model>, may_lack: &[String]) {
        let Some(form) = string(node) else {
            return;
        };
        let (names, stray) = parts(form);
        if let Some(stray) = stray {
            let message = format!("`{key}` has a `{stray}` by itself");
            let help = "a value is put in for a name with one brace on either side: {name}";
            return self.tell(node.span.clone(), message, help);
        }
        let Some(model) = model else {
            return;
        };
        let lacking: Vec<&str> = model
            .names
            .iter()
            .map(String::as_str)
            .filter(|name| !names.contains(name) && !may_lack.iter().any(|it| it == name))
            .collect();
        let unknown = names
            .iter()
            .find(|name| !model.names.iter().any(|it| it == *name));
        if let Some(unknown) = unknown {
            let message = format!("nothing is put in for `{{{unknown}}}` in `{key}`");
            let help = meant(unknown, &lacking, &model.names);
            return self.tell(self.inside(node, &format!("{{{unknown}}}")), message, &help);
        }
        if !lacking.is_empty() {
            let message = format!("`{key}` has no place for {}", listed(&lacking));
            let help = format!(
                "put it where your language has it; English is \"{}\"",
                model.form
            );
            return self.tell(node.span.clone(), message, &help);
        }
        // Marks such as a comma may be a space, words may not.
        let has_words = model.form.chars().any(char::is_alphanumeric);
        let is_empty = match has_words {
            true => form.trim().is_empty(),
            false => form.is_empty() && !model.form.is_empty(),
        };
        let word = key.split('.').next().unwrap_or(key);
        if is_empty && !MAY_BE_EMPTY.contains(&word) {
            let message = format!("`{key}` is empty");
            let help = format!("translate \"{}\", or leave the key out", model.form);
            self.tell(node.span.clone(), message, &help);
        }
    }
}

/// What to write in place of a name that is none.
fn meant(unknown: &str, lacking: &[&str], known: &[String]) -> String {
    let only = match lacking {
        [only] => Some(*only),
        _ => None,
    };
    match did_you_mean(unknown, lacking.iter().copied()).or(only) {
        Some(right) => format!("write {{{right}}}"),
        None if known.is_empty() => "leave it out: nothing is put into this phrase".to_string(),
        None => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            format!("what is put in is {}", listed(&known))
        }
    }
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
    english().list(&names)
}

/// The first few of some numbers.
fn some(numbers: &[usize]) -> String {
    let first: Vec<String> = numbers.iter().take(3).map(usize::to_string).collect();
    let more = if numbers.len() > first.len() {
        " …"
    } else {
        ""
    };
    first.join(", ") + more
}

/// The names between braces, in order, and a brace without another.
fn parts(form: &str) -> (Vec<&str>, Option<char>) {
    let mut names = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find(['{', '}']) {
        let (brace, behind) = (rest[at..].starts_with('{'), &rest[at + 1..]);
        let name = behind
            .split_once('}')
            .filter(|(name, _)| brace && !name.contains('{'));
        let Some((name, after)) = name else {
            return (names, Some(if brace { '{' } else { '}' }));
        };
        names.push(name);
        rest = after;
    }
    (names, None)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_brace_by_itself_is_no_name() {
        assert_eq!(parts("a {b} {c}"), (vec!["b", "c"], None));
        assert_eq!(parts("a {b c").1, Some('{'));
        assert_eq!(parts("a {b {c}").1, Some('{'));
        assert_eq!(parts("a b}").1, Some('}'));
    }
}

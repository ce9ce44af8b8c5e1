//! Which names the templates of a theme speak of: what a view would hold by a name that none of them
//! has need not be made.
//!
//! Words alone are looked at, whatever they are the name of: rather too much is taken for named than too
//! little. Where a template can come by a field without its name, as by a key that is worked out, all
//! are taken for named.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::Caller;
use super::lexed::{Piece, Token, pieces};
use super::templates::BUILT_IN;
use super::theme::Theme;
use super::written::Written;
use crate::pages::cards::Card;
use crate::pages::plan::Plan;
use crate::pages::site::Shown;

/// What gives the fields of something that it is not told the names of.
const OPEN: [&str; 5] = ["get", "keys", "values", "pairs", "__tera_context"];

/// What each template and component of a theme names.
#[derive(Default)]
pub struct Names(BTreeMap<Caller, Named>);

#[derive(Default)]
struct Named {
    words: BTreeSet<String>,
    /// What it extends, includes or calls.
    calls: BTreeSet<Caller>,
    /// Whether it can come by fields without their names.
    open: bool,
}

impl Names {
    /// Those of templates by name; the built-in ones' names have a prefix.
    pub fn of(sources: &BTreeMap<String, Written>) -> Names {
        let mut names = Names::default();
        // Of two components of one name, the theme's own counts.
        let (built_in, own): (Vec<_>, Vec<_>) = sources
            .iter()
            .partition(|(name, _)| name.starts_with(BUILT_IN));
        for (name, written) in own.into_iter().chain(built_in) {
            let mut of: BTreeMap<Caller, Named> = BTreeMap::new();
            let mut within = Caller::Template(name.clone());
            for piece in pieces(written.bare()) {
                let is_end = piece.is_tag && piece.first() == "endcomponent";
                if piece.is_tag && piece.first() == "component" {
                    let component = piece.tokens.get(1).map_or("", |token| token.text);
                    within = Caller::Component(component.to_string());
                }
                let named = of.entry(within.clone()).or_default();
                named.add(sources, &piece);
                if is_end {
                    within = Caller::Template(name.clone());
                }
            }
            for (caller, named) in of {
                names.0.entry(caller).or_insert(named);
            }
        }
        names
    }

    /// What is named by some templates and all that they come to call.
    fn reached_from<'t>(
        &self,
        sources: &BTreeMap<String, Written>,
        templates: impl Iterator<Item = &'t str>,
    ) -> Shown {
        let mut open: Vec<Caller> = templates
            .map(|name| Caller::template(sources, &format!("{name}.html")))
            .collect();
        let mut reached = BTreeSet::new();
        let mut words = BTreeSet::new();
        while let Some(caller) = open.pop() {
            let Some(named) = self.0.get(&caller) else {
                continue;
            };
            if named.open {
                return Shown::default();
            }
            if reached.insert(caller) {
                words.extend(named.words.iter().cloned());
                open.extend(named.calls.iter().cloned());
            }
        }
        Shown::only(words)
    }
}

impl Theme {
    /// What the templates of the planned pages may ask for.
    pub fn shown(&self, plan: &Plan) -> Shown {
        let templates = plan.templates.iter().copied();
        self.names.reached_from(&self.sources, templates)
    }
}

impl Named {
    fn add(&mut self, sources: &BTreeMap<String, Written>, piece: &Piece<'_>) {
        self.open |= is_open(piece);
        for token in &piece.tokens {
            if let Some(quoted) = token.quoted() {
                self.calls.insert(Caller::template(sources, quoted));
            }
            let text = token.quoted().unwrap_or(token.text);
            let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            let words = words.filter(|word| !word.is_empty());
            for word in words {
                self.calls.insert(Caller::Component(word.to_string()));
                self.words.insert(word.to_string());
            }
        }
        let has = |word: &str| piece.tokens.iter().any(|token| token.text == word);
        if has("cards") && !has("component") {
            let usual = Card::kinds().map(|card| Caller::Component(card.component().to_string()));
            self.calls.extend(usual);
        }
    }
}

/// Whether a tag, or what is written out, can come by fields without their names: it goes through keys,
/// works one out, shows a card by a component that it works out, or writes a whole view or item.
fn is_open(piece: &Piece<'_>) -> bool {
    let tokens = &piece.tokens;
    let at = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let literal = |token: Option<&Token<'_>>| {
        let text = token.map_or("", |token| token.text);
        text.starts_with(|c: char| "\"'`:-".contains(c) || c.is_ascii_digit())
    };
    let goes_through_keys = piece.is_tag && piece.first() == "for" && at(2) == ",";
    let asks = tokens.iter().any(|token| OPEN.contains(&token.text));
    let writes_all = !piece.is_tag
        && Card::kinds()
            .map(Card::item_name)
            .chain(["view"])
            .any(|name| name == at(0))
        && matches!(at(1), "" | "|");
    let works_out = tokens.windows(2).enumerate().any(|(place, pair)| {
        let adjoins = pair[0].end() == pair[1].at;
        let is_key = adjoins && (pair[0].is_word() || matches!(pair[0].text, "]" | ")"));
        let behind = tokens.get(place + 2);
        match pair[1].text {
            "[" => is_key && !literal(behind),
            "?[" => !literal(behind),
            "=" => pair[0].text == "component" && behind.is_none_or(|it| it.quoted().is_none()),
            _ => false,
        }
    });
    goes_through_keys || asks || writes_all || works_out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::SourcePath;

    fn shown(templates: &[(&str, &str)]) -> Shown {
        let written = templates.iter().map(|(name, text)| {
            let path = SourcePath::new(&format!("themes/t/templates/{name}"));
            (name.to_string(), Written::own(path, text))
        });
        let sources = written.collect();
        Names::of(&sources).reached_from(&sources, ["article"].into_iter())
    }

    #[test]
    fn what_a_template_comes_to_call_is_named_and_nothing_else() {
        let shown = shown(&[
            (
                "article.html",
                "{% extends \"base.html\" %}{{ <Row of={view.events} /> }}",
            ),
            ("base.html", "{{ view.latest | cards(level=2) }}"),
            (
                "parts.html",
                "{% component Row(of) %}{{ of.title }}{{ of[\"gone\"] }}{% endcomponent Row %}\
                 {% component EventItem(event) %}{{ event.line }}{% endcomponent EventItem %}\
                 {% component Other(event) %}{{ event.promise }}{% endcomponent Other %}",
            ),
            ("event.html", "{{ view.notes }}"),
        ]);
        for name in ["events", "title", "gone", "latest", "line"] {
            assert!(shown.names(name), "{name}");
        }
        for name in ["promise", "notes", "since"] {
            assert!(!shown.names(name), "{name}");
        }
    }

    #[test]
    fn whoever_needs_no_names_is_given_all() {
        for template in [
            "{% for key, value in view %}{{ value }}{% endfor %}",
            "{{ view[key] }}",
            "{{ view?[key] }}",
            "{{ view.events[0][key] }}",
            "{{ view | get(key=name) }}",
            "{{ view }}",
            "{{ view | safe }}",
            "{{ view.latest | cards(component=name) }}",
        ] {
            assert!(
                shown(&[("article.html", template)]).names("since"),
                "{template}"
            );
        }
        for template in [
            "{% for key in view.events %}{{ key }}{% endfor %}",
            "{{ view.events[0] }}{{ page.assets[\"a.css\"] }}",
            "{% for term in [...view.topics, ...view.regions] %}{{ term.text }}{% endfor %}",
            "{{ view.latest | cards(component=\"X\") }}",
        ] {
            assert!(
                !shown(&[("article.html", template)]).names("since"),
                "{template}"
            );
        }
    }
}

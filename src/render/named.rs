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
                    let component = piece.name(1).map_or("", |(name, _)| name);
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
        for (at, token) in piece.tokens.iter().enumerate() {
            let (name, _) = piece.name(at).unwrap_or_default();
            self.calls.insert(Caller::Component(name.to_string()));
            if let Some(quoted) = token.quoted() {
                self.calls.insert(Caller::template(sources, quoted));
            }
            let words = name.split(|c: char| !c.is_alphanumeric() && c != '_');
            self.words.extend(words.map(str::to_string));
            if token.text == "cards" && !arguments(piece, at).any(|it| it.text == "component") {
                let usual = Card::kinds().map(|card| card.component().to_string());
                self.calls.extend(usual.map(Caller::Component));
            }
        }
    }
}

/// What stands in the brackets behind a word.
fn arguments<'p, 't>(piece: &'p Piece<'t>, word: usize) -> impl Iterator<Item = &'p Token<'t>> {
    let mut depth = 0;
    piece.tokens[word + 1..].iter().take_while(move |token| {
        match token.text {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth > 0
    })
}

/// Whether a tag, or what is written out, can come by fields without their names: it goes through keys,
/// works out one or the name of a component, or writes a whole view or item.
fn is_open(piece: &Piece<'_>) -> bool {
    let tokens = &piece.tokens;
    let at = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let goes_through_keys = piece.is_tag && piece.first() == "for" && at(2) == ",";
    let asks = tokens.iter().any(|token| OPEN.contains(&token.text));
    let mut whole = Card::kinds().map(Card::item_name).chain(["view"]);
    let writes_all = !piece.is_tag && whole.any(|name| name == at(0)) && matches!(at(1), "" | "|");
    let works_out = (0..tokens.len()).any(|place| {
        let before = place.checked_sub(1).map(|before| &tokens[before]);
        match at(place) {
            "[" => before.is_some_and(is_subscripted) && !is_literal(&tokens[place + 1..]),
            "?[" => !is_literal(&tokens[place + 1..]),
            "component" | "attribute" if at(place + 1) == "=" => {
                let value = tokens.get(place + 2);
                let behind = at(place + 3);
                value.is_none_or(|it| it.quoted().is_none()) || !matches!(behind, "," | ")")
            }
            _ => false,
        }
    });
    goes_through_keys || asks || writes_all || works_out
}

/// Whether a bracket behind a token asks something for a part of it; else it begins a list.
fn is_subscripted(before: &Token<'_>) -> bool {
    let is_value =
        before.is_word() || before.quoted().is_some() || matches!(before.text, "]" | ")");
    is_value && !["in", "and", "or", "not", "if", "elif", "else", "is"].contains(&before.text)
}

/// Whether a bracket has nothing in it but a text, or numbers, so that nothing is worked out.
fn is_literal(within: &[Token<'_>]) -> bool {
    let mut tokens = within.iter().take_while(|token| token.text != "]");
    let number = |token: &Token<'_>| {
        token
            .text
            .starts_with(|c: char| c.is_ascii_digit() || ":-".contains(c))
    };
    match tokens.next() {
        Some(first) if first.quoted().is_some() => tokens.next().is_none(),
        Some(first) => number(first) && tokens.all(number),
        None => false,
    }
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
    fn components_are_told_apart_whatever_their_names() {
        let parts = "{% component row.event(event) %}{{ raw.line }}{% endcomponent row.event %}\
            {% component row.article(article) %}{{ article.summary }}{% endcomponent row.article %}\
            {% component EventItem(event) %}{{ event.promise }}{% endcomponent EventItem %}";
        let named = |template: &str| {
            let shown = shown(&[("article.html", template), ("parts.html", parts)]);
            ["line", "summary", "promise"].map(|name| shown.names(name))
        };
        let by_name = "{{ a | cards(component=\"row.event\") }}";
        assert_eq!(named(by_name), [true, false, false]);
        assert_eq!(
            named("{{ <row.article article={a} /> }}"),
            [false, true, false]
        );
        let both = "{{ (a | cards(component=\"row.event\")) ~ (b | cards) }}";
        assert_eq!(named(both), [true, false, true]);
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
            "{{ view.latest | cards(component=\"X\" ~ name) }}",
            "{{ view.events | sort(attribute=name) }}",
            "{{ view[\"si\" ~ \"nce\"] }}",
            "{{ view [key] }}",
            "{{ raw[key] }}",
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
            "{{ view.events | sort(attribute=\"date.edtf\") }}{{ view.events[1:3] }}",
        ] {
            assert!(
                !shown(&[("article.html", template)]).names("since"),
                "{template}"
            );
        }
    }
}

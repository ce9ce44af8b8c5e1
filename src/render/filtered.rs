//! Filters that would change what `cards` gives. That is no markup yet but marks, in whose places the cards
//! are put once a page is rendered: a filter behind or around them would break them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::circles::Caller;
use super::lexed::{Piece, Token, pieces};
use super::templates::{BUILT_IN, Rendering};
use super::written::Written;
use crate::diagnostic::Diagnostic;

const CODE: &str = "template/rendering";

/// What to do.
pub const HELP: &str = "write `{{ … | cards }}` with no other filter behind or around it: a card looks as its \
    component has it";

/// The filters that leave what they are given as it is.
const KEEP: [&str; 2] = ["safe", "default"];

/// Where a filter stands behind `cards`, or around it, in the templates of a theme.
pub fn told(sources: &BTreeMap<String, Written>) -> Vec<Diagnostic> {
    let found = sources.values().flat_map(|written| {
        let found = found(written.bare()).into_iter();
        found.map(|(filter, span)| {
            let message = format!("the filter `{filter}` cannot change what `cards` gives");
            Diagnostic::error(CODE, message, written.place(span)).help(HELP)
        })
    });
    found.collect()
}

/// That some filter has changed what `cards` gave to a page, with the template of the page, where that is
/// the theme's own.
pub fn in_page(sources: &BTreeMap<String, Written>, rendering: &Rendering<'_>) -> Diagnostic {
    let page = rendering.page;
    let message = format!("a filter cannot change what `cards` gives, while rendering {page}");
    let own = match &rendering.from {
        Caller::Template(name) => sources.get(name).filter(|_| !name.starts_with(BUILT_IN)),
        Caller::Component(_) => None,
    };
    let told = match own {
        Some(written) => Diagnostic::error(CODE, message, written.file()),
        None => Diagnostic::outside(CODE, message),
    };
    told.help(HELP)
}

/// The filters behind or around `cards` in a template, each with where it stands.
fn found(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut around: Vec<(&str, Range<usize>)> = Vec::new();
    let mut found = Vec::new();
    for piece in pieces(text) {
        match (piece.is_tag, piece.first()) {
            (true, "filter") => around.extend(piece.name(1)),
            (true, "endfilter") => drop(around.pop()),
            _ => {}
        }
        for behind in behind_cards(&piece) {
            let filters = filters(behind).map(|token| (token.text, token.at..token.end()));
            let mut all = filters.chain(around.iter().rev().cloned());
            let changes = all.find(|(name, _)| !KEEP.contains(name));
            found.extend(changes);
        }
    }
    found
}

/// What stands in a piece behind each `cards`.
fn behind_cards<'p, 't>(piece: &'p Piece<'t>) -> impl Iterator<Item = &'p [Token<'t>]> {
    let tokens = &piece.tokens;
    let at = 1..tokens.len();
    let cards = at.filter(|at| tokens[*at].text == "cards" && tokens[*at - 1].text == "|");
    cards.map(|at| &tokens[at + 1..])
}

/// The filters that follow directly upon another one.
fn filters<'p, 't>(mut behind: &'p [Token<'t>]) -> impl Iterator<Item = &'p Token<'t>> {
    std::iter::from_fn(move || {
        behind = without_arguments(behind);
        let [bar, name, rest @ ..] = behind else {
            return None;
        };
        behind = rest;
        (bar.text == "|").then_some(name)
    })
}

fn without_arguments<'p, 't>(tokens: &'p [Token<'t>]) -> &'p [Token<'t>] {
    if tokens.first().is_none_or(|token| token.text != "(") {
        return tokens;
    }
    let mut depth = 0;
    let end = tokens.iter().position(|token| {
        depth += i32::from(token.text == "(") - i32::from(token.text == ")");
        depth == 0
    });
    end.map_or(&[], |end| &tokens[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn a_filter_behind_or_around_cards_is_found() {
        let filters = |text| {
            let found = found(text).into_iter();
            found.map(|(name, _)| name).collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("{{ view.past | cards(level=(4)) | safe | upper }}", "upper"),
            ("{% set a = b | cards | truncate(length=9) %}", "truncate"),
            ("{% filter upper %}{{ b | cards }}{% endfilter %}", "upper"),
        ] {
            assert_eq!(filters(text), [expected], "{text}");
        }
        for text in [
            "{{ view.past | cards(level=4) }}",
            "{{ view.past | first | cards | safe }}",
            "{{ (view.past | cards) ~ (view.title | upper) }}",
            "{% filter upper %}a{% endfilter %}{{ b | cards }}",
        ] {
            assert!(filters(text).is_empty(), "{text}");
        }
    }
}

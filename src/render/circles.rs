//! Components that call themselves, by whatever way round. Tera gives up on them while it renders, and
//! does not say where.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexed::{Piece, pieces};
use super::templates::BUILT_IN;
use super::written::Written;
use crate::diagnostic::Diagnostic;

/// A theme's templates by name; those of the built-in one have a prefix.
type Sources = BTreeMap<String, Written>;

/// What calls others: a component by its name, or what stands outside of components in a template.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Caller {
    Component(String),
    Template(String),
}

/// A call of a component, or a template that is included.
struct Call<'s> {
    to: Caller,
    template: &'s Written,
    span: Range<usize>,
    /// Whether it is made whatever is shown.
    always: bool,
    is_own: bool,
}

type Calls<'s> = BTreeMap<Caller, Vec<Call<'s>>>;

/// The components that call themselves whatever they show: they have no end.
pub fn endless(sources: &Sources) -> Vec<Diagnostic> {
    let calls = calls(sources);
    let mut told: Vec<Caller> = Vec::new();
    let mut found = Vec::new();
    for caller in calls.keys() {
        if told.contains(caller) {
            continue;
        }
        if let Some(way) = circle(&calls, caller, true) {
            told.extend(way.iter().map(|call| call.to.clone()));
            found.extend(diagnostic(caller, &way, ""));
        }
    }
    found
}

/// The component that called itself too often while something was rendered.
pub fn too_deep(sources: &Sources, rendering: &str) -> Option<Diagnostic> {
    let calls = calls(sources);
    let mut circles = calls.keys().filter_map(|caller| {
        let way = circle(&calls, caller, false)?;
        diagnostic(caller, &way, rendering)
    });
    circles.next()
}

/// What is to be said of a circle, at the first call in it that stands in a template of the site's theme.
fn diagnostic(caller: &Caller, way: &[&Call<'_>], rendering: &str) -> Option<Diagnostic> {
    let Caller::Component(name) = caller else {
        return None;
    };
    let call = way.iter().find(|call| call.is_own)?;
    let between: Vec<String> = way[..way.len() - 1]
        .iter()
        .map(|call| match &call.to {
            Caller::Component(name) | Caller::Template(name) => {
                format!("`{}`", name.trim_start_matches(BUILT_IN))
            }
        })
        .collect();
    let by = match between.is_empty() {
        true => String::new(),
        false => format!(", by way of {}", between.join(", ")),
    };
    let message =
        format!("the component `{name}` calls itself{by}, and comes to no end{rendering}");
    let help = "take out one of these calls, or make it only where there is more to show: {% if … %}; a component \
        takes the place of the built-in one of its name in itself too";
    let place = call.template.place(call.span.clone());
    Some(Diagnostic::error("template/broken", message, place).help(help))
}

/// The calls by which a component comes to itself.
fn circle<'c, 's>(calls: &'c Calls<'s>, from: &Caller, always: bool) -> Option<Vec<&'c Call<'s>>> {
    matches!(from, Caller::Component(_))
        .then(|| way(calls, from, from, always, &mut Vec::new()))
        .flatten()
}

fn way<'c, 's>(
    calls: &'c Calls<'s>,
    from: &Caller,
    to: &Caller,
    always: bool,
    seen: &mut Vec<Caller>,
) -> Option<Vec<&'c Call<'s>>> {
    let next = calls.get(from)?.iter().filter(|it| it.always || !always);
    let next: Vec<&Call<'s>> = next.collect();
    if let Some(call) = next.iter().find(|call| call.to == *to) {
        return Some(vec![*call]);
    }
    for call in next {
        if seen.contains(&call.to) {
            continue;
        }
        seen.push(call.to.clone());
        if let Some(rest) = way(calls, &call.to, to, always, seen) {
            return Some([vec![call], rest].concat());
        }
    }
    None
}

/// Who calls what. Of two components of one name, the theme's own counts.
fn calls(sources: &Sources) -> Calls<'_> {
    let mut calls = Calls::new();
    let (built_in, own): (Vec<_>, Vec<_>) = sources
        .iter()
        .partition(|(name, _)| name.starts_with(BUILT_IN));
    for (template, written) in own.into_iter().chain(built_in) {
        let is_own = !template.starts_with(BUILT_IN);
        let mut of: Calls<'_> = Calls::new();
        let mut within = Caller::Template(template.clone());
        let mut conditions = 0;
        for piece in pieces(written.bare()) {
            match piece.first() {
                "component" => within = Caller::Component(named(&piece).to_string()),
                "endcomponent" => within = Caller::Template(template.clone()),
                "if" | "for" if piece.is_tag => conditions += 1,
                "endif" | "endfor" => conditions -= 1,
                _ => {}
            }
            let asks = |word: &str| piece.tokens.iter().any(|token| token.text == word);
            let always = conditions == 0 && !["if", "and", "or", "for"].into_iter().any(asks);
            let made = called(sources, &piece).into_iter().map(|(to, span)| Call {
                to,
                template: written,
                span,
                always,
                is_own,
            });
            of.entry(within.clone()).or_default().extend(made);
        }
        for (caller, made) in of {
            calls.entry(caller).or_insert(made);
        }
    }
    calls
}

/// What a tag, or what is written out, calls, and where.
fn called(sources: &Sources, piece: &Piece<'_>) -> Vec<(Caller, Range<usize>)> {
    if piece.is_tag && piece.first() == "include" {
        let built_in = format!("{BUILT_IN}{}", named(piece));
        let known = [named(piece), &built_in];
        let found = known.into_iter().find(|name| sources.contains_key(*name));
        let found = found.map(|name| Caller::Template(name.to_string()));
        return found
            .map(|to| (to, piece.span.clone()))
            .into_iter()
            .collect();
    }
    let pairs = piece.tokens.windows(2).filter_map(|pair| match pair {
        // A comparison has a space there.
        [open, name] if open.text == "<" && name.is_word() && open.end() == name.at => Some((
            Caller::Component(name.text.to_string()),
            open.at..name.end(),
        )),
        _ => None,
    });
    pairs.collect()
}

fn named<'t>(piece: &Piece<'t>) -> &'t str {
    let named = piece.tokens.get(1);
    named.map_or("", |it| it.quoted().unwrap_or(it.text))
}

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
pub enum Caller {
    /// A component.
    Component(String),
    /// A template.
    Template(String),
}

impl Caller {
    /// A template by the name that others give it.
    pub fn template(sources: &Sources, name: &str) -> Caller {
        let built_in = format!("{BUILT_IN}{name}");
        let is_own = sources.contains_key(name);
        Caller::Template(if is_own { name.to_string() } else { built_in })
    }

    fn is_component(&self) -> bool {
        matches!(self, Caller::Component(_))
    }

    /// As messages have it.
    fn told(&self) -> String {
        let (Caller::Component(name) | Caller::Template(name)) = self;
        format!("`{}`", name.trim_start_matches(BUILT_IN))
    }
}

/// How many components Tera renders within each other at most.
const DEEPEST: usize = 20;

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
            found.extend(diagnostic(caller, &way));
        }
    }
    found
}

/// What went deeper than can be rendered, of all that is called from what was being rendered: components
/// that call themselves, or else the longest way down.
pub fn too_deep(sources: &Sources, from: &Caller, rendering: &str) -> Option<Diagnostic> {
    let calls = calls(sources);
    let mut reached = vec![from.clone()];
    let mut at = 0;
    while let Some(caller) = reached.get(at).cloned() {
        let next = calls.get(&caller).into_iter().flatten();
        for call in next {
            if !reached.contains(&call.to) {
                reached.push(call.to.clone());
            }
        }
        at += 1;
    }
    let mut told: Vec<Caller> = Vec::new();
    let mut circles = Vec::new();
    for caller in &reached {
        if let Some(way) = circle(&calls, caller, false).filter(|_| !told.contains(caller)) {
            told.extend(way.iter().map(|call| call.to.clone()));
            let call = way.iter().find(|call| call.is_own);
            circles.extend(call.map(|call| (itself(caller, &way), *call)));
        }
    }
    let (deep, call, help) = match circles.first() {
        Some((_, call)) => {
            let ways: Vec<&str> = circles.iter().map(|(words, _)| words.as_str()).collect();
            (
                ways.join(", or "),
                *call,
                "end it sooner, or show what lies deeper in another way, such as by a link",
            )
        }
        None => {
            let way = longest(&calls, from, &mut BTreeMap::new(), &mut Vec::new());
            let components = way.iter().filter(|call| call.to.is_component());
            let names: Vec<String> = components.map(|call| call.to.told()).collect();
            let call = way.iter().rfind(|call| call.is_own).copied()?;
            let words = format!("each calls the next: {}", names.join(", "));
            (words, call, "let one of them show what the next one shows")
        }
    };
    let message = format!(
        "components are rendered within each other at most {DEEPEST} deep, and here go deeper{rendering}: {deep}"
    );
    let place = call.template.place(call.span.clone());
    Some(Diagnostic::error("template/broken", message, place).help(help))
}

/// The way down from a caller that leads through most components; none is gone through twice.
fn longest<'c, 's>(
    calls: &'c Calls<'s>,
    from: &Caller,
    known: &mut BTreeMap<Caller, Vec<&'c Call<'s>>>,
    open: &mut Vec<Caller>,
) -> Vec<&'c Call<'s>> {
    if let Some(way) = known.get(from) {
        return way.clone();
    }
    open.push(from.clone());
    let mut best: Vec<&Call<'s>> = Vec::new();
    let depth = |way: &[&Call<'_>]| way.iter().filter(|it| it.to.is_component()).count();
    for call in calls.get(from).into_iter().flatten() {
        if open.contains(&call.to) {
            continue;
        }
        let way = [vec![call], longest(calls, &call.to, known, open)].concat();
        if depth(&way) > depth(&best) {
            best = way;
        }
    }
    open.pop();
    known.insert(from.clone(), best.clone());
    best
}

/// That a component calls itself, and by way of what.
fn itself(caller: &Caller, way: &[&Call<'_>]) -> String {
    let between = way[..way.len() - 1].iter();
    let between: Vec<String> = between.map(|call| call.to.told()).collect();
    let by = match between.is_empty() {
        true => String::new(),
        false => format!(", by way of {}", between.join(", ")),
    };
    format!("{} calls itself{by}", caller.told())
}

/// What is to be said of a circle without end, at the first call in it that stands in a template of the
/// site's theme.
fn diagnostic(caller: &Caller, way: &[&Call<'_>]) -> Option<Diagnostic> {
    let call = way.iter().find(|call| call.is_own)?;
    let message = format!("the component {}, and comes to no end", itself(caller, way));
    let help = "take out one of these calls, or make it only where there is more to show: {% if … %}; a component \
        takes the place of the built-in one of its name in itself too";
    let place = call.template.place(call.span.clone());
    Some(Diagnostic::error("template/broken", message, place).help(help))
}

/// The calls by which a component comes to itself.
fn circle<'c, 's>(calls: &'c Calls<'s>, from: &Caller, always: bool) -> Option<Vec<&'c Call<'s>>> {
    from.is_component()
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
    // What a template extends is rendered with it.
    if piece.is_tag && ["include", "extends"].contains(&piece.first()) {
        return vec![(Caller::template(sources, named(piece)), piece.span.clone())];
    }
    let pairs = piece.tokens.windows(2).enumerate();
    let called = pairs.filter_map(|(at, pair)| match pair {
        // A comparison has a space there.
        [open, name] if open.text == "<" && name.is_word() && open.end() == name.at => {
            let (name, span) = piece.name(at + 1)?;
            Some((Caller::Component(name.to_string()), open.at..span.end))
        }
        _ => None,
    });
    called.collect()
}

fn named<'t>(piece: &Piece<'t>) -> &'t str {
    piece.name(1).map_or("", |(name, _)| name)
}

//! How templates of a theme refer to each other: which extend, include and declare what. Tera tells of
//! what does not fit together without a place; here it gets one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexed::pieces;
use super::templates::BUILT_IN;
use super::written::Written;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};

/// A tag of a template that names another template or a component.
pub struct Tag<'t> {
    /// What kind of tag it is: `extends`, `include`, `component`.
    kind: &'t str,
    /// What it names, without quotation marks.
    name: &'t str,
    /// Where the name stands, with its quotation marks.
    span: Range<usize>,
}

/// The tags of a template that name something.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let pieces = pieces(text).into_iter().filter(|piece| piece.is_tag);
    let named = pieces.filter_map(|piece| {
        let named = piece.tokens.get(1)?;
        let is_name = named.is_word() || named.quoted().is_some();
        let (name, span) = piece.name(1).filter(|_| is_name)?;
        Some(Tag {
            kind: piece.first(),
            name,
            span,
        })
    });
    named.collect()
}

/// A theme's templates by name; those of the built-in one have a prefix.
type Sources = BTreeMap<String, Written>;

/// What does not fit together in the templates of a theme: who extends what is not there, or itself by
/// any way round, includes itself, or declares a component that another has.
pub fn unfit(sources: &Sources) -> Vec<Diagnostic> {
    let own = sources
        .iter()
        .filter(|(name, _)| !name.starts_with(BUILT_IN));
    let mut found = Vec::new();
    let mut declared: BTreeMap<String, &str> = BTreeMap::new();
    for (template, written) in own {
        for tag in tags(written.bare()) {
            let place = || written.place(tag.span.clone());
            match tag.kind {
                "extends" | "include" => found.extend(reference(sources, template, &tag, place)),
                "component" => {
                    let other = declared.insert(tag.name.to_string(), template);
                    found.extend(other.map(|other| twice(tag.name, other, place())));
                }
                _ => {}
            }
        }
        found.extend(lacking(sources, template, written));
    }
    found
}

/// Whether a built-in template is out of use: the theme has one of its name, nothing names it by its own,
/// and no component is declared in it.
pub fn is_replaced(sources: &Sources, name: &str) -> bool {
    let own = name.strip_prefix(BUILT_IN);
    let declares = || {
        let tags = sources.get(name).map(|it| tags(it.bare()));
        tags.is_some_and(|tags| tags.iter().any(|tag| tag.kind == "component"))
    };
    own.is_some_and(|own| sources.contains_key(own))
        && !["extends", "include"]
            .iter()
            .any(|kind| named(sources, kind).iter().any(|it| it == name))
        && !declares()
}

/// The blocks that a theme's template lacks in the place of a built-in one: other built-in templates fill
/// them.
fn lacking(sources: &Sources, template: &str, written: &Written) -> Option<Diagnostic> {
    let built_in = format!("{BUILT_IN}{template}");
    let offered = blocks(sources.get(&built_in)?);
    let mut there = blocks(written);
    let mut above = above(sources, template);
    above.retain(|name| *name != template);
    there.extend(
        above
            .iter()
            .filter_map(|name| sources.get(*name))
            .flat_map(blocks),
    );
    let below = sources.iter().filter(|(name, _)| {
        let is_used = name.starts_with(BUILT_IN) && !is_replaced(sources, name);
        is_used && self::above(sources, name).contains(&template)
    });
    let filled: BTreeSet<&str> = below.flat_map(|(_, below)| blocks(below)).collect();
    let lacking = offered
        .intersection(&filled)
        .filter(|name| !there.contains(*name));
    let lacking: Vec<String> = lacking.map(|name| format!("`{name}`")).collect();
    let first = lacking.first()?.trim_matches('`').to_string();
    let message = format!(
        "`{template}` lacks blocks that built-in templates fill: {}",
        lacking.join(", ")
    );
    let help = format!(
        "write `{{% block {first} %}}{{% endblock {first} %}}` where it is to stand, and the others so; or begin \
         with `{{% extends \"{built_in}\" %}}`"
    );
    Some(Diagnostic::error("template/broken", message, written.file()).help(help))
}

fn blocks(written: &Written) -> BTreeSet<&str> {
    let tags = tags(written.bare()).into_iter();
    let blocks = tags.filter(|tag| tag.kind == "block");
    blocks.map(|tag| tag.name).collect()
}

/// The templates that a template extends, one by way of the other.
fn above<'s>(sources: &'s Sources, name: &str) -> Vec<&'s str> {
    let mut above: Vec<&str> = Vec::new();
    let mut next = sources.get(name);
    while let Some(written) = next {
        let tags = tags(written.bare());
        let extends = tags.iter().find(|tag| tag.kind == "extends");
        let name = extends.and_then(|tag| resolved(sources, tag.name));
        // Who extends itself by any way round is told of as that.
        let name = name.filter(|name| !above.contains(name));
        above.extend(name);
        next = name.and_then(|name| sources.get(name));
    }
    above
}

/// What tags of a kind name in all templates.
pub fn named(sources: &Sources, kind: &str) -> Vec<String> {
    let tags = sources.values().flat_map(|it| tags(it.bare()));
    let of_kind = tags.filter(|tag| tag.kind == kind);
    of_kind.map(|tag| tag.name.to_string()).collect()
}

/// The names that templates can be included and extended by.
pub fn templates(sources: &Sources) -> Vec<String> {
    let bare = |name: &String| name.trim_start_matches(BUILT_IN).to_string();
    sources.keys().map(bare).collect()
}

/// The templates of a site's theme that do nothing: no page has one of their name, no other template
/// names them, and they declare no component.
pub fn idle(sources: &Sources) -> Vec<Diagnostic> {
    let (built_in, own): (Vec<_>, Vec<_>) = sources
        .iter()
        .partition(|(name, _)| name.starts_with(BUILT_IN));
    let pages = built_in
        .iter()
        .filter_map(|(name, _)| name.strip_prefix(BUILT_IN));
    let pages: Vec<&str> = pages.filter(|name| !name.contains('/')).collect();
    let used = [named(sources, "extends"), named(sources, "include")].concat();
    let idle = own.into_iter().filter(|(name, written)| {
        let declares = || {
            tags(written.bare())
                .iter()
                .any(|tag| tag.kind == "component")
        };
        let is_used = pages.contains(&name.as_str()) || used.contains(name);
        name.ends_with(".html") && !is_used && !declares()
    });
    let told = idle.map(|(name, written)| {
        let message =
            format!("no page has the template `{name}`, and no other extends or includes it");
        let help = match did_you_mean(name, pages.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "docs/themes.md has the template of each kind of page".to_string(),
        };
        Diagnostic::warning("theme/unused-template", message, written.file()).help(help)
    });
    told.collect()
}

/// Where a component is declared in the templates of a site's theme, or else in the built-in ones.
pub fn declaration(sources: &Sources, component: &str) -> Option<Place> {
    let (built_in, own): (Vec<_>, Vec<_>) = sources
        .iter()
        .partition(|(name, _)| name.starts_with(BUILT_IN));
    own.into_iter().chain(built_in).find_map(|(_, written)| {
        let tags = tags(written.bare());
        let tag = tags
            .iter()
            .find(|tag| tag.kind == "component" && tag.name == component)?;
        Some(written.place(tag.span.clone()))
    })
}

fn reference(
    sources: &Sources,
    template: &str,
    tag: &Tag<'_>,
    place: impl Fn() -> Place,
) -> Option<Diagnostic> {
    let Some(target) = resolved(sources, tag.name) else {
        // Tera tells of what is included and not there with its place.
        return (tag.kind == "extends").then(|| missing(sources, tag, place()));
    };
    let way = way(sources, tag.kind, target, template, &mut Vec::new())?;
    let verb = if tag.kind == "extends" {
        "extends"
    } else {
        "includes"
    };
    let by = match way.as_slice() {
        [] => String::new(),
        between => format!(", by way of `{}`", between.join("`, `")),
    };
    let message = format!("`{template}` {verb} itself{by}");
    let built_in = format!("{BUILT_IN}{}", tag.name);
    let help = match sources.contains_key(&built_in) {
        true => format!(
            "for the built-in one write {{% {} \"{built_in}\" %}}",
            tag.kind
        ),
        false => "take one of these tags out".to_string(),
    };
    Some(Diagnostic::error("template/broken", message, place()).help(help))
}

/// The name under which a template is found: the theme's own, or else the built-in one.
fn resolved<'s>(sources: &'s Sources, name: &str) -> Option<&'s str> {
    let find = |name: &str| sources.get_key_value(name).map(|(name, _)| name.as_str());
    find(name).or_else(|| find(&format!("{BUILT_IN}{name}")))
}

/// The templates between one and another that it comes to by tags of a kind; `None` where it never does.
fn way<'s>(
    sources: &'s Sources,
    kind: &str,
    from: &'s str,
    to: &str,
    seen: &mut Vec<&'s str>,
) -> Option<Vec<String>> {
    if from == to {
        return Some(Vec::new());
    }
    if seen.contains(&from) {
        return None;
    }
    seen.push(from);
    let next = tags(sources.get(from)?.bare())
        .into_iter()
        .filter(|tag| tag.kind == kind);
    let mut next = next.filter_map(|tag| resolved(sources, tag.name));
    let rest = next.find_map(|next| way(sources, kind, next, to, seen))?;
    Some([vec![from.to_string()], rest].concat())
}

fn missing(sources: &Sources, tag: &Tag<'_>, place: Place) -> Diagnostic {
    let message = format!("there is no template `{}` to extend", tag.name);
    let known = sources.keys().map(String::as_str);
    let bare = sources
        .keys()
        .filter_map(|name| name.strip_prefix(BUILT_IN));
    let help = match did_you_mean(tag.name, bare.chain(known)) {
        Some(near) => format!("write {{% extends \"{near}\" %}}"),
        None => {
            "name a template of the theme, or a built-in one: \"default:base.html\"".to_string()
        }
    };
    Diagnostic::error("template/broken", message, place).help(help)
}

fn twice(component: &str, other: &str, place: Place) -> Diagnostic {
    let message = format!("the component `{component}` is declared here and in `{other}`");
    let help = "keep one of them, or give one another name";
    Diagnostic::error("template/broken", message, place).help(help)
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_that_name_something_are_found_with_their_places() {
        let text = "{%- extends \"a.html\" %}{% block x %}{% include 'b.html' -%}\n{% component C(d) %}{% if e %}";
        let found: Vec<(&str, &str, &str)> = tags(text)
            .iter()
            .map(|tag| (tag.kind, tag.name, &text[tag.span.clone()]))
            .collect();
        let named = [
            ("extends", "a.html", "\"a.html\""),
            ("block", "x", "x"),
            ("include", "b.html", "'b.html'"),
            ("component", "C", "C"),
            ("if", "e", "e"),
        ];
        assert_eq!(found, named);
    }
}

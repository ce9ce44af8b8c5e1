//! Templates read backwards: what stands in their places.

use super::read::folded;
use super::vocabulary::next_place;

/// Every way in which a text can be a template with parts put in, by the places of the parts.
pub(super) fn unfill<'t>(template: &str, text: &'t str) -> Vec<Vec<&'t str>> {
    let (mut literals, mut places) = (Vec::new(), Vec::new());
    let mut rest = template;
    while let Some((before, place, after)) = next_place(rest) {
        literals.push(literal(before));
        places.push(place);
        rest = after;
    }
    literals.push(literal(rest));
    let mut found = Vec::new();
    if let Some(inner) = text.strip_prefix(&*literals[0]) {
        split(inner, &literals[1..], &mut Vec::new(), &mut found);
    }
    for parts in &mut found {
        let mut placed: Vec<(usize, &str)> = places.iter().copied().zip(parts.drain(..)).collect();
        placed.sort_unstable_by_key(|(place, _)| *place);
        parts.extend(placed.into_iter().map(|(_, part)| part));
    }
    found
}

/// What stands between the places of a template, as it stands in a plain text.
fn literal(words: &str) -> String {
    folded(words).replace(" - ", "-")
}

fn split<'t>(
    text: &'t str,
    literals: &[String],
    before: &mut Vec<&'t str>,
    found: &mut Vec<Vec<&'t str>>,
) {
    match literals {
        [] => {}
        [last] => found.extend(
            text.strip_suffix(&**last)
                .map(|part| [&before[..], &[part]].concat()),
        ),
        [next, rest @ ..] => {
            for (at, next) in text.match_indices(&**next) {
                before.push(&text[..at]);
                split(&text[at + next.len()..], rest, before, found);
                before.pop();
            }
        }
    }
}

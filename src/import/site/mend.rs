//! What a new site would not be built for: found by evaluating it, and mended.
//!
//! Other generators let pass what is an error here: a link to a file that is not there, to a
//! heading that no text has, of a scheme that runs programs; two texts of one address; an alias
//! that a page of Dateline's own has.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::{Conversion, Fate, front_matter};
use crate::content::source::SourceTree;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edition::{Options, evaluate};
use crate::newsroom::gate::Passes;
use crate::path::SourcePath;

/// How often the site is looked at: what was mended may show what lay behind it.
const ROUNDS: usize = 4;

/// Mends the texts of a conversion, which `site` puts into the site they are for; gives what
/// could not be mended.
pub fn mend(
    conversion: &mut Conversion,
    site: &dyn Fn(&BTreeMap<String, String>) -> SourceTree,
    now: DateTime<Utc>,
) -> Vec<Diagnostic> {
    for round in 0..ROUNDS {
        let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for error in errors(&site(&conversion.texts), now) {
            let file = error.place.as_ref().map(|place| place.file.to_string());
            if let Some(file) = file.filter(|file| conversion.texts.contains_key(file)) {
                by_file.entry(file).or_default().push(error);
            }
        }
        let left = || by_file.values().flatten().cloned().collect();
        if by_file.is_empty() || round + 1 == ROUNDS {
            return left();
        }
        let mut mended = false;
        for (file, errors) in &by_file {
            mended |= mend_file(conversion, file, errors);
        }
        if !mended {
            return left();
        }
    }
    Vec::new()
}

/// Everything that keeps the site from being built, on any day: what is withheld comes out one day.
fn errors(tree: &SourceTree, now: DateTime<Utc>) -> Vec<Diagnostic> {
    let options = Options {
        passes: Passes {
            drafts: true,
            unreviewed: true,
            unpublished: true,
        },
        ..Options::at(now)
    };
    let evaluated = evaluate(tree, &options);
    let newsroom = &evaluated.value.newsroom;
    let renderer = evaluated.value.renderer();
    let pages: Vec<_> = evaluated.value.plan.pages.iter().collect();
    let texts = pages
        .par_iter()
        .filter(|(_, page)| page.text(newsroom).is_some())
        .flat_map_iter(|(url, page)| renderer.render(url, page).diagnostics);
    let rendered: Vec<Diagnostic> = texts.collect();
    let mut all = evaluated.diagnostics;
    all.extend(rendered);
    all.retain(|found| found.severity == Severity::Error);
    all
}

/// Mends one text, from its end so that places before it stay; says whether anything changed.
fn mend_file(conversion: &mut Conversion, file: &str, errors: &[Diagnostic]) -> bool {
    let Some(mut text) = conversion.texts.get(file).cloned() else {
        return false;
    };
    let before = text.clone();
    let span = |error: &Diagnostic| error.place.as_ref().and_then(|place| place.span.clone());
    let mut links: Vec<(Range<usize>, &Diagnostic)> = errors
        .iter()
        .filter(|error| error.code.starts_with("link/"))
        .filter_map(|error| Some((span(error)?, error)))
        .collect();
    links.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    links.dedup_by_key(|(span, _)| span.clone());
    for (span, error) in links {
        let link = text.get(span.clone());
        let page = link
            .and_then(page)
            .filter(|_| error.code == "link/missing-heading");
        if let Some(words) = page.or_else(|| link.and_then(words)) {
            let line = text[..span.start].matches('\n').count() + 1;
            let told = format!("{file}:{line}: {}", error.message);
            conversion.unlinked.push(told);
            text.replace_range(span, &words);
        }
    }
    let taken: HashSet<String> = errors
        .iter()
        .filter(|error| matches!(error.code, "page/duplicate-url" | "page/bad-alias"))
        .filter_map(|error| before.get(span(error)?).map(unquoted))
        .collect();
    if !taken.is_empty() {
        let title = errors
            .iter()
            .any(|error| error.code == "page/duplicate-url");
        let dropped = front_matter::edited(&text, |new| {
            let known = new.aliases();
            let dropped: Vec<String> = known
                .into_iter()
                .filter(|alias| taken.contains(alias))
                .collect();
            new.keep_aliases(|alias| !taken.contains(alias));
            if dropped.is_empty() && title {
                new.step_aside(&SourcePath::new(file));
            }
            dropped
        });
        if let Some((new, dropped)) = dropped {
            text = new;
            for alias in dropped {
                conversion.set_fate(&alias, Fate::Missing("another page is there".to_string()));
            }
        }
    }
    let changed = text != before;
    conversion.texts.insert(file.to_string(), text);
    changed
}

/// A link to a page without the anchor that is not there.
fn page(link: &str) -> Option<String> {
    let address = link.rfind("](")? + 2;
    let anchor = address + link[address..].find('#')?;
    let end = link[anchor..].find([')', ' ', '>'])? + anchor;
    (anchor > address).then(|| format!("{}{}", &link[..anchor], &link[end..]))
}

/// What a link or an image shows without its address.
fn words(link: &str) -> Option<String> {
    if let Some(address) = link.strip_prefix('<') {
        return Some(format!("`{}`", address.trim_end_matches('>')));
    }
    let start = link.find('[')? + 1;
    let mut depth = 1_usize;
    let mut escaped = false;
    for (at, c) in link[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' if depth == 1 => return Some(link[start..start + at].to_string()),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn unquoted(text: &str) -> String {
    text.trim_matches(['"', '\'']).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leaves_its_words() {
        for (link, left) in [
            ("[a *b*](x.md)", "a *b*"),
            ("![a [b] c](x.png \"t\")", "a [b] c"),
            ("[a \\] b][ref]", "a \\] b"),
            ("<javascript:x>", "`javascript:x`"),
        ] {
            assert_eq!(words(link).as_deref(), Some(left));
        }
        assert_eq!(words("[a"), None);
        assert_eq!(
            page("[a](x.md#b \"t\")").as_deref(),
            Some("[a](x.md \"t\")")
        );
        assert_eq!(page("[a](#b)"), None);
    }
}

//! References from one text of an old site to another, and to its files: they follow what moved.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag};

use crate::content::citation::{Scheme, scheme};
use crate::content::markdown::BlockKind;
use crate::path::{SourcePath, UrlPath, decode};

/// Where everything of an old site is, and where it goes.
#[derive(Default)]
pub(super) struct Moves {
    /// The new place of each file, by its old path.
    pub places: HashMap<String, String>,
    /// The file of each old address.
    pub owners: HashMap<String, String>,
}

/// A text of an old site.
pub(super) struct From<'a> {
    /// Its path there.
    pub path: &'a str,
    /// Its address there.
    pub url: &'a str,
    /// Where it goes.
    pub place: &'a str,
}

impl Moves {
    /// The text with its references leading to where things are now.
    pub fn followed(&self, body: &str, from: &From<'_>) -> String {
        let mut changes = Vec::new();
        for (event, span) in Parser::new(body).into_offset_iter() {
            let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
            else {
                continue;
            };
            // A reference by name stands elsewhere, and so does its address.
            let written = body[span.clone()].rfind(&format!("({dest_url}"));
            if let (Some(at), Some(new)) = (written, self.moved(&dest_url, from)) {
                let start = span.start + at + 1;
                changes.push((start..start + dest_url.len(), new));
            }
        }
        let mut out = body.to_string();
        changes.sort_by_key(|(span, _)| span.start);
        for (span, new) in changes.into_iter().rev() {
            out.replace_range(span, &new);
        }
        out
    }

    /// What a reference has to be now; `None` where it may stay.
    fn moved(&self, reference: &str, from: &From<'_>) -> Option<String> {
        if scheme(reference) != Scheme::None || reference.starts_with('#') {
            return None;
        }
        let cut = reference.find(['#', '?']).unwrap_or(reference.len());
        let (path, rest) = reference.split_at(cut);
        let path = decode(path);
        let file = SourcePath::new(from.path).resolve(&path);
        let file = file.filter(|_| !path.starts_with('/'));
        let by_path = file.and_then(|file| self.places.get(file.as_str()));
        let place = match by_path {
            Some(place) => place,
            None if path.starts_with('@') => return None,
            None => {
                let url = match path.starts_with('/') {
                    true => UrlPath::new(&path),
                    false => UrlPath::new(from.url).resolve(&path),
                };
                let forms = [url.clone(), url.join("/")];
                let owner = forms.iter().find_map(|url| self.owners.get(url.as_str()))?;
                self.places.get(owner)?
            }
        };
        let stays = SourcePath::new(from.place).resolve(&path);
        if stays.is_some_and(|stays| stays.as_str() == place) {
            return None;
        }
        let place = place.strip_prefix("content/").unwrap_or(place);
        // A space or a bracket would end the address.
        let place = place
            .replace(' ', "%20")
            .replace('(', "%28")
            .replace(')', "%29");
        Some(format!("@/{place}{rest}"))
    }
}

/// The text with the fenced blocks that mean something only here as plain ones, and how many
/// there were.
pub(super) fn without_blocks(body: &str) -> (String, usize) {
    let mut count = 0;
    let lines = body.split_inclusive('\n').map(|line| {
        let rest = line.trim_start();
        let info = rest.trim_start_matches(['`', '~']);
        let fence = &line[..line.len() - info.len()];
        match rest.len() - info.len() >= 3 && BlockKind::of(info).is_some() {
            true => {
                count += 1;
                format!("{fence}text {info}")
            }
            false => line.to_string(),
        }
    });
    (lines.collect(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_follow_what_moved() {
        let pairs = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter();
            pairs
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect()
        };
        let moves = Moves {
            places: pairs(&[
                ("content/a/b.md", "content/a/b.md"),
                ("content/a/pic 1.png", "content/a/pic 1.png"),
                ("content/about.md", "content/pages/about.md"),
            ]),
            owners: pairs(&[("/a/b/", "content/a/b.md"), ("/about/", "content/about.md")]),
        };
        let of = |path: &str, url: &str, place: &str, body: &str| {
            moves.followed(body, &From { path, url, place })
        };
        let same = "[x](b.md) ![p](pic%201.png) [w](https://x.org) [a](#b) `[c](../about.md)`";
        assert_eq!(of("content/a/c.md", "/a/c/", "content/a/c.md", same), same);
        assert_eq!(
            of(
                "content/about.md",
                "/about/",
                "content/pages/about.md",
                "[x](a/b.md#y) ![p](a/pic%201.png) [u](../a/b/) [v](/about \"t\")"
            ),
            "[x](@/a/b.md#y) ![p](@/a/pic%201.png) [u](@/a/b.md) [v](@/pages/about.md \"t\")"
        );
    }

    #[test]
    fn blocks_that_mean_something_here_are_made_plain() {
        let (text, count) = without_blocks("```chart x\na\n```\n~~~js\n~~~\n");
        assert_eq!(text, "```text chart x\na\n```\n~~~js\n~~~\n");
        assert_eq!(count, 1);
    }
}

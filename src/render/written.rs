//! A template as it was written, and as it is rendered: without the indentation of its lines, which is
//! for its authors alone and would stand on every page.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::path::SourcePath;

/// A template as it was written.
pub struct Written {
    path: SourcePath,
    text: String,
    bare: String,
}

impl Written {
    /// The text of a file.
    pub fn new(path: SourcePath, text: &str) -> Self {
        let bare = lines(text).map(|(_, bare)| bare).collect();
        let text = text.to_string();
        Written { path, text, bare }
    }

    /// The text without the indentation of its lines.
    pub fn bare(&self) -> &str {
        &self.bare
    }

    /// Where something is written that stands there in the bare text.
    pub fn place(&self, bare: Range<usize>) -> Place {
        Place::span(&self.path, self.written(bare.start)..self.written(bare.end))
    }

    /// The file as a whole.
    pub fn file(&self) -> Place {
        Place::file(&self.path)
    }

    fn written(&self, at: usize) -> usize {
        let (mut written, mut before) = (0, 0);
        for (line, bare) in lines(&self.text) {
            if at < before + bare.len() {
                return written + line.len() - bare.len() + at - before;
            }
            written += line.len();
            before += bare.len();
        }
        written
    }
}

/// The lines of a template, each as written and bare. Where an element shows spaces as they stand, they
/// stay.
fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let shows_spaces = ["<pre", "<textarea"].iter().any(|it| text.contains(it));
    text.split_inclusive('\n').map(move |line| {
        let bare = line.trim_start_matches([' ', '\t']);
        (line, if shows_spaces { line } else { bare })
    })
}

#[cfg(test)]
mod tests {
    use super::Written;
    use crate::path::SourcePath;

    fn written(text: &str) -> Written {
        Written::new(SourcePath::new("themes/own/templates/a.html"), text)
    }

    #[test]
    fn indentation_is_for_authors_alone() {
        let list = written("<ul>\n  <li>A b</li>\n\t<li>é</li>\n</ul>\n");
        let bare = list.bare();
        assert_eq!(bare, "<ul>\n<li>A b</li>\n<li>é</li>\n</ul>\n");
        for (at, character) in bare.char_indices() {
            assert!(list.text[list.written(at)..].starts_with(character), "{at}");
        }
        assert_eq!(list.written(bare.len()), list.text.len());
    }

    #[test]
    fn what_shows_spaces_keeps_them() {
        assert_eq!(written("<pre>\n  a</pre>").bare(), "<pre>\n  a</pre>");
    }
}

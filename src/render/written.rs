//! A template as it was written, and as it is rendered: without the indentation of its lines, which is
//! for its authors alone and would stand on every page, and with what tells of fields that are not there.

use std::ops::Range;

use super::absent;
use crate::diagnostic::Place;
use crate::path::SourcePath;

/// A template as it was written.
pub struct Written {
    path: SourcePath,
    text: String,
    bare: String,
    handed: String,
    put_in: Vec<PutIn>,
}

/// What was put into the bare text for Tera.
struct PutIn {
    /// Where it stands in what Tera is handed.
    span: Range<usize>,
    /// What it tells of, in the bare text.
    of: Range<usize>,
}

impl Written {
    /// The text of a template of the site's own theme, which may name fields that are not there.
    pub fn own(path: SourcePath, text: &str) -> Self {
        let written = Written::built_in(path, text);
        let (mut handed, mut put_in, mut from) = (String::new(), Vec::new(), 0);
        for used in absent::used(&written.bare) {
            handed.push_str(&written.bare[from..used.end]);
            let begins = handed.len();
            handed.push_str(&used.behind);
            from = used.end;
            put_in.push(PutIn {
                span: begins..handed.len(),
                of: used.field,
            });
        }
        handed.push_str(&written.bare[from..]);
        Written {
            handed,
            put_in,
            ..written
        }
    }

    /// The text of a template of the built-in theme.
    pub fn built_in(path: SourcePath, text: &str) -> Self {
        let bare: String = lines(text).map(|(_, bare)| bare).collect();
        Written {
            path,
            text: text.to_string(),
            handed: bare.clone(),
            bare,
            put_in: Vec::new(),
        }
    }

    /// The text without the indentation of its lines.
    pub fn bare(&self) -> &str {
        &self.bare
    }

    /// What Tera is handed.
    pub fn handed(&self) -> &str {
        &self.handed
    }

    /// Where in the bare text stands what Tera tells of.
    pub fn told(&self, handed: Range<usize>) -> Range<usize> {
        let mut put_in = self.put_in.iter();
        match put_in.find(|it| it.span.contains(&handed.start)) {
            Some(it) => it.of.clone(),
            None => self.before(handed.start)..self.before(handed.end),
        }
    }

    fn before(&self, handed: usize) -> usize {
        let before = self.put_in.iter().take_while(|it| it.span.start < handed);
        let put_in: usize = before
            .map(|it| it.span.end.min(handed) - it.span.start)
            .sum();
        handed - put_in
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
        Written::own(SourcePath::new("themes/own/templates/a.html"), text)
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
    fn what_tera_tells_of_stands_where_it_was_written() {
        let shown = written("é {{ a.bc ~ d }} {{ a[e] | safe }} {% <X f g={h} /> %} {{ z }}");
        let told = |part: &str| {
            let at = shown.handed.find(part).unwrap_or_default();
            &shown.bare[shown.told(at..at + part.len())]
        };
        for (in_handed, in_bare) in [
            ("|__is_there(path=\"a.bc\")", "bc"),
            ("|__is_there(path=\"d\")", "d"),
            ("|__is_there(path=\"\")", "a[e]"),
            ("={f|__is_there(path=\"f\")}", "f"),
            ("|__is_there(path=\"h\")", "h"),
            ("{{ z }}", "{{ z }}"),
        ] {
            assert_eq!(told(in_handed), in_bare, "{}", shown.handed);
        }
        assert_eq!(shown.told(0..shown.handed.len()), 0..shown.bare.len());
    }

    #[test]
    fn what_shows_spaces_keeps_them() {
        assert_eq!(written("<pre>\n  a</pre>").bare(), "<pre>\n  a</pre>");
    }
}

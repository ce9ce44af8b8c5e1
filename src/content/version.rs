//! Which language a file's name says its text is in, and of which text it is a version.
//!
//! `x.de.md` is the text `x.md` in German, and so is `de/x.md` beside `x.md`: a file's own
//! language, and no other, may stand at the end of its name or be the name of a folder above it.

use crate::language::{is_same, is_short_code, normal};
use crate::path::SourcePath;

/// The language that a name says, where front matter does not: one of those a site declares, or
/// where it declares none, any that ends the name.
pub fn language(path: &SourcePath, declared: &[String]) -> Option<String> {
    let known = |code: &str| declared.iter().find(|known| is_same(known, code)).cloned();
    let ending = path.stem().rsplit_once('.').map(|(_, code)| code);
    let folder = path.as_str().split('/').nth(1);
    match declared {
        [] => ending.filter(|code| is_short_code(code)).map(normal),
        _ => ending.and_then(known).or_else(|| folder.and_then(known)),
    }
}

/// The path without the language at the end of its name, if it stands there.
pub fn without_ending(path: &SourcePath, language: &str) -> Option<SourcePath> {
    let (stem, code) = path.stem().rsplit_once('.')?;
    let (_, extension) = path.file_name().rsplit_once('.')?;
    let name = format!("{stem}.{extension}");
    let whole = match path.folder() {
        "" => name,
        folder => format!("{folder}/{name}"),
    };
    (!stem.is_empty() && is_same(code, language)).then(|| SourcePath::new(&whole))
}

/// What all versions of a text have in common: their path without what names the language.
pub fn of(path: &SourcePath, language: &str) -> String {
    let plain = without_ending(path, language);
    let plain = plain.as_ref().unwrap_or(path);
    let mut folders: Vec<&str> = plain.folder().split('/').collect();
    if let Some(at) = folders.iter().position(|name| is_same(name, language)) {
        folders.remove(at);
    }
    format!("{}/{}", folders.join("/"), plain.stem())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_text_have_one_name() {
        let of = |path: &str, language: &str| of(&SourcePath::new(path), language);
        let one = of("content/posts/x.md", "en");
        assert_eq!(one, "content/posts/x");
        for (path, language) in [
            ("content/posts/x.de.md", "de"),
            ("content/posts/x.en.md", "en"),
            ("content/fr/posts/x.md", "fr"),
            ("content/posts/pt-br/x.md", "pt-BR"),
        ] {
            assert_eq!(of(path, language), one, "{path}");
        }
        assert_ne!(of("content/posts/x.de.md", "en"), one);
        assert_ne!(of("content/it/posts/x.md", "en"), one);
    }

    #[test]
    fn a_name_says_a_language() {
        let language = |path: &str, declared: &[&str]| {
            let declared: Vec<String> = declared.iter().map(ToString::to_string).collect();
            language(&SourcePath::new(path), &declared)
        };
        assert_eq!(language("content/x.de.md", &[]).as_deref(), Some("de"));
        assert_eq!(language("content/x.v2.md", &[]), None);
        assert_eq!(language("content/fr/x.md", &[]), None);
        assert_eq!(
            language("content/fr/x.md", &["en", "fr"]).as_deref(),
            Some("fr")
        );
        assert_eq!(language("content/x.de.md", &["en", "fr"]), None);
    }
}

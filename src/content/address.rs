//! Where a file is published: the folder is the URL.

use chrono::NaiveDate;

use super::version;
use crate::language::{is_same, is_short_code};
use crate::path::{SourcePath, UrlPath, slug};

/// The day in front of a file's name, `2024-09-09-` (or of its folder's, for a page bundle).
pub fn date_prefix(path: &SourcePath) -> Option<NaiveDate> {
    prefix(path).map(|(day, _)| day)
}

/// The day in front of a name, and what follows it.
fn prefix(path: &SourcePath) -> Option<(NaiveDate, &str)> {
    let name = own_name(path);
    let of_jekyll = path.folder().split('/').any(|folder| folder == "_posts");
    let end = if of_jekyll { short_date(name)? } else { 10 };
    let (day, rest) = name.split_at_checked(end)?;
    let separated = rest.is_empty() || rest.starts_with(['-', '_', ' ']);
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    separated.then_some((day, rest))
}

/// How long the date is at the head of a name, whose month and day Jekyll reads in one digit too.
fn short_date(name: &str) -> Option<usize> {
    let mut parts = name.splitn(3, '-');
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let day = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let sound = year.len() == 4 && month.len() <= 2 && day <= 2;
    sound.then_some(year.len() + month.len() + day + 2)
}

/// The URL of an article or standing page: `content/articles/2024/x.md` is
/// `/articles/2024/x/`; a date before the name is left out, and `own_slug` takes its place. A
/// language at the end of the name comes first, unless it is the site's: `/de/articles/2024/x/`.
pub fn article(path: &SourcePath, own_slug: Option<&str>, tongue: Tongue<'_>) -> UrlPath {
    let lang = tongue.lang.unwrap_or(tongue.site);
    if let Some(plain) = version::without_ending(path, lang) {
        let url = named(&plain, own_slug);
        return match is_same(lang, tongue.site) {
            true => url,
            false => UrlPath::new(&format!("/{}{url}", lang.to_lowercase())),
        };
    }
    named(path, own_slug)
}

/// The language of a text, if it says one, and that of the site.
#[derive(Clone, Copy, Debug)]
pub struct Tongue<'a> {
    /// The text's own.
    pub lang: Option<&'a str>,
    /// The site's.
    pub site: &'a str,
}

fn named(path: &SourcePath, own_slug: Option<&str>) -> UrlPath {
    let name = match own_slug.map(slug).filter(|own| !own.is_empty()) {
        Some(own) => own,
        None => segment(without_date(path)),
    };
    let mut url = folder(path);
    if !name.is_empty() {
        url.push_str(&name);
        url.push('/');
    }
    UrlPath::new(&url)
}

/// An address with a day before its last part, for a file whose address another one has.
pub fn with_date(url: &UrlPath, day: NaiveDate) -> UrlPath {
    let path = url.as_str().trim_end_matches('/');
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "" => UrlPath::new(&format!("{folder}/{day}/")),
        name => UrlPath::new(&format!("{folder}/{day}-{name}/")),
    }
}

/// The URL of an asset: the folder's, with the file's own name.
pub fn asset(path: &SourcePath) -> UrlPath {
    let mut url = String::from("/");
    for part in path.folder().split('/').skip(1) {
        url.push_str(&segment(part));
        url.push('/');
    }
    url.push_str(path.file_name());
    UrlPath::new(&url)
}

/// Whether the file is a page bundle's text, whose neighbours are its assets.
pub fn is_bundle(path: &SourcePath) -> bool {
    is_called(path, "index")
}

/// Whether the file is that of a folder, in whatever language.
pub fn is_section(path: &SourcePath) -> bool {
    is_called(path, "_index")
}

/// Whether a file has this name, with a language behind it or without.
fn is_called(path: &SourcePath, name: &str) -> bool {
    let stem = path.stem();
    let (first, code) = stem.split_once('.').unwrap_or((stem, ""));
    first.eq_ignore_ascii_case(name) && (code.is_empty() || is_short_code(code))
}

/// The folders above the file's own name, each as a URL segment.
fn folder(path: &SourcePath) -> String {
    let mut parts: Vec<&str> = path.folder().split('/').skip(1).collect();
    if is_bundle(path) {
        parts.pop();
    }
    parts
        .into_iter()
        .fold(String::from("/"), |url, part| url + &segment(part) + "/")
}

/// The name that stands for the file: its stem, or its folder's name for a page bundle.
fn own_name(path: &SourcePath) -> &str {
    match is_bundle(path) {
        true => path
            .folder()
            .rsplit('/')
            .next()
            .filter(|name| *name != "content")
            .unwrap_or(""),
        false => path.stem(),
    }
}

/// The name that stands for a file, without the day in front of it.
pub fn without_date(path: &SourcePath) -> &str {
    let rest = prefix(path).and_then(|(_, rest)| rest.get(1..));
    let rest = rest.filter(|rest| !rest.is_empty());
    rest.unwrap_or(own_name(path))
}

fn segment(part: &str) -> String {
    let slug = slug(part);
    if slug.is_empty() {
        part.to_string()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_language(path: &str, lang: Option<&str>) -> String {
        let tongue = Tongue { lang, site: "en" };
        article(&SourcePath::new(path), None, tongue).to_string()
    }

    #[test]
    fn a_post_of_jekyll_may_have_a_short_date() {
        let named = |path: &str| {
            let path = SourcePath::new(path);
            let day = date_prefix(&path).map(|day| day.to_string());
            (day.unwrap_or_default(), without_date(&path).to_string())
        };
        let short = ("2026-02-07".to_string(), "x-1".to_string());
        assert_eq!(named("content/_posts/2026-2-7-x-1.md"), short);
        assert_eq!(named("content/blog/_posts/2026-02-07-x-1.md"), short);
        let plain = (String::new(), "2026-2-7-x".to_string());
        assert_eq!(named("content/articles/2026-2-7-x.md"), plain);
        let none = (String::new(), "2026-13-7-x".to_string());
        assert_eq!(named("content/_posts/2026-13-7-x.md"), none);
    }

    fn url(path: &str) -> String {
        in_language(path, None)
    }

    #[test]
    fn the_folder_is_the_url() {
        assert_eq!(url("content/articles/2024/x.md"), "/articles/2024/x/");
        assert_eq!(
            url("content/articles/2024/two-phases/index.md"),
            "/articles/2024/two-phases/"
        );
        assert_eq!(url("content/hello.md"), "/hello/");
        assert_eq!(
            url("content/posts/2024-09-09-Hello World.md"),
            "/posts/hello-world/"
        );
        assert_eq!(
            url("content/posts/2024-09-09/index.md"),
            "/posts/2024-09-09/"
        );
        assert_eq!(url("content/index.md"), "/");
        let own = article(
            &SourcePath::new("content/articles/x.md"),
            Some("Other name"),
            Tongue {
                lang: None,
                site: "en",
            },
        );
        assert_eq!(own.as_str(), "/articles/other-name/");
    }

    #[test]
    fn a_language_at_the_end_of_a_name_comes_first() {
        for (path, lang, url) in [
            ("content/posts/x.de.md", "de", "/de/posts/x/"),
            ("content/posts/x/index.pt-br.md", "pt-BR", "/pt-br/posts/x/"),
            ("content/posts/x.en.md", "en", "/posts/x/"),
            ("content/fr/posts/x.md", "fr", "/fr/posts/x/"),
            ("content/posts/x.de.md", "fr", "/posts/x-de/"),
        ] {
            assert_eq!(in_language(path, Some(lang)), url, "{path}");
        }
    }
}

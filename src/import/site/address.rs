//! The addresses that Hugo, Zola and Jekyll give to files.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::jekyll::Jekyll;
use super::kept_out::KeptOut;
use super::keys::{text, texts, within};
use super::languages::{Languages, Placed};
use super::layout::{self, Eleventy};
use super::{Generator, Old};
use crate::content::address as ours;
use crate::content::moment::Moment;
use crate::path::{SourcePath, slug};
use crate::value::{Table, Value, toml, yaml};

/// The rules of one site.
pub(super) struct Rules {
    generator: Generator,
    /// Patterns by section: `/:year/:month/:slug/`.
    permalinks: HashMap<String, String>,
    /// What only Jekyll's settings say.
    pub jekyll: Jekyll,
    /// What only Eleventy's say.
    pub eleventy: Eleventy,
    /// What they say of its languages.
    pub languages: Languages,
    /// What they keep out of the site.
    pub kept_out: KeptOut,
}

impl Rules {
    /// Reads the rules from the settings of a site.
    pub fn read(generator: Generator, files: &[Old]) -> Rules {
        let mut permalinks = HashMap::new();
        let mut jekyll = Jekyll::default();
        let mut languages = Languages::default();
        let mut kept_out = KeptOut::default();
        if generator == Generator::Eleventy {
            kept_out.take_ignored(files);
        }
        for file in files {
            let name = file.path.as_str();
            let Some(part) = settings(name) else {
                continue;
            };
            let Some(text) = &file.text else {
                continue;
            };
            let path = SourcePath::new(name);
            let table = match name.ends_with(".toml") {
                true => toml::parse(text, 0, &path, "config/syntax").value,
                false => yaml::parse(text, 0, &path, "config/syntax").value,
            };
            let table = within(part, table);
            collect(&table, &mut permalinks);
            languages.take(&table);
            kept_out.take(generator, &table);
            if generator == Generator::Jekyll {
                jekyll.take(&table);
            }
        }
        Rules {
            generator,
            permalinks,
            jekyll,
            eleventy: match generator {
                Generator::Eleventy => Eleventy::read(files),
                _ => Eleventy::default(),
            },
            languages,
            kept_out,
        }
    }

    /// The language of a text, and where it would lie if there were no other.
    pub fn placed(&self, path: &str) -> Placed {
        let content = match self.generator {
            Generator::Hugo | Generator::Zola => "content/",
            _ => "",
        };
        self.languages.of(path, content)
    }

    /// The address of a file.
    pub fn url(&self, path: &str, front_matter: &Table) -> String {
        let keys: &[&str] = match self.generator {
            Generator::Hugo => &["url"],
            Generator::Zola => &["path"],
            Generator::Jekyll => &["permalink"],
            Generator::Eleventy => return self.eleventy.url(path, front_matter),
            Generator::Astro => return layout::astro_url(path, front_matter),
        };
        let placed = self.placed(path);
        let (path, prefix) = match self.generator {
            Generator::Jekyll => (path.to_string(), String::new()),
            _ => {
                let prefix = self.languages.prefix(placed.lang.as_deref());
                (format!("content/{}", placed.plain), prefix)
            }
        };
        let path = path.as_str();
        if let Some(own) = keys.iter().find_map(|key| text(front_matter, key)) {
            return self.filled(&own, path, front_matter);
        }
        let rest = path.strip_prefix("content/").unwrap_or(path);
        let section = rest.split_once('/').map_or("", |(section, _)| section);
        let page = [".md", ".markdown", ".html", ".htm"];
        if self.generator == Generator::Jekyll && !page.iter().any(|end| path.ends_with(end)) {
            return format!("/{path}");
        }
        let pattern = match self.generator {
            Generator::Jekyll if path.contains("_posts/") || path.contains("_drafts/") => Some(
                self.permalinks
                    .get("")
                    .map_or("/:categories/:year/:month/:day/:title.html", String::as_str),
            ),
            // A folder's own page stays where the folder is.
            Generator::Hugo if !path.ends_with("/_index.md") => {
                self.permalinks.get(section).map(String::as_str)
            }
            _ => None,
        };
        let url = match pattern {
            Some(pattern) => self.filled(pattern, path, front_matter),
            None => self.plain(rest.trim_start_matches('_'), front_matter),
        };
        format!("{prefix}{url}")
    }

    /// Whether Jekyll's pages are folders, as its posts are.
    fn pretty(&self) -> bool {
        let pattern = self.permalinks.get("");
        pattern.is_some_and(|pattern| pattern == "pretty" || pattern.ends_with('/'))
    }

    /// The folder is the address, the name or its slug the last part.
    fn plain(&self, rest: &str, front_matter: &Table) -> String {
        let source = SourcePath::new(&format!("content/{rest}"));
        let own = text(front_matter, "slug");
        let index = matches!(source.stem(), "index" | "_index");
        let folder = rest.rsplit_once('/').map_or("", |(folder, _)| folder);
        let part = |part: &str| match self.generator {
            Generator::Hugo => hugo(part),
            Generator::Zola => slug(part),
            _ => part.to_string(),
        };
        let mut parts: Vec<String> = folder
            .split('/')
            .filter(|part| !part.is_empty())
            .map(part)
            .collect();
        let name = match (own, index) {
            (Some(own), true) => {
                parts.pop();
                Some(part(&own))
            }
            (Some(own), false) => Some(part(&own)),
            (None, true) => None,
            (None, false) => Some(match (self.generator, ours::date_prefix(&source)) {
                (Generator::Zola, Some(_)) if source.stem().len() > 11 => {
                    slug(&source.stem()[11..])
                }
                _ => part(source.stem()),
            }),
        };
        parts.extend(name);
        match (self.generator, parts.is_empty()) {
            (_, true) => "/".to_string(),
            (Generator::Jekyll, false) if !index && !self.pretty() => {
                format!("/{}.html", parts.join("/"))
            }
            _ => format!("/{}/", parts.join("/")),
        }
    }

    /// A pattern with its parts filled in.
    fn filled(&self, pattern: &str, path: &str, front_matter: &Table) -> String {
        let named = match (self.generator, pattern) {
            (Generator::Jekyll, "pretty") => "/:categories/:year/:month/:day/:title/",
            (Generator::Jekyll, "date") => "/:categories/:year/:month/:day/:title.html",
            (Generator::Jekyll, "none") => "/:categories/:title.html",
            (Generator::Jekyll, "ordinal") => "/:categories/:year/:y_day/:title.html",
            (_, pattern) => pattern,
        };
        let source = SourcePath::new(path);
        let written = text(front_matter, "date")
            .and_then(|date| Moment::parse(&date, Tz::UTC))
            .map(|moment| moment.day);
        let day = written.or_else(|| ours::date_prefix(&source));
        let stem = match ours::is_bundle(&source) {
            true => source.folder().rsplit('/').next().unwrap_or("").to_string(),
            false => source.stem().to_string(),
        };
        let name = ours::without_date(&source).to_string();
        let title = text(front_matter, "title").unwrap_or_else(|| name.clone());
        let own = text(front_matter, "slug");
        let categories: Vec<String> = texts(front_matter, "categories")
            .iter()
            .chain(&texts(front_matter, "category"))
            .map(|term| slug(term))
            .collect();
        let collection = path.trim_start_matches('_');
        let collection = collection.split_once('/').map_or("", |(name, _)| name);
        let section = path
            .strip_prefix("content/")
            .and_then(|rest| rest.split_once('/'))
            .map_or("", |(section, _)| section);
        let jekyll = self.generator == Generator::Jekyll;
        let date = |format: &str| day.map_or(String::new(), |day| day.format(format).to_string());
        let or_name = || own.clone().unwrap_or_else(|| name.clone());
        // Jekyll names by the file, Hugo by the title.
        let titled = match jekyll {
            true => or_name(),
            false => slug(&title),
        };
        let values: [(&str, String); 17] = [
            (":categories", categories.join("/")),
            (":collection", collection.to_string()),
            (":path", name.clone()),
            (":name", name.clone()),
            (":year", date("%Y")),
            (":month", date("%m")),
            (":i_month", date("%-m")),
            (":i_day", date("%-d")),
            (":day", date("%d")),
            (":y_day", date("%j")),
            (":slugorcontentbasename", or_name()),
            (":slugorfilename", or_name()),
            (":contentbasename", stem.clone()),
            (":filename", stem),
            (":slug", own.clone().unwrap_or_else(|| titled.clone())),
            (":title", titled),
            (":section", section.to_string()),
        ];
        let mut url = named
            .replace(":output_ext", ".html")
            .replace(":sections", section);
        for (key, value) in values {
            url = url.replace(key, &value);
        }
        let parts: Vec<&str> = url.split('/').filter(|part| !part.is_empty()).collect();
        let slash = url.ends_with('/') || !parts.last().is_some_and(|last| last.contains('.'));
        match parts.is_empty() {
            true => "/".to_string(),
            false => format!("/{}{}", parts.join("/"), if slash { "/" } else { "" }),
        }
    }
}

/// The part of a site's settings that a file holds, by its name; `None` for any other file. Of Hugo's
/// environments the one counts in which it builds what is published.
fn settings(name: &str) -> Option<&str> {
    let folders = ["config/_default/", "config/production/"];
    let part = folders.iter().find_map(|folder| name.strip_prefix(folder));
    let (stem, ending) = name.rsplit_once('.')?;
    let whole = matches!(stem, "hugo" | "config" | "_config");
    let read = matches!(ending, "toml" | "yaml" | "yml" | "json");
    part.or(whole.then_some(name)).filter(|_| read)
}

/// A part of an address as Hugo writes it: small letters, hyphens for spaces, and of signs only
/// these few.
fn hugo(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.to_lowercase().chars() {
        match c {
            c if c.is_whitespace() && out.ends_with('-') => {}
            c if c.is_whitespace() => out.push('-'),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() && !"._-+~@/".contains(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The patterns of Hugo's `permalinks` table, and Jekyll's one `permalink`.
fn collect(table: &Table, permalinks: &mut HashMap<String, String>) {
    if let Some(pattern) = text(table, "permalink") {
        permalinks.insert(String::new(), pattern);
    }
    let Some(Value::Table(patterns)) = table.get("permalinks").map(|entry| &entry.node.value)
    else {
        return;
    };
    for entry in &patterns.entries {
        match &entry.node.value {
            Value::Scalar(scalar) => {
                permalinks.insert(entry.key.clone(), scalar.text.clone());
            }
            // Newer versions of Hugo part pages from sections and terms.
            Value::Table(pages) if entry.key == "page" => {
                for entry in &pages.entries {
                    if let Value::Scalar(scalar) = &entry.node.value {
                        permalinks.insert(entry.key.clone(), scalar.text.clone());
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::content::document;

    fn url(generator: Generator, settings: &str, path: &str, front_matter: &str) -> String {
        let settings = Old {
            path: if generator == Generator::Jekyll {
                "_config.yml"
            } else {
                "config.toml"
            }
            .to_string(),
            text: Some(settings.to_string()),
        };
        let rules = Rules::read(generator, &[settings]);
        let text: Arc<str> = Arc::from(format!("---\n{front_matter}\n---\n"));
        rules.url(
            path,
            &document::parse(&SourcePath::new(path), &text)
                .value
                .front_matter,
        )
    }

    #[test]
    fn each_generator_has_its_own_addresses() {
        use Generator::*;
        assert_eq!(
            url(Hugo, "", "content/posts/My Post.md", "title: x"),
            "/posts/my-post/"
        );
        assert_eq!(
            url(Hugo, "", "content/posts/Is it over?.md", "slug: Is-It"),
            "/posts/is-it/"
        );
        let languages =
            "[languages.en]\n[languages.fr]\ncontentDir = \"content/fr\"\n[languages.de]\n";
        for (path, address) in [
            ("content/posts/a.de.md", "/de/posts/a/"),
            ("content/posts/a.en.md", "/posts/a/"),
            ("content/fr/posts/a.md", "/fr/posts/a/"),
            ("content/posts/a.es.md", "/posts/a.es/"),
        ] {
            assert_eq!(url(Hugo, languages, path, "title: x"), address);
        }
        assert_eq!(
            url(Hugo, "", "content/posts/a/index.md", "title: x"),
            "/posts/a/"
        );
        assert_eq!(
            url(
                Hugo,
                "[permalinks]\nposts = \"/:year/:month/:slug/\"",
                "content/posts/a.md",
                "title: Big Day\ndate: 2020-05-06"
            ),
            "/2020/05/big-day/"
        );
        assert_eq!(
            url(Hugo, "", "content/a.md", "url: /old/a.html"),
            "/old/a.html"
        );
        assert_eq!(
            url(Zola, "", "content/blog/2020-05-06-a_b.md", "title: x"),
            "/blog/a-b/"
        );
        assert_eq!(
            url(Zola, "", "content/a.md", "path: 2020/05/06/A"),
            "/2020/05/06/A/"
        );
        assert_eq!(
            url(Jekyll, "", "_posts/2020-05-06-a-b.md", "categories: [News]"),
            "/news/2020/05/06/a-b.html"
        );
        assert_eq!(
            url(
                Jekyll,
                "permalink: pretty",
                "_posts/2020-05-06-a-b.md",
                "title: x"
            ),
            "/2020/05/06/a-b/"
        );
        assert_eq!(url(Jekyll, "", "about.md", "permalink: /about/"), "/about/");
    }
}

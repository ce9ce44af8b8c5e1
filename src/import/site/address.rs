//! The addresses that Hugo, Zola and Jekyll give to files.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::jekyll::Jekyll;
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
}

impl Rules {
    /// Reads the rules from the settings of a site.
    pub fn read(generator: Generator, files: &[Old]) -> Rules {
        let mut permalinks = HashMap::new();
        let mut jekyll = Jekyll::default();
        for file in files {
            let name = file.path.as_str();
            let settings = [
                "hugo.toml",
                "hugo.yaml",
                "hugo.yml",
                "config.toml",
                "config.yaml",
                "config.yml",
                "_config.yml",
                "config/_default/hugo.toml",
                "config/_default/config.toml",
                "config/_default/config.yaml",
                "config/_default/hugo.yaml",
            ];
            let Some(text) = file.text.as_ref().filter(|_| settings.contains(&name)) else {
                continue;
            };
            let path = SourcePath::new(name);
            let table = match name.ends_with(".toml") {
                true => toml::parse(text, 0, &path, "config/syntax").value,
                false => yaml::parse(text, 0, &path, "config/syntax").value,
            };
            collect(&table, &mut permalinks);
            if generator == Generator::Jekyll {
                jekyll.take(&table);
            }
        }
        Rules {
            generator,
            permalinks,
            jekyll,
        }
    }

    /// The address of a file.
    pub fn url(&self, path: &str, front_matter: &Table) -> String {
        let keys: &[&str] = match self.generator {
            Generator::Hugo => &["url"],
            Generator::Zola => &["path"],
            Generator::Jekyll => &["permalink"],
        };
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
        match pattern {
            Some(pattern) => self.filled(pattern, path, front_matter),
            None => self.plain(rest.trim_start_matches('_'), front_matter),
        }
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
            // Hugo keeps full stops and underscores, and writes small letters.
            Generator::Hugo => part.to_lowercase().replace(' ', "-"),
            Generator::Zola => slug(part),
            Generator::Jekyll => part.to_string(),
        };
        let mut parts: Vec<String> = folder
            .split('/')
            .filter(|part| !part.is_empty())
            .map(part)
            .collect();
        let name = match (own, index) {
            (Some(own), true) => {
                parts.pop();
                Some(own)
            }
            (Some(own), false) => Some(own),
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
        let name = match ours::date_prefix(&source) {
            Some(_) if stem.len() > 11 => stem[11..].to_string(),
            _ => stem.clone(),
        };
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

/// A key's text.
pub(super) fn text(table: &Table, key: &str) -> Option<String> {
    texts(table, key).into_iter().next()
}

/// A key's texts, one or several.
pub(super) fn texts(table: &Table, key: &str) -> Vec<String> {
    let scalar = |value: &Value| match value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(scalar.text.clone()),
        _ => None,
    };
    match table.get(key).map(|entry| &entry.node.value) {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| scalar(&item.value))
            .collect(),
        Some(value) => scalar(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A path without its ending and the name of a folder's own file.
pub(super) fn bare(path: &str) -> &str {
    let endings = [".md", ".markdown", ".html", ".htm"];
    let found = endings.iter().find_map(|end| path.strip_suffix(end));
    let bare = found.unwrap_or(path);
    bare.strip_suffix("/index").unwrap_or(bare)
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

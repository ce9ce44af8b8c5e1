//! The addresses of what changed, for those who keep copies of a site's files.

use std::collections::BTreeSet;

use crate::path::UrlPath;

/// An address a line: of a page both, with `index.html` and without. Without a base they begin at the
/// site's root.
pub fn list(changed: &BTreeSet<String>, base_url: Option<&str>) -> String {
    let base = base_url.map_or("", |url| url.trim_end_matches('/'));
    let mut list = String::new();
    for path in changed {
        let encoded = UrlPath::new(path).encoded();
        let folder = encoded.strip_suffix("index.html");
        for address in folder.filter(|folder| folder.ends_with('/')).iter() {
            list.push_str(&format!("{base}{address}\n"));
        }
        list.push_str(&format!("{base}{encoded}\n"));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_two_addresses() {
        let changed = ["index.html", "a b/index.html", "x.css", "my-index.html"];
        let changed = changed.map(str::to_string).into_iter().collect();
        let list = list(&changed, Some("https://desk.example/x/"));
        assert_eq!(
            list,
            "https://desk.example/x/a%20b/\nhttps://desk.example/x/a%20b/index.html\n\
             https://desk.example/x/\nhttps://desk.example/x/index.html\n\
             https://desk.example/x/my-index.html\nhttps://desk.example/x/x.css\n"
        );
    }
}

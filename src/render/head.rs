//! What every page says in its head, whatever its theme: the Content-Security-Policy, which is the second
//! wall behind sanitised texts, and of what is not public that search engines pass over it. A theme can bring
//! a policy of its own; it cannot lose it without knowing.

use crate::pages::policy::policy;

/// A page with what is missing first in its head: a policy where one is wanted, `Some(true)` where its
/// scripts run what was compiled before; and where it is hidden, that it is.
pub fn ensured(html: String, wanted: Option<bool>, hidden: bool) -> String {
    let mut missing = String::new();
    if let Some(compiled) = wanted.filter(|_| !has_meta(&html, is_policy)) {
        let policy = policy(compiled);
        missing = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    }
    if hidden && !has_meta(&html, is_hidden) {
        missing += "<meta name=\"robots\" content=\"noindex\">";
    }
    if missing.is_empty() {
        return html;
    }
    let head = opening(&html, "<head").or_else(|| opening(&html, "<!doctype"));
    let (before, after) = html.split_at(head.unwrap_or(0));
    format!("{before}{missing}{after}")
}

/// Whether a template brings a policy of its own: an element with another than the site's, or a block
/// for it that is filled with what nobody can read here.
pub fn speaks_of(template: &str) -> bool {
    let mut text = template.to_lowercase();
    while let Some((before, behind)) = text.split_once("{#") {
        let rest = behind.split_once("#}").map_or("", |(_, rest)| rest);
        text = format!("{before}{rest}");
    }
    text.retain(|c| !c.is_whitespace() && c != '-');
    const SAME: [&str; 3] = ["{{page.policy}}", "{{page.policy|safe}}", "{{super()}}"];
    let same = |part: &str| SAME.iter().any(|same| part.starts_with(same));
    let element = |tag: &str| {
        let tag = tag.split('>').next().unwrap_or(tag);
        let value = tag.split("content=").nth(1).unwrap_or("");
        let named = tag.contains("httpequiv") && tag.contains("contentsecuritypolicy");
        named && !same(value.trim_start_matches(['"', '\'']))
    };
    let block = |rest: &str| {
        let block = rest.split("{%endblock").next().unwrap_or(rest);
        let mut parts = block.match_indices("{{").map(|(at, _)| &block[at..]);
        block.contains("{%") || block.contains("{{<") || !parts.all(same)
    };
    let mut blocks = text.split("{%blockpolicy%}").skip(1);
    text.split("<meta").skip(1).any(element) || blocks.any(block)
}

/// Whether a `meta` with such attributes stands in a page's head, as browsers read it: in a comment, a title
/// or a script it is none, and what is no element of a head ends the head.
fn has_meta(html: &str, is_it: fn(&str) -> bool) -> bool {
    const RAW: [&str; 5] = ["title", "script", "style", "noscript", "template"];
    const OTHER: [&str; 5] = ["!doctype", "html", "head", "base", "link"];
    let mut rest = html.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some(tag) = rest.strip_prefix('<') else {
            return false;
        };
        let name = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/');
        let name = name.take(1).collect::<String>().to_ascii_lowercase();
        let end = tag_end(tag);
        let (inside, behind) = tag.split_at(end);
        rest = behind.strip_prefix('>').unwrap_or("");
        match name.as_str() {
            "meta" if is_it(&inside[name.len()..]) => return true,
            "meta" => {}
            name if OTHER.contains(&name) => {}
            name if RAW.contains(&name) => {
                let close = format!("</{name}");
                let Some(at) = find(rest, &close) else {
                    return false;
                };
                let tag = &rest[at..];
                rest = tag.split_once('>').map_or("", |(_, rest)| rest);
            }
            _ => return false,
        }
    }
}

/// Where a tag ends: not within a value in quotation marks.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let end = tag.char_indices().find(|(_, c)| match quote {
        Some(open) => {
            quote = (*c != open).then_some(open);
            false
        }
        None => {
            quote = (*c == '"' || *c == '\'').then_some(*c);
            *c == '>'
        }
    });
    end.map_or(tag.len(), |(at, _)| at)
}

/// Whether the attributes of a `meta` make it a policy.
fn is_policy(attributes: &str) -> bool {
    let value = value(attributes, "http-equiv");
    value.is_some_and(|value| find(value, "content-security-policy") == Some(0))
}

/// Whether they tell search engines to pass over the page.
fn is_hidden(attributes: &str) -> bool {
    let name = value(attributes, "name");
    let robots = name.is_some_and(|name| find(name, "robots") == Some(0));
    let content = value(attributes, "content").filter(|_| robots);
    content.is_some_and(|content| find(content, "noindex").is_some())
}

/// What stands behind the name of an attribute, without its quotation mark.
fn value<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let value = attributes[find(attributes, name)? + name.len()..].trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    Some(value.trim_start_matches(['"', '\'']).trim_start())
}

/// The place behind an opening tag.
fn opening(html: &str, tag: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + find(&html[from..], tag)? + tag.len();
        // `<header>` is no `<head>`.
        if html[at..].starts_with(|c: char| c == '>' || c.is_whitespace()) {
            return html[at..].find('>').map(|end| at + end + 1);
        }
        from = at;
    }
}

fn find(html: &str, part: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut windows = bytes.windows(part.len());
    windows.position(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_a_policy_gets_one_and_no_page_two() {
        let bare = "<!doctype html><html><head lang=\"en\"><title>x</title></head></html>";
        let page = ensured(bare.to_string(), Some(false), false);
        assert!(
            page.contains("<head lang=\"en\"><meta http-equiv"),
            "{page}"
        );
        assert_eq!(ensured(page.clone(), Some(false), false), page);
        let hidden = "<head><!-- <meta http-equiv=\"Content-Security-Policy\"> --></head>";
        assert!(ensured(hidden.to_string(), Some(false), false).starts_with("<head><meta"));
        let named = "<title>http-equiv=\"Content-Security-Policy\"</title>";
        let shown =
            "<meta charset=utf-8><body><code><meta http-equiv=\"Content-Security-Policy\"></code>";
        for page in [named, shown] {
            let page = ensured(format!("<!doctype html>{page}"), Some(false), false);
            assert!(
                page.starts_with("<!doctype html><meta http-equiv"),
                "{page}"
            );
        }
        for own in [
            "<meta http-equiv='Content-Security-Policy' content='x'>",
            "<meta content=\">\" http-equiv=content-security-policy>",
        ] {
            let page = format!("<!doctype html><title>a</title>{own}<p>b</p>");
            assert_eq!(ensured(page.clone(), Some(false), false), page);
        }
        let headless = "<!doctype html>\n<header>x</header>";
        let search = ensured(bare.to_string(), Some(true), false);
        assert!(search.contains("'self' 'wasm-unsafe-eval';"), "{search}");
        assert!(
            ensured(headless.to_string(), Some(false), false).starts_with("<!doctype html><meta")
        );
    }

    #[test]
    fn a_hidden_page_says_so_whatever_its_theme_says() {
        let bare = "<!doctype html><head><meta name=\"robots\" content=\"all\"></head>";
        let page = ensured(bare.to_string(), None, true);
        assert!(
            page.contains("<head><meta name=\"robots\" content=\"noindex\">"),
            "{page}"
        );
        assert_eq!(ensured(page.clone(), None, true), page);
        assert_eq!(ensured(bare.to_string(), None, false), bare);
    }

    #[test]
    fn a_template_brings_a_policy_only_where_it_says_another() {
        for same in [
            "{# the block policy stays #}<p>See our Content-Security-Policy</p>",
            "{% block policy %}{{ super() }}{% endblock policy %}",
            "{% block policy %}x{% endblock %}",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.policy }}\">",
        ] {
            assert!(!speaks_of(same), "{same}");
        }
        for other in [
            "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.policy | upper }}\">",
            "{%- block policy -%}{{ view.extra.policy }}{% endblock %}",
            "{% block policy %}{% include \"policy.html\" %}{% endblock %}",
        ] {
            assert!(speaks_of(other), "{other}");
        }
    }
}

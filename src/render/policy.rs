//! The Content-Security-Policy in every page: the second wall, behind sanitised texts. A theme
//! can bring its own; it cannot lose it without knowing.

use crate::pages::policy::policy;

/// A page with a policy first in its head, where it has none; `compiled` lets its scripts run what was
/// compiled before.
pub fn ensured(html: String, compiled: bool) -> String {
    if has_policy(&html) {
        return html;
    }
    let head = opening(&html, "<head").or_else(|| opening(&html, "<!doctype"));
    let (before, after) = html.split_at(head.unwrap_or(0));
    let policy = policy(compiled);
    format!("{before}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}")
}

/// Whether a template brings a policy of its own: it has an element for one, or fills the block.
pub fn speaks_of(template: &str) -> bool {
    let text = template.to_lowercase();
    let elements = text.matches("content-security-policy").count();
    let same = text.matches("content-security-policy\" content=\"{{ page.policy");
    elements > same.count() || elements == 0 && text.contains("block policy")
}

/// Whether a policy stands in a page's head; in a comment it is none.
fn has_policy(html: &str) -> bool {
    let head = html.split("</head").next().unwrap_or(html);
    let mut shown = head.split("<!--");
    let first = shown.next();
    let rest = shown.filter_map(|comment| Some(comment.split_once("-->")?.1));
    let mut parts = first.into_iter().chain(rest);
    parts.any(|part| find(part, "http-equiv=\"content-security-policy\"").is_some())
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
        let page = ensured(bare.to_string(), false);
        assert!(
            page.contains("<head lang=\"en\"><meta http-equiv"),
            "{page}"
        );
        assert_eq!(ensured(page.clone(), false), page);
        let hidden = "<head><!-- <meta http-equiv=\"Content-Security-Policy\"> --></head>";
        assert!(ensured(hidden.to_string(), false).starts_with("<head><meta"));
        let headless = "<!doctype html>\n<header>x</header>";
        let search = ensured(bare.to_string(), true);
        assert!(search.contains("'self' 'wasm-unsafe-eval';"), "{search}");
        assert!(ensured(headless.to_string(), false).starts_with("<!doctype html><meta"));
    }
}

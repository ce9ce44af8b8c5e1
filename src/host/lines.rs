//! `_headers` and `_redirects`, which several hosts read: a line for an address and one for each
//! header, and a line for each former address.

use super::{HeaderRule, Of, Rules};
use crate::path::UrlPath;

/// `_headers`. Where the host would put two values of a name into one line, a rule first takes back
/// what an earlier one says (`takes_back`).
pub fn headers(rules: &Rules<'_>, takes_back: bool) -> String {
    let mut out = String::new();
    let mut said: Vec<&str> = Vec::new();
    for HeaderRule { of, headers } in rules.headers() {
        let paths = match of {
            Of::All => vec![format!("{}*", rules.top())],
            Of::Below(at) => vec![format!("{}*", rules.encoded(&UrlPath::new(at)))],
            // A star does not stand for nothing between two slashes.
            Of::Ending(ending) => {
                vec![format!(
                    "{}*{}",
                    rules.top(),
                    ending.trim_start_matches('/')
                )]
            }
            Of::One(url) => vec![rules.encoded(url)],
            Of::Lasting => rules.lasting.iter().map(|url| rules.encoded(url)).collect(),
        };
        for path in paths {
            out.push_str(&format!("{path}\n"));
            for (name, value) in &headers {
                if takes_back && said.contains(name) {
                    out.push_str(&format!("  ! {name}\n"));
                }
                out.push_str(&format!("  {name}: {value}\n"));
            }
        }
        if matches!(of, Of::All) {
            said.extend(headers.iter().map(|(name, _)| name));
        }
    }
    out
}

/// The lines of `_redirects` for so many former addresses, for good (`301`).
pub fn redirects(rules: &Rules<'_>, count: usize, code: &str) -> String {
    let moved = rules.moved.iter().take(count);
    let line = |from: String, to: String| format!("{from} {to} {code}\n");
    moved
        .map(|moved| line(rules.encoded(moved.from), rules.encoded(moved.to)))
        .collect()
}

//! Netlify.

use super::{File, Host, Limit, Measure, Rules, all, lines};

pub const HOST: Host = Host {
    name: "netlify",
    title: "Netlify",
    own: false,
    files: &[
        File {
            path: "_headers",
            text: |rules| Some(lines::headers(rules, false)),
        },
        File {
            path: "_redirects",
            text: |rules| Some(redirects(rules)),
        },
    ],
    takes: all,
    limits: &[
        // https://docs.netlify.com/site-deploys/overview/
        Limit {
            of: Measure::Folder,
            most: 54_000,
            refuses: true,
            when: "",
        },
        // https://docs.netlify.com/routing/redirects/
        Limit {
            of: Measure::Moved,
            most: 10_000,
            refuses: false,
            when: "without advising against it",
        },
    ],
};

/// A file is in the way of a rule there, unless the rule has an exclamation mark.
/// <https://docs.netlify.com/routing/redirects/rewrites-proxies/#shadowing>
fn redirects(rules: &Rules<'_>) -> String {
    let mut out = lines::redirects(rules, rules.moved.len(), "301!");
    let missing = rules.not_found();
    out.push_str(&format!("{}.dateline-* {missing} 404!\n", rules.top()));
    // By itself it looks for the page at the root alone.
    if rules.top() != "/" {
        out.push_str(&format!("{}* {missing} 404\n", rules.top()));
    }
    out
}

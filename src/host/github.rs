//! GitHub Pages. It reads no rules: former addresses lead on by their pages, and the policy is the one
//! in the pages.

use super::{File, Host, Limit, Measure, Rules, none};

pub const HOST: Host = Host {
    name: "github",
    title: "GitHub Pages",
    own: false,
    files: &[
        File {
            // Else it takes the site for one of Jekyll's, and leaves files out.
            path: ".nojekyll",
            text: |_| Some(String::new()),
        },
        File {
            path: "CNAME",
            text: domain,
        },
    ],
    takes: none,
    // https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
    limits: &[
        Limit {
            of: Measure::Size,
            most: 1_000_000_000,
            refuses: false,
            when: "",
        },
        // https://docs.github.com/en/repositories/working-with-files/managing-large-files
        Limit {
            of: Measure::FileSize,
            most: 100 << 20,
            refuses: false,
            when: "in a branch",
        },
    ],
};

/// The domain of one's own. The site below a path is another repository's, and gets it from there.
fn domain(rules: &Rules<'_>) -> Option<String> {
    let (_, rest) = rules.base_url?.split_once("://")?;
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let own = rules.base == "/" && !host.ends_with(".github.io");
    own.then(|| format!("{host}\n"))
}

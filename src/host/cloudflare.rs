//! Cloudflare Pages, and Workers with static assets.

use super::{File, Host, Limit, Measure, Rules, lines};

/// How many former addresses `_redirects` takes.
const MOVED: usize = 2_000;

pub const HOST: Host = Host {
    name: "cloudflare",
    title: "Cloudflare Pages",
    own: false,
    files: &[
        File {
            path: "_headers",
            text: |rules| Some(lines::headers(rules, true)),
        },
        File {
            path: "_redirects",
            // They hold where there is a page too, and are for a while (302) if nothing is said.
            // https://developers.cloudflare.com/pages/configuration/redirects/
            text: |rules| Some(lines::redirects(rules, takes(rules), "301")),
        },
    ],
    takes,
    // https://developers.cloudflare.com/pages/platform/limits/
    limits: &[
        Limit {
            of: Measure::Files,
            most: 20_000,
            refuses: false,
            when: "on its free plan",
        },
        Limit {
            of: Measure::Files,
            most: 100_000,
            refuses: true,
            when: "",
        },
        Limit {
            of: Measure::FileSize,
            most: 25 << 20,
            refuses: true,
            when: "",
        },
        Limit {
            of: Measure::Headers,
            most: 100,
            refuses: true,
            when: "",
        },
    ],
};

fn takes(rules: &Rules<'_>) -> usize {
    rules.moved.len().min(MOVED)
}

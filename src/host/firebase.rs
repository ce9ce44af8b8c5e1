//! Firebase Hosting.

use serde_json::{Value, json};

use super::pattern::{escape, regex};
use super::{File, HeaderRule, Host, Limit, Measure, Of, Rules, all};

pub const HOST: Host = Host {
    name: "firebase",
    title: "Firebase Hosting",
    own: false,
    files: &[File {
        path: "firebase.json",
        text: |rules| Some(format!("{:#}\n", settings(rules))),
    }],
    takes: all,
    // https://firebase.google.com/docs/hosting/usage-quotas-pricing
    limits: &[Limit {
        of: Measure::FileSize,
        most: 2_000_000_000,
        refuses: true,
        when: "",
    }],
};

/// A rule for a former address comes before a file.
/// <https://firebase.google.com/docs/hosting/full-config#hosting_priority_order>
fn settings(rules: &Rules<'_>) -> Value {
    let moved = rules.moved.iter().filter_map(|moved| {
        let from = rules.plain(moved.from.as_str());
        // It is encoded there, but for what begins a query or a fragment: to such an address the page
        // leads on. A colon would begin the name of a part.
        let to = rules.plain(moved.to.as_str()).replace(':', "%3A");
        let is_path = !to.contains(['?', '#']);
        is_path.then(
            || json!({ "regex": format!("^{}$", escape(&from)), "destination": to, "type": 301 }),
        )
    });
    let headers = rules.headers().into_iter().flat_map(|rule| {
        let HeaderRule { of, headers } = rule;
        let headers: Vec<Value> = headers
            .into_iter()
            .map(|(key, value)| json!({ "key": key, "value": value }))
            .collect();
        let sources = match of {
            Of::Lasting => rules.lasting.iter().map(|url| Of::One(url)).collect(),
            of => vec![of],
        };
        let sources = sources.into_iter().map(|of| regex(of, rules));
        sources.map(move |regex| json!({ "regex": regex, "headers": headers }))
    });
    json!({
        "hosting": {
            "public": ".",
            "ignore": ["firebase.json", ".firebaserc", ".firebase/**", ".dateline-*"],
            "redirects": moved.collect::<Vec<_>>(),
            "headers": headers.collect::<Vec<_>>(),
        }
    })
}

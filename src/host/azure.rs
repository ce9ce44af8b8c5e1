//! Azure Static Web Apps.

use serde_json::{Map, Value, json};

use super::rules::{TYPE, TYPES};
use super::{File, HeaderRule, Host, Limit, Measure, Moved, Of, Rules};
use crate::path::UrlPath;

/// How many bytes its file may have: 20 KB.
/// <https://github.com/Azure/static-web-apps/issues/1452>
const BYTES: usize = 20_000;

pub const HOST: Host = Host {
    name: "azure",
    title: "Azure Static Web Apps",
    own: false,
    files: &[File {
        path: "staticwebapp.config.json",
        text: |rules| Some(format!("{}\n", settings(rules, takes(rules)))),
    }],
    takes,
    // https://learn.microsoft.com/en-us/azure/static-web-apps/quotas
    limits: &[
        Limit {
            of: Measure::Files,
            most: 15_000,
            refuses: true,
            when: "",
        },
        Limit {
            of: Measure::Size,
            most: 250 << 20,
            refuses: false,
            when: "on its free plan",
        },
        Limit {
            of: Measure::Size,
            most: 500 << 20,
            refuses: true,
            when: "",
        },
    ],
};

/// As many as the file has room for.
fn takes(rules: &Rules<'_>) -> usize {
    let mut room = BYTES.saturating_sub(settings(rules, 0).to_string().len() + 1);
    let fits = |moved: &&Moved<'_>| {
        let bytes = redirect(rules, moved).to_string().len() + 1;
        let fits = bytes <= room;
        room = room.saturating_sub(bytes);
        fits
    };
    rules.moved.iter().take_while(fits).count()
}

fn redirect(rules: &Rules<'_>, moved: &Moved<'_>) -> Value {
    let (from, to) = (rules.encoded(moved.from), rules.encoded(moved.to));
    json!({ "route": from, "redirect": to, "statusCode": 301 })
}

/// Of the routes, the first that fits an address counts.
fn settings(rules: &Rules<'_>, count: usize) -> Value {
    let moved = rules.moved.iter().take(count);
    let mut routes: Vec<Value> = moved.map(|moved| redirect(rules, moved)).collect();
    let mut all = Map::new();
    for HeaderRule { of, headers } in rules.headers() {
        let headers = headers.into_iter().filter(|(name, _)| *name != TYPE);
        let headers = headers.map(|(name, value)| (name.to_string(), json!(value)));
        let headers: Map<String, Value> = headers.collect();
        let addresses = match of {
            Of::All => {
                all = headers;
                continue;
            }
            // A star leaves out the page of the folder itself; that rule is of the folder too.
            Of::Below(at) => ["*", "index.html"]
                .map(|end| format!("{}{end}", rules.encoded(&UrlPath::new(at))))
                .to_vec(),
            Of::Ending(ending) => vec![format!("{}*{ending}", rules.top())],
            Of::One(url) => vec![rules.encoded(url)],
            Of::Lasting => rules.lasting.iter().map(|url| rules.encoded(url)).collect(),
        };
        let addresses = addresses.into_iter().filter(|_| !headers.is_empty());
        routes.extend(addresses.map(|route| json!({ "route": route, "headers": headers })));
    }
    // It knows endings, not names.
    let types = TYPES.iter().filter(|(ending, _)| ending.starts_with('.'));
    let types = types.map(|(ending, media)| (ending.to_string(), json!(media)));
    json!({
        "routes": routes,
        "globalHeaders": all,
        "mimeTypes": types.collect::<Map<_, _>>(),
        "responseOverrides": { "404": { "rewrite": rules.not_found() } },
    })
}

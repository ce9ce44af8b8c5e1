//! Vercel.

use serde_json::{Value, json};

use super::{File, HeaderRule, Host, Limit, Measure, Of, Rules};
use crate::path::UrlPath;

/// How many former addresses `vercel.json` takes.
/// <https://openapi.vercel.sh/vercel.json>
const MOVED: usize = 2_048;

pub const HOST: Host = Host {
    name: "vercel",
    title: "Vercel",
    own: false,
    files: &[
        File {
            path: "vercel.json",
            text: |rules| Some(format!("{:#}\n", settings(rules))),
        },
        File {
            path: ".vercelignore",
            text: |_| Some(".dateline-*\n".to_string()),
        },
    ],
    takes,
    // Each file is sent by itself, unless its command line is told `--archive=tgz`.
    // https://vercel.com/docs/limits and https://github.com/vercel/terraform-provider-vercel/issues/289
    limits: &[Limit {
        of: Measure::Files,
        most: 15_000,
        refuses: false,
        when: "without `--archive=tgz`",
    }],
};

fn takes(rules: &Rules<'_>) -> usize {
    rules.moved.len().min(MOVED)
}

fn settings(rules: &Rules<'_>) -> Value {
    let headers = rules.headers().into_iter().flat_map(|rule| {
        let HeaderRule { of, headers } = rule;
        let headers: Vec<Value> = headers
            .into_iter()
            .map(|(key, value)| json!({ "key": key, "value": value }))
            .collect();
        let sources = sources(of, rules).into_iter();
        sources.map(move |source| json!({ "source": source, "headers": headers }))
    });
    let moved = rules.moved.iter().take(takes(rules)).map(|moved| {
        json!({
            "source": literal(&rules.encoded(moved.from)),
            "destination": destination(&rules.encoded(moved.to)),
            "statusCode": 301,
        })
    });
    json!({
        // Links are relative to the folder, which only an address with a slash at its end is in.
        "trailingSlash": true,
        "headers": headers.collect::<Vec<_>>(),
        "redirects": moved.collect::<Vec<_>>(),
    })
}

/// The addresses as path-to-regexp has them.
fn sources(of: Of<'_>, rules: &Rules<'_>) -> Vec<String> {
    let base = literal(&rules.top());
    match of {
        Of::All => vec![format!("{base}(.*)")],
        Of::Below(at) => vec![format!(
            "{}(.*)",
            literal(&rules.encoded(&UrlPath::new(at)))
        )],
        Of::Ending(ending) => match ending.strip_prefix('/') {
            Some(name) => vec![format!("{base}(|.*/){name}")],
            None => vec![format!("{base}(.*){ending}")],
        },
        Of::One(url) => vec![literal(&rules.encoded(url))],
        Of::Lasting => {
            let files = rules.lasting.iter();
            files.map(|url| literal(&rules.encoded(url))).collect()
        }
    }
}

/// An address to lead to: there a backslash does not keep a character from beginning a group.
fn destination(encoded: &str) -> String {
    let encoded = encoded.replace('(', "%28").replace(')', "%29");
    encoded.replace('+', "%2B")
}

/// A text that stands for itself.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\(){}:*+?".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

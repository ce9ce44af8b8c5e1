//! Apache: `.htaccess`, for which the site's folder needs `AllowOverride FileInfo Indexes`.

use super::pattern::{escape, quoted, quoted_path, regex};
use super::rules::{TYPE, TYPES};
use super::{File, HeaderRule, Host, Rules, all};

pub const HOST: Host = Host {
    name: "apache",
    title: "Apache",
    own: true,
    files: &[File {
        path: ".htaccess",
        text: |rules| Some(settings(rules)),
    }],
    takes: all,
    limits: &[],
};

fn settings(rules: &Rules<'_>) -> String {
    let mut out = format!(
        "DirectoryIndex index.html\nErrorDocument 404 {}\nAddDefaultCharset utf-8\n",
        rules.not_found()
    );
    for (ending, media) in TYPES {
        out.push_str(&match ending.strip_prefix('/') {
            Some(name) => format!("<Files {name}>\n  ForceType {media}\n</Files>\n"),
            None => format!("AddType {} {ending}\n", quoted(media)),
        });
    }
    out.push_str("RedirectMatch 404 \"/\\.(?!well-known/)\"\n");
    for moved in &rules.moved {
        let from = format!("^{}$", escape(&rules.plain(moved.from.as_str())));
        // What it leads to is encoded by Apache itself, but for what begins a query or a fragment: to
        // such an address the page leads on.
        let to = rules.plain(moved.to.as_str());
        if to.contains(['?', '#']) {
            continue;
        }
        let (from, to) = (quoted(&from), quoted_path(&literal(&to)));
        out.push_str(&format!("RedirectMatch 301 {from} {to}\n"));
    }
    out.push_str("<IfModule mod_headers.c>\n");
    for HeaderRule { of, headers } in rules.headers() {
        for (name, value) in headers.iter().filter(|(name, _)| *name != TYPE) {
            // An answer that says no is not to be kept for a year.
            let always = if *name == "Cache-Control" {
                ""
            } else {
                "always "
            };
            let is = quoted(&format!("expr=%{{REQUEST_URI}} =~ m#{}#", regex(of, rules)));
            let value = quoted(value);
            out.push_str(&format!("  Header {always}set {name} {value} {is}\n"));
        }
    }
    out.push_str("</IfModule>\n");
    out
}

/// A text that stands for itself in what an address is replaced by: no group of the pattern, and no
/// variable of Apache's own, `${name}`.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\${".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

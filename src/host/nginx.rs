//! nginx: a file to be included in the `server` of the site.

use super::pattern::{quoted, quoted_path, regex};
use super::rules::{TYPE, TYPES};
use super::{File, HeaderRule, Host, Of, Rules, all};

pub const HOST: Host = Host {
    name: "nginx",
    title: "nginx",
    own: true,
    files: &[File {
        path: ".nginx.conf",
        text: |rules| Some(settings(rules)),
    }],
    takes: all,
    limits: &[],
};

/// A dollar sign begins a variable and cannot be written for itself: where one is needed, a variable
/// has it, from the address that was asked for.
const DOLLAR: &str = "$dateline_dollar";

fn settings(rules: &Rules<'_>) -> String {
    let mut out = "# To be included within `server`, beside its `root`; nginx reads it when it is told to reload.\n".to_string();
    // A location of its own takes back what stands above files, so values come by variables.
    let mut names: Vec<&str> = Vec::new();
    for HeaderRule { of, headers } in rules.headers() {
        for (name, value) in headers.iter().filter(|(name, _)| *name != TYPE) {
            let (is, value) = (quoted(&regex(of, rules)), quoted(value));
            let variable = variable(name);
            if !names.contains(name) {
                names.push(*name);
            }
            out.push_str(&format!("if ($uri ~ {is}) {{ set {variable} {value}; }}\n"));
        }
    }
    let missing = quoted_path(&rules.plain("404.html"));
    if missing.contains('$') {
        out.push_str(&format!("if ($uri ~ \"([$])\") {{ set {DOLLAR} $1; }}\n"));
    }
    let base = quoted_path(&rules.plain(""));
    out.push_str(&format!("location {base} {{\n"));
    out.push_str("    index index.html;\n    charset utf-8;\n    absolute_redirect off;\n");
    out.push_str(&format!(
        "    error_page 404 {};\n",
        missing.replace('$', &format!("${{{}}}", &DOLLAR[1..]))
    ));
    for name in names {
        // An answer that says no is not to be kept for a year.
        let always = if name == "Cache-Control" {
            ""
        } else {
            " always"
        };
        out.push_str(&format!(
            "    add_header {name} {}{always};\n",
            variable(name)
        ));
    }
    out.push_str("    location ~ /\\.(?!well-known/) { return 404; }\n");
    for (ending, media) in TYPES {
        let is = quoted(&regex(Of::Ending(ending), rules));
        let media = quoted(media);
        out.push_str(&format!(
            "    location ~ {is} {{ types {{ }} default_type {media}; }}\n"
        ));
    }
    for moved in &rules.moved {
        let (from, to) = (rules.plain(moved.from.as_str()), rules.encoded(moved.to));
        let (from, to) = (quoted_path(&from), quoted(&to));
        out.push_str(&format!("    location = {from} {{ return 301 {to}; }}\n"));
    }
    out.push_str("}\n");
    out
}

fn variable(name: &str) -> String {
    format!("$dateline_{}", name.replace('-', "_").to_lowercase())
}

//! Caddy: a file to be imported in the block of the site.

use super::pattern::{escape, quoted, regex};
use super::{File, HeaderRule, Host, Of, Rules, all};

pub const HOST: Host = Host {
    name: "caddy",
    title: "Caddy",
    own: true,
    files: &[File {
        path: ".Caddyfile",
        text: |rules| Some(settings(rules)),
    }],
    takes: all,
    limits: &[],
};

fn settings(rules: &Rules<'_>) -> String {
    let mut out = "# To be imported in the block of the site, beside its `root` and `file_server`; Caddy reads it when it is told to reload.\n".to_string();
    if !rules.moved.is_empty() {
        out.push_str("map {path} {dateline_moved} {\n");
        for moved in &rules.moved {
            let (from, to) = (rules.plain(moved.from.as_str()), rules.encoded(moved.to));
            out.push_str(&format!("    {} {}\n", quoted(&input(&from)), quoted(&to)));
        }
        out.push_str("    default \"\"\n}\n");
        out.push_str("@dateline_moved expression `{dateline_moved} != \"\"`\n");
        out.push_str("redir @dateline_moved {dateline_moved} 301\n");
    }
    // In this block things are done in their order, so that of two values the later counts.
    let (mut matchers, mut done) = (String::new(), String::new());
    for (nth, HeaderRule { of, headers }) in rules.headers().into_iter().enumerate() {
        let is = quoted(&regex(of, rules));
        matchers.push_str(&format!("@dateline_{nth} path_regexp {is}\n"));
        for (name, value) in headers {
            done.push_str(&format!(
                "    header @dateline_{nth} {name} {}\n",
                quoted(&value)
            ));
        }
    }
    out.push_str(&matchers);
    let base = regex(Of::All, rules);
    let hidden = quoted(&format!(r"{base}(.*/)?\."));
    let known = quoted(&format!(r"{base}\.well-known/"));
    out.push_str(&format!(
        "@dateline_hidden {{\n    path_regexp {hidden}\n    not path_regexp {known}\n}}\n"
    ));
    out.push_str(&format!(
        "route {{\n{done}    error @dateline_hidden 404\n}}\n"
    ));
    // What was said of the file that is not there is not so of the page that is shown for it. Its address
    // is that of the site's folder as it was asked for: not every version of Caddy decodes one written here.
    let folders = "/[^/]*".repeat(rules.plain("").matches('/').count().saturating_sub(1));
    out.push_str(&format!(
        "handle_errors {{\n    @dateline_missing {{\n        path_regexp {}\n        expression {{http.error.status_code}} == 404\n    }}\n    header @dateline_missing -Cache-Control\n    header @dateline_missing Content-Type \"text/html; charset=utf-8\"\n    uri @dateline_missing path_regexp {} $1/404.html\n    file_server @dateline_missing\n}}\n",
        quoted(&base),
        quoted(&format!("^({folders})/.*$"))
    ));
    out
}

/// An address as the left side of a map has it: as it is, or as a pattern where Caddy would take a part
/// of it for a variable or for the end of the text.
fn input(path: &str) -> String {
    match path.contains(['{', '}', '"', '\\']) {
        true => format!("~^{}$", escape(path)),
        false => path.to_string(),
    }
}

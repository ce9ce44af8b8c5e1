//! A former id among the aliases of what it was the id of.

use crate::diagnostic::Fix;
use crate::value::{Node, Table, Value};

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Between `+++`, or sources.toml.
    Toml,
    /// Between `---`.
    Yaml,
    /// An object, also an inline table of TOML.
    Inline,
}

/// The change that adds an id to the aliases of a table, or gives it some. `at` is where a line can be
/// put in, where the table has none.
pub fn keep(text: &str, table: &Table, syntax: Syntax, at: usize, id: &str) -> Fix {
    let insert = |at: usize, what: String| Fix {
        span: at..at,
        was: String::new(),
        replacement: what,
    };
    let Some(aliases) = table.get("aliases") else {
        return insert(
            at,
            match syntax {
                Syntax::Toml => format!("aliases = [\"{id}\"]\n"),
                Syntax::Yaml => format!("aliases: [{id}]\n"),
                Syntax::Inline => format!("\"aliases\": [\"{id}\"], "),
            },
        );
    };
    let quoted = match syntax {
        Syntax::Yaml => id.to_string(),
        _ => format!("\"{id}\""),
    };
    match &aliases.node.value {
        Value::Array(items) => match items.last() {
            Some(last) => insert(last.span.end, behind(text, last, &quoted)),
            None => {
                let open = text[aliases.node.span.clone()].find('[').unwrap_or(0) + 1;
                insert(aliases.node.span.start + open, quoted)
            }
        },
        _ => {
            let was = text[aliases.node.span.clone()].to_string();
            Fix {
                span: aliases.node.span.clone(),
                replacement: format!("[{was}, {quoted}]"),
                was,
            }
        }
    }
}

/// A further entry of a list: on a line of its own where the last is an item with a dash.
fn behind(text: &str, last: &Node, quoted: &str) -> String {
    let start = text[..last.span.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..last.span.start];
    match before.trim() {
        "-" => format!("\n{before}{quoted}"),
        _ => format!(", {quoted}"),
    }
}

//! Pictures and pages that are published as they are and hold a script: whoever opens one runs
//! it, and no policy of a page forbids it.

use scraper::{Html, Node};

use super::citation::{Scheme, scheme};
use super::source::Asset;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::SourcePath;

/// How much of a file is looked at. What is larger is a drawing of many points.
const MOST: u64 = 4 * 1024 * 1024;

/// Elements that run something or load a document.
const RUNNING: [&str; 5] = ["script", "iframe", "object", "embed", "handler"];

/// What to say of a file that holds a script.
pub fn found(path: &SourcePath, asset: &Asset) -> Option<Diagnostic> {
    let kind = path.extension();
    if !matches!(
        kind.as_str(),
        "svg" | "html" | "htm" | "xhtml" | "xht" | "xml"
    ) {
        return None;
    }
    // That a file cannot be read is told of where it is copied.
    let bytes = asset.head(MOST).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    // What an entity stands for, only a parser of XML sees.
    let entities = text.contains("<!ENTITY").then(|| "<!ENTITY>".to_string());
    let page = || Html::parse_document(&text).tree.values().find_map(running);
    let what = entities.or_else(page)?;
    let message = format!("it holds a script ({what}), which runs in the reader's browser");
    Some(
        Diagnostic::warning("file/script", message, Place::file(path))
            .help("take the script out, unless you trust whoever made the file"),
    )
}

fn running(node: &Node) -> Option<String> {
    let Node::Element(element) = node else {
        return None;
    };
    // XML has prefixes, which HTML takes for a part of the name: `svg:script`.
    let name = element.name().rsplit(':').next().unwrap_or("");
    if RUNNING.contains(&name.to_ascii_lowercase().as_str()) {
        return Some(format!("<{name}>"));
    }
    let attributes = element.attrs().find(|(name, value)| {
        let event = name.len() > 2 && name.to_ascii_lowercase().starts_with("on");
        // An animation can set an address as well as name one.
        let script = value
            .split(';')
            .any(|part| scheme(part) == Scheme::Unsafe && runs(part));
        event || script
    });
    attributes.map(|(name, _)| format!("`{name}`"))
}

/// Whether an unsafe address runs something: a picture within a file does not.
fn runs(address: &str) -> bool {
    let address: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    [
        "javascript:",
        "vbscript:",
        "data:text/html",
        "data:application/x",
    ]
    .iter()
    .any(|start| address.starts_with(start))
}

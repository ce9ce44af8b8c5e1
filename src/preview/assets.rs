//! The client: the script that holds an open page to what the server says. It is part of the
//! program, served below one reserved path, and no build contains it.

/// The folder below the site's root that is the preview's own.
pub const FOLDER: &str = "_dateline/";

/// The file of the client that a page loads.
pub const SCRIPT: &str = "client.js";

/// A file of the client with its media type.
pub fn find(name: &str) -> Option<(&'static str, String)> {
    const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
    let text = match name {
        "client.js" => include_str!("client/client.js"),
        "events.js" => include_str!("client/events.js"),
        "mirror.js" => include_str!("client/mirror.js"),
        "panel.js" => include_str!("client/panel.js"),
        "review.js" => include_str!("client/review.js"),
        "marks.js" => include_str!("client/marks.js"),
        // As a module, so that no policy of the site's has a say in it.
        "style.js" => {
            let css = serde_json::Value::from(include_str!("client/style.css"));
            return Some((JAVASCRIPT, format!("export default {css};\n")));
        }
        _ => return None,
    };
    Some((JAVASCRIPT, text.to_string()))
}

//! Links that open a place of a file in the writer's editor.

use std::path::Path;

/// How an editor is called by a link: an address with `{file}`, `{line}` and `{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(String);

/// Editors that open links, by the name to ask for them.
const KNOWN: [(&str, &str); 7] = [
    ("vscode", "vscode://file{file}:{line}:{column}"),
    ("vscodium", "vscodium://file{file}:{line}:{column}"),
    ("cursor", "cursor://file{file}:{line}:{column}"),
    ("zed", "zed://file{file}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={file}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{file}&line={line}&column={column}",
    ),
    (
        "textmate",
        "txmt://open?url=file://{file}&line={line}&column={column}",
    ),
];

impl Editor {
    /// An editor by its name or by the form of its links.
    ///
    /// # Errors
    ///
    /// Says what can be written.
    pub fn parse(text: &str) -> Result<Editor, String> {
        if let Some((_, link)) = KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Editor((*link).to_string()));
        }
        let scheme = text.split(':').next().unwrap_or("");
        let harmless = !matches!(scheme, "javascript" | "data" | "vbscript" | "");
        if harmless && text.contains("://") && text.contains("{file}") {
            return Ok(Editor(text.to_string()));
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        Err(format!(
            "write one of {}, or a link such as vscode://file{{file}}:{{line}}:{{column}}",
            names.join(", ")
        ))
    }

    /// The link that opens a file at a line and column.
    pub fn link(&self, file: &Path, line: usize, column: usize) -> String {
        self.0
            .replace("{file}", &address(file))
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
    }
}

impl Default for Editor {
    fn default() -> Self {
        Editor(KNOWN[0].1.to_string())
    }
}

/// A path as addresses have it: `/C:/site/x.md` on Windows, percent-encoded.
fn address(file: &Path) -> String {
    let path = file.to_string_lossy().replace('\\', "/");
    let path = path.strip_prefix("//?/").unwrap_or(&path);
    let rooted = match path.starts_with('/') {
        true => path.to_string(),
        false => format!("/{path}"),
    };
    crate::path::UrlPath::new(&rooted).encoded()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_the_place_and_carries_any_path() {
        let link = |editor: &str| {
            let editor = Editor::parse(editor).unwrap_or_default();
            editor.link(Path::new("/a b/ü&.md"), 3, 7)
        };
        assert_eq!(link("vscode"), "vscode://file/a%20b/%C3%BC%26.md:3:7");
        assert_eq!(link("x://{file}?{line}"), "x:///a%20b/%C3%BC%26.md?3");
        let windows = Editor::default().link(Path::new(r"\\?\C:\site\x.md"), 1, 1);
        assert_eq!(windows, "vscode://file/C:/site/x.md:1:1");
    }

    #[test]
    fn what_could_run_a_program_in_the_page_is_refused() {
        assert!(Editor::parse("javascript://{file}").is_err());
        assert!(Editor::parse("vim").is_err());
    }
}

//! The languages of an old site: which there are, and where their texts lie.

use super::keys::{text, texts};
use crate::content::version;
use crate::language::is_same;
use crate::path::SourcePath;
use crate::value::{Table, Value};

/// What the settings of a site say of its languages.
#[derive(Default)]
pub(super) struct Languages {
    /// The language that is said where no other is.
    default: Option<String>,
    /// Whether the addresses of that one begin with it as well.
    default_below: bool,
    codes: Vec<String>,
    /// Folders that hold the content of one language each.
    folders: Vec<(String, String)>,
}

/// A text's language, and where it would lie if there were only that.
pub(super) struct Placed {
    /// The language; none where nothing says it.
    pub lang: Option<String>,
    /// The path, from the content's folder on, without what names the language.
    pub plain: String,
    /// Whether a whole folder is of this language.
    pub by_folder: bool,
}

impl Languages {
    /// Takes in settings.
    pub fn take(&mut self, settings: &Table) {
        let keys = ["defaultContentLanguage", "default_language", "default_lang"];
        let settings = &settings.spelled(keys.into_iter().chain(["languages"]));
        self.default = keys
            .iter()
            .find_map(|key| text(settings, key))
            .or_else(|| self.default.take());
        let below = &settings.spelled(["defaultContentLanguageInSubdir"].into_iter());
        self.default_below |=
            text(below, "defaultContentLanguageInSubdir").as_deref() == Some("true");
        let languages = match settings.get("languages").map(|entry| &entry.node.value) {
            Some(Value::Table(languages)) => languages,
            // Jekyll's plug-ins have a list.
            _ => return self.codes.extend(texts(settings, "languages")),
        };
        for entry in &languages.entries {
            let Value::Table(language) = &entry.node.value else {
                continue;
            };
            self.codes.push(entry.key.clone());
            let language = language.spelled(["contentDir"].into_iter());
            if let Some(folder) = text(&language, "contentDir") {
                let folder = folder.trim_start_matches("./").trim_matches('/');
                self.folders.push((format!("{folder}/"), entry.key.clone()));
            }
        }
    }

    /// The language of a text, by its path in the old site; `content` is the folder of its content.
    pub fn of(&self, path: &str, content: &str) -> Placed {
        // A folder within another is the closer one.
        let folders = self.folders.iter();
        let within = folders
            .filter(|(folder, _)| path.starts_with(folder.as_str()))
            .max_by_key(|(folder, _)| folder.len());
        if let Some((folder, code)) = within.filter(|(folder, _)| folder != content) {
            return Placed {
                lang: Some(code.clone()),
                plain: path[folder.len()..].to_string(),
                by_folder: true,
            };
        }
        let rest = path.strip_prefix(content).unwrap_or(path);
        let file = SourcePath::new(rest);
        let ending = file.stem().rsplit_once('.').map(|(_, code)| code);
        let code = self
            .codes
            .iter()
            .find(|code| ending.is_some_and(|ending| is_same(code, ending)));
        let plain = code.and_then(|code| version::without_ending(&file, code));
        Placed {
            lang: code.or(within.map(|(_, code)| code)).cloned(),
            plain: plain.map_or(rest.to_string(), |plain| plain.to_string()),
            by_folder: false,
        }
    }

    /// What the addresses of a language begin with.
    pub fn prefix(&self, lang: Option<&str>) -> String {
        let default = self.default.as_deref().unwrap_or("en");
        match lang {
            Some(lang) if self.default_below || !is_same(lang, default) => {
                format!("/{}", lang.to_lowercase())
            }
            None if self.default_below && !self.codes.is_empty() => {
                format!("/{}", default.to_lowercase())
            }
            _ => String::new(),
        }
    }

    /// The language of texts that say none, if the settings say it.
    pub fn main(&self) -> Option<&str> {
        self.default.as_deref()
    }
}

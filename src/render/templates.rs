//! Templates on their way into Tera, and what Tera says is wrong with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::theme::BuiltIn;
use super::written::Written;
use super::{cards, marks, words};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::path::SourcePath;

/// The folder the built-in theme's files are named by in templates' fallback.
const BUILT_IN: &str = "default:";

/// Templates on their way into Tera.
#[derive(Default)]
pub struct Templates {
    /// By name; the built-in ones' names have a prefix.
    pub sources: BTreeMap<String, Written>,
}

impl Templates {
    /// Adds the templates of the built-in theme.
    pub fn add_built_in(&mut self) {
        for path in BuiltIn::iter() {
            let (Some(name), Some(file)) = (path.strip_prefix("templates/"), BuiltIn::get(&path))
            else {
                continue;
            };
            let text = String::from_utf8_lossy(&file.data).into_owned();
            let source = SourcePath::new(&format!("themes/default/{path}"));
            self.add(format!("{BUILT_IN}{name}"), source, &text);
        }
    }

    /// Adds a template of the site's theme.
    pub fn add(&mut self, name: String, source: SourcePath, text: &str) {
        self.sources.insert(name, Written::new(source, text));
    }

    /// Compiles the templates; `None` where that cannot be done, which is reported.
    pub fn compile(
        &self,
        language: &Arc<Language>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Tera> {
        let error = match self.try_compile(language) {
            Ok(tera) => return Some(tera),
            Err(error) => error,
        };
        // Tera stops at the first template it cannot parse; taken one by one, all are told.
        let unparsed: Vec<Diagnostic> = self
            .sources
            .iter()
            .filter_map(|(name, written)| self.syntax(name, &written.bare()))
            .collect();
        match unparsed.is_empty() {
            true => diagnostics.extend(self.references(&error)),
            false => diagnostics.extend(unparsed),
        }
        None
    }

    fn try_compile(&self, language: &Arc<Language>) -> Result<Tera, tera::Error> {
        let mut tera = Tera::new();
        words::register(&mut tera, language.clone());
        cards::register(&mut tera);
        marks::register(&mut tera, language);
        tera.set_fallback_prefixes([BUILT_IN])?;
        // The site's own come last: of two components of one name the last takes the other's place.
        let mut templates: Vec<(&String, &Written)> = self.sources.iter().collect();
        templates.sort_by_key(|(name, _)| !name.starts_with(BUILT_IN));
        tera.add_raw_templates(
            templates
                .iter()
                .map(|(name, it)| (name.as_str(), it.bare())),
        )?;
        Ok(tera)
    }

    /// What is wrong in a template taken by itself; what it refers to is not looked at.
    fn syntax(&self, name: &str, text: &str) -> Option<Diagnostic> {
        let error = Tera::new().add_raw_template(name, text).err()?;
        let is_syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
        is_syntax.then(|| diagnostic(&error, &self.sources, None))
    }

    /// What templates refer to and is not there. Tera tells it as a report in text, one after
    /// the other: `error: …` and below it ` --> template:line:column`.
    fn references(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let report = error.to_string();
        let found: Vec<Diagnostic> = report
            .split("error: ")
            .filter_map(|block| self.reference(block))
            .collect();
        match found.is_empty() {
            true => vec![diagnostic(error, &self.sources, None)],
            false => found,
        }
    }

    fn reference(&self, block: &str) -> Option<Diagnostic> {
        let mut lines = block.lines();
        let message = lower_first(lines.next()?);
        let place = lines.next()?.trim().strip_prefix("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let name = parts.next()?;
        let written = self.sources.get(name)?;
        let before: usize = written
            .bare()
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let start = before + column.saturating_sub(1);
        let place = written.place(start..start + 1);
        Some(Diagnostic::error("template/unknown", message, place).help(FIELDS))
    }
}

/// Where a template's author finds what there is.
const FIELDS: &str = "what a template may use is listed in docs/themes.md";

/// What is wrong with a template, and what was being rendered then.
pub fn diagnostic(
    error: &tera::Error,
    sources: &BTreeMap<String, Written>,
    rendering: Option<&str>,
) -> Diagnostic {
    let while_rendering = rendering
        .map(|page| format!(", while rendering {page}"))
        .unwrap_or_default();
    let (code, report) = match error.kind() {
        ErrorKind::SyntaxError(report) => ("template/syntax", report),
        ErrorKind::RenderingError(report) => ("template/rendering", report),
        other => {
            let message = format!("{}{while_rendering}", lower_first(&other.to_string()));
            return Diagnostic::outside("template/broken", message).help(FIELDS);
        }
    };
    let message = format!("{}{while_rendering}", lower_first(report.message()));
    let name = report.filename();
    let source = sources
        .get(name)
        .or_else(|| sources.get(&format!("{BUILT_IN}{name}")));
    match source {
        Some(written) => {
            let place = written.place(report.span().range.clone());
            Diagnostic::error(code, message, place).help(FIELDS)
        }
        None => Diagnostic::outside(code, format!("{name}: {message}")).help(FIELDS),
    }
}

/// A message as diagnostics have it: in lower case, without a final stop.
fn lower_first(text: &str) -> String {
    let mut characters = text.trim_end_matches('.').chars();
    let first = characters.next();
    first
        .map(|c| c.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}

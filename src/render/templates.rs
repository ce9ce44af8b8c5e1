//! Templates on their way into Tera, and what Tera says is wrong with them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::{ErrorKind, Tera};

use super::circles::Caller;
use super::components::{self, Components, NONE_SUCH};
use super::theme::BuiltIn;
use super::written::Written;
use super::{absent, advice, cards, circles, filtered, marks, tags, unclosed, words};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::path::SourcePath;

/// The folder the built-in theme's files are named by in templates' fallback.
pub(super) const BUILT_IN: &str = "default:";

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
            let written = Written::built_in(source, &text);
            self.sources.insert(format!("{BUILT_IN}{name}"), written);
        }
    }

    /// Adds a template of the site's theme.
    pub fn add(&mut self, name: String, source: SourcePath, text: &str) {
        self.sources.insert(name, Written::own(source, text));
    }

    /// Compiles the templates; `None` where that cannot be done, which is reported.
    pub fn compile(
        &self,
        language: &Arc<Language>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Tera> {
        let error = match self.try_compile(language) {
            Ok(tera) => {
                diagnostics.extend(tags::idle(&self.sources));
                let wrong = [
                    circles::endless(&self.sources),
                    filtered::told(&self.sources),
                ];
                let wrong = wrong.concat();
                let is_sound = wrong.is_empty();
                diagnostics.extend(wrong);
                return is_sound.then_some(tera);
            }
            Err(error) => error,
        };
        // Tera stops at the first template it cannot parse; taken one by one, all are told.
        let unparsed: Vec<Diagnostic> = self
            .sources
            .iter()
            .filter_map(|(name, written)| self.syntax(name, written))
            .collect();
        let unfit = tags::unfit(&self.sources);
        diagnostics.extend(match (unparsed.is_empty(), unfit.is_empty()) {
            (false, _) => unparsed,
            (true, false) => unfit,
            (true, true) => self.references(&error),
        });
        None
    }

    fn try_compile(&self, language: &Arc<Language>) -> Result<Tera, tera::Error> {
        let mut tera = Tera::new();
        let components = Arc::new(OnceLock::new());
        words::register(&mut tera, language.clone());
        cards::register(&mut tera, &components);
        marks::register(&mut tera, language);
        absent::register(&mut tera);
        tera.set_fallback_prefixes([BUILT_IN])?;
        // The site's own come last: of two components of one name the last takes the other's place.
        let mut templates: Vec<(&String, &Written)> = self.sources.iter().collect();
        templates.retain(|(name, _)| !tags::is_replaced(&self.sources, name));
        templates.sort_by_key(|(name, _)| !name.starts_with(BUILT_IN));
        tera.add_raw_templates(
            templates
                .iter()
                .map(|(name, it)| (name.as_str(), it.handed())),
        )?;
        components.get_or_init(|| Components::of(&tera));
        Ok(tera)
    }

    /// What is wrong in a template taken by itself; what it refers to is not looked at.
    fn syntax(&self, name: &str, written: &Written) -> Option<Diagnostic> {
        let error = Tera::new().add_raw_template(name, written.handed()).err()?;
        let ErrorKind::SyntaxError(report) = error.kind() else {
            return None;
        };
        let unclosed = unclosed::told(written, report);
        Some(unclosed.unwrap_or_else(|| diagnostic(&error, &self.sources, None)))
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
        let message = advice::message(lines.next()?);
        let place = lines.next()?.trim().strip_prefix("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let name = parts.next()?;
        let written = self.sources.get(name)?;
        let before: usize = written
            .handed()
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let start = before + column.saturating_sub(1);
        let place = written.place(written.told(start..start + 1));
        let help = advice::help(&message, "", &self.sources);
        Some(Diagnostic::error("template/unknown", message, place).help(help))
    }
}

/// What was being rendered: what messages call it, and with what it begins.
pub struct Rendering<'r> {
    /// What messages call it.
    pub page: &'r str,
    /// The template or the component.
    pub from: Caller,
}

/// What is wrong with a template, and what was being rendered then.
pub fn diagnostic(
    error: &tera::Error,
    sources: &BTreeMap<String, Written>,
    rendering: Option<&Rendering<'_>>,
) -> Diagnostic {
    let while_rendering = rendering
        .map(|it| format!(", while rendering {}", it.page))
        .unwrap_or_default();
    let (code, report) = match error.kind() {
        ErrorKind::SyntaxError(report) => ("template/syntax", report),
        ErrorKind::RenderingError(report) => ("template/rendering", report),
        other => {
            let message = advice::message(&other.to_string());
            if message.contains("recursion depth")
                && let Some(it) = rendering
                && let Some(told) = circles::too_deep(sources, &it.from, &while_rendering)
            {
                return told;
            }
            let help = advice::help(&message, "", sources);
            let message = format!("{message}{while_rendering}");
            return Diagnostic::outside("template/broken", message).help(help);
        }
    };
    let code = match report.message().starts_with(NONE_SUCH) {
        true => "template/unknown",
        false => code,
    };
    let said = advice::message(report.message());
    let message = format!("{said}{while_rendering}");
    let name = report.filename();
    let source = sources
        .get(name)
        .or_else(|| sources.get(&format!("{BUILT_IN}{name}")));
    match source {
        Some(written) => {
            // Where a component of the theme cannot show what a built-in template has it show, the
            // component is to be mended.
            let is_built_in = !sources.contains_key(name) || name.starts_with(BUILT_IN);
            let bare = written.bare();
            let span = written.told(report.span().range.clone());
            let there = bare.get(span.clone()).unwrap_or("");
            let misused = components::called(&said, there).filter(|_| is_built_in);
            let blamed = components::blamed(report.message()).filter(|_| is_built_in);
            let component = blamed.or(misused.as_ref().map(|(component, _)| *component));
            let declared = component.and_then(|component| tags::declaration(sources, component));
            let help = misused.filter(|_| declared.is_some()).map(|(_, help)| help);
            let of_path = |c: char| c.is_alphanumeric() || "_.".contains(c);
            let before = bare.get(..span.start).unwrap_or("");
            let path = before.trim_end_matches(of_path).len();
            let path = bare.get(path..span.end).unwrap_or("");
            let help = help.unwrap_or_else(|| advice::help(&said, path, sources));
            let place = declared.unwrap_or_else(|| written.place(span));
            Diagnostic::error(code, message, place).help(help)
        }
        None => {
            let help = advice::help(&said, "", sources);
            Diagnostic::outside(code, format!("{name}: {message}")).help(help)
        }
    }
}

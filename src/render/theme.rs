//! Themes: templates, and files that are published as they are.
//!
//! A site's theme stands on the built-in default: a template of the same name takes the
//! default's place, and so does a component of the same name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use tera::{ErrorKind, Tera};

use super::{cards, policy, tokens, words};
use crate::config::{self, Config, Token};
use crate::content::source::{Asset, SourceTree};
use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};
use crate::language::Language;
use crate::path::{SourcePath, UrlPath};
use crate::value::{self, Fields};

/// The theme that is part of the program.
#[derive(RustEmbed)]
#[folder = "themes/default"]
struct BuiltIn;

/// The folder the built-in theme's files are named by in templates' fallback.
const BUILT_IN: &str = "default:";

/// The style sheet that holds a theme's tokens.
const TOKENS: &str = "tokens.css";

/// A theme ready to render with.
pub struct Theme {
    /// `None` where the templates are broken, which is reported once.
    tera: Option<Tera>,
    /// The words of the interface.
    pub language: Arc<Language>,
    /// The published files: what templates call them, and where they are.
    pub assets: BTreeMap<String, UrlPath>,
    /// The published files' content, by URL.
    pub files: BTreeMap<UrlPath, Asset>,
    /// Whether the policy of a page is the theme's own affair.
    pub own_policy: bool,
    /// Where each template stands, for messages.
    sources: BTreeMap<String, SourcePath>,
}

/// Loads the site's theme over the built-in one, with the tokens that both set.
pub fn load(tree: &SourceTree, config: &Config) -> Checked<Theme> {
    let name = config.theme.as_str();
    let mut diagnostics = Vec::new();
    let folder = format!("themes/{name}/");
    let own = |path: &SourcePath| path.as_str().strip_prefix(&folder).map(str::to_string);
    let texts: BTreeMap<String, (SourcePath, Arc<str>)> = tree
        .texts
        .iter()
        .filter_map(|(path, text)| Some((own(path)?, (path.clone(), text.clone()))))
        .collect();
    let mut files: BTreeMap<String, Asset> = built_in_files("static/");
    for (path, asset) in &tree.assets {
        if let Some(name) =
            own(path).and_then(|path| path.strip_prefix("static/").map(str::to_string))
        {
            files.insert(name, asset.clone());
        }
    }
    let exists = tree
        .texts
        .keys()
        .chain(tree.assets.keys())
        .any(|path| own(path).is_some());
    if !exists && name != "default" {
        diagnostics.push(no_theme(tree, name));
    }
    let mut templates = Templates::default();
    templates.add_built_in();
    for (path, (source, text)) in &texts {
        if let Some(name) = path.strip_prefix("templates/") {
            templates.add(name.to_string(), source.clone(), text);
        }
    }
    set_tokens(
        &mut files,
        texts.get("theme.toml"),
        config,
        &mut diagnostics,
    );
    let (assets, files) = publish_names(files, &mut diagnostics);
    let language = Arc::new(words::load(&texts, config).drain_into(&mut diagnostics));
    let theme = Theme {
        tera: templates.compile(&language, &mut diagnostics),
        language,
        assets,
        files,
        own_policy: policy::is_left_out(texts.get("theme.toml")),
        sources: templates.sources,
    };
    Checked::new(theme, diagnostics)
}

/// Puts the tokens of a theme's `theme.toml` and then those of the site into `tokens.css`.
fn set_tokens(
    files: &mut BTreeMap<String, Asset>,
    description: Option<&(SourcePath, Arc<str>)>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let themes = description.map_or(Vec::new(), |(path, text)| {
        let parsed = value::toml::parse(text, 0, path, "theme/toml");
        let sink = value::Sink::new(parsed.diagnostics);
        // What else the file says is for those who look after the theme.
        let tokens = config::tokens(&Fields::new(&parsed.value, path, &sink));
        diagnostics.extend(sink.into_inner());
        tokens
    });
    // A file that cannot be read is told of where it is given its name.
    let Some(Ok(bytes)) = files.get(TOKENS).map(Asset::bytes) else {
        return;
    };
    let css = String::from_utf8_lossy(&bytes);
    let given: Vec<&Token> = themes.iter().chain(&config.tokens).collect();
    let css = tokens::set(&css, &given, diagnostics);
    files.insert(TOKENS.to_string(), Asset::Memory(Arc::from(css.as_bytes())));
}

fn no_theme(tree: &SourceTree, name: &str) -> Diagnostic {
    let message = format!("there is no theme `{name}`");
    let place = Place::file(&SourcePath::new(crate::config::FILE));
    let known = tree
        .texts
        .keys()
        .chain(tree.assets.keys())
        .filter_map(|path| {
            let mut parts = path.as_str().split('/');
            (parts.next() == Some("themes"))
                .then(|| parts.next())
                .flatten()
        });
    let help = match did_you_mean(name, known.chain(["default"])) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put it into themes/{name}/, or leave `theme` out for the built-in one"),
    };
    Diagnostic::error("theme/missing", message, place).help(help)
}

fn built_in_files(below: &str) -> BTreeMap<String, Asset> {
    let mut files = BTreeMap::new();
    for path in BuiltIn::iter() {
        if let (Some(name), Some(file)) = (path.strip_prefix(below), BuiltIn::get(&path)) {
            files.insert(name.to_string(), Asset::Memory(Arc::from(&*file.data)));
        }
    }
    files
}

type Published = (BTreeMap<String, UrlPath>, BTreeMap<UrlPath, Asset>);

/// Gives stylesheets and scripts names that change with their content, so that hosts may let
/// readers keep them for good.
fn publish_names(files: BTreeMap<String, Asset>, diagnostics: &mut Vec<Diagnostic>) -> Published {
    let mut assets = BTreeMap::new();
    let mut published = BTreeMap::new();
    for (name, asset) in files {
        let url = match asset.bytes() {
            Ok(bytes) => UrlPath::new(&fingerprinted(&name, &bytes)),
            Err(error) => {
                diagnostics.push(Diagnostic::outside(
                    "file/unreadable",
                    format!("cannot read the theme's {name}: {error}"),
                ));
                continue;
            }
        };
        assets.insert(name, url.clone());
        published.insert(url, asset);
    }
    (assets, published)
}

fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension @ ("css" | "js" | "mjs"))) => {
            let digest = Sha256::digest(bytes);
            let hash: String = digest
                .iter()
                .take(6)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("{stem}.{hash}.{extension}")
        }
        _ => name.to_string(),
    }
}

/// Templates on their way into Tera.
#[derive(Default)]
struct Templates {
    /// Name and text; the built-in ones' names have a prefix.
    texts: Vec<(String, String)>,
    sources: BTreeMap<String, SourcePath>,
}

impl Templates {
    fn add_built_in(&mut self) {
        for path in BuiltIn::iter() {
            let (Some(name), Some(file)) = (path.strip_prefix("templates/"), BuiltIn::get(&path))
            else {
                continue;
            };
            let text = String::from_utf8_lossy(&file.data).into_owned();
            let source = SourcePath::new(&format!("themes/default/{path}"));
            self.sources.insert(format!("{BUILT_IN}{name}"), source);
            self.texts.push((format!("{BUILT_IN}{name}"), text));
        }
    }

    fn add(&mut self, name: String, source: SourcePath, text: &str) {
        self.sources.insert(name.clone(), source);
        self.texts.push((name, text.to_string()));
    }

    /// Compiles the templates; `None` where that cannot be done, which is reported.
    fn compile(&self, language: &Arc<Language>, diagnostics: &mut Vec<Diagnostic>) -> Option<Tera> {
        let error = match self.try_compile(language) {
            Ok(tera) => return Some(tera),
            Err(error) => error,
        };
        // Tera stops at the first template it cannot parse; taken one by one, all are told.
        let unparsed: Vec<Diagnostic> = self
            .texts
            .iter()
            .filter_map(|(name, text)| self.syntax(name, text))
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
        tera.set_fallback_prefixes([BUILT_IN])?;
        tera.add_raw_templates(
            self.texts
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
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
        let (_, text) = self.texts.iter().find(|(known, _)| known == name)?;
        let before: usize = text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let start = before + column.saturating_sub(1);
        let place = Place::span(self.sources.get(name)?, start..start + 1);
        Some(Diagnostic::error("template/unknown", message, place).help(FIELDS))
    }
}

/// Where a template's author finds what there is.
const FIELDS: &str = "what a template may use is listed in docs/themes.md";

fn diagnostic(
    error: &tera::Error,
    sources: &BTreeMap<String, SourcePath>,
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
        Some(source) => Diagnostic::error(
            code,
            message,
            Place::span(source, report.span().range.clone()),
        )
        .help(FIELDS),
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

impl Theme {
    /// Whether its templates could be compiled.
    pub fn is_sound(&self) -> bool {
        self.tera.is_some()
    }

    /// Renders a template with a context; `None` where the templates are broken, which has
    /// been reported.
    ///
    /// # Errors
    ///
    /// What is wrong in which template, and which page was being rendered.
    pub fn render(
        &self,
        template: &str,
        context: &tera::Context,
        page: &str,
    ) -> Result<Option<String>, Diagnostic> {
        let Some(tera) = &self.tera else {
            return Ok(None);
        };
        let rendered = tera.render(template, context);
        rendered
            .map(Some)
            .map_err(|error| diagnostic(&error, &self.sources, Some(page)))
    }
}

impl Theme {
    /// Renders a card with its component, which sees what the context holds and nothing else.
    ///
    /// # Errors
    ///
    /// What is wrong in which template. A broken template is told of without a page: it is broken on
    /// all that show the card.
    pub fn render_card(
        &self,
        component: &str,
        context: &tera::Context,
    ) -> Result<String, Diagnostic> {
        let Some(tera) = &self.tera else {
            return Ok(String::new());
        };
        let rendered = tera.render_component(component, context, None, true);
        rendered.map_err(|error| diagnostic(&error, &self.sources, Some(&format!("the card {component}"))))
    }
}

/// The paths of the built-in theme's files that a site's theme can take over, in order.
pub fn built_in_paths() -> Vec<String> {
    let mut paths: Vec<String> = BuiltIn::iter()
        .filter(|path| path.contains('/'))
        .map(|path| path.into_owned())
        .collect();
    paths.sort();
    paths
}

/// A file of the built-in theme.
pub fn built_in_bytes(path: &str) -> Option<Cow<'static, [u8]>> {
    BuiltIn::get(path).map(|file| file.data)
}

/// The built-in theme's templates by path, for messages that show their lines.
pub fn built_in_text(path: &SourcePath) -> Option<&'static str> {
    use std::sync::OnceLock;
    static TEXTS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        BuiltIn::iter()
            .filter_map(|name| {
                let file = BuiltIn::get(&name)?;
                let text = String::from_utf8(file.data.into_owned()).ok()?;
                Some((format!("themes/default/{name}"), text))
            })
            .collect()
    });
    texts.get(path.as_str()).map(String::as_str)
}

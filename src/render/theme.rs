//! Themes: templates, and files that are published as they are.
//!
//! A site's theme stands on the built-in default: a template of the same name takes the
//! default's place, and so does a component of the same name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use tera::Tera;

use super::circles::Caller;
use super::named::Names;
use super::templates::{Rendering, Templates, diagnostic};
use super::written::Written;
use super::{description, head, tokens, words};
use crate::config::{Config, Token};
use crate::content::source::{Asset, SourceTree};
use crate::date::Vocabularies;
use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};
use crate::language::Language;
use crate::pages::plan::Static;
use crate::path::{SourcePath, UrlPath};

/// The theme that is part of the program.
#[derive(RustEmbed)]
#[folder = "themes/default"]
pub struct BuiltIn;

/// The style sheet that holds a theme's tokens.
const TOKENS: &str = "tokens.css";

/// The script that the component `Tools` belongs to.
const SCRIPT: &str = "site.js";

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
    /// Where those of the site's own theme stand.
    origins: BTreeMap<UrlPath, SourcePath>,
    /// Whether the policy of a page is the theme's own affair.
    pub own_policy: bool,
    /// Whether pages may have another policy than the built-in theme's, or none.
    pub has_policy: bool,
    /// Where each template stands, for messages.
    pub(super) sources: BTreeMap<String, Written>,
    /// What each template names.
    pub(super) names: Names,
    /// The components that are told the level of their heading.
    headed: HashSet<String>,
}

/// Loads the site's theme over the built-in one, with the tokens that both set.
pub fn load(tree: &SourceTree, config: &Config) -> Checked<Theme> {
    let name = config.theme.as_str();
    let mut diagnostics = Vec::new();
    let own = |path: &SourcePath| within(path, config);
    let texts = texts(tree, config);
    let mut files: BTreeMap<String, Asset> = built_in_files("static/");
    for (path, asset) in &tree.assets {
        if let Some(name) =
            own(path).and_then(|path| path.strip_prefix("static/").map(str::to_string))
        {
            files.insert(name, asset.clone());
        }
    }
    // What is there and cannot be read is told of by itself.
    let exists = tree.paths().iter().any(|path| own(path).is_some());
    if !exists && name != "default" {
        diagnostics.push(no_theme(tree, name));
    }
    diagnostics.extend(unused_default(tree, name));
    let mut templates = Templates::default();
    templates.add_built_in();
    let mut has_policy = false;
    for (path, (source, text)) in &texts {
        if let Some(name) = path.strip_prefix("templates/") {
            templates.add(name.to_string(), source.clone(), text);
            has_policy |= head::speaks_of(text);
        }
    }
    let described = description::read(&texts).drain_into(&mut diagnostics);
    set_tokens(&mut files, &described.tokens, config, &mut diagnostics);
    let language = Arc::new(words::load(&texts, config).drain_into(&mut diagnostics));
    let tera = templates.compile(&language, &mut diagnostics);
    let mut theme = Theme {
        headed: tera.as_ref().map(headed).unwrap_or_default(),
        tera,
        language,
        assets: BTreeMap::new(),
        files: BTreeMap::new(),
        origins: BTreeMap::new(),
        own_policy: described.own_policy,
        has_policy: has_policy || described.own_policy,
        names: Names::of(&templates.sources),
        sources: templates.sources,
    };
    if let Err(wrong) = set_tools(&mut files, &theme) {
        diagnostics.push(wrong);
    }
    (theme.assets, theme.files) = publish_names(files, &mut diagnostics);
    let origins = tree.assets.keys().filter_map(|path| {
        let name = within(path, config)?;
        let url = theme.assets.get(name.strip_prefix("static/")?)?;
        Some((url.clone(), path.clone()))
    });
    theme.origins = origins.collect();
    Checked::new(theme, diagnostics)
}

/// The path of a file within the site's theme.
fn within(path: &SourcePath, config: &Config) -> Option<String> {
    let path = path.as_str().strip_prefix("themes/")?;
    let path = path.strip_prefix(config.theme.as_str())?;
    path.strip_prefix('/').map(str::to_string)
}

/// The texts of the site's theme, by their paths within it.
fn texts(tree: &SourceTree, config: &Config) -> BTreeMap<String, (SourcePath, Arc<str>)> {
    let texts = tree.texts.iter();
    let own = |(path, text): (&SourcePath, &Arc<str>)| {
        Some((within(path, config)?, (path.clone(), text.clone())))
    };
    texts.filter_map(own).collect()
}

/// What dates are read in where the site's theme has a language file of its own.
pub fn own_dates(tree: &SourceTree, config: &Config) -> Option<Vocabularies> {
    let texts = texts(tree, config);
    let (path, file) = words::own_file(&texts, config)?;
    Some(match words::is_sound(&config.language, path, file) {
        true => Vocabularies::with(file),
        false => Vocabularies::unread(),
    })
}

/// Lets the script begin by putting the component `Tools` into the page: its words are the same on all
/// pages, so that none carries them.
fn set_tools(files: &mut BTreeMap<String, Asset>, theme: &Theme) -> Result<(), Diagnostic> {
    let Some(Ok(script)) = files.get(SCRIPT).map(Asset::bytes) else {
        return Ok(());
    };
    let tools = theme.render_card("Tools", &tera::Context::new())?;
    if tools.is_empty() {
        return Ok(());
    }
    let tools = serde_json::Value::from(tools);
    let put_in = format!("document.body.insertAdjacentHTML(\"beforeend\", {tools});\n");
    let bytes = [put_in.as_bytes(), &script].concat();
    files.insert(SCRIPT.to_string(), Asset::Memory(Arc::from(bytes)));
    Ok(())
}

/// Puts the tokens of a theme's `theme.toml` and then those of the site into `tokens.css`.
fn set_tokens(
    files: &mut BTreeMap<String, Asset>,
    described: &[Token],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // A file that cannot be read is told of where it is given its name.
    let Some(Ok(bytes)) = files.get(TOKENS).map(Asset::bytes) else {
        return;
    };
    let css = String::from_utf8_lossy(&bytes);
    let given: Vec<&Token> = described.iter().chain(&config.tokens).collect();
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

/// What lies over the built-in theme without being named, and does not where another theme is named.
fn unused_default(tree: &SourceTree, name: &str) -> Option<Diagnostic> {
    let paths = tree.paths().into_iter();
    let first = paths
        .filter(|path| path.as_str().starts_with("themes/default/"))
        .min()
        .filter(|_| name != "default")?;
    let message = format!("themes/default/ is not used: the site's theme is `{name}`");
    let help = format!("move what is to be used into themes/{name}/, or leave `theme` out");
    Some(Diagnostic::warning("theme/unused", message, Place::file(&first)).help(help))
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
/// readers keep them for good. Those that others refer to keep their names, or would not be found.
fn publish_names(files: BTreeMap<String, Asset>, diagnostics: &mut Vec<Diagnostic>) -> Published {
    let referred = referred(&files);
    let mut assets = BTreeMap::new();
    let mut published = BTreeMap::new();
    for (name, asset) in files {
        let url = match asset.bytes() {
            Ok(_) if referred.contains(&name) => UrlPath::new(&name),
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

/// The style sheets and scripts that another one refers to: whose names stand in it as the end of an
/// address, however it is loaded.
fn referred(files: &BTreeMap<String, Asset>) -> BTreeSet<String> {
    let written = files.iter().filter(|(name, _)| is_written(name));
    let texts: Vec<(&String, String)> = written
        .filter_map(|(name, asset)| {
            let bytes = asset.bytes().ok()?;
            Some((name, String::from_utf8_lossy(&bytes).into_owned()))
        })
        .collect();
    let names = texts.iter().map(|(name, _)| *name);
    let referred = names.filter(|name| {
        let last = name.rsplit('/').next().unwrap_or(name);
        let mut others = texts.iter().filter(|(other, _)| other != name);
        others.any(|(_, text)| ends_an_address(text, last))
    });
    referred.cloned().collect()
}

/// Whether a name of a file stands in a text between what begins an address, or a part of one, and what
/// ends it.
fn ends_an_address(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        text[..at].ends_with(['"', '\'', '`', '(', '/'])
            && text[at + name.len()..].starts_with(['"', '\'', '`', ')', '?', '#'])
    })
}

/// Whether a file is a style sheet or a script.
fn is_written(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    matches!(extension, Some("css" | "js" | "mjs"))
}

fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.').filter(|_| is_written(name)) {
        Some((stem, extension)) => {
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

impl Theme {
    /// Whether its templates could be compiled.
    pub fn is_sound(&self) -> bool {
        self.tera.is_some()
    }

    /// The addresses of its published files, each with where it stands in the site.
    pub fn statics(&self) -> impl Iterator<Item = Static<'_>> + Clone {
        let files = self.files.keys();
        files.map(|url| (url, self.origins.get(url)))
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
        rendered.map(Some).map_err(|error| {
            let from = Caller::template(&self.sources, template);
            diagnostic(&error, &self.sources, Some(&Rendering { page, from }))
        })
    }

    /// Whether a component is told the level of its heading.
    pub fn has_heading(&self, component: &str) -> bool {
        self.headed.contains(component)
    }

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
        rendered.map_err(|error| {
            let page = &format!("the card {component}");
            let from = Caller::Component(component.to_string());
            diagnostic(&error, &self.sources, Some(&Rendering { page, from }))
        })
    }
}

fn headed(tera: &Tera) -> HashSet<String> {
    let takes_level = |name: &&str| {
        let definition = tera.get_component_definition(name);
        definition.is_some_and(|it| it.args().iter().any(|arg| arg.name() == "level"))
    };
    let names = tera.get_component_names().filter(takes_level);
    names.map(str::to_string).collect()
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

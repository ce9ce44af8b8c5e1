//! `dateline theme`: a theme of the site's own, and files of the built-in one to begin from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;

use super::{Done, init, locate, output};
use crate::config;
use crate::diagnostic::did_you_mean;
use crate::path::slug;
use crate::render::theme::{built_in_bytes, built_in_paths};

/// What can be done about a theme.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// Make a theme of the site's own, which changes nothing yet.
    #[command(after_help = "Example:\n  dateline theme new desk")]
    New {
        /// What it is called: its folder in themes/.
        name: String,
        /// The site's folder; by default the nearest one upward with a dateline.toml.
        #[arg(long, value_name = "DIR")]
        site: Option<PathBuf>,
    },
    /// Take a file of the built-in theme over into the site's theme; without a file, list them.
    #[command(after_help = COPY_EXAMPLES)]
    Copy {
        /// The file, by its path in the theme; `templates/` may be left out.
        file: Option<String>,
        /// The site's folder; by default the nearest one upward with a dateline.toml.
        #[arg(long, value_name = "DIR")]
        site: Option<PathBuf>,
    },
}

const COPY_EXAMPLES: &str = "\
Examples:
  dateline theme copy                          what there is
  dateline theme copy components/brief.html    one file of components
  dateline theme copy static/site.css          the style sheet";

/// Does what is asked for about a theme.
pub fn run(command: &ThemeCommand) -> Done {
    match command {
        ThemeCommand::New { name, site } => new(name, site.as_deref()),
        ThemeCommand::Copy { file: None, .. } => {
            output::print(&(built_in_paths().join("\n") + "\n"));
            Ok(ExitCode::SUCCESS)
        }
        ThemeCommand::Copy {
            file: Some(file),
            site,
        } => copy(file, site.as_deref()),
    }
}

fn new(name: &str, site: Option<&Path>) -> Done {
    let site = locate::site(site)?;
    let plain = slug(name);
    if plain != name || name.is_empty() {
        let help = match plain.as_str() {
            "" => "use small letters, digits and hyphens".to_string(),
            plain => format!("call it `{plain}`"),
        };
        return Err(format!("`{name}` is no name for a theme\nhelp: {help}"));
    }
    let folder = site.join("themes").join(name);
    if folder.exists() {
        return Err(format!("{} exists already", folder.display()));
    }
    init::write(&folder.join("theme.toml"), description(name).as_bytes())?;
    let next = match theme_of(&site).as_str() {
        used if used == name => String::new(),
        _ if name == "default" => String::new(),
        "default" => format!("  to use it, write into dateline.toml: theme = \"{name}\"\n"),
        used => format!("  dateline.toml uses `{used}`; to change that: theme = \"{name}\"\n"),
    };
    output::print(&format!("{}\n{next}", folder.join("theme.toml").display()));
    Ok(ExitCode::SUCCESS)
}

fn description(name: &str) -> String {
    format!(
        "name = \"{name}\"\ndescription = \"\"\n# The version of what templates get: docs/themes.md says what each changed.\ntheme = 1\n{TOKENS}"
    )
}

const TOKENS: &str = r##"
# Colours, fonts and sizes of the built-in theme can be changed here, without a template or a
# style sheet. `dateline theme copy static/tokens.css` shows all of them, with what each is for.
# [tokens]
# accent-light = "#7a1f5c"
# accent-dark = "#f0a8d8"
# serif = "Georgia, serif"
"##;

fn copy(file: &str, site: Option<&Path>) -> Done {
    let site = locate::site(site)?;
    let file = file.replace('\\', "/");
    let path = [file.clone(), format!("templates/{file}")]
        .into_iter()
        .find(|path| built_in_paths().contains(path))
        .ok_or_else(|| unknown(&file))?;
    let bytes = built_in_bytes(&path).ok_or_else(|| unknown(&file))?;
    let theme = theme_of(&site);
    let target = site.join("themes").join(&theme).join(&path);
    init::write(&target, &bytes)?;
    let described = site.join("themes").join(&theme).join("theme.toml");
    if !described.exists() {
        init::write(&described, description(&theme).as_bytes())?;
    }
    output::print(&format!("{}\n", target.display()));
    Ok(ExitCode::SUCCESS)
}

fn unknown(file: &str) -> String {
    let paths = built_in_paths();
    let short = |path: &String| path.strip_prefix("templates/").map(str::to_string);
    let names: Vec<String> = paths
        .iter()
        .cloned()
        .chain(paths.iter().filter_map(short))
        .collect();
    let help = match did_you_mean(file, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`dateline theme copy` lists what there is".to_string(),
    };
    format!("the built-in theme has no file `{file}`\nhelp: {help}")
}

/// The theme that the site names.
fn theme_of(site: &Path) -> String {
    let settings = fs::read_to_string(site.join(config::FILE)).unwrap_or_default();
    config::read(&settings).value.theme
}

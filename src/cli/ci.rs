//! `dateline init --ci`: what a code host runs to check a site, to publish it, and to publish it anew
//! when a date changes it.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::init::write;

/// A code host that runs workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Actions, to GitHub Pages.
    Github,
    /// GitLab CI/CD, to GitLab Pages.
    Gitlab,
    /// Forgejo Actions, as on Codeberg, to the branch `pages`.
    Forgejo,
}

impl Ci {
    /// Where the host looks for its workflow, and what stands in it.
    fn workflow(self) -> (&'static str, &'static str) {
        match self {
            Ci::Github => (".github/workflows/site.yml", include_str!("ci/github.yml")),
            Ci::Gitlab => (".gitlab-ci.yml", include_str!("ci/gitlab.yml")),
            Ci::Forgejo => (
                ".forgejo/workflows/site.yml",
                include_str!("ci/forgejo.yml"),
            ),
        }
    }

    /// What the settings of a site say so that its workflow can publish it.
    pub fn settings(self) -> &'static str {
        match self {
            // These publish what a job hands over.
            Ci::Github | Ci::Gitlab => "",
            Ci::Forgejo => {
                "\n# Where `dateline deploy` publishes the site.\n[deploy.pages]\nto = \"git:origin#pages\"\n"
            }
        }
    }
}

/// A file that is to be written.
pub struct Workflow {
    /// Where it goes.
    pub path: PathBuf,
    text: String,
}

impl Workflow {
    /// The workflow of a site, at the top of the repository that the site lies in. A site that lies in
    /// none will be one.
    ///
    /// # Errors
    ///
    /// That there is such a file already, or that the site cannot be found.
    pub fn of(ci: Ci, site: &Path) -> Result<Self, String> {
        let absolute = std::path::absolute(site)
            .map_err(|error| format!("cannot find {}: {error}", site.display()))?;
        let top = absolute
            .ancestors()
            .find(|folder| folder.join(".git").exists());
        let top = top.unwrap_or(&absolute);
        let (file, template) = ci.workflow();
        let path = top.join(file);
        if path.exists() {
            return Err(format!(
                "{} exists already\nhelp: move it away, and compare it with the new one",
                path.display()
            ));
        }
        let way = absolute.strip_prefix(top).unwrap_or(Path::new(""));
        let way: Vec<_> = way.iter().map(|part| part.to_string_lossy()).collect();
        let text = match way.as_slice() {
            [] => template.to_string(),
            // Text in JSON is text in YAML.
            way => template.replacen("\".\"", &serde_json::json!(way.join("/")).to_string(), 1),
        };
        Ok(Workflow { path, text })
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// That the disk does not let it.
    pub fn write(&self) -> Result<(), String> {
        write(&self.path, self.text.as_bytes())
    }
}

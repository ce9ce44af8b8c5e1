//! A branch as a place to send a site to. One commit is one deploy: it is there as a whole or not at
//! all, and of two at a time, the second to push is refused.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::files::Files;
use super::manifest::{self, Manifest};
use super::plan::Plan;
use super::{Options, Report, foreign};
use crate::diagnostic::Diagnostic;

/// A branch of a repository, seen from the site's own repository: that knows its address and how to
/// be let in.
#[derive(Debug)]
pub struct Branch<'a> {
    site: &'a Path,
    remote: &'a str,
    name: &'a str,
    /// What tells this deploy from every other.
    by: &'a str,
    /// The folder in which git keeps the repository.
    folder: PathBuf,
    /// The last commit, if the branch is there.
    tip: Option<String>,
}

/// An index of the deploys' own, so that the site's stays as it is.
struct Index {
    path: PathBuf,
    /// The system gives it back however the deploy ends, so that what one left behind that was killed is
    /// the next one's. There is none where the disk knows no locks.
    _alone: Option<File>,
}

impl Index {
    fn take(folder: &Path, by: &str) -> Index {
        let lock = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join("dateline-deploy.lock"));
        let alone = lock.and_then(|file| file.lock().map(|()| file)).ok();
        let name = match alone {
            Some(_) => "dateline-deploy.index".to_string(),
            None => format!("dateline-deploy-{by}.index"),
        };
        let path = folder.join(name);
        // Where git itself was killed it has left a lock of its own.
        let _ = fs::remove_file(path.with_extension("index.lock"));
        Index {
            path,
            _alone: alone,
        }
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl<'a> Branch<'a> {
    /// Fetches a branch. `by` tells this deploy from every other.
    ///
    /// # Errors
    ///
    /// What git says, or that the site is in no repository.
    pub fn fetch(
        site: &'a Path,
        remote: &'a str,
        name: &'a str,
        by: &'a str,
    ) -> Result<Self, Diagnostic> {
        let mut branch = Branch {
            site,
            remote,
            name,
            by,
            folder: PathBuf::new(),
            tip: None,
        };
        branch.folder = branch.line(&["rev-parse", "--absolute-git-dir"])?.into();
        let head = format!("refs/heads/{name}");
        if branch.line(&["ls-remote", remote, &head])?.is_empty() {
            return Ok(branch);
        }
        // Kept, so that the next deploy fetches only what is new.
        let kept = format!("refs/dateline/{name}");
        let refspec = format!("+{head}:{kept}");
        let mut fetch = vec!["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"];
        if branch.line(&["rev-parse", "--is-shallow-repository"])? == "true" {
            fetch.push("--depth=1");
        }
        fetch.extend([remote, &refspec]);
        branch.git(&fetch, &[])?;
        branch.tip = Some(branch.line(&["rev-parse", &kept])?);
        Ok(branch)
    }

    /// Makes the site in the branch into this one. `before` sees the plan before anything is changed;
    /// with `dry`, nothing is.
    ///
    /// # Errors
    ///
    /// Why it is not done; then the branch is as it was.
    pub fn deploy(
        &self,
        files: &Files,
        options: &Options<'_>,
        dry: bool,
        before: &dyn Fn(&Plan) -> Result<(), Diagnostic>,
    ) -> Result<Report, Diagnostic> {
        let objects = self.store(files, dry)?;
        let (there, tree) = match &self.tip {
            Some(tip) => (self.manifest(tip)?, self.tree(tip)?),
            None => (Manifest::default(), BTreeMap::new()),
        };
        let there = there.without(files, |path, _| tree.get(path) != objects.get(path));
        let plan = Plan::new(files, &there, options.now, options.grace);
        let theirs = tree.keys().filter(|path| !there.has(path));
        foreign::refuse_shapes(theirs.clone(), files)?;
        let differ = theirs.filter(|path| {
            let own = objects.get(*path);
            own.is_some_and(|own| tree.get(*path) != Some(own))
        });
        if !options.adopt {
            foreign::refuse(&differ.cloned().collect::<Vec<_>>())?;
        }
        before(&plan)?;
        if !dry {
            self.push(&objects, &plan, &plan.done(files))?;
        }
        Ok(plan.report(files))
    }

    /// Puts the bytes of files into the repository, unless `dry`; gives the name of each.
    fn store(&self, files: &Files, dry: bool) -> Result<BTreeMap<String, String>, Diagnostic> {
        let mut paths = Vec::new();
        for file in files.values() {
            let source = std::path::absolute(&file.source).unwrap_or(file.source.clone());
            paths.extend_from_slice(source.as_os_str().as_encoded_bytes());
            paths.push(b'\n');
        }
        let mut hash = vec!["hash-object", "--no-filters", "--stdin-paths"];
        if !dry {
            hash.push("-w");
        }
        let names = text(self.git(&hash, &paths)?);
        Ok(files
            .keys()
            .cloned()
            .zip(names.lines().map(str::to_string))
            .collect())
    }

    fn manifest(&self, tip: &str) -> Result<Manifest, Diagnostic> {
        let listed = self.git(&["ls-tree", tip, manifest::PATH], &[])?;
        if listed.is_empty() {
            return Ok(Manifest::default());
        }
        let file = format!("{tip}:{}", manifest::PATH);
        Manifest::parse(&self.git(&["cat-file", "blob", &file], &[])?)
    }

    /// The files of a commit, each with the name of its bytes.
    fn tree(&self, tip: &str) -> Result<BTreeMap<String, String>, Diagnostic> {
        let listed = text(self.git(&["ls-tree", "-r", "-z", "--full-tree", tip], &[])?);
        let entries = listed.split('\0').filter_map(|entry| {
            let (about, path) = entry.split_once('\t')?;
            Some((path.to_string(), about.split(' ').nth(2)?.to_string()))
        });
        Ok(entries.collect())
    }

    fn push(
        &self,
        objects: &BTreeMap<String, String>,
        plan: &Plan,
        done: &Manifest,
    ) -> Result<(), Diagnostic> {
        let index = Index::take(&self.folder, self.by);
        let within =
            |arguments: &[&str], input: &[u8]| self.run(arguments, input, Some(&index.path));
        match &self.tip {
            Some(tip) => within(&["read-tree", tip], &[])?,
            None => within(&["read-tree", "--empty"], &[])?,
        };
        let hash = ["hash-object", "-w", "--no-filters", "--stdin"];
        let listed = text(self.git(&hash, done.text().as_bytes())?);
        let mut entries = String::new();
        for path in plan.first.iter().chain(plan.remove.iter().flatten()) {
            entries.push_str(&format!("0 {}\t{path}\0", "0".repeat(listed.trim().len())));
        }
        let manifest = manifest::PATH.to_string();
        let own = (&manifest, listed.trim());
        let files = objects.iter().map(|(path, object)| (path, object.as_str()));
        for (path, object) in files.chain([own]) {
            entries.push_str(&format!("100644 {object}\t{path}\0"));
        }
        within(&["update-index", "-z", "--index-info"], entries.as_bytes())?;
        let tree = text(within(&["write-tree"], &[])?).trim().to_string();
        drop(index);
        let mut commit = vec!["commit-tree", &tree, "-m", "Publish the site"];
        if let Some(tip) = &self.tip {
            if self.line(&["rev-parse", &format!("{tip}^{{tree}}")])? == tree {
                return Ok(());
            }
            commit.extend(["-p", tip]);
        }
        // A machine that builds for others often has no name.
        let nameless = self.git(&["var", "GIT_COMMITTER_IDENT"], &[]).is_err();
        if nameless {
            let name = [
                "-c",
                "user.name=Dateline",
                "-c",
                "user.email=dateline@localhost",
            ];
            commit.splice(0..0, name);
        }
        let commit = self.line(&commit)?;
        let refspec = format!("{commit}:refs/heads/{}", self.name);
        let pushed = self.git(&["push", "--quiet", self.remote, &refspec], &[]);
        pushed.map(drop).map_err(|error| {
            let overtaken = [
                "[rejected]",
                "fetch first",
                "non-fast-forward",
                "cannot lock ref",
            ];
            match overtaken.iter().any(|word| error.message.contains(word)) {
                true => busy(self.name),
                false => error,
            }
        })
    }

    fn line(&self, arguments: &[&str]) -> Result<String, Diagnostic> {
        Ok(text(self.git(arguments, &[])?).trim().to_string())
    }

    fn git(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Diagnostic> {
        self.run(arguments, input, None)
    }

    /// Runs git in the site's folder, with the site's index or another.
    fn run(
        &self,
        arguments: &[&str],
        input: &[u8],
        index: Option<&Path>,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut command = Command::new("git");
        command
            .current_dir(self.site)
            .args(arguments)
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(index) = index {
            command.env("GIT_INDEX_FILE", index);
        }
        let mut run = || {
            let mut running = command.spawn()?;
            let stdin = running.stdin.take();
            thread::scope(|scope| {
                scope.spawn(|| {
                    // What git did not read, it tells by its end.
                    let _ = stdin.map(|mut stdin| stdin.write_all(input));
                });
                running.wait_with_output()
            })
        };
        let ended = run().map_err(|error: std::io::Error| failed(arguments, &error.to_string()))?;
        match ended.status.success() {
            true => Ok(ended.stdout),
            false => Err(failed(
                arguments,
                String::from_utf8_lossy(&ended.stderr).trim(),
            )),
        }
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

fn failed(arguments: &[&str], why: &str) -> Diagnostic {
    let what = arguments.first().copied().unwrap_or_default();
    let message = format!("`git {what}` failed: {why}");
    Diagnostic::outside("deploy/git", message).help(
        "a site is deployed to a branch from within a git repository that knows the way there",
    )
}

fn busy(branch: &str) -> Diagnostic {
    let message = format!("another deploy to {branch} was quicker");
    Diagnostic::outside("deploy/busy", message)
        .help("deploy again, if that one was not of this site")
}

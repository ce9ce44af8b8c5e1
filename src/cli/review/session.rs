//! A session: each proposal is shown, and what is answered is written down.

use std::path::{Path, PathBuf};

use super::answer::{self, Answer};
use super::{read, show};
use crate::cli::output;
use crate::config::Config;
use crate::content::source::SourceTree;
use crate::content::{self, Content};
use crate::edition;
use crate::review::{Decision, Known, Proposal, decided, file, open, refused};

/// What a person does in one go.
pub(super) struct Session<'a> {
    site: Option<&'a Path>,
    config: Config,
    content: Option<Content>,
    known: Known,
    files: Vec<PathBuf>,
    steps: Vec<Step>,
    lines: std::io::Lines<std::io::StdinLock<'static>>,
}

/// Which proposal is looked at: a file, and which of those that are open in it.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    file: usize,
    at: usize,
}

/// An answer that was given.
struct Step {
    place: Place,
    /// The file before and after a decision; `None` where the proposal was left for later.
    change: Option<(String, String)>,
}

/// What follows from an answer.
enum Next {
    /// The proposal is asked about again.
    Again,
    /// The next one is shown.
    Show,
    Stop,
}

impl<'a> Session<'a> {
    /// A session on these files, of a site if there is one.
    pub(super) fn new(site: Option<&'a Path>, files: Vec<PathBuf>) -> Session<'a> {
        let tree = site.map(|site| SourceTree::read(site).value);
        let mut session = Session {
            site,
            config: tree.map_or_else(Config::default, |tree| edition::settings(&tree).value),
            content: None,
            known: Known::default(),
            files,
            steps: Vec::new(),
            lines: std::io::stdin().lines(),
        };
        session.learn();
        session
    }

    /// Reads what the site knows.
    fn learn(&mut self) {
        if let Some(site) = self.site {
            let tree = SourceTree::read(site).value;
            let content = content::load(&tree, &self.config).value;
            self.known = Known::of(&content);
            self.content = Some(content);
        }
    }

    fn answer(&mut self) -> Option<String> {
        self.lines.next().and_then(Result::ok)
    }

    /// Asks about every proposal in turn.
    pub(super) fn run(&mut self) -> Result<(), String> {
        let mut place = Place { file: 0, at: 0 };
        loop {
            let Some(path) = self.files.get(place.file).cloned() else {
                output::ask(answer::LAST);
                let next = match self.answer().as_deref().map(Answer::read) {
                    Some(Answer::Back) => self.back(&mut place, |_| true)?,
                    Some(Answer::Undo) => self.back(&mut place, |step| step.change.is_some())?,
                    _ => return Ok(()),
                };
                if matches!(next, Next::Again) {
                    return Ok(());
                }
                continue;
            };
            let text = read(&path)?;
            let proposals = open(&text);
            let Some(proposal) = proposals.get(place.at) else {
                place = Place {
                    file: place.file + 1,
                    at: 0,
                };
                continue;
            };
            if place.at == 0 && !self.steps.iter().any(|step| step.place.file == place.file) {
                output::print(&show::head(&path, &text));
            }
            let decided = |step: &&Step| step.place.file == place.file && step.change.is_some();
            let before = self.steps.iter().filter(decided).count();
            let number = (before + place.at + 1, before + proposals.len());
            output::print(&show::proposal(&text, proposal, &self.known, number));
            let mut changes = Vec::new();
            loop {
                match self.asked(&mut place, &path, &text, proposal, &mut changes)? {
                    Next::Again => {}
                    Next::Show => break,
                    Next::Stop => return Ok(()),
                }
            }
        }
    }

    /// Asks once what is to become of a proposal.
    fn asked(
        &mut self,
        place: &mut Place,
        path: &Path,
        text: &str,
        proposal: &Proposal,
        changes: &mut Vec<(String, String)>,
    ) -> Result<Next, String> {
        output::ask(answer::QUESTION);
        let Some(line) = self.answer() else {
            return Ok(Next::Stop);
        };
        match Answer::read(&line) {
            Answer::Accept => self.decide(place, path, text, Decision::Accept(changes.clone())),
            Answer::Drop => self.decide(place, path, text, Decision::Drop),
            Answer::Later => {
                self.steps.push(Step {
                    place: *place,
                    change: None,
                });
                place.at += 1;
                Ok(Next::Show)
            }
            Answer::Back => self.back(place, |_| true),
            Answer::Undo => self.back(place, |step| step.change.is_some()),
            Answer::Quit => Ok(Next::Stop),
            Answer::Help => {
                output::print(answer::HELP);
                Ok(Next::Again)
            }
            Answer::Edit => {
                self.edit(place, path, text, proposal, changes);
                self.decide(place, path, text, Decision::Accept(changes.clone()))
            }
            Answer::Set(key, value) => {
                if self.set(place, path, text, changes, &key, &value) {
                    output::print(&show::changed(proposal, changes));
                }
                Ok(Next::Again)
            }
            Answer::Link => {
                if let Some((key, value)) = self.link(proposal)
                    && self.set(place, path, text, changes, key, &value)
                {
                    output::print(&show::changed(proposal, changes));
                }
                Ok(Next::Again)
            }
            Answer::Unknown(other) => {
                output::print(&format!(
                    "`{other}` is none of them; `?` says what each does\n"
                ));
                Ok(Next::Again)
            }
        }
    }

    /// Writes a decision down.
    fn decide(
        &mut self,
        place: &Place,
        path: &Path,
        text: &str,
        decision: Decision,
    ) -> Result<Next, String> {
        let wrong = self.refused(place, path, text, &decision);
        if !wrong.is_empty() {
            output::print(&show::refused(&wrong));
            return Ok(Next::Again);
        }
        let mut decisions = vec![Decision::Later; place.at];
        decisions.push(decision.clone());
        let new = decided(text, &decisions)
            .map_err(|message| format!("{}: {message}", path.display()))?;
        if !file::replace(path, text, &new)? {
            let what = "has changed since it was shown; nothing was decided";
            output::print(&format!("{} {what}\n", path.display()));
            return Ok(Next::Show);
        }
        output::print(&show::ended(path, text, &new));
        let linked = matches!(&decision, Decision::Accept(changes) if changes.iter().any(|(key, _)| key == "id"));
        self.steps.push(Step {
            place: *place,
            change: Some((text.to_string(), new)),
        });
        if linked {
            self.learn();
        }
        Ok(Next::Show)
    }

    /// Why a decision cannot stand. Somebody may have declared meanwhile what is missing, so that a no is
    /// said of the site as it is.
    fn refused(
        &mut self,
        place: &Place,
        path: &Path,
        text: &str,
        decision: &Decision,
    ) -> Vec<String> {
        let inside = self.site.and_then(|site| path.strip_prefix(site).ok());
        let name = inside.unwrap_or(path).to_string_lossy().replace('\\', "/");
        let wrong = |session: &Self| {
            let site = session.content.as_ref();
            refused(&name, text, place.at, decision, site, &session.config)
        };
        if wrong(self).is_empty() {
            return Vec::new();
        }
        self.learn();
        wrong(self)
    }

    /// Goes back to an earlier answer, and takes back what was decided since.
    fn back(&mut self, place: &mut Place, to: impl Fn(&Step) -> bool) -> Result<Next, String> {
        if !self.steps.iter().any(&to) {
            output::print("this is the first one\n");
            return Ok(Next::Again);
        }
        while let Some(step) = self.steps.pop() {
            *place = step.place;
            if let Some((before, after)) = &step.change {
                let path = &self.files[place.file];
                if !file::replace(path, after, before)? {
                    output::print(&format!(
                        "{} has changed since; what was decided stays\n",
                        path.display()
                    ));
                    return Ok(Next::Show);
                }
            }
            if to(&step) {
                break;
            }
        }
        Ok(Next::Show)
    }

    /// Sets a value, if it can stand.
    fn set(
        &mut self,
        place: &Place,
        path: &Path,
        text: &str,
        changes: &mut Vec<(String, String)>,
        key: &str,
        value: &str,
    ) -> bool {
        let mut new = changes.clone();
        new.retain(|(known, _)| known != key);
        new.push((key.to_string(), value.to_string()));
        let decision = Decision::Accept(new.clone());
        let wrong = self.refused(place, path, text, &decision);
        if !wrong.is_empty() {
            output::print(&show::refused(&wrong));
            return false;
        }
        *changes = new;
        true
    }

    /// Asks for every value in turn, and then for further keys; an empty answer keeps what is there.
    fn edit(
        &mut self,
        place: &Place,
        path: &Path,
        text: &str,
        proposal: &Proposal,
        changes: &mut Vec<(String, String)>,
    ) {
        for (key, known) in &proposal.fields {
            let set = changes.iter().find(|(changed, _)| changed == key);
            let known = set.map_or(known, |(_, value)| value).clone();
            loop {
                output::ask(&format!("  {key} [{known}]: "));
                let Some(answer) = self.answer() else {
                    return;
                };
                let answer = answer.trim();
                if answer.is_empty()
                    || answer == known
                    || self.set(place, path, text, changes, key, answer)
                {
                    break;
                }
            }
        }
        loop {
            output::ask("  another key, as `key = value`: ");
            let Some(answer) = self.answer() else {
                return;
            };
            match Answer::read(&answer) {
                Answer::Set(key, value) => {
                    self.set(place, path, text, changes, &key, &value);
                }
                _ if answer.trim().is_empty() => return,
                _ => output::print("  write `key = value`, or nothing\n"),
            }
        }
    }

    /// Asks which milestone or series of the site a proposal belongs to.
    fn link(&mut self, proposal: &Proposal) -> Option<(&'static str, String)> {
        let (key, matches) = self.known.matching(proposal);
        output::print(&show::matches(key, &matches));
        output::ask(&format!("  a number, another {key}, or nothing: "));
        let answer = self.answer()?;
        let answer = answer.trim();
        let chosen = answer
            .parse::<usize>()
            .ok()
            .and_then(|at| matches.get(at.checked_sub(1)?));
        let id = chosen.map_or(answer.to_string(), |chosen| chosen.id.clone());
        if id.is_empty() {
            return None;
        }
        if key == "id" && !self.known.has_event(&id) {
            output::print(&format!(
                "  no event is called `{id}` yet: this is its first claim\n"
            ));
        }
        Some((key, id))
    }
}

//! How a taxonomy grows: from its files, the built-in countries and every reference.

mod signs;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use super::{Taxonomy, Term, belonging};
use crate::content::reading::TermRef;
use crate::content::term::{TaxonomyKind, TermFile};
use crate::content::world;
use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean, nearest};
use crate::newsroom::ids::TermId;
use crate::path::{SourcePath, folded, slug};
use crate::prose::text::capitalised;
use crate::reads::{List, Node, Noted};

/// Grows a taxonomy from its files and from every reference to a term.
pub struct Builder<'a> {
    kind: TaxonomyKind,
    foreign: bool,
    drafts: BTreeMap<String, Draft<'a>>,
    /// Ids by alias, name and code.
    names: HashMap<String, String>,
    diagnostics: Vec<Diagnostic>,
}

/// A term while its tree still grows; parents are ids.
#[derive(Default)]
struct Draft<'a> {
    file: Option<&'a TermFile>,
    name: String,
    code: Option<String>,
    parents: Vec<(String, Option<Place>)>,
}

impl<'a> Builder<'a> {
    /// Takes in the terms that have a file; `foreign` where the site is another generator's.
    pub fn new(kind: TaxonomyKind, files: &'a [Arc<TermFile>], foreign: bool) -> Self {
        let mut builder = Builder {
            kind,
            foreign,
            drafts: BTreeMap::new(),
            names: HashMap::default(),
            diagnostics: Vec::new(),
        };
        let files = files.iter().map(|file| &**file);
        let files: Vec<&TermFile> = files.filter(|file| file.taxonomy == kind).collect();
        for file in &files {
            builder.declare(file);
        }
        for file in &files {
            builder.place_in_tree(file);
        }
        builder
    }

    fn declare(&mut self, file: &'a TermFile) {
        if let Some(Draft {
            file: Some(other), ..
        }) = self.drafts.get(&file.id)
        {
            let message = format!(
                "the {} `{}` is declared twice",
                self.kind.singular(),
                file.id
            );
            let error = Diagnostic::error("taxonomy/duplicate", message, file.place.clone());
            self.diagnostics.push(error.help(format!(
                "it is also declared in {}; rename one of the files",
                other.path
            )));
            return;
        }
        let known = self.known(file);
        let name = file
            .name
            .clone()
            .or(known.map(|area| area.name.to_string()));
        let draft = Draft {
            file: Some(file),
            name: name.unwrap_or_else(|| humanise(&file.id)),
            code: file.code.clone().or(known
                .and_then(|area| area.iso2.or(area.m49))
                .map(str::to_string)),
            parents: Vec::new(),
        };
        let written = [Some(draft.name.clone()), draft.code.clone()];
        self.drafts.insert(file.id.clone(), draft);
        for name in written
            .into_iter()
            .flatten()
            .chain(file.aliases.iter().map(|alias| alias.text.clone()))
        {
            self.names
                .entry(slug(&name))
                .or_insert_with(|| file.id.clone());
        }
    }

    /// A declared region that the built-in table knows too.
    fn known(&self, file: &TermFile) -> Option<world::Area> {
        (self.kind == TaxonomyKind::Regions)
            .then(|| world::by_id(&file.id))
            .flatten()
    }

    fn place_in_tree(&mut self, file: &'a TermFile) {
        let mut diagnostics = Vec::new();
        let mut parents = Vec::new();
        for (at, folder) in file.folders.iter().enumerate() {
            let above = at.checked_sub(1).map(|above| &file.folders[above]);
            self.folder(folder, above);
        }
        match (
            file.folders.last(),
            self.known(file).and_then(|area| area.parent),
        ) {
            (Some(folder), _) => parents.push((folder.clone(), None)),
            (None, Some(area)) => {
                self.built_in(area);
                parents.push((area.to_string(), None));
            }
            (None, None) => {}
        }
        for further in &file.also_in {
            let id = self.resolve(further).drain_into(&mut diagnostics);
            if let Some(id) = id {
                self.reach(&id, further, None);
                parents.push((id, Some(further.place.clone())));
            }
        }
        self.diagnostics.append(&mut diagnostics);
        if let Some(draft) = self.drafts.get_mut(&file.id) {
            draft.parents.extend(parents);
        }
    }

    /// A folder without a file of its own is a term all the same, in the folder above it.
    fn folder(&mut self, id: &str, above: Option<&String>) {
        if self.kind == TaxonomyKind::Regions {
            self.built_in(id);
        }
        if self.drafts.contains_key(id) {
            return;
        }
        let draft = Draft {
            name: humanise(id),
            parents: above
                .map(|above| (above.clone(), None))
                .into_iter()
                .collect(),
            ..Draft::default()
        };
        self.drafts.insert(id.to_string(), draft);
    }

    /// The id of the term a reference means, whether or not it is there yet.
    ///
    /// `None` for a reference without a letter or digit, which is reported.
    pub fn resolve(&self, reference: &TermRef) -> Checked<Option<String>> {
        let written = slug(&reference.text);
        if written.is_empty() {
            let message = format!("`{}` names no {}", reference.text, self.kind.singular());
            let error = Diagnostic::error("taxonomy/no-name", message, reference.place.clone());
            let error = error.help("write the id of a term, or take the entry out");
            return Checked::new(None, vec![error]);
        }
        if self.has(&written) {
            return Checked::clean(Some(written));
        }
        let area = || match self.kind {
            TaxonomyKind::Topics => None,
            TaxonomyKind::Regions => world::find(&reference.text).map(|area| area.id.to_string()),
        };
        let named = self.names.get(&written).cloned().or_else(area);
        Checked::clean(Some(named.unwrap_or(written)))
    }

    /// Whether a term is there.
    pub fn has(&self, id: &str) -> bool {
        self.drafts.contains_key(id)
    }

    /// Makes sure that the term a reference means is there; what nobody knows becomes a top-level
    /// term. What the other taxonomy knows is told as that.
    pub fn grow(&mut self, id: &str, reference: &TermRef, other: &Builder<'_>) {
        self.reach(id, reference, Some(other));
    }

    fn reach(&mut self, id: &str, reference: &TermRef, other: Option<&Builder<'_>>) {
        if self.kind == TaxonomyKind::Regions {
            self.built_in(id);
        }
        match self.has(id) {
            true => self.told_apart(id, reference),
            false => self.undeclared(id, reference, other),
        }
    }

    fn built_in(&mut self, id: &str) {
        let Some(area) = world::by_id(id).filter(|area| !self.drafts.contains_key(area.id)) else {
            return;
        };
        let draft = Draft {
            file: None,
            name: area.name.to_string(),
            code: area.iso2.or(area.m49).map(str::to_string),
            parents: area
                .parent
                .map(|parent| (parent.to_string(), None))
                .into_iter()
                .collect(),
        };
        self.drafts.insert(area.id.to_string(), draft);
        if let Some(parent) = area.parent {
            self.built_in(parent);
        }
    }

    fn undeclared(&mut self, id: &str, reference: &TermRef, other: Option<&Builder<'_>>) {
        let (kind, text) = (self.kind.singular(), &reference.text);
        let message = format!("the {kind} `{text}` is not declared");
        let file = self.kind.file("", id, self.foreign);
        let elsewhere = other.filter(|other| other.knows(id));
        let several: Vec<&str> = reference.text.split(',').map(str::trim).collect();
        let help = match (elsewhere, self.nearest(id)) {
            (Some(other), _) => {
                let (other, folder) = (other.kind.singular(), other.kind.folder());
                format!("`{text}` is a {other}: write it in `{folder}`")
            }
            (None, _) if several.len() > 1 => {
                let each: Vec<String> = several.iter().map(|one| format!("\"{one}\"")).collect();
                format!("write each by itself: [{}]", each.join(", "))
            }
            (None, Some(near)) => format!("did you mean `{near}`? Otherwise declare it in {file}"),
            _ => format!("declare it in {file}, so that it has a name and a place in the tree"),
        };
        let warning = Diagnostic::warning("taxonomy/undeclared", message, reference.place.clone());
        self.diagnostics.push(warning.help(help));
        let draft = Draft {
            name: reference.text.clone(),
            ..Draft::default()
        };
        self.drafts.insert(id.to_string(), draft);
    }

    /// Whether a term is there, or a country of this id that nobody has named yet.
    fn knows(&self, id: &str) -> bool {
        self.has(id) || (self.kind == TaxonomyKind::Regions && world::by_id(id).is_some())
    }

    fn nearest(&self, id: &str) -> Option<String> {
        let mut known: Vec<&str> = match self.kind {
            TaxonomyKind::Topics => Vec::new(),
            TaxonomyKind::Regions => world::names().collect(),
        };
        known.extend(nearest(id, &self.drafts));
        did_you_mean(id, known).map(str::to_string)
    }

    /// The finished tree; a cycle is reported and cut.
    pub fn finish(mut self, diagnostics: &mut Vec<Diagnostic>) -> Taxonomy {
        self.cut_cycles();
        diagnostics.append(&mut self.diagnostics);
        let index: Ids = self
            .drafts
            .keys()
            .enumerate()
            .map(|(at, id)| (id.clone(), TermId::new(at)))
            .collect();
        let mut terms: Vec<Term> = self
            .drafts
            .into_iter()
            .enumerate()
            .map(|(at, (id, draft))| {
                let belonging = |list| belonging(self.kind, TermId::new(at), list);
                term(id, draft, &index, belonging)
            })
            .collect();
        add_children(&mut terms);
        let mut names = index;
        let further: Vec<(String, TermId)> = self
            .names
            .into_iter()
            .filter_map(|(name, id)| Some((name, *names.get(&id)?)))
            .collect();
        for (name, id) in further {
            names.entry(name).or_insert(id);
        }
        Taxonomy {
            kind: self.kind,
            terms,
            names,
        }
    }

    fn cut_cycles(&mut self) {
        let ids: Vec<String> = self.drafts.keys().cloned().collect();
        for id in ids {
            let parents = self.drafts[&id].parents.clone();
            for (parent, place) in parents {
                if parent != id && !self.lies_below(&parent, &id) {
                    continue;
                }
                let place = place.or_else(|| self.drafts[&id].file.map(|file| file.place.clone()));
                let message = format!(
                    "the {} `{id}` lies within itself, through `{parent}`",
                    self.kind.singular()
                );
                let place =
                    place.unwrap_or_else(|| Place::file(&SourcePath::new(crate::config::FILE)));
                self.diagnostics
                    .push(
                        Diagnostic::error("taxonomy/cycle", message, place).help(format!(
                            "take `{parent}` out of its `also_in`, or move one of the files"
                        )),
                    );
                if let Some(draft) = self.drafts.get_mut(&id) {
                    draft.parents.retain(|(known, _)| *known != parent);
                }
            }
        }
    }

    /// Whether `term` lies in `above`, along any path.
    fn lies_below(&self, term: &str, above: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![term];
        while let Some(at) = open.pop() {
            if at == above {
                return true;
            }
            if seen.insert(at) {
                open.extend(
                    self.drafts
                        .get(at)
                        .into_iter()
                        .flat_map(|draft| draft.parents.iter().map(|(id, _)| id.as_str())),
                );
            }
        }
        false
    }
}

/// Terms by their ids.
type Ids = HashMap<String, TermId>;

fn term(id: String, draft: Draft<'_>, ids: &Ids, belonging: impl Fn(List) -> Node) -> Term {
    let mut parents: Vec<TermId> = Vec::new();
    for (parent, _) in &draft.parents {
        if let Some(parent) = ids.get(parent).filter(|parent| !parents.contains(parent)) {
            parents.push(*parent);
        }
    }
    let file = draft.file;
    let body = file.map(|file| file.body.clone());
    Term {
        id,
        name: draft.name,
        code: draft.code,
        summary: file.map(|file| file.summary.clone()).unwrap_or_default(),
        brief: file.and_then(|file| file.brief.clone()),
        body: body.filter(|body| !body.is_empty()),
        path: file.map(|file| file.path.clone()),
        aliases: file.map(|file| file.aliases.clone()).unwrap_or_default(),
        parents,
        children: Vec::new(),
        articles: Noted::new(belonging(List::Articles), Vec::new()),
        events: Noted::new(belonging(List::Events), Vec::new()),
        series: Noted::new(belonging(List::Series), Vec::new()),
        extra: file.map(|file| file.extra.clone()).unwrap_or_default(),
    }
}

fn add_children(terms: &mut [Term]) {
    for at in 0..terms.len() {
        for parent in terms[at].parents.clone() {
            terms[parent.index()].children.push(TermId::new(at));
        }
    }
    let names = terms.iter().map(|term| folded(&term.name).into_owned());
    let names: Vec<String> = names.collect();
    for term in terms {
        term.children
            .sort_by(|a, b| names[a.index()].cmp(&names[b.index()]));
    }
}

/// `islamic-state` is "Islamic state".
fn humanise(id: &str) -> String {
    capitalised(&id.replace('-', " "))
}

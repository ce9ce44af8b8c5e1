//! Whether what somebody answered can stand: the file is read as `build` would read it.

use chrono::{DateTime, Utc};

use super::{Decision, decided, open};
use crate::config::Config;
use crate::content::{Broken, Content, source::SourceTree};
use crate::diagnostic::{Diagnostic, Severity, advice, did_you_mean, normal};
use crate::newsroom::as_of::AsOf;
use crate::newsroom::assemble;
use crate::newsroom::gate::Passes;
use crate::path::{SourcePath, slug};

/// What is wrong with a decision for one proposal of a file; nothing if it can be written. Only what
/// the decision brings in counts, and not what was wrong before. Without a site nobody can say what
/// an id stands for.
pub fn refused(
    path: &str,
    text: &str,
    proposal: usize,
    decision: &Decision,
    site: Option<&Content>,
    config: &Config,
) -> Vec<String> {
    let mut decisions = vec![Decision::Later; proposal];
    decisions.push(decision.clone());
    let after = match decided(text, &decisions) {
        Ok(after) => normal(&after).into_owned(),
        Err(message) => return vec![message],
    };
    // With no new value nothing is named that was not named before.
    let changes: &[(String, String)] = match decision {
        Decision::Accept(changes) => changes,
        _ => &[],
    };
    let among = site.filter(|_| !changes.is_empty());
    let before = told(path, text, among, config);
    let mut wrong: Vec<String> = told(path, &after, among, config)
        .into_iter()
        .filter(|found| is_refused(found) && !before.iter().any(|one| is_same(one, found)))
        .map(|found| match advice(&found, Some(&after)) {
            Some(help) => format!("{}\nhelp: {help}", found.message),
            None => found.message.clone(),
        })
        .collect();
    let series = changes.iter().filter(|(key, _)| key == "series");
    wrong.extend(series.filter_map(|(_, id)| no_series(id, site?)));
    let open_after = open(&after).len();
    if wrong.is_empty() && open_after + 1 != open(text).len() {
        wrong.push("the file would have other proposals after that".to_string());
    }
    wrong
}

/// What is said of a file, and of the site with it where there is one.
fn told(path: &str, text: &str, site: Option<&Content>, config: &Config) -> Vec<Diagnostic> {
    let path = match path.starts_with("content/") {
        true => path,
        false => "content/articles/article.md",
    };
    let tree = SourceTree::from_texts([(path, text)]);
    let mut content = site.cloned().unwrap_or_default();
    let paths = [SourcePath::new(path)];
    let read = content.update(&tree, config, &paths, Broken::LeftOut);
    let mut told: Vec<Diagnostic> = read.into_iter().flat_map(|(_, found)| found).collect();
    if site.is_some() {
        // What a name stands for hangs on no day, and nothing has expired on this one.
        let as_of = AsOf::now(DateTime::<Utc>::UNIX_EPOCH, config.timezone);
        let passes = Passes {
            drafts: true,
            unreviewed: true,
            unpublished: true,
        };
        told.extend(assemble(&content, config, as_of, passes).diagnostics);
    }
    told
}

/// That no file declares a series: a figure may stand alone, but an id that is typed is meant.
fn no_series(id: &str, site: &Content) -> Option<String> {
    let former = site.series.iter().flat_map(|series| &series.aliases);
    let former = former.map(|alias| slug(&alias.text));
    let known = site.series.iter().map(|series| series.id.clone());
    let known: Vec<String> = known.chain(former).collect();
    if id.is_empty() || known.contains(&slug(id)) {
        return None;
    }
    let near = did_you_mean(id, known.iter().map(String::as_str));
    let near = near.map(|near| format!("; did you mean `{near}`?"));
    let near = near.unwrap_or_default();
    Some(format!("there is no series `{id}`{near}"))
}

/// A warning may be meant; a key that nobody knows is a slip.
fn is_refused(found: &Diagnostic) -> bool {
    found.severity == Severity::Error || found.code == "front-matter/unknown-key"
}

fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.message == other.message
}

//! `--external`: whether the web addresses of a site still lead somewhere.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::super::output;
use super::ask::Answer;
use super::memory::Memory;
use super::{Look, queue};
use crate::diagnostic::{Diagnostic, Place};
use crate::edition::AllTexts;
use crate::proof::{Address, addresses};

/// Asks for every address that is not known to be good; gives what is wrong, and in a line what was
/// done.
pub fn check(site: &Path, look: &Look, now: DateTime<Utc>) -> (Vec<Diagnostic>, String) {
    let check = &look.edition.config.check;
    let mut addresses = addresses(&look.edition, &AllTexts(&look.tree));
    let all = addresses.len();
    addresses.retain(|address, _| !check.skips(address));
    let skipped = all - addresses.len();
    let mut memory = Memory::of(site, now.date_naive());
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    let mut open = Vec::new();
    for address in addresses.keys() {
        match memory.good(address) {
            Some(moved) => {
                answers.insert(address.clone(), Answer::Good(moved));
            }
            None => open.push(address.clone()),
        }
    }
    if !open.is_empty() {
        output::note(&format!("asking for {} …\n", web_addresses(open.len())));
    }
    let known = answers.len();
    let timeout = u64::try_from(check.timeout).unwrap_or(u64::MAX);
    for (address, answer) in queue::ask(&open, Duration::from_secs(timeout)) {
        if let Answer::Good(moved) = &answer {
            memory.add(&address, moved.clone());
        }
        answers.insert(address, answer);
    }
    if !open.is_empty() {
        memory.keep();
    }
    let told = answers.iter().filter_map(|(address, answer)| {
        let typed = addresses.get(address)?;
        tell(address, answer, typed)
    });
    let done = format!(
        "{} asked for, {known} known to be good, {skipped} passed over\n",
        web_addresses(open.len())
    );
    (told.collect(), done)
}

/// What is to be said of an address, at the first place where it is typed.
fn tell(address: &str, answer: &Answer, typed: &Address) -> Option<Diagnostic> {
    let (first, others) = typed.places.split_first()?;
    let also = also(others);
    Some(match answer {
        Answer::Good(None) => return None,
        Answer::Good(Some(to)) => {
            let message = format!("`{address}` has moved for good{also}");
            Diagnostic::note("link/moved", message, first.clone())
                .help(format!("if that is the same, write `{to}`"))
        }
        Answer::Dead(status) => {
            let message = format!("`{address}` is gone: the server answers {status}{also}");
            let help = match &typed.archived {
                Some(copy) => format!("a copy is at `{copy}`: let the `url` lead there"),
                None => "look for its new address, or for a copy in an archive, and write that"
                    .to_string(),
            };
            Diagnostic::warning("link/dead", message, first.clone()).help(help)
        }
        Answer::Unclear(why) => {
            let message =
                format!("it could not be told whether `{address}` leads somewhere: {why}{also}");
            Diagnostic::note("link/unclear", message, first.clone()).help(format!(
                "open it in a browser; if it is right, pass over it in dateline.toml: [check] skip = [\"{address}\"]"
            ))
        }
    })
}

/// The further places where an address is typed.
fn also(places: &[Place]) -> String {
    let mut files: Vec<String> = places
        .iter()
        .map(|place| format!("`{}`", place.file))
        .collect();
    files.dedup();
    match files.as_slice() {
        [] => String::new(),
        [one] => format!("; it also stands in {one}"),
        [one, two] => format!("; it also stands in {one} and {two}"),
        [one, two, rest @ ..] => {
            format!(
                "; it also stands in {one}, {two} and {} more files",
                rest.len()
            )
        }
    }
}

fn web_addresses(number: usize) -> String {
    match number {
        1 => "1 web address".to_string(),
        number => format!("{number} web addresses"),
    }
}

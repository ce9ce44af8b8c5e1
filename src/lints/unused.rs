//! Files and entries that no text of the site uses. What a withheld text uses is not told of: it will
//! be needed when that comes out.

use rustc_hash::FxHashSet as HashSet;

use crate::content::Content;
use crate::content::attribution::Attribution;
use crate::content::citation::{Citation, Listed};
use crate::content::reading::TermRef;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::slug;

/// The sources, series and events that are declared for nothing.
pub fn declarations(content: &Content) -> Vec<Diagnostic> {
    let note =
        |code, message: String, place: &Place| Diagnostic::note(code, message, place.clone());
    let mut found = Vec::new();
    let names = names(content);
    for (id, source) in &content.sources {
        let former = source.aliases.iter().map(|alias| &*alias.text);
        let mut calls = former.chain([id.as_str(), source.name.as_str()]);
        if !calls.any(|name| names.contains(&slug(name))) {
            let note = note(
                "source/unused",
                format!("no text uses the source `{id}`"),
                &source.place,
            );
            found.push(note.help("take it out, or name it where something was taken from it"));
        }
    }
    let articles = || content.articles.iter();
    let figures = articles().flat_map(|article| &article.observations);
    let series = figures.filter_map(|figure| figure.series.as_ref());
    let series: HashSet<String> = series.map(|series| slug(&series.text)).collect();
    for file in content
        .series
        .iter()
        .filter(|file| !calls(&file.id, &file.aliases).any(|id| series.contains(&id)))
    {
        let note = note(
            "series/unused",
            format!("no figure is of the series `{}`", file.id),
            &file.place,
        );
        found.push(note.help(format!(
            "give a figure `series = \"{}\"`, or take the file out",
            file.id
        )));
    }
    let claims = articles().flat_map(|article| &article.claims);
    let events: HashSet<&str> = claims.filter_map(|claim| claim.id.as_deref()).collect();
    for file in content
        .events
        .iter()
        .filter(|file| !calls(&file.id, &file.aliases).any(|id| events.contains(&*id)))
    {
        let note = note(
            "event/unused",
            format!("no article says anything of the event `{}`", file.id),
            &file.place,
        );
        found.push(note.help(format!(
            "give a claim `id = \"{}\"`, or take the file out",
            file.id
        )));
    }
    found
}

/// An id and the former ones.
fn calls<'a>(id: &'a str, former: &'a [TermRef]) -> impl Iterator<Item = String> + 'a {
    let former = former.iter().map(|alias| slug(&alias.text));
    former.chain([id.to_string()])
}

/// Everything that may name a source, as slugs: ids and names alike.
fn names(content: &Content) -> HashSet<String> {
    let mut names = HashSet::default();
    let mut add = |name: &str| {
        names.insert(slug(name));
    };
    for article in &content.articles {
        for listed in &article.sources {
            match listed {
                Listed::Reference(reference) => add(&reference.text),
                Listed::Own(citation) => of_citation(citation, &mut add),
            }
        }
        for claim in &article.claims {
            of_attribution(&claim.attribution, &mut add);
            claim.disputes.iter().for_each(|one| add(&one.text));
        }
        for figure in &article.observations {
            of_attribution(&figure.attribution, &mut add);
        }
    }
    for source in content.sources.values() {
        source.publisher.iter().for_each(|name| add(name));
    }
    let events = content
        .events
        .iter()
        .filter_map(|file| file.speaker.as_ref());
    let series = content
        .series
        .iter()
        .filter_map(|file| file.speaker.as_ref());
    events.chain(series).for_each(|speaker| add(&speaker.text));
    names
}

fn of_citation(citation: &Citation, add: &mut impl FnMut(&str)) {
    add(&citation.id);
    citation.publisher.iter().for_each(|name| add(name));
}

fn of_attribution(attribution: &Attribution, add: &mut impl FnMut(&str)) {
    let Attribution {
        by,
        on_behalf,
        via,
        source,
        named: bare,
        ..
    } = attribution;
    let named = [on_behalf, via, source].into_iter().flatten();
    by.iter()
        .chain(bare)
        .chain(named)
        .for_each(|named| add(&named.text));
}

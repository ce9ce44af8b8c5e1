//! One text after the other, and then what becomes of all their addresses.

use std::collections::HashSet;
use std::sync::Arc;

use super::front_matter::New;
use super::places::{Places, is_text, standing};
use super::references::{From, without_blocks};
use super::{Conversion, Fate, Generator, Old, Target, front_matter, jekyll, shortcodes};
use crate::content::address as ours;
use crate::content::document::{self, Document};
use crate::content::fence;
use crate::content::markdown::kramdown;
use crate::language::is_same;
use crate::pages::plan::{fault, former_address};
use crate::path::{SourcePath, UrlPath, decode, folded};

/// A text as it will be, but for the addresses that lead to it.
pub(super) struct Converted {
    file: String,
    place: String,
    old_url: String,
    url: UrlPath,
    new: New,
    body: String,
}

/// Converts a text; anything else is copied, left out or passed over.
pub(super) fn one(
    site: &Places<'_>,
    file: &Old,
    target: &Target,
    conversion: &mut Conversion,
) -> Option<Converted> {
    let leave_out = |conversion: &mut Conversion, reason: String| {
        conversion.left_out.push((file.path.clone(), reason));
    };
    if let Some(key) = site.rules.kept_out.by(&file.path) {
        if site.place_of(file).is_some() {
            leave_out(conversion, format!("the old site keeps it out ({key})"));
        }
        return None;
    }
    let Some(place) = site.place(file) else {
        if let Some(reason) = template(site.generator, &file.path) {
            leave_out(conversion, reason.to_string());
        }
        return None;
    };
    let Some(text) = file.text.as_ref().filter(|text| is_text(&place, text)) else {
        match template(site.generator, &file.path) {
            Some(reason) => leave_out(conversion, reason.to_string()),
            None => {
                conversion.copies.insert(place, file.path.clone());
            }
        }
        return None;
    };
    let path = SourcePath::new(&place);
    let parsed = document::parse(&path, &Arc::from(fence::plain(text)));
    if !parsed.value.sound {
        let reason = parsed.diagnostics.first();
        let reason = reason.map_or("", |diagnostic| diagnostic.message.as_str());
        let reason = format!("its front matter cannot be read: {reason}");
        leave_out(conversion, reason);
        return None;
    }
    let mut document = parsed.value;
    site.complete(file, Arc::make_mut(&mut document.front_matter));
    let spelled = front_matter::spelled(&document.front_matter);
    let old_url = site.rules.url(&file.path, &spelled);
    if let Some((reason, had_address)) = no_article(site.generator, &path, &document) {
        leave_out(conversion, reason.to_string());
        if had_address {
            conversion.address(&old_url, &file.path, Fate::Missing(reason.to_string()));
        }
        return None;
    }
    let (table, noticed) = (&document.front_matter, &parsed.diagnostics);
    let mut new = front_matter::convert(&path, table, noticed, target, conversion);
    if site.holds(file, &path) {
        new.hold();
    }
    let placed = site.rules.placed(&file.path);
    if let (None, Some(lang)) = (&new.lang, placed.lang)
        && !is_same(&lang, &target.language)
    {
        new.set_lang(&lang);
    }
    conversion.drafts += usize::from(new.held);
    let place = if new.dated { place } else { standing(&place) };
    let tongue = ours::Tongue {
        lang: new.lang.as_deref(),
        site: &target.language,
    };
    let url = ours::article(&SourcePath::new(&place), new.slug.as_deref(), tongue);
    let from = From {
        path: &file.path,
        url: &old_url,
        place: &place,
    };
    let body = body(site, document.body.markdown(), &from, conversion);
    Some(Converted {
        file: file.path.clone(),
        place,
        old_url,
        url,
        new,
        body,
    })
}

/// A body without what only the old generator understands, and with its references followed.
fn body(site: &Places<'_>, old: &str, from: &From<'_>, conversion: &mut Conversion) -> String {
    let mut body = match site.generator {
        Generator::Astro => old.to_string(),
        generator => shortcodes::turned(generator, &site.names, old, conversion),
    };
    if site.generator == Generator::Jekyll {
        let (plain, count) = kramdown::taken_out(&body);
        body = plain;
        note(
            conversion,
            "attributes and extensions of kramdown, `{:…}`",
            count,
        );
    }
    let (plain, count) = without_blocks(&body);
    if count > 0 {
        let tag = "fenced blocks that place something here".to_string();
        *conversion.turned_tags.entry(tag).or_default() += count;
    }
    site.moves.followed(&plain, from)
}

fn note(conversion: &mut Conversion, what: &str, count: usize) {
    if count > 0 {
        *conversion.taken_out.entry(what.to_string()).or_default() += count;
    }
}

/// What a page of a generator is that is a program or a template and no text.
fn template(generator: Generator, path: &str) -> Option<&'static str> {
    let part = path.split('/').any(|part| part.starts_with(['_', '.']));
    let ending = path.rsplit('.').next().unwrap_or("");
    match (generator, ending) {
        (_, "mdx") if !part => Some("Markdown with components: Dateline reads it without"),
        (Generator::Eleventy, "njk" | "liquid" | "hbs" | "ejs" | "pug") if !part => {
            Some("a template: listings are made from the articles")
        }
        _ => None,
    }
}

/// Why a text becomes no article, and whether it had an address.
fn no_article(
    generator: Generator,
    path: &SourcePath,
    document: &Document,
) -> Option<(&'static str, bool)> {
    if ours::is_section(path) {
        return Some((
            "a folder's own page: listings are made from the articles",
            true,
        ));
    }
    if !generator.is_liquid() {
        return None;
    }
    let made = jekyll::is_listing(document.body.markdown());
    let jekyll = generator == Generator::Jekyll;
    match () {
        () if !path.as_str().ends_with(".md") => Some((
            "a file that is made by Liquid, such as a feed or a style",
            true,
        )),
        () if jekyll && document.front_matter.entries.is_empty() => Some((
            "it has no front matter, so Jekyll copied it as it was",
            false,
        )),
        () if made => Some((
            "a page that is made by Liquid: listings are made from the articles",
            true,
        )),
        () => None,
    }
}

/// Writes the texts, with the former addresses that can lead to them.
pub(super) fn finish(converted: Vec<Converted>, conversion: &mut Conversion) {
    let mut taken: HashSet<String> = converted
        .iter()
        .map(|text| folded(&text.url.file()).into_owned())
        .collect();
    let mut kept: Vec<Vec<String>> = vec![Vec::new(); converted.len()];
    // The addresses that texts had come before those that they once had had.
    for (text, aliases) in converted.iter().zip(&mut kept) {
        former(text, &text.old_url, &mut taken, aliases, conversion);
    }
    for (text, aliases) in converted.iter().zip(&mut kept) {
        for alias in text.new.aliases() {
            if UrlPath::new(&alias).as_str() != text.old_url {
                former(text, &alias, &mut taken, aliases, conversion);
            }
        }
    }
    for (mut text, aliases) in converted.into_iter().zip(kept) {
        text.new.set_aliases(aliases);
        let separator = if text.body.starts_with('\n') {
            ""
        } else {
            "\n"
        };
        let whole = format!("+++\n{}+++\n{separator}{}", text.new.text(), text.body);
        conversion.texts.insert(text.place, whole);
    }
}

/// Keeps a former address of a text, if a page can be there.
fn former(
    text: &Converted,
    alias: &str,
    taken: &mut HashSet<String>,
    aliases: &mut Vec<String>,
    conversion: &mut Conversion,
) {
    let from = former_address(&UrlPath::new(&decode(alias)));
    let from = from.filter(|from| fault(from).is_none());
    let missing = |reason: &str| Fate::Missing(reason.to_string());
    let fate = match from {
        None if text.url.as_str() == "/" && alias == "/" => Fate::Kept,
        None => missing("no host can serve it, or it is the front page"),
        Some(from) if from == text.url => Fate::Kept,
        Some(from) => match taken.insert(folded(&from.file()).into_owned()) {
            true => {
                aliases.push(alias.to_string());
                Fate::Redirected(text.url.to_string())
            }
            false if folded(from.as_str()) == folded(text.url.as_str()) => {
                missing("it differs from the new one only in capitals, which many disks cannot")
            }
            false => missing("another page is there"),
        },
    };
    conversion.address(&UrlPath::new(alias).to_string(), &text.file, fate);
}

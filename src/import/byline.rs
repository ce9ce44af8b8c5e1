//! Who wrote an article: the names in a line such as `By Ada Hale and Tom Reed in Leyton, staff writers`.

use crate::path::slug;
use crate::prose::language::{Class, Language, Mark};

/// How many words a name has at most.
const WORDS: usize = 5;

/// How many words a line of authors has at most.
const LINE: usize = 16;

/// Whether a line says by whom an article is.
pub(super) fn is_byline(line: &str, language: &Language) -> bool {
    let short = line.split_whitespace().count() <= LINE;
    short && behind_by(line, language).is_some()
}

/// What stands behind `By` at the head of a line.
fn behind_by<'t>(line: &'t str, language: &Language) -> Option<&'t str> {
    let lower = line.to_lowercase();
    let behind = |by: &String| {
        let rest = lower.strip_prefix(by.as_str())?;
        let rest = rest.starts_with([' ', ':']).then_some(rest)?;
        line.get(line.len().checked_sub(rest.len())?..)
    };
    let found = language.furniture.by.iter().filter_map(behind);
    let rest = found.min_by_key(|rest| rest.len())?;
    Some(rest.trim_start_matches([':', ' ']))
}

/// The authors whom a line names: persons, or where it names none, a body such as an agency.
pub(super) fn authors(line: &str, language: &Language) -> Vec<String> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let names = behind_by(&line, language).unwrap_or(&line);
    let names = names
        .split(['|', '•', '·'])
        .find(|part| !part.trim().is_empty());
    let mut names = format!("{} ", names.unwrap_or(""));
    for joint in &language.furniture.and {
        names = names.replace(&format!(" {joint} "), ", ");
    }
    let parts: Vec<&str> = names.split([',', ';', '/']).collect();
    let found = parts.iter().enumerate();
    let found = found.filter_map(|(at, part)| name(part, at == 0, language));
    let mut found: Vec<String> = found.collect();
    // `PTI, Washington`
    if found.first().is_some_and(|first| is_body(first, language)) {
        found.truncate(1);
    }
    persons_first(found, language)
}

/// The persons among some names, each once; where there are none, all.
pub(super) fn persons_first(names: Vec<String>, language: &Language) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for name in &names {
        // `About Ada Hale` is Ada Hale.
        let longer = |known: &String| name.ends_with(&format!(" {known}"));
        if !known.iter().any(|known| slug(known) == slug(name)) && !names.iter().any(longer) {
            known.push(name.clone());
        }
    }
    let person = |name: &&String| !is_body(name, language);
    match known.iter().any(|name| person(&name)) {
        true => known.iter().filter(person).cloned().collect(),
        false => known,
    }
}

/// Whether a name is surely a person's: of more than one word, and no body's.
pub(super) fn is_person(name: &str, language: &Language) -> bool {
    name.contains(' ') && !is_body(name, language)
}

/// Whether a name is that of a body and no person's.
pub(super) fn is_body(name: &str, language: &Language) -> bool {
    let lower = name.to_lowercase();
    let furniture = &language.furniture;
    let mut words = lower.split(' ');
    furniture.agencies.contains_key(&lower)
        || words
            .any(|word| furniture.bodies.contains(word) || furniture.agencies.contains_key(word))
}

/// One name of a line, without place, paper, agency and office.
fn name(part: &str, first: bool, language: &Language) -> Option<String> {
    let furniture = &language.furniture;
    let clean = |word: &'_ str| {
        word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.' || c == '\'' || c == '’'))
            .to_string()
    };
    let mut words: Vec<String> = Vec::new();
    // `Text: Ada Hale`
    let part = part.split_once(": ").map_or(part, |(_, name)| name);
    for word in part.split(' ').filter(|word| !word.is_empty()) {
        if word.starts_with(['(', '[', '-', '–', '—', '<', '@', '"', '“'])
            || !is_of_name(word, language)
        {
            break;
        }
        words.push(clean(word));
        // `Ada Hale. Gazette News`
        let stop = word.ends_with(['.', ':']) && words.len() > 1 && word.chars().count() > 3;
        if stop || word.ends_with(')') {
            break;
        }
    }
    let mut text = words.join(" ").trim_end_matches('.').to_string();
    let whole = text.to_lowercase();
    if furniture.agencies.contains_key(&whole) {
        return Some(text);
    }
    let tails = furniture.roles.iter().chain(furniture.agencies.keys());
    let tail = tails
        .filter(|tail| whole.ends_with(&format!(" {tail}")))
        .max_by_key(|tail| tail.len());
    if let Some(tail) = tail {
        text.truncate(text.len().checked_sub(tail.len() + 1)?);
        // `Ada Hale Associated Press`, but `AP Science Writer`.
        let office = furniture.roles.contains(tail) && !first;
        if office || text.split(' ').count() < 2 || is_body(&text, language) {
            return None;
        }
    }
    let lower = text.to_lowercase();
    let role = |role: &String| {
        lower == *role
            || lower.starts_with(&format!("{role} "))
            || lower.ends_with(&format!(" {role}s"))
    };
    let count = text.split(' ').count();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let handle = count == 1 && first && part.trim() == text;
    let particle = |word: &str| furniture.within_name.contains(word);
    let mut all = text.split(' ').enumerate();
    let opens = handle || all.all(|(at, word)| !small(word) || (at > 0 && particle(word)));
    let opens = opens
        && !text
            .rsplit(' ')
            .next()
            .is_some_and(|last| small(last) && count > 1);
    let sound = (1..=WORDS).contains(&count) && opens && text.chars().count() > 2;
    (sound && !furniture.roles.iter().any(role)).then(|| in_small_letters(text.trim()))
}

/// Whether a word may belong to a name: no `in`, address, number or day.
fn is_of_name(word: &str, language: &Language) -> bool {
    let bare = word.trim_end_matches(['.', ',', ':', ')', '\'']);
    let lower = bare.to_lowercase();
    let furniture = &language.furniture;
    let odd = bare.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '<' | '_' | '='));
    let address = bare.contains("//")
        || bare
            .rsplit_once('.')
            .is_some_and(|(host, end)| host.len() > 2 && end.len() > 1);
    let entry = language.lexicon.get(&lower);
    let day = entry.is_some_and(|entry| {
        let named = [Class::Weekday, Class::Month, Class::Today];
        !entry.is(Mark::Ambiguous) && named.iter().any(|class| entry.value(*class).is_some())
    });
    !(odd || address || day || furniture.behind_name.contains(&lower))
}

/// A name that is written in capitals as others are: `JANIE HALE`.
fn in_small_letters(name: &str) -> String {
    let upper = !name.chars().any(char::is_lowercase) && name.contains(' ');
    if !upper {
        return name.to_string();
    }
    let word = |word: &str| {
        let mut open = true;
        let letters = word.chars().flat_map(|c| {
            let kept = open || !c.is_alphabetic();
            open = !c.is_alphabetic();
            match kept {
                true => vec![c],
                false => c.to_lowercase().collect(),
            }
        });
        letters.collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The reporters whom a line at the end of an agency's text names: `(Reporting by Ada Hale; Editing by Tom Reed)`.
pub(super) fn reporters(line: &str, language: &Language) -> Vec<String> {
    let lower = line.to_lowercase();
    let found = language.furniture.reporting.iter().find_map(|by| {
        let at = lower.find(by.as_str())?;
        line.get(at + by.len()..)
    });
    let names = found.and_then(|rest| rest.split([';', ')', '.']).next());
    names.map_or_else(Vec::new, |names| authors(names, language))
}

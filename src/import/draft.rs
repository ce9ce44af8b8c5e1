//! The article as a file of the content folder, its facts marked as not yet reviewed.

use chrono::Datelike;
use rust_decimal::Decimal;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::embargo::Embargo;
use super::marks::{self, Marked};
use super::published::Published;
use super::{Imported, json};
use crate::content::fence;
use crate::content::observation::Firmness;
use crate::path::{SourcePath, slug};
use crate::review::{ASKED, MATCHED, Match, UNTIL_REVIEWED};

/// A file to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Where, from the site's folder on.
    pub path: String,
    /// What.
    pub text: String,
}

/// Where a draft has its proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facts {
    /// At the words that state them, where these words alone say the same; else in the front matter.
    InText,
    /// All in the front matter.
    InFrontMatter,
}

/// Makes the file of an article; `Err` names what it cannot be without.
///
/// # Errors
///
/// That the input has no title, no day or no text, or that a front matter stands in its text.
pub fn draft(imported: &Imported, place: Facts) -> Result<Draft, String> {
    let metadata = &imported.metadata;
    let title = metadata.title.as_deref().unwrap_or("");
    let name = slug(title);
    if name.is_empty() {
        return Err("no headline was found in it".to_string());
    }
    let Some(day) = metadata.date else {
        return Err(
            "no day of publication was found in it; say it with `--date 2024-09-09`".to_string(),
        );
    };
    if imported.paragraphs.is_empty() {
        return Err("no text of an article was found in it".to_string());
    }
    let name = name.chars().take(80).collect::<String>();
    let marked = match place {
        Facts::InText => marks::marked(imported, day),
        Facts::InFrontMatter => Marked::plain(imported),
    };
    let head = format!("+++\n{}+++\n\n", front_matter(imported, &marked));
    let path = format!(
        "content/articles/{}/{}.md",
        day.year(),
        name.trim_end_matches('-')
    );
    let text = format!("{head}{}\n", marked.body);
    if fence::second(&SourcePath::new(&path), &text, head.len()).is_some() {
        return Err(
            "a front matter stands within its text and may be to hold it back; remove it"
                .to_string(),
        );
    }
    Ok(Draft { path, text })
}

fn front_matter(imported: &Imported, marked: &Marked) -> String {
    let metadata = &imported.metadata;
    let mut document = DocumentMut::new();
    let table = document.as_table_mut();
    let mut text = |key: &str, text: Option<&String>| {
        if let Some(text) = text {
            table.insert(key, value(text.as_str()));
        }
    };
    text("title", metadata.title.as_ref());
    text("summary", metadata.summary.as_ref());
    text("dateline", metadata.dateline.as_ref());
    // What its words and numbers are read in: an article that says nothing is in the site's language.
    let other = metadata.language.as_ref();
    let site = imported.site_language.split(['-', '_']).next();
    text("lang", other.filter(|other| site != Some(other.as_str())));
    if let Some(day) = metadata.date {
        table.insert("date", date(&day.to_string()));
    }
    if let (Some(published), Some(mut key)) = (&metadata.published, table.key_mut("date")) {
        key.leaf_decor_mut().set_prefix(told(published));
    }
    for (key, list) in [
        ("authors", &metadata.authors),
        ("topics", &imported.proposals.topics),
        ("regions", &imported.proposals.regions),
    ] {
        if !list.is_empty() || key != "authors" {
            table.insert(key, value(list.iter().collect::<Array>()));
        }
    }
    if let Some(source) = source(imported) {
        table.insert("sources", value(Array::from_iter([source])));
    }
    if let Some(until) = imported
        .embargo
        .as_ref()
        .and_then(|held| held.until.as_ref())
    {
        table.insert("embargo", date(until));
    }
    table.insert("draft", value(true));
    if let Some(mut draft) = table.key_mut("draft") {
        let held = imported.embargo.as_ref().map(under).unwrap_or_default();
        draft.leaf_decor_mut().set_prefix(held + UNTIL_REVIEWED);
    }
    let links = &imported.links;
    let events = imported.proposals.events.iter().enumerate();
    let events: ArrayOfTables = events
        .filter(|(at, _)| !marked.events.contains(at))
        .map(|(at, one)| linked(event(one), "id", links.events.get(at)))
        .collect();
    let figures = imported.proposals.figures.iter().enumerate();
    let figures: ArrayOfTables = figures
        .filter(|(at, _)| !marked.figures.contains(at))
        .map(|(at, one)| linked(figure(one), "series", links.figures.get(at)))
        .collect();
    if !events.is_empty() {
        table.insert("events", Item::ArrayOfTables(events));
    }
    if !figures.is_empty() {
        table.insert("figures", Item::ArrayOfTables(figures));
    }
    order(table);
    document.to_string()
}

/// Which of the days that the input tells was taken.
fn told(published: &Published) -> String {
    let by: Vec<&str> = published.by.iter().map(|by| by.as_str()).collect();
    let mut line = format!("# The day is from: {}", by.join(", "));
    let mut named: Vec<&str> = Vec::new();
    for told in &published.others {
        // Of a list of other articles' days the first says enough.
        if !named.contains(&told.by.as_str()) {
            named.push(told.by.as_str());
            line += &format!("; {}: {}", told.by.as_str(), told.day);
        }
    }
    line + ".\n"
}

/// What the text says of its embargo, and what a person has to clear up before the text may go.
fn under(embargo: &Embargo) -> String {
    // What ends a line ends a comment, and TOML has no sign in one that nobody can see.
    let sign = |c: char| if c.is_control() { ' ' } else { c };
    let words: String = embargo.words.chars().take(200).map(sign).collect();
    let line = format!("# It says of its embargo: {words}\n");
    match embargo.is_clear {
        true => line,
        false => line + ASKED + EMBARGO,
    }
}

/// What is asked where the words of an embargo are not the whole of an instant.
const EMBARGO: &str =
    "until when exactly? Set `embargo = 2026-02-03T11:00:00Z` and take this line out.\n";

/// Puts the keys into the order people write them in.
fn order(table: &mut Table) {
    const ORDER: [&str; 13] = [
        "title", "date", "embargo", "draft", "lang", "dateline", "summary", "authors", "topics",
        "regions", "sources", "events", "figures",
    ];
    let place = |key: &str| ORDER.iter().position(|known| *known == key);
    table.sort_values_by(|a, _, b, _| place(a.get()).cmp(&place(b.get())));
}

fn date(day: &str) -> Item {
    match day.parse::<toml_edit::Datetime>() {
        Ok(day) => value(day),
        Err(_) => value(day),
    }
}

/// Where the article comes from.
fn source(imported: &Imported) -> Option<Value> {
    let metadata = &imported.metadata;
    let name = metadata.agency.as_ref().or(metadata.publisher.as_ref())?;
    let mut source = InlineTable::new();
    source.insert("name", name.as_str().into());
    if let Some(url) = &metadata.url {
        source.insert("url", url.as_str().into());
    }
    if let Some(day) = metadata
        .date
        .and_then(|day| day.to_string().parse::<toml_edit::Datetime>().ok())
    {
        source.insert("published", day.into());
    }
    Some(Value::InlineTable(source))
}

fn event(event: &super::propose::Event) -> Table {
    let mut table = Table::new();
    table.insert("title", value(event.title.as_str()));
    table.insert("date", value(event.date.to_string()));
    table.insert("status", value(event.status.as_str()));
    if let Some(by) = &event.by {
        table.insert("by", value(by.as_str()));
    }
    if let Some(region) = &event.region {
        table.insert("regions", value(Array::from_iter([region.as_str()])));
    }
    table.insert("quote", value(event.quote.as_str()));
    table.insert("confidence", value(event.confidence));
    table.insert("review", value(true));
    table
}

/// A fact with what of the site it belongs to, and why that is thought.
fn linked(mut fact: Table, key: &str, link: Option<&Option<Match>>) -> Table {
    if let Some(found) = link.and_then(Option::as_ref) {
        let mut id = Value::from(found.id.as_str());
        id.decor_mut().set_suffix(format!("{MATCHED}{}", found.why));
        fact.insert(key, value(id));
        fact.sort_values_by(|a, _, b, _| (b.get() == key).cmp(&(a.get() == key)));
    }
    fact
}

fn figure(figure: &super::propose::Figure) -> Table {
    let mut table = Table::new();
    table.insert("label", value(figure.label.as_str()));
    let mut number = |key: &str, number: Decimal| {
        let text = number.to_string();
        // Digit for digit: TOML's own numbers are binary fractions.
        let number = text.parse::<toml_edit::Value>();
        table.insert(key, value(number.unwrap_or_else(|_| text.into())));
    };
    if figure.min == figure.max {
        number("value", figure.min);
    } else {
        number("min", figure.min);
        number("max", figure.max);
    }
    if let Some(hedge) = figure.hedge {
        table.insert("hedge", value(json::hedge(hedge)));
    }
    table.insert("unit", value(figure.unit.as_str()));
    if let Some(as_of) = &figure.as_of {
        table.insert("as_of", value(as_of.as_str()));
    }
    if let Some(status) = firmness(figure.firmness) {
        table.insert("status", value(status));
    }
    if let Some(by) = &figure.by {
        table.insert("by", value(by.as_str()));
    }
    if let Some(region) = &figure.region {
        table.insert("region", value(region.as_str()));
    }
    table.insert("quote", value(figure.quote.as_str()));
    table.insert("confidence", value(figure.confidence));
    table.insert("review", value(true));
    table
}

/// The word authors write for what is no plain number.
pub(super) fn firmness(firmness: Firmness) -> Option<&'static str> {
    let known = Firmness::ALL.iter().find(|(_, known)| *known == firmness);
    known
        .filter(|_| firmness != Firmness::Normal)
        .map(|(word, _)| *word)
}

/// Plain text with everything escaped that Markdown would take for a sign of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let within = before.is_alphanumeric() && next.is_alphanumeric();
        let sign = match c {
            '\\' | '*' | '`' | '<' | '[' | ']' | '|' | '~' => true,
            '_' => !within,
            '&' => next == '#' || next.is_ascii_alphabetic(),
            _ => false,
        };
        if sign {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    let opens = |signs: &[char]| out.starts_with(signs);
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    } else if opens(&['#', '>', '-', '+', '=', ':']) {
        out.insert(0, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_the_words_as_they_were() {
        for text in [
            "# 1 in the list",
            "1. first",
            "2) second",
            "- dash",
            "+ plus",
            "> more",
            "a * b * c",
            "snake_case and _so_",
            "<b>bold</b>",
            "[link](x)",
            "a \\ b",
            "`code`",
            "AT&T &amp; &#38;",
            "* * *",
            "===",
            "~~no~~",
            "| a | b |",
            ": x",
            "1990. A year",
            "---",
        ] {
            let mut shown = String::new();
            for event in pulldown_cmark::Parser::new_ext(
                &escaped(text),
                pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION,
            ) {
                match event {
                    pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => {
                        shown.push_str(&text)
                    }
                    _ => {}
                }
            }
            assert_eq!(shown, text);
        }
    }
}

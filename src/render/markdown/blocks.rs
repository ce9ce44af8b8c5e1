//! What stands below each other: paragraphs, headings, lists, tables.

use scraper::{ElementRef, Node};

use super::inline::{BREAK, Line};
use super::table::table;
use super::{DEEPEST, Links, is_shown, plain};

/// Whether an element stands by itself, and not in a line.
pub fn is_block(element: ElementRef<'_>) -> bool {
    matches!(
        element.value().name(),
        "html"
            | "body"
            | "main"
            | "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "legend"
            | "li"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "svg"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// The blocks of Markdown that an element's content makes.
pub fn blocks(element: ElementRef<'_>, links: &Links, depth: usize) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut line = Line::new(links, " ");
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => line.text(text),
            (_, Some(child)) if is_block(child) && is_shown(child) => {
                let before = std::mem::replace(&mut line, Line::new(links, " "));
                blocks.push(plain::paragraph(&before.finish()));
                blocks.extend(block(child, links, depth + 1));
            }
            (_, Some(child)) => line.element(child, depth + 1),
            _ => {}
        }
    }
    blocks.push(plain::paragraph(&line.finish()));
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The blocks that an element makes.
fn block(element: ElementRef<'_>, links: &Links, depth: usize) -> Vec<String> {
    let words = || Line::of(element, links, " ");
    let one = |text: String| match text.is_empty() {
        true => Vec::new(),
        false => vec![text],
    };
    let name = element.value().name();
    match name {
        _ if depth > DEEPEST => one(plain::paragraph(&words())),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let title = words().replace(BREAK, " ");
            // At its end it would close the heading.
            let title = match title.strip_suffix('#') {
                Some(rest) => format!("{rest}\\#"),
                None => title,
            };
            let level = name[1..].parse().unwrap_or(1);
            one(title)
                .into_iter()
                .map(|title| match in_item(element) {
                    true => bold(title),
                    false => format!("{} {title}", "#".repeat(level)),
                })
                .collect()
        }
        "summary" | "dt" => one(words()).into_iter().map(bold).collect(),
        "svg" => {
            let mut line = Line::new(links, " ");
            line.element(element, depth);
            one(plain::paragraph(&line.finish()))
        }
        "ul" | "menu" => one(list(element, links, depth, |_| "-".to_string())),
        "ol" => one(list(element, links, depth, numbers(element))),
        "dl" => one(terms(element, links, depth)),
        "blockquote" => one(blocks(element, links, depth).join("\n\n"))
            .into_iter()
            .map(|text| indented(&text, "> ", "> "))
            .collect(),
        "pre" => one(code(element)),
        "hr" => one("---".to_string()),
        "table" => table(element, links),
        _ => blocks(element, links, depth),
    }
}

/// A title within a list's item; one that begins or ends set off stays so.
fn bold(title: String) -> String {
    match title.starts_with('*') || title.ends_with('*') {
        true => plain::paragraph(&title),
        false => format!("**{title}**"),
    }
}

fn in_item(element: ElementRef<'_>) -> bool {
    let above = element.ancestors().filter_map(ElementRef::wrap);
    above.into_iter().any(|above| above.value().name() == "li")
}

/// The numbers of a list. Where a theme has given it a class, it is set otherwise, and no reader sees them.
fn numbers(list: ElementRef<'_>) -> impl Fn(usize) -> String {
    let first = list.value().attr("start");
    let first: usize = first.and_then(|first| first.parse().ok()).unwrap_or(1);
    let shown = list.value().attr("class").is_none();
    move |at| match shown {
        true => format!("{}.", first + at),
        false => "-".to_string(),
    }
}

fn list(
    element: ElementRef<'_>,
    links: &Links,
    depth: usize,
    mark: impl Fn(usize) -> String,
) -> String {
    let shown = element.child_elements().filter(|child| is_shown(*child));
    let items = shown.map(|item| match item.value().name() {
        "li" => blocks(item, links, depth),
        _ => block(item, links, depth),
    });
    let items: Vec<Vec<String>> = items.filter(|item| !item.is_empty()).collect();
    joined(&items, mark)
}

/// Terms and what is said of them.
fn terms(element: ElementRef<'_>, links: &Links, depth: usize) -> String {
    let mut items: Vec<Vec<String>> = Vec::new();
    // A term and what is said of it may stand in a box together.
    let parts = element
        .child_elements()
        .flat_map(|part| match part.value().name() {
            "div" => part.child_elements().collect(),
            _ => vec![part],
        });
    for part in parts.filter(|part| is_shown(*part)) {
        match (part.value().name(), items.last_mut()) {
            ("dt", _) => items.push(block(part, links, depth)),
            ("dd", Some(item)) => item.extend(blocks(part, links, depth)),
            _ => {}
        }
    }
    let items = items.into_iter().map(|mut item| {
        if item.get(1).is_some_and(|said| is_paragraph(said)) {
            let said = item.remove(1);
            item[0] = format!("{}: {said}", item[0]);
        }
        item
    });
    let items: Vec<_> = items.filter(|item| !item.is_empty()).collect();
    joined(&items, |_| "-".to_string())
}

/// Whether a block is a paragraph: only in others a mark stands first.
fn is_paragraph(block: &str) -> bool {
    let first = block.split([' ', '\n']).next().unwrap_or_default();
    let number = first.strip_suffix('.').unwrap_or_default();
    let numbered = !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit());
    let marked = matches!(first, "-" | ">" | "|" | "---") || first.trim_matches('#').is_empty();
    !(numbered || marked || first.starts_with("```"))
}

/// A list of items of blocks each; without blank lines where none holds more than a line and lists.
fn joined(items: &[Vec<String>], mark: impl Fn(usize) -> String) -> String {
    let is_list = |block: &String| block.starts_with("- ") || block.starts_with("1. ");
    let tight = items.iter().all(|item| item[1..].iter().all(is_list));
    let gap = if tight { "\n" } else { "\n\n" };
    let items = items.iter().enumerate().map(|(at, item)| {
        let mark = format!("{} ", mark(at));
        indented(&item.join(gap), &mark, &" ".repeat(mark.len()))
    });
    items.collect::<Vec<_>>().join(gap)
}

/// A text with something before its first line and before each other that is not empty.
fn indented(text: &str, first: &str, others: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        match (at, line.is_empty()) {
            (0, _) => out.push_str(first),
            (_, true) => out.push_str(&format!("\n{}", others.trim_end())),
            (_, false) => out.push_str(&format!("\n{others}")),
        }
        out.push_str(line);
    }
    out
}

fn code(element: ElementRef<'_>) -> String {
    let text = element.text().collect::<String>();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut within = element
        .child_elements()
        .flat_map(|code| code.value().classes());
    let language = within.find_map(|class| class.strip_prefix("language-"));
    let text = text.trim_end_matches('\n');
    format!("{fence}{}\n{text}\n{fence}", language.unwrap_or_default())
}

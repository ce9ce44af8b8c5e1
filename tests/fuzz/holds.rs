//! What holds of everything that comes out, whatever went in.

use dateline::content::source::SourceTree;
use dateline::diagnostic::{
    Diagnostic, Severity, Texts, github, gitlab, has_errors, json, sarif, text,
};
use dateline::edition::{AllTexts, Edition, Options, evaluate};
use dateline::pages::plan::{File, Page};
use dateline::path::{UrlPath, decode};
use quick_xml::events::Event;
use scraper::{Html, Selector};

/// Every message has words, stands in its file, and can be shown in every form.
pub fn messages(diagnostics: &[Diagnostic], texts: &dyn Texts) {
    for diagnostic in diagnostics {
        assert!(!diagnostic.message.is_empty(), "{}", diagnostic.code);
        if let Some(place) = &diagnostic.place
            && let (Some(text), Some(span)) = (texts.text(&place.file), &place.span)
        {
            assert!(
                text.get(span.clone()).is_some(),
                "no such place: {diagnostic:?}"
            );
        }
    }
    // Each is shown as the others are; of very many, some will do.
    let diagnostics = &diagnostics[..diagnostics.len().min(200)];
    text::render(diagnostics, texts, text::Style::Plain);
    github::render(diagnostics, texts, "");
    for machine in [
        json::render(diagnostics, texts),
        sarif::render(diagnostics, texts, ""),
        gitlab::render(diagnostics, texts, ""),
    ] {
        for line in serde_json::Deserializer::from_str(&machine).into_iter::<serde_json::Value>() {
            line.expect("messages for machines are JSON");
        }
    }
}

/// A site of this many pages is looked at whole; of a larger one, as many, spread evenly.
const PAGES: usize = 60;

/// Every page of a site is right, or the site has an error.
pub fn site(tree: &SourceTree, options: &Options) {
    let evaluated = evaluate(tree, options);
    let (edition, diagnostics) = (evaluated.value, evaluated.diagnostics);
    messages(&diagnostics, &AllTexts(tree));
    messages(&edition.lints(), &AllTexts(tree));
    let renderer = edition.renderer();
    let pages = &edition.plan.pages;
    for (url, page) in pages.iter().step_by(pages.len().div_ceil(PAGES).max(1)) {
        let rendered = renderer.render(url, page);
        messages(&rendered.diagnostics, &AllTexts(tree));
        for found in &rendered.diagnostics {
            assert!(!found.code.starts_with("template/"), "{url}: {found:?}");
        }
        let wrong = has_errors(&diagnostics) || has_errors(&rendered.diagnostics);
        match (rendered.value, page) {
            // What authors put beside their texts goes out as it is.
            (_, Page::File(File::Asset(_) | File::Static(_))) => {}
            (Some(bytes), _) => output(&edition, url, &bytes, wrong),
            (None, _) => assert!(
                has_errors(&rendered.diagnostics),
                "{url}: nothing, without a word"
            ),
        }
    }
}

fn output(edition: &Edition, url: &UrlPath, bytes: &[u8], wrong: bool) {
    let text = || std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{url} is no UTF-8"));
    match url.file().rsplit('.').next() {
        Some("html") => html(edition, url, text(), wrong),
        Some("xml") => xml(url, text()),
        Some("ics") => calendar(url, text()),
        Some("json") => data(url, text()),
        _ => {}
    }
}

fn data(url: &UrlPath, text: &str) {
    let read = serde_json::from_str::<serde_json::Value>(text);
    assert!(read.is_ok(), "{url}: {read:?}");
}

/// Nothing in a page runs, loads what is not the site's, or leads to a page that is not there.
fn html(edition: &Edition, url: &UrlPath, text: &str, wrong: bool) {
    if edition.config.output.unsafe_html {
        return;
    }
    let document = Html::parse_document(text);
    let all = Selector::parse("*").unwrap();
    for element in document.select(&all) {
        let name = element.value().name();
        let refused = [
            "iframe",
            "object",
            "embed",
            "applet",
            "frame",
            "portal",
            "foreignobject",
            "animate",
            "set",
        ];
        assert!(!refused.contains(&name), "{url}: <{name}>");
        if name == "script" {
            match element.value().attr("src") {
                Some(source) => assert!(
                    source.ends_with(".js") && !source.contains(':'),
                    "{url}: {source}"
                ),
                None => {
                    let inside: String = element.text().collect();
                    assert_eq!(
                        element.value().attr("type"),
                        Some("application/ld+json"),
                        "{url}"
                    );
                    data(url, &inside);
                }
            }
        }
        for (key, value) in element.value().attrs() {
            assert!(!key.starts_with("on"), "{url}: {key}={value}");
            let bare: String = value
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect();
            let bare = bare.to_ascii_lowercase();
            let scheme = ["javascript:", "vbscript:", "data:text/html"];
            let leads = [
                "href",
                "src",
                "action",
                "formaction",
                "xlink:href",
                "data",
                "poster",
            ]
            .contains(&key);
            assert!(
                !leads || !scheme.iter().any(|scheme| bare.starts_with(scheme)),
                "{url}: {key}={value}"
            );
            if key == "href" && name == "a" && !wrong && !url.as_str().contains("404") {
                link(edition, url, value);
            }
        }
    }
}

fn link(edition: &Edition, url: &UrlPath, address: &str) {
    let path = address.split(['#', '?']).next().unwrap_or("");
    let leads_away = path.is_empty() || path.contains(':') || path.starts_with("//");
    // Links in raw HTML are the author's own; those that Dateline makes say `index.html`.
    if leads_away || !path.ends_with("index.html") {
        return;
    }
    let target = url.resolve(&decode(path));
    let target = target
        .as_str()
        .strip_suffix("index.html")
        .unwrap_or(target.as_str());
    assert!(
        edition.plan.pages.contains_key(&UrlPath::new(target)),
        "{url} leads to {address}"
    );
}

fn xml(url: &UrlPath, text: &str) {
    let illegal = |c: &char| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert_eq!(text.chars().find(illegal), None, "{url}");
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Text(text)) => drop(text.decode().expect("text is legal")),
            Ok(_) => {}
            Err(error) => panic!("{url}: {error}"),
        }
    }
}

fn calendar(url: &UrlPath, text: &str) {
    let mut open = Vec::new();
    for line in text.split_terminator("\r\n") {
        assert!(
            !line.contains(['\r', '\n']) && line.len() <= 75 + 3,
            "{url}: {line:?}"
        );
        if line.starts_with(' ') {
            continue;
        }
        let (name, value) = line
            .split_once(':')
            .unwrap_or_else(|| panic!("{url}: {line:?}"));
        let plain = |c: char| c.is_ascii_uppercase() || c == '-';
        assert!(
            name.split(';').next().unwrap().chars().all(plain),
            "{url}: {line:?}"
        );
        match name {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value), "{url}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{url}");
}

/// Whether a message stops a build.
pub fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

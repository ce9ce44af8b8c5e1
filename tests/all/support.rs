//! A small site in memory, and what its pages say.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use chrono::{NaiveDate, TimeZone, Utc};
use dateline::content::source::SourceTree;
use dateline::diagnostic::{Checked, Diagnostic, sorted, text};
use dateline::edition::sentences::Sentence;
use dateline::edition::{AllTexts, Edition, Options, evaluate};
use dateline::path::UrlPath;
use flate2::read::GzDecoder;

use crate::rules::assert_hold;

/// The configuration of a site that says nothing special.
pub const CONFIG: (&str, &str) = (
    "dateline.toml",
    "title = \"Desk\"\nbase_url = \"https://desk.example\"\n",
);

/// A site in memory, evaluated.
pub struct Site {
    pub tree: SourceTree,
    pub edition: Edition,
    /// What every stage before rendering had to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Evaluates a site of these files on 1 October 2025.
pub fn site<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Site {
    site_with(files, &today())
}

/// Evaluates a site of these files with other options.
pub fn site_with<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    options: &Options,
) -> Site {
    let mut all: BTreeMap<&str, &str> = BTreeMap::from([CONFIG]);
    all.extend(files);
    let tree = SourceTree::from_texts(all);
    let evaluated = evaluate(&tree, options);
    let foreign = evaluated.value.config.foreign.is_some();
    assert_hold(&evaluated.diagnostics, foreign);
    assert_hold(&evaluated.value.lints(), foreign);
    Site {
        tree,
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    }
}

/// The day the tests play on, unless they say otherwise.
pub fn today() -> Options {
    Options::at(Utc.with_ymd_and_hms(2025, 10, 1, 12, 0, 0).unwrap())
}

/// A site that is made at noon of a day.
pub fn noon_of(day: &str) -> Options {
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap();
    Options::at(Utc.from_utc_datetime(&day.and_hms_opt(12, 0, 0).unwrap()))
}

/// The same site on another day; on one to come, with what becomes public until then.
pub fn as_of(day: &str) -> Options {
    Options {
        reveal: true,
        as_of: Some(NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap()),
        ..today()
    }
}

impl Site {
    /// The bytes of a page as text; fails if there is no such page or it cannot be rendered.
    pub fn page(&self, url: &str) -> String {
        let url = UrlPath::new(url);
        let page = self
            .edition
            .plan
            .pages
            .get(&url)
            .unwrap_or_else(|| panic!("there is no page {url}"));
        let rendered = self.edition.renderer().render(&url, page);
        let bytes = rendered
            .value
            .unwrap_or_else(|| panic!("{url}: {:?}", rendered.diagnostics));
        String::from_utf8(bytes).unwrap()
    }

    /// The sentences that a page makes up, with their facts; fails if there is no such page.
    pub fn sentences(&self, url: &str) -> Vec<Sentence> {
        let pages = &self.edition.plan.pages;
        let found = pages.get_key_value(&UrlPath::new(url));
        let (url, page) = found.unwrap_or_else(|| panic!("there is no page {url}"));
        self.edition.sentences(url, page)
    }

    /// A page's words: its `main` without tags, white space folded.
    pub fn words(&self, url: &str) -> String {
        let page = self.page(url);
        let main = page.split("<main").nth(1).expect("a page has a main part");
        let main = main
            .split("</main>")
            .next()
            .expect("a split has a first part");
        words(&format!("<main{main}"))
    }

    pub fn has_page(&self, url: &str) -> bool {
        self.edition.plan.pages.contains_key(&UrlPath::new(url))
    }

    /// Everything that is wrong, in all stages and on all pages, as people see it.
    pub fn complaints(&self) -> String {
        text::render(
            &self.all_diagnostics(),
            &AllTexts(&self.tree),
            text::Style::Plain,
        )
    }

    /// The codes of everything that is wrong, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.all_diagnostics()
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect()
    }

    /// What reads like a slip of the pen, as people see it. Texts of tests are short: that a fact does
    /// not stand in them is left out.
    pub fn lints(&self) -> String {
        let mut found = sorted(self.edition.lints());
        found.retain(|found| found.code != "lint/not-in-text");
        text::render(&found, &AllTexts(&self.tree), text::Style::Plain)
    }

    fn all_diagnostics(&self) -> Vec<Diagnostic> {
        let renderer = self.edition.renderer();
        let pages = self.edition.plan.pages.iter();
        let rendered = pages.flat_map(|(url, page)| renderer.render(url, page).diagnostics);
        sorted(self.diagnostics.iter().cloned().chain(rendered).collect())
    }
}

/// Every address of a site with its bytes, and what rendering says; fails on what cannot be rendered
/// or read, so that nothing is taken for empty.
pub fn published(edition: &Edition) -> Checked<BTreeMap<UrlPath, Vec<u8>>> {
    let renderer = edition.renderer();
    let mut diagnostics = Vec::new();
    let mut published = BTreeMap::new();
    for (url, page) in &edition.plan.pages {
        let bytes = match edition.asset(page) {
            Some(asset) => asset.bytes().unwrap().to_vec(),
            None => {
                let rendered = renderer.render(url, page).drain_into(&mut diagnostics);
                rendered.unwrap_or_else(|| panic!("{url}: {diagnostics:?}"))
            }
        };
        published.insert(url.clone(), bytes);
    }
    Checked::new(published, diagnostics)
}

/// The files of a site's search, with what they hand over as it is read in the end.
pub fn searched(edition: &Edition) -> BTreeMap<UrlPath, Vec<u8>> {
    let mut files = edition.search().files().unwrap();
    for script in files.values_mut() {
        let text = String::from_utf8(script.clone()).unwrap();
        let content = text.split_once(",\"").map(|(_, rest)| rest);
        let coded = content.and_then(|rest| rest.strip_suffix("\")\n"));
        if let Some(packed) = coded.and_then(|coded| STANDARD.decode(coded).ok()) {
            script.clear();
            GzDecoder::new(&*packed).read_to_end(script).unwrap();
        }
    }
    files
}

/// All that is published as one text, with the search.
pub fn everything(edition: &Edition) -> String {
    let mut all = String::new();
    let files = searched(edition).into_iter();
    for (url, bytes) in published(edition).value.into_iter().chain(files) {
        all.push_str(url.as_str());
        all.push('\n');
        all.push_str(&String::from_utf8_lossy(&bytes));
        all.push('\n');
    }
    all
}

/// The bytes of a file that a test lies beside.
pub fn bytes_of(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// Text without its tags, white space folded, entities decoded as far as tests need it.
pub fn words(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let out = out
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where each of these stands in a text, which must be in this order; fails on one that is not
/// there.
#[track_caller]
pub fn assert_in_order(text: &str, parts: &[&str]) {
    let mut at = 0;
    for part in parts {
        match text[at..].find(part) {
            Some(found) => at += found + part.len(),
            None => panic!("`{part}` does not come after what stands before it in:\n{text}"),
        }
    }
}

/// Every file below a folder with its bytes.
pub fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_path_buf();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A text without the marks of its facts.
pub fn without_marks(text: &str) -> String {
    let mut parts = text.split("<a class=\"fact\" href=\"");
    let mut out = parts.next().unwrap().to_string();
    for part in parts {
        let (_, rest) = part.split_once('>').unwrap();
        out.push_str(&rest.replacen("</a>", "", 1));
    }
    out
}

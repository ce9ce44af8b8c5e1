//! What is answered to a request for a page of the site.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::assets;
use super::desk::Desk;
use super::facts;
use crate::content::source::Asset;
use crate::diagnostic::Diagnostic;
use crate::edition::{OtherDay, Standing, sentences};
use crate::pages::derived::Notes;
use crate::pages::kinds::{HTML, NotFound};
use crate::pages::plan::{Page, Plan};
use crate::pages::urls;
use crate::path::{SourcePath, UrlPath, decode};
use crate::render::Renderer;

/// What a request asks for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path below the site's root, decoded.
    path: String,
    /// The day to show the site on.
    day: Option<NaiveDate>,
    /// The digest of the page that the asker has.
    has: Option<String>,
}

/// The answer to a request.
pub enum Reply {
    /// Bytes in memory.
    Bytes {
        /// Whether there is such a page.
        status: StatusCode,
        /// Their media type.
        media: String,
        /// The bytes.
        bytes: Bytes,
    },
    /// A file on disk.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its media type.
        media: String,
    },
    /// Another address.
    Moved(String),
}

impl Asked {
    /// Reads a path and its query.
    pub fn new(path: &str, query: Option<&str>) -> Asked {
        let value = |key: &str| {
            let pairs = query.unwrap_or("").split('&');
            let mut pairs = pairs.filter_map(|pair| pair.split_once('='));
            let found = pairs.find(|(name, _)| *name == key)?;
            Some(decode(&found.1.replace('+', " "))).filter(|value| !value.is_empty())
        };
        Asked {
            path: value("path").unwrap_or_else(|| path.to_string()),
            day: value("as-of").and_then(|day| NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()),
            has: value("has"),
        }
    }
}

/// The site as it is asked for, on its own day or on another.
struct View<'a> {
    desk: &'a Desk,
    site: &'a Standing,
    other: Option<Arc<OtherDay>>,
}

/// A page that was rendered.
struct Rendered {
    status: StatusCode,
    bytes: Option<Arc<[u8]>>,
    diagnostics: Vec<Diagnostic>,
    took: Duration,
}

/// Answers a request for a page or file of the site.
pub fn page(desk: &Desk, asked: &Asked) -> Reply {
    desk.catch_up();
    if let Some(found) = search(desk, asked) {
        return found;
    }
    desk.look_at(|site, version| {
        let view = View::new(desk, site, version, asked);
        match view.find(&asked.path) {
            Found::Page(url, page) => view.reply(url, page),
            Found::Folder(url) => Reply::Moved(view.beside(asked, &url)),
            Found::Nothing => view.missing(&asked.path),
        }
    })
}

/// A file of the search, where no page or file of the site has its address.
fn search(desk: &Desk, asked: &Asked) -> Option<Reply> {
    let url = UrlPath::new(&asked.path);
    let pages = |site: &Standing, _| site.edition.plan.pages.contains_key(&url);
    if !asked.path.ends_with(".js") || desk.look_at(pages) {
        return None;
    }
    Some(Reply::Bytes {
        status: StatusCode::OK,
        media: "text/javascript; charset=utf-8".to_string(),
        bytes: Bytes::from(desk.search(&url, asked.day)?),
    })
}

/// What an open page needs to know of itself: its bytes where they are others than it has, what
/// it was made from, and everything that is wrong.
pub fn state(desk: &Desk, query: &str) -> Json {
    let asked = Asked::new("/", Some(query));
    desk.catch_up();
    desk.look_at(|site, version| {
        let view = View::new(desk, site, version, &asked);
        let found = match view.find(&asked.path) {
            Found::Page(url, page) => Some((url, page)),
            _ => None,
        };
        let rendered = match found {
            Some((url, page)) => view.render(url, page),
            None => view.not_found(&asked.path),
        };
        let digest = rendered.bytes.as_ref().map(|bytes| digest(bytes));
        let other = digest.is_some() && digest != asked.has;
        let html = rendered.bytes.as_ref().filter(|_| other);
        json!({
            "version": version,
            "status": rendered.status.as_u16(),
            "digest": digest,
            "html": html.map(|bytes| String::from_utf8_lossy(bytes)),
            "page": facts::of_page(desk, site, view.other.is_some(), found, rendered.took),
            "wrong": facts::wrong(desk, site, found, rendered.diagnostics),
        })
    })
}

/// The article that a page shows, as it is today.
pub fn article(desk: &Desk, asked: &Asked) -> Option<SourcePath> {
    desk.look_at(|site, version| {
        let view = View::new(desk, site, version, asked);
        match view.find(&asked.path) {
            Found::Page(_, page @ Page::Article(_)) if view.other.is_none() => {
                page.source(&site.edition.newsroom).cloned()
            }
            _ => None,
        }
    })
}

/// Why an open page says what it says.
pub fn why(desk: &Desk, query: &str) -> Json {
    let asked = Asked::new("/", Some(query));
    desk.look_at(|site, version| {
        let view = View::new(desk, site, version, &asked);
        let Found::Page(url, page) = view.find(&asked.path) else {
            return json!([]);
        };
        let notes = Notes::default();
        let (renderer, newsroom) = match &view.other {
            Some(other) => (site.renderer_on(other, Some(&notes)), &other.newsroom),
            None => (site.edition.renderer_noting(&notes), &site.edition.newsroom),
        };
        let told = sentences::of_page(&renderer, &notes, url, page);
        facts::why(desk, site, newsroom, &told)
    })
}

enum Found<'a> {
    Page(&'a UrlPath, &'a Page),
    /// The page of a folder that was asked for without its slash.
    Folder(UrlPath),
    Nothing,
}

impl<'a> View<'a> {
    fn new(desk: &'a Desk, site: &'a Standing, version: u64, asked: &Asked) -> View<'a> {
        View {
            desk,
            site,
            other: asked.day.map(|day| desk.on(site, version, day)),
        }
    }

    fn plan(&self) -> &Plan {
        match &self.other {
            Some(other) => &other.plan,
            None => &self.site.edition.plan,
        }
    }

    fn renderer(&self) -> Renderer<'_> {
        match &self.other {
            Some(other) => self.site.renderer_on(other, None),
            None => self.site.edition.renderer(),
        }
    }

    /// Only what the plan names is ever served, so that no path leads out of the site.
    fn find(&self, path: &str) -> Found<'_> {
        let pages = &self.plan().pages;
        let path = path
            .strip_suffix("/index.html")
            .map(|path| format!("{path}/"))
            .unwrap_or(path.to_string());
        let url = UrlPath::new(&path);
        if let Some((url, page)) = pages.get_key_value(&url) {
            return Found::Page(url, page);
        }
        let folder = url.join("/");
        match pages.contains_key(&folder) {
            true => Found::Folder(folder),
            false => Found::Nothing,
        }
    }

    fn render(&self, url: &UrlPath, page: &Page) -> Rendered {
        let started = Instant::now();
        let rendered = self.renderer().render(url, page);
        let took = started.elapsed();
        let bytes: Option<Arc<[u8]>> = rendered.value.map(Arc::from);
        match &bytes {
            Some(bytes) if self.other.is_none() => self.desk.keep(url, bytes),
            Some(_) => {}
            None => self.desk.failed(url, &rendered.diagnostics),
        }
        Rendered {
            status: match bytes.is_some() {
                true => StatusCode::OK,
                false => StatusCode::INTERNAL_SERVER_ERROR,
            },
            bytes,
            diagnostics: rendered.diagnostics,
            took,
        }
    }

    fn reply(&self, url: &UrlPath, page: &Page) -> Reply {
        let media = page.media(url);
        match self.site.edition.asset(page) {
            Some(Asset::Disk(path)) => {
                let path = path.clone();
                return Reply::File { path, media };
            }
            Some(Asset::Memory(bytes)) => {
                return Reply::Bytes {
                    status: StatusCode::OK,
                    media,
                    bytes: Bytes::copy_from_slice(bytes),
                };
            }
            None => {}
        }
        let rendered = self.render(url, page);
        let html = page.is_html();
        // What came out well before stands while somebody mends the template.
        let bytes = rendered.bytes.or_else(|| self.desk.last_good(url));
        let bytes = match (bytes, html) {
            (Some(bytes), false) => Bytes::copy_from_slice(&bytes),
            (Some(bytes), true) => self.with_client(&bytes, &url.to_root()),
            (None, false) => Bytes::new(),
            (None, true) => self.with_client(SHELL.as_bytes(), &url.to_root()),
        };
        Reply::Bytes {
            status: rendered.status,
            media,
            bytes,
        }
    }

    /// The site's own page for an address where there is none.
    fn missing(&self, path: &str) -> Reply {
        let rendered = self.not_found(path);
        let bytes = rendered
            .bytes
            .unwrap_or_else(|| Arc::from(SHELL.as_bytes()));
        Reply::Bytes {
            status: StatusCode::NOT_FOUND,
            media: HTML.to_string(),
            bytes: self.with_client(&bytes, &UrlPath::new(path).to_root()),
        }
    }

    /// It is shown at any depth, so that its links go out from the path that the site is published
    /// at; here that is another.
    fn not_found(&self, path: &str) -> Rendered {
        let rendered = self.render(&urls::not_found(), &NotFound.into());
        let base = self.site.edition.config.base_path();
        let root = UrlPath::new(path).to_root();
        Rendered {
            status: StatusCode::NOT_FOUND,
            bytes: rendered.bytes.map(|page| rebase(&page, base, &root)),
            ..rendered
        }
    }

    /// The address of another page, seen from the one that was asked for.
    fn beside(&self, asked: &Asked, url: &UrlPath) -> String {
        let query = asked.day.map(|day| format!("?as-of={day}"));
        let to = UrlPath::new(&asked.path).reference(url);
        format!("{to}{}", query.unwrap_or_default())
    }

    /// A page with the client's script first in its head, and nothing else changed.
    fn with_client(&self, page: &[u8], root: &str) -> Bytes {
        let script = format!(
            "<script type=\"module\" src=\"{root}{}{}\" data-digest=\"{}\"></script>",
            assets::FOLDER,
            assets::SCRIPT,
            digest(page)
        );
        // Before every other script, so that it sees the page as it was sent.
        let at = behind_tag(page, "head").or(find(page, b"</body>"));
        let (before, after) = page.split_at(at.unwrap_or(page.len()));
        Bytes::from([before, script.as_bytes(), after].concat())
    }
}

/// What stands in place of a page that could never be rendered. It does not say why: that changes with
/// each edit, and the client tells it.
const SHELL: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not rendered</title></head><body><p>This page could not be rendered. What is wrong is listed over it, and in the terminal.</p></body></html>\n";

/// The place behind an element's opening tag.
fn behind_tag(page: &[u8], name: &str) -> Option<usize> {
    let opening = format!("<{name}");
    let mut from = 0;
    loop {
        let start = from + find(&page[from..], opening.as_bytes())? + opening.len();
        let rest = &page[start..];
        if matches!(rest.first(), Some(b'>' | b' ' | b'\t' | b'\n' | b'\r')) {
            return find(rest, b">").map(|end| start + end + 1);
        }
        from = start;
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len())
        .position(|window| window.eq_ignore_ascii_case(part))
}

/// Has a page's links start from another base.
fn rebase(page: &[u8], from: &str, to: &str) -> Arc<[u8]> {
    let page = String::from_utf8_lossy(page);
    let [from, to] = [from, to].map(|base| format!("=\"{base}"));
    Arc::from(page.replace(&from, &to).into_bytes())
}

/// What tells one state of a page from another.
pub fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

//! References in texts: from the file an author names to the page a reader opens.

use super::anchors::anchor_of;
use super::pictures;
use super::plan::{File, Page, Target};
use super::site::Here;
use super::urls;
use crate::content::article::Article;
use crate::content::citation::{Scheme, scheme, scheme_of};
use crate::content::document::Body;
use crate::content::markdown::{FactKind, Links, Problem, Resolved, Shape};
use crate::content::source::is_markdown;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::newsroom::as_of::Reason;
use crate::newsroom::gate::keeps;
use crate::path::{SourcePath, UrlPath, decode, slug};

/// Resolves the references of one body, seen from the page that shows it.
pub struct BodyLinks<'a> {
    /// The page that shows the body.
    pub here: Here<'a>,
    /// The body.
    pub body: &'a Body,
}

/// The address of a reference that stands in `dateline.toml`; one that leads nowhere is
/// reported.
pub fn from_configuration(
    here: &Here<'_>,
    reference: &str,
    place: &Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let nothing = Body::empty(&place.file);
    let links = BodyLinks {
        here: *here,
        body: &nothing,
    };
    match links.address(reference) {
        Ok(address) => address,
        Err(problem) => {
            diagnostics.push(problem.at(place.clone()));
            None
        }
    }
}

impl Links for BodyLinks<'_> {
    fn resolve(&self, reference: &str) -> Resolved {
        match self.address(reference) {
            Ok(Some(address)) => Resolved::To(address),
            Ok(None) => Resolved::Nowhere,
            Err(problem) => Resolved::Wrong(problem),
        }
    }

    /// The page of the event or series; of what is the article's alone, the fact on its page.
    fn fact(&self, kind: FactKind, id: &str, place: &Place) -> Resolved {
        let Some(article) = article_of(&self.here, &self.body.file) else {
            return Resolved::Wrong(Problem {
                code: "fact/elsewhere",
                severity: Severity::Error,
                message: "only an article states facts; here nothing would be recorded".to_string(),
                help: Some("write the words without the link, or link to the page".to_string()),
                instead: None,
            });
        };
        let id = slug(id);
        let event = kind == FactKind::Event;
        let url = match event {
            true => urls::event_id(&id),
            false => urls::series_id(&id),
        };
        // What is kept back is said nowhere.
        let (as_of, passes) = (&self.here.newsroom().as_of, self.here.site.passes);
        let claims = article.claims.iter();
        let mut claims =
            claims.filter(|claim| !keeps(claim.review, &claim.attribution, as_of, passes));
        let figures = article.observations.iter();
        let mut figures =
            figures.filter(|figure| !keeps(figure.review, &figure.attribution, as_of, passes));
        if !id.is_empty() {
            let is = |own: Option<&str>| own.map(slug).as_ref() == Some(&id);
            let said = match event {
                true => claims.any(|claim| is(claim.id.as_deref())),
                false => {
                    figures.any(|figure| is(figure.series.as_ref().map(|one| one.text.as_str())))
                }
            };
            return match said && self.here.site.plan.has(&url) {
                true => Resolved::To(self.here.href(&url)),
                false => Resolved::Nowhere,
            };
        }
        let (at, name) = match event {
            true => (claims.position(|claim| claim.place == *place), "event"),
            false => (figures.position(|figure| figure.place == *place), "figure"),
        };
        match at {
            Some(at) => Resolved::To(format!("#{name}-{}", at + 1)),
            None => Resolved::Nowhere,
        }
    }

    fn shape(&self, reference: &str) -> Option<Shape> {
        pictures::shape(&self.here, self.asset(reference)?)
    }
}

impl BodyLinks<'_> {
    /// The address a reference leads to; `None` where its words are to stand alone.
    fn address(&self, reference: &str) -> Result<Option<String>, Problem> {
        match scheme(reference) {
            Scheme::Safe => return Ok(Some(reference.to_string())),
            Scheme::Unsafe if self.here.site.config.output.unsafe_html => {
                return Ok(Some(reference.to_string()));
            }
            Scheme::Unsafe => return Err(unsafe_scheme(reference)),
            Scheme::None => {}
        }
        let (path, anchor) = match reference.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (reference, None),
        };
        if path.is_empty() {
            let article = article_of(&self.here, &self.body.file);
            let anchor = anchor_of(self.body, article, anchor.unwrap_or(""))?;
            return Ok(Some(format!("#{anchor}")));
        }
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path, None),
        };
        let path = decode(path);
        let file = self.body.file.resolve(&path);
        let mut anchor = anchor.map(str::to_string);
        let address = match file.as_ref().and_then(|file| self.file(file)) {
            Some((file, target)) => {
                anchor = self.anchor(file, anchor)?;
                self.target(reference, target)?
            }
            None => self.page(reference, &path)?,
        };
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let anchor = anchor
            .map(|anchor| format!("#{anchor}"))
            .unwrap_or_default();
        Ok(address.map(|address| format!("{address}{query}{anchor}")))
    }

    /// The file of the content that a reference leads to, by its path or by its address.
    pub fn asset(&self, reference: &str) -> Option<&SourcePath> {
        let path = decode(reference.split(['#', '?']).next().unwrap_or(""));
        let file = self.body.file.resolve(&path);
        let url = match file.as_ref().and_then(|file| self.file(file)) {
            Some((_, Target::Url(url))) => url.clone(),
            Some(_) => return None,
            None if path.starts_with('/') => UrlPath::new(&path),
            None => self.here.url.resolve(&path),
        };
        match self.here.site.plan.page(&url) {
            Some(Page::File(File::Asset(path))) => Some(path),
            _ => None,
        }
    }

    /// The file of a path, or of one that differs only in capitals and in how accents are written.
    fn file<'b>(&'b self, file: &'b SourcePath) -> Option<(&'b SourcePath, &'b Target)> {
        let plan = self.here.site.plan;
        plan.target(file)
            .or_else(|| plan.target(self.here.site.lookup().file(file)?))
    }

    fn target(&self, reference: &str, target: &Target) -> Result<Option<String>, Problem> {
        match target {
            Target::Url(url) => Ok(Some(self.here.href(url))),
            // What is broken is reported where it is broken.
            Target::Broken => Ok(None),
            // As a site stood on an earlier day, what was published later was not there.
            Target::Withheld if self.here.newsroom().as_of.reason == Reason::Asked => Ok(None),
            Target::Withheld => Err(Problem {
                code: "link/withheld",
                severity: Severity::Warning,
                message: format!("`{reference}` leads to something that is not public"),
                help: Some("its words stand without a link until it is".to_string()),
                instead: None,
            }),
        }
    }

    /// A reference to a page's URL rather than to its file: `/articles/x/` or `../x/`.
    fn page(&self, reference: &str, path: &str) -> Result<Option<String>, Problem> {
        let url = match path.strip_prefix('/') {
            Some(_) => UrlPath::new(path),
            None => self.here.url.resolve(path),
        };
        let plan = self.here.site.plan;
        let whole = url.as_str().strip_suffix("index.html").map(UrlPath::new);
        let forms = [Some(url.clone()), Some(url.join("/")), whole];
        if let Some(found) = forms.iter().flatten().find(|url| plan.has(url)) {
            return Ok(Some(self.here.href(found)));
        }
        let lookup = self.here.site.lookup();
        let mut alike = forms.iter().flatten().filter_map(|url| lookup.address(url));
        if let Some(found) = alike.next() {
            return Ok(Some(self.here.href(found)));
        }
        if forms.iter().flatten().any(|url| lookup.is_article(url)) {
            return self.target(reference, &Target::Withheld);
        }
        // An author who names a file means it; an address may be one that a day will bring or
        // has taken away, and the clock must not stop a site from being published.
        let is_file = is_markdown(&SourcePath::new(path));
        let severity = if is_file {
            Severity::Error
        } else {
            Severity::Warning
        };
        Err(Problem {
            severity,
            ..self.missing(reference, path)
        })
    }

    fn missing(&self, reference: &str, path: &str) -> Problem {
        let lookup = self.here.site.lookup();
        // An address ends as the file does that has it.
        let page = path.trim_end_matches('/').trim_end_matches("/index.html");
        let is_page = path.ends_with('/') || path.ends_with(".html") || !path.contains('.');
        // A name with `#` or `?` in it, written as it is, is cut off there.
        let whole = decode(reference);
        let whole = lookup.only(&whole).filter(|_| whole != path);
        let near = whole.or_else(|| match is_page {
            true => lookup.meant(&format!("{page}.md")),
            false => lookup.meant(path),
        });
        let help = match near {
            Some(near) => {
                let below = near.as_str().trim_start_matches("content/");
                format!("did you mean `@/{}`?", in_link(below))
            }
            None if !is_page && !is_markdown(&SourcePath::new(path)) => {
                "put the file beside this one, and name it as it lies there".to_string()
            }
            None => {
                "link to a file as it lies in content/: `../2024/x.md` or `@/articles/2024/x.md`"
                    .to_string()
            }
        };
        Problem {
            code: "link/missing",
            severity: Severity::Error,
            message: format!("`{reference}` leads nowhere"),
            help: Some(help),
            instead: self.moved(reference, path),
        }
    }

    /// The reference to a file that was moved: only one has its name, and is public.
    fn moved(&self, reference: &str, path: &str) -> Option<String> {
        let file = self.here.site.lookup().only(path)?;
        let below = file.as_str().strip_prefix("content/")?;
        let is_public = matches!(self.file(file)?, (_, Target::Url(_)));
        let rest = reference.find(['?', '#']).unwrap_or(reference.len());
        is_public.then(|| format!("@/{}{}", in_link(below), &reference[rest..]))
    }

    fn anchor(&self, file: &SourcePath, anchor: Option<String>) -> Result<Option<String>, Problem> {
        match (anchor, body_of(&self.here, file)) {
            (Some(anchor), Some(body)) => {
                anchor_of(body, article_of(&self.here, file), &anchor).map(Some)
            }
            (anchor, _) => Ok(anchor),
        }
    }
}

/// A path as it is written in a link: signs that would end the link or the path within it encoded.
fn in_link(path: &str) -> String {
    let signs = path.chars().map(|sign| match sign {
        sign if sign.is_alphanumeric() || "/-_.,;:!@+=~*'&$".contains(sign) => sign.to_string(),
        sign => {
            let mut bytes = [0; 4];
            let bytes = sign.encode_utf8(&mut bytes).bytes();
            bytes.map(|byte| format!("%{byte:02X}")).collect()
        }
    });
    signs.collect()
}

fn unsafe_scheme(reference: &str) -> Problem {
    // An address may hold a whole picture.
    const SHOWN: usize = 60;
    let shown = match reference.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &reference[..end]),
        None => reference.to_string(),
    };
    let (message, help) = match scheme_of(reference).as_deref() {
        Some("data") => (
            format!("`{shown}` holds what it shows, and could hold a program"),
            "save that as a file beside this one, and write the file's name",
        ),
        Some("javascript" | "vbscript") | None => (
            format!("`{shown}` could run a program in the reader's browser"),
            "link to a web page, or allow it with `unsafe_html = true` below [output]",
        ),
        Some(scheme) => (
            format!(
                "`{shown}`: `{scheme}:` is not among the kinds of address that are known to run nothing"
            ),
            "link to a web page, or allow it with `unsafe_html = true` below [output]",
        ),
    };
    Problem {
        code: "link/unsafe-scheme",
        severity: Severity::Error,
        message,
        help: Some(help.to_string()),
        instead: None,
    }
}

/// The article that a file holds.
fn article_of<'a>(here: &Here<'a>, file: &SourcePath) -> Option<&'a Article> {
    let articles = &here.site.content.with(file).articles;
    let at = articles
        .binary_search_by(|article| article.path.cmp(file))
        .ok()?;
    Some(&articles[at])
}

fn body_of<'a>(here: &Here<'a>, file: &SourcePath) -> Option<&'a Body> {
    let content = here.site.content.with(file);
    let articles = || {
        content
            .articles
            .binary_search_by(|article| article.path.cmp(file))
    };
    let pages = || content.pages.binary_search_by(|page| page.path.cmp(file));
    if let Ok(at) = articles() {
        return Some(&content.articles[at].body);
    }
    if let Ok(at) = pages() {
        return Some(&content.pages[at].body);
    }
    let terms = || content.terms.binary_search_by(|term| term.path.cmp(file));
    let series = || {
        content
            .series
            .binary_search_by(|series| series.body.file.cmp(file))
    };
    let events = || {
        content
            .events
            .binary_search_by(|event| event.body.file.cmp(file))
    };
    if let Ok(at) = terms() {
        return Some(&content.terms[at].body);
    }
    if let Ok(at) = series() {
        return Some(&content.series[at].body);
    }
    let at = events().ok()?;
    Some(&content.events[at].body)
}

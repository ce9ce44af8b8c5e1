//! Where a reference of a page leads, as a reader's browser would find it.

use url::Url;

use crate::content::citation::{Scheme, scheme};
use crate::pages::plan::{Page, Plan};
use crate::path::{UrlPath, decode};

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Away from the site, or nowhere in it on purpose: `mailto:`, `data:`.
    Outside,
    /// To an address of the host that is not below the site's own.
    Above,
    /// To an address of the site, and there to the element of an id.
    Inside(UrlPath, Option<String>),
}

/// Finds where references lead within a site.
pub struct Ways<'a> {
    plan: &'a Plan,
    /// The site's whole address.
    base: Option<Url>,
    /// Its path, with slashes at both ends.
    path: &'a str,
}

impl<'a> Ways<'a> {
    /// The ways of a site that is published at an address, if it knows where.
    pub fn new(plan: &'a Plan, base: Option<&'a str>) -> Self {
        let rest = base
            .and_then(|base| base.split_once("://"))
            .map(|(_, rest)| rest);
        let path = rest.and_then(|rest| rest.find('/').map(|slash| &rest[slash..]));
        Ways {
            plan,
            base: base.and_then(|base| Url::parse(base).ok()),
            path: path.unwrap_or("/"),
        }
    }

    /// Where a reference leads from a page.
    pub fn lead(&self, from: &UrlPath, reference: &str) -> Way {
        let inside = match scheme(reference) {
            Scheme::None => match reference.strip_prefix(self.path) {
                Some(below) => format!("/{below}"),
                None if reference.starts_with('/') => return Way::Above,
                None => reference.to_string(),
            },
            _ => match self.base.as_ref().and_then(|base| below(base, reference)) {
                Some(below) => format!("/{}", below.trim_start_matches('/')),
                None => return Way::Outside,
            },
        };
        let (path, fragment) = match inside.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (&*inside, None),
        };
        let path = decode(path.split('?').next().unwrap_or(""));
        let to = match path.as_str() {
            "" => from.clone(),
            path if path.starts_with('/') => UrlPath::new("/").resolve(&path[1..]),
            path => from.resolve(path),
        };
        Way::Inside(to, fragment.and_then(id))
    }

    /// The page or file that would be written for an address, by the address it has itself. What
    /// is asked for without its final slash, hosts find all the same.
    pub fn find(&self, to: &UrlPath) -> Option<(&'a UrlPath, &'a Page)> {
        let known = |url: &UrlPath| self.plan.pages.get_key_value(url);
        let folder = || to.as_str().strip_suffix("index.html").map(UrlPath::new);
        known(to)
            .or_else(|| folder().and_then(|url| known(&url)))
            .or_else(|| known(&to.join("/")))
    }
}

/// What a whole address has behind that of the site, if it is below it, however it is spelt: a scheme and a
/// host are the same in capitals, and the scheme may be left out.
pub(super) fn below(base: &Url, address: &str) -> Option<String> {
    let whole = base.join(address).ok()?;
    let below = whole
        .as_str()
        .strip_prefix(base.as_str().trim_end_matches('/'))?;
    let ends = below.is_empty() || below.starts_with(['/', '?', '#']);
    ends.then(|| below.to_string())
}

/// The id that a fragment names. The top of a page needs none, and a passage to be marked is not one.
fn id(fragment: &str) -> Option<String> {
    let id = decode(fragment.split(":~:").next().unwrap_or(""));
    (!id.is_empty() && !id.eq_ignore_ascii_case("top")).then_some(id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Way, Ways};
    use crate::pages::kinds::{Front, Matrix};
    use crate::pages::plan::Plan;
    use crate::path::UrlPath;
    use crate::reads::{Node, Noted};

    fn inside(url: &str, id: Option<&str>) -> Way {
        Way::Inside(UrlPath::new(url), id.map(str::to_string))
    }

    fn plan() -> Plan {
        Plan {
            pages: Noted::new(
                Node::Whole,
                BTreeMap::from([
                    (UrlPath::new("/"), Front.into()),
                    (UrlPath::new("/a/"), Matrix.into()),
                ]),
            ),
            ..Plan::default()
        }
    }

    #[test]
    fn a_reference_leads_where_a_browser_would_go() {
        let plan = plan();
        let ways = Ways::new(&plan, Some("https://a.example/desk/"));
        let lead = |reference: &str| ways.lead(&UrlPath::new("/x/y/"), reference);
        assert_eq!(lead("../z/?q#f%C3%BC"), inside("/x/z/", Some("fü")));
        assert_eq!(lead("#top"), inside("/x/y/", None));
        assert_eq!(lead("#:~:text=word"), inside("/x/y/", None));
        assert_eq!(lead("/desk/z/"), inside("/z/", None));
        assert_eq!(
            lead("https://a.example/desk/z/#b"),
            inside("/z/", Some("b"))
        );
        assert_eq!(lead("https://a.example/desk"), inside("/", None));
        for spelt in [
            "//a.example/desk/z/",
            "HTTPS://A.EXAMPLE/desk/z/",
            "https://a.example:443/desk/z/",
        ] {
            assert_eq!(lead(spelt), inside("/z/", None));
        }
        assert_eq!(lead("/z/"), Way::Above);
        assert_eq!(lead("https://a.example/desktop/"), Way::Outside);
        assert_eq!(lead("//b.example/"), Way::Outside);
        assert_eq!(lead("data:image/png,x"), Way::Outside);
    }

    #[test]
    fn a_page_is_found_by_every_form_of_its_address() {
        let plan = plan();
        let ways = Ways::new(&plan, None);
        let found = |url: &str| ways.find(&UrlPath::new(url)).map(|(url, _)| url.as_str());
        for form in ["/a/", "/a/index.html", "/a"] {
            assert_eq!(found(form), Some("/a/"));
        }
        assert_eq!(found("/index.html"), Some("/"));
        assert_eq!(found("/b/"), None);
    }
}

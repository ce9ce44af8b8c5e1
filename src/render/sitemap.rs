//! The sitemap (sitemaps.org 0.9): every page a search engine may list.

use crate::pages::frame::absolute;
use crate::pages::kinds::{PageKind, Role};
use crate::pages::legal;
use crate::pages::site::Site;

/// The sitemap of a site that knows where it is published.
pub fn render(site: Site<'_>) -> Vec<u8> {
    let base = site.config.base_url.as_deref().unwrap_or("/");
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (url, page) in &site.plan.pages {
        if !page.kind().is_ok_and(is_listed) {
            continue;
        }
        let revised = page.text(site.newsroom).and_then(|text| text.revised);
        let changed = revised.map_or(String::new(), |day| format!("<lastmod>{day}</lastmod>"));
        let address = absolute(base, url).replace('&', "&amp;");
        out.push_str(&format!("<url><loc>{address}</loc>{changed}</url>\n"));
    }
    out.push_str("</urlset>\n");
    legal::xml(&out).into_bytes()
}

fn is_listed(page: &dyn PageKind) -> bool {
    match page.role() {
        Role::Page | Role::Archive => true,
        Role::StandIn | Role::Redirect(_) => false,
    }
}

//! What the host of a site is told of it.

use super::theme::Theme;
use crate::config::Family;
use crate::host::{Host, Moved, Policy, Rules, is_lasting};
use crate::pages::plan::{File, Page};
use crate::pages::policy::policy;
use crate::pages::site::Site;
use crate::pages::urls;
use crate::path::UrlPath;

/// The rules of a site for any host.
pub fn rules<'a>(site: Site<'a>, theme: &Theme) -> Rules<'a> {
    let config = site.config;
    let pages = &site.plan.pages;
    let moved = pages.iter().filter_map(|(from, page)| {
        let to = page.kind().ok()?.role().leads_to()?;
        Some(Moved { from, to })
    });
    let is_own = |(url, page): &(&UrlPath, &Page)| {
        let ends = |ending: &&str| url.as_str().to_lowercase().ends_with(ending);
        let asset = matches!(page, Page::File(File::Asset(_)));
        asset && [".html", ".htm", ".xhtml"].iter().any(ends)
    };
    let policy = match theme.has_policy {
        true => Policy::default(),
        false => Policy {
            pages: Some(policy(false)),
            below: config
                .output
                .has(Family::Search)
                .then(|| (urls::SEARCH, policy(true))),
        },
    };
    Rules {
        moved: moved.collect(),
        lasting: pages
            .keys()
            .filter(|url| is_lasting(url.as_str()))
            .collect(),
        own: pages.iter().filter(is_own).map(|(url, _)| url).collect(),
        policy,
        ..Rules::at(config.base_url.as_deref(), config.base_path())
    }
}

/// A file that the host reads.
pub fn render(host: &Host, path: &str, rules: &Rules<'_>) -> Vec<u8> {
    host.text(path, rules).unwrap_or_default().into_bytes()
}

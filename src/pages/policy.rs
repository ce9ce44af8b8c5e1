//! The Content-Security-Policy of pages, in one place for what says it: the pages and the host.

use std::borrow::Cow;

/// What a page may load: what the site itself publishes, and pictures from elsewhere.
const PAGES: &str = "default-src 'none'; style-src 'self'; img-src 'self' data: https:; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

/// The policy of a page; `compiled` lets its scripts run what was compiled before.
pub fn policy(compiled: bool) -> Cow<'static, str> {
    let scripts = "script-src 'self'";
    match compiled {
        true => PAGES
            .replace(scripts, "script-src 'self' 'wasm-unsafe-eval'")
            .into(),
        false => PAGES.into(),
    }
}

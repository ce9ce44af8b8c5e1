//! The Content-Security-Policy of pages, in one place for all that say it: the pages, and the host.

/// What the site itself publishes may be loaded, and pictures from elsewhere.
macro_rules! with_scripts {
    ($scripts:literal) => {
        concat!(
            "default-src 'none'; style-src 'self'; img-src 'self' data: https:; font-src 'self'; script-src ",
            $scripts,
            "; connect-src 'self'; base-uri 'none'; form-action 'self'"
        )
    };
}

/// What a page may load and from where; `compiled` lets its scripts run what was compiled before.
pub fn policy(compiled: bool) -> &'static str {
    match compiled {
        true => with_scripts!("'self' 'wasm-unsafe-eval'"),
        false => with_scripts!("'self'"),
    }
}

//! A site's own colours, fonts and sizes.

use crate::support::{Site, site};
use dateline::path::UrlPath;
use proptest::prelude::*;

fn configured(tokens: &str) -> String {
    format!("title = \"Desk\"\ntheme = \"mine\"\n\n[tokens]\n{tokens}\n")
}

fn with(tokens: &str) -> Site {
    let config = configured(tokens);
    site([("dateline.toml", config.as_str()), MINE])
}

/// A theme of the site's own that says nothing of tokens.
const MINE: (&str, &str) = ("themes/mine/theme.toml", "name = \"Mine\"\n");

/// The tokens as they are published.
fn css(site: &Site) -> String {
    let url = &site.edition.theme.assets["tokens.css"];
    let bytes = site.edition.theme.files[url].bytes().unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_site_changes_a_colour_without_a_theme() {
    let plain = site([]);
    let config =
        "title = \"Desk\"\n[tokens]\naccent-light = \"#7a1f5c\"\nserif = '\"Charis SIL\", serif'\n";
    let own = site([("dateline.toml", config)]);
    assert_eq!(own.complaints(), "");
    let css = css(&own);
    assert!(css.contains("--accent-light: #7a1f5c;"));
    assert!(css.contains("--serif: \"Charis SIL\", serif;"));
    assert!(
        css.starts_with(self::css(&plain).trim_end()),
        "the rest stays"
    );
    let url = &own.edition.theme.assets["tokens.css"];
    assert_ne!(
        url, &plain.edition.theme.assets["tokens.css"],
        "a new name for new content"
    );
    let link = format!(
        "<link rel=\"stylesheet\" href=\"{}\">",
        url.as_str().trim_start_matches('/')
    );
    assert!(own.page("/").contains(&link));
    assert!(!own.page("/").contains("style="));
    assert!(
        own.edition
            .plan
            .pages
            .contains_key(&UrlPath::new(url.as_str()))
    );
}

#[test]
fn the_site_has_the_last_word_before_its_theme_and_the_built_in_one() {
    let config = configured("accent-light = \"#005a00\"");
    let theme = "[tokens]\naccent-light = \"#5a0000\"\naccent-dark = \"#ffd0d0\"\n";
    let site = site([
        ("dateline.toml", config.as_str()),
        ("themes/mine/theme.toml", theme),
    ]);
    assert_eq!(site.complaints(), "");
    let css = css(&site);
    let own = css.split("What this site sets").nth(1).unwrap();
    assert!(own.contains("--accent-light: #005a00;") && own.contains("--accent-dark: #ffd0d0;"));
    assert!(!own.contains("#5a0000"));
}

#[test]
fn a_theme_with_tokens_of_its_own_is_set_by_those() {
    let config = configured("brand = \"teal\"\naccent-light = \"#005a00\"");
    let site = site([
        ("dateline.toml", config.as_str()),
        (
            "themes/mine/static/tokens.css",
            "@layer tokens { :root { --brand: navy } }",
        ),
    ]);
    assert_eq!(site.codes(), ["theme/unknown-token"]);
    assert!(css(&site).contains("--brand: teal;"));
}

#[test]
fn a_name_that_is_not_there_is_told_with_the_one_that_is() {
    for (name, help) in [
        ("acent-light", "did you mean `accent-light`?"),
        (
            "accent",
            "it has variants: `accent-dark`, `accent-dark-contrast`, `accent-light`",
        ),
        (
            "--accent-dark",
            "write it without dashes before it: `accent-dark`",
        ),
        ("weather", "dateline theme copy static/tokens.css"),
    ] {
        let site = with(&format!("{name} = \"#000\""));
        let told = site.complaints();
        assert!(told.contains(help), "{told}");
        assert!(told.contains("dateline.toml:5:1"), "{told}");
        assert_eq!(site.codes(), ["theme/unknown-token"]);
    }
}

#[test]
fn a_value_cannot_do_more_than_be_a_value() {
    for value in [
        "red; } body { display: none",
        "red } * { color: red",
        "url(https://example.org/x.png)",
        "URL(x.png)",
        "red /* and",
        "\\\\72 ed",
        "red !important",
        "\\\"open",
        "calc(1rem",
        "1rem)",
        "</style><script>",
        "a\\nb",
        "",
    ] {
        let site = with(&format!("gap = \"{value}\""));
        assert_eq!(site.codes(), ["theme/bad-token"], "{value}");
        assert!(!css(&site).contains("What this site sets"), "{value}");
    }
}

#[test]
fn a_value_that_browsers_drop_is_told_with_one_that_they_take() {
    for (token, fault, right) in [
        (
            "accent-light = \"#7a1f5\"",
            "is no colour",
            "write accent-light = \"#0b4f6c\"",
        ),
        (
            "accent-light = \"#7a1f5x\"",
            "is no colour",
            "write accent-light = \"#0b4f6c\"",
        ),
        (
            "accent-light = 7",
            "is no colour",
            "write accent-light = \"#0b4f6c\"",
        ),
        ("s0 = \"1.2\"", "has no unit", "write s0 = \"1.2rem\""),
        ("gap = 2", "has no unit", "write gap = \"2rem\""),
        (
            "wide = \"70 rem\"",
            "has a space before its unit",
            "write wide = \"70rem\"",
        ),
    ] {
        let site = with(token);
        let told = site.complaints();
        assert_eq!(site.codes(), ["theme/bad-token"], "{told}");
        assert!(told.contains(fault) && told.contains(right), "{told}");
        assert!(told.contains("dateline.toml:5:"), "{told}");
        assert!(!css(&site).contains("What this site sets"), "{told}");
    }
    for fine in [
        "accent-light = \"teal\"",
        "s0 = \"calc(1rem + 1px)\"",
        "gap = 0",
    ] {
        assert_eq!(with(fine).complaints(), "", "{fine}");
    }
}

#[test]
fn colours_that_cannot_be_read_are_told_of() {
    let site = with("accent-light = \"#9ad\"");
    let told = site.complaints();
    assert!(
        told.contains(
            "`accent-light` on `paper-light` is hard to read: a contrast of 2.2 to 1, not 4.5 to 1"
        ),
        "{told}"
    );
    assert!(
        with("accent-light = \"oklch(40% .1 240)\"")
            .complaints()
            .is_empty()
    );
}

#[test]
fn every_colour_of_the_built_in_theme_can_be_read_in_every_variant() {
    // Each colour as the theme has it, set by the site: only then is it judged.
    let plain = css(&site([]));
    let tokens: Vec<String> = plain
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';'))
        .filter_map(|line| line.split_once(": #"))
        .map(|(name, value)| format!("{name} = \"#{value}\""))
        .collect();
    assert_eq!(tokens.len(), 48, "twelve colours in four variants");
    assert_eq!(with(&tokens.join("\n")).complaints(), "");
}

proptest! {
    /// Whatever a value holds, the style sheet after it means what it meant.
    #[test]
    fn no_value_ends_its_declaration(value in "[a-z#(){};:/*!@<>\\\\'\" ,.0-9-]{0,24}") {
        let quoted = toml::Value::String(value.clone()).to_string();
        let site = with(&format!("gap = {quoted}"));
        let css = css(&site);
        if let Some((_, own)) = css.split_once("/* What this site sets. */\n") {
            let expected = format!("@layer tokens {{\n  :root {{\n    --gap: {};\n  }}\n}}\n", value.trim());
            prop_assert_eq!(own, expected.as_str());
            let mut quote = None;
            for c in value.chars() {
                match quote {
                    Some(open) if c == open => quote = None,
                    None if c == '"' || c == '\'' => quote = Some(c),
                    _ => {}
                }
                prop_assert!(!";{}<>\\@!".contains(c), "{}", c);
            }
            prop_assert!(quote.is_none() && !value.contains("/*"));
        } else {
            prop_assert_eq!(site.codes(), ["theme/bad-token"]);
        }
    }
}

//! Tokens: a theme's `tokens.css` with the values that a site and its theme give.
//!
//! What can be set are the custom properties of the layer `tokens`. Values are added at the end
//! of that layer, so everything that the style sheet makes of them follows.

use std::collections::BTreeMap;

use super::contrast;
use crate::config::Token;
use crate::diagnostic::{Diagnostic, did_you_mean};

/// The style sheet with these tokens set, the later before the earlier.
pub fn set(css: &str, tokens: &[&Token], diagnostics: &mut Vec<Diagnostic>) -> String {
    let known = declared(css);
    let mut given: BTreeMap<&str, &Token> = BTreeMap::new();
    for token in tokens {
        let Some(usual) = known.get(token.name.as_str()) else {
            diagnostics.push(unknown(token, &known));
            continue;
        };
        match misfit(&token.value, usual) {
            Some((fault, right)) => diagnostics.push(bad(token, fault, &right)),
            None => {
                given.insert(&token.name, token);
            }
        }
    }
    diagnostics.extend(contrast::check(&known, &given));
    if given.is_empty() {
        return css.to_string();
    }
    let lines: String = given
        .values()
        .map(|token| format!("    --{}: {};\n", token.name, token.value))
        .collect();
    format!(
        "{}\n\n/* What this site sets. */\n@layer tokens {{\n  :root {{\n{lines}  }}\n}}\n",
        css.trim_end()
    )
}

/// Why a browser would drop a value in the place of the usual one, and what to write. What it drops is
/// not the usual again: text without its colour is black, also on black.
fn misfit(value: &str, usual: &str) -> Option<(&'static str, String)> {
    let digits = value.strip_prefix('#');
    let is_colour = |digits: &str| {
        let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        all && matches!(digits.len(), 3 | 4 | 6 | 8)
    };
    if digits.is_some_and(|digits| !is_colour(digits)) {
        let fault = "is no colour: `#` has 3, 4, 6 or 8 digits behind it, 0 to 9 and a to f";
        return Some((fault, usual.to_string()));
    }
    if usual.starts_with('#') && value.starts_with(|c: char| c.is_ascii_digit() || c == '"') {
        return Some(("is no colour", usual.to_string()));
    }
    let begins_size = |c: char| c.is_ascii_digit() || c == '.';
    let is_size = usual.starts_with(begins_size) || usual.starts_with("clamp(");
    if is_size && value.parse::<f64>().is_ok() && value != "0" {
        return Some(("has no unit", format!("{value}rem")));
    }
    let parted = value.split_once(' ');
    let parted = parted.filter(|(number, _)| is_size && number.parse::<f64>().is_ok());
    parted.map(|(number, unit)| ("has a space before its unit", format!("{number}{unit}")))
}

fn bad(token: &Token, fault: &str, right: &str) -> Diagnostic {
    let message = format!("the value of `{}` {fault}", token.name);
    let help = format!(
        "write {} = \"{right}\", or another value of this kind",
        token.name
    );
    Diagnostic::error("theme/bad-token", message, token.value_place.clone()).help(help)
}

fn unknown(token: &Token, known: &BTreeMap<String, String>) -> Diagnostic {
    let name = &token.name;
    let message = format!("the theme has no token `{name}`");
    let plain = name.trim_start_matches('-');
    let variants: Vec<String> = known
        .keys()
        .filter(|key| {
            key.strip_prefix(plain)
                .is_some_and(|rest| rest.starts_with('-'))
        })
        .map(|key| format!("`{key}`"))
        .collect();
    let help = if known.is_empty() {
        "the theme's static/tokens.css declares none in `@layer tokens { … }`".to_string()
    } else if known.contains_key(plain) {
        format!("write it without dashes before it: `{plain}`")
    } else if !variants.is_empty() {
        format!("it has variants: {}", variants.join(", "))
    } else {
        match did_you_mean(plain, known.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`dateline theme copy static/tokens.css` shows those there are".to_string(),
        }
    };
    Diagnostic::error("theme/unknown-token", message, token.place.clone()).help(help)
}

/// The custom properties of the layer `tokens`, by name, with their values.
fn declared(css: &str) -> BTreeMap<String, String> {
    let css = without_comments(css);
    let mut declared = BTreeMap::new();
    for layer in css.split("@layer tokens").skip(1) {
        let Some(block) = layer.trim_start().strip_prefix('{').and_then(block) else {
            continue;
        };
        for declaration in block.split(['{', '}', ';']) {
            if let Some((name, value)) = declaration.split_once(':')
                && let Some(name) = name.trim().strip_prefix("--")
            {
                declared.insert(name.to_string(), value.trim().to_string());
            }
        }
    }
    declared
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_string();
    parts
        .map(|part| part.split_once("*/").map_or("", |(_, rest)| rest))
        .fold(first, |text, part| text + part)
}

/// What stands before the brace that closes a block, whose own brace is open already.
fn block(text: &str) -> Option<&str> {
    let mut depth = 1usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&text[..at]);
        }
    }
    None
}

//! Languages by their codes (BCP 47): whether there is one, and what its speakers call it.

use isolang::Language as Code;

use crate::diagnostic::Diagnostic;
use crate::value::Fields;

/// The language itself, without its region or script, by a code of two or three letters.
fn language(code: &str) -> Option<Code> {
    let primary = code.split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.len() {
        2 => Code::from_639_1(&primary),
        3 => Code::from_639_3(&primary),
        _ => None,
    }
}

/// Whether a text is the short code of a language: two letters, and perhaps a region or a script
/// (`pt-br`, `zh-Hant`). A word that ends a file's name is seldom one.
pub fn is_short_code(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let primary = parts.next().unwrap_or("");
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let further = |part: &str| letters(part) && matches!(part.len(), 2 | 4);
    let known = || language(text).is_some();
    primary.len() == 2 && letters(primary) && parts.all(further) && known()
}

/// Whether a text names a language by a code that somebody has given out, or by one for private use.
pub fn is_code(text: &str) -> bool {
    let primary = text.split(['-', '_']).next().unwrap_or("");
    matches!(
        primary.to_ascii_lowercase().as_str(),
        "x" | "i" | "und" | "mul" | "zxx"
    ) || language(text).is_some()
}

/// The code of a language by its name in English or in itself: `en` for `English`.
pub fn code_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let (in_english, in_itself) = (name.clone(), name);
    let code = Code::match_names(move |known| known.to_lowercase() == in_english)
        .chain(Code::match_autonyms(move |known| {
            known.to_lowercase() == in_itself
        }))
        .next()?;
    Some(code.to_639_1().unwrap_or(code.to_639_3()))
}

/// A code as BCP 47 writes it, in whatever letters and with whatever between its parts it was typed:
/// `pt-BR` for `PT_br`, `zh-Hant` for `zh-hant`.
pub fn normal(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    // Behind a single letter the parts are of another kind, and all small.
    let mut further = false;
    for (at, part) in code.trim().split(['-', '_']).enumerate() {
        if at > 0 {
            out.push('-');
        }
        let letters = part.chars().all(|c| c.is_ascii_alphabetic());
        let small = part.to_ascii_lowercase();
        match part.len() {
            2 if at > 0 && letters && !further => out.push_str(&small.to_ascii_uppercase()),
            4 if at > 0 && letters && !further => {
                out.push_str(&small[..1].to_ascii_uppercase());
                out.push_str(&small[1..]);
            }
            _ => out.push_str(&small),
        }
        further |= part.len() == 1;
    }
    out
}

/// Whether the parts of a code are such as BCP 47 has.
fn has_parts(code: &str) -> bool {
    code.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A key that names a language by its code; a word that is none is told, and kept.
pub fn written(fields: &Fields<'_>, key: &'static str) -> Option<String> {
    let code = fields.text(key)?;
    let normal = normal(&code);
    if is_code(&normal) && has_parts(&normal) {
        return Some(normal);
    }
    let message = format!("`{code}` is not the code of a language");
    let help = match code_of(&code) {
        Some(code) => format!("write {key} = \"{code}\""),
        None => format!("write a code of BCP 47: {key} = \"en\", {key} = \"pt-BR\""),
    };
    let place = fields.place_of(key);
    fields.report(Diagnostic::warning("language/unknown", message, place).help(help));
    Some(code)
}

/// What the speakers of a language call it: `Deutsch`, `中文 (Hant)`; the code where nobody has
/// told.
pub fn own_name(code: &str) -> String {
    let Some(name) = language(code).and_then(|language| language.to_autonym()) else {
        return code.to_string();
    };
    match code.split_once(['-', '_']) {
        Some((_, further)) => format!("{name} ({further})"),
        None => name.to_string(),
    }
}

/// Whether two codes name one language; a region's is told from the language's own.
pub fn is_same(one: &str, other: &str) -> bool {
    one.replace('_', "-")
        .eq_ignore_ascii_case(&other.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_their_own_names() {
        assert_eq!(own_name("de"), "Deutsch");
        assert_eq!(own_name("pt-BR"), "português (BR)");
        assert_eq!(own_name("x-none"), "x-none");
        assert!(is_short_code("fr") && is_short_code("zh_Hant") && is_short_code("pt-br"));
        for no in ["js", "old", "v2", "", "de-", "1a"] {
            assert!(!is_short_code(no), "{no}");
        }
        assert!(is_same("pt_br", "pt-BR") && !is_same("pt", "pt-BR"));
        for (typed, code) in [
            ("PL_pl", "pl-PL"),
            ("ZH_hant_tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de-x-AB", "de-x-ab"),
        ] {
            assert_eq!(normal(typed), code);
        }
    }
}

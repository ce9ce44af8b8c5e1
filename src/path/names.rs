//! Names by Unicode: the word that one becomes in a URL, and which two are one.

use std::borrow::Cow;

use icu_casemap::CaseMapper;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, QuotationMark, Script};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization;

/// Makes the word that stands for `name` in a URL: lower-case letters, marks and digits of any
/// script, words joined by single hyphens, Latin letters without their diacritics
/// (`Côte d’Ivoire` is `cote-divoire`). However an accent is written, the word is the same.
pub fn slug(name: &str) -> String {
    let lower = match name.is_ascii() {
        true => name.to_ascii_lowercase(),
        // Whole words, since a Greek sigma at the end of one is another small letter.
        false => name.nfc().collect::<String>().to_lowercase(),
    };
    let mut out = String::with_capacity(lower.len());
    let mut latin = false;
    for c in lower.chars() {
        if let 'a'..='z' | '0'..='9' = c {
            latin = true;
            out.push(c);
        } else if is_mark(c) {
            // Marks belong to the letter before them; a Latin one goes without.
            if !latin {
                out.push(c);
            }
        } else if is_latin(c) {
            latin = true;
            out.push_str(deunicode::deunicode_char(c).unwrap_or_default());
        } else if c.is_alphanumeric() {
            latin = false;
            out.push(c);
        } else if !(is_quotation_mark(c) || out.is_empty() || out.ends_with('-')) {
            latin = false;
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A name without what makes no other name of it: capitals, and how an accent is written. It is
/// for comparing, and never shown.
pub fn folded(name: &str) -> Cow<'_, str> {
    match name.is_ascii() {
        true if !name.contains(|c: char| c.is_ascii_uppercase()) => Cow::Borrowed(name),
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => {
            let whole: String = name.nfd().collect();
            Cow::Owned(CaseMapper::new().fold_string(&whole).nfc().collect())
        }
    }
}

/// A word as it looks: without signs that nobody sees, its letters those of plain Latin that they
/// look like. It is for comparing, and never shown.
pub fn seen(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let category = CodePointMapData::<GeneralCategory>::new();
    let kept = |c: &char| {
        let unseen = [GeneralCategory::Format, GeneralCategory::Control];
        !is_mark(*c) && !unseen.contains(&category.get(*c))
    };
    Cow::Owned(word.nfkd().filter(kept).map(latin).collect())
}

/// The Latin letter that one of another script looks like.
fn latin(c: char) -> char {
    const ALIKE: [(char, char); 26] = [
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('х', 'x'),
        ('у', 'y'),
        ('і', 'i'),
        ('ѕ', 's'),
        ('ԁ', 'd'),
        ('һ', 'h'),
        ('ѵ', 'v'),
        ('ӏ', 'l'),
        ('к', 'k'),
        ('т', 't'),
        ('ꜰ', 'f'),
        ('ɡ', 'g'),
        ('ı', 'i'),
        ('α', 'a'),
        ('ο', 'o'),
        ('ρ', 'p'),
        ('ι', 'i'),
        ('υ', 'u'),
        ('τ', 't'),
        ('χ', 'x'),
        ('ε', 'e'),
    ];
    let small = c.to_lowercase().next().unwrap_or(c);
    let found = ALIKE.iter().find(|(other, _)| *other == small);
    found.map_or(c, |(_, latin)| match c == small {
        true => *latin,
        false => latin.to_ascii_uppercase(),
    })
}

fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && CodePointMapData::<Script>::new().get(c) == Script::Latin
}

/// Quotation marks part no words: `d’Ivoire`.
fn is_quotation_mark(c: char) -> bool {
    c == '`' || CodePointSetData::new::<QuotationMark>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_fold_latin_letters_and_keep_other_scripts() {
        assert_eq!(slug("Côte d’Ivoire"), "cote-divoire");
        assert_eq!(
            slug("  Ain al-Asad: handed over! "),
            "ain-al-asad-handed-over"
        );
        assert_eq!(slug("Łódź & Kraków"), "lodz-krakow");
        assert_eq!(slug("Straße, Ærø, Þingvellir"), "strasse-aero-thingvellir");
        assert_eq!(slug("İzmir ve Iğdır"), "izmir-ve-igdir");
        assert_eq!(slug("Việt Nam"), "viet-nam");
        assert_eq!(slug("العراق"), "العراق");
        assert_eq!(slug("…"), "");
        assert_eq!(slug("«Ein „Wort“»"), "ein-wort");
    }

    #[test]
    fn slugs_keep_the_marks_of_every_script() {
        assert_eq!(slug("পটভূমি: বিদ্যুৎ"), "পটভূমি-বিদ্যুৎ");
        assert_eq!(slug("தமிழ் செய்தி"), "தமிழ்-செய்தி");
        assert_eq!(slug("ខ្មែរ"), "ខ្មែរ");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
    }

    #[test]
    fn one_name_is_one_word_however_it_is_written() {
        for (one, other) in [
            ("Řecko", "řecko"),
            ("Énergie", "E\u{301}nergie"),
            ("ΑΘΗΝΑΣ", "αθηνας"),
            ("Йод", "И\u{306}од"),
            ("가", "\u{1100}\u{1161}"),
        ] {
            assert_eq!(slug(one), slug(other));
            assert_eq!(folded(one), folded(other));
        }
        assert_eq!(folded("STRASSE"), folded("straße"));
    }
}

//! Words, numbers and signs.

use std::ops::Range;

use super::Spelling;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Letters; also an abbreviation with its full stops, and `'s`.
    Word,
    /// A number in digits, thousands grouped or not.
    Number {
        /// Its value.
        value: f64,
        /// How many digits it has, if it is whole and not grouped; else 0.
        digits: u8,
    },
    /// `15th`.
    Ordinal(i64),
    /// `1990s`, `'90s`.
    Decade(i64),
    /// `'99`.
    ShortYear(i64),
    /// `17:30`, as minutes of the day.
    Clock(i64),
    /// `2024-09-09` and other days in numbers, as year * 10000 + month * 100 + day.
    Day(i64),
    /// Any other character.
    Sign(char),
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// In lower case, with a straight apostrophe.
    pub lower: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
    /// Which sentence it belongs to.
    pub sentence: usize,
}

impl Token {
    /// Whether it is this sign.
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// Whether it is the ending of one that has something: the `'s` of `Iraq's`.
    pub fn is_possessive(&self) -> bool {
        self.is_word() && self.lower.starts_with('\'')
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// The value of a number.
    pub fn number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number { value, .. } => Some(value),
            _ => None,
        }
    }
}

/// Splits a text into its tokens, as its language writes.
pub fn tokenize(text: &str, spelling: &Spelling) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            at += c.len_utf8();
            continue;
        }
        let (kind, len) = token(text, at, c, spelling);
        let span = at..at + len;
        tokens.push(Token {
            kind,
            lower: lower(&text[span.clone()]),
            capital: c.is_uppercase(),
            glued: last_end == at,
            sentence: 0,
            span: span.clone(),
        });
        at = span.end;
        last_end = at;
    }
    tokens
}

fn lower(text: &str) -> String {
    match text {
        "–" | "—" | "‐" | "‑" | "−" => "-".to_string(),
        "’" => "'".to_string(),
        text if text.is_ascii() => text.to_ascii_lowercase(),
        text => text.to_lowercase().replace('’', "'"),
    }
}

fn token(text: &str, at: usize, c: char, spelling: &Spelling) -> (Kind, usize) {
    let rest = &text[at..];
    if c.is_ascii_digit() {
        return number(rest, spelling);
    }
    if let '\'' | '’' | '‘' = c {
        return apostrophe(rest, c, spelling);
    }
    if c.is_alphabetic() {
        return (Kind::Word, word(rest, spelling));
    }
    let sign = match c {
        '–' | '—' | '‐' | '‑' | '−' => '-',
        other => other,
    };
    (Kind::Sign(sign), c.len_utf8())
}

/// `'s`, `'90s`, or a mere quotation mark.
fn apostrophe(rest: &str, c: char, spelling: &Spelling) -> (Kind, usize) {
    let behind = &rest[c.len_utf8()..];
    let digits = digits(behind);
    let after = &behind[digits..];
    let ending = spelling.decade.as_deref();
    if let Some(ending) = ending.filter(|ending| digits == 2 && starts_word(after, ending)) {
        let decade = behind[..2].parse().unwrap_or(0);
        return (Kind::Decade(decade), c.len_utf8() + 2 + ending.len());
    }
    let alone = !after.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    if digits == 2 && alone {
        let year = behind[..2].parse().unwrap_or(0);
        return (Kind::ShortYear(year), c.len_utf8() + 2);
    }
    let possessive = spelling.possessive.as_deref();
    if let Some(ending) = possessive.filter(|ending| starts_word(behind, ending)) {
        return (Kind::Word, c.len_utf8() + ending.len());
    }
    (Kind::Sign('\''), c.len_utf8())
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether a text begins with these letters and no more.
fn starts_word(text: &str, letters: &str) -> bool {
    text.get(..letters.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(letters))
        && !text[letters.len()..].starts_with(|c: char| c.is_alphanumeric())
}

/// The length of a word: letters, with apostrophes inside (`don't`, but `Iraq` of `Iraq's` and `l'` of
/// `l'accord`), or of an abbreviation of single letters (`U.S.`, `a.m.`).
fn word(rest: &str, spelling: &Spelling) -> usize {
    if let Some(len) = abbreviation(rest) {
        return len;
    }
    let possessive = spelling.possessive.as_deref();
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        if matches!(c, '\'' | '’') && at > 0 {
            let behind = &rest[at + c.len_utf8()..];
            if spelling.elisions.contains(&rest[..at].to_lowercase()) {
                return at + c.len_utf8();
            }
            let possessor = possessive.is_some_and(|ending| starts_word(behind, ending));
            if !behind.starts_with(char::is_alphabetic) || possessor {
                break;
            }
        } else if !(c.is_alphabetic() || is_mark(c)) {
            break;
        }
        end = at + c.len_utf8();
    }
    // Q3, the third quarter.
    let bytes = rest.as_bytes();
    let letter = char::from(bytes[0]).to_ascii_lowercase();
    let quarter =
        end == 1 && letter == spelling.quarter && matches!(bytes.get(1), Some(b'1'..=b'4'));
    if quarter && !bytes.get(2).is_some_and(u8::is_ascii_alphanumeric) {
        end = 2;
    }
    end.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// A combining mark, which belongs to the letter before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn abbreviation(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    if end < 4 && !(end == 2 && bytes.get(2).is_some_and(u8::is_ascii_alphabetic)) {
        return None;
    }
    let next = bytes.get(end).copied().unwrap_or(b' ');
    if next.is_ascii_alphabetic() {
        // `a.m` without its last stop: one letter more, and then no letter.
        let more = bytes.get(end + 1).copied().unwrap_or(b' ');
        return (!more.is_ascii_alphanumeric()).then_some(end + 1);
    }
    (end >= 4).then_some(end)
}

fn number(rest: &str, spelling: &Spelling) -> (Kind, usize) {
    let first = digits(rest);
    if let Some(found) = day(rest, spelling).or_else(|| clock(rest, first, spelling)) {
        return found;
    }
    let behind = &rest[first..];
    let value: i64 = rest[..first.min(15)].parse().unwrap_or(0);
    let ordinal = |ending: &&String| starts_word(behind, ending);
    if let Some(ending) = spelling.ordinals.iter().find(ordinal) {
        return (Kind::Ordinal(value), first + ending.len());
    }
    let apostrophe = behind
        .strip_prefix('\'')
        .or_else(|| behind.strip_prefix('’'));
    let plural = apostrophe.unwrap_or(behind);
    let round = value % 10 == 0 && (first == 4 || (first == 2 && value >= 20));
    let decade = spelling.decade.as_deref();
    if let Some(ending) = decade.filter(|ending| round && starts_word(plural, ending)) {
        let end = first + behind.len() - plural.len() + ending.len();
        return (Kind::Decade(value), end);
    }
    grouped(rest, first, spelling)
}

/// A number with its thousands grouped and its decimals, as the language writes them.
fn grouped(rest: &str, first: usize, spelling: &Spelling) -> (Kind, usize) {
    let mut end = first;
    let mut text = rest[..first].to_string();
    let mut plain = true;
    while first <= 3
        && let Some(sign) = spelling.group(&rest[end..])
        && digits(&rest[end + sign..]) == 3
    {
        text.push_str(&rest[end + sign..end + sign + 3]);
        end += sign + 3;
        plain = false;
    }
    if let Some(behind) = rest[end..].strip_prefix(spelling.decimal) {
        let decimals = digits(behind);
        let more = behind[decimals..]
            .strip_prefix(spelling.decimal)
            .is_some_and(|more| digits(more) > 0);
        if decimals > 0 && !more {
            text.push('.');
            text.push_str(&behind[..decimals]);
            end = rest.len() - behind.len() + decimals;
            plain = false;
        }
    }
    let value = text.parse().unwrap_or(0.0);
    let digits = if plain { first.min(255) as u8 } else { 0 };
    (Kind::Number { value, digits }, end)
}

/// `17:30` or `5:34:10`; `14h30` and `14h`, where the language writes hours so.
fn clock(rest: &str, first: usize, spelling: &Spelling) -> Option<(Kind, usize)> {
    let hour: i64 = rest[..first].parse().ok().filter(|hour| *hour < 25)?;
    let letter = spelling.hours.as_deref().filter(|_| first <= 2);
    let behind = rest[first..].strip_prefix(':');
    let Some(behind) = behind else {
        let letter = letter?;
        let behind = rest[first..].strip_prefix(letter)?;
        let minutes = digits(behind);
        let minute: i64 = match minutes {
            0 if starts_word(&rest[first..], letter) => 0,
            2 => behind[..2].parse().ok().filter(|minute| *minute < 60)?,
            _ => return None,
        };
        return Some((
            Kind::Clock(hour * 60 + minute),
            first + letter.len() + minutes,
        ));
    };
    let minute: i64 = behind
        .get(..2)?
        .parse()
        .ok()
        .filter(|minute| *minute < 60)?;
    let more = &behind[2..];
    if digits(behind) != 2 {
        return None;
    }
    let seconds = more
        .strip_prefix(':')
        .filter(|behind| digits(behind) == 2)
        .map_or(0, |_| 3);
    Some((Kind::Clock(hour * 60 + minute), first + 3 + seconds))
}

/// `2024-09-09`, `2024/9/9`, `9.9.2024`; `09/09/2024` in the order of the language, unless that cannot be.
fn day(rest: &str, spelling: &Spelling) -> Option<(Kind, usize)> {
    let mut parts = [(0i64, 0usize); 3];
    let mut at = 0;
    let mut sign = None;
    for (index, part) in parts.iter_mut().enumerate() {
        let len = digits(&rest[at..]);
        if len == 0 || len > 4 {
            return None;
        }
        *part = (rest[at..at + len].parse().ok()?, len);
        at += len;
        if index < 2 {
            let next = rest[at..].chars().next()?;
            let same = sign.is_none_or(|sign| sign == next);
            if !matches!(next, '-' | '/' | '.') || !same {
                return None;
            }
            sign = Some(next);
            at += 1;
        }
    }
    // A time of day may follow directly: 2024-09-09T12:00.
    let tail = rest[at..].chars().next().unwrap_or(' ');
    if tail.is_alphanumeric() && tail != 'T' {
        return None;
    }
    let [(a, a_len), (b, b_len), (c, c_len)] = parts;
    let short = |c: i64| if c < 50 { 2000 } else { 1900 } + c;
    let (year, month, day) = match (a_len, c_len, sign) {
        (4, 1..=2, _) => (a, b, c),
        (1..=2, 4, Some('.')) => (c, b, a),
        (1..=2, 4, _) if a > 12 || (spelling.day_first && b <= 12) => (c, b, a),
        (1..=2, 4, _) => (c, a, b),
        (1..=2, 2, Some('/')) if spelling.day_first && b <= 12 => (short(c), b, a),
        (1..=2, 2, Some('/')) if a <= 12 => (short(c), a, b),
        (2, 2, Some('-')) if a <= 12 && b_len == 2 => (short(c), a, b),
        _ => return None,
    };
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day) && year >= 1000;
    sound.then_some((Kind::Day(year * 10_000 + month * 100 + day), at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::language::english;

    fn kinds(text: &str) -> Vec<String> {
        let spelling = english().map(|english| english.spelling.clone());
        tokenize(text, &spelling.unwrap_or_default())
            .iter()
            .map(|token| match token.kind {
                Kind::Word | Kind::Sign(_) => token.lower.clone(),
                kind => format!("{kind:?}"),
            })
            .collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            kinds("Iraq’s U.S.-led don't at 5 a.m. on"),
            [
                "iraq",
                "'s",
                "u.s.",
                "-",
                "led",
                "don't",
                "at",
                "Number { value: 5.0, digits: 1 }",
                "a.m.",
                "on"
            ]
        );
        assert_eq!(kinds("e.g"), ["e.g"]);
        assert_eq!(kinds("end.Next a."), ["end", ".", "next", "a", "."]);
    }

    #[test]
    fn numbers_are_told_apart() {
        assert_eq!(kinds("2,500.5"), ["Number { value: 2500.5, digits: 0 }"]);
        assert_eq!(
            kinds("1990s '90s 15th 17:30"),
            ["Decade(1990)", "Decade(90)", "Ordinal(15)", "Clock(1050)"]
        );
        assert_eq!(kinds("2024-09-09"), ["Day(20240909)"]);
        assert_eq!(kinds("13/02/2024"), ["Day(20240213)"]);
        assert_eq!(kinds("02/13/98"), ["Day(19980213)"]);
        assert_eq!(kinds("10 , 000")[0], "Number { value: 10.0, digits: 2 }");
    }
}

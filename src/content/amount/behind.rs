//! What stands behind a number: a unit, or something that changes what was read.

use super::number::Term;
use super::{Reader, hedges_behind, typed};
use crate::content::unit;
use crate::prose::language::{self as prose, Class, Language};

/// Signs that a unit may begin with.
const SIGNS: [char; 4] = ['%', '‰', '°', '/'];

impl Reader<'_> {
    /// The unit of a number: the currency before it and what stands behind. `None` where that is
    /// no unit.
    pub(super) fn unit(&self, term: &Term<'_>) -> Option<Option<String>> {
        let Term { currency, rest, .. } = *term;
        let is_glued = !rest.starts_with(' ');
        let rest = rest.trim();
        if rest.is_empty() {
            return Some((!currency.is_empty()).then(|| currency.to_string()));
        }
        let percent = self.language.form("percent", None).replace("{number}", "");
        let share = ["%", &*percent]
            .iter()
            .find_map(|sign| rest.strip_prefix(sign));
        if let Some(behind) = share {
            let parted = behind.is_empty() || behind.starts_with(' ');
            let is_unit = parted && currency.is_empty() && are_names(behind) && !loosens(behind);
            return is_unit.then(|| Some(format!("% {}", behind.trim()).trim().to_string()));
        }
        let rest = match currency.is_empty() {
            true => unit::in_english(rest, self.language),
            false => of_money(&unit::in_english(rest, self.language))?,
        };
        let rest = rest.as_str();
        let (first, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        let counted = match unit::is_scale(first) {
            true => behind.split(' ').next().unwrap_or(""),
            false => first,
        };
        let odd = typed(|typed| &typed.no_unit).any(|word| word == counted)
            || typed(|typed| &typed.half).any(|half| rest.contains(&**half))
            || is_part(counted)
            || is_glued && is_ending(term, first, behind)
            || !are_names(rest)
            || loosens(rest);
        (!odd).then(|| Some(format!("{currency} {rest}").trim().to_string()))
    }
}

/// What stands behind an amount of money, its scale written out: `bn`, and the `m` of `€35m`. `None`
/// where another currency stands there.
fn of_money(rest: &str) -> Option<String> {
    if unit::is_share(rest) || rest.split(' ').any(unit::is_currency) {
        return None;
    }
    let (first, behind) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
    let short = prose::english()?
        .lexicon
        .value(&first.to_lowercase(), Class::ShortScale);
    let scale = match short {
        Some(1_000) => "thousand",
        Some(1_000_000) => "million",
        Some(1_000_000_000) => "billion",
        Some(1_000_000_000_000) => "trillion",
        _ => first,
    };
    Some(format!("{scale}{behind}"))
}

/// Whether letters directly behind the digits make something else of a number than a count: `12th`, `1990s`,
/// `1e6`, `5k`, `5m people`.
fn is_ending(term: &Term<'_>, first: &str, behind: &str) -> bool {
    let lower = first.to_lowercase();
    let exponent = lower.strip_prefix(['e', 'x']).unwrap_or("");
    let exponent = exponent.trim_start_matches(['+', '-']);
    let is_exponent = !exponent.is_empty() && exponent.bytes().all(|byte| byte.is_ascii_digit());
    let Some(language) = prose::english() else {
        return is_exponent;
    };
    let spelling = &language.spelling;
    let is_decade = spelling.decade.as_deref() == Some(&*lower);
    let round = (term.number % rust_decimal::Decimal::TEN).is_zero();
    let short = language.lexicon.value(&lower, Class::ShortScale);
    let is_short = short.is_some() && !unit::is_scale(&lower);
    is_exponent
        || prose::all().any(|language| language.spelling.ordinals.contains(&lower))
        || is_decade && (round || !behind.is_empty())
        || is_short
}

/// Whether a word is a part of something: `thirds`, `quarters`, `tenths`.
fn is_part(word: &str) -> bool {
    let lower = word.to_lowercase();
    let of = |language: &Language| {
        let nth = lower.strip_suffix('s').unwrap_or(&lower);
        let nth = language.lexicon.value(nth, Class::Ordinal);
        language.lexicon.value(&lower, Class::Fraction).is_some() || nth.is_some_and(|nth| nth > 2)
    };
    prose::all().any(of)
}

/// Whether words loosen the number before them.
fn loosens(rest: &str) -> bool {
    let padded = format!(" {} ", rest.to_lowercase());
    let hedges = prose::english().map(|english| english.quantities.hedges.keys());
    let hedges = hedges.into_iter().flatten().map(String::as_str);
    let mut behind = hedges_behind().map(|(words, _)| words);
    let within = behind.any(|words| match words.contains(' ') {
        true => padded.contains(&format!(" {words} ")),
        false => padded.ends_with(&format!(" {words} ")),
    });
    let mut hedges = hedges.map(|words| format!(" {words} "));
    within || hedges.any(|words| padded.ends_with(&words))
}

/// Whether every word may stand in a unit: it begins with a letter or a sign, and gives no number of its own,
/// but behind what one of them is for: `per 1,000 people`, `cases a million`.
fn are_names(rest: &str) -> bool {
    let rates = prose::english().map(|english| &english.quantities.rates);
    let mut is_rate = false;
    let money = rest.split(' ').next().is_some_and(unit::is_currency);
    for (at, word) in rest.split_whitespace().enumerate() {
        // Behind the sign of a currency a unit begins as it does without.
        let at = at.saturating_sub(usize::from(money));
        let lower = word.to_lowercase();
        let is_number = is_numeral(&lower, at) || is_power(&lower);
        if !(is_number && is_rate || is_name(word, at) && !is_numeral(&lower, at)) {
            return false;
        }
        let opens = rates.is_some_and(|rates| rates.contains(&lower));
        is_rate = opens || is_rate && is_number;
    }
    true
}

fn is_name(word: &str, at: usize) -> bool {
    let has_currency = word.chars().any(unit::is_sign);
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let has_fraction = word.contains([
        '½', '¼', '¾', '⅓', '⅔', '⅛', '⅜', '⅝', '⅞', '⅕', '⅖', '⅗', '⅘', '⅙', '⅚',
    ]);
    let begins = word.starts_with(|c: char| {
        c.is_alphabetic()
            || unit::is_sign(c)
            || SIGNS.contains(&c)
            || at > 0 && matches!(c, '(' | '&')
    });
    let mut parts = word.split('/');
    // `km/h`, `/100,000`
    let first = parts.next().unwrap_or("");
    let sound = |part: &str| {
        let starts = part.starts_with(char::is_alphabetic) && !part.contains([',', ';', '.']);
        starts || is_power(part)
    };
    let first = first.is_empty() || !first.contains([',', ';', '.']);
    begins && first && parts.all(sound) && !has_fraction && !(has_currency && has_digit)
}

/// Whether it is a number that rates are given for: `100`, `1,000`, `100,000`.
fn is_power(word: &str) -> bool {
    let digits = word.replace(',', "");
    let zeros = digits.strip_prefix('1').unwrap_or("");
    zeros.len() > 1 && zeros.bytes().all(|byte| byte == b'0')
}

/// Whether a word is one of a number, or several joined by hyphens; a scale that begins a unit multiplies the
/// number before it.
fn is_numeral(word: &str, at: usize) -> bool {
    let first = word.split('-').next().unwrap_or(word);
    prose::all().any(|language| {
        let value = |word: &str, class| language.lexicon.value(word, class);
        let words = &language.quantities;
        let is_unit = words.units.contains_key(word) || words.currencies.contains_key(word);
        let own = language.code == "en";
        let is_cardinal =
            |part: &str| value(part, Class::Cardinal).is_some_and(|value| own || value > 1);
        let cardinal = word.split('-').all(is_cardinal);
        let many = value(word, Class::PluralScale).is_some_and(|value| value < 1_000_000);
        let scale = own && value(first, Class::Scale).is_some();
        // `million`, but neither `million-plus` nor a second one.
        let begins = at == 0 && first == word && unit::is_scale(word);
        !is_unit && (cardinal || own && many || scale && !begins)
    })
}

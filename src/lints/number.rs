//! Numbers in English prose: `2,500`, `1.2 million`, `two thousand`, `a dozen`.

use super::tokens::Sentence;

/// The number that begins at a token, and the token behind it.
pub fn read(sentence: &Sentence<'_>, at: usize) -> Option<(f64, usize)> {
    let (mut value, mut next) = digits(sentence.word(at))
        .map(|value| (value, at + 1))
        .or_else(|| words(sentence, at))?;
    while let Some(scale) = scale(sentence.word(next)) {
        value *= scale;
        next += 1;
    }
    Some((value, next))
}

/// `2,500`, `2500`, `2.5`; not `1,2` or `1.2.3`, which are no numbers in English.
fn digits(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    let well_grouped = first.len() <= 3 && groups.all(|group| group.len() == 3);
    let sound = (!grouped || well_grouped) && fraction.chars().all(|c| c.is_ascii_digit());
    let number = word.replace(',', "");
    sound.then(|| number.parse().ok()).flatten()
}

/// `two`, `twenty-five`, `three hundred`, `a hundred`.
fn words(sentence: &Sentence<'_>, at: usize) -> Option<(f64, usize)> {
    if matches!(sentence.word(at), "a" | "an") && scale(sentence.word(at + 1)).is_some() {
        return Some((1.0, at + 1));
    }
    let tens = position(&TENS, sentence.word(at)).map(|nth| (nth + 2) as f64 * 10.0);
    let Some(tens) = tens else {
        return position(&SMALL, sentence.word(at)).map(|nth| (nth as f64, at + 1));
    };
    let hyphen = usize::from(sentence.word(at + 1) == "-");
    let unit =
        position(&SMALL, sentence.word(at + 1 + hyphen)).filter(|unit| (1..10).contains(unit));
    Some(match unit {
        Some(unit) => (tens + unit as f64, at + 2 + hyphen),
        None => (tens, at + 1),
    })
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

fn position(words: &[&str], word: &str) -> Option<usize> {
    words.iter().position(|known| *known == word)
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

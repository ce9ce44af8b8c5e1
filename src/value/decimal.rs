//! Numbers as they are typed: decimals, never binary fractions, in which 0.1 has no place.

use rust_decimal::Decimal;

/// How many digits a number can have, before and behind the decimal point. Sums, differences
/// and shares of such numbers are exact.
const WHOLE: usize = 18;
const FRACTION: u32 = 10;

/// What to do about a number with more digits.
pub const LIMITS: &str = "a number can have 18 digits before the decimal point and 10 behind it; \
    write it in a greater unit, such as `million tonnes`";

/// Why a text is no number that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no number.
    NoNumber,
    /// It has more digits than are kept exactly.
    TooLong,
}

/// Reads a number of TOML or YAML: `2_500`, `+1.90`, `1.2e6`.
pub fn read(text: &str) -> Result<Decimal, Unfit> {
    let text = text.trim().replace('_', "");
    let text = text.strip_prefix('+').unwrap_or(&text);
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let number = plain(digits)?;
    let power: i32 = power.parse().map_err(|_| Unfit::NoNumber)?;
    fitting(shifted(number, power).ok_or(Unfit::TooLong)?)
}

/// The number that a text is when what groups its digits is left out: `8,400`, `8 400`.
pub fn grouped(text: &str) -> Option<String> {
    let mut parts = text
        .trim()
        .split([',', ' ', '\u{a0}', '\u{202f}', '’', '\'']);
    let mut number = parts.next()?.to_string();
    for part in parts {
        let digits = part.split('.').next().unwrap_or(part);
        if digits.len() != 3 || number.contains('.') {
            return None;
        }
        number.push_str(part);
    }
    read(&number).is_ok().then_some(number)
}

/// A number without an exponent.
fn plain(text: &str) -> Result<Decimal, Unfit> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let some = !whole.is_empty() || !fraction.is_empty();
    if !some || !all_digits(whole) || !all_digits(fraction) {
        return Err(Unfit::NoNumber);
    }
    Decimal::from_str_exact(text.trim_end_matches('.')).map_err(|_| Unfit::TooLong)
}

/// A number times a power of ten.
fn shifted(number: Decimal, power: i32) -> Option<Decimal> {
    let mut number = number;
    for _ in 0..power.unsigned_abs().min(60) {
        number = match power > 0 {
            true => number.checked_mul(Decimal::TEN)?,
            false => number.checked_mul(Decimal::new(1, 1))?,
        };
    }
    Some(number)
}

fn fitting(number: Decimal) -> Result<Decimal, Unfit> {
    let whole = number.trunc().abs().normalize().to_string().len();
    let too_long = whole > WHOLE || number.normalize().scale() > FRACTION;
    match too_long {
        true => Err(Unfit::TooLong),
        false if number.is_zero() => Ok(number.abs()),
        false => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_in_threes() {
        let number = |text: &str| grouped(text);
        assert_eq!(number("8,400").as_deref(), Some("8400"));
        assert_eq!(number("1 250 000.5").as_deref(), Some("1250000.5"));
        assert_eq!(number("2500").as_deref(), Some("2500"));
        assert_eq!(number("2,35"), None);
        assert_eq!(number("about 2,500"), None);
    }

    #[test]
    fn a_number_is_what_was_typed() {
        let words = |text: &str| read(text).map(|number| number.to_string());
        assert_eq!(words("1.90").as_deref(), Ok("1.90"));
        assert_eq!(words("2_400_000").as_deref(), Ok("2400000"));
        assert_eq!(words("+0.1").as_deref(), Ok("0.1"));
        assert_eq!(words("-0").as_deref(), Ok("0"));
        assert_eq!(words("1.2e6").as_deref(), Ok("1200000.0"));
        assert_eq!(words("5e-3").as_deref(), Ok("0.005"));
        assert_eq!(words("inf"), Err(Unfit::NoNumber));
        assert_eq!(words("0x1F"), Err(Unfit::NoNumber));
        assert_eq!(words("1e300"), Err(Unfit::TooLong));
        assert_eq!(words("0.000000000001"), Err(Unfit::TooLong));
        assert_eq!(words("1234567890123456789"), Err(Unfit::TooLong));
    }
}

//! Articles that nobody will see for years: a slip in the year withholds a text without an error.

use chrono::{Datelike, Days, NaiveDate};

use crate::content::Content;
use crate::content::article::Article;
use crate::date::Edtf;
use crate::diagnostic::Diagnostic;

/// An article that is dated years ahead.
pub const AHEAD: &str = "lint/far-ahead";

/// How many days ahead an article can be dated on purpose.
const PLANNED: Days = Days::new(2 * 365);

/// Articles dated so far ahead of a day that the year is likely to be mistyped. They are withheld, so
/// that no other lint looks at them.
pub fn ahead(content: &Content, today: NaiveDate) -> Vec<Diagnostic> {
    let last = today.checked_add_days(PLANNED).unwrap_or(today);
    let allowed = |article: &Article| article.allowed.iter().any(|allowed| allowed.lint == AHEAD);
    let articles = content.articles.iter();
    let far = articles.filter(|article| article.date.day > last && !allowed(article));
    far.map(|article| {
        let day = article.date.day;
        let message = format!("nobody sees this before {}", Edtf::from_day(day).words());
        let help = match meant(day, today) {
            Some(day) => format!("did you mean date = {day}?"),
            None => "mend the year".to_string(),
        };
        Diagnostic::warning(AHEAD, message, article.date_place.clone()).help(help)
    })
    .collect()
}

/// The same day in a year near today's that is written with the same digits, or with one other.
fn meant(day: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let digits = |year: i32| year.to_string().into_bytes();
    let written = digits(day.year());
    let sorted = |mut digits: Vec<u8>| {
        digits.sort_unstable();
        digits
    };
    let is_slip = |year: i32| {
        let other = digits(year);
        let differ = written.iter().zip(&other).filter(|(a, b)| a != b).count();
        written.len() == other.len() && (differ == 1 || sorted(written.clone()) == sorted(other))
    };
    let near = [0, -1, 1].map(|apart| today.year() + apart);
    let year = near.into_iter().find(|year| is_slip(*year))?;
    day.with_year(year)
}

//! Articles and facts that nobody will see for years: a slip in the year withholds them without an error.

use chrono::{Datelike, Days, NaiveDate};

use crate::content::Content;
use crate::content::article::Article;
use crate::date::Edtf;
use crate::diagnostic::{Diagnostic, Place};

/// An article or a fact that is dated years ahead.
pub const AHEAD: &str = "lint/far-ahead";

/// How many days ahead something can be dated on purpose.
const PLANNED: Days = Days::new(2 * 365);

/// Articles and facts dated so far ahead of a day that the year is likely to be mistyped. They are
/// withheld, so that no other lint looks at them.
pub fn ahead(content: &Content, today: NaiveDate) -> Vec<Diagnostic> {
    let last = today.checked_add_days(PLANNED).unwrap_or(today);
    let allowed = |article: &Article| article.allowed.iter().any(|allowed| allowed.lint == AHEAD);
    let articles = content.articles.iter();
    let dates = articles
        .filter(|article| !allowed(article))
        .flat_map(|article| dates(article));
    let far = dates.filter(|(_, day, _)| *day > last);
    far.map(|(key, day, place)| {
        let message = format!("nobody sees this before {}", Edtf::from_day(day).words());
        let help = match meant(day, today) {
            Some(day) => format!("did you mean {key} = {day}?"),
            None => "mend the year".to_string(),
        };
        Diagnostic::warning(AHEAD, message, place.clone()).help(help)
    })
    .collect()
}

/// The days before which an article and its facts are not seen, each with its key and its place.
fn dates(article: &Article) -> impl Iterator<Item = (&'static str, NaiveDate, &Place)> {
    let claims = article.claims.iter();
    let claims = claims.map(|claim| (&claim.attribution, &claim.place));
    let figures = article.observations.iter();
    let facts = claims.chain(figures.map(|figure| (&figure.attribution, &figure.place)));
    // Where it is left out it is the article's.
    let facts = facts.filter(|(said, _)| said.reported != article.date);
    let facts = facts.map(|(said, place)| ("reported", said.reported.day, place));
    std::iter::once(("date", article.date.day, &article.date_place)).chain(facts)
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

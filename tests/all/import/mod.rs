//! From raw text to a draft: what is found, what is proposed, what is written.

mod articles;
mod breaks;
mod bylines;
mod command;
mod counts;
mod embargo;
mod french;
mod grammar;
mod heads;
mod kinds;
mod laws;
mod marks;
mod news;
mod pages;
mod places;
mod review;
mod robust;
mod sides;
mod sites;
mod tense;
mod unstated;
mod wire;

use chrono::NaiveDate;
use dateline::import::propose::Vocabulary;
use dateline::import::source::Kind;
use dateline::import::{Imported, import};
use dateline::prose::language::Language;

/// Imports a text as of a day, without a site.
pub fn imported(kind: Kind, text: &str, day: Option<&str>) -> Imported {
    let language = Language::english().unwrap();
    let vocabulary = Vocabulary::new(&[]);
    let day = day.map(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap());
    import(kind, text, day, &language, &vocabulary)
}

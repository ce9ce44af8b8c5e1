//! How a series' value lies to the one before, in words.

use crate::newsroom::figures::Direction;
use crate::newsroom::series::Series;
use crate::pages::site::Here;

/// How a series' value lies to the one before, in words.
pub fn trend(here: &Here<'_>, series: &Series) -> Option<String> {
    let trend = series.trend?;
    let language = here.language();
    let before = &series.observations[trend.since].observation;
    let date = language.date(&before.as_of);
    let number = before.quantity.words_in(language);
    let amount = trend.amount.map(|amount| amount.words_in(language));
    let key = match (trend.direction, &amount) {
        (Direction::Unchanged, _) => "unchanged",
        (Direction::Incomparable, _) => "incomparable",
        (Direction::Up, Some(_)) => "up_by",
        (Direction::Up, None) => "up",
        (Direction::Down, Some(_)) => "down_by",
        (Direction::Down, None) => "down",
    };
    let amount = amount.unwrap_or_default();
    let values = [("date", &*date), ("number", &*number), ("amount", &*amount)];
    Some(language.say(key, &values))
}

//! On which day an article was published: the places that tell a day vote, since any one of them may
//! hold the day of a template, of a clock that was never set or of another article.

use chrono::{Datelike, Days, NaiveDate};

/// A place that tells a day, the one to be believed first above the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Witness {
    /// `datePublished` of JSON-LD.
    JsonLd,
    /// `meta`.
    Meta,
    /// The page's address.
    Address,
    /// A `time` that is marked as of publication.
    Published,
    /// A line such as `Published 9 September 2024`.
    Stated,
    /// Any other `time`.
    Time,
    /// Any other short line.
    Line,
    /// The day of the last change.
    Changed,
    /// Whatever else the page's marks may mean.
    Page,
}

impl Witness {
    /// The place, for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Witness::JsonLd => "JSON-LD",
            Witness::Meta => "meta",
            Witness::Address => "address",
            Witness::Published | Witness::Time => "time",
            Witness::Stated | Witness::Line => "text",
            Witness::Changed => "last change",
            Witness::Page => "page",
        }
    }

    fn weight(self) -> u32 {
        match self {
            Witness::JsonLd | Witness::Meta => 40,
            Witness::Address => 35,
            Witness::Published | Witness::Stated => 30,
            Witness::Time | Witness::Line => 20,
            Witness::Changed | Witness::Page => 10,
        }
    }
}

/// A day that is told somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where.
    pub by: Witness,
    /// The day.
    pub day: NaiveDate,
}

/// The day that was believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub day: NaiveDate,
    /// Where it is told.
    pub by: Vec<Witness>,
    /// What is told elsewhere, in days that can be.
    pub others: Vec<Told>,
}

/// The day that most speaks for; of equals the one told first. `opens` says whether the text's own opening
/// gives a day as its date; no article is from after the day behind `today`, for it is tomorrow somewhere.
pub fn vote(
    told: &[Told],
    today: Option<NaiveDate>,
    opens: impl Fn(NaiveDate) -> bool,
) -> Option<Published> {
    let tomorrow = today.and_then(|today| today.checked_add_days(Days::new(1)));
    let can_be = |day: NaiveDate| !is_unset(day) && tomorrow.is_none_or(|last| day <= last);
    let told: Vec<Told> = told
        .iter()
        .filter(|told| can_be(told.day))
        .copied()
        .collect();
    let mut best: Option<(u32, NaiveDate)> = None;
    for candidate in &told {
        let opening = if opens(candidate.day) { 1500 } else { 0 };
        let weight = support(candidate.day, &told) + opening;
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, candidate.day));
        }
    }
    let (_, day) = best?;
    let (mut by, mut others) = (Vec::new(), Vec::new());
    for told in told {
        if told.day != day && !others.contains(&told) {
            others.push(told);
        } else if told.day == day && !by.contains(&told.by) {
            by.push(told.by);
        }
    }
    Some(Published { day, by, others })
}

/// How much speaks for a day: every kind of place once, a day close by in part.
fn support(day: NaiveDate, told: &[Told]) -> u32 {
    let mut kinds: Vec<Witness> = told.iter().map(|told| told.by).collect();
    kinds.sort();
    kinds.dedup();
    let closest = |kind: Witness| {
        let same = told.iter().filter(|told| told.by == kind);
        same.map(|told| closeness(day, told.day)).max().unwrap_or(0)
    };
    let all: u32 = kinds
        .iter()
        .map(|kind| kind.weight() * closest(*kind))
        .sum();
    // Decades before the rest of its page lies mostly a day that nobody set.
    let lonely = told.iter().any(|told| told.day.year() - day.year() > 20);
    if lonely { all * 45 / 100 } else { all }
}

/// How far one day speaks for another, in hundredths.
fn closeness(one: NaiveDate, other: NaiveDate) -> u32 {
    match (one - other).num_days().abs() {
        0 => 100,
        // The same instant in two time zones.
        1 => 90,
        2..=7 => 30,
        8..=31 => 20,
        32..=366 => 10,
        _ => 0,
    }
}

/// Days that clocks and databases show before anybody has set them.
fn is_unset(day: NaiveDate) -> bool {
    let first = day.month() == 1 && day.day() == 1;
    day.year() < 1800
        || (day.year(), day.month()) == (1970, 1)
        || day == NaiveDate::default().pred_opt().unwrap_or_default()
        || (day.year() == 1900 && first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn voted(told: &[(Witness, &str)]) -> Option<String> {
        let told: Vec<Told> = told
            .iter()
            .map(|(by, text)| Told {
                by: *by,
                day: day(text),
            })
            .collect();
        let found = vote(&told, Some(day("2024-09-09")), |_| false);
        found.map(|found| found.day.to_string())
    }

    #[test]
    fn the_places_of_a_page_vote_on_its_day() {
        use Witness::{Address, JsonLd, Line, Meta, Time};
        type Case<'a> = (&'a [(Witness, &'a str)], Option<&'a str>);
        let cases: [Case; 9] = [
            (
                &[(JsonLd, "0001-01-01"), (Time, "2024-03-05")],
                Some("2024-03-05"),
            ),
            (
                &[(Meta, "1970-01-01"), (Line, "2024-03-05")],
                Some("2024-03-05"),
            ),
            (
                &[(JsonLd, "2031-01-01"), (Time, "2024-03-05")],
                Some("2024-03-05"),
            ),
            (
                &[(JsonLd, "1999-11-30"), (Line, "2024-03-05")],
                Some("2024-03-05"),
            ),
            // An old article under today's masthead is an old one.
            (
                &[
                    (JsonLd, "1994-05-02"),
                    (Meta, "1994-05-02"),
                    (Line, "2024-09-09"),
                ],
                Some("1994-05-02"),
            ),
            // One instant, two zones; the address has the newsroom's own.
            (
                &[
                    (JsonLd, "2024-03-06"),
                    (Address, "2024-03-05"),
                    (Meta, "2024-03-06"),
                ],
                Some("2024-03-06"),
            ),
            (
                &[
                    (JsonLd, "2024-03-06"),
                    (Meta, "2024-03-05"),
                    (Address, "2024-03-05"),
                ],
                Some("2024-03-05"),
            ),
            (&[(JsonLd, "2024-09-10")], Some("2024-09-10")),
            (&[(JsonLd, "2024-09-11")], None),
        ];
        for (told, expected) in cases {
            assert_eq!(voted(told).as_deref(), expected, "{told:?}");
        }
    }
}

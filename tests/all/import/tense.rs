//! Whether something has happened or is to come: the verb decides, with all its auxiliaries.

use dateline::import::propose::FLOOR;
use dateline::import::source::Kind;

use super::imported;

/// The day of publication, a text, and its events: date, status, title.
type Row = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
);

#[test]
fn the_verb_with_its_auxiliaries_says_what_is_to_come() {
    let mut wrong = Vec::new();
    for (day, text, wanted) in ROWS {
        let mut proposals = imported(Kind::Markdown, text, Some(day)).proposals;
        proposals.keep(FLOOR);
        let events = proposals.events.iter();
        let found: Vec<_> = events
            .map(|event| {
                (
                    event.date.to_string(),
                    event.status.as_str().to_string(),
                    event.title.clone(),
                )
            })
            .collect();
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(date, status, title)| (date.to_string(), status.to_string(), title.to_string()))
            .collect();
        if found != wanted {
            wrong.push(format!("{text}\n  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("2019-11-19", "Elections will be held on Sunday, the commission said.", &[("2019-11-24", "announced", "Elections will be held")]),
    ("2019-11-19", "The pact is due to be signed on Friday.", &[("2019-11-22", "planned", "The pact is due to be signed")]),
    ("2019-11-19", "The pact would be signed on Friday, envoys said.", &[("2019-11-22", "announced", "The pact would be signed")]),
    ("2019-11-19", "The new bridge is set to be opened in March.", &[("2020-03", "planned", "The new bridge is set to be opened")]),
    ("2019-11-19", "The vote was postponed until January.", &[("2020-01", "postponed", "The vote was postponed")]),
    ("2019-11-19", "The trial was adjourned on Monday.", &[("2019-11-18", "happened", "The trial was adjourned")]),
    ("2019-11-19", "The bank must be sold by the end of 2020.", &[("[..2020]", "required", "The bank must be sold")]),
    ("2019-11-19", "Talks are expected to be resumed next week.", &[("[2019-11-25..2019-12-01]", "expected", "Talks are expected to be resumed")]),
    ("2019-11-19", "The two sides agreed to reopen the border by June.", &[("[..2020-06]", "confirmed", "The two sides agreed to reopen the border")]),
    ("2019-11-19", "The dam will not be finished before August 2021.", &[("[2021-08..]", "expected", "The dam will be finished")]),
    ("2019-11-19", "The queen, who was crowned in 1990, died on Monday.", &[("1990", "happened", "The queen was crowned"), ("2019-11-18", "happened", "The queen died")]),
    ("2019-11-19", "The mill closed in 1995, reopened in 1998 and was sold in 2008.", &[("1995", "happened", "The mill closed"), ("1998", "happened", "The mill reopened"), ("2008", "happened", "The mill was sold")]),
    ("2019-11-19", "The mayor said on Monday that the school would be closed in July.", &[("2020-07", "announced", "The school would be closed")]),
    ("2019-11-19", "More was expected on Monday.", &[]),
    ("2019-11-19", "\"We hope to be there by Christmas,\" she said on Monday.", &[]),
    ("2019-11-19", "ALDBURY (AN) — Voters approved the plan on Saturday.", &[("2019-11-16", "happened", "Voters approved the plan")]),
];

#[test]
fn a_news_item_with_years_long_past_stays_in_the_present() {
    let text = "The pier was rebuilt in 1991. It closed in 1995, reopened in 1998, burned in 2003 and was sold in 2008. \
        The mayor resigned earlier this year. The council approved the plan in June.\n\nA new pier will be opened in May, and \
        the owner died on Wednesday.";
    let dates = imported(Kind::Markdown, text, Some("2019-11-19"))
        .proposals
        .events;
    let dates: Vec<String> = dates.iter().map(|event| event.date.to_string()).collect();
    assert_eq!(
        dates,
        [
            "1991",
            "1995",
            "1998",
            "2003",
            "2008",
            "2019",
            "2019-06",
            "2020-05",
            "2019-11-13"
        ]
    );
}

#[test]
fn a_figure_says_what_was_counted() {
    let rows: [(&str, &[&str]); 9] = [
        (
            "At least 14 people were killed in the raid.",
            &["14 people: People killed in the raid"],
        ),
        (
            "The flood displaced 4,200 households.",
            &["4200 households: Households displaced"],
        ),
        (
            "The dam cost 16.4 million dollars.",
            &["16400000 dollars: Cost of the dam"],
        ),
        (
            "Cholera deaths rose to 311 from 287 a week earlier.",
            &["311 deaths: Cholera deaths", "287 deaths: Cholera deaths"],
        ),
        (
            "The agency has received $203 million of the $658 million it needs.",
            &[
                "203000000 dollars: Money received by the agency",
                "658000000 dollars: Money",
            ],
        ),
        (
            "Some two and a half million voters stayed at home.",
            &["2500000 voters: Voters who stayed at home"],
        ),
        (
            "Between 5% and 6% of patients are children.",
            &["5-6 percent: Share of patients children"],
        ),
        ("Residents could not make 911 calls.", &[]),
        (
            "The city plans to sell 600 flats.",
            &["600 flats: Flats to be sold"],
        ),
    ];
    let mut wrong = Vec::new();
    for (text, wanted) in rows {
        let figures = imported(Kind::Markdown, text, Some("2024-03-05"))
            .proposals
            .figures;
        let found: Vec<String> = figures
            .iter()
            .map(|figure| {
                let (min, max) = (figure.min.normalize(), figure.max.normalize());
                let number = if min == max {
                    min.to_string()
                } else {
                    format!("{min}-{max}")
                };
                format!("{number} {}: {}", figure.unit, figure.label)
            })
            .collect();
        if found != wanted {
            wrong.push(format!("{text}\n  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

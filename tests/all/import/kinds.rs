//! Kinds of sentences that were once read wrongly.

use super::imported;
use dateline::import::Imported;
use dateline::import::source::Kind;

fn read(sentence: &str) -> Imported {
    let text = format!("---\ntitle: Item\ndate: 2024-03-05\n---\n{sentence}\n");
    imported(Kind::Markdown, &text, None)
}

fn events(sentence: &str) -> Vec<String> {
    let events = read(sentence).proposals.events.into_iter();
    let likely = events.filter(|event| event.confidence >= 0.5);
    likely
        .map(|event| format!("{} {} {}", event.date, event.status.as_str(), event.title))
        .collect()
}

fn figures(sentence: &str) -> Vec<String> {
    let figures = read(sentence).proposals.figures.into_iter();
    let likely = figures.filter(|figure| figure.confidence >= 0.5);
    likely
        .map(|figure| {
            let as_of = figure.as_of.unwrap_or_default();
            let firm = figure.firmness.is_counted();
            format!(
                "{} {} {} {as_of} {firm}",
                figure.min, figure.unit, figure.label
            )
        })
        .collect()
}

#[test]
fn a_month_that_is_a_name_is_no_date() {
    assert_eq!(
        events("Theresa May resigned as prime minister on Friday."),
        ["2024-03-01 happened Theresa May resigned as prime minister"]
    );
    assert!(events("The mother of April Jones thanked the police for the search.").is_empty());
    assert_eq!(
        events("In April President Macron travelled to Beijing."),
        ["2023-04 happened President Macron travelled to Beijing"]
    );
}

#[test]
fn pounds_are_money_or_weight_by_what_is_said_of_them() {
    for (sentence, unit) in [
        ("The company sold 361 million pounds of beef.", "pound-mass"),
        (
            "The company paid 361 million pounds for the brewer.",
            "pounds sterling",
        ),
        ("The whale weighed 3,000 pounds.", "pound-mass"),
        (
            "Prosecutors said he had paid back 600,000 pounds.",
            "pounds sterling",
        ),
        (
            "The council has 90 million pounds of debt.",
            "pounds sterling",
        ),
    ] {
        let found = read(sentence).proposals.figures;
        assert_eq!(found[0].unit, unit, "{sentence}");
    }
}

#[test]
fn what_nearly_happened_did_not() {
    for sentence in [
        "The plan was nearly abandoned in March.",
        "The race was almost cancelled on Sunday.",
        "The festival was all but cancelled last year.",
    ] {
        assert!(events(sentence).is_empty(), "{sentence}");
    }
}

#[test]
fn two_numbers_of_one_thing_have_each_its_own_day() {
    assert_eq!(
        figures("Cholera deaths in the state rose to 311 from 287 a week earlier."),
        [
            "311 deaths Cholera deaths in the state  true",
            "287 deaths Cholera deaths in the state [2024-02-26..2024-03-03] true"
        ]
    );
    // Without a day of its own the earlier number would be one of today.
    assert_eq!(
        figures("Cholera deaths in the state rose to 311 from 287."),
        ["311 deaths Cholera deaths in the state  true"]
    );
}

#[test]
fn a_number_to_come_is_none_of_today_and_one_since_a_day_none_of_that_day() {
    assert_eq!(
        figures("Unemployment is forecast to reach 6.1 percent by the end of the year."),
        ["6.1 percent Unemployment [..2024] false"]
    );
    assert_eq!(
        figures("The lakes have lost 22 percent of their water since 1990."),
        ["22 percent Share of their water lost  true"]
    );
}

#[test]
fn loose_numbers_say_more_than() {
    let found = read("Tens of thousands of people marched on Saturday.")
        .proposals
        .figures;
    assert_eq!(
        found[0].hedge,
        Some(dateline::content::quantity::Hedge::MoreThan)
    );
    assert!(
        read("Dozens of people were hurt.")
            .proposals
            .figures
            .is_empty()
    );
}

#[test]
fn the_clock_of_a_life_runs_only_where_it_is_told() {
    let life = "Ada Hale died on Sunday in Leyton. Hale was born in Orsa in 1937. She joined the mint in 1953. In April she engraved a stamp. A service will be held on Saturday.";
    let told = events(life);
    for event in [
        "2024-03-03 happened Ada Hale died in Leyton",
        "1953-04 happened Hale engraved a stamp",
        "2024-03-09 announced A service will be held",
    ] {
        assert!(told.iter().any(|one| one == event), "{event}: {told:?}");
    }
    assert_eq!(
        events("The bank, founded in 1987 and listed in 1999, closed its office in April."),
        ["2023-04 happened The bank closed its office"]
    );
}

#[test]
fn what_ranks_is_hoped_for_or_is_only_supposed_is_no_event() {
    for sentence in [
        "Zinc touched its highest price since March 2023.",
        "Shares rose as jobs data lowered hopes of a rate cut in April.",
        "Turnout fell to 46.2 percent, down from 51 percent four years ago.",
        "The river is to crest half a metre below the record set in 1962.",
        "He conceded shortly after midnight.",
    ] {
        assert!(
            events(sentence).is_empty(),
            "{sentence}: {:?}",
            events(sentence)
        );
    }
}

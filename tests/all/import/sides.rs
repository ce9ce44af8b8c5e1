//! Which noun, day, side and speaker a number or a promise belongs to.

use super::imported;
use dateline::import::source::Kind;
use dateline::import::{Imported, propose};

fn read(text: &str) -> Imported {
    let text = format!("---\ntitle: Item\ndate: 2026-06-17\n---\n{text}\n");
    imported(Kind::Markdown, &text, None)
}

/// The figures of a text that are likely: how many of what, when, and by whom.
fn figures(text: &str) -> Vec<String> {
    let figures = read(text).proposals.figures.into_iter();
    let likely = figures.filter(|figure| figure.confidence >= propose::FLOOR);
    likely
        .map(|figure| {
            let (day, by) = (figure.as_of, figure.by);
            let day = day.map_or(String::new(), |day| format!(" {day}"));
            let by = by.map_or(String::new(), |by| format!(", {by}"));
            format!("{} {}{day}{by}", figure.max, figure.label)
        })
        .collect()
}

fn events(text: &str) -> Vec<String> {
    let events = read(text).proposals.events.into_iter();
    let likely = events.filter(|event| event.confidence >= propose::FLOOR);
    likely
        .map(|event| {
            let by = event.by.map_or(String::new(), |by| format!(", {by}"));
            format!("{} {}{by}", event.date, event.title)
        })
        .collect()
}

#[test]
fn a_number_goes_with_its_own_noun_day_and_side() {
    for (text, found) in FIGURES {
        assert_eq!(figures(text), *found, "{text}");
    }
}

#[test]
fn an_event_goes_with_its_own_day_and_speaker() {
    for (text, found) in EVENTS {
        assert_eq!(events(text), *found, "{text}");
    }
}

#[rustfmt::skip]
const FIGURES: &[(&str, &[&str])] = &[
    ("The bank, which has 1,200 branches, cut its rate to 4 percent on 3 May.", &["1200 Branches", "4 Rate 2026-05-03"]),
    ("Crude for July delivery rose 2% to $81.", &["81 Crude for July delivery"]),
    ("The December contract stood at $79.50.", &["79.5 December contract"]),
    ("The rate rose from 3% in 2019 to 5% in 2021.", &["3 Rate 2019", "5 Rate 2021"]),
    ("Their bill fell from $41,000 a month to $17,500.", &["17500 Bill"]),
    ("Inflation slowed to 2.1% in April from 2.6% in March.", &["2.1 Inflation 2026-04", "2.6 Inflation 2026-03"]),
    ("Stocks stood at 451.3 million barrels on June 12, compared with 455.5 million on June 5.", &["451300000 Stocks 2026-06-12", "455500000 Stocks 2026-06-05"]),
    ("The rate stood at 5.8 percent in May 2026, compared with 6.1 percent in April 2026 and 6.4 percent in May 2025.", &["5.8 Rate 2026-05", "6.1 Rate 2026-04", "6.4 Rate 2025-05"]),
    ("Deaths rose to 40, up from 12 in May 2020.", &["40 Deaths", "12 Deaths 2020-05"]),
    ("Deaths rose to 64 from 41 on Monday.", &["64 Deaths"]),
    ("About 40 economists and 12 traders were polled.", &["40 Economists polled", "12 Traders"]),
    ("The trial began on 2 March and heard 64 witnesses.", &["64 Witnesses heard"]),
    ("Supply fell to 103 million barrels.", &["103000000 Supply"]),
    ("He took 1.4 million dollars in bribes between 2018 and 2022.", &["1400000 Bribes taken"]),
    ("A quake shook the valley, killing 41 people.", &["41 People killed"]),
    ("Norvik agreed to sell the mill at Tarn for 310 million euros.", &["310000000 Price of the mill at Tarn"]),
    ("The firm invested 3 billion euros in wind farms.", &["3000000000 Money invested by the firm"]),
    ("The firm expects 9,000 passengers.", &["9000 Passengers expected"]),
    ("The firm expects sales to grow by 6% to 8% in 2026.", &[]),
    ("The council expects 18,000 more visits a year.", &[]),
    ("The drug brought in 410 million francs.", &[]),
    ("\"75% is just absolutely incorrect,\" said Pedro Matos, leader of the opposition.", &[]),
    ("\"The figure of 45 deaths is false,\" its lawyer said.", &[]),
    ("Copper output will rise to 1 million tonnes in 2027 from 820,000 tonnes in 2024.", &["1000000 Copper output 2027", "820000 Copper output 2024"]),
];

#[rustfmt::skip]
const EVENTS: &[(&str, &[&str])] = &[
    ("Coach Mia Lund said that two players would miss the final, and that Ade would be assessed on Thursday.", &["2026-06-18 Ade would be assessed, Coach Mia Lund"]),
    ("Mayor Tess Webb said the money came from fines, and that the plan would be reviewed in October 2027.", &["2027-10 The plan would be reviewed, Mayor Tess Webb"]),
    ("The mayor denied that the pool would close, and that the mill would be sold on 3 July.", &[]),
    ("\"We will publish the study by September 2026,\" said Karin Holm, chief executive of Northwind.", &["[..2026-09] Northwind will publish the study, Karin Holm"]),
    ("\"I will resign on 1 July,\" Mayor Ada Hale said.", &["2026-07-01 Mayor Ada Hale will resign, Mayor Ada Hale"]),
    ("\"We will open a ferry by the end of July,\" council leader Jo Penn said.", &["[..2026-07] Council will open a ferry, council leader Jo Penn"]),
    ("\"We will fly again by July,\" Ida Brock said.", &[]),
    ("Farmers met last year. We will publish a report by July.", &["2025 Farmers met"]),
    ("A former mayor was jailed on Friday (June 12).", &["2026-06-12 A former mayor was jailed"]),
    ("Visby, Sweden - 16 June 2026 - Northwind said it would open a farm in May 2027.", &["2027-05 It would open a farm, Northwind"]),
    ("The firm will build a farm off Gotland, with construction starting in March 2027.", &[]),
    ("About half of the loss occurred after 2005.", &[]),
    ("The new rules will apply from 1 July.", &["2026-07-01/.. The new rules will apply"]),
];

//! Sentences of news with numbers, and every quantity in them.

use dateline::import::Meaning;
use dateline::import::source::Kind;
use rust_decimal::Decimal;

use super::imported;

#[test]
fn news_sentences_count_these_things_and_no_others() {
    for (text, quantities) in ROWS {
        let imported = imported(Kind::Markdown, text, Some("2020-01-01"));
        let found = imported
            .mentions
            .iter()
            .filter_map(|mention| match &mention.means {
                Meaning::Quantity(found) => {
                    Some(format!("{} {}", value(found.min, found.max), found.unit))
                }
                Meaning::Time { .. } => None,
            });
        let found: Vec<String> = found.map(|said| said.trim().to_string()).collect();
        assert_eq!(found, *quantities, "{text}");
    }
}

fn value(min: Decimal, max: Decimal) -> String {
    let one = |number: Decimal| number.round_dp(3).normalize().to_string();
    match min == max {
        true => one(min),
        false => format!("{} to {}", one(min), one(max)),
    }
}

#[rustfmt::skip]
const ROWS: &[(&str, &[&str])] = &[
    ("The firm cut half a million jobs.", &["500000 jobs"]),
    ("A dozen people were hurt.", &["12 people"]),
    ("About two-thirds of voters agreed.", &["0.667 voters"]),
    ("It paid $1.2bn for the unit.", &["1200000000 dollars"]),
    ("Inflation hit 3.5 per cent in May.", &["3.5 percent"]),
    ("Tens of thousands of protesters marched.", &["10000 protesters"]),
    ("The 34-year-old driver was jailed for 18 months.", &["34 years of age", "18 months"]),
    ("Arsenal won 3-1 on Saturday.", &[]),
    ("The 3rd and the fourth floors burnt.", &[]),
    ("The Boeing 737 and the F-16 landed.", &[]),
    ("A Boeing 747-400 carried 350 passengers.", &["350 passengers"]),
    ("Revenue rose 12% to $4.5 million from $4 million.", &["12 percent", "4500000 dollars", "4000000 dollars"]),
    ("Between 20 and 30 trucks crossed.", &["20 to 30 trucks"]),
    ("He ran 26.2 miles in 3 hours.", &["26.2 miles", "3 hours"]),
    ("Nearly 1.5 million refugees fled.", &["1500000 refugees"]),
    ("The index fell 190.58 points.", &["190.58 points"]),
    ("More than 1,000 homes lost power.", &["1000 homes"]),
    ("Shares dropped 3 1/2 to 41 1/4.", &["3.5", "41.25"]),
    ("It costs €20 a month.", &["20 euros per month"]),
    ("It costs £3.50 per person.", &["3.5 pounds sterling per person"]),
    ("A 5-4 ruling split the court.", &[]),
    ("The 2012 Olympics drew 10,500 athletes.", &["10500 athletes"]),
    ("Twenty-five ships and three hundred planes took part.", &["25 ships", "300 planes"]),
    ("Some 4,000 to 5,000 fans came.", &["4000 to 5000 fans"]),
    ("The deal is worth between $3 billion and $4 billion.", &["3000000000 to 4000000000 dollars"]),
    ("The reactor makes 1,600 megawatts.", &["1600 megawatts"]),
    ("Temperatures fell to -5 degrees Celsius.", &["-5 celsius"]),
    ("He scored 27 points and had 11 rebounds.", &["27 points", "11 rebounds"]),
    ("Flight 370 vanished with 239 people aboard.", &["239 people"]),
    ("Resolution 1441 was passed by 15 votes to none.", &["15 votes"]),
    ("About a third of the land is dry.", &["0.333 land"]),
    ("A quarter of patients relapse.", &["0.25 patients"]),
    ("Half of the town was flooded.", &["0.5 town"]),
    ("The yield on the 10-year note fell to 7.92%.", &["10 years", "7.92 percent"]),
    ("It bought 40 per cent of the shares for Rs 300 crore.", &["40 percent", "3000000000 Indian rupees"]),
    ("Prices doubled to 90 cents a pound.", &["90 cents per pound"]),
    ("The iPhone 5 sold 5 million units.", &["5000000 units"]),
    ("Route 66 is 2,448 miles long.", &["2448 miles"]),
    ("In 1998, 300 people died.", &["300 people"]),
    ("On page 12 of chapter 3 it says so.", &[]),
    ("The population grew by 2.5 million, or 8 percent.", &["2500000", "8 percent"]),
    ("He is 6 feet 2 inches tall.", &["6 feet", "2 inches"]),
    ("The quake of magnitude 6.3 killed 12.", &["6.3", "12"]),
    ("Several hundred workers struck.", &[]),
    ("Hundreds of thousands fled.", &["100000"]),
    ("Oil rose 50 cents to $71.25 a barrel.", &["50 cents", "71.25 dollars per barrel"]),
    ("The 7-Eleven on 42nd Street closed at 5 p.m.", &[]),
    ("The fund holds some 60 stocks and 15 bonds.", &["60 stocks", "15 bonds"]),
    ("They had 2 children, aged 4 and 6.", &["2 children", "4", "6"]),
    ("Unemployment was 7.9 pct, down 0.1 percentage point.", &["7.9 percent", "0.1 percentage points"]),
    ("It has 100m users and 3k staff.", &["100000000 users", "3000 staff"]),
    ("US$3.2 million was raised; A$5m was spent.", &["3200000 dollars", "5000000 Australian dollars"]),
    ("Two of the three suspects were freed.", &["2 suspects", "3 suspects"]),
    ("The first 100 days cost 40 lives.", &["100 days", "40 lives"]),
    ("At least six soldiers and four rebels were killed.", &["6 soldiers", "4 rebels"]),
    ("The bank cut 1,500 of its 12,000 jobs.", &["1500 jobs", "12000 jobs"]),
    ("MH17 and Apollo 11 and Windows 95 and Covid-19.", &[]),
    ("A 10-mile, 2,000-foot ridge.", &["10 miles", "2000 feet"]),
    ("Sales totaled 1.2 trillion yen ($8.4 billion).", &["1200000000000 Japanese yen", "8400000000 dollars"]),
    ("They paid a $250,000 fine and $75 in costs.", &["250000 dollars", "75 dollars"]),
    ("His odds are 100-1.", &[]),
    ("The ratio is 3:1 and the score 21-14.", &[]),
    ("The company has a 51% stake, worth 3.4bn euros.", &["51 percent", "3400000000 euros"]),
    ("A hundred and fifty guests came.", &["150 guests"]),
    ("A million people, a thousand ships.", &["1000000 people", "1000 ships"]),
    ("One-third of the 90 members left.", &["0.333 members", "90 members"]),
    ("No. 10 Downing Street and Article 50 and Section 8.", &[]),
    ("Version 2.0 has 3 new features.", &["3 features"]),
    ("The M16 rifle fires 5.56 mm rounds.", &["5.56 millimetres"]),
    ("GDP grew at a 2.4% annual rate.", &["2.4 percent"]),
    ("They sold 3.4 million barrels a day.", &["3400000 barrels per day"]),
    ("The plane flew at 35,000 feet and 900 km/h.", &["35000 feet", "900 kilometres per hour"]),
    ("It weighs 5kg and is 30cm long.", &["5 kilograms", "30 centimetres"]),
    ("Net rose to 40 cents a share from 32 cents.", &["40 cents per share", "32 cents"]),
];

#[test]
fn a_number_is_of_what_it_is_said_of_and_no_change_of_it() {
    let labels = |sentence: &str| -> Vec<String> {
        let text = format!("Council news of the day\n\n10 June 2026\n\n{sentence}\n");
        let found = imported(Kind::Text, &text, Some("2026-06-10"))
            .proposals
            .figures;
        let likely = found.iter().filter(|figure| figure.confidence >= 0.5);
        likely
            .map(|figure| format!("{} {}: {}", figure.min, figure.unit, figure.label))
            .collect()
    };
    assert_eq!(
        labels("The clinic ordered 3m vaccine doses."),
        ["3000000 vaccine doses: Vaccine doses ordered"]
    );
    assert_eq!(
        labels("More than 900 New Yorkers signed it."),
        ["900 New Yorkers: New Yorkers that signed"]
    );
    for none in [
        "The port sold a record 1.3m barrel cargo.",
        "Output grew again, after shrinking 0.2 percent in the fourth quarter of 2025.",
        "June crude fell $4.60, or 7.1%.",
    ] {
        assert_eq!(labels(none), Vec::<String>::new(), "{none}");
    }
    let text = "Ministers will meet in New Jersey on 3 July, and off the Gulf of Mexico in August.";
    let found = imported(
        Kind::Text,
        &format!("News of the day\n\n{text}\n"),
        Some("2026-06-10"),
    );
    assert!(
        found.proposals.regions.is_empty()
            && found
                .proposals
                .events
                .iter()
                .all(|event| event.region.is_none())
    );
}

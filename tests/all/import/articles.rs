//! Short articles, each for a kind of expression, and what is to be found in them.

use dateline::import::Meaning;
use dateline::import::source::Kind;

use super::imported;

struct Case {
    about: &'static str,
    day: &'static str,
    text: &'static str,
    /// Expressions of time with their values, in order; those not named may be found too.
    dates: &'static [(&'static str, &'static str)],
    /// Quantities as `number unit`, in order; those not named may be found too.
    quantities: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        about: "whole dates in several spellings",
        day: "2025-03-14",
        text: "The bridge at Harrow opened on 3 May 2019. It closed on June 7, 2021, and again on the 9th of July 2022. The register says 2023-11-30, the sign 14/02/2024.",
        dates: &[
            ("3 May 2019", "2019-05-03"),
            ("June 7, 2021", "2021-06-07"),
            ("the 9th of July 2022", "2022-07-09"),
            ("2023-11-30", "2023-11-30"),
            ("14/02/2024", "2024-02-14"),
        ],
        quantities: &[],
    },
    Case {
        about: "a weekday in the past and one to come",
        day: "2025-03-13",
        text: "The council met on Monday and voted. It will meet again on Tuesday.",
        dates: &[("Monday", "2025-03-10"), ("Tuesday", "2025-03-18")],
        quantities: &[],
    },
    Case {
        about: "yesterday, today, tomorrow",
        day: "2025-01-01",
        text: "The dam was inspected yesterday. Engineers are on site today and will leave tomorrow.",
        dates: &[
            ("yesterday", "2024-12-31"),
            ("today", "2025-01-01"),
            ("tomorrow", "2025-01-02"),
        ],
        quantities: &[],
    },
    Case {
        about: "last, this and next with periods",
        day: "2025-03-12",
        text: "Sales fell last week and rose this month. The plant closed last year; a new one opens next month, and a third next year.",
        dates: &[
            ("last week", "2025-03-03/2025-03-09"),
            ("this month", "2025-03"),
            ("last year", "2024"),
            ("next month", "2025-04"),
            ("next year", "2026"),
        ],
        quantities: &[],
    },
    Case {
        about: "units ago and from now",
        day: "2025-03-12",
        text: "The mine shut two years ago, and its rail line three months ago. A survey began ten days ago and the pit was sold a decade ago.",
        dates: &[
            ("two years ago", "2023"),
            ("three months ago", "2024-12"),
            ("ten days ago", "2025-03-02"),
            ("a decade ago", "201X"),
        ],
        quantities: &[],
    },
    Case {
        about: "a story that goes on by itself",
        day: "2025-03-12",
        text: "The army took the town in 1998 and was driven out three years later. On 4 April 2002 the mayor resigned; the following day his deputy fled.",
        dates: &[
            ("1998", "1998"),
            ("three years later", "2001"),
            ("4 April 2002", "2002-04-04"),
            ("the following day", "2002-04-05"),
        ],
        quantities: &[],
    },
    Case {
        about: "months without a year, by tense",
        day: "2025-03-12",
        text: "The talks broke down in November. They will resume in June.",
        dates: &[("November", "2024-11"), ("June", "2025-06")],
        quantities: &[],
    },
    Case {
        about: "days without a year, by tense",
        day: "2025-03-12",
        text: "The vote was held on December 3. The winner will take office on 1 April.",
        dates: &[("December 3", "2024-12-03"), ("1 April", "2025-04-01")],
        quantities: &[],
    },
    Case {
        about: "early, middle and late",
        day: "2025-03-12",
        text: "Rains failed in early 2023. By late October wells had dried up, and in mid-2024 the herds were sold.",
        dates: &[
            ("early 2023", "2023"),
            ("late October", "2024-10"),
            ("mid-2024", "2024"),
        ],
        quantities: &[],
    },
    Case {
        about: "quarters and halves",
        day: "2025-03-12",
        text: "Profit rose in the third quarter of 2024 after a weak first half of 2024. The bank expects more in the second quarter, and Q4 2025 may be better still.",
        dates: &[
            ("the third quarter of 2024", "2024-35"),
            ("first half of 2024", "2024-40"),
            ("the second quarter", "2025-34"),
            ("Q4 2025", "2025-36"),
        ],
        quantities: &[],
    },
    Case {
        about: "seasons",
        day: "2025-03-12",
        text: "Fires burned through the summer of 2023. Snow fell late last winter, and planting starts next spring.",
        dates: &[
            ("the summer of 2023", "2023-22"),
            ("next spring", "2026-21"),
        ],
        quantities: &[],
    },
    Case {
        about: "decades and centuries",
        day: "2025-03-12",
        text: "The canal was dug in the 1870s, widened in the nineties and first drawn in the 18th century.",
        dates: &[
            ("the 1870s", "187X"),
            ("the nineties", "199X"),
            ("the 18th century", "17XX"),
        ],
        quantities: &[],
    },
    Case {
        about: "two years with one century, two dates with one year",
        day: "2025-03-12",
        text: "The drought of 2019-21 was the worst. Between April and June 2020 no rain fell, and from 3 to 9 July 2020 the river stood still.",
        dates: &[
            ("2019", "2019"),
            ("21", "2021"),
            ("April", "2020-04"),
            ("June 2020", "2020-06"),
        ],
        quantities: &[],
    },
    Case {
        about: "times of day",
        day: "2025-03-12",
        text: "The tremor struck at 5:34 a.m. on Tuesday. A second came this morning, and guards had heard noise last night.",
        dates: &[
            ("5:34 a.m. on Tuesday", "2025-03-11T05:34:00"),
            ("this morning", "2025-03-12"),
            ("last night", "2025-03-11"),
        ],
        quantities: &[],
    },
    Case {
        about: "lengths of time and repetition",
        day: "2025-03-12",
        text: "The three-year programme pays for six months of school. Boats leave daily and doctors come every week.",
        dates: &[
            ("The three-year", "P3Y"),
            ("six months", "P6M"),
            ("daily", "P1D"),
            ("every week", "P1W"),
        ],
        quantities: &["3 years", "6 months"],
    },
    Case {
        about: "years before Christ",
        day: "2025-03-12",
        text: "The harbour was built in 264 BC and burned in 146 BC, after a war from 149 to 146 BC.",
        dates: &[
            ("264 BC", "-0263"),
            ("146 BC", "-0145"),
            ("149", "-0148"),
            ("146 BC", "-0145"),
        ],
        quantities: &[],
    },
    Case {
        about: "words that only look like dates",
        day: "2025-03-12",
        text: "It may rain. Mr. May said the fall of the wall came after a long march to the sea. Some 2000 soldiers left Route 1990 behind.",
        dates: &[],
        quantities: &["about 2000 soldiers"],
    },
    Case {
        about: "numbers in digits and words with what they count",
        day: "2025-03-12",
        text: "The flood displaced 4,200 households and killed twenty-three people. It damaged two hundred and fifty houses.",
        dates: &[],
        quantities: &["4200 households", "23 people", "250 houses"],
    },
    Case {
        about: "hedges",
        day: "2025-03-12",
        text: "Some 900 nurses, more than 40 doctors and at least 12 drivers signed. Up to 3,000 teachers may follow; fewer than 100 pupils came.",
        dates: &[],
        quantities: &[
            "about 900 nurses",
            "more-than 40 doctors",
            "at-least 12 drivers",
            "up-to 3000 teachers",
            "fewer-than 100 pupils",
        ],
    },
    Case {
        about: "ranges",
        day: "2025-03-12",
        text: "Between 250 and 350 advisers stay. The wall is eight to 10 feet tall, and 5-7 percent of the wells are dry.",
        dates: &[],
        quantities: &["250-350 advisers", "8-10 feet", "5-7 percent"],
    },
    Case {
        about: "money",
        day: "2025-03-12",
        text: "The port cost $1.2 billion, a bridge €45m and a school 300,000 pounds sterling. Bread sells for 90 cents.",
        dates: &[],
        quantities: &[
            "1200000000 dollars",
            "45000000 euros",
            "300000 pounds sterling",
            "90 cents",
        ],
    },
    Case {
        about: "shares and rates",
        day: "2025-03-12",
        text: "Turnout was 61.5%. The pipeline carries 500,000 barrels a day, and inflation fell to 3 per cent.",
        dates: &[],
        quantities: &["61.5 percent", "500000 barrels per day", "3 percent"],
    },
    Case {
        about: "measures",
        day: "2025-03-12",
        text: "The fire burned 1,300 hectares, 20 km from the coast. It was 41 degrees Celsius, with wind of 60 mph.",
        dates: &[],
        quantities: &[
            "1300 hectares",
            "20 kilometres",
            "41 celsius",
            "60 miles per hour",
        ],
    },
    Case {
        about: "ages, ordinals and labels are no counts of things",
        day: "2025-03-12",
        text: "Her 28-year-old brother finished third on Flight 370. Article 5 of the treaty was the first to go.",
        dates: &[],
        quantities: &["28 years of age"],
    },
    Case {
        about: "dozens and thousands",
        day: "2025-03-12",
        text: "Dozens of homes burned and thousands of people fled. A dozen trucks brought water.",
        dates: &[],
        quantities: &["about 12 homes", "about 1000 people", "12 trucks"],
    },
    Case {
        about: "an amount left out the second time",
        day: "2025-03-12",
        text: "The force has about 1,500 police in Kenya and 400 in Uganda.",
        dates: &[],
        quantities: &["about 1500 police", "400"],
    },
    Case {
        about: "holidays and the present",
        day: "2025-12-10",
        text: "The truce began at Christmas 2024. It now holds in most places, and soldiers recently left.",
        dates: &[
            ("Christmas 2024", "2024-12-25"),
            ("now", "PRESENT_REF"),
            ("recently", "PAST_REF"),
        ],
        quantities: &[],
    },
    Case {
        about: "a weekend and a half-named week",
        day: "2025-03-12",
        text: "Shops stayed shut over the weekend. Schools closed on Friday last week.",
        dates: &[
            ("the weekend", "2025-03-08/2025-03-09"),
            ("Friday last week", "2025-03-07"),
        ],
        quantities: &[],
    },
];

fn found(case: &Case) -> (Vec<(String, String)>, Vec<String>) {
    let imported = imported(Kind::Text, case.text, Some(case.day));
    let (mut dates, mut quantities) = (Vec::new(), Vec::new());
    for mention in imported.mentions {
        match mention.means {
            Meaning::Time { value, .. } => dates.push((mention.text, value)),
            Meaning::Quantity(found) => {
                let hedge = found.hedge.map_or(String::new(), |hedge| {
                    format!(
                        "{} ",
                        serde_json::to_value(hedge).unwrap().as_str().unwrap()
                    )
                });
                let number = if found.min == found.max {
                    found.min.to_string()
                } else {
                    format!("{}-{}", found.min, found.max)
                };
                quantities.push(
                    format!("{hedge}{number} {}", found.unit)
                        .trim_end()
                        .to_string(),
                );
            }
        }
    }
    (dates, quantities)
}

/// Whether the wanted items are all found, in their order.
fn in_order<T: PartialEq>(found: &[T], wanted: &[T]) -> bool {
    let mut rest = found.iter();
    wanted.iter().all(|item| rest.any(|found| found == item))
}

#[test]
fn every_kind_of_expression_has_its_value() {
    assert!(CASES.len() >= 25);
    let mut wrong = Vec::new();
    for case in CASES {
        let (dates, quantities) = found(case);
        let wanted: Vec<(String, String)> = case
            .dates
            .iter()
            .map(|(text, value)| (text.to_string(), value.to_string()))
            .collect();
        let counts: Vec<String> = case.quantities.iter().map(ToString::to_string).collect();
        if !in_order(&dates, &wanted)
            || (case.dates.is_empty() && case.about.contains("only look") && !dates.is_empty())
        {
            wrong.push(format!("{}: {dates:?}", case.about));
        }
        if !in_order(&quantities, &counts) {
            wrong.push(format!("{}: {quantities:?}", case.about));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mentions_stand_where_they_say() {
    for case in CASES {
        let text = format!("Café – {}", case.text);
        let characters: Vec<char> = text.chars().collect();
        for mention in imported(Kind::Text, &text, Some(case.day)).mentions {
            let (start, end) = (mention.start.unwrap(), mention.end.unwrap());
            assert_eq!(
                characters[start..end].iter().collect::<String>(),
                mention.text
            );
        }
    }
}

//! Sentences whose parts must not be put together wrongly: whose verb, whose day, whose words.

use super::imported;
use dateline::import::source::Kind;

/// The events of a text, with their speakers.
fn events(text: &str) -> Vec<String> {
    let text = format!("Council news of the day\n\n10 June 2026\n\n{text}\n");
    let found = imported(Kind::Text, &text, Some("2026-06-10"))
        .proposals
        .events;
    let likely = found.iter().filter(|event| event.confidence >= 0.5);
    likely
        .map(|event| {
            let by = event
                .by
                .as_ref()
                .map_or(String::new(), |by| format!(" ({by})"));
            format!(
                "{} {} {}{by}",
                event.date,
                event.status.as_str(),
                event.title
            )
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong = cases.iter().filter_map(|(text, wanted)| {
        let found = events(text);
        (found != *wanted).then(|| format!("{text}\n  {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_subject_with_commas_is_not_that_of_the_verb_before() {
    check(&[
        (
            "A school opened in May and a clinic, with 30 beds, will open in July.",
            &[
                "2026-05 happened A school opened",
                "2026-07 announced A clinic, with 30 beds, will open",
            ],
        ),
        (
            "The owner said works at Lorn, Kent, stopped in April.",
            &["2026-04 happened Works at Lorn, Kent, stopped (The owner)"],
        ),
        (
            "The bank announced that the mint, with its museum, will close on 3 July.",
            &["2026-07-03 announced The mint, with its museum, will close (The bank)"],
        ),
    ]);
}

#[test]
fn a_title_that_says_nothing_by_itself_is_none() {
    check(&[
        (
            "In 1998 the choir said it would never sing there but did so in 2002.",
            &[],
        ),
        (
            "The fair was to be on 17 August; the guild has put this back to 1 September.",
            &[],
        ),
        (
            "The pool will close between 9pm and 7am from Monday 29 June because of works.",
            &[],
        ),
        (
            "The board passed the plan on 21 May and the mayor on 28 May.",
            &["2026-05-21 happened The board passed the plan"],
        ),
        (
            "PORT SELBY, Ore. (AP) — A barge sank on Saturday.",
            &["2026-06-06 happened A barge sank"],
        ),
    ]);
}

#[test]
fn who_speaks_is_named_without_adverbs_and_only_where_somebody_does() {
    check(&[
        (
            "The raid took place on 2 June, Hale previously said.",
            &["2026-06-02 happened The raid took place (Hale)"],
        ),
        (
            "May said the pool could be shut until at least Thursday.",
            &["[2026-06-11..] expected The pool could be shut"],
        ),
        (
            "According to evidence from the box, the ship sank on 2 June.",
            &["2026-06-02 happened The ship sank"],
        ),
        (
            "According to our estimates, the lake will be dry in July.",
            &["2026-07 announced The lake will be dry"],
        ),
        (
            "According to the police, the ship sank on 2 June.",
            &["2026-06-02 happened The ship sank (the police)"],
        ),
        ("Q: General, the guild says the ship sank in May.", &[]),
        ("Will the ferry sail on 3 July?", &[]),
    ]);
}

#[test]
fn that_something_will_not_be_before_a_day_is_no_promise_of_it() {
    check(&[(
        "The tunnel will not be finished before 2030, she said.",
        &["[2030..] expected The tunnel will be finished"],
    )]);
}

#[test]
fn a_day_belongs_to_its_own_clause_and_a_name_is_no_day() {
    check(&[
        (
            "The club gave $500 to Saturday College and $900 to Friday Club.",
            &[],
        ),
        ("The coach spoke with May about the cup.", &[]),
        ("The town hosted the winter games again.", &[]),
        ("The 2028 race will start on 3 May.", &[]),
        (
            "The robbery took place at about 4:10 p.m. on 2 June.",
            &["2026-06-02 happened The robbery took place"],
        ),
        (
            "The runner has been banned, and her results since 3 June 2025 are void.",
            &[],
        ),
        (
            "On 12 June the pianist Ada Moss, who founded the school in 1990, will open the festival.",
            &[
                "2026-06-12 announced The pianist Ada Moss will open the festival",
                "1990 happened The pianist Ada Moss founded the school",
            ],
        ),
        (
            "Elections are planned for the second half of August.",
            &["2026-08 planned Elections are planned"],
        ),
        (
            "A campaign is planned for the first week of September.",
            &["2026-09 planned A campaign is planned"],
        ),
    ]);
}

//! What a sentence does not state is not proposed, and what is proposed says no more than its sentence.

use super::imported;
use dateline::content::quantity::Hedge;
use dateline::import::Imported;
use dateline::import::source::Kind;

fn read(day: &str, sentence: &str) -> Imported {
    let text = format!("---\ntitle: Item\ndate: {day}\n---\n{sentence}\n");
    imported(Kind::Markdown, &text, None)
}

fn events(sentence: &str) -> Vec<String> {
    events_on("2024-03-05", sentence)
}

fn events_on(day: &str, sentence: &str) -> Vec<String> {
    let events = read(day, sentence).proposals.events.into_iter();
    let likely = events.filter(|event| event.confidence >= 0.5);
    likely
        .map(|event| format!("{} {} {}", event.date, event.status.as_str(), event.title))
        .collect()
}

fn figures(sentence: &str) -> Vec<String> {
    let figures = read("2024-03-05", sentence).proposals.figures.into_iter();
    let likely = figures.filter(|figure| figure.confidence >= 0.5);
    likely
        .map(|figure| {
            let named = |(_, hedge): &&(&str, Hedge)| Some(*hedge) == figure.hedge;
            let hedge = Hedge::ALL.iter().find(named).map_or("", |(name, _)| *name);
            let as_of = figure.as_of.unwrap_or_default();
            let said = format!("{hedge} {} {} {as_of}", figure.min, figure.label);
            said.trim().to_string()
        })
        .collect()
}

fn speakers(sentence: &str) -> Vec<Option<String>> {
    let found = read("2024-03-05", sentence).proposals;
    let events = found.events.into_iter().map(|event| event.by);
    events
        .chain(found.figures.into_iter().map(|figure| figure.by))
        .collect()
}

#[test]
fn a_word_that_loosens_or_denies_stays_whatever_is_put_in_before_it() {
    assert_eq!(
        events("Hale, 51, allegedly sold the vase on 2 March."),
        ["2024-03-02 happened Hale, 51, allegedly sold the vase"]
    );
    assert_eq!(
        events("The bank closed the branch and supposedly burnt the files in 2019."),
        ["2019 happened The bank supposedly burnt the files"]
    );
    assert!(events("The guild, which is small, never met in 2019.").is_empty());
    assert!(events("Ada Hale, the treasurer, hardly spoke on Friday.").is_empty());
    assert!(events("Hale sold the vase on 2 March, allegedly.").is_empty());
}

#[test]
fn what_would_come_of_a_plan_is_not_to_come_once_something_became_of_the_plan() {
    for sentence in [
        "The bill that would ban carts from 1 January 2027 died in the senate.",
        "The bill, which would ban carts from 1 January 2027, is dead.",
        "The motion that would ban carts from 1 January 2027 fell on Monday.",
        "A treaty which would open the border in May 2027 was not signed.",
    ] {
        let found = events(sentence);
        let to_come = found.iter().filter(|event| event.starts_with("2027"));
        assert_eq!(to_come.count(), 0, "{sentence}: {found:?}");
    }
    assert_eq!(
        events("The bill that would ban carts from 1 January 2027 was adopted."),
        ["2027-01-01/.. announced The bill would ban carts"]
    );
    // What will come is said of it by whoever writes.
    assert_eq!(
        events("The bridge that will open in May 2027 is white."),
        ["2027-05 announced The bridge will open"]
    );
}

#[test]
fn a_word_that_belongs_to_its_verb_stays_before_a_date() {
    for (sentence, title) in [
        (
            "Tourists would not be let in before August.",
            "Tourists would be let in",
        ),
        (
            "Before August, tourists will not be let in.",
            "Tourists will be let in",
        ),
        (
            "The reactor will be switched on by 3 May.",
            "The reactor will be switched on",
        ),
        ("Tenants moved in last week.", "Tenants moved in"),
        ("Tenants will move in May.", "Tenants will move"),
    ] {
        let found = events(sentence);
        assert!(
            found.len() == 1 && found[0].ends_with(&format!(" {title}")),
            "{sentence}: {found:?}"
        );
    }
}

#[test]
fn a_label_has_no_year_that_is_counted_from_its_article_and_no_day_put_in() {
    assert_eq!(
        figures("Last year's strike, in May, cost 4 million dollars."),
        ["4000000 Cost of the strike 2023-05"]
    );
    assert_eq!(
        figures("The strike, in May, cost 4 million dollars."),
        ["4000000 Cost of the strike 2023-05"]
    );
}

#[test]
fn what_is_denied_ruled_out_or_hoped_for_is_no_news() {
    for sentence in [
        "The bishop ruled out that the chapel would be sold before 2030.",
        "The firm denied it would close the mill in 2027.",
        "The council dismissed claims that 80 trees were cut on Monday.",
        "He denied a report by the Evening Star that 80 people had fled on Monday.",
        "It is not true that the mill will close in May.",
        "The rumour that the mill would close on Friday was false.",
        "The choir hopes that the hall will reopen next week.",
        "Nobody expects that the hall will reopen in May.",
        "The mill would close by 2028 under the plan, which the council rejected on Monday.",
        "The march planned for next week has been suspended.",
        "An earlier version of this article said the mill would close in May.",
    ] {
        assert!(
            events(sentence).is_empty(),
            "{sentence}: {:?}",
            events(sentence)
        );
        assert!(
            figures(sentence).is_empty(),
            "{sentence}: {:?}",
            figures(sentence)
        );
    }
    assert_eq!(
        events("The mayor expects that the hall will reopen in May."),
        ["2024-05 expected The hall will reopen"]
    );
    assert_eq!(
        events("The council rejected the plan on Monday."),
        ["2024-03-04 happened The council rejected the plan"]
    );
}

#[test]
fn a_number_of_what_is_denied_or_was_to_come_is_none_or_a_bound() {
    assert_eq!(
        figures("The town will not plant more than 900 trees in 2027."),
        ["up-to 900 Trees to be planted 2027"]
    );
    for sentence in [
        "The town will not plant 900 trees in 2027.",
        "Some 900 boats were to be built by May, but none left the yard.",
        "The ministry denied reports of 90 deaths.",
        "Fares are 14% higher than a year ago.",
        "Before the war, 90,000 people lived in the valley.",
        "The 1,500th boat was built on Monday.",
        "The shop at 47 Mill Road will open on Monday.",
        "The count was 810,000 last month.",
    ] {
        assert!(
            figures(sentence).is_empty(),
            "{sentence}: {:?}",
            figures(sentence)
        );
    }
    assert_eq!(
        figures("The mill, founded in 1998, employs 4,300 people."),
        ["4300 People employed"]
    );
}

#[test]
fn not_before_a_day_is_no_deadline() {
    assert_eq!(
        events("The mill will not reopen before May."),
        ["[2024-05..] expected The mill will reopen"]
    );
    // Of these nobody says that it will be so later.
    for sentence in [
        "No one will leave before January.",
        "Neither the guild nor the choir will leave before January.",
        "The mill is unlikely to reopen before May.",
        "The mill, which employs 300, will hardly reopen before May.",
    ] {
        assert!(
            events(sentence).is_empty(),
            "{sentence}: {:?}",
            events(sentence)
        );
    }
}

#[test]
fn four_digits_behind_at_or_before_a_zone_are_a_time_of_day() {
    assert!(events("At 1530 the alarm was raised.").is_empty());
    assert!(events("Trading closed at 1630 GMT.").is_empty());
    assert_eq!(
        events("The ferry left at 1745 GMT on Monday."),
        ["2024-03-04 happened The ferry left"]
    );
    assert_eq!(
        events("The ferry sank in 1745."),
        ["1745 happened The ferry sank"]
    );
}

#[test]
fn a_word_is_that_of_who_said_it() {
    let by = |sentence: &str| -> Vec<String> {
        speakers(sentence)
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect()
    };
    assert_eq!(
        by("Police said 3,000 people marched; organisers said 20,000."),
        ["Police", "organisers"]
    );
    assert_eq!(
        by(
            "Mayor Tom Reed, who took office in January, said the town would plant 900 trees in 2027."
        ),
        ["", "Mayor Tom Reed", "Mayor Tom Reed"]
    );
    assert_eq!(
        by("According to the weavers' guild, 40 mills closed on Monday."),
        ["the weavers' guild", "the weavers' guild"]
    );
}

#[test]
fn a_day_belongs_to_what_it_surely_dates() {
    for sentence in [
        "Police have banned carts from the square on Saturday.",
        "The hall was supposed to be finished before Christmas.",
        "The hall should have reopened in July.",
        "The guild said in March 2021 that the hall would open in June 2027.",
        "The senate will vote on a bill that would ban carts on Tuesday.",
    ] {
        assert!(
            events(sentence).is_empty(),
            "{sentence}: {:?}",
            events(sentence)
        );
    }
    for (sentence, only) in [
        (
            "The fair drew 1.2m guests in 2022, 200,000 more than in 2021.",
            "2022 happened The fair drew 1.2m guests",
        ),
        (
            "The first boat will be delivered in 2027, the second in 2028 and the third by 2030.",
            "2027 announced The first boat will be delivered",
        ),
        (
            "The concert on 12 October has been cancelled.",
            "2024-10-12 cancelled The concert has been cancelled",
        ),
        (
            "The mayor said that he expected the bridge to be opened in June.",
            "2024-06 expected The mayor expected the bridge to be opened",
        ),
    ] {
        assert_eq!(events(sentence), [only], "{sentence}");
    }
    let pronoun = "The office served a notice on the firm in 2020. It was lifted in 2021.";
    assert!(
        !events(pronoun)
            .iter()
            .any(|event| event.contains("office was lifted"))
    );
}

#[test]
fn marks_of_markdown_are_no_words_and_no_mark_stands_in_a_link() {
    assert_eq!(
        events("**Grain.** The corridor deal expires on 15 November."),
        ["2024-11-15 planned The corridor deal expires"]
    );
    let linked = read(
        "2024-03-05",
        "Storage stood at [91.4%](https://example.org/x) on Monday.",
    );
    let marked = dateline::import::marks::marked(&linked, linked.metadata.date.unwrap());
    assert!(
        marked.body.contains("[91.4%](https://example.org/x)"),
        "{}",
        marked.body
    );
}

#[test]
fn what_a_vote_or_a_court_turns_down_is_on_no_day() {
    for sentence in [
        "The council decided against a plan to sell the port in 2027.",
        "The council will vote on a budget that was due on 1 October.",
        "The mayor withdrew a plan to close the pool on 1 December.",
        "A motion to close the pool on 1 December was defeated.",
        "The bank abandoned plans to close its branches by 2027.",
        "Senators failed to pass a bill that would ban carts from 1 June 2027.",
    ] {
        assert!(
            events(sentence).is_empty(),
            "{sentence}: {:?}",
            events(sentence)
        );
    }
    // The day before last is that of what was done, and not of what it leads to.
    assert_eq!(
        events("The mayor signed a bill to ban carts on Monday."),
        ["2024-03-04 happened The mayor signed a bill to ban carts"]
    );
    assert_eq!(
        events("Two men who refused to leave were held on Sunday."),
        ["2024-03-03 happened Two men were held"]
    );
}

#[test]
fn what_is_moved_is_moved_to_the_later_day_named() {
    for (sentence, only) in [
        (
            "The guild moved the fair from 3 May to 5 May.",
            "2024-05-05 postponed The guild moved the fair",
        ),
        (
            "The race was brought forward from 20 May to 11 May.",
            "2024-05-11 announced The race was brought forward",
        ),
        (
            "The vote slipped from April to June.",
            "2024-06 postponed The vote slipped",
        ),
        (
            "The fair runs from 3 May to 5 May.",
            "2024-05-03/2024-05-05 planned The fair runs",
        ),
    ] {
        assert_eq!(events(sentence), [only], "{sentence}");
    }
    // From what day it was put off says nothing of another.
    assert!(events("The fair on 12 May was postponed.").is_empty());
    // Whether it took place on that day is not said.
    assert!(events("The fair was moved to 5 January 2024.").is_empty());
}

#[test]
fn words_around_a_day_say_how_it_is_meant_and_stay_out_of_the_title() {
    for (sentence, only) in [
        (
            "The mill will open in May or later.",
            "[2024-05..] announced The mill will open",
        ),
        (
            "The mill will open by May at the latest.",
            "[..2024-05] announced The mill will open",
        ),
        (
            "Fares will rise with effect from 1 June.",
            "2024-06-01 announced Fares will rise",
        ),
    ] {
        assert_eq!(events(sentence), [only], "{sentence}");
    }
    for sentence in [
        "The mill will not close in May or later.",
        "The mayor resigned with effect from 10 June.",
        "The guild has until 30 May to answer.",
        "The guild was given until Friday to answer.",
    ] {
        assert!(
            events(sentence).is_empty(),
            "{sentence}: {:?}",
            events(sentence)
        );
    }
}

#[test]
fn what_was_to_come_gives_way_to_what_is_said_of_it_now() {
    assert_eq!(
        events("The vote was set for 3 April. It will now be held on 5 May."),
        ["2024-05-05 announced The vote will now be held"]
    );
    assert_eq!(
        events("The mill was expected to close in June but will stay open."),
        Vec::<String>::new()
    );
    assert_eq!(
        events("The budget, due to be presented on 30 March, will cut taxes."),
        ["2024-03-30 planned The budget due to be presented"]
    );
    assert!(
        events(
            "The cabinet will fall unless the budget, due to be presented on 30 March, is passed."
        )
        .is_empty()
    );
}

#[test]
fn a_month_put_in_behind_a_noun_is_of_its_year() {
    for sentence in [
        "Last year's strike, in January, closed the mill.",
        "The strike last year, in January, closed the mill.",
    ] {
        let found = events(sentence);
        assert!(
            found.len() == 1 && found[0].starts_with("2023-01 "),
            "{sentence}: {found:?}"
        );
    }
}

#[test]
fn a_clause_is_about_what_surely_does_it() {
    assert_eq!(
        events("A ship that the navy sank will be raised on 1 June."),
        ["2024-06-01 announced A ship will be raised"]
    );
    assert_eq!(
        events("A train carrying guests that had left Teme derailed on Sunday."),
        ["2024-03-03 happened A train carrying guests derailed"]
    );
    assert_eq!(
        events("The mayor, who is due to retire in June, opened the bridge on Sunday."),
        [
            "2024-06 planned The mayor is due to retire",
            "2024-03-03 happened The mayor opened the bridge"
        ]
    );
    assert!(events("A law which bans carts will take effect on 1 June.").is_empty());
    assert_eq!(
        events("The guild, which runs the mill, said it will close on 1 June."),
        ["2024-06-01 announced The guild will close"]
    );
    assert_eq!(
        events("The mill closed in May, but the guild now expects it back in June."),
        [
            "2023-05 happened The mill closed",
            "2024-06 expected The guild expects it back"
        ]
    );
}

#[test]
fn a_speaker_has_the_whole_name_and_no_office_where_a_name_is_told() {
    for (sentence, speaker) in [
        (
            "The port will close in May, according to the Institute for Rivers (IR).",
            "the Institute for Rivers",
        ),
        (
            "The owner, Minos Lines, said the port will close in May.",
            "Minos Lines",
        ),
        (
            "The port will close in May, the refugee agency (RA) said.",
            "the refugee agency",
        ),
        (
            "The port will close in May, said its owner, Minos Lines.",
            "Minos Lines",
        ),
        (
            "A spokesman in the capital, Teme, said the port will close in May.",
            "A spokesman in the capital",
        ),
    ] {
        assert_eq!(
            speakers(sentence),
            [Some(speaker.to_string())],
            "{sentence}"
        );
    }
}

#[test]
fn what_was_only_done_asked_for_or_turned_down_names_no_day_to_come() {
    for sentence in [
        "The council voted down a plan to sell the chapel from 1 July.",
        "Divers had raised 30 barrels by Friday.",
        "The guild called for a hearing by 1 November.",
        "The opening had been set for October.",
        "The chapel was originally scheduled to open in October.",
        "The choir will leave unless the hall, due to be repaired on 30 September, is heated.",
        "The bill would let the mill run until 2031.",
        "The strike is expected to last until June.",
        "Lifts stood at 9 percent, against 12 percent in March 2022.",
    ] {
        assert!(
            events(sentence).is_empty(),
            "{sentence}: {:?}",
            events(sentence)
        );
    }
    assert_eq!(
        events("The mayor voted on Monday to reject a plan to close the pool on 1 July."),
        ["2024-03-04 happened The mayor voted to reject a plan to close the pool on 1 July"]
    );
    assert_eq!(
        events("Schools were due to reopen on 4 May and will now reopen on 7 June."),
        ["2024-06-07 announced Schools will now reopen"]
    );
}

#[test]
fn what_lasts_until_a_day_is_no_deadline_and_what_is_moved_no_stretch() {
    for (sentence, event) in [
        (
            "The lift was suspended until 3 September.",
            "[..2024-09-03] in-force The lift was suspended",
        ),
        (
            "The road will be closed until 5 May.",
            "[..2024-05-05] in-force The road will be closed",
        ),
        (
            "The guild moved the fair from 3 May to 5 May.",
            "2024-05-05 postponed The guild moved the fair",
        ),
        (
            "The WHO's Ann Lee said the vaccine would arrive by 20 March.",
            "[..2024-03-20] announced The vaccine would arrive",
        ),
        (
            "Unlike Harrow, which will vote in June, Leyton has no plan.",
            "2024-06 announced Harrow will vote",
        ),
    ] {
        assert_eq!(events(sentence), [event]);
    }
}

#[test]
fn how_far_a_number_went_is_not_how_much_it_is() {
    for (sentence, found) in [
        (
            "Sales rose by $1.3 billion to $18.4 billion.",
            &["18400000000 Sales"][..],
        ),
        ("Prices rose 5 percent in January.", &[]),
        ("Rents grew between 3 and 5 percent.", &[]),
        ("All but 200 residents had gone home.", &[]),
        ("The mill closed, leaving 14 staff without work.", &[]),
        (
            "The party won in 2019 with 52% of the vote and lost the town in 2023.",
            &["52 Share of the vote 2019"],
        ),
    ] {
        let numbers = figures(sentence);
        assert_eq!(numbers, found, "{sentence}");
    }
}

//! Lints: what they find, and above all what they leave alone.

use crate::support::{Site, site};

/// A site of one article of 9 September 2024, a Monday, about 2,500 troops in Iraq.
fn article(text: &str) -> Site {
    let head = "+++\ntitle = \"A\"\ndate = 2024-09-09\nsources = [{ id = \"s\", name = \"S\" }]\n[[figures]]\nlabel = \"US troops in Iraq\"\nvalue = 2500\nhedge = \"about\"\nunit = \"troops\"\nsource = \"s\"\n[[figures]]\nlabel = \"Price of the camp\"\nvalue = 1200000\nunit = \"USD\"\nsource = \"s\"\n+++\n";
    let text = format!("{head}{text}\n");
    site([("content/articles/a.md", text.as_str())])
}

/// The codes of what the lints find, in order; that facts stand nowhere in a text of a few words is
/// tried by itself.
fn codes(site: &Site) -> Vec<&'static str> {
    let lints = site.edition.lints();
    let codes = lints.iter().map(|finding| finding.code);
    let mut codes: Vec<_> = codes.filter(|code| *code != "lint/not-in-text").collect();
    codes.sort_unstable();
    codes
}

#[test]
fn what_is_right_or_merely_unusual_is_left_alone() {
    for text in [
        "The two sides met on Monday, 9 September 2024.",
        "They met on Monday 9 September, the minister said.",
        "They met on Monday, September 9, 2024, in Baghdad.",
        "They met on Mon 9 Sep 2024 and left.",
        "They met on 9 September 2024 (Monday).",
        "They met on 9 September, a Monday.",
        "They met on Sunday and Monday, 8 and 9 September 2024.",
        "They met on Sunday and Monday, September 8 and 9.",
        "They met on Sunday, 8 to 10 September, and on Friday and Saturday.",
        "They met on Monday, Sept. 9, 2024, and leave on Wed., Oct. 9.",
        "They met on Tuesday, 9/10/2024; the form has Wednesday 9/10/2024.",
        "About 2,500 US troops are in Iraq; in 2024 troops of other nations came to Iraq, US forces said.",
        "They met on Sunday, 8 September, and again on Tuesday, 10 September.",
        "Talks go on this Sunday, 15 September.",
        "In 2018 they met on Sunday, 9 September, for the first time.",
        "The minister spoke on Sunday. On 9 September 2024 the text was published.",
        "On Sunday, 9 people were hurt.",
        "On Friday, May told reporters that 9 members had left.",
        "On Tuesday, 31 of 40 members agreed.",
        "It began on Sunday, 31 December 2023, and ended on Monday, 1 January 2024.",
        "On Thursday 29 February 2024 the base was closed.",
        "The deadline is Wednesday 31 December 2025.",
        "`Sunday, 9 September 2024` is what the form says.",
        "```\nSunday, 9 September 2024\n```",
        "About 2,500 US troops are in Iraq and 900 in Syria.",
        "Some 2 500 US troops are in Iraq.",
        "Two thousand five hundred US troops are in Iraq; 2,600 troops of other nations are too.",
        "Iraq has 190,000 troops of its own.",
        "US troops have been in Iraq since 2014.",
        "Of the US troops in Iraq, 2,400 had left by 2011, before 2,500 came.",
        "The camp cost 1.2 million USD, its price was 1,100,000 USD in 2019.",
        "In Syria there are 2,000 US troops.",
        "Congress allows 3,000 troops in Iraq at most, of all branches.",
        "The United States pays 900,000 USD a year for the road.",
        "The 2024 troops review names no number.",
        "No number is given here.",
    ] {
        let site = article(text);
        let found = site.lints();
        assert!(found.is_empty(), "{text}\n{found}");
    }
}

#[test]
fn a_weekday_that_its_date_does_not_fall_on_is_found() {
    for (text, found) in [
        (
            "They met on Sunday, 9 September 2024.",
            "“Sunday, 9 September 2024”: 9 September 2024 is a Monday",
        ),
        (
            "They met on *Sunday*, 9 September.",
            "“Sunday, 9 September”: 9 September 2024 is a Monday",
        ),
        (
            "They met on Friday, September 6th, and on Saturday (September 8).",
            "8 September 2024 is a Sunday",
        ),
        (
            "They met on Tuesday the 9th of September 2024.",
            "9 September 2024 is a Monday",
        ),
        (
            "They met on 9 September 2024 (Sunday).",
            "“9 September 2024 (Sunday)”",
        ),
        (
            "They met on 9 September 2024, a Sunday.",
            "9 September 2024 is a Monday",
        ),
        (
            "They met on Sunday 2024-09-09.",
            "9 September 2024 is a Monday",
        ),
        (
            "- They met on Wednesday, 28 January 2024.",
            "28 January 2024 is a Sunday",
        ),
        (
            "> It ends on Tuesday, 31 December 2025, he said.",
            "31 December 2025 is a Wednesday",
        ),
        (
            "They met on Sunday, Sept. 9, 2024.",
            "“Sunday, Sept. 9, 2024”: 9 September 2024 is a Monday",
        ),
        (
            "They met at 5 p.m. on Sun., Sep 9, in Baghdad.",
            "“Sun., Sep 9”: 9 September 2024 is a Monday",
        ),
        (
            "They met on Friday 09/16/2024.",
            "16 September 2024 is a Monday",
        ),
    ] {
        let site = article(text);
        assert_eq!(codes(&site), ["lint/weekday"], "{text}");
        assert!(site.lints().contains(found), "{text}\n{}", site.lints());
    }
    let advice = article("They met on Sunday, 9 September 2024.").lints();
    assert!(
        advice.contains("the Sunday nearest to it is 8 September 2024"),
        "{advice}"
    );
    assert!(advice.contains("content/articles/a.md:17:13"), "{advice}");
}

#[test]
fn a_figure_that_the_text_gives_otherwise_is_found() {
    for (text, found) in [
        (
            "About 2,600 US troops are in Iraq.",
            "the text says 2,600, the figure says about 2,500",
        ),
        (
            "Iraq hosts twenty-four hundred US troops.",
            "the text says twenty-four hundred",
        ),
        (
            "There are 3.5 thousand US troops left in Iraq.",
            "the text says 3.5 thousand",
        ),
        (
            "The price of the camp was 2.1 million USD.",
            "the figure says 1,200,000",
        ),
    ] {
        let site = article(text);
        assert_eq!(codes(&site), ["lint/number-differs"], "{text}");
        assert!(site.lints().contains(found), "{text}\n{}", site.lints());
    }
}

#[test]
fn facts_of_a_time_that_has_not_come_are_found() {
    let facts = "+++\ntitle = \"A\"\ndate = 2024-09-09\nsources = [{ id = \"s\", name = \"S\" }]\n[[events]]\ntitle = \"They leave\"\ndate = 2024-10-01\nstatus = \"happened\"\n[[events]]\ntitle = \"They meet\"\ndate = \"2024-09\"\nstatus = \"happened\"\n[[figures]]\nlabel = \"Left\"\nvalue = 5\nas_of = \"2025\"\nsource = \"s\"\n[[figures]]\nlabel = \"To leave\"\nvalue = 9\nas_of = \"2025\"\nstatus = \"forecast\"\nsource = \"s\"\n+++\n";
    let site = site([("content/articles/a.md", facts)]);
    assert_eq!(
        codes(&site),
        ["lint/figure-in-future", "lint/happened-in-future"]
    );
}

#[test]
fn a_figure_that_nobody_is_named_for_is_found() {
    let figure = |more: &str, sources: &str| {
        let text = format!(
            "+++\ntitle = \"A\"\ndate = 2024-09-09\n{sources}[[figures]]\nlabel = \"F\"\nvalue = 5\n{more}+++\n"
        );
        codes(&site([("content/articles/a.md", text.as_str())]))
    };
    let listed = "sources = [{ id = \"s\", name = \"S\" }]\n";
    assert_eq!(figure("", ""), ["lint/no-source"]);
    assert_eq!(figure("by = \"Somebody\"\n", ""), ["lint/no-source"]);
    // An article's only source is its facts' source.
    assert_eq!(figure("", listed), [""; 0]);
    assert_eq!(figure("by = \"Somebody\"\n", listed), [""; 0]);
    assert_eq!(figure("source = \"s\"\n", listed), [""; 0]);
}

/// Two claims of one event that contradict each other, each with a source.
fn disputed(source: &str, other: &str) -> Vec<&'static str> {
    let claim = |by: &str, date: &str, source: &str| {
        format!(
            "[[events]]\nid = \"e\"\ntitle = \"The base is handed over\"\ndate = \"{date}\"\nstatus = \"announced\"\nby = \"{by}\"\nsource = \"{source}\"\n"
        )
    };
    let (one, two) = (
        claim("A", "[..2026-08]", source),
        claim("B", "[2026-09..]", other),
    );
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2024-09-09\nsources = [{{ id = \"s\", name = \"S\" }}, {{ id = \"t\", name = \"T\" }}]\n{one}{two}+++\n"
    );
    codes(&site([("content/articles/a.md", text.as_str())]))
}

#[test]
fn a_dispute_told_by_one_source_is_found() {
    assert_eq!(disputed("s", "s"), ["lint/one-source-dispute"]);
    assert_eq!(disputed("s", "t"), [""; 0]);
}

#[test]
fn a_series_that_opens_the_front_page_out_of_date_is_found_and_can_be_allowed() {
    let find = |allow: &str| {
        let text = format!(
            "+++\ntitle = \"A\"\ndate = 2024-09-09\n{allow}sources = [{{ id = \"s\", name = \"S\" }}]\n[[figures]]\nseries = \"f\"\nvalue = 5\nas_of = \"2024-09\"\nsource = \"s\"\n+++\n"
        );
        codes(&site([
            ("content/articles/a.md", text.as_str()),
            (
                "content/series/f.md",
                "+++\nname = \"F\"\nmax_age = \"90d\"\n+++\n",
            ),
        ]))
    };
    assert_eq!(find(""), ["lint/stale-on-front"]);
    assert_eq!(
        find("allow = { \"lint/stale-on-front\" = \"nobody counts any more\" }\n"),
        [""; 0]
    );
}

#[test]
fn two_events_that_look_like_one_are_found_and_an_id_is_offered() {
    let find = |one: &str, other: &str| {
        let text = |day: &str, event: &str| {
            format!(
                "+++\ntitle = \"On {day}\"\ndate = {day}\nregions = [\"iraq\"]\n[[events]]\n{event}\n+++\n"
            )
        };
        let (one, other) = (text("2024-09-09", one), text("2024-09-20", other));
        site([
            ("content/articles/a.md", one.as_str()),
            ("content/articles/b.md", other.as_str()),
        ])
    };
    let base = "title = \"The coalition leaves Ain al-Asad base\"\ndate = \"2025-09\"";
    let alike = find(
        base,
        "title = \"Coalition leaves the Ain al-Asad base\"\ndate = \"2025-09\"",
    );
    assert_eq!(codes(&alike), ["lint/similar-events"]);
    assert!(
        alike
            .lints()
            .contains("id = \"the-coalition-leaves-ain-al-asad\""),
        "{}",
        alike.lints()
    );
    let named = find(
        base,
        "id = \"base\"\ntitle = \"The coalition leaves Ain al-Asad base\"\ndate = \"2025-09\"",
    );
    assert!(named.lints().contains("id = \"base\""), "{}", named.lints());
    for other in [
        "title = \"The coalition leaves Ain al-Asad base\"\ndate = \"2026-09\"",
        "title = \"The coalition enters Ain al-Asad base\"\ndate = \"2025-09\"",
        "title = \"The coalition leaves Ain al-Asad base\"\ndate = \"2025-09\"\nregions = [\"syria\"]",
        "title = \"Elections in Iraq\"\ndate = \"2025-09\"",
    ] {
        assert_eq!(find(base, other).lints(), "", "{other}");
    }
}

#[test]
fn an_article_allows_a_lint_with_a_reason_and_no_other_way() {
    let find = |allow: &str| {
        let text = format!(
            "+++\ntitle = \"A\"\ndate = 2024-09-09\n{allow}+++\nThey met on Sunday, 9 September 2024.\n"
        );
        let site = site([("content/articles/a.md", text.as_str())]);
        format!("{}{}", site.complaints(), site.lints())
    };
    assert!(find("").contains("lint/weekday"));
    assert_eq!(
        find("allow = { \"lint/weekday\" = \"so the statement has it\" }\n"),
        ""
    );
    assert!(find("allow = { \"lint/weekday\" = \"\" }\n").contains("error[lint/no-reason]"));
    let misspelt = find("allow = { \"lint/weekdays\" = \"so the statement has it\" }\n");
    assert!(
        misspelt.contains("did you mean `lint/weekday`?"),
        "{misspelt}"
    );
}

#[test]
fn the_words_of_days_and_numbers_are_looked_for_in_the_language_of_the_article() {
    let french = |text: &str| {
        let head = "+++\ntitle = \"A\"\ndate = 2024-09-09\nlang = \"fr\"\nsources = [{ id = \"s\", name = \"S\" }]\n[[figures]]\nlabel = \"Soldats américains en Irak\"\nvalue = 2500\nunit = \"soldats\"\nsource = \"s\"\n+++\n";
        let text = format!("{head}{text}\n");
        site([("content/articles/a.md", text.as_str())])
    };
    for (text, code, found) in [
        (
            "Ils se sont vus dimanche 9 septembre 2024.",
            "lint/weekday",
            "“dimanche 9 septembre 2024”: 9 September 2024 is a Monday",
        ),
        (
            "Réunis le mardi 1er octobre, puis jeudi (10 septembre).",
            "lint/weekday",
            "“jeudi (10 septembre)”: 10 September 2024 is a Tuesday",
        ),
        (
            "Quelque 2 600 soldats américains sont encore en Irak.",
            "lint/number-differs",
            "the text says 2 600, the figure says 2,500",
        ),
        (
            "Deux mille deux cents soldats américains restent en Irak.",
            "lint/number-differs",
            "the text says Deux mille deux cents",
        ),
    ] {
        let site = french(text);
        assert_eq!(codes(&site), [code], "{text}\n{}", site.lints());
        assert!(site.lints().contains(found), "{text}\n{}", site.lints());
    }
    for text in [
        "Ils se sont vus lundi 9 septembre, et se reverront mercredi 9 octobre 2024.",
        "Le jeudi 1er août, 9 personnes ont été blessées.",
        "En 2018, ils s’étaient vus dimanche 9 septembre.",
        "Environ 2 500 soldats américains sont en Irak.",
        "Les États-Unis ont deux mille cinq cents soldats en Irak.",
    ] {
        assert_eq!(
            codes(&french(text)),
            [""; 0],
            "{text}\n{}",
            french(text).lints()
        );
    }
    let text =
        "+++\ntitle = \"A\"\ndate = 2024-09-09\nlang = \"de\"\n+++\nSunday, 9 September 2024.\n";
    assert_eq!(site([("content/articles/a.md", text)]).lints(), "");
}

#[test]
fn one_id_for_two_things_is_found_and_other_words_for_one_thing_are_not() {
    let article = |day: &str, lang: &str, title: &str, text: &str| {
        format!(
            "+++\ntitle = \"On {day}\"\ndate = {day}\n{lang}[[events]]\nid = \"x1\"\ntitle = \"{title}\"\ndate = \"2027\"\nstatus = \"planned\"\n+++\n{text}\n"
        )
    };
    let find = |other: &str, lang: &str, text: &str, file: &str| {
        let one = article(
            "2024-09-09",
            "",
            "Lights on the bridge",
            "The bridge gets lights.",
        );
        let other = article("2024-09-20", lang, other, text);
        let mut files = vec![
            ("content/articles/a.md", one.as_str()),
            ("content/articles/b.md", other.as_str()),
        ];
        files.extend((!file.is_empty()).then_some(("content/events/x1.md", file)));
        site(files).lints()
    };
    let found = find("The ferry sails", "", "It sails at nine.", "");
    assert!(found.contains("warning[lint/two-things-one-id]"), "{found}");
    assert!(
        found.contains("`x1` is the id of two things: “The ferry sails”, and “Lights on the bridge” in content/articles/a.md"),
        "{found}"
    );
    for (other, lang, text, file) in [
        ("Bridge lit up", "", "", ""),
        ("The lighting of Mill Lane", "", "", ""),
        ("x1", "", "", ""),
        (
            "Illumination",
            "",
            "Lights for the bridge, the council says.",
            "",
        ),
        ("Beleuchtung", "lang = \"de\"\n", "", ""),
        ("إنارة الجسر", "", "", ""),
        (
            "Illumination",
            "",
            "",
            "+++\ntitle = \"Illumination of the bridge\"\n+++\n",
        ),
    ] {
        let found = find(other, lang, text, file);
        assert_eq!(found, "", "{other}");
    }
}

/// A site of one article of 9 September 2024 with a quoted figure and a quoted claim.
fn quoted(figure: &str, claim: &str, text: &str) -> Site {
    let article = format!(
        "+++\ntitle = \"A\"\ndate = 2024-09-09\nsources = [{{ id = \"s\", name = \"Harbour Board\", kind = \"organisation\" }}]\n[[figures]]\nlabel = \"Ships\"\nvalue = 2500000\nsource = \"s\"\n{figure}\n[[events]]\ntitle = \"The harbour closes\"\ndate = \"[..2025-09]\"\nstatus = \"planned\"\nsource = \"s\"\n{claim}\n+++\n{text}\n"
    );
    site([("content/articles/a.md", article.as_str())])
}

#[test]
fn a_fact_that_its_quote_or_its_text_bears_out_is_left_alone() {
    let text = "The Harbour Board spoke of 2.5 million ships by the end of September 2025.";
    for (figure, claim, text) in [
        ("", "", text),
        (
            "quote = \"2,500,000 of them, 40 of ours\"",
            "quote = \"We close in September 2025\"",
            text,
        ),
        (
            "quote = \"a great many\"",
            "quote = \"We shall close\"",
            text,
        ),
        (
            "",
            "quote = \"by next September\"",
            "The board counts 2 500 000 ships.",
        ),
        (
            "",
            "",
            "The board counts 2500 thousand ships; it closes on 30 September 2025.",
        ),
    ] {
        let site = quoted(figure, claim, text);
        assert_eq!(
            codes(&site),
            [""; 0],
            "{figure} {claim} {text}\n{}",
            site.lints()
        );
    }
}

#[test]
fn a_quote_that_gives_another_number_or_another_day_is_found() {
    let text = "The Harbour Board spoke of 2.5 million ships by the end of September 2025.";
    for (figure, claim, found) in [
        (
            "quote = \"2.4 million ships\"",
            "",
            "the number 2,500,000 is not in the quote",
        ),
        (
            "",
            "quote = \"by the end of October 2025\"",
            "the date by the end of September 2025 is not in the quote",
        ),
        (
            "",
            "quote = \"in 2026\"",
            "the date by the end of September 2025 is not in the quote",
        ),
    ] {
        let site = quoted(figure, claim, text);
        assert_eq!(
            codes(&site),
            ["lint/not-in-quote"],
            "{figure} {claim}\n{}",
            site.lints()
        );
        assert!(site.lints().contains(found), "{}", site.lints());
    }
}

#[test]
fn a_number_a_date_and_a_speaker_that_the_article_does_not_name_are_found() {
    let site = quoted("", "", "More on this later.");
    let lints = site.edition.lints().into_iter();
    let found = lints.filter(|found| found.code == "lint/not-in-text");
    let told: Vec<String> = found.map(|found| found.message).collect();
    for found in [
        "the number 2,500,000 is nowhere in the article",
        "the date by the end of September 2025 is nowhere in the article",
        "the speaker Harbour Board is nowhere in the article",
    ] {
        assert!(told.iter().any(|told| told == found), "{found}\n{told:?}");
    }
}

fn with_text(text: &str) -> Site {
    site([(
        "content/articles/a.md",
        &*format!("+++\ntitle = \"The bridge\"\ndate = 2025-06-12\n+++\n{text}\n"),
    )])
}

#[test]
fn dates_that_move_with_the_day_of_their_article_are_listed_at_it() {
    let site = with_text(
        "It opened [on Sunday](event:opens \"The bridge opens: happened, by Ann\") and is to be paid [by November](event:paid \"The bridge is paid: planned, by Ann\") and painted [by May 2026](event:painted \"The bridge is painted: planned, by Ann\").",
    );
    let lints = site.edition.lints().into_iter();
    let found: Vec<_> = lints
        .filter(|found| found.code == "lint/moves-with-date")
        .collect();
    let [one] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        one.message,
        "dates in the text move with this day: `by November` (by the end of November 2025), `on Sunday` (8 June 2025)"
    );
    assert!(
        with_text("It is [May 2026](event:x \"X: planned, by Ann\").")
            .edition
            .lints()
            .iter()
            .all(|found| found.code != "lint/moves-with-date")
    );
}

#[test]
fn a_fact_whose_verb_is_denied_is_asked_about() {
    let found = |text: &str| {
        let site = with_text(text);
        let lints = site.edition.lints().into_iter();
        lints.filter(|found| found.code == "lint/negated").count()
    };
    for text in [
        "The bridge did not open [on Sunday](event:x \"X: happened, by Ann\").",
        "The army denied that it took the town [on Sunday](event:x \"X: happened, by Ann\").",
        "It won't reopen [in March 2026](event:x \"X: announced, by Ann\").",
    ] {
        assert_eq!(found(text), 1, "{text}");
    }
    for text in [
        "The bridge opened [on Sunday](event:x \"X: happened, by Ann\"), and is not paid for.",
        "The army, which did not comment, took it [on Sunday](event:x \"X: happened, by Ann\").",
        "It did not rain. The bridge opened [on Sunday](event:x \"X: happened, by Ann\").",
        "The bridge did not open [on Sunday](event:x \"X: cancelled, by Ann\").",
        "It will not open [before May](event:x \"X: planned, by Ann, = May 2026 or later\").",
        "After the mayor denied any fault, it opened [on Sunday](event:x \"X: happened, by Ann\").",
    ] {
        assert_eq!(found(text), 0, "{text}");
    }
}

//! The repository's own site: one real story, told with every hard case.

use std::path::Path;

use crate::support::{Site, as_of, assert_in_order, noon_of};
use dateline::content::source::SourceTree;
use dateline::edition::evaluate;

fn demonstration(day: Option<&str>) -> Site {
    let tree = SourceTree::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(tree.diagnostics, []);
    let options = day.map_or_else(|| noon_of("2026-01-26"), as_of);
    let evaluated = evaluate(&tree.value, &options);
    Site {
        tree: tree.value,
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    }
}

#[test]
fn it_builds_without_a_warning_on_every_day_of_the_story() {
    for day in [
        None,
        Some("2023-12-31"),
        Some("2024-10-01"),
        Some("2024-12-25"),
        Some("2025-10-02"),
        Some("2026-01-25"),
    ] {
        let site = demonstration(day);
        let codes = site.codes();
        assert_eq!(codes, Vec::<&str>::new(), "{day:?}");
    }
}

#[test]
fn it_is_large_enough_to_show_what_dateline_does() {
    let newsroom = demonstration(None).edition.newsroom;
    assert!(newsroom.entries.len() >= 16);
    let topics = newsroom
        .topics
        .terms
        .iter()
        .filter(|term| term.path.is_some())
        .count();
    assert!(topics >= 4);
    assert!(
        newsroom
            .series
            .iter()
            .filter(|series| series.declared)
            .count()
            >= 4
    );
}

#[test]
fn iraq_holds_what_happened_in_its_parts_each_event_once() {
    let site = demonstration(None);
    let title = &site
        .edition
        .newsroom
        .event(site.edition.newsroom.event_ids["federal-iraq-handover"])
        .title;
    for region in [
        "iraq",
        "federal-iraq",
        "anbar",
        "middle-east",
        "western-asia",
    ] {
        let timeline = site.words(&format!("/regions/{region}/timeline/"));
        assert_eq!(
            timeline.matches(title.as_str()).count(),
            1,
            "{region}: {timeline}"
        );
    }
    let second = &site
        .edition
        .newsroom
        .event(site.edition.newsroom.event_ids["second-phase-ends"])
        .title;
    assert!(
        site.words("/regions/kurdistan-region/timeline/")
            .contains(second.as_str())
    );
    assert!(
        site.words("/regions/iraq/timeline/")
            .contains(second.as_str())
    );
    let middle_east = site.words("/regions/middle-east/");
    assert!(middle_east.contains("Iraq") && middle_east.contains("Syria"));
}

#[test]
fn a_cell_is_only_that_topic_in_that_region() {
    let site = demonstration(None);
    let cell = site.words("/topics/coalition-drawdown/iraq/");
    assert!(cell.contains("Iraq"), "{cell}");
    let un = site
        .edition
        .newsroom
        .event(site.edition.newsroom.event_ids["unami-mandate-ends"]);
    assert!(
        !cell.contains(un.title.as_str()),
        "the UN mission is another topic"
    );
}

#[test]
fn coarse_dates_stand_in_words_and_in_order() {
    let timeline = demonstration(None).words("/regions/iraq/timeline/");
    assert_in_order(
        &timeline,
        &["2014", "2017", "since October 2023", "17 January 2026"],
    );
    for words in ["1 January 2014", "1 January 2017", "1 October 2023"] {
        assert!(!timeline.contains(words), "{words}");
    }
    let before = demonstration(Some("2024-10-01")).words("/topics/coalition-drawdown/");
    assert!(before.contains("by the end of September 2025"), "{before}");
    assert!(before.contains("September 2026 or later"), "{before}");
}

#[test]
fn the_first_phase_is_overdue_on_2_october_2025_without_an_edit() {
    let ahead = demonstration(Some("2025-10-02")).words("/ahead/");
    assert!(ahead.contains("Overdue"), "{ahead}");
    let on_time = demonstration(Some("2025-09-30"));
    let id = on_time.edition.newsroom.event_ids["federal-iraq-handover"];
    let event = on_time.edition.newsroom.event(id);
    assert!(event.judgement.overdue.is_empty(), "{:?}", event.judgement);
}

#[test]
fn a_pinned_edition_says_so_and_an_asked_one_carries_a_banner() {
    let pinned = demonstration(None).page("/");
    assert!(pinned.contains("25 January 2026"));
    assert!(!pinned.contains("noindex"));
    let asked = demonstration(Some("2024-10-01")).page("/");
    assert!(asked.contains("1 October 2024") && asked.contains("noindex"));
}

#[test]
fn the_second_phase_is_disputed_in_words() {
    for day in ["2024-10-01", "2026-01-25"] {
        let page = demonstration(Some(day)).words("/events/second-phase-ends/");
        assert!(
            page.contains("Disputed: Iraqi defence ministry announced it by the end of September 2026; US officials announced it for September 2026 or later."),
            "{day}: {page}"
        );
    }
}

#[test]
fn the_first_phase_ended_109_days_after_one_day_and_7_after_another() {
    let site = demonstration(None);
    let page = site.words("/events/federal-iraq-handover/");
    for sentence in [
        "Happened on 17 January 2026 (Iraqi army, 17 January 2026).",
        "109 days after the last day that Iraqi defence ministry, Washington and Baghdad and A second Iraqi official who spoke to Rudaw had named, 30 September 2025.",
        "7 days after the last day that Iraqi Joint Operations Command had named, 10 January 2026.",
    ] {
        assert!(page.contains(sentence), "{page}");
    }
}

#[test]
fn the_un_mandate_ended_on_the_day_of_its_term() {
    let page = demonstration(None).words("/events/unami-mandate-ends/");
    assert!(
        page.contains("Ended on 31 December 2025 (UN Security Council)."),
        "{page}"
    );
    let before = demonstration(Some("2025-10-02")).words("/events/unami-mandate-ends/");
    assert!(
        before.contains("In force until 31 December 2025 (UN Security Council, 31 May 2024)."),
        "{before}"
    );
}

#[test]
fn syrias_900_and_about_2000_conflict_and_the_later_one_was_reported_later() {
    let site = demonstration(Some("2024-12-25"));
    let page = site.words("/figures/us-troops-syria/");
    assert!(
        page.contains("Where sources disagree") && page.contains("eported later"),
        "{page}"
    );
    assert!(
        page.contains("900") && page.contains("about 2,000"),
        "{page}"
    );
    assert!(site.words("/disputed/").contains("US troops in Syria"));
    for (url, planned) in &site.edition.plan.pages {
        if planned.is_html() {
            let words = site.words(url.as_str());
            assert!(
                !words.contains("122%") && !words.contains("122 per"),
                "{url}"
            );
        }
    }
}

#[test]
fn the_september_article_says_what_came_of_its_figures_and_promises() {
    let url = "/articles/2024/minister-names-two-dates/";
    let then = demonstration(Some("2024-09-20")).words(url);
    assert!(
        !then.contains("Since this was written"),
        "nothing had changed yet: {then}"
    );
    let disputed = demonstration(Some("2024-10-01")).words(url);
    assert!(
        disputed.contains("US officials announced it for September 2026 or later"),
        "{disputed}"
    );
    let december = demonstration(Some("2024-12-25")).words(url);
    assert!(
        december.contains("Since this was written") && december.contains("about 2,000"),
        "{december}"
    );
    let late = demonstration(Some("2025-10-02")).words(url);
    assert!(
        late.contains("Iraqi defence ministry had announced it by the end of September 2025; that time has passed."),
        "{late}"
    );
    let now = demonstration(None).words(url);
    assert!(
        now.contains(
            "happened on 17 January 2026 (Iraqi army), 109 days after the last day given here"
        ),
        "{now}"
    );
}

//! Texts whose words, sentences and lists a page or a file has broken up.

use dateline::import::source::Kind;

use super::imported;

fn body(text: &str) -> Vec<String> {
    imported(Kind::Text, text, Some("2026-06-10")).paragraphs
}

#[test]
fn a_word_or_number_cut_at_the_end_of_a_line_is_whole() {
    let text = "Rules to come\n\nThe ministry of health has to publish the new rules before Oc-\ntober. Firms that break them will pay fines of up to\n$10,000 each. The rules were agreed on by 38-\n11 in the house, and by long-\ntime and short-time owners of the firms on Mon-\nday, and nobody was for a longtime ban.\n";
    let found = body(text);
    assert_eq!(found.len(), 1, "{found:?}");
    for whole in [
        "before October. Firms",
        "up to $10,000 each",
        "by 38-11 in",
        "on Monday, and",
    ] {
        assert!(found[0].contains(whole), "{whole}: {found:?}");
    }
}

#[test]
fn signs_that_nobody_sees_cut_no_word_and_no_date() {
    let sentence = "The har\u{ad}bour link will open in De\u{ad}cem\u{ad}ber 2028, the min\u{ad}is\u{ad}ter said.";
    let text = format!("Har\u{ad}bour link\n\n{sentence}\n");
    let page = format!(
        "<html><head><title>Har&shy;bour link</title></head><body><article><h1>Har&shy;bour link</h1><p>{sentence}</p><p>It has been under way for years, and much of it is built.</p></article></body></html>"
    );
    for (kind, input) in [
        (Kind::Text, text.clone()),
        (Kind::Markdown, text),
        (Kind::Html, page),
    ] {
        let found = imported(kind, &input, Some("2026-06-10"));
        let event = &found.proposals.events[0];
        assert_eq!(event.date.to_string(), "2028-12", "{kind:?}");
        assert_eq!(event.by.as_deref(), Some("the minister"));
        let said = format!("{:?}{:?}", found.metadata.title, found.paragraphs);
        assert!(
            !said.contains("\\u{ad}") && said.contains("harbour"),
            "{said}"
        );
        // The mention still stands where the input has it.
        let mention = found
            .mentions
            .iter()
            .find(|one| one.text.contains("2028"))
            .unwrap();
        let place = mention.start.unwrap()..mention.end.unwrap();
        let shown: String = input.chars().skip(place.start).take(place.len()).collect();
        assert_eq!(shown, "De\u{ad}cem\u{ad}ber 2028", "{kind:?}");
    }
}

#[test]
fn a_sentence_goes_on_behind_a_link_on_a_line_of_its_own() {
    let text = "Mayor invites\n\nThe mayor said that the town, with its three parishes, will hold the\nninth\n\nHarvest Walk\n\nalong the river on 3 July, and that nobody has to pay for it.\n\nMore than 300 people came to the last one, she said in a statement.\n";
    let found = body(text);
    let whole = "will hold the ninth Harvest Walk along the river on 3 July, and";
    assert!(found[0].contains(whole), "{found:?}");
}

#[test]
fn a_headline_and_a_byline_are_no_sentence_that_goes_on() {
    let text = "Council backs a new bridge over the river at Orra\n\nby Ada Hale\n\nThe council voted for a new bridge on Monday. It will open in 2028, the mayor said.\n";
    let found = imported(Kind::Text, text, Some("2026-06-10"));
    assert_eq!(
        found.metadata.title.as_deref(),
        Some("Council backs a new bridge over the river at Orra")
    );
    assert_eq!(found.metadata.authors, ["Ada Hale"]);
}

#[test]
fn a_list_of_numbers_and_a_report_in_entries_are_kept_whole() {
    let results = "Orra Gas: results for the year\n\nOrra Gas today publishes its results for the year to 31 March 2026.\nHighlights of the year\n•  Sales up 8.4% to £612.3m\n•  Net debt of £3.2bn at 31 March 2026\n•  Dividend of 21.6p a share, to be paid on 4 September 2026\n\nOutlook\nThe board expects spending to rise in the year to 31 March 2027. The northern pipe, delayed from 2029, is now expected to be in service in 2031.\n";
    let found = body(results);
    assert!(
        found[0].starts_with("Orra Gas today publishes") && found.len() == 7,
        "{found:?}"
    );
    let live = "Flood in the valley: what we know\n\n18:40\nThe trains run again, the railway said.\nShare\n17:05\nThe bridge will open on Thursday, the council says.\nShare\n15:30\nTwo schools will be shut until 12 June, the mayor has told parents.\nShare\n11:45\nThe river stood at four metres at noon. The fire service is asking people to stay away from it until the rain has stopped and the water has gone down.\n";
    let found = body(live);
    assert!(
        found[0].starts_with("The trains run again") && !found.contains(&"Share".to_string()),
        "{found:?}"
    );
}

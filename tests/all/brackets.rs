//! What stands between angle brackets in a text: what is no element of HTML takes nothing with it.

use crate::support::{Site, site};

fn article(body: &str) -> Site {
    let text = format!("+++\ntitle = \"A\"\ndate = 2025-01-01\n+++\n{body}\n");
    site([
        ("dateline.toml", "title = \"Desk\"\n"),
        ("content/articles/a.md", text.as_str()),
    ])
}

#[test]
fn words_after_a_placeholder_stay_whatever_it_is_called() {
    let site = article(
        "We wrote to p@<domain> last week.\n\nHe said <view> and left.\n\n| a <list> b | c |\n|---|---|\n| d <text> e | f |\n\n<set>\nA block.\n</set>",
    );
    let words = site.words("/articles/a/");
    for kept in ["last week", "and left", "a b", "d e", "A block"] {
        assert!(words.contains(kept), "{kept:?} is lost in {words}");
    }
    let said = site.complaints();
    for name in ["domain", "view", "list", "text"] {
        assert!(
            said.contains(&format!("`<{name}>` is no element of HTML")),
            "{said}"
        );
    }
    assert!(said.contains("write \\<domain>"), "{said}");
}

#[test]
fn what_is_html_or_stands_in_a_drawing_is_not_told_of() {
    let site = article(
        "H<sub>2</sub>O, <my-own>so</my-own> <svg><view></view></svg> <CENTER>it</CENTER>.",
    );
    assert!(
        !site.codes().contains(&"html/unknown-element"),
        "{}",
        site.complaints()
    );
}

#[test]
fn the_search_knows_no_word_that_is_cleaned_out_of_the_page() {
    let site =
        article("Shown <script>ran</script><style>drawn</style><template>kept</template> words.");
    let index = site.edition.search();
    let record = index.records().first().unwrap();
    let found = format!("{record:?}");
    assert!(
        found.contains("Shown") && found.contains("words"),
        "{found}"
    );
    for hidden in ["ran", "drawn", "kept"] {
        assert!(!found.contains(hidden), "{found}");
    }
}

#[test]
fn a_block_that_a_list_ends_takes_in_no_more_than_the_list() {
    let site = article("1. First:\n\n   ```toml\n   a = 1\n\n### After\n\nStill read.");
    assert!(site.page("/articles/a/").contains("After</h"));
    let said = site.complaints();
    assert!(
        said.contains("it ends with the list or quotation"),
        "{said}"
    );
    assert!(!said.contains("takes in all that follows"), "{said}");
}

#[test]
fn an_address_is_refused_for_what_it_is() {
    let site = article(&format!(
        "[a](news:alt.news) [b](xmpp:a@b.example)\n\n![c](data:image/png;base64,{})\n\n[d](foo:bar) [e](javascript:f)",
        "A".repeat(5000)
    ));
    let said = site.complaints();
    assert!(!said.contains("news:") && !said.contains("xmpp:"), "{said}");
    assert!(
        said.contains("save that as a file beside this one"),
        "{said}"
    );
    assert!(
        said.contains("`foo:` is not among the kinds of address"),
        "{said}"
    );
    assert!(
        said.contains("`javascript:f` could run a program"),
        "{said}"
    );
    assert!(!said.contains(&"A".repeat(100)), "{said}");
}

#[test]
fn a_link_to_a_claim_that_is_not_there_is_told_how_many_there_are() {
    let said = article("See [it](#event-2) and [that](#figure-1).").complaints();
    assert!(said.contains("has no event `#event-2`"), "{said}");
    assert!(said.contains("it has no figures"), "{said}");
}

//! Cards: an event, a figure, an article is rendered once and stands on every page that shows it.

use crate::support::site;

const TALKS: (&str, &str) = (
    "content/articles/2024/talks.md",
    r#"+++
title = "Talks <&> \u0002 open"
date = 2024-09-20
topics = ["talks"]
regions = ["iraq"]

[[events]]
id = "signing"
title = "The paper is signed"
date = "2024-12"
status = "announced"
by = "Baghdad"

[[figures]]
series = "rounds"
label = "Rounds held"
value = 3
as_of = 2024-09-19
+++
Text.
"#,
);

fn mine(template: &'static str) -> [(&'static str, &'static str); 3] {
    [
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        TALKS,
        ("themes/mine/templates/topic.html", template),
    ]
}

#[test]
fn one_event_has_the_links_and_the_heading_of_each_page_that_shows_it() {
    let site = site([TALKS]);
    let briefing = site.page("/topics/talks/");
    let timeline = site.page("/topics/talks/timeline/");
    assert!(briefing.contains(
        "<h4 class=\"title\"><a href=\"../../events/signing/index.html\">The paper is signed</a></h4>"
    ), "{briefing}");
    assert!(timeline.contains(
        "<h3 class=\"title\"><a href=\"../../../events/signing/index.html\">The paper is signed</a></h3>"
    ), "{timeline}");
}

#[test]
fn a_theme_shows_cards_with_a_component_of_its_own() {
    let site = site(mine(
        "{% component Plain(event, level=2, short=false) %}<h{{ level }}>{{ event.title }}</h{{ level }}>\
         <h{{ level + 1 }}>{% if short %}short{% else %}long{% endif %}</h{{ level + 1 }}>\
         <a href=\"{{ event.href }}\">more</a>{% endcomponent Plain %}\
         <main>{{ view.overdue | cards(component=\"Plain\", level=5, short=true) }}\
         {{ view.overdue | cards(component=\"Plain\") }}{{ view.latest[:1] | cards(level=0) }}</main>",
    ));
    let page = site.page("/topics/talks/");
    assert!(
        page.contains("<h5>The paper is signed</h5><h6>short</h6>"),
        "{page}"
    );
    assert!(
        page.contains("<h3>The paper is signed</h3><h4>long</h4>"),
        "{page}"
    );
    assert!(page.contains("<a href=\"../../events/signing/index.html\">more</a>"));
    assert!(page.contains("<p class=\"title\"><a href=\"../../articles/2024/talks/index.html\">"));
}

#[test]
fn what_stands_in_a_text_is_no_card() {
    let page = site([TALKS]).page("/articles/2024/talks/");
    assert!(page.contains("Talks &lt;&amp;&gt; \u{2} open"), "{page}");
}

#[test]
fn a_card_that_cannot_be_shown_is_told_once_with_its_place() {
    let wrong =
        "{% component EventItem(event, level=3) %}{{ event.titel }}{% endcomponent EventItem %}";
    let site = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        TALKS,
        ("themes/mine/templates/components/mine.html", wrong),
    ]);
    let told = site.complaints();
    assert!(told.contains("template/rendering"), "{told}");
    assert!(
        told.contains("while rendering the card EventItem"),
        "{told}"
    );
    assert!(
        told.contains("themes/mine/templates/components/mine.html:1:"),
        "{told}"
    );
}

#[test]
fn what_is_no_card_is_told_and_never_published() {
    for (template, told) in [
        ("{{ view.articles | cards }}", "1 is a number"),
        ("{{ view.name | cards }}", "this is something else"),
        ("{{ view.latest | cards(levl=2) }}", "no argument `levl`"),
    ] {
        let complaints = site(mine(template)).complaints();
        assert!(complaints.contains(told), "{complaints}");
        assert!(
            complaints.contains("themes/mine/templates/topic.html:1:"),
            "{complaints}"
        );
    }
}

#[test]
fn a_theme_of_another_version_is_refused() {
    let site = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        ("themes/mine/theme.toml", "theme = 2\n"),
    ]);
    let told = site.complaints();
    assert!(told.contains("theme/version"), "{told}");
    assert!(told.contains("themes/mine/theme.toml:1:"), "{told}");
}

#[test]
fn what_a_theme_says_of_itself_is_read_strictly() {
    let told = |description: &str| {
        let site = site([
            ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
            ("themes/mine/theme.toml", description),
        ]);
        site.complaints()
    };
    let text = told("theme = \"1\"\n");
    assert!(text.contains("error[front-matter/wrong-type]"), "{text}");
    assert!(text.contains("theme = 1"), "{text}");
    let misspelt = told("themes = 1\npolcy = false\n[token]\n");
    assert_eq!(misspelt.matches("warning[theme/unknown-key]").count(), 3);
    for key in ["theme", "policy", "tokens"] {
        let help = format!("did you mean `{key}`?");
        assert!(misspelt.contains(&help), "{misspelt}");
    }
    let own = "theme = 1\nname = \"Mine\"\ndescription = \"\"\nlicense = \"MIT\"\nversion = \"2.1\"\nauthors = []\n";
    assert_eq!(told(own), "");
}

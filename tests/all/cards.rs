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

fn mine(template: &str) -> [(&str, &str); 3] {
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
    assert!(page.contains("Talks &lt;&amp;&gt;  open"), "{page}");
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
fn a_component_in_place_of_the_only_one_for_a_card_is_told_what_it_lacks() {
    let own = "{% component Footer(foot) %}{{ foot }}{% endcomponent Footer %}";
    let told = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        TALKS,
        ("themes/mine/templates/components/mine.html", own),
    ]);
    let told = told.complaints();
    let wanted = "`Footer` takes no `footer`, which this card is; declare it with this argument";
    assert!(told.contains(wanted), "{told}");
    assert!(told.contains("components/mine.html:1:14"), "{told}");
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
fn a_component_that_cannot_show_a_card_is_told_where_the_card_is_shown() {
    let own = "{% component Needy(article, mood) %}x{% endcomponent Needy %}\
        {% component Plain(article) %}x{% endcomponent Plain %}";
    for (argument, told) in [
        (
            "component=\"Nope\"",
            "error[template/unknown]: there is no component `Nope`",
        ),
        (
            "component=\"ArticleItm\"",
            "there is no component `ArticleItm`; did you mean `ArticleItem`?",
        ),
        (
            "component=\"EventItem\"",
            "`EventItem` takes no `article`, which this card is; those that do are `ArticleItem`",
        ),
        (
            "component=\"Needy\"",
            "declare it with a default: mood=none",
        ),
        (
            "component=\"Plain\", short=true",
            "`Plain` has no argument `short`",
        ),
    ] {
        let template = format!("{{{{ view.latest | cards({argument}) }}}}");
        let mut files = mine(&template).to_vec();
        files.push(("themes/mine/templates/components/own.html", own));
        let complaints = site(files).complaints();
        assert!(complaints.contains(told), "{complaints}");
        assert!(
            complaints.contains("themes/mine/templates/topic.html:1:"),
            "{complaints}"
        );
    }
    // One that a built-in template calls otherwise than it is declared is told of likewise.
    for (arguments, advice) in [
        ("foo", "dir=none, lang=none, text=none"),
        ("text, lang=none, dir=none, more", "more=none"),
    ] {
        let body = format!("{{% component Body({arguments}) %}}x{{% endcomponent Body %}}");
        let files = [
            ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
            TALKS,
            ("themes/mine/templates/own.html", &*body),
        ];
        let complaints = site(files).complaints();
        assert!(
            complaints.contains("themes/mine/templates/own.html:1:14"),
            "{complaints}"
        );
        assert!(
            complaints.contains(&format!("declare it with a default: {advice}")),
            "{complaints}"
        );
        assert!(!complaints.contains("themes/default"), "{complaints}");
    }
    // A component in the place of a built-in one is told of where it stands, not where that is shown.
    let card = "{% component ArticleItem(artikel) %}x{% endcomponent ArticleItem %}";
    let complaints = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        TALKS,
        ("themes/mine/templates/components/own.html", card),
    ])
    .complaints();
    assert!(
        complaints.contains("`ArticleItem` takes no `article`"),
        "{complaints}"
    );
    assert!(
        complaints.contains("themes/mine/templates/components/own.html:1:14"),
        "{complaints}"
    );
}

#[test]
fn templates_that_do_not_fit_together_are_told_with_their_places() {
    let base = "themes/mine/templates/base.html";
    let told = |files: &[(&str, &str)]| {
        let config = [
            ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
            TALKS,
        ];
        site(config.iter().chain(files).copied()).complaints()
    };
    let itself = told(&[(base, "{% extends \"base.html\" %}")]);
    assert!(itself.contains("`base.html` extends itself"), "{itself}");
    assert!(itself.contains("base.html:1:12"), "{itself}");
    assert!(
        itself.contains("write {% extends \"default:base.html\" %}"),
        "{itself}"
    );
    let round = told(&[
        (base, "{% extends \"topic.html\" %}"),
        (
            "themes/mine/templates/topic.html",
            "\n{% extends \"base.html\" %}",
        ),
    ]);
    assert!(
        round.contains("`base.html` extends itself, by way of `topic.html`"),
        "{round}"
    );
    assert!(round.contains("topic.html:2:12"), "{round}");
    let missing = told(&[(base, "{% extends \"defualt:base.html\" %}")]);
    assert!(
        missing.contains("there is no template `defualt:base.html` to extend"),
        "{missing}"
    );
    assert!(
        missing.contains("write {% extends \"default:base.html\" %}"),
        "{missing}"
    );
    let include = told(&[(base, "<p>\n{% include \"base.html\" %}")]);
    assert!(include.contains("`base.html` includes itself"), "{include}");
    assert!(include.contains("base.html:2:12"), "{include}");
    let one = "{% component One() %}x{% endcomponent One %}";
    let twice = told(&[
        ("themes/mine/templates/a.html", one),
        ("themes/mine/templates/b.html", one),
    ]);
    assert!(
        twice.contains("the component `One` is declared here and in `a.html`"),
        "{twice}"
    );
    assert!(twice.contains("b.html:1:14"), "{twice}");
}

#[test]
fn a_component_that_comes_to_no_end_is_told_with_its_way_round() {
    let told = |parts: &str| {
        let parts = ("themes/mine/templates/parts.html", parts);
        let topic = "{% for event in view.overdue %}{{ <One n={1} /> }}{% endfor %}";
        site([parts].into_iter().chain(mine(topic))).complaints()
    };
    let always = told(
        "{% component One(n) %}\n{{ <Two n /> }}{% endcomponent One %}\n\
         {% component Two(n) %}{{ <One n /> }}{% endcomponent Two %}",
    );
    let wanted = "the component `One` calls itself, by way of `Two`, and comes to no end";
    assert!(always.contains(wanted), "{always}");
    assert!(always.contains("parts.html:2:4"), "{always}");
    assert_eq!(always.matches("error[").count(), 1, "{always}");
    // What is asked first may end it, and only then is it told of.
    let asked = |end: &str| {
        told(&format!(
            "{{% component One(n) %}}{{% if n < {end} %}}{{{{ <One n={{n + 1}} /> }}}}{{% endif %}}{{% endcomponent One %}}"
        ))
    };
    assert!(!asked("4").contains("error["), "{}", asked("4"));
    let deep = asked("90");
    assert!(
        deep.contains("at most 20 deep, and here go deeper"),
        "{deep}"
    );
    assert!(deep.contains("`One` calls itself"), "{deep}");
    assert!(deep.contains("parts.html:1:"), "{deep}");
    assert!(!deep.contains("comes to no end"), "{deep}");
}

#[test]
fn components_within_each_other_are_told_where_they_go_deeper_than_can_be_rendered() {
    let told = |parts: &str| {
        let parts = ("themes/mine/templates/parts.html", parts);
        let topic = "{% for event in view.overdue %}{{ <C1 n={1} /> }}{% endfor %}";
        site([parts].into_iter().chain(mine(topic))).complaints()
    };
    // One that calls itself, and that no page of these calls, has nothing to do with it.
    let other = "{% component Apart(n) %}{% if n < 3 %}{{ <Apart n={n + 1} /> }}{% endif %}{% endcomponent Apart %}";
    let chain = |length: usize| {
        let calls = (1..length).map(|at| {
            let next = at + 1;
            format!("{{% component C{at}(n) %}}{{{{ <C{next} n /> }}}}{{% endcomponent C{at} %}}\n")
        });
        let last = format!("{{% component C{length}(n) %}}x{{% endcomponent C{length} %}}\n");
        calls.collect::<String>() + &last + other
    };
    assert!(!told(&chain(20)).contains("error["), "{}", told(&chain(20)));
    let deep = told(&chain(21));
    assert!(deep.contains("each calls the next: `C1`, `C2`"), "{deep}");
    assert!(deep.contains("parts.html:20:"), "{deep}");
    assert!(!deep.contains("Apart"), "{deep}");
}

#[test]
fn what_a_template_gets_wrong_is_told_with_what_to_do() {
    for (template, message, help) in [
        (
            "{% extends \"default:topic.html\" %}{% block figurs %}{% endblock figurs %}",
            "block `figurs` is not defined",
            "did you mean `figures`?",
        ),
        (
            "{{ <ArticleLits articles={view.latest} /> }}",
            "unknown component",
            "did you mean `ArticleList`?",
        ),
        (
            "{% include \"frnt.html\" %}",
            "unknown template",
            "did you mean `front.html`?",
        ),
        (
            "{{ view.name | isolatd }}",
            "unknown filter",
            "did you mean `isolated`?",
        ),
        (
            "{{ view.latets }}",
            "field `latets` is not defined",
            "did you mean `latest`?",
        ),
        (
            "{% for article in view.latest %}{{ article.title }}{% endfor %}",
            "field `title` is not defined",
            "are shown with the filter `cards`",
        ),
        (
            "{% import \"m.html\" as m %}",
            "unknown tag",
            "components in place of macros",
        ),
        (
            "{% if view.name %}",
            "`{% if view.name %}` is not closed",
            "write {% endif %} where it is to end",
        ),
        (
            "{{ page.assets[\"mine.css\"] }}",
            "undefined",
            "the files of static/",
        ),
        (
            "{{ view.latest | cards(level=\"h2\") }}",
            "the level of `cards` is a whole number from 0 to 6",
            "docs/themes.md",
        ),
        (
            "{{ view.name | time }}",
            "`time` shows a date, such as `view.date`",
            "docs/themes.md",
        ),
        (
            "{{ view.name | made }}",
            "`made` shows what Dateline makes up",
            "docs/themes.md",
        ),
    ] {
        let complaints = site(mine(template)).complaints();
        assert!(complaints.contains(message), "{complaints}");
        assert!(complaints.contains(help), "{complaints}");
        assert!(
            complaints.contains("themes/mine/templates/topic.html:1:"),
            "{complaints}"
        );
    }
    let nothing = "<main>{{ none | time }}{{ none | made }}</main>";
    assert_eq!(site(mine(nothing)).words("/topics/talks/"), "");
}

#[test]
fn a_field_that_is_not_there_is_told_of_wherever_it_is_used() {
    let field = ("field `nmae` is not defined", "did you mean `name`?");
    let word = ("variable `veiw` is not defined", "docs/themes.md");
    for (template, (message, help), column) in [
        ("é {{ \"<b>\" ~ view.nmae }}", field, 19),
        ("é {{ view.name ~ view.nmae ~ view.name }}", field, 23),
        ("é {{ view.nmae | safe }}", field, 11),
        ("é {{ view.nmae | made }}", field, 11),
        ("é {% set name = view.nmae | str %}{{ name }}", field, 22),
        ("é {{ <Own a={view.nmae} /> }}", field, 19),
        ("é {% <Own a={\"x\" ~ view.nmae}> %}{% </Own> %}", field, 25),
        ("é {% set name = veiw ~ \"x\" %}{{ name }}", word, 17),
        ("é {{ <Own veiw /> }}", word, 11),
    ] {
        let own = "{% component Own(a=\"\", veiw=\"\") %}{{ a }}{{ veiw }}{{ body | default(value=\"\") }}{% endcomponent Own %}";
        let template = format!("{own}\n{template}");
        let told = site(mine(&template)).complaints();
        assert_eq!(
            told.matches("error[template/rendering]").count(),
            1,
            "{told}"
        );
        assert!(told.contains(message) && told.contains(help), "{told}");
        let place = format!("themes/mine/templates/topic.html:2:{column}\n");
        assert!(told.contains(&place), "{template}: {told}");
    }
}

#[test]
fn a_field_that_is_asked_for_may_be_absent() {
    let asked = "<main>{% if site.extra.a | str %}a{% endif %}{{ site.extra.b | default(value=\"b\") }} \
        {{ site.extra.c or \"c\" }} {{ \"d\" if site.extra.d is defined else \"e\" }} \
        {{ \"f\" ~ site.extra.f | default(value=\"g\") }} {{ site.extra?.h?.i or \"h\" }}</main>";
    let site = site(mine(asked));
    assert_eq!(site.words("/topics/talks/"), "b c e fg h");
}

#[test]
fn a_theme_of_copies_of_the_built_in_templates_shows_what_that_does() {
    let folder = crate::fields::root().join("themes/default/templates");
    let files = walkdir::WalkDir::new(&folder).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    let copies: Vec<(String, String)> = files
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(&folder)
                .unwrap()
                .to_str()
                .unwrap();
            let text = std::fs::read_to_string(entry.path()).unwrap();
            (format!("themes/default/templates/{name}"), text)
        })
        .collect();
    let copies = copies
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let plain = site([TALKS]);
    let copied = site([TALKS].into_iter().chain(copies));
    assert!(
        !copied.complaints().contains("error["),
        "{}",
        copied.complaints()
    );
    for page in [
        "/",
        "/topics/talks/",
        "/events/signing/",
        "/figures/rounds/",
    ] {
        assert_eq!(copied.page(page), plain.page(page), "{page}");
    }
}

#[test]
fn a_template_that_nothing_uses_is_told() {
    let unused = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        TALKS,
        ("themes/mine/templates/topics.html", "x"),
        (
            "themes/mine/templates/topic.html",
            "{% extends \"frame.html\" %}{% block main %}{% include \"parts/foot.html\" %}{% endblock main %}",
        ),
        (
            "themes/mine/templates/frame.html",
            "{% block main %}{% endblock main %}",
        ),
        ("themes/mine/templates/parts/foot.html", "x"),
        (
            "themes/mine/templates/any/name.html",
            "{% component Own() %}x{% endcomponent Own %}",
        ),
    ]);
    let complaints = unused.complaints();
    let told = complaints.matches("warning[theme/unused-template]").count();
    assert_eq!(told, 1, "{complaints}");
    assert!(
        complaints.contains("no page has the template `topics.html`"),
        "{complaints}"
    );
    assert!(
        complaints.contains("did you mean `topic.html`?"),
        "{complaints}"
    );
}

#[test]
fn a_theme_over_the_built_in_one_is_told_of_where_another_is_named() {
    let told = |settings: &str| {
        let search = "{% extends \"default:search.html\" %}";
        let site = site([
            ("dateline.toml", settings),
            ("themes/mine/templates/search.html", search),
            ("themes/default/templates/search.html", search),
        ]);
        site.complaints()
    };
    let other = told("title = \"Desk\"\ntheme = \"mine\"\n");
    assert_eq!(other.matches("warning[theme/unused]").count(), 1, "{other}");
    assert!(
        other.contains("themes/default/templates/search.html"),
        "{other}"
    );
    assert!(other.contains("into themes/mine/"), "{other}");
    assert_eq!(told("title = \"Desk\"\n"), "");
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
    let named = told("theme = \"mine\"\n");
    assert!(
        named.contains("write the number alone: theme = 1;"),
        "{named}"
    );
    let misspelt = told("themes = 1\npolcy = false\n[token]\n");
    assert_eq!(misspelt.matches("warning[theme/unknown-key]").count(), 3);
    for key in ["theme", "policy", "tokens"] {
        let help = format!("did you mean `{key}`?");
        assert!(misspelt.contains(&help), "{misspelt}");
    }
    let own = "theme = 1\nname = \"Mine\"\ndescription = \"\"\nlicense = \"MIT\"\nversion = \"2.1\"\nauthors = []\n";
    assert_eq!(told(own), "");
}

#[test]
fn a_filter_that_would_change_cards_is_told_and_no_mark_is_published() {
    let set = "{% set a = view.latest | cards %}";
    let caught = "{% set a %}{{ view.latest | cards }}{% endset %}";
    let at_load = "the filter `upper` cannot change what `cards` gives";
    let no_text = "expected a text but got what `cards` gives";
    let on_page = "a filter cannot change what `cards` gives, while rendering";
    for (before, template, message) in [
        ("", "{{ view.latest | cards(level=4) | upper }}", at_load),
        (
            "",
            "{% filter upper %}{{ view.latest | cards }}{% endfilter %}",
            at_load,
        ),
        (set, "{{ a | upper }}", no_text),
        (set, "{{ a | truncate(length=9) }}", no_text),
        (caught, "{{ a | upper }}", on_page),
        (caught, "{{ a | lower }}", on_page),
        (caught, "{{ a | title }}", on_page),
        (caught, "{{ a | truncate(length=9) }}", on_page),
        (caught, "{{ a | replace(from=\" \", to=\"\") }}", on_page),
    ] {
        let template = format!("{before}<main>{template}</main>");
        let complaints = site(mine(&template)).complaints();
        for told in [
            "error[template/rendering]",
            message,
            "themes/mine/templates/topic.html",
            "with no other filter behind or around it",
        ] {
            assert!(complaints.contains(told), "{template}: {complaints}");
        }
        assert_eq!(complaints.matches("error[").count(), 1, "{complaints}");
    }
    for template in [
        "{{ view.latest | cards | safe }}",
        "{{ \"\" ~ (view.latest | cards) }}",
        "{% set a = view.latest | cards %}{{ a }}",
        "{% set a %}{{ view.latest | cards }}{% endset %}{{ a | trim }}",
    ] {
        let site = site(mine(&format!("<main>{template}</main>")));
        let told = site.complaints();
        assert!(!told.contains("error["), "{template}: {told}");
        assert!(site.words("/topics/talks/").contains("open"), "{template}");
    }
}

#[test]
fn a_base_of_a_themes_own_is_told_once_which_blocks_it_lacks() {
    let base = "themes/mine/templates/base.html";
    let of = |text: &'static str| {
        let title = ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n");
        site([title, TALKS, (base, text)]).complaints()
    };
    let told = of("<html>{% block main %}{% endblock main %}</html>");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    assert!(told.contains("error[template/broken]"), "{told}");
    assert!(
        told.contains("`base.html` lacks blocks that built-in templates fill: `"),
        "{told}"
    );
    assert!(told.contains(base), "{told}");
    assert!(!told.contains("`main`"), "{told}");
    let whole = "{% extends \"default:base.html\" %}{% block footer %}{% endblock footer %}";
    let told = of(whole);
    assert!(!told.contains("error["), "{told}");
}

#[test]
fn a_theme_that_replaces_all_pages_needs_no_block_of_the_built_in_one() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates");
    let pages = std::fs::read_dir(folder).unwrap().map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        format!("themes/mine/templates/{name}")
    });
    let pages: Vec<String> = pages.filter(|name| name.ends_with(".html")).collect();
    let title = ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n");
    let pages = pages.iter().map(|page| (page.as_str(), "<main>Own</main>"));
    let site = site([title, TALKS].into_iter().chain(pages));
    let told = site.complaints();
    assert!(!told.contains("error["), "{told}");
    assert_eq!(site.words("/topics/talks/"), "Own");
}

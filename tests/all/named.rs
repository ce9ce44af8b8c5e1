//! Views hold what the templates of a site's pages can ask for, and nothing else is made.

use std::path::Path;
use std::sync::Arc;

use crate::support::{as_of, published, site};
use dateline::content::source::SourceTree;
use dateline::edition::{Edition, evaluate};
use dateline::pages::site::Shown;
use dateline::path::SourcePath;

/// The repository's own site, with these files over its own.
fn demonstration<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Edition {
    let mut tree = SourceTree::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value;
    for (path, text) in files {
        tree.texts.insert(SourcePath::new(path), Arc::from(text));
    }
    evaluate(&tree, &as_of("2026-01-25")).value
}

/// The files of a site that differ where all is made, whoever asks for it.
fn differing(mut edition: Edition) -> Vec<String> {
    let asked = published(&edition).value;
    edition.shown = Shown::default();
    let all = published(&edition).value;
    let differ = all.into_iter().filter(|(url, bytes)| asked[url] != *bytes);
    differ.map(|(url, _)| url.to_string()).collect()
}

#[test]
fn the_built_in_theme_is_given_all_that_it_shows() {
    assert_eq!(differing(demonstration([])), Vec::<String>::new());
}

#[test]
fn a_small_theme_has_the_same_pages_as_if_all_were_made_for_it() {
    let first = "+++\ntitle = \"A bridge by June\"\ndate = 2025-01-10\ntopics = [\"bridges\"]\n\n\
        [[events]]\nid = \"bridge\"\ntitle = \"The bridge opens\"\ndate = \"[..2025-06]\"\n\
        status = \"confirmed\"\nby = \"Council\"\n\n\
        [[figures]]\nseries = \"walkers\"\nvalue = 100\nas_of = 2025-01-09\nby = \"Council\"\n+++\nIt is to open.\n";
    let later = first
        .replace("by June", "by August")
        .replace("2025-01", "2025-03")
        .replace("2025-06", "2025-08")
        .replace("100", "120");
    let site = site([
        (
            "dateline.toml",
            "title = \"Desk\"\nbase_url = \"https://desk.example/\"\ntheme = \"small\"\n\n[output]\n\
                without = [\"cells\", \"timelines\", \"lists\", \"matrix\", \"ahead\", \"calendars\", \"events\", \
                \"figures\", \"sources\", \"disputed\", \"corrections\", \"guide\", \"search\", \"changes\", \"data\"]\n",
        ),
        (
            "content/topics/bridges.md",
            "+++\nname = \"Bridges\"\n+++\n",
        ),
        ("content/articles/first.md", first),
        ("content/articles/later.md", &later),
        ("themes/small/theme.toml", "theme = 1\n"),
        (
            "themes/small/templates/base.html",
            "<title>{% block title %}{{ page.title }}{% endblock title %}</title>{% block og_type %}\
                {% endblock og_type %}{% block head %}{% endblock head %}{% block main %}{% endblock main %}",
        ),
        (
            "themes/small/templates/article.html",
            "{% extends \"base.html\" %}{% block main %}{% for event in view.events %}{{ event.claim.title }}\
                {{ event.claim.speakers[0].name }}{{ event.claim.date | time }}{% endfor %}\
                {% for figure in view.figures %}{{ figure.observation.words }}{% endfor %}{% endblock main %}",
        ),
        (
            "themes/small/templates/front.html",
            "{% extends \"base.html\" %}",
        ),
        (
            "themes/small/templates/404.html",
            "{% extends \"base.html\" %}",
        ),
        (
            "themes/small/templates/terms.html",
            "{% extends \"base.html\" %}",
        ),
        (
            "themes/small/templates/briefing.html",
            "{% extends \"base.html\" %}{% block main %}{{ view.past | cards(component=\"Bare\") }}\
                {{ view.overdue | cards(component=\"Bare\") }}{% endblock main %}",
        ),
        (
            "themes/small/templates/components/bare.html",
            "{% component Bare(event) %}<li>{{ event.title }}, {{ event.date | time }}, {{ event.status }}</li>\
                {% endcomponent Bare %}",
        ),
    ]);
    assert_eq!(site.complaints(), "");
    for name in ["since", "related", "line", "json_ld", "source"] {
        assert!(!site.edition.shown.names(name), "{name}");
    }
    assert!(
        site.page("/articles/first/")
            .contains("The bridge opensCouncil")
    );
    // A page that does not tell what became of its facts does not change by it either.
    let differ = differing(site.edition);
    assert_eq!(differ, ["/sitemap.xml"]);
}

#[test]
fn what_a_component_of_the_built_in_theme_shows_is_made_for_a_theme_that_calls_it() {
    let briefing = "{% extends \"default:base.html\" %}{% block main %}{{ view.past | cards }}{% endblock main %}";
    let edition = demonstration([("themes/default/templates/briefing.html", briefing)]);
    assert!(edition.shown.names("promise"));
    assert_eq!(differing(edition), Vec::<String>::new());
}

#[test]
fn a_template_goes_through_keys_in_the_order_in_which_they_were_typed() {
    let site = site([
        (
            "dateline.toml",
            "title = \"Desk\"\n[extra.links]\nnews = 1\nzeal = 2\nabout = 3\nmore = 4\nbooks = 5\n",
        ),
        (
            "themes/default/templates/front.html",
            "{% for key, value in site.extra.links %}{{ key }} {% endfor %}",
        ),
    ]);
    assert!(site.page("/").ends_with("news zeal about more books "));
}

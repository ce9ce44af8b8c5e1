//! Bad input: every mistake is named with its file, line, column and what to do, in one run.

use crate::support::{Site, site, site_with, today};

const GOOD: (&str, &str) = (
    "content/articles/good.md",
    "+++\ntitle = \"Good\"\ndate = 2024-09-09\n+++\n\n## A heading\n\nText.\n",
);

/// An article whose front matter has this beside a title and a date.
fn article(more: &str, body: &str) -> String {
    format!("+++\ntitle = \"Article\"\ndate = 2024-09-09\n{more}+++\n{body}\n")
}

/// One file, what must be said of it, where, and a part of the advice.
struct Mistake {
    path: &'static str,
    text: String,
    code: &'static str,
    line: usize,
    column: usize,
    help: &'static str,
}

fn mistake(
    path: &'static str,
    text: String,
    code: &'static str,
    (line, column): (usize, usize),
    help: &'static str,
) -> Mistake {
    Mistake {
        path,
        text,
        code,
        line,
        column,
        help,
    }
}

fn mistakes() -> Vec<Mistake> {
    let event = |lines: &str| article(&format!("[[events]]\ntitle = \"It happens\"\n{lines}"), "");
    let figure = |lines: &str| article(&format!("[[figures]]\nlabel = \"Troops\"\n{lines}"), "");
    vec![
        mistake(
            "content/a/unclosed.md",
            "+++\ntitle = \"x\"\n".into(),
            "front-matter/unclosed",
            (1, 1),
            "close it",
        ),
        mistake(
            "content/a/toml.md",
            "+++\ntitle = Article\n+++\n".into(),
            "front-matter/toml",
            (2, 9),
            "quotation marks",
        ),
        mistake(
            "content/a/yaml.md",
            "---\ntitle: x\ndate: [2024\n---\n".into(),
            "front-matter/yaml",
            (3, 7),
            "write date: [2024]",
        ),
        mistake(
            "content/a/key.md",
            article("topcis = [\"x\"]\n", ""),
            "front-matter/unknown-key",
            (4, 1),
            "did you mean `topics`?",
        ),
        mistake(
            "content/a/title.md",
            "+++\ndate = 2024-09-09\n+++\n".into(),
            "article/no-title",
            (2, 1),
            "headline",
        ),
        mistake(
            "content/a/date.md",
            "+++\ntitle = \"x\"\ndate = 2024-02-30\n+++\n".into(),
            "front-matter/toml",
            (3, 8),
            "write date = 2024-02-29",
        ),
        mistake(
            "content/a/day.md",
            "---\ntitle: x\ndate: 2024-02-30\n---\n".into(),
            "front-matter/bad-date",
            (3, 7),
            "`2024-02-29` is the last",
        ),
        mistake(
            "content/a/edtf.md",
            event("date = \"09/10/2025\"\n"),
            "event/bad-date",
            (6, 8),
            "write `2025-10-09` or `2025-09-10`, whichever is meant",
        ),
        mistake(
            "content/a/reversed.md",
            event("date = \"2025/2024\"\n"),
            "event/bad-date",
            (6, 8),
            "",
        ),
        mistake(
            "content/a/status.md",
            event("date = \"2025\"\nstatus = \"confrimed\"\n"),
            "event/unknown-status",
            (7, 10),
            "did you mean `confirmed`?",
        ),
        mistake(
            "content/a/ended.md",
            event("date = \"2025\"\nstatus = \"ended\"\n"),
            "event/unknown-status",
            (7, 10),
            "`happened` for what ran to its end, `cancelled`",
        ),
        mistake(
            "content/a/text.md",
            figure("value = \"84,00\"\nas_of = \"2024-09\"\n"),
            "figure/bad-value",
            (6, 9),
            "write value = 2500, or words",
        ),
        mistake(
            "content/a/value.md",
            figure("as_of = \"2024-09\"\n"),
            "figure/no-value",
            (4, 1),
            "value = 2500",
        ),
        mistake(
            "content/a/source.md",
            article("sources = [\"afpp\"]\n", ""),
            "source/unknown",
            (4, 12),
            "did you mean `afp`?",
        ),
        mistake(
            "content/a/link.md",
            article("", "See [it](../articles/god.md)."),
            "link/missing",
            (5, 5),
            "good.md",
        ),
        mistake(
            "content/a/anchor.md",
            article("", "See [it](../articles/good.md#a-headin)."),
            "link/missing-heading",
            (5, 5),
            "did you mean `#a-heading`?",
        ),
        mistake(
            "content/a/script.md",
            article("", "[x](javascript:alert(1))"),
            "link/unsafe-scheme",
            (5, 1),
            "unsafe_html",
        ),
        mistake(
            "content/a/url.md",
            article("slug = \"same\"\n", ""),
            "",
            (0, 0),
            "",
        ),
        mistake(
            "content/a/url2.md",
            article("slug = \"same\"\n", ""),
            "page/duplicate-url",
            (2, 9),
            "slug",
        ),
        mistake(
            "content/regions/north.md",
            "+++\nname = \"North\"\nalso_in = [\"south\"]\n+++\n".into(),
            "",
            (0, 0),
            "",
        ),
        mistake(
            "content/regions/south.md",
            "+++\nname = \"South\"\nalso_in = [\"north\"]\n+++\n".into(),
            "",
            (0, 0),
            "",
        ),
    ]
}

fn broken_site() -> Site {
    let mistakes = mistakes();
    let mut files: Vec<(&str, &str)> = mistakes
        .iter()
        .map(|mistake| (mistake.path, mistake.text.as_str()))
        .collect();
    files.extend([GOOD, ("content/sources.toml", "[afp]\nname = \"AFP\"\n")]);
    site(files)
}

#[test]
fn one_run_names_every_mistake_with_its_place_and_what_to_do() {
    let complaints = broken_site().complaints();
    for mistake in mistakes().iter().filter(|mistake| !mistake.code.is_empty()) {
        let place = format!("--> {}:{}:{}", mistake.path, mistake.line, mistake.column);
        let block = complaints
            .split("\n\n")
            .find(|block| block.contains(&place))
            .unwrap_or_else(|| panic!("nothing is said at {place}:\n{complaints}"));
        assert!(
            block.contains(&format!("error[{}]", mistake.code)),
            "{block}"
        );
        assert!(
            block.contains("help: ") && block.contains(mistake.help),
            "{block}"
        );
    }
    assert!(complaints.contains("taxonomy/cycle"), "{complaints}");
}

#[test]
fn nothing_is_said_twice_and_nothing_else_is_said() {
    let codes = broken_site().codes();
    let expected = mistakes()
        .iter()
        .filter(|mistake| !mistake.code.is_empty())
        .count()
        + 1;
    assert_eq!(
        codes.len(),
        expected,
        "{:?}\n{}",
        codes,
        broken_site().complaints()
    );
}

#[test]
fn a_broken_article_is_not_reported_again_where_others_link_to_it() {
    let linking = article("", "See [it](broken.md).");
    let site = site([
        ("content/articles/broken.md", "+++\ntitle = \"x\n+++\n"),
        ("content/articles/linking.md", linking.as_str()),
    ]);
    assert!(
        !site.codes().contains(&"link/missing"),
        "{}",
        site.complaints()
    );
}

#[test]
fn a_template_error_names_the_template_the_line_and_the_article() {
    for field in [
        "view.titel",
        "view.dat | time",
        "view.lines | made",
        "view.yaer | digits",
    ] {
        let template = format!("<p>\n{{{{ {field} }}}}\n</p>\n");
        let site = site([
            GOOD,
            ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
            ("themes/mine/templates/article.html", &template),
        ]);
        let complaints = site.complaints();
        for wanted in [
            "template/rendering",
            "themes/mine/templates/article.html:2:",
            "content/articles/good.md",
        ] {
            assert!(complaints.contains(wanted), "{field}: {complaints}");
        }
    }
}

#[test]
fn a_slip_in_a_template_is_told_with_what_to_write() {
    for (template, help) in [
        ("{% if view.title %}x{% endfor %}", "is not closed"),
        (
            "{% if view.title %}x{% elseif y %}{% endif %}",
            "{% elif … %}",
        ),
        ("{{ view.title | uper }}", "did you mean `upper`?"),
        ("{{ view.title is strnig }}", "did you mean `string`?"),
        ("{{ site.extra.imprint }}", "below [extra]"),
    ] {
        let site = site([
            GOOD,
            ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
            ("themes/mine/templates/article.html", template),
        ]);
        let complaints = site.complaints();
        assert!(complaints.contains(help), "{template}: {complaints}");
    }
}

#[test]
fn a_tag_that_is_not_closed_is_told_where_it_opens() {
    let template = "{% extends \"base.html\" %}\n{% block main %}\n  {% for a in view.latest %}\n\
        {% if view.title %}x{% endif %}\n{% endblock main %}\n";
    let site = site([
        GOOD,
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        ("themes/mine/templates/article.html", template),
    ]);
    let complaints = site.complaints();
    for told in [
        "`{% for a in view.latest %}` is not closed: `{% endblock main %}` in line 5 comes first",
        "themes/mine/templates/article.html:3:3",
        "write {% endfor %} where it is to end",
    ] {
        assert!(complaints.contains(told), "{complaints}");
    }
    assert_eq!(complaints.matches("error[").count(), 1, "{complaints}");
}

#[test]
fn every_broken_template_is_reported_in_one_run() {
    let site = site([
        GOOD,
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        ("themes/mine/templates/article.html", "{% if %}\n"),
        ("themes/mine/templates/front.html", "\n{{ oops \n"),
    ]);
    let complaints = site.complaints();
    assert!(
        complaints.contains("themes/mine/templates/article.html:1:"),
        "{complaints}"
    );
    assert!(
        complaints.contains("themes/mine/templates/front.html:"),
        "{complaints}"
    );
}

#[test]
fn an_unknown_term_is_a_warning_with_the_nearest_one() {
    let text = article("topics = [\"drawdwon\"]\nregions = [\"jordn\"]\n", "");
    let site = site([
        ("content/articles/a.md", text.as_str()),
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
    ]);
    let complaints = site.complaints();
    assert!(
        complaints.contains("warning[taxonomy/undeclared]"),
        "{complaints}"
    );
    assert!(
        complaints.contains("did you mean `drawdown`?"),
        "{complaints}"
    );
    assert!(
        complaints.contains("did you mean `jordan`?"),
        "{complaints}"
    );
    assert!(
        site.has_page("/topics/drawdwon/"),
        "the term is there all the same"
    );
}

#[test]
fn a_status_that_dateline_works_out_is_a_warning() {
    let text = article(
        "[[events]]\ntitle = \"It\"\ndate = \"2025\"\nstatus = \"disputed\"\n",
        "",
    );
    let site = site([("content/articles/a.md", text.as_str())]);
    assert_eq!(site.codes(), ["event/derived-status"]);
}

#[test]
fn a_site_without_a_configuration_says_how_to_make_one() {
    let tree = dateline::content::source::SourceTree::from_texts([GOOD]);
    let evaluated = dateline::edition::evaluate(&tree, &today());
    let codes: Vec<_> = evaluated
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, ["config/missing"]);
}

#[test]
fn machine_formats_carry_the_same_facts() {
    use dateline::diagnostic::{github, gitlab, json, sarif, sorted};
    use dateline::edition::AllTexts;
    let text = article("topcis = []\n", "");
    let site = site_with([("content/articles/a.md", text.as_str())], &today());
    let diagnostics = sorted(site.diagnostics.clone());
    let texts = AllTexts(&site.tree);
    let line: serde_json::Value =
        serde_json::from_str(json::render(&diagnostics, &texts).trim()).unwrap();
    assert_eq!(line["code"], "front-matter/unknown-key");
    assert_eq!(
        (line["line"].as_u64(), line["column"].as_u64()),
        (Some(4), Some(1))
    );
    let github = github::render(&diagnostics, &texts, "site/");
    assert!(
        github.starts_with(
            "::error title=front-matter/unknown-key,file=site/content/articles/a.md,line=4,col=1::"
        ),
        "{github}"
    );
    let sarif: serde_json::Value =
        serde_json::from_str(&sarif::render(&diagnostics, &texts, "")).unwrap();
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 4);
    // What is alike is told apart, whatever its line.
    let twice = [diagnostics.clone(), diagnostics].concat();
    let gitlab: serde_json::Value =
        serde_json::from_str(&gitlab::render(&twice, &texts, "site/")).unwrap();
    let location = &gitlab[0]["location"];
    assert_eq!(location["path"], "site/content/articles/a.md");
    assert_eq!(location["lines"]["begin"], 4);
    assert_ne!(gitlab[0]["fingerprint"], gitlab[1]["fingerprint"]);
}

#[test]
fn names_that_only_their_signs_tell_apart_are_told_as_one_term() {
    let told = |topics: &str, file: Option<&str>| {
        let text = article(&format!("topics = [{topics}]\n"), "");
        let file = file.map(|text| ("content/topics/c.md", text));
        let files = [("content/articles/a.md", text.as_str())];
        let complaints = site(files.into_iter().chain(file)).complaints();
        complaints.matches("taxonomy/same-id").count()
    };
    assert_eq!(told("\"C++\", \"C#\"", None), 1);
    assert_eq!(told("\"C++\", \"C\"", None), 1);
    assert_eq!(told("\"C++\", \"C++\", \"c\"", None), 0);
    assert_eq!(told("\"R&D\", \"R D\", \"r-d\"", None), 0);
    let file = Some("+++\nname = \"C++\"\n+++\n");
    assert_eq!(told("\"C#\"", file), 1);
    assert_eq!(told("\"c\", \"C\", \"C++\", \"c-sharp\"", file), 0);
}

#[test]
fn an_advised_link_works_whatever_the_name_of_its_file() {
    let body = "[a](../b%20c.md) [b](../d#1?.md) [c](../é(1).md)";
    let link = |body: &str| article("", body);
    let (wrong, good) = (link(body), article("", ""));
    let named = |text: &str| {
        let names =
            ["b c.md", "d#1?.md", "é(1).md"].map(|name| format!("content/articles/x/{name}"));
        let names = names.iter().map(|name| (name.as_str(), good.as_str()));
        let all = names.chain([("content/articles/a.md", text)]);
        site(all).complaints()
    };
    let complaints = named(&wrong);
    let advice: Vec<&str> = complaints.split("did you mean `").skip(1).collect();
    let advice: Vec<&str> = advice
        .iter()
        .filter_map(|rest| Some(rest.split_once('`')?.0))
        .collect();
    assert_eq!(advice.len(), 3, "{complaints}");
    let right: Vec<String> = advice.iter().map(|to| format!("[x]({to})")).collect();
    assert_eq!(named(&link(&right.join(" "))), "");
}

#[test]
fn what_is_advised_for_the_day_of_an_article_is_read() {
    for date in [
        "2026-9-1",
        "1.9.2026",
        "09/01/2026",
        "2026/09/01",
        "20260901",
        "2026-09",
        "2026",
        "2026-09-31",
        "September 2026",
        "by September 2026",
        "2026-09-01T25:00",
        "2026-09-01 6:00 CET",
        "[..2026-09]",
        "2026-09-01/2026-09-02",
        "2026-09~",
        "mid-2026",
        "soon",
        "2026-03-29T02:30",
    ] {
        for (before, after) in [
            ("---\ntitle: A\ndate: \"", "\"\n---\n"),
            ("+++\ntitle = \"A\"\ndate = ", "\n+++\n"),
        ] {
            let told = |date: &str| {
                let text = format!("{before}{date}{after}");
                let config = (
                    "dateline.toml",
                    "title = \"A\"\ntimezone = \"Europe/Berlin\"\n",
                );
                site([config, ("content/articles/a.md", &*text)]).complaints()
            };
            let complaints = told(date);
            let Some((_, help)) = complaints.split_once("help: ") else {
                continue;
            };
            let signs = |c: char| !(c.is_ascii_digit() || "-:T+Z".contains(c));
            let days = help
                .split(signs)
                .filter(|day| day.len() >= 10 && day.starts_with("20"));
            let days: Vec<&str> = days.collect();
            assert!(!days.is_empty(), "{date}: {complaints}");
            for day in days {
                assert_eq!(told(day), "", "{date}: {complaints}");
            }
            let parts = help.split('`').skip(1).step_by(2);
            for advised in parts {
                assert_eq!(told(advised), "", "{date}: {complaints}");
            }
        }
    }
}

#[test]
fn a_list_in_place_of_a_text_is_told_once() {
    for more in [
        "date: [..2026-09]",
        "date: 2026-09-01\nimage: {file: {}}",
        "date: 2026-09-01\nsources:\n  - name: [a]",
    ] {
        let text = format!("---\ntitle: A\n{more}\n---\n");
        let complaints = site([("content/articles/a.md", text.as_str())]).complaints();
        assert_eq!(complaints.matches("error[").count(), 1, "{complaints}");
        assert!(
            !complaints.contains("date = "),
            "TOML for a text in YAML: {complaints}"
        );
    }
}

//! What search engines and reading tools learn of pages: schema.org, and nothing that cannot be said
//! truly in its words.

use serde_json::{Value as Json, json};

use crate::support::{Site, site};

/// What a page says of a type.
fn of_type(site: &Site, url: &str, kind: &str) -> Option<Json> {
    let page = site.page(url);
    let scripts = page.split(r#"<script type="application/ld+json">"#).skip(1);
    let mut found = scripts.map(|rest| {
        let data = rest.split("</script>").next().unwrap();
        serde_json::from_str::<Json>(data).unwrap()
    });
    found.find(|thing| thing["@type"] == kind)
}

/// A site with one event, of which these claims were made, each on a day.
fn event(claims: &[(&str, &str)]) -> Option<Json> {
    let articles: Vec<(String, String)> = claims
        .iter()
        .map(|(day, claim)| {
            let text = format!(
                "+++\ntitle = \"Of {day}\"\ndate = {day}\ntopics = [\"bridge\"]\nregions = [\"iraq\"]\n[[events]]\n\
                 id = \"opens\"\ntitle = \"The bridge </script> opens\"\nby = \"Ministry\"\n{claim}\n+++\n"
            );
            (format!("content/articles/{day}.md"), text)
        })
        .collect();
    let files = articles.iter();
    let site = site(files.map(|(path, text)| (path.as_str(), text.as_str())));
    of_type(&site, "/events/opens/", "Event")
}

const ANNOUNCED: (&str, &str) = ("2025-05-01", "date = 2025-12-01\nstatus = \"announced\"");

#[test]
fn an_event_has_its_day_and_is_scheduled() {
    let found = event(&[ANNOUNCED]).unwrap();
    assert_eq!(found["name"], "The bridge </script> opens");
    assert_eq!(found["startDate"], "2025-12-01");
    assert_eq!(found["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(found["previousStartDate"], Json::Null);
    assert_eq!(found["url"], "https://desk.example/events/opens/");
    assert_eq!(
        found["description"],
        "Announced for 1 December 2025 (Ministry, 1 May 2025)."
    );
    assert_eq!(found["about"][1], json!({"@type": "Thing", "name": "Iraq"}));
}

#[test]
fn an_event_that_slips_is_rescheduled_postponed_or_cancelled() {
    let status = |next: &str| {
        let found = event(&[ANNOUNCED, ("2025-06-01", next)]).unwrap();
        ["eventStatus", "startDate", "previousStartDate"].map(|key| found[key].clone())
    };
    let put_off = status("date = \"2026-02\"\nstatus = \"postponed\"");
    let rescheduled = "https://schema.org/EventRescheduled";
    assert_eq!(put_off, [rescheduled, "2026-02", "2025-12-01"]);
    let no_day = status("status = \"postponed\"");
    let postponed = "https://schema.org/EventPostponed";
    assert_eq!(no_day, [postponed, "2025-12-01", "2025-12-01"]);
    let off = status("status = \"cancelled\"");
    assert_eq!(
        off[..2],
        ["https://schema.org/EventCancelled", "2025-12-01"]
    );
    assert_eq!(off[2], Json::Null);
}

#[test]
fn what_lasts_has_an_end_and_what_happened_no_plan() {
    let lasts = event(&[(
        "2025-05-01",
        "date = \"2025-12-01/2025-12-03\"\nstatus = \"planned\"",
    )]);
    let lasts = lasts.unwrap();
    assert_eq!(lasts["startDate"], "2025-12-01");
    assert_eq!(lasts["endDate"], "2025-12-03");
    let happened = event(&[("2025-05-01", "date = 2025-04-30\nstatus = \"happened\"")]).unwrap();
    assert_eq!(happened["startDate"], "2025-04-30");
    assert_eq!(happened["eventStatus"], Json::Null);
}

#[test]
fn deadlines_doubts_conditions_and_guesses_are_not_told_as_a_day() {
    for claim in [
        "date = \"[..2025-12]\"\nstatus = \"announced\"",
        "date = \"[2025-12..]\"\nstatus = \"announced\"",
        "date = \"2025-12~\"\nstatus = \"announced\"",
        "date = 2025-12-01\nstatus = \"announced\"\ncondition = \"the steel comes\"",
        "date = 2025-12-01\nstatus = \"expected\"",
        "date = 2025-12-01\nstatus = \"required\"",
        "date = 2025-12-01\nstatus = \"proposed\"",
        "date = 2025-06-01\nstatus = \"announced\"",
    ] {
        assert_eq!(event(&[("2025-05-01", claim)]), None, "{claim}");
    }
    let union = "[[events]]\nid = \"opens\"\ntitle = \"It opens\"\ndate = 2025-11-01\nstatus = \"planned\"\nby = \"Union\"";
    let both = format!("{}\n{union}", ANNOUNCED.1);
    assert_eq!(event(&[("2025-05-01", &both)]), None, "disputed");
}

#[test]
fn a_series_is_a_set_of_data() {
    let article = |day: &str, value: &str| {
        format!(
            "+++\ntitle = \"A\"\ndate = {day}\n[[figures]]\nseries = \"troops\"\nvalue = {value}\n+++\n"
        )
    };
    let (first, second) = (article("2025-05-01", "2500"), article("2025-09-01", "1400"));
    let site = site([
        ("content/articles/a.md", first.as_str()),
        ("content/articles/b.md", second.as_str()),
        (
            "content/series/troops.md",
            "+++\nname = \"Troops\"\nunit = \"people\"\nregion = \"iraq\"\ntopics = [\"drawdown\"]\nspeaker = \"Ministry\"\n+++\n",
        ),
        (
            "dateline.toml",
            "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[publisher]\nlicense = \"https://creativecommons.org/licenses/by/4.0/\"\n",
        ),
    ]);
    let found = of_type(&site, "/figures/troops/", "Dataset").unwrap();
    assert_eq!(found["name"], "Troops");
    assert_eq!(found["variableMeasured"]["unitText"], "people");
    assert_eq!(found["temporalCoverage"], "2025-05-01/2025-09-01");
    assert_eq!(found["spatialCoverage"][0]["name"], "Iraq");
    assert_eq!(found["creator"]["name"], "Desk");
    assert_eq!(
        found["license"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
}

#[test]
fn pages_tell_the_way_to_them_in_whole_addresses() {
    let article = "+++\ntitle = \"A\"\ndate = 2025-09-01\ntopics = [\"bridge\"]\n+++\n";
    let files = [("content/articles/a.md", article)];
    let site_ = site(files);
    let way = |url: &str| {
        let found = of_type(&site_, url, "BreadcrumbList")?;
        let items = found["itemListElement"].as_array().unwrap().clone();
        let items = items.iter().map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or_default().to_string();
            assert!(item["position"].is_number());
            (text("name"), text("item"))
        });
        Some(items.collect::<Vec<_>>())
    };
    let item = |name: &str, path: &str| (name.to_string(), format!("https://desk.example{path}"));
    let expected = vec![
        item("Desk", "/"),
        item("Topics", "/topics/"),
        // The page itself, whose address it says elsewhere.
        ("bridge".to_string(), String::new()),
    ];
    assert_eq!(way("/topics/bridge/"), Some(expected));
    assert_eq!(way("/"), None);
    assert_eq!(way("/404.html"), None);
    let front = of_type(&site_, "/", "WebSite").unwrap();
    assert_eq!(front["name"], "Desk");
    assert_eq!(front["url"], "https://desk.example/");
    let nowhere = site([files[0], ("dateline.toml", "title = \"Desk\"\n")]);
    assert_eq!(of_type(&nowhere, "/topics/bridge/", "BreadcrumbList"), None);
}

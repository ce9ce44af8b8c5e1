//! What a site does without, nothing leads to.

use dateline::config::Family;
use dateline::edition::AllTexts;
use dateline::proof;

use crate::support::{Site, site};

const ARTICLES: [(&str, &str); 3] = [
    (
        "content/articles/2024/talks.md",
        r#"+++
title = "Talks"
date = 2024-09-20
topics = ["talks"]
regions = ["iraq"]
sources = ["afp"]

[[events]]
id = "signing"
title = "The paper is signed"
date = "2024-12"
status = "announced"
by = "afp"

[[events]]
title = "The first round opens"
date = "2024-05-02"

[[figures]]
series = "rounds"
label = "Rounds held"
value = 3
as_of = 2024-09-19
+++
Text.

```timeline
topics = ["talks"]
limit = 1
```

```chart
series = "rounds"
```
"#,
    ),
    (
        "content/articles/2024/more.md",
        r#"+++
title = "More talks"
date = 2024-09-21
topics = ["talks"]
regions = ["iraq"]
sources = ["afp"]
corrections = [{ date = 2024-09-22, text = "Three rounds, not two." }]

[[events]]
id = "signing"
title = "The paper is signed"
date = "2025-03"
status = "announced"
by = "Baghdad"

[[figures]]
series = "rounds"
label = "Rounds held"
value = 4
as_of = 2024-09-19
by = "Baghdad"
+++
Text.
"#,
    ),
    (
        "content/sources.toml",
        "[afp]\nname = \"AFP\"\nkind = \"publisher\"\n",
    ),
];

fn without(families: &str) -> Site {
    let settings = format!(
        "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[output]\nwith = [\"cell-feeds\", \"event-data\", \"markdown\"]\nwithout = [{families}]\n"
    );
    let files = ARTICLES.into_iter();
    site(files.chain([("dateline.toml", settings.as_str())]))
}

/// What leads nowhere.
fn dead(site: &Site) -> Vec<String> {
    let found = proof::read(&site.edition, &AllTexts(&site.tree));
    let dead = found.iter().filter(|one| one.code.starts_with("link/"));
    dead.map(|one| one.message.clone()).collect()
}

#[test]
fn a_site_does_without_any_family_of_pages_and_no_link_leads_there() {
    let whole = without("");
    assert_eq!(dead(&whole), Vec::<String>::new());
    let all = whole.edition.plan.pages.len();
    for (name, _) in Family::ALL {
        let site = without(&format!("\"{name}\""));
        assert_eq!(dead(&site), Vec::<String>::new(), "without {name}");
        let pages = site.edition.plan.pages.len();
        assert!(pages < all, "{name} leaves out nothing of {all}");
    }
}

#[test]
fn a_site_can_do_without_all_of_them_at_once() {
    let names: Vec<String> = Family::ALL.map(|(name, _)| format!("\"{name}\"")).to_vec();
    let site = without(&names.join(", "));
    assert_eq!(dead(&site), Vec::<String>::new());
    assert!(site.has_page("/topics/talks/") && site.has_page("/articles/2024/talks/"));
    let talks = site.words("/topics/talks/");
    assert!(
        talks.contains("The paper is signed") && talks.contains("AFP"),
        "{talks}"
    );
}

#[test]
fn a_family_that_there_is_not_is_an_error_with_the_nearest_name() {
    let told = without("\"timelinse\"").complaints();
    assert!(told.contains("config/without"), "{told}");
    assert!(told.contains("did you mean `timelines`?"), "{told}");
}

#[test]
fn a_tree_of_regions_may_be_as_deep_as_folders_go() {
    let mut folder = "content/regions".to_string();
    let mut files = vec![(
        "content/articles/a.md".to_string(),
        "+++\ntitle = \"A\"\ndate = 2024-09-09\nregions = [\"r39\"]\n+++\n".to_string(),
    )];
    for depth in 0..40 {
        folder = format!("{folder}/r{depth}");
        files.push((
            format!("{folder}/_index.md"),
            format!("+++\nname = \"Place {depth}\"\n+++\n"),
        ));
    }
    let site = site(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let page = site.page("/regions/");
    assert!(page.contains("Place 39"), "{page}");
    let lists = |tag| page.matches(tag).count();
    assert_eq!(lists("<ul"), lists("</ul>"));
    assert_eq!(lists("<li>") + lists("<li "), lists("</li>"));
}

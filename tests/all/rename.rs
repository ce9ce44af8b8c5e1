//! Another id for what has one: wherever it is named, and nothing else is another byte.

use std::collections::BTreeMap;

use dateline::config;
use dateline::content;
use dateline::content::source::SourceTree;
use dateline::content::term::TaxonomyKind;
use dateline::edit::Edits;
use dateline::edit::rename::{Renamed, is_kept, rename, taxonomy_of};
use dateline::edition::evaluate;
use dateline::path::{SourcePath, UrlPath};

use crate::support::{CONFIG, today};

const EVENT: (&str, &str) = (
    "content/events/bridge-opens.md",
    "+++\n# The long story.\ntitle = \"The bridge opens\"\nspeaker = \"council\"\n+++\n",
);
const SERIES: (&str, &str) = (
    "content/series/walkers.md",
    "---\nname: Walkers\nunit: people\naliases:\n  - strollers\n---\n",
);
const SOURCES: (&str, &str) = (
    "content/sources.toml",
    "# Who speaks.\n[council]   # the town's\nname = \"The council\"\nkind = \"organisation\"\n\n[minutes]\nname = \"Minutes\"\nkind = \"document\"\npublisher = \"council\"\n",
);
const TOPIC: (&str, &str) = (
    "content/topics/bridges/_index.md",
    "+++\nname = \"Bridges\"\naliases = [\"spans\"]\n+++\n",
);
const BELOW: (&str, &str) = (
    "content/topics/bridges/mill.md",
    "+++\nname = \"Mill bridge\"\n+++\nSee [all](_index.md).\n",
);
const TOML: (&str, &str) = (
    "content/articles/toml.md",
    "+++\ntitle   = 'One'\ndate = 2025-03-01\ntopics = ['bridges']   # first\nsources = [\"minutes\", \"council\"]\n\n[[events]]\nid = 'bridge-opens'\ndate = \"2026-01\"\nstatus = \"planned\"\nby = \"council\"\n\n[[figures]]\nseries = \"walkers\"\nvalue = 12\nas_of = \"2025-02\"\n+++\nSee [it](../events/bridge-opens.md#x), [this](@/series/walkers.md) and [bridges](../topics/bridges/_index.md).\n\n```timeline\nevents = [\"bridge-opens\"]\n```\n\n```figures\nseries = [\"walkers\"]\n```\n\nThe words bridge-opens, walkers, council and bridges stay.\n",
);
const YAML: (&str, &str) = (
    "content/articles/yaml.md",
    "---\ntitle: Two\ndate: 2025-04-01\ntopics: bridges\nevents:\n  - id: bridge-opens\n    title: \"It opens: at last\"\n    date: 2026-02\n    status: planned\n    by: council\n---\nText.\n",
);

const REGION: (&str, &str) = (
    "content/regions/old-town.md",
    "+++\nname = \"The old town\"\n+++\n",
);
const TEXT: (&str, &str) = (
    "content/articles/text.md",
    "+++\ntitle = \"Three\"\ndate = 2025-05-01\nsources = [\"minutes\"]\n+++\nIt is to open [in March 2026](#event:bridge-opens \"planned, council\") or [by May 2026][when]. [20 people](figure:walkers \"for council, by Ann Lee, in old-town, 30 April 2025\") came, see [it][file].\n\n[when]: event:bridge-opens \"expected, by Bo Ray, via council\"\n[file]: ../events/bridge-opens.md\n",
);

fn site() -> BTreeMap<&'static str, &'static str> {
    let all = [
        CONFIG, EVENT, SERIES, SOURCES, TOPIC, BELOW, TOML, YAML, REGION, TEXT,
    ];
    let mut site = BTreeMap::from(all);
    // An anchor of the event's text.
    site.insert(
        EVENT.0,
        "+++\n# The long story.\ntitle = \"The bridge opens\"\nspeaker = \"council\"\n+++\n## X\n",
    );
    site
}

fn edits(thing: Renamed, old: &str, new: &str) -> (SourceTree, Result<Edits, String>) {
    let tree = SourceTree::from_texts(site());
    let config = config::read(CONFIG.1).value;
    let (content, _) = content::read(&tree, &config);
    let edits = rename(&tree, &content, &config, thing, (old, new));
    (tree, edits)
}

/// The site with another id: its texts by path.
#[track_caller]
fn renamed(thing: Renamed, old: &str, new: &str) -> (BTreeMap<String, String>, SourceTree) {
    let (tree, edits) = edits(thing, old, new);
    let made = edits.unwrap().made(&tree).unwrap();
    let evaluated = evaluate(&made, &today());
    assert_eq!(evaluated.diagnostics, []);
    let texts = made.texts.iter();
    let texts = texts.map(|(path, text)| (path.to_string(), text.to_string()));
    (texts.collect(), made)
}

#[track_caller]
fn leads_on(made: &SourceTree, former: &str) {
    let edition = evaluate(made, &today()).value;
    assert!(
        edition.plan.pages.contains_key(&UrlPath::new(former)),
        "{former}"
    );
}

#[test]
fn an_event_has_its_new_id_in_facts_blocks_and_links_and_keeps_the_former_one() {
    let (texts, made) = renamed(Renamed::Event, "bridge-opens", "opening");
    assert_eq!(
        texts["content/events/opening.md"],
        "+++\n# The long story.\naliases = [\"bridge-opens\"]\ntitle = \"The bridge opens\"\nspeaker = \"council\"\n+++\n## X\n"
    );
    let toml = TOML
        .1
        .replace("id = 'bridge-opens'", "id = 'opening'")
        .replace("events/bridge-opens.md", "events/opening.md")
        .replace("events = [\"bridge-opens\"]", "events = [\"opening\"]");
    assert_eq!(texts[TOML.0], toml);
    assert_eq!(
        texts[YAML.0],
        YAML.1.replace("id: bridge-opens", "id: opening")
    );
    let text = TEXT
        .1
        .replace("event:bridge-opens", "event:opening")
        .replace("events/bridge-opens.md", "events/opening.md");
    assert_eq!(texts[TEXT.0], text);
    leads_on(&made, "/events/bridge-opens/");
}

#[test]
fn a_series_has_its_new_id_and_a_further_former_one() {
    let (texts, made) = renamed(Renamed::Series, "walkers", "people-on-foot");
    assert_eq!(
        texts["content/series/people-on-foot.md"],
        SERIES
            .1
            .replace("  - strollers\n", "  - strollers\n  - walkers\n")
    );
    let toml = TOML
        .1
        .replace("series = \"walkers\"", "series = \"people-on-foot\"")
        .replace("series/walkers.md", "series/people-on-foot.md")
        .replace("series = [\"walkers\"]", "series = [\"people-on-foot\"]");
    assert_eq!(texts[TOML.0], toml);
    let text = TEXT.1.replace("figure:walkers", "figure:people-on-foot");
    assert_eq!(texts[TEXT.0], text);
    leads_on(&made, "/figures/walkers/");
    leads_on(&made, "/figures/strollers/");
}

#[test]
fn a_source_has_its_new_id_wherever_it_speaks() {
    let (texts, made) = renamed(Renamed::Source, "council", "town-council");
    let sources = SOURCES
        .1
        .replace(
            "[council]   # the town's\n",
            "[town-council]   # the town's\naliases = [\"council\"]\n",
        )
        .replace("publisher = \"council\"", "publisher = \"town-council\"");
    assert_eq!(texts[SOURCES.0], sources);
    let toml = TOML
        .1
        .replace("\"minutes\", \"council\"", "\"minutes\", \"town-council\"")
        .replace("by = \"council\"", "by = \"town-council\"");
    assert_eq!(texts[TOML.0], toml);
    assert_eq!(
        texts[YAML.0],
        YAML.1.replace("by: council", "by: town-council")
    );
    assert!(texts[EVENT.0].contains("speaker = \"town-council\""));
    let text = TEXT
        .1
        .replace("planned, council", "planned, town-council")
        .replace("for council", "for town-council")
        .replace("via council", "via town-council");
    assert_eq!(texts[TEXT.0], text);
    leads_on(&made, "/sources/council/");
}

#[test]
fn a_region_has_its_new_id_in_the_facts_of_the_text() {
    let regions = Renamed::Term(TaxonomyKind::Regions);
    let (texts, made) = renamed(regions, "old-town", "harbour");
    assert_eq!(texts[TEXT.0], TEXT.1.replace("in old-town", "in harbour"));
    leads_on(&made, "/regions/old-town/");
}

#[test]
fn a_term_takes_its_folder_with_it() {
    let topics = Renamed::Term(TaxonomyKind::Topics);
    let (texts, made) = renamed(topics, "bridges", "crossings");
    assert_eq!(
        texts["content/topics/crossings/_index.md"],
        TOPIC.1.replace("[\"spans\"]", "[\"spans\", \"bridges\"]")
    );
    assert_eq!(texts["content/topics/crossings/mill.md"], BELOW.1);
    let toml = TOML
        .1
        .replace("['bridges']", "['crossings']")
        .replace("topics/bridges/_index.md", "topics/crossings/_index.md");
    assert_eq!(texts[TOML.0], toml);
    assert_eq!(
        texts[YAML.0],
        YAML.1.replace("topics: bridges", "topics: crossings")
    );
    leads_on(&made, "/topics/bridges/");
}

#[test]
fn settings_and_front_matters_lead_to_a_term_under_its_new_id() {
    const SETTINGS: &str = "title = 'Desk'   # ours\n[publisher]\nabout = '@/topics/bridges/_index.md#us'\nethics = \"content/topics/bridges/mill.md\"\n[extra]\nfirst = \"@/topics/bridges/_index.md\"\n";
    const LEADS: &str = "---\ntitle: bridges\ndate: 2025-04-01\nimage: {file: ../topics/bridges/a.svg, alt: bridges}\nextra:\n  see: 'In [all](../topics/bridges/_index.md).'\n---\n";
    let mut site = site();
    site.insert(CONFIG.0, SETTINGS);
    site.insert("content/articles/leads.md", LEADS);
    site.insert("content/topics/bridges/a.svg", "<svg/>");
    site.insert(TOPIC.0, "+++\nname = \"Bridges\"\n+++\n## Us\n");
    let tree = SourceTree::from_texts(site);
    let config = config::read(SETTINGS).value;
    let (content, _) = content::read(&tree, &config);
    let topics = Renamed::Term(TaxonomyKind::Topics);
    let edits = rename(&tree, &content, &config, topics, ("bridges", "crossings")).unwrap();
    let made = edits.made(&tree).unwrap();
    for (path, text) in [(CONFIG.0, SETTINGS), ("content/articles/leads.md", LEADS)] {
        let text = text.replace("topics/bridges/", "topics/crossings/");
        assert_eq!(made.texts[&SourcePath::new(path)].as_ref(), text);
    }
    // Whatever is still wrong is told once, and not for each page that shows the foot.
    let place = dateline::diagnostic::Place::file(&SourcePath::new(CONFIG.0));
    let error = dateline::diagnostic::Diagnostic::error("link/missing", "nothing is there", place);
    let after = [error.clone(), error.clone(), error.clone()];
    assert_eq!(dateline::edit::rename::brought(&[], &after), [error]);
}

#[test]
fn what_is_named_by_a_former_id_is_what_has_it_now() {
    let mut site = site();
    site.insert(
        "content/events/opening.md",
        "+++\ntitle = \"Opens\"\naliases = [\"bridge-opens\"]\n+++\n## X\n",
    );
    site.remove(EVENT.0);
    site.remove(TEXT.0);
    let link = TOML
        .1
        .replace("../events/bridge-opens.md#x", "../events/opening.md");
    site.insert(TOML.0, &link);
    let site = crate::support::site(site);
    assert_eq!(site.codes(), Vec::<&str>::new());
    assert!(site.words("/events/opening/").contains("Opens"));
    assert!(site.page("/events/bridge-opens/").contains("../opening/"));
    assert_eq!(site.edition.newsroom.event_ids.len(), 1);
}

#[test]
fn the_ends_of_lines_stay_as_they_are() {
    let (_, edits) = edits(Renamed::Event, "bridge-opens", "opening");
    let raw = format!("\u{feff}{}", YAML.1.replace('\n', "\r\n"));
    let text = edits.unwrap().text(&SourcePath::new(YAML.0), &raw).unwrap();
    assert_eq!(text, raw.replace("id: bridge-opens", "id: opening"));
}

#[test]
fn what_cannot_be_renamed_changes_nothing_and_says_why() {
    let refused = |thing, old: &str, new: &str| edits(thing, old, new).1.unwrap_err();
    let near = refused(Renamed::Event, "bridge-open", "opening");
    assert!(near.contains("did you mean `bridge-opens`?"), "{near}");
    let taken = refused(Renamed::Series, "walkers", "strollers");
    assert!(taken.contains("`strollers` already"), "{taken}");
    let spelled = refused(Renamed::Source, "council", "Town Council");
    assert!(spelled.contains("`town-council`"), "{spelled}");
    assert!(taken.contains("former id of `walkers`"), "{taken}");
    // A term that no file declares would be the same one from then on.
    let mut named = site();
    let other = "---\ntitle: A\ndate: 2025-04-01\ntopics: Ferries\n---\n";
    named.insert("content/articles/other.md", other);
    let tree = SourceTree::from_texts(named);
    let config = config::read(CONFIG.1).value;
    let (content, _) = content::read(&tree, &config);
    let topics = Renamed::Term(TaxonomyKind::Topics);
    let merged = rename(&tree, &content, &config, topics, ("bridges", "ferries")).unwrap_err();
    assert!(merged.contains("`ferries` already"), "{merged}");
    let mut site = site();
    site.insert("content/articles/broken.md", "+++\ntitle = \"x\n+++\n");
    let tree = SourceTree::from_texts(site);
    let config = config::read(CONFIG.1).value;
    let (content, _) = content::read(&tree, &config);
    let ids = ("bridge-opens", "opening");
    let broken = rename(&tree, &content, &config, Renamed::Event, ids).unwrap_err();
    assert!(broken.contains("content/articles/broken.md"), "{broken}");
    assert_eq!(taxonomy_of(&content, "bridges"), Ok(TaxonomyKind::Topics));
    assert!(
        taxonomy_of(&content, "brigdes")
            .unwrap_err()
            .contains("`bridges`")
    );
}

#[test]
fn what_has_that_id_already_is_told_as_that() {
    for (thing, id) in [
        (Renamed::Source, "council"),
        (Renamed::Event, "bridge-opens"),
    ] {
        let told = edits(thing, id, id).1.unwrap_err();
        assert!(
            told.contains(&format!("has the id `{id}` already")),
            "{told}"
        );
    }
}

#[test]
fn only_what_has_a_file_or_a_table_keeps_its_former_id() {
    let mut site = site();
    let config = config::read(CONFIG.1).value;
    let kept = |site: &BTreeMap<&'static str, &'static str>, thing, id| {
        let tree = SourceTree::from_texts(site.clone());
        is_kept(&content::read(&tree, &config).0, thing, id)
    };
    let things = [
        (Renamed::Event, "bridge-opens", true),
        (Renamed::Series, "walkers", true),
        (Renamed::Source, "council", false),
    ];
    for (thing, id, _) in things {
        assert!(kept(&site, thing, id), "{id}");
    }
    site.remove(EVENT.0);
    site.remove(SERIES.0);
    for (thing, id, file) in things {
        assert_eq!(kept(&site, thing, id), !file, "{id}");
    }
}

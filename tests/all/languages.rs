//! The interface in other languages: words, plurals, dates and digits.

use crate::support::{Site, site};

const ARTICLES: [(&str, &str); 2] = [
    (
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-09-09\n[[events]]\nid = \"e\"\ntitle = \"E\"\ndate = \"[..2025-06]\"\nby = \"X\"\nstatus = \"announced\"\n[[figures]]\nseries = \"s\"\nlabel = \"S\"\nvalue = 2500\nhedge = \"about\"\nas_of = \"2024-09\"\n+++\n",
    ),
    (
        "content/articles/b.md",
        "+++\ntitle = \"B\"\ndate = 2024-11-09\n[[events]]\nid = \"e\"\ntitle = \"E\"\ndate = \"[..2025-12-03]\"\nby = \"X\"\nstatus = \"announced\"\n+++\n",
    ),
];

fn in_language(code: &str, file: Option<(&str, &str)>) -> Site {
    let config = format!("title = \"Desk\"\nlanguage = \"{code}\"\ntheme = \"own\"\n");
    let theme = ("themes/own/theme.toml", "name = \"own\"\n");
    let files = [("dateline.toml", config.as_str()), theme];
    site(files.into_iter().chain(ARTICLES).chain(file))
}

#[test]
fn arabic_has_its_words_dates_digits_and_plurals() {
    let site = in_language("ar", None);
    assert_eq!(site.complaints(), "");
    let event = site.page("/events/e/");
    assert!(event.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(event.contains("بحلول ٣ ديسمبر ٢٠٢٥"), "{event}");
    // From 30 June to 3 December are 156 days, which take the singular accusative.
    assert!(event.contains("بفارق ١٥٦ يومًا"), "{event}");
    let figure = site.page("/figures/s/");
    assert!(figure.contains("نحو"), "{figure}");
    assert!(figure.contains("٢٬٥٠٠"), "{figure}");
    assert!(
        figure.contains("datetime=\"2024-09\""),
        "what machines read stays as it is"
    );
}

#[test]
fn a_scale_that_was_typed_in_arabic_is_printed_in_arabic() {
    let file = (
        "content/series/s.md",
        "+++\nname = \"S\"\nunit = \"طفل\"\n+++\n",
    );
    let article = (
        "content/articles/c.md",
        "+++\ntitle = \"C\"\ndate = 2024-12-09\n[[figures]]\nlabel = \"T\"\nvalue = \"٢ مليار\"\nas_of = \"2024-12\"\n+++\nكانوا [نحو ١٫٥ مليون](figure:s \"9 December 2024\").\n",
    );
    let config = ("dateline.toml", "title = \"Desk\"\nlanguage = \"ar\"\n");
    let site = site([config, file, article]);
    let figure = site.words("/figures/s/");
    assert!(figure.contains("١٫٥ مليون"), "{figure}");
    for page in ["/figures/s/", "/articles/c/"] {
        let words = site.words(page);
        assert!(!words.contains("illion"), "{page}: {words}");
    }
    assert!(site.words("/articles/c/").contains("٢ مليار"));
}

#[test]
fn a_region_of_a_language_takes_the_language() {
    let site = in_language("ar-IQ", None);
    assert!(site.page("/events/e/").contains("٢٠٢٥"));
}

#[test]
fn a_language_without_a_file_is_english_and_says_so_to_authors_and_in_the_page() {
    let site = in_language("fa", None);
    let complaints = site.complaints();
    assert!(
        complaints.contains("warning[language/none]"),
        "{complaints}"
    );
    assert!(complaints.contains("dateline.toml:2:12"), "{complaints}");
    assert!(complaints.contains("themes/own/languages/fa.toml"));
    assert!(site.words("/events/e/").contains("by 3 December 2025"));
    // Who wrote no code of a language is told of that alone.
    let complaints = in_language("english", None).complaints();
    assert!(!complaints.contains("language/none"), "{complaints}");
    assert!(complaints.contains("language/unknown"), "{complaints}");
    // The words of the interface are English from left to right, and the texts are not.
    let article = site.page("/articles/a/");
    assert!(
        article.contains("<html lang=\"en\" dir=\"ltr\">"),
        "{article}"
    );
    assert!(
        article.contains("<h1 lang=\"fa\" dir=\"rtl\">"),
        "{article}"
    );
    assert!(
        site.page("/articles/")
            .contains("lang=\"fa\" dir=\"rtl\">A</a>")
    );
    assert!(
        site.page("/events/e/")
            .contains("<h1 lang=\"fa\" dir=\"rtl\">")
    );
}

#[test]
fn a_theme_brings_a_language_and_what_it_lacks_stays_english_and_is_told() {
    let built_in = include_str!("../../themes/default/languages/en.toml");
    let german = built_in
        .replace("by = \"by {0}\"", "by = \"bis zum {0}\"")
        .replace("\"December\"", "\"Dezember\"")
        .replace("ahead = \"Ahead\"\n", "");
    let site = in_language(
        "de",
        Some(("themes/own/languages/de.toml", german.as_str())),
    );
    assert!(site.words("/events/e/").contains("bis zum 3 Dezember 2025"));
    let complaints = site.complaints();
    assert!(
        complaints
            .contains("warning[language/missing]: these words are missing and stay English: ahead"),
        "{complaints}"
    );
    assert!(site.page("/").contains(">Ahead<"));
}

#[test]
fn a_broken_language_file_is_told_with_its_place() {
    let site = in_language(
        "de",
        Some(("themes/own/languages/de.toml", "[dates]\nmonths = 3\n")),
    );
    let complaints = site.complaints();
    assert!(complaints.contains("error[language/file]"), "{complaints}");
    assert!(
        complaints.contains("themes/own/languages/de.toml:2"),
        "{complaints}"
    );
}

/// What is told of the English file with some of its lines written otherwise, as a theme's in German.
fn told(changes: &[(&str, &str)]) -> Site {
    let mut file = include_str!("../../themes/default/languages/en.toml").to_string();
    for (line, other) in changes {
        assert!(file.contains(line), "{line}");
        file = file.replace(line, other);
    }
    in_language("de", Some(("themes/own/languages/de.toml", &file)))
}

#[test]
fn a_phrase_that_would_publish_a_gap_is_told_with_its_place_and_what_to_type() {
    for (line, other, message, help) in [
        (
            "last_changed = \"Changed {date}\"",
            "last_changed = \"Geändert {datum}\"",
            "nothing is put in for `{datum}` in `last_changed`",
            "write {date}",
        ),
        (
            "by_end = \"by the end of {0}\"",
            "by_end = \"bis Ende {monat}\"",
            "nothing is put in for `{monat}` in `by_end`",
            "write {0}",
        ),
        (
            "between = \"between {0} and {1}\"",
            "between = \"zwischen {0} und später\"",
            "`between` has no place for `{1}`",
            "English is \"between {0} and {1}\"",
        ),
        (
            "did_announced = \"{speakers} announced it {when}\"",
            "did_announced = \"{speakers} kündigte es an\"",
            "`did_announced` has no place for `{when}`",
            "English is \"{speakers} announced it {when}\"",
        ),
        (
            "did_denied = \"{speakers} denied it on {date}\"",
            "did_denied = \"{speakers} bestritt es am {date\"",
            "`did_denied` has a `{` by itself",
            "one brace on either side: {name}",
        ),
        (
            "articles = { one = \"{n} article\", other = \"{n} articles\" }",
            "articles = { one = \"{n} Artikel\" }",
            "`articles` has no form `other`",
            "which in English is \"{n} articles\"",
        ),
        (
            "events = { one = \"{n} event\", other = \"{n} events\" }",
            "events = { one = \"{n} Ereignis\", othr = \"{n} Ereignisse\", other = \"\" }",
            "`events` has a form `othr`, which no language has",
            "did you mean `other`?",
        ),
        (
            "search = \"Search\"",
            "search = \"\"",
            "`search` is empty",
            "translate \"Search\"",
        ),
        (
            "\"March\", \"April\"",
            "\"März\", \"März\"",
            "`months` has `März` twice",
            "a name of its own",
        ),
        (
            "group = \",\"",
            "group = \".\"",
            "`group` and `decimal` are both `.`",
            "two marks",
        ),
    ] {
        let site = told(&[(line, other)]);
        let complaints = site.complaints();
        let error = format!("error[language/phrase]: {message}");
        assert!(complaints.contains(&error), "{other}: {complaints}");
        assert!(complaints.contains(help), "{other}: {complaints}");
        assert!(
            complaints.contains("themes/own/languages/de.toml:"),
            "{complaints}"
        );
    }
}

#[test]
fn what_a_language_file_lacks_or_has_too_much_of_is_told_with_what_to_type() {
    for (line, other, message, help) in [
        (
            "search = \"Search\"",
            "search = 3",
            "`search` is a number",
            "English has search = \"Search\"",
        ),
        (
            "articles = { one = \"{n} article\",",
            "articles = { one = 1,",
            "`articles.one` is a number",
            "other = \"{n} articles\" }",
        ),
        (
            "by_end = ",
            "by_ende = ",
            "[dates] of a language file has no key `by_ende`",
            "did you mean `by_end`?",
        ),
        (
            "by_end = \"by the end of {0}\"\n",
            "",
            "`by_end` is missing in [dates]",
            "add by_end = \"by the end of {0}\"",
        ),
        (
            "months = [\"January\", ",
            "months = [",
            "`months` has 11 names, not 12",
            "English has months = [\"January\"",
        ),
        (
            "[dates]\n",
            "",
            "`months` stands outside of [dates]",
            "write [dates] on a line of its own above it",
        ),
        (
            "\"December\"]",
            "\"December\"",
            "the closing bracket of the list is missing",
            "write months = [",
        ),
        (
            "[numbers]",
            "[nombers]",
            "a language file has no table `nombers`",
            "did you mean `numbers`?",
        ),
    ] {
        let complaints = told(&[(line, other)]).complaints();
        let error = format!("error[language/file]: {message}");
        assert!(complaints.contains(&error), "{other}: {complaints}");
        assert!(complaints.contains(help), "{other}: {complaints}");
        assert_eq!(complaints.matches("error[").count(), 1, "{complaints}");
    }
    let part = (
        "themes/own/languages/de.toml",
        "[words]\nlatest = \"Neues\"\n",
    );
    let complaints = in_language("de", Some(part)).complaints();
    assert!(
        complaints.contains("the table [dates] is missing"),
        "{complaints}"
    );
    assert!(
        complaints.contains("dateline theme copy languages/en.toml"),
        "{complaints}"
    );
}

#[test]
fn a_language_file_is_found_by_its_code_and_told_of_where_it_has_none() {
    let english = include_str!("../../themes/default/languages/en.toml");
    let german = english.replace("\"December\"", "\"Dezember\"");
    let region = in_language("de-AT", Some(("themes/own/languages/de_AT.toml", &german)));
    assert!(region.words("/events/e/").contains("3 Dezember 2025"));
    let named = in_language("de", Some(("themes/own/languages/german.toml", &german)));
    let complaints = named.complaints();
    assert!(
        complaints.contains("`german.toml` is named after no code of a language"),
        "{complaints}"
    );
    assert!(
        complaints.contains("name it languages/de.toml"),
        "{complaints}"
    );
}

#[test]
fn a_word_need_not_have_its_number_or_forms_where_its_language_has_none() {
    let fine = told(&[
        (
            "articles = { one = \"{n} article\", other = \"{n} articles\" }",
            "articles = \"{n} Artikel\"",
        ),
        (
            "events = { one = \"{n} event\"",
            "events = { one = \"ein Ereignis\"",
        ),
        ("at_bare = \"about\"", "at_bare = \"\""),
    ]);
    assert_eq!(fine.complaints(), "");
    // What a word lacks of the forms of its language is bad grammar, and no gap.
    let polish = include_str!("../../themes/default/languages/en.toml");
    let polish = in_language("pl", Some(("themes/own/languages/pl.toml", polish)));
    let complaints = polish.complaints();
    assert!(
        complaints.contains(
            "warning[language/form]: `points` has no form `few` (2, 3, 4 …), `many` (0, 5, 6 …)"
        ),
        "{complaints}"
    );
    assert!(!complaints.contains("error"), "{complaints}");
}

#[test]
fn a_misspelt_key_is_told_beside_the_one_that_is_missing() {
    let complaints = told(&[("ahead = \"Ahead\"\n", "ahaed = \"Bevorstehend\"\n")]).complaints();
    assert!(
        complaints.contains("`ahaed` is none of Dateline's words, and `ahead` is missing"),
        "{complaints}"
    );
    assert!(complaints.contains("did you mean `ahead`?"), "{complaints}");
}

#[test]
fn a_template_that_asks_for_no_word_or_gives_it_too_little_is_told() {
    for (template, message) in [
        (
            "{{ \"lastest\" | t }}",
            "there are no words for `lastest`: did you mean `latest`?",
        ),
        ("{{ \"last_changed\" | t }}", "nothing is given for `date`"),
        ("{{ \"articles\" | t(of=3) }}", "nothing is given for `n`"),
    ] {
        let site = in_language("en", Some(("themes/own/templates/front.html", template)));
        let complaints = site.complaints();
        assert!(complaints.contains(message), "{complaints}");
        assert!(
            complaints.contains("themes/own/templates/front.html:1:"),
            "{complaints}"
        );
    }
}

const NAMES: [(&str, &str); 2] = [
    (
        "content/articles/a.md",
        "---\ntitle: A\ndate: 2024-09-09\ntopics: [\"Řecko\", \"Énergie\"]\n---\n[c](CAFE\u{301}.md) [h](#Überblick)\n\n## Überblick\n",
    ),
    (
        "content/articles/Café.md",
        "---\ntitle: C\ndate: 2024-09-10\ntopics: [\"řecko\", \"E\u{301}nergie\"]\n---\n",
    ),
];

#[test]
fn names_are_one_however_their_capitals_and_accents_are_written() {
    let site = site(NAMES);
    assert!(site.words("/topics/recko/").contains("2 articles"));
    assert!(site.words("/topics/energie/").contains("2 articles"));
    let page = site.page("/articles/a/");
    assert!(page.contains("href=\"../cafe/index.html\""), "{page}");
    assert!(page.contains("href=\"#uberblick\""), "{page}");
    let codes = site.codes();
    assert!(
        codes.iter().all(|code| *code == "taxonomy/undeclared"),
        "{codes:?}"
    );
}

#[test]
fn quotation_marks_are_those_of_the_text_and_can_be_left_alone() {
    let texts = [
        (
            "content/articles/de.md",
            "---\ntitle: D\ndate: 2024-09-09\nlang: de\n---\n## \"So\"\n\nEr sagte: \"Wir kommen.\"\n",
        ),
        (
            "content/articles/en.md",
            "---\ntitle: E\ndate: 2024-09-09\n---\nA \"27\" screen\" and 'so' -- that's all.\n",
        ),
    ];
    let smart = site(texts);
    let german = smart.words("/articles/de/");
    assert!(german.contains("Er sagte: „Wir kommen.“"), "{german}");
    assert!(german.contains("„So“"), "{german}");
    let english = smart.words("/articles/en/");
    assert!(
        english.contains("A “27\" screen” and ‘so’ – that’s all."),
        "{english}"
    );
    let config = (
        "dateline.toml",
        "title = \"Desk\"\nsmart_punctuation = false\n",
    );
    let plain = site([config].into_iter().chain(texts));
    assert!(plain.words("/articles/de/").contains("\"Wir kommen.\""));
    assert!(plain.words("/articles/en/").contains("'so' -- that's all."));
}

#[test]
fn a_text_in_several_languages_links_its_versions_and_is_listed_once() {
    let site = site([
        (
            "content/articles/x.md",
            "---\ntitle: Water\ndate: 2024-09-09\ntopics: [t]\n---\n",
        ),
        (
            "content/articles/x.de.md",
            "---\ntitle: Wasser\ndate: 2024-09-09\nlang: de\ntopics: [t]\n---\n\"Nass\"\n",
        ),
        (
            "content/articles/x.ar.md",
            "---\ntitle: ماء\ndate: 2024-09-09\nlang: ar\ntopics: [t]\n---\n",
        ),
        (
            "content/articles/y.fr.md",
            "---\ntitle: Feu\ndate: 2024-09-10\nlang: fr\n---\n",
        ),
        (
            "content/articles/y.de.md",
            "---\ntitle: Feuer\ndate: 2024-09-10\nlang: de\ndraft: true\n---\n",
        ),
        ("content/pages/about.md", "---\ntitle: About\n---\n"),
        (
            "content/pages/about.de.md",
            "---\ntitle: Über uns\nlang: de\n---\n",
        ),
    ]);
    let water = site.page("/articles/x/");
    for part in [
        "hreflang=\"en\" href=\"https://desk.example/articles/x/\"",
        "hreflang=\"de\" href=\"https://desk.example/de/articles/x/\"",
        "Also in: ",
        "lang=\"de\" dir=\"ltr\">Deutsch</a>",
        "lang=\"ar\" dir=\"rtl\">العربية</a>",
    ] {
        assert!(water.contains(part), "`{part}` is missing: {water}");
    }
    let german = site.page("/de/articles/x/");
    assert!(
        german.contains(">English</a>") && german.contains("„Nass“"),
        "{german}"
    );
    assert!(site.page("/de/pages/about/").contains(">English</a>"));
    // The only public version is listed, whatever its language; a draft is nobody's version.
    let feu = site.page("/fr/articles/y/");
    assert!(!feu.contains("hreflang"), "{feu}");
    let list = site.words("/articles/");
    assert!(list.contains("Water") && list.contains("Feu"), "{list}");
    assert!(!list.contains("Wasser") && !list.contains("ماء"), "{list}");
    assert!(site.words("/topics/t/").contains("1 article"));
}

#[test]
fn a_version_that_says_nothing_of_its_topics_has_those_of_the_others() {
    let article = |more: &str| format!("+++\ntitle = \"A\"\ndate = 2025-09-01\n{more}+++\n");
    let said = article("topics = [\"water\"]\nregions = [\"iraq\"]\n");
    let config = ("dateline.toml", "title = \"Desk\"\nlanguage = \"de\"\n");
    for (german, english, listed, region) in [
        (article("lang = \"de\"\n"), said.clone(), true, true),
        // What it says holds, also that it has none.
        (
            article("lang = \"de\"\ntopics = []\n"),
            said.clone(),
            false,
            true,
        ),
        // What is not public says nothing for others.
        (
            article("lang = \"de\"\n"),
            said.replace("date", "draft = true\ndate"),
            false,
            false,
        ),
    ] {
        let english = english.replace("date", "lang = \"en\"\ndate");
        let site = site([
            ("content/articles/a.de.md", german.as_str()),
            ("content/articles/a.en.md", english.as_str()),
            config,
        ]);
        for (url, has) in [("/topics/water/", listed), ("/regions/iraq/", region)] {
            let shown = site.has_page(url) && site.page(url).contains("=\"../../articles/a/");
            assert_eq!(shown, has, "{url} {german}");
        }
        let told = site.complaints().matches("taxonomy/undeclared").count();
        assert!(told <= 1, "{}", site.complaints());
    }
}

#[test]
fn a_term_that_one_version_alone_names_has_that_version() {
    let article = |more: &str| format!("+++\ntitle = \"A\"\ndate = 2025-09-01\n{more}+++\n");
    let english = article("topics = [\"rain\"]\nregions = [\"iraq\"]\n");
    let german = article("lang = \"de\"\ntopics = [\"rain\", \"floods\"]\n");
    let site = site([
        ("content/articles/a.md", english.as_str()),
        ("content/articles/a.de.md", german.as_str()),
        (
            "content/topics/water/rain.md",
            "+++\nname = \"Rain\"\n+++\n",
        ),
        (
            "content/topics/water/floods.md",
            "+++\nname = \"Floods\"\n+++\n",
        ),
        (
            "dateline.toml",
            "title = \"Desk\"\n[limits]\ncell_minimum = 1\n",
        ),
    ]);
    // What lies above both counts the text once, in the language of the site.
    for (of, version) in [("floods", "de/"), ("rain", ""), ("water", "")] {
        for page in [format!("/topics/{of}/"), format!("/topics/{of}/iraq/")] {
            let shown = site.page(&page);
            let up = "../".repeat(page.matches('/').count() - 1);
            for other in ["de/", ""] {
                let link = format!("=\"{up}{other}articles/a/");
                assert_eq!(shown.contains(&link), other == version, "{page}: {shown}");
            }
        }
        assert!(site.words(&format!("/topics/{of}/")).contains("1 article"));
    }
}

#[test]
fn what_two_versions_of_a_text_say_is_told_once_by_the_one_in_the_sites_language() {
    let facts = |title: &str, label: &str| {
        format!(
            "[[events]]\nid = \"gate\"\ntitle = \"{title}\"\ndate = \"2024-08\"\nstatus = \"happened\"\nby = \"Union\"\n\
             [[figures]]\nseries = \"staff\"\nlabel = \"{label}\"\nvalue = 12\nas_of = 2024-09-01\nby = \"Union\"\n+++\nText.\n"
        )
    };
    let english = facts("The gate closes", "Staff");
    let arabic = facts("إغلاق البوابة", "الموظفون");
    for later in ["2024-09-09", "2024-09-10"] {
        let first = format!("+++\ntitle = \"Six\"\ndate = 2024-09-09\n{english}");
        let version = format!("+++\ntitle = \"ستة\"\ndate = {later}\nlang = \"ar\"\n{arabic}");
        let site = site([
            ("content/articles/six.md", first.as_str()),
            ("content/articles/six.ar.md", version.as_str()),
        ]);
        let event = site.page("/events/gate/");
        assert!(event.contains("<h1>The gate closes</h1>"), "{event}");
        let figure = site.page("/figures/staff/");
        assert!(figure.contains("<h1>Staff</h1>"), "{figure}");
        for page in ["/events/gate/", "/figures/staff/"] {
            let told = site.words(page);
            assert!(told.contains("In two articles"), "{page}, {later}: {told}");
        }
        let changes = site.page("/changes/");
        assert!(!changes.contains("البوابة"), "{changes}");
        assert!(
            !changes.contains("/ar/articles/six/index.html#"),
            "{changes}"
        );
    }
}

#[test]
fn a_slip_in_a_language_file_is_all_that_is_told_of_dates_in_its_words() {
    let english = include_str!("../../themes/default/languages/en.toml");
    let slip = |from: &str, to: &str| {
        let file = english.replace(from, to);
        assert_ne!(file, english);
        let file = file.replace("\"September\"", "\"września\"");
        let article = "+++\ntitle = \"A\"\ndate = \"1 września 2024\"\nsources = [{ name = \"S\", published = \"1 września 2024\" }]\n[[events]]\ntitle = \"E\"\ndate = \"2 września 2024\"\n+++\nSo [by 3 września 2024](event: \"F: planned, by C\").\n";
        let config =
            "title = \"Desk\"\nlanguage = \"pl\"\ntheme = \"own\"\nas_of = \"9 września 2024\"\n";
        let told = site([
            ("dateline.toml", config),
            ("themes/own/theme.toml", "name = \"Own\"\n"),
            ("themes/own/languages/pl.toml", file.as_str()),
            ("content/articles/a.md", article),
        ])
        .complaints();
        let errors = told.lines().filter_map(|line| line.strip_prefix("error["));
        let codes = errors.filter_map(|line| Some(line.split_once(']')?.0.to_string()));
        codes.collect::<Vec<String>>()
    };
    assert_eq!(
        slip("months = [\"January\"", "months = [\"X\", \"January\""),
        ["language/file"]
    );
    assert_eq!(
        slip("since = \"since {0}\"", "since = 3"),
        ["language/file"]
    );
    assert_eq!(
        slip("since = \"since {0}\"", "since = \"by {0}\""),
        ["language/phrase"]
    );
}

#[test]
fn a_language_stands_on_the_english_of_its_theme() {
    let english = include_str!("../../themes/default/languages/en.toml");
    let german = english.to_string();
    let own = english.replace("[words]\n", "[words]\nour_word = \"Our own word\"\n");
    let site = site([
        (
            "dateline.toml",
            "title = \"Desk\"\nlanguage = \"DE_at\"\ntheme = \"own\"\n",
        ),
        ("themes/own/theme.toml", "name = \"Own\"\n"),
        ("themes/own/languages/en.toml", own.as_str()),
        ("themes/own/languages/de.toml", german.as_str()),
        (
            "themes/own/templates/404.html",
            "<html lang=\"{{ site.language }}\">{{ \"our_word\" | t }}",
        ),
    ]);
    let page = site.page("/404.html");
    assert!(
        page.contains("Our own word"),
        "{page}\n{}",
        site.complaints()
    );
    // The code of the language is written as BCP 47 has it, however it was typed.
    assert!(site.page("/").contains("lang=\"de-AT\""));
}

#[test]
fn a_text_in_two_languages_is_counted_and_listed_once_wherever_articles_are() {
    let facts = "sources: [union]\nevents:\n- {id: gate, title: The gate, date: 2024-12, status: planned}\n\
                 figures:\n- {series: staff, label: Staff, value: 12, as_of: 2024-09-01}\n\
                 - {label: Gates, value: 3, as_of: 2024-09-01}\n---\n";
    let in_own = format!("---\ntitle: Six\ndate: 2024-09-09\n{facts}");
    let in_other = format!("---\ntitle: Sechs\ndate: 2024-09-10\nlang: de\n{facts}");
    let after = "---\ntitle: Seven\ndate: 2024-10-09\nsources: [union]\nevents:\n\
                 - {id: gate, date: 2025-12, status: planned}\n---\n";
    let site = site([
        ("content/articles/six.md", in_own.as_str()),
        ("content/articles/six.de.md", in_other.as_str()),
        ("content/articles/seven.md", after),
        (
            "content/sources.toml",
            "[union]\nname = \"Union\"\nkind = \"organisation\"\n",
        ),
    ]);
    for (page, says) in [
        ("/", "2 articles"),
        ("/sources/", "2 articles, 2 claims, 2 figures"),
    ] {
        let words = site.words(page);
        assert!(words.contains(says), "{page}: {words}");
    }
    for page in ["/", "/articles/seven/"] {
        let words = site.words(page);
        assert!(!words.contains("Sechs"), "{page}: {words}");
    }
    for page in ["/events/gate/", "/figures/staff/", "/sources/union/"] {
        let words = site.words(page);
        let articles = words.rsplit("Articles ").next().unwrap_or_default();
        assert!(
            articles.contains("Six") && !articles.contains("Sechs"),
            "{page}: {words}"
        );
    }
    let series: serde_json::Value = serde_json::from_str(&site.page("/data/series.json")).unwrap();
    assert_eq!(series["series"][0]["numbers"], 1, "{series}");
}

#[test]
fn numbers_are_read_as_the_language_of_the_site_writes_them_and_in_other_texts_as_english_does() {
    let german = include_str!("../../themes/default/languages/en.toml")
        .replace("group = \",\"", "group = \".\"")
        .replace("decimal = \".\"", "decimal = \",\"");
    let article = |lang: &str| {
        format!(
            "+++\ntitle = \"C\"\ndate = 2024-12-09\n{lang}[[figures]]\nlabel = \"T\"\n\
             value = \"1.234 Boote\"\nas_of = \"2024-12\"\n[[figures]]\nlabel = \"U\"\n\
             value = \"1,234 Millionen Euro\"\nas_of = \"2024-12\"\n+++\n\
             Es sind [3.500 Boote](figure:s \"9 December 2024\").\n"
        )
    };
    let read = |lang: &str| {
        let site = site([
            (
                "dateline.toml",
                "title = \"Desk\"\nlanguage = \"de\"\ntheme = \"own\"\n",
            ),
            ("themes/own/theme.toml", "name = \"own\"\n"),
            ("themes/own/languages/de.toml", &*german),
            (
                "content/series/s.md",
                "+++\nname = \"S\"\nunit = \"Boote\"\n+++\n",
            ),
            ("content/articles/c.md", &*article(lang)),
        ]);
        let articles = &site.edition.content.articles;
        let numbers = articles[0].observations.iter();
        let numbers = numbers.map(|figure| figure.quantity.min.to_string());
        numbers.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(read(""), "1234 1.234 3500");
    assert_eq!(read("lang = \"de-AT\"\n"), "1234 1.234 3500");
    assert_eq!(read("lang = \"en\"\n"), "1.234 1234 3.500");
}

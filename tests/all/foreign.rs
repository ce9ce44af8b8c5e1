//! Sites in the shape that real ones have elsewhere: each is built as it is, under `[foreign]`, and
//! taken over by `import --from` and then built. There is no error, nothing is lost, and nothing that
//! was held back is shown.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use walkdir::WalkDir;

/// A site of another generator.
struct Elsewhere {
    generator: &'static str,
    /// The folder of its content, which `[foreign]` reads.
    content: &'static str,
    /// What dateline.toml says besides.
    settings: &'static str,
    files: Vec<(String, String)>,
}

/// A word that stands in a text to be published, by its number; none is part of another.
fn shown(number: usize) -> String {
    format!("published{number:04}z")
}

/// The field map of a site that has the usual keys.
const FOREIGN: &str = "[foreign]\n[taxonomies]\ntopics = [\"tags\"]\n";

/// A word of a text that is held back.
const HELD: &str = "canary";

/// What building a site came to.
struct Built {
    said: String,
    /// Every page and feed.
    pages: Vec<(String, String)>,
}

impl Built {
    fn page(&self, path: &str) -> &str {
        let found = self.pages.iter().find(|(name, _)| name == path);
        let names = || {
            self.pages
                .iter()
                .map(|(name, _)| name.as_str())
                .collect::<Vec<_>>()
        };
        found.map_or_else(
            || panic!("no {path} among {:?}\n{}", names(), self.said),
            |(_, text)| text,
        )
    }

    fn holds(&self, words: &str) -> bool {
        self.pages.iter().any(|(_, text)| text.contains(words))
    }
}

fn run(dir: &Path, arguments: &[&str]) -> String {
    let output = Command::cargo_bin("dateline").unwrap();
    let output = { output }
        .current_dir(dir)
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .args(arguments)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(output.status.success(), "{arguments:?}\n{}", said.concat());
    said.concat()
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn built(dir: &Path, arguments: &[&str]) -> Built {
    let said = run(dir, arguments);
    assert!(!said.contains("error"), "{said}");
    let root = dir.join("public");
    let files = WalkDir::new(&root).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let texts = files.filter_map(|entry| {
        let name = entry.path().strip_prefix(&root).unwrap();
        let text = fs::read_to_string(entry.path()).ok()?;
        Some((name.to_string_lossy().into_owned(), text))
    });
    Built {
        pages: texts.collect(),
        said,
    }
}

impl Elsewhere {
    fn settings(&self, foreign: &str) -> String {
        format!(
            "title = \"Elsewhere\"\nbase_url = \"https://elsewhere.example/\"\n{}\n{foreign}",
            self.settings
        )
    }

    /// The site as it is.
    fn as_it_is(&self, foreign: &str) -> Built {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "dateline.toml", &self.settings(foreign));
        for (path, text) in &self.files {
            if let Some(rest) = path.strip_prefix(self.content) {
                put(dir.path(), &format!("content/{rest}"), text);
            }
        }
        self.whole(built(dir.path(), &["build"]))
    }

    /// The site taken over.
    fn taken_over(&self) -> Built {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "dateline.toml", &self.settings(""));
        for (path, text) in &self.files {
            put(dir.path(), &format!("old/{path}"), text);
        }
        let report = run(dir.path(), &["import", "--from", self.generator, "old"]);
        assert!(!report.contains("error"), "{report}");
        let again = run(dir.path(), &["import", "--from", self.generator, "old"]);
        assert_eq!(report, again, "importing twice changes nothing");
        let built = built(dir.path(), &["build"]);
        self.whole(Built {
            said: format!("{report}{}", built.said),
            ..built
        })
    }

    /// Nothing is lost and nothing shown that was held back.
    fn whole(&self, built: Built) -> Built {
        let written = self.files.iter().map(|(_, text)| text.as_str());
        let words: Vec<&str> = written
            .flat_map(|text| text.split_whitespace())
            .filter(|word| word.starts_with("published") && word.ends_with('z'))
            .collect();
        assert!(!words.is_empty());
        for word in words {
            assert!(built.holds(word), "{word} is lost\n{}", built.said);
        }
        let leak = built.pages.iter().find(|(_, text)| text.contains(HELD));
        assert!(
            leak.is_none(),
            "{:?} shows what is held back",
            leak.map(|(name, _)| name)
        );
        built
    }
}

fn files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    let files = files.into_iter();
    files
        .map(|(path, text)| (path.to_string(), text.to_string()))
        .collect()
}

/// How many warnings of a kind people are told of as one.
fn told_once(said: &str, code: &str) {
    assert_eq!(
        said.matches(code).count(),
        1,
        "{code} is told of more than once:\n{said}"
    );
}

#[test]
fn a_hugo_site_in_thirty_one_languages_links_its_versions_and_lists_each_text_once() {
    const LANGUAGES: [&str; 31] = [
        "en", "ar", "bg", "bn", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi",
        "hu", "id", "it", "ja", "ko", "nl", "pl", "pt-br", "ro", "ru", "sv", "th", "tr", "uk",
        "vi", "zh-cn",
    ];
    let mut all = vec![];
    let mut settings = "defaultContentLanguage = \"en\"\n".to_string();
    for (at, lang) in LANGUAGES.iter().enumerate() {
        settings.push_str(&format!("[languages.{lang}]\nweight = {at}\n"));
        let ending = if at == 0 {
            String::new()
        } else {
            format!(".{lang}")
        };
        all.push((
            format!("content/posts/water{ending}.md"),
            format!("---\nTitle: Water {lang}\nDate: 2024-05-06\nTags: [Rivers, rivers]\nmenu:\n  main: {{}}\nlayout: x\n---\n{}\n", shown(at)),
        ));
        all.push((
            format!("content/about/index{ending}.md"),
            format!(
                "---\ntitle: About {lang}\nlayout: x\n---\n{} ![p](pic.png)\n",
                shown(100 + at)
            ),
        ));
        all.push((
            format!("content/posts/_index{ending}.md"),
            format!("---\ntitle: Posts {lang}\n---\n"),
        ));
    }
    all.push((
        "content/posts/secret.de.md".to_string(),
        format!("---\ntitle: {HELD}\ndate: 2024-05-06\nDraft: true\n---\n{HELD}\n"),
    ));
    all.push(("content/about/pic.png".to_string(), "png".to_string()));
    all.push(("config.toml".to_string(), settings));
    let site = Elsewhere {
        generator: "hugo",
        content: "content/",
        settings: "",
        files: all,
    };
    let as_it_is = site.as_it_is(FOREIGN);
    told_once(&as_it_is.said, "foreign/unused-key]: `layout`");
    told_once(&as_it_is.said, "foreign/unused-key]: `menu`");
    for built in [as_it_is, site.taken_over()] {
        let german = built.page("de/posts/water/index.html");
        for part in [
            "hreflang=\"pt-BR\" href=\"https://elsewhere.example/pt-br/posts/water/\"",
            "hreflang=\"en\" href=\"https://elsewhere.example/posts/water/\"",
            "Also in: ",
            ">English</a>",
            "lang=\"fa\" dir=\"rtl\">",
        ] {
            assert!(german.contains(part), "{part}\n{german}");
        }
        let list = built.page("articles/index.html");
        assert!(
            list.contains("Water en") && !list.contains("Water de"),
            "{list}"
        );
        assert!(built.page("topics/rivers/index.html").contains("1 article"));
        // No page leads to all of the others.
        assert!(!built.page("index.html").contains("About de"));
    }
}

#[test]
fn a_hugo_site_with_folders_of_languages_and_json_keeps_its_addresses() {
    let site = Elsewhere {
        generator: "hugo",
        content: "content/",
        settings: "",
        files: files([
            (
                "config/_default/languages.en.toml",
                "contentDir = \"content/en\"\n",
            ),
            (
                "config/_default/languages.fr.toml",
                "contentDir = \"content/fr\"\n",
            ),
            (
                "content/en/news/2015-7-1.md",
                "{\"title\": \"Report\", \"date\": \"2015-07-01\", \"slug\": \"report\"}\n\npublished0005z\n",
            ),
            (
                "content/en/news/2016-7-1.md",
                "{\"title\": \"Report\", \"date\": \"2016-07-01\", \"slug\": \"report\"}\n\npublished0006z\n",
            ),
            (
                "content/en/news/flood.md",
                "{\n\t\"title\": \"Flood\",\n\t\"Date\": \"2023-02-03T10:00:00Z\",\n\t\"categories\": [\"Water\"]\n}\n\npublished0001z [t](#Ca-va) [gone](nowhere.md) [bad](javascript:alert)\n\n## Ça va?\n",
            ),
            (
                "content/fr/news/flood.md",
                "{\"title\": \"Crue\", \"date\": \"2023-02-03\"}\n\npublished0002z \"oui\"\n",
            ),
            (
                "content/en/news/drought.md",
                "\n{\"title\": \"canary\", \"date\": \"2023-02-04\", \"draft\": true}\n\ncanary\n",
            ),
            (
                "content/en/news/later.md",
                "{\"title\": \"canary\", \"date\": \"2023-02-04\", \"publishDate\": \"2099-01-01\"}\n\ncanary\n",
            ),
            (
                "content/en/news/What now?.md",
                "{\"title\": \"What now?\", \"date\": \"2023-02-05\", \"aliases\": [\"/news/FLOOD/\", \"/a?b=1\", \"/old/now/\"]}\n\npublished0003z\n\n```chart\nx\n```\n",
            ),
            (
                "content/en/us.md",
                "{\"title\": \"Us\", \"lastmod\": \"2020-01-01\"}\n\npublished0004z [flood](news/flood.md)\n",
            ),
        ]),
    };
    let as_it_is = site.as_it_is("[foreign]\nlanguages = [\"en\", \"fr\"]\n");
    assert!(!as_it_is.said.contains("unknown-key"), "{}", as_it_is.said);
    assert!(
        as_it_is
            .page("en/news/2016-07-01-report/index.html")
            .contains("published0006z")
    );
    let english = as_it_is.page("en/news/flood/index.html");
    assert!(
        english.contains("hreflang=\"fr\"") && english.contains("href=\"#ca-va\""),
        "{english}"
    );
    assert!(
        as_it_is
            .page("fr/news/flood/index.html")
            .contains("«\u{202f}oui\u{202f}»")
    );
    let taken_over = site.taken_over();
    let english = taken_over.page("news/flood/index.html");
    assert!(
        english.contains("href=\"../../fr/news/flood/index.html\""),
        "{english}"
    );
    assert!(
        english.contains("href=\"#ca-va\"") && !english.contains("javascript:"),
        "{english}"
    );
    assert!(taken_over.page("old/now/index.html").contains("http-equiv"));
    for part in [
        "8 texts (2 drafts)",
        "missing /a?b=1",
        "missing /news/FLOOD/",
        "2 links led nowhere",
        "`nowhere.md` leads nowhere",
        "fenced blocks",
    ] {
        assert!(
            taken_over.said.contains(part),
            "{part}\n{}",
            taken_over.said
        );
    }
    assert!(
        taken_over
            .page("pages/us/index.html")
            .contains("news/flood/index.html")
    );
}

#[test]
fn a_jekyll_site_with_a_large_collection_stays_small_and_whole() {
    let mut all = files([
        (
            "_config.yml",
            "title: Parish\ncollections:\n  people:\n    output: true\n    permalink: /people/:name/\n",
        ),
        (
            "_posts/2022-03-04-fair.md",
            "---\ntitle: \u{feff}The fair\ntags: fair\n---\n## Stalls\n{: #stalls .big}\n\npublished0001z [s](#stalls)\n{: .note}\n\nSee [Ada]({{ site.baseurl }}/people/p7/).\n",
        ),
        (
            "_posts/2022-03-07-liquid.md",
            "---\ntitle: Liquid\n---\npublished0003z\n\n```liquid\n{% for post in site.posts %}\n```\n\n{% highlight html %}\n{% for a in b %}\n{% endhighlight %}\n",
        ),
        (
            "_posts/2022-03-05-hidden.md",
            "---\ntitle: canary\npublished: false\n---\ncanary\n",
        ),
        ("_drafts/idea.md", "---\ntitle: canary\n---\ncanary\n"),
        (
            "news/_posts/2022-03-06-news.markdown",
            "---\nTITLE: News\n---\npublished0002z\n",
        ),
    ]);
    for at in 0..300 {
        let text = format!(
            "---\ntitle: Person {at}\nrole: x\nlayout: person\n---\n{}\n",
            shown(1000 + at)
        );
        all.push((format!("_people/p{at}.md"), text));
    }
    let site = Elsewhere {
        generator: "jekyll",
        content: "",
        settings: "",
        files: all,
    };
    let as_it_is = site.as_it_is(FOREIGN);
    told_once(&as_it_is.said, "foreign/unused-key]: `role`");
    assert!(
        as_it_is.said.contains("there are 299 more of this kind"),
        "{}",
        as_it_is.said
    );
    let fair = as_it_is.page("posts/fair/index.html");
    assert!(
        fair.contains("id=\"stalls\"") && !fair.contains("{:"),
        "{fair}"
    );
    let taken_over = site.taken_over();
    let fair = taken_over.page("posts/fair/index.html");
    assert!(
        fair.contains("id=\"stalls\"") && !fair.contains("{:"),
        "{fair}"
    );
    assert!(
        taken_over
            .page("people/p7/index.html")
            .contains("http-equiv")
    );
    for built in [as_it_is, taken_over] {
        assert!(built.page("index.html").len() < 40_000);
        assert!(!built.page("index.html").contains("Person 17"));
    }
}

#[test]
fn a_zola_site_in_two_languages_keeps_its_links() {
    let site = Elsewhere {
        generator: "zola",
        content: "content/",
        settings: "",
        files: files([
            (
                "config.toml",
                "base_url = \"https://old.example\"\ndefault_language = \"en\"\n[languages.de]\n",
            ),
            (
                "content/blog/2020-05-06-first.md",
                "+++\ntitle = \"First\"\n[taxonomies]\ntags = [\"Řecko\"]\n+++\npublished0001z [next](@/blog/second/index.md#top)\n",
            ),
            (
                "content/blog/2020-05-06-first.de.md",
                "+++\ntitle = \"Erste\"\n[taxonomies]\ntags = [\"řecko\"]\n+++\npublished0002z \"so\"\n",
            ),
            (
                "content/blog/second/index.md",
                "+++\ntitle = \"Second\"\ndate = 2021-02-03\n+++\npublished0003z\n\n# Top\n",
            ),
            ("content/blog/_index.md", "+++\ntitle = \"Blog\"\n+++\n"),
            ("content/blog/_index.de.md", "+++\ntitle = \"Blog\"\n+++\n"),
            (
                "content/blog/kept/index.md",
                "+++\ntitle = \"canary\"\ndate = 2021-02-03\ndraft = true\n+++\ncanary\n",
            ),
            (
                "content/us.md",
                "+++\ntitle = \"Us\"\n+++\npublished0004z [f](@/blog/second/index.md#gone)\n",
            ),
            (
                "content/blog/2020-05-07-third.md",
                "+++\ntitle = \"Third\"\n+++\npublished0005z [u](@/us.md)\n",
            ),
            ("content/blog/kept/plan.txt", "canary\n"),
        ]),
    };
    for built in [site.as_it_is(FOREIGN), site.taken_over()] {
        assert!(built.page("de/blog/first/index.html").contains("„so“"));
        assert!(
            built
                .page("blog/first/index.html")
                .contains("href=\"../second/index.html#top\"")
        );
        assert!(
            built
                .page("blog/first/index.html")
                .contains("hreflang=\"de\"")
        );
        assert!(built.page("topics/recko/index.html").contains("1 article"));
    }
}

#[test]
fn an_eleventy_site_keeps_what_its_folders_hold_back() {
    let site = Elsewhere {
        generator: "eleventy",
        content: "src/",
        settings: "",
        files: files([
            (
                "eleventy.config.js",
                "module.exports = () => ({ dir: { input: \"src\", output: \"dist\" } });\n",
            ),
            (
                "src/posts/posts.json",
                "{\"tags\": [\"posts\"], \"permalink\": \"/blog/{{ page.fileSlug }}/\"}\n",
            ),
            (
                "src/posts/2021-04-05-hello.md",
                "---\ntitle: Hello\ndate: 2021-04-05\n---\npublished0001z [two](two.md) ![p](img/p.png)\n",
            ),
            (
                "src/posts/two.md",
                "---\ntitle: Two\ndate: 2021-04-06\ndate_note: x\n---\npublished0002z\n",
            ),
            ("src/posts/img/p.png", "png"),
            (
                "src/posts/gone.md",
                "---\ntitle: canary\ndate: 2021-04-06\npermalink: false\n---\ncanary\n",
            ),
            (
                "src/index.njk",
                "---\ntitle: Home\n---\n{% for post in posts %}{% endfor %}\n",
            ),
            ("src/about.md", "---\ntitle: About\n---\npublished0003z\n"),
            ("src/_includes/base.njk", "<html>"),
            ("public/logo.txt", "logo"),
            ("dist/index.html", "old output"),
        ]),
    };
    let as_it_is = site.as_it_is(FOREIGN);
    assert!(
        as_it_is
            .page("posts/hello/index.html")
            .contains("../two/index.html")
    );
    let mut held = site.files.clone();
    held.extend(files([
        (
            "src/drafts/drafts.11tydata.js",
            "module.exports = { permalink: false };\n",
        ),
        (
            "src/drafts/idea.md",
            "---\ntitle: canary\ndate: 2021-04-06\n---\ncanary\n",
        ),
    ]));
    let taken_over = Elsewhere {
        files: held,
        ..site
    }
    .taken_over();
    assert!(
        taken_over
            .page("posts/hello/index.html")
            .contains("../two/index.html")
    );
    assert!(
        taken_over
            .page("blog/hello/index.html")
            .contains("http-equiv")
    );
    assert!(taken_over.page("logo.txt").contains("logo"));
    assert!(
        taken_over.said.contains("5 texts (2 drafts)"),
        "{}",
        taken_over.said
    );
    assert!(
        taken_over.said.contains("left out src/index.njk"),
        "{}",
        taken_over.said
    );
}

#[test]
fn an_astro_site_brings_its_collections_and_pictures() {
    let site = Elsewhere {
        generator: "astro",
        content: "src/content/",
        settings: "",
        files: files([
            ("astro.config.mjs", "export default {};\n"),
            ("src/content.config.ts", "export const x = 1;\n"),
            (
                "src/content/blog/First Post.md",
                "---\ntitle: First\npubDate: 2024-01-02\nupdatedDate: 2024-02-03\n---\npublished0001z ![p](../../assets/p.png)\n",
            ),
            (
                "src/content/blog/kept.md",
                "---\ntitle: canary\npubDate: 2024-01-02\ndraft: true\n---\ncanary\n",
            ),
            ("src/content/blog/parts.mdx", "import X from 'x';\n"),
            ("src/assets/p.png", "png"),
            ("src/pages/index.astro", "<html>"),
            ("public/robots.txt", "User-agent: *"),
        ]),
    };
    site.as_it_is("[foreign]\ndate = [\"pubDate\"]\n");
    let taken_over = site.taken_over();
    assert!(
        taken_over
            .page("blog/first-post/index.html")
            .contains("src=\"../../assets/p.png\"")
    );
    assert!(taken_over.page("robots.txt").contains("User-agent"));
    assert!(
        taken_over
            .said
            .contains("left out src/content/blog/parts.mdx"),
        "{}",
        taken_over.said
    );
    assert!(
        taken_over.said.contains("2 texts (1 draft)"),
        "{}",
        taken_over.said
    );
}

#[test]
fn a_hebrew_site_reads_from_right_to_left_with_english_words_around() {
    let site = Elsewhere {
        generator: "hugo",
        content: "content/",
        settings: "language = \"he\"\n",
        files: files([
            ("config.toml", "defaultContentLanguage = \"he\"\n"),
            (
                "content/posts/2024-01-02-שלום עולם.md",
                "---\ntitle: 'דו\"ח צה\"ל'\ndate: 2024-01-02\ntags: [חדשות]\nURL: /posts/hello/\n---\n\u{feff}\npublished0001z צה\"ל אמר: \"שלום\" [ראה](#סוֹף)\n\n## סוֹף\n",
            ),
            (
                "content/posts/kept.md",
                "---\ntitle: canary\ndate: 2024-01-02\nstatus: draft\n---\ncanary\n",
            ),
        ]),
    };
    for built in [
        site.as_it_is("[foreign]\nurl = [\"url\"]\n"),
        site.taken_over(),
    ] {
        let page = built
            .pages
            .iter()
            .find(|(_, text)| text.contains("published0001z"));
        let (_, page) = page.unwrap();
        assert!(page.contains("<html lang=\"en\" dir=\"ltr\">"), "{page}");
        assert!(page.contains("<h1 lang=\"he\" dir=\"rtl\">"), "{page}");
        assert!(page.contains("צה\"ל אמר: ”שלום”"), "{page}");
        assert!(
            page.contains("href=\"#%D7%A1%D7%95%D6%B9%D7%A3\""),
            "{page}"
        );
        assert!(
            built.holds("http-equiv")
                || built
                    .pages
                    .iter()
                    .any(|(name, _)| name == "posts/hello/index.html")
        );
        told_once(&built.said, "language/none");
    }
}

#[test]
fn what_is_slipshod_in_another_generators_site_does_not_keep_it_from_being_built() {
    let dir = tempfile::tempdir().unwrap();
    put(
        dir.path(),
        "dateline.toml",
        "title = \"Elsewhere\"\nbase_url = \"https://elsewhere.example/\"\n[foreign]\nurl = [\"permalink\"]\n",
    );
    put(
        dir.path(),
        "content/posts/a.md",
        "---\ntitle: A\ndate: 2025-01-01\n---\n```\nnever closed\n\n[x](javascript:y)\n",
    );
    put(
        dir.path(),
        "content/posts/b.md",
        "---\ntitle: B\ndate: 2025-01-02\npermalink: https://other.example/b/\n---\nWords of b.\n",
    );
    put(
        dir.path(),
        "content/index.md",
        "---\ntitle: Home\npermalink: /\n---\nWords of the home.\n",
    );
    let built = built(dir.path(), &["build"]);
    assert!(built.said.contains("block/unclosed"), "{}", built.said);
    // What asks for no address of its own within the site is where its file is.
    assert!(built.page("posts/b/index.html").contains("Words of b."));
    assert!(built.page("index.html").contains("Words of the home."));
    let sitemap = built.page("sitemap.xml");
    assert!(
        sitemap.contains("<loc>https://elsewhere.example/</loc>"),
        "{sitemap}"
    );
    assert!(!sitemap.contains("example//"), "{sitemap}");
}

#[test]
fn a_topic_is_declared_where_the_message_says() {
    let dir = tempfile::tempdir().unwrap();
    put(
        dir.path(),
        "dateline.toml",
        &format!("title = \"Elsewhere\"\n{FOREIGN}"),
    );
    put(
        dir.path(),
        "content/posts/a.md",
        "---\ntitle: A\ndate: 2025-01-01\ntags: [speed]\n---\nx\n",
    );
    let said = built(dir.path(), &["build"]).said;
    let file = "content/topics/speed/_index.md";
    assert!(said.contains(file), "{said}");
    put(dir.path(), file, "+++\nname = \"Speed of sites\"\n+++\n");
    let built = built(dir.path(), &["build"]);
    assert!(
        built
            .page("topics/speed/index.html")
            .contains("<h1>Speed of sites</h1>")
    );
    assert!(built.said.contains("0 warnings"), "{}", built.said);
    run(dir.path(), &["new", "topic", "Energy use"]);
    assert!(
        dir.path()
            .join("content/topics/energy-use/_index.md")
            .exists()
    );
}

//! Whole sites of other generators, in the shape they really have, and what becomes of each part.

use std::fs;
use std::path::Path;

use super::command::{run, site};

fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

/// Imports a site, and gives what was said; the result must build without an error.
fn imported(generator: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, String) {
    let dir = site();
    put(&dir.path().join("old"), files);
    let (ok, said) = run(dir.path(), &["import", "--from", generator, "old"], "");
    assert!(ok, "{said}");
    let (ok, again) = run(dir.path(), &["import", "--from", generator, "old"], "");
    assert!(ok, "importing twice changes nothing\n{again}");
    let (ok, built) = run(dir.path(), &["build"], "");
    assert!(ok && !built.contains("error"), "{built}");
    (dir, said)
}

fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is missing\n{text}");
    }
}

/// Every address that redirects has a page that does so.
fn redirects(dir: &Path, addresses: &[&str]) {
    for address in addresses {
        let path = dir.join("public").join(address.trim_start_matches('/'));
        let page = if address.ends_with('/') {
            path.join("index.html")
        } else {
            path
        };
        let text = fs::read_to_string(&page).unwrap_or_default();
        assert!(
            text.contains("http-equiv"),
            "{} does not redirect",
            page.display()
        );
    }
}

#[test]
fn a_jekyll_site_comes_over_whole() {
    let (dir, said) = imported(
        "jekyll",
        &[
            (
                "_config.yml",
                "title: Harbour Notes\nbaseurl: /notes\npermalink: /:categories/:year/:title/\nexcerpt_separator: <!--more-->\ncollections:\n  ports:\n    output: true\n    permalink: /harbours/:name/\n  crew:\n    output: false\ndefaults:\n  - scope: {path: \"\", type: posts}\n    values: {layout: post, author: Ada Hale}\n  - scope: {path: guides}\n    values: {permalink: \"/g/:title/\"}\n",
            ),
            (
                "_posts/2020-05-06-first-tide.md",
                "---\nlayout: post\ntitle: First tide\ncategories: news shipping\ntags: [Tides, Boats]\nredirect_from:\n  - /2020/old-tide.html\n---\nThe tide came.\n<!--more-->\nSee [the second]({{ site.baseurl }}{% post_url 2021-01-02-second-tide %}) and [us]({{ \"/about/\" | relative_url }}).\n\n{% include note.html text=\"x\" %}\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n",
            ),
            (
                "_posts/2021/2021-01-02-second-tide.markdown",
                "---\ntitle: Second tide\ndate: 2021-01-03 09:00:00 +0100\ncategories: [News]\n---\nMore.\n",
            ),
            (
                "rivers/_posts/2022-02-03-flood.html",
                "---\ntitle: Flood\n---\n<p>Water in {{ page.title }}.</p>\n",
            ),
            (
                "_posts/2022-03-04-secret.md",
                "---\ntitle: Secret\npublished: false\n---\nNot yet.\n",
            ),
            ("_drafts/idea.md", "---\ntitle: Idea\n---\nLater.\n"),
            ("_ports/elm.md", "---\ntitle: Elm\n---\nA port.\n"),
            ("_crew/bob.md", "---\ntitle: Bob\n---\n"),
            ("_data/boats.yml", "- a\n"),
            ("_includes/note.html", "<b>{{ include.text }}</b>\n"),
            (
                "_layouts/post.html",
                "---\nlayout: default\n---\n{{ content }}\n",
            ),
            ("_sass/base.scss", "a { b: c }\n"),
            ("guides/knots.md", "---\ntitle: Knots\n---\nTie.\n"),
            (
                "about.md",
                "---\ntitle: About\npermalink: /about/\n---\nUs.\n",
            ),
            (
                "contact.html",
                "---\ntitle: Contact\n---\n<p>Write to us.</p>\n",
            ),
            (
                "index.html",
                "---\nlayout: default\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
            ),
            (
                "feed.xml",
                "---\n---\n<feed>{% for post in site.posts %}{% endfor %}</feed>\n",
            ),
            (
                "assets/logo.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
            ),
            ("Gemfile", "gem 'jekyll'\n"),
            (".gitignore", "_site\n"),
            ("_site/index.html", "old output\n"),
        ],
    );
    holds(
        &said,
        &[
            "9 texts (2 drafts), 1 other file",
            "2 missing",
            "missing / (index.html)",
            "missing /feed.xml (feed.xml)",
            "1  {% include %}",
            "1  {% post_url %}",
            "categories (",
            "tags (2)",
        ],
    );
    let read = |path: &str| fs::read_to_string(dir.path().join("content").join(path)).unwrap();
    let first = read("posts/2020-05-06-first-tide.md");
    holds(
        &first,
        &[
            "authors = [\"Ada Hale\"]",
            "\"news\", \"shipping\"",
            "\"/2020/old-tide.html\"",
            "\"/news/shipping/2020/first-tide/\"",
            "[the second](@/posts/2021/2021-01-02-second-tide.md)",
            "[us](@/pages/about.md)",
            "{% include note.html text=\"x\" %}",
            "```ruby\nputs 1\n```",
        ],
    );
    holds(
        &read("posts/2021/2021-01-02-second-tide.md"),
        &["2021-01-03", "\"/news/2021/second-tide/\""],
    );
    holds(
        &read("rivers/2022-02-03-flood.md"),
        &["\"rivers\"", "\"/rivers/2022/flood/\"", "<p>Water"],
    );
    holds(&read("posts/2022-03-04-secret.md"), &["draft = true"]);
    holds(&read("pages/posts/idea.md"), &["draft = true"]);
    holds(&read("pages/ports/elm.md"), &["\"/harbours/elm/\""]);
    holds(&read("pages/guides/knots.md"), &["\"/g/knots/\""]);
    holds(&read("pages/contact.md"), &["Write to us"]);
    assert!(dir.path().join("content/assets/logo.svg").exists());
    assert!(!dir.path().join("content/crew").exists());
    redirects(
        dir.path(),
        &[
            "/2020/old-tide.html",
            "/news/shipping/2020/first-tide/",
            "/news/2021/second-tide/",
            "/rivers/2022/flood/",
            "/harbours/elm/",
            "/g/knots/",
            "/contact/",
            "/about/",
        ],
    );
}

#[test]
fn a_hugo_site_comes_over_whole() {
    let (dir, said) = imported(
        "hugo",
        &[
            (
                "hugo.yaml",
                "title: Notes\npermalinks:\n  page:\n    news: /:year/:month/:slugorcontentbasename/\n",
            ),
            (
                "content/news/2020/storm.md",
                "---\ntitle: \"Storm: the day after\"\ndate: 2020-05-06T10:00:00+02:00\nlastmod: 2020-05-07\ncategories: [Weather]\ntags:\n  - Wind\naliases: [/storm.html]\nweight: 3\nparams:\n  mood: grim\n---\nSee {{< relref \"news/2020/calm.md#end\" >}}.\n\n{{< figure src=\"/img/a.png\" alt=\"A wave\" >}}\n\n{{% note %}}Odd{{% /note %}}\n",
            ),
            (
                "content/news/2020/calm.md",
                "---\ntitle: Calm\n---\nText.\n",
            ),
            (
                "content/news/bundle/index.md",
                "+++\ntitle = \"Bundle\"\ndate = 2021-02-03\nslug = \"b\"\n+++\n![A cat](cat.png)\n",
            ),
            ("content/news/bundle/cat.png", "png"),
            ("content/news/_index.md", "---\ntitle: News\n---\n"),
            (
                "content/events/fair.md",
                "---\ntitle: Fair\ndate: 2022-03-04\nexpiryDate: 2022-04-01\n---\nA fair.\n",
            ),
            (
                "content/about.md",
                "---\ntitle: About\nurl: /about.html\n---\nUs.\n",
            ),
            ("static/img/a.png", "png"),
            ("layouts/index.html", "{{ .Title }}"),
            ("themes/x/content/no.md", "---\ntitle: No\n---\n"),
            ("public/index.html", "old output"),
        ],
    );
    holds(
        &said,
        &[
            "1 missing",
            "missing /news/",
            "{{% note %}}",
            "{{< relref >}}",
        ],
    );
    let read = |path: &str| fs::read_to_string(dir.path().join("content").join(path)).unwrap();
    holds(
        &read("news/2020/storm.md"),
        &[
            "\"Weather\"",
            "\"Wind\"",
            "\"/storm.html\"",
            "\"/2020/05/storm/\"",
            "updated = ",
            "mood",
            "![A wave](/img/a.png)",
        ],
    );
    holds(&read("news/bundle/index.md"), &["\"/2021/02/b/\""]);
    assert!(dir.path().join("content/news/bundle/cat.png").exists());
    holds(
        &read("articles/events/fair.md"),
        &["expires = ", "\"/events/fair/\""],
    );
    holds(&read("pages/about.md"), &["\"/about.html\""]);
    redirects(
        dir.path(),
        &[
            "/storm.html",
            "/2020/05/storm/",
            "/2021/02/b/",
            "/about.html",
        ],
    );
    assert!(!dir.path().join("content/no.md").exists());
}

#[test]
fn a_zola_site_comes_over_whole() {
    let (dir, said) = imported(
        "zola",
        &[
            ("config.toml", "base_url = \"https://example.org\"\n"),
            (
                "content/blog/2020-05-06-First_Post.md",
                "+++\ntitle = \"First post\"\naliases = [\"old/first\"]\n[taxonomies]\ntags = [\"Wind\"]\ncategories = [\"Weather\"]\nauthors = [\"Ada\"]\n[extra]\nmood = \"grim\"\n+++\n[next](@/blog/second/index.md)\n\n{{ youtube(id=\"abc\") }}\n\n{% quote(author=\"B\") %}x{% end %}\n",
            ),
            (
                "content/blog/second/index.md",
                "+++\ntitle = \"Second\"\ndate = 2021-02-03\n+++\n![A cat](cat.png)\n",
            ),
            ("content/blog/second/cat.png", "png"),
            (
                "content/blog/_index.md",
                "+++\ntitle = \"Blog\"\nsort_by = \"date\"\n+++\n",
            ),
            (
                "content/press.md",
                "+++\ntitle = \"Press\"\npath = \"media/press\"\n+++\nText.\n",
            ),
            ("static/robots.png", "png"),
            ("templates/index.html", "{{ section.title }}"),
        ],
    );
    holds(
        &said,
        &["missing /blog/", "{{ youtube }}", "{% quote %}", "tags (1)"],
    );
    let read = |path: &str| fs::read_to_string(dir.path().join("content").join(path)).unwrap();
    holds(
        &read("blog/2020-05-06-First_Post.md"),
        &[
            "\"Wind\"",
            "\"/old/first\"",
            "mood = \"grim\"",
            "youtube.com/watch?v=abc",
            "@/blog/second/index.md",
        ],
    );
    holds(&read("pages/press.md"), &["\"/media/press/\""]);
    redirects(dir.path(), &["/media/press/", "/old/first/"]);
}

#[test]
fn what_the_settings_of_a_site_keep_out_is_not_published() {
    const TEXT: &str = "---\ntitle: quetzal\ndate: 2024-02-01\n---\nquetzal\n";
    let hugo = "content/posts/secret/a.md";
    let mount = "[[module.mounts]]\nsource = \"content\"\ntarget = \"content\"\n";
    let excluded = format!("{mount}excludeFiles = \"posts/secret/*\"\n");
    for (generator, settings, said, path, told) in [
        (
            "jekyll",
            "_config.yml",
            "exclude: [notes.md]\n",
            "notes.md",
            "keeps it out (exclude)",
        ),
        (
            "jekyll",
            "_config.yml",
            "exclude: [inner]\n",
            "inner/a.md",
            "keeps it out (exclude)",
        ),
        (
            "jekyll",
            "_config.yml",
            "defaults:\n  - scope: {path: \"_posts/sec*\"}\n    values: {draft: true}\n",
            "_posts/secret/2024-01-01-a.md",
            "1 draft",
        ),
        (
            "eleventy",
            ".eleventyignore",
            "# x\ninner/\n",
            "inner/a.md",
            "(.eleventyignore)",
        ),
        (
            "eleventy",
            "posts/a.json",
            "{\"permalink\": false}",
            "posts/a.md",
            "1 draft",
        ),
        (
            "eleventy",
            "posts/a.11tydata.js",
            "module.exports = require('x')",
            "posts/a.md",
            "1 draft",
        ),
        (
            "eleventy",
            "eleventy.config.js",
            "module.exports = (c) => { c.ignores.add(\"inner/**\"); }",
            "inner/a.md",
            "(eleventy.config.js)",
        ),
        (
            "hugo",
            "hugo.toml",
            "[cascade]\ndraft = true\n",
            hugo,
            "1 draft",
        ),
        (
            "hugo",
            "hugo.toml",
            "[[cascade]]\nbuild.render = \"never\"\n",
            hugo,
            "1 draft",
        ),
        (
            "hugo",
            "hugo.toml",
            "ignoreFiles = [\"secret\"]\n",
            hugo,
            "(ignoreFiles)",
        ),
        (
            "hugo",
            "hugo.toml",
            "ignoreFiles = [\"a{2}\"]\n",
            hugo,
            "cannot be followed",
        ),
        (
            "hugo",
            "hugo.toml",
            excluded.as_str(),
            hugo,
            "(module.mounts)",
        ),
        (
            "hugo",
            "content/posts/_index.md",
            "---\ncascade: {build: {render: never}}\n---\n",
            hugo,
            "1 draft",
        ),
        (
            "hugo",
            "content/posts/_index.md",
            "----\ndraft: true\n----\n",
            hugo,
            "1 draft",
        ),
        (
            "zola",
            "config.toml",
            "ignored_content = [\"*secret*\"]\n",
            hugo,
            "(ignored_content)",
        ),
    ] {
        let (dir, report) = imported(generator, &[(settings, said), (path, TEXT)]);
        holds(&report, &[told]);
        let out = dir.path().join("public");
        let files = crate::support::files(&out);
        let leak = files.iter().find(|(path, bytes)| {
            let page = path.extension().is_some_and(|end| end == "html");
            page && String::from_utf8_lossy(bytes).contains("quetzal")
        });
        assert_eq!(leak.map(|(path, _)| path), None, "{generator} {said}");
    }
    // What they mean of other texts holds nothing back.
    for (generator, settings, said, path) in [
        (
            "jekyll",
            "_config.yml",
            "exclude: [notes.md]\n",
            "_posts/2024-01-01-notes.md",
        ),
        (
            "hugo",
            "hugo.toml",
            "[[cascade]]\ndraft = true\ntarget.path = \"/news/**\"\n",
            hugo,
        ),
        ("hugo", "hugo.toml", "ignoreFiles = ['\\.foo$']\n", hugo),
        (
            "zola",
            "content/posts/_index.md",
            "+++\nrender = false\n+++\n",
            hugo,
        ),
    ] {
        let (_dir, report) = imported(generator, &[(settings, said), (path, TEXT)]);
        holds(&report, &["1 text (0 drafts)"]);
    }
}

#[test]
fn a_text_is_imported_by_what_its_front_matter_says_in_any_form_and_spelling() {
    let json =
        "---json\n{\"title\": \"S\", \"date\": \"2024-01-01\", \"draft\": true}\n---\nText.\n";
    let (dir, said) = imported("eleventy", &[("posts/a.md", json)]);
    holds(&said, &["1 text (1 draft)"]);
    assert!(dir.path().join("content/posts/a.md").exists());
    for key in [
        "drafts: true",
        "darft: true",
        "embrago: 2999-01-01",
        "unpublishdate: 2020-01-01",
    ] {
        let text = format!("---\ntitle: S\ndate: 2024-01-01\n{key}\n---\nText.\n");
        let (dir, _) = imported("hugo", &[("content/posts/a.md", text.as_str())]);
        assert!(
            !dir.path().join("public/posts/a/index.html").exists(),
            "{key}"
        );
    }
    for head in [
        " ---\ndraft: true\n---\n",
        "—\ndraft: true\n—\n",
        "draft: true\n",
    ] {
        let (_dir, said) = imported("hugo", &[("content/posts/a.md", head)]);
        holds(
            &said,
            &["left out content/posts/a.md: its front matter cannot be read"],
        );
    }
}

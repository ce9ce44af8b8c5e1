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

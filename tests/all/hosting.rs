//! What a host is told of a site, and what it does not take.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use dateline::diagnostic::text;
use dateline::edition::AllTexts;
use dateline::host::HOSTS;
use dateline::publish::limits;
use dateline::publish::sums::Sums;
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::support::{Site, everything, site};

const ARTICLE: (&str, &str) = (
    "content/articles/bridge.md",
    "+++\ntitle = \"The bridge opens\"\ndate = 2024-09-20\naliases = [\"/old/bridge/\", \"/جسر/\", \"/was.html\"]\n+++\nText.\n",
);

/// A site for a host that is published at an address.
fn hosted(host: &str, base_url: &str, more: &[(&str, &str)]) -> Site {
    let config =
        format!("title = \"Desk\"\nbase_url = \"{base_url}\"\n[output]\nhost = \"{host}\"\n");
    let files = [ARTICLE, ("dateline.toml", config.as_str())];
    site(files.into_iter().chain(more.iter().copied()))
}

fn at_root(host: &str) -> Site {
    hosted(host, "https://desk.example/", &[])
}

fn below(host: &str) -> Site {
    hosted(host, "https://desk.example/a/b/", &[])
}

/// The policy that a page has in itself.
fn policy_in(page: &str) -> &str {
    let (_, rest) = page
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .unwrap();
    rest.split('"').next().unwrap()
}

#[test]
fn each_host_gets_the_files_that_it_reads_and_no_other_does() {
    let expected = [
        ("cloudflare", vec!["/_headers", "/_redirects"]),
        ("netlify", vec!["/_headers", "/_redirects"]),
        ("vercel", vec!["/.vercelignore", "/vercel.json"]),
        ("github", vec!["/.nojekyll", "/CNAME"]),
        ("gitlab", vec![]),
        ("azure", vec!["/staticwebapp.config.json"]),
        ("firebase", vec!["/firebase.json"]),
        ("s3", vec![]),
        ("nginx", vec!["/.nginx.conf"]),
        ("apache", vec!["/.htaccess"]),
        ("caddy", vec!["/.Caddyfile"]),
    ];
    assert_eq!(expected.len(), HOSTS.len());
    let plain = site([ARTICLE]);
    for (host, files) in expected {
        let site = at_root(host);
        assert_eq!(site.complaints(), "", "{host}");
        let pages = site.edition.plan.pages.keys();
        let own: Vec<&str> = pages
            .filter(|url| !plain.has_page(url.as_str()))
            .map(|url| url.as_str())
            .collect();
        assert_eq!(own, files, "{host}");
    }
}

#[test]
fn a_host_that_there_is_not_is_an_error_with_the_nearest_name() {
    let told = at_root("cloudflair").complaints();
    assert!(told.contains("config/host"), "{told}");
    assert!(told.contains("did you mean `cloudflare`?"), "{told}");
}

#[test]
fn former_addresses_lead_on_for_good_by_the_rules_of_each_host() {
    let said = |site: &Site, file: &str, line: &str| {
        let text = site.page(file);
        assert!(text.contains(line), "{file} does not say {line}: {text}");
    };
    let arabic = "%D8%AC%D8%B3%D8%B1";
    for (base, cloudflare) in [("/", at_root("cloudflare")), ("/a/b/", below("cloudflare"))] {
        let to = format!("{base}articles/bridge/ 301");
        said(
            &cloudflare,
            "/_redirects",
            &format!("{base}old/bridge/ {to}\n"),
        );
        said(
            &cloudflare,
            "/_redirects",
            &format!("{base}{arabic}/ {to}\n"),
        );
        said(
            &cloudflare,
            "/_redirects",
            &format!("{base}was.html {to}\n"),
        );
    }
    // A file is in a rule's way, but for the exclamation mark.
    let netlify = below("netlify");
    said(
        &netlify,
        "/_redirects",
        "/a/b/old/bridge/ /a/b/articles/bridge/ 301!\n",
    );
    said(&netlify, "/_redirects", "/a/b/* /a/b/404.html 404\n");
    for (host, file) in [
        ("vercel", "/vercel.json"),
        ("azure", "/staticwebapp.config.json"),
        ("firebase", "/firebase.json"),
    ] {
        let text = below(host).page(file);
        let settings: Json = serde_json::from_str(&text).unwrap();
        let found = settings.to_string();
        assert!(found.contains("/a/b/articles/bridge/"), "{host}: {found}");
        assert!(found.contains("301"), "{host}: {found}");
    }
    said(
        &below("nginx"),
        "/.nginx.conf",
        "location = \"/a/b/جسر/\" { return 301 \"/a/b/articles/bridge/\"; }\n",
    );
    said(
        &below("apache"),
        "/.htaccess",
        "RedirectMatch 301 \"^/a/b/was\\.html$\" \"/a/b/articles/bridge/\"\n",
    );
    said(
        &below("caddy"),
        "/.Caddyfile",
        "    \"/a/b/old/bridge/\" \"/a/b/articles/bridge/\"\n",
    );
}

#[test]
fn a_path_with_characters_that_a_host_gives_a_meaning_is_that_path_there() {
    let article = "+++\ntitle = \"A\"\ndate = 2024-09-20\naliases = [\"/{path} $1 (x)/\"]\n+++\n";
    let said = |host: &str, file: &str, lines: &[&str]| {
        let files = [("content/articles/a.md", article)];
        let base = "https://desk.example/${b}%25%22%5C'/";
        let text = hosted(host, base, &files).page(file);
        for line in lines {
            assert!(text.contains(line), "{file} does not say {line}: {text}");
        }
    };
    let encoded = "/%24%7Bb%7D%25%22%5C%27";
    let pattern = r"^/\$\x7bb\x7d%\x22\x5c'/";
    let former = r"\x7bpath\x7d \$1 \(x\)/$";
    // A dollar sign begins a variable in the place of a page, and none in that of a location.
    said(
        "nginx",
        "/.nginx.conf",
        &[
            r#"location "/${b}%\"\\'/" {"#,
            r#"if ($uri ~ "([$])") { set $dateline_dollar $1; }"#,
            r#"error_page 404 "/${dateline_dollar}{b}%\"\\'/404.html";"#,
            &format!(r#"if ($uri ~ "{pattern}") {{ set"#),
        ],
    );
    said(
        "apache",
        "/.htaccess",
        &[
            &format!("ErrorDocument 404 {encoded}/404.html"),
            &format!(r#"RedirectMatch 301 "{pattern}{former}" "/\\$\\{{b}}%\"\\\\'/articles/a/""#),
            &format!(r#""expr=%{{REQUEST_URI}} =~ m#{pattern}#""#),
        ],
    );
    said(
        "caddy",
        "/.Caddyfile",
        &[
            &format!(r#"    "~{pattern}{former}" "{encoded}/articles/a/""#),
            &format!(r#"path_regexp "{pattern}(.*/)?\.""#),
            r#"uri @dateline_missing path_regexp "^(/[^/]*)/.*$" $1/404.html"#,
        ],
    );
    said(
        "vercel",
        "/vercel.json",
        &[&format!("\"destination\": \"{encoded}/articles/a/\"")],
    );
    // A host that would read a part of where it leads as a query is told nothing: the page leads on.
    for (host, file) in [("apache", "/.htaccess"), ("firebase", "/firebase.json")] {
        let text = hosted(host, "https://desk.example/a%3Fb/", &[]).page(file);
        assert!(!text.contains("articles/bridge"), "{text}");
    }
}

#[test]
fn the_page_at_a_former_address_stays_whatever_the_host() {
    for (host, _) in HOSTS {
        let page = at_root(host).page("/old/bridge/");
        assert!(
            page.contains("url=../../articles/bridge/index.html"),
            "{host}"
        );
    }
}

#[test]
fn the_policy_that_a_host_sends_is_the_one_in_the_page() {
    let site = at_root("netlify");
    let headers = site.page("/_headers");
    let rule = |path: &str| {
        let (_, rest) = headers.split_once(&format!("{path}\n")).unwrap();
        let lines = rest.lines().take_while(|line| line.starts_with(' '));
        let policy = lines.filter_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
        policy.collect::<String>()
    };
    let (front, search) = (site.page("/"), site.page("/search/"));
    assert_eq!(
        rule("/*"),
        format!("{}; frame-ancestors 'self'", policy_in(&front))
    );
    assert_eq!(
        rule("/search/*"),
        format!("{}; frame-ancestors 'self'", policy_in(&search))
    );
    assert!(rule("/search/*").contains("'wasm-unsafe-eval'"));
    assert!(!headers.contains("unsafe-inline"));
    // Where two values of a name are put into one line, the earlier is taken back first.
    let cloudflare = at_root("cloudflare").page("/_headers");
    assert!(
        cloudflare.contains("/search/*\n  ! Content-Security-Policy\n  Content-Security-Policy: "),
        "{cloudflare}"
    );
}

#[test]
fn a_policy_of_the_themes_own_is_not_contradicted() {
    let block = "{% extends \"base.html\" %}{% block policy %}<meta http-equiv=\"Content-Security-Policy\" content=\"default-src https:\">{% endblock policy %}";
    let copied = "<meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.policy | safe }}\">{% extends \"base.html\" %}";
    for (template, own) in [(block, true), (copied, false)] {
        let config = "title = \"Desk\"\nbase_url = \"https://desk.example\"\ntheme = \"own\"\n[output]\nhost = \"cloudflare\"\n";
        let site = site([
            ARTICLE,
            ("dateline.toml", config),
            ("themes/own/templates/front.html", template),
        ]);
        let headers = site.page("/_headers");
        assert!(headers.contains("Content-Security-Policy: frame-ancestors 'self'\n"));
        assert_eq!(!headers.contains("default-src"), own, "{headers}");
    }
}

#[test]
fn what_has_its_sum_in_its_name_is_kept_for_a_year_and_all_else_for_minutes() {
    let site = at_root("cloudflare");
    let headers = site.page("/_headers");
    let lasting: Vec<&str> = site
        .edition
        .theme
        .assets
        .values()
        .map(|url| url.as_str())
        .collect();
    let lasting = lasting
        .iter()
        .filter(|url| url.ends_with(".css") || url.ends_with(".js"));
    for url in lasting {
        let rule = format!(
            "{url}\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n"
        );
        assert!(headers.contains(&rule), "{headers}");
    }
    assert!(
        headers.starts_with("/*\n  Cache-Control: public, max-age=300\n"),
        "{headers}"
    );
}

#[test]
fn the_types_that_a_host_is_told_are_those_of_the_files() {
    let text = "+++\ntitle = \"Rain\"\ndate = 2024-09-20\ntopics = [\"rain\"]\n[[events]]\nid = \"rain\"\ntitle = \"Rain\"\ndate = \"2027-01\"\nstatus = \"planned\"\n+++\nText.\n";
    let config = "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[output]\nhost = \"netlify\"\nwith = [\"markdown\"]\n";
    let site = site([("content/articles/a.md", text), ("dateline.toml", config)]);
    let headers = site.page("/_headers");
    let mut types = 0;
    for (url, page) in &site.edition.plan.pages {
        for line in headers.lines().filter_map(|line| line.strip_prefix("/*")) {
            let Some((_, rest)) = headers.split_once(&format!("/*{line}\n  Content-Type: ")) else {
                continue;
            };
            if !line.is_empty() && url.as_str().ends_with(line) {
                assert_eq!(rest.lines().next().unwrap(), page.media(url), "{url}");
                types += 1;
            }
        }
    }
    assert!(types > 10, "{types}");
}

#[test]
fn github_is_told_a_domain_of_ones_own_and_no_other() {
    assert_eq!(at_root("github").page("/CNAME"), "desk.example\n");
    assert!(!below("github").has_page("/CNAME"));
    assert!(!hosted("github", "https://desk.github.io/", &[]).has_page("/CNAME"));
}

#[test]
fn a_drawing_or_page_of_an_authors_own_brings_its_own_styles_and_scripts() {
    let site = hosted(
        "nginx",
        "https://desk.example/",
        &[("content/map.html", "<style>")],
    );
    let settings = site.page("/.nginx.conf");
    let free = |of: &str| {
        format!(
            "if ($uri ~ \"{of}\") {{ set $dateline_content_security_policy \"frame-ancestors 'self'\"; }}"
        )
    };
    assert!(settings.contains(&free("^/map\\.html$")), "{settings}");
    assert!(settings.contains(&free("^/.*\\.svg$")), "{settings}");
}

#[test]
fn an_alias_that_is_the_address_of_another_page_is_an_error_where_it_stands() {
    let other =
        "+++\ntitle = \"Another\"\ndate = 2024-09-21\naliases = [\"/articles/bridge/\"]\n+++\n";
    let told = site([ARTICLE, ("content/articles/x.md", other)]).complaints();
    assert!(told.contains("error[page/duplicate-url]"), "{told}");
    assert!(told.contains("content/articles/x.md:4:12"), "{told}");
}

#[test]
fn an_alias_that_two_pages_want_is_an_error_where_the_earlier_says_it() {
    let other = "+++\ntitle = \"Another\"\ndate = 2024-09-21\naliases = [\"/old/bridge\"]\n+++\n";
    let told = site([ARTICLE, ("content/articles/x.md", other)]).complaints();
    assert!(told.contains("error[page/duplicate-url]"), "{told}");
    assert!(
        told.contains("two pages want the URL /old/bridge/"),
        "{told}"
    );
    assert!(told.contains("content/articles/bridge.md:4:12"), "{told}");
}

#[test]
fn an_alias_that_would_lead_to_an_alias_is_an_error() {
    // The term that was `span` is `bridges`, and a page that was `bridges` is none any more.
    let topic = "+++\nname = \"Bridges\"\naliases = [\"span\", \"bridges\"]\n+++\n";
    let other = "+++\nname = \"Spans\"\naliases = [\"bridges\"]\n+++\n";
    let told = site([
        ARTICLE,
        ("content/topics/bridges.md", topic),
        ("content/topics/span.md", other),
    ])
    .complaints();
    assert!(told.contains("error["), "{told}");
    assert!(told.contains("content/topics/"), "{told}");
}

#[test]
fn a_page_may_say_twice_where_it_was() {
    let twice =
        "+++\ntitle = \"Twice\"\ndate = 2024-09-21\naliases = [\"/twice/\", \"/twice\"]\n+++\n";
    let site = site([("content/articles/x.md", twice)]);
    assert_eq!(site.complaints(), "");
    assert!(site.has_page("/twice/"));
}

#[test]
fn nothing_that_is_held_back_is_told_to_a_host() {
    let kept = "+++\ntitle = \"Zqtitle\"\ndate = 2024-09-21\nembargo = 2031-01-01\naliases = [\"/zqalias/\"]\n+++\n";
    let asset = ("content/articles/zqfolder/map.html", "<p>zqmap</p>");
    for (host, _) in HOSTS {
        let files = [("content/articles/zqfolder/index.md", kept), asset];
        let site = hosted(host, "https://desk.example/", &files);
        let all = everything(&site.edition);
        for word in ["zqtitle", "zqalias", "zqfolder", "zqmap"] {
            assert!(!all.to_lowercase().contains(word), "{host}: {word}");
        }
    }
}

#[test]
fn azure_is_told_of_as_many_former_addresses_as_its_file_has_room_for() {
    let aliases: Vec<String> = (0..400).map(|nth| format!("\"/old/{nth}/\"")).collect();
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2024-09-21\naliases = [{}]\n+++\n",
        aliases.join(", ")
    );
    let site = hosted(
        "azure",
        "https://desk.example/",
        &[("content/articles/a.md", &text)],
    );
    let settings = site.page("/staticwebapp.config.json");
    assert!(
        (19_800..=20_000).contains(&settings.len()),
        "{}",
        settings.len()
    );
    let settings: Json = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["responseOverrides"]["404"]["rewrite"], "/404.html");
}

/// A site on disk for a host.
fn on_disk(dir: &Path, host: &str) {
    let write = |path: &str, text: &str| {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "dateline.toml",
        &format!("title = \"Desk\"\n[output]\nhost = \"{host}\"\n"),
    );
    write(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-09-21\n+++\n",
    );
}

/// What a build says, and whether it published.
fn build(dir: &Path) -> (String, bool) {
    let mut command = Command::cargo_bin("dateline").unwrap();
    let output = command.arg("build").arg(dir).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (said, output.status.success())
}

/// Files of the output with their lengths.
type Files = Vec<(String, u64)>;

/// What is said of a site whose output is these files.
fn told(site: &Site, files: impl IntoIterator<Item = (String, u64)>) -> String {
    let sums: Sums = files
        .into_iter()
        .map(|(path, length)| (path, format!("{length}-0")))
        .collect();
    let found = limits::check(&site.edition, &sums);
    text::render(&found, &AllTexts(&site.tree), text::Style::Plain)
}

#[test]
fn each_host_refuses_or_warns_of_one_more_than_it_takes() {
    let many = |count: usize| (0..count).map(|nth| (format!("a/{nth}"), 1));
    let large = |size: u64| [("a/large".to_string(), size)].into_iter();
    let cases: [(&str, Files, &str); 10] = [
        (
            "cloudflare",
            many(19_999).collect(),
            "warning[host/files]: Cloudflare Pages takes 20,000 files on its free plan, and this site has 20,001 files",
        ),
        (
            "cloudflare",
            many(99_999).collect(),
            "error[host/files]: Cloudflare Pages takes 100,000 files, and this site has 100,001 files",
        ),
        (
            "netlify",
            many(54_001).collect(),
            "error[host/folder]: Netlify takes 54,000 files in a folder, and a has 54,001",
        ),
        (
            "vercel",
            many(14_999).collect(),
            "warning[host/files]: Vercel takes 15,000 files without `--archive=tgz`, and this site has 15,001 files",
        ),
        (
            "github",
            large(1_000_000_001).collect(),
            "warning[host/size]: GitHub Pages takes 1,000,000,000 bytes, and this site has 1,000,000,001 bytes",
        ),
        (
            "gitlab",
            many(199_998).collect(),
            "error[host/files]: GitLab Pages takes 200,000 files and folders, and this site has 200,001 files and folders",
        ),
        (
            "azure",
            many(14_999).collect(),
            "error[host/files]: Azure Static Web Apps takes 15,000 files, and this site has 15,001 files",
        ),
        (
            "azure",
            large((250 << 20) + 1).collect(),
            "warning[host/size]: Azure Static Web Apps takes 250 MiB on its free plan, and this site has 262,144,001 bytes",
        ),
        (
            "azure",
            large((500 << 20) + 1).collect(),
            "error[host/size]: Azure Static Web Apps takes 500 MiB, and this site has 524,288,001 bytes",
        ),
        (
            "firebase",
            large(2_000_000_001).collect(),
            "error[host/file-size]: Firebase Hosting takes files of 2,000,000,000 bytes, and a/large has 2,000,000,001 bytes",
        ),
    ];
    for (host, mut files, expected) in cases {
        let site = at_root(host);
        let said = told(&site, files.clone());
        assert!(said.contains(expected), "{said}");
        assert!(said.contains("dateline.toml:4:8"), "{said}");
        // One less is no more than it takes.
        let code = expected.split(']').next().unwrap();
        match files.as_mut_slice() {
            [(_, size)] => *size -= 1,
            _ => drop(files.pop()),
        }
        assert!(!told(&site, files).contains(code), "{host}");
    }
}

#[test]
fn the_families_of_pages_that_have_the_most_files_are_named_with_their_number() {
    let site = at_root("azure");
    let pages = site.edition.plan.pages.len();
    let files = (0..15_000).map(|nth| (format!("a/{nth}"), 1));
    let said = told(&site, files);
    let search = format!(
        "`search` has {},{:03} files",
        (15_000 - pages + 1) / 1000,
        (15_000 - pages + 1) % 1000
    );
    assert!(
        said.contains("leave out families of pages with `without` under [output]: "),
        "{said}"
    );
    assert!(said.contains(&search), "{said}");
}

#[test]
fn only_servers_of_ones_own_have_a_use_for_files_compressed_beforehand() {
    let said = |host: &str| {
        let settings = format!(
            "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[output]\nhost = \"{host}\"\nprecompress = true\n"
        );
        told(&site([("dateline.toml", settings.as_str())]), [])
    };
    assert!(said("netlify").contains("warning[host/precompress]: Netlify does not look for"));
    assert!(said("s3").contains("host/precompress"));
    for own in ["nginx", "apache", "caddy"] {
        assert_eq!(said(own), "", "{own}");
    }
}

#[test]
fn of_former_addresses_beyond_what_the_host_takes_is_told_and_they_lead_on_by_their_pages() {
    let with = |aliases: usize| {
        let aliases: Vec<String> = (0..aliases).map(|nth| format!("\"/old/{nth}/\"")).collect();
        let text = format!(
            "+++\ntitle = \"A\"\ndate = 2024-09-21\naliases = [{}]\n+++\n",
            aliases.join(", ")
        );
        let files = [("content/articles/bridge.md", text.as_str())];
        hosted("cloudflare", "https://desk.example/", &files)
    };
    assert_eq!(told(&with(2_000), []), "");
    let over = with(2_001);
    let said = told(&over, []);
    assert!(said.contains("warning[host/redirects]: Cloudflare Pages redirects 2,000 former addresses, and this site has 2,001"), "{said}");
    assert_eq!(over.page("/_redirects").lines().count(), 2_000);
    assert!(over.has_page("/old/2000/"));
}

#[test]
fn a_site_that_its_host_does_not_take_is_refused_and_the_old_one_stays() {
    let dir = TempDir::new().unwrap();
    on_disk(dir.path(), "cloudflare");
    let large = fs::File::create(dir.path().join("content/large.bin")).unwrap();
    large.set_len(25 << 20).unwrap();
    assert!(build(dir.path()).1);
    let published = || {
        fs::metadata(dir.path().join("public/large.bin"))
            .unwrap()
            .len()
    };
    large.set_len((25 << 20) + 1).unwrap();
    let (said, done) = build(dir.path());
    assert!(!done && published() == 25 << 20, "{said}");
    assert!(said.contains("error[host/file-size]: Cloudflare Pages takes files of 25 MiB, and large.bin has 26,214,401 bytes"), "{said}");
}

#[test]
fn a_theme_with_more_scripts_than_cloudflare_has_rules_is_refused() {
    let dir = TempDir::new().unwrap();
    on_disk(dir.path(), "cloudflare");
    let config = "title = \"Desk\"\ntheme = \"own\"\n[output]\nhost = \"cloudflare\"\n";
    fs::write(dir.path().join("dateline.toml"), config).unwrap();
    let folder = dir.path().join("themes/own/static");
    fs::create_dir_all(&folder).unwrap();
    for nth in 0..100 {
        fs::write(folder.join(format!("part{nth}.js")), "").unwrap();
    }
    let (said, published) = build(dir.path());
    assert!(!published, "{said}");
    assert!(
        said.contains("error[host/header-rules]: Cloudflare Pages takes 100 rules for headers"),
        "{said}"
    );
}

#[test]
fn every_host_has_a_section_that_says_how() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_to_string(root.join("docs/hosting.md")).unwrap();
    for (name, host) in HOSTS {
        assert!(docs.contains(&format!("\n### {}", host.title)), "{name}");
        assert!(docs.contains(&format!("`\"{name}\"`")), "{name}");
    }
}

//! The preview as a browser and an editor meet it: the real program, on a real port.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");

/// A running preview; it ends with the test.
struct Preview {
    child: Child,
    port: u16,
    /// What it has told of in the terminal so far.
    told: Arc<Mutex<String>>,
    /// The path it serves at, without a slash at the end.
    base: String,
    _folder: Option<TempDir>,
    site: PathBuf,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server answered.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn start(site: &Path, args: &[&str]) -> Preview {
    let mut child = Command::new(PROGRAM)
        .arg("serve")
        .arg(site)
        .args(["--port", "0"])
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let told = Arc::new(Mutex::new(String::new()));
    let (telling, wrong) = (told.clone(), child.stderr.take().unwrap());
    std::thread::spawn(move || {
        for line in BufReader::new(wrong).lines().map_while(Result::ok) {
            telling.lock().unwrap().push_str(&(line + "\n"));
        }
    });
    let out = BufReader::new(child.stdout.take().unwrap());
    let mut lines = out.lines().map_while(Result::ok);
    let line = lines.find(|line| line.starts_with("serving ")).unwrap();
    let address = line
        .split(' ')
        .nth(1)
        .unwrap()
        .strip_prefix("http://127.0.0.1:")
        .unwrap();
    let (port, base) = address.split_once('/').unwrap();
    // What it tells later must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Preview {
        child,
        port: port.parse().unwrap(),
        told,
        base: format!("/{base}").trim_end_matches('/').to_string(),
        _folder: None,
        site: site.to_path_buf(),
    }
}

/// The sample site in a folder of its own, served.
fn sample(args: &[&str]) -> Preview {
    let folder = TempDir::new().unwrap();
    let site = folder.path().join("desk");
    let made = Command::new(PROGRAM)
        .arg("init")
        .arg(&site)
        .output()
        .unwrap();
    assert!(made.status.success());
    let mut preview = start(&site, args);
    preview._folder = Some(folder);
    preview
}

impl Preview {
    /// Sends bytes as they are and reads the answer.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let headers = head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "));
        Answer {
            status: status.unwrap_or(0),
            headers: headers
                .map(|(name, value)| (name.to_lowercase(), value.to_string()))
                .collect(),
            body: bytes.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = match headers.contains("Host:") {
            true => String::new(),
            false => format!("Host: 127.0.0.1:{}\r\n", self.port),
        };
        let request =
            format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n");
        self.raw(request.as_bytes())
    }

    /// A page's text as it is served.
    fn get(&self, path: &str) -> Answer {
        self.ask("GET", &format!("{}{path}", self.base), "")
    }

    /// What the preview says of a page.
    fn state(&self, path: &str) -> serde_json::Value {
        let answer = self.get(&format!("/_dateline/page?path={path}"));
        serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}", answer.text()))
    }

    fn version(&self) -> u64 {
        self.state("/")["version"].as_u64().unwrap()
    }

    fn errors(&self) -> u64 {
        self.state("/")["wrong"]["errors"].as_u64().unwrap()
    }

    fn file(&self, path: &str) -> PathBuf {
        self.site.join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Waits until something holds, and fails if it does not come about.
    #[track_caller]
    fn until(&self, what: &str, holds: impl Fn(&Preview) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            assert!(
                started.elapsed() < Duration::from_secs(15),
                "{what} does not come about"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Long enough for every event of a change to have come, and to have been taken in.
fn calm() {
    std::thread::sleep(Duration::from_millis(700));
}

/// A page without the client's one tag.
fn without_client(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(page.to_vec()).unwrap();
    let start = text.find("<script type=\"module\" src=\"").unwrap();
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    assert!(text[start..end].contains("_dateline/client.js"));
    [&text[..start], &text[end..]].concat().into_bytes()
}

fn built(site: &Path, args: &[&str]) -> (TempDir, Vec<String>) {
    let out = TempDir::new().unwrap();
    let built = Command::new(PROGRAM)
        .arg("build")
        .arg(site)
        .arg("--out")
        .arg(out.path().join("x"))
        .args(args)
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let mut files = Vec::new();
    let mut open = vec![out.path().join("x")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.file_name().unwrap().to_string_lossy().starts_with('.') {
                let file = path.strip_prefix(out.path().join("x")).unwrap();
                files.push(file.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    (out, files)
}

fn not_public(record: &[u8]) -> Vec<u8> {
    let record = String::from_utf8_lossy(record);
    record
        .replace("\"public\": true", "\"public\": false")
        .into_bytes()
}

/// Whether everything that is built is served too, byte for byte, and nothing built has a trace
/// of the client.
fn assert_served_as_built(preview: &Preview, query: &str, args: &[&str]) -> usize {
    let (out, files) = built(&preview.site, args);
    for file in &files {
        let wanted = fs::read(out.path().join("x").join(file)).unwrap();
        let address: String = file
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            })
            .collect();
        let answer = preview.get(&format!("/{address}{query}"));
        assert_eq!(answer.status, 200, "{file}");
        let is_page = file.ends_with(".html") && answer.text().contains("_dateline/");
        // What shows drafts as well says that it is not for readers.
        let (body, wanted) = match file.as_str() {
            "build.json" => (not_public(&answer.body), not_public(&wanted)),
            _ if is_page => (without_client(&answer.body), wanted),
            _ => (answer.body, wanted),
        };
        assert!(body == wanted, "{file} is not served as it is built");
        assert!(
            !String::from_utf8_lossy(&wanted).contains("_dateline"),
            "{file} was built with the client"
        );
    }
    files.len()
}

#[test]
fn the_demonstration_is_served_as_it_is_built() {
    let preview = start(Path::new(env!("CARGO_MANIFEST_DIR")), &[]);
    assert!(assert_served_as_built(&preview, "", &[]) > 150);
}

#[test]
fn another_day_is_served_as_it_is_built_for_that_day() {
    let preview = start(Path::new(env!("CARGO_MANIFEST_DIR")), &[]);
    assert_served_as_built(&preview, "?as-of=2025-10-02", &["--as-of", "2025-10-02"]);
    let then = preview.get("/?as-of=2025-10-02").text();
    assert!(then.contains("As the site stood on"), "{then}");
}

#[test]
fn a_site_served_below_a_path_stays_there() {
    let preview = sample(&["--base", "/sub/path"]);
    assert!(assert_served_as_built(&preview, "", &[]) > 20);
    assert_eq!(preview.ask("GET", "/articles/", "").status, 404);
    assert_eq!(
        preview.ask("GET", "/", "").headers["location"],
        "/sub/path/"
    );
    assert_eq!(
        preview.ask("GET", "/sub/path", "").headers["location"],
        "/sub/path/"
    );
    let missing = preview.get("/no/such/page").text();
    assert!(missing.contains("_dateline/client.js"), "{missing}");
}

#[test]
fn files_have_their_types_and_can_be_asked_for_in_part() {
    let preview = sample(&[]);
    preview.write("content/articles/2026/film.mp4", "0123456789");
    preview.until("the film", |preview| {
        preview.get("/articles/2026/film.mp4").status == 200
    });
    let whole = preview.get("/articles/2026/film.mp4");
    assert_eq!(whole.headers["content-type"], "video/mp4");
    assert_eq!(whole.headers["cache-control"], "no-store");
    let part = preview.ask("GET", "/articles/2026/film.mp4", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    assert_eq!(part.headers["content-range"], "bytes 2-4/10");
    let media = |path: &str| preview.get(path).headers["content-type"].clone();
    assert_eq!(media("/"), "text/html; charset=utf-8");
    assert_eq!(media("/ahead/calendar.ics"), "text/calendar; charset=utf-8");
    assert_eq!(media("/build.json"), "application/json");
    let head = preview.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(preview.ask("POST", "/", "").status, 405);
    assert_eq!(preview.get("/articles").headers["location"], "articles/");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let preview = sample(&[]);
    for path in [
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/%252e%252e/etc/passwd",
        "/..\\..\\etc\\passwd",
        "/%5c..%5c..%5cetc%5cpasswd",
        "/%c0%ae%c0%ae/etc/passwd",
        "//etc/passwd",
        "/./././../etc/passwd",
        "/_dateline/../../etc/passwd",
        "/_dateline/%2e%2e/client.js",
        "/articles/..;/..;/etc/passwd",
        "/etc/passwd%00.html",
        "/dateline.toml",
        "/content/sources.toml",
        "/file:///etc/passwd",
    ] {
        let answer = preview.ask("GET", path, "");
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.text().contains("root:"), "{path}");
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn only_this_machine_and_named_hosts_are_answered() {
    let preview = sample(&["--allow-host", "desk.example"]);
    for host in [
        "localhost",
        "localhost:1",
        "127.0.0.1",
        "[::1]:80",
        "x.localhost",
        "Desk.Example",
        "192.0.2.7",
    ] {
        assert_eq!(
            preview.ask("GET", "/", &format!("Host: {host}\r\n")).status,
            200,
            "{host}"
        );
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "evil.example:80",
    ] {
        let answer = preview.ask("GET", "/", &format!("Host: {host}\r\n"));
        assert!(
            [400, 403].contains(&answer.status),
            "{host}: {}",
            answer.status
        );
        assert!(!answer.text().contains("<main"));
    }
    assert_eq!(preview.raw(b"GET / HTTP/1.0\r\n\r\n").status, 403);
}

#[test]
fn no_page_from_elsewhere_may_frame_or_load_the_preview() {
    let preview = sample(&[]);
    for path in ["/", "/feed.xml", "/nowhere/"] {
        let headers = preview.get(path).headers;
        assert_eq!(headers["x-frame-options"], "SAMEORIGIN");
        assert_eq!(headers["content-security-policy"], "frame-ancestors 'self'");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
    }
}

#[test]
fn who_sends_half_a_request_does_not_hold_the_preview() {
    let preview = sample(&[]);
    let started = Instant::now();
    let half = preview.raw(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    assert_eq!(half.status, 0, "{}", half.text());
    assert!(started.elapsed() < Duration::from_secs(18));
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_flood_of_headers_is_refused_and_the_server_lives() {
    let preview = sample(&[]);
    let flood = format!("X-Flood: {}\r\n", "x".repeat(1 << 20));
    let answer = preview.ask("GET", "/", &flood);
    assert!([0, 400, 431].contains(&answer.status), "{}", answer.status);
    let _ = preview.raw(&vec![0xff; 1 << 16]);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn the_next_free_port_is_taken_and_said() {
    let first = sample(&[]);
    let second = Command::new(PROGRAM)
        .args(["serve", "--port", &first.port.to_string()])
        .arg(&first.site)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut second = Preview {
        child: second,
        port: 0,
        told: Arc::default(),
        base: String::new(),
        _folder: None,
        site: PathBuf::new(),
    };
    let out = BufReader::new(second.child.stdout.take().unwrap());
    let lines: Vec<String> = out.lines().map_while(Result::ok).take(3).collect();
    let said = lines.join("\n");
    assert!(
        said.contains(&format!("port {} is taken", first.port)),
        "{said}"
    );
    assert!(
        !said.contains(&format!("127.0.0.1:{}/", first.port)),
        "{said}"
    );
}

const ARTICLE: &str = "content/articles/2026/how-many-cross.md";
const PAGE: &str = "/articles/2026/how-many-cross/";

#[test]
fn each_way_of_saving_is_one_update() {
    let preview = sample(&[]);
    let shows = |token: &str| preview.get(PAGE).text().contains(token);
    let text = preview.read(ARTICLE);
    let file = preview.file(ARTICLE);
    type Save<'a> = Box<dyn Fn(&str) + 'a>;
    let beside = |name: &str| file.with_file_name(name);
    let ways: [(&str, Save<'_>); 5] = [
        ("in place", Box::new(|text| fs::write(&file, text).unwrap())),
        (
            "in two goes",
            Box::new(|text| {
                let (start, end) = text.split_at(text.len() / 2);
                let mut open = fs::File::create(&file).unwrap();
                open.write_all(start.as_bytes()).unwrap();
                open.flush().unwrap();
                std::thread::sleep(Duration::from_millis(10));
                open.write_all(end.as_bytes()).unwrap();
            }),
        ),
        (
            "renamed over",
            Box::new(|text| {
                fs::write(beside(".how-many-cross.md.swp"), text).unwrap();
                fs::rename(beside(".how-many-cross.md.swp"), &file).unwrap();
            }),
        ),
        (
            "as vim does, with a backup",
            Box::new(|text| {
                fs::write(beside("4913"), "").unwrap();
                fs::remove_file(beside("4913")).unwrap();
                fs::rename(&file, beside("how-many-cross.md~")).unwrap();
                fs::write(&file, text).unwrap();
                fs::remove_file(beside("how-many-cross.md~")).unwrap();
            }),
        ),
        (
            "by a touch",
            Box::new(|text| {
                fs::write(&file, text).unwrap();
                let now = std::time::SystemTime::now();
                fs::File::options()
                    .write(true)
                    .open(&file)
                    .unwrap()
                    .set_modified(now)
                    .unwrap();
            }),
        ),
    ];
    for (at, (way, save)) in ways.iter().enumerate() {
        calm();
        let before = preview.version();
        save(&format!("{text}\nToken{at}x.\n"));
        calm();
        assert!(shows(&format!("Token{at}x")), "{way}");
        assert_eq!(preview.version(), before + 1, "{way}");
    }
    // A touch changes nothing.
    let before = preview.version();
    let now = std::time::SystemTime::now();
    fs::File::options()
        .write(true)
        .open(&file)
        .unwrap()
        .set_modified(now)
        .unwrap();
    calm();
    assert_eq!(preview.version(), before);
}

#[test]
fn five_hundred_files_at_once_are_one_update() {
    let preview = sample(&[]);
    calm();
    let before = preview.version();
    for at in 0..500 {
        let text = format!("+++\ntitle = \"Article {at}\"\ndate = 2025-01-01\n+++\nWords.\n");
        preview.write(&format!("content/articles/many/a{at}.md"), &text);
    }
    calm();
    // Where the machine has other work to do, they do not all come at once.
    let updates = preview.version() - before;
    assert!((1..=5).contains(&updates), "{updates} updates");
    let before = preview.version() - 1;
    assert_eq!(preview.get("/articles/many/a499/").status, 200);
    fs::rename(
        preview.file("content/articles/many"),
        preview.site.join("aside"),
    )
    .unwrap();
    calm();
    assert_eq!(preview.version(), before + 2);
    assert_eq!(preview.get("/articles/many/a499/").status, 404);
    fs::rename(
        preview.site.join("aside"),
        preview.file("content/articles/more"),
    )
    .unwrap();
    calm();
    assert_eq!(preview.version(), before + 3);
    assert_eq!(preview.get("/articles/more/a0/").status, 200);
    preview.write(
        "content/articles/more/a0.md",
        "+++\ntitle = \"Moved\"\ndate = 2025-01-01\n+++\nNew words.\n",
    );
    preview.until("the edit in a moved folder", |preview| {
        preview
            .get("/articles/more/a0/")
            .text()
            .contains("New words")
    });
}

#[test]
fn the_content_folder_may_go_and_come_back() {
    let preview = sample(&[]);
    fs::rename(preview.file("content"), preview.site.join("aside")).unwrap();
    preview.until("an empty site", |preview| preview.get(PAGE).status == 404);
    fs::rename(preview.site.join("aside"), preview.file("content")).unwrap();
    preview.until("the site again", |preview| preview.get(PAGE).status == 200);
    calm();
    preview.write(ARTICLE, &format!("{}\nTokenx.\n", preview.read(ARTICLE)));
    preview.until("an edit in it", |preview| {
        preview.get(PAGE).text().contains("Tokenx")
    });
}

#[test]
fn polling_notices_what_nobody_tells() {
    let preview = sample(&["--poll", "50"]);
    preview.write(ARTICLE, &format!("{}\nTokenx.\n", preview.read(ARTICLE)));
    preview.until("the edit", |preview| {
        preview.get(PAGE).text().contains("Tokenx")
    });
    preview.write(
        "content/articles/new.md",
        "+++\ntitle = \"New\"\ndate = 2025-01-01\n+++\n",
    );
    preview.until("the new file", |preview| {
        preview.get("/articles/new/").status == 200
    });
    fs::remove_file(preview.file("content/articles/new.md")).unwrap();
    preview.until("its end", |preview| {
        preview.get("/articles/new/").status == 404
    });
}

#[test]
fn whatever_breaks_the_last_good_page_stands_until_it_is_mended() {
    let preview = sample(&[]);
    let good = preview.get(PAGE).text();
    let good_front = preview.get("/").text();
    for (path, broken, code) in [
        (ARTICLE, "+++\ntitle = \"Half\n", "front-matter"),
        (
            ARTICLE,
            "+++\ntitle = \"x\"\ndate = 2026-01-01\n[[events]]\ntitle = \"y\"\ndate = \"[..2025-0\"\n+++\n",
            "event/bad-date",
        ),
        ("dateline.toml", "title = \"x\ntheme = 3\n", "config/syntax"),
        (
            "themes/default/templates/article.html",
            "{% if %}",
            "template/syntax",
        ),
        (
            "themes/default/templates/article.html",
            "{{ view.nothing.at.all | nonsense }}",
            "template/",
        ),
        ("content/sources.toml", "[x\n", "source/toml"),
        (ARTICLE, "\u{0}", "front-matter/missing"),
    ] {
        let before = fs::read_to_string(preview.file(path)).ok();
        preview.write(path, broken);
        preview.until(code, |preview| preview.errors() > 0);
        let state = preview.state(PAGE);
        let shown = state["wrong"]["shown"].to_string();
        assert!(shown.contains(code), "{code}: {shown}");
        assert!(shown.contains("vscode://file/"), "{code}: {shown}");
        assert_eq!(
            preview.get(PAGE).text(),
            good,
            "{code}: the page does not stand"
        );
        assert_eq!(
            preview.get("/").text(),
            good_front,
            "{code}: the front page does not stand"
        );
        match before {
            Some(text) => preview.write(path, &text),
            None => fs::remove_file(preview.file(path)).unwrap(),
        }
        preview.until("the mend", |preview| preview.errors() == 0);
        assert_eq!(preview.get(PAGE).text(), good);
    }
    for path in [ARTICLE, "dateline.toml", "content/sources.toml"] {
        let before = fs::read_to_string(preview.file(path)).unwrap();
        fs::write(
            preview.file(path),
            [before.as_bytes(), b"# caf\xe9\n"].concat(),
        )
        .unwrap();
        preview.until(path, |preview| preview.errors() > 0);
        let shown = preview.state(PAGE)["wrong"]["shown"].to_string();
        assert!(shown.contains("file/not-utf8"), "{path}: {shown}");
        assert_eq!(preview.get(PAGE).text(), good, "{path}");
        assert_eq!(preview.get("/").text(), good_front, "{path}");
        preview.write(path, &before);
        preview.until("the mend", |preview| preview.errors() == 0);
    }
    // A template that fails only while it renders.
    preview.write(
        "themes/default/templates/article.html",
        "{{ view.nothing.at.all }}",
    );
    preview.until("the failure", |preview| {
        !preview.state(PAGE)["wrong"]["errors"].eq(&0)
    });
    assert_eq!(preview.get(PAGE).text(), good);
    assert_eq!(preview.get(PAGE).status, 500);
}

#[test]
fn a_site_that_is_broken_from_the_start_is_served() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("dateline.toml"), "title = \n").unwrap();
    fs::create_dir_all(folder.path().join("themes/default/templates")).unwrap();
    fs::write(
        folder.path().join("themes/default/templates/front.html"),
        "{% broken",
    )
    .unwrap();
    let preview = start(folder.path(), &[]);
    let front = preview.get("/");
    assert_eq!(front.status, 500);
    assert!(front.text().contains("_dateline/client.js"));
    assert!(preview.errors() >= 2);
    preview.write("dateline.toml", "title = \"Mended\"\n");
    fs::remove_file(preview.file("themes/default/templates/front.html")).unwrap();
    preview.until("the mend", |preview| {
        preview.get("/").text().contains("Mended")
    });
}

#[test]
fn a_page_that_cannot_be_rendered_says_so_and_the_terminal_why() {
    let preview = sample(&[]);
    let good = preview.get(PAGE).text();
    let card = "themes/default/templates/components/mine.html";
    let page = "themes/default/templates/timeline.html";
    preview.write(
        card,
        "{% component ArticleItem(article, level=3, leading=false) %}{{ article.titel }}{% endcomponent ArticleItem %}",
    );
    preview.write(page, "{{ view.yaer }}");
    preview.until("the broken page", |preview| {
        preview.get("/timeline/").status == 500
    });
    let terminal = |words: &str| {
        preview.until(words, |preview| {
            preview.told.lock().unwrap().contains(words)
        });
    };
    terminal("field `yaer` is not defined");
    assert!(!preview.told.lock().unwrap().contains("`titel`"));
    assert_eq!(preview.get("/").status, 500);
    terminal("field `titel` is not defined");
    for url in ["/", "/timeline/"] {
        let shown = preview.get(url).text();
        assert!(
            shown.contains("This page could not be rendered."),
            "{shown}"
        );
    }
    // Told once, whoever asks again; and on every page.
    let wrong = preview.state(PAGE)["wrong"]["shown"].to_string();
    assert_eq!(preview.get(PAGE).text(), good);
    assert!(wrong.contains("yaer") && wrong.contains("titel"), "{wrong}");
    let told = preview.told.lock().unwrap().clone();
    assert_eq!(
        told.matches("field `titel` is not defined").count(),
        1,
        "{told}"
    );
    fs::remove_file(preview.file(card)).unwrap();
    fs::remove_file(preview.file(page)).unwrap();
    terminal("nothing is wrong any more");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn what_is_not_public_is_shown_and_marked_unless_it_is_hidden() {
    let preview = sample(&[]);
    let article =
        |more: &str, date: &str| format!("+++\ntitle = \"T\"\ndate = {date}\n{more}+++\nWords.\n");
    preview.write(
        "content/articles/draft.md",
        &article("draft = true\n", "2025-01-01"),
    );
    preview.write(
        "content/articles/embargo.md",
        &article("embargo = 2999-01-01\n", "2025-01-01"),
    );
    preview.write("content/articles/future.md", &article("", "2999-01-01"));
    preview.write(
        "content/articles/expired.md",
        &article("expires = 2025-02-01\n", "2025-01-01"),
    );
    let public = start(&preview.site, &["--public"]);
    for (name, mark) in [
        ("draft", "draft"),
        ("embargo", "embargo until 2999-01-01 00:00"),
        ("future", "dated in the future until 2999-01-01 00:00"),
        ("expired", "expired"),
    ] {
        let path = format!("/articles/{name}/");
        preview.until(name, |preview| preview.get(&path).status == 200);
        let state = preview.state(&path);
        assert_eq!(state["page"]["unpublished"], mark);
        assert!(state["page"]["marks"].to_string().contains(&path));
        assert_eq!(public.get(&path).status, 404, "{name}");
        assert!(!public.get("/articles/").text().contains(&path), "{name}");
    }
    // A day that a reader chooses brings back nothing that was taken from readers since.
    let then = "/articles/expired/?as-of=2025-01-15";
    assert_eq!(preview.get(then).status, 200);
    assert_eq!(public.get(then).status, 404);
    assert!(assert_served_as_built(&public, "", &[]) > 20);
    // Who may not see a text is not told what is wrong in it, nor that it is there.
    let secret = article("draft = true\nembargo = \"one day\"\n", "2025-01-01");
    preview.write("content/articles/secret-name.md", &secret);
    preview.until("what is wrong", |preview| {
        preview.state("/").to_string().contains("secret-name")
    });
    calm();
    assert!(!public.state("/").to_string().contains("secret-name"));
    assert!(
        !public.state("/articles/secret-name/")["wrong"]
            .to_string()
            .contains("one day")
    );
    fs::remove_file(preview.file("content/articles/secret-name.md")).unwrap();
    // An embargoed article alone makes no page of the others any different from its own kind.
    assert_eq!(
        preview.state("/")["page"]["unpublished"],
        serde_json::Value::Null
    );
}

#[test]
fn a_page_says_what_it_was_made_from() {
    let preview = sample(&["--editor", "idea"]);
    let page = &preview.state(PAGE)["page"];
    assert_eq!(page["source"]["text"], ARTICLE);
    let open = page["source"]["open"].as_str().unwrap();
    assert!(
        open.starts_with("idea://open?file=/") && open.contains("how-many-cross.md&line=1"),
        "{open}"
    );
    assert!(
        page["template"]["text"]
            .as_str()
            .unwrap()
            .contains("article.html")
    );
    assert!(page["facts"].as_str().unwrap().contains("figure"), "{page}");
    assert!(page["took"].as_f64().unwrap() > 0.0);
    let series = preview.state("/figures/bridge-walkers/");
    let places = series["page"]["places"].to_string();
    assert!(places.contains("how-many-cross.md:"), "{places}");
}

#[test]
fn what_is_wrong_in_an_edited_article_is_told_on_every_page_and_what_lints_say_on_its_own() {
    let preview = sample(&[]);
    let text = preview.read(ARTICLE);
    preview.write(ARTICLE, &format!("{text}\n[There](nowhere.md)\n"));
    preview.until("the mistake", |preview| preview.errors() == 1);
    for page in ["/", "/timeline/", PAGE] {
        let wrong = preview.state(page)["wrong"].to_string();
        assert_eq!(wrong.matches("link/missing").count(), 1, "{page}: {wrong}");
    }
    // Another save elsewhere does not make it forgotten.
    preview.write(
        "content/articles/new.md",
        "+++\ntitle = \"New\"\ndate = 2025-01-01\n+++\nOn Monday, 7 January 2025, it rained.\n",
    );
    preview.until("the new article", |preview| {
        preview.get("/articles/new/").status == 200
    });
    assert_eq!(preview.errors(), 1);
    let wrong = |page: &str| preview.state(page)["wrong"].to_string();
    assert!(wrong("/articles/new/").contains("lint/weekday"));
    assert!(!wrong("/").contains("lint/weekday"));
    preview.write(ARTICLE, &text);
    preview.until("the mend", |preview| preview.errors() == 0);
}

#[test]
fn a_fact_in_the_text_is_told_with_the_place_where_it_is_written() {
    let preview = sample(&[]);
    preview.write(
        "content/articles/new.md",
        "+++\ntitle = \"New\"\ndate = 2025-01-01\n+++\nIt comes [in 2026](event:flood \"Flood: expected\").\n\nThere were [12 boats](figure: \"Boats\").\n",
    );
    preview.until("the facts", |preview| {
        preview
            .get("/articles/new/")
            .text()
            .contains("class=\"fact\"")
    });
    let told = &preview.state("/articles/new/")["page"]["facts_at"];
    let place = |at: usize| told[at]["text"].as_str().unwrap().to_string();
    assert_eq!(place(0), "content/articles/new.md:5:10");
    assert_eq!(place(1), "content/articles/new.md:7:12");
    assert!(
        told[1]["open"]
            .as_str()
            .unwrap()
            .ends_with("/content/articles/new.md:7:12")
    );
}

#[test]
fn facts_that_wait_for_a_yes_are_marked_and_counted() {
    let preview = sample(&[]);
    preview.write(
        "content/articles/new.md",
        "+++\ntitle = \"New\"\ndate = 2025-01-01\n[[events]]\ntitle = \"Flood\"\ndate = \"2026\"\nreview = true\n+++\n",
    );
    preview.until("the proposal", |preview| {
        preview
            .get("/articles/new/")
            .text()
            .contains("Proposed, not reviewed yet")
    });
    let state = preview.state("/articles/new/");
    assert_eq!(state["page"]["facts"], "1 event, 1 to review");
    let missing = [
        "no summary",
        "no topic",
        "no region",
        "no source",
        "a fact that nobody is named for",
    ];
    assert_eq!(state["page"]["missing"], serde_json::json!(missing));
    let public = start(&preview.site, &["--public"]);
    assert!(!public.get("/articles/new/").text().contains("Flood"));
}

const PROPOSED: &str = "+++\ntitle = \"New\"\ndate = 2025-01-01\n# Imported: not published until its review is done.\ndraft = true\n\n[[events]]\ntitle = \"Flood\"\ndate = \"2026\"\nquote = \"A flood is expected in 2026.\"\nreview = true\n+++\n\nA flood is expected in 2026. Nobody is ready.\n";

impl Preview {
    /// Sends an answer to a proposal with these headers beside those of every such answer.
    fn decide(&self, body: &str, headers: &str) -> Answer {
        let length = body.len();
        let headers =
            format!("{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
        let request = format!("POST /_dateline/review HTTP/1.1\r\n{headers}");
        self.raw(request.as_bytes())
    }

    fn waiting(&self) -> serde_json::Value {
        let answer = self.get("/_dateline/review?path=/articles/new/");
        serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}", answer.text()))
    }
}

#[test]
fn a_proposal_is_answered_beside_the_text_and_only_from_the_previews_own_page() {
    let preview = sample(&[]);
    preview.write("content/articles/new.md", PROPOSED);
    preview.until("the article", |preview| {
        preview.get("/articles/new/").status == 200
    });
    let waiting = preview.waiting();
    assert_eq!(waiting["proposals"][0]["paragraph"][2], " Nobody is ready.");
    let [token, digest] = ["token", "digest"].map(|key| waiting[key].as_str().unwrap().to_string());
    let body = |changes: &str| {
        format!(
            r#"{{"path":"/articles/new/","digest":"{digest}","decision":"accept","proposal":0,"changes":{changes}}}"#
        )
    };
    let own = format!("127.0.0.1:{}", preview.port);
    let good = [
        ("Host", own.clone()),
        ("Origin", format!("http://{own}")),
        ("Content-Type", "application/json".to_string()),
        ("X-Dateline-Token", token),
        ("Sec-Fetch-Site", "same-origin".to_string()),
    ];
    let headers = |changed: &str, to: Option<&str>| -> String {
        let kept = good.iter().filter(|(name, _)| *name != changed);
        let kept = kept.map(|(name, value)| format!("{name}: {value}\r\n"));
        let new = to.map(|value| format!("{changed}: {value}\r\n"));
        kept.chain(new).collect()
    };
    for (name, value) in [
        ("Host", Some("desk.example")),
        ("Host", Some("192.0.2.7")),
        ("Origin", Some("http://evil.example")),
        ("Origin", Some("null")),
        ("Origin", None),
        ("Content-Type", Some("text/plain")),
        ("X-Dateline-Token", Some("0123456789abcdef0123456789abcdef")),
        ("X-Dateline-Token", None),
        ("Sec-Fetch-Site", Some("cross-site")),
        ("X-Forwarded-For", Some("192.0.2.7")),
    ] {
        let answer = preview.decide(&body("[]"), &headers(name, value));
        assert_eq!(answer.status, 403, "{name}: {value:?}");
        assert_eq!(preview.read("content/articles/new.md"), PROPOSED);
    }
    let headers = headers("", None);
    let headers = headers.trim_end_matches(": \r\n");
    // A wrong value is refused at once, and so is an answer to a file that has changed.
    let refused = preview.decide(&body(r#"[["date","soon"]]"#), headers);
    assert_eq!(refused.status, 422, "{}", refused.text());
    let stale = body("[]").replace(&digest, "0000000000000000");
    assert_eq!(preview.decide(&stale, headers).status, 409);
    assert_eq!(preview.read("content/articles/new.md"), PROPOSED);
    let done = preview.decide(&body(r#"[["by","the ministry"]]"#), headers);
    assert!(
        done.status == 200 && done.text().contains(r#""released":true"#),
        "{}",
        done.text()
    );
    let text = preview.read("content/articles/new.md");
    assert!(
        text.contains("by = \"the ministry\"")
            && !text.contains("draft")
            && !text.contains("review")
    );
    let undo = body("[]").replace("accept", "undo");
    assert_eq!(preview.decide(&undo, headers).status, 200);
    assert_eq!(preview.read("content/articles/new.md"), PROPOSED);
    let public = start(&preview.site, &["--public"]);
    assert_eq!(
        public.get("/_dateline/review?path=/articles/new/").status,
        403
    );
}

/// What a link leads to lies where nobody is told of changes, as on some mounts.
#[cfg(unix)]
#[test]
fn where_changes_are_not_told_of_looking_takes_over() {
    let preview = sample(&[]);
    let elsewhere = TempDir::new().unwrap();
    let file = elsewhere.path().join("linked.md");
    let article = |word: &str| format!("+++\ntitle = \"L\"\ndate = 2025-01-01\n+++\n{word}\n");
    fs::write(&file, article("First")).unwrap();
    let config = fs::read_to_string(preview.file("dateline.toml")).unwrap();
    let config = format!("{config}\n[content]\noutside_links = true\n");
    preview.write("dateline.toml", &config);
    std::os::unix::fs::symlink(&file, preview.file("content/articles/linked.md")).unwrap();
    let shows = |word: &'static str| {
        move |preview: &Preview| preview.get("/articles/linked/").text().contains(word)
    };
    preview.until("the link", shows("First"));
    // The first look finds that something was not told; from then on looking is quick.
    std::thread::sleep(Duration::from_secs(3));
    fs::write(&file, article("Second")).unwrap();
    preview.until("the first change that nobody tells of", shows("Second"));
    calm();
    fs::write(&file, article("Third")).unwrap();
    let started = Instant::now();
    preview.until("the second", shows("Third"));
    assert!(started.elapsed() < Duration::from_secs(2));
    // What is told of goes on being noticed.
    preview.write(ARTICLE, &format!("{}\nTokenx.\n", preview.read(ARTICLE)));
    preview.until("an ordinary edit", |preview| {
        preview.get(PAGE).text().contains("Tokenx")
    });
}

/// The heavy one: `cargo test --release --test all preview:: -- --ignored --nocapture`.
#[test]
#[ignore = "takes a minute"]
fn ten_thousand_saves_leave_memory_level_and_the_last_one_shown() {
    let preview = sample(&[]);
    let text = preview.read(ARTICLE);
    let memory = || {
        let status =
            fs::read_to_string(format!("/proc/{}/status", preview.child.id())).unwrap_or_default();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS"))
            .unwrap_or("0")
            .to_string();
        line.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse::<u64>()
            .unwrap_or(0)
    };
    let started = Instant::now();
    let mut after_first_thousand = 0;
    for at in 0..10_000u32 {
        preview.write(ARTICLE, &format!("{text}\nToken{at}x.\n"));
        if at == 1000 {
            preview.get(PAGE);
            after_first_thousand = memory();
        }
        let due = Duration::from_millis(6) * at;
        std::thread::sleep(due.saturating_sub(started.elapsed()));
    }
    preview.until("the last save", |preview| {
        preview.get(PAGE).text().contains("Token9999x")
    });
    let (before, after) = (after_first_thousand, memory());
    println!(
        "10,000 saves in {:?}: {before} KiB after the first thousand, {after} KiB at the end",
        started.elapsed()
    );
    assert!(
        after < before + before / 5 + 4096,
        "{before} KiB became {after} KiB"
    );
}

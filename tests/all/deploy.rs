//! A deploy sends what changed, in an order in which every page that is served has what it needs,
//! whenever it is killed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dateline::deploy::files::{self, Files};
use dateline::deploy::folder::Folder;
use dateline::deploy::lock::{self, Patience};
use dateline::deploy::manifest;
use dateline::deploy::plan::Plan;
use dateline::deploy::store::{Failure, Sent, Store, Version, When};
use dateline::deploy::{Options, Report, deploy, look, purge};
use dateline::diagnostic::Diagnostic;
use scraper::{Html, Selector};
use tempfile::TempDir;

/// Its bytes, with what they were sent, and the number of the version.
type Object = (Vec<u8>, Sent, usize);

/// A store in memory that can be killed, and that looks after every step whether each page has what
/// it needs.
#[derive(Default)]
struct Memory {
    objects: Mutex<BTreeMap<String, Object>>,
    steps: AtomicUsize,
    /// The step before which the program is killed.
    killed: Option<usize>,
    /// Whether that step is done, and only its answer lost.
    within: bool,
    /// Whether each look at the lock finds that its deploy is at work.
    busy: bool,
    /// Whether the lock is taken over, and the deploy told so before it sends anything more.
    overtaken: bool,
    refused: AtomicUsize,
    /// Whether conditions are passed over.
    heedless: bool,
}

impl Memory {
    fn with(foreign: &[(&str, &str)]) -> Self {
        let memory = Memory::default();
        for (path, text) in foreign {
            memory.insert(path, text.as_bytes().to_vec(), &Sent::default());
        }
        memory
    }

    /// The same objects for a program that is killed at a step.
    fn killed_at(&self, step: usize, within: bool) -> Self {
        Memory {
            objects: Mutex::new(self.objects.lock().unwrap().clone()),
            killed: Some(step),
            within,
            ..Memory::default()
        }
    }

    fn revived(&self) -> Self {
        self.killed_at(usize::MAX, false)
    }

    fn insert(&self, path: &str, bytes: Vec<u8>, sent: &Sent) -> Version {
        let mut objects = self.objects.lock().unwrap();
        let next = objects.values().map(|object| object.2).max().unwrap_or(0) + 1;
        objects.insert(path.to_string(), (bytes, sent.clone(), next));
        version(next)
    }

    /// Takes a step; says whether it has an effect.
    fn step(&self) -> Result<bool, Failure> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        match self.killed {
            Some(killed) if step == killed && self.within => Ok(true),
            Some(killed) if step >= killed => Err(Failure::Failed("killed".to_string())),
            _ => Ok(true),
        }
    }

    /// What readers and the next deploy find, without the lock.
    fn found(&self) -> BTreeMap<String, (Vec<u8>, Sent)> {
        let objects = self.objects.lock().unwrap();
        let objects = objects.iter().filter(|(path, _)| *path != lock::PATH);
        objects
            .map(|(path, (bytes, sent, _))| (path.clone(), (bytes.clone(), sent.clone())))
            .collect()
    }

    fn has(&self, path: &str) -> bool {
        self.objects.lock().unwrap().contains_key(path)
    }

    fn assert_whole(&self) {
        let found = self.found();
        for (path, (bytes, _)) in found.iter().filter(|(path, _)| path.ends_with(".html")) {
            for needed in needs(path, bytes) {
                assert!(found.contains_key(&needed), "{path} lacks {needed}");
            }
        }
    }
}

fn version(number: usize) -> Version {
    Version {
        tag: Some(number.to_string()),
        number: None,
    }
}

/// What a page at the root or in a folder below it loads.
fn needs(path: &str, bytes: &[u8]) -> Vec<String> {
    let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
    let loads = Selector::parse("link[href], script[src], img[src]").unwrap();
    let loads = html.select(&loads).filter_map(|element| {
        let address = element.attr("href").or(element.attr("src"))?;
        Some(match address.strip_prefix("../") {
            Some(rest) => rest.to_string(),
            None => {
                path.rsplit_once('/')
                    .map_or(String::new(), |(folder, _)| format!("{folder}/"))
                    + address
            }
        })
    });
    loads.collect()
}

impl Store for Memory {
    fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Failure> {
        self.step()?;
        let found = self.objects.lock().unwrap().get(path).cloned();
        if self.busy && path == lock::PATH {
            self.insert(path, b"somebody 2\n".to_vec(), &Sent::default());
        }
        Ok(found.map(|(bytes, _, number)| (bytes, version(number))))
    }

    fn put(
        &self,
        path: &str,
        bytes: Vec<u8>,
        sent: &Sent,
        when: &When,
    ) -> Result<Version, Failure> {
        self.step()?;
        if self.overtaken && matches!(when, When::Is(_)) {
            self.refused.fetch_add(1, Ordering::SeqCst);
            self.insert(path, b"somebody 1\n".to_vec(), sent);
            return Err(Failure::Unmet);
        }
        if self.overtaken && path == "site.css" {
            while self.refused.load(Ordering::SeqCst) == 0 {
                std::thread::yield_now();
            }
            // Whoever renews the lock has yet to note down what it was told.
            std::thread::sleep(Duration::from_millis(300));
        }
        let now = self
            .objects
            .lock()
            .unwrap()
            .get(path)
            .map(|object| version(object.2));
        let met = match when {
            When::Always => true,
            When::Absent => now.is_none(),
            When::Is(version) => now.as_ref() == Some(version),
        };
        if !met && !self.heedless {
            return Err(Failure::Unmet);
        }
        let version = self.insert(path, bytes, sent);
        self.assert_whole();
        match self.killed {
            Some(killed) if self.steps.load(Ordering::SeqCst) > killed => {
                Err(Failure::Failed("killed".to_string()))
            }
            _ => Ok(version),
        }
    }

    fn delete(&self, path: &str) -> Result<(), Failure> {
        self.step()?;
        self.objects.lock().unwrap().remove(path);
        self.assert_whole();
        Ok(())
    }

    fn list(&self) -> Result<BTreeMap<String, u64>, Failure> {
        self.step()?;
        let objects = self.objects.lock().unwrap();
        let sizes = objects
            .iter()
            .map(|(path, object)| (path.clone(), object.0.len() as u64));
        Ok(sizes.collect())
    }
}

/// A site on disk, with the sums of its files.
struct Site {
    files: Files,
    _desk: TempDir,
}

fn site(texts: &[(&str, &str)]) -> Site {
    let desk = TempDir::new().unwrap();
    let lie = |(at, (path, text)): (usize, &(&str, &str))| {
        let file = desk.path().join(at.to_string());
        fs::write(&file, text).unwrap();
        ((*path).to_string(), file)
    };
    let lying = texts.iter().enumerate().map(lie).collect();
    Site {
        files: files::read(lying).unwrap(),
        _desk: desk,
    }
}

const OLD: [(&str, &str); 9] = [
    (
        "index.html",
        "<link href=theme/x.00000000000a.css rel=stylesheet><a href=gone/>gone</a>",
    ),
    ("same/index.html", "<img src=same.svg>"),
    ("same/same.svg", "<svg/>"),
    (
        "gone/index.html",
        "<link href=../theme/x.00000000000a.css><img src=gone.svg>",
    ),
    ("gone/gone.svg", "<svg></svg>"),
    ("theme/x.00000000000a.css", "a {}"),
    ("was", "a file"),
    ("Capital.txt", "old"),
    ("build.json", "1"),
];

const NEW: [(&str, &str); 9] = [
    (
        "index.html",
        "<link href=theme/x.00000000000b.css rel=stylesheet><a href=new/>new</a>",
    ),
    ("same/index.html", "<img src=same.svg>"),
    ("same/same.svg", "<svg/>"),
    (
        "new/index.html",
        "<link href=../theme/x.00000000000b.css><img src=new.svg>",
    ),
    ("new/new.svg", "<svg></svg>"),
    ("theme/x.00000000000b.css", "b {}"),
    ("was/index.html", "a page"),
    ("capital.txt", "new"),
    ("build.json", "2"),
];

const FOREIGN: [(&str, &str); 2] = [("keep.html", "theirs"), ("theme/keep.css", "theirs")];

/// Deploys with nobody to wait for.
fn send(store: &dyn Store, site: &Site) -> Result<Report, Diagnostic> {
    send_with(store, site, |_| {})
}

fn send_with(
    store: &dyn Store,
    site: &Site,
    change: impl FnOnce(&mut Options<'_>),
) -> Result<Report, Diagnostic> {
    let mut options = Options {
        by: "test",
        now: 10_000,
        grace: 0,
        jobs: 1,
        adopt: false,
        lock: Some(patience()),
        progress: &|_, _| {},
    };
    change(&mut options);
    deploy(store, &site.files, &options, &|_| Ok(()))
}

fn patience() -> Patience {
    Patience {
        renew: Duration::MAX,
        wait: Duration::ZERO,
        doubt: Duration::MAX,
    }
}

#[test]
fn the_first_deploy_sends_all_the_second_nothing_and_an_edit_what_it_changes() {
    let store = Memory::with(&FOREIGN);
    let old = site(&OLD);
    let first = send(&store, &old).unwrap();
    assert_eq!((first.sent, first.unchanged, first.removed), (9, 0, 0));
    let sent = store.found();
    let second = send(&store, &old).unwrap();
    assert_eq!((second.sent, second.unchanged, second.removed), (0, 9, 0));
    assert_eq!(store.found(), sent);
    let third = send(&store, &site(&NEW)).unwrap();
    assert_eq!((third.sent, third.unchanged, third.removed), (7, 2, 6 - 1));
    assert!(store.has("keep.html") && store.has("theme/keep.css"));
    let media = |path: &str| store.found()[path].1.clone();
    assert_eq!(media("index.html").media, "text/html; charset=utf-8");
    assert_eq!(media("index.html").caching, "public, max-age=60");
    let fingerprinted = media("theme/x.00000000000b.css");
    assert_eq!(fingerprinted.caching, "public, max-age=31536000, immutable");
}

#[test]
fn killed_at_any_step_every_page_has_what_it_needs_and_the_next_deploy_does_the_rest() {
    let (old, new) = (site(&OLD), site(&NEW));
    for grace in [0, 3600] {
        let send = |store: &Memory, site: &Site| send_with(store, site, |it| it.grace = grace);
        let start = Memory::with(&FOREIGN);
        send(&start, &old).unwrap();
        let fresh = |site: &Site| {
            let store = start.revived();
            send(&store, site).unwrap();
            (store.steps.load(Ordering::SeqCst), store.found())
        };
        let (steps, clean_new) = fresh(&new);
        let (_, clean_old) = fresh(&old);
        assert!(steps > 20, "{steps} steps");
        for (step, within) in (0..steps).flat_map(|step| [(step, false), (step, true)]) {
            let killed = start.killed_at(step, within);
            assert!(
                send(&killed, &new).is_err() || step + 1 >= steps,
                "at {step}"
            );
            for (path, text) in FOREIGN {
                assert_eq!(killed.found()[path].0, text.as_bytes(), "at {step}");
            }
            let again = killed.revived();
            send(&again, &new).unwrap();
            assert_eq!(again.found(), clean_new, "at {step}");
            // Somebody took the change back.
            let back = killed.revived();
            send_with(&back, &old, |it| it.grace = 0).unwrap();
            assert_eq!(back.found(), clean_old, "at {step}");
        }
    }
}

#[test]
fn a_deploy_that_goes_on_after_a_kill_does_not_send_again_what_was_sent() {
    let names: Vec<String> = (0..1000).map(|at| format!("{at}.html")).collect();
    let texts: Vec<_> = names.iter().map(|name| (name.as_str(), "text")).collect();
    let site = site(&texts);
    let killed = Memory::default().killed_at(900, false);
    assert!(send(&killed, &site).is_err());
    let sent = send(&killed.revived(), &site).unwrap().sent;
    assert!(sent < 1000 - 3 * 200, "{sent} sent again");
}

#[test]
fn many_at_once_come_to_the_same() {
    let (old, new) = (site(&OLD), site(&NEW));
    let one = Memory::default();
    let many = Memory::default();
    for site in [&old, &new] {
        send(&one, site).unwrap();
        send_with(&many, site, |it| it.jobs = 8).unwrap();
        assert_eq!(one.found(), many.found());
    }
}

#[test]
fn a_second_deploy_at_the_same_time_is_refused() {
    let mut store = Memory::with(&[(lock::PATH, "somebody 1\n")]);
    store.busy = true;
    assert_eq!(send(&store, &site(&OLD)).unwrap_err().code, "deploy/busy");
    assert_eq!(store.found().len(), 0);
}

#[test]
fn the_lock_of_a_dead_deploy_is_taken_over_and_left_free() {
    let store = Memory::with(&[(lock::PATH, "somebody 1\n")]);
    send(&store, &site(&OLD)).unwrap();
    assert_eq!(store.objects.lock().unwrap()[lock::PATH].0, b"free\n");
    send(&store, &site(&NEW)).unwrap();
}

#[test]
fn a_deploy_that_is_taken_for_dead_stops() {
    let store = Memory {
        overtaken: true,
        ..Memory::default()
    };
    let site = site(&[("site.css", ""), ("index.html", "<link href=site.css>")]);
    let often = |it: &mut Options<'_>| {
        it.lock = Some(Patience {
            renew: Duration::from_millis(1),
            ..patience()
        });
    };
    let stopped = send_with(&store, &site, often).unwrap_err();
    assert_eq!(stopped.code, "deploy/stopped");
    assert!(!store.has("index.html"));
    let mine = Memory::default();
    let doubt = |it: &mut Options<'_>| {
        it.lock = Some(Patience {
            doubt: Duration::ZERO,
            ..patience()
        });
    };
    assert_eq!(
        send_with(&mine, &site, doubt).unwrap_err().code,
        "deploy/stopped"
    );
}

#[test]
fn a_store_without_conditions_is_told_of() {
    let store = Memory {
        heedless: true,
        ..Memory::default()
    };
    assert_eq!(
        send(&store, &site(&OLD)).unwrap_err().code,
        "deploy/no-lock"
    );
    assert!(!store.has("index.html"));
    send_with(&store, &site(&OLD), |it| it.lock = None).unwrap();
}

#[test]
fn what_others_put_there_is_not_replaced() {
    let theirs = [
        ("index.html", "theirs"),
        ("was", "theirs"),
        ("same/same.svg", "<svg/>"),
    ];
    let store = Memory::with(&theirs);
    let refused = send(&store, &site(&OLD)).unwrap_err();
    assert_eq!(refused.code, "deploy/foreign-file");
    assert!(
        refused.message.ends_with(": index.html, was"),
        "{}",
        refused.message
    );
    assert_eq!(store.found().len(), 3);
    send_with(&store, &site(&OLD), |it| it.adopt = true).unwrap();
    assert_eq!(store.found()["was"].0, b"a file");
}

#[test]
fn what_an_open_page_may_still_need_stays_for_a_while() {
    let store = Memory::default();
    let hour = |now| move |it: &mut Options<'_>| (it.grace, it.now) = (3600, now);
    send_with(&store, &site(&OLD), hour(10_000)).unwrap();
    let css = "theme/x.00000000000a.css";
    let new = site(&NEW);
    let report = send_with(&store, &new, hour(20_000)).unwrap();
    assert_eq!((report.waiting, report.sent), (1, 7));
    assert!(store.has(css) && !store.has("gone/gone.svg"));
    let report = send_with(&store, &new, hour(23_599)).unwrap();
    assert_eq!((report.waiting, report.removed), (1, 0));
    let report = send_with(&store, &new, hour(23_600)).unwrap();
    assert_eq!((report.waiting, report.removed, report.sent), (0, 1, 0));
    assert!(!store.has(css));
}

#[test]
fn the_list_for_caches_has_what_changed_also_before_a_kill() {
    let (old, new) = (site(&OLD), site(&NEW));
    let start = Memory::default();
    send(&start, &old).unwrap();
    let killed = start.killed_at(18, false);
    assert!(send(&killed, &new).is_err());
    let options = Options {
        by: "test",
        now: 10_000,
        grace: 0,
        jobs: 1,
        adopt: false,
        lock: None,
        progress: &|_, _| {},
    };
    for store in [start, killed.revived()] {
        let plan: Plan = look(&store, &new.files, &options).unwrap();
        let list = purge::list(&plan.changed, Some("https://desk.example/"));
        for path in [
            "",
            "index.html",
            "gone/",
            "gone/gone.svg",
            "was",
            "build.json",
        ] {
            let line = format!("https://desk.example/{path}\n");
            assert!(list.contains(&line), "{line}{list}");
        }
        assert!(!list.contains("/same/"), "{list}");
    }
}

#[test]
fn packed_files_are_for_other_servers() {
    let site = site(&[
        ("a.html", ""),
        ("a.html.gz", ""),
        ("a.html.br", ""),
        ("data.gz", ""),
    ]);
    let sent: Vec<_> = site.files.keys().collect();
    assert_eq!(sent, ["a.html", "data.gz"]);
}

/// Every file below a folder, without the lock.
fn tree(root: &Path) -> Vec<(String, Vec<u8>)> {
    let listed = Folder::at(root).list().unwrap();
    let paths = listed.into_keys().filter(|path| path != lock::PATH);
    paths
        .map(|path| (path.clone(), fs::read(root.join(path)).unwrap()))
        .collect()
}

#[test]
fn what_a_strange_manifest_names_outside_of_the_place_is_left_alone() {
    let desk = TempDir::new().unwrap();
    let root = desk.path().join("www");
    fs::create_dir(&root).unwrap();
    fs::write(desk.path().join("theirs"), "theirs").unwrap();
    let strange = "{\"files\": {\"../theirs\": \"0\"}, \"obsolete\": {\"../theirs\": 0}}";
    fs::write(root.join(manifest::PATH), strange).unwrap();
    send(&Folder::at(&root), &site(&OLD)).unwrap();
    assert!(desk.path().join("theirs").exists());
}

#[test]
fn a_folder_is_a_place_to_deploy_to() {
    let desk = TempDir::new().unwrap();
    let root = desk.path().join("www");
    fs::create_dir_all(root.join("theme")).unwrap();
    fs::write(root.join("theme/keep.css"), "theirs").unwrap();
    let folder = Folder::at(&root);
    for texts in [OLD, NEW, OLD] {
        send(&folder, &site(&texts)).unwrap();
        let mut expected: Vec<(String, Vec<u8>)> = texts
            .iter()
            .map(|(path, text)| ((*path).to_string(), text.as_bytes().to_vec()))
            .collect();
        expected.push(("theme/keep.css".to_string(), b"theirs".to_vec()));
        expected.push((
            manifest::PATH.to_string(),
            fs::read(root.join(manifest::PATH)).unwrap(),
        ));
        expected.sort();
        assert_eq!(tree(&root), expected);
        assert!(!root.join(".dateline-deploy.new").exists());
    }
    assert!(
        !root.join("new").exists(),
        "a folder is left with nothing in it"
    );
    fs::write(root.join(lock::PATH), "somebody 1\n").unwrap();
    assert_eq!(send(&folder, &site(&OLD)).unwrap().sent, 0);
}

#[test]
fn a_file_of_others_where_a_folder_is_to_be_or_the_other_way_round_is_refused() {
    let ours = site(&[
        ("data/a.csv", "1"),
        ("404.html", "none"),
        ("index.html", ""),
    ]);
    for (theirs, told) in [("data", "data"), ("404.html/x/y.txt", "404.html/x/y.txt")] {
        for adopt in [false, true] {
            let memory = Memory::with(&[(theirs, "theirs")]);
            let desk = TempDir::new().unwrap();
            let at = desk.path().join(theirs);
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            fs::write(&at, "theirs").unwrap();
            for store in [&memory as &dyn Store, &Folder::at(desk.path())] {
                let refused = send_with(store, &ours, |it| it.adopt = adopt).unwrap_err();
                assert_eq!(refused.code, "deploy/foreign-file");
                assert!(refused.message.ends_with(told), "{}", refused.message);
            }
            assert_eq!(memory.found().len(), 1);
            assert!(!desk.path().join("index.html").exists());
        }
    }
    // A folder with nothing in it is one; an object store's empty file may stand for one, and is none.
    let desk = TempDir::new().unwrap();
    fs::create_dir_all(desk.path().join("404.html")).unwrap();
    assert!(send(&Folder::at(desk.path()), &ours).is_err());
    send(&Memory::with(&[("data", "")]), &ours).unwrap();
}

#[test]
fn what_somebody_removed_or_changed_since_is_sent_again() {
    let ours = site(&OLD);
    let memory = Memory::default();
    let desk = TempDir::new().unwrap();
    let folder = Folder::at(desk.path());
    for store in [&memory as &dyn Store, &folder] {
        send(store, &ours).unwrap();
        store.delete("same/index.html").unwrap();
        let put = |path: &str, text: &str| {
            store
                .put(path, text.into(), &Sent::default(), &When::Always)
                .unwrap();
        };
        put("was", "another file");
        let report = send(store, &ours).unwrap();
        assert_eq!((report.sent, report.unchanged), (2, 7));
        assert_eq!(store.get("was").unwrap().unwrap().0, b"a file");
        assert!(store.get("same/index.html").unwrap().is_some());
        assert_eq!(send(store, &ours).unwrap().sent, 0);
    }
    // A folder is read; what an object store lists does not tell this.
    fs::write(desk.path().join("was"), "A FILE").unwrap();
    assert_eq!(send(&folder, &ours).unwrap().sent, 1);
}

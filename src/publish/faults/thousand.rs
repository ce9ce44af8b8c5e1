//! The same for a publication of 1,000 articles: a few of its steps with every test, all by hand.
#![allow(
    clippy::print_stdout,
    reason = "what runs for long says how much there is to do"
)]

use std::fmt::Write as _;
use std::path::Path;

use chrono::{TimeZone, Utc};

use super::faulty::{FORBIDDEN, FULL};
use super::*;
use crate::content::source::SourceTree;
use crate::edition::{Options, evaluate};

/// Without optimization a tenth of the articles takes as long.
const ARTICLES: usize = if cfg!(debug_assertions) { 100 } else { 1000 };

/// A site of articles, rendered. In the new one some are changed, some gone and some added, and with
/// them the lists, the feeds and the briefings that they stand in.
fn rendered(new: bool) -> Site {
    let mut files = vec![(
        "dateline.toml".to_string(),
        "title = \"Desk\"\n".to_string(),
    )];
    for at in 0..ARTICLES {
        let (gone, changed) = (new && at % 100 == 7, new && at % 100 == 8);
        let name = match new && at % 100 == 9 {
            true => format!("renamed-{at}"),
            false => format!("article-{at}"),
        };
        let mut text = format!(
            "+++\ntitle = \"Article {at}\"\ndate = 2024-{:02}-{:02}\ntopics = [\"topic-{}\"]\n+++\nText.\n",
            at % 12 + 1,
            at % 28 + 1,
            at % 20
        );
        if changed {
            let _ = write!(text, "\nAnd more of it.\n");
        }
        if !gone {
            files.push((format!("content/articles/{name}.md"), text));
        }
    }
    let tree = SourceTree::from_texts(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let now = Utc.with_ymd_and_hms(2025, 10, 1, 12, 0, 0).unwrap();
    let edition = evaluate(&tree, &Options::at(now)).value;
    let renderer = edition.renderer();
    let pages = edition.plan.pages.par_iter();
    let rendered =
        pages.filter_map(|(url, page)| Some((url.file(), renderer.render(url, page).value?)));
    rendered.collect()
}

/// On a disk in memory, where there is one.
fn desk() -> TempDir {
    let memory = Path::new("/dev/shm");
    match memory.is_dir() {
        true => TempDir::new_in(memory).unwrap(),
        false => TempDir::new().unwrap(),
    }
}

fn kinds() -> Vec<Fault> {
    let errors = [FULL, FORBIDDEN].map(Fault::Fail);
    FAULTS.into_iter().chain(errors).collect()
}

/// Some of the runs, spread evenly over the steps and the kinds; or all.
fn some(runs: Vec<(usize, Fault)>, most: usize) -> Vec<(usize, Fault)> {
    let step = runs.len().div_ceil(most) | 1;
    runs.into_iter().step_by(step).collect()
}

/// Every file below a folder. A folder that is empty and may not be removed stays, to no harm.
fn files(out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = tree(out);
    found.retain(|path, _| out.join(path).is_file());
    found
}

/// A site, and what a build of it alone leaves.
struct Whole {
    site: Site,
    clean: BTreeMap<PathBuf, Vec<u8>>,
}

impl Whole {
    fn of(site: Site) -> Whole {
        Whole {
            clean: clean(&site),
            site,
        }
    }
}

/// A publication that goes wrong, and the build after it.
fn break_and_mend(out: &Path, from: &Whole, to: &Whole, (at, fault): (usize, Fault)) {
    let what = format!("{fault:?} at step {at}");
    let disk = Faulty::new(fault, at);
    build(&disk, out, &to.site);
    disk.power_back();
    assert_whole(out, &from.site, &to.site, &what);
    assert!(build(&Faulty::sound(), out, &to.site), "{what}");
    let mended = files(out) == to.clean;
    assert!(mended, "{what}: the next build is not a clean one");
}

/// Goes from one site to the other and back, each time with another fault.
fn to_and_fro(most: usize) {
    let (old, new) = (Whole::of(rendered(false)), Whole::of(rendered(true)));
    let start = || {
        let desk = desk();
        assert!(build(&Faulty::sound(), &desk.path().join("out"), &old.site));
        desk
    };
    let steps = |from: &Whole, to: &Whole| {
        let desk = desk();
        let out = desk.path().join("out");
        assert!(build(&Faulty::sound(), &out, &from.site));
        let taken = Faulty::sound();
        assert!(build(&taken, &out, &to.site));
        some(faults(&taken, &kinds()), most)
    };
    let (there, back) = (steps(&old, &new), steps(&new, &old));
    println!(
        "{} files, then {}; {} and {} runs",
        old.site.len(),
        new.site.len(),
        there.len(),
        back.len()
    );
    let rounds = 0..there.len().max(back.len());
    rounds.into_par_iter().for_each_init(start, |desk, at| {
        let out = desk.path().join("out");
        break_and_mend(&out, &old, &new, there[at % there.len()]);
        break_and_mend(&out, &new, &old, back[at % back.len()]);
    });
}

#[test]
fn a_thousand_articles_are_whole_after_a_fault_at_some_steps() {
    to_and_fro(25);
}

#[test]
#[ignore = "takes a quarter of an hour: cargo test --release --lib thousand -- --ignored --nocapture"]
fn a_thousand_articles_are_whole_after_every_fault_at_every_step() {
    to_and_fro(usize::MAX);
}

//! Tries what comes in from outside on mutated inputs: nothing panics, nothing hangs, and what comes
//! out is a message or a page that is right.
//!
//! ```text
//! cargo test --release --test fuzz                                  a few seconds
//! cargo test --release --test fuzz -- --seconds 3600 --seed 7       longer, with other inputs
//! cargo test --release --test fuzz -- --seconds 60 markdown         one target
//! cargo test --release --test fuzz -- markdown --seed 7 --only 4711 one input, in this process
//! cargo test --release --test fuzz -- markdown --input FILE         a file, or a folder of files
//! ```
//!
//! The input of a number is a function of the target, the seed and the number. Inputs are tried in
//! processes of their own, which say which one comes next: so one that ends its process or never
//! ends is known, whatever the reason. It is written to `target/fuzz/` with what repeats it. Those
//! that were mended lie in `seeds/` with the others, and are tried first.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test that fails panics, reads the disk and tells of what it found"
)]

mod holds;
mod input;
mod targets;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use input::{Corpus, Input};
use targets::{TARGETS, Target};

/// An input that takes longer hangs. The slowest of a loaded machine take a hundredth of it.
const HANG: Duration = Duration::from_secs(60);

/// How many failures of a target are enough.
const ENOUGH: usize = 5;

/// What was asked for on the command line.
#[derive(Clone)]
struct Asked {
    seconds: f64,
    seed: u64,
    only: Option<usize>,
    input: Option<PathBuf>,
    /// A worker's: where it begins, and how far apart its inputs are.
    from: Option<(usize, usize)>,
    names: Vec<String>,
}

impl Asked {
    fn read() -> Asked {
        let mut asked = Asked {
            seconds: 12.0,
            seed: 1,
            only: None,
            input: None,
            from: None,
            names: Vec::new(),
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().expect("a value");
            match word.as_str() {
                "--seconds" => asked.seconds = value().parse().unwrap(),
                "--seed" => asked.seed = value().parse().unwrap(),
                "--only" => asked.only = Some(value().parse().unwrap()),
                "--input" => asked.input = Some(value().into()),
                "--from" => {
                    asked.from = Some((value().parse().unwrap(), value().parse().unwrap()));
                }
                // What Cargo hands to every test program, as with `--nocapture`.
                flag if flag.starts_with('-') => {}
                name => asked.names.push(name.to_string()),
            }
        }
        asked
    }

    fn targets(&self) -> Vec<&'static Target> {
        let named = |target: &&Target| {
            self.names.is_empty() || self.names.iter().any(|name| target.name == name)
        };
        TARGETS.iter().filter(named).collect()
    }
}

fn main() -> ExitCode {
    let asked = Asked::read();
    if let Some(path) = &asked.input {
        let input = Input::read(path);
        asked
            .targets()
            .iter()
            .for_each(|target| target.try_on(&input));
        return ExitCode::SUCCESS;
    }
    if let Some((from, step)) = asked.from {
        work(&asked, from, step);
        return ExitCode::SUCCESS;
    }
    if let Some(only) = asked.only {
        for target in asked.targets() {
            let input = Corpus::read(target).input(asked.seed, only);
            println!("{}", keep(target, asked.seed, only, &input).display());
            target.try_on(&input);
        }
        return ExitCode::SUCCESS;
    }
    supervise(&asked)
}

/// Tries one input after the other and says which, until its time is up.
fn work(asked: &Asked, from: usize, step: usize) {
    let [target] = asked.targets()[..] else {
        return;
    };
    let corpus = Corpus::read(target);
    let ends = Instant::now() + Duration::from_secs_f64(asked.seconds);
    let mut said = std::io::stdout().lock();
    let mut number = from;
    // The seeds are always tried, however short the time.
    while number < corpus.seeds.len() || Instant::now() < ends {
        writeln!(said, "{number}").unwrap();
        said.flush().unwrap();
        target.try_on(&corpus.input(asked.seed, number));
        number += step;
    }
}

/// Has workers try every target for its share of the time, and tells how it went.
fn supervise(asked: &Asked) -> ExitCode {
    let targets = asked.targets();
    let share = asked.seconds / targets.len().max(1) as f64;
    let mut failed = 0;
    for target in &targets {
        let found = Found::default();
        let started = Instant::now();
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for worker in 0..workers {
                let found = &found;
                scope.spawn(move || oversee(target, asked, share, (worker, workers), found));
            }
        });
        let failures = found.failures.into_inner().unwrap();
        let (longest, slowest) = found.slowest.into_inner().unwrap();
        println!(
            "fuzz {}: {} inputs in {:.1} s, the slowest, {slowest}, took {:.2} s, {} failed",
            target.name,
            found.tried.into_inner(),
            started.elapsed().as_secs_f64(),
            longest.as_secs_f64(),
            failures.len()
        );
        for failure in &failures {
            println!("{failure}");
        }
        failed += usize::from(!failures.is_empty());
    }
    println!("\n{} passed, {failed} failed", targets.len() - failed);
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

#[derive(Default)]
struct Found {
    tried: AtomicUsize,
    /// How long the slowest took, and its number.
    slowest: Mutex<(Duration, usize)>,
    failures: Mutex<Vec<String>>,
}

/// Starts a worker, and another one behind each input that a worker did not outlive.
fn oversee(
    target: &Target,
    asked: &Asked,
    share: f64,
    (worker, step): (usize, usize),
    found: &Found,
) {
    let ends = Instant::now() + Duration::from_secs_f64(share);
    let mut from = worker;
    while found.failures.lock().unwrap().len() < ENOUGH {
        let left = ends.saturating_duration_since(Instant::now());
        let child = Command::new(std::env::current_exe().unwrap())
            .arg(target.name)
            .args(["--seed", &asked.seed.to_string()])
            .args(["--from", &from.to_string(), &step.to_string()])
            .args(["--seconds", &left.as_secs_f64().to_string()])
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Some((number, why)) = watch(child.unwrap(), found) else {
            return;
        };
        let input = Corpus::read(target).input(asked.seed, number);
        let path = keep(target, asked.seed, number, &input);
        let failure = tell(target, asked.seed, number, &path, &why);
        found.failures.lock().unwrap().push(failure);
        from = number + step;
    }
}

/// Follows a worker to its end; the input at which it ended before its time, and what it said.
fn watch(mut child: Child, found: &Found) -> Option<(usize, String)> {
    let (sender, numbers) = channel();
    let said = child.stdout.take().unwrap();
    let listener = std::thread::spawn(move || {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            let _ = sender.send(line.parse().unwrap_or(0));
        }
    });
    let mut told = child.stderr.take().unwrap();
    let complaint = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = told.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let mut last: Option<(usize, Instant)> = None;
    let hangs = loop {
        let next = numbers.recv_timeout(HANG);
        if let Some((number, since)) = last {
            let mut slowest = found.slowest.lock().unwrap();
            *slowest = (*slowest).max((since.elapsed(), number));
        }
        match next {
            Ok(number) => last = Some((number, Instant::now())),
            Err(RecvTimeoutError::Disconnected) => break false,
            Err(RecvTimeoutError::Timeout) => break true,
        }
        found.tried.fetch_add(1, Ordering::Relaxed);
    };
    if hangs {
        let _ = child.kill();
    }
    let status = child.wait().unwrap();
    let _ = listener.join();
    let complaint = complaint.join().unwrap();
    let number = last.map_or(0, |(number, _)| number);
    match (hangs, status.success()) {
        (false, true) => None,
        (true, _) => Some((number, format!("no end after {} s", HANG.as_secs()))),
        (false, false) => Some((number, format!("{status}: {}", complaint.trim()))),
    }
}

/// Writes an input down.
fn keep(target: &Target, seed: u64, number: usize, input: &Input) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    let path = folder.join(format!("{}-{seed}-{number}", target.name));
    input.write(&path);
    path
}

/// What is said of an input that failed, and how to try it again.
fn tell(target: &Target, seed: u64, number: usize, path: &Path, why: &str) -> String {
    format!(
        "{} fails on {}\n{why}\nrepeat it with: cargo test --test fuzz -- {} --seed {seed} --only {number}\n\
         once it is mended, move it to tests/fuzz/seeds/{}/",
        target.name,
        path.display(),
        target.name,
        target.name
    )
}

//! Where the time of a build goes: by stage, kind of page, and card, for `build --profile`.
//!
//! A profile is handed down from the command that was asked for one; without it nothing is timed.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many of the slowest pages are named.
const SLOWEST: usize = 10;

/// What was timed so far.
pub struct Profile {
    clock: fn() -> Instant,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    stages: Vec<(&'static str, Duration)>,
    kinds: BTreeMap<&'static str, Kind>,
    cards: BTreeMap<String, (usize, Duration)>,
    pages: Vec<(String, Parts)>,
}

#[derive(Default)]
struct Kind {
    pages: usize,
    bytes: usize,
    parts: Parts,
}

/// What a page took. A card counts for the page that showed it first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    /// Working out what it shows.
    pub view: Duration,
    /// Its template.
    pub template: Duration,
    /// Putting its cards in, and rendering those that no page had shown before.
    pub cards: Duration,
}

impl Parts {
    fn sum(&self) -> Duration {
        self.view + self.template + self.cards
    }

    fn add(&mut self, other: &Parts) {
        self.view += other.view;
        self.template += other.template;
        self.cards += other.cards;
    }

    /// What took most of it, in words.
    fn reason(&self) -> &'static str {
        let most = self.view.max(self.template).max(self.cards);
        match most {
            most if most == self.cards => "cards that no page had shown before",
            most if most == self.view => "what it shows",
            _ => "its template",
        }
    }
}

impl Profile {
    /// A profile that reads this clock.
    pub fn new(clock: fn() -> Instant) -> Self {
        Profile {
            clock,
            taken: Mutex::default(),
        }
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        (self.clock)()
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what a page took and came to.
    pub fn page(&self, kind: &'static str, url: &str, parts: Parts, bytes: usize) {
        let mut taken = self.taken();
        let of = taken.kinds.entry(kind).or_default();
        of.pages += 1;
        of.bytes += bytes;
        of.parts.add(&parts);
        taken.pages.push((url.to_string(), parts));
        if taken.pages.len() >= 64 * SLOWEST {
            keep_slowest(&mut taken.pages);
        }
    }

    /// Notes that a card was rendered, and since when that went on.
    pub fn card(&self, component: &str, since: Instant) {
        let took = self.now() - since;
        let mut taken = self.taken();
        let card = taken.cards.entry(component.to_string()).or_default();
        card.0 += 1;
        card.1 += took;
    }
}

/// Does a part of the work, timed as a stage if anybody asks.
pub fn stage<T>(profile: Option<&Profile>, name: &'static str, work: impl FnOnce() -> T) -> T {
    let Some(profile) = profile else {
        return work();
    };
    let since = profile.now();
    let done = work();
    let took = profile.now() - since;
    profile.taken().stages.push((name, took));
    done
}

fn keep_slowest(pages: &mut Vec<(String, Parts)>) {
    pages.sort_by(|(a, of_a), (b, of_b)| of_b.sum().cmp(&of_a.sum()).then_with(|| a.cmp(b)));
    pages.truncate(SLOWEST);
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Profile")
    }
}

/// As tables. Pages are rendered side by side, so that their times come to more than their stage's.
impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let mut taken = self.taken();
        writeln!(f, "{:>9}  stage", "ms")?;
        for (name, took) in &taken.stages {
            writeln!(f, "{:>9.1}  {name}", ms(*took))?;
        }
        let mut kinds: Vec<_> = taken.kinds.iter().collect();
        kinds.sort_by_key(|(name, kind)| (std::cmp::Reverse(kind.parts.sum()), **name));
        writeln!(
            f,
            "\n{:>9} {:>9} {:>9} {:>9} {:>7} {:>8}  kind of page",
            "ms", "view", "template", "cards", "pages", "KB each"
        )?;
        for (name, kind) in kinds {
            writeln!(
                f,
                "{:>9.1} {:>9.1} {:>9.1} {:>9.1} {:>7} {:>8.1}  {name}",
                ms(kind.parts.sum()),
                ms(kind.parts.view),
                ms(kind.parts.template),
                ms(kind.parts.cards),
                kind.pages,
                kind.bytes as f64 / 1000.0 / kind.pages.max(1) as f64,
            )?;
        }
        writeln!(f, "\n{:>9} {:>9}  card", "ms", "rendered")?;
        for (name, (count, took)) in &taken.cards {
            writeln!(f, "{:>9.1} {count:>9}  {name}", ms(*took))?;
        }
        keep_slowest(&mut taken.pages);
        writeln!(
            f,
            "\n{:>9}  the slowest pages, and what took most of it",
            "ms"
        )?;
        for (url, parts) in &taken.pages {
            writeln!(f, "{:>9.1}  {url}: {}", ms(parts.sum()), parts.reason())?;
        }
        Ok(())
    }
}

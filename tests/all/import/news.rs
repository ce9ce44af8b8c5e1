//! What is proposed from forty news items in English and twelve in French, beside what an editor would want:
//! `news/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dateline::import::propose::{Event, FLOOR, Figure};
use dateline::import::source::Kind;

use super::imported;

/// What an editor does with a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Drop,
    Edit,
    Accept,
}

/// An event or a figure that an editor would want.
struct Wanted {
    needed: bool,
    /// A date, or a number with its hedge.
    value: String,
    /// Statuses that are right, or the unit.
    kind: String,
    /// Titles or labels that are right.
    names: Vec<String>,
    by: Option<String>,
}

struct Item {
    name: String,
    day: String,
    text: String,
    events: Vec<Wanted>,
    figures: Vec<Wanted>,
}

/// The folder of the items in English, and that of those in French.
const FOLDERS: [&str; 2] = ["news", "news/fr"];

fn items(folder: &str) -> Vec<Item> {
    let folder = format!("{}/tests/all/import/{folder}", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let texts: BTreeSet<_> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    texts
        .iter()
        .map(|path| {
            item(
                path.file_stem().unwrap().to_str().unwrap(),
                &fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

fn item(name: &str, file: &str) -> Item {
    let (head, wanted) = file.split_once("\n==\n").unwrap();
    let (day, text) = head.split_once('\n').unwrap();
    let mut item = Item {
        name: name.into(),
        day: day.into(),
        text: text.into(),
        events: Vec::new(),
        figures: Vec::new(),
    };
    for line in wanted.lines() {
        let (letter, rest) = line.split_once(' ').unwrap();
        let parts: Vec<&str> = rest.split('|').map(str::trim).collect();
        let wanted = Wanted {
            needed: letter == letter.to_uppercase(),
            value: parts[0].into(),
            kind: parts[1].into(),
            names: parts[2].split(" / ").map(str::to_string).collect(),
            by: parts
                .get(3)
                .filter(|by| **by != "-")
                .map(ToString::to_string),
        };
        match letter.to_lowercase().as_str() {
            "e" => item.events.push(wanted),
            _ => item.figures.push(wanted),
        }
    }
    item
}

const ARTICLES: [&str; 9] = ["the", "a", "an", "le", "la", "les", "un", "une", "des"];
const LOOSE: [&str; 36] = [
    "le", "la", "les", "un", "une", "des", "de", "du", "en", "à", "au", "qui", "the", "a", "an",
    "its", "their", "his", "her", "of", "in", "at", "who", "to", "by", "for", "be", "is", "are",
    "was", "were", "has", "have", "had", "been", "that",
];

fn words(text: &str, without: &[&str]) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '_')));
    let words = words.filter(|word| !word.trim_matches(['.', '\'']).is_empty());
    words
        .filter(|word| !without.contains(word))
        .map(str::to_string)
        .collect()
}

/// How much of two texts' words they share: 1 where all.
fn likeness(a: &str, b: &str, without: &[&str]) -> f64 {
    let (a, mut b) = (words(a, without), words(b, without));
    let all = a.len() + b.len();
    let shared = a.iter().filter(|word| {
        b.iter()
            .position(|other| other == *word)
            .map(|at| b.swap_remove(at))
            .is_some()
    });
    match all {
        0 => 0.0,
        all => 2.0 * shared.count() as f64 / all as f64,
    }
}

fn best(name: &str, wanted: &Wanted, without: &[&str]) -> f64 {
    wanted
        .names
        .iter()
        .map(|other| likeness(name, other, without))
        .fold(0.0, f64::max)
}

fn judge_event(event: &Event, wanted: &Wanted) -> (Verdict, f64) {
    let like = best(&event.title, wanted, &ARTICLES);
    let date = event.date.to_string();
    let mut dates = wanted.value.split(',');
    let dated = wanted.value == date || dates.any(|wanted| wanted == date);
    let status = wanted
        .kind
        .split(',')
        .any(|status| status == event.status.as_str());
    let by = match (&event.by, &wanted.by) {
        (None, None) => true,
        (Some(by), Some(other)) => likeness(by, other, &ARTICLES) >= 0.5,
        _ => false,
    };
    let first = words(&event.title, &ARTICLES)
        .first()
        .cloned()
        .unwrap_or_default();
    let begins = wanted
        .names
        .iter()
        .any(|name| words(name, &ARTICLES).first() == Some(&first));
    let pronoun = ["he", "she", "it", "they", "il", "elle"].contains(&first.as_str());
    let verdict = match (dated, like) {
        (true, 0.8..) if status && by && begins && !pronoun => Verdict::Accept,
        (true, 0.34..) | (false, 0.5..) => Verdict::Edit,
        _ => Verdict::Drop,
    };
    (verdict, like + f64::from(u8::from(dated)))
}

fn judge_figure(figure: &Figure, wanted: &Wanted) -> (Verdict, f64) {
    let (value, hedge) = wanted.value.split_once(' ').unwrap_or((&wanted.value, ""));
    let (min, max) = value.split_once("..").unwrap_or((value, value));
    if figure.min.normalize().to_string() != min || figure.max.normalize().to_string() != max {
        return (Verdict::Drop, 0.0);
    }
    let like = best(&figure.label, wanted, &LOOSE);
    let said = figure.hedge.map_or(String::new(), |hedge| {
        serde_json::to_value(hedge)
            .unwrap()
            .as_str()
            .unwrap()
            .to_string()
    });
    let (own, other) = (figure.unit.to_lowercase(), wanted.kind.to_lowercase());
    let ends = |a: &str, b: &str| {
        a.split(' ').next_back() == b.split(' ').next_back()
            || a.split(' ').next() == b.split(' ').next()
    };
    let unit = ends(&own, &other) || (other == "pounds" && own.contains("pound"));
    match like >= 0.6 && said == hedge && unit {
        true => (Verdict::Accept, like),
        false => (Verdict::Edit, like),
    }
}

#[derive(Default)]
struct Score {
    verdicts: Vec<(f64, Verdict, String)>,
    needed: usize,
    found: usize,
}

impl Score {
    /// Gives each proposal the wish that it meets best; what meets none, or one that is met, is dropped.
    fn add<T>(
        &mut self,
        proposals: &[T],
        wanted: &[Wanted],
        judge: impl Fn(&T, &Wanted) -> (Verdict, f64),
        told: impl Fn(&T) -> (f64, String),
        alike: bool,
    ) {
        let mut pairs = Vec::new();
        for (at, proposal) in proposals.iter().enumerate() {
            for (other, wish) in wanted.iter().enumerate() {
                let (verdict, like) = judge(proposal, wish);
                if verdict > Verdict::Drop {
                    pairs.push((verdict, like, at, other));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
        let key = |other: usize| match alike {
            // Wishes with the same titles are one wish that can be met in two ways.
            true => wanted[other].names.join("/"),
            false => other.to_string(),
        };
        let (mut verdicts, mut met) = (BTreeMap::new(), BTreeSet::new());
        for (verdict, _, at, other) in pairs {
            if !verdicts.contains_key(&at) && !met.contains(&key(other)) {
                verdicts.insert(at, verdict);
                met.insert(key(other));
            }
        }
        for (at, proposal) in proposals.iter().enumerate() {
            let (confidence, text) = told(proposal);
            self.verdicts.push((
                confidence,
                verdicts.get(&at).copied().unwrap_or(Verdict::Drop),
                text,
            ));
        }
        let needed: BTreeSet<String> = (0..wanted.len())
            .filter(|at| wanted[*at].needed)
            .map(key)
            .collect();
        self.needed += needed.len();
        self.found += needed.intersection(&met).count();
    }

    fn share(&self, verdict: Verdict) -> f64 {
        self.verdicts
            .iter()
            .filter(|(_, other, _)| *other == verdict)
            .count() as f64
            / self.verdicts.len().max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.needed.max(1) as f64
    }

    /// Of the proposals of each tenth of confidence, how many are there, right and to be accepted as they stand.
    fn calibration(&self) -> BTreeMap<u32, (usize, f64, f64)> {
        let mut tenths: BTreeMap<u32, Vec<Verdict>> = BTreeMap::new();
        for (confidence, verdict, _) in &self.verdicts {
            tenths
                .entry((confidence * 10.0 + 0.001) as u32)
                .or_default()
                .push(*verdict);
        }
        let share = |all: &[Verdict], least| {
            all.iter().filter(|verdict| **verdict >= least).count() as f64 / all.len() as f64
        };
        tenths
            .iter()
            .map(|(tenth, all)| {
                (
                    *tenth,
                    (
                        all.len(),
                        share(all, Verdict::Edit),
                        share(all, Verdict::Accept),
                    ),
                )
            })
            .collect()
    }
}

fn scores(folder: &str) -> [Score; 2] {
    let mut scores = [Score::default(), Score::default()];
    for item in items(folder) {
        let mut proposals = imported(Kind::Text, &item.text, Some(&item.day)).proposals;
        proposals.keep(FLOOR);
        let [events, figures] = &mut scores;
        let told = |name: &str, quote: &str| format!("{}: {name} ({quote})", item.name);
        events.add(
            &proposals.events,
            &item.events,
            judge_event,
            |event| {
                (
                    event.confidence,
                    told(&event.title, &event.date.to_string()),
                )
            },
            true,
        );
        figures.add(
            &proposals.figures,
            &item.figures,
            judge_figure,
            |figure| {
                (
                    figure.confidence,
                    told(&figure.label, &figure.min.to_string()),
                )
            },
            false,
        );
    }
    scores
}

/// The scores of both languages, of events and of figures.
fn all() -> impl Iterator<Item = (&'static str, &'static str, Score)> {
    FOLDERS.into_iter().flat_map(|folder| {
        let names = ["events", "figures"].into_iter();
        names
            .zip(scores(folder))
            .map(move |(name, score)| (folder, name, score))
    })
}

/// `cargo test --test all -- import::news --nocapture` shows the table.
#[test]
fn an_editor_takes_at_least_half_of_what_is_proposed_and_drops_at_most_a_tenth() {
    for (folder, name, score) in all() {
        let (accept, drop) = (score.share(Verdict::Accept), score.share(Verdict::Drop));
        println!(
            "{folder}, {name}: {} proposed, accepted {accept:.3}, dropped {drop:.3}, recall {:.3}",
            score.verdicts.len(),
            score.recall()
        );
        for (tenth, (count, right, accepted)) in score.calibration() {
            println!("  .{tenth}: {count}, right {right:.2}, accepted {accepted:.2}");
        }
        let dropped: Vec<&String> = score
            .verdicts
            .iter()
            .filter(|(_, verdict, _)| *verdict == Verdict::Drop)
            .map(|(_, _, text)| text)
            .collect();
        assert!(accept >= 0.5, "{folder}, {name}: {accept}");
        assert!(drop <= 0.1, "{folder}, {name}: {drop}: {dropped:#?}");
        assert!(
            score.recall() >= 0.85,
            "{folder}, {name}: {}",
            score.recall()
        );
    }
}

/// Confidence of .9 means that nine in ten are right.
#[test]
fn proposals_are_as_often_right_as_their_confidence_says() {
    for (folder, name, score) in all() {
        for (tenth, (count, right, _)) in score.calibration() {
            let least = f64::from(tenth) / 10.0 - 0.1;
            assert!(
                count < 10 || right >= least,
                "{folder}, {name} .{tenth}: {right} of {count}"
            );
        }
    }
}

//! What the site knows already that a proposal can belong to: milestones and series, and why one is
//! thought to be meant.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Proposal;
use crate::content::Content;
use crate::content::claim::Status;
use crate::content::reading::TermRef;
use crate::date::Edtf;
use crate::path::slug;

/// The milestones and series of a site.
#[derive(Clone, Debug, Default)]
pub struct Known {
    events: BTreeMap<String, Thing>,
    series: BTreeMap<String, Thing>,
}

/// A milestone or a series as far as a proposal can be compared with it.
#[derive(Clone, Debug, Default)]
struct Thing {
    title: String,
    /// The words of its titles that tell it from others, by their stems.
    words: BTreeMap<String, String>,
    unit: String,
    speakers: BTreeSet<String>,
    regions: BTreeSet<String>,
    /// The days that have been named for it.
    windows: Vec<(NaiveDate, NaiveDate)>,
    /// Whether it has come to its end.
    settled: bool,
}

/// Something that a proposal may belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What they have in common, for people.
    pub why: String,
    /// Whether that is enough to say so before anybody is asked.
    pub sure: bool,
    weight: f64,
}

/// What a proposal says, as far as it can be compared.
#[derive(Clone, Debug, Default)]
pub struct Said<'a> {
    /// Its title or label.
    pub title: &'a str,
    /// The sentence it was taken from.
    pub quote: &'a str,
    /// Its day.
    pub date: Option<&'a Edtf>,
    /// Who says so.
    pub by: &'a str,
    /// Where.
    pub regions: Vec<&'a str>,
    /// What is counted.
    pub unit: &'a str,
}

impl Known {
    /// What a site's files say.
    pub fn of(content: &Content) -> Known {
        let mut known = Known::default();
        for file in &content.events {
            let thing = known.events.entry(file.id.clone()).or_default();
            thing.call(file.title.as_deref().unwrap_or(""));
            thing.add(file.speaker.iter(), file.regions.iter());
        }
        for file in &content.series {
            let thing = known.series.entry(file.id.clone()).or_default();
            thing.call(&file.name);
            thing.unit = file.unit.clone().unwrap_or_default();
            thing.add(file.speaker.iter(), file.region.iter());
        }
        for article in &content.articles {
            for claim in article.claims.iter().filter(|claim| !claim.review) {
                let Some(id) = &claim.id else { continue };
                let thing = known.events.entry(id.clone()).or_default();
                thing.call(claim.title.as_deref().unwrap_or(""));
                let regions = claim.regions.as_ref().or(article.regions.as_ref());
                thing.add(claim.attribution.by.iter(), regions.into_iter().flatten());
                thing.windows.extend(claim.date.as_ref().and_then(window));
                thing.settled |= matches!(claim.status, Status::Happened | Status::Cancelled);
            }
            for seen in article.observations.iter().filter(|seen| !seen.review) {
                let Some(series) = &seen.series else { continue };
                if let Some(thing) = known.series.get_mut(&series.text) {
                    thing.add(seen.attribution.by.iter(), seen.region.iter());
                }
            }
        }
        known
    }

    /// The milestones that an event may be, the likeliest first.
    pub fn events(&self, said: &Said<'_>) -> Vec<Match> {
        best(&self.events, |thing| event(thing, said))
    }

    /// The series that a figure may belong to, the likeliest first.
    pub fn series(&self, said: &Said<'_>) -> Vec<Match> {
        best(&self.series, |thing| series(thing, said))
    }

    /// The key that links a proposal, and what it may be linked to, the likeliest first.
    pub fn matching(&self, proposal: &Proposal) -> (&'static str, Vec<Match>) {
        let date = ["date", "as_of"]
            .iter()
            .find_map(|key| Edtf::parse(proposal.get(key)).ok());
        let regions = ["regions", "region"]
            .iter()
            .flat_map(|key| proposal.get(key).split(','));
        let said = Said {
            title: match proposal.get("title") {
                "" => proposal.get("label"),
                title => title,
            },
            quote: proposal.quote.as_deref().unwrap_or(""),
            date: date.as_ref(),
            by: proposal.get("by"),
            regions: regions.map(str::trim).filter(|id| !id.is_empty()).collect(),
            unit: proposal.get("unit"),
        };
        match proposal.list {
            "events" => ("id", self.events(&said)),
            _ => ("series", self.series(&said)),
        }
    }

    /// Whether an event with this id is known.
    pub fn has_event(&self, id: &str) -> bool {
        self.events.contains_key(id)
    }
}

impl Thing {
    fn call(&mut self, title: &str) {
        if self.title.is_empty() {
            self.title = title.to_string();
        }
        self.words.extend(words(title));
    }

    fn add<'a>(
        &mut self,
        speakers: impl Iterator<Item = &'a TermRef>,
        regions: impl Iterator<Item = &'a TermRef>,
    ) {
        self.speakers.extend(speakers.map(|one| slug(&one.text)));
        self.regions.extend(regions.map(|one| slug(&one.text)));
    }
}

fn best(
    things: &BTreeMap<String, Thing>,
    weigh: impl Fn(&Thing) -> Option<(f64, bool, Vec<String>)>,
) -> Vec<Match> {
    let found = things.iter().filter_map(|(id, thing)| {
        let (weight, sure, why) = weigh(thing)?;
        Some(Match {
            id: id.clone(),
            title: thing.title.clone(),
            why: why.join("; "),
            sure,
            weight,
        })
    });
    let mut found: Vec<Match> = found.collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.id.cmp(&b.id)));
    // Where two are as likely, nobody but the editor can say which.
    if let [first, second, ..] = &mut found[..]
        && first.weight - second.weight < 0.25
    {
        first.sure = false;
    }
    for other in found.iter_mut().skip(1) {
        other.sure = false;
    }
    found
}

/// How likely an event is a milestone, whether that is sure, and why.
fn event(thing: &Thing, said: &Said<'_>) -> Option<(f64, bool, Vec<String>)> {
    let common = common(thing, said)?;
    let mut why = vec![format!("words: {}", common.words.join(", "))];
    let (place, clash) = place(thing, said, &mut why);
    let speaker = speaker(thing, said, &mut why);
    let time = said.date.and_then(window).map(|asked| {
        let near = thing.windows.iter().map(|known| apart(asked, *known));
        near.min().unwrap_or(i64::MAX)
    });
    // A promise slips by months, seldom by years; what happened long before is another event.
    let near = time.is_some_and(|days| days <= 400);
    if near {
        why.push("time: near a day that was named for it".to_string());
    }
    let far = time.is_some_and(|days| days > 1500) && !thing.windows.is_empty();
    let weight = common.share + if near { 0.3 } else { 0.0 } + place + speaker;
    let supported = [near, place > 0.0, speaker > 0.0];
    let supported = supported.iter().filter(|one| **one).count();
    let sure = common.share >= 0.6 && supported >= 2 && !clash && !far && !thing.settled;
    Some((weight, sure, why))
}

/// How likely a figure belongs to a series, whether that is sure, and why.
fn series(thing: &Thing, said: &Said<'_>) -> Option<(f64, bool, Vec<String>)> {
    let common = common(thing, said)?;
    let mut why = vec![format!("words: {}", common.words.join(", "))];
    let (place, clash) = place(thing, said, &mut why);
    let speaker = speaker(thing, said, &mut why);
    let unit = !thing.unit.is_empty() && slug(&thing.unit) == slug(said.unit);
    if unit {
        why.push(format!("unit: {}", thing.unit));
    }
    let other = !unit && !thing.unit.is_empty() && !said.unit.is_empty();
    let weight = common.share + if unit { 0.4 } else { 0.0 } + place + speaker;
    let placed = place > 0.0 || thing.regions.is_empty();
    let sure = common.share >= 0.5 && unit && placed && !clash && !other;
    Some((weight, sure, why))
}

struct Common {
    words: Vec<String>,
    /// The share of the known title's words.
    share: f64,
}

fn common(thing: &Thing, said: &Said<'_>) -> Option<Common> {
    let own = [said.title, said.quote, said.unit].map(words);
    let in_own = |stem: &String| own.iter().any(|words| words.contains_key(stem));
    let shared = thing.words.iter().filter(|(stem, _)| in_own(stem));
    let shared: Vec<(&String, &String)> = shared.collect();
    // The words that a place is named by are weighed as the place.
    let names_place = |stem: &str| thing.regions.iter().any(|id| id.contains(stem));
    let telling = shared.iter().any(|(stem, _)| !names_place(stem));
    let share = shared.len() as f64 / thing.words.len().max(1) as f64;
    telling.then_some(Common {
        words: shared.into_iter().map(|(_, word)| word.clone()).collect(),
        share,
    })
}

/// What a common place weighs, and whether both name places of which none is the same.
fn place(thing: &Thing, said: &Said<'_>, why: &mut Vec<String>) -> (f64, bool) {
    let asked: BTreeSet<String> = said.regions.iter().map(|one| slug(one)).collect();
    let shared: Vec<&String> = thing.regions.intersection(&asked).collect();
    if let Some(first) = shared.first() {
        why.push(format!("place: {first}"));
        return (0.3, false);
    }
    (0.0, !asked.is_empty() && !thing.regions.is_empty())
}

fn speaker(thing: &Thing, said: &Said<'_>, why: &mut Vec<String>) -> f64 {
    let asked = slug(said.by);
    let same = |known: &&String| {
        !asked.is_empty() && (**known == asked || asked.contains(known.as_str()) && known.len() > 5)
    };
    match thing.speakers.iter().find(same) {
        Some(known) => {
            why.push(format!("speaker: {known}"));
            0.3
        }
        None => 0.0,
    }
}

/// The first and the last day that a date may mean; of an open one the day it has.
fn window(date: &Edtf) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (date.earliest().day(), date.latest().day());
    Some((first.or(last)?, last.or(first)?))
}

/// How many days lie between two windows.
fn apart(one: (NaiveDate, NaiveDate), other: (NaiveDate, NaiveDate)) -> i64 {
    let gap = (one.0 - other.1)
        .num_days()
        .max((other.0 - one.1).num_days());
    gap.max(0)
}

/// The words of a title that tell one from another, by their stems: long ones and names.
fn words(text: &str) -> BTreeMap<String, String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let telling = words.filter(|word| {
        let length = word.chars().count();
        length > 3 || (length > 1 && !word.chars().any(char::is_lowercase))
    });
    let stem = |word: &str| {
        let word = word.to_lowercase();
        word.trim_end_matches('s').chars().take(6).collect()
    };
    telling.map(|word| (stem(word), word.to_string())).collect()
}

//! What became of an article's numbers since it was written: what their own speaker said next,
//! and who gives another number. Never what the article itself gives.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::items::numbers;
use super::items::observations::{carrier, in_words};
use super::items::remarks::apart;
use super::since::SinceItem;
use super::site::Here;
use crate::content::declaration::Measure;
use crate::newsroom::Figure;
use crate::newsroom::changes::released;
use crate::newsroom::figures::{self as judged, How, Latest, Next, Note};
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::{ArticleId, SeriesId};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;

/// What became of the numbers of an article.
pub fn of_article(here: &Here<'_>, article: ArticleId) -> Vec<SinceItem> {
    let told = of_each(here, article, |id, teller| {
        let told = teller.tell().into_iter();
        told.map(|told| (id, told)).collect()
    });
    // Where a speaker's own number hears of it, it is no other's word on the next one.
    let own = told.iter().filter(|(_, told)| !told.of_another);
    let heard = own.flat_map(|(id, told)| told.later.iter().map(|at| (*id, *at)));
    let heard: HashSet<(SeriesId, usize)> = heard.collect();
    let is_heard = |id: SeriesId, told: &Told| {
        let mut later = told.later.iter();
        told.of_another && later.any(|at| heard.contains(&(id, *at)))
    };
    let news = told.into_iter().filter(|(id, told)| !is_heard(*id, told));
    news.map(|(_, told)| told.item).collect()
}

/// When an article tells something else of what became of its numbers, with no new word: what is announced
/// begins.
pub fn turns(here: &Here<'_>, article: ArticleId) -> Freshness {
    let turns = of_each(here, article, |_, teller| vec![teller.turns()]);
    turns.into_iter().collect()
}

/// Asks about each number of an article that is one of a series.
fn of_each<T>(
    here: &Here<'_>,
    article: ArticleId,
    ask: impl Fn(SeriesId, &Teller<'_, '_>) -> Vec<T>,
) -> Vec<T> {
    let figures = here.newsroom().entry(article).figures.iter();
    let places: Vec<(SeriesId, usize)> = figures
        .filter_map(|figure| match figure {
            Figure::InSeries(series, place) => Some((*series, *place)),
            Figure::Alone(_) => None,
        })
        .collect();
    let mut given: HashMap<SeriesId, Given<'_>> = HashMap::new();
    for (id, place) in &places {
        let series = here.newsroom().one_series(*id);
        given.entry(*id).or_default().take_in(series, *place);
    }
    let asked = places.iter().flat_map(|(id, place)| {
        let series = here.newsroom().one_series(*id);
        let teller = Teller {
            here,
            series,
            article,
            observed: &series.observations[*place],
            at: series.first_told(*place),
            given: &given[id],
        };
        ask(*id, &teller)
    });
    asked.collect()
}

/// What is to be told of a number.
struct Told {
    /// The later numbers, by their places in the series.
    later: Vec<usize>,
    /// Whether that is another speaker's word.
    of_another: bool,
    item: SinceItem,
}

/// What an article gives of a series.
#[derive(Default)]
struct Given<'a> {
    /// Where its numbers stand in the series.
    places: HashSet<usize>,
    /// Who speaks in each line, and of what time the latest number that was counted is.
    speakers: HashMap<(usize, &'a Speaker), Option<Order>>,
}

/// As [`judged::latest`] orders times.
type Order = (u8, Option<NaiveDate>);

impl<'a> Given<'a> {
    fn take_in(&mut self, series: &'a Series, place: usize) {
        let at = series.first_told(place);
        let told = &series.observations[at];
        self.places.insert(at);
        for speaker in &told.voice.speakers {
            let known = self.speakers.entry((told.line, speaker)).or_default();
            *known = (*known).max(told.is_counted().then(|| judged::latest(told)));
        }
    }
}

struct Teller<'a, 'h> {
    here: &'a Here<'h>,
    series: &'a Series,
    article: ArticleId,
    /// The number as the article gives it.
    observed: &'a Observed,
    /// Where it stands in its series; of a repetition, where that stands which it repeats.
    at: usize,
    /// Every number of the series that the article gives.
    given: &'a Given<'a>,
}

impl Teller<'_, '_> {
    fn tell(&self) -> Vec<Told> {
        let latest = &self.series.lines[self.own().line].head.latest;
        let next = match self.outcome() {
            Some(outcome) => vec![outcome],
            None => {
                let next = self.next(latest);
                next.iter().map(|next| self.next_word(next)).collect()
            }
        };
        let others = self.of_others(latest).into_iter();
        let others = others.map(|(key, at)| self.of_another(key, at));
        next.into_iter().chain(others).collect()
    }

    /// When something else is told of it.
    fn turns(&self) -> Freshness {
        let line = self.own().line;
        let members = self.series.lines[line].members.iter();
        let announced = members.map(|at| self.told(*at));
        let announced = announced.filter(|observed| observed.counts());
        let days: BTreeSet<NaiveDate> = announced.filter_map(Observed::begins).collect();
        Freshness::among(&days, self.here.newsroom().as_of.day, |day| {
            let told = |day: NaiveDate| {
                let latest = Latest::on(self.series, line, day);
                (self.next(&latest), self.of_others(&latest))
            };
            day.pred_opt().is_some_and(|eve| told(eve) != told(day))
        })
    }

    fn own(&self) -> &Observed {
        self.told(self.at)
    }

    fn told(&self, at: usize) -> &Observed {
        &self.series.observations[at]
    }

    /// Whether a number is news to the article: it became public after it, and is not given there.
    /// Of two articles of one day without hours, nobody knows which came first.
    fn is_news(&self, at: usize) -> bool {
        if self.given.places.contains(&at) {
            return false;
        }
        let written = released(self.here.newsroom().article(self.article));
        self.told(at).first_public.is_after(&written)
    }

    /// What its own speakers said next, each for itself where they said different things.
    fn next(&self, latest: &[Latest; 2]) -> Vec<Next> {
        let note = Note {
            series: self.series,
            at: self.at,
            is_news: &|at| self.is_news(at),
            is_outdone: &|speaker| self.is_outdone_by(speaker),
        };
        note.next(latest)
    }

    fn next_word(&self, next: &Next) -> Told {
        let several = self.own().voice.speakers.len() > 1;
        let (key, kind) = match next.how {
            How::Corrected if several => ("figure_revised_by", "corrected"),
            How::Corrected => ("figure_revised", "corrected"),
            How::Later => ("figure_later", "later"),
            How::Meant => ("figure_now", "later"),
        };
        let names = match next.how {
            How::Corrected => numbers::names(self.here, next.speakers.iter()),
            How::Later | How::Meant => self.all_who_say(&next.said),
        };
        let words = self.words(key, next.last(), &names);
        self.item(kind, words, &next.said)
    }

    /// Everybody whose word any of these numbers is.
    fn all_who_say(&self, said: &[usize]) -> String {
        let mut heard = HashSet::new();
        let speakers = said.iter().flat_map(|at| self.told(*at).holders());
        numbers::names(self.here, speakers.filter(|speaker| heard.insert(*speaker)))
    }

    /// Whether the article itself gives a number by one of its speakers for a later time: what came
    /// after is told of that one.
    fn is_outdone(&self) -> bool {
        let mut speakers = self.own().voice.speakers.iter();
        speakers.any(|speaker| self.is_outdone_by(speaker))
    }

    fn is_outdone_by(&self, speaker: &Speaker) -> bool {
        let own = self.own();
        let given = self.given.speakers.get(&(own.line, speaker));
        given.is_some_and(|given| *given > Some(judged::latest(own)))
    }

    /// What came of a plan, a forecast or a target: the number for its time, with those of others who
    /// differ.
    fn outcome(&self) -> Option<Told> {
        if self.own().is_counted() {
            return None;
        }
        let came = judged::came_of(self.series, self.at)?;
        let others = judged::came_otherwise(self.series, self.at, came);
        let sides = [came].into_iter().chain(others);
        let sides: Vec<usize> = sides.filter(|at| self.is_news(*at)).collect();
        let language = self.here.language();
        let (shown, more) = sides.split_at(sides.len().min(numbers::SIDES));
        let gave = |at: &usize| {
            let names = numbers::speakers(self.here, self.told(*at));
            self.words("figure_came", *at, &names)
        };
        let more = (!more.is_empty()).then(|| language.text("figure_others_differ"));
        let words: Vec<String> = shown.iter().map(gave).chain(more).collect();
        let words = match words.as_slice() {
            [only] => only.clone(),
            several => language.joined("semicolon", several),
        };
        shown.first()?;
        Some(self.item("outcome", words, shown))
    }

    /// Who gives another number: for the same time, or as the latest of all.
    fn of_others(&self, latest: &[Latest; 2]) -> Vec<(&'static str, usize)> {
        let own = self.own();
        if !own.counts() {
            return Vec::new();
        }
        let against = own.against_later.filter(|at| self.is_news(*at));
        if let Some(against) = against.filter(|at| !self.gives_the_same(*at)) {
            let key = match judged::are_for_one_day(own, self.told(against)) {
                true => "figure_gives_day",
                false => "figure_gives_time",
            };
            return vec![(key, against)];
        }
        if self.is_outdone() || self.series.measures(Measure::Period) {
            return Vec::new();
        }
        // Of a speaker that the article quotes too, that speaker's own number hears.
        let is_quoted = |at: &usize| {
            let mut speakers = self.told(*at).voice.speakers.iter();
            let counted = |speaker| self.given.speakers.get(&(own.line, speaker)).copied();
            speakers.any(|speaker| counted(speaker).flatten().is_some())
        };
        let differs = |at: &usize| {
            let other = self.told(*at);
            judged::other_speaker(own, other)
                && judged::is_before(own, other)
                && other.is_later_than(own)
                && judged::apart(own, other, self.series.tolerance)
        };
        let leading = latest.iter().filter_map(|latest| latest.leading);
        let news = leading.filter(|at| !is_quoted(at) && self.is_news(*at) && differs(at));
        news.map(|at| ("figure_gives", at)).collect()
    }

    /// Another's number, as theirs.
    fn of_another(&self, key: &'static str, at: usize) -> Told {
        let kind = match key {
            "figure_gives" => "gave",
            _ => "conflict",
        };
        let names = numbers::speakers(self.here, self.told(at));
        Told {
            of_another: true,
            ..self.item(kind, self.words(key, at, &names), &[at])
        }
    }

    /// Whether the article has another's number already, for a time that meets the other's.
    fn gives_the_same(&self, at: usize) -> bool {
        let other = self.told(at);
        let mut given = self.given.places.iter().map(|place| self.told(*place));
        given.any(|given| {
            given.is_counted()
                && given.quantity == other.quantity
                && judged::same_speaker(given, other)
                && judged::are_for_one_time(self.series, given, other)
        })
    }

    fn words(&self, key: &str, at: usize, speaker: &str) -> String {
        let here = self.here;
        let number = in_words(here, self.told(at), Some(self.series)).as_of(here);
        let values = [("number", &*number), ("speaker", speaker)];
        here.language().say(key, &values)
    }

    /// These words on later numbers.
    fn item(&self, kind: &'static str, words: String, at: &[usize]) -> Told {
        let (here, series) = (self.here, self.series);
        let later = at.iter().map(|at| self.told(*at));
        let last = later.clone().max_by_key(|later| later.told());
        let last = last.unwrap_or(self.observed);
        // The later number is of the same place and counts the same.
        let said = numbers::short(here.language(), series, &self.observed.quantity);
        let said = [said].into_iter().chain(apart(here, series, self.observed));
        let item = SinceItem {
            about: series.name.clone(),
            href: super::items::figures::page(here, series),
            said: here
                .language()
                .joined("semicolon", &said.collect::<Vec<_>>()),
            now: here.derived(
                kind,
                words,
                [self.observed].into_iter().chain(later.clone()),
            ),
            reported: Some(here.on(last.reported())),
            article: Some(carrier(here, last)),
            freshness: later
                .map(|one| Freshness::changed(one.public.day))
                .collect(),
        };
        Told {
            later: at.to_vec(),
            of_another: false,
            item,
        }
    }
}

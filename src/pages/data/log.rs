//! The record for programs: what changed, as the pages of changes tell it, and which rows of the
//! tables came and went, so that who has the tables of an earlier day can bring them up to date.
//!
//! A row that came is told with all that authors wrote, and on every day on which another article
//! that carries it became public. A row that went has its key alone: what it said is not public any
//! more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::events::{CLAIMS, claims_of};
use super::facts;
use super::figures::{FIGURES, of_series};
use super::rows::Row;
use super::table::{Cell, Column, Holds, Table};
use super::texts::ARTICLES;
use crate::content::article::Article;
use crate::language::without_isolates;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::{Arrival, Change, Month, published};
use crate::newsroom::gate::{self, Folders, Reason};
use crate::pages::changes;
use crate::pages::site::{Here, Site};
use crate::path::slug;

/// Something that happened to a row.
#[derive(Clone, Debug)]
pub struct Step {
    /// The day, and on it the place among what happened then.
    pub sequence: u64,
    /// The day.
    pub day: NaiveDate,
    /// What happened.
    pub what: Happened,
}

/// What happened to a row.
#[derive(Clone, Debug)]
pub enum Happened {
    /// It came, with what authors wrote in it.
    Came(Row),
    /// It went: its table, and what told it apart there.
    Went(&'static str, String),
}

/// Something that changed, as pages tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Told {
    /// The day, and its place among that day's changes.
    sequence: u64,
    /// The day.
    day: NaiveDate,
    /// What changed.
    change: Change,
}

/// The name of the table of changes.
pub const NAME: &str = "changes";

/// How many things of one day can be numbered.
const A_DAY: u64 = 1_000_000;

/// From where on those are numbered that follow from what went on a day.
const AFTER_THOSE: usize = 500_000;

/// The number of the n-th thing that happened on a day, from 0: later ones have higher numbers,
/// whatever is added on other days.
fn sequence(day: NaiveDate, nth: usize) -> u64 {
    let year = u64::try_from(day.year()).unwrap_or_default();
    let written = year * 10_000 + u64::from(day.month()) * 100 + u64::from(day.day());
    written * A_DAY + (nth as u64).min(A_DAY - 1)
}

/// The columns of what pages tell.
const TOLD: [Column; 9] = [
    column(
        "sequence",
        Holds::Count,
        "the day and its place among that day's changes; later changes have higher numbers",
    ),
    column(
        "day",
        Holds::Day,
        "the day on which it became public, or on which a time passed",
    ),
    column(
        "kind",
        Holds::Word,
        "which kind of change: new, said, answered, revived, later, earlier, extended, shortened, contradicted, happened, ended, cancelled, overdue, run_out, number, unchanged, intended, forecast, target, revised, disputed, stale, corrected, updated or article",
    ),
    column(
        "kind_words",
        Holds::Text,
        "the kind in the language of the site",
    ),
    column(
        "about",
        Holds::Text,
        "the event, the series or the article, as the tables of those name it",
    ),
    column("title", Holds::Text, "what that is called"),
    column("words", Holds::Text, "what changed, in a sentence"),
    column(
        "speaker",
        Holds::Text,
        "who gave the number, where it is one",
    ),
    column("url", Holds::Address, "where it is told"),
];

const fn column(name: &'static str, holds: Holds, about: &'static str) -> Column {
    Column {
        name,
        holds,
        is_derived: true,
        about,
    }
}

/// The table of changes.
pub fn table() -> Table {
    Table {
        name: NAME,
        about: "something that changed",
        columns: TOLD.to_vec(),
    }
}

/// The months in which something changed, the latest first.
pub fn months(newsroom: &Newsroom) -> Vec<Month> {
    let months = newsroom.months_of_changes().iter();
    months.map(|(month, _)| *month).collect()
}

/// A month; without one the latest, if there is any.
fn or_latest(newsroom: &Newsroom, month: Option<Month>) -> Option<Month> {
    month.or_else(|| months(newsroom).first().copied())
}

/// What pages tell of a month, the latest first; without one, of the latest.
pub fn rows(newsroom: &Newsroom, month: Option<Month>) -> Vec<Row> {
    let month = or_latest(newsroom, month);
    let told = month.map_or(&[][..], |month| newsroom.record_of(month));
    let days = told.chunk_by(|(one, _), (other, _)| one == other);
    let rows = days.flat_map(|day| {
        let last = day.len() - 1;
        let numbered = day.iter().enumerate();
        numbered.map(move |(at, (day, change))| {
            Row::Change(Told {
                sequence: sequence(*day, last - at),
                day: *day,
                change: *change,
            })
        })
    });
    rows.collect()
}

/// The cells of a change.
pub fn cells(site: Site<'_>, told: Told) -> impl Iterator<Item = (Column, Cell)> {
    let root = crate::pages::urls::front();
    let here = Here::on_cards(site, &root);
    let item = changes::item(&here, told.change);
    let (about, url) = place(site, told.change);
    let names: Vec<String> = item
        .speakers
        .into_iter()
        .map(|speaker| speaker.name)
        .collect();
    // What keeps words in order in a sentence is no part of a name.
    let speakers = (!names.is_empty()).then(|| without_isolates(&here.language().list(&names)));
    let cells: [Cell; TOLD.len()] = [
        Cell::Count(told.sequence),
        told.day.into(),
        item.kind.into(),
        item.label.into(),
        about.into(),
        item.about.text.into(),
        item.words.words.into(),
        speakers.into(),
        url.into(),
    ];
    TOLD.into_iter().zip(cells)
}

/// What a change is of, as the tables of those name it, and the address where it is told.
pub fn place(site: Site<'_>, change: Change) -> (String, String) {
    let newsroom = site.newsroom;
    match change {
        Change::Claim(id, at) => {
            let event = newsroom.event(id);
            let claim = facts::claim_address(site, &event.history[at]);
            (facts::event_key(site, event), claim)
        }
        Change::Passed(id, _) => {
            let event = newsroom.event(id);
            let address = facts::event_address(site, event);
            (facts::event_key(site, event), address)
        }
        Change::Observation(id, at) => {
            let series = newsroom.one_series(id);
            let observed = &series.observations[at];
            let address = facts::figure_address(site, observed.article, observed.index);
            (series.id.clone(), address)
        }
        Change::Stale(id) => {
            let series = newsroom.one_series(id);
            let page = facts::series_address(site, series);
            (series.id.clone(), page.unwrap_or_default())
        }
        Change::Correction(id, _) => {
            let article = facts::article_address(site, id);
            (
                facts::article_key(site, id),
                format!("{article}#corrections"),
            )
        }
        Change::Updated(id) | Change::Article(id) => {
            let article = facts::article_address(site, id);
            (facts::article_key(site, id), article)
        }
    }
}

/// What happened to the rows of the tables in a month, in its order; without one, in the latest, with all
/// that ever went.
pub fn steps(site: Site<'_>, month: Option<Month>) -> Vec<Step> {
    let arrived = or_latest(site.newsroom, month).map(|month| site.newsroom.arrived_in(month));
    let came = arrived.into_iter().flatten();
    let mut steps = numbered(0, came.map(|(day, row)| put(*day, *row)).collect());
    if month.is_none() {
        steps.extend(gone(site));
        steps.sort_by_key(|step| step.sequence);
    }
    steps
}

/// The rows that ever went, and those that are to be read anew since: where another article carried
/// the same, the row is now that article's.
fn gone(site: Site<'_>) -> Vec<Step> {
    let newsroom = site.newsroom;
    let mut gone: BTreeMap<NaiveDate, (Vec<Step>, BTreeSet<Arrival>)> = BTreeMap::new();
    for (day, article) in expired(site) {
        let (removed, anew) = gone.entry(day).or_default();
        let mut remove = |table, place: &str| {
            removed.push(Step {
                sequence: 0,
                day,
                what: Happened::Went(table, facts::key(place)),
            });
        };
        remove(ARTICLES.name, article.url.as_str().trim_matches('/'));
        for (at, claim) in article.claims.iter().enumerate() {
            remove(CLAIMS.name, &facts::claim_place(&article.url, at));
            let event = claim.id.as_deref().and_then(|id| newsroom.event_named(id));
            let others = event.into_iter().flat_map(|id| claims_of(newsroom, id));
            anew.extend(others.map(|(event, claim)| Arrival::Claim(event, claim)));
        }
        for (at, figure) in article.observations.iter().enumerate() {
            remove(FIGURES.name, &facts::figure_place(&article.url, at));
            let series = figure.series.as_ref().map(|series| slug(&series.text));
            let series = series.and_then(|id| newsroom.series_named(&id));
            let others = series.into_iter().flat_map(|id| of_series(newsroom, id));
            anew.extend(others.map(|(article, figure)| Arrival::Figure(article, figure)));
        }
    }
    let days = gone.into_iter().flat_map(|(day, (removed, anew))| {
        let anew = anew.into_iter().map(move |row| put(day, row));
        removed.into_iter().chain(anew)
    });
    numbered(AFTER_THOSE, days.collect())
}

/// What happened on days, in their order, with the number of each: from this one on, anew every day.
fn numbered(first: usize, mut steps: Vec<Step>) -> Vec<Step> {
    steps.sort_by_key(|step| step.day);
    let mut nth = first;
    for at in 0..steps.len() {
        nth = match at > 0 && steps[at - 1].day == steps[at].day {
            true => nth + 1,
            false => first,
        };
        steps[at].sequence = sequence(steps[at].day, nth);
    }
    steps
}

fn put(day: NaiveDate, row: Arrival) -> Step {
    let row = match row {
        Arrival::Article(id) => Row::Article(id),
        Arrival::Claim(event, claim) => Row::Claim(event, claim),
        Arrival::Figure(article, figure) => Row::Figure(article, figure),
    };
    Step {
        sequence: 0,
        day,
        what: Happened::Came(row),
    }
}

/// The articles that are not public any more, each with the last day on which it was.
fn expired(site: Site<'_>) -> Vec<(NaiveDate, Arc<Article>)> {
    let withheld = site.newsroom.withheld.iter();
    let gone = withheld.filter(|kept| kept.reason == Reason::Expired);
    let gone: Vec<_> = gone.map(|kept| &kept.path).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let content = site.content.all();
    let folders = Folders::of(content);
    let gone = gone.into_iter().filter_map(|path| {
        let at = content
            .articles
            .binary_search_by(|one| one.path.cmp(path))
            .ok()?;
        let article = folders.article(&content.articles[at]);
        let article = gate::last_facts(&article, &site.newsroom.as_of, site.passes);
        let last = article.expires?.instant - TimeDelta::seconds(1);
        let day = last.with_timezone(&site.config.timezone).date_naive();
        let was_public = published(&article) <= day;
        was_public.then_some((day, article))
    });
    gone.collect()
}

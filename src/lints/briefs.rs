//! Briefs that are older than what they should tell.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::Finding;
use crate::content::Content;
use crate::content::claim::{Claim, Importance};
use crate::content::term::{Brief, TaxonomyKind};
use crate::date::{Bound, Edtf, Timing};
use crate::diagnostic::Diagnostic;
use crate::newsroom::Newsroom;
use crate::newsroom::as_of::Reason;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::ArticleId;

/// A brief after whose day something important became known.
pub const OUTDATED: &str = "lint/brief-outdated";

/// A brief for a day that has not come.
pub const FUTURE: &str = "lint/brief-in-future";

/// What was over this long before a brief was written is background, however late it is told.
const BACKGROUND: Days = Days::new(31);

/// What became known on a day.
struct News<'a> {
    day: NaiveDate,
    event: &'a Event,
    words: String,
    articles: Vec<ArticleId>,
}

/// Briefs after whose day an important event of the term made news.
pub fn outdated(newsroom: &Newsroom, content: &Content) -> Vec<Finding> {
    let with_file: BTreeSet<&str> = content.events.iter().map(|file| file.id.as_str()).collect();
    let of_kind = |kind: TaxonomyKind| {
        let with_file = &with_file;
        let ids = newsroom.taxonomy(kind).ids();
        ids.filter_map(move |id| {
            let term = newsroom.taxonomy(kind).term(id);
            let brief = term.brief.as_ref()?;
            let written = brief.as_of?;
            let news = term.events.iter().filter_map(|event| {
                let event = newsroom.event(*event);
                // What a file keeps track of matters where it belongs, and not in all above.
                let own = event.terms(kind).contains(&id);
                let tracked = own && event.id.as_deref().is_some_and(|id| with_file.contains(id));
                news(event, tracked, written, newsroom.as_of.day)
            });
            let latest = news.max_by_key(|news| news.day)?;
            Some(finding(&term.name, brief, written, latest))
        })
    };
    TaxonomyKind::ALL.into_iter().flat_map(of_kind).collect()
}

/// Briefs that are not shown, as their day has not come; a day asked for or pinned is past.
pub fn of_the_future(newsroom: &Newsroom) -> Vec<Finding> {
    let today = newsroom.as_of.day;
    let taxonomies = [&newsroom.topics, &newsroom.regions];
    let terms = taxonomies
        .into_iter()
        .flat_map(|taxonomy| &taxonomy.terms)
        .filter(|_| newsroom.as_of.reason == Reason::Now);
    let later = terms.filter_map(|term| {
        let brief = term.brief.as_ref()?;
        let day = brief.as_of.filter(|day| *day > today)?;
        let message = format!(
            "the brief of `{}` is not shown before {}, its day",
            term.name,
            words(day)
        );
        let help = "give it the day on which it was so";
        Some(Finding {
            articles: Vec::new(),
            diagnostic: Diagnostic::warning(FUTURE, message, brief.place.clone()).help(help),
        })
    });
    later.collect()
}

/// The latest that an event brought after a day, where it is for a brief to tell.
fn news(event: &Event, tracked: bool, written: NaiveDate, today: NaiveDate) -> Option<News<'_>> {
    let high = event.importance == Importance::High;
    if !high && !tracked {
        return None;
    }
    let mut latest_first = event.history.iter().enumerate().rev();
    let told = latest_first.find(|(at, said)| {
        let matters = high || said.claim.status.settles();
        matters
            && said.claim.attribution.reported.day > written
            && is_new(&event.history[..*at], said, written)
    });
    let told = told.map(|(_, said)| News {
        day: said.claim.attribution.reported.day,
        event,
        words: format!(
            "{}, reported on {}",
            what(&said.claim),
            words(said.claim.attribution.reported.day)
        ),
        articles: vec![said.article],
    });
    let missed = event
        .judgement
        .overdue
        .iter()
        .filter(|_| event.is_overdue());
    let passed =
        missed.filter_map(
            |word| match event.history[word.at].claim.date.as_ref()?.latest() {
                Bound::Day(day) => day.succ_opt(),
                _ => None,
            },
        );
    let passed = passed.filter(|day| written < *day && *day <= today);
    let overdue = passed.max().map(|day| News {
        day,
        event,
        words: format!("overdue since {}", words(day)),
        articles: event.history.iter().map(|said| said.article).collect(),
    });
    told.into_iter().chain(overdue).max_by_key(|news| news.day)
}

/// Whether a claim tells what nobody had said before it, and no old story.
fn is_new(before: &[Said], said: &Said, written: NaiveDate) -> bool {
    let claim = &said.claim;
    let same = |earlier: &Said| {
        let earlier = &earlier.claim;
        let ended = claim.status.settles();
        earlier.status == claim.status && (ended || earlier.date == claim.date)
    };
    let open = before
        .iter()
        .any(|earlier| earlier.claim.attribution.reported.day <= written);
    let recent = written.checked_sub_days(BACKGROUND).unwrap_or(written);
    let over = |date: &Edtf| date.compared_to_day(recent) == Timing::Before;
    let background = claim.status.settles() && !open && claim.date.as_ref().is_some_and(over);
    !before.iter().any(same) && !background
}

fn finding(term: &str, brief: &Brief, written: NaiveDate, news: News<'_>) -> Finding {
    let message = format!(
        "the brief of `{term}` is as of {}; after that day: “{}”, {}",
        words(written),
        news.event.title,
        news.words
    );
    let help = format!(
        "mend the brief and give it a new day, as in as_of = {}; where it holds as it is, the new day alone will do",
        news.day
    );
    Finding {
        articles: news.articles,
        diagnostic: Diagnostic::warning(OUTDATED, message, brief.place.clone()).help(help),
    }
}

/// A claim in a few words: `happened (1 June 2026)`.
fn what(claim: &Claim) -> String {
    let status = claim.status.as_str();
    match &claim.date {
        Some(date) => format!("{status} ({})", date.words()),
        None => status.to_string(),
    }
}

fn words(day: NaiveDate) -> String {
    Edtf::from_day(day).words()
}

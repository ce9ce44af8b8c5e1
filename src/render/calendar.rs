//! Calendars of milestones (iCalendar, RFC 5545).

use chrono::{Datelike, Days, NaiveDate};
use icalendar::{Calendar, Class, Component, Event as Entry, EventLike, EventStatus, Property};

use super::once::Once;
use crate::content::claim::{Act, Status};
use crate::content::moment::start_of_day;
use crate::date::{Bound, Edtf, Timing};
use crate::newsroom::events::Event;
use crate::newsroom::ids::EventId;
use crate::newsroom::judgement::State;
use crate::pages::legal::{self, line};
use crate::pages::plan::Scope;
use crate::pages::sentences::Teller;
use crate::pages::site::{Here, Site};
use crate::pages::{items, lasting, scope};
use crate::path::slug;

/// How often a program that follows a calendar is asked to look for changes.
const REFRESH: &str = "PT12H";

const END: &str = "END:VCALENDAR";

/// A calendar holds something (RFC 5545, 3.6): where there is no event, a zone that nothing is in.
const NOTHING: &str = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
    TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// Writes calendars. An entry is the same in each of them, and made once.
#[derive(Default)]
pub struct Calendars(Once<EventId, String>);

impl Calendars {
    /// The calendar of what is still to come in a scope, or was to come and is called off.
    pub fn render(&self, site: Site<'_>, of: Scope) -> Vec<u8> {
        let frame = frame(site, of);
        let (head, end) = frame.split_once(END).unwrap_or((&frame, ""));
        let mut calendar = head.to_string();
        for id in site.newsroom.events_in(of).iter() {
            let event = site.newsroom.event(*id);
            if let Some((from, until)) = time(event).and_then(days) {
                let entry = || write(site, event, from, until);
                calendar.push_str(&self.0.get(*id, entry));
            }
        }
        if calendar.len() == head.len() {
            calendar.push_str(NOTHING);
        }
        (calendar + END + end).into_bytes()
    }
}

/// A calendar without entries.
fn frame(site: Site<'_>, of: Scope) -> String {
    let mut calendar = Calendar::empty();
    let language = site.config.language.to_uppercase();
    let product = format!("-//Dateline//Milestones//{language}");
    let title = &site.config.title;
    let name =
        scope::name(site, of).map_or_else(|| title.clone(), |name| format!("{name} · {title}"));
    let mut refresh = Property::new("REFRESH-INTERVAL", REFRESH);
    refresh.add_parameter("VALUE", "DURATION");
    for property in [
        Property::new("VERSION", "2.0"),
        Property::new("PRODID", line(&product)),
        Property::new("CALSCALE", "GREGORIAN"),
        Property::new("X-WR-CALNAME", line(&name)),
        Property::new("X-PUBLISHED-TTL", REFRESH),
        refresh.done(),
    ] {
        calendar.append_property(property);
    }
    folded(&calendar.to_string())
}

/// The most octets that a line may have (RFC 5545, 3.1).
const LINE: usize = 75;

/// Lines folded anew: `icalendar` lets one be an octet too long where it ends in a letter of several.
fn folded(lines: &str) -> String {
    let mut folded = String::with_capacity(lines.len());
    let mut taken = 0;
    for c in lines.replace("\r\n ", "").chars() {
        let line_break = matches!(c, '\r' | '\n');
        if !line_break && taken + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            taken = 1;
        }
        folded.push(c);
        taken = if line_break { 0 } else { taken + c.len_utf8() };
    }
    folded
}

/// The time for which an event stands in calendars, if it does: what is called off, for as long as the
/// time that was named for it has not passed.
fn time(event: &Event) -> Option<&Edtf> {
    let today = event.judgement.day;
    let to_come = |time: &&Edtf| time.compared_to_day(today) != Timing::Before;
    match event.is_milestone() {
        true => event.when.as_ref(),
        false => event.called_off().filter(to_come),
    }
}

fn write(site: Site<'_>, event: &Event, from: NaiveDate, until: NaiveDate) -> String {
    let base = site.config.base_url.as_deref();
    let front = crate::pages::urls::front();
    let here = Here::from_elsewhere(site, &front, base.unwrap_or("/"));
    let changed = event.freshness.changed;
    let changed = changed.unwrap_or(event.state().claim.attribution.reported.day);
    let changed = start_of_day(changed, site.config.timezone);
    let mut entry = Entry::new();
    entry
        .uid(&line(&uid(site, event)))
        .sequence(changes(event).saturating_add(gone(site, event)))
        .timestamp(changed)
        .last_modified(changed)
        .summary(&line(&summary(site, event)))
        .description(&legal::xml(&description(&here, event)))
        .starts(from)
        .ends(until.checked_add_days(Days::new(1)).unwrap_or(until))
        .class(Class::Public)
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("X-EDTF", time(event).unwrap_or(&event.place).to_string());
    if let Some(status) = status(event) {
        entry.status(status);
    }
    if base.is_some() {
        let page = items::events::page(&here, event);
        let article = || here.href(&site.newsroom.article(event.state().article).url);
        entry.url(&line(&page.unwrap_or_else(article)));
    }
    // Writing to a text does not fail.
    folded(&entry.done().try_into_string().unwrap_or_default())
}

/// The same for the same event in every build, and different on different sites, of which a host may
/// have several.
fn uid(site: Site<'_>, event: &Event) -> String {
    let base = site.config.base_url.as_deref();
    let place = base.and_then(|base| Some(base.split_once("://")?.1.trim_end_matches('/')));
    let place = place.map_or_else(|| slug(&site.config.title), str::to_string);
    format!("{}@{place}", lasting::event(site, event))
}

/// How often so far another time was named than the one before, or it was called off or taken up
/// again.
fn changes(event: &Event) -> u32 {
    let is_off = |status| status == Status::Cancelled;
    let told = event.history.iter();
    let told = told.filter(|said| said.act.names_a_time() || is_off(said.claim.status));
    let told: Vec<_> = told.collect();
    let changed = told.windows(2).filter(|pair| {
        let [before, after] = [pair[0], pair[1]];
        let off = [before, after].map(|said| is_off(said.claim.status));
        off[0] != off[1] || (!off[0] && !before.names_same_time(after))
    });
    u32::try_from(changed.count()).unwrap_or(u32::MAX)
}

/// What the claims of articles that have expired add: each at least as much as it may have added while it
/// was told, so that the number never falls, and one, since without it another time may stand.
fn gone(site: Site<'_>, event: &Event) -> u32 {
    let claims = event
        .id
        .as_ref()
        .and_then(|id| site.newsroom.expired_claims.get(id));
    claims.map_or(0, |claims| claims.saturating_mul(3))
}

/// What it is, and the time in words: a calendar has no other place for "by the end of June".
fn summary(site: Site<'_>, event: &Event) -> String {
    let words = match event.judgement.state {
        State::Cancelled(at) => {
            let words = site.language.text("status_cancelled");
            match &event.history[at].claim.condition {
                Some(condition) => {
                    let values = [("words", &*words), ("condition", condition)];
                    site.language.say("on_condition", &values)
                }
                None => words,
            }
        }
        _ => site.language.date(&event.place),
    };
    format!("{} ({words})", event.title)
}

/// Where it stands: whose day it is, on what condition, and who says otherwise.
fn description(here: &Here<'_>, event: &Event) -> String {
    let told = Teller::new(here, event).state();
    let told: Vec<String> = told.into_iter().map(|sentence| sentence.words).collect();
    told.join(" ")
}

/// Tentative is what somebody only expects, what depends on a condition or is disputed, a date in
/// doubt, and what is reported under way after it was called off; confirmed, what is said to be. Of the rest nothing is said.
fn status(event: &Event) -> Option<EventStatus> {
    let said = event.state();
    let doubtful = said.claim.date.as_ref().is_some_and(Edtf::is_doubtful);
    let conditional = said.claim.condition.is_some() || event.is_disputed();
    let conditional = conditional || event.told.after_all.is_some();
    match said.claim.status {
        _ if said.act == Act::Expectation || doubtful || conditional => {
            Some(EventStatus::Tentative)
        }
        Status::Cancelled => Some(EventStatus::Cancelled),
        Status::Confirmed => Some(EventStatus::Confirmed),
        _ => None,
    }
}

/// The days a milestone takes in a calendar: a deadline its last, an open time its first, and a choice
/// with gaps those before the first gap.
/// `None` for a year that iCalendar cannot write.
fn days(date: &Edtf) -> Option<(NaiveDate, NaiveDate)> {
    let (from, until) = match date.first_days_here() {
        (Bound::Day(from), Bound::Day(until)) => (from, until),
        (Bound::Day(day), _) | (_, Bound::Day(day)) => (day, day),
        _ => return None,
    };
    let written = 1..=9998;
    (written.contains(&from.year()) && written.contains(&until.year())).then_some((from, until))
}

//! Calendars of milestones (iCalendar, RFC 5545).

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use icalendar::{Calendar, Class, Component, Event as Entry, EventLike, Property};

use crate::date::{Bound, Edtf};
use crate::newsroom::events::Event;
use crate::newsroom::voice::Speaker;
use crate::pages::frame::absolute;
use crate::pages::legal::{self, line};
use crate::pages::plan::Scope;
use crate::pages::site::Site;
use crate::pages::{scope, urls};
use crate::path::slug;

/// The calendar of what is still to come in a scope.
pub fn render(site: Site<'_>, of: Scope) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    let language = site.config.language.to_uppercase();
    let product = format!("-//Dateline//Milestones//{language}");
    calendar.append_property(Property::new("PRODID", line(&product)));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    let title = &site.config.title;
    let name =
        scope::name(site, of).map_or_else(|| title.clone(), |name| format!("{name} · {title}"));
    calendar.append_property(Property::new("X-WR-CALNAME", line(&name)));
    let events = site.newsroom.events_in(of);
    let events = events.iter().map(|id| site.newsroom.event(*id));
    for event in events.filter(|event| event.is_milestone()) {
        if let Some((from, until)) = event.when.as_ref().and_then(days) {
            calendar.push(entry(site, event, from, until));
        }
    }
    calendar.to_string().into_bytes()
}

fn entry(site: Site<'_>, event: &Event, from: NaiveDate, until: NaiveDate) -> Entry {
    let state = event.state();
    let mut entry = Entry::new();
    entry
        .uid(&line(&uid(site, event)))
        .timestamp(
            state
                .claim
                .attribution
                .reported
                .day
                .and_time(NaiveTime::MIN)
                .and_utc(),
        )
        .summary(&line(&format!(
            "{} ({})",
            event.title,
            site.language.date(&event.place)
        )))
        .description(&legal::xml(&description(site, event)))
        .starts(from)
        .ends(until.checked_add_days(Days::new(1)).unwrap_or(until))
        .class(Class::Public)
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("X-EDTF", event.place.to_string());
    if let Some(base) = &site.config.base_url {
        let page =
            urls::event(event).unwrap_or_else(|| site.newsroom.article(state.article).url.clone());
        entry.url(&line(&absolute(base, &page)));
    }
    entry.done()
}

/// The same for the same event in every build, and different on different sites.
fn uid(site: Site<'_>, event: &Event) -> String {
    let host = site
        .config
        .base_url
        .as_deref()
        .and_then(|base| base.split('/').nth(2));
    let host = host.map_or_else(|| slug(&site.config.title), str::to_string);
    match &event.id {
        Some(id) => format!("{id}@{host}"),
        None => {
            let first = &event.history[0];
            let article = slug(first.claim.place.file.as_str());
            format!("{article}-{}@{host}", first.index + 1)
        }
    }
}

fn description(site: Site<'_>, event: &Event) -> String {
    let state = event.state();
    let speaker = match state.voice.speaker() {
        Speaker::Source(id) => site.newsroom.source(*id).citation.name.clone(),
        Speaker::Name(name, _) => name.clone(),
        Speaker::Site => site.config.publisher_name().to_string(),
    };
    let reported = site
        .language
        .date(&Edtf::from_day(state.claim.attribution.reported.day));
    let status = format!("status_{}", state.claim.status.as_str());
    let values = [
        ("date", &*site.language.date(&event.place)),
        ("status", &site.language.text(&status)),
        ("speaker", &speaker),
        ("reported", &reported),
    ];
    site.language.say("calendar_entry", &values)
}

/// The days a milestone takes in a calendar: a deadline its last, an open time its first.
/// `None` for a year that iCalendar cannot write.
fn days(date: &Edtf) -> Option<(NaiveDate, NaiveDate)> {
    let (from, until) = match (date.earliest(), date.latest()) {
        (Bound::Day(from), Bound::Day(until)) => (from, until),
        (Bound::Day(day), _) | (_, Bound::Day(day)) => (day, day),
        _ => return None,
    };
    let written = 1..=9998;
    (written.contains(&from.year()) && written.contains(&until.year())).then_some((from, until))
}

//! Events.

use serde::Serialize;
use serde_json::Value as Json;

use super::{
    Diagnostic, Frame, Freshness, Heading, Here, Link, MadeOf, Newsroom, PageKind, Planner,
    SourcePath,
};
use crate::config::Family;
use crate::newsroom::events::Said;
use crate::newsroom::ids::{ArticleId, EventId};
use crate::pages::body::{self, BodyView};
use crate::pages::cards::Card;
use crate::pages::data::Set;
use crate::pages::derived::Derived;
use crate::pages::items::promises::PromiseItem;
use crate::pages::items::{self, ClaimItem, EventItem};
use crate::pages::record::{self, Record};
use crate::pages::schema::{self, Thing};
use crate::pages::sentences::Teller;
use crate::pages::site::at_most;
use crate::pages::{frame, urls};

/// An event with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event(pub EventId);

impl PageKind for Event {
    type View = EventView;

    fn plan(planner: &mut Planner<'_>) {
        if !planner.has(Family::Events) {
            return;
        }
        for (at, event) in planner.newsroom.events.iter().enumerate() {
            if let Some(url) = urls::event(event) {
                let place = Some(event.history[0].claim.place.clone());
                planner.add(url, Event(EventId::new(at)), place);
            }
        }
    }

    fn template(&self) -> &'static str {
        "event"
    }

    fn view(&self, here: &Here<'_>, diagnostics: &mut Vec<Diagnostic>) -> EventView {
        event(here, self.0, diagnostics)
    }

    fn heading(&self, _: &Here<'_>, view: &EventView) -> Heading {
        Heading {
            title: view.event.title.clone(),
            description: view.description(),
            lang: None,
        }
    }

    fn freshness(&self, newsroom: &Newsroom, view: &EventView) -> Freshness {
        let body = view.body.freshness(newsroom);
        newsroom.event(self.0).freshness.and(body)
    }

    fn data(&self) -> Option<Set> {
        Some(Set::Event(self.0))
    }

    fn schema(&self, here: &Here<'_>, view: &EventView, frame: &Frame) -> Option<Thing> {
        schema::event::event(here.newsroom().event(self.0), &view.event, frame)
    }

    fn drawn_title<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a str> {
        Some(&newsroom.event(self.0).title)
    }

    fn highlight(&self, here: &Here<'_>, view: &EventView) -> Option<String> {
        let event = &view.event;
        let marks = event.marks.iter().map(|mark| mark.made.words.clone());
        let status = || here.language().text(&event.mark());
        let marks = match event.marks.as_slice() {
            [] => vec![status()],
            _ => marks.collect(),
        };
        let date = event.date.iter().map(|date| date.words.clone());
        Some(date.chain(marks).collect::<Vec<_>>().join(" · "))
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        let timeline = frame::part(here, Family::Timelines, &urls::timeline(), "timeline");
        timeline.into_iter().collect()
    }

    fn made_of<'a>(&self, newsroom: &'a Newsroom) -> MadeOf<'a> {
        let event = newsroom.event(self.0);
        MadeOf {
            counts: vec![
                (event.history.len(), "claim"),
                (event.told.moves.len(), "move"),
            ],
            places: event.history.iter().map(|said| &said.claim.place).collect(),
            ..MadeOf::default()
        }
    }

    fn record(&self, here: &Here<'_>) -> Option<Record> {
        let event = here.newsroom().event(self.0);
        let item = items::events::item(here, self.0);
        let state = Teller::new(here, event).state();
        let body = record::prose(event.body.as_ref());
        let said = event.history.iter().flat_map(|said| {
            let quote = said.claim.attribution.quote.as_deref();
            let condition = said.claim.condition.as_deref();
            [Some(&*said.title), quote, condition].into_iter().flatten()
        });
        let words = state
            .iter()
            .map(|sentence| &*sentence.words)
            .chain([&*event.summary])
            .chain(body.iter().map(String::as_str))
            .chain(said);
        let record = Record {
            date: match &item.date {
                Some(date) => date.words.clone(),
                None => here.language().text("no_day_named"),
            },
            day: event.place.earliest().day(),
            mark: items::marks::marked(here, &item),
            speakers: items::events::speakers(here, event),
            years: event.place.year().into_iter().collect(),
            ..Record::of(here, record::Kind::Event, &event.title, words)
        };
        Some(record.filed(here, &event.topics, &event.regions))
    }

    fn words<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a SourcePath> {
        let body = newsroom.event(self.0).body.as_ref();
        body.map(|body| &body.file)
    }
}

/// An event.
#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    /// The event as timelines show it, with its state.
    pub event: EventItem,
    /// Where it stands, sentence by sentence.
    pub state: Vec<Derived>,
    /// Everything said of it, in the order it was said.
    pub history: Vec<ClaimItem>,
    /// How the time that was named changed, in the order it was told; empty where `state` tells the
    /// only change.
    pub moves: Vec<Derived>,
    /// Each promise that was late, put off or is overdue, to be drawn.
    pub promises: Vec<PromiseItem>,
    /// The latest articles that speak of it; the history leads to all.
    pub articles: Vec<Card>,
    /// Background.
    pub body: BodyView,
    /// Anything a theme wants to know; none without a file.
    pub extra: Json,
}

impl EventView {
    /// What it says of itself in its head: what it is, else where it stands.
    fn description(&self) -> String {
        let state = self.state.iter().map(|sentence| &*sentence.words);
        match self.event.summary.as_str() {
            "" => state.collect::<Vec<_>>().join(" "),
            summary => summary.to_string(),
        }
    }
}

/// The view of an event.
pub fn event(here: &Here<'_>, id: EventId, diagnostics: &mut Vec<Diagnostic>) -> EventView {
    let event = here.newsroom().event(id);
    let articles = event.history.iter().flat_map(Said::articles);
    let teller = Teller::new(here, event);
    EventView {
        event: items::events::item(here, id),
        state: teller.state(),
        history: items::events::history(here, event),
        moves: teller.moves(),
        promises: items::promises::all(here, event),
        articles: latest(here, articles),
        body: body::maybe(here, event.body.as_ref(), diagnostics),
        extra: event.extra.clone(),
    }
}

/// Each text once, newest first, as many as a page of a list shows.
pub fn latest(here: &Here<'_>, articles: impl Iterator<Item = ArticleId>) -> Vec<Card> {
    let once = here.newsroom().each_text_once(articles);
    here.article_cards(at_most(&once, here.site.config.limits.page))
}

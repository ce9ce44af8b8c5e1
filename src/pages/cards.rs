//! Cards: what recurs on pages. A view holds only a handle for each; a card is rendered once and
//! stands on every page that shows it, so that a page costs what is its own.

use serde::{Serialize, Serializer};

use super::items::frame::{Footer, FooterItem, Header, HeaderItem};
use super::items::{self, ArticleItem, ClaimItem, EventItem, FigureItem, ObservationItem};
use super::site::Here;
use crate::newsroom::Newsroom;
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId};

/// A handle for a card. Templates hand it to the filter `cards`, and see nothing of what it
/// stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Card {
    /// An event on a timeline.
    Event(EventId),
    /// A key figure.
    Figure(SeriesId),
    /// An article in a list.
    Article(ArticleId),
    /// What was said of an event: its place in the event's history.
    Claim(EventId, usize),
    /// A number that an article gives: its place among the article's.
    Observation(ArticleId, usize),
    /// What stands above a page.
    Header(Header),
    /// What stands below a page.
    Footer(Footer),
}

/// What a card shows: all that its component may see, beside a few flags.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// An event.
    Event(Box<EventItem>),
    /// A key figure.
    Figure(Box<FigureItem>),
    /// An article.
    Article(Box<ArticleItem>),
    /// What was said of an event.
    Claim(Box<ClaimItem>),
    /// A number.
    Observation(Box<ObservationItem>),
    /// What stands above a page.
    Header(Box<HeaderItem>),
    /// What stands below a page.
    Footer(Box<FooterItem>),
}

impl Card {
    /// The handle as a number: the kind in the highest byte, in the three below a place within
    /// something, and what that is.
    pub fn handle(self) -> u64 {
        let (kind, place, index) = match self {
            Card::Event(id) => (1, 0, id.index()),
            Card::Figure(id) => (2, 0, id.index()),
            Card::Article(id) => (3, 0, id.index()),
            Card::Header(header) => (4, 0, header.number()),
            Card::Footer(footer) => (5, 0, footer.number()),
            Card::Claim(id, at) => (6, at, id.index()),
            Card::Observation(id, at) => (7, at, id.index()),
        };
        kind << 56 | (place as u64) << 32 | index as u64
    }

    /// A card of each kind, whether or not the newsroom has it.
    pub fn kinds() -> impl Iterator<Item = Card> {
        (1..=7).filter_map(|kind| Card::named(kind << 56))
    }

    /// Whether only a few pages show it, however large the site.
    pub fn is_on_few_pages(self) -> bool {
        matches!(self, Card::Claim(..) | Card::Observation(..))
    }

    /// The card that a number is the handle of, whether or not the newsroom has it; `None` for a number
    /// that a view counts with.
    pub fn named(handle: u64) -> Option<Card> {
        let index = usize::try_from(handle & u64::from(u32::MAX)).ok()?;
        let place = usize::try_from(handle >> 32 & 0xFF_FFFF).ok()?;
        match handle >> 56 {
            1 => Some(Card::Event(EventId::new(index))),
            2 => Some(Card::Figure(SeriesId::new(index))),
            3 => Some(Card::Article(ArticleId::new(index))),
            4 => Header::numbered(index).map(Card::Header),
            5 => Footer::numbered(index).map(Card::Footer),
            6 => Some(Card::Claim(EventId::new(index), place)),
            7 => Some(Card::Observation(ArticleId::new(index), place)),
            _ => None,
        }
    }

    /// The card of a handle; `None` where there is none such.
    pub fn of_handle(handle: u64, newsroom: &Newsroom) -> Option<Card> {
        let card = Card::named(handle)?;
        let is_known = match card {
            Card::Event(id) => id.index() < newsroom.events.quietly().len(),
            Card::Figure(id) => id.index() < newsroom.series.quietly().len(),
            Card::Article(id) => id.index() < newsroom.entries.quietly().len(),
            Card::Header(_) | Card::Footer(_) => true,
            Card::Claim(id, at) => {
                let event = newsroom.events.quietly().get(id.index())?;
                at < event.history.len()
            }
            Card::Observation(id, at) => {
                let entry = newsroom.entries.quietly().get(id.index())?;
                at < entry.figures.len()
            }
        };
        is_known.then_some(card)
    }

    /// What the card's component calls its item.
    pub fn item_name(self) -> &'static str {
        match self {
            Card::Event(_) => "event",
            Card::Figure(_) => "figure",
            Card::Article(_) => "article",
            Card::Claim(..) => "claim",
            Card::Observation(..) => "observation",
            Card::Header(_) => "header",
            Card::Footer(_) => "footer",
        }
    }

    /// The component that shows the card, where a template names no other.
    pub fn component(self) -> &'static str {
        match self {
            Card::Event(_) => "EventItem",
            Card::Figure(_) => "FigureItem",
            Card::Article(_) => "ArticleItem",
            Card::Claim(..) => "Claim",
            Card::Observation(..) => "Observation",
            Card::Header(_) => "Header",
            Card::Footer(_) => "Footer",
        }
    }

    /// What the card shows.
    pub fn item(self, here: &Here<'_>) -> Item {
        match self {
            Card::Event(id) => Item::Event(Box::new(items::events::item(here, id))),
            Card::Figure(id) => Item::Figure(Box::new(items::figures::listed(here, id))),
            Card::Article(id) => Item::Article(Box::new(items::articles::item(here, id))),
            Card::Claim(id, at) => {
                let event = here.newsroom().event(id);
                Item::Claim(Box::new(items::events::claim(here, event, at)))
            }
            Card::Observation(id, at) => {
                let (series, observed) = here.newsroom().figure(id, at);
                let current = series.is_some_and(|series| series.is_current(observed));
                let item = items::observations::observation(here, observed, series, current);
                Item::Observation(Box::new(item))
            }
            Card::Header(header) => Item::Header(Box::new(header.item(here))),
            Card::Footer(footer) => Item::Footer(Box::new(footer.item(here))),
        }
    }

    /// When what the card shows last changed, and when a date changes it next.
    pub fn freshness(self, newsroom: &Newsroom) -> Freshness {
        match self {
            Card::Event(id) => newsroom.event(id).on_cards,
            Card::Figure(id) => items::figures::freshness(newsroom, id),
            Card::Claim(id, at) => newsroom.freshness_of_claim(id, at),
            Card::Observation(id, at) => newsroom.freshness_of_figure(id, at),
            // Lists tell when an article came: of what they show of it, only the day of an update is later.
            Card::Article(id) => Freshness {
                changed: newsroom.updated(id),
                due: None,
            },
            Card::Header(_) | Card::Footer(_) => Freshness::default(),
        }
    }
}

impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.handle())
    }
}

impl Here<'_> {
    /// Cards of events, in their order.
    pub fn event_cards(&self, ids: &[EventId]) -> Vec<Card> {
        self.cards(ids.iter().map(|id| Card::Event(*id)))
    }

    /// Cards of key figures, in their order.
    pub fn figure_cards(&self, ids: &[SeriesId]) -> Vec<Card> {
        self.cards(ids.iter().map(|id| Card::Figure(*id)))
    }

    /// Cards of articles, in their order.
    pub fn article_cards(&self, ids: &[ArticleId]) -> Vec<Card> {
        self.cards(ids.iter().map(|id| Card::Article(*id)))
    }

    /// Cards of claims, in their order.
    pub fn claim_cards(&self, claims: &[(EventId, usize)]) -> Vec<Card> {
        self.cards(claims.iter().map(|(id, at)| Card::Claim(*id, *at)))
    }

    /// Cards of the numbers that articles give, in their order.
    pub fn observation_cards(&self, figures: &[(ArticleId, usize)]) -> Vec<Card> {
        self.cards(figures.iter().map(|(id, at)| Card::Observation(*id, *at)))
    }

    fn cards(&self, cards: impl Iterator<Item = Card>) -> Vec<Card> {
        let cards: Vec<Card> = cards.collect();
        if self.site.notes.is_some() {
            // The sentences of a card stand on every page that shows it.
            for card in &cards {
                card.item(self);
            }
        }
        cards
    }
}

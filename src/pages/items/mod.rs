//! What recurs on pages: an article in a list, an event on a timeline, a key figure. Most of it
//! is shown by cards ([`crate::pages::cards`]).

pub mod articles;
pub mod events;
pub mod figures;
pub mod frame;
pub mod marks;
pub mod numbers;
pub mod observations;
pub mod promises;
pub mod remarks;
pub mod sources;
pub mod terms;

pub use articles::ArticleItem;
pub use events::{ClaimItem, EventItem};
pub use figures::{ConflictItem, FigureItem};
pub use observations::ObservationItem;
pub use sources::SourceItem;
pub use terms::TermItem;

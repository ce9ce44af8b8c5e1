//! What recurs on pages: an article in a list, an event on a timeline, a key figure.

pub mod articles;
pub mod events;
pub mod figures;
pub mod sources;
pub mod terms;
pub mod verdicts;

pub use articles::ArticleItem;
pub use events::{ClaimItem, EventItem};
pub use figures::{ConflictItem, FigureItem, ObservationItem};
pub use sources::SourceItem;
pub use terms::TermItem;

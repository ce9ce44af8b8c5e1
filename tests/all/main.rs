//! The tests of the whole, a module for each matter. They are one program: it is built and linked once,
//! and all of them run side by side. So none may change what belongs to the process (its environment,
//! its folder) or count on a port or a name.
//!
//! ```text
//! cargo test --test all                     all of these
//! cargo test --test all figures::           those of one module
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests fail by a panic, work on the disk and tell their figures"
)]

mod brackets;
mod briefing;
mod briefs;
mod calendars;
mod canaries;
mod cards;
mod changes;
mod check;
mod ci;
mod cli;
mod corners;
mod data;
mod dates;
mod decision_table;
mod demonstration;
mod deploy;
mod deploying;
mod desk;
mod diagnostics;
mod event_laws;
mod families;
mod features;
mod feeds;
mod fields;
mod figures;
mod finder;
mod foreign;
mod gate;
mod holding;
mod host;
mod hosting;
mod images;
mod import;
mod in_text;
mod kept;
mod languages;
mod laws;
mod layers;
mod lints;
mod maps;
mod markdown;
mod named;
mod next_change;
mod one_link;
mod output;
mod paging;
mod parts;
mod precompress;
mod preview;
mod proof;
mod publish;
mod recipes;
mod record;
mod related;
mod remember;
mod rename;
mod rules;
mod safety;
mod search;
mod settings;
mod sitemaps;
mod small_figures;
mod small_stories;
#[cfg(feature = "social-images")]
mod social;
mod standing;
mod stories;
mod structured;
mod support;
mod themes;
mod thumbnails;
mod to_be_said;
mod tokens;
mod told_alone;
mod turning;
mod why;
mod words;
mod words_read;
mod writing;

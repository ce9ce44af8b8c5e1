//! Dateline: a static briefing-site generator.
//!
//! A site is a pure function of its content, its theme, its configuration and the as-of day.
//! The flow, in the order of the modules; each imports only from those above it:
//!
//! ```text
//!   path  profile  reads  host  diagnostic  prose  date  value  language  config   what all stages speak in
//!                │
//!   content      │  files -> articles and declarations
//!   newsroom     │  articles -> the one model: taxonomies, events, series, sources
//!   lints        │  what reads like a slip of the pen
//!   pages        │  the plan of all pages, and the view of each
//!   render       ▼  view + theme -> bytes
//!   search          records of pages -> what a browser searches
//!   proof           reads what would be written, before it is
//!   publish         bytes -> the output folder
//!   deploy          the output folder -> where readers get it
//!   cache           pictures that are made once
//!   review          what waits in a draft, and what a decision makes of it
//!   import          raw text -> a draft of an article
//!   edit            changes to files that leave all around them as it is
//!
//!   preview         bytes -> the browser, as files change
//!
//!   edition         the stages, one after the other
//!   cli             one file a command
//! ```

pub mod path;

pub mod profile;

pub mod reads;

pub mod host;

pub mod diagnostic;

pub mod prose;

pub mod date;

pub mod value;

pub mod language;

pub mod config;

pub mod content;

pub mod newsroom;

pub mod lints;

pub mod pages;

pub mod render;

pub mod search;

pub mod edition;

pub mod proof;

pub mod publish;

pub mod review;

pub mod preview;

pub mod cache;

pub mod import;

pub mod deploy;

pub mod edit;

pub mod cli;

//! Stage 3: the plan of all pages, and the view of each.
//!
//! [`plan::plan`] says which pages exist; [`kinds`] has a file for each kind of page, which says what
//! one of them shows. A view is all
//! that its template may see: every list comes sorted, merged and bounded from here.

pub mod alternates;
mod anchors;
pub mod body;
pub mod briefing;
pub mod cards;
pub mod changes;
mod changes_figures;
pub mod chart;
pub mod data;
pub mod derived;
pub mod division;
pub mod facets;
pub mod feed;
mod fragment;
pub mod frame;
pub mod freshness;
pub mod items;
pub mod kinds;
pub mod lasting;
pub mod legal;
pub mod links;
pub mod map;
pub mod paging;
pub mod pictures;
pub mod plan;
pub mod policy;
pub mod record;
pub mod related;
pub mod schema;
pub mod scope;
pub mod sentences;
pub mod since;
mod since_figures;
pub mod site;
pub mod sitemap;
pub mod social;
mod turns;
pub mod urls;

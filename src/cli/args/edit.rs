//! What the commands take that write content.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const NEW_EXAMPLES: &str = "\
Examples:
  dateline new article \"A deadline passes\"
  dateline new article \"Talks resume\" --topics talks --regions iraq,jordan
  dateline new region \"Kurdistan Region\" --in iraq
  dateline new series \"US troops in Iraq\" --id us-troops
  dateline new claim first-phase-ends --date 2025-09 --status announced --by mod-iraq
  dateline new figure us-troops --value 2500 --as-of 2024-09";

pub(super) const RENAME_EXAMPLES: &str = "\
Examples:
  dateline rename event first-phase-ends first-phase
  dateline rename source mod-iraq iraq-defence-ministry
  dateline rename term drawdown withdrawal";

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// What to make.
    #[arg(value_enum)]
    pub(in crate::cli) kind: NewKind,
    /// What it is called; for a claim the id of its event, for a figure that of its series.
    pub(in crate::cli) title: String,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) site: Option<PathBuf>,
    /// The term that a new topic or region lies in; the article that a claim or figure goes into, by
    /// default the newest.
    #[arg(long = "in", value_name = "TERM|ARTICLE")]
    pub(in crate::cli) within: Option<String>,
    /// The id of the new file, in place of one made of the title.
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) id: Option<String>,
    /// Ids of topics, with commas between them.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub(in crate::cli) topics: Vec<String>,
    /// Ids of regions, likewise.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub(in crate::cli) regions: Vec<String>,
    /// The day of an article, or the date that a claim names.
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// The title of a claim.
    #[arg(long = "title", value_name = "TEXT")]
    pub(in crate::cli) heading: Option<String>,
    /// What the speaker of a claim does: announced, planned, happened …
    #[arg(long, value_name = "STATUS")]
    pub(in crate::cli) status: Option<String>,
    /// The number of a figure.
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub(in crate::cli) value: Option<String>,
    /// When the number was true.
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,
    /// Who says it: an id of sources.toml, or a name.
    #[arg(long, value_name = "SPEAKER")]
    pub(in crate::cli) by: Option<String>,
    /// Where it is said: an id of sources.toml.
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) source: Option<String>,
}

/// What `new` can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum NewKind {
    /// An article.
    Article,
    /// A topic.
    Topic,
    /// A region.
    Region,
    /// A series of key figures.
    Series,
    /// A long-lived milestone.
    Event,
    /// What an article says of an event.
    Claim,
    /// A number that an article gives.
    Figure,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RenameArgs {
    /// What it is.
    #[arg(value_enum)]
    pub(in crate::cli) kind: RenameKind,
    /// Its id.
    pub(in crate::cli) old: String,
    /// The id it is to have.
    pub(in crate::cli) new: String,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) site: Option<PathBuf>,
    /// Change files too whose changes are not committed to Git.
    #[arg(long)]
    pub(in crate::cli) allow_dirty: bool,
}

/// What `rename` can give another id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RenameKind {
    /// An event.
    Event,
    /// A series of key figures.
    Series,
    /// A source.
    Source,
    /// A topic or a region.
    Term,
    /// A topic.
    Topic,
    /// A region.
    Region,
}

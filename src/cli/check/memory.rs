//! What servers answered when they were last asked. A good answer is believed for a while; a bad one
//! never, since somebody may have mended what was wrong.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::cache::Folder;
use crate::render::images::Cache;

/// The name of the file beside what else is kept.
const FILE: &str = "external.json";

/// For how many days a good answer is believed.
const DAYS: u64 = 7;

/// A good answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    /// The day on which it was given.
    asked: String,
    /// Where the address leads on to for good.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    moved: Option<String>,
}

/// The good answers of the last days.
pub struct Memory {
    folder: Folder,
    today: NaiveDate,
    known: BTreeMap<String, Known>,
}

impl Memory {
    /// Reads what is known on a day. What cannot be read is asked again.
    pub fn of(site: &Path, today: NaiveDate) -> Memory {
        let folder = Folder::of(site);
        let bytes = folder.read(FILE).unwrap_or_default();
        let mut known: BTreeMap<String, Known> = serde_json::from_slice(&bytes).unwrap_or_default();
        let first = today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today);
        known.retain(|_, known| {
            let asked = known.asked.parse::<NaiveDate>();
            asked.is_ok_and(|asked| (first..=today).contains(&asked))
        });
        Memory {
            folder,
            today,
            known,
        }
    }

    /// Where an address leads on to, if it is known to be good.
    pub fn good(&self, address: &str) -> Option<Option<String>> {
        self.known.get(address).map(|known| known.moved.clone())
    }

    /// Takes in a good answer.
    pub fn add(&mut self, address: &str, moved: Option<String>) {
        let known = Known {
            asked: self.today.to_string(),
            moved,
        };
        self.known.insert(address.to_string(), known);
    }

    /// Keeps what is known.
    pub fn keep(&self) {
        if let Ok(text) = serde_json::to_string_pretty(&self.known) {
            self.folder.keep(FILE, text.as_bytes());
        }
    }
}

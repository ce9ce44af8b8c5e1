//! Pagefind, which makes the index. Of what it makes, its interface kits are left out, and its texts
//! of pages, in whose place stand the site's own records.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::thread;

use ::pagefind::api::{PagefindIndex, SyntheticFile};
use ::pagefind::options::PagefindServiceConfig;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use serde_json::Value as Json;

use super::handing_over;
use crate::pages::record::Record;

/// What Pagefind made.
pub struct Made {
    /// The hash by which it knows each record, and which of them that is.
    pub hashes: BTreeMap<String, usize>,
    /// What it says of its index.
    pub entry: Json,
    /// Scripts that hand over its files, by name.
    pub files: BTreeMap<String, String>,
}

/// The part of Pagefind that searches, as it runs within a worker.
const WORKER: &str = "pagefind-worker.js";

/// The licence of what is Pagefind's among the files.
const LICENCE: &str = include_str!("PAGEFIND-LICENSE");

/// Makes the index of records in a language, with these words of each.
///
/// # Errors
///
/// What went wrong in Pagefind, in its words.
pub fn index(records: &[Record], words: &[String], language: &str) -> Result<Made, String> {
    // On a thread of its own: what panics there ends only that.
    let files = thread::scope(|scope| {
        let made = scope.spawn(|| files(records, words, language)).join();
        made.unwrap_or_else(|_| Err("Pagefind stopped half-way".to_string()))
    })?;
    let urls: HashMap<String, usize> = (0..)
        .zip(records)
        .map(|(nth, record)| (record.url.encoded(), nth))
        .collect();
    let mut made = Made {
        hashes: BTreeMap::new(),
        entry: Json::Null,
        files: BTreeMap::new(),
    };
    for SyntheticFile { filename, contents } in files {
        let path = filename.to_string_lossy().replace('\\', "/");
        let (name, extension) = path.rsplit_once('.').unwrap_or((&path, ""));
        match extension {
            "pf_fragment" => {
                let url = url_of(&contents).and_then(|url| urls.get(&url).copied());
                let hash = name.rsplit('/').next().unwrap_or(name);
                made.hashes.extend(url.map(|nth| (hash.to_string(), nth)));
            }
            "json" => {
                made.entry = serde_json::from_slice(&contents).map_err(|error| error.to_string())?
            }
            "js" if path == WORKER => {
                let worker = String::from_utf8_lossy(&contents);
                let script = format!(
                    "/*!\n{LICENCE}*/\n{}",
                    handing_over("pagefind", &format!("(self, fetch) => {{\n{worker}\n}}"))
                );
                made.files.insert("pagefind".to_string(), script);
            }
            "pf_meta" | "pf_index" | "pf_filter" | "pagefind" => {
                let content = format!("\"{}\"", STANDARD.encode(&contents));
                made.files
                    .insert(name.to_string(), handing_over(name, &content));
            }
            _ => {}
        }
    }
    if made.entry["languages"][language]["wasm"].is_string() {
        made.files.remove("wasm.unknown");
    }
    Ok(made)
}

fn files(
    records: &[Record],
    words: &[String],
    language: &str,
) -> Result<Vec<SyntheticFile>, String> {
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| told(&error))?;
    let options = PagefindServiceConfig::builder()
        .force_language(language.to_string())
        .build();
    runtime.block_on(async {
        let mut index = PagefindIndex::new(Some(options)).map_err(|error| told(&error))?;
        for (record, words) in records.iter().zip(words) {
            let filters = [
                ("kind", vec![record.kind.word().to_string()]),
                ("topic", record.topics.clone()),
                ("region", record.regions.clone()),
                ("year", record.years.iter().map(i32::to_string).collect()),
            ];
            let filters = filters.map(|(name, values)| (name.to_string(), values));
            let added = index.add_custom_record(
                record.url.encoded(),
                words.clone(),
                language.to_string(),
                Some(BTreeMap::from([(
                    "title".to_string(),
                    record.title.clone(),
                )])),
                Some(filters.into_iter().collect()),
                None,
            );
            added.await.map_err(|error| told(&error))?;
        }
        index.get_files().await.map_err(|error| told(&error))
    })
}

/// The address that Pagefind's text of a page begins with.
fn url_of(fragment: &[u8]) -> Option<String> {
    let mut beginning = Vec::new();
    let mut whole = GzDecoder::new(fragment);
    loop {
        let mut next = [0; 256];
        let read = whole.read(&mut next).ok().filter(|read| *read > 0)?;
        beginning.extend_from_slice(&next[..read]);
        let text = String::from_utf8_lossy(&beginning);
        let url = text
            .split_once("{\"url\":\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        if let Some((url, _)) = url {
            return Some(url.to_string());
        }
    }
}

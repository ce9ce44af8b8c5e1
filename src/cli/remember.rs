//! What the last build came to, kept beside the site. Where nothing that goes into a build has
//! changed, and its files stand as they were written, the next build has nothing to do.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::xxh3_64;

use super::report::Said;
use super::{BuildArgs, Format, output};
use crate::cache::Folder;
use crate::content::source::SourceTree;
use crate::edition::prints::{Files, Prints};
use crate::edition::{Edition, Options};
use crate::newsroom::as_of::Reason;
use crate::publish::pages::{Pages, Standing};
use crate::publish::sums::{self, Sums};
use crate::render::images::Cache;

/// What a build came to.
#[derive(Serialize, Deserialize)]
pub struct Memory {
    /// The hash of all that went into it, the program among them.
    key: String,
    /// The hash of the program by itself.
    #[serde(default)]
    program: String,
    /// When it was made; an earlier clock tells of another present.
    made: DateTime<Utc>,
    /// When a date changes the site, if one will.
    until: Option<DateTime<Utc>>,
    /// What was said of the site.
    pub said: Said,
    /// The first lines of the summary.
    pub state: String,
    /// How many warnings there were.
    pub warnings: usize,
    /// What its files hold.
    pub sums: Sums,
}

/// The memory of builds into an output folder.
pub struct Remembered<'a> {
    cache: &'a Folder,
    out: &'a Path,
    name: String,
    key: String,
    program: String,
    ground: String,
    files: &'a Files,
    now: DateTime<Utc>,
}

impl<'a> Remembered<'a> {
    /// The memory of builds of a site into an output folder.
    pub fn of(
        cache: &'a Folder,
        site: &Path,
        out: &'a Path,
        key: &'a Key,
        args: &BuildArgs,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let place = place(site, out)?;
        let place = hex(&Sha256::digest(place.as_os_str().as_encoded_bytes()));
        Some(Remembered {
            cache,
            out,
            name: place[..16].to_string(),
            key: key.of_build(args)?,
            program: key.program.clone(),
            ground: key.ground.clone(),
            files: &key.files,
            now,
        })
    }

    fn read(&self) -> Option<Memory> {
        serde_json::from_slice(&self.cache.read(&self.of_build())?).ok()
    }

    fn of_build(&self) -> String {
        format!("build-{}.json", self.name)
    }

    fn of_pages(&self) -> String {
        format!("pages-{}.bin", self.name)
    }

    /// What all that pages of an edition can be made from comes to.
    pub fn prints(&self, edition: &Edition, tree: &SourceTree) -> Prints {
        Prints::of(edition, tree, self.files, &self.ground)
    }

    /// The pages of the last build that would be made just so again.
    pub fn standing(&self, prints: &Prints) -> Standing {
        let kept = self.cache.read(&self.of_pages());
        kept.map_or_else(Standing::default, |kept| {
            Pages::read(&kept).standing(prints)
        })
    }

    /// What the files of the last build hold, if this very program wrote them.
    pub fn before(&self) -> Option<Sums> {
        let memory = self.read()?;
        (memory.program == self.program).then_some(memory.sums)
    }

    /// What the last build came to, where nothing that went into it has changed since and no date has
    /// changed the site.
    pub fn recall(&self) -> Option<Memory> {
        let memory = self.read()?;
        let due = memory.until.is_some_and(|until| until <= self.now);
        (memory.key == self.key && memory.made <= self.now && !due).then_some(memory)
    }

    /// The same, where its files stand as they were written.
    pub fn stands(&self) -> Option<Memory> {
        self.recall()
            .filter(|memory| sums::stand(self.out, &memory.sums))
    }

    /// Keeps what a build came to. Of a day to come nothing is kept: what may be shown of it depends
    /// on the present.
    pub fn keep(
        self,
        edition: &Edition,
        said: Said,
        (state, warnings): (String, usize),
        sums: Sums,
        pages: Option<&Pages>,
    ) {
        let as_of = edition.newsroom.as_of;
        if as_of.reason != Reason::Now && !as_of.is_closed() {
            return;
        }
        if let Some(pages) = pages.and_then(|pages| pages.written()) {
            self.cache.keep(&self.of_pages(), &pages);
        }
        let name = self.of_build();
        let memory = Memory {
            key: self.key,
            program: self.program,
            made: self.now,
            until: edition.changes_at(),
            said,
            state,
            warnings,
            sums,
        };
        if let Ok(text) = serde_json::to_vec(&memory) {
            self.cache.keep(&name, &text);
        }
    }
}

/// What an output folder is known by: within the site by the way to it, so that a site may move.
fn place(site: &Path, out: &Path) -> Option<PathBuf> {
    let out = std::path::absolute(out).ok()?;
    let site = std::path::absolute(site).ok()?;
    let inside = out.strip_prefix(&site).map(Path::to_path_buf);
    Some(inside.unwrap_or(out))
}

/// What goes into a site, as hashes.
pub struct Key {
    /// The program.
    program: String,
    /// All of it, the program too: the same on every machine.
    pub site: String,
    /// The program and what it is asked for.
    ground: String,
    /// What each file holds.
    files: Files,
}

impl Key {
    /// The key of the site of these files, evaluated so.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn of(tree: &SourceTree, options: &Options) -> io::Result<Key> {
        let program = sums::of_file(&std::env::current_exe()?)?;
        let asked = (
            options.as_of,
            options.reveal,
            &options.base_url,
            options.passes,
        );
        let mut hash = Parts::default();
        hash.add(program.as_bytes());
        hash.add(format!("{asked:?}").as_bytes());
        let ground = hash.clone().all();
        let mut files = Files::new();
        for (path, text) in &tree.texts {
            hash.add(path.as_str().as_bytes());
            hash.add(text.as_bytes());
            files.insert(path.clone(), xxh3_64(text.as_bytes()));
        }
        for (path, asset) in &tree.assets {
            let digest = digest(asset.open()?)?;
            hash.add(path.as_str().as_bytes());
            hash.add(&digest);
            files.insert(path.clone(), xxh3_64(&digest));
        }
        Ok(Key {
            site: hash.all(),
            program,
            ground,
            files,
        })
    }

    /// The key of what a build writes of the site, and says.
    fn of_build(&self, args: &BuildArgs) -> Option<String> {
        let printed = (args.strict, args.format, output::coloured());
        let mut hash = Parts::default();
        hash.add(self.site.as_bytes());
        hash.add(format!("{printed:?} {:?}", args.shard).as_bytes());
        if args.format != Format::Text {
            // Programs are told of files from the current folder.
            let here = std::env::current_dir().ok()?;
            hash.add(here.as_os_str().as_encoded_bytes());
        }
        Some(hash.all())
    }
}

/// The hash of parts in their order, each with its length.
#[derive(Clone, Default)]
struct Parts(Sha256);

impl Parts {
    fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    fn all(self) -> String {
        hex(&self.0.finalize())
    }
}

fn digest(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    io::copy(&mut from, &mut hash)?;
    Ok(hash.finalize().to_vec())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! Facts as files for programs: comma-separated values, JSON, and what describes both.
//!
//! What is in them is decided in `pages/data`; here is how it is written. The formats are for good:
//! a newer version of Dateline may add columns and members, and renames or removes none without a
//! new [`VERSION`].

mod archive;
mod csv;
mod describe;
mod json;

use crate::pages::data::{Data, Format};
use crate::pages::site::Site;

/// The version of the files' form.
pub const VERSION: u32 = 1;

/// The bytes of a file of data.
pub fn render(site: Site<'_>, data: Data) -> Vec<u8> {
    let text = match data {
        Data::Set(set, Format::Csv) => csv::write(&set.document(site).table),
        Data::Set(set, Format::Json) => json::write(site, &set.document(site)),
        Data::Set(set, Format::Metadata) => describe::one(site, set),
        Data::Tables => describe::all(site),
        Data::Package => describe::package(site),
        Data::Schema => describe::schema(),
        Data::Archive => return archive::write(site),
    };
    text.into_bytes()
}

//! Facts as files for programs: comma-separated values, JSON, and what describes both.
//!
//! What is in them is decided in `pages/data`; here is how it is written. The formats are for good:
//! a newer version of Dateline may add columns and members, and renames or removes none without a
//! new [`VERSION`].

mod archive;
mod csv;
mod describe;
mod json;
mod rows;

use crate::pages::data::{Data, Format};
use crate::pages::site::Site;
pub use rows::Rows;

/// The version of the files' form.
pub const VERSION: u32 = 1;

/// Writes all of a list. Room for it is made once a few are written: a text that grows by and by is for a
/// moment twice in memory.
fn write_all<T>(out: &mut String, all: &[T], mut write: impl FnMut(&mut String, &T)) {
    const FEW: usize = 64;
    let from = out.len();
    for (at, one) in all.iter().enumerate() {
        if at == FEW {
            let each = (out.len() - from) / FEW;
            out.reserve(each * (all.len() - FEW) * 9 / 8);
        }
        write(out, one);
    }
}

impl Rows {
    /// The bytes of a file of data.
    pub fn render(&self, site: Site<'_>, data: Data) -> Vec<u8> {
        let text = match data {
            Data::Set(set, Format::Csv) => csv::write(site, self, set),
            Data::Set(set, Format::Json) => json::write(site, self, set),
            Data::Set(set, Format::Metadata) => describe::one(site, set),
            Data::Tables => describe::all(site),
            Data::Package => describe::package(site),
            Data::Schema => describe::schema(),
            Data::Archive => return archive::write(|data| self.render(site, data)),
        };
        text.into_bytes()
    }
}

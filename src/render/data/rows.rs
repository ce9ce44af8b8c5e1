//! Rows, written once for all files that have them.

use std::sync::Arc;

use super::json::Object;
use super::{csv, json};
use crate::pages::data::{Cell, Column, Row};
use crate::pages::site::Site;
use crate::render::once::Once;

/// A row in each format.
struct Written {
    /// Its line of comma-separated values.
    csv: Box<str>,
    /// Its object in JSON.
    json: Object,
}

/// The rows of a site that many files have, each written when the first has it.
#[derive(Default)]
pub struct Rows(Once<Row, Written>);

impl Rows {
    /// Adds the line of a row.
    pub fn line(&self, site: Site<'_>, row: Row, out: &mut String) {
        match self.written(site, row) {
            Some(written) => out.push_str(&written.csv),
            None => out.push_str(&csv::row(&cells(site, row))),
        }
    }

    /// Hands over the object of a row.
    pub fn object(&self, site: Site<'_>, row: Row, take: impl FnOnce(&Object)) {
        match self.written(site, row) {
            Some(written) => take(&written.json),
            None => take(&json::row(&cells(site, row))),
        }
    }

    /// A row in all formats, if it is worth its place in memory.
    fn written(&self, site: Site<'_>, row: Row) -> Option<Arc<Written>> {
        let write = || {
            let cells = cells(site, row);
            Written {
                csv: csv::row(&cells).into(),
                json: json::row(&cells),
            }
        };
        match row {
            // They are rows of a few files, however large the site, and would take a third of its memory.
            Row::Claim(..) | Row::Figure(..) | Row::Article(_) => None,
            // The two files of a month are made one after the other.
            Row::Change(_) => Some(self.0.get_for_two(row, write)),
            Row::Event(_) | Row::Series(_) | Row::Source(_) | Row::Term(..) => {
                Some(self.0.get(row, write))
            }
        }
    }
}

fn cells(site: Site<'_>, row: Row) -> Vec<(Column, Cell)> {
    row.cells(site).collect()
}

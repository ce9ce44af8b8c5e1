//! Rows, each written once for all files that have it.

use std::sync::Arc;

use super::json::Object;
use super::{csv, json};
use crate::newsroom::changes::Month;
use crate::pages::data::{Cell, Column, Row, Set};
use crate::pages::site::Site;
use crate::render::once::Once;

/// A row in each format.
pub struct Written {
    /// Its line of comma-separated values.
    pub csv: Box<str>,
    /// Its object in JSON.
    pub json: Object,
}

impl Written {
    fn of(site: Site<'_>, row: Row) -> Written {
        let cells: Vec<(Column, Cell)> = row.cells(site).collect();
        Written {
            csv: csv::row(&cells).into(),
            json: json::row(&cells),
        }
    }
}

/// The rows of a site that many files have, each written when the first has it.
#[derive(Default)]
pub struct Rows {
    rows: Once<Row, Written>,
    changes: Once<Option<Month>, Vec<Arc<Written>>>,
}

impl Rows {
    /// A row. It is kept for other files; but a claim, a number and an article are rows of a few files, however
    /// large the site, and would take a third of its memory.
    pub fn row(&self, site: Site<'_>, row: Row) -> Arc<Written> {
        let write = || Written::of(site, row);
        match row {
            Row::Claim(..) | Row::Figure(..) | Row::Article(_) => Arc::new(write()),
            _ => self.rows.get(row, write),
        }
    }

    /// Those of a set, in order.
    pub fn of(&self, site: Site<'_>, set: Set) -> Vec<Arc<Written>> {
        let rows = || set.rows(site).into_iter();
        match set {
            // Two files have them, which are made one after the other: no place in memory for long.
            Set::Changes(month) => {
                let write = |row| Arc::new(Written::of(site, row));
                let written = self
                    .changes
                    .get_for_two(month, || rows().map(write).collect());
                Arc::unwrap_or_clone(written)
            }
            _ => rows().map(|row| self.row(site, row)).collect(),
        }
    }
}

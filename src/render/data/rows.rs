//! Rows, each written once for all files that have it.

use std::sync::Arc;

use super::json::Object;
use super::{csv, json};
use crate::pages::data::{Cell, Column, Row};
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

/// The rows of a site, each written when the first file has it.
#[derive(Default)]
pub struct Rows(Once<Row, Written>);

impl Rows {
    /// A row.
    pub fn row(&self, site: Site<'_>, row: Row) -> Arc<Written> {
        match row {
            // Only two files have it, both of its month: it is not worth its place in memory.
            Row::Change(_) => Arc::new(Written::of(site, row)),
            _ => self.0.get(row, || Written::of(site, row)),
        }
    }

    /// Several of them.
    pub fn all(&self, site: Site<'_>, rows: Vec<Row>) -> Vec<Arc<Written>> {
        let rows = rows.into_iter();
        rows.map(|row| self.row(site, row)).collect()
    }
}

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

/// The rows of a site, each written when the first file has it.
#[derive(Default)]
pub struct Rows(Once<Row, Written>);

impl Rows {
    /// A row.
    pub fn row(&self, site: Site<'_>, row: Row) -> Arc<Written> {
        self.0.get(row, || {
            let cells: Vec<(Column, Cell)> = row.cells(site).collect();
            Written {
                csv: csv::row(&cells).into(),
                json: json::row(&cells),
            }
        })
    }

    /// Several of them.
    pub fn all(&self, site: Site<'_>, rows: Vec<Row>) -> Vec<Arc<Written>> {
        let rows = rows.into_iter();
        rows.map(|row| self.row(site, row)).collect()
    }
}

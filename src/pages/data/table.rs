//! Tables of facts: what CSV, JSON and their descriptions are written from.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::date::Edtf;
use crate::pages::site::Site;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// One of a few words.
    Word,
    /// A day: `2026-01-25` (ISO 8601).
    Day,
    /// A date that may be known in part (EDTF, ISO 8601-2).
    Edtf,
    /// A decimal number.
    Number,
    /// How many.
    Count,
    /// Whether something is so.
    Flag,
    /// A web address; without `base_url` a path from the site's root.
    Address,
    /// Several texts.
    List,
}

/// A value in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words, a date or an address; never empty.
    Text(String),
    /// A decimal number, with the digits it was typed with.
    Number(Decimal),
    /// How many.
    Count(u64),
    /// Whether something is so.
    Flag(bool),
    /// Several texts; may be none.
    List(Vec<String>),
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, for good: a newer version may add columns, and renames none.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether Dateline concludes it, so that another fact or a day that passes can change it.
    pub is_derived: bool,
    /// What it says.
    pub about: &'static str,
}

/// A column, and how its cell follows from what a row is of.
pub type Filled<K> = (Column, fn(Site<'_>, K) -> Cell);

/// A kind of table, with a row for each `K`.
pub struct Kind<K: 'static> {
    /// Its name, in the plural.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns; the first tells its rows apart.
    pub columns: &'static [Filled<K>],
}

/// A table, without its rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// The name of its kind.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns; the first tells its rows apart.
    pub columns: Vec<Column>,
}

impl<K: Copy> Kind<K> {
    /// The cells of a row, each with its column.
    pub fn cells<'a>(
        &self,
        site: Site<'a>,
        row: K,
    ) -> impl Iterator<Item = (Column, Cell)> + use<'a, K> {
        let columns = self.columns.iter();
        columns.map(move |(column, cell)| (*column, cell(site, row)))
    }

    /// The table.
    pub fn table(&self) -> Table {
        Table {
            name: self.name,
            about: self.about,
            columns: self.columns.iter().map(|(column, _)| *column).collect(),
        }
    }
}

/// A column of what authors wrote.
pub const fn written<K>(
    name: &'static str,
    holds: Holds,
    about: &'static str,
    cell: fn(Site<'_>, K) -> Cell,
) -> Filled<K> {
    let column = Column {
        name,
        holds,
        is_derived: false,
        about,
    };
    (column, cell)
}

/// A column of what Dateline concludes.
pub const fn derived<K>(
    name: &'static str,
    holds: Holds,
    about: &'static str,
    cell: fn(Site<'_>, K) -> Cell,
) -> Filled<K> {
    let column = Column {
        name,
        holds,
        is_derived: true,
        about,
    };
    (column, cell)
}

/// The word that authors write for a value.
pub fn word<T: PartialEq>(all: &[(&'static str, T)], value: &T) -> Cell {
    let known = all.iter().find(|(_, one)| one == value);
    known.map_or(Cell::Empty, |(word, _)| Cell::from(*word))
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        match text.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(text),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::from(text.to_string())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::from(text.clone())
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Cell {
        Cell::Text(day.to_string())
    }
}

impl From<&Edtf> for Cell {
    fn from(date: &Edtf) -> Cell {
        Cell::Text(date.to_string())
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Cell {
        Cell::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Cell {
        Cell::Count(count as u64)
    }
}

impl From<bool> for Cell {
    fn from(so: bool) -> Cell {
        Cell::Flag(so)
    }
}

impl From<Vec<String>> for Cell {
    fn from(texts: Vec<String>) -> Cell {
        Cell::List(texts)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Into::into)
    }
}

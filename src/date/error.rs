//! What is wrong with a date, where, and what to write instead.

use std::fmt;

/// Says why a text is not a date of the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// The byte of the text where it stops being a date.
    pub offset: usize,
    /// What to do about it, where that can be told.
    pub help: Option<String>,
    /// The date to write instead, where one alone can be meant.
    pub instead: Option<String>,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DateError {}

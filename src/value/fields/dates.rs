//! Keys that are partly known dates.

use super::Fields;
use crate::date::{Edtf, Vocabularies};
use crate::diagnostic::{Diagnostic, Fix};
use crate::value::{Kind, Value};

impl<'a> Fields<'a> {
    /// What its dates are read in.
    pub fn dates(&self) -> &'a Vocabularies {
        self.dates
    }

    /// A key that is a partly known date (EDTF), with the place it stands at.
    pub fn edtf(&self, key: &'static str, code: &'static str) -> Option<Edtf> {
        if let Value::Array(_) = &self.node(key)?.value {
            let message = format!("`{key}` is a list, expected a date");
            let error = Diagnostic::error(code, message, self.place_of(key));
            self.report(error.help("put a date with brackets in quotation marks: \"[..2025-09]\""));
            return None;
        }
        let scalar = self.scalar(key, "a date")?;
        // TOML allows a space where ISO 8601 has its `T`.
        let text = scalar.text.trim();
        let parsed = match scalar.kind {
            Kind::Date => Edtf::parse(&text.replacen([' ', 't'], "T", 1)),
            _ => self.dates.read(text),
        };
        match parsed {
            Ok(date) => {
                if let Some(caveat) = date.caveat() {
                    self.report(Diagnostic::warning(
                        "date/season",
                        caveat,
                        self.place_of(key),
                    ));
                }
                Some(date)
            }
            Err(error) => {
                let message = format!("`{text}` is not a date: {}", error.message);
                let help = error.help.unwrap_or_else(|| {
                    "write a day as 2024-09-09, a month as 2024-09, a deadline as \"[..2025-09]\"".to_string()
                });
                let fix = error
                    .instead
                    .zip(self.table.get(key))
                    .map(|(date, entry)| Fix {
                        span: entry.node.span.clone(),
                        was: scalar.text.clone(),
                        replacement: format!("\"{date}\""),
                    });
                let error = Diagnostic::error(code, message, self.place_of(key));
                self.report(error.help(help).fix(fix));
                None
            }
        }
    }
}

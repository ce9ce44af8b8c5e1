//! What `check --external` passes over, and how long it waits.

use crate::value::Fields;

/// What the table `check` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Web addresses that are not asked for; `*` stands for anything.
    pub skip: Vec<String>,
    /// How long an answer is waited for, in seconds.
    pub timeout: usize,
}

impl Default for Check {
    fn default() -> Self {
        Check {
            skip: Vec::new(),
            timeout: 20,
        }
    }
}

/// Reads the table `check`.
pub(super) fn read(fields: &Fields<'_>) -> Check {
    let default = Check::default();
    let Some(table) = fields.table("check") else {
        return default;
    };
    let skip = table.texts("skip").into_iter().map(|(text, _)| text);
    let check = Check {
        skip: skip.collect(),
        timeout: table.count("timeout").unwrap_or(default.timeout).max(1),
    };
    table.finish();
    check
}

impl Check {
    /// Whether an address is passed over.
    pub fn skips(&self, address: &str) -> bool {
        self.skip.iter().any(|pattern| matches(pattern, address))
    }
}

/// Whether a text is what a pattern describes: its parts between the stars, in their order.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(mut text) = text
        .strip_prefix(start)
        .and_then(|text| text.strip_suffix(end))
    else {
        return false;
    };
    middle.split('*').all(|part| match text.find(part) {
        Some(at) => {
            text = &text[at + part.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything() {
        for pattern in [
            "https://a.org/*",
            "*a.org*",
            "https://*/b",
            "*",
            "*/*/*b",
            "https://a.org/b",
        ] {
            assert!(matches(pattern, "https://a.org/b"), "{pattern}");
        }
        for pattern in [
            "https://a.org/",
            "*.net/*",
            "https://a.org/b*b",
            "a.org/*",
            "",
        ] {
            assert!(!matches(pattern, "https://a.org/b"), "{pattern}");
        }
    }
}

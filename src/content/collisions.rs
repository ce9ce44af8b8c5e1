//! Files that want one address. The earliest dated keeps it for good, and later ones keep the dates
//! of their names, whether they are public yet or not: what is published later moves no address.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::article::Article;
use super::{Content, address};
use crate::path::UrlPath;

impl Content {
    /// Gives each article the address that is left for it.
    ///
    /// In another generator's site the day may be said elsewhere than in the name, and no text is
    /// to be lost.
    pub(super) fn settle(&mut self, foreign: bool) {
        // An address that the front matter of another generator gives stands as it is given.
        let wanting = self.articles.iter().enumerate();
        let wanting = wanting.filter(|(_, article)| !article.own_url);
        let mut wanting: Vec<(&UrlPath, usize)> =
            wanting.map(|(at, article)| (&article.wanted, at)).collect();
        // Addresses follow from paths, and so are nearly in order.
        wanting.sort();
        let mut dated: HashMap<usize, UrlPath> = HashMap::new();
        let clashing = wanting.chunk_by(|(one, _), (other, _)| one == other);
        for files in clashing.filter(|files| files.len() > 1) {
            let mut files: Vec<usize> = files.iter().map(|(_, at)| *at).collect();
            files.sort_by_key(|at| day(&self.articles[*at]));
            let first = day(&self.articles[files[0]]);
            for at in &files[1..] {
                let article = &self.articles[*at];
                let named = address::date_prefix(&article.path);
                let named = named.or(foreign.then_some(article.date.day));
                // Two of one day cannot be told apart, nor one without a date in its name; the
                // plan tells of both.
                if let Some(day) = named.filter(|day| *day != first) {
                    dated.insert(*at, address::with_date(&article.wanted, day));
                }
            }
        }
        for (at, article) in self.articles.iter_mut().enumerate() {
            if article.own_url {
                continue;
            }
            let url = dated.get(&at).unwrap_or(&article.wanted);
            if article.url != *url {
                let url = url.clone();
                Arc::make_mut(article).url = url;
            }
        }
    }
}

/// The day in the name, or else the day of publication.
fn day(article: &Article) -> NaiveDate {
    address::date_prefix(&article.path).unwrap_or(article.date.day)
}

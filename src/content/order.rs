//! The order of an article's dates: what is over before it begins is a slip of the pen.

use super::article::Article;
use super::moment::Moment;
use crate::date::Edtf;
use crate::diagnostic::Diagnostic;
use crate::value::Fields;

/// Tells of dates that cannot follow each other as they do.
pub fn check(fields: &Fields<'_>, article: &Article) {
    if fields.table.get("date").is_none() {
        return;
    }
    let begins = article
        .embargo
        .filter(|embargo| embargo.instant > article.date.instant);
    let (begin, begins) = match begins {
        Some(embargo) => ("embargo", embargo),
        None => ("date", article.date),
    };
    let expires = article.expires.filter(|end| end.instant <= begins.instant);
    let updated = article.updated.filter(|day| day.day < article.date.day);
    for (key, moment, before) in [("expires", expires, begin), ("updated", updated, "date")] {
        let Some(moment) = moment else { continue };
        let message = format!("`{key}` ({}) is before `{before}`", words(moment));
        let help = match key {
            "expires" => "nobody ever sees this: mend whichever of the two is wrong",
            _ => "mend whichever of the two is wrong; `date` is the day on which it appeared",
        };
        let place = fields.place_of(key);
        fields.report(Diagnostic::warning("article/date-order", message, place).help(help));
    }
}

fn words(moment: Moment) -> String {
    Edtf::from_day(moment.day).words()
}

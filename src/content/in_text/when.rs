//! When a claim in the text is for: what its words say, beside its status.

use std::ops::Range;

use super::Fact;
use crate::content::claim::{Act, Status};
use crate::content::moment::Moment;
use crate::date::{Edtf, Side, Timing};
use crate::diagnostic::Diagnostic;
use crate::value::Value;

impl Fact<'_> {
    /// The date of a claim, of the link's words or of what stands in their place.
    pub(super) fn date(
        &mut self,
        text: &str,
        span: &Range<usize>,
        status: Option<&str>,
        given: bool,
    ) {
        let known = Status::ALL.iter().find(|(word, _)| Some(*word) == status);
        let act = known.map(|(_, status)| status.act());
        let put_off = status == Some(Status::Postponed.as_str());
        let until = self.dates().behind_until(text);
        // What is put off until a day is put off to that day.
        let text = match (&until, act) {
            (Some(day), _) if put_off => day.as_str(),
            (Some(_), None | Some(Act::Promise | Act::Order | Act::Proposal)) => {
                let help = "is that day itself included? Write `= by …` or `= … or later`";
                return self.unread(text, span, help.to_string());
            }
            _ => text,
        };
        let or_own_day = put_off && until.is_none() && !given && self.dates().is_placed(text);
        if or_own_day && let Ok(past) = self.near(text, Side::Past) {
            if self.reported() == Some(past.date.to_string().as_str()) {
                return;
            }
            if past.leans {
                let help = "is it the day on which it was put off, or the new one? Write the one as `said …`, the other as `= …`";
                return self.unread(text, span, help.to_string());
            }
        }
        let side = match act {
            None => Side::Unknown,
            Some(Act::Answer) => Side::Nearer,
            Some(Act::Report) => Side::Past,
            Some(_) => Side::Future,
        };
        match (self.read_date(text, span, side), act) {
            // The day of an answer is the day on which it was given, and so of what was put off.
            (Ok(date), _)
                if (act == Some(Act::Answer) || or_own_day)
                    && self.is_past(&date)
                    && !self.has("reported") =>
            {
                self.put("reported", &date.to_string(), span);
            }
            (Ok(date), _) => self.put("date", &date.to_string(), span),
            // Who answers, puts off or calls off need not name a day.
            (Err(_), _) if !given && needs_no_date(status) && self.dates().names_no_day(text) => {}
            (Err(help), None) => match self.slip() {
                Some((slip, near)) => {
                    let message = format!("`{}` is no status, date or source", slip.text);
                    let error = Diagnostic::error("fact/unread", message, slip.place);
                    self.report(error.help(format!("did you mean `{near}`?")));
                }
                None => self.unread(text, span, help),
            },
            (Err(help), _) => self.unread(text, span, help),
        }
    }

    /// The day on which it was said, where a part says so.
    fn reported(&self) -> Option<&str> {
        match &self.table.get("reported")?.node.value {
            Value::Scalar(day) => Some(&day.text),
            _ => None,
        }
    }

    fn is_past(&self, date: &Edtf) -> bool {
        let next = self.article.published.day.succ_opt();
        let over = next.is_some_and(|next| date.compared_to_day(next) == Timing::Before);
        over && Moment::parse(&date.to_string(), self.article.zone).is_some()
    }
}

fn needs_no_date(status: Option<&str>) -> bool {
    let known = Status::ALL.iter().find(|(word, _)| Some(*word) == status);
    known.is_some_and(|(_, status)| status.needs_no_date())
}

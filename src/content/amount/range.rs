//! Two numbers that belong together: `250 to 350`, `between 12 and 15%`.

use rust_decimal::Decimal;

use super::number::Term;
use super::{Reader, Unread};
use crate::content::quantity;

/// The least number, and the greatest with what stands around both.
pub(super) struct Span<'t> {
    pub min: Decimal,
    pub max: Term<'t>,
}

/// How a range is written.
struct Form<'f> {
    open: &'f str,
    joint: &'f str,
    /// Whether it tells that the numbers share no scale.
    whole: bool,
}

impl Reader<'_> {
    pub(super) fn span<'t>(&self, text: &'t str) -> Result<Span<'t>, Unread> {
        let forms = self.forms();
        let opened = forms.iter().find_map(|form| {
            let (head, rest) = text.split_at_checked(form.open.len())?;
            let is = !form.open.is_empty() && head.to_lowercase() == form.open;
            is.then_some((form, rest))
        });
        let (text, forms): (_, Vec<&Form<'_>>) = match opened {
            Some((form, rest)) => (rest, vec![form]),
            None => (
                text,
                forms.iter().filter(|form| form.open.is_empty()).collect(),
            ),
        };
        let first = self.term(text).ok_or(Unread::NoNumber)?;
        let second = forms
            .iter()
            .find_map(|form| Some((form.whole, self.second(&first, form.joint)?)));
        match second {
            Some((whole, (second, named))) => self.ordered(&first, second, whole || named),
            None if opened.is_some() => Err(Unread::NoNumber),
            None => Ok(Span {
                min: first.number,
                max: first,
            }),
        }
    }

    /// The ways in which this language writes a range, said and typed.
    fn forms(&self) -> Vec<Form<'_>> {
        let said = ["wide_range", "range"].map(|key| (self.language.form(key, None), key));
        let typed = self.language.typed.ranges.iter();
        let typed = typed.map(|form| (form.as_str(), "typed"));
        let templates = said.into_iter().chain(typed).filter_map(|(form, key)| {
            let (open, joint) = form.split_once("{min}")?;
            Some(Form {
                open,
                joint: joint.strip_suffix("{max}")?,
                whole: key == "wide_range",
            })
        });
        let dashes = [" - ", "-"].map(|joint| Form {
            open: "",
            joint,
            whole: false,
        });
        templates.chain(dashes).collect()
    }

    /// The second number of a range, and whether it names the unit of the first anew: `1 million to 2 million`.
    fn second<'t>(&self, first: &Term<'t>, joint: &str) -> Option<(Term<'t>, bool)> {
        let (unit, second) = first.rest.split_once(joint)?;
        let (unit, second) = (unit.trim(), self.term(second)?);
        let currency = second.currency.is_empty() || second.currency == first.currency;
        let behind = second.rest.trim_start().strip_prefix(unit);
        let ends = |more: &str| more.is_empty() || more.starts_with(' ');
        let same = unit.is_empty() || behind.is_some_and(ends);
        // Beside a minus a dash may be another one.
        let below = first.number < Decimal::ZERO || second.number < Decimal::ZERO;
        let is_told = !(joint.trim() == "-" && below);
        let named = !unit.is_empty() || !second.currency.is_empty();
        (currency && same && is_told).then_some((second, named))
    }

    fn ordered<'t>(
        &self,
        first: &Term<'t>,
        second: Term<'t>,
        told_apart: bool,
    ) -> Result<Span<'t>, Unread> {
        let (min, max) = (first.number, second.number);
        if min >= max {
            return Err(Unread::Order);
        }
        let mut shared = second.shared.iter();
        let shared = shared.rfind(|scale| quantity::may_share(min, max, **scale));
        if let (false, Some(scale)) = (told_apart, shared) {
            return Err(self.either(first, &second, *scale));
        }
        let currency = first.currency;
        Ok(Span {
            min,
            max: Term { currency, ..second },
        })
    }

    /// Both ways in which `3 to 4,000` may be meant, written so that each is meant alone.
    fn either(&self, first: &Term<'_>, second: &Term<'_>, scale: Decimal) -> Unread {
        let written = |key: &str, min: Decimal| {
            let number = |number: Decimal| self.numbers.number(number);
            let min = format!("{}{}", first.currency, number(min));
            let ends = [("min", min.as_str()), ("max", &*number(second.number))];
            format!("{}{}", self.language.say(key, &ends), second.rest)
        };
        Unread::Either([
            written("range", first.number * scale),
            written("wide_range", first.number),
        ])
    }
}

//! What a number leaves open: the values that it can stand for.

use rust_decimal::Decimal;

use crate::content::quantity::{Hedge, Quantity};

/// What a number can be; a side without a bound is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// Whether `low` itself is out.
    above: bool,
    /// Whether `high` itself is out.
    below: bool,
}

impl Interval {
    /// What a number leaves open beside another speaker's: a tenth for `about` and `nearly`, and
    /// the share that the series allows.
    pub fn wide(quantity: &Quantity, tolerance: Option<Decimal>) -> Interval {
        let tenth = Decimal::new(1, 1);
        let share = tolerance.unwrap_or(match quantity.hedge {
            Some(Hedge::About | Hedge::Nearly) => tenth,
            _ => Decimal::ZERO,
        });
        let slack = |number: Decimal| number.abs() * share;
        let near = |number: Decimal| number.abs() * tolerance.unwrap_or(tenth);
        Interval::with(quantity, slack, near)
    }

    /// What a number leaves open beside the same speaker's next: `about` and `nearly` as much as
    /// their number is rounded by, so that about 2,500 is anything from 2,450 to 2,550.
    pub fn narrow(quantity: &Quantity) -> Interval {
        let slack = |number: Decimal| match quantity.hedge {
            Some(Hedge::About) => rounding(number),
            _ => Decimal::ZERO,
        };
        Interval::with(quantity, slack, rounding)
    }

    fn with(
        quantity: &Quantity,
        slack: impl Fn(Decimal) -> Decimal,
        near: impl Fn(Decimal) -> Decimal,
    ) -> Interval {
        let (min, max) = (quantity.min, quantity.max);
        let (low, high) = (min - slack(min), max + slack(max));
        let (low, high) = match quantity.hedge {
            Some(Hedge::AtLeast | Hedge::MoreThan) => (Some(low), None),
            Some(Hedge::UpTo | Hedge::FewerThan) => (None, Some(high)),
            Some(Hedge::Nearly) => (Some(min - near(min)), Some(max)),
            Some(Hedge::About) | None => (Some(low), Some(high)),
        };
        Interval {
            low,
            high,
            above: quantity.hedge == Some(Hedge::MoreThan),
            below: matches!(quantity.hedge, Some(Hedge::FewerThan | Hedge::Nearly)),
        }
    }

    /// The least and the greatest value; `None` where a side is open.
    pub fn bounds(&self) -> (Option<Decimal>, Option<Decimal>) {
        (self.low, self.high)
    }

    /// Whether every value of this one is less than every value of the other.
    pub fn is_below(&self, other: &Interval) -> bool {
        match (self.high, other.low) {
            (Some(high), Some(low)) => high < low || (high == low && (self.below || other.above)),
            _ => false,
        }
    }

    /// Whether no value is in both.
    pub fn is_apart_from(&self, other: &Interval) -> bool {
        self.is_below(other) || other.is_below(self)
    }
}

/// Half of the last place that a round number gives: 50 of 2,500, 5,000 of 9,020,000.
fn rounding(number: Decimal) -> Decimal {
    let number = number.normalize().abs();
    let half = Decimal::new(5, 1);
    if number.scale() > 0 {
        return Decimal::new(1, number.scale()) * half;
    }
    let (mut place, mut rest) = (Decimal::ONE, number);
    while !rest.is_zero() && (rest % Decimal::TEN).is_zero() {
        place *= Decimal::TEN;
        rest /= Decimal::TEN;
    }
    place * half
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(min: &str, max: &str, hedge: Option<Hedge>) -> Quantity {
        let number = |text: &str| text.parse().unwrap_or_default();
        let (min, max) = (number(min), number(max));
        Quantity { min, max, hedge }
    }

    fn one(number: &str, hedge: Option<Hedge>) -> Quantity {
        quantity(number, number, hedge)
    }

    fn apart(one: &Quantity, other: &Quantity, tolerance: Option<&str>) -> bool {
        let tolerance = tolerance.and_then(|share| share.parse().ok());
        Interval::wide(one, tolerance).is_apart_from(&Interval::wide(other, tolerance))
    }

    #[test]
    fn hedges_and_tolerance_open_an_interval_beside_another_speaker() {
        let about = one("2000", Some(Hedge::About));
        assert!(apart(&one("900", None), &about, None));
        assert!(!apart(&one("1850", None), &about, None));
        assert!(apart(&one("1750", None), &about, Some("0.05")));
        let up_to = one("7000", Some(Hedge::UpTo));
        assert!(!apart(&one("5000", None), &up_to, None));
        assert!(apart(&one("7001", None), &up_to, None));
        assert!(!apart(
            &one("1000", None),
            &one("1000", Some(Hedge::AtLeast)),
            None
        ));
        for hedge in [Hedge::MoreThan, Hedge::FewerThan, Hedge::Nearly] {
            assert!(apart(&one("1000", None), &one("1000", Some(hedge)), None));
        }
        assert!(!apart(
            &one("950", None),
            &one("1000", Some(Hedge::Nearly)),
            None
        ));
        assert!(!apart(
            &quantity("250", "350", None),
            &one("300", None),
            None
        ));
        assert!(!apart(&one("100", None), &one("104", None), Some("0.05")));
        assert!(apart(&one("-100", None), &one("-112", None), Some("0.05")));
    }

    #[test]
    fn about_is_as_wide_as_its_number_is_round_beside_its_own_speaker() {
        let below = |now: &Quantity, then: &Quantity| {
            Interval::narrow(now).is_below(&Interval::narrow(then))
        };
        let about = |number: &str| one(number, Some(Hedge::About));
        assert!(below(&about("8700000"), &about("9020000")));
        assert!(!below(&one("2480", None), &about("2500")));
        assert!(below(&one("2440", None), &about("2500")));
        assert!(below(&about("1.9"), &about("2.2")));
        assert!(below(
            &one("3500", None),
            &one("3500", Some(Hedge::MoreThan))
        ));
    }
}

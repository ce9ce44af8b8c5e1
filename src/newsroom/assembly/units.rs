//! Units: the numbers of a series, told in one unit.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::content::unit::{Unit, is_scale, scaled};
use crate::diagnostic::Diagnostic;
use crate::newsroom::series::Series;

/// Tells every number of a series in the series' unit. One in a unit that does not convert stays
/// as it is, apart from the others.
pub fn convert(series: &mut Series) {
    if !series.has_unit {
        series.unit = usual(series);
    }
    let unit = series.unit.as_deref().map(Unit::read);
    let nobody_names = Unit::read("");
    for observed in &mut series.observations {
        let typed = observed.observation.quantity;
        let own = observed.observation.unit.as_deref();
        let scale = own.is_some_and(is_scale);
        let own = own.map(|own| match &series.unit {
            Some(unit) if scale => Unit::read(&scaled(own, unit)),
            // The series' file says which dollars are meant.
            Some(unit) if series.has_unit => Unit::read(own).in_dollars_of(&Unit::read(unit)),
            _ => Unit::read(own),
        });
        let unit = unit.as_ref().or(scale.then_some(&nobody_names));
        let converted = match (&own, unit) {
            (Some(own), Some(unit)) => own.convert(&typed, unit),
            _ => Some(typed),
        };
        observed.foreign = converted.is_none();
        observed.quantity = converted.unwrap_or(typed);
    }
}

/// The unit of a series whose file has none: of those that convert to one another the most
/// frequent, and of their spellings the most frequent; never that which happens to stand first.
fn usual(series: &Series) -> Option<String> {
    let observations = series.observations.iter();
    let typed = observations.filter_map(|observed| observed.observation.unit.as_deref());
    let typed = typed.filter(|unit| !is_scale(unit));
    let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in typed {
        *spellings.entry(unit).or_default() += 1;
    }
    let kin = |unit: &str| {
        let own = Unit::read(unit);
        let kin = spellings
            .iter()
            .filter(|(other, _)| Unit::read(other).converts_to(&own));
        kin.map(|(_, count)| count).sum::<usize>()
    };
    let best = spellings
        .iter()
        .max_by_key(|(unit, count)| (kin(unit), **count, Reverse(**unit)));
    best.map(|(unit, _)| (*unit).to_string())
}

/// The numbers in a unit that does not convert to their series'.
pub fn foreign(series: &Series) -> Vec<Diagnostic> {
    let usual = series.unit.as_deref().unwrap_or_default();
    let foreign = series
        .observations
        .iter()
        .filter(|observed| observed.foreign);
    foreign
        .map(|observed| {
            let own = observed.observation.unit.as_deref().unwrap_or_default();
            let message = format!(
                "the series `{}` is counted in `{usual}`, this number in `{own}`",
                series.id
            );
            let help = match series.has_unit {
                true => format!("write the number in {usual}, or give it a series of its own"),
                false => format!(
                    "write the number in {usual}, give it a series of its own, or say in \
                     content/series/{}.md what is counted: unit = \"{own}\"",
                    series.id
                ),
            };
            let place = observed.observation.spots.unit.clone();
            Diagnostic::error("figure/other-unit", message, place).help(help)
        })
        .collect()
}

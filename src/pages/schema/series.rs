//! A series: schema.org's `Dataset`.

use super::{Thing, named, publisher};
use crate::date::Bound;
use crate::newsroom::series::Series;
use crate::pages::frame::Frame;
use crate::pages::kinds::SeriesView;
use crate::pages::site::Here;

/// A series as a set of data; what can be downloaded of it belongs here as `distribution`.
pub fn series(here: &Here<'_>, series: &Series, view: &SeriesView, frame: &Frame) -> Thing {
    let variable = Thing::of("PropertyValue").with("name", &*series.name);
    let variable = variable
        .with("description", series.scope.clone())
        .with("unitText", series.unit.clone());
    let changed = frame.changed.as_ref();
    let topics = view.topics.iter().map(|topic| &*topic.text);
    Thing::of("Dataset")
        .with("name", &*frame.title)
        .with("description", &*frame.description)
        .with("url", frame.canonical.clone())
        .with("inLanguage", &*here.site.config.language)
        .with("variableMeasured", variable)
        .with("temporalCoverage", coverage(series))
        .with("spatialCoverage", named("Place", &view.regions))
        .with("keywords", topics.collect::<Vec<_>>())
        .with("dateModified", changed.and_then(|day| day.datetime.clone()))
        .with("creator", publisher(here))
        .with("license", here.site.config.publisher.license.clone())
}

/// From the first to the last day that its counted numbers are for.
fn coverage(series: &Series) -> Option<String> {
    let counted = series.observations.iter();
    let counted = counted.filter(|observed| observed.is_counted());
    let days = counted.flat_map(|observed| [observed.span.0, observed.span.1]);
    let days = days.filter_map(Bound::day);
    let (first, last) = (days.clone().min()?, days.max()?);
    match first == last {
        true => Some(first.to_string()),
        false => Some(format!("{first}/{last}")),
    }
}

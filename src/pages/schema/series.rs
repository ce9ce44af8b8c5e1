//! A series: schema.org's `Dataset`.

use super::{Thing, named, publisher};
use crate::date::Bound;
use crate::newsroom::ids::SeriesId;
use crate::newsroom::series::Series;
use crate::pages::data::{self, Format, Set};
use crate::pages::frame::Frame;
use crate::pages::kinds::SeriesView;
use crate::pages::site::Here;

/// A series as a set of data, with what can be downloaded of it.
pub fn series(here: &Here<'_>, id: SeriesId, view: &SeriesView, frame: &Frame) -> Thing {
    let series = here.newsroom().one_series(id);
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
        .with("distribution", distribution(here, id))
        .with("license", here.site.config.publisher.license.clone())
}

/// The files of a series, if the site has them and knows where it is.
fn distribution(here: &Here<'_>, id: SeriesId) -> Vec<Thing> {
    let set = Set::Series(id);
    let base = here.site.config.base_url.as_ref();
    if base.is_none() || !set.is_published(here.site) {
        return Vec::new();
    }
    let formats = [
        (Format::Csv, "text/csv"),
        (Format::Json, "application/json"),
    ];
    let file = |(format, media): (Format, &str)| {
        let address = data::address(here.site, &set.url(here.newsroom(), format));
        Thing::of("DataDownload")
            .with("encodingFormat", media)
            .with("contentUrl", address)
    };
    formats.into_iter().map(file).collect()
}

/// From the first to the last day that its counted numbers are for.
fn coverage(series: &Series) -> Option<String> {
    let counted = series.observations.iter();
    let counted = counted.filter(|observed| observed.is_counted());
    // What a running total counts begins with its time, whatever day it is held against.
    let days =
        counted.flat_map(|observed| [observed.observation.as_of.earliest(), observed.span.1]);
    let days = days.filter_map(Bound::day);
    let (first, last) = (days.clone().min()?, days.max()?);
    match first == last {
        true => Some(first.to_string()),
        false => Some(format!("{first}/{last}")),
    }
}

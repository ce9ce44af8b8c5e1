//! What is to be said of a number beside its day and its speaker: how firm it is, whether it stands,
//! what it counts.

use super::{numbers, terms};
use crate::content::observation::Firmness;
use crate::content::term::TaxonomyKind;
use crate::newsroom::figures;
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;
use crate::pages::derived::Derived;
use crate::pages::site::Here;

/// How firm a number is, whether it stands, what it counts.
pub fn remarks(
    here: &Here<'_>,
    observed: &Observed,
    series: Option<&Series>,
    current: bool,
) -> Vec<Derived> {
    let language = here.language();
    let observation = &observed.observation;
    let said = |words: String| Derived { kind: "", words };
    let made = |kind, key: &str| here.derived(kind, language.text(key), [observed]);
    let mut remarks = Vec::new();
    if let Some(key) = firmness(observation.status) {
        remarks.push(said(language.text(key)));
    }
    if current {
        remarks.push(made("current", current_note(series, observed)));
    } else if !observed.standing {
        remarks.push(made("replaced", "note_replaced"));
    }
    remarks.extend(left(here, observed, "note_left"));
    if observed.retroactive {
        remarks.push(made("retroactive", "note_retroactive"));
    }
    let notes = series.map(|series| apart(here, series, observed));
    remarks.extend(notes.into_iter().flatten().map(said));
    if observed.quantity != observation.quantity {
        let given = observation
            .quantity
            .words_with(language, observation.unit.as_deref());
        remarks.push(said(language.say("given_as", &[("number", &given)])));
    }
    remarks
}

/// Who gave a number with others and has put another in its place, where the others stand by it; in
/// the words of `key`.
pub fn left(here: &Here<'_>, observed: &Observed, key: &str) -> Option<Derived> {
    let left: Vec<&Speaker> = observed.left().collect();
    let names = numbers::names(here, left.iter().copied());
    let words = here
        .language()
        .count(key, left.len(), &[("speakers", &*names)]);
    (!left.is_empty()).then(|| here.derived("replaced", words, [observed]))
}

/// What tells a number from those of its series that count something else or elsewhere: it must
/// not be taken for one of them.
pub fn apart(here: &Here<'_>, series: &Series, observed: &Observed) -> Vec<String> {
    let language = here.language();
    let scope = observed.scope.as_deref();
    let scope = scope.map(|scope| language.say("note_counts", &[("scope", scope)]));
    let region = observed.region.filter(|own| Some(*own) != series.place());
    let region = region.map(|own| terms::link(here, TaxonomyKind::Regions, own).text);
    let region = region.map(|region| language.say("note_region", &[("region", &region)]));
    scope.into_iter().chain(region).collect()
}

/// The key of what a leading number is called: one of several, where others give other numbers for
/// its time.
fn current_note(series: Option<&Series>, observed: &Observed) -> &'static str {
    let Some((series, head)) =
        series.and_then(|series| Some((series, &series.lines.get(observed.line)?.head)))
    else {
        return "note_current";
    };
    let mut beside = head.beside.iter();
    match beside.any(|other| figures::overlap(observed, &series.observations[*other])) {
        _ if head.stale => "note_last_known",
        _ if !head.or.is_empty() => "note_current_beside",
        true => "note_current_beside",
        false => "note_current",
    }
}

/// The key of the word for how firm a number is; of one that is simply given nothing is said.
pub fn firmness(status: Firmness) -> Option<&'static str> {
    match status {
        Firmness::Normal => None,
        Firmness::Estimate => Some("firmness_estimate"),
        Firmness::Provisional => Some("firmness_provisional"),
        Firmness::Planned => Some("firmness_planned"),
        Firmness::Forecast => Some("firmness_forecast"),
        Firmness::Target => Some("firmness_target"),
    }
}

/// The key of what a number is called that stands beside the leading one, as another's for its time.
pub fn beside_note(series: &Series, at: usize) -> Option<&'static str> {
    let observed = &series.observations[at];
    let head = &series.lines.get(observed.line)?.head;
    let leading = head.value.filter(|_| head.beside.contains(&at))?;
    let note = match head.stale {
        true => "note_last_known",
        false => "note_current_beside",
    };
    figures::overlap(observed, &series.observations[leading]).then_some(note)
}

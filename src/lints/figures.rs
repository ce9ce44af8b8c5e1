//! Figures that their article's own text contradicts, or that nobody is named for.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet as HashSet;

use super::Finding;
use super::text::Block;
use crate::content::Content;
use crate::content::article::Article;
use crate::content::observation::Observation;
use crate::content::quantity::Quantity;
use crate::date::{Edtf, Timing};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::newsroom::Newsroom;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::series::Series;
use crate::newsroom::voice::Speaker;
use crate::prose::language::{Joint, numeral};
use crate::prose::tagger::{Time, TimeKind};

/// A figure whose number stands differently in the article's own text.
pub const DIFFERS: &str = "lint/number-differs";
/// A figure counted for a time after the day it was reported on.
pub const FUTURE: &str = "lint/figure-in-future";
/// A figure that names no source.
pub const NO_SOURCE: &str = "lint/no-source";
/// A series on the front page whose value is out of date.
pub const STALE: &str = "lint/stale-on-front";
/// A number a thousand times those beside it: a wrong unit, or three zeros too many.
pub const THOUSANDFOLD: &str = "lint/thousandfold";
/// A series without a file and without a unit.
pub const NO_UNIT: &str = "lint/no-unit";
/// A series whose file does not say what its numbers measure.
pub const MEASURE: &str = "lint/measure";

/// Numbers of a time that had not come when they were reported, and are no forecasts.
pub fn of_the_future(article: &Article) -> Vec<Diagnostic> {
    let future = article.observations.iter().filter(|observation| {
        // Whoever decides on something announces it: from a day on.
        observation.status.is_counted()
            && observation.as_of.open_since().is_none()
            && observation
                .as_of
                .compared_to_day(observation.attribution.reported.day)
                == Timing::After
    });
    future
        .map(|observation| {
            let message = format!(
                "counted as of {}, but reported on {}",
                observation.as_of.words(),
                Edtf::from_day(observation.attribution.reported.day).words()
            );
            let help = "mend `as_of`, or say that it is expected: status = \"forecast\"";
            Diagnostic::warning(FUTURE, message, observation.spots.as_of.clone()).help(help)
        })
        .collect()
}

/// Figures for which neither they nor their article names a source.
pub fn without_source(newsroom: &Newsroom, id: ArticleId) -> Vec<Diagnostic> {
    let entry = newsroom.entry(id);
    let figures = (0..entry.figures.len()).map(|at| newsroom.figure(id, at).1);
    let bare = figures.filter(|observed| {
        // A source that is named and not known is told of as that.
        let named = observed.observation.attribution.source.is_some()
            || observed.voice.source.is_some()
            || matches!(observed.voice.speaker(), Speaker::Source(_));
        !named && (entry.sources.is_empty() || *observed.voice.speaker() == Speaker::Site)
    });
    bare.map(|observed| {
        let message = "a figure without a source";
        let help = "say where it is from: source = \"an id of the article's sources\"";
        Diagnostic::warning(NO_SOURCE, message, observed.observation.place.clone()).help(help)
    })
    .collect()
}

/// Figures that the text gives otherwise: the number stands nowhere in it, and another one near
/// it stands with the same unit, in a sentence on the same matter.
pub fn differing(article: &Article, text: &[Block<'_>]) -> Vec<Diagnostic> {
    if article.observations.is_empty() {
        return Vec::new();
    }
    let numbers: Vec<Written<'_, '_>> = text.iter().flat_map(written).collect();
    let declared = |value: Decimal| {
        let mut figures = article.observations.iter();
        figures.any(|figure| is(value, &figure.quantity))
    };
    let differing = article.observations.iter().filter_map(|figure| {
        let unit = figure.unit.as_deref()?;
        if numbers
            .iter()
            .any(|number| is(number.value, &figure.quantity))
        {
            return None;
        }
        let meant = |number: &&Written<'_, '_>| {
            !declared(number.value)
                && is_near(number.value, &figure.quantity)
                && number.counts(unit)
                && number.is_about(figure)
                && !number.is_dated()
        };
        Some((figure, numbers.iter().find(meant)?))
    });
    differing
        .map(|(figure, number)| differs(figure, number))
        .collect()
}

fn differs(figure: &Observation, number: &Written<'_, '_>) -> Diagnostic {
    let text = number.block.written(&number.tokens);
    let message = format!(
        "the text says {text}, the figure says {}",
        figure.quantity.words()
    );
    let place = number.block.place(&number.tokens);
    let place_of_figure = figure.label.as_deref().unwrap_or("this figure");
    let help = format!("mend whichever is wrong: the text, or `{place_of_figure}`");
    Diagnostic::warning(DIFFERS, message, place).help(help)
}

/// A number in the text.
struct Written<'s, 'a> {
    block: &'s Block<'a>,
    value: Decimal,
    tokens: Range<usize>,
}

fn written<'s, 'a>(block: &'s Block<'a>) -> Vec<Written<'s, 'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < block.prose.tokens.len() {
        let number = numeral(&block.prose.tokens, &block.prose.readings.entries, at);
        let end = at + number.map_or(1, |(_, len)| len);
        let value = number.and_then(|(value, _)| Decimal::try_from(value).ok());
        found.extend(value.map(|value| Written {
            block,
            value: value.round_dp(10),
            tokens: at..end,
        }));
        at = end;
    }
    found
}

impl Written<'_, '_> {
    /// Whether the unit stands within three words behind it.
    fn counts(&self, unit: &str) -> bool {
        let quantities = &self.block.language.quantities;
        let head = unit.split_whitespace().next_back().unwrap_or_default();
        let head = quantities.stem(&head.to_lowercase());
        let behind = self.tokens.end..self.tokens.end + 3;
        let mut behind = behind.map(|at| self.block.word(at)).take_while(|word| {
            let joins = quantities.joints.get(*word);
            !matches!(*word, "," | "(" | ".") && joins.is_none_or(|joint| *joint == Joint::Range)
        });
        // `%` and `percent` are one unit.
        let name = |word: &str| quantities.units.get(word);
        behind.any(|word| {
            let word = quantities.stem(word);
            word == head || name(&word).is_some_and(|unit| Some(unit) == name(&head))
        })
    }

    /// Whether its sentence speaks of what the figure is labelled.
    fn is_about(&self, figure: &Observation) -> bool {
        let Block {
            prose, language, ..
        } = self.block;
        let stem = |word: &str| language.quantities.stem(&word.to_lowercase());
        let label = figure.label.as_deref().unwrap_or("");
        let unit = figure.unit.as_deref().unwrap_or("");
        let units: Vec<String> = unit.split_whitespace().map(stem).collect();
        let loose = |word: &str| word.is_empty() || language.events.loose.contains(word);
        let words = label.split(|c: char| !c.is_alphanumeric());
        let words = words.map(str::to_lowercase).filter(|word| !loose(word));
        let mut telling = words
            .map(|word| stem(&word))
            .filter(|word| !units.contains(word))
            .peekable();
        let sentence = prose.tokens[self.tokens.start].sentence;
        let sentence = &prose.tokens[prose.sentences.tokens[sentence].clone()];
        let said: Vec<String> = sentence.iter().map(|token| stem(&token.lower)).collect();
        telling.peek().is_some() && telling.all(|word| said.contains(&word))
    }

    /// Whether it belongs to a date: `2024 troops`.
    fn is_dated(&self) -> bool {
        let mut times = self.block.times().into_iter();
        let dated = |time: &Time| matches!(time.kind, TimeKind::Date | TimeKind::Time);
        times.any(|time| dated(&time) && time.tokens.contains(&self.tokens.start))
    }
}

fn is(value: Decimal, quantity: &Quantity) -> bool {
    value == quantity.min || value == quantity.max
}

/// Whether a number is so near that it can be the same one mistyped.
fn is_near(value: Decimal, quantity: &Quantity) -> bool {
    let (zero, two) = (Decimal::ZERO, Decimal::TWO);
    value > zero
        && quantity.min > zero
        && value <= quantity.max * two
        && value >= quantity.min / two
}

/// Series that open the front page with a value that is out of date.
pub fn stale(newsroom: &Newsroom, shown: usize) -> Vec<Finding> {
    let leading = newsroom.leading_series.iter();
    let shown = leading.take(if shown == 0 { usize::MAX } else { shown });
    let stale = shown
        .map(|id| newsroom.one_series(*id))
        .filter(|series| series.stale);
    stale
        .filter_map(|series| {
            let value = series.value()?;
            let message = format!("the front page has `{}` out of date", series.name);
            let help = "report a newer number, or say in the series how long one is good: max_age";
            let place = value.observation.place.clone();
            let warning = Diagnostic::warning(STALE, message, place).help(help);
            Some(Finding::new(value.article, warning))
        })
        .collect()
}

/// Numbers that are a thousand times, or a thousandth of, the speaker's own before.
pub fn thousandfold(newsroom: &Newsroom) -> Vec<Finding> {
    let series = newsroom.series.iter();
    series.flat_map(|series| thousandfold_in(series)).collect()
}

fn thousandfold_in(series: &Series) -> impl Iterator<Item = Finding> {
    let far = |one: usize, other: usize| {
        let value = |at: usize| {
            let quantity = &series.observations[at].quantity;
            (quantity.min + quantity.max) / Decimal::TWO
        };
        let (one, other) = (value(one).abs(), value(other).abs());
        let (less, more) = (one.min(other), one.max(other));
        less > Decimal::ZERO && more >= less * Decimal::from(900)
    };
    let observations = series.observations.iter().enumerate();
    observations.filter_map(move |(at, observed)| {
        let before = observed.before.filter(|before| far(at, *before))?;
        // The one after a slip is as far from it, and no slip.
        let earlier = series.observations[before].before;
        if earlier.is_some_and(|earlier| far(before, earlier)) {
            return None;
        }
        let number = |at: usize| series.observations[at].quantity.words();
        let message = format!(
            "{} after {}: a thousand times as many, or as few",
            number(at),
            number(before)
        );
        let typed = &observed.observation.quantity;
        let thousand = Decimal::ONE_THOUSAND;
        let meant =
            match series.observations[at].quantity.min > series.observations[before].quantity.max {
                true => typed.min / thousand,
                false => typed.min * thousand,
            };
        let help = format!(
            "if {} is meant, write that, or mend its unit; if it is right as it is, allow it",
            meant.normalize()
        );
        let place = observed.observation.spots.value.clone();
        let warning = Diagnostic::warning(THOUSANDFOLD, message, place).help(help);
        Some(Finding::new(observed.article, warning))
    })
}

/// Series without a file, of whose numbers nobody says what is counted.
pub fn without_unit(newsroom: &Newsroom, content: &Content) -> Vec<Finding> {
    let declared: HashSet<&str> = content.series.iter().map(|file| file.id.as_str()).collect();
    let bare = newsroom.series.iter().filter(|series| {
        let named = series
            .observations
            .iter()
            .any(|one| one.observation.series.is_some());
        // One that is probably misspelt is told of as that.
        let misspelt = || did_you_mean(&series.id, declared.iter().copied()).is_some();
        named && series.unit.is_none() && !declared.contains(&*series.id) && !misspelt()
    });
    let bare = bare.filter_map(|series| {
        let first = series.observations.first()?;
        let message = format!("nobody says in what unit `{}` is counted", series.id);
        let help = format!(
            "write it beside the number, as in unit = \"people\", or in content/series/{}.md",
            series.id
        );
        let place = first.observation.spots.value.clone();
        let note = Diagnostic::note(NO_UNIT, message, place).help(help);
        Some(Finding::new(first.article, note))
    });
    bare.collect()
}

/// Series in which one speaker's numbers follow each other and nothing says what they measure.
pub fn unmeasured(newsroom: &Newsroom) -> Vec<Finding> {
    let series = newsroom
        .series
        .iter()
        .filter(|series| series.measure.is_none());
    let series = series.filter_map(|series| {
        let counted = series.observations.iter().filter(|observed| observed.counts());
        let latest = counted.rev().find(|observed| observed.before.is_some())?;
        let message = format!("nothing says what the numbers of `{}` measure", series.id);
        let help = format!(
            "write it in content/series/{}.md: measure = \"level\" (how it stands), \"total\" (all since a \
             start) or \"period\" (so many a week, month or year)",
            series.id
        );
        let place = latest.observation.place.clone();
        Some(Finding::new(latest.article, Diagnostic::note(MEASURE, message, place).help(help)))
    });
    series.collect()
}

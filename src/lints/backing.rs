//! Facts that their own words do not bear out: the quote gives another number or another time, or
//! the article has the number, the time or the speaker nowhere.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::content::article::Article;
use crate::content::markdown::prose;
use crate::content::quantity::Quantity;
use crate::date::Edtf;
use crate::diagnostic::{Diagnostic, Place};
use crate::newsroom::Newsroom;
use crate::newsroom::events::Said;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::voice::Speaker;
use crate::path::folded;
use crate::prose::language::{Language, english, numeral};
use crate::prose::tagger::{self, Prose};

/// A fact whose quote gives another number or another time.
pub const QUOTE: &str = "lint/not-in-quote";
/// A fact whose number, time or speaker stands nowhere in its article.
pub const TEXT: &str = "lint/not-in-text";

/// What is wrong with the facts of an article that is written in English. The site, which goes by the
/// name of its `desk`, need not name itself.
pub fn unbacked(newsroom: &Newsroom, id: ArticleId, desk: &str) -> Vec<Diagnostic> {
    let Some(language) = english() else {
        return Vec::new();
    };
    let entry = newsroom.entry(id);
    let text = Text::of(&entry.article, language);
    let mut found = Vec::new();
    for at in 0..entry.figures.len() {
        let observed = newsroom.figure(id, at).1;
        let observation = &observed.observation;
        let quantity = &observation.quantity;
        let fact = Fact {
            quote: observation.attribution.quote.as_deref(),
            place: &observation.place,
        };
        let is_in = |said: &Words| said.numbers.iter().any(|number| is(*number, quantity));
        let holds = |said: &Words| !said.numbers.is_empty();
        let words = quantity.words();
        found.extend(fact.missing(&text, is_in, holds, &format!("the number {words}")));
        found.extend(fact.speakers(newsroom, &text, &observed.voice.speakers, desk));
    }
    for said in claims(newsroom, id) {
        let attribution = &said.claim.attribution;
        let fact = Fact {
            quote: attribution.quote.as_deref(),
            place: &said.claim.place,
        };
        if let Some(date) = &said.claim.date {
            let is_in = |said: &Words| said.times.iter().any(|time| touches(time, date));
            let holds = |said: &Words| !said.times.is_empty();
            found.extend(fact.missing(&text, is_in, holds, &format!("the date {}", date.words())));
        }
        found.extend(fact.speakers(newsroom, &text, &said.voice.speakers, desk));
    }
    found
}

/// The claims that an article carries.
fn claims(newsroom: &Newsroom, id: ArticleId) -> impl Iterator<Item = &Said> {
    let claims = newsroom.entry(id).claims.iter();
    claims.filter_map(move |(event, at)| {
        let said = newsroom.event(*event).history.get(*at)?;
        let carried = std::iter::once(said).chain(&said.also);
        carried.into_iter().find(|said| said.article == id)
    })
}

/// A fact, as far as its words go.
struct Fact<'a> {
    quote: Option<&'a str>,
    place: &'a Place,
}

impl Fact<'_> {
    /// What is wrong where neither the quote nor the article has what the fact says. A quote that
    /// `holds` something of its kind speaks for itself.
    fn missing(
        &self,
        text: &Text<'_>,
        is_in: impl Fn(&Words) -> bool,
        holds: impl Fn(&Words) -> bool,
        what: &str,
    ) -> Option<Diagnostic> {
        let quote = self.quote.map(|quote| text.read(quote));
        if let Some(quote) = quote.filter(holds) {
            let message = format!("{what} is not in the quote");
            let help = "mend the fact or the quote; where both are right, let the quote have the words that say so";
            let wrong = || Diagnostic::warning(QUOTE, message, self.place.clone()).help(help);
            return (!is_in(&quote)).then(wrong);
        }
        (!is_in(text.words())).then(|| self.not_in_text(what))
    }

    /// The speakers of whom the article has no word of their names.
    fn speakers(
        &self,
        newsroom: &Newsroom,
        text: &Text<'_>,
        speakers: &[Speaker],
        desk: &str,
    ) -> Vec<Diagnostic> {
        let unnamed = speakers.iter().filter_map(|speaker| {
            let names: Vec<&str> = match speaker {
                Speaker::Source(id) => {
                    let source = newsroom.source(*id);
                    let former = source
                        .citation
                        .aliases
                        .iter()
                        .map(|alias| alias.text.as_str());
                    let own = [source.citation.name.as_str(), source.id.as_str()];
                    own.into_iter().chain(former).collect()
                }
                Speaker::Name(name, _) => vec![name.as_str()],
                Speaker::Site => return None,
            };
            let named = names.iter().any(|name| *name == desk || text.names(name));
            (!named).then(|| match speaker {
                Speaker::Source(id) => &newsroom.source(*id).citation.name,
                Speaker::Name(name, _) => name,
                Speaker::Site => "",
            })
        });
        let unnamed = unnamed.map(|name| self.not_in_text(&format!("the speaker {name}")));
        unnamed.collect()
    }

    fn not_in_text(&self, what: &str) -> Diagnostic {
        let message = format!("{what} is nowhere in the article");
        let help = "say it in the text, or give the words it was said in: quote = \"…\"";
        Diagnostic::note(TEXT, message, self.place.clone()).help(help)
    }
}

/// The numbers and times of some words.
struct Words {
    numbers: Vec<f64>,
    /// The times, each with whether its year is said too.
    times: Vec<(Edtf, bool)>,
}

/// What an article says in words: its title, its summary and its text.
struct Text<'a> {
    article: &'a Article,
    language: &'a Language,
    written: String,
    folded: String,
    words: OnceCell<Words>,
}

impl<'a> Text<'a> {
    fn of(article: &'a Article, language: &'a Language) -> Text<'a> {
        let mut written = article.title.clone();
        let blocks = prose(article.body.markdown());
        let parts = std::iter::once(article.summary.as_str());
        for part in parts.chain(blocks.iter().map(|block| block.text.as_str())) {
            written.push('\n');
            written.push_str(part);
        }
        Text {
            article,
            language,
            folded: folded(&written).into_owned(),
            written,
            words: OnceCell::new(),
        }
    }

    /// What is read in the whole of it, once it is asked for.
    fn words(&self) -> &Words {
        self.words.get_or_init(|| self.read(&self.written))
    }

    fn read(&self, text: &str) -> Words {
        let prose = Prose::read(text, self.language);
        let times = tagger::times(&prose, self.language, Some(self.article.date.day));
        let dated = |at: usize| times.iter().any(|time| time.tokens.contains(&at));
        let numbers = (0..prose.tokens.len()).filter(|at| !dated(*at));
        Words {
            numbers: numbers
                .filter_map(|at| numeral(&prose.tokens, &prose.readings.entries, at))
                .map(|(number, _)| number)
                .collect(),
            times: times
                .iter()
                .filter_map(|time| Some((Edtf::parse(&time.value).ok()?, time.explicit)))
                .collect(),
        }
    }

    /// Whether some telling word of a name stands in the text, be it within another; of a name all of
    /// whose words are short, whether any of them stands there as a word.
    fn names(&self, name: &str) -> bool {
        let name = folded(name);
        let parts = |text: &'_ str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric());
            words
                .filter(|word| !word.is_empty())
                .map(str::to_string)
                .collect()
        };
        let words = parts(&name);
        let is_long = |word: &&String| word.chars().count() > 3;
        if words.iter().any(|word| is_long(&word)) {
            let mut long = words.iter().filter(is_long);
            return long.any(|word| self.folded.contains(word.as_str()));
        }
        parts(&self.folded).iter().any(|word| words.contains(word))
    }
}

/// Whether a number in the text is one of a quantity's, be it in thousands, millions or billions.
fn is(number: f64, quantity: &Quantity) -> bool {
    let alike = |meant: Decimal| {
        let meant = meant.to_f64().unwrap_or(f64::NAN);
        let scales = [1.0, 1e3, 1e6, 1e9];
        let near = |scale: f64| (number - meant * scale).abs() <= (meant * scale).abs() * 1e-9;
        scales.into_iter().any(near)
    };
    alike(quantity.min) || alike(quantity.max)
}

/// Whether a time in the text can be the one that a date begins or ends with, or lies within it. The
/// year of a time that does not say its own is a guess.
fn touches((time, has_year): &(Edtf, bool), date: &Edtf) -> bool {
    let (first, last) = (time.earliest().day(), time.latest().day());
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let guesses = match has_year {
        true => 0..=0,
        false => -1..=1,
    };
    let bounds = [date.earliest().day(), date.latest().day()];
    let mut ends = bounds.into_iter().flatten();
    let meets = |day: NaiveDate| {
        let years = guesses
            .clone()
            .map(|years| day.with_year(day.year() + years));
        years.flatten().any(|day| (first..=last).contains(&day))
    };
    ends.any(meets) || date.holds(time) == Some(true)
}

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
use crate::prose::language::{Language, numeral};
use crate::prose::tagger::{self, Prose};

/// A fact whose quote gives another number or another time.
pub const QUOTE: &str = "lint/not-in-quote";
/// A fact whose number, time or speaker stands nowhere in its article.
pub const TEXT: &str = "lint/not-in-text";

/// Facts whose quote has numbers or times, but not their own.
pub fn misquoted(newsroom: &Newsroom, id: ArticleId, language: &Language) -> Vec<Diagnostic> {
    let day = newsroom.article(id).date.day;
    let facts = facts(newsroom, id).into_iter();
    let misquoted = facts.filter_map(|fact| {
        let quote = Words::of(fact.quote?, day, language);
        let (holds, has) = fact.content.found_in(&quote)?;
        let help = "mend the fact or the quote; where both are right, let the quote have the words that say so";
        let message = format!("{} is not in the quote", fact.content.words());
        let wrong = Diagnostic::warning(QUOTE, message, fact.place.clone()).help(help);
        (holds && !has).then_some(wrong)
    });
    misquoted.collect()
}

/// Facts of whose number, date or speaker neither their quote nor their article has a word. The site,
/// which goes by the name of its `desk`, need not name itself; without one, no speaker is looked for.
pub fn untold(
    newsroom: &Newsroom,
    id: ArticleId,
    language: &Language,
    desk: Option<&str>,
) -> Vec<Diagnostic> {
    let article = newsroom.article(id);
    let text = Text::of(article);
    let day = article.date.day;
    let mut missing = Vec::new();
    for fact in facts(newsroom, id) {
        let quoted = fact.quote.map(|quote| Words::of(quote, day, language));
        let by_quote = quoted.and_then(|quote| fact.content.found_in(&quote));
        if by_quote.is_none_or(|(holds, _)| !holds) {
            let by_text = fact.content.found_in(text.words(day, language));
            if by_text.is_some_and(|(_, has)| !has) {
                missing.push((fact.content.words(), fact.place));
            }
        }
        let speakers = desk.into_iter().flat_map(|desk| {
            let speakers = fact.speakers.iter();
            speakers.filter_map(|speaker| unnamed(newsroom, &text, speaker, desk))
        });
        missing.extend(speakers.map(|name| (format!("the speaker {name}"), fact.place)));
    }
    let untold = missing.into_iter().map(|(what, place)| {
        let message = format!("{what} is nowhere in the article");
        let help = "say it in the text, or give the words it was said in: quote = \"…\"";
        Diagnostic::note(TEXT, message, place.clone()).help(help)
    });
    untold.collect()
}

/// A fact, as far as its words go.
struct Fact<'a> {
    content: Content<'a>,
    quote: Option<&'a str>,
    speakers: &'a [Speaker],
    place: &'a Place,
}

/// What a fact says.
enum Content<'a> {
    Number(&'a Quantity),
    Time(&'a Edtf),
    /// That something is called off or answered, on no day.
    NoTime,
}

impl Content<'_> {
    /// Whether words have something of its kind, and whether they have this; `None` where nothing is
    /// to be looked for.
    fn found_in(&self, words: &Words) -> Option<(bool, bool)> {
        match self {
            Content::Number(quantity) => {
                let has = words.numbers.iter().any(|number| is(*number, quantity));
                Some((!words.numbers.is_empty(), has))
            }
            Content::Time(date) => {
                let has = words.times.iter().any(|time| touches(time, date));
                Some((!words.times.is_empty(), has))
            }
            Content::NoTime => None,
        }
    }

    fn words(&self) -> String {
        match self {
            Content::Number(quantity) => format!("the number {}", quantity.words()),
            Content::Time(date) => format!("the date {}", date.words()),
            Content::NoTime => String::new(),
        }
    }
}

/// The facts of an article.
fn facts(newsroom: &Newsroom, id: ArticleId) -> Vec<Fact<'_>> {
    let figures = (0..newsroom.entry(id).figures.len()).map(|at| {
        let observed = newsroom.figure(id, at).1;
        let observation = &observed.observation;
        Fact {
            content: Content::Number(&observation.quantity),
            quote: observation.attribution.quote.as_deref(),
            speakers: &observed.voice.speakers,
            place: &observation.place,
        }
    });
    let claims = claims(newsroom, id).map(|said| Fact {
        content: said
            .claim
            .date
            .as_ref()
            .map_or(Content::NoTime, Content::Time),
        quote: said.claim.attribution.quote.as_deref(),
        speakers: &said.voice.speakers,
        place: &said.claim.place,
    });
    figures.chain(claims).collect()
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

/// The name of a speaker of whom an article has no word.
fn unnamed<'a>(
    newsroom: &'a Newsroom,
    text: &Text,
    speaker: &'a Speaker,
    desk: &str,
) -> Option<&'a str> {
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
    names.first().copied().filter(|_| !named)
}

/// The numbers and times of some words.
struct Words {
    numbers: Vec<f64>,
    /// The times, each with whether its year is said too.
    times: Vec<(Edtf, bool)>,
}

impl Words {
    /// What is read in a text that was published on a day.
    fn of(text: &str, published: NaiveDate, language: &Language) -> Words {
        let prose = Prose::read(text, language);
        let times = tagger::times(&prose, language, Some(published));
        let dated = |at: usize| times.iter().any(|time| time.tokens.contains(&at));
        let numbers = (0..prose.tokens.len()).filter(|at| !dated(*at));
        let numbers = numbers
            .filter_map(|at| numeral(&prose.tokens, &prose.readings.entries, at))
            .map(|(number, _)| number);
        let known = times
            .iter()
            .filter_map(|time| Some((Edtf::parse(&time.value).ok()?, time.explicit)));
        Words {
            numbers: numbers.collect(),
            times: known.collect(),
        }
    }
}

/// What an article says in words: its title, its summary and its text.
struct Text {
    written: String,
    folded: String,
    words: OnceCell<Words>,
}

impl Text {
    fn of(article: &Article) -> Text {
        let mut written = article.title.clone();
        let blocks = prose(article.body.markdown());
        let parts = std::iter::once(article.summary.as_str());
        for part in parts.chain(blocks.iter().map(|block| block.text.as_str())) {
            written.push('\n');
            written.push_str(part);
        }
        Text {
            folded: folded(&written).into_owned(),
            written,
            words: OnceCell::new(),
        }
    }

    /// What is read in the whole of it, once it is asked for.
    fn words(&self, published: NaiveDate, language: &Language) -> &Words {
        let words = || Words::of(&self.written, published, language);
        self.words.get_or_init(words)
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

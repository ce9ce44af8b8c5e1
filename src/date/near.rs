//! Dates read beside the day of an article: `by November`, `on Sunday`, `next month`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::Edtf;
use super::words::read::plain;
use super::words::typed::replaced;
use super::words::vocabularies::Vocabularies;
use super::words::vocabulary::Vocabulary;

/// On which side of the article's day a date is looked for that lacks its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It has come.
    Past,
    /// It is to come.
    Future,
    /// On the one where it is near, as of an answer the day that it is for may be, or its own; a
    /// weekday has come.
    Nearer,
    /// Nobody says.
    Unknown,
}

/// A date that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The date.
    pub date: Edtf,
    /// Whether it would be another, were the article's day another.
    pub leans: bool,
}

/// No date without its year lies further from the article's day.
const NINE_MONTHS: u64 = 275;

/// One that may lie on either side of it is near within so many days.
const TWO_MONTHS: u64 = 62;

/// What to do about words that point to what other words say.
const ELSEWHERE: &str =
    "it points to another sentence: write the date after `=`, as in \"= 2025-09\"";

const WEEK: &str =
    "a week begins on Sunday for some and on Monday for others: write the days after `=`";

const YEAR_MISSING: &str = "the year is missing: write it, or a status such as `happened`";

const YEAR_UNCLEAR: &str = "it may lie before the article or after it: write the year";

impl Vocabularies {
    /// Reads a date from words of an article of this day.
    ///
    /// # Errors
    ///
    /// What to write instead.
    pub fn read_near(&self, text: &str, day: NaiveDate, side: Side) -> Result<Near, String> {
        if let Ok(date) = self.read(text) {
            return Ok(Near { date, leans: false });
        }
        if let Err(open) = self.in_words(text) {
            return Err(open.help.unwrap_or_default());
        }
        let mut first = None;
        let text = self.plain(text);
        for words in self.for_text(&text) {
            let all = self;
            let reader = Reader {
                all,
                words,
                day,
                side,
            };
            match reader.read(&text) {
                Ok(near) => return Ok(near),
                // What to write instead is told in the language of messages.
                Err(error) => drop(first.get_or_insert(error)),
            }
        }
        Err(first.unwrap_or_default())
    }
}

struct Reader<'a> {
    all: &'a Vocabularies,
    words: &'a Vocabulary,
    day: NaiveDate,
    side: Side,
}

impl Reader<'_> {
    fn read(&self, text: &str) -> Result<Near, String> {
        let bare = self.without_preposition(text);
        if let Ok(date) = self.all.read(bare) {
            return Ok(Near { date, leans: false });
        }
        if let Some((weekday, rest)) = self.weekday_first(bare) {
            let near = self.read(rest)?;
            let is = near.date.earliest().day();
            return match is.is_none_or(|is| is.weekday() == weekday) {
                true => Ok(near),
                false => Err(format!(
                    "{} is no {weekday:?}: mend one of them",
                    near.date.words()
                )),
            };
        }
        if self.has_season(bare) {
            return Err("a season needs its year and its hemisphere: write it after `=`".into());
        }
        let spelt = match self.spelt(bare) {
            // `October or later`, `week 46`: but for the year all is said.
            Err(_) if !self.completions(bare).is_empty() => bare.to_string(),
            spelt => spelt?,
        };
        let read = self.all.read(&spelt);
        let date = read.or_else(|_| self.with_year(&spelt))?;
        Ok(Near { date, leans: true })
    }

    fn without_preposition<'t>(&self, text: &'t str) -> &'t str {
        let mut silent = self.words.typed.silent.iter();
        let found = silent.find_map(|word| text.strip_prefix(&**word)?.strip_prefix(' '));
        found.unwrap_or(text).trim()
    }

    /// A weekday that stands before its date: `Sunday, 23 November`.
    fn weekday_first<'t>(&self, text: &'t str) -> Option<(Weekday, &'t str)> {
        let (first, rest) = text.split_once(' ')?;
        let weekday = self.weekday(first.trim_end_matches([',', '،']))?;
        rest.contains(|c: char| c.is_ascii_digit())
            .then_some((weekday, rest))
    }

    fn weekday(&self, name: &str) -> Option<Weekday> {
        self.words.typed.weekday(name)?.try_into().ok()
    }

    fn has_season(&self, text: &str) -> bool {
        text.split(' ').any(|word| {
            let mut seasons = self.words.seasons.iter();
            // A word may have its article joined to it.
            seasons.any(|season| word.ends_with(&*plain(season)))
        })
    }

    /// The words with what is counted from the article's day spelt out.
    fn spelt(&self, text: &str) -> Result<String, String> {
        let typed = &self.words.typed;
        let padded = format!(" {text} ");
        let has = |words: &String| padded.contains(&format!(" {words} "));
        if typed.elsewhere.iter().any(has) {
            return Err(ELSEWHERE.to_string());
        }
        if typed.week.iter().any(has) {
            return Err(WEEK.to_string());
        }
        let near = typed.near.iter();
        let spelt = near.fold(text.to_owned(), |text, (words, meant)| {
            replaced(&text, words, &self.filled(meant))
        });
        let (before, last) = spelt.rsplit_once(' ').unwrap_or(("", &spelt));
        let Some(weekday) = self.weekday(last) else {
            return Ok(spelt);
        };
        let mut pointing = typed.elsewhere_weekday.iter();
        if pointing.any(|word| before.ends_with(&**word)) {
            return Err(ELSEWHERE.to_string());
        }
        let day = self.day;
        let days = |days: u32| Days::new(u64::from(days));
        let is = match self.side {
            Side::Past | Side::Nearer => {
                day.checked_sub_days(days(day.weekday().days_since(weekday)))
            }
            Side::Future => day.checked_add_days(days(weekday.days_since(day.weekday()))),
            Side::Unknown => return Err(YEAR_MISSING.to_string()),
        };
        let is = self.day(is.unwrap_or(day));
        Ok(format!("{before} {is}").trim().to_string())
    }

    /// A day in words.
    fn day(&self, day: NaiveDate) -> String {
        Edtf::from_day(day).words_in(self.words)
    }

    /// What words mean, with the time that they name.
    fn filled(&self, meant: &str) -> String {
        let parts = meant.split_once('{');
        let parts = parts.and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
        match parts {
            Some((before, (name, behind))) => format!("{before}{}{behind}", self.named(name)),
            None => meant.to_string(),
        }
    }

    /// A time that is named by how it lies to the article's day.
    fn named(&self, name: &str) -> String {
        let (day, one) = (self.day, Months::new(1));
        let month = |day: Option<NaiveDate>| {
            let month = day.and_then(|day| Edtf::parse(&day.format("%Y-%m").to_string()).ok());
            month.map(|month| month.words_in(self.words))
        };
        let is = |day: Option<NaiveDate>| day.map(|day| self.day(day));
        let known = match name {
            "day" => is(Some(day)),
            "day_before" => is(day.pred_opt()),
            "day_after" => is(day.succ_opt()),
            "month" => month(Some(day)),
            "month_before" => month(day.checked_sub_months(one)),
            "month_after" => month(day.checked_add_months(one)),
            "year" => Some(day.year().to_string()),
            "year_before" => Some((day.year() - 1).to_string()),
            "year_after" => Some((day.year() + 1).to_string()),
            _ => None,
        };
        known.unwrap_or_default()
    }

    /// A date that lacks its year, in the year that it has on its side of the article's day.
    fn with_year(&self, text: &str) -> Result<Edtf, String> {
        let unread = || "write a date after `=`, as in \"= September 2025\"".to_string();
        let day = self.day;
        let dates = self.completions(text);
        let last = |date: &Edtf| date.latest().day().or_else(|| date.earliest().day());
        let first = |date: &Edtf| date.earliest().day().or_else(|| date.latest().day());
        let far = |date: &Edtf, most: u64| {
            let ends = [first(date), last(date)].into_iter().flatten();
            let days = ends.map(|end| end.signed_duration_since(day).num_days().unsigned_abs());
            days.min().is_none_or(|days| days > most)
        };
        let found = match self.side {
            _ if dates.is_empty() => return Err(unread()),
            Side::Unknown => return Err(YEAR_MISSING.to_string()),
            Side::Nearer => {
                let mut near = dates.into_iter().filter(|date| !far(date, TWO_MONTHS));
                return near.next().ok_or_else(|| YEAR_UNCLEAR.to_string());
            }
            Side::Past => dates.into_iter().rfind(|date| first(date) <= Some(day)),
            Side::Future => dates.into_iter().find(|date| last(date) >= Some(day)),
        };
        match found {
            Some(date) if far(&date, NINE_MONTHS) => {
                Err("more than nine months lie between: write the year".to_string())
            }
            found => found.ok_or_else(unread),
        }
    }

    /// A date without its year, in the years about the article's.
    fn completions(&self, text: &str) -> Vec<Edtf> {
        let years = self.day.year().saturating_sub(1)..=self.day.year().saturating_add(1);
        years
            .filter_map(|year| self.completed(text, year))
            .collect()
    }

    /// A date without its year, in a year: behind each of its months, of which an earlier one that
    /// comes later is of the next year, or at its end.
    fn completed(&self, text: &str, year: i32) -> Option<Edtf> {
        let (mut out, mut rest) = (String::new(), text);
        let (mut year_of, mut before) = (year, 0);
        while let Some((end, month)) = self.next_month(rest) {
            year_of += i32::from(month < before);
            before = month;
            out.push_str(&format!("{} {year_of}", &rest[..end]));
            rest = &rest[end..];
        }
        let read = |text: &str| self.all.read(text);
        read(&(out + rest))
            .or_else(|_| read(&format!("{text} {year}")))
            .ok()
    }

    /// Where the first name of a month in a text ends, and which it is.
    fn next_month(&self, text: &str) -> Option<(usize, usize)> {
        let found = self.words.month_names().filter_map(|(name, month)| {
            let name = plain(name);
            let at = replaced(text, &name, "\n").find('\n')?;
            Some((at, std::cmp::Reverse(name.len()), month))
        });
        let (at, length, month) = found.min()?;
        Some((at + length.0, month))
    }
}

impl Vocabularies {
    /// Whether words have nothing of a date in them.
    pub fn names_no_day(&self, text: &str) -> bool {
        let text = self.plain(text);
        let dated = |words: &Vocabulary| {
            let typed = &words.typed;
            let months = words.month_names().map(|(name, _)| name);
            let weekdays = typed.weekdays.iter().flatten();
            let names = months.chain(weekdays).chain(typed.near.keys());
            let mut names = names.chain(&typed.week).map(|name| plain(name));
            names.any(|name| replaced(&text, &name, "\n").contains('\n'))
        };
        !text.contains(char::is_numeric) && !self.for_text(&text).into_iter().any(dated)
    }

    /// The words at the end of a text that make another date of the one behind it.
    pub fn changes_before(&self, text: &str) -> Option<String> {
        let text = self.plain(text);
        let ends = |words: &&String| {
            let rest = text.strip_suffix(&*plain(words));
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        let all = self.for_text(&text).into_iter();
        let all = all.flat_map(|words| &words.typed.changes);
        all.filter(ends).max_by_key(|words| words.len()).cloned()
    }

    /// The words at the beginning of a text that make another date, or number, of the one before it.
    pub fn changes_behind(&self, text: &str) -> Option<String> {
        let text = self.plain(text);
        let all = self.for_text(&text).into_iter();
        let mut all = all.flat_map(|words| &words.typed.changes_behind);
        all.find(|words| text.starts_with(&*plain(words))).cloned()
    }

    /// What stands behind a word at the beginning of a date of which nobody knows whether its day is
    /// included: `until`.
    pub fn behind_until(&self, text: &str) -> Option<String> {
        let text = self.plain(text);
        self.behind_one_of(&text, |words| &words.typed.until)
            .map(str::to_string)
    }

    /// Whether a date begins with a word for when something is or was done: `on`, `in`.
    pub fn is_placed(&self, text: &str) -> bool {
        let text = self.plain(text);
        self.behind_one_of(&text, |words| &words.typed.silent)
            .is_some()
    }

    /// What stands behind one of the words that a text may begin with.
    fn behind_one_of<'t>(
        &self,
        text: &'t str,
        known: fn(&Vocabulary) -> &Vec<String>,
    ) -> Option<&'t str> {
        let mut known = self.for_text(text).into_iter().flat_map(known);
        known.find_map(|word| text.strip_prefix(&*plain(word))?.strip_prefix(' '))
    }
}

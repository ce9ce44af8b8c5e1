//! Dates read back from their words.
//!
//! Nothing here repeats how a date is said. What the words name (numbers, months, parts of a year)
//! makes candidates, and the one that is said just so is meant. So whatever is said is read, in
//! every language, and nothing else is.

use edtf_core::Edtf as Value;

use super::typed::renamed;
use super::unfill::unfill;
use super::vocabulary::{Vocabulary, next_place};
use super::{say, say_inside};
use crate::date::{Edtf, profile};

/// The dates that are said in these words of a language: one, or none, or each that they may be.
pub(super) fn read(words: &Vocabulary, text: &str) -> Vec<Value> {
    let text = renamed(words, &plain(text));
    // No date is longer.
    let fits = text.chars().count() <= 400 && numbers(&text).len() <= 12;
    let reader = Reader { words };
    let value = fits.then(|| reader.value(&text)).flatten();
    value.map_or_else(Vec::new, |value| reader.with_alike(value, &text))
}

/// A text with what may be typed in several ways typed in one: digits, dashes, apostrophes, spaces,
/// capitals.
pub(in crate::date) fn plain(text: &str) -> String {
    let text = folded(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(" - ", "-")
}

pub(super) fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        '–' | '—' | '‐' | '‑' | '−' => Some('-'),
        '’' | '‘' | 'ʼ' => Some('\''),
        // Marks of direction, and the vowel signs and strokes that Arabic may leave out.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\u{64b}'..='\u{652}' | '\u{640}' => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    };
    text.chars()
        .filter_map(fold)
        .collect::<String>()
        .to_lowercase()
}

/// The runs of digits in a text.
fn numbers(text: &str) -> Vec<&str> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| !run.is_empty()).collect()
}

pub(super) struct Reader<'w> {
    words: &'w Vocabulary,
}

impl Reader<'_> {
    fn value(&self, text: &str) -> Option<Value> {
        let date = || self.date(text).and_then(|date| profile::value(&date));
        date()
            .or_else(|| self.instant(text))
            .or_else(|| self.interval(text))
            .or_else(|| self.set(text))
            .or_else(|| self.typed(text))
    }

    /// What is said in a way that is read only: `from 3 to 5 March 2026`.
    fn typed(&self, text: &str) -> Option<Value> {
        self.words
            .typed
            .frames
            .iter()
            .find_map(|(template, frame)| {
                unfill(template, text).iter().find_map(|parts| {
                    let (first, last) = match parts[..] {
                        [date] => (self.date(date)?, String::new()),
                        [from, to] => {
                            let span = self.span(from, to, &format!("{from}-{to}"))?;
                            let span = span.to_string();
                            let (first, last) = span.split_once('/')?;
                            (first.to_owned(), last.to_owned())
                        }
                        _ => return None,
                    };
                    let last_day = || Some(Edtf::parse(&first).ok()?.latest().day()?.to_string());
                    let frame = match frame.contains('Z') {
                        true => frame.replace('Z', &last_day()?),
                        false => frame.clone(),
                    };
                    profile::value(&frame.replace('B', &last).replace('A', &first))
                })
            })
    }

    /// A candidate, where it is said in just these words.
    pub(super) fn said(&self, candidate: &str, text: &str) -> Option<Value> {
        let value = profile::value(candidate)?;
        let is = |said: String| plain(&said) == text;
        let same = is(say(self.words, &value)) || is(say_inside(self.words, &value));
        same.then_some(value)
    }

    /// The one date that is said so, as EDTF writes it.
    fn date(&self, text: &str) -> Option<String> {
        let words = self.words;
        let mut notes = [&words.uncertain, &words.approximate].into_iter();
        let in_parts = notes.any(|note| text.contains(&*plain(note)));
        let bases = self.candidates(text);
        let whole = bases
            .iter()
            .flat_map(|base| ["", "~", "?", "%"].map(|mark| format!("{base}{mark}")));
        let parts = bases.iter().filter(|_| in_parts);
        let parts = parts.flat_map(|base| marked(base));
        let mut all = whole.chain(parts);
        all.find(|date| self.said(date, text).is_some())
    }

    /// Every date that the numbers and names of a text can be parts of, the plainest first.
    fn candidates(&self, text: &str) -> Vec<String> {
        let masked = text.split([' ', '(', ')']).filter(|word| {
            let signs = word
                .bytes()
                .all(|b| b.is_ascii_digit() || b"x-".contains(&b));
            signs && word.contains('x') && word.len() >= 4
        });
        let mut dates: Vec<String> = masked.map(str::to_uppercase).collect();
        let years = self.years(text);
        let months = self.months(text);
        let days = self.days(text);
        dates.extend(years.iter().cloned());
        for month in &months {
            for year in &years {
                dates.push(format!("{year}-{month}"));
            }
        }
        for day in &days {
            for month in &months {
                for year in &years {
                    dates.push(format!("{year}-{month}-{day}"));
                }
            }
        }
        dates
    }

    /// The codes of the months and parts of a year that a text names, then those without a name.
    fn months(&self, text: &str) -> Vec<String> {
        let words = self.words;
        let named = |name: &str| text.contains(&*plain(name));
        let portion = |form: &str| {
            let mut parts = form.split("{0}").filter(|part| !part.trim().is_empty());
            parts.any(named)
        };
        let months = words.months.iter().zip(1_u8..);
        let mut codes: Vec<u8> = months
            .filter(|(name, _)| named(name))
            .map(|(_, code)| code)
            .collect();
        for (name, at) in words.seasons.iter().zip(0_u8..) {
            if named(name) {
                codes.extend([25 + at, 29 + at, 21 + at]);
            }
        }
        let parts = words.parts.iter().zip(33_u8..);
        codes.extend(parts.filter(|(name, _)| named(name)).map(|(_, code)| code));
        let portions = words.portions.iter().zip(37_u8..);
        codes.extend(
            portions
                .filter(|(form, _)| portion(form))
                .map(|(_, code)| code),
        );
        let codes = codes.into_iter().map(|code| format!("{code:02}"));
        let forms = [
            &words.month_in,
            &words.month_from_to,
            &words.day_in,
            &words.day_of_month_in,
        ];
        let vague = forms.iter().any(|form| self.has(form, text));
        let nameless = ["XX", "0X", "1X"].map(str::to_owned).into_iter();
        codes.chain(nameless.filter(|_| vague)).collect()
    }

    /// The days that the numbers of a text can be, then those without a number.
    fn days(&self, text: &str) -> Vec<String> {
        let numbers = numbers(text).into_iter();
        let days = numbers.filter_map(|number| number.parse::<u8>().ok());
        let days = days.filter(|day| (1..=31).contains(day));
        let forms = [&self.words.day_in, &self.words.day_from_to];
        let mut forms = forms.into_iter().chain(&self.words.portions);
        let vague = forms.any(|form| !form.is_empty() && self.has(form, text));
        let nameless = ["XX", "0X", "1X", "2X"].into_iter().filter(|_| vague);
        let days = days.map(|day| format!("{day:02}"));
        days.chain(nameless.map(str::to_owned)).collect()
    }

    /// The years that the numbers of a text can be.
    fn years(&self, text: &str) -> Vec<String> {
        let words = self.words;
        let numbers = numbers(text);
        let four = numbers.iter().filter(|number| number.len() == 4);
        let mut years: Vec<String> = four.clone().map(|number| (*number).to_owned()).collect();
        if self.has(&words.decade, text) || self.has(&words.years, text) {
            years.extend(
                four.flat_map(|year| [3, 2, 1].map(|known| format!("{:X<4}", &year[..known]))),
            );
        }
        if self.has(&words.unknown_year, text) {
            years.push("XXXX".to_owned());
        }
        let whole = numbers
            .iter()
            .filter_map(|number| number.parse::<i64>().ok());
        for number in whole {
            match number {
                1..=999 if self.has(&words.anno_domini, text) => years.push(format!("{number:04}")),
                10_000.. if self.has(&words.long_year, text) => years.push(format!("Y{number}")),
                _ => {}
            }
            match number - 1 {
                _ if !self.has(&words.before_christ, text) => {}
                0 => years.push("0000".to_owned()),
                before @ 1..=9999 => years.push(format!("-{before:04}")),
                before @ 10_000.. => years.push(format!("Y-{before}")),
                _ => {}
            }
        }
        years
    }

    /// Whether a text has the words of a template, whatever stands in its places.
    fn has(&self, template: &str, text: &str) -> bool {
        let mut rest = template;
        while let Some((before, _, after)) = next_place(rest) {
            if !text.contains(folded(before).trim()) {
                return false;
            }
            rest = after;
        }
        text.contains(folded(rest).trim())
    }

    fn instant(&self, text: &str) -> Option<Value> {
        unfill(&self.words.at, text).into_iter().find_map(|parts| {
            let [date, time] = parts[..] else { return None };
            let time = self.time(time)?;
            self.said(&format!("{}T{time}", self.date(date)?), text)
        })
    }

    fn time(&self, text: &str) -> Option<String> {
        let (clock, zone) = text.split_once(' ')?;
        let seconds = if clock.len() == 5 { ":00" } else { "" };
        let zone = match zone.strip_prefix(&*plain(&self.words.utc)) {
            Some("") => "Z".to_owned(),
            Some(shift) => {
                let (sign, shift) = shift.split_at_checked(1)?;
                let (hours, minutes) = shift.split_once(':').unwrap_or((shift, "00"));
                format!("{sign}{hours:0>2}:{minutes}")
            }
            None => String::new(),
        };
        Some(format!("{clock}{seconds}{zone}"))
    }

    fn interval(&self, text: &str) -> Option<Value> {
        let words = self.words;
        let frames = [
            // A deadline first: in some languages an open beginning has the same words.
            (&words.by_end, "[..D]"),
            (&words.by, "[..D]"),
            (&words.since, "D/.."),
            (&words.end_unknown, "D/"),
            (&words.beginning_unknown, "/D"),
            (&words.until, "../D"),
        ];
        let framed = frames.iter().find_map(|(template, frame)| {
            let parts = unfill(template, text);
            let mut dates = parts.iter().filter_map(|parts| self.date(parts.first()?));
            dates.find_map(|date| self.said(&frame.replace('D', &date), text))
        });
        framed.or_else(|| {
            let said = [&words.span, &words.short_span].into_iter();
            let said = said.flat_map(|template| unfill(template, text));
            let said = said.filter_map(|parts| Some((*parts.first()?, *parts.get(1)?)));
            let dashes = text.match_indices('-');
            let dashes = dashes.map(|(at, _)| (&text[..at], &text[at + 1..]));
            said.chain(dashes)
                .find_map(|(from, to)| self.span(from, to, text))
        })
    }

    fn span(&self, from: &str, to: &str, text: &str) -> Option<Value> {
        let end = self.date(to)?;
        // A start without its year is of the year of the end: `3 March – 5 March 2026`.
        let year = numbers(to).into_iter().rfind(|number| number.len() == 4);
        let of_year = || self.date(&format!("{from} {}", year?));
        let spelt = self.date(from).or_else(of_year);
        let spelt = spelt.map(|start| format!("{start}/{end}"));
        // The start leaves out what the end repeats: `18–22 August 2025`.
        let shared = self.candidates(&format!("{from} {to}")).into_iter();
        let known = |start: &String| start.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let shared = shared.filter(known).map(|start| format!("{start}/{end}"));
        let mut all = spelt.clone().into_iter().chain(shared);
        // It need not: two whole dates are no less clear.
        all.find_map(|candidate| self.said(&candidate, text))
            .or_else(|| profile::value(&spelt?))
    }

    fn set(&self, text: &str) -> Option<Value> {
        let mut lists = Vec::new();
        self.elements(text, &mut Vec::new(), &mut lists);
        lists.iter().find_map(|list| {
            let list = list.join(",");
            let sets = [format!("[{list}]"), format!("{{{list}}}")];
            sets.iter().find_map(|set| self.said(set, text))
        })
    }

    /// Every way to read a text as elements of a set, one after the other.
    fn elements(&self, text: &str, before: &mut Vec<String>, lists: &mut Vec<Vec<String>>) {
        if let Some(last) = self.element(text) {
            lists.push([&before[..], &[last]].concat());
        }
        for joint in self.joints() {
            for (at, joint) in text.match_indices(&*joint) {
                let Some(element) = self.element(&text[..at]) else {
                    continue;
                };
                before.push(element);
                self.elements(&text[at + joint.len()..], before, lists);
                before.pop();
            }
        }
    }

    /// What stands between the elements of a set.
    fn joints(&self) -> Vec<String> {
        let words = self.words;
        let comma = folded(&words.comma);
        let bare = comma.trim_end().to_owned();
        let of = |template: &str| folded(&template.replace("{0}", "").replace("{1}", ""));
        let (or, and) = (of(&words.or), of(&words.and));
        vec![
            format!("{bare}{or}"),
            format!("{bare}{and}"),
            comma,
            or,
            and,
        ]
    }

    fn element(&self, text: &str) -> Option<String> {
        let words = self.words;
        let frames = [
            (&words.by_end, "..A"),
            (&words.by, "..A"),
            (&words.all_until, "..A"),
            (&words.or_later, "A.."),
            (&words.between, "A..B"),
            (&words.all_from_to, "A..B"),
            (&words.all_from, "A.."),
        ];
        self.date(text).or_else(|| {
            frames.iter().find_map(|(template, frame)| {
                unfill(template, text).into_iter().find_map(|parts| {
                    let dates: Option<Vec<String>> =
                        parts.iter().map(|part| self.date(part)).collect();
                    let dates = dates?;
                    let last = dates.get(1).map_or("", String::as_str);
                    Some(frame.replace('B', last).replace('A', dates.first()?))
                })
            })
        })
    }
}

/// A date with its parts qualified in every way.
fn marked(date: &str) -> Vec<String> {
    let (sign, rest) = match date.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", date),
    };
    let mut all = vec![String::new()];
    for (at, part) in rest.split('-').enumerate() {
        let joint = if at == 0 { "" } else { "-" };
        let sign = if at == 0 { sign } else { "" };
        all = all
            .iter()
            .flat_map(|before| {
                ["", "~", "?", "%"].map(|mark| format!("{before}{joint}{mark}{sign}{part}"))
            })
            .collect();
    }
    all
}

//! The headline among the lines before a text, and what stands there that is none: names of bodies, numbers of a
//! release, the head of a letter, whom to ask.

use super::body::{self, Line};
use super::{byline, plain};
use crate::prose::language::Language;
use crate::prose::tagger::Prose;
use crate::prose::verbs;

/// How many words a headline has at most.
const LONGEST: usize = 40;

/// Signs that part a headline from its page or from who wrote it.
const PARTING: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " · ", " « "];

/// The headline directly above the text, where it is long enough to be kept for one of its lines and none stands
/// before it.
pub(super) fn kept(input: &str, lines: &[Line], language: &Language) -> Option<usize> {
    const SHORT: usize = 5;
    let line = |at: usize| &input[lines[at].span.clone()];
    let words = |at: usize| line(at).split_whitespace().count();
    let first = lines.iter().position(|line| line.kept)?;
    // A name of a paper in capitals, or a short one, is no headline of this text.
    let other = |at: usize| {
        let small = line(at).contains(char::is_lowercase);
        let head = is_named(line(at), language) && !is_letterhead(line(at), language);
        head && words(at) >= SHORT && small
    };
    let alone = !(0..first).any(other);
    let text = line(first);
    let body = (first + 1..lines.len()).filter(|at| lines[*at].kept);
    let body: Vec<usize> = body.take(2).collect();
    // `Will the bridge close before the winter?` above a longer text, at the head of all.
    let long = body.iter().any(|at| words(*at) > words(first));
    let asks = first == 0 && text.ends_with(['?', '!', '”', '"', '»']) && long;
    // A line that sums it up may stand between.
    let mut body = body.iter().map(|at| line(*at));
    let opens = body.any(|line| body::ends_sentence(line) || plain::opens(line));
    let shape = (!body::ends_sentence(text) || asks) && words(first) < LONGEST;
    (alone && shape && opens && plain::dateline(text, language).1.is_none()).then_some(first)
}

/// A line before the text, and whether the next stands directly below it.
pub(super) struct Head<'a> {
    /// Its words.
    pub text: &'a str,
    /// Whether no empty line parts it from the next.
    pub is_joined: bool,
}

/// The headline among the lines before the text, and the site's name if a line carries both.
pub(super) fn of(head: &[Head<'_>], language: &Language) -> (Option<String>, Option<String>) {
    let said = |line: &Head<'_>| labelled(line.text, language);
    if let Some(title) = head.iter().find_map(said) {
        return (Some(title), None);
    }
    let named = |at: &usize| is_named(head[*at].text, language);
    let capitals = |at: usize| !head[at].text.contains(char::is_lowercase);
    let first = (0..head.len()).find(named);
    // A letterhead before the headline, in capitals with a day or what it is behind it.
    let below = first.and_then(|first| {
        let is_body = is_letterhead(head[first].text, language);
        let next = (first + 1..head.len()).filter(named);
        let mut next = next.filter(|at| {
            let small = !capitals(first) || !capitals(*at);
            small && !is_letterhead(head[*at].text, language)
        });
        let next = next.next()?;
        let parted = capitals(first)
            && (first + 1..next).any(|at| {
                let line = head[at].text;
                body::is_furniture(line, language) || plain::day(line, language).is_some()
            });
        (parted || is_body).then_some(next)
    });
    let Some(first) = below.or(first) else {
        return (head.first().map(|line| line.text.to_string()), None);
    };
    let mut title = head[first].text.to_string();
    let mut last = first;
    // `GOVERNOR SIGNS BILL TO CAP`, and the rest on the next line.
    while head[last].is_joined
        && let Some(next) = head.get(last + 1)
        && goes_on(head[last].text, next.text, language)
    {
        title = format!("{title} {}", next.text);
        last += 1;
    }
    let is_shown = |text: &str| {
        let repeated = |line: &Head<'_>| {
            line.text == text || text.starts_with(line.text) && line.text.len() > 20
        };
        head.iter().any(repeated)
    };
    parted(&title, is_shown)
}

/// A headline without the page's name behind it: `is_shown` says whether the rest is a line of the page.
pub(super) fn parted(
    title: &str,
    is_shown: impl Fn(&str) -> bool,
) -> (Option<String>, Option<String>) {
    const ENOUGH: usize = 5;
    let whole = (Some(title.to_string()), None);
    let mut cuts: Vec<(usize, usize)> = PARTING
        .iter()
        .filter_map(|sign| Some((title.rfind(sign)?, sign.len())))
        .collect();
    cuts.sort();
    let Some((cut, len)) = cuts.pop() else {
        return whole;
    };
    let (left, right) = (&title[..cut], &title[cut + len..]);
    // `Strike to end on Friday - union` names who says so.
    let named = right.starts_with(|c: char| !c.is_lowercase()) || right.contains('.');
    let words = |text: &str| text.split_whitespace().count();
    let short = words(right) <= ENOUGH;
    match is_shown(left) || (named && short && words(left) >= ENOUGH) {
        true => (Some(left.to_string()), Some(right.to_string())),
        false => whole,
    }
}

/// Whether a headline goes on in the line directly below it: both in capitals, or the first breaks off.
fn goes_on(line: &str, next: &str, language: &Language) -> bool {
    let capitals =
        |line: &str| !line.contains(char::is_lowercase) && line.contains(char::is_alphabetic);
    let own = body::is_furniture(next, language)
        || byline::is_byline(next, language)
        || plain::day(next, language).is_some()
        || is_field(next, language)
        || plain::dateline(next, language) != (None, None);
    let same = capitals(line) && capitals(next) && !is_letterhead(line, language);
    !own && !body::ends_sentence(line) && (same || super::unbroken::hangs(line, language))
}

/// The headline behind a word that says so: `Subject: FW: …`, `For immediate release: …`.
fn labelled(line: &str, language: &Language) -> Option<String> {
    let words = &language.furniture.head;
    let (label, rest) = line.split_once([':', '–'])?;
    let label = label.trim().to_lowercase();
    let mut rest = rest.trim();
    if !words.labels.contains(&label) {
        return None;
    }
    while let Some((first, behind)) = rest.split_once(':')
        && words.forwards.contains(&first.trim().to_lowercase())
    {
        rest = behind.trim();
    }
    is_named(rest, language).then(|| rest.to_string())
}

/// Whether a line may be a headline: no furniture, nobody's name, no day, no menu, no field of a form.
pub(super) fn is_named(line: &str, language: &Language) -> bool {
    let words = line.split_whitespace().count();
    let furniture = body::is_furniture(line, language) || byline::is_byline(line, language);
    let dated = plain::day(line, language).is_some() && words < 9;
    // `Home | World | Africa | Live`
    let mut parts = line.split(" | ");
    let menu = parts.clone().count() > 2 && parts.all(|part| part.split_whitespace().count() < 3);
    let shape = (3..LONGEST).contains(&words) && !line.starts_with("http");
    shape && !furniture && !dated && !menu && !is_field(line, language)
}

/// Whether a line is a field of a form: `From: Press Office`, `RNS Number : 4417Q`, `… Contact: Ada Hale`, or the
/// office of whom to ask.
fn is_field(line: &str, language: &Language) -> bool {
    let fields = &language.furniture.head.fields;
    let lower = line.to_lowercase();
    let field = lower.match_indices(':').any(|(at, _)| {
        let before = lower[..at].trim_end();
        fields.iter().any(|field| {
            let rest = before.strip_suffix(field.as_str());
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    });
    let number = line.split_once(':').is_some_and(|(label, value)| {
        let mut value = value.split_whitespace();
        let code = value
            .next()
            .is_some_and(|code| code.contains(|c: char| c.is_ascii_digit()));
        code && value.next().is_none() && label.split_whitespace().count() <= 4
    });
    // `Director of Communications`, and no verb.
    let mut words = lower.split_whitespace();
    let office = words
        .next()
        .is_some_and(|first| language.furniture.head.offices.contains(first))
        && words
            .next()
            .is_some_and(|second| language.events.within_bodies.contains(second))
        && lower.split_whitespace().count() <= 6;
    field || number || lower.contains('@') || (office && !has_verb(line, language))
}

/// Whether somebody does something in a line.
pub(super) fn has_verb(line: &str, language: &Language) -> bool {
    let prose = Prose::read(line, language);
    let all = 0..prose.tokens.len();
    let verbs = verbs::verbs(&prose.tokens, all, language);
    verbs.iter().any(|verb| verb.finite)
}

/// Whether a line is the name of a body: `LEYTON CITY COUNCIL`, `Office of the Mayor`, `Halden Water PLC`.
pub(super) fn is_letterhead(line: &str, language: &Language) -> bool {
    const LONG: usize = 5;
    let events = &language.events;
    let small = line
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase));
    let small: Vec<&str> = small.collect();
    let named = small
        .iter()
        .all(|word| *word == "the" || events.within_bodies.contains(*word));
    let capitals = !line.contains(char::is_lowercase);
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    if !named || (!capitals && words.len() > LONG) {
        return false;
    }
    let is_body = |word: Option<&&str>| {
        word.is_some_and(|word| {
            events.bodies.contains(*word)
                || events.titles.contains(*word)
                || language.furniture.bodies.contains(*word)
        })
    };
    let of = words
        .get(1)
        .is_some_and(|word| events.within_bodies.contains(*word));
    (is_body(words.last()) || (of && is_body(words.first())))
        && (capitals || !has_verb(line, language))
}

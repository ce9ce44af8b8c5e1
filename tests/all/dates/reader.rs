//! Reads words back to EDTF, knowing nothing of how they were made.
//!
//! It reads the everyday classes. Left out are those whose words are a description rather than
//! a name, so that reading them back would only repeat the writer's tables: unspecified digits
//! other than the named decades ("a day in 2024", "a date written 2024-X0"), qualification of
//! single parts ("month and year approximate"), years outside 1000 to 9999 ("44 BC") and sets
//! that mix ranges with dates. For those the tests of `wording` show by exhaustion that no two
//! values share their words.

const MONTHS: &str = "January February March April May June July August September October \
                      November December";
const PARTS: [&str; 9] = [
    "first quarter of",
    "second quarter of",
    "third quarter of",
    "fourth quarter of",
    "first third of",
    "second third of",
    "last third of",
    "first half of",
    "second half of",
];

/// Reads words to EDTF.
pub fn read(words: &str) -> Option<String> {
    date(words)
        .or_else(|| framed(words))
        .or_else(|| interval(words))
        .or_else(|| several(words, " or ", '[', ']'))
        .or_else(|| several(words, " and ", '{', '}'))
}

fn framed(words: &str) -> Option<String> {
    let frames = [
        ("by the end of ", "", "[..D]"),
        ("by ", "", "[..D]"),
        ("", " or later", "[D..]"),
        ("since ", "", "D/.."),
        ("until ", ", beginning unknown", "/D"),
        ("until ", "", "../D"),
        ("from ", ", end unknown", "D/"),
    ];
    let found = frames.iter().find_map(|(before, after, frame)| {
        let inner = words.strip_prefix(before)?.strip_suffix(after)?;
        Some(frame.replace('D', &date(inner)?))
    });
    found.or_else(|| {
        let (from, to) = words.strip_prefix("between ")?.split_once(" and ")?;
        Some(format!("[{}..{}]", date(from)?, date(to)?))
    })
}

fn several(words: &str, joint: &str, open: char, close: char) -> Option<String> {
    let words = words.replace(joint, ", ");
    let dates: Option<Vec<_>> = words.split(", ").map(date).collect();
    Some(format!("{open}{}{close}", dates?.join(",")))
}

fn interval(words: &str) -> Option<String> {
    let (from, to) = words.split_once(" – ").or_else(|| words.split_once('–'))?;
    let end = date(to)?;
    // The start leaves out what the end repeats: the year, or the month and the year.
    let tail: Vec<&str> = to.split(' ').collect();
    let start = (0..=tail.len().min(3)).find_map(|kept| {
        let repeated = tail.get(tail.len() - kept..)?.join(" ");
        date(format!("{from} {repeated}").trim()).filter(|start| start.len() == end.len())
    });
    let start = start.or_else(|| date(from))?;
    Some(format!("{start}/{end}"))
}

fn date(words: &str) -> Option<String> {
    let (words, notes) = match words.strip_suffix(')').and_then(|it| it.split_once(" (")) {
        Some((words, notes)) => (words, notes),
        None => (words, ""),
    };
    let (words, about) = match words.strip_prefix("about ") {
        Some(words) => (words, true),
        None => (words, false),
    };
    let mark = match (about, notes.contains("uncertain")) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    let text = instant(words).or_else(|| bare(words, notes))?;
    Some(text + mark)
}

fn instant(words: &str) -> Option<String> {
    let (day, time) = words.split_once(", ")?;
    let (clock, zone) = time.split_once(' ')?;
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let zone = match zone {
        "UTC" => "Z".to_owned(),
        "local time" => String::new(),
        _ => shift(zone.strip_prefix("UTC")?)?,
    };
    Some(format!("{}T{clock}{seconds}{zone}", bare(day, "")?))
}

fn shift(words: &str) -> Option<String> {
    let words = words.replace('−', "-");
    let (sign, rest) = words.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    Some(format!("{sign}{hours:0>2}:{minutes}"))
}

fn bare(words: &str, notes: &str) -> Option<String> {
    let words = words.strip_prefix("the ").unwrap_or(words);
    let (before, last) = words.rsplit_once(' ').unwrap_or(("", words));
    if let Some((first, _)) = last.split_once('–') {
        // Only a winter or summer has two years: "winter 2025–26".
        return Some(format!("{}-{:02}", year(first)?, season(before, notes)?));
    }
    let year = year(last)?;
    let Some((day, month)) = before.rsplit_once(' ') else {
        return match before {
            "" => Some(year),
            _ => Some(format!(
                "{year}-{:02}",
                month_of(before).or_else(|| season(before, notes))?
            )),
        };
    };
    if let Some(place) = PARTS.iter().position(|part| *part == before) {
        return Some(format!("{year}-{}", place + 33));
    }
    let day = day.parse::<u8>().ok()?;
    Some(format!("{year}-{:02}-{day:02}", month_of(month)?))
}

fn month_of(word: &str) -> Option<usize> {
    MONTHS
        .split_whitespace()
        .position(|month| month == word)
        .map(|place| place + 1)
}

fn season(word: &str, notes: &str) -> Option<usize> {
    let seasons = ["spring", "summer", "autumn", "winter"];
    let place = seasons.iter().position(|season| *season == word)?;
    let first = match notes {
        _ if notes.contains("northern") => 25,
        _ if notes.contains("southern") => 29,
        _ => 21,
    };
    Some(first + place)
}

/// A year, or the decade "2020s".
fn year(word: &str) -> Option<String> {
    let digits = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    match word.strip_suffix("0s") {
        Some(decade) if digits(&format!("{decade}0")) => Some(format!("{decade}X")),
        _ => digits(word).then(|| word.to_owned()),
    }
}

//! Links to the very words in a page elsewhere.

/// How many words stand at each end of a passage that is too long to be named whole.
const WORDS: usize = 5;

/// The address of a page with the place of a quote in it, which browsers look for and mark (URL
/// Fragment Text Directives). A browser that finds no such words, or does not know such addresses,
/// shows the page from its top.
pub fn at_words(url: &str, quote: &str) -> String {
    let Some(passage) = passage(quote).filter(|_| url.starts_with("http")) else {
        return url.to_string();
    };
    // A directive stands behind the page's own fragment, and does not take its place.
    let joint = match url.contains('#') {
        true => ":~:text=",
        false => "#:~:text=",
    };
    format!("{url}{joint}{passage}")
}

/// The words to look for: all of them, or the first and the last.
fn passage(quote: &str) -> Option<String> {
    // What the author left out or put in does not stand there.
    let own = |c: char| matches!(c, '…' | '[' | ']') || c == '\n';
    let quote = quote.replace("...", "…");
    let pieces = quote.split(own).map(bare).filter(|piece| !piece.is_empty());
    let pieces: Vec<&str> = pieces.collect();
    let (first, last) = (pieces.first()?, pieces.last()?);
    let words: Vec<&str> = first.split_whitespace().collect();
    if pieces.len() == 1 && words.len() <= 2 * WORDS {
        return Some(encode(&words.join(" ")));
    }
    let start = words[..words.len().min(WORDS)].join(" ");
    let words: Vec<&str> = last.split_whitespace().collect();
    let end = words[words.len().saturating_sub(WORDS)..].join(" ");
    Some(format!("{},{}", encode(&start), encode(&end)))
}

/// Words without the marks around them.
fn bare(words: &str) -> &str {
    words.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The hyphen, the comma and `&` have a meaning in directives.
fn encode(words: &str) -> String {
    let mut encoded = String::new();
    for byte in words.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::at_words;

    #[test]
    fn a_short_quote_is_named_whole_and_a_long_one_by_its_ends() {
        for (url, quote, expected) in [
            (
                "https://example.org/a",
                "“We will leave, by-and-by.”",
                "https://example.org/a#:~:text=We%20will%20leave%2C%20by%2Dand%2Dby",
            ),
            (
                "https://example.org/a#top",
                "All is well",
                "https://example.org/a#top:~:text=All%20is%20well",
            ),
            (
                "https://example.org/a",
                "one two three four five six seven eight nine ten eleven",
                "https://example.org/a#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
            ),
            (
                "https://example.org/a",
                "The bases […] are handed over",
                "https://example.org/a#:~:text=The%20bases,are%20handed%20over",
            ),
            (
                "https://example.org/a",
                "غادرت القوات",
                "https://example.org/a#:~:text=%D8%BA%D8%A7%D8%AF%D8%B1%D8%AA%20%D8%A7%D9%84%D9%82%D9%88%D8%A7%D8%AA",
            ),
            ("https://example.org/a", " … ", "https://example.org/a"),
            (
                "mailto:a@example.org",
                "All is well",
                "mailto:a@example.org",
            ),
        ] {
            assert_eq!(at_words(url, quote), expected);
        }
    }
}

//! Patterns as they are written in a language's data file.

use super::hash::HashMap;

/// A pattern: what may stand one after the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// A class or a literal word.
    Word(String),
    /// One after the other.
    Sequence(Vec<Pattern>),
    /// Any one of them.
    Either(Vec<Pattern>),
    /// It or nothing.
    Maybe(Box<Pattern>),
}

/// Parses a pattern, putting definitions in place of their names.
pub(super) fn parse(text: &str, define: &HashMap<String, String>) -> Result<Pattern, String> {
    let mut expanded = text.to_string();
    // Definitions may name each other; ten steps are more than any file needs.
    for _ in 0..10 {
        for (name, meaning) in define {
            expanded = expanded.replace(&format!("<{name}>"), meaning);
        }
    }
    let words = words(&expanded);
    let mut at = 0;
    let pattern = alternatives(&words, &mut at);
    match at == words.len() {
        true => Ok(pattern),
        false => Err(format!("`{text}` has a bracket too many")),
    }
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in text.split_whitespace() {
        let mut word = String::new();
        for c in part.chars() {
            let sign = matches!(c, '(' | ')' | '|') || (c == '?' && part.len() > 1);
            if !sign {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            words.push(c.to_string());
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

fn alternatives(words: &[String], at: &mut usize) -> Pattern {
    let mut either = vec![sequence(words, at)];
    while words.get(*at).is_some_and(|word| word == "|") {
        *at += 1;
        either.push(sequence(words, at));
    }
    match either.len() {
        1 => either.remove(0),
        _ => Pattern::Either(either),
    }
}

fn sequence(words: &[String], at: &mut usize) -> Pattern {
    let mut parts = Vec::new();
    while let Some(word) = words.get(*at) {
        let part = match word.as_str() {
            "|" | ")" => break,
            "?" => {
                *at += 1;
                match parts.pop() {
                    Some(last) => parts.push(Pattern::Maybe(Box::new(last))),
                    None => parts.push(Pattern::Word("?".to_string())),
                }
                continue;
            }
            "(" => {
                *at += 1;
                alternatives(words, at)
            }
            _ => Pattern::Word(word.clone()),
        };
        *at += 1;
        parts.push(part);
    }
    Pattern::Sequence(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_with_their_definitions() {
        let define = HashMap::from_iter([("day".to_string(), "(the? DAY)".to_string())]);
        let word = |text: &str| Pattern::Word(text.to_string());
        let the = Pattern::Maybe(Box::new(word("the")));
        let either = Pattern::Either(vec![
            Pattern::Sequence(vec![word("of")]),
            Pattern::Sequence(vec![word("-")]),
        ]);
        assert_eq!(
            parse("<day> (of|-)", &define),
            Ok(Pattern::Sequence(vec![
                Pattern::Sequence(vec![the, word("DAY")]),
                either
            ]))
        );
        assert!(parse("a)", &define).is_err());
    }
}

//! What a person can answer.

/// What is asked of every proposal.
pub(super) const QUESTION: &str =
    "accept, edit, drop, later, link, back, undo or quit? [a/e/d/l/i/b/u/q/?] ";

/// What is asked once all were shown.
pub(super) const LAST: &str = "\nthat was the last one: back, undo, or nothing to end? [b/u] ";

/// What each answer does.
pub(super) const HELP: &str = "  a  accept: it is a fact
  e  edit: asks for every value and for further keys, then accepts
  d  drop: it is taken out
  l  later: it waits on
  i  link: to an event or a series of the site
  b  back: to the one before, and what was decided of it is taken back
  u  undo: the last decision is taken back
  q  quit: what was decided is kept
  key = value  sets that key, as in `by = the owner`; `key =` takes it out
";

/// An answer, read.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    Accept,
    Edit,
    Drop,
    Later,
    Link,
    Back,
    Undo,
    Quit,
    Help,
    Set(String, String),
    Unknown(String),
}

impl Answer {
    /// Reads a line.
    pub fn read(line: &str) -> Answer {
        let line = line.trim();
        if let Some((key, value)) = line.split_once('=') {
            return Answer::Set(key.trim().to_string(), value.trim().to_string());
        }
        match line.to_lowercase().as_str() {
            "a" | "accept" | "y" | "yes" => Answer::Accept,
            "e" | "edit" => Answer::Edit,
            "d" | "drop" | "n" | "no" => Answer::Drop,
            "l" | "later" | "" => Answer::Later,
            "i" | "link" => Answer::Link,
            "b" | "back" => Answer::Back,
            "u" | "undo" => Answer::Undo,
            "q" | "quit" => Answer::Quit,
            "?" | "h" | "help" => Answer::Help,
            _ => Answer::Unknown(line.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_letter_a_word_or_a_key_with_its_value() {
        assert_eq!(Answer::read(" Back "), Answer::Back);
        assert_eq!(Answer::read(""), Answer::Later);
        let set = Answer::Set("by".to_string(), "the owner".to_string());
        assert_eq!(Answer::read("by = the owner"), set);
        assert_eq!(Answer::read("x"), Answer::Unknown("x".to_string()));
    }
}

//! Fields that a template uses and that are not there. Tera tells of one that is written out; joined to a
//! text, given to a filter or to a component it would be nothing, without a word. So a filter stands behind
//! each of these that tells of it, in what Tera is handed. What is asked for first, `{% if … %}`, `or`,
//! `default`, may be absent.

use std::ops::Range;

use tera::value::Key;
use tera::{Kwargs, Map, State, Tera, Value};

use super::lexed::{Piece, Token, pieces};

/// What the filter is called. Its name is no theme's affair.
const FILTER: &str = "__is_there";

/// A field or a variable that is used.
#[derive(Debug)]
pub struct Used {
    /// Where it ends.
    pub end: usize,
    /// What is to tell of it.
    pub field: Range<usize>,
    /// What has to stand behind it.
    pub behind: String,
}

/// The part of an expression between two brackets or commas.
#[derive(Default)]
struct Part<'t> {
    open: &'t str,
    /// Whether it is what `default` is given, which may be absent in its turn.
    defaults: bool,
    /// Whether something in it is asked, so that a field in it may be absent.
    asks: bool,
    found: Vec<Used>,
    /// What was found in the parts before it, within the same brackets.
    kept: Vec<Used>,
}

/// A path of fields: where it stands among the tokens, and its names if there is nothing else in it.
struct Path {
    at: usize,
    end: usize,
    names: Option<String>,
}

/// Gives templates the filter.
pub fn register(tera: &mut Tera) {
    tera.register_filter(FILTER, |value: Value, path: Kwargs, state: &State| {
        if !value.is_undefined() {
            return Ok(value);
        }
        let path = path.get::<&str>("path")?.unwrap_or("");
        Err(tera::Error::message(absent(path, state)))
    });
}

/// What Tera says of a field that is written out and is not there.
fn absent(path: &str, state: &State) -> String {
    let unnamed = "Tried to render a variable that is undefined".to_string();
    let mut names = path.split('.');
    let root = names.next().unwrap_or("");
    let Ok(Some(mut value)) = state.get::<Value>(root) else {
        return match root {
            "" => unnamed,
            root => format!("Variable `{root}` is not defined"),
        };
    };
    for name in names {
        let fields = value.as_map();
        match fields.and_then(|fields| fields.get(&Key::from(name.to_string()))) {
            Some(next) => value = next.clone(),
            None => {
                let known = fields.map_or_else(String::new, available);
                return format!("Field `{name}` is not defined.{known}");
            }
        }
    }
    unnamed
}

fn available(fields: &Map) -> String {
    let mut names: Vec<String> = fields.keys().map(ToString::to_string).collect();
    names.sort_unstable();
    format!(" Available fields: {}", names.join(", "))
}

/// The fields and variables that a template uses, in order, and for which it does not ask.
pub fn used(text: &str) -> Vec<Used> {
    let mut found: Vec<Used> = pieces(text)
        .iter()
        .flat_map(|piece| in_tokens(expression(piece)))
        .collect();
    found.sort_by_key(|used| used.end);
    found
}

/// What a tag or what is written out works out, if that is shown.
fn expression<'p, 't>(piece: &'p Piece<'t>) -> &'p [Token<'t>] {
    let tokens = piece.tokens.as_slice();
    match (piece.is_tag, piece.first()) {
        (false, _) | (_, "<") => tokens,
        (_, "set" | "set_global") if text(tokens, 2) == "=" => &tokens[3..],
        _ => &[],
    }
}

fn text<'t>(tokens: &[Token<'t>], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| token.text)
}

fn in_tokens(tokens: &[Token<'_>]) -> Vec<Used> {
    let mut parts = vec![Part::default()];
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map_or("", |before| text(tokens, before));
        let token = tokens[at];
        let Some(part) = parts.last_mut() else {
            break;
        };
        at += 1;
        match token.text {
            "(" | "[" | "{" => parts.push(Part {
                open: token.text,
                defaults: token.text == "(" && before == "default",
                ..Part::default()
            }),
            "<" if is_call(tokens, at - 1) => {
                at = path(tokens, at).end;
                parts.push(Part {
                    open: "<",
                    ..Part::default()
                });
            }
            ")" | "]" | "}" => close(&mut parts),
            ">" if part.open == "<" => close(&mut parts),
            "," | "=" | ":" | "else" => part.next(false),
            "if" | "for" => part.next(true),
            "and" | "or" | "not" | "is" | "in" | "==" | "!=" | "<" | ">" | "<=" | ">=" => {
                part.asks = true;
            }
            "true" | "false" | "none" | "null" | "True" | "False" | "None" => {}
            _ if !token.is_word() || matches!(before, "|" | "." | "?.") => {}
            _ if matches!(text(tokens, at), "(" | "=") => {}
            _ => {
                let path = path(tokens, at - 1);
                at = path.end;
                let is_short = part.open == "<" && before != "=";
                let is_used = is_short || path.is_used(tokens, parts.len() > 1);
                let inner = in_tokens(&tokens[path.at + 1..path.end]);
                if let Some(part) = parts.last_mut() {
                    part.found.extend(inner);
                    part.found
                        .extend(is_used.then(|| path.used(tokens, is_short)).flatten());
                }
            }
        }
    }
    while parts.len() > 1 {
        close(&mut parts);
    }
    parts.pop().map_or_else(Vec::new, Part::all)
}

/// Whether a component is called there. A comparison has a space there.
fn is_call(tokens: &[Token<'_>], at: usize) -> bool {
    let name = tokens.get(at + 1);
    name.is_some_and(|name| name.is_word() && tokens[at].end() == name.at)
}

/// Ends the part in brackets. What is asked around it is asked of it too.
fn close(parts: &mut Vec<Part<'_>>) {
    let ended = parts.pop().map_or_else(Vec::new, Part::all);
    match parts.last_mut() {
        Some(around) => around.found.extend(ended),
        None => parts.push(Part::default()),
    }
}

/// The path of fields that begins at a token.
fn path(tokens: &[Token<'_>], at: usize) -> Path {
    let mut end = at + 1;
    let mut names = Some(text(tokens, at).to_string());
    loop {
        match text(tokens, end) {
            sign @ ("." | "?.") => {
                let name = text(tokens, end + 1);
                names = names
                    .filter(|_| sign == ".")
                    .map(|names| format!("{names}.{name}"));
                end += 2;
            }
            "[" | "?[" => {
                names = None;
                let mut depth = 0;
                while end < tokens.len() {
                    depth += match text(tokens, end) {
                        "[" | "?[" => 1,
                        "]" => -1,
                        _ => 0,
                    };
                    end += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => break,
        }
    }
    let end = end.min(tokens.len());
    Path { at, end, names }
}

impl Path {
    /// Whether it is joined to a text, goes into a filter, or is the whole of what is given to something.
    fn is_used(&self, tokens: &[Token<'_>], in_brackets: bool) -> bool {
        let around = |at: usize, end: usize| {
            let before = at.checked_sub(1).map_or("", |before| text(tokens, before));
            (before, text(tokens, end))
        };
        let (mut at, mut end) = (self.at, self.end);
        let (before, behind) = around(at, end);
        let begins = matches!(before, "=" | "," | ":" | "{" | "[" | "else")
            || (before == "(" && behind == "if");
        let ends = matches!(behind, "," | ")" | "]" | "}" | "if" | "for");
        if in_brackets && begins && ends {
            return true;
        }
        let is_call = |at: usize| at > 1 && tokens[at - 2].is_word();
        while around(at, end) == ("(", ")") && !is_call(at) {
            (at, end) = (at - 1, end + 1);
        }
        match around(at, end) {
            (_, "|") if text(tokens, end + 1) == "default" => false,
            (_, "|") => true,
            (before, behind) => before == "~" || behind == "~",
        }
    }

    /// `None` where the template asks on the way: `a?.b`.
    fn used(&self, tokens: &[Token<'_>], is_short: bool) -> Option<Used> {
        let tokens = &tokens[self.at..self.end];
        if tokens.iter().any(|token| token.text.starts_with('?')) {
            return None;
        }
        let (first, last) = (tokens.first()?, tokens.last()?);
        let begins = match self.names {
            Some(_) => last.at,
            None => first.at,
        };
        let names = self.names.as_deref().unwrap_or("");
        let filter = format!("|{FILTER}(path=\"{names}\")");
        Some(Used {
            end: last.end(),
            field: begins..last.end(),
            behind: match is_short {
                true => format!("={{{}{filter}}}", first.text),
                false => filter,
            },
        })
    }
}

impl Part<'_> {
    fn next(&mut self, asks: bool) {
        if !self.asks && !self.defaults {
            self.kept.append(&mut self.found);
        }
        self.found.clear();
        self.asks = asks;
    }

    fn all(mut self) -> Vec<Used> {
        self.next(false);
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::used;

    fn told(text: &str) -> Vec<&str> {
        let used = used(text);
        used.iter().map(|it| &text[it.field.clone()]).collect()
    }

    #[test]
    fn what_is_joined_filtered_or_given_is_used() {
        for (text, fields) in [
            ("{{ a.b ~ \"x\" ~ c }}", vec!["b", "c"]),
            ("{{ (a.b) ~ (\"x\" if c else d.e) }}", vec!["b", "e"]),
            ("{{ a.b | safe }}{{ a[\"b\"]|str }}", vec!["b", "a[\"b\"]"]),
            ("{{ \"t\" | t(n=a.b, m=c) }}", vec!["b", "c"]),
            (
                "{% <X a={b.c} d e=\"f\" g={h if i else j.k}> %}{% </X> %}",
                vec!["c", "d", "h", "k"],
            ),
            ("{{ <X a={b.c ~ d[e].f} /> }}", vec!["c", "e", "d[e].f"]),
            (
                "{% set a = b.c ~ d %}{% set_global a = b.c | safe %}",
                vec!["c", "d", "c"],
            ),
            ("{{ [a.b, c for c in d] | join }}", vec!["b", "c"]),
            ("{{ {\"a\": b.c} | values }}", vec!["c"]),
            ("{{ <A b={c} /> ~ d }}", vec!["c", "d"]),
        ] {
            assert_eq!(told(text), fields, "{text}");
        }
    }

    #[test]
    fn what_is_asked_for_may_be_absent() {
        for text in [
            "{% if a.b | safe %}{% elif a.b ~ c %}{% endif %}{% for d in a.b %}{% endfor %}",
            "{{ a.b | default(value=c.d, boolean=true) }}{{ \"x\" ~ a.b | default(value=c) }}",
            "{{ a.b | safe or c ~ d }}{{ (a.b ~ c) and d }}{{ x(y=a.b) is defined }}",
            "{{ \"x\" if a.b ~ c == d else \"y\" }}{{ a?.b ~ \"x\" }}{{ a?[b] | safe }}",
            "{{ a.b }}{% set a = b.c %}{{ f() }}{% set a | upper %}b{% endset %}{# {{ a.b ~ c }} #}",
            "{{ <X a={b or c} d={not e} f={true} /> }}{% component X(a=b, c) %}{% endcomponent X %}",
            "{% raw %}{{ a.b ~ c }}{% endraw %}{{ 1.5 ~ \"a.b\" }}",
        ] {
            assert_eq!(told(text), Vec::<&str>::new(), "{text}");
        }
    }
}

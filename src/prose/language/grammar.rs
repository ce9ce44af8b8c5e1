//! Patterns as an automaton over the readings of tokens.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::{Class, Lexicon, Reading, Readings, Symbol};
use super::pattern::Pattern;
use crate::prose::tagger::Action;

/// What a pattern means once it is found.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// How its slots become a date.
    pub action: Action,
    /// A number the data file gives with it.
    pub offset: i32,
}

/// The patterns of a language.
#[derive(Default)]
pub struct Grammar {
    states: Vec<State>,
    rules: Vec<Rule>,
    /// The first states by the symbol that leads to them.
    starts: HashMap<Symbol, Vec<usize>>,
}

#[derive(Clone, Default)]
struct State {
    /// Where a symbol leads.
    edges: Vec<(Symbol, usize)>,
    /// Where nothing at all leads.
    free: Vec<usize>,
    /// The rule that is complete here.
    accept: Option<usize>,
}

/// A pattern found in a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it means.
    pub rule: Rule,
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// What its parts were read as.
    pub slots: Slots,
}

/// What the parts of a pattern were read as, in order.
#[derive(Clone, Debug, Default)]
pub struct Slots(pub Vec<(Class, f64, usize)>);

impl Slots {
    /// The value of the first part of a class.
    pub fn get(&self, class: Class) -> Option<i64> {
        self.number(class).map(|value| value as i64)
    }

    /// The value of the first part of a class, with its decimals.
    pub fn number(&self, class: Class) -> Option<f64> {
        let found = self.0.iter().find(|(known, ..)| *known == class);
        found.map(|(_, value, _)| *value)
    }

    /// Whether there is a part of a class.
    pub fn has(&self, class: Class) -> bool {
        self.number(class).is_some()
    }

    /// The value of the first part that is of any of these classes.
    pub fn any(&self, classes: &[Class]) -> Option<i64> {
        let found = self.0.iter().find(|(known, ..)| classes.contains(known));
        found.map(|(_, value, _)| *value as i64)
    }
}

impl Grammar {
    /// Adds a pattern that means a rule. Rules added first win over later ones of equal length.
    pub(super) fn add(
        &mut self,
        pattern: &Pattern,
        rule: Rule,
        lexicon: &mut Lexicon,
    ) -> Result<(), String> {
        if self.states.is_empty() {
            self.states.push(State::default());
        }
        let number = self.rules.len();
        self.rules.push(rule);
        let end = self.build(pattern, 0, lexicon)?;
        self.states[end].accept.get_or_insert(number);
        Ok(())
    }

    /// Lays states for a pattern from a state on and gives the last one.
    fn build(
        &mut self,
        pattern: &Pattern,
        from: usize,
        lexicon: &mut Lexicon,
    ) -> Result<usize, String> {
        match pattern {
            Pattern::Word(word) => {
                let class = word.len() > 1
                    && word
                        .chars()
                        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
                let symbol = match class {
                    true => Symbol::Class(word.parse()?),
                    false => Symbol::Word(lexicon.literal(word)),
                };
                let to = self.state();
                self.states[from].edges.push((symbol, to));
                Ok(to)
            }
            Pattern::Sequence(parts) => {
                // A fresh state, so that nothing leads back into what went before.
                let mut at = self.state();
                self.states[from].free.push(at);
                for part in parts {
                    at = self.build(part, at, lexicon)?;
                }
                Ok(at)
            }
            Pattern::Either(parts) => {
                let end = self.state();
                for part in parts {
                    let last = self.build(part, from, lexicon)?;
                    self.states[last].free.push(end);
                }
                Ok(end)
            }
            Pattern::Maybe(part) => {
                let last = self.build(part, from, lexicon)?;
                let end = self.state();
                self.states[last].free.push(end);
                self.states[from].free.push(end);
                Ok(end)
            }
        }
    }

    fn state(&mut self) -> usize {
        self.states.push(State::default());
        self.states.len() - 1
    }

    /// Draws together what nothing at all leads to, so that finding follows symbols alone.
    pub(super) fn finished(mut self) -> Grammar {
        let closed: Vec<State> = (0..self.states.len()).map(|at| self.closed(at)).collect();
        self.states = closed;
        if let Some(start) = self.states.first() {
            for (symbol, to) in &start.edges {
                self.starts.entry(*symbol).or_default().push(*to);
            }
        }
        self
    }

    fn closed(&self, at: usize) -> State {
        let mut state = State::default();
        let (mut open, mut seen) = (vec![at], vec![at]);
        while let Some(next) = open.pop() {
            let part = &self.states[next];
            state.edges.extend(&part.edges);
            state.accept = match (state.accept, part.accept) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            for free in &part.free {
                if !seen.contains(free) {
                    seen.push(*free);
                    open.push(*free);
                }
            }
        }
        state
    }

    /// The longest pattern that begins at a token.
    pub fn longest(&self, readings: &Readings<'_>, at: usize) -> Option<Found> {
        let mut search = Search {
            grammar: self,
            readings,
            path: Vec::new(),
            seen: Vec::new(),
            best: None,
        };
        for reading in readings.at(at) {
            let Some(states) = self.starts.get(&reading.symbol) else {
                continue;
            };
            for state in states {
                search.step(reading, *state, at);
            }
        }
        let (end, rule, slots) = search.best?;
        Some(Found {
            rule: self.rules[rule],
            tokens: at..end,
            slots: Slots(slots),
        })
    }
}

type Path = Vec<(Class, f64, usize)>;

struct Search<'a> {
    grammar: &'a Grammar,
    readings: &'a Readings<'a>,
    path: Path,
    /// The states reached so far, each at its token: the first way there is as good as any.
    seen: Vec<(usize, usize)>,
    best: Option<(usize, usize, Path)>,
}

impl Search<'_> {
    fn step(&mut self, reading: &Reading, state: usize, at: usize) {
        let end = at + reading.len;
        if self.seen.contains(&(state, end)) {
            return;
        }
        self.seen.push((state, end));
        let class = match reading.symbol {
            Symbol::Class(class) => Some(class),
            Symbol::Word(_) => None,
        };
        if let Some(class) = class {
            self.path.push((class, reading.value, at));
        }
        self.follow(state, end);
        if class.is_some() {
            self.path.pop();
        }
    }

    fn follow(&mut self, state: usize, at: usize) {
        let grammar = self.grammar;
        if let Some(rule) = grammar.states[state].accept {
            let better = self
                .best
                .as_ref()
                .is_none_or(|(end, known, _)| at > *end || (at == *end && rule < *known));
            if better {
                self.best = Some((at, rule, self.path.clone()));
            }
        }
        for reading in self.readings.at(at) {
            for (symbol, to) in &grammar.states[state].edges {
                if *symbol == reading.symbol {
                    self.step(reading, *to, at);
                }
            }
        }
    }
}

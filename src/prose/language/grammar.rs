//! Patterns as an automaton over the readings of tokens.

use std::collections::BTreeMap;
use std::ops::Range;

use super::hash::HashMap;
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
    /// The states that patterns are laid into, until all are there.
    states: Vec<State>,
    rules: Vec<Rule>,
    /// Sets of states, in each of which a text can be at once: from one to the next a symbol leads in one way.
    nodes: Vec<Node>,
}

/// A set of states.
#[derive(Default)]
struct Node {
    /// Where each symbol leads, in the order of the symbols.
    edges: Vec<(Symbol, usize)>,
    /// The first rule that is complete here.
    accept: Option<usize>,
}

impl Node {
    fn lead(&self, symbol: Symbol) -> Option<usize> {
        let at = self
            .edges
            .binary_search_by_key(&symbol, |(known, _)| *known);
        at.ok().map(|at| self.edges[at].1)
    }
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

    /// Draws together the states that a text can be in at once, so that finding tries no symbol twice.
    pub(super) fn finished(self) -> Grammar {
        let mut seen = vec![false; self.states.len()];
        let first = match self.states.is_empty() {
            true => Vec::new(),
            false => self.closed(&[0], &mut seen),
        };
        let mut open = vec![first.clone()];
        let mut known = HashMap::from_iter([(first, 0)]);
        let mut nodes = Vec::new();
        while let Some(states) = open.get(nodes.len()).cloned() {
            let states = states.iter().filter_map(|at| self.states.get(*at));
            let mut leads: BTreeMap<Symbol, Vec<usize>> = BTreeMap::new();
            for (symbol, to) in states.clone().flat_map(|state| &state.edges) {
                leads.entry(*symbol).or_default().push(*to);
            }
            let mut edges = Vec::with_capacity(leads.len());
            for (symbol, to) in leads {
                let to = self.closed(&to, &mut seen);
                let next = known.len();
                let node = *known.entry(to.clone()).or_insert(next);
                if node == next {
                    open.push(to);
                }
                edges.push((symbol, node));
            }
            let accept = states.filter_map(|state| state.accept).min();
            nodes.push(Node { edges, accept });
        }
        Grammar {
            states: Vec::new(),
            rules: self.rules,
            nodes,
        }
    }

    /// Some states with all that nothing at all leads to from them; `seen` has a place for each, and is clear.
    fn closed(&self, from: &[usize], seen: &mut [bool]) -> Vec<usize> {
        let mut all = Vec::with_capacity(from.len() * 2);
        let mut open = from.to_vec();
        while let Some(state) = open.pop() {
            if std::mem::replace(&mut seen[state], true) {
                continue;
            }
            all.push(state);
            open.extend(&self.states[state].free);
        }
        all.iter().for_each(|state| seen[*state] = false);
        all.sort_unstable();
        all
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
        search.follow(0, at);
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
    /// The nodes reached so far, each at its token: the first way there is as good as any.
    seen: Vec<(usize, usize)>,
    best: Option<(usize, usize, Path)>,
}

impl Search<'_> {
    fn step(&mut self, reading: &Reading, node: usize, at: usize) {
        let end = at + reading.len;
        if self.seen.contains(&(node, end)) {
            return;
        }
        self.seen.push((node, end));
        let class = match reading.symbol {
            Symbol::Class(class) => Some(class),
            Symbol::Word(_) => None,
        };
        if let Some(class) = class {
            self.path.push((class, reading.value, at));
        }
        self.follow(node, end);
        if class.is_some() {
            self.path.pop();
        }
    }

    fn follow(&mut self, node: usize, at: usize) {
        let Some(own) = self.grammar.nodes.get(node) else {
            return;
        };
        if let Some(rule) = own.accept {
            let better = self
                .best
                .as_ref()
                .is_none_or(|(end, known, _)| at > *end || (at == *end && rule < *known));
            if better {
                self.best = Some((at, rule, self.path.clone()));
            }
        }
        for reading in self.readings.at(at) {
            if let Some(to) = own.lead(reading.symbol) {
                self.step(reading, to, at);
            }
        }
    }
}

//! Writes the list of dates that other implementations of EDTF are asked about.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use dateline::date::{Bound, Edtf};

use super::generate::{EVERYDAY, RARE, mutated, of_class};

const PER_CLASS: usize = 400;
const MUTATED: usize = 4000;

/// Writes one date a line to the file that `DATELINE_DATES` names: the text, its class, its
/// earliest and its latest day, parted by tabs; `invalid` stands for the days of a text that is
/// refused. The same list every time.
#[test]
#[ignore = "writes a file for tests/differential/run.sh"]
fn writes_the_list() {
    let path = std::env::var_os("DATELINE_DATES").expect("DATELINE_DATES names the file to write");
    let mut runner = TestRunner::deterministic();
    let mut texts = BTreeMap::new();
    for class in EVERYDAY.into_iter().chain(RARE) {
        take(&mut runner, &mut texts, class, &of_class(class), PER_CLASS);
    }
    take(
        &mut runner,
        &mut texts,
        "mutated",
        &mutated().boxed(),
        MUTATED,
    );
    let mut list = String::new();
    for (text, class) in texts {
        let (earliest, latest) = span(&text);
        writeln!(list, "{text}\t{class}\t{earliest}\t{latest}").expect("memory takes all text");
    }
    std::fs::write(path, list).expect("the list can be written");
}

fn take(
    runner: &mut TestRunner,
    texts: &mut BTreeMap<String, &'static str>,
    class: &'static str,
    strategy: &BoxedStrategy<String>,
    count: usize,
) {
    for _ in 0..count {
        let text = strategy
            .new_tree(runner)
            .expect("the class has dates")
            .current();
        texts.entry(text).or_insert(class);
    }
}

fn span(text: &str) -> (String, String) {
    match Edtf::parse(text) {
        Ok(value) => (say(value.earliest()), say(value.latest())),
        Err(_) => ("invalid".to_owned(), "invalid".to_owned()),
    }
}

fn say(bound: Bound) -> String {
    match bound {
        Bound::Past => "past".to_owned(),
        Bound::Day(day) => day.to_string(),
        Bound::Future => "future".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
    }
}

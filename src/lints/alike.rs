//! Which of many titles share three words in four, without comparing each with each.

use rustc_hash::FxHashMap as HashMap;

/// Titles with fewer words than this are not told apart by them.
pub const FEWEST: usize = 3;

/// Whether two sets of words share three in four. Words are numbers, in ascending order.
pub fn are_alike(one: &[usize], other: &[usize]) -> bool {
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok());
    let shared = shared.count();
    shared * 4 >= (one.len() + other.len() - shared) * 3
}

/// For each of some sets of words, the first before it that is alike and that `also` accepts.
/// Words are numbers, in ascending order: the rarer the lower, so that few sets are compared.
pub fn first_alike(sets: &[&[usize]], also: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let mut known: HashMap<[usize; 3], Vec<usize>> = HashMap::default();
    let firsts = sets.iter().enumerate().map(|(at, words)| {
        let mut first: Option<usize> = None;
        for triple in triples(words) {
            let sharing = known.entry(triple).or_default();
            let mut before = sharing
                .iter()
                .take_while(|other| first.is_none_or(|first| **other < first));
            let alike = before.find(|other| are_alike(sets[**other], words) && also(**other, at));
            first = alike.copied().or(first);
            sharing.push(at);
        }
        first
    });
    firsts.collect()
}

/// Every choice of three of the first words. Two sets that are alike have the three lowest of
/// their common words among them: a set of n words shares three quarters of them, so that at
/// most n/4 words come between.
fn triples(words: &[usize]) -> impl Iterator<Item = [usize; 3]> + '_ {
    let first = &words[..words.len().min(words.len() / 4 + FEWEST)];
    let pairs = first.iter().enumerate().flat_map(move |(i, a)| {
        let behind = first.iter().enumerate().skip(i + 1);
        behind.map(move |(j, b)| (*a, *b, j))
    });
    pairs.flat_map(move |(a, b, j)| first[j + 1..].iter().map(move |c| [a, b, *c]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_same_are_found_as_by_comparing_each_with_each(
            sets in prop::collection::vec(prop::collection::btree_set(0usize..14, FEWEST..13), 0..60),
        ) {
            let sets: Vec<Vec<usize>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let sets: Vec<&[usize]> = sets.iter().map(Vec::as_slice).collect();
            let also = |one: usize, other: usize| !(one + other).is_multiple_of(5);
            let each = (0..sets.len()).map(|at| {
                (0..at).find(|one| are_alike(sets[*one], sets[at]) && also(*one, at))
            });
            prop_assert_eq!(first_alike(&sets, also), each.collect::<Vec<_>>());
        }
    }
}

//! What a page is made from, noted while it is made: a later build makes it again only if something of
//! that has changed.
//!
//! Nobody says what a page depends on. The model's lists, and whatever else follows from several files,
//! are behind the doors of this module ([`Noted`], [`note`]), which a page cannot pass unseen. A door
//! that is wider than what was asked for costs time and never the truth: [`Node::Whole`] stands for all.

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::ops::{Deref, DerefMut};

use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Something that a page can be made from. Numbers are places in the lists of one newsroom; what goes by
/// a name is told by [`hash`] of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Node {
    /// All of the site.
    Whole,
    /// What all articles say of themselves, and all their facts: everything but texts and addresses.
    Facts,
    /// Which articles, events or series there are, in their order, and the days on which they change.
    All(List),
    /// What an article says of itself, and its facts; its text is [`Node::File`].
    Article(u32),
    /// An event with all that was said of it.
    Event(u32),
    /// The event that goes by an id, if there is one.
    EventNamed(u64),
    /// A series with all its numbers.
    Series(u32),
    /// The series that goes by an id, if there is one.
    SeriesNamed(u64),
    /// What a source is.
    Source(u32),
    /// What was taken from a source.
    Taken(u32),
    /// Which of them belong to a topic.
    Topic(u32, List),
    /// Which of them belong to a region.
    Region(u32, List),
    /// Which of them belong to a topic and a region at once.
    Cell(u32, u32, List),
    /// What changed and became public in a month of a year.
    Month(i32, u32),
    /// In which languages a text is there.
    Versions(u64),
    /// Which page an address has, if any.
    Address(u64),
    /// Where a file of the content is published, if it is.
    Target(u64),
    /// What a file of the content holds, if it is there.
    File(u64),
}

/// Of what there are lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum List {
    /// Articles.
    Articles,
    /// Events.
    Events,
    /// Series.
    Series,
}

impl List {
    /// All of them.
    pub const ALL: [List; 3] = [List::Articles, List::Events, List::Series];
}

impl Node {
    /// Whether it follows from [`Node::Facts`].
    fn is_of_facts(self) -> bool {
        match self {
            Node::Facts | Node::All(_) | Node::Article(_) => true,
            Node::Event(_) | Node::EventNamed(_) | Node::Series(_) | Node::SeriesNamed(_) => true,
            Node::Source(_) | Node::Taken(_) | Node::Month(..) => true,
            Node::Topic(..) | Node::Region(..) | Node::Cell(..) => true,
            Node::Whole | Node::File(_) => false,
            Node::Versions(_) | Node::Address(_) | Node::Target(_) => false,
        }
    }
}

/// What is known by a name, as a number.
pub fn hash(name: &str) -> u64 {
    xxh3_64(name.as_bytes())
}

/// What is being made on a thread, the innermost last. Nothing is read from here but by who made it.
struct Making {
    open: Vec<Option<Reads>>,
}

thread_local! {
    static MAKING: RefCell<Making> = const { RefCell::new(Making { open: Vec::new() }) };
}

/// What was noted. Much is looked at again and again: of the last nodes noted none is noted twice.
#[derive(Clone)]
struct Reads {
    all: Vec<Node>,
    last: [Option<Node>; Reads::LAST],
}

impl Reads {
    const LAST: usize = 64;

    fn new() -> Reads {
        Reads {
            all: Vec::new(),
            last: [None; Reads::LAST],
        }
    }

    fn insert(&mut self, node: Node) {
        let place = FxBuildHasher.hash_one(node) as usize % Reads::LAST;
        let before = self.last[place].replace(node);
        if before != Some(node) {
            self.all.push(node);
        }
    }

    fn in_order(mut self) -> Vec<Node> {
        self.all.sort_unstable();
        self.all.dedup();
        match self.all.first() {
            Some(Node::Whole) => self.all.truncate(1),
            Some(Node::Facts) => self
                .all
                .retain(|node| *node == Node::Facts || !node.is_of_facts()),
            _ => {}
        }
        self.all
    }
}

/// Notes that something was looked at, for all that is being made on this thread.
pub fn note(node: Node) {
    MAKING.with_borrow_mut(|making| {
        if let Some(Some(reads)) = making.open.last_mut() {
            reads.insert(node);
        }
    });
}

/// Notes what goes by a name; the name is only looked at if something is being made.
pub fn note_named(name: &str, node: fn(u64) -> Node) {
    if is_noting() {
        note(node(hash(name)));
    }
}

/// Whether something is being made whose reads are noted.
pub fn is_noting() -> bool {
    MAKING.with_borrow(|making| matches!(making.open.last(), Some(Some(_))))
}

/// Notes all of this, as what was made before from it is used again.
pub fn note_all(nodes: &[Node]) {
    MAKING.with_borrow_mut(|making| {
        if let Some(Some(reads)) = making.open.last_mut() {
            nodes.iter().for_each(|node| reads.insert(*node));
        }
    });
}

/// What was noted so far of what is being made, in order.
pub fn so_far() -> Vec<Node> {
    MAKING.with_borrow(|making| match making.open.last() {
        Some(Some(reads)) => reads.clone().in_order(),
        _ => Vec::new(),
    })
}

/// Makes something, and tells what it was made from, in order. What is being made around it is not told:
/// see [`note_all`].
pub fn noting<T>(make: impl FnOnce() -> T) -> (T, Vec<Node>) {
    let (made, reads) = within(Some(Reads::new()), make);
    (made, reads.map(Reads::in_order).unwrap_or_default())
}

/// Works something out whose reads are noted as a whole by who asks for it.
pub fn apart<T>(work_out: impl FnOnce() -> T) -> T {
    within(None, work_out).0
}

fn within<T>(reads: Option<Reads>, make: impl FnOnce() -> T) -> (T, Option<Reads>) {
    MAKING.with_borrow_mut(|making| making.open.push(reads));
    let made = make();
    let reads = MAKING.with_borrow_mut(|making| making.open.pop());
    (made, reads.flatten())
}

/// Something that cannot be looked at without a note of it.
#[derive(Clone, Debug)]
pub struct Noted<T> {
    value: T,
    of: Node,
}

impl<T> Noted<T> {
    /// A value whose readers are noted to rest on this.
    pub fn new(of: Node, value: T) -> Noted<T> {
        Noted { value, of }
    }

    /// The value, for those who note a smaller part of it themselves, or who make no page.
    pub fn quietly(&self) -> &T {
        &self.value
    }
}

/// Something of the whole site.
impl<T: Default> Default for Noted<T> {
    fn default() -> Noted<T> {
        Noted::new(Node::Whole, T::default())
    }
}

impl<T> Deref for Noted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note(self.of);
        &self.value
    }
}

impl<T> DerefMut for Noted<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<'a, T> IntoIterator for &'a Noted<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        let value: &'a T = self;
        value.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_is_noted_for_what_is_made_of_it() {
        let list = Noted::new(Node::Topic(7, List::Events), vec![1, 2]);
        assert_eq!(list.len(), 2, "nothing is being made");
        let (made, reads) = noting(|| {
            note(Node::Event(3));
            let (part, inner) = noting(|| list.iter().sum::<i32>());
            assert_eq!(inner, [Node::Topic(7, List::Events)]);
            assert_eq!(so_far(), [Node::Event(3)]);
            note_all(&inner);
            apart(|| note(Node::Event(4)));
            part + list.quietly().len() as i32
        });
        assert_eq!(
            (made, reads),
            (5, vec![Node::Event(3), Node::Topic(7, List::Events)])
        );
        let (_, reads) = noting(|| {
            note(Node::Event(3));
            note(Node::Whole);
        });
        assert_eq!(reads, [Node::Whole], "all of it is more than a part");
        let (_, reads) = noting(|| {
            note(Node::Event(3));
            note(Node::File(5));
            note(Node::Facts);
        });
        assert_eq!(reads, [Node::Facts, Node::File(5)], "no text is a fact");
    }
}

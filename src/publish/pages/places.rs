//! What pages were made from, as places in one list of things.

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::edition::prints::Prints;

/// Places in the list of things, in order; each as its distance from the one before, in seven bits a
/// byte. A site has millions of them: most take one byte, and to keep them is to copy bytes.
#[derive(Clone, Debug)]
pub struct Places(Vec<u8>);

impl Places {
    fn of(mut places: Vec<u32>) -> Places {
        places.sort_unstable();
        places.dedup();
        let mut bytes = Vec::with_capacity(places.len() + 8);
        let mut before = 0;
        for place in places {
            let mut rest = place - before;
            while rest > 0x7f {
                bytes.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            bytes.push(rest as u8);
            before = place;
        }
        Places(bytes)
    }

    /// How many bytes they take.
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let (mut place, mut distance, mut shift) = (0_usize, 0_usize, 0);
        self.0.iter().filter_map(move |byte| {
            distance |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 != 0 {
                return None;
            }
            place += distance;
            (distance, shift) = (0, 0);
            Some(place)
        })
    }
}

impl Serialize for Places {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Places, D::Error> {
        <&[u8]>::deserialize(from).map(|bytes| Places(bytes.to_vec()))
    }
}

/// The list of things: what each goes by, and what it comes to.
pub struct Things {
    pub list: Vec<(u64, u64)>,
    places: HashMap<u64, u32>,
    /// Places of what is no longer what it was: nothing that stands is made from it.
    free: Vec<u32>,
}

impl Things {
    /// Those of the last build, of which these are what they were.
    pub fn of(list: Vec<(u64, u64)>, same: &[bool]) -> Self {
        let all = (0..).zip(&list).zip(same);
        let (mut places, mut free) = (HashMap::default(), Vec::new());
        for ((place, (key, _)), same) in all {
            match same {
                true => drop(places.insert(*key, place)),
                false => free.push(place),
            }
        }
        Things { list, places, free }
    }

    /// The places of the things of these keys, which come to what `prints` say.
    pub fn places(&mut self, keys: &[u64], prints: &Prints) -> Places {
        Places::of(keys.iter().map(|key| self.place(*key, prints)).collect())
    }

    fn place(&mut self, key: u64, prints: &Prints) -> u32 {
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let thing = (key, prints.print(key));
        let place = match self.free.pop() {
            Some(place) => {
                self.list[place as usize] = thing;
                place
            }
            None => {
                self.list.push(thing);
                (self.list.len() - 1) as u32
            }
        };
        self.places.insert(key, place);
        place
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_were_written() {
        let places = Places::of(vec![300, 0, 127, 128, 300, 70_000, u32::MAX]);
        let all: Vec<usize> = places.iter().collect();
        assert_eq!(all, [0, 127, 128, 300, 70_000, u32::MAX as usize]);
        let bytes = postcard::to_allocvec(&places).unwrap();
        let read: Places = postcard::from_bytes(&bytes).unwrap();
        assert!(read.iter().eq(places.iter()));
        assert_eq!(Places::of(Vec::new()).iter().count(), 0);
    }
}

//! How much of a site a host takes.

/// One thing of which a host takes so much.
pub struct Limit {
    /// Of what.
    pub of: Measure,
    /// How much.
    pub most: u64,
    /// Whether more keeps the site from being served; else it is told of.
    pub refuses: bool,
    /// When that holds: `on its free plan`; empty for always.
    pub when: &'static str,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Files.
    Files,
    /// Files and folders.
    Entries,
    /// Files that lie in one folder.
    Folder,
    /// Bytes in all.
    Size,
    /// Bytes of a file.
    FileSize,
    /// Rules for headers.
    Headers,
    /// Former addresses.
    Moved,
}

/// What a site comes to.
#[derive(Clone, Debug, Default)]
pub struct Count {
    /// How many files.
    pub files: u64,
    /// How many folders.
    pub folders: u64,
    /// The folder with the most files, with their number.
    pub fullest: (String, u64),
    /// How many bytes in all.
    pub size: u64,
    /// The largest file, with its bytes.
    pub largest: (String, u64),
    /// How many rules for headers.
    pub headers: u64,
    /// How many former addresses.
    pub moved: u64,
}

impl Count {
    /// What it comes to by one measure.
    pub fn by(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Files => self.files,
            Measure::Entries => self.files + self.folders,
            Measure::Folder => self.fullest.1,
            Measure::Size => self.size,
            Measure::FileSize => self.largest.1,
            Measure::Headers => self.headers,
            Measure::Moved => self.moved,
        }
    }
}

/// The limits that a site goes beyond, of each measure the one that weighs most.
pub fn exceeded<'a>(limits: &'a [Limit], count: &Count) -> Vec<&'a Limit> {
    let beyond = |limit: &&Limit| count.by(limit.of) > limit.most;
    let mut found: Vec<&Limit> = Vec::new();
    for limit in limits.iter().filter(beyond) {
        match found.iter_mut().find(|other| other.of == limit.of) {
            Some(other) if limit.most > other.most => *other = limit,
            Some(_) => {}
            None => found.push(limit),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::HOSTS;

    /// A count that comes to so much by one measure.
    fn count(measure: Measure, much: u64) -> Count {
        let mut count = Count::default();
        *match measure {
            Measure::Files | Measure::Entries => &mut count.files,
            Measure::Folder => &mut count.fullest.1,
            Measure::Size => &mut count.size,
            Measure::FileSize => &mut count.largest.1,
            Measure::Headers => &mut count.headers,
            Measure::Moved => &mut count.moved,
        } = much;
        count
    }

    #[test]
    fn each_host_takes_its_most_and_not_one_more() {
        for (name, host) in HOSTS {
            for limit in host.limits {
                let told = |much: u64| {
                    let count = count(limit.of, much);
                    let found = exceeded(host.limits, &count);
                    found.iter().any(|other| other.most == limit.most)
                };
                assert!(!told(limit.most), "{name} {:?}", limit.of);
                assert!(told(limit.most + 1), "{name} {:?}", limit.of);
            }
        }
    }

    #[test]
    fn beyond_two_limits_of_a_kind_only_the_larger_is_told_of() {
        let cloudflare = HOSTS[0].1;
        let found = exceeded(cloudflare.limits, &count(Measure::Files, 100_001));
        let found: Vec<_> = found
            .iter()
            .map(|limit| (limit.most, limit.refuses))
            .collect();
        assert_eq!(found, [(100_000, true)]);
    }
}

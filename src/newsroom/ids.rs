//! Numbers that stand for the newsroom's things, each kind its own type.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the thing at a place of its list.
            pub fn new(index: usize) -> Self {
                // A site with four thousand million things does not fit in memory.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The same, as what is noted of reads has it.
            pub fn number(self) -> u32 {
                self.0
            }

            /// The place in the list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// An article: newer ones have lower numbers.
    ArticleId
);
id!(
    /// A term of one taxonomy.
    TermId
);
id!(
    /// An event: numbers follow the timeline.
    EventId
);
id!(
    /// A series: numbers follow their ids.
    SeriesId
);
id!(
    /// A source: numbers follow their names.
    SourceId
);

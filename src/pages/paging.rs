//! How a list is divided into pages.

use super::urls;
use crate::path::UrlPath;

/// Where the pages of a list are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// From the first entry.
    Forward,
    /// From the last one, for lists that begin with the newest. A new entry then comes onto the first
    /// page alone, and every other page keeps its address, its number and its entries.
    NewestFirst,
}

/// The pages of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Where they are counted from.
    pub order: Order,
    /// How many entries a page has; 0 for all.
    size: usize,
    /// How many pages there are: an empty list has one that says so.
    pub pages: usize,
}

impl Paging {
    /// The pages of a list of so many entries, `size` on each or all on one where that is 0. The first
    /// page of a list that begins with the newest has what is on no other: half as many at least, and less
    /// than one and a half times as many.
    pub fn new(order: Order, entries: usize, size: usize) -> Self {
        let pages = match (size, order) {
            (0, _) => 1,
            (size, Order::Forward) => entries.div_ceil(size),
            (size, Order::NewestFirst) => (entries + size / 2) / size,
        };
        Paging {
            order,
            size,
            pages: pages.max(1),
        }
    }

    /// The number of the page that the list begins with.
    pub fn first(self) -> usize {
        match self.order {
            Order::Forward => 1,
            Order::NewestFirst => self.pages,
        }
    }

    /// The number of the page that the list ends with.
    pub fn last(self) -> usize {
        match self.order {
            Order::Forward => self.pages,
            Order::NewestFirst => 1,
        }
    }

    /// The page before another to those who read on.
    pub fn previous(self, page: usize) -> Option<usize> {
        let (number, is_first) = match self.order {
            Order::Forward => (page.checked_sub(1)?, page == 1),
            Order::NewestFirst => (page + 1, page == self.pages),
        };
        (!is_first).then_some(number)
    }

    /// The page after another to those who read on.
    pub fn next(self, page: usize) -> Option<usize> {
        let (number, is_last) = match self.order {
            Order::Forward => (page + 1, page == self.pages),
            Order::NewestFirst => (page.checked_sub(1)?, page == 1),
        };
        (!is_last).then_some(number)
    }

    /// Where a page is.
    pub fn url(self, listing: &UrlPath, page: usize) -> UrlPath {
        match page == self.first() {
            true => listing.clone(),
            false => urls::nth(listing, page),
        }
    }

    /// What of a list a page shows. Where several lists share their pages, these may be those of a longer
    /// one: then the shorter ones end early.
    pub fn of<T>(self, items: &[T], page: usize) -> &[T] {
        let own = Paging::new(self.order, items.len(), self.size);
        let number = match page == self.first() {
            true => own.first(),
            false if page == own.first() || page > own.pages => return &[],
            false => page,
        };
        let counted = |pages: usize| (pages * self.size).min(items.len());
        match self.order {
            _ if self.size == 0 => items,
            Order::Forward => &items[counted(number - 1)..counted(number)],
            Order::NewestFirst if number == own.pages => {
                &items[..items.len() - counted(number - 1)]
            }
            Order::NewestFirst => {
                &items[items.len() - counted(number)..items.len() - counted(number - 1)]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pages of a list of so many entries, as its readers go through them: their numbers and
    /// what they show.
    fn read(order: Order, entries: usize, size: usize) -> Vec<(usize, Vec<usize>)> {
        // The newest entry has the highest number.
        let mut items: Vec<usize> = (0..entries).collect();
        if order == Order::NewestFirst {
            items.reverse();
        }
        let paging = Paging::new(order, entries, size);
        let pages = std::iter::successors(Some(paging.first()), |page| paging.next(*page));
        let pages: Vec<_> = pages
            .map(|page| (page, paging.of(&items, page).to_vec()))
            .collect();
        assert_eq!(pages.len(), paging.pages);
        assert_eq!(pages.last().map(|page| page.0), Some(paging.last()));
        let back = std::iter::successors(Some(paging.last()), |page| paging.previous(*page));
        assert!(pages.iter().rev().map(|(page, _)| *page).eq(back));
        assert_eq!(
            pages
                .iter()
                .flat_map(|(_, shown)| shown)
                .copied()
                .collect::<Vec<_>>(),
            items
        );
        pages
    }

    #[test]
    fn every_entry_is_on_one_page_in_the_order_of_the_list() {
        for order in [Order::Forward, Order::NewestFirst] {
            for (entries, size) in
                (0..40).flat_map(|entries| (0..7).map(move |size| (entries, size)))
            {
                let pages = read(order, entries, size);
                let all = pages.iter().map(|(_, shown)| shown.len());
                let (least, most) = match order {
                    Order::Forward => (0, size),
                    Order::NewestFirst => (size / 2, (3 * size).saturating_sub(1) / 2),
                };
                let fits = |shown: usize| least <= shown && shown <= most;
                assert!(size == 0 || pages.len() == 1 || all.clone().all(fits));
                assert!(size == 0 || all.max() <= Some(most));
            }
        }
    }

    #[test]
    fn a_new_entry_changes_the_first_page_alone_and_at_times_adds_one() {
        for entries in 0..40 {
            let [before, after] =
                [entries, entries + 1].map(|entries| read(Order::NewestFirst, entries, 5));
            let added = after.len() - before.len();
            assert_eq!(before[1..], after[1 + added..]);
        }
    }

    #[test]
    fn of_lists_that_share_their_pages_each_is_shown_whole() {
        let long: Vec<u32> = (0..23).collect();
        for (order, shorter) in [Order::Forward, Order::NewestFirst]
            .into_iter()
            .flat_map(|order| (0..23).map(move |n| (order, n)))
        {
            let paging = Paging::new(order, long.len(), 5);
            let pages = std::iter::successors(Some(paging.first()), |page| paging.next(*page));
            let short = &long[..shorter];
            let shown: Vec<u32> = pages
                .flat_map(|page| paging.of(short, page))
                .copied()
                .collect();
            assert_eq!(shown, short, "{order:?}");
        }
    }
}

//! Stable sorts whose machine code is there once.
//!
//! The standard library compiles its sorts anew for every type of item and every
//! way to compare: 4 kB of WebAssembly each, which with 33 of them in the page was
//! 117 kB of 2 MB. These sort places, which all lists have in common, and then
//! move the items, each at most once, so that what is left to compile for a list is
//! a few instructions. The price is a call through a pointer for each comparison:
//! where a decision waits for a sort, take the standard library's.

use std::cmp::Ordering;

/// Sorts by `compare`; equal items keep their order.
pub fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let swaps = swaps(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    for (a, b) in swaps {
        items.swap(a, b);
    }
}

/// Sorts by what `key` makes of the items, anew for each comparison; items with
/// equal keys keep their order.
pub fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by what `key` makes of each item, once; items with equal keys keep their order.
pub fn by_cached_key<T, K: Ord>(items: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let swaps = swaps(items.len(), &mut |a, b| keys[a].cmp(&keys[b]));
    for (a, b) in swaps {
        items.swap(a, b);
    }
}

/// The swaps that sort `count` items when they are made one after the other.
#[inline(never)]
fn swaps(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    // At each place the place of the item that belongs there.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    let mut swaps = Vec::new();
    for start in 0..count {
        // The item at `start` is handed on until it is at home.
        let mut place = start;
        loop {
            let next = std::mem::replace(&mut order[place], place);
            if next == start {
                break;
            }
            swaps.push((place, next));
            place = next;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(
            keys in proptest::collection::vec(0_u8..20, 0..300),
        ) {
            // What was where, so that the order of equal keys is seen.
            let items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            let mut cached = ours.clone();
            by_cached_key(&mut cached, |item| item.0);
            by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            prop_assert_eq!(&cached, &theirs);
            by(&mut ours, |a, b| b.0.cmp(&a.0));
            theirs.sort_by_key(|item| std::cmp::Reverse(item.0));
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn no_order_is_slow_to_sort() {
        let count = 1 << 14;
        let ascending: Vec<u32> = (0..count).collect();
        let turned: Vec<u32> = (1..count).chain([0]).collect();
        let back: Vec<u32> = [count - 1].into_iter().chain(0..count - 1).collect();
        let mixed: Vec<u32> = (0..count).map(|n| n.wrapping_mul(40_503) % count).collect();
        let descending: Vec<u32> = (0..count).rev().collect();
        for mut list in [ascending.clone(), turned, back, mixed, descending] {
            let compared = Cell::new(0);
            let places = list.len();
            let swaps = swaps(places, &mut |a, b| {
                compared.set(compared.get() + 1);
                list[a].cmp(&list[b])
            });
            assert!(swaps.len() < places);
            // Twice the logarithm for each.
            assert!(compared.get() < places * 28, "{}", compared.get());
            by_key(&mut list, |n| *n);
            assert_eq!(list, ascending);
        }
    }
}

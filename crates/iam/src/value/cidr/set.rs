//! Sets of ranges with a fast look-up.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;

use ipnetwork::{IpNetwork, Ipv6Network};

use crate::sort;

/// Many ranges, compiled so that one look-up finds the first range that holds an address.
#[derive(Clone, Debug, Default)]
pub struct IpSet {
    v4: Ranges<u32>,
    v6: Ranges<u128>,
}

impl IpSet {
    /// Compiles ranges, each under its own label; where ranges overlap, the
    /// smallest label counts.
    #[must_use]
    pub fn new(networks: impl IntoIterator<Item = (u32, IpNetwork)>) -> Self {
        let mut v4 = Vec::new();
        let mut v6 = Vec::new();
        for (label, network) in networks {
            match network {
                IpNetwork::V4(range) => {
                    let (first, last) = (range.network(), range.broadcast());
                    v4.push((first.to_bits(), last.to_bits(), label));
                }
                IpNetwork::V6(range) => v6.push(labelled(range, label)),
            }
        }
        Self {
            v4: Ranges::new(&v4),
            // Compiled only once there are any.
            v6: if v6.is_empty() {
                Ranges::default()
            } else {
                Ranges::new(&v6)
            },
        }
    }

    /// The smallest label of the ranges that hold `address`.
    #[must_use]
    pub fn find(&self, address: IpAddr) -> Option<u32> {
        match address {
            IpAddr::V4(address) => self.v4.find(address.to_bits()),
            IpAddr::V6(address) => self.v6.find(address.to_bits()),
        }
    }

    /// All that is in it, as ranges of addresses with their labels: disjoint, in
    /// ascending order, IPv4 before IPv6. Ranges that touch may have different labels.
    pub fn ranges(&self) -> impl Iterator<Item = (RangeInclusive<IpAddr>, u32)> + '_ {
        let v4 = self.v4.pieces.iter().map(|(first, last, label)| {
            let address = |bits: u32| IpAddr::V4(Ipv4Addr::from_bits(bits));
            (address(*first)..=address(*last), *label)
        });
        let v6 = self.v6.pieces.iter().map(|(first, last, label)| {
            let address = |bits: u128| IpAddr::V6(Ipv6Addr::from_bits(bits));
            (address(*first)..=address(*last), *label)
        });
        v4.chain(v6)
    }

    /// True when no address is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.v4.pieces.is_empty() && self.v6.pieces.is_empty()
    }
}

#[inline(never)]
fn labelled(range: Ipv6Network, label: u32) -> (u128, u128, u32) {
    let (first, last) = (range.network(), range.broadcast());
    (first.to_bits(), last.to_bits(), label)
}

/// Disjoint ranges in ascending order with their labels.
#[derive(Clone, Debug, Default)]
struct Ranges<T> {
    pieces: Box<[(T, T, u32)]>,
}

/// An address as an integer.
trait Bits: Copy + Ord + Default {
    fn next(self) -> Option<Self>;
    fn previous(self) -> Option<Self>;
}

impl Bits for u32 {
    fn next(self) -> Option<Self> {
        self.checked_add(1)
    }
    fn previous(self) -> Option<Self> {
        self.checked_sub(1)
    }
}

impl Bits for u128 {
    fn next(self) -> Option<Self> {
        self.checked_add(1)
    }
    fn previous(self) -> Option<Self> {
        self.checked_sub(1)
    }
}

impl<T: Bits> Ranges<T> {
    /// Cuts the ranges at each other's ends and keeps the smallest label of every
    /// piece. CIDR ranges nest or are disjoint, so a stack of open ranges suffices.
    #[inline(never)]
    fn new(ranges: &[(T, T, u32)]) -> Self {
        let mut sorted = ranges.to_vec();
        sort::by(&mut sorted, |a, b| (a.0, b.1, a.2).cmp(&(b.0, a.1, b.2)));
        let mut pieces = Vec::with_capacity(sorted.len());
        // The open ranges, outermost first: last address and smallest label so far.
        let mut open: Vec<(T, u32)> = Vec::new();
        // Everything before this address is in a piece or in no range.
        let mut from = T::default();
        for (first, last, label) in sorted {
            while let Some((end, outer)) = open.pop_if(|(end, _)| *end < first) {
                push_piece(&mut pieces, from, end, outer);
                from = end.next().unwrap_or(end);
            }
            let outer = open.last().map(|(_, outer)| *outer);
            if let (Some(outer), Some(end)) = (outer, first.previous()) {
                push_piece(&mut pieces, from, end, outer);
            }
            open.push((last, outer.map_or(label, |outer| outer.min(label))));
            from = first;
        }
        while let Some((end, outer)) = open.pop() {
            push_piece(&mut pieces, from, end, outer);
            // Behind the very last address there is nothing left to cover.
            let Some(next) = end.next() else { break };
            from = next;
        }
        Self {
            pieces: pieces.into_boxed_slice(),
        }
    }

    fn find(&self, address: T) -> Option<u32> {
        let at = self.pieces.partition_point(|(first, ..)| *first <= address);
        let (_, last, label) = self.pieces.get(at.checked_sub(1)?)?;
        (address <= *last).then_some(*label)
    }
}

/// Appends a piece unless it is empty, growing the last one where it only continues it.
fn push_piece<T: Bits>(pieces: &mut Vec<(T, T, u32)>, first: T, last: T, label: u32) {
    if first > last {
        return;
    }
    match pieces.last_mut() {
        Some(before) if before.2 == label && before.1.next() == Some(first) => before.1 = last,
        _ => pieces.push((first, last, label)),
    }
}

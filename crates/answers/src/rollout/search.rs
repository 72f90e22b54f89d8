//! An order of steps in which none breaks anything, found by trying sets of steps.

use std::collections::BTreeSet;

/// Which steps have been taken, a bit a step.
pub(super) type Taken = u64;

/// So many steps a plan may have.
pub(super) const STEPS: usize = 32;

/// So many states are looked at in one search.
pub(super) const STATES: usize = 256;

/// What the search comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The numbers of the steps, in an order that breaks nothing.
    Found(Vec<usize>),
    /// There is none: the longest that breaks nothing.
    None(Vec<usize>),
    /// None was found, and not every state was looked at.
    Unknown(Vec<usize>),
}

/// The search for an order. `after` has for each step those that have to come before it;
/// `passes` says whether a step may be taken in a state, unless nobody looks at what is behind
/// it, and is asked once for each pair.
pub(super) struct Search<'s, P> {
    pub(super) after: &'s [Vec<usize>],
    pub(super) passes: P,
    visited: BTreeSet<Taken>,
    longest: Vec<usize>,
    is_whole: bool,
}

impl<'s, P: FnMut(Taken, usize) -> Option<bool>> Search<'s, P> {
    pub(super) fn new(after: &'s [Vec<usize>], passes: P) -> Self {
        Self {
            after,
            passes,
            visited: BTreeSet::new(),
            longest: Vec::new(),
            is_whole: true,
        }
    }

    /// Looks for an order, those first that take the steps as they are numbered.
    pub(super) fn run(mut self) -> Order {
        let mut path = Vec::new();
        if self.from(0, &mut path) {
            return Order::Found(path);
        }
        if self.is_whole {
            Order::None(self.longest)
        } else {
            Order::Unknown(self.longest)
        }
    }

    fn from(&mut self, taken: Taken, path: &mut Vec<usize>) -> bool {
        if path.len() == self.after.len() {
            return true;
        }
        if path.len() > self.longest.len() {
            self.longest.clone_from(path);
        }
        for step in next(self.after, taken) {
            let behind = taken | bit(step);
            if self.visited.contains(&behind) {
                continue;
            }
            if self.visited.len() >= STATES {
                self.is_whole = false;
                return false;
            }
            match (self.passes)(taken, step) {
                Some(true) => {}
                Some(false) => continue,
                None => {
                    self.is_whole = false;
                    continue;
                }
            }
            self.visited.insert(behind);
            path.push(step);
            if self.from(behind, path) {
                return true;
            }
            path.pop();
        }
        false
    }
}

/// The steps that may come next.
pub(super) fn next(after: &[Vec<usize>], taken: Taken) -> Vec<usize> {
    let is_taken = |step: usize| taken & bit(step) != 0;
    let all = after.iter().enumerate();
    let open = all
        .filter(|(step, before)| !is_taken(*step) && before.iter().all(|before| is_taken(*before)));
    open.map(|(step, _)| step).collect()
}

pub(super) fn bit(step: usize) -> Taken {
    u32::try_from(step)
        .ok()
        .and_then(|step| 1_u64.checked_shl(step))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(after: &[Vec<usize>], breaks: &[(Taken, usize)]) -> Order {
        Search::new(after, |taken, step| Some(!breaks.contains(&(taken, step)))).run()
    }

    #[test]
    fn steps_are_taken_as_they_are_numbered_where_nothing_breaks() {
        let free = [vec![], vec![], vec![0, 1]];
        assert_eq!(order(&free, &[]), Order::Found(vec![0, 1, 2]));
        // The first step may not be the first, and the last waits for both.
        assert_eq!(order(&free, &[(0, 0)]), Order::Found(vec![1, 0, 2]));
    }

    #[test]
    fn that_there_is_no_order_is_proven_by_all_states() {
        let free = [vec![], vec![]];
        assert_eq!(order(&free, &[(0b01, 1), (0b10, 0)]), Order::None(vec![0]));
        assert_eq!(order(&free, &[(0, 0), (0, 1)]), Order::None(vec![]));
        // More states than are looked at: nothing is claimed.
        let many = vec![Vec::new(); 20];
        let last_breaks = |taken: Taken, _: usize| Some(taken.count_ones() < 19);
        assert!(matches!(
            Search::new(&many, last_breaks).run(),
            Order::Unknown(_)
        ));
        // Nobody looked at what is behind the first step.
        let not_looked = |taken: Taken, step: usize| (taken | bit(step) != 1).then_some(false);
        assert_eq!(Search::new(&free, not_looked).run(), Order::Unknown(vec![]));
    }
}

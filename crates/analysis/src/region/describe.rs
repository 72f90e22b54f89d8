//! Sets of classes of texts in patterns.

use vestibule_iam::wildcard::Element;
use vestibule_syntax::sort;

use super::TextSet;
use crate::text::{Glob, intersections};
use crate::unanswered::Unanswered;

/// Classes, and the patterns that tell them apart.
#[derive(Default)]
pub(super) struct Catalogue {
    /// Each pattern with its classes in ascending order.
    patterns: Vec<(Glob, Vec<usize>)>,
    /// For each class its patterns, in ascending order.
    matching: Vec<Vec<usize>>,
}

/// How many patterns say at most what some patterns have in common.
const IN_COMMON: usize = 256;

impl Catalogue {
    /// The patterns that match each class, as indices into `patterns`.
    pub(super) fn new(patterns: Vec<Glob>, matching: Vec<Vec<usize>>) -> Self {
        let mut patterns: Vec<(Glob, Vec<usize>)> = patterns
            .into_iter()
            .map(|glob| (glob, Vec::new()))
            .collect();
        for (class, of_class) in matching.iter().enumerate() {
            for pattern in of_class {
                if let Some((_, classes)) = patterns.get_mut(*pattern) {
                    classes.push(class);
                }
            }
        }
        Self { patterns, matching }
    }

    /// The texts of the classes for which `wanted` is true, among those for which `possible`
    /// is: disjoint sets, each with its classes.
    pub(super) fn describe(
        &self,
        wanted: &[bool],
        possible: &[bool],
    ) -> Result<Vec<(TextSet, Vec<usize>)>, Unanswered> {
        let is = |list: &[bool], class: usize| list.get(class) == Some(&true);
        let classes = 0..self.matching.len();
        let inside: Vec<usize> = classes.clone().filter(|c| is(wanted, *c)).collect();
        let outside: Vec<usize> = classes
            .filter(|c| is(possible, *c) && !is(wanted, *c))
            .collect();
        if outside.is_empty() {
            return Ok(vec![(TextSet::default(), inside)]);
        }
        let only = |within: bool| {
            let fits = move |class: &usize| !is(possible, *class) || is(wanted, *class) == within;
            move |classes: &[usize]| classes.iter().all(fits)
        };
        let within = self.cover(&inside, only(true));
        let without = self.cover(&outside, only(false));
        let set = match (within, without) {
            (Some(within), Some(without)) if within.len() > without.len() => {
                self.set(None, &without)
            }
            (Some(within), _) => self.set(Some(&within), &[]),
            (None, Some(without)) => self.set(None, &without),
            (None, None) => return self.describe_mixed(&inside, &outside, only(false)),
        };
        Ok(vec![(set, inside)])
    }

    /// With patterns that hold more than what is wanted, and exceptions from them.
    fn describe_mixed(
        &self,
        inside: &[usize],
        outside: &[usize],
        is_exception: impl Fn(&[usize]) -> bool,
    ) -> Result<Vec<(TextSet, Vec<usize>)>, Unanswered> {
        if let Some(within) = self.cover(inside, |_| true) {
            let is_held =
                |class: &&usize| within.iter().any(|pattern| self.holds(*pattern, **class));
            let excess: Vec<usize> = outside.iter().filter(is_held).copied().collect();
            if let Some(without) = self.cover(&excess, is_exception) {
                let set = self.set(Some(&within), &without);
                return Ok(vec![(set, inside.to_vec())]);
            }
        }
        // What the patterns of one side have in common, class by class, may be all of it.
        let within = self.common(inside);
        let without = self.common(outside);
        let set = match (within, without) {
            (Some(within), without) if without.as_ref().is_none_or(|w| within.len() <= w.len()) => {
                TextSet {
                    within: Some(within),
                    without: Vec::new(),
                }
            }
            (_, Some(without)) => TextSet {
                within: None,
                without,
            },
            (_, None) => return self.describe_in_parts(inside, outside),
        };
        Ok(vec![(set, inside.to_vec())])
    }

    /// The patterns of what classes consist of, where each needs no exceptions.
    fn common(&self, classes: &[usize]) -> Option<Vec<Glob>> {
        let mut globs: Vec<Glob> = Vec::new();
        for class in classes {
            let set = self.describe_one(*class).ok()?;
            if !set.without.is_empty() {
                return None;
            }
            globs.extend(set.within?);
        }
        sort(&mut globs);
        globs.dedup();
        Some(globs)
    }

    /// What no pattern of the others holds, and then the rest.
    fn describe_in_parts(
        &self,
        inside: &[usize],
        outside: &[usize],
    ) -> Result<Vec<(TextSet, Vec<usize>)>, Unanswered> {
        let Some(of_others) = self.cover(outside, |_| true) else {
            return self.describe_each(inside);
        };
        let is_held = |class: &usize| of_others.iter().any(|p| self.holds(*p, *class));
        let (held, free): (Vec<usize>, Vec<usize>) = inside.iter().partition(|c| is_held(c));
        if free.is_empty() {
            return self.describe_each(inside);
        }
        let mut parts = vec![(self.set(None, &of_others), free)];
        if !held.is_empty() {
            let count = self.matching.len();
            let wanted: Vec<bool> = (0..count).map(|class| held.contains(&class)).collect();
            let possible = inside.iter().chain(outside);
            let possible: Vec<usize> = possible.copied().collect();
            let possible: Vec<bool> = (0..count).map(|class| possible.contains(&class)).collect();
            parts.extend(self.describe(&wanted, &possible)?);
        }
        Ok(parts)
    }

    fn describe_each(&self, inside: &[usize]) -> Result<Vec<(TextSet, Vec<usize>)>, Unanswered> {
        let each = inside
            .iter()
            .map(|class| Ok((self.describe_one(*class)?, vec![*class])));
        each.collect()
    }

    /// One class: what its patterns have in common, without what others have of it.
    fn describe_one(&self, class: usize) -> Result<TextSet, Unanswered> {
        let matching = self.matching.get(class).map_or(&[][..], |m| m);
        let shared: Vec<usize> = (0..self.matching.len())
            .filter(|other| *other != class && matching.iter().all(|p| self.holds(*p, *other)))
            .collect();
        let exceptions = self.cover(&shared, |classes| !classes.contains(&class));
        let exceptions = exceptions.ok_or(Unanswered::NoWords)?;
        // Those that hold another one whole say nothing more.
        let of = |pattern: usize| self.patterns.get(pattern).map_or(&[][..], |(_, c)| c);
        let mut least: Vec<usize> = Vec::new();
        for pattern in matching {
            let holds = |other: usize| of(other).iter().all(|c| of(*pattern).contains(c));
            if !least.iter().any(|other| holds(*other)) {
                least.retain(|other| !of(*pattern).iter().all(|c| of(*other).contains(c)));
                least.push(*pattern);
            }
        }
        let set = self.set(None, &exceptions);
        if matching.is_empty() {
            return Ok(set);
        }
        if let [only] = least.as_slice() {
            return Ok(TextSet {
                without: set.without,
                ..self.set(Some(&[*only]), &[])
            });
        }
        let least = least
            .iter()
            .filter_map(|pattern| self.patterns.get(*pattern));
        let least: Vec<&Glob> = least.map(|(glob, _)| glob).collect();
        let mut within =
            in_common(&least).unwrap_or_else(|| vec![Glob::all(least.into_iter().cloned())]);
        sort(&mut within);
        Ok(TextSet {
            within: Some(within),
            without: set.without,
        })
    }

    fn holds(&self, pattern: usize, class: usize) -> bool {
        let classes = self.patterns.get(pattern);
        classes.is_some_and(|(_, classes)| classes.binary_search(&class).is_ok())
    }

    /// Patterns that together hold all of `classes`, of those whose classes are `fit`; none
    /// of them could be left out. `None` when there are none.
    fn cover(&self, classes: &[usize], fit: impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
        let mut left = vec![false; self.matching.len()];
        for class in classes {
            *left.get_mut(*class)? = true;
        }
        let mut fitting: Vec<usize> = (0..self.patterns.len())
            .filter(|at| {
                self.patterns
                    .get(*at)
                    .is_some_and(|(_, c)| !c.is_empty() && fit(c))
            })
            .collect();
        // Those first that hold little else, and of these the largest.
        sort::by_cached_key(&mut fitting, |at| {
            let held = self
                .patterns
                .get(*at)
                .map_or(&[][..], |(_, classes)| classes);
            let wanted = held.iter().filter(|c| left.get(**c) == Some(&true)).count();
            (held.len() - wanted, std::cmp::Reverse(wanted))
        });
        let mut count = vec![0_usize; self.matching.len()];
        let mut taken: Vec<usize> = Vec::new();
        for at in fitting {
            let Some((_, held)) = self.patterns.get(at) else {
                continue;
            };
            let is_new = held
                .iter()
                .any(|c| left.get(*c) == Some(&true) && count.get(*c) == Some(&0));
            if is_new {
                held.iter().for_each(|c| {
                    if let Some(count) = count.get_mut(*c) {
                        *count += 1;
                    }
                });
                taken.push(at);
            }
        }
        if classes.iter().any(|class| count.get(*class) == Some(&0)) {
            return None;
        }
        // What later ones hold as well.
        let mut kept = Vec::with_capacity(taken.len());
        for at in taken {
            let Some((_, held)) = self.patterns.get(at) else {
                continue;
            };
            let is_needed = held
                .iter()
                .any(|c| left.get(*c) == Some(&true) && count.get(*c) == Some(&1));
            if is_needed {
                kept.push(at);
            } else {
                held.iter().for_each(|c| {
                    if let Some(count) = count.get_mut(*c) {
                        *count -= 1;
                    }
                });
            }
        }
        Some(kept)
    }

    fn set(&self, within: Option<&[usize]>, without: &[usize]) -> TextSet {
        let globs = |list: &[usize]| {
            let globs = list.iter().filter_map(|at| self.patterns.get(*at));
            let mut globs: Vec<Glob> = globs.map(|(glob, _)| glob.clone()).collect();
            sort(&mut globs);
            globs
        };
        TextSet {
            within: within.map(globs),
            without: globs(without),
        }
    }
}

/// Patterns that together match what all of `globs` match; `None` where there are too many,
/// or where the case of letters counts in one and not in another.
fn in_common(globs: &[&Glob]) -> Option<Vec<Glob>> {
    let mut common: Vec<Vec<Element>> = vec![vec![Element::Many]];
    for glob in globs {
        if glob.ignores_case() {
            return None;
        }
        let mut met: Vec<Vec<Element>> = Vec::new();
        for so_far in &common {
            met.extend(intersections(so_far, glob.elements(), IN_COMMON)?);
        }
        met.dedup();
        if met.len() > IN_COMMON {
            return None;
        }
        common = met;
    }
    Some(common.into_iter().map(Glob::new).collect())
}

fn sort(globs: &mut [Glob]) {
    sort::by_cached_key(globs, |glob| (glob.to_string(), glob.ignores_case()));
}

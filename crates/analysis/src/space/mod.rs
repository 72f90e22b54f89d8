//! The space of all sign-ins of an account, as a product of dimensions in classes.
//!
//! 1. [`keys`]: what the value of each condition key depends on, and which keys range.
//! 2. [`cut`]: the operands of all tests cut each dimension into classes on which every
//!    test is constant. Each class has a witness.
//! 3. [`questions`] and [`tables`]: the truth of each part of a statement on the classes that it depends on,
//!    asked of the ordinary evaluator about requests made of witnesses. Classes on which
//!    all parts come to the same are put together.
//! 4. [`truth`]: statements and layers are combined by the rules that decide requests, over
//!    [`diagram`]s instead of single truths: [`joined`] as [`leaf`]s and [`fate`]s say.
//! 5. [`boxes`]: diagrams as disjoint boxes.

pub(crate) mod axis;
pub(crate) mod boxes;
mod build;
mod cut;
pub(crate) mod diagram;
pub(crate) mod fate;
mod joined;
mod keys;
pub(crate) mod leaf;
mod questions;
mod request;
pub(crate) mod search;
pub(crate) mod tables;
pub(crate) mod truth;
pub(crate) mod values;

#[cfg(test)]
mod tests;

use vestibule_iam::keys::KeyId;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Authorizer, Principal};

use self::axis::{Axis, CONTEXT, ContextKey, PRINCIPAL, Principals};
use self::cut::Tests;
use self::keys::KeyFacts;
use crate::networks::{NamedNetwork, Selection};

/// What the space is made of besides the policies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The partition of the account; `None` is `aws`.
    pub partition: Option<String>,
    /// Values that a person would recognise: ARNs of principals, addresses, VPCs, endpoints
    /// and Regions. Witnesses are taken from them where they can.
    pub familiar: Vec<String>,
    /// Networks that answers tell apart by name.
    pub networks: Vec<NamedNetwork>,
    /// ARNs of principals of the account that answers tell apart, or patterns of them.
    pub principals: Vec<String>,
    /// Context keys that are to range over all values and over absence, though nothing says
    /// that a sign-in has them.
    pub free: Vec<String>,
    /// Whether IAM Identity Center has no roles in the account: then the space has no
    /// sign-ins of them.
    pub without_identity_center: bool,
}

/// The account of all principals of the space.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) account: String,
    pub(crate) partition: String,
    /// How ARNs of IAM and of federated users begin.
    pub(crate) prefixes: [String; 2],
}

/// All sign-ins of an account, in classes.
pub(crate) struct Space<'a> {
    pub(crate) authorizer: &'a Authorizer,
    pub(crate) axes: Vec<Axis>,
    pub(crate) facts: KeyFacts,
    /// True where the last action is decided as the second.
    pub(crate) ends_as_second: bool,
    /// Somebody of the account.
    sample: Principal,
    tests: Tests,
    /// Policies and statements that are undecided somewhere, each with a key that is why.
    undecided: Vec<(usize, usize, KeyId)>,
    /// Of each dimension, for each class of all classes that come to the same, the number.
    merged: Vec<Vec<usize>>,
    /// The class that stands for all that come to the same.
    standing: Vec<Vec<usize>>,
}

impl Space<'_> {
    /// How many classes of a dimension there are, those put together that come to the same.
    pub(crate) fn size(&self, axis: usize) -> usize {
        self.standing.get(axis).map_or(1, Vec::len)
    }

    /// The class that stands for a merged one.
    pub(crate) fn standing(&self, axis: usize, merged: usize) -> usize {
        let of_axis = self.standing.get(axis);
        of_axis.and_then(|s| s.get(merged)).copied().unwrap_or(0)
    }

    /// The merged class of a class.
    pub(crate) fn merged(&self, axis: usize, class: usize) -> usize {
        let of_axis = self.merged.get(axis);
        of_axis.and_then(|m| m.get(class)).copied().unwrap_or(0)
    }

    /// The classes that a merged one consists of.
    pub(crate) fn classes_of(&self, axis: usize, merged: usize) -> Vec<usize> {
        let of_axis = self.merged.get(axis).map_or(&[][..], |m| m);
        let classes = of_axis.iter().enumerate().filter(|(_, of)| **of == merged);
        classes.map(|(class, _)| class).collect()
    }

    /// Of some classes that which a person would name first.
    pub(crate) fn first(&self, axis: usize, classes: &[usize]) -> usize {
        let rank = |class: &usize| (self.axes.get(axis).map(|axis| axis.rank(*class)), *class);
        classes.iter().copied().min_by_key(rank).unwrap_or(0)
    }

    /// The class of a principal; `None` for one of another account.
    pub(crate) fn class_of(&self, principal: &Principal) -> Option<usize> {
        let all = self.principals()?;
        let [iam, federated] = &all.prefixes;
        match principal.arn.strip_prefix(iam.as_str()) {
            Some(rest) => all.iam.locate(rest),
            None => {
                let at = all
                    .federated
                    .locate(principal.arn.strip_prefix(federated.as_str())?)?;
                Some(all.iam.classes().len() + at)
            }
        }
    }

    /// The classes of principals whose ARNs match a pattern by which the space was cut.
    pub(crate) fn principals_like(&self, pattern: &str) -> Selection {
        let pattern = Pattern::new(pattern);
        let witnesses = self.principals().map_or(&[][..], |all| &all.witnesses);
        let is_match = |witness: &Principal| pattern.matches(&witness.arn);
        self.only(PRINCIPAL, witnesses.iter().map(is_match).collect())
    }

    /// A selection that says something of one dimension alone.
    pub(crate) fn only(&self, axis: usize, classes: Vec<bool>) -> Selection {
        let mut selection: Selection = vec![None; self.axes.len()];
        if let Some(of_axis) = selection.get_mut(axis) {
            *of_axis = Some(classes);
        }
        selection
    }

    /// A selection of classes as one of merged classes.
    pub(crate) fn merge_selection(&self, selection: &Selection) -> Selection {
        let of_axis = |(axis, of): (usize, &Option<Vec<bool>>)| {
            let of = of.as_ref()?;
            let belongs = |merged| of.get(self.standing(axis, merged)) == Some(&true);
            Some((0..self.size(axis)).map(belongs).collect())
        };
        selection.iter().enumerate().map(of_axis).collect()
    }

    pub(crate) fn principals(&self) -> Option<&Principals> {
        match self.axes.get(PRINCIPAL) {
            Some(Axis::Principal(principals)) => Some(principals),
            _ => None,
        }
    }

    /// The keys that range, each with its dimension.
    pub(crate) fn context_keys(&self) -> impl Iterator<Item = (usize, &ContextKey)> {
        let axes = self.axes.iter().enumerate().skip(CONTEXT);
        axes.filter_map(|(at, axis)| match axis {
            Axis::Context(key) => Some((at, key)),
            _ => None,
        })
    }

    /// The statements of a policy that are undecided somewhere.
    pub(crate) fn undecided_statements(&self, policy: usize) -> impl Iterator<Item = usize> + '_ {
        let of_policy = self
            .undecided
            .iter()
            .filter(move |(of, _, _)| *of == policy);
        of_policy.map(|(_, statement, _)| *statement)
    }
}

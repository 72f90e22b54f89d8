//! Fixes that would write a key that stands beside already.

use crate::json::{Member, Node, json_string};
use crate::problem::Problem;

/// Forgets fixes that give a member the key of another one of its object: AWS refuses a key that
/// stands twice, and which of the two counts would be open.
pub(super) fn forget(root: &Node, problems: &mut [Problem]) {
    let mut renaming: Vec<&mut Problem> = problems
        .iter_mut()
        .filter(|problem| problem.replacement.is_some())
        .collect();
    if !renaming.is_empty() {
        in_node(root, &mut renaming);
    }
}

fn in_node(node: &Node, renaming: &mut [&mut Problem]) {
    let members = node.members();
    for member in members {
        let others = || members.iter().filter(|other| !std::ptr::eq(*other, member));
        for problem in renaming.iter_mut() {
            let is_new = |other: &Member| {
                let key = json_string(&other.key.value);
                problem.replacement.as_deref() == Some(&key)
            };
            if problem.span == member.key.span && others().any(is_new) {
                problem.drop_fix();
            }
        }
        in_node(&member.value, renaming);
    }
    for element in node.elements() {
        in_node(element, renaming);
    }
}

//! What a plan changes, one resource at a time.

use vestibule_iam::json::{Node, Value};
use vestibule_syntax::diagnostic::{code, quoted};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use crate::terraform::resource::{Resource, of_change};

/// A resource that a plan changes.
pub(super) struct Change<'d> {
    pub(super) address: &'d str,
    pub(super) of_type: &'d str,
    /// The provider that changes it, where that is told.
    pub(super) provider: Option<&'d str>,
    /// What it is before, unless the plan makes it.
    pub(super) before: Option<Resource<'d>>,
    /// What it is after, unless the plan deletes it.
    pub(super) after: Option<Resource<'d>>,
    /// It is deleted and made again, or made again and deleted.
    pub(super) is_replaced: bool,
    /// What Terraform put aside earlier.
    pub(super) is_deposed: bool,
}

impl<'d> Change<'d> {
    /// All that a plan changes. What it leaves, reads or only forgets is as it was, but for what
    /// runs something as it is read.
    ///
    /// # Errors
    /// A change that is not told, or an action that is not known.
    pub(super) fn all(root: &'d Node) -> Result<Vec<Self>, Box<Finding>> {
        let mut found = Vec::new();
        let list = match root.get("resource_changes") {
            None => return Ok(found),
            Some(list) => list,
        };
        if !matches!(list.value, Value::Array(_)) {
            return Err(untold("resource_changes"));
        }
        for (at, one) in list.elements().iter().enumerate() {
            let place = || format!("resource_changes[{at}]");
            let text = |name: &str| one.get(name).and_then(Node::as_str);
            let (Some(address), Some(of_type), Some(change)) =
                (text("address"), text("type"), one.get("change"))
            else {
                return Err(untold(&place()));
            };
            let actions = change.get("actions").map(Node::elements);
            let actions: Option<Vec<&str>> = actions
                .unwrap_or_default()
                .iter()
                .map(Node::as_str)
                .collect();
            let Some(actions) = actions else {
                return Err(untold(&place()));
            };
            // Whether it is there before, and after; and whether it is another after.
            let (is_before, is_after, is_replaced) = match actions.as_slice() {
                ["no-op"] | ["forget"] => continue,
                ["read"] if runs(of_type) => (false, false, false),
                ["read"] => continue,
                // What it reads is in no state.
                ["open"] if text("mode") == Some("ephemeral") => continue,
                ["create"] | ["create", "forget"] | ["forget", "create"] => (false, true, false),
                ["update"] => (true, true, false),
                ["delete"] => (true, false, false),
                ["delete", "create"] | ["create", "delete"] => (true, true, true),
                other => return Err(unknown_action(address, &other.join(", "))),
            };
            if text("mode") == Some("data") && (is_before || is_after) {
                return Err(unknown_action(address, &actions.join(", ")));
            }
            let module = text("module_address").unwrap_or_default();
            let side = |is_there: bool, name: &str| match (is_there, change.get(name)) {
                (false, _) => Ok(None),
                (true, Some(values)) if matches!(values.value, Value::Object(_)) => Ok(Some(
                    of_change((address, of_type, module), values, change, name),
                )),
                (true, _) => Err(untold(&place())),
            };
            found.push(Self {
                address,
                of_type,
                provider: text("provider_name"),
                before: side(is_before, "before")?,
                after: side(is_after, "after")?,
                is_replaced,
                is_deposed: one.get("deposed").is_some(),
            });
        }
        Ok(found)
    }

    /// It is made or destroyed, or both.
    pub(super) fn is_made_or_destroyed(&self) -> bool {
        self.is_replaced || self.before.is_none() || self.after.is_none()
    }

    /// What it is before and after, as far as it is there.
    pub(super) fn sides(&self) -> impl Iterator<Item = &Resource<'d>> {
        self.before.iter().chain(&self.after)
    }
}

/// Data sources that run something.
pub(super) fn runs(of_type: &str) -> bool {
    matches!(of_type, "aws_lambda_invocation" | "aws_ecs_task_execution")
}

pub(super) fn untold(place: &str) -> Box<Finding> {
    let message = message!(
        "the plan does not tell the change at {place}",
        place = code(place)
    );
    let help = message!("make it again with a current release of Terraform or OpenTofu");
    Box::new(Finding::new("import-terraform-deferred", Severity::Error, message).help(help))
}

fn unknown_action(address: &str, actions: &str) -> Box<Finding> {
    let message = message!(
        "what the plan does to {address} is not known: {actions}",
        address = code(address),
        actions = quoted(actions)
    );
    let help = message!("make it again with a current release of Terraform or OpenTofu");
    Box::new(Finding::new("import-terraform-deferred", Severity::Error, message).help(help))
}

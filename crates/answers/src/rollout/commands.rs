//! What to run for a step, and what takes it back.

use vestibule_signin::Layer;
use vestibule_signin::control_plane::WRITE_REGION as WRITES;

use super::state::Settings;
use super::statements::{self, Tokens};
use super::steps::{Change, Name, Target};

/// What a plan's commands are made of.
pub(super) struct Commands<'p> {
    pub(super) account: &'p str,
    pub(super) organization: Option<&'p str>,
    pub(super) wanted: &'p Settings,
    pub(super) tokens: &'p Tokens,
}

impl Commands<'_> {
    /// What takes a step in a state, and what takes it back.
    pub(super) fn of(&self, change: &Change, before: &Settings) -> (Vec<String>, Vec<String>) {
        match change {
            Change::Attach(name, node) => {
                let is_known = before.attached.text(name.0, &name.1).is_some();
                let mut run = if is_known {
                    find(name)
                } else {
                    self.create(name)
                };
                run.push(at("attach", node.as_deref().unwrap_or(self.account)));
                let mut back = find(name);
                back.push(at("detach", node.as_deref().unwrap_or(self.account)));
                if !is_known {
                    back.push(
                        "aws organizations delete-policy --policy-id \"$policy_id\"".to_owned(),
                    );
                }
                (run, back)
            }
            Change::Detach(name, node) => {
                let node = node.as_deref().unwrap_or(self.account);
                let mut run = find(name);
                run.push(at("detach", node));
                let mut back = find(name);
                back.push(at("attach", node));
                (run, back)
            }
            Change::Update(name) => {
                let text = |settings: &Settings| {
                    let text = settings.attached.text(name.0, &name.1);
                    let mut lines = find(name);
                    lines.push(format!(
                        "aws organizations update-policy --policy-id \"$policy_id\" --content {}",
                        word(text.map_or("", String::as_str))
                    ));
                    lines
                };
                (text(self.wanted), text(before))
            }
            Change::Put(statement) => {
                let mut behind = before.clone();
                behind.apply(change, self.wanted);
                let back = statements::delete(statement, behind.listed());
                (self.tokens.put(statement), back)
            }
            Change::Delete(statement) => (
                statements::delete(statement, before.listed()),
                Tokens::put_again(statement),
            ),
            Change::Enable(target) => (
                vec![self.switch("put", *target)],
                vec![self.switch("delete", *target)],
            ),
            Change::Disable(target) => (
                vec![self.switch("delete", *target)],
                vec![self.switch("put", *target)],
            ),
        }
    }

    fn switch(&self, verb: &str, target: Target) -> String {
        let id = match target {
            Target::Account => self.account,
            Target::Organization => self.organization.unwrap_or_default(),
        };
        format!(
            "aws signin {verb}-console-authorization-configuration --target-id {id} --region {WRITES}"
        )
    }

    fn create(&self, name: &Name) -> Vec<String> {
        let (layer, name) = name;
        let text = self.wanted.attached.text(*layer, name);
        vec![format!(
            "policy_id=$(aws organizations create-policy --name {name} --description {name} --type {kind} --content {content} --query Policy.PolicySummary.Id --output text)",
            name = word(name),
            kind = kind(*layer),
            content = word(text.map_or("", String::as_str))
        )]
    }
}

/// What finds the id of a policy by its name.
fn find((layer, name): &Name) -> Vec<String> {
    let query = format!("Policies[?Name=='{}'].Id", name.replace('\'', r"\'"));
    vec![format!(
        "policy_id=$(aws organizations list-policies --filter {} --query {} --output text)",
        kind(*layer),
        word(&query)
    )]
}

fn at(verb: &str, node: &str) -> String {
    format!(
        "aws organizations {verb}-policy --policy-id \"$policy_id\" --target-id {}",
        word(node)
    )
}

fn kind(layer: Layer) -> &'static str {
    if layer == Layer::ServiceControl {
        "SERVICE_CONTROL_POLICY"
    } else {
        "RESOURCE_CONTROL_POLICY"
    }
}

/// What shows the denials that a step made, and the call itself.
pub(super) fn watch(is_enforced: bool, event: &str) -> Vec<String> {
    let look = |name: &str| {
        format!(
            "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue={name} --region {WRITES} --max-results 50"
        )
    };
    let denials = is_enforced.then(|| look("ConsoleLogin"));
    [Some(look(event)), denials].into_iter().flatten().collect()
}

/// A word of a shell: as it is, or in quotes in which nothing has a meaning.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./:@=,+-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn no_text_ends_its_quotes() {
        for (text, expected) in [
            ("ou-ab12-cdefghij", "ou-ab12-cdefghij"),
            ("", "''"),
            ("a b", "'a b'"),
            ("'; rm -rf /", r"''\''; rm -rf /'"),
            ("$(x)", "'$(x)'"),
        ] {
            assert_eq!(word(text), expected);
        }
    }
}

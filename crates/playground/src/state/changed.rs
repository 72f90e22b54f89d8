//! A sign-in with one fact changed, as a row of its own.

use std::rc::Rc;

use implicit_clone::unsync::IString;

use super::scenario::{ContextRow, Given, Path, Scenario};
use super::{State, Step};
use crate::evaluate::answer::Fact;

impl State {
    /// Adds a copy that differs in one fact; nothing is expected of it yet.
    pub(super) fn add_changed(&mut self, id: u32, fact: Fact, name: IString) {
        let from = self.sign_in(id).cloned();
        let mut added = None;
        self.change(|workspace| {
            let Some(from) = from.clone() else {
                return Step::Own;
            };
            let id = workspace.fresh_id();
            let row = workspace.fresh_id();
            let at = workspace.behind(Some(from.id));
            let mut scenario = Scenario {
                id,
                name,
                expect: None,
                ..Scenario::clone(&from)
            };
            let before = scenario.values();
            scenario.change(fact, row);
            // What was tried is an example as well.
            let mut tried = scenario.values();
            tried.retain(|value| !before.contains(value));
            scenario.invented.extend(workspace.not_given(tried));
            workspace.scenarios.insert(at, Rc::new(scenario));
            added = Some(id);
            Step::Own
        });
        self.show(added);
    }
}

impl Scenario {
    /// Makes one fact different; `row` is the id for another context key.
    fn change(&mut self, fact: Fact, row: u32) {
        match fact {
            Fact::Entry(entry) => self.entry = entry,
            Fact::Principal(principal) => self.principal = principal.into(),
            Fact::Region(region) => self.region = region.into(),
            Fact::Network(network) => {
                let text = |text: Option<String>| IString::from(text.unwrap_or_default());
                // One network all the way: that of single actions would go on counting.
                self.overrides.clear();
                if network.is_endpoint() {
                    self.network.path = Path::Endpoint;
                    self.network.vpc = text(network.vpc);
                    self.network.endpoint = text(network.endpoint);
                    self.network.private_ip = text(network.source_ip);
                } else {
                    self.network.path = Path::Public;
                    self.network.source_ip = text(network.source_ip);
                }
            }
            Fact::Key(key, value) => {
                self.context
                    .retain(|row| !row.key.eq_ignore_ascii_case(&key));
                self.context.push(ContextRow {
                    id: row,
                    key: key.into(),
                    value: Given::One(value.into()),
                });
            }
            Fact::NoKey(key) => self
                .context
                .retain(|row| !row.key.eq_ignore_ascii_case(&key)),
            // All rows share the account.
            Fact::Authorization(_) | Fact::Standing(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::action::{Action, Words};
    use crate::state::scenario::Override;
    use crate::state::view::Settings;
    use crate::state::workspace::Workspace;
    use vestibule_wire::{Action as Phase, Network};

    fn state() -> Rc<State> {
        let scenario = Scenario {
            id: 1,
            name: "Alice".into(),
            region: "eu-west-1".into(),
            context: vec![ContextRow {
                id: 2,
                key: "aws:SourceIdentity".into(),
                value: Given::Unknown,
            }],
            overrides: vec![Override {
                action: Phase::CreateOAuth2Token.name().into(),
                network: Default::default(),
            }],
            ..Scenario::default()
        };
        let workspace = Workspace {
            scenarios: vec![Rc::new(scenario)],
            next_id: 3,
            ..Workspace::default()
        };
        Rc::new(State::new(workspace, Settings::default(), Words::default()))
    }

    fn changed(fact: Fact) -> Scenario {
        let state = state().reduce(Action::AddChanged(1, fact, "Other".into()));
        let [first, second] = &state.workspace.scenarios[..] else {
            panic!("{:?}", state.workspace.scenarios);
        };
        assert_eq!(first.name, "Alice");
        assert_eq!(second.name, "Other");
        assert_eq!(state.selected.map(|s| s.scenario), Some(second.id));
        assert!(state.can_undo());
        Scenario::clone(second)
    }

    #[test]
    fn one_fact_differs_and_the_rest_stays() {
        assert_eq!(
            changed(Fact::Region("us-east-1".into())).region,
            "us-east-1"
        );
        let other = changed(Fact::Principal("arn:aws:iam::111122223333:root".into()));
        assert_eq!(other.principal, "arn:aws:iam::111122223333:root");
        assert_eq!(other.region, "eu-west-1");
    }

    #[test]
    fn another_network_is_that_of_every_action() {
        let other = changed(Fact::Network(Network {
            vpc: Some("vpc-1".into()),
            ..Network::default()
        }));
        assert_eq!(other.network.path, Path::Endpoint);
        assert_eq!(other.network.vpc, "vpc-1");
        assert!(other.overrides.is_empty());
    }

    #[test]
    fn a_key_is_told_once() {
        let key = "AWS:sourceidentity".to_owned();
        let other = changed(Fact::Key(key.clone(), "bob".into()));
        assert_eq!(other.context.len(), 1);
        assert_eq!(other.context[0].value, Given::One("bob".into()));
        assert_ne!(other.context[0].id, other.id);
        assert!(changed(Fact::NoKey(key)).context.is_empty());
    }
}

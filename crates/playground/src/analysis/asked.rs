//! What is asked about all sign-ins, and when that is another question.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::Request;

use super::answer::Order;
use crate::evaluate::answer::{Rules, Unread};
use crate::evaluate::case;
use crate::parts::same_parts;
use crate::state::scenario::Scenario;
use crate::state::words::Words;
use crate::state::workspace::Workspace;

/// How many sign-ins tell whom and which networks a person named.
const NAMED: usize = 500;

/// What is asked about all sign-ins of a workspace.
#[derive(Clone, Debug)]
pub struct Asked {
    workspace: Rc<Workspace>,
    /// The rules that decide, with the last readable text of what cannot be read.
    rules: Rules,
    /// The tag of the language of the answer.
    pub language: IString,
    /// What the page calls documents without a name, by their ids.
    names: Vec<(u32, IString)>,
}

impl Asked {
    /// About that workspace, of which these documents cannot be read.
    pub fn new(workspace: &Rc<Workspace>, unread: &[Unread], words: &Words) -> Self {
        let mut rules = case::rules(workspace);
        for document in &mut rules.documents {
            let of_it = unread.iter().find(|unread| unread.document == document.id);
            if let Some(earlier) = of_it.and_then(|unread| unread.earlier.as_ref()) {
                Rc::make_mut(document).text = earlier.clone();
            }
        }
        Self {
            workspace: Rc::clone(workspace),
            rules,
            language: words.language.clone(),
            names: words.names(workspace),
        }
    }

    /// True while everything that decides is in `workspace` as it was.
    pub fn is_of(&self, workspace: &Rc<Workspace>) -> bool {
        Rc::ptr_eq(&self.workspace, workspace)
            || (case::decides_alike(&self.workspace, workspace) && self.names_alike(workspace))
    }

    fn names_alike(&self, workspace: &Workspace) -> bool {
        let (a, b) = (&self.workspace, workspace);
        let people =
            same_parts(&a.scenarios, &b.scenarios) || named(&a.scenarios) == named(&b.scenarios);
        people && a.declared == b.declared && a.unknown_members == b.unknown_members
    }

    /// The order for it.
    pub fn order(&self, number: u64, today: String) -> Order {
        Order {
            number,
            language: self.language.clone(),
            rules: self.rules.clone(),
            names: self.names.clone(),
            today,
            requests: named(&self.workspace.scenarios),
            declared: Rc::clone(&self.workspace.declared),
            kept: self.workspace.unknown_members.clone(),
        }
    }
}

impl PartialEq for Asked {
    /// True when the answer is the same, whatever the workspaces are called.
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
            && self.names == other.names
            && self.rules == other.rules
            && self.names_alike(&other.workspace)
    }
}

/// Whom and which networks and Regions the rows name, each combination once.
fn named(scenarios: &[Rc<Scenario>]) -> Vec<Request> {
    let mut requests: Vec<Request> = Vec::new();
    for scenario in scenarios {
        if requests.len() == NAMED {
            break;
        }
        let request = Request {
            principal: scenario.principal.trim().to_owned(),
            network: case::network(&scenario.network),
            region: case::told(&scenario.region),
            ..Request::default()
        };
        if !request.principal.is_empty() && !requests.contains(&request) {
            requests.push(request);
        }
    }
    requests
}

//! How much the worker does for the table.

use serde_json::json;
use vestibule_wire::{Case, NoFiles, Outcome};

use super::Page;
use crate::evaluate::answer::{Field, ScenarioField};
use crate::state::action::Action;

const REQUESTS: usize = 140;

/// A case whose decisions are cheap each, and together more work than is done.
fn much() -> String {
    let deny = json!({
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        // The first number is the value, and the others count.
        "Condition": { "NumericEquals": { "aws:PrincipalTag/x": (1..100).collect::<Vec<_>>() } },
    });
    let request = json!({
        "principal": super::ALICE,
        "network": { "sourceIp": "203.0.113.10" },
        "context": { "aws:PrincipalTag/x": "1" },
    });
    json!({
        "vestibule": 1,
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": vec![deny; 1_000] } },
        "requests": vec![request; REQUESTS],
    })
    .to_string()
}

/// The row at which the worker stopped, where it said so, and the ids of all rows.
fn stopped_at(page: &Page) -> (Option<usize>, Vec<u32>) {
    let scenarios = &page.state.workspace.scenarios;
    let ids: Vec<u32> = scenarios.iter().map(|one| one.id).collect();
    let of_limit = page.state.results.problems.iter();
    let said: Vec<u32> = of_limit
        .filter(|problem| problem.finding.code == "work-limit")
        .filter_map(|problem| match problem.place {
            Some(Field::Scenario(id, ScenarioField::Name)) => Some(id),
            _ => None,
        })
        .collect();
    assert!(said.len() <= 1, "{said:?}");
    let at = said
        .first()
        .and_then(|id| ids.iter().position(|other| other == id));
    (at, ids)
}

#[test]
fn the_table_has_the_budget_of_a_case() {
    let text = much();
    let case = Case::read(text.clone(), &NoFiles).unwrap();
    let mut page = Page::case(&text);
    let (at, ids) = stopped_at(&page);
    let at = at.unwrap();
    assert!(at > 50 && at < REQUESTS - 1, "{at}");
    for (index, id) in ids.iter().enumerate() {
        let outcome = page.outcome(*id);
        assert_eq!(outcome, case.outcome(index), "{index}");
        let expected = if index < at {
            Outcome::Denied
        } else {
            Outcome::Unknown
        };
        assert_eq!(outcome, Some(expected), "{index}");
    }
    // What is left over is explained as undecided, too.
    page.act(Action::Select(Some(crate::state::view::Selection {
        scenario: ids[at],
        action: None,
    })));
    let detail = page.state.results.detail.as_ref().unwrap();
    let decision = detail.decision.as_ref().unwrap();
    let on = decision.phases[0].depends_on.as_deref();
    assert_eq!(on, Some(&["work-limit".to_owned()][..]));
    // Where one goes there is work left for the next.
    page.act(Action::RemoveScenarios(vec![ids[0]]));
    let (then, left) = stopped_at(&page);
    assert_eq!((then, left.len()), (Some(at), REQUESTS - 1));
    assert_eq!(page.outcome(left[at - 1]), Some(Outcome::Denied));
    assert_eq!(page.outcome(left[at]), Some(Outcome::Unknown));
}

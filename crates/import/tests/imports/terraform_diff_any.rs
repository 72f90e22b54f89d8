//! Plans of any changes come to what the organization is after apply, as it is built by itself.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use vestibule_import::planned;
use vestibule_wire::{CaseFile, NoFiles, Outcome};

use crate::terraform::{resource, state};
use crate::terraform_diff::{arn_of, of};
use crate::{MANAGEMENT, PROD, RCP, SCP, TEST, UNIT, deny_outside};

const RANGES: [&str; 3] = ["198.51.100.0/24", "198.51.0.0/16", "203.0.113.0/24"];
const ADDRESSES: [&str; 4] = ["198.51.100.1", "198.51.200.1", "203.0.113.1", "192.0.2.1"];
const NODES: [&str; 4] = ["r-ab12", UNIT, PROD, TEST];
const COUNT: usize = 4;

/// Four policies, two of a type: the range of each, and where it is attached.
#[derive(Clone, Debug)]
struct Held {
    ranges: Vec<usize>,
    attached: BTreeSet<(usize, usize)>,
}

fn is_rcp(policy: usize) -> bool {
    policy < 2
}

fn document(policy: usize, range: usize) -> Value {
    deny_outside(RANGES[range], is_rcp(policy))
}

fn any_held() -> impl Strategy<Value = Held> {
    let ranges = prop::collection::vec(0..RANGES.len(), COUNT);
    let attached = prop::collection::btree_set((0..COUNT, 0..NODES.len()), 0..6);
    (ranges, attached).prop_map(|(ranges, attached)| Held { ranges, attached })
}

/// The case, as somebody writes it who knows all.
fn case(held: &Held) -> CaseFile {
    let of = |rcp: bool| -> Vec<Value> {
        let own = (0..COUNT).filter(|policy| is_rcp(*policy) == rcp);
        own.filter_map(|policy| {
            let nodes = held.attached.iter().filter(|(of, _)| *of == policy);
            let nodes: Vec<&str> = nodes.map(|(_, node)| NODES[*node]).collect();
            (!nodes.is_empty()).then(|| {
                json!({ "name": format!("policy-{policy}"), "attachedTo": nodes,
                    "document": document(policy, held.ranges[policy]) })
            })
        })
        .collect()
    };
    let case = json!({ "vestibule": 1, "organization": { "id": "o-a1b2c3d4e5",
        "managementAccount": MANAGEMENT, "tree": { "id": "r-ab12", "accounts": [MANAGEMENT],
            "children": [{ "id": UNIT, "accounts": [PROD, TEST] }] } },
        "policies": { "identity": [], "resourceControl": of(true), "serviceControl": of(false) },
        "requests": [] });
    let case = vestibule_wire::Case::read(case.to_string(), &vestibule_wire::NoFiles).unwrap();
    case.file().clone()
}

fn resources(held: &Held) -> Vec<Value> {
    let mut all = Vec::new();
    for policy in 0..COUNT {
        let of_type = if is_rcp(policy) { RCP } else { SCP };
        let id = format!("p-policy{policy}");
        all.push(resource(
            &format!("aws_organizations_policy.p{policy}"),
            json!({ "id": id, "name": format!("policy-{policy}"), "type": of_type,
                "arn": arn_of("o-a1b2c3d4e5", of_type, &id),
                "content": document(policy, held.ranges[policy]).to_string() }),
        ));
    }
    for (policy, node) in &held.attached {
        all.push(resource(
            &format!("aws_organizations_policy_attachment.a{policy}_{node}"),
            json!({ "policy_id": format!("p-policy{policy}"), "target_id": NODES[*node] }),
        ));
    }
    all
}

fn outcomes(case: &CaseFile) -> Vec<Outcome> {
    let accounts = [MANAGEMENT, PROD, TEST];
    accounts
        .iter()
        .flat_map(|account| of(case.clone(), account, &ADDRESSES))
        .collect()
}

/// Whether policies are attached before that the plan changes; others are in no case file.
fn plan_of(before: &Held, after: &Held) -> Value {
    crate::terraform_plan::plan(&resources(before), &resources(after), &[], &[])
}

fn after_of(base: &CaseFile, text: &Value) -> CaseFile {
    let planned = planned(
        "plan.json",
        text.to_string().as_bytes(),
        Some(base),
        &NoFiles,
    )
    .unwrap();
    assert_eq!(&planned.before, base);
    planned.after
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_known_plan_comes_to_what_is_there_after(before in any_held(), mut after in any_held()) {
        // A policy that is attached to nothing is in no case file, so that nobody knows it there.
        for policy in 0..COUNT {
            if !before.attached.iter().any(|(of, _)| *of == policy) {
                after.ranges[policy] = before.ranges[policy];
            }
        }
        let found = after_of(&case(&before), &plan_of(&before, &after));
        prop_assert_eq!(outcomes(&found), outcomes(&case(&after)));
    }

    #[test]
    fn what_is_masked_contradicts_nothing(
        before in any_held(),
        after in any_held(),
        masks in prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize), 1..4),
    ) {
        let mut text = plan_of(&before, &after);
        let changes = text["resource_changes"].as_array_mut().unwrap();
        for (index, mask) in &masks {
            let at = index.index(changes.len());
            let change = &mut changes[at];
            let is_policy = change["type"] == "aws_organizations_policy";
            let attribute = match (is_policy, mask) {
                (true, 0) => "content",
                (true, 1) => "type",
                (true, _) => "arn",
                (false, 0) => "policy_id",
                (false, _) => "target_id",
            };
            let own = &mut change["change"];
            let masks = json!({ attribute: true });
            // Of what stays as it is, Terraform says all that there is.
            if own["actions"] == json!(["no-op"]) {
                continue;
            }
            own["after_unknown"] = masks.clone();
            if *mask == 2 {
                own["before_sensitive"] = masks;
            }
        }
        let found = outcomes(&after_of(&case(&before), &text));
        for (found, known) in found.iter().zip(outcomes(&case(&after))) {
            prop_assert!(*found == Outcome::Unknown || *found == known, "{found:?} {known:?}");
        }
    }

    #[test]
    fn any_text_is_a_plan_or_refused(
        before in any_held(),
        at in any::<prop::sample::Index>(),
        put in "[\\[\\]{}\",:a-z0-9]{0,4}",
    ) {
        let mut text = state(&resources(&before)).to_string();
        text = format!("{{\"format_version\":\"1.2\",\"planned_values\":{text},\"prior_state\":{text}}}");
        let mut at = at.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, &put);
        let _: Result<_, _> = planned("plan.json", text.as_bytes(), Some(&case(&before)), &NoFiles);
        let _: Result<_, _> = planned("plan.json", text.as_bytes(), None, &NoFiles);
    }
}

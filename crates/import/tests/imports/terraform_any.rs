//! Properties of states and plans: nothing makes an import panic, and what is not told is never
//! decided otherwise than it is once it is told.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use vestibule_import::{Importer, Options};
use vestibule_wire::Outcome;

use crate::any::value;
use crate::terraform::{ALL, INSIDE, OUTSIDE, managed, resource};
use crate::terraform_plan::plan;
use crate::{MANAGEMENT, PROD, complete, file, import_with, outcomes};

const OPEN: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
const DOOR: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#;

fn identity() -> Vec<Value> {
    let arn = |what: &str| format!("arn:aws:iam::{PROD}:{what}");
    let mut attached = resource(
        "aws_iam_role_policy_attachment.admin",
        json!({ "role": "admin", "policy_arn": arn("policy/closed") }),
    );
    attached["depends_on"] = json!(["aws_iam_role.admin"]);
    vec![
        resource(
            "aws_iam_role.admin",
            json!({ "name": "admin", "arn": arn("role/admin"),
            "inline_policy": [{ "name": "x", "policy": OPEN }], "managed_policy_arns": [],
            "permissions_boundary": arn("policy/closed") }),
        ),
        resource(
            "aws_iam_policy.closed",
            json!({ "arn": arn("policy/closed"),
            "policy": OPEN }),
        ),
        attached,
        resource("data.aws_caller_identity.me", json!({ "account_id": PROD })),
        resource(
            "aws_vpc_endpoint.signin",
            json!({ "id": "vpce-0123456789abcdef0",
            "service_name": "com.amazonaws.us-east-1.signin", "policy": DOOR }),
        ),
    ]
}

fn text() -> Value {
    let prior = [managed(), identity()].concat();
    let references: &[&str] = &["aws_organizations_policy.perimeter"];
    let known = [(
        "aws_organizations_policy_attachment.perimeter",
        "policy_id",
        references,
    )];
    plan(&prior, &prior, &[], &known)
}

/// The paths of all values below one.
fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                paths(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                paths(value, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_plan_makes_it_panic(changes in prop::collection::vec((any::<Index>(), value()), 1..6)) {
        let mut plan = text();
        for (index, value) in changes {
            let mut all = Vec::new();
            paths(&plan, "", &mut all);
            if let Some(place) = plan.pointer_mut(index.get::<String>(&all)) {
                *place = value;
            }
        }
        let state = &plan["prior_state"];
        for text in [&plan, state] {
            let mut importer = Importer::new();
            importer.add("x.json", text.to_string().as_bytes());
            let imported = importer.finish(&Options::default());
            prop_assert_eq!(imported.report.files.len(), 1);
        }
    }

    #[test]
    fn what_is_not_told_changes_no_decision(
        hidden in prop::collection::vec((any::<Index>(), any::<bool>()), 1..5),
    ) {
        let mut plan = text();
        let mut attributes = Vec::new();
        for (at, one) in managed().iter().chain(&identity()).enumerate() {
            let keys = one["values"].as_object().unwrap().keys();
            attributes.extend(keys.map(|key| (at, key.clone())));
        }
        for (index, is_secret) in hidden {
            let (at, key) = index.get(&attributes);
            let change = &mut plan["resource_changes"][at]["change"];
            match is_secret {
                true => change["after_sensitive"] = json!({ key: true }),
                false => change["after_unknown"][key] = json!(true),
            }
        }
        let imported = import_with(&[file("plan.json", &plan)], &complete(&ALL));
        prop_assert!(!imported.report.files[0].taken_for.is_empty());
        // Who stands nowhere has no decision.
        let case = imported.case.as_ref().and_then(|case| case.organization.as_ref());
        let stand = case.is_some_and(|one| {
            let below = one.tree.children.iter().flat_map(|unit| &unit.accounts);
            one.tree.accounts == [MANAGEMENT] && below.clone().any(|id| id == PROD)
        });
        if stand {
            let found = outcomes(&imported, &[(PROD, INSIDE), (PROD, OUTSIDE)]);
            for (found, told) in found.into_iter().zip([Outcome::Allowed, Outcome::Denied]) {
                prop_assert!(found == told || found == Outcome::Unknown, "{found:?} {told:?}");
            }
        }
    }
}

//! What the apply of a plan of Terraform makes of an organization.

use serde_json::{Value, json};
use vestibule_import::{Imported, Planned, planned};
use vestibule_wire::{CaseFile, ImportReport, NoFiles, Outcome};

use crate::terraform::{ALL, managed, resource, state};
use crate::terraform_plan::plan;
use crate::{
    MANAGEMENT, PROD, RCP, SCP, UNIT, complete, deny_outside, import_with, outcomes, whole,
};
use Outcome::{Allowed, Denied, Unknown};

/// Inside of the RCP, inside of the SCP alone, and outside of both.
const ADDRESSES: [&str; 3] = ["198.51.100.1", "198.51.200.1", "192.0.2.1"];
/// As it is.
pub(crate) const NOW: [Outcome; 3] = [Allowed, Denied, Denied];
pub(crate) const LOST: [Outcome; 3] = [Unknown; 3];

const POLICY: &str = "aws_organizations_policy.perimeter";
pub(crate) const ATTACHMENT: &str = "aws_organizations_policy_attachment.perimeter[\"a\"]";

/// The organization without the resource-based policy of the account.
pub(crate) fn base() -> CaseFile {
    let mut files = whole();
    files.retain(|(name, _)| !name.ends_with("x.json"));
    let imported = import_with(&files, &complete(&ALL));
    imported.case.unwrap()
}

pub(crate) fn of(case: CaseFile, account: &str, addresses: &[&str]) -> Vec<Outcome> {
    let imported = Imported {
        case: Some(case),
        report: ImportReport::default(),
    };
    let sign_ins = addresses.iter().map(|address| (account, *address));
    outcomes(&imported, &sign_ins.collect::<Vec<_>>())
}

pub(crate) fn arn_of(of: &str, of_type: &str, id: &str) -> String {
    let of_type = of_type.to_ascii_lowercase();
    format!("arn:aws:organizations::{MANAGEMENT}:policy/{of}/{of_type}/{id}")
}

/// The organization as Terraform has it, with the ARN of its RCP.
pub(crate) fn prior() -> Vec<Value> {
    let mut all = managed();
    all[4]["values"]["arn"] = json!(arn_of("o-a1b2c3d4e5", RCP, "p-rcp1aaaa"));
    all
}

pub(crate) fn apply(text: &Value) -> Planned {
    planned(
        "plan.json",
        text.to_string().as_bytes(),
        Some(&base()),
        &NoFiles,
    )
    .unwrap()
}

pub(crate) fn after(text: &Value) -> Vec<Outcome> {
    let Planned { before, after, .. } = apply(text);
    assert_eq!(before, base());
    of(after, PROD, &ADDRESSES)
}

/// The plan in which one thing is otherwise.
pub(crate) fn with(change: impl Fn(&mut Vec<Value>)) -> Value {
    let mut planned = prior();
    change(&mut planned);
    plan(&prior(), &planned, &[], &[])
}

pub(crate) fn refused(text: &Value) -> Vec<String> {
    let found = planned(
        "plan.json",
        text.to_string().as_bytes(),
        Some(&base()),
        &NoFiles,
    )
    .unwrap_err();
    found.iter().map(|one| one.code.to_string()).collect()
}

/// Sets the actions of the change of an address.
pub(crate) fn set_actions(text: &mut Value, address: &str, actions: &[&str]) {
    for change in text["resource_changes"].as_array_mut().unwrap() {
        if change["address"] == address {
            change["change"]["actions"] = json!(actions);
        }
    }
}

#[test]
fn a_plan_without_changes_changes_nothing() {
    let Planned {
        before,
        after,
        findings,
    } = apply(&with(|_| {}));
    assert_eq!((&before, &after), (&base(), &base()));
    assert_eq!(findings, []);
    assert_eq!(of(after, PROD, &ADDRESSES), NOW);
}

#[test]
fn another_text_takes_the_place_of_the_one_that_there_is() {
    let text = with(|all| {
        all[4]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
    });
    assert_eq!(after(&text), [Denied, Allowed, Denied]);
    assert_eq!(apply(&text).findings, []);
    // Renamed besides: names decide nothing.
    let text = with(|all| {
        all[4]["values"]["name"] = json!("other");
        all[4]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
    });
    assert_eq!(after(&text), [Denied, Allowed, Denied]);
    let text = with(|all| all[4]["values"]["name"] = json!("other"));
    assert_eq!(apply(&text).after, base());
}

#[test]
fn attachments_come_and_go() {
    let gone = with(|all| {
        all.pop();
    });
    assert_eq!(after(&gone), [Allowed, Allowed, Denied]);
    let moved = with(|all| all[5]["values"]["target_id"] = json!(MANAGEMENT));
    let mut moved = moved;
    set_actions(&mut moved, ATTACHMENT, &["delete", "create"]);
    assert_eq!(after(&moved), [Allowed, Allowed, Denied]);
    // What is put aside in place of being destroyed stays.
    let mut kept = prior();
    kept[5]["values"]["skip_destroy"] = json!(true);
    let text = plan(&kept, &kept[..5], &[], &[]);
    assert_eq!(after(&text), NOW);
    let mut text = gone;
    set_actions(&mut text, ATTACHMENT, &["forget"]);
    assert_eq!(after(&text), NOW);
}

/// A new RCP, attached to something.
fn new(target: Value) -> Vec<Value> {
    let mut all = prior();
    all.push(resource(
        "aws_organizations_policy.new",
        json!({ "name": "new", "type": RCP,
            "content": deny_outside("203.0.113.0/24", true).to_string() }),
    ));
    all.push(resource(
        "aws_organizations_policy_attachment.new",
        json!({ "target_id": target }),
    ));
    all
}

fn attached(target: Value, unknown_target: bool, references: &[&str]) -> Value {
    let later = [
        ("aws_organizations_policy.new", json!({ "id": true })),
        (
            "aws_organizations_policy_attachment.new",
            json!({ "policy_id": true, "target_id": unknown_target }),
        ),
    ];
    let known = [(
        "aws_organizations_policy_attachment.new",
        "policy_id",
        references,
    )];
    plan(&prior(), &new(target), &later, &known)
}

const MADE_FROM: [&str; 2] = [
    "aws_organizations_policy.new.id",
    "aws_organizations_policy.new",
];

#[test]
fn a_new_policy_holds_where_it_is_attached() {
    let of = |target: &str| after(&attached(json!(target), false, &MADE_FROM));
    assert_eq!(of("r-ab12"), [Denied; 3]);
    assert_eq!(of(PROD), [Denied; 3]);
    assert_eq!(of(MANAGEMENT), NOW);
    // Another organization, and a unit that the case does not have.
    assert_eq!(of("ou-zz99-11111111"), NOW);
    assert_eq!(of("r-zz99"), NOW);
    assert_eq!(of("ou-ab12-99999999"), [Unknown, Unknown, Denied]);
    // Nobody knows which policy it is.
    assert_eq!(
        after(&attached(json!("r-ab12"), false, &["var.policy"])),
        LOST
    );
}

#[test]
fn what_may_be_removed_or_changed_is_replaced_by_unknown() {
    // The text is known after apply alone: the Deny that is known before is gone.
    let mut planned = prior();
    planned[4]["values"]["content"] = Value::Null;
    let later = [(POLICY, json!({ "content": true }))];
    assert_eq!(
        after(&plan(&prior(), &planned, &later, &[])),
        [Unknown, Unknown, Denied]
    );
    // What it is attached to is known after apply alone.
    let mut planned = prior();
    planned[5]["values"]["target_id"] = Value::Null;
    let later = [(ATTACHMENT, json!({ "target_id": true }))];
    let mut text = plan(&prior(), &planned, &later, &[]);
    set_actions(&mut text, ATTACHMENT, &["delete", "create"]);
    assert_eq!(after(&text), [Unknown, Unknown, Denied]);
    // Detached and attached: nobody knows which is last.
    let text = with(|all| {
        all[5]["address"] = json!("aws_organizations_policy_attachment.again");
    });
    assert_eq!(after(&text), LOST);
}

#[test]
fn an_unknown_target_may_be_anything() {
    // Of the policy of a name.
    let text = attached(Value::Null, true, &MADE_FROM);
    assert_eq!(after(&text), [Unknown, Unknown, Denied]);
    // Of `FullAWSAccess`, and of an id that the plan does not tell.
    for (id, expected) in [
        ("p-FullAWSAccess", [Unknown, Denied, Denied]),
        ("p-zzzzzzzz", LOST),
    ] {
        let mut planned = prior();
        planned.push(resource(
            "aws_organizations_policy_attachment.other",
            json!({ "policy_id": id, "target_id": Value::Null }),
        ));
        let later = [(
            "aws_organizations_policy_attachment.other",
            json!({ "target_id": true }),
        )];
        assert_eq!(
            after(&plan(&prior(), &planned, &later, &[])),
            expected,
            "{id}"
        );
        // Detached from a node, too.
        let mut before = prior();
        before.push(resource(
            "aws_organizations_policy_attachment.other",
            json!({ "policy_id": id, "target_id": "r-ab12" }),
        ));
        assert_eq!(after(&plan(&before, &prior(), &[], &[])), expected, "{id}");
    }
}

#[test]
fn the_types_of_the_organization_are_known_or_nothing_is() {
    let types = "aws_organizations_organization.this";
    let of = |value: Value, later: Value| {
        let mut planned = prior();
        planned[0]["values"]["enabled_policy_types"] = value;
        plan(&prior(), &planned, &[(types, later)], &[])
    };
    assert_eq!(after(&of(json!([SCP]), json!({}))), LOST);
    assert_eq!(after(&of(Value::Null, json!({}))), LOST);
    let unknown = of(Value::Null, json!({ "enabled_policy_types": true }));
    assert_eq!(after(&unknown), LOST);
    // Other attributes change nothing.
    let other = with(|all| all[0]["values"]["aws_service_access_principals"] = json!(["x"]));
    assert_eq!(after(&other), NOW);
    for (all, actions) in [
        (&prior()[1..], ["delete"].as_slice()),
        (&prior()[..], &["delete", "create"]),
    ] {
        let mut text = plan(&prior(), all, &[], &[]);
        set_actions(&mut text, types, actions);
        assert_eq!(refused(&text), ["import-terraform-deferred"]);
    }
}

#[test]
fn a_policy_of_another_organization_is_another_one() {
    let of = |arn: Value| {
        let text = |range: &str| json!(deny_outside(range, true).to_string());
        let [before, after] = ["198.51.100.0/24", "198.51.200.0/24"].map(|range| {
            let mut all = prior();
            // The same name and the same text.
            all.push(resource(
                "aws_organizations_policy.far",
                json!({ "id": "p-far1aaaa", "name": "perimeter", "type": RCP, "arn": arn,
                    "content": text(range) }),
            ));
            all
        });
        plan(&before, &after, &[], &[])
    };
    let far = json!(arn_of("o-zzzzzzzzzz", RCP, "p-far1aaaa"));
    assert_eq!(after(&of(far)), NOW);
    // Where nothing says whose it is, it may be this one.
    assert_eq!(after(&of(Value::Null)), [Unknown, Unknown, Denied]);
}

#[test]
fn what_is_not_read_may_touch_all_that_its_type_does() {
    let of = |of_type: &str| {
        let mut text = with(|_| {});
        let change = json!({ "address": format!("{of_type}.x"), "mode": "managed",
            "type": of_type, "change": { "actions": ["update"], "before": {}, "after": {},
                "after_unknown": {} } });
        text["resource_changes"]
            .as_array_mut()
            .unwrap()
            .push(change);
        apply(&text)
    };
    for (of_type, expected) in [
        ("awscc_organizations_policy", LOST),
        ("awscc_cloudformation_stack", LOST),
        ("aws_cloudformation_stack", LOST),
        ("aws_cloudformation_stack_set_instance", LOST),
        ("aws_cloudcontrolapi_resource", LOST),
        ("aws_signin_resource_policy", LOST),
        ("awsutils_anything", LOST),
        ("awscc_iam_role", [Unknown, Denied, Denied]),
        (
            "aws_ssoadmin_permission_set_inline_policy",
            [Unknown, Denied, Denied],
        ),
        ("aws_iam_role_policies_exclusive", [Unknown, Denied, Denied]),
        ("aws_iam_user_group_membership", [Unknown, Denied, Denied]),
        ("aws_organizations_something", LOST),
        ("aws_s3_bucket", NOW),
        ("random_id", NOW),
    ] {
        let Planned {
            after, findings, ..
        } = of(of_type);
        assert_eq!(of_case(&after), expected, "{of_type}");
        let told: String = findings.iter().map(|one| one.message.to_string()).collect();
        assert_eq!(told.contains(of_type), expected != NOW, "{of_type}: {told}");
    }
}

pub(crate) fn of_case(case: &CaseFile) -> Vec<Outcome> {
    of(case.clone(), PROD, &ADDRESSES)
}

#[test]
fn users_roles_and_groups_are_unknown_where_they_may_change() {
    let role = |values: Value| {
        let mut own = json!({ "name": "audit", "path": "/",
            "arn": format!("arn:aws:iam::{PROD}:role/audit") });
        own.as_object_mut()
            .unwrap()
            .extend(values.as_object().unwrap().clone());
        resource("aws_iam_role.audit", own)
    };
    let of = |before: &[Value], after: &[Value], actions: Option<&[&str]>| {
        let [before, after] = [before, after].map(|own| [&prior()[..], own].concat());
        let mut text = plan(&before, &after, &[], &[]);
        if let Some(actions) = actions {
            set_actions(&mut text, "aws_iam_role.audit", actions);
        }
        of_case(&apply(&text).after)
    };
    let lost = [Unknown, Denied, Denied];
    let plain = role(json!({}));
    let tagged = role(json!({ "tags": { "a": "b" } }));
    assert_eq!(of(std::slice::from_ref(&plain), &[tagged], None), NOW);
    let replaced: &[&str] = &["delete", "create"];
    let one = std::slice::from_ref(&plain);
    assert_eq!(of(one, one, Some(replaced)), lost);
    assert_eq!(of(one, &[], None), lost);
    assert_eq!(of(&[], one, None), NOW);
    let bound = role(json!({ "permissions_boundary": format!("arn:aws:iam::{PROD}:policy/b") }));
    assert_eq!(of(one, &[bound], None), lost);
    let own = |action: &str| {
        resource(
            "aws_iam_role_policy.own",
            json!({ "name": "own", "role": "audit", "policy": json!({ "Version": "2012-10-17",
                "Statement": { "Effect": "Deny", "Action": action, "Resource": "*" } }).to_string() }),
        )
    };
    assert_eq!(of(&[], &[own("s3:*")], None), NOW);
    assert_eq!(of(&[own("s3:*")], &[own("signin:*")], None), lost);
    assert_eq!(of(&[own("*")], &[], None), lost);
    // Detaching by name says nothing of what else holds it, such as a group.
    let detached = resource(
        "aws_iam_user_policy_attachment.a",
        json!({ "user": "alice", "policy_arn": format!("arn:aws:iam::{PROD}:policy/deny") }),
    );
    assert_eq!(of(&[detached], &[], None), lost);
}

#[test]
fn endpoints_are_unknown_where_theirs_may_change() {
    let endpoint = |service: &str, policy: &str| {
        resource(
            "aws_vpc_endpoint.a",
            json!({ "id": "vpce-0123456789abcdef0", "policy": policy,
                "service_name": format!("com.amazonaws.us-east-1.{service}") }),
        )
    };
    let own = |id: &str| {
        resource(
            "aws_vpc_endpoint_policy.a",
            json!({ "vpc_endpoint_id": id, "policy": "{}" }),
        )
    };
    let documents = |case: &CaseFile| -> Vec<String> {
        let accounts = &case.organization.as_ref().unwrap().accounts;
        let own = accounts.iter().flat_map(|one| &one.policies.vpc_endpoint);
        let all = case.policies.vpc_endpoint.iter().chain(own);
        all.map(|one| one.document.text().unwrap().to_owned())
            .collect()
    };
    let of = |before: &[Value], after: &[Value]| {
        let [before, after] = [before, after].map(|own| [&prior()[..], own].concat());
        documents(&apply(&plan(&before, &after, &[], &[])).after)
    };
    let lost = ["{\"unknown\":\"terraform apply\"}"];
    let now = documents(&base());
    assert_ne!(now, lost);
    assert_eq!(of(&[endpoint("s3", "{}")], &[endpoint("s3", "")]), now);
    assert_eq!(
        of(&[endpoint("signin", "{}")], &[endpoint("signin", "")]),
        lost
    );
    // A policy of an endpoint that the plan does not tell.
    assert_eq!(of(&[], &[own("vpce-0fedcba9876543210")]), lost);
    let known = endpoint("s3", "{}");
    assert_eq!(
        of(
            std::slice::from_ref(&known),
            &[known.clone(), own("vpce-0123456789abcdef0")]
        ),
        now
    );
}

#[test]
fn a_plan_that_does_not_tell_all_is_refused() {
    let of = |change: fn(&mut Value)| {
        let mut text = with(|_| {});
        change(&mut text);
        refused(&text)
    };
    let deferred = ["import-terraform-deferred"];
    assert_eq!(
        of(|text| text["deferred_changes"] = json!([{ "reason": "unknown" }])),
        deferred
    );
    assert_eq!(
        of(|text| text["errored"] = json!(true)),
        ["import-terraform-failed"]
    );
    assert_eq!(
        of(|text| text["format_version"] = json!("2.0")),
        ["import-terraform-version"]
    );
    for actions in [
        json!(["open"]),
        json!([]),
        json!(["update", "create"]),
        json!([1]),
    ] {
        let mut text = with(|_| {});
        text["resource_changes"][0]["change"]["actions"] = actions;
        assert_eq!(refused(&text), deferred);
    }
    let mut text = with(|_| {});
    text["resource_changes"] = json!([{ "address": "aws_iam_user.a" }]);
    assert_eq!(refused(&text), deferred);
    assert_eq!(refused(&state(&prior())), ["import-not-a-plan"]);
}

#[test]
fn an_account_that_moves_is_bound_by_what_nobody_tells() {
    let moved = with(|all| all[2]["values"]["parent_id"] = json!("r-ab12"));
    assert_eq!(after(&moved), LOST);
    let text = plan(&prior(), &[&prior()[..2], &prior()[3..]].concat(), &[], &[]);
    assert_eq!(after(&text), LOST);
}

#[test]
fn an_scp_that_allows_may_be_all_that_allows() {
    let allow = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
        "Action": "s3:*", "Resource": "*" }] });
    let mut planned = prior();
    planned.push(resource(
        "aws_organizations_policy.allow",
        json!({ "name": "allow", "type": SCP, "content": allow.to_string() }),
    ));
    planned.push(resource(
        "aws_organizations_policy_attachment.allow",
        json!({ "target_id": UNIT }),
    ));
    let later = [
        ("aws_organizations_policy.allow", json!({ "id": true })),
        (
            "aws_organizations_policy_attachment.allow",
            json!({ "policy_id": true }),
        ),
    ];
    let made_from: &[&str] = &["aws_organizations_policy.allow.id"];
    let known = [(
        "aws_organizations_policy_attachment.allow",
        "policy_id",
        made_from,
    )];
    let text = plan(&prior(), &planned, &later, &known);
    assert_eq!(after(&text), [Unknown, Denied, Denied]);
}

#[test]
fn without_a_case_the_state_of_the_plan_is_the_one_before() {
    let text = with(|all| {
        all[4]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
    });
    let Planned { before, after, .. } =
        planned("plan.json", text.to_string().as_bytes(), None, &NoFiles).unwrap();
    assert_eq!(of_case(&before), [Unknown, Denied, Denied]);
    assert_eq!(of_case(&after), [Denied, Unknown, Denied]);
    // The policy may be attached elsewhere, too, where its new text holds: that is another thing
    // that is not known.
    let unknown = |case: &CaseFile| -> Vec<String> {
        let all = case.policies.resource_control.iter();
        let all = all.filter(|one| one.name.as_deref() == Some("perimeter"));
        let texts = all.map(|one| one.document.text().unwrap().to_owned());
        texts.filter(|text| text.contains("unknown")).collect()
    };
    assert_eq!(unknown(&before).len(), 1);
    assert_eq!(unknown(&after).len(), 1);
    assert_ne!(unknown(&before), unknown(&after));
    // A plan that tells no organization.
    let text = plan(&prior()[4..], &prior()[4..], &[], &[]);
    let found = planned("plan.json", text.to_string().as_bytes(), None, &NoFiles).unwrap_err();
    let codes: Vec<&str> = found.iter().map(|one| &*one.code).collect();
    assert_eq!(codes, ["import-missing"]);
}

#[test]
fn what_runs_something_may_change_anything() {
    let of = |configuration: Value| {
        let mut text = with(|_| {});
        let change = json!({ "address": "module.a.null_resource.x[0]", "mode": "managed",
            "module_address": "module.a", "type": "null_resource", "change": {
                "actions": ["create"], "before": null, "after": {}, "after_unknown": {} } });
        text["resource_changes"]
            .as_array_mut()
            .unwrap()
            .push(change);
        text["configuration"] = configuration;
        of_case(&apply(&text).after)
    };
    let own = |provisioners: Value| {
        json!({ "root_module": { "module_calls": { "a": { "module": { "resources": [{
            "address": "null_resource.x", "expressions": {}, "provisioners": provisioners }] } } } } })
    };
    assert_eq!(of(own(json!([]))), NOW);
    assert_eq!(of(own(json!([{ "type": "local-exec" }]))), LOST);
    assert_eq!(of(json!({})), LOST);
    let mut text = with(|_| {});
    text["action_invocations"] = json!([{ "address": "action.aws_lambda_invoke.x" }]);
    assert_eq!(of_case(&apply(&text).after), LOST);
}

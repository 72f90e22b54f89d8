//! Both sides of a plan of Terraform, in the case of an organization that was imported.

use serde_json::{Value, json};
use vestibule_import::{Imported, Planned, planned};
use vestibule_wire::{CaseFile, ImportReport, Outcome};

use crate::terraform::{ALL, managed, resource, state};
use crate::terraform_plan::plan;
use crate::{
    MANAGEMENT, PROD, RCP, SCP, UNIT, complete, deny_outside, import_with, outcomes, whole,
};
use Outcome::{Allowed, Denied, Unknown};

/// Inside of the RCP, inside of the SCP alone, and outside of both.
const ADDRESSES: [&str; 3] = ["198.51.100.1", "198.51.200.1", "192.0.2.1"];

/// The organization without the resource-based policy of the account.
fn base() -> CaseFile {
    let mut files = whole();
    files.retain(|(name, _)| !name.ends_with("x.json"));
    let imported = import_with(&files, &complete(&ALL));
    imported.case.unwrap()
}

fn of(case: CaseFile, account: &str) -> Vec<Outcome> {
    let imported = Imported {
        case: Some(case),
        report: ImportReport::default(),
    };
    let sign_ins = ADDRESSES.map(|address| (account, address));
    outcomes(&imported, &sign_ins)
}

fn apply_to(base: &CaseFile, text: &Value) -> Planned {
    planned("plan.json", text.to_string().as_bytes(), Some(base)).unwrap()
}

fn both(text: &Value) -> [Vec<Outcome>; 2] {
    let Planned { before, after, .. } = apply_to(&base(), text);
    [of(before, PROD), of(after, PROD)]
}

/// As it is.
const NOW: [Outcome; 3] = [Allowed, Denied, Denied];

fn perimeter() -> Vec<Value> {
    managed()[4..].to_vec()
}

#[test]
fn a_plan_without_changes_changes_nothing() {
    assert_eq!(of(base(), PROD), NOW);
    let all = managed();
    let Planned {
        before,
        after,
        findings,
    } = apply_to(&base(), &plan(&all, &all, &[], &[]));
    assert_eq!(before, base());
    assert_eq!(after, base());
    assert_eq!(findings, []);
}

#[test]
fn a_policy_of_another_text_takes_the_place_of_the_one_of_its_name() {
    let mut planned = perimeter();
    planned[0]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
    let [before, after] = both(&plan(&perimeter(), &planned, &[], &[]));
    assert_eq!(before, NOW);
    assert_eq!(after, [Denied, Allowed, Denied]);
    // Under another name, too.
    planned[0]["values"]["name"] = json!("other");
    let [before, after] = both(&plan(&perimeter(), &planned, &[], &[]));
    assert_eq!(before, NOW);
    assert_eq!(after, [Denied, Allowed, Denied]);
    // What the plan says to be there before is so.
    let mut prior = perimeter();
    prior[0]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
    let [before, after] = both(&plan(&prior, &perimeter(), &[], &[]));
    assert_eq!(before, [Denied, Allowed, Denied]);
    assert_eq!(after, NOW);
}

#[test]
fn attachments_come_and_go() {
    let without = |address: &str| -> Vec<Value> {
        let mut all = perimeter();
        all.retain(|one| !one["address"].as_str().unwrap().starts_with(address));
        all
    };
    let detached = without("aws_organizations_policy_attachment");
    let [before, after] = both(&plan(&perimeter(), &detached, &[], &[]));
    assert_eq!(before, NOW);
    assert_eq!(after, [Allowed, Allowed, Denied]);
    // And the policy with it.
    let [before, after] = both(&plan(&perimeter(), &[], &[], &[]));
    assert_eq!(before, NOW);
    assert_eq!(after, [Allowed, Allowed, Denied]);
    // What the case has is attached before, unless the plan is to attach it.
    let [before, after] = both(&plan(&detached, &perimeter(), &[], &[]));
    assert_eq!(before, [Allowed, Allowed, Denied]);
    assert_eq!(after, NOW);
}

#[test]
fn a_new_policy_holds_after_apply() {
    let new = |target: &str| {
        vec![
            resource(
                "aws_organizations_policy.new",
                json!({ "name": "new", "type": RCP,
                    "content": deny_outside("203.0.113.0/24", true).to_string() }),
            ),
            resource(
                "aws_organizations_policy_attachment.new",
                json!({ "target_id": target }),
            ),
        ]
    };
    let later = [
        ("aws_organizations_policy.new", json!({ "id": true })),
        (
            "aws_organizations_policy_attachment.new",
            json!({ "policy_id": true }),
        ),
    ];
    let by = |target: &str, references: &[&str]| {
        let known = [(
            "aws_organizations_policy_attachment.new",
            "policy_id",
            references,
        )];
        both(&plan(&[], &new(target), &later, &known))
    };
    let made_from = ["aws_organizations_policy.new.id"];
    for (target, expected) in [
        ("r-ab12", [Denied, Denied, Denied]),
        (MANAGEMENT, NOW),
        ("ou-ab12-99999999", NOW),
    ] {
        let [before, after] = by(target, &made_from);
        assert_eq!(before, NOW);
        assert_eq!(after, expected, "{target}");
    }
    // Nobody knows which is attached: it may be an SCP that allows nothing.
    let [before, after] = by("r-ab12", &["var.policy"]);
    assert_eq!(before, NOW);
    assert_eq!(after, [Unknown, Denied, Denied]);
}

#[test]
fn what_is_known_after_apply_alone_is_unknown_after() {
    let mut planned = perimeter();
    planned[0]["values"]
        .as_object_mut()
        .unwrap()
        .remove("content");
    let later = [(
        "aws_organizations_policy.perimeter",
        json!({ "content": true }),
    )];
    let text = plan(&perimeter(), &planned, &later, &[]);
    let [before, after] = both(&text);
    assert_eq!(before, NOW);
    // The SCP denies as before.
    assert_eq!(after, [Unknown, Unknown, Denied]);
    assert_eq!(
        apply_to(&base(), &text).findings[0].code,
        "import-terraform-unknown"
    );
}

#[test]
fn an_attachment_of_a_policy_that_nobody_names_makes_its_node_unknown() {
    let far = vec![resource(
        "aws_organizations_policy_attachment.far",
        json!({ "policy_id": "p-other111", "target_id": UNIT }),
    )];
    for (prior, planned) in [(&far[..], &[][..]), (&[], &far)] {
        let [before, after] = both(&plan(prior, planned, &[], &[]));
        assert_eq!(before, NOW);
        assert_eq!(after, [Unknown, Unknown, Denied]);
    }
}

#[test]
fn an_account_moves() {
    let account = |parent: Value| {
        resource(
            "aws_organizations_account.prod",
            json!({ "id": PROD, "name": "prod", "parent_id": parent }),
        )
    };
    let [before, after] = both(&plan(
        &[account(json!(UNIT))],
        &[account(json!("r-ab12"))],
        &[],
        &[],
    ));
    assert_eq!(before, NOW);
    assert_eq!(after, [Allowed, Allowed, Denied]);
    let later = [(
        "aws_organizations_account.prod",
        json!({ "parent_id": true }),
    )];
    let text = plan(
        &[account(json!(UNIT))],
        &[account(Value::Null)],
        &later,
        &[],
    );
    let Planned {
        after, findings, ..
    } = apply_to(&base(), &text);
    assert_eq!(
        after.organization.unwrap().tree.children[0].accounts,
        [crate::TEST]
    );
    assert!(
        findings
            .iter()
            .any(|one| one.message.to_string().contains(PROD))
    );
}

#[test]
fn a_node_keeps_full_access_until_the_plan_takes_it_away() {
    let allow = |action: &str| {
        json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": action, "Resource": "*" }] })
    };
    let scp = |action: &str| {
        vec![
            resource(
                "aws_organizations_policy.list",
                json!({ "id": "p-list1111", "name": "list",
            "type": SCP, "content": allow(action).to_string() }),
            ),
            resource(
                "aws_organizations_policy_attachment.list",
                json!({ "policy_id": "p-list1111", "target_id": UNIT }),
            ),
        ]
    };
    let full = resource(
        "aws_organizations_policy_attachment.full",
        json!({ "policy_id": "p-FullAWSAccess", "target_id": UNIT }),
    );
    let [before, after] = both(&plan(&[], &scp("s3:*"), &[], &[]));
    assert_eq!((&before[..], &after[..]), (&NOW[..], &NOW[..]));
    // With full access detached, what the list lacks is denied.
    let mut listed = base();
    let Planned { after, .. } = apply_to(&listed, &plan(&[], &scp("signin:*"), &[], &[]));
    listed.policies = after.policies;
    let prior = [scp("signin:*"), vec![full.clone()]].concat();
    let text = plan(&prior, &scp("s3:*"), &[], &[]);
    let Planned { before, after, .. } = apply_to(&listed, &text);
    assert_eq!(of(before, PROD), NOW);
    assert_eq!(of(after.clone(), PROD), [Denied, Denied, Denied]);
    let text = plan(&prior, &scp("signin:*"), &[], &[]);
    let Planned {
        before,
        after: same,
        ..
    } = apply_to(&listed, &text);
    assert_eq!(
        (of(before, PROD), of(same, PROD)),
        (NOW.to_vec(), NOW.to_vec())
    );
    // And attached again.
    let mut case = base();
    case.policies = after.policies;
    let again = [scp("s3:*"), vec![full]].concat();
    let Planned { before, after, .. } = apply_to(&case, &plan(&scp("s3:*"), &again, &[], &[]));
    assert_eq!(of(before, PROD), [Denied, Denied, Denied]);
    assert_eq!(of(after, PROD), NOW);
}

#[test]
fn types_that_the_plan_disables_hold_no_longer() {
    let mut planned = managed();
    planned[0]["values"]["enabled_policy_types"] = json!([SCP]);
    let [before, after] = both(&plan(&managed(), &planned, &[], &[]));
    assert_eq!(before, NOW);
    assert_eq!(after, [Allowed, Allowed, Denied]);
}

#[test]
fn users_get_policies_and_boundaries() {
    let deny = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Action": "signin:*", "Resource": "*" }] })
    .to_string();
    let user = |boundary: Value| {
        resource(
            "aws_iam_user.alice",
            json!({ "name": "alice",
        "arn": format!("arn:aws:iam::{PROD}:user/alice"), "permissions_boundary": boundary }),
        )
    };
    let own = resource(
        "aws_iam_user_policy.deny",
        json!({ "user": "alice", "name": "deny", "policy": deny }),
    );
    let references: &[&str] = &["aws_iam_user.alice.name"];
    let known = [("aws_iam_user_policy.deny", "user", references)];
    let (without, with) = (vec![user(json!(""))], vec![user(json!("")), own]);
    let [before, after] = both(&plan(&without, &with, &[], &known));
    assert_eq!(before, NOW);
    assert_eq!(after, [Denied, Denied, Denied]);
    // The state that the plan starts from says whose it is.
    let mut prior = with.clone();
    prior[1]["depends_on"] = json!(["aws_iam_user.alice"]);
    let [before, after] = both(&plan(&prior, &without, &[], &known));
    assert_eq!(before, [Denied, Denied, Denied]);
    assert_eq!(after, NOW);
    let boundary = json!(format!("arn:aws:iam::{PROD}:policy/bound"));
    let bound = vec![
        user(boundary.clone()),
        resource(
            "aws_iam_policy.bound",
            json!({ "arn": boundary, "policy": deny }),
        ),
    ];
    let [before, after] = both(&plan(&without, &bound, &[], &[]));
    assert_eq!(before, NOW);
    assert_eq!(after, [Denied, Denied, Denied]);
    // Nobody knows the text of one that Terraform does not manage.
    let [before, after] = both(&plan(&without, &bound[..1], &[], &[]));
    assert_eq!(before, NOW);
    assert_eq!(after, [Unknown, Denied, Denied]);
    // A case without the policies of users does not tell what changes.
    let mut case = base();
    for account in &mut case.organization.as_mut().unwrap().accounts {
        account.policies.identity = None;
    }
    let Planned { findings, .. } = apply_to(&case, &plan(&without, &with, &[], &known));
    assert_eq!(findings[0].code, "import-terraform-identity");
    assert!(findings[0].is_error() && findings[0].message.to_string().contains(PROD));
    // One that says nothing of sign-in matters to no case.
    let mut other = with.clone();
    other[1]["values"]["policy"] = json!(deny.replace("signin", "s3"));
    let Planned { findings, .. } = apply_to(&case, &plan(&without, &other, &[], &known));
    assert_eq!(findings, []);
    // Where the case says that they are unknown, a Deny is still one.
    let mut files = whole();
    files.retain(|(name, _)| !name.ends_with("x.json"));
    let kinds = ALL
        .into_iter()
        .filter(|kind| *kind != vestibule_wire::Kind::Identity);
    let kinds: Vec<_> = kinds.collect();
    let case = import_with(&files, &complete(&kinds)).case.unwrap();
    let Planned { before, after, .. } = apply_to(&case, &plan(&without, &with, &[], &known));
    assert_eq!(of(before, PROD), [Unknown, Denied, Denied]);
    assert_eq!(of(after, PROD), [Denied, Denied, Denied]);
}

#[test]
fn endpoints_get_another_policy() {
    let endpoint = |document: &Value| {
        vec![resource(
            "aws_vpc_endpoint.signin",
            json!({
        "id": "vpce-0123456789abcdef0", "owner_id": PROD, "policy": document.to_string(),
        "service_name": "com.amazonaws.us-east-1.signin" }),
        )]
    };
    let (open, closed) = (
        deny_outside("0.0.0.0/0", true),
        deny_outside("198.51.100.0/24", true),
    );
    let Planned { before, after, .. } = apply_to(
        &base(),
        &plan(&endpoint(&open), &endpoint(&closed), &[], &[]),
    );
    let texts = |case: CaseFile| -> Vec<String> {
        let accounts = case.organization.unwrap().accounts;
        let own = accounts
            .into_iter()
            .flat_map(|one| one.policies.vpc_endpoint);
        own.map(|one| one.document.text().unwrap().to_owned())
            .collect()
    };
    assert_eq!(texts(before), [open.to_string()]);
    assert_eq!(texts(after), [closed.to_string()]);
}

#[test]
fn an_account_alone_takes_what_is_attached_above_it() {
    let case = |path: &str| -> CaseFile {
        let text = json!({ "vestibule": 1, "account": { "id": PROD, "organization": {
            "id": "o-a1b2c3d4e5", "path": ["r-ab12", path] } }, "policies": { "identity": [],
            "resourceControl": [{ "name": "perimeter", "attachedTo": path,
                "document": deny_outside("198.51.100.0/24", true) }] }, "requests": [] });
        serde_json::from_value(text).unwrap()
    };
    let text = plan(&perimeter(), &[], &[], &[]);
    let Planned { before, after, .. } = apply_to(&case(UNIT), &text);
    assert_eq!(of(before, PROD), [Allowed, Denied, Denied]);
    assert_eq!(of(after, PROD), [Allowed; 3]);
    // Without the path nobody knows what binds it.
    let mut lost = case(UNIT);
    let account = lost.account.as_mut().unwrap();
    account.organization.as_mut().unwrap().path = None;
    lost.policies.resource_control[0].attached_to = None;
    let Planned { after, .. } = apply_to(&lost, &plan(&perimeter(), &perimeter()[..1], &[], &[]));
    assert_eq!(of(after, PROD), [Unknown; 3]);
}

#[test]
fn a_plan_by_itself_is_two_cases() {
    let prior = managed();
    let mut after = managed();
    after.pop();
    let text = plan(&prior, &after, &[], &[]).to_string();
    let found = planned("plan.json", text.as_bytes(), None).unwrap();
    // What else there is Terraform does not know.
    assert_eq!(of(found.before, PROD), [Unknown, Denied, Denied]);
    assert_eq!(of(found.after, PROD), [Unknown; 3]);
    for (text, code) in [
        (state(&prior).to_string(), "import-not-a-plan"),
        ("{".to_owned(), "import-not-a-plan"),
        (String::new(), "import-not-a-plan"),
        (
            text.replace("\"1.2\"", "\"2.0\""),
            "import-terraform-version",
        ),
    ] {
        let report = planned("plan.json", text.as_bytes(), None).unwrap_err();
        assert_eq!(report.files[0].findings[0].code, code);
        let report = planned("plan.json", text.as_bytes(), Some(&base())).unwrap_err();
        assert_eq!(report.files[0].findings[0].code, code);
    }
    let nothing = plan(&[], &[], &[], &[]).to_string();
    let report = planned("plan.json", nothing.as_bytes(), None).unwrap_err();
    assert!(report.missing.iter().any(|gap| gap.finding.is_error()));
}

/// The documents of a case that are unknown.
fn unknown_texts(case: &CaseFile) -> Vec<&str> {
    let policies = &case.policies;
    let nodes = policies
        .resource_control
        .iter()
        .chain(&policies.service_control);
    let texts = nodes.filter_map(|one| one.document.text());
    texts.filter(|text| text.contains("\"unknown\"")).collect()
}

#[test]
fn what_changes_is_not_unknown_in_the_words_of_before() {
    // Where else the policy is attached nobody knows, and its text is another one.
    let mut files = whole();
    files.retain(|(name, _)| !name.ends_with("x.json") && !name.starts_with("list-targets-p-rcp"));
    let case = import_with(&files, &complete(&ALL)).case.unwrap();
    let mut planned = perimeter();
    planned[0]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
    let text = plan(&perimeter(), &planned, &[], &[]);
    let Planned { before, after, .. } = apply_to(&case, &text);
    assert_eq!(unknown_texts(&before).len(), 1);
    assert_ne!(unknown_texts(&before), unknown_texts(&after));
    let text = plan(&perimeter(), &perimeter(), &[], &[]);
    let Planned { before, after, .. } = apply_to(&case, &text);
    assert_eq!(unknown_texts(&before), unknown_texts(&after));
    // A text that is secret may be another one.
    let mut text = plan(&perimeter(), &perimeter(), &[], &[]);
    text["resource_changes"][0]["change"]["after_sensitive"] = json!({ "content": true });
    text["prior_state"]["values"]["root_module"]["resources"][0]["sensitive_values"] =
        json!({ "content": true });
    let [before, after] = both(&text);
    assert_eq!(
        (before, after),
        (NOW.to_vec(), vec![Unknown, Unknown, Denied])
    );
}

#[test]
fn a_policy_of_a_case_without_its_name_may_be_the_one_that_changes() {
    let mut case = base();
    for policy in &mut case.policies.resource_control {
        policy.name = None;
    }
    let mut planned = perimeter();
    planned[0]["values"]["content"] = json!(deny_outside("198.51.0.0/16", true).to_string());
    let text = plan(&perimeter(), &planned, &[], &[]);
    let Planned {
        after, findings, ..
    } = apply_to(&case, &text);
    assert_eq!(of(after, PROD), [Unknown, Unknown, Denied]);
    assert!(findings[0].message.to_string().contains("`perimeter`"));
}

#[test]
fn policies_of_people_whom_nobody_tells_may_be_those_of_anybody() {
    let deny = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Action": "signin:*", "Resource": "*" }] })
    .to_string();
    let arn = format!("arn:aws:iam::{PROD}:policy/shared");
    let managed = |text: &str| {
        resource(
            "aws_iam_policy.shared",
            json!({ "arn": arn, "name": "shared", "policy": text }),
        )
    };
    let own = |text: &str| {
        resource(
            "aws_iam_role_policy.far",
            json!({ "role": "far", "name": "own", "policy": text }),
        )
    };
    let member = |user: &str| {
        resource(
            "aws_iam_user_group_membership.all",
            json!({ "user": user, "groups": ["closed"] }),
        )
    };
    let other = deny.replace("signin", "s3");
    let changes = [
        (vec![managed(&other)], vec![managed(&deny)]),
        (vec![], vec![own(&deny)]),
        (vec![own(&deny)], vec![]),
        (vec![], vec![member("alice")]),
    ];
    for (prior, planned) in changes {
        let [before, after] = both(&plan(&prior, &planned, &[], &[]));
        assert_eq!(before, NOW);
        assert_eq!(after, [Unknown, Denied, Denied], "{planned:?}");
    }
    // What says nothing of sign-in, or does not change, matters to nobody.
    let same = [
        (
            vec![own(&deny), managed(&deny)],
            vec![own(&deny), managed(&deny)],
        ),
        (vec![], vec![own(&other), managed(&deny)]),
    ];
    for (prior, planned) in same {
        let [before, after] = both(&plan(&prior, &planned, &[], &[]));
        assert_eq!((before, after), (NOW.to_vec(), NOW.to_vec()));
    }
}

#[test]
fn the_policy_of_an_endpoint_that_the_plan_does_not_have() {
    let policy = |text: &Value| {
        vec![resource(
            "aws_vpc_endpoint_policy.signin",
            json!({ "vpc_endpoint_id": "vpce-0123456789abcdef0", "policy": text.to_string() }),
        )]
    };
    let (open, closed) = (
        deny_outside("0.0.0.0/0", true),
        deny_outside("198.51.100.0/24", true),
    );
    let text = plan(&policy(&open), &policy(&closed), &[], &[]);
    let Planned { before, after, .. } = apply_to(&base(), &text);
    let texts = |case: CaseFile| -> Vec<String> {
        let accounts = case.organization.unwrap().accounts;
        let own = accounts
            .into_iter()
            .flat_map(|one| one.policies.vpc_endpoint);
        own.map(|one| one.document.text().unwrap().to_owned())
            .collect()
    };
    assert!(!texts(before)[0].contains("unknown"));
    assert!(texts(after)[0].contains("unknown"));
}

#[test]
fn what_the_plan_makes_has_nobody_in_it() {
    let new = vec![
        resource(
            "aws_organizations_organizational_unit.new",
            json!({ "name": "New", "parent_id": "r-ab12" }),
        ),
        resource(
            "aws_organizations_policy_attachment.new",
            json!({ "policy_id": "p-rcp1aaaa" }),
        ),
    ];
    let planned = [perimeter(), new].concat();
    let later = [
        (
            "aws_organizations_organizational_unit.new",
            json!({ "id": true, "accounts": true }),
        ),
        (
            "aws_organizations_policy_attachment.new",
            json!({ "target_id": true }),
        ),
    ];
    let by = |references: &[&str]| {
        let known = [(
            "aws_organizations_policy_attachment.new",
            "target_id",
            references,
        )];
        both(&plan(&perimeter(), &planned, &later, &known))
    };
    let [before, after] = by(&["aws_organizations_organizational_unit.new.id"]);
    assert_eq!((before, after), (NOW.to_vec(), NOW.to_vec()));
    let [before, after] = by(&["var.target"]);
    assert_eq!(
        (before, after),
        (NOW.to_vec(), vec![Unknown, Denied, Denied])
    );
}

//! Plans, by what their commands do: from the current state to the wanted one, and back.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod aws;
mod pairs;
mod refused;

use proptest::prelude::*;
use serde_json::{Value, json};
use vestibule_answers::{Planned, Planning, lockout, plan, prove_all};
use vestibule_wire::{Case, GuaranteeVerdict, NoFiles, RolloutState, RolloutVerdict};

use aws::Aws;
use pairs::{case, pairs};

/// The plan from one case file to another.
fn planned(current: &Value, wanted: &Value) -> Planned {
    let [current, wanted] = [current, wanted].map(read);
    plan(&current, &wanted, Planning::default()).unwrap()
}

fn read(file: &Value) -> Case {
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    assert!(case.is_usable(), "{:?}", case.findings());
    case
}

/// What is told of a state is what single decisions and the analysis say of the case that the
/// commands made.
fn is_told(told: &RolloutState, aws: &Aws, wanted: &Value) {
    let file = aws.case(wanted);
    let case = read(&file);
    let found = lockout(&case).unwrap();
    assert_eq!(
        (told.lockout, &told.locked_out),
        (found.verdict, &found.summary)
    );
    for (index, request) in told.requests.iter().enumerate() {
        assert_eq!(
            Some(request.outcome),
            case.outcome(index),
            "{}",
            request.name
        );
    }
    let held = case.file().held();
    let proofs = prove_all(&case, &held, None).unwrap_or_default();
    let verdicts: Vec<GuaranteeVerdict> = proofs.iter().map(|proof| proof.verdict).collect();
    let told: Vec<GuaranteeVerdict> = told.guarantees.iter().map(|one| one.verdict).collect();
    assert_eq!(told, verdicts);
}

/// Runs the commands of a plan, each step forth, back and forth again.
fn run(planned: &Planned, current: &Value, wanted: &Value) -> Aws {
    let mut aws = Aws::of(current);
    for step in &planned.answer.steps {
        let before = aws.state();
        let mut tried = aws.clone();
        tried.run(&step.commands);
        assert_ne!(tried.state(), before, "{}", step.title);
        tried.run(&step.rollback);
        assert_eq!(tried.state(), before, "{}: {:?}", step.title, step.rollback);
        aws.run(&step.commands);
        is_told(&step.state, &aws, wanted);
    }
    aws
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn the_steps_lead_to_the_wanted_state_and_each_rollback_leads_back((current, wanted) in pairs()) {
        let planned = planned(&current, &wanted);
        let aws = run(&planned, &current, &wanted);
        match planned.answer.verdict {
            RolloutVerdict::Ready | RolloutVerdict::Nothing => {
                prop_assert_eq!(aws.state(), Aws::of(&wanted).state());
            }
            RolloutVerdict::Stopped | RolloutVerdict::Unknown => {
                prop_assert!(!planned.answer.stopped.is_empty() || planned.answer.verdict == RolloutVerdict::Unknown);
            }
        }
        // What holds before a step and at the end holds behind it.
        let states: Vec<&RolloutState> = std::iter::once(&planned.answer.current)
            .chain(planned.answer.steps.iter().map(|step| &step.state))
            .collect();
        for pair in states.windows(2) {
            for (before, behind) in pair[0].guarantees.iter().zip(&pair[1].guarantees) {
                prop_assert!(before.verdict != GuaranteeVerdict::Holds || behind.verdict == GuaranteeVerdict::Holds);
            }
        }
    }
}

const OFFICE: &str = "203.0.113.0/24";
const BRANCH: &str = "198.51.100.0/24";
const BREAK_GLASS: &str = "arn:aws:iam::777788889999:role/BreakGlass";
const ADMIN: &str = "arn:aws:iam::777788889999:role/Admin";

fn statement(ip: &str, excluded: &str) -> Value {
    json!({ "sourceIp": ip, "excludedPrincipal": excluded })
}

fn with(statements: &[Value], is_on: bool) -> Value {
    case(&[], &[], statements, [is_on, false])
}

fn titles(planned: &Planned) -> Vec<&str> {
    let steps = planned.answer.steps.iter();
    steps.map(|step| &*step.title).collect()
}

/// Permission statements come first and console authorization last.
#[test]
fn statements_come_before_they_are_evaluated() {
    let wanted = with(&[statement(OFFICE, BREAK_GLASS)], true);
    let planned = planned(&with(&[], false), &wanted);
    assert_eq!(
        titles(&planned),
        [
            format!(
                "add the permission statement sourceIp={OFFICE} and excludedPrincipal={BREAK_GLASS}"
            ),
            "put console authorization on for the account".to_owned(),
        ]
    );
    let [put, on] = planned.answer.steps.as_slice() else {
        unreachable!("{:?}", planned.answer);
    };
    assert!(!put.point_of_no_return && on.point_of_no_return);
    assert!(
        put.watch
            .iter()
            .any(|line| line.contains("AttributeValue=PutResourcePermissionStatement"))
    );
    assert_eq!(planned.answer.steps[0].state.other_reading, None);
}

/// With both statements of a change nobody but those excluded by both gets in: where a guarantee
/// forbids that, the old one goes first, and where it may not go first, there is no order.
#[test]
fn a_changed_statement_is_put_and_the_old_one_deleted_in_the_order_that_breaks_nothing() {
    let open = json!({
        "name": "users get in from somewhere", "principals": ["arn:aws:iam::777788889999:user/*"],
        "from": ["office", "branch"], "outcome": "allowed", "holds": "somewhere",
    });
    let closed = json!({
        "name": "users stay out from home", "principals": ["arn:aws:iam::777788889999:user/*"],
        "from": ["home"], "outcome": "denied",
    });
    let plan = |guarantees: &[&Value], merged: bool| {
        let mut wanted = with(&[statement(BRANCH, BREAK_GLASS)], true);
        let mut current = with(&[statement(OFFICE, BREAK_GLASS)], true);
        for file in [&mut current, &mut wanted] {
            file["guarantees"] = json!(guarantees);
            file["assumptions"] = json!({ "J1": !merged });
        }
        planned(&current, &wanted)
    };
    let order = |planned: &Planned| -> Vec<String> {
        let first = |title: &&str| title.split(' ').next().unwrap().to_owned();
        titles(planned).iter().map(first).collect()
    };
    // Alice has a way in before and at the end, so she is not to lose it between.
    let found = plan(&[&open], false);
    assert_eq!(found.answer.verdict, RolloutVerdict::Ready);
    assert_eq!(order(&found), ["delete", "add"]);
    // Nobody may get in from home: then nothing may go first, unless statements are merged.
    let found = plan(&[&open, &closed], false);
    assert_eq!(found.answer.verdict, RolloutVerdict::Stopped);
    assert_eq!(found.answer.states_tried, 4);
    let found = plan(&[&open, &closed], true);
    assert_eq!(found.answer.verdict, RolloutVerdict::Ready);
    assert_eq!(order(&found), ["add", "delete"]);
    // By the other reading the first step locks everybody out, and that is not hidden.
    let first = &found.answer.steps[0];
    let other = first.state.other_reading.as_ref().unwrap();
    assert!(!other.merged && other.differs && other.assumption == "J1");
    assert!(first.breaks_by_other_reading[0].contains("users get in from somewhere"));
    assert!(found.answer.notes.iter().any(|note| note.contains("(J1)")));
}

/// The statement to delete is told from all others, also where it compares with a part of what
/// another one compares with.
#[test]
fn the_script_finds_the_statement_among_all() {
    let vpc = |ip: Value, endpoint: Value| {
        json!({ "sourceVpc": "vpc-0a1b2c3d", "requestedRegion": "us-west-2",
            "vpcSourceIp": ip, "sourceIp": endpoint })
    };
    let list = [
        json!({ "sourceIp": OFFICE }),
        statement(OFFICE, BREAK_GLASS),
        statement(OFFICE, ADMIN),
        json!({ "sourceIp": "203.0.113.1" }),
        json!({ "sourceIp": "203.0.113.10" }),
        vpc(json!("10.0.0.0/8"), json!("192.0.2.0/24")),
        vpc(json!("192.0.2.0/24"), json!("10.0.0.0/8")),
        json!({ "signinSourceVpce": "vpce-0a1b2c3d", "requestedRegion": "us-west-2" }),
    ];
    for gone in 0..list.len() {
        let mut left = list.to_vec();
        left.remove(gone);
        let (current, wanted) = (with(&list, false), with(&left, false));
        let planned = planned(&current, &wanted);
        assert_eq!(planned.answer.steps.len(), 1);
        let aws = run(&planned, &current, &wanted);
        assert_eq!(aws.state(), Aws::of(&wanted).state());
    }
    // Of two that are alike any will do.
    let twice = [list[0].clone(), list[0].clone()];
    let planned = planned(&with(&twice, false), &with(&twice[1..], false));
    run(&planned, &with(&twice, false), &with(&twice[1..], false));
}

/// A policy is planned by the calls that make it.
#[test]
fn a_resource_based_policy_is_planned_by_its_calls() {
    let statements = [statement(OFFICE, BREAK_GLASS)];
    let wanted = with(&statements, true);
    let mut written = with(&[], true);
    let made = vestibule_wire::statements(&wanted.to_string(), &vestibule_wire::Reading::default());
    let policy = made.unwrap().0.policy;
    let policy: Value = serde_json::from_str(policy.text().unwrap()).unwrap();
    written["policies"]["resourceBased"] = policy;
    assert_eq!(planned(&with(&[], true), &written).answer.steps.len(), 1);
    assert_eq!(
        planned(&wanted, &written).answer.verdict,
        RolloutVerdict::Nothing
    );
    assert_eq!(
        planned(&written, &with(&[], true)).answer.steps[0].title,
        format!(
            "delete the permission statement sourceIp={OFFICE} and excludedPrincipal={BREAK_GLASS}"
        )
    );
}

/// An order that leaves requests alone is taken before one that only breaks nothing.
#[test]
fn requests_that_come_to_the_same_at_both_ends_stay_as_they_are() {
    // Alice gets in from the office at both ends, and not while both networks have to hold.
    let wide = json!({ "sourceIp": "203.0.112.0/23", "excludedPrincipal": BREAK_GLASS });
    let current = with(&[statement(OFFICE, ADMIN)], true);
    let wanted = with(&[wide], true);
    let found = planned(&current, &wanted);
    for step in &found.answer.steps {
        let office = &step.state.requests[0];
        assert_eq!(
            office.outcome,
            vestibule_wire::Outcome::Allowed,
            "{}",
            step.title
        );
    }
}

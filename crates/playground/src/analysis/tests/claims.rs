//! What is said, and the sign-ins that show it.

use vestibule_wire::Outcome;

use super::{OFFICE_ONLY, Page, round, witnesses};
use crate::analysis::answer::Line;
use crate::analysis::engine;
use crate::examples;
use crate::state::action::Action;
use crate::state::view::Panel;

#[test]
fn every_witness_is_a_row_that_the_table_decides_as_claimed() {
    let mut shown = 0;
    for example in examples::ALL {
        let mut page = Page::case(example.file);
        page.analyse();
        let answer = page.answer();
        assert!(!answer.claims.is_empty(), "{}", example.slug);
        let claims = witnesses(&answer.claims, None);
        for (outcome, line) in claims.into_iter().chain(witnesses(&answer.sections, None)) {
            // What is not known of all together may be decided of one.
            if outcome != Outcome::Unknown {
                let (_, decided) = page.shown(line);
                assert_eq!(decided, Some(outcome), "{}: {line:?}", example.slug);
                shown += 1;
            }
        }
    }
    assert!(shown > 50, "{shown}");
}

#[test]
fn what_is_said_at_once_of_the_examples() {
    let rows: &[(&str, &[&str])] = &[
        (
            "example-2-rbp",
            &[
                "Nobody but role/BreakGlassRole gets in through a VPC endpoint",
                "Roles of IAM Identity Center cannot sign in to the console",
                "One way in: from 203.0.113.0/24",
            ],
        ),
        (
            "example-1-rcp",
            &[
                "role/OrgBreakGlassRole and user/EmergencyUser cannot sign in through vpc-0a1b2c3d4e5f60718 in other Regions than us-west-2",
                "Roles of IAM Identity Center cannot sign in to the console",
                "2 ways in: from 203.0.113.0/24; through vpc-0a1b2c3d4e5f60718 in us-west-2",
            ],
        ),
        (
            "separate-statements",
            &["Nobody but role/OrgBreakGlassRole can sign in to the console"],
        ),
        (
            "scp-break-glass",
            &["Nobody can sign in to the console, not even role/OrgBreakGlassRole"],
        ),
        (
            "region-deny-scp",
            &[
                "Nobody is locked out: proven",
                "One way in: from anywhere in eu-central-1 and eu-west-1",
            ],
        ),
    ];
    for (slug, expected) in rows {
        let example = examples::ALL.iter().find(|example| example.slug == *slug);
        let mut page = Page::case(example.unwrap().file);
        page.analyse();
        assert_eq!(page.claims(), *expected, "{slug}");
    }
}

#[test]
fn guarantees_are_held_and_broken_with_a_sign_in() {
    let case = r#"{
      "vestibule": 1,
      "account": { "id": "111122223333" },
      "policies": { "resourceBased": POLICY },
      "networks": [
        { "name": "office", "sourceIp": ["203.0.113.0/24"] },
        { "name": "VPC", "vpc": "vpc-0a1b2c3d4e5f60718", "sourceIp": ["10.0.0.0/8"] }
      ],
      "guarantees": [
        { "name": "office works", "principals": ["arn:aws:iam::111122223333:user/*"], "from": ["office"], "outcome": "allowed" },
        { "name": "VPC `works`", "principals": "any", "from": ["VPC"], "outcome": "allowed" }
      ],
      "requests": []
    }"#;
    let mut page = Page::case(&case.replace("POLICY", OFFICE_ONLY));
    page.analyse();
    let said = [
        "Guarantee VPC `works` does not hold",
        "Nobody gets in from VPC",
        "Roles of IAM Identity Center cannot sign in from any of the networks",
        "One way in: from 203.0.113.0/24",
        "1 of 2 guarantees hold",
    ];
    assert_eq!(page.claims(), said);
    let answer = page.answer();
    let broken = &answer.claims[0];
    assert_eq!(broken.outcome, Some(Outcome::Denied));
    let parts = vestibule_l10n::pieces(&broken.text);
    assert!(
        parts
            .iter()
            .any(|part| part.is_code && part.text == "VPC `works`")
    );
    let (row, outcome) = page.shown(broken);
    assert_eq!(outcome, Some(Outcome::Denied));
    assert_eq!(row.network.vpc, "vpc-0a1b2c3d4e5f60718");
    // They are those of the file, which the page has no fields for, and go where it goes.
    page.act(Action::CopyWorkspace).table().analyse();
    assert_eq!(page.claims(), said);
}

#[test]
fn a_witness_is_one_row_however_often_it_is_shown() {
    let mut page = Page::case(examples::ALL[0].file);
    page.analyse();
    let claims = page.answer().claims.clone();
    let claim = claims.iter().find(|claim| claim.witness.is_some()).unwrap();
    let (row, _) = page.shown(claim);
    let count = page.state.workspace.scenarios.len();
    assert_eq!(page.state.panel, Panel::Why);
    page.act(Action::Select(None));
    let (again, _) = page.shown(claim);
    assert_eq!(row.id, again.id);
    assert_eq!(page.state.workspace.scenarios.len(), count);
    assert!(page.state.can_undo());
    // Whatever witness the sentence has once there are more rows, as long as the policies stay.
    let mut other = claim.clone();
    let moved = other.witness.as_ref().unwrap().replace("user/", "user/x");
    other.witness = Some(moved.replace("role/", "role/x").into());
    let (again, _) = page.shown(&other);
    assert_eq!(row.id, again.id);
    let id = page.state.workspace.documents[0].id;
    let text = format!("{} ", page.state.workspace.documents[0].text);
    page.type_text(id, &text).table().analyse();
    let (another, _) = page.shown(&other);
    assert_ne!(row.id, another.id);
}

#[test]
fn what_crosses_to_the_worker_is_what_was_sent() {
    for example in examples::ALL {
        let page = Page::case(example.file);
        let order = page.order().unwrap();
        assert_eq!(round(&engine::answer(&round(&order))).number, order.number);
    }
}

#[test]
fn networks_that_a_case_file_names_are_those_that_are_spoken_of() {
    let mut page = Page::case(include_str!("../../../../../tests/analysis/example-2.json"));
    page.analyse();
    let order = page.state.analysis_order(String::new()).unwrap();
    assert_eq!(order.declared[0].0, "networks");
    let answer = page.answer();
    let words = format!("{:?}", answer.sections);
    assert!(words.contains("Tokyo"), "{words}");
}

#[test]
fn an_account_that_is_not_told_is_asked_for() {
    let mut page = Page::new();
    page.act(Action::NewWorkspace).table().analyse();
    let answer = page.answer();
    assert_eq!(answer.claims[0].outcome, Some(Outcome::Unknown));
    assert_eq!(answer.sections, []);
    // Where the policies name one alone, it is that one, and that is said.
    let of_alice = r#""ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/Alice"},"#;
    let policy = OFFICE_ONLY.replace("\"NotIpAddress\"", &format!("{of_alice}\"NotIpAddress\""));
    let id = page.add(vestibule_wire::Layer::ResourceBased, &policy);
    page.analyse();
    assert_eq!(page.answer().account.as_deref(), Some("111122223333"));
    assert_ne!(page.answer().sections, []);
    let two = policy.replace(
        "user/Alice\"",
        "user/Alice\",\"arn:aws:iam::222233334444:root\"",
    );
    page.type_text(
        id,
        &two.replace("\"arn:aws:iam::1", "[\"arn:aws:iam::1")
            .replace("root\"", "root\"]"),
    );
    page.table().analyse();
    assert_eq!(page.answer().account, None);
    assert_eq!(page.answer().sections, []);
}

#[test]
fn of_very_many_lines_the_first_are_told_and_the_others_counted() {
    let network = |number: usize| {
        format!(r#"{{"name":"office {number}","sourceIp":["198.51.{number}.0/24"]}}"#)
    };
    let mut networks: Vec<String> = (0..200).map(network).collect();
    networks.push(r#"{"name":"open","sourceIp":["203.0.113.0/24"]}"#.to_owned());
    let case = format!(
        r#"{{"vestibule":1,"account":{{"id":"111122223333"}},"networks":[{}],
            "policies":{{"resourceBased":{OFFICE_ONLY}}},"requests":[]}}"#,
        networks.join(",")
    );
    let mut page = Page::case(&case);
    page.analyse();
    let answer = page.answer();
    fn count(lines: &[Line]) -> usize {
        lines.iter().map(|line| 1 + count(&line.below)).sum()
    }
    let told: usize = answer.sections.iter().map(|part| count(&part.below)).sum();
    assert_eq!(told, 500);
    assert!(answer.left_out > 0, "{}", answer.left_out);
    assert!(answer.claims.len() <= 6, "{:?}", page.claims());
}

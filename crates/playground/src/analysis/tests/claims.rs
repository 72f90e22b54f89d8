//! What is said, and the sign-ins that show it.

use std::rc::Rc;

use vestibule_wire::Outcome;

use super::{OFFICE_ONLY, Page, round, witnesses};
use crate::analysis::answer::{Answer, Line, OfAccount};
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
        "Roles of IAM Identity Center cannot sign in from any of the declared networks",
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
    assert_eq!(order.declared.networks[0].name, "Tokyo office");
    let answer = page.answer();
    let words = format!("{:?}", answer.sections);
    assert!(words.contains("Tokyo"), "{words}");
}

/// The answer on a page without an account, with that policy and those principals in its rows.
fn of_account(told: &str, policy: &str, principals: &[&str]) -> Rc<Answer> {
    let requests: Vec<String> = principals
        .iter()
        .map(|arn| format!(r#"{{"principal":"{arn}","network":{{"sourceIp":"203.0.113.7"}}}}"#))
        .collect();
    let case = format!(
        r#"{{"vestibule":1,{told}"policies":{{{policy}}},"requests":[{}]}}"#,
        requests.join(",")
    );
    let mut page = Page::case(&case);
    page.analyse();
    page.answer()
}

#[test]
fn it_is_said_of_which_account_it_is() {
    const FIRST: &str = "111122223333";
    const OTHER: &str = "444455556666";
    const TOLD: &str = r#""account":{"id":"111122223333"},"#;
    let named = |account: &str| {
        let alice = format!(
            r#""ArnNotEquals":{{"aws:PrincipalArn":"arn:aws:iam::{account}:user/Alice"}},"#
        );
        let policy = OFFICE_ONLY.replace("\"NotIpAddress\"", &format!("{alice}\"NotIpAddress\""));
        format!(r#""resourceBased":{policy}"#)
    };
    let plain = format!(r#""resourceBased":{OFFICE_ONLY}"#);
    let both = format!(
        r#"{},"serviceControl":[{{"document":{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny",
        "Action":"s3:*","Resource":"*","Condition":{{"StringEquals":{{"aws:ResourceAccount":"{OTHER}"}}}}}}]}}}}]"#,
        named(FIRST)
    );
    let alice = format!("arn:aws:iam::{FIRST}:user/Alice");
    let bob = format!("arn:aws:iam::{OTHER}:user/Bob");
    type Row<'a> = (&'a str, &'a str, String, Vec<&'a str>, Option<OfAccount>);
    let rows: Vec<Row<'_>> = vec![
        (
            "nothing",
            "",
            String::new(),
            vec![],
            Some(OfAccount::Nothing),
        ),
        ("told", TOLD, named(FIRST), vec![], None),
        (
            "told, and named by nobody",
            TOLD,
            plain.clone(),
            vec![],
            None,
        ),
        (
            "told, and another named",
            TOLD,
            named(OTHER),
            vec![],
            Some(OfAccount::Other(FIRST.to_owned(), vec![OTHER.to_owned()])),
        ),
        (
            "told, and named beside another",
            TOLD,
            both.clone(),
            vec![],
            None,
        ),
        (
            "named",
            "",
            named(OTHER),
            vec![],
            Some(OfAccount::Named(OTHER.to_owned())),
        ),
        (
            "named, and a row half typed",
            "",
            named(OTHER),
            vec!["arn:aws:iam::44445555"],
            Some(OfAccount::Named(OTHER.to_owned())),
        ),
        (
            "named by nobody",
            "",
            plain.clone(),
            vec![],
            Some(OfAccount::Example(FIRST.to_owned())),
        ),
        (
            "several",
            "",
            both,
            vec![],
            Some(OfAccount::Several(vec![OTHER.to_owned(), FIRST.to_owned()])),
        ),
        ("of a row", "", plain.clone(), vec![&alice], None),
        (
            "of a row, and one half typed",
            "",
            plain.clone(),
            vec![&alice, "arn:aws:iam::44445555"],
            None,
        ),
        (
            "of a row, and another named",
            "",
            named(OTHER),
            vec![&alice],
            Some(OfAccount::Other(FIRST.to_owned(), vec![OTHER.to_owned()])),
        ),
        (
            "of rows",
            "",
            plain,
            vec![&alice, &bob],
            Some(OfAccount::Rows),
        ),
    ];
    for (title, told, policy, principals, expected) in rows {
        let answer = of_account(told, &policy, &principals);
        assert_eq!(answer.account, expected, "{title}");
        let is_missing = expected.is_some_and(|account| account.is_missing());
        assert_eq!(answer.claims.is_empty(), is_missing, "{title}");
        assert_eq!(answer.sections.is_empty(), is_missing, "{title}");
        assert!(
            !answer
                .claims
                .iter()
                .any(|claim| claim.text.contains("not told")),
            "{title}: {answer:?}"
        );
    }
    for example in examples::ALL {
        let mut page = Page::case(example.file);
        page.analyse();
        assert_eq!(page.answer().account, None, "{}", example.slug);
    }
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

//! Changes that are proposed: which values they write, which they ask for, and in which order.

use vestibule_wire::{Layer, Outcome};

use super::{DENY_ALL, Page, said};
use crate::analysis::answer::Line;
use crate::analysis::compare::told::Side;
use crate::analysis::topics::{Change, Needed, RepairOf, TopicTold};
use crate::state::action::Action;

const VPC: &str = "vpc-0a1b2c3d4e5f60719";
const BREAK_GLASS: &str = "arn:aws:iam::111122223333:role/Emergency";

/// AWS's second example, filled in.
const OFFICE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": { "AWS": "*" },
      "Action": ["signin:Authenticate"],
      "Resource": "*",
      "Condition": {
        "ArnNotEquals": { "signin:PrincipalArn": "arn:aws:iam::111122223333:role/BreakGlass" },
        "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" },
        "StringEquals": { "aws:ResourceAccount": "111122223333" }
      }
    },
    {
      "Effect": "Deny",
      "Principal": { "AWS": "*" },
      "Action": ["signin:CreateOAuth2Token", "signin:AuthorizeOAuth2Access"],
      "Resource": "*",
      "Condition": {
        "ArnNotEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/BreakGlass" },
        "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" },
        "StringEquals": { "aws:ResourceAccount": "111122223333" }
      }
    }
  ]
}"#;

impl Page {
    fn with(policy: &str) -> Self {
        let mut page = Self::new();
        page.add(Layer::ResourceBased, policy);
        page.answer_topics();
        page
    }

    fn changes(&mut self) -> Vec<Change> {
        self.answer_topics();
        match self.state.shown_repairs().told() {
            Some(TopicTold::Repair(told)) => {
                let changes = told.sign_ins.iter().flat_map(|of| &of.changes);
                changes.cloned().collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn claim(&self, part: &str) -> (Line, Option<RepairOf>) {
        let answer = self.answer();
        let at = answer
            .claims
            .iter()
            .position(|claim| said(claim).contains(part));
        let at = at.unwrap_or_else(|| panic!("{part}: {:?}", self.claims()));
        (answer.claims[at].clone(), answer.repairs[at].clone())
    }
}

fn all_text(change: &Change) -> String {
    let lines = |line: &Line| format!("{line:?}");
    format!(
        "{}{:?}{:?}",
        lines(&change.line),
        change.texts,
        change.shown
    )
}

fn is_of(change: &Change, needed: Needed) -> bool {
    change.needs.iter().any(|(of, _)| *of == needed)
}

#[test]
fn a_value_that_nobody_gave_is_asked_for_and_never_written() {
    let mut page = Page::with(OFFICE);
    let (claim, repair) = page.claim("through a VPC endpoint");
    let request = repair.expect("a repair");
    assert!(matches!(request, RepairOf::Example(_)), "{request:?}");
    for from_row in [false, true] {
        if from_row {
            let (row, outcome) = page.shown(&claim);
            assert_eq!(outcome, Some(Outcome::Denied));
            page.act(Action::LookAtRepairsOfRow(row.id));
        } else {
            page.act(Action::LookAtRepairs(request.clone()));
        }
        let changes = page.changes();
        assert!(
            changes.iter().any(|of| is_of(of, Needed::Vpc)),
            "{changes:?}"
        );
        for change in &changes {
            let text = all_text(change);
            for example in [
                "vpc-0123456789abcdef0",
                "vpce-0123456789abcdef0",
                "user/someone",
            ] {
                assert!(!text.contains(example), "{example}: {text}");
            }
            assert_eq!(change.is_open(), change.texts.is_empty());
            assert_eq!(change.is_open(), text.contains("___"), "{text}");
        }
        // What is no id is not taken for one.
        page.act(Action::Give(Needed::Vpc, "vpc-my".into()));
        assert!(
            page.changes()
                .iter()
                .all(|of| !is_of(of, Needed::Vpc) || of.is_open())
        );
        page.act(Action::Give(Needed::Vpc, VPC.into()));
        let changes = page.changes();
        let mut filled = changes
            .iter()
            .filter(|of| of.needs == [(Needed::Vpc, true)]);
        let change = filled.next().expect("a change with the VPC").clone();
        assert!(change.texts[0].after.contains(VPC));
        assert!(said(&change.line).contains(VPC), "{:?}", change.line);
        page.act(Action::ApplyChange(change.texts));
        page.answer_topics();
        let claims = page.claims();
        let ways = claims.iter().find(|claim| claim.contains("ways in"));
        assert!(ways.is_some_and(|ways| ways.contains(VPC)), "{claims:?}");
        page.act(Action::Undo);
        page.answer_topics();
    }
}

#[test]
fn a_change_shows_the_lines_that_differ_alone() {
    let mut page = Page::with(OFFICE);
    let (_, repair) = page.claim("through a VPC endpoint");
    page.act(Action::LookAtRepairs(repair.unwrap()));
    let changes = page.changes();
    let of_vpc = changes.iter().find(|of| is_of(of, Needed::Vpc)).unwrap();
    let lines = of_vpc.shown[0].parts.iter().flatten();
    let gone = lines.filter(|line| line.side == Side::Before).count();
    // A comma is written behind the last test of each of the two statements.
    assert!(gone <= 2, "{:?}", of_vpc.shown);
}

#[test]
fn a_total_lockout_is_left_by_a_role_that_is_named() {
    let mut page = Page::with(DENY_ALL);
    let repairs = page.answer().repairs.clone();
    assert!(repairs.contains(&Some(RepairOf::LockedOut)), "{repairs:?}");
    page.act(Action::LookAtRepairs(RepairOf::LockedOut));
    assert!(page.changes().iter().any(|of| is_of(of, Needed::Principal)));
    page.act(Action::Give(Needed::Principal, BREAK_GLASS.into()));
    let changes = page.changes();
    let exempt = changes
        .into_iter()
        .find(|of| of.needs == [(Needed::Principal, true)]);
    let exempt = exempt.expect("a change that exempts the role");
    page.act(Action::ApplyChange(exempt.texts));
    page.answer_topics();
    let claims = page.claims();
    assert!(claims[0].contains("role/Emergency"), "{claims:?}");
    assert!(page.state.workspace.documents[0].text.contains(BREAK_GLASS));
}

#[test]
fn a_finding_about_a_lockout_leads_to_its_repair() {
    let page = Page::with(OFFICE);
    let found = page.state.results.problems.iter();
    let repaired: Vec<(String, Option<RepairOf>)> = found
        .map(|problem| {
            let finding = &problem.finding;
            (finding.code.to_string(), page.state.repair_of(finding))
        })
        .collect();
    let of = |code: &str| {
        let found = repaired.iter().find(|(of, _)| of == code);
        found
            .unwrap_or_else(|| panic!("{code}: {repaired:?}"))
            .1
            .clone()
    };
    assert_eq!(of("identity-center-locked-out"), Some(RepairOf::LockedOut));
    assert!(matches!(
        of("denies-vpc-endpoints"),
        Some(RepairOf::Example(_))
    ));
}

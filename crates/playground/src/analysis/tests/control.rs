//! Permission statements, ways back and plans, as panes and the form ask for them.

use std::rc::Rc;

use vestibule_wire::{Case, Layer, NoFiles, Outcome, PermissionStatement};

use super::{DENY_ALL, OFFICE_ONLY, Page, said};
use crate::analysis::answer::Line;
use crate::analysis::topics::{PlanTold, RecoveryTold, StatementsTold, TopicTold};
use crate::state::action::{Action, DocumentEdit};
use crate::state::case_file;
use crate::state::compare::{Base, Source};
use crate::state::view::{Dialog, Tab};

const CURRENT: &str = include_str!("../../../../../tests/analysis/rollout-current.json");
const WANTED: &str = include_str!("../../../../../tests/analysis/rollout-wanted.json");

fn from(address: &str) -> PermissionStatement {
    PermissionStatement {
        source_ip: Some(address.to_owned()),
        ..PermissionStatement::default()
    }
}

fn all(line: &Line) -> String {
    let below: String = line.below.iter().map(all).collect();
    format!("{}\n{below}", said(line))
}

impl Page {
    fn form(&mut self) -> StatementsTold {
        self.act(Action::Dialog(Some(Dialog::Statements)));
        self.answer_topics();
        let shown = self.state.shown_repairs();
        assert!(shown.is_present);
        match shown.told() {
            Some(TopicTold::Statements(told)) => told.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn recovery(&mut self) -> RecoveryTold {
        self.act(Action::Tab(Tab::Recovery)).answer_topics();
        match self.state.shown_topic().told() {
            Some(TopicTold::Recovery(told)) => told.clone(),
            other => panic!("{other:?}"),
        }
    }

    /// The plan from that case.
    fn plan(&mut self, before: &str, stages: &str) -> PlanTold {
        let (workspace, _) = case_file::import(before).unwrap();
        let base = Base {
            source: Source::Opened,
            workspace: Rc::new(workspace),
        };
        self.act(Action::Tab(Tab::Compare));
        self.act(Action::Compare(Some(Box::new(base))));
        self.act(Action::PlanRollout(Some(stages.to_owned().into())));
        self.answer_topics();
        match self.state.shown_topic().told() {
            Some(TopicTold::Plan(told)) => told.clone(),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_form_has_the_policy_and_the_calls_of_what_is_typed() {
    let mut page = Page::new();
    let told = page.form();
    assert_eq!((told.statements, told.policy), (Vec::new(), None));
    // A policy that the API makes is read back to the calls.
    let draft = vec![from("203.0.113.0/24"), from("198.51.100.0/24")];
    page.act(Action::DraftStatements(Some(draft.clone())));
    let told = page.form();
    assert_eq!(told.statements, draft);
    assert_eq!(told.wrong, []);
    assert!(told.commands.contains("--source-ip 203.0.113.0/24"));
    assert!(told.commands.contains("--region us-east-1"));
    assert!(told.python.contains("put_resource_permission_statement"));
    assert!(told.json.contains("\"permissionStatements\""));
    let readings: String = told.readings.iter().map(all).collect();
    assert!(readings.contains("203.0.113.0/24"), "{readings}");
    // What is used has the text that the form showed.
    page.act(Action::UseStatements(draft.clone()))
        .answer_topics();
    let made = page.state.workspace.documents[0].text.clone();
    assert_eq!(Some(&*made), told.policy.as_deref());
    // Written by hand, it is read back.
    let id = page.state.workspace.documents[0].id;
    let by_hand = format!("{made} ");
    page.act(Action::Document(id, DocumentEdit::Text(by_hand.into())));
    let told = page.form();
    assert!(told.is_of_policy);
    assert_eq!((told.statements, told.left), (draft, Vec::new()));
}

#[test]
fn what_aws_refuses_stands_at_its_field() {
    let mut page = Page::new();
    let draft = vec![
        from("203.0.113.0/24"),
        PermissionStatement {
            source_ip: Some("office".to_owned()),
            source_vpc: Some("vpc-0a1b2c3d".to_owned()),
            ..PermissionStatement::default()
        },
        PermissionStatement::default(),
    ];
    page.act(Action::DraftStatements(Some(draft)));
    let told = page.form();
    let places: Vec<_> = told
        .wrong
        .iter()
        .map(|one| (one.statement, one.parameter.as_deref(), one.is_error))
        .collect();
    let expected = [
        (1, Some("sourceIp"), true),
        (1, Some("requestedRegion"), true),
        (2, None, true),
    ];
    assert_eq!(places, expected);
    assert!(told.wrong.iter().all(|one| one.said.len() > 20));
    assert_eq!((told.policy, told.commands), (None, String::new()));
}

#[test]
fn what_no_call_makes_is_told_with_its_line() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, DENY_ALL);
    let told = page.form();
    assert!(told.is_of_policy && told.statements.is_empty());
    assert_eq!(told.left.len(), 1);
    assert_eq!(told.left[0].at, Some(2));
    assert!(!told.left[0].why.below.is_empty());
}

#[test]
fn policies_of_an_organization_come_as_templates() {
    let mut page = Page::new();
    page.add(Layer::ResourceControl, OFFICE_ONLY);
    let told = page.form().organization.unwrap();
    assert!(told.terraform.contains("aws_organizations_policy"));
    assert!(told.cloudformation.contains("AWS::Organizations::Policy"));
    assert!(told.commands.contains("create-policy"));
}

#[test]
fn ways_back_come_with_their_commands_and_the_sessions_of_the_rows() {
    let mut page = Page::case(WANTED);
    let told = page.recovery();
    assert!(told.ways.len() > 2);
    let readiness = all(&told.readiness);
    assert!(
        readiness.contains("Break-glass readiness") && readiness.contains("the root user"),
        "{readiness}"
    );
    let with_commands = told.ways.iter().find(|way| !way.commands.is_empty());
    let way = with_commands.unwrap();
    assert!(way.commands.iter().any(|line| line.starts_with("aws ")));
    // The commands are shown once, to be copied.
    assert!(!all(&way.line).contains("aws signin delete-console"));
    assert_eq!(told.sessions.len(), page.state.workspace.scenarios.len());
    assert!(all(&told.sessions[0].line).contains("Alice in the office"));
    assert!(!told.rules.below.is_empty() && !told.afterwards.below.is_empty());
}

/// What a case file says of the account that the page has no place for counts.
#[test]
fn how_the_account_joined_counts() {
    let told = |joined: &str| {
        let text = WANTED.replacen(
            "\"id\"",
            &format!("\"joinedMethod\": \"{joined}\", \"id\""),
            1,
        );
        assert!(Case::read(text.clone(), &NoFiles).is_ok(), "{text}");
        let mut page = Page::case(&text);
        page.recovery()
            .ways
            .iter()
            .map(|way| all(&way.line))
            .collect::<String>()
    };
    let (created, invited) = (told("CREATED"), told("INVITED"));
    assert_ne!(created, invited);
    assert!(invited.contains("accounts that were invited"), "{invited}");
}

#[test]
fn a_plan_leads_from_what_is_compared_with() {
    let mut page = Page::case(WANTED);
    let told = page.plan(CURRENT, "ou-ab12-canary00");
    assert_eq!(told.summary.outcome, Some(Outcome::Allowed), "{told:?}");
    assert!(told.steps.len() > 3);
    assert!(told.steps.iter().any(|step| step.warning.is_some()));
    assert!(
        told.steps[0]
            .commands
            .join("\n")
            .contains("ou-ab12-canary00")
    );
    assert!(told.steps.iter().all(|step| !step.rollback.is_empty()));
    assert!(told.markdown.contains("```sh"));
    let script = told.script.unwrap();
    assert!(script.starts_with("#!/usr/bin/env bash\n"));
    assert!(all(&told.steps[0].line).contains("Alice in the office"));
    // Nothing is asked once nobody looks.
    page.act(Action::PlanRollout(None)).answer_topics();
    assert_eq!(page.state.shown_topic().told(), None);
}

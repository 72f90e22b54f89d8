//! The doors, as their pane asks for them.

use vestibule_wire::{DoorKind, Outcome};

use super::{OFFICE_ONLY, Page, said};
use crate::analysis::answer::Line;
use crate::analysis::topics::TopicTold;
use crate::analysis::topics::doors::{DoorsAsked, DoorsTold, Stack, WrongOf};
use crate::state::action::Action;
use crate::state::view::Tab;

fn all(lines: &[Line]) -> String {
    let of = |line: &Line| format!("{}\n{}", said(line), all(&line.below));
    lines.iter().map(of).collect()
}

fn page() -> Page {
    let case = format!(
        r#"{{"vestibule":1,"account":{{"id":"111122223333"}},"policies":{{"resourceBased":{OFFICE_ONLY}}},
        "networks":[{{"name":"Tokyo","sourceIp":["203.0.113.0/24"],"regions":["ap-northeast-1"]}}],
        "requests":[{{"principal":"arn:aws:iam::111122223333:user/Alice","region":"eu-west-1"}}]}}"#
    );
    Page::case(&case)
}

impl Page {
    fn doors(&mut self) -> DoorsTold {
        self.act(Action::Tab(Tab::Doors)).answer_topics();
        match self.state.shown_topic().told() {
            Some(TopicTold::Doors(told)) => DoorsTold::clone(told),
            other => panic!("{other:?}"),
        }
    }

    fn asked_doors(&mut self, change: impl FnOnce(&mut DoorsAsked)) -> DoorsTold {
        let mut asked = self.state.doors_asked();
        change(&mut asked);
        self.act(Action::AskDoors(Box::new(asked)));
        self.doors()
    }
}

#[test]
fn the_form_begins_with_what_the_workspace_tells() {
    let mut page = page();
    let told = page.doors();
    let asked = page.state.doors_asked();
    assert_eq!(asked.kinds, DoorKind::ALL);
    assert_eq!(asked.account, "111122223333");
    assert_eq!(asked.regions, "ap-northeast-1, eu-west-1");
    assert_eq!(told.wrong, []);
    assert_eq!(told.doors.len(), 6);
    assert!(
        told.list.contains("ap-northeast-1.signin.aws\n"),
        "{}",
        told.list
    );
    assert!(told.list.contains("111122223333.signin.aws.amazon.com\n"));
    assert!(told.list.contains("*.cloudfront.net\n"));
    assert!(
        told.list.contains("# `") || told.list.contains("# [Directory"),
        "{}",
        told.list
    );
    for line in told.no_wildcards.lines() {
        assert!(
            line.starts_with("# ") || !line.contains(['*', '[']),
            "{line}"
        );
    }
    assert!(
        told.no_wildcards
            .contains("portal.sso.eu-west-1.amazonaws.com\n")
    );
    let json: serde_json::Value = serde_json::from_str(&told.json).unwrap();
    assert_eq!(json["doors"].as_array().unwrap().len(), 6);
    assert!(
        told.command
            .starts_with("vestibule doors --user root --user iam-user")
    );
    assert!(
        told.command
            .ends_with("--region ap-northeast-1 --region eu-west-1")
    );
    assert!(!told.sources.is_empty());
    for (title, domains) in &told.lists {
        assert!(!domains.is_empty(), "{title}");
        for domain in domains {
            assert!(!domain.sources.is_empty(), "{domain:?}");
        }
    }
    let count: usize = told.lists.iter().map(|(_, domains)| domains.len()).sum();
    assert_eq!(count, json["domains"].as_array().unwrap().len());
    assert!(all(&[told.private_access.unwrap()]).contains("com.amazonaws.eu-west-1.signin"));
}

#[test]
fn the_present_policies_stop_doors_at_their_layers() {
    let mut page = page();
    let told = page.doors();
    assert_eq!(told.no_gates, None);
    let gate = |door: usize| {
        let lines = &told.doors[door].below;
        let line = lines
            .iter()
            .find(|line| said(line).contains("the present policies"));
        line.map(|line| (said(line), line.outcome))
    };
    let stopped = "the present policies stop some of these sign-ins: resourceBased";
    for door in 0..4 {
        let expected = (stopped.to_owned(), Some(Outcome::Denied));
        assert_eq!(gate(door), Some(expected), "{door}");
    }
    assert_eq!((gate(4), gate(5)), (None, None));

    // Of one person alone nobody else is stopped.
    let case = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*",
        "Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/Bob"}}}]}}]},"requests":[]}"#;
    let told = Page::case(case).doors();
    let outcomes: Vec<Option<Outcome>> = told.doors[..4]
        .iter()
        .map(|door| {
            let mut lines = door.below.iter();
            lines.find_map(|line| line.outcome)
        })
        .collect();
    let expected = [
        Outcome::Allowed,
        Outcome::Denied,
        Outcome::Allowed,
        Outcome::Allowed,
    ];
    assert_eq!(outcomes, expected.map(Some), "{}", all(&told.doors));

    // Nobody says which account it is.
    let mut page = Page::case(r#"{"vestibule":1,"policies":{},"requests":[]}"#);
    let told = page.doors();
    assert_eq!(told.doors.len(), 6);
}

#[test]
fn what_is_typed_is_used_or_called_wrong() {
    let mut page = page();
    let told = page.asked_doors(|asked| {
        asked.kinds = vec![DoorKind::IdentityCenter];
        asked.account = "My Account".into();
        asked.regions = "eu-west-1 cn-north-1".into();
        asked.portal = "d-1234567890".into();
        asked.instance = "ssoins.1".into();
        asked.stack = Some(Stack::DualStack);
    });
    let wrong: Vec<WrongOf> = told.wrong.iter().map(|(of, _)| *of).collect();
    assert_eq!(
        wrong,
        [WrongOf::Account, WrongOf::Regions, WrongOf::Instance]
    );
    assert!(told.wrong[1].1.contains("cn-north-1"), "{:?}", told.wrong);
    assert_eq!(
        told.command,
        "vestibule doors --user identity-center --portal d-1234567890 --region eu-west-1 --stack dual-stack"
    );
    assert!(told.list.contains("portal.sso.eu-west-1.api.aws\n"));
    // Nothing is asked of no door.
    page.asked_none();
}

impl Page {
    fn asked_none(&mut self) {
        let mut asked = self.state.doors_asked();
        asked.kinds.clear();
        self.act(Action::AskDoors(Box::new(asked))).answer_topics();
        assert_eq!(self.state.shown_topic().answer, None);
    }
}

#[test]
fn a_present_list_is_held_against_the_domains() {
    let mut page = page();
    let told = page.asked_doors(|asked| {
        asked.kinds = vec![DoorKind::Root];
        asked.regions = "eu-west-1".into();
        asked.allow_list = "eu-west-1.signin.aws\n*.amazonaws.com\n??? what\n".into();
    });
    let check = all(&told.check);
    assert!(check.contains("eu-west-1.signin.aws: line 1"), "{check}");
    assert!(check.contains("Missing"), "{check}");
    assert!(
        check.contains("Too wide: strangers have hosts there\n*.amazonaws.com: line 2"),
        "{check}"
    );
    assert!(check.contains("line 3"), "{check}");
    assert!(told.command.ends_with("--allow-list allow.txt"));
    // It stays with another workspace, whose account it is not of.
    page.act(Action::NewWorkspace);
    let asked = page.state.doors_asked();
    assert!(asked.allow_list.contains("what"));
    assert_eq!(asked.account, "");
    let told = page.asked_doors(|asked| asked.allow_list = "a.example\n".repeat(500_000).into());
    assert_eq!(told.wrong[0].0, WrongOf::AllowList);
    assert_eq!(told.check, []);
}

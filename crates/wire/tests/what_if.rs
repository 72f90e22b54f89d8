//! What would change a decision: each fact that is named does, and those that
//! are known to are named.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use vestibule_wire::{
    Action, Case, Change, ConsoleAuthorization, Fact, Known, Network, NoFiles, Outcome, Source,
    Standing, Trial,
};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
}

fn known() -> Known {
    Known {
        principals: vec!["arn:aws:iam::111122223333:role/Admin".into()],
        networks: vec![Network {
            source_ip: Some("198.51.100.20".into()),
            ..Network::default()
        }],
        regions: vec!["eu-central-1".into()],
    }
}

/// Every fact that is named settles another decision than the present one, told
/// as the whole decision on that sign-in tells it.
#[test]
fn every_named_fact_flips_the_decision() {
    let mut paths = Vec::new();
    files(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus")),
        &mut paths,
    );
    let (mut named, mut of_account) = (0, 0);
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let case = Case::read(text, &NoFiles).unwrap();
        for (index, request) in case.file().requests.iter().enumerate() {
            let Some(present) = case.decide(index) else {
                continue;
            };
            let asked = [None, Some(present.phases[index % 3].action)];
            for action in asked {
                for change in case.compiled().changes(request, action, &known()).changes {
                    let place = format!("{}[{index}] {action:?}: {change:?}", path.display());
                    of_account += usize::from(change.fact.is_of_account());
                    let then = with_account(&case, &change.fact)
                        .compiled()
                        .decide(&change.fact.applied(request))
                        .unwrap_or_else(|findings| panic!("{place}: {findings:?}"));
                    assert_eq!(then.outcome, change.outcome, "{place}");
                    assert_eq!(then.denied_at, change.denied_at, "{place}");
                    match action {
                        None => assert_ne!(then.outcome, present.outcome, "{place}"),
                        Some(action) => {
                            let of = |decision: &vestibule_wire::Decision| {
                                let phases = &decision.phases;
                                phases.iter().find(|p| p.action == action).unwrap().decision
                            };
                            assert_ne!(of(&then), of(&present), "{place}");
                            assert_eq!(change.decision, Some(of(&then)), "{place}");
                        }
                    }
                    named += 1;
                }
            }
        }
    }
    assert!(named > 2_000, "only {named} facts were named");
    assert!(of_account > 200, "only {of_account} facts of accounts");
}

/// The case with a fact of the account, as its file would tell it.
fn with_account(case: &Case, fact: &Fact) -> Case {
    let mut file = case.file().clone();
    let account = file.account.get_or_insert_default();
    match fact {
        Fact::Authorization(on) => {
            account.console_authorization = Some(ConsoleAuthorization::Both(*on));
        }
        Fact::Standing(Standing::Standalone) => {
            account.organization = None;
            file.policies.resource_control.clear();
            file.policies.service_control.clear();
        }
        Fact::Standing(standing) => {
            let organization = account.organization.get_or_insert_default();
            organization.management_account = *standing == Standing::Management;
        }
        _ => {}
    }
    Case::new(file, &NoFiles)
}

/// The account's own switches are tried, also those that leave the decision open.
#[test]
fn the_switches_of_the_account_are_facts() {
    let rcp = |condition: &str| {
        CASE.replace(
            "\"resourceBased\": {",
            "\"resourceControl\": [{ \"document\": {",
        )
        .replace("  ] } },\n  \"requests\"", "  ] } }] },\n  \"requests\"")
        .replace(
            r#""account": { "id": "111122223333" }"#,
            &format!(r#""account": {{ "id": "111122223333", {condition} }}"#),
        )
    };
    let of_account = |text: &str, request: usize| -> Vec<(Fact, Outcome)> {
        let case = Case::read(text, &NoFiles).unwrap();
        let request = &case.file().requests[request];
        let trial = case.compiled().changes(request, None, &Known::default());
        assert!(trial.tried > 0);
        let changes = trial.changes.into_iter();
        let changes = changes.filter(|change| change.fact.is_of_account());
        changes
            .map(|change| (change.fact, change.outcome))
            .collect()
    };
    let standing = Fact::Standing;
    // What is denied at home, the account's switches allow.
    assert_eq!(
        of_account(CASE, 0),
        [(Fact::Authorization(false), Outcome::Allowed)]
    );
    assert_eq!(
        of_account(&rcp(r#""organization": {}"#), 0),
        [
            (Fact::Authorization(false), Outcome::Allowed),
            (standing(Standing::Standalone), Outcome::Allowed),
            (standing(Standing::Management), Outcome::Allowed),
        ]
    );
    assert_eq!(
        of_account(&rcp(r#""organization": { "managementAccount": true }"#), 0),
        [(standing(Standing::Member), Outcome::Denied)]
    );
    assert_eq!(
        of_account(&rcp(r#""consoleAuthorization": false"#), 0),
        [(Fact::Authorization(true), Outcome::Denied)]
    );
    // In the office nothing of the account matters.
    assert_eq!(of_account(CASE, 1), []);
    // Turned on, it is not known which organization it is: neither is the outcome.
    let tested = r#""NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" }"#;
    let organization = r#""StringNotEqualsIfExists": { "aws:ResourceOrgID": "o-a1b2c3d4e5" }"#;
    let text = rcp(r#""consoleAuthorization": false"#).replace(tested, organization);
    assert_eq!(
        of_account(&text, 0),
        [(Fact::Authorization(true), Outcome::Unknown)]
    );
}

/// A Deny for who does not come from the office, without a multi-factor sign-in
/// or outside of two Regions, except for one role.
const CASE: &str = r#"{
  "vestibule": 1,
  "account": { "id": "111122223333" },
  "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": [
    { "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
      "Condition": {
        "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" },
        "StringNotEqualsIfExists": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" },
        "ArnNotLikeIfExists": { "aws:PrincipalArn": "arn:aws:iam::*:role/Break*" } } },
    { "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
      "Condition": { "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } } },
    { "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } } }
  ] } },
  "requests": [
    { "name": "home", "principal": "arn:aws:iam::111122223333:user/alice",
      "network": { "sourceIp": "192.0.2.44" },
      "context": { "aws:MultiFactorAuthPresent": "true" } },
    { "name": "office", "principal": "arn:aws:iam::111122223333:user/alice",
      "network": { "sourceIp": "203.0.113.10" },
      "context": { "aws:MultiFactorAuthPresent": "true" } },
    { "name": "office, no second factor", "principal": "arn:aws:iam::111122223333:user/alice",
      "network": { "sourceIp": "203.0.113.10" },
      "context": { "aws:MultiFactorAuthPresent": "false" } }
  ]
}"#;

fn changes(request: usize, action: Option<Action>) -> Vec<Change> {
    let case = Case::read(CASE, &NoFiles).unwrap();
    case.compiled()
        .changes(&case.file().requests[request], action, &Known::default())
        .changes
}

fn facts(changes: &[Change]) -> Vec<&Fact> {
    changes.iter().map(|change| &change.fact).collect()
}

#[test]
fn the_office_lets_in_who_is_at_home() {
    let changes = changes(0, None);
    let office = changes
        .iter()
        .find(|change| matches!(&change.fact, Fact::Network(n) if !n.is_endpoint()))
        .unwrap();
    assert_eq!(
        office.fact,
        Fact::Network(Network {
            source_ip: Some("203.0.113.1".into()),
            ..Network::default()
        })
    );
    assert_eq!(
        (office.source, office.outcome, office.denied_at),
        (Source::Tested, Outcome::Allowed, None)
    );
    // Nobody is exempt before authentication, so no other principal helps.
    assert!(
        !facts(&changes)
            .iter()
            .any(|fact| matches!(fact, Fact::Principal(_))),
        "{changes:#?}"
    );
}

#[test]
fn the_exempt_role_passes_the_later_action() {
    let changes = changes(0, Some(Action::AuthorizeOAuth2Access));
    let role = changes
        .iter()
        .find(|change| matches!(change.fact, Fact::Principal(_)))
        .unwrap();
    assert_eq!(
        role.fact,
        Fact::Principal("arn:aws:iam::111122223333:role/Break".into())
    );
    assert_eq!(
        (role.decision, role.outcome, role.denied_at),
        (
            Some(Outcome::Allowed),
            Outcome::Denied,
            Some(Action::Authenticate)
        )
    );
}

#[test]
fn what_would_stop_who_gets_in() {
    let changes = changes(1, None);
    let region = Fact::Region("ap-northeast-1".into());
    let factor = Fact::Key("aws:MultiFactorAuthPresent".into(), "false".into());
    for fact in [&region, &factor] {
        let change = changes.iter().find(|change| change.fact == *fact);
        let change = change.unwrap_or_else(|| panic!("{fact:?} of {changes:#?}"));
        assert_eq!(change.denied_at, Some(Action::CreateOAuth2Token));
    }
}

#[test]
fn a_key_may_be_left_out() {
    let present = "aws:MultiFactorAuthPresent";
    let tag = "aws:PrincipalTag/mfa";
    // Left out, the first is there all the same, and leaves the decision open.
    for (key, settles) in [(present, false), (tag, true)] {
        let case = Case::read(CASE.replace(present, key), &NoFiles).unwrap();
        let request = &case.file().requests[2];
        let trial = case.compiled().changes(request, None, &Known::default());
        let facts = facts(&trial.changes);
        let told = Fact::Key(key.into(), "true".into());
        assert!(facts.contains(&&told), "{facts:#?}");
        let left_out = Fact::NoKey(key.into());
        assert_eq!(facts.contains(&&left_out), settles, "{facts:#?}");
    }
}

/// No request comes from a private address over the internet, so none is offered.
#[test]
fn only_addresses_of_the_internet_are_offered() {
    let text = CASE.replace("\"203.0.113.0/24\"", "[\"203.0.113.0/24\", \"10.0.0.0/8\"]");
    assert_ne!(text, CASE);
    let case = Case::read(text, &NoFiles).unwrap();
    let home = &case.file().requests[0];
    let trial = case.compiled().changes(home, None, &Known::default());
    let public: Vec<&str> = trial
        .changes
        .iter()
        .filter_map(|change| match &change.fact {
            Fact::Network(network) if !network.is_endpoint() => network.source_ip.as_deref(),
            _ => None,
        })
        .collect();
    assert_eq!(public, ["203.0.113.1"]);
}

#[test]
fn a_request_that_cannot_be_decided_has_no_changes() {
    let case = Case::read(CASE, &NoFiles).unwrap();
    let request = vestibule_wire::Request::default();
    assert_eq!(
        case.compiled().changes(&request, None, &known()),
        Trial::default()
    );
}

/// A value between two that a policy tells apart is beyond what is tried; what was tried is counted.
#[test]
fn facts_that_change_nothing_are_counted_and_others_may_change_it() {
    let text = CASE.replace(
        r#""Bool": { "aws:MultiFactorAuthPresent": "false" }"#,
        r#""StringLike": { "aws:PrincipalTag/team": "a*z" },
           "StringNotLike": { "aws:PrincipalTag/team": ["az", "*example*", "*111122223333*"] }"#,
    );
    let case = Case::read(text, &NoFiles).unwrap();
    let office = &case.file().requests[1];
    let trial = case.compiled().changes(office, None, &Known::default());
    let tag = "aws:PrincipalTag/team";
    let of_tag = |change: &Change| matches!(&change.fact, Fact::Key(key, _) if key == tag);
    assert!(!trial.changes.iter().any(of_tag), "{trial:#?}");
    let untried = Fact::Key(tag.into(), "abcz".into()).applied(office);
    assert_eq!(case.compiled().outcome(&untried), Ok(Outcome::Denied));
    let found = u32::try_from(trial.changes.len()).unwrap();
    assert!(trial.tried > found, "{trial:#?}");
}

/// How many facts are tried of the first sign-in, with this condition in the first statement.
/// Another one denies whatever comes, so that none of them is named, and the rest is tried.
fn tried(condition: &str, known: &Known) -> u32 {
    let text = CASE.replace(
        r#""NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" }"#,
        condition,
    );
    assert_ne!(text, CASE);
    let all = r#""Statement": [ { "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" },"#;
    let case = Case::read(text.replace(r#""Statement": ["#, all), &NoFiles).unwrap();
    let home = &case.file().requests[0];
    case.compiled().changes(home, None, known).tried
}

#[test]
fn sixty_values_of_a_key_are_tried() {
    let none = Known::default();
    let addresses = |count: usize| {
        let all: Vec<String> = (0..count)
            .map(|n| format!("\"203.0.113.{n}/32\""))
            .collect();
        format!(
            r#""NotIpAddress": {{ "aws:SourceIp": [{}] }}"#,
            all.join(",")
        )
    };
    assert!(tried(&addresses(30), &none) < tried(&addresses(60), &none));
    assert_eq!(tried(&addresses(60), &none), tried(&addresses(61), &none));
    let teams = |count: usize, more: &str| {
        let all: Vec<String> = (0..count).map(|n| format!("\"team{n}\"")).collect();
        format!(
            r#""StringNotEquals": {{ "aws:PrincipalTag/team": [{}{more}] }}"#,
            all.join(",")
        )
    };
    // Beside the operands, one that is none of them.
    assert_eq!(tried(&teams(59, ""), &none), tried(&teams(80, ""), &none));
    assert_eq!(
        tried(&teams(58, ""), &none) + 1,
        tried(&teams(59, ""), &none)
    );
    // What is no value by itself, and what is too long for one.
    let few = tried(&teams(5, ""), &none);
    assert_eq!(few, tried(&teams(5, r#", "${aws:username}""#), &none));
    let longest = format!(", \"{}\"", "x".repeat(2_048));
    assert_eq!(few + 1, tried(&teams(5, &longest), &none));
    let longer = format!(", \"{}\"", "x".repeat(2_049));
    assert_eq!(few, tried(&teams(5, &longer), &none));
}

#[test]
fn who_is_named_as_a_principal_is_tried() {
    let text = CASE.replace(
        r#""Principal": "*""#,
        r#""Principal": { "AWS": "arn:aws:iam::111122223333:user/named" }"#,
    );
    assert_ne!(text, CASE);
    let case = Case::read(text, &NoFiles).unwrap();
    let trial = case
        .compiled()
        .changes(&case.file().requests[0], None, &Known::default());
    let named = Fact::Principal("arn:aws:iam::111122223333:user/named".into());
    assert!(facts(&trial.changes).contains(&&named), "{trial:#?}");
}

#[test]
fn the_network_of_the_sign_in_is_not_tried_again() {
    let office = r#""NotIpAddress": { "aws:SourceIp": "203.0.113.0/25" }"#;
    let case = Case::read(CASE, &NoFiles).unwrap();
    let network = case.file().requests[0].network.clone().unwrap();
    let known = Known {
        networks: vec![network],
        ..Known::default()
    };
    assert_eq!(tried(office, &known), tried(office, &Known::default()));
}

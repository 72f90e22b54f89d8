use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, PolicyKind, ReadOptions};

use super::*;
use crate::VOCABULARY;
use crate::control_plane::{PolicyStatement, policy as policy_of, summary};

const ACCOUNT: &str = "111122223333";
const ROLE: &str = "arn:aws:iam::111122223333:role/BreakGlass";

fn read(text: &str) -> Policy {
    let options = ReadOptions {
        kind: PolicyKind::ResourceBased,
        casing: Casing::Exact,
        vocabulary: &VOCABULARY,
    };
    Policy::read(&Document::parse(text).root, options).0
}

/// The policy as JSON, as a reader of it finds it.
fn json(statements: &[PolicyStatement]) -> String {
    let quoted = |texts: &[String]| {
        let texts: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
        texts.join(",")
    };
    let one = |statement: &PolicyStatement| {
        let actions: Vec<String> = statement
            .actions
            .iter()
            .map(|action| action.name().to_owned())
            .collect();
        let mut operators: Vec<&str> = Vec::new();
        for condition in &statement.conditions {
            if !operators.contains(&condition.operator) {
                operators.push(condition.operator);
            }
        }
        let blocks: Vec<String> = operators
            .into_iter()
            .map(|operator| {
                let of = statement
                    .conditions
                    .iter()
                    .filter(|condition| condition.operator == operator)
                    .map(|condition| {
                        format!("{:?}:[{}]", condition.key, quoted(&condition.values))
                    });
                let of: Vec<String> = of.collect();
                format!("{operator:?}:{{{}}}", of.join(","))
            })
            .collect();
        format!(
            r#"{{"Effect":"Deny","Principal":{{"AWS":"*"}},"Action":[{}],"Resource":"*","Condition":{{{}}}}}"#,
            quoted(&actions),
            blocks.join(",")
        )
    };
    let all: Vec<String> = statements.iter().map(one).collect();
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        all.join(",")
    )
}

/// Every set of parameters that AWS takes, with one value of each.
fn every_call() -> Vec<PermissionStatement> {
    let values = [
        "vpc-0a1b2c3d4e5f60718",
        "vpce-0a1b2c3d",
        "vpce-0a1b2c3e",
        "10.0.0.0/8",
        "203.0.113.0/24",
        "us-west-2",
        ROLE,
    ];
    let call = |bits: u32| {
        let mut call = PermissionStatement::default();
        for (index, parameter) in PermissionStatement::PARAMETERS
            .into_iter()
            .take(7)
            .enumerate()
        {
            if bits & (1 << index) != 0 {
                *call.get_mut(parameter).unwrap() = Some(values[index].to_owned());
            }
        }
        call
    };
    let calls = (0..128).map(call);
    calls
        .filter(|call| call.check().is_empty())
        .filter(|call| call.signin_source_vpce.is_some() || call.console_source_vpce.is_none())
        .collect()
}

fn every_reading() -> Vec<AssumptionSet> {
    let points = [Assumption::J41, Assumption::J42, Assumption::J43];
    (0..8)
        .map(|bits: u32| {
            let on = points
                .into_iter()
                .enumerate()
                .filter(|(index, _)| bits & (1 << index) != 0);
            on.map(|(_, point)| point).collect()
        })
        .collect()
}

#[test]
fn every_call_comes_back_of_its_policy() {
    let calls = every_call();
    assert!(calls.len() > 40, "{}", calls.len());
    for switched in every_reading() {
        for account in [Some(ACCOUNT), None] {
            for call in &calls {
                let made = policy_of(std::slice::from_ref(call), account, switched);
                let found = express(&read(&json(&made)), account, switched);
                assert_eq!(found.left, [], "{call:?}");
                // With another reading, what `vpcSourceIp` and Regions make may be said by less.
                let again = policy_of(&found.statements, account, switched);
                assert_eq!(json(&again), json(&made), "{call:?}");
                // Where the pin spares nobody, nobody can tell whom the call of a Region excludes.
                let has_network = call.source_ip.is_some()
                    || call.vpc_source_ip.is_some()
                    || call.requested_region.is_none()
                    || call.source_vpc.is_some()
                    || call.signin_source_vpce.is_some();
                if has_network || !switched.contains(Assumption::J42) {
                    assert_eq!(found.statements.as_slice(), std::slice::from_ref(call));
                }
            }
        }
    }
}

#[test]
fn two_calls_come_back_or_what_they_make() {
    let calls = every_call();
    let other = PermissionStatement {
        source_ip: Some("198.51.100.0/24".to_owned()),
        excluded_principal: Some("arn:aws:iam::111122223333:user/Emergency".to_owned()),
        ..PermissionStatement::default()
    };
    for call in calls {
        let both = [call, other.clone()];
        let made = policy_of(&both, Some(ACCOUNT), AssumptionSet::new());
        let found = express(&read(&json(&made)), Some(ACCOUNT), AssumptionSet::new());
        assert_eq!(found.left, [], "{both:?}");
        let again = policy_of(&found.statements, Some(ACCOUNT), AssumptionSet::new());
        let sorted = |mut statements: Vec<PolicyStatement>| {
            statements.sort();
            statements
        };
        assert_eq!(sorted(again), sorted(made), "{both:?}");
    }
}

/// Each denies by itself: the same networks, and another restriction of them.
#[test]
fn calls_for_the_same_networks_come_back() {
    let in_vpc = |region: &str, inside: Option<&str>| PermissionStatement {
        source_vpc: Some("vpc-0a1b2c3d".to_owned()),
        signin_source_vpce: Some("vpce-0a1b2c3d".to_owned()),
        vpc_source_ip: inside.map(str::to_owned),
        requested_region: Some(region.to_owned()),
        ..PermissionStatement::default()
    };
    for calls in [
        vec![in_vpc("us-west-2", None), in_vpc("eu-west-1", None)],
        vec![
            in_vpc("us-west-2", Some("10.0.0.0/8")),
            in_vpc("us-west-2", Some("10.1.0.0/16")),
        ],
        vec![
            in_vpc("eu-west-1", Some("10.0.0.0/8")),
            in_vpc("us-west-2", Some("10.1.0.0/16")),
            in_vpc("ap-south-1", Some("10.1.0.0/16")),
        ],
    ] {
        let made = policy_of(&calls, Some(ACCOUNT), AssumptionSet::new());
        let found = express(&read(&json(&made)), Some(ACCOUNT), AssumptionSet::new());
        assert_eq!(found.left, [], "{calls:?}");
        assert_eq!(found.statements, calls);
    }
    // A VPC of two Regions is one that a call lets in through one of them at most.
    let one = [in_vpc("us-west-2", None)];
    let both = json(&policy_of(&one, Some(ACCOUNT), AssumptionSet::new()));
    let both = both.replace(r#"["us-west-2"]"#, r#"["us-west-2","eu-west-1"]"#);
    let found = express(&read(&both), Some(ACCOUNT), AssumptionSet::new());
    assert_eq!(found.statements, []);
    let reasons: Vec<&str> = found.left.iter().map(|left| left.reason.code()).collect();
    assert!(reasons.contains(&"several-regions"), "{reasons:?}");
}

#[test]
fn every_call_comes_back_of_its_summary() {
    for call in every_call() {
        let statement = PolicyStatement {
            actions: &crate::Action::ALL,
            conditions: summary(&call),
        };
        let read = read(&json(&[statement]));
        assert_eq!(express_summary(&read.statements[0]), Ok(call));
    }
}

const BEFORE: &str =
    r#""Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:Authenticate","Resource":"*""#;
const AFTER: &str = r#""Effect":"Deny","Principal":{"AWS":"*"},"Action":["signin:CreateOAuth2Token","signin:AuthorizeOAuth2Access"],"Resource":"*""#;
const ALL: &str = r#""Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*""#;

fn codes(statements: &[String]) -> Vec<&'static str> {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        statements.join(",")
    );
    let found = express(&read(&text), Some(ACCOUNT), AssumptionSet::new());
    let mut codes: Vec<&str> = found.left.iter().map(|left| left.reason.code()).collect();
    codes.dedup();
    for left in &found.left {
        assert!(!left.reason.message().to_string().is_empty());
        assert!(!left.reason.help().to_string().is_empty());
    }
    codes
}

#[test]
fn what_no_call_makes_is_left_with_the_reason() {
    let both = |before: &str, after: &str| {
        vec![
            format!(r#"{{{BEFORE},"Condition":{{{before}}}}}"#),
            format!(r#"{{{AFTER},"Condition":{{{after}}}}}"#),
        ]
    };
    let all = |conditions: &str| vec![format!(r#"{{{ALL},"Condition":{{{conditions}}}}}"#)];
    let office = r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#;
    let vpc = r#""StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d"}"#;
    let excluding = |before: &str, after: &str| {
        both(
            &format!(r#"{office},"ArnNotEquals":{{"signin:PrincipalArn":{before}}}"#),
            &format!(r#"{office},"ArnNotEquals":{{"aws:PrincipalArn":{after}}}"#),
        )
    };
    let quoted = |arn: &str| format!("{arn:?}");
    let sso = quoted(
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
    );
    let role = quoted(ROLE);
    let two = format!(r#"[{role},"arn:aws:iam::111122223333:root"]"#);
    let pathed = quoted("arn:aws:iam::111122223333:user/team/alice");
    let pattern = quoted("arn:aws:iam::111122223333:role/*");
    let rows: Vec<(Vec<String>, &[&str])> = vec![
        (both(office, office), &[]),
        (all(office), &[]),
        (excluding(&role, &role), &[]),
        (excluding(&two, &two), &["several-excluded-principals"]),
        (excluding(&sso, &sso), &["excluded-principal-not-taken"]),
        (
            excluding(&pathed, &pathed),
            &["excluded-principal-not-taken"],
        ),
        (
            excluding(&pattern, &pattern),
            &["excluded-principal-not-taken"],
        ),
        // Whom one statement excludes, the other denies.
        (excluding(&role, &two), &["statement-of-one-phase"]),
        (
            both(office, office)[..1].to_vec(),
            &["statement-of-one-phase"],
        ),
        (
            all(&format!(
                r#"{office},"ArnNotLike":{{"aws:PrincipalArn":{role}}}"#
            )),
            &["exclusion-in-one-phase"],
        ),
        (
            all(r#""NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","198.51.100.0/24"]}"#),
            &["several-networks"],
        ),
        (all(vpc), &["region-not-pinned"]),
        (
            all(
                r#""StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d"},"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}"#,
            ),
            &["restriction-alone"],
        ),
        (
            all(r#""IpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#),
            &["no-parameter-for-condition"],
        ),
        (
            all(&format!(
                r#"{office},"Bool":{{"aws:MultiFactorAuthPresent":"false"}}"#
            )),
            &["no-parameter-for-condition"],
        ),
        (
            all(r#""ForAllValues:StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d"}"#),
            &["no-parameter-for-condition"],
        ),
        (
            all(&format!(
                r#"{office},"StringNotEquals":{{"aws:RequestedRegion":"eu-west-1"}}"#
            )),
            &["conditions-not-combined"],
        ),
        (
            all(&format!(
                r#"{office},"StringEquals":{{"aws:ResourceAccount":"444455556666"}}"#
            )),
            &["statement-of-another-account"],
        ),
        (
            all(r#""StringEquals":{"aws:ResourceAccount":"111122223333"}"#),
            &["statement-restricts-nothing"],
        ),
        (
            vec![format!(r#"{{{ALL},"Condition":{{{office}}}}}"#).replace("Deny", "Allow")],
            &["statement-allows"],
        ),
        (
            vec![
                format!(r#"{{{ALL},"Condition":{{{office}}}}}"#)
                    .replace("signin:*", "signin:CreateAccount"),
            ],
            &["statement-of-other-actions"],
        ),
        (
            vec![format!(r#"{{{ALL},"Condition":{{{office}}}}}"#).replace(
                r#""Principal":"*""#,
                r#""Principal":{"AWS":"111122223333"}"#,
            )],
            &["statement-names-principals"],
        ),
        (
            vec![format!(r#"{{{ALL},"Condition":{{{office}}}}}"#).replace(
                r#""Resource":"*""#,
                r#""Resource":"arn:aws:signin:::console/*""#,
            )],
            &["statement-names-resources"],
        ),
        (
            vec![r#"{"Effect":"Deny","Nothing":1}"#.to_owned()],
            &["unreadable-statement"],
        ),
    ];
    for (statements, expected) in rows {
        assert_eq!(codes(&statements), expected, "{statements:?}");
    }
}

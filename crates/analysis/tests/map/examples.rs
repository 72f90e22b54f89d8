//! Policies that AWS documents, and some that administrators write: their maps in words.

use vestibule_analysis::{AccessMap, Options, Unanswered, access_map};
use vestibule_iam::document::Document;
use vestibule_iam::json::Node;
use vestibule_iam::policy::{Casing, Policy, ReadOptions};
use vestibule_signin::{
    Account, AssumptionSet, AttachedPolicy, Authorizer, Layer, Organization, VOCABULARY,
};

use crate::words::lines;

const EXAMPLE_1: &str = include_str!("../../../../tests/corpus/examples/ug-example-1-rcp.json");
const EXAMPLE_2: &str = include_str!("../../../../tests/corpus/examples/ug-example-2-rbp.json");
const SEPARATE: &str = include_str!("../../../../tests/corpus/golden/sep-separate-statements.json");
const SCP: &str = include_str!("../../../../tests/corpus/golden/scp-deny-unless-break-glass.json");

/// A policy as a text.
pub(crate) fn policy(layer: Layer, text: &str) -> AttachedPolicy {
    let document = Document::parse(text);
    let options = ReadOptions {
        kind: layer.kind(),
        casing: Casing::Exact,
        vocabulary: &VOCABULARY,
    };
    let (policy, _) = Policy::from_document(&document, options);
    AttachedPolicy {
        layer,
        name: layer.name().to_owned(),
        attached_to: None,
        policy,
    }
}

/// The policies of a case file of the corpus.
fn policies(file: &str, layer: Layer) -> Vec<AttachedPolicy> {
    let document = Document::parse(file);
    let member = |node: &Node, name: &str| node.get(name).expect("a member of the file").clone();
    let of_layer = member(&member(&document.root, "policies"), layer.name());
    let texts: Vec<Node> = match of_layer.elements() {
        [] => vec![of_layer],
        list => list
            .iter()
            .map(|policy| member(policy, "document"))
            .collect(),
    };
    texts
        .iter()
        .map(|text| policy(layer, &text.to_compact_string()))
        .collect()
}

pub(crate) fn compile(account: &str, policies: Vec<AttachedPolicy>) -> Authorizer {
    let account = Account {
        id: Some(account.to_owned()),
        organization: Some(Organization {
            id: Some("o-a1b2c3d4e5".to_owned()),
            ..Organization::default()
        }),
        ..Account::default()
    };
    Authorizer::compile(account, policies, true, AssumptionSet::new())
}

fn map(account: &str, policies: Vec<AttachedPolicy>) -> AccessMap {
    access_map(&compile(account, policies), &Options::default()).expect("small policies")
}

/// The way of the console alone: `aws login` needs an Allow of identity policies.
fn console(map: &AccessMap) -> Vec<String> {
    let all = lines(&map.chain);
    all.into_iter()
        .filter(|line| !line.contains("by login-local|login-remote"))
        .collect()
}

#[test]
fn example_1_locks_everybody_out_of_the_vpc_in_another_region() {
    let map = map("777788889999", policies(EXAMPLE_1, Layer::ResourceControl));
    assert_eq!(
        console(&map),
        [
            "allowed: by console from 25 ranges User|Role arn:aws:iam::777788889999:role/OrgBreakGlassRole|arn:aws:iam::777788889999:user/EmergencyUser",
            "allowed: by console from 203.0.113.0/24 Root|User|Role|FederatedUser",
            "allowed: by console through not vpc-0a1b2c3d4e5f60718 User|Role arn:aws:iam::777788889999:role/OrgBreakGlassRole|arn:aws:iam::777788889999:user/EmergencyUser",
            "allowed: by console through vpc-0a1b2c3d4e5f60718 in us-west-2 Root|User|Role|FederatedUser",
            "denied at 1: from 25 ranges not arn:aws:iam::777788889999:role/OrgBreakGlassRole|arn:aws:iam::777788889999:user/EmergencyUser",
            "denied at 1: from 203.0.113.0/24 IdentityCenterRole",
            "denied at 1: through not vpc-0a1b2c3d4e5f60718 not arn:aws:iam::777788889999:role/OrgBreakGlassRole|arn:aws:iam::777788889999:user/EmergencyUser",
            "denied at 1: through vpc-0a1b2c3d4e5f60718 in not us-west-2",
            "denied at 1: through vpc-0a1b2c3d4e5f60718 in us-west-2 IdentityCenterRole",
        ]
    );
}

#[test]
fn example_2_closes_every_endpoint() {
    let map = map("111122223333", policies(EXAMPLE_2, Layer::ResourceBased));
    assert_eq!(
        console(&map),
        [
            "allowed: by console from 25 ranges Role arn:aws:iam::111122223333:role/BreakGlassRole",
            "allowed: by console through Role arn:aws:iam::111122223333:role/BreakGlassRole",
            "allowed: by console from 203.0.113.0/24 Root|User|Role|FederatedUser",
            "denied at 1: from 25 ranges not arn:aws:iam::111122223333:role/BreakGlassRole",
            "denied at 1: through not arn:aws:iam::111122223333:role/BreakGlassRole",
            "denied at 1: from 203.0.113.0/24 IdentityCenterRole",
        ]
    );
}

#[test]
fn separate_statements_leave_only_the_exempt() {
    let map = map("777788889999", policies(SEPARATE, Layer::ResourceBased));
    assert_eq!(
        console(&map),
        [
            "allowed: by console Role arn:aws:iam::777788889999:role/OrgBreakGlassRole",
            "denied at 1: not arn:aws:iam::777788889999:role/OrgBreakGlassRole",
        ]
    );
}

#[test]
fn an_scp_that_exempts_by_principal_stops_break_glass_before_authentication() {
    let map = map("777788889999", policies(SCP, Layer::ServiceControl));
    assert_eq!(console(&map), ["denied at 1:",]);
}

#[test]
fn without_an_account_there_is_no_answer() {
    let authorizer =
        Authorizer::compile(Account::default(), Vec::new(), true, AssumptionSet::new());
    assert_eq!(
        access_map(&authorizer, &Options::default()),
        Err(Unanswered::NoAccount)
    );
}

/// A resource-based policy with one Deny of everything under a condition.
fn deny(condition: &str) -> AccessMap {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{condition}}}}}"#
    );
    map("111122223333", vec![policy(Layer::ResourceBased, &text)])
}

#[test]
fn times_are_windows() {
    let map = deny(r#"{"DateLessThan":{"aws:CurrentTime":"2027-01-01T00:00:00Z"}}"#);
    assert_eq!(
        console(&map),
        [
            "allowed: by console aws:CurrentTime 1798761600000..",
            "denied at 1: aws:CurrentTime ..1798761600000",
        ]
    );
    assert_eq!(map.ranging, ["aws:CurrentTime"]);
}

#[test]
fn whoever_did_not_use_mfa_or_long_ago() {
    let map = deny(r#"{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}"#);
    let lines = console(&map);
    // Before authentication the key is absent, so that the Deny applies.
    assert_eq!(lines, ["denied at 1:"]);
    let map = deny(r#"{"NumericGreaterThan":{"aws:MultiFactorAuthAge":"3600"}}"#);
    assert_eq!(
        console(&map),
        [
            "allowed: by console aws:MultiFactorAuthPresent true aws:MultiFactorAuthAge ..3601",
            "allowed: by console aws:MultiFactorAuthPresent false",
            "denied at 2: by console aws:MultiFactorAuthPresent true aws:MultiFactorAuthAge 3601..",
        ]
    );
}

#[test]
fn what_depends_on_a_variable_from_sign_in_to_sign_in_is_undecided_by_name() {
    let map = deny(r#"{"StringEquals":{"aws:RequestedRegion":"${aws:username}"}}"#);
    let undecided = map.undecided.first().expect("one statement is undecided");
    assert_eq!(
        (undecided.place.statement, undecided.key.as_str()),
        (0, "aws:username")
    );
    assert_eq!(
        console(&map),
        [
            "allowed: by console Root|Role|IdentityCenterRole|FederatedUser",
            "unknown: by console User undecided",
        ]
    );
}

#[test]
fn the_name_of_a_user_in_a_variable_is_that_of_its_arn() {
    let map =
        deny(r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/team/${aws:username}"}}"#);
    assert_eq!(map.undecided, []);
    assert_eq!(
        console(&map),
        [
            "allowed: by console not arn:aws:iam::111122223333:user/team/*",
            "allowed: by console arn:aws:iam::111122223333:user/team/*/*",
            "denied at 2: by console User arn:aws:iam::111122223333:user/team/* not arn:aws:iam::111122223333:user/team/*/*",
        ]
    );
}

#[test]
fn the_account_in_a_variable_is_known() {
    let map = deny(
        r#"{"ArnNotLike":{"signin:PrincipalArn":"arn:aws:iam::${aws:ResourceAccount}:user/*"}}"#,
    );
    assert_eq!(
        console(&map),
        [
            "denied at 1: Root|Role|IdentityCenterRole|FederatedUser",
            "denied at 2: User",
        ]
    );
}

#[test]
fn patterns_that_overlap_are_described_by_what_they_have_in_common() {
    let map = deny(
        r#"{"ArnLike":{"signin:PrincipalArn":"arn:aws:iam::*:role/team/*"},"StringLike":{"signin:PrincipalArn":"*Admin*"}}"#,
    );
    assert_eq!(
        console(&map),
        [
            "allowed: by console not arn:aws:iam::111122223333:role/team/*Admin*",
            "denied at 1: Role arn:aws:iam::111122223333:role/team/*Admin*",
        ]
    );
}

/// No one pattern matches what these have in common: a word in any case that begins with a
/// certain letter, or twelve letters in one order and twelve others in theirs.
#[test]
fn what_no_pattern_says_is_said_as_all_of_several() {
    let map = deny(
        r#"{"StringEqualsIgnoreCase":{"aws:UserAgent":"curl"},"StringLike":{"aws:UserAgent":"C*"}}"#,
    );
    assert_eq!(
        console(&map),
        [
            "allowed: by console aws:UserAgent not C* and curl",
            "denied at 1: aws:UserAgent C* and curl",
        ]
    );
    let [one, other] = ["abcdef", "uvwxyz"].map(|letters| {
        let letters: Vec<String> = letters.chars().map(|letter| format!("*{letter}")).collect();
        letters.concat() + "*"
    });
    let map = deny(&format!(
        r#"{{"StringLike":{{"aws:UserAgent":"{one}"}},"StringLikeIfExists":{{"aws:UserAgent":"{other}"}}}}"#
    ));
    assert_eq!(
        console(&map),
        [
            format!("allowed: by console aws:UserAgent not {one} and {other}"),
            format!("denied at 1: aws:UserAgent {one} and {other}"),
        ]
    );
}

#[test]
fn too_many_patterns_leave_a_statement_undecided() {
    let patterns: Vec<String> = (0..100).map(|n| format!("\"*a{n}b*\"")).collect();
    let map = deny(&format!(
        r#"{{"StringLike":{{"signin:PrincipalArn":[{}]}}}}"#,
        patterns.join(",")
    ));
    assert_eq!(
        console(&map),
        [
            "allowed: by console Root|FederatedUser",
            "unknown: by console User|Role|IdentityCenterRole undecided",
        ]
    );
}

#[test]
fn a_session_of_a_role_is_named_without_its_path() {
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"signin:*","Resource":"*",
        "Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/admin/morning"}}}"#;
    let map = map("111122223333", vec![policy(Layer::ResourceBased, text)]);
    // Whether it is that session nobody knows; the role may have any path.
    assert_eq!(
        console(&map),
        [
            "allowed: by console not arn:aws:iam::111122223333:role/*/admin|arn:aws:iam::111122223333:role/admin",
            "unknown: by console Role|IdentityCenterRole arn:aws:iam::111122223333:role/*/admin|arn:aws:iam::111122223333:role/admin",
        ]
    );
}

#[test]
fn policies_bear_on_whom_they_are_attached_to() {
    let deny = r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"signin:*","Resource":"*"}}"#;
    let attached = |layer, to: &str| AttachedPolicy {
        attached_to: Some(to.to_owned()),
        ..policy(layer, deny)
    };
    let map = map(
        "111122223333",
        vec![
            attached(Layer::Identity, "arn:aws:iam::111122223333:user/con*"),
            AttachedPolicy {
                attached_to: Some("vpce-0123456789abcdef0".to_owned()),
                ..policy(
                    Layer::VpcEndpoint,
                    &deny.replace("\"Action\"", "\"Principal\":\"*\",\"Action\""),
                )
            },
        ],
    );
    assert_eq!(
        console(&map),
        [
            "allowed: by console from anywhere not arn:aws:iam::111122223333:user/con*",
            "allowed: by console through not vpce-0123456789abcdef0 not arn:aws:iam::111122223333:user/con*",
            "denied at 1: through vpce-0123456789abcdef0",
            "denied at 2: by console from anywhere User arn:aws:iam::111122223333:user/con*",
            "denied at 2: by console through not vpce-0123456789abcdef0 User arn:aws:iam::111122223333:user/con*",
        ]
    );
}

#[test]
fn aws_login_is_denied_in_regions_that_a_resource_names() {
    let text = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"signin:*","Resource":"*"},
        {"Effect":"Deny","Action":"signin:*","Resource":"arn:aws:signin:eu-*:*:oauth2/public-client/remote"}]}"#;
    let map = map("111122223333", vec![policy(Layer::Identity, text)]);
    assert_eq!(
        lines(&map.chain),
        [
            "allowed: by console|login-local",
            "allowed: by login-remote in not eu-*",
            "allowed: by login-remote in eu-* Root",
            "denied at 2: by login-remote in eu-* User|Role|IdentityCenterRole|FederatedUser",
        ]
    );
}

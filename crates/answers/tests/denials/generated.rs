//! Events made of sign-ins that are known to be denied: the layer and the action are among what
//! the event points at, and the policies are never said not to agree.

use proptest::prelude::*;
use serde_json::{Value, json};
use vestibule_answers::{Beside, explain_denial};
use vestibule_wire::{Agreement, Case, Entry, NoFiles, Outcome, Request};

/// A sign-in and policies that deny many of them.
fn cases() -> impl Strategy<Value = Value> {
    let principals = prop::sample::select(vec![
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::111122223333:user/robin",
        "arn:aws:iam::111122223333:user/team/robin",
        "arn:aws:iam::111122223333:role/Analyst",
        "arn:aws:iam::111122223333:role/teams/Analyst",
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef",
    ]);
    let networks = prop::sample::select(vec![
        json!({ "sourceIp": "198.51.100.23" }),
        json!({ "sourceIp": "203.0.113.9" }),
        json!({ "sourceIp": "2001:db8::17" }),
        json!({ "vpc": "vpc-0a1b2c3d", "endpoint": "vpce-0123456789abcdef0", "sourceIp": "10.1.2.3" }),
    ]);
    let regions = prop::sample::select(vec!["us-east-1", "eu-west-1", "us-east-2"]);
    let conditions = prop::sample::select(vec![
        json!({ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }),
        json!({ "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d" } }),
        json!({ "StringNotEquals": { "aws:SourceVpce": "vpce-0123456789abcdef1" } }),
        json!({ "StringEquals": { "aws:RequestedRegion": ["us-east-1", "us-east-2"] } }),
        json!({ "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/teams/*" } }),
        json!({ "ArnNotEquals": { "signin:PrincipalArn": "arn:aws:iam::111122223333:user/robin" } }),
        json!({ "StringLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }),
        json!({ "NotIpAddressIfExists": { "aws:VpcSourceIp": "10.0.0.0/8" }, "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }),
    ]);
    let actions = prop::sample::select(vec![
        json!("signin:*"),
        json!("signin:Authenticate"),
        json!(["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"]),
        json!("signin:CreateOAuth2Token"),
    ]);
    let statement = (conditions, actions).prop_map(|(condition, action)| {
        json!({ "Effect": "Deny", "Principal": "*", "Action": action, "Resource": "*", "Condition": condition })
    });
    let policy = prop::collection::vec(statement, 0..3)
        .prop_map(|statements| json!({ "Version": "2012-10-17", "Statement": statements }));
    (principals, networks, regions, policy.clone(), policy).prop_map(
        |(principal, network, region, based, control)| {
            json!({
                "vestibule": 1, "account": { "id": "111122223333" },
                "policies": { "resourceBased": based, "resourceControl": [{ "name": "rcp", "document": control }] },
                "requests": [{ "name": "it", "principal": principal, "network": network, "region": region }]
            })
        },
    )
}

/// How much of the sign-in the event loses.
#[derive(Clone, Copy, Debug)]
struct Lost {
    path: bool,
    host: bool,
    address: bool,
    endpoint: bool,
}

/// The event of a sign-in as CloudTrail would have it.
fn event(request: &Request, message: &str, lost: Lost) -> Value {
    let arn = &request.principal;
    let name = arn.rsplit('/').next().unwrap();
    let identity = if arn.ends_with(":root") {
        json!({ "type": "Root", "arn": arn, "accountId": "111122223333" })
    } else if arn.contains(":role/") {
        let mut identity = json!({
            "type": "AssumedRole", "accountId": "111122223333",
            "arn": format!("arn:aws:sts::111122223333:assumed-role/{name}/robin")
        });
        if !lost.path {
            identity["sessionContext"] = json!({ "sessionIssuer": { "type": "Role", "arn": arn } });
        }
        identity
    } else if lost.path {
        json!({ "type": "IAMUser", "accountId": "111122223333", "userName": name })
    } else {
        json!({ "type": "IAMUser", "arn": arn, "accountId": "111122223333", "userName": name })
    };
    let network = request.network.clone().unwrap();
    let region = request.region.clone().unwrap();
    let is_root = arn.ends_with(":root");
    let mut event = json!({
        "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin", "eventID": "1",
        "userIdentity": identity,
        "awsRegion": if is_root { "us-east-1" } else { &region },
        "sourceIPAddress": if lost.address { Some("[IP_ADDRESS]".to_owned()) } else { network.source_ip },
        "errorCode": "AccessDenied", "errorMessage": message,
        "responseElements": { "ConsoleLogin": "Failure" }, "recipientAccountId": "111122223333"
    });
    if !lost.host {
        let host = match &*region {
            "us-east-1" => "signin.aws.amazon.com".to_owned(),
            other => format!("{other}.signin.aws.amazon.com"),
        };
        event["tlsDetails"] = json!({ "clientProvidedHostHeader": host });
    }
    if let Some(endpoint) = network.endpoint.filter(|_| !lost.endpoint) {
        event["vpcEndpointId"] = endpoint.into();
    }
    event
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_event_of_a_denied_sign_in_points_at_what_denied(
        case in cases(),
        (path, host, address, endpoint) in any::<(bool, bool, bool, bool)>(),
    ) {
        let case = Case::read(case.to_string(), &NoFiles).unwrap();
        let request = &case.file().requests[0];
        let decision = case.decide(0).unwrap();
        prop_assume!(decision.outcome == Outcome::Denied);
        let at = decision.denied_at.unwrap();
        let phase = decision.phases.iter().find(|phase| phase.action == at).unwrap();
        let record = phase.cloud_trail.clone().unwrap();
        let lost = Lost { path, host, address, endpoint };
        let event = event(request, &record.error_message, lost).to_string();
        let beside = Beside { case: Some(&case), request: None };
        let found = explain_denial(event.as_bytes(), beside).answer;
        let denial = &found.denials[0];
        let named = phase.decided_by.iter().any(|by| {
            denial.points_at.iter().any(|point| point.layer == by.layer && point.actions.contains(&at))
        });
        prop_assert!(named, "{event} {denial:?}");
        prop_assert!(found.agreement != Some(Agreement::Differs), "{event} {}", found.summary);
        let is_whole = !(path || host || address || endpoint);
        let is_vpc = request.network.as_ref().unwrap().endpoint.is_some();
        if is_whole && !is_vpc {
            prop_assert_eq!(found.agreement, Some(Agreement::Agrees), "{} {:?}", event, denial.decided);
            prop_assert_eq!(denial.decided[0].denied_at, Some(at));
        }
    }

    /// What the page shows of a denied request agrees with that request.
    #[test]
    fn the_text_of_a_denied_request_agrees_with_it(case in cases()) {
        let case = Case::read(case.to_string(), &NoFiles).unwrap();
        let decision = case.decide(0).unwrap();
        prop_assume!(decision.outcome == Outcome::Denied);
        let at = decision.denied_at.unwrap();
        let phase = decision.phases.iter().find(|phase| phase.action == at).unwrap();
        let text = phase.user_message.clone().unwrap();
        let beside = Beside { case: Some(&case), request: Some(0) };
        let found = explain_denial(text.as_bytes(), beside).answer;
        prop_assert_eq!(found.agreement, Some(Agreement::Agrees), "{} {:?}", text, found.denials);
        prop_assert_eq!(case.file().requests[0].entry.unwrap_or_default(), Entry::Console);
    }
}

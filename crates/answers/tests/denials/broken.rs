//! Input that is cut off, redacted, in another casing, or of something else.

use serde_json::json;
use vestibule_answers::ExplainedDenials;
use vestibule_wire::{AmbiguousFact, DenialSource, DenialVerdict};

use crate::{of_text, with_case};

const EVENT: &str = r#"{
  "eventVersion": "1.11",
  "userIdentity": { "type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/robin", "accountId": "111122223333", "userName": "robin" },
  "eventTime": "2026-11-02T08:15:00Z", "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin",
  "awsRegion": "eu-west-1", "sourceIPAddress": "198.51.100.23",
  "errorCode": "AccessDenied", "errorMessage": "Authorization denied because of a resource-based policy",
  "responseElements": { "ConsoleLogin": "Failure" }, "eventID": "0f0f0f0f-1111-4222-8333-444455556666",
  "eventType": "AwsConsoleSignIn", "recipientAccountId": "111122223333",
  "tlsDetails": { "clientProvidedHostHeader": "eu-west-1.signin.aws.amazon.com" }
}"#;

/// Everything that is said, for a look at it.
fn words(found: &ExplainedDenials) -> String {
    serde_json::to_string(&found.answer).unwrap()
}

/// Wherever an event is cut, nothing is said of it that the whole event does not say.
#[test]
fn an_event_that_is_cut_off_says_nothing_else() {
    for end in 1..EVENT.len() {
        if !EVENT.is_char_boundary(end) {
            continue;
        }
        let found = of_text(&EVENT[..end]);
        for denial in &found.answer.denials {
            if let Some(request) = &denial.sign_in {
                assert_eq!(
                    request.principal, "arn:aws:iam::111122223333:user/robin",
                    "{end}"
                );
                let network = request.network.as_ref();
                let address = network.and_then(|network| network.source_ip.as_deref());
                assert!(
                    address.is_none_or(|ip| ip == "198.51.100.23"),
                    "{end}: {address:?}"
                );
                let region = request.region.as_deref();
                assert!(
                    region.is_none_or(|region| region == "eu-west-1"),
                    "{end}: {region:?}"
                );
            }
            let is_told = denial
                .ambiguous
                .iter()
                .any(|of| of.fact == AmbiguousFact::Event);
            let is_event = found.answer.source == DenialSource::CloudTrail;
            assert!(is_told || !is_event, "{end}: {}", words(&found));
        }
    }
}

/// With policies a cut event is never said to disagree with what the whole agrees with.
#[test]
fn an_event_that_is_cut_off_agrees_or_is_open() {
    let case = json!({
        "vestibule": 1, "account": { "id": "111122223333" },
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": {
                "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" },
                "ArnNotEqualsIfExists": { "signin:PrincipalArn": "arn:aws:iam::111122223333:user/rob" }
            }
        }] } },
        "requests": []
    });
    let whole = with_case(EVENT, &case);
    assert!(!whole.differs(), "{}", words(&whole));
    for end in (1..EVENT.len()).step_by(7) {
        let found = with_case(&EVENT[..end], &case);
        assert!(!found.differs(), "{end}: {}", words(&found));
    }
}

#[test]
fn the_casing_of_names_does_not_count() {
    let lower = EVENT
        .replace("eventName", "eventname")
        .replace("userIdentity", "useridentity")
        .replace("sourceIPAddress", "sourceipaddress")
        .replace("errorMessage", "errormessage")
        .replace("eventSource", "eventsource")
        .replace("awsRegion", "awsregion");
    let upper = EVENT
        .replace("errorMessage", "ErrorMessage")
        .replace("eventName", "EventName");
    let of = |text: &str| of_text(text).answer.denials[0].points_at.clone();
    assert!(!of(EVENT).is_empty());
    assert_eq!(of(&lower), of(EVENT));
    assert_eq!(of(&upper), of(EVENT));
}

#[test]
fn noise_of_any_kind_is_no_event() {
    let deep = "[".repeat(5000);
    let rows = [
        "",
        " \n ",
        "{}",
        "[]",
        "null",
        "{",
        "\u{feff}{\"Records\": []}",
        "{\"Records\": {\"Records\": {\"Records\": 7}}}",
        "{\"eventName\": {\"eventName\": []}}",
        "eventName,eventSource\nConsoleLogin,signin.amazonaws.com",
        "\u{1f}\u{8b}",
        "<html><body>502 Bad Gateway</body></html>",
        "Der Benutzername ist ung\u{fc}ltig",
        "& < \\ &#; <a",
        "User: x is not authorized to perform:",
        "User: x is not authorized to perform: \u{1f600}",
        &deep,
    ];
    for row in rows {
        let found = of_text(row);
        assert!(
            found.answer.verdict <= DenialVerdict::NotDenied,
            "{row:.40}: {}",
            words(&found)
        );
        assert!(!found.answer.summary.is_empty());
    }
}

#[test]
fn a_text_in_another_language_is_said_to_be_one() {
    let found = of_text("Ihre Authentifizierungsinformationen sind ung\u{fc}ltig.");
    assert_eq!(found.answer.source, DenialSource::Unrecognized);
    assert!(
        found.answer.summary.contains("English and Japanese"),
        "{}",
        found.answer.summary
    );
}

/// An event of an organization's trail is there once for each Region, and counts once.
#[test]
fn an_event_counts_once() {
    let records = format!("{{\"Records\": [{EVENT}, {EVENT}]}}");
    assert_eq!(of_text(&records).answer.denials.len(), 1);
    let other = EVENT.replace("0f0f0f0f", "0f0f0f0e");
    let records = format!("{{\"Records\": [{EVENT}, {other}]}}");
    assert_eq!(of_text(&records).answer.denials.len(), 2);
}

/// Many events are explained up to a bound, and the others are counted.
#[test]
fn many_events_are_bounded() {
    let event: serde_json::Value = serde_json::from_str(EVENT).unwrap();
    let many: Vec<String> = (0..300)
        .map(|number| {
            let mut event = event.clone();
            event["eventID"] = json!(format!("{number}"));
            event.to_string()
        })
        .collect();
    for text in [format!("[{}]", many.join(",")), many.join("\n")] {
        let found = of_text(&text).answer;
        assert_eq!(
            found.denials.len() + usize::try_from(found.left_out).unwrap(),
            300
        );
        assert!(found.denials.len() < 100);
    }
}

/// Another event of the session tells the path of its role.
#[test]
fn an_event_beside_it_tells_the_path() {
    let session = json!({
        "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin", "eventID": "1",
        "userIdentity": { "type": "AssumedRole", "principalId": "AROAEXAMPLEEXAMPLE:robin",
            "arn": "arn:aws:sts::111122223333:assumed-role/Analyst/robin", "accountId": "111122223333" },
        "sourceIPAddress": "198.51.100.23", "awsRegion": "eu-west-1",
        "errorCode": "AccessDenied", "errorMessage": "Authorization denied because of a resource control policy"
    });
    let beside = json!({
        "eventSource": "s3.amazonaws.com", "eventName": "ListBuckets", "eventID": "2",
        "userIdentity": { "type": "AssumedRole", "principalId": "AROAEXAMPLEEXAMPLE:robin",
            "sessionContext": { "sessionIssuer": { "type": "Role", "arn": "arn:aws:iam::111122223333:role/teams/Analyst" } } }
    });
    let principal = |text: &str| {
        of_text(text).answer.denials[0]
            .sign_in
            .clone()
            .unwrap()
            .principal
    };
    assert_eq!(
        principal(&session.to_string()),
        "arn:aws:iam::111122223333:role/Analyst"
    );
    let both = json!({ "Records": [beside, session] }).to_string();
    assert_eq!(
        principal(&both),
        "arn:aws:iam::111122223333:role/teams/Analyst"
    );
}

/// A record of Access Troubleshooter that is cut off names nobody else and never disagrees.
#[test]
fn a_record_that_is_cut_off_agrees_or_is_open() {
    let record = r#"{ "evaluations": [{ "action": "signin:AuthorizeOAuth2Access", "resource": "arn:aws:signin:::console/canvas",
        "evaluatedEffect": "EXPLICIT_DENY", "checks": [{ "checkType": "RESOURCE_CONTROL_POLICY", "evaluatedEffect": "EXPLICIT_DENY" }] }],
        "policies": [], "requestContext": { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/robin",
        "aws:SourceIp": "198.51.100.23", "aws:RequestedRegion": "eu-west-1" } }"#;
    let case = json!({
        "vestibule": 1, "account": { "id": "111122223333" },
        "policies": { "resourceControl": [{ "name": "rcp", "document": { "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "StringEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/robin", "aws:SourceIp": "198.51.100.23" } }
        }] } }] },
        "requests": []
    });
    let whole = with_case(record, &case).answer;
    assert_eq!(serde_json::to_value(whole.agreement).unwrap(), "agrees");
    for end in 1..record.len() {
        let found = with_case(&record[..end], &case);
        assert!(!found.differs(), "{end}: {}", words(&found));
    }
}

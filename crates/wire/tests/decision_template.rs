//! The template of a decision, and the strings that fill it.
#![allow(clippy::expect_used)] // a test may stop at what cannot be

use std::collections::HashMap;

use vestibule_wire::{
    Compiled, ContextValue, Decision, DecisionTemplate, Network, NoFiles, Ordered, Own,
    PhaseOverride, Policies, Request, parts, read_text,
};

const POLICIES: &str = r#"{ "resourceControl": [{ "name": "perimeter", "document": { "Version": "2012-10-17",
    "Statement": [
        { "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
          "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" },
                         "StringNotEquals": { "aws:username": "admin", "aws:RequestTag/a": "${aws:PrincipalAccount}" } } },
        { "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
          "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } } }] } }] }"#;

/// The last two actions are told apart by a statement, or by nothing.
fn both() -> [Compiled; 2] {
    let alike = POLICIES.replace("\"signin:CreateOAuth2Token\"", "\"signin:*\"");
    [compiled(POLICIES), compiled(&alike)]
}

fn compiled(policies: &str) -> Compiled {
    let policies: Policies = read_text(policies).expect("the policies are sound");
    Compiled::new(&policies, None, &Ordered::default(), &NoFiles)
}

/// Requests that differ in every way that shows in a decision.
fn requests() -> Vec<Request> {
    let mut requests = Vec::new();
    let principals = [
        "arn:aws:iam::111122223333:user/alice",
        "arn:aws:iam::111122223333:user/team/bob",
        "arn:aws:iam::444455556666:user/admin",
        "arn:aws:iam::111122223333:role/admin",
        "arn:aws:iam::111122223333:root",
        "arn:aws:sts::111122223333:federated-user/eve",
    ];
    let contexts = [
        Vec::new(),
        vec![(
            "aws:MultiFactorAuthPresent",
            ContextValue::One("true".into()),
        )],
        vec![(
            "aws:MultiFactorAuthPresent",
            ContextValue::One("false".into()),
        )],
        vec![("aws:MultiFactorAuthPresent", ContextValue::Unknown)],
        vec![("aws:username", ContextValue::One("admin".into()))],
        vec![("signin:OAuthGrantType", ContextValue::One("admin".into()))],
        // A value that is the same as another string of the request.
        vec![("aws:RequestTag/a", ContextValue::One("192.0.2.1".into()))],
        vec![(
            "aws:RequestTag/a",
            ContextValue::Many(vec!["a".into(), "b".into()]),
        )],
    ];
    for principal in principals {
        for source_ip in ["192.0.2.1", "203.0.113.7"] {
            for region in [None, Some("eu-west-1")] {
                for context in &contexts {
                    let told = context.iter().cloned();
                    requests.push(Request {
                        principal: principal.to_owned(),
                        network: Some(Network {
                            source_ip: Some(source_ip.into()),
                            ..Network::default()
                        }),
                        region: region.map(str::to_owned),
                        context: told.map(|(key, value)| (key.to_owned(), value)).collect(),
                        ..Request::default()
                    });
                }
            }
        }
    }
    requests
}

fn own(request: &Request) -> Vec<&str> {
    let network = request.network.as_ref().expect("made here");
    let mut own = vec![request.principal.as_str()];
    own.push(network.source_ip.as_deref().unwrap_or_default());
    own.push(request.region.as_deref().unwrap_or_default());
    own.extend(request.context.iter().map(|(_, value)| match value {
        ContextValue::One(value) => value.as_str(),
        _ => "",
    }));
    own
}

/// What JavaScript does: the decision of another request, with the strings of this one.
fn filled(mut decision: Decision, of: &Own<'_>, strings: &[&str]) -> Decision {
    let first = decision.clone();
    for (phase, key, part) in parts(&first, of) {
        let string = strings.get(part.own).expect("both have as many strings");
        let end = part.end.unwrap_or(string.len());
        let value = string.get(part.start..end).expect("the part is there");
        let context = &mut decision
            .phases
            .get_mut(phase)
            .expect("three phases")
            .context;
        let member = context
            .0
            .iter_mut()
            .find(|(name, _)| name == key)
            .expect("the key is there");
        member.1 = ContextValue::One(value.to_owned());
    }
    decision
}

/// What is worth knowing of a request is told with its decision, which no template does.
#[test]
fn a_request_with_a_finding_has_no_template() {
    for compiled in &both() {
        let mut request = requests().swap_remove(0);
        assert!(compiled.decide(&request).unwrap().findings.is_empty());
        request.network.as_mut().unwrap().source_ip = Some("10.1.2.3".into());
        let decision = compiled.decide(&request).unwrap();
        let [finding] = &decision.findings[..] else {
            panic!("{:?}", decision.findings);
        };
        assert_eq!(finding.code, "source-ip-not-public");
        assert_eq!(finding.path.as_deref(), Some("network.sourceIp"));
        let explained = compiled.decide_explained(&request).unwrap();
        assert_eq!(explained.findings, decision.findings);
        let strings = own(&request);
        let mut template = DecisionTemplate::default();
        let refused = compiled.template(&request, &Own::new(&strings), &mut template);
        assert_eq!(refused, Err(decision.findings));
    }
}

#[test]
fn decisions_of_one_template_differ_in_their_parts_alone() {
    both().iter().for_each(differ_in_their_parts_alone);
}

fn differ_in_their_parts_alone(compiled: &Compiled) {
    let requests = requests();
    let mut templates: HashMap<DecisionTemplate, &Request> = HashMap::new();
    let mut shared = 0;
    for request in &requests {
        let strings = own(request);
        let mut template = DecisionTemplate::default();
        compiled
            .template(request, &Own::new(&strings), &mut template)
            .expect("it can be decided");
        let decision = compiled.decide(request).expect("it can be decided");
        let first = *templates.entry(template).or_insert(request);
        let of_first = own(first);
        let known = compiled.decide(first).expect("it can be decided");
        assert_eq!(filled(known, &Own::new(&of_first), &strings), decision);
        shared += usize::from(first != request);
    }
    // Names and Regions of the same kind are no difference.
    assert!(
        shared >= requests.len() / 4,
        "{shared} of {} share",
        requests.len()
    );
}

#[test]
fn what_cannot_be_decided_has_no_template() {
    let request = Request {
        principal: "alice".into(),
        ..Request::default()
    };
    let mut template = DecisionTemplate::default();
    assert!(
        compiled(POLICIES)
            .template(&request, &Own::new(&["alice"]), &mut template)
            .is_err()
    );
}

/// A template is as short as what it says: a changed size is a changed form, which the page and
/// the npm package pay for at every decision.
#[test]
fn the_size_of_a_template_is_that_of_what_it_says() {
    let value = |value: &str| vec![("aws:RequestTag/a", ContextValue::One(value.into()))];
    let many = |count: usize| {
        let values = (0..count).map(|n| n.to_string()).collect();
        vec![("aws:RequestTag/a", ContextValue::Many(values))]
    };
    type Row<'r> = (&'r str, &'r str, Vec<(&'r str, ContextValue)>, [usize; 2]);
    let rows: &[Row<'_>] = &[
        ("allowed", "203.0.113.7", vec![], [389, 522]),
        ("open", "192.0.2.1", vec![], [626, 601]),
        ("denied", "192.0.2.1", value("x"), [587, 541]),
        (
            "a key of Sign-In",
            "203.0.113.7",
            vec![("aws:MultiFactorAuthPresent", ContextValue::Unknown)],
            [332, 522],
        ),
        (
            "254 bytes",
            "203.0.113.7",
            value(&"x".repeat(254)),
            [1109, 968],
        ),
        (
            "255 bytes",
            "203.0.113.7",
            value(&"x".repeat(255)),
            [1136, 986],
        ),
        (
            "256 bytes",
            "203.0.113.7",
            value(&"x".repeat(256)),
            [1139, 988],
        ),
        ("two values", "203.0.113.7", many(2), [359, 468]),
        ("254 values", "203.0.113.7", many(254), [3065, 2272]),
        ("255 values", "203.0.113.7", many(255), [3101, 2296]),
        (
            "its own account",
            "192.0.2.1",
            value("111122223333"),
            [487, 471],
        ),
        ("its own name", "192.0.2.1", value("alice"), [590, 543]),
    ];
    let size = |compiled: &Compiled, source_ip: &str, context: &[(&str, ContextValue)]| {
        let context = context.iter().cloned();
        let request = Request {
            principal: "arn:aws:iam::111122223333:user/alice".to_owned(),
            network: Some(Network {
                source_ip: Some(source_ip.into()),
                ..Network::default()
            }),
            context: context
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
            ..Request::default()
        };
        let mut template = DecisionTemplate::default();
        // The last string is no value that the decision shows.
        let strings = [&*request.principal, source_ip];
        let made = compiled.template(&request, &Own::new(&strings), &mut template);
        made.expect("it can be decided");
        template.size()
    };
    let both = both();
    let found: Vec<_> = rows
        .iter()
        .map(|(name, ip, context, _)| {
            let sizes = both.each_ref().map(|compiled| size(compiled, ip, context));
            (*name, sizes)
        })
        .collect();
    let expected: Vec<_> = rows
        .iter()
        .map(|(name, _, _, sizes)| (*name, *sizes))
        .collect();
    assert_eq!(found, expected);
}

/// The last action sees the keys of the second, with other values.
#[test]
fn another_network_at_the_last_action_makes_another_template() {
    let compiled = compiled(
        r#"{ "resourceControl": [{ "name": "perimeter", "document": { "Version": "2012-10-17", "Statement": [
            { "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
              "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }] } }] }"#,
    );
    let here = requests().swap_remove(0);
    let elsewhere = |last: &str| {
        let network = Network {
            source_ip: Some(last.into()),
            ..Network::default()
        };
        let last = PhaseOverride {
            network: Some(network),
        };
        Request {
            phases: [("signin:CreateOAuth2Token".to_owned(), last)]
                .into_iter()
                .collect(),
            ..here.clone()
        }
    };
    let template = |request: &Request| {
        let strings = own(request);
        let mut template = DecisionTemplate::default();
        let made = compiled.template(request, &Own::new(&strings), &mut template);
        made.expect("it can be decided");
        template
    };
    let [there, further] = ["192.0.2.77", "192.0.2.78"].map(|last| template(&elsewhere(last)));
    assert!(template(&here) != there && there != further);
}

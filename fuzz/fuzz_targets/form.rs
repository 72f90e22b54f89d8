//! Texts that somebody pastes: policies, output of AWS tools, policies in strings.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, seed};
use vestibule_iam::document::from_bytes;
use vestibule_iam::json::{json_string, parse};
use vestibule_iam::span::Span;
use vestibule_wire::{Kind, check as look_at, recognize};

fuzz_target!(init: seed("form", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    for policy in case.documents() {
        let name = r#""Name":"a","Type":"RESOURCE_CONTROL_POLICY""#;
        let text = json_string(policy);
        seeds.insert(policy.to_owned());
        seeds.insert(text.clone());
        seeds.insert(format!(
            r#"{{"Policy":{{"PolicySummary":{{{name}}},"Content":{text}}}}}"#
        ));
        seeds.insert(format!(r#"{{"PolicyVersion":{{"Document":{policy}}}}}"#));
        seeds.insert(format!(r#"{{"PolicyName":"a","PolicyDocument":{policy}}}"#));
        seeds.insert(format!(
            r#"{{"VpcEndpoints":[{{"VpcEndpointId":"vpce-0a","PolicyDocument":{text}}}]}}"#
        ));
        let percent: String = policy.bytes().map(|byte| format!("%{byte:02X}")).collect();
        seeds.insert(format!(
            r#"{{"PolicyVersion":{{"Document":{}}}}}"#,
            json_string(&percent)
        ));
    }
    seeds.insert(case.text.clone());
}

fn check(data: &[u8]) {
    let kind = data.len().checked_rem(Kind::ALL.len() + 1);
    let checked = look_at(data, kind.and_then(|kind| Kind::ALL.get(kind).copied()));
    for finding in &checked.findings {
        if let Some(span) = finding.span {
            let text = &from_bytes(data).text;
            assert!(Span::from(span).of(text).is_some(), "{finding:?}");
        }
    }
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let recognized = recognize(text);
    for (index, policy) in recognized.policies.iter().enumerate() {
        let place = Span::from(policy.span);
        assert!(place.of(text).is_some(), "{place:?}");
        for span in &policy.statements {
            let span = Span::from(*span);
            assert!(
                span.of(text).is_some() && place.contains(span),
                "{span:?} in {place:?}"
            );
        }
        // What was taken out is a policy by itself, with as many statements.
        if parse(text).problems.is_empty() && parse(&policy.text).problems.is_empty() {
            let again = recognize(&policy.text);
            if let [alone] = &*again.policies {
                assert_eq!(
                    alone.statements.len(),
                    policy.statements.len(),
                    "{index}: {text}"
                );
            }
        }
    }
}

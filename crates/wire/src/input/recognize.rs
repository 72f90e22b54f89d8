//! What a text is that somebody pasted: a policy, the output of an AWS tool, a case file.

use std::borrow::Cow;

use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, json_string};
use vestibule_iam::policy::{PolicyKind, policy_elements, principal_types};

use crate::contract::finding::Span;
use crate::contract::words::Layer;
use crate::input::account_facts::{self, AccountFacts};
use crate::input::aws_output::{self, Form, Found};
use crate::input::not_policy::{self, NotPolicy};
use crate::input::policies::choose::is_sign_in;

/// What a text holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognized {
    /// It is a case file, whatever else it looks like.
    pub is_case_file: bool,
    /// What it is the output of.
    pub form: Form,
    /// What it is when it holds no policy and is no case file.
    pub not_policy: Option<NotPolicy>,
    /// The policies in it; none for a case file and for an output that lacks them.
    pub policies: Vec<PolicyInText>,
    /// What it says of the account.
    pub account: Option<AccountFacts>,
    /// To what a policy is attached, as `aws organizations list-targets-for-policy` prints it.
    pub targets: Vec<String>,
    /// The root or the OU above an account or OU, as `aws organizations list-parents` prints it.
    pub parent: Option<String>,
}

/// One policy of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyInText {
    /// The layer that the output tells.
    pub layer: Option<Layer>,
    /// The name that the output tells.
    pub name: Option<String>,
    /// The id that AWS Organizations has given it.
    pub id: Option<String>,
    /// The endpoint that it is of.
    pub endpoint: Option<String>,
    /// The service that the endpoint leads to, where that is not AWS Sign-In: the policy bears on
    /// no sign-in.
    pub other_service: Option<String>,
    /// The place of the policy in the text.
    pub span: Span,
    /// The places of its statements, in the order of their numbers.
    pub statements: Vec<Span>,
    /// The policy by itself: as it stands, and laid out anew where it stood in a string. What
    /// `get-resource-policy` calls `statement` has the name that it has in a policy.
    pub text: String,
}

impl Recognized {
    /// The policy and the statement, by number, that `offset` is in.
    pub fn statement_at(&self, offset: u32) -> Option<(usize, usize)> {
        let within = |span: &Span| span.start <= offset && offset <= span.end;
        self.policies
            .iter()
            .enumerate()
            .find_map(|(policy, found)| {
                let statement = found.statements.iter().position(within)?;
                Some((policy, statement))
            })
    }
}

/// What a document is taken for, whatever policies are in it.
pub fn taken_for(document: &Document) -> (Form, Option<NotPolicy>) {
    let (form, found) = aws_output::find(document);
    (form, not_policy::not_policy(document, form, &found))
}

/// Says what `text` holds. Never fails: what cannot be read has no policies or statements.
pub fn recognize(text: &str) -> Recognized {
    let document = Document::parse(text);
    let is_case_file = document.root.get("vestibule").is_some();
    let (form, found) = aws_output::find(&document);
    let not_policy = not_policy::not_policy(&document, form, &found).filter(|_| !is_case_file);
    let policies = match found {
        Ok(found) if !is_case_file && not_policy.is_none() => found
            .iter()
            .filter(|found| found.form != Form::Plain || !found.holder.is_missing())
            .filter(|found| !found.is_unknown && found.made_by.is_none())
            .map(|found| policy(&document, found))
            .collect(),
        _ => Vec::new(),
    };
    Recognized {
        is_case_file,
        form,
        not_policy,
        policies,
        account: account_facts::find(&document.root),
        targets: account_facts::targets(&document.root),
        parent: account_facts::parent(&document.root),
    }
}

fn policy(document: &Document, found: &Found<'_>) -> PolicyInText {
    // The kind decides what is complained about, and nobody asks.
    let kind = found.kind.unwrap_or(PolicyKind::Identity);
    let (read, _) = aws_output::read(document, found, kind);
    let place = found.holder.span;
    let text = match aws_output::value(document, found) {
        // What cannot be read in full is not laid out: nothing of it may be lost.
        Cow::Owned(value) => match aws_output::embedded(document, found) {
            Some(text) if !Document::parse(text.as_str()).is_sound() => text,
            _ => value.to_pretty_string(),
        },
        Cow::Borrowed(policy) => {
            let text = place.of(&document.text).unwrap_or_default();
            match found.form {
                Form::GetResourcePolicy => named(text, policy),
                Form::Plain
                | Form::DescribePolicy
                | Form::GetPolicyVersion
                | Form::GetInlinePolicy
                | Form::DescribeVpcEndpoints
                | Form::GetAccountAuthorizationDetails
                | Form::GetPermissionSetPolicy
                | Form::CloudFormation
                | Form::Terraform => text.to_owned(),
            }
        }
    };
    PolicyInText {
        layer: found.kind.map(layer),
        name: found.name.clone(),
        id: found.id.map(ToOwned::to_owned),
        endpoint: found.endpoint.map(ToOwned::to_owned),
        other_service: found
            .service
            .filter(|service| !is_sign_in(service))
            .map(ToOwned::to_owned),
        span: place.into(),
        statements: read
            .statements
            .iter()
            .map(|statement| statement.span.into())
            .collect(),
        text,
    }
}

/// A policy with its elements, principals and effects named as every policy names them, so that
/// it may be one of another layer, which is read exactly; nothing else of its text changes.
#[inline(never)]
fn named(text: &str, policy: &Node) -> String {
    let mut places = Vec::new();
    let mut name = |span, written: &str, names: &[&'static str]| {
        let known = names.iter().find(|name| name.eq_ignore_ascii_case(written));
        places.extend(known.map(|name| (span, *name)));
        known.copied()
    };
    let elements: Vec<&'static str> = PolicyKind::VpcEndpoint.statement_elements().collect();
    let types: Vec<&'static str> = principal_types().collect();
    for member in policy.members() {
        let known = name(member.key.span, &member.key.value, policy_elements());
        if known != Some("Statement") {
            continue;
        }
        for element in member.value.one_or_many().iter().flat_map(Node::members) {
            match name(element.key.span, &element.key.value, &elements) {
                Some("Effect") => {
                    let effects = PolicyKind::VpcEndpoint.effects();
                    name(
                        element.value.span,
                        element.value.as_str().unwrap_or_default(),
                        effects,
                    );
                }
                Some("Principal" | "NotPrincipal") => {
                    for principal in element.value.members() {
                        name(principal.key.span, &principal.key.value, &types);
                    }
                }
                _ => {}
            }
        }
    }
    // From the end, so that the places before stay where they are.
    let mut out = text.to_owned();
    for (span, name) in places.into_iter().rev() {
        let start = (span.start - policy.span.start) as usize;
        let end = (span.end - policy.span.start) as usize;
        // What has no quotes is half typed.
        let is_string =
            |written: &str| written.len() > 1 && written.starts_with('"') && written.ends_with('"');
        if out.get(start..end).is_some_and(is_string) {
            out.replace_range(start..end, &json_string(name));
        }
    }
    out
}

fn layer(kind: PolicyKind) -> Layer {
    match kind {
        PolicyKind::ResourceBased => Layer::ResourceBased,
        PolicyKind::ResourceControl => Layer::ResourceControl,
        PolicyKind::ServiceControl => Layer::ServiceControl,
        PolicyKind::Identity => Layer::Identity,
        PolicyKind::PermissionsBoundary => Layer::PermissionsBoundary,
        PolicyKind::Session => Layer::Session,
        PolicyKind::VpcEndpoint => Layer::VpcEndpoint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Deny"},{"Sid":"B","Effect":"Deny"}]}"#;

    fn quoted(text: &str) -> String {
        serde_json::to_string(text).unwrap()
    }

    #[test]
    fn each_form_is_recognised() {
        let encoded = POLICY
            .replace('"', "%22")
            .replace('{', "%7B")
            .replace('}', "%7D");
        let rows = [
            ("plain", POLICY.to_owned(), Form::Plain, None, None),
            (
                "get-resource-policy",
                format!(r#"{{"signinResourceBasedPolicy": {POLICY}}}"#),
                Form::GetResourcePolicy,
                Some(Layer::ResourceBased),
                None,
            ),
            (
                "describe-policy",
                format!(
                    r#"{{"Policy":{{"PolicySummary":{{"Name":"edge","Type":"RESOURCE_CONTROL_POLICY"}},"Content":{}}}}}"#,
                    quoted(POLICY)
                ),
                Form::DescribePolicy,
                Some(Layer::ResourceControl),
                Some("edge"),
            ),
            (
                "get-policy-version",
                format!(r#"{{"PolicyVersion":{{"Document":{POLICY}}}}}"#),
                Form::GetPolicyVersion,
                Some(Layer::Identity),
                None,
            ),
            (
                "get-role-policy",
                format!(
                    r#"{{"RoleName":"r","PolicyName":"p","PolicyDocument":{}}}"#,
                    quoted(&encoded)
                ),
                Form::GetInlinePolicy,
                Some(Layer::Identity),
                Some("p"),
            ),
        ];
        for (title, text, form, layer, name) in rows {
            let found = recognize(&text);
            assert_eq!((found.form, found.is_case_file), (form, false), "{title}");
            let [policy] = found.policies.as_slice() else {
                panic!("{title}: {found:?}");
            };
            assert_eq!(policy.layer, layer, "{title}");
            assert_eq!(policy.name.as_deref(), name, "{title}");
            let read = Document::parse(policy.text.as_str());
            assert_eq!(read.root.to_compact_string(), POLICY, "{title}");
            // What stands as a string is laid out.
            let is_string = !text.contains(POLICY);
            assert_eq!(policy.text.contains("\n"), is_string, "{title}");
            let places = policy.statements.iter().map(|span| {
                let span = vestibule_iam::span::Span::from(*span);
                span.of(&text).unwrap()
            });
            let marks: Vec<bool> = places
                .zip(["A", "B"])
                .map(|(at, sid)| at.contains(sid))
                .collect();
            assert_eq!(marks, [true, true], "{title}");
        }
    }

    #[test]
    fn several_endpoints_are_several_policies() {
        let text = format!(
            r#"{{"VpcEndpoints":[{{"VpcEndpointId":"vpce-1","PolicyDocument":{0}}},{{"VpcEndpointId":"vpce-2","PolicyDocument":{0}}}]}}"#,
            quoted(POLICY)
        );
        let found = recognize(&text);
        let ids: Vec<_> = found
            .policies
            .iter()
            .map(|one| one.endpoint.as_deref())
            .collect();
        assert_eq!(ids, [Some("vpce-1"), Some("vpce-2")]);
        let second = &found.policies[1];
        assert_eq!(
            found.statement_at(second.statements[1].start + 1),
            Some((1, 1))
        );
        assert_eq!(found.statement_at(0), None);
    }

    #[test]
    fn the_policy_of_get_resource_policy_is_named_as_any_other() {
        let policy = r#"{
            "Version": "2012-10-17", "\u0049d" : "statement",
            "Statement" :[ { "Sid": "effect", "Effect": "Deny", "Principal": {"AWS": ["*"]},
              "NotAction":"action","Resource" : "*", "unknown": {"action": 1, "Action": 2},
              "Condition":{"action": {"effect": ["deny"], "aws:userid": "é"}}}]
        }"#;
        let printed = policy
            .replace("\"Version\"", "\"version\"")
            .replace("\"Statement\"", "\"statement\"")
            .replace("\"Sid\"", "\"sid\"")
            .replace("\"Effect\"", "\"effect\"")
            .replace("\"Deny\"", "\"DENY\"")
            .replace("\"Principal\"", "\"principal\"")
            .replace("\"AWS\"", "\"aws\"")
            .replace("\"NotAction\"", "\"notAction\"")
            .replace("\"Resource\"", "\"\\u0072esource\"")
            .replace("\"Condition\"", "\"condition\"");
        let kept = |policy: &str| {
            let text = format!(r#"{{"é": 1, "signinResourceBasedPolicy": {policy}}}"#);
            recognize(&text).policies[0].text.clone()
        };
        let named = policy.replace("\\u0049d", "Id");
        assert_eq!(kept(&printed), named);
        assert_eq!(kept(policy), named);
        // One statement, and one that is half typed.
        assert_eq!(
            kept(r#"{"statement": {"effect": "deny", "action"}}"#),
            r#"{"Statement": {"Effect": "Deny", "Action"}}"#
        );
        let half = r#"{"signinResourceBasedPolicy": {"statement": {"effect"#;
        assert_eq!(
            recognize(half).policies[0].text,
            r#"{"Statement": {"effect"#
        );
        for end in 0..printed.len() {
            if let Some(half) = printed.get(..end) {
                recognize(&format!(r#"{{"signinResourceBasedPolicy": {half}"#));
            }
        }
        // What stands in no output is its user's.
        let plain = r#"{"statement": [{"effect": "deny"}]}"#;
        assert_eq!(recognize(plain).policies[0].text, plain);
    }

    #[test]
    fn what_is_no_policy_has_none() {
        let case = recognize(r#"{"vestibule":1,"policies":{},"requests":[]}"#);
        assert!(case.is_case_file && case.policies.is_empty());
        assert!(recognize("").policies.is_empty());
        assert!(recognize(r#"{"Policy":{"Arn":"x"}}"#).policies.is_empty());
        // A half-typed policy has the statements that can be seen.
        let half = recognize(r#"{"Statement":[{"Effect":"Deny""#);
        assert_eq!(half.policies[0].statements.len(), 1);
        // Nothing of a string that cannot be read in full is lost.
        let broken = recognize(r#"{"PolicyDocument":"{\"Statement\": [}, x"}"#);
        assert_eq!(broken.policies[0].text, r#"{"Statement": [}, x"#);
    }
}

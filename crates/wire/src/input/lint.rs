//! What the rules find in the policies of a text.

use vestibule_iam::document::Document;
use vestibule_iam::json::Value;
use vestibule_iam::policy::Policy;
use vestibule_lint::{Found, View};
use vestibule_signin::Layer;

use crate::contract::finding::{Finding, Span};
use crate::contract::words;
use crate::input::aws_output::{self, Form};
use crate::input::foreign;

/// What the rules find in a text that holds policies of `layer`. What the reader of policies
/// finds is not among it.
pub fn lint(text: &str, layer: words::Layer) -> Vec<Finding> {
    if foreign::what(text).is_some() {
        return Vec::new();
    }
    of_document(&Document::parse(text), layer, None)
}

/// As [`lint`], of a document that was read; of a template or a state that holds several
/// policies of the layer only those with that name.
pub(crate) fn of_document(
    document: &Document,
    layer: words::Layer,
    name: Option<&str>,
) -> Vec<Finding> {
    let (form, found) = aws_output::find(document);
    let mut found = found.unwrap_or_default();
    let mut findings = Vec::new();
    let layer = Layer::from(layer);
    if form.holds_many() {
        found.retain(|found| found.fits(layer.kind()));
        if found.len() > 1 && name.is_some() {
            found.retain(|found| found.name.as_deref() == name);
        }
    }
    for found in &found {
        let (policy, _) = aws_output::read(document, found, layer.kind());
        let of_policy = of_policy(document, found, &policy, layer);
        let of_policy = of_policy.iter();
        findings.extend(of_policy.map(|one| Finding::from_lint(one, &document.lines)));
    }
    findings
}

/// Where permission statements stand in a case file.
const STATEMENTS: &str = "policies.permissionStatements";

/// What the reader says of operands of which a rule says more: codes of both.
const EXPLAINED: [&str; 10] = [
    "invalid-arn",
    "invalid-bool",
    "invalid-cidr",
    "invalid-date",
    "invalid-number",
    "invalid-operand",
    "malformed-key",
    "malformed-principal",
    "malformed-resource",
    "malformed-variable",
];

/// What is said of parts of a policy that nobody wrote, where permission statements make it.
const OF_TEXT: [&str; 2] = ["unneeded-condition", "unneeded-statement"];

/// Drops from `findings` what the reader says of a placeholder, which is all that is wrong there,
/// and what analysis says of a statement of which its shape says more. Of a policy that permission
/// statements make, each thing is said once, and nothing of conditions that AWS writes.
pub fn drop_explained(findings: &mut Vec<Finding>) {
    let mut said: Vec<Finding> = Vec::new();
    findings.retain(|finding| {
        if finding.path.as_deref() != Some(STATEMENTS) {
            return true;
        }
        let is_new = !said.contains(finding) && !OF_TEXT.contains(&&*finding.code);
        if is_new {
            said.push(finding.clone());
        }
        is_new
    });
    let placeholders: Vec<(Option<String>, Option<Span>)> = findings
        .iter()
        .filter(|finding| finding.code == "placeholder")
        .map(|finding| (finding.path.clone(), finding.span))
        .collect();
    let redundant: Vec<(Option<String>, u32)> = findings
        .iter()
        .filter(|finding| finding.code == "redundant-statement")
        .filter_map(|finding| Some((finding.path.clone(), finding.span?.start)))
        .collect();
    findings.retain(|finding| {
        let start = finding.span.map(|span| span.start);
        let mut said = redundant.iter();
        finding.code != "unneeded-statement"
            || !said.any(|(path, at)| *path == finding.path && Some(*at) == start)
    });
    findings.retain(|finding| {
        let is_about = |(path, inner): &(Option<String>, Option<Span>)| {
            let (Some(outer), Some(inner)) = (finding.span, inner) else {
                return false;
            };
            *path == finding.path && outer.start <= inner.start && inner.end <= outer.end
        };
        !EXPLAINED.contains(&&*finding.code) || !placeholders.iter().any(is_about)
    });
}

/// No policy is larger, and of a larger text no more is said.
const LOOKED_THROUGH: usize = 64 * 1024;

/// What the rules find in one policy; it was found in `document` and read.
pub(crate) fn of_policy(
    document: &Document,
    holder: &aws_output::Found<'_>,
    policy: &Policy,
    layer: Layer,
) -> Vec<Found> {
    let view = View {
        policy,
        layer,
        text: &document.text,
    };
    let mut found = vestibule_lint::check(&view);
    let is_small = document.text.len() <= LOOKED_THROUGH;
    if is_small && holder.form == Form::Plain && !matches!(holder.holder.value, Value::String(_)) {
        vestibule_lint::beside_statements(holder.holder, &mut found);
    }
    if matches!(holder.holder.value, Value::String(_)) {
        // Text to replace would have to be encoded like what is around it.
        found.iter_mut().for_each(Found::drop_fix);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::words::Layer;

    const POST: &str = r#"["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"]"#;

    fn codes(action: &str, condition: &str, layer: Layer) -> Vec<String> {
        let principal = match layer {
            Layer::ServiceControl => "",
            _ => r#""Principal":"*","#,
        };
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny",{principal}"Action":{action},"Resource":"*","Condition":{{{condition}}}}}]}}"#
        );
        let of_these = [
            "denies-vpc-endpoints",
            "exempts-nobody",
            "private-source-ip",
        ];
        let mut found = lint(&text, layer);
        found.retain(|finding| of_these.contains(&&*finding.code));
        for finding in &found {
            let span = vestibule_iam::span::Span::from(finding.span.unwrap());
            assert!(
                span.of(&text).unwrap().starts_with("\"aws:")
                    || span.of(&text).unwrap().starts_with("\"signin:")
            );
        }
        found
            .iter()
            .map(|finding| format!("{} {}", finding.code, finding.severity.name()))
            .collect()
    }

    #[test]
    fn lockouts_are_told_by_their_shape() {
        let first = r#""signin:Authenticate""#;
        let role = r#"{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}"#;
        let user = r#"{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"}"#;
        let office = r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#;
        let vpc = r#""StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}"#;
        let nobody = "exempts-nobody error";
        let endpoints = "denies-vpc-endpoints warning";
        let rows: &[(&str, &str, String, &[&str])] = &[
            (
                "key of another phase",
                first,
                format!(r#""ArnNotEquals":{role}"#),
                &[nobody],
            ),
            (
                "with IfExists",
                first,
                format!(r#""ArnNotLikeIfExists":{role}"#),
                &[nobody],
            ),
            (
                "behind",
                POST,
                format!(r#""ArnNotEquals":{user}"#),
                &[nobody],
            ),
            (
                "all actions",
                r#""signin:*""#,
                format!(r#""ArnNotLike":{role}"#),
                &[nobody],
            ),
            (
                "by tag",
                first,
                r#""StringNotEquals":{"aws:PrincipalTag/breakGlass":"yes"}"#.to_owned(),
                &[nobody],
            ),
            (
                "right before",
                first,
                format!(r#""ArnNotEquals":{user}"#),
                &[],
            ),
            (
                "right behind",
                POST,
                format!(r#""ArnNotEquals":{role}"#),
                &[],
            ),
            (
                "both",
                r#""signin:*""#,
                format!(r#""ArnNotEquals":{role},"ArnNotLike":{user}"#),
                &[],
            ),
            ("no exemption", first, format!(r#""ArnEquals":{role}"#), &[]),
            (
                "no exemption, if it is there",
                first,
                format!(r#""ArnEqualsIfExists":{role}"#),
                &[],
            ),
            (
                "inside, if it is there",
                first,
                r#""IpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"}"#.to_owned(),
                &[],
            ),
            (
                "never applies there",
                first,
                format!(r#""ArnNotEquals":{role},"StringEquals":{{"aws:PrincipalTag/team":"x"}}"#),
                &[],
            ),
            (
                "of no principal",
                first,
                r#""StringNotEquals":{"aws:MultiFactorAuthPresent":"true"}"#.to_owned(),
                &[],
            ),
            (
                "another service",
                r#""s3:*""#,
                format!(r#""ArnNotEquals":{role},{office}"#),
                &[],
            ),
            ("addresses alone", first, office.to_owned(), &[endpoints]),
            (
                "with IfExists",
                first,
                office.replace("Address", "AddressIfExists"),
                &[endpoints],
            ),
            ("exempt endpoints", first, format!("{office},{vpc}"), &[]),
            (
                "told by Null",
                first,
                format!(r#"{office},"Null":{{"aws:SourceIp":"false"}}"#),
                &[],
            ),
            (
                "a positive test",
                first,
                r#""IpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#.to_owned(),
                &[],
            ),
            (
                "private alone",
                first,
                format!("{},{vpc}", office.replace("203.0.113.0/24", "10.0.0.0/24")),
                &["private-source-ip error"],
            ),
            (
                "private among public",
                first,
                format!(r#""NotIpAddress":{{"aws:SourceIp":["203.0.113.0/24","fd00::/8"]}},{vpc}"#),
                &["private-source-ip info"],
            ),
            (
                "more than private",
                first,
                format!(r#""NotIpAddress":{{"aws:SourceIp":["8.0.0.0/5","0.0.0.0/0"]}},{vpc}"#),
                &[],
            ),
            (
                "neither private nor public",
                first,
                format!("{},{vpc}", office.replace("203.0.113.0/24", "224.0.0.0/4")),
                &["private-source-ip error"],
            ),
            (
                "inside of a VPC",
                first,
                r#""NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}"#.to_owned(),
                &[],
            ),
        ];
        for (name, action, condition, expected) in rows {
            let found = codes(action, condition, Layer::ResourceControl);
            assert_eq!(found, *expected, "{name}: {condition}");
        }
        let of_scp = codes(
            first,
            &format!(r#""ArnNotEquals":{role}"#),
            Layer::ServiceControl,
        );
        assert!(of_scp.is_empty(), "an SCP has no key for it");
    }

    #[test]
    fn who_is_exempted_in_vain_is_told_the_key_that_is_there() {
        let rows = [
            (
                "signin:Authenticate",
                "aws:PrincipalArn",
                "`signin:PrincipalArn`",
            ),
            (
                "signin:CreateOAuth2Token",
                "signin:PrincipalArn",
                "`aws:PrincipalArn`",
            ),
        ];
        for (action, key, right) in rows {
            let text = format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"{action}","Resource":"*","Condition":{{"ArnNotEquals":{{"{key}":"arn:aws:iam::111122223333:user/BreakGlass"}}}}}}]}}"#
            );
            let found = lint(&text, Layer::ResourceControl);
            let help = found.first().and_then(|finding| finding.help.as_ref());
            let help = help.map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with(&format!("test {right} there")), "{help}");
        }
    }
}

//! The forms in which a policy document comes: as itself, or inside the output
//! of the AWS tool that fetched it.

use std::borrow::Cow;

use vestibule_iam::document::Document;
use vestibule_iam::json::{self, Node, Value, decode_string};
use vestibule_iam::message;
use vestibule_iam::policy::{Casing, Policy, PolicyKind, ReadOptions, size_problem};
use vestibule_iam::problem::{Arg, Code, Problem, code};
use vestibule_iam::span::SpanMap;
use vestibule_signin::VOCABULARY;

use crate::input::percent;

/// What a document is the output of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A policy, by itself.
    Plain,
    /// `aws signin get-resource-policy`.
    GetResourcePolicy,
    /// `aws organizations describe-policy`.
    DescribePolicy,
    /// `aws iam get-policy-version`.
    GetPolicyVersion,
    /// `aws iam get-user-policy`, `get-role-policy` or `get-group-policy`.
    GetInlinePolicy,
    /// `aws ec2 describe-vpc-endpoints`.
    DescribeVpcEndpoints,
}

impl Form {
    /// The command whose output it is.
    pub fn command(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::GetResourcePolicy => Some("aws signin get-resource-policy"),
            Self::DescribePolicy => Some("aws organizations describe-policy"),
            Self::GetPolicyVersion => Some("aws iam get-policy-version"),
            Self::GetInlinePolicy => Some("aws iam get-user-policy"),
            Self::DescribeVpcEndpoints => Some("aws ec2 describe-vpc-endpoints"),
        }
    }
}

/// A policy found in a document.
#[derive(Debug)]
pub(crate) struct Found<'d> {
    pub(crate) form: Form,
    /// The value that is or holds the policy.
    pub(crate) holder: &'d Node,
    /// For an endpoint's: its id.
    pub(crate) endpoint: Option<&'d str>,
    /// For an endpoint's: the service it leads to.
    pub(crate) service: Option<&'d str>,
    /// The kind that the output tells.
    pub(crate) kind: Option<PolicyKind>,
}

/// Looks for the policies in a document. Of the forms that hold one, the first
/// part is `Err` with what is missing when it is not there.
pub(crate) fn find(document: &Document) -> (Form, Result<Vec<Found<'_>>, Arg>) {
    let root = &document.root;
    if let Some(policy) = root.get_ignore_case("signinResourceBasedPolicy") {
        one(
            Form::GetResourcePolicy,
            Some(policy),
            Some(PolicyKind::ResourceBased),
            "",
        )
    } else if let Some(policy) = root
        .get("Policy")
        .filter(|_| root.get("Statement").is_none())
    {
        let summary = policy
            .get("PolicySummary")
            .and_then(|summary| summary.get("Type"));
        let kind = match summary.and_then(Node::as_str) {
            Some("RESOURCE_CONTROL_POLICY") => Some(PolicyKind::ResourceControl),
            Some("SERVICE_CONTROL_POLICY") => Some(PolicyKind::ServiceControl),
            _ => None,
        };
        one(
            Form::DescribePolicy,
            policy.get("Content"),
            kind,
            "Policy.Content",
        )
    } else if let Some(version) = root.get("PolicyVersion") {
        let kind = Some(PolicyKind::Identity);
        one(
            Form::GetPolicyVersion,
            version.get("Document"),
            kind,
            "PolicyVersion.Document",
        )
    } else if let Some(endpoints) = root.get("VpcEndpoints") {
        (Form::DescribeVpcEndpoints, several(endpoints.elements()))
    } else if let Some(created) = root.get("VpcEndpoint") {
        // `aws ec2 create-vpc-endpoint` prints the one that it made.
        let one = std::slice::from_ref(created);
        (Form::DescribeVpcEndpoints, several(one))
    } else if let Some(found) = endpoint(root).filter(|found| found.endpoint.is_some()) {
        (Form::DescribeVpcEndpoints, Ok(vec![found]))
    } else if let Some(policy) = root.get("PolicyDocument") {
        one(
            Form::GetInlinePolicy,
            Some(policy),
            Some(PolicyKind::Identity),
            "",
        )
    } else {
        one(Form::Plain, Some(root), None, "")
    }
}

fn one<'d>(
    form: Form,
    holder: Option<&'d Node>,
    kind: Option<PolicyKind>,
    missing: &'static str,
) -> (Form, Result<Vec<Found<'d>>, Arg>) {
    let found = |holder| {
        vec![Found {
            form,
            holder,
            endpoint: None,
            service: None,
            kind,
        }]
    };
    (form, holder.map(found).ok_or_else(|| code(missing)))
}

#[inline(never)]
fn several(nodes: &[Node]) -> Result<Vec<Found<'_>>, Arg> {
    let found: Vec<Found<'_>> = nodes.iter().filter_map(endpoint).collect();
    if found.is_empty() {
        Err(message!("an endpoint with a `PolicyDocument`").into())
    } else {
        Ok(found)
    }
}

fn endpoint(node: &Node) -> Option<Found<'_>> {
    Some(Found {
        form: Form::DescribeVpcEndpoints,
        holder: node.get("PolicyDocument")?,
        endpoint: node.get("VpcEndpointId").and_then(Node::as_str),
        service: node.get("ServiceName").and_then(Node::as_str),
        kind: Some(PolicyKind::VpcEndpoint),
    })
}

/// Reads the policy that was found. All places are in the text of `document`.
pub(crate) fn read(
    document: &Document,
    found: &Found<'_>,
    kind: PolicyKind,
) -> (Policy, Vec<Problem>) {
    let options = ReadOptions {
        kind,
        casing: casing(found, kind),
        vocabulary: &VOCABULARY,
    };
    if found.form == Form::Plain && !matches!(found.holder.value, Value::String(_)) {
        return Policy::from_document(document, options);
    }
    read_output(document, found, options)
}

/// Reads a policy that is not the document itself.
#[inline(never)]
fn read_output(
    document: &Document,
    found: &Found<'_>,
    options: ReadOptions<'_>,
) -> (Policy, Vec<Problem>) {
    let embedded = decode(document, found.holder);
    if let (Form::Plain, None) = (found.form, &embedded) {
        return Policy::from_document(document, options);
    }
    let place = found.holder.span;
    let mut problems = document.problems.clone();
    let mut open = document
        .problems
        .iter()
        .any(|problem| problem.code.leaves_policy_open());
    let (mut policy, text, of_policy) = match embedded {
        None => {
            let (policy, problems) = Policy::read(found.holder, options);
            (
                policy,
                place.of(&document.text).unwrap_or("").to_owned(),
                problems,
            )
        }
        Some(Embedded { text, maps }) => {
            let outward = |span| maps.iter().fold(span, |span, map| map.map(span));
            let mut inner = json::parse(&text);
            for problem in inner.problems {
                let mut problem = problem.with_code(Code::Json);
                open |= problem.code.leaves_policy_open();
                problem.map_spans(&outward);
                problems.push(problem);
            }
            inner.root.map_spans(&outward);
            let (policy, mut problems) = Policy::read(&inner.root, options);
            // Text to replace would have to be encoded like what is around it.
            problems.iter_mut().for_each(Problem::drop_fix);
            (policy, text, problems)
        }
    };
    problems.extend(size_problem(options.kind, &text).map(|problem| Problem {
        span: place,
        ..problem
    }));
    problems.extend(of_policy);
    Problem::sort(&mut problems);
    if open {
        policy.defects.push(place);
    }
    (policy, problems)
}

/// The value that is the policy, whatever it stands in; its places mean nothing.
pub(crate) fn value<'d>(document: &Document, found: &Found<'d>) -> Cow<'d, Node> {
    match decode(document, found.holder) {
        Some(embedded) => Cow::Owned(json::parse(&embedded.text).root),
        None => Cow::Borrowed(found.holder),
    }
}

/// The text of a policy that stands as a string.
pub(crate) fn embedded(document: &Document, found: &Found<'_>) -> Option<String> {
    decode(document, found.holder).map(|embedded| embedded.text)
}

/// The answer of get-resource-policy comes in lower camel case; so may the
/// policy taken out of it.
fn casing(found: &Found<'_>, kind: PolicyKind) -> Casing {
    let taken_out = kind == PolicyKind::ResourceBased
        && found.form == Form::Plain
        && found.holder.get("Statement").is_none()
        && found.holder.get("statement").is_some();
    if found.form == Form::GetResourcePolicy || taken_out {
        Casing::Insensitive
    } else {
        Casing::Exact
    }
}

/// A policy that stands as a string.
struct Embedded {
    text: String,
    /// From the text outward; the last leads to the document.
    maps: Vec<SpanMap>,
}

/// Takes a policy out of the string that it stands in, which may be URL-encoded.
fn decode(document: &Document, holder: &Node) -> Option<Embedded> {
    if !matches!(holder.value, Value::String(_)) {
        return None;
    }
    let decoded = decode_string(&document.text, holder.span)?;
    let embedded = Embedded {
        text: decoded.text.into(),
        maps: vec![decoded.map],
    };
    Some(if percent::is_encoded(&embedded.text) {
        let (text, map) = percent::decode(&embedded.text);
        let maps = std::iter::once(map).chain(embedded.maps).collect();
        Embedded { text, maps }
    } else {
        embedded
    })
}

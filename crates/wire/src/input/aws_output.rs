//! The forms in which a policy document comes: as itself, inside the output of the AWS tool
//! that fetched it, or inside a template or state of the tool that deploys it.

use std::borrow::Cow;

use vestibule_iam::document::Document;
use vestibule_iam::json::{self, Node, Value, decode_string};
use vestibule_iam::policy::{Casing, Policy, PolicyKind, ReadOptions, size_problem};
use vestibule_iam::problem::{Code, Problem, Severity};
use vestibule_iam::span::{Span, SpanMap, Text};
use vestibule_signin::VOCABULARY;

pub(crate) use crate::input::holders::find;
use crate::input::{percent, unresolved};

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
    /// `aws iam get-account-authorization-details`.
    GetAccountAuthorizationDetails,
    /// `aws sso-admin get-inline-policy-for-permission-set`.
    GetPermissionSetPolicy,
    /// A CloudFormation template, in JSON.
    CloudFormation,
    /// A state of Terraform, or what `terraform show -json` prints of a state or a plan.
    Terraform,
}

impl Form {
    /// Whether it may hold policies of several kinds, each with a name.
    pub(crate) fn holds_many(self) -> bool {
        match self {
            Self::GetAccountAuthorizationDetails | Self::CloudFormation | Self::Terraform => true,
            Self::Plain
            | Self::GetResourcePolicy
            | Self::DescribePolicy
            | Self::GetPolicyVersion
            | Self::GetInlinePolicy
            | Self::DescribeVpcEndpoints
            | Self::GetPermissionSetPolicy => false,
        }
    }

    /// The command of AWS whose output it is.
    pub fn command(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::CloudFormation | Self::Terraform => None,
            Self::GetResourcePolicy => Some("aws signin get-resource-policy"),
            Self::DescribePolicy => Some("aws organizations describe-policy"),
            Self::GetPolicyVersion => Some("aws iam get-policy-version"),
            Self::GetInlinePolicy => Some("aws iam get-user-policy"),
            Self::DescribeVpcEndpoints => Some("aws ec2 describe-vpc-endpoints"),
            Self::GetAccountAuthorizationDetails => {
                Some("aws iam get-account-authorization-details")
            }
            Self::GetPermissionSetPolicy => {
                Some("aws sso-admin get-inline-policy-for-permission-set")
            }
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
    /// For one of an organization: its id.
    pub(crate) id: Option<&'d str>,
    /// The kind that the output, or the type of the resource, tells.
    pub(crate) kind: Option<PolicyKind>,
    /// The name that the output tells, or the resource that holds it.
    pub(crate) name: Option<String>,
    /// Terraform knows the policy only after it was applied; the holder is its resource.
    pub(crate) is_unknown: bool,
    /// The function of CloudFormation that makes the resources or policies in the holder.
    pub(crate) made_by: Option<&'d Text>,
    /// The place of the type of the policy, where CloudFormation fills it in.
    pub(crate) type_at: Option<Span>,
}

impl<'d> Found<'d> {
    pub(crate) fn new(form: Form, holder: &'d Node, kind: Option<PolicyKind>) -> Self {
        Self {
            form,
            holder,
            endpoint: None,
            service: None,
            id: None,
            kind,
            name: None,
            is_unknown: false,
            made_by: None,
            type_at: None,
        }
    }

    /// Whether a policy of this kind may be one of the layer of `kind`.
    pub(crate) fn fits(&self, kind: PolicyKind) -> bool {
        let side = |kind| match kind {
            // IAM does not say for which of these a policy is.
            PolicyKind::PermissionsBoundary | PolicyKind::Session => PolicyKind::Identity,
            other => other,
        };
        self.kind.is_none_or(|told| side(told) == side(kind))
    }
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
    if found.is_unknown {
        return unread(
            document,
            found,
            unresolved::after_apply(found.holder.opening()),
        );
    }
    if let Some(function) = found.made_by {
        let problem = unresolved::function(&function.value, function.span);
        return unread(document, found, problem);
    }
    if found.form == Form::Plain && !matches!(found.holder.value, Value::String(_)) {
        if let Some(call) = unresolved::unknown(found.holder) {
            let problem = unresolved::declared(call, found.holder.opening());
            return unread(document, found, problem);
        }
        if let Some(problem) = unresolved::find(found.holder) {
            // Nothing else of it is read.
            let severity = Severity::Error;
            return unread(
                document,
                found,
                Problem {
                    severity,
                    ..problem
                },
            );
        }
        return Policy::from_document(document, options);
    }
    read_output(document, found, options)
}

/// A policy of which something is filled in later, so that nothing is known of it.
#[inline(never)]
fn unread(document: &Document, found: &Found<'_>, problem: Problem) -> (Policy, Vec<Problem>) {
    let policy = Policy {
        defects: vec![found.holder.span],
        ..Policy::default()
    };
    let mut problems = document.problems.clone();
    problems.push(problem);
    Problem::sort(&mut problems);
    (policy, problems)
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
            if let Some(problem) = unresolved::find(found.holder) {
                return unread(document, found, problem);
            }
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
    if found.form.command().is_some() {
        problems.iter_mut().for_each(stored);
    }
    Problem::sort(&mut problems);
    if open {
        policy.defects.push(place);
    }
    (policy, problems)
}

/// What AWS printed it has stored: what only says that AWS refuses to store a policy is no error
/// there.
fn stored(problem: &mut Problem) {
    let of_storing = matches!(
        problem.code,
        Code::InvalidSid | Code::DuplicateSid | Code::EmptyArray | Code::RefusedCharacter
    );
    if of_storing {
        problem.severity = problem.severity.min(Severity::Warning);
    }
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

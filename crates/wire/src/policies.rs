//! Reads the policies of a case: every document, in the order of the layers.

use std::borrow::Cow;

use vestibule_iam::document::{self, Document};
use vestibule_iam::problem::quoted;
use vestibule_signin::AttachedPolicy;
use vestibule_signin::network::is_endpoint_id;

use crate::case_file::{EndpointPolicy, NodePolicy, Policies, PrincipalPolicy};
use crate::decision::Layer;
use crate::document::{DocumentText, Origin};
use crate::finding::{Finding, Severity};
use crate::forms::{self, Form, Found};
use crate::loader::Loader;
use crate::place::Place;
use crate::report::Report;
use crate::validate;

/// A document of a case, with where it came from.
#[derive(Debug)]
pub struct SourceDocument {
    /// The layer of its policies.
    pub layer: Layer,
    /// Its entry in the case file: `policies.resourceControl[0]`.
    pub path: String,
    /// The file it was read from, when the case told a path.
    pub file: Option<String>,
    /// What it is the output of.
    pub form: Form,
    /// The text and its lines.
    pub document: Document,
    pub(crate) origin: Option<Origin>,
}

/// A policy that was read: which document holds it.
#[derive(Debug)]
pub(crate) struct Holder {
    pub(crate) name: String,
    pub(crate) document: usize,
}

/// All policies of a case.
#[derive(Debug, Default)]
pub(crate) struct ReadPolicies {
    pub(crate) documents: Vec<SourceDocument>,
    /// In the order in which the evaluator numbers them.
    pub(crate) attached: Vec<AttachedPolicy>,
    /// One for each of `attached`.
    pub(crate) holders: Vec<Holder>,
    pub(crate) findings: Vec<Finding>,
}

/// One entry of a layer.
struct Entry<'a> {
    layer: Layer,
    name: Option<&'a str>,
    attached_to: Option<&'a str>,
    text: &'a DocumentText,
}

/// Reads `policies`. `case_file` is the text they stand in, where there is one.
pub(crate) fn read(
    policies: &Policies,
    case_file: Option<&Document>,
    loader: &dyn Loader,
) -> ReadPolicies {
    let mut read = ReadPolicies::default();
    let mut report = Report::new(case_file);
    let place = Place::Root.member("policies");
    // The order is that of the evaluator's layers.
    endpoints(
        &policies.vpc_endpoint,
        &place,
        &mut report,
        &mut read,
        loader,
    );
    nodes(
        Layer::ResourceControl,
        &policies.resource_control,
        &place,
        &mut report,
        &mut read,
        loader,
    );
    nodes(
        Layer::ServiceControl,
        &policies.service_control,
        &place,
        &mut report,
        &mut read,
        loader,
    );
    if let Some(text) = &policies.resource_based {
        let entry = Entry {
            layer: Layer::ResourceBased,
            name: Some("resourceBased"),
            attached_to: None,
            text,
        };
        let place = place.member("resourceBased");
        read.entry(&entry, "resourceBased", &place, &place, &mut report, loader);
    }
    let identity = policies.identity.as_deref().unwrap_or_default();
    principals(
        Layer::Identity,
        identity,
        &place,
        &mut report,
        &mut read,
        loader,
    );
    principals(
        Layer::PermissionsBoundary,
        &policies.permissions_boundary,
        &place,
        &mut report,
        &mut read,
        loader,
    );
    principals(
        Layer::Session,
        &policies.session,
        &place,
        &mut report,
        &mut read,
        loader,
    );
    read.findings.splice(0..0, report.findings);
    read
}

fn endpoints(
    entries: &[EndpointPolicy],
    place: &Place<'_>,
    report: &mut Report<'_>,
    read: &mut ReadPolicies,
    loader: &dyn Loader,
) {
    let layer = Layer::VpcEndpoint;
    let place = place.member(layer.name());
    for (index, entry) in entries.iter().enumerate() {
        let place = place.element(index);
        let attached_to = entry.endpoint.as_deref();
        if let Some(id) = attached_to.filter(|id| !is_endpoint_id(id)) {
            validate::endpoint_id(id, &place.member("endpoint"), report);
        }
        let entry = Entry {
            layer,
            name: entry.name.as_deref(),
            attached_to,
            text: &entry.document,
        };
        let name =
            attached_to.map_or_else(|| format!("{}[{index}]", layer.name()), ToOwned::to_owned);
        read.entry(
            &entry,
            &name,
            &place,
            &place.member("document"),
            report,
            loader,
        );
    }
}

fn nodes(
    layer: Layer,
    entries: &[NodePolicy],
    place: &Place<'_>,
    report: &mut Report<'_>,
    read: &mut ReadPolicies,
    loader: &dyn Loader,
) {
    let place = place.member(layer.name());
    for (index, entry) in entries.iter().enumerate() {
        let place = place.element(index);
        let attached_to = entry.attached_to.as_deref();
        if let Some(node) = attached_to.filter(|node| !is_node(node)) {
            let message = format!(
                "{} is neither a root, an organizational unit nor an account",
                quoted(node)
            );
            let help = "write `r-…`, `ou-…-…` or the twelve digits of an account";
            report.error(&place.member("attachedTo"), "invalid-node", message, help);
        }
        let entry = Entry {
            layer,
            name: entry.name.as_deref(),
            attached_to,
            text: &entry.document,
        };
        let name = format!("{}[{index}]", layer.name());
        read.entry(
            &entry,
            &name,
            &place,
            &place.member("document"),
            report,
            loader,
        );
    }
}

fn principals(
    layer: Layer,
    entries: &[PrincipalPolicy],
    place: &Place<'_>,
    report: &mut Report<'_>,
    read: &mut ReadPolicies,
    loader: &dyn Loader,
) {
    let place = place.member(layer.name());
    for (index, entry) in entries.iter().enumerate() {
        let place = place.element(index);
        let attached_to = entry.principal.as_deref();
        if let Some(arn) = attached_to.filter(|arn| !is_arn_pattern(arn)) {
            let message = format!("{} is not the ARN of a principal", quoted(arn));
            let help = "write the ARN of a user or role, with `*` where any will do, or leave it out for all";
            report.error(
                &place.member("principal"),
                "invalid-principal",
                message,
                help,
            );
        }
        let entry = Entry {
            layer,
            name: entry.name.as_deref(),
            attached_to,
            text: &entry.document,
        };
        let name = format!("{}[{index}]", layer.name());
        read.entry(
            &entry,
            &name,
            &place,
            &place.member("document"),
            report,
            loader,
        );
    }
}

/// `r-ab12`, `ou-ab12-cdefghij` or an account.
pub(crate) fn is_node(id: &str) -> bool {
    let word = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if let Some(root) = id.strip_prefix("r-") {
        word(root, 4..=32)
    } else if let Some((root, unit)) = id.strip_prefix("ou-").and_then(|rest| rest.split_once('-'))
    {
        word(root, 4..=32) && word(unit, 8..=32)
    } else {
        is_account_id(id)
    }
}

/// Twelve digits.
pub(crate) fn is_account_id(id: &str) -> bool {
    id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_arn_pattern(arn: &str) -> bool {
    arn == "*" || (arn.starts_with("arn:") && arn.splitn(6, ':').count() == 6)
}

impl ReadPolicies {
    /// Reads one entry. `place` is the entry, `value` its document.
    fn entry(
        &mut self,
        entry: &Entry<'_>,
        default_name: &str,
        place: &Place<'_>,
        value: &Place<'_>,
        report: &mut Report<'_>,
        loader: &dyn Loader,
    ) {
        let Some(document) = load(entry.text, value, report, loader) else {
            return;
        };
        let name = entry.name.unwrap_or(default_name);
        let path = place.to_string();
        let (form, found) = forms::find(&document);
        let mut findings = Vec::new();
        let chosen = match found {
            Ok(found) => choose(entry, found, &document, &mut findings),
            Err(missing) => {
                findings.push(no_policy(form, missing, &document));
                Vec::new()
            }
        };
        for found in &chosen {
            let kind = vestibule_signin::Layer::from(entry.layer).kind();
            let (policy, problems) = forms::read(&document, found, kind);
            let several = chosen.len() > 1;
            let endpoint = found.endpoint.filter(|_| entry.layer == Layer::VpcEndpoint);
            let own_name = endpoint
                .filter(|_| entry.name.is_none() || several)
                .unwrap_or(name);
            let of_policy = problems
                .iter()
                .map(|problem| Finding::from_problem(problem, &document.lines));
            for mut finding in of_policy {
                finding.policy = Some(own_name.to_owned());
                // What is wrong with the whole output is only said once.
                let said =
                    |other: &Finding| other.code == finding.code && other.span == finding.span;
                if !findings.iter().any(said) {
                    findings.push(finding);
                }
            }
            self.attached.push(AttachedPolicy {
                layer: entry.layer.into(),
                name: own_name.to_owned(),
                attached_to: entry.attached_to.or(endpoint).map(ToOwned::to_owned),
                policy,
            });
            self.holders.push(Holder {
                name: own_name.to_owned(),
                document: self.documents.len(),
            });
        }
        if chosen.is_empty() {
            findings.extend(
                document
                    .problems
                    .iter()
                    .map(|p| Finding::from_problem(p, &document.lines)),
            );
        }
        for finding in &mut findings {
            finding.layer = Some(entry.layer);
            finding.path = Some(path.clone());
            if finding.policy.is_none() {
                finding.policy = Some(name.to_owned());
            }
        }
        self.findings.append(&mut findings);
        self.documents.push(SourceDocument {
            layer: entry.layer,
            path,
            file: entry.text.path().map(ToOwned::to_owned),
            form,
            document,
            origin: entry.text.origin().cloned(),
        });
    }
}

/// The text of a document, from where it is.
fn load(
    text: &DocumentText,
    place: &Place<'_>,
    report: &mut Report<'_>,
    loader: &dyn Loader,
) -> Option<Document> {
    let bytes: Cow<'_, [u8]> = match (text.text(), text.path()) {
        (Some(text), _) => text.as_bytes().into(),
        (None, Some(path)) => match loader.load(path) {
            Ok(bytes) => bytes.into(),
            Err(error) => {
                report.error(place, error.code, error.message, error.help);
                return None;
            }
        },
        (None, None) => return None,
    };
    Some(document::from_bytes(&bytes))
}

/// Of several endpoints, those that the entry means.
fn choose<'d>(
    entry: &Entry<'_>,
    mut found: Vec<Found<'d>>,
    document: &Document,
    findings: &mut Vec<Finding>,
) -> Vec<Found<'d>> {
    let told = found
        .iter()
        .filter_map(|found| found.endpoint)
        .collect::<Vec<_>>()
        .join("`, `");
    if entry.layer != Layer::VpcEndpoint {
        if found.len() > 1 {
            let message = "the output holds the policies of several endpoints".to_owned();
            findings.push(
                Finding::new("several-policies", Severity::Error, message)
                    .help("put it under `vpcEndpoint`")
                    .at(document.root.span, &document.lines),
            );
            found.truncate(1);
        }
    } else if let Some(id) = entry.attached_to {
        found.retain(|found| found.endpoint.is_none_or(|endpoint| endpoint == id));
        if found.is_empty() {
            let message = format!("the output does not hold the endpoint {}", quoted(id));
            findings.push(
                Finding::new("endpoint-not-found", Severity::Error, message)
                    .help(format!("it holds `{told}`"))
                    .at(document.root.span, &document.lines),
            );
        }
    } else if found
        .iter()
        .any(|found| found.service.is_some_and(is_sign_in))
    {
        // Endpoints that lead to other services do not bear on a sign-in.
        found.retain(|found| found.service.is_none_or(is_sign_in));
    }
    found
}

/// `com.amazonaws.eu-west-1.signin` and its kin. [VPCE, PL]
fn is_sign_in(service: &str) -> bool {
    matches!(service.rsplit('.').next(), Some("signin" | "signin-v2"))
}

pub(crate) fn no_policy(form: Form, missing: &str, document: &Document) -> Finding {
    let command = form.command().unwrap_or("the tool");
    let message = format!("the output of `{command}` does not hold {missing}");
    let help = match form {
        Form::DescribePolicy => {
            "fetch an IAM policy with `aws iam get-policy-version`, a policy of the organization with `aws organizations describe-policy`"
        }
        _ => "hand in the whole output, or the policy alone",
    };
    Finding::new("no-policy", Severity::Error, message)
        .help(help)
        .at(document.root.span, &document.lines)
}

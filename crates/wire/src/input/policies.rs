//! Reads the policies of a case: every document, in the order of the layers.

use std::sync::Arc;

use vestibule_iam::document::Document;
use vestibule_iam::policy::Policy;
use vestibule_iam::problem::quoted;
use vestibule_iam::span::Span;
use vestibule_signin::AttachedPolicy;
use vestibule_signin::network::is_endpoint_id;
use vestibule_syntax::limits::{POLICIES, POLICY_FINDINGS};

use crate::contract::case_file::{EndpointPolicy, NodePolicy, Policies, PrincipalPolicy};
use crate::contract::decision::Layer;
use crate::contract::document::{DocumentText, Origin};
use crate::contract::finding::{Finding, Said, Severity};
use crate::evaluate::room::{short_name, told};
use crate::input::aws_output::{self, Form, Found};
use crate::input::ids::{is_arn_pattern, is_node};
use crate::input::loader::Loader;
use crate::input::named::{Named, Text};
use crate::input::place::Place;
use crate::input::report::{Report, unlisted};
use crate::input::validate::{self, characters};

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
    /// The text and its lines; one for all entries that name the same file.
    pub document: Arc<Document>,
    /// False when it stands in a file of which nothing could be read.
    pub is_read: bool,
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
    name: Option<&'a str>,
    attached_to: Option<&'a str>,
    text: &'a DocumentText,
}

impl<'a> From<&'a NodePolicy> for Entry<'a> {
    fn from(policy: &'a NodePolicy) -> Self {
        let attached_to = policy.attached_to.as_deref();
        Self {
            name: policy.name.as_deref(),
            attached_to,
            text: &policy.document,
        }
    }
}

impl<'a> From<&'a PrincipalPolicy> for Entry<'a> {
    fn from(policy: &'a PrincipalPolicy) -> Self {
        let attached_to = policy.principal.as_deref();
        Self {
            name: policy.name.as_deref(),
            attached_to,
            text: &policy.document,
        }
    }
}

impl<'a> From<&'a EndpointPolicy> for Entry<'a> {
    fn from(policy: &'a EndpointPolicy) -> Self {
        let attached_to = policy.endpoint.as_deref();
        Self {
            name: policy.name.as_deref(),
            attached_to,
            text: &policy.document,
        }
    }
}

/// Reads `policies`. `case_file` is the text they stand in, where there is one.
pub(crate) fn read(
    policies: &Policies,
    case_file: Option<&Document>,
    loader: &dyn Loader,
) -> ReadPolicies {
    fn of<'a, P>(entries: &'a [P]) -> impl Iterator<Item = Entry<'a>>
    where
        Entry<'a>: From<&'a P>,
    {
        entries.iter().map(Entry::from)
    }
    let mut reader = Reader {
        report: Report::new(case_file),
        is_full: false,
        named: Named::new(loader),
        read: ReadPolicies::default(),
    };
    // The order is that of the evaluator's layers.
    reader.layer(Layer::VpcEndpoint, of(&policies.vpc_endpoint));
    reader.layer(Layer::ResourceControl, of(&policies.resource_control));
    reader.layer(Layer::ServiceControl, of(&policies.service_control));
    if let Some(text) = &policies.resource_based {
        reader.resource_based(text);
    }
    reader.layer(
        Layer::Identity,
        of(policies.identity.as_deref().unwrap_or_default()),
    );
    reader.layer(
        Layer::PermissionsBoundary,
        of(&policies.permissions_boundary),
    );
    reader.layer(Layer::Session, of(&policies.session));
    let Reader { report, read, .. } = reader;
    let mut findings = report.into_findings();
    findings.extend(listed(read.findings));
    ReadPolicies { findings, ..read }
}

/// The first of the findings about all policies, and one that says how many are left out.
fn listed(mut findings: Vec<Finding>) -> Vec<Finding> {
    let left_out = findings.split_off(findings.len().min(POLICY_FINDINGS));
    let errors = left_out.iter().any(Finding::is_error);
    let last = unlisted(left_out.len(), errors);
    // It belongs to a policy, as those do.
    findings.extend(last.zip(left_out.first()).map(|(last, of)| Finding {
        layer: of.layer,
        policy: of.policy.clone(),
        path: of.path.clone(),
        ..last
    }));
    findings
}

struct Reader<'a> {
    report: Report<'a>,
    /// There were more policies than are read, and that was said.
    is_full: bool,
    named: Named<'a>,
    read: ReadPolicies,
}

impl Reader<'_> {
    fn resource_based(&mut self, text: &DocumentText) {
        let policies = Place::Root.member("policies");
        let place = policies.member(Layer::ResourceBased.name());
        let entry = Entry {
            name: None,
            attached_to: None,
            text,
        };
        self.entry(
            Layer::ResourceBased,
            &entry,
            "resourceBased",
            &place,
            &place,
        );
    }

    fn layer<'e>(&mut self, layer: Layer, entries: impl Iterator<Item = Entry<'e>>) {
        let policies = Place::Root.member("policies");
        let place = policies.member(layer.name());
        for (index, entry) in entries.enumerate() {
            let place = place.element(index);
            if let Some(to) = entry.attached_to {
                self.check_attachment(layer, to, &place);
            }
            self.check_characters(layer, &entry, &place);
            let of_endpoint = entry.attached_to.filter(|_| layer == Layer::VpcEndpoint);
            let name = match entry.name.or(of_endpoint) {
                Some(name) => name.to_owned(),
                None => format!("{}[{index}]", layer.name()),
            };
            self.entry(layer, &entry, &name, &place, &place.member("document"));
        }
    }

    /// Warns of characters by which one name is taken for another.
    fn check_characters(&mut self, layer: Layer, entry: &Entry<'_>, place: &Place<'_>) {
        if let Some(name) = entry.name {
            characters::name(name, &place.member("name"), &mut self.report);
        }
        let member = match layer {
            Layer::VpcEndpoint => "endpoint",
            Layer::ResourceControl | Layer::ServiceControl => "attachedTo",
            _ => "principal",
        };
        if let Some(to) = entry.attached_to {
            characters::text(to, &place.member(member), &mut self.report);
        }
    }

    /// Complains of what nothing of that layer can be attached to.
    #[inline(never)]
    fn check_attachment(&mut self, layer: Layer, to: &str, place: &Place<'_>) {
        match layer {
            Layer::VpcEndpoint if !is_endpoint_id(to) => {
                validate::endpoint_id(to, &place.member("endpoint"), &mut self.report);
            }
            Layer::ResourceControl | Layer::ServiceControl if !is_node(to) => {
                let what = "neither a root, an organizational unit nor an account";
                let message = format!("{} is {what}", quoted(to));
                let help = "write `r-…`, `ou-…-…` or the twelve digits of an account";
                self.report
                    .error(&place.member("attachedTo"), "invalid-node", message, help);
            }
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session
                if !is_arn_pattern(to) =>
            {
                let message = format!("{} is not the ARN of a principal", quoted(to));
                let help = "write the ARN of a user or role, with `*` where any will do, or leave it out for all";
                self.report.error(
                    &place.member("principal"),
                    "invalid-principal",
                    message,
                    help,
                );
            }
            // Attached to what it can be, or to the account as it is.
            Layer::VpcEndpoint
            | Layer::ResourceControl
            | Layer::ServiceControl
            | Layer::Identity
            | Layer::PermissionsBoundary
            | Layer::Session
            | Layer::ResourceBased => {}
        }
    }

    /// The document at `place`, from where it is.
    fn load(&mut self, text: &DocumentText, place: &Place<'_>) -> Option<Text> {
        if let Some(text) = text.text() {
            return Some(Text {
                document: Arc::new(Document::parse(text)),
                is_read: true,
            });
        }
        self.load_file(text.path()?, place)
    }

    #[inline(never)]
    fn load_file(&mut self, path: &str, place: &Place<'_>) -> Option<Text> {
        match self.named.load(path) {
            Ok(text) => Some(text),
            // Every file behind the limit lies over it, and one finding says so.
            Err(None) => None,
            Err(Some(error)) => {
                self.report
                    .error(place, error.code, error.message, &error.help);
                None
            }
        }
    }

    /// Stands for a policy that could not be had.
    #[inline(never)]
    fn unloaded(&mut self, layer: Layer, entry: &Entry<'_>, name: &str, place: &Place<'_>) {
        let policy = Policy {
            defects: vec![Span::default()],
            ..Policy::default()
        };
        self.attach(layer, name, entry.attached_to, policy);
        self.read.documents.push(SourceDocument {
            layer,
            path: place.to_string(),
            file: entry.text.path().map(ToOwned::to_owned),
            form: Form::Plain,
            document: Arc::new(Document::parse("")),
            is_read: false,
            origin: entry.text.origin().cloned(),
        });
    }

    /// Attaches a policy of the document that is read at the moment.
    fn attach(&mut self, layer: Layer, name: &str, attached_to: Option<&str>, policy: Policy) {
        self.read.attached.push(AttachedPolicy {
            layer: layer.into(),
            name: name.to_owned(),
            attached_to: attached_to.map(ToOwned::to_owned),
            policy,
        });
        self.read.holders.push(Holder {
            name: name.to_owned(),
            document: self.read.documents.len(),
        });
    }

    /// Reads the policies in the document of one entry.
    fn entry(
        &mut self,
        layer: Layer,
        entry: &Entry<'_>,
        name: &str,
        place: &Place<'_>,
        value: &Place<'_>,
    ) {
        let loaded = if self.is_full {
            None
        } else {
            self.load(entry.text, value)
        };
        let Some(Text { document, is_read }) = loaded else {
            self.unloaded(layer, entry, name, place);
            return;
        };
        let path = place.to_string();
        let (form, found) = aws_output::find(&document);
        let mut findings = Vec::new();
        let chosen = match found {
            Ok(found) => choose(layer, entry.attached_to, found, &document, &mut findings),
            Err(missing) => {
                findings.push(no_policy(form, missing, &document));
                Vec::new()
            }
        };
        if self.read.attached.len() + chosen.len() > POLICIES {
            self.is_full = true;
            let message = format!("the case has more than the {POLICIES} policies that are read");
            let help =
                "divide the case, or leave out the policies that do not bear on its requests";
            self.report.error(value, "too-many-policies", message, help);
            self.unloaded(layer, entry, name, place);
            return;
        }
        // What is read is then not all that the document says.
        let is_part = !findings.is_empty();
        let mut said = Said::default();
        for found in &chosen {
            let kind = vestibule_signin::Layer::from(layer).kind();
            let (mut policy, problems) = aws_output::read(&document, found, kind);
            if is_part {
                policy.defects.push(document.root.span);
            }
            let several = chosen.len() > 1;
            let endpoint = found.endpoint.filter(|_| layer == Layer::VpcEndpoint);
            let own_name = endpoint
                .filter(|_| entry.name.is_none() || several)
                .unwrap_or(name);
            let of_policy = problems
                .iter()
                .map(|problem| Finding::from_problem(problem, &document.lines));
            for mut finding in of_policy {
                finding.policy = Some(short_name(own_name).into_owned());
                // What is wrong with the whole output is only said once.
                if said.is_first(&finding) {
                    findings.push(finding);
                }
            }
            let attached_to = entry.attached_to.or(endpoint);
            self.attach(layer, own_name, attached_to, policy);
        }
        if chosen.is_empty() {
            // What it would have said is not known, so nothing is certain.
            let policy = Policy {
                defects: vec![document.root.span],
                ..Policy::default()
            };
            self.attach(layer, name, entry.attached_to, policy);
            findings.extend(
                document
                    .problems
                    .iter()
                    .map(|p| Finding::from_problem(p, &document.lines)),
            );
        }
        for finding in &mut findings {
            finding.layer = Some(layer);
            finding.path = Some(path.clone());
            if finding.policy.is_none() {
                finding.policy = Some(short_name(name).into_owned());
            }
        }
        self.read.findings.append(&mut findings);
        self.read.documents.push(SourceDocument {
            layer,
            path,
            file: entry.text.path().map(ToOwned::to_owned),
            form,
            document,
            is_read,
            origin: entry.text.origin().cloned(),
        });
    }
}

/// Of several endpoints, those that the entry means.
fn choose<'d>(
    layer: Layer,
    endpoint: Option<&str>,
    mut found: Vec<Found<'d>>,
    document: &Document,
    findings: &mut Vec<Finding>,
) -> Vec<Found<'d>> {
    if layer == Layer::VpcEndpoint {
        return choose_endpoint(endpoint, found, document, findings);
    }
    if found.len() > 1 {
        let message = "the output holds the policies of several endpoints".to_owned();
        findings.push(
            Finding::new("several-policies", Severity::Error, message)
                .help("put it under `vpcEndpoint`")
                .at(document.root.span, &document.lines),
        );
        found.truncate(1);
    }
    found
}

#[inline(never)]
fn choose_endpoint<'d>(
    endpoint: Option<&str>,
    mut found: Vec<Found<'d>>,
    document: &Document,
    findings: &mut Vec<Finding>,
) -> Vec<Found<'d>> {
    if let Some(id) = endpoint {
        let held = found.iter().filter_map(|found| found.endpoint);
        let held: Vec<String> = held.map(ToOwned::to_owned).collect();
        found.retain(|found| found.endpoint.is_none_or(|endpoint| endpoint == id));
        if found.is_empty() {
            let message = format!("the output does not hold the endpoint {}", quoted(id));
            findings.push(
                Finding::new("endpoint-not-found", Severity::Error, message)
                    .help(format!("it holds {}", told(&held, 0)))
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

#[inline(never)]
pub(crate) fn no_policy(form: Form, missing: &str, document: &Document) -> Finding {
    let command = form.command().unwrap_or("the tool");
    let message = format!("the output of `{command}` does not hold {missing}");
    let help = match form {
        Form::DescribePolicy => {
            "fetch an IAM policy with `aws iam get-policy-version`, a policy of the organization with `aws organizations describe-policy`"
        }
        Form::Plain
        | Form::GetResourcePolicy
        | Form::GetPolicyVersion
        | Form::GetInlinePolicy
        | Form::DescribeVpcEndpoints => "hand in the whole output, or the policy alone",
    };
    Finding::new("no-policy", Severity::Error, message)
        .help(help)
        .at(document.root.span, &document.lines)
}

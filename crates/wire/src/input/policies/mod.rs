//! Reads the policies of a case: every document, in the order of the layers.

pub(in crate::input) mod choose;
mod entry;

use std::sync::Arc;
use vestibule_iam::message;

use vestibule_iam::document::Document;
use vestibule_iam::policy::Policy;
use vestibule_iam::problem::{Code, Problem};
use vestibule_iam::span::Span;
use vestibule_signin::{AttachedPolicy, Binding};
use vestibule_syntax::limits::{POLICIES, POLICY_FINDINGS};

use super::aws_output::{self, Form};
use super::loader::{LoadError, Loader};
use super::managed;
use super::named::{Named, Text};
use super::permission_statements::{self, Made};
use super::place::Place;
use super::problems::Said;
use super::report::{Report, unlisted};
use super::shorten::short_name;
use super::source_document::{Holder, SourceDocument};
use super::unusable::unusable;
use super::validate;
use crate::contract::case_file::Policies;
use crate::contract::document::{DocumentText, Origin};
use crate::contract::finding::Finding;
use crate::contract::organization::OrganizationTree;
use crate::contract::words::Layer;
use choose::choose;
pub use entry::declares_unknown;
pub(in crate::input) use entry::is_unknown;
use entry::{Bound, Entry};

/// All policies of a case.
#[derive(Debug, Default)]
pub(crate) struct ReadPolicies {
    pub(crate) documents: Vec<SourceDocument>,
    /// In the order in which the evaluator numbers them.
    pub(crate) attached: Vec<AttachedPolicy>,
    /// One for each of `attached`.
    pub(crate) holders: Vec<Holder>,
    /// One for each of `attached`: what of an organization it binds.
    pub(crate) bindings: Vec<Binding>,
    pub(crate) findings: Vec<Finding>,
}

/// Reads `policies`, those of the accounts of an `organization`, and the policy that was `made` of
/// permission statements for the account of the id `account`. `case_file` is the text they stand
/// in, where there is one.
pub(crate) fn read(
    policies: &Policies,
    organization: Option<&OrganizationTree>,
    account: Option<&str>,
    made: Option<&Made>,
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
        organization,
        of_others: Vec::new(),
        managed: Vec::new(),
    };
    let accounts = organization.map_or(&[][..], |organization| &*organization.accounts);
    let all = Place::Root.member("policies");
    let of_organization = Place::Root.member("organization");
    let of_accounts = of_organization.member("accounts");
    // The order is that of the evaluator's layers.
    reader.layer(Layer::VpcEndpoint, of(&policies.vpc_endpoint), &all, None);
    for (index, own) in accounts.iter().enumerate() {
        let place = of_accounts.element(index);
        let entries = of(&own.policies.vpc_endpoint);
        reader.layer(
            Layer::VpcEndpoint,
            entries,
            &place.member("policies"),
            Some(&own.id),
        );
    }
    reader.layer(
        Layer::ResourceControl,
        of(&policies.resource_control),
        &all,
        None,
    );
    reader.layer(
        Layer::ServiceControl,
        of(&policies.service_control),
        &all,
        None,
    );
    match (made, &policies.resource_based) {
        (Some(made), _) => reader.made(made, account),
        (None, Some(text)) => {
            // One that is unknown stands for those of all accounts that tell none.
            let own = account.filter(|_| organization.is_none() || !is_unknown(text));
            reader.resource_based(text, &all, own);
        }
        (None, None) => {}
    }
    for (index, own) in accounts.iter().enumerate() {
        if let Some(text) = &own.policies.resource_based {
            let place = of_accounts.element(index);
            reader.resource_based(text, &place.member("policies"), Some(&own.id));
        }
    }
    let identity = policies.identity.as_deref().unwrap_or_default();
    reader.layer(Layer::Identity, of(identity), &all, None);
    for (index, own) in accounts.iter().enumerate() {
        let place = of_accounts.element(index);
        let entries = of(own.policies.identity.as_deref().unwrap_or_default());
        reader.layer(
            Layer::Identity,
            entries,
            &place.member("policies"),
            Some(&own.id),
        );
    }
    let boundaries = of(&policies.permissions_boundary);
    reader.layer(Layer::PermissionsBoundary, boundaries, &all, None);
    reader.layer(Layer::Session, of(&policies.session), &all, None);
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
    /// The organization with all of its accounts whose policies they are.
    organization: Option<&'a OrganizationTree>,
    /// The layers of which an unknown policy stands for those of the accounts that tell none.
    of_others: Vec<Layer>,
    /// The names of managed policies of which was said what stands for them.
    managed: Vec<&'static str>,
}

impl Reader<'_> {
    /// The resource-based policy below `policies`, of the account of the id `own` where that is
    /// told.
    fn resource_based(&mut self, text: &DocumentText, policies: &Place<'_>, own: Option<&str>) {
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
            own,
        );
    }

    /// The policy of permission statements.
    fn made(&mut self, made: &Made, own: Option<&str>) {
        let policies = Place::Root.member("policies");
        let place = policies.member(permission_statements::MEMBER);
        let nothing = DocumentText::new("");
        let entry = Entry {
            name: None,
            attached_to: None,
            text: made.text.as_ref().unwrap_or(&nothing),
        };
        match made.text {
            Some(_) => self.entry(
                Layer::ResourceBased,
                &entry,
                "resourceBased",
                &place,
                &place,
                own,
            ),
            // What is wrong with the statements has been told.
            None => self.unloaded(Layer::ResourceBased, &entry, "resourceBased", &place, own),
        }
    }

    /// The entries of `layer` below `policies`, of the account of the id `own` where they are its
    /// own.
    fn layer<'e>(
        &mut self,
        layer: Layer,
        entries: impl Iterator<Item = Entry<'e>>,
        policies: &Place<'_>,
        own: Option<&str>,
    ) {
        let place = policies.member(layer.name());
        for (index, entry) in entries.enumerate() {
            let place = place.element(index);
            validate::attachment(
                layer,
                entry.name,
                entry.attached_to,
                &place,
                &mut self.report,
            );
            let of_endpoint = entry.attached_to.filter(|_| layer == Layer::VpcEndpoint);
            let managed = entry.text.arn().and_then(managed::find);
            let told = entry.name.or(of_endpoint);
            let name = match told.or(managed.map(|policy| policy.name)) {
                Some(name) => name.to_owned(),
                None => format!("{}[{index}]", layer.name()),
            };
            let value = place.member("document");
            self.entry(layer, &entry, &name, &place, &value, own);
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
        if let Some(arn) = text.arn() {
            return self.load_managed(arn, place);
        }
        self.load_file(text.path()?, place)
    }

    #[inline(never)]
    fn load_managed(&mut self, arn: &str, place: &Place<'_>) -> Option<Text> {
        let Some(policy) = managed::find(arn) else {
            self.not_loaded(place, managed::unknown(arn));
            return None;
        };
        // Many principals may have the same policy.
        if !self.managed.contains(&policy.name) {
            self.managed.push(policy.name);
            self.report.value(place, managed::read_as(policy));
        }
        Some(Text {
            document: Arc::new(Document::parse(policy.document)),
            is_read: true,
        })
    }

    fn not_loaded(&mut self, place: &Place<'_>, error: LoadError) {
        let LoadError {
            code,
            message,
            help,
        } = error;
        self.report.error(place, code, message, help);
    }

    #[inline(never)]
    fn load_file(&mut self, path: &str, place: &Place<'_>) -> Option<Text> {
        match self.named.load(path) {
            Ok(text) => Some(text),
            // Every file behind the limit lies over it, and one finding says so.
            Err(None) => None,
            Err(Some(error)) => {
                self.not_loaded(place, error);
                None
            }
        }
    }

    /// Stands for a policy that could not be had.
    #[inline(never)]
    fn unloaded(
        &mut self,
        layer: Layer,
        entry: &Entry<'_>,
        name: &str,
        place: &Place<'_>,
        own: Option<&str>,
    ) {
        let policy = Policy {
            defects: vec![Span::default()],
            ..Policy::default()
        };
        let bound = match self.organization {
            Some(_) => entry.bound(layer, own),
            None => vec![(entry.attached_to, Binding::Everywhere)],
        };
        for bound in &bound {
            self.attach(layer, name, bound, policy.clone());
        }
        self.read.documents.push(SourceDocument {
            layer,
            path: place.to_string(),
            file: entry.text.path().map(ToOwned::to_owned),
            arn: entry.text.arn().map(ToOwned::to_owned),
            form: Form::Plain,
            document: Arc::new(Document::parse("")),
            is_read: false,
            origin: entry.text.origin().cloned(),
        });
    }

    /// Attaches a policy of the document that is read at the moment.
    fn attach(&mut self, layer: Layer, name: &str, bound: &Bound<'_>, policy: Policy) {
        let (attached_to, binding) = bound;
        self.read.attached.push(AttachedPolicy {
            layer: layer.into(),
            name: name.to_owned(),
            attached_to: attached_to.map(ToOwned::to_owned),
            policy,
        });
        self.read.bindings.push(binding.clone());
        self.read.holders.push(Holder {
            name: name.into(),
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
        own: Option<&str>,
    ) {
        let loaded = if self.is_full {
            None
        } else {
            self.load(entry.text, value)
        };
        let Some(Text { document, is_read }) = loaded else {
            self.unloaded(layer, entry, name, place, own);
            return;
        };
        let path = place.to_string();
        let (form, found) = aws_output::find(&document);
        let unusable = unusable(&document, form, &found);
        let is_unusable = unusable.is_some();
        let (chosen, error) = match (unusable, found) {
            (None, Ok(found)) => choose(layer, form, entry, found, &document),
            (unusable, _) => (Vec::new(), unusable.unwrap_or_default()),
        };
        let nodes: Vec<Bound<'_>> = match self.organization {
            // Once is enough: nothing is known of what several would say, either.
            Some(told) if own.is_none() && entry.is_of_others(layer) => {
                let others = match self.of_others.contains(&layer) {
                    true => Vec::new(),
                    false => told.without(layer),
                };
                self.of_others.push(layer);
                vec![(None, Binding::Accounts(others))]
            }
            Some(_) => entry.bound(layer, own),
            None => {
                let nodes = entry.nodes(layer).into_iter();
                nodes.map(|node| (node, Binding::Everywhere)).collect()
            }
        };
        if self.read.attached.len() + chosen.len() * nodes.len() > POLICIES {
            self.is_full = true;
            let message = message!(
                "the case has more than the {most} policies that are read",
                most = POLICIES
            );
            let help = message!(
                "divide the case, or leave out the policies that do not bear on its requests"
            );
            self.report.error(value, "too-many-policies", message, help);
            self.unloaded(layer, entry, name, place, own);
            return;
        }
        // What is read is then not all that the document says.
        let is_part = !error.is_empty();
        let mut findings = error;
        let mut said = Said::default();
        // The whitespace is then that of the case file, which nobody hands to AWS.
        let is_written = entry.text.origin().is_some_and(Origin::is_written);
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
            let is_said = |problem: &&Problem| {
                !(is_written && problem.code == Code::PolicySizeWithWhitespace)
            };
            let of_policy = problems
                .iter()
                .filter(is_said)
                .map(|problem| Finding::from_problem(problem, &document.lines));
            for mut finding in of_policy {
                finding.policy = Some(short_name(own_name).into_owned());
                // What is wrong with the whole output is only said once.
                if said.is_first(&finding) {
                    findings.push(finding);
                }
            }
            for node in &nodes {
                let (to, binding) = node;
                let bound = (to.or(endpoint), binding.clone());
                self.attach(layer, own_name, &bound, policy.clone());
            }
        }
        if chosen.is_empty() {
            // What it would have said is not known, so nothing is certain.
            let policy = Policy {
                defects: vec![document.root.span],
                ..Policy::default()
            };
            for node in &nodes {
                self.attach(layer, name, node, policy.clone());
            }
            let problems = document.problems.iter().filter(|_| !is_unusable);
            findings.extend(problems.map(|p| Finding::from_problem(p, &document.lines)));
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
            arn: entry.text.arn().map(ToOwned::to_owned),
            form,
            document,
            is_read,
            origin: entry.text.origin().cloned(),
        });
    }
}

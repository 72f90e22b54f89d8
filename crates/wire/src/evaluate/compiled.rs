//! Policies, read and compiled, ready to decide requests.

use std::sync::Arc;

use vestibule_iam::document::Document;
use vestibule_iam::keys::KeyId;
use vestibule_iam::policy::Statement;
use vestibule_iam::sort;
use vestibule_signin::{Authorizer, Layer};

use crate::contract::case_file::{Account, Policies};
use crate::contract::finding::{self, Finding, Range};
use crate::contract::ordered::Ordered;
use crate::input::lint;
use crate::input::loader::Loader;
use crate::input::permission_statements;
use crate::input::policies;
use crate::input::report::Report;
use crate::input::shorten::short_name;
use crate::input::source_document::{Holder, SourceDocument};
use crate::input::validate;

/// The policies that bear on the sign-ins of one account, ready to decide.
#[derive(Debug)]
pub struct Compiled {
    authorizer: Arc<Authorizer>,
    holders: Vec<Holder>,
    documents: Arc<[SourceDocument]>,
    /// Indices into `documents`, in the order of their paths.
    by_path: Arc<[usize]>,
    findings: Vec<Finding>,
}

impl Compiled {
    /// Reads and compiles the policies of an account. What is wrong is in
    /// [`Compiled::findings`]; decisions say where they depend on it.
    pub fn new(
        policies: &Policies,
        account: Option<&Account>,
        assumptions: &Ordered<bool>,
        loader: &dyn Loader,
    ) -> Self {
        Self::of_case(policies, account, assumptions, loader, None)
    }

    pub(crate) fn of_case(
        policies: &Policies,
        account: Option<&Account>,
        assumptions: &Ordered<bool>,
        loader: &dyn Loader,
        case_file: Option<&Document>,
    ) -> Self {
        let mut report = Report::new(case_file);
        let account = account
            .map(|told| validate::account(told, &mut report))
            .unwrap_or_default();
        let switched = validate::switched(assumptions, &mut report);
        let made = permission_statements::made(
            policies,
            account.id.as_deref(),
            switched,
            case_file,
            &mut report,
        );
        let points = made.as_ref().map(|made| made.points).unwrap_or_default();
        let read = policies::read(policies, None, None, made.as_ref(), case_file, loader);
        let mut findings = report.into_findings();
        findings.extend(read.findings);
        let authorizer = Authorizer::compile(
            account,
            read.attached,
            policies.identity.is_some(),
            switched,
        );
        let authorizer = Arc::new(authorizer.resting_on(points));
        Self::of_parts(authorizer, read.holders, read.documents, findings)
    }

    pub(super) fn of_parts(
        authorizer: Arc<Authorizer>,
        holders: Vec<Holder>,
        documents: Vec<SourceDocument>,
        findings: Vec<Finding>,
    ) -> Self {
        let mut by_path: Vec<usize> = (0..documents.len()).collect();
        sort::by_key(&mut by_path, |index| {
            documents.get(*index).map(|document| &*document.path)
        });
        Self {
            authorizer,
            holders,
            documents: documents.into(),
            by_path: by_path.into(),
            findings,
        }
    }

    /// The policies that bind another account, in the same documents; `holders` has one entry for
    /// each of them.
    pub(super) fn with(&self, authorizer: Arc<Authorizer>, holders: Vec<Holder>) -> Self {
        Self {
            authorizer,
            holders,
            documents: Arc::clone(&self.documents),
            by_path: Arc::clone(&self.by_path),
            findings: Vec::new(),
        }
    }

    pub(super) fn holders(&self) -> &[Holder] {
        &self.holders
    }

    /// What is wrong with the policies and the account, and worth knowing.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What the rules find in each of the policies by itself.
    pub fn lint(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, document) in self.documents.iter().enumerate() {
            let mut holders = self.holders.iter();
            let holder = holders.find(|holder| holder.document == index);
            let name = holder.map(|holder| &*holder.name);
            for mut finding in lint::of_document(&document.document, document.layer, name) {
                finding.layer = Some(document.layer);
                finding.path = Some(document.path.clone());
                finding.policy = holder.map(|holder| short_name(&holder.name).into_owned());
                findings.push(finding);
            }
        }
        findings
    }

    pub(crate) fn findings_mut(&mut self) -> &mut Vec<Finding> {
        &mut self.findings
    }

    /// The documents that the policies came from.
    pub fn documents(&self) -> &[SourceDocument] {
        &self.documents
    }

    /// The document of the entry at `path` of the case file.
    pub fn document(&self, path: &str) -> Option<&SourceDocument> {
        let document = |index: &usize| self.documents.get(*index);
        let place = self
            .by_path
            .binary_search_by(|index| document(index).map(|of| &*of.path).cmp(&Some(path)))
            .ok()?;
        document(self.by_path.get(place)?)
    }

    /// The account that is signed in to, where it is told.
    pub fn account_id(&self) -> Option<&str> {
        self.authorizer.account().id.as_deref()
    }

    /// Which of the VPC, the endpoint and the Region of a sign-in through an endpoint the
    /// policies tell apart, by their keys, where that is more than one of them.
    pub fn keys_of_endpoints(&self) -> Vec<String> {
        let names: Vec<&str> = self
            .authorizer
            .keys()
            .iter()
            .map(|(_, name)| name)
            .collect();
        let is_tested = |key: &str| names.iter().any(|name| name.eq_ignore_ascii_case(key));
        let mut policies = self.authorizer.policies();
        let has_own = policies
            .any(|policy| policy.layer == Layer::VpcEndpoint && policy.attached_to.is_some());
        let [vpc, endpoint, region] = ["aws:SourceVpc", "aws:SourceVpce", "aws:RequestedRegion"];
        let told = [
            (vpc, is_tested(vpc)),
            (endpoint, is_tested(endpoint) || has_own),
            (region, is_tested(region)),
        ];
        let told: Vec<String> = told
            .into_iter()
            .filter(|(_, is_told)| *is_told)
            .map(|(key, _)| key.to_owned())
            .collect();
        if told.len() > 1 { told } else { Vec::new() }
    }

    /// The evaluator's own compiled policies.
    pub fn authorizer(&self) -> &Authorizer {
        &self.authorizer
    }

    /// The name and the document of the policy that the evaluator calls `index`.
    pub(crate) fn holder(&self, index: usize) -> Option<(&str, &SourceDocument)> {
        let holder = self.holders.get(index)?;
        Some((&holder.name, self.documents.get(holder.document)?))
    }

    /// The text of the document that holds the policy that the evaluator calls `index`, and
    /// the how manyth of its policies that is.
    pub fn text_of(&self, index: usize) -> Option<(&str, usize)> {
        let holder = self.holders.get(index)?;
        let document = self.documents.get(holder.document)?;
        let before = self.holders.iter().take(index);
        let of_document = before.filter(|other| other.document == holder.document);
        Some((&document.document.text, of_document.count()))
    }

    /// The numbers of the policies in the document at a path of the case file.
    pub(crate) fn of_document(&self, path: &str) -> impl Iterator<Item = usize> {
        let holders = self.holders.iter().enumerate();
        holders.filter_map(move |(policy, holder)| {
            let document = self.documents.get(holder.document)?;
            (document.path == path).then_some(policy)
        })
    }

    /// The place of `span` in the document of the policy that the evaluator calls `policy`, in
    /// lines and columns.
    pub fn range_in(&self, policy: usize, span: finding::Span) -> Option<Range> {
        let (_, holder) = self.holder(policy)?;
        Some(Range::of(span.into(), &holder.document.lines))
    }

    pub(crate) fn statement(&self, policy: usize, statement: usize) -> Option<&Statement> {
        self.authorizer
            .policies()
            .nth(policy)?
            .policy
            .statements
            .get(statement)
    }

    pub(crate) fn key_name(&self, key: KeyId) -> &str {
        self.authorizer.keys().name(key)
    }
}

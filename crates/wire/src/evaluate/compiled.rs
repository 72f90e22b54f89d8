//! Policies, read and compiled, ready to decide requests.

use vestibule_iam::context::KeyId;
use vestibule_iam::document::Document;
use vestibule_iam::policy::Statement;
use vestibule_iam::problem::quoted;
use vestibule_iam::sort;
use vestibule_signin::{Authorization, Authorizer, RequestError};
use vestibule_syntax::limits::PATH_NODES;

use crate::contract::case_file::{Account, ConsoleAuthorization, Policies};
use crate::contract::decision::{Decision, Outcome};
use crate::contract::finding::{Finding, Severity};
use crate::contract::ordered::Ordered;
use crate::contract::request::Request;
use crate::evaluate::assumptions::switched;
use crate::evaluate::room::Room;
use crate::input::ids::{is_account_id, is_node, is_organization_id};
use crate::input::loader::Loader;
use crate::input::place::Place;
use crate::input::policies::{self, Holder, SourceDocument};
use crate::input::report::Report;
use crate::input::validate;
use crate::render::explain;

/// The policies that bear on the sign-ins of one account, ready to decide.
#[derive(Debug)]
pub struct Compiled {
    authorizer: Authorizer,
    holders: Vec<Holder>,
    documents: Vec<SourceDocument>,
    /// Indices into `documents`, in the order of their paths.
    by_path: Vec<usize>,
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
            .map(|told| account_of(told, &mut report))
            .unwrap_or_default();
        let switched = switched(assumptions, &mut report);
        let read = policies::read(policies, case_file, loader);
        let mut findings = report.into_findings();
        findings.extend(read.findings);
        let mut by_path: Vec<usize> = (0..read.documents.len()).collect();
        sort::by_key(&mut by_path, |index| {
            read.documents.get(*index).map(|document| &*document.path)
        });
        Self {
            authorizer: Authorizer::compile(
                account,
                read.attached,
                policies.identity.is_some(),
                switched,
            ),
            holders: read.holders,
            documents: read.documents,
            by_path,
            findings,
        }
    }

    /// What is wrong with the policies and the account, and worth knowing.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
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

    /// The evaluator's own compiled policies.
    pub fn authorizer(&self) -> &Authorizer {
        &self.authorizer
    }

    /// The decision on `request`.
    ///
    /// # Errors
    /// What is wrong with a request that cannot be decided.
    pub fn decide(&self, request: &Request) -> Result<Decision, Vec<Finding>> {
        let (ready, findings) = self.checked(request)?;
        let decision = self.decide_ready(&ready, name(request), false, &mut Room::default())?;
        Ok(Decision {
            findings,
            ..decision
        })
    }

    /// The same with every statement and an explanation for people.
    ///
    /// # Errors
    /// As [`Compiled::decide`].
    pub fn decide_explained(&self, request: &Request) -> Result<Decision, Vec<Finding>> {
        let (ready, findings) = self.checked(request)?;
        let mut decision = self.decide_ready(&ready, name(request), true, &mut Room::default())?;
        decision.findings = findings;
        explain::explain(&mut decision);
        Ok(decision)
    }

    /// The outcome alone: the same, without why.
    ///
    /// # Errors
    /// As [`Compiled::decide`].
    pub fn outcome(&self, request: &Request) -> Result<Outcome, Vec<Finding>> {
        let (ready, _) = self.checked(request)?;
        self.outcome_ready(&ready)
    }

    /// The request for the evaluator, with what is worth knowing of it.
    pub(crate) fn checked(
        &self,
        request: &Request,
    ) -> Result<(vestibule_signin::Request, Vec<Finding>), Vec<Finding>> {
        let mut report = Report::new(None);
        match self.check(request, &Place::Root, &mut report) {
            Some(ready) => Ok((ready, report.into_findings())),
            None => Err(report.into_findings()),
        }
    }

    pub(crate) fn check(
        &self,
        request: &Request,
        place: &Place<'_>,
        report: &mut Report<'_>,
    ) -> Option<vestibule_signin::Request> {
        validate::request(
            request,
            self.authorizer.account().id.as_deref(),
            place,
            report,
        )
    }

    /// The decision, `traced` with every statement.
    pub(crate) fn decide_ready(
        &self,
        request: &vestibule_signin::Request,
        name: String,
        traced: bool,
        room: &mut Room,
    ) -> Result<Decision, Vec<Finding>> {
        let decision = if traced {
            self.authorizer.explain(request)
        } else {
            self.authorizer.decide(request)
        };
        let decision = decision.map_err(refused)?;
        Ok(self.decision(name, decision, traced, room))
    }

    /// The decision on a request that is too much work to decide beside others.
    pub(crate) fn undecided(&self, name: String, traced: bool, room: &mut Room) -> Decision {
        self.decision(name, self.authorizer.undecided(), traced, room)
    }

    pub(crate) fn outcome_ready(
        &self,
        request: &vestibule_signin::Request,
    ) -> Result<Outcome, Vec<Finding>> {
        self.authorizer
            .outcome(request)
            .map(Into::into)
            .map_err(refused)
    }

    /// The name and the document of the policy that the evaluator calls `index`.
    pub(crate) fn holder(&self, index: usize) -> Option<(&str, &SourceDocument)> {
        let holder = self.holders.get(index)?;
        Some((&holder.name, self.documents.get(holder.document)?))
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

/// The name of a request that stands alone.
fn name(request: &Request) -> String {
    request.name.clone().unwrap_or_else(|| "request".to_owned())
}

/// The checks here leave nothing for the evaluator to refuse; should they
/// differ, its word counts.
pub(crate) fn refused(error: RequestError) -> Vec<Finding> {
    let (code, message) = match error {
        RequestError::Principal(_) => (
            "invalid-principal",
            "the principal cannot sign in".to_owned(),
        ),
        RequestError::AnotherAccount => (
            "another-account",
            "the principal belongs to another account".to_owned(),
        ),
        RequestError::DeterminedKey(key, member) => {
            ("determined-key", format!("`{key}` follows from `{member}`"))
        }
    };
    vec![Finding::new(code, Severity::Error, message)]
}

fn account_of(told: &Account, report: &mut Report<'_>) -> vestibule_signin::Account {
    let place = Place::Root.member("account");
    if let Some(id) = told.id.as_deref().filter(|id| !is_account_id(id)) {
        let message = format!("{} is not the id of an account", quoted(id));
        report.error(
            &place.member("id"),
            "invalid-account-id",
            message,
            "write its twelve digits, in quotes",
        );
    }
    let organization = told.organization.as_ref().map(|told| {
        let place = place.member("organization");
        if let Some(id) = told.id.as_deref().filter(|id| !is_organization_id(id)) {
            let message = format!("{} is not the id of an organization", quoted(id));
            let help = "write `o-` and 10 to 32 lower-case letters and digits";
            report.error(
                &place.member("id"),
                "invalid-organization-id",
                message,
                help,
            );
        }
        let path_place = place.member("path");
        let nodes = told.path.as_ref().map_or(0, Vec::len);
        if nodes > PATH_NODES {
            let message = format!("the path has {nodes} nodes, and at most {PATH_NODES} are read");
            let help = "name the root and the units above the account alone";
            report.error(&path_place, "path-too-long", message, help);
            return vestibule_signin::Organization::default();
        }
        for (index, node) in told.path.iter().flatten().enumerate() {
            if !is_node(node) || is_account_id(node) {
                let message = format!(
                    "{} is neither a root nor an organizational unit",
                    quoted(node)
                );
                report.error(
                    &path_place.element(index),
                    "invalid-node",
                    message,
                    "write `r-…` or `ou-…-…`",
                );
            }
        }
        vestibule_signin::Organization {
            id: told.id.clone(),
            management_account: told.management_account,
            path: told.path.clone(),
        }
    });
    let authorization = match told.console_authorization {
        None => Authorization::default(),
        Some(ConsoleAuthorization::Both(on)) => Authorization::both(on),
        Some(ConsoleAuthorization::ByTarget(targets)) => Authorization {
            account: targets.account,
            organization: targets.organization,
        },
    };
    vestibule_signin::Account {
        id: told.id.clone(),
        organization,
        authorization,
    }
}

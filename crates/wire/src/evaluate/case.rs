//! A case file, read and compiled.

mod one_account;

use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_iam::span::Span;
use vestibule_syntax::limits::CASE_BYTES;

use super::budget;
use super::compiled::Compiled;
use super::organization::{self, ByAccount};
use super::room::Room;
use crate::contract::case_file::{CaseFile, VERSION};
use crate::contract::decision::Decision;
use crate::contract::finding::{self, Finding, Severity};
use crate::contract::request::Request;
use crate::contract::words::Outcome;
use crate::input::loader::Loader;
use crate::input::location::Location;
use crate::input::place::Place;
use crate::input::report::{Refused, Report};
use crate::input::source_document::SourceDocument;
use crate::input::{file, origin, read, validate};

/// A case file, ready to decide its requests.
#[derive(Debug)]
pub struct Case {
    file: CaseFile,
    /// The text it was read from.
    source: Option<Document>,
    compiled: Compiled,
    /// The accounts of its organization, where it has all of them.
    organization: Option<ByAccount>,
    /// For each request the number of its account in the organization.
    accounts: Vec<Option<usize>>,
    /// One for each request; `None` for one that cannot be decided.
    requests: Vec<Option<vestibule_signin::Request>>,
    /// What is worth knowing of each request.
    remarks: Vec<Vec<Finding>>,
    /// So many of them are decided; those behind would take more work than is done for a
    /// case, and are unknown.
    decided: usize,
    names: Vec<String>,
}

/// The case file in a state of `vestibule emulate`, which keeps its place in the text; any other
/// document as it is.
fn emulated(mut document: Document) -> Document {
    let case = document.root.get("case");
    let is_state = document.root.get("vestibuleEmulator").is_some();
    if let Some(case) = case.filter(|_| is_state).cloned() {
        document.root = case;
    }
    document
}

/// What is said where an organization is not answered.
pub fn not_answered() -> Finding {
    let message = message!("this is not answered for an organization of many accounts");
    let help = message!(
        "use `decide`, `test`, `check`, `map`, `lockout`, `prove` or `diff`, or a case file of one account"
    );
    Finding::new("organization-not-answered", Severity::Error, message).help(help)
}

impl Case {
    /// Reads a case file from JSON text.
    ///
    /// What is wrong with a policy or with a single request leaves the rest
    /// usable and is in [`Case::findings`].
    ///
    /// # Errors
    /// Everything that is wrong, when no case file could be made of the text.
    pub fn read(text: impl Into<String>, loader: &dyn Loader) -> Result<Self, Vec<Finding>> {
        Self::of_document(Document::parse_up_to(text, CASE_BYTES), loader)
    }

    /// Reads a case file from the bytes of a file.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub fn from_bytes(bytes: &[u8], loader: &dyn Loader) -> Result<Self, Vec<Finding>> {
        Self::of_document(file::read_case(bytes).document, loader)
    }

    fn of_document(document: Document, loader: &dyn Loader) -> Result<Self, Vec<Finding>> {
        let document = emulated(document);
        let (file, mut findings) = read::read::<CaseFile>(&document);
        let of_json = document
            .problems
            .iter()
            .map(|p| Finding::from_problem(p, &document.lines));
        let Some(mut file) = file else {
            findings.splice(0..0, of_json);
            return Err(findings);
        };
        if file.vestibule != VERSION {
            let message = message!(
                "this is version {version} of the case file and only {known} is understood",
                version = file.vestibule,
                known = VERSION
            );
            let mut report = Report::new(Some(&document));
            report.error(
                &Place::Root.member("vestibule"),
                "unsupported-version",
                message,
                message!("write `\"vestibule\": 1`"),
            );
            findings.append(&mut report.into_findings());
            return Err(findings);
        }
        let of_json: Vec<Finding> = of_json.collect();
        origin::find(&mut file, &document);
        let mut case = Self::build(file, Some(document), loader);
        let own = of_json
            .into_iter()
            .filter(|finding| !case.is_said_of_policy(finding));
        findings.splice(0..0, own.collect::<Vec<_>>());
        case.compiled.findings_mut().splice(0..0, findings);
        Ok(case)
    }

    /// A case from values, e.g. of command-line flags or of a form on a page.
    pub fn new(file: CaseFile, loader: &dyn Loader) -> Self {
        Self::build(file, None, loader)
    }

    /// The case with each of `points`, which AWS leaves open, read the other way than the case
    /// reads it. Documents are read again.
    pub fn with_other_readings(&self, points: &[String], loader: &dyn Loader) -> Self {
        let mut file = self.file.clone();
        let own = &self.file.assumptions;
        let is_shipped = |id: &str| {
            own.iter()
                .find(|(other, _)| *other == id)
                .is_none_or(|(_, is)| *is)
        };
        let kept = own
            .iter()
            .filter(|(id, _)| !points.iter().any(|point| point == id));
        let kept = kept.map(|(id, shipped)| (id.to_owned(), *shipped));
        let switched = points.iter().map(|id| (id.clone(), !is_shipped(id)));
        file.assumptions = kept.chain(switched).collect();
        Self::build(file, self.source.clone(), loader)
    }

    fn build(file: CaseFile, source: Option<Document>, loader: &dyn Loader) -> Self {
        let (mut compiled, mut organization) = match &file.organization {
            Some(told) => {
                let (base, accounts) = organization::compiled(&file, told, loader, source.as_ref());
                (base, Some(accounts))
            }
            None => {
                let compiled = Compiled::of_case(
                    &file.policies,
                    file.account.as_ref(),
                    &file.assumptions,
                    loader,
                    source.as_ref(),
                );
                (compiled, None)
            }
        };
        let mut report = Report::new(source.as_ref());
        validate::named_networks(&file.networks, &mut report);
        validate::guarantees(&file, &mut report);
        validate::known(&file, &mut report);
        let place = Place::Root.member("requests");
        let mut requests = Vec::with_capacity(file.requests.len());
        let mut remarks = Vec::with_capacity(file.requests.len());
        let mut accounts = Vec::with_capacity(file.requests.len());
        for (index, request) in file.requests.iter().enumerate() {
            let place = place.element(index);
            let mut of_request = Report::new(source.as_ref());
            let mut checked = compiled.check(request, &place, &mut of_request).ok();
            let mut account = None;
            if let (Some(organization), Some(request)) = (&mut organization, &checked) {
                let found = organization.account_of(request, &compiled, &place, &mut of_request);
                account = found.ok();
                checked = checked.filter(|_| account.is_some());
            }
            accounts.push(account);
            if file.is_without_identity_center()
                && let Some(request) = &checked
                && file.tells_account(request.principal.account())
            {
                validate::without_identity_center(request, &place, &mut of_request);
            }
            requests.push(checked);
            // Decisions tell them by the places of the request alone.
            remarks.push(of_request.below(&place));
            report.append(of_request);
            if let Some(expect) = &request.expect {
                validate::expect(expect, &place.member("expect"), &mut report);
            }
        }
        let name = |(index, request): (usize, &Request)| {
            request
                .name
                .clone()
                .unwrap_or_else(|| format!("requests[{index}]"))
        };
        let names: Vec<String> = file.requests.iter().enumerate().map(name).collect();
        let of = |index: usize| {
            let account = accounts.get(index).copied().flatten();
            let own = organization.as_ref().zip(account);
            own.and_then(|(organization, account)| organization.of(account))
                .unwrap_or(&compiled)
                .authorizer()
        };
        let decided = budget::decided(of, &requests, &names, &place, &mut report);
        let mut findings = report.into_findings();
        compiled.findings_mut().append(&mut findings);
        Self {
            file,
            source,
            compiled,
            organization,
            accounts,
            requests,
            remarks,
            decided,
            names,
        }
    }

    /// The case file as it was read.
    pub fn file(&self) -> &CaseFile {
        &self.file
    }

    /// The text that it was read from.
    pub(crate) fn source(&self) -> Option<&Document> {
        self.source.as_ref()
    }

    /// The policies, compiled.
    pub fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// The accounts of its organization, where the case has all of them: [`Case::compiled`] is
    /// then none of an account.
    pub fn organization(&self) -> Option<&ByAccount> {
        self.organization.as_ref()
    }

    /// The policies that bind the account of a request; those of the case where it has no
    /// organization.
    pub fn compiled_of(&self, index: usize) -> Option<&Compiled> {
        match &self.organization {
            None => Some(&self.compiled),
            Some(organization) => organization.of(self.accounts.get(index).copied().flatten()?),
        }
    }

    /// The number of the account of a request in the organization, ready to decide; `None` without
    /// an organization.
    pub(super) fn account_of(
        &mut self,
        request: &vestibule_signin::Request,
        report: &mut Report<'_>,
    ) -> Result<Option<usize>, Refused> {
        let Some(organization) = &mut self.organization else {
            return Ok(None);
        };
        let account = organization.account_of(request, &self.compiled, &Place::Root, report)?;
        Ok(Some(account))
    }

    /// The case, unless it has an organization with all of its accounts, which is decided and
    /// checked and not answered otherwise.
    ///
    /// # Errors
    /// That it has one.
    pub fn of_one_account(self) -> Result<Self, Vec<Finding>> {
        if self.file.organization.is_none() {
            return Ok(self);
        }
        let mut report = Report::new(self.source.as_ref());
        let refused = not_answered();
        report.key(&Place::Root.member("organization"), refused);
        Err(report.into_findings())
    }

    /// Everything that is wrong with the case and its policies, or worth knowing.
    pub fn findings(&self) -> &[Finding] {
        self.compiled.findings()
    }

    /// True when nothing is wrong outside of the policies, so that every request
    /// has a decision.
    pub fn is_usable(&self) -> bool {
        !self
            .findings()
            .iter()
            .any(|finding| finding.is_error() && finding.policy.is_none())
    }

    /// The documents in files of which nothing could be read: a file that is empty, too
    /// large or no JSON.
    pub fn unread(&self) -> impl Iterator<Item = &SourceDocument> {
        let documents = self.compiled.documents().iter();
        documents.filter(|document| document.file.is_some() && !document.is_read)
    }

    /// The names of the requests, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The decision on a request; `None` for one that cannot be decided.
    pub fn decide(&self, index: usize) -> Option<Decision> {
        self.decided(index, false, &mut Room::default())
    }

    /// The decision on a request, with every statement.
    pub fn decide_traced(&self, index: usize) -> Option<Decision> {
        self.decided(index, true, &mut Room::default())
    }

    /// The decision on a request, with every statement when `traced`, that says as much as
    /// `room` has room for.
    pub(crate) fn decided(&self, index: usize, traced: bool, room: &mut Room) -> Option<Decision> {
        let request = self.requests.get(index)?.as_ref()?;
        let name = self.names.get(index)?.clone();
        if index >= self.decided {
            return Some(self.compiled_of(index)?.undecided(name, traced, room));
        }
        let decision = self
            .compiled_of(index)?
            .decide_ready(request, name, traced, room)
            .ok()?;
        let findings = self.remarks.get(index).cloned().unwrap_or_default();
        Some(Decision {
            findings,
            ..decision
        })
    }

    /// A request as the evaluator takes it; `None` for one that cannot be decided, and for one
    /// that would take more work than is done.
    pub fn evaluated(&self, index: usize) -> Option<&vestibule_signin::Request> {
        let request = self.requests.get(index)?.as_ref()?;
        let compiled = self.compiled_of(index)?;
        let is_too_much = index >= self.decided || compiled.authorizer().is_too_much(request);
        (!is_too_much).then_some(request)
    }

    /// The outcome of a request alone, without why.
    pub fn outcome(&self, index: usize) -> Option<Outcome> {
        let request = self.requests.get(index)?.as_ref()?;
        if index >= self.decided {
            return Some(Outcome::Unknown);
        }
        self.compiled_of(index)?.outcome_ready(request).ok()
    }

    /// A finding at a member of the case file: of an entry of a list, such as that of
    /// `principals[0].expires`, or of an object, such as `account.joinedMethod`.
    #[must_use]
    pub fn at_member(
        &self,
        finding: Finding,
        holder: &str,
        entry: Option<usize>,
        member: &str,
    ) -> Finding {
        let list = Place::Root.member(holder);
        let element = entry.map(|entry| list.element(entry));
        let place = element.as_ref().unwrap_or(&list).member(member);
        let mut report = Report::new(self.source.as_ref());
        report.value(&place, finding.clone());
        report.into_findings().pop().unwrap_or(finding)
    }

    /// Where a place of a decision or a finding is in the files that were read.
    /// `path` is that of the entry it belongs to, `None` for the case file itself.
    pub fn locate(&self, path: Option<&str>, span: finding::Span) -> Option<Location<'_>> {
        let span = Span::from(span);
        let holder = path.and_then(|path| self.compiled.document(path));
        let Some(holder) = holder else {
            return Some(Location {
                file: None,
                document: self.source.as_ref()?,
                span,
            });
        };
        Some(match (&holder.origin, &self.source) {
            (Some(origin), Some(source)) => Location {
                file: None,
                document: source,
                span: origin.place(span),
            },
            _ => Location {
                // Of a policy that flags name by its ARN no file holds the text.
                file: holder.file.as_deref().or(holder.arn.as_deref()),
                document: &holder.document,
                span,
            },
        })
    }

    /// Where a finding is in the files that were read.
    pub fn location_of(&self, finding: &Finding) -> Option<Location<'_>> {
        let path = finding.policy.as_ref().and(finding.path.as_deref());
        self.locate(path, finding.span?)
    }

    /// True for a finding about the text of a policy, which says it itself.
    fn is_said_of_policy(&self, finding: &Finding) -> bool {
        let Some(span) = finding.span.map(Span::from) else {
            return false;
        };
        self.compiled
            .documents()
            .iter()
            .any(|document: &SourceDocument| {
                let Some(origin) = &document.origin else {
                    return false;
                };
                origin.span.contains(span)
                    && document.document.problems.iter().any(|problem| {
                        problem.code.as_str() == finding.code && origin.place(problem.span) == span
                    })
            })
    }
}

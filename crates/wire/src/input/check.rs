//! Checks a policy by itself, without a case around it.

use vestibule_iam::document::{self, Document};
use vestibule_iam::json::{self, Node};
use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::{Message, code};
use vestibule_iam::{sort, span};
use vestibule_syntax::limits::DOCUMENT_BYTES;

use crate::contract::finding::{Finding, Severity, Span};
use crate::contract::kind::Kind;
use crate::contract::words::Layer;
use crate::input::aws_output::{self, Form, Found};
use crate::input::file;
use crate::input::fingerprint::Fingerprints;
use crate::input::lint;
use crate::input::location::Location;
use crate::input::placed::{self, Placed, Statement};
use crate::input::problems::Said;
use crate::input::shorten::{listed, short_name};
use crate::input::transcript;
use crate::input::unusable::unusable;
use crate::input::veil::veil;

impl From<Layer> for Kind {
    fn from(layer: Layer) -> Self {
        Self::from(vestibule_signin::Layer::from(layer).kind())
    }
}

impl From<PolicyKind> for Kind {
    fn from(kind: PolicyKind) -> Self {
        match kind {
            PolicyKind::ResourceBased => Self::ResourceBased,
            PolicyKind::ResourceControl => Self::ResourceControl,
            PolicyKind::ServiceControl => Self::ServiceControl,
            PolicyKind::Identity | PolicyKind::PermissionsBoundary | PolicyKind::Session => {
                Self::Identity
            }
            PolicyKind::VpcEndpoint => Self::VpcEndpoint,
        }
    }
}

impl Kind {
    fn policy_kind(self) -> PolicyKind {
        match self {
            Self::ResourceBased => PolicyKind::ResourceBased,
            Self::ResourceControl => PolicyKind::ResourceControl,
            Self::ServiceControl => PolicyKind::ServiceControl,
            Self::Identity => PolicyKind::Identity,
            Self::VpcEndpoint => PolicyKind::VpcEndpoint,
        }
    }
}

/// What was found in a policy document.
#[derive(Debug)]
pub struct Checked {
    /// The kind that it was read as.
    pub kind: Kind,
    /// Why it was taken to be of that kind, when nobody said so.
    pub guessed: Option<Message>,
    /// What it is the output of.
    pub form: Form,
    /// What is wrong, in the order of the places.
    pub findings: Vec<Finding>,
    /// True for a case file, of which nothing was looked at.
    pub is_case_file: bool,
    /// True when nothing in a policy was passed over for not being readable.
    pub is_whole: bool,
    statements: Vec<Statement>,
    document: Document,
}

impl Checked {
    /// Where a place of a finding is in the text.
    pub fn locate(&self, span: Span) -> Location<'_> {
        Location {
            file: None,
            document: &self.document,
            span: span.into(),
        }
    }

    /// Adds what was found in another way, at its place.
    pub fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        lint::drop_explained(&mut self.findings);
        sort::by_key(&mut self.findings, |finding| {
            finding.span.map(|span| span.start)
        });
    }

    /// The findings with their fingerprints, and where they lie.
    pub fn placed(&self) -> Vec<Placed> {
        let findings = self.findings.iter().cloned();
        let fingerprints = &mut Fingerprints::new();
        let mut placed = placed::place(findings, &self.statements, &self.document, fingerprints);
        for one in &mut placed {
            // Without a policy nothing was looked at.
            one.must_be_told |= self.statements.is_empty() && one.finding.is_error();
        }
        placed
    }

    /// One of the findings with where it lies, before anything is told: it has no fingerprint.
    pub fn lying(&self, finding: &Finding) -> Placed {
        Placed::of(finding.clone(), None, &self.statements)
    }

    /// The text that was checked.
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// True when something is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }
}

/// Checks the bytes of a policy document that the user wrote or handed in.
pub fn check(bytes: &[u8], kind: Option<Kind>) -> Checked {
    let document = document::from_bytes(bytes);
    match of_transcript(&document.text) {
        Some(document) => check_part(document, kind),
        None => check_document(document, kind),
    }
}

/// Checks the bytes of a file. Nothing is shown of one that holds no JSON, and of a state of
/// Terraform only its policies.
pub fn check_file(bytes: &[u8], kind: Option<Kind>) -> Checked {
    let (text, _) = json::decode(bytes);
    match of_transcript(&text).filter(|_| bytes.len() <= DOCUMENT_BYTES) {
        Some(document) => check_part(veil(document), kind),
        None => check_document(veil(file::read(bytes).document), kind),
    }
}

/// The policy that the one command of a transcript printed, at its place.
fn of_transcript(text: &str) -> Option<Document> {
    let document = Document::parse(transcript::only_value(text)?);
    let (form, found) = aws_output::find(&document);
    let is_usable = unusable(&document, form, &found).is_none();
    let holds_one = form != Form::Plain || document.root.get("Statement").is_some();
    (is_usable && holds_one).then_some(document)
}

/// Checks a part of a text. Whoever fixes it would write the part alone, so nothing is offered.
fn check_part(document: Document, kind: Option<Kind>) -> Checked {
    let mut checked = check_document(document, kind);
    for finding in &mut checked.findings {
        finding.fix = None;
    }
    checked
}

fn check_document(document: Document, kind: Option<Kind>) -> Checked {
    let (form, found) = aws_output::find(&document);
    let told = found.as_ref().ok().and_then(|found| found.first()?.kind);
    let is_told = kind.is_some();
    let (kind, guessed) = match (kind, told) {
        (Some(kind), _) => (kind, None),
        (None, Some(kind)) => (Kind::from(kind), Some(told_by(form))),
        (None, None) => {
            let found = found.as_ref().ok().and_then(|found| found.first());
            let value = found.map(|found| aws_output::value(&document, found));
            let (kind, why) = guess(value.as_deref().unwrap_or(&document.root));
            (kind, Some(why))
        }
    };
    let mut findings: Vec<Finding> = Vec::new();
    let is_case_file = document.root.get("vestibule").is_some();
    if is_case_file {
        findings.push(
            Finding::new(
                "case-file",
                Severity::Error,
                message!("this is a case file and not a policy"),
            )
            .help(message!(
                "hand it to `vestibule decide` or `vestibule test`"
            ))
            .at(document.root.span, &document.lines),
        );
        return Checked {
            kind,
            guessed,
            form,
            findings,
            is_case_file,
            is_whole: false,
            statements: Vec::new(),
            document,
        };
    }
    let mut is_whole = true;
    let mut statements = Vec::new();
    match (unusable(&document, form, &found), found) {
        (Some(unusable), _) => {
            is_whole = false;
            findings.extend(unusable);
        }
        // Said above.
        (None, Err(_)) => is_whole = false,
        (None, Ok(found)) => {
            findings.extend(inside(form, &found, &document));
            let mut said = Said::default();
            for found in &found {
                // Of several, each is of its own kind.
                let own = found.kind.filter(|_| form.holds_many());
                let by_text = found.type_at.filter(|_| !is_told).map(|place| {
                    let (kind, why) = guess(&aws_output::value(&document, found));
                    findings.push(type_filled_in(kind, why, place, found, &document));
                    kind.policy_kind()
                });
                let policy_kind = own.or(by_text).unwrap_or(kind.policy_kind());
                let (policy, problems) = aws_output::read(&document, found, policy_kind);
                is_whole &= placed::is_whole(&policy);
                statements.extend(Statement::all(&policy));
                let of_reader = problems.iter();
                let of_reader = of_reader.map(|one| Finding::from_problem(one, &document.lines));
                let linted = lint::of_policy(&document, found, &policy, policy_kind.into());
                let linted = linted.iter();
                let linted = linted.map(|one| Finding::from_lint(one, &document.lines));
                for mut finding in of_reader.chain(linted) {
                    let name = found.endpoint.or(found.name.as_deref());
                    let name = name.filter(|_| found.endpoint.is_some() || form.holds_many());
                    finding.policy = name.map(|name| short_name(name).into_owned());
                    if said.is_first(&finding) {
                        findings.push(finding);
                    }
                }
            }
        }
    }
    let mut checked = Checked {
        kind,
        guessed,
        form,
        findings: Vec::new(),
        is_case_file,
        is_whole,
        statements,
        document,
    };
    checked.add(findings);
    checked
}

fn told_by(form: Form) -> Message {
    match form {
        Form::CloudFormation | Form::Terraform => message!("the type of the resource says so"),
        _ => message!("the output says so"),
    }
}

/// Which policies of a template or a state are checked, so that nobody takes it to be all.
#[inline(never)]
fn inside(form: Form, found: &[Found<'_>], document: &Document) -> Option<Finding> {
    let what = match form {
        Form::CloudFormation => message!("a CloudFormation template"),
        Form::Terraform => message!("a state or a plan of Terraform"),
        _ => return None,
    };
    let names = found.iter().filter_map(|found| found.name.as_deref());
    let names: Vec<String> = names.map(|name| short_name(name).into_owned()).collect();
    let message = message!(
        "this is {what}, of which only the policies of {resources} are checked",
        what = what,
        resources = code(&listed(&names, 0))
    );
    Some(
        Finding::new("policies-inside", Severity::Info, message)
            .at(document.root.opening(), &document.lines),
    )
}

/// What is said of a policy of which CloudFormation fills in the type.
#[inline(never)]
fn type_filled_in(
    kind: Kind,
    why: Message,
    place: span::Span,
    found: &Found<'_>,
    document: &Document,
) -> Finding {
    let message = message!(
        "CloudFormation fills in the type of this policy when it deploys; here it is checked as one of the kind {kind}: {why}",
        kind = code(kind.name()),
        why = why
    );
    let help = message!("write the type there, or say with `--kind` what it is");
    let mut finding = Finding::new("unresolved-value", Severity::Warning, message)
        .help(help)
        .at(place, &document.lines);
    finding.policy.clone_from(&found.name);
    finding
}

/// The kind of a policy by what stands in it.
fn guess(policy: &Node) -> (Kind, Message) {
    if policy.get("Statement").is_none() && policy.get("statement").is_some() {
        return (
            Kind::ResourceBased,
            message!("its elements are written as `aws signin get-resource-policy` writes them"),
        );
    }
    let statements = policy
        .get("Statement")
        .map(Node::one_or_many)
        .unwrap_or_default();
    let has = |name: &str| {
        statements
            .iter()
            .any(|statement| statement.get(name).is_some())
    };
    let allows = || {
        let effects = statements
            .iter()
            .filter_map(|statement| statement.get("Effect"));
        effects
            .filter_map(Node::as_str)
            .any(|effect| effect.eq_ignore_ascii_case("Allow"))
    };
    let only_star = || {
        let mut principals = statements
            .iter()
            .map(|statement| statement.get("Principal"));
        principals.all(|principal| principal.and_then(Node::as_str) == Some("*"))
    };
    match (has("Principal") || has("NotPrincipal"), allows()) {
        (true, true) => (
            Kind::VpcEndpoint,
            message!("it names principals and allows"),
        ),
        (true, false) if only_star() => (
            Kind::ResourceControl,
            message!("its principal is `\"*\"` and it only denies"),
        ),
        (true, false) => (
            Kind::ResourceBased,
            message!("it names principals and only denies"),
        ),
        (false, false) if !statements.is_empty() => (
            Kind::ServiceControl,
            message!("it names no principal and only denies"),
        ),
        (false, _) => (Kind::Identity, message!("it names no principal")),
    }
}

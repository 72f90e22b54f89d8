//! A change to policies that may decide a sign-in otherwise.

use vestibule_analysis::Options;
use vestibule_iam::cidr::parse_network;
use vestibule_iam::json::edit::Edit;
use vestibule_signin::{Action, Authorizer, GivenValue, Network, Request};
use vestibule_wire::{Case, CaseFile, RepairKind};

use super::Target;
use super::giving::{Giving, is_of_network};
use crate::in_text::InText;
use crate::question::Question;

/// A change that is to be tried.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) steps: Vec<Step>,
    /// Edits in the documents of policies, by the evaluator's numbers of these.
    pub(super) edits: Vec<(usize, Vec<Edit>)>,
}

/// A part of a change.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) kind: RepairKind,
    /// The condition key whose values change.
    pub(super) key: Option<String>,
    pub(super) values: Vec<String>,
    /// Policies and statements.
    pub(super) statements: Vec<(usize, usize)>,
}

impl Candidate {
    /// One step on one statement.
    pub(super) fn of(
        kind: RepairKind,
        values: Vec<String>,
        statement: &InText<'_>,
        edits: Vec<Edit>,
    ) -> Self {
        Self {
            steps: vec![Step {
                kind,
                key: None,
                values,
                statements: vec![(statement.policy, statement.statement)],
            }],
            edits: vec![(statement.policy, edits)],
        }
    }

    /// The same, of the values of a condition key.
    pub(super) fn key(mut self, key: &str) -> Self {
        for step in &mut self.steps {
            step.key = Some(key.to_owned());
        }
        self
    }

    /// Both, one behind the other; steps of one kind are one.
    pub(super) fn and(mut self, other: Self) -> Self {
        for step in other.steps {
            let same = |known: &&mut Step| {
                (known.kind, &known.key, &known.values) == (step.kind, &step.key, &step.values)
            };
            match self.steps.iter_mut().find(same) {
                Some(known) => known.statements.extend(step.statements),
                None => self.steps.push(step),
            }
        }
        self.edits.extend(other.edits);
        self
    }

    /// All of them as one; nothing of none.
    pub(super) fn all(candidates: impl IntoIterator<Item = Self>) -> Option<Self> {
        candidates.into_iter().reduce(Self::and)
    }

    /// How many places it changes.
    pub(super) fn size(&self) -> usize {
        self.edits.iter().map(|(_, edits)| edits.len()).sum()
    }
}

/// What is asked.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) case: &'a Case,
    pub(super) authorizer: &'a Authorizer,
    pub(super) request: &'a Request,
    /// Patterns of the principals for whom it is asked.
    pub(super) principals: &'a [String],
    /// The options of the question, where the sign-in is one that the analysis made up.
    pub(super) made_by: Option<&'a Options>,
    /// The action at which alone it is asked.
    pub(super) at: Option<Action>,
    /// What is known of values beside the case.
    pub(super) giving: &'a Giving,
}

impl<'a> Asked<'a> {
    pub(super) fn new(
        case: &'a Case,
        question: &'a Question<'_>,
        request: &'a Request,
        target: &'a Target,
        giving: &'a Giving,
    ) -> Self {
        Self {
            case,
            authorizer: &question.authorizer,
            request,
            principals: &target.principals,
            made_by: target.is_made_up.then_some(&question.options),
            at: target.at,
            giving,
        }
    }

    pub(super) fn file(&self) -> &'a CaseFile {
        self.case.file()
    }

    pub(super) fn in_text(&self, policy: usize, statement: usize) -> Option<InText<'a>> {
        InText::of(self.case, self.authorizer, policy, statement)
    }

    /// Whether a value of the sign-in is one that the user or a policy tells, and no example
    /// of a class of values that nobody has in mind.
    pub(super) fn is_told(&self, value: &str) -> bool {
        if self.giving.is_given(value) {
            return true;
        }
        if self.giving.is_invented(value) {
            return is_of_network(self.file(), value) || self.is_operand(value);
        }
        let Some(options) = self.made_by else {
            return true;
        };
        let mut told = options.familiar.iter().chain(&options.principals);
        told.any(|told| told == value) || self.is_operand(value)
    }

    /// Whether a policy compares with the value.
    pub(super) fn is_operand(&self, value: &str) -> bool {
        let statements = self.authorizer.policies();
        let statements = statements.flat_map(|of| &of.policy.statements);
        let blocks = statements.flat_map(|statement| &statement.conditions);
        let mut operands = blocks
            .flat_map(|block| &block.tests)
            .flat_map(|test| &test.values);
        operands.any(|operand| *operand.value == *value)
    }

    /// Whether a change may be tried that writes the value.
    pub(super) fn may_try(&self, value: &str) -> bool {
        self.giving.asks || self.is_told(value)
    }

    /// Whether what a change writes is an example: a value of the sign-in, or the range of its
    /// address alone, that nobody told.
    pub(super) fn is_stand_in(&self, written: &str) -> bool {
        // Every account has a root user.
        if written.ends_with(":root") || self.principals.iter().any(|one| one == written) {
            return false;
        }
        let range = parse_network(written).ok();
        let alone = range.filter(|range| matches!(range.prefix(), 32 | 128));
        let alone = alone.map(|range| range.ip().to_string());
        let told = |value: &str| self.is_told(value);
        let is_of_sign_in = written == &*self.request.principal.arn
            || written == self.request.region()
            || self.network_values().contains(&written);
        match alone {
            Some(address) => !told(&address) && !told(written),
            None => is_of_sign_in && !told(written),
        }
    }

    fn network_values(&self) -> Vec<&'a str> {
        let all = match self.network() {
            Network::Public { source_ip } => return vec![source_ip],
            Network::Endpoint {
                vpc,
                endpoint,
                source_ip,
            } => [vpc, endpoint, source_ip],
        };
        all.into_iter().flatten().map(|value| &**value).collect()
    }

    /// Whether an action counts.
    pub(super) fn counts(&self, action: Action) -> bool {
        self.at.is_none_or(|at| at == action)
    }

    /// The network at the action that counts.
    pub(super) fn network(&self) -> &'a Network {
        self.request
            .network(self.at.unwrap_or(Action::Authenticate))
    }

    /// The value that the sign-in has of a key, where there is one that it tells.
    pub(super) fn value(&self, key: &str) -> Option<&'a str> {
        let network = self.network();
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        if let Network::Public { source_ip } = network
            && is("aws:SourceIp")
        {
            return Some(source_ip);
        }
        if let Network::Endpoint {
            vpc,
            endpoint,
            source_ip,
        } = network
        {
            let value = if is("aws:SourceVpc") {
                vpc
            } else if is("aws:SourceVpce") {
                endpoint
            } else if is("aws:VpcSourceIp") {
                source_ip
            } else {
                &None
            };
            if let Some(value) = value {
                return Some(value);
            }
        }
        if is("aws:RequestedRegion") {
            return Some(self.request.region());
        }
        if is("aws:PrincipalArn") || is("signin:PrincipalArn") {
            return Some(&self.request.principal.arn);
        }
        let mut context = self.request.context.iter();
        context.find_map(|(name, given)| match given {
            GivenValue::One(value) if is(name) => Some(value.as_str()),
            _ => None,
        })
    }
}

/// The kind of step that adds a value of a key.
pub(super) fn adding(key: &str) -> RepairKind {
    match key.to_ascii_lowercase().as_str() {
        "aws:sourceip" | "aws:vpcsourceip" => RepairKind::AddRange,
        "aws:sourcevpc" => RepairKind::AddVpc,
        "aws:sourcevpce" => RepairKind::AddEndpoint,
        "aws:requestedregion" => RepairKind::AddRegion,
        _ => RepairKind::AddValue,
    }
}

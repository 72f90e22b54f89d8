//! What the readers of policies find wrong, as findings.

use std::borrow::Cow;
use std::collections::BTreeSet;

use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_iam::problem::{Arg, Code, Problem, code};
use vestibule_iam::span::{LineIndex, Span};
use vestibule_lint::{Found, reader};
use vestibule_syntax::diagnostic;

use super::aws_output::Form;
use crate::contract::finding::{Edit, Finding, Fix, FixApplies, Range, Related, Severity};

impl Finding {
    /// What a reader of the iam crate found; `lines` are those of the text that
    /// its places refer to.
    pub(crate) fn from_problem(problem: &Problem, lines: &LineIndex) -> Self {
        let mut finding = Self::from_diagnostic(problem, problem.code.as_str(), lines);
        finding.rule = reader::number(problem.code).map(Cow::Borrowed);
        finding
    }

    /// What a rule found; `lines` are those of the text that its places refer to.
    pub(crate) fn from_lint(found: &Found, lines: &LineIndex) -> Self {
        let mut finding = Self::from_diagnostic(found, found.code.code, lines);
        finding.rule = found.code.number.map(Cow::Borrowed);
        finding
    }

    /// True for an error for which AWS refuses the policy, as far as a source says so.
    pub fn is_refused(&self) -> bool {
        let is_its = |code: &Code| code.as_str() == self.code;
        self.is_error() && Code::all().find(is_its).is_some_and(Code::is_refused)
    }

    fn from_diagnostic<C>(
        problem: &diagnostic::Problem<C>,
        code: &'static str,
        lines: &LineIndex,
    ) -> Self {
        let mut finding = Self::new(code, problem.severity.into(), problem.message.clone());
        finding.help.clone_from(&problem.help);
        finding.related = problem.related.map(|span| Related {
            span: span.into(),
            range: Range::of(span, lines),
        });
        let edit = |(span, text): (Span, &String)| Edit {
            span: span.into(),
            range: Range::of(span, lines),
            text: text.clone(),
        };
        let here = problem.replacement.iter().map(|text| (problem.span, text));
        let elsewhere = problem.edits.iter().map(|(span, text)| (*span, text));
        let edits: Vec<Edit> = here.chain(elsewhere).map(edit).collect();
        finding.fix = Fix::of(edits, problem.applies.into(), problem.fix_title.clone());
        debug_assert!(
            finding.fix.as_ref().is_none_or(|fix| {
                let fixes = vestibule_lint::fixes(code);
                fixes.is_some_and(|fixes| fixes.has(fix.applies == FixApplies::Safe))
            }),
            "{code} has a fix that is not among those of its kind: {finding:?}"
        );
        finding.at(problem.span, lines)
    }
}

/// What was said already, so that it is not said again for every policy of an output.
#[derive(Debug, Default)]
pub(crate) struct Said(BTreeSet<(Option<(u32, u32)>, String)>);

impl Said {
    /// Whether a finding with this code at this place is the first.
    pub(crate) fn is_first(&mut self, finding: &Finding) -> bool {
        let place = finding.span.map(|span| (span.start, span.end));
        self.0.insert((place, finding.code.to_string()))
    }
}

/// The output of a tool lacks the policy: `missing` is what is not there.
#[inline(never)]
pub(crate) fn no_policy(form: Form, missing: Arg, document: &Document) -> Finding {
    let message = message!(
        "the output of {command} does not hold {missing}",
        command = code(form.command().unwrap_or("the tool")),
        missing = missing
    );
    let help = match form {
        Form::DescribePolicy => {
            message!(
                "fetch an IAM policy with `aws iam get-policy-version`, a policy of the organization with `aws organizations describe-policy`"
            )
        }
        Form::Plain
        | Form::GetResourcePolicy
        | Form::GetPolicyVersion
        | Form::GetInlinePolicy
        | Form::DescribeVpcEndpoints
        | Form::GetAccountAuthorizationDetails
        | Form::GetPermissionSetPolicy
        | Form::CloudFormation
        | Form::Terraform => message!("hand in the whole output, or the policy alone"),
    };
    Finding::new("no-policy", Severity::Error, message)
        .help(help)
        .at(document.root.span, &document.lines)
}

//! What is known of the principals that policies exempt.

use vestibule_analysis::Place;
use vestibule_iam::problem::{Message, Severity};
use vestibule_iam::wildcard::Pattern;
use vestibule_lint::Rule;
use vestibule_wire::{DecidedBy, Finding, KnownPrincipal, PermissionStatement, PrincipalSet};

use super::Answers;
use crate::map;
use crate::question::is_arn_key;
use crate::summary::exempt::Exempt;
use crate::words::names;

impl Answers<'_> {
    /// Each exempt principal with what is known of it, and the number of that entry.
    pub(super) fn known(&self) -> impl Iterator<Item = (&Exempt, usize, &KnownPrincipal)> {
        self.exempt.iter().flat_map(|exempt| {
            let matching = self.known_of(exempt);
            matching.map(move |(index, known)| (exempt, index, known))
        })
    }

    /// What is known of an exempt principal, each with the number of the entry.
    pub(super) fn known_of(
        &self,
        exempt: &Exempt,
    ) -> impl Iterator<Item = (usize, &KnownPrincipal)> {
        let all = self.principals.iter().copied();
        all.filter(|(_, known)| is_of(&known.principal, &exempt.arn))
    }

    /// The permission statements of the account.
    pub(super) fn permission_statements(&self) -> &[PermissionStatement] {
        let file = self.whole.case.file();
        // In a case file with an organization they are those of the account that it tells.
        let told = file.account.as_ref().and_then(|told| told.id.as_deref());
        let own = self.about.case.compiled().account_id();
        match self.whole.case.organization() {
            Some(_) if told != own => &[],
            _ => &file.policies.permission_statements,
        }
    }

    /// Whether it is told which policies the principals of the account have.
    pub(super) fn tells_identity(&self) -> bool {
        let file = self.whole.case.file();
        let account = self.about.case.compiled().account_id();
        let organization = file.organization.iter();
        let mut accounts = organization.flat_map(|organization| &organization.accounts);
        let own = accounts.find(|of| Some(&*of.id) == account);
        file.policies.identity.is_some() || own.is_some_and(|of| of.policies.identity.is_some())
    }

    /// A finding of `rule` at a member of the case file.
    pub(super) fn at_member(
        &self,
        rule: &'static Rule,
        severity: Severity,
        message: Message,
        (holder, entry, member): (&str, Option<usize>, &str),
    ) -> Finding {
        let mut finding = Finding::new(rule.code, severity.into(), message);
        finding.rule = rule.number.map(Into::into);
        self.whole.case.at_member(finding, holder, entry, member)
    }

    /// The statements on sign-ins that name a principal by its ARN.
    pub(super) fn naming(&self, arn: &str) -> Vec<DecidedBy> {
        let compiled = self.about.case.compiled();
        let policies = compiled.authorizer().policies().enumerate();
        let statements = policies.flat_map(|(policy, attached)| {
            let statements = attached.policy.statements.iter().enumerate();
            statements.map(move |(statement, of)| (Place { policy, statement }, of))
        });
        let naming = statements.filter(|(_, statement)| {
            let blocks = statement.conditions.iter();
            let mut tests = blocks.flat_map(|block| &block.tests);
            vestibule_lint::covers_sign_in(statement)
                && tests.any(|test| {
                    let mut values = test.values.iter();
                    is_arn_key(&test.key.value) && values.any(|value| is_of(&value.value, arn))
                })
        });
        naming.map(|(place, _)| map::by(compiled, place)).collect()
    }
}

/// Whether an ARN is one of those that a pattern is about.
pub fn is_of(pattern: &str, arn: &str) -> bool {
    Pattern::new(pattern).matches(arn)
}

/// Exempt principals in words.
pub(super) fn whom(exempt: &[&Exempt]) -> Message {
    let sets: Vec<&PrincipalSet> = exempt.iter().map(|one| &one.principals).collect();
    names(&sets)
}

//! Reading one statement.

use super::Expected;
use super::element::{Elements, Place};
use crate::json::json_string;
use crate::json::{Member, Node, Value};
use crate::language::Effect;
use crate::message;
use crate::policy::model::{Casing, PatternElement, PolicyKind, PrincipalElement, Statement};
use crate::policy::reader::Reader;
use crate::problem::{Code, Message, Problem, Severity, code, nearest, quoted};
use crate::span::{Span, Text};

pub(in crate::policy) const ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];
const EFFECTS: [(&str, Effect); 2] = [("Allow", Effect::Allow), ("Deny", Effect::Deny)];

impl PolicyKind {
    /// True when its statements say whom they are about.
    pub const fn has_principal(self) -> bool {
        match self {
            Self::ResourceBased | Self::ResourceControl | Self::VpcEndpoint => true,
            Self::ServiceControl | Self::Identity | Self::PermissionsBoundary | Self::Session => {
                false
            }
        }
    }

    /// The kind with its article, for messages.
    pub fn phrase(self) -> Message {
        match self {
            Self::ResourceBased => message!("a resource-based policy"),
            Self::ResourceControl => message!("a resource control policy"),
            Self::ServiceControl => message!("a service control policy"),
            Self::Identity => message!("an identity policy"),
            Self::PermissionsBoundary => message!("a permissions boundary"),
            Self::Session => message!("a session policy"),
            Self::VpcEndpoint => message!("a VPC endpoint policy"),
        }
    }
}

/// One of a pair of elements that exclude each other.
struct Choice<'n> {
    not: bool,
    member: &'n Member,
}

impl Reader<'_> {
    pub(super) fn statement(&mut self, node: &Node) -> Statement {
        let mut statement = Statement {
            span: node.span,
            sid: None,
            effect: None,
            principal: None,
            action: None,
            resource: None,
            conditions: Vec::new(),
            defects: Vec::new(),
        };
        let Value::Object(members) = &node.value else {
            self.wrong_type(node, message!("a statement").into(), Expected::Object);
            statement.defects.push(node.span);
            return statement;
        };
        let mut defects = Vec::new();
        let elements = self.elements(members, &ELEMENTS, Place::Statement, &mut defects);
        statement.sid = self.sid(&elements);
        statement.effect = self.effect(&elements, node, &mut defects);
        statement.principal = self.principal_of(&elements, node, &mut defects);
        statement.action = self.actions_of(&elements, node, &mut defects);
        statement.resource = self.resources_of(&elements, node, &mut defects);
        if let Some(member) = elements.get("Condition") {
            statement.conditions = self.conditions(member, &mut defects);
        }
        statement.defects = defects;
        if self.options.kind == PolicyKind::ResourceControl && !self.is_full_access {
            self.check_rcp(&mut statement);
        }
        statement
    }

    fn sid(&mut self, elements: &Elements<'_>) -> Option<Text> {
        let node = &elements.get("Sid")?.value;
        let sid = node.as_text();
        if sid.is_none() {
            self.wrong_type(node, code("Sid"), Expected::String);
        }
        let sid = sid?;
        let kind = self.options.kind;
        let restricted = !matches!(kind, PolicyKind::ResourceBased | PolicyKind::VpcEndpoint);
        if restricted && !sid.value.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.report(Code::InvalidSid, sid.span, || {
                let right: String = sid
                    .value
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .collect();
                let message = message!(
                    "the `Sid` {sid} has characters other than letters and digits",
                    sid = quoted(&sid.value)
                );
                Problem::new(Code::InvalidSid, sid.span, message)
                    .severity(kind.refused_by_iam())
                    .help(message!("write it with `A`–`Z`, `a`–`z` and `0`–`9` alone"))
                    .replacement(json_string(&right))
                    .safe()
            });
        }
        Some(sid)
    }

    /// Two statements may not have one name.
    pub(super) fn check_sids(&mut self, statements: &[Statement]) {
        let sids: Vec<&Text> = statements
            .iter()
            .filter_map(|statement| statement.sid.as_ref())
            .collect();
        for (first, later) in crate::json::repeated(&sids) {
            let (Some(first), Some(later)) = (sids.get(first), sids.get(later)) else {
                continue;
            };
            if later.value.is_empty() {
                continue;
            }
            let refused = self.options.kind.is_of_principals();
            self.report(Code::DuplicateSid, later.span, || {
                let message = message!(
                    "two statements have the `Sid` {sid}",
                    sid = quoted(&later.value)
                );
                Problem::new(Code::DuplicateSid, later.span, message)
                    .help(message!("give each statement a name of its own"))
                    .related(first.span)
                    .severity(if refused {
                        Severity::Error
                    } else {
                        Severity::Warning
                    })
            });
        }
    }

    fn effect(
        &mut self,
        elements: &Elements<'_>,
        node: &Node,
        defects: &mut Vec<Span>,
    ) -> Option<Effect> {
        let Some(member) = elements.get("Effect") else {
            if !elements.is_doubtful("Effect") {
                let help = message!("write `\"Effect\": \"Deny\"` or `\"Effect\": \"Allow\"`");
                self.missing(
                    node,
                    Code::MissingEffect,
                    message!("the statement has no `Effect`"),
                    help,
                );
                defects.push(node.span);
            }
            return None;
        };
        let span = member.value.span;
        let Some(text) = member.value.as_str() else {
            self.wrong_type(&member.value, code("Effect"), Expected::String);
            defects.push(span);
            return None;
        };
        if let Some((_, effect)) = EFFECTS.iter().find(|(name, _)| *name == text) {
            return Some(*effect);
        }
        let folded = EFFECTS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text));
        if let (Some((_, effect)), Casing::Insensitive) = (folded, self.options.casing) {
            self.case_folded = true;
            return Some(*effect);
        }
        defects.push(span);
        self.report(Code::InvalidEffect, span, || {
            let message = message!(
                "`Effect` is {effect} and must be `Allow` or `Deny`",
                effect = quoted(text)
            );
            let problem = Problem::new(Code::InvalidEffect, span, message);
            match nearest(text, EFFECTS.map(|(name, _)| name)) {
                Some(near) => problem
                    .help(message!("write {right}", right = code(near)))
                    .safe_if(near.eq_ignore_ascii_case(text))
                    .replacement(json_string(near)),
                None => problem.help(message!("write `Deny` or `Allow`")),
            }
        });
        None
    }

    /// The one of a pair of elements that is there. Both, or one that is not
    /// certain, is a defect and nothing.
    fn choice<'n>(
        &mut self,
        elements: &Elements<'n>,
        (name, not_name): (&str, &str),
        defects: &mut Vec<Span>,
    ) -> Option<Choice<'n>> {
        match (elements.get(name), elements.get(not_name)) {
            (Some(_), Some(other)) => {
                let first = elements.get(name).map(|member| member.key.span);
                let span = other.key.span;
                defects.push(span);
                self.report(Code::ConflictingElements, span, || {
                    let message = message!(
                        "{name} and {other} stand in one statement",
                        name = code(name),
                        other = code(not_name)
                    );
                    let mut problem = Problem::new(Code::ConflictingElements, span, message)
                        .help(message!("keep one of the two, or make two statements"));
                    problem.related = first;
                    problem
                });
                None
            }
            _ if elements.is_doubtful(name) || elements.is_doubtful(not_name) => None,
            (Some(member), None) => Some(Choice { not: false, member }),
            (None, Some(member)) => Some(Choice { not: true, member }),
            (None, None) => None,
        }
    }

    fn principal_of(
        &mut self,
        elements: &Elements<'_>,
        node: &Node,
        defects: &mut Vec<Span>,
    ) -> Option<PrincipalElement> {
        let names = ("Principal", "NotPrincipal");
        let kind = self.options.kind;
        let allowed = kind.has_principal();
        if !allowed {
            for member in elements.all(names.0).chain(elements.all(names.1)) {
                let span = member.key.span;
                defects.push(span);
                self.report(Code::PrincipalNotAllowed, span, || {
                    let message = message!(
                        "{policy} has no {element}",
                        policy = kind.phrase(),
                        element = quoted(&member.key.value)
                    );
                    Problem::new(Code::PrincipalNotAllowed, span, message).help(message!(
                        "remove it; the policy is about those that it is attached to"
                    ))
                });
            }
        }
        if let Some(choice) = self.choice(elements, names, defects) {
            return self.principal(choice.not, choice.member, defects);
        }
        if allowed && is_absent(elements, names) {
            let message = message!("the statement has no `Principal`");
            self.missing(
                node,
                Code::MissingPrincipal,
                message,
                message!("write `\"Principal\": \"*\"` for everyone"),
            );
            defects.push(node.span);
        }
        None
    }

    fn actions_of(
        &mut self,
        elements: &Elements<'_>,
        node: &Node,
        defects: &mut Vec<Span>,
    ) -> Option<PatternElement> {
        let names = ("Action", "NotAction");
        if let Some(choice) = self.choice(elements, names, defects) {
            return self.actions(choice.not, choice.member, defects);
        }
        if is_absent(elements, names) {
            let message = message!("the statement has neither `Action` nor `NotAction`");
            self.missing(
                node,
                Code::MissingAction,
                message,
                message!("add the actions that it is about"),
            );
            defects.push(node.span);
        }
        None
    }

    fn resources_of(
        &mut self,
        elements: &Elements<'_>,
        node: &Node,
        defects: &mut Vec<Span>,
    ) -> Option<PatternElement> {
        let names = ("Resource", "NotResource");
        if let Some(choice) = self.choice(elements, names, defects) {
            return self.resources(choice.not, choice.member, defects);
        }
        if is_absent(elements, names) {
            let message = message!("the statement has neither `Resource` nor `NotResource`");
            self.missing(
                node,
                Code::MissingResource,
                message,
                message!("write `\"Resource\": \"*\"` for every resource"),
            );
            defects.push(node.span);
        }
        None
    }
}

/// True when neither element of a pair is there, not even doubtfully.
fn is_absent(elements: &Elements<'_>, (name, not_name): (&str, &str)) -> bool {
    elements
        .all(name)
        .chain(elements.all(not_name))
        .next()
        .is_none()
}

//! Reading `Action`, `NotAction`, `Resource` and `NotResource`. [ACT]

use crate::json::Member;
use crate::json::json_string;
use crate::language::variable::{self, Part, has_variable, split_at_variable};
use crate::language::{Service, Version};
use crate::message;
use crate::policy::check::storage::{is_stored_action, is_stored_resource};
use crate::policy::model::PatternElement;
use crate::policy::reader::Reader;
use crate::problem::{Code, Problem, Severity, code, nearest, quoted};
use crate::span::{Span, Text};
use crate::value::wildcard::{Pattern, has_wildcard};

impl Reader<'_> {
    /// Reads the actions; `None`, and a defect, when it is not certain which they are.
    pub(super) fn actions(
        &mut self,
        not: bool,
        member: &Member,
        defects: &mut Vec<Span>,
    ) -> Option<PatternElement> {
        self.patterns(not, member, defects, Self::check_action)
    }

    /// Reads the resources; `None`, and a defect, when it is not certain which they are.
    pub(super) fn resources(
        &mut self,
        not: bool,
        member: &Member,
        defects: &mut Vec<Span>,
    ) -> Option<PatternElement> {
        self.patterns(not, member, defects, Self::check_resource)
    }

    fn patterns(
        &mut self,
        not: bool,
        member: &Member,
        defects: &mut Vec<Span>,
        check: fn(&mut Self, &Text) -> bool,
    ) -> Option<PatternElement> {
        let span = member.value.span;
        let patterns = self.strings(member);
        let mut certain = patterns.is_some();
        for pattern in patterns.iter().flatten() {
            if !check(self, pattern) {
                defects.push(pattern.span);
                certain = false;
            }
        }
        if patterns.is_none() {
            defects.push(span);
        }
        patterns.filter(|_| certain).map(|patterns| PatternElement {
            not,
            span,
            patterns,
        })
    }

    /// True when it is certain which actions the pattern is about.
    fn check_action(&mut self, action: &Text) -> bool {
        let (text, span) = (&*action.value, action.span);
        if has_variable(text) {
            let severity = severity_unless(is_stored_action(text));
            self.report(Code::VariableNotAllowed, span, || {
                Problem::new(
                    Code::VariableNotAllowed,
                    span,
                    message!("an action cannot have policy variables"),
                )
                .help(message!("name the actions, with `*` if need be"))
                .severity(severity)
            });
            return false;
        }
        if !text.is_empty() && text.bytes().all(|byte| byte == b'*') {
            return true;
        }
        let parts = text
            .split_once(':')
            .filter(|(prefix, name)| is_name(prefix) && is_name(name));
        let Some((prefix, name)) = parts else {
            self.malformed_action(text, span);
            return self.is_of_another_service(text);
        };
        match self.options.vocabulary.service(prefix) {
            Some(service) => self.check_known_action(service, name, action),
            None => self.check_service(prefix, name, action),
        }
        true
    }

    fn malformed_action(&mut self, text: &str, span: Span) {
        let services = self.options.vocabulary.services;
        self.report(Code::MalformedAction, span, || {
            let message = message!(
                "{text} is not written as {form}",
                text = quoted(text),
                form = code("service:action")
            );
            let problem = Problem::new(Code::MalformedAction, span, message)
                .severity(severity_unless(is_stored_action(text)));
            let whole = services.iter().find_map(|service| {
                let action = service
                    .actions
                    .iter()
                    .find(|action| action.eq_ignore_ascii_case(text))?;
                Some(format!("{}:{action}", service.prefix))
            });
            match whole {
                Some(whole) => problem
                    .help(message!("write {right}", right = code(&whole)))
                    .replacement(json_string(&whole)),
                None => problem.help(message!(
                    "write the prefix of the service, a colon and the name of the action"
                )),
            }
        });
    }

    /// True for a malformed action that is about a service none of whose actions is looked at,
    /// whatever its name.
    fn is_of_another_service(&self, text: &str) -> bool {
        let prefix = text.split(':').next().unwrap_or("");
        is_stored_action(text)
            && !has_wildcard(prefix)
            && self.options.vocabulary.service(prefix).is_none()
    }

    /// An action of a service whose actions are known.
    fn check_known_action(&mut self, service: &'static Service, name: &str, action: &Text) {
        let is_known = if has_wildcard(name) {
            let pattern = Pattern::new_ignore_ascii_case(name);
            service.actions.iter().any(|known| pattern.matches(known))
        } else {
            service
                .actions
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name))
        };
        if is_known || service.actions.is_empty() {
            return;
        }
        let span = action.span;
        self.report(Code::UnknownAction, span, || {
            let whole = quoted(&action.value);
            if has_wildcard(name) {
                return Problem::new(
                    Code::UnknownAction,
                    span,
                    message!("{action} matches no action", action = whole),
                )
                .help(message!(
                    "check the name; no action of {service} has such a name",
                    service = code(service.prefix)
                ));
            }
            let problem = Problem::new(
                Code::UnknownAction,
                span,
                message!("there is no action {action}", action = whole),
            );
            match nearest(name, service.actions.iter().copied()) {
                Some(near) => {
                    let right = format!("{}:{near}", service.prefix);
                    problem
                        .help(message!("did you mean {right}?", right = code(&right)))
                        .replacement(json_string(&right))
                }
                None => problem.help(message!(
                    "check the name; no action of {service} has such a name",
                    service = code(service.prefix)
                )),
            }
        });
    }

    /// An action of an unknown service is not judged, unless a known service
    /// with nearly that prefix has it, or one that the pattern matches.
    #[inline(never)]
    fn check_service(&mut self, prefix: &str, name: &str, action: &Text) {
        let services = self.options.vocabulary.services;
        let span = action.span;
        if has_wildcard(prefix) {
            return;
        }
        let pattern = Pattern::new_ignore_ascii_case(name);
        let has_action =
            |service: &&Service| service.actions.iter().any(|known| pattern.matches(known));
        let Some(service) = services
            .iter()
            .find(|service| service.is_misspelt(prefix) && has_action(service))
        else {
            return;
        };
        self.report(Code::UnknownService, span, || {
            let right = format!("{}:{name}", service.prefix);
            Problem::new(
                Code::UnknownService,
                span,
                message!("{action} looks misspelt", action = quoted(&action.value)),
            )
            .help(message!("did you mean {right}?", right = code(&right)))
            .replacement(json_string(&right))
        });
    }

    /// True when it is certain which resources the pattern is about.
    fn check_resource(&mut self, resource: &Text) -> bool {
        let (text, span) = (&*resource.value, resource.span);
        if !text.is_empty() && text.bytes().all(|byte| byte == b'*') {
            return true;
        }
        let fifth_colon = text.match_indices(':').nth(4).map(|(at, _)| at);
        let before_variables =
            split_at_variable(text).map_or(text.len(), |(before, _)| before.len());
        let replaced = self.version != Some(Version::V2008);
        if replaced
            && fifth_colon.is_none_or(|colon| before_variables < colon)
            && has_variable(text)
        {
            // A policy that AWS manages has such a one. [MP]
            let severity = severity_unless(is_stored_resource(text));
            self.report(Code::VariableNotAllowed, span, || {
                let message = message!("a policy variable stands before the fifth colon of an ARN");
                Problem::new(Code::VariableNotAllowed, span, message)
                    .help(message!(
                        "write the value itself; policy variables work only in the last part of a resource's ARN"
                    ))
                    .severity(severity)
            });
            return self.is_stored_for_another_service(text);
        }
        if !text.starts_with("arn:") || fifth_colon.is_none() {
            let severity = severity_unless(is_stored_resource(text));
            self.report(Code::MalformedResource, span, || {
                let message = if is_stored_resource(text) {
                    message!("the ARN {resource} ends early", resource = quoted(text))
                } else {
                    message!(
                        "{resource} is neither `*` nor an ARN",
                        resource = quoted(text)
                    )
                };
                Problem::new(Code::MalformedResource, span, message)
                    .help(message!(
                        "write `*`, or all six parts of `arn:partition:service:region:account:resource`"
                    ))
                    .severity(severity)
            });
            return self.is_stored_for_another_service(text);
        }
        !has_variable(text) || self.check_variables(text, span)
    }

    /// True for an ARN that AWS stores, and that is about a service that nothing is known of,
    /// whatever its other parts: it matches no resource of one that something is known of.
    fn is_stored_for_another_service(&self, text: &str) -> bool {
        let service = text.split(':').nth(2).unwrap_or("");
        let is_plain = !has_wildcard(service) && !has_variable(service);
        let is_read = !has_variable(text)
            || self.version == Some(Version::V2012) && variable::parts(text).is_ok();
        is_stored_resource(text)
            && is_plain
            && is_read
            && self.options.vocabulary.service(service).is_none()
    }

    /// True when it is certain what a text with variables means.
    pub(super) fn check_variables(&mut self, text: &str, span: Span) -> bool {
        match self.version {
            None => false,
            Some(Version::V2008) => {
                self.report(Code::VariableWithoutVersion, span, || {
                    let message = message!(
                        "the variable in {text} is plain text here",
                        text = quoted(text)
                    );
                    Problem::new(Code::VariableWithoutVersion, span, message).help(message!(
                        "write `\"Version\": \"2012-10-17\"` if a variable is meant; the statement then applies to other requests"
                    ))
                });
                true
            }
            Some(Version::V2012) => {
                match variable::parts(text) {
                    Ok(parts) => {
                        for part in parts {
                            match part {
                                Part::Variable { key, .. } => {
                                    self.check_key_name(key, span, true);
                                }
                                Part::Text(_) | Part::Escaped(_) => {}
                            }
                        }
                        true
                    }
                    Err(fault) => {
                        self.report(Code::MalformedVariable, span, || {
                        Problem::new(Code::MalformedVariable, span, fault.message()).help(message!("write {variable}, or {with_default}; a plain dollar sign is {escape}", variable = code("${key}"), with_default = code("${key, 'default'}"), escape = code("${$}")))
                    });
                        false
                    }
                }
            }
        }
    }
}

/// A warning for what AWS stores all the same.
const fn severity_unless(stored: bool) -> Severity {
    if stored {
        Severity::Warning
    } else {
        Severity::Error
    }
}

/// Letters, digits, a few signs, and wildcards.
fn is_name(text: &str) -> bool {
    let right =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'*' | b'?');
    !text.is_empty() && text.bytes().all(right)
}

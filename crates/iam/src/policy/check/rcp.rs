//! What resource control policies may not have. [RCPSYN, E2]

use crate::json::json_string;
use crate::json::{Node, Value};
use crate::language::Effect;
use crate::message;
use crate::policy::model::{PatternElement, PrincipalElement, PrincipalType, Statement};
use crate::policy::reader::Reader;
use crate::problem::{Code, Problem, Severity, code, nearest, quoted};
use crate::span::Text;
use crate::value::wildcard::has_wildcard;

/// True for the one statement of `RCPFullAWSAccess`, the only policy of its
/// kind that allows.
pub(in crate::policy) fn is_full_access(statements: &[Node]) -> bool {
    let [statement] = statements else {
        return false;
    };
    let expected = [
        ("Effect", "Allow"),
        ("Principal", "*"),
        ("Action", "*"),
        ("Resource", "*"),
    ];
    let is_expected = |name: &str| {
        let value = statement.get(name);
        expected
            .iter()
            .any(|(known, text)| *known == name && value.and_then(Node::as_str) == Some(text))
    };
    matches!(&statement.value, Value::Object(members) if members.len() >= expected.len())
        && statement
            .members()
            .iter()
            .all(|member| &*member.key.value == "Sid" || is_expected(&member.key.value))
}

impl Reader<'_> {
    /// AWS refuses the policy for any of these, so each is a defect.
    pub(in crate::policy) fn check_rcp(&mut self, statement: &mut Statement) {
        let mut defects = std::mem::take(&mut statement.defects);
        if statement.effect == Some(Effect::Allow) {
            let span = statement.span;
            let place = crate::span::Span::new(span.start, span.end.min(span.start + 1));
            defects.push(span);
            self.report(Code::RcpAllow, place, || {
                Problem::new(
                    Code::RcpAllow,
                    place,
                    message!("a resource control policy cannot allow"),
                )
                .help(message!(
                    "write `\"Effect\": \"Deny\"`; `RCPFullAWSAccess` allows everything beside it"
                ))
            });
        }
        if let Some(principal) = &statement.principal
            && !is_everyone(principal)
        {
            defects.push(principal.span);
            self.report(Code::RcpPrincipal, principal.span, || {
                let message = if principal.not {
                    message!("a resource control policy has no `NotPrincipal`")
                } else {
                    message!("the principal of a resource control policy is always `*`")
                };
                Problem::new(Code::RcpPrincipal, principal.span, message)
                    .help(message!("write `\"Principal\": \"*\"` and name principals in a condition on `aws:PrincipalArn`"))
            });
        }
        if let Some(action) = &statement.action {
            if action.not {
                defects.push(action.span);
                self.report(Code::RcpNotAction, action.span, || {
                    Problem::new(
                        Code::RcpNotAction,
                        action.span,
                        message!("a resource control policy has no `NotAction`"),
                    )
                    .help(message!("name the actions with `Action`"))
                });
            } else {
                self.check_rcp_actions(action, &mut defects);
            }
        }
        statement.defects = defects;
    }

    fn check_rcp_actions(&mut self, action: &PatternElement, defects: &mut Vec<crate::span::Span>) {
        let supported = self.options.vocabulary.rcp_services;
        for pattern in &action.patterns {
            let Text { value, span } = pattern;
            let prefix = value.split_once(':').map(|(prefix, _)| prefix);
            let of_one_service = prefix.is_some_and(|prefix| !has_wildcard(prefix));
            let is_listed = |prefix: &str| {
                let mut known = supported.iter();
                known.any(|known| known.eq_ignore_ascii_case(prefix))
            };
            if of_one_service && (supported.is_empty() || prefix.is_some_and(is_listed)) {
                continue;
            }
            // The list grows: a service that is not on it may be one that AWS supports by now.
            let severity = if of_one_service {
                Severity::Warning
            } else {
                defects.push(*span);
                Severity::Error
            };
            self.report(Code::RcpAction, *span, || {
                let Some((prefix, name)) = value.split_once(':') else {
                    let message = message!(
                        "a resource control policy cannot have the action {action}",
                        action = quoted(value)
                    );
                    return Problem::new(Code::RcpAction, *span, message).help(message!(
                        "write the prefix of one service before it, as in `service:*`"
                    ));
                };
                let message = if of_one_service {
                    message!(
                        "{service} is not on the list of services that resource control policies support",
                        service = quoted(prefix)
                    )
                } else {
                    message!(
                        "an action of a resource control policy names one service, and {service} is none",
                        service = quoted(prefix)
                    )
                };
                let problem = Problem::new(Code::RcpAction, *span, message).severity(severity);
                match nearest(prefix, supported.iter().copied()) {
                    Some(near) => {
                        let right = format!("{near}:{name}");
                        problem
                            .help(message!("did you mean {right}?", right = code(&right)))
                            .replacement(json_string(&right))
                    }
                    None if of_one_service => problem.help(message!(
                        "AWS refuses the policy unless it supports the service by now; remove the action, or look whether it does"
                    )),
                    None => problem.help(message!("AWS refuses the policy; remove the action")),
                }
            });
        }
    }
}

/// `"*"` or `{"AWS": "*"}`; a list is refused. [E2]
fn is_everyone(principal: &PrincipalElement) -> bool {
    !principal.not
        && matches!(&*principal.entries, [entry] if entry.kind == PrincipalType::Aws && &*entry.value.value == "*")
}

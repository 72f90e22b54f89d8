//! Reading `Principal` and `NotPrincipal`. [PRIN, NOTPRIN]

use super::Expected;
use crate::json::json_string;
use crate::json::{Member, Value};
use crate::language::Id;
use crate::language::variable::has_variable;
use crate::message;
use crate::policy::model::{Casing, PrincipalElement, PrincipalEntry, PrincipalType};
use crate::policy::reader::Reader;
use crate::problem::{Code, Message, Problem, code, nearest, quoted};
use crate::span::{Span, Text};
use crate::value::wildcard::has_wildcard;

pub(in crate::policy) const TYPES: [(&str, PrincipalType); 4] = [
    ("AWS", PrincipalType::Aws),
    ("Service", PrincipalType::Service),
    ("Federated", PrincipalType::Federated),
    ("CanonicalUser", PrincipalType::CanonicalUser),
];

impl Reader<'_> {
    /// Reads the element; `None`, and a defect, when it is not certain whom it names.
    pub(super) fn principal(
        &mut self,
        not: bool,
        member: &Member,
        defects: &mut Vec<Span>,
    ) -> Option<PrincipalElement> {
        let node = &member.value;
        let mut entries = Vec::new();
        let certain = match &node.value {
            Value::String(text) => {
                entries.push(PrincipalEntry {
                    kind: PrincipalType::Aws,
                    value: Text::new(text.clone(), node.span),
                });
                &**text == "*" || self.bare_principal(text, node.span)
            }
            Value::Object(members) => {
                if members.is_empty() {
                    self.report(Code::EmptyPrincipal, node.span, || {
                        let message = message!(
                            "{element} names nobody",
                            element = quoted(&member.key.value)
                        );
                        Problem::new(Code::EmptyPrincipal, node.span, message).help(message!(
                            "write {everyone}, or the principals as {named}",
                            everyone = code("\"*\""),
                            named = code("{\"AWS\": [\"…\"]}")
                        ))
                    });
                }
                self.principal_members(members, &mut entries)
            }
            _ => {
                self.wrong_type(node, quoted(&member.key.value), Expected::Principals);
                false
            }
        };
        if certain {
            Some(PrincipalElement {
                not,
                span: node.span,
                entries,
            })
        } else {
            defects.push(node.span);
            None
        }
    }

    /// A principal as a plain string, other than `*`.
    fn bare_principal(&mut self, text: &str, span: Span) -> bool {
        self.report(Code::MalformedPrincipal, span, || {
            let message = message!(
                "the principal {principal} has no type",
                principal = quoted(text)
            );
            let problem = Problem::new(Code::MalformedPrincipal, span, message);
            if text.ends_with(".amazonaws.com") {
                let right = format!("{{\"Service\": {}}}", json_string(text));
                problem
                    .help(message!("write it under `Service`"))
                    .replacement(right)
                    .safe()
            } else {
                let right = format!("{{\"AWS\": {}}}", json_string(text));
                problem
                    .help(message!("write it under `AWS`; only `*` may stand alone"))
                    .replacement(right)
                    .safe()
            }
        });
        false
    }

    #[inline(never)]
    fn principal_members(&mut self, members: &[Member], entries: &mut Vec<PrincipalEntry>) -> bool {
        let mut certain = true;
        let mut seen: Vec<(PrincipalType, &Member)> = Vec::new();
        for member in members {
            let Some(kind) = self.principal_type(member) else {
                certain = false;
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == kind) {
                if first.key.value != member.key.value {
                    self.duplicate_case(first, member);
                }
                certain = false;
            }
            seen.push((kind, member));
            match self.strings(member) {
                None => certain = false,
                Some(names) => {
                    for value in names {
                        certain &= self.check_name(kind, &value);
                        entries.push(PrincipalEntry { kind, value });
                    }
                }
            }
        }
        certain
    }

    fn principal_type(&mut self, member: &Member) -> Option<PrincipalType> {
        let (name, span) = (&*member.key.value, member.key.span);
        if let Some((_, kind)) = TYPES.iter().find(|(known, _)| *known == name) {
            return Some(*kind);
        }
        let folded = TYPES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        if let (Some((_, kind)), Casing::Insensitive) = (folded, self.options.casing) {
            self.case_folded = true;
            return Some(*kind);
        }
        // A key that is missing has been complained about.
        if !span.is_empty() {
            let code = if folded.is_some() {
                Code::ElementCase
            } else {
                Code::UnknownElement
            };
            self.report(code, span, || {
                let problem = Problem::new(
                    code,
                    span,
                    message!("there is no type of principal {name}", name = quoted(name)),
                );
                match nearest(name, TYPES.map(|(known, _)| known)) {
                    Some(near) => problem
                        .help(message!("did you mean {right}?", right = quoted(near)))
                        .safe_if(near.eq_ignore_ascii_case(name))
                        .replacement(json_string(near)),
                    None => problem.help(message!(
                        "write `AWS`, `Service`, `Federated` or `CanonicalUser`"
                    )),
                }
            });
        }
        None
    }

    /// True when `name` can name a principal of that type.
    fn check_name(&mut self, kind: PrincipalType, name: &Text) -> bool {
        let (text, span) = (&*name.value, name.span);
        if text == "*" {
            return true;
        }
        if has_variable(text) {
            self.report(Code::VariableNotAllowed, span, || {
                Problem::new(
                    Code::VariableNotAllowed,
                    span,
                    message!("a principal cannot have policy variables"),
                )
                .help(message!(
                    "use `\"*\"` and a condition on `aws:PrincipalArn`"
                ))
            });
            return false;
        }
        if has_wildcard(text) {
            self.report(Code::WildcardInPrincipal, span, || {
                let message = message!(
                    "the principal {principal} has a wildcard in a part of its name",
                    principal = quoted(text)
                );
                Problem::new(Code::WildcardInPrincipal, span, message).help(message!(
                    "use `\"*\"` and a condition with `ArnLike` on `aws:PrincipalArn`"
                ))
            });
            return false;
        }
        let (right, help): (bool, fn() -> Message) = match kind {
            PrincipalType::Aws => (is_aws_principal(text), || {
                message!(
                    "write `*`, an account ID of 12 digits, or the ARN of a root user, user, role or session"
                )
            }),
            PrincipalType::Service => (text.contains('.') && !text.contains([':', ' ']), || {
                message!("write the name of a service such as `ec2.amazonaws.com`")
            }),
            PrincipalType::Federated => (text.contains('.') || text.starts_with("arn:"), || {
                message!(
                    "write the ARN of an identity provider, or the name of one such as `cognito-identity.amazonaws.com`"
                )
            }),
            PrincipalType::CanonicalUser => (
                text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
                || message!("write the 64 hexadecimal digits of a canonical user ID"),
            ),
        };
        if !right {
            self.report(Code::MalformedPrincipal, span, || {
                Problem::new(
                    Code::MalformedPrincipal,
                    span,
                    message!("{text} names no principal", text = quoted(text)),
                )
                .help(help())
            });
        }
        right
    }
}

/// An account ID, the ARN of something that can make requests, or the unique ID
/// that AWS shows in place of a principal that is gone.
fn is_aws_principal(text: &str) -> bool {
    if Id::ACCOUNT.matches(text) {
        return true;
    }
    let mut fields = text.splitn(6, ':');
    let mut field = || fields.next().unwrap_or("");
    let (arn, partition, service, region, account, resource) =
        (field(), field(), field(), field(), field(), field());
    if arn != "arn" {
        return is_unique_id(text);
    }
    let of = |prefix: &str| {
        resource
            .strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty())
    };
    let named = match service {
        "iam" => resource == "root" || of("user/") || of("role/"),
        "sts" => of("federated-user/") || of("assumed-role/") || resource == "self",
        _ => false,
    };
    partition.starts_with("aws") && region.is_empty() && Id::ACCOUNT.matches(account) && named
}

fn is_unique_id(text: &str) -> bool {
    let known = ["AIDA", "AROA", "AGPA", "ANPA", "ASIA", "AKIA"]
        .iter()
        .any(|prefix| text.starts_with(prefix));
    known
        && text.len() >= 16
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

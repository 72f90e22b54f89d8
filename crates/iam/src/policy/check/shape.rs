//! Operands that cannot be a value of their key.

use crate::json::json_string;
use crate::language::{Id, OperandRule, Shape};
use crate::message;
use crate::policy::reader::Reader;
use crate::problem::{Code, Problem, Severity, code, nearest, quoted};
use crate::span::{Span, Text};
use crate::value::wildcard::has_wildcard;

impl Reader<'_> {
    /// Complains when `value`, without variables, cannot be a value of `key`.
    pub(in crate::policy) fn check_shape(&mut self, key: &Text, value: &Text) {
        let Some(rule) = self.options.vocabulary.operand_rule(&key.value) else {
            return;
        };
        let (text, span) = (&*value.value, value.span);
        match rule.shape {
            Shape::PrincipalArn => self.check_principal_arn(rule, text, span),
            _ if has_wildcard(text) => {}
            Shape::Identifier {
                prefix,
                alphabet,
                lengths,
            } => {
                if !Id::new(prefix, alphabet, lengths).matches(text) {
                    self.invalid_operand(rule, text, span);
                }
            }
            Shape::OneOf(values) => {
                if values.contains(&text) {
                    return;
                }
                self.report(Code::InvalidOperand, span, || {
                    let message = message!(
                        "{value} is no known value of {key}",
                        value = quoted(text),
                        key = code(rule.key)
                    );
                    let problem = Problem::new(Code::InvalidOperand, span, message)
                        .severity(Severity::Warning);
                    match nearest(text, values.iter().copied()) {
                        Some(near) => problem
                            .help(message!("did you mean {right}?", right = code(near)))
                            .replacement(json_string(near)),
                        None => problem.help(message!(
                            "write a value such as {example}",
                            example = code(rule.example)
                        )),
                    }
                });
            }
        }
    }

    fn check_principal_arn(&mut self, rule: &'static OperandRule, text: &str, span: Span) {
        let mut fields = [""; 6];
        for (field, found) in fields.iter_mut().zip(text.splitn(6, ':')) {
            *field = found;
        }
        let [arn, partition, service, _, account, resource] = fields;
        if let Some(session) = resource.strip_prefix("assumed-role/") {
            self.report(Code::SessionArn, span, || {
                let role = session.split('/').next().unwrap_or("");
                let right = format!("arn:{partition}:iam::{account}:role/{role}");
                let message = message!(
                    "{key} never holds the ARN of a role session",
                    key = code(rule.key)
                );
                Problem::new(Code::SessionArn, span, message)
                    .help(message!(
                        "write the ARN of the role, with its path if it has one: {role}",
                        role = code(&right)
                    ))
                    .replacement(json_string(&right))
            });
            return;
        }
        if has_wildcard(text) {
            return;
        }
        let named = match service {
            "iam" => {
                resource == "root" || resource.starts_with("user/") || resource.starts_with("role/")
            }
            "sts" => resource.starts_with("federated-user/"),
            _ => false,
        };
        if arn != "arn" || !named {
            self.invalid_operand(rule, text, span);
        }
    }

    fn invalid_operand(&mut self, rule: &'static OperandRule, text: &str, span: Span) {
        self.report(Code::InvalidOperand, span, || {
            let message = message!(
                "{key} never has the value {value}",
                key = code(rule.key),
                value = quoted(text)
            );
            Problem::new(Code::InvalidOperand, span, message).help(message!(
                "write a value such as {example}",
                example = code(rule.example)
            ))
        });
    }
}

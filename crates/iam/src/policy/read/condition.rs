//! Reading the condition block. [COND, OPS]

use super::Expected;
use crate::json::json_string;
use crate::json::{Member, Node, Value, repeated};
use crate::language::variable::has_variable;
use crate::language::{Base, IF_EXISTS, Operator, SetPrefix, Version, operator_names};
use crate::message;
use crate::policy::check::storage::is_stored_date;
use crate::policy::check::{OperandProblem, check_operand};
use crate::policy::model::{KeyTest, OperatorBlock};
use crate::policy::reader::Reader;
use crate::problem::{Code, Problem, Severity, code, nearest, quoted};
use crate::span::{Span, Text};

impl Reader<'_> {
    /// Reads the block. A test that cannot be read with certainty is a defect
    /// and is left out.
    pub(super) fn conditions(
        &mut self,
        member: &Member,
        defects: &mut Vec<Span>,
    ) -> Vec<OperatorBlock> {
        let node = &member.value;
        let Value::Object(members) = &node.value else {
            self.wrong_type(node, code("Condition"), Expected::Object);
            defects.push(node.span);
            return Vec::new();
        };
        if members.is_empty() {
            self.empty_condition(node, "Condition");
        }
        let doubtful = self.doubtful(members, false, defects);
        let certain = members
            .iter()
            .zip(doubtful)
            .filter(|(_, doubtful)| !doubtful);
        certain
            .filter_map(|(member, _)| self.operator_block(member, defects))
            .collect()
    }

    fn empty_condition(&mut self, node: &Node, what: &str) {
        self.report(Code::EmptyCondition, node.span, || {
            Problem::new(
                Code::EmptyCondition,
                node.span,
                message!("{element} tests nothing", element = quoted(what)),
            )
            .help(message!("add what it should test, or remove it"))
        });
    }

    /// Which members have no key, or a key that stands there twice.
    fn doubtful(&mut self, members: &[Member], fold: bool, defects: &mut Vec<Span>) -> Vec<bool> {
        let mut doubtful: Vec<bool> = members
            .iter()
            .map(|member| member.key.span.is_empty())
            .collect();
        let keys: Vec<String> = members
            .iter()
            .map(|member| {
                if fold {
                    member.key.value.to_ascii_lowercase()
                } else {
                    member.key.value.to_string()
                }
            })
            .collect();
        for (first, later) in repeated(&keys) {
            if let (Some(first), Some(later)) = (members.get(first), members.get(later))
                && first.key.value != later.key.value
            {
                self.duplicate_case(first, later);
            }
            for index in [first, later] {
                if let Some(doubtful) = doubtful.get_mut(index) {
                    *doubtful = true;
                }
            }
        }
        let places = members
            .iter()
            .zip(&doubtful)
            .filter(|(_, doubtful)| **doubtful);
        defects.extend(places.map(|(member, _)| member.key.span.to(member.value.span)));
        doubtful
    }

    fn operator_block(
        &mut self,
        member: &Member,
        defects: &mut Vec<Span>,
    ) -> Option<OperatorBlock> {
        let name = member.key.clone();
        let operator = Operator::parse(&name.value);
        match operator {
            None => self.unknown_operator(&name, &member.value),
            Some(operator) => self.null_with_qualifier(operator, &name),
        }
        let Value::Object(members) = &member.value.value else {
            self.wrong_type(&member.value, quoted(&name.value), Expected::ConditionKeys);
            defects.push(member.value.span);
            return None;
        };
        if members.is_empty() {
            self.empty_condition(&member.value, &name.value);
            // Without a test there is nothing else that says so.
            defects.extend(operator.is_none().then_some(name.span));
        }
        let doubtful = self.doubtful(members, true, defects);
        let certain = members
            .iter()
            .zip(doubtful)
            .filter(|(_, doubtful)| !doubtful);
        let tests = certain
            .filter_map(|(member, _)| self.key_test(operator, member, defects))
            .collect();
        Some(OperatorBlock {
            name,
            operator,
            tests,
        })
    }

    fn unknown_operator(&mut self, name: &Text, tests: &Node) {
        let span = name.span;
        // IAM stores one that tests nothing. [CP]
        let is_stored = matches!(&tests.value, Value::Object(members) if members.is_empty());
        self.report(Code::UnknownOperator, span, || {
            let text = &*name.value;
            let mut problem = Problem::new(
                Code::UnknownOperator,
                span,
                message!("there is no operator {operator}", operator = quoted(text)),
            );
            if is_stored {
                problem.severity = Severity::Warning;
            }
            let (set, base, suffix) = misspelt(text);
            match nearest(base, operator_names()) {
                Some("Null") if base == "Null" => problem
                    .help(message!(
                        "write `Null`; a test of whether a key is there takes no `IfExists`"
                    ))
                    .replacement("\"Null\""),
                Some("Null") => problem
                    .help(message!("did you mean {right}?", right = code("Null")))
                    .safe_if(text.eq_ignore_ascii_case("Null"))
                    .replacement("\"Null\""),
                Some(near) => {
                    let right = format!("{set}{near}{suffix}");
                    problem
                        .help(message!("did you mean {right}?", right = code(&right)))
                        .safe_if(right.eq_ignore_ascii_case(text))
                        .replacement(json_string(&right))
                }
                None if is_stored => {
                    problem.help(message!("add what it should test, or remove it"))
                }
                None => problem.help(message!(
                    "write one of the operators of AWS, such as `StringEquals`; AWS refuses a policy with any other"
                )),
            }
        });
    }

    /// AWS stores `Null` with a set prefix, which then no longer tests anything. [AA]
    fn null_with_qualifier(&mut self, operator: Operator, name: &Text) {
        let Some(holds) = operator.is_constant() else {
            return;
        };
        self.report(Code::NullWithQualifier, name.span, || {
            let shown = quoted(&name.value);
            let message = if holds {
                message!("{operator} holds for every request", operator = shown)
            } else {
                message!("{operator} holds for no request", operator = shown)
            };
            Problem::new(Code::NullWithQualifier, name.span, message)
                .help(message!("write `Null` to test whether the key is there"))
                .replacement("\"Null\"")
        });
    }

    fn key_test(
        &mut self,
        operator: Option<Operator>,
        member: &Member,
        defects: &mut Vec<Span>,
    ) -> Option<KeyTest> {
        let key = member.key.clone();
        let span = key.span.to(member.value.span);
        let mut certain = self.check_key_name(&key.value, key.span, false);
        let node = &member.value;
        if let Value::Array(items) = &node.value
            && items.is_empty()
        {
            self.empty_array(node, &key.value);
        }
        if matches!(
            operator.map(|operator| operator.base),
            Some(Base::Bool | Base::Null)
        ) && node.one_or_many().len() > 1
        {
            self.report(Code::SeveralBooleans, node.span, || {
                let message = message!(
                    "{key} is compared with several booleans",
                    key = quoted(&key.value)
                );
                Problem::new(Code::SeveralBooleans, node.span, message)
                    .help(message!("keep the one that is meant"))
            });
        }
        certain &= !node.is_missing();
        let mut values = Vec::with_capacity(node.one_or_many().len());
        for item in node.one_or_many() {
            match operand(item) {
                Some(value) => {
                    certain &= operator
                        .is_none_or(|operator| self.check_value(operator.base, &key, &value));
                    values.push(value);
                }
                None => {
                    self.wrong_type(
                        item,
                        message!("each value of {key}", key = quoted(&key.value)).into(),
                        Expected::Scalar,
                    );
                    certain = false;
                }
            }
        }
        if !certain {
            defects.push(span);
            return None;
        }
        Some(KeyTest { key, values, span })
    }

    /// True when `name` is written as condition keys are; complains when AWS
    /// has no such key.
    pub(super) fn check_key_name(&mut self, name: &str, span: Span, in_variable: bool) -> bool {
        let replace = |right: &str| (!in_variable).then(|| json_string(right));
        if !is_key(name) {
            let vocabulary = self.options.vocabulary;
            self.report(Code::MalformedKey, span, || {
                let message = message!("{text} is not written as {form}", text = quoted(name), form = code("prefix:name"));
                let mut problem = Problem::new(Code::MalformedKey, span, message);
                let named = |key: &&str| key.split_once(':').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(name));
                match vocabulary.keys().find(named) {
                    Some(right) => {
                        problem.replacement = replace(right);
                        problem.help(message!("did you mean {right}?", right = code(right)))
                    }
                    None => problem.help(message!("write the prefix `aws` or that of a service, a colon and the name of the key")),
                }
            });
            return false;
        }
        let vocabulary = self.options.vocabulary;
        if vocabulary.knows_key(name) == Some(false) {
            self.report(Code::UnknownKey, span, || {
                let message = message!("there is no condition key {key}", key = quoted(name));
                let mut problem = Problem::new(Code::UnknownKey, span, message);
                match nearest(name, vocabulary.keys()) {
                    Some(near) => {
                        problem.replacement = replace(near);
                        problem.help(message!("did you mean {right}?", right = code(near)))
                    }
                    // The list of keys may be older than the key.
                    None => problem.severity(Severity::Warning).help(message!(
                        "check its name: unless the key is newer than this list of keys, no request has it"
                    )),
                }
            });
        }
        true
    }

    /// True when it is certain what the operand means.
    fn check_value(&mut self, base: Base, key: &Text, value: &Text) -> bool {
        let (text, span) = (&*value.value, value.span);
        let mut certain = true;
        if has_variable(text) {
            if base.takes_variables() {
                certain = self.check_variables(text, span);
                if !certain {
                    return false;
                }
            } else if self.version != Some(Version::V2008) {
                // Any text is stored for `Bool` and `Null`. [E2]
                let severity = match base {
                    Base::Bool | Base::Null => Severity::Warning,
                    _ => Severity::Error,
                };
                self.report(Code::VariableNotAllowed, span, || {
                    Problem::new(Code::VariableNotAllowed, span, message!("a policy variable stands where none is replaced"))
                        .help(message!("policy variables work with the string and ARN operators; write the value itself"))
                        .severity(severity)
                });
                return true;
            }
        }
        // What would be a variable is plain text in 2008.
        let plain = |found: &OperandProblem| {
            *found == OperandProblem::InvalidVariable && self.version == Some(Version::V2008)
        };
        if let Some(found) = check_operand(base, text).filter(|found| !plain(found)) {
            let code = operand_code(found);
            self.report(code, span, || {
                let stored = found == OperandProblem::InvalidDate && is_stored_date(text);
                let severity = if stored {
                    Severity::Warning
                } else {
                    found.severity()
                };
                let problem = Problem::new(code, span, found.message(text))
                    .help(found.help())
                    .severity(severity);
                match found.replacement(text) {
                    // AWS reads an IPv4 range as the one without such bits.
                    Some(right) => problem
                        .replacement(json_string(&right))
                        .safe_if(found == OperandProblem::Ipv4HostBits),
                    None => problem,
                }
            });
            return certain;
        }
        if base.takes_variables() && !has_variable(text) {
            self.check_shape(key, value);
        }
        certain
    }
}

/// The set prefix that a misspelt operator seems to have, the rest, and `IfExists` if it
/// seems to end in it.
fn misspelt(name: &str) -> (&'static str, &str, &'static str) {
    let (set, rest) = match name.split_once(':') {
        None => ("", name),
        Some((set, rest)) => {
            let known = SetPrefix::ALL.map(SetPrefix::as_str);
            let names = known.map(|prefix| prefix.trim_end_matches(':'));
            let prefix = nearest(set, names)
                .and_then(|near| known.into_iter().find(|prefix| prefix.starts_with(near)));
            (prefix.unwrap_or(""), rest)
        }
    };
    let split = rest.len().checked_sub(IF_EXISTS.len());
    match split.and_then(|at| rest.split_at_checked(at)) {
        Some((base, end)) if end.eq_ignore_ascii_case(IF_EXISTS) => (set, base, IF_EXISTS),
        _ => (set, rest, ""),
    }
}

/// Numbers and booleans may stand without quotes. [GRAM]
fn operand(node: &Node) -> Option<Text> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(Text::new(text.clone(), node.span)),
        Value::Bool(value) => Some(Text::new(value.to_string(), node.span)),
        Value::Null | Value::Array(_) | Value::Object(_) | Value::Missing => None,
    }
}

/// A prefix, a colon and a name, which may go on behind a slash.
pub(super) fn is_key(name: &str) -> bool {
    let Some((prefix, rest)) = name.split_once(':') else {
        return false;
    };
    let in_prefix =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    !prefix.is_empty()
        && prefix.bytes().all(in_prefix)
        && !rest.is_empty()
        && !rest.starts_with([' ', '/'])
        && !rest.contains(char::is_control)
        && !name.contains(['*', '?', '$', '{', '}'])
}

fn operand_code(problem: OperandProblem) -> Code {
    match problem {
        OperandProblem::InvalidCidr => Code::InvalidCidr,
        OperandProblem::Ipv6HostBits => Code::Ipv6HostBits,
        OperandProblem::Ipv4HostBits => Code::Ipv4HostBits,
        OperandProblem::Ipv4MappedCidr => Code::Ipv4MappedCidr,
        OperandProblem::InvalidNumber => Code::InvalidNumber,
        OperandProblem::InvalidDate => Code::InvalidDate,
        OperandProblem::InvalidArn => Code::InvalidArn,
        OperandProblem::BareArnWildcard => Code::BareArnWildcard,
        OperandProblem::InvalidVariable => Code::MalformedVariable,
        OperandProblem::InvalidBase64 => Code::InvalidBase64,
        OperandProblem::InvalidBool => Code::InvalidBool,
        OperandProblem::InvalidNull => Code::InvalidNull,
        OperandProblem::WildcardIgnored => Code::WildcardIgnored,
    }
}

//! Why a test of a condition has its truth.

use vestibule_syntax::diagnostic::{Arg, Message, code, name};
use vestibule_syntax::message;

use crate::contract::trace::{TestTrace, Truth, Why};

/// `StringEquals aws:SourceVpc: true because …`.
pub(super) fn test(test: &TestTrace, action: &str) -> Message {
    message!(
        "{operator} {key}: {truth} because {why}",
        operator = name(&test.operator),
        key = name(&test.key),
        truth = truth(test.truth),
        why = because(test, action)
    )
}

fn truth(truth: Truth) -> Arg {
    match truth {
        Truth::True => name("true"),
        Truth::False => name("false"),
        Truth::Unknown => message!("unknown").into(),
        Truth::Indeterminate => message!("indeterminate").into(),
    }
}

fn because(test: &TestTrace, action: &str) -> Message {
    let value = || match &test.value {
        Some(value) => code(value),
        None => message!("its value").into(),
    };
    let operand = || code(test.operand.as_deref().unwrap_or_default());
    match test.why {
        Why::Matched if test.negated => message!(
            "{value} matches {operand}, and the operator is negated",
            value = value(),
            operand = operand()
        ),
        Why::Matched => message!(
            "{value} matches {operand}",
            value = value(),
            operand = operand()
        ),
        Why::NoMatch if test.operands == 1 && test.operand.is_some() && test.negated => message!(
            "{value} does not match {operand}, and the operator is negated",
            value = value(),
            operand = operand()
        ),
        Why::NoMatch if test.operands == 1 && test.operand.is_some() => message!(
            "{value} does not match {operand}",
            value = value(),
            operand = operand()
        ),
        Why::NoMatch if test.negated => message!(
            "{value} matches none of the {count} operands, and the operator is negated",
            value = value(),
            count = test.operands
        ),
        Why::NoMatch => message!(
            "{value} matches none of the {count} operands",
            value = value(),
            count = test.operands
        ),
        Why::EveryValue => message!("every value of the key satisfies it"),
        Why::NoValue => message!("no value of the key satisfies it"),
        Why::KeyAbsent => absent(test, action),
        Why::KeyPresent => message!("the key is present at {action}", action = name(action)),
        Why::KeyUnknown if test.value.is_some() => message!(
            "the key is {value}, and whether the policy sees it is not known",
            value = value()
        ),
        Why::KeyUnknown => message!("the key is unknown"),
        Why::VariableUnknown => {
            let variable = test.variable.as_deref();
            let variable = variable.map_or_else(
                || message!("a key").into(),
                |variable| code(&format!("${{{variable}}}")),
            );
            message!(
                "the operand refers to {variable}, which is unknown",
                variable = variable
            )
        }
        Why::MalformedValue if test.truth == Truth::True => message!(
            "{value} is not of the kind that the operator compares, and so differs from every operand",
            value = value()
        ),
        Why::MalformedValue => message!(
            "{value} is not of the kind that the operator compares, which never matches, negated or not",
            value = value()
        ),
        Why::MalformedOperand => match test.truth {
            Truth::Indeterminate => message!(
                "{operand} is not an ARN: AWS then applies a Deny and does not apply an Allow",
                operand = operand()
            ),
            Truth::True | Truth::False | Truth::Unknown => {
                message!(
                    "AWS would refuse the operand {operand}",
                    operand = operand()
                )
            }
        },
        Why::MultiValued => message!(
            "the key has several values and the operator has neither `ForAllValues:` nor `ForAnyValue:`"
        ),
        Why::NoOperands => message!("there is nothing to compare with"),
        Why::EmptySet => message!("the key is there without a value"),
        Why::UnknownOperator => message!("AWS has no such operator"),
    }
}

/// What an absent key does to the operator.
fn absent(test: &TestTrace, action: &str) -> Message {
    let then = match test.truth {
        Truth::True => name("true"),
        Truth::False | Truth::Unknown | Truth::Indeterminate => name("false"),
    };
    let operator = &test.operator;
    let kind: Arg = if operator.starts_with("ForAllValues:") {
        code("ForAllValues")
    } else if operator.starts_with("ForAnyValue:") {
        code("ForAnyValue")
    } else if operator == "Null" {
        return message!("the key is absent at {action}", action = name(action));
    } else if test.negated {
        message!("a negated operator").into()
    } else if operator.ends_with("IfExists") {
        code("IfExists")
    } else {
        message!("a positive operator").into()
    };
    message!(
        "the key is absent at {action} and {kind} is then {then}",
        action = name(action),
        kind = kind,
        then = then
    )
}

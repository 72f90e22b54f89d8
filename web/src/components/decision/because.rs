//! Why one test of a statement came to its truth, in words.

use vestibule_wire::{TestTrace, Truth, Why};
use yew::prelude::*;

use super::place::{self, Place};
use crate::text::{Text, Value};

/// The mark in front of a line, a sign beside the word.
pub(super) fn mark(truth: Truth) -> (&'static str, &'static str) {
    match truth {
        Truth::True | Truth::Indeterminate => ("✓", "yes"),
        Truth::False => ("✗", "no"),
        Truth::Unknown => ("?", "unknown"),
    }
}

pub(super) fn truth(text: &Text, truth: Truth) -> AttrValue {
    text.say(match truth {
        Truth::True => "why-true",
        Truth::False => "why-false",
        Truth::Unknown => "why-truth-unknown",
        Truth::Indeterminate => "why-indeterminate",
    })
}

/// The tests of a statement, one line each.
pub(super) fn tests(
    text: &Text,
    tests: &[TestTrace],
    path: &str,
    on_show: Option<&Callback<Place>>,
) -> Html {
    html! {
        <ul class="tests">
            { for tests.iter().map(|test| {
                let (sign, class) = mark(test.truth);
                let place = Place::of(Some(path), Some(test.range));
                html! {
                    <li class={classes!("test", class)}>
                        <span class="mark" aria-hidden="true">{ sign }</span>
                        <span>
                            <code translate="no">{ &test.operator }</code>{ " " }
                            <code class="key" translate="no">{ &test.key }</code>{ " " }
                            <span class="truth">{ truth(text, test.truth) }</span>{ " " }
                            { because(text, test) }
                            if on_show.is_some() { { " " }{ place::line(text, place, &test.key, on_show) } }
                        </span>
                    </li>
                }
            }) }
        </ul>
    }
}

/// The reason of one test, as a sentence.
fn because(text: &Text, test: &TestTrace) -> Html {
    let value: Value = match &test.value {
        Some(value) => value.clone().into(),
        None => text.say("why-its-value").to_string().into(),
    };
    let operand: Value = test.operand.clone().unwrap_or_default().into();
    let both = [("value", value.clone()), ("operand", operand.clone())];
    match test.why {
        Why::Matched if test.negated => text.nodes("why-test-matched-not", &both),
        Why::Matched => text.nodes("why-test-matched", &both),
        Why::NoMatch if test.operands == 1 && test.operand.is_some() => {
            if test.negated {
                text.nodes("why-test-differs-not", &both)
            } else {
                text.nodes("why-test-differs", &both)
            }
        }
        Why::NoMatch => {
            let count = [("value", value), ("count", test.operands.into())];
            if test.negated {
                text.nodes("why-test-none-not", &count)
            } else {
                text.nodes("why-test-none", &count)
            }
        }
        Why::EveryValue => text.nodes("why-test-every", &[]),
        Why::NoValue => text.nodes("why-test-no-value", &[]),
        Why::KeyAbsent => absent(text, test),
        Why::KeyPresent => text.nodes("why-test-present", &[]),
        Why::KeyUnknown => text.nodes("why-test-unknown", &[]),
        Why::VariableUnknown => {
            let variable = test.variable.as_deref().unwrap_or_default();
            let variable = format!("${{{variable}}}");
            text.nodes("why-test-variable", &[("variable", variable.into())])
        }
        Why::MalformedValue if test.truth == Truth::True => {
            text.nodes("why-test-bad-value-differs", &[("value", value)])
        }
        Why::MalformedValue => text.nodes("why-test-bad-value", &[("value", value)]),
        Why::MalformedOperand if test.truth == Truth::Indeterminate => {
            text.nodes("why-test-bad-arn", &[("operand", operand)])
        }
        Why::MalformedOperand => text.nodes("why-test-bad-operand", &[("operand", operand)]),
        Why::MultiValued => text.nodes("why-test-several", &[]),
        Why::NoOperands => text.nodes("why-test-no-operands", &[]),
        Why::EmptySet => text.nodes("why-test-empty", &[]),
        Why::UnknownOperator => text.nodes("why-test-operator", &[]),
    }
}

/// What an absent key does to the operator.
fn absent(text: &Text, test: &TestTrace) -> Html {
    let operator = test.operator.as_str();
    let holds = test.truth == Truth::True;
    let sentence = if operator == "Null" {
        text.say("why-test-absent")
    } else if operator.starts_with("ForAllValues:") {
        text.say(if holds {
            "why-test-absent-all"
        } else {
            "why-test-absent-all-false"
        })
    } else if operator.starts_with("ForAnyValue:") {
        text.say(if holds {
            "why-test-absent-any-true"
        } else {
            "why-test-absent-any"
        })
    } else if test.negated {
        text.say(if holds {
            "why-test-absent-negated"
        } else {
            "why-test-absent-negated-false"
        })
    } else if operator.ends_with("IfExists") {
        text.say(if holds {
            "why-test-absent-if-exists"
        } else {
            "why-test-absent-if-exists-false"
        })
    } else {
        text.say("why-test-absent-positive")
    };
    crate::text::nodes(&sentence)
}

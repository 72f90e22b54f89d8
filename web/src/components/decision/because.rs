//! Why one test of a statement came to its truth, in words.

use vestibule_wire::{TestTrace, Truth, Why};
use yew::prelude::*;

use super::place::{self, Place};
use crate::text::{Nodes as _, Text, Value};

/// More tests of a statement than anyone reads.
const MOST: usize = 200;

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
        Truth::True => id!("why-true"),
        Truth::False => id!("why-false"),
        Truth::Unknown => id!("why-truth-unknown"),
        Truth::Indeterminate => id!("why-indeterminate"),
    })
}

/// The tests of a statement, one line each.
pub(super) fn tests(
    text: &Text,
    tests: &[TestTrace],
    path: &str,
    on_show: Option<&Callback<Place>>,
) -> Html {
    let rest = tests.len().saturating_sub(MOST);
    html! {
        <ul class="tests">
            { for tests.iter().take(MOST).map(|test| {
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
            if rest > 0 { <li class="soft">{ text.with(id!("why-more"), &[("count", rest.into())]) }</li> }
        </ul>
    }
}

/// The reason of one test, as a sentence.
fn because(text: &Text, test: &TestTrace) -> Html {
    let value: Value = match &test.value {
        Some(value) => value.clone().into(),
        None => text.say(id!("why-its-value")).to_string().into(),
    };
    let operand: Value = test.operand.clone().unwrap_or_default().into();
    let both = [("value", value.clone()), ("operand", operand.clone())];
    match test.why {
        Why::Matched if test.negated => text.nodes(id!("why-test-matched-not"), &both),
        Why::Matched => text.nodes(id!("why-test-matched"), &both),
        Why::NoMatch if test.operands == 1 && test.operand.is_some() => {
            if test.negated {
                text.nodes(id!("why-test-differs-not"), &both)
            } else {
                text.nodes(id!("why-test-differs"), &both)
            }
        }
        Why::NoMatch => {
            let count = [("value", value), ("count", test.operands.into())];
            if test.negated {
                text.nodes(id!("why-test-none-not"), &count)
            } else {
                text.nodes(id!("why-test-none"), &count)
            }
        }
        Why::EveryValue => text.nodes(id!("why-test-every"), &[]),
        Why::NoValue => text.nodes(id!("why-test-no-value"), &[]),
        Why::KeyAbsent => absent(text, test),
        Why::KeyPresent => text.nodes(id!("why-test-present"), &[]),
        Why::KeyUnknown if test.value.is_some() => {
            text.nodes(id!("why-test-unseen"), &[("value", value)])
        }
        Why::KeyUnknown => text.nodes(id!("why-test-unknown"), &[]),
        Why::VariableUnknown => {
            let variable = test.variable.as_deref().unwrap_or_default();
            let variable = format!("${{{variable}}}");
            text.nodes(id!("why-test-variable"), &[("variable", variable.into())])
        }
        Why::MalformedValue if test.truth == Truth::True => {
            text.nodes(id!("why-test-bad-value-differs"), &[("value", value)])
        }
        Why::MalformedValue => text.nodes(id!("why-test-bad-value"), &[("value", value)]),
        Why::MalformedOperand if test.truth == Truth::Indeterminate => {
            text.nodes(id!("why-test-bad-arn"), &[("operand", operand)])
        }
        Why::MalformedOperand => text.nodes(id!("why-test-bad-operand"), &[("operand", operand)]),
        Why::MultiValued => text.nodes(id!("why-test-several"), &[]),
        Why::NoOperands => text.nodes(id!("why-test-no-operands"), &[]),
        Why::EmptySet => text.nodes(id!("why-test-empty"), &[]),
        Why::UnknownOperator => text.nodes(id!("why-test-operator"), &[]),
    }
}

/// What an absent key does to the operator.
fn absent(text: &Text, test: &TestTrace) -> Html {
    let operator = test.operator.as_str();
    let holds = test.truth == Truth::True;
    let sentence = if operator == "Null" {
        text.say(id!("why-test-absent"))
    } else if operator.starts_with("ForAllValues:") {
        text.say(if holds {
            id!("why-test-absent-all")
        } else {
            id!("why-test-absent-all-false")
        })
    } else if operator.starts_with("ForAnyValue:") {
        text.say(if holds {
            id!("why-test-absent-any-true")
        } else {
            id!("why-test-absent-any")
        })
    } else if test.negated {
        text.say(if holds {
            id!("why-test-absent-negated")
        } else {
            id!("why-test-absent-negated-false")
        })
    } else if operator.ends_with("IfExists") {
        text.say(if holds {
            id!("why-test-absent-if-exists")
        } else {
            id!("why-test-absent-if-exists-false")
        })
    } else {
        text.say(id!("why-test-absent-positive"))
    };
    crate::text::nodes(&sentence)
}

//! What of some policies decides nothing, in words.

use vestibule_syntax::message;
use vestibule_wire::{DecidedBy, Outcome, Unneeded, WhyUnneeded};

use super::reason::statements;
use super::tree::{Line, Place, Section, name, one};

/// What decides nothing, and why; then what is not known. `place` says where a statement
/// stands.
pub fn unneeded(found: &Unneeded, place: &dyn Fn(&DecidedBy) -> Option<Place>) -> Section {
    let account = name(&found.account);
    let (some, tests) = (found.statements.len(), found.tests.len());
    let title = match (some, tests, found.not_known.is_empty()) {
        (0, 0, true) => message!(
            "every statement and every condition is needed for sign-ins to account {account}",
            account = account
        ),
        (0, 0, false) => message!(
            "no statement or condition is proven to be unneeded for sign-ins to account {account}",
            account = account
        ),
        _ => message!(
            "of sign-ins to account {account} {count} statements and {tests} conditions decide nothing, each by itself",
            account = account,
            count = some,
            tests = tests
        ),
    };
    let mut lines = Vec::new();
    for idle in &found.statements {
        let own = std::slice::from_ref(&idle.statement);
        let why = match idle.why {
            WhyUnneeded::NeverApplies => message!("no sign-in meets all of its conditions"),
            WhyUnneeded::Covered => message!(
                "wherever it applies, so does {statements}",
                statements = statements(&idle.by, place)
            ),
            WhyUnneeded::DecidedAnyway => {
                message!("the other policies together decide the same")
            }
        };
        lines.push(Line::of(one(statements(own, place))).tail(why));
    }
    for test in &found.tests {
        let own = std::slice::from_ref(&test.statement);
        let head = message!(
            "{operator} of {key} in {statements}",
            operator = name(&test.operator),
            key = name(&test.key),
            statements = statements(own, place)
        );
        lines.push(Line::of(head).tail(if test.always_holds {
            message!("it holds whenever the rest of the statement does")
        } else {
            message!("the sign-ins that it excludes are decided the same without it")
        }));
    }
    if !found.not_known.is_empty() {
        let line = Line::of(message!("not known")).outcome(Outcome::Unknown);
        lines.push(line.tail(one(statements(&found.not_known, place))));
    }
    Section { title, lines }
}

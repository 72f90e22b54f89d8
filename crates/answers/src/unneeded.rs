//! What of the policies of a case decides nothing.

use vestibule_analysis::{self as analysis, Idle};
use vestibule_wire::{
    Case, DecidedBy, Finding, Unneeded, UnneededStatement, UnneededTest, WhyUnneeded,
};

use crate::question::Question;
use crate::{map, question, unanswered};

/// The statements that never decide anything, and the conditions that never matter, whatever
/// values condition keys have that no member of a sign-in determines.
///
/// # Errors
/// As [`crate::access_map`].
pub fn unneeded(case: &Case) -> Result<Unneeded, Box<Finding>> {
    of_question(case, &question::of_case(case)?)
}

/// A policy that is attached to several nodes is evaluated for each, and each of these makes the
/// others unneeded; the text of all of them is one, and not known to be unneeded.
fn leave_out_copies(case: &Case, found: &mut analysis::Unneeded) {
    let compiled = case.compiled();
    let authorizer = compiled.authorizer();
    let is_copied = |place: &analysis::Place| {
        let of = |policy: usize| {
            let read = authorizer.policies().nth(policy)?;
            let statement = read.policy.statements.get(place.statement)?;
            let (text, _) = compiled.text_of(policy)?;
            Some((text.as_ptr(), statement.span))
        };
        let same = (0..authorizer.policies().count()).filter(|policy| *policy != place.policy);
        let here = of(place.policy);
        here.is_some() && same.into_iter().any(|policy| of(policy) == here)
    };
    let statements = std::mem::take(&mut found.statements);
    for idle in statements {
        match is_copied(&idle.place) {
            true => found.not_known.push(idle.place),
            false => found.statements.push(idle),
        }
    }
    found.tests.retain(|idle| !is_copied(&idle.place));
}

pub(crate) fn of_question(case: &Case, question: &Question<'_>) -> Result<Unneeded, Box<Finding>> {
    let authorizer = &*question.authorizer;
    let partition = question.options.partition.as_deref();
    let mut found = analysis::unneeded(authorizer, partition).map_err(unanswered::finding)?;
    leave_out_copies(case, &mut found);
    let by = |place: &analysis::Place| map::by(case.compiled(), *place);
    let statement = |idle: &analysis::IdleStatement| {
        let (why, by_others): (WhyUnneeded, Vec<DecidedBy>) = match &idle.why {
            Idle::NeverApplies => (WhyUnneeded::NeverApplies, Vec::new()),
            Idle::Covered(others) => (WhyUnneeded::Covered, others.iter().map(by).collect()),
            Idle::DecidedAnyway => (WhyUnneeded::DecidedAnyway, Vec::new()),
        };
        UnneededStatement {
            statement: by(&idle.place),
            why,
            by: by_others,
        }
    };
    let test = |idle: &analysis::IdleTest| {
        let policy = authorizer.policies().nth(idle.place.policy)?;
        let statement = policy.policy.statements.get(idle.place.statement)?;
        let block = statement.conditions.get(idle.block)?;
        let test = block.tests.get(idle.test)?;
        Some(UnneededTest {
            statement: by(&idle.place),
            operator: block.name.value.to_string(),
            key: test.key.value.to_string(),
            span: test.span.into(),
            range: case
                .compiled()
                .range_in(idle.place.policy, test.span.into()),
            always_holds: idle.always_holds,
        })
    };
    Ok(Unneeded {
        statements: found.statements.iter().map(statement).collect(),
        tests: found.tests.iter().filter_map(test).collect(),
        not_known: found.not_known.iter().map(by).collect(),
        account: question.account.clone(),
    })
}

//! How a question of a pane is answered.

use vestibule_answers::{Unplanned, plan_words};
use vestibule_l10n::{Language, Text};
use vestibule_wire::{Case, Finding, not_answered};

use super::super::account::of_arn;
use super::super::answer::Line;
use crate::evaluate::overview;

use super::super::engine::{case_of_order, line, sentence};
use super::{
    Topic, TopicAnswer, TopicAsked, TopicTold, denial, guarantees, picture, plan, recovery, repair,
    statements, ways_in, why,
};

pub(in super::super) fn told(asked: &TopicAsked) -> TopicAnswer {
    let language = Language::of_tag(&asked.order.language).unwrap_or_default();
    let text = Text::of_answers(language);
    let case = case_of_order(&asked.order);
    if let Some(finding) = unanswered(&asked.topic, &case) {
        return TopicAnswer {
            number: asked.order.number,
            told: TopicTold::Nothing(nothing(&text, finding)),
        };
    }
    let told = match &asked.topic {
        Topic::Why { principal, entry } => {
            let account = of_arn(principal).unwrap_or_default();
            let of = in_account(&case, account);
            of.and_then(|of| why::told(&text, of.get(), principal, *entry))
                .map(TopicTold::Why)
        }
        Topic::Picture { account } => {
            let of = in_account(&case, account);
            of.and_then(|of| picture::told(&text, of.get()))
                .map(TopicTold::Picture)
        }
        Topic::Overview(of) => Ok(TopicTold::Overview(overview::rows(
            asked.order.rules.clone(),
            of,
        ))),
        Topic::Guarantees => {
            guarantees::told(&text, &case, asked.order.today()).map(TopicTold::Guarantees)
        }
        Topic::Repair(of) => repair::told(&text, &asked.order, &case, of).map(TopicTold::Repair),
        Topic::Recovery(rows) => recovery::told(&text, &asked.order, rows).map(TopicTold::Recovery),
        Topic::Doors(of) => Ok(TopicTold::Doors(Box::new(ways_in::told(&text, &case, of)))),
        Topic::Plan(of) => Ok(match plan::told(&text, &asked.order, of) {
            Ok(told) => TopicTold::Plan(told),
            Err(unplanned) => TopicTold::Nothing(no_plan(&text, *unplanned)),
        }),
        Topic::Statements(of) => {
            let told = statements::told(&text, &asked.order, &case, of.as_deref());
            Ok(TopicTold::Statements(told))
        }
        Topic::Denial(of) => Ok(TopicTold::Denial(denial::told(&text, &asked.order, of))),
    };
    TopicAnswer {
        number: asked.order.number,
        told: told.unwrap_or_else(|finding| TopicTold::Nothing(nothing(&text, *finding))),
    }
}

/// A case of one account: itself, or that of an account of its organization.
enum OfAccount<'c> {
    Whole(&'c Case),
    One(Box<Case>),
}

impl OfAccount<'_> {
    fn get(&self) -> &Case {
        match self {
            Self::Whole(case) => case,
            Self::One(case) => case,
        }
    }
}

/// The case of the account that is asked about.
fn in_account<'c>(case: &'c Case, account: &str) -> Result<OfAccount<'c>, Box<Finding>> {
    let Some(organization) = case.organization() else {
        return Ok(OfAccount::Whole(case));
    };
    let number = organization.tree().find(account);
    let number = number.filter(|number| !organization.is_inactive(*number));
    let one = number.and_then(|number| case.of_account(number));
    one.map(|one| OfAccount::One(Box::new(one)))
        .ok_or_else(|| Box::new(not_answered()))
}

/// Why a question is not answered for an organization.
fn unanswered(topic: &Topic, case: &Case) -> Option<Finding> {
    case.organization()?;
    match topic {
        Topic::Why { .. }
        | Topic::Picture { .. }
        | Topic::Overview(_)
        | Topic::Guarantees
        | Topic::Doors(_)
        | Topic::Denial(_) => None,
        Topic::Repair(_) | Topic::Recovery(_) | Topic::Plan(_) | Topic::Statements(_) => {
            Some(not_answered())
        }
    }
}

/// What is wrong with the states between which there is no plan.
fn no_plan(text: &Text, unplanned: Unplanned) -> Line {
    let mut said = sentence(text, line(plan_words::no_plan()));
    let findings = unplanned.findings.into_iter();
    said.below = findings.map(|finding| nothing(text, finding)).collect();
    said
}

/// Why there is no answer, and what to do about it.
fn nothing(text: &Text, finding: Finding) -> Line {
    let mut said = sentence(text, line(finding.message));
    said.below
        .extend(finding.help.map(|help| sentence(text, line(help))));
    said
}

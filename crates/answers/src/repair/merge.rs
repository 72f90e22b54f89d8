//! One statement in the place of two that each deny unless something holds.

use vestibule_iam::condition::Operator;
use vestibule_iam::json::edit::Edit;
use vestibule_iam::policy::{Effect, KeyTest};
use vestibule_wire::RepairKind;

use super::candidate::{Asked, Candidate, Step};
use super::opening::Stop;
use crate::in_text::InText;

/// Merges each statement that stops the sign-in with another of its policy that is about the
/// same principals, actions and resources: what only one of them denies is then not denied.
pub(super) fn merged(asked: &Asked<'_>, stops: &[Stop<'_>]) -> Vec<Candidate> {
    let partners: Vec<Vec<InText<'_>>> = stops
        .iter()
        .map(|stop| partners(asked, &stop.text))
        .collect();
    let most = partners.iter().map(Vec::len).max().unwrap_or(0);
    let with = |nth: usize| {
        let mut made = Merges::default();
        for (stop, of_stop) in stops.iter().zip(&partners) {
            made.add(&stop.text, of_stop.get(nth).or(of_stop.first())?)?;
        }
        made.candidate()
    };
    (0..most).filter_map(with).collect()
}

/// The other statements with which one may be merged.
fn partners<'a>(asked: &Asked<'a>, text: &InText<'a>) -> Vec<InText<'a>> {
    let attached = asked.authorizer.policies().nth(text.policy);
    let statements = attached.map_or(0, |of| of.policy.statements.len());
    let around = |text: &InText<'_>| {
        [
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
        ]
        .map(|name| text.compact(name))
    };
    let others = (0..statements).filter(|index| *index != text.statement);
    let others = others.filter_map(|index| asked.in_text(text.policy, index));
    let alike = others.filter(|other| {
        other.typed.effect == Some(Effect::Deny)
            && around(other) == around(text)
            && is_deny_unless(other)
            && is_deny_unless(text)
    });
    alike.collect()
}

fn is_deny_unless(text: &InText<'_>) -> bool {
    text.tests().any(|(_, operator, _)| operator.negated)
}

/// Pairs that are merged.
#[derive(Default)]
struct Merges<'a> {
    edits: Vec<(usize, Vec<Edit>)>,
    /// Statements that are taken out.
    gone: Vec<InText<'a>>,
    pairs: Vec<[(usize, usize); 2]>,
}

impl<'a> Merges<'a> {
    /// Adds the tests that the first of two statements lacks to it.
    fn add(&mut self, one: &InText<'a>, other: &InText<'a>) -> Option<()> {
        let (first, second) = if one.statement < other.statement {
            (one, other)
        } else {
            (other, one)
        };
        let pair = [first, second].map(|text| (text.policy, text.statement));
        if self.pairs.contains(&pair) {
            return Some(());
        }
        let in_use = |text: &InText<'_>| {
            let mut places = self.pairs.iter().flatten();
            places.any(|place| *place == (text.policy, text.statement))
        };
        if in_use(first) || in_use(second) {
            return None;
        }
        let mut edits = Vec::new();
        let mut new: Vec<(Operator, Vec<&KeyTest>)> = Vec::new();
        for (_, operator, test) in second.tests() {
            let same = |(_, own, known): &(_, Operator, &KeyTest)| {
                *own == operator && known.key.value.eq_ignore_ascii_case(&test.key.value)
            };
            if let Some((_, _, known)) = first.tests().find(same) {
                let texts = |test: &KeyTest| {
                    let values = test.values.iter();
                    let mut texts: Vec<String> = values.map(|v| v.value.to_string()).collect();
                    texts.sort();
                    texts
                };
                // Two lists of values would have to hold together.
                if texts(known) != texts(test) {
                    return None;
                }
                continue;
            }
            match new.iter_mut().find(|(own, _)| *own == operator) {
                Some((_, tests)) => tests.push(test),
                None => new.push((operator, vec![test])),
            }
        }
        for (operator, tests) in new {
            let values: Vec<(&str, Vec<String>)> = tests
                .iter()
                .map(|test| {
                    let values = test.values.iter().map(|value| value.value.to_string());
                    (&*test.key.value, values.collect())
                })
                .collect();
            let tests: Vec<(&str, &[String])> = values
                .iter()
                .map(|(key, values)| (*key, &**values))
                .collect();
            edits.extend(first.add_tests(&operator.to_string(), &tests)?);
        }
        self.edits.push((first.policy, edits));
        self.gone.push(*second);
        self.pairs.push(pair);
        Some(())
    }

    fn candidate(mut self) -> Option<Candidate> {
        let mut policies: Vec<usize> = self.gone.iter().map(|text| text.policy).collect();
        policies.dedup();
        for policy in policies {
            let of_policy = self.gone.iter().filter(|text| text.policy == policy);
            let places: Option<Vec<_>> = of_policy.clone().map(InText::list).collect();
            let places = places?;
            let (list, _) = *places.first()?;
            let indices: Vec<usize> = places.iter().map(|(_, index)| *index).collect();
            let editor = of_policy.clone().next()?.editor();
            let edits = editor.remove_elements(list, &indices)?;
            self.edits.push((policy, edits));
        }
        Some(Candidate {
            steps: vec![Step {
                kind: RepairKind::MergeStatements,
                key: None,
                values: Vec::new(),
                statements: self.pairs.into_iter().flatten().collect(),
            }],
            edits: self.edits,
        })
    }
}

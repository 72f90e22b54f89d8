//! Changes by which a sign-in that passes may be stopped.

use vestibule_iam::json::edit::New;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::Truth;
use vestibule_signin::{Action, Decision, Layer, Network};
use vestibule_wire::RepairKind;

use super::applying::applying;
use super::candidate::{Asked, Candidate};
use crate::in_text::InText;

/// Changes to try, the most usual first.
pub(super) fn candidates(asked: &Asked<'_>, decision: &Decision<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (policy, attached) in asked.authorizer.policies().enumerate() {
        for statement in 0..attached.policy.statements.len() {
            let Some(text) = asked.in_text(policy, statement) else {
                continue;
            };
            match text.typed.effect {
                Some(Effect::Deny) => found.extend(denying(asked, decision, &text)),
                Some(Effect::Allow) => found.extend(refusing(asked, decision, &text)),
                None => {}
            }
        }
    }
    found.extend(pinned(asked));
    found
}

/// Makes a statement deny the sign-in at one action: where the least is to be changed, the
/// first of them.
fn denying(asked: &Asked<'_>, decision: &Decision<'_>, text: &InText<'_>) -> Option<Candidate> {
    let actions = Action::ALL
        .into_iter()
        .filter(|action| asked.counts(*action));
    let each = actions.filter_map(|action| applying(asked, decision, text, &[action]));
    each.min_by_key(|candidate| (candidate.steps.len(), candidate.size()))
}

/// Takes out a statement that allows the sign-in, or the action from it.
fn refusing(asked: &Asked<'_>, decision: &Decision<'_>, text: &InText<'_>) -> Vec<Candidate> {
    let applies = |action: &Action| {
        let phases = decision.phases.iter();
        let traces = phases
            .filter(|phase| phase.action == *action)
            .flat_map(|phase| &phase.trace)
            .filter(|of| of.policy == text.policy)
            .flat_map(|of| &of.statements);
        let mut own = traces.filter(|of| of.statement == text.statement);
        own.any(|of| of.truth == Truth::True)
    };
    let actions = Action::ALL
        .into_iter()
        .filter(|action| asked.counts(*action));
    let actions: Vec<Action> = actions.filter(applies).collect();
    let mut found = Vec::new();
    if actions.is_empty() {
        return found;
    }
    if let Some(edits) = text.remove_actions(&actions) {
        let names = actions.iter().map(|action| action.name().to_owned());
        found.push(Candidate::of(
            RepairKind::RemoveAction,
            names.collect(),
            text,
            edits,
        ));
    }
    if let Some((list, index)) = text.list()
        && list.elements().len() > 1
    {
        let edits = text.editor().remove_elements(list, &[index]);
        let made =
            edits.map(|edits| Candidate::of(RepairKind::DropStatement, Vec::new(), text, edits));
        found.extend(made);
    }
    found
}

/// Denies the VPC of the sign-in in all Regions but those in which the networks of the case
/// have it. Whom the first statement with an exclusion excludes, this one does.
fn pinned(asked: &Asked<'_>) -> Option<Candidate> {
    let Network::Endpoint { vpc: Some(vpc), .. } = asked.network() else {
        return None;
    };
    let networks = asked.file().networks.iter();
    let own = networks.filter(|network| network.vpc.as_ref() == Some(vpc));
    let mut regions: Vec<String> = Vec::new();
    for region in own.filter_map(|network| network.regions.as_ref()).flatten() {
        if !regions.contains(region) {
            regions.push(region.clone());
        }
    }
    if regions.is_empty()
        || regions
            .iter()
            .any(|region| region == asked.request.region())
    {
        return None;
    }
    let policies = asked.authorizer.policies().enumerate();
    let mut policies = policies.filter(|(_, attached)| {
        matches!(
            attached.layer,
            Layer::ResourceBased | Layer::ResourceControl
        )
    });
    let (policy, text) = policies.find_map(|(policy, attached)| {
        let statements = 0..attached.policy.statements.len();
        let mut texts = statements.filter_map(|index| asked.in_text(policy, index));
        let text = texts.find(|text| text.typed.effect == Some(Effect::Deny))?;
        Some((policy, text))
    })?;
    let attached = asked.authorizer.policies().nth(policy)?;
    let statements = 0..attached.policy.statements.len();
    let excluded = statements.filter_map(|index| asked.in_text(policy, index));
    let excluded = excluded.flat_map(|text| {
        let keys = ["signin:PrincipalArn", "aws:PrincipalArn"].into_iter();
        let tests = keys.flat_map(move |key| text.tests_of(key, true).collect::<Vec<_>>());
        tests
            .flat_map(|(_, _, test)| &test.values)
            .collect::<Vec<_>>()
    });
    let mut principals: Vec<String> = Vec::new();
    for arn in excluded.map(|value| value.value.to_string()) {
        if !principals.contains(&arn) {
            principals.push(arn);
        }
    }
    let text_of = |text: &str| New::Text(text.to_owned());
    let member = |name: &str, value: New| (name.to_owned(), value);
    let mut condition = vec![
        member(
            "StringEquals",
            New::Object(vec![member("aws:SourceVpc", text_of(vpc))]),
        ),
        member(
            "StringNotEquals",
            New::Object(vec![member(
                "aws:RequestedRegion",
                New::one_or_many(&regions),
            )]),
        ),
    ];
    if !principals.is_empty() {
        let arns = New::one_or_many(&principals);
        let keys = ["signin:PrincipalArn", "aws:PrincipalArn"];
        let tests = keys.map(|key| member(key, arns.clone())).to_vec();
        condition.push(member("ArnNotLike", New::Object(tests)));
    }
    let actions: Vec<String> = Action::NAMES.map(str::to_owned).to_vec();
    let statement = New::Object(vec![
        member("Effect", text_of("Deny")),
        member("Principal", text_of("*")),
        member("Action", New::one_or_many(&actions)),
        member("Resource", text_of("*")),
        member("Condition", New::Object(condition)),
    ]);
    let (list, _) = text.list()?;
    let edit = text.editor().push(list, &statement)?;
    let mut candidate = Candidate::of(RepairKind::PinRegion, regions, &text, vec![edit]);
    if let Some(step) = candidate.steps.first_mut() {
        step.values.insert(0, vpc.clone());
    }
    Some(candidate)
}

//! What is to be done between two states.

use vestibule_signin::Layer;
use vestibule_wire::{AuthorizationTargets, CaseFile, ConsoleAuthorization, Finding};

use super::state::Settings;
use super::statements::Listed;
use super::steps::{self, Attached, Change, Steps, Target};
use super::{refused, search};

/// The settings of both states. Where neither tells the targets, the account is the one.
pub(super) fn settings(from: &CaseFile, to: &CaseFile, listed: Option<&Listed>) -> [Settings; 2] {
    let told = |file: &CaseFile| {
        let account = file.account.as_ref();
        account.and_then(|account| account.console_authorization)
    };
    let by_target = [from, to]
        .iter()
        .any(|file| matches!(told(file), Some(ConsoleAuthorization::ByTarget(_))));
    let current = listed.map(|listed| &listed.current);
    let wanted = listed.map(|listed| &listed.wanted);
    [(from, current), (to, wanted)].map(|(file, statements)| {
        let targets = match told(file).unwrap_or(ConsoleAuthorization::Both(true)) {
            ConsoleAuthorization::ByTarget(targets) => targets,
            ConsoleAuthorization::Both(on) => AuthorizationTargets {
                account: on,
                organization: on && by_target,
            },
        };
        Settings {
            attached: Attached::of(file),
            targets,
            statements: statements.cloned(),
        }
    })
}

/// The steps from one state to another; `calls` are those on permission statements.
pub(super) fn steps(
    start: &Settings,
    end: &Settings,
    to: &CaseFile,
    stages: &[String],
    calls: Vec<Change>,
) -> Result<Steps, Box<Finding>> {
    let account = to.account.as_ref();
    let organization = account.and_then(|account| account.organization.as_ref());
    let path = organization.and_then(|organization| organization.path.as_deref());
    let mut changes = calls;
    let mut chains = Vec::new();
    for (key, text) in &end.attached.texts {
        let before = start.attached.texts.get(key);
        let layer = if key.0 == 0 {
            Layer::ResourceControl
        } else {
            Layer::ServiceControl
        };
        let name = (layer, key.1.clone());
        if before.is_some_and(|before| before != text) {
            changes.push(Change::Update(name));
        }
    }
    for at in &end.attached.at {
        let (layer, policy, node) = at;
        if start.attached.at.contains(at) {
            continue;
        }
        let name = (*layer, policy.clone());
        let last = Change::Attach(name.clone(), node.clone());
        let mut chain = Vec::new();
        let mut gone = Vec::new();
        for stage in steps::stages_of(node.as_deref(), stages, path) {
            let node = Some(stage.to_owned());
            let stage = (*layer, policy.clone(), node.clone());
            if start.attached.at.contains(&stage) || end.attached.at.contains(&stage) {
                continue;
            }
            let attach = Change::Attach(name.clone(), node.clone());
            if !changes.contains(&attach) {
                changes.push(attach.clone());
            }
            chain.push(attach);
            gone.push(Change::Detach(name.clone(), node));
        }
        chain.push(last.clone());
        changes.push(last.clone());
        for detach in gone {
            chains.push(vec![last.clone(), detach.clone()]);
            if !changes.contains(&detach) {
                changes.push(detach);
            }
        }
        chains.push(chain);
    }
    for at in &start.attached.at {
        if !end.attached.at.contains(at) {
            let (layer, policy, node) = at;
            let detach = Change::Detach((*layer, policy.clone()), node.clone());
            if !changes.contains(&detach) {
                changes.push(detach);
            }
        }
    }
    changes.extend(start.attached.full_access_changes(&end.attached));
    for (target, before, behind) in [
        (Target::Account, start.targets.account, end.targets.account),
        (
            Target::Organization,
            start.targets.organization,
            end.targets.organization,
        ),
    ] {
        match (before, behind) {
            (false, true) => changes.push(Change::Enable(target)),
            (true, false) => changes.push(Change::Disable(target)),
            _ => {}
        }
    }
    if changes.len() > search::STEPS {
        return Err(refused::too_many(changes.len()));
    }
    Ok(Steps::of(changes, &chains))
}

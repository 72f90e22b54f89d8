//! What holds in a state between the current one and the wanted one.

use vestibule_signin::Assumption;
use vestibule_signin::control_plane::PermissionStatement;
use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::sort;
use vestibule_wire::{
    Account, AuthorizationTargets, Case, CaseFile, ConsoleAuthorization, DocumentText, Finding,
    Guarantee, GuaranteeInState, GuaranteeVerdict, Lockout, NoFiles, NodePolicy, RequestInState,
    RolloutReading, RolloutState, WayIn,
};

use super::statements;
use super::steps::{Attached, Change, Target, number};
use crate::words::is_among;
use crate::{lockout, prove_all, recovery, words};

/// Policies and switches of a state.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    pub(super) attached: Attached,
    pub(super) targets: AuthorizationTargets,
    /// The permission statements; `None` where the resource-based policy stays as it is.
    pub(super) statements: Option<Vec<PermissionStatement>>,
}

impl Settings {
    /// What a step makes of them; `wanted` has the texts of policies that are attached.
    pub(super) fn apply(&mut self, change: &Change, wanted: &Self) {
        if self.attached.change_full_access(change) {
            return;
        }
        match change {
            Change::Attach((layer, name), node) => {
                let key = (number(*layer), name.clone());
                if let Some(text) = wanted.attached.texts.get(&key) {
                    self.attached
                        .texts
                        .entry(key)
                        .or_insert_with(|| text.clone());
                }
                let at = (*layer, name.clone(), node.clone());
                if !self.attached.at.contains(&at) {
                    self.attached.at.push(at);
                }
            }
            Change::Update((layer, name)) => {
                let key = (number(*layer), name.clone());
                if let Some(text) = wanted.attached.texts.get(&key) {
                    self.attached.texts.insert(key, text.clone());
                }
            }
            Change::Detach((layer, name), node) => {
                let gone = (*layer, name.clone(), node.clone());
                self.attached.at.retain(|at| *at != gone);
            }
            Change::Put(statement) => {
                let statements = self.statements.get_or_insert_default();
                statements.push(statement.clone());
            }
            Change::Delete(statement) => {
                let statements = self.statements.get_or_insert_default();
                if let Some(at) = statements.iter().position(|one| one == statement) {
                    statements.remove(at);
                }
            }
            Change::Enable(target) => self.switch(*target, true),
            Change::Disable(target) => self.switch(*target, false),
        }
    }

    fn switch(&mut self, target: Target, on: bool) {
        match target {
            Target::Account => self.targets.account = on,
            Target::Organization => self.targets.organization = on,
        }
    }

    pub(super) fn is_enforced(&self) -> bool {
        self.targets.account || self.targets.organization
    }

    /// The permission statements, where they are planned.
    pub(super) fn listed(&self) -> &[PermissionStatement] {
        self.statements.as_deref().unwrap_or_default()
    }

    /// Whether AWS evaluates several statements, of which it does not say how it combines them.
    fn has_two_readings(&self, wanted: &CaseFile) -> bool {
        let told = wanted.policies.permission_statements.iter();
        let mut says: Vec<PermissionStatement> = match &self.statements {
            Some(statements) => statements.clone(),
            None => told
                .map(|one| PermissionStatement {
                    client_token: None,
                    ..one.into()
                })
                .collect(),
        };
        sort::by(&mut says, Ord::cmp);
        says.dedup();
        self.is_enforced() && says.len() > 1
    }

    /// The case file of this state: all else is as wanted.
    fn file(&self, wanted: &CaseFile) -> CaseFile {
        let mut file = wanted.clone();
        let account = file.account.get_or_insert_with(Account::default);
        account.console_authorization = Some(ConsoleAuthorization::ByTarget(self.targets));
        file.policies.resource_control.clear();
        file.policies.service_control = self.attached.full_access_told();
        for (layer, name, node) in &self.attached.at {
            let Some(text) = self.attached.text(*layer, name) else {
                continue;
            };
            let policy = NodePolicy {
                name: Some(name.clone()),
                attached_to: node.clone(),
                document: DocumentText::new(text.clone()),
            };
            if number(*layer) == 0 {
                file.policies.resource_control.push(policy);
            } else {
                file.policies.service_control.push(policy);
            }
        }
        if let Some(statements) = &self.statements {
            statements::write(statements, &mut file);
        }
        file
    }
}

/// What holds in a state.
pub(super) struct Looked {
    pub(super) lockout: Lockout,
    /// What `lockout` found, in a sentence.
    pub(super) locked_out: Message,
    pub(super) told: RolloutState,
    /// What holds by the other reading of several statements, where there is one.
    pub(super) otherwise: Option<Box<Looked>>,
}

impl Looked {
    /// What holds by the other reading, which may be the same.
    fn by_other_reading(&self) -> &Self {
        self.otherwise.as_deref().unwrap_or(self)
    }
}

/// Looks at a state, by both readings of several statements.
pub(super) fn look(
    settings: &Settings,
    wanted: &CaseFile,
    held: &[Guarantee],
    today: Option<&str>,
) -> Result<Looked, Box<Finding>> {
    let mut file = settings.file(wanted);
    let mut looked = of_case(&Case::new(file.clone(), &NoFiles), held, today)?;
    if settings.has_two_readings(wanted) {
        let is_ours = !reads_apart(&file);
        let id = Assumption::J1.to_string();
        file.assumptions.0.retain(|(of, _)| *of != id);
        file.assumptions.0.push((id.clone(), is_ours));
        let other = of_case(&Case::new(file, &NoFiles), held, today)?;
        let told = &other.told;
        looked.told.other_reading = Some(RolloutReading {
            assumption: id,
            merged: !is_ours,
            differs: *told != looked.told,
            lockout: told.lockout,
            locked_out: told.locked_out.clone(),
            way_back: told.way_back,
            guarantees: told.guarantees.clone(),
            requests: told.requests.clone(),
        });
        looked.otherwise = Some(Box::new(other));
    }
    Ok(looked)
}

/// Whether a case reads several statements as denying each by itself.
fn reads_apart(file: &CaseFile) -> bool {
    let id = Assumption::J1.to_string();
    let mut told = file.assumptions.iter().filter(|(of, _)| *of == id);
    told.next().is_none_or(|(_, is_ours)| *is_ours)
}

fn of_case(case: &Case, held: &[Guarantee], today: Option<&str>) -> Result<Looked, Box<Finding>> {
    let lockout = lockout(case)?;
    let proofs = if held.is_empty() {
        Vec::new()
    } else {
        prove_all(case, held, today)?
    };
    let guarantees = proofs.iter().map(|proof| GuaranteeInState {
        name: proof.guarantee.clone(),
        verdict: proof.verdict,
    });
    let requests = case.names().iter().enumerate();
    let requests = requests.filter_map(|(index, name)| {
        Some(RequestInState {
            name: name.clone(),
            outcome: case.outcome(index)?,
        })
    });
    let locked_out = words::summary(
        lockout.verdict,
        &lockout.principals,
        !case.file().networks.is_empty(),
    );
    let told = RolloutState {
        lockout: lockout.verdict,
        locked_out: locked_out.plain(),
        way_back: recovery(case, today)?.answer.verdict,
        guarantees: guarantees.collect(),
        requests: requests.collect(),
        other_reading: None,
    };
    Ok(Looked {
        lockout,
        locked_out,
        told,
        otherwise: None,
    })
}

/// What a step breaks: guarantees that hold before it and not behind it, and principals that
/// have a way in before it and in the wanted state, and none behind it.
pub(super) fn broken(before: &Looked, behind: &Looked, wanted: &Looked) -> Broken {
    let held = before.told.guarantees.iter().zip(&behind.told.guarantees);
    let guarantees = held
        .filter(|(before, behind)| {
            before.verdict == GuaranteeVerdict::Holds && behind.verdict != GuaranteeVerdict::Holds
        })
        .map(|(before, _)| before.name.clone());
    let passes = |looked: &Looked, arn: &str| {
        let all = looked.lockout.principals.iter();
        let mut own = all.filter(|access| is_among(&access.principal, arn));
        own.next()
            .is_some_and(|access| access.verdict == WayIn::Passes)
    };
    let people = [before, wanted].into_iter().flat_map(|looked| {
        let all = looked.lockout.principals.iter();
        all.map(|access| &access.witness.principal)
    });
    let mut principals: Vec<String> = Vec::new();
    for arn in people {
        if passes(before, arn)
            && passes(wanted, arn)
            && !passes(behind, arn)
            && !principals.contains(arn)
        {
            principals.push(arn.clone());
        }
    }
    Broken {
        guarantees: guarantees.collect(),
        principals,
    }
}

/// What a step breaks by the other reading of several statements.
pub(super) fn broken_otherwise(before: &Looked, behind: &Looked, wanted: &Looked) -> Broken {
    let [before, behind, wanted] = [before, behind, wanted].map(Looked::by_other_reading);
    broken(before, behind, wanted)
}

/// Whether a request comes to something else than it comes to before the first step and behind
/// the last, where that is the same.
pub(super) fn moves_a_request(first: &Looked, between: &Looked, wanted: &Looked) -> bool {
    let ends = first.told.requests.iter().zip(&wanted.told.requests);
    let mut all = ends.zip(&between.told.requests);
    all.any(|((first, last), between)| {
        first.outcome == last.outcome && between.outcome != last.outcome
    })
}

/// What a step breaks.
#[derive(Default)]
pub(super) struct Broken {
    pub(super) guarantees: Vec<String>,
    pub(super) principals: Vec<String>,
}

impl Broken {
    pub(super) fn is_nothing(&self) -> bool {
        self.guarantees.is_empty() && self.principals.is_empty()
    }
}

//! Which doors the policies of a case stop, and at which layers.

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{
    AnyCase, Case, DoorKind, Entry, Finding, Layer, Outcome, Pattern, PrincipalKind, PrincipalSet,
    Region, Request,
};

use crate::words::{Line, all_of, is_among, kind_of, single};
use crate::{access_map, account_and_partition, reasons};

/// So many patterns of a region are looked at for a principal that belongs to it.
const PATTERNS: usize = 50;

/// What the policies of a case do to the sign-ins to the console by a door.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Whose door.
    pub door: DoorKind,
    /// Denied where some sign-in is denied, allowed where none is, unknown where that depends on
    /// what is not known.
    pub outcome: Outcome,
    /// The layers at which sign-ins were found to be denied.
    pub layers: Vec<Layer>,
    /// The answer in words.
    pub line: Line,
}

/// Which doors the policies of a case stop. A door that sign-in policies do not gate has no
/// answer.
///
/// # Errors
/// Why there is no answer, when the account is not told or the policies are too large.
pub fn gates(case: &Case, doors: &[DoorKind]) -> Result<Vec<Gate>, Box<Finding>> {
    let map = access_map(case)?;
    let (account, partition) = account_and_partition(case)?;
    let stopped = |region: &&Region| {
        let entries = region.place.entry.as_ref();
        region.outcome != Outcome::Allowed
            && entries.is_none_or(|entries| entries.contains(&Entry::Console))
    };
    let regions: Vec<&Region> = map.chain.iter().filter(stopped).collect();
    let gated = doors.iter().filter(|door| !kinds(**door).is_empty());
    let gate = |door: &DoorKind| {
        if *door == DoorKind::IdentityCenter && case.file().identity_center() == Some(false) {
            let line = Line::of(message!("IAM Identity Center is not used in this account"));
            return gate_of(*door, Found::default(), Some(line));
        }
        let mut found = Found::default();
        for kind in kinds(*door) {
            for region in &regions {
                found.look(case, region, *kind, &account, &partition);
            }
        }
        gate_of(*door, found, None)
    };
    Ok(gated.map(gate).collect())
}

/// The kinds of principals that sign in by a door.
const fn kinds(door: DoorKind) -> &'static [PrincipalKind] {
    match door {
        DoorKind::Root => &[PrincipalKind::Root],
        DoorKind::IamUser => &[PrincipalKind::User],
        DoorKind::IdentityCenter => &[PrincipalKind::IdentityCenterRole],
        DoorKind::Federated => &[PrincipalKind::Role, PrincipalKind::FederatedUser],
        DoorKind::BuilderId | DoorKind::ControlPlane => &[],
    }
}

fn gate_of(door: DoorKind, found: Found, instead: Option<Line>) -> Gate {
    let layers = found.layers;
    let outcome = match (found.is_denied, found.is_open) {
        (true, _) => Outcome::Denied,
        (false, true) => Outcome::Unknown,
        (false, false) => Outcome::Allowed,
    };
    let names = layers.iter().map(|layer| code(layer.name())).collect();
    let said = match outcome {
        Outcome::Denied if layers.is_empty() => {
            message!("the present policies stop some of these sign-ins")
        }
        Outcome::Denied => message!(
            "the present policies stop some of these sign-ins: {layers}",
            layers = all_of(names)
        ),
        Outcome::Unknown => {
            message!("whether the present policies stop some of these sign-ins is unknown")
        }
        Outcome::Allowed => message!("the present policies stop none of these sign-ins"),
    };
    Gate {
        door,
        outcome,
        layers,
        line: instead.unwrap_or_else(|| Line::of(said).outcome(outcome)),
    }
}

/// What was found of the sign-ins by a door.
#[derive(Default)]
struct Found {
    is_denied: bool,
    is_open: bool,
    layers: Vec<Layer>,
}

impl Found {
    /// Decides a sign-in of a region by a principal of that kind, if there is one.
    fn look(
        &mut self,
        case: &Case,
        region: &Region,
        kind: PrincipalKind,
        account: &str,
        partition: &str,
    ) {
        let any = PrincipalSet::default();
        let set = region.place.principal.as_ref().unwrap_or(&any);
        if set
            .kind
            .as_ref()
            .is_some_and(|kinds| !kinds.contains(&kind))
        {
            return;
        }
        let mut known = samples(region, set, kind, account, partition);
        known.retain(|arn| kind_of(arn) == kind && is_among(set, arn));
        let Some(principal) = known.into_iter().next() else {
            let within = set.within.as_deref();
            let is_named = within.is_some_and(|all| all.iter().all(|of| single(of).is_some()));
            // An account has one root user, and all principals that are named were tried.
            self.is_open |= kind != PrincipalKind::Root && !is_named;
            return;
        };
        // Each dimension of a region is free of the others, so this sign-in lies in it, too.
        let request = Request {
            principal,
            entry: Some(Entry::Console),
            ..region.witness.clone()
        };
        let decision = case.compiled().decide(&request).ok();
        let is_denied = decision
            .as_ref()
            .is_some_and(|of| of.outcome == Outcome::Denied);
        let Some(decision) = decision.filter(|_| is_denied) else {
            self.is_open = true;
            return;
        };
        self.is_denied = true;
        for by in reasons::of(&decision, None).decided_by {
            if !self.layers.contains(&by.layer) {
                self.layers.push(by.layer);
            }
        }
    }
}

/// Principals that may belong to a region.
fn samples(
    region: &Region,
    set: &PrincipalSet,
    kind: PrincipalKind,
    account: &str,
    partition: &str,
) -> Vec<String> {
    let name = match kind {
        PrincipalKind::Root => "root",
        PrincipalKind::User => "user/x",
        PrincipalKind::Role => "role/x",
        PrincipalKind::IdentityCenterRole => {
            "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x_0123456789abcdef"
        }
        PrincipalKind::FederatedUser => "federated-user/x",
    };
    let service = match kind {
        PrincipalKind::FederatedUser => "sts",
        _ => "iam",
    };
    let mut all = vec![region.witness.principal.clone()];
    all.push(format!("arn:{partition}:{service}::{account}:{name}"));
    let within = set.within.iter().flatten().take(PATTERNS);
    let texts = within.filter_map(|pattern| match pattern {
        Pattern::Exact(text) => {
            Some(single(pattern).unwrap_or_else(|| text.replace(['*', '?'], "x")))
        }
        Pattern::AnyCase(AnyCase { any_case }) => Some(any_case.clone()),
        Pattern::All(_) => None,
    });
    all.extend(texts);
    all
}

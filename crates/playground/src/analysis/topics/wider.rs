//! Guarantees about everybody who comes from a network, also in the Regions alone to which policies
//! pin its VPC or endpoint.

use vestibule_answers::prove_all;
use vestibule_wire::{
    Any, Case, CaseFile, Finding, Guarantee, GuaranteeVerdict, GuaranteedNetworks,
    GuaranteedOutcome, GuaranteedPrincipals, NoFiles, NotIn,
};

/// So many networks are looked at.
const NETWORKS: usize = 8;

/// Those of them that hold.
pub(super) fn of(file: &CaseFile) -> Result<Vec<Guarantee>, Box<Finding>> {
    let mut file = file.clone();
    file.guarantees.clear();
    let case = Case::new(file, &NoFiles);
    let Some(account) = vestibule_answers::account(&case) else {
        return Ok(Vec::new());
    };
    let named = case.compiled().named();
    let mut asked = Vec::new();
    for network in case.file().networks.iter().take(NETWORKS) {
        asked.push(everybody(&case, &account, &network.name, None));
        let pinned = named.pinned(network.vpc.as_deref(), network.endpoint.as_deref());
        if network.regions.is_none() && !pinned.is_empty() {
            let regions = Some(pinned.to_vec());
            asked.push(everybody(&case, &account, &network.name, regions));
        }
    }
    if asked.is_empty() {
        return Ok(asked);
    }
    let proofs = prove_all(&case, &asked, None)?;
    let held = asked
        .into_iter()
        .zip(proofs)
        .filter(|(_, proof)| proof.verdict == GuaranteeVerdict::Holds && !proof.vacuous);
    let mut held: Vec<Guarantee> = held.map(|(guarantee, _)| guarantee).collect();
    // What holds in every Region holds in some.
    let wide = held.clone();
    held.retain(|one| {
        let is_wider = |other: &Guarantee| other.regions.is_none() && other.from == one.from;
        one.regions.is_none() || !wide.iter().any(is_wider)
    });
    Ok(held)
}

/// Whether one of these says the same of more people.
pub(super) fn covers(wider: &[Guarantee], guarantee: &Guarantee) -> bool {
    let is_of_some = matches!(&guarantee.principals, GuaranteedPrincipals::In(of)
        if of.iter().all(|pattern| pattern.ends_with(":user/*")));
    is_of_some
        && wider
            .iter()
            .any(|one| one.regions.is_none() && one.from == guarantee.from)
}

/// That everybody gets in but those whom networks always keep out, the roles of IAM Identity
/// Center.
fn everybody(case: &Case, account: &str, network: &str, regions: Option<Vec<String>>) -> Guarantee {
    let is_all = case.file().identity_center() == Some(false);
    let (who, principals) = if is_all {
        ("everybody", GuaranteedPrincipals::Any(Any::Any))
    } else {
        let portal = format!("arn:aws:iam::{account}:role/aws-reserved/sso.amazonaws.com/*");
        let not_in = vec![portal];
        (
            "everybody but Identity Center roles",
            GuaranteedPrincipals::NotIn(NotIn { not_in }),
        )
    };
    let place = match &regions {
        Some(regions) => format!("{network} in {}", regions.join(", ")),
        None => network.to_owned(),
    };
    Guarantee {
        name: format!("{who} gets in from {place}"),
        principals,
        from: GuaranteedNetworks::In(vec![network.to_owned()]),
        outcome: GuaranteedOutcome::Allowed,
        holds: None,
        entry: None,
        regions,
        accounts: None,
        at: None,
        owner: None,
        reason: None,
        expires: None,
    }
}

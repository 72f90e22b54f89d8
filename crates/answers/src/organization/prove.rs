//! Whether guarantees hold in the accounts of an organization.

use vestibule_wire::{Finding, Guarantee, GuaranteeProof, GuaranteeVerdict};

use super::{Group, Groups};
use crate::{prove, question};

/// For each guarantee whether it holds in all accounts that it is about, as
/// [`crate::prove_all`] of one account. Where it does not, the region and the witness are of the
/// first group of accounts in which it fails, or of which that is not known.
pub(crate) fn of_groups(
    groups: &Groups<'_>,
    told: &[Guarantee],
    today: Option<&str>,
) -> Result<Vec<GuaranteeProof>, Box<Finding>> {
    let mut all: Vec<GuaranteeProof> = told
        .iter()
        .enumerate()
        .map(|(number, told)| GuaranteeProof {
            not_in_use: groups.left_out(number),
            ..prove::about_nobody(told, today)
        })
        .collect();
    for group in &groups.groups {
        let is_asked = |number: &usize| group.is_asked.get(*number) == Some(&true);
        let numbers: Vec<usize> = (0..told.len()).filter(is_asked).collect();
        let own = numbers.iter().filter_map(|number| told.get(*number));
        let own: Vec<Guarantee> = own
            .map(|told| Guarantee {
                accounts: None,
                ..told.clone()
            })
            .collect();
        if own.is_empty() {
            continue;
        }
        let proofs = {
            let case = groups.case_of(group)?;
            let question = question::in_partition(&case, groups.partition.as_deref())?;
            prove::of_question(&case, &question, &own, today)?
        };
        for (number, proof) in numbers.into_iter().zip(proofs) {
            if let Some(so_far) = all.get_mut(number) {
                add(so_far, proof, group);
            }
        }
    }
    Ok(all)
}

/// Takes a proof for a group of accounts into that for all of them.
fn add(so_far: &mut GuaranteeProof, mut proof: GuaranteeProof, group: &Group) {
    let mut fails_in = std::mem::take(&mut so_far.fails_in);
    let mut unknown_in = std::mem::take(&mut so_far.unknown_in);
    let not_in_use = std::mem::take(&mut so_far.not_in_use);
    let vacuous = so_far.vacuous && proof.vacuous;
    match proof.verdict {
        GuaranteeVerdict::Holds => {}
        GuaranteeVerdict::Fails => fails_in.extend(group.accounts.0.iter().cloned()),
        GuaranteeVerdict::Unknown => unknown_in.extend(group.accounts.0.iter().cloned()),
    }
    if rank(proof.verdict) > rank(so_far.verdict) {
        if let Some(place) = &mut proof.place {
            group.accounts.widen(place);
        }
        *so_far = proof;
    }
    so_far.vacuous = vacuous;
    so_far.not_in_use = not_in_use;
    so_far.fails_in = fails_in;
    so_far.unknown_in = unknown_in;
}

/// How much a verdict of one account says of all.
fn rank(verdict: GuaranteeVerdict) -> u8 {
    match verdict {
        GuaranteeVerdict::Holds => 0,
        GuaranteeVerdict::Unknown => 1,
        GuaranteeVerdict::Fails => 2,
    }
}

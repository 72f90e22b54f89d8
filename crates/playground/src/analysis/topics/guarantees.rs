//! What becomes of the guarantees, and what else holds that may be declared.

use vestibule_answers::{declarable, prove_all, words};
use vestibule_l10n::Text;
use vestibule_wire::{
    Case, CaseFile, Finding, Guarantee, GuaranteeProof, NamedNetwork, Outcome, Perimeter,
};

use super::super::answer::Line;
use super::super::engine::{Room, line, sentence};
use super::wider;
use super::{Declared, GuaranteesTold, ProofTold, Suggested};

/// So many are suggested at the most.
const SUGGESTED: usize = 8;

pub(super) fn told(
    text: &Text,
    case: &Case,
    today: Option<&str>,
) -> Result<GuaranteesTold, Box<Finding>> {
    let held = case.file().held();
    let proofs = if held.is_empty() {
        Vec::new()
    } else {
        prove_all(case, &held, today)?
    };
    let mut room = Room::default();
    let proof = |(proof, told): (&GuaranteeProof, &Guarantee)| ProofTold {
        name: proof.guarantee.clone().into(),
        verdict: proof.verdict,
        says: sentence(text, words::guaranteed(told)),
        why: room.lines(text, words::why_not(proof, told, &|_| None)),
    };
    let proofs = proofs.iter().zip(&held).map(proof).collect();
    let is_declared = |finding: &&Finding| {
        let path = finding.path.as_deref().unwrap_or_default();
        let declared = ["guarantees", "networks", "perimeter"];
        declared.iter().any(|member| path.starts_with(member))
    };
    let wrong = case.findings().iter().filter(is_declared);
    Ok(GuaranteesTold {
        proofs,
        problems: wrong
            .map(|finding| Line {
                outcome: Some(Outcome::Unknown),
                ..sentence(text, line(finding.message.clone()))
            })
            .collect(),
        // What cannot be suggested hides nothing that was declared.
        suggested: match case.organization() {
            Some(_) => Vec::new(),
            None => suggested(text, case.file()).unwrap_or_default(),
        },
    })
}

/// What holds today and is not declared.
fn suggested(text: &Text, file: &CaseFile) -> Result<Vec<Suggested>, Box<Finding>> {
    let mut draft = declarable(file)?.file;
    let wider = wider::of(&draft)?;
    // Where more hold, nothing is to be said of users alone.
    draft
        .guarantees
        .retain(|guarantee| !wider::covers(&wider, guarantee));
    draft.guarantees.splice(0..0, wider);
    let networks = if file.networks.is_empty() {
        draft.networks.clone()
    } else {
        Vec::new()
    };
    let is_new = |guarantee: &&Guarantee| {
        let mut known = file.guarantees.iter();
        !known.any(|known| says_the_same(known, guarantee))
    };
    let suggest = |what: Declared, written: &Guarantee| Suggested {
        says: sentence(text, words::guaranteed(written)),
        networks: spoken_of(&networks, written),
        what,
    };
    let guarantees = draft.guarantees.iter().filter(is_new);
    let mut all: Vec<Suggested> = guarantees
        .map(|guarantee| suggest(Declared::Guarantee(unconfirmed(guarantee)), guarantee))
        .collect();
    if let Some(perimeter) = draft.perimeter.filter(|_| file.perimeter.is_none()) {
        let written = perimeter.guarantee(&draft.networks);
        let perimeter = Perimeter {
            reason: None,
            ..perimeter
        };
        all.insert(0, suggest(Declared::Perimeter(perimeter), &written));
    }
    all.truncate(SUGGESTED);
    Ok(all)
}

/// Whoever adds it has confirmed it.
fn unconfirmed(guarantee: &Guarantee) -> Guarantee {
    Guarantee {
        reason: None,
        ..guarantee.clone()
    }
}

/// Whether both are about the same sign-ins and want the same of them.
fn says_the_same(one: &Guarantee, other: &Guarantee) -> bool {
    let bare = |guarantee: &Guarantee| Guarantee {
        name: String::new(),
        owner: None,
        reason: None,
        expires: None,
        holds: Some(guarantee.holds.unwrap_or_default()),
        ..guarantee.clone()
    };
    bare(one) == bare(other)
}

/// The networks that a guarantee speaks of: all of them, unless it names none.
fn spoken_of(networks: &[NamedNetwork], guarantee: &Guarantee) -> Vec<NamedNetwork> {
    use vestibule_wire::{GuaranteedNetworks, NetworksWord};
    match &guarantee.from {
        GuaranteedNetworks::Word(NetworksWord::Anywhere) => Vec::new(),
        // The others are named by what is left out, or by all.
        GuaranteedNetworks::Word(NetworksWord::Networks) | GuaranteedNetworks::NotIn(_) => {
            networks.to_vec()
        }
        GuaranteedNetworks::In(names) => {
            let own = networks.iter();
            own.filter(|network| names.contains(&network.name))
                .cloned()
                .collect()
        }
    }
}

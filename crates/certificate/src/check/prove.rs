//! Whether guarantees hold.

use vestibule_iam::wildcard::Pattern as PolicyPattern;
use vestibule_signin::{Action, Entry};
use vestibule_syntax::message;
use vestibule_wire::{
    CertifiedProofs, Finding, Guarantee, GuaranteeProof, GuaranteeVerdict, GuaranteedNetworks,
    GuaranteedOutcome, GuaranteedPrincipals, Holds, NetworksWord, Outcome, Perimeter,
};

use super::block::{Block, Cuboid};
use super::claim::{self, ANY_DENIED};
use super::decide::{both, meet, other_than, without};
use super::lockout::{network, these};
use super::map::{contradictory, place};
use super::masks::{ALLOWED, ANY_FATE, Fates, UNKNOWN};
use super::witness::{Witnesses, at, reasons};
use super::{Counted, Held};
use crate::pattern::Pattern;
use crate::place::{AllOf, Place, Texts};
use crate::said;
use crate::space::{Space, TooLarge};

pub(super) fn check(
    held: &Held<'_>,
    proofs: &CertifiedProofs,
    counted: &mut Counted,
) -> Result<(), Box<Finding>> {
    let file = held.case.file();
    let mut all = file.held();
    if proofs.perimeter && file.perimeter.is_none() {
        all.push(Perimeter::default().guarantee(&file.networks));
    }
    let names = all.iter().map(|told| &told.name);
    if !names.eq(proofs.guarantees.iter().map(|proof| &proof.guarantee)) {
        let message = message!("the guarantees are not those of the case file");
        return Err(said::false_claim(message));
    }
    let networks: Vec<Place> = file.networks.iter().map(network).collect();
    let asked: Vec<Place> = all.iter().map(asked).collect();
    let mut found = Vec::new();
    for (index, proof) in proofs.guarantees.iter().enumerate() {
        let region = proof.place.as_ref();
        found.push(
            region
                .map(|region| place(region, &name(index)))
                .transpose()?,
        );
    }
    let places = networks.iter().chain(&asked).chain(found.iter().flatten());
    let (space, blocks) = held.space(&places.cloned().collect::<Vec<Place>>(), counted)?;
    let witnesses = Witnesses::new(held, &space);
    for (index, (told, proof)) in all.iter().zip(&proofs.guarantees).enumerate() {
        let (Some(asked), Some(found)) = (asked.get(index), found.get(index)) else {
            continue;
        };
        let checked = One {
            held,
            space: &space,
            blocks: &blocks,
            networks: &networks,
            told,
            asked,
            name: name(index),
        };
        counted.claims += 1;
        counted.open += usize::from(proof.verdict == GuaranteeVerdict::Unknown);
        checked.check(proof, found.as_ref(), &witnesses, counted)?;
        let expired = told.expires.as_ref().zip(proofs.today.as_ref());
        if proof.expired != expired.map(|(last, today)| last < today) {
            return Err(contradictory(&name(index)));
        }
    }
    Ok(())
}

fn name(index: usize) -> String {
    format!("guarantees[{index}]")
}

/// What a guarantee is about, but for the networks.
fn asked(told: &Guarantee) -> Place {
    let patterns = |all: &[String]| -> Vec<AllOf> {
        let pattern =
            |text: &String| vec![Pattern::of_elements(&PolicyPattern::new(text).elements())];
        all.iter().map(pattern).collect()
    };
    let entries = match &told.entry {
        Some(entries) => entries.iter().map(|entry| (*entry).into()).collect(),
        None => vec![Entry::Console],
    };
    Place {
        entries: Some(entries),
        region: these(told.regions.as_deref()),
        arns: match &told.principals {
            GuaranteedPrincipals::Any(_) => Texts::default(),
            GuaranteedPrincipals::In(within) => Texts {
                within: Some(patterns(within)),
                without: Vec::new(),
            },
            GuaranteedPrincipals::NotIn(but) => Texts {
                within: None,
                without: patterns(&but.not_in),
            },
        },
        ..Place::default()
    }
}

/// One guarantee.
struct One<'g, 'c> {
    held: &'g Held<'c>,
    space: &'g Space,
    blocks: &'g [Block],
    /// Those of the case file, in order.
    networks: &'g [Place],
    told: &'g Guarantee,
    asked: &'g Place,
    name: String,
}

impl One<'_, '_> {
    /// The sign-ins of a block that the guarantee is about, in sets.
    fn of_block(&self, block: &Block, counted: &mut Counted) -> Result<Vec<Cuboid>, Box<Finding>> {
        let account = &self.held.home.account;
        let is_of_account = self
            .told
            .accounts
            .as_ref()
            .is_none_or(|all| all.contains(account));
        let Some(asked) = block
            .within(self.space, self.asked)
            .filter(|_| is_of_account)
        else {
            return Ok(Vec::new());
        };
        let named = |names: Option<&[String]>| -> Vec<Cuboid> {
            let declared = self.held.case.file().networks.iter().zip(self.networks);
            let named =
                declared.filter(|(told, _)| names.is_none_or(|names| names.contains(&told.name)));
            named
                .filter_map(|(_, place)| block.within(self.space, place))
                .collect()
        };
        let within = |all: Vec<Cuboid>| {
            let met = all
                .into_iter()
                .filter(|of_network| meet(&asked, of_network));
            met.map(|of_network| both(&asked, &of_network)).collect()
        };
        Ok(match &self.told.from {
            GuaranteedNetworks::Word(NetworksWord::Anywhere) => vec![asked],
            GuaranteedNetworks::Word(NetworksWord::Networks) => within(named(None)),
            GuaranteedNetworks::In(names) => within(named(Some(names))),
            GuaranteedNetworks::NotIn(but) => {
                without(&asked, &named(Some(&but.not_in)), &mut counted.steps)?
            }
        })
    }

    fn actions(&self) -> Vec<Action> {
        let action = self.told.at.as_deref().and_then(Action::from_name);
        action.map_or_else(|| Action::ALL.to_vec(), |action| vec![action])
    }

    /// What sign-ins are to come to, and what breaks the guarantee.
    fn fates(&self) -> (Fates, Fates) {
        match self.told.outcome {
            GuaranteedOutcome::Allowed => (ALLOWED, ANY_DENIED),
            GuaranteedOutcome::Denied => (ANY_DENIED, ALLOWED),
        }
    }

    fn check(
        &self,
        proof: &GuaranteeProof,
        found: Option<&Place>,
        witnesses: &Witnesses<'_, '_>,
        counted: &mut Counted,
    ) -> Result<(), Box<Finding>> {
        let mut sets = Vec::new();
        for block in self.blocks {
            sets.push((block, self.of_block(block, counted)?));
        }
        let is_vacuous = sets.iter().all(|(_, sets)| sets.is_empty());
        let holds = proof.verdict == GuaranteeVerdict::Holds;
        if proof.vacuous != is_vacuous
            || holds != found.is_none()
            || holds != proof.witness.is_none()
        {
            return Err(contradictory(&self.name));
        }
        match self.told.holds.unwrap_or_default() {
            Holds::Always => self.always(proof, &sets, counted)?,
            Holds::Somewhere => self.somewhere(proof, &sets, found, counted)?,
        }
        let told = (
            &proof.outcome,
            &proof.denied_at,
            &proof.decided_by,
            &proof.depends_on,
        );
        match (found, &proof.witness) {
            (Some(place), Some(witness)) => {
                counted.witnesses += 1;
                self.witness(proof, place, witness, witnesses)?;
            }
            _ if told == (&None, &None, &Vec::new(), &None) => {}
            _ => return Err(contradictory(&self.name)),
        }
        match (self.told.holds.unwrap_or_default(), found) {
            (Holds::Always, Some(place)) => self.alike(proof, &sets, place, counted),
            _ => Ok(()),
        }
    }

    /// Holds the verdict on every sign-in.
    fn always(
        &self,
        proof: &GuaranteeProof,
        sets: &[(&Block, Vec<Cuboid>)],
        counted: &mut Counted,
    ) -> Result<(), Box<Finding>> {
        let (good, bad) = self.fates();
        let claimed = match proof.verdict {
            GuaranteeVerdict::Holds => good,
            // The witness and its region show it.
            GuaranteeVerdict::Fails => return Ok(()),
            // None of them breaks it for certain.
            GuaranteeVerdict::Unknown => ANY_FATE & !bad,
        };
        let (mut is_open, mut example) = (false, None);
        for (block, sets) in sets {
            for set in sets {
                let other = self.other(block, set.clone(), claimed, counted)?;
                let Some(other) = other else { continue };
                let some = block.some(self.space, &other.cuboid).ok_or(TooLarge)?;
                if other.fates & claimed == 0 {
                    return Err(said::outcome(&self.name, &some));
                }
                is_open = true;
                example.get_or_insert(some);
            }
        }
        match example {
            Some(example) if is_open && proof.verdict == GuaranteeVerdict::Holds => {
                Err(said::open(&self.name, &example))
            }
            _ => Ok(()),
        }
    }

    /// The region that was found is of sign-ins that the guarantee is about, and all of them
    /// come to what is said.
    fn alike(
        &self,
        proof: &GuaranteeProof,
        sets: &[(&Block, Vec<Cuboid>)],
        place: &Place,
        counted: &mut Counted,
    ) -> Result<(), Box<Finding>> {
        let claimed = match (proof.outcome, proof.denied_at) {
            (Some(Outcome::Denied), None) => ANY_DENIED,
            (Some(outcome), denied_at) => {
                claim::fates(outcome, denied_at, false).ok_or_else(|| contradictory(&self.name))?
            }
            (None, _) => return Err(contradictory(&self.name)),
        };
        for (block, sets) in sets {
            let Some(cuboid) = block.within(self.space, place) else {
                continue;
            };
            let outside = without(&cuboid, sets, &mut counted.steps)?;
            if let Some(outside) = outside.first() {
                let example = block.some(self.space, outside).ok_or(TooLarge)?;
                return Err(said::outcome(&self.name, &example));
            }
            let other = self.other(block, cuboid, claimed, counted)?;
            if let Some(other) = other {
                let example = block.some(self.space, &other.cuboid).ok_or(TooLarge)?;
                if other.fates & claimed == 0 {
                    return Err(said::outcome(&self.name, &example));
                }
                // What is not known may be so because it is not told apart.
                if claimed != UNKNOWN {
                    return Err(said::open(&self.name, &example));
                }
            }
        }
        Ok(())
    }

    /// Holds the verdict on the best that each principal can do.
    fn somewhere(
        &self,
        proof: &GuaranteeProof,
        sets: &[(&Block, Vec<Cuboid>)],
        found: Option<&Place>,
        counted: &mut Counted,
    ) -> Result<(), Box<Finding>> {
        let (good, bad) = self.fates();
        for (at, principal) in self.space.principals.iter().enumerate() {
            let is_found = found.is_some_and(|place| place.admits_principal(principal));
            let (mut is_asked, mut is_good, mut may_be_good, mut is_bad) =
                (false, false, false, true);
            let mut example = None;
            for (block, sets) in sets {
                let Some(one) = block.only_principal(at) else {
                    continue;
                };
                for set in sets {
                    let mut set = set.clone();
                    if let Some(first) = set.first_mut() {
                        *first = first.both(&one);
                        if first.is_empty() {
                            continue;
                        }
                    }
                    is_asked = true;
                    if example.is_none() {
                        example = block.some(self.space, &set);
                    }
                    match self.other(block, set.clone(), ANY_FATE & !good, counted)? {
                        Some(other) if other.fates & !good == 0 => is_good = true,
                        Some(_) => may_be_good = true,
                        None => {}
                    }
                    is_bad &= self.other(block, set, bad, counted)?.is_none();
                }
            }
            let Some(example) = example.filter(|_| is_asked) else {
                continue;
            };
            let is_right = match (proof.verdict, is_found) {
                (GuaranteeVerdict::Holds, _) => is_good,
                (GuaranteeVerdict::Fails, true) => is_bad,
                (GuaranteeVerdict::Unknown, true) => !is_good && !is_bad,
                (GuaranteeVerdict::Unknown, false) => !is_bad,
                (GuaranteeVerdict::Fails, false) => true,
            };
            if is_right {
                continue;
            }
            return Err(match proof.verdict {
                GuaranteeVerdict::Holds if may_be_good => said::open(&self.name, &example),
                // What does not certainly fail need not be what meets it.
                GuaranteeVerdict::Fails if !is_good => said::open(&self.name, &example),
                _ => said::outcome(&self.name, &example),
            });
        }
        Ok(())
    }

    /// The witness lies in the region that was found, and decides as is said.
    fn witness(
        &self,
        proof: &GuaranteeProof,
        place: &Place,
        witness: &vestibule_wire::Request,
        witnesses: &Witnesses<'_, '_>,
    ) -> Result<(), Box<Finding>> {
        let wrong = || said::witness(&self.name);
        let (sign_in, decision) = witnesses.decide(witness).ok_or_else(wrong)?;
        let action = self.told.at.as_deref().and_then(Action::from_name);
        let (outcome, denied_at) = match action {
            Some(action) => at(&decision, action.into()).ok_or_else(wrong)?,
            None => (decision.outcome, decision.denied_at),
        };
        let said = match (proof.verdict, self.told.outcome) {
            (GuaranteeVerdict::Fails, GuaranteedOutcome::Allowed) => Outcome::Denied,
            (GuaranteeVerdict::Fails, GuaranteedOutcome::Denied) => Outcome::Allowed,
            (GuaranteeVerdict::Unknown | GuaranteeVerdict::Holds, _) => Outcome::Unknown,
        };
        let is_shown = outcome == said;
        let action = action.map(Into::into);
        let (decided_by, depends_on) = if is_shown {
            reasons(&decision, action)
        } else {
            (Vec::new(), None)
        };
        // What is not known for all of them together may be known for one.
        let is_right = place.admits(&sign_in)
            && self.asked.admits(&sign_in)
            && (is_shown || proof.verdict == GuaranteeVerdict::Unknown)
            && proof.outcome == Some(said)
            && (proof.denied_at.is_none() || proof.denied_at == denied_at)
            && proof.decided_by == decided_by
            && proof.depends_on == depends_on;
        is_right.then_some(()).ok_or_else(wrong)
    }

    fn other(
        &self,
        block: &Block,
        set: Cuboid,
        claimed: Fates,
        counted: &mut Counted,
    ) -> Result<Option<super::decide::Other>, Box<Finding>> {
        let steps = &mut counted.steps;
        let authorizer = &self.held.authorizer;
        Ok(other_than(
            authorizer,
            block,
            set,
            &self.actions(),
            claimed,
            steps,
        )?)
    }
}

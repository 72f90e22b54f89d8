//! A first case file about policies: what they name, and what holds today.

mod found;

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::limits::{DRAFT_NETWORKS, DRAFT_PRINCIPALS, NAMED_NETWORKS};
use vestibule_syntax::message;
use vestibule_wire::{
    Account, Any, Case, CaseFile, Expect, Finding, Guarantee, GuaranteeProof, GuaranteeVerdict,
    GuaranteedNetworks, GuaranteedOutcome, GuaranteedPrincipals, Holds, NetworksWord, NoFiles,
    NotIn, Outcome, Perimeter, Request, Severity,
};

use crate::{named_accounts, prove_all, question};

/// What stands with all that was only found, until somebody has confirmed it.
const TO_CONFIRM: &str = "as it is today, confirm";

/// A first case file.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The policies, and what was found about them.
    pub file: CaseFile,
    /// What its reader should know.
    pub notes: Vec<Finding>,
}

/// A first case file about the policies of another: the networks that they let in, the
/// guarantees that hold for those whom they exempt and for users, and sign-ins with what they
/// come to. All of it holds.
///
/// # Errors
/// When the policies name no account, or several, and the case tells none; and as
/// [`crate::access_map`].
pub fn draft(told: &CaseFile) -> Result<Draft, Box<Finding>> {
    let mut file = told.clone();
    let mut notes = Vec::new();
    let case = Case::new(file.clone(), &NoFiles);
    if case.compiled().account_id().is_none() {
        file.account = Some(Account {
            id: Some(only_account(&case)?),
            ..file.account.unwrap_or_default()
        });
    }
    let_in(&case, &mut file, &mut notes);
    let case = Case::new(file.clone(), &NoFiles);
    let drafting = Drafting::of(&case, &mut notes)?;
    file.guarantees = drafting.guarantees(&mut notes)?;
    file.perimeter = drafting.perimeter(&mut notes)?;
    file.requests = drafting.requests()?;
    Ok(Draft { file, notes })
}

/// What may be declared of a case: guarantees and a perimeter that hold, of the networks of the
/// case, or of those that its policies let in where it declares none.
///
/// # Errors
/// As [`draft`].
pub fn declarable(told: &CaseFile) -> Result<Draft, Box<Finding>> {
    let mut file = told.clone();
    let mut notes = Vec::new();
    if file.networks.is_empty() {
        let case = Case::new(file.clone(), &NoFiles);
        let_in(&case, &mut file, &mut notes);
    }
    let case = Case::new(file.clone(), &NoFiles);
    let drafting = Drafting::of(&case, &mut notes)?;
    file.guarantees = drafting.guarantees(&mut notes)?;
    file.perimeter = drafting.perimeter(&mut notes)?;
    Ok(Draft { file, notes })
}

/// Declares the networks that the policies of a case let in.
fn let_in(case: &Case, file: &mut CaseFile, notes: &mut Vec<Finding>) {
    file.networks = found::networks(case);
    if file.networks.len() > NAMED_NETWORKS {
        notes.push(left_out(file.networks.len() - NAMED_NETWORKS));
        file.networks.truncate(NAMED_NETWORKS);
    }
}

/// What a draft is made of.
struct Drafting<'c> {
    case: &'c Case,
    /// Patterns of the principals of the account whom the policies exempt.
    exempt: Vec<String>,
    /// Those of whom requests are written: the exempt first, and a user whom nobody names last.
    people: Vec<String>,
    /// The pattern of all users.
    users: String,
}

impl<'c> Drafting<'c> {
    fn of(case: &'c Case, notes: &mut Vec<Finding>) -> Result<Self, Box<Finding>> {
        let question = question::of_case(case)?;
        let partition = question.options.partition.as_deref().unwrap_or("aws");
        let user = |name: &str| {
            let account = &question.account;
            format!("arn:{partition}:iam::{account}:user/{name}")
        };
        let mut exempt = found::exempt(case);
        let of_each = |pattern: &String| allowed(is(pattern), anywhere());
        let about = proven(case, exempt.iter().map(of_each).collect())?;
        let mut about = about.iter().map(|(_, proof)| !proof.vacuous);
        // Others belong to another account.
        exempt.retain(|_| about.next().unwrap_or_default());
        let mut people = exempt.clone();
        for named in &question.options.principals {
            if !people.contains(named) {
                people.push(named.clone());
            }
        }
        if people.len() > DRAFT_PRINCIPALS {
            let message = message!(
                "requests are written of {most} principals, and {count} more are named",
                most = DRAFT_PRINCIPALS,
                count = people.len() - DRAFT_PRINCIPALS
            );
            notes.push(Finding::new("draft-cut", Severity::Info, message));
            people.truncate(DRAFT_PRINCIPALS);
        }
        people.push(user("someone"));
        Ok(Self {
            case,
            exempt,
            people,
            users: user("*"),
        })
    }

    fn has_networks(&self) -> bool {
        !self.case.file().networks.is_empty()
    }

    /// Of the guarantees that one would ask for, those that hold.
    fn guarantees(&self, notes: &mut Vec<Finding>) -> Result<Vec<Guarantee>, Box<Finding>> {
        let mut all = Vec::new();
        for pattern in &self.exempt {
            // From the strongest on.
            let mut asked = vec![("gets in from anywhere", allowed(is(pattern), anywhere()))];
            if self.has_networks() {
                let from_networks = allowed(is(pattern), networks());
                asked.push(("gets in from every network", from_networks));
            }
            let way_in = Guarantee {
                holds: Some(Holds::Somewhere),
                ..allowed(is(pattern), anywhere())
            };
            asked.push(("has a way in", way_in));
            let named = asked.into_iter().map(|(how, guarantee)| Guarantee {
                name: format!("{} {how}", short(pattern)),
                ..guarantee
            });
            let mut proofs = proven(self.case, named.collect())?.into_iter();
            match proofs.next() {
                Some((guarantee, proof)) if holds(&proof) => all.push(guarantee),
                _ => {
                    notes.push(not_from_anywhere(pattern));
                    let next = proofs.find(|(_, proof)| holds(proof));
                    all.extend(next.map(|(guarantee, _)| guarantee));
                }
            }
        }
        let from = self.case.file().networks.iter().map(|network| {
            let from = GuaranteedNetworks::In(vec![network.name.clone()]);
            Guarantee {
                name: format!("users get in from {}", network.name),
                ..allowed(is(&self.users), from)
            }
        });
        let held = proven(self.case, from.collect())?.into_iter();
        all.extend(held.filter(|(_, proof)| holds(proof)).map(|(told, _)| told));
        all.extend(self.of_everybody(notes)?);
        Ok(all)
    }

    /// That everybody has a way in, or that nobody gets in, if one of them holds.
    fn of_everybody(&self, notes: &mut Vec<Finding>) -> Result<Option<Guarantee>, Box<Finding>> {
        let everybody = || GuaranteedPrincipals::Any(Any::Any);
        let way_in = Guarantee {
            name: "everybody has a way in".to_owned(),
            holds: Some(Holds::Somewhere),
            ..allowed(everybody(), self.inside())
        };
        let nobody = Guarantee {
            name: "nobody gets in".to_owned(),
            outcome: GuaranteedOutcome::Denied,
            ..allowed(everybody(), anywhere())
        };
        let proofs = proven(self.case, vec![way_in, nobody])?;
        let has_way_in = proofs.first().is_some_and(|(_, proof)| holds(proof));
        if !has_way_in {
            let message = message!(
                "not everybody has a way into the console from the networks found, or that is not known"
            );
            let help = message!("`vestibule lockout` of the case file says who has none");
            notes.push(Finding::new("draft-lockout", Severity::Warning, message).help(help));
        }
        let mut held = proofs.into_iter().filter(|(_, proof)| holds(proof));
        Ok(held.next().map(|(guarantee, _)| guarantee))
    }

    /// The networks, or anywhere where there are none.
    fn inside(&self) -> GuaranteedNetworks {
        if self.has_networks() {
            networks()
        } else {
            anywhere()
        }
    }

    /// That nobody else gets in from outside, if it holds.
    fn perimeter(&self, notes: &mut Vec<Finding>) -> Result<Option<Perimeter>, Box<Finding>> {
        if !self.has_networks() {
            return Ok(None);
        }
        let perimeter = Perimeter {
            exempt: self.exempt.clone(),
            reason: Some(TO_CONFIRM.to_owned()),
            ..Perimeter::default()
        };
        let asked = perimeter.guarantee(&self.case.file().networks);
        let held = proven(self.case, vec![asked])?;
        if held.iter().all(|(_, proof)| holds(proof)) {
            return Ok(Some(perimeter));
        }
        let message = message!(
            "the case file has no `perimeter`: principals that no policy exempts may get in from outside of the networks found"
        );
        let help =
            message!("`vestibule prove --perimeter` of the case file names a sign-in that does");
        notes.push(Finding::new("draft-no-perimeter", Severity::Warning, message).help(help));
        Ok(None)
    }

    /// A sign-in of each principal from each network and from elsewhere that passes, and one
    /// that does not, where there are such.
    fn requests(&self) -> Result<Vec<Request>, Box<Finding>> {
        let all = &self.case.file().networks;
        let names: Vec<String> = all.iter().map(|network| network.name.clone()).collect();
        let mut places: Vec<(String, GuaranteedNetworks)> = names
            .iter()
            .take(DRAFT_NETWORKS)
            .map(|name| (name.clone(), GuaranteedNetworks::In(vec![name.clone()])))
            .collect();
        places.push(if names.is_empty() {
            ("anywhere".to_owned(), anywhere())
        } else {
            let from = GuaranteedNetworks::NotIn(NotIn { not_in: names });
            ("elsewhere".to_owned(), from)
        });
        let mut asked = Vec::new();
        for pattern in &self.people {
            for (place, from) in &places {
                // A sign-in that breaks it is what is looked for.
                for outcome in [GuaranteedOutcome::Denied, GuaranteedOutcome::Allowed] {
                    asked.push(Guarantee {
                        name: format!("{} from {place}", short(pattern)),
                        outcome,
                        ..allowed(is(pattern), from.clone())
                    });
                }
            }
        }
        let mut requests: Vec<Request> = Vec::new();
        for (guarantee, proof) in proven(self.case, asked)? {
            let Some(witness) = proof.witness else {
                continue;
            };
            let request = self.as_it_is(&guarantee.name, witness);
            if !requests.iter().any(|known| known.name == request.name) {
                requests.push(request);
            }
        }
        Ok(requests)
    }

    /// A sign-in that expects what it comes to.
    fn as_it_is(&self, about: &str, witness: Request) -> Request {
        let decision = self.case.compiled().decide(&witness).ok();
        debug_assert!(decision.is_some(), "a witness is sound");
        let outcome = decision.as_ref().map(|decision| decision.outcome);
        let at = decision.and_then(|decision| decision.denied_at);
        let comes_to = match outcome {
            Some(Outcome::Allowed) => "is allowed",
            Some(Outcome::Denied) => "is denied",
            Some(Outcome::Unknown) | None => "is not known",
        };
        Request {
            name: Some(format!("{about} {comes_to} ({TO_CONFIRM})")),
            expect: outcome.map(|outcome| Expect {
                outcome: Some(outcome),
                at: at.map(|action| action.name().to_owned()),
                ..Expect::default()
            }),
            ..witness
        }
    }
}

/// Guarantees with what became of them.
fn proven(
    case: &Case,
    asked: Vec<Guarantee>,
) -> Result<Vec<(Guarantee, GuaranteeProof)>, Box<Finding>> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let proofs = prove_all(case, &asked, None)?;
    Ok(asked.into_iter().zip(proofs).collect())
}

fn holds(proof: &GuaranteeProof) -> bool {
    proof.verdict == GuaranteeVerdict::Holds && !proof.vacuous
}

/// That sign-ins to the console are allowed.
fn allowed(principals: GuaranteedPrincipals, from: GuaranteedNetworks) -> Guarantee {
    Guarantee {
        name: String::new(),
        principals,
        from,
        outcome: GuaranteedOutcome::Allowed,
        holds: None,
        entry: None,
        regions: None,
        accounts: None,
        at: None,
        owner: None,
        reason: Some(TO_CONFIRM.to_owned()),
        expires: None,
    }
}

fn is(pattern: &str) -> GuaranteedPrincipals {
    GuaranteedPrincipals::In(vec![pattern.to_owned()])
}

fn anywhere() -> GuaranteedNetworks {
    GuaranteedNetworks::Word(NetworksWord::Anywhere)
}

fn networks() -> GuaranteedNetworks {
    GuaranteedNetworks::Word(NetworksWord::Networks)
}

/// `role/BreakGlass` of an ARN, with the account where that is a pattern.
fn short(pattern: &str) -> &str {
    let mut fields = pattern.splitn(6, ':').skip(4);
    match (fields.next(), fields.next()) {
        (Some(account), Some(name)) if !account.contains(['*', '?']) => name,
        _ => pattern,
    }
}

/// The account that policies name.
fn only_account(case: &Case) -> Result<String, Box<Finding>> {
    let found = named_accounts(case);
    let help = message!("write which account is signed in to as `--account ID`");
    let (code, message) = match found.as_slice() {
        [one] => return Ok(one.clone()),
        [] => (
            "missing-account",
            message!("the policies do not name the account that is signed in to"),
        ),
        [one, other, ..] => (
            "many-accounts",
            message!(
                "the policies name several accounts, such as {one} and {other}",
                one = code(one),
                other = code(other)
            ),
        ),
    };
    Err(Box::new(
        Finding::new(code, Severity::Error, message).help(help),
    ))
}

fn left_out(count: usize) -> Finding {
    let message = message!(
        "the policies let in {count} more networks than the {most} that a case has",
        count = count,
        most = NAMED_NETWORKS
    );
    Finding::new("draft-cut", Severity::Info, message)
}

/// Whoever is exempt is meant to get in whatever else is wrong.
fn not_from_anywhere(pattern: &str) -> Finding {
    let message = message!(
        "{principal} is exempt from a policy, but some of its sign-ins to the console are not allowed",
        principal = code(pattern)
    );
    let help = message!("`vestibule map` of the case file says from where it gets in");
    Finding::new("draft-break-glass", Severity::Warning, message).help(help)
}

//! What a write would do to sign-ins, before it is done. What holds comes from the analysis of
//! the case file before and behind the write; nothing is evaluated here.

use std::cell::RefCell;

use vestibule_answers::{Comparing, diff, lockout, prove};
use vestibule_signin::control_plane::ErrorShape;
use vestibule_wire::{
    Action, Case, CaseFile, DecidedBy, Finding, GuaranteeProof, GuaranteeVerdict, Lockout, NoFiles,
    PrincipalAccess, Request, SignInChange, WayIn,
};

use crate::failure::Failure;

/// Refuses writes that break a guarantee of the case file or, where it has none, that leave
/// somebody without a way in.
#[derive(Debug, Default)]
pub struct Guard {
    /// The state before the next write, as a rule: that behind the last one.
    known: RefCell<Option<Known>>,
}

/// A state and what holds in it.
#[derive(Debug)]
struct Known {
    case: Case,
    held: Held,
}

/// What no write is to break.
#[derive(Debug)]
enum Held {
    Guarantees(Vec<GuaranteeProof>),
    WaysIn(Lockout),
}

impl Known {
    fn of(file: &CaseFile) -> Result<Self, Failure> {
        let case = Case::new(file.clone(), &NoFiles);
        let held = if file.held().is_empty() {
            lockout(&case).map(Held::WaysIn)
        } else {
            prove(&case, None).map(Held::Guarantees)
        };
        let held = held.map_err(|finding| not_known(&finding))?;
        Ok(Self { case, held })
    }
}

impl Guard {
    /// What a write would do, in a sentence.
    pub(crate) fn judge(
        &self,
        before: &CaseFile,
        after: &CaseFile,
    ) -> Result<Option<String>, Failure> {
        if before == after {
            return Ok(None);
        }
        let known = self.known.take();
        let known = known.filter(|known| known.case.file() == before);
        let before = match known {
            Some(known) => known,
            None => Known::of(before)?,
        };
        let judged = Known::of(after).and_then(|after| {
            let effect = behind(&before, &after)?;
            Ok((effect, after))
        });
        match judged {
            Ok((effect, after)) => {
                self.known.replace(Some(after));
                Ok(effect)
            }
            Err(failure) => {
                self.known.replace(Some(before));
                Err(failure)
            }
        }
    }
}

/// What a write does that breaks nothing.
fn behind(before: &Known, after: &Known) -> Result<Option<String>, Failure> {
    let broken = match (&before.held, &after.held) {
        (Held::Guarantees(before), Held::Guarantees(after)) => guarantee(before, after),
        (Held::WaysIn(before), Held::WaysIn(after)) => locked_out(before, after),
        // A write changes no guarantee.
        _ => None,
    };
    match broken {
        Some(broken) => Err(refused(&broken)),
        None => effect(&before.case, &after.case).map_err(|finding| not_known(&finding)),
    }
}

/// The guarantee that the write breaks. One that did not hold before it stops no write, or
/// there would be no way back.
fn guarantee(before: &[GuaranteeProof], after: &[GuaranteeProof]) -> Option<String> {
    let holds = |proof: &GuaranteeProof| proof.verdict == GuaranteeVerdict::Holds;
    let mut pairs = before.iter().zip(after);
    let broken = pairs.find(|(before, after)| holds(before) && !holds(after));
    broken.map(|(_, proof)| {
        let name = &proof.guarantee;
        let certain = match proof.verdict {
            GuaranteeVerdict::Unknown => "would not be known to hold any more",
            GuaranteeVerdict::Fails | GuaranteeVerdict::Holds => "would fail",
        };
        let witness = proof.witness.as_ref();
        let example = witness.map(|of| example(of, proof.denied_at, &proof.decided_by));
        format!(
            "the guarantee `{name}` {certain}{}",
            example.unwrap_or_default()
        )
    })
}

/// Somebody whom the write leaves without a way in.
fn locked_out(before: &Lockout, after: &Lockout) -> Option<String> {
    let gets_in = |of: &&PrincipalAccess| of.verdict != WayIn::Passes;
    let had_none = |of: &&PrincipalAccess| {
        let mut earlier = before.principals.iter().filter(gets_in);
        earlier.any(|earlier| earlier.principal == of.principal)
    };
    let mut stopped = after.principals.iter().filter(gets_in);
    let broken = stopped.find(|of| !had_none(of));
    broken.map(|of| {
        let certain = match of.verdict {
            WayIn::LockedOut => "somebody would have no way in",
            WayIn::Unknown | WayIn::Passes => "somebody might have no way in",
        };
        format!(
            "{certain}{}",
            example(&of.witness, of.denied_at, &of.decided_by)
        )
    })
}

/// `: for example arn:… from 198.51.100.7 is denied at signin:Authenticate by resourceBased[0]`.
fn example(witness: &Request, denied_at: Option<Action>, by: &[DecidedBy]) -> String {
    let mut text = format!(": for example {}", sign_in(witness));
    match denied_at {
        Some(action) => text.push_str(&format!(" is denied at {}", action.name())),
        None => text.push_str(" is not known to get in"),
    }
    let by: Vec<String> = by.iter().map(DecidedBy::short).collect();
    if !by.is_empty() {
        text.push_str(&format!(" by {}", by.join(", ")));
    }
    text
}

fn sign_in(witness: &Request) -> String {
    let mut text = witness.principal.clone();
    let network = witness.network.as_ref();
    let parts = [
        ("from", network.and_then(|of| of.source_ip.as_deref())),
        ("of", network.and_then(|of| of.vpc.as_deref())),
        ("through", network.and_then(|of| of.endpoint.as_deref())),
        ("in", witness.region.as_deref()),
    ];
    for (word, part) in parts {
        if let Some(part) = part {
            text.push_str(&format!(" {word} {part}"));
        }
    }
    text
}

/// What else the write changes, in a sentence; nothing where no sign-in is decided otherwise.
fn effect(before: &Case, after: &Case) -> Result<Option<String>, Box<Finding>> {
    let found = diff(before, after, Comparing::default())?;
    if found.changes.is_empty() && found.not_known.is_empty() {
        return Ok(None);
    }
    let first = found.changes.iter().chain(&found.not_known).next();
    let example = first.map(|of: &SignInChange| {
        format!(
            ", such as {}: {} before and {} now",
            sign_in(&of.witness),
            of.from.name(),
            of.to.name()
        )
    });
    let (changes, open) = (found.changes.len(), found.not_known.len());
    let open = if open > 0 {
        format!(" and perhaps of {open} more")
    } else {
        String::new()
    };
    let groups = if changes == 1 { "group" } else { "groups" };
    Ok(Some(format!(
        "sign-ins of {changes} {groups}{open} are decided otherwise{}",
        example.unwrap_or_default()
    )))
}

fn refused(broken: &str) -> Failure {
    let message = format!(
        "the guard refuses this write and nothing is changed: {broken}; change what is written, or run the emulator without `--guard`"
    );
    Failure::new(ErrorShape::AccessDenied, message)
}

/// A write of which it cannot be said what it does is refused as well.
fn not_known(finding: &Finding) -> Failure {
    let message = format!(
        "the guard cannot tell what this write does and nothing is changed: {} ({}); run the emulator without `--guard`",
        finding.message.plain(),
        finding.code
    );
    Failure::new(ErrorShape::AccessDenied, message)
}

//! The fixes of findings, applied to a policy or to the files of a case, with the proof of what
//! they do.
//!
//! Fixes are applied, the text is read again, and what is then found decides whether each has
//! done its work. Texts before and after are compared for every sign-in. A fix that calls itself
//! safe is applied as such only where that comparison bears it out.

mod effect;
mod subject;

use std::collections::BTreeMap;

use vestibule_syntax::limits::FIX_ROUNDS;
use vestibule_wire::{EditedFile, Finding, FixApplies, Kind, Loader, Placed, Suppression};

pub use effect::{Compared, Effect, effect};
use subject::Subject;

/// What is to be fixed.
#[derive(Clone, Copy)]
pub enum ToFix<'a> {
    /// The text of a policy, of that kind or of the one that it seems to be.
    Policy(&'a str, Option<Kind>),
    /// A case file, and the documents that it names.
    CaseFile(&'a str, &'a dyn Loader),
}

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixing<'f> {
    /// Those that change no decision.
    Safe,
    /// All of them.
    All,
    /// That of one finding.
    Of(&'f Finding),
}

/// Says whether the fix of a finding may be applied, told where it lies and the suppressions of
/// the case file.
pub type Permits<'f> = dyn Fn(&Placed, &[Suppression]) -> bool + 'f;

/// A finding whose fix was applied, or was not.
#[derive(Clone, Debug, PartialEq)]
pub struct FixedFinding {
    /// The finding, with its place in the text as it was found.
    pub finding: Finding,
    /// The line of its place, from one, in the text as it was found.
    pub line: Option<u32>,
    /// The file in which it was found, as the case file calls it; `None` for the text that was
    /// handed in.
    pub file: Option<String>,
}

/// What fixes made of a text.
#[derive(Debug)]
pub struct Fixed {
    /// The files that changed.
    pub files: Vec<EditedFile>,
    /// The findings whose fixes were applied, in the order in which they were.
    pub applied: Vec<FixedFinding>,
    /// Those whose fix calls itself safe and was not applied, since the comparison does not bear
    /// it out.
    pub refused: Vec<FixedFinding>,
    /// What is found now that was not found before.
    pub appeared: Vec<Finding>,
    /// What is still found.
    pub left: Vec<Finding>,
    /// How many fixes that may change decisions could be applied now.
    pub more: usize,
    /// What all that was applied does to decisions.
    pub effect: Effect,
    /// The accounts that policies name for which decisions were not compared, since they are
    /// too many.
    pub not_compared: Vec<String>,
    /// The account that stands for all that no policy names, where nobody told one.
    pub other: Option<String>,
}

/// Applies fixes until there is none left to apply.
pub fn fix(to_fix: ToFix<'_>, fixing: Fixing<'_>) -> Fixed {
    fix_permitted(to_fix, fixing, &|_, _| true)
}

/// Applies those fixes that are permitted, until there is none left to apply.
pub fn fix_permitted(to_fix: ToFix<'_>, fixing: Fixing<'_>, permits: &Permits<'_>) -> Fixed {
    fix_subject(&Subject::read(to_fix), fixing, permits)
}

fn fix_subject(first: &Subject<'_>, fixing: Fixing<'_>, permits: &Permits<'_>) -> Fixed {
    let mut steps = Steps::take(first, fixing, permits);
    let mut compared = steps.compared(first);
    let mut refused = Vec::new();
    if fixing == Fixing::Safe && !compared.effect.keeps_decisions() {
        steps = one_by_one(first, permits, &mut refused);
        compared = steps.compared(first);
    }
    let now = steps.now.as_ref().unwrap_or(first);
    let before = counts(first.findings());
    let mut seen: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let appeared = now.findings().iter().filter(|finding| {
        let count = seen.entry(key(finding)).or_default();
        *count += 1;
        *count > before.get(&key(finding)).copied().unwrap_or(0)
    });
    let appeared = appeared.cloned().collect();
    let left = now.findings().to_vec();
    let could_be = |finding: &Finding| now.permits(finding, permits);
    let more = match fixing {
        Fixing::Safe => now.fixed(&could_be).map_or(0, |(_, _, more)| more.len()),
        Fixing::All | Fixing::Of(_) => 0,
    };
    Fixed {
        files: steps.files,
        applied: steps.applied,
        refused,
        appeared,
        left,
        more,
        effect: compared.effect,
        not_compared: compared.left_out,
        other: compared.other,
    }
}

/// What tells one finding from another in texts of which one is edited.
type Key<'f> = (&'f str, String, Option<&'f str>, Option<&'f str>);

fn key(finding: &Finding) -> Key<'_> {
    (
        &finding.code,
        finding.message.to_string(),
        finding.policy.as_deref(),
        finding.path.as_deref(),
    )
}

fn counts(findings: &[Finding]) -> BTreeMap<Key<'_>, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// A fix that does not do what it is for, by the code and message of its finding.
type Banned = (String, String);

fn ban(finding: &Finding) -> Banned {
    (finding.code.to_string(), finding.message.to_string())
}

/// What was applied so far.
#[derive(Default)]
struct Steps<'a> {
    /// The text now; `None` where nothing was applied.
    now: Option<Subject<'a>>,
    files: Vec<EditedFile>,
    applied: Vec<FixedFinding>,
}

impl<'a> Steps<'a> {
    /// Applies all that is to be applied, in rounds: of fixes that touch each other one waits,
    /// and what is put right may show more.
    fn take(first: &Subject<'a>, fixing: Fixing<'_>, permits: &Permits<'_>) -> Self {
        let mut steps = Self::default();
        for _ in 0..FIX_ROUNDS {
            let now = steps.now.as_ref().unwrap_or(first);
            let wanted = |finding: &Finding| {
                let is_meant = match fixing {
                    Fixing::Safe => is_safe(finding),
                    Fixing::All => true,
                    Fixing::Of(one) => finding == one,
                };
                is_meant && now.permits(finding, permits)
            };
            let Some(step) = Step::of(now, &wanted) else {
                break;
            };
            steps.add(step);
            if matches!(fixing, Fixing::Of(_)) {
                break;
            }
        }
        steps
    }

    fn add(&mut self, step: Step<'a>) {
        for file in step.files {
            match self.files.iter_mut().find(|of| of.file == file.file) {
                Some(known) => known.after = file.after,
                None => self.files.push(file),
            }
        }
        self.files.retain(|file| file.before != file.after);
        self.applied.extend(step.applied);
        self.now = Some(step.now);
    }

    fn compared(&self, first: &Subject<'a>) -> Compared {
        match &self.now {
            Some(now) => effect::between(first, now),
            None => Compared::of(Effect::Same),
        }
    }
}

fn is_safe(finding: &Finding) -> bool {
    let fix = finding.fix.as_ref();
    fix.is_some_and(|fix| fix.applies == FixApplies::Safe)
}

/// Fixes that were applied at once.
struct Step<'a> {
    now: Subject<'a>,
    files: Vec<EditedFile>,
    applied: Vec<FixedFinding>,
}

impl<'a> Step<'a> {
    /// Applies the fixes of findings that are wanted, but those after which their findings are
    /// still there: such a fix does nothing, or what another one put right shows the same again.
    fn of(now: &Subject<'a>, wanted: &dyn Fn(&Finding) -> bool) -> Option<Self> {
        let mut banned: Vec<Banned> = Vec::new();
        let mut alone: Option<Finding> = None;
        loop {
            let is_wanted = |finding: &Finding| {
                let is_meant = alone.as_ref().is_none_or(|one| one == finding);
                is_meant && wanted(finding) && !banned.contains(&ban(finding))
            };
            let (after, files, applied) = now.fixed(&is_wanted)?;
            // Two fixes may write the same key, or one may write a key that is there: then they
            // are applied one by one, and such a one is not.
            if doubled(after.findings()) > doubled(now.findings()) {
                if alone.is_some() || applied.len() == 1 {
                    banned.extend(applied.iter().map(|of| ban(&of.finding)));
                    alone = None;
                } else {
                    alone = applied.first().map(|of| of.finding.clone());
                }
                continue;
            }
            let of_before = counts(now.findings());
            let of_after = counts(after.findings());
            let number = |counts: &BTreeMap<Key<'_>, usize>, finding: &Finding| {
                counts.get(&key(finding)).copied().unwrap_or(0)
            };
            // More may be found of a kind of which not all were listed.
            let is_listed = !now
                .findings()
                .iter()
                .any(|of| of.code == "too-many-problems");
            let stays = |of: &&FixedFinding| {
                let finding = &of.finding;
                is_listed && number(&of_after, finding) >= number(&of_before, finding)
            };
            let useless: Vec<Banned> = applied
                .iter()
                .filter(stays)
                .map(|of| ban(&of.finding))
                .collect();
            if useless.is_empty() {
                return Some(Self {
                    now: after,
                    files,
                    applied,
                });
            }
            banned.extend(useless);
        }
    }
}

/// How many findings say that a key stands twice.
fn doubled(findings: &[Finding]) -> usize {
    let says = |finding: &&Finding| finding.code.starts_with("duplicate-key");
    findings.iter().filter(says).count()
}

/// Applies those safe fixes of which each by itself changes no decision.
fn one_by_one<'a>(
    first: &Subject<'a>,
    permits: &Permits<'_>,
    refused: &mut Vec<FixedFinding>,
) -> Steps<'a> {
    let mut steps = Steps::default();
    let mut banned: Vec<Banned> = Vec::new();
    for _ in 0..FIX_ROUNDS {
        let now = steps.now.as_ref().unwrap_or(first);
        let mut findings = now.findings().iter();
        let next = findings.find(|finding| {
            let may_be = is_safe(finding) && !banned.contains(&ban(finding));
            may_be && now.permits(finding, permits)
        });
        let Some(next) = next else { break };
        let unfit = ban(next);
        let Some(step) = Step::of(now, &|finding| finding == next) else {
            banned.push(unfit);
            continue;
        };
        if effect::between(now, &step.now).effect.keeps_decisions() {
            steps.add(step);
        } else {
            refused.extend(step.applied);
            banned.push(unfit);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_wire::check;

    #[test]
    fn a_fix_that_is_not_as_safe_as_it_says_is_refused_and_the_others_are_applied() {
        let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourcIp":"203.0.113.0/24"}}},]}"#;
        let kind = Some(Kind::ResourceControl);
        let mut checked = check(text.as_bytes(), kind);
        for finding in &mut checked.findings {
            if let Some(fix) = &mut finding.fix {
                fix.applies = FixApplies::Safe;
            }
        }
        let subject = Subject::Policy(Box::new(checked), kind);
        let fixed = fix_subject(&subject, Fixing::Safe, &|_, _| true);
        let codes = |of: &[FixedFinding]| -> Vec<String> {
            of.iter().map(|of| of.finding.code.to_string()).collect()
        };
        assert_eq!(codes(&fixed.refused), ["unknown-key"]);
        assert_eq!(codes(&fixed.applied), ["json-trailing-comma"]);
        assert_eq!(fixed.files[0].after, text.replace("},]", "}]"));
        assert_eq!(fixed.effect, Effect::Same);
        let left = fixed
            .left
            .iter()
            .any(|finding| finding.code == "unknown-key");
        assert!(left, "{:?}", fixed.left);
    }
}

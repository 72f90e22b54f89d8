//! The words of the decision and of what is wrong.

use vestibule_wire::{Action, Layer, Outcome, Reason, Severity};

pub(crate) const DECISION: &str = "Decision";
pub(crate) const NO_DECISION: &str = "No decision yet";
pub(crate) const NO_DECISION_WHY: &str = "The input cannot be used as it is.";
pub(crate) const STALE: &str = "Out of date";
pub(crate) const STALE_WHY: &str =
    "The input cannot be used as it is now; this is the last decision that could be made.";
pub(crate) const PHASES: &str = "The three phases of the sign-in";
pub(crate) const PHASE: &str = "Phase";
pub(crate) const RESULT: &str = "Decision";
pub(crate) const WHY: &str = "Why, and what shows";
pub(crate) const USER_SEES: &str = "The user sees";
pub(crate) const CLOUD_TRAIL: &str = "CloudTrail records";
pub(crate) const NOT_DOCUMENTED: &str = "AWS does not document it.";
pub(crate) const NEITHER_DOCUMENTED: &str =
    "AWS documents neither what the user sees nor what CloudTrail records.";
pub(crate) const IF_REACHED: &str = "If it were reached";
pub(crate) const NOT_REACHED: &str = "not reached";
pub(crate) const UNPROTECTED: &str =
    "No Deny in a resource-based policy or RCP covers this action.";

pub(crate) const PROBLEMS: &str = "Problems";
pub(crate) const EXPLANATION: &str = "Statement by statement";
pub(crate) const NO_POLICIES: &str = "There are no policies.";
pub(crate) const KEYS: &str = "Context keys";
pub(crate) const ABSENT: &str = "absent";
pub(crate) const ASSUMED_ABSENT: &str = "absent, because nobody said anything of it";
pub(crate) const UNKNOWN_VALUE: &str = "not known";
pub(crate) const ASSUMPTIONS: &str = "Assumptions";
pub(crate) const ASSUMPTIONS_INTRO: &str =
    "AWS does not document these points; the decision leaned on them.";

pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allowed => "Allowed",
        Outcome::Denied => "Denied",
        Outcome::Unknown => "Depends",
    }
}

/// The headline of the whole decision.
pub(crate) fn headline(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allowed => "Sign-in allowed",
        Outcome::Denied => "Sign-in denied",
        Outcome::Unknown => "It depends",
    }
}

/// The sentence under the headline.
pub(crate) fn summary(outcome: Outcome, denied_at: Option<Action>) -> String {
    match (outcome, denied_at) {
        (Outcome::Allowed, _) => "It passes all three phases.".into(),
        (Outcome::Denied, Some(action)) => {
            format!(
                "It ends at phase {} of 3, {}.",
                number(action),
                action.name()
            )
        }
        (Outcome::Denied, None) => "It ends on the way.".into(),
        (Outcome::Unknown, _) => "It turns on something that is not known.".into(),
    }
}

/// What a screen reader is told once the typing pauses.
pub(crate) fn announcement(outcome: Outcome, denied_at: Option<Action>, problems: usize) -> String {
    let mut said = format!("{}. {}", headline(outcome), summary(outcome, denied_at));
    if problems > 0 {
        said.push(' ');
        said.push_str(&problem_count(problems));
    }
    said
}

pub(crate) fn announcement_stale(problems: usize) -> String {
    format!("{STALE}. {STALE_WHY} {}", problem_count(problems))
}

pub(crate) fn problem_count(number: usize) -> String {
    match number {
        0 => "No problems.".into(),
        1 => "1 problem.".into(),
        _ => format!("{number} problems."),
    }
}

/// 1, 2 or 3.
pub(crate) fn number(action: Action) -> u8 {
    match action {
        Action::Authenticate => 1,
        Action::AuthorizeOAuth2Access => 2,
        Action::CreateOAuth2Token => 3,
    }
}

pub(crate) fn phase(action: Action) -> &'static str {
    match action {
        Action::Authenticate => "Pre-authentication",
        Action::AuthorizeOAuth2Access => "Authorization code",
        Action::CreateOAuth2Token => "Token",
    }
}

pub(crate) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NoMatchingDeny => "No Deny applies and no Allow is missing.",
        Reason::ExplicitDeny => "A Deny applies.",
        Reason::ImplicitDeny => "An Allow is needed and there is none.",
        Reason::EnforcementOff => "Console authorization is off; the policies are not evaluated.",
        Reason::UnknownKey => "It turns on a key that is not known.",
        Reason::UnevaluableStatement => "It turns on a statement that AWS would refuse.",
    }
}

/// The same in front of what decided.
pub(crate) fn by(reason: Reason) -> &'static str {
    match reason {
        Reason::ExplicitDeny => "Denied by",
        Reason::ImplicitDeny => "No Allow in",
        Reason::UnevaluableStatement => "AWS would refuse",
        Reason::NoMatchingDeny | Reason::EnforcementOff | Reason::UnknownKey => "In",
    }
}

/// In front of the keys that would settle it.
pub(crate) const DEPENDS_ON: &str = "It turns on";
/// Something other than a key that would settle it.
pub(crate) fn not_told(what: &str) -> Option<&'static str> {
    match what {
        "policies.identity" => Some(
            "It turns on the principal’s identity policies: add them, or say that there are none.",
        ),
        "resource" => Some("It turns on which console is signed in to."),
        _ => None,
    }
}

/// Between a statement and its policy.
pub(crate) const OF: &str = "of";

/// A statement by its Sid or number.
pub(crate) fn statement(sid: Option<&str>, number: Option<u32>) -> Option<String> {
    match (sid, number) {
        (Some(sid), _) if !sid.is_empty() => Some(sid.to_owned()),
        (_, number) => number.map(|number| format!("Statement[{number}]")),
    }
}

/// A policy of a layer, or any where there is none.
pub(crate) fn policy(layer: Layer, exists: bool) -> String {
    format!("{} {}", if exists { "the" } else { "any" }, layer.title())
}

pub(crate) fn line(line: u32) -> String {
    format!("line {}", line.saturating_add(1))
}

pub(crate) fn line_and_column(line: u32, character: u32) -> String {
    format!(
        "line {}, column {}",
        line.saturating_add(1),
        character.saturating_add(1)
    )
}

pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// A lower-case remark of the evaluator as a sentence of its own.
pub(crate) fn sentence(remark: &str) -> String {
    let mut characters = remark.chars();
    let Some(first) = characters.next() else {
        return String::new();
    };
    let mut sentence: String = first.to_uppercase().collect();
    sentence.push_str(characters.as_str());
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}

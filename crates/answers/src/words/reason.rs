//! Why a region or a witness comes to what it does, in words.

use vestibule_wire::{Action, DecidedBy, Outcome, UndecidedStatement};

use super::Words;

/// Says where a statement stands, if that is known.
pub(super) type PlaceOf<'p> = &'p dyn Fn(&DecidedBy) -> Option<String>;

/// Why, as a region or a principal tells it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Reason<'a> {
    pub(super) outcome: Outcome,
    pub(super) denied_at: Option<Action>,
    pub(super) decided_by: &'a [DecidedBy],
    pub(super) depends_on: Option<&'a [String]>,
    pub(super) undecided: &'a [DecidedBy],
    /// The statements and keys are those of one sign-in among several.
    pub(super) is_of_one: bool,
}

impl Reason<'_> {
    /// `denied at signin:Authenticate by Statement[0] of the resource-based policy (line 12)`.
    pub(super) fn words(&self, place: PlaceOf<'_>) -> Words {
        let undecided = statements(self.undecided, place);
        match (self.outcome, self.denied_at) {
            (Outcome::Allowed, _) => Words::default(),
            (Outcome::Denied, Some(action)) => Words::of("denied at ")
                .code(action.name())
                .then(self.by(place)),
            (Outcome::Denied, None) => Words::of("denied, at an action that is not known: ")
                .then(undecided)
                .plain(" decides from sign-in to sign-in"),
            (Outcome::Unknown, _) if !self.undecided.is_empty() => {
                Words::of("not decided for all of them together: ")
                    .then(undecided)
                    .plain(" decides from sign-in to sign-in")
            }
            (Outcome::Unknown, _) => self.dependence(place),
        }
    }

    fn dependence(&self, place: PlaceOf<'_>) -> Words {
        let keys = self.depends_on.unwrap_or_default();
        let mut words = match keys {
            [] => Words::of("AWS would refuse"),
            keys => Words::of(format!("depends{} on ", self.for_example()))
                .then(Words::list(keys.iter().map(|key| depended(key)).collect())),
        };
        let deciders: Vec<DecidedBy> = self
            .decided_by
            .iter()
            .filter(|by| by.statement.is_some())
            .cloned()
            .collect();
        if !deciders.is_empty() {
            let before = if keys.is_empty() { " " } else { ", in " };
            words = words.plain(before).then(statements(&deciders, place));
        }
        words
    }

    /// ` by …`, or that no policy allows it.
    fn by(&self, place: PlaceOf<'_>) -> Words {
        let (stating, missing): (Vec<DecidedBy>, Vec<DecidedBy>) = self
            .decided_by
            .iter()
            .cloned()
            .partition(|by| by.statement.is_some());
        let mut words = Words::of(self.for_example());
        if !stating.is_empty() {
            words = words.plain(" by ").then(statements(&stating, place));
        }
        for by in &missing {
            words = match &by.policy {
                Some(policy) => words
                    .plain(format!(" where {} ", by.layer.title()))
                    .code(policy)
                    .plain(" does not allow it"),
                None => words.plain(format!(" where no {} allows it", by.layer.title())),
            };
        }
        words
    }

    fn for_example(&self) -> &'static str {
        if self.is_of_one { ", for example," } else { "" }
    }
}

/// What stands in `dependsOn`, for people.
fn depended(key: &str) -> Words {
    match key {
        "policies.identity" => Words::of("the identity policies, which are not told"),
        "resource" => Words::of("the resource, which is not told"),
        key => Words::code_of(key),
    }
}

/// `statement Sid of resource control policy perimeter (line 12)`.
pub(super) fn statements(list: &[DecidedBy], place: PlaceOf<'_>) -> Words {
    let statement = |by: &DecidedBy| {
        let words = match (&by.sid, by.statement) {
            (Some(sid), _) => Words::of("statement ").code(sid).plain(" of "),
            (None, Some(number)) => Words::of(format!("Statement[{number}] of ")),
            (None, None) => Words::default(),
        };
        let words = match by.policy.as_deref() {
            // There is only one, and it is called so.
            Some("resourceBased") | None => words.plain(format!("the {}", by.layer.title())),
            Some(name) => words.plain(format!("{} ", by.layer.title())).code(name),
        };
        match place(by) {
            Some(place) => words.plain(" (").code(&place).plain(")"),
            None => words,
        }
    };
    Words::list(list.iter().map(statement).collect())
}

/// A statement that is undecided, and why.
pub(super) fn of_undecided(undecided: &UndecidedStatement) -> Words {
    let layer = undecided.layer.title();
    let number = undecided.statement.unwrap_or(0);
    let words = Words::of(format!("Statement[{number}] of "));
    let words = match undecided.policy.as_deref() {
        Some("resourceBased") | None => words.plain(format!("the {layer}")),
        Some(policy) => words.plain(format!("{layer} ")).code(policy),
    };
    words.plain(": ").then(why_undecided(&undecided.key))
}

/// Why a statement is undecided that tests a key.
pub(crate) fn why_undecided(key: &str) -> Words {
    Words::of("what it says of ").code(key).plain(
        " is not decided for all sign-ins together: a policy variable refers to the key, operators of different kinds test it, or too many wildcards do",
    )
}

//! What the expectations of case files try of their policies, put together by policy.

use std::collections::BTreeMap;

use vestibule_answers::{CaseCoverage, CoveredPolicy, coverage};
use vestibule_wire::{Case, Coverage};

use super::Setting;
use crate::path::{normal, normal_by_slash};

/// What the expectations of one case file or example try.
pub(super) struct Covered {
    of_case: CaseCoverage,
    /// The example that it stands in, where its lines are those of a page.
    example: Option<String>,
}

impl Covered {
    /// What the expectations of a case called `name` try, whose text stands in the file `place`.
    pub(super) fn of(case: &Case, name: &str, place: &str, setting: &Setting<'_>) -> Self {
        let args = setting.args;
        let is_tested = |index: usize| {
            let request = case.names().get(index);
            args.selects(name) || request.is_some_and(|request| args.selects(request))
        };
        let mut of_case = coverage(case, &is_tested);
        let (host, is_windows) = (setting.access.host, setting.access.is_windows());
        let plain = |path: &str| match is_windows {
            true => normal_by_slash(&path.replace('\\', "/")),
            false => normal_by_slash(path),
        };
        for CoveredPolicy { file, policy, .. } in &mut of_case.policies {
            policy.file = match file {
                Some(told) => plain(&host.beside(place, &normal(told))),
                None => plain(place),
            };
        }
        Self {
            of_case,
            example: None,
        }
    }

    /// Puts all that stands in the example itself on a line of its page.
    pub(super) fn on_line(&mut self, line: u32, example: &str) {
        self.example = Some(example.to_owned());
        for covered in &mut self.of_case.policies {
            for statement in &mut covered.policy.statements {
                statement.line = line;
                let conditions = statement.conditions.iter_mut();
                conditions.for_each(|condition| condition.line = line);
            }
        }
    }
}

/// What makes a policy the same as one of another case: its text.
type Key<'c> = (&'c str, Option<&'c str>, Option<&'c str>, usize);

/// All of it, with each policy once.
pub(super) fn together(all: &[&Covered]) -> Coverage {
    let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut together = Coverage::default();
    for Covered { of_case, example } in all {
        together.requests += of_case.requests;
        together.not_known += of_case.not_known;
        for covered in &of_case.policies {
            let policy = &covered.policy;
            let path = covered.file.is_none().then_some(&*covered.path);
            let key = (&*policy.file, example.as_deref(), path, covered.number);
            let at = *known.entry(key).or_insert(together.policies.len());
            match together.policies.get_mut(at) {
                Some(known) => known.add(policy),
                None => together.policies.push(policy.clone()),
            }
        }
    }
    together
}

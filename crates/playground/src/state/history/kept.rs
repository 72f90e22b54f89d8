//! The way back and ahead as it is stored: how the text of each workspace differs from the text
//! of the one before it on the way.

use std::collections::HashMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::format;
use crate::state::workspace::Workspace;

/// So many steps are stored each way.
const STEPS: usize = 50;

/// So much text is stored each way.
const BYTES: usize = 96 * 1024;

/// So much text is written out to find what differs. Of large workspaces fewer steps are stored.
const WORK: usize = 4 * 1024 * 1024;

/// Steps away from a workspace, both ways, the nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    past: Vec<Rc<Patch>>,
    future: Vec<Rc<Patch>>,
}

impl Kept {
    pub(super) fn new(past: Vec<Rc<Patch>>, future: Vec<Rc<Patch>>) -> Self {
        Self { past, future }
    }

    /// True where there is neither a way back nor one ahead.
    pub fn is_empty(&self) -> bool {
        self.past.is_empty() && self.future.is_empty()
    }

    pub(super) fn ways(self, from: &Rc<str>) -> [Way; 2] {
        [self.past, self.future].map(|mut steps| {
            steps.reverse();
            let from = Rc::clone(from);
            Way { from, steps }
        })
    }
}

/// The one replacement that makes one text of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Patch {
    /// How long the text is that it is for.
    of: usize,
    at: usize,
    gone: usize,
    new: String,
}

impl Patch {
    fn between(before: &str, after: &str) -> Self {
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| {
            let pairs = pairs.take_while(|(one, other)| one == other);
            pairs.map(|(one, _)| one.len_utf8()).sum::<usize>()
        };
        let at = same(&mut before.chars().zip(after.chars()));
        let rest = |text: &'_ str| text.get(at..).unwrap_or_default().to_owned();
        let (old, new) = (rest(before), rest(after));
        let behind = same(&mut old.chars().rev().zip(new.chars().rev()));
        Self {
            of: before.len(),
            at,
            gone: old.len() - behind,
            new: new.get(..new.len() - behind).unwrap_or_default().to_owned(),
        }
    }

    /// What it makes of a text; nothing of one that it is not for.
    fn applied(&self, to: &str) -> Option<String> {
        if to.len() != self.of {
            return None;
        }
        let before = to.get(..self.at)?;
        let behind = to.get(self.at.checked_add(self.gone)?..)?;
        Some([before, &self.new, behind].concat())
    }
}

/// Steps that were stored and that nobody went yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    /// The text of the workspace where they begin.
    from: Rc<str>,
    /// The next one last. They are shared, since the state of the page is copied all the time.
    steps: Vec<Rc<Patch>>,
}

impl Default for Way {
    fn default() -> Self {
        Self {
            from: "".into(),
            steps: Vec::new(),
        }
    }
}

impl Way {
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The next workspace on it, which shares with `present` what both have. What cannot be read
    /// ends the way.
    pub(super) fn step(&mut self, present: &Workspace) -> Option<Rc<Workspace>> {
        let patch = self.steps.pop()?;
        let text = patch.applied(&self.from);
        let read = text
            .as_ref()
            .and_then(|text| format::read::<Workspace>(text));
        let (Some(text), Some(mut workspace)) = (text, read) else {
            *self = Self::default();
            return None;
        };
        self.from = text.into();
        workspace.repair();
        share(&mut workspace.documents, &present.documents, |one| one.id);
        share(&mut workspace.scenarios, &present.scenarios, |one| one.id);
        share(&mut workspace.personas, &present.personas, |one| one.id);
        share(&mut workspace.sites, &present.sites, |one| one.id);
        Some(Rc::new(workspace))
    }
}

/// What is the same in both becomes one.
fn share<T: PartialEq>(parts: &mut [Rc<T>], with: &[Rc<T>], id: fn(&T) -> u32) {
    let known: HashMap<u32, &Rc<T>> = with.iter().map(|one| (id(one), one)).collect();
    for part in parts {
        if let Some(one) = known.get(&id(part)).filter(|one| ***one == *part) {
            *part = Rc::clone(one);
        }
    }
}

/// The steps through `workspaces` and then on along `way`, as far as they are stored.
pub(super) fn steps<'w>(
    present: &Workspace,
    workspaces: impl Iterator<Item = &'w Rc<Workspace>>,
    way: &Way,
) -> Vec<Rc<Patch>> {
    let mut room = Room {
        bytes: BYTES,
        steps: STEPS,
    };
    let mut text = format::write(present);
    let mut work = text.len();
    let mut steps = Vec::new();
    for workspace in workspaces {
        let next = format::write(&**workspace);
        work += next.len();
        let patch = Patch::between(&text, &next);
        if work > WORK || !room.takes(&patch) {
            return steps;
        }
        steps.push(Rc::new(patch));
        text = next;
    }
    let stored = way.steps.iter().rev();
    steps.extend(stored.take_while(|patch| room.takes(patch)).cloned());
    steps
}

struct Room {
    bytes: usize,
    steps: usize,
}

impl Room {
    fn takes(&mut self, patch: &Patch) -> bool {
        let bytes = self.bytes.checked_sub(patch.new.len());
        let steps = self.steps.checked_sub(1);
        let Some((bytes, steps)) = bytes.zip(steps) else {
            return false;
        };
        (self.bytes, self.steps) = (bytes, steps);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_leads_from_one_text_to_the_other() {
        for (before, after) in [
            ("", ""),
            ("", "a"),
            ("aa", "a"),
            ("a", "aa"),
            ("déjà vu", "déja vu"),
            ("éa", "èa"),
            ("same", "same"),
            ("{\"a\":1}", "{\"a\":[1,2]}"),
        ] {
            let patch = Patch::between(before, after);
            assert_eq!(patch.applied(before).as_deref(), Some(after), "{before}");
            assert_eq!(patch.applied(&format!("{before}x")), None);
        }
    }
}

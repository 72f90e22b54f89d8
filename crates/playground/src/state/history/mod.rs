//! Undo and redo: whole workspaces, whose parts are shared. What is stored of it outlives the
//! page.

mod kept;

use std::rc::Rc;

pub use kept::Kept;
use kept::Way;

use super::workspace::Workspace;

/// How many steps are kept.
const KEPT: usize = 200;

/// What is typed into; what is typed into one thing in a row is one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    Name,
    Account(u8),
    Document(u32, u8),
    Scenario(u32, u8, u32),
    Persona(u32, u8),
    Site(u32, u8),
}

/// The workspaces behind and ahead of the present one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Rc<Workspace>>,
    future: Vec<Rc<Workspace>>,
    typing: Option<Typing>,
    /// What was stored of the way, behind all of the above.
    earlier: Way,
    later: Way,
}

impl History {
    /// That of a workspace that is opened again, whose text is `text`.
    pub fn opened(kept: Kept, text: &str) -> Self {
        let [earlier, later] = kept.ways(&text.into());
        Self {
            earlier,
            later,
            ..Self::default()
        }
    }

    /// What is stored of it, for `present`.
    pub fn kept(&self, present: &Workspace) -> Kept {
        Kept::new(
            kept::steps(present, self.past.iter().rev(), &self.earlier),
            kept::steps(present, self.future.iter().rev(), &self.later),
        )
    }

    /// Keeps `present`, which is about to change, unless the change goes on with
    /// what was typed before.
    pub fn keep(&mut self, present: &Rc<Workspace>, typing: Option<Typing>) {
        let goes_on = typing.is_some() && typing == self.typing && !self.can_redo();
        self.typing = typing;
        if goes_on {
            return;
        }
        self.future.clear();
        self.later = Way::default();
        self.past.push(Rc::clone(present));
        let surplus = self.past.len().saturating_sub(KEPT);
        if surplus > 0 {
            self.past.drain(..surplus);
            // What was stored leads on from the first of them.
            self.earlier = Way::default();
        }
    }

    /// The next letter begins a step of its own.
    pub fn settle(&mut self) {
        self.typing = None;
    }

    /// One step back from `present`.
    pub fn undo(&mut self, present: &Rc<Workspace>) -> Option<Rc<Workspace>> {
        self.typing = None;
        let before = self.past.pop().or_else(|| self.earlier.step(present))?;
        self.future.push(Rc::clone(present));
        Some(before)
    }

    /// The step ahead again.
    pub fn redo(&mut self, present: &Rc<Workspace>) -> Option<Rc<Workspace>> {
        self.typing = None;
        let after = self.future.pop().or_else(|| self.later.step(present))?;
        self.past.push(Rc::clone(present));
        Some(after)
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty() || !self.earlier.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty() || !self.later.is_empty()
    }
}

//! Undo and redo: whole workspaces, whose parts are shared.

use std::rc::Rc;

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
}

impl History {
    /// Keeps `present`, which is about to change, unless the change goes on with
    /// what was typed before.
    pub fn keep(&mut self, present: &Rc<Workspace>, typing: Option<Typing>) {
        let goes_on = typing.is_some() && typing == self.typing && self.future.is_empty();
        self.typing = typing;
        if goes_on {
            return;
        }
        self.future.clear();
        self.past.push(Rc::clone(present));
        let surplus = self.past.len().saturating_sub(KEPT);
        self.past.drain(..surplus);
    }

    /// The next letter begins a step of its own.
    pub fn settle(&mut self) {
        self.typing = None;
    }

    /// One step back from `present`.
    pub fn undo(&mut self, present: &Rc<Workspace>) -> Option<Rc<Workspace>> {
        self.typing = None;
        let before = self.past.pop()?;
        self.future.push(Rc::clone(present));
        Some(before)
    }

    /// The step ahead again.
    pub fn redo(&mut self, present: &Rc<Workspace>) -> Option<Rc<Workspace>> {
        self.typing = None;
        let after = self.future.pop()?;
        self.past.push(Rc::clone(present));
        Some(after)
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

//! Orders, answers and the rows in them.

use std::rc::Rc;

use super::{Codec, Reader, Writer, enums, structs};
use crate::evaluate::answer::{
    Answer, By, Cell, Changes, Detail, Field, Inquiry, Order, Problem, Question, Row, Rules,
    ScenarioField, Unmet, Unread,
};

structs! {
    Order { revision, afresh, rules, scenarios, removed, first, detail, changes }
    Inquiry { question, known }
    Rules { account, documents, no_identity, readings }
    Question { scenario, action }
    Answer { revision, rows, of_rules, of_rows, detail, changes, more, unread }
    Unread { document, by_earlier }
    Row { id, outcome, denied_at, cells, unmet, provisional }
    By { layer, document, statement, sid }
    Unmet { path, expected, actual }
    Detail { scenario, decision, documents }
    Problem { finding, place }
    Changes { question, facts, tried, decided }
}

enums! {
    Field {
        0: AccountId,
        1: Organization,
        2: OrganizationPath,
        3: Readings,
        4: DocumentText(id),
        5: DocumentName(id),
        6: DocumentTarget(id),
        7: Scenario(id, field),
    }
    ScenarioField {
        0: Name,
        1: Entry,
        2: Principal,
        3: SourceIp,
        4: Vpc,
        5: Endpoint,
        6: PrivateIp,
        7: Region,
        8: Resource,
        9: Context(row),
        10: Overrides,
        11: Expect,
    }
}

impl Codec for Cell {
    fn write(&self, to: &mut Writer) {
        let Self {
            action,
            decision,
            reached,
            protected,
            reason,
            by,
            rest,
            others,
        } = self;
        action.write(to);
        decision.write(to);
        reached.write(to);
        protected.write(to);
        reason.write(to);
        to.by(by.as_ref());
        for by in rest {
            to.by(Some(by));
        }
        to.by(None);
        others.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            action: Codec::read(from)?,
            decision: Codec::read(from)?,
            reached: Codec::read(from)?,
            protected: Codec::read(from)?,
            reason: Codec::read(from)?,
            by: from.by()?,
            rest: {
                let mut rest = Vec::new();
                while let Some(by) = from.by()? {
                    rest.push(by);
                }
                rest
            },
            others: Codec::read(from)?,
        })
    }
}

// A thousand rows have few deciding statements between them: each is sent once, where it is first
// spoken of, and shared again by those who read it.
impl Writer {
    /// Nothing, or the number of what decided, from one.
    fn by(&mut self, by: Option<&Rc<By>>) {
        let Some(by) = by else {
            return self.length(0);
        };
        match self.told.iter().position(|told| Rc::ptr_eq(told, by)) {
            Some(index) => self.length(index + 1),
            None => {
                self.told.push(Rc::clone(by));
                self.length(self.told.len());
                by.write(self);
            }
        }
    }
}

impl Reader<'_> {
    fn by(&mut self) -> Option<Option<Rc<By>>> {
        let Some(index) = self.length()?.checked_sub(1) else {
            return Some(None);
        };
        if index == self.told.len() {
            let by = Codec::read(self)?;
            self.told.push(by);
        }
        self.told.get(index).cloned().map(Some)
    }
}

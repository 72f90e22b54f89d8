//! Rows as they cross from the worker to the page: numbers in lists, with each
//! deciding statement told once. A thousand of them come with one letter.

use std::rc::Rc;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use vestibule_wire::{Action, Outcome, Reason};

use super::answer::{By, Cell, Row, Unmet};

const OUTCOMES: [Outcome; 3] = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown];
const ACTIONS: [Action; 3] = [
    Action::Authenticate,
    Action::AuthorizeOAuth2Access,
    Action::CreateOAuth2Token,
];
const REASONS: [Reason; 6] = [
    Reason::NoMatchingDeny,
    Reason::ExplicitDeny,
    Reason::ImplicitDeny,
    Reason::EnforcementOff,
    Reason::UnknownKey,
    Reason::UnevaluableStatement,
];
/// In the place of a number that is not there.
const NONE: u16 = u16::MAX;

/// Outcome, reason, reached, protected, what decided, how many others.
type PackedCell = (u16, u16, u16, u16, u16, u16);
/// Id, outcome, action of the denial, cells in the order of the actions, unmet.
type PackedRow = (u32, u16, u16, Vec<PackedCell>, Vec<Unmet>);
type Packed = (Vec<Rc<By>>, Vec<PackedRow>);

fn number<T: PartialEq>(all: &[T], one: Option<T>) -> u16 {
    let found = one.and_then(|one| all.iter().position(|other| *other == one));
    found
        .and_then(|index| u16::try_from(index).ok())
        .unwrap_or(NONE)
}

fn of_number<T: Copy>(all: &[T], number: u16) -> Option<T> {
    all.get(usize::from(number)).copied()
}

/// Writes rows.
pub(super) fn serialize<S: Serializer>(rows: &[Rc<Row>], to: S) -> Result<S::Ok, S::Error> {
    let mut known: Vec<Rc<By>> = Vec::new();
    let mut by = |by: &Option<Rc<By>>| {
        let Some(by) = by else {
            return NONE;
        };
        let index = match known.iter().position(|other| Rc::ptr_eq(other, by)) {
            Some(index) => index,
            None => {
                known.push(Rc::clone(by));
                known.len() - 1
            }
        };
        u16::try_from(index).unwrap_or(NONE)
    };
    let rows: Vec<PackedRow> = rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| {
                (
                    number(&OUTCOMES, Some(cell.decision)),
                    number(&REASONS, Some(cell.reason)),
                    u16::from(cell.reached),
                    u16::from(cell.protected),
                    by(&cell.by),
                    cell.others,
                )
            });
            let cells = cells.collect();
            (
                row.id,
                number(&OUTCOMES, row.outcome),
                number(&ACTIONS, row.denied_at),
                cells,
                row.unmet.clone(),
            )
        })
        .collect();
    (known, rows).serialize(to)
}

/// Reads them again.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Rc<Row>>, D::Error> {
    let (known, rows) = Packed::deserialize(from)?;
    let cell = |(action, cell): (Action, PackedCell)| {
        let (decision, reason, reached, protected, by, others) = cell;
        Some(Cell {
            action,
            decision: of_number(&OUTCOMES, decision)?,
            reached: reached != 0,
            protected: protected != 0,
            reason: of_number(&REASONS, reason)?,
            by: known.get(usize::from(by)).cloned(),
            others,
        })
    };
    let row = |(id, outcome, denied_at, cells, unmet): PackedRow| {
        let cells: Option<Vec<Cell>> = ACTIONS.into_iter().zip(cells).map(cell).collect();
        Some(Rc::new(Row {
            id,
            outcome: of_number(&OUTCOMES, outcome),
            denied_at: of_number(&ACTIONS, denied_at),
            cells: cells?,
            unmet,
        }))
    };
    let rows: Option<Vec<Rc<Row>>> = rows.into_iter().map(row).collect();
    rows.ok_or_else(|| D::Error::custom("a row of another release"))
}

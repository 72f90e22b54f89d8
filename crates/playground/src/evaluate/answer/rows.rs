//! Rows in a message. A thousand of them have few deciding statements between them: each of these
//! stands once, before the rows, which tell its number.

use std::rc::Rc;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{By, Cell, Row};

pub(super) fn serialize<S: Serializer>(rows: &[Rc<Row>], to: S) -> Result<S::Ok, S::Error> {
    let mut deciding: Vec<&Rc<By>> = Vec::new();
    let mut number = |by| {
        let known = deciding.iter().position(|known| Rc::ptr_eq(known, by));
        Some(known.unwrap_or_else(|| {
            deciding.push(by);
            deciding.len() - 1
        }))
    };
    let rows = rows.iter().filter_map(|row| with(row, &mut number));
    let rows: Vec<Row<usize>> = rows.collect();
    (deciding, rows).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Rc<Row>>, D::Error> {
    let (deciding, rows): (Vec<Rc<By>>, Vec<Row<usize>>) = Deserialize::deserialize(from)?;
    let mut of_number = |number: &usize| deciding.get(*number).cloned();
    let rows: Option<Vec<Rc<Row>>> = rows
        .iter()
        .map(|row| with(row, &mut of_number).map(Rc::new))
        .collect();
    rows.ok_or_else(|| D::Error::custom("a row is decided by a statement that is not told"))
}

/// The row with what `told` makes of each that decided it.
fn with<'r, B, C>(row: &'r Row<B>, told: &mut impl FnMut(&'r B) -> Option<C>) -> Option<Row<C>> {
    let cells: Option<Vec<Cell<C>>> = row
        .cells
        .iter()
        .map(|cell| {
            Some(Cell {
                action: cell.action,
                decision: cell.decision,
                reached: cell.reached,
                protected: cell.protected,
                reason: cell.reason,
                by: match &cell.by {
                    Some(by) => Some(told(by)?),
                    None => None,
                },
                rest: cell.rest.iter().map(&mut *told).collect::<Option<_>>()?,
                others: cell.others,
            })
        })
        .collect();
    Some(Row {
        id: row.id,
        outcome: row.outcome,
        denied_at: row.denied_at,
        cells: cells?,
        unmet: row.unmet.clone(),
        provisional: row.provisional,
    })
}

//! The values of one key, cut into cells on which every test of it is constant.
//!
//! The operands say where a test can change its truth; what the truth is comes from
//! [`Test::evaluate`] on a value of the cell and from nowhere else.

mod cutter;
mod parts;

use std::collections::HashMap;
use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_syntax::limits::CELLS_WORK;

use self::cutter::Cutter;
pub use self::cutter::any_case;
use self::parts::Parts;
use super::Caveats;
use super::test::Test;
use crate::keys::{Context, KeyId, KeyValue};
use crate::truth::Truth;
use crate::value::TooLarge;
use crate::work::count;

/// The single values of one key, as cells on which every test is constant. Whether the
/// key is there at all, and with how many values, is for the caller to tell apart.
#[derive(Clone, Debug)]
pub struct Cells {
    parts: Parts,
    /// The cell of each part.
    cell_of: Vec<usize>,
    cells: Vec<Cell>,
    undecided: Vec<usize>,
}

/// Values of a key for which every test comes to the same truth, resting on the same
/// undocumented points. An address in two spellings is one address: a point that rests
/// on the spelling of a value ([`Caveats::IP_SPELLING`]) is that of the witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    witness: String,
    parts: Vec<usize>,
}

/// Why the values of a key are not cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncut {
    /// There are more parts, or more steps to find them, than the limits allow.
    TooLarge,
    /// Tests of kinds that do not fit together: addresses and wildcards, say.
    Mixed,
}

impl From<TooLarge> for Uncut {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

impl Cells {
    /// Cuts the values of `key` by those of `tests` that are about it. `context` gives
    /// what is known of the other keys, to which policy variables refer.
    ///
    /// # Errors
    /// When the values cannot be cut.
    pub fn of(key: KeyId, tests: &[&Test], context: &Context<'_>) -> Result<Self, Uncut> {
        let mut cutter = Cutter::default();
        let mut undecided = Vec::new();
        let mut decided = Vec::new();
        for (index, test) in tests.iter().enumerate() {
            if test.key() != key {
                continue;
            }
            if cutter.add(test, context) {
                decided.push(*test);
            } else {
                undecided.push(index);
            }
        }
        let parts = cutter.cut()?;
        let mut cells = Self {
            parts,
            cell_of: Vec::new(),
            cells: Vec::new(),
            undecided,
        };
        cells.merge(key, &decided, context)?;
        Ok(cells)
    }

    /// Puts the parts together on which all tests come to the same.
    fn merge(&mut self, key: KeyId, tests: &[&Test], context: &Context<'_>) -> Result<(), Uncut> {
        let mut by_answers: HashMap<Vec<(Truth, Caveats)>, usize> = HashMap::new();
        let longest = context.iter().map(longest).max().unwrap_or(0);
        let mut steps = 0_u64;
        for part in 0..self.parts.len() {
            let Some(witness) = self.parts.witness(part)? else {
                // No value lies in it.
                self.cell_of.push(usize::MAX);
                continue;
            };
            let context = with_value(context, key, &witness);
            let longest = longest.max(count(witness.len()));
            for test in tests {
                steps = steps.saturating_add(test.steps(&context, longest));
            }
            if steps > CELLS_WORK {
                return Err(Uncut::TooLarge);
            }
            let answers = tests
                .iter()
                .map(|test| test.evaluate(&context))
                .map(|outcome| (outcome.truth, outcome.caveats))
                .collect();
            drop(context);
            let cell = *by_answers.entry(answers).or_insert_with(|| {
                self.cells.push(Cell {
                    witness,
                    parts: Vec::new(),
                });
                self.cells.len() - 1
            });
            self.cell_of.push(cell);
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.parts.push(part);
            }
        }
        Ok(())
    }

    /// All cells: disjoint, and every value lies in one.
    #[must_use]
    pub fn all(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell in which `value` lies, as an index into [`Cells::all`].
    #[must_use]
    pub fn locate(&self, value: &str) -> usize {
        let part = self.parts.locate(value);
        self.cell_of.get(part).copied().unwrap_or(0)
    }

    /// The tests, as indices into those that were given, that are not constant on the
    /// cells: a policy variable in them refers to a key of which nothing is known, or to
    /// the key itself, or they compare letters whose case depends on their neighbours.
    #[must_use]
    pub fn undecided(&self) -> &[usize] {
        &self.undecided
    }

    /// Takes the first of `values` that lies in a cell for its witness: one that a
    /// person would recognise.
    pub fn prefer<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) {
        let mut taken = vec![false; self.cells.len()];
        for value in values {
            let at = self.locate(value);
            if let (Some(cell), Some(taken)) = (self.cells.get_mut(at), taken.get_mut(at))
                && !*taken
            {
                *taken = true;
                value.clone_into(&mut cell.witness);
            }
        }
    }

    /// The addresses of a cell as disjoint ranges in ascending order, IPv4 before IPv6;
    /// `None` when the key is not compared with addresses. Single texts that a string
    /// operator names are left out of them.
    #[must_use]
    pub fn addresses(&self, cell: &Cell) -> Option<Vec<RangeInclusive<IpAddr>>> {
        self.parts.addresses(&cell.parts)
    }
}

impl Cell {
    /// A value of the cell.
    #[must_use]
    pub fn witness(&self) -> &str {
        &self.witness
    }
}

/// The context in which `key` has one value.
fn with_value<'a>(context: &Context<'a>, key: KeyId, value: &'a str) -> Vec<KeyValue<'a>> {
    let at = usize::from(key.0);
    let mut context = context.to_vec();
    if context.len() <= at {
        context.resize(at + 1, KeyValue::Unknown);
    }
    if let Some(known) = context.get_mut(at) {
        *known = KeyValue::One(value);
    }
    context
}

/// The bytes of the longest value of a key.
fn longest(value: &KeyValue<'_>) -> u64 {
    match value {
        KeyValue::One(value) => count(value.len()),
        KeyValue::Many(values) => values.iter().map(|v| count(v.len())).max().unwrap_or(0),
        KeyValue::Absent | KeyValue::Unknown | KeyValue::PresentUnknown => 0,
    }
}

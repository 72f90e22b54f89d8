//! The values of one key, cut into cells on which every test of it is constant.
//!
//! The operands say where a test can change its truth; what the truth is comes from
//! [`Test::evaluate`] on a value of the cell and from nowhere else.

use std::collections::HashMap;
use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_syntax::limits::{CELLS_WORK, VALUE_PARTS};

use super::template::Template;
use super::test::{Operands, Test};
use super::text::{lower, preimages};
use super::{Caveats, Mode};
use crate::keys::{Context, KeyId, KeyValue};
use crate::truth::Truth;
use crate::value::TooLarge;
use crate::value::arn::ArnPattern;
use crate::value::cidr::AddressParts;
use crate::value::date::DateParts;
use crate::value::number::NumberParts;
use crate::value::wildcard::{Pattern, TextParts, TextPattern, pattern_of};
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
        let Family::Addresses(addresses) = &self.parts.family else {
            return None;
        };
        let named = self.parts.named.len();
        let parts = cell.parts.iter().filter_map(|part| part.checked_sub(named));
        let mut ranges: Vec<(usize, RangeInclusive<IpAddr>)> = Vec::new();
        for (part, range) in parts.filter_map(|part| Some((part, addresses.range(part)?))) {
            match ranges.last_mut() {
                Some((before, joined))
                    if *before + 1 == part && joined.end().is_ipv4() == range.end().is_ipv4() =>
                {
                    *before = part;
                    *joined = *joined.start()..=*range.end();
                }
                _ => ranges.push((part, range)),
            }
        }
        Some(ranges.into_iter().map(|(_, range)| range).collect())
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

/// All values, in the finest parts that the operands make.
#[derive(Clone, Debug)]
struct Parts {
    /// Texts that are parts of their own, in ascending order, before those of the family.
    named: Vec<String>,
    family: Family,
}

#[derive(Clone, Debug)]
enum Family {
    Texts(TextParts),
    Addresses(AddressParts),
    Numbers(NumberParts),
    Dates(DateParts),
}

impl Parts {
    fn len(&self) -> usize {
        self.named.len()
            + match &self.family {
                Family::Texts(texts) => texts.len(),
                Family::Addresses(addresses) => addresses.len(),
                Family::Numbers(numbers) => numbers.len(),
                Family::Dates(dates) => dates.len(),
            }
    }

    fn locate(&self, value: &str) -> usize {
        let named = |text: &String| text.as_str().cmp(value);
        if let Ok(at) = self.named.binary_search_by(named) {
            return at;
        }
        self.named.len()
            + match &self.family {
                Family::Texts(texts) => texts.locate(value),
                Family::Addresses(addresses) => addresses.locate(value),
                Family::Numbers(numbers) => numbers.locate(value),
                Family::Dates(dates) => dates.locate(value),
            }
    }

    /// A value of a part, or `None` where there is none.
    fn witness(&self, part: usize) -> Result<Option<String>, Uncut> {
        if let Some(named) = self.named.get(part) {
            return Ok(Some(named.clone()));
        }
        let part = part - self.named.len();
        match &self.family {
            Family::Texts(texts) => Ok(Some(texts.witness(part).to_owned())),
            Family::Addresses(addresses) => self.unnamed(addresses.witnesses(part)),
            Family::Numbers(numbers) => self.unnamed(numbers.witnesses(part)),
            Family::Dates(dates) => self.unnamed(dates.witnesses(part)),
        }
    }

    /// The first spelling that is no part of its own.
    fn unnamed(&self, spellings: impl Iterator<Item = String>) -> Result<Option<String>, Uncut> {
        let mut any = false;
        for spelling in spellings {
            any = true;
            if self.named.binary_search(&spelling).is_err() {
                return Ok(Some(spelling));
            }
        }
        // All that were tried are named: more may be left, and none is known.
        if any { Err(Uncut::Mixed) } else { Ok(None) }
    }
}

/// Collects where the tests of a key can change their truth.
#[derive(Default)]
struct Cutter {
    patterns: Vec<TextPattern>,
    /// What single texts `patterns` consists of, while it is nothing else.
    named: Vec<String>,
    has_other_texts: bool,
    addresses: Option<Vec<RangeInclusive<IpAddr>>>,
    numbers: Option<Vec<Box<str>>>,
    dates: Option<Vec<i64>>,
}

impl Cutter {
    /// Adds a test; `false` when it cannot be constant on any cells.
    fn add(&mut self, test: &Test, context: &Context<'_>) -> bool {
        let Some(templates) = resolved(test, context) else {
            return false;
        };
        match test.operands() {
            Operands::Strings(strings) if strings.mode() == Mode::IgnoreCase => {
                let lowered = templates
                    .iter()
                    .map(|pieces| lower(&join(pieces)).into_owned());
                let literals = strings.literals().map(|(text, _)| text.to_owned());
                let all: Vec<String> = literals.chain(lowered).collect();
                let Some(patterns) = all.iter().map(|text| any_case(text)).collect() else {
                    return false;
                };
                self.add_patterns(patterns);
            }
            Operands::Strings(strings) => {
                strings.literals().for_each(|(text, _)| self.add_text(text));
                for (pattern, _) in strings.patterns() {
                    self.add_patterns(vec![TextPattern::of(pattern)]);
                }
                for pieces in templates {
                    match strings.mode() {
                        Mode::Equals | Mode::IgnoreCase => self.add_text(&join(&pieces)),
                        Mode::Like => {
                            self.add_patterns(vec![TextPattern::of(&pattern_of(&pieces))]);
                        }
                    }
                }
            }
            Operands::Arns(arns) => {
                // Whether a value is an ARN at all.
                let any = std::array::from_fn(|_| Pattern::new("*"));
                self.add_patterns(vec![TextPattern::arn(&any)]);
                arns.literals().for_each(|(text, _)| self.add_text(text));
                let made = templates.iter().filter_map(|p| ArnPattern::from_pieces(p));
                let made: Vec<ArnPattern> = made.collect();
                let patterns = arns.patterns().iter().map(|(pattern, _)| pattern);
                let fields = patterns.chain(&made).map(ArnPattern::fields);
                self.add_patterns(fields.map(TextPattern::arn).collect());
            }
            Operands::Binaries(binaries) => {
                binaries
                    .literals()
                    .for_each(|(text, _)| self.add_text(text));
            }
            Operands::Bool(_) => {
                let both = |c: char| [c, c.to_ascii_uppercase()].into();
                let mut yes = TextPattern::default();
                "true".chars().for_each(|c| yes.push_one_of(both(c)));
                self.add_patterns(vec![yes]);
            }
            Operands::Addresses(addresses) => {
                let ranges = self.addresses.get_or_insert_default();
                ranges.extend(addresses.set().ranges().map(|(range, _)| range));
                let disputed = addresses.disputed().iter();
                ranges.extend(disputed.map(|network| network.network()..=network.broadcast()));
            }
            Operands::Numbers(numbers) => {
                let points = numbers.points().map(|(text, _)| text.into());
                self.numbers.get_or_insert_default().extend(points);
            }
            Operands::Dates(dates) => {
                let points = dates.points().iter().map(|(date, _)| *date);
                self.dates.get_or_insert_default().extend(points);
            }
            // Constant on all values.
            Operands::Null(_) => {}
        }
        true
    }

    fn add_text(&mut self, text: &str) {
        self.patterns.push(TextPattern::literal(text));
        self.named.push(text.to_owned());
    }

    fn add_patterns(&mut self, patterns: Vec<TextPattern>) {
        self.has_other_texts = true;
        self.patterns.extend(patterns);
    }

    fn cut(mut self) -> Result<Parts, Uncut> {
        let families = [
            self.addresses
                .take()
                .map(|r| Family::Addresses(AddressParts::new(r))),
            self.dates
                .take()
                .map(|dates| Family::Dates(DateParts::new(dates))),
            self.numbers.take().map(|numbers| {
                Family::Numbers(NumberParts::new(numbers.iter().map(AsRef::as_ref)))
            }),
        ];
        let mut families = families.into_iter().flatten();
        let parts = match (families.next(), families.next()) {
            (None, _) => Parts {
                named: Vec::new(),
                family: Family::Texts(TextParts::new(&self.patterns)?),
            },
            // Single texts are taken out of the parts of another family.
            (Some(family), None) if !self.has_other_texts => {
                self.named.sort_unstable();
                self.named.dedup();
                Parts {
                    named: self.named,
                    family,
                }
            }
            (Some(_), _) => return Err(Uncut::Mixed),
        };
        if parts.len() > VALUE_PARTS {
            return Err(Uncut::TooLarge);
        }
        Ok(parts)
    }
}

/// Pieces of a pattern, and whether each stands for itself.
type Pieces<'a> = Vec<(&'a str, bool)>;

/// The operands with policy variables, with the values of the context in place; those
/// whose key is absent match nothing and are left out. `None` when nothing is known of
/// a key, or when one refers to the key of the test.
fn resolved<'a>(test: &'a Test, context: &Context<'a>) -> Option<Vec<Pieces<'a>>> {
    let of_itself = |template: &Template| template.keys().any(|key| key == test.key());
    let mut all = Vec::new();
    for (template, _) in test.templates() {
        if of_itself(template) {
            return None;
        }
        match template.pieces(context) {
            Ok(pieces) => all.push(pieces),
            Err(super::Gap::Unresolved) => {}
            Err(super::Gap::Unknown(_) | super::Gap::Malformed) => return None,
        }
    }
    Some(all)
}

fn join(pieces: &Pieces<'_>) -> String {
    pieces.iter().map(|(text, _)| *text).collect()
}

/// The texts that are `lowered` in lower case; `None` where that depends on more than
/// one character.
fn any_case(lowered: &str) -> Option<TextPattern> {
    let mut pattern = TextPattern::default();
    for characters in preimages(lowered)? {
        pattern.push_one_of(characters);
    }
    Some(pattern)
}

//! Where the operands of a key's tests cut its values.

use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_syntax::limits::VALUE_PARTS;

use super::Uncut;
use super::parts::{Family, Parts};
use crate::condition::Mode;
use crate::condition::template::{Gap, Template};
use crate::condition::test::{Operands, Test};
use crate::condition::text::{lower, preimages};
use crate::keys::Context;
use crate::value::arn::ArnPattern;
use crate::value::cidr::AddressParts;
use crate::value::date::DateParts;
use crate::value::number::NumberParts;
use crate::value::wildcard::{Pattern, TextParts, TextPattern, pattern_of};

/// Collects where the tests of a key can change their truth.
#[derive(Default)]
pub(super) struct Cutter {
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
    pub(super) fn add(&mut self, test: &Test, context: &Context<'_>) -> bool {
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

    /// The parts on each of which every test that was added is constant.
    pub(super) fn cut(mut self) -> Result<Parts, Uncut> {
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
            Err(Gap::Unresolved) => {}
            Err(Gap::Unknown(_) | Gap::Malformed) => return None,
        }
    }
    Some(all)
}

fn join(pieces: &Pieces<'_>) -> String {
    pieces.iter().map(|(text, _)| *text).collect()
}

/// The texts that are `lowered` in lower case; `None` where that depends on more than
/// one character.
#[must_use]
pub fn any_case(lowered: &str) -> Option<TextPattern> {
    let mut pattern = TextPattern::default();
    for characters in preimages(lowered)? {
        pattern.push_one_of(characters);
    }
    Some(pattern)
}

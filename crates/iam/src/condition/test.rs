//! One condition key test, compiled: presence, number of values, negation, sets.

use std::net::IpAddr;
use std::ops::RangeInclusive;

use super::address::Addresses;
use super::arn::Arns;
use super::exact::{Binaries, Truths, is_true};
use super::ordered::{Dates, Numbers};
use super::outcome::{Caveats, Found, Outcome, Why};
use super::string::{Mode, Strings};
use super::template::Template;
use crate::keys::{Context, KeyId, KeyValue, Keys};
use crate::language::Version;
use crate::language::{Base, Operator, SetPrefix};
use crate::span::Text;
use crate::truth::Truth;
use crate::work::Weight;

/// Choices where AWS's documentation leaves one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What `ForAnyValue:…IfExists` comes to when the key is absent.
    pub for_any_value_if_exists_missing: bool,
}

/// One condition key test, compiled.
#[derive(Clone, Debug)]
pub struct Test {
    key: KeyId,
    operator: Operator,
    options: Options,
    empty: bool,
    operands: Operands,
    weight: Weight,
}

/// The operands of a test, compiled by what is compared.
#[derive(Clone, Debug)]
pub enum Operands {
    /// Operands of the string operators.
    Strings(Strings),
    /// Operands of `ArnEquals` and `ArnLike`.
    Arns(Arns),
    /// Operands of `IpAddress`.
    Addresses(Addresses),
    /// Operands of the numeric operators.
    Numbers(Numbers),
    /// Operands of the date operators.
    Dates(Dates),
    /// Operands of `Bool`.
    Bool(Truths),
    /// Operands of `Null`, whose truth depends on whether the key is there and on no value.
    Null(Truths),
    /// Operands of `BinaryEquals`.
    Binaries(Binaries),
}

/// The steps that a test takes in addition to comparing.
const TEST: u64 = 16;

impl Operands {
    fn weight(&self) -> Weight {
        match self {
            Self::Strings(strings) => strings.weight(),
            Self::Arns(arns) => arns.weight(),
            Self::Addresses(addresses) => addresses.weight(),
            Self::Numbers(numbers) => numbers.weight(),
            Self::Dates(dates) => dates.weight(),
            Self::Binaries(binaries) => binaries.weight(),
            Self::Bool(_) | Self::Null(_) => Weight::default(),
        }
    }
}

impl Test {
    /// What it costs at most to run, whatever the request.
    pub(crate) fn weight(&self) -> Weight {
        self.weight
    }

    /// How much it costs to run, relative to other tests.
    pub(crate) fn cost(&self) -> u8 {
        match self.operator.base {
            Base::Bool | Base::Null => 0,
            Base::StringEquals => 1,
            Base::IpAddress | Base::Numeric(_) | Base::Date(_) => 2,
            Base::StringEqualsIgnoreCase | Base::StringLike | Base::Binary => 3,
            Base::Arn => 4,
        }
    }

    /// Compiles the test of `key` against `values`; the keys that policy variables
    /// refer to join `keys`.
    #[must_use]
    pub fn compile(
        operator: Operator,
        key: KeyId,
        values: &[Text],
        version: Version,
        keys: &mut Keys,
        options: Options,
    ) -> Self {
        // Under 2008 `${…}` is literal text [VAR].
        let variables = version == Version::V2012;
        let texts = (0_u32..).zip(values.iter().map(|text| &*text.value));
        let mut strings =
            |mode| Operands::Strings(Strings::compile(mode, texts.clone(), variables, keys));
        let operands = match operator.base {
            Base::StringEquals => strings(Mode::Equals),
            Base::StringEqualsIgnoreCase => strings(Mode::IgnoreCase),
            Base::StringLike => strings(Mode::Like),
            Base::Arn => Operands::Arns(Arns::compile(texts, variables, keys)),
            Base::IpAddress => Operands::Addresses(Addresses::compile(texts)),
            Base::Numeric(_) => Operands::Numbers(Numbers::compile(texts)),
            Base::Date(_) => Operands::Dates(Dates::compile(texts)),
            Base::Bool => Operands::Bool(Truths::compile(texts)),
            Base::Null => Operands::Null(Truths::compile(texts)),
            Base::Binary => Operands::Binaries(Binaries::compile(texts)),
        };
        let weight = operands.weight().plus(Weight::fixed(TEST));
        Self {
            key,
            operator,
            options,
            empty: values.is_empty(),
            operands,
            weight,
        }
    }

    /// The key that is tested.
    #[must_use]
    pub fn key(&self) -> KeyId {
        self.key
    }

    /// The operator.
    #[must_use]
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// The operands.
    #[must_use]
    pub fn operands(&self) -> &Operands {
        &self.operands
    }

    /// True when the list of operands is empty, which AWS refuses to store.
    #[must_use]
    pub fn has_no_operands(&self) -> bool {
        self.empty
    }

    /// The keys that policy variables in the operands refer to.
    pub fn variable_keys(&self) -> impl Iterator<Item = KeyId> + '_ {
        self.templates()
            .iter()
            .flat_map(|(template, _)| template.keys())
    }

    /// The ranges of addresses that the test compares its key with, for a key that has an
    /// address: those that match, and those whose spelling is disputed. Two addresses of which
    /// both or neither lie in the ones, and so in the others, come to the same. False beside them
    /// where that does not hold, as for a pattern of text.
    #[must_use]
    pub fn address_cuts(&self) -> ([Vec<RangeInclusive<IpAddr>>; 2], bool) {
        match &self.operands {
            Operands::Addresses(addresses) => {
                let ranges = addresses.set().ranges().map(|(range, _)| range);
                let disputed = addresses.disputed().iter();
                let disputed = disputed.map(|network| network.network()..=network.broadcast());
                ([ranges.collect(), disputed.collect()], true)
            }
            Operands::Strings(strings) if strings.patterns().is_empty() => {
                // Only an address as it is always written is ever equal.
                let addresses = strings.literals().filter_map(|(text, _)| text.parse().ok());
                let ranges = addresses.map(|address: IpAddr| address..=address);
                (
                    [ranges.collect(), Vec::new()],
                    strings.templates().is_empty(),
                )
            }
            Operands::Null(_) => (Default::default(), true),
            Operands::Strings(_)
            | Operands::Arns(_)
            | Operands::Numbers(_)
            | Operands::Dates(_)
            | Operands::Bool(_)
            | Operands::Binaries(_) => (Default::default(), self.empty),
        }
    }

    /// The operands with policy variables, each with its index.
    #[must_use]
    pub fn templates(&self) -> &[(Template, u32)] {
        match &self.operands {
            Operands::Strings(strings) => strings.templates(),
            Operands::Arns(arns) => arns.templates(),
            Operands::Addresses(_)
            | Operands::Numbers(_)
            | Operands::Dates(_)
            | Operands::Bool(_)
            | Operands::Null(_)
            | Operands::Binaries(_) => &[],
        }
    }

    /// Evaluates the test for one request: `context` has the value of every key.
    #[must_use]
    pub fn evaluate(&self, context: &Context<'_>) -> Outcome {
        self.run(context, false)
    }

    /// As [`Test::evaluate`], and where several operands match, names the first.
    #[must_use]
    pub fn explain(&self, context: &Context<'_>) -> Outcome {
        self.run(context, true)
    }

    fn run(&self, context: &Context<'_>, first: bool) -> Outcome {
        let value = context
            .get(usize::from(self.key.0))
            .copied()
            .unwrap_or(KeyValue::Unknown);
        if let Operands::Null(truths) = self.operands {
            return self.null(truths, value);
        }
        match (value, self.operator.set) {
            (KeyValue::Many(_), None) => outcome(Truth::False, Why::MultiValued),
            _ if self.empty => self.without_operands(value),
            (KeyValue::Absent, _) => self.missing(),
            (KeyValue::Unknown, _) => self.unknown(),
            (KeyValue::PresentUnknown, _) => self.present_unknown(),
            (KeyValue::One(value), _) => self.one(value, context, first),
            (KeyValue::Many(values), Some(set)) => self.many(values, set, context, first),
        }
    }

    /// `Null`: an empty string and an empty set are present [E2].
    fn null(&self, truths: Truths, value: KeyValue<'_>) -> Outcome {
        if let Some(holds) = self.operator.is_constant() {
            return self.constant(holds, value);
        }
        let (absent, why) = match value {
            KeyValue::Absent => (true, Why::KeyAbsent),
            KeyValue::One(_) | KeyValue::Many(_) | KeyValue::PresentUnknown => {
                (false, Why::KeyPresent)
            }
            KeyValue::Unknown if truths.has_both() => (true, Why::KeyUnknown),
            KeyValue::Unknown => return outcome(Truth::Unknown, Why::KeyUnknown),
        };
        if self.empty {
            return no_operands(Truth::Unknown);
        }
        outcome(
            Truth::from(matches!(truths.compare(absent), Found::Match(_))),
            why,
        )
    }

    /// `Null` with a set prefix [AA]. AWS's check also says what an empty list does; for
    /// `ForAllValues` and a present key the two statements contradict each other, so the
    /// truth is then unknown.
    fn constant(&self, holds: bool, value: KeyValue<'_>) -> Outcome {
        if self.empty {
            return match self.without_operands(value) {
                empty if empty.truth == Truth::from(holds) => empty,
                _ => no_operands(Truth::Unknown),
            };
        }
        let why = if holds { Why::EveryValue } else { Why::NoValue };
        outcome(Truth::from(holds), why)
    }

    /// The missing-key table [OPS, MV].
    fn missing(&self) -> Outcome {
        match self.operator.when_missing() {
            Some(holds) => outcome(Truth::from(holds), Why::KeyAbsent),
            None => Outcome {
                caveats: Caveats::FOR_ANY_VALUE_IF_EXISTS,
                ..outcome(
                    Truth::from(self.options.for_any_value_if_exists_missing),
                    Why::KeyAbsent,
                )
            },
        }
    }

    /// Empty policy lists [AA]: `ForAnyValue` never matches, `ForAllValues` and
    /// `IfExists` match exactly when the key is missing. AWS only says of
    /// the plain form that it has no effect, which may mean true or false, and refuses
    /// to store it, so it is unknown here.
    fn without_operands(&self, value: KeyValue<'_>) -> Outcome {
        let missing = match value {
            KeyValue::Absent => Truth::True,
            KeyValue::Many([]) => Truth::True,
            KeyValue::One(_) | KeyValue::Many(_) | KeyValue::PresentUnknown => Truth::False,
            KeyValue::Unknown => Truth::Unknown,
        };
        match self.operator.set {
            Some(SetPrefix::ForAnyValue) => no_operands(Truth::False),
            Some(SetPrefix::ForAllValues) => no_operands(missing),
            None if self.operator.if_exists => no_operands(missing),
            None => no_operands(Truth::Unknown),
        }
    }

    /// A key that may be there or not: decided where it comes to false either way.
    fn unknown(&self) -> Outcome {
        let is_false_when_missing = self.operator.when_missing() == Some(false);
        match self.matches_nothing() && is_false_when_missing {
            true => outcome(Truth::False, Why::NoMatch),
            false => outcome(Truth::Unknown, Why::KeyUnknown),
        }
    }

    /// A present key with an unknown value: decided where every value matches, as for
    /// `StringLike: *`, or none does.
    fn present_unknown(&self) -> Outcome {
        let every = match &self.operands {
            Operands::Strings(strings) => strings.matches_everything(),
            Operands::Arns(_)
            | Operands::Addresses(_)
            | Operands::Numbers(_)
            | Operands::Dates(_)
            | Operands::Bool(_)
            | Operands::Null(_)
            | Operands::Binaries(_) => None,
        };
        match every {
            Some(operand) => {
                Found::Match(operand).outcome(self.operator.negated, Caveats::default())
            }
            None if self.matches_nothing() => outcome(Truth::False, Why::NoMatch),
            None => outcome(Truth::Unknown, Why::KeyUnknown),
        }
    }

    /// True when no value makes the test hold, nor several: none of its numbers or dates can be
    /// read, and such an operand is neither equal, less nor greater [E2].
    fn matches_nothing(&self) -> bool {
        let is_unreadable = match &self.operands {
            Operands::Numbers(numbers) => numbers.points().next().is_none(),
            Operands::Dates(dates) => dates.points().is_empty(),
            Operands::Strings(_)
            | Operands::Arns(_)
            | Operands::Addresses(_)
            | Operands::Bool(_)
            | Operands::Null(_)
            | Operands::Binaries(_) => false,
        };
        let is_all = self.operator.set == Some(SetPrefix::ForAllValues);
        is_unreadable && !self.operator.negated && !is_all
    }

    /// One value, or a set of one: `ForAllValues` and `ForAnyValue` then say the same.
    fn one(&self, value: &str, context: &Context<'_>, first: bool) -> Outcome {
        let mut caveats = Caveats::default();
        let found = match (&self.operands, self.operator.base) {
            (Operands::Strings(strings), _) => strings.compare(value, context, self.key, first),
            (Operands::Arns(arns), _) => {
                arns.compare(value, context, self.key, first, &mut caveats)
            }
            (Operands::Addresses(addresses), _) => addresses.compare(value, &mut caveats),
            (Operands::Numbers(numbers), Base::Numeric(comparison)) => {
                numbers.compare(value, comparison)
            }
            (Operands::Dates(dates), Base::Date(comparison)) => dates.compare(value, comparison),
            (Operands::Bool(truths), _) => truths.compare(is_true(value)),
            (Operands::Binaries(binaries), _) => binaries.compare(value),
            (Operands::Null(_) | Operands::Numbers(_) | Operands::Dates(_), _) => Found::NoMatch,
        };
        found.outcome(self.operator.negated, caveats)
    }

    /// `ForAllValues` is the "and" of all values, `ForAnyValue` their "or" [MV].
    fn many(
        &self,
        values: &[Box<str>],
        set: SetPrefix,
        context: &Context<'_>,
        first: bool,
    ) -> Outcome {
        let (neutral, all_why) = match set {
            SetPrefix::ForAllValues => (Truth::True, Why::EveryValue),
            SetPrefix::ForAnyValue => (Truth::False, Why::NoValue),
        };
        if values.is_empty() {
            return outcome(neutral, Why::EmptySet);
        }
        let mut all = outcome(neutral, all_why);
        let mut caveats = Caveats::default();
        for (index, value) in (0_u32..).zip(values) {
            let one = self.one(value, context, first);
            let truth = match set {
                SetPrefix::ForAllValues => all.truth.and(one.truth),
                SetPrefix::ForAnyValue => all.truth.or(one.truth),
            };
            if truth != all.truth {
                all = Outcome {
                    truth,
                    value: Some(index),
                    ..one
                };
            }
            caveats = caveats.union(one.caveats);
            if truth == neutral.negate() {
                // This value decides alone, and with it its caveats alone.
                caveats = one.caveats;
                break;
            }
        }
        Outcome { caveats, ..all }
    }
}

fn outcome(truth: Truth, why: Why) -> Outcome {
    Outcome {
        truth,
        why,
        value: None,
        caveats: Caveats::default(),
    }
}

fn no_operands(truth: Truth) -> Outcome {
    Outcome {
        caveats: Caveats::NO_OPERANDS,
        ..outcome(truth, Why::NoOperands)
    }
}

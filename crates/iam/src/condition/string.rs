//! `StringEquals`, `StringEqualsIgnoreCase` and `StringLike`.

use super::outcome::Found;
use super::template::{Gap, Template};
use super::text::{Literals, lower, with_lower};
use crate::keys::{Context, KeyId, Keys};
use crate::language::variable::has_variable;
use crate::value::wildcard::{Pattern, Piece, matches_pieces, pattern_of};
use crate::work::Weight;

/// How texts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Character by character.
    Equals,
    /// In lower case.
    IgnoreCase,
    /// With wildcards.
    Like,
}

/// The operands of a string test.
#[derive(Clone, Debug)]
pub struct Strings {
    mode: Mode,
    /// In lower case for [`Mode::IgnoreCase`].
    literals: Literals,
    patterns: Box<[(Pattern, u32)]>,
    templates: Box<[(Template, u32)]>,
}

impl Strings {
    pub(super) fn compile<'t>(
        mode: Mode,
        operands: impl Iterator<Item = (u32, &'t str)>,
        variables: bool,
        keys: &mut Keys,
    ) -> Self {
        let mut literals = Vec::new();
        let mut patterns = Vec::new();
        let mut templates = Vec::new();
        for (index, text) in operands {
            let template = if variables && has_variable(text) {
                let template = Template::compile(text, keys);
                if !template.is_fixed() {
                    templates.push((template, index));
                    continue;
                }
                Some(template)
            } else {
                None
            };
            let pieces = match &template {
                Some(template) => template.pieces(&[]).unwrap_or_default(),
                None => vec![(text, false)],
            };
            match mode {
                Mode::Equals => literals.push((join(&pieces).into_boxed_str(), index)),
                Mode::IgnoreCase => literals.push((lower(&join(&pieces)).into(), index)),
                Mode::Like => {
                    let pattern = pattern_of(&pieces);
                    match pattern.literal() {
                        Some(literal) => literals.push((literal.into(), index)),
                        None => patterns.push((pattern, index)),
                    }
                }
            }
        }
        Self {
            mode,
            literals: Literals::new(literals),
            patterns: patterns.into_boxed_slice(),
            templates: templates.into_boxed_slice(),
        }
    }

    /// How they are compared.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The operands that match one text, each with its index; in lower case for
    /// [`Mode::IgnoreCase`].
    pub fn literals(&self) -> impl Iterator<Item = (&str, u32)> {
        self.literals.iter()
    }

    /// The operands with wildcards, each with its index.
    #[must_use]
    pub fn patterns(&self) -> &[(Pattern, u32)] {
        &self.patterns
    }

    /// The operands with policy variables, each with its index.
    #[must_use]
    pub fn templates(&self) -> &[(Template, u32)] {
        &self.templates
    }

    /// What [`Strings::compare`] costs at most for a value.
    pub(super) fn weight(&self) -> Weight {
        let patterns = self.patterns.iter().map(|(pattern, _)| pattern.weight());
        let templates = self.templates.iter().map(|(template, _)| template.weight());
        let lowering = Weight {
            per_byte: if self.mode == Mode::IgnoreCase { 4 } else { 0 },
            ..Weight::default()
        };
        patterns
            .chain(templates)
            .sum::<Weight>()
            .plus(self.literals.weight())
            .plus(lowering)
    }

    /// The first operand that matches whatever comes.
    pub(super) fn matches_everything(&self) -> Option<u32> {
        let every = self
            .patterns
            .iter()
            .find(|(pattern, _)| pattern.matches_everything());
        every.map(|(_, index)| *index)
    }

    /// With `first`, names the first of several operands that match.
    pub(super) fn compare(
        &self,
        value: &str,
        context: &Context<'_>,
        test_key: KeyId,
        first: bool,
    ) -> Found {
        let literal = match self.mode {
            Mode::IgnoreCase => with_lower(value, |lower| self.literals.find(lower)),
            Mode::Equals | Mode::Like => self.literals.find(value),
        };
        if let Some(index) = literal
            && !first
        {
            return Found::Match(index);
        }
        let pattern = self
            .patterns
            .iter()
            .find(|(pattern, _)| pattern.matches(value));
        let fixed = [literal, pattern.map(|(_, index)| *index)]
            .into_iter()
            .flatten()
            .min();
        if self.templates.is_empty() {
            return fixed.map_or(Found::NoMatch, Found::Match);
        }
        self.compare_templates(value, context, test_key, fixed)
    }

    #[inline(never)]
    fn compare_templates(
        &self,
        value: &str,
        context: &Context<'_>,
        test_key: KeyId,
        fixed: Option<u32>,
    ) -> Found {
        let mut rest = fixed.map_or(Found::NoMatch, Found::Match);
        for (template, index) in &self.templates {
            if fixed.is_some_and(|fixed| fixed < *index) {
                break;
            }
            match template.pieces(context) {
                Ok(pieces) if self.equal(&pieces, value) => return Found::Match(*index),
                Ok(_) | Err(Gap::Unresolved) => {}
                Err(gap) => {
                    let open = match gap {
                        Gap::Unknown(key) => Found::Unknown(key.unwrap_or(test_key)),
                        Gap::Unresolved | Gap::Malformed => Found::Unevaluable(*index),
                    };
                    let possible =
                        self.mode == Mode::IgnoreCase || template.may_match(value, context);
                    // A certain match decides, whatever the unknown keys are.
                    if possible && rest == Found::NoMatch {
                        rest = open;
                    }
                }
            }
        }
        rest
    }

    fn equal(&self, pieces: &[Piece<'_>], value: &str) -> bool {
        match self.mode {
            Mode::Equals => {
                let mut rest = value;
                let all = pieces
                    .iter()
                    .all(|(text, _)| match rest.strip_prefix(text) {
                        Some(behind) => {
                            rest = behind;
                            true
                        }
                        None => false,
                    });
                all && rest.is_empty()
            }
            Mode::IgnoreCase => {
                let lowered = lower(value);
                // Lower case has at least a third of the bytes, as `k` has of the Kelvin sign.
                let most = lowered.len().saturating_mul(3);
                is_at_most(pieces, most) && lower(&join(pieces)) == lowered
            }
            Mode::Like => matches_pieces(pieces, value),
        }
    }
}

/// True when the pieces together have at most `most` bytes.
fn is_at_most(pieces: &[Piece<'_>], most: usize) -> bool {
    let mut room = Some(most);
    pieces.iter().all(|(text, _)| {
        room = room.and_then(|room| room.checked_sub(text.len()));
        room.is_some()
    })
}

fn join(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|(text, _)| *text).collect()
}

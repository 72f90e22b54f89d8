//! `ArnEquals` and `ArnLike`, which are the same [OPS].
//!
//! Recorded [E2]: a malformed value makes both forms false, whatever the operands.
//! A malformed operand makes a well-formed value indeterminate, unless an operand
//! before it matches.

use super::outcome::{Caveats, Found};
use super::template::{Gap, Template};
use super::text::Literals;
use crate::keys::{Context, KeyId, Keys};
use crate::language::variable::has_variable;
use crate::value::arn::{Arn, ArnPattern, ArnPieces};
use crate::value::wildcard::{Piece, matches_pieces};
use crate::work::Weight;

/// The operands of an ARN test up to the first malformed one; later ones are ignored.
#[derive(Clone, Debug)]
pub struct Arns {
    literals: Literals,
    patterns: Box<[(ArnPattern, u32)]>,
    templates: Box<[(Template, u32)]>,
    /// The first bare `*`.
    star: Option<u32>,
    malformed: Option<u32>,
}

impl Arns {
    pub(super) fn compile<'t>(
        operands: impl Iterator<Item = (u32, &'t str)>,
        variables: bool,
        keys: &mut Keys,
    ) -> Self {
        let mut literals = Vec::new();
        let mut patterns = Vec::new();
        let mut templates = Vec::new();
        let mut star = None;
        let mut malformed = None;
        for (index, text) in operands {
            let fixed = if variables && has_variable(text) {
                let template = Template::compile(text, keys);
                if !template.is_fixed() {
                    templates.push((template, index));
                    continue;
                }
                ArnPattern::from_pieces(&template.pieces(&[]).unwrap_or_default())
            } else {
                ArnPattern::parse(text)
            };
            match fixed {
                Some(pattern) if pattern.is_bare_star() => star = star.or(Some(index)),
                Some(pattern) => match pattern.literal() {
                    Some(literal) => literals.push((literal.into_boxed_str(), index)),
                    None => patterns.push((pattern, index)),
                },
                None => {
                    malformed = Some(index);
                    break;
                }
            }
        }
        Self {
            literals: Literals::new(literals),
            patterns: patterns.into_boxed_slice(),
            templates: templates.into_boxed_slice(),
            star,
            malformed,
        }
    }

    /// The operands without wildcards, each with its index.
    pub fn literals(&self) -> impl Iterator<Item = (&str, u32)> {
        self.literals.iter()
    }

    /// The operands with wildcards, each with its index.
    #[must_use]
    pub fn patterns(&self) -> &[(ArnPattern, u32)] {
        &self.patterns
    }

    /// The operands with policy variables, each with its index.
    #[must_use]
    pub fn templates(&self) -> &[(Template, u32)] {
        &self.templates
    }

    /// The first bare `*`, which is taken to match every ARN.
    #[must_use]
    pub fn star(&self) -> Option<u32> {
        self.star
    }

    /// The first operand that is no ARN pattern; later ones are ignored.
    #[must_use]
    pub fn malformed(&self) -> Option<u32> {
        self.malformed
    }

    /// What [`Arns::compare`] costs at most for a value.
    pub(super) fn weight(&self) -> Weight {
        let patterns = self.patterns.iter().map(|(pattern, _)| pattern.weight());
        let templates = self.templates.iter().map(|(template, _)| Weight {
            per_variable: 2 * template.variables_in_fields(),
            ..template.weight()
        });
        patterns
            .chain(templates)
            .sum::<Weight>()
            .plus(self.literals.weight())
    }

    /// With `first`, names the first of several operands that match. A bare `*`
    /// is named only where nothing else matches, since it is an assumption.
    pub(super) fn compare(
        &self,
        value: &str,
        context: &Context<'_>,
        test_key: KeyId,
        first: bool,
        caveats: &mut Caveats,
    ) -> Found {
        let Some(arn) = Arn::parse(value) else {
            return Found::Never;
        };
        let literal = self.literals.find(value);
        if let Some(index) = literal
            && !first
            && self.templates.is_empty()
        {
            return Found::Match(index);
        }
        let pattern = self
            .patterns
            .iter()
            .find(|(pattern, _)| pattern.matches(&arn));
        let fixed = [literal, pattern.map(|(_, index)| *index)]
            .into_iter()
            .flatten()
            .min();
        let rest = match (fixed.or(self.star), self.malformed) {
            (Some(index), _) => Found::Match(index),
            (None, Some(index)) => Found::Indeterminate(index),
            (None, None) => Found::NoMatch,
        };
        if self.templates.is_empty() {
            if fixed.is_none() && self.star.is_some() {
                *caveats = caveats.union(Caveats::BARE_ARN_STAR);
            }
            return rest;
        }
        let settled = [fixed, self.star].into_iter().flatten().min();
        let found = self.compare_templates(value, &arn, context, test_key, settled, rest);
        if found == rest && settled.is_some() && settled == self.star {
            *caveats = caveats.union(Caveats::BARE_ARN_STAR);
        }
        found
    }

    /// Operands behind `settled`, the first one that matches for certain, do not
    /// count; `rest` is the result when no template comes to anything.
    #[inline(never)]
    fn compare_templates(
        &self,
        value: &str,
        arn: &Arn<'_>,
        context: &Context<'_>,
        test_key: KeyId,
        settled: Option<u32>,
        rest: Found,
    ) -> Found {
        let mut open = Open::default();
        for (template, index) in &self.templates {
            if settled.is_some_and(|settled| settled < *index) {
                break;
            }
            match template.pieces(context) {
                Ok(pieces) => match ArnPieces::split(&pieces) {
                    Some(pattern) if pattern.matches(arn) => {
                        return open.settle(Found::Match(*index));
                    }
                    Some(_) => {}
                    None => return open.settle(Found::Indeterminate(*index)),
                },
                Err(Gap::Unresolved) => {}
                Err(Gap::Malformed) => open.add(Found::Unevaluable(*index), true, true),
                Err(Gap::Unknown(key)) => {
                    let widest = template.widest(context);
                    open.add(
                        Found::Unknown(key.unwrap_or(test_key)),
                        matches_pieces(&widest, value),
                        !is_certainly_arn(&widest),
                    );
                }
            }
        }
        open.settle(rest)
    }
}

/// What the operands that depend on unknown keys can still come to, besides no match.
#[derive(Default)]
struct Open {
    found: Option<Found>,
    may_match: bool,
    may_be_malformed: bool,
}

impl Open {
    fn add(&mut self, found: Found, may_match: bool, may_be_malformed: bool) {
        if may_match || may_be_malformed {
            self.found = self.found.or(Some(found));
            self.may_match |= may_match;
            self.may_be_malformed |= may_be_malformed;
        }
    }

    /// The result, when it is the same whatever the open operands come to.
    fn settle(self, rest: Found) -> Found {
        let Some(open) = self.found else { return rest };
        let same = match rest {
            Found::Match(_) => !self.may_be_malformed,
            Found::Indeterminate(_) => !self.may_match,
            Found::NoMatch
            | Found::Unequal
            | Found::Never
            | Found::Unknown(_)
            | Found::Unevaluable(_) => false,
        };
        if same { rest } else { open }
    }
}

/// True when the pieces make an ARN pattern whatever stands for their unknown values.
fn is_certainly_arn(pieces: &[Piece<'_>]) -> bool {
    const START: &str = "arn:";
    let is_unknown = |piece: &Piece<'_>| *piece == ("*", false);
    let known = pieces.iter().take_while(|piece| !is_unknown(piece));
    let before = known.flat_map(|(text, _)| text.bytes());
    let colons = pieces.iter().flat_map(|(text, _)| text.bytes());
    before.take(START.len()).eq(START.bytes())
        && colons.filter(|byte| *byte == b':').take(5).count() == 5
}

#[cfg(test)]
mod tests {
    use super::is_certainly_arn;

    #[test]
    fn pieces_are_certainly_an_arn_by_what_is_known_of_them() {
        const UNKNOWN: (&str, bool) = ("*", false);
        let rows = [
            (&[("arn:aws:iam::1:user/x", true)][..], true),
            (&[("arn:aws:iam::1:user/", false), UNKNOWN], true),
            (&[("ar", false), ("n:a:b:c:d:", true), UNKNOWN], true),
            (&[("arn:", false), UNKNOWN, (":iam::1:x", false)], true),
            // The unknown value may have colons, and may have none.
            (&[("arn:", false), UNKNOWN, (":iam::1", false)], false),
            (&[("arn:aws:iam::1", false)], false),
            (&[("aws:aws:iam::1:x", true)], false),
            (&[UNKNOWN, ("arn:aws:iam::1:x", true)], false),
            (&[("ar", false), UNKNOWN, ("n:a:b:c:d:e", true)], false),
        ];
        for (pieces, expected) in rows {
            assert_eq!(is_certainly_arn(pieces), expected, "{pieces:?}");
        }
    }
}

//! Does a `Resource` or `NotResource` element cover the resource of a request?

use crate::condition::{Gap, Template};
use crate::keys::{Context, KeyId, Keys};
use crate::language::Version;
use crate::language::variable::has_variable;
use crate::policy::PatternElement;
use crate::truth::Truth;
use crate::value::wildcard::{Pattern, matches_pieces, pattern_of};
use crate::work::{Weight, count};

/// The resource of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceRef<'a> {
    /// This ARN.
    Exact(&'a str),
    /// An ARN that begins like this and ends in an unknown name without `:` and `/`.
    Under(&'a str),
}

/// A compiled `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub struct ResourceMatcher {
    not: bool,
    patterns: Vec<ResourcePattern>,
}

/// One entry of a `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub enum ResourcePattern {
    /// `*`.
    Everything,
    /// Without policy variables.
    Fixed(Pattern),
    /// With policy variables behind the fifth colon. [VAR]
    Variable(Template),
}

impl ResourceMatcher {
    pub(super) fn compile(element: &PatternElement, version: Version, keys: &mut Keys) -> Self {
        let patterns = element
            .patterns
            .iter()
            .map(|text| match &*text.value {
                "*" => ResourcePattern::Everything,
                value if version == Version::V2012 && has_variable(value) => {
                    ResourcePattern::Variable(Template::compile(value, keys))
                }
                value => ResourcePattern::Fixed(Pattern::new(value)),
            })
            .collect();
        Self {
            not: element.not,
            patterns,
        }
    }

    /// What [`ResourceMatcher::truth`] costs at most.
    pub(super) fn weight(&self) -> Weight {
        self.patterns.iter().map(ResourcePattern::weight).sum()
    }

    /// True for `NotResource`.
    #[must_use]
    pub fn is_not(&self) -> bool {
        self.not
    }

    /// Its entries.
    #[must_use]
    pub fn patterns(&self) -> &[ResourcePattern] {
        &self.patterns
    }

    /// Keys that its policy variables refer to.
    pub fn keys(&self) -> impl Iterator<Item = KeyId> + '_ {
        let templates = self.patterns.iter().filter_map(|pattern| match pattern {
            ResourcePattern::Variable(template) => Some(template),
            ResourcePattern::Everything | ResourcePattern::Fixed(_) => None,
        });
        templates.flat_map(Template::keys)
    }

    /// True when it covers everything, whatever the request.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        !self.not
            && self
                .patterns
                .iter()
                .any(|p| matches!(p, ResourcePattern::Everything))
    }

    /// Does it cover the resource?
    #[must_use]
    pub fn truth(&self, resource: ResourceRef<'_>, context: &Context<'_>) -> Truth {
        let mut truth = Truth::False;
        for pattern in &self.patterns {
            truth = truth.or(pattern.truth(resource, context));
            if truth == Truth::True {
                break;
            }
        }
        if self.not { truth.negate() } else { truth }
    }
}

/// The steps for each character of a pattern that is compared with a family of ARNs.
const OF_FAMILY: u64 = 32;

impl ResourcePattern {
    fn weight(&self) -> Weight {
        match self {
            ResourcePattern::Everything => Weight::default(),
            ResourcePattern::Fixed(pattern) => {
                let family = 8 + OF_FAMILY * count(pattern.elements().len());
                pattern.weight().plus(Weight::fixed(family))
            }
            // Against a family of ARNs the whole is put together.
            ResourcePattern::Variable(template) => Weight {
                fixed: OF_FAMILY * template.weight().fixed,
                per_variable: OF_FAMILY * template.variables(),
                ..template.weight()
            },
        }
    }

    fn truth(&self, resource: ResourceRef<'_>, context: &Context<'_>) -> Truth {
        match self {
            ResourcePattern::Everything => Truth::True,
            ResourcePattern::Fixed(pattern) => matches(pattern, resource),
            ResourcePattern::Variable(template) => match template.pieces(context) {
                Ok(pieces) => match resource {
                    ResourceRef::Exact(arn) => Truth::from(matches_pieces(&pieces, arn)),
                    ResourceRef::Under(_) => matches(&pattern_of(&pieces), resource),
                },
                Err(Gap::Unresolved) => Truth::False,
                Err(Gap::Unknown(_) | Gap::Malformed) => {
                    let possible = match resource {
                        ResourceRef::Exact(arn) => template.may_match(arn, context),
                        ResourceRef::Under(_) => {
                            let widest = template.widest_pattern(context);
                            matches(&widest, resource) != Truth::False
                        }
                    };
                    if possible {
                        Truth::Unknown
                    } else {
                        Truth::False
                    }
                }
            },
        }
    }
}

fn matches(pattern: &Pattern, resource: ResourceRef<'_>) -> Truth {
    match resource {
        ResourceRef::Exact(arn) => Truth::from(pattern.matches(arn)),
        ResourceRef::Under(prefix) if pattern.covers_names(prefix) => Truth::True,
        ResourceRef::Under(prefix) if pattern.meets_names(prefix) => Truth::Unknown,
        ResourceRef::Under(_) => Truth::False,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, Text};

    fn element(not: bool, patterns: &[&str]) -> PatternElement {
        PatternElement {
            not,
            span: Span::default(),
            patterns: patterns
                .iter()
                .map(|p| Text {
                    value: (*p).into(),
                    span: Span::default(),
                })
                .collect(),
        }
    }

    fn truth(not: bool, patterns: &[&str], resource: ResourceRef<'_>) -> Truth {
        let mut keys = Keys::default();
        let element = element(not, patterns);
        ResourceMatcher::compile(&element, Version::V2012, &mut keys).truth(resource, &[])
    }

    #[test]
    fn a_family_of_arns_is_covered_touched_or_missed() {
        use Truth::{False, True, Unknown};
        let console = ResourceRef::Under("arn:aws:signin:::console/");
        let rows: &[(&[&str], Truth)] = &[
            (&["*"], True),
            (&["arn:aws:signin:::console/*"], True),
            (&["arn:aws:signin:*"], True),
            (&["arn:*:signin:::console/*"], True),
            (&["arn:aws:signin:::console/canvas"], Unknown),
            (&["arn:aws:signin:::console/?"], Unknown),
            (&["arn:aws:signin:::console/?*"], True),
            (&["arn:aws:signin:::console?*"], True),
            (&["arn:aws:signin:::console/??*"], Unknown),
            // A pattern that names a character does not cover every name.
            (&["arn:aws:signin:::console/\u{f8ff}*"], Unknown),
            (&["arn:aws:signin:::console/*\u{f8ff}"], Unknown),
            (&["arn:aws:signin:::console/*\u{f8ff}*"], Unknown),
            (&["arn:aws:signin:::console/*\u{1}*"], Unknown),
            (&["arn:aws:signin:::console/*\u{1f600}*"], Unknown),
            (&["arn:aws:signin:::console/*s"], Unknown),
            (&["arn:aws:signin:::console/"], False),
            (&["arn:aws:signin:::console"], False),
            (&["arn:aws:signin:us-east-1:111122223333:oauth2/*"], False),
            (&["arn:aws:s3:::*"], False),
            // `*` would have to take in a console's name with colons.
            (&["arn:aws:signin:*:*:oauth2/public-client/*"], False),
            (&["arn:aws:signin:*/canvas"], Unknown),
            (&["arn:aws:signin:*/*/*"], False),
            (&["arn:aws:s3:::*", "arn:aws:signin:::console/*"], True),
            (&[], False),
        ];
        for (patterns, expected) in rows {
            assert_eq!(truth(false, patterns, console), *expected, "{patterns:?}");
            assert_eq!(
                truth(true, patterns, console),
                expected.negate(),
                "not {patterns:?}"
            );
        }
    }

    #[test]
    fn a_variable_only_matters_where_its_value_can() {
        use crate::keys::KeyValue::{Absent, One, PresentUnknown};
        let console = ResourceRef::Under("arn:aws:signin:::console/");
        let rows = [
            (
                "arn:aws:s3:::homes/${aws:username}/*",
                One("alice"),
                Truth::False,
            ),
            (
                "arn:aws:s3:::homes/${aws:username}/*",
                PresentUnknown,
                Truth::False,
            ),
            (
                "arn:aws:signin:::console/${aws:username}",
                One("alice"),
                Truth::Unknown,
            ),
            (
                "arn:aws:signin:::console/${aws:username}",
                PresentUnknown,
                Truth::Unknown,
            ),
            (
                "arn:aws:signin:::console/${aws:username}",
                Absent,
                Truth::False,
            ),
            (
                "arn:aws:signin:::${aws:username}/*",
                One("console"),
                Truth::True,
            ),
        ];
        for (text, value, expected) in rows {
            let mut keys = Keys::default();
            let element = element(false, &[text]);
            let matcher = ResourceMatcher::compile(&element, Version::V2012, &mut keys);
            assert_eq!(
                matcher.truth(console, &[value]),
                expected,
                "{text} {value:?}"
            );
        }
    }

    #[test]
    fn one_arn_matches_or_does_not() {
        let arn = ResourceRef::Exact("arn:aws:signin:::console/canvas");
        assert_eq!(
            truth(false, &["arn:aws:signin:::console/canvas"], arn),
            Truth::True
        );
        assert_eq!(
            truth(false, &["arn:aws:signin:::console/other"], arn),
            Truth::False
        );
        assert_eq!(
            truth(true, &["arn:aws:signin:::console/other"], arn),
            Truth::True
        );
    }
}

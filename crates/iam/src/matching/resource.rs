//! Does a `Resource` or `NotResource` element cover the resource of a request?

use super::Truth;
use crate::condition::{Resolution, Template};
use crate::context::{Context, KeyId, Keys};
use crate::policy::{PatternElement, Version};
use crate::wildcard::Pattern;

/// The resource of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceRef<'a> {
    /// This ARN.
    Exact(&'a str),
    /// Some ARN that begins so and ends in a name without `:` and `/`, but
    /// which one is not known.
    Under(&'a str),
}

/// A compiled `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(super) struct ResourceMatcher {
    not: bool,
    patterns: Vec<ResourcePattern>,
}

#[derive(Clone, Debug)]
enum ResourcePattern {
    Everything,
    Fixed {
        text: Box<str>,
        pattern: Pattern,
    },
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
                value if version == Version::V2012 && value.contains("${") => {
                    ResourcePattern::Variable(Template::compile(value, keys))
                }
                value => ResourcePattern::Fixed {
                    text: value.into(),
                    pattern: Pattern::new(value),
                },
            })
            .collect();
        Self {
            not: element.not,
            patterns,
        }
    }

    /// Keys that its policy variables refer to.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyId> + '_ {
        self.patterns.iter().flat_map(|pattern| match pattern {
            ResourcePattern::Variable(template) => template.keys().collect(),
            _ => Vec::new(),
        })
    }

    /// True when it covers everything, whatever the request.
    pub(super) fn is_everything(&self) -> bool {
        !self.not
            && self
                .patterns
                .iter()
                .any(|p| matches!(p, ResourcePattern::Everything))
    }

    pub(super) fn truth(&self, resource: ResourceRef<'_>, context: &Context<'_>) -> Truth {
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

impl ResourcePattern {
    fn truth(&self, resource: ResourceRef<'_>, context: &Context<'_>) -> Truth {
        match self {
            ResourcePattern::Everything => Truth::True,
            ResourcePattern::Fixed { text, pattern } => fixed(text, pattern, resource),
            ResourcePattern::Variable(template) => match template.resolve(context) {
                Resolution::Pattern(pattern) => match resource {
                    ResourceRef::Exact(arn) => Truth::from(pattern.matches(arn)),
                    ResourceRef::Under(_) => Truth::Unknown,
                },
                Resolution::Unresolved => Truth::False,
                Resolution::Unknown(_) => Truth::Unknown,
            },
        }
    }
}

fn fixed(text: &str, pattern: &Pattern, resource: ResourceRef<'_>) -> Truth {
    match resource {
        ResourceRef::Exact(arn) => Truth::from(pattern.matches(arn)),
        ResourceRef::Under(prefix) => {
            if covers(pattern, prefix) {
                Truth::True
            } else if overlaps(text, prefix) {
                Truth::Unknown
            } else {
                Truth::False
            }
        }
    }
}

/// Does the pattern match every ARN with that prefix? It does when it matches
/// continuations that no literal or `?` of it can have been written for.
fn covers(pattern: &Pattern, prefix: &str) -> bool {
    const STRANGE: char = '\u{f8ff}';
    [1, 2, 257].into_iter().all(|length| {
        let mut arn = prefix.to_owned();
        arn.extend(std::iter::repeat_n(STRANGE, length));
        pattern.matches(&arn)
    })
}

/// Does the pattern match any ARN of the family? Follows every way to read the
/// prefix, then every way to go on through a name.
fn overlaps(pattern: &str, prefix: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let mut live = vec![false; pattern.len() + 1];
    live[0] = true;
    let skip_stars = |live: &mut Vec<bool>| {
        for at in 0..pattern.len() {
            if live[at] && pattern[at] == '*' {
                live[at + 1] = true;
            }
        }
    };
    skip_stars(&mut live);
    for c in prefix.chars() {
        let mut next = vec![false; pattern.len() + 1];
        for at in 0..pattern.len() {
            if !live[at] {
                continue;
            }
            match pattern[at] {
                '*' => next[at] = true,
                '?' => next[at + 1] = true,
                literal if literal == c => next[at + 1] = true,
                _ => {}
            }
        }
        live = next;
        skip_stars(&mut live);
    }
    let ends = pattern.len();
    // The pattern's end is reached only behind a character of the name.
    let mut in_name = vec![false; ends + 1];
    for at in 0..ends {
        let on = live[at] || in_name[at];
        match pattern[at] {
            '*' if on => {
                in_name[at] = true;
                in_name[at + 1] = true;
            }
            '?' if on => in_name[at + 1] = true,
            literal if on && literal != ':' && literal != '/' => in_name[at + 1] = true,
            _ => {}
        }
    }
    in_name[ends]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, Text};

    fn truth(not: bool, patterns: &[&str], resource: ResourceRef<'_>) -> Truth {
        let element = PatternElement {
            not,
            span: Span::default(),
            patterns: patterns
                .iter()
                .map(|p| Text {
                    value: (*p).into(),
                    span: Span::default(),
                })
                .collect(),
        };
        let mut keys = Keys::default();
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

//! How large a policy is, and whether AWS takes it.

use crate::message;
use crate::policy::model::PolicyKind;
use crate::problem::{Code, Problem, Severity};
use crate::span::{Span, offset};

/// The size of a document in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// As it stands.
    pub characters: usize,
    /// Without the whitespace outside of strings.
    pub without_whitespace: usize,
}

impl Size {
    /// The size of a JSON text.
    pub fn of(text: &str) -> Self {
        let mut size = Self {
            characters: 0,
            without_whitespace: 0,
        };
        let (mut in_string, mut escaped) = (false, false);
        for character in text.chars() {
            size.characters += 1;
            let space = matches!(character, ' ' | '\t' | '\n' | '\r');
            if in_string || !space {
                size.without_whitespace += 1;
            }
            if escaped {
                escaped = false;
            } else if in_string && character == '\\' {
                escaped = true;
            } else if character == '"' {
                in_string = !in_string;
            }
        }
        size
    }
}

impl PolicyKind {
    /// How many characters AWS allows, and whether whitespace counts. \[LIM, VPC\]
    pub const fn size_limit(self) -> Option<(usize, Whitespace)> {
        match self {
            Self::ResourceControl => Some((5_120, Whitespace::OutsideOfConsole)),
            Self::ServiceControl => Some((10_240, Whitespace::OutsideOfConsole)),
            Self::VpcEndpoint => Some((20_480, Whitespace::Counts)),
            // Managed policies have another limit than inline ones (`MANAGED`, `INLINE`), and
            // the size of a resource-based policy depends on the service.
            Self::ResourceBased | Self::Identity | Self::PermissionsBoundary | Self::Session => {
                None
            }
        }
    }
}

/// Whether the whitespace of a policy counts for its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whitespace {
    /// It always counts.
    Counts,
    /// It counts where the policy comes by the CLI or an SDK; the console
    /// takes it out first.
    OutsideOfConsole,
}

/// What is wrong with the size of `text`, a policy of that kind.
pub fn size_problem(kind: PolicyKind, text: &str) -> Option<Problem> {
    let Some((limit, whitespace)) = kind.size_limit() else {
        return (kind.is_of_iam() && text.len() > MANAGED)
            .then(|| problem_of_identity(text))
            .flatten();
    };
    if text.len() <= limit {
        return None;
    }
    problem_of_many_bytes(limit, whitespace, text)
}

/// The characters without whitespace that a managed policy of a customer may have. \[IAMLIM\]
const MANAGED: usize = 6_144;
/// Those that the inline policies of a role may have together; of groups and users it is less.
/// \[IAMLIM\]
const INLINE: usize = 10_240;

/// What is said of an identity policy that some limits forbid: AWS's own are larger. \[MP\]
#[inline(never)]
fn problem_of_identity(text: &str) -> Option<Problem> {
    let characters = Size::of(text).without_whitespace;
    if characters <= MANAGED {
        return None;
    }
    let place = Span::new(0, offset(text.len()));
    let message = message!(
        "without whitespace the policy has {characters} characters; IAM allows {managed} in a customer managed policy and {inline} in the inline policies of a role",
        characters = characters,
        managed = MANAGED,
        inline = INLINE
    );
    let help = message!("split it into several policies, or shorten lists with wildcards");
    let problem = Problem::new(Code::PolicyTooLarge, place, message).help(help);
    Some(problem.severity(Severity::Warning))
}

/// What is wrong with a text of more bytes than a policy may have characters.
#[inline(never)]
fn problem_of_many_bytes(limit: usize, whitespace: Whitespace, text: &str) -> Option<Problem> {
    let size = Size::of(text);
    let place = Span::new(0, offset(text.len()));
    let least = match whitespace {
        Whitespace::Counts => size.characters,
        Whitespace::OutsideOfConsole => size.without_whitespace,
    };
    if least > limit {
        let message = message!(
            "the policy has {characters} characters and AWS allows {limit}",
            characters = least,
            limit = limit
        );
        let help = message!("split it into several policies, or shorten lists with wildcards");
        return Some(Problem::new(Code::PolicyTooLarge, place, message).help(help));
    }
    if size.characters > limit {
        let message = message!(
            "with its whitespace the policy has {characters} characters and AWS allows {limit}",
            characters = size.characters,
            limit = limit
        );
        let help = message!(
            "take the whitespace out before you hand it to the CLI or an SDK; the console does so itself"
        );
        return Some(Problem::new(Code::PolicySizeWithWhitespace, place, message).help(help));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let cases = [
            ("empty", "", 0, 0),
            ("spaces", "{ \"a\" :\n\t1 }\r\n", 14, 7),
            ("in a string", r#"{"a b": " "}"#, 12, 11),
            ("behind a quote in a string", r#"["\" ", 1]"#, 10, 9),
            ("characters and not bytes", "[\"é😀\"]", 6, 6),
        ];
        for (name, text, characters, without_whitespace) in cases {
            assert_eq!(
                Size::of(text),
                Size {
                    characters,
                    without_whitespace
                },
                "{name}"
            );
        }
    }

    #[test]
    fn limits() {
        let policy = |content: usize, spaces: usize| {
            format!("\"{}\"{}", "x".repeat(content - 2), " ".repeat(spaces))
        };
        let cases = [
            ("fits", PolicyKind::ResourceControl, policy(5_120, 0), None),
            (
                "a character too many",
                PolicyKind::ResourceControl,
                policy(5_121, 0),
                Some(Code::PolicyTooLarge),
            ),
            (
                "a space too many",
                PolicyKind::ResourceControl,
                policy(5_120, 1),
                Some(Code::PolicySizeWithWhitespace),
            ),
            (
                "another kind",
                PolicyKind::ServiceControl,
                policy(5_121, 0),
                None,
            ),
            (
                "another kind's limit",
                PolicyKind::ServiceControl,
                policy(10_241, 0),
                Some(Code::PolicyTooLarge),
            ),
            (
                "whitespace counts",
                PolicyKind::VpcEndpoint,
                policy(20_480, 1),
                Some(Code::PolicyTooLarge),
            ),
            ("no limit", PolicyKind::Session, policy(99_999, 0), None),
            (
                "whitespace never counts",
                PolicyKind::Identity,
                policy(6_144, 9),
                None,
            ),
            (
                "larger than a managed policy",
                PolicyKind::Identity,
                policy(6_145, 0),
                Some(Code::PolicyTooLarge),
            ),
            (
                "larger than a boundary",
                PolicyKind::PermissionsBoundary,
                policy(6_145, 0),
                Some(Code::PolicyTooLarge),
            ),
            (
                "as many characters, of more bytes",
                PolicyKind::ResourceControl,
                format!("\"{}\"", "é".repeat(5_118)),
                None,
            ),
            (
                "as many characters with the whitespace, of more bytes",
                PolicyKind::ResourceControl,
                format!("\"{}\" ", "é".repeat(5_117)),
                None,
            ),
            (
                "bytes do not count",
                PolicyKind::ResourceControl,
                format!("\"{}\"", "é".repeat(5_000)),
                None,
            ),
        ];
        for (name, kind, text, expected) in cases {
            assert_eq!(
                size_problem(kind, &text).map(|problem| problem.code),
                expected,
                "{name}"
            );
        }
    }
}

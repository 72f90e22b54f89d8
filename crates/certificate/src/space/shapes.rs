//! Which texts the values of each dimension are.

use super::Home;
use super::texts::Shape;
use crate::pattern::{Pattern, Set};
use vestibule_signin::PrincipalKind;

const LOWER: Set = Set::Of(&[(b'a', b'z')]);
const LOWER_OR_DASH: Set = Set::Of(&[(b'a', b'z'), (b'-', b'-')]);
const DIGIT: Set = Set::Of(&[(b'0', b'9')]);
const HEXADECIMAL: Set = Set::Of(&[(b'0', b'9'), (b'a', b'f')]);
const LOWER_OR_DIGIT: Set = Set::Of(&[(b'0', b'9'), (b'a', b'z')]);
/// Printable ASCII but for `"`, `*` and `?`.
const NAME: Set = Set::Of(&[(b'!', b'!'), (b'#', b')'), (b'+', b'>'), (b'@', b'~')]);

/// `vpc-` and 8 or 17 hexadecimal digits.
pub(super) fn vpc() -> Shape {
    let of = |count| Pattern::literal("vpc-").then_of(HEXADECIMAL, count);
    ascii([8, 17].map(of).to_vec())
}

/// `vpce-` and 8 to 20 letters and digits.
pub(super) fn endpoint() -> Shape {
    let of = |count| Pattern::literal("vpce-").then_of(LOWER_OR_DIGIT, count);
    ascii((8..=20).map(of).collect())
}

/// Two letters, words and a number, with dashes between them.
pub(super) fn region() -> Shape {
    let name = Pattern::default()
        .then_of(LOWER, 2)
        .then("-")
        .then_of(LOWER, 1);
    let name = name
        .then_many(LOWER_OR_DASH)
        .then("-")
        .then_of(DIGIT, 1)
        .then_many(DIGIT);
    Shape {
        without: vec![Pattern::of_region("*--*")],
        ..ascii(vec![name])
    }
}

/// Any text.
pub(super) fn any() -> Shape {
    Shape {
        within: vec![Pattern::default().then_many(Set::Any)],
        without: Vec::new(),
        is_ascii: false,
    }
}

/// The ARNs of a kind of principals.
pub(super) fn principals(home: &Home, kind: PrincipalKind) -> Shape {
    const IDENTITY_CENTER: &str = "role/aws-reserved/sso.amazonaws.com/";
    let iam = |rest: &str| Pattern::literal(&(home.prefix("iam") + rest));
    let begin = match kind {
        PrincipalKind::Root => return ascii(vec![iam("root")]),
        PrincipalKind::User => iam("user/"),
        PrincipalKind::Role => iam("role/"),
        PrincipalKind::IdentityCenterRole => iam(IDENTITY_CENTER),
        PrincipalKind::FederatedUser => Pattern::literal(&(home.prefix("sts") + "federated-user/")),
    };
    let mut without = vec![Pattern::of_region("*//*"), Pattern::of_region("*/")];
    if kind == PrincipalKind::Role {
        // Those are of another kind, and these sign in nowhere.
        let others = [IDENTITY_CENTER, "role/aws-service-role/"];
        without.extend(others.map(|other| iam(other).then_many(Set::Any)));
    }
    Shape {
        without,
        ..ascii(vec![begin.then_many(NAME)])
    }
}

fn ascii(within: Vec<Pattern>) -> Shape {
    Shape {
        within,
        without: Vec::new(),
        is_ascii: true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use vestibule_signin::Principal;
    use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};

    use super::*;
    use crate::space::KINDS;

    fn is_of(shape: &Shape, text: &str) -> bool {
        shape.within.iter().any(|pattern| pattern.matches(text))
            && !shape.without.iter().any(|pattern| pattern.matches(text))
    }

    /// Texts that are nearly of a shape.
    fn near() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(
            &[
                "arn:aws:iam::111122223333:",
                "arn:aws:sts::111122223333:",
                "root",
                "user/",
                "role/",
                "federated-user/",
                "aws-reserved/",
                "sso.amazonaws.com/",
                "aws-service-role/",
                "a",
                "/",
                ":",
                "*",
                "?",
                "\"",
                "é",
                "vpc-",
                "vpce-",
                "0123abcd",
                "012345678",
                "eu",
                "-",
                "west",
                "1",
                "A",
                "~",
                "!",
                ">",
            ][..],
        );
        prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// The shapes are what the sign-in domain takes for such a text.
        #[test]
        fn shapes_are_those_of_the_domain(text in near()) {
            prop_assert_eq!(is_of(&vpc(), &text), is_vpc_id(&text), "{}", text);
            prop_assert_eq!(is_of(&endpoint(), &text), is_endpoint_id(&text), "{}", text);
            prop_assert_eq!(is_of(&region(), &text), is_region(&text), "{}", text);
            let home = Home { account: "111122223333".to_owned(), partition: "aws".to_owned(), without_identity_center: false };
            for arn in [text.clone(), format!("{}{text}", home.prefix("iam")), format!("{}{text}", home.prefix("sts"))] {
                let parsed = Principal::parse(&arn).ok().map(|principal| principal.kind);
                let ours: Vec<PrincipalKind> = KINDS.into_iter().filter(|kind| is_of(&principals(&home, *kind), &arn)).collect();
                prop_assert_eq!(ours, parsed.into_iter().collect::<Vec<_>>(), "{}", arn);
            }
        }
    }
}

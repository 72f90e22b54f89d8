//! Which texts the values of a dimension are.

use vestibule_signin::PrincipalKind;

/// The shape of the texts of one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any text.
    Any,
    /// `true` or `false`.
    Boolean,
    /// `vpc-` and 8 or 17 hexadecimal digits. [BC]
    Vpc,
    /// `vpce-` and 8 to 20 letters and digits. [BC]
    Endpoint,
    /// The name of a Region. [BC]
    Region,
    /// The last field of the ARN of a root user, user or role that can sign in.
    IamPrincipal,
    /// The last field of the ARN of a root user, user or role that can sign in, in an account
    /// without roles of IAM Identity Center.
    IamPrincipalWithoutIdentityCenter,
    /// The last field of the ARN of a federated user.
    FederatedUser,
}

/// Where a text stands while it is read character by character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// So many characters of an id, or a step in the name of a Region.
    At(u8),
    /// Within one of these words.
    Words(Within),
    /// Within the path and name of a principal.
    Name {
        kind: Kind,
        /// Behind a slash, where no name ends.
        behind_slash: bool,
        /// How much has been read of the path of IAM Identity Center's roles.
        identity_center: Option<u8>,
        /// How much has been read of the path of service-linked roles.
        service_linked: Option<u8>,
    },
}

/// Which words go on so, and how many of their characters have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Within {
    words: u8,
    at: u8,
}

/// Whose path and name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    User,
    Role,
    IdentityCenterRole,
    FederatedUser,
}

const BOOLEANS: &[&str] = &["true", "false"];
const HEADS: &[&str] = &["root", "user/", "role/"];
const FEDERATED_HEADS: &[&str] = &["federated-user/"];
const IDENTITY_CENTER: &str = "aws-reserved/sso.amazonaws.com/";
const SERVICE_LINKED: &str = "aws-service-role/";

/// The kind of the principal whose ARN ends in a text with that tag.
pub(crate) fn kind_of_tag(tag: u8) -> PrincipalKind {
    match tag {
        0 => PrincipalKind::Root,
        1 => PrincipalKind::User,
        2 => PrincipalKind::Role,
        3 => PrincipalKind::IdentityCenterRole,
        _ => PrincipalKind::FederatedUser,
    }
}

impl Kind {
    fn tag(self) -> u8 {
        match self {
            Self::User => 1,
            Self::Role => 2,
            Self::IdentityCenterRole => 3,
            Self::FederatedUser => 4,
        }
    }
}

fn after(text: &str, at: u8, character: char) -> bool {
    text.as_bytes()
        .get(usize::from(at))
        .copied()
        .map(char::from)
        == Some(character)
}

fn length(text: &str) -> u8 {
    u8::try_from(text.len()).unwrap_or(u8::MAX)
}

impl Shape {
    /// Where a text begins.
    pub(crate) fn start(self) -> State {
        let words = |list: &[&str]| {
            State::Words(Within {
                words: (1 << list.len()) - 1,
                at: 0,
            })
        };
        match self {
            Self::Any | Self::Vpc | Self::Endpoint | Self::Region => State::At(0),
            Self::Boolean => words(BOOLEANS),
            Self::IamPrincipal | Self::IamPrincipalWithoutIdentityCenter => words(HEADS),
            Self::FederatedUser => words(FEDERATED_HEADS),
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Boolean => BOOLEANS,
            Self::IamPrincipal | Self::IamPrincipalWithoutIdentityCenter => HEADS,
            Self::FederatedUser => FEDERATED_HEADS,
            Self::Any | Self::Vpc | Self::Endpoint | Self::Region => &[],
        }
    }

    /// Where a text stands after one more character; `None` where no text goes on so.
    pub(crate) fn step(self, state: State, character: char) -> Option<State> {
        match state {
            State::At(at) => self.step_at(at, character).map(State::At),
            State::Words(within) => self.step_word(within, character),
            State::Name {
                kind,
                behind_slash,
                identity_center,
                service_linked,
            } => {
                let fits = character.is_ascii_graphic() && !matches!(character, '*' | '?' | '"');
                if !fits || (behind_slash && character == '/') {
                    return None;
                }
                let further = |text, read: Option<u8>| {
                    read.filter(|at| after(text, *at, character))
                        .map(|at| at + 1)
                };
                let service_linked = further(SERVICE_LINKED, service_linked);
                if service_linked == Some(length(SERVICE_LINKED)) {
                    return None;
                }
                let identity_center = further(IDENTITY_CENTER, identity_center);
                let is_theirs = identity_center == Some(length(IDENTITY_CENTER));
                if is_theirs && self == Self::IamPrincipalWithoutIdentityCenter {
                    return None;
                }
                Some(State::Name {
                    kind: if is_theirs {
                        Kind::IdentityCenterRole
                    } else {
                        kind
                    },
                    behind_slash: character == '/',
                    identity_center: identity_center.filter(|_| !is_theirs),
                    service_linked,
                })
            }
        }
    }

    fn step_at(self, at: u8, character: char) -> Option<u8> {
        match self {
            Self::Any => Some(0),
            Self::Vpc => {
                let fits = match at {
                    0..4 => after("vpc-", at, character),
                    4..21 => matches!(character, '0'..='9' | 'a'..='f'),
                    _ => false,
                };
                fits.then(|| at + 1)
            }
            Self::Endpoint => {
                let fits = match at {
                    0..5 => after("vpce-", at, character),
                    5..25 => matches!(character, '0'..='9' | 'a'..='z'),
                    _ => false,
                };
                fits.then(|| at + 1)
            }
            // Two letters, words, a number.
            Self::Region => match (at, character) {
                (0 | 1, 'a'..='z') | (2, '-') => Some(at + 1),
                (3..=5, 'a'..='z') => Some(4),
                (4, '-') => Some(5),
                (5 | 6, '0'..='9') => Some(6),
                _ => None,
            },
            Self::Boolean
            | Self::IamPrincipal
            | Self::IamPrincipalWithoutIdentityCenter
            | Self::FederatedUser => None,
        }
    }

    fn step_word(self, within: Within, character: char) -> Option<State> {
        let mut words = 0;
        for (index, word) in self.words().iter().enumerate() {
            let goes_on = within.words & (1 << index) != 0 && after(word, within.at, character);
            words |= u8::from(goes_on) << index;
        }
        let at = within.at + 1;
        let ended = self.words().iter().enumerate().find(|(index, word)| {
            words & (1 << index) != 0 && length(word) == at && word.ends_with('/')
        });
        if let Some((index, _)) = ended {
            let kind = match (self, index) {
                (Self::FederatedUser, _) => Kind::FederatedUser,
                (_, 1) => Kind::User,
                _ => Kind::Role,
            };
            let of_role = (kind == Kind::Role).then_some(0);
            return Some(State::Name {
                kind,
                behind_slash: true,
                identity_center: of_role,
                service_linked: of_role,
            });
        }
        (words != 0).then_some(State::Words(Within { words, at }))
    }

    /// The tag of a text that ends there; `None` where none does. It is the kind of a
    /// principal, and 0 for other texts.
    pub(crate) fn tag(self, state: State) -> Option<u8> {
        match state {
            State::At(at) => match self {
                Self::Any => true,
                Self::Vpc => matches!(at, 12 | 21),
                Self::Endpoint => matches!(at, 13..=25),
                Self::Region => at == 6,
                Self::Boolean
                | Self::IamPrincipal
                | Self::IamPrincipalWithoutIdentityCenter
                | Self::FederatedUser => false,
            }
            .then_some(0),
            State::Words(within) => {
                let ends = |(index, word): (usize, &&str)| {
                    within.words & (1 << index) != 0 && length(word) == within.at
                };
                self.words().iter().enumerate().any(ends).then_some(0)
            }
            State::Name {
                kind, behind_slash, ..
            } => (!behind_slash).then_some(kind.tag()),
        }
    }

    /// Characters after which texts stand in one place each: all that this shape treats
    /// alike make one group, the most readable first. `None` when all characters are alike.
    pub(crate) fn groups(self, state: State) -> Option<Vec<Vec<char>>> {
        let candidates = match state {
            State::At(_) if self == Self::Any => return None,
            State::At(_) => "-abcdefghijklmnopqrstuvwxyz0123456789",
            State::Words(_) => "abcdefghijklmnopqrstuvwxyz-/",
            State::Name { .. } => NAMES,
        };
        let mut groups: Vec<(State, Vec<char>)> = Vec::new();
        for character in candidates.chars() {
            let Some(next) = self.step(state, character) else {
                continue;
            };
            match groups.iter_mut().find(|(other, _)| *other == next) {
                Some((_, group)) => group.push(character),
                None => groups.push((next, vec![character])),
            }
        }
        Some(groups.into_iter().map(|(_, group)| group).collect())
    }

    /// Whether a text is one of them.
    pub(crate) fn tag_of(self, text: &str) -> Option<u8> {
        let mut state = self.start();
        for character in text.chars() {
            state = self.step(state, character)?;
        }
        self.tag(state)
    }
}

/// All characters of names, letters first.
const NAMES: &str =
    "xyzabcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.+=,@!#$%&'():;<>[\\]^`{|}~";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use vestibule_signin::Principal;
    use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};

    use super::*;

    fn principal(shape: Shape, resource: &str) -> (Option<PrincipalKind>, Option<PrincipalKind>) {
        let service = match shape {
            Shape::FederatedUser => "sts",
            _ => "iam",
        };
        let arn = format!("arn:aws:{service}::111122223333:{resource}");
        let parsed = Principal::parse(&arn).ok().map(|principal| principal.kind);
        (shape.tag_of(resource).map(kind_of_tag), parsed)
    }

    #[test]
    fn all_characters_of_names_are_there_once() {
        let mut all: Vec<char> = NAMES.chars().collect();
        all.sort_unstable();
        let expected: Vec<char> = ('!'..='~').filter(|c| !"*?\"".contains(*c)).collect();
        assert_eq!(all, expected);
    }

    #[test]
    fn booleans_are_two() {
        for (text, is) in [
            ("true", true),
            ("false", true),
            ("truefalse", false),
            ("t", false),
        ] {
            assert_eq!(Shape::Boolean.tag_of(text).is_some(), is, "{text}");
        }
    }

    /// Texts that are nearly of a shape.
    fn near() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(
            &[
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
                "aws-",
                "~",
            ][..],
        );
        prop::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// The shapes are what the sign-in domain takes for such a text.
        #[test]
        fn shapes_are_those_of_the_domain(text in near()) {
            prop_assert_eq!(Shape::Vpc.tag_of(&text).is_some(), is_vpc_id(&text), "{}", text);
            prop_assert_eq!(Shape::Endpoint.tag_of(&text).is_some(), is_endpoint_id(&text), "{}", text);
            prop_assert_eq!(Shape::Region.tag_of(&text).is_some(), is_region(&text), "{}", text);
            for shape in [Shape::IamPrincipal, Shape::FederatedUser] {
                let (ours, parsed) = principal(shape, &text);
                prop_assert_eq!(ours, parsed, "{}", text);
            }
            let (ours, parsed) = principal(Shape::IamPrincipalWithoutIdentityCenter, &text);
            let is_left = |kind: &PrincipalKind| *kind != PrincipalKind::IdentityCenterRole;
            prop_assert_eq!(ours, parsed.filter(is_left), "{}", text);
        }

        /// Each group goes one way, and no character that goes on is left out.
        #[test]
        fn groups_are_complete(text in near(), next in any::<char>(), ascii in "[ -~]") {
            for shape in [
                Shape::Vpc,
                Shape::Endpoint,
                Shape::Region,
                Shape::IamPrincipal,
                Shape::IamPrincipalWithoutIdentityCenter,
                Shape::Boolean,
            ] {
                let read = text.chars().try_fold(shape.start(), |state, c| shape.step(state, c));
                let Some(state) = read else { continue };
                let groups = shape.groups(state).expect("not any text");
                for character in ascii.chars().chain([next]) {
                    let group = groups.iter().find(|group| group.contains(&character));
                    prop_assert_eq!(group.is_some(), shape.step(state, character).is_some());
                    if let Some(group) = group {
                        prop_assert!(group.iter().all(|c| shape.step(state, *c) == shape.step(state, character)));
                    }
                }
            }
        }
    }
}

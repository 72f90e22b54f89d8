//! Which dimension holds the values of each condition key, and which keys have values of
//! their own that nobody told.

use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_signin::keys::{
    self, CredentialsPart, NetworkPart, Origin, PrincipalPart, ValueType,
};
use vestibule_signin::{Action, Authorizer, Entry, GivenValue, PrincipalKind};

use super::{Axis, Home, KINDS, Point};
use crate::space::values::Unit;

pub(crate) const MFA_PRESENT: &str = "aws:MultiFactorAuthPresent";

/// A key that a sign-in has with a value that nobody told.
#[derive(Clone, Debug)]
pub(crate) struct OwnKey {
    pub(crate) name: String,
    pub(crate) kind: ValueKind,
    /// For each entry and kind of principal, whether sign-ins have it.
    pub(crate) given: [[bool; 5]; 3],
    /// Only where MFA was used.
    pub(crate) with_mfa: bool,
}

/// What the values of a key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Text,
    Boolean,
    Address,
    Ordered(Unit),
}

impl ValueKind {
    fn of(value: ValueType) -> Self {
        match value {
            ValueType::Boolean => Self::Boolean,
            ValueType::Address => Self::Address,
            ValueType::Date => Self::Ordered(Unit::Date),
            ValueType::EpochSeconds => Self::Ordered(Unit::Epoch),
            ValueType::Number => Self::Ordered(Unit::Whole),
            _ => Self::Text,
        }
    }
}

/// The keys of some policies that have values of their own, asked of the evaluator.
pub(crate) fn own_keys(authorizer: &Authorizer, home: &Home) -> Vec<OwnKey> {
    let mut own: Vec<OwnKey> = Vec::new();
    for (id, name) in authorizer.keys().iter() {
        let row = keys::find(name);
        let origin = row.map_or(Origin::Unsaid, |row| row.origin);
        if origin.member().is_some() || origin == Origin::Organization {
            continue;
        }
        let with_mfa = origin == Origin::Credentials(CredentialsPart::MfaAge);
        let mut given = [[false; 5]; 3];
        for (given, entry) in given.iter_mut().zip(Entry::ALL) {
            for (given, kind) in given.iter_mut().zip(KINDS) {
                *given = is_untold(authorizer, home, entry, kind, id, with_mfa);
            }
        }
        if given.iter().flatten().any(|given| *given) {
            own.push(OwnKey {
                name: name.to_owned(),
                kind: row.map_or(ValueKind::Text, |row| ValueKind::of(row.value)),
                given,
                with_mfa,
            });
        }
    }
    // How long ago MFA was used depends on whether it was.
    let age = own.iter().find(|key| key.with_mfa);
    let is_mfa = |key: &OwnKey| key.name.eq_ignore_ascii_case(MFA_PRESENT);
    if let Some(age) = age
        && !own.iter().any(is_mfa)
    {
        own.push(OwnKey {
            name: MFA_PRESENT.to_owned(),
            kind: ValueKind::Boolean,
            given: age.given,
            with_mfa: false,
        });
    }
    own
}

/// Whether the evaluator takes a key to be there with a value that is not told.
fn is_untold(
    authorizer: &Authorizer,
    home: &Home,
    entry: Entry,
    kind: PrincipalKind,
    key: KeyId,
    with_mfa: bool,
) -> bool {
    let Some(mut request) = home.sample(entry, kind) else {
        return false;
    };
    let is = |request: &_, value| {
        let is = |action| authorizer.with_parts(request, action, |parts| parts.value(key) == value);
        Action::ALL.into_iter().any(is)
    };
    if with_mfa {
        if !is(&request, KeyValue::Unknown) {
            return false;
        }
        let used = GivenValue::One("true".to_owned());
        request.context.push((MFA_PRESENT.to_owned(), used));
    }
    is(&request, KeyValue::PresentUnknown)
}

/// The dimension on whose values the value of each key depends; `None` for a key that is
/// the same for all sign-ins of one entry, one kind of principal and one way.
pub(crate) fn axes(authorizer: &Authorizer, own: &[OwnKey]) -> Vec<Option<Axis>> {
    let of = |(_, name): (KeyId, &str)| {
        let named = |key: &OwnKey| key.name.eq_ignore_ascii_case(name);
        if let Some(at) = own.iter().position(named) {
            return Some(Axis::Key(at));
        }
        match keys::find(name)?.origin {
            Origin::Network(NetworkPart::PublicAddress) => Some(Axis::Public),
            Origin::Network(NetworkPart::Vpc) => Some(Axis::Vpc),
            Origin::Network(NetworkPart::Endpoint) => Some(Axis::Endpoint),
            Origin::Network(NetworkPart::VpcAddress) => Some(Axis::Inside),
            Origin::Region => Some(Axis::Region),
            Origin::Principal(
                PrincipalPart::SignInArn | PrincipalPart::Arn | PrincipalPart::UserName,
            ) => Some(Axis::Principal),
            _ => None,
        }
    };
    authorizer.keys().iter().map(of).collect()
}

/// True for the key of the name of a user, which stands at the end of its ARN.
pub(crate) fn is_user_name(authorizer: &Authorizer, key: KeyId) -> bool {
    let row = keys::find(authorizer.keys().name(key));
    row.is_some_and(|row| row.origin == Origin::Principal(PrincipalPart::UserName))
}

/// The values of the keys that are the same for every sign-in, at each action; all others
/// are unknown.
pub(crate) fn constants(
    authorizer: &Authorizer,
    points: &[Point],
    axes: &[Option<Axis>],
) -> [Vec<Constant>; 3] {
    Action::ALL.map(|action| {
        let mut all: Vec<Option<Constant>> = vec![None; axes.len()];
        for point in points {
            authorizer.with_parts(&point.request(), action, |parts| {
                for ((id, _), (known, axis)) in
                    authorizer.keys().iter().zip(all.iter_mut().zip(axes))
                {
                    let value = match axis {
                        Some(_) => Constant::Varying,
                        None => Constant::of(parts.value(id)),
                    };
                    *known = Some(match known.take() {
                        Some(other) if other != value => Constant::Varying,
                        _ => value,
                    });
                }
            });
        }
        let all = all.into_iter();
        all.map(|value| value.unwrap_or(Constant::Varying))
            .collect()
    })
}

/// A value that is the same for every sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Constant {
    Varying,
    Absent,
    Unknown,
    PresentUnknown,
    One(String),
    Many(Vec<Box<str>>),
}

impl Constant {
    fn of(value: KeyValue<'_>) -> Self {
        match value {
            KeyValue::Absent => Self::Absent,
            KeyValue::Unknown => Self::Unknown,
            KeyValue::PresentUnknown => Self::PresentUnknown,
            KeyValue::One(text) => Self::One(text.to_owned()),
            KeyValue::Many(texts) => Self::Many(texts.to_vec()),
        }
    }

    pub(crate) fn value(&self) -> KeyValue<'_> {
        match self {
            Self::Varying | Self::Unknown => KeyValue::Unknown,
            Self::Absent => KeyValue::Absent,
            Self::PresentUnknown => KeyValue::PresentUnknown,
            Self::One(text) => KeyValue::One(text),
            Self::Many(texts) => KeyValue::Many(texts),
        }
    }
}

//! The dimensions of the space of all sign-ins.

use vestibule_signin::{Entry, Principal, PrincipalKind};

use super::values::{Addresses, Ordered};
use crate::text::{TextClass, Texts, kind_of_tag};

/// What a dimension is, in the order in which diagrams ask: what decides whether another
/// one matters comes before it.
pub(crate) const ENTRY: usize = 0;
pub(crate) const NETWORK: usize = 1;
pub(crate) const VPC: usize = 2;
pub(crate) const ENDPOINT: usize = 3;
pub(crate) const VPC_ADDRESS: usize = 4;
pub(crate) const REGION: usize = 5;
pub(crate) const PRINCIPAL: usize = 6;
/// The first of those of context keys.
pub(crate) const CONTEXT: usize = 7;

/// The principals of one account in classes: those of IAM before federated users.
#[derive(Clone, Debug)]
pub(crate) struct Principals {
    pub(crate) iam: Texts,
    pub(crate) federated: Texts,
    /// What stands before the texts of `iam` and of `federated` in an ARN.
    pub(crate) prefixes: [String; 2],
    /// The witness of each class.
    pub(crate) witnesses: Vec<Principal>,
}

impl Principals {
    pub(crate) fn class(&self, class: usize) -> Option<&TextClass> {
        let iam = self.iam.classes();
        iam.get(class)
            .or_else(|| self.federated.classes().get(class - iam.len().min(class)))
    }

    pub(crate) fn kind(&self, class: usize) -> PrincipalKind {
        self.class(class)
            .map_or(PrincipalKind::Root, |class| kind_of_tag(class.tag))
    }

    fn is_single(&self, class: usize) -> bool {
        self.class(class)
            .is_some_and(|found| found.is_single || kind_of_tag(found.tag) == PrincipalKind::Root)
    }
}

/// A context key that ranges over values of its own.
#[derive(Clone, Debug)]
pub(crate) struct ContextKey {
    pub(crate) name: String,
    /// For each kind of principal and each entry, whether requests give it.
    pub(crate) given: [[bool; 3]; 5],
    /// True where it is given only if MFA was used.
    pub(crate) with_mfa: bool,
    /// True when it may be left out, which is class 0.
    pub(crate) may_be_left_out: bool,
    pub(crate) values: KeyValues,
}

/// The values of a context key.
#[derive(Clone, Debug)]
pub(crate) enum KeyValues {
    Texts(Texts),
    Addresses(Addresses),
    Ordered(Ordered),
}

/// A dimension with its classes.
#[derive(Clone, Debug)]
pub(crate) enum Axis {
    Entry,
    /// The classes of public addresses, and behind them the way through an endpoint.
    Network(Addresses),
    Vpc(Texts),
    Endpoint(Texts),
    VpcAddress(Addresses),
    Region(Texts),
    Principal(Principals),
    Context(ContextKey),
}

/// The group of the way through an endpoint among networks.
pub(crate) const THROUGH_ENDPOINT: usize = 1;

/// All kinds of principals, as [`ContextKey::given`] counts them.
pub(crate) const KINDS: [PrincipalKind; 5] = [
    PrincipalKind::Root,
    PrincipalKind::User,
    PrincipalKind::Role,
    PrincipalKind::IdentityCenterRole,
    PrincipalKind::FederatedUser,
];

pub(crate) fn kind_index(kind: PrincipalKind) -> usize {
    KINDS.iter().position(|other| *other == kind).unwrap_or(0)
}

impl Axis {
    /// How many classes there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Entry => Entry::ALL.len(),
            Self::Network(addresses) => addresses.len() + 1,
            Self::VpcAddress(addresses) => addresses.len(),
            Self::Vpc(texts) | Self::Endpoint(texts) | Self::Region(texts) => texts.classes().len(),
            Self::Principal(principals) => principals.witnesses.len(),
            Self::Context(key) => key.values.len() + usize::from(key.may_be_left_out),
        }
    }

    /// Whether a class has one value alone.
    pub(crate) fn is_single(&self, class: usize) -> bool {
        let text = |texts: &Texts| texts.classes().get(class).is_some_and(|c| c.is_single);
        match self {
            Self::Entry => true,
            Self::Network(addresses) => class >= addresses.len() || addresses.is_single(class),
            Self::VpcAddress(addresses) => addresses.is_single(class),
            Self::Vpc(texts) | Self::Endpoint(texts) | Self::Region(texts) => text(texts),
            Self::Principal(principals) => principals.is_single(class),
            Self::Context(key) => match key.value_class(class) {
                None => true,
                Some(class) => key.values.is_single(class),
            },
        }
    }

    /// The classes in groups that a person would name before others: of a merged class the
    /// one of the lowest rank stands for all.
    pub(crate) fn rank(&self, class: usize) -> u8 {
        match self {
            Self::Principal(principals) => match principals.kind(class) {
                PrincipalKind::User => 0,
                PrincipalKind::Role => 1,
                PrincipalKind::Root => 2,
                PrincipalKind::FederatedUser => 3,
                PrincipalKind::IdentityCenterRole => 4,
            },
            Self::Network(addresses) => u8::from(class >= addresses.len()),
            Self::Entry
            | Self::Vpc(_)
            | Self::Endpoint(_)
            | Self::VpcAddress(_)
            | Self::Region(_)
            | Self::Context(_) => 0,
        }
    }

    /// The group of a class where only what most keys depend on is asked: whether the way is
    /// public, what kind the principal is.
    pub(crate) fn group(&self, class: usize) -> usize {
        match self {
            Self::Network(addresses) if class >= addresses.len() => THROUGH_ENDPOINT,
            Self::Network(_) => 0,
            Self::Principal(principals) => kind_index(principals.kind(class)),
            Self::Entry
            | Self::Vpc(_)
            | Self::Endpoint(_)
            | Self::VpcAddress(_)
            | Self::Region(_)
            | Self::Context(_) => class,
        }
    }
}

impl ContextKey {
    /// The class among its values; `None` where it is left out.
    pub(crate) fn value_class(&self, class: usize) -> Option<usize> {
        class.checked_sub(usize::from(self.may_be_left_out))
    }
}

impl KeyValues {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.classes().len(),
            Self::Addresses(addresses) => addresses.len(),
            Self::Ordered(ordered) => ordered.len(),
        }
    }

    fn is_single(&self, class: usize) -> bool {
        match self {
            Self::Texts(texts) => texts.classes().get(class).is_some_and(|c| c.is_single),
            Self::Addresses(addresses) => addresses.is_single(class),
            Self::Ordered(ordered) => ordered.is_single(class),
        }
    }

    pub(crate) fn witness(&self, class: usize) -> String {
        match self {
            Self::Texts(texts) => {
                let class = texts.classes().get(class);
                class.map_or_else(String::new, |class| class.witness.clone())
            }
            Self::Addresses(addresses) => addresses.witness(class).to_owned(),
            Self::Ordered(ordered) => ordered.witness(class),
        }
    }
}

//! All sign-ins of an account, as what the policies and the regions of an answer tell apart.
//!
//! It is made anew from the compiled policies, and shares nothing with the analysis that
//! made the answer.

mod cut;
pub(crate) mod keys;
pub(crate) mod shapes;
mod texts;
pub(crate) mod values;

use vestibule_iam::keys::KeyId;
use vestibule_signin::{Authorizer, Entry, GivenValue, Network, Principal, PrincipalKind, Request};

use self::keys::{MFA_PRESENT, OwnKey};
use crate::place::Place;

/// There is more to look at than the limits allow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooLarge;

/// All kinds of principals.
pub(crate) const KINDS: [PrincipalKind; 5] = [
    PrincipalKind::Root,
    PrincipalKind::User,
    PrincipalKind::Role,
    PrincipalKind::IdentityCenterRole,
    PrincipalKind::FederatedUser,
];

/// A dimension that has values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Axis {
    Principal,
    Region,
    Public,
    Vpc,
    Endpoint,
    Inside,
    /// One of the keys with values of their own.
    Key(usize),
}

/// The account of all sign-ins.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) account: String,
    pub(crate) partition: String,
    /// Whether IAM Identity Center has no roles there.
    pub(crate) without_identity_center: bool,
}

impl Home {
    /// How ARNs of a service begin.
    pub(crate) fn prefix(&self, service: &str) -> String {
        format!("arn:{}:{service}::{}:", self.partition, self.account)
    }

    /// The kinds of principals that there are.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = PrincipalKind> + '_ {
        KINDS.into_iter().filter(|kind| self.has(*kind))
    }

    /// Whether there are principals of a kind.
    pub(crate) fn has(&self, kind: PrincipalKind) -> bool {
        !self.without_identity_center || kind != PrincipalKind::IdentityCenterRole
    }

    /// True where nobody can be of the account.
    pub(crate) fn is_nobodys(&self) -> bool {
        self.somebody(PrincipalKind::User).is_none()
    }

    /// Somebody of a kind.
    fn somebody(&self, kind: PrincipalKind) -> Option<Principal> {
        let arn = match kind {
            PrincipalKind::Root => self.prefix("iam") + "root",
            PrincipalKind::User => self.prefix("iam") + "user/x",
            PrincipalKind::Role => self.prefix("iam") + "role/x",
            PrincipalKind::IdentityCenterRole => {
                self.prefix("iam") + "role/aws-reserved/sso.amazonaws.com/x"
            }
            PrincipalKind::FederatedUser => self.prefix("sts") + "federated-user/x",
        };
        Principal::parse(&arn).ok()
    }

    /// A sign-in of somebody of a kind that tells no key.
    pub(crate) fn sample(&self, entry: Entry, kind: PrincipalKind) -> Option<Request> {
        let network = Network::Public {
            source_ip: "203.0.113.1".to_owned(),
        };
        Some(Request {
            entry,
            principal: self.somebody(kind)?,
            networks: network.into(),
            region: None,
            context: Vec::new(),
            resource: None,
        })
    }
}

/// A value of each kind of each dimension.
#[derive(Clone, Debug)]
pub(crate) struct Space {
    pub(crate) home: Home,
    pub(crate) own: Vec<OwnKey>,
    /// The dimension of each key of the policies.
    pub(crate) axis_of: Vec<Option<Axis>>,
    /// Whether each key is the same for all sign-ins.
    pub(crate) constant: Vec<bool>,
    /// Tests of which a value says nothing of others of its kind: policy, statement, test.
    pub(crate) uncut: Vec<(usize, usize, usize)>,
    /// Tests of the ARN of a user by its name alone.
    pub(crate) by_name: Vec<(usize, usize, usize)>,
    pub(crate) principals: Vec<Principal>,
    pub(crate) regions: Vec<String>,
    pub(crate) public: Vec<String>,
    pub(crate) vpcs: Vec<String>,
    pub(crate) endpoints: Vec<String>,
    pub(crate) inside: Vec<String>,
    /// Of each key with values of its own.
    pub(crate) values: Vec<Vec<String>>,
}

impl Space {
    /// The space that `authorizer` and `places` cut.
    pub(crate) fn new(
        authorizer: &Authorizer,
        home: Home,
        places: &[Place],
        steps: &mut usize,
    ) -> Result<Self, TooLarge> {
        cut::space(authorizer, home, places, steps)
    }

    /// How many values of a dimension there are.
    pub(crate) fn len(&self, axis: Axis) -> usize {
        match axis {
            Axis::Principal => self.principals.len(),
            Axis::Region => self.regions.len(),
            Axis::Public => self.public.len(),
            Axis::Vpc => self.vpcs.len(),
            Axis::Endpoint => self.endpoints.len(),
            Axis::Inside => self.inside.len(),
            Axis::Key(key) => self.values.get(key).map_or(0, Vec::len),
        }
    }

    /// Whether a place admits a value of a dimension.
    pub(crate) fn admits(&self, place: &Place, axis: Axis, value: usize) -> bool {
        use crate::place::{Way, admits_address};
        let text = |all: &[String]| all.get(value).cloned().unwrap_or_default();
        match (axis, &place.network) {
            (Axis::Principal, _) => {
                let principal = self.principals.get(value);
                principal.is_some_and(|principal| place.admits_principal(principal))
            }
            (Axis::Region, _) => place.region.admit(&text(&self.regions)),
            (Axis::Public, Some(Way::Public(ranges))) => {
                admits_address(ranges, &text(&self.public))
            }
            (Axis::Vpc, Some(Way::Endpoint { vpc, .. })) => vpc.admit(&text(&self.vpcs)),
            (Axis::Endpoint, Some(Way::Endpoint { endpoint, .. })) => {
                endpoint.admit(&text(&self.endpoints))
            }
            (Axis::Inside, Some(Way::Endpoint { inside, .. })) => {
                admits_address(inside, &text(&self.inside))
            }
            (Axis::Public | Axis::Vpc | Axis::Endpoint | Axis::Inside, _) => true,
            (Axis::Key(key), _) => {
                let (Some(own), Some(values)) = (self.own.get(key), self.values.get(key)) else {
                    return false;
                };
                let text = text(values);
                let mut told = place.context.iter();
                told.all(|(name, values)| {
                    !name.eq_ignore_ascii_case(&own.name) || values.admit(&text)
                })
            }
        }
    }
}

/// A sign-in in the making.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    pub(crate) entry: Entry,
    pub(crate) principal: Principal,
    pub(crate) region: String,
    /// The public address; without one the way leads through an endpoint.
    pub(crate) public: Option<String>,
    pub(crate) vpc: String,
    pub(crate) endpoint: String,
    pub(crate) inside: String,
    pub(crate) context: Vec<(String, String)>,
    /// Keys of which nothing is known.
    pub(crate) unknown: Vec<String>,
}

impl Point {
    pub(crate) fn request(&self) -> Request {
        let network = match &self.public {
            Some(source_ip) => Network::Public {
                source_ip: source_ip.clone(),
            },
            None => Network::Endpoint {
                vpc: Some(self.vpc.clone()),
                endpoint: Some(self.endpoint.clone()),
                source_ip: Some(self.inside.clone()),
            },
        };
        let is_unknown =
            |name: &String| self.unknown.iter().any(|of| of.eq_ignore_ascii_case(name));
        let told = self.context.iter().filter(|(name, _)| !is_unknown(name));
        let told = told.map(|(name, value)| (name.clone(), GivenValue::One(value.clone())));
        let unknown = self
            .unknown
            .iter()
            .map(|name| (name.clone(), GivenValue::Unknown));
        Request {
            entry: self.entry,
            principal: self.principal.clone(),
            networks: network.into(),
            region: Some(self.region.clone()),
            context: told.chain(unknown).collect(),
            resource: None,
        }
    }
}

impl Space {
    /// Whether sign-ins of an entry and a kind have a key of their own; `mfa` says whether
    /// MFA was used.
    pub(crate) fn gives(&self, key: usize, entry: Entry, kind: PrincipalKind, mfa: bool) -> bool {
        let at = Entry::ALL.iter().position(|other| *other == entry);
        let kind = KINDS.iter().position(|other| *other == kind);
        let (Some(own), Some(at), Some(kind)) = (self.own.get(key), at, kind) else {
            return false;
        };
        let given = own.given.get(at).and_then(|of| of.get(kind));
        given == Some(&true) && (!own.with_mfa || mfa)
    }

    /// The key that says whether MFA was used, where it has values of its own.
    pub(crate) fn mfa(&self) -> Option<usize> {
        self.own
            .iter()
            .position(|key| key.name.eq_ignore_ascii_case(MFA_PRESENT))
    }

    /// Whether a key is the same for all sign-ins at each action.
    pub(crate) fn is_constant(&self, key: KeyId) -> bool {
        self.constant.get(usize::from(key.0)) == Some(&true)
    }

    /// The dimension on whose values a key depends.
    pub(crate) fn axis_of(&self, key: KeyId) -> Option<Axis> {
        self.axis_of.get(usize::from(key.0)).copied().flatten()
    }
}

//! What the value of each condition key depends on, and which keys range.

use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_signin::keys::{
    self, CredentialsPart, NetworkPart, Origin, PrincipalPart, ValueType,
};
use vestibule_signin::{Action, Authorizer, Entry, GivenValue, Network, Principal, Request};
use vestibule_syntax::sort;

use super::axis::{CONTEXT, ENDPOINT, ENTRY, NETWORK, PRINCIPAL, REGION, VPC, VPC_ADDRESS};

pub(crate) const MFA_PRESENT: &str = "aws:MultiFactorAuthPresent";
pub(crate) const MFA_AGE: &str = "aws:MultiFactorAuthAge";

/// How finely the classes of a dimension are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum View {
    /// Each class.
    Full,
    /// Only the groups of [`super::axis::Axis::group`].
    Groups,
    /// Of principals only whether they are of IAM Identity Center.
    Withheld,
}

/// The dimensions on which something depends, each once, in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Depends(Vec<(usize, View)>);

impl Depends {
    pub(crate) fn add(&mut self, axis: usize, view: View) {
        match self.0.binary_search_by_key(&axis, |(axis, _)| *axis) {
            Ok(at) => {
                if let Some((_, known)) = self.0.get_mut(at) {
                    *known = (*known).min(view);
                }
            }
            Err(at) => self.0.insert(at, (axis, view)),
        }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        other.iter().for_each(|(axis, view)| self.add(axis, view));
    }

    pub(crate) fn iter(
        &self,
    ) -> impl DoubleEndedIterator<Item = (usize, View)> + ExactSizeIterator + '_ {
        self.0.iter().copied()
    }
}

/// A key that ranges, before its values are cut.
#[derive(Clone, Debug)]
pub(crate) struct Ranging {
    pub(crate) name: String,
    pub(crate) value: ValueType,
    pub(crate) given: [[bool; 3]; 5],
    pub(crate) with_mfa: bool,
    pub(crate) may_be_left_out: bool,
}

/// What is known of the condition keys of some policies in the space of all sign-ins.
#[derive(Clone, Debug)]
pub(crate) struct KeyFacts {
    /// Those that range; the dimension of each is [`CONTEXT`] and its place here.
    pub(crate) ranging: Vec<Ranging>,
    depends: Vec<Depends>,
    /// For each key the dimension that holds values of it: where that has more than one
    /// value in a class, nothing but the tests for which it was cut is known of the key.
    valued: Vec<Option<usize>>,
}

/// A principal of each kind.
pub(crate) fn samples(partition: &str, account: &str) -> [Option<Principal>; 5] {
    let iam = format!("arn:{partition}:iam::{account}:");
    [
        format!("{iam}root"),
        format!("{iam}user/x"),
        format!("{iam}role/x"),
        format!("{iam}role/aws-reserved/sso.amazonaws.com/x"),
        format!("arn:{partition}:sts::{account}:federated-user/x"),
    ]
    .map(|arn| Principal::parse(&arn).ok())
}

pub(crate) fn sample_request(principal: &Principal, entry: Entry) -> Request {
    let network = Network::Public {
        source_ip: "203.0.113.1".to_owned(),
    };
    Request {
        entry,
        principal: principal.clone(),
        networks: network.into(),
        region: None,
        context: Vec::new(),
        resource: None,
    }
}

impl KeyFacts {
    /// The keys that range for some of the policies.
    pub(crate) fn ranging(
        authorizers: &[&Authorizer],
        samples: &[Option<Principal>; 5],
        free: &[String],
    ) -> Vec<Ranging> {
        let of_each = authorizers.iter().map(|of| ranging(of, samples, free));
        let mut ranging: Vec<Ranging> = Vec::new();
        for key in of_each.flatten() {
            let same = |other: &&mut Ranging| other.name.eq_ignore_ascii_case(&key.name);
            match ranging.iter_mut().find(same) {
                Some(other) => other.join(key),
                None => ranging.push(key),
            }
        }
        // Whatever policy comes first.
        sort::by_key(&mut ranging, |key: &Ranging| key.name.to_ascii_lowercase());
        // Whether MFA was used decides whether its age is there.
        let is_age = |key: &Ranging| key.name.eq_ignore_ascii_case(MFA_AGE) && key.with_mfa;
        let is_mfa = |key: &Ranging| key.name.eq_ignore_ascii_case(MFA_PRESENT);
        if let Some(age) = ranging.iter().find(|key| is_age(key)) {
            let mfa = Ranging {
                name: MFA_PRESENT.to_owned(),
                value: ValueType::Boolean,
                with_mfa: false,
                ..age.clone()
            };
            let known = ranging.iter().position(is_mfa);
            let mfa = known.map_or(mfa, |at| ranging.remove(at));
            ranging.insert(0, mfa);
        }
        ranging
    }

    /// What is known of the keys of some policies, where these keys range.
    pub(crate) fn new(authorizer: &Authorizer, ranging: Vec<Ranging>) -> Self {
        let names: Vec<&str> = authorizer.keys().iter().map(|(_, name)| name).collect();
        let mut facts = Self {
            ranging,
            depends: Vec::new(),
            valued: Vec::new(),
        };
        for name in names {
            let (depends, valued) = facts.of(name);
            facts.depends.push(depends);
            facts.valued.push(valued);
        }
        facts
    }

    /// The dimensions on which the value of a key depends.
    pub(crate) fn depends(&self, key: KeyId) -> Depends {
        self.depends
            .get(usize::from(key.0))
            .cloned()
            .unwrap_or_default()
    }

    /// The dimension that holds values of a key.
    pub(crate) fn valued(&self, key: KeyId) -> Option<usize> {
        self.valued.get(usize::from(key.0)).copied().flatten()
    }

    /// The dimension of a key that ranges.
    pub(crate) fn context_axis(&self, name: &str) -> Option<usize> {
        let named = |key: &Ranging| key.name.eq_ignore_ascii_case(name);
        self.ranging.iter().position(named).map(|at| CONTEXT + at)
    }

    fn of(&self, name: &str) -> (Depends, Option<usize>) {
        use View::{Full, Groups};
        let mut depends = Depends::default();
        let mut valued = None;
        match keys::find(name).map_or(Origin::Unsaid, |row| row.origin) {
            Origin::Network(part) => {
                // The network is withheld from some kinds of principals (J30).
                depends.add(PRINCIPAL, View::Withheld);
                let axis = match part {
                    NetworkPart::PublicAddress => NETWORK,
                    NetworkPart::Vpc => VPC,
                    NetworkPart::Endpoint => ENDPOINT,
                    NetworkPart::VpcAddress => VPC_ADDRESS,
                };
                depends.add(NETWORK, Groups);
                depends.add(axis, Full);
                valued = Some(axis);
            }
            Origin::Region => {
                depends.add(REGION, Full);
                valued = Some(REGION);
            }
            Origin::Principal(
                PrincipalPart::SignInArn | PrincipalPart::Arn | PrincipalPart::UserName,
            ) => {
                depends.add(PRINCIPAL, Full);
                valued = Some(PRINCIPAL);
            }
            Origin::Principal(PrincipalPart::Kind | PrincipalPart::UserId)
            | Origin::Federation
            | Origin::IdentityStore
            | Origin::RoleSession => depends.add(PRINCIPAL, Groups),
            Origin::Entry(_) | Origin::Referer => depends.add(ENTRY, Full),
            Origin::Credentials(CredentialsPart::MfaPresent | CredentialsPart::MfaAge) => {
                for key in [MFA_PRESENT, MFA_AGE] {
                    if let Some(axis) = self.context_axis(key) {
                        depends.add(axis, Full);
                        // Who gives the one gives the other.
                        depends.add(PRINCIPAL, Groups);
                        depends.add(ENTRY, Full);
                    }
                }
            }
            Origin::Principal(PrincipalPart::Account)
            | Origin::Account
            | Origin::Organization
            | Origin::OrganizationPaths
            | Origin::Varying
            | Origin::Fixed(_)
            | Origin::Credentials(CredentialsPart::IssueTime)
            | Origin::SignInSession
            | Origin::SomePrincipals
            | Origin::OtherOperations
            | Origin::Unsaid => {}
        }
        if let Some(axis) = self.context_axis(name) {
            depends.add(axis, Full);
            depends.add(PRINCIPAL, Groups);
            depends.add(ENTRY, Full);
            valued = Some(axis);
        }
        (depends, valued)
    }
}

impl Ranging {
    /// One key of several policies: given wherever some of them ask for it.
    fn join(&mut self, other: Self) {
        match (self.may_be_left_out, other.may_be_left_out) {
            (true, false) => *self = other,
            (false, true) => {}
            (true, true) | (false, false) => {
                self.with_mfa |= other.with_mfa;
                let given = self.given.iter_mut().flatten();
                for (given, of_other) in given.zip(other.given.iter().flatten()) {
                    *given |= of_other;
                }
            }
        }
    }
}

/// The keys that are there with a value that nobody told, asked of the evaluator, and those
/// that are to range anyway.
fn ranging(
    authorizer: &Authorizer,
    samples: &[Option<Principal>; 5],
    free: &[String],
) -> Vec<Ranging> {
    let mut found = Vec::new();
    for (id, name) in authorizer.keys().iter() {
        let row = keys::find(name);
        let origin = row.map_or(Origin::Unsaid, |row| row.origin);
        // What another member says, or what is so for the whole account, is no value of a
        // sign-in.
        if origin.member().is_some() || origin == Origin::Organization {
            continue;
        }
        let with_mfa = origin == Origin::Credentials(CredentialsPart::MfaAge);
        let mut given = [[false; 3]; 5];
        for (kind, sample) in samples.iter().enumerate() {
            for (entry, of) in Entry::ALL.into_iter().enumerate() {
                if let (Some(sample), Some(given)) = (
                    sample,
                    given.get_mut(kind).and_then(|kind| kind.get_mut(entry)),
                ) {
                    let request = sample_request(sample, of);
                    *given = is_untold(authorizer, request, id, with_mfa);
                }
            }
        }
        let is_free = free.iter().any(|free| free.eq_ignore_ascii_case(name));
        let ranges = given.iter().flatten().any(|given| *given);
        if !ranges && !is_free {
            continue;
        }
        found.push(Ranging {
            name: name.to_owned(),
            value: row.map_or(ValueType::Text, |row| row.value),
            given: if ranges { given } else { [[true; 3]; 5] },
            with_mfa: with_mfa && ranges,
            may_be_left_out: !ranges,
        });
    }
    found
}

/// Whether the evaluator takes a key to be there with a value that is not told; with MFA,
/// where that was used, and where it may have been.
fn is_untold(authorizer: &Authorizer, mut request: Request, key: KeyId, with_mfa: bool) -> bool {
    let is = |request: &Request, value| {
        let is = |action| authorizer.with_parts(request, action, |parts| parts.value(key) == value);
        Action::ALL.into_iter().any(is)
    };
    if with_mfa {
        // Where the credentials are taken to say nothing of MFA, it does not range either.
        if !is(&request, KeyValue::Unknown) {
            return false;
        }
        let used = GivenValue::One("true".to_owned());
        request.context.push((MFA_PRESENT.to_owned(), used));
    }
    is(&request, KeyValue::PresentUnknown)
}

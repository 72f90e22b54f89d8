//! The space of all sign-ins of an account, as a product of dimensions in classes.
//!
//! 1. [`keys`]: what the value of each condition key depends on, and which keys range.
//! 2. [`cut`]: the operands of all tests cut each dimension into classes on which every
//!    test is constant. Each class has a witness.
//! 3. [`questions`] and [`tables`]: the truth of each part of a statement on the classes that it depends on,
//!    asked of the ordinary evaluator about requests made of witnesses. Classes on which
//!    all parts come to the same are put together.
//! 4. [`truth`]: statements and layers are combined by the rules that decide requests, over
//!    [`diagram`]s instead of single truths.
//! 5. [`boxes`]: diagrams as disjoint boxes.

pub(crate) mod axis;
pub(crate) mod boxes;
mod cut;
pub(crate) mod diagram;
mod keys;
mod questions;
pub(crate) mod search;
mod tables;
pub(crate) mod truth;
pub(crate) mod values;

#[cfg(test)]
mod tests;

use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_signin::{Action, Authorizer, Entry, GivenValue, Network, Principal, Request};
use vestibule_syntax::limits::SPACE_CLASSES;

use self::axis::{
    Axis, CONTEXT, ContextKey, ENDPOINT, ENTRY, NETWORK, PRINCIPAL, Principals, REGION,
    THROUGH_ENDPOINT, VPC, VPC_ADDRESS, kind_index,
};
use self::cut::{Constants, Cut, Policies, Tests};
use self::keys::{KeyFacts, MFA_PRESENT};
use self::tables::{Tables, merge};
use crate::networks::{NamedNetwork, Selection};
use crate::text::{Glob, Texts, matches};
use crate::unanswered::Unanswered;

/// What the space is made of besides the policies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The partition of the account; `None` is `aws`.
    pub partition: Option<String>,
    /// Values that a person would recognise: ARNs of principals, addresses, VPCs, endpoints
    /// and Regions. Witnesses are taken from them where they can.
    pub familiar: Vec<String>,
    /// Networks that answers tell apart by name.
    pub networks: Vec<NamedNetwork>,
    /// ARNs of principals of the account that answers tell apart, or patterns of them.
    pub principals: Vec<String>,
    /// Context keys that are to range over all values and over absence, though nothing says
    /// that a sign-in has them.
    pub free: Vec<String>,
}

/// The account of all principals of the space.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) account: String,
    pub(crate) partition: String,
    /// How ARNs of IAM and of federated users begin.
    pub(crate) prefixes: [String; 2],
}

/// All sign-ins of an account, in classes.
pub(crate) struct Space<'a> {
    pub(crate) authorizer: &'a Authorizer,
    pub(crate) axes: Vec<Axis>,
    pub(crate) facts: KeyFacts,
    /// True where the last action is decided as the second.
    pub(crate) ends_as_second: bool,
    /// Somebody of the account.
    sample: Principal,
    tests: Tests,
    /// Policies and statements that are undecided somewhere, each with a key that is why.
    undecided: Vec<(usize, usize, KeyId)>,
    /// Of each dimension, for each class of all classes that come to the same, the number.
    merged: Vec<Vec<usize>>,
    /// The class that stands for all that come to the same.
    standing: Vec<Vec<usize>>,
}

impl<'a> Space<'a> {
    /// The space with its classes put together, and the answers on them.
    pub(crate) fn with_tables(
        authorizer: &'a Authorizer,
        options: &Options,
    ) -> Result<(Self, Tables), Unanswered> {
        let [one] = Self::all_with_tables([authorizer], options)?;
        Ok(one)
    }

    /// One space for several sets of policies of one account, with the answers of each.
    pub(crate) fn all_with_tables<const N: usize>(
        authorizers: [&'a Authorizer; N],
        options: &Options,
    ) -> Result<[(Self, Tables); N], Unanswered> {
        let mut spaces = Self::all(&authorizers, options)?;
        let tables: Vec<Tables> = spaces.iter().map(Tables::new).collect::<Result<_, _>>()?;
        let marks = spaces
            .first()
            .map_or_else(Vec::new, |space| space.marks(options));
        if let Some(first) = spaces.first() {
            let (merged, standing) = merge(&tables, first, &marks);
            for (space, tables) in spaces.iter_mut().zip(&tables) {
                space.merged.clone_from(&merged);
                space.standing.clone_from(&standing);
                space.undecided.clone_from(&tables.undecided);
            }
        }
        let all: Vec<(Self, Tables)> = spaces.into_iter().zip(tables).collect();
        all.try_into().map_err(|_| Unanswered::NoAccount)
    }

    fn all(authorizers: &[&'a Authorizer], options: &Options) -> Result<Vec<Self>, Unanswered> {
        let mut accounts = authorizers.iter().map(|of| of.account().id.clone());
        let account = accounts.next().flatten().ok_or(Unanswered::NoAccount)?;
        if accounts.any(|other| other.as_ref() != Some(&account)) {
            return Err(Unanswered::AnotherAccount);
        }
        let partition = options.partition.as_deref().unwrap_or("aws").to_owned();
        let prefixes = [
            format!("arn:{partition}:iam::{account}:"),
            format!("arn:{partition}:sts::{account}:"),
        ];
        let home = Home {
            account,
            partition,
            prefixes,
        };
        let samples = keys::samples(&home.partition, &home.account);
        // Without a principal nobody can sign in: the id of the account is none.
        let sample = samples.iter().flatten().next().cloned();
        let sample = sample.ok_or(Unanswered::NoAccount)?;
        let request = keys::sample_request(&sample, Entry::Console);
        if authorizers.iter().any(|of| of.is_too_much(&request)) {
            return Err(Unanswered::work());
        }
        let ranging = KeyFacts::ranging(authorizers, &samples, &options.free);
        let facts = authorizers
            .iter()
            .map(|of| KeyFacts::new(of, ranging.clone()));
        let facts: Vec<KeyFacts> = facts.collect();
        let held = authorizers
            .iter()
            .zip(&facts)
            .map(|(of, facts)| Action::ALL.map(|action| held(of, facts, &request, action)));
        let held: Vec<[Vec<Option<Held>>; 3]> = held.collect();
        let constants = held.iter().map(|of| {
            of.each_ref().map(|of_action| {
                let values = of_action.iter().map(Option::as_ref);
                values
                    .map(|held| held.map_or(KeyValue::Unknown, Held::value))
                    .collect()
            })
        });
        let constants: Vec<Constants<'_>> = constants.collect();
        let each = authorizers.iter().zip(&facts).zip(&constants);
        let each: Vec<Policies<'_>> = each
            .map(|((authorizer, facts), constants)| Policies {
                authorizer,
                facts,
                constants,
            })
            .collect();
        let Cut { axes, tests } = cut::cut(&each, &home, options)?;
        if axes.iter().any(|axis| axis.len() > SPACE_CLASSES) {
            return Err(Unanswered::classes());
        }
        let each = |axis: &Axis| (0..axis.len()).collect::<Vec<usize>>();
        let merged: Vec<Vec<usize>> = axes.iter().map(each).collect();
        let seen = authorizers.iter().zip(facts.clone()).zip(tests);
        let seen = seen.map(|((authorizer, facts), tests)| Self {
            authorizer,
            ends_as_second: authorizer.ends_as_second(&request),
            sample: sample.clone(),
            standing: merged.clone(),
            merged: merged.clone(),
            axes: axes.clone(),
            facts,
            tests,
            undecided: Vec::new(),
        });
        Ok(seen.collect())
    }

    /// How many classes of a dimension there are, those put together that come to the same.
    pub(crate) fn size(&self, axis: usize) -> usize {
        self.standing.get(axis).map_or(1, Vec::len)
    }

    /// The class that stands for a merged one.
    pub(crate) fn standing(&self, axis: usize, merged: usize) -> usize {
        let of_axis = self.standing.get(axis);
        of_axis.and_then(|s| s.get(merged)).copied().unwrap_or(0)
    }

    /// The merged class of a class.
    pub(crate) fn merged(&self, axis: usize, class: usize) -> usize {
        let of_axis = self.merged.get(axis);
        of_axis.and_then(|m| m.get(class)).copied().unwrap_or(0)
    }

    /// The classes that a merged one consists of.
    pub(crate) fn classes_of(&self, axis: usize, merged: usize) -> Vec<usize> {
        let of_axis = self.merged.get(axis).map_or(&[][..], |m| m);
        let classes = of_axis.iter().enumerate().filter(|(_, of)| **of == merged);
        classes.map(|(class, _)| class).collect()
    }

    /// Of some classes that which a person would name first.
    pub(crate) fn first(&self, axis: usize, classes: &[usize]) -> usize {
        let rank = |class: &usize| (self.axes.get(axis).map(|axis| axis.rank(*class)), *class);
        classes.iter().copied().min_by_key(rank).unwrap_or(0)
    }

    /// The class of a principal; `None` for one of another account.
    pub(crate) fn class_of(&self, principal: &Principal) -> Option<usize> {
        let all = self.principals()?;
        let [iam, federated] = &all.prefixes;
        match principal.arn.strip_prefix(iam.as_str()) {
            Some(rest) => all.iam.locate(rest),
            None => {
                let at = all
                    .federated
                    .locate(principal.arn.strip_prefix(federated.as_str())?)?;
                Some(all.iam.classes().len() + at)
            }
        }
    }

    /// Classes that are not to be put together with others, though they may come to the
    /// same: for each dimension those that belong to something that has a name.
    fn marks(&self, options: &Options) -> Vec<Selection> {
        let networks = options
            .networks
            .iter()
            .map(|network| network.selection(&self.axes));
        let principals = options
            .principals
            .iter()
            .map(|arn| self.principals_like(arn));
        // A question may be about one way in alone.
        let entries = (0..Entry::ALL.len())
            .map(|at| self.only(ENTRY, (0..Entry::ALL.len()).map(|e| e == at).collect()));
        networks.chain(principals).chain(entries).collect()
    }

    /// The classes of principals whose ARNs match a pattern by which the space was cut.
    pub(crate) fn principals_like(&self, pattern: &str) -> Selection {
        let glob = Glob::of(pattern);
        let witnesses = self.principals().map_or(&[][..], |all| &all.witnesses);
        let is_match = |witness: &Principal| matches(glob.elements(), &witness.arn);
        self.only(PRINCIPAL, witnesses.iter().map(is_match).collect())
    }

    /// A selection that says something of one dimension alone.
    pub(crate) fn only(&self, axis: usize, classes: Vec<bool>) -> Selection {
        let mut selection: Selection = vec![None; self.axes.len()];
        if let Some(of_axis) = selection.get_mut(axis) {
            *of_axis = Some(classes);
        }
        selection
    }

    /// A selection of classes as one of merged classes.
    pub(crate) fn merge_selection(&self, selection: &Selection) -> Selection {
        let of_axis = |(axis, of): (usize, &Option<Vec<bool>>)| {
            let of = of.as_ref()?;
            let belongs = |merged| of.get(self.standing(axis, merged)) == Some(&true);
            Some((0..self.size(axis)).map(belongs).collect())
        };
        selection.iter().enumerate().map(of_axis).collect()
    }

    /// The request at a point of classes that are not merged.
    pub(crate) fn request(&self, point: &[usize]) -> Request {
        self.request_without(point, &[])
    }

    /// The request at a point of classes that are not merged, with nothing known of some keys.
    pub(crate) fn request_without(&self, point: &[usize], unknown: &[KeyId]) -> Request {
        let class = |axis: usize| point.get(axis).copied().unwrap_or(0);
        let entry = Entry::ALL.get(class(ENTRY)).copied().unwrap_or_default();
        let principals = self.principals();
        let principal = principals.and_then(|p| p.witnesses.get(class(PRINCIPAL)));
        let principal = principal.unwrap_or(&self.sample).clone();
        let text = |axis: usize| self.texts(axis).map(|t| text_of(t, class(axis)).to_owned());
        let network = match self.axes.get(NETWORK) {
            Some(Axis::Network(addresses)) if class(NETWORK) < addresses.len() => Network::Public {
                source_ip: addresses.witness(class(NETWORK)).to_owned(),
            },
            _ => Network::Endpoint {
                vpc: text(VPC),
                endpoint: text(ENDPOINT),
                source_ip: match self.axes.get(VPC_ADDRESS) {
                    Some(Axis::VpcAddress(inside)) => {
                        Some(inside.witness(class(VPC_ADDRESS)).to_owned())
                    }
                    _ => None,
                },
            },
        };
        let mut context: Vec<(String, GivenValue)> = Vec::new();
        for id in unknown {
            let name = self.authorizer.keys().name(*id).to_owned();
            context.push((name, GivenValue::Unknown));
        }
        for (axis, key) in self.context_keys() {
            if !self.matters(axis, point) {
                continue;
            }
            let Some(value) = key.value_class(class(axis)) else {
                continue;
            };
            let value = key.values.witness(value);
            let is_unknown = context
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case(&key.name));
            if !is_unknown {
                context.push((key.name.clone(), GivenValue::One(value)));
            }
        }
        Request {
            entry,
            principal,
            networks: network.into(),
            region: text(REGION),
            context,
            resource: None,
        }
    }

    /// Whether a sign-in at a point has a value of a dimension: through an endpoint it has no
    /// public address, and not every sign-in has every key. The dimensions that decide it
    /// come first.
    pub(crate) fn matters(&self, axis: usize, point: &[usize]) -> bool {
        let class = |axis: usize| point.get(axis).copied().unwrap_or(0);
        match self.axes.get(axis) {
            Some(Axis::Vpc(_) | Axis::Endpoint(_) | Axis::VpcAddress(_)) => {
                let network = self.axes.get(NETWORK);
                network.is_some_and(|network| network.group(class(NETWORK)) == THROUGH_ENDPOINT)
            }
            Some(Axis::Context(key)) => {
                let kind = self
                    .principals()
                    .map(|of| kind_index(of.kind(class(PRINCIPAL))));
                let given = kind.and_then(|kind| key.given.get(kind));
                given.and_then(|of| of.get(class(ENTRY))) == Some(&true)
                    && (!key.with_mfa || self.used_mfa(point))
            }
            Some(Axis::Entry | Axis::Network(_) | Axis::Region(_) | Axis::Principal(_)) | None => {
                true
            }
        }
    }

    fn used_mfa(&self, point: &[usize]) -> bool {
        self.context_keys().any(|(axis, key)| {
            let value = point.get(axis).and_then(|class| key.value_class(*class));
            key.name.eq_ignore_ascii_case(MFA_PRESENT)
                && self.matters(axis, point)
                && value.is_some_and(|class| key.values.witness(class) == "true")
        })
    }

    pub(crate) fn principals(&self) -> Option<&Principals> {
        match self.axes.get(PRINCIPAL) {
            Some(Axis::Principal(principals)) => Some(principals),
            _ => None,
        }
    }

    /// The keys that range, each with its dimension.
    pub(crate) fn context_keys(&self) -> impl Iterator<Item = (usize, &ContextKey)> {
        let axes = self.axes.iter().enumerate().skip(CONTEXT);
        axes.filter_map(|(at, axis)| match axis {
            Axis::Context(key) => Some((at, key)),
            _ => None,
        })
    }

    /// The statements of a policy that are undecided somewhere.
    pub(crate) fn undecided_statements(&self, policy: usize) -> impl Iterator<Item = usize> + '_ {
        let of_policy = self
            .undecided
            .iter()
            .filter(move |(of, _, _)| *of == policy);
        of_policy.map(|(_, statement, _)| *statement)
    }

    fn texts(&self, axis: usize) -> Option<&Texts> {
        match self.axes.get(axis)? {
            Axis::Vpc(texts) | Axis::Endpoint(texts) | Axis::Region(texts) => Some(texts),
            _ => None,
        }
    }
}

fn text_of(texts: &Texts, class: usize) -> &str {
    texts
        .classes()
        .get(class)
        .map_or("", |class| &class.witness)
}

/// The value of a key that is the same for all sign-ins; `None` for others.
fn held(
    authorizer: &Authorizer,
    facts: &KeyFacts,
    sample: &Request,
    action: Action,
) -> Vec<Option<Held>> {
    authorizer.with_parts(sample, action, |parts| {
        let held = |(id, _): (KeyId, &str)| {
            let is_constant = facts.depends(id).iter().len() == 0;
            is_constant.then(|| Held::of(parts.value(id)))
        };
        authorizer.keys().iter().map(held).collect()
    })
}

/// The value of a key, kept.
#[derive(Clone, Debug)]
enum Held {
    Absent,
    Unknown,
    PresentUnknown,
    One(String),
    Many(Vec<Box<str>>),
}

impl Held {
    fn of(value: KeyValue<'_>) -> Self {
        match value {
            KeyValue::Absent => Self::Absent,
            KeyValue::Unknown => Self::Unknown,
            KeyValue::PresentUnknown => Self::PresentUnknown,
            KeyValue::One(text) => Self::One(text.to_owned()),
            KeyValue::Many(texts) => Self::Many(texts.to_vec()),
        }
    }

    fn value(&self) -> KeyValue<'_> {
        match self {
            Self::Absent => KeyValue::Absent,
            Self::Unknown => KeyValue::Unknown,
            Self::PresentUnknown => KeyValue::PresentUnknown,
            Self::One(text) => KeyValue::One(text),
            Self::Many(texts) => KeyValue::Many(texts),
        }
    }
}

//! What a file tells, one thing at a time.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_wire::Kind;

use crate::call::{IamCall, Sort, SsoCall};
use crate::node::is_same_json;
use crate::subject::Subject;

/// The types of policies of an organization that bear on a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Type {
    ResourceControl,
    ServiceControl,
}

impl Type {
    pub(crate) const ALL: [Self; 2] = [Self::ResourceControl, Self::ServiceControl];

    /// The word of AWS Organizations.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ResourceControl => "RESOURCE_CONTROL_POLICY",
            Self::ServiceControl => "SERVICE_CONTROL_POLICY",
        }
    }

    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.name() == name)
    }

    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::ResourceControl => Kind::ResourceControl,
            Self::ServiceControl => Kind::ServiceControl,
        }
    }
}

/// What a list is of, of which a page is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Policies(Type),
    Principals,
    Endpoints,
}

impl Part {
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Policies(of_type) => of_type.kind(),
            Self::Principals => Kind::Identity,
            Self::Endpoints => Kind::VpcEndpoint,
        }
    }
}

/// What the ids of policies begin with that have none yet. No id of AWS has a space.
pub(crate) const NEW: &str = "new ";

/// One thing that a file tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    /// The id of the organization, and of its management account.
    Organization {
        id: String,
        management: Option<String>,
    },
    /// Whether the organization has all features, without which it has no policies.
    Features(bool),
    /// A root, with the types of policies that are enabled in it, where that is told.
    Root {
        id: String,
        enabled: Option<Vec<Type>>,
    },
    Unit {
        id: String,
        name: Option<String>,
    },
    Account {
        id: String,
        name: Option<String>,
        state: Option<String>,
    },
    /// What a unit or account is directly in.
    Parent {
        child: String,
        parent: String,
    },
    /// Units and accounts that are directly in what the output is about.
    Children {
        of: Subject,
        children: Vec<String>,
    },
    /// What the unit or account that the output is about is in.
    ParentOf {
        of: Subject,
        parent: String,
    },
    /// A policy of the organization, with its text where that is told.
    Policy {
        id: String,
        name: Option<String>,
        of_type: Type,
        text: Option<String>,
    },
    /// A policy that has no id yet, as `create-policy` takes it, to be attached to what its name
    /// tells.
    Planned {
        of: Subject,
        name: String,
        of_type: Type,
        text: Option<String>,
    },
    /// What a policy is attached to, as far as Terraform manages it; whether some of that is not
    /// known.
    Attachments {
        policy: String,
        nodes: Vec<String>,
        is_lost: bool,
    },
    /// All that a plan of Terraform tells, which is what is to be and not what there is.
    Plan(Vec<Fact>),
    /// All that the file of a state of Terraform tells. States of one lineage follow each other, by
    /// their serials.
    State {
        lineage: String,
        serial: u64,
        facts: Vec<Fact>,
    },
    /// Terraform gives policies to a user, a role or a group of this name, and does not tell of
    /// which account it is; `None` where its name is not told either.
    Unsure {
        sort: Sort,
        name: Option<String>,
    },
    /// An account that the file is about, among others.
    Holder {
        account: String,
    },
    /// A policy of the organization that a template makes, with its text where that is known, and
    /// what it is attached to: all of that, if `is_all`.
    Template {
        name: String,
        of_type: Type,
        text: Option<String>,
        nodes: Vec<String>,
        /// Nodes whose ids it does not tell.
        places: Vec<Place>,
        is_all: bool,
        /// Terraform manages it: what else it is attached to, the files do not tell.
        is_managed: bool,
    },
    /// There are policies of a kind of which nothing says whose they are.
    Lost(Part),
    /// All policies of a type that the organization has are listed.
    Listed {
        of: Subject,
        of_type: Type,
    },
    /// What the policy is attached to that the output is about: all of it, if `is_all`.
    Targets {
        of: Subject,
        nodes: Vec<String>,
        is_all: bool,
    },
    /// The policies of a type that are attached to what the output is about: all, if `is_all`.
    AttachedTo {
        of: Subject,
        of_type: Type,
        policies: Vec<String>,
        is_all: bool,
    },
    /// The resource-based policy of the account that the output is about; `None` where it has
    /// none.
    ResourceBased {
        of: Subject,
        text: Option<String>,
        /// Told by the list of its statements.
        by_statements: bool,
    },
    /// The switch of console authorization of an account or an organization.
    Switch {
        target: String,
        is_on: bool,
    },
    /// The account that the output is about has no configuration of console authorization.
    NoSwitch {
        of: Subject,
    },
    /// A VPC endpoint of AWS Sign-In.
    Endpoint(Endpoint),
    /// Endpoints of an account in a Region are listed.
    EndpointsListed,
    /// A page is missing that may have further policies.
    Partial(Part),
    /// A user or role.
    Principal(Principal),
    /// A group of users, with its policies.
    Group {
        account: String,
        name: String,
        held: Held,
    },
    /// The default version of a managed policy.
    Managed {
        arn: String,
        text: String,
    },
    /// The description of an account: of all its users, and of all its roles, unless told.
    Details {
        account: String,
        has_users: bool,
        has_roles: bool,
        is_cut: bool,
    },
    /// What the credential report tells of a user.
    Credentials(Credentials),
    /// What an output of AWS IAM about one user, role, group or policy tells.
    Iam {
        of: Subject,
        call: IamCall,
    },
    /// What an output about IAM Identity Center tells.
    Sso(SsoCall),
    /// Whose credentials made the outputs in the folder of the file, or those of this session.
    Caller {
        account: String,
        session: Option<String>,
    },
}

impl Fact {
    /// A policy of which nothing is told: its text may say anything, and stand anywhere.
    pub(crate) fn unknown_policy(name: &str, of_type: Type, is_managed: bool) -> Self {
        Self::Template {
            name: name.to_owned(),
            of_type,
            text: None,
            nodes: Vec::new(),
            places: Vec::new(),
            is_all: false,
            is_managed,
        }
    }
}

/// A node by the names of units on the way to it: from the root, or from a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) below: Option<String>,
    pub(crate) names: Vec<String>,
}

/// A VPC endpoint of AWS Sign-In.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Endpoint {
    pub(crate) id: String,
    pub(crate) service: String,
    pub(crate) vpc: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) text: Option<String>,
}

/// A user or role, with its policies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Principal {
    pub(crate) arn: String,
    pub(crate) held: Held,
    /// The names of groups.
    pub(crate) groups: Vec<String>,
    /// The ARN of its permissions boundary.
    pub(crate) boundary: Option<String>,
}

/// The policies of a user, a role or a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    /// Those that are its own, by their names, with their texts where these can be read.
    pub(crate) inline: Vec<(String, Option<String>)>,
    /// The ARNs of managed policies.
    pub(crate) attached: Vec<String>,
    /// All of them could be read.
    pub(crate) is_whole: bool,
    /// They are those that Terraform manages, which need not be all.
    pub(crate) is_part: bool,
    /// Of those that Terraform manages, some are not told.
    pub(crate) is_lost: bool,
}

/// What the credential report tells of a user.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Credentials {
    pub(crate) arn: String,
    pub(crate) login_profile: Option<bool>,
    pub(crate) access_keys: Option<bool>,
}

impl Principal {
    /// What two files tell of one user or role, unless they contradict each other.
    pub(crate) fn with(&self, other: &Self) -> Option<Self> {
        let held = self.held.with(&other.held)?;
        let groups = part(
            (&self.groups, self.held.is_whole),
            (&other.groups, other.held.is_whole),
        )?;
        // What Terraform does not tell of one, another file may.
        let is_told = |boundary: &Option<String>| {
            let own = boundary.as_ref();
            own.is_none_or(|own| !own.starts_with(NEW))
        };
        let boundary = match (is_told(&self.boundary), is_told(&other.boundary)) {
            (true, true) => (self.boundary == other.boundary).then_some(&self.boundary)?,
            (false, true) => &other.boundary,
            _ => &self.boundary,
        };
        Some(Self {
            arn: self.arn.clone(),
            held,
            groups,
            boundary: boundary.clone(),
        })
    }
}

impl Held {
    /// What two files tell together, of which one or both may tell a part.
    pub(crate) fn with(&self, other: &Self) -> Option<Self> {
        if self == other {
            return Some(self.clone());
        }
        if !self.is_part && !other.is_part {
            return None;
        }
        let mut inline: BTreeMap<String, Option<String>> = BTreeMap::new();
        for (name, text) in self.inline.iter().chain(&other.inline) {
            let known = inline.entry(name.clone()).or_insert_with(|| text.clone());
            match (&*known, text) {
                (Some(known), Some(text)) if !is_same_json(known, text) => return None,
                (None, text) => *known = text.clone(),
                _ => {}
            }
        }
        let names = |held: &Self| -> Vec<String> {
            held.inline.iter().map(|(name, _)| name.clone()).collect()
        };
        part(
            (&names(self), self.is_whole),
            (&names(other), other.is_whole),
        )?;
        Some(Self {
            inline: inline.into_iter().collect(),
            attached: part(
                (&self.attached, self.is_whole),
                (&other.attached, other.is_whole),
            )?,
            is_whole: self.is_whole || other.is_whole,
            is_part: self.is_part && other.is_part,
            is_lost: self.is_lost || other.is_lost,
        })
    }
}

/// What two lists have together; `None` where one has all, and the other has more.
fn part(one: (&[String], bool), other: (&[String], bool)) -> Option<Vec<String>> {
    let ((one, one_is_whole), (other, other_is_whole)) = (one, other);
    let is_in = |few: &[String], all: &[String]| few.iter().all(|name| all.contains(name));
    if (one_is_whole && !is_in(other, one)) || (other_is_whole && !is_in(one, other)) {
        return None;
    }
    let together: BTreeSet<&String> = one.iter().chain(other).collect();
    Some(together.into_iter().cloned().collect())
}

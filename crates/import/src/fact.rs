//! What a file tells, one thing at a time.

use vestibule_wire::Kind;

use crate::iam_calls::IamCall;
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
    /// Whose credentials made the outputs in the folder of the file, or those of this session.
    Caller {
        account: String,
        session: Option<String>,
    },
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
}

/// What the credential report tells of a user.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Credentials {
    pub(crate) arn: String,
    pub(crate) login_profile: Option<bool>,
    pub(crate) access_keys: Option<bool>,
}

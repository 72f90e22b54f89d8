//! What outputs about one user, role, group, policy or permission set tell.

/// Who has policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    User,
    Role,
    Group,
}

impl Sort {
    pub(crate) const ALL: [Self; 3] = [Self::User, Self::Role, Self::Group];

    /// The word of AWS IAM.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Role => "role",
            Self::Group => "group",
        }
    }

    pub(crate) fn option(self) -> &'static str {
        match self {
            Self::User => "--user-name",
            Self::Role => "--role-name",
            Self::Group => "--group-name",
        }
    }

    pub(crate) fn member(self) -> &'static str {
        match self {
            Self::User => "UserName",
            Self::Role => "RoleName",
            Self::Group => "GroupName",
        }
    }

    /// The one that an ARN is of.
    pub(crate) fn of_arn(arn: &str) -> Option<Self> {
        let resource = arn.splitn(6, ':').nth(5)?;
        let (word, _) = resource.split_once('/')?;
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// What says which user, role, group or policy an output is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct About {
    /// The name or ARN that the output or its command tells.
    pub(crate) told: Option<String>,
    /// What the name of the file says behind that of the command.
    pub(crate) rest: Option<String>,
}

/// One thing that an output of AWS IAM tells of an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IamCall {
    /// A user or role; `boundary` is `None` where its permissions boundary is not told.
    Entity {
        arn: String,
        boundary: Option<Option<String>>,
    },
    /// Users or roles: all of the account, if `is_all`.
    Listed {
        sort: Sort,
        arns: Vec<String>,
        is_all: bool,
    },
    /// The names of its own policies.
    Names {
        sort: Sort,
        about: About,
        names: Vec<String>,
        is_all: bool,
    },
    /// One of its own policies.
    Own {
        sort: Sort,
        about: About,
        name: String,
        text: Option<String>,
    },
    /// The ARNs of managed policies that are attached to it.
    Attached {
        sort: Sort,
        about: About,
        arns: Vec<String>,
        is_all: bool,
    },
    /// The ARNs of the groups of a user.
    Groups {
        about: About,
        arns: Vec<String>,
        is_all: bool,
    },
    /// The version of a managed policy that holds.
    Default { arn: String, version: String },
    /// A version of a managed policy.
    Version {
        about: About,
        version: String,
        is_default: Option<bool>,
        text: Option<String>,
    },
    /// Whether a user has a password, and must set another one.
    Login {
        about: About,
        has_profile: bool,
        must_change: Option<bool>,
    },
    /// The users of the account may change their passwords.
    MayChange,
}

/// One thing that an output about IAM Identity Center tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SsoCall {
    /// The name of a permission set.
    Set { arn: String, name: String },
    /// The inline policy of a permission set, if it has one.
    Inline { about: About, text: Option<String> },
    /// Managed policies of a permission set.
    Attached { about: About, arns: Vec<String> },
    /// Somebody is assigned to an account with a permission set.
    Assigned { account: String, arn: String },
}

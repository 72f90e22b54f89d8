//! The operations of AWS Organizations on policies, by botocore's model of 2016-11-28.

use crate::failure::{Failure, Told};

/// What precedes the name of an operation in the header `X-Amz-Target`.
const TARGET: &str = "AWSOrganizationsV20161128.";

/// An operation of AWS Organizations on policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganizationsOperation {
    /// Attaches a policy to a root, organizational unit or account.
    AttachPolicy,
    /// Makes a policy.
    CreatePolicy,
    /// Deletes one that is attached to nothing.
    DeletePolicy,
    /// Tells of one.
    DescribePolicy,
    /// Takes a policy from what it is attached to.
    DetachPolicy,
    /// Lists the policies of a type.
    ListPolicies,
    /// Lists those that are attached to a target.
    ListPoliciesForTarget,
    /// Lists what a policy is attached to.
    ListTargetsForPolicy,
    /// Gives a policy another name, description or text.
    UpdatePolicy,
}

use OrganizationsOperation::{
    AttachPolicy, CreatePolicy, DeletePolicy, DescribePolicy, DetachPolicy, ListPolicies,
    ListPoliciesForTarget, ListTargetsForPolicy, UpdatePolicy,
};

impl OrganizationsOperation {
    /// All of them.
    pub const ALL: [Self; 9] = [
        AttachPolicy,
        CreatePolicy,
        DeletePolicy,
        DescribePolicy,
        DetachPolicy,
        ListPolicies,
        ListPoliciesForTarget,
        ListTargetsForPolicy,
        UpdatePolicy,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            AttachPolicy => "AttachPolicy",
            CreatePolicy => "CreatePolicy",
            DeletePolicy => "DeletePolicy",
            DescribePolicy => "DescribePolicy",
            DetachPolicy => "DetachPolicy",
            ListPolicies => "ListPolicies",
            ListPoliciesForTarget => "ListPoliciesForTarget",
            ListTargetsForPolicy => "ListTargetsForPolicy",
            UpdatePolicy => "UpdatePolicy",
        }
    }

    /// Its parameters, and whether each is required. Tags are passed over.
    pub(crate) const fn parameters(self) -> &'static [(Field, bool)] {
        match self {
            AttachPolicy | DetachPolicy => &[(Field::PolicyId, true), (Field::TargetId, true)],
            CreatePolicy => &[
                (Field::Content, true),
                (Field::Description, true),
                (Field::Name, true),
                (Field::Type, true),
            ],
            DeletePolicy | DescribePolicy => &[(Field::PolicyId, true)],
            ListPolicies => &[
                (Field::Filter, true),
                (Field::NextToken, false),
                (Field::MaxResults, false),
            ],
            ListPoliciesForTarget => &[
                (Field::TargetId, true),
                (Field::Filter, true),
                (Field::NextToken, false),
                (Field::MaxResults, false),
            ],
            ListTargetsForPolicy => &[
                (Field::PolicyId, true),
                (Field::NextToken, false),
                (Field::MaxResults, false),
            ],
            UpdatePolicy => &[
                (Field::PolicyId, true),
                (Field::Name, false),
                (Field::Description, false),
                (Field::Content, false),
            ],
        }
    }

    /// The operation that a header `X-Amz-Target` names.
    pub(crate) fn from_target(target: &str) -> Option<Self> {
        let name = target.strip_prefix(TARGET)?;
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Content,
    Description,
    Filter,
    MaxResults,
    Name,
    NextToken,
    PolicyId,
    TargetId,
    Type,
}

impl Field {
    /// Its name in the API.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Content => "Content",
            Self::Description => "Description",
            Self::Filter => "Filter",
            Self::MaxResults => "MaxResults",
            Self::Name => "Name",
            Self::NextToken => "NextToken",
            Self::PolicyId => "PolicyId",
            Self::TargetId => "TargetId",
            Self::Type => "Type",
        }
    }

    /// How many characters it has at least and at most.
    const fn characters(self) -> (usize, usize) {
        match self {
            Self::Content => (1, usize::MAX),
            Self::Description => (0, 512),
            Self::Name => (1, 128),
            Self::NextToken => (0, 100_000),
            Self::PolicyId => (0, 130),
            Self::TargetId => (0, 100),
            Self::Filter | Self::MaxResults | Self::Type => (0, usize::MAX),
        }
    }

    /// Holds a text against the model.
    pub(crate) fn check(self, text: &str) -> Result<(), Failure> {
        let name = self.name();
        let (least, most) = self.characters();
        let count = text.chars().count();
        if count < least {
            let message = format!("the parameter `{name}` is empty; give a text");
            return Err(invalid("MIN_LENGTH_EXCEEDED", message));
        }
        if count > most {
            let message = format!(
                "the parameter `{name}` has {count} characters; give at most {most} of them"
            );
            return Err(invalid("MAX_LENGTH_EXCEEDED", message));
        }
        match self {
            Self::PolicyId if !is_policy_id(text) => Err(invalid(
                "INVALID_SYNTAX_POLICY_ID",
                "the parameter `PolicyId` is no id of a policy; give `p-` and 8 to 128 letters, digits or `_`",
            )),
            Self::TargetId if !is_target_id(text) => Err(invalid(
                "INVALID_PATTERN_TARGET_ID",
                "the parameter `TargetId` is none; give a root such as `r-ab12`, a unit such as `ou-ab12-cdefghij`, or an account of 12 digits",
            )),
            _ => Ok(()),
        }
    }
}

fn is_policy_id(text: &str) -> bool {
    let of_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.strip_prefix("p-")
        .is_some_and(|rest| (8..=128).contains(&rest.len()) && rest.bytes().all(of_id))
}

/// A root, organizational unit or account.
pub(crate) fn is_target_id(text: &str) -> bool {
    let is = |text: &str, least: usize| {
        let of_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        (least..=32).contains(&text.len()) && text.bytes().all(of_id)
    };
    if let Some(root) = text.strip_prefix("r-") {
        return is(root, 4);
    }
    match text.strip_prefix("ou-").map(|unit| unit.split_once('-')) {
        Some(unit) => unit.is_some_and(|(root, unit)| is(root, 4) && is(unit, 8)),
        None => is_account_id(text),
    }
}

pub(crate) fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A parameter that the model does not take, with one of its reasons.
pub(crate) fn invalid(reason: &'static str, message: impl Into<String>) -> Failure {
    Failure {
        told: Told::Organizations(Some(reason)),
        ..Failure::organizations("InvalidInputException", message)
    }
}

/// A limit that would be passed, with one of the model's reasons.
pub(crate) fn constraint(reason: &'static str, message: impl Into<String>) -> Failure {
    Failure {
        told: Told::Organizations(Some(reason)),
        ..Failure::organizations("ConstraintViolationException", message)
    }
}

#[cfg(test)]
mod tests {
    use super::{OrganizationsOperation, is_policy_id, is_target_id};

    #[test]
    fn ids() {
        for (text, is_one) in [
            ("r-ab12", true),
            ("r-ab1", false),
            ("ou-ab12-cdefghij", true),
            ("ou-ab12-cdefghi", false),
            ("ou-ab12", false),
            ("ou-AB12-cdefghij", false),
            ("111122223333", true),
            ("11112222333", false),
            ("", false),
        ] {
            assert_eq!(is_target_id(text), is_one, "{text}");
        }
        for (text, is_one) in [
            ("p-FullAWSAccess", true),
            ("p-0a1b2c3d", true),
            ("p-0a1b2c3", false),
            ("p-0a1b2c3-", false),
            ("None", false),
        ] {
            assert_eq!(is_policy_id(text), is_one, "{text}");
        }
    }

    #[test]
    fn headers_name_operations() {
        for operation in OrganizationsOperation::ALL {
            let target = format!("AWSOrganizationsV20161128.{}", operation.name());
            assert_eq!(
                OrganizationsOperation::from_target(&target),
                Some(operation)
            );
        }
        for target in [
            "CreatePolicy",
            "AWSOrganizationsV20161128.CreateAccount",
            "",
        ] {
            assert_eq!(OrganizationsOperation::from_target(target), None);
        }
    }
}

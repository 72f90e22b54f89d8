//! Policies that AWS manages, told by their ARNs.

use vestibule_iam::message;
use vestibule_iam::problem::{code, codes, quoted};
use vestibule_signin::facts::{MANAGED_POLICIES, ManagedPolicy};

use crate::contract::finding::{Finding, Severity};
use crate::input::loader::LoadError;

/// The policy of an ARN.
pub(crate) fn find(arn: &str) -> Option<&'static ManagedPolicy> {
    MANAGED_POLICIES.iter().find(|policy| policy.arn() == arn)
}

/// True for the ARN of a policy that is AWS's own, in any partition and whether it is known or not.
pub(crate) fn is_of_aws(arn: &str) -> bool {
    let fields: Vec<&str> = arn.splitn(6, ':').collect();
    matches!(
        fields.as_slice(),
        ["arn", partition, "iam" | "organizations", "", "aws", name]
            if !partition.is_empty() && name.starts_with("policy/")
    )
}

/// Says which text stands for the policy.
pub(crate) fn read_as(policy: &ManagedPolicy) -> Finding {
    let arn = policy.arn();
    let message = match policy.version {
        Some(version) => message!(
            "{arn} stands for version {version} of the managed policy",
            arn = code(&arn),
            version = code(version)
        ),
        None => message!(
            "{arn} stands for what AWS's guide says the managed policy grants",
            arn = code(&arn)
        ),
    };
    Finding::new("managed-policy", Severity::Info, message).help(message!(
        "compare it with what `aws iam get-policy-version` prints"
    ))
}

/// Why nothing stands for an ARN.
pub(crate) fn unknown(arn: &str) -> LoadError {
    let known: Vec<String> = MANAGED_POLICIES.iter().map(ManagedPolicy::arn).collect();
    let message = if is_of_aws(arn) {
        message!(
            "{arn} is no managed policy whose text is known here",
            arn = quoted(arn)
        )
    } else {
        message!(
            "{arn} is an ARN and not that of a policy that AWS manages",
            arn = quoted(arn)
        )
    };
    LoadError {
        code: "unknown-managed-policy",
        message,
        help: message!(
            "put what `aws iam get-policy-version` prints of it here, or name one of {policies}",
            policies = codes(known.iter().map(String::as_str))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{find, is_of_aws, read_as, unknown};

    #[test]
    fn policies_are_found_by_their_whole_arns() {
        let known = "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess";
        assert_eq!(
            find(known).map(|policy| policy.name),
            Some("SignInLocalDevelopmentAccess")
        );
        for other in [
            "SignInLocalDevelopmentAccess",
            "arn:aws:iam::aws:policy/signinlocaldevelopmentaccess",
            "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess ",
            "arn:aws-cn:iam::aws:policy/SignInLocalDevelopmentAccess",
            "arn:aws:iam::111122223333:policy/SignInLocalDevelopmentAccess",
        ] {
            assert!(find(other).is_none(), "{other}");
        }
    }

    #[test]
    fn what_is_of_aws_is_told_from_what_is_not() {
        for arn in [
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "arn:aws-us-gov:iam::aws:policy/job-function/Billing",
            "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
        ] {
            assert!(is_of_aws(arn), "{arn}");
        }
        for arn in [
            "arn:aws:iam::111122223333:policy/Mine",
            "arn:aws:iam::aws:role/Mine",
            "arn:aws:iam::aws",
            "arn::iam::aws:policy/x",
            "arn:",
            "",
        ] {
            assert!(!is_of_aws(arn), "{arn}");
        }
    }

    #[test]
    fn the_version_is_told_where_it_is_known() {
        let said = |name: &str| {
            let policy = find(&format!("arn:aws:iam::aws:policy/{name}")).unwrap();
            read_as(policy).message.to_string()
        };
        assert_eq!(
            said("SignInLocalDevelopmentAccess"),
            "`arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess` stands for version `v3` of the managed policy"
        );
        assert!(said("AWSSignInResourcePolicyManagement").contains("AWS's guide says"));
        let help = unknown("arn:aws:iam::aws:policy/X").help.to_string();
        assert!(help.contains("policy/AWSMCPSignInOAuthAccessPolicy`, `arn:"));
    }
}

//! The ARNs that `excludedPrincipal` and `principalArn` take. [BC2]

use vestibule_iam::language::Id;

use super::refusal::RefusalReason;

/// What a parameter takes besides the root user, users, roles and federated users of `aws`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Also {
    /// Other partitions.
    Partitions,
    /// `*` for everyone of an account.
    WholeAccount,
}

/// Whether AWS's model takes `arn`.
pub(super) fn matches(arn: &str, also: Also) -> bool {
    let Some([partition, service, account, resource]) = fields(arn) else {
        return false;
    };
    let is_partition = match also {
        Also::Partitions => is_partition(partition),
        Also::WholeAccount => partition == "aws",
    };
    is_partition && Id::ACCOUNT.matches(account) && {
        match (service, resource.split_once('/')) {
            ("iam", None) => resource == "root" || (also == Also::WholeAccount && resource == "*"),
            ("iam", Some(("user" | "role", name))) => is_name(name, 1, 64),
            ("sts", Some(("federated-user", name))) => is_name(name, 2, 193),
            _ => false,
        }
    }
}

/// Why it takes none that [`matches`] refuses.
pub(super) fn reason(arn: &str) -> RefusalReason {
    let Some([_, service, _, resource]) = fields(arn) else {
        return RefusalReason::Pattern;
    };
    match (service, resource.split_once('/')) {
        _ if resource.contains(['*', '?']) => RefusalReason::Wildcard,
        ("sts", Some(("assumed-role", _))) => RefusalReason::AssumedRole,
        ("iam", Some(("role", name))) if name.starts_with("aws-reserved/sso.amazonaws.com/") => {
            RefusalReason::IdentityCenterRole
        }
        ("iam", Some(("user" | "role", name))) if name.contains('/') => RefusalReason::Path,
        _ => RefusalReason::Pattern,
    }
}

/// Partition, service, account and resource of an ARN without a Region.
fn fields(arn: &str) -> Option<[&str; 4]> {
    let mut fields = arn.splitn(6, ':');
    let mut next = || fields.next();
    let (prefix, partition, service) = (next()?, next()?, next()?);
    let (region, account, resource) = (next()?, next()?, next()?);
    (prefix == "arn" && region.is_empty()).then_some([partition, service, account, resource])
}

/// `aws` and any number of words behind it.
fn is_partition(partition: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut words = partition.split('-');
    words.next() == Some("aws") && words.all(is_word)
}

fn is_name(name: &str, least: usize, most: usize) -> bool {
    let is_of_name = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'+' | b'=' | b',' | b'.' | b'@' | b'-')
    };
    (least..=most).contains(&name.len()) && name.bytes().all(is_of_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_are_those_of_the_model() {
        let long = format!("arn:aws:iam::111122223333:role/{}", "r".repeat(65));
        let rows: &[(&str, bool, bool)] = &[
            ("arn:aws:iam::111122223333:root", true, true),
            ("arn:aws:iam::111122223333:role/BreakGlass", true, true),
            ("arn:aws:iam::111122223333:user/a_b+c=d,e.f@g-h", true, true),
            ("arn:aws:sts::111122223333:federated-user/Bo", true, true),
            ("arn:aws:sts::111122223333:federated-user/B", false, false),
            ("arn:aws-us-gov:iam::111122223333:root", true, false),
            ("arn:aws-:iam::111122223333:root", false, false),
            ("arn:aws:iam::111122223333:*", false, true),
            ("arn:aws:iam::111122223333:role/team/Admin", false, false),
            ("arn:aws:iam::111122223333:role/*", false, false),
            ("arn:aws:iam::111122223333:role/", false, false),
            ("arn:aws:iam::11112222333:root", false, false),
            ("arn:aws:iam:us-east-1:111122223333:root", false, false),
            (
                "arn:aws:sts::111122223333:assumed-role/Admin/me",
                false,
                false,
            ),
            ("111122223333", false, false),
            (&long, false, false),
        ];
        for (arn, excluded, filter) in rows {
            assert_eq!(matches(arn, Also::Partitions), *excluded, "{arn}");
            assert_eq!(matches(arn, Also::WholeAccount), *filter, "{arn}");
        }
    }

    #[test]
    fn the_reason_names_what_cannot_be_excluded() {
        let sso = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef";
        let rows = [
            (sso, RefusalReason::IdentityCenterRole),
            (
                "arn:aws:iam::111122223333:user/team/alice",
                RefusalReason::Path,
            ),
            ("arn:aws:iam::111122223333:role/*", RefusalReason::Wildcard),
            (
                "arn:aws:sts::111122223333:assumed-role/Admin/me",
                RefusalReason::AssumedRole,
            ),
            ("BreakGlass", RefusalReason::Pattern),
            ("arn:aws:iam::111122223333:role/", RefusalReason::Pattern),
        ];
        for (arn, expected) in rows {
            assert_eq!(reason(arn), expected, "{arn}");
        }
    }
}

//! What the ids of AWS look like, where the evaluator itself does not care.

use vestibule_iam::language::{Id, is_organizational_unit};

/// `r-ab12`, `ou-ab12-cdefghij` or an account.
pub(crate) fn is_node(id: &str) -> bool {
    Id::ROOT.matches(id) || is_organizational_unit(id) || is_account_id(id)
}

/// The ids in a list with commas or spaces between.
pub(crate) fn nodes(list: &str) -> impl Iterator<Item = &str> {
    let ids = list.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
    ids.filter(|id| !id.is_empty())
}

/// Twelve digits.
pub(crate) fn is_account_id(id: &str) -> bool {
    Id::ACCOUNT.matches(id)
}

/// An ARN, perhaps with wildcards, or `*`.
pub(crate) fn is_arn_pattern(arn: &str) -> bool {
    arn == "*" || (arn.starts_with("arn:") && arn.splitn(6, ':').count() == 6)
}

/// `o-a1b2c3d4e5`.
pub(crate) fn is_organization_id(id: &str) -> bool {
    Id::ORGANIZATION.matches(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let nodes = [
            ("r-ab12", true),
            ("ou-ab12-cdefghij", true),
            ("111122223333", true),
            ("r-ab1", false),
            ("r-AB12", false),
            ("ou-ab12", false),
            ("ou-ab12-cdefghi", false),
            ("11112222333", false),
            ("o-a1b2c3d4e5", false),
            ("", false),
        ];
        for (id, expected) in nodes {
            assert_eq!(is_node(id), expected, "{id}");
        }
        let organizations = [
            ("o-a1b2c3d4e5", true),
            ("o-a1b2c3d4e", false),
            ("o-A1B2C3D4E5", false),
            ("r-ab12", false),
        ];
        for (id, expected) in organizations {
            assert_eq!(is_organization_id(id), expected, "{id}");
        }
        let arns = [
            ("*", true),
            ("arn:aws:iam::*:role/*", true),
            ("arn:aws:iam", false),
            ("alice", false),
        ];
        for (arn, expected) in arns {
            assert_eq!(is_arn_pattern(arn), expected, "{arn}");
        }
    }
}

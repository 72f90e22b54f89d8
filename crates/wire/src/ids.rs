//! What the ids of AWS look like, where the evaluator itself does not care.

/// `r-ab12`, `ou-ab12-cdefghij` or an account.
pub(crate) fn is_node(id: &str) -> bool {
    let word = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if let Some(root) = id.strip_prefix("r-") {
        word(root, 4..=32)
    } else if let Some((root, unit)) = id.strip_prefix("ou-").and_then(|rest| rest.split_once('-'))
    {
        word(root, 4..=32) && word(unit, 8..=32)
    } else {
        is_account_id(id)
    }
}

/// Twelve digits.
pub(crate) fn is_account_id(id: &str) -> bool {
    id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// An ARN, perhaps with wildcards, or `*`.
pub(crate) fn is_arn_pattern(arn: &str) -> bool {
    arn == "*" || (arn.starts_with("arn:") && arn.splitn(6, ':').count() == 6)
}

/// `o-a1b2c3d4e5`.
pub(crate) fn is_organization_id(id: &str) -> bool {
    id.strip_prefix("o-").is_some_and(|rest| {
        (10..=32).contains(&rest.len())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
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

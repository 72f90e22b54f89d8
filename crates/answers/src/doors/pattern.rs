//! Patterns of host names, and what of one another covers.
//!
//! A `*` stands for any characters, a `?` for one. What is needed may have a `*`, too: some
//! pattern covers it when it matches the text with that `*` taken for a character of its own,
//! which only a `*` matches.

/// The most `*` in a pattern that is compared.
pub(super) const STARS: usize = 8;

/// Whether `pattern` matches everything that `needed` stands for. Takes steps in proportion to
/// the product of the lengths.
pub(super) fn covers(pattern: &str, needed: &str) -> bool {
    let (pattern, needed) = (pattern.as_bytes(), needed.as_bytes());
    let (mut at, mut of) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while of < needed.len() {
        match pattern.get(at) {
            Some(b'*') => {
                back = Some((at + 1, of));
                at += 1;
            }
            Some(byte) if is_one(*byte, needed[of]) => {
                at += 1;
                of += 1;
            }
            _ => match back {
                Some((star, from)) => {
                    at = star;
                    of = from + 1;
                    back = Some((star, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern[at.min(pattern.len())..]
        .iter()
        .all(|byte| *byte == b'*')
}

/// Whether one byte of a pattern, no `*`, matches a byte of what is needed.
fn is_one(pattern: u8, needed: u8) -> bool {
    needed != b'*' && (pattern == b'?' || pattern == needed)
}

/// Whether some host matches both patterns.
pub(super) fn meet(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    // Each row says for each end of `other` whether the beginnings have a text in common.
    let mut row = vec![false; other.len() + 1];
    row[0] = true;
    for (index, byte) in other.iter().enumerate() {
        row[index + 1] = row[index] && *byte == b'*';
    }
    for byte in one {
        let mut next = vec![false; other.len() + 1];
        next[0] = row[0] && *byte == b'*';
        for (index, with) in other.iter().enumerate() {
            // A `*` of either side stands for nothing, or goes on over the other side's.
            next[index + 1] = if *byte == b'*' || *with == b'*' {
                row[index + 1] || next[index]
            } else {
                row[index] && (*byte == *with || *byte == b'?' || *with == b'?')
            };
        }
        row = next;
    }
    row.last().copied().unwrap_or(false)
}

/// A host name or pattern of host names, in lower case: none for what cannot be one.
pub(super) fn host(text: &str) -> Option<String> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let is_of_host =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '*' | '?');
    let is_host = !text.is_empty()
        && text.len() <= 253
        && text.chars().all(is_of_host)
        && !text.contains("..")
        && !is_address(text)
        && text.matches('*').count() <= STARS;
    is_host.then(|| text.to_ascii_lowercase())
}

/// Whether a text is an IPv4 address or a pattern of such.
pub(super) fn is_address(text: &str) -> bool {
    let mut digits = 0;
    let is_of_address = text.chars().all(|c| {
        digits += usize::from(c.is_ascii_digit());
        c.is_ascii_digit() || matches!(c, '.' | '*' | '?')
    });
    is_of_address && digits > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_what_all_its_hosts_match() {
        for (pattern, needed, expected) in [
            ("signin.aws.amazon.com", "signin.aws.amazon.com", true),
            ("*.aws.amazon.com", "signin.aws.amazon.com", true),
            ("*.aws.amazon.com", "aws.amazon.com", false),
            ("*.cloudfront.net", "*.cloudfront.net", true),
            ("d1.cloudfront.net", "*.cloudfront.net", false),
            ("?.cloudfront.net", "*.cloudfront.net", false),
            ("*.net", "*.cloudfront.net", true),
            ("*", "*.portal.*.app.aws", true),
            ("*.app.aws", "*.portal.*.app.aws", true),
            ("*.portal.us-east-1.app.aws", "*.portal.*.app.aws", false),
            ("oidc.*.amazonaws.com", "oidc.us-east-1.amazonaws.com", true),
            ("oidc.us-*-1.amazonaws.com", "oidc.*.amazonaws.com", false),
            ("*signin*", "us-east-1.signin.aws", true),
            ("a*b*c", "aXbXbc", true),
            ("", "a", false),
        ] {
            assert_eq!(covers(pattern, needed), expected, "{pattern} {needed}");
        }
    }

    #[test]
    fn patterns_meet_where_some_host_matches_both() {
        for (one, other, expected) in [
            ("d1.cloudfront.net", "*.cloudfront.net", true),
            ("*.portal.us-east-1.app.aws", "*.portal.*.app.aws", true),
            ("oidc.*.api.aws", "oidc.*.amazonaws.com", false),
            ("a*", "*b", true),
            ("a*c", "b*", false),
            ("*", "signin.aws.amazon.com", true),
            ("?.aws", "ab.aws", false),
            ("a.aws", "a.aws", true),
            ("a.aws", "b.aws", false),
        ] {
            assert_eq!(meet(one, other), expected, "{one} {other}");
            assert_eq!(meet(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn addresses_and_noise_are_no_hosts() {
        for text in [
            "10.0.0.1",
            "10.0.*",
            "",
            "a b",
            "a..b",
            "日本.jp",
            "*a*a*a*a*a*a*a*a*a",
        ] {
            assert_eq!(host(text), None, "{text}");
        }
        assert_eq!(host("SIGNIN.aws."), Some("signin.aws".to_owned()));
        assert_eq!(host("*"), Some("*".to_owned()));
    }
}

//! The network path of a sign-in. It decides which network keys exist. [CK, GCK]

/// How a request reaches AWS Sign-In.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Network {
    /// Over the public internet: only `aws:SourceIp` exists.
    Public {
        /// The public address.
        source_ip: String,
    },
    /// Through a VPC endpoint: `aws:SourceVpc`, `aws:SourceVpce` and
    /// `aws:VpcSourceIp` exist, `aws:SourceIp` does not. What is `None` exists
    /// but is not told.
    Endpoint {
        /// `vpc-…`.
        vpc: Option<String>,
        /// `vpce-…`.
        endpoint: Option<String>,
        /// The address inside the VPC.
        source_ip: Option<String>,
    },
}

impl Network {
    /// True for the path through a VPC endpoint.
    pub fn is_endpoint(&self) -> bool {
        matches!(self, Network::Endpoint { .. })
    }
}

/// `vpc-` and 8 or 17 hexadecimal digits. [BC]
pub fn is_vpc_id(id: &str) -> bool {
    id.strip_prefix("vpc-").is_some_and(|hex| {
        matches!(hex.len(), 8 | 17) && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// `vpce-` and 8 to 20 lower-case letters or digits. [BC]
pub fn is_endpoint_id(id: &str) -> bool {
    id.strip_prefix("vpce-").is_some_and(|rest| {
        (8..=20).contains(&rest.len())
            && rest
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// The shape of a Region name, such as `eu-west-1` or `us-gov-east-1`. [BC]
pub fn is_region(name: &str) -> bool {
    let Some((words, number)) = name.rsplit_once('-') else {
        return false;
    };
    let mut words = words.split('-');
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
    words
        .next()
        .is_some_and(|first| first.len() == 2 && is_word(first))
        && words.next().is_some_and(is_word)
        && words.all(is_word)
        && !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_lengths_of_the_service_model() {
        let rows: &[(&str, bool)] = &[
            ("vpc-0abc1234", true),
            ("vpc-0abc123def4567890", true),
            // AWS's own CLI example: 16 digits, refused by the model.
            ("vpc-0abc123def456789", false),
            ("vpc-0ABC1234", false),
            ("vpc-", false),
            ("vpce-0abc1234", false),
        ];
        for (id, valid) in rows {
            assert_eq!(is_vpc_id(id), *valid, "{id}");
        }
        let rows: &[(&str, bool)] = &[
            ("vpce-0123456789abcdef0", true),
            ("vpce-12345678", true),
            ("vpce-1234567", false),
            ("vpce-0123456789abcdef01234", false),
            ("vpc-12345678", false),
        ];
        for (id, valid) in rows {
            assert_eq!(is_endpoint_id(id), *valid, "{id}");
        }
    }

    #[test]
    fn regions_have_words_and_a_number() {
        let rows: &[(&str, bool)] = &[
            ("us-east-1", true),
            ("us-gov-west-1", true),
            ("ap-southeast-12", true),
            ("us-east", false),
            ("us-1", false),
            ("use-east-1", false),
            ("us-east-1a", false),
            ("US-EAST-1", false),
            ("", false),
            ("us--1", false),
        ];
        for (name, valid) in rows {
            assert_eq!(is_region(name), *valid, "{name}");
        }
    }
}

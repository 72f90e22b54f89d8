//! The network path of a sign-in. It decides which network keys exist. [CK, GCK]

use vestibule_iam::cidr::parse_address;
use vestibule_iam::language::Id;

use crate::action::Action;
use crate::address::NotPublic;

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
    /// with an unknown value.
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
    /// The range of the address, where it is one that no request over the internet
    /// can come from.
    pub fn not_public(&self) -> Option<NotPublic> {
        match self {
            Network::Public { source_ip } => parse_address(source_ip).and_then(NotPublic::of),
            Network::Endpoint { .. } => None,
        }
    }

    /// True for the path through a VPC endpoint.
    pub fn is_endpoint(&self) -> bool {
        matches!(self, Network::Endpoint { .. })
    }
}

/// The network of a sign-in at each action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Networks(Inner);

// Most sign-ins have one network for all actions, which is then stored once.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inner {
    Same(Network),
    Each(Box<[Network; 3]>),
}

impl Networks {
    /// A network for each of [`Action::ALL`].
    pub fn each(networks: [Network; 3]) -> Self {
        let [first, second, third] = networks;
        if first == second && first == third {
            first.into()
        } else {
            Self(Inner::Each(Box::new([first, second, third])))
        }
    }

    /// The network at `action`.
    pub fn at(&self, action: Action) -> &Network {
        match &self.0 {
            Inner::Same(network) => network,
            Inner::Each(networks) => &networks[action as usize],
        }
    }

    /// True when it is not the same at all actions.
    pub fn change(&self) -> bool {
        matches!(self.0, Inner::Each(_))
    }
}

impl From<Network> for Networks {
    /// `network` at all three actions.
    fn from(network: Network) -> Self {
        Self(Inner::Same(network))
    }
}

/// `vpc-` and 8 or 17 hexadecimal digits. [BC]
pub fn is_vpc_id(id: &str) -> bool {
    Id::VPC.matches(id)
}

/// `vpce-` and 8 to 20 lower-case letters or digits. [BC]
pub fn is_endpoint_id(id: &str) -> bool {
    Id::ENDPOINT.matches(id)
}

/// The shape of a Region name, such as `eu-west-1` or `us-gov-east-1`. [BC]
pub fn is_region(name: &str) -> bool {
    let (mut words, mut word, mut number) = (0, 0, 0);
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' if number == 0 => word += 1,
            b'0'..=b'9' if word == 0 && words >= 2 => number += 1,
            // The first word is a country or the like.
            b'-' if word > 0 && (words > 0 || word == 2) => {
                words += 1;
                word = 0;
            }
            _ => return false,
        }
    }
    number > 0
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
    fn networks_change_only_when_they_differ() {
        let at = |source_ip: &str| Network::Public {
            source_ip: source_ip.to_owned(),
        };
        let same = Networks::each([at("192.0.2.1"), at("192.0.2.1"), at("192.0.2.1")]);
        assert_eq!(same, at("192.0.2.1").into());
        assert!(!same.change());
        for moved in 0..3 {
            let mut each = [at("192.0.2.1"), at("192.0.2.1"), at("192.0.2.1")];
            each[moved] = at("192.0.2.2");
            let networks = Networks::each(each.clone());
            assert!(networks.change());
            assert_eq!(Action::ALL.map(|action| networks.at(action).clone()), each);
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
            ("us--east-1", false),
            ("us-east--1", false),
            ("us-east-1-", false),
            ("us-east-1-1", false),
            ("us-1-1", false),
            ("u-east-1", false),
            ("-us-east-1", false),
            ("\u{e9}s-east-1", false),
        ];
        for (name, valid) in rows {
            assert_eq!(is_region(name), *valid, "{name}");
        }
    }
}

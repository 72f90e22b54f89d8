//! The names that the workspace already uses: accounts, ARNs, networks, Regions.

use vestibule_iam::cidr::parse_network;
use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};

/// Names by what they are, each once and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Ids of accounts.
    pub accounts: Vec<String>,
    /// Addresses and ranges of addresses.
    pub addresses: Vec<String>,
    /// ARNs.
    pub arns: Vec<String>,
    /// Ids of VPC endpoints.
    pub endpoints: Vec<String>,
    /// Ids of organizations.
    pub organizations: Vec<String>,
    /// Names of Regions.
    pub regions: Vec<String>,
    /// Ids of VPCs.
    pub vpcs: Vec<String>,
}

/// More names of a sort than anybody would choose from.
const MOST: usize = 200;

impl Used {
    /// The names in some texts: policies, and what is typed into fields.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut used = Self::default();
        for text in texts {
            let separates = |c: char| !(c.is_ascii_alphanumeric() || ":/_.+=@*-".contains(c));
            for word in text.split(separates) {
                used.take(word.trim_end_matches(['.', ':', '/']));
            }
        }
        used
    }

    fn take(&mut self, word: &str) {
        let names = match word {
            _ if word.len() < 7 || word.len() > 2048 => return,
            _ if word.starts_with("arn:") => {
                let account = word.split(':').nth(4).unwrap_or_default();
                if is_account(account) {
                    keep(&mut self.accounts, account);
                }
                &mut self.arns
            }
            _ if is_account(word) => &mut self.accounts,
            _ if is_vpc_id(word) => &mut self.vpcs,
            _ if is_endpoint_id(word) => &mut self.endpoints,
            _ if is_organization(word) => &mut self.organizations,
            _ if is_region(word) => &mut self.regions,
            _ if is_address(word) => &mut self.addresses,
            _ => return,
        };
        keep(names, word);
    }
}

fn keep(names: &mut Vec<String>, word: &str) {
    let place = names.binary_search_by(|name| name.as_str().cmp(word));
    if let Err(place) = place
        && names.len() < MOST
    {
        names.insert(place, word.to_owned());
    }
}

fn is_account(word: &str) -> bool {
    word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_organization(word: &str) -> bool {
    word.strip_prefix("o-").is_some_and(|rest| {
        (10..=32).contains(&rest.len())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

fn is_address(word: &str) -> bool {
    word.contains(['.', ':'])
        && word.starts_with(|c: char| c.is_ascii_hexdigit() || c == ':')
        && parse_network(word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_stands_around_them() {
        let text = r#"{"aws:SourceVpc": ["vpc-0a1b2c3d4e5f60718"], "x": "vpce-0123456789abcdef0",
            "a": "arn:aws:iam::111122223333:role/Admin*", "o": "o-a1b2c3d4e5", "r": "eu-west-1",
            "i": "203.0.113.0/24 2001:db8::/32", "Version": "2012-10-17", "n": 444455556666}"#;
        let used = Used::of([text, "us-gov-west-1", "no-where"]);
        assert_eq!(used.accounts.join(" "), "111122223333 444455556666");
        assert_eq!(used.addresses.join(" "), "2001:db8::/32 203.0.113.0/24");
        assert_eq!(used.arns.join(" "), "arn:aws:iam::111122223333:role/Admin*");
        assert_eq!(used.endpoints.join(" "), "vpce-0123456789abcdef0");
        assert_eq!(used.organizations.join(" "), "o-a1b2c3d4e5");
        assert_eq!(used.regions.join(" "), "eu-west-1 us-gov-west-1");
        assert_eq!(used.vpcs.join(" "), "vpc-0a1b2c3d4e5f60718");
    }

    #[test]
    fn no_more_are_kept_than_anybody_would_choose_from() {
        let many: String = (0..5000).map(|n| format!("{n:012} ")).collect();
        assert_eq!(Used::of([many.as_str()]).accounts.len(), MOST);
    }
}

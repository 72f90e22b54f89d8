//! People and networks in a list that was pasted: a line each, such as
//! `Office 1, 203.0.113.0/26` or `Alice, arn:aws:iam::111122223333:user/Alice`.

use implicit_clone::unsync::IString;
use vestibule_wire::{Entry, address_range, is_principal};

use super::persona::{Persona, Site};
use super::scenario::{Network, Path};

/// What a list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedList {
    /// Without ids.
    pub people: Vec<Persona>,
    /// Without ids.
    pub networks: Vec<Site>,
    /// The lines that say something else, and what is wrong with each.
    pub rest: Vec<(IString, Trouble)>,
}

/// Why a line is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has neither an address nor a VPC, an endpoint or an ARN.
    NoNetworkNorArn,
    /// It has an ARN and a network.
    Both,
    /// It has more than one ARN, VPC or endpoint.
    Several,
    /// That is the ARN of nobody who can sign in.
    NotAPrincipal(IString),
    /// Bits behind the prefix are set: this range is meant.
    HostBits { told: IString, meant: IString },
    /// That begins like an address and is none.
    NotAnAddress(IString),
}

/// Reads a list, of which empty lines say nothing.
pub fn read(text: &str) -> PastedList {
    let mut list = PastedList::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match entry(line) {
            Ok(Entered::Person(person)) => list.people.push(person),
            Ok(Entered::Network(network)) => list.networks.push(network),
            Err(trouble) => list.rest.push((line.to_owned().into(), trouble)),
        }
    }
    list
}

enum Entered {
    Person(Persona),
    Network(Site),
}

/// The parts of a line.
#[derive(Default)]
struct Parts<'l> {
    name: Vec<&'l str>,
    arns: Vec<&'l str>,
    ranges: Vec<&'l str>,
    vpcs: Vec<&'l str>,
    endpoints: Vec<&'l str>,
    regions: Vec<&'l str>,
}

fn entry(line: &str) -> Result<Entered, Trouble> {
    let mut parts = Parts::default();
    for cell in line.split([',', ';', '\t']) {
        let cell = cell.trim().trim_matches(['"', '\'']);
        // A name may end in the address itself, as in `Office 1 203.0.113.0/26`.
        if !parts.take(cell)? {
            let words: Vec<&str> = cell.split_whitespace().collect();
            let mut from = words.len();
            while from > 0 && parts.take(words.get(from - 1).copied().unwrap_or_default())? {
                from -= 1;
            }
            let name = cell.get(..name_length(cell, from)).unwrap_or(cell);
            if from > 0 {
                parts.name.push(name.trim());
            }
        }
    }
    parts.entered()
}

/// How long the first `words` words of a text are with what stands between them.
fn name_length(text: &str, words: usize) -> usize {
    let mut all = text.split_whitespace();
    let Some(last) = words.checked_sub(1).and_then(|last| all.nth(last)) else {
        return 0;
    };
    // Both are of one text.
    (last.as_ptr() as usize + last.len()).saturating_sub(text.as_ptr() as usize)
}

impl<'l> Parts<'l> {
    /// Takes what is an ARN, an address, an id or a Region; false for anything else.
    fn take(&mut self, text: &'l str) -> Result<bool, Trouble> {
        if text.starts_with("arn:") {
            if !is_principal(text) {
                return Err(Trouble::NotAPrincipal(text.to_owned().into()));
            }
            self.arns.push(text);
        } else if text.starts_with("vpce-") {
            self.endpoints.push(text);
        } else if text.starts_with("vpc-") {
            self.vpcs.push(text);
        } else if is_region(text) {
            self.regions.push(text);
        } else {
            match address_range(text) {
                Ok(_) => self.ranges.push(text),
                Err(Some(meant)) => {
                    return Err(Trouble::HostBits {
                        told: text.to_owned().into(),
                        meant: meant.into(),
                    });
                }
                Err(None) if is_like_address(text) => {
                    return Err(Trouble::NotAnAddress(text.to_owned().into()));
                }
                Err(None) => return Ok(false),
            }
        }
        Ok(true)
    }

    fn entered(self) -> Result<Entered, Trouble> {
        let has_network =
            !(self.ranges.is_empty() && self.vpcs.is_empty() && self.endpoints.is_empty());
        if self.arns.len() > 1 || self.vpcs.len() > 1 || self.endpoints.len() > 1 {
            return Err(Trouble::Several);
        }
        let name = self.name.join(", ");
        let one = |list: &[&str]| -> IString {
            list.first()
                .map(|id| (*id).to_owned().into())
                .unwrap_or_default()
        };
        match (self.arns.first(), has_network) {
            (Some(_), true) => Err(Trouble::Both),
            (None, false) => Err(Trouble::NoNetworkNorArn),
            (Some(arn), false) => {
                let short = arn.rsplit([':', '/']).next().unwrap_or(arn);
                let name = if name.is_empty() {
                    short.to_owned()
                } else {
                    name
                };
                Ok(Entered::Person(Persona {
                    name: name.into(),
                    entry: Entry::Console,
                    principal: (*arn).to_owned().into(),
                    ..Persona::default()
                }))
            }
            (None, true) => {
                let ranges = self.ranges.join(", ");
                let network = if self.vpcs.is_empty() && self.endpoints.is_empty() {
                    Network {
                        source_ip: ranges.clone().into(),
                        ..Network::default()
                    }
                } else {
                    Network {
                        path: Path::Endpoint,
                        vpc: one(&self.vpcs),
                        endpoint: one(&self.endpoints),
                        private_ip: ranges.clone().into(),
                        ..Network::default()
                    }
                };
                let ids = [&self.vpcs[..], &self.endpoints[..]].concat();
                let short = if ids.is_empty() {
                    ranges
                } else {
                    ids.join(", ")
                };
                let name = if name.is_empty() { short } else { name };
                Ok(Entered::Network(Site {
                    name: name.into(),
                    network,
                    region: self.regions.join(", ").into(),
                    ..Site::default()
                }))
            }
        }
    }
}

/// `eu-west-1`, `us-gov-east-1`.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    let is_word = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    (3..=4).contains(&parts.len())
        && first.len() == 2
        && last.len() <= 2
        && !last.is_empty()
        && last.bytes().all(|byte| byte.is_ascii_digit())
        && parts.iter().take(parts.len() - 1).all(is_word)
}

/// Digits and dots, or colons, and at the most a prefix.
fn is_like_address(text: &str) -> bool {
    let (address, _) = text.split_once('/').unwrap_or((text, ""));
    let is_v4 = address.split('.').count() == 4
        && address
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_v6 = address.matches(':').count() >= 2
        && address
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'));
    is_v4 || is_v6
}

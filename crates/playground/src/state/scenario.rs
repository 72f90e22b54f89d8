//! A sign-in to decide, as a row of the table.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_iam::sort;
use vestibule_wire::{Action, Entry, Expect};

/// A sign-in: who, from where, through which door.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scenario {
    pub id: u32,
    /// Empty when it has none.
    pub name: IString,
    pub entry: Entry,
    pub principal: IString,
    pub network: Network,
    pub region: IString,
    pub context: Vec<ContextRow>,
    /// Where the network is another one at single actions.
    pub overrides: Vec<Override>,
    /// The ARN of the console or OAuth client, where it is known.
    pub resource: IString,
    pub expect: Option<Expect>,
}

/// The path that a sign-in takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Path {
    #[default]
    Public,
    Endpoint,
}

/// From where. The fields of both paths are kept, so that switching between
/// them loses nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Network {
    pub path: Path,
    pub source_ip: IString,
    pub vpc: IString,
    pub endpoint: IString,
    pub private_ip: IString,
}

/// A further context key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContextRow {
    pub id: u32,
    pub key: IString,
    pub value: Given,
}

/// What is told of a context key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// Neither its value nor whether it is there.
    #[default]
    Unknown,
    One(IString),
    /// The values of a multi-valued key.
    Many(Vec<IString>),
}

/// Another network at one action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// The name of the action, as an imported file wrote it.
    pub action: IString,
    pub network: Network,
}

impl Scenario {
    /// The network that is told for one action alone.
    pub fn network_at(&self, action: Action) -> Option<&Network> {
        let is_of = |told: &&Override| told.action.eq_ignore_ascii_case(action.name());
        Some(&self.overrides.iter().find(is_of)?.network)
    }

    /// True when both are the same sign-in, whatever they are called and
    /// whatever is expected of them.
    pub fn is_same_sign_in(&self, other: &Self) -> bool {
        let context = |scenario: &Self| {
            let mut rows: Vec<(String, Given)> = scenario
                .context
                .iter()
                .map(|row| (row.key.trim().to_ascii_lowercase(), row.value.clone()))
                .collect();
            sort::by(&mut rows, |a, b| a.0.cmp(&b.0));
            rows
        };
        let region = |scenario: &Self| match scenario.region.trim() {
            "" => "us-east-1".to_owned(),
            told => told.to_owned(),
        };
        self.entry == other.entry
            && self.principal.trim() == other.principal.trim()
            && self.resource.trim() == other.resource.trim()
            && self.network.is_same(&other.network)
            && region(self) == region(other)
            && context(self) == context(other)
            && self.overrides == other.overrides
    }
}

impl Network {
    /// True when both lead the same way: fields of the path not taken do not count.
    pub fn is_same(&self, other: &Self) -> bool {
        let parts = |network: &Self| match network.path {
            Path::Public => [&network.source_ip, "", ""].map(|part| part.trim().to_owned()),
            Path::Endpoint => [&network.vpc, &network.endpoint, &network.private_ip]
                .map(|part| part.trim().to_owned()),
        };
        self.path == other.path && parts(self) == parts(other)
    }
}

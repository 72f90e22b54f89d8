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
    /// Values in it that nobody gave: the analysis chose them for an example.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub invented: Vec<IString>,
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

    /// What it is the sign-in of: the same for those that differ in what they are called and in
    /// what is expected of them.
    pub fn key(&self) -> String {
        let mut context: Vec<(String, &Given)> = self
            .context
            .iter()
            .map(|row| (row.key.trim().to_ascii_lowercase(), &row.value))
            .collect();
        sort::by(&mut context, |a, b| a.0.cmp(&b.0));
        let region = match self.region.trim() {
            "" => "us-east-1",
            told => told,
        };
        let overrides = self.overrides.iter();
        let overrides: Vec<_> = overrides
            .map(|one| (&one.action, one.network.path, one.network.parts()))
            .collect();
        let parts = (
            self.entry.name(),
            self.principal.trim(),
            self.resource.trim(),
            (self.network.path, self.network.parts()),
            region,
            context,
            overrides,
        );
        format!("{parts:?}")
    }

    /// All values that say who it is and from where, those of paths not taken apart.
    pub(super) fn values(&self) -> Vec<IString> {
        let mut values = vec![self.principal.clone(), self.region.clone()];
        let networks = self.overrides.iter().map(|one| &one.network);
        for network in networks.chain([&self.network]) {
            values.extend(match network.path {
                Path::Public => vec![network.source_ip.clone()],
                Path::Endpoint => vec![
                    network.vpc.clone(),
                    network.endpoint.clone(),
                    network.private_ip.clone(),
                ],
            });
        }
        values.retain(|value| !value.trim().is_empty());
        values
    }

    /// True when both are the same sign-in, whatever they are called and
    /// whatever is expected of them.
    pub fn is_same_sign_in(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Network {
    /// The parts of the path that is taken.
    fn parts(&self) -> [&str; 3] {
        match self.path {
            Path::Public => [self.source_ip.trim(), "", ""],
            Path::Endpoint => [&self.vpc, &self.endpoint, &self.private_ip].map(|part| part.trim()),
        }
    }

    /// True when both lead the same way: fields of the path not taken do not count.
    pub fn is_same(&self, other: &Self) -> bool {
        self.path == other.path && self.parts() == other.parts()
    }
}

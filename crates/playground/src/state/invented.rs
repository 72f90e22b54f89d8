//! Which values of a workspace nobody gave: those of examples, which no change may write.

use implicit_clone::unsync::IString;

use crate::analysis::topics::{Needed, needed};

use super::persona::{ACCOUNT, PersonaKind, SiteKind};
use super::scenario::Scenario;
use super::workspace::Workspace;

/// The ids of the analysis's examples, which a case file that was exported keeps without saying so.
const EXAMPLES: [&str; 2] = ["vpc-0123456789abcdef0", "vpce-0123456789abcdef0"];

/// How the principals of its examples end.
const PRINCIPALS: [&str; 4] = [
    ":user/someone",
    ":role/someone",
    ":federated-user/someone",
    "/AWSReservedSSO_Someone_0123456789abcdef",
];

impl Workspace {
    /// The values in rows that the page or the analysis made up.
    pub fn invented(&self) -> Vec<IString> {
        let mut invented: Vec<IString> = Vec::new();
        for row in &self.scenarios {
            let values = row.values().into_iter();
            let own = values.filter(|value| row.invented.contains(value) || is_example(value));
            for value in own {
                if !invented.contains(&value) {
                    invented.push(value);
                }
            }
        }
        // What a person gave in another row is given.
        let given = self.given();
        invented.retain(|value| !given.contains(value));
        invented
    }

    /// Those of the values that nobody gave so far.
    pub(super) fn not_given(&self, mut values: Vec<IString>) -> Vec<IString> {
        let given = self.given();
        values.retain(|value| !given.contains(value));
        values
    }

    /// The values of rows and lists that a person gave, by what they are.
    pub fn known_values(&self) -> Vec<(Needed, IString)> {
        let mut known: Vec<(Needed, IString)> = Vec::new();
        for value in self.given() {
            let needed = needed::ALL.into_iter();
            let mut needed = needed.filter(|needed| needed::is_value(*needed, &value));
            let one = needed.next().map(|needed| (needed, value.clone()));
            known.extend(one.filter(|one| !known.contains(one)));
        }
        known
    }

    /// The values of rows and lists that a person gave.
    fn given(&self) -> Vec<IString> {
        let mut given: Vec<IString> = Vec::new();
        for row in &self.scenarios {
            let values = row.values().into_iter();
            given
                .extend(values.filter(|value| !row.invented.contains(value) && !is_example(value)));
        }
        let people = self
            .personas
            .iter()
            .map(|persona| persona.principal.clone());
        let networks = self.sites.iter().flat_map(|site| {
            let network = &site.network;
            [&network.vpc, &network.endpoint, &network.source_ip].map(IString::clone)
        });
        given.extend(
            people
                .chain(networks)
                .filter(|value| !is_example(value) && !is_usual(value)),
        );
        given
    }
}

impl Scenario {
    /// Those of its values that the page's usual lists begin with.
    pub(super) fn usual_values(&self) -> Vec<IString> {
        let mut values = self.values();
        values.retain(|value| is_usual(value));
        values
    }

    /// These, and the addresses.
    pub(super) fn usual_values_and_addresses(&self) -> Vec<IString> {
        let mut values = self.usual_values();
        let network = &self.network;
        let addresses = [&network.source_ip, &network.private_ip];
        values.extend(addresses.map(IString::clone));
        values
    }
}

/// Whether a value is one of the analysis's own examples.
fn is_example(value: &str) -> bool {
    EXAMPLES.contains(&value) || PRINCIPALS.iter().any(|end| value.ends_with(end))
}

/// Whether a value is one that the page's lists begin with.
fn is_usual(value: &str) -> bool {
    let is_of_kind = |kind: PersonaKind| {
        let arn = kind.arn();
        let resource = arn.split(ACCOUNT).nth(1).unwrap_or_default();
        kind != PersonaKind::Root && value.starts_with("arn:") && value.ends_with(resource)
    };
    let is_of_site = |kind: SiteKind| {
        let network = kind.network();
        let values = [
            &network.vpc,
            &network.endpoint,
            &network.source_ip,
            &network.private_ip,
        ];
        values.into_iter().any(|own| **own == *value)
    };
    PersonaKind::ALL.into_iter().any(is_of_kind) || SiteKind::ALL.into_iter().any(is_of_site)
}

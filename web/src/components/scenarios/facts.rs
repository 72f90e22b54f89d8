//! A sign-in in a few characters.

use vestibule_wire::Entry;
use yew::AttrValue;

use crate::components::decision::words;
use crate::state::scenario::{Network, Path, Scenario};
use crate::text::Text;

/// Its name, or who it is about.
pub(crate) fn name(text: &Text, scenario: &Scenario) -> AttrValue {
    if !scenario.name.trim().is_empty() {
        return scenario.name.clone();
    }
    match words::principal(&scenario.principal) {
        who if who.is_empty() => text.say(id!("table-unnamed")),
        who => who.into(),
    }
}

/// From where, and through which door where that is not the console.
pub(crate) fn from(text: &Text, scenario: &Scenario) -> String {
    let mut parts = vec![network(&scenario.network)];
    match scenario.region.trim() {
        "" | "us-east-1" => {}
        region => parts.push(region.to_owned()),
    }
    if scenario.entry != Entry::Console {
        parts.push(entry(text, scenario.entry).to_string());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// Whether its name and from where it comes take two lines each where they stand in one column.
pub(super) fn is_long(scenario: &Scenario) -> bool {
    /// In letters of Latin script; others are twice as wide.
    const LINE: usize = 21;
    let width = |text: &str| {
        let letters = text.chars();
        letters
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum::<usize>()
    };
    let region = match scenario.region.trim() {
        "us-east-1" => "",
        region => region,
    };
    let from = width(&network(&scenario.network)) + width(region);
    let from = from
        + if scenario.entry == Entry::Console {
            0
        } else {
            LINE
        };
    from > LINE + 4 && width(&scenario.name) > LINE
}

/// The address, or what is told of the path through an endpoint.
pub(crate) fn network(network: &Network) -> String {
    let parts: &[&AttrValue] = match network.path {
        Path::Public => &[&network.source_ip],
        Path::Endpoint => &[&network.vpc, &network.endpoint, &network.private_ip],
    };
    let told = parts
        .iter()
        .map(|part| part.trim())
        .find(|part| !part.is_empty());
    told.unwrap_or_default().to_owned()
}

pub(crate) fn entry(text: &Text, entry: Entry) -> AttrValue {
    match entry {
        Entry::Console => text.say(id!("decision-entry-console")),
        Entry::LoginLocal => AttrValue::Static("aws login"),
        Entry::LoginRemote => AttrValue::Static("aws login --remote"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn sign_ins_are_told_in_a_few_characters() {
        let text = Text::new(Language::En);
        let mut scenario = Scenario {
            principal: "arn:aws:iam::111122223333:user/Alice".into(),
            network: Network {
                source_ip: "203.0.113.10".into(),
                vpc: "vpc-1".into(),
                ..Network::default()
            },
            ..Scenario::default()
        };
        assert_eq!(name(&text, &scenario), "user/Alice");
        assert_eq!(from(&text, &scenario), "203.0.113.10");
        scenario.network.path = Path::Endpoint;
        scenario.region = "eu-west-1".into();
        scenario.entry = Entry::LoginLocal;
        assert_eq!(from(&text, &scenario), "vpc-1 · eu-west-1 · aws login");
        assert!(!is_long(&scenario));
        scenario.name = "Alice, in the corporate VPC".into();
        assert!(is_long(&scenario));
        scenario.network.path = Path::Public;
        scenario.entry = Entry::Console;
        assert!(!is_long(&scenario));
        scenario.network.path = Path::Endpoint;
        scenario.entry = Entry::LoginLocal;
        scenario.network.vpc = "".into();
        scenario.name = "Alice".into();
        assert_eq!(name(&text, &scenario), "Alice");
        assert_eq!(from(&text, &scenario), "eu-west-1 · aws login");
    }
}

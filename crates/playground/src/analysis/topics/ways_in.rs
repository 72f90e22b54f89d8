//! Where people sign in, what a network must let through for that, and what policies gate.

use vestibule_answers::words::Section;
use vestibule_answers::{
    DoorsAnswer, DoorsField, DoorsFor, FirewallLine, PortalStack, doors, gates, list_too_large,
};
use vestibule_l10n::Text;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{Case, FactSource};

use super::super::engine::{Room, line, sentence};
use super::doors::{DomainTold, DoorsAsked, DoorsTold, SourceTold, Stack, WrongOf};

pub(super) fn told(text: &Text, case: &Case, asked: &DoorsAsked) -> DoorsTold {
    let (mut wrong, of) = read(asked);
    let list = Some(&*asked.allow_list).filter(|list| !list.trim().is_empty());
    let too_large = list.and_then(list_too_large);
    let list = list.filter(|_| too_large.is_none());
    wrong.extend(too_large.map(|what| (WrongOf::AllowList, what)));
    let mut found = doors(&of, list);
    let no_gates = add_gates(&mut found, case);
    let mut room = Room::default();
    let mut section = |section: Section| {
        let mut title = sentence(text, line(section.title));
        title.below = room.lines(text, section.lines);
        title
    };
    let firewall = |no_wildcards| firewall(text, &found, no_wildcards);
    let (list_of_domains, no_wildcards) = (firewall(false), firewall(true));
    let json = serde_json::to_string_pretty(&found.answer).unwrap_or_default();
    DoorsTold {
        wrong: wrong
            .into_iter()
            .map(|(of, what)| (of, sentence(text, line(what)).text))
            .collect(),
        check: std::mem::take(&mut found.check)
            .into_iter()
            .map(&mut section)
            .collect(),
        doors: section(found.of_doors.clone()).below,
        no_gates: no_gates.map(|why| sentence(text, line(why))),
        lists: lists(text, &mut found),
        private_access: found.private_access.take().map(section),
        sources: found.answer.sources.iter().map(source).collect(),
        list: list_of_domains,
        no_wildcards,
        json: format!("{json}\n"),
        command: command(&of, list.is_some()),
    }
}

/// What is asked, and what is wrong with it.
fn read(asked: &DoorsAsked) -> (Vec<(WrongOf, Message)>, DoorsFor) {
    let mut of = DoorsFor {
        doors: asked.kinds.clone(),
        stack: asked.stack.map(|stack| match stack {
            Stack::Ipv4 => PortalStack::Ipv4,
            Stack::DualStack => PortalStack::DualStack,
        }),
        ..DoorsFor::default()
    };
    let fields = [
        (DoorsField::Account, WrongOf::Account, &asked.account),
        (DoorsField::Regions, WrongOf::Regions, &asked.regions),
        (DoorsField::Portal, WrongOf::Portal, &asked.portal),
        (DoorsField::Instance, WrongOf::Instance, &asked.instance),
    ];
    let mut wrong = Vec::new();
    for (field, place, typed) in fields {
        if let Err(what) = of.take(field, typed) {
            wrong.push((place, what));
        }
    }
    (wrong, of)
}

/// Says below each door what the present policies do there; why nothing is said, where that is
/// so.
fn add_gates(found: &mut DoorsAnswer, case: &Case) -> Option<Message> {
    let kinds: Vec<_> = found.answer.doors.iter().map(|door| door.door).collect();
    let told = match gates(case, &kinds) {
        Ok(told) => told,
        Err(finding) => return Some(finding.message),
    };
    let lines = found.of_doors.lines.iter_mut().zip(&found.answer.doors);
    for (line, door) in lines {
        let own = told.iter().find(|gate| gate.door == door.door);
        if let Some(gate) = own {
            // Behind the addresses.
            let place = door.urls.len().min(line.below.len());
            line.below.insert(place, gate.line.clone());
        }
    }
    None
}

/// The domains, list by list, each with the places of its sources.
fn lists(text: &Text, found: &mut DoorsAnswer) -> Vec<(String, Vec<DomainTold>)> {
    let sources = &found.answer.sources;
    let mut domains = found.answer.domains.iter();
    let mut told = Vec::new();
    for section in std::mem::take(&mut found.lists) {
        // Each is short, and what AWS documents is bounded.
        let mut room = Room::default();
        let title = sentence(text, line(section.title)).text;
        let mut lines = section.lines;
        for line in &mut lines {
            line.tail = None;
        }
        let lines = room.lines(text, lines).into_iter();
        let of_list = lines.zip(domains.by_ref()).map(|(line, domain)| {
            let own = domain.sources.iter();
            let places = own.filter_map(|tag| sources.iter().position(|of| of.tag == *tag));
            DomainTold {
                line,
                sources: places.collect(),
            }
        });
        told.push((title, of_list.collect()));
    }
    told
}

fn source(source: &FactSource) -> SourceTold {
    SourceTold {
        tag: source.tag.clone(),
        title: source.title.clone(),
        address: source.address.clone(),
        date: source.date.clone(),
    }
}

/// The list as a firewall takes it.
fn firewall(text: &Text, found: &DoorsAnswer, no_wildcards: bool) -> String {
    let mut list = String::new();
    for line in found.firewall_lines(no_wildcards) {
        match line {
            FirewallLine::Domain(domain) => list.push_str(&domain),
            FirewallLine::Remark(note) => {
                list.push_str("# ");
                list.extend(text.phrase(&note).into_iter().map(|piece| piece.text));
            }
        }
        list.push('\n');
    }
    list
}

/// The command line that gives the same, but for the present policies.
fn command(of: &DoorsFor, has_list: bool) -> String {
    let mut words = vec!["vestibule doors".to_owned()];
    words.extend(
        of.doors
            .iter()
            .map(|door| format!("--user {}", door.name())),
    );
    let given = [
        ("account", &of.account),
        ("portal", &of.portal),
        ("instance", &of.instance),
    ];
    for (flag, value) in given {
        words.extend(value.iter().map(|value| format!("--{flag} {value}")));
    }
    words.extend(of.regions.iter().map(|region| format!("--region {region}")));
    words.extend(of.stack.map(|stack| {
        let name = match stack {
            PortalStack::Ipv4 => "ipv4",
            PortalStack::DualStack => "dual-stack",
        };
        format!("--stack {name}")
    }));
    if has_list {
        words.push("--allow-list allow.txt".to_owned());
    }
    words.join(" ")
}

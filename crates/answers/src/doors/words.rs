//! Doors in words.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    AllowListFormat, Covered, DomainList, Door, DoorKind, EntryWidth, FactSource, NeededDomain,
    Outcome, PrivateEndpoint,
};

use super::check::{Checked, lines_of};
use super::table::{FIRST_REGION, Service};
use crate::words::{Line, Section, all_of};

/// What else is to be known of a door.
pub(super) fn notes(kind: DoorKind) -> Vec<Message> {
    match kind {
        DoorKind::Root => vec![message!(
            "a denial before authentication stops the root user before the password prompt"
        )],
        DoorKind::IamUser => vec![message!(
            "{command} passes the last two actions, and needs an Allow of them",
            command = code("aws login")
        )],
        DoorKind::IdentityCenter => vec![
            message!("sign-in policies do not gate the portal: they gate the role that it opens"),
            message!("policies that compare the network block users of the portal"),
            message!("an external identity provider needs its own domains, too"),
        ],
        DoorKind::Federated => vec![
            message!(
                "the identity provider determines the address, and needs its own domains, too"
            ),
            message!(
                "{key} is not offered for STS federated users: name them after authentication",
                key = code("signin:PrincipalArn")
            ),
        ],
        DoorKind::BuilderId => vec![message!(
            "it belongs to no account, and AWS names no sign-in policy for it"
        )],
        DoorKind::ControlPlane => vec![
            message!("calls signed with SigV4 pass none of the three actions"),
            message!("identity policies, boundaries and SCPs gate each call by its own action"),
            message!("writes go to {region}", region = code(FIRST_REGION)),
        ],
    }
}

/// What else is to be known of an endpoint of Private Access.
pub(super) fn endpoint_notes(service: Service) -> Vec<Message> {
    match service {
        Service::SignIn => vec![message!(
            "its endpoint policy gates the three actions, and the endpoint of {region} is always needed",
            region = code(FIRST_REGION)
        )],
        Service::Console => vec![message!(
            "it has an endpoint policy of its own, which gates no sign-in"
        )],
        Service::ConsoleStatic => vec![
            message!("a network without the internet needs it, in one Region"),
            message!(
                "AWS lists its DNS names under {member} in the file of its Region",
                member = code("PrivateIpv4DnsNames")
            ),
        ],
        Service::SignInV2 => vec![message!(
            "clients of OAuth need it, and the console does not"
        )],
    }
}

fn name(kind: DoorKind) -> Message {
    match kind {
        DoorKind::Root => message!("root user"),
        DoorKind::IamUser => message!("IAM user"),
        DoorKind::IdentityCenter => message!("IAM Identity Center user"),
        DoorKind::Federated => message!("federated user"),
        DoorKind::BuilderId => message!("AWS Builder ID"),
        DoorKind::ControlPlane => message!("control plane of AWS Sign-In"),
    }
}

fn list_name(list: DomainList) -> Message {
    match list {
        DomainList::SignIn => message!("domains of the sign-in page"),
        DomainList::SignInUrl => {
            message!("hosts of the sign-in addresses, which AWS's list does not name")
        }
        DomainList::Oauth => message!("domains for clients of OAuth"),
        DomainList::ControlPlane => message!("domains of the control plane"),
        DomainList::PortalIpv4 => message!("domains of the access portal over IPv4"),
        DomainList::PortalDualStack => message!("domains of the access portal over dual-stack"),
        DomainList::BuilderId => message!("domains of AWS Builder ID"),
    }
}

pub(super) fn of_doors(doors: &[Door], notes: &[Vec<Message>]) -> Section {
    let of_doors = doors.iter().zip(notes);
    Section {
        title: message!("Doors"),
        lines: of_doors.map(|(door, notes)| of_door(door, notes)).collect(),
    }
}

pub(super) fn of_endpoints(
    endpoints: &[PrivateEndpoint],
    notes: &[Vec<Message>],
) -> Option<Section> {
    if endpoints.is_empty() {
        return None;
    }
    let endpoints = endpoints.iter().zip(notes);
    let mut lines: Vec<Line> = endpoints
        .map(|(of, notes)| of_endpoint(of, notes))
        .collect();
    lines.push(Line::of(message!(
        "{first}, {second} and {third} have no endpoint, and stay on the internet",
        first = code("health.aws.amazon.com"),
        second = code("docs.aws.amazon.com"),
        third = code("status.aws.amazon.com")
    )));
    Some(Section {
        title: message!("Private Access: VPC endpoints and their DNS names"),
        lines,
    })
}

pub(super) fn of_sources(sources: &[FactSource]) -> Section {
    let of_source = |source: &FactSource| {
        Line::of(message!(
            "{tag}: {address}, as of {date}",
            tag = code(&source.tag),
            address = code(&source.address),
            date = code(&source.date)
        ))
    };
    Section {
        title: message!("Sources"),
        lines: sources.iter().map(of_source).collect(),
    }
}

fn of_door(door: &Door, notes: &[Message]) -> Line {
    let mut below: Vec<Line> = door.urls.iter().map(|url| text(url)).collect();
    below.push(Line::of(if door.gated_at.is_empty() {
        message!("sign-in policies do not gate it")
    } else {
        let actions = door.gated_at.iter().map(|action| code(action.name()));
        message!(
            "sign-in policies gate it at {actions}",
            actions = all_of(actions.collect())
        )
    }));
    if !door.layers.is_empty() {
        let layers = door.layers.iter().map(|layer| code(layer.name()));
        below.push(Line::of(message!(
            "layers that may stop it: {layers}",
            layers = all_of(layers.collect())
        )));
    }
    below.extend(notes.iter().cloned().map(Line::of));
    below.push(sources(&door.sources));
    Line::of(name(door.door)).below(below)
}

pub(super) fn of_domains(domains: &[NeededDomain]) -> Vec<Section> {
    let mut sections: Vec<(DomainList, Section)> = Vec::new();
    for domain in domains {
        if sections.last().is_none_or(|(list, _)| *list != domain.list) {
            let title = list_name(domain.list);
            let lines = Vec::new();
            sections.push((domain.list, Section { title, lines }));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.lines.push(of_domain(domain));
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn of_domain(domain: &NeededDomain) -> Line {
    let path = domain.path.as_deref().unwrap_or_default();
    let line = text(&format!("{}{path}", domain.domain));
    let line = line.tail(message!("{it}", it = tags(&domain.sources)));
    if !domain.domain.contains('*') {
        return line;
    }
    line.below(vec![match &domain.hosts {
        Some(hosts) => Line::of(message!(
            "hosts that AWS documents, and there may be more: {hosts}",
            hosts = all_of(hosts.iter().map(|host| code(host)).collect())
        )),
        None => Line::of(message!("AWS documents no host names for it")),
    }])
}

fn of_endpoint(endpoint: &PrivateEndpoint, notes: &[Message]) -> Line {
    let mut below: Vec<Line> = endpoint.dns_names.iter().map(|name| text(name)).collect();
    below.extend(notes.iter().cloned().map(Line::of));
    below.push(sources(&endpoint.sources));
    text(&endpoint.service_name).below(below)
}

fn text(text: &str) -> Line {
    Line::of(message!("{it}", it = code(text)))
}

fn sources(sources: &[String]) -> Line {
    Line::of(message!("sources: {sources}", sources = tags(sources)))
}

fn tags(tags: &[String]) -> vestibule_syntax::diagnostic::Arg {
    code(&tags.join(", "))
}

/// So many entries of one kind are written out for people.
const SHOWN: usize = 30;

pub(super) fn of_check(checked: &Checked) -> Vec<Section> {
    let answer = &checked.answer;
    let of = |verdict: Covered| {
        answer
            .domains
            .iter()
            .filter(move |of| of.verdict == verdict)
    };
    let (missing, unknown) = (of(Covered::Missing).count(), of(Covered::Unknown).count());
    let title = match (missing, unknown) {
        (0, 0) => message!("The allow-list covers all domains that are needed"),
        (0, _) => message!("Whether the allow-list covers all domains is unknown"),
        _ => message!("The allow-list lacks domains that are needed"),
    };
    let mut lines = vec![Line::of(match answer.format {
        AllowListFormat::Lines => message!("read as one domain a line"),
        AllowListFormat::Pac => message!("read as a PAC file, of which nothing is executed"),
        AllowListFormat::Squid => message!("read as a configuration of Squid"),
    })];
    lines.extend(checked.notes.iter().cloned().map(Line::of));
    let first = Section { title, lines };
    let mut sections = vec![first];
    for (verdict, outcome, title) in [
        (Covered::Missing, Outcome::Denied, message!("Missing")),
        (
            Covered::Unknown,
            Outcome::Unknown,
            message!("Unknown whether they are covered"),
        ),
        (Covered::Covered, Outcome::Allowed, message!("Covered")),
    ] {
        let told = answer.domains.iter().zip(&checked.domains);
        let told = told.filter(|(of, _)| of.verdict == verdict);
        let lines: Vec<Line> = told
            .map(|(of, why)| {
                let line = text(&of.domain).outcome(outcome);
                match why {
                    Some(why) => line.tail(why.clone()),
                    None if of.lines.is_empty() => line,
                    None => line.tail(lines_of(&of.lines)),
                }
            })
            .collect();
        if !lines.is_empty() {
            sections.push(Section { title, lines });
        }
    }
    for (width, title) in [
        (
            EntryWidth::TooWide,
            message!("Too wide: strangers have hosts there"),
        ),
        (EntryWidth::Wider, message!("Wider than needed")),
    ] {
        let told = answer.entries.iter().filter(|entry| entry.width == width);
        let mut lines: Vec<Line> = told
            .clone()
            .take(SHOWN)
            .map(|entry| text(&entry.text).tail(lines_of(&[entry.line])))
            .collect();
        more(&mut lines, told.count());
        if !lines.is_empty() {
            sections.push(Section { title, lines });
        }
    }
    let told = answer.unread.iter().zip(&checked.unread);
    let mut lines: Vec<Line> = told
        .take(SHOWN)
        .map(|(of, why)| {
            let line = Line::of(lines_of(&[of.line])).tail(why.clone());
            line.below(vec![text(&of.text)])
        })
        .collect();
    more(&mut lines, answer.unread.len());
    if !lines.is_empty() {
        let title = message!("Lines that could not be read");
        sections.push(Section { title, lines });
    }
    sections
}

fn more(lines: &mut Vec<Line>, all: usize) {
    if all > lines.len() {
        let count = all - lines.len();
        lines.push(Line::of(message!("and {count} more", count = count)));
    }
}

//! What permission statements come to: what AWS would refuse, the policy, and the calls.

use vestibule_answers::{Comparing, diff, words};
use vestibule_iam::json;
use vestibule_l10n::Text;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    Case, CaseFile, Finding, Kind, Layer, NoFiles, OrganizationPolicy, PermissionStatement,
    Reading, Statements, cloudformation, commands, python, recognize, statements, statements_of,
    terraform,
};

use super::super::answer::{Line, Order};
use super::super::engine::{Room, line, sentence};
use super::{LeftTold, OrganizationTold, StatementsTold, WrongField};
use crate::evaluate::case as of_case;
use crate::format;
use crate::state::workspace::Document;

pub(super) fn told(
    text: &Text,
    order: &Order,
    case: &Case,
    asked: Option<&[PermissionStatement]>,
) -> StatementsTold {
    let reading = Reading {
        account: of_case::account(&order.rules.account).id,
        assumptions: of_case::assumptions(&order.rules.readings),
    };
    let mut told = match asked {
        Some(list) => StatementsTold {
            statements: list.to_vec(),
            ..StatementsTold::default()
        },
        None => of_policy(text, order, &reading),
    };
    let list = &told.statements;
    let made = statements_of(list, &reading);
    let (made, findings) = match made {
        Ok(Statements {
            policy, findings, ..
        }) => (Some(policy), findings),
        Err(findings) => (None, findings),
    };
    told.wrong = findings.iter().map(|one| wrong(text, one)).collect();
    if let Some(policy) = made.filter(|_| !list.is_empty()) {
        told.policy = policy.text().map(ToOwned::to_owned);
        told.commands = commands(list, &[]);
        told.python = python(list, &[]);
        let file = format!(r#"{{"permissionStatements":{}}}"#, format::write(list));
        told.json = json::parse_any_length(&file).root.to_pretty_string();
        told.readings = readings(text, case, list);
    }
    told.organization = organization(order);
    told
}

/// The statements of the resource-based policy, and what of it no call makes.
fn of_policy(text: &Text, order: &Order, reading: &Reading) -> StatementsTold {
    let mut documents = order.rules.documents.iter();
    let document = documents.find(|one| one.layer == Layer::ResourceBased && !one.is_blank());
    let Some(document) = document else {
        return StatementsTold::default();
    };
    if let Some(list) = document.statements() {
        return StatementsTold {
            statements: list.to_vec(),
            ..StatementsTold::default()
        };
    }
    let (list, left) = match statements(&document.text, reading) {
        Ok((made, _)) => (made.permission_statements, made.not_expressible),
        Err(findings) => (Vec::new(), findings),
    };
    let whole = |finding: Finding| {
        let help = finding.help.into_iter();
        LeftTold {
            at: finding.range.map(|range| range.start.line + 1),
            why: Line {
                below: help.map(|help| sentence(text, line(help))).collect(),
                ..sentence(text, line(finding.message))
            },
        }
    };
    StatementsTold {
        statements: list,
        left: left.into_iter().map(whole).collect(),
        is_of_policy: true,
        ..StatementsTold::default()
    }
}

/// The field that a finding is about: `[1].sourceIp`.
fn wrong(text: &Text, finding: &Finding) -> WrongField {
    let path = finding.path.as_deref().unwrap_or_default();
    let (index, rest) = path
        .strip_prefix('[')
        .and_then(|path| path.split_once(']'))
        .unwrap_or_default();
    let named = rest.strip_prefix('.').map(ToOwned::to_owned);
    // What is missing has no place of its own.
    let missing = (finding.code == "missing-parameter").then(|| "requestedRegion".to_owned());
    let said = |message: &Message| sentence(text, line(message.clone())).text;
    let help = finding.help.iter().map(|help| format!(" {}.", said(help)));
    WrongField {
        statement: index.parse().unwrap_or(0),
        parameter: named.or(missing),
        is_error: finding.is_error(),
        said: format!("{}.{}", said(&finding.message), help.collect::<String>()),
    }
}

/// Who gets in by one reading of several statements and not by the other.
fn readings(text: &Text, case: &Case, list: &[PermissionStatement]) -> Vec<Line> {
    if list.len() < 2 {
        return Vec::new();
    }
    let file = |merged: bool| {
        let mut file: CaseFile = case.file().clone();
        file.policies.resource_based = None;
        file.policies.permission_statements = list.to_vec();
        let others = file.assumptions.iter().filter(|(id, _)| *id != "J1");
        let others = others.map(|(id, is_usual)| (id.to_owned(), *is_usual));
        file.assumptions = others.chain([("J1".to_owned(), !merged)]).collect();
        Case::new(file, &NoFiles)
    };
    let [apart, merged] = [false, true].map(file);
    let Ok(found) = diff(&apart, &merged, Comparing::default()) else {
        return Vec::new();
    };
    let compared = words::Compared {
        is_of_many: false,
        networks: [&apart, &merged].map(|case| case.file().networks.as_slice()),
        places: [&|_| None, &|_| None],
    };
    let mut room = Room::default();
    let section = |section: words::Section| {
        let below = room.lines(text, section.lines);
        Line {
            below,
            ..sentence(text, line(section.title))
        }
    };
    words::comparison(&found, &compared)
        .into_iter()
        .map(section)
        .collect()
}

/// The RCPs and SCPs as what people deploy them with.
fn organization(order: &Order) -> Option<OrganizationTold> {
    let documents = order.rules.documents.iter();
    let documents = documents.filter(|one| one.is_of_organization() && !one.is_blank());
    let policies: Vec<OrganizationPolicy> = documents
        .enumerate()
        .filter_map(|(number, document)| policy(document, number))
        .collect();
    (!policies.is_empty()).then(|| OrganizationTold {
        commands: commands(&[], &policies),
        terraform: terraform(&policies),
        cloudformation: cloudformation(&policies),
    })
}

fn policy(document: &Document, number: usize) -> Option<OrganizationPolicy> {
    let kind = match document.layer {
        Layer::ResourceControl => Kind::ResourceControl,
        _ => Kind::ServiceControl,
    };
    let targets = document
        .target
        .split(|c: char| c == ',' || c.is_whitespace());
    let targets = targets.filter(|target| !target.is_empty());
    Some(OrganizationPolicy {
        kind,
        name: of_case::told(&document.name).unwrap_or_else(|| format!("policy-{}", number + 1)),
        targets: targets.map(ToOwned::to_owned).collect(),
        text: recognize(&document.text).policies.pop()?.text,
    })
}

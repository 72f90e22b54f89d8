//! The checklist for people.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{Outcome, ReadinessBasis};

use super::{Group, INFERRED, Point};
use crate::words::{Line, Section, all_of, command};

/// The checklist as a part of the answer.
pub(in super::super) fn section(groups: &[Group]) -> Section {
    let count = |holds: Option<bool>| -> u64 {
        let points = groups.iter().flat_map(|group| &group.points);
        let count = points.filter(|point| point.holds == holds).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    };
    let title = message!(
        "Break-glass readiness: {holding} hold, {failing} fail, {open} not given",
        holding = count(Some(true)),
        failing = count(Some(false)),
        open = count(None)
    );
    let lines = groups.iter().map(|group| {
        let points = group.points.iter().map(line).collect();
        Line::of(group.title.clone()).below(points)
    });
    Section {
        title,
        lines: lines.collect(),
    }
}

fn line(point: &Point) -> Line {
    let outcome = match point.holds {
        Some(true) => Outcome::Allowed,
        Some(false) => Outcome::Denied,
        None => Outcome::Unknown,
    };
    let basis: Message = match point.basis {
        ReadinessBasis::Proven => message!("proven"),
        ReadinessBasis::Told => message!("given"),
        ReadinessBasis::Untold => message!("not given"),
    };
    let mut below: Vec<Line> = point.details.iter().cloned().map(Line::of).collect();
    if !point.tell.is_empty() {
        let members = point.tell.iter().map(|member| code(member)).collect();
        below.push(Line::of(message!(
            "set {members} in the case file",
            members = all_of(members)
        )));
    }
    if !point.run.is_empty() {
        let commands = point.run.iter().map(|text| Line::of(command(text)));
        below.push(Line::of(message!("run")).below(commands.collect()));
    }
    if point.sources.contains(&INFERRED) {
        below.push(Line::of(message!(
            "‡ vestibule infers that this matters: AWS does not say so"
        )));
    }
    let stating = point.decided_by.iter();
    let stating = stating.filter(|by| by.statement.is_some()).cloned();
    let mut line = Line::of(basis)
        .tail(point.statement.clone())
        .outcome(outcome)
        .statements(stating.collect())
        .below(below);
    line.witness.clone_from(&point.witness);
    line
}

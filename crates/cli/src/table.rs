//! Decisions for reading: a heading and a table for each request.

use std::collections::BTreeSet;
use std::io;

use comfy_table::{ContentArrangement, Table, presets};
use vestibule_syntax::limits::LIST_NAMES;
use vestibule_wire::{
    Case, Decision, Entry, Line, Network, Outcome, Phase, PhaseDecision, Request, grouped,
    open_point, reason_with,
};

use crate::output::{BOLD, DIM, Output, Text, of_mark, of_outcome};
use crate::place::place_of;

const DECISION: &str = "Decision";

/// Writes the decision on the request `index` of `case`, at most `width` columns wide.
pub(crate) fn write(
    out: &mut Output,
    width: usize,
    case: &Case,
    index: usize,
    decision: &Decision,
) -> io::Result<()> {
    if let Some(request) = case.file().requests.get(index) {
        if request.name.is_some() {
            out.line(Text::default().styled(BOLD, &*decision.request))?;
        }
        out.line(request_line(request))?;
    }
    let table = table(out, width, case, decision).trim_fmt();
    let column = table
        .lines()
        .find_map(|line| line.find(DECISION))
        .unwrap_or(0);
    for line in table.lines() {
        out.line(coloured(line, column))?;
    }
    write_outcome(out, decision)?;
    for phase in &decision.phases {
        if let Some(explanation) = &phase.explanation {
            write_explanation(out, case, phase, explanation)?;
        }
    }
    if decision
        .phases
        .iter()
        .any(|phase| phase.explanation.is_some())
    {
        write_readings(out, decision)?;
    }
    Ok(())
}

/// Who, from where, through which door.
fn request_line(request: &Request) -> String {
    let network = request.network.as_ref().map(network_text);
    let elsewhere = request.phases.iter().filter_map(|(action, phase)| {
        let network = phase.network.as_ref().map(network_text)?;
        Some(format!("{network} at {action}"))
    });
    let parts = std::iter::once(request.principal.clone())
        .chain(network)
        .chain(elsewhere)
        .chain(std::iter::once(
            request
                .region
                .clone()
                .unwrap_or_else(|| "us-east-1".to_owned()),
        ))
        .chain(std::iter::once(
            entry_text(request.entry.unwrap_or_default()).to_owned(),
        ));
    parts.collect::<Vec<_>>().join(", ")
}

fn network_text(network: &Network) -> String {
    let source_ip = network.source_ip.as_deref();
    if !network.is_endpoint() {
        return format!("from {}", source_ip.unwrap_or("an unknown address"));
    }
    let parts = [
        Some(format!("from {}", source_ip.unwrap_or("some address"))),
        network.vpc.as_ref().map(|vpc| format!("in {vpc}")),
        network
            .endpoint
            .as_ref()
            .map(|endpoint| format!("through {endpoint}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn entry_text(entry: Entry) -> &'static str {
    match entry {
        Entry::Console => "console",
        Entry::LoginLocal => "aws login",
        Entry::LoginRemote => "aws login --remote",
    }
}

fn table(out: &Output, width: usize, case: &Case, decision: &Decision) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(["Phase", DECISION, "Why", "The user sees"]);
    for phase in &decision.phases {
        let before = match phase.phase {
            Phase::PreAuthentication => "before authentication",
            Phase::PostAuthentication => "after authentication",
        };
        let reached = if phase.reached { "" } else { "\nnot reached" };
        let action = phase.action.name();
        table.add_row([
            format!(
                "{}\n{before}",
                action.strip_prefix("signin:").unwrap_or(action)
            ),
            format!("{}{reached}", phase.decision.name()),
            out.shown(&reason_with(phase, |by| {
                place_of(case, by.path.as_deref(), by.span)
            })),
            phase
                .user_message
                .as_deref()
                .filter(|_| phase.reached)
                .unwrap_or("")
                .to_owned(),
        ]);
    }
    table
}

/// Colours the outcomes in their column, which begins at `column`; the table
/// itself would count escapes as text.
fn coloured(line: &str, column: usize) -> Text {
    let outcomes = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown];
    if let Some((before, rest)) = line.split_at_checked(column) {
        for outcome in outcomes {
            if let Some(behind) = rest.strip_prefix(outcome.name()) {
                let text = Text::from(before).styled(of_outcome(outcome), outcome.name());
                return text.plain(behind);
            }
        }
    }
    line.into()
}

fn write_outcome(out: &mut Output, decision: &Decision) -> io::Result<()> {
    let outcome = Text::default().styled(of_outcome(decision.outcome), decision.outcome.name());
    out.line(match decision.denied_at {
        Some(action) => outcome.plain(format!(" at {}", action.name())),
        None => outcome,
    })?;
    if let Some(keys) = assumed_absent(decision) {
        out.line(Text::default().styled(DIM, keys))?;
    }
    if !decision.assumptions.is_empty() {
        let text = format!(
            "by our reading of what AWS leaves open: {}",
            decision.assumptions.join(", ")
        );
        out.line(Text::default().styled(DIM, text))?;
    }
    Ok(())
}

/// The keys that are taken to be absent at some action; of very many the first.
fn assumed_absent(decision: &Decision) -> Option<String> {
    let phases = decision.phases.iter();
    let mut told = BTreeSet::new();
    let keys: Vec<&str> = phases
        .clone()
        .flat_map(|phase| &phase.assumed_absent)
        .map(String::as_str)
        .filter(|key| told.insert(*key))
        .collect();
    // Of those that the decision leaves out nobody knows which are the same.
    let left_out = phases.map(|phase| phase.left_out.assumed_absent).max();
    let left_out = usize::try_from(left_out.unwrap_or(0)).unwrap_or(usize::MAX);
    let more = keys.len().saturating_sub(LIST_NAMES) + left_out;
    let shown = keys.get(..LIST_NAMES).unwrap_or(&keys).join(", ");
    let also = match more {
        0 => String::new(),
        more if left_out > 0 => format!(" and at least {} more", grouped(more)),
        more => format!(" and {} more", grouped(more)),
    };
    let text = format!("taken to be absent, as nothing is said of them: {shown}{also}");
    (!keys.is_empty()).then_some(text)
}

/// What the ids of the open points stand for.
fn write_readings(out: &mut Output, decision: &Decision) -> io::Result<()> {
    if !decision.assumptions.is_empty() {
        out.line("")?;
    }
    for point in decision.assumptions.iter().filter_map(|id| open_point(id)) {
        let id = Text::default().styled(BOLD, &*point.id);
        out.line(id.plain(format!(" {}", point.reading)))?;
    }
    Ok(())
}

fn write_explanation(
    out: &mut Output,
    case: &Case,
    phase: &PhaseDecision,
    lines: &[Line],
) -> io::Result<()> {
    out.line("")?;
    out.line(Text::default().styled(BOLD, phase.action.name()))?;
    for line in lines {
        let (sign, style) = of_mark(line.mark);
        let indent = "  ".repeat(usize::from(line.indent) + 1);
        let text = Text::from(indent).styled(style, sign);
        let text = text.plain(format!(" {}", line.text));
        out.line(match place_of(case, line.path.as_deref(), line.span) {
            Some(place) => text.styled(DIM, format!("  {place}")),
            None => text,
        })?;
    }
    Ok(())
}

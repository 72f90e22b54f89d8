//! Decisions for reading: a heading and a table for each request.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use vestibule_wire::{
    Case, Decision, Entry, Line, Network, Outcome, Phase, PhaseDecision, Request, Span, open_point,
    reason_with,
};

use crate::output::{BOLD, DIM, of_mark, of_outcome, styled};

const DECISION: &str = "Decision";

/// Writes the decisions on the requests of `case`, at most `width` columns wide.
pub(crate) fn write(
    out: &mut impl Write,
    width: usize,
    case: &Case,
    decisions: &[Decision],
) -> io::Result<()> {
    for (index, (decision, request)) in decisions.iter().zip(&case.file().requests).enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        if request.name.is_some() {
            writeln!(out, "{}", styled(BOLD, &decision.request))?;
        }
        writeln!(out, "{}", request_line(request))?;
        let table = table(width, case, decision).trim_fmt();
        let column = table
            .lines()
            .find_map(|line| line.find(DECISION))
            .unwrap_or(0);
        for line in table.lines() {
            writeln!(out, "{}", coloured(line, column))?;
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

fn table(width: usize, case: &Case, decision: &Decision) -> Table {
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
            reason_with(phase, |by| place_of(case, by.path.as_deref(), by.span)),
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

/// `line 12` of the case file, `rcp.json:12` of another.
fn place_of(case: &Case, path: Option<&str>, span: Option<Span>) -> Option<String> {
    let location = case.locate(path, span?)?;
    Some(match location.file {
        Some(file) => format!("{file}:{}", location.line()),
        None => format!("line {}", location.line()),
    })
}

/// Colours the outcomes in their column, which begins at `column`; the table
/// itself would count escapes as text.
fn coloured(line: &str, column: usize) -> String {
    let outcomes = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown];
    if let Some((before, rest)) = line.split_at_checked(column) {
        for outcome in outcomes {
            if let Some(behind) = rest.strip_prefix(outcome.name()) {
                return format!(
                    "{before}{}{behind}",
                    styled(of_outcome(outcome), outcome.name())
                );
            }
        }
    }
    line.to_owned()
}

fn write_outcome(out: &mut impl Write, decision: &Decision) -> io::Result<()> {
    let outcome = styled(of_outcome(decision.outcome), decision.outcome.name());
    match decision.denied_at {
        Some(action) => writeln!(out, "{outcome} at {}", action.name())?,
        None => writeln!(out, "{outcome}")?,
    }
    let mut untold: Vec<&str> = Vec::new();
    for key in decision
        .phases
        .iter()
        .flat_map(|phase| &phase.assumed_absent)
    {
        if !untold.contains(&key.as_str()) {
            untold.push(key);
        }
    }
    if !untold.is_empty() {
        let text = format!(
            "taken to be absent, as nothing is said of them: {}",
            untold.join(", ")
        );
        writeln!(out, "{}", styled(DIM, &text))?;
    }
    if !decision.assumptions.is_empty() {
        let text = format!(
            "by our reading of what AWS leaves open: {}",
            decision.assumptions.join(", ")
        );
        writeln!(out, "{}", styled(DIM, &text))?;
    }
    Ok(())
}

/// What the ids of the open points stand for.
fn write_readings(out: &mut impl Write, decision: &Decision) -> io::Result<()> {
    if !decision.assumptions.is_empty() {
        writeln!(out)?;
    }
    for point in decision.assumptions.iter().filter_map(|id| open_point(id)) {
        writeln!(out, "{} {}", styled(BOLD, &point.id), point.reading)?;
    }
    Ok(())
}

fn write_explanation(
    out: &mut impl Write,
    case: &Case,
    phase: &PhaseDecision,
    lines: &[Line],
) -> io::Result<()> {
    writeln!(out, "\n{}", styled(BOLD, phase.action.name()))?;
    for line in lines {
        let (sign, style) = of_mark(line.mark);
        let indent = "  ".repeat(usize::from(line.indent) + 1);
        let at = match place_of(case, line.path.as_deref(), line.span) {
            Some(place) => styled(DIM, &format!("  {place}")),
            None => String::new(),
        };
        writeln!(out, "{indent}{} {}{at}", styled(style, sign), line.text)?;
    }
    Ok(())
}

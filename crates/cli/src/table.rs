//! Decisions for reading: a heading and a table for each request.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use vestibule_wire::{
    Case, DecidedBy, Decision, Entry, Line, Network, Outcome, Phase, PhaseDecision, Request, reason,
};

use crate::output::{BOLD, DIM, of_mark, of_outcome, styled, width};

/// Writes the decisions on the requests of `case`; `place` is the name of its file.
pub(crate) fn write(
    out: &mut impl Write,
    case: &Case,
    decisions: &[Decision],
    place: Option<&str>,
) -> io::Result<()> {
    for (index, (decision, request)) in decisions.iter().zip(&case.file().requests).enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        if request.name.is_some() {
            writeln!(out, "{}", styled(BOLD, &decision.request))?;
        }
        writeln!(out, "{}", request_line(request))?;
        for line in table(case, decision, place).lines() {
            writeln!(out, "{}", coloured(line))?;
        }
        write_outcome(out, decision)?;
        for phase in &decision.phases {
            if let Some(explanation) = &phase.explanation {
                write_explanation(out, case, phase, explanation, place)?;
            }
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
        .chain(std::iter::once(request.region.clone().unwrap_or_else(|| "us-east-1".to_owned())))
        .chain(std::iter::once(entry_text(request.entry.unwrap_or_default()).to_owned()));
    parts.collect::<Vec<_>>().join(", ")
}

fn network_text(network: &Network) -> String {
    let source_ip = network.source_ip.as_deref();
    if !network.is_endpoint() {
        return format!("from {}", source_ip.unwrap_or("an unknown address"));
    }
    let told = [source_ip, network.vpc.as_deref(), network.endpoint.as_deref()];
    let told: Vec<&str> = told.into_iter().flatten().collect();
    format!("from {}", told.join(" in "))
}

fn entry_text(entry: Entry) -> &'static str {
    match entry {
        Entry::Console => "console",
        Entry::LoginLocal => "aws login",
        Entry::LoginRemote => "aws login --remote",
    }
}

fn table(case: &Case, decision: &Decision, place: Option<&str>) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width()).unwrap_or(u16::MAX))
        .set_header(["Phase", "Decision", "Why", "The user sees"]);
    for phase in &decision.phases {
        let before = match phase.phase {
            Phase::PreAuthentication => "before authentication",
            Phase::PostAuthentication => "after authentication",
        };
        let reached = if phase.reached { "" } else { "\nnot reached" };
        let action = phase.action.name();
        table.add_row([
            format!("{}\n{before}", action.strip_prefix("signin:").unwrap_or(action)),
            format!("{}{reached}", phase.decision.name()),
            why(case, phase, place),
            phase.user_message.as_deref().unwrap_or("").to_owned(),
        ]);
    }
    table.trim_fmt()
}

/// The reason, and the lines of the statements that decided.
fn why(case: &Case, phase: &PhaseDecision, place: Option<&str>) -> String {
    let mut text = reason(phase);
    for by in &phase.decided_by {
        if let Some(place) = place_of(case, by, place) {
            text.push('\n');
            text.push_str(&place);
        }
    }
    text
}

/// `rcp.json:12`.
fn place_of(case: &Case, by: &DecidedBy, place: Option<&str>) -> Option<String> {
    let location = case.locate(by.path.as_deref(), by.span?)?;
    let file = location.file.or(place)?;
    Some(format!("{file}:{}", location.line()))
}

/// Colours the word in the second column; the table itself counts no escapes.
fn coloured(line: &str) -> String {
    let mut cells: Vec<String> = line.split('│').map(ToOwned::to_owned).collect();
    if let Some(cell) = cells.get_mut(2) {
        for outcome in [Outcome::Allowed, Outcome::Denied, Outcome::Unknown] {
            *cell = cell.replace(outcome.name(), &styled(of_outcome(outcome), outcome.name()));
        }
    }
    cells.join("│")
}

fn write_outcome(out: &mut impl Write, decision: &Decision) -> io::Result<()> {
    let outcome = styled(of_outcome(decision.outcome), decision.outcome.name());
    match decision.denied_at {
        Some(action) => write!(out, "{outcome} at {}", action.name())?,
        None => write!(out, "{outcome}")?,
    }
    if !decision.assumptions.is_empty() {
        let ids = decision.assumptions.join(", ");
        write!(out, "{}", styled(DIM, &format!(", by our reading of {ids}, which AWS leaves open")))?;
    }
    writeln!(out)
}

fn write_explanation(
    out: &mut impl Write,
    case: &Case,
    phase: &PhaseDecision,
    lines: &[Line],
    place: Option<&str>,
) -> io::Result<()> {
    writeln!(out, "\n{}", styled(BOLD, phase.action.name()))?;
    if lines.is_empty() {
        writeln!(out, "  no policy bears on it")?;
    }
    for line in lines {
        let (sign, style) = of_mark(line.mark);
        let indent = "  ".repeat(usize::from(line.indent) + 1);
        let at = line
            .span
            .and_then(|span| case.locate(line.path.as_deref(), span))
            .and_then(|location| Some(format!("  {}:{}", location.file.or(place)?, location.line())));
        let at = styled(DIM, at.as_deref().unwrap_or(""));
        writeln!(out, "{indent}{} {}{at}", styled(style, sign), line.text)?;
    }
    Ok(())
}

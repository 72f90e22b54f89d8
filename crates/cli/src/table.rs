//! Decisions for reading: a heading and a table for each request.

use std::collections::BTreeSet;
use std::io;

use comfy_table::{ContentArrangement, Table, presets};
use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::limits::LIST_NAMES;
use vestibule_wire::{
    Action, Case, Decision, Entry, Line, Network, Phase, Request, explanation, grouped, open_point,
    outcome, reason_with,
};

use crate::output::{BOLD, DIM, Output, Text, of_mark, of_outcome};
use crate::place::place_of;

/// Writes the decision on the request `index` of `case`, at most `width` columns wide.
pub(crate) fn write(
    out: &mut Output,
    width: usize,
    case: &Case,
    index: usize,
    decision: &Decision,
    words: &Words,
) -> io::Result<()> {
    if let Some(request) = case.file().requests.get(index) {
        if request.name.is_some() {
            out.line(Text::default().styled(BOLD, &*decision.request))?;
        }
        out.line(request_line(request, words))?;
    }
    let table = table(out, width, case, decision, words).trim_fmt();
    for line in table.lines() {
        out.line(coloured(line, decision, words))?;
    }
    write_outcome(out, decision, words)?;
    let mut is_explained = false;
    for phase in &decision.phases {
        if let Some(lines) = explanation(phase) {
            is_explained = true;
            out.line("")?;
            out.line(Text::default().styled(BOLD, phase.action.name()))?;
            for (line, message) in lines {
                out.line(explained(case, &line, words.line(&message)))?;
            }
        }
    }
    if is_explained {
        write_readings(out, decision, words)?;
    }
    Ok(())
}

/// Who, from where, through which door.
fn request_line(request: &Request, words: &Words) -> String {
    let text = |network: &Network| network_text(network, words);
    let elsewhere = request.phases.iter().filter_map(|(action, phase)| {
        let network = text(phase.network.as_ref()?);
        let both = [
            ("network", network.into()),
            ("action", action.to_string().into()),
        ];
        Some(words.with(id!("frame-network-at"), &both).to_string())
    });
    let entry = match request.entry.unwrap_or_default() {
        Entry::Console => words.say(id!("frame-console")).to_string(),
        Entry::LoginLocal => "aws login".to_owned(),
        Entry::LoginRemote => "aws login --remote".to_owned(),
    };
    let region = request.region.as_deref().unwrap_or("us-east-1").to_owned();
    let parts = std::iter::once(request.principal.clone())
        .chain(request.network.as_ref().map(text))
        .chain(elsewhere)
        .chain([region, entry]);
    parts
        .collect::<Vec<_>>()
        .join(&words.say(id!("frame-comma")))
}

fn network_text(network: &Network, words: &Words) -> String {
    let from = match (&network.source_ip, network.is_endpoint()) {
        (Some(address), _) => {
            words.with(id!("frame-from"), &[("address", address.as_str().into())])
        }
        (None, false) => words.say(id!("frame-from-unknown")),
        (None, true) => words.say(id!("frame-from-some")),
    };
    let vpc = network.vpc.as_deref().filter(|_| network.is_endpoint());
    let vpc = vpc.map(|vpc| words.with(id!("frame-in-vpc"), &[("vpc", vpc.into())]));
    let endpoint = network.endpoint.as_deref();
    let through =
        |endpoint: &str| words.with(id!("frame-through"), &[("endpoint", endpoint.into())]);
    let parts = [Some(from), vpc, endpoint.map(through)];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| part.to_string())
        .collect();
    parts.join(" ")
}

/// What is left of the name of an action in the table.
fn short(action: Action) -> &'static str {
    let name = action.name();
    name.strip_prefix("signin:").unwrap_or(name)
}

fn table(out: &Output, width: usize, case: &Case, decision: &Decision, words: &Words) -> Table {
    let mut table = Table::new();
    let header = [
        words.say(id!("frame-phase")),
        words.say(id!("frame-decision")),
        words.say(id!("frame-why")),
        words.say(id!("frame-user-sees")),
    ];
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(header.iter().map(|name| name.to_string()));
    for phase in &decision.phases {
        let before = words.say(match phase.phase {
            Phase::PreAuthentication => id!("frame-before-authentication"),
            Phase::PostAuthentication => id!("frame-after-authentication"),
        });
        let reached = match phase.reached {
            true => String::new(),
            false => format!("\n{}", words.say(id!("frame-not-reached"))),
        };
        let reason = reason_with(phase, |by| place_of(case, by.path.as_deref(), by.span));
        let seen = phase.user_message.as_deref().filter(|_| phase.reached);
        table.add_row([
            format!("{}\n{before}", short(phase.action)),
            format!("{}{reached}", words.line(&outcome(phase.decision))),
            out.shown(&words.line(&reason)),
            seen.map(|seen| words.shown_to_user(seen).to_string())
                .unwrap_or_default(),
        ]);
    }
    table
}

/// Colours the outcome behind the name of an action; the table itself would count escapes as
/// text.
fn coloured(line: &str, decision: &Decision, words: &Words) -> Text {
    for phase in &decision.phases {
        let said = words.line(&outcome(phase.decision));
        let Some(behind) = line.trim_start().strip_prefix(short(phase.action)) else {
            continue;
        };
        if let Some(rest) = behind.trim_start().strip_prefix(&*said) {
            let before = line.len() - rest.len() - said.len();
            let before = line.get(..before).unwrap_or_default();
            return Text::from(before)
                .styled(of_outcome(phase.decision), &*said)
                .plain(rest);
        }
    }
    line.into()
}

fn write_outcome(out: &mut Output, decision: &Decision, words: &Words) -> io::Result<()> {
    let said = words.line(&outcome(decision.outcome));
    let said = Text::default().styled(of_outcome(decision.outcome), &*said);
    out.line(match decision.denied_at {
        Some(action) => {
            said.plain(&*words.with(id!("frame-at-action"), &[("action", action.name().into())]))
        }
        None => said,
    })?;
    if let Some(keys) = assumed_absent(decision, words) {
        out.line(Text::default().styled(DIM, keys))?;
    }
    if !decision.assumptions.is_empty() {
        let ids = decision.assumptions.join(", ");
        let text = words.with(id!("frame-readings"), &[("ids", ids.into())]);
        out.line(Text::default().styled(DIM, &*text))?;
    }
    Ok(())
}

/// The keys that are taken to be absent at some action; of very many the first.
fn assumed_absent(decision: &Decision, words: &Words) -> Option<String> {
    let phases = decision.phases.iter();
    let mut told = BTreeSet::new();
    let keys: Vec<&str> = phases
        .clone()
        .flat_map(|phase| &phase.assumed_absent)
        .map(String::as_str)
        .filter(|key| told.insert(*key))
        .collect();
    if keys.is_empty() {
        return None;
    }
    // Of those that the decision leaves out nobody knows which are the same.
    let left_out = phases.map(|phase| phase.left_out.assumed_absent).max();
    let left_out = usize::try_from(left_out.unwrap_or(0)).unwrap_or(usize::MAX);
    let more = keys.len().saturating_sub(LIST_NAMES) + left_out;
    let shown = keys.get(..LIST_NAMES).unwrap_or(&keys).join(", ");
    let count = [("count", grouped(more).into())];
    let also = match more {
        0 => String::new(),
        _ if left_out > 0 => words.with(id!("frame-and-at-least"), &count).to_string(),
        _ => words.with(id!("frame-and-more"), &count).to_string(),
    };
    let keys = [("keys", format!("{shown}{also}").into())];
    Some(words.with(id!("frame-assumed-absent"), &keys).to_string())
}

/// What the ids of the open points stand for.
fn write_readings(out: &mut Output, decision: &Decision, words: &Words) -> io::Result<()> {
    if !decision.assumptions.is_empty() {
        out.line("")?;
    }
    for point in decision.assumptions.iter().filter_map(|id| open_point(id)) {
        let reading = words.reading(&point, false).unwrap_or_default();
        let id = Text::default().styled(BOLD, &*point.id);
        out.line(id.plain(format!(" {reading}")))?;
    }
    Ok(())
}

fn explained(case: &Case, line: &Line, said: String) -> Text {
    let (sign, style) = of_mark(line.mark);
    let indent = "  ".repeat(usize::from(line.indent) + 1);
    let text = Text::from(indent).styled(style, sign);
    let text = text.plain(format!(" {said}"));
    match place_of(case, line.path.as_deref(), line.span) {
        Some(place) => text.styled(DIM, format!("  {place}")),
        None => text,
    }
}

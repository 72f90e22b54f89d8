//! The table of sign-ins.

use vestibule_l10n::{Text, id};
use vestibule_wire::{Entry, Outcome, Reason};

use super::{Block, Inline, Told, code, pieces, plain, title};
use crate::analysis::answer::StandingTold;
use crate::evaluate::answer::{Cell, Row};
use crate::names;
use crate::state::State;
use crate::state::scenario::{Network, Path, Scenario};
use crate::state::told_facts;

/// The table, with how each was decided before where there is a comparison; nothing without rows.
pub(super) fn blocks(state: &State, text: &Text, told: &Told) -> Vec<Block> {
    let workspace = &state.workspace;
    if workspace.scenarios.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![title(&text.say(id!("report-sign-ins")))];
    let with_before = told.before.is_some() && state.compared_now().is_some();
    let mut head = vec![
        text.say(id!("report-column-name")),
        text.say(id!("report-column-principal")),
        text.say(id!("report-column-from")),
    ];
    if with_before {
        head.push(text.say(id!("report-column-before")));
    }
    head.extend([
        text.say(id!("report-column-outcome")),
        text.say(id!("report-column-why")),
        text.say(id!("report-column-expected")),
    ]);
    let accounts = state.accounts_said();
    if !accounts.is_empty() {
        head.push(text.say(id!("account-column")));
    }
    let line = |scenario: &std::rc::Rc<Scenario>| {
        let row = state.row(scenario.id).map(|row| &**row);
        let mut cells = vec![
            code(&scenario.name),
            code(&scenario.principal),
            code(&from(scenario)),
        ];
        if with_before {
            cells.push(plain(&before(state, text, scenario.id, row)));
        }
        cells.extend([
            plain(&decided(text, row)),
            why(state, text, row),
            plain(&expected(text, scenario, row)),
        ]);
        if !accounts.is_empty() {
            cells.push(account_said(&accounts, scenario, row));
        }
        cells
    };
    let rows = workspace.scenarios.iter().map(line).collect();
    blocks.push(Block::Table {
        head: head.iter().map(|name| plain(name)).collect(),
        rows,
    });
    blocks
}

/// An outcome in a word.
pub(super) fn outcome(text: &Text, outcome: Option<Outcome>) -> String {
    let word = match outcome {
        Some(Outcome::Allowed) => text.say(id!("decision-allowed")),
        Some(Outcome::Denied) => text.say(id!("decision-denied")),
        Some(Outcome::Unknown) => text.say(id!("decision-unknown")),
        None => text.say(id!("decision-none")),
    };
    word.to_string()
}

/// What is told of whether the principal can sign in at all, beside what the policies decide.
pub(super) fn account_said(
    accounts: &[StandingTold],
    scenario: &Scenario,
    row: Option<&Row>,
) -> Inline {
    let outcome = row.and_then(|row| row.outcome);
    let said = told_facts::said(accounts, &scenario.principal, outcome);
    said.map(|(_, line)| pieces(&line.text)).unwrap_or_default()
}

/// The outcome of a row, and whether that is provisional.
pub(super) fn decided(text: &Text, row: Option<&Row>) -> String {
    let word = outcome(text, row.and_then(|row| row.outcome));
    if row.is_some_and(|row| row.provisional) {
        let word = [("outcome", word.as_str().into())];
        return text
            .with(id!("report-provisional-outcome"), &word)
            .to_string();
    }
    word
}

/// How a sign-in was decided before: as it is where the comparison does not say otherwise.
pub(super) fn before(state: &State, text: &Text, id: u32, row: Option<&Row>) -> String {
    match state.changed_row(id) {
        Some(change) => outcome(text, change.before.outcome),
        None => outcome(text, row.and_then(|row| row.outcome)),
    }
}

/// From where, in a few words.
fn from(scenario: &Scenario) -> String {
    let Network {
        path,
        source_ip,
        vpc,
        endpoint,
        private_ip,
    } = &scenario.network;
    let door = match scenario.entry {
        Entry::Console => "",
        Entry::LoginLocal => "aws login",
        Entry::LoginRemote => "aws login --remote",
    };
    let parts = match path {
        Path::Public => [source_ip, &*scenario.region, "", "", door],
        Path::Endpoint => [vpc, endpoint, private_ip, &*scenario.region, door],
    };
    let parts = parts.map(str::trim);
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// At which action it ends, and by what.
pub(super) fn why(state: &State, text: &Text, row: Option<&Row>) -> Inline {
    let Some(row) = row else {
        return Vec::new();
    };
    let decides = |cell: &&Cell| match row.denied_at {
        Some(action) => cell.action == action,
        None => Some(cell.decision) == row.outcome && cell.decision != Outcome::Allowed,
    };
    let Some(cell) = row.cells.iter().find(decides) else {
        return Vec::new();
    };
    let mut why = code(cell.action.name());
    let by = by(state, text, cell);
    if !by.is_empty() {
        why.extend(plain(": "));
        why.extend(code(&by));
    }
    why
}

/// The statement that decided, or that an Allow is missing.
pub(super) fn by(state: &State, text: &Text, cell: &Cell) -> String {
    let Some(by) = &cell.by else {
        return String::new();
    };
    let workspace = &state.workspace;
    let document = by.document.and_then(|id| workspace.document(id));
    let policy = match document {
        Some(document) => names::document(text, workspace, document),
        None => names::one(text, by.layer),
    };
    let sid = by.sid.as_deref().filter(|sid| !sid.is_empty());
    let statement = match (sid, by.statement) {
        (Some(sid), _) => sid.to_owned(),
        (None, Some(number)) => format!("Statement[{number}]"),
        (None, None) if cell.reason == Reason::ImplicitDeny => {
            text.say(id!("report-no-allow")).to_string()
        }
        (None, None) => return policy.to_string(),
    };
    format!("{policy} {statement}")
}

/// What is expected, and whether it is so.
pub(super) fn expected(text: &Text, scenario: &Scenario, row: Option<&Row>) -> String {
    let wanted = scenario.expect.as_ref().and_then(|expect| expect.outcome);
    let word = wanted.map(|wanted| outcome(text, Some(wanted)));
    let said = match (scenario.is_met(row), word) {
        (None, _) => return String::new(),
        (Some(true), _) => text.say(id!("report-met")),
        (Some(false), Some(word)) => {
            text.with(id!("report-unmet"), &[("outcome", word.as_str().into())])
        }
        (Some(false), None) => text.say(id!("report-unmet-otherwise")),
    };
    said.to_string()
}

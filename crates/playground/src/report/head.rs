//! The head of a report: of what it is, and what is proven of all sign-ins.

use hmac_sha256::Hash;
use vestibule_l10n::{Text, id};

use super::summary;
use super::{Block, Inline, Item, Told, code, plain, said, title};
use crate::analysis::answer::{Line, OfAccount};
use crate::evaluate::answer::{Field, Problem};
use crate::names;
use crate::state::analysis::Standing;
use crate::state::workspace::{Account, Standing as AccountStanding, Workspace};
use crate::state::{State, case_file};

/// Title, facts, what is to be known first, and the verdict.
pub(super) fn blocks(state: &State, text: &Text, told: &Told) -> Vec<Block> {
    let heading = text.with(id!("report-title"), &[("name", told.title.as_str().into())]);
    let mut blocks = vec![
        Block::Title(1, plain(&heading)),
        summary::block(state, text, !warnings(state, text).is_empty()),
        Block::Facts(facts(state, text, told)),
    ];
    blocks.extend(warnings(state, text).into_iter().map(Block::Warning));
    blocks.push(title(&text.say(id!("report-verdict"))));
    let known = state.known();
    let is_present = known.standing == Standing::Present;
    match known.answer.filter(|_| is_present) {
        Some(answer) => blocks.push(Block::List(items(&answer.claims))),
        None => blocks.push(Block::Paragraph(plain(&text.say(id!("report-no-verdict"))))),
    }
    blocks
}

/// The whole answer about all sign-ins: guarantees, who gets in from where, and on what it rests.
pub(super) fn answer(state: &State, text: &Text) -> Vec<Block> {
    let known = state.known();
    let is_present = known.standing == Standing::Present;
    let Some(answer) = known.answer.filter(|_| is_present) else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    for section in &answer.sections {
        blocks.push(Block::Title(2, said(&section.text)));
        blocks.push(Block::List(items(&section.below)));
    }
    if answer.left_out > 0 {
        let count = [("count", answer.left_out.into())];
        let more = text.with(id!("report-left-out"), &count);
        blocks.push(Block::Paragraph(plain(&more)));
    }
    blocks
}

/// Lines of an answer, with the sign of what becomes of the sign-ins.
pub(super) fn items(lines: &[Line]) -> Vec<Item> {
    let item = |line: &Line| Item {
        text: said(&line.text),
        below: items(&line.below),
    };
    lines.iter().map(item).collect()
}

fn facts(state: &State, text: &Text, told: &Told) -> Vec<(Inline, Inline)> {
    let workspace = &state.workspace;
    let fact = |name: &str, value: Inline| (plain(name), value);
    let mut facts = vec![fact(
        &text.say(id!("report-date")),
        code(told.time.as_ref().unwrap_or(&told.date)),
    )];
    if !told.note.trim().is_empty() {
        facts.push(fact(&text.say(id!("report-note")), code(told.note.trim())));
    }
    if let Some(organization) = &workspace.organization {
        let accounts = organization.places().len();
        facts.push(fact(
            &text.say(id!("report-organization")),
            code(&organization.id),
        ));
        let count = text.with(id!("report-accounts"), &[("count", accounts.into())]);
        facts.push(fact(&text.say(id!("report-accounts-title")), plain(&count)));
    } else {
        facts.extend(of_account(state, text));
    }
    facts.push(fact(
        &text.say(id!("report-digest")),
        code(&digest(workspace)),
    ));
    let version = concat!("vestibule ", env!("CARGO_PKG_VERSION"));
    facts.push(fact(&text.say(id!("report-made-by")), plain(version)));
    facts
}

/// What is told of the one account.
fn of_account(state: &State, text: &Text) -> Vec<(Inline, Inline)> {
    let workspace = &state.workspace;
    let account = &workspace.account;
    let fact = |name: &str, value: Inline| (plain(name), value);
    let mut facts = Vec::new();
    let known = state.known().answer;
    let of_answer = known.as_ref().and_then(|answer| answer.account.as_ref());
    let of_account = match account.id.trim() {
        "" if of_answer.is_some_and(OfAccount::is_missing) => {
            plain(&text.say(id!("report-account-none")))
        }
        "" => {
            let supposed = of_answer.and_then(OfAccount::supposed);
            let supposed = supposed.unwrap_or_else(|| workspace.account_id());
            said(&text.with(
                id!("report-account-supposed"),
                &[("account", supposed.into())],
            ))
        }
        told => code(told),
    };
    facts.push(fact(&text.say(id!("report-account")), of_account));
    let standing = match account.standing {
        AccountStanding::Standalone => text.say(id!("report-standalone")),
        AccountStanding::Member => text.say(id!("report-member")),
        AccountStanding::Management => text.say(id!("report-management")),
    };
    // Nobody said anything of an account that is as a new workspace has it.
    let is_assumed = Account {
        id: account.id.clone(),
        ..Account::default()
    } == *account;
    let told = |what: &str| {
        if is_assumed {
            plain(&text.with(id!("report-assumed"), &[("fact", what.into())]))
        } else {
            plain(what)
        }
    };
    facts.push(fact(&text.say(id!("report-standing")), told(&standing)));
    let on = match (account.on_account, account.on_organization) {
        (true, true) => text.say(id!("report-on")),
        (true, false) => text.say(id!("report-on-account")),
        (false, true) => text.say(id!("report-on-organization")),
        (false, false) => text.say(id!("report-off")),
    };
    facts.push(fact(&text.say(id!("report-authorization")), told(&on)));
    facts
}

/// The SHA-256 of the case file as it is exported.
fn digest(workspace: &Workspace) -> String {
    let bytes = Hash::hash(case_file::export(workspace).as_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What keeps results from being final.
fn warnings(state: &State, text: &Text) -> Vec<Inline> {
    let mut warnings = Vec::new();
    if state.is_stale() {
        warnings.push(plain(&text.say(id!("report-stale"))));
    }
    let out_of_place = state.workspace.out_of_place();
    if out_of_place > 0 {
        let count = [("count", out_of_place.into())];
        warnings.push(plain(&text.with(id!("table-standalone"), &count)));
    }
    for document in &state.workspace.documents {
        let name = names::document(text, &state.workspace, document);
        let name = [("name", name.as_str().into())];
        let mut unread = state.results.unread.iter();
        match unread.find(|unread| unread.document == document.id) {
            Some(unread) if unread.earlier.is_some() => {
                warnings.push(plain(&text.with(id!("report-held"), &name)));
            }
            Some(_) => warnings.push(plain(&text.with(id!("report-unread"), &name))),
            None => {
                let errors = errors(state, document.id);
                if errors > 0 {
                    let [name] = name;
                    let about = [name, ("count", errors.into())];
                    warnings.push(plain(&text.with(id!("report-provisional"), &about)));
                }
            }
        }
    }
    warnings
}

/// How many errors keep a policy from being in force as it stands.
fn errors(state: &State, document: u32) -> usize {
    let place = Some(Field::DocumentText(document));
    let is_its = |problem: &Problem| {
        let is_final = !problem.finding.is_refused() && !problem.is_unfilled();
        problem.place == place && !problem.of_all && !is_final
    };
    let problems = state.results.problems.iter();
    problems.filter(|problem| is_its(problem)).count()
}

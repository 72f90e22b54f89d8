//! Coverage for reading: what of each policy decides, and what does nothing.

use std::io;

use vestibule_answers::words::{self, Line, Section};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::{Arg, Joint, List, Message, code};
use vestibule_syntax::message;
use vestibule_wire::{ConditionCoverage, Coverage, PolicyCoverage, StatementCoverage, short_name};

use super::super::super::answer;
use super::super::tested::Tested;
use crate::output::Output;

/// Writes it as text, where it was asked for.
pub(in crate::cmd::test) fn text(
    out: &mut Output,
    tested: &Tested,
    words: &Words,
) -> io::Result<()> {
    let Some(sections) = sections(tested) else {
        return Ok(());
    };
    out.line("")?;
    answer::text(out, words, &sections)
}

/// Writes it as Markdown, where it was asked for.
pub(in crate::cmd::test) fn markdown(
    out: &mut Output,
    tested: &Tested,
    words: &Words,
) -> io::Result<()> {
    let Some(sections) = sections(tested) else {
        return Ok(());
    };
    out.line("")?;
    answer::markdown(out, words, &sections)
}

fn sections(tested: &Tested) -> Option<Vec<Section>> {
    let coverage = tested.tells_coverage.then(|| tested.coverage())?;
    let mut sections = vec![totals(&coverage)];
    sections.extend(coverage.policies.iter().map(policy));
    Some(sections)
}

/// Whether a condition is seen to let its statement apply, and to keep it from that.
fn is_tried(condition: &ConditionCoverage) -> bool {
    condition.held > 0 && condition.stopped > 0
}

fn totals(coverage: &Coverage) -> Section {
    let statements = || coverage.policies.iter().flat_map(|of| &of.statements);
    let conditions = || statements().flat_map(|of| &of.conditions);
    let deciding = statements().filter(|statement| statement.decided > 0);
    let tried = conditions().filter(|condition| is_tried(condition));
    let mut lines = vec![Line::of(message!(
        "conditions that are tried both ways: {some} of {all}",
        some = tried.count(),
        all = conditions().count()
    ))];
    if coverage.not_known > 0 {
        lines.push(Line::of(message!(
            "sign-ins that are too much work to decide, and count for nothing: {count}",
            count = coverage.not_known
        )));
    }
    Section {
        title: message!(
            "statements that decide a tested sign-in: {some} of {all}",
            some = deciding.count(),
            all = statements().count()
        ),
        lines,
    }
}

fn policy(policy: &PolicyCoverage) -> Section {
    let title = message!(
        "{policy} in {file}",
        policy = words::policy(policy.layer, Some(&policy.policy)),
        file = code(&short_name(&policy.file))
    );
    let (deciding, others): (Vec<_>, Vec<_>) = policy
        .statements
        .iter()
        .partition(|statement| statement.decided > 0);
    let mut lines = Vec::new();
    if !deciding.is_empty() {
        let named = deciding.iter().map(|statement| Arg::from(name(statement)));
        let named = List::arg(Joint::And, named.collect());
        let mut line = Line::of(message!("decided by {statements}", statements = named));
        let conditions = deciding.iter().flat_map(|of| untried(of));
        line.below = conditions.collect();
        lines.push(line);
    }
    lines.extend(others.into_iter().map(|statement| {
        let mut line = Line::of(name(statement));
        line.tail = Some(does(statement));
        line.below = untried(statement).collect();
        line
    }));
    Section { title, lines }
}

/// What a statement does that decides nothing.
fn does(statement: &StatementCoverage) -> Message {
    match (statement.applied, statement.left_open) {
        (0, 0) => message!("never applies"),
        (0, _) => message!("leaves sign-ins unknown"),
        (_, 0) => message!("applies and decides nothing"),
        (_, _) => message!("applies and decides nothing, or leaves sign-ins unknown"),
    }
}

/// The conditions of a statement that are not tried both ways.
fn untried(statement: &StatementCoverage) -> impl Iterator<Item = Line> + use<'_> {
    let conditions = statement.conditions.iter();
    conditions.filter(|one| !is_tried(one)).map(|condition| {
        let operator = code(&short_name(&condition.operator));
        let key = code(&short_name(&condition.key));
        let mut line = Line::of(message!(
            "{operator} of {key} (line {line})",
            operator = operator,
            key = key,
            line = condition.line
        ));
        line.tail = Some(match (condition.held, condition.stopped) {
            (0, 0) => message!("never the reason that the statement applies or does not"),
            (0, _) => message!("never the reason that the statement applies"),
            (_, _) => message!("never the reason that the statement does not apply"),
        });
        line
    })
}

/// A statement, with its line.
fn name(statement: &StatementCoverage) -> Message {
    match &statement.sid {
        Some(sid) => message!(
            "statement {sid} (line {line})",
            sid = code(&short_name(sid)),
            line = statement.line
        ),
        None => message!(
            "Statement[{number}] (line {line})",
            number = statement.statement,
            line = statement.line
        ),
    }
}

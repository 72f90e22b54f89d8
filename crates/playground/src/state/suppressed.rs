//! Findings that are known and do not count, by the suppressions of the workspace.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_wire::{Finding, Placed, Suppressing, Suppression, SuppressionPlace, TextStatements};

use super::workspace::{Document, Workspace};
use crate::evaluate::answer::{Field, Problem};

/// What suppressions do to problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suppressed {
    /// The problems; those that do not count say why.
    pub problems: Rc<[Rc<Problem>]>,
    /// What is wrong with suppressions, by their place in the workspace.
    pub complaints: Vec<(usize, Finding)>,
}

/// `problems` with what suppressions say of them on the day `today`. `is_whole`: nothing else
/// is yet to be found, so that a suppression without a finding is unused.
pub fn apply(
    workspace: &Workspace,
    problems: &Rc<[Rc<Problem>]>,
    today: &str,
    is_whole: bool,
) -> Suppressed {
    if workspace.suppressions.is_empty() {
        return Suppressed {
            problems: Rc::clone(problems),
            complaints: Vec::new(),
        };
    }
    let mut statements: HashMap<u32, TextStatements> = HashMap::new();
    let place = |problem: &Rc<Problem>| {
        let document = document_of(workspace, problem)?;
        let statements = statements
            .entry(document.id)
            .or_insert_with(|| TextStatements::of(&document.text));
        Some(statements.place(problem.finding.clone()))
    };
    let mut placed: Vec<Option<Placed>> = problems.iter().map(place).collect();
    let mut complaints = Vec::new();
    let is_read = problems.iter().all(|problem| !problem.is_unreadable());
    for (index, suppression) in workspace.suppressions.iter().enumerate() {
        let suppression = Suppression::clone(suppression);
        let place = SuppressionPlace::CaseFile;
        let mut suppressing = Suppressing::unchecked(suppression, place, Some(today));
        suppressing.apply(placed.iter_mut().flatten());
        let complaint = suppressing.finding(is_whole && is_read);
        complaints.extend(complaint.map(|finding| (index, finding)));
    }
    let told = problems.iter().zip(placed).map(|(problem, placed)| {
        match placed.and_then(|placed| placed.finding.suppressed) {
            None => Rc::clone(problem),
            Some(suppressed) => {
                let mut problem = Problem::clone(problem);
                problem.finding.suppressed = Some(suppressed);
                Rc::new(problem)
            }
        }
    });
    Suppressed {
        problems: told.collect(),
        complaints,
    }
}

/// A suppression of a finding in a document, without its reason; of the statement that it lies
/// in, or of the whole policy. `None` for what cannot be suppressed.
pub fn suppression(
    workspace: &Workspace,
    problem: &Problem,
    of_statement: bool,
) -> Option<Suppression> {
    if !can_be_suppressed(workspace, problem) {
        return None;
    }
    let document = document_of(workspace, problem)?;
    let placed = TextStatements::of(&document.text).place(problem.finding.clone());
    Some(Suppression {
        rule: problem.finding.code.to_string(),
        policy: problem.finding.policy.clone(),
        statement: placed.statement_name().filter(|_| of_statement),
        reason: String::new(),
        expires: None,
    })
}

/// True for a finding in a document that a suppression can silence. It reads no text, so that it
/// can be asked of every problem whenever a list of them is drawn.
pub fn can_be_suppressed(workspace: &Workspace, problem: &Problem) -> bool {
    document_of(workspace, problem).is_some()
        && !Placed::unplaced(&problem.finding).must_be_told
        && !problem.is_unreadable()
}

/// The document in whose text a problem is.
fn document_of<'a>(workspace: &'a Workspace, problem: &Problem) -> Option<&'a Rc<Document>> {
    let Some(Field::DocumentText(id)) = problem.place else {
        return None;
    };
    workspace.document(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_wire::{Layer, Severity, StatementName};

    const TEXT: &str = r#"{"Statement":[{"Sid":"Office","Effect":"Deny"},{"Effect":"Deny"}]}"#;

    fn workspace(suppressions: Vec<Suppression>) -> Workspace {
        let document = Document {
            id: 7,
            layer: Layer::ServiceControl,
            name: "perimeter".into(),
            text: TEXT.into(),
            ..Document::default()
        };
        Workspace {
            documents: vec![Rc::new(document)],
            suppressions: suppressions.into_iter().map(Rc::new).collect(),
            ..Workspace::default()
        }
    }

    /// A finding of that code in the statement with that number.
    fn problem(code: &'static str, statement: usize) -> Rc<Problem> {
        let message = vestibule_syntax::message!("there is something");
        let mut finding = Finding::new(code, Severity::Warning, message);
        finding.policy = Some("perimeter".into());
        let (start, _) = TEXT.match_indices("\"Deny\"").nth(statement).unwrap();
        let start = u32::try_from(start).unwrap();
        finding.span = Some(vestibule_iam::span::Span::new(start, start + 6).into());
        Rc::new(Problem {
            finding,
            place: Some(Field::DocumentText(7)),
            of_all: false,
        })
    }

    fn of(rule: &str, statement: Option<StatementName>, expires: Option<&str>) -> Suppression {
        Suppression {
            rule: rule.into(),
            policy: Some("perimeter".into()),
            statement,
            reason: "known".into(),
            expires: expires.map(Into::into),
        }
    }

    fn told(suppressions: Vec<Suppression>, is_whole: bool) -> (Vec<bool>, Vec<String>) {
        let problems: Rc<[Rc<Problem>]> = [
            problem("private-source-ip", 0),
            problem("private-source-ip", 1),
        ]
        .into();
        let found = apply(&workspace(suppressions), &problems, "2027-06-30", is_whole);
        let suppressed = found.problems.iter();
        let suppressed = suppressed.map(|problem| problem.finding.suppressed.is_some());
        let complaints = found.complaints.iter();
        let complaints = complaints.map(|(index, finding)| format!("{index} {}", finding.code));
        (suppressed.collect(), complaints.collect())
    }

    #[test]
    fn a_suppression_is_about_findings_of_its_rule_in_its_place() {
        let sid = || Some(StatementName::Sid("Office".into()));
        let rows = [
            (
                of("private-source-ip", None, None),
                vec![true, true],
                vec![],
            ),
            (
                of("VST012", None, None),
                vec![false, false],
                vec!["0 unused-suppression"],
            ),
            (
                of("private-source-ip", sid(), None),
                vec![true, false],
                vec![],
            ),
            (
                of("private-source-ip", Some(StatementName::Number(1)), None),
                vec![false, true],
                vec![],
            ),
            (
                of("private-source-ip", None, Some("2027-06-30")),
                vec![true, true],
                vec![],
            ),
            (
                of("private-source-ip", None, Some("2027-06-29")),
                vec![false, false],
                vec!["0 expired-suppression"],
            ),
            (
                of("ipv4-only", None, None),
                vec![false, false],
                vec!["0 unused-suppression"],
            ),
        ];
        for (suppression, suppressed, complaints) in rows {
            let about = format!("{suppression:?}");
            let found = told(vec![suppression], true);
            assert_eq!(found.0, suppressed, "{about}");
            assert_eq!(found.1, complaints, "{about}");
        }
        // What is still looked for may be found.
        let (_, complaints) = told(vec![of("ipv4-only", None, None)], false);
        assert_eq!(complaints, Vec::<String>::new());
    }

    #[test]
    fn what_is_suppressed_is_named_as_a_case_file_names_it() {
        let workspace = workspace(Vec::new());
        let named = |statement, of_statement| {
            suppression(&workspace, &problem("ipv4-only", statement), of_statement).unwrap()
        };
        let sid = Some(StatementName::Sid("Office".into()));
        assert_eq!(named(0, true).statement, sid);
        assert_eq!(named(1, true).statement, Some(StatementName::Number(1)));
        assert_eq!(named(1, false).statement, None);
        assert_eq!(named(1, false).policy.as_deref(), Some("perimeter"));
        let mut unread = Problem::clone(&problem("json-missing-close", 0));
        unread.finding.severity = Severity::Error;
        assert_eq!(suppression(&workspace, &unread, true), None);
    }
}

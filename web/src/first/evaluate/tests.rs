//! What the page shows of a decision, and where it points.

use vestibule_wire::{Case, NoFiles, Severity};

use super::{View, evaluate};
use crate::first::state::examples::FILES;
use crate::first::state::field::Field;
use crate::first::state::input::{Input, Path, Standing};
use crate::first::state::{case, examples};

fn input() -> Input {
    let mut input = Input::default();
    input.edit(Field::Principal, "arn:aws:iam::111122223333:user/Alice");
    input.edit(Field::SourceIp, "203.0.113.10");
    input
}

fn view(input: &Input) -> View {
    View::default().next(evaluate(input))
}

fn places(view: &View) -> Vec<Field> {
    view.problems
        .iter()
        .filter_map(|problem| Some(problem.place.as_ref()?.field))
        .collect()
}

/// The examples hold what they should and the form loses nothing of them.
#[test]
fn every_example_is_decided_as_its_file_expects() {
    for ((_, slug, file), example) in FILES.into_iter().zip(examples::all().iter()) {
        let original = Case::read(file, &NoFiles).unwrap();
        assert_eq!(original.findings(), [], "{slug}");
        for (index, sign_in) in example.sign_ins.iter().enumerate() {
            let input = Input {
                request: sign_in.request.clone(),
                ..example.input.clone()
            };
            let view = view(&input);
            let decision = &view.verdict.unwrap().decision;
            let expect = original.file().requests[index].expect.as_ref().unwrap();
            assert_eq!(
                Some(decision.outcome),
                expect.outcome,
                "{slug}: {}",
                sign_in.name
            );
            assert_eq!(
                decision.denied_at.map(|action| action.name().to_owned()),
                expect.at,
                "{slug}: {}",
                sign_in.name
            );
            let mut direct = original.decide_explained(index).unwrap();
            direct.request.clone_from(&decision.request);
            for (shown, direct) in decision.phases.iter().zip(&direct.phases) {
                assert_eq!(shown.decision, direct.decision, "{slug}");
                assert_eq!(shown.decided_by.len(), direct.decided_by.len(), "{slug}");
            }
        }
    }
}

#[test]
fn documents_of_examples_stand_at_the_left_margin() {
    for example in examples::all().iter() {
        for (_, document) in example.input.all_documents().filter(|(_, d)| !d.is_blank()) {
            let lines: Vec<&str> = document.text.lines().collect();
            assert_eq!(
                (lines[0], lines[lines.len() - 1]),
                ("{", "}"),
                "{}",
                example.slug
            );
            assert!(lines[1].starts_with("  \""), "{}", example.slug);
        }
    }
}

#[test]
fn what_is_wrong_in_a_field_points_there() {
    let endpoint = |input: &mut Input| input.request.path = Path::Endpoint;
    type Change = Box<dyn Fn(&mut Input)>;
    let set = |field: Field, text: &'static str| -> Change {
        Box::new(move |input| input.edit(field, text))
    };
    let cases: Vec<(Change, Field)> = vec![
        (set(Field::Principal, "alice"), Field::Principal),
        (set(Field::Principal, ""), Field::Principal),
        (set(Field::SourceIp, "10.0.0.0/8"), Field::SourceIp),
        (set(Field::SourceIp, ""), Field::SourceIp),
        (set(Field::Region, "Ireland"), Field::Region),
        (set(Field::AccountId, "12"), Field::AccountId),
        (set(Field::Organization, "acme"), Field::Organization),
        (
            set(Field::OrganizationPath, "r-ab12 top"),
            Field::OrganizationPath,
        ),
        (Box::new(endpoint), Field::Vpc),
        (
            Box::new(move |input| {
                endpoint(input);
                input.edit(Field::Vpc, "vpc-1");
            }),
            Field::Vpc,
        ),
        (
            Box::new(move |input| {
                endpoint(input);
                input.edit(Field::Endpoint, "endpoint");
            }),
            Field::Endpoint,
        ),
        (
            Box::new(move |input| {
                endpoint(input);
                input.edit(Field::Vpc, "vpc-0a1b2c3d4e5f60718");
                input.edit(Field::PrivateIp, "ten");
            }),
            Field::PrivateIp,
        ),
        (
            Box::new(|input| {
                let id = input.add_context();
                input.edit(Field::ContextKey(id), "aws:SourceIp");
                input.edit(Field::ContextValues(id), "10.0.0.1");
            }),
            Field::ContextKey(0),
        ),
        (
            Box::new(|input| {
                let id = input.documents(vestibule_wire::Layer::ServiceControl)[0].id;
                input.edit(Field::DocumentText(id), "{}");
                input.edit(Field::DocumentTarget(id), "everything");
            }),
            Field::DocumentTarget(2),
        ),
    ];
    for (change, field) in cases {
        let mut input = input();
        change(&mut input);
        let view = view(&input);
        assert!(
            places(&view).contains(&field),
            "{field:?}: {:?}",
            view.problems
        );
    }
}

#[test]
fn nothing_wrong_is_without_a_place() {
    let mut input = input();
    input.account.standing = Standing::Management;
    for document in 0..7 {
        input.edit(Field::DocumentText(document), "[{\"Statement\": 1, ]");
        input.edit(Field::DocumentTarget(document), "?");
    }
    let view = view(&input);
    assert!(view.problems.len() >= 7);
    for problem in view.problems.iter() {
        assert!(problem.place.is_some(), "{problem:?}");
    }
}

#[test]
fn the_worst_comes_first() {
    let mut input = input();
    input.edit(
        Field::DocumentText(0),
        r#"{"Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*",
            "Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.5/8","10.0.0.0/99"]}}}]}"#,
    );
    let severities: Vec<Severity> = view(&input)
        .problems
        .iter()
        .map(|problem| problem.severity)
        .collect();
    assert!(
        severities.len() > 1 && severities.is_sorted_by(|a, b| a >= b),
        "{severities:?}"
    );
}

#[test]
fn a_text_beyond_the_limit_says_so_and_is_not_decided() {
    let mut input = input();
    let before = view(&input);
    input.edit(Field::DocumentText(0), &"x".repeat(2 << 20));
    let view = before.next(evaluate(&input));
    assert!(view.stale && view.verdict.is_some());
    assert!(
        view.problems[0].sentence().contains("1048576"),
        "{:?}",
        view.problems
    );
}

#[test]
fn blank_documents_are_no_policies_and_shift_no_path() {
    let mut input = input();
    let kind = vestibule_wire::Layer::ServiceControl;
    let id = input.add_document(kind);
    input.edit(Field::DocumentText(2), "  \n");
    input.edit(Field::DocumentText(id), "{");
    assert!(
        places(&view(&input))
            .iter()
            .all(|field| *field == Field::DocumentText(id))
    );
}

#[test]
fn context_values_by_line() {
    use vestibule_wire::ContextValue::{Many, One, Unknown};
    let cases = [
        ("", Unknown),
        (" \n ", Unknown),
        ("true", One("true".into())),
        ("a\n\nb ", Many(vec!["a".into(), "b".into()])),
    ];
    for (text, expected) in cases {
        assert_eq!(super::case::context_value(text), expected, "{text:?}");
    }
}

#[test]
fn a_case_makes_the_round_through_the_form() {
    for (_, slug, file) in FILES {
        let original = Case::read(file, &NoFiles).unwrap();
        let (again, _) = super::case::file(&case::input(original.file()));
        assert_eq!(
            again.requests[0].principal,
            original.file().requests[0].principal,
            "{slug}"
        );
        assert_eq!(
            again.requests[0].network,
            original.file().requests[0].network,
            "{slug}"
        );
        let account = again.account.unwrap();
        let told = original.file().account.clone().unwrap();
        assert_eq!(
            (account.id, account.organization),
            (told.id, told.organization),
            "{slug}"
        );
    }
}

#[test]
fn what_is_announced() {
    let view_of = view(&input());
    assert_eq!(
        &*view_of.announcement(),
        "Sign-in allowed. It passes all three phases."
    );
    let mut broken = input();
    broken.edit(Field::DocumentText(0), "{");
    let stale = view_of.next(evaluate(&broken));
    assert!(
        stale.announcement().starts_with("Out of date."),
        "{}",
        stale.announcement()
    );
}

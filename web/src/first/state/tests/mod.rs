//! Every action.

mod keeping;

use std::rc::Rc;

use vestibule_wire::{Entry, Layer, Outcome};
use yew::Reducible;

use crate::first::state::field::{Field, Switch};
use crate::first::state::history::Step;
use crate::first::state::input::{Input, Path, Standing};
use crate::first::state::saved::SaveState;
use crate::first::state::{Action, State};

fn page() -> Rc<State> {
    Rc::new(State::new(None, SaveState::Untouched))
}

fn blank() -> Rc<State> {
    Rc::new(State::new(
        Some((Input::default(), Default::default())),
        SaveState::Saved,
    ))
}

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions
        .into_iter()
        .fold(state, |state, action| state.reduce(action))
}

fn edit(field: Field, text: &str) -> Action {
    Action::Edit(field, text.to_owned().into())
}

/// The id of the first document of a kind.
fn first(state: &State, kind: Layer) -> u32 {
    state.input.documents(kind)[0].id
}

fn text(state: &State, kind: Layer) -> &str {
    &state.input.documents(kind)[0].text
}

fn outcome(state: &State) -> Option<Outcome> {
    state
        .view
        .verdict
        .as_ref()
        .map(|verdict| verdict.decision.outcome)
}

const DENY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny",
    "Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*"}]}"#;

fn signing_in() -> [Action; 2] {
    [
        edit(Field::Principal, "arn:aws:iam::111122223333:user/Alice"),
        edit(Field::SourceIp, "203.0.113.10"),
    ]
}

#[test]
fn the_page_opens_with_the_first_example_decided() {
    let state = page();
    assert_eq!(state.input.example.as_deref(), Some("example-2-rbp"));
    assert_eq!(outcome(&state), Some(Outcome::Denied));
    assert!(!state.view.stale);
    assert_eq!(state.view.problems.len(), 0, "{:?}", state.view.problems);
    assert_eq!(state.open, [true, false, false, false, false, false, false]);
    assert_eq!(state.revision, 0);
}

#[test]
fn every_example_can_be_read() {
    assert_eq!(
        page().examples.len(),
        crate::first::state::examples::FILES.len()
    );
}

#[test]
fn typing_a_policy_changes_the_decision() {
    let state = after(blank(), signing_in());
    assert_eq!(outcome(&state), Some(Outcome::Allowed));
    let field = Field::DocumentText(first(&state, Layer::ResourceBased));
    let state = after(state, [edit(field, DENY)]);
    assert_eq!(outcome(&state), Some(Outcome::Denied));
    let state = after(state, [edit(field, "")]);
    assert_eq!(outcome(&state), Some(Outcome::Allowed));
}

#[test]
fn a_text_that_is_not_json_leaves_the_last_decision_out_of_date() {
    let state = page();
    let field = Field::DocumentText(first(&state, Layer::ResourceBased));
    let state = after(state, [edit(field, "{\n  \"Version\": ,\n}")]);
    assert!(state.view.stale);
    assert_eq!(outcome(&state), Some(Outcome::Denied));
    let problem = &state.view.problems[0];
    let place = problem.place.as_ref().unwrap();
    assert_eq!(place.field, field);
    assert_eq!(place.short(), "line 2, column 13");
    let state = after(state, [edit(field, DENY)]);
    assert!(!state.view.stale);
}

#[test]
fn a_sign_in_that_cannot_be_is_out_of_date_too() {
    let state = after(page(), [edit(Field::SourceIp, "198.51.100")]);
    assert!(state.view.stale);
    assert!(
        state
            .view
            .problems
            .iter()
            .any(|problem| problem.stands_in(Field::SourceIp))
    );
}

#[test]
fn every_field_takes_what_is_typed() {
    let mut state = after(
        blank(),
        [
            Action::AddContext,
            Action::Standing(Standing::Member),
            Action::Path(Path::Endpoint),
        ],
    );
    let row = state.input.request.context[0].id;
    let document = first(&state, Layer::ServiceControl);
    let fields = [
        Field::AccountId,
        Field::Organization,
        Field::OrganizationPath,
        Field::Principal,
        Field::SourceIp,
        Field::Vpc,
        Field::Endpoint,
        Field::PrivateIp,
        Field::Region,
        Field::ContextKey(row),
        Field::ContextValues(row),
        Field::DocumentText(document),
        Field::DocumentName(document),
        Field::DocumentTarget(document),
    ];
    for field in fields {
        let typed = format!("<b>{field:?}</b>");
        state = after(state, [edit(field, &typed)]);
        let stored = crate::first::state::saved::write_input(&state.input).unwrap();
        assert!(stored.contains(&typed), "{field:?}");
    }
    assert!(state.view.stale, "none of it makes sense");
    assert!(!state.view.problems.is_empty());
}

#[test]
fn a_field_that_is_gone_takes_nothing() {
    let before = blank();
    let state = after(
        before.clone(),
        [
            edit(Field::ContextKey(7), "x"),
            edit(Field::DocumentName(99), "x"),
        ],
    );
    assert_eq!(state.input, before.input);
}

#[test]
fn line_ends_are_those_of_a_text_area() {
    let state = blank();
    let field = Field::DocumentText(first(&state, Layer::ResourceBased));
    let state = after(state, [edit(field, "{\r\n}\r")]);
    assert_eq!(text(&state, Layer::ResourceBased), "{\n}\n");
}

#[test]
fn choices_are_taken() {
    let state = after(
        blank(),
        [
            Action::Entry(Entry::LoginRemote),
            Action::Path(Path::Endpoint),
            Action::Standing(Standing::Management),
            Action::Switch(Switch::OnAccount, false),
            Action::Switch(Switch::OnOrganization, false),
            Action::Switch(Switch::NoIdentity, true),
            Action::Fold(Layer::Session, true),
            Action::Saved(SaveState::Failed),
        ],
    );
    assert_eq!(state.input.request.entry, Entry::LoginRemote);
    assert_eq!(state.input.request.path, Path::Endpoint);
    assert_eq!(state.input.account.standing, Standing::Management);
    assert!(!state.input.account.on_account && !state.input.account.on_organization);
    assert!(state.input.no_identity);
    assert!(state.open[5]);
    assert_eq!(state.saved, SaveState::Failed);
    assert_eq!(state.revision, 6, "folding and saving are not to be stored");
}

#[test]
fn switching_the_network_keeps_what_was_typed_for_both() {
    let typed = [
        edit(Field::SourceIp, "203.0.113.10"),
        Action::Path(Path::Endpoint),
        edit(Field::Vpc, "vpc-1"),
    ];
    let state = after(blank(), typed);
    let state = after(state, [Action::Path(Path::Public)]);
    assert_eq!(&*state.input.request.source_ip, "203.0.113.10");
    assert_eq!(&*state.input.request.vpc, "vpc-1");
}

#[test]
fn turning_console_authorization_off_allows() {
    let off = [
        Action::Switch(Switch::OnAccount, false),
        Action::Switch(Switch::OnOrganization, false),
    ];
    assert_eq!(outcome(&after(page(), off)), Some(Outcome::Allowed));
}

#[test]
fn documents_come_and_go_and_one_stays() {
    let state = after(blank(), [Action::AddDocument(Layer::ServiceControl)]);
    let ids: Vec<u32> = state
        .input
        .documents(Layer::ServiceControl)
        .iter()
        .map(|d| d.id)
        .collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
    let state = after(
        state,
        [
            edit(Field::DocumentText(ids[1]), "mine"),
            Action::RemoveDocument(ids[1]),
        ],
    );
    assert_eq!(state.input.documents(Layer::ServiceControl).len(), 1);
    assert_eq!(
        state.history.past.last().unwrap().step,
        Step::RemovedDocument
    );
    let state = after(state, [Action::Back]);
    assert_eq!(
        &*state.input.documents(Layer::ServiceControl)[1].text,
        "mine"
    );
    let state = after(state, [Action::Forward, Action::RemoveDocument(ids[0])]);
    let left = state.input.documents(Layer::ServiceControl);
    assert!(left.len() == 1 && left[0].is_blank());
    assert_eq!(
        after(state, [Action::RemoveDocument(12345)])
            .input
            .documents(Layer::Session)
            .len(),
        1
    );
}

#[test]
fn context_rows_come_and_go() {
    let state = after(blank(), signing_in());
    let state = after(state, [Action::AddContext, Action::AddContext]);
    let ids: Vec<u32> = state
        .input
        .request
        .context
        .iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(ids, [0, 1]);
    let state = after(
        state,
        [
            edit(Field::ContextKey(0), "aws:MultiFactorAuthPresent"),
            edit(Field::ContextValues(0), "true"),
        ],
    );
    assert!(!state.view.stale, "{:?}", state.view.problems);
    let state = after(state, [Action::RemoveContext(1)]);
    assert!(state.history.past.is_empty(), "a blank row is not missed");
    let state = after(state, [Action::RemoveContext(0), Action::Back]);
    assert_eq!(&*state.input.request.context[0].values, "true");
}

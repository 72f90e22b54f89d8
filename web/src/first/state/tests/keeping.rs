//! What must never be lost.

use std::rc::Rc;

use vestibule_wire::{Entry, Layer, Outcome};

use super::{after, blank, edit, first, outcome, page, text};
use crate::first::state::field::Field;
use crate::first::state::history::Step;
use crate::first::state::input::{Input, Path};
use crate::first::state::preset::Preset;
use crate::first::state::saved::{self, SaveState};
use crate::first::state::{Action, State};

#[test]
fn an_example_does_not_lose_typed_text() {
    let mine = Field::DocumentText(first(&blank(), Layer::ResourceBased));
    let state = after(blank(), [edit(mine, "my policy"), Action::Example(1)]);
    assert_eq!(state.input.example.as_deref(), Some("example-1-rcp"));
    assert_eq!(
        state.history.past.last().unwrap().step,
        Step::Example("example-1-rcp".into())
    );
    let state = after(state, [Action::Example(2), Action::Back]);
    assert_eq!(text(&state, Layer::ResourceBased), "my policy");
}

#[test]
fn going_from_example_to_example_keeps_nothing() {
    let state = after(
        page(),
        [
            Action::Example(1),
            Action::SignIn(2),
            Action::Example(3),
            Action::Example(99),
        ],
    );
    assert!(state.history.past.is_empty());
    let changed = after(
        state,
        [edit(Field::Region, "eu-west-1"), Action::Example(0)],
    );
    assert_eq!(changed.history.past.len(), 1);
}

#[test]
fn the_sign_ins_of_an_example_can_be_tried() {
    let state = after(page(), [Action::SignIn(1)]);
    assert_eq!(outcome(&state), Some(Outcome::Allowed));
    assert!(!state.is_changed_example());
    assert!(state.history.past.is_empty());
    let state = after(
        state,
        [edit(Field::SourceIp, "192.0.2.1"), Action::SignIn(0)],
    );
    assert_eq!(state.history.past.last().unwrap().step, Step::SignIn);
    let state = after(state, [Action::Back]);
    assert_eq!(&*state.input.request.source_ip, "192.0.2.1");
    assert!(state.is_changed_example());
    let before = state.input.clone();
    assert_eq!(after(state, [Action::SignIn(99)]).input, before);
    assert_eq!(after(blank(), [Action::SignIn(0)]).input, Input::default());
}

#[test]
fn presets_stay_in_the_account_and_can_be_undone() {
    let own = "arn:aws:iam::777788889999:role/team/deployer";
    let state = after(
        blank(),
        [edit(Field::Principal, own), Action::Preset(Preset::Root)],
    );
    assert_eq!(
        &*state.input.request.principal,
        "arn:aws:iam::777788889999:root"
    );
    let state = after(state, [Action::Preset(Preset::Federated)]);
    assert_eq!(
        &*state.input.request.principal,
        "arn:aws:sts::777788889999:federated-user/Alice"
    );
    assert_eq!(state.history.past.len(), 1, "a preset is not missed");
    let state = after(state, [Action::Back]);
    assert_eq!(&*state.input.request.principal, own);
    for preset in Preset::ALL {
        let state = after(page(), [Action::Preset(preset)]);
        assert!(state.history.past.is_empty());
        assert!(outcome(&state).is_some() && !state.view.stale, "{preset:?}");
    }
    let told = after(
        blank(),
        [
            edit(Field::AccountId, "444455556666"),
            Action::Preset(Preset::User),
        ],
    );
    assert_eq!(
        &*told.input.request.principal,
        "arn:aws:iam::444455556666:user/Alice"
    );
}

#[test]
fn clearing_forgets_what_is_stored_but_not_at_once() {
    let mine = Field::DocumentText(first(&blank(), Layer::ResourceBased));
    let state = after(
        blank(),
        [
            edit(mine, "secret policy"),
            Action::Example(0),
            Action::Clear,
        ],
    );
    assert_eq!(state.input, Input::default());
    let stored = saved::write_history(&state.history).unwrap();
    assert!(!stored.contains("secret"), "{stored}");
    let state = after(state, [Action::Back, Action::Back]);
    assert_eq!(text(&state, Layer::ResourceBased), "secret policy");
}

#[test]
fn what_is_stored_comes_back() {
    let mine = Field::DocumentText(first(&blank(), Layer::ResourceBased));
    let name = Field::DocumentName(first(&blank(), Layer::ResourceControl));
    let typed = [
        edit(mine, "{\"half\": \"typed 😀"),
        edit(name, "named"),
        Action::AddContext,
        edit(Field::ContextKey(0), "aws:SourceIdentity"),
        Action::Path(Path::Endpoint),
        Action::Entry(Entry::LoginLocal),
        Action::AddDocument(Layer::Identity),
    ];
    let state = after(blank(), typed);
    let input = saved::read_input(&saved::write_input(&state.input).unwrap()).unwrap();
    let again = Rc::new(State::new(
        Some((input, Default::default())),
        SaveState::Saved,
    ));
    let content = |state: &State| {
        let documents: Vec<_> = state
            .input
            .all_documents()
            .map(|(kind, d)| (kind, d.name.clone(), d.target.clone(), d.text.clone()))
            .collect();
        (
            documents,
            state.input.request.clone(),
            state.input.account.clone(),
        )
    };
    assert_eq!(content(&again), content(&state));
    assert_eq!(
        saved::read_input(&saved::write_input(&again.input).unwrap()),
        Some(again.input.clone())
    );
}

#[test]
fn the_way_back_is_stored_too() {
    let mine = Field::DocumentText(first(&blank(), Layer::ResourceBased));
    let state = after(blank(), [edit(mine, "mine"), Action::Example(0)]);
    let stored = saved::write_history(&state.history).unwrap();
    let history = saved::read_history(&stored).unwrap();
    let again = Rc::new(State::new(
        Some((state.input.clone(), history)),
        SaveState::Saved,
    ));
    assert_eq!(
        text(&after(again, [Action::Back]), Layer::ResourceBased),
        "mine"
    );
}

#[test]
fn what_cannot_be_read_is_not_taken() {
    for stored in [
        "",
        "{",
        "null",
        r#"{"version":2,"value":{}}"#,
        r#"{"version":1,"value":{"documents":[]}}"#,
    ] {
        assert_eq!(saved::read_input(stored), None, "{stored}");
    }
    assert_eq!(saved::read_history("{}"), None);
    let partial = saved::read_input(r#"{"version":1,"value":{}}"#);
    assert_eq!(partial, Some(Input::default()));
}

#[test]
fn an_unchanged_example_is_recognised_after_a_reload() {
    let state = page();
    let input = saved::read_input(&saved::write_input(&state.input).unwrap()).unwrap();
    let again = State::new(Some((input, Default::default())), SaveState::Saved);
    assert!(!again.is_changed_example());
}

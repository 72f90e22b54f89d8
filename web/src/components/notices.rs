//! What is told once, above the foot of the page, until it is put away.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::glyph::{self, glyph};
use super::header::named;
use crate::offline::UpdateNotice;
use crate::state::account_facts::AccountPart;
use crate::state::action::Action;
use crate::state::view::{Notice, NoticeKind};
use crate::state::workspace::Standing;
use crate::text::{Text, nodes, use_text};

/// Good news goes by itself.
const GOES_AFTER_MS: u32 = 12_000;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Info,
    Warning,
    Error,
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) notices: Rc<[Notice]>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Notices(props: &Props) -> Html {
    let text = use_text();
    html! {
        <div class="notices" role="region" aria-label={text.say(id!("notice-region"))}>
            // The live region is there before what it says.
            <div role="status">
                { for props.notices.iter().map(|notice| html! {
                    <Toast
                        key={notice.id} notice={notice.clone()}
                        dispatch={props.dispatch.clone()}
                    />
                }) }
                <UpdateNotice />
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ToastProps {
    notice: Notice,
    dispatch: Callback<Action>,
}

#[component]
fn Toast(props: &ToastProps) -> Html {
    let text = use_text();
    let id = props.notice.id;
    let (kind, said) = said(&text, &props.notice.kind);
    // Whoever reads it has the time to: pointed at or with the focus in it, it stays.
    let held = use_state_eq(|| false);
    {
        let dispatch = props.dispatch.clone();
        use_effect_with((kind, *held), move |(kind, held)| {
            let goes = *kind == Kind::Info && !held;
            let timeout = goes
                .then(|| Timeout::new(GOES_AFTER_MS, move || dispatch.emit(Action::PutAway(id))));
            move || drop(timeout)
        });
    }
    let hold = |on: bool| {
        let held = held.setter();
        Callback::from(move |()| held.set(on))
    };
    let away = props
        .dispatch
        .reform(move |_: MouseEvent| Action::PutAway(id));
    let findings = match &props.notice.kind {
        NoticeKind::Imported { findings, .. } | NoticeKind::ImportFailed { findings, .. } => {
            findings.iter().take(5).collect()
        }
        _ => Vec::new(),
    };
    html! {
        <div
            class={classes!("toast", match kind { Kind::Info => "info", Kind::Warning => "warning", Kind::Error => "error" })}
            onmouseenter={hold(true).reform(|_: MouseEvent| ())} onmouseleave={hold(false).reform(|_: MouseEvent| ())}
            onfocusin={hold(true).reform(|_: FocusEvent| ())} onfocusout={hold(false).reform(|_: FocusEvent| ())}
        >
            <div class="toast-text">
                <p>{ nodes(&said) }</p>
                if !findings.is_empty() {
                    <ul>{ for findings.iter().map(|finding| html! {
                        <li>{ nodes(&text.message(&finding.message)) }</li>
                    }) }</ul>
                }
            </div>
            { deed(&text, props) }
            <button type="button" class="quiet only-icon" aria-label={text.say(id!("notice-away"))} onclick={away}>
                { glyph(glyph::X) }
            </button>
        </div>
    }
}

/// What can be done about it.
fn deed(text: &Text, props: &ToastProps) -> Html {
    let id = props.notice.id;
    if !props.notice.kind.is_undoable() {
        return html! {};
    }
    let dispatch = props.dispatch.clone();
    let undo = move |_: MouseEvent| {
        dispatch.emit(Action::Undo);
        dispatch.emit(Action::PutAway(id));
    };
    html! { <button type="button" onclick={undo}>{ text.say(id!("shell-undo")) }</button> }
}

/// A part of the account that an output set.
fn part_of(text: &Text, part: &AccountPart) -> AttrValue {
    let yes = |is_on: bool| if is_on { "yes" } else { "no" };
    match part {
        AccountPart::Id(value) => {
            text.with(id!("start-part-id"), &[("value", value.as_str().into())])
        }
        AccountPart::Organization(value) => text.with(
            id!("start-part-organization"),
            &[("value", value.as_str().into())],
        ),
        AccountPart::Path(value) => {
            text.with(id!("start-part-path"), &[("value", value.as_str().into())])
        }
        AccountPart::Standing(standing) => text.say(match standing {
            Standing::Standalone => id!("start-part-standalone"),
            Standing::Member => id!("start-part-member"),
            Standing::Management => id!("start-part-management"),
        }),
        AccountPart::OnAccount(is_on) => {
            text.with(id!("start-part-on-account"), &[("on", yes(*is_on).into())])
        }
        AccountPart::OnOrganization(is_on) => text.with(
            id!("start-part-on-organization"),
            &[("on", yes(*is_on).into())],
        ),
    }
}

fn said(text: &Text, kind: &NoticeKind) -> (Kind, AttrValue) {
    match kind {
        NoticeKind::Imported { name, findings } => {
            let name = named(text, name);
            let kind = if findings.is_empty() {
                Kind::Info
            } else {
                Kind::Warning
            };
            (
                kind,
                text.with(id!("notice-imported"), &[("name", name.as_str().into())]),
            )
        }
        NoticeKind::ImportFailed { name, .. } => {
            let name = named(text, name);
            (
                Kind::Error,
                text.with(
                    id!("notice-import-failed"),
                    &[("name", name.as_str().into())],
                ),
            )
        }
        NoticeKind::Replaced => (Kind::Info, text.say(id!("notice-replaced"))),
        NoticeKind::ExampleLeft => (Kind::Info, text.say(id!("notice-example-left"))),
        NoticeKind::TextReplaced => (Kind::Info, text.say(id!("notice-text-replaced"))),
        NoticeKind::FilledIn {
            values,
            documents,
            account,
        } => {
            let both = [
                ("values", (*values).into()),
                ("documents", (*documents).into()),
            ];
            let filled = text.with(id!("notice-filled-in"), &both);
            let set = account.as_ref().map(|account| {
                let account = [("account", account.as_str().into())];
                text.with(id!("notice-filled-account"), &account)
            });
            let said = match set {
                Some(set) => text.with(
                    id!("notice-filled-both"),
                    &[
                        ("filled", filled.as_str().into()),
                        ("set", set.as_str().into()),
                    ],
                ),
                None => filled,
            };
            (Kind::Info, said)
        }
        NoticeKind::AccountSet(parts) => {
            let parts: Vec<AttrValue> = parts.iter().map(|part| part_of(text, part)).collect();
            let separator = text.say(id!("start-part-separator"));
            let parts = parts.join(&separator);
            (
                Kind::Info,
                text.with(id!("start-account-set"), &[("parts", parts.into())]),
            )
        }
        NoticeKind::OtherAccount { here, told } => {
            let both = [
                ("here", here.as_str().into()),
                ("told", told.as_str().into()),
            ];
            (Kind::Warning, text.with(id!("start-other-account"), &both))
        }
        NoticeKind::OrganizationLeft(count) => (
            Kind::Info,
            text.with(
                id!("start-organization-left"),
                &[("count", (*count).into())],
            ),
        ),
        NoticeKind::Fixed {
            fixes,
            left_out,
            appeared,
        } => {
            let counts = [
                ("fixes", (*fixes).into()),
                ("left", (*left_out).into()),
                ("appeared", (*appeared).into()),
            ];
            (Kind::Info, text.with(id!("notice-fixed"), &counts))
        }
        NoticeKind::OnlyOne => (Kind::Warning, text.say(id!("notice-only-one"))),
        NoticeKind::Matrix { added, skipped } => {
            let both = [("added", (*added).into()), ("skipped", (*skipped).into())];
            (Kind::Info, text.with(id!("notice-matrix"), &both))
        }
        NoticeKind::ListsTaken { people, networks } => {
            let both = [
                ("people", (*people).into()),
                ("networks", (*networks).into()),
            ];
            (Kind::Info, text.with(id!("people-taken"), &both))
        }
        NoticeKind::LinkOpened { name } => {
            let name = named(text, name);
            (
                Kind::Info,
                text.with(id!("notice-link-opened"), &[("name", name.as_str().into())]),
            )
        }
        NoticeKind::LinkBroken { reason, help } => {
            let reason = [text.message(reason), text.message(help)].join(" ");
            (
                Kind::Error,
                text.with(
                    id!("notice-link-broken"),
                    &[("reason", reason.as_str().into())],
                ),
            )
        }
        NoticeKind::StorageBroken => (Kind::Error, text.say(id!("notice-storage-broken"))),
        NoticeKind::StorageDenied => (Kind::Warning, text.say(id!("notice-storage-denied"))),
        NoticeKind::StorageFull => (Kind::Error, text.say(id!("notice-storage-full"))),
        NoticeKind::Gone => (Kind::Warning, text.say(id!("notice-gone"))),
        NoticeKind::OtherTab => (Kind::Warning, text.say(id!("notice-other-tab"))),
        NoticeKind::Restored => (Kind::Info, text.say(id!("notice-restored"))),
        NoticeKind::NoWorker { reason } => (
            Kind::Error,
            text.with(
                id!("notice-no-worker"),
                &[("reason", reason.as_str().into())],
            ),
        ),
    }
}

//! Texts that are pasted where nothing is typed, and policies wherever no policy can stand.

use gloo::events::{EventListener, EventListenerOptions};
use vestibule_wire::{Reading, managed_policy, recognize, told_statements};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Element};
use yew::prelude::*;

use super::files::{self, Read};
use super::incoming::may_be_json;

/// Hands over what is pasted anywhere on the page but into a field for text.
#[hook]
pub(super) fn use_pastes(arrived: &Callback<Vec<Read>>) {
    let latest = use_mut_ref(|| arrived.clone());
    latest.borrow_mut().clone_from(arrived);
    use_effect_with((), move |()| {
        let heard = move |event: &Event| {
            let event = event.dyn_ref::<ClipboardEvent>();
            let Some((event, data)) = event.and_then(|event| Some((event, meant(event)?))) else {
                return;
            };
            event.prevent_default();
            let arrived = latest.borrow().clone();
            let files = files::dropped(&data);
            if files.is_empty() {
                arrived.emit(vec![Read::Text {
                    name: String::new(),
                    text: text_of(&data),
                }]);
            } else {
                files::read(files, arrived);
            }
        };
        let listener = web_sys::window().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "paste", options, heard)
        });
        move || drop(listener)
    });
}

/// What an event brings, where it is for the page.
fn meant(event: &ClipboardEvent) -> Option<DataTransfer> {
    // The editor takes what it has a use for.
    if event.default_prevented() {
        return None;
    }
    let data = event.clipboard_data()?;
    let at = event.target().and_then(|at| at.dyn_into::<Element>().ok());
    let is_in = |selector| {
        let found = at.as_ref().and_then(|at| at.closest(selector).ok()?);
        found.is_some()
    };
    let document = web_sys::window()?.document()?;
    let is_covered = matches!(document.query_selector("dialog[open]"), Ok(Some(_)));
    if is_covered || is_in("textarea, .cm-editor") {
        return None;
    }
    let has_files = !files::dropped(&data).is_empty();
    let text = text_of(&data);
    let is_meant = if is_in("input") {
        // A field of one line has no room for a policy.
        !has_files && is_whole(&text)
    } else {
        has_files || !text.trim().is_empty()
    };
    is_meant.then_some(data)
}

fn text_of(data: &DataTransfer) -> String {
    data.get_data("text/plain").unwrap_or_default()
}

/// True for a text that is a policy, what a command prints of policies, or a case file.
fn is_whole(text: &str) -> bool {
    let found = may_be_json("", text).then(|| recognize(text));
    found.is_some_and(|found| found.is_case_file || !found.policies.is_empty())
}

/// What becomes of a text that is pasted into an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pasted {
    /// It goes where the cursor is.
    There,
    /// It takes the place of the whole text.
    Instead,
    /// It becomes documents or a workspace of its own.
    Apart,
}

/// What becomes of `text` that is pasted into the text of a document, which would be `result` then.
pub(super) fn pasted(text: &str, result: &str, is_example: bool) -> Pasted {
    if holds_statements(text) {
        return Pasted::Apart;
    }
    // In a policy the ARN is a value.
    if managed_policy(text.trim()).is_some() && result.trim() == text.trim() {
        return Pasted::Apart;
    }
    if !is_whole(text) {
        return Pasted::There;
    }
    if is_example {
        return Pasted::Apart;
    }
    let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(result).is_ok();
    if result.trim() == text.trim() || is_json() {
        return Pasted::There;
    }
    // No document holds a case file.
    if recognize(text).is_case_file {
        Pasted::Apart
    } else {
        Pasted::Instead
    }
}

/// True for permission statements, of which a policy is made.
fn holds_statements(text: &str) -> bool {
    let told = told_statements(text, &Reading::default());
    told.is_some_and(|told| !told.statements.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCP: &str =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;

    #[test]
    fn what_is_pasted_into_a_text_goes_where_it_can_stand() {
        let case = r#"{"vestibule":1,"policies":{},"requests":[]}"#;
        let statement = r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#;
        let wrapped = format!("{{\"Policy\":{SCP}}}");
        let inside = format!("{SCP}{SCP}");
        let cut = SCP.trim_end_matches('}');
        let arn = "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess";
        let put = "aws signin put-resource-permission-statement --source-ip 203.0.113.0/24";
        let rows = [
            ("over everything", SCP, SCP, false, Pasted::There),
            ("broken, over everything", cut, cut, false, Pasted::There),
            ("behind another", SCP, &*inside, false, Pasted::Instead),
            (
                "broken, into another",
                cut,
                &*format!("{{{cut}"),
                false,
                Pasted::Instead,
            ),
            ("into an output", SCP, &*wrapped, false, Pasted::There),
            (
                "a statement",
                statement,
                &*format!("[{statement}"),
                false,
                Pasted::There,
            ),
            ("a letter", "x", "{x", true, Pasted::There),
            (
                "a case file",
                case,
                &*format!("{{{case}"),
                false,
                Pasted::Apart,
            ),
            ("over an example", SCP, SCP, true, Pasted::Apart),
            ("a command", put, put, false, Pasted::Apart),
            ("an ARN alone", arn, arn, false, Pasted::Apart),
            (
                "an ARN in a policy",
                arn,
                &*format!("{{\"Statement\":[{{\"Resource\":\"{arn}\"}}]}}"),
                false,
                Pasted::There,
            ),
        ];
        for (title, text, result, is_example, expected) in rows {
            assert_eq!(pasted(text, result, is_example), expected, "{title}");
        }
    }
}

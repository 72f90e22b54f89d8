//! The report for a change ticket: a dialog with a preview, and what is printed.

use std::rc::Rc;

use vestibule_playground::report::{self, Block, CodeLine, Inline, Item, Told};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::browser::{self, Copied};
use super::compare;
use super::dialog::Dialog;
use super::field::{TextField, checked};
use super::glyph::{self, glyph};
use super::printing::use_printing;
use super::titles;
use crate::state::State;
use crate::state::action::Action;
use crate::text::{Text, of_pieces, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) state: Rc<State>,
    pub(super) dispatch: Callback<Action>,
}

/// What the report says beside what the page knows.
fn told(text: &Text, state: &State) -> Told {
    let about = &state.report_on;
    let base = state.compared().filter(|_| !about.without_comparison);
    Told {
        title: titles::workspace(text, &state.workspace).to_string(),
        date: match &about.date {
            Some(date) => date.to_string(),
            None => browser::today(),
        },
        note: about.note.to_string(),
        time: about.date.is_none().then(browser::now),
        before: base.map(|of| compare::named_in_report(text, &state.store, &of.base).to_string()),
    }
}

/// What is printed: the report on what is shown. It is there while the browser prints.
#[component]
pub(super) fn PrintSheet(props: &Props) -> Html {
    let text = use_text();
    if !use_printing() {
        return html! {};
    }
    let made = report::report(&props.state, &text, &told(&text, &props.state));
    html! { <article class="print-sheet">{ blocks(&made.blocks) }</article> }
}

/// The dialog.
#[component]
pub(super) fn Report(props: &Props) -> Html {
    let text = use_text();
    let copied = use_state_eq(|| Copied::No);
    let (state, dispatch) = (&props.state, &props.dispatch);
    let about = &state.report_on;
    let told = told(&text, state);
    let made = use_memo(
        (state.clone(), told.clone(), text.clone()),
        |(state, told, text)| report::report(state, text, told),
    );
    let close = dispatch.reform(|()| Action::Dialog(None));
    let edit = |change: fn(&mut crate::state::ReportOn, AttrValue)| {
        let about = about.clone();
        dispatch.reform(move |value: AttrValue| {
            let mut about = about.clone();
            change(&mut about, value);
            Action::ReportOn(about)
        })
    };
    let with_comparison = {
        let about = about.clone();
        dispatch.reform(move |event: Event| {
            let without_comparison = !checked(&event);
            Action::ReportOn(crate::state::ReportOn {
                without_comparison,
                ..about.clone()
            })
        })
    };
    let copy = {
        let (made, copied) = (made.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (markdown, copied) = (report::markdown(&made), copied.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let is_copied = browser::copy(markdown).await;
                copied.set(if is_copied {
                    Copied::Yes
                } else {
                    Copied::Refused
                });
            });
        })
    };
    let file = |ending: &'static str, kind: &'static str, write: Rc<dyn Fn() -> String>| {
        let name = report::file_ending(&told.date, ending);
        let name = browser::file_name_with(&told.title, &name);
        Callback::from(move |_: MouseEvent| browser::download_as(&name, &write(), kind))
    };
    let of_report = |write: fn(&report::Report) -> String| -> Rc<dyn Fn() -> String> {
        let made = made.clone();
        Rc::new(move || write(&made))
    };
    let csv: Rc<dyn Fn() -> String> = {
        let (state, told, text) = (state.clone(), told.clone(), text.clone());
        Rc::new(move || report::csv(&state, &text, &told))
    };
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // Fails only where there is nothing to print with.
            let _ = window.print();
        }
    });
    let button = |path: &'static str, label: AttrValue, onclick: Callback<MouseEvent>| {
        html! { <button type="button" {onclick}>{ glyph(path) }{ label }</button> }
    };
    let foot = html! {
        <>
            { button(glyph::DOWNLOAD, text.say(id!("report-markdown")), file(".md", "text/markdown", of_report(report::markdown))) }
            { button(glyph::DOWNLOAD, text.say(id!("report-html")), file(".html", "text/html", of_report(report::html))) }
            { button(glyph::DOWNLOAD, text.say(id!("report-csv")), file(".csv", "text/csv", csv)) }
            { button(glyph::PRINTER, text.say(id!("report-print")), print) }
            <button type="button" class="primary" onclick={copy}>{ glyph(glyph::COPY) }{ text.say(id!("report-copy")) }</button>
        </>
    };
    html! {
        <Dialog title={text.say(id!("report-dialog"))} large=true on_close={close} {foot}>
            <p class="hint">{ text.say(id!("report-intro")) }</p>
            <div class="compare-choice">
                <div class="field">
                    <label for="report-date">{ text.say(id!("report-date")) }</label>
                    <input
                        type="date" id="report-date" value={told.date.clone()}
                        oninput={edit(|about, date| about.date = Some(date)).reform(typed)}
                    />
                </div>
                <TextField
                    id="report-note" label={text.say(id!("report-note"))} value={about.note.clone()}
                    on_input={edit(|about, note| about.note = note)}
                />
            </div>
            if state.compared().is_some() {
                <label class="choice">
                    <input type="checkbox" checked={!about.without_comparison} onchange={with_comparison} />
                    { text.say(id!("report-compare")) }
                </label>
            }
            <p role="status" class="hint">
                { match *copied {
                    Copied::No => AttrValue::default(),
                    Copied::Yes => text.say(id!("report-copied")),
                    Copied::Refused => text.say(id!("report-not-copied")),
                } }
            </p>
            <div class="report-preview" tabindex="0" role="region" aria-label={text.say(id!("report-preview"))}>
                { blocks(&made.blocks) }
            </div>
        </Dialog>
    }
}

fn typed(event: InputEvent) -> AttrValue {
    let input: HtmlInputElement = event.target_unchecked_into();
    input.value().into()
}

fn blocks(all: &[Block]) -> Html {
    all.iter().map(block).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::Title(1, text) => html! { <h2>{ inline(text) }</h2> },
        Block::Title(2, text) => html! { <h3>{ inline(text) }</h3> },
        Block::Title(_, text) => html! { <h4>{ inline(text) }</h4> },
        Block::Paragraph(text) => html! { <p>{ inline(text) }</p> },
        Block::Warning(text) => html! {
            <p class="report-warning">{ glyph(glyph::TRIANGLE_ALERT) }{ " " }{ inline(text) }</p>
        },
        Block::Facts(facts) => html! {
            <dl class="report-facts">
                { for facts.iter().map(|(name, value)| html! {
                    <><dt>{ inline(name) }</dt><dd>{ inline(value) }</dd></>
                }) }
            </dl>
        },
        Block::List(items) => list(items),
        Block::Table { head, rows } => html! {
            <table class="compare-rows">
                <thead><tr>{ for head.iter().map(|cell| html! { <th scope="col">{ inline(cell) }</th> }) }</tr></thead>
                <tbody>{ for rows.iter().map(|row| html! { <tr>{ for row.iter().enumerate().map(cell) }</tr> }) }</tbody>
            </table>
        },
        Block::Code(lines) => html! {
            <div class="report-text" translate="no">{ for lines.iter().map(line) }</div>
        },
    }
}

fn cell((at, text): (usize, &Inline)) -> Html {
    if at == 0 {
        html! { <th scope="row">{ inline(text) }</th> }
    } else {
        html! { <td>{ inline(text) }</td> }
    }
}

fn list(items: &[Item]) -> Html {
    if items.is_empty() {
        return html! {};
    }
    html! {
        <ul>{ for items.iter().map(|item| html! { <li>{ inline(&item.text) }{ list(&item.below) }</li> }) }</ul>
    }
}

fn line(line: &CodeLine) -> Html {
    let class = match line.sign {
        '-' => Some("gone"),
        '+' => Some("new"),
        _ => None,
    };
    let number = line.number.map(|number| number.to_string());
    html! {
        <div class={classes!("compare-line", class)}>
            <span class="number">{ number.unwrap_or_default() }</span>
            <span class="sign">{ line.sign }</span>
            <code>{ &line.text }</code>
        </div>
    }
}

fn inline(text: &Inline) -> Html {
    of_pieces(text.clone())
}

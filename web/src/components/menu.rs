//! A button that opens a menu: arrows, Home, End and letters move in it, Escape
//! leads back to the button.

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, Node};
use yew::prelude::*;

/// One entry.
#[derive(Clone, PartialEq)]
pub(crate) enum Item {
    /// Something to do.
    Do {
        label: AttrValue,
        glyph: Option<&'static str>,
        /// The key that does the same.
        key: Option<AttrValue>,
        enabled: bool,
        action: Callback<()>,
    },
    /// One of several, of which one is chosen.
    Choice {
        label: AttrValue,
        /// The language of the label, where it is not the page's.
        language: Option<&'static str>,
        chosen: bool,
        action: Callback<()>,
    },
    /// Says what the choices below are of.
    Label(AttrValue),
    Separator,
}

impl Item {
    pub(crate) fn new(label: AttrValue, action: Callback<()>) -> Self {
        Self::Do {
            label,
            glyph: None,
            key: None,
            enabled: true,
            action,
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What the button says; the accessible name where `content` has no words.
    pub(crate) label: AttrValue,
    pub(crate) content: Html,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// The menu's right edge is the button's.
    #[prop_or_default]
    pub(crate) to_left: bool,
    /// No stop of the Tab key: keys do the same where it stands.
    #[prop_or_default]
    pub(crate) is_no_stop: bool,
    pub(crate) items: Vec<Item>,
}

#[component]
pub(crate) fn Menu(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let (holder, button, menu) = (use_node_ref(), use_node_ref(), use_node_ref());
    {
        let menu = menu.clone();
        use_effect_with(*open, move |open| {
            if *open {
                focus_item(&menu, |_, _| 0);
            }
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onfocusout = {
        let (open, holder) = (open.setter(), holder.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into().ok());
            let inside = holder.cast::<Node>();
            if !inside.is_some_and(|inside| inside.contains(to.as_ref())) {
                open.set(false);
            }
        })
    };
    let close = {
        let (open, button) = (open.setter(), button.clone());
        Callback::from(move |()| {
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
            open.set(false);
        })
    };
    let onkeydown = {
        let (menu, open, close) = (menu.clone(), open.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            if !*open {
                if event.key() == "ArrowDown" {
                    event.prevent_default();
                    open.set(true);
                }
                return;
            }
            let handled = match event.key().as_str() {
                "ArrowDown" => focus_item(&menu, |at, len| at.map_or(0, |at| (at + 1) % len)),
                "ArrowUp" => focus_item(&menu, |at, len| at.map_or(0, |at| at + len - 1) % len),
                "Home" => focus_item(&menu, |_, _| 0),
                "End" => focus_item(&menu, |_, len| len - 1),
                "Escape" => {
                    close.emit(());
                    true
                }
                _ => false,
            };
            if handled {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    // Some browsers give a pressed button no focus; without this the menu would lose its own
    // and be gone before the click.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div class="menu-holder" ref={holder} {onfocusout} {onkeydown}>
            <button
                type="button" ref={button} class={classes!("quiet", props.class.clone())}
                tabindex={props.is_no_stop.then_some("-1")} aria-haspopup="menu" aria-expanded={open.to_string()}
                aria-label={props.label.clone()} onclick={toggle}
            >
                { props.content.clone() }
            </button>
            if *open {
                <div class={classes!("menu", props.to_left.then_some("to-left"))} role="menu"
                    aria-label={props.label.clone()} ref={menu} {onmousedown}>
                    { for props.items.iter().map(|item| entry(item, &close)) }
                </div>
            }
        </div>
    }
}

fn entry(item: &Item, close: &Callback<()>) -> Html {
    let pressed = |action: &Callback<()>| {
        let (close, action) = (close.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            // The focus is back on the button before a dialog asks where it was.
            close.emit(());
            action.emit(());
        })
    };
    match item {
        Item::Do {
            label,
            glyph,
            key,
            enabled,
            action,
        } => html! {
            <button type="button" role="menuitem" tabindex="-1" disabled={!enabled} onclick={pressed(action)}>
                if let Some(path) = glyph { { super::glyph::glyph(path) } }
                <span>{ label }</span>
                if let Some(key) = key { <span class="key" aria-hidden="true">{ key }</span> }
            </button>
        },
        Item::Choice {
            label,
            language,
            chosen,
            action,
        } => html! {
            <button
                type="button" role="menuitemradio" tabindex="-1" aria-checked={chosen.to_string()}
                lang={*language} onclick={pressed(action)}
            >
                <span>{ label }</span>
            </button>
        },
        Item::Label(label) => html! { <span class="label" role="presentation">{ label }</span> },
        Item::Separator => html! { <hr /> },
    }
}

/// Moves the focus to the item that `next` names, given the present one and how
/// many there are.
fn focus_item(menu: &NodeRef, next: impl FnOnce(Option<usize>, usize) -> usize) -> bool {
    let Some(menu) = menu.cast::<HtmlElement>() else {
        return false;
    };
    let Ok(found) = menu.query_selector_all("[role^=menuitem]:not(:disabled)") else {
        return false;
    };
    let items: Vec<HtmlElement> = (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect();
    if items.is_empty() {
        return false;
    }
    let active = menu
        .owner_document()
        .and_then(|document| document.active_element());
    let at = items
        .iter()
        .position(|item| active.as_ref() == Some(item.as_ref()));
    if let Some(item) = items.get(next(at, items.len())) {
        let _ = item.focus();
    }
    true
}

//! The header: which workspace, the way back, views, language and theme.

use std::rc::Rc;

use yew::prelude::*;

use super::glyph::{self, glyph};
use super::icon;
use super::menu::{Item, Menu};
use super::titles;
use crate::state::action::{Action, StoreCommand};
use crate::state::saved::StoreInfo;
use crate::state::view::{Dialog, Settings, Theme};
use crate::text::{Language, Text, use_text};

/// How many workspaces the menu lists; the dialog has all of them.
const LISTED: usize = 8;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What the workspace is called.
    pub(super) name: AttrValue,
    pub(super) store: Rc<StoreInfo>,
    pub(super) can_undo: bool,
    pub(super) can_redo: bool,
    pub(super) settings: Settings,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Header(props: &Props) -> Html {
    let text = use_text();
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let view = |dialog: Dialog| act(Action::Dialog(Some(dialog)));
    let tool = |label: AttrValue, path: &'static str, enabled: bool, action: Action| {
        html! {
            <button
                type="button" class="quiet only-icon" aria-label={label.clone()} title={label}
                aria-disabled={(!enabled).then_some("true")}
                onclick={if enabled { act(action) } else { Callback::noop() }}
            >
                { glyph(path) }
            </button>
        }
    };
    html! {
        <header class="top">
            <div class="brand">{ icon::logo() }<h1 class="wide-only">{ "vestibule" }</h1></div>
            { workspaces(&text, props) }
            <span class="divider"></span>
            { tool(text.say(id!("shell-undo")), glyph::UNDO, props.can_undo, Action::Undo) }
            { tool(text.say(id!("shell-redo")), glyph::REDO, props.can_redo, Action::Redo) }
            <p class="purpose grow">{ text.say(id!("start-purpose")) }</p>
            <nav class="buttons wide-only" aria-label={text.say(id!("shell-views"))}>
                <button type="button" class="quiet" onclick={view(Dialog::Gallery)}>
                    { glyph(glyph::LIBRARY) }{ text.say(id!("shell-gallery")) }
                </button>
                <button type="button" class="quiet" onclick={act(Action::Guide(true))}>
                    { glyph(glyph::COMPASS) }{ text.say(id!("shell-guide")) }
                </button>
                <button type="button" class="quiet" onclick={view(Dialog::About)}>
                    { glyph(glyph::INFO) }{ text.say(id!("shell-about")) }
                </button>
            </nav>
            <div class="buttons wide-only">
                <Menu
                    label={text.say(id!("shell-language"))} content={glyph(glyph::LANGUAGES)} class="only-icon"
                    items={languages(&text, props)} to_left=true
                />
                <Menu
                    label={text.say(id!("shell-theme"))} content={glyph(glyph::SUN_MOON)} class="only-icon"
                    items={themes(&text, props)} to_left=true
                />
            </div>
            <button type="button" class="quiet wide-only" onclick={view(Dialog::Report)}>
                { glyph(glyph::DOWNLOAD) }{ text.say(id!("report-open")) }
            </button>
            <button type="button" class="quiet share-button" onclick={view(Dialog::Share)}>
                { glyph(glyph::SHARE) }<span>{ text.say(id!("shell-share")) }</span>
            </button>
            <button type="button" class="primary add-button" onclick={view(Dialog::Add)}>
                { glyph(glyph::PLUS) }<span>{ text.say(id!("start-add")) }</span>
            </button>
            <div class="narrow-only">{ more(&text, props) }</div>
        </header>
    }
}

fn workspaces(text: &Text, props: &Props) -> Html {
    let name = &props.name;
    let act = |action: Action| props.dispatch.reform(move |()| action.clone());
    let kept = props.store.workspaces.iter().take(LISTED).map(|kept| {
        let key = kept.key.clone();
        Item::Choice {
            label: titles::by_policies(text, &kept.name, &kept.policies),
            language: None,
            chosen: kept.key == props.store.current,
            action: act(Action::Store(StoreCommand::Open(key))),
        }
    });
    let mut items: Vec<Item> = kept.collect();
    if !items.is_empty() {
        items.push(Item::Separator);
    }
    items.push(Item::new(
        text.say(id!("shell-new")),
        act(Action::NewWorkspace),
    ));
    items.push(Item::new(
        text.say(id!("shell-copy")),
        act(Action::CopyWorkspace),
    ));
    items.push(Item::new(
        text.say(id!("shell-manage")),
        act(Action::Dialog(Some(Dialog::Workspaces))),
    ));
    items.push(Item::new(
        text.say(id!("shell-import")),
        act(Action::Dialog(Some(Dialog::Import))),
    ));
    items.push(Item::new(
        text.say(id!("shell-files")),
        act(Action::Dialog(Some(Dialog::Files))),
    ));
    let content = html! {
        <>{ glyph(glyph::FOLDER) }<span>{ name }</span>{ glyph(glyph::CHEVRON_DOWN) }</>
    };
    let label = text.with(id!("shell-workspace"), &[("name", name.as_str().into())]);
    html! { <Menu {label} {content} {items} class="workspace-button" /> }
}

/// The name of a workspace, or that it has none.
pub(super) fn named(text: &Text, name: &AttrValue) -> AttrValue {
    if name.trim().is_empty() {
        text.say(id!("persona-untitled"))
    } else {
        name.clone()
    }
}

fn languages(text: &Text, props: &Props) -> Vec<Item> {
    let choice = |tag: Option<&'static str>, label: AttrValue| {
        let settings = Settings {
            language: tag.map(AttrValue::Static),
            ..props.settings.clone()
        };
        Item::Choice {
            label,
            language: tag,
            chosen: props.settings.language.as_deref() == tag,
            action: props
                .dispatch
                .reform(move |()| Action::Settings(settings.clone())),
        }
    };
    let all = Language::ALL
        .map(|language| choice(Some(language.tag()), AttrValue::Static(language.name())));
    std::iter::once(choice(None, text.say(id!("shell-system"))))
        .chain(all)
        .collect()
}

fn themes(text: &Text, props: &Props) -> Vec<Item> {
    let all = [
        (Theme::System, text.say(id!("shell-system"))),
        (Theme::Light, text.say(id!("shell-light"))),
        (Theme::Dark, text.say(id!("shell-dark"))),
    ];
    let choice = |(theme, label)| {
        let settings = Settings {
            theme,
            ..props.settings.clone()
        };
        Item::Choice {
            label,
            language: None,
            chosen: props.settings.theme == theme,
            action: props
                .dispatch
                .reform(move |()| Action::Settings(settings.clone())),
        }
    };
    all.into_iter().map(choice).collect()
}

/// Where there is no room: everything in one menu.
fn more(text: &Text, props: &Props) -> Html {
    let act = |label: AttrValue, path: &'static str, action: Action| Item::Do {
        label,
        glyph: Some(path),
        key: None,
        enabled: true,
        action: props.dispatch.reform(move |()| action.clone()),
    };
    let view = |label: AttrValue, path: &'static str, dialog: Dialog| {
        act(label, path, Action::Dialog(Some(dialog)))
    };
    let mut items = vec![
        view(
            text.say(id!("shell-gallery")),
            glyph::LIBRARY,
            Dialog::Gallery,
        ),
        act(
            text.say(id!("shell-guide")),
            glyph::COMPASS,
            Action::Guide(true),
        ),
        view(text.say(id!("shell-about")), glyph::INFO, Dialog::About),
        view(text.say(id!("report-open")), glyph::COPY, Dialog::Report),
        Item::Separator,
        Item::Label(text.say(id!("shell-language"))),
    ];
    items.extend(languages(text, props));
    items.push(Item::Separator);
    items.push(Item::Label(text.say(id!("shell-theme"))));
    items.extend(themes(text, props));
    html! {
        <Menu
            label={text.say(id!("shell-more"))} content={glyph(glyph::ELLIPSIS)} class="only-icon"
            {items} to_left=true
        />
    }
}

//! The gallery: examples with their lesson and what comes of their sign-ins.
//! Opening one makes a workspace of it beside the present one.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::decision::words;
use super::dialog::Dialog;
use super::icon;
use crate::examples::{self, Group, Shown, SignIn};
use crate::state::action::Action;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The slug of the example that the workspace began as.
    pub(crate) current: Option<AttrValue>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Gallery(props: &Props) -> Html {
    let text = use_text();
    let all = use_memo(text.clone(), examples::shown);
    let wanted = use_state(AttrValue::default);
    let group = use_state(|| None::<Group>);
    let found: Vec<&Shown> = all
        .iter()
        .filter(|shown| group.is_none_or(|group| group == shown.group) && matches(shown, &wanted))
        .collect();
    let oninput = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            wanted.set(input.value().into());
        })
    };
    let choice = |of: Option<Group>, label: AttrValue| {
        let onclick = {
            let group = group.clone();
            Callback::from(move |_: MouseEvent| group.set(of))
        };
        let pressed = if *group == of { "true" } else { "false" };
        html! { <button type="button" class="chip" aria-pressed={pressed} {onclick}>{ label }</button> }
    };
    let on_close = props.dispatch.reform(|()| Action::Dialog(None));
    html! {
        <Dialog title={text.say(id!("gallery-title"))} large=true {on_close}>
            <p class="hint">{ text.say(id!("gallery-intro")) }</p>
            <div class="gallery-filter" role="search">
                <input
                    type="search" aria-label={text.say(id!("gallery-search"))} autocomplete="off"
                    placeholder={text.say(id!("gallery-search"))} value={(*wanted).clone()} {oninput}
                />
                <div class="buttons" role="group" aria-label={text.say(id!("gallery-kinds"))}>
                    { choice(None, text.say(id!("gallery-all"))) }
                    { choice(Some(Group::Trap), text.say(id!("gallery-traps"))) }
                    { choice(Some(Group::Pattern), text.say(id!("gallery-patterns"))) }
                </div>
                <span class="soft" role="status">
                    { text.with(id!("gallery-count"), &[("count", found.len().into())]) }
                </span>
            </div>
            <ul class="gallery">
                { for found.into_iter().map(|shown| card(&text, shown, props)) }
            </ul>
        </Dialog>
    }
}

/// True when every word of `wanted` is in what is shown of the example.
fn matches(shown: &Shown, wanted: &str) -> bool {
    let mut shows = format!("{} {} {}", shown.slug, shown.title, shown.lesson);
    for sign_in in &shown.sign_ins {
        shows.push(' ');
        shows.push_str(&sign_in.name);
    }
    for layer in &shown.layers {
        shows.push(' ');
        shows.push_str(layer.title());
    }
    let shows = shows.to_lowercase();
    wanted
        .to_lowercase()
        .split_whitespace()
        .all(|word| shows.contains(word))
}

fn card(text: &Text, shown: &Shown, props: &Props) -> Html {
    let is_current = props.current.as_deref() == Some(shown.slug);
    let id = format!("example-{}", shown.slug);
    let title = shown.title.replace('`', "");
    html! {
        <li key={shown.slug} class={classes!("example", is_current.then_some("current"))} aria-labelledby={id.clone()}>
            <div class="example-head">
                <h3 {id}>{ nodes(&shown.title) }</h3>
                { for shown.layers.iter().map(|layer| html! {
                    <span class="badge">{ words::layer(text, *layer) }</span>
                }) }
                if is_current {
                    <span class="badge">{ text.say(id!("gallery-current")) }</span>
                }
            </div>
            <p>{ nodes(&shown.lesson) }</p>
            <ul class="example-outcomes">
                { for shown.sign_ins.iter().map(|sign_in| outcome(text, sign_in)) }
            </ul>
            <button
                type="button" class="primary" onclick={open(text, shown.slug, props)}
                aria-label={text.with(id!("gallery-open-named"), &[("title", title.into())])}
            >
                { text.say(id!("gallery-open")) }
            </button>
        </li>
    }
}

fn outcome(text: &Text, sign_in: &SignIn) -> Html {
    html! {
        <li class={classes!("outcome", sign_in.outcome.name())}>
            { icon::outcome(sign_in.outcome) }
            <span class="word">{ words::outcome(text, sign_in.outcome) }</span>
            <span>
                { &sign_in.name }
                if let Some(action) = sign_in.denied_at {
                    <span class="soft">{ " · " }{ words::phase(text, action) }</span>
                }
            </span>
        </li>
    }
}

fn open(text: &Text, slug: &'static str, props: &Props) -> Callback<MouseEvent> {
    let (text, dispatch) = (text.clone(), props.dispatch.clone());
    Callback::from(move |_| {
        let Some(example) = examples::ALL.iter().find(|example| example.slug == slug) else {
            return;
        };
        dispatch.emit(Action::Dialog(None));
        dispatch.emit(Action::Example {
            slug: slug.into(),
            name: example.title(&text).replace('`', "").into(),
            text: example.case_file(&text).into(),
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn examples_are_found_by_every_word_of_what_they_show() {
        let found = |language: Language, wanted: &str| -> Vec<&str> {
            let text = Text::new(language);
            let shown = examples::shown(&text);
            let shown = shown.iter().filter(|shown| matches(shown, wanted));
            shown.map(|shown| shown.slug).collect()
        };
        assert_eq!(found(Language::En, "").len(), examples::ALL.len());
        assert_eq!(found(Language::En, "REGION notaction"), ["region-deny-scp"]);
        assert_eq!(
            found(Language::En, "TokenIssueTime"),
            ["session-revocation"]
        );
        assert!(found(Language::En, "carlos").contains(&"federated-user"));
        assert!(found(Language::En, "service control").contains(&"scp-aws-login"));
        assert!(found(Language::Ja, "取り消し").contains(&"session-revocation"));
        assert!(found(Language::En, "no such thing").is_empty());
    }
}

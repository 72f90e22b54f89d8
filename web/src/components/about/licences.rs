//! The licences of everything in the page, from a file that is made with it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::text::use_text;

/// Beside the page.
const FILE: &str = "./licences.txt";
/// Between the list of packages and the texts of their licences.
const TEXTS: &str = "\n\n";

#[component]
pub(super) fn Licences() -> Html {
    let text = use_text();
    let list = use_state(|| None::<AttrValue>);
    {
        let list = list.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                // Without it there is still the link.
                if let Some(file) = fetch().await {
                    let packages = file.split(TEXTS).next().unwrap_or_default();
                    list.set(Some(packages.to_owned().into()));
                }
            });
        });
    }
    html! {
        <>
            <p>
                { text.say(id!("about-licence-own")) }{ " " }
                <a href={FILE} target="_blank" rel="noopener">{ text.say(id!("about-licence-texts")) }</a>
            </p>
            if let Some(list) = &*list {
                <ul class="licences" lang="en" tabindex="0" aria-label={text.say(id!("about-licences"))}>
                    { for list.lines().map(|line| html! { <li>{ line.to_owned() }</li> }) }
                </ul>
            }
        </>
    }
}

async fn fetch() -> Option<String> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str(FILE)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.as_string()
}

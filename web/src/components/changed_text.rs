//! The lines of a text that go and those that come, before that is applied.

use vestibule_syntax::visible::visible;
use yew::prelude::*;

use crate::state::fixes::changed_lines;
use crate::text::Text;

/// So many lines of a text are shown at the most.
const LINES: usize = 12;

/// What changes from `before` to `after`; `label` names it to screen readers.
pub(super) fn changed_text(text: &Text, label: AttrValue, before: &str, after: &str) -> Html {
    let [gone, new] = changed_lines(before, after);
    let lines = |class: &'static str, sign: &'static str, said: AttrValue, all: &[&str]| {
        if all.is_empty() {
            return html! {};
        }
        let more = all.len().saturating_sub(LINES);
        html! {
            <>
                <span class="hidden">{ said }</span>
                { for all.iter().take(LINES).map(|line| html! {
                    <span class={class}><span aria-hidden="true">{ sign }</span>{ visible(line).into_owned() }</span>
                }) }
                if more > 0 {
                    <span class="soft">{ text.with(id!("finding-fix-lines-more"), &[("count", more.into())]) }</span>
                }
            </>
        }
    };
    html! {
        <pre class="fix-lines" tabindex="0" aria-label={label} translate="no">
            { lines("gone", "− ", text.say(id!("finding-fix-line-before")), &gone) }
            { lines("new", "+ ", text.say(id!("finding-fix-line-after")), &new) }
        </pre>
    }
}

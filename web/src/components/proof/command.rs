//! The command line that gives the same answer, to copy.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::components::browser;
use crate::components::glyph::{self, glyph};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(in crate::components) struct Props {
    /// What stands behind `vestibule`: the command, and its options behind the file.
    #[prop_or_default]
    pub(in crate::components) command: &'static str,
    /// The file that it reads: that of this workspace unless told.
    #[prop_or("case.json")]
    pub(in crate::components) file: &'static str,
    #[prop_or_default]
    pub(in crate::components) options: AttrValue,
    /// The whole line, of a command that takes no case file.
    #[prop_or_default]
    pub(in crate::components) whole: Option<AttrValue>,
}

/// `vestibule map case.json`, where `case.json` is this workspace.
#[component]
pub(in crate::components) fn Command(props: &Props) -> Html {
    let text = use_text();
    let copied = use_state_eq(|| None::<bool>);
    let whole = props.whole.as_ref().map(ToString::to_string);
    let is_whole = whole.is_some();
    let line = whole.unwrap_or_else(|| line(props.command, props.file, &props.options));
    {
        let copied = copied.setter();
        use_effect_with(line.clone(), move |_| copied.set(None));
    }
    let onclick = {
        let (line, copied) = (line.clone(), copied.setter());
        move |_: MouseEvent| {
            let (line, copied) = (line.clone(), copied.clone());
            spawn_local(async move { copied.set(Some(browser::copy(line).await)) });
        }
    };
    let label = text.with(
        id!("proof-command-copy-named"),
        &[("command", line.as_str().into())],
    );
    html! {
        <div class="command">
            <code translate="no" title={(!is_whole).then(|| text.say(id!("proof-command-file")))}>{ &line }</code>
            <button
                type="button" class="quiet only-icon" {onclick} title={label.clone()} aria-label={label}
            >
                { glyph(if *copied == Some(true) { glyph::CHECK } else { glyph::COPY }) }
            </button>
            <span role="status" class="soft">
                { match *copied {
                    None => AttrValue::default(),
                    Some(true) => text.say(id!("proof-command-copied")),
                    Some(false) => text.say(id!("proof-command-not-copied")),
                } }
            </span>
        </div>
    }
}

fn line(command: &str, file: &str, options: &str) -> String {
    let options = options.trim();
    if options.is_empty() {
        format!("vestibule {command} {file}")
    } else {
        format!("vestibule {command} {file} {options}")
    }
}

/// A value as a shell reads it.
pub(in crate::components) fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::{line, quoted};

    #[test]
    fn the_line_is_one_that_a_shell_takes() {
        assert_eq!(line("map", "case.json", ""), "vestibule map case.json");
        let options = format!("--request {}", quoted("it's"));
        assert_eq!(
            line("repair", "case.json", &options),
            r"vestibule repair case.json --request 'it'\''s'"
        );
    }
}

//! The editor of one document: CodeMirror once its module has come, a plain text
//! area before, and where it does not come.

mod asking;
mod bridge;
mod marks;
mod plain;
mod tools;
mod words;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use vestibule_syntax::visible::visible;
use vestibule_wire::{Layer, Range};
use web_sys::Element;
use yew::prelude::*;

use crate::evaluate::answer::Problem;
use crate::state::action::Way;
use crate::state::rules::Rules;
use crate::text::{Text, use_text};
use asking::Latest;
use bridge::Settings;
use plain::Plain;
use tools::Tools;
use vestibule_ide::format::format;
use vestibule_ide::used::Used;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct Props {
    /// Of the element, and the beginning of the ids in it.
    pub(crate) id: AttrValue,
    /// Tells documents apart: each has its own way back.
    pub(crate) document: AttrValue,
    pub(crate) text: AttrValue,
    pub(crate) layer: Layer,
    /// What the document is called.
    pub(crate) name: AttrValue,
    /// What is wrong with the text.
    pub(crate) problems: Rc<[Rc<Problem>]>,
    /// False while problems and ranges are those of the text before the last change.
    pub(crate) fresh: bool,
    /// False while what all policies come to together is that of before.
    pub(crate) is_proven: bool,
    /// The document is one of an example that nobody touched.
    pub(crate) is_example: bool,
    /// The ranges that decide.
    pub(crate) lit: Rc<[Range]>,
    /// A range to go to, and the number of the request.
    pub(crate) shown: Option<(u64, Range)>,
    /// What is known of the rules that found something.
    pub(crate) rules: Rules,
    /// A text to write in the place of the present one, and the number of the request.
    pub(crate) replacement: Option<(u64, AttrValue)>,
    /// The fix of a problem is wanted.
    pub(crate) on_fix: Callback<Rc<Problem>>,
    /// The documentation of a rule is wanted, by its code.
    pub(crate) on_rule: Callback<AttrValue>,
    /// The names that the workspace uses; asked for when needed.
    pub(crate) used: Callback<(), Rc<Used>>,
    #[prop_or_default]
    pub(crate) read_only: bool,
    pub(crate) on_change: Callback<AttrValue>,
    /// What becomes of what is pasted, told with the text that it would make.
    pub(crate) on_paste: Callback<(String, String), Pasted>,
    /// Set when the next text that comes is a step of its own in the editor's way back.
    pub(crate) own_step: Rc<Cell<bool>>,
    /// Asks for the form that fills in, at that placeholder.
    pub(crate) on_fill: Callback<AttrValue>,
    /// Asks for the form that suppresses that finding.
    pub(crate) on_suppress: Callback<AttrValue>,
    /// Where the cursor is, in bytes of the text.
    pub(crate) on_cursor: Callback<u32>,
    /// The cursor has moved, and nothing was typed.
    pub(crate) on_jump: Callback<()>,
    /// Asks for what was written here before the editor was opened.
    pub(crate) on_travel: Callback<Way>,
}

/// What becomes of what is pasted into the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pasted {
    /// It goes where the cursor is.
    There,
    /// It takes the place of the whole text.
    Instead,
    /// It is none of the editor's business.
    Taken,
}

impl Pasted {
    fn name(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Instead => "instead",
            Self::Taken => "taken",
        }
    }
}

/// How far the module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Module {
    Loading,
    Ready,
    Failed,
}

/// How long the module waits at the most for its turn.
const TURN_MS: u32 = 1_000;

type Mounted = Rc<RefCell<Option<bridge::Editor>>>;

#[component]
pub(crate) fn Editor(props: &Props) -> Html {
    let text = use_text();
    let module = use_state_eq(|| Module::Loading);
    let told = use_state_eq(AttrValue::default);
    let (host, plain) = (use_node_ref(), use_node_ref());
    let editor: Mounted = use_mut_ref(|| None);
    let latest = use_mut_ref(|| Latest::of(props, &text));
    latest.borrow_mut().renew(props, &text);
    let is_turn = use_turn(props.fresh);
    {
        let (module, editor, latest) = (module.setter(), Rc::clone(&editor), Rc::clone(&latest));
        let (host, plain, told) = (host.clone(), plain.clone(), told.setter());
        use_effect_with(is_turn, move |is_turn| {
            let mounted = Rc::clone(&editor);
            let then = move |came: bool| {
                let had_focus = plain::has_focus(&plain);
                let hooks = asking::hooks(&latest, &told);
                let made = host.cast::<Element>().filter(|_| came);
                let made = made.and_then(|host| bridge::Editor::mount(&host, hooks));
                module.set(if made.is_some() {
                    Module::Ready
                } else {
                    Module::Failed
                });
                *editor.borrow_mut() = made;
                latest.borrow_mut().takes_focus = had_focus;
            };
            if *is_turn {
                bridge::load(then);
            }
            move || drop(mounted.take())
        });
    }
    use_handing_over(props, &text, *module == Module::Ready, &editor, &latest);
    let run = {
        let (editor, latest) = (Rc::clone(&editor), Rc::clone(&latest));
        use_callback((), move |command: &'static str, ()| {
            if let Some(editor) = &*editor.borrow() {
                editor.run(command);
            } else if command == "format" {
                let (now, on_change) = latest.borrow().change();
                on_change.emit(format(&now).into());
            }
        })
    };
    let (hint_id, is_plain) = (format!("{}-hint", props.id), *module != Module::Ready);
    html! {
        <div class="editor" id={props.id.clone()}>
            <Tools {is_plain} {run} />
            if *module == Module::Failed {
                <p class="editor-note" role="status">{ text.say("editor-failed") }</p>
            }
            <div class={classes!("editor-host", is_plain.then_some("waiting"))} ref={host}></div>
            if is_plain {
                <Plain
                    node={plain} label={label(&text, &props.name)} described_by={hint_id.clone()}
                    text={props.text.clone()} shown={props.shown} read_only={props.read_only}
                    busy={*module == Module::Loading}
                    on_change={props.on_change.clone()} on_cursor={props.on_cursor.clone()}
                />
            }
            <p class="hidden" id={hint_id}>{ text.say(if is_plain { "editor-hint-plain" } else { "editor-hint" }) }</p>
            if !is_plain {
                // Whoever sees it reads how to leave; a screen reader has the whole hint.
                <p class="editor-leave" aria-hidden="true">{ text.say("editor-leave") }</p>
            }
            <p class="hidden" role="status">{ &*told }</p>
        </div>
    }
}

/// True once it is the editor's turn: to start it takes as long as to decide everything, and the
/// decisions come first.
#[hook]
fn use_turn(decided: bool) -> bool {
    let turn = use_state_eq(bridge::is_loaded);
    {
        let setter = turn.setter();
        use_effect_with((decided, *turn), move |(decided, is_turn)| {
            let wait = if *decided { 0 } else { TURN_MS };
            let timeout = (!is_turn).then(|| Timeout::new(wait, move || setter.set(true)));
            move || drop(timeout)
        });
    }
    *turn
}

fn label(text: &Text, name: &AttrValue) -> AttrValue {
    text.with("editor-label", &[("name", name.as_str().into())])
}

/// Hands over what changed: the document first, then what belongs to its text.
#[hook]
fn use_handing_over(
    props: &Props,
    text: &Text,
    ready: bool,
    editor: &Mounted,
    latest: &Rc<RefCell<Latest>>,
) {
    let with = |editor: &Mounted| {
        let editor = Rc::clone(editor);
        move |tell: &dyn Fn(&bridge::Editor)| {
            if let Some(editor) = &*editor.borrow() {
                tell(editor);
            }
        }
    };
    let document = (ready, props.document.clone());
    {
        let (tell, latest) = (with(editor), Rc::clone(latest));
        let opened = use_mut_ref(|| None::<AttrValue>);
        let own_step = Rc::clone(&props.own_step);
        let deps = (document.clone(), props.text.clone());
        use_effect_with(deps, move |((_, document), text)| {
            // On a slow page letters come between drawing and this: with them it is drawn next, and
            // this text would take them back.
            let is_open = opened.replace(Some(document.clone())).as_ref() == Some(document);
            if !is_open || latest.borrow().is_of(text) {
                let is_step = own_step.take();
                tell(&|editor| editor.open(document, text, is_step));
            }
            let takes_focus = std::mem::take(&mut latest.borrow_mut().takes_focus);
            if takes_focus {
                tell(&bridge::Editor::focus);
            }
        });
    }
    {
        let tell = with(editor);
        let settings = Settings {
            read_only: props.read_only,
            label: visible(&label(text, &props.name)).into_owned(),
            placeholder: text.say("editor-placeholder").to_string(),
            described_by: format!("{}-hint", props.id),
            phrases: words::phrases(text),
        };
        use_effect_with((ready, settings), move |(_, settings)| {
            tell(&|editor| editor.settings(settings));
        });
    }
    {
        let (tell, words) = (with(editor), text.clone());
        // Setting marks closes what is shown beside them: only for another text or others.
        let sent = use_mut_ref(|| None);
        let deps = (
            (document.clone(), text.language(), props.text.clone()),
            props.problems.clone(),
            (props.fresh, props.is_proven, props.is_example),
            props.rules.clone(),
        );
        let source = props.text.clone();
        use_effect_with(
            deps,
            move |(about, problems, (fresh, is_proven, is_example), rules)| {
                let known = marks::About {
                    text: &words,
                    source: &source,
                    rules,
                    is_proven: *is_proven,
                    is_example: *is_example,
                };
                let is_whole = *is_proven || !problems.iter().any(|problem| problem.of_all);
                let next = (
                    about.clone(),
                    problems.clone(),
                    is_whole,
                    *is_example,
                    rules.clone(),
                );
                let next = Some(next);
                if *fresh && *sent.borrow() != next {
                    let marks = marks::of(&known, problems);
                    tell(&|editor| editor.findings(&marks));
                    *sent.borrow_mut() = next;
                }
            },
        );
    }
    {
        let (tell, latest) = (with(editor), Rc::clone(latest));
        use_effect_with(
            (ready, props.replacement.clone()),
            move |(ready, replacement)| {
                let Some((_, text)) = replacement else {
                    return;
                };
                if *ready {
                    tell(&|editor| editor.replace(text));
                } else {
                    let (_, on_change) = latest.borrow().change();
                    on_change.emit(text.clone());
                }
            },
        );
    }
    {
        let tell = with(editor);
        let about = (document.clone(), props.text.clone());
        let deps = (about, props.lit.clone(), props.fresh);
        use_effect_with(deps, move |(_, lit, fresh)| {
            if *fresh {
                tell(&|editor| editor.light(lit, true));
            }
        });
    }
    {
        let tell = with(editor);
        use_effect_with((ready, props.shown), move |(_, shown)| {
            if let Some((_, range)) = shown {
                tell(&|editor| editor.go_to(range));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use vestibule_syntax::visible::is_unseen;

    #[test]
    fn the_editor_shows_every_character_that_is_not_seen() {
        let module = include_str!("../../../editor/unseen.js");
        let numbers = module.split("[0x").skip(1).filter_map(|range| {
            let (from, to) = range.split_once(']')?.0.split_once(", 0x")?;
            let number = |digits| u32::from_str_radix(digits, 16).ok();
            Some(number(from)?..=number(to)?)
        });
        let ranges: Vec<_> = numbers.collect();
        // Tabs and ends of lines are how a text is laid out.
        let is_shown = |c: char| is_unseen(c) && !matches!(c, '\t' | '\n' | '\r');
        for character in '\0'..=char::MAX {
            let has = ranges
                .iter()
                .any(|range| range.contains(&u32::from(character)));
            assert_eq!(has, is_shown(character), "{:#x}", u32::from(character));
        }
    }
}

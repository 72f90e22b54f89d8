//! Tells screen readers which outcomes changed, once the typing pauses.

use std::collections::HashMap;

use gloo::timers::callback::Timeout;
use vestibule_wire::Outcome;
use yew::prelude::*;

use super::decision::words;
use super::scenarios::{Lines, facts};
use crate::text::{Text, use_text};

/// Longer than the pause between two keystrokes.
const PAUSE_MS: u32 = 900;
/// How many are named; of more there is only a number.
const NAMED: usize = 2;

type Outcomes = HashMap<u32, Option<Outcome>>;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) lines: Lines,
    /// The decisions are those of before the last change.
    pub(super) stale: bool,
    /// Counts the workspaces that were opened: another one is no change.
    pub(super) generation: u64,
}

#[component]
pub(super) fn Announcer(props: &Props) -> Html {
    let text = use_text();
    let said = use_state(AttrValue::default);
    let told = use_mut_ref(|| (0, Outcomes::new()));
    {
        let (said, lines, generation) = (said.setter(), props.lines.clone(), props.generation);
        use_effect_with((props.lines.clone(), props.stale), move |(_, stale)| {
            let timeout = (!stale).then(|| {
                Timeout::new(PAUSE_MS, move || {
                    let now = outcomes(&lines);
                    let (of, before) = &mut *told.borrow_mut();
                    if *of == generation && !before.is_empty() {
                        let news = news(&text, &lines, before, &now);
                        if !news.is_empty() {
                            said.set(news.into());
                        }
                    }
                    // What is filtered out is still known.
                    if *of != generation {
                        before.clear();
                    }
                    *of = generation;
                    before.extend(now);
                })
            });
            // Dropping the timeout cancels it: the next change starts anew.
            move || drop(timeout)
        });
    }
    html! { <p class="hidden" role="status" id="outcomes-changed">{ &*said }</p> }
}

fn outcomes(lines: &Lines) -> Outcomes {
    lines
        .iter()
        .filter_map(|(scenario, row)| Some((scenario.id, row.as_ref()?.outcome)))
        .collect()
}

/// What changed, in a sentence or two; empty where nothing did.
fn news(text: &Text, lines: &Lines, before: &Outcomes, now: &Outcomes) -> String {
    let changed: Vec<String> = lines
        .iter()
        .filter_map(|(scenario, _)| {
            let outcome = *now.get(&scenario.id)?;
            let was = *before.get(&scenario.id)?;
            (was != outcome).then(|| {
                let word = match outcome {
                    Some(outcome) => words::outcome(text, outcome),
                    None => text.say(id!("decision-none")),
                };
                format!("{}: {word}.", facts::name(text, scenario))
            })
        })
        .collect();
    let rest = changed.len().saturating_sub(NAMED);
    let mut said: Vec<String> = changed.into_iter().take(NAMED).collect();
    if rest > 0 {
        said.push(
            text.with(id!("shell-changed-more"), &[("count", rest.into())])
                .to_string(),
        );
    }
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::evaluate::answer::Row;
    use crate::state::scenario::Scenario;
    use crate::text::Language;

    fn lines(outcomes: &[Option<Outcome>]) -> Lines {
        let line = |(id, outcome): (u32, &Option<Outcome>)| {
            let scenario = Scenario {
                id,
                name: format!("Row {id}").into(),
                ..Scenario::default()
            };
            let row = Row {
                id,
                outcome: *outcome,
                denied_at: None,
                cells: Vec::new(),
                unmet: Vec::new(),
                provisional: false,
            };
            (Rc::new(scenario), Some(Rc::new(row)))
        };
        (0..).zip(outcomes).map(line).collect()
    }

    #[test]
    fn only_what_changed_is_said_and_little_of_much() {
        let text = Text::new(Language::En);
        let (allowed, denied) = (Some(Outcome::Allowed), Some(Outcome::Denied));
        let before = lines(&[allowed, allowed, allowed, allowed]);
        let rows: &[(&[Option<Outcome>], &str)] = &[
            (&[allowed, allowed, allowed, allowed], ""),
            (&[allowed, denied, allowed, allowed], "Row 1: Denied."),
            (
                &[None, denied, allowed, allowed],
                "Row 0: No decision. Row 1: Denied.",
            ),
            (
                &[denied, denied, denied, denied],
                "Row 0: Denied. Row 1: Denied. 2 more changed.",
            ),
            // A row that was not there before is no change.
            (&[allowed, allowed, allowed, allowed, denied], ""),
        ];
        for (now, expected) in rows {
            let now = lines(now);
            let said = news(&text, &now, &outcomes(&before), &outcomes(&now));
            assert_eq!(said, *expected);
        }
    }
}

//! What is known of a rule: what it looks for, why that is bad, samples and sources. All of it is
//! in the page's own programs, so that it is there without a network.

use std::rc::Rc;

use vestibule_wire::{RuleDoc, RuleSample};
use yew::prelude::*;

use super::dialog::Dialog;
use super::icon;
use crate::analysis::topics::RepairOf;
use crate::components::documents::severity;
use crate::evaluate::answer::Problem;
use crate::state::action::Action;
use crate::state::rules::Rules;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) rules: Rules,
    /// What it finds, each with what would mend it.
    pub(crate) found: Vec<(Rc<Problem>, Option<RepairOf>)>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Rule(props: &Props) -> Html {
    let text = use_text();
    let Some(code) = props.rules.shown() else {
        return html! {};
    };
    let on_close = props.dispatch.reform(|()| Action::Dialog(None));
    let title = text.with(id!("finding-rule-of"), &[("code", code.as_str().into())]);
    html! {
        <Dialog {title} large=true {on_close}>
            { to_do(&text, props) }
            if let Some(rule) = props.rules.of(code) {
                { about(&text, rule) }
            } else if props.rules.is_told(code) {
                <p>{ text.say(id!("finding-rule-none")) }</p>
            } else {
                <p role="status">{ text.say(id!("finding-rule-working")) }</p>
            }
        </Dialog>
    }
}

/// What to do about what it finds, with the fixes that there are.
fn to_do(text: &Text, props: &Props) -> Html {
    let has_advice = |(problem, repair): &&(Rc<Problem>, Option<RepairOf>)| {
        let finding = &problem.finding;
        finding.help.is_some() || finding.fix.is_some() || repair.is_some()
    };
    let one = |(problem, repair): &(Rc<Problem>, Option<RepairOf>)| {
        let finding = &problem.finding;
        let line = finding
            .range
            .map(|range| range.start.line.saturating_add(1));
        let line = line.map(|line| text.with(id!("documents-line"), &[("line", line.into())]));
        let help = finding.help.as_ref().map(|help| nodes(&text.message(help)));
        let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
        html! {
            <li>
                <span>
                    if let Some(line) = line { <span class="soft">{ line }</span>{ " " } }
                    { help.unwrap_or_default() }
                </span>
                if finding.fix.is_some() {
                    <button type="button" class="small" onclick={act(Action::LookAtFix(Rc::clone(problem)))}>
                        { text.say(id!("finding-fix")) }
                    </button>
                } else if let Some(of) = repair {
                    <button type="button" class="small" onclick={act(Action::LookAtRepairs(of.clone()))}>
                        { text.say(id!("repair-propose-fix")) }
                    </button>
                }
            </li>
        }
    };
    let mut advised = props.found.iter().filter(has_advice).peekable();
    if advised.peek().is_none() {
        return html! {};
    }
    html! {
        <section class="rule-advice">
            <h3>{ text.say(id!("finding-to-do")) }</h3>
            <ul class="plain-list">{ for advised.map(one) }</ul>
        </section>
    }
}

fn about(text: &Text, rule: &Rc<RuleDoc>) -> Html {
    html! {
        <div class="rule-doc">
            <p class={classes!("rule-head", rule.severity.name())}>
                { icon::severity(rule.severity) }
                <strong>{ severity(text, rule.severity) }</strong>
                if let Some(number) = &rule.number { <span translate="no">{ number }</span> }
                <code translate="no">{ &rule.code }</code>
            </p>
            <p>{ nodes(&rule.what) }</p>
            if let Some(why) = &rule.why {
                <h3>{ text.say(id!("finding-why")) }</h3>
                <p>{ nodes(why) }</p>
            }
            { for rule.finds.iter().map(|of| sample(of, &text.with(id!("finding-finds"), &kind(of)))) }
            { for rule.passes.iter().map(|of| sample(of, &text.with(id!("finding-passes"), &kind(of)))) }
            if !rule.sources.is_empty() {
                <h3>{ text.say(id!("finding-sources")) }</h3>
                <ul class="plain-list">
                    { for rule.sources.iter().map(|source| html! {
                        <li>
                            <a href={source.address.clone()} lang="en" rel="noreferrer">{ &source.title }</a>
                            { " " }
                            <span class="soft">
                                { text.with(id!("finding-date"), &[("date", source.date.as_str().into())]) }
                            </span>
                        </li>
                    }) }
                </ul>
            }
        </div>
    }
}

fn kind(sample: &RuleSample) -> [(&'static str, vestibule_l10n::Value<'_>); 1] {
    [("kind", sample.kind.as_str().into())]
}

fn sample(sample: &RuleSample, title: &AttrValue) -> Html {
    html! {
        <details class="rule-sample">
            <summary>{ title }</summary>
            <pre translate="no" tabindex="0" aria-label={title}>{ vestibule_ide::format::format(&sample.text) }</pre>
        </details>
    }
}

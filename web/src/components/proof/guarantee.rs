//! The form for one guarantee, and what it makes of what is typed.

use vestibule_wire::{
    Any, Entry, Guarantee, GuaranteedNetworks, GuaranteedOutcome, GuaranteedPrincipals, Holds,
    NetworksWord, NotIn, is_day,
};
use yew::prelude::*;

use crate::components::field::{Select, TextField, checked};
use crate::state::declarations::Declarations;
use crate::text::{Text, use_text};

/// What is filled into the form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    pub(super) name: AttrValue,
    who: Who,
    principals: AttrValue,
    what: What,
    whence: Whence,
    networks: Vec<String>,
    entries: Vec<Entry>,
    owner: AttrValue,
    reason: AttrValue,
    expires: AttrValue,
    /// Members that the form has no fields for.
    base: Option<Guarantee>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Everybody,
    These,
    AllBut,
}

/// What becomes of the sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    GetsIn,
    HasAWayIn,
    NeverGetsIn,
    IsDeniedSomewhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whence {
    Anywhere,
    Networks,
    These,
    AllBut,
}

const WHO: [Who; 3] = [Who::Everybody, Who::These, Who::AllBut];
const WHAT: [What; 4] = [
    What::GetsIn,
    What::HasAWayIn,
    What::NeverGetsIn,
    What::IsDeniedSomewhere,
];
const WHENCE: [Whence; 4] = [
    Whence::Anywhere,
    Whence::Networks,
    Whence::These,
    Whence::AllBut,
];

/// What is missing in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    Name,
    NameTaken,
    Principals,
    Networks,
    NoNetworks,
    Entries,
    Day,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            name: AttrValue::default(),
            who: Who::These,
            principals: AttrValue::default(),
            what: What::GetsIn,
            whence: Whence::Anywhere,
            networks: Vec::new(),
            entries: vec![Entry::Console],
            owner: AttrValue::default(),
            reason: AttrValue::default(),
            expires: AttrValue::default(),
            base: None,
        }
    }
}

impl Form {
    /// The form for a guarantee that there is.
    pub(super) fn of(told: &Guarantee) -> Self {
        let (who, principals) = match &told.principals {
            GuaranteedPrincipals::Any(_) => (Who::Everybody, &[][..]),
            GuaranteedPrincipals::In(patterns) => (Who::These, &patterns[..]),
            GuaranteedPrincipals::NotIn(but) => (Who::AllBut, &but.not_in[..]),
        };
        let (whence, networks) = match &told.from {
            GuaranteedNetworks::Word(NetworksWord::Anywhere) => (Whence::Anywhere, Vec::new()),
            GuaranteedNetworks::Word(NetworksWord::Networks) => (Whence::Networks, Vec::new()),
            GuaranteedNetworks::In(names) => (Whence::These, names.clone()),
            GuaranteedNetworks::NotIn(but) => (Whence::AllBut, but.not_in.clone()),
        };
        let text = |told: &Option<String>| AttrValue::from(told.clone().unwrap_or_default());
        Self {
            name: told.name.clone().into(),
            who,
            principals: principals.join(", ").into(),
            what: match (told.outcome, told.holds.unwrap_or_default()) {
                (GuaranteedOutcome::Allowed, Holds::Always) => What::GetsIn,
                (GuaranteedOutcome::Allowed, Holds::Somewhere) => What::HasAWayIn,
                (GuaranteedOutcome::Denied, Holds::Always) => What::NeverGetsIn,
                (GuaranteedOutcome::Denied, Holds::Somewhere) => What::IsDeniedSomewhere,
            },
            whence,
            networks,
            entries: told.entry.clone().unwrap_or_else(|| vec![Entry::Console]),
            owner: text(&told.owner),
            reason: text(&told.reason),
            expires: text(&told.expires),
            base: Some(told.clone()),
        }
    }

    /// The guarantee that it describes.
    ///
    /// # Errors
    /// What is missing.
    pub(super) fn guarantee(&self, declared: &Declarations) -> Result<Guarantee, Missing> {
        let name = self.name.trim();
        let before = self.base.as_ref().map(|base| &*base.name);
        let is_taken = |known: &str| known == name && before != Some(known);
        let mut others = declared.guarantees.iter();
        if name.is_empty() {
            return Err(Missing::Name);
        }
        if is_taken(vestibule_wire::Perimeter::NAME) || others.any(|of| is_taken(&of.name)) {
            return Err(Missing::NameTaken);
        }
        let patterns = split(&self.principals);
        if self.who != Who::Everybody && patterns.is_empty() {
            return Err(Missing::Principals);
        }
        if self.whence != Whence::Anywhere && declared.networks.is_empty() {
            return Err(Missing::NoNetworks);
        }
        let is_known = |name: &&String| declared.networks.iter().any(|of| of.name == **name);
        let names: Vec<String> = self.networks.iter().filter(is_known).cloned().collect();
        if matches!(self.whence, Whence::These | Whence::AllBut) && names.is_empty() {
            return Err(Missing::Networks);
        }
        if self.entries.is_empty() {
            return Err(Missing::Entries);
        }
        let told = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let expires = told(&self.expires);
        if expires.as_deref().is_some_and(|day| !is_day(day)) {
            return Err(Missing::Day);
        }
        let (outcome, holds) = match self.what {
            What::GetsIn => (GuaranteedOutcome::Allowed, None),
            What::HasAWayIn => (GuaranteedOutcome::Allowed, Some(Holds::Somewhere)),
            What::NeverGetsIn => (GuaranteedOutcome::Denied, None),
            What::IsDeniedSomewhere => (GuaranteedOutcome::Denied, Some(Holds::Somewhere)),
        };
        let base = self.base.as_ref();
        Ok(Guarantee {
            name: name.to_owned(),
            principals: match self.who {
                Who::Everybody => GuaranteedPrincipals::Any(Any::Any),
                Who::These => GuaranteedPrincipals::In(patterns),
                Who::AllBut => GuaranteedPrincipals::NotIn(NotIn { not_in: patterns }),
            },
            from: match self.whence {
                Whence::Anywhere => GuaranteedNetworks::Word(NetworksWord::Anywhere),
                Whence::Networks => GuaranteedNetworks::Word(NetworksWord::Networks),
                Whence::These => GuaranteedNetworks::In(names),
                Whence::AllBut => GuaranteedNetworks::NotIn(NotIn { not_in: names }),
            },
            outcome,
            holds,
            entry: (self.entries != [Entry::Console]).then(|| self.entries.clone()),
            regions: base.and_then(|base| base.regions.clone()),
            accounts: base.and_then(|base| base.accounts.clone()),
            at: base.and_then(|base| base.at.clone()),
            owner: told(&self.owner),
            reason: told(&self.reason),
            expires,
        })
    }
}

/// What stands between commas, spaces and line ends.
pub(super) fn split(typed: &str) -> Vec<String> {
    let parts = typed.split(|c: char| c.is_whitespace() || c == ',');
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) form: Form,
    pub(super) declared: std::rc::Rc<Declarations>,
    pub(super) on_change: Callback<Form>,
    pub(super) on_save: Callback<Guarantee>,
    pub(super) on_cancel: Callback<()>,
}

#[component]
pub(super) fn GuaranteeForm(props: &Props) -> Html {
    let text = use_text();
    // Said once it was tried.
    let tried = use_state_eq(|| false);
    {
        use_effect_with((), |()| crate::components::focus_id("guarantee-name"));
    }
    let form = &props.form;
    let set = |change: fn(&mut Form, AttrValue)| {
        let (form, on_change) = (form.clone(), props.on_change.clone());
        Callback::from(move |value: AttrValue| {
            let mut form = form.clone();
            change(&mut form, value);
            on_change.emit(form);
        })
    };
    let choose = |change: fn(&mut Form, usize)| {
        let (form, on_change) = (form.clone(), props.on_change.clone());
        Callback::from(move |value: usize| {
            let mut form = form.clone();
            change(&mut form, value);
            on_change.emit(form);
        })
    };
    let made = form.guarantee(&props.declared);
    let missing = made.as_ref().err().copied();
    let wrong = |of: &[Missing]| {
        let is = missing.filter(|missing| *tried && of.contains(missing));
        is.map(|missing| vec![say(&text, missing)])
            .unwrap_or_default()
    };
    let onsubmit = {
        let (made, on_save, tried) = (made.clone(), props.on_save.clone(), tried.setter());
        move |event: SubmitEvent| {
            event.prevent_default();
            match &made {
                Ok(guarantee) => on_save.emit(guarantee.clone()),
                Err(_) => tried.set(true),
            }
        }
    };
    let cancel = props.on_cancel.reform(|_: MouseEvent| ());
    html! {
        <form class="guarantee-form" {onsubmit} data-own-undo="">
            <TextField
                id="guarantee-name" label={text.say(id!("guarantee-name"))} value={form.name.clone()}
                on_input={set(|form, value| form.name = value)} wrong={wrong(&[Missing::Name, Missing::NameTaken])}
            />
            <Select
                id="guarantee-who" label={text.say(id!("guarantee-who"))}
                options={WHO.map(|one| who(&text, one)).to_vec()} chosen={index(&WHO, form.who)}
                on_choose={choose(|form, at| form.who = at_or(&WHO, at))}
            />
            if form.who != Who::Everybody {
                <TextField
                    id="guarantee-principals" label={text.say(id!("guarantee-principals"))} code=true
                    value={form.principals.clone()} on_input={set(|form, value| form.principals = value)}
                    placeholder="arn:aws:iam::111122223333:role/BreakGlass" wrong={wrong(&[Missing::Principals])}
                />
            }
            <Select
                id="guarantee-what" label={text.say(id!("guarantee-what"))}
                options={WHAT.map(|one| what(&text, one)).to_vec()} chosen={index(&WHAT, form.what)}
                on_choose={choose(|form, at| form.what = at_or(&WHAT, at))}
            />
            <Select
                id="guarantee-from" label={text.say(id!("guarantee-from"))}
                options={WHENCE.map(|one| whence(&text, one)).to_vec()} chosen={index(&WHENCE, form.whence)}
                on_choose={choose(|form, at| form.whence = at_or(&WHENCE, at))}
            />
            if matches!(form.whence, Whence::These | Whence::AllBut) {
                { networks(&text, props) }
            }
            { for wrong(&[Missing::Networks, Missing::NoNetworks]).into_iter().map(|said| html! { <p class="wrong">{ said }</p> }) }
            { entries(&text, props) }
            { for wrong(&[Missing::Entries]).into_iter().map(|said| html! { <p class="wrong">{ said }</p> }) }
            <details class="more">
                <summary>{ text.say(id!("guarantee-more")) }</summary>
                <TextField
                    id="guarantee-owner" label={text.say(id!("guarantee-owner"))} value={form.owner.clone()}
                    on_input={set(|form, value| form.owner = value)}
                />
                <TextField
                    id="guarantee-reason" label={text.say(id!("guarantee-reason"))} value={form.reason.clone()}
                    on_input={set(|form, value| form.reason = value)}
                />
                <TextField
                    id="guarantee-expires" label={text.say(id!("guarantee-expires"))} value={form.expires.clone()}
                    on_input={set(|form, value| form.expires = value)} placeholder="2027-06-30" wrong={wrong(&[Missing::Day])}
                />
            </details>
            <div class="buttons">
                <button type="submit" class="primary">{ text.say(id!("guarantee-save")) }</button>
                <button type="button" onclick={cancel}>{ text.say(id!("guarantee-cancel")) }</button>
            </div>
        </form>
    }
}

fn index<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or(0)
}

fn at_or<T: Copy, const N: usize>(all: &[T; N], at: usize) -> T {
    all[at.min(N - 1)]
}

fn who(text: &Text, who: Who) -> AttrValue {
    match who {
        Who::Everybody => text.say(id!("guarantee-everybody")),
        Who::These => text.say(id!("guarantee-these-principals")),
        Who::AllBut => text.say(id!("guarantee-other-principals")),
    }
}

fn what(text: &Text, what: What) -> AttrValue {
    match what {
        What::GetsIn => text.say(id!("guarantee-gets-in")),
        What::HasAWayIn => text.say(id!("guarantee-way-in")),
        What::NeverGetsIn => text.say(id!("guarantee-never")),
        What::IsDeniedSomewhere => text.say(id!("guarantee-denied-somewhere")),
    }
}

fn whence(text: &Text, whence: Whence) -> AttrValue {
    match whence {
        Whence::Anywhere => text.say(id!("guarantee-anywhere")),
        Whence::Networks => text.say(id!("guarantee-networks")),
        Whence::These => text.say(id!("guarantee-these-networks")),
        Whence::AllBut => text.say(id!("guarantee-other-networks")),
    }
}

fn say(text: &Text, missing: Missing) -> AttrValue {
    match missing {
        Missing::Name => text.say(id!("guarantee-no-name")),
        Missing::NameTaken => text.say(id!("guarantee-name-taken")),
        Missing::Principals => text.say(id!("guarantee-no-principals")),
        Missing::Networks => text.say(id!("guarantee-no-network-chosen")),
        Missing::NoNetworks => text.say(id!("guarantee-no-networks")),
        Missing::Entries => text.say(id!("guarantee-no-entry")),
        Missing::Day => text.say(id!("guarantee-no-day")),
    }
}

/// The declared networks, to be chosen.
fn networks(text: &Text, props: &Props) -> Html {
    let one = |name: &str| {
        let is_chosen = props.form.networks.iter().any(|chosen| chosen == name);
        let (form, on_change, name) =
            (props.form.clone(), props.on_change.clone(), name.to_owned());
        let label = name.clone();
        let onchange = Callback::from(move |event: Event| {
            let mut form = form.clone();
            form.networks.retain(|other| *other != name);
            if checked(&event) {
                form.networks.push(name.clone());
            }
            on_change.emit(form);
        });
        html! {
            <label class="choice"><input type="checkbox" checked={is_chosen} {onchange} />{ label }</label>
        }
    };
    html! {
        <fieldset>
            <legend>{ text.say(id!("guarantee-which-networks")) }</legend>
            { for props.declared.networks.iter().map(|network| one(&network.name)) }
        </fieldset>
    }
}

fn entries(text: &Text, props: &Props) -> Html {
    let one = |entry: Entry| {
        let (form, on_change) = (props.form.clone(), props.on_change.clone());
        let is_chosen = form.entries.contains(&entry);
        let onchange = Callback::from(move |event: Event| {
            let mut form = form.clone();
            let is_on = checked(&event);
            let chosen = |other: &Entry| {
                if *other == entry {
                    is_on
                } else {
                    form.entries.contains(other)
                }
            };
            form.entries = Entry::ALL.into_iter().filter(chosen).collect();
            on_change.emit(form);
        });
        html! {
            <label class="choice">
                <input type="checkbox" checked={is_chosen} {onchange} />{ crate::components::scenarios::facts::entry(text, entry) }
            </label>
        }
    };
    html! {
        <fieldset>
            <legend>{ text.say(id!("guarantee-entries")) }</legend>
            { for Entry::ALL.into_iter().map(one) }
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use vestibule_wire::NamedNetwork;

    use super::*;

    fn declared() -> Declarations {
        let network = r#"{"name":"Tokyo","sourceIp":["203.0.113.0/24"]}"#;
        let network: NamedNetwork = serde_json::from_str(network).unwrap();
        Declarations {
            networks: vec![Rc::new(network)],
            ..Declarations::default()
        }
    }

    #[test]
    fn a_form_makes_the_guarantee_that_it_is_of() {
        for told in [
            r#"{"name":"a","principals":"any","from":"networks","outcome":"allowed","holds":"somewhere"}"#,
            r#"{"name":"b","principals":["arn:aws:iam::111122223333:user/*"],"from":["Tokyo"],"outcome":"allowed",
                "regions":["eu-west-1"],"at":"signin:Authenticate","owner":"security","expires":"2027-06-30"}"#,
            r#"{"name":"c","principals":{"notIn":["arn:aws:iam::111122223333:root"]},"from":{"notIn":["Tokyo"]},
                "entry":["console","login-local","login-remote"],"outcome":"denied"}"#,
        ] {
            let told: Guarantee = serde_json::from_str(told).unwrap();
            assert_eq!(Form::of(&told).guarantee(&declared()), Ok(told));
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let none = Declarations::default();
        let named = Form {
            name: "x".into(),
            who: Who::Everybody,
            ..Form::default()
        };
        let rows = [
            (Form::default(), Some(Missing::Name)),
            (
                Form {
                    who: Who::These,
                    ..named.clone()
                },
                Some(Missing::Principals),
            ),
            (
                Form {
                    whence: Whence::Networks,
                    ..named.clone()
                },
                Some(Missing::NoNetworks),
            ),
            (
                Form {
                    entries: Vec::new(),
                    ..named.clone()
                },
                Some(Missing::Entries),
            ),
            (
                Form {
                    expires: "tomorrow".into(),
                    ..named.clone()
                },
                Some(Missing::Day),
            ),
            (
                Form {
                    name: "perimeter".into(),
                    ..named.clone()
                },
                Some(Missing::NameTaken),
            ),
            (named.clone(), None),
        ];
        for (form, missing) in rows {
            assert_eq!(form.guarantee(&none).err(), missing, "{form:?}");
        }
        let these = Form {
            whence: Whence::These,
            ..named
        };
        assert_eq!(these.guarantee(&declared()).err(), Some(Missing::Networks));
    }
}

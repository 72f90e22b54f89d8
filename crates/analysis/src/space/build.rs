//! Makes a space of policies, with the answers of each set of them on its classes.

use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_signin::{Action, Authorizer, Entry, Request};
use vestibule_syntax::limits::SPACE_CLASSES;

use super::axis::{Axis, ENTRY};
use super::cut::{self, Constants, Cut, Policies};
use super::keys::{self, KeyFacts};
use super::tables::{Tables, merge};
use super::{Home, Options, Space};
use crate::networks::Selection;
use crate::unanswered::Unanswered;

impl<'a> Space<'a> {
    /// The space with its classes put together, and the answers on them.
    pub(crate) fn with_tables(
        authorizer: &'a Authorizer,
        options: &Options,
    ) -> Result<(Self, Tables), Unanswered> {
        let [one] = Self::all_with_tables([authorizer], options)?;
        Ok(one)
    }

    /// One space for some sets of policies of one account, with the answers of each.
    pub(crate) fn all_with_tables<const N: usize>(
        authorizers: [&'a Authorizer; N],
        options: &Options,
    ) -> Result<[(Self, Tables); N], Unanswered> {
        let all = Self::several_with_tables(&authorizers, options)?;
        all.try_into().map_err(|_| Unanswered::NoAccount)
    }

    /// One space for several sets of policies of one account, with the answers of each.
    pub(crate) fn several_with_tables(
        authorizers: &[&'a Authorizer],
        options: &Options,
    ) -> Result<Vec<(Self, Tables)>, Unanswered> {
        let mut spaces = Self::all(authorizers, options)?;
        let tables: Vec<Tables> = spaces.iter().map(Tables::new).collect::<Result<_, _>>()?;
        let marks = spaces
            .first()
            .map_or_else(Vec::new, |space| space.marks(options));
        if let Some(first) = spaces.first() {
            let (merged, standing) = merge(&tables, first, &marks);
            for (space, tables) in spaces.iter_mut().zip(&tables) {
                space.merged.clone_from(&merged);
                space.standing.clone_from(&standing);
                space.undecided.clone_from(&tables.undecided);
            }
        }
        Ok(spaces.into_iter().zip(tables).collect())
    }

    fn all(authorizers: &[&'a Authorizer], options: &Options) -> Result<Vec<Self>, Unanswered> {
        let mut accounts = authorizers.iter().map(|of| of.account().id.clone());
        let account = accounts.next().flatten().ok_or(Unanswered::NoAccount)?;
        if accounts.any(|other| other.as_ref() != Some(&account)) {
            return Err(Unanswered::AnotherAccount);
        }
        let partition = options.partition.as_deref().unwrap_or("aws").to_owned();
        let prefixes = [
            format!("arn:{partition}:iam::{account}:"),
            format!("arn:{partition}:sts::{account}:"),
        ];
        let home = Home {
            account,
            partition,
            prefixes,
        };
        let samples = keys::samples(&home.partition, &home.account);
        // Without a principal nobody can sign in: the id of the account is none.
        let sample = samples.iter().flatten().next().cloned();
        let sample = sample.ok_or(Unanswered::NoAccount)?;
        let request = keys::sample_request(&sample, Entry::Console);
        if authorizers.iter().any(|of| of.is_too_much(&request)) {
            return Err(Unanswered::work());
        }
        let ranging = KeyFacts::ranging(authorizers, &samples, &options.free);
        let facts = authorizers
            .iter()
            .map(|of| KeyFacts::new(of, ranging.clone()));
        let facts: Vec<KeyFacts> = facts.collect();
        let held = authorizers
            .iter()
            .zip(&facts)
            .map(|(of, facts)| Action::ALL.map(|action| held(of, facts, &request, action)));
        let held: Vec<[Vec<Option<Held>>; 3]> = held.collect();
        let constants = held.iter().map(|of| {
            of.each_ref().map(|of_action| {
                let values = of_action.iter().map(Option::as_ref);
                values
                    .map(|held| held.map_or(KeyValue::Unknown, Held::value))
                    .collect()
            })
        });
        let constants: Vec<Constants<'_>> = constants.collect();
        let each = authorizers.iter().zip(&facts).zip(&constants);
        let each: Vec<Policies<'_>> = each
            .map(|((authorizer, facts), constants)| Policies {
                authorizer,
                facts,
                constants,
            })
            .collect();
        let Cut { axes, tests } = cut::cut(&each, &home, options)?;
        if axes.iter().any(|axis| axis.len() > SPACE_CLASSES) {
            return Err(Unanswered::classes());
        }
        let each = |axis: &Axis| (0..axis.len()).collect::<Vec<usize>>();
        let merged: Vec<Vec<usize>> = axes.iter().map(each).collect();
        let seen = authorizers.iter().zip(facts.clone()).zip(tests);
        let seen = seen.map(|((authorizer, facts), tests)| Self {
            authorizer,
            ends_as_second: authorizer.ends_as_second(&request),
            sample: sample.clone(),
            standing: merged.clone(),
            merged: merged.clone(),
            axes: axes.clone(),
            facts,
            tests,
            undecided: Vec::new(),
        });
        Ok(seen.collect())
    }

    /// Classes that are not to be put together with others, though they may come to the
    /// same: for each dimension those that belong to something that has a name.
    fn marks(&self, options: &Options) -> Vec<Selection> {
        let networks = options
            .networks
            .iter()
            .map(|network| network.selection(&self.axes));
        let principals = options
            .principals
            .iter()
            .map(|arn| self.principals_like(arn));
        // A question may be about one way in alone.
        let entries = (0..Entry::ALL.len())
            .map(|at| self.only(ENTRY, (0..Entry::ALL.len()).map(|e| e == at).collect()));
        networks.chain(principals).chain(entries).collect()
    }
}

/// The value of a key that is the same for all sign-ins; `None` for others.
fn held(
    authorizer: &Authorizer,
    facts: &KeyFacts,
    sample: &Request,
    action: Action,
) -> Vec<Option<Held>> {
    authorizer.with_parts(sample, action, |parts| {
        let held = |(id, _): (KeyId, &str)| {
            let is_constant = facts.depends(id).iter().len() == 0;
            is_constant.then(|| Held::of(parts.value(id)))
        };
        authorizer.keys().iter().map(held).collect()
    })
}

/// The value of a key, kept.
#[derive(Clone, Debug)]
enum Held {
    Absent,
    Unknown,
    PresentUnknown,
    One(String),
    Many(Vec<Box<str>>),
}

impl Held {
    fn of(value: KeyValue<'_>) -> Self {
        match value {
            KeyValue::Absent => Self::Absent,
            KeyValue::Unknown => Self::Unknown,
            KeyValue::PresentUnknown => Self::PresentUnknown,
            KeyValue::One(text) => Self::One(text.to_owned()),
            KeyValue::Many(texts) => Self::Many(texts.to_vec()),
        }
    }

    fn value(&self) -> KeyValue<'_> {
        match self {
            Self::Absent => KeyValue::Absent,
            Self::Unknown => KeyValue::Unknown,
            Self::PresentUnknown => KeyValue::PresentUnknown,
            Self::One(text) => KeyValue::One(text),
            Self::Many(texts) => KeyValue::Many(texts),
        }
    }
}

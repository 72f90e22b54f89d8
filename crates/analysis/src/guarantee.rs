//! Guarantees: what is to hold for every sign-in of some kind, proven or refuted.

use vestibule_signin::{Action, Authorizer, Entry, Request};

use crate::access_map::look;
use crate::networks::NamedNetwork;
use crate::region::{Describer, NetworkSet, Where};
use crate::space::axis::{ENTRY, PRINCIPAL, REGION};
use crate::space::boxes::{Cuboid, Sets};
use crate::space::diagram::{Diagram, NodeId};
use crate::space::fate::Fate;
use crate::space::search::{Rank, Search, closed, way_in};
use crate::space::truth::{Constraints, Fates};
use crate::space::{Options, Space};
use crate::unanswered::Unanswered;

/// What is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarantee {
    /// Whose sign-ins.
    pub principals: Who,
    /// From where.
    pub from: FromWhere,
    /// By which ways in.
    pub entries: Vec<Entry>,
    /// In which Regions; `None` is any.
    pub regions: Option<Vec<String>>,
    /// Whether they are to pass, or to be denied.
    pub allowed: bool,
    /// At which action alone; `None` is all three, one behind the other.
    pub at: Option<Action>,
    /// For which of them.
    pub holds: Holds,
}

/// Principals, by patterns of their ARNs with `*` and `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody of the account.
    Any,
    /// Those that match one of these.
    In(Vec<String>),
    /// Those that match none of these.
    NotIn(Vec<String>),
}

/// Networks, by the names of declared ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromWhere {
    /// Any network.
    Anywhere,
    /// All declared ones.
    Networks,
    /// These.
    In(Vec<String>),
    /// All networks but these.
    NotIn(Vec<String>),
}

/// For which sign-ins a guarantee holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// For each of them.
    Always,
    /// For each principal for one of them at least.
    Somewhere,
}

/// Whether a guarantee holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// For every sign-in that it is about; there may be none.
    Holds,
    /// There is a sign-in for which it does not.
    Fails,
    /// It depends on something that is not known.
    Unknown,
}

/// What became of a guarantee.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// Whether it holds.
    pub verdict: Verdict,
    /// True when no sign-in is one that it is about, so that it holds and says nothing.
    pub is_vacuous: bool,
    /// Where it does not hold for certain: sign-ins for which it does not, or may not, and
    /// all alike. There may be more. Of a guarantee that is to hold somewhere, the principals
    /// for whom it does so nowhere.
    pub place: Option<Where>,
    /// One of them.
    pub witness: Option<Request>,
    /// Where that one is denied for certain.
    pub denied_at: Option<Action>,
}

/// Proves or refutes guarantees, in their order. The networks that they name are those of
/// `options`.
///
/// # Errors
/// When a guarantee names a network that is not declared, the account is not known, or the
/// policies are too large.
pub fn prove(
    authorizer: &Authorizer,
    options: &Options,
    guarantees: &[Guarantee],
) -> Result<Vec<Proof>, Unanswered> {
    let (space, mut fates, _) = look(authorizer, &told_apart(options, guarantees))?;
    let mut describer = Describer::new(&space);
    guarantees
        .iter()
        .map(|guarantee| prove_one(&space, &mut fates, &mut describer, options, guarantee))
        .collect()
}

/// The options with all that the guarantees tell apart.
fn told_apart(options: &Options, guarantees: &[Guarantee]) -> Options {
    let mut all = options.clone();
    for guarantee in guarantees {
        if let Who::In(patterns) | Who::NotIn(patterns) = &guarantee.principals {
            all.principals.extend(patterns.iter().cloned());
        }
        if guarantee.regions.is_some() {
            all.networks.push(in_regions(guarantee));
        }
    }
    all
}

/// The internet in the Regions of a guarantee: only the Regions are asked for.
fn in_regions(guarantee: &Guarantee) -> NamedNetwork {
    NamedNetwork {
        name: String::new(),
        network: NetworkSet::Public(None),
        regions: guarantee.regions.clone(),
    }
}

fn prove_one(
    space: &Space<'_>,
    fates: &mut Fates,
    describer: &mut Describer<'_, '_>,
    options: &Options,
    guarantee: &Guarantee,
) -> Result<Proof, Unanswered> {
    let asked = asked(space, fates, options, guarantee)?;
    let of = match guarantee.at {
        Some(action) => fates
            .phases
            .get(action as usize)
            .copied()
            .unwrap_or(fates.chain),
        None => fates.chain,
    };
    let guarded = Constraints(&mut fates.diagram).guard(asked, of);
    if fates.diagram.is_full() {
        return Err(Unanswered::edges());
    }
    let is_vacuous = guarded
        .as_leaf()
        .is_some_and(|leaf| Fate::of(leaf) == Fate::Outside);
    let (good, bad): (Rank, Rank) = if guarantee.allowed {
        (way_in, closed)
    } else {
        (closed, way_in)
    };
    let found = match guarantee.holds {
        Holds::Always => {
            let any = vec![None; space.axes.len()];
            Search::new(space, &fates.diagram, guarded, bad, any).best()
        }
        Holds::Somewhere => worst_of_all(space, fates, guarded, good, guarantee.allowed),
    };
    let verdict = found.as_ref().map_or(Verdict::Holds, |(fate, _)| {
        verdict(*fate, guarantee.allowed)
    });
    let found = found.filter(|_| verdict != Verdict::Holds);
    let denied_at = found
        .as_ref()
        .and_then(|(fate, _)| match (fate, guarantee.at) {
            (Fate::DeniedAt(_), Some(at)) => Some(at),
            (Fate::DeniedAt(at), None) => Action::ALL.get(usize::from(*at)).copied(),
            _ => None,
        });
    let region = match found {
        Some((_, point)) => {
            let sets = match guarantee.holds {
                Holds::Always => around(space, &fates.diagram, guarded, &point),
                Holds::Somewhere => principal_of(space, &point),
            };
            let alike = describer.regions(&Cuboid { leaf: 0, sets })?;
            let region = alike.into_iter().next();
            region.map(|region| match guarantee.holds {
                Holds::Always => (region.place, region.point),
                Holds::Somewhere => {
                    let mut witness = point;
                    if let (Some(to), Some(class)) =
                        (witness.get_mut(PRINCIPAL), region.point.get(PRINCIPAL))
                    {
                        *to = *class;
                    }
                    (region.place, witness)
                }
            })
        }
        None => None,
    };
    let (place, witness) = region.unzip();
    Ok(Proof {
        verdict,
        is_vacuous,
        place,
        witness: witness.map(|point| space.request(&point)),
        denied_at,
    })
}

/// The box around a point in which a diagram asks nothing that has another answer there.
fn around(space: &Space<'_>, diagram: &Diagram, root: NodeId, point: &[usize]) -> Sets {
    let mut sets: Sets = vec![None; space.axes.len()];
    let mut node = root;
    while let Some((level, children)) = diagram.ask(node) {
        let class = point.get(level).map(|class| space.merged(level, *class));
        let Some(child) = class.and_then(|class| children.get(class)) else {
            break;
        };
        let same = children.iter().enumerate();
        let same = same.filter(|(_, other)| *other == child);
        if let Some(set) = sets.get_mut(level) {
            *set = Some(same.map(|(class, _)| class).collect());
        }
        node = *child;
    }
    sets
}

/// All sign-ins of the principals that are alike with that of a point.
fn principal_of(space: &Space<'_>, point: &[usize]) -> Sets {
    let mut sets: Sets = vec![None; space.axes.len()];
    let class = point.get(PRINCIPAL);
    if let (Some(set), Some(class)) = (sets.get_mut(PRINCIPAL), class) {
        *set = Some(vec![space.merged(PRINCIPAL, *class)]);
    }
    sets
}

/// Of the best that each principal can do the worst.
fn worst_of_all(
    space: &Space<'_>,
    fates: &Fates,
    guarded: NodeId,
    good: Rank,
    allowed: bool,
) -> Option<(Fate, Vec<usize>)> {
    let any = vec![None; space.axes.len()];
    let mut search = Search::new(space, &fates.diagram, guarded, good, any);
    let badness = |fate: Fate| match verdict(fate, allowed) {
        Verdict::Holds => 0,
        Verdict::Unknown => 1,
        Verdict::Fails => 2,
    };
    let mut worst: Option<(Fate, usize)> = None;
    for (class, fate) in search.best_of_each().iter().enumerate() {
        let is_worse = |(known, _)| badness(*fate) > badness(known);
        if *fate != Fate::Outside && worst.is_none_or(is_worse) {
            worst = Some((*fate, class));
        }
    }
    let (fate, class) = worst?;
    Some((fate, search.point_of(class)?))
}

fn verdict(fate: Fate, allowed: bool) -> Verdict {
    match fate {
        Fate::Allowed if allowed => Verdict::Holds,
        Fate::DeniedAt(_) | Fate::DeniedBy(_) if !allowed => Verdict::Holds,
        Fate::Allowed | Fate::DeniedAt(_) | Fate::DeniedBy(_) => Verdict::Fails,
        Fate::Unknown | Fate::Undecided => Verdict::Unknown,
        Fate::Outside => Verdict::Holds,
    }
}

/// The points that a guarantee is about.
fn asked(
    space: &Space<'_>,
    fates: &mut Fates,
    options: &Options,
    guarantee: &Guarantee,
) -> Result<NodeId, Unanswered> {
    let mut constraints = Constraints(&mut fates.diagram);
    let entries = Entry::ALL
        .iter()
        .map(|entry| guarantee.entries.contains(entry));
    let mut asked = constraints.of(space, &space.only(ENTRY, entries.collect()));
    let named = |names: &[String]| -> Result<Vec<&NamedNetwork>, Unanswered> {
        let declared = |name: &String| options.networks.iter().find(|of| of.name == *name);
        let found = names
            .iter()
            .map(|name| declared(name).ok_or(Unanswered::NoSuchNetwork));
        found.collect()
    };
    let (networks, except) = match &guarantee.from {
        FromWhere::Anywhere => (None, false),
        FromWhere::Networks => (Some(options.networks.iter().collect()), false),
        FromWhere::In(names) => (Some(named(names)?), false),
        FromWhere::NotIn(names) => (Some(named(names)?), true),
    };
    if let Some(networks) = networks {
        let networks: Vec<NodeId> = networks
            .iter()
            .map(|network| constraints.of(space, &network.selection(&space.axes)))
            .collect();
        let any = constraints.any(networks);
        let from = if except { constraints.not(any) } else { any };
        asked = constraints.both(asked, from);
    }
    let (patterns, except) = match &guarantee.principals {
        Who::Any => (None, false),
        Who::In(patterns) => (Some(patterns), false),
        Who::NotIn(patterns) => (Some(patterns), true),
    };
    if let Some(patterns) = patterns {
        let selections = patterns
            .iter()
            .map(|pattern| space.principals_like(pattern));
        let selections: Vec<NodeId> = selections
            .map(|selection| constraints.of(space, &selection))
            .collect();
        let any = constraints.any(selections);
        let who = if except { constraints.not(any) } else { any };
        asked = constraints.both(asked, who);
    }
    if guarantee.regions.is_some() {
        let mut selection = in_regions(guarantee).selection(&space.axes);
        let region = selection.get_mut(REGION).and_then(Option::take);
        let only = region.map(|classes| space.only(REGION, classes));
        if let Some(only) = only {
            let regions = constraints.of(space, &only);
            asked = constraints.both(asked, regions);
        }
    }
    Ok(asked)
}

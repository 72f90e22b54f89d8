//! Who is locked out: for everybody whom the policies tell apart, a way in or none.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_signin::{Action, Authorizer, Principal, Request};

use crate::access_map::{Undecided, look};
use crate::networks::Selection;
use crate::region::{Describer, PrincipalSet, TextSet};
use crate::space::axis::{ENTRY, PRINCIPAL};
use crate::space::fate::Fate;
use crate::space::search::{Search, way_in};
use crate::space::{Options, Space};
use crate::text::Glob;
use crate::unanswered::Unanswered;

/// The class of the console among entries.
const CONSOLE: usize = 0;

/// Whether somebody gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WayIn {
    /// Some sign-in passes all three actions.
    Passes,
    /// None does.
    LockedOut,
    /// It depends on something that is not known.
    Unknown,
}

/// What comes of some principals.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// Who: one by name, or all others for whom it comes to the same.
    pub principals: PrincipalSet,
    /// Whether they get in from some network.
    pub way_in: WayIn,
    /// The names of the networks from which they do, in the order in which they were
    /// declared; empty where none were.
    pub through: Vec<String>,
    /// A sign-in that passes, or one that does not where none does.
    pub witness: Request,
    /// Where that one is denied for certain.
    pub denied_at: Option<Action>,
}

/// Who gets in at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Lockout {
    /// Locked out when anybody is; passes when everybody does.
    pub verdict: WayIn,
    /// Those that were named, in their order, and then all others.
    pub principals: Vec<Access>,
    /// Statements that are undecided for some sign-ins, though it may not matter.
    pub undecided: Vec<Undecided>,
}

/// For everybody of the account whether a sign-in to the console passes from one of the
/// networks of `options`, or from anywhere where there are none: in some Region, at some
/// time, with what context keys there may be.
///
/// # Errors
/// When the account is not known, a named principal is none of it, or the policies are too
/// large.
pub fn lockout(authorizer: &Authorizer, options: &Options) -> Result<Lockout, Unanswered> {
    let (space, fates, undecided) = look(authorizer, options)?;
    let console = space.only(ENTRY, vec![true, false, false]);
    let console = space.merge_selection(&console);
    let way = |name: Option<&str>, mut selection: Selection| {
        if let (Some(to), Some(of)) = (selection.get_mut(ENTRY), console.get(ENTRY)) {
            to.clone_from(of);
        }
        let mut search = Search::new(&space, &fates.diagram, fates.chain, way_in, selection);
        Way {
            name: name.map(str::to_owned),
            fates: search.best_of_each(),
            search,
        }
    };
    let mut ways: Vec<Way<'_, '_>> = if options.networks.is_empty() {
        vec![way(None, vec![None; space.axes.len()])]
    } else {
        let networks = options.networks.iter();
        let selected = networks.map(|network| {
            let selection = space.merge_selection(&network.selection(&space.axes));
            way(Some(&network.name), selection)
        });
        selected.collect()
    };
    let mut all: Vec<Access> = Vec::new();
    let mut by_name: Vec<usize> = Vec::new();
    for arn in &options.principals {
        let parsed = Principal::parse(arn).ok();
        let class = parsed
            .as_ref()
            .and_then(|principal| space.class_of(principal));
        let (Some(principal), Some(class)) = (parsed, class) else {
            return Err(Unanswered::NobodyOfTheAccount);
        };
        by_name.push(class);
        let named = PrincipalSet {
            kinds: Some(vec![principal.kind]),
            arns: TextSet {
                within: Some(vec![Glob::literal(arn)]),
                without: Vec::new(),
            },
        };
        let found = Found::of(&ways, space.merged(PRINCIPAL, class));
        all.push(found.access(&space, &mut ways, class, named));
    }
    // All others, those together for whom it comes to the same.
    let mut groups: Vec<(Found, Vec<usize>)> = Vec::new();
    let mut of_found: HashMap<(WayIn, Vec<usize>, Option<Action>), usize> = HashMap::new();
    for merged in 0..space.size(PRINCIPAL) {
        let classes = space.classes_of(PRINCIPAL, merged);
        if classes.iter().any(|class| by_name.contains(class)) {
            continue;
        }
        let found = Found::of(&ways, merged);
        let key = (found.way_in(), found.through.clone(), found.denied_at());
        let at = *of_found.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, of_group)) => of_group.extend(classes),
            None => groups.push((found, classes)),
        }
    }
    let mut describer = Describer::new(&space);
    let count = space.principals().map_or(0, |all| all.witnesses.len());
    for (_, classes) in groups {
        let mut wanted = vec![false; count];
        for class in classes {
            if let Some(is) = wanted.get_mut(class) {
                *is = true;
            }
        }
        for (set, of_set) in describer.principals(&wanted)? {
            let class = space.first(PRINCIPAL, &of_set);
            let found = Found::of(&ways, space.merged(PRINCIPAL, class));
            all.push(found.access(&space, &mut ways, class, set));
        }
    }
    let any = |way_in| all.iter().any(|access: &Access| access.way_in == way_in);
    let verdict = if any(WayIn::LockedOut) {
        WayIn::LockedOut
    } else if any(WayIn::Unknown) {
        WayIn::Unknown
    } else {
        WayIn::Passes
    };
    Ok(Lockout {
        verdict,
        principals: all,
        undecided,
    })
}

/// A way to come: from a network, or from anywhere.
struct Way<'s, 'a> {
    name: Option<String>,
    /// The best fate of each merged class of principals.
    fates: Rc<[Fate]>,
    search: Search<'s, 'a>,
}

/// What comes of the principals of a merged class.
struct Found {
    principals: usize,
    /// By what way the best fate is, which comes first; `None` where no sign-in comes.
    best: Option<(Fate, usize)>,
    /// The ways by which they get in.
    through: Vec<usize>,
}

impl Found {
    fn of(ways: &[Way<'_, '_>], principals: usize) -> Self {
        let mut found = Self {
            principals,
            best: None,
            through: Vec::new(),
        };
        for (at, way) in ways.iter().enumerate() {
            let fate = way.fates.get(principals).copied();
            let Some(fate) = fate.filter(|fate| *fate != Fate::Outside) else {
                continue;
            };
            if fate == Fate::Allowed {
                found.through.push(at);
            }
            let is_better = |(known, _)| way_in(fate) < way_in(known);
            if found.best.is_none_or(is_better) {
                found.best = Some((fate, at));
            }
        }
        found
    }

    fn way_in(&self) -> WayIn {
        match self.best {
            Some((Fate::Allowed, _)) => WayIn::Passes,
            Some((Fate::Unknown | Fate::Undecided, _)) => WayIn::Unknown,
            // A network that no sign-in can come from lets nobody in.
            Some((Fate::DeniedAt(_) | Fate::DeniedBy(_) | Fate::Outside, _)) | None => {
                WayIn::LockedOut
            }
        }
    }

    fn denied_at(&self) -> Option<Action> {
        match self.best {
            Some((Fate::DeniedAt(at), _)) => Action::ALL.get(usize::from(at)).copied(),
            _ => None,
        }
    }

    /// With one sign-in of a class of principals.
    fn access(
        &self,
        space: &Space<'_>,
        ways: &mut [Way<'_, '_>],
        class: usize,
        principals: PrincipalSet,
    ) -> Access {
        let names = self.through.iter().filter_map(|way| ways.get(*way));
        let through = names.filter_map(|way| way.name.clone()).collect();
        let way = self.best.and_then(|(_, way)| ways.get_mut(way));
        let point = way.and_then(|way| way.search.point_of(self.principals));
        let mut point = point.unwrap_or_else(|| vec![0; space.axes.len()]);
        for (axis, class) in [(PRINCIPAL, class), (ENTRY, CONSOLE)] {
            if let Some(at) = point.get_mut(axis) {
                *at = class;
            }
        }
        Access {
            principals,
            way_in: self.way_in(),
            through,
            witness: space.request(&point),
            denied_at: self.denied_at(),
        }
    }
}

//! Who is locked out: for everybody whom the policies tell apart, a way in or none.

use vestibule_signin::{Action, Authorizer, Principal, Request};

use crate::access_map::{Undecided, look};
use crate::networks::Selection;
use crate::region::{Describer, PrincipalSet, TextSet};
use crate::space::axis::{ENTRY, PRINCIPAL};
use crate::space::fate::Fate;
use crate::space::search::{Search, best, way_in};
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
    let ways: Vec<(Option<&str>, Selection)> = if options.networks.is_empty() {
        vec![(None, vec![None; space.axes.len()])]
    } else {
        let named = options.networks.iter();
        let selected = named.map(|n| {
            (
                Some(n.name.as_str()),
                space.merge_selection(&n.selection(&space.axes)),
            )
        });
        selected.collect()
    };
    let search = Search::new(&space, &fates.diagram, fates.chain, way_in);
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
        all.push(access(&search, &space, &ways, class, named));
    }
    // All others, those together for whom it comes to the same.
    let mut groups: Vec<(Access, Vec<usize>)> = Vec::new();
    for merged in 0..space.size(PRINCIPAL) {
        let classes = space.classes_of(PRINCIPAL, merged);
        if classes.iter().any(|class| by_name.contains(class)) {
            continue;
        }
        let class = space.first(PRINCIPAL, &classes);
        let found = access(&search, &space, &ways, class, PrincipalSet::default());
        let same = |(other, _): &&mut (Access, Vec<usize>)| {
            (other.way_in, &other.through, other.denied_at)
                == (found.way_in, &found.through, found.denied_at)
        };
        match groups.iter_mut().find(same) {
            Some((_, of_group)) => of_group.extend(classes),
            None => groups.push((found, classes)),
        }
    }
    let mut describer = Describer::new(&space);
    let count = space.principals().map_or(0, |all| all.witnesses.len());
    for (_, classes) in groups {
        let wanted: Vec<bool> = (0..count).map(|class| classes.contains(&class)).collect();
        for (set, of_set) in describer.principals(&wanted)? {
            let class = space.first(PRINCIPAL, &of_set);
            all.push(access(&search, &space, &ways, class, set));
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

/// What comes of the principals of a class through each of the ways.
fn access(
    search: &Search<'_, '_>,
    space: &Space<'_>,
    ways: &[(Option<&str>, Selection)],
    class: usize,
    principals: PrincipalSet,
) -> Access {
    let mut found: Option<(Fate, Vec<usize>)> = None;
    let mut through = Vec::new();
    for (name, selection) in ways {
        let mut selection = selection.clone();
        restrict(
            &mut selection,
            PRINCIPAL,
            space.merged(PRINCIPAL, class),
            space.size(PRINCIPAL),
        );
        let console = space.merged(ENTRY, CONSOLE);
        restrict(&mut selection, ENTRY, console, space.size(ENTRY));
        let Some((fate, mut point)) = best(search, &selection) else {
            continue;
        };
        if let Some(at) = point.get_mut(PRINCIPAL) {
            *at = class;
        }
        if let Some(at) = point.get_mut(ENTRY) {
            *at = CONSOLE;
        }
        if fate == Fate::Allowed {
            through.extend(name.map(str::to_owned));
        }
        if found
            .as_ref()
            .is_none_or(|(known, _)| way_in(fate) < way_in(*known))
        {
            found = Some((fate, point));
        }
    }
    // A network that no sign-in can come from lets nobody in.
    let (fate, point) = found.unwrap_or_else(|| {
        let mut point = vec![0; space.axes.len()];
        if let Some(at) = point.get_mut(PRINCIPAL) {
            *at = class;
        }
        (Fate::DeniedBy(0), point)
    });
    Access {
        principals,
        way_in: match fate {
            Fate::Allowed => WayIn::Passes,
            Fate::DeniedAt(_) | Fate::DeniedBy(_) => WayIn::LockedOut,
            Fate::Unknown | Fate::Undecided | Fate::Outside => WayIn::Unknown,
        },
        through,
        witness: space.request(&point),
        denied_at: match fate {
            Fate::DeniedAt(at) => Action::ALL.get(usize::from(at)).copied(),
            _ => None,
        },
    }
}

fn restrict(selection: &mut Selection, axis: usize, class: usize, size: usize) {
    if let Some(of_axis) = selection.get_mut(axis) {
        *of_axis = Some((0..size).map(|other| other == class).collect());
    }
}

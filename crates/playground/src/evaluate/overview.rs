//! Accounts of an organization by people and by networks: the worst that becomes of anybody.

use std::collections::HashMap;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::{OrganizationNode, Outcome};

use super::answer::Rules;
use super::ruling::Ruling;
use super::squares::{self, Asked, Cut, Square};

/// What is asked about all accounts; `account` of it is of no matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverviewAsked {
    pub asked: Asked,
}

/// An account: a cell for each of the people, from all networks, then one for each of the
/// networks, of all people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    pub account: IString,
    pub cells: Vec<Worst>,
}

/// The worst that becomes of some sign-ins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worst {
    /// `None` where none of them can be decided.
    pub outcome: Option<Outcome>,
    /// One that it becomes of.
    pub shown: Option<Shown>,
}

/// A sign-in of a person from a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub person: u32,
    pub site: u32,
    pub sample: IString,
    pub region: IString,
}

impl Worst {
    /// The worst of all of them.
    pub fn of<'w>(all: impl Iterator<Item = &'w Self>) -> Self {
        let worst = all.max_by_key(|one| badness(one.outcome));
        worst.cloned().unwrap_or(Self {
            outcome: None,
            shown: None,
        })
    }

    fn of_square(square: &Square) -> Self {
        let parts = square.parts.iter();
        let worst = parts.max_by_key(|part| badness(part.outcome));
        // Then not all addresses are decided.
        let is_part = matches!(square.cut, Cut::Samples | Cut::TooMany);
        let outcome = match worst.and_then(|part| part.outcome) {
            Some(Outcome::Allowed) | None if is_part => Some(Outcome::Unknown),
            outcome => outcome,
        };
        Self {
            outcome,
            shown: worst.map(|part| Shown {
                person: square.person,
                site: square.site,
                sample: part.sample.clone(),
                region: part.region.clone(),
            }),
        }
    }
}

/// What cannot be decided is said where nothing else is.
fn badness(outcome: Option<Outcome>) -> u8 {
    match outcome {
        None => 0,
        Some(Outcome::Allowed) => 1,
        Some(Outcome::Unknown) => 2,
        Some(Outcome::Denied) => 3,
    }
}

/// The rows of the accounts that the organization has, in the order of its tree.
pub fn rows(rules: Rules, overview: &OverviewAsked) -> Vec<AccountRow> {
    let Some(organization) = rules.organization.clone() else {
        return Vec::new();
    };
    let asked = &overview.asked;
    let mut ruling = Ruling::of(rules);
    let networks = squares::networks(&ruling, asked);
    let places = organization.places();
    let row = |account: &str| {
        let squares = squares::of_account(&mut ruling, asked, account, &networks, &[]);
        let each: Vec<Worst> = squares.iter().map(|one| Worst::of_square(one)).collect();
        let of = |is_of: &dyn Fn(&Square) -> bool| {
            let own = squares.iter().zip(&each);
            Worst::of(
                own.filter(|(square, _)| is_of(square))
                    .map(|(_, worst)| worst),
            )
        };
        let people = asked
            .people
            .iter()
            .map(|one| of(&|square| square.person == one.id));
        let sites = asked
            .sites
            .iter()
            .map(|one| of(&|square| square.site == one.id));
        AccountRow {
            account: account.to_owned().into(),
            cells: people.chain(sites).collect(),
        }
    };
    places.iter().map(|place| place.id).map(row).collect()
}

/// The cells of each account, and of each unit the worst of those below it, by their ids.
pub fn by_node(tree: &OrganizationNode, rows: &[AccountRow]) -> HashMap<IString, Vec<Worst>> {
    let mut known: HashMap<IString, Vec<Worst>> = rows
        .iter()
        .map(|row| (row.account.clone(), row.cells.clone()))
        .collect();
    let count = rows.first().map_or(0, |row| row.cells.len());
    add_unit(tree, count, &mut known);
    known
}

fn add_unit(node: &OrganizationNode, count: usize, known: &mut HashMap<IString, Vec<Worst>>) {
    for child in &node.children {
        add_unit(child, count, known);
    }
    let children = node.children.iter().map(|child| &*child.id);
    let below: Vec<&Vec<Worst>> = node
        .accounts
        .iter()
        .map(|id| &**id)
        .chain(children)
        .filter_map(|id| known.get(id))
        .collect();
    let column = |at: usize| Worst::of(below.iter().filter_map(|cells| cells.get(at)));
    let cells = (0..count).map(column).collect();
    known.insert(node.id.clone().into(), cells);
}

//! People × networks as the page shows them: which squares are in sight, and the sign-in of one
//! of them that is looked at without being a row.

use std::rc::Rc;

use implicit_clone::unsync::IString;

use super::persona::{Persona, Site};
use super::scenario::Scenario;
use super::view::{NoticeKind, Selection};
use super::{State, Step};
use crate::evaluate::overview::Shown;
use crate::evaluate::squares::Square;

/// The rows and columns in sight before they were measured.
const SIGHT: Sight = Sight {
    people: (0, 30),
    networks: (0, 12),
};

/// The first that is in sight, and how many are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    pub people: (usize, usize),
    pub networks: (usize, usize),
}

impl Default for Sight {
    fn default() -> Self {
        SIGHT
    }
}

/// A square, by the ids of its person and its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub person: u32,
    pub site: u32,
}

impl From<&Shown> for Place {
    fn from(shown: &Shown) -> Self {
        Self {
            person: shown.person,
            site: shown.site,
        }
    }
}

/// The part of a square that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    pub place: Place,
    /// The sign-in of its sample, which is a row of the table or stands for itself.
    pub scenario: Rc<Scenario>,
    pub sample: IString,
    pub region: IString,
}

/// The ids of sign-ins that are no rows: no workspace comes so far. They take turns, so that an
/// answer about one is none about the next.
const IDS: std::ops::RangeInclusive<u32> = u32::MAX - 1023..=u32::MAX;

impl State {
    /// The square of a person and a network, perhaps as it was before the last change.
    pub fn square(&self, place: Place) -> Option<&Rc<Square>> {
        self.results.square(place)
    }

    /// The sign-in that is looked at without being a row.
    pub fn beside_rows(&self) -> Option<&Rc<Scenario>> {
        let looked = self.looked.as_ref()?;
        IDS.contains(&looked.scenario.id)
            .then_some(&looked.scenario)
    }

    /// The sign-in of that id, a row or not.
    pub fn sign_in(&self, id: u32) -> Option<&Rc<Scenario>> {
        let beside = self.beside_rows().filter(|beside| beside.id == id);
        beside.or_else(|| self.workspace.scenario(id))
    }

    /// Looks at a part of a square: selects the row that is the same sign-in, or decides it for
    /// itself.
    pub(super) fn look_at(&mut self, place: Place, part: usize) {
        let square = self.square(place);
        let part = square.and_then(|square| square.parts.get(part));
        let (sample, region) = match part {
            Some(part) => (part.sample.clone(), part.region.clone()),
            None => {
                let mut sites = self.workspace.sites.iter();
                let site = sites.find(|site| site.id == place.site);
                let samples = site.map(|site| site.samples()).unwrap_or_default();
                let sample = samples.into_iter().next();
                (sample.unwrap_or_default(), IString::default())
            }
        };
        self.look_from(place, sample, region);
    }

    /// Looks at the sign-in of a square from that address, to that Region.
    pub(super) fn look_from(&mut self, place: Place, sample: IString, region: IString) {
        let workspace = Rc::clone(&self.workspace);
        let mut people = workspace.personas.iter();
        let mut sites = workspace.sites.iter();
        let (Some(person), Some(site)) = (
            people.find(|person| person.id == place.person),
            sites.find(|site| site.id == place.site),
        ) else {
            return;
        };
        let account = workspace.account_id();
        let scenario = person.sign_in(site, account, &sample, &region);
        let key = scenario.key();
        let mut rows = workspace.scenarios.iter();
        let row = rows.find(|row| row.overrides.is_empty() && row.key() == key);
        let scenario = match row {
            Some(row) => Rc::clone(row),
            None => Rc::new(Scenario {
                id: self.next_beside(),
                ..scenario
            }),
        };
        let id = scenario.id;
        self.forget_beside();
        self.looked = Some(Looked {
            place,
            scenario,
            sample,
            region,
        });
        self.select(Some(Selection {
            scenario: id,
            action: None,
        }));
    }

    /// Makes the sign-in that is looked at a row, and stays at its square.
    pub(super) fn add_looked(&mut self) {
        let (Some(looked), Some(beside)) = (self.looked.clone(), self.beside_rows().cloned())
        else {
            return;
        };
        let mut added = None;
        self.change(|workspace| {
            let id = workspace.fresh_id();
            let scenario = Rc::new(Scenario {
                id,
                // The address is one of many, chosen by the page.
                invented: workspace.not_given(beside.usual_values_and_addresses()),
                ..Scenario::clone(&beside)
            });
            workspace.scenarios.push(Rc::clone(&scenario));
            added = Some(scenario);
            Step::Own
        });
        if let Some(scenario) = added {
            let id = scenario.id;
            self.looked = Some(Looked { scenario, ..looked });
            self.select(Some(Selection {
                scenario: id,
                action: None,
            }));
            self.notify(NoticeKind::Matrix {
                added: 1,
                skipped: 0,
            });
        }
    }

    /// Another id than that of the last one that was looked at.
    fn next_beside(&mut self) -> u32 {
        let last = *IDS.end();
        let before = self.beside_rows().map_or(last, |beside| beside.id);
        if before >= last {
            *IDS.start()
        } else {
            before + 1
        }
    }

    /// Forgets what is looked at once its person or network is gone, or another sign-in is
    /// selected.
    pub(super) fn forget_looked(&mut self) {
        let selected = self.selected.map(|selected| selected.scenario);
        let is_there = self.looked.as_ref().is_some_and(|looked| {
            let mut people = self.workspace.personas.iter();
            let mut sites = self.workspace.sites.iter();
            Some(looked.scenario.id) == selected
                && people.any(|person| person.id == looked.place.person)
                && sites.any(|site| site.id == looked.place.site)
        });
        if !is_there {
            self.forget_beside();
            self.looked = None;
        }
    }

    /// Forgets how the sign-in is decided that is no row.
    fn forget_beside(&mut self) {
        if let Some(beside) = self.beside_rows().map(|beside| beside.id) {
            Rc::make_mut(&mut self.results).forget(beside);
        }
    }

    /// The sign-in that is looked at as it is now: its person or network may have changed.
    pub(super) fn renew_looked(&mut self) {
        let Some(looked) = &self.looked else { return };
        let mut people = self.workspace.personas.iter();
        let mut sites = self.workspace.sites.iter();
        let person: Option<&Rc<Persona>> = people.find(|one| one.id == looked.place.person);
        let site: Option<&Rc<Site>> = sites.find(|one| one.id == looked.place.site);
        let Some((person, site)) = person.zip(site) else {
            return;
        };
        let account = self.workspace.account_id();
        let now = person.sign_in(site, account, &looked.sample, &looked.region);
        if now.key() != looked.scenario.key() && self.beside_rows().is_some() {
            // Its address may be none of the network any more.
            self.look_at(looked.place, usize::MAX);
        }
    }
}

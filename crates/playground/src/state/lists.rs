//! Personas and networks, and the matrix that they make.

use std::collections::HashSet;
use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::{Entry, address_range};

use super::action::{PersonaEdit, SiteEdit, Words};
use super::history::Typing;
use super::persona::{ACCOUNT, Persona, PersonaKind, Site, SiteKind, listed};
use super::rows::MOST;
use super::scenario::{Network, Path, Scenario};
use super::view::NoticeKind;
use super::workspace::Workspace;
use super::{State, Step};

/// The account of AWS's own examples, for who told none.
const EXAMPLE_ACCOUNT: &str = "111122223333";

impl State {
    pub(super) fn add_persona(&mut self, kind: Option<PersonaKind>) {
        let words = Rc::clone(&self.words);
        self.change(|workspace| {
            workspace.add_persona(kind, &words);
            Step::Own
        });
    }

    pub(super) fn add_site(&mut self, kind: Option<SiteKind>) {
        let words = Rc::clone(&self.words);
        self.change(|workspace| {
            workspace.add_site(kind, &words);
            Step::Own
        });
    }

    pub(super) fn usual_lists(&mut self) {
        let words = Rc::clone(&self.words);
        self.change(|workspace| {
            workspace.personas.clear();
            workspace.sites.clear();
            workspace.fill_lists(&words);
            Step::Own
        });
    }

    /// Adds a scenario for every pair that is not there yet.
    pub(super) fn generate(&mut self, personas: &[u32], sites: &[u32]) {
        let (mut added, mut skipped) = (0, 0);
        self.change(|workspace| {
            let pairs = workspace.pairs(personas, sites);
            let mut there = workspace.keys();
            for scenario in pairs {
                if workspace.scenarios.len() >= MOST || !there.insert(scenario.key()) {
                    skipped += 1;
                    continue;
                }
                let id = workspace.fresh_id();
                let invented = workspace.not_given(scenario.usual_values());
                workspace.scenarios.push(Rc::new(Scenario {
                    id,
                    invented,
                    ..scenario
                }));
                added += 1;
            }
            Step::Own
        });
        self.notify(NoticeKind::Matrix { added, skipped });
    }
}

impl Workspace {
    /// The usual personas and networks, where there are none.
    pub fn fill_lists(&mut self, words: &Words) {
        if self.personas.is_empty() {
            for kind in PersonaKind::ALL {
                self.add_persona(Some(kind), words);
            }
        }
        if self.sites.is_empty() {
            for kind in SiteKind::ALL {
                self.add_site(Some(kind), words);
            }
        }
    }

    /// True when there is a persona or a network beside the usual ones, whatever
    /// those are called.
    pub fn has_own_lists(&self) -> bool {
        let is_usual = |persona: &Rc<Persona>| {
            let is_kind = |kind: PersonaKind| kind.arn() == *persona.principal;
            PersonaKind::ALL.into_iter().any(is_kind)
                && persona.entry == Entry::Console
                && persona.context.is_empty()
        };
        let is_known = |site: &Rc<Site>| {
            let is_kind = |kind: SiteKind| kind.network() == site.network;
            SiteKind::ALL.into_iter().any(is_kind) && site.region.is_empty()
        };
        !self.personas.iter().all(is_usual) || !self.sites.iter().all(is_known)
    }

    fn add_persona(&mut self, kind: Option<PersonaKind>, words: &Words) {
        let id = self.fresh_id();
        let name = words.personas.iter().find(|(of, _)| Some(*of) == kind);
        self.personas.push(Rc::new(Persona {
            id,
            name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
            entry: Entry::Console,
            principal: kind.map(|kind| kind.arn().into()).unwrap_or_default(),
            context: Vec::new(),
        }));
    }

    fn add_site(&mut self, kind: Option<SiteKind>, words: &Words) {
        let id = self.fresh_id();
        let name = words.sites.iter().find(|(of, _)| Some(*of) == kind);
        self.sites.push(Rc::new(Site {
            id,
            name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
            network: kind.map(SiteKind::network).unwrap_or_default(),
            region: IString::default(),
        }));
    }

    pub(super) fn edit_persona(&mut self, id: u32, edit: PersonaEdit) -> Step {
        let Some(persona) = self.personas.iter_mut().find(|other| other.id == id) else {
            return Step::Own;
        };
        let persona = Rc::make_mut(persona);
        match edit {
            PersonaEdit::Name(name) => {
                persona.name = name;
                Step::Typed(Typing::Persona(id, 0))
            }
            PersonaEdit::Principal(principal) => {
                persona.principal = principal;
                Step::Typed(Typing::Persona(id, 1))
            }
            PersonaEdit::Entry(entry) => {
                persona.entry = entry;
                Step::Own
            }
        }
    }

    pub(super) fn edit_site(&mut self, id: u32, edit: SiteEdit) -> Step {
        let Some(site) = self.sites.iter_mut().find(|other| other.id == id) else {
            return Step::Own;
        };
        let site = Rc::make_mut(site);
        match edit {
            SiteEdit::Name(name) => {
                site.name = name;
                Step::Typed(Typing::Site(id, 0))
            }
            SiteEdit::Network(network) => {
                let same_path = site.network.path == network.path;
                site.network = network;
                if same_path {
                    Step::Typed(Typing::Site(id, 1))
                } else {
                    Step::Own
                }
            }
            SiteEdit::Region(region) => {
                site.region = region;
                Step::Typed(Typing::Site(id, 2))
            }
        }
    }

    /// The id of the account, where one is told or to be seen in a principal.
    pub fn account_id(&self) -> &str {
        if let Some(organization) = &self.organization {
            return organization.account();
        }
        let is_account = |id: &&str| id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit());
        let told = Some(self.account.id.trim()).filter(is_account);
        let of_principal = || {
            let ids = self.scenarios.iter().filter_map(|scenario| {
                let id = scenario.principal.split(':').nth(4)?;
                is_account(&id).then_some(id)
            });
            ids.into_iter().next()
        };
        told.or_else(of_principal).unwrap_or(EXAMPLE_ACCOUNT)
    }

    /// How many scenarios the pairs of these would add.
    pub fn missing(&self, personas: &[u32], sites: &[u32]) -> usize {
        let mut there = self.keys();
        let pairs = self.pairs(personas, sites).into_iter();
        let missing = pairs.filter(|scenario| there.insert(scenario.key()));
        missing
            .count()
            .min(MOST.saturating_sub(self.scenarios.len()))
    }

    /// The sign-ins that are there.
    fn keys(&self) -> HashSet<String> {
        let rows = self.scenarios.iter();
        rows.map(|scenario| scenario.key()).collect()
    }

    /// A scenario for each person from each network; of a network with ranges, from one address
    /// of each, which its name says.
    fn pairs(&self, personas: &[u32], sites: &[u32]) -> Vec<Scenario> {
        let account = self.account_id();
        let mut pairs = Vec::new();
        for persona in self
            .personas
            .iter()
            .filter(|one| personas.contains(&one.id))
        {
            for site in self.sites.iter().filter(|one| sites.contains(&one.id)) {
                let mut regions = listed(&site.region);
                if regions.is_empty() {
                    regions.push(String::new());
                }
                for sample in site.samples() {
                    for region in &regions {
                        pairs.push(persona.sign_in(site, account, &sample, region));
                    }
                }
            }
        }
        pairs
    }
}

impl Site {
    /// An address of each of its ranges; the address itself where it is one.
    pub fn samples(&self) -> Vec<IString> {
        let text = match self.network.path {
            Path::Public => &self.network.source_ip,
            Path::Endpoint => &self.network.private_ip,
        };
        let told = listed(text);
        let sample = |text: &String| -> IString {
            let sample = address_range(text)
                .ok()
                .map(|range| vestibule_wire::address_in(&range));
            sample.unwrap_or_else(|| text.clone()).into()
        };
        if told.is_empty() {
            vec![IString::default()]
        } else {
            told.iter().map(sample).collect()
        }
    }

    /// The network with each of its samples.
    pub fn sample_networks(&self) -> Vec<Network> {
        let with = |address: IString| {
            let mut network = self.network.clone();
            match network.path {
                Path::Public => network.source_ip = address,
                Path::Endpoint => network.private_ip = address,
            }
            network
        };
        self.samples().into_iter().map(with).collect()
    }

    /// Whether it is more than one address or one way through an endpoint.
    pub fn is_range(&self) -> bool {
        let text = match self.network.path {
            Path::Public => &self.network.source_ip,
            Path::Endpoint => &self.network.private_ip,
        };
        let told = listed(text);
        let is_range =
            |text: &String| address_range(text).is_ok_and(|range| range.start() != range.end());
        told.len() > 1 || told.iter().any(is_range)
    }
}

impl Persona {
    /// Signs in from an address of a network, to a Region.
    pub fn sign_in(&self, site: &Site, account: &str, address: &str, region: &str) -> Scenario {
        let mut parts: Vec<&str> = [&self.name, &site.name].map(|name| name.trim()).into();
        let told = listed(&site.region).len();
        let is_tried = told == 0 && !region.is_empty();
        let is_sample = site.is_range() || told > 1 || is_tried;
        if is_sample {
            parts.extend([address, region]);
        }
        parts.retain(|part| !part.is_empty());
        let mut network = site.network.clone();
        let address: IString = address.to_owned().into();
        match network.path {
            Path::Public => network.source_ip = address,
            Path::Endpoint => network.private_ip = address,
        }
        Scenario {
            name: parts.join(" · ").into(),
            entry: self.entry,
            principal: self.principal.trim().replace(ACCOUNT, account).into(),
            network,
            region: region.to_owned().into(),
            context: self.context.clone(),
            ..Scenario::default()
        }
    }
}

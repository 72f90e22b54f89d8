//! What is asked of the doors: what the workspace tells, until somebody types something else.

use vestibule_answers::is_commercial_region;
use vestibule_wire::DoorKind;

use super::State;
use super::workspace::Workspace;
use crate::analysis::topics::doors::DoorsAsked;

/// So many Regions are taken from the workspace at the most.
const REGIONS: usize = 10;

/// What a person typed into the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    fields: Option<DoorsAsked>,
    /// The present list of a firewall, which is of no workspace.
    allow_list: implicit_clone::unsync::IString,
}

impl Form {
    /// Forgets all of another workspace.
    pub(super) fn forget(&mut self) {
        self.fields = None;
    }
}

impl State {
    /// What is asked of the doors.
    pub fn doors_asked(&self) -> DoorsAsked {
        let form = self.doors_form();
        let fields = form.fields.clone();
        DoorsAsked {
            allow_list: form.allow_list.clone(),
            ..fields.unwrap_or_else(|| told(&self.workspace))
        }
    }

    /// Takes what somebody typed.
    pub(super) fn ask_doors(&mut self, asked: DoorsAsked) {
        let form = self.doors_form_mut();
        form.allow_list = asked.allow_list.clone();
        form.fields = Some(asked);
    }
}

/// What a workspace tells: the account, and the Regions of its networks and sign-ins.
fn told(workspace: &Workspace) -> DoorsAsked {
    let networks = workspace.declared.networks.iter();
    let of_networks = networks.flat_map(|network| network.regions.iter().flatten());
    let of_rows = workspace.scenarios.iter();
    let of_rows = of_rows.map(|scenario| scenario.region.trim());
    let mut regions: Vec<&str> = Vec::new();
    for region in of_networks.map(String::as_str).chain(of_rows) {
        if regions.len() < REGIONS && is_commercial_region(region) && !regions.contains(&region) {
            regions.push(region);
        }
    }
    DoorsAsked {
        kinds: DoorKind::ALL.to_vec(),
        account: workspace.account.id.trim().to_owned().into(),
        regions: regions.join(", ").into(),
        ..DoorsAsked::default()
    }
}

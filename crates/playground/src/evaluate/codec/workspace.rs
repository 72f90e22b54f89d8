//! What a person works on, as far as it decides.

use vestibule_wire::{Entry, Expect, PhaseDetails, PhaseExpect};

use super::{enums, structs, words};
use crate::state::scenario::{ContextRow, Given, Network, Override, Path, Scenario};
use crate::state::workspace::{Account, Document, Standing};

structs! {
    Account { id, standing, organization, path, on_account, on_organization }
    Document { id, layer, name, target, text }
    Scenario {
        id, name, entry, principal, network, region, context, overrides, resource, expect
    }
    Network { path, source_ip, vpc, endpoint, private_ip }
    ContextRow { id, key, value }
    Override { action, network }
    Expect { outcome, at, phases, assumptions }
    PhaseDetails {
        decision, reason, decided_by, protected, depends_on, absent_keys, assumed_absent,
        user_message, error_message
    }
}

words! {
    Standing { Standalone, Member, Management }
    Path { Public, Endpoint }
    Entry { Console, LoginLocal, LoginRemote }
}

enums! {
    Given {
        0: Unknown,
        1: One(value),
        2: Many(values),
    }
    PhaseExpect {
        0: Decision(outcome),
        1: Details(details),
    }
}

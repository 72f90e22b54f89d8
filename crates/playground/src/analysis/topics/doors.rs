//! What is asked and told of the doors: where people sign in, which domains a network must let
//! through for that, and which doors the present policies stop.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::DoorKind;

use crate::analysis::answer::Line;

/// What is asked, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorsAsked {
    pub kinds: Vec<DoorKind>,
    /// The id or alias of the account.
    pub account: IString,
    /// Between spaces or commas.
    pub regions: IString,
    /// The first label of the access portal.
    pub portal: IString,
    pub instance: IString,
    /// Over which addresses people reach the access portal; both lists where none is told.
    pub stack: Option<Stack>,
    /// The present list of a firewall or proxy; blank where none is held against the domains.
    pub allow_list: IString,
}

/// The address families of the access portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stack {
    Ipv4,
    DualStack,
}

/// What is told of the doors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorsTold {
    /// What is wrong with fields, whose text was not used.
    pub wrong: Vec<(WrongOf, String)>,
    /// What of the given allow-list covers the domains, a section a line.
    pub check: Vec<Line>,
    /// A door a line, with its addresses and what the policies gate of it.
    pub doors: Vec<Line>,
    /// Why nothing is told of the present policies, where that is so.
    pub no_gates: Option<Line>,
    /// The lists of domains, each with its title.
    pub lists: Vec<(String, Vec<DomainTold>)>,
    /// The endpoints of Private Access with their DNS names.
    pub private_access: Option<Line>,
    pub sources: Vec<SourceTold>,
    /// One domain a line.
    pub list: String,
    /// One domain a line, without wildcards, for a firewall that takes none.
    pub no_wildcards: String,
    /// The whole answer as JSON.
    pub json: String,
    /// The command line that gives the same.
    pub command: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WrongOf {
    Account,
    Regions,
    Portal,
    Instance,
    AllowList,
}

/// A domain, and what stands in its place without wildcards below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainTold {
    pub line: Line,
    /// The places of its sources among all.
    pub sources: Vec<usize>,
}

/// Where AWS says it, and when that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceTold {
    pub tag: String,
    pub title: String,
    pub address: String,
    pub date: String,
}

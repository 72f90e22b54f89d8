//! AWS Sign-In console authorization: who may sign in, from where, through
//! which of the three phases, and why not.
//!
//! This crate does no I/O and reads no clock. Every rule cites its source in
//! `docs/semantics.md`; every point that AWS leaves open is an [`Assumption`].

pub mod account;
pub mod action;
pub mod address;
pub mod applicability;
pub mod assumption;
pub mod context;
pub mod control_plane;
pub mod decide;
pub mod denial_message;
pub mod facts;
pub mod keys;
pub mod layers;
pub mod network;
pub mod organization;
pub mod presence;
pub mod principal;
pub mod request;
pub mod sources;
mod vocabulary;

pub use account::{Account, Authorization, Organization};
pub use action::{Action, Entry, Stage};
pub use applicability::Applicability;
pub use assumption::{Assumption, AssumptionSet};
pub use decide::{
    Authorizer, Decision, DecisionValue, PhaseDecision, PhaseSummary, Reason, SharedPolicies,
    Summary,
};
pub use layers::{AttachedPolicy, Layer};
pub use network::{Network, Networks};
pub use organization::{AccountClass, AccountClasses, Binding, Member, OrganizationTree};
pub use presence::{Presence, presence};
pub use principal::{Principal, PrincipalKind};
pub use request::{GivenValue, Request, RequestError};
pub use vocabulary::VOCABULARY;

//! Answers about all sign-ins of a case file at once, in the contract's JSON and in words.
//!
//! The analysis finds regions and witnesses. What stops a witness, and on what it depends,
//! comes from deciding that one sign-in as any other: nothing is evaluated here. This is a
//! crate of its own so that what decides single sign-ins does not carry the analysis.

mod accounts;
mod coverage;
mod denial;
mod diff;
mod doors;
mod draft;
mod fix;
mod in_text;
mod inlined;
pub mod lint;
mod lockout;
mod map;
mod mutants;
mod organization;
mod other_action;
mod picture;
mod place;
mod principal;
mod prove;
mod question;
mod reasons;
mod recovery;
mod repair;
mod rollout;
mod runbook;
mod standing;
mod summary;
mod unanswered;
mod unmet;
mod unneeded;
mod witness;
pub mod words;

pub use accounts::{Swapped, SwappedFiles, named_accounts};
pub use coverage::{CaseCoverage, CoveredPolicy, coverage};
pub use denial::{Beside, ExplainedDenials, explain_denial};
pub use diff::{Comparing, diff};
pub use doors::{
    DoorsAnswer, DoorsField, DoorsFor, FirewallLine, Gate, PortalStack, doors, gates,
    is_account_alias, is_commercial_region, is_label, too_large as list_too_large,
};
pub use draft::{Draft, declarable, draft};
pub use fix::{
    Compared, Effect, Fixed, FixedFinding, Fixing, Permits, ToFix, effect, fix, fix_permitted,
};
pub use lint::is_of as is_of_pattern;
pub use lockout::lockout;
pub use map::{access_map, access_map_with};
pub use mutants::mutants;
pub use picture::{Cell, Column, Lane, Picture, pictures};
pub use principal::{PrincipalMap, principal_map};
pub use prove::{perimeter, prove, prove_all};
pub use question::{account, account_and_partition};
pub use recovery::{Recovered, recovery, recovery_with_sessions};
pub use repair::{
    Giving, Needed, RepairFor, Repaired, StandIn, opens_the_internet, repairs, repairs_with,
    values_of,
};
pub use rollout::{Planned, PlannedStep, Planning, Unplanned, plan, plan_words};
pub use runbook::{runbook, runbook_script};
pub use standing::{Standing, standing, standing_of};
pub use summary::{
    Summary, SummaryVerdict, is_about_identity_center, locks_out_everybody, summary,
};
pub use unmet::{explain_unmet, unmet_guarantee};
pub use unneeded::unneeded;
